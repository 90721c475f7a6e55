//! `POST /generations` → a draft.

use easel_types::model::ModelKind;
use easel_types::params::Hires;
use easel_types::request::Style;
use easel_types::{
    ArtifactId, Error, GenerationDraft, ImageSource, Limits, ModelFamily, ModelRecord, Result,
    Sampler, Size, UploadId,
};

use super::super::memo::{Made, Memo, Sent};
use super::super::wire::{
    CanvasRequestType, CreateGeneration, PresetStyle, SchedulerName, SdVersion, Transparency,
};
use super::super::{ids, styles};
use super::{Known, SEED_MAX, number, seed, single, size, steps, wanted, whole};

/// Leonardo's defaults.
const SIZE_DEFAULT: Size = Size::new(1024, 768);
const N_IMAGES_DEFAULT: i64 = 4;
/// Above this side only four pictures.
const SIDE_OF_FOUR: u32 = 768;
/// Largest seed of Flux models.
const FLUX_SEED_MAX: i64 = 2_147_483_637;
/// Leonardo's UUIDs of Flux Dev and Flux Schnell.
const FLUX: [&str; 2] =
    ["b2614463-296c-462a-9586-aafdb8f00e36", "1dd50843-d653-4516-a8e3-f0238ee453ff"];
/// Leonardo's UUIDs of Phoenix 1.0 and 0.9.
const PHOENIX: [&str; 2] =
    ["de7d3faf-762f-48e0-b3b7-9d0ac3a3fcf3", "6b645e3a-d64f-4341-a6d8-7a3690fbf042"];
/// Leonardo's UUID of Kino XL.
const KINO: &str = "aa77f04e-3eec-4034-9c07-d0f619684628";
/// Side after a second pass over side before it.
const SECOND_PASS_SCALE: f64 = 1.5;
/// How much a second pass repaints, and with how many steps.
const SECOND_PASS: (f32, u32) = (0.4, 10);
/// How much wider and higher a canvas becomes that is extended without a mask.
const OUTPAINT: f32 = 1.5;
/// How much of a sketch is repainted.
const SKETCH_STRENGTH: f32 = 0.85;

/// A draft, and what of it the core must be asked about.
#[derive(Debug)]
pub(in super::super) struct Asked {
    pub(in super::super) draft: GenerationDraft,
    /// The field that names the picture to start from.
    pub(in super::super) init_param: &'static str,
    /// How the prompt is to be said in more detail.
    pub(in super::super) instruction: Option<String>,
    /// UUIDs of the pictures that the model looks at.
    pub(in super::super) looked_at: Vec<String>,
}

pub(in super::super) fn generation(body: CreateGeneration, known: Known<'_>) -> Result<Asked> {
    refuse_missing(&body)?;
    check_together(&body)?;
    let size = size((body.width, body.height), SIZE_DEFAULT, known.limits)?;
    let seed_max = if is_flux(&body, known.models) { FLUX_SEED_MAX } else { SEED_MAX };
    let named_style = named_style(&body)?;
    let scheduler = body.scheduler.unwrap_or_default();
    let enhance = body.enhance_prompt == Some(true);
    let instruction = body.enhance_prompt_instruction.clone();
    let instruction = instruction.filter(|text| !text.trim().is_empty());
    let wanted = wanted(body.prompt.clone(), enhance && instruction.is_none());
    let mut draft = GenerationDraft {
        size: Some(size),
        model: model(&body),
        negative_prompt: body.negative_prompt.clone().filter(|text| !text.is_empty()),
        steps: steps("num_inference_steps", body.num_inference_steps, 10, 60)?,
        guidance_scale: number("guidance_scale", body.guidance_scale, 1.0, 20.0)?.map(single),
        seed: seed(body.seed, seed_max)?,
        n_images: n_images(body.num_images, size)?,
        sampler: sampler(scheduler),
        hires: second_pass(&body, size, known.limits)?,
        loras: loras(&body, known.models)?,
        seamless: body.tiling == Some(true),
        style: style(&body, named_style)?,
        memo: Memo { leonardo: Made::Generation, sent: sent(&body, named_style) }.text(),
        ..GenerationDraft::new(wanted)
    };
    put_pictures(&body, &mut draft)?;
    let init_param = match (&body.canvas_init_id, &body.init_generation_image_id) {
        (Some(_), _) => "canvasInitId",
        (None, Some(_)) => "init_generation_image_id",
        (None, None) => "init_image_id",
    };
    let looked_at = body.image_prompts.into_iter().flatten().flatten().collect();
    Ok(Asked { draft, init_param, instruction, looked_at })
}

