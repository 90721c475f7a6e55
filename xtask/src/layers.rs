//! `cargo xtask layers`: which crate may use which, checked over `cargo metadata`. The rule is
//! written here once; ARCHITECTURE.md shows it to people.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::{cargo_output, root};

/// Every crate and the crates of ours that it may use.
const ALLOWED: [(&str, &[&str]); 19] = [
    ("easel-types", &[]),
    ("easel-notation", &["easel-types"]),
    ("easel-prompt", &["easel-types", "easel-notation"]),
    ("easel-render", &["easel-types"]),
    ("easel-picture", &["easel-types"]),
    ("easel-store", &["easel-types"]),
    ("easel-worker-protocol", &["easel-types"]),
    ("easel-worker", &["easel-types", "easel-worker-protocol"]),
    ("easel-engine", &["easel-types", "easel-worker-protocol"]),
    (
        "easel-core",
        &[
            "easel-types",
            "easel-notation",
            "easel-prompt",
            "easel-render",
            "easel-picture",
            "easel-store",
            "easel-engine",
        ],
    ),
    ("easel-fetch", &["easel-types", "easel-core"]),
    ("easel-llm", &["easel-types", "easel-core", "easel-fetch"]),
    ("easel-http", &["easel-types", "easel-core", "easel-links", "easel-picture"]),
    ("easel-links", &["easel-types", "easel-core"]),
    ("easel-grpc", &["easel-types", "easel-core", "easel-links", "easel-picture"]),
    ("easel-mcp", &["easel-types", "easel-core", "easel-links", "easel-picture"]),
    (
        "easel-testkit",
        &[
            "easel-types",
            "easel-core",
            "easel-store",
            "easel-engine",
            "easel-grpc",
            "easel-http",
            "easel-links",
            "easel-mcp",
        ],
    ),
    (
        "easel",
        &[
            "easel-types",
            "easel-core",
            "easel-notation",
            "easel-prompt",
            "easel-render",
            "easel-picture",
            "easel-fetch",
            "easel-llm",
            "easel-store",
            "easel-engine",
            "easel-worker",
            "easel-http",
            "easel-grpc",
            "easel-links",
            "easel-mcp",
        ],
    ),
    // The writer of tiny checkpoints only: it builds no C++.
    ("xtask", &["easel-types", "easel-worker", "easel-worker-protocol"]),
];

/// What a crate may not use of other people's.
const FORBIDDEN: [(&str, &[&str]); 10] = [
    ("easel-types", &["tokio", "axum", "sqlx", "reqwest"]),
    ("easel-notation", &["tokio", "axum", "sqlx", "reqwest"]),
    ("easel-render", &["tokio", "axum", "sqlx", "reqwest"]),
    ("easel-picture", &["tokio", "axum", "sqlx", "reqwest"]),
    ("easel-prompt", &["tokio", "axum", "sqlx", "reqwest"]),
    ("easel-core", &["axum", "tonic", "sqlx", "reqwest"]),
    ("easel-http", &["sqlx", "tonic", "reqwest"]),
    ("easel-links", &["axum", "sqlx", "tonic", "reqwest"]),
    ("easel-grpc", &["sqlx", "reqwest"]),
    ("easel-mcp", &["sqlx", "tonic", "reqwest"]),
];

/// The only crate that may call stable-diffusion.cpp.
const SD_USER: &str = "easel-worker";
/// For tests only.
const DEV_ONLY: &str = "easel-testkit";

pub(crate) fn run() -> Result<()> {
    let args = ["metadata", "--format-version", "1", "--no-deps", "--locked"];
    let metadata: Value = serde_json::from_slice(&cargo_output(&args)?)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let architecture = std::fs::read_to_string(root().join("ARCHITECTURE.md"))?;
    let mut problems = Vec::new();
    let names: BTreeSet<&str> = packages.iter().filter_map(|p| p["name"].as_str()).collect();
    for package in packages {
        check(package, &names, &mut problems);
        let name = package["name"].as_str().unwrap_or_default();
        if !architecture.contains(&format!("`{name}`")) {
            problems.push(format!("{name} is not listed in ARCHITECTURE.md"));
        }
    }
    if !problems.is_empty() {
        bail!("the layers are broken:\n  {}", problems.join("\n  "));
    }
    println!("layers: {} crates in order", packages.len());
    Ok(())
}

fn check(package: &Value, names: &BTreeSet<&str>, problems: &mut Vec<String>) {
    let name = package["name"].as_str().unwrap_or_default();
    let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
        problems.push(format!("{name} has no place in xtask/src/layers.rs"));
        return;
    };
    let dependencies = package["dependencies"].as_array();
    for dependency in dependencies.into_iter().flatten() {
        let used = dependency["name"].as_str().unwrap_or_default();
        if dependency["kind"].as_str() == Some("dev") {
            continue;
        }
        if names.contains(used) && (!allowed.contains(&used) || used == DEV_ONLY) {
            problems.push(format!("{name} may not use {used}"));
        }
        let forbidden = FORBIDDEN.iter().find(|(known, _)| *known == name);
        if forbidden.is_some_and(|(_, list)| list.contains(&used)) {
            problems.push(format!("{name} may not use {used}"));
        }
        if used == "diffusion-rs-sys" && name != SD_USER {
            problems.push(format!("{name} may not call stable-diffusion.cpp; only {SD_USER} may"));
        }
    }
}
