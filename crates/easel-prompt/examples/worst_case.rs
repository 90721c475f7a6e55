//! Times long prompts made to be hard: `worst_case [BYTES [NAME]]` prints the median of each (or of
//! one) in milliseconds, 100 kB unless told. For people who work on the readers.

#![expect(clippy::print_stdout, reason = "a tool for the terminal")]

use std::time::Instant;

use easel_prompt::{Hints, understand};
use easel_types::Intent;

const RUNS: usize = 5;

fn main() {
    let wanted = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let pieces = [
        ("words", "sales of apples "),
        ("one word", "a"),
        ("numbers", "1 "),
        ("pairs", "Region 12: 34, "),
        ("arrows", "A -> B "),
        ("chain", "step -> "),
        ("lines", "- item\n"),
        ("cells", "a,b\n1,2\n"),
        ("pipes", "| a | 1 "),
        ("brackets", "(("),
        ("braces", "{\"a\":["),
        ("quotes", "\"a "),
        ("conditions", "if yes go to a else go to b "),
        ("reports", "Ann reports to Bob. "),
        ("versus", "cats vs dogs "),
        ("kinds", "a pie chart of a flowchart of a logo "),
        ("commas", ",,,, "),
        ("dates", "2024-01-02 "),
        ("ideographs", "日本1億、"),
        ("letters of Arabic", "مبيعات 12 "),
        ("mixed", "Q1: 12% → \"x\" (3k€)\n| "),
    ];
    let only = std::env::args().nth(2);
    for (name, piece) in pieces {
        if only.as_ref().is_some_and(|only| only != name) {
            continue;
        }
        let prompt = piece.repeat(wanted / piece.len());
        for intent in [None, Some(Intent::Chart), Some(Intent::Diagram), Some(Intent::Infographic)]
        {
            let hints = Hints { intent, ..Hints::default() };
            let mut times: Vec<f64> = (0..RUNS)
                .map(|_| {
                    let begin = Instant::now();
                    std::hint::black_box(understand(&prompt, &hints));
                    begin.elapsed().as_secs_f64() * 1e3
                })
                .collect();
            times.sort_by(f64::total_cmp);
            let intent = intent.map_or("any".to_owned(), |intent| intent.to_string());
            let median = times.get(RUNS / 2).copied().unwrap_or_default();
            println!("{median:8.1} ms  {name}, {intent}");
        }
    }
}