/// Refuses what no engine here can do.
fn refuse_missing(body: &CreateGeneration) -> Result<()> {
    let no_control = "there is no ControlNet engine here; leave it out, or start from a picture \
                      with `init_image_id`";
    let control = [
        ("controlnets", body.controlnets.as_ref().is_some_and(|nets| !nets.is_empty())),
        ("controlNet", body.control_net == Some(true)),
        ("controlNetType", body.control_net_type.is_some()),
        ("weighting", body.weighting.is_some()),
    ];
    if let Some((param, _)) = control.iter().find(|(_, given)| *given) {
        return Err(Error::unsupported(*param, format!("`{param}` cannot be used: {no_control}")));
    }
    if body.transparency == Some(Transparency::ForegroundOnly) {
        let public = "`transparency` can only be `disabled`: finding the foreground of any picture \
                      needs a segmentation model, which is missing here; POST /variations/nobg \
                      cuts out what stands before a plain background";
        return Err(Error::unsupported("transparency", public));
    }
    if body.image_prompt_weight.is_some() {
        let public = "`imagePromptWeight` cannot be used: models that look at pictures take no \
                      weight; leave it out";
        return Err(Error::unsupported("imagePromptWeight", public));
    }
    Ok(())
}

/// Checks the rules about fields that belong together.
fn check_together(body: &CreateGeneration) -> Result<()> {
    let no = |param: &str, public: &str| Err(Error::invalid(param, public));
    if body.ultra == Some(true) && body.alchemy == Some(true) {
        return no("ultra", "`ultra` cannot be used with `alchemy`; send `alchemy`: false");
    }
    let one_of = |param: &str, value: Option<&str>, known: [&str; 2]| match value {
        Some(value) if !known.contains(&value) => {
            let [a, b] = known;
            Err(Error::invalid(param, format!("`{param}` is `{value}`; it must be {a} or {b}")))
        }
        _ => Ok(()),
    };
    one_of("photoRealVersion", body.photo_real_version.as_deref(), ["v1", "v2"])?;
    one_of("promptMagicVersion", body.prompt_magic_version.as_deref(), ["v2", "v3"])?;
    if body.photo_real_strength.is_some_and(|s| styles::depth_of_field(s).is_none()) {
        return no("photoRealStrength", "`photoRealStrength` must be 0.55, 0.5 or 0.45");
    }
    number("promptMagicStrength", body.prompt_magic_strength, 0.1, 1.0)?;
    number("contrastRatio", body.contrast_ratio, 0.0, 1.0)?;
    if body.photo_real == Some(true) {
        if body.alchemy == Some(false) {
            return no("photoReal", "`photoReal` needs `alchemy`: true");
        }
        if body.photo_real_version.as_deref() == Some("v1") && body.model_id.is_some() {
            return no(
                "photoRealVersion",
                "`photoRealVersion` v1 needs `modelId`: null; v2 does not",
            );
        }
    }
    if let Some(contrast) = body.contrast {
        if styles::contrast(contrast).is_none() {
            return no("contrast", "`contrast` must be 1, 1.3, 1.8, 2.5, 3, 3.5, 4 or 4.5");
        }
        if contrast < 2.5 && is_phoenix(body) && body.alchemy != Some(false) {
            return no("contrast", "`contrast` must be 2.5 or more for Phoenix with `alchemy`");
        }
    }
    if body.enhance_prompt != Some(true) && body.enhance_prompt_instruction.is_some() {
        let public = "`enhancePromptInstruction` needs `enhancePrompt`: true";
        return no("enhancePromptInstruction", public);
    }
    Ok(())
}

