//! A prompt taken apart into the words around the list and the entries of it, with what belongs
//! to each. What an entry says is read in `entry`, which entries are groups in `groups`.

use super::lines::{self, Line, Marker};
use super::scan::{self, Cut, Mark};
use super::split;
use super::{dates, figures, sides, template};
use crate::tokens::Text;

/// An entry as it is written.
#[derive(Debug, Clone, Default)]
pub(super) struct Raw {
    pub text: String,
    /// Lines under it that are no entries.
    pub more: Option<String>,
    pub done: Option<bool>,
    pub icon: Option<String>,
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
    /// Request, heading and remarks, one a line.
    pub frame: String,
    pub entries: Vec<Raw>,
}

impl Outline {
    fn new(frame: impl Into<String>, entries: Vec<Raw>) -> Self {
        Self { frame: frame.into(), entries }
    }
}

/// Most entries taken from a prompt.
const ENTRIES_MAX: usize = 500;
/// Most sentences before a list.
const REQUEST_SENTENCES_MAX: usize = 12;
/// How deep outlines are read.
const DEPTH_MAX: usize = 5;

/// Reads `content`, a prompt without wishes.
pub(super) fn read(content: &str) -> Outline {
    if let Some(found) = questions(content) {
        return found;
    }
    let lines = lines::lines(content);
    let listed = lines.iter().filter(|line| line.marker.lists()).count();
    let sections = lines.iter().filter(|line| line.marker == Marker::Heading).count();
    let mut found = match lines.as_slice() {
        [] => Outline::default(),
        [line] => inline(line.body, ""),
        lines if listed >= 2 => marked(lines),
        lines if sections >= 2 => headed(lines),
        lines => plain(lines),
    };
    found.entries.truncate(ENTRIES_MAX);
    found
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
        let free = opens.is_none_or(|c| matches!(c, '\n' | '.' | '?' | '!' | ':' | '。' | '？' | ';' | '؟' | '।'));
        let padded = format!(" {} ", word.to_lowercase().trim_end_matches(|c: char| c.is_ascii_digit()));
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

/// Lines with bullets, numbers or check boxes, under headings or none.
fn marked(lines: &[Line<'_>]) -> Outline {
    let first = lines.iter().position(|line| line.marker.lists()).unwrap_or(0);
    let next_lists = |at: usize| lines.get(at + 1).is_some_and(|line| line.marker.lists());
    let heads = |at: usize| {
        let line = &lines[at];
        !line.marker.lists() && next_lists(at) && scan::word_count(line.body) <= 12
    };
    let later = (first..lines.len()).filter(|at| heads(*at)).count();
    // The line before the first entry is a heading like those before the others.
    let opens_group = |at: usize| {
        later > 0 && heads(at) && (at > 0 || sides::side(strip_colon(lines[at].body)).is_some() || !is_frame(lines[at].body))
    };
    let begin = if first > 0 && opens_group(first - 1) { first - 1 } else { first };
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
        } else if heads(at) && (later > 0 || at < first) {
            entries.push(Raw { icon: line.icon.map(str::to_owned), ..Raw::of(strip_colon(line.body)) });
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
    let shaped = |line: &Line<'_>| has_head(line.body) || dates::at_start(line.body).is_some();
    let Some((first, rest)) = lines.split_first() else { return Outline::default() };
    let rest_shaped = rest.iter().filter(|line| shaped(line)).count();
    let own = shaped(first) && rest_shaped == rest.len() && !is_frame(head_of(first.body)) && rest.len() >= 2;
    // A numbered list in one of the lines is the list.
    if let Some(at) = lines.iter().position(|line| lines::enumerated(line.body).len() >= 2) {
        let before: Vec<&str> = lines[..at].iter().map(|line| line.body).collect();
        return inline(lines[at].body, &before.join("\n"));
    }
    if own {
        return Outline::new("", entry_lines(lines));
    }
    // Further lines of heading before the first that looks like the others.
    let mut begin = 1;
    while begin + 2 < lines.len() && rest_shaped >= 2 && !shaped(&lines[begin]) && begin < 3
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
    let commas = |line: &Line<'_>| scan::marks(line.body).iter().filter(|m| matches!(m.cut, Cut::Comma | Cut::Semicolon | Cut::Arrow)).count();
    let lists: Vec<usize> = (0..body.len()).filter(|at| commas(&body[*at]) >= 2).collect();
    if let [at] = lists.as_slice()
        && rest_shaped == 0
        && body.len() <= 3
    {
        let others = body.iter().enumerate().filter(|(other, _)| other != at).map(|(_, line)| line.body);
        let frame: Vec<&str> = frame.into_iter().chain(others).collect();
        return inline(body[*at].body, &frame.join("\n"));
    }
    // The first line may hold the first entry, too: "Pros: a\nCons: b".
    if has_head(first.body) && sides::side(head_of(first.body)).is_some() {
        return Outline::new("", entry_lines(lines));
    }
    Outline::new(frame.join("\n"), blocks(body).unwrap_or_else(|| entry_lines(body)))
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
        let more: Vec<&str> = rest.iter().map(|line| line.body).collect();
        let more = Some(more.join(" ")).filter(|more| !more.is_empty());
        if more.is_some() && has_head(head.body) && !head.body.ends_with(':') {
            return None;
        }
        out.push(Raw { more, ..Raw::of(strip_colon(head.body)) });
    }
    out.iter().any(|raw| raw.more.is_some()).then_some(out)
}

/// A list within a line, behind `frame`.
fn inline(line: &str, frame: &str) -> Outline {
    let join = |more: &str| {
        let both = [frame, more.trim()];
        both.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    };
    let numbered = lines::enumerated(line);
    if let Some((first, _)) = numbered.first() {
        let entries = numbered.iter().enumerate().map(|(nth, (_, from))| {
            let end = numbered.get(nth + 1).map_or(line.len(), |next| next.0);
            let text = line.get(*from..end).unwrap_or_default().trim();
            Raw::of(text.trim_end_matches([',', ';', '(', '、', '，', '；', ' ', '-', '|']))
        });
        return Outline::new(join(line.get(..*first).unwrap_or_default()), entries.collect());
    }
    if let Some((first, entries)) = symbols(line) {
        return Outline::new(join(line.get(..first).unwrap_or_default()), entries);
    }
    let (from, listed) = body_start(line, !frame.is_empty());
    let head = line.get(..from).unwrap_or_default();
    let body = line.get(from..).unwrap_or_default();
    let (body, rest) = if listed { body_sentences(body) } else { (body.to_owned(), String::new()) };
    let frame = join(head);
    let count = wanted(&frame);
    let parts = split::entries(&body, count);
    if parts.len() < 2 && !(listed && parts.len() == 1) {
        return Outline::new(join(line), Vec::new());
    }
    let frame = if rest.is_empty() { frame } else { format!("{frame}\n{rest}") };
    Outline::new(frame, parts.iter().map(|part| raw_with_mark(part)).collect())
}

fn raw_with_mark(part: &str) -> Raw {
    let (marker, body) = lines::marker(part);
    let (icon, body) = lines::leading_icon(body);
    let done = match marker {
        Marker::Check(done) => Some(done),
        _ => None,
    };
    Raw { done, icon: icon.map(str::to_owned), ..Raw::of(body) }
}

/// Entries that begin with a bullet, a check box or an emoji inside a line.
fn symbols(line: &str) -> Option<(usize, Vec<Raw>)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut before = ' ';
    let mut resume = 0;
    for (at, c) in line.char_indices() {
        if at < resume {
            continue;
        }
        let bullet = matches!(c, '•' | '●' | '▪' | '◦' | '‣' | '▸' | '►' | '■' | '◆' | '➤' | '☐' | '☑' | '✅' | '✓' | '✔' | '✗' | '✘' | '❌' | '⬜' | '·')
            || line[at..].starts_with("[x]") || line[at..].starts_with("[ ]") || line[at..].starts_with("[X]");
        if bullet && (before.is_whitespace() || !c.is_alphanumeric() && before != c) && before != '[' {
            starts.push(at);
        }
        if c == '[' {
            resume = at + 3;
        }
        before = c;
    }
    if starts.len() < 2 {
        starts = emoji_starts(line);
    }
    let first = *starts.first().filter(|_| starts.len() >= 2)?;
    let entries = starts.iter().enumerate().map(|(nth, from)| {
        let end = starts.get(nth + 1).copied().unwrap_or(line.len());
        let part = line.get(*from..end).unwrap_or_default().trim();
        raw_with_mark(part.trim_end_matches([',', ';', '，', '、', '|', ' ']))
    });
    Some((first, entries.filter(|raw| !raw.text.is_empty()).collect()))
}

