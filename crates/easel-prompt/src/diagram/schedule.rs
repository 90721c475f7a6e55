//! Gantt charts: tasks with dates, lengths and what they follow. Dates themselves are read by
//! `dates`, events of timelines by `events`.

use easel_types::spec::{DiagramKind, Status};

use crate::language::Language;
use crate::tokens::Text;

use super::dates::{self, Date, Found, Moment};
use super::head::{Content, Marker};
use super::sketch::Sketch;
use super::text::{
    bracket_at_end, cut_at_colon, find_any, has_word, is_dense, label, split, starts_any,
    statements,
};
use super::{Made, words};

/// Words around dates and lengths that are part of no name.
const IDLE: &str = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|lundi|montag|lunedì|segunda|maandag|from|to|until|till|through|starting on|starting|starts on|starts|start|begins on|begins|beginning|ends on|ends|ending on|ending|end|on|at|for|takes|take|taking|lasts|lasting|last|runs|run|running|is|due|by|duration|which|it|of|the|with|and|in|between|desde|hasta|del|de|al|a|el|empieza|comienza|termina|dura|duran|durante|por|du|au|jusqu'au|à partir du|dès le|le|dure|durent|pendant|commence|von|vom|bis|ab|am|zum|dauert|dauern|für|beginnt|endet|dal|al|fino al|per|inizia|inizia il|inizio|dura per|il|do|até|a partir de|começa|começa em|em|van|tot|vanaf|t/m|op|duurt|begint|od|do|trwa|przez|zaczyna się|с|со|по|до|от|на|длится|займет|займёт|в|начало|den|dan|başlar|sürer|kadar|من|إلى|حتى|لمدة|يبدأ|تبدأ|يستغرق|تستغرق|في|से|तक|के लिए|शुरू|从|到|至|开始|持续|需要|用时|から|まで|開始|かかる|부터|까지|시작|동안|소요|each|—|–|-|~|→|start:|end:|duration:|start date|end date";

/// Words before a task that is followed.
const AFTER: &str = "after|once|following|depends on|dependent on|when|needs|requires|blocked by|después de|tras|luego de|depende de|après|dépend de|nach|im anschluss an|hängt ab von|dopo|dipende da|após|depois de|depois da|depois do|depende do|depende da|na afloop van|na|po|zależy od|после|зависит от|bittikten sonra|بعد|तुरंत बाद|के बाद|接在|依赖|在|after:";

/// Words for a point in time.
const MILESTONE: &str = "milestone|milestones|hito|jalon|meilenstein|pietra miliare|milestone:|marco|mijlpaal|kamień milowy|веха|kilometre taşı|معلم|मील का पत्थर|里程碑|マイルストーン|마일스톤";

/// Words for tasks that run side by side.
const PARALLEL: &str = "in parallel|at the same time|simultaneously|meanwhile|parallel|concurrently|alongside|en paralelo|al mismo tiempo|en parallèle|en même temps|gleichzeitig|zur gleichen zeit|in parallelo|contemporaneamente|em paralelo|ao mesmo tempo|tegelijkertijd|równolegle|параллельно|paralel|aynı anda|بالتوازي|同时|並行|同時に|동시에";

/// A task while it is read.
#[derive(Debug, Default)]
struct Task {
    name: String,
    start: Option<Date>,
    end: Option<Date>,
    days: Option<i64>,
    months: i64,
    /// Days from the begin of all, where weeks are counted.
    span: Option<(i64, i64)>,
    after: Vec<String>,
    chained: bool,
    parallel: bool,
    milestone: bool,
    status: Option<Status>,
    share: Option<f64>,
    section: Option<String>,
}

impl Task {
    /// True where its length is given.
    fn has_length(&self) -> bool {
        self.days.is_some() || self.months > 0
    }

    /// True where the prompt says when it is or how long it takes.
    fn is_timed(&self) -> bool {
        self.start.is_some() || self.end.is_some() || self.has_length() || self.span.is_some()
    }

    /// True where there is more to it than a name.
    fn is_planned(&self) -> bool {
        has_word(&self.name) && (self.is_timed() || !self.after.is_empty() || self.milestone)
    }
}

