//! Numbers that are told with a value but are no value of the chart: what it is out of, what
//! should have been reached, how much it changed, and what it was before it was corrected.

use easel_types::spec::ChartKind;

use super::prepare::as_word;
use super::words;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// Words for what should be reached.
const GOALS: &str = "goal target goals targets aim quota budget limit maximum max meta objetivo objectif cible ziel \
     ziele obiettivo traguardo doel doelstelling cel цель план hedef hedefi 目标 目標 목표 लक्ष्य الهدف capacity kapazität";

/// Words that lead from a value to what it is out of.
const OUT_OF: &str = "of von de sur su di van z ze из od out über del des toward towards";

/// Takes the end of the scale out of a prompt about one value, and changes out of one about
/// figures. Gives the end of the scale and where it stands.
pub(super) fn take(text: &Text<'_>, tokens: &mut [Token], kind: Option<ChartKind>) -> Option<(f64, usize)> {
    let dial = matches!(kind, Some(ChartKind::Gauge | ChartKind::Kpi | ChartKind::Bullet));
    if matches!(kind, Some(ChartKind::Kpi)) {
        changes(text, tokens);
    }
    let progress = tokens.iter().any(|t| {
        words::among(
            &t.lower,
            "progress progreso fortschritt progrès progresso voortgang postęp прогресс ilerleme",
        )
    });
    if !(dial || progress) {
        return None;
    }
    let values: Vec<usize> =
        (0..tokens.len()).filter(|at| tokens[*at].number().is_some()).collect();
    let [first, second] = values[..] else { return None };
    let (a, b) = (tokens[first].number()?.value, tokens[second].number()?.value);
    let gap = &tokens[first + 1..second];
    let leads =
        |t: &Token| t.kind == Kind::Word && words::among(&t.lower, OUT_OF) || t.is_mark('/');
    let goal = |t: &Token| t.kind == Kind::Word && words::among(&t.lower, GOALS);
    let near = gap.iter().rev().take(5);
    let is_end = near.clone().any(leads)
        || near.clone().any(goal)
        || tokens[second + 1..].iter().take(2).any(goal);
    // "goal 3000, now at 2418"
    let first_is_end = tokens[..first].iter().rev().take(3).any(goal)
        && !gap.iter().rev().take(3).any(goal)
        && !gap.iter().any(leads);
    if first_is_end && a >= b {
        as_word(text, &mut tokens[first]);
        return Some((a, tokens[first].start));
    }
    if is_end && b >= a {
        as_word(text, &mut tokens[second]);
        return Some((b, tokens[second].start));
    }
    None
}

/// "NPS 47, up 6 points vs last quarter": how much a figure changed, and "4.6/5": what it is out
/// of.
fn changes(text: &Text<'_>, tokens: &mut [Token]) {
    const CHANGES: &str = "up down vs versus from plus minus previously was last compared gegenüber vorher gestiegen gefallen \
         um hausse baisse contre sube baja subió bajó frente su giù meno più rispetto al subiu caiu vs. than";
    for at in 1..tokens.len() {
        if tokens[at].number().is_none() {
            continue;
        }
        let before = &tokens[at - 1];
        let open = usize::from(before.is_mark('('));
        let word = at.checked_sub(1 + open).and_then(|n| tokens.get(n));
        let changed = word
            .is_some_and(|t| t.kind == Kind::Word && words::among(&t.lower, CHANGES) && !t.capital);
        let written = text.prompt.get(tokens[at].start..).unwrap_or_default();
        let earlier = tokens[..at].iter().any(|t| t.number().is_some());
        let signed = open == 1 && written.starts_with(['+', '-', '−', '▲', '▼']);
        let below = before.is_mark('/') && at >= 2 && tokens[at - 2].number().is_some();
        if earlier && (changed || signed || below) {
            as_word(text, &mut tokens[at]);
        }
    }
}

