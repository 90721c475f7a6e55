//! `cargo xtask gen`: writes the generated files again. Tests compare the committed ones with
//! what would be written now.

use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::root;

pub(crate) fn run() -> Result<()> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--locked", "--package", "easel", "--", "openapi"])
        .current_dir(root())
        .output()
        .context("easel openapi")?;
    ensure!(output.status.success(), "easel openapi: {}", String::from_utf8_lossy(&output.stderr));
    let file = root().join("api/openapi/easel.json");
    std::fs::create_dir_all(file.parent().context("a file without a folder")?)?;
    std::fs::write(&file, output.stdout).with_context(|| file.display().to_string())?;
    println!("wrote api/openapi/easel.json");
    Ok(())
}