/// Most tasks taken from a prompt.
const TASKS_MAX: usize = 1000;

/// Reads tasks.
pub(super) fn gantt(prompt: &str, content: &Content<'_>, language: Language) -> Option<Made> {
    let us = language == Language::ENGLISH;
    let mut tasks: Vec<Task> = Vec::new();
    let mut section: Option<String> = None;
    let mut base = first_day(content.head, us);
    let mut is_cut = false;
    for line in &content.lines {
        if tasks.len() > TASKS_MAX {
            is_cut = true;
            break;
        }
        let mut line = *line;
        if tasks.is_empty()
            && let Some((date, rest)) = beginning(line.text, language, us)
        {
            base = Some(date);
            line.text = rest;
        }
        if line.text.contains('|') && dates::scan(line.text, us).is_empty() {
            continue;
        }
        if line.marker == Marker::None
            && dates::scan(line.text, us).is_empty()
            && is_heading(line.text)
        {
            section = Some(label(strip_section(line.text), language));
            continue;
        }
        for statement in statements(line.text) {
            let statement = match phase(statement, language, us) {
                Some((before, rest)) => {
                    section = Some(label(before, language));
                    rest
                }
                None => statement,
            };
            if only_year(statement, language, us) {
                continue;
            }
            if let Some(date) = start_of_all(statement, language, us) {
                base = base.or(Some(date));
                continue;
            }
            for piece in pieces(statement, language, us) {
                take(&piece, (&mut tasks, &section), language, us);
            }
        }
    }
    tasks.retain(Task::is_planned);
    if let Some(first) = tasks.first_mut().filter(|t| t.start.is_none() && t.end.is_none()) {
        first.start = base;
    }
    if !tasks.iter().any(Task::is_timed) {
        return None;
    }
    Some(Made {
        sketch: scheduled(prompt, &tasks, language),
        kind: Some(DiagramKind::Gantt),
        is_cut,
        ..Made::default()
    })
}

/// The first day that is named: "Gantt chart starting 3 March 2025".
fn first_day(text: &str, us: bool) -> Option<Date> {
    dates::scan(text, us).into_iter().find_map(|found| match found.moment {
        Moment::Date(date) if date.day.is_some() => Some(date),
        _ => None,
    })
}

/// "All dates are in 2026", "year is 2025": no task.
fn only_year(statement: &str, language: Language, us: bool) -> bool {
    const YEAR: &str = "year|the year|all dates|all dates are|all in|dates|dates are|all|jahr|alle daten|alle termine|año|todas las fechas|todo|année|toutes les dates|anno|tutte le date|ano|todas as datas|jaar|alle data|rok|wszystkie daty|год|все даты|yıl|年份|年|日期|年度";
    let found = dates::scan(statement, us);
    let [one] = found.as_slice() else { return false };
    let year =
        matches!(one.moment, Moment::Date(date) if date.month.is_none() && date.day.is_none());
    let name = name_of(statement, language, us);
    let name = name.trim_end_matches([':', ' ']);
    year && (starts_any(name, YEAR) == Some(name.len()) || !has_word(name))
}

/// "Empieza el 1 de septiembre": the day when all begins, told by itself.
fn start_of_all(statement: &str, language: Language, us: bool) -> Option<Date> {
    const BEGINS: &str = "it starts|it begins|we start|we begin|project starts|the project starts|everything starts|all starts|start date|starts|starting|start|begins|beginning|kick off on|empieza|comienza|inicia|inicio|empezamos|début|commence|ça commence|on commence|le projet commence|beginn|start|startet|es beginnt|los geht es|projektstart|wir starten|inizia|inizio|si comincia|si parte|começa|início|começamos|begint|we beginnen|start op|zaczynamy|początek|start|rozpoczęcie|начало|начинаем|старт|başlangıç|başlıyor|يبدأ|البداية|开始|开工|開始|시작";
    starts_any(statement.trim(), BEGINS)?;
    let bare = name_of(statement, language, us);
    let idle = !has_word(&bare) || starts_any(&bare, BEGINS) == Some(bare.len());
    let found = dates::scan(statement, us);
    (idle && found.len() == 1).then(|| first_day(statement, us)).flatten()
}

