//! The request and the content of a prompt: what comes before the content, remarks about the
//! look of the picture, and the lines between.

use crate::language::Language;
use crate::phrases;
use crate::tokens::Text;

use super::text::{find_any, has_word, shielded, starts_any, statements};
use super::{aside, kinds, words};

/// Most bytes of a prompt that are read: far more than a drawn diagram can hold.
const BYTES_MAX: usize = 10_000;

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// With its words.
    None,
    /// With `-`, `*` or `•`.
    Bullet,
    /// With `1.` or `Step 2:`.
    Number,
    /// With `#`, while the content is parted; a line of the content has its level instead.
    Heading,
}

/// A line of the content.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// White space before it; a tab counts four.
    pub indent: usize,
    /// How it begins.
    pub marker: Marker,
    /// Its words, without marker.
    pub text: &'a str,
}

/// A prompt in its parts.
#[derive(Debug, Default)]
pub(super) struct Content<'a> {
    /// What was asked for.
    pub head: &'a str,
    /// Where the head ends in the prompt.
    pub head_end: usize,
    /// All behind the head, as written.
    pub body: &'a str,
    /// The content, line by line.
    pub lines: Vec<Line<'a>>,
    /// Requests and wishes that stood elsewhere.
    pub asides: Vec<&'a str>,
    /// The prompt goes on behind what is read.
    pub is_cut: bool,
}

impl<'a> Content<'a> {
    /// All statements of all lines.
    pub(super) fn statements(&self) -> Vec<&'a str> {
        self.lines.iter().flat_map(|line| statements(line.text)).collect()
    }
}

/// Parts a prompt.
pub(super) fn part<'a>(text: &Text<'a>) -> Content<'a> {
    let mut end = text.prompt.len().min(BYTES_MAX);
    while !text.prompt.is_char_boundary(end) {
        end -= 1;
    }
    let prompt = text.prompt.get(..end).unwrap_or("");
    let head_end = head_end(prompt, text.language);
    let head = prompt.get(..head_end).unwrap_or("");
    let body = prompt.get(head_end..).unwrap_or("");
    let rest = text.prompt.get(end..).unwrap_or("");
    let mut content =
        Content { head, head_end, body, is_cut: has_word(rest), ..Content::default() };
    content.lines.extend(body.lines().filter_map(cut_line));
    if let Some(first) = content.lines.first_mut()
        && !head.is_empty()
        && !body.starts_with(['\n', '\r'])
    {
        // What stands behind the head on its line is not indented.
        first.indent = 0;
    }
    drop_asides(&mut content);
    set_levels(&mut content.lines);
    if content.lines.iter().all(|line| !has_word(line.text)) {
        content.lines.clear();
    }
    content
}

/// A line without marker, unless it is empty.
fn cut_line(line: &str) -> Option<Line<'_>> {
    let mut indent = 0;
    for c in line.chars() {
        match c {
            ' ' => indent += 1,
            '\t' => indent += 4,
            '\u{3000}' => indent += 2,
            '│' | '├' | '└' | '─' => indent += 2,
            _ => break,
        }
    }
    let text = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '│' | '├' | '└' | '─'));
    let depth = text.chars().take_while(|c| matches!(c, '#' | '>')).count();
    let headed = text.starts_with('#') && depth < 7;
    let text = if headed { text.trim_start_matches('#').trim() } else { text };
    if headed {
        return has_word(text).then_some(Line { indent: depth, marker: Marker::Heading, text });
    }
    let (marker, text) = without_marker(text);
    has_word(text).then_some(Line { indent, marker, text })
}

