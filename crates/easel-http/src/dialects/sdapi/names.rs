//! The names that server uses for samplers, schedulers and checkpoints, and ours.

use easel_types::model::{ModelKind, ModelRecord};
use easel_types::params::{Sampler, Scheduler};
use easel_types::{Error, ModelFamily, ModelName, Result};

/// A sampler under that server's name.
#[derive(Debug)]
pub(crate) struct NamedSampler {
    /// Its name.
    pub(crate) label: &'static str,
    /// Other names it is known by there.
    pub(crate) aliases: &'static [&'static str],
    /// Ours.
    pub(crate) sampler: Sampler,
    /// True where that server spaces the noise levels by Karras unless told otherwise.
    pub(crate) karras: bool,
}

const fn row(
    label: &'static str,
    aliases: &'static [&'static str],
    sampler: Sampler,
    karras: bool,
) -> NamedSampler {
    NamedSampler { label, aliases, sampler, karras }
}

/// Every sampler that may be asked for. LMS is a linear multistep method with variable steps,
/// which the engine calls iPNDM-V; PLMS is the same with fixed coefficients, iPNDM. The last five
/// are the engine's own, which that server lacks.
pub(crate) const SAMPLERS: &[NamedSampler] = &[
    row("DPM++ 2M", &["k_dpmpp_2m"], Sampler::Dpmpp2m, true),
    row("DPM++ 2S a", &["k_dpmpp_2s_a"], Sampler::Dpmpp2sA, true),
    row("Euler a", &["k_euler_a", "k_euler_ancestral"], Sampler::EulerA, false),
    row("Euler", &["k_euler"], Sampler::Euler, false),
    row("LMS", &["k_lms"], Sampler::IpndmV, false),
    row("Heun", &["k_heun"], Sampler::Heun, false),
    row("DPM2", &["k_dpm_2"], Sampler::Dpm2, true),
    row("DDIM", &["ddim"], Sampler::DdimTrailing, false),
    row("PLMS", &["plms"], Sampler::Ipndm, false),
    row("LCM", &["k_lcm"], Sampler::Lcm, false),
    row("DPM++ 2M v2", &[], Sampler::Dpmpp2mV2, true),
    row("TCD", &[], Sampler::Tcd, false),
    row("Res Multistep", &[], Sampler::ResMultistep, false),
    row("Res 2s", &[], Sampler::Res2s, false),
    row("ER SDE", &[], Sampler::ErSde, false),
];

/// A scheduler under that server's names.
#[derive(Debug)]
pub(crate) struct NamedScheduler {
    /// Its name.
    pub(crate) name: &'static str,
    /// What people see.
    pub(crate) label: &'static str,
    /// Ours; `None` is the sampler's own.
    pub(crate) scheduler: Option<Scheduler>,
}

const fn spaced(
    name: &'static str,
    label: &'static str,
    scheduler: Option<Scheduler>,
) -> NamedScheduler {
    NamedScheduler { name, label, scheduler }
}

/// Every scheduler that may be asked for. `Normal` differs from `Uniform` only in rounding.
pub(crate) const SCHEDULERS: &[NamedScheduler] = &[
    spaced("automatic", "Automatic", None),
    spaced("uniform", "Uniform", Some(Scheduler::Discrete)),
    spaced("karras", "Karras", Some(Scheduler::Karras)),
    spaced("exponential", "Exponential", Some(Scheduler::Exponential)),
    spaced("sgm_uniform", "SGM Uniform", Some(Scheduler::SgmUniform)),
    spaced("kl_optimal", "KL Optimal", Some(Scheduler::KlOptimal)),
    spaced("align_your_steps", "Align Your Steps", Some(Scheduler::Ays)),
    spaced("simple", "Simple", Some(Scheduler::Simple)),
    spaced("normal", "Normal", Some(Scheduler::Discrete)),
    spaced("align_your_steps_GITS", "Align Your Steps GITS", Some(Scheduler::Gits)),
    spaced("smoothstep", "Smoothstep", Some(Scheduler::Smoothstep)),
    spaced("lcm", "LCM", Some(Scheduler::Lcm)),
    spaced("bong_tangent", "Bong Tangent", Some(Scheduler::BongTangent)),
];

