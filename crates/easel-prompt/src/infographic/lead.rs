//! Words that lead to a list within a line and are no part of it: requests, headings, what stands
//! in the middle. Where the list itself begins is found in `inline`.

use super::scan::{self, Cut};
use super::split;

/// The parts of a list without a first one that asks for the picture or says what the others are,
/// and the frame with these words: "what a museum does, as an infographic tree; Collect (…), …".
pub(super) fn without_request(
    mut frame: String,
    mut parts: Vec<String>,
    count: Option<usize>,
) -> (String, Vec<String>) {
    if let [first, _, ..] = parts.as_slice()
        && !super::outline::has_head(first)
        && names_infographic(first)
    {
        frame = format!("{frame}\n{}", parts.remove(0));
        if let [only] = parts.as_slice() {
            parts = split::entries(only, count);
        }
    }
    if let Some(said) = said_before(&mut parts) {
        frame = format!("{frame}\n{said}");
    }
    (frame, parts)
}

/// "our platform in the middle and around it email, web shop": what stands before and behind the
/// words for "around it".
pub(super) fn behind_center(line: &str) -> Option<(&str, &str)> {
    const AROUND: [&str; 12] = [
        " and around it ",
        " around it ",
        " und drumherum ",
        " drumherum ",
        " y alrededor ",
        " et autour ",
        " e intorno ",
        " e ao redor ",
        " en eromheen ",
        " a wokół ",
        " а вокруг ",
        " вокруг ",
    ];
    let (at, length) = AROUND
        .iter()
        .filter_map(|words| line.find(words).map(|at| (at, words.len())))
        .min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)))?;
    let rest = line.get(at + length..)?.trim_start_matches([':', ' ']);
    let marks = scan::marks(rest);
    let lists = scan::cut_at(rest, &marks, |cut| cut == Cut::Comma).len() >= 2;
    let told = rest.contains(':') || line.get(..at)?.contains('\n');
    (lists && !told).then_some((line.get(..at)?, rest))
}

/// The words before the comma of Chinese or Japanese in front of a list with commas of its own,
/// and the list.
pub(super) fn dense_head(body: &str) -> (&str, &str) {
    const LEADS: [&str; 6] = ["从上到下是", "从下到上是", "依次是", "分别是", "包括", "有"];
    let Some((head, rest)) = body.split_once('，') else { return ("", body) };
    if head.contains('、') || rest.contains('，') || rest.matches('、').count() < 2 {
        return ("", body);
    }
    let lead = LEADS.iter().find_map(|lead| rest.trim_start().strip_prefix(lead));
    lead.map_or(("", body), |rest| (head, rest.trim_start_matches(['：', ':', ' '])))
}

/// "the benefits of tea are focus, warmth": takes the words up to "are" off the first entry.
fn said_before(parts: &mut [String]) -> Option<String> {
    const LEADS: [&str; 22] = [
        " are ",
        " include ",
        " includes ",
        " offer ",
        " offers ",
        " sind ",
        " bieten ",
        " umfassen ",
        " sont ",
        " offrons ",
        " son ",
        " ofrecemos ",
        " incluyen ",
        " sono ",
        " offriamo ",
        " são ",
        " oferecemos ",
        " zijn ",
        " bieden ",
        " to: ",
        " oferujemy ",
        " предлагаем ",
    ];
    if parts.len() < 3
        || parts.iter().skip(1).any(|part| LEADS.iter().any(|lead| part.contains(lead)))
    {
        return None;
    }
    let first = parts.first_mut()?;
    let (at, lead) =
        LEADS.iter().filter_map(|lead| first.find(lead).map(|at| (at, lead.len()))).min()?;
    let said = first[..at].to_owned();
    let own = first[at + lead..].trim().to_owned();
    if split::heads(first) || scan::word_count(&said) > 8 || own.is_empty() {
        return None;
    }
    *first = own;
    Some(said)
}

/// Whether words name an infographic.
fn names_infographic(words: &str) -> bool {
    let lower = words.to_lowercase();
    lower.contains("infogra") || lower.contains("инфограф")
}
