//! Timelines: events with when they happened. Dates themselves are read by `dates`, tasks by
//! `schedule`.

use easel_types::spec::DiagramKind;

use crate::language::Language;

use super::dates::{self, Found, Moment};
use super::head::{Content, Marker};
use super::sketch::Sketch;
use super::text::{has_word, is_dense, label, split, starts_any, statements};
use super::{Made, words};

/// Reads events: "1957 Sputnik 1; 1961 Gagarin", "Sputnik (1957)", "In 1957 …".
pub(super) fn timeline(content: &Content<'_>, language: Language) -> Option<Made> {
    let us = language == Language::ENGLISH;
    let mut sketch = Sketch::new(language);
    let mut section: Option<String> = None;
    for line in &content.lines {
        if line.text.trim_end().ends_with([':', '：'])
            && dates::scan(line.text, us).is_empty()
            && line.marker == Marker::None
        {
            section = Some(label(line.text, language));
            continue;
        }
        for statement in statements(line.text) {
            for (when, what) in events(statement, language, us) {
                let node = sketch.fresh(&what);
                sketch.change(node, |node| node.start = Some(when));
                if let Some(section) = &section {
                    sketch.place(section, node);
                }
            }
        }
        if sketch.is_full() {
            break;
        }
    }
    (sketch.nodes.len() >= 2).then(|| Made {
        sketch,
        kind: Some(DiagramKind::Timeline),
        ..Made::default()
    })
}

/// A point in time that is no date of the calendar: a clock time, a quarter, a day, a phase.
fn other_time(text: &str) -> Option<usize> {
    let trimmed = text.trim_start_matches(|c: char| !super::text::is_word_char(c));
    let lead = text.len() - trimmed.len();
    if let Some(length) = era(trimmed).or_else(|| starts_any(trimmed, TODAY)) {
        return Some(lead + length);
    }
    let digits = trimmed.find(|c: char| !c.is_ascii_digit()).unwrap_or(trimmed.len());
    let after = trimmed.get(digits..).unwrap_or("");
    if (1..=2).contains(&digits)
        && after.starts_with([':', 'h'])
        && after.get(1..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()))
    {
        let more = after.get(1..)?.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len() - 1);
        let used = digits + 1 + more;
        let half = trimmed.get(used..)?.trim_start();
        let suffix = starts_any(half, "am|pm|a.m.|p.m.|uhr")
            .map_or(0, |n| n + trimmed.get(used..).map_or(0, |t| t.len() - half.len()));
        return Some(lead + used + suffix);
    }
    if (1..=2).contains(&digits)
        && let Some(n) = starts_any(after.trim_start(), "am|pm|uhr|时|點|点|時|시")
    {
        return Some(lead + digits + (after.len() - after.trim_start().len()) + n);
    }
    let word = starts_any(
        trimmed,
        "q1|q2|q3|q4|day|week|month|phase|año|jahr|year|tag|woche|jour|semaine|giorno|settimana|dia|semana|1st century|monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    )?;
    let rest = trimmed.get(word..)?;
    let more = rest.trim_start();
    let digits = more.find(|c: char| !c.is_ascii_digit()).unwrap_or(more.len());
    let number = if digits > 0 { rest.len() - more.len() + digits } else { 0 };
    Some(lead + word + number)
}

const TODAY: &str = "today|now|heute|jetzt|hoy|ahora|aujourd'hui|oggi|hoje|vandaag|nu|dziś|dzisiaj|сегодня|сейчас|bugün|اليوم|आज|今天|现在|今日|現在|오늘|현재";

/// A year with its era, or one of three digits: "27 BC", "AD 64", "公元前221年", "966".
fn era(text: &str) -> Option<usize> {
    const ERAS: &str = "bc|bce|b.c.|b.c.e.|ad|a.d.|ce|c.e.|v. chr.|v.chr.|vor christus|n. chr.|n.chr.|nach christus|a.c.|a. c.|d.c.|d. c.|antes de cristo|después de cristo|av. j.-c.|av. j.-c|avant j.-c.|ap. j.-c.|après j.-c.|a.e.c.|p.n.e.|n.e.|до н. э.|до н.э.|н. э.|н.э.|mö|ms|ق.م|ق.م.|ईसा पूर्व|ई.पू.|bc년";
    const BEFORE: &str = "bc|ad|ce|bce|mö|ms|公元前|公元|前|西元前|紀元前|西暦|기원전|서기";
    let lead = starts_any(text, BEFORE).unwrap_or(0);
    let tail = text.get(lead..)?;
    let gap = tail.len() - tail.trim_start().len();
    let digits = tail.trim_start().find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len() - gap);
    if !(1..=4).contains(&digits) {
        return None;
    }
    let after = tail.get(gap + digits..)?;
    let end = lead + gap + digits;
    let sign =
        ["年", "년"].iter().find(|sign| after.starts_with(**sign)).map_or(0, |sign| sign.len());
    if lead > 0 {
        return Some(end + sign);
    }
    let blank = after.len() - after.trim_start().len();
    if let Some(length) = starts_any(after.trim_start(), ERAS) {
        return Some(end + blank + length);
    }
    let named = after.trim_start().starts_with(char::is_alphabetic);
    (digits == 3 && blank > 0 && named).then_some(end)
}

