//! Settings as they are used: every value present and in range.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use easel_core::{PriceBook, Settings};
use easel_fetch::{Allow, OutboundOptions};
use easel_store::sqlite::Durability;
use easel_types::{Limits, ModelName};

use super::language_model::LanguageModelConfig;
use super::raw::{RawConfig, RawEngine, RawLimits, RawModels, RawOutbound};
use super::secret::Secret;

/// Where the server listens unless told otherwise: only this machine can reach it.
const LISTEN_DEFAULT: &str = "127.0.0.1:8188";
/// Where everything is kept unless told otherwise.
const DATA_DEFAULT: &str = "easel-data";

/// The whole configuration.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    /// Where the server listens.
    pub(crate) listen: SocketAddr,
    /// The folder of database and pictures.
    pub(crate) data: PathBuf,
    /// The address under which clients reach the server.
    pub(crate) public_url: Option<String>,
    /// The first admin key, where a person chose it.
    pub(crate) bootstrap_key: Option<Secret<String>>,
    /// How long running jobs may go on after a shutdown was asked for.
    pub(crate) drain: Duration,
    /// What survives a power cut.
    pub(crate) durability: Durability,
    /// What paints.
    pub(crate) engine: EngineConfig,
    /// What answers in words.
    pub(crate) language_model: LanguageModelConfig,
    /// Calls to other servers.
    pub(crate) outbound: OutboundOptions,
    /// Settings of the use cases.
    pub(crate) settings: Settings,
    /// How the log looks.
    pub(crate) log_format: LogFormat,
    /// Which events are logged, in `tracing`'s filter syntax.
    pub(crate) log_filter: String,
}

/// `[engine]`
#[derive(Debug, Clone)]
pub(crate) struct EngineConfig {
    pub(crate) kind: EngineKind,
    pub(crate) workers: usize,
    pub(crate) threads: Option<usize>,
    pub(crate) startup: Duration,
    pub(crate) step: Duration,
    pub(crate) silence: Duration,
    pub(crate) idle_unload: Option<Duration>,
    pub(crate) quarantine: Duration,
    pub(crate) memory_check: bool,
    pub(crate) fake_duration: Duration,
}

/// What paints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EngineKind {
    /// stable-diffusion.cpp in worker processes.
    Sd,
    /// Coloured pictures without a model, for tests of everything around the engine.
    Fake,
}

/// How the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Config {
    /// Checks `raw`. Every problem is added to `problems`; `None` only together with one.
    pub(super) fn resolve(raw: RawConfig, problems: &mut Vec<String>) -> Option<Self> {
        let RawConfig {
            server,
            database,
            storage,
            engine,
            models,
            llm,
            limits,
            outbound,
            safety,
            log,
            prices,
        } = raw;
        let listen = server.listen.unwrap_or_else(|| LISTEN_DEFAULT.to_owned());
        let listen = listen.parse().map_err(|_| {
            problems.push(format!(
                "server.listen: `{listen}` is not an address such as {LISTEN_DEFAULT}"
            ));
        });
        let data = server.data.unwrap_or_else(|| PathBuf::from(DATA_DEFAULT));
        let data = database_in(data, database.url, problems);
        if storage.url.is_some_and(|url| !is_inside(&url.reveal(), &data)) {
            problems.push(
                "storage.url: this version keeps pictures in the data folder only; leave it out"
                    .to_owned(),
            );
        }
        let public_url = server.public_url.map(|url| checked_url(&url, problems));
        let preview_every_steps = engine.preview_every_steps.unwrap_or(5);
        let engine = engine_config(&engine, problems)?;
        let durability = choice(
            ("database.durability", database.durability.as_deref().unwrap_or("full")),
            &[("full", Durability::Full), ("process", Durability::Process)],
            problems,
        )?;
        let log_format = choice(
            ("log.format", log.format.as_deref().unwrap_or("text")),
            &[("text", LogFormat::Text), ("json", LogFormat::Json)],
            problems,
        )?;
        let mut settings = settings(models, &limits, problems);
        let language_model = LanguageModelConfig::resolve(llm, problems)?;
        settings.assist = language_model.assist;
        settings.safety = super::safety::resolve(safety, problems);
        settings.preview_every_steps = preview_every_steps;
        match PriceBook::new(prices) {
            Ok(prices) => settings.prices = prices,
            Err(err) => problems.push(format!("[prices]: {err}")),
        }
        Some(Self {
            listen: listen.ok()?,
            data,
            public_url,
            bootstrap_key: server.bootstrap_key,
            drain: Duration::from_secs(server.drain_seconds.unwrap_or(20)),
            durability,
            engine,
            language_model,
            outbound: outbound_options(outbound, problems),
            settings,
            log_format,
            log_filter: log.filter.unwrap_or_else(|| "info".to_owned()),
        })
    }
}