/// The day when all begins, with the tasks behind it: "Starting 3 March: Scope 2 days".
fn beginning(line: &str, language: Language, us: bool) -> Option<(Date, &str)> {
    let (before, rest) = cut_at_colon(line).filter(|(_, rest)| has_word(rest))?;
    let date = first_day(before, us)?;
    (!has_word(&name_of(before, language, us))).then_some((date, rest))
}

/// A phase with its tasks: "Phase 1: Scope (2 days), Budget (3 days)".
fn phase(statement: &str, language: Language, us: bool) -> Option<(&str, &str)> {
    cut_at_colon(statement).filter(|(before, rest)| {
        has_word(before)
            && dates::scan(before, us).is_empty()
            && pieces(rest, language, us)
                .iter()
                .all(|p| has_word(&name_of(p.trim_start_matches('\u{1}'), language, us)))
            && !dates::scan(rest, us).is_empty()
    })
}

fn is_heading(text: &str) -> bool {
    let text = text.trim();
    (text.ends_with([':', '：'])
        || starts_any(text, "section|phase|fase|sección|abschnitt|sezione|seção|étape").is_some()
        || text.starts_with('['))
        && text.split_whitespace().count() <= 8
}

fn strip_section(text: &str) -> &str {
    starts_any(text, "section|sección|abschnitt|sezione|seção")
        .and_then(|n| text.get(n..))
        .filter(|rest| has_word(rest))
        .unwrap_or(text)
}

/// Cuts a statement into tasks: at commas and "then" where a name with a time of its own begins.
fn pieces(statement: &str, language: Language, us: bool) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for comma in split(statement, |c| matches!(c, ',' | '，' | '、' | '،')) {
        let mut rest = comma;
        let mut parts: Vec<(bool, &str)> = Vec::new();
        let mut chained = false;
        while let Some((at, end)) = find_any(rest, words::SPLITTERS) {
            let (Some(before), Some(after)) = (rest.get(..at), rest.get(end..)) else { break };
            if has_word(before) {
                parts.push((chained, before));
            }
            chained = true;
            rest = after;
            if parts.len() > 40 {
                break;
            }
        }
        let mut guard = 0;
        while let Some((before, after)) = super::text::cut_at_and(rest, language) {
            guard += 1;
            let own =
                |t: &str| !dates::scan(t, us).is_empty() && has_word(&name_of(t, language, us));
            if guard > 8 || !own(before) || !own(after) {
                break;
            }
            parts.push((chained, before));
            rest = after;
        }
        parts.push((chained, rest));
        for (chained, part) in parts {
            // "January 6, 2025": the year belongs to the words before.
            let lone = part.trim().len() == 4 && part.trim().chars().all(|c| c.is_ascii_digit());
            let name = name_of(part, language, us);
            let named = has_word(&name) && !lone && starts_any(part.trim(), AFTER).is_none();
            match out.last_mut() {
                Some(last) if !named && !chained => {
                    last.push_str(", ");
                    last.push_str(part);
                }
                _ => out.push(if chained { format!("\u{1}{part}") } else { part.to_owned() }),
            }
        }
    }
    out
}

