//! `easel doctor`: checks the machine and the data folder, and says what is wrong and what to do.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context as _, Result, bail};
use easel_render::RenderOptions;
use easel_store::Store as _;
use easel_types::spec::{ChartSpec, Series};
use easel_types::{Limits, ModelRecord, Size, Spec};

use crate::cli::DoctorArgs;
use crate::config::Config;
use crate::terminal::say;
use crate::wiring;

/// Free space below which a warning is due: a day of pictures on a busy server.
const FREE_BYTES_WANTED: u64 = 2_000_000_000;

pub(crate) async fn run(args: DoctorArgs) -> Result<()> {
    let mut report = Report::default();
    let config = match args.data.config() {
        Ok(config) => {
            report.good("configuration", "valid");
            config
        }
        Err(err) => {
            report.bad("configuration", &err);
            return report.close();
        }
    };
    report.check("data folder", writable(&config.data));
    report.check("drawing", drawing());
    report.check("engine", engine(&config).await);
    match wiring::storage(&config).await {
        Ok((store, _)) => {
            report.good("database", &config.data.join("easel.db").display().to_string());
            let models = store.model_list().await.context("the models cannot be listed");
            report.check("models", models.and_then(|models| check_models(&models)));
            let keys = store.key_list(None).await.context("the keys cannot be listed");
            report.check(
                "keys",
                keys.map(|keys| match keys.len() {
                    0 => "none yet; the first `easel serve` makes one".to_owned(),
                    n => format!("{n}"),
                }),
            );
        }
        Err(err) => report.bad("database", &err),
    }
    report.check("listening", listening(&config).await);
    report.close()
}

#[derive(Default)]
struct Report {
    problems: u32,
}

impl Report {
    fn good(&self, what: &str, found: &str) {
        say(&format!("ok    {what:<14} {found}"));
    }

    fn bad(&mut self, what: &str, err: &anyhow::Error) {
        self.problems += 1;
        say(&format!("BAD   {what:<14} {err:#}"));
    }

    fn check(&mut self, what: &str, found: Result<String>) {
        match found {
            Ok(found) => self.good(what, &found),
            Err(err) => self.bad(what, &err),
        }
    }

    fn close(&self) -> Result<()> {
        match self.problems {
            0 => Ok(()),
            n => bail!("{n} of the checks failed"),
        }
    }
}

fn writable(folder: &Path) -> Result<String> {
    std::fs::create_dir_all(folder)?;
    let probe = tempfile::NamedTempFile::new_in(folder).context("files cannot be made in it")?;
    drop(probe);
    let stat = rustix::fs::statvfs(folder).context("the free space is unknown")?;
    let free = stat.f_bavail.saturating_mul(stat.f_frsize);
    if free < FREE_BYTES_WANTED {
        bail!("{} has only {} MB free", folder.display(), free / 1_000_000);
    }
    Ok(format!("{} ({} GB free)", folder.display(), free / 1_000_000_000))
}

fn drawing() -> Result<String> {
    let spec = Spec::Chart(ChartSpec {
        categories: vec!["a".to_owned(), "b".to_owned()],
        series: vec![Series { values: vec![Some(1.0), Some(2.0)], ..Series::default() }],
        ..ChartSpec::default()
    });
    let options = RenderOptions::new(Size::new(512, 512));
    let started = std::time::Instant::now();
    easel_render::render(&spec, &options, &Limits::default())?;
    Ok(format!("a chart in {:.1} ms", started.elapsed().as_secs_f64() * 1e3))
}

/// Starts a worker process for a moment: it proves that the executable can start itself and that
/// the engine's libraries are there.
async fn engine(config: &Config) -> Result<String> {
    let program = std::env::current_exe().context("the path of this executable is unknown")?;
    let kind = match config.engine.kind {
        crate::config::EngineKind::Sd => "sd",
        crate::config::EngineKind::Fake => "fake",
    };
    let output = tokio::process::Command::new(program)
        .args(["engine-worker", "--kind", kind])
        .stdin(Stdio::null())
        .output()
        .await
        .context("a worker process cannot be started")?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    // With no server at the other end a healthy worker says only that nobody greeted it.
    if complaint.contains("did not say hello") || output.status.success() {
        return Ok(kind.to_owned());
    }
    bail!("a worker process ended with {}: {}", output.status, complaint.trim())
}

fn check_models(models: &[ModelRecord]) -> Result<String> {
    let mut missing = Vec::new();
    for model in models {
        missing.extend(
            model
                .files
                .all()
                .filter(|file| !file.as_os_str().is_empty() && !file.exists())
                .map(|file| format!("{} ({})", file.display(), model.name)),
        );
    }
    if !missing.is_empty() {
        bail!("these files are gone: {}", missing.join(", "));
    }
    Ok(match models.len() {
        0 => "none; logos and standard images need one: `easel models add FILE`".to_owned(),
        n => format!("{n} installed"),
    })
}

async fn listening(config: &Config) -> Result<String> {
    let address = config.listen;
    match tokio::net::TcpListener::bind(address).await {
        Ok(_) => Ok(format!("{address} is free")),
        Err(err) if err.kind() == std::io::ErrorKind::AddrInUse => {
            Ok(format!("{address} is in use, by a running server perhaps"))
        }
        Err(err) => Err(err).with_context(|| format!("cannot listen on {address}")),
    }
}
