//! Draws many random specs and counts what is wrong: `soak COUNT [plausible|wild] [FOLDER]`. Says
//! which specs have lint findings; with a folder, keeps their specs and pictures.

#![expect(
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a tool for the terminal"
)]

#[path = "../tests/random/mod.rs"]
mod random;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use easel_render::{inspect, render, validate};
use easel_types::{Limits, Spec};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let count: u64 = arguments.first().map_or(Ok(1_000), |text| text.parse())?;
    let make = match arguments.get(1).map(String::as_str) {
        Some("wild") => random::wild,
        _ => random::plausible,
    };
    let limits = Limits::default();
    let (mut drawn, mut refused, mut failed) = (0_u64, 0_u64, 0_u64);
    let mut by_kind: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for seed in 0..count {
        let (spec, options) = make(seed);
        if validate(&spec, &limits).is_err() {
            refused += 1;
            continue;
        }
        let picture = render(&spec, &options, &limits)?;
        png::Decoder::new(std::io::Cursor::new(&picture.png)).read_info()?;
        let findings = inspect(&spec, &options, &limits)?;
        drawn += 1;
        let entry = by_kind.entry(kind(&spec)).or_default();
        entry.0 += 1;
        if findings.is_empty() {
            continue;
        }
        failed += 1;
        entry.1 += 1;
        println!("{seed} {} {}: {}", kind(&spec), options.size, findings.join("; "));
        if let Some(folder) = arguments.get(2) {
            std::fs::create_dir_all(folder)?;
            let path = Path::new(folder).join(format!("{}-{seed}", kind(&spec)));
            std::fs::write(path.with_extension("png"), &picture.png)?;
            std::fs::write(path.with_extension("json"), serde_json::to_string_pretty(&spec)?)?;
        }
    }
    for (kind, (drawn, failed)) in by_kind {
        println!("{kind}: {failed} of {drawn}");
    }
    println!("{drawn} drawn, {refused} refused, {failed} with findings");
    Ok(())
}

fn kind(spec: &Spec) -> String {
    match spec {
        Spec::Chart(spec) => spec.kind.as_str().to_owned(),
        Spec::Diagram(spec) => spec.kind.as_str().to_owned(),
        Spec::Infographic(spec) => format!("infographic.{}", spec.template),
        Spec::Logo(_) => "logo".to_owned(),
    }
}
