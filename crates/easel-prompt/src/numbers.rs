//! Numbers as people write them: signs, currencies, percent, magnitudes, thousands separators
//! and decimal commas. Which number is a value and which a label is decided in `chart`.

use crate::language::Language;

/// A number out of a prompt.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    /// The value with its magnitude applied: `12k` is 12000, `40%` is 40.
    pub value: f64,
    /// `%`, a currency sign or an attached unit such as `kg`.
    pub unit: Option<String>,
    /// Digits only: no sign, separator, magnitude or unit. Such a number may be a label.
    pub plain: bool,
}

impl Number {
    /// True for what reads as a calendar year.
    pub(crate) fn is_year(&self) -> bool {
        self.plain && (1500.0..=2199.0).contains(&self.value)
    }
}

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
const ATTACHED_MAGNITUDES: [(&str, i32); 13] = [
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

/// Magnitudes of Chinese, Japanese and Korean, which may follow each other: `2억 5천만`.
const EASTERN: [(char, i32); 13] = [
    ('千', 3),
    ('천', 3),
    ('万', 4),
    ('萬', 4),
    ('만', 4),
    ('億', 8),
    ('亿', 8),
    ('억', 8),
    ('兆', 12),
    ('조', 12),
    ('百', 2),
    ('백', 2),
    ('십', 1),
];

/// Letters after digits that make a name of them in Chinese, Japanese and Korean: years, months,
/// classes, ranks, ages.
const NAMING: &str = "年月日号號時时周週期季级級班组組位番代岁歳度회년월일분주차위호세";

/// Units that are written onto the digits.
const ATTACHED_UNITS: &[&str] = &[
    "kg", "g", "mg", "t", "km", "m", "cm", "mm", "mi", "ft", "h", "hr", "hrs", "min", "mins", "s",
    "ms", "sec", "gb", "mb", "tb", "kb", "kwh", "mwh", "gwh", "twh", "kw", "mw", "gw", "w", "hz",
    "mhz", "ghz", "mph", "l", "ml", "px", "x", "pts", "bpm", "fps", "ppm", "pp", "°c", "°f", "°",
    "pt", "℃", "℉", "k€", "m€", "m²", "m³", "km²", "ha", "kcal", "kj", "mj", "db", "mv", "mah",
    "wh", "hpa", "kpa", "mpa", "nm", "µm", "oz", "lb", "lbs", "yd", "mb/s", "km/h", "m/s", "°c",
    "gt", "mt", "kt", "pb", "κm", "км", "кг", "мм", "см", "мин", "шт", "stk", "std", "uds", "ud",
];

/// The value of a digit in any of the decimal scripts that prompts use.
pub(crate) fn digit(c: char) -> Option<char> {
    let base = match c {
        '0'..='9' => return Some(c),
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06f0}'..='\u{06f9}' => 0x06f0,
        '\u{0966}'..='\u{096f}' => 0x0966,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        _ => return None,
    };
    char::from_digit(u32::from(c) - base, 10)
}

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

/// What a scan of the text from some digit on found.
#[derive(Debug)]
pub(crate) enum Scan {
    /// A number that ends after so many bytes.
    Number(Number, usize),
    /// Digits that are part of a word, date, range or version: so many bytes of label.
    Label(usize),
}