/// Cuts "after X" off a task: what is before, and the names.
fn cut_after(text: &str, language: Language) -> (String, Vec<String>) {
    if matches!(language.as_str(), "ja" | "ko" | "zh" | "tr" | "hi") {
        for mark in [
            "の後に",
            "の後",
            "後に",
            "完了後",
            "が終わったら",
            "之后",
            "完成后",
            "以后",
            "이후",
            "후에",
            "완료 후",
            "'dan sonra",
            "'den sonra",
            "bittikten sonra",
            "के बाद",
        ] {
            if let Some((before, after)) = text.split_once(mark) {
                let start = before.rfind([',', '，', '、', '(', '（', ' ']).map_or(0, |at| {
                    at + before.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8)
                });
                let name = before.get(start..).unwrap_or("");
                if has_word(name) && dates::scan(name, false).is_empty() {
                    return (
                        format!("{} {}", before.get(..start).unwrap_or(""), after),
                        vec![label(name, language)],
                    );
                }
            }
        }
    }
    let mut from = 0;
    while let Some((at, end)) = text.get(from..).and_then(|t| find_any(t, AFTER)) {
        let (at, end) = (from + at, from + end);
        let behind = text.get(end..).unwrap_or("");
        from = end;
        let stop = behind.find([',', ')', '(', ';', ':']).unwrap_or(behind.len());
        let words = behind.get(..stop).unwrap_or("");
        let words = find_any(words, "is done|is finished|is complete|is completed|ends|finishes|completes|are done|termine|abgeschlossen|fertig|for|takes|lasts|,").and_then(|(cut, _)| words.get(..cut)).filter(|w| has_word(w)).unwrap_or(words);
        let words = match dates::scan(words, false).first() {
            Some(found) => words.get(..found.start).unwrap_or(words),
            None => words,
        };
        if !has_word(words) {
            continue;
        }
        let used = end + words.len();
        let names = super::text::items(words, language);
        let mut rest = text.get(..at).unwrap_or("").trim_end_matches(['(', ' ', ',']).to_owned();
        let tail = text.get(used..).unwrap_or("").trim_start_matches(')');
        for idle in ["is done", "is finished", "is complete", "is completed", "ends", "finishes"] {
            if let Some(cut) = tail.trim_start().strip_prefix(idle) {
                return (format!("{rest} {cut}"), names);
            }
        }
        rest.push(' ');
        rest.push_str(tail);
        return (rest, names);
    }
    (text.to_owned(), Vec::new())
}

/// The name in a task: its words without times and what stands around them.
fn name_of(text: &str, language: Language, us: bool) -> String {
    let (text, _) = cut_after(text, language);
    let found = dates::scan(&text, us);
    let mut rest = String::new();
    let mut from = 0;
    for piece in &found {
        rest.push_str(text.get(from..piece.start).unwrap_or(""));
        rest.push('\u{2}');
        from = piece.end;
    }
    rest.push_str(text.get(from..).unwrap_or(""));
    // The words before the first time are the name; idle words at its end go.
    rest.split('\u{2}')
        .map(|part| without_idle(part, language))
        .find(|part| has_word(part))
        .unwrap_or_default()
}

fn without_idle(part: &str, language: Language) -> String {
    let mut text = part
        .trim_matches(|c: char| {
            !super::text::is_word_char(c) && !matches!(c, ')' | '(' | '"' | '+' | '#')
        })
        .to_owned();
    if let Some((before, after)) = cut_at_colon(&text) {
        let keep = if has_word(before) { before } else { after };
        text = keep.to_owned();
    }
    for _ in 0..6 {
        let bare = text.trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    ',' | ':' | '(' | '-' | '–' | '—' | '~' | '：' | '（' | '.' | ')' | '['
                )
        });
        let last = bare.rsplit([' ', '\u{a0}']).next().unwrap_or("");
        // "Task A" ends with a name.
        let letter = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
        let tail = !letter && starts_any(last, IDLE).is_some_and(|n| n == last.len());
        let cut = if tail && last.len() < bare.len() {
            bare.get(..bare.len() - last.len())
        } else if tail {
            Some("")
        } else {
            None
        };
        let dense_tail = [
            "从", "到", "至", "から", "まで", "부터", "까지", "는", "은", "は", "が", "需要",
            "持续", "を",
        ]
        .iter()
        .find_map(|end| bare.strip_suffix(end))
        .filter(|_| bare.chars().any(is_dense));
        let next = cut.or(dense_tail).unwrap_or(bare).to_owned();
        if next == text {
            break;
        }
        text = next;
    }
    let lead = words::without_sequencer(&text);
    // "First draft" is a name; "First, draft" is a step.
    let ordinal = starts_any(
        &text,
        "first|last|next|final|primer|primera|première|premier|erste|erster|erstes|prima|primo|primeira|primeiro|eerste|pierwszy|pierwsza|pierwsze|первый|первая",
    );
    let named = ordinal.is_some_and(|n| text.get(n..).is_some_and(|rest| rest.starts_with(' ')));
    let lead = if named { text.as_str() } else { lead };
    let lead = starts_any(lead, IDLE)
        .and_then(|n| lead.get(n..))
        .filter(|rest| rest.starts_with(' ') && !has_word(rest))
        .unwrap_or(lead);
    let name = label(lead, language);
    let lower = name.to_lowercase();
    if starts_any(&lower, IDLE).is_some_and(|n| n == lower.len())
        || starts_any(&lower, MILESTONE).is_some_and(|n| n == lower.len())
    {
        String::new()
    } else {
        name
    }
}

