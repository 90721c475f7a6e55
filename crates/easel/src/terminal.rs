//! Words for the person at the terminal. Everything else that is written is a log event.

use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Writes a line to stdout. A closed pipe is not an error worth dying for.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Writes a line to stderr.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Progress of long work: a bar on a terminal, a line now and then elsewhere.
#[derive(Debug)]
pub(crate) struct Steps {
    bar: Option<ProgressBar>,
    told: u64,
}

impl Steps {
    pub(crate) fn new(what: &str) -> Self {
        if !std::io::stderr().is_terminal() {
            complain(&format!("{what} …"));
            return Self { bar: None, told: 0 };
        }
        let bar = ProgressBar::new_spinner().with_message(what.to_owned());
        let style =
            ProgressStyle::with_template("{spinner} {msg} [{bar:30}] {pos}/{len} {elapsed}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Self { bar: Some(bar), told: 0 }
    }

    pub(crate) fn set(&mut self, step: u64, steps: u64) {
        match &self.bar {
            Some(bar) => {
                bar.set_length(steps);
                bar.set_position(step);
            }
            // A quarter of the way is news enough for a log.
            None if step * 4 >= (self.told + 1) * steps => {
                self.told = step * 4 / steps.max(1);
                complain(&format!("step {step} of {steps}"));
            }
            None => {}
        }
    }

    pub(crate) fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
