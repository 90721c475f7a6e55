//! Which installed checkpoint a name means: its own name or UUID, an alias of the configuration,
//! a LoRA (with a checkpoint it fits), or a name that clients of other services use
//! (`models.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use easel_types::model::{ModelKind, ModelRecord};
use easel_types::{Error, ErrorKind, ModelFamily, ModelName, Result};
use serde::Deserialize;

use crate::Settings;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    aliases: Vec<Aliases>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Aliases {
    families: Vec<ModelFamily>,
    names: Vec<String>,
}

/// Empty only if `models.toml` were broken, which a test rules out.
static BUILT_IN: LazyLock<BTreeMap<String, Vec<ModelFamily>>> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("../models.toml")).unwrap_or(Table { aliases: Vec::new() });
    let aliases = table.aliases.into_iter();
    aliases
        .flat_map(|row| row.names.into_iter().map(move |name| (name, row.families.clone())))
        .collect()
});

/// A checkpoint, and the LoRA where the name meant one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chosen<'m> {
    pub(crate) model: &'m ModelRecord,
    pub(crate) lora: Option<&'m ModelRecord>,
}

/// The installed checkpoint that `wanted` means.
///
/// # Errors
/// `ModelUnavailable` where none is installed, `InvalidRequest` for a name that means nothing.
pub(crate) fn choose_model<'m>(
    models: &'m [ModelRecord],
    wanted: Option<&str>,
    settings: &Settings,
) -> Result<Chosen<'m>> {
    let mut checkpoints = models.iter().filter(|model| model.kind == ModelKind::Checkpoint);
    let Some(first) = checkpoints.clone().next() else {
        return Err(Error::new(
            ErrorKind::ModelUnavailable,
            "no diffusion model is installed: `easel models add FILE` installs a checkpoint \
             (safetensors, ckpt or GGUF)",
        ));
    };
    let plain = |model| Chosen { model, lora: None };
    let checkpoint = |name: &str| checkpoints.clone().find(|model| model.name.as_str() == name);
    let default = settings.default_model.as_ref().and_then(|name| checkpoint(name.as_str()));
    let default = default.unwrap_or(first);
    let Some(wanted) = wanted else { return Ok(plain(default)) };
    let own_alias =
        |name: &str| settings.model_aliases.get(name).and_then(|name| checkpoint(name.as_str()));
    let named = checkpoint(wanted).or_else(|| own_alias(wanted));
    if let Some(model) = named.or_else(|| by_uuid(checkpoints.clone(), wanted)) {
        return Ok(plain(model));
    }
    let loras = models.iter().filter(|model| model.kind == ModelKind::Lora);
    let lora = loras.clone().find(|model| model.name.as_str() == wanted);
    if let Some(lora) = lora.or_else(|| by_uuid(loras, wanted)) {
        let base = std::iter::once(default).chain(checkpoints).find(|model| fits(lora, model));
        let base = base.ok_or_else(|| no_base(lora))?;
        return Ok(Chosen { model: base, lora: Some(lora) });
    }
    if let Some(families) = BUILT_IN.get(&normal(wanted)) {
        let of = |family: &ModelFamily| {
            std::iter::once(default).chain(checkpoints.clone()).find(|m| m.family == *family)
        };
        return Ok(plain(families.iter().find_map(of).unwrap_or(default)));
    }
    own_alias("*")
        .map(plain)
        .ok_or_else(|| unknown(wanted, &checkpoints.by_ref().collect::<Vec<_>>()))
}

/// True where the LoRA can be added to the checkpoint, as far as their families tell.
pub(crate) fn fits(lora: &ModelRecord, model: &ModelRecord) -> bool {
    let other = ModelFamily::Other;
    lora.family == model.family || lora.family == other || model.family == other
}

/// The installed LoRA of this name or UUID.
pub(crate) fn find_lora<'m>(models: &'m [ModelRecord], wanted: &str) -> Option<&'m ModelRecord> {
    let loras = models.iter().filter(|model| model.kind == ModelKind::Lora);
    loras.clone().find(|model| model.name.as_str() == wanted).or_else(|| by_uuid(loras, wanted))
}

fn by_uuid<'m>(
    mut models: impl Iterator<Item = &'m ModelRecord>,
    wanted: &str,
) -> Option<&'m ModelRecord> {
    // Only text in the form of a UUID is worth hashing every name for.
    if wanted.len() != 36 {
        return None;
    }
    let is_it = |name: &ModelName| name.as_uuid().to_string().eq_ignore_ascii_case(wanted);
    models.find(|model| is_it(&model.name))
}

