//! What the intent model sees of a prompt: the kinds it names and where, the hints around them, the
//! shape of the text, the sums of the rules, and hashed words. All features are present or absent;
//! which matter is learned.

use std::sync::LazyLock;

use super::cues::{CUES, Cue};
use super::evidence;
use super::segments;
use crate::lexicon::{Index, Match, folded};
use crate::tokens::{Kind, Text, Token};

/// Rows of weights for structure: kinds, hints, shapes.
pub(crate) const STRUCTURE_ROWS: u32 = 1 << 15;
/// Rows of weights for words.
pub(crate) const WORD_ROWS: u32 = 1 << 16;
/// Tokens of a long prompt that are looked at, from its beginning.
const TOKENS_MAX: usize = 400;
/// Kinds and hints whose order is looked at.
const EVENTS_MAX: usize = 40;
/// How much all words of a prompt count together, against one feature of structure.
const WORDS_SHARE: f32 = 3.0;

/// What a prompt has: rows of the weights, and how much each of the words counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Features {
    /// Rows below [`STRUCTURE_ROWS`], each once.
    pub structure: Vec<u32>,
    /// Rows below [`WORD_ROWS`], each once.
    pub words: Vec<u32>,
    /// The value of each word; those of structure have 1.
    pub word_value: f32,
}

static CUE_INDEX: LazyLock<Index<Cue>> = LazyLock::new(|| {
    let rows = CUES.iter();
    Index::new(rows.flat_map(|(cue, list)| list.split('|').map(|phrase| (*cue, phrase))), true)
});

/// A kind or a hint where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Event {
    /// A small number: kinds below `KINDS`, hints above.
    code: u32,
    /// First byte and byte after the last.
    start: usize,
    end: usize,
}

/// Codes of kinds: chart, diagram, infographic, logo, each named exactly or in general.
const KINDS: u32 = 8;

/// The code of something in quotation marks.
const QUOTED: u32 = 60;

/// FNV-1a over parts, with a mark between them.
struct Hash(u64);

impl Hash {
    fn new(group: &str) -> Self {
        Self(0xcbf2_9ce4_8422_2325).text(group)
    }

    fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    fn text(self, text: &str) -> Self {
        text.bytes().fold(self, Self::byte).byte(0xff)
    }

    fn number(self, number: u32) -> Self {
        number.to_le_bytes().into_iter().fold(self, Self::byte)
    }

    /// The row of a table with `rows` rows, a power of two.
    fn row(self, rows: u32) -> u32 {
        let mixed = self.0 ^ (self.0 >> 29);
        u32::try_from(mixed % u64::from(rows)).unwrap_or(0)
    }
}

/// Collects features.
struct Collector<'a> {
    text: &'a Text<'a>,
    structure: Vec<u32>,
    words: Vec<u32>,
    /// How the language orders words: names of kinds at the beginning or at the end of a request.
    order: u32,
}

/// Longest prompt that is looked at as a whole, in bytes.
const WHOLE_MAX: usize = 6000;
/// Bytes looked at of a longer one, at its beginning and its end: what is asked for stands before
/// or behind the data.
const BEGIN: usize = 4000;
const END: usize = 1000;

/// What `text` has.
pub(crate) fn of(text: &Text<'_>) -> Features {
    let prompt = text.prompt;
    if prompt.len() <= WHOLE_MAX {
        return whole(text);
    }
    let boundary = |from: usize| (from..prompt.len()).find(|at| prompt.is_char_boundary(*at));
    let begin = boundary(BEGIN).and_then(|at| prompt.get(..at)).unwrap_or_default();
    let end = boundary(prompt.len() - END).and_then(|at| prompt.get(at..)).unwrap_or_default();
    let excerpt = format!("{begin}\n{end}");
    whole(&Text::new(&excerpt))
}

fn whole(text: &Text<'_>) -> Features {
    let tokens = text.tokens.get(..TOKENS_MAX).unwrap_or(&text.tokens);
    let order = match text.language.as_str() {
        "ja" | "ko" | "hi" | "tr" => 1,
        "zh" => 2,
        _ => 0,
    };
    let mut made = Collector { text, structure: Vec::new(), words: Vec::new(), order };
    let events = events(text, tokens);
    made.kinds(tokens, &events);
    made.order_of(&events);
    made.shape(tokens);
    made.pieces();
    made.brands(&events);
    made.rules();
    made.lexical(tokens, &events);
    made.finish()
}

