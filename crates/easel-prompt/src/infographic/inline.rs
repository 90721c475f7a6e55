//! A list within one line: where the words of the request end and the entries begin. Lists of
//! several lines are read in `outline`.

use super::counts::wanted;
use super::lines::Marker;
use super::outline::{Outline, Raw};
use super::scan::{self, Cut, Mark};
use super::{dates, figures, lead, lines, sides, split, template};
use crate::tokens::Text;

/// Most sentences behind a list that ask for the picture.
const REQUESTS_MAX: usize = 4;
/// Most sentences before a list.
const REQUEST_SENTENCES_MAX: usize = 12;

/// A list within a line, behind `frame`.
pub(super) fn inline(line: &str, frame: &str) -> Outline {
    let (mut line, mut request) = (line, String::new());
    for _ in 0..REQUESTS_MAX {
        let Some((rest, asked)) = without_request(line) else { break };
        request = format!("{asked}\n{request}");
        line = rest;
    }
    let found = listed(line, frame);
    if request.is_empty() {
        return found;
    }
    Outline { frame: format!("{}\n{}", found.frame, request.trim_end()), ..found }
}

/// A list within a line that asks for nothing behind the list.
fn listed(line: &str, frame: &str) -> Outline {
    let join = |more: &str| {
        let both = [frame, more.trim()];
        both.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    };
    if let Some((head, rest)) = lead::behind_center(line) {
        return listed(rest, &join(head));
    }
    let numbered = lines::enumerated(line);
    if let Some((first, _)) = numbered.first() {
        let entries = numbered.iter().enumerate().map(|(nth, (_, from))| {
            let end = numbered.get(nth + 1).map_or(line.len(), |next| next.0);
            let text = line.get(*from..end).unwrap_or_default().trim();
            Raw::of(text.trim_end_matches([',', ';', '(', '、', '，', '；', ' ', '-', '|']))
        });
        return Outline::new(join(line.get(..*first).unwrap_or_default()), entries.collect());
    }
    if let Some((inner, aside)) = between_dashes(line) {
        let found = listed(inner, frame);
        if !found.entries.is_empty() {
            return Outline { frame: format!("{}\n{aside}", found.frame), ..found };
        }
    }
    if let Some((first, entries)) = symbols(line) {
        return Outline::new(join(line.get(..first).unwrap_or_default()), entries);
    }
    let (from, listed) = body_start(line, !frame.is_empty());
    let head = line.get(..from).unwrap_or_default();
    let body = line.get(from..).unwrap_or_default();
    let (body, rest) = if listed { body_sentences(body) } else { (body.to_owned(), String::new()) };
    let mut frame = join(head);
    let (said, body) = lead::dense_head(&body);
    frame.extend(["\n", said].into_iter().filter(|_| !said.is_empty()));
    let body = body.to_owned();
    let count = wanted(&frame);
    let mut parts = split::entries(&body, count);
    (frame, parts) = lead::without_request(frame, parts, count);
    if parts.len() < 2 {
        let told = if listed { body.as_str() } else { line };
        parts = figures_within(told).unwrap_or(parts);
    }
    // "Five tips for summer. Drink. Rest. …": a first part that counts the others.
    let counts = |parts: &[String]| {
        parts.first().and_then(|first| wanted(first)).is_some_and(|count| count + 1 == parts.len())
    };
    while parts.len() >= 3 && (body.contains(" | ") && is_strong_frame(&parts[0]) || counts(&parts))
    {
        frame = format!("{frame}\n{}", parts.remove(0));
    }
    // "infographic: the water cycle (rain, rivers, sea)".
    if parts.len() < 2 && listed && !body.is_empty() && body.len() < line.len() {
        let marks = scan::marks(&body);
        let (from, told) = within(&body, &marks);
        let inner = split::entries(
            body.get(from..).unwrap_or_default().trim_matches(['(', ')', '（', '）']),
            None,
        );
        if told && from > 0 && inner.len() >= 2 {
            frame = format!("{frame}\n{}", &body[..from]);
            parts = inner;
        }
    }
    // One part alone is the topic, unless it is a figure.
    let figure = |part: &String| {
        figures::prefix(part).is_some_and(|(figure, rest)| {
            !rest.is_empty() && (figure.chars().count() > 2 || figure.contains(['%', 'x']))
        })
    };
    if parts.len() < 2 && !(listed && parts.iter().any(figure)) {
        return Outline::new(join(line), Vec::new());
    }
    let frame = if rest.is_empty() { frame } else { format!("{frame}\n{rest}") };
    Outline::new(frame, parts.iter().map(|part| raw_with_mark(part)).collect())
}