/// Puts a piece into the tasks: a new one, or more about the last.
fn take(
    piece: &str,
    (tasks, section): (&mut Vec<Task>, &Option<String>),
    language: Language,
    us: bool,
) {
    let chained = piece.starts_with('\u{1}');
    let piece = piece.trim_start_matches('\u{1}');
    let (text, after) = cut_after(piece, language);
    let found = dates::scan(&text, us);
    let mut name = name_of(piece, language, us);
    let mut marks = String::new();
    if let Some((before, inside)) = bracket_at_end(&name)
        && starts_any(inside, "done|active|critical|crit|milestone|in progress|finished|completed|hecho|terminé|fertig|erledigt|\u{2}").is_some()
    {
        marks = inside.to_owned();
        name = before.trim().to_owned();
    }
    if !has_word(&name) {
        if let Some(last) = tasks.last_mut() {
            times(last, &text, &found);
            last.after.extend(after);
        }
        return;
    }
    let mut task = Task { name, section: section.clone(), chained, after, ..Task::default() };
    times(&mut task, &text, &found);
    let low = format!("{text} {marks}");
    task.milestone = find_any(&low, MILESTONE).is_some();
    if let Some((at, end)) = find_any(&task.name, MILESTONE).filter(|_| task.milestone) {
        let rest =
            format!("{} {}", task.name.get(..at).unwrap_or(""), task.name.get(end..).unwrap_or(""));
        let rest = label(
            rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '(' | ')' | '"')),
            language,
        );
        if has_word(&rest) {
            task.name = rest;
        }
    }
    task.parallel = find_any(&text, PARALLEL).is_some();
    if let Some((at, end)) = find_any(&task.name, PARALLEL) {
        task.name = label(
            &format!(
                "{} {}",
                task.name.get(..at).unwrap_or(""),
                task.name.get(end..).unwrap_or("")
            ),
            language,
        );
    }
    task.status = status(&low);
    task.share = share(&low);
    tasks.push(task);
}

fn status(text: &str) -> Option<Status> {
    let inside = text.rsplit(['(', ',', '[']).next().unwrap_or("");
    if starts_any(inside.trim(), "done|finished|completed|complete|hecho|terminado|terminé|fertig|erledigt|fatto|completato|concluído|klaar|gotowe|готово|tamamlandı|已完成|完了|완료").is_some() {
        Some(Status::Done)
    } else if starts_any(inside.trim(), "active|in progress|ongoing|en curso|en cours|in arbeit|läuft|in corso|em andamento|bezig|w toku|в работе|进行中|進行中|진행 중").is_some() {
        Some(Status::Active)
    } else if starts_any(inside.trim(), "critical|crit|kritisch|crítica|critique|critico").is_some() {
        Some(Status::Critical)
    } else {
        None
    }
}

fn share(text: &str) -> Option<f64> {
    let at = text.find('%')?;
    let digits: String = text.get(..at)?.chars().rev().take_while(char::is_ascii_digit).collect();
    let digits: String = digits.chars().rev().collect();
    digits.parse::<f64>().ok().filter(|v| *v <= 100.0).map(|v| v / 100.0)
}

