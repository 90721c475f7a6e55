//! The words on either side of a value: which side holds its label, what is its unit, what heads
//! it. How values form groups is decided in `grid`.

use super::slots::Slot;
use super::{periods, words};
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// Which side of a value its label stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// The words that belong to one value.
#[derive(Debug, Clone, Default)]
pub(super) struct Own {
    /// Words before a colon or dash.
    pub head: Vec<Token>,
    /// Its label.
    pub label: Vec<Token>,
    /// Words on the other side.
    pub other: Vec<Token>,
    /// A colon or dash opens it, so that no heading is mixed with the label.
    pub opened: bool,
}

pub(super) fn is_colon(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark(':' | '：'))
}

fn is_dash(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark('-' | '–' | '—') | Kind::Arrow(false))
}

/// The first four ordinals, as they count quarters.
fn is_ordinal(word: &str) -> bool {
    words::among(
        word,
        "first second third fourth ersten zweiten dritten vierten erstes zweites drittes viertes primer segundo tercer cuarto premier \
     deuxième troisième quatrième primo secondo terzo quarto primeiro terceiro eerste tweede derde vierde pierwszym drugim trzecim \
     czwartym первом втором третьем четвёртом четвертом",
    )
}

/// The period in `tokens`: one token, or two that are one only together.
pub(super) fn period_in<'a>(text: &Text<'_>, tokens: &'a [Token]) -> Option<&'a [Token]> {
    let word = |t: &Token| text.prompt.get(t.start..t.end).unwrap_or_default().to_owned();
    (0..tokens.len()).find_map(|at| {
        if tokens[at].kind != Kind::Word {
            return None;
        }
        if is_ordinal(&tokens[at].lower) {
            let quarter = |t: &Token| periods::QUARTERS.contains(&&*t.lower);
            let next = tokens.get(at + 1).is_some_and(quarter);
            return (next || text.tokens.iter().take(400).any(quarter))
                .then(|| &tokens[at..at + 1 + usize::from(next)]);
        }
        let one = word(&tokens[at]);
        if let Some(next) = tokens.get(at + 1).filter(|t| t.kind == Kind::Word) {
            let two = format!("{one} {}", word(next));
            if periods::is_period(&two) && !(periods::is_year(&word(next)) && matches!(&*one.to_lowercase(), "year" | "jahr" | "año" | "année" | "anno" | "ano")) {
                return Some(&tokens[at..at + 2]);
            }
        }
        let ambiguous = words::among(
            &tokens[at].lower,
            "may mar sun sat do so set ma gen dom sex per lis са mai mi out ago kas sal cum \
    za wo mars fall",
        ) && tokens.len() > 1;
        (!ambiguous && periods::is_period(&one)).then(|| &tokens[at..at + 1])
    })
}

/// The place of the preposition before the label that follows a value: "parcels on Monday".
pub(super) fn place(right: &[Token]) -> Option<usize> {
    let at = right.iter().position(words::is_sure_place)?;
    (!words::label(&right[at + 1..]).is_empty()).then_some(at)
}

/// The label behind a value, without "of our traffic is" before it.
pub(super) fn subject(right: &[Token], verbal: bool) -> &[Token] {
    let verb = right
        .iter()
        .position(|t| words::among(&t.lower, "is are was were sind ist son es est sont sono"));
    if let Some(at) = verb.filter(|at| right[at + 1..].iter().any(Token::is_text)) {
        return words::label(&right[at + 1..]);
    }
    // "people prefer coffee", "degli intervistati preferisce il treno"
    let verb = right.iter().take(8).rposition(words::is_verb).filter(|at| *at > 0 && !verbal);
    if let Some(at) = verb {
        let rest = words::label(&right[at + 1..]);
        if !rest.is_empty() && !right[..at].iter().any(|t| matches!(t.kind, Kind::Mark(_))) {
            return rest;
        }
    }
    // "of respondents support the bridge"
    if right.first().is_some_and(|t| {
        matches!(&*t.lower, "of" | "der" | "des" | "de" | "van" | "degli" | "delle" | "dei")
    }) && right.len() > 3
        && right.iter().take(5).all(|t| t.kind == Kind::Word)
    {
        let skip = 2 + usize::from(right.get(1).is_some_and(|t| t.small));
        let rest = words::label(&right[skip.min(right.len())..]);
        if !rest.is_empty() {
            return rest;
        }
    }
    words::label(right)
}