/// Reads what starts at the beginning of `rest`: an optional sign and currency, then digits.
/// `None` where no number starts there.
pub(crate) fn scan(rest: &str, before: Option<char>, language: Language) -> Option<Scan> {
    let mut at = 0;
    let (mut negative, mut sign, mut unit) = (false, false, None);
    if let Some((shown, length)) = lettered_currency(rest) {
        (unit, at) = (Some(shown.to_owned()), length);
    }
    for _ in 0..2 {
        let c = rest[at..].chars().next()?;
        if matches!(c, '%' | '٪') && unit.is_none() {
            unit = Some("%".to_owned());
            at += c.len_utf8();
        } else if matches!(c, '-' | '−' | '+') && !sign {
            // A dash glued to a word before it joins, it does not negate.
            if at == 0 && before.is_some_and(|b| b.is_alphanumeric() || b == ')') {
                return None;
            }
            (negative, sign) = (c != '+', true);
            at += c.len_utf8();
        } else if let Some(shown) = currency(&rest[at..at + c.len_utf8()])
            && unit.is_none()
            && !c.is_alphabetic()
        {
            unit = Some(shown.to_owned());
            at += c.len_utf8();
            if unit.is_some() && rest[at..].starts_with(' ') {
                at += 1;
            }
        }
    }
    if sign && unit.is_some() && rest[at..].starts_with('-') {
        return None;
    }
    let body = digits_at(&rest[at..], language)?;
    let bare = !sign && unit.is_none();
    if let Some(length) = dotted_range(&rest[at + body.length..]) {
        return Some(Scan::Label(at + body.length + length));
    }
    if bare && let Some(length) = label_from_digits(rest, at + body.length) {
        return Some(Scan::Label(length));
    }
    if bare && let Some(length) = eastern_label(&rest[at..], body.length) {
        return Some(Scan::Label(at + length));
    }
    let mut decimal = body.decimal;
    let mut gained = 0;
    if let Some((value, length)) = eastern(&rest[at + body.length..], &decimal) {
        decimal = value.to_string();
        gained = length;
    }
    let body = Digits { decimal, length: body.length + gained, plain: body.plain && gained == 0 };
    let suffix = suffix_at(&rest[at + body.length..], unit.is_some());
    // "1T" is a quarter where no money is meant.
    if bare
        && body.plain
        && body.length == 1
        && suffix.power == 12
        && rest[at + body.length..].starts_with('T')
    {
        return Some(Scan::Label(at + body.length + 1));
    }
    let decade = suffix.length == 1
        && rest[at + body.length..].starts_with('s')
        && body.length == 4
        && body.plain
        && bare;
    if decade {
        return Some(Scan::Label(at + body.length + 1));
    }
    if suffix.is_word && bare && gained == 0 {
        return Some(Scan::Label(at + body.length + suffix.length));
    }
    at += body.length + if suffix.is_word { 0 } else { suffix.length };
    let text = format!("{}{}e{}", if negative { "-" } else { "" }, body.decimal, suffix.power);
    let value: f64 = text.parse().ok().filter(|value: &f64| value.is_finite())?;
    let plain = bare && body.plain && suffix.power == 0 && suffix.unit.is_none();
    Some(Scan::Number(Number { value, unit: unit.or(suffix.unit), plain }, at))
}

/// The bytes of a date or rank such as `2024年3月`, `1월`, `3年级` at the start of `rest`, whose
/// digits take `end` bytes. Words that follow are no part of it.
fn eastern_label(rest: &str, end: usize) -> Option<usize> {
    let mut end = end;
    for _ in 0..4 {
        let c = rest[end..].chars().next().filter(|c| NAMING.contains(*c))?;
        end += c.len_utf8();
        let tail = &rest[end..];
        // "3年级", "2020年度", "1分期", "1분기", "3주차": a second letter of the same name.
        if let Some(next) = tail.chars().next().filter(|n| "级級度生기차期代月".contains(*n))
        {
            end += next.len_utf8();
        }
        let tail = &rest[end..];
        let gap = usize::from(tail.starts_with(' '));
        let digits = tail[gap..].chars().take_while(|c| digit(*c).is_some());
        let length: usize = digits.map(char::len_utf8).sum();
        let named = tail[gap + length..].chars().next().is_some_and(|c| "月日号월일분".contains(c));
        if length == 0 || !named {
            break;
        }
        end += gap + length;
    }
    Some(end)
}

/// The bytes of `..100` behind the first number of a range written with dots.
fn dotted_range(tail: &str) -> Option<usize> {
    let after = tail.strip_prefix("..")?;
    let digits = after.trim_start_matches(['.', '+', '-', '−']);
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    (count > 0).then(|| tail.len() - digits.len() + count)
}

