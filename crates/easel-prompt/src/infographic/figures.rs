//! Key figures as they are written, with sign, currency, magnitude and unit: `3x`, `$5M`, `67 %`,
//! `320억 원`. Nothing is calculated; the figure is shown as it stands.

use crate::numbers;

/// Words of magnitude and unit behind a blank, in lower case without full stop.
const UNITS: &str = " % ‰ k m mm cm km mi ft kg g mg t l ml h hr hrs min mins s sec ms gb mb tb kwh mwh gwh twh kw mw gw w ha hz ghz \
     mph km/h °c °f ° c° x × + pts pp bpm ppm px p.p m² km² m³ mm² km2 m2 \
     thousand million millions billion billions trillion hundred dozen mil mila mille millón millones milione milioni milhão milhões mld mrd mio mln mlrd bn mn \
     tausend millionen milliarde milliarden milliard milliards miliardo miliardi miljoen miljard tys tysięcy mln mld milionów miliardów \
     тыс тысяч млн млрд миллион миллиона миллионов миллиард миллиарда миллиардов трлн руб ₽ рублей процент процента процентов \
     bin milyon milyar tl lakh crore lakhs crores lac लाख करोड़ हज़ार हजार ألف آلاف مليون مليار ملايين \
     $ € £ ¥ ₹ ₩ ₺ zł usd eur gbp chf jpy cny inr brl pln rub try dollars dollar euros euro pounds yen pesos reais \
     hours hour minutes minute seconds second days day weeks week months month years year stunden stunde minuten sekunden tage tag wochen \
     horas hora minutos días heures heure minutes jours ore giorni minuti dias uur dagen godzin godziny dni часов часа часы минут дней дня saat dakika gün \
     meters metres metre meter miles mile litres liters litre liter tonnes tons tonne ton percent prozent procent por cento pour cent per cento \
     시간 분 초 일 명 개 원 달러 만 억 조 배 ";

/// Signs before a figure.
const SIGNS: &str = "~≈<>≥≤±+-−–#";

/// Signs and letters of currencies before a figure.
const CURRENCIES: [&str; 24] = [
    "US$", "R$", "A$", "C$", "HK$", "NT$", "NZ$", "S$", "$", "€", "£", "¥", "￥", "₹", "₽", "₩",
    "₺", "₦", "Rs.", "Rs", "CHF", "EUR", "USD", "zł",
];

/// Words before a figure that say how exact it is.
const NEARLY: &str = " over about around almost nearly only just approximately up to more than less than at least under \
     über rund etwa fast mehr als bis zu más de casi unos plus de près de presque oltre circa quasi più di mais de cerca de quase \
     ruim bijna meer dan ponad około prawie более около почти свыше yaklaşık ca. ca approx. approx ";

/// The figure that `text` begins with, and what follows. Nothing follows where `text` is only a
/// figure.
pub(super) fn prefix(text: &str) -> Option<(&str, &str)> {
    let end = length(text)?;
    let rest = text[end..].trim_start_matches(|c: char| c.is_whitespace() || ":：-–—=".contains(c));
    Some((text[..end].trim_end(), rest))
}

/// Whether `text` is a figure and nothing else.
pub(super) fn is_figure(text: &str) -> bool {
    let text = text.trim();
    prefix(text).is_some_and(|(_, rest)| rest.is_empty())
}

/// The words before the figure at the end of `text`, and the figure.
pub(super) fn suffix(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches([',', ';', ' ', '。']);
    let mut best = None;
    let mut words = 0;
    // The longest run at the end that is a figure; 人口1400万 has no blank before it.
    for (at, c) in text.char_indices().rev() {
        let begin = at + c.len_utf8();
        let digit_next = text[begin..].chars().next().and_then(numbers::digit).is_some();
        let dense = digit_next && (numbers::is_dense(c) || c.is_alphabetic() && !c.is_ascii());
        if c.is_whitespace() || dense {
            let tail = text[begin..].trim_start();
            if is_figure(tail) {
                best = Some((begin, tail));
            }
            words += usize::from(c.is_whitespace());
        }
        if words > 6 || text.len() - at > 80 {
            break;
        }
    }
    let (at, figure) = best?;
    let head = text[..at].trim_end_matches(|c: char| c.is_whitespace() || ":：-–—=,、".contains(c));
    head.chars().any(char::is_alphabetic).then_some((head, figure))
}

/// Bytes of the figure at the start of `text`.
fn length(text: &str) -> Option<usize> {
    let mut at = nearly(text);
    at += text[at..].len() - text[at..].trim_start_matches(|c| SIGNS.contains(c)).len();
    if let Some(sign) = CURRENCIES.iter().find(|sign| text[at..].starts_with(**sign)) {
        at += sign.len();
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\u{a0}']).len();
    }
    at += usize::from(text[at..].starts_with(['-', '+']));
    text[at..].chars().next().and_then(numbers::digit)?;
    at += digits(&text[at..]);
    // "50-70", "1/3", "24/7", "8–10", "3 : 1".
    for joint in ["-", "–", "/", " - ", " – ", ":", " to ", " bis ", " à ", " a "] {
        if let Some(rest) = text[at..].strip_prefix(joint) {
            let bare = rest.trim_start_matches(['$', '€', '£']);
            if bare.starts_with(|c: char| c.is_ascii_digit()) {
                at = text.len() - bare.len() + digits(bare);
                break;
            }
        }
    }
    at += attached(&text[at..]);
    // Units behind a blank, as in "320억 원" and "1.2 million $"; not a word that merely follows.
    for _ in 0..2 {
        let Some(next) = spaced_unit(&text[at..]) else { break };
        at += next;
    }
    at += text[at..].len() - text[at..].trim_start_matches('+').len();
    Some(at)
}

