//! `[safety]`: which categories are refused, the operator's own terms, and what the log shows.

use std::sync::Arc;

use easel_core::{Category, Policy, Safety};

use super::raw::RawSafety;

/// Longest of an operator's terms, in characters.
const TERM_CHARS_MAX: usize = 200;

/// Checks `raw`; every problem is added to `problems`.
pub(super) fn resolve(raw: RawSafety, problems: &mut Vec<String>) -> Safety {
    let refused: Vec<Category> = match raw.refuse {
        None => Category::DEFAULT.to_vec(),
        Some(names) => names.iter().filter_map(|name| category(name, problems)).collect(),
    };
    let blocklist = terms("safety.blocklist", raw.blocklist, problems);
    let allowlist = terms("safety.allowlist", raw.allowlist, problems);
    Safety {
        policy: Arc::new(Policy::new(refused, &blocklist, &allowlist)),
        log_prompts: raw.log_prompts.unwrap_or(false),
    }
}

fn category(name: &str, problems: &mut Vec<String>) -> Option<Category> {
    let found = Category::ALL.into_iter().find(|category| category.as_str() == name);
    if found.is_none() {
        let names: Vec<_> = Category::ALL.iter().map(|category| category.as_str()).collect();
        problems.push(format!("safety.refuse: `{name}` is not one of {}", names.join(", ")));
    }
    found
}

/// The terms that have a letter or digit and are not too long.
fn terms(setting: &str, written: Option<Vec<String>>, problems: &mut Vec<String>) -> Vec<String> {
    let written = written.unwrap_or_default();
    for term in &written {
        if !term.contains(char::is_alphanumeric) {
            problems.push(format!("{setting}: `{term}` has no letter or digit"));
        }
        if term.chars().count() > TERM_CHARS_MAX {
            problems.push(format!("{setting}: a term has more than {TERM_CHARS_MAX} characters"));
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Safety, Vec<String>) {
        let mut problems = Vec::new();
        let raw = crate::config::raw::RawConfig::from_table(text.parse().unwrap(), &mut problems);
        (resolve(raw.safety, &mut problems), problems)
    }

    #[test]
    fn minors_are_refused_whatever_is_written() {
        for text in
            ["", "[safety]\nrefuse = []", "[safety]\nrefuse = \"\"\nallowlist = [\"child*\"]"]
        {
            let (safety, problems) = read(text);
            assert_eq!(problems, Vec::<String>::new(), "{text}");
            assert!(safety.policy.refused().any(|category| category == Category::Minors));
        }
    }

    #[test]
    fn what_cannot_be_meant_is_reported() {
        let (_, problems) = read("[safety]\nrefuse = [\"fun\"]\nblocklist = [\"*\"]");
        assert_eq!(problems.len(), 2, "{problems:?}");
    }
}
