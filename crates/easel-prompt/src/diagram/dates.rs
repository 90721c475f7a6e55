//! Dates and lengths of time as people write them in fifteen languages. What begins and ends
//! then is read by `schedule`.

use super::text::{is_word_char, starts_any};

/// A day, or a month or year as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    /// `None` where the prompt gives none.
    pub year: Option<i64>,
    /// 1 to 12; `None` for a year as a whole.
    pub month: Option<i64>,
    /// 1 to 31; `None` for a month as a whole.
    pub day: Option<i64>,
}

/// What a piece of text says about time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Moment {
    /// A date.
    Date(Date),
    /// So many days.
    Days(i64),
    /// So many months.
    Months(i64),
    /// So many hours.
    Hours(f64),
    /// From a day to another one (exclusive), counted from the begin: "weeks 2–3".
    Span(i64, i64),
}

/// A piece of text about time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// What it says.
    pub moment: Moment,
    /// Its first byte.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
}

/// Names of the months, January first.
const MONTHS: [&str; 12] = [
    "january|jan|jan.|enero|ene|janvier|janv|januar|jänner|gennaio|gen|janeiro|januari|stycznia|styczeń|января|январь|янв|ocak|يناير|كانون الثاني|जनवरी",
    "february|feb|feb.|febrero|février|févr|februar|febbraio|fevereiro|fev|februari|lutego|luty|февраля|февраль|фев|şubat|فبراير|फरवरी|फ़रवरी",
    "march|mar|mar.|marzo|mars|märz|mär|mrz|março|maart|marca|marzec|марта|март|mart|مارس|मार्च",
    "april|apr|apr.|abril|abr|avril|avr|aprile|kwietnia|kwiecień|апреля|апрель|nisan|أبريل|ابريل|अप्रैल",
    "may|mayo|mai|maggio|mag|maio|mei|maja|maj|мая|май|mayıs|مايو|मई",
    "june|jun|jun.|junio|juin|juni|giugno|giu|junho|czerwca|czerwiec|июня|июнь|haziran|يونيو|जून",
    "july|jul|jul.|julio|juillet|juil|juli|luglio|lug|julho|lipca|lipiec|июля|июль|temmuz|يوليو|जुलाई",
    "august|aug|aug.|agosto|ago|août|sierpnia|sierpień|августа|август|ağustos|augustus|أغسطس|اغسطس|अगस्त",
    "september|sep|sept|sep.|septiembre|septembre|settembre|setembro|set|września|wrzesień|сентября|сентябрь|eylül|سبتمبر|सितंबर|सितम्बर",
    "october|oct|oct.|octubre|octobre|oktober|okt|ottobre|ott|outubro|out|października|październik|октября|октябрь|ekim|أكتوبر|اكتوبر|अक्टूबर",
    "november|nov|nov.|noviembre|novembre|novembro|listopada|listopad|ноября|ноябрь|kasım|نوفمبر|नवंबर|नवम्बर",
    "december|dec|dec.|diciembre|dic|décembre|déc|dezember|dez|dicembre|dezembro|grudnia|grudzień|декабря|декабрь|aralık|ديسمبر|दिसंबर|दिसम्बर",
];

/// Words for lengths of time with their days.
const LENGTHS: [(i64, &str); 4] = [
    (
        1,
        "days|day|business days|working days|workdays|d|días|día|dias|dia|días hábiles|jours|jour|tage|tag|tagen|arbeitstage|giorni|giorno|dagen|dag|dni|dzień|дней|день|дня|gün|أيام|يوم|يوما|दिन|天|个工作日|日間|日间|日|일간|일",
    ),
    (
        7,
        "weeks|week|wks|wk|w|semanas|semana|semaines|semaine|wochen|woche|settimane|settimana|weken|tygodnie|tydzień|tygodni|недели|неделя|недель|неделю|hafta|أسابيع|أسبوع|أسبوعين|सप्ताह|हफ्ते|हफ़्ते|हफ्ता|周|个星期|星期|週間|週|주간|주",
    ),
    (
        30,
        "months|month|mo|meses|mes|mois|monate|monat|monaten|mesi|mese|mês|maanden|maand|miesiące|miesiąc|miesięcy|месяца|месяц|месяцев|ay|أشهر|شهر|महीने|माह|个月|か月|ヶ月|カ月|개월|달",
    ),
    (
        365,
        "years|year|años|año|ans|an|jahre|jahr|anni|anno|anos|ano|jaar|lata|rok|лет|год|года|yıl|سنوات|سنة|साल|वर्ष|年間",
    ),
];

