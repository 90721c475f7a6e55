//! The heading of an infographic out of the words around its list. Headings that a prompt spells
//! out are found in `crate::phrases`.

use super::scan::Cut;
use super::{scan, template};
use crate::lexicon::{self, Meaning};
use crate::phrases;
use crate::tokens::{Text, Token, capitalised};

/// Longest heading, in characters.
const CHARS_MAX: usize = 140;

/// Words for a printed thing, with which a request begins.
const MEDIA: [&str; 16] = [
    "poster",
    "plakat",
    "aushang",
    "affiche",
    "cartel",
    "póster",
    "manifesto",
    "cartaz",
    "graphic",
    "visual",
    "flyer",
    "плакат",
    "ポスター",
    "海报",
    "포스터",
    "handout",
];

/// The heading in `frame`, the words around the list.
pub(super) fn of(frame: &str) -> Option<String> {
    let frame: String = frame.chars().take(1500).collect();
    let frame = without_asides(&frame);
    let quoted = scan::quotations(&frame).into_iter().find_map(|(start, end)| {
        let mut chars = frame.get(start..end)?.chars();
        chars.next();
        chars.next_back();
        Some(chars.as_str().trim().to_owned()).filter(|quoted| !quoted.is_empty())
    });
    if quoted.is_some() {
        return quoted;
    }
    let marks = scan::marks(&frame);
    let pieces = scan::cut_at(&frame, &marks, |cut| {
        matches!(cut, Cut::Sentence | Cut::Line | Cut::Colon | Cut::Semicolon)
    });
    let mut fallback = None;
    for (piece, greets) in pieces.iter().flat_map(|piece| with_greeting(piece)) {
        let piece =
            [" please", " bitte", " por favor", " s'il vous plaît", " are", " is", " are these"]
                .iter()
                .find_map(|end| piece.trim_end_matches(['!', '.', ' ']).strip_suffix(end))
                .unwrap_or(piece);
        let Some(words) = piece_heading(piece).filter(|words| words.chars().count() <= CHARS_MAX)
        else {
            continue;
        };
        // "Hierarchy", "Roadmap", "Skills": the arrangement alone is a heading of last resort.
        let alone = template::named(&words).is_some()
            && (scan::word_count(&words) <= 1
                || !words.contains(' ') && scan::word_count(&words) <= 2);
        // "Poster for the office" only says where it will hang, "Infographic for parents" for whom
        // it is, and "Hi, school board here" who asks.
        let medium = MEDIA.iter().any(|medium| words.to_lowercase().starts_with(medium))
            || is_for(piece)
            || greets;
        let alone = alone || only_kinds(&words);
        if !alone && !medium {
            return Some(words);
        }
        fallback = fallback.or(Some(words));
    }
    fallback
}

/// Whether nothing but the kind of picture stands before a word such as "for".
fn is_for(piece: &str) -> bool {
    const FOR: &str = " for für fürs para pour per voor dla для ";
    let text = Text::new(piece);
    let kinds = kinds_in(&text);
    let begin = kinds.first().map_or(0, |kind| kind.end);
    let head = text.tokens.get(..kinds.first().map_or(0, |kind| kind.start)).unwrap_or_default();
    let idle = |token: &Token| {
        phrases::is_request(&token.lower)
            || phrases::is_article(&token.lower)
            || speaker(&token.lower)
    };
    let next = text.tokens.get(begin);
    next.is_some_and(|token| FOR.contains(&format!(" {} ", token.lower)))
        && head.iter().all(idle)
        && (!kinds.is_empty() || begin == 0)
}

/// The clauses of a piece, each with whether the piece begins with a greeting.
fn with_greeting(piece: &str) -> Vec<(&str, bool)> {
    let greets = greets(piece);
    clauses(piece).into_iter().map(|part| (part, greets)).collect()
}

/// "Hi, parent council here", "Bonjour".
fn greets(piece: &str) -> bool {
    const GREETINGS: &str = " hi hello hey hallo moin bonjour salut hola ciao buongiorno olá oi hoi goedemorgen cześć привет здравствуйте merhaba selam ";
    let first = piece.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    first.is_some_and(|first| GREETINGS.contains(&format!(" {} ", first.to_lowercase())))
}

