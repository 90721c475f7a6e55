//! Years, dates, quarters and times at the start or end of an entry, in the words of fifteen
//! languages. What they are dates of is read in `entry`.

use crate::numbers;

/// Names of months, the first letters that tell them; a word of more letters counts, too.
const MONTHS: &str = " jan feb mar apr may jun jul aug sep sept oct nov dec ene abr mai ago dic fév fev avr juin juil aoû déc \
     mär maerz märz okt dez gen giu lug set ott mag mrt maa mei sty lut kwi maj cze lip sie wrz paź lis gru янв фев мар апр мая май \
     июн июл авг сен окт ноя дек oca şub nis haz tem ağu eyl eki kas ara out ";

/// Whole words before the number of a period: `Week 3`, `Phase 2`.
const PERIODS: &str = " week day month year sprint phase quarter decade century chapter woche tag monat jahr quartal semana día dia mes \
     mês año ano trimestre fase semaine jour mois année giorno settimana mese anno dag maand jaar kwartaal tydzień dzień miesiąc rok kwartał faza etap \
     неделя день месяц год квартал фаза этап hafta gün ay yıl çeyrek aşama اليوم الأسبوع الشهر المرحلة दिन सप्ताह महीना चरण ";

/// Words of an era or a unit of time behind the number, in lower case.
const ERAS: &str = " bc ad bce ce b.c. a.d. b.c.e. a.c. d.c. a.c d.c av. apr. v.chr. n.chr. v.chr n.chr v. n. p.n.e. n.e. \
     до н.э. н.э. г. г гг. год года году р. mö ms m.ö. m.s. uhr am pm a.m. p.m. h jh. ق.م ق.م. م هـ ई.पू. ई. ईसा \
     년 年 century siècle secolo jahrhundert siglo wiek век yüzyıl ";

/// Words before a year that only place it.
const PLACING: &str = " in im en em w we в во في since seit um around circa ca. ca c. about from until bis nel l'anno anno jahr \
     année año ano year roku rok году année, yılında l'an the by as of ab vers hacia verso около ok. ok por volta de sinds vanaf rond \
     late early mid ";

/// The date that `text` begins with: its stretch and where the rest begins. Nothing where there
/// is no date, or nothing else.
pub(super) fn at_start(text: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    // "In 1969", "im Jahr 1969".
    for _ in 0..3 {
        let word = word_at(&text[from..]);
        if word.is_empty() || !holds(PLACING, word) {
            break;
        }
        // "ca. 1500" keeps its word, "in 1500" does not; both hold the year.
        from += text[from..].len() - text[from..][word.len()..].trim_start().len();
    }
    let length = length_of(&text[from..])?;
    let date = &text[from..from + length];
    let rest = text[from + length..]
        .trim_start_matches(|c: char| c.is_whitespace() || ":：,-–—−|)），、".contains(c))
        .trim_start();
    // "1984 was a year" begins with a date, "300 people" does not.
    rest.chars().any(char::is_alphanumeric).then_some((date.trim(), rest))
}

/// The date that `text` ends with: `Moon landing (1969)`, `IPO in 2007`, `beta – Q2 2025`; with `bare`
/// also `IPO 2007`.
pub(super) fn at_end(text: &str, bare: bool) -> Option<(&str, &str)> {
    let text = text.trim_end_matches(['.', ',', ';', ' ']);
    if let Some(open) = text.rfind(['(', '（'])
        && let Some(inside) = text[open..].strip_suffix([')', '）'])
    {
        let inside = inside.trim_start_matches(['(', '（']).trim();
        let is_date = length_of(inside).is_some_and(|length| length == inside.len());
        let head = text[..open].trim();
        return (is_date && !head.is_empty()).then_some((head, inside));
    }
    // From the last words that make a date, the longest stretch.
    let starts = text
        .char_indices()
        .rev()
        .take(40)
        .filter(|(at, c)| c.is_whitespace() && text[*at..].trim_start().len() < text.len());
    let mut best = None;
    for (at, _) in starts {
        let tail = text[at..].trim_start();
        if length_of(tail).is_some_and(|length| length == tail.len()) {
            best = Some((at, tail));
        }
    }
    let (at, date) = best?;
    let head =
        text[..at].trim_end_matches(|c: char| c.is_whitespace() || ":,-–—，、：".contains(c));
    let (head, placed) = match head.rsplit_once(char::is_whitespace) {
        Some((rest, word)) if holds(PLACING, word) => (rest.trim_end(), true),
        _ => (head, text[head.len()..at + 1].contains([':', '-', '–', '—', ',', '：'])),
    };
    ((placed || bare) && head.chars().any(char::is_alphabetic)).then_some((head, date))
}

