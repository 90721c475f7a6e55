//! Draft → request: defaults applied, model and seed fixed, every limit checked. Nothing after
//! this asks "was it set?".

use easel_prompt::Hints;
use easel_types::model::ModelRecord;
use easel_types::params::{Hires, InitImage, LoraUse};
use easel_types::request::{Callback, Drawing, Edit, Wanted};
use easel_types::{
    BlobKey, Caller, Error, GenerationDraft, GenerationRequest, ImageFormat, ImageParams,
    ImageSource, Intent, JobId, Limits, ModelFamily, Result, Size, Spec, Work,
};

use crate::aliases::{Chosen, choose_model, find_lora, fits};
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
    pub(crate) async fn resolve(
        &self,
        caller: &Caller,
        mut draft: GenerationDraft,
        job_id: JobId,
    ) -> Result<Resolved> {
        check_draft(&draft, self.limits())?;
        let seed = draft.seed.unwrap_or_else(|| self.random_seed());
        choose_shape(&mut draft, self.limits());
        let about = About::take(&mut draft);
        let mut resolved = self.resolve_work(caller, draft, (seed, job_id)).await?;
        about.put(&mut resolved.request);
        Ok(resolved)
    }

    async fn resolve_work(
        &self,
        caller: &Caller,
        draft: GenerationDraft,
        (seed, job_id): (u64, JobId),
    ) -> Result<Resolved> {
        match &draft.wanted {
            Wanted::Edit { picture, edit } => {
                let (picture, edit) = (picture.clone(), *edit);
                self.resolve_edit(caller, (picture, edit), &draft, job_id).await
            }
            Wanted::Draw { spec } => resolve_drawing((**spec).clone(), Vec::new(), &draft),
            Wanted::Notation { source } => {
                let parsed = easel_notation::parse(source)
                    .map_err(|err| Error::invalid("source", err.to_string()))?;
                resolve_drawing(parsed.spec, parsed.notes, &draft)
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
                let understood = self.assisted(prompt, *enhance, understood).await;
                match understood.spec {
                    Some(spec) => {
                        let mut notes = understood.notes;
                        let spec = illustrated(spec);
                        notes.extend(engine_params(&draft).iter().map(|param| {
                            format!("`{param}` has no effect: a {} is drawn", understood.intent)
                        }));
                        let mut request = draw_request(prompt.clone(), spec, &draft, true);
                        request.intent = understood.intent;
                        request.notes = notes;
                        Ok(Resolved { request, inputs: Vec::new() })
                    }
                    None if self.draws_logo(&understood, prompt, (&models, &draft)) => {
                        let mut notes = understood.notes;
                        notes.push(LOGO_NOTE.to_owned());
                        let spec = Spec::Logo(easel_prompt::logo(prompt));
                        let mut request = draw_request(prompt.clone(), spec, &draft, true);
                        request.notes = notes;
                        Ok(Resolved { request, inputs: Vec::new() })
                    }
                    None => {
                        let prompt = prompt.clone();
                        let about = (&*models, seed, job_id);
                        self.resolve_paint(caller, (prompt, Some(understood)), draft, about).await
                    }
                }
            }
            Wanted::Paint { prompt } => {
                let models = self.installed_models().await?;
                let prompt = prompt.clone();
                self.resolve_paint(caller, (prompt, None), draft, (&models, seed, job_id)).await
            }
        }
    }

    /// Whether a logo is drawn as vectors: where it is asked for, and where nothing can paint it.
    fn draws_logo(
        &self,
        understood: &Understood,
        prompt: &str,
        (models, draft): (&[ModelRecord], &GenerationDraft),
    ) -> bool {
        if understood.intent != Intent::Logo || draft.model.is_some() || draft.init_image.is_some()
        {
            return false;
        }
        let asks = |word: &str| {
            prompt.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|w| w == word)
        };
        asks("svg") || asks("vector") || choose_model(models, None, self.settings()).is_err()
    }

    async fn resolve_paint(
        &self,
        caller: &Caller,
        (prompt, understood): (String, Option<Understood>),
        mut draft: GenerationDraft,
        (models, seed, job_id): (&[ModelRecord], u64, JobId),
    ) -> Result<Resolved> {
        check_painted(&draft)?;
        let Chosen { model, lora } = choose_model(models, draft.model.as_deref(), self.settings())?;
        let mut loras = choose_loras(models, &draft.loras, model)?;
        loras.extend(lora.map(|lora| LoraUse { model: lora.name.clone(), weight: 1.0 }));
        let defaults = &model.defaults;
        let (intent, enhanced, negative, notes) = match understood {
            Some(u) => (u.intent, u.enhanced_prompt, u.negative_prompt, u.notes),
            None => (Intent::Standard, None, None, Vec::new()),
        };
        let own_work = draft.steps.is_some() || draft.effort.is_some() || draft.hires.is_some();
        let smart = matches!(draft.wanted, Wanted::Smart { .. });
        let (pictures, init_size) = self.pictures(caller, &mut draft).await?;
        let (inputs, refs) = pictures.named(job_id)?;
        let side = draft.auto_side.unwrap_or(defaults.side);
        let size = draft.size.or(init_size.map(|size| near(size, side, self.limits())));
        let size = size.unwrap_or(Size::new(defaults.side, defaults.side));
        if let Some(hires) = &draft.hires {
            check_hires_size(size, hires.scale, self.limits())?;
        }
        let style = draft.style.unwrap_or_default();
        let told = joined(enhanced.as_deref().unwrap_or(&prompt), &style.prompt);
        let negative = draft.negative_prompt.or(negative).unwrap_or_default();
        let revised_prompt = (told != prompt).then(|| told.clone());
        let plain = ImageParams::plain(model, told, size);
        let params = ImageParams {
            negative_prompt: joined(&negative, &style.negative_prompt),
            steps: draft.steps.unwrap_or(steps(plain.steps, draft.effort, self.limits())),
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
            format: draft.format.unwrap_or_default(),
            n_previews: draft.n_previews,
            ..plain
        };
        let work = Work::Paint(Box::new(params));
        Ok(Resolved {
            request: GenerationRequest {
                revised_prompt,
                smart,
                own_work,
                notes,
                ..GenerationRequest::new(prompt, intent, work)
            },
            inputs,
        })
    }

    async fn resolve_edit(
        &self,
        caller: &Caller,
        (picture, edit): (ImageSource, Edit),
        draft: &GenerationDraft,
        job_id: JobId,
    ) -> Result<Resolved> {
        let loaded = self.load(caller, "image", picture).await?;
        let size = Size::new(loaded.facts.width, loaded.facts.height);
        let size = match edit {
            Edit::RemoveBackground => size,
            Edit::Enlarge { factor } => enlarged(size, factor, self.limits())?,
        };
        let format = draft.format.unwrap_or_default();
        if edit == Edit::RemoveBackground && format == ImageFormat::Jpeg {
            let public = "JPEG knows no transparency; ask for PNG or WebP";
            return Err(Error::unsupported("output_format", public));
        }
        let work = Work::Edit { edit, size, format };
        let request = GenerationRequest::new(String::new(), Intent::Standard, work);
        let key = BlobKey::for_input(job_id, 0, loaded.facts.format);
        Ok(Resolved { request, inputs: vec![(key, loaded.bytes)] })
    }

    /// Fetches and checks the pictures of a draft, and makes the mask that the engine needs.
    /// Also returns the size of the init image.
    async fn pictures(
        &self,
        caller: &Caller,
        draft: &mut GenerationDraft,
    ) -> Result<(Pictures, Option<Size>)> {
        let mut pictures = Pictures::default();
        let mut init_size = None;
        for source in draft.references.drain(..) {
            pictures.references.push(self.load(caller, "reference_images", source).await?.bytes);
        }
        let Some(init) = draft.init_image.take() else { return Ok((pictures, None)) };
        let init = self.load(caller, "init_image", init).await?;
        let size = Size::new(init.facts.width, init.facts.height);
        init_size.replace(size);
        if let Some(factor) = draft.extend {
            let (canvas, mask) = self.extended(init, factor).await?;
            pictures.init = Some(canvas);
            pictures.mask = Some(mask);
            return Ok((pictures, init_size));
        }
        if let Some(mask) = draft.mask.take() {
            let mask = self.load(caller, "mask", mask).await?;
            pictures.mask = Some(self.normal_mask(mask, draft.mask_kind, size).await?);
        }
        pictures.init = Some(init.bytes);
        Ok((pictures, init_size))
    }

    /// A seed that clients keep exactly and that every engine takes: 0 to 2^32 − 1.
    pub(crate) fn random_seed(&self) -> u64 {
        let mut bytes = [0_u8; 4];
        self.entropy().fill(&mut bytes);
        u64::from(u32::from_le_bytes(bytes))
    }
}

