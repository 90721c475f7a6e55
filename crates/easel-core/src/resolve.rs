//! Draft → request: defaults applied, model and seed fixed, every limit checked. Nothing after
//! this asks "was it set?".

use easel_prompt::Hints;
use easel_render::RenderError;
use easel_types::model::{ModelKind, ModelRecord};
use easel_types::params::{Hires, InitImage, LoraUse};
use easel_types::request::Wanted;
use easel_types::spec::{ChartKind, DiagramKind};
use easel_types::{
    BlobKey, Error, ErrorKind, GenerationDraft, GenerationRequest, ImageFormat, ImageParams,
    Intent, JobId, Limits, ModelFamily, ModelName, Result, Size, Spec, Work,
};

use crate::understand::{Understood, understood};
use crate::{Core, Settings};

/// Side of instant pictures where the client names no size.
const DRAW_SIDE_DEFAULT: u32 = 1024;
/// Strength of image-to-image where the client names none (the usual default of SD front ends).
const STRENGTH_DEFAULT: f32 = 0.75;

/// A resolved request with the encoded pictures it refers to.
#[derive(Debug)]
pub(crate) struct Resolved {
    pub(crate) request: GenerationRequest,
    pub(crate) inputs: Inputs,
}

impl Core {
    /// Resolves `draft` for the job `job_id`. Reads the catalogue, writes nothing.
    pub(crate) async fn resolve(&self, draft: GenerationDraft, job_id: JobId) -> Result<Resolved> {
        check_draft(&draft, self.limits())?;
        let seed = draft.seed.unwrap_or_else(|| self.random_seed());
        match &draft.wanted {
            Wanted::Draw { spec } => {
                if let Some(param) = engine_params(&draft).first() {
                    let public =
                        format!("`{param}` has no meaning for a spec, which needs no engine");
                    return Err(Error::invalid(*param, public));
                }
                let request = draw_request(String::new(), spec.clone(), &draft, false);
                Ok(Resolved { request, inputs: Vec::new() })
            }
            Wanted::Smart { prompt, intent, enhance } => {
                let models = self.installed_models().await?;
                let hints = Hints {
                    intent: *intent,
                    size: draft.size,
                    enhance: *enhance,
                    seed,
                    family: likely_family(&models, &draft, self.settings()),
                };
                let understood = understood(prompt, &hints)?;
                match understood.spec {
                    Some(spec) => {
                        let mut notes = understood.notes;
                        let spec = drawable(spec, self.limits(), &mut notes);
                        notes.extend(engine_params(&draft).iter().map(|param| {
                            format!("`{param}` has no effect: a {} is drawn", understood.intent)
                        }));
                        let mut request = draw_request(prompt.clone(), spec, &draft, true);
                        request.intent = understood.intent;
                        request.notes = notes;
                        Ok(Resolved { request, inputs: Vec::new() })
                    }
                    None => {
                        let prompt = prompt.clone();
                        self.resolve_paint(prompt, Some(understood), draft, (&models, seed, job_id))
                    }
                }
            }
            Wanted::Paint { prompt } => {
                let models = self.installed_models().await?;
                self.resolve_paint(prompt.clone(), None, draft, (&models, seed, job_id))
            }
        }
    }

