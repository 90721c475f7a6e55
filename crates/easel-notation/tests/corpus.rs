//! Texts of `tests/corpus` with the specs they must give (`*.json` beside them; rewrite with
//! `UPDATE_CORPUS=1` and read what changed). Texts named `error_…` must be refused.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::{Path, PathBuf};

use easel_notation::{Notation, detect, parse};
use serde_json::{Value, json};

fn texts() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files = Vec::new();
    for folder in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        for file in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_some_and(|extension| extension == "mmd" || extension == "dot") {
                files.push(file);
            }
        }
    }
    files.sort();
    files
}

fn read(text: &str) -> Value {
    match parse(text) {
        Ok(parsed) if parsed.notes.is_empty() => json!({ "spec": parsed.spec }),
        Ok(parsed) => json!({ "spec": parsed.spec, "notes": parsed.notes }),
        Err(error) => json!({ "error": error.to_string() }),
    }
}

#[test]
fn every_text_gives_its_spec() {
    #[expect(clippy::disallowed_methods, reason = "a switch for the person who runs the test")]
    let update = std::env::var("UPDATE_CORPUS").is_ok();
    let texts = texts();
    assert!(texts.len() >= 120, "{} texts", texts.len());
    let (mut changed, mut wrong) = (Vec::new(), Vec::new());
    for file in &texts {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(file).unwrap();
        let got = read(&text);
        let is_error = got.get("error").is_some();
        if is_error != name.starts_with("error_") {
            wrong.push(format!("{}: {got}", file.display()));
        }
        if !is_error {
            let is_dot = file.extension().unwrap() == "dot";
            let notation = if is_dot { Notation::Dot } else { Notation::Mermaid };
            assert_eq!(detect(&text), Some(notation), "{}", file.display());
        }
        let expected = file.with_extension("json");
        if update {
            std::fs::write(&expected, serde_json::to_string_pretty(&got).unwrap() + "\n").unwrap();
        } else {
            let known = std::fs::read_to_string(&expected).unwrap_or_default();
            if serde_json::from_str::<Value>(&known).ok() != Some(got) {
                changed.push(expected);
            }
        }
    }
    assert!(wrong.is_empty(), "refused or taken by mistake: {wrong:#?}");
    assert!(changed.is_empty(), "changed: {changed:#?}; read them, then run with UPDATE_CORPUS=1");
}