/// What a request says about sampling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sampling {
    /// How the noise is removed.
    pub(crate) sampler: Sampler,
    /// How the noise levels are spaced; `None` for the sampler's own.
    pub(crate) scheduler: Option<Scheduler>,
}

/// The sampling that the two names mean for a model of `family`. A scheduler behind the sampler's
/// name (`DPM++ 2M Karras`) counts where no other one is named.
pub(crate) fn sampling(
    (sampler_param, sampler): (&str, &str),
    scheduler: Option<&str>,
    family: Option<ModelFamily>,
) -> Result<Sampling> {
    let (row, behind) = sampler_with_scheduler(sampler).ok_or_else(|| {
        let names: Vec<_> = SAMPLERS.iter().map(|row| row.label).collect();
        Error::invalid(
            sampler_param,
            format!(
                "there is no sampler `{}` here; there are {}",
                shortened(sampler),
                names.join(", ")
            ),
        )
    })?;
    let named = match scheduler.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => scheduler_row(name).ok_or_else(|| {
            let labels: Vec<_> = SCHEDULERS.iter().map(|row| row.label).collect();
            Error::invalid(
                "scheduler",
                format!(
                    "there is no scheduler `{}` here; there are {}",
                    shortened(name),
                    labels.join(", ")
                ),
            )
        })?,
        None => &SCHEDULERS[0],
    };
    let chosen = named.scheduler.or(behind.and_then(|row| row.scheduler));
    // That server's automatic choice is made for Stable Diffusion; newer families bring their own.
    let classic = matches!(
        family,
        Some(ModelFamily::Sd1 | ModelFamily::Sd2 | ModelFamily::Sdxl | ModelFamily::Other)
    );
    let usual = (row.karras && classic).then_some(Scheduler::Karras);
    Ok(Sampling { sampler: row.sampler, scheduler: chosen.or(usual) })
}

fn sampler_with_scheduler(
    name: &str,
) -> Option<(&'static NamedSampler, Option<&'static NamedScheduler>)> {
    let name = name.trim();
    if let Some(row) = sampler_row(name) {
        return Some((row, None));
    }
    SCHEDULERS.iter().find_map(|spacing| {
        let start = [spacing.label, spacing.name].iter().find_map(|end| {
            let at = name.len().checked_sub(end.len())?;
            name.get(at..).filter(|rest| rest.eq_ignore_ascii_case(end))?;
            name.get(..at)?.strip_suffix(' ')
        })?;
        Some((sampler_row(start.trim_end())?, Some(spacing)))
    })
}

fn sampler_row(name: &str) -> Option<&'static NamedSampler> {
    SAMPLERS.iter().find(|row| {
        let known = [row.label, row.sampler.as_str()];
        known.iter().chain(row.aliases).any(|known| known.eq_ignore_ascii_case(name))
    })
}

fn scheduler_row(name: &str) -> Option<&'static NamedScheduler> {
    SCHEDULERS.iter().find(|row| {
        row.name.eq_ignore_ascii_case(name)
            || row.label.eq_ignore_ascii_case(name)
            || row.scheduler.is_some_and(|ours| ours.as_str().eq_ignore_ascii_case(name))
    })
}

/// That server's name of a sampler.
pub(crate) fn sampler_label(sampler: Option<Sampler>) -> &'static str {
    let row = SAMPLERS.iter().find(|row| Some(row.sampler) == sampler);
    row.map_or("Euler", |row| row.label)
}

/// That server's label of a scheduler.
pub(crate) fn scheduler_label(scheduler: Option<Scheduler>) -> &'static str {
    let row = SCHEDULERS.iter().find(|row| row.scheduler == scheduler);
    row.map_or("Automatic", |row| row.label)
}

/// Ten hexadecimal digits that stand for a model here, made from its name. (That server hashes
/// the file, which takes a minute for a large one.)
pub(crate) fn model_hash(name: &ModelName) -> String {
    name.as_uuid().simple().to_string().chars().take(10).collect()
}

