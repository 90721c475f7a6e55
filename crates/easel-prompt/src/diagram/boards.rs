//! Boards: kanban columns, swimlanes, quadrants, journeys with scores.

use easel_types::spec::{DiagramKind, Status};

use crate::language::Language;

use super::head::{Content, Marker};
use super::sketch::Sketch;
use super::text::{
    bracket_at_end, cut_at_colon, find_any, has_word, items, label, split, starts_any, statements,
};
use super::{Made, tree, words};

/// Words before the names of all columns.
const COLUMNS: &str =
    "columns|columnas|colonnes|spalten|colonne|colunas|kolommen|kolumny|колонки|sütunlar|列";

/// Columns with their cards.
pub(super) fn kanban(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut sketch = Sketch::new(language);
    let mut found = told_columns(content, language);
    if found.is_empty() {
        found = tree::sections(content, language);
    }
    if found.iter().filter(|s| !s.items.is_empty()).count() == 0 {
        found = prose_columns(content, language);
    }
    for section in found {
        let name = label(section.name.trim_end_matches(" column"), language);
        if starts_any(&name, COLUMNS).is_some_and(|length| length == name.len()) {
            for column in &section.items {
                sketch.group(&label(column, language));
            }
            continue;
        }
        sketch.group(&name);
        for item in &section.items {
            card(&mut sketch, &name, item, language);
        }
    }
    (!sketch.nodes.is_empty()).then(|| Made {
        sketch,
        kind: Some(DiagramKind::Kanban),
        ..Made::default()
    })
}

/// "Backlog has A and B, done is empty", "未着手はA、完了はB": columns as subjects. Empty where not
/// every statement is of that form or has a colon.
fn told_columns(content: &Content<'_>, language: Language) -> Vec<tree::Section> {
    const HAS: &str = "has|have|contains|holds|consists of|is|are|tiene|contiene|contient|comporte|hat|enthält|contiene|ha|tem|contém|heeft|bevat|ma|zawiera|содержит|имеет|есть|içeriyor|var|فيه|يحتوي على|में|有|包含|は|には|に|는|은|에는";
    let mut out: Vec<tree::Section> = Vec::new();
    let mut told = 0;
    for statement in content.statements() {
        if let Some((name, rest)) = cut_at_colon(statement).filter(|(_, rest)| has_word(rest)) {
            // "New has 3 tickets: a, b, c".
            let own =
                find_any(name, HAS).filter(|(at, _)| *at > 0).and_then(|(at, _)| name.get(..at));
            match own.filter(|own| has_word(own)) {
                Some(own) => {
                    told += 1;
                    let items = items(rest, language);
                    out.push(tree::Section { name: label(own, language), items });
                }
                None => out.extend(tree::section(statement, language)),
            }
            continue;
        }
        if let Some(length) = starts_any(statement, COLUMNS) {
            let list = statement.get(length..).unwrap_or("");
            let name = statement.get(..length).unwrap_or("").to_owned();
            out.push(tree::Section { name, items: items(list, language) });
            continue;
        }
        let before = told;
        for piece in split(statement, |c| matches!(c, ',' | '，' | '、' | '،')) {
            let found = find_any(piece, HAS)
                .and_then(|(at, end)| Some((piece.get(..at)?, piece.get(end..)?)));
            let found = found.filter(|(name, rest)| {
                has_word(name)
                    && has_word(rest)
                    && name.split_whitespace().count() <= 3
                    && !name.contains('"')
            });
            match (found, out.last_mut()) {
                (Some((name, rest)), _) => {
                    told += 1;
                    out.push(tree::Section {
                        name: label(name, language),
                        items: items(rest, language),
                    });
                }
                (None, Some(last)) if told > before => last.items.extend(items(piece, language)),
                _ => return Vec::new(),
            }
        }
    }
    if told > 0 { out } else { Vec::new() }
}