fn normal(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name).trim();
    let dash = |c: char| if matches!(c, '.' | '_' | ' ') { '-' } else { c.to_ascii_lowercase() };
    name.chars().map(dash).collect()
}

fn no_base(lora: &ModelRecord) -> Error {
    Error::new(
        ErrorKind::ModelUnavailable,
        format!(
            "`{}` is a LoRA for {} models, but no such checkpoint is installed: \
             `easel models add FILE` installs one",
            lora.name, lora.family
        ),
    )
    .with_param("model")
}

fn unknown(wanted: &str, checkpoints: &[&ModelRecord]) -> Error {
    let installed: Vec<_> = checkpoints.iter().map(|model| model.name.as_str()).collect();
    Error::new(
        ErrorKind::InvalidRequest,
        format!(
            "the model `{wanted}` is not installed; installed: {}. Install it with \
             `easel models add FILE --name {wanted}`, or let the name stand for an \
             installed model under [models.aliases] in easel.toml",
            installed.join(", ")
        ),
    )
    .with_param("model")
}

#[cfg(test)]
mod tests {
    use easel_types::model::ModelDefaults;
    use easel_types::{ModelFiles, Timestamp};

    use super::*;

    fn record(name: &str, kind: ModelKind, family: ModelFamily) -> ModelRecord {
        ModelRecord {
            name: ModelName::new(name).unwrap(),
            kind,
            family,
            files: ModelFiles::default(),
            size_bytes: 0,
            defaults: ModelDefaults::for_family(family),
            added_at: Timestamp::from_millis(0),
        }
    }

    fn models() -> Vec<ModelRecord> {
        vec![
            record("anime", ModelKind::Checkpoint, ModelFamily::Sdxl),
            record("dreams", ModelKind::Checkpoint, ModelFamily::Sd1),
            record("ink", ModelKind::Lora, ModelFamily::Sd1),
            record("my-flux", ModelKind::Checkpoint, ModelFamily::Flux),
            record("wide", ModelKind::Lora, ModelFamily::Sd3),
        ]
    }

    fn check(wanted: &str, expect: &str, lora: Option<&str>) {
        let settings = Settings {
            default_model: Some(ModelName::new("dreams").unwrap()),
            model_aliases: [("house".to_owned(), ModelName::new("anime").unwrap())].into(),
            ..Settings::default()
        };
        let models = models();
        let chosen = choose_model(&models, Some(wanted), &settings).unwrap();
        assert_eq!(chosen.model.name.as_str(), expect, "{wanted}");
        assert_eq!(chosen.lora.map(|lora| lora.name.as_str()), lora, "{wanted}");
    }

    #[test]
    fn names_uuids_and_aliases_lead_to_installed_models() {
        check("anime", "anime", None);
        check(&ModelName::new("anime").unwrap().as_uuid().to_string(), "anime", None);
        check("house", "anime", None);
        check("ink", "dreams", Some("ink"));
        check("FLUX.1-dev", "my-flux", None);
        check("black-forest-labs/FLUX.1-dev", "my-flux", None);
        check("flux-schnell", "my-flux", None);
        check("sdxl", "anime", None);
        check("b24e16ff-06e3-43eb-8d33-4416c2d75876", "anime", None);
        check("sd15", "dreams", None);
    }

    #[test]
    fn without_a_model_of_a_fitting_family_the_default_serves() {
        let models = [record("only", ModelKind::Checkpoint, ModelFamily::Sd2)];
        let settings = Settings::default();
        let chosen = choose_model(&models, Some("grok-imagine-image"), &settings).unwrap();
        assert_eq!(chosen.model.name.as_str(), "only");
    }

    #[test]
    fn a_name_that_means_nothing_is_refused_with_what_is_there() {
        let models = models();
        let err = choose_model(&models, Some("nonsense"), &Settings::default()).unwrap_err();
        assert_eq!((err.kind, err.param.as_deref()), (ErrorKind::InvalidRequest, Some("model")));
        assert!(err.public.contains("anime, dreams, my-flux"), "{}", err.public);
        let err = choose_model(&models, Some("wide"), &Settings::default()).unwrap_err();
        assert_eq!(err.kind, ErrorKind::ModelUnavailable);
    }

    #[test]
    fn every_built_in_name_is_in_its_normal_form_and_stands_once() {
        let table: Table = toml::from_str(include_str!("../models.toml")).unwrap();
        let names: Vec<_> = table.aliases.iter().flat_map(|row| &row.names).collect();
        for name in &names {
            assert_eq!(&normal(name), *name);
        }
        assert_eq!(BUILT_IN.len(), names.len());
    }
}
