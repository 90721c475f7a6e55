//! `cargo xtask tidy`: rules about files that no compiler checks. Each has a list of exceptions
//! that may only shrink.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::{root, tracked_files};

/// Longest file of Rust, in lines.
const LINES_MAX: usize = 800;
/// Where code stands that a machine wrote, which may be as long as it likes.
const GENERATED: &str = "/src/generated/";
/// Words that say "not finished" or "not run". Written in two parts, so that this file passes.
const UNFINISHED: [&str; 5] = [
    concat!("to", "do!("),
    concat!("unimpl", "emented!("),
    concat!("#[ig", "nore"),
    concat!("#[should", "_panic"),
    concat!("FIX", "ME"),
];
/// Folders of machines that nothing committed may name.
const MACHINE_PATHS: [&str; 3] =
    [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/ho", "me/")];
/// Names of dialects, which only their own folder, the router and documents may mention.
const DIALECTS: [&str; 5] = ["pixelapi", "heurist", "xalora", "leonardo", "automatic1111"];
/// Where dialects may be named.
const DIALECT_PLACES: [&str; 9] = [
    "crates/easel-http/src/callbacks.rs",
    "crates/easel-http/src/dialects/",
    "crates/easel-http/src/router.rs",
    "crates/easel-http/src/shared_paths.rs",
    "crates/easel-http/src/docs.rs",
    "crates/easel/tests/",
    "crates/easel-testkit/",
    "conformance/",
    "xtask/",
];

pub(crate) fn run() -> Result<()> {
    let mut problems = Vec::new();
    let files = tracked_files()?;
    for file in &files {
        let extension = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
        let is_text =
            ["rs", "toml", "md", "sh", "py", "sql", "html", "json", "yml"].contains(&extension);
        if !is_text || file.starts_with("Cargo.lock") {
            continue;
        }
        let text = std::fs::read_to_string(root().join(file))
            .with_context(|| format!("{} is not text", file.display()))?;
        check_text(file, &text, &mut problems);
        if extension == "rs" {
            check_rust(file, &text, &mut problems);
        }
    }
    for needed in ["README.md", "ARCHITECTURE.md", "LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"]
    {
        if !root().join(needed).is_file() {
            problems.push(format!("{needed} is missing"));
        }
    }
    if !problems.is_empty() {
        bail!("untidy:\n  {}", problems.join("\n  "));
    }
    println!("tidy: {} files in order", files.len());
    Ok(())
}

fn check_text(file: &Path, text: &str, problems: &mut Vec<String>) {
    for (idx, line) in text.lines().enumerate() {
        let place = || format!("{}:{}", file.display(), idx + 1);
        for word in MACHINE_PATHS.iter().filter(|word| line.contains(**word)) {
            problems.push(format!("{}: names a path of some machine ({word})", place()));
        }
        if line.ends_with(' ') && !file.extension().is_some_and(|e| e == "md" || e == "json") {
            problems.push(format!("{}: ends in a space", place()));
        }
    }
}

fn check_rust(file: &Path, text: &str, problems: &mut Vec<String>) {
    let shown = file.display();
    if !text.starts_with("//!") {
        problems.push(format!("{shown}: the first line must be //! (what this file is)"));
    }
    let lines = text.lines().count();
    if lines > LINES_MAX && !shown.to_string().contains(GENERATED) {
        problems.push(format!("{shown}: {lines} lines; at most {LINES_MAX} are allowed"));
    }
    for (idx, line) in text.lines().enumerate() {
        for word in UNFINISHED.iter().filter(|word| line.contains(**word)) {
            problems.push(format!("{shown}:{}: {word}", idx + 1));
        }
        let lower = line.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric());
        let named = words.find_map(|word| DIALECTS.iter().find(|name| **name == word));
        let path = file.to_string_lossy();
        if let Some(name) = named
            && !DIALECT_PLACES.iter().any(|place| path.starts_with(place))
        {
            problems.push(format!("{shown}:{}: names the dialect {name}", idx + 1));
        }
    }
}
