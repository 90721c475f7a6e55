//! Settings as they are written: everything optional, nothing checked but the shape. What they
//! mean is in `easel.example.toml`; checking them is `resolved`'s affair.

use std::collections::BTreeMap;
use std::path::PathBuf;

use easel_core::PriceRules;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use super::secret::Secret;

macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Default, Deserialize)]
            #[serde(deny_unknown_fields, default)]
            pub(super) struct $name {
                $(#[serde(deserialize_with = "setting")] pub(super) $field: Option<$kind>),+
            }
        )+
    };
}

sections! {
    /// `[server]`
    RawServer {
        listen: String,
        data: PathBuf,
        public_url: String,
        bootstrap_key: Secret<String>,
        drain_seconds: u64,
    }
    /// `[database]`
    RawDatabase { url: Secret<String>, durability: String }
    /// `[storage]`
    RawStorage { url: Secret<String> }
    /// `[engine]`
    RawEngine {
        kind: String,
        workers: usize,
        threads: usize,
        startup_seconds: u64,
        step_seconds: u64,
        silence_seconds: u64,
        idle_unload_seconds: u64,
        quarantine_seconds: u64,
        preview_every_steps: u32,
        memory_check: bool,
        fake_duration_ms: u64,
    }
    /// `[models]`
    RawModels { default: String, aliases: BTreeMap<String, String> }
    /// `[llm]`
    RawLlm {
        kind: String,
        address: String,
        model: String,
        key: Secret<String>,
        shape: String,
        file: PathBuf,
        specs: String,
        prompts: bool,
        seconds: u64,
        retries: u32,
        tokens_a_day: u64,
        cost_a_day: f64,
        question_price: f64,
        answer_price: f64,
    }
    /// `[limits]`
    RawLimits {
        prompt_chars: usize,
        side_px_max: u32,
        steps: u32,
        n_images: u32,
        body_bytes: usize,
        request_seconds: u64,
        requests_concurrent: usize,
        requests_per_minute: u32,
        requests_burst: u32,
        jobs_open: u32,
        jobs_open_per_account: u32,
        attempts: u32,
        lease_ms: u64,
        attempt_seconds: u64,
        priority_ageing_seconds: u64,
        artifact_hours: u64,
        draws_concurrent: usize,
    }
    /// `[outbound]`
    RawOutbound { allow: Vec<String>, connect_seconds: u64, seconds: u64, bytes: usize }
    /// `[log]`
    RawLog { format: String, filter: String }
}

/// All sections.
#[derive(Debug, Default)]
pub(super) struct RawConfig {
    pub(super) server: RawServer,
    pub(super) database: RawDatabase,
    pub(super) storage: RawStorage,
    pub(super) engine: RawEngine,
    pub(super) models: RawModels,
    pub(super) llm: RawLlm,
    pub(super) limits: RawLimits,
    pub(super) outbound: RawOutbound,
    pub(super) log: RawLog,
    pub(super) prices: PriceRules,
}

impl RawConfig {
    /// Reads every section of `table`; problems go to `problems`, one for each section at fault.
    pub(super) fn from_table(mut table: toml::Table, problems: &mut Vec<String>) -> Self {
        let config = Self {
            server: section(&mut table, "server", problems),
            database: section(&mut table, "database", problems),
            storage: section(&mut table, "storage", problems),
            engine: section(&mut table, "engine", problems),
            models: section(&mut table, "models", problems),
            llm: section(&mut table, "llm", problems),
            limits: section(&mut table, "limits", problems),
            outbound: section(&mut table, "outbound", problems),
            log: section(&mut table, "log", problems),
            prices: section(&mut table, "prices", problems),
        };
        for name in table.keys() {
            problems.push(format!("there is no section [{name}]"));
        }
        config
    }
}

fn section<T: Default + serde::de::DeserializeOwned>(
    table: &mut toml::Table,
    name: &str,
    problems: &mut Vec<String>,
) -> T {
    let Some(value) = table.remove(name) else { return T::default() };
    value.try_into().unwrap_or_else(|err: toml::de::Error| {
        problems.push(format!("[{name}]: {}", err.message()));
        T::default()
    })
}

/// A setting of any kind. Text is taken for numbers and booleans too, because the environment
/// holds nothing but text; the other way round nothing is guessed, so that a key of digits stays
/// what was written.
fn setting<'de, D: Deserializer<'de>, T: FromSetting>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let value = toml::Value::deserialize(deserializer)?;
    T::from_setting(value).map(Some).map_err(D::Error::custom)
}

trait FromSetting: Sized {
    /// # Errors
    /// What was expected; never the value, which may be a secret.
    fn from_setting(value: toml::Value) -> Result<Self, String>;
}

macro_rules! numbers {
    ($($kind:ty),+) => {
        $(impl FromSetting for $kind {
            fn from_setting(value: toml::Value) -> Result<Self, String> {
                let number = match &value {
                    toml::Value::Integer(number) => Self::try_from(*number).ok(),
                    toml::Value::String(text) => text.trim().parse().ok(),
                    _ => None,
                };
                number.ok_or_else(|| "expected a whole number of 0 or more".to_owned())
            }
        })+
    };
}

numbers!(u32, u64, usize);

impl FromSetting for f64 {
    fn from_setting(value: toml::Value) -> Result<Self, String> {
        let number = match &value {
            toml::Value::Float(number) => Some(*number),
            toml::Value::Integer(number) => number.to_string().parse().ok(),
            toml::Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number: &f64| number.is_finite());
        number.ok_or_else(|| "expected a number".to_owned())
    }
}

impl FromSetting for bool {
    fn from_setting(value: toml::Value) -> Result<Self, String> {
        match &value {
            toml::Value::Boolean(value) => Ok(*value),
            toml::Value::String(text) if text == "true" => Ok(true),
            toml::Value::String(text) if text == "false" => Ok(false),
            _ => Err("expected true or false".to_owned()),
        }
    }
}

impl FromSetting for String {
    fn from_setting(value: toml::Value) -> Result<Self, String> {
        match value {
            toml::Value::String(text) => Ok(text),
            _ => Err("expected text in quotes".to_owned()),
        }
    }
}

impl FromSetting for PathBuf {
    fn from_setting(value: toml::Value) -> Result<Self, String> {
        String::from_setting(value).map(Self::from)
    }
}

impl FromSetting for Secret<String> {
    fn from_setting(value: toml::Value) -> Result<Self, String> {
        String::from_setting(value).map(Self::new)
    }
}

impl FromSetting for Vec<String> {
    fn from_setting(value: toml::Value) -> Result<Self, String> {
        match value {
            toml::Value::Array(values) => values.into_iter().map(String::from_setting).collect(),
            toml::Value::String(text) => {
                let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                Ok(parts.map(str::to_owned).collect())
            }
            _ => Err("expected a list of texts".to_owned()),
        }
    }
}

impl FromSetting for BTreeMap<String, String> {
    fn from_setting(value: toml::Value) -> Result<Self, String> {
        let expected = || "expected a table such as { \"name\" = \"model\" }".to_owned();
        let table = match value {
            toml::Value::Table(table) => table,
            toml::Value::String(text) => {
                let setting = format!("value = {text}").parse::<toml::Table>();
                let value = setting.ok().and_then(|mut setting| setting.remove("value"));
                value.and_then(|value| value.try_into().ok()).ok_or_else(expected)?
            }
            _ => return Err(expected()),
        };
        let pairs = table.into_iter();
        pairs.map(|(name, value)| Ok((name, String::from_setting(value)?))).collect()
    }
}