const HOURS: &str = "hours|hour|hrs|hr|h|horas|hora|heures|heure|stunden|stunde|ore|ora|uur|godziny|godzina|часа|час|часов|saat|ساعات|ساعة|घंटे|小时|時間|시간";

/// Numbers in words before a length of time.
const NUMBERS: [(&str, i64); 12] = [
    ("a|an|one|un|una|une|ein|eine|einen|uno|um|uma|een|één|jeden|один|одну|bir|एक|一", 1),
    ("two|dos|deux|zwei|due|dois|duas|twee|dwa|два|две|iki|दो|两|二|두", 2),
    ("three|tres|trois|drei|tre|três|drie|trzy|три|üç|तीन|三|세", 3),
    ("four|cuatro|quatre|vier|quattro|quatro|cztery|четыре|dört|चार|四|네", 4),
    ("five|cinco|cinq|fünf|cinque|vijf|pięć|пять|beş|पाँच|पांच|五|다섯", 5),
    ("six|seis|sechs|sei|zes|sześć|шесть|altı|छह|六", 6),
    ("seven|siete|sept|sieben|sette|sete|zeven|siedem|семь|yedi|सात|七", 7),
    ("eight|ocho|huit|acht|otto|oito|osiem|восемь|sekiz|आठ|八", 8),
    ("nine|nueve|neuf|neun|nove|negen|dziewięć|девять|dokuz|नौ|九", 9),
    ("ten|diez|dix|zehn|dieci|dez|tien|dziesięć|десять|on|दस|十", 10),
    ("twelve|doce|douze|zwölf|dodici|doze|twaalf|двенадцать|बारह|十二", 12),
    ("half a", 0),
];

/// Every date and length of time in `text`, in order.
pub(super) fn scan(text: &str, month_first: bool) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut from = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let begins = at >= from
            && (!is_word_char(before)
                || super::text::is_dense(before)
                || (c.is_ascii_digit() && !before.is_ascii_digit() && !before.is_alphabetic()));
        before = c;
        if !begins || !is_word_char(c) {
            continue;
        }
        let Some(rest) = text.get(at..) else { continue };
        if let Some((moment, length)) = counted(rest) {
            out.push(Found { moment, start: at, end: at + length });
            from = at + length;
            continue;
        }
        if let Some((first, second)) = span(rest, at) {
            from = second.end;
            out.extend([first, second]);
            continue;
        }
        if let Some((moment, length)) = moment(rest, month_first) {
            out.push(Found { moment, start: at, end: at + length });
            from = at + length;
            if let Some((found, more)) = same_month(moment, text.get(from..).unwrap_or(""), from) {
                out.push(found);
                from += more;
            }
        }
    }
    out
}

/// Weeks, days and months by their number: "week 1", "W3-W4", "Tag 2 bis 5", "第3周".
fn counted(rest: &str) -> Option<(Moment, usize)> {
    const UNITS: [(i64, &str); 3] = [
        (
            7,
            "weeks|week|wks|wk|w|semanas|semana|semaines|semaine|kw|wochen|woche|settimane|settimana|weken|tygodnie|tydzień|недели|неделя|hafta|الأسبوع|सप्ताह",
        ),
        (
            1,
            "days|day|días|día|jours|jour|tage|tag|giorni|giorno|dias|dia|dagen|dag|dni|dzień|дни|день|gün|اليوم|दिन",
        ),
        (
            30,
            "months|month|meses|mes|mois|monate|monat|mesi|mese|mês|maanden|maand|miesiące|miesiąc|месяцы|месяц|ay|الشهر|महीना",
        ),
    ];
    const DENSE: [(i64, &[&str]); 3] = [
        (7, &["周", "週", "주차", "주"]),
        (1, &["天", "日目", "일차"]),
        (30, &["个月", "か月目", "개월차"]),
    ];
    if let Some(behind) = rest.strip_prefix('第') {
        let (first, used) = digits(behind, 2)?;
        let (second, more) = next_number(behind.get(used..)?).unwrap_or((first, 0));
        let tail = behind.get(used + more..)?;
        let (days, sign) = DENSE.iter().find_map(|(days, signs)| {
            signs.iter().find(|sign| tail.starts_with(**sign)).map(|sign| (*days, sign.len()))
        })?;
        let length = "第".len() + used + more + sign;
        return spanned(first, second, days).map(|moment| (moment, length));
    }
    let (days, unit) = UNITS
        .iter()
        .filter_map(|(days, words)| unit_at(rest, words).map(|length| (*days, length)))
        .max_by_key(|(_, length)| *length)?;
    let gap = blank(rest.get(unit..)?, "");
    let (first, used) = digits(rest.get(unit + gap..)?, 2)?;
    let mut end = unit + gap + used;
    // "Week 1 Jan" and "day 5:" are read elsewhere or stand alone.
    let tail = rest.get(end..)?;
    if tail.starts_with(|c: char| c.is_alphanumeric()) || month(tail.trim_start()).is_some() {
        return None;
    }
    let mut second = first;
    if let Some((number, length)) = next_number(tail) {
        (second, end) = (number, end + length);
    }
    spanned(first, second, days).map(|moment| (moment, end))
}

