//! Draws every spec of `tests/corpus` and checks the picture: clean by the lint, decodable at
//! the size asked for, small enough, the same bytes twice, and the bytes of last time
//! (`expected.txt` in each folder; rewrite it with `UPDATE_CORPUS=1` after looking at the pictures).

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use easel_render::{RenderOptions, Theme, inspect, render, render_svg};
use easel_types::{Limits, Size, Spec};
use sha2::{Digest, Sha256};

/// A spec and how it is drawn. The options stand in the file under `corpus`, a name that specs
/// do not know.
struct Case {
    name: String,
    spec: Spec,
    options: RenderOptions,
    /// Text below the minimum is expected: the canvas is too small on purpose.
    small_text: bool,
    /// More than 60 KiB of SVG is expected: there is a lot on the picture.
    large_svg: bool,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for folder in std::fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path()) {
        if !folder.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let text = std::fs::read_to_string(&file).unwrap();
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            let side = |name: &str| {
                let pixels = json["corpus"][name].as_u64().unwrap_or(1024);
                u32::try_from(pixels).unwrap()
            };
            let mut options = RenderOptions::new(Size::new(side("width"), side("height")));
            let named = |theme: &Theme| json["corpus"]["theme"] == theme.as_str();
            options.theme = Theme::ALL.into_iter().find(named).unwrap_or_default();
            let kind = folder.file_name().unwrap().to_string_lossy().into_owned();
            cases.push(Case {
                name: format!("{kind}/{}", file.file_stem().unwrap().to_string_lossy()),
                spec: serde_json::from_str(&text).unwrap(),
                options,
                small_text: json["corpus"]["small_text"] == true,
                large_svg: json["corpus"]["large_svg"] == true,
            });
        }
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

#[test]
fn every_picture_of_the_corpus_is_clean_and_unchanged() {
    let cases = cases();
    assert!(cases.len() >= 400, "{} cases", cases.len());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let parts: Vec<(Vec<String>, BTreeMap<String, String>)> = std::thread::scope(|scope| {
        let chunks = (0..workers).map(|first| cases.iter().skip(first).step_by(workers));
        let running: Vec<_> = chunks.map(|chunk| scope.spawn(|| check_all(chunk))).collect();
        running.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let (problems, drawn): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    compare(&drawn.into_iter().flatten().collect());
    let mut problems = problems.concat();
    problems.sort_unstable();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// What is wrong with the pictures of these cases, and the hash and size of each.
fn check_all<'a>(cases: impl Iterator<Item = &'a Case>) -> (Vec<String>, BTreeMap<String, String>) {
    let limits = Limits::default();
    let (mut problems, mut drawn) = (Vec::new(), BTreeMap::new());
    for case in cases {
        let name = &case.name;
        let picture = match render(&case.spec, &case.options, &limits) {
            Ok(picture) => picture,
            Err(error) => {
                problems.push(format!("{name}: {error}"));
                continue;
            }
        };
        if render_svg(&case.spec, &case.options, &limits).unwrap() != picture.svg {
            problems.push(format!("{name}: differs from run to run"));
        }
        let findings = inspect(&case.spec, &case.options, &limits).unwrap();
        let counts = |finding: &&String| !(case.small_text && finding.starts_with("TooSmall"));
        problems.extend(
            findings.iter().filter(counts).take(4).map(|finding| format!("{name}: {finding}")),
        );
        let reader = png::Decoder::new(std::io::Cursor::new(&picture.png)).read_info().unwrap();
        let size = Size::new(reader.info().width, reader.info().height);
        if size != case.options.size {
            problems.push(format!("{name}: {size} instead of {}", case.options.size));
        }
        if picture.svg.len() > 60 * 1024 && !case.large_svg {
            problems.push(format!("{name}: SVG of {} bytes", picture.svg.len()));
        }
        let hash = Sha256::digest(picture.svg.as_bytes());
        let hash: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        drawn.insert(name.clone(), format!("{hash} {}", picture.svg.len()));
    }
    (problems, drawn)
}

/// Each folder has its own `expected.txt`.
fn compare(drawn: &BTreeMap<String, String>) {
    #[expect(clippy::disallowed_methods, reason = "a switch for the person who runs the test")]
    let update = std::env::var("UPDATE_CORPUS").is_ok();
    let mut folders: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in drawn {
        let (folder, case) = name.split_once('/').unwrap();
        let _ = writeln!(folders.entry(folder).or_default(), "{case} {value}");
    }
    let mut changed = Vec::new();
    for (folder, text) in &folders {
        let path = root().join(folder).join("expected.txt");
        if update {
            std::fs::write(&path, text).unwrap();
            continue;
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        let expected: Vec<&str> = expected.lines().collect();
        let differs = text.lines().filter(|line| !expected.contains(line));
        changed.extend(differs.map(|line| format!("{folder}/{line}")));
        changed.extend((expected.len() > text.lines().count()).then(|| format!("{folder}: gone")));
    }
    assert!(
        changed.is_empty(),
        "changed: {changed:#?}; look at the pictures, then run with UPDATE_CORPUS=1"
    );
}

#[test]
fn every_label_and_value_of_a_chart_is_shown_exactly_once() {
    for name in ["bar/grouped", "bar/negative", "pie/market", "donut/energy", "bar/long_names"] {
        let case = cases().into_iter().find(|case| case.name == name).unwrap();
        let picture = render(&case.spec, &case.options, &Limits::default()).unwrap();
        let Spec::Chart(spec) = &case.spec else { panic!("{name} is a chart") };
        let shown = |text: &str| picture.svg.matches(&format!("aria-label=\"{text}\"")).count();
        let names = spec.series.iter().filter_map(|series| series.name.as_ref());
        for text in spec.categories.iter().chain(names) {
            assert_eq!(shown(text), 1, "{name}: {text}");
        }
    }
}

#[test]
fn data_that_is_not_from_the_prompt_is_marked_on_the_picture() {
    let draw = |source: &str| {
        let json = format!(
            r#"{{"type":"chart","kind":"bar","categories":["a"],"series":[{{"values":[1]}}],"source":"{source}"}}"#
        );
        let spec: Spec = serde_json::from_str(&json).unwrap();
        let options = RenderOptions::new(Size::new(512, 512));
        render(&spec, &options, &Limits::default()).unwrap().svg
    };
    assert!(draw("illustrative").contains("aria-label=\"Illustrative data\""));
    assert!(draw("llm").contains("aria-label=\"Data from a language model\""));
    assert!(!draw("prompt").contains("data\""));
}