/// Puts a card into a column. Words in its brackets and behind `@` or `#` are its marks.
pub(super) fn card(sketch: &mut Sketch, column: &str, text: &str, language: Language) {
    let mut tags: Vec<String> = Vec::new();
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        match word.trim_end_matches([',', ';', '.']).strip_prefix(['@', '#']) {
            Some(tag) if has_word(tag) && !tag.starts_with(|c: char| c.is_ascii_digit()) => {
                tags.push(tag.to_owned());
            }
            _ => kept.push(word),
        }
    }
    let text = kept.join(" ");
    let name = match bracket_at_end(&text) {
        Some((name, inside)) => {
            tags.splice(0..0, items(inside, language));
            label(name, language)
        }
        None => label(&text, language),
    };
    let empty =
        "empty|none|nothing|vacío|leer|vide|vuoto|vazio|leeg|puste|пусто|boş|فارغ|空|なし|없음";
    if !has_word(&name) || starts_any(&name, empty) == Some(name.len()) {
        return;
    }
    let node = sketch.fresh(&name);
    let urgent = tags.iter().any(|tag| {
        starts_any(tag, "high|urgent|critical|high priority|hoch|dringend|alta|urgente|haute|élevée|wysoki|pilne|высокий|срочно|acil|高|紧急|至急|높음|긴급") == Some(tag.len())
    });
    sketch.change(node, |node| {
        node.status = urgent.then_some(Status::Critical);
        node.tags = tags;
    });
    sketch.place(column, node);
}

/// The score that a cell of a table tells.
pub(super) fn score_of(cell: &str) -> Option<f64> {
    score(cell).map(|(_, _, value)| value)
}

/// "Write docs and fix bug are in To do": columns named behind their cards.
fn prose_columns(content: &Content<'_>, language: Language) -> Vec<tree::Section> {
    let mut out: Vec<tree::Section> = Vec::new();
    for statement in content.statements() {
        for clause in split(statement, |c| c == '\u{1}') {
            let Some((at, end)) = find_any(
                clause,
                "is in|are in|goes in|go in|go into|belongs in|belong in|está en|están en|ist in|sind in|est dans|sont dans|è in|sono in|está em|estão em|staat in|staan in|są w|jest w",
            ) else {
                continue;
            };
            let (cards, column) = (clause.get(..at).unwrap_or(""), clause.get(end..).unwrap_or(""));
            out.push(tree::Section {
                name: label(column, language),
                items: items(cards, language),
            });
        }
    }
    out
}

/// Lanes with their steps; the steps follow each other as they are written.
pub(super) fn swimlane(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut sketch = Sketch::new(language);
    let found = tree::sections(content, language);
    let lanes = found.iter().filter(|s| !s.items.is_empty()).count();
    let colons = content
        .statements()
        .iter()
        .filter(|s| lane_names(s).is_none())
        .any(|s| cut_at_colon(s).is_some_and(|(_, rest)| has_word(rest)));
    let bulleted = content.lines.iter().any(|l| l.marker == Marker::Bullet || l.indent > 0);
    if lanes == 0 || !(colons || bulleted) {
        return prose_lanes(content, language);
    }
    let mut last: Option<usize> = None;
    for section in &found {
        let listed = starts_any(
            &section.name,
            "lanes|carriles|couloirs|bahnen|corsie|raias|banen|tory|дорожки|泳道|レーン|레인",
        ) == Some(section.name.len());
        if listed {
            for lane in &section.items {
                sketch.group(&label(lane, language));
            }
            continue;
        }
        for item in &section.items {
            let name = label(words::without_sequencer(item), language);
            if !has_word(&name) {
                continue;
            }
            let node = sketch.node(&name);
            sketch.place(&section.name, node);
            if let Some(before) = last.filter(|before| *before != node) {
                sketch.edge(before, node, None);
            }
            last = Some(node);
        }
    }
    (sketch.nodes.len() >= 2).then(|| Made {
        sketch,
        kind: Some(DiagramKind::Swimlane),
        ..Made::default()
    })
}

