//! What the extraction tests share: sets of prompts with neutral expectations (JSON Lines),
//! comparing of strings and numbers as a reader would, and a tally by class and language. What
//! the expectations of a kind of picture mean is decided in the test of that kind.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// A prompt with what must be understood.
#[derive(Debug)]
pub(crate) struct Case {
    /// The prompt.
    pub(crate) prompt: String,
    /// Language code.
    pub(crate) language: String,
    /// What is hard about it.
    pub(crate) class: String,
    /// The fair readings; one of them must fit.
    pub(crate) readings: Vec<Value>,
}

/// The cases of a set, one a line.
pub(crate) fn cases(lines: &str) -> Vec<Case> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let case: Value = serde_json::from_str(line).expect("a case is JSON");
            let expect = &case["expect"];
            let readings = match expect["any"].as_array() {
                Some(several) => several.clone(),
                None => vec![expect.clone()],
            };
            Case {
                prompt: text(&case["prompt"]),
                language: text(&case["language"]),
                class: text(&case["class"]),
                readings,
            }
        })
        .collect()
}

/// A string without what readers do not see: letter case, runs of blanks, a full stop at the end.
pub(crate) fn plain(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").trim_end_matches('.').trim_end().to_owned()
}

/// The same number but for rounding.
pub(crate) fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-9)
}

/// Whether two JSON values say the same: numbers by value, strings as [`plain`].
pub(crate) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            near(a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN))
        }
        (Value::String(a), Value::String(b)) => plain(a) == plain(b),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        (a, b) => a == b,
    }
}

/// How many cases fit, by class and by language.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    groups: BTreeMap<String, (usize, usize)>,
    all: (usize, usize),
}

impl Tally {
    /// Counts one case.
    pub(crate) fn count(&mut self, case: &Case, fits: bool) {
        for group in [format!("class {}", case.class), format!("language {}", case.language)] {
            let entry = self.groups.entry(group).or_default();
            entry.0 += usize::from(fits);
            entry.1 += 1;
        }
        self.all.0 += usize::from(fits);
        self.all.1 += 1;
    }

    /// How many of a hundred fit.
    pub(crate) fn percent(&self) -> f64 {
        let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        100.0 * number(self.all.0) / number(self.all.1.max(1))
    }
}

/// All groups, then the whole.
impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (group, (fits, of)) in &self.groups {
            writeln!(out, "{group}: {fits}/{of}")?;
        }
        write!(out, "all: {}/{} = {:.2} %", self.all.0, self.all.1, self.percent())
    }
}