    fn resolve_paint(
        &self,
        prompt: String,
        understood: Option<Understood>,
        draft: GenerationDraft,
        (models, seed, job_id): (&[ModelRecord], u64, JobId),
    ) -> Result<Resolved> {
        let model = choose_model(models, draft.model.as_deref(), self.settings())?;
        let loras = choose_loras(models, &draft.loras, model)?;
        let defaults = &model.defaults;
        let (intent, enhanced, negative, notes) = match understood {
            Some(u) => (u.intent, u.enhanced_prompt, u.negative_prompt, u.notes),
            None => (Intent::Standard, None, None, Vec::new()),
        };
        let own_work = draft.steps.is_some() || draft.hires.is_some();
        let smart = matches!(draft.wanted, Wanted::Smart { .. });
        let (inputs, refs) = name_inputs(&draft, job_id)?;
        let size = draft.size.unwrap_or(Size::new(defaults.side, defaults.side));
        if let Some(hires) = &draft.hires {
            check_hires_size(size, hires.scale, self.limits())?;
        }
        let told = enhanced.clone().unwrap_or_else(|| prompt.clone());
        let plain = ImageParams::plain(model, told, size);
        let params = ImageParams {
            negative_prompt: draft.negative_prompt.or(negative).unwrap_or_default(),
            steps: draft.steps.unwrap_or(plain.steps),
            // At 1 and below there is no guidance; clients say 0 for that too.
            guidance_scale: draft.guidance_scale.unwrap_or(plain.guidance_scale).max(1.0),
            seed,
            n_images: draft.n_images,
            sampler: draft.sampler,
            scheduler: draft.scheduler,
            clip_skip: draft.clip_skip,
            init: refs.init.map(|blob| InitImage {
                blob,
                strength: draft.strength.unwrap_or(STRENGTH_DEFAULT),
            }),
            mask: refs.mask,
            references: refs.references,
            loras,
            hires: draft.hires,
            vae_tiling: draft.vae_tiling,
            seamless: draft.seamless,
            ..plain
        };
        let revised_prompt = enhanced.filter(|enhanced| *enhanced != prompt);
        let work = Work::Paint(Box::new(params));
        Ok(Resolved {
            request: GenerationRequest {
                prompt,
                revised_prompt,
                intent,
                smart,
                own_work,
                notes,
                work,
            },
            inputs,
        })
    }

    /// A seed that clients keep exactly and that every engine takes: 0 to 2^32 − 1.
    pub(crate) fn random_seed(&self) -> u64 {
        let mut bytes = [0_u8; 4];
        self.entropy().fill(&mut bytes);
        u64::from(u32::from_le_bytes(bytes))
    }
}

/// The architecture of the model that the draft would use, which decides how prompts are
/// enhanced. None if there is no such model; that is reported only if one is needed.
fn likely_family(
    models: &[ModelRecord],
    draft: &GenerationDraft,
    settings: &Settings,
) -> Option<ModelFamily> {
    choose_model(models, draft.model.as_deref(), settings).ok().map(|model| model.family)
}

fn draw_request(
    prompt: String,
    spec: Spec,
    draft: &GenerationDraft,
    smart: bool,
) -> GenerationRequest {
    let size = draft.size.unwrap_or(Size::new(DRAW_SIDE_DEFAULT, DRAW_SIDE_DEFAULT));
    let intent = spec.intent();
    let work = Work::Draw { spec, size, format: ImageFormat::Png };
    GenerationRequest { smart, ..GenerationRequest::new(prompt, intent, work) }
}

/// Checks everything that can be checked without the catalogue.
fn check_draft(draft: &GenerationDraft, limits: &Limits) -> Result<()> {
    match &draft.wanted {
        Wanted::Smart { prompt, .. } | Wanted::Paint { prompt } => check_prompt(prompt, limits)?,
        Wanted::Draw { .. } => {}
    }
    if let Some(negative) = &draft.negative_prompt {
        check_length("negative_prompt", negative, limits.prompt_chars_max)?;
    }
    if let Some(size) = draft.size {
        check_range("width", size.width, limits.side_px_min, limits.side_px_max)?;
        check_range("height", size.height, limits.side_px_min, limits.side_px_max)?;
    }
    if let Some(steps) = draft.steps {
        check_range("steps", steps, 1, limits.steps_max)?;
    }
    if let Some(scale) = draft.guidance_scale {
        check_range("guidance_scale", scale, 0.0, limits.guidance_scale_max)?;
    }
    if let Some(seed) = draft.seed {
        check_range("seed", seed, 0, limits.seed_max - 1)?;
    }
    check_range("n", draft.n_images, 1, limits.n_images_max)?;
    let priority_max = limits.priority_abs_max;
    check_range("priority", draft.priority, -priority_max, priority_max)?;
    if let Some(deadline) = draft.deadline {
        check_range("deadline_seconds", deadline.as_secs(), 1, limits.deadline_max.as_secs())?;
    }
    if let Some(key) = &draft.idempotency_key {
        let max = limits.idempotency_key_bytes_max;
        if key.is_empty() || key.len() > max {
            let public =
                format!("an idempotency key has 1 to {max} bytes; this one has {}", key.len());
            return Err(Error::invalid("idempotency_key", public));
        }
    }
    check_pictures(draft, limits)
}