/// Levels that are not written as white space: what stands under a Markdown heading is deeper than
/// the heading, and "1.2.1" is deeper than "1.2".
fn set_levels(lines: &mut [Line<'_>]) {
    let numbered = lines.iter().filter(|line| dotted_number(line.text).is_some()).count() >= 2;
    let mut below = 0;
    // "1 Website" above "1.1 Concept" has a number too.
    let plain = |text: &'_ str| -> Option<usize> {
        let digits = text.chars().take_while(char::is_ascii_digit).count();
        let gap = text.get(digits..)?.chars().take_while(|c| matches!(c, ' ' | '\t')).count();
        let rest = text.get(digits + gap..)?;
        ((1..=2).contains(&digits) && gap > 0 && rest.starts_with(char::is_alphabetic))
            .then_some(digits + gap)
    };
    for line in lines {
        if line.marker == Marker::Heading {
            line.marker = Marker::None;
            below = HEADING_LEVELS;
            continue;
        }
        line.indent += below;
        if let Some((dots, rest)) = dotted_number(line.text).filter(|_| numbered) {
            line.indent += 4 * dots;
            line.marker = Marker::Number;
            line.text = rest;
        } else if let Some(cut) = plain(line.text).filter(|_| numbered) {
            line.marker = Marker::Number;
            line.text = line.text.get(cut..).unwrap_or(line.text);
        }
    }
}

/// More than the levels of Markdown headings.
const HEADING_LEVELS: usize = 8;

/// "1.2.1 Name": how many dots its number has, and the name.
fn dotted_number(text: &str) -> Option<(usize, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, rest) = text.split_at_checked(end)?;
    let number = number.trim_end_matches('.');
    let parts = number.split('.').filter(|part| (1..=2).contains(&part.len())).count();
    let dots = number.matches('.').count();
    let name = rest.trim_start_matches([')', ':', ' ', '\t', '-', '–']);
    let whole = dots > 0 && dots < 8 && parts == dots + 1;
    (whole && name.len() < rest.len() && name.starts_with(char::is_alphabetic))
        .then_some((dots, name))
}

/// "- x", "2. x", "Step 3: x", "a) x" without what marks them.
pub(super) fn without_marker(text: &str) -> (Marker, &str) {
    let trimmed = text.trim_start();
    for bullet in [
        "- ", "* ", "• ", "+ ", "– ", "— ", "‣ ", "◦ ", "· ", "▪ ", "•", "o ", "・", "･", "●", "○",
        "■", "□", "▪", "◆", "◇", "▸", "►", "➤", "‣", "☐", "-\t", "*\t",
    ] {
        if let Some(rest) = trimmed.strip_prefix(bullet)
            && has_word(rest)
        {
            let rest = rest.trim_start();
            let open =
                ["[ ] ", "[x] ", "[X] ", "[] "].iter().find_map(|tick| rest.strip_prefix(tick));
            return (Marker::Bullet, open.unwrap_or(rest).trim_start());
        }
    }
    let step = starts_any(
        trimmed,
        "step|paso|étape|schritt|passo|stap|krok|шаг|adım|الخطوة|चरण|步骤|ステップ|단계",
    );
    let after = step.and_then(|n| trimmed.get(n..)).map_or(trimmed, str::trim_start);
    let digits = after.find(|c: char| !c.is_numeric()).unwrap_or(after.len());
    if digits > 0 && digits <= 6 {
        let rest = after.get(digits..).unwrap_or("");
        let rest = rest.strip_prefix("단계").unwrap_or(rest);
        for mark in [".", ")", ":", "、", "．", "）", "-", "–", "：", "。"] {
            if let Some(tail) = rest.trim_start().strip_prefix(mark)
                && has_word(tail)
                && !tail.starts_with(|c: char| c.is_numeric() || c == '>')
                && (matches!(mark, "." | ")" | "、" | "．" | "）") || step.is_some())
            {
                return (Marker::Number, tail.trim_start());
            }
        }
    }
    (Marker::None, trimmed)
}