fn n_images(value: Option<i64>, size: Size) -> Result<u32> {
    let large = size.width.max(size.height) > SIDE_OF_FOUR;
    let value = value.unwrap_or(N_IMAGES_DEFAULT);
    if large && (5..=8).contains(&value) {
        let public = format!(
            "`num_images` is {value}; it must be from 1 to 4 where a side is over {SIDE_OF_FOUR}"
        );
        return Err(Error::invalid("num_images", public));
    }
    let value = whole("num_images", Some(value), 1, 8)?;
    Ok(value.and_then(|n| u32::try_from(n).ok()).unwrap_or(1))
}

/// The model by name: Leonardo's, ours, or what the base model is called elsewhere.
fn model(body: &CreateGeneration) -> Option<String> {
    let of_version = |version| match version {
        SdVersion::V15 => "sd15",
        SdVersion::V2 => "sd21",
        SdVersion::V3 => "sd3",
        SdVersion::Sdxl08 | SdVersion::Sdxl09 | SdVersion::Sdxl10 => "sdxl",
        SdVersion::SdxlLightning => "sdxl-lightning",
        SdVersion::Phoenix => PHOENIX[0],
        SdVersion::Flux => "flux-schnell",
        SdVersion::FluxDev => "flux-dev",
        SdVersion::Kino20 => KINO,
    };
    let named = body.model_id.clone().filter(|id| !id.is_empty());
    named.or_else(|| body.sd_version.map(|version| of_version(version).to_owned()))
}

fn is_flux(body: &CreateGeneration, models: &[ModelRecord]) -> bool {
    let Some(id) = &body.model_id else {
        return matches!(body.sd_version, Some(SdVersion::Flux | SdVersion::FluxDev));
    };
    let id = id.to_ascii_lowercase();
    let is_it =
        |model: &&ModelRecord| model.name.as_str() == id || model.name.as_uuid().to_string() == id;
    match models.iter().find(is_it) {
        Some(model) => matches!(model.family, ModelFamily::Flux | ModelFamily::Flux2),
        None => FLUX.contains(&id.as_str()) || id.contains("flux"),
    }
}

fn is_phoenix(body: &CreateGeneration) -> bool {
    match &body.model_id {
        Some(id) => PHOENIX.contains(&id.to_ascii_lowercase().as_str()),
        None => body.sd_version == Some(SdVersion::Phoenix),
    }
}

/// The sampler that comes nearest; `None` for the model's own.
fn sampler(scheduler: SchedulerName) -> Option<Sampler> {
    match scheduler {
        // Linear multistep, with the coefficients of unequal steps.
        SchedulerName::Klms => Some(Sampler::IpndmV),
        SchedulerName::EulerAncestralDiscrete => Some(Sampler::EulerA),
        SchedulerName::EulerDiscrete => Some(Sampler::Euler),
        SchedulerName::Ddim => Some(Sampler::DdimTrailing),
        SchedulerName::DpmSolver => Some(Sampler::Dpmpp2m),
        // Pseudo linear multistep, with the coefficients of equal steps.
        SchedulerName::Pndm => Some(Sampler::Ipndm),
        SchedulerName::Leonardo => None,
    }
}

fn named_style(body: &CreateGeneration) -> Result<PresetStyle> {
    let Some(uuid) = &body.style_uuid else { return Ok(body.preset_style.unwrap_or_default()) };
    styles::by_uuid(uuid).ok_or_else(|| {
        let public = format!("`styleUUID` {uuid} is not known here; use `presetStyle`");
        Error::unsupported("styleUUID", public)
    })
}

