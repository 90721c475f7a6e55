//! `cargo xtask bench`: measures an executable on this machine and prints one report.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::cargo;
use crate::run as show;

pub(crate) fn run(easel: &Path) -> Result<()> {
    for durability in ["full", "process"] {
        show(Command::new(easel).args(["bench", "throughput", "--durability", durability]))?;
        show(Command::new(easel).args(["bench", "overhead", "--durability", durability]))?;
    }
    show(Command::new(easel).args(["bench", "http"]))?;
    show(Command::new(easel).args(["bench", "chaos"]))?;
    cargo(&["bench", "--locked", "-p", "easel-render", "-p", "easel-prompt", "-p", "easel-store"])
}