/// "Customer places order, then Sales checks credit": who acts is the lane.
fn prose_lanes(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut sketch = Sketch::new(language);
    let declared: Vec<String> = content
        .asides
        .iter()
        .chain([&content.head])
        .filter_map(|text| {
            find_any(text, "lanes|between|for|carriles|bahnen").and_then(|(_, end)| text.get(end..))
        })
        .flat_map(|list| items(list, language))
        .chain(
            content
                .statements()
                .iter()
                .filter_map(|s| lane_names(s))
                .flat_map(|list| items(list, language)),
        )
        .collect();
    let mut last = None;
    let told: Vec<&str> =
        content.statements().into_iter().filter(|s| lane_names(s).is_none()).collect();
    let parts: Vec<&str> = told
        .iter()
        .flat_map(|statement| split(statement, |c| matches!(c, ',' | '，' | '、')))
        .flat_map(|part| {
            super::text::cut_between(part, language, |side| {
                let side = super::cast::without_lead(side, language);
                acting(side, &declared).is_some()
                    || declared.is_empty() && side.starts_with(char::is_uppercase)
            })
        })
        .collect();
    let actors: Vec<String> = if declared.is_empty() {
        let pieces: Vec<(&str, bool)> = parts.iter().map(|part| (*part, true)).collect();
        super::cast::subjects(&pieces, language)
    } else {
        declared
    };
    for part in parts {
        let step = label(super::cast::without_lead(part, language), language);
        let lane = acting(&step, &actors).or_else(|| {
            let capitals: Vec<&str> =
                step.split(' ').take_while(|w| w.starts_with(char::is_uppercase)).collect();
            (!capitals.is_empty()).then(|| capitals.join(" "))
        });
        let Some(lane) = lane else { continue };
        let action = step
            .get(lane.len()..)
            .map(|rest| label(rest, language))
            .filter(|r| has_word(r))
            .unwrap_or(step);
        let node = sketch.node(&action);
        sketch.place(&lane, node);
        if let Some(before) = last {
            sketch.edge(before, node, None);
        }
        last = Some(node);
    }
    (sketch.nodes.len() >= 2).then(|| Made {
        sketch,
        kind: Some(DiagramKind::Swimlane),
        ..Made::default()
    })
}

/// The one of `actors` that a step begins with.
fn acting(step: &str, actors: &[String]) -> Option<String> {
    let fits = |actor: &&String| {
        let length = starts_any(&step.to_lowercase(), &actor.to_lowercase());
        length.is_some_and(|n| n == actor.to_lowercase().len())
    };
    actors.iter().filter(fits).max_by_key(|actor| actor.len()).cloned()
}

/// "three lanes Customer, Shop and Courier": the names.
fn lane_names(statement: &str) -> Option<&str> {
    let counted = words::without_count(statement).unwrap_or(statement);
    let length = starts_any(
        counted,
        "lanes|swimlanes|lanes for|carriles|couloirs|bahnen|corsie|raias|banen|дорожки|泳道|レーン|레인",
    )?;
    counted
        .get(length..)
        .map(|rest| rest.trim_start_matches([':', ' ', '：']))
        .filter(|rest| has_word(rest))
}

/// Steps with scores from 1 to 5 and who takes part.
pub(super) fn journey(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut sketch = Sketch::new(language);
    let mut section: Option<String> = None;
    let mut actors: Vec<String> = Vec::new();
    for (nth, line) in content.lines.iter().enumerate() {
        let next = content.lines.get(nth + 1);
        let above = next.is_some_and(|next| {
            next.indent > line.indent || next.marker != Marker::None && line.marker == Marker::None
        });
        let scored =
            line.text.chars().any(|c| c.is_ascii_digit() || crate::numbers::digit(c).is_some())
                || mood(line.text).is_some();
        if !scored
            && (above
                || line.marker == Marker::None
                    && (line.text.trim_end().ends_with([':', '：'])
                        || starts_any(line.text, "section|phase|stage|fase|étape|abschnitt")
                            .is_some()))
        {
            section = Some(label(without_section(line.text), language));
            continue;
        }
        for statement in statements(line.text).into_iter().flat_map(numbered) {
            if let Some(names) = actors_of_all(statement) {
                actors = items(names, language);
                continue;
            }
            let (own, rest) = section_prefix(statement, language);
            if let Some(own) = own {
                section = Some(own);
            }
            for piece in journey_parts(rest, language) {
                step(&piece, (&mut sketch, section.as_deref()), language);
            }
        }
        if sketch.is_full() {
            break;
        }
    }
    for node in sketch.nodes.iter_mut().filter(|node| node.tags.is_empty()) {
        node.tags.clone_from(&actors);
    }
    let scored = sketch.nodes.iter().filter(|n| n.value.is_some()).count();
    (sketch.nodes.len() >= 2 && scored > 0).then(|| Made {
        sketch,
        kind: Some(DiagramKind::Journey),
        ..Made::default()
    })
}