/// Bytes of "over", "more than" and the like before the figure.
fn nearly(text: &str) -> usize {
    let mut at = 0;
    for _ in 0..2 {
        let rest = &text[at..];
        let Some(end) = rest.find(' ') else { return 0 };
        let word = rest[..end].to_lowercase();
        if !NEARLY.contains(&format!(" {word} ")) {
            break;
        }
        at += end + 1;
    }
    at
}

/// Bytes of digits with the marks inside them.
fn digits(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let joins = matches!(c, ',' | '.' | '\'' | '’' | '٬' | '٫')
            && next.and_then(numbers::digit).is_some();
        // "12 000": three digits behind the blank.
        let spaces = matches!(c, ' ' | '\u{a0}' | '\u{202f}') && {
            let tail = &text[at + c.len_utf8()..];
            let count = tail.chars().map_while(numbers::digit).count();
            count == 3 && !tail.chars().nth(3).is_some_and(char::is_alphabetic) && end > 0
        };
        if numbers::digit(c).is_none() && !joins && !spaces {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Bytes of units and magnitudes written onto the digits: `%`, `M`, `x`, `/month`, `억`, `万人`.
fn attached(text: &str) -> usize {
    let run = text
        .find(|c: char| c.is_whitespace() || ",;:()（），、；：。!?".contains(c))
        .unwrap_or(text.len());
    let run = text[..run].trim_end_matches('.');
    let dense: usize = run
        .chars()
        .take_while(|c| CJK_UNITS.contains(*c) || matches!(c, '%' | '％' | '+'))
        .map(char::len_utf8)
        .sum();
    if dense > 0 {
        return dense;
    }
    if run.chars().any(|c| numbers::is_dense(c) || ('\u{ac00}'..='\u{d7a3}').contains(&c)) {
        return 0;
    }
    let sign = run.starts_with(['%', '‰', '٪', '+', '/', '°', '€', '$', '£', '₽', '₺', '×', '²']);
    let short =
        run.chars().count() <= 4 && run.chars().all(|c| c.is_alphabetic() || "²³/+%".contains(c));
    if sign || short { run.len() } else { 0 }
}

/// Counters and magnitudes of Chinese, Japanese and Korean.
const CJK_UNITS: &str = "万萬亿億千百个個人名元円圆倍次家座台本件分秒岁歳国票位年月日天只吨公里升克度時时间間小时点層层兆만억조천명개원배곳회년월일분초대건위점시간달러호여か所ヶ箇枚冊匹頭杯軒社校店部";

/// Bytes of a unit behind a blank, blank included.
fn spaced_unit(text: &str) -> Option<usize> {
    let rest = text.strip_prefix([' ', '\u{a0}', '\u{202f}'])?;
    let blank = text.len() - rest.len();
    let end = rest
        .find(|c: char| c.is_whitespace() || ",;:()（），、；：。!?".contains(c))
        .unwrap_or(rest.len());
    let word = &rest[..end];
    let (base, per) = word.split_once('/').unwrap_or((word, ""));
    let bare = base.trim_end_matches('.').to_lowercase();
    let known = !bare.is_empty() && UNITS.contains(&format!(" {bare} ")) && per.len() < 12;
    // "4 h 30": the minutes behind the hours.
    let more = rest[end..].strip_prefix(' ').map_or(0, |tail| {
        let count = tail.chars().take_while(char::is_ascii_digit).count();
        let alone = tail[count..].is_empty() && (bare == "h") && count > 0;
        if alone { count + 1 } else { 0 }
    });
    known.then(|| blank + end + more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_at_the_start_are_taken_off() {
        let check = |text: &str, figure: &str, rest: &str| {
            assert_eq!(prefix(text), Some((figure, rest)), "{text}");
        };
        check("80% of users", "80%", "of users");
        check("3x faster support", "3x", "faster support");
        check("$5M saved", "$5M", "saved");
        check("1,200 new customers", "1,200", "new customers");
        check("1/3 of our food", "1/3", "of our food");
        check("67 % des Français", "67 %", "des Français");
        check("12 mil voluntários", "12 mil", "voluntários");
        check("1 million de composteurs", "1 million", "de composteurs");
        check("R$ 79/mês", "R$ 79/mês", "");
        check("15,7 Mio.", "15,7 Mio.", "");
        check("over 200 shops", "over 200", "shops");
        check("12 000 km", "12 000 km", "");
        check("24/7 support", "24/7", "support");
        check("1 h 15", "1 h 15", "");
        assert_eq!(prefix("users 80%"), None);
    }

    #[test]
    fn figures_at_the_end_are_taken_off() {
        let check = |text: &str, head: &str, figure: &str| {
            assert_eq!(suffix(text), Some((head, figure)), "{text}");
        };
        check("Nile 6,650 km", "Nile", "6,650 km");
        check("매출 320억 원", "매출", "320억 원");
        check("해외 지사 12곳", "해외 지사", "12곳");
        check("Katze 15,7 Mio.", "Katze", "15,7 Mio.");
        check("Visitors: 10,000", "Visitors", "10,000");
        check("CO2 6 kg", "CO2", "6 kg");
        check("Básico R$ 79/mês", "Básico", "R$ 79/mês");
        assert_eq!(suffix("plain words"), None);
    }
}