fn engine_config(engine: &RawEngine, problems: &mut Vec<String>) -> Option<EngineConfig> {
    Some(EngineConfig {
        kind: choice(
            ("engine.kind", engine.kind.as_deref().unwrap_or("sd")),
            &[("sd", EngineKind::Sd), ("fake", EngineKind::Fake)],
            problems,
        )?,
        workers: in_range(("engine.workers", engine.workers.unwrap_or(1)), (0, 64), problems),
        threads: engine.threads,
        startup: Duration::from_secs(engine.startup_seconds.unwrap_or(30)),
        step: Duration::from_secs(engine.step_seconds.unwrap_or(600)),
        silence: Duration::from_secs(engine.silence_seconds.unwrap_or(30)),
        idle_unload: Some(engine.idle_unload_seconds.unwrap_or(600))
            .filter(|seconds| *seconds > 0)
            .map(Duration::from_secs),
        quarantine: Duration::from_secs(engine.quarantine_seconds.unwrap_or(600)),
        memory_check: engine.memory_check.unwrap_or(true),
        fake_duration: Duration::from_millis(engine.fake_duration_ms.unwrap_or(200)),
    })
}

/// The data folder, which an explicit database address must lie in.
fn database_in(data: PathBuf, url: Option<Secret<String>>, problems: &mut Vec<String>) -> PathBuf {
    let Some(url) = url.map(Secret::reveal) else { return data };
    let Some(path) = url.strip_prefix("sqlite:") else {
        problems.push(
            "database.url: this version keeps its rows in SQLite; give sqlite:FOLDER/easel.db or \
             leave it out"
                .to_owned(),
        );
        return data;
    };
    let path = PathBuf::from(path.trim_start_matches("//"));
    match (path.file_name().is_some_and(|name| name == "easel.db"), path.parent()) {
        (true, Some(folder)) => folder.to_owned(),
        _ => {
            problems.push("database.url: the file must be called easel.db".to_owned());
            data
        }
    }
}

fn is_inside(url: &str, data: &std::path::Path) -> bool {
    let path = url.strip_prefix("file:").unwrap_or(url).trim_start_matches("//");
    std::path::Path::new(path) == data.join("blobs")
}

fn checked_url(url: &str, problems: &mut Vec<String>) -> String {
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_~:/[]%".contains(c);
    if rest.is_none_or(|host| host.is_empty() || !host.chars().all(plain)) {
        let example = "https://pictures.example";
        problems.push(format!("server.public_url: `{url}` is not an address such as {example}"));
    }
    url.trim_end_matches('/').to_owned()
}

pub(super) fn choice<T: Copy>(
    (name, text): (&str, &str),
    known: &[(&str, T)],
    problems: &mut Vec<String>,
) -> Option<T> {
    let found = known.iter().find(|(known, _)| *known == text).map(|(_, value)| *value);
    if found.is_none() {
        let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
        problems.push(format!("{name}: `{text}` is not one of {}", names.join(", ")));
    }
    found
}

pub(super) fn in_range<T: PartialOrd + std::fmt::Display>(
    (name, value): (&str, T),
    (min, max): (T, T),
    problems: &mut Vec<String>,
) -> T {
    if value < min || value > max {
        problems.push(format!("{name}: {value} must be from {min} to {max}"));
    }
    value
}

fn outbound_options(raw: RawOutbound, problems: &mut Vec<String>) -> OutboundOptions {
    let usual = OutboundOptions::default();
    let mut allow = Vec::new();
    for text in raw.allow.unwrap_or_default() {
        match text.parse::<Allow>() {
            Ok(address) => allow.push(address),
            Err(err) => problems.push(format!("outbound.allow: {err}")),
        }
    }
    OutboundOptions {
        allow,
        connect_timeout: raw.connect_seconds.map_or(usual.connect_timeout, Duration::from_secs),
        total_timeout: raw.seconds.map_or(usual.total_timeout, Duration::from_secs),
        bytes_max: raw.bytes.unwrap_or(usual.bytes_max),
        ..usual
    }
}

fn settings(models: RawModels, raw: &RawLimits, problems: &mut Vec<String>) -> Settings {
    let mut name = |setting: &str, text: String| {
        ModelName::new(text).map_err(|err| problems.push(format!("{setting}: {err}"))).ok()
    };
    let default_model = models.default.and_then(|text| name("models.default", text));
    let aliases = models.aliases.unwrap_or_default();
    let model_aliases = aliases
        .into_iter()
        .filter_map(|(alias, model)| Some((alias, name("models.aliases", model)?)))
        .collect();
    let mut settings = Settings {
        limits: limits(raw, problems),
        default_model,
        model_aliases,
        ..Settings::default()
    };
    if let Some(draws) = raw.draws_concurrent {
        settings.draws_concurrent_max =
            in_range(("limits.draws_concurrent", draws), (1, 1024), problems);
    }
    settings
}

