//! Boards: kanban columns, swimlanes, quadrants, journeys with scores.

use easel_types::spec::DiagramKind;

use crate::language::Language;
use crate::tokens::Text;

use super::head::{Content, Marker};
use super::sketch::Sketch;
use super::text::{
    bracket_at_end, cut_at_colon, find_any, has_word, items, label, raw_items, split, starts_any,
    statements,
};
use super::{Made, tree, words};

/// Columns with their cards.
pub(super) fn kanban(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut sketch = Sketch::new(language);
    let mut found = tree::sections(content, language);
    if found.iter().filter(|s| !s.items.is_empty()).count() == 0 {
        found = prose_columns(content, language);
    }
    for section in found {
        let name = label(section.name.trim_end_matches(" column"), language);
        if let Some(length) = starts_any(
            &name,
            "columns|columnas|colonnes|spalten|colonne|colunas|kolommen|kolumny|колонки|sütunlar|列",
        ) && length == name.len()
        {
            for column in &section.items {
                sketch.group(&label(column, language));
            }
            continue;
        }
        sketch.group(&name);
        for item in &section.items {
            let (card, inside) = match bracket_at_end(item) {
                Some((card, inside)) => (label(card, language), Some(inside)),
                None => (label(item, language), None),
            };
            if !has_word(&card)
                || matches!(
                    &*card.to_lowercase(),
                    "empty" | "none" | "nothing" | "vacío" | "leer" | "vide" | "vuoto" | "vazio"
                )
            {
                continue;
            }
            let node = sketch.fresh(&card);
            if let Some(inside) = inside {
                let tags = items(inside, language);
                sketch.change(node, |node| node.tags = tags);
            }
            sketch.place(&name, node);
        }
    }
    (!sketch.nodes.is_empty()).then(|| Made {
        sketch,
        kind: Some(DiagramKind::Kanban),
        ..Made::default()
    })
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

/// Words before the names of an axis.
const X_AXIS: &str = "x-axis|x axis|x|horizontal axis|horizontal|horizontally|eje x|eje horizontal|axe x|axe horizontal|abscisse|x-achse|waagerecht|asse x|asse orizzontale|eixo x|eixo horizontal|x-as|oś x|ось x|горизонталь|x ekseni|yatay eksen|المحور الأفقي|محور x|المحور x|x अक्ष|x-अक्ष|x轴|横轴|横轴x|x軸|横軸|x축|가로축|가로";
const Y_AXIS: &str = "y-axis|y axis|y|vertical axis|vertical|vertically|eje y|eje vertical|axe y|axe vertical|ordonnée|y-achse|senkrecht|asse y|asse verticale|eixo y|eixo vertical|y-as|oś y|ось y|вертикаль|y ekseni|dikey eksen|المحور الرأسي|المحور العمودي|محور y|المحور y|y अक्ष|y-अक्ष|y轴|纵轴|y軸|縦軸|y축|세로축|세로";

/// Points in a square with named ends.
pub(super) fn quadrant(text: &Text<'_>, content: &Content<'_>) -> Option<Made> {
    let language = text.language;
    let mut sketch = Sketch::new(language);
    let (mut x, mut y) = (None, None);
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    for line in &content.lines {
        let point_statements = statements(line.text);
        // "…, y axis Low to High: A (0.2, 0.4)": the points begin behind the colon.
        let cut = |statement: &'_ str| match cut_at_colon(statement) {
            Some((before, after))
                if coordinates(after).is_some()
                    && coordinates(before).is_none()
                    && find_any(before, Y_AXIS).is_some()
                    && find_any(before, "to|a|à|bis|zu|naar|do|до|->|→|–|-").is_some() =>
            {
                Some((before.len(), after.len()))
            }
            _ => None,
        };
        let mut halves: Vec<&str> = Vec::new();
        for statement in point_statements {
            match cut(statement) {
                Some((before, after)) => {
                    halves.extend(statement.get(..before));
                    halves.extend(statement.get(statement.len() - after..));
                }
                None => halves.push(statement),
            }
        }
        for statement in halves {
            for part in axis_parts(statement) {
                if let Some(ends) = axis(part, X_AXIS, language) {
                    x = Some(ends);
                } else if let Some(ends) = axis(part, Y_AXIS, language) {
                    y = Some(ends);
                } else {
                    points(part, (&mut sketch, &mut fields), language);
                }
            }
        }
    }
    scale(&mut sketch);
    if !fields.is_empty() {
        place_fields(&mut sketch, &fields, language);
    }
    if x.is_some() || y.is_some() {
        let x = x.unwrap_or_default();
        let y = y.unwrap_or_default();
        sketch.axes = Some([x.0, x.1, y.0, y.1]);
    }
    let placed = sketch.nodes.iter().any(|node| node.at.is_some());
    placed.then(|| Made { sketch, kind: Some(DiagramKind::Quadrant), ..Made::default() })
}