/// The power and bytes of an exponent such as `e3` or `E-4` that ends the word.
fn exponent_at(rest: &str) -> Option<(i32, usize)> {
    let after = rest.strip_prefix(['e', 'E'])?;
    let sign = usize::from(after.starts_with(['+', '-']));
    let count = after[sign..].bytes().take_while(u8::is_ascii_digit).count();
    let ends = !after[sign + count..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
    let power = after[..sign + count].parse().ok()?;
    (ends && (1..=3).contains(&count)).then_some((power, 1 + sign + count))
}

/// Digits with their separators resolved.
struct Digits {
    /// In the form `1234.5`.
    decimal: String,
    /// Bytes read.
    length: usize,
    /// Digits only.
    plain: bool,
}

/// Separators that may stand inside a number.
const SEPARATORS: [char; 9] = ['.', ',', '\'', '’', '\u{a0}', '\u{202f}', '\u{2009}', '٫', '٬'];

/// Reads digits and separators. The groups are cut at separators and judged together.
fn digits_at(rest: &str, language: Language) -> Option<Digits> {
    let mut groups: Vec<(Option<char>, String, usize)> = Vec::new();
    let mut chars = rest.char_indices().peekable();
    let mut separator = None;
    if rest.starts_with('.') {
        separator = Some('.');
        chars.next();
        groups.push((None, "0".to_owned(), 0));
    }
    loop {
        let mut group = String::new();
        let mut end = 0;
        while let Some((at, value)) =
            chars.peek().and_then(|(at, c)| digit(*c).map(|value| (at + c.len_utf8(), value)))
        {
            group.push(value);
            end = at;
            chars.next();
        }
        if group.is_empty() {
            break;
        }
        groups.push((separator, group, end));
        separator = chars.peek().map(|(_, c)| *c).filter(|c| {
            SEPARATORS.contains(c)
                || (*c == ' '
                    && groups.len() < 5
                    && groups[1..].iter().all(|group| group.0 == Some(' ')))
        });
        if separator.is_none() || groups.len() > 12 {
            break;
        }
        chars.next();
    }
    let last = groups.last()?.1.len();
    if groups.len() == 1 && groups[0].2 == 0 && last > 0 {
        return None;
    }
    Some(judge(&groups, rest, language))
}

/// Decides which groups belong to the number and which separator is the decimal one.
fn judge(groups: &[(Option<char>, String, usize)], rest: &str, language: Language) -> Digits {
    let take = |whole: usize, fraction: bool| {
        let mut decimal: String = groups[..whole].iter().map(|group| group.1.as_str()).collect();
        if fraction {
            decimal.push('.');
            decimal.push_str(&groups[whole].1);
        }
        let used = whole + usize::from(fraction);
        Digits { decimal, length: groups[used - 1].2, plain: used == 1 }
    };
    let Some((Some(first), group, _)) = groups.get(1) else { return take(1, false) };
    let kin = |a: char, b: char| {
        let canon = |c| match c {
            '’' => '\'',
            '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
            '٬' => ',',
            '٫' => '.',
            other => other,
        };
        canon(a) == canon(b)
    };
    let run = groups.iter().skip(1).take_while(|g| g.0.is_some_and(|c| kin(c, *first))).count();
    let lead = groups[0].1.len();
    let by_three = groups[1..=run].iter().all(|g| g.1.len() == 3);
    let grouped = by_three && lead <= 3 && groups[0].1 != "0";
    let indian = run >= 2
        && kin(*first, ',')
        && lead <= 2
        && groups[run].1.len() == 3
        && groups[1..run].iter().all(|g| g.1.len() == 2);
    let next = groups.get(run + 1).and_then(|g| g.0);
    let thousands = match *first {
        '.' => grouped && (run >= 2 || next == Some(',') || language.has_decimal_comma()),
        ',' | '٬' => grouped && (run >= 2 || next == Some('.') || !language.has_decimal_comma()),
        '٫' => false,
        // "Week 12 120" holds two numbers, "987 654 €" one.
        ' ' if !language.has_space_thousands() => {
            let unit = rest[groups[run].2..].trim_start();
            let length = unit.chars().next().map_or(0, char::len_utf8);
            let word = &unit[..word_length(unit).max(length)];
            grouped && (run >= 2 || lead >= 2) && currency(word).is_some()
        }
        _ => grouped,
    };
    if thousands || indian {
        let fraction =
            next.is_some_and(|c| matches!(c, '.' | ',' | '٫')) && groups.len() == run + 2;
        return take(run + 1, fraction);
    }
    match *first {
        '.' | '٫' => take(1, true),
        ',' if groups.len() == 2 && decimal_comma_fits(rest, groups[1].2, group, language) => {
            take(1, true)
        }
        _ => take(1, false),
    }
}

/// Whether the comma of a lone `1,5` is a decimal one: in languages that write it so, or before
/// a unit.
fn decimal_comma_fits(rest: &str, end: usize, fraction: &str, language: Language) -> bool {
    let after = rest[end..].trim_start();
    language.has_decimal_comma() || (fraction.len() < 3 && after.starts_with(['%', '€', '$', '£']))
}

/// The byte length of a label that begins with digits: a date, time, range, version or `65+`.
/// `end` is where the first number ends.
fn label_from_digits(rest: &str, end: usize) -> Option<usize> {
    let tail = &rest[end..];
    let lead = &rest[..end];
    let run = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let next = tail.chars().next()?;
    let after = &tail[next.len_utf8()..];
    let more = run(after);
    match next {
        '+' if !after.starts_with(|c: char| c.is_alphanumeric()) => Some(end + 1),
        // 2024-01-15, 18-24, 2019–2021, 0-10k. A third number makes it a date.
        '-' | '–' if more > 0 => {
            let mut length = end + next.len_utf8() + more;
            // "4.8-5.6"
            let fraction = run(rest[length..].strip_prefix('.').unwrap_or_default());
            if lead.contains('.') && fraction > 0 {
                length += 1 + fraction;
            }
            if rest[length..].starts_with('-') && run(&rest[length + 1..]) > 0 {
                length += 1 + run(&rest[length + 1..]);
            }
            length += clock_after_date(&rest[length..]);
            let glued = rest[length..].bytes().take_while(u8::is_ascii_alphabetic).count();
            let percent = usize::from(rest[length + glued..].starts_with('%'));
            Some(length + glued + percent)
        }
        // 14:30, but not the pair 2020:15.
        ':' if more == 2 && lead.len() <= 2 && run(lead) == lead.len() => {
            let minutes: u32 = after[..2].parse().ok()?;
            let hours: u32 = lead.parse().ok()?;
            (minutes < 60 && hours < 25).then_some(end + 3)
        }
        '/' if more > 0 && after[more..].starts_with('/') => {
            let year = run(&after[more + 1..]);
            let longer =
                after[more + 1 + year..].strip_prefix('/').is_some_and(|rest| run(rest) > 0);
            (year > 0 && !longer).then_some(end + 1 + more + 1 + year)
        }
        '.' if more > 0 => Some(end + 1 + more + version_tail(&after[more..])),
        _ => None,
    }
}

/// The bytes of `T10:00` behind a date.
fn clock_after_date(tail: &str) -> usize {
    let Some(time) = tail.strip_prefix('T') else { return 0 };
    let shape = |b: &u8| b.is_ascii_digit() || *b == b':';
    let count = time.bytes().take_while(shape).count();
    if count >= 4 && time[..count].contains(':') {
        1 + count + usize::from(time[count..].starts_with('Z'))
    } else {
        0
    }
}

/// The rest of a version or address such as `1.2.3.4` after its second number.
fn version_tail(text: &str) -> usize {
    text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count()
}

/// Magnitudes that are written with a full stop.
const ABBREVIATED: [&str; 11] =
    ["mio", "mrd", "тыс", "tys", "mln", "млн", "млрд", "tsd", "mill", "mld", "mil"];

/// What follows the digits.
struct Suffix {
    power: i32,
    unit: Option<String>,
    length: usize,
    /// The letters make the whole a word: `3D`, `1st`, `2x4`.
    is_word: bool,
}

/// Reads magnitude, percent, currency or unit after the digits.
fn suffix_at(rest: &str, has_currency: bool) -> Suffix {
    let mut suffix = Suffix { power: 0, unit: None, length: 0, is_word: false };
    let glued: &str = &rest[..word_length(rest)];
    if let Some((power, length)) = exponent_at(rest) {
        (suffix.power, suffix.length) = (power, length);
    } else if !glued.is_empty() {
        let attached = ATTACHED_MAGNITUDES.iter().find(|(name, _)| *name == glued);
        let unit = ATTACHED_UNITS.iter().find(|unit| unit.eq_ignore_ascii_case(glued));
        if let Some((_, power)) = attached.filter(|(name, _)| *name != "mm" || has_currency) {
            (suffix.power, suffix.length) = (*power, glued.len());
        } else if has_currency && matches!(glued, "m" | "b" | "t") {
            suffix.power = match glued {
                "m" => 6,
                "b" => 9,
                _ => 12,
            };
            suffix.length = glued.len();
        } else if let Some(power) = magnitude_word(&glued.to_lowercase()) {
            (suffix.power, suffix.length) = (power, glued.len());
        } else if let Some(shown) = currency(glued) {
            (suffix.unit, suffix.length) = (Some(shown.to_owned()), glued.len());
            return suffix;
        } else if let Some((unit, length)) = eastern_unit(glued) {
            (suffix.unit, suffix.length) = (unit, length);
            return suffix;
        } else if unit.is_some() {
            suffix.unit = Some(glued.to_owned());
            suffix.length = glued.len();
            return suffix;
        } else {
            suffix.is_word = true;
            suffix.length = glued.len();
            return suffix;
        }
    }
    spaced_suffix(rest, &mut suffix);
    suffix
}

/// What a number of Chinese, Japanese or Korean counts, written onto it: money or a counter, and
/// its bytes. A counter before a noun (`12只狗`) says nothing of its own.
fn eastern_unit(glued: &str) -> Option<(Option<String>, usize)> {
    const MONEY: &str = "円元원圓块";
    const COUNTERS: &str = "점잔회명人개건대권名个個件台本回点枚次本家株杯歩票";
    const BEFORE_NOUNS: &str = "只条匹头隻頭隻마";
    let first = glued.chars().next()?;
    let length = first.len_utf8();
    let ends = glued.len() == length;
    if MONEY.contains(first) || (COUNTERS.contains(first) && ends) {
        return Some((Some(first.to_string()), length));
    }
    let noun = BEFORE_NOUNS.contains(first) && !ends;
    let length = if glued.starts_with("마리") { "마리".len() } else { length };
    (noun && (first != '마' || glued.starts_with("마리"))).then_some((None, length))
}

/// Magnitudes behind the first digits, with further digits and magnitudes behind them: the value
/// of `2억 5천만` and its bytes. `None` where no such magnitude follows.
fn eastern(rest: &str, decimal: &str) -> Option<(f64, usize)> {
    let power = |text: &str| {
        let c = text.chars().next()?;
        EASTERN.iter().find(|(sign, _)| *sign == c).map(|(_, power)| (*power, c.len_utf8()))
    };
    let mut digits: f64 = decimal.parse().ok()?;
    // Sums up to the next 万 or 億, and of what is complete.
    let (mut section, mut total) = (0.0, 0.0);
    let mut at = 0;
    power(rest)?;
    for _ in 0..12 {
        while let Some((exponent, length)) = power(&rest[at..]) {
            at += length;
            if exponent >= 4 {
                total += (section + digits) * 10_f64.powi(exponent);
                section = 0.0;
            } else if digits == 0.0 {
                section *= 10_f64.powi(exponent);
            } else {
                section += digits * 10_f64.powi(exponent);
            }
            digits = 0.0;
        }
        let gap = usize::from(rest[at..].starts_with(' '));
        let more = &rest[at + gap..];
        let count = more.bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 || power(&more[count..]).is_none() {
            break;
        }
        digits = more[..count].parse().ok()?;
        at += gap + count;
    }
    Some((total + section, at))
}

/// A unit of measure that stands apart from its number: `828 m`, `45.2 GB`, `20 °C`. Single
/// letters count in lower case only (`Vitamin 12 C`), and abbreviations that are words do not.
fn spaced_unit(after: &str) -> Option<&str> {
    const ALSO: [&str; 4] = ["km/h", "m/s", "°C", "°F"];
    if let Some(unit) = ALSO.iter().find(|unit| after.starts_with(**unit)) {
        let end = after[unit.len()..].chars().next();
        return end.is_none_or(|c| !c.is_alphanumeric()).then(|| &after[..unit.len()]);
    }
    let word = &after[..word_length(after)];
    let known = ATTACHED_UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(word));
    let mistaken = matches!(word, "x" | "pt" | "pp" | "s" | "w" | "l");
    let single = word.len() > 1 || word.chars().all(|c| c.is_ascii_lowercase());
    let ends = !after[word.len()..].starts_with(['-', '\'', '’', '/']);
    (known && single && ends && !mistaken).then_some(word)
}

