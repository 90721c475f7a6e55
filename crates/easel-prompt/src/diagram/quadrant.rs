//! Quadrant charts: axes with their ends, points by numbers, by field or by words ("low effort,
//! high impact").

use easel_types::spec::DiagramKind;

use crate::language::Language;
use crate::tokens::Text;

use super::Made;
use super::head::Content;
use super::sketch::Sketch;
use super::text::{
    bracket_at_end, cut_at_colon, find_any, has_word, label, raw_items, split, starts_any,
    statements,
};

/// Words before the names of an axis.
const X_AXIS: &str = "x-axis|x axis|x|horizontal axis|horizontal|horizontally|eje x|eje horizontal|axe x|axe horizontal|abscisse|x-achse|waagerecht|asse x|asse orizzontale|eixo x|eixo horizontal|x-as|oś x|ось x|горизонталь|x ekseni|yatay eksen|المحور الأفقي|محور x|المحور x|x अक्ष|x-अक्ष|x轴|横轴|横轴x|x軸|横軸|x축|가로축|가로";
const Y_AXIS: &str = "y-axis|y axis|y|vertical axis|vertical|vertically|eje y|eje vertical|axe y|axe vertical|ordonnée|y-achse|senkrecht|asse y|asse verticale|eixo y|eixo vertical|y-as|oś y|ось y|вертикаль|y ekseni|dikey eksen|المحور الرأسي|المحور العمودي|محور y|المحور y|y अक्ष|y-अक्ष|y轴|纵轴|y軸|縦軸|y축|세로축|세로";

/// Points in a square with named ends.
pub(super) fn read(text: &Text<'_>, content: &Content<'_>) -> Option<Made> {
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
                let bare = before.trim_end_matches(['(', '[', '（', ' ', ':', '=']);
                // "(x = 0.2, y = 0.4)", but not "Fax 0.6".
                let open = bare
                    .strip_suffix('x')
                    .filter(|rest| !rest.ends_with(char::is_alphanumeric))
                    .map_or(bare, |rest| rest.trim_end_matches(['(', '[', '（', ' ', ',']))
                    .len();
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
pub(super) fn scale(sketch: &mut Sketch) {
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
        "top left|upper left|top-left|left top|oben links|links oben|arriba a la izquierda|arriba izquierda|superior izquierdo|en haut à gauche|haut gauche|in alto a sinistra|alto sinistra|em cima à esquerda|superior esquerdo|linksboven|lewy górny|u góry po lewej|слева вверху|вверху слева|левый верхний|sol üst|أعلى اليسار|ऊपर बाएँ|左上|왼쪽 위|좌상단",
        "top right|upper right|top-right|right top|oben rechts|rechts oben|arriba a la derecha|arriba derecha|superior derecho|en haut à droite|haut droite|in alto a destra|alto destra|em cima à direita|superior direito|rechtsboven|prawy górny|u góry po prawej|справа вверху|вверху справа|правый верхний|sağ üst|أعلى اليمين|ऊपर दाएँ|右上|오른쪽 위|우상단",
        "bottom left|lower left|bottom-left|left bottom|unten links|links unten|abajo a la izquierda|abajo izquierda|inferior izquierdo|en bas à gauche|bas gauche|in basso a sinistra|basso sinistra|em baixo à esquerda|inferior esquerdo|linksonder|lewy dolny|na dole po lewej|слева внизу|внизу слева|левый нижний|sol alt|أسفل اليسار|नीचे बाएँ|左下|왼쪽 아래|좌하단",
        "bottom right|lower right|bottom-right|right bottom|unten rechts|rechts unten|abajo a la derecha|abajo derecha|inferior derecho|en bas à droite|bas droite|in basso a destra|basso destra|em baixo à direita|inferior direito|rechtsonder|prawy dolny|na dole po prawej|справа внизу|внизу справа|правый нижний|sağ alt|أسفل اليمين|नीचे दाएँ|右下|오른쪽 아래|우하단",
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
        let own = corners.iter().find_map(|words| {
            let (at, end) = find_any(name, words)?;
            let rest = format!("{} {}", name.get(..at)?, name.get(end..)?);
            let rest = rest.replace(['(', ')', '-', '–'], " ");
            let rest =
                starts_any(rest.trim(), "quadrant|corner|field|cuadrante|quadrante|kwadrant|is|=")
                    .and_then(|n| rest.trim().get(n..))
                    .unwrap_or(rest.trim());
            Some(label(rest, language)).filter(|rest| has_word(rest))
        });
        let name = match (own, bracket_at_end(name)) {
            (Some(own), _) => own,
            (None, Some((before, _))) => label(before, language),
            (None, None) => name.clone(),
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
