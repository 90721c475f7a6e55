//! `cargo xtask licences`: every dependency that ends up in what we ship has a permissive licence.

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::cargo_output;

/// Licences that may be shipped (SPDX names).
const PERMISSIVE: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

pub(crate) fn run() -> Result<()> {
    let args = ["metadata", "--format-version", "1", "--locked"];
    let metadata: Value = serde_json::from_slice(&cargo_output(&args)?)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let mut problems = Vec::new();
    for package in packages {
        let (name, licence) = (package["name"].as_str(), package["license"].as_str());
        let (name, licence) = (name.unwrap_or_default(), licence.unwrap_or("none"));
        if !is_permissive(licence) {
            problems.push(format!("{name}: {licence}"));
        }
        let source = package["source"].as_str().unwrap_or_default();
        if source.starts_with("git+") {
            problems.push(format!("{name}: from {source}, not from a registry"));
        }
    }
    if !problems.is_empty() {
        bail!("these dependencies may not be shipped:\n  {}", problems.join("\n  "));
    }
    println!("licences: {} packages are permissive", packages.len());
    Ok(())
}

/// True if one choice of the expression is permissive in all its parts. Parentheses only ever
/// group choices in what crates write, so they are left out.
fn is_permissive(expression: &str) -> bool {
    let plain = expression.replace(['(', ')'], "").replace('/', " OR ");
    plain
        .split(" AND ")
        .all(|part| part.split(" OR ").any(|licence| PERMISSIVE.contains(&licence.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_permissive_choice_in_every_part_is_enough() {
        for good in ["MIT", "MIT OR GPL-3.0", "MIT/Apache-2.0", "(MIT OR GPL-2.0) AND Unicode-3.0"]
        {
            assert!(is_permissive(good), "{good}");
        }
        for bad in ["GPL-3.0", "MIT AND MPL-2.0", "none", "LGPL-2.1 OR AGPL-3.0"] {
            assert!(!is_permissive(bad), "{bad}");
        }
    }
}
