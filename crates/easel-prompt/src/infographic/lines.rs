//! Lines with their bullets, numbers, check boxes and indentation, and lists numbered inside a
//! line. What the lines say is read in `outline` and `entry`.

use crate::numbers;
use crate::tokens;

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    None,
    Bullet,
    Number,
    /// A check box, ticked or not.
    Check(bool),
    /// `#` of Markdown.
    Heading,
}

impl Marker {
    /// Whether the line is an entry of a list.
    pub(super) fn lists(self) -> bool {
        matches!(self, Self::Bullet | Self::Number | Self::Check(_))
    }
}

/// A line without what it begins with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    pub indent: usize,
    pub marker: Marker,
    pub body: &'t str,
    /// All of it.
    pub whole: &'t str,
    /// The emoji it begins with.
    pub icon: Option<&'t str>,
    /// An empty line stands before it.
    pub apart: bool,
}

/// Words before the number of an entry that only count: `Step 1:`, `Schritt 2 -`.
const COUNTERS: &str = " step schritt paso étape etape passo passaggio stap krok шаг adım adim no nr tip tipp tips consejo \
     conseil consiglio dica wskazówka совет ipucu fact fakt reason grund خطوة الخطوة चरण कदम rule rank platz étape# item punkt ";

/// The lines of `text` that are not empty.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out: Vec<Line<'_>> = Vec::new();
    let mut apart = false;
    for line in text.lines() {
        let body = line.trim();
        if body.is_empty() || body.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '`')) {
            apart = true;
            continue;
        }
        let blanks = line.chars().take_while(|c| c.is_whitespace());
        let indent = blanks.map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let whole = body;
        let (marker, rest) = marker(body);
        let (icon, rest) = leading_icon(rest);
        out.push(Line { indent, marker, body: rest, whole, icon, apart });
        apart = false;
    }
    // Lines that begin with a symbol each are a list.
    let adorned = |line: &Line<'_>| line.marker == Marker::None && line.icon.is_some();
    if out.iter().filter(|line| adorned(line)).count() >= 2 {
        for line in out.iter_mut().filter(|line| adorned(line)) {
            line.marker = Marker::Bullet;
        }
    }
    out
}

/// What a line begins with, and the rest of it.
pub(super) fn marker(line: &str) -> (Marker, &str) {
    let line = line.trim();
    if let Some((done, rest)) = check(line) {
        return (Marker::Check(done), rest);
    }
    let Some(first) = line.chars().next() else { return (Marker::None, line) };
    let rest = line[first.len_utf8()..].trim_start_matches('\u{fe0e}');
    let spaced = rest.starts_with(char::is_whitespace);
    let bullet = match first {
        '-' | '*' | '–' | '—' | '+' | '>' | '→' | 'o' => spaced,
        '•' | '·' | '▪' | '●' | '◦' | '‣' | '▸' | '►' | '■' | '◆' | '○' | '➤' | '⁃' | '・'
        | '□' => true,
        _ => false,
    };
    if bullet && !rest.trim().is_empty() {
        let rest = rest.trim();
        return match check(rest) {
            Some((done, rest)) => (Marker::Check(done), rest),
            None => match enumerator(rest) {
                Some((_, length)) if first != 'o' => (Marker::Number, rest[length..].trim_start()),
                _ => (Marker::Bullet, rest),
            },
        };
    }
    if first == '#' {
        let rest = line.trim_start_matches('#');
        if rest.starts_with(' ') {
            return (Marker::Heading, rest.trim().trim_end_matches('#').trim_end());
        }
    }
    match enumerator(line) {
        // "4. Oktober 1957" is a date.
        Some((_, length)) if length < line.len() && super::dates::at_start(line).is_none() => {
            (Marker::Number, line[length..].trim_start())
        }
        _ => (Marker::None, line),
    }
}

