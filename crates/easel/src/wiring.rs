//! Putting the parts together as the configuration says.

use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use easel_core::language_model::LanguageModel;
use easel_core::{Core, CoreParts};
use easel_engine::Engine;
use easel_engine::pool::{PoolOptions, WorkerCommand, WorkerPool};
use easel_fetch::HttpOutbound;
use easel_llm::local::LocalModel;
use easel_llm::{Guarded, RemoteModel};
use easel_store::blobs::BlobStore;
use easel_store::sqlite::{SqliteOptions, SqliteStore};
use easel_types::model::{ModelDefaults, ModelKind};
use easel_types::{Clock as _, ErrorKind, ModelFamily, ModelFiles, ModelName, ModelRecord};
use tracing_subscriber::EnvFilter;

use crate::config::{Config, EngineKind, LanguageModelKind, LogFormat};
use crate::sources::{OsEntropy, SystemClock};

/// The application as configured; `paints` decides whether this process has an engine.
pub(crate) async fn core(config: &Config, paints: bool) -> Result<Core> {
    let (store, blobs) = storage(config).await?;
    let engine = (paints && config.engine.workers > 0).then(|| engine(config)).transpose()?;
    let core = Core::new(CoreParts {
        store: Arc::new(store),
        blobs,
        engine,
        outbound: Arc::new(HttpOutbound::new(config.outbound.clone())?),
        language_model: language_model(config)?,
        callback_form: Arc::new(easel_http::Callbacks),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
        settings: config.settings.clone(),
    });
    if config.engine.kind == EngineKind::Fake {
        install_fake_model(&core).await?;
    }
    Ok(core)
}

/// Database and pictures in the data folder.
pub(crate) async fn storage(config: &Config) -> Result<(SqliteStore, BlobStore)> {
    create_private_folder(&config.data)?;
    let path = config.data.join("easel.db");
    let options = SqliteOptions { durability: config.durability };
    let store = SqliteStore::open(&path, options)
        .await
        .with_context(|| format!("the database {} cannot be opened", path.display()))?;
    let folder = config.data.join("blobs");
    let blobs = BlobStore::local(&folder)
        .with_context(|| format!("the folder {} cannot be used", folder.display()))?;
    Ok((store, blobs))
}

/// The worker pool as configured. Starts no process yet.
pub(crate) fn engine(config: &Config) -> Result<Arc<dyn Engine>> {
    let engine = &config.engine;
    let kind = match engine.kind {
        EngineKind::Sd => "sd",
        EngineKind::Fake => "fake",
    };
    let mut args = vec!["engine-worker".to_owned(), "--kind".to_owned(), kind.to_owned()];
    if let Some(threads) = engine.threads {
        args.extend(["--threads".to_owned(), threads.to_string()]);
    }
    if !engine.memory_check {
        args.push("--no-memory-check".to_owned());
    }
    let fake_ms = engine.fake_duration.as_millis().to_string();
    args.extend(["--fake-duration-ms".to_owned(), fake_ms]);
    let program = std::env::current_exe().context("the path of this executable is unknown")?;
    let options = PoolOptions {
        workers: engine.workers,
        startup_timeout: engine.startup,
        silence_timeout: engine.silence,
        progress_timeout: engine.step,
        quarantine_for: engine.quarantine,
        idle_unload: engine.idle_unload,
        ..PoolOptions::new(WorkerCommand { program, args, env: Vec::new() })
    };
    Ok(Arc::new(WorkerPool::start(options)))
}

/// The language model as configured. A file is read now.
pub(crate) fn language_model(config: &Config) -> Result<Option<Arc<dyn LanguageModel>>> {
    let config = &config.language_model;
    let guard = config.guard;
    if let Some(remote) = config.kind.remote() {
        let model = RemoteModel::new(remote).context("[llm]")?;
        return Ok(Some(Arc::new(Guarded::new(model, guard))));
    }
    match &config.kind {
        LanguageModelKind::File(path) => {
            let model = LocalModel::read(path).context("llm.file")?;
            Ok(Some(Arc::new(Guarded::new(model, guard))))
        }
        LanguageModelKind::Endpoint { .. } | LanguageModelKind::None => Ok(None),
    }
}

/// Sends log events to stderr.
pub(crate) fn start_log(config: &Config) -> Result<()> {
    let filter = EnvFilter::try_new(&config.log_filter)
        .with_context(|| format!("log.filter: `{}` is not a filter", config.log_filter))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let started = match config.log_format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    started.map_err(|err| anyhow::anyhow!("the log cannot be started: {err}"))
}

/// The fake engine paints without files, but jobs need a model's name.
async fn install_fake_model(core: &Core) -> Result<()> {
    let family = ModelFamily::Sdxl;
    let added = core.add_model(ModelRecord {
        name: ModelName::new("fake")?,
        kind: ModelKind::Checkpoint,
        family,
        files: ModelFiles::default(),
        size_bytes: 0,
        defaults: ModelDefaults::for_family(family),
        added_at: SystemClock.now(),
    });
    match added.await {
        Err(err) if err.kind != ErrorKind::Conflict => Err(err.into()),
        _ => Ok(()),
    }
}

/// Only the owner may look into the data folder: it holds key hashes and people's pictures.
fn create_private_folder(path: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).with_context(|| format!("the folder {} cannot be made", path.display()))
}