/// The words of all switches.
fn style(body: &CreateGeneration, named: PresetStyle) -> Result<Option<Style>> {
    let on = |switch: Option<bool>| switch == Some(true);
    let mut words = vec![styles::preset(named)];
    if body.alchemy != Some(false) && !on(body.ultra) {
        words.push(styles::ALCHEMY);
    }
    if on(body.photo_real) {
        words.push(styles::PHOTO_REAL);
        let depth = styles::depth_of_field(body.photo_real_strength.unwrap_or(0.55));
        words.push((depth.unwrap_or_default(), ""));
    }
    let magic = (on(body.prompt_magic) && body.high_contrast != Some(false)).then(|| {
        let v3 = body.prompt_magic_version.as_deref() == Some("v3");
        styles::prompt_magic(body.prompt_magic_strength.unwrap_or(0.4), v3)
    });
    words.push((magic.as_deref().unwrap_or_default(), ""));
    if on(body.expanded_domain) {
        words.push(styles::EXPANDED_DOMAIN);
    }
    if on(body.fantasy_avatar) {
        words.push(styles::FANTASY_AVATAR);
    }
    if on(body.high_contrast) {
        words.push(styles::HIGH_CONTRAST);
    }
    match body.contrast_ratio {
        Some(ratio) if ratio < 1.0 / 3.0 => words.push(styles::LOW_CONTRAST),
        Some(ratio) if ratio > 2.0 / 3.0 => words.push(styles::HIGH_CONTRAST),
        Some(_) | None => {}
    }
    if let Some(contrast) = body.contrast {
        words.extend(styles::contrast(contrast));
    }
    words.dedup();
    Ok(styles::style(&words))
}

/// A second pass where the client asks for larger pictures.
fn second_pass(body: &CreateGeneration, size: Size, limits: &Limits) -> Result<Option<Hires>> {
    let (strength, steps) = SECOND_PASS;
    let most = super::fitting(size, f64::INFINITY, limits.side_px_max);
    let scale = match body.upscale_ratio {
        Some(ratio) if !(ratio > 1.0 && ratio <= most.min(4.0)) => {
            let public = format!(
                "`upscaleRatio` is {ratio}; for {size} it must be above 1 and at most {:.2}, \
                 because a side has at most {} pixels",
                most.min(4.0),
                limits.side_px_max
            );
            return Err(Error::invalid("upscaleRatio", public));
        }
        Some(ratio) => ratio,
        None if body.ultra == Some(true) || body.high_resolution == Some(true) => {
            SECOND_PASS_SCALE.min(most)
        }
        None => return Ok(None),
    };
    // Rounded down, so that no side comes out a pixel too long.
    let scale = (scale * 1000.0).floor() / 1000.0;
    Ok((scale > 1.0).then_some(Hires { scale: single(scale), steps, strength }))
}

fn loras(body: &CreateGeneration, models: &[ModelRecord]) -> Result<Vec<(String, f32)>> {
    let weight = |weight: Option<f64>| single(weight.unwrap_or(1.0));
    let named = body.elements.iter().flatten();
    let mut loras: Vec<_> =
        named.map(|element| (element.ak_uuid.clone(), weight(element.weight))).collect();
    for element in body.user_elements.iter().flatten() {
        let Some(number) = element.user_lora_id else {
            let public = "`userElements` needs a `userLoraId` in every entry";
            return Err(Error::invalid("userElements", public));
        };
        let mut installed = models.iter().filter(|model| model.kind == ModelKind::Lora);
        #[expect(clippy::float_cmp, reason = "numbers of LoRAs are integers below 2^53")]
        let lora = installed.find(|lora| f64::from(ids::lora_number(&lora.name)) == number);
        let Some(lora) = lora else {
            let public = format!(
                "no LoRA with the number {number} is installed; GET /elements/user/{{userId}} \
                 lists them"
            );
            return Err(Error::invalid("userElements", public));
        };
        loras.push((lora.name.to_string(), weight(element.weight)));
    }
    Ok(loras)
}

/// The pictures to start from.
fn put_pictures(body: &CreateGeneration, draft: &mut GenerationDraft) -> Result<()> {
    let kept = number("init_strength", body.init_strength, 0.1, 0.9)?;
    draft.strength = kept.map(|kept| single(1.0 - kept));
    let given = [&body.init_image_id, &body.init_generation_image_id, &body.canvas_init_id];
    if given.iter().filter(|id| id.is_some()).count() > 1 {
        let public = "give only one of `init_image_id`, `init_generation_image_id` and \
                      `canvasInitId`";
        return Err(Error::invalid("init_image_id", public));
    }
    if let Some(id) = &body.init_image_id {
        draft.init_image = Some(ImageSource::Upload(upload("init_image_id", id)?));
    }
    if let Some(id) = &body.init_generation_image_id {
        draft.init_image = Some(ImageSource::Artifact(artifact(id)?));
    }
    put_unzoom(body, draft)?;
    put_canvas(body, draft)?;
    if draft.strength.is_some() && draft.init_image.is_none() {
        let public = "`init_strength` needs a picture to start from, such as `init_image_id`";
        return Err(Error::invalid("init_strength", public));
    }
    Ok(())
}