/// Whether a word names a stretch of time that is numbered: day, quarter.
pub(super) fn is_period(word: &str) -> bool {
    holds(PERIODS, word)
}

/// "1. Quartal", "II квартал", "第一季度", "1분기".
fn numbered_period(text: &str) -> Option<usize> {
    let head: String = text.chars().take(8).collect();
    for period in ["季度", "四半期", "분기"] {
        if let Some(at) = head.find(period).filter(|at| *at > 0) {
            return Some(at + period.len());
        }
    }
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || "IVХ".contains(c)))
        .filter(|end| *end > 0 && *end <= 4)?;
    let rest = text[end..].trim_start_matches(['.', 'º', '°', 'º', '-', 'й', ' ']);
    let word = word_at(rest);
    (rest.len() < text.len() - end && holds(PERIODS, word))
        .then(|| text.len() - rest.len() + word.len())
}

/// Bytes of the date at the start of `text`.
fn length_of(text: &str) -> Option<usize> {
    if let Some(length) = numbered_period(text) {
        return Some(length);
    }
    let first = text.chars().next()?;
    if numbers::digit(first).is_some() || matches!(first, '\'' | '’') {
        return numeric(text);
    }
    let word = word_at(text);
    let lower = word.to_lowercase();
    let after = text[word.len()..].trim_start();
    // "Q1", "H2 2025", "T3" with a year behind it where there is one.
    let quarter = lower.chars().count() == 2
        && lower.starts_with(['q', 'h', 't', 'к'])
        && lower.ends_with(['1', '2', '3', '4'])
        && word.starts_with(char::is_uppercase);
    if quarter || lower.starts_with("кв") && lower.len() < 4 {
        let end = text.len() - after.len();
        let year = after.trim_start_matches(['/', '-', ' ']);
        return Some(match year_length(year) {
            Some(length) => text.len() - year.len() + length,
            None => word.len().min(end),
        });
    }
    let digits = after.chars().take_while(|c| c.is_ascii_digit()).count();
    if is_month(&lower) && digits > 0 {
        // "March 2020", "May 12, 1999", "March 3".
        let begin = text.len() - after.len();
        if digits == 4 {
            return Some(begin + 4);
        }
        let rest = after[digits..].trim_start_matches([',', ' ']);
        return Some(match year_length(rest) {
            Some(length) => text.len() - rest.len() + length,
            None => begin + digits,
        });
    }
    if holds(PERIODS, &lower) && (1..=3).contains(&digits) {
        return Some(text.len() - after.len() + digits);
    }
    None
}

/// A word with its full stops, as they belong to `a.C.`.
fn word_at(text: &str) -> &str {
    let end = text
        .find(|c: char| {
            c.is_whitespace()
                || matches!(c, ',' | ':' | ';' | '(' | ')' | '：' | '，' | '、' | '–' | '—')
        })
        .unwrap_or(text.len());
    &text[..end]
}

pub(super) fn is_month(lower: &str) -> bool {
    let lower = lower.trim_end_matches('.');
    let count = lower.chars().count();
    let short: String = lower.chars().take(3).collect();
    let four: String = lower.chars().take(4).collect();
    // "mayor" is no month.
    let known = holds(MONTHS, &short) || holds(MONTHS, &four);
    known && (count <= 4 || count > 3 && LONG_MONTHS.contains(&format!(" {lower} ")))
}

/// Months written out.
const LONG_MONTHS: &str = " january february march april june july august september october november december enero febrero marzo abril mayo \
     junio julio agosto septiembre octubre noviembre diciembre janvier février mars avril juillet août septembre octobre novembre décembre januar februar \
     märz juni juli oktober dezember gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre janeiro fevereiro março maio junho julho setembro \
     outubro novembro dezembro januari februari maart augustus stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia \
     января февраля марта апреля июня июля августа сентября октября ноября декабря январь февраль март апрель июнь июль август сентябрь октябрь ноябрь декабрь \
     may mai mei maj мая juin août ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık ";