/// Where entries begin that are led by an emoji each and parted by nothing else.
fn emoji_starts(line: &str) -> Vec<usize> {
    let colon = scan::marks(line).iter().find(|mark| mark.cut == Cut::Colon).map_or(0, |mark| mark.end);
    let mut out = Vec::new();
    let mut resume = colon;
    for (at, _) in line.char_indices() {
        if at < resume {
            continue;
        }
        let Some(length) = crate::tokens::pictograph(&line[at..]) else { continue };
        let blank = line[..at].ends_with([' ', ':', ',', '：', '，']) || at == 0;
        let words = line[at + length..].trim_start().starts_with(char::is_alphanumeric);
        if blank && words {
            out.push(at);
        }
        resume = at + length;
    }
    // Behind the word the emoji only adorns it.
    let adorns = line.trim_end().char_indices().next_back().is_some_and(|(at, _)| {
        crate::tokens::pictograph(&line[at..]).is_some()
    });
    if adorns { Vec::new() } else { out }
}

/// Where the list begins, and whether something says that there is one.
fn body_start(line: &str, framed: bool) -> (usize, bool) {
    let marks = scan::marks(line);
    let colons: Vec<&Mark> = marks.iter().filter(|mark| mark.cut == Cut::Colon && !line[mark.end..].trim().is_empty()).collect();
    if let Some(first) = colons.first() {
        return (behind_colon(line, &marks, (first, colons.len()), framed), true);
    }
    if framed {
        return (0, true);
    }
    let dashes: Vec<&Mark> = marks.iter().filter(|mark| mark.cut == Cut::Dash).collect();
    let listed = |from: usize| {
        marks.iter().filter(|m| m.start >= from && matches!(m.cut, Cut::Comma | Cut::Semicolon | Cut::Arrow | Cut::Bar | Cut::Slash)).count()
    };
    if let [dash] = dashes.as_slice()
        && listed(dash.end) >= 1
        && listed(0) == listed(dash.end)
    {
        return (dash.end, true);
    }
    if let Some(from) = behind_request(line, &marks) {
        return (from, true);
    }
    within(line, &marks)
}