/// Verbs and phrases of asking.
const ASKS: &str = "draw|make|create|show|sketch|generate|render|design|build me|give me|i need|i want|please|pls|can you|could you|can u|would you|visualize|visualise|turn this|turn the|illustrate|produce|plot|prepare|we need|help me|here is|here's|this is|\
dibuja|dibújame|dibujar|haz|hazme|crea|crear|genera|generar|muestra|muéstrame|necesito|quiero|por favor|dessine|dessine-moi|dessiner|fais|fais-moi|crée|créer|génère|montre|je veux|je voudrais|il me faut|peux-tu|s'il te plaît|\
zeichne|zeichnen|erstelle|erstellen|mach|mache|zeig|zeige|generiere|bitte|ich brauche|ich möchte|kannst du|stelle|disegna|disegnami|crea|creami|fai|fammi|mostra|genera|vorrei|ho bisogno|puoi|\
desenhe|desenha|crie|cria|faça|faz|gere|mostre|quero|preciso|maak|teken|toon|laat|genereer|ik wil|kun je|narysuj|stwórz|zrób|pokaż|wygeneruj|potrzebuję|proszę|przygotuj|\
нарисуй|нарисуйте|создай|создайте|сделай|сделайте|построй|покажи|покажите|мне нужна|мне нужен|сгенерируй|изобрази|пожалуйста|bana|lütfen|çiz|oluştur|göster|hazırla|ارسم|أنشئ|انشئ|اصنع|أريد|اعرض|صمم|من فضلك";

/// Words of asking that stand last.
const ASKS_DENSE: [&str; 34] = [
    "作って",
    "作成",
    "描いて",
    "書いて",
    "ください",
    "お願い",
    "にして",
    "として",
    "図にし",
    "그려",
    "만들어",
    "보여",
    "작성",
    "해줘",
    "해 줘",
    "주세요",
    "बनाओ",
    "बनाएँ",
    "बनाएं",
    "बनाइए",
    "दिखाओ",
    "दिखाएँ",
    "चाहिए",
    "画",
    "绘制",
    "制作",
    "生成",
    "帮我",
    "请",
    "請",
    "çiz",
    "oluştur",
    "hazırla",
    "göster",
];

/// Words that lead from the request to the content.
const INTRODUCERS: &str = "the first step is|first step is|it starts with|which starts with|starts with|starting with|first you|first we|where|with|showing|in which|that shows|which shows|having|including|as follows|following|whose|with the|consisting of|containing|with these|donde|en el que|en la que|con|que muestre|mostrando|où|dans lequel|dans laquelle|avec|montrant|\
qui montre|wo|bei dem|in dem|mit|das zeigt|der zeigt|dove|in cui|che mostra|onde|em que|com|mostrando|que mostre|waarin|waarbij|met|die laat zien|gdzie|w którym|z|в котором|в которой|где|с|حيث|فيه|जिसमें|जहाँ|其中|包括|包含";

/// Words before a request.
const GREETINGS: &str = "hey|hi|hello|hola|hallo|salut|bonjour|ciao|olá|oi|cześć|привет|merhaba|hey there|hi there|good morning|dear all|hello there|guten tag|buenas|salve|hoi|dzień dobry|здравствуйте|selam|مرحبا|नमस्ते|你好|こんにちは|안녕하세요";

/// Words between a greeting and a request.
const FILLERS: &str =
    "ok|okay|so|well|please|pls|plz|just|quick|um|uh|now|team|all|bitte|bonjour|por favor|and|also";

