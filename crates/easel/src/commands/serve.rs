//! `easel serve`: the server, from its first key to its graceful end.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use easel_core::{Core, Dispatcher};
use easel_grpc::GrpcOptions;
use easel_http::{App, AppOptions};
use easel_links::PublicUrl;
use easel_mcp::McpOptions;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::cli::ServeArgs;
use crate::config::{Config, Secret};
use crate::terminal::say;
use crate::wiring;

/// How often histograms are emptied; the exporter's documentation asks for about 5 s.
const METRICS_UPKEEP: Duration = Duration::from_secs(5);

pub(crate) async fn run(args: ServeArgs) -> Result<()> {
    let started = Instant::now();
    let config = args.config()?;
    wiring::start_log(&config)?;
    let stop = stop_signal()?;
    let metrics = PrometheusBuilder::new()
        .install_recorder()
        .context("metrics cannot be recorded in this process")?;
    easel_core::metric::describe();
    tokio::spawn(upkeep(metrics.clone()));
    // Before the first key is made: it is shown only once, so nothing may fail after it.
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}", config.listen))?;
    let core = wiring::core(&config, !args.no_worker).await?;
    warn_about_models(&core).await?;
    let first_key = bootstrap(&core, &config).await?;
    let address = listener.local_addr().context("the listening address is unknown")?;
    let options = AppOptions {
        public_url: PublicUrl {
            configured: config.public_url.clone(),
            fallback: format!("http://{address}"),
        },
        metrics: Arc::new(move || metrics.render()),
        stopping: stop.clone(),
    };
    let router = fronts(&core, options);
    let dispatcher = Dispatcher::start(core);
    if let Some(key) = first_key {
        say(&format!("Your API key (shown only now): {key}"));
    }
    say(&format!("Easel listens on http://{address} (documentation: http://{address}/docs)"));
    tracing::info!(%address, ready_ms = started.elapsed().as_secs_f64() * 1e3, "ready");
    serve_until(listener, router, dispatcher, (&config, stop)).await
}

/// Everything that is spoken on the one port: gRPC, the agents' protocol, and HTTP.
fn fronts(core: &Core, options: AppOptions) -> axum::Router {
    let public_url = options.public_url.clone();
    let stopping = options.stopping.clone();
    let mcp = McpOptions { public_url: public_url.clone(), stopping };
    let http = easel_http::router(App::new(core.clone(), options));
    let http = easel_mcp::routes(core.clone(), mcp).fallback_service(http);
    easel_grpc::beside(core.clone(), GrpcOptions { public_url }, http)
}

/// Serves until `stop`; then takes no new requests and lets open ones and running jobs finish
/// for the drain time.
async fn serve_until(
    listener: TcpListener,
    router: axum::Router,
    dispatcher: Dispatcher,
    (config, stop): (&Config, CancellationToken),
) -> Result<()> {
    let connections_max = config.settings.limits.connections_max;
    let serving = crate::listener::serve(listener, router, stop.clone(), connections_max);
    let serving = tokio::spawn(serving);
    stop.cancelled().await;
    tracing::info!(drain_seconds = config.drain.as_secs(), "shutting down");
    let drained = tokio::time::timeout(config.drain, serving);
    let ((), drained) = tokio::join!(dispatcher.shutdown(config.drain), drained);
    match drained {
        Ok(served) => served.context("the server task failed")?,
        Err(_) => tracing::warn!("some connections were still open and are cut"),
    }
    tracing::info!("stopped");
    Ok(())
}

/// Empties the buffers of histograms, which otherwise grow until somebody reads `/metrics`.
async fn upkeep(metrics: PrometheusHandle) {
    let mut every = tokio::time::interval(METRICS_UPKEEP);
    loop {
        every.tick().await;
        metrics.run_upkeep();
    }
}

/// Names in the configuration that no installed model has.
async fn warn_about_models(core: &Core) -> Result<()> {
    let settings = core.settings();
    let named = settings.model_aliases.values().chain(&settings.default_model);
    for name in named {
        if !core.has_model(name).await? {
            tracing::warn!(model = %name, "[models] names a model that is not installed");
        }
    }
    Ok(())
}

/// Makes the first key of a fresh data folder; returns it if Easel chose it.
async fn bootstrap(core: &Core, config: &Config) -> Result<Option<String>> {
    let chosen = config.bootstrap_key.clone().map(Secret::reveal);
    if chosen.is_none() && !config.listen.ip().is_loopback() && core.keys(None).await?.is_empty() {
        bail!(
            "this data folder has no API key yet, and {} can be reached from other machines: \
             give --bootstrap-key, or make a key with `easel keys create`",
            config.listen
        );
    }
    let was_chosen = chosen.is_some();
    let made = core.bootstrap(chosen).await?;
    if was_chosen && made.is_none() {
        tracing::info!("--bootstrap-key is not used: the data folder has keys already");
    }
    Ok(made.filter(|_| !was_chosen).map(|key| key.secret))
}

/// Triggered by SIGTERM and SIGINT. A second signal ends the process at once.
pub(crate) fn stop_signal() -> Result<CancellationToken> {
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM cannot be handled")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT cannot be handled")?;
    let stop = CancellationToken::new();
    let told = stop.clone();
    tokio::spawn(async move {
        tokio::select! { _ = terminate.recv() => {} _ = interrupt.recv() => {} }
        told.cancel();
        tokio::select! { _ = terminate.recv() => {} _ = interrupt.recv() => {} }
        tracing::warn!("a second signal: stopping at once; leases run out by themselves");
        #[expect(clippy::disallowed_methods, clippy::exit, reason = "the person asked twice")]
        std::process::exit(130);
    });
    Ok(stop)
}