/// A unit with its number behind it: "W3" is glued, "week 3" is not.
fn unit_at(rest: &str, words: &str) -> Option<usize> {
    starts_any(rest, words).or_else(|| {
        ["W", "w", "KW", "S", "T", "D", "M"]
            .iter()
            .find(|letter| {
                words.split('|').any(|word| word.eq_ignore_ascii_case(letter))
                    && rest
                        .strip_prefix(**letter)
                        .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()))
            })
            .map(|letter| letter.len())
    })
}

/// "-4", " to 6", "–W8": the second number of a span, with its bytes.
fn next_number(tail: &str) -> Option<(i64, usize)> {
    let rest = tail.trim_start();
    let joint = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '–' | '—' | '~' | '到' | '至'))
        .map(char::len_utf8);
    let joint = joint.or_else(|| starts_any(rest, UNTIL))?;
    let behind = rest.get(joint..)?.trim_start();
    let unit = starts_any(
        behind,
        "week|w|semana|semaine|woche|kw|settimana|day|tag|jour|día|giorno|dia|month",
    )
    .or_else(|| behind.strip_prefix(['W', 'w']).map(|_| 1))
    .unwrap_or(0);
    let (number, length) = digits(behind.get(unit..)?.trim_start(), 2)?;
    let after = behind.get(unit..)?.trim_start().get(length..)?;
    let end = tail.len() - after.len();
    let whole = !after.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '/'))
        && month(after.trim_start()).is_none();
    whole.then_some((number, end))
}

fn spanned(first: i64, second: i64, days: i64) -> Option<Moment> {
    (first >= 1 && second >= first).then(|| Moment::Span((first - 1) * days, second * days))
}

/// Words between the two days of a span.
const UNTIL: &str = "to|until|till|through|thru|bis|bis zum|au|al|a|à|hasta|até|ao|t/m|tot|tot en met|do|по|до|إلى|حتى|से|ile|and|et|und|y|e|en|i|и";

/// "2 au 6 juin 2025", "2.–6. Juni": two days of the month behind them.
fn span(rest: &str, at: usize) -> Option<(Found, Found)> {
    let (day, first) = digits(rest, 2)?;
    let mut used = first + starts_any(rest.get(first..)?, "st|nd|rd|th|er|º|ª|°").unwrap_or(0);
    used += usize::from(rest.get(used..)?.starts_with('.'));
    let end = used;
    let tail = rest.get(used..)?;
    used += tail.len() - tail.trim_start().len();
    let tail = rest.get(used..)?;
    let joint =
        tail.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '~')).map(char::len_utf8);
    let joint = joint.or_else(|| starts_any(tail, UNTIL))?;
    used += joint;
    let tail = rest.get(used..)?;
    used += tail.len() - tail.trim_start().len();
    let (date, length) = named(rest.get(used..)?)?;
    let second = date.day?;
    // A month that stands first has no day of the same kind before it.
    let leads = rest.get(used..)?.starts_with(|c: char| c.is_ascii_digit() || c.is_numeric());
    if !leads || !(1..=31).contains(&day) || day > second {
        return None;
    }
    let begin = Date { day: Some(day), ..date };
    Some((
        Found { moment: Moment::Date(begin), start: at, end: at + end },
        Found { moment: Moment::Date(date), start: at + used, end: at + used + length },
    ))
}