/// Where the list begins in a line with a colon.
fn behind_colon(line: &str, marks: &[Mark], (first, count): (&Mark, usize), framed: bool) -> usize {
    let sentence = marks
        .iter()
        .rev()
        .find(|mark| mark.cut == Cut::Sentence && mark.end <= first.start)
        .map_or(0, |mark| mark.end);
    let ends = |mark: &&Mark| {
        mark.start > first.start && matches!(mark.cut, Cut::Comma | Cut::Semicolon | Cut::Sentence | Cut::Arrow | Cut::Bar | Cut::Slash)
    };
    let segment_end = marks.iter().find(ends).map_or(line.len(), |mark| mark.start);
    let joints: Vec<&Mark> = marks
        .iter()
        .filter(|mark| mark.cut == Cut::Colon && mark.start >= first.start && mark.start < segment_end)
        .collect();
    let later = marks.iter().any(|mark| mark.cut == Cut::Colon && mark.start > segment_end);
    let head = line.get(sentence..first.start).unwrap_or_default();
    let is_entry = sides::side(head).is_some() || position_word(head) || dates::at_start(&format!("{head} x")).is_some_and(|(_, rest)| rest == "x");
    match (joints.as_slice(), later) {
        ([.., before, last], true) => {
            // "Soil: type: clay, …" has no end; the last but one is enough.
            let _ = last;
            before.end
        }
        ([_], true) | ([], _) => {
            let entry = is_entry || ((framed || sentence > 0) && !is_strong_frame(head)) || !is_frame(head);
            if entry { sentence } else { first.end }
        }
        ([.., last], false) => {
            let dash = dash_behind(line, marks, (last.end, segment_end));
            if is_entry && count == 1 && sentence > 0 { sentence } else { dash.unwrap_or(last.end) }
        }
    }
}