fn check_pictures(draft: &GenerationDraft, limits: &Limits) -> Result<()> {
    if let Some(strength) = draft.strength {
        check_range("strength", strength, 0.0, 1.0)?;
        if draft.init_image.is_none() {
            return Err(Error::invalid("strength", "`strength` needs an init image to apply to"));
        }
    }
    if draft.mask.is_some() && draft.init_image.is_none() {
        return Err(Error::invalid("mask", "a mask needs an init image to apply to"));
    }
    if let Some(Hires { scale, steps, strength }) = draft.hires {
        check_range("hires.scale", scale, 1.0, 4.0)?;
        check_range("hires.steps", steps, 1, limits.steps_max)?;
        check_range("hires.strength", strength, 0.0, 1.0)?;
    }
    if let Some(clip_skip) = draft.clip_skip {
        check_range("clip_skip", clip_skip, 1, 12)?;
    }
    check_range("loras", draft.loras.len(), 0, limits.loras_max)?;
    check_range("reference_images", draft.references.len(), 0, limits.references_max)?;
    for (name, weight) in &draft.loras {
        check_range(&format!("loras.{name}.weight"), *weight, -4.0, 4.0)?;
    }
    Ok(())
}

/// A second pass must not lead around the limit on the size of pictures.
fn check_hires_size(size: Size, scale: f32, limits: &Limits) -> Result<()> {
    let longest = f64::from(size.width.max(size.height)) * f64::from(scale);
    if longest > f64::from(limits.side_px_max) {
        return Err(Error::invalid(
            "hires.scale",
            format!(
                "the second pass would make a side of {longest:.0} pixels; at most {} are allowed",
                limits.side_px_max
            ),
        ));
    }
    Ok(())
}

/// The parameters of the draft that only an engine could honour, by name.
fn engine_params(draft: &GenerationDraft) -> Vec<&'static str> {
    let given = [
        ("model", draft.model.is_some()),
        ("negative_prompt", draft.negative_prompt.is_some()),
        ("steps", draft.steps.is_some()),
        ("guidance_scale", draft.guidance_scale.is_some()),
        ("seed", draft.seed.is_some()),
        ("n", draft.n_images > 1),
        ("sampler", draft.sampler.is_some()),
        ("scheduler", draft.scheduler.is_some()),
        ("clip_skip", draft.clip_skip.is_some()),
        ("init_image", draft.init_image.is_some()),
        ("mask", draft.mask.is_some()),
        ("reference_images", !draft.references.is_empty()),
        ("loras", !draft.loras.is_empty()),
        ("hires", draft.hires.is_some()),
        ("vae_tiling", draft.vae_tiling),
        ("seamless", draft.seamless),
    ];
    given.into_iter().filter(|(_, given)| *given).map(|(name, _)| name).collect()
}

/// A spec made from a prompt, in a kind that can be drawn: whoever wrote the prompt did not ask
/// for a kind by its name in the spec, so the nearest one serves, and a note says so.
fn drawable(spec: Spec, limits: &Limits, notes: &mut Vec<String>) -> Spec {
    let Err(RenderError::UnsupportedKind { kind, .. }) = easel_render::validate(&spec, limits)
    else {
        return spec;
    };
    let mut nearest = spec.clone();
    let instead = match &mut nearest {
        Spec::Chart(chart) => {
            chart.kind = ChartKind::Bar;
            "bar chart"
        }
        Spec::Diagram(diagram) => {
            diagram.kind = DiagramKind::Flowchart;
            "flowchart"
        }
        Spec::Infographic(_) => return spec,
    };
    if easel_render::validate(&nearest, limits).is_err() {
        return spec;
    }
    notes.push(format!("pictures of the kind `{kind}` cannot be drawn yet; this is a {instead}"));
    nearest
}

pub(crate) fn check_prompt(prompt: &str, limits: &Limits) -> Result<()> {
    if prompt.trim().is_empty() {
        return Err(Error::invalid(
            "prompt",
            "`prompt` is empty; say what the picture should show",
        ));
    }
    check_length("prompt", prompt, limits.prompt_chars_max)
}