/// Bytes of the four digits of a year.
fn year_length(text: &str) -> Option<usize> {
    let digits: String = text.chars().take(5).map_while(numbers::digit).collect();
    let year = digits.len() == 4 && matches!(digits.as_bytes().first(), Some(b'1' | b'2'));
    year.then(|| text.chars().take(4).map(char::len_utf8).sum())
}

/// Dates that begin with digits.
fn numeric(text: &str) -> Option<usize> {
    let apostrophe = usize::from(text.starts_with('\''));
    let digits: Vec<char> = text[apostrophe..].chars().take(6).map_while(numbers::digit).collect();
    let mut end = apostrophe
        + text[apostrophe..].chars().take(digits.len()).map(char::len_utf8).sum::<usize>();
    let rest = &text[end..];
    let next = rest.chars().next();
    let years = digits.len() == 4 && matches!(digits.first(), Some('1' | '2'));
    // "1990s", "1914-1918", "2020/21", "1969-07-20", "2015年", "1392년".
    if years {
        if let Some(tail) = rest.strip_prefix('s').or(rest.strip_prefix("er")) {
            end = text.len() - tail.len();
        }
        if let Some(tail) = ideograph_tail(rest) {
            return Some(text.len() - tail.len());
        }
        for joint in ["-", "–", "—", "/", " - ", " – ", " to ", " bis "] {
            if let Some(tail) = rest.strip_prefix(joint) {
                let more = tail.chars().take_while(|c| c.is_ascii_digit()).count();
                if matches!(more, 2 | 4) {
                    let day = tail[more..].strip_prefix('-').map_or(0, |tail| {
                        tail.chars().take_while(|c| c.is_ascii_digit()).count().min(2)
                    });
                    let day = if day > 0 { day + 1 } else { 0 };
                    return Some(text.len() - tail.len() + more + day);
                }
                if joint.len() <= 3
                    && ["present", "today", "heute", "now"].iter().any(|w| tail.starts_with(w))
                {
                    return Some(text.len() - tail.len() + word_at(tail).len());
                }
            }
        }
        return Some(end + era_length(&text[end..], true).unwrap_or(0));
    }
    if digits.is_empty()
        || next.is_some_and(|c| {
            matches!(c, ',' | '.')
                && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
                && !is_dotted_date(text)
        })
    {
        return None;
    }
    if let Some(tail) = ideograph_tail(rest) {
        return Some(text.len() - tail.len());
    }
    if is_dotted_date(text) || is_clock(text) {
        let length = text.find(|c: char| !(c.is_ascii_digit() || ".:/-".contains(c)));
        let length = length.unwrap_or(text.len());
        let length = text[..length].trim_end_matches(['.', ':', '/', '-']).len();
        return Some(length + era_length(&text[length..], false).unwrap_or(0));
    }
    // "12 May 1999", "3. Oktober 1990", "4 de julio de 1776".
    let after = rest.trim_start_matches(['.', ' ']);
    let after = after.strip_prefix("de ").unwrap_or(after);
    let word = word_at(after);
    let lower = word.to_lowercase();
    // "4. Set the plant": a short name of a month needs its year.
    let sure = LONG_MONTHS.contains(&format!(" {lower} "));
    let dated = sure || year_length(after[word.len()..].trim_start()).is_some();
    if digits.len() <= 2 && is_month(&lower) && dated && !rest.is_empty() {
        let behind = after[word.len()..].trim_start();
        let behind = behind.strip_prefix("de ").unwrap_or(behind);
        let end = text.len() - after.len() + word.len();
        return Some(match year_length(behind) {
            Some(length) => text.len() - behind.len() + length,
            None => end,
        });
    }
    era_length(rest, false).filter(|_| digits.len() <= 4).map(|length| end + length)
}

