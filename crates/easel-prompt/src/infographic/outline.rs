//! A prompt taken apart into the words around the list and the entries of it, with what belongs
//! to each. What an entry says is read in `entry`, which entries are groups in `groups`.

use super::inline::{asks, inline, is_frame, is_strong_frame};
use super::lines::{self, Line, Marker};
use super::scan::{self, Cut};
use super::{dates, figures, sides};

/// An entry as it is written.
#[derive(Debug, Clone, Default)]
pub(super) struct Raw {
    pub text: String,
    /// Lines under it that are no entries.
    pub more: Option<String>,
    pub done: Option<bool>,
    pub icon: Option<String>,
    /// A figure or date that stands apart already.
    pub value: Option<String>,
    pub children: Vec<Raw>,
}

impl Raw {
    pub(super) fn of(text: &str) -> Self {
        Self { text: text.trim().to_owned(), ..Self::default() }
    }
}

/// The words around a list, and the list.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The heading, where it is written as one.
    pub title: Option<String>,
    /// Request, heading and remarks, one a line.
    pub frame: String,
    pub entries: Vec<Raw>,
}

impl Outline {
    pub(super) fn new(frame: impl Into<String>, entries: Vec<Raw>) -> Self {
        Self { title: None, frame: frame.into(), entries }
    }
}

/// Most entries taken from a prompt.
const ENTRIES_MAX: usize = 500;
/// How deep outlines are read.
const DEPTH_MAX: usize = 5;

/// Reads `content`, a prompt without wishes.
pub(super) fn read(content: &str) -> Outline {
    if let Some(found) = questions(content).or_else(|| asked_and_answered(content)) {
        return found;
    }
    if let Some(found) = super::markup::json(content) {
        return found;
    }
    let (content, topic) = without_labels(&super::markup::plain(content));
    let content = content.as_str();
    let mut lines = lines::lines(content);
    let asked = closing_request(&mut lines);
    if headed_cells(&lines) {
        lines.remove(0);
    }
    let listed = lines.iter().filter(|line| line.marker.lists()).count();
    let sections = lines.iter().filter(|line| line.marker == Marker::Heading).count();
    let mut found = match lines.as_slice() {
        [] => Outline::default(),
        [line] => inline(line.whole, ""),
        lines if tabular(lines) => table(lines),
        lines if listed >= 2 => marked(lines),
        lines if sections >= 2 => headed(lines),
        lines => plain(lines),
    };
    found.entries.truncate(ENTRIES_MAX);
    if let Some(asked) = asked {
        found.frame = format!("{}\n{asked}", found.frame);
    }
    if !topic.is_empty() {
        found.frame = format!("{topic}\n{}", found.frame);
    }
    found
}

/// Takes off a last line that only asks for the picture, behind an empty one.
fn closing_request<'t>(lines: &mut Vec<Line<'t>>) -> Option<&'t str> {
    let last = lines.last()?;
    let only = lines.len() >= 3
        && last.apart
        && !last.marker.lists()
        && !last.body.contains([':', '：'])
        && is_strong_frame(last.body)
        && asks(last.body);
    let body = last.body;
    only.then(|| {
        lines.pop();
        body
    })
}