/// Reads what may follow after a space: `12 million`, `12 k`, `40 %`, `12 €`, `5 EUR`.
fn spaced_suffix(rest: &str, suffix: &mut Suffix) {
    if suffix.length == 0 && rest.starts_with(' ') {
        let word = &rest[1..1 + word_length(&rest[1..])];
        let spaced = if matches!(word, "k" | "M" | "bn" | "mn") {
            ATTACHED_MAGNITUDES.iter().find(|(name, _)| *name == word).map(|(_, power)| *power)
        } else {
            magnitude_word(&word.to_lowercase())
        };
        if let Some(power) = spaced {
            suffix.power = power;
            suffix.length = 1 + word.len();
            if rest[suffix.length..].starts_with('.')
                && ABBREVIATED.contains(&word.to_lowercase().as_str())
            {
                suffix.length += 1;
            }
        }
    }
    let tail = &rest[suffix.length..];
    let gap = usize::from(tail.starts_with([' ']));
    let gap = if tail.starts_with(['\u{a0}', '\u{202f}']) {
        tail.chars().next().map_or(0, char::len_utf8)
    } else {
        gap
    };
    let mut gap = gap;
    // "1,2 millones de euros"
    let joiner = ["de ", "di ", "d'", "of "].into_iter().find(|word| tail[gap..].starts_with(word));
    if let Some(joiner) = joiner.filter(|_| gap > 0) {
        let noun = &tail[gap + joiner.len()..];
        if currency(&noun[..word_length(noun)]).is_some() {
            gap += joiner.len();
        }
    }
    let after = &tail[gap..];
    let Some(c) = after.chars().next() else { return };
    if let Some(unit) = spaced_unit(after).filter(|_| gap > 0) {
        suffix.unit = Some(unit.to_owned());
        suffix.length += gap + unit.len();
    } else if matches!(c, '%' | '％' | '٪') {
        suffix.unit = Some("%".to_owned());
        suffix.length += gap + c.len_utf8();
    } else if let Some(shown) = currency(&after[..c.len_utf8()])
        && !after[c.len_utf8()..].starts_with(|d: char| digit(d).is_some())
    {
        suffix.unit = Some(shown.to_owned());
        suffix.length += gap + c.len_utf8();
    } else {
        let word = &after[..word_length(after)];
        let name = is_percent(word);
        if let Some(shown) = currency(word).filter(|_| word != "元" || gap > 0) {
            suffix.unit = Some(shown.to_owned());
            suffix.length += gap + word.len();
            if after[word.len()..].starts_with('.') && matches!(word, "руб" | "zł") {
                suffix.length += 1;
            }
        } else if name {
            suffix.unit = Some("%".to_owned());
            suffix.length += gap + word.len();
        }
    }
}

