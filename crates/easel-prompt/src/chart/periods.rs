//! Names of months, weekdays, quarters, years and dates in fifteen languages, and ranges of
//! them. Where they stand in a prompt is decided elsewhere.

use super::words;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::tokens::{Kind, Text, Token};

/// Names that follow each other in a circle, short forms and inflected forms in rows of their own.
const CYCLES: &[&str] = &[
    "January February March April May June July August September October November December",
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago sep oct nov dic",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu",
    "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "янв фев мар апр май июн июл авг сен окт ноя дек",
    "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "Mon Tue Wed Thu Fri Sat Sun",
    "lunes martes miércoles jueves viernes sábado domingo",
    "lun mar mié jue vie sáb dom",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lun mar mer jeu ven sam dim",
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "Mo Di Mi Do Fr Sa So",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "lun mar mer gio ven sab dom",
    "segunda terça quarta quinta sexta sábado domingo",
    "seg ter qua qui sex sáb dom",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "ma di wo do vr za zo",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "poniedziałek wtorek środę czwartek piątek sobotę niedzielę",
    "pon wt śr czw pt sob niedz",
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "понедельник вторник среду четверг пятницу субботу воскресенье",
    "пн вт ср чт пт сб вс",
    "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar",
    "Pzt Sal Çar Per Cum Cmt Paz",
    "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार",
    "周一 周二 周三 周四 周五 周六 周日",
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日",
    "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日",
    "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
    "一季度 二季度 三季度 四季度",
    "第一季度 第二季度 第三季度 第四季度",
    "spring summer autumn winter",
    "spring summer fall winter",
    "primavera verano otoño invierno",
    "printemps été automne hiver",
    "Frühling Sommer Herbst Winter",
];

/// Most members of a range.
const RANGE_MAX: u32 = 60;

/// The circles that hold a name, with its place in them.
type Places = Vec<(&'static str, usize)>;

/// Where every name stands. Looked up for each word of a prompt, so it is made once.
static NAMES: LazyLock<HashMap<String, Places>> = LazyLock::new(|| {
    let mut names: HashMap<String, Places> = HashMap::new();
    for cycle in CYCLES {
        for (at, name) in cycle.split(' ').enumerate() {
            names.entry(name.to_lowercase()).or_default().push((cycle, at));
        }
    }
    names
});

/// The circles that hold `word`, with its place.
fn places(word: &str) -> impl Iterator<Item = (&'static str, usize)> {
    let found = NAMES.get(&word.trim_end_matches('.').to_lowercase());
    found.map(Vec::as_slice).unwrap_or_default().iter().copied()
}

fn length(cycle: &str) -> usize {
    cycle.split(' ').count()
}

/// True for the name of a month, written out or short.
pub(super) fn is_month(word: &str) -> bool {
    places(word).any(|(cycle, _)| length(cycle) == 12) || is_english(word, 12)
}

/// True for the name of a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    places(word).any(|(cycle, _)| length(cycle) == 7) || is_english(word, 7)
}

/// "Sept", "Tues", "Thurs": English short forms of four and more letters.
fn is_english(word: &str, count: usize) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    word.chars().count() >= 3
        && word.is_ascii()
        && CYCLES
            .iter()
            .filter(|cycle| length(cycle) == count && cycle.is_ascii())
            .take(1)
            .flat_map(|cycle| cycle.split(' '))
            .any(|name| name.to_lowercase().starts_with(&word))
}

/// A year of four digits in any script, also `2020年`, `2020년`, `FY2020`, `'20`.
pub(super) fn is_year(label: &str) -> bool {
    let lower = label.to_lowercase();
    let bare = lower.trim_start_matches("fy").trim_start_matches(['\'', '’', ' ']);
    let bare = bare.trim_end_matches(['年', '년', '度', 'г']).trim();
    let digits: Vec<char> = bare.chars().filter_map(crate::numbers::digit).collect();
    let all = !digits.is_empty() && digits.len() == bare.chars().count();
    let four =
        digits.len() == 4 && matches!(digits[..], ['1', '5'..='9', ..] | ['2', '0' | '1', ..]);
    all && four
}