fn put_unzoom(body: &CreateGeneration, draft: &mut GenerationDraft) -> Result<()> {
    let no = |param: &str, public: &str| Err(Error::invalid(param, public));
    match (body.unzoom == Some(true), body.unzoom_amount) {
        (false, None) => Ok(()),
        (false, Some(_)) => no("unzoomAmount", "`unzoomAmount` needs `unzoom`: true"),
        (true, None) => no("unzoom", "`unzoom` needs `unzoomAmount`"),
        (true, Some(_)) if draft.init_image.is_none() => {
            no("unzoom", "`unzoom` needs `init_image_id`")
        }
        (true, amount) => {
            draft.extend = number("unzoomAmount", amount, 1.05, 4.0)?.map(single);
            Ok(())
        }
    }
}

fn put_canvas(body: &CreateGeneration, draft: &mut GenerationDraft) -> Result<()> {
    let no = |param: &str, public: &str| Err(Error::invalid(param, public));
    if body.canvas_request != Some(true) {
        let stray = [
            ("canvasRequestType", body.canvas_request_type.is_some()),
            ("canvasInitId", body.canvas_init_id.is_some()),
            ("canvasMaskId", body.canvas_mask_id.is_some()),
        ];
        return match stray.iter().find(|(_, given)| *given) {
            Some((param, _)) => no(param, &format!("`{param}` needs `canvasRequest`: true")),
            None => Ok(()),
        };
    }
    let Some(kind) = body.canvas_request_type else {
        return no("canvasRequestType", "`canvasRequest` needs `canvasRequestType`");
    };
    let Some(init) = &body.canvas_init_id else {
        return no("canvasInitId", "`canvasRequest` needs `canvasInitId`");
    };
    draft.init_image = Some(ImageSource::Upload(upload("canvasInitId", init)?));
    let mask = body.canvas_mask_id.as_deref().map(|id| upload("canvasMaskId", id)).transpose()?;
    match (kind, mask) {
        (CanvasRequestType::Inpaint, None) => no("canvasMaskId", "INPAINT needs `canvasMaskId`"),
        (CanvasRequestType::Inpaint | CanvasRequestType::Outpaint, Some(mask)) => {
            draft.mask = Some(ImageSource::Upload(mask));
            Ok(())
        }
        (CanvasRequestType::Outpaint, None) => {
            draft.extend = Some(OUTPAINT);
            Ok(())
        }
        (CanvasRequestType::Sketch2img | CanvasRequestType::Img2img, Some(_)) => {
            no("canvasMaskId", "a mask has a meaning only for INPAINT and OUTPAINT")
        }
        (CanvasRequestType::Sketch2img, None) => {
            draft.strength = draft.strength.or(Some(SKETCH_STRENGTH));
            Ok(())
        }
        (CanvasRequestType::Img2img, None) => Ok(()),
    }
}

fn upload(param: &str, id: &str) -> Result<UploadId> {
    ids::upload(id).ok_or_else(|| {
        Error::invalid(param, format!("`{param}` must be the UUID of an uploaded picture"))
    })
}

fn artifact(id: &str) -> Result<ArtifactId> {
    ids::artifact(id).ok_or_else(|| {
        let public = "`init_generation_image_id` must be the UUID of a generated picture";
        Error::invalid("init_generation_image_id", public)
    })
}

fn sent(body: &CreateGeneration, preset_style: PresetStyle) -> Sent {
    Sent {
        public: body.public.unwrap_or(false),
        preset_style,
        scheduler: Some(body.scheduler.unwrap_or_default()),
        init_strength: body.init_strength,
        photo_real: body.photo_real.unwrap_or(false),
        photo_real_strength: body.photo_real_strength,
        prompt_magic: body.prompt_magic.unwrap_or(false),
        prompt_magic_strength: body.prompt_magic_strength,
        prompt_magic_version: body.prompt_magic_version.clone(),
        ultra: body.ultra.unwrap_or(false),
        fantasy_avatar: body.fantasy_avatar.unwrap_or(false),
    }
}