/// True where the words ask for a picture.
pub(super) fn asks(text: &str) -> bool {
    let mut text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    for _ in 0..3 {
        if starts_any(text, ASKS).is_some() {
            return true;
        }
        let length = starts_any(text, GREETINGS).max(starts_any(text, FILLERS));
        let Some(rest) = length.and_then(|n| text.get(n..)) else { break };
        text = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    ASKS_DENSE.iter().any(|word| text.contains(word))
}

/// Where the request ends and the content begins.
fn head_end(prompt: &str, language: Language) -> usize {
    let trimmed = prompt.len() - prompt.trim_start().len();
    let first_line = prompt.get(trimmed..).and_then(|t| t.lines().next()).unwrap_or("");
    let line_end = trimmed + first_line.len();
    let more_lines = prompt.get(line_end..).is_some_and(has_word);
    if more_lines && aside::sets_property(first_line) && !has_arrow(first_line) {
        return line_end;
    }
    let named = kinds::named(lead(first_line))
        .or_else(|| kinds::named(first_line).filter(|_| !more_lines && asks(first_line)));
    if let Some(end) = second_sentence(first_line) {
        return trimmed + end;
    }
    if let Some(end) = sentence_head(first_line, language, named, more_lines) {
        let after = prompt.get(trimmed + end..).unwrap_or("");
        // "Class diagram, Python:" is a heading up to its end.
        let rest = first_line.get(end..).unwrap_or("").trim();
        let plain = rest.split_whitespace().count() <= 6 && !rest.contains(['(', ';', '.', '"']);
        if more_lines && plain && rest.ends_with([':', '：']) && known_head(first_line, end) {
            return line_end;
        }
        return trimmed + end + second_request(after, language);
    }
    let structured = has_arrow(first_line) || words::says(first_line, words::SPLITTERS);
    let heading = named.is_some_and(|n| n.weight > 0)
        || asks(first_line)
        || first_line.ends_with([':', '：']);
    let lists = first_line.split(':').nth(1).is_some_and(has_word);
    if more_lines && heading && !structured && !lists {
        return line_end;
    }
    trimmed
}

/// "We're moving. Gantt please. Week 1: …": a short sentence before the request.
fn second_sentence(line: &str) -> Option<usize> {
    let parts = statements(line);
    let [first, second, third, ..] = parts.as_slice() else { return None };
    let names = |text: &str| kinds::named(text).is_some_and(|named| named.weight == 2);
    let short = first.split_whitespace().count() <= 7
        && super::text::cut_at_colon(first).is_none()
        && !first.contains([',', '(', '"'])
        && !has_arrow(first)
        && !names(first);
    let request = second.split_whitespace().count() <= 4
        && names(second)
        && super::text::cut_at_colon(second).is_none()
        && !has_arrow(second);
    let end = third.as_ptr() as usize - line.as_ptr() as usize;
    (short && request).then_some(end)
}

/// Whether the words up to `end` name a notation.
fn known_head(line: &str, end: usize) -> bool {
    line.get(..end).and_then(kinds::named).is_some_and(|named| named.weight == 2)
}

/// The words before the first colon or the end of the first sentence.
fn lead(line: &str) -> &str {
    let sentence = statements(line).first().map_or(line, |first| *first);
    let end = sentence.as_ptr() as usize - line.as_ptr() as usize + sentence.len();
    let colon = super::text::cut_at_colon(line).map_or(end, |(before, _)| before.len());
    line.get(..end.min(colon)).unwrap_or(line)
}

/// "Can you draw this? Make it a flowchart: …": a request may take two sentences.
fn second_request(after: &str, language: Language) -> usize {
    let line = after.lines().next().unwrap_or("");
    let Some(named) = kinds::named(line).filter(|n| n.weight == 2) else { return 0 };
    if !asks(line) {
        return 0;
    }
    sentence_head(line, language, Some(named), false).unwrap_or(0)
}

fn has_arrow(text: &str) -> bool {
    super::arrows::first(text).is_some()
}

/// A delimiter of the request on its line: where it stands, and where the content begins.
fn sentence_head(
    line: &str,
    _language: Language,
    named: Option<kinds::Named>,
    more_lines: bool,
) -> Option<usize> {
    let shield = shielded(line);
    let from = named.filter(|n| n.weight > 0 || asks(line)).map_or(0, |n| n.end);
    let asked = asks(line);
    let known = named.is_some_and(|n| n.weight > 0) || asked;
    let introducer = if known && from > 0 { introducer(line, from, &shield) } else { None };
    for (at, c) in line.char_indices() {
        let next = at + c.len_utf8();
        let open = !shield.get(at).copied().unwrap_or(false);
        let rest = line.get(next..).unwrap_or("");
        let before = line.get(..at).unwrap_or("");
        if at < from || !open {
            continue;
        }
        if let Some(at) = introducer.filter(|word| *word <= at) {
            return Some(at);
        }
        let spaced = rest.is_empty()
            || rest.starts_with(char::is_whitespace)
            || matches!(c, '。' | '！' | '？');
        let content = has_word(rest) || more_lines;
        match c {
            ':' | '：' if content && !rest.starts_with("//") => {
                return colon_head(before, rest, known).then_some(next);
            }
            '—' | '–' | '-' if known && spaced && before.ends_with(' ') && content => {
                return Some(next);
            }
            '.' | '!' | '?' | '。' | '！' | '？'
                if known && spaced && content && has_word(before) =>
            {
                let plain = !has_arrow(before) && !words::says(before, words::SPLITTERS);
                return (plain && (asks(before) || at >= from)).then_some(next);
            }
            ',' | '，' | ';' | '；' | '、'
                if known
                    && at == from + leading_blank(line, from)
                    && content
                    && !describes(line, next) =>
            {
                return Some(next);
            }
            _ => {}
        }
    }
    introducer
}

/// "flowchart, top to bottom, five boxes: …": what stands before the colon speaks of the picture.
fn describes(line: &str, from: usize) -> bool {
    let rest = line.get(from..).unwrap_or("");
    let Some((before, after)) = super::text::cut_at_colon(rest) else {
        // "Flowchart, top-down." above or before the content.
        return statements(rest).first().is_some_and(|first| {
            super::text::split(first, |c| matches!(c, ',' | '，' | '、' | '،')).into_iter().all(
                |part| {
                    aside::is_aside(part)
                        || aside::is_last_clause(part, true)
                        || aside::only_looks(part)
                },
            )
        });
    };
    let plain = statements(before).len() == 1 && !has_arrow(before);
    plain
        && super::text::split(before, |c| matches!(c, ',' | '，' | '、' | '،')).into_iter().all(
            |part| {
                aside::is_aside(part)
                    || aside::is_purpose(part.trim())
                    || asks(part)
                    || aside::is_part(part)
                    || starts_any(part.trim(), "with|of|mit|con|avec|com|met|z|с").is_some()
                        && statements(after).iter().all(|s| super::text::cut_at_colon(s).is_none())
            },
        )
}

fn leading_blank(line: &str, from: usize) -> usize {
    let rest = line.get(from..).unwrap_or("");
    rest.len() - rest.trim_start().len()
}

/// Whether the words before a colon are a heading.
fn colon_head(before: &str, rest: &str, known: bool) -> bool {
    if has_arrow(before) {
        return false;
    }
    let count = before.split_whitespace().count();
    let sections =
        statements(rest).iter().filter(|s| super::text::cut_at_colon(s).is_some()).count();
    if known {
        // "Kanban To do: A; Doing: B": the first name stands behind the name of the notation.
        return true;
    }
    let several = statements(rest).len() + rest.matches([',', '，', '、', '→']).count() >= 3;
    let long = (13..=45).contains(&count)
        && several
        && statements(before).len() == 1
        && !words::says(before, words::SPLITTERS);
    if long && sections == 0 {
        return true;
    }
    sections == 0
        && count <= 12
        && has_word(rest)
        && statements(rest).len() + rest.matches(',').count() > 0
        || (kinds::speaks_of_picture(before) && count <= 12)
}

/// Where the content begins behind "with", "where", "showing" after the name of the notation.
fn introducer(line: &str, from: usize, shield: &[bool]) -> Option<usize> {
    let mut at = from;
    while let Some((start, end)) = find_any(line.get(at..)?, INTRODUCERS) {
        let (start, end) = (at + start, at + end);
        let open = !shield.get(start).copied().unwrap_or(false);
        let after = line.get(end..)?;
        let alone = matches!(
            line.get(start..end)?,
            "z" | "с" | "com" | "con" | "with" | "mit" | "met" | "avec"
        );
        // "with 4 steps:", "with arrows going round:" only speak of the picture.
        let speaks = alone
            && super::text::cut_at_colon(after).is_some_and(|(words, rest)| {
                !words.contains([',', '.'])
                    && words.split_whitespace().count() <= 6
                    && has_word(rest)
            });
        if open && has_word(after) && !speaks {
            return Some(end);
        }
        at = end;
    }
    None
}

/// Takes remarks about the picture off the content: whole lines, statements at the ends, and the
/// last words behind a comma.
fn drop_asides<'a>(content: &mut Content<'a>) {
    let mut kept: Vec<Line<'a>> = Vec::new();
    let count = content.lines.len();
    for (nth, line) in std::mem::take(&mut content.lines).into_iter().enumerate() {
        let marked = line.marker != Marker::None || line.indent > 0;
        let opens = kept.is_empty();
        let closes = nth + 1 == count;
        let spoken = aside::is_aside(line.text) || aside::is_bracket_line(line.text);
        if !marked && (opens || closes || aside::sets_property(line.text)) && count > 1 && spoken {
            content.asides.push(line.text);
            continue;
        }
        let mut text = line.text;
        while let Some((rest, aside)) = last_aside(text) {
            content.asides.push(aside);
            text = rest;
        }
        if closes
            && !marked
            && let Some((rest, aside)) = as_picture(text)
        {
            content.asides.push(aside);
            text = rest;
        }
        while let Some((aside, rest)) = first_aside(text).filter(|_| opens && !marked) {
            content.asides.push(aside);
            text = rest;
        }
        if has_word(text) {
            kept.push(Line { text, ..line });
        }
    }
    // Remarks below the content: several lines of them.
    while let Some(last) = kept.last().filter(|l| l.marker == Marker::None && l.indent == 0)
        && kept.len() > 1
        && aside::is_aside(last.text)
    {
        content.asides.push(last.text);
        kept.pop();
    }
    content.lines = kept;
}