/// A check box at the start, ticked or not, and what follows.
fn check(line: &str) -> Option<(bool, &str)> {
    const BOXES: [(&str, bool); 18] = [
        ("[x]", true),
        ("[X]", true),
        ("[✓]", true),
        ("[✔]", true),
        ("[ ]", false),
        ("[]", false),
        ("[_]", false),
        ("(x)", true),
        ("( )", false),
        ("☑", true),
        ("✅", true),
        ("✔", true),
        ("✓", true),
        ("☐", false),
        ("⬜", false),
        ("❌", false),
        ("✗", false),
        ("✘", false),
    ];
    BOXES.iter().find_map(|(sign, done)| {
        let rest = line.strip_prefix(sign)?.trim_start_matches('\u{fe0f}').trim();
        (!rest.is_empty()).then_some((*done, rest))
    })
}

/// Endings of ordinal numbers.
const PARTICLES: &[&str] = &[
    "つ目は",
    "つ目",
    "步",
    "단계",
    "番目",
    "位",
    "위",
    "º",
    "°",
    "ª",
    "st",
    "nd",
    "rd",
    "th",
    "er",
    "ère",
    "ème",
    "e",
    "o ",
    "a ",
    "-й",
    "-е",
    "-я",
];

/// `1.`, `2)`, `(3)`, `①`, `4️⃣`, `Step 5:`, `a)` at the start: the number and the bytes of it.
pub(super) fn enumerator(line: &str) -> Option<(u32, usize)> {
    let first = line.chars().next()?;
    if let Some(number) = circled(first) {
        return Some((number, first.len_utf8()));
    }
    let (word, length) = counter_word(line);
    let mut at = length;
    let bracket = line[at..].starts_with(['(', '（', '#']);
    if bracket {
        at += line[at..].chars().next().map_or(0, char::len_utf8);
    }
    if let Some((number, length)) = spoken(&line[at..]).filter(|_| length > 0) {
        let tail = &line[at + length..];
        let rest =
            tail.trim_start_matches([' ', ':', '：', '.', '-', '–', '—', ',', '，', '、', '步']);
        return (rest.len() < tail.len() && !rest.is_empty())
            .then(|| (number, line.len() - rest.len()));
    }
    let digits: String = line[at..].chars().take(3).map_while(numbers::digit).collect();
    let number: u32 = digits.parse().ok().filter(|_| digits.len() < 3)?;
    at += line[at..].chars().take(digits.len()).map(char::len_utf8).sum::<usize>();
    let rest = &line[at..];
    if let Some(keycap) = rest.strip_prefix("\u{fe0f}\u{20e3}").or(rest.strip_prefix('\u{20e3}')) {
        return Some((number, line.len() - keycap.len()));
    }
    let particle = PARTICLES.iter().find_map(|end| rest.strip_prefix(end));
    let rest = particle.unwrap_or(rest);
    let marked = rest.chars().next().filter(|c| {
        matches!(
            c,
            '.' | ')' | ':' | '：' | '．' | '、' | '）' | '。' | '-' | '–' | '—' | '|' | '/'
        )
    });
    let Some(mark) = marked else {
        let counts = word || particle.is_some() || line.starts_with('#');
        return unmarked(rest).filter(|_| counts).map(|left| (number, line.len() - left));
    };
    let tail = &rest[mark.len_utf8()..];
    // "1. a", "1.a", but not "1.5", "10:30" or "2-3 people".
    let opens = tail.starts_with(char::is_whitespace)
        || tail
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && !matches!(mark, '-' | '–' | ':' | '/'))
        || tail.starts_with(['*', '"', '“', '«']) && mark != '-';
    let opens = opens || (word && !tail.is_empty()) || (particle.is_some() && !tail.is_empty());
    opens.then(|| (number, line.len() - tail.len()))
}

