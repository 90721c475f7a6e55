//! Cutting the words of a diagram: statements, lists, labels, phrases at a place. What phrases
//! mean is in `words` and the readers.

use crate::language::Language;
use crate::tokens::collapse;

use super::words;

/// Scripts whose words stand without spaces or carry glued particles.
pub(super) fn is_dense(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Letters, digits and signs that combine with letters.
pub(super) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || c == '_'
        || matches!(c, '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0963}' | '\u{064b}'..='\u{0652}')
}

/// Bytes of `text` that `phrase` (lower case) takes up at its start. A `*` at the end of the
/// phrase stands for the rest of the word, a blank for any white space.
pub(super) fn starts(text: &str, phrase: &str) -> Option<usize> {
    if phrase.is_empty() {
        return None;
    }
    let (phrase, open) = phrase.strip_suffix('*').map_or((phrase, false), |stem| (stem, true));
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    let mut last = ' ';
    for wanted in phrase.chars() {
        if wanted == '*' {
            // The rest of a word inside of the phrase.
            while chars.next_if(|(_, c)| is_word_char(*c)).is_some() {}
            continue;
        }
        let (at, c) = chars.next()?;
        let lower = c.to_lowercase().next().unwrap_or(c);
        let same = lower == wanted
            || (wanted == '\'' && c == '’')
            || (wanted == ' ' && c.is_whitespace() && c != '\n');
        if !same {
            return None;
        }
        end = at + c.len_utf8();
        last = c;
    }
    let rest = text.get(end..)?;
    if open {
        let tail = rest.find(|c: char| !is_word_char(c)).unwrap_or(rest.len());
        return Some(end + tail);
    }
    let glued = rest.starts_with(is_word_char) && is_word_char(last) && !is_dense(last);
    (!glued).then_some(end)
}

/// The longest of the phrases (parted by `|`) at the start of `text`, in bytes.
pub(super) fn starts_any(text: &str, phrases: &str) -> Option<usize> {
    let first = text.chars().next().map(initial)?;
    phrases
        .split('|')
        .filter(|phrase| phrase.starts_with(|c| c == first || is_written_freely(c)))
        .filter_map(|phrase| starts(text, phrase))
        .max()
}

/// A letter as phrases are written.
pub(super) fn initial(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// Signs of phrases that stand for several characters.
const fn is_written_freely(c: char) -> bool {
    matches!(c, '*' | ' ' | '\'')
}

/// Where one of the phrases first stands as words of its own.
pub(super) fn find_any(text: &str, phrases: &str) -> Option<(usize, usize)> {
    let initials = Initials::of(phrases);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let begins = !is_word_char(before) || !is_word_char(c) || is_dense(c);
        before = c;
        if begins
            && !c.is_whitespace()
            && initials.may_hold(c)
            && let Some(length) = text.get(at..).and_then(|rest| starts_any(rest, phrases))
        {
            return Some((at, at + length));
        }
    }
    None
}

/// The first letters of phrases, folded into the bits of a number: long texts are searched for
/// hundreds of phrases, and at most places one look says that none of them begins there.
#[derive(Clone, Copy)]
struct Initials(u128);

impl Initials {
    fn of(phrases: &str) -> Self {
        let bits = phrases.split('|').filter_map(|phrase| phrase.chars().next());
        // What these stand for may be written in other ways.
        let bits =
            bits.map(|c| if matches!(c, '*' | ' ' | '\'') { u128::MAX } else { Self::bit(c) });
        Self(bits.fold(0, |all, bit| all | bit))
    }

    fn may_hold(self, c: char) -> bool {
        self.0 & Self::bit(initial(c)) != 0
    }

    fn bit(c: char) -> u128 {
        1 << (u32::from(c) % 128)
    }
}

/// Characters that close what these open.
const PAIRS: [(char, char); 12] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('（', '）'),
    ('「', '」'),
    ('『', '』'),
    ('“', '”'),
    ('«', '»'),
    ('„', '“'),
    ('"', '"'),
    ('【', '】'),
    ('‘', '’'),
];