/// Dates and lengths of a task.
fn times(task: &mut Task, text: &str, found: &[Found]) {
    for piece in found {
        let before = text.get(..piece.start).unwrap_or("").to_lowercase();
        match piece.moment {
            Moment::Days(days) => task.days = Some(task.days.unwrap_or(0) + days),
            Moment::Months(months) => task.months += months,
            Moment::Span(first, last) => {
                let known = task.span.get_or_insert((first, last));
                known.1 = known.1.max(last);
            }
            Moment::Hours(_) => task.days = task.days.or(Some(1)),
            Moment::Date(date) => {
                let until = [
                    "until", "till", "by", "due", "ends", "ending", "end", "bis", "hasta",
                    "jusqu'au", "fino al", "até", "tot", "до", "kadar", "حتى",
                ];
                let word =
                    before.trim_end().trim_end_matches([':', '(']).rsplit(' ').next().unwrap_or("");
                if task.start.is_none()
                    && !(until.contains(&word) && (task.days.is_some() || found.len() == 1))
                {
                    task.start = Some(date);
                } else {
                    task.end = Some(date);
                }
            }
        }
    }
}

/// How days are counted and written.
struct Calendar {
    /// The year of dates without one.
    year: i64,
    /// There are dates; else days are counted from 0 on.
    is_dated: bool,
}

impl Calendar {
    fn of(prompt: &str, tasks: &[Task]) -> Self {
        let mut dates = tasks.iter().flat_map(|t| [t.start, t.end]).flatten().peekable();
        let is_dated = dates.peek().is_some();
        let written = dates.find_map(|date| date.year);
        Self { year: written.or_else(|| prompt_year(prompt)).unwrap_or(2025), is_dated }
    }

    /// The day on which a date begins.
    fn first(&self, date: Date) -> i64 {
        let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
        dates::day_number(date.year.unwrap_or(self.year), month, day)
    }

    /// The day after a date, which may be a whole month or year.
    fn after(&self, date: Date) -> i64 {
        let first = self.first(date);
        match (date.day, date.month) {
            (Some(_), _) => first + 1,
            (None, Some(_)) => dates::months_later(first, 1),
            (None, None) => dates::months_later(first, 12),
        }
    }

    fn written(&self, at: i64) -> String {
        if self.is_dated { dates::written(at) } else { at.to_string() }
    }

    /// When a task begins and ends, where it begins at `other` unless it says so itself.
    fn span(&self, task: &Task, other: Option<i64>) -> (Option<i64>, Option<i64>) {
        if let Some((first, last)) = task.span.filter(|_| !self.is_dated) {
            return (Some(first), Some(last));
        }
        let mut start = task.start.map(|date| self.first(date)).or(other);
        let mut end = task.end.map(|date| self.after(date));
        if start.is_none()
            && let (Some(stop), Some(days)) = (end, task.days)
        {
            start = Some(stop - days);
        }
        if let (Some(from), None) = (start, end) {
            end = Some(if task.has_length() {
                dates::months_later(from, task.months).max(from) + task.days.unwrap_or(0)
            } else {
                // "Testing: June" takes all of June.
                task.start.filter(|date| date.day.is_none()).map_or(from, |date| self.after(date))
            });
        }
        (start, end)
    }
}

/// The spec of tasks: what follows another begins at its end.
fn scheduled(prompt: &str, tasks: &[Task], language: Language) -> Sketch {
    let mut sketch = Sketch::new(language);
    let calendar = Calendar::of(prompt, tasks);
    let mut known: Vec<(usize, i64, i64)> = Vec::new();
    let mut first_open: Option<i64> = if calendar.is_dated { None } else { Some(0) };
    for task in tasks {
        let node = sketch.node(&task.name);
        let previous = known.last().copied();
        let befores = followed(task, node, &sketch, previous.map(|p| p.0));
        let ends =
            befores.iter().filter_map(|at| known.iter().find(|k| k.0 == *at).map(|k| k.2)).max();
        let same = previous.filter(|_| task.parallel).map(|p| p.1);
        let (start, end) = calendar.span(task, ends.or(same).or(first_open));
        first_open = None;
        let point = task.milestone || start.is_some() && start == end;
        let end = end.map(|end| start.map_or(end, |start| end.max(start)));
        sketch.change(node, |node| {
            let write = |at: i64| calendar.written(at);
            node.start = start.or(end.filter(|_| point)).map(write);
            node.end = end.filter(|_| !point).map(write);
            node.status = if point { Some(Status::Milestone) } else { task.status };
            node.value = task.share;
        });
        if let (None, Some(days)) = (start, task.days) {
            sketch.change(node, |node| node.end = Some(format!("{days}d")));
        }
        if let (Some(a), Some(b)) = (start, end.or(start)) {
            known.push((node, a, b));
        }
        for before in befores {
            sketch.edge(before, node, None);
        }
        if let Some(section) = &task.section {
            sketch.place(section, node);
        }
    }
    sketch
}

