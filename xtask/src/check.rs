//! `cargo xtask check`: the whole truth about a change. `make test` and CI run nothing else.

use std::process::Command;

use anyhow::Result;

use crate::{cargo, conformance, layers, licences, run as show, tidy};

pub(crate) fn run() -> Result<()> {
    cargo(&["fmt", "--all", "--check"])?;
    tidy::run()?;
    layers::run()?;
    licences::run()?;
    cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])?;
    // The property tests take the same cases in every run, so that a red run is about the change
    // and not about luck. `cargo test` alone takes new ones each time.
    let mut tests = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    show(tests.args(["test", "--workspace", "--locked"]).env("PROPTEST_RNG_SEED", "20261120"))?;
    conformance::run(&[])
}