/// A line whose last sentence, or what stands behind its last dash, only asks for the picture:
/// the rest, and that request.
fn without_request(line: &str) -> Option<(&str, &str)> {
    let marks = scan::marks(line);
    let ends = |cut: Cut| {
        marks.iter().rev().find(move |m| m.cut == cut && !line[m.end..].trim().is_empty())
    };
    let tail = |mark: &Mark| (line[..mark.start].trim(), line[mark.end..].trim());
    let found = [Cut::Sentence, Cut::Dash].into_iter().filter_map(|cut| ends(cut).map(tail));
    let mut found = found.filter(|(rest, request)| {
        rest.chars().any(char::is_alphanumeric)
            && scan::word_count(rest) >= 3
            && asks(request)
            && split::entries(request, None).len() < 3
    });
    found.next()
}

/// "our pillars — craft, care and trust — for the wall": the line up to the second dash and the
/// rest, where all of the list stands between the two.
fn between_dashes(line: &str) -> Option<(&str, &str)> {
    let marks = scan::marks(line);
    let mut dashes = marks.iter().filter(|mark| mark.cut == Cut::Dash);
    let (first, second, None) = (dashes.next()?, dashes.next()?, dashes.next()) else {
        return None;
    };
    let lists = |low: usize, high: usize| {
        marks.iter().any(|m| {
            m.start >= low && m.start < high && !matches!(m.cut, Cut::Dash | Cut::Sentence)
        })
    };
    let within =
        lists(first.end, second.start) && !lists(0, first.start) && !lists(second.end, line.len());
    within.then(|| (&line[..second.start], line[second.end..].trim()))
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
    // "。・水・食料・ラジオ": dots that follow each other without commas.
    let dots = line.matches('・').count() >= 2
        && !line.contains(['、', '，'])
        && line
            .find('・')
            .is_some_and(|at| line[..at].ends_with(['。', ':', '：', ' ', '」', '\u{3000}']));
    for (at, c) in line.char_indices() {
        if at < resume {
            continue;
        }
        let bullet = matches!(
            c,
            '•' | '●'
                | '▪'
                | '◦'
                | '‣'
                | '▸'
                | '►'
                | '■'
                | '◆'
                | '➤'
                | '☐'
                | '☑'
                | '✅'
                | '✓'
                | '✔'
                | '✗'
                | '✘'
                | '❌'
                | '⬜'
                | '·'
                | '・'
        ) || line[at..].starts_with("[x]")
            || line[at..].starts_with("[ ]")
            || line[at..].starts_with("[X]");
        let bullet =
            bullet && (c != '・' || dots || before.is_whitespace() || matches!(before, ':' | '：'));
        if bullet
            && (before.is_whitespace() || !c.is_alphanumeric() && before != c)
            && before != '['
        {
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
    let colon =
        scan::marks(line).iter().find(|mark| mark.cut == Cut::Colon).map_or(0, |mark| mark.end);
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
    let adorns = line
        .trim_end()
        .char_indices()
        .next_back()
        .is_some_and(|(at, _)| crate::tokens::pictograph(&line[at..]).is_some());
    if adorns { Vec::new() } else { out }
}

/// "2,000 volunteers gave 15,000 hours to plant 300,000 trees": an entry a figure.
fn figures_within(body: &str) -> Option<Vec<String>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut resume = 0;
    for (at, _) in body.char_indices().filter(|(at, c)| *at == 0 || c.is_whitespace()).take(200) {
        let begin = body.len() - body[at..].trim_start().len();
        if begin < resume {
            continue;
        }
        let figure = figures::prefix(&body[begin..]).filter(|(figure, rest)| {
            !rest.is_empty()
                && figure.chars().count() > 1
                && dates::at_start(&body[begin..]).is_none()
                && !figure.is_empty()
        });
        let digit = body[begin..].starts_with(|c: char| c.is_ascii_digit() || "$€£".contains(c));
        if let Some((figure, _)) = figure.filter(|_| digit) {
            starts.push(begin);
            resume = begin + figure.len();
        }
    }
    if starts.len() < 2 {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([body.len()]);
    let parts =
        starts.iter().zip(ends).map(|(from, to)| split::trimmed(&body[*from..to]).to_owned());
    Some(parts.collect())
}

/// Where the list begins, and whether something says that there is one.
fn body_start(line: &str, framed: bool) -> (usize, bool) {
    let marks = scan::marks(line);
    let colons: Vec<&Mark> = marks
        .iter()
        .filter(|mark| mark.cut == Cut::Colon && !line[mark.end..].trim().is_empty())
        .collect();
    if let Some(first) = colons.first() {
        return (behind_colon(line, &marks, (first, colons.len()), framed), true);
    }
    if framed {
        return (0, true);
    }
    let dashes: Vec<&Mark> = marks.iter().filter(|mark| mark.cut == Cut::Dash).collect();
    let listed = |from: usize| {
        marks
            .iter()
            .filter(|m| {
                m.start >= from
                    && matches!(
                        m.cut,
                        Cut::Comma | Cut::Semicolon | Cut::Arrow | Cut::Bar | Cut::Slash
                    )
            })
            .count()
    };
    // "Keep it dry – never in the bath. Keep it cool – below 25 °C.": a dash a sentence.
    let ends = || marks.iter().filter(|mark| mark.cut == Cut::Sentence);
    if let [first, second, ..] = dashes.as_slice()
        && ends().any(|mark| mark.start > first.end && mark.end <= second.start)
    {
        let begin = ends().rfind(|mark| mark.end <= first.start);
        return (begin.map_or(0, |mark| mark.end), true);
    }
    if let [first, _, _, ..] = dashes.as_slice()
        && listed(0) == 0
    {
        return (first.end, true);
    }
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
        mark.start > first.start
            && matches!(
                mark.cut,
                Cut::Comma | Cut::Semicolon | Cut::Sentence | Cut::Arrow | Cut::Bar | Cut::Slash
            )
    };
    let segment_end = marks.iter().find(ends).map_or(line.len(), |mark| mark.start);
    let joints: Vec<&Mark> = marks
        .iter()
        .filter(|mark| {
            mark.cut == Cut::Colon && mark.start >= first.start && mark.start < segment_end
        })
        .collect();
    let later = marks.iter().any(|mark| mark.cut == Cut::Colon && mark.start > segment_end);
    let head = line.get(sentence..first.start).unwrap_or_default();
    // "Poster: how to sleep well? Dark room; no screens; …": a heading that is a sentence.
    let next = marks.iter().find(|mark| mark.start >= first.end && mark.cut != Cut::Dash);
    let dated = |next: &Mark| has_digit(line.get(first.end..next.start).unwrap_or_default());
    if let Some(next) = next.filter(|next| next.cut == Cut::Sentence && !dated(next))
        && marks
            .iter()
            .filter(|m| {
                m.start > next.end && matches!(m.cut, Cut::Colon | Cut::Semicolon | Cut::Comma)
            })
            .count()
            >= 2
        && is_frame(head)
        && sides::side(head).is_none()
    {
        return next.end;
    }
    // "SWOT of our podcast - strengths: a; weaknesses: b".
    let dash = marks
        .iter()
        .rev()
        .find(|m| m.cut == Cut::Dash && m.start >= sentence && m.end <= first.start);
    if let Some(dash) = dash.filter(|_| later && joints.len() == 1)
        && is_frame(&line[sentence..dash.start])
    {
        return dash.end;
    }
    let is_entry = sides::side(head).is_some()
        || position_word(head)
        || dates::at_start(&format!("{head} x")).is_some_and(|(_, rest)| rest == "x");
    if let Some(end) = list_behind(line, marks, (segment_end, is_entry)) {
        return end;
    }
    match (joints.as_slice(), later) {
        ([.., before, last], true) => {
            let mut dashes = marks.iter().rev().filter(|m| m.cut == Cut::Dash);
            let dash = dashes.find(|m| m.start >= before.end && m.end <= last.start);
            dash.map_or(before.end, |dash| dash.end)
        }
        ([_], true) | ([], _) => {
            let entry =
                is_entry || ((framed || sentence > 0) && !is_strong_frame(head)) || !is_frame(head);
            if entry { sentence } else { first.end }
        }
        ([.., last], false) => {
            let dash = dash_behind(line, marks, (last.end, segment_end));
            if is_entry && count == 1 && sentence > 0 { sentence } else { dash.unwrap_or(last.end) }
        }
    }
}

/// "…: center \"Customer\", around it: Sales, Support, Billing": the end of the only later colon,
/// where all of the list stands behind it.
fn list_behind(line: &str, marks: &[Mark], (from, is_entry): (usize, bool)) -> Option<usize> {
    let mut later = marks.iter().filter(|mark| mark.cut == Cut::Colon && mark.start > from);
    let (colon, None) = (later.next()?, later.next()) else { return None };
    let commas = |low: usize, high: usize| {
        let cuts = marks.iter().filter(move |mark| mark.start >= low && mark.start < high);
        cuts.filter(|mark| matches!(mark.cut, Cut::Comma | Cut::Semicolon)).count()
    };
    let clause =
        marks.iter().rev().find(|mark| mark.start < colon.start && mark.cut != Cut::Colon)?;
    let head = line.get(clause.end..colon.start)?;
    let free =
        !is_entry && sides::side(head).is_none() && dates::at_start(&format!("{head} x")).is_none();
    (free
        && clause.cut == Cut::Comma
        && commas(from, colon.start) == 1
        && commas(colon.end, line.len()) >= 2)
        .then_some(colon.end)
}

/// "Infografika: 3 sposoby na stres – spacer, …": the end of a dash behind the colon that only
/// leads to the list.
fn dash_behind(line: &str, marks: &[Mark], (from, to): (usize, usize)) -> Option<usize> {
    let dashes = |low: usize, high: usize| {
        marks.iter().filter(move |m| m.cut == Cut::Dash && m.start >= low && m.start < high)
    };
    // "5 Gründe, mehr Bohnen zu essen – viel Eiweiß, …": a counted heading with a comma.
    let counted = || {
        let dash = dashes(to, line.len()).next()?;
        let head = line.get(from..dash.start)?;
        let one = dashes(dash.end, line.len()).next().is_none() && !has_sentence(head);
        (one && wanted(head).is_some()).then_some(dash)
    };
    let dash = dashes(from, to).next_back().or_else(counted)?;
    let head = line.get(from..dash.start)?;
    let alone = dashes(to.max(dash.end), line.len()).next().is_none();
    let nested = line[dash.end..]
        .find(['(', '（'])
        .is_some_and(|at| !line[dash.end..dash.end + at].contains([',', '，', '、']));
    (alone && (is_frame(head) || nested) && dates::at_start(head).is_none()).then_some(dash.end)
}

/// Where the first sentence behind the request begins.
fn behind_request(line: &str, marks: &[Mark]) -> Option<usize> {
    // The list itself may come first: "First heat the milk, then …. Make it an infographic."
    let first = marks.iter().find(|mark| mark.cut == Cut::Sentence)?;
    let head = line.get(..first.start)?;
    let commas = marks.iter().filter(|m| m.cut == Cut::Comma && m.start < first.start).count();
    let leads = split::without_sequence(head.trim()).len() < head.trim().len();
    if (leads || commas >= 2) && !is_strong_frame(head) && asks(line.get(first.end..)?) {
        return Some(0);
    }
    let ends: Vec<usize> = marks.iter().filter(|m| m.cut == Cut::Sentence).map(|m| m.end).collect();
    let mut from = 0;
    let mut begin = None;
    for end in ends.into_iter().take(REQUEST_SENTENCES_MAX) {
        let sentence = line.get(from..end)?;
        if line.get(end..)?.trim().is_empty() {
            break;
        }
        let figure = figures::prefix(sentence.trim()).is_some();
        let asking = asks(sentence) || names_kind(sentence);
        if asking && !figure || scan::word_count(sentence) <= 1 || (begin.is_none() && !figure) {
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
        && split::entries(
            trimmed.get(open..).unwrap_or_default().trim_matches(['(', ')', '（', '）']),
            None,
        )
        .len()
            >= 2
        && open > 0
        && line.matches(['(', '（']).count() == 1
    {
        return (open, true);
    }
    let separators = |mark: &&Mark| {
        matches!(mark.cut, Cut::Comma | Cut::Semicolon | Cut::Arrow | Cut::Bar | Cut::Slash)
    };
    let first = marks.iter().find(separators).map(|mark| mark.start);
    let reach = first.unwrap_or(line.len());
    let opener = opener_before(line, reach);
    let figure = first_figure(line, reach);
    let all = split::entries(line, None);
    let told = all.iter().filter(|part| part.chars().any(|c| c.is_ascii_digit())).count();
    let plain = all.len() >= 3 || (all.len() == 2 && told == 2);
    match (opener, first) {
        (Some(from), Some(_)) => (from, true),
        (Some(from), None) if split::entries(&line[from..], None).len() >= 2 => (from, true),
        (None, Some(first)) if figure.is_some() && opened_alike(line, first) => {
            (figure.unwrap_or(0), true)
        }
        (None, Some(_))
            if is_frame(&line[..reach]) || marks.iter().filter(separators).count() >= 2 =>
        {
            let begin = marks.iter().find(separators).map_or(0, |mark| mark.end);
            let head = line[..reach].trim();
            let others = split::entries(&line[begin..], None);
            let words: usize = others.iter().map(|part| scan::word_count(part)).sum();
            // A heading is longer than the entries; a first entry is like the others.
            let long = scan::word_count(head) > 2 + 2 * words.div_ceil(others.len().max(1));
            let leads = split::without_sequence(head).len() < head.len();
            if !leads && (is_strong_frame(head) || long) { (begin, false) } else { (0, true) }
        }
        (None, Some(_)) if plain => (0, true),
        _ => (line.len(), false),
    }
}

/// Whether the parts behind the first separator begin with dates or figures, too.
fn opened_alike(line: &str, first: usize) -> bool {
    let parts = split::entries(line.get(first..).unwrap_or_default(), None);
    let alike = parts
        .iter()
        .filter(|part| figures::prefix(part).is_some() || dates::at_start(part).is_some())
        .count();
    alike * 2 >= parts.len() && alike > 0
}

/// Where the first date or figure stands that opens the list: "timeline of space 1957 Sputnik".
fn first_figure(line: &str, reach: usize) -> Option<usize> {
    let head = line.get(..reach)?;
    let starts = head.char_indices().filter(|(at, c)| *at > 0 && c.is_whitespace());
    starts.map(|(at, c)| at + c.len_utf8()).find(|at| {
        let tail = &head[*at..];
        let dated = dates::at_start(tail).is_some_and(|(_, rest)| !rest.is_empty());
        dated
            || figures::prefix(tail).is_some_and(|(figure, rest)| {
                !rest.is_empty() && figure.contains(['%', '$', '€', ',', 'x'])
            })
    })
}

/// Where the words behind the last "with", "including" … before `reach` begin.
fn opener_before(line: &str, reach: usize) -> Option<usize> {
    const OPENERS: &str = " with including covering namely like featuring showing explaining such\u{a0}as mit con avec com met z с incluyendo comparing \
         listing incluant comprenant inklusive inclusief incluindo compreso wie como tels\u{a0}que von includes contains containing ile using: highlighting presenting are include sind sont sono são zijn offers offering contains: listing: ";
    let head = line.get(..reach)?;
    let mut best = None;
    let mut at = 0;
    for word in head.split_inclusive(char::is_whitespace) {
        let end = at + word.len();
        let lower = word.trim().to_lowercase();
        if !lower.is_empty()
            && OPENERS.contains(&format!(" {lower} "))
            && !line[end..].trim().is_empty()
            && at > 0
        {
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
        split::entries(part, None)
            .iter()
            .filter(|entry| figures::prefix(entry).is_some() || figures::suffix(entry).is_some())
            .count()
    };
    // One sentence lists, the others speak of it.
    let commas = |part: &&str| split::entries(part, None).len() >= 3;
    if parts.first().is_some_and(commas)
        && parts.iter().skip(1).all(|part| !commas(part) && !has_head_in(part))
    {
        return (parts[0].to_owned(), parts[1..].join("\n"));
    }
    let rich: Vec<bool> = parts.iter().map(|part| figure_parts(part) >= 2).collect();
    let bare = |part: &str| !part.chars().any(|c| c.is_ascii_digit());
    let any_rich = rich.iter().any(|rich| *rich);
    let mut kept = Vec::new();
    let mut rest = Vec::new();
    for (part, rich) in parts.iter().zip(&rich) {
        let context = any_rich && !rich && bare(part) && !super::outline::has_head(part);
        if asks(part) || context { rest.push(*part) } else { kept.push(*part) }
    }
    if kept.is_empty() {
        return (body.to_owned(), String::new());
    }
    (kept.join(". "), rest.join("\n"))
}

fn has_head_in(part: &str) -> bool {
    super::outline::has_head(part)
}

/// Whether a sentence asks for the picture: "Could you turn that into something?"
pub(super) fn asks(sentence: &str) -> bool {
    let lower = sentence.trim().to_lowercase();
    const ASKING: &str = " could can please make turn create design show use put add bitte erstelle mach mache kannst könnt por crea haz puedes fais crée peux pouvez \
         faça crie pode crea puoi maak kun zrób stwórz сделай создай можешь yap oluştur ";
    let first = lower.split_whitespace().next().unwrap_or_default().trim_matches(',');
    let words = scan::word_count(sentence);
    let shows =
        ["show ", "present ", "display ", "put "].iter().any(|word| lower.starts_with(word));
    if words <= 6 && shows && !sentence.contains([',', ':']) {
        return true;
    }
    if words <= 4
        && !has_digit(sentence)
        && (template::named(sentence).is_some() && words <= 3 || lower.contains("please"))
    {
        return true;
    }
    let names = [
        "infographic",
        "infograph",
        "infograf",
        "инфографик",
        "インフォグラフィック",
        "信息图",
        "인포그래픽",
        "इन्फोग्राफिक",
        "إنفوجرافيك",
        "picture",
        "eye-catching",
        "instagram",
        "poster",
    ];
    let kind = names.iter().any(|name| lower.contains(name));
    let question = lower.ends_with('?')
        && ["could you", "can you", "would you"].iter().any(|w| lower.starts_with(w));
    (ASKING.contains(&format!(" {first} ")) && kind)
        || question
        || (kind && sentence.chars().count() < 90 && !super::outline::has_head(sentence))
}

fn has_sentence(text: &str) -> bool {
    scan::marks(text).iter().any(|mark| mark.cut == Cut::Sentence)
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
}

/// Whether the words before a colon are a request or heading rather than the name of an entry.
pub(super) fn is_frame(head: &str) -> bool {
    is_strong_frame(head) || scan::word_count(head) > 4
}

/// Whether a sentence names a kind of picture.
fn names_kind(sentence: &str) -> bool {
    let short: String = sentence.chars().take(300).collect();
    !Text::new(&short).hits().is_empty()
}

/// Whether words ask for a picture, name an arrangement or count entries.
pub(super) fn is_strong_frame(head: &str) -> bool {
    let short: String = head.chars().take(300).collect();
    let text = Text::new(&short);
    let asks = text
        .tokens
        .first()
        .is_some_and(|first| crate::phrases::is_request(&first.lower) && text.tokens.len() > 1);
    !text.hits().is_empty()
        || asks
        || template::named(&short).is_some()
        || (wanted(&short).is_some() && scan::word_count(&short) > 1)
}

/// Words for a place in a pyramid or an order that are no names.
pub(super) fn position_word(head: &str) -> bool {
    const PLACES: &str = " top bottom base middle then next above below upper lower center centre first last peak tip outer inner oben unten mitte basis spitze darunter darüber \
         arriba abajo cima en\u{a0}medio medio haut bas sommet milieu cime fondo in\u{a0}alto in\u{a0}basso cima topo meio onder boven basis góra dół środek вершина основание сверху снизу üst alt orta taban tepe ";
    let lower = head.trim().to_lowercase().replace(' ', "\u{a0}");
    !lower.is_empty() && PLACES.contains(&format!(" {lower} "))
        || matches!(
            head.trim(),
            "顶层" | "底层" | "中层" | "顶部" | "底部" | "頂点" | "土台" | "맨 위" | "맨 아래"
        )
}