/// "section Morning": the name.
fn without_section(text: &str) -> &str {
    starts_any(text, "section|sección|sezione|seção|secção|abschnitt|sectie|sekcja|раздел|секция|bölüm|قسم|अनुभाग|phase|fase")
        .and_then(|n| text.get(n..))
        .filter(|rest| rest.starts_with(' ') && has_word(rest))
        .filter(|rest| !rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(text)
}

/// "Booking: search 4, pay 2": the phase before its steps.
fn section_prefix(statement: &str, language: Language) -> (Option<String>, &str) {
    let Some((before, after)) = cut_at_colon(statement) else { return (None, statement) };
    let several = split(after, |c| matches!(c, ',' | '，' | '、'))
        .iter()
        .filter(|p| score(p).is_some())
        .count();
    let first = after.trim_start();
    let direct = first.starts_with(|c: char| c.is_ascii_digit())
        || mood(first).is_some_and(|(at, _, _)| at == 0);
    if several >= 1 && !direct && score(before).is_none() {
        (Some(label(without_section(before), language)), after)
    } else {
        (None, statement)
    }
}

/// "Actor: Lena" speaks of all steps.
fn actors_of_all(statement: &str) -> Option<&str> {
    let (name, rest) = cut_at_colon(statement)?;
    let word = "actor|actors|persona|actores|acteur|acteurs|akteur|akteure|attore|attori|ator|atores|aktor|актор|актёр|participants|who";
    let whole = starts_any(name.trim(), word) == Some(name.trim().len());
    (whole && score(rest).is_none() && has_word(rest)).then_some(rest)
}

/// "1. Opens 5/5 2. Searches 3/5": the steps of a list on one line.
fn numbered(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    // The number of the first step may be the mark of its line, which is gone.
    let first = if text.trim_start().starts_with("1") { 1 } else { 2 };
    let (mut from, mut nth) = (0, first);
    while let Some(at) = text.get(from..).and_then(|rest| {
        let (dot, bracket) = (format!("{nth}. "), format!("{nth}) "));
        [dot, bracket].iter().filter_map(|mark| rest.find(mark.as_str())).min()
    }) {
        let at = from + at;
        let begins = text.get(..at).is_some_and(|t| t.is_empty() || t.ends_with(' '));
        if !begins || (nth == 1 && at > 0) || nth > 99 {
            break;
        }
        if at > 0 {
            out.extend(text.get(from..at));
        }
        from = at + if nth < 10 { 2 } else { 3 };
        nth += 1;
    }
    if nth < first + 2 {
        return vec![text];
    }
    out.extend(text.get(from..));
    out
}

/// Cuts where a step with a score of its own ends.
fn journey_parts(statement: &str, language: Language) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in split(statement, |c| matches!(c, ',' | '，' | '、' | '،')) {
        for part in super::text::cut_between(part, language, |part| score(part).is_some()) {
            match out.last_mut() {
                // "Pay: 2, Ana, Bo": names behind the score belong to it.
                Some(last)
                    if score(part).is_none() && score(last).is_some() || score(last).is_none() =>
                {
                    last.push(',');
                    last.push_str(part);
                }
                _ => out.push(part.to_owned()),
            }
        }
    }
    out
}

/// Words for how content one is, with their scores.
const MOODS: [(&str, f64); 5] = [
    ("very happy|delighted|excellent|great|loves it|😍|🤩", 5.0),
    ("happy|good|satisfied|pleased|😀|😊|🙂", 4.0),
    ("neutral|okay|ok|so-so|fine|😐", 3.0),
    ("unhappy|bad|annoyed|dissatisfied|sad|confused|🙁|😕", 2.0),
    ("very unhappy|terrible|awful|angry|frustrated|very bad|😡|😠", 1.0),
];

fn mood(text: &str) -> Option<(usize, usize, f64)> {
    MOODS
        .iter()
        .filter_map(|(words, value)| find_any(text, words).map(|(at, end)| (at, end, *value)))
        .max_by_key(|(_, end, _)| *end)
}

/// True for a character that may stand beside a score.
fn is_free(c: char) -> bool {
    !c.is_ascii_digit() && (!c.is_alphabetic() || super::text::is_dense(c))
}