/// Whether words name an arrangement and nothing else: "oś czasu", "funnel shape".
fn only_kinds(words: &str) -> bool {
    const SHAPES: &str = " shape shaped form style chart graphic ";
    let text = Text::new(words);
    let known = |at: usize| text.hits().iter().any(|hit| hit.tokens.contains(&at));
    let shape = |token: &Token| SHAPES.contains(&format!(" {} ", token.lower));
    let named = !text.hits().is_empty() || template::named(words).is_some();
    let count = text.tokens.len();
    named
        && text.tokens.iter().enumerate().all(|(at, token)| {
            known(at) || count == 2 && (shape(token) || text.tokens.iter().any(shape))
        })
}

/// The parts of a request between commas where one of them only names the kind of picture.
fn clauses(piece: &str) -> Vec<&str> {
    let marks = scan::marks(piece);
    let parts = scan::cut_at(piece, &marks, |cut| cut == Cut::Comma);
    let bare = |part: &&str| piece_heading(part).is_none();
    if parts.len() > 1 && parts.iter().any(bare) { parts } else { vec![piece] }
}

/// `frame` without brackets that only speak of the picture.
fn without_asides(frame: &str) -> String {
    let mut out = frame.to_owned();
    for (open, close) in [('(', ')'), ('（', '）')] {
        let Some(start) = out.find(open) else { continue };
        let Some(end) = out[start..].find(close).map(|at| start + at + close.len_utf8()) else {
            continue;
        };
        let inside = out[start..end].trim_matches([open, close]);
        let names =
            Text::new(inside).hits().iter().any(|hit| hit.meaning == Meaning::Infographic(""));
        if names || super::wishes::is_wish(inside, true) {
            out.replace_range(start..end, "");
        }
    }
    out
}

fn piece_heading(piece: &str) -> Option<String> {
    let text = Text::new(piece);
    let kinds = kinds_in(&text);
    // "I" asks, the Italian "i" is an article.
    let speaks = text.tokens.first().is_some_and(|first| {
        speaker(&first.lower)
            && (first.lower != "i" || first.caps && text.language.as_str() == "en")
    });
    let (before, after) = match kinds.first() {
        Some(kind) => (&text.tokens[..kind.start], &text.tokens[kind.end..]),
        None if speaks && !requests(&text.tokens) => return None,
        None => (&text.tokens[..], &text.tokens[text.tokens.len()..]),
    };
    let before = match (speaks, kinds.is_empty()) {
        (true, false) => &before[..0],
        (_, true) => before,
        (false, false) => without_as(before),
    };
    let left: Vec<Token> = before.to_vec();
    let right: Vec<Token> = after
        .iter()
        .enumerate()
        .filter(|(at, _)| {
            let at = text.tokens.len() - after.len() + at;
            !kinds.iter().any(|kind| kind.contains(&at))
        })
        .map(|(_, token)| token.clone())
        .collect();
    let made = match (phrases::heading(&text, &left), right.is_empty()) {
        (Some(left_words), true) => Some(left_words),
        (Some(_), false) => phrases::heading(&text, &[left, right].concat()),
        (None, _) => phrases::heading(&text, &right),
    };
    let asks = text.tokens.first().is_some_and(|first| {
        phrases::is_request(&first.lower) && !phrases::is_article(&first.lower)
    });
    let made = made.filter(|words| !is_idle(words)).and_then(|words| without_dense(&words, &text));
    // "Our values" is a heading as it stands.
    let plain = || {
        let piece = piece.trim().to_owned();
        (kinds.is_empty() && text.hits().is_empty() && !asks && !is_idle(&piece)).then_some(piece)
    };
    // "Then and now", "Before and after" stay whole.
    let whole = kinds.is_empty()
        && !asks
        && scan::word_count(piece) <= 4
        && template::named(piece).is_some();
    let made = if whole && text.hits().is_empty() { Some(piece.trim().to_owned()) } else { made };
    // "صمم إنفوجرافيك" only asks.
    let dense =
        text.hits().iter().any(|hit| hit.unsegmented && hit.meaning == Meaning::Infographic(""));
    let made = made.filter(|words| !(dense && scan::word_count(words) <= 1));
    let made = made.or_else(plain)?;
    let made = made.trim_matches([':', '：', ' ', ',', '-', '–', '"', '/']).to_owned();
    made.chars().any(char::is_alphanumeric).then(|| capitalised(&made))
}

