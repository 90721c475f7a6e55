//! Values that are no data: numbers in sentences of their own before or after the data, which
//! are written in another way. Numbers about the picture are told by their words in `prepare`.

use super::slots::Slot;
use super::words;
use crate::tokens::{Kind, Text, Token};

/// How a value is written: what must be alike for values of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Manner {
    unit: Option<String>,
    tied: bool,
    /// A word stands before it.
    left: bool,
    /// A word stands behind it.
    right: bool,
}

/// Takes out values that stand apart from the data and are written in another way. Gives the
/// first bytes of what was taken out.
pub(super) fn outliers(
    text: &Text<'_>,
    slots: &mut Vec<Slot>,
    tail: &mut Vec<Vec<Token>>,
) -> Vec<usize> {
    let n = slots.len();
    if !(3..=2000).contains(&n) {
        return Vec::new();
    }
    let (from, to) = main_run(slots);
    let from = from.max(base(slots)).max(told_before(slots));
    if from == 0 && to == n {
        return Vec::new();
    }
    let mut gone: Vec<usize> = Vec::new();
    if to < n {
        // Words of the last value stay with it; what follows is no data.
        let rest = slots.split_off(to);
        gone.extend(rest.iter().map(|slot| slot.start));
        tail.clear();
    }
    if from > 0 {
        let rest = slots.split_off(from);
        let front = std::mem::replace(slots, rest);
        gone.extend(front.iter().map(|slot| slot.start));
        // What stood before is heading, with the words of the values that went.
        let mut pieces: Vec<Vec<Token>> = Vec::new();
        for slot in front {
            let number = number_word(text, &slot);
            pieces.extend(slot.between);
            let mut words = slot.left;
            words.push(number);
            words.extend(slot.right);
            pieces.push(words);
        }
        if let Some(first) = slots.first_mut() {
            pieces.append(&mut first.between);
            first.between = pieces;
            first.gap = 6;
        }
    }
    gone
}

/// How many values stand before the data: "the 5 km race: 23 min, …", "(12 weeks, 3 clinics) …
/// from 18% to 11%".
fn told_before(slots: &[Slot]) -> usize {
    let colon = |slot: &Slot| slot.left.iter().any(|t| matches!(t.kind, Kind::Mark(':' | '：')));
    let alone = |slot: &Slot| colon(slot) && !slot.left.iter().any(Token::is_text);
    if slots.len() >= 4
        && !slots[0].tied
        && slots[0].number.unit.is_some()
        && alone(&slots[1])
        && !slots.iter().skip(2).any(colon)
    {
        return 1;
    }
    let bare = slots.iter().take_while(|slot| slot.number.unit.is_none()).count();
    let unit = slots.get(bare).and_then(|slot| slot.number.unit.clone());
    let same = unit.is_some() && slots[bare..].iter().all(|slot| slot.number.unit == unit);
    let many = slots.len() - bare >= 4 && bare <= 2;
    if many && same { bare } else { 0 }
}

/// 1 where the first value is what the others are shares of: "of the 500 respondents, 60% …".
fn base(slots: &[Slot]) -> usize {
    let Some((first, rest)) = slots.split_first() else { return 0 };
    let unit = rest.first().and_then(|slot| slot.number.unit.as_deref());
    let shares =
        unit == Some("%") && rest.iter().all(|slot| slot.number.unit.as_deref() == Some("%"));
    let counts = first.number.unit.is_none()
        && first.number.value.fract() == 0.0
        && first.number.value > 0.0;
    let sum: f64 = rest.iter().map(|slot| slot.number.value).sum();
    // "of every 100 dollars", "a survey of 1,940 people"
    let of = |t: &Token| {
        words::among(&t.lower, "of every von sur de su di van op na z ze из из каждых out each pro chaque cada ogni")
    };
    let led = first.left.iter().rev().take(2).any(of)
        || first.left.iter().all(|t| !t.is_text() || of(t) || t.small);
    let whole = rest.len() >= 3
        && (sum - first.number.value).abs() < 1e-6 * sum.abs().max(1.0)
        && !first.tied
        && (led || words::label(&first.left).is_empty());
    if whole {
        return 1;
    }
    usize::from(
        shares
            && counts
            && !first.tied
            && rest.len() >= 2
            && !words::label(&first.right).is_empty(),
    )
}

/// The number as a word of the heading.
fn number_word(text: &Text<'_>, slot: &Slot) -> Token {
    let lower = text.prompt.get(slot.start..slot.end).unwrap_or_default().to_lowercase();
    Token {
        kind: Kind::Word,
        start: slot.start,
        end: slot.end,
        lower,
        caps: false,
        capital: false,
        small: false,
    }
}