/// The score in a piece: where it stands, and its value.
fn score(text: &str) -> Option<(usize, usize, f64)> {
    let mut found = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let digit =
            crate::numbers::digit(c).and_then(|d| d.to_digit(10)).filter(|d| (1..=5).contains(d));
        let next = text.get(at + c.len_utf8()..).unwrap_or("");
        let alone =
            is_free(before) && !next.starts_with(['%']) && next.chars().next().is_none_or(is_free);
        if let Some(digit) = digit.filter(|_| alone && before != '/') {
            found = Some((at, at + c.len_utf8(), f64::from(digit)));
        }
        before = c;
    }
    found
        .or_else(|| {
            let stars = text.matches(['⭐', '★']).count();
            let at = text.find(['⭐', '★'])?;
            let end = text.rfind(['⭐', '★']).map_or(at, |e| e + 3);
            u32::try_from(stars)
                .ok()
                .filter(|n| (1..=5).contains(n))
                .map(|n| (at, end, f64::from(n)))
        })
        .or_else(|| mood(text))
}

/// "(scores from 1 to 5)": the scale and no step.
fn tells_scale(piece: &str) -> bool {
    let words = "scores|score|scale|ratings|rating|points|puntuaciones|puntuación|escala|notes|note|échelle|bewertung|bewertungen|skala|punkte|punteggi|punteggio|scala|voti|pontuação|notas|cijfers|schaal|oceny|skali|оценки|шкала|puan|puanlar|ölçek|评分|スコア|점수|1";
    let bare = piece.trim().trim_matches(['(', ')', '.', '（', '）']);
    starts_any(bare, words).is_some()
        && [
            "1-5", "1–5", "1 to 5", "1 a 5", "1 à 5", "1 bis 5", "1 do 5", "1 até 5", "1 tot 5",
            "1 до 5", "1 al 5", "1~5", "1到5", "1から5",
        ]
        .iter()
        .any(|scale| bare.contains(scale))
        && bare.split_whitespace().count() <= 7
}

fn step(piece: &str, (sketch, section): (&mut Sketch, Option<&str>), language: Language) {
    let piece = words::without_step_word(piece);
    if tells_scale(piece) {
        return;
    }
    let Some((at, end, value)) = score(piece) else {
        let name = label(piece, language);
        if has_word(&name) {
            let node = sketch.node(&name);
            if let Some(section) = section {
                sketch.place(section, node);
            }
        }
        return;
    };
    let (before, mut after) = (piece.get(..at).unwrap_or(""), piece.get(end..).unwrap_or(""));
    after = after.strip_prefix("/5").unwrap_or(after);
    let before = before
        .trim_end()
        .trim_end_matches([':', '(', '-', '–', '—', '=', '：', '（', '['])
        .trim_end();
    let before = [
        "score",
        "rating",
        "scores",
        "rated",
        "puntuación",
        "note",
        "bewertung",
        "punteggio",
        "nota",
        "is",
        "gets",
        "at",
    ]
    .iter()
    .find_map(|w| before.strip_suffix(w).filter(|rest| rest.ends_with([' ', ':', ','])))
    .map_or(before, str::trim_end);
    let before = before.trim_end_matches([':', '(', '-', '–', ',', '：', '（']);
    let after =
        after.trim_start_matches([')', '）', ']', ':', ',', ' ', '-', '–', '分', '점', '点']);
    let after = starts_any(after, "out of 5|of 5|stars|star|points|von 5|de 5|sur 5|su 5")
        .and_then(|n| after.get(n..))
        .unwrap_or(after)
        .trim_start_matches([')', ',', ' ', ':']);
    let (name, mut actors) = match bracket_at_end(before) {
        Some((name, inside)) => (label(name, language), items(inside, language)),
        None => (label(before, language), Vec::new()),
    };
    let name = if has_word(&name) { name } else { label(after, language) };
    if !has_word(&name) {
        return;
    }
    if has_word(before) && has_word(after) {
        actors.extend(items(after.trim_start_matches(['(', '（']), language));
    }
    let node = sketch.fresh(&name);
    sketch.change(node, |node| {
        node.value = Some(value);
        node.tags = actors;
    });
    if let Some(section) = section {
        sketch.place(section, node);
    }
}