/// "tea 35, no sorry tea is 30": a value that is taken back goes, with the words that do so.
pub(super) fn corrections(tokens: &mut Vec<Token>) {
    const TAKEN_BACK: &str = "no sorry wait oops actually correction scratch rather meant perdón perdon nein quatsch sorry pardon non \
         désolé scusa scusate anzi desculpa aliás nee nie нет ой hayır pardon erm um err i mean make that";
    let mut at = 1;
    while at < tokens.len() {
        let separated = matches!(
            tokens[at - 1].kind,
            Kind::Mark(',' | '.' | ';' | '—' | '–' | '-' | '(' | '…')
        );
        let valued = at >= 2 && tokens[at - 2].number().is_some();
        let count = tokens[at..]
            .iter()
            .take_while(|t| {
                t.kind == Kind::Word && words::among(&t.lower, TAKEN_BACK) || t.is_mark(',')
            })
            .count();
        let sure = tokens[at..at + count].iter().filter(|t| t.kind == Kind::Word).count() >= 2
            || tokens[at..at + count]
                .iter()
                .any(|t| matches!(&*t.lower, "sorry" | "oops" | "wait" | "correction" | "quatsch"));
        if !(separated && valued && sure) {
            at += 1;
            continue;
        }
        // The words between take the value back where the same label, or none, follows.
        let Some(next) = tokens[at + count..].iter().take(8).position(|t| t.number().is_some())
        else {
            at += 1;
            continue;
        };
        let again = words::label(&tokens[at + count..at + count + next]);
        let old = at - 2;
        let from = tokens[..old]
            .iter()
            .rposition(|t| {
                t.number().is_some()
                    || matches!(t.kind, Kind::Newline | Kind::Mark(',' | ';' | '.' | ':'))
            })
            .map_or(0, |n| n + 1);
        let label = words::label(&tokens[from..old]);
        let same = again.is_empty()
            || again.iter().map(|t| &t.lower).eq(label.iter().map(|t| &t.lower))
            || again.last().map(|t| &t.lower) == label.last().map(|t| &t.lower);
        if same && !label.is_empty() {
            tokens.drain(old..at + count + next);
        }
        at += 1;
    }
}

/// "rent (4,500)" beside unbracketed values of a waterfall: brackets are a minus.
pub(super) fn accounting(tokens: &mut Vec<Token>, kind: Option<ChartKind>) {
    let told = tokens
        .iter()
        .any(|t| words::among(&t.lower, "brackets parentheses klammern paréntesis parenthèses"))
        && tokens.iter().any(|t| {
            words::among(&t.lower, "negative loss losses minus negativ verlust pérdidas pertes")
        });
    if kind != Some(ChartKind::Waterfall) && !told {
        return;
    }
    let bracketed = |tokens: &[Token], at: usize| {
        at >= 2
            && tokens[at].number().is_some()
            && tokens[at - 1].is_mark('(')
            && tokens[at - 2].is_text()
            && tokens.get(at + 1).is_some_and(|t| t.is_mark(')'))
    };
    let all = tokens.iter().filter(|t| t.number().is_some()).count();
    let inside: Vec<usize> = (0..tokens.len()).filter(|at| bracketed(tokens, *at)).collect();
    if inside.is_empty() || inside.len() == all {
        return;
    }
    for at in inside {
        if let Kind::Number(number) = &mut tokens[at].kind {
            number.value = -number.value.abs();
            number.plain = false;
        }
        tokens[at - 1].kind = Kind::Mark('\u{2}');
        tokens[at + 1].kind = Kind::Mark('\u{2}');
    }
    tokens.retain(|t| !t.is_mark('\u{2}'));
}

/// "5,400 views → 620 clicks → 31 purchases": arrows between labelled values part them.
pub(super) fn chains(tokens: &mut [Token]) {
    let arrows: Vec<usize> =
        (0..tokens.len()).filter(|at| matches!(tokens[*at].kind, Kind::Arrow(false))).collect();
    let parts = |at: &usize| {
        *at > 0
            && tokens[at - 1].is_text()
            && tokens.get(at + 1).is_some_and(|t| t.number().is_some())
    };
    let first = tokens.iter().position(|t| t.number().is_some());
    let opens = |first: usize| {
        arrows.first().is_some_and(|a| *a > first + 1)
            && tokens.get(first + 1).is_some_and(Token::is_text)
    };
    if arrows.is_empty() || !arrows.iter().all(|at| parts(at)) || !first.is_some_and(opens) {
        return;
    }
    let between =
        arrows.windows(2).all(|w| tokens[w[0] + 2..w[1]].iter().all(|t| t.number().is_none()));
    if between {
        for at in arrows {
            tokens[at].kind = Kind::Mark(';');
        }
    }
}

/// "end with the closing balance": the name of the last bar of a waterfall.
pub(super) fn closing<'a>(tokens: &'a [Token]) -> &'a [Token] {
    const ENDS: &str =
        "end ends ending finish finishing close closing final ende endet enden fin termina finit";
    let at = tokens.iter().position(|t| words::among(&t.lower, ENDS));
    let with = at.and_then(|at| {
        let lead = |t: &Token| {
            phrases::is_in(&t.lower) || words::among(&t.lower, "with mit con avec com met as")
        };
        tokens.get(at + 1).filter(|t| lead(t)).map(|_| at + 2)
    });
    with.map_or(tokens, |from| words::label(&tokens[from..]))
}