/// The events of a statement.
fn events(statement: &str, language: Language, us: bool) -> Vec<(String, String)> {
    let mut pieces: Vec<String> = Vec::new();
    for mark in [" | ", " / ", " → ", " -> ", " > ", " • ", " · ", " - ", " – "] {
        let parts: Vec<&str> = statement.split(mark).filter(|part| has_word(part)).collect();
        if parts.len() > 1 && parts.iter().all(|part| event(part, language, us).is_some()) {
            return parts.iter().filter_map(|part| event(part, language, us)).collect();
        }
    }
    for part in split(statement, |c| matches!(c, ',' | '，' | '、' | '،')) {
        let mut rest = part;
        let mut parts = Vec::new();
        while let Some((before, after)) = super::text::cut_at_and(rest, language) {
            if !has_time(before, us) || !has_time(after, us) {
                break;
            }
            parts.push(before);
            rest = after;
        }
        parts.push(rest);
        for part in parts {
            match pieces.last_mut() {
                Some(last) if !has_time(part, us) || !has_words_beside(last, language, us) => {
                    last.push(',');
                    last.push_str(part);
                }
                _ => pieces.push(part.to_owned()),
            }
        }
    }
    pieces.iter().filter_map(|piece| event(piece, language, us)).collect()
}

fn has_time(text: &str, us: bool) -> bool {
    dates::scan(text, us).iter().any(|f| matches!(f.moment, Moment::Date(_)))
        || other_time(words::without_sequencer(text)).is_some()
}

fn has_words_beside(text: &str, language: Language, us: bool) -> bool {
    event(text, language, us).is_some()
}

/// Words between a time and what happened.
const BESIDE: &str = "г.|г|гг.|in|on|at|im|am|en|el|le|nel|il|em|w|в|in the year|by|since|from|around|the year|год|году|года|r.|roku|yılında|yılı|में|عام|في عام|في|سنة|was|is|年|년|년에|に|は|에|的|：|:";

fn event(piece: &str, language: Language, us: bool) -> Option<(String, String)> {
    let piece = words::without_sequencer(piece);
    let found = dates::scan(piece, us);
    let dates: Vec<&Found> = found.iter().filter(|f| matches!(f.moment, Moment::Date(_))).collect();
    let lead =
        piece.len() - piece.trim_start_matches(|c: char| !super::text::is_word_char(c)).len();
    let alone = piece.get(lead..).and_then(|t| era(t).or_else(|| starts_any(t, TODAY)));
    let (start, end) = match (dates.first(), other_time(piece)) {
        _ if alone.is_some() => (lead, lead + alone.unwrap_or(0)),
        (first, Some(end)) if first.is_none_or(|d| d.start > 0 && d.start <= end + 1) => {
            let stop = first.map_or(end, |d| d.end.max(end));
            (0, stop)
        }
        (Some(date), _) => {
            let span = dates.get(1).filter(|next| {
                piece.get(date.end..next.start).is_some_and(|t| {
                    matches!(
                        t.trim(),
                        "-" | "–" | "—" | "to" | "until" | "bis" | "a" | "à" | "al" | "~" | "/"
                    )
                })
            });
            (date.start, span.map_or(date.end, |next| next.end))
        }
        _ => return None,
    };
    let tail = piece.get(end..)?;
    let decade = usize::from(
        tail.starts_with('s') && !tail.get(1..).is_some_and(|t| t.starts_with(char::is_alphabetic)),
    );
    let end = end + decade;
    let when = piece.get(start..end)?.trim();
    let (before, after) = (piece.get(..start)?, piece.get(end..)?);
    let mut after = after.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '-' | '–' | '—' | ',' | ')' | '：' | '，' | '|' | '=')
    });
    // "1923'te": the ending of the year.
    if let Some(ending) = after.strip_prefix(['\'', '’']) {
        let word = ending.find(|c: char| !c.is_alphabetic()).unwrap_or(ending.len());
        if (1..=4).contains(&ending.get(..word).map_or(0, |w| w.chars().count()))
            && word < ending.len()
        {
            after = ending.get(word..).unwrap_or(after).trim_start();
        }
    }
    for sign in ["年", "년에", "년"] {
        after = after.strip_prefix(sign).unwrap_or(after).trim_start();
    }
    if let Some(rest) = starts_any(after, BESIDE).and_then(|n| after.get(n..)).filter(|rest| {
        has_word(rest)
            && (rest.starts_with(' ') || after.chars().next().is_some_and(is_dense))
            && !after.starts_with("in ")
    }) {
        after = rest;
    }
    let mut before =
        before.trim().trim_end_matches(['(', ':', '-', '–', '—', ',', '：', '（', '[']).trim();
    loop {
        let last = before.rsplit(' ').next().unwrap_or("");
        if starts_any(last, BESIDE).is_some_and(|n| n == last.len()) && !last.is_empty() {
            before = before.get(..before.len() - last.len()).unwrap_or("").trim();
        } else {
            break;
        }
    }
    let what = match (has_word(before), has_word(after)) {
        (true, true) => label(&format!("{before} {after}"), language),
        (true, false) => label(before, language),
        _ => label(after, language),
    };
    // "1946年" alone is the year.
    let year = when.strip_suffix(['年', '년']).filter(|y| y.chars().all(|c| c.is_ascii_digit()));
    has_word(&what).then(|| (year.unwrap_or(when).to_owned(), what))
}