fn limits(raw: &RawLimits, p: &mut Vec<String>) -> Limits {
    let mut l = Limits::default();
    let side_min = l.side_px_min;
    set(&mut l.prompt_chars_max, raw.prompt_chars, ("prompt_chars", 1, 1_000_000), p);
    set(&mut l.side_px_max, raw.side_px_max, ("side_px_max", side_min, 8192), p);
    set(&mut l.steps_max, raw.steps, ("steps", 1, 1000), p);
    set(&mut l.n_images_max, raw.n_images, ("n_images", 1, 64), p);
    set(&mut l.body_bytes_max, raw.body_bytes, ("body_bytes", 1024, 1 << 30), p);
    let concurrent = ("requests_concurrent", 1, 100_000);
    set(&mut l.requests_concurrent_max, raw.requests_concurrent, concurrent, p);
    let per_minute = ("requests_per_minute", 1, 10_000_000);
    set(&mut l.requests_per_minute_max, raw.requests_per_minute, per_minute, p);
    set(&mut l.requests_burst_max, raw.requests_burst, ("requests_burst", 1, 1_000_000), p);
    set(&mut l.jobs_open_max, raw.jobs_open, ("jobs_open", 1, 10_000_000), p);
    let per_account = ("jobs_open_per_account", 1, 10_000_000);
    set(&mut l.jobs_open_per_account_max, raw.jobs_open_per_account, per_account, p);
    set(&mut l.attempts_max, raw.attempts, ("attempts", 1, 100), p);
    set(&mut l.lease_ms_max, raw.lease_ms, ("lease_ms", 300, 3_600_000), p);
    let mut seconds = |limit: &mut Duration, value: Option<u64>, name: &str| {
        let mut seconds = limit.as_secs();
        set(&mut seconds, value, (name, 1, 315_360_000), p);
        *limit = Duration::from_secs(seconds);
    };
    seconds(&mut l.request_time_max, raw.request_seconds, "request_seconds");
    seconds(&mut l.attempt_time_max, raw.attempt_seconds, "attempt_seconds");
    seconds(&mut l.priority_ageing, raw.priority_ageing_seconds, "priority_ageing_seconds");
    let mut hours = l.artifact_age_max.as_secs() / 3600;
    set(&mut hours, raw.artifact_hours, ("artifact_hours", 1, 87_600), p);
    l.artifact_age_max = Duration::from_secs(hours * 3600);
    l
}

/// Takes over a limit that was written, if it is in range.
fn set<T: PartialOrd + Copy + std::fmt::Display>(
    limit: &mut T,
    written: Option<T>,
    (name, min, max): (&str, T, T),
    problems: &mut Vec<String>,
) {
    if let Some(value) = written {
        *limit = in_range((&format!("limits.{name}"), value), (min, max), problems);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let mut problems = Vec::new();
        let raw = RawConfig::from_table(text.parse().unwrap(), &mut problems);
        let _ = Config::resolve(raw, &mut problems);
        problems
    }

    #[test]
    fn nothing_written_is_a_valid_configuration() {
        assert_eq!(problems(""), Vec::<String>::new());
    }

    #[test]
    fn the_example_file_is_valid_and_changes_nothing() {
        assert_eq!(problems(super::super::EXAMPLE), Vec::<String>::new());
        let mut none = Vec::new();
        let of = |text: &str, none: &mut Vec<String>| {
            let raw = RawConfig::from_table(text.parse().unwrap(), none);
            let config = Config::resolve(raw, none).unwrap();
            format!("{:?}", Config { settings: Settings::default(), ..config.clone() })
                + &format!("{:?}", config.settings.limits)
        };
        assert_eq!(of(super::super::EXAMPLE, &mut none), of("", &mut none));
    }

    #[test]
    fn text_serves_for_numbers_and_tables_because_the_environment_holds_nothing_else() {
        let text = "[engine]\nworkers = \"4\"\nmemory_check = \"false\"\n\
                    [models]\naliases = '{ \"*\" = \"mine\" }'";
        let mut problems = Vec::new();
        let raw = RawConfig::from_table(text.parse().unwrap(), &mut problems);
        let config = Config::resolve(raw, &mut problems).unwrap();
        assert_eq!((config.engine.workers, config.engine.memory_check), (4, false));
        assert_eq!(config.settings.model_aliases["*"].as_str(), "mine");
        assert_eq!(problems, Vec::<String>::new());
    }

    #[test]
    fn a_key_is_never_shown_even_where_it_is_of_the_wrong_kind() {
        let found = problems("[server]\nbootstrap_key = 1234567890123456").join("\n");
        assert!(found.contains("server") && !found.contains("123456789"), "{found}");
        assert_eq!(problems("[server]\nbootstrap_key = \"1234567890123456\""), [""; 0]);
    }

    #[test]
    fn all_problems_are_reported_at_once() {
        let text = "[server]\nlisten = \"nowhere\"\n[engine]\nworkers = 1000\n\
                    [limits]\nsteps = 0\nlazy = 1\n[nonsense]\na = 1\n[prices]\nreplace = true";
        let found = problems(text).join("\n");
        for part in ["server.listen", "engine.workers", "[limits]", "[nonsense]", "[prices]"] {
            assert!(found.contains(part), "{part} is missing in:\n{found}");
        }
    }
}