/// `text` without its last statement or clause, where that speaks of the picture.
fn last_aside(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end();
    if let Some((before, inside)) = super::text::bracket_at_end(text)
        && aside::is_bracket(inside)
    {
        return Some((before, inside));
    }
    let parts = statements(text);
    let last = parts.last()?;
    let start = last.as_ptr() as usize - text.as_ptr() as usize;
    if parts.len() > 1 && aside::is_aside(last) {
        return Some((text.get(..start)?, last));
    }
    let comma = last
        .rfind([',', '，', '،', '–', '—'])
        .filter(|at| !shielded(last).get(*at).copied().unwrap_or(false))?;
    let clause = last.get(comma..)?;
    let words = clause.trim_start_matches(|c: char| !super::text::is_word_char(c) && c != '#');
    let alone = parts.len() > 1 || last.matches(',').count() <= 1 || has_arrow(last);
    let end = start + comma;
    aside::is_last_clause(words, alone).then_some((text.get(..end)?, words))
}

/// "A > B > C as a cycle": the words that say how it is to be drawn.
fn as_picture(text: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    let mut last = None;
    while let Some((at, end)) = text
        .get(from..)
        .and_then(|t| find_any(t, "as a|as an|as|als|como|comme|come|jako|в виде|olarak"))
    {
        last = Some((from + at, from + end));
        from += end;
    }
    let (at, end) = last?;
    let behind = text.get(end..)?.trim().trim_end_matches(['.', '!']);
    let named = kinds::named(behind)?;
    let whole = behind.split_whitespace().count() <= 3 && named.end == behind.len();
    (whole && has_word(text.get(..at)?)).then_some((text.get(..at)?, behind))
}