/// Words and letters before the number of a period.
const COUNTED: &str = "q h t w kw week day month year quarter sprint woche tag semana semaine fy jour día settimana tydzień неделя hafta wk season год";

/// Names of a quarter of a year.
pub(super) const QUARTERS: &[&str] =
    &["кв", "квартал", "trim", "trimestre", "quarter", "quartal", "kwartał", "çeyrek", "kwartaal"];

/// True for months, weekdays, quarters, years, dates and times, which have an order of their own.
pub(super) fn is_period(label: &str) -> bool {
    let lower = label.to_lowercase();
    if is_year(label)
        || places(label).next().is_some()
        || is_english(label, 12)
        || is_english(label, 7)
    {
        return true;
    }
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let after =
        |prefix: &str| lower.strip_prefix(prefix).is_some_and(|rest| digits(rest.trim_start()));
    if COUNTED.split_whitespace().any(after) || is_date(&lower) {
        return true;
    }
    if let Some((a, b)) = lower.split_once([' ', '-', '/', '\'', '’']) {
        let fiscal = |text: &str| {
            text.strip_prefix("fy").is_some_and(|rest| digits(rest.trim_start_matches(['\'', '’'])))
        };
        let part =
            |text: &str| is_year(text) || fiscal(text) || after_quarter(text) || is_month(text);
        let day = |text: &str| {
            digits(
                text.trim_end_matches(['.', ','])
                    .trim_end_matches("th")
                    .trim_end_matches("st")
                    .trim_end_matches("nd"),
            ) && text.len() <= 4
        };
        let year = |text: &str| is_year(text) || (text.len() == 2 && digits(text));
        if (part(a) && (year(b) || part(b)))
            || (is_month(a) && day(b))
            || (day(a) && b.split(' ').next().is_some_and(is_month))
        {
            return true;
        }
        if is_month(a)
            && b.split([' ', ',']).filter(|w| !w.is_empty()).all(|w| day(w) || is_year(w))
        {
            return true;
        }
    }
    if lower.split_once(' ').is_some_and(|(n, name)| {
        digits(n.trim_end_matches(['.', 'º', '°'])) && (name == "кв." || QUARTERS.contains(&name))
    }) {
        return true;
    }
    if lower.len() == 2
        && lower.starts_with(|c: char| c.is_ascii_digit())
        && lower.ends_with(['t', 'q', 'h'])
    {
        return true;
    }
    let written = |c: char| {
        c.is_whitespace() || crate::numbers::digit(c).is_some() || "年月日号년월일분기季度第期上下半一二三四五六七八九十".contains(c)
    };
    lower.ends_with(['年', '月', '日', '년', '월', '일', '기', '度', '期'])
        && lower.chars().any(|c| crate::numbers::digit(c).is_some() || "一二三四五六七八九十".contains(c))
        && lower.chars().all(written)
}

fn after_quarter(text: &str) -> bool {
    let rest = text.strip_prefix(['q', 'h', 't']).unwrap_or_default();
    matches!(rest, "1" | "2" | "3" | "4")
}

/// `2024-05-06`, `03/2024`, `5.3.2024`, `08:00`, `9am`, `12 pm`.
fn is_date(lower: &str) -> bool {
    let numeric = |c: char| c.is_ascii_digit();
    let groups: Vec<&str> = lower.split(['-', '/', '.', ':', 't']).collect();
    let all = groups.iter().all(|g| !g.is_empty() && g.chars().all(numeric) && g.len() <= 4);
    let long = groups.iter().filter(|g| g.len() == 4).count();
    if all && ((groups.len() == 3) || (groups.len() == 2 && long == 1)) {
        return true;
    }
    if all
        && groups.len() == 2
        && lower.contains(':')
        && groups[1].len() == 2
        && groups[0].len() <= 2
    {
        return true;
    }
    let hour = lower
        .strip_suffix("am")
        .or_else(|| lower.strip_suffix("pm"))
        .or_else(|| lower.strip_suffix('h'));
    hour.is_some_and(|h| !h.trim().is_empty() && h.trim().chars().all(|c| numeric(c) || c == ':'))
}