fn check_length(param: &str, text: &str, chars_max: usize) -> Result<()> {
    let chars = text.chars().count();
    if chars > chars_max {
        return Err(Error::invalid(
            param,
            format!("`{param}` has {chars} characters; at most {chars_max} are allowed"),
        ));
    }
    Ok(())
}

fn check_range<T: PartialOrd + Copy + std::fmt::Display>(
    param: &str,
    value: T,
    min: T,
    max: T,
) -> Result<()> {
    if value >= min && value <= max {
        return Ok(());
    }
    Err(Error::invalid(param, format!("`{param}` is {value}; it must be from {min} to {max}")))
}

/// The installed checkpoint that `wanted` means.
fn choose_model<'m>(
    models: &'m [ModelRecord],
    wanted: Option<&str>,
    settings: &Settings,
) -> Result<&'m ModelRecord> {
    let checkpoints: Vec<_> =
        models.iter().filter(|model| model.kind == ModelKind::Checkpoint).collect();
    let named = |name: &str| checkpoints.iter().copied().find(|model| model.name.as_str() == name);
    let Some(first) = checkpoints.first().copied() else {
        return Err(Error::new(
            ErrorKind::ModelUnavailable,
            "no diffusion model is installed: `easel models add FILE` installs a checkpoint \
             (safetensors, ckpt or GGUF)",
        ));
    };
    let Some(wanted) = wanted else {
        let default = settings.default_model.as_ref().and_then(|name| named(name.as_str()));
        return Ok(default.unwrap_or(first));
    };
    let alias = |name: &str| settings.model_aliases.get(name).map(ModelName::as_str);
    named(wanted)
        .or_else(|| alias(wanted).and_then(named))
        .or_else(|| alias("*").and_then(named))
        .ok_or_else(|| {
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
        })
}

fn choose_loras(
    models: &[ModelRecord],
    wanted: &[(String, f32)],
    model: &ModelRecord,
) -> Result<Vec<LoraUse>> {
    wanted
        .iter()
        .map(|(name, weight)| {
            let lora = models
                .iter()
                .find(|m| m.kind == ModelKind::Lora && m.name.as_str() == name)
                .ok_or_else(|| {
                    Error::new(
                        ErrorKind::InvalidRequest,
                        format!("the LoRA `{name}` is not installed: `easel models add FILE` installs it"),
                    )
                    .with_param("loras")
                })?;
            let other = ModelFamily::Other;
            if lora.family != model.family && lora.family != other && model.family != other {
                return Err(Error::unsupported(
                    "loras",
                    format!(
                        "the LoRA `{name}` is made for {} models, but `{}` is {}",
                        lora.family, model.name, model.family
                    ),
                ));
            }
            Ok(LoraUse { model: lora.name.clone(), weight: *weight })
        })
        .collect()
}

/// Pictures with the keys they are stored under.
type Inputs = Vec<(BlobKey, Vec<u8>)>;

#[derive(Debug, Default)]
struct InputKeys {
    init: Option<BlobKey>,
    mask: Option<BlobKey>,
    references: Vec<BlobKey>,
}

/// Gives the pictures of the draft their storage keys.
fn name_inputs(draft: &GenerationDraft, job_id: JobId) -> Result<(Inputs, InputKeys)> {
    let mut inputs = Inputs::new();
    let mut name = |param: &str, bytes: &Vec<u8>| -> Result<BlobKey> {
        let format = ImageFormat::sniff(bytes).ok_or_else(|| {
            Error::invalid(param, format!("`{param}` is not a PNG, JPEG or WebP picture"))
        })?;
        let key = BlobKey::for_input(job_id, inputs.len(), format);
        inputs.push((key.clone(), bytes.clone()));
        Ok(key)
    };
    let keys = InputKeys {
        init: draft.init_image.as_ref().map(|bytes| name("init_image", bytes)).transpose()?,
        mask: draft.mask.as_ref().map(|bytes| name("mask", bytes)).transpose()?,
        references: draft
            .references
            .iter()
            .map(|bytes| name("reference_images", bytes))
            .collect::<Result<_>>()?,
    };
    Ok((inputs, keys))
}
