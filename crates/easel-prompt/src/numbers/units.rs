//! Names of currencies, magnitudes and units of measure as they stand beside numbers.

use super::digit;

/// Currency signs and codes, each with the sign it is shown as.
const CURRENCIES: &[(&str, &str)] = &[
    ("$", "$"),
    ("€", "€"),
    ("£", "£"),
    ("¥", "¥"),
    ("￥", "¥"),
    ("₹", "₹"),
    ("₽", "₽"),
    ("₩", "₩"),
    ("₺", "₺"),
    ("zł", "zł"),
    ("usd", "$"),
    ("eur", "€"),
    ("gbp", "£"),
    ("jpy", "¥"),
    ("cny", "¥"),
    ("inr", "₹"),
    ("chf", "CHF"),
    ("sek", "SEK"),
    ("nok", "NOK"),
    ("dkk", "DKK"),
    ("aud", "AUD"),
    ("cad", "CAD"),
    ("brl", "R$"),
    ("r$", "R$"),
    ("mxn", "MXN"),
    ("pln", "zł"),
    ("krw", "₩"),
    ("rub", "₽"),
    ("dollars", "$"),
    ("dollar", "$"),
    ("euros", "€"),
    ("euro", "€"),
    ("pounds", "£"),
    ("yen", "¥"),
    ("元", "元"),
    ("円", "円"),
    ("원", "원"),
    ("руб", "₽"),
    ("рублей", "₽"),
    ("рубля", "₽"),
    ("złotych", "zł"),
    ("tl", "₺"),
    ("lira", "₺"),
    ("dólares", "$"),
    ("dollari", "$"),
    ("dolarów", "$"),
    ("долларов", "$"),
    ("dolar", "$"),
    ("reais", "R$"),
    ("rupees", "₹"),
    ("रुपये", "₹"),
    ("रुपए", "₹"),
    ("evro", "€"),
    ("евро", "€"),
    ("يورو", "€"),
    ("دولار", "$"),
    ("francs", "CHF"),
    ("franken", "CHF"),
    ("sfr", "CHF"),
    ("kr", "kr"),
    ("kč", "Kč"),
    ("czk", "Kč"),
    ("₴", "₴"),
    ("₫", "₫"),
    ("₪", "₪"),
    ("฿", "฿"),
    ("₦", "₦"),
    ("₱", "₱"),
    ("¢", "¢"),
];

/// Magnitudes that may stand apart from their digits, with their power of ten, in lower case.
const MAGNITUDES: &[(i32, &str)] = &[
    (
        3,
        "thousand thousands mille milliers tausend tsd mil miles mila duizend tys tysiąc tysiące \
         tysięcy тыс тысяча тысячи тысяч bin ألف آلاف الف हजार 千 천",
    ),
    (5, "lakh lakhs लाख"),
    (
        6,
        "million millions mio mln mill millionen millón millones milione milioni milhão milhões miljoen \
         milion miliony milionów млн миллион миллиона миллионов milyon مليون ملايين मिलियन 백만 百万",
    ),
    (7, "crore crores cr करोड 천만 千万"),
    (
        9,
        "billion billions bln mrd md mld milliarde milliarden milliard milliards miliardo miliardi \
         miljard miliard miliardy miliardów bilhão bilhões млрд миллиард миллиарда миллиардов \
         milyar مليار مليارات अरब बिलियन 십억 十亿 十億",
    ),
    (12, "trillion trillions trn bio bln.€ трлн триллион триллиона триллионов trilyon 兆 조 万亿"),
    (4, "万 萬 만"),
    (8, "億 亿 억"),
];

/// Magnitudes that are written onto the digits.
pub(super) const ATTACHED_MAGNITUDES: [(&str, i32); 13] = [
    ("k", 3),
    ("K", 3),
    ("M", 6),
    ("mn", 6),
    ("mm", 6),
    ("bn", 9),
    ("B", 9),
    ("G", 9),
    ("T", 12),
    ("tn", 12),
    ("Mrd", 9),
    ("Mio", 6),
    ("亿", 8),
];

