//! `cargo xtask conformance`: other people's clients, unmodified and pinned, against a server on
//! the fake engine. What they check stands in `conformance/`.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};

use crate::{root, run as show, target_dir};

const KEY: &str = "conformance-key";

/// Folder below `conformance/`, and the packages it needs.
const CLIENTS: [(&str, &[&str]); 3] = [
    ("pixelapi@0.1.0", &["pixelapi==0.1.0"]),
    ("pixelapi@0.2.0", &["pixelapi==0.2.0", "httpx==0.28.1"]),
    ("schemathesis@4", &["schemathesis==4.32.5"]),
];

/// A server that ends with this value.
struct Server {
    child: Child,
    base: String,
    _folder: Folder,
}

/// A folder that is removed with this value.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder left behind below the target directory does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn run() -> Result<()> {
    let python = python()?;
    let server = start()?;
    for (client, packages) in CLIENTS {
        let site = installed(&python, client, packages)?;
        let script = root().join("conformance").join(client).join("run.py");
        show(
            Command::new(&python)
                .arg(&script)
                .env("PYTHONPATH", &site)
                .env("EASEL_URL", &server.base)
                .env("EASEL_TEST_KEY", KEY),
        )?;
    }
    println!("\nconformance: {} clients passed", CLIENTS.len());
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

/// A folder with the packages of one client: two versions of a package need two folders.
fn installed(python: &Path, client: &str, packages: &[&str]) -> Result<PathBuf> {
    let site = target_dir().join("conformance").join(client);
    let stamp = site.join(".installed");
    let wanted = packages.join(" ");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(site);
    }
    let _ = std::fs::remove_dir_all(&site);
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]);
    show(pip.arg(&site).args(packages))?;
    std::fs::write(&stamp, wanted)?;
    Ok(site)
}

fn start() -> Result<Server> {
    let program = target_dir().join("debug/easel");
    ensure!(program.exists(), "{} is missing: cargo build -p easel", program.display());
    let folder = Folder(target_dir().join("conformance/data"));
    let _ = std::fs::remove_dir_all(&folder.0);
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let base = format!("http://127.0.0.1:{port}");
    let child = Command::new(program)
        .args(["serve", "--engine", "fake", "--bootstrap-key", KEY, "--listen"])
        .arg(format!("127.0.0.1:{port}"))
        .arg("--data")
        .arg(&folder.0)
        .env("EASEL_LOG_FILTER", "error")
        .env("EASEL_MODELS_ALIASES", "{ \"*\" = \"fake\" }")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .context("the server cannot be started")?;
    let server = Server { child, base, _folder: folder };
    wait_until_ready(port)?;
    Ok(server)
}

fn wait_until_ready(port: u16) -> Result<()> {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(30) {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    bail!("the server was not ready within 30 s")
}
