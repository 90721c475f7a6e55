//! `cargo xtask peers`: other engines and ours draw the same subjects on this machine, one after
//! the other; the medians and their ratios become `docs/benchmarks.md`, and the pictures of the
//! gallery stand beside those of others in `docs/gallery/compare`. Needs `npm`, `PyPI` and a
//! Chromium (`apt-get install chromium`); not part of the tests.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use crate::{cargo, root, run as show, target_dir};

/// Pinned, like the npm packages in `benches/peers/package.json`.
const PYTHON_PACKAGES: [&str; 2] = ["vl-convert-python==1.9.0.post1", "pillow==13.0.0"];

/// One line of a report: an engine, a subject, a form, and times in milliseconds.
#[derive(Debug, Clone, Deserialize)]
struct Line {
    engine: String,
    subject: String,
    form: String,
    p50: f64,
    p99: f64,
    bytes: u64,
}

pub(crate) fn run() -> Result<()> {
    let folder = root().join("benches/peers");
    let work = target_dir().join("peers");
    prepare(&folder, &work)?;
    cargo(&["build", "--release", "--locked", "-p", "easel-render", "--example", "time"])?;
    let python = work.join("venv/bin/python");
    let own = target_dir().join("release/examples/time");
    let pinned = |program: &Path| {
        let mut command = Command::new("taskset");
        command.args(["-c", "0"]).arg(program);
        command
    };
    let node = |script: &str| {
        let mut command = Command::new("node");
        command.arg(script);
        command
    };
    let mut commands = vec![pinned(&own), pinned(Path::new("node")), pinned(Path::new("node"))];
    commands[0].arg("specs");
    commands[1].arg("echarts.mjs");
    commands[2].arg("chartjs.mjs");
    let mut vega = Command::new(&python);
    vega.arg("vega.py");
    commands.extend([vega, node("mermaid.mjs"), node("build/antv.mjs")]);
    let mut lines = Vec::new();
    for command in &mut commands {
        lines.extend(report(command.current_dir(&folder).env("PEERS_OUT", work.join("pictures")))?);
    }
    let page = root().join("docs/benchmarks.md");
    let text = std::fs::read_to_string(&page).context("docs/benchmarks.md")?;
    std::fs::write(&page, with_tables(&text, &lines)?)?;
    sheets(&folder, &work)?;
    println!("\nwritten: docs/benchmarks.md and docs/gallery/compare");
    println!("pictures: {}", work.join("pictures").display());
    Ok(())
}

/// Our gallery beside the best of the others, kind by kind.
fn sheets(folder: &Path, work: &Path) -> Result<()> {
    let (theirs, gallery) = (work.join("theirs"), root().join("docs/gallery"));
    let mut draw = Command::new("node");
    show(draw.arg("build/compare.mjs").arg(&theirs).current_dir(folder))?;
    let mut join = Command::new(work.join("venv/bin/python"));
    show(join.arg(folder.join("sheets.py")).args([
        theirs,
        gallery.clone(),
        gallery.join("compare"),
    ]))
}

/// Installs what the engines need.
fn prepare(folder: &Path, work: &Path) -> Result<()> {
    show(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).arg("--prefix").arg(folder))?;
    let venv = work.join("venv");
    if !venv.is_dir() {
        show(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    }
    show(Command::new(venv.join("bin/pip")).args(["install", "-q"]).args(PYTHON_PACKAGES))?;
    bundle(folder, "antv.mjs")?;
    bundle(folder, "compare.mjs")
}

/// The packages mix module systems; a bundle does not.
fn bundle(folder: &Path, script: &str) -> Result<()> {
    let banner =
        "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";
    let mut bundle = Command::new(folder.join("node_modules/.bin/esbuild"));
    bundle.arg(folder.join(script)).args(["--bundle", "--platform=node", "--format=esm"]);
    bundle.args(["--external:puppeteer-core", "--log-level=error"]);
    bundle.arg(format!("--banner:js={banner}"));
    bundle.arg(format!("--outfile={}", folder.join("build").join(script).display()));
    show(&mut bundle)
}

fn report(command: &mut Command) -> Result<Vec<Line>> {
    let shown = format!("{command:?}").replace('"', "");
    println!("\n=== {shown}");
    let output = command.output().with_context(|| shown.clone())?;
    let problem = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{shown} ended with {}:\n{problem}", output.status);
    let text = String::from_utf8(output.stdout).context("the report is not UTF-8")?;
    let lines = text.lines().filter(|line| line.starts_with('{'));
    lines.map(|line| serde_json::from_str(line).with_context(|| line.to_owned())).collect()
}

/// The page with its generated part replaced.
fn with_tables(page: &str, lines: &[Line]) -> Result<String> {
    const BEGIN: &str = "<!-- written by cargo xtask peers -->\n";
    const END: &str = "<!-- end -->";
    let (head, rest) = page.split_once(BEGIN).context("docs/benchmarks.md has lost its marks")?;
    let (_, tail) = rest.split_once(END).context("docs/benchmarks.md has lost its marks")?;
    let mut text = String::new();
    for form in ["png", "svg"] {
        table(&mut text, form, lines);
    }
    Ok(format!("{head}{BEGIN}{text}{END}{tail}"))
}

fn table(text: &mut String, form: &str, lines: &[Line]) {
    let mut subjects: BTreeMap<&str, BTreeMap<&str, &Line>> = BTreeMap::new();
    let mut engines = Vec::new();
    for line in lines.iter().filter(|line| line.form == form) {
        subjects.entry(&line.subject).or_default().insert(&line.engine, line);
        if !engines.contains(&line.engine.as_str()) && line.engine != "easel" {
            engines.push(&line.engine);
        }
    }
    let _ = write!(text, "\n### {}\n\n| subject | Easel p50 / p99 | KiB |", form.to_uppercase());
    for engine in &engines {
        let _ = write!(text, " {engine} p50 (× Easel) |");
    }
    let _ = writeln!(text, "\n|---|---|---|{}", "---|".repeat(engines.len()));
    for (subject, by_engine) in subjects {
        let Some(own) = by_engine.get("easel") else { continue };
        let kib = own.bytes.div_ceil(1024);
        let _ = write!(text, "| {subject} | {:.2} / {:.2} | {kib} |", own.p50, own.p99);
        for engine in &engines {
            let _ = match by_engine.get(engine) {
                Some(line) => write!(text, " {:.1} ({:.0}×) |", line.p50, line.p50 / own.p50),
                None => write!(text, " – |"),
            };
        }
        text.push('\n');
    }
}