/// For every byte where a character begins: whether it stands in brackets or quotation marks
/// that close on the same stretch.
pub(super) fn shielded(text: &str) -> Vec<bool> {
    let mut out = vec![false; text.len() + 1];
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut closed: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        if let Some((from, close)) = open.last().copied()
            && (c == close || (close == '“' && c == '”'))
        {
            closed.push((from, at));
            open.pop();
        } else if let Some((_, close)) = PAIRS.iter().find(|(mark, _)| *mark == c) {
            let quoting = open.last().is_some_and(|(_, close)| matches!(close, '"' | '”' | '»'));
            if !quoting && open.len() < 16 {
                open.push((at, *close));
            }
        } else if c == '\n' {
            open.clear();
        }
    }
    let mut edge = vec![0_i32; text.len() + 2];
    for (from, to) in closed {
        if let (Some(a), Some(b)) = (edge.get(from).copied(), edge.get(to).copied()) {
            edge[from] = a + 1;
            edge[to] = b - 1;
        }
    }
    let mut depth = 0;
    for (at, slot) in out.iter_mut().enumerate() {
        depth += edge.get(at).copied().unwrap_or(0);
        *slot = depth > 0;
    }
    out
}

/// Cuts at characters outside of brackets and quotation marks.
pub(super) fn split(text: &str, cut: impl Fn(char) -> bool) -> Vec<&str> {
    let shield = shielded(text);
    let mut out = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if cut(c) && !shield.get(at).copied().unwrap_or(false) {
            // "1,5" and "10:30" are one.
            let digits = matches!(c, ',' | ':' | '.')
                && text.get(..at).is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()))
                && text.get(at + 1..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
            if digits {
                continue;
            }
            out.extend(text.get(from..at));
            from = at + c.len_utf8();
        }
    }
    out.extend(text.get(from..));
    out
}

/// Words before a full stop that does not end a sentence.
const ABBREVIATIONS: &str = "|dr|mr|mrs|ms|prof|st|nr|no|vs|etc|inc|ltd|co|jr|sr|sra|dra|hr|fr|dott|sig|e.g|i.e|z.b|bzw|ca|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|min|max|approx|dept|г|ул|";

/// True where the full stop at `at` ends a sentence.
fn ends_sentence(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at + 1..)) else { return false };
    if !after.is_empty() && !after.starts_with(|c: char| c.is_whitespace() || c == '"') {
        return false;
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let lower = word.to_lowercase();
    let number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    // "6. Januar", "1. Open account", "im 3. quarter".
    let behind = after.trim_start();
    let ordinal = behind.starts_with(char::is_lowercase)
        || super::dates::is_month(behind)
        || before.trim_start().len() == word.len();
    if number && ordinal && word.len() <= 2 && has_word(behind) {
        return false;
    }
    let short = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let initial = short
        && before.len() > word.len()
        && after.trim_start().len() > 1
        && before[..before.len() - word.len()].trim_end().ends_with(|c: char| c.is_lowercase());
    // "A reports to B. C reports to D": a lone capital is mostly a name; "John F. Kennedy" is not.
    let mid_name = initial
        && before
            .split_whitespace()
            .rev()
            .nth(1)
            .is_some_and(|w| w.starts_with(char::is_uppercase))
        && before.split_whitespace().count() == 2;
    let abbreviated = !lower.is_empty() && ABBREVIATIONS.contains(&format!("|{lower}|"));
    // "… Max. Peter …" ends with a name; "Dr. Peter" does not.
    let titled = "|dr|mr|mrs|ms|prof|st|nr|no|jr|sr|sra|dra|hr|fr|dott|sig|dept|г|ул|";
    let name = word.chars().count() == 3
        && word.starts_with(char::is_uppercase)
        && behind.starts_with(char::is_uppercase)
        && !titled.contains(&format!("|{lower}|"));
    let abbreviated = abbreviated && !name;
    !abbreviated && !mid_name
}

