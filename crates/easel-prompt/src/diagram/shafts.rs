//! The signs of arrows in a text, and the chains cut at them. What the chains mean is in `arrows`.

use super::text::{has_word, shielded, split, starts_any};
use super::words;

/// An arrow in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrow {
    /// Its first byte.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    pub(super) left: bool,
    pub(super) both: bool,
    pub(super) dashed: bool,
}

const SIGNS: [(&str, bool, bool); 19] = [
    ("→", false, false),
    ("⇒", false, false),
    ("➔", false, false),
    ("➜", false, false),
    ("➝", false, false),
    ("➡️", false, false),
    ("➡", false, false),
    ("⟶", false, false),
    ("⟹", false, false),
    ("↦", false, false),
    ("↓", false, false),
    ("⬇", false, false),
    ("▶", false, false),
    ("►", false, false),
    ("↔", false, true),
    ("⇄", false, true),
    ("⇔", false, true),
    ("←", true, false),
    ("⇐", true, false),
];

/// The arrow at the start of `rest`; `chevrons` where `>` alone is one.
fn arrow_at(rest: &str, at: usize, chevrons: bool) -> Option<Arrow> {
    if let Some((sign, left, both)) = SIGNS.iter().find(|(sign, _, _)| rest.starts_with(sign)) {
        let end = at + sign.len();
        return Some(Arrow { start: at, end, left: *left, both: *both, dashed: false });
    }
    let open = usize::from(rest.starts_with('<'));
    let shaft: usize = rest
        .get(open..)?
        .chars()
        .take_while(|c| matches!(c, '-' | '=' | '~' | '–' | '—' | '.'))
        .map(char::len_utf8)
        .sum();
    let strokes = rest.get(open..open + shaft)?;
    if strokes.is_empty() {
        let alone = chevrons && (rest.starts_with("> ") || rest.starts_with(">> "));
        let length = rest.chars().take_while(|c| *c == '>').count();
        return alone.then_some(Arrow {
            start: at,
            end: at + length,
            left: false,
            both: false,
            dashed: false,
        });
    }
    let heads = rest.get(open + shaft..)?.chars().take_while(|c| *c == '>').count().min(2);
    let starts_plain = !strokes.starts_with('.') && strokes.contains(['-', '=', '~', '–', '—']);
    if !starts_plain || (heads == 0 && (open == 0 || !strokes.starts_with(['-', '=']))) {
        return None;
    }
    // "<=" compares.
    if heads == 0 && strokes == "=" {
        return None;
    }
    let end = at + open + shaft + heads;
    let dashed = strokes.contains('.') || (heads == 2 && strokes.len() > 1);
    Some(Arrow { start: at, end, left: heads == 0, both: open == 1 && heads > 0, dashed })
}

/// The first arrow of `text`.
pub(super) fn first(text: &str) -> Option<Arrow> {
    all(text).into_iter().next()
}

/// The arrows of `text` outside of quotation marks and brackets.
pub(super) fn all(text: &str) -> Vec<Arrow> {
    let compares = text.match_indices(" > ").any(|(at, _)| {
        text.get(at + 3..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()))
    }) || starts_any(text.trim_start(), "if|when|wenn|si|se|als|если|jeśli")
        .is_some();
    let chevrons = text.matches(" > ").count() >= 2
        || (!compares && text.contains(" > "))
        || text.contains(" >> ");
    let shield = shielded(text);
    let mut out: Vec<Arrow> = Vec::new();
    let mut from = 0;
    // "Internet – modem – router", "A -- B": lines without heads, where no arrow is drawn.
    let headed = text.contains(['>', '→', '⇒', '➔', '➜', '←', '↔']);
    let dashes = text.matches(" – ").count() + text.matches(" — ").count();
    let lines = !headed && (dashes >= 2 || text.contains(" -- ") || text.contains(" --- "));
    for (at, c) in text.char_indices() {
        let plain = lines
            && matches!(c, '–' | '—' | '-')
            && at >= from
            && text.get(..at).is_some_and(|t| t.ends_with(' '));
        if plain {
            let length: usize = text
                .get(at..)
                .unwrap_or("")
                .chars()
                .take_while(|d| *d == c)
                .map(char::len_utf8)
                .sum();
            let long = c != '-' || length >= 2;
            if long && text.get(at + length..).is_some_and(|t| t.starts_with(' ')) {
                from = at + length;
                out.push(Arrow { start: at, end: from, left: false, both: false, dashed: false });
                continue;
            }
        }
        if at < from || shield.get(at).copied().unwrap_or(false) {
            continue;
        }
        if let Some(arrow) = text.get(at..).and_then(|rest| arrow_at(rest, at, chevrons)) {
            from = arrow.end;
            out.push(arrow);
        }
    }
    out
}

/// What stands between two arrows.
#[derive(Default)]
pub(super) struct Stretch<'a> {
    pub(super) words: &'a str,
    /// Written on the arrow behind it.
    pub(super) label: Option<&'a str>,
    /// The arrow behind it.
    pub(super) arrow: Option<Arrow>,
}