/// Said where a logo is drawn rather than painted.
const LOGO_NOTE: &str =
    "the logo is drawn as vectors; a diffusion model paints one from the same prompt";

/// The architecture of the model that the draft would use, which decides how prompts are
/// enhanced. None if there is no such model; that is reported only if one is needed.
fn likely_family(
    models: &[ModelRecord],
    draft: &GenerationDraft,
    settings: &Settings,
) -> Option<ModelFamily> {
    choose_model(models, draft.model.as_deref(), settings).ok().map(|chosen| chosen.model.family)
}

/// The size where the proportions are to suit the prompt. An init image decides by itself, once
/// it is known.
fn choose_shape(draft: &mut GenerationDraft, limits: &Limits) {
    let (Some(side), None, None) = (draft.auto_side, draft.size, &draft.init_image) else { return };
    if let Wanted::Smart { prompt, .. } | Wanted::Paint { prompt } = &draft.wanted {
        let (width, height) = easel_prompt::proportions(prompt);
        let ratio = (f64::from(width), f64::from(height));
        draft.size = Some(Size::of_ratio(ratio, side, limits.side_px_max));
    }
}

/// What goes through to the request as it is.
struct About {
    origin: Option<easel_types::ArtifactId>,
    memo: Option<String>,
    callback: Option<Callback>,
}