/// Kinds and hints in the order of the prompt. A hint inside the name of a kind is none.
fn events(text: &Text<'_>, tokens: &[Token]) -> Vec<Event> {
    let limit = tokens.last().map_or(0, |token| token.end);
    let mut events: Vec<Event> = Vec::new();
    for hit in text.hits().iter().filter(|hit| hit.span.start < limit) {
        use crate::lexicon::Meaning;
        let code = match hit.meaning {
            Meaning::Chart(Some(_)) => 0,
            Meaning::Chart(None) => 1,
            Meaning::Diagram(Some(_)) => 2,
            Meaning::Diagram(None) => 3,
            Meaning::Infographic("") => 4,
            Meaning::Infographic(_) => 5,
            Meaning::Logo => 6,
        };
        events.push(Event { code, start: hit.span.start, end: hit.span.end });
    }
    let hints: Vec<Match<Cue>> = CUE_INDEX.find(text.prompt, tokens);
    // A longer phrase around the name of a kind means something else: a colour scheme, a tree
    // house.
    events.retain(|kind| {
        let around = |hint: &Match<Cue>| {
            hint.span.start <= kind.start
                && kind.end <= hint.span.end
                && hint.span.len() > kind.end - kind.start
        };
        !hints.iter().any(around)
    });
    let kinds = events.len();
    for hint in hints {
        let kinds = events.get(..kinds).unwrap_or_default();
        if kinds.iter().all(|kind| hint.span.end <= kind.start || kind.end <= hint.span.start) {
            let code = KINDS + hint.meaning as u32;
            events.push(Event { code, start: hint.span.start, end: hint.span.end });
        }
    }
    let quoted = tokens.iter().filter(|token| token.kind == Kind::Quoted);
    events.extend(quoted.map(|token| Event { code: QUOTED, start: token.start, end: token.end }));
    events.sort_by_key(|event| (event.start, event.code));
    events.dedup();
    events
}

/// A number in steps that grow.
fn step(count: usize) -> u32 {
    match count {
        0..=3 => u32::try_from(count).unwrap_or(3),
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        14..=22 => 7,
        23..=40 => 8,
        41..=80 => 9,
        _ => 10,
    }
}