/// "Step 1 heat the milk", "#1 Tokyo", "1º lugar: Rio": bytes of what is left behind a number
/// without a mark of its own.
fn unmarked(rest: &str) -> Option<usize> {
    let place = rest.trim_start();
    let rest = ["lugar", "place", "platz", "posto", "miejsce", "место"]
        .iter()
        .find_map(|word| place.strip_prefix(word))
        .filter(|tail| !tail.is_empty())
        .unwrap_or(rest);
    let blank = rest.starts_with(char::is_whitespace);
    let inner = rest.trim_start_matches([':', '：', '-', '–', '—', '.', ' ']);
    let marked = rest.starts_with([':', '：', '-', '–', '.']);
    ((blank || marked) && !inner.is_empty()).then_some(inner.len())
}

/// Whether a counting word stands at the start, and its bytes with the blank.
fn counter_word(line: &str) -> (bool, usize) {
    for word in ["第", "步骤", "ステップ", "手順"] {
        if let Some(rest) = line.strip_prefix(word) {
            let rest = rest.trim_start();
            return (word != "第", line.len() - rest.len());
        }
    }
    let end = line.find(|c: char| !c.is_alphabetic() && !('\u{0900}'..='\u{0963}').contains(&c));
    let Some(end) = end.filter(|end| *end > 0 && *end < 40) else { return (false, 0) };
    let word = line[..end].to_lowercase();
    let rest = line[end..].trim_start_matches(['.', ' ', '\u{a0}']);
    let numbered = rest.chars().next().and_then(numbers::digit).is_some()
        || (rest.len() < line[end..].len() && spoken(rest).is_some());
    if numbered && COUNTERS.contains(&format!(" {word} ")) {
        (true, line.len() - rest.len())
    } else {
        (false, 0)
    }
}

/// "one", "zwei", "三" behind a counting word.
fn spoken(text: &str) -> Option<(u32, usize)> {
    const WORDS: [&str; 12] = [
        "one|eins|uno|un|una|une|um|jeden|один|bir|一|erste",
        "two|zwei|dos|deux|due|dois|twee|dwa|два|iki|二",
        "three|drei|tres|trois|tre|três|drie|trzy|три|üç|三",
        "four|vier|cuatro|quatre|quattro|quatro|cztery|четыре|dört|四",
        "five|fünf|cinco|cinq|cinque|vijf|pięć|пять|beş|五",
        "six|sechs|seis|sei|zes|sześć|шесть|altı|六",
        "seven|sieben|siete|sept|sette|sete|zeven|siedem|семь|yedi|七",
        "eight|acht|ocho|huit|otto|oito|osiem|восемь|sekiz|八",
        "nine|neun|nueve|neuf|nove|negen|dziewięć|девять|dokuz|九",
        "ten|zehn|diez|dix|dieci|dez|tien|dziesięć|десять|on|十",
        "eleven|elf|十一",
        "twelve|zwölf|twaalf|十二",
    ];
    let lower: String = text.chars().take(12).flat_map(char::to_lowercase).collect();
    WORDS.iter().zip(1..).find_map(|(words, number)| {
        let word = words
            .split('|')
            .filter(|word| lower.starts_with(*word))
            .max_by_key(|word| word.len())?;
        let ends = text
            .get(word.len()..)?
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphabetic() || numbers::is_dense(c));
        ends.then_some((number, word.len()))
    })
}

/// The number that a circled digit shows.
fn circled(c: char) -> Option<u32> {
    match c {
        '①'..='⑳' => Some(u32::from(c) - u32::from('①') + 1),
        '❶'..='❿' => Some(u32::from(c) - u32::from('❶') + 1),
        _ => None,
    }
}

/// The emoji at the start of `text` with what is said behind it.
pub(super) fn leading_icon(text: &str) -> (Option<&str>, &str) {
    match tokens::pictograph(text) {
        Some(length) if text[length..].chars().any(char::is_alphanumeric) => {
            (Some(&text[..length]), text[length..].trim_start())
        }
        _ => (None, text),
    }
}