/// Cuts before the words of an axis and before "points:".
fn axis_parts(statement: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut waiting: Option<(usize, usize)> = None;
    for piece in split(statement, |c| matches!(c, ',' | '，' | '、' | '،')) {
        let start = (piece.as_ptr() as usize).saturating_sub(statement.as_ptr() as usize);
        let end = start + piece.len();
        let trimmed = without_and(piece.trim());
        let begins = starts_any(trimmed, X_AXIS).is_some()
            || starts_any(trimmed, Y_AXIS).is_some()
            || starts_any(trimmed, "points|items").is_some();
        let axis = waiting.and_then(|(from, to)| statement.get(from..to)).is_some_and(|t| {
            let t = without_and(t.trim());
            starts_any(t, X_AXIS).is_some() || starts_any(t, Y_AXIS).is_some()
        });
        waiting = match waiting {
            Some((from, to)) if begins || axis => {
                out.extend(statement.get(from..to));
                Some((start, end))
            }
            Some((from, _)) => Some((from, end)),
            None => Some((start, end)),
        };
    }
    out.extend(waiting.and_then(|(from, to)| statement.get(from..to)));
    // "x axis Low to High and y axis Bad to Good".
    out.into_iter().flat_map(|part| cut_at_second_axis(part)).collect()
}

fn without_and(text: &str) -> &str {
    // "y" joins in Spanish and names an axis everywhere.
    if starts_any(text, Y_AXIS).is_some() {
        return text;
    }
    starts_any(text, "and|y|et|und|e|en|i|и|ve|the|the|with")
        .and_then(|n| text.get(n..))
        .filter(|r| r.starts_with(' '))
        .map_or(text, str::trim_start)
}

fn cut_at_second_axis(part: &str) -> Vec<&str> {
    let x =
        find_any(part, X_AXIS).filter(|_| starts_any(without_and(part.trim()), X_AXIS).is_some());
    let y = find_any(
        part,
        "y-axis|y axis|vertical axis|eje y|axe y|y-achse|asse y|eixo y|y-as|oś y|ось y|y ekseni|y轴|纵轴|y軸|縦軸|y축|세로축",
    );
    match (x, y) {
        (Some((a, _)), Some((b, _))) if b > a => {
            let before = part.get(..b).unwrap_or("").trim_end();
            let before = [" and", " y", " und", " et", " e", " en", " i", " и", " ve"]
                .iter()
                .find_map(|w| before.strip_suffix(w))
                .unwrap_or(before);
            vec![before, part.get(b..).unwrap_or("")]
        }
        _ => vec![part],
    }
}

/// "x axis from Low effort to High effort": the two ends.
fn axis(part: &str, names: &str, language: Language) -> Option<(String, String)> {
    let part = without_and(part.trim());
    let length = starts_any(part, names)?;
    let rest = part
        .get(length..)?
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '=' | '('));
    let rest = starts_any(rest, "is|goes|runs|shows|represents|axis|es|va|est|ist|geht|reicht|è|va|é|vai|gaat|loopt|от|là|は|是|为|：").and_then(|n| rest.get(n..)).filter(|r| has_word(r)).map_or(rest, str::trim_start);
    let rest = starts_any(rest, "from|de|von|da|van|od|от|من|从")
        .and_then(|n| rest.get(n..))
        .filter(|r| has_word(r))
        .unwrap_or(rest)
        .trim_end_matches(')');
    for cut in
        ["-->", "->", "→", "—", "–", " - ", "/", "から", "에서", "到", "至", " vs ", "～", "~"]
    {
        if let Some((low, high)) = rest.split_once(cut).filter(|(l, h)| has_word(l) && has_word(h))
        {
            return Some((
                label(low, language),
                label(
                    high.trim_end_matches("まで").trim_end_matches("まで").trim_end_matches("까지"),
                    language,
                ),
            ));
        }
    }
    let (at, end) = find_any(rest, "to|a|à|bis|zu|naar|tot|do|до|إلى|para|al|hasta")?;
    let (low, high) = (label(rest.get(..at)?, language), label(rest.get(end..)?, language));
    if has_word(&low) && has_word(&high) { Some((low, high)) } else { None }
}