impl Collector<'_> {
    fn add(&mut self, hash: Hash) {
        self.structure.push(hash.row(STRUCTURE_ROWS));
    }

    fn word(&mut self, hash: Hash) {
        self.words.push(hash.row(WORD_ROWS));
    }

    /// Each named kind with its neighbours.
    fn kinds(&mut self, tokens: &[Token], events: &[Event]) {
        let named = events.iter().filter(|event| event.code < KINDS);
        let mut first = true;
        for (count, kind) in named.enumerate().take(6) {
            let group = kind.code;
            let before = tokens.iter().filter(|token| token.end <= kind.start);
            let after = tokens.iter().filter(|token| token.start >= kind.end);
            let words_before = before.clone().filter(|token| token.is_text()).count();
            let words_after = after.clone().filter(|token| token.is_text()).count();
            let hint_before = events.iter().rev().find(|event| event.end <= kind.start);
            let hint_after = events.iter().find(|event| event.start >= kind.end);
            let close = |gap: &str| gap.split_whitespace().count() <= 1;
            let gap_before = hint_before.and_then(|e| self.text.prompt.get(e.end..kind.start));
            let gap_after = hint_after.and_then(|e| self.text.prompt.get(kind.end..e.start));
            let left = hint_before.map_or(99, |e| e.code);
            let right = hint_after.map_or(99, |e| e.code);
            self.add(Hash::new("kind").number(group));
            self.add(Hash::new("kind order").number(group).number(self.order));
            self.add(Hash::new("before").number(group).number(step(words_before)));
            self.add(Hash::new("after").number(group).number(step(words_after)));
            self.add(Hash::new("left").number(group).number(left));
            self.add(Hash::new("right").number(group).number(right));
            self.add(Hash::new("sides").number(group).number(left).number(right));
            if gap_before.is_some_and(close) {
                self.add(Hash::new("left close").number(group).number(left));
            }
            if gap_after.is_some_and(close) {
                self.add(Hash::new("right close").number(group).number(right));
            }
            let previous = before.clone().next_back().map_or("^", shown);
            let next = after.clone().next().map_or("$", shown);
            self.add(Hash::new("previous").number(group).text(&folded(previous)));
            self.add(Hash::new("next").number(group).text(&folded(next)));
            self.glued(kind);
            let edge = u32::from(words_before == 0) + 2 * u32::from(words_after == 0);
            self.add(Hash::new("edge").number(group).number(edge).number(self.order));
            if first {
                self.add(Hash::new("first kind").number(group));
                first = false;
            }
            if count == 1 {
                self.add(Hash::new("second kind").number(group));
            }
        }
        self.head_kind(events);
        if first {
            self.add(Hash::new("no kind").number(self.order));
            self.add(Hash::new("no kind at all"));
        }
    }

    /// The kind that the request is about where it names several: the first one, and in languages
    /// that put the noun last, the last one of the first clause.
    fn head_kind(&mut self, events: &[Event]) {
        let named: Vec<&Event> = events.iter().filter(|event| event.code < KINDS).collect();
        let (Some(first), Some(last)) = (named.first(), named.last()) else { return };
        let prompt = self.text.prompt;
        let ends_clause = |event: &&&Event| {
            let after = prompt.get(event.end..).unwrap_or_default();
            after.trim_start().starts_with([',', ':', '.', '，', '、', '：', '。', '\n', '،'])
        };
        let head = match self.order {
            0 => first,
            _ => named.iter().find(ends_clause).unwrap_or(last),
        };
        let last_one = u32::from(head.start == last.start);
        let others = u32::from(named.iter().any(|kind| kind.code / 2 != head.code / 2));
        self.add(Hash::new("head kind").number(head.code / 2).number(others));
        self.add(
            Hash::new("head kind where").number(head.code).number(last_one).number(self.order),
        );
        self.add(Hash::new("last kind").number(last.code).number(self.order));
        let medium = events.iter().any(|event| {
            event.code == KINDS + Cue::Medium as u32 || event.code == KINDS + Cue::Pose as u32
        });
        self.add(Hash::new("head kind painted").number(head.code / 2).number(u32::from(medium)));
        // Something of a scene after the head, in languages that put the noun last.
        let behind = events
            .iter()
            .rev()
            .find(|event| event.start >= head.end && event.code >= KINDS && !is_small(event.code));
        let behind = behind.map_or(99, |event| event.code);
        self.add(Hash::new("behind head").number(head.code / 2).number(behind).number(self.order));
    }

    /// The letters beside a kind, which in scripts without spaces are particles.
    fn glued(&mut self, kind: &Event) {
        let prompt = self.text.prompt;
        let after = prompt.get(kind.end..).unwrap_or_default();
        let before = prompt.get(..kind.start).unwrap_or_default();
        if prompt.get(kind.start..kind.end).is_none_or(str::is_ascii) {
            return;
        }
        for count in 1..=2 {
            let next: String = after.chars().take(count).collect();
            let previous: String = before.chars().rev().take(count).collect();
            self.add(Hash::new("glued after").number(kind.code).text(&next));
            self.add(Hash::new("glued before").number(kind.code).text(&previous));
            self.add(Hash::new("any glued after").number(self.order).text(&next));
        }
    }

    /// Which kinds and hints there are, how many, and in which order.
    fn order_of(&mut self, events: &[Event]) {
        let events = events.get(..EVENTS_MAX).unwrap_or(events);
        let codes: Vec<u32> = events.iter().map(|event| event.code).collect();
        let telling: Vec<u32> = codes.iter().copied().filter(|code| !is_small(*code)).collect();
        for code in 0..64 {
            let count = codes.iter().filter(|known| **known == code).count();
            if count > 0 {
                self.add(Hash::new("has").number(code));
            }
            if count > 1 {
                self.add(Hash::new("has many").number(code).number(step(count)));
            }
        }
        for (place, first) in telling.iter().enumerate().take(14) {
            for second in telling.iter().skip(place + 1).take(6) {
                self.add(Hash::new("then").number(*first).number(*second));
            }
        }
        for pair in codes.windows(2).take(20) {
            if let [first, second] = pair {
                self.add(Hash::new("next to").number(*first).number(*second));
            }
        }
        let ends = [("first", telling.first()), ("last", telling.last())];
        for (name, code) in ends {
            let code = code.copied().unwrap_or(99);
            self.add(Hash::new(name).number(code));
            self.add(Hash::new(name).number(code).number(self.order).byte(1));
        }
        if let (Some(first), Some(last)) = (telling.first(), telling.last()) {
            self.add(Hash::new("ends").number(*first).number(*last));
        }
    }

    /// Numbers, lines, marks and lengths.
    fn shape(&mut self, tokens: &[Token]) {
        let count = |test: &dyn Fn(&Token) -> bool| tokens.iter().filter(|t| test(t)).count();
        let numbers = count(&|t| t.number().is_some());
        let years = count(&|t| t.number().is_some_and(crate::numbers::Number::is_year));
        let words = count(&|t| t.kind == Kind::Word);
        let marks = |mark: char| count(&|t: &Token| t.is_mark(mark));
        let lines = self.text.prompt.lines().take(60).filter(|l| !l.trim().is_empty()).count();
        let bullets = self.text.prompt.lines().take(60).filter(|line| is_bullet(line)).count();
        let letters: usize = self.text.prompt.chars().take(400).count();
        let sizes: [(&str, usize); 11] = [
            ("numbers", numbers),
            ("measured numbers", numbers.saturating_sub(years)),
            ("years", years),
            ("words", words),
            ("commas", marks(',') + marks('、') + marks('，') + marks('،')),
            ("colons", marks(':') + marks('：')),
            ("lines", lines),
            ("bullets", bullets),
            ("arrows", count(&|t| matches!(t.kind, Kind::Arrow(_)))),
            ("pipes", marks('|')),
            ("letters", letters / 12),
        ];
        for (name, size) in sizes {
            self.add(Hash::new(name).number(step(size)));
        }
        let ends = self.text.prompt.trim_end().chars().next_back().unwrap_or(' ');
        if !ends.is_alphanumeric() {
            self.add(Hash::new("ends with").number(u32::from(ends)));
        }
        let entries = ["1", "2", "3"].map(|n| {
            [".", ")", "、", "．"]
                .iter()
                .any(|mark| self.text.prompt.contains(&format!("{n}{mark} ")))
        });
        if let [true, true, third] = entries {
            self.add(Hash::new("enumerated").number(u32::from(third)));
        }
        if self.text.prompt.contains(['%', '$', '€', '£', '¥', '₽', '₹', '₩']) {
            self.add(Hash::new("unit").number(step(numbers)));
        }
        if tokens.iter().any(|t| t.kind == Kind::Quoted) {
            self.add(Hash::new("quoted"));
        }
        if numbers >= 2 && lines >= 2 {
            self.add(Hash::new("lines of numbers").number(step(numbers / lines.max(1))));
        }
        self.add(Hash::new("list").number(step(marks(',') * 4 / words.max(1))));
    }

    /// How the pieces between commas and line ends are built.
    fn pieces(&mut self) {
        let builds = segments::builds(self.text.prompt);
        let mut most = (0, 0);
        for (row, build) in (0..).zip(segments::BUILDS) {
            let count = builds.iter().filter(|known| **known == build).count();
            self.add(Hash::new("pieces").number(row).number(step(count)));
            if count > 1 {
                let share = u32::try_from(count * 4 / builds.len().max(1)).unwrap_or(4);
                self.add(Hash::new("share of pieces").number(row).number(share));
            }
            if count > most.1 {
                most = (row, count);
            }
        }
        self.add(Hash::new("most pieces").number(most.0));
        for pair in builds.windows(2).take(12) {
            if let [first, second] = pair {
                self.add(Hash::new("piece by piece").number(*first as u32).number(*second as u32));
            }
        }
        if segments::counts_up(self.text.prompt) {
            self.add(Hash::new("counts up"));
        }
    }

    /// Companies and shops with a name behind them: "bakery Fina", 茶馆“半山”.
    fn brands(&mut self, events: &[Event]) {
        let brand = KINDS + Cue::Brand as u32;
        for event in events.iter().filter(|event| event.code == brand).take(4) {
            let rest = self.text.prompt.get(event.end..).unwrap_or_default().trim_start();
            let next = rest.chars().next().unwrap_or(' ');
            let named = match next {
                '"' | '“' | '„' | '«' | '「' | '『' | '\'' | '‘' => 1,
                _ if next.is_uppercase() => 2,
                _ => continue,
            };
            let first = u32::from(event.start == 0);
            self.add(Hash::new("named brand").number(named));
            self.add(Hash::new("named brand first").number(named).number(first));
        }
    }

    /// The sums of the rules, in steps.
    fn rules(&mut self) {
        let scores = evidence::weigh(self.text).0;
        let mut best = (0, f32::MIN);
        let mut second = f32::MIN;
        for (row, score) in (0..).zip(scores) {
            for level in 0..=12_u8 {
                // Every level that is reached, so that levels between learn from each other.
                if score >= f32::from(level).mul_add(0.6, 0.3) {
                    self.add(Hash::new("rule").number(row).byte(level));
                }
            }
            if score > best.1 {
                second = best.1;
                best = (row, score);
            } else {
                second = second.max(score);
            }
        }
        self.add(Hash::new("rules say").number(best.0));
        let sure = u32::from(best.1 - second > 1.5);
        self.add(Hash::new("rules say surely").number(best.0).number(sure));
    }

    /// Words outside of the names of kinds, their beginnings and pairs, and short runs of letters
    /// where words are not set apart.
    fn lexical(&mut self, tokens: &[Token], events: &[Event]) {
        let kinds: Vec<&Event> = events.iter().filter(|event| event.code < KINDS).collect();
        let mut previous = "^".to_owned();
        for token in tokens {
            let kind = kinds.iter().find(|k| token.start < k.end && k.start < token.end);
            let word = match (&token.kind, kind) {
                (_, Some(kind)) if token.start >= kind.start && token.end <= kind.end => {
                    format!("#{}", kind.code / 2)
                }
                (Kind::Word, _) => folded(&token.lower),
                (Kind::Number(_), _) => "0".to_owned(),
                (Kind::Mark(mark), _) => mark.to_string(),
                _ => continue,
            };
            if word.chars().any(is_dense) {
                self.runs(token, &kinds);
            } else if !word.starts_with('#') && token.kind == Kind::Word {
                self.word(Hash::new("w").text(&word));
                let letters = word.chars().count();
                for length in [4, 6] {
                    if letters > length {
                        let stem: String = word.chars().take(length).collect();
                        self.word(Hash::new("stem").text(&stem));
                    }
                }
            }
            self.word(Hash::new("pair").text(&previous).text(&word));
            previous = word;
        }
        self.word(Hash::new("pair").text(&previous).text("$"));
    }

    /// One, two and three letters in a row, outside of the names of kinds.
    fn runs(&mut self, token: &Token, kinds: &[&Event]) {
        let word = self.text.prompt.get(token.start..token.end).unwrap_or_default();
        let letters: Vec<char> = word
            .char_indices()
            .map(|(at, c)| {
                let at = token.start + at;
                if kinds.iter().any(|k| k.start <= at && at < k.end) { '#' } else { c }
            })
            .collect();
        for length in 1..=3 {
            for run in letters.windows(length) {
                if run.iter().any(|c| *c != '#') {
                    let run: String = run.iter().collect();
                    self.word(Hash::new("run").text(&run));
                }
            }
        }
    }

    fn finish(mut self) -> Features {
        self.structure.sort_unstable();
        self.structure.dedup();
        self.words.sort_unstable();
        self.words.dedup();
        let count = u16::try_from(self.words.len()).unwrap_or(u16::MAX);
        let word_value = (WORDS_SHARE / f32::from(count).max(1.0).sqrt()).min(1.0);
        Features { structure: self.structure, words: self.words, word_value }
    }
}

/// True for hints that frame others and say little alone.
fn is_small(code: u32) -> bool {
    let small = [Cue::Of, Cue::For, Cue::With, Cue::On, Cue::As, Cue::Request];
    small.iter().any(|cue| KINDS + *cue as u32 == code)
}

/// A token as a neighbour: its word, or what it is.
fn shown(token: &Token) -> &str {
    match &token.kind {
        Kind::Word => &token.lower,
        Kind::Number(_) => "0",
        Kind::Quoted => "\"",
        Kind::Arrow(_) => "->",
        Kind::Newline => "\n",
        Kind::Mark(mark) => match mark {
            ':' | '：' => ":",
            ',' | '，' | '、' => ",",
            '.' | '。' => ".",
            _ => "*",
        },
    }
}

/// True for a line that is an entry of a list.
fn is_bullet(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let numbered =
        digits > 0 && digits < 3 && line.chars().nth(digits).is_some_and(|c| ".)、".contains(c));
    numbered || line.starts_with(['-', '*', '•', '·', '–'])
}

/// True for letters that carry a word or a syllable each.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}