/// The file's name without its folder, which is nobody's business.
pub(crate) fn file_name(model: &ModelRecord) -> String {
    let extension = model.files.model.extension().and_then(|extension| extension.to_str());
    extension.map_or_else(|| model.name.to_string(), |ext| format!("{}.{ext}", model.name))
}

/// How that server shows a checkpoint: `name.safetensors [hash]`.
pub(crate) fn title(model: &ModelRecord) -> String {
    format!("{} [{}]", file_name(model), model_hash(&model.name))
}

/// The installed checkpoint that `text` names: by name, file name, title or hash.
pub(crate) fn checkpoint<'m>(models: &'m [ModelRecord], text: &str) -> Option<&'m ModelRecord> {
    let text = text.trim();
    let mut checkpoints = models.iter().filter(|model| model.kind == ModelKind::Checkpoint);
    checkpoints.find(|model| {
        let hash = model_hash(&model.name);
        let in_brackets = text.strip_suffix(']').and_then(|text| text.rsplit_once('['));
        model.name.as_str().eq_ignore_ascii_case(text)
            || file_name(model).eq_ignore_ascii_case(text)
            || hash.eq_ignore_ascii_case(text)
            || in_brackets.is_some_and(|(_, digits)| hash.eq_ignore_ascii_case(digits))
    })
}

/// A client's word as an error may repeat it.
pub(crate) fn shortened(text: &str) -> String {
    text.chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sampler: &str, scheduler: Option<&str>, expect: (Sampler, Option<Scheduler>)) {
        let found = sampling(("sampler_name", sampler), scheduler, Some(ModelFamily::Sd1)).unwrap();
        assert_eq!((found.sampler, found.scheduler), expect, "{sampler} {scheduler:?}");
    }

    #[test]
    fn samplers_and_schedulers_are_found_under_every_name_they_have() {
        let karras = Some(Scheduler::Karras);
        check("DPM++ 2M Karras", None, (Sampler::Dpmpp2m, karras));
        check("DPM++ 2M", Some("automatic"), (Sampler::Dpmpp2m, karras));
        check(
            "DPM++ 2M Karras",
            Some("Exponential"),
            (Sampler::Dpmpp2m, Some(Scheduler::Exponential)),
        );
        check("dpm++ 2m sgm uniform", None, (Sampler::Dpmpp2m, Some(Scheduler::SgmUniform)));
        check("Euler a", Some("Automatic"), (Sampler::EulerA, None));
        check("k_euler_a", Some(""), (Sampler::EulerA, None));
        check("euler_a", Some("discrete"), (Sampler::EulerA, Some(Scheduler::Discrete)));
        check("LMS Karras", None, (Sampler::IpndmV, karras));
        check("DDIM", None, (Sampler::DdimTrailing, None));
    }

    #[test]
    fn models_of_newer_families_space_their_noise_themselves() {
        let of = |family| sampling(("sampler_name", "DPM++ 2M"), None, Some(family)).unwrap();
        assert_eq!(of(ModelFamily::Flux).scheduler, None);
        assert_eq!(of(ModelFamily::Sdxl).scheduler, Some(Scheduler::Karras));
    }

    #[test]
    fn what_the_engine_lacks_is_refused_with_what_it_has() {
        for name in ["UniPC", "DPM++ 2M SDE Karras", "DPM++ SDE", "Restart", "", "Karras"] {
            let err = sampling(("sampler_name", name), None, None).unwrap_err();
            assert_eq!(err.param.as_deref(), Some("sampler_name"));
            assert!(err.public.contains("DPM++ 2M, DPM++ 2S a, Euler a"), "{}", err.public);
        }
        let err = sampling(("sampler_index", "Euler"), Some("Beta"), None).unwrap_err();
        assert!(err.public.contains("Karras"), "{}", err.public);
    }

    #[test]
    fn every_label_leads_back_to_its_sampler() {
        for row in SAMPLERS {
            check(row.label, Some("Simple"), (row.sampler, Some(Scheduler::Simple)));
            assert_eq!(sampler_label(Some(row.sampler)), row.label);
        }
        assert_eq!(SAMPLERS.len(), Sampler::ALL.len());
        for scheduler in Scheduler::ALL {
            assert_ne!(scheduler_label(Some(*scheduler)), "Automatic");
        }
    }
}