/// Cuts at sentence ends, semicolons and line ends outside of brackets and quotation marks. A
/// question mark stays with its sentence.
pub(super) fn statements(text: &str) -> Vec<&str> {
    let shield = shielded(text);
    let mut out = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if shield.get(at).copied().unwrap_or(false) {
            continue;
        }
        let next = at + c.len_utf8();
        let more = text.get(next..).unwrap_or("");
        let cut = match c {
            '\n' | ';' | '；' | '。' | '！' | '।' | '؛' => Some((at, next)),
            '.' if ends_sentence(text, at) => Some((at, next)),
            '!' if more.is_empty() || more.starts_with(char::is_whitespace) => Some((at, next)),
            '?' | '？' | '؟'
                if more.trim_start().starts_with(|c: char| is_word_char(c) || c == '¿')
                    && (c != '?' || more.starts_with(char::is_whitespace)) =>
            {
                Some((next, next))
            }
            _ => None,
        };
        if let Some((end, begin)) = cut {
            out.extend(text.get(from..end));
            from = begin;
        }
    }
    out.extend(text.get(from..));
    out.retain(|part| part.chars().any(is_word_char));
    out.into_iter().map(str::trim).collect()
}

/// `text` without quotation marks and brackets that wrap all of it.
pub(super) fn unwrapped(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let mut chars = text.chars();
        let (Some(first), Some(last)) = (chars.next(), chars.next_back()) else { return text };
        let wraps = PAIRS.iter().any(|(open, close)| {
            *open == first && (*close == last || (first == '„' && last == '”'))
        }) || (first == '\'' && last == '\'')
            || (first == '`' && last == '`')
            || (first == '*' && last == '*');
        let inner = text.get(first.len_utf8()..text.len() - last.len_utf8());
        match inner {
            Some(inner)
                if wraps
                    && (!inner.contains([first, last])
                        || matches!(first, '(' | '[' | '{' | '（') && balanced(inner)) =>
            {
                text = inner.trim();
            }
            _ => return text,
        }
    }
}

/// Brackets open before they close.
fn balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '（' => depth += 1,
            ')' | ']' | '}' | '）' => depth -= 1,
            '"' => return false,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// The name in `text`: without quotation marks, articles, connecting words at its start and
/// punctuation at its ends. A question keeps its mark.
pub(super) fn label(text: &str, language: Language) -> String {
    let idle = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';'
                    | '.'
                    | ':'
                    | '!'
                    | '，'
                    | '；'
                    | '。'
                    | '：'
                    | '！'
                    | '、'
                    | '-'
                    | '–'
                    | '—'
                    | '•'
                    | '*'
                    | '|'
                    | '،'
                    | '؛'
                    | '।'
                    | '…'
                    | '/'
            )
    };
    let mut text = text.trim_matches(idle);
    for _ in 0..4 {
        let before = text;
        text = unwrapped(text).trim_matches(idle);
        text = words::without_lead(text, language).trim_start_matches(idle);
        if text == before {
            break;
        }
    }
    let mut out = collapse(text).replace(" ?", "?");
    let (open, close) = (out.matches('(').count(), out.matches(')').count());
    if open > close {
        out.push(')');
    } else if close > open {
        out = out.trim_end_matches(')').to_owned();
    }
    if out.matches('"').count() == 1 {
        out = out.replace('"', "");
    }
    // A request that hides in a name: "**bold**".
    out.trim_matches('*').trim().to_owned()
}

/// The parts of a list: cut at commas, and at "and" before the last one.
pub(super) fn items(text: &str, language: Language) -> Vec<String> {
    let parts = raw_items(text, language);
    parts.into_iter().map(|part| label(part, language)).filter(|l| has_word(l)).collect()
}

/// True where a letter or digit is in it.
pub(super) fn has_word(text: &str) -> bool {
    text.chars().any(is_word_char)
}

/// [`items`] as they are written.
pub(super) fn raw_items(text: &str, language: Language) -> Vec<&str> {
    let comma = |c: char| matches!(c, ',' | '，' | '、' | '،' | ';' | '；' | '|' | '\n' | '・');
    let mut parts: Vec<&str> = split(text, comma);
    parts.retain(|part| has_word(part));
    if parts.len() < 2 {
        let slashes = split(text, |c| c == '/');
        let spaced = text.contains(" / ");
        if spaced && slashes.len() > 1 {
            return slashes;
        }
    }
    let Some(last) = parts.pop() else { return parts };
    // "sales, and research and development": the "and" after the comma was the last one.
    let trimmed = last.trim_start();
    let oxford = !parts.is_empty() && starts_any(trimmed, words::ands(language)).is_some();
    if oxford {
        parts.push(last);
        return parts;
    }
    let mut rest = last;
    let several = !parts.is_empty();
    while let Some((before, after)) = cut_at_and(rest, language) {
        parts.push(before);
        rest = after;
        if several {
            break;
        }
    }
    parts.push(rest);
    parts
}