/// "Dark mode (0.2, 0.4)", "Dark mode: 0.2, 0.4", "Quick wins: a, b".
fn points(
    part: &str,
    (sketch, fields): (&mut Sketch, &mut Vec<(String, Vec<String>)>),
    language: Language,
) {
    let mut part = part.trim();
    if let Some(rest) = starts_any(part, "points|point|items|puntos|punkte|punti|pontos|punten|punkty|точки|noktalar|النقاط|बिंदु|点|点位|ポイント|項目|점|항목").and_then(|n| part.get(n..)).and_then(|r| r.trim_start().strip_prefix([':', '：'])) {
        part = rest;
    }
    let mut rest = part;
    let mut found = false;
    for _ in 0..400 {
        let Some((open, close, at)) = coordinates(rest) else { break };
        let name = rest
            .get(..open)
            .unwrap_or("")
            .trim_end()
            .trim_end_matches(" at")
            .trim_end_matches([':', '(', '（', '-', '@', '=']);
        let name = label(name, language);
        let name = label(
            ["points", "at"].iter().find_map(|w| name.strip_prefix(w)).unwrap_or(&name),
            language,
        );
        if has_word(&name) {
            let node = sketch.node(&name);
            sketch.change(node, |node| node.at = Some(at));
            found = true;
        }
        rest = rest.get(close..).unwrap_or("");
    }
    if !found
        && let Some((before, after)) =
            cut_at_colon(part).filter(|(b, a)| has_word(b) && has_word(a))
    {
        fields.push((
            label(before, language),
            raw_items(after, language)
                .into_iter()
                .map(|i| label(i, language))
                .filter(|i| has_word(i))
                .collect(),
        ));
    }
}

/// The next pair of numbers: where it begins, where it ends, the numbers.
fn coordinates(text: &str) -> Option<(usize, usize, [f64; 2])> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let before = text.get(..at)?;
        let apart = before.is_empty()
            || before.ends_with(|c: char| !super::text::is_word_char(c) && c != '.');
        if let Some((x, first)) = number(text.get(at..)?).filter(|_| apart) {
            let tail = text.get(at + first..)?;
            let gap = tail.len()
                - tail
                    .trim_start_matches([
                        ' ', ',', ';', '/', '|', '，', '、', '%', 'x', 'y', '=', ':',
                    ])
                    .len();
            if gap > 0
                && let Some((y, second)) = number(tail.get(gap..)?)
            {
                let mut end = at + first + gap + second;
                end += text
                    .get(end..)?
                    .chars()
                    .take_while(|c| {
                        matches!(c, ')' | ']' | '）' | '%' | ',' | ';' | ' ' | '，' | '、')
                    })
                    .map(char::len_utf8)
                    .sum::<usize>();
                let open = before.trim_end_matches(['(', '[', '（', ' ', ':', '=', 'x']).len();
                return Some((open, end, [x, y]));
            }
        }
        from = at
            + text
                .get(at..)?
                .chars()
                .take_while(|c| c.is_ascii_digit() || *c == '.')
                .count()
                .max(1);
    }
    None
}

