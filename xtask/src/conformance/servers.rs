//! The servers that the clients talk to.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use easel_worker::tiny_checkpoint::write_tiny_sd1;

use crate::{run as show, target_dir};

/// The key of both servers.
const KEY: &str = "conformance-key";
/// Another key of the same account, of which some clients send only the second part.
const WORKFLOW_KEY: &str = "conformance#workflow-secret";

/// Two servers that end with this value.
pub(super) struct Servers {
    easel: PathBuf,
    fake: Server,
    real: Server,
}

struct Server {
    child: Child,
    base: String,
    data: Folder,
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

impl Servers {
    pub(super) fn start() -> Result<Self> {
        let easel = target_dir().join("debug/easel");
        ensure!(easel.exists(), "{} is missing: cargo build -p easel", easel.display());
        let fake = start(&easel, "fake", |_| Ok(()))?;
        let real = start(&easel, "sd", |data| install_tiny_model(&easel, data))?;
        let servers = Self { easel, fake, real };
        servers.make_workflow_key()?;
        Ok(servers)
    }

    /// Tells a client's script where the servers are.
    pub(super) fn tell(&self, command: &mut Command) {
        command
            .env("EASEL_URL", &self.fake.base)
            .env("EASEL_REAL_URL", &self.real.base)
            .env("EASEL_TEST_KEY", KEY)
            .env("EASEL_WORKFLOW_KEY", WORKFLOW_KEY)
            .env("EASEL_BIN", &self.easel)
            .env("EASEL_DATA", &self.fake.data.0);
    }

    fn make_workflow_key(&self) -> Result<()> {
        let keys = |args: &[&str]| {
            let mut command = Command::new(&self.easel);
            command.args(["keys", "--data"]).arg(&self.fake.data.0).args(args);
            command.env("EASEL_LOG_FILTER", "error");
            command
        };
        let listed = keys(&["list"]).output().context("easel keys list")?;
        let listed = String::from_utf8(listed.stdout)?;
        let account = listed.split_whitespace().find(|word| word.starts_with("acct_"));
        let account = account.with_context(|| format!("no account in `{listed}`"))?;
        show(&mut keys(&["create", "workflow", "--account", account, "--secret", WORKFLOW_KEY]))
    }
}

/// Installs weights that are only noise, but have the layout of Stable Diffusion 1.x.
fn install_tiny_model(easel: &Path, data: &Path) -> Result<()> {
    let folder = target_dir().join("conformance/tiny");
    std::fs::create_dir_all(&folder)?;
    let tiny = write_tiny_sd1(&folder, 1).context("the tiny checkpoint cannot be written")?;
    let add = |args: &[&str]| {
        let mut command = Command::new(easel);
        command.args(["models", "--data"]).arg(data).arg("add").args(args);
        command.env("EASEL_LOG_FILTER", "error");
        show(&mut command)
    };
    let path = |path: &Path| path.to_str().map(str::to_owned).context("a path is not UTF-8");
    let (model, taesd, lora) = (path(&tiny.model)?, path(&tiny.taesd)?, path(&tiny.lora)?);
    add(&[&model, "--name", "tiny", "--taesd", &taesd])?;
    add(&[&lora, "--name", "tiny-lora"])
}

fn start(easel: &Path, engine: &str, prepare: impl FnOnce(&Path) -> Result<()>) -> Result<Server> {
    let data = Folder(target_dir().join("conformance").join(format!("data-{engine}")));
    let _ = std::fs::remove_dir_all(&data.0);
    std::fs::create_dir_all(&data.0)?;
    prepare(&data.0)?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let base = format!("http://127.0.0.1:{port}");
    let any_model = if engine == "fake" { "fake" } else { "tiny" };
    let child = Command::new(easel)
        .args(["serve", "--engine", engine, "--bootstrap-key", KEY, "--listen"])
        .arg(format!("127.0.0.1:{port}"))
        .arg("--data")
        .arg(&data.0)
        .env("EASEL_LOG_FILTER", "error")
        .env("EASEL_MODELS_ALIASES", format!("{{ \"*\" = \"{any_model}\" }}"))
        // Scripts play the part of other servers.
        .env("EASEL_OUTBOUND_ALLOW", "127.0.0.0/8")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .context("the server cannot be started")?;
    let server = Server { child, base, data };
    wait_until_ready(port)?;
    Ok(server)
}

fn wait_until_ready(port: u16) -> Result<()> {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(30) {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    bail!("the server was not ready within 30 s")
}