/// "May 1–10": the second day of a span in the same month.
fn same_month(moment: Moment, rest: &str, at: usize) -> Option<(Found, usize)> {
    let Moment::Date(date @ Date { month: Some(_), day: Some(first), .. }) = moment else {
        return None;
    };
    let lead = rest.trim_start();
    let dash = lead.strip_prefix(['-', '–', '—', '~', '～', '至', '到']).or_else(|| {
        starts_any(lead, "to|through|thru|until|bis|から|부터")
            .and_then(|length| lead.get(length..))
            .filter(|rest| {
                rest.starts_with([' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
            })
    })?;
    let gap = rest.len() - dash.len();
    let blank = dash.len() - dash.trim_start().len();
    let (day, length) = digits(dash.trim_start(), 2)?;
    let tail = dash.trim_start().get(length..)?;
    let alone = !tail
        .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '/' | '-' | ':'))
        && !tail.starts_with(['月', '월'])
        && month(tail.trim_start()).is_none();
    let sign = tail.chars().next().filter(|c| matches!(c, '日' | '일')).map_or(0, char::len_utf8);
    // "May 1 to 10 days" has a length behind it.
    let japanese =
        dash.trim_start().get(length + sign..).is_some_and(|t| t.starts_with(['間', '간']));
    let alone = alone && !japanese && (sign > 0 || length_of_time(dash.trim_start()).is_none());
    let end = gap + blank + length + sign;
    (alone && day >= first && day <= 31).then_some((
        Found { moment: Moment::Date(Date { day: Some(day), ..date }), start: at, end: at + end },
        end,
    ))
}

/// The date or length of time at the start of `rest`, with its bytes.
fn moment(rest: &str, month_first: bool) -> Option<(Moment, usize)> {
    numeric(rest, month_first)
        .or_else(|| dense(rest))
        .or_else(|| named(rest))
        .map(|(date, length)| (Moment::Date(date), length))
        .or_else(|| length_of_time(rest))
        .or_else(|| year(rest).map(|(date, length)| (Moment::Date(date), length)))
}

fn digits(text: &str, most: usize) -> Option<(i64, usize)> {
    let mut value = 0_i64;
    let mut bytes = 0;
    let mut count = 0;
    for c in text.chars() {
        let Some(digit) = crate::numbers::digit(c).and_then(|d| d.to_digit(10)) else { break };
        count += 1;
        if count > most {
            return None;
        }
        value = value * 10 + i64::from(digit);
        bytes += c.len_utf8();
    }
    (count > 0).then_some((value, bytes))
}

fn valid(date: Date) -> Option<Date> {
    let month = date.month.is_none_or(|m| (1..=12).contains(&m));
    let day = date.day.is_none_or(|d| (1..=31).contains(&d));
    let year = date.year.is_none_or(|y| (1..=3000).contains(&y));
    (month && day && year).then_some(date)
}

/// `2025-01-06`, `06.01.2025`, `1/6/2025`, `2025/01`, `06.01.`.
fn numeric(rest: &str, month_first: bool) -> Option<(Date, usize)> {
    let (a, first) = digits(rest, 4)?;
    let mut tail = rest.get(first..)?;
    let mark = tail.chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
    tail = tail.get(1..)?;
    let (b, second) = digits(tail, 2)?;
    tail = tail.get(second..)?;
    let third = tail.strip_prefix(mark).and_then(|t| digits(t, 4).map(|(c, n)| (c, n + 1)));
    let used = first + 1 + second;
    let ends = |length: usize| {
        rest.get(length..).is_none_or(|t| !t.starts_with(|c: char| c.is_ascii_digit()))
    };
    if first == 4 {
        if mark == '.' && third.is_none() {
            return None;
        }
        let (day, length) = third.map_or((None, 0), |(c, n)| (Some(c), n));
        // "2019-20" is a span of years.
        if third.is_none() && (b == 0 || b > 12) {
            return None;
        }
        let date = valid(Date { year: Some(a), month: Some(b), day })?;
        return ends(used + length).then_some((date, used + length));
    }
    match third {
        Some((c, length)) => {
            let year = if c < 100 { 2000 + c } else { c };
            let swap = mark == '/' && ((month_first && a <= 12) || b > 12);
            let (day, month) = if swap { (b, a) } else { (a, b) };
            let date = valid(Date { year: Some(year), month: Some(month), day: Some(day) })?;
            ends(used + length).then_some((date, used + length))
        }
        None if mark == '.' && tail.starts_with('.') => {
            let date = valid(Date { year: None, month: Some(b), day: Some(a) })?;
            Some((date, used + 1))
        }
        None if mark == '/' => {
            let swap = month_first && a <= 12 || b > 12;
            let (day, month) = if swap { (b, a) } else { (a, b) };
            Some((valid(Date { year: None, month: Some(month), day: Some(day) })?, used))
        }
        None if mark == '.'
            && second == 2
            && (1..=31).contains(&a)
            && (1..=12).contains(&b)
            && !tail.starts_with(|c: char| c.is_alphanumeric() || c == '%') =>
        {
            Some((Date { year: None, month: Some(b), day: Some(a) }, used))
        }
        None => None,
    }
}

