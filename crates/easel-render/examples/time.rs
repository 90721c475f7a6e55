//! Times specs on one core and prints one JSON line each, in the form of `benches/peers`:
//! `time FOLDER [svg|png]`, where the folder holds `SUBJECT.json`. With `PEERS_OUT`, keeps the
//! pictures.

#![expect(clippy::print_stdout, reason = "a tool for the terminal")]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use easel_render::{RenderOptions, render_png, render_svg};
use easel_types::{Limits, Size, Spec};

const RUNS: usize = 300;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: time FOLDER [svg|png]")?;
    let form = std::env::args().nth(2);
    let wanted = |name: &str| form.as_deref().is_none_or(|form| form == name);
    let mut files: Vec<_> =
        std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let (options, limits) = (RenderOptions::new(Size::new(1024, 1024)), Limits::default());
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "json")) {
        let spec: Spec = serde_json::from_str(&std::fs::read_to_string(file)?)?;
        let subject = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if wanted("svg") {
            measure(&subject, "svg", || Ok(render_svg(&spec, &options, &limits)?.into_bytes()))?;
        }
        if wanted("png") {
            measure(&subject, "png", || Ok(render_png(&spec, &options, &limits)?))?;
        }
    }
    Ok(())
}

fn measure(
    subject: &str,
    form: &str,
    draw: impl Fn() -> Result<Vec<u8>, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let mut picture = Vec::new();
    for _ in 0..20 {
        picture = draw()?;
    }
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let begin = Instant::now();
        picture = draw()?;
        times.push(begin.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let (p50, p99) = (times[RUNS / 2], times[RUNS * 99 / 100]);
    let bytes = picture.len();
    println!(
        r#"{{"engine":"easel","subject":"{subject}","form":"{form}","p50":{p50:.3},"p99":{p99:.3},"bytes":{bytes}}}"#
    );
    if let Some(out) = std::env::var_os("PEERS_OUT") {
        std::fs::create_dir_all(&out)?;
        std::fs::write(Path::new(&out).join(format!("easel-{subject}.{form}")), picture)?;
    }
    Ok(())
}