/// The members of a range from `first` to `last`: quarters, months, weekdays, years or other
/// numbered names.
pub(super) fn members(first: &str, last: &str) -> Option<Vec<String>> {
    for (cycle, a) in places(first) {
        let Some((_, b)) = places(last).find(|(other, _)| std::ptr::eq(*other, cycle)) else {
            continue;
        };
        if a == b {
            return None;
        }
        let names: Vec<&str> = cycle.split(' ').collect();
        let count = (b + names.len() - a) % names.len() + 1;
        let lower = first.chars().next().is_some_and(char::is_lowercase);
        let upper = first.chars().next().is_some_and(char::is_uppercase);
        let name = |at: usize| {
            let name = names[(a + at) % names.len()];
            if lower {
                name.to_lowercase()
            } else if upper {
                crate::tokens::capitalised(name)
            } else {
                name.to_owned()
            }
        };
        return Some((0..count).map(name).collect());
    }
    let (stem, from, end) = numbered(first)?;
    let (other, to, _) = numbered(last)?;
    let years = |n: u32| (1500..2200).contains(&n);
    let fits = stem.eq_ignore_ascii_case(other) || other.is_empty();
    if !fits
        || to <= from
        || to - from >= RANGE_MAX
        || (stem.is_empty() && end.is_empty() && !(years(from) && years(to)))
    {
        return None;
    }
    Some((from..=to).map(|n| format!("{stem}{n}{end}")).collect())
}

/// A name with the number in it: `Q4` is `Q`, 4 and nothing, `3月` nothing, 3 and `月`.
fn numbered(word: &str) -> Option<(&str, u32, &str)> {
    let end = word.trim_end_matches(['年', '月', '日', '년', '월', '일']);
    let stem = end.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &end[stem.len()..];
    (digits.len() <= 4)
        .then(|| digits.parse().ok().map(|n| (stem, n, &word[end.len()..])))
        .flatten()
}

/// Words between the ends of a range.
pub(super) fn is_to(token: &Token) -> bool {
    words::among(
        &token.lower,
        "to through thru bis until till a à al tot do hasta até по au ad t/m 到 至 から إلى \
    से",
    ) || matches!(token.kind, Kind::Mark('-' | '–' | '—' | '~' | '～' | '〜') | Kind::Arrow(false))
}

/// The first range in `tokens`, such as `Q1-Q4`, `January to March`, `weeks 1 to 5`: its members
/// and its place.
pub(super) fn range_in(text: &Text<'_>, tokens: &[Token]) -> Option<(Vec<String>, Range<usize>)> {
    for (at, token) in tokens.iter().enumerate() {
        let word = &text.prompt[token.start..token.end];
        if let Some(found) = counted_range(text, tokens, at) {
            return Some(found);
        }
        if token.kind == Kind::Word
            && let Some((first, last)) = word.split_once(['-', '–', '‑', '~'])
            && let Some(names) = members(first, last)
        {
            return Some((names, at..at + 1));
        }
        let joined = tokens.get(at + 1).is_some_and(is_to);
        if joined
            && (token.kind == Kind::Word || token.number().is_some())
            && let Some(next) = tokens.get(at + 2)
        {
            let last = &text.prompt[next.start..next.end];
            if let Some(names) = members(word, last) {
                return Some((names, at..at + 3));
            }
        }
    }
    None
}

/// "weeks 1 to 5", "days 1-7": numbered periods.
fn counted_range(
    text: &Text<'_>,
    tokens: &[Token],
    at: usize,
) -> Option<(Vec<String>, Range<usize>)> {
    const COUNTED: &[&str] = &[
        "weeks week",
        "days day",
        "months month",
        "years year",
        "sprints sprint",
        "quarters quarter",
        "wochen woche",
        "tage tag",
        "semanas semana",
        "semaines semaine",
        "jours jour",
        "días día",
        "dias dia",
        "giorni giorno",
        "settimane settimana",
        "weken week",
        "dagen dag",
        "games game",
        "rounds round",
        "runs run",
        "steps step",
        "levels level",
        "hours hour",
        "phases phase",
        "episodes episode",
        "seasons season",
        "tests test",
        "epochs epoch",
    ];
    let token = tokens.get(at)?;
    let unit = COUNTED.iter().find_map(|pair| {
        let (many, one) = pair.split_once(' ')?;
        (token.lower == many || token.lower == one).then_some(one)
    });
    let Some(unit) = unit else { return numbered_range(text, tokens, at) };
    let word = |n: usize| tokens.get(n).map(|t| &text.prompt[t.start..t.end]);
    let (first, last, end) = match word(at + 1)?.split_once(['-', '–']) {
        Some((first, last)) => (first, last, at + 2),
        None if tokens.get(at + 2).is_some_and(is_to) => (word(at + 1)?, word(at + 3)?, at + 4),
        None => return None,
    };
    let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    let count = last.checked_sub(first).filter(|n| (1..RANGE_MAX).contains(n))?;
    let capital = crate::tokens::capitalised(unit);
    Some(((0..=count).map(|n| format!("{capital} {}", first + n)).collect(), at..end))
}