/// `2025年1月6日`, `2025년 1월 6일`, `1月6日`, `3月`.
fn dense(rest: &str) -> Option<(Date, usize)> {
    let mut date = Date { year: None, month: None, day: None };
    let mut at = 0;
    let mut parts = 0;
    for (signs, field) in [(["年", "년"], 0), (["月", "월"], 1), (["日", "일"], 2)] {
        let tail = rest.get(at..)?;
        let blank = tail.len() - tail.trim_start().len();
        let Some((value, length)) = digits(tail.trim_start(), 4) else { continue };
        let behind = tail.get(blank + length..)?;
        let Some(sign) = signs.iter().find(|sign| behind.starts_with(**sign)) else { continue };
        // "15日間" and "3개월" are lengths.
        if field == 2 && (parts == 0 || behind.starts_with("日間") || behind.starts_with("일간"))
        {
            break;
        }
        if field == 0 && behind.starts_with("年間") {
            break;
        }
        match field {
            0 => date.year = Some(value),
            1 => date.month = Some(value),
            _ => date.day = Some(value),
        }
        parts += 1;
        at += blank + length + sign.len();
    }
    (parts > 0 && date.month.is_some() || date.year.is_some_and(|y| y > 0)).then_some(())?;
    Some((valid(date)?, at))
}

/// True where the name of a month stands at the start of `text`.
pub(super) fn is_month(text: &str) -> bool {
    month(text).is_some()
}

fn month(rest: &str) -> Option<(i64, usize)> {
    (1..)
        .zip(MONTHS)
        .filter_map(|(number, names)| starts_any(rest, names).map(|length| (number, length)))
        .max_by_key(|(_, length)| *length)
}

/// `6 Jan 2025`, `January 6th, 2025`, `6. Januar`, `6 de enero de 2025`, `March 2025`.
fn named(rest: &str) -> Option<(Date, usize)> {
    if let Some((day, first)) = digits(rest, 2) {
        let mut at = first;
        at += starts_any(rest.get(at..)?, "st|nd|rd|th|er|º|ª|e").unwrap_or(0);
        at += blank(rest.get(at..)?, ".");
        at += starts_any(rest.get(at..)?, "of|de|d'").unwrap_or(0);
        at += blank(rest.get(at..)?, "");
        let (number, length) = month(rest.get(at..)?)?;
        at += length;
        // "Sprint 1 Jan 6-17": the day stands behind its month.
        let behind = rest.get(at..)?.trim_start();
        if let Some((_, used)) = digits(behind, 2).filter(|_| behind.len() < rest.len() - at) {
            let tail = behind.get(used..)?.trim_start();
            let ends = tail.is_empty() || tail.starts_with(['-', '–', ',', ';', ')']);
            if ends && length_of_time(behind).is_none() {
                return None;
            }
        }
        let (year, more) = year_behind(rest.get(at..)?);
        let date = valid(Date { year, month: Some(number), day: Some(day) })?;
        return Some((date, at + more));
    }
    let (number, length) = month(rest)?;
    let mut at = length;
    let gap = blank(rest.get(at..)?, ".");
    let behind = rest.get(at + gap..)?;
    if let Some((day, digits)) = digits(behind, 2).filter(|(d, n)| {
        gap > 0
            && (1..=31).contains(d)
            && !behind.get(*n..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()))
    }) {
        let is_length = length_of_time(behind).is_some();
        if !is_length {
            at += gap + digits;
            at += starts_any(rest.get(at..)?, "st|nd|rd|th").unwrap_or(0);
            let (year, more) = year_behind(rest.get(at..)?);
            return Some((valid(Date { year, month: Some(number), day: Some(day) })?, at + more));
        }
    }
    let (year, more) = year_behind(rest.get(at..)?);
    // "may" and "mar" are words; a month alone is written in full or with a year.
    let word = rest.get(..length)?;
    let certain = year.is_some()
        || (word.chars().count() > 3 || word.chars().next().is_some_and(char::is_uppercase))
            && !word.eq_ignore_ascii_case("may")
            && !word.eq_ignore_ascii_case("set")
            && !word.eq_ignore_ascii_case("out");
    certain.then_some((Date { year, month: Some(number), day: None }, at + more))
}