/// Cuts the words before a value into head and label.
pub(super) fn left_own(text: &Text<'_>, slot: &Slot, dated: bool) -> Own {
    let left = slot.left.as_slice();
    let (head, rest) = match left.iter().rposition(is_colon) {
        Some(colon) => (&left[..colon], &left[colon + 1..]),
        None => (&left[..0], left),
    };
    // "2022 – carta 12": a dash with words on both sides opens a group as a colon does.
    let dash = rest.iter().position(is_dash).filter(|at| {
        rest[..*at].iter().any(Token::is_text)
            && rest[at + 1..].iter().any(Token::is_text)
            && rest[*at].start > rest[at - 1].end
            && slot.gap >= 4
    });
    let (head, rest) = match dash {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (head, rest),
    };
    let label = match period_in(text, rest).filter(|_| dated) {
        Some(period) => period.to_vec(),
        None if slot.tied => {
            let whole = words::with_limit(rest, phrases::trimmed(rest, |_| false));
            if whole.is_empty() { words::without_marks(rest).to_vec() } else { whole.to_vec() }
        }
        None => words::label(rest).to_vec(),
    };
    let opened = left.iter().any(is_colon) || dash.is_some();
    let head = head.rsplit(is_colon).next().unwrap_or(head);
    Own { head: words::label(head).to_vec(), label, other: Vec::new(), opened }
}

/// Which side labels stand on; words between values without separators go to that side.
pub(super) fn side(text: &Text<'_>, slots: &mut [Slot]) -> Side {
    let has = |tokens: &[Token]| !words::label(tokens).is_empty();
    let n = slots.len();
    let glued = (1..n).filter(|at| slots[*at].gap == 0 && has(&slots[*at].left)).count();
    let left = (1..n)
        .filter(|at| {
            slots[*at].gap > 0
                && (has(&slots[*at].left)
                    || (slots[*at].tied && !words::without_marks(&slots[*at].left).is_empty()))
        })
        .count();
    let right = (0..n.saturating_sub(1))
        .filter(|at| slots[at + 1].gap > 0 && has(&slots[*at].right))
        .count();
    let timed_left = slots.iter().filter(|slot| period_in(text, &slot.left).is_some()).count();
    let timed_right = slots.iter().filter(|slot| period_in(text, &slot.right).is_some()).count();
    let asks = |tokens: &[Token]| {
        words::label(tokens).iter().all(|t| !t.is_text() || phrases::is_request(&t.lower))
    };
    let last_right = slots.last().is_some_and(|slot| has(&slot.right) && !asks(&slot.right));
    let first_left = slots.first().is_some_and(|slot| has(&slot.left) || slot.tied);
    let made = if n == 1 {
        if first_left
            && !(last_right
                && !slots[0].tied
                && slots[0].number.unit.is_some()
                && words::count(words::label(&slots[0].right)) > 0)
        {
            Side::Left
        } else {
            Side::Right
        }
    } else if timed_right == n && timed_left < n {
        Side::Right
    } else if timed_left == n || left > right {
        Side::Left
    } else if right > left {
        Side::Right
    } else if glued > 0 && left == 0 {
        let tied = slots.iter().any(|slot| slot.tied);
        if last_right && !tied { Side::Right } else { Side::Left }
    } else {
        Side::Left
    };
    if made == Side::Right {
        for at in 1..n {
            if slots[at].gap == 0 {
                let words = std::mem::take(&mut slots[at].left);
                slots[at - 1].right.extend(words);
            }
        }
    }
    made
}

/// Takes words that stand behind all values, or behind the first or last one only, where labels
/// stand before them: `12 users, 15 users`.
pub(super) fn take_units(text: &Text<'_>, slots: &mut [Slot]) -> Option<String> {
    let n = slots.len();
    let before =
        (1..n).filter(|at| !words::label(&slots[*at].left).is_empty() || slots[*at].tied).count()
            + usize::from(!words::label(&slots.first()?.left).is_empty());
    let words_of = |slot: &Slot| -> Vec<Token> { words::label(&slot.right).to_vec() };
    let first_word = |slot: &Slot| words_of(slot).first().map(|t| t.lower.clone());
    let with: Vec<usize> = (0..n).filter(|at| !words_of(&slots[*at]).is_empty()).collect();
    let timed = with.iter().filter(|at| period_in(text, &slots[**at].right).is_some()).count();
    if n < 2 || with.is_empty() || before * 2 < n || before < 2 || timed * 2 > with.len() {
        return None;
    }
    let word = first_word(&slots[with[0]])?;
    let all = with.iter().all(|at| first_word(&slots[*at]).as_ref() == Some(&word));
    let one = with.len() == 1;
    let short = with.iter().all(|at| words_of(&slots[*at]).len() <= 2);
    let edge = with[0] + 1 == n || with[0] == 0;
    let asks =
        phrases::is_request(&word) || slots[with[0]].right.first().is_some_and(|t| t.is_mark('('));
    let fits = all
        && !asks
        && ((with.len() * 2 >= n && with.len() > 1)
            || (one && edge && words_of(&slots[with[0]]).len() == 1));
    if !fits {
        return None;
    }
    let common = if short
        && !one
        && with.iter().all(|at| {
            text.slice(&words_of(&slots[*at])).to_lowercase()
                == text.slice(&words_of(&slots[with[0]])).to_lowercase()
        }) {
        words_of(&slots[with[0]])
    } else {
        words_of(&slots[with[0]])[..1].to_vec()
    };
    for at in with {
        slots[at].right.clear();
    }
    Some(text.slice(&common))
}