/// `text` without its first statement, where that only asks for a picture.
fn first_aside(text: &str) -> Option<(&str, &str)> {
    let parts = statements(text);
    let (first, next) = (parts.first()?, parts.get(1)?);
    let start = next.as_ptr() as usize - text.as_ptr() as usize;
    let greets = starts_any(first, GREETINGS).is_some();
    let requests = starts_any(first, "can you|could you|would you|can u|please|i need|i want|we need|i'd like|help me|puedes|peux-tu|pouvez-vous|kannst du|können sie|puoi|pode|kun je|czy możesz|możesz|можешь|можете").is_some();
    let plain = !has_arrow(first)
        && super::text::cut_at_colon(first).is_none()
        && first.split_whitespace().count() <= 16;
    (plain && (greets || requests || aside::is_preface(first)) || aside::is_aside(first))
        .then_some((first, text.get(start..)?))
}

/// The heading that the request names.
pub(super) fn title(text: &Text<'_>, content: &Content<'_>) -> Option<String> {
    let explicit = phrases::explicit_title(text)
        .filter(|(_, tokens)| is_heading(text, content, tokens.start))
        .map(|(title, _)| title);
    explicit
        .or_else(|| {
            super::heading_before(text, content.head_end)
                .filter(|t| !is_idle(t) && !ASKS_DENSE.iter().any(|word| t.contains(word)))
                .and_then(|title| without_remarks(&title))
        })
        .map(|title| title.trim_end_matches([':', ' ', '-', '—']).to_owned())
}