/// Bytes of white space and of one of `marks` before it.
fn blank(text: &str, marks: &str) -> usize {
    let rest = text.trim_start_matches(|c: char| marks.contains(c));
    let mark = text.len() - rest.len();
    mark + (rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len())
}

/// A year behind a month, with a comma or "de" before it.
fn year_behind(text: &str) -> (Option<i64>, usize) {
    let gap = blank(text, ",.");
    let Some(rest) = text.get(gap..) else { return (None, 0) };
    let of = starts_any(rest, "de|del|of").unwrap_or(0);
    let Some(rest) = rest.get(of..) else { return (None, 0) };
    let more = rest.len() - rest.trim_start().len();
    match digits(rest.trim_start(), 4) {
        Some((year, 4)) if gap + of > 0 && (1000..=2999).contains(&year) => {
            (Some(year), gap + of + more + 4)
        }
        _ => (None, 0),
    }
}

/// `1969`, `44 BC` is not read; `2025年` is read by `dense`.
fn year(rest: &str) -> Option<(Date, usize)> {
    let (year, length) = digits(rest, 4)?;
    let tail = rest.get(length..)?;
    let glued = tail.starts_with(|c: char| c.is_alphanumeric() && !super::text::is_dense(c))
        && !tail.starts_with('s');
    let part = tail.starts_with(['.', ','])
        && tail.get(1..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
    (length >= 4 && (1000..=2999).contains(&year) && !glued && !part && !tail.starts_with('%'))
        .then_some((Date { year: Some(year), month: None, day: None }, length))
}

/// `3 days`, `2 weeks`, `5d`, `two weeks`, `3日間`.
fn length_of_time(rest: &str) -> Option<(Moment, usize)> {
    let (count, mut at) = match digits(rest, 4) {
        Some((value, length)) => {
            let (_, half) = fraction(rest.get(length..)?);
            (value, length + half)
        }
        None => NUMBERS
            .iter()
            .filter_map(|(words, value)| starts_any(rest, words).map(|length| (*value, length)))
            .max_by_key(|(_, length)| *length)?,
    };
    let half = fraction(rest.get(digits(rest, 4).map_or(0, |d| d.1)..)?).0;
    let gap = rest
        .get(at..)?
        .chars()
        .take_while(|c| matches!(c, ' ' | '-' | '\u{a0}'))
        .map(char::len_utf8)
        .sum::<usize>();
    at += gap;
    let tail = rest.get(at..)?;
    if let Some((days, length)) = LENGTHS
        .iter()
        .filter_map(|(days, words)| starts_any(tail, words).map(|n| (*days, n)))
        .max_by_key(|(_, n)| *n)
    {
        let moment = if days == 30 {
            Moment::Months(count)
        } else if half {
            Moment::Days(count * days + days / 2)
        } else {
            Moment::Days(count * days)
        };
        return Some((moment, at + length));
    }
    let length = starts_any(tail, HOURS)?;
    Some((Moment::Hours(if half { small(count) + 0.5 } else { small(count) }), at + length))
}

fn small(count: i64) -> f64 {
    i32::try_from(count).map_or(0.0, f64::from)
}

/// ".5" behind a number.
fn fraction(tail: &str) -> (bool, usize) {
    if tail.starts_with(".5") || tail.starts_with(",5") { (true, 2) } else { (false, 0) }
}

/// The number of a day, counted from 1970-01-01 (H. Hinnant's civil calendar).
pub(super) fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let shifted = (month + 9) % 12;
    let day_of_year = (153 * shifted + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The date of a day number, as `2025-01-06`.
pub(super) fn written(number: i64) -> String {
    let (year, month, day) = civil(number);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Year, month and day of a day number.
pub(super) fn civil(number: i64) -> (i64, i64, i64) {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted - era * 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let part = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * part + 2) / 5 + 1;
    let month = if part < 10 { part + 3 } else { part - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The day number so many months later.
pub(super) fn months_later(number: i64, months: i64) -> i64 {
    let (year, month, day) = civil(number);
    let total = year * 12 + month - 1 + months;
    day_number(total.div_euclid(12), total.rem_euclid(12) + 1, day.min(28))
}
