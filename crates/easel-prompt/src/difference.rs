//! What makes a revised prompt different from the original, word by word.

use serde::{Deserialize, Serialize};

/// Most pairs of words that are compared; longer differences count as one replacement, so that
/// the time stays linear.
const PAIRS_MAX: usize = 250_000;

/// A piece of two prompts. Kept and added pieces in a row are the revised prompt, kept and removed
/// ones the original, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", content = "text", rename_all = "snake_case")]
pub enum Change {
    /// In both.
    Kept(String),
    /// Only in the revised prompt.
    Added(String),
    /// Only in the original.
    Removed(String),
}

/// The way from `original` to `revised`. Total and deterministic.
pub fn diff(original: &str, revised: &str) -> Vec<Change> {
    // What is only continued is kept whole.
    if let Some(added) = revised.strip_prefix(original) {
        let kept = (!original.is_empty()).then(|| Change::Kept(original.to_owned()));
        let added = (!added.is_empty()).then(|| Change::Added(added.to_owned()));
        return kept.into_iter().chain(added).collect();
    }
    let (old, new) = (pieces(original), pieces(revised));
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_middle, end) = old.split_at(old.len() - tail);
    let new_middle = &new[..new.len() - tail];
    let mut out: Vec<Change> = Vec::new();
    let start = &original[..original.len() - old.iter().map(|piece| piece.len()).sum::<usize>()];
    push(&mut out, Change::Kept(start.to_owned()));
    middle(old_middle, new_middle, &mut out);
    push(&mut out, Change::Kept(end.concat()));
    out
}

/// Words and what is between them.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut before: Option<bool> = None;
    for (at, c) in text.char_indices() {
        let word = c.is_alphanumeric();
        if before.is_some_and(|before| before != word || !word) {
            out.push(&text[start..at]);
            start = at;
        }
        before = Some(word);
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

/// The longest common subsequence of two lists of pieces, as changes.
fn middle(old: &[&str], new: &[&str], out: &mut Vec<Change>) {
    let columns = new.len() + 1;
    if old.len().saturating_mul(columns) > PAIRS_MAX {
        push(out, Change::Removed(old.concat()));
        push(out, Change::Added(new.concat()));
        return;
    }
    // Lengths of the longest common subsequences of what is left of both lists.
    let mut lengths = vec![0_u32; (old.len() + 1) * columns];
    for (row, a) in old.iter().enumerate().rev() {
        for (column, b) in new.iter().enumerate().rev() {
            let at = row * columns + column;
            lengths[at] = if a == b {
                lengths[at + columns + 1] + 1
            } else {
                lengths[at + columns].max(lengths[at + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < old.len() || column < new.len() {
        let at = row * columns + column;
        if row < old.len() && column < new.len() && old[row] == new[column] {
            push(out, Change::Kept(old[row].to_owned()));
            row += 1;
            column += 1;
        } else if column == new.len()
            || (row < old.len() && lengths[at + columns] >= lengths[at + 1])
        {
            push(out, Change::Removed(old[row].to_owned()));
            row += 1;
        } else {
            push(out, Change::Added(new[column].to_owned()));
            column += 1;
        }
    }
}

/// Adds a change, to the last one where it is of the same kind.
fn push(out: &mut Vec<Change>, change: Change) {
    match (out.last_mut(), change) {
        (_, Change::Kept(text) | Change::Added(text) | Change::Removed(text))
            if text.is_empty() => {}
        (Some(Change::Kept(last)), Change::Kept(text))
        | (Some(Change::Added(last)), Change::Added(text))
        | (Some(Change::Removed(last)), Change::Removed(text)) => last.push_str(&text),
        (_, change) => out.push(change),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_added_and_removed_is_told() {
        let changes = diff("a dog in a park", "a cat in a park, at night.");
        assert_eq!(
            changes,
            [
                Change::Kept("a ".to_owned()),
                Change::Removed("dog".to_owned()),
                Change::Added("cat".to_owned()),
                Change::Kept(" in a park".to_owned()),
                Change::Added(", at night.".to_owned()),
            ]
        );
        assert!(diff("", "").is_empty());
    }

    proptest! {
        #[test]
        fn the_pieces_are_both_prompts(old in "[a-c é.]{0,40}", new in "[a-c é.]{0,40}") {
            let changes = diff(&old, &new);
            let of = |wanted: fn(&Change) -> Option<&String>| -> String {
                changes.iter().filter_map(wanted).map(String::as_str).collect()
            };
            let original = of(|c| match c { Change::Kept(t) | Change::Removed(t) => Some(t), Change::Added(_) => None });
            let revised = of(|c| match c { Change::Kept(t) | Change::Added(t) => Some(t), Change::Removed(_) => None });
            prop_assert_eq!(original, old);
            prop_assert_eq!(revised, new);
        }
    }
}