/// `753 a.C.`: bytes of the era behind the digits. A lone letter counts behind a year only.
fn era_length(rest: &str, is_year: bool) -> Option<usize> {
    let word = word_at(rest.trim_start());
    let blank = rest.len() - rest.trim_start().len();
    let lower = word.to_lowercase();
    let single = lower.trim_end_matches('.').chars().count() == 1;
    if word.is_empty() || !holds(ERAS, &lower) || (single && !is_year) {
        return None;
    }
    // "до н.э.", "v. Chr.", "av. J.-C."
    let mut end = blank + word.len();
    let next = word_at(rest[end..].trim_start());
    let second = next.to_lowercase();
    if ["н.э.", "н.э", "chr.", "chr", "j.-c.", "j.-c", "n.e."].contains(&&*second) {
        end = rest.len() - rest[end..].trim_start().len() + next.len();
    } else if matches!(&*lower, "до" | "v." | "n." | "av." | "apr.") {
        return None;
    }
    Some(end)
}

/// `年` and its kin behind digits, with month and day: what is left.
fn ideograph_tail(rest: &str) -> Option<&str> {
    let mut rest = rest;
    let mut any = false;
    for _ in 0..3 {
        let Some(c) = rest.chars().next() else { break };
        if !matches!(c, '年' | '月' | '日' | '년' | '월' | '일' | '世' | '时' | '時' | '시')
        {
            break;
        }
        rest = &rest[c.len_utf8()..];
        rest = rest.strip_prefix('纪').or(rest.strip_prefix('紀')).unwrap_or(rest);
        rest = rest.strip_prefix('代').or(rest.strip_prefix('대')).unwrap_or(rest);
        any = true;
        let tail = rest.trim_start_matches(' ').trim_start_matches(|c: char| c.is_ascii_digit());
        let further = tail.chars().next().is_some_and(|c| "月日월일".contains(c));
        if tail.len() < rest.len() && further {
            rest = tail;
        } else {
            break;
        }
    }
    any.then_some(rest)
}

/// `20.07.1969`, `7/20/1969`.
fn is_dotted_date(text: &str) -> bool {
    let length = text.find(|c: char| !(c.is_ascii_digit() || "./-".contains(c)));
    let text = text[..length.unwrap_or(text.len()).min(12)].trim_end_matches(['.', '/', '-']);
    let parts: Vec<&str> = text.split(['.', '/', '-']).collect();
    parts.len() == 3 && parts.iter().all(|part| (1..=4).contains(&part.len()))
}

/// `9:00`, `08:30`.
fn is_clock(text: &str) -> bool {
    let Some((hours, rest)) = text.split_once(':') else { return false };
    let minutes = rest.chars().take_while(char::is_ascii_digit).count();
    (1..=2).contains(&hours.len()) && hours.bytes().all(|b| b.is_ascii_digit()) && minutes == 2
}

fn holds(list: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    !word.is_empty() && list.contains(&format!(" {word} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_at_the_start_are_taken_off() {
        let check = |text: &str, date: &str, rest: &str| {
            assert_eq!(at_start(text), Some((date, rest)), "{text}");
        };
        check("1969 moon landing", "1969", "moon landing");
        check("1911 — Амундсен", "1911", "Амундсен");
        check("753 a.C. fondazione", "753 a.C.", "fondazione");
        check("27 BC: Augustus", "27 BC", "Augustus");
        check("476 d.C. caduta", "476 d.C.", "caduta");
        check("In 1998, Google starts", "1998", "Google starts");
        check("Q1 2025 beta", "Q1 2025", "beta");
        check("Q1: research", "Q1", "research");
        check("March 2020 lockdown", "March 2020", "lockdown");
        check("12 May 1999: launch", "12 May 1999", "launch");
        check("1914-1918 war", "1914-1918", "war");
        check("1990s grunge", "1990s", "grunge");
        check("2015年 创立", "2015年", "创立");
        check("9:00 breakfast", "9:00", "breakfast");
        check("Week 3: tests", "Week 3", "tests");
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in [
            "300 people",
            "5 eyes",
            "80% of users",
            "1,200 new",
            "2 litres",
            "3x faster",
            "mayor 3",
        ] {
            assert_eq!(at_start(text), None, "{text}");
        }
    }

    #[test]
    fn dates_at_the_end_are_taken_off() {
        let check = |text: &str, head: &str, date: &str| {
            assert_eq!(at_end(text, false), Some((head, date)), "{text}");
        };
        check("Moon landing (1969)", "Moon landing", "1969");
        check("IPO in 2007", "IPO", "2007");
        check("beta – Q2 2025", "beta", "Q2 2025");
        assert_eq!(at_end("Windows 2000", false), None);
    }
}
