//! Finds the fake engine's markers in a prompt. What they do lives in [`super`].

use std::path::PathBuf;
use std::time::Duration;

use crate::painter::PaintFailure;

const OPEN: &str = "[[fake:";
const CLOSE: &str = "]]";

/// One marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Marker {
    Sleep(Duration),
    Crash,
    CrashOnce(PathBuf),
    Hang,
    Freeze,
    Fail,
    Refuse,
    Unusable,
    OutOfMemory,
    Garbage,
}

/// Every marker, in the order of the prompt.
pub(crate) fn find_all(prompt: &str) -> Result<Vec<Marker>, PaintFailure> {
    let mut markers = Vec::new();
    let mut rest = prompt;
    while let Some((_, after)) = rest.split_once(OPEN) {
        let Some((text, after)) = after.split_once(CLOSE) else { break };
        let marker = parse(text).ok_or_else(|| {
            PaintFailure::refused(format!("the fake engine does not know [[fake:{text}]]"))
        })?;
        markers.push(marker);
        rest = after;
    }
    Ok(markers)
}

fn parse(text: &str) -> Option<Marker> {
    if let Some((name, value)) = text.split_once('=') {
        return match name {
            "sleep" => Some(Marker::Sleep(Duration::from_millis(value.parse().ok()?))),
            "crash-once" => Some(Marker::CrashOnce(PathBuf::from(value))),
            _ => None,
        };
    }
    match text {
        "crash" => Some(Marker::Crash),
        "hang" => Some(Marker::Hang),
        "freeze" => Some(Marker::Freeze),
        "fail" => Some(Marker::Fail),
        "refuse" => Some(Marker::Refuse),
        "unusable" => Some(Marker::Unusable),
        "oom" => Some(Marker::OutOfMemory),
        "garbage" => Some(Marker::Garbage),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_found_in_their_order_and_other_brackets_are_left_alone() {
        let prompt = "a [[cat]] [[fake:sleep=250]] and [[fake:crash-once=/x/y]] [[fake:hang";
        let markers = find_all(prompt).unwrap();
        assert_eq!(
            markers,
            [Marker::Sleep(Duration::from_millis(250)), Marker::CrashOnce(PathBuf::from("/x/y")),]
        );
    }

    #[test]
    fn a_misspelt_marker_is_refused() {
        for prompt in ["[[fake:krash]]", "[[fake:sleep=long]]", "[[fake:sleep]]", "[[fake:]]"] {
            assert!(find_all(prompt).is_err(), "{prompt}");
        }
    }
}