/// "Refund process, for the intranet (on one page)": the words before the remarks.
fn without_remarks(title: &str) -> Option<String> {
    let mut kept = title;
    if let Some((before, inside)) = super::text::bracket_at_end(kept)
        && (aside::is_bracket(inside) || asks(inside))
    {
        kept = before;
    }
    let pieces = super::text::split(kept, |c| matches!(c, ',' | '，' | '、'));
    let remark = |piece: &&str| {
        let piece = starts_any(piece.trim(), "and|und|y|et|e|en")
            .and_then(|n| piece.trim().get(n..))
            .map_or(piece.trim(), str::trim);
        aside::is_purpose(piece) || aside::is_part(piece) || aside::is_aside(piece) || asks(piece)
    };
    if let Some(first) = pieces.iter().skip(1).find(|piece| remark(piece)) {
        let end = first.as_ptr() as usize - kept.as_ptr() as usize;
        kept = kept.get(..end).unwrap_or(kept);
    }
    let kept = kept.trim_end_matches([',', ' ', '，']);
    // "Bir çiz": only words of asking are left.
    if kept.split_whitespace().count() <= 3
        && !kept.chars().any(super::text::is_dense)
        && (asks(kept)
            || kept.split_whitespace().any(|word| starts_any(word, ASKS) == Some(word.len())))
    {
        return None;
    }
    (kept.split_whitespace().count() <= 12 && has_word(kept)).then(|| kept.to_owned())
}

/// True for words about where the content stands: "from this table", "out of the list below".
fn is_idle(title: &str) -> bool {
    const IDLE: &str = "table|out|into|list|sql|csv|tsv|data|this|that|below|markdown|outline|text|it|tabla|lista|tabelle|liste|tableau|tabella|tabela|tabel|таблица|таблицы|список|tablo|الجدول|表格|表|表から|목록|표";
    const MORE: &str = "below|please|pls|above|here|table|list|data|of|this|that|it|me|us|from|the|in|und|de|a|partir|into|one";
    let mut words = title.split_whitespace();
    let first = words.next().unwrap_or("");
    starts_any(first, IDLE) == Some(first.len())
        && words.all(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            starts_any(bare, MORE) == Some(bare.len())
        })
}

