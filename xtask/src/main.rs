//! The logic behind the Makefile. `cargo xtask` alone lists what it can do.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a tool for the terminal")]

mod bench;
mod check;
mod conformance;
mod gen_files;
mod layers;
mod licences;
mod peers;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail, ensure};

const USAGE: &str = "cargo xtask COMMAND
  check        everything that must hold: formatting, lints, tidiness, layers, tests, clients
  tidy         the rules about files that no compiler checks
  layers       which crate may use which
  licences     every dependency has a permissive licence
  gen          write the generated files again
  conformance [FOLDER…]
               other people's clients against running servers (after `cargo build -p easel`)
  bench EASEL  measure the executable EASEL
  peers        draw the same subjects with other engines; writes docs/benchmarks.md";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["check"] => check::run(),
        ["tidy"] => tidy::run(),
        ["layers"] => layers::run(),
        ["licences"] => licences::run(),
        ["gen"] => gen_files::run(),
        ["conformance", clients @ ..] => conformance::run(clients),
        ["peers"] => peers::run(),
        ["bench", easel] => bench::run(Path::new(easel)),
        _ => {
            println!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            println!("\nxtask: {err:#}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

/// The folder in which cargo builds.
fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Runs a command in the workspace's folder, showing what it prints.
fn run(command: &mut Command) -> Result<()> {
    let shown = format!("{command:?}").replace('"', "");
    println!("\n=== {shown}");
    let status = command.current_dir(root()).status().with_context(|| shown.clone())?;
    ensure!(status.success(), "{shown} ended with {status}");
    Ok(())
}

/// Runs cargo with these arguments.
fn cargo(args: &[&str]) -> Result<()> {
    run(Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())).args(args))
}

/// What cargo prints when run with these arguments.
fn cargo_output(args: &[&str]) -> Result<Vec<u8>> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(args)
        .current_dir(root())
        .output()
        .with_context(|| format!("cargo {}", args.join(" ")))?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(output.stdout)
}

/// Every file that git knows, relative to the workspace's folder.
fn tracked_files() -> Result<Vec<PathBuf>> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .context("git ls-files")?;
    if !output.status.success() {
        bail!("git ls-files ended with {}", output.status);
    }
    let text = String::from_utf8(output.stdout).context("a file name is not UTF-8")?;
    let files = text.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from);
    Ok(files.filter(|file| root().join(file).is_file()).collect())
}