/// The texts of a list numbered inside a line: where each number begins and where its text
/// does. Counts up from 1, or down to 1.
pub(super) fn enumerated(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(u32, usize, usize)> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let opens = numbers::digit(c).is_some()
            || circled(c).is_some()
            || matches!(c, '(' | '（' | '#' | '第')
            || c.is_alphabetic();
        let free = before.is_whitespace()
            || matches!(before, '(' | ':' | ',' | ';' | '：' | '，' | '、' | '；' | '。' | '.')
            || (circled(c).is_some());
        let keycap = text[at..].chars().nth(1).is_some_and(|c| c == '\u{fe0f}' || c == '\u{20e3}');
        before = c;
        if !(opens && (free || keycap)) || found.last().is_some_and(|(_, _, end)| *end > at) {
            continue;
        }
        let window = window(&text[at..]);
        // "Day 1: …" and "1. Quartal" are dates.
        let word =
            text[..at].trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let behind = |length: usize| {
            text[at + length..]
                .trim_start()
                .split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or("")
        };
        if let Some((number, length)) = enumerator(window)
            && !super::dates::is_period(word)
            && !super::dates::is_period(behind(length))
        {
            found.push((number, at, at + length));
        }
    }
    let up = run(&found, |last, next| next == last + 1, |first| first == 1);
    let down = run(&found, |last, next| next + 1 == last, |first| (2..=20).contains(&first));
    let falls = down.last().is_some_and(|(number, ..)| *number == 1) && down.len() > up.len();
    let best = if falls { down } else { up };
    if best.len() < 2 {
        return Vec::new();
    }
    best.into_iter().map(|(_, start, body)| (start, body)).collect()
}

/// The first bytes of `text`, enough for an enumerator.
fn window(text: &str) -> &str {
    let mut end = text.len().min(64);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The numbers that follow each other from the first that may open the list.
fn run(
    found: &[(u32, usize, usize)],
    follows: impl Fn(u32, u32) -> bool,
    opens: impl Fn(u32) -> bool,
) -> Vec<(u32, usize, usize)> {
    let mut out: Vec<(u32, usize, usize)> = Vec::new();
    for entry in found {
        let fits = match out.last() {
            Some(last) => follows(last.0, entry.0),
            None => opens(entry.0),
        };
        if fits {
            out.push(*entry);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_line(line: &str, kind: Marker, body: &str) {
        assert_eq!(marker(line), (kind, body), "{line}");
    }

    #[test]
    fn lines_lose_what_they_begin_with() {
        check_line("- boots", Marker::Bullet, "boots");
        check_line("• boots", Marker::Bullet, "boots");
        check_line("- [x] boots", Marker::Check(true), "boots");
        check_line("[ ] map", Marker::Check(false), "map");
        check_line("1) Mix", Marker::Number, "Mix");
        check_line("Step 3: Cut", Marker::Number, "Cut");
        check_line("Schritt 2 - Rühren", Marker::Number, "Rühren");
        check_line("第1步：注册", Marker::Number, "注册");
        check_line("2009 - Founded", Marker::None, "2009 - Founded");
        check_line("10:30 Lunch", Marker::None, "10:30 Lunch");
        check_line("2-3 people", Marker::None, "2-3 people");
        check_line("1️⃣ Start", Marker::Number, "Start");
        check_line("## Solar", Marker::Heading, "Solar");
        check_line("70% of users", Marker::None, "70% of users");
    }

    #[test]
    fn lists_numbered_in_a_line_count_up_or_down() {
        let check = |text: &str, count: usize| {
            assert_eq!(enumerated(text).len(), count, "{text}");
        };
        check("1. Nile 6,650 km 2. Amazon 6,400 km 3. Yangtze", 3);
        check("1- Suyu koy 2- Ekle 3- Pişir", 3);
        check("3. bronze 2. silver 1. gold", 3);
        check("①登录②付款", 2);
        check("Step 1: a. Step 2: b.", 2);
        check("Tokyo 37, Delhi 32", 0);
    }
}