/// `words` without the name of the picture in scripts without blanks. A name such as 检查清单 says
/// what it is about as well, and stays.
fn without_dense(words: &str, text: &Text<'_>) -> Option<String> {
    let dense = |hit: &&lexicon::Hit| hit.unsegmented;
    let own =
        |hit: &lexicon::Hit| matches!(hit.meaning, Meaning::Infographic(name) if !name.is_empty());
    let mut hits = text.hits().iter().filter(dense).peekable();
    if hits.peek().is_some() && hits.all(own) {
        return Some(words.to_owned());
    }
    lexicon::without_kinds(words, text)
}

/// Whether words only lead to others: "of the", "make a".
fn is_idle(words: &str) -> bool {
    words.split_whitespace().all(|word| {
        let word = word.to_lowercase();
        phrases::is_article(&word)
            || phrases::is_request(&word)
            || phrases::is_of(&word)
            || phrases::is_in(&word)
            || phrases::is_copula(&word)
    })
}

/// "I need a SWOT for our café": who asks is followed by words of asking.
fn requests(tokens: &[Token]) -> bool {
    let asked = tokens.iter().skip(1).take(3).any(|token| {
        phrases::is_request(&token.lower)
            && !phrases::is_article(&token.lower)
            && !speaker(&token.lower)
    });
    asked && tokens.len() <= 16
}

/// The words that only name the kind of picture; of "hierarchy infographic" it is the last.
fn kinds_in(text: &Text<'_>) -> Vec<std::ops::Range<usize>> {
    let named = |at: usize| {
        text.tokens.get(at).is_some_and(|token| {
            ["infogra", "инфограф"].iter().any(|stem| token.lower.starts_with(stem))
        })
    };
    let kind = |hit: &lexicon::Hit| match hit.meaning {
        Meaning::Infographic("") | Meaning::Diagram(None) | Meaning::Chart(None) => {
            Some(hit.tokens.clone())
        }
        Meaning::Infographic(_) => {
            let last = hit.tokens.end.checked_sub(1)?;
            named(last).then_some(last..last + 1)
        }
        _ => None,
    };
    text.hits().iter().filter(|hit| !hit.unsegmented).filter_map(kind).collect()
}

/// "… as a circular infographic": what stands before "as".
fn without_as(tokens: &[Token]) -> &[Token] {
    let low = tokens.len().saturating_sub(4);
    let at = tokens[low..].iter().position(|token| {
        matches!(&*token.lower, "as" | "als" | "como" | "come" | "comme" | "jako" | "как" | "into")
    });
    at.map_or(tokens, |at| &tokens[..low + at])
}

/// Whether a sentence that begins so is about who asks.
fn speaker(word: &str) -> bool {
    matches!(
        word,
        "we" | "we're"
            | "i"
            | "i'm"
            | "i've"
            | "we've"
            | "wir"
            | "ich"
            | "nous"
            | "je"
            | "j'ai"
            | "yo"
            | "nosotros"
            | "tengo"
            | "soy"
            | "somos"
            | "io"
            | "noi"
            | "sono"
            | "eu"
            | "nós"
            | "ik"
            | "wij"
            | "we’re"
            | "я"
            | "мы"
            | "hi"
            | "hello"
            | "hey"
            | "could"
            | "can"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lose_the_words_of_asking() {
        let check =
            |frame: &str, expect: Option<&str>| assert_eq!(of(frame).as_deref(), expect, "{frame}");
        check("Infographic \"PDCA\"", Some("PDCA"));
        check(
            "Key figures infographic for our annual report",
            Some("Key figures for our annual report"),
        );
        check("history of the telephone as an infographic", Some("History of the telephone"));
        check(
            "build-measure-learn loop as a circular infographic",
            Some("Build-measure-learn loop"),
        );
        check(
            "How we make our cheese (infographic for the shop window, A3)",
            Some("How we make our cheese"),
        );
        check("hierarchy infographic\nRenewable energy", Some("Renewable energy"));
        check(
            "Infografik: Die drei Säulen der Nachhaltigkeit",
            Some("Drei Säulen der Nachhaltigkeit"),
        );
        check("how photosynthesis works, infographic", Some("How photosynthesis works"));
        check("Roadmap", Some("Roadmap"));
        check(
            "Hi! I run a small gym and need an infographic about why people should stretch.",
            Some("Why people should stretch"),
        );
    }
}