/// "Infografika: 3 sposoby na stres – spacer, …": the end of a dash behind the colon that only
/// leads to the list.
fn dash_behind(line: &str, marks: &[Mark], (from, to): (usize, usize)) -> Option<usize> {
    let dashes = |low: usize, high: usize| marks.iter().filter(move |m| m.cut == Cut::Dash && m.start >= low && m.start < high);
    let dash = dashes(from, to).next_back()?;
    let head = line.get(from..dash.start)?;
    let alone = dashes(to, line.len()).next().is_none();
    (alone && is_frame(head) && dates::at_start(head).is_none()).then_some(dash.end)
}

/// Where the first sentence behind the request begins.
fn behind_request(line: &str, marks: &[Mark]) -> Option<usize> {
    let ends: Vec<usize> = marks.iter().filter(|m| m.cut == Cut::Sentence).map(|m| m.end).collect();
    let mut from = 0;
    let mut begin = None;
    for end in ends.into_iter().take(REQUEST_SENTENCES_MAX) {
        let sentence = line.get(from..end)?;
        if line.get(end..)?.trim().is_empty() {
            break;
        }
        let figure = figures::prefix(sentence.trim()).is_some();
        if is_strong_frame(sentence) && !figure || scan::word_count(sentence) <= 1 || (begin.is_none() && !figure) {
            begin = Some(end);
        } else {
            break;
        }
        from = end;
    }
    begin
}

/// The list of one sentence: behind "with" and its kin, in a bracket at the end, or after the
/// first comma.
fn within(line: &str, marks: &[Mark]) -> (usize, bool) {
    let trimmed = line.trim_end().trim_end_matches('.');
    if let Some(open) = trimmed.strip_suffix([')', '）']).and_then(|inner| inner.rfind(['(', '（']))
        && split::entries(trimmed.get(open..).unwrap_or_default().trim_matches(['(', ')', '（', '）']), None).len() >= 2
        && open > 0
    {
        return (open, true);
    }
    let separators = |mark: &&Mark| matches!(mark.cut, Cut::Comma | Cut::Semicolon | Cut::Arrow | Cut::Bar | Cut::Slash);
    let first = marks.iter().find(separators).map(|mark| mark.start);
    let reach = first.unwrap_or(line.len());
    let opener = opener_before(line, reach);
    let figure = first_figure(line, reach);
    match (opener, first) {
        (Some(from), Some(_)) => (from, true),
        (Some(from), None) if split::entries(&line[from..], None).len() >= 2 => (from, true),
        (None, Some(_)) if figure.is_some() => (figure.unwrap_or(0), true),
        (None, Some(_)) if is_frame(&line[..reach]) || marks.iter().filter(separators).count() >= 2 => {
            let begin = marks.iter().find(separators).map_or(0, |mark| mark.end);
            let alone = !is_frame(&line[..reach]);
            if alone { (0, true) } else { (begin, false) }
        }
        _ => (line.len(), false),
    }
}

/// Where the first date or figure stands that opens the list: "timeline of space 1957 Sputnik".
fn first_figure(line: &str, reach: usize) -> Option<usize> {
    let head = line.get(..reach)?;
    let starts = head.char_indices().filter(|(at, c)| *at > 0 && c.is_whitespace());
    starts.map(|(at, c)| at + c.len_utf8()).find(|at| {
        let tail = &head[*at..];
        let dated = dates::at_start(tail).is_some_and(|(_, rest)| !rest.is_empty());
        dated || figures::prefix(tail).is_some_and(|(figure, rest)| !rest.is_empty() && figure.contains(['%', '$', '€', ',', 'x']))
    })
}

