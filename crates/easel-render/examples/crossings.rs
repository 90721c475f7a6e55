//! Measures the layout of diagrams of boxes and arrows: `crossings FILE.json…` prints a line of
//! JSON for each: crossings between lines, their length and bends on the canvas, and how long a
//! picture takes to lay out. For comparison with other engines see `benches/peers/crossings`.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::Instant;

use easel_render::{RenderOptions, edge_paths, render_svg};
use easel_types::{Limits, Size, Spec};

fn main() -> ExitCode {
    let mut out = String::new();
    for file in std::env::args().skip(1) {
        match measure(&file) {
            Ok(line) => out.push_str(&line),
            Err(problem) => {
                let _ = writeln!(out, "{{\"file\":{file:?},\"problem\":{problem:?}}}");
            }
        }
    }
    match std::io::Write::write_all(&mut std::io::stdout(), out.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn measure(file: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let json: serde_json::Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let spec: Spec = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let side =
        |name: &str| u32::try_from(json["corpus"][name].as_u64().unwrap_or(1024)).unwrap_or(1024);
    let options = RenderOptions::new(Size::new(side("width"), side("height")));
    let limits = Limits::default();
    let lines = edge_paths(&spec, &options, &limits).map_err(|error| error.to_string())?;
    let start = Instant::now();
    render_svg(&spec, &options, &limits).map_err(|error| error.to_string())?;
    let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    let length: f64 = lines.iter().flat_map(|line| line.windows(2)).map(length).sum();
    let bends: usize = lines.iter().map(|line| line.len().saturating_sub(2)).sum();
    Ok(format!(
        "{{\"file\":{file:?},\"edges\":{},\"crossings\":{},\"length\":{length:.0},\"bends\":{bends},\"ms\":{milliseconds:.2}}}\n",
        lines.len(),
        crossings(&lines),
    ))
}

type Line = Vec<(f64, f64)>;

fn length(piece: &[(f64, f64)]) -> f64 {
    match piece {
        [a, b] => (b.0 - a.0).hypot(b.1 - a.1),
        _ => 0.0,
    }
}

/// Pairs of pieces of different lines that cross inside both.
fn crossings(lines: &[Line]) -> usize {
    let mut count = 0;
    for (index, line) in lines.iter().enumerate() {
        for other in lines.iter().take(index) {
            for piece in line.windows(2) {
                count += other.windows(2).filter(|second| cross(piece, second)).count();
            }
        }
    }
    count
}

fn cross(first: &[(f64, f64)], second: &[(f64, f64)]) -> bool {
    let (&[a, b], &[c, d]) = (first, second) else { return false };
    let side = |p: (f64, f64), q: (f64, f64), r: (f64, f64)| {
        (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0)
    };
    let (one, two) = (side(a, b, c), side(a, b, d));
    let (three, four) = (side(c, d, a), side(c, d, b));
    let clear = |x: f64, y: f64| x.abs() > 1e-6 && y.abs() > 1e-6 && (x > 0.0) != (y > 0.0);
    clear(one, two) && clear(three, four)
}