/// Units that are written onto the digits.
pub(super) const ATTACHED_UNITS: &[&str] = &[
    "kg", "g", "mg", "t", "km", "m", "cm", "mm", "mi", "ft", "h", "hr", "hrs", "min", "mins", "s",
    "ms", "sec", "gb", "mb", "tb", "kb", "kwh", "mwh", "gwh", "twh", "kw", "mw", "gw", "w", "hz",
    "mhz", "ghz", "mph", "l", "ml", "px", "x", "pts", "bpm", "fps", "ppm", "pp", "°c", "°f", "°",
    "pt", "℃", "℉", "k€", "m€", "m²", "m³", "km²", "ha", "kcal", "kj", "mj", "db", "mv", "mah",
    "wh", "hpa", "kpa", "mpa", "nm", "µm", "oz", "lb", "lbs", "yd", "mb/s", "km/h", "m/s", "°c",
    "gt", "mt", "kt", "pb", "κm", "км", "кг", "мм", "см", "мин", "шт", "stk", "std", "uds", "ud",
];

/// The sign a currency name or sign is shown as.
pub(crate) fn currency(text: &str) -> Option<&'static str> {
    CURRENCIES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, sign)| *sign)
}

/// Currencies written in letters before the number, each with the sign it is shown as. The
/// number must follow at once or after one space: `R$ 1.500`, `USD 12`.
const LETTERED_CURRENCIES: [(&str, &str); 20] = [
    ("R$", "R$"),
    ("US$", "$"),
    ("A$", "A$"),
    ("C$", "C$"),
    ("HK$", "HK$"),
    ("NT$", "NT$"),
    ("NZ$", "NZ$"),
    ("S$", "S$"),
    ("Rs.", "₹"),
    ("Rs", "₹"),
    ("USD", "$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("CNY", "¥"),
    ("INR", "₹"),
    ("CHF", "CHF"),
    ("SEK", "SEK"),
    ("NOK", "NOK"),
    ("BRL", "R$"),
];

/// A currency in letters at the start of `rest` with a digit behind it: the sign it is shown as,
/// and its bytes with the space.
pub(crate) fn lettered_currency(rest: &str) -> Option<(&'static str, usize)> {
    LETTERED_CURRENCIES.iter().find_map(|(name, sign)| {
        let after = rest.strip_prefix(name)?;
        let gap = after.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}'));
        let gap = gap.map_or(0, char::len_utf8);
        after[gap..].chars().next().and_then(digit)?;
        Some((*sign, name.len() + gap))
    })
}

/// The power of ten of a magnitude word that stands apart from its digits, in lower case.
pub(crate) fn magnitude_word(word: &str) -> Option<i32> {
    // Devanagari writes the dot below as a letter of its own or not.
    let word = word.trim_end_matches('.').replace('\u{93c}', "").replace('\u{95c}', "ड");
    if word.is_empty() {
        return None;
    }
    let known = |list: &str| list.split(' ').any(|name| name == word);
    MAGNITUDES.iter().find(|(_, list)| known(list)).map(|(power, _)| *power)
}

/// True for a unit of measure or currency, as a word in lower case.
pub(crate) fn is_unit(word: &str) -> bool {
    currency(word).is_some() || ATTACHED_UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(word))
}

/// Names of the percent sign.
pub(super) fn is_percent(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "percent"
            | "pct"
            | "prozent"
            | "procent"
            | "процентов"
            | "процента"
            | "процент"
            | "yüzde"
            | "प्रतिशत"
            | "퍼센트"
            | "パーセント"
            | "procenten"
            | "بالمئة"
            | "بالمائة"
            | "porcento"
            | "percento"
            | "pourcent"
            | "proc"
            | "procenta"
    )
}

/// Magnitudes that are written with a full stop.
pub(super) const ABBREVIATED: [&str; 11] =
    ["mio", "mrd", "тыс", "tys", "mln", "млн", "млрд", "tsd", "mill", "mld", "mil"];