/// Names of the percent sign.
fn is_percent(word: &str) -> bool {
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
    )
}

/// True for a unit of measure or currency, as a word in lower case.
pub(crate) fn is_unit(word: &str) -> bool {
    currency(word).is_some() || ATTACHED_UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(word))
}

/// True for Han and Kana, whose words stand against numbers without a space.
pub(crate) fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Bytes of the word at the start of `text`.
pub(crate) fn word_length(text: &str) -> usize {
    let mut last = ' ';
    text.char_indices()
        .find(|(_, c)| {
            let joins = matches!(c, '°' | '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0963}');
            let ends = !(c.is_alphanumeric() || joins) || (is_dense(last) && digit(*c).is_some());
            last = *c;
            ends
        })
        .map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, code: &str, expect: Option<(f64, Option<&str>, usize)>) {
        let language = Language::from_code(code).unwrap();
        let got = match scan(text, None, language) {
            Some(Scan::Number(number, length)) => Some((number.value, number.unit, length)),
            _ => None,
        };
        let expect = expect.map(|(value, unit, n)| (value, unit.map(str::to_owned), n));
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn numbers_keep_their_meaning() {
        check("12", "en", Some((12.0, None, 2)));
        check("-3.5 x", "en", Some((-3.5, None, 4)));
        check("12k,", "en", Some((12_000.0, None, 3)));
        check("$1.1M", "en", Some((1_100_000.0, Some("$"), 5)));
        check("$5m", "en", Some((5_000_000.0, Some("$"), 3)));
        check("-$5", "en", Some((-5.0, Some("$"), 3)));
        check("40 %", "en", Some((40.0, Some("%"), 4)));
        check("12 million users", "en", Some((12_000_000.0, None, 10)));
        check("1,200", "en", Some((1200.0, None, 5)));
        check("1,234,567.5", "en", Some((1_234_567.5, None, 11)));
        check("1.234,56 €", "de", Some((1234.56, Some("€"), 12 - 1 + 1)));
        check("1,5", "de", Some((1.5, None, 3)));
        check("1,5", "en", Some((1.0, None, 1)));
        check("10,20,30", "en", Some((10.0, None, 2)));
        check("12 000 zł", "pl", Some((12_000.0, Some("zł"), 10)));
        check("1,00,000", "en", Some((100_000.0, None, 8)));
        check("٤٢", "ar", Some((42.0, None, 4)));
        check("3万", "zh", Some((30_000.0, None, 4)));
        check(".5", "en", Some((0.5, None, 2)));
        check("5kg", "en", Some((5.0, Some("kg"), 3)));
        check("828 m, then", "en", Some((828.0, Some("m"), 5)));
        check("20.5 °C", "en", Some((20.5, Some("°C"), 8)));
        check("12 C", "en", Some((12.0, None, 2)));
        check("5 min-walk", "en", Some((5.0, None, 1)));
        check("2.25e3", "en", Some((2250.0, None, 6)));
        check("8E-2", "en", Some((0.08, None, 4)));
        check("R$ 1.500,50", "pt", Some((1500.5, Some("R$"), 11)));
        check("USD 1,200", "en", Some((1200.0, Some("$"), 9)));
        check("1 234 567 €", "en", Some((1_234_567.0, Some("€"), 13)));
        check("987 654 €", "en", Some((987_654.0, Some("€"), 11)));
        check("7 120 €", "en", Some((7.0, None, 1)));
        check("100 200 300", "en", Some((100.0, None, 3)));
    }

    #[test]
    fn digits_in_labels_are_no_numbers() {
        for text in [
            "3D print",
            "1st",
            "2024-01-15",
            "18-24",
            "14:30",
            "1.2.3",
            "65+",
            "1024x768",
            "-100..100",
            "1..5",
        ] {
            check(text, "en", None);
        }
    }
}
