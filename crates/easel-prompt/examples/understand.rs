//! Says what prompts mean: `understand PROMPT…` writes one line of JSON for each. For people who
//! work on the rules; users have `easel understand`.

use std::io::Write as _;
use std::process::ExitCode;

use easel_prompt::{Hints, understand};

fn main() -> ExitCode {
    let mut out = std::io::stdout().lock();
    for prompt in std::env::args().skip(1) {
        let made = understand(&prompt, &Hints { enhance: true, ..Hints::default() });
        let written = serde_json::to_writer(&mut out, &made).is_ok() && writeln!(out).is_ok();
        if !written {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
