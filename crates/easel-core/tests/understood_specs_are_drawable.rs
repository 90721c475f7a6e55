//! Whatever the reading of prompts makes of thousands of prompts, the renderer takes it and draws
//! it. Whether it is what the prompt says is tested in `easel-prompt`.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::Path;

use easel_prompt::{Hints, understand};
use easel_render::{RenderOptions, inspect, render_svg, validate};
use easel_types::{Limits, Size};

/// The prompts of all sets for reading data, and of strangers for telling intents apart.
fn prompts() -> Vec<String> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../easel-prompt/tests/data");
    let mut prompts = Vec::new();
    for file in std::fs::read_dir(data.join("extraction")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            let text = std::fs::read_to_string(path).unwrap();
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let case: serde_json::Value = serde_json::from_str(line).unwrap();
                prompts.push(case["prompt"].as_str().unwrap().to_owned());
            }
        }
    }
    let blind = std::fs::read_to_string(data.join("intent/blind.tsv")).unwrap();
    prompts.extend(blind.lines().filter_map(|line| Some(line.rsplit_once('\t')?.1.to_owned())));
    prompts
}

#[test]
fn every_understood_spec_is_drawn() {
    let limits = Limits::default();
    let options = RenderOptions::new(Size::new(1024, 1024));
    let (mut drawn, mut flawed, mut refused) = (0, Vec::new(), Vec::new());
    for prompt in prompts() {
        let Some(spec) = understand(&prompt, &Hints::default()).spec else { continue };
        if let Err(error) = validate(&spec, &limits) {
            refused.push(format!("{error}: {prompt:?}"));
            continue;
        }
        render_svg(&spec, &options, &limits).unwrap();
        drawn += 1;
        let findings = inspect(&spec, &options, &limits).unwrap();
        if !findings.is_empty() {
            flawed.push(format!("{findings:?}: {prompt:?}"));
        }
    }
    println!("{drawn} drawn, with findings: {flawed:#?}");
    assert!(drawn > 900, "{drawn} specs drawn");
    assert!(refused.is_empty(), "refused: {refused:#?}");
    // What the linter finds is told in answers, too; on prompts of people it is to stay rare.
    assert!(flawed.len() * 50 < drawn, "{} of {drawn} with findings", flawed.len());
}