impl About {
    fn take(draft: &mut GenerationDraft) -> Self {
        Self {
            origin: draft.origin.take(),
            memo: draft.memo.take(),
            callback: draft.callback.take(),
        }
    }

    fn put(self, request: &mut GenerationRequest) {
        request.origin = self.origin;
        request.memo = self.memo;
        request.callback = self.callback;
    }
}

/// `usual` steps, `effort` times as many.
fn steps(usual: u32, effort: Option<f32>, limits: &Limits) -> u32 {
    let Some(effort) = effort else { return usual };
    let steps = (f64::from(usual) * f64::from(effort)).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let steps = steps.clamp(1.0, f64::from(limits.steps_max)) as u32;
    steps
}

/// Two texts as one list.
fn joined(text: &str, more: &str) -> String {
    match (text.trim().is_empty(), more.is_empty()) {
        (_, true) => text.to_owned(),
        (true, false) => more.to_owned(),
        (false, false) => format!("{}, {more}", text.trim_end_matches([' ', ',', '.'])),
    }
}

/// A size of about `side` × `side` pixels with the proportions of `size`, in multiples of 16:
/// what a model makes of an init image where the client names no size.
fn near(size: Size, side: u32, limits: &Limits) -> Size {
    let ratio = (f64::from(size.width.max(1)), f64::from(size.height.max(1)));
    Size::of_ratio(ratio, side, limits.side_px_max)
}