/// `text` cut at every "and" that stands between two parts that are whole by themselves.
pub(super) fn cut_between(
    text: &str,
    language: Language,
    is_whole: impl Fn(&str) -> bool,
) -> Vec<&str> {
    let (mut rest, mut parts) = (text, Vec::new());
    while let Some((before, after)) = cut_at_and(rest, language) {
        if !(is_whole(before) && is_whole(after)) {
            break;
        }
        parts.push(before);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// The words before and after the first "and" outside of brackets and quotation marks.
pub(super) fn cut_at_and(text: &str, language: Language) -> Option<(&str, &str)> {
    let shield = shielded(text);
    let mut from = 0;
    while let Some((at, end)) = find_any(text.get(from..)?, words::ands(language)) {
        let (at, end) = (from + at, from + end);
        let (before, after) = (text.get(..at)?, text.get(end..)?);
        let open = !shield.get(at).copied().unwrap_or(false);
        let dense = text.get(at..).and_then(|t| t.chars().next()).is_some_and(is_dense);
        let fits = !dense
            || ((before.ends_with(|c: char| !matches!(c, '\u{3041}'..='\u{309f}'))
                || ["さん", "くん", "ちゃん", "さま"].iter().any(|end| before.ends_with(end)))
                && after.starts_with(|c: char| !matches!(c, '\u{3041}'..='\u{309f}')));
        if open && fits && has_word(before) && has_word(after) {
            return Some((before, after));
        }
        from = end;
    }
    // Korean 와/과 and Arabic و are written onto a word.
    glued_and(text, language)
}

fn glued_and(text: &str, language: Language) -> Option<(&str, &str)> {
    match language.as_str() {
        "ko" => {
            let at = text.match_indices(' ').map(|(at, _)| at).find(|at| {
                let before = text.get(..*at).unwrap_or("");
                let word = before.rsplit(' ').next().unwrap_or("");
                let count = word.chars().count();
                count >= 3 && word.ends_with(['와', '과']) || count == 2 && word.ends_with('와')
            })?;
            let before = text.get(..at)?.strip_suffix(['와', '과'])?;
            Some((before, text.get(at..)?))
        }
        "ar" => {
            let at = text.find(" و").filter(|at| has_word(text.get(..*at).unwrap_or("")))?;
            let after = text.get(at + 1..)?.strip_prefix('و')?;
            (after.chars().take_while(|c| is_word_char(*c)).count() >= 3)
                .then_some((text.get(..at)?, after))
        }
        _ => None,
    }
}

/// What stands before the first `:` outside of brackets and quotation marks, and after it.
pub(super) fn cut_at_colon(text: &str) -> Option<(&str, &str)> {
    let shield = shielded(text);
    text.char_indices().find_map(|(at, c)| {
        let next = at + c.len_utf8();
        let after = text.get(next..)?;
        let clock = c == ':'
            && text.get(..at)?.ends_with(|c: char| c.is_ascii_digit())
            && after.starts_with(|c: char| c.is_ascii_digit());
        let colon = matches!(c, ':' | '：') && !clock && !after.starts_with("//");
        (colon && !shield.get(at).copied().unwrap_or(false))
            .then(|| text.get(..at).map(|before| (before, after)))?
    })
}

/// A bracket at the end of `text`: what stands before it and what is in it.
pub(super) fn bracket_at_end(text: &str) -> Option<(&str, &str)> {
    let text = text.trim().trim_end_matches(['.', ',', ';']);
    let (open, close) = [('(', ')'), ('（', '）'), ('[', ']')]
        .into_iter()
        .find(|(_, close)| text.ends_with(*close))?;
    let inner_end = text.len() - close.len_utf8();
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                let before = text.get(..at)?;
                let inside = text.get(at + open.len_utf8()..inner_end)?;
                return has_word(before).then_some((before, inside));
            }
        }
    }
    None
}