fn number(text: &str) -> Option<(f64, usize)> {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let point = c == '.'
            && text.get(at + 1..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
        let comma = c == ','
            && text.starts_with("0,")
            && at == 1
            && text.get(2..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
        if !(c.is_ascii_digit() || point || comma) {
            break;
        }
        end = at + 1;
    }
    let value = text.get(..end)?.replace(',', ".").parse().ok()?;
    Some((value, end))
}

/// Places on scales of 10 or 100 become shares of the square.
fn scale(sketch: &mut Sketch) {
    let most = sketch.nodes.iter().filter_map(|n| n.at).flatten().fold(0.0_f64, f64::max);
    let whole = if most <= 1.0 {
        1.0
    } else if most <= 5.0 {
        5.0
    } else if most <= 10.0 {
        10.0
    } else if most <= 100.0 {
        100.0
    } else {
        most
    };
    for at in sketch.nodes.iter_mut().filter_map(|node| node.at.as_mut()) {
        for value in at.iter_mut() {
            *value = (*value / whole).clamp(0.0, 1.0);
        }
    }
}

/// Fields with names in them: in reading order, or where "top left" says. Their points are
/// spread in the field.
fn place_fields(sketch: &mut Sketch, fields: &[(String, Vec<String>)], language: Language) {
    let corners = [
        "top left|upper left|top-left|oben links|arriba a la izquierda|en haut à gauche|左上",
        "top right|upper right|top-right|oben rechts|arriba a la derecha|en haut à droite|右上",
        "bottom left|lower left|bottom-left|unten links|abajo a la izquierda|en bas à gauche|左下",
        "bottom right|lower right|bottom-right|unten rechts|abajo a la derecha|en bas à droite|右下",
    ];
    let mut labels: [Option<&(String, Vec<String>)>; 4] = [None; 4];
    for field in fields {
        if let Some(at) = corners.iter().position(|words| find_any(&field.0, words).is_some())
            && let Some(slot) = labels.get_mut(at)
        {
            *slot = Some(field);
        }
    }
    for field in fields {
        if labels.iter().flatten().any(|known| known.0 == field.0) {
            continue;
        }
        if let Some(slot) = labels.iter_mut().find(|slot| slot.is_none()) {
            *slot = Some(field);
        }
    }
    for (nth, field) in labels.iter().enumerate() {
        let Some((name, members)) = field else { continue };
        let corner =
            corners.iter().any(|words| starts_any(&name.to_lowercase(), words) == Some(name.len()));
        let name = match bracket_at_end(name) {
            Some((before, _)) => label(before, language),
            None => name.clone(),
        };
        let title = if corner { String::new() } else { name };
        let (left, top) = (if nth % 2 == 0 { 0.0 } else { 0.5 }, if nth < 2 { 0.5 } else { 0.0 });
        let count = members.len().max(1);
        for (at, member) in members.iter().enumerate() {
            let node = sketch.node(member);
            let share = (part(at) + 1.0) / (part(count) + 1.0);
            let drift = if at % 2 == 0 { 0.2 } else { 0.32 };
            sketch.change(node, |node| {
                node.at = node.at.or(Some([left + drift - 0.02 * part(at % 3), top + 0.5 * share]))
            });
            if has_word(&title) {
                sketch.place(&title, node);
            }
        }
        if members.is_empty() {
            sketch.group(&title);
        }
    }
}

fn part(count: usize) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from)
}

/// Steps with scores from 1 to 5 and who takes part.
pub(super) fn journey(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut sketch = Sketch::new(language);
    let mut section: Option<String> = None;
    for (nth, line) in content.lines.iter().enumerate() {
        let scored =
            line.text.chars().any(|c| c.is_ascii_digit() || crate::numbers::digit(c).is_some())
                || mood(line.text).is_some();
        let next = content.lines.get(nth + 1);
        let deeper = next.is_some_and(|next| {
            next.indent > line.indent
                || next.marker != Marker::None && line.marker == Marker::None
        });
        if !scored
            && (line.marker == Marker::None || deeper)
            && (deeper
                || line.text.trim_end().ends_with([':', '：'])
                || starts_any(line.text, "section|phase|stage|fase|étape|abschnitt").is_some())
        {
            let name = without_section(line.text);
            section = Some(label(name, language));
            continue;
        }
        for statement in statements(line.text) {
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
    let scored = sketch.nodes.iter().filter(|n| n.value.is_some()).count();
    (sketch.nodes.len() >= 2 && scored > 0).then(|| Made {
        sketch,
        kind: Some(DiagramKind::Journey),
        ..Made::default()
    })
}

/// "section Morning": the name.
fn without_section(text: &str) -> &str {
    starts_any(text, "section|sección|sezione|seção|abschnitt|sectie|sekcja|раздел|bölüm|phase|fase")
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

fn step(piece: &str, (sketch, section): (&mut Sketch, Option<&str>), language: Language) {
    let piece = words::without_sequencer(piece);
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
    .find_map(|w| before.strip_suffix(w).filter(|rest| rest.ends_with([' ', ','])))
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