/// Whether the title told at a token is one of the picture and no attribute of a class: in code and
/// in the middle of a sentence "title: String" is one.
fn is_heading(text: &Text<'_>, content: &Content<'_>, token: usize) -> bool {
    let Some(at) = text.tokens.get(token).map(|token| token.start) else { return true };
    let Some(inner) = at.checked_sub(content.head_end) else { return true };
    if super::code::holds(content.body, inner) {
        return false;
    }
    let before = text.prompt.get(..at).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    let marked =
        line.trim_end().ends_with(['+', '-', '#', '~']) && !line.trim_start().starts_with("- ");
    let behind = text.prompt.get(at..).unwrap_or("");
    let value = super::text::cut_at_colon(behind).map_or("", |(_, value)| value.trim_start());
    let word = value.split(|c: char| !super::text::is_word_char(c)).next().unwrap_or("");
    let typed = starts_any(word, TYPES) == Some(word.len()) && !word.is_empty();
    !(marked || typed)
}

/// Types of attributes.
const TYPES: &str = "string|str|text|varchar|char|int|integer|float|double|bool|boolean|date|datetime|number|long|decimal|строка|число|cadena|entero|texto|chaîne|entier|zeichenkette|stringa|intero|字符串|文字列|문자열";

/// What a picture is about, by the words of its request: "a mind map about X", "X konulu zihin
/// haritası", "carte mentale sur X".
pub(super) fn topic(content: &Content<'_>, language: Language) -> Option<String> {
    const ABOUT: &str = "about|on the topic of|on|of|for|regarding|covering|sobre|acerca de|de la|del|de|zum thema|über|zur|zum|zu|für|sur le thème de|sur|à propos de|autour de|sul tema|sulla|sul|sui|su|riguardo|di|della|over|van|na temat|o|dotycząca|на тему|про|об|о|по|عن|حول|关于";
    const BEHIND: [&str; 14] = [
        "hakkında",
        "konulu",
        "için",
        "के बारे में",
        "पर",
        "का",
        "की",
        "についての",
        "に関する",
        "について",
        "の",
        "에 대한",
        "에 관한",
        "的",
    ];
    let request = content.head.trim().trim_end_matches([':', '：', ' ']);
    let named = kinds::named(request).filter(|named| named.weight == 2)?;
    let (before, after) = (request.get(..named.start)?, request.get(named.end..)?);
    let after = after.trim_start_matches([' ', ',', '-', '–', ':', '：']);
    let about = starts_any(after, ABOUT)
        .or_else(|| find_any(after, ABOUT).filter(|(at, _)| *at < 20).map(|(_, end)| end))
        .and_then(|length| after.get(length..));
    let lead = before.trim();
    let behind = BEHIND.iter().find_map(|word| lead.strip_suffix(word));
    let leading = starts_any(lead, "关于|ارسم عن").and_then(|length| lead.get(length..));
    let found = about.or(behind.or(leading).map(|t| {
        // The last clause before the name of the notation.
        t.rsplit([',', '，', '、']).next().unwrap_or(t)
    }))?;
    let found = found.split([',', '，', '(', '。', '.']).next()?.trim_end();
    // "about photography with the branches": the words that lead on.
    let found = found
        .rsplit_once(' ')
        .filter(|(_, last)| starts_any(last, INTRODUCERS) == Some(last.len()))
        .map_or(found, |(rest, _)| rest);
    let name = super::text::label(found, language);
    let talk = ASKS_DENSE.iter().any(|word| name.contains(word));
    (has_word(&name) && !talk && name.split_whitespace().count() <= 8)
        .then(|| crate::tokens::capitalised(&name))
}

/// A name in quotation marks in the request.
pub(super) fn quoted<'a>(content: &Content<'a>) -> Option<&'a str> {
    let head = content.head;
    let open = head.find(['"', '“', '„', '«', '「', '『'])?;
    let mark = head.get(open..)?.chars().next()?.len_utf8();
    let inner = head.get(open + mark..)?;
    let close = inner.find(['"', '”', '“', '»', '」', '』'])?;
    inner.get(..close).map(str::trim).filter(|name| has_word(name))
}