/// The run of values that are the data: the largest stretch between strong separators whose
/// values are written alike, extended over neighbours of the same manner.
fn main_run(slots: &[Slot]) -> (usize, usize) {
    let n = slots.len();
    // Stretches between full stops, line ends, and heads that open a list.
    let mut bounds: Vec<usize> = vec![0];
    let mut opened = 0;
    for at in 1..n {
        let opens = at <= 3 && opens_list(slots, at);
        opened = if opens { at } else { opened };
        if slots[at].gap >= 5 || opens {
            bounds.push(at);
        }
    }
    bounds.push(n);
    let stretches: Vec<(usize, usize)> = bounds.windows(2).map(|w| (w[0], w[1])).collect();
    if stretches.len() < 2 {
        return (0, n);
    }
    let Some(main) = stretches.iter().max_by_key(|(a, b)| b - a).copied() else { return (0, n) };
    let size = main.1 - main.0;
    if size < 2 {
        // One value a sentence or line: those at the ends that differ from all others go.
        return ends(slots);
    }
    let manner = typical(slots, main);
    let fits = |(a, b): (usize, usize)| {
        let count = b - a;
        // One number in the line before rows of several is about them.
        let heading = count == 1 && a == 0 && size >= 3 && !slots[0].tied;
        count >= 2 || !heading && (a..b).all(|at| alike(&manner_of(slots, at), &manner))
    };
    let at = stretches.iter().position(|s| *s == main).unwrap_or(0);
    let mut from = at;
    while from > 0
        && stretches[from].0 > opened
        && fits(stretches[from - 1])
        && !differs(slots, stretches[from - 1], &manner)
    {
        from -= 1;
    }
    let mut to = at + 1;
    while to < stretches.len() && fits(stretches[to]) && !differs(slots, stretches[to], &manner) {
        to += 1;
    }
    (stretches[from].0, stretches[to - 1].1)
}

/// Whether a colon before this value, with words between the last value and it, opens the data:
/// "over 3 years: A 12, B 15".
fn opens_list(slots: &[Slot], at: usize) -> bool {
    let colon =
        slots[at].left.iter().rposition(|t| matches!(t.kind, Kind::Mark(':' | '：' | '—' | '–')));
    let later = slots[at + 1..]
        .iter()
        .any(|slot| slot.left.iter().any(|t| matches!(t.kind, Kind::Mark(':' | '：' | '–' | '—'))));
    // "$3,000 a month: $1,200 rent, $600 food"
    let behind = slots[at].tied
        && !slots[at].left.is_empty()
        && slots.get(at + 1).is_some_and(|s| !s.tied && s.left.is_empty())
        && !slots[at].right.is_empty()
        && slots[at].gap == 0;
    let pieces = !slots[at].between.is_empty()
        && at <= 2
        && slots[at + 1..].iter().all(|s| s.between.is_empty());
    let described =
        behind || pieces || colon.is_some_and(|colon| words::count(&slots[at].left[..colon]) >= 1);
    let labelled = behind
        || pieces && slots[at].left.iter().any(Token::is_text)
        || colon.is_some_and(|colon| slots[at].left[colon + 1..].iter().any(Token::is_text))
        || !slots[at].right.is_empty();
    let earlier = slots[..at].iter().any(|slot| {
        let colon = slot.left.iter().rposition(|t| matches!(t.kind, Kind::Mark(':' | '：')));
        colon.is_some_and(|colon| slot.left[colon + 1..].iter().any(Token::is_text))
    });
    described && labelled && !later && !earlier && slots.len() - at >= 2 && at <= 3
}

fn manner_of(slots: &[Slot], at: usize) -> Manner {
    let slot = &slots[at];
    Manner {
        unit: slot.number.unit.clone(),
        tied: slot.tied,
        left: !words::label(&slot.left).is_empty(),
        right: !words::label(&slot.right).is_empty(),
    }
}

/// The manner of most values of a stretch.
fn typical(slots: &[Slot], (a, b): (usize, usize)) -> Manner {
    let all: Vec<Manner> = (a..b).take(60).map(|at| manner_of(slots, at)).collect();
    let most = all.iter().max_by_key(|m| all.iter().filter(|o| o == m).count());
    most.cloned().unwrap_or(Manner { unit: None, tied: false, left: false, right: false })
}

/// Alike enough for values of one kind.
fn alike(a: &Manner, b: &Manner) -> bool {
    a.unit == b.unit
        && (a.tied == b.tied || a.unit.is_some())
        && (a.left == b.left || a.right == b.right)
}

/// True where a whole stretch of several values counts something else: another unit, and the
/// data has one.
fn differs(slots: &[Slot], (a, b): (usize, usize), manner: &Manner) -> bool {
    let other = (a..b).all(|at| {
        let unit = &slots[at].number.unit;
        unit != &manner.unit && (manner.unit.is_some() || unit.as_deref() == Some("%"))
    });
    other && manner.unit.is_some() && slots[a..b].iter().all(|slot| slot.number.unit.is_none())
}

/// Where every value has a sentence or line of its own: without the first or last values that
/// are written in another way than all others.
fn ends(slots: &[Slot]) -> (usize, usize) {
    let n = slots.len();
    let manner = typical(slots, (0, n));
    let fits = |at: usize| {
        let own = manner_of(slots, at);
        own.unit == manner.unit && own.tied == manner.tied
    };
    let good = (0..n).filter(|at| fits(*at)).count();
    if good * 3 < n * 2 || good == n || good < 2 {
        return (0, n);
    }
    let from = (0..n).find(|at| fits(*at)).unwrap_or(0);
    let to = (0..n).rev().find(|at| fits(*at)).map_or(n, |at| at + 1);
    // Missing values have no unit.
    let missing = |at: usize| slots[at].number.value.is_nan() || slots[at].number.value == 0.0;
    let from = if (0..from).all(missing) { 0 } else { from };
    let to = if (to..n).all(missing) { n } else { to };
    (from, to)
}