/// The tasks that a task follows: those it names, else the one before.
fn followed(task: &Task, node: usize, sketch: &Sketch, previous: Option<usize>) -> Vec<usize> {
    let mut befores: Vec<usize> =
        task.after.iter().filter_map(|name| sketch.like(name)).filter(|at| *at != node).collect();
    let is_free =
        task.span.is_none() && task.start.is_none() && task.end.is_none() && !task.parallel;
    if is_free && befores.is_empty() && (task.chained || task.has_length()) {
        befores.extend(previous);
    }
    befores
}

/// A year that stands in the request.
fn prompt_year(prompt: &str) -> Option<i64> {
    dates::scan(prompt.get(..prompt.len().min(600)).unwrap_or(prompt), false).into_iter().find_map(
        |found| match found.moment {
            Moment::Date(date) => date.year,
            _ => None,
        },
    )
}

/// A row of a table of tasks.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// What other rows call it.
    pub id: &'a str,
    /// The task.
    pub name: String,
    /// When it begins.
    pub start: &'a str,
    /// When it ends.
    pub end: &'a str,
    /// How long it takes; a bare number counts days, or what the heading says.
    pub length: &'a str,
    /// The heading over the lengths.
    pub unit: &'a str,
    /// The tasks it follows.
    pub after: &'a str,
    /// Its state.
    pub status: &'a str,
    /// The phase it belongs to; empty where there is none.
    pub section: String,
}

/// Tasks that stand in a table.
pub(super) fn of_rows(text: &Text<'_>, rows: &[Row<'_>]) -> Option<Made> {
    let us = text.language == Language::ENGLISH;
    let weeks = find_any(
        rows.first()?.unit,
        "weeks|wochen|semaines|semanas|settimane|weken|tygodnie|недели|周|週",
    )
    .is_some();
    let mut tasks: Vec<Task> = Vec::new();
    for row in rows.iter().filter(|row| has_word(&row.name)) {
        let mut task = Task { name: row.name.clone(), ..Task::default() };
        task.start = first_day(row.start, us).or_else(|| first_date(row.start, us));
        task.end = first_day(row.end, us).or_else(|| first_date(row.end, us));
        let lengths = dates::scan(row.length, us);
        if let Ok(days) = row.length.trim().parse::<i64>() {
            task.days = Some(days.clamp(0, 9_999) * if weeks { 7 } else { 1 });
        } else {
            times(&mut task, row.length, &lengths);
        }
        let names = super::text::items(row.after, text.language);
        task.after = names
            .into_iter()
            .map(|name| {
                let named =
                    |other: &&Row<'_>| has_word(other.id) && other.id.eq_ignore_ascii_case(&name);
                rows.iter().find(named).map_or(name.clone(), |other| other.name.clone())
            })
            .collect();
        task.milestone = find_any(row.status, MILESTONE).is_some()
            || find_any(row.length, MILESTONE).is_some()
            || task.days == Some(0);
        task.status = status(row.status);
        task.share = share(row.status);
        task.section = has_word(&row.section).then(|| row.section.clone());
        tasks.push(task);
    }
    let own: Vec<Task> = tasks.into_iter().filter(Task::is_planned).collect();
    own.iter().any(Task::is_timed).then(|| Made {
        sketch: scheduled(text.prompt, &own, text.language),
        kind: Some(DiagramKind::Gantt),
        ..Made::default()
    })
}

/// The first date of a cell, which may be a month or a year.
fn first_date(text: &str, us: bool) -> Option<Date> {
    dates::scan(text, us).into_iter().find_map(|found| match found.moment {
        Moment::Date(date) => Some(date),
        _ => None,
    })
}