/// Cuts a statement into chains at commas: "A -> B, B -> C" are two; names without arrow belong
/// to the chain before, or to the one behind where there is none.
pub(super) fn chain_pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut waiting = String::new();
    for piece in split(text, |c| matches!(c, ',' | '，' | '、' | '،')) {
        let arrow = first(piece);
        let again = !has_word(piece);
        let answers = words::answer(piece)
            .is_some_and(|(_, rest)| rest.trim_start().starts_with([':', '：']));
        match (arrow, out.last_mut()) {
            (None, Some(_)) if answers => out.push(piece.to_owned()),
            (Some(_), _) => {
                let joined = if waiting.is_empty() {
                    piece.to_owned()
                } else {
                    format!("{waiting},{piece}")
                };
                waiting.clear();
                out.push(joined);
            }
            (None, Some(last)) if !again && speaks_of_known(piece, last) => {
                out.push(piece.to_owned());
            }
            (None, Some(last)) if !again => {
                last.push(',');
                last.push_str(piece);
            }
            (None, Some(_)) => {}
            (None, None) => {
                if !waiting.is_empty() {
                    waiting.push(',');
                }
                waiting.push_str(piece);
            }
        }
    }
    out.iter().flat_map(|piece| cut_at_again(piece)).collect()
}

/// "…, and the mixer also feeds a recorder": a sentence about a name of the chain before.
fn speaks_of_known(piece: &str, chain: &str) -> bool {
    let text = starts_any(piece.trim_start(), "and|und|y|et|e|en|i|и|also|then")
        .and_then(|n| piece.trim_start().get(n..));
    let Some(text) = text.map(str::trim_start) else { return false };
    let text = starts_any(text, "the|der|die|das|el|la|le|il|lo|o|a|de|het")
        .and_then(|n| text.get(n..))
        .map_or(text, str::trim_start);
    split_names(chain).filter(|name| has_word(name)).any(|name| {
        super::text::starts(text, &name.to_lowercase())
            .and_then(|n| text.get(n..))
            .is_some_and(|rest| rest.split_whitespace().count() >= 2)
    })
}

/// "A -> B and B -> C" are two chains where the second begins with a name of the first.
fn cut_at_again(piece: &str) -> Vec<String> {
    let arrows = all(piece);
    if arrows.len() < 2 {
        return vec![piece.to_owned()];
    }
    let mut from = 0;
    let mut out = Vec::new();
    for pair in arrows.windows(2) {
        let [a, b] = pair else { continue };
        let Some(between) = piece.get(a.end..b.start) else { continue };
        for joint in [
            " and then ",
            " then ",
            " and ",
            " und ",
            " y ",
            " et ",
            " e ",
            " i ",
            " и ",
            " ve ",
            " en ",
        ] {
            let Some((first, second)) = between.split_once(joint) else { continue };
            let (first, second) = (first.trim(), second.trim());
            if first.is_empty() || second.is_empty() {
                continue;
            }
            let known = piece
                .get(..a.end)
                .is_some_and(|t| split_names(t).any(|name| name.eq_ignore_ascii_case(second)));
            if first.eq_ignore_ascii_case(second) || known || joint.contains("then") {
                let at = a.end + between.len() - second.len();
                let start = piece.get(at..b.start).map_or(at, |t| at + t.find(second).unwrap_or(0));
                let cut = start.saturating_sub(joint.len());
                out.extend(piece.get(from..cut.max(from)).map(str::to_owned));
                from = start;
                break;
            }
        }
    }
    out.extend(piece.get(from..).map(str::to_owned));
    out
}

fn split_names(text: &str) -> impl Iterator<Item = &str> {
    text.split(['-', '>', '=', '→', ',']).map(str::trim)
}

/// Cuts a chain at its arrows.
pub(super) fn stretches(text: &str) -> Vec<Stretch<'_>> {
    let mut out = Vec::new();
    let mut from = 0;
    for arrow in all(text) {
        let Some(words) = text.get(from..arrow.start) else { continue };
        let (words, mut label) = cut_at_shaft(words);
        from = arrow.end;
        // Mermaid's `-->|yes|`.
        if let Some((inside, rest)) =
            text.get(from..).and_then(|t| t.strip_prefix('|')).and_then(|t| t.split_once('|'))
        {
            label = Some(inside);
            from = text.len() - rest.len();
        }
        out.push(Stretch { words, label, arrow: Some(arrow) });
    }
    out.push(Stretch { words: text.get(from..).unwrap_or(""), label: None, arrow: None });
    out
}

/// "Paid --(ship)" before "-->": the node and the label of the arrow.
fn cut_at_shaft(text: &str) -> (&str, Option<&str>) {
    let mut best: Option<(usize, usize)> = None;
    let mut at = 0;
    let shield = shielded(text);
    while let Some(found) = text.get(at..).and_then(|t| t.find(['-', '=', '—', '–'])) {
        let start = at + found;
        let run: usize = text
            .get(start..)
            .unwrap_or("")
            .chars()
            .take_while(|c| matches!(c, '-' | '=' | '—' | '–'))
            .map(char::len_utf8)
            .sum();
        at = start + run.max(1);
        let before = text.get(..start).unwrap_or("");
        let after = text.get(at..).unwrap_or("");
        let strokes = text.get(start..at).map_or(0, |t| t.chars().count());
        let apart = before.ends_with(|c: char| c.is_whitespace() || matches!(c, ']' | ')' | '"'));
        let tight = !after.starts_with(char::is_whitespace);
        let opens = strokes >= 2 || (apart && tight) || (apart && words::is_answer(after));
        if opens
            && has_word(before)
            && has_word(after)
            && !shield.get(start).copied().unwrap_or(false)
        {
            best = Some((start, at));
        }
    }
    match best {
        Some((start, end)) => {
            (text.get(..start).unwrap_or(text), text.get(end..).map(|t| t.trim_matches(['|', ' '])))
        }
        None => (text, None),
    }
}
