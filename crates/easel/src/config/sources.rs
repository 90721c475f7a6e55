//! Where settings come from: file, environment, flags; each a table, merged in this order.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::raw::RawConfig;
use super::resolved::Config;

/// Environment variables that are not settings of a section.
const OTHER_VARIABLES: [&str; 2] = ["EASEL_CONFIG", "EASEL_KEY"];

/// Settings given as flags: (section, name, value).
#[derive(Debug, Default)]
pub(crate) struct Flags {
    /// The file to read instead of `easel.toml` in the working directory.
    pub(crate) file: Option<PathBuf>,
    /// The settings.
    pub(crate) settings: Vec<(&'static str, &'static str, toml::Value)>,
}

impl Flags {
    /// Adds a setting if the flag was given.
    pub(crate) fn set(
        &mut self,
        section: &'static str,
        name: &'static str,
        value: Option<impl Into<toml::Value>>,
    ) {
        self.settings.extend(value.map(|value| (section, name, value.into())));
    }
}

/// Reads and checks the configuration.
pub(crate) fn load(flags: Flags) -> Result<Config> {
    let variables: Vec<(String, String)> = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with("EASEL_"))
        .collect();
    let named = variables.iter().find(|(name, _)| name == "EASEL_CONFIG");
    let file = flags.file.clone().or_else(|| named.map(|(_, path)| PathBuf::from(path)));
    let mut table = read_file(file.as_deref())?;
    let mut problems = Vec::new();
    for (name, value) in &variables {
        if OTHER_VARIABLES.contains(&name.as_str()) || is_service_discovery(name) {
            continue;
        }
        match section_and_name(name) {
            Some((section, key)) => {
                set(
                    &mut table,
                    (&section, &key),
                    toml::Value::String(value.clone()),
                    &mut problems,
                );
            }
            None => problems.push(format!("{name}: not a setting; see easel.example.toml")),
        }
    }
    for (section, name, value) in flags.settings {
        set(&mut table, (section, name), value, &mut problems);
    }
    let raw = RawConfig::from_table(table, &mut problems);
    let config = Config::resolve(raw, &mut problems);
    match (config, problems.is_empty()) {
        (Some(config), true) => Ok(config),
        _ => bail!("the configuration cannot be used:\n  - {}", problems.join("\n  - ")),
    }
}

/// The named file, or `easel.toml` if there is one.
fn read_file(named: Option<&Path>) -> Result<toml::Table> {
    let path = named.unwrap_or(Path::new("easel.toml"));
    match std::fs::read_to_string(path) {
        Ok(text) => text
            .parse::<toml::Table>()
            .with_context(|| format!("{} is not a TOML file", path.display())),
        Err(err) if err.kind() == std::io::ErrorKind::NotFound && named.is_none() => {
            Ok(toml::Table::new())
        }
        Err(err) => Err(err).with_context(|| format!("{} cannot be read", path.display())),
    }
}

/// Kubernetes tells every container of a service named `easel` where that is, in variables that
/// look like settings.
fn is_service_discovery(variable: &str) -> bool {
    variable.starts_with("EASEL_PORT") || variable.starts_with("EASEL_SERVICE_")
}

/// `EASEL_SERVER_PUBLIC_URL` → (`server`, `public_url`).
fn section_and_name(variable: &str) -> Option<(String, String)> {
    let rest = variable.strip_prefix("EASEL_")?.to_ascii_lowercase();
    let (section, name) = rest.split_once('_')?;
    Some((section.to_owned(), name.to_owned()))
}

fn set(
    table: &mut toml::Table,
    (section, name): (&str, &str),
    value: toml::Value,
    problems: &mut Vec<String>,
) {
    let entry = table.entry(section).or_insert_with(|| toml::Table::new().into());
    match entry.as_table_mut() {
        Some(entry) => {
            entry.insert(name.to_owned(), value);
        }
        None => problems.push(format!("`{section}` must be a section: [{section}]")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn environment_names_lead_to_settings() {
        let name = |text| section_and_name(text);
        let expect = Some(("server".to_owned(), "public_url".to_owned()));
        assert_eq!(name("EASEL_SERVER_PUBLIC_URL"), expect);
        assert_eq!(name("EASEL_LISTEN"), None);
        assert!(is_service_discovery("EASEL_PORT_8188_TCP"));
        assert!(!is_service_discovery("EASEL_SERVER_LISTEN"));
    }
}
