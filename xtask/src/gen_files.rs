//! `cargo xtask gen`: writes the generated files again. Tests compare the committed ones with
//! what would be written now.

use anyhow::{Context as _, Result};

use crate::{cargo_output, root};

pub(crate) fn run() -> Result<()> {
    let args = ["run", "--quiet", "--locked", "--package", "easel", "--", "openapi"];
    let document = cargo_output(&args)?;
    let file = root().join("api/openapi/easel.json");
    std::fs::create_dir_all(file.parent().context("a file without a folder")?)?;
    std::fs::write(&file, document).with_context(|| file.display().to_string())?;
    println!("wrote api/openapi/easel.json");
    Ok(())
}