/// "KW 10 bis KW 12", "Week 1 – Week 4": a word with a number at both ends.
fn numbered_range(
    text: &Text<'_>,
    tokens: &[Token],
    at: usize,
) -> Option<(Vec<String>, Range<usize>)> {
    let [word, first, to, again, last] = tokens.get(at..at + 5)? else { return None };
    let same = word.kind == Kind::Word && word.lower == again.lower && is_to(to);
    let written = |t: &Token| text.prompt.get(t.start..t.end)?.parse::<u32>().ok();
    let (low, high) = (written(first)?, written(last)?);
    let count = high.checked_sub(low).filter(|n| same && (1..RANGE_MAX).contains(n))?;
    let stem = text.prompt.get(word.start..word.end)?;
    Some(((0..=count).map(|n| format!("{stem} {}", low + n)).collect(), at..at + 5))
}

/// Categories that a word such as "quarterly" implies.
pub(super) fn implied_periods(tokens: &[Token]) -> Option<Vec<String>> {
    let any = |list: &[&str]| tokens.iter().any(|t| list.contains(&&*t.lower));
    let names = |at: usize| CYCLES[at].split(' ').map(str::to_owned).collect();
    if any(&[
        "quarter",
        "quarters",
        "quarterly",
        "quartal",
        "quartale",
        "trimestre",
        "trimestres",
        "trimestral",
        "kwartaal",
        "kwartał",
    ]) {
        Some((1..=4).map(|n| format!("Q{n}")).collect())
    } else if any(&[
        "month",
        "months",
        "monthly",
        "mes",
        "meses",
        "monat",
        "monate",
        "mois",
        "monatlich",
        "mensuel",
        "mese",
        "mesi",
        "mês",
        "maand",
        "maandelijks",
        "miesięcznie",
    ]) {
        Some(names(1))
    } else if any(&[
        "weekday",
        "weekdays",
        "daily",
        "week",
        "weekly",
        "day",
        "days",
        "woche",
        "wochentag",
    ]) {
        Some(names(27))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, expect: &[&str]) {
        let text = Text::new(prompt);
        let got = range_in(&text, &text.tokens).map(|(names, _)| names).unwrap_or_default();
        assert_eq!(got, expect, "{prompt}");
    }

    #[test]
    fn ranges_are_spelled_out() {
        check("Q1-Q4 sales", &["Q1", "Q2", "Q3", "Q4"]);
        check("January to March", &["January", "February", "March"]);
        check("Nov–Feb", &["Nov", "Dec", "Jan", "Feb"]);
        check("2019-2021", &["2019", "2020", "2021"]);
        check("from 2019 to 2021", &["2019", "2020", "2021"]);
        check("weeks 1 to 3", &["Week 1", "Week 2", "Week 3"]);
        check("enero a marzo", &["enero", "febrero", "marzo"]);
        check("ages 18-24", &[]);
    }

    #[test]
    fn periods_are_known_in_many_forms() {
        for label in [
            "2020",
            "2020年",
            "3 March 2024",
            "Mar 2024",
            "Q3 2023",
            "08:00",
            "2024-05-06",
            "03/2024",
            "styczniu",
            "1월",
            "Week 3",
            "March 3",
            "9am",
            "٢٠٢١",
        ] {
            assert!(is_period(label), "{label}");
        }
        for label in ["Apple", "18-24", "iPhone 15", "Team 3", "May Smith", "North"] {
            assert!(!is_period(label), "{label}");
        }
    }
}