/// Where the words behind the last "with", "including" … before `reach` begin.
fn opener_before(line: &str, reach: usize) -> Option<usize> {
    const OPENERS: &str = " with including covering namely like featuring showing explaining such\u{a0}as mit con avec com met z с incluyendo comparing \
         listing incluant comprenant inklusive inclusief incluindo compreso wie como tels\u{a0}que von includes contains containing ile using: highlighting presenting ";
    let head = line.get(..reach)?;
    let mut best = None;
    let mut at = 0;
    for word in head.split_inclusive(char::is_whitespace) {
        let end = at + word.len();
        let lower = word.trim().to_lowercase();
        if !lower.is_empty() && OPENERS.contains(&format!(" {lower} ")) && !line[end..].trim().is_empty() && at > 0 {
            best = Some(end);
        }
        if lower == "as" && head[..at].trim_end().to_lowercase().ends_with(" such") {
            best = Some(end);
        }
        at = end;
    }
    best
}

/// The sentences of a list's body that hold the list, and those that only speak about it.
fn body_sentences(body: &str) -> (String, String) {
    let marks = scan::marks(body);
    if !marks.iter().any(|mark| mark.cut == Cut::Sentence && !body[mark.end..].trim().is_empty()) {
        return (body.to_owned(), String::new());
    }
    let parts = scan::cut_at(body, &marks, |cut| cut == Cut::Sentence);
    let asks = |part: &&str| asks(part);
    let figure_parts = |part: &str| {
        split::entries(part, None).iter().filter(|entry| figures::prefix(entry).is_some() || figures::suffix(entry).is_some()).count()
    };
    let rich: Vec<bool> = parts.iter().map(|part| figure_parts(part) >= 2).collect();
    let bare = |part: &str| !part.chars().any(|c| c.is_ascii_digit());
    let any_rich = rich.iter().any(|rich| *rich);
    let mut kept = Vec::new();
    let mut rest = Vec::new();
    for (part, rich) in parts.iter().zip(&rich) {
        let context = any_rich && !rich && bare(part) && !has_head(part);
        if asks(part) || context { rest.push(*part) } else { kept.push(*part) }
    }
    if kept.is_empty() {
        return (body.to_owned(), String::new());
    }
    (kept.join(". "), rest.join("\n"))
}

/// Whether a sentence asks for the picture: "Could you turn that into something?"
fn asks(sentence: &str) -> bool {
    let lower = sentence.trim().to_lowercase();
    const ASKING: &str = " could can please make turn create design show use put add bitte erstelle mach mache kannst könnt por crea haz puedes fais crée peux pouvez \
         faça crie pode crea puoi maak kun zrób stwórz сделай создай можешь yap oluştur ";
    let first = lower.split_whitespace().next().unwrap_or_default().trim_matches(',');
    let names = ["infographic", "infograf", "инфографик", "インフォグラフィック", "信息图", "인포그래픽", "इन्फोग्राफिक", "إنفوجرافيك", "picture", "eye-catching", "instagram", "poster"];
    let kind = names.iter().any(|name| lower.contains(name));
    let question = lower.ends_with('?') && ["could you", "can you", "would you"].iter().any(|w| lower.starts_with(w));
    (ASKING.contains(&format!(" {first} ")) && kind) || question || (kind && sentence.chars().count() < 90 && !has_head(sentence))
}