fn enlarged(size: Size, factor: f32, limits: &Limits) -> Result<Size> {
    check_range("scale", factor, 1.0, 8.0)?;
    let times = |px: u32| (f64::from(px) * f64::from(factor)).round();
    let longest = times(size.width.max(size.height));
    let max = limits.enlarged_side_px_max;
    if longest > f64::from(max) {
        let public = format!(
            "the enlarged picture would have a side of {longest:.0} pixels; at most {max} are \
             allowed"
        );
        return Err(Error::invalid("scale", public));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
    let side = |px: u32| (times(px) as u32).max(1);
    Ok(Size::new(side(size.width), side(size.height)))
}

/// A finished description, which needs no engine.
fn resolve_drawing(spec: Spec, notes: Vec<String>, draft: &GenerationDraft) -> Result<Resolved> {
    if let Some(param) = engine_params(draft).first() {
        let public = format!("`{param}` has no meaning for a spec, which needs no engine");
        return Err(Error::invalid(*param, public));
    }
    let mut request = draw_request(String::new(), spec, draft, false);
    request.notes = notes;
    Ok(Resolved { request, inputs: Vec::new() })
}

fn draw_request(
    prompt: String,
    spec: Spec,
    draft: &GenerationDraft,
    smart: bool,
) -> GenerationRequest {
    let size = draft.size.unwrap_or(Size::new(DRAW_SIDE_DEFAULT, DRAW_SIDE_DEFAULT));
    let intent = spec.intent();
    let format = draft.format.unwrap_or_default();
    let work = Work::Draw { spec: Box::new(spec), size, format, drawing: draft.drawing };
    GenerationRequest { smart, ..GenerationRequest::new(prompt, intent, work) }
}

/// Checks everything that can be checked without the catalogue.
fn check_draft(draft: &GenerationDraft, limits: &Limits) -> Result<()> {
    match &draft.wanted {
        Wanted::Smart { prompt, .. } | Wanted::Paint { prompt } => check_prompt(prompt, limits)?,
        Wanted::Draw { .. } | Wanted::Notation { .. } | Wanted::Edit { .. } => {}
    }
    if draft.format == Some(ImageFormat::Svg) {
        let public = "SVG comes with every drawn picture and cannot be asked for alone";
        return Err(Error::unsupported("format", public));
    }
    check_range("scale", draft.drawing.scale, 1.0, 4.0)?;
    if let Some(size) = draft.size.filter(|_| draft.drawing.scale > 1.0) {
        let pixels = crate::draw::scaled(size, draft.drawing.scale);
        let max = limits.enlarged_side_px_max;
        if pixels.width.max(pixels.height) > max {
            let public = format!("the picture would be {pixels} pixels large; a side may be {max}");
            return Err(Error::invalid("scale", public));
        }
    }
    if let Some(memo) = &draft.memo {
        check_range("memo", memo.len(), 0, limits.memo_bytes_max)?;
    }
    check_range("partial_images", draft.n_previews, 0, limits.previews_max)?;
    if let Some(style) = &draft.style {
        check_length("style", &style.prompt, limits.prompt_chars_max)?;
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
    if let Some(effort) = draft.effort {
        check_range("quality", effort, 0.1, 4.0)?;
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
    if let Some(extend) = draft.extend {
        check_range("extend", extend, 1.05, 4.0)?;
        if draft.init_image.is_none() || draft.mask.is_some() {
            let public = "painting around a picture needs an init image and makes its own mask";
            return Err(Error::invalid("extend", public));
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

/// What only drawn pictures can be.
fn check_painted(draft: &GenerationDraft) -> Result<()> {
    let public = |what: &str| {
        format!(
            "{what} is for charts, diagrams, infographics and vector logos; this picture is painted"
        )
    };
    if draft.format == Some(ImageFormat::Pdf) {
        return Err(Error::unsupported("format", public("PDF")));
    }
    if draft.drawing != Drawing::default() {
        let param = if draft.drawing.selectable_text { "selectable_text" } else { "scale" };
        return Err(Error::unsupported(param, public(&format!("`{param}`"))));
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
        ("quality", draft.effort.is_some()),
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
        ("extend", draft.extend.is_some()),
        ("style", draft.style.is_some()),
        ("vae_tiling", draft.vae_tiling),
        ("seamless", draft.seamless),
    ];
    given.into_iter().filter(|(_, given)| *given).map(|(name, _)| name).collect()
}

/// An infographic on something there is an illustrated scene of becomes that scene, unless the
/// prompt named an arrangement of its own.
fn illustrated(mut spec: Spec) -> Spec {
    let Spec::Infographic(infographic) = &mut spec else { return spec };
    let is_plain = matches!(infographic.template.as_str(), "" | "list" | "cycle");
    let scene = infographic.title.as_deref().and_then(easel_render::scene_for);
    if let (true, true, Some(scene)) = (is_plain, infographic.groups.is_empty(), scene) {
        scene.clone_into(&mut infographic.template);
    }
    spec
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

pub(crate) fn check_length(param: &str, text: &str, chars_max: usize) -> Result<()> {
    let chars = text.chars().count();
    if chars > chars_max {
        return Err(Error::invalid(
            param,
            format!("`{param}` has {chars} characters; at most {chars_max} are allowed"),
        ));
    }
    Ok(())
}

pub(crate) fn check_range<T: PartialOrd + Copy + std::fmt::Display>(
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

fn choose_loras(
    models: &[ModelRecord],
    wanted: &[(String, f32)],
    model: &ModelRecord,
) -> Result<Vec<LoraUse>> {
    wanted
        .iter()
        .map(|(name, weight)| {
            let lora = find_lora(models, name).ok_or_else(|| {
                let public = format!(
                    "the LoRA `{name}` is not installed: `easel models add FILE` installs it"
                );
                Error::invalid("loras", public)
            })?;
            if !fits(lora, model) {
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
pub(crate) type Inputs = Vec<(BlobKey, Vec<u8>)>;

/// The pictures of a draft, fetched and checked.
#[derive(Debug, Default)]
struct Pictures {
    init: Option<Vec<u8>>,
    mask: Option<Vec<u8>>,
    references: Vec<Vec<u8>>,
}

/// The storage keys of the pictures of a request.
#[derive(Debug, Default)]
struct InputKeys {
    init: Option<BlobKey>,
    mask: Option<BlobKey>,
    references: Vec<BlobKey>,
}

impl Pictures {
    /// Gives the pictures their storage keys.
    fn named(self, job_id: JobId) -> Result<(Inputs, InputKeys)> {
        let mut inputs = Inputs::new();
        let mut name = |bytes: Vec<u8>| -> Result<BlobKey> {
            let format = ImageFormat::sniff(&bytes)
                .ok_or_else(|| Error::internal("a checked picture has no known format"))?;
            let key = BlobKey::for_input(job_id, inputs.len(), format);
            inputs.push((key.clone(), bytes));
            Ok(key)
        };
        let keys = InputKeys {
            init: self.init.map(&mut name).transpose()?,
            mask: self.mask.map(&mut name).transpose()?,
            references: self.references.into_iter().map(&mut name).collect::<Result<_>>()?,
        };
        Ok((inputs, keys))
    }
}