/// Whether the first line names the columns of rows that begin with dates: "year,event".
fn headed_cells(lines: &[Line<'_>]) -> bool {
    let Some((first, rest)) = lines.split_first() else { return false };
    let cells = |line: &Line<'_>| line.whole.split([',', ';', '\t']).count();
    let bare = !first.whole.contains(|c: char| c.is_ascii_digit() || c == ' ' || c == ':');
    bare && rest.len() >= 2
        && cells(first) >= 2
        && rest.iter().all(|line| cells(line) >= 2 && dates::at_start(line.body).is_some())
}

/// `content` without words that only say what follows, "Topic: X" and "Points: a, b", and what
/// is said of the topic.
fn without_labels(content: &str) -> (String, String) {
    const TOPIC: &str = " topic subject about thema tema sujet thème onderwerp temat тема konu 主题 主題 テーマ 주제 الموضوع विषय ";
    const LISTS: &str = " items points content contents key\u{a0}points bullet\u{a0}points data list facts entries sections inhalt punkte inhalte contenido puntos elementos contenu éléments points\u{a0}clés \
         contenuto punti elementi conteúdo pontos itens inhoud punten treść punkty содержание пункты içerik maddeler 内容 要点 项目 内容は 項目 내용 항목 المحتوى النقاط العناصر सामग्री बिंदु ";
    let mut out = String::with_capacity(content.len());
    let mut topic = String::new();
    for line in content.split('\n') {
        if !out.is_empty() {
            out.push('\n');
        }
        let mut from = 0;
        let marks = scan::marks(line);
        let ends = marks.iter().filter(|mark| mark.cut == Cut::Sentence).map(|mark| mark.end);
        for end in ends.chain([line.len()]) {
            let sentence = line.get(from..end).unwrap_or_default();
            from = end;
            let head = sentence.find([':', '：']).map(|at| &sentence[..at]);
            let padded = head.map(|head| {
                format!(
                    " {} ",
                    head.trim()
                        .trim_matches(['*', '-', '#', ' '])
                        .to_lowercase()
                        .replace(' ', "\u{a0}")
                )
            });
            let rest =
                head.map(|head| sentence[head.len()..].trim_start_matches([':', '：', '*', ' ']));
            match (padded, rest) {
                (Some(padded), Some(rest))
                    if padded.len() > 2 && TOPIC.contains(&padded) && !rest.is_empty() =>
                {
                    topic = rest.trim_end_matches(['.', ' ']).to_owned();
                }
                (Some(padded), Some(rest)) if padded.len() > 2 && LISTS.contains(&padded) => {
                    let colon = if rest.is_empty() || out.trim().is_empty() { "" } else { ": " };
                    while out.ends_with([' ', '.']) {
                        out.pop();
                    }
                    out.push_str(if out.ends_with('\n') { "" } else { colon });
                    out.push_str(rest);
                }
                _ => out.push_str(sentence),
            }
        }
    }
    (out.trim().to_owned(), topic)
}

/// `Q: … A: …`: questions with their answers.
fn questions(content: &str) -> Option<Outline> {
    const ASK: &str = " q question f frage p pregunta pergunta d domanda v vraag pytanie в вопрос s soru 问 問 质问 質問 질문 س سؤال प्रश्न प्र ";
    const ANSWER: &str = " a answer antwort r réponse respuesta resposta risposta antwoord o odpowiedź о ответ c cevap 答 回答 답 답변 ج جواب उत्तर उ ";
    let mut found: Vec<(bool, usize, usize)> = Vec::new();
    for mark in scan::marks(content).iter().filter(|mark| mark.cut == Cut::Colon) {
        let head = &content[..mark.start];
        let word = head.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let start = head.trim_end().len() - word.len();
        let opens = content[..start].trim_end_matches([' ', '*', '-']).chars().next_back();
        let free = opens.is_none_or(|c| {
            matches!(c, '\n' | '.' | '?' | '!' | ':' | '。' | '？' | ';' | '؟' | '।')
        });
        let padded =
            format!(" {} ", word.to_lowercase().trim_end_matches(|c: char| c.is_ascii_digit()));
        if free && padded.len() > 2 && (ASK.contains(&padded) || ANSWER.contains(&padded)) {
            // "A" answers where a question came before.
            let asks = ASK.contains(&padded)
                && !(ANSWER.contains(&padded) && found.last().is_some_and(|(asks, ..)| *asks));
            found.push((asks, start, mark.end));
        }
    }
    let asked = found.iter().filter(|(asks, ..)| *asks).count();
    let first = found.iter().position(|(asks, ..)| *asks)?;
    if asked < 2 || asked * 2 > found.len() + 1 {
        return None;
    }
    let found = found.get(first..)?;
    let mut entries: Vec<Raw> = Vec::new();
    for (nth, (asks, _, from)) in found.iter().enumerate() {
        let end = found.get(nth + 1).map_or(content.len(), |next| next.1);
        let text = content.get(*from..end)?.trim().trim_matches(['*', '-', '\n', ' ']).trim();
        match entries.last_mut() {
            Some(last) if !asks => last.more = Some(text.to_owned()),
            _ => entries.push(Raw::of(text)),
        }
    }
    let frame = content.get(..found.first()?.1)?.trim();
    Some(Outline::new(frame, entries))
}

/// Questions with their answers behind them: "How do I join? Bring an ID. …".
fn asked_and_answered(content: &str) -> Option<Outline> {
    let asks = |part: &str| part.ends_with(['?', '？', '؟']);
    let parts = scan::sentences(content);
    if parts.iter().filter(|part| asks(part)).count() < 2 {
        return None;
    }
    let first = parts.iter().position(|part| asks(part))?;
    let mut entries: Vec<Raw> = Vec::new();
    for part in parts.get(first..)? {
        let (_, body) = lines::marker(part);
        match entries.last_mut() {
            Some(last) if !asks(part) => {
                let more = last.more.take().map_or_else(String::new, |more| more + ". ");
                last.more = Some(more + body);
            }
            _ => entries.push(Raw::of(body)),
        }
    }
    entries
        .iter()
        .all(|raw| raw.more.is_some())
        .then(|| Outline::new(parts[..first].join("\n"), entries))
}

/// Lines with bullets, numbers or check boxes, under headings or none.
fn marked(lines: &[Line<'_>]) -> Outline {
    let first = lines.iter().position(|line| line.marker.lists()).unwrap_or(0);
    let next_lists = |at: usize| lines.get(at + 1).is_some_and(|line| line.marker.lists());
    let heads = |at: usize| {
        let line = &lines[at];
        !line.marker.lists() && next_lists(at) && scan::word_count(line.body) <= 12
    };
    // A name and a price above the entries of a plan are one heading.
    let opens_head = |at: usize| {
        !lines[at].marker.lists()
            && !next_lists(at)
            && at + 1 < lines.len()
            && heads(at + 1)
            && (lines[at].apart
                || at.checked_sub(1).is_some_and(|before| lines[before].marker.lists()))
    };
    let later = (first..lines.len()).filter(|at| heads(*at)).count();
    // The line before the first entry is a heading like those before the others.
    let opens_group = |at: usize| {
        later > 0
            && heads(at)
            && (at > 0
                || sides::side(strip_colon(lines[at].body)).is_some()
                || !is_frame(lines[at].body))
    };
    if let Some(entries) = signed(&lines[first..]) {
        let frame: Vec<&str> = lines[..first].iter().map(|line| line.body).collect();
        return Outline::new(frame.join("\n"), entries);
    }
    let begin = match first {
        2.. if opens_group(first - 1) && opens_head(first - 2) => first - 2,
        1.. if opens_group(first - 1) => first - 1,
        _ => first,
    };
    let mut headed = false;
    let mut frame: Vec<&str> = lines[..begin].iter().map(|line| line.body).collect();
    let mut entries: Vec<Raw> = Vec::new();
    let mut in_group = false;
    let mut stack: Vec<(usize, usize)> = Vec::new();
    for at in begin..lines.len() {
        let line = &lines[at];
        if line.marker.lists() {
            while stack.last().is_some_and(|(indent, _)| *indent >= line.indent) {
                stack.pop();
            }
            let depth = stack.len() + usize::from(in_group);
            stack.push((line.indent, at));
            push_at(&mut entries, depth.min(DEPTH_MAX), raw_of(line));
        } else if opens_head(at) && later > 0 {
            entries.push(head_raw(line));
            (in_group, headed) = (true, true);
            stack.clear();
        } else if heads(at) && std::mem::take(&mut headed) {
            if let Some(last) = entries.last_mut() {
                last.text = format!("{} - {}", last.text, strip_colon(line.body));
            }
        } else if heads(at) && (later > 0 || at < first) {
            entries.push(head_raw(line));
            in_group = true;
            stack.clear();
        } else if line.apart && at + 1 == lines.len() && !in_group {
            frame.push(line.body);
        } else if let Some(last) = last_of(&mut entries) {
            let more = last.more.take().map_or_else(String::new, |more| more + " ");
            last.more = Some(more + line.body);
        }
    }
    Outline::new(frame.join("\n"), entries)
}

/// The heading of a group.
fn head_raw(line: &Line<'_>) -> Raw {
    Raw { icon: line.icon.map(str::to_owned), ..Raw::of(strip_colon(line.body)) }
}

/// "+ cheap" and "- slow": what speaks for and against.
fn signed(lines: &[Line<'_>]) -> Option<Vec<Raw>> {
    let with = |sign: &[char]| -> Vec<Raw> {
        lines.iter().filter(|line| line.whole.starts_with(sign)).map(raw_of).collect()
    };
    let (plus, minus) = (with(&['+']), with(&['-', '–', '−']));
    let all = plus.len() + minus.len() == lines.len() && !plus.is_empty() && !minus.is_empty();
    let side = |sign: &str, children| Raw { children, ..Raw::of(sign) };
    all.then(|| vec![side("+", plus), side("−", minus)])
}

fn raw_of(line: &Line<'_>) -> Raw {
    let done = match line.marker {
        Marker::Check(done) => Some(done),
        _ => None,
    };
    Raw { done, icon: line.icon.map(str::to_owned), ..Raw::of(line.body) }
}

/// Adds an entry under the last ones, so many levels deep.
fn push_at(entries: &mut Vec<Raw>, depth: usize, raw: Raw) {
    let mut level = entries;
    for _ in 0..depth {
        if level.is_empty() {
            break;
        }
        let last = level.len() - 1;
        level = &mut level[last].children;
    }
    level.push(raw);
}

fn last_of(entries: &mut [Raw]) -> Option<&mut Raw> {
    let last = entries.last_mut()?;
    if last.children.is_empty() { Some(last) } else { last_of(&mut last.children) }
}

/// Whether most lines are rows of a table of Markdown.
fn tabular(lines: &[Line<'_>]) -> bool {
    let rows =
        lines.iter().filter(|line| line.whole.starts_with('|') && line.whole.len() > 2).count();
    rows >= 3 && rows + 2 >= lines.len()
}

/// A table of Markdown: rows of two cells are entries, more columns are sides of a comparison.
fn table(lines: &[Line<'_>]) -> Outline {
    let cells = |line: &Line<'_>| -> Vec<String> {
        line.whole.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let is_rule = |line: &&Line<'_>| line.whole.chars().all(|c| "|-: ".contains(c));
    let (rows, others): (Vec<&Line<'_>>, Vec<&Line<'_>>) =
        lines.iter().filter(|line| !is_rule(line)).partition(|line| line.whole.starts_with('|'));
    let mut frame: Vec<String> = others.iter().map(|line| line.body.to_owned()).collect();
    let mut rows = rows.into_iter().map(cells);
    let head = rows.next().unwrap_or_default();
    if head.len() > 2 {
        frame.push(head[1..].join(" vs "));
    }
    let entry = |row: Vec<String>| {
        let (name, rest) = row.split_first()?;
        Some(Raw::of(&format!("{name}: {}", rest.join(if head.len() > 2 { " vs " } else { " " }))))
    };
    Outline::new(frame.join("\n"), rows.filter_map(entry).collect())
}

/// Sections under `#` headings.
fn headed(lines: &[Line<'_>]) -> Outline {
    let count = lines.iter().filter(|line| line.marker == Marker::Heading).count();
    let mut frame = Vec::new();
    let mut entries: Vec<Raw> = Vec::new();
    let mut heads = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.marker == Marker::Heading {
            heads += 1;
            // A heading directly above another is that of the whole.
            let above = lines.get(at + 1).is_some_and(|next| next.marker == Marker::Heading);
            if heads == 1 && (above || count > 2 && at == 0 && is_frame(line.body)) {
                frame.push(line.body);
            } else {
                entries.push(Raw { icon: line.icon.map(str::to_owned), ..Raw::of(line.body) });
            }
        } else if let Some(last) = entries.last_mut() {
            if line.marker.lists() {
                last.children.push(raw_of(line));
            } else {
                let more = last.more.take().map_or_else(String::new, |more| more + " ");
                last.more = Some(more + line.body);
            }
        } else {
            frame.push(line.body);
        }
    }
    Outline::new(frame.join("\n"), entries)
}

/// Lines without bullets: a request, then an entry a line.
fn plain(lines: &[Line<'_>]) -> Outline {
    let figured =
        |line: &Line<'_>| figures::prefix(line.body).is_some_and(|(_, rest)| !rest.is_empty());
    let shaped = |line: &Line<'_>| {
        has_head(line.body) || dates::at_start(line.body).is_some() || figured(line)
    };
    if let Some(found) = under_heads(lines) {
        return found;
    }
    let Some((first, rest)) = lines.split_first() else { return Outline::default() };
    // "75% water": figures in all lines are entries in all.
    if lines.len() >= 2 && lines.iter().all(figured) && !is_strong_frame(first.body) {
        return Outline::new("", entry_lines(lines));
    }
    let rest_shaped = rest.iter().filter(|line| shaped(line)).count();
    let own = shaped(first)
        && rest_shaped == rest.len()
        && !is_frame(head_of(first.body))
        && rest.len() >= 2;
    // "Our office: before and after" stands above lines that begin with years.
    let begun = |line: &Line<'_>| dates::at_start(line.body).is_some() || figured(line);
    let own = own && (begun(first) || !rest.iter().all(begun));
    // A numbered list in one of the lines is the list.
    if let Some(at) = lines.iter().position(|line| lines::enumerated(line.body).len() >= 2) {
        let before: Vec<&str> = lines[..at].iter().map(|line| line.body).collect();
        return inline(lines[at].whole, &before.join("\n"));
    }
    if own {
        return Outline::new("", entry_lines(lines));
    }
    // Further lines of heading before the first that looks like the others.
    let mut begin = 1;
    while begin + 2 < lines.len()
        && rest_shaped >= 2
        && !shaped(&lines[begin])
        && begin < 3
        && lines[begin + 1..].iter().all(shaped)
    {
        begin += 1;
    }
    let frame: Vec<&str> = lines[..begin].iter().map(|line| line.body).collect();
    let body = &lines[begin..];
    if let [only] = body {
        return inline(only.body, &frame.join("\n"));
    }
    // One line holds the list, the others speak about it.
    let commas = |line: &Line<'_>| {
        scan::marks(line.body)
            .iter()
            .filter(|m| matches!(m.cut, Cut::Comma | Cut::Semicolon | Cut::Arrow))
            .count()
    };
    let lists: Vec<usize> = (0..body.len()).filter(|at| commas(&body[*at]) >= 2).collect();
    if let [at] = lists.as_slice()
        && rest_shaped == 0
        && body.len() <= 3
    {
        let others =
            body.iter().enumerate().filter(|(other, _)| other != at).map(|(_, line)| line.body);
        let frame: Vec<&str> = frame.into_iter().chain(others).collect();
        return inline(body[*at].body, &frame.join("\n"));
    }
    // The first line may hold the first entry, too: "Pros: a\nCons: b".
    if has_head(first.body) && sides::side(head_of(first.body)).is_some() {
        return Outline::new("", entry_lines(lines));
    }
    Outline::new(frame.join("\n"), blocks(body).unwrap_or_else(|| entry_lines(body)))
}

/// Entries a line under headings that end with a colon or are known as sides.
fn under_heads(lines: &[Line<'_>]) -> Option<Outline> {
    let heads = |at: usize| {
        let line = &lines[at];
        let follows = lines.get(at + 1).is_some();
        let colon = line.body.ends_with([':', '：']) && scan::word_count(line.body) <= 6;
        follows
            && (colon || sides::side(line.body).is_some() && !line.body.contains([',', '，', '、']))
    };
    // One line alone that could be a side, such as "Pro", is a name.
    let sides = lines.iter().filter(|line| sides::side(line.body).is_some()).count();
    let heads = |at: usize| heads(at) && (sides >= 2 || lines[at].body.ends_with([':', '：']));
    let starts: Vec<usize> = (0..lines.len()).filter(|at| heads(*at)).collect();
    let filled = |nth: usize| starts.get(nth + 1).copied().unwrap_or(lines.len()) > starts[nth] + 1;
    let mut first = 0;
    // "Infographic about trains:" above "Pros:" is the request.
    if starts.len() > 1 && !filled(0) {
        first = 1;
    }
    if starts.len() < first + 2 || !(first..starts.len()).all(filled) {
        return None;
    }
    let begin = starts[first];
    let frame: Vec<&str> = lines[..begin].iter().map(|line| line.body).collect();
    let mut entries: Vec<Raw> = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(begin) {
        if heads(at) {
            entries.push(head_raw(line));
        } else if let Some(last) = entries.last_mut() {
            last.children.push(raw_of(line));
        }
    }
    Some(Outline::new(frame.join("\n"), entries))
}

fn entry_lines(lines: &[Line<'_>]) -> Vec<Raw> {
    let base = lines.iter().map(|line| line.indent).min().unwrap_or(0);
    let mut out: Vec<Raw> = Vec::new();
    let mut stack: Vec<usize> = Vec::new();
    for line in lines {
        while stack.last().is_some_and(|indent| *indent >= line.indent) {
            stack.pop();
        }
        let depth = if line.indent > base { stack.len() } else { 0 };
        stack.push(line.indent);
        push_at(&mut out, depth.min(DEPTH_MAX), raw_of(line));
    }
    out
}

/// Blocks between empty lines, each a heading and what is said about it.
fn blocks(lines: &[Line<'_>]) -> Option<Vec<Raw>> {
    let starts: Vec<usize> = (0..lines.len()).filter(|at| *at == 0 || lines[*at].apart).collect();
    if starts.len() < 2 {
        return None;
    }
    let mut out = Vec::new();
    for (nth, start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).copied().unwrap_or(lines.len());
        let (head, rest) = lines.get(*start..end)?.split_first()?;
        if rest.len() >= 2 {
            out.push(Raw {
                children: rest.iter().map(raw_of).collect(),
                ..Raw::of(strip_colon(head.body))
            });
            continue;
        }
        let more: Vec<&str> = rest.iter().map(|line| line.body).collect();
        let more = Some(more.join(" ")).filter(|more| !more.is_empty());
        if more.is_some() && has_head(head.body) && !head.body.ends_with(':') {
            return None;
        }
        out.push(Raw { more, ..Raw::of(strip_colon(head.body)) });
    }
    out.iter().any(|raw| raw.more.is_some() || !raw.children.is_empty()).then_some(out)
}

/// Whether a line begins with a few words and a colon or dash.
pub(super) fn has_head(line: &str) -> bool {
    let joint = scan::marks(line).into_iter().find(|mark| mark.cut != Cut::Arrow);
    joint.is_some_and(|mark| {
        matches!(mark.cut, Cut::Colon | Cut::Dash)
            && !line[mark.end..].trim().is_empty()
            && scan::word_count(&line[..mark.start]) <= 8
    })
}

/// The words before the first colon or dash.
fn head_of(line: &str) -> &str {
    let mark =
        scan::marks(line).into_iter().find(|mark| matches!(mark.cut, Cut::Colon | Cut::Dash));
    mark.map_or(line, |mark| line.get(..mark.start).unwrap_or(line))
}

fn strip_colon(line: &str) -> &str {
    line.trim().trim_end_matches([':', '：', ' ', '*']).trim_start_matches('*')
}