/// How many entries the words before the list speak of: "4 consejos", "五个方法".
pub(super) fn wanted(frame: &str) -> Option<usize> {
    const WORDS: [(&str, usize); 60] = [
        ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8), ("nine", 9), ("ten", 10),
        ("dos", 2), ("tres", 3), ("cuatro", 4), ("cinco", 5), ("seis", 6), ("siete", 7), ("deux", 2), ("trois", 3), ("quatre", 4),
        ("cinq", 5), ("sept", 7), ("zwei", 2), ("drei", 3), ("vier", 4), ("fünf", 5), ("sechs", 6), ("sieben", 7), ("acht", 8), ("zehn", 10),
        ("tre", 3), ("quattro", 4), ("cinque", 5), ("sei", 6), ("três", 3), ("quatro", 4), ("drie", 3), ("vijf", 5), ("zes", 6),
        ("trzy", 3), ("cztery", 4), ("pięć", 5), ("три", 3), ("четыре", 4), ("пять", 5), ("шесть", 6), ("семь", 7), ("üç", 3), ("dört", 4), ("beş", 5), ("altı", 6),
        ("三", 3), ("四", 4), ("五", 5), ("六", 6), ("七", 7), ("八", 8), ("十", 10), ("세", 3), ("तीन", 3), ("पाँच", 5), ("पांच", 5),
    ];
    let frame: String = frame.chars().take(400).collect::<String>().to_lowercase();
    let mut digits = String::new();
    let mut counts: Vec<usize> = Vec::new();
    for c in frame.chars().chain([' ']) {
        match crate::numbers::digit(c) {
            Some(digit) => digits.push(digit),
            None => {
                if let Some(count) = digits.parse().ok().filter(|count| (2..=30).contains(count))
                    && !matches!(c, ':' | '%' | '.' | ',' | '/')
                {
                    counts.push(count);
                }
                digits.clear();
            }
        }
    }
    let dense = |word: &str| word.chars().all(crate::numbers::is_dense);
    let spoken = WORDS.iter().find(|(word, _)| {
        if dense(word) {
            ["个", "個", "つ", "大", "种", "步", "条", "項", "项", "點", "点"].iter().any(|end| frame.contains(&format!("{word}{end}")))
        } else {
            frame.split(|c: char| !c.is_alphanumeric()).any(|w| w == *word)
        }
    });
    counts.first().copied().or(spoken.map(|(_, count)| *count))
}

/// Whether the words before a colon are a request or heading rather than the name of an entry.
pub(super) fn is_frame(head: &str) -> bool {
    is_strong_frame(head) || scan::word_count(head) > 4
}

/// Whether words ask for a picture, name an arrangement or count entries.
fn is_strong_frame(head: &str) -> bool {
    let short: String = head.chars().take(300).collect();
    let text = Text::new(&short);
    let asks = text.tokens.first().is_some_and(|first| crate::phrases::is_request(&first.lower) && text.tokens.len() > 1);
    !text.hits().is_empty() || asks || template::named(&short).is_some() || (wanted(&short).is_some() && scan::word_count(&short) > 1)
}

/// Words for a place in a pyramid or an order that are no names.
pub(super) fn position_word(head: &str) -> bool {
    const PLACES: &str = " top bottom base middle then next above below upper lower center centre first last peak tip outer inner oben unten mitte basis spitze darunter darüber \
         arriba abajo cima en\u{a0}medio medio haut bas sommet milieu cime fondo in\u{a0}alto in\u{a0}basso cima topo meio onder boven basis góra dół środek вершина основание сверху снизу üst alt orta taban tepe ";
    let lower = head.trim().to_lowercase().replace(' ', "\u{a0}");
    !lower.is_empty() && PLACES.contains(&format!(" {lower} ")) || matches!(head.trim(), "顶层" | "底层" | "中层" | "顶部" | "底部" | "頂点" | "土台" | "맨 위" | "맨 아래")
}

/// Whether a line begins with a few words and a colon or dash.
fn has_head(line: &str) -> bool {
    let joint = scan::marks(line).into_iter().find(|mark| mark.cut != Cut::Arrow);
    joint.is_some_and(|mark| {
        matches!(mark.cut, Cut::Colon | Cut::Dash)
            && !line[mark.end..].trim().is_empty()
            && scan::word_count(&line[..mark.start]) <= 8
    })
}

/// The words before the first colon or dash.
fn head_of(line: &str) -> &str {
    let mark = scan::marks(line).into_iter().find(|mark| matches!(mark.cut, Cut::Colon | Cut::Dash));
    mark.map_or(line, |mark| line.get(..mark.start).unwrap_or(line))
}

fn strip_colon(line: &str) -> &str {
    line.trim().trim_end_matches([':', '：', ' ', '*']).trim_start_matches('*')
}
