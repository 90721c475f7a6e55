//! `cargo xtask check`: the whole truth about a change. `make test` and CI run nothing else.

use anyhow::Result;

use crate::{cargo, conformance, layers, licences, tidy};

pub(crate) fn run() -> Result<()> {
    cargo(&["fmt", "--all", "--check"])?;
    tidy::run()?;
    layers::run()?;
    licences::run()?;
    cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])?;
    cargo(&["test", "--workspace", "--locked"])?;
    conformance::run()
}
