//! That server's JSON → drafts. Pure; what has to be done to pictures before they are handed over
//! is only named here (`pictures` does it).

use easel_picture::FitMode;
use easel_types::model::{ModelKind, ModelRecord};
use easel_types::params::Hires;
use easel_types::request::Wanted;
use easel_types::{Error, GenerationDraft, Result, Size};

use super::names::{self, Sampling, sampling, shortened};
use super::scripts;
use super::settings::{self, Said};
use super::wire::Paint;
use crate::app::BaseUrl;

/// Marks the jobs of this dialect.
pub(crate) const MEMO: &str = "sdapi";
/// Sides where the client names none.
const SIDE_DEFAULT: i64 = 512;
/// How much is repainted where the client does not say.
pub(crate) const STRENGTH_DEFAULT: f64 = 0.75;
/// Enlargement of the second pass where the client does not say.
pub(crate) const HR_SCALE_DEFAULT: f64 = 2.0;
/// Most pictures of one request.
const PICTURES_MAX: i64 = 10;
/// Steps of a second pass where neither client nor model say.
const STEPS_DEFAULT: u32 = 20;
/// The guidance that distilled models get here.
const DISTILLED_GUIDANCE: f64 = 3.5;

/// Which of the two calls it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    /// `txt2img`.
    Text,
    /// `img2img`.
    Picture,
}

/// What a request is read against.
#[derive(Debug)]
pub(crate) struct Standing<'a> {
    /// The installed models.
    pub(crate) models: &'a [ModelRecord],
    /// The one used where none is named.
    pub(crate) default: Option<&'a ModelRecord>,
    /// The checkpoint chosen by `/options`.
    pub(crate) checkpoint: Option<String>,
    /// The CLIP layer chosen by `/options`.
    pub(crate) clip_stop: Option<u32>,
}

/// What is to be done.
#[derive(Debug)]
pub(crate) struct Order {
    /// The draft; its pictures still as they came.
    pub(crate) draft: GenerationDraft,
    /// How init picture and mask are brought to the size.
    pub(crate) fit: FitMode,
    /// True where the mask marks what is kept.
    pub(crate) invert_mask: bool,
    /// Settings that stay afterwards.
    pub(crate) keep: Said,
}

pub(crate) fn paint(
    body: &Paint,
    call: Call,
    standing: &Standing<'_>,
    base: &BaseUrl,
) -> Result<Order> {
    refuse_unsupported(body)?;
    scripts::check(body.alwayson_scripts.as_ref())?;
    let said = settings::of_request(body.override_settings.as_ref())?;
    let (model, record) = model(&said, standing);
    let Sampling { sampler, scheduler } = sampling_of(body, record)?;
    let prompt = body.prompt.clone().unwrap_or_default();
    let (prompt, loras) = without_tags(&prompt, standing.models)?;
    let mut draft = GenerationDraft::new(Wanted::Paint { prompt });
    if body.disable_extra_networks != Some(true) {
        draft.loras = loras;
    }
    let size = Size::new(
        whole("width", body.width.unwrap_or(SIDE_DEFAULT))?,
        whole("height", body.height.unwrap_or(SIDE_DEFAULT))?,
    );
    draft.size = Some(size);
    draft.model = model;
    draft.negative_prompt = body.negative_prompt.clone().filter(|text| !text.is_empty());
    draft.steps = body.steps.map(|steps| whole("steps", steps)).transpose()?;
    draft.guidance_scale = body.cfg_scale.map(single);
    draft.seed = seed(body.seed)?;
    draft.n_images = n_images(body)?;
    draft.sampler = Some(sampler);
    draft.scheduler = scheduler;
    draft.clip_skip = clip_skip(body, &said, standing)?;
    draft.seamless = body.tiling == Some(true);
    draft.memo = Some(MEMO.to_owned());
    let mut fit = FitMode::Stretch;
    match call {
        Call::Text => draft.hires = hires(body, size, record)?,
        Call::Picture => {
            fit = start_from_picture(body, &mut draft, base)?;
        }
    }
    let stays = body.override_settings_restore_afterwards == Some(false);
    let keep = if stays { said } else { Said::default() };
    Ok(Order { draft, fit, invert_mask: body.inpainting_mask_invert == Some(1), keep })
}

/// A draft that only asks whether `checkpoint` means an installed model.
pub(crate) fn trial(checkpoint: &str) -> GenerationDraft {
    let mut draft = GenerationDraft::new(Wanted::Paint { prompt: MEMO.to_owned() });
    draft.model = Some(checkpoint.to_owned());
    draft
}

/// The checkpoint's name for the core, and its record where it is installed under that name.
fn model<'m>(said: &Said, standing: &Standing<'m>) -> (Option<String>, Option<&'m ModelRecord>) {
    let named = said.checkpoint.as_ref().or(standing.checkpoint.as_ref());
    let Some(named) = named.filter(|name| !name.is_empty()) else {
        return (None, standing.default);
    };
    match names::checkpoint(standing.models, named) {
        Some(record) => (Some(record.name.to_string()), Some(record)),
        None => (Some(named.clone()), None),
    }
}

fn sampling_of(body: &Paint, record: Option<&ModelRecord>) -> Result<Sampling> {
    let given = |name: &Option<String>| name.clone().filter(|name| !name.trim().is_empty());
    let named = match (given(&body.sampler_name), given(&body.sampler_index)) {
        (Some(name), _) => ("sampler_name", name),
        (None, Some(name)) => ("sampler_index", name),
        (None, None) => ("sampler_name", "Euler".to_owned()),
    };
    let family = record.map(|record| record.family);
    sampling((named.0, &named.1), body.scheduler.as_deref(), family)
}

fn clip_skip(body: &Paint, said: &Said, standing: &Standing<'_>) -> Result<Option<u32>> {
    #[expect(clippy::cast_precision_loss, reason = "checked against a small range")]
    let own = body.clip_skip.map(|layers| settings::clip_stop("clip_skip", Some(layers as f64)));
    let stop = own.transpose()?.or(said.clip_stop).or(standing.clip_stop);
    // The last layer is what a model uses by itself; some are made for another one.
    Ok(stop.filter(|stop| *stop > 1))
}

/// The prompt without its LoRA tags, and the LoRAs they name.
fn without_tags(prompt: &str, models: &[ModelRecord]) -> Result<(String, Vec<(String, f32)>)> {
    let (mut rest, mut text, mut loras) = (prompt, String::new(), Vec::new());
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at(at);
        text.push_str(before);
        let inside = tail.get(1..).and_then(|tail| tail.split_once('>'));
        let Some((kind, of, after)) = inside.and_then(|(inside, after)| {
            let (kind, of) = inside.split_once(':')?;
            Some((kind, of, after))
        }) else {
            text.push('<');
            rest = tail.get(1..).unwrap_or_default();
            continue;
        };
        match kind {
            "lora" => loras.push(lora(of, models)?),
            "hypernet" | "lyco" => {
                let public = format!(
                    "`<{kind}:{}>` cannot be applied here; LoRAs can, as `<lora:name:weight>`",
                    shortened(of)
                );
                return Err(Error::unsupported("prompt", public));
            }
            _ => {
                text.push('<');
                rest = tail.get(1..).unwrap_or_default();
                continue;
            }
        }
        rest = after;
    }
    text.push_str(rest);
    Ok((text, loras))
}

/// What stands in a LoRA tag: `name`, `name:weight`, or the weights for text encoder and picture
/// model apart (`name:te:unet`, `name:te=1:unet=1`), which must be equal.
fn lora(tag: &str, models: &[ModelRecord]) -> Result<(String, f32)> {
    let wrong = |why: &str| {
        Error::invalid("prompt", format!("`<lora:{}>` cannot be used: {why}", shortened(tag)))
    };
    let mut parts = tag.split(':').map(str::trim);
    let name = parts.next().unwrap_or_default();
    if name.is_empty() {
        return Err(wrong("it names no LoRA"));
    }
    let mut weight = None;
    for part in parts {
        let number = part.split_once('=').map_or(part, |(_, number)| number);
        let number = number.parse::<f32>().ok().filter(|number| number.is_finite());
        let number = number.ok_or_else(|| wrong("its weight is not a number"))?;
        if weight.is_some_and(|weight: f32| weight.to_bits() != number.to_bits()) {
            return Err(wrong("different weights for text encoder and picture model"));
        }
        weight = Some(number);
    }
    let loras = models.iter().filter(|model| model.kind == ModelKind::Lora);
    let is_it = |model: &&ModelRecord| {
        model.name.as_str().eq_ignore_ascii_case(name)
            || names::file_name(model).eq_ignore_ascii_case(name)
    };
    let installed = loras.clone().find(is_it);
    let installed = installed.ok_or_else(|| {
        let names: Vec<_> = loras.map(|model| model.name.as_str()).collect();
        if names.is_empty() {
            return wrong("no LoRA is installed");
        }
        wrong(&format!("there is no such LoRA; installed: {}", names.join(", ")))
    })?;
    Ok((installed.name.to_string(), weight.unwrap_or(1.0)))
}

fn n_images(body: &Paint) -> Result<u32> {
    let rounds = body.n_iter.unwrap_or(1);
    let at_once = body.batch_size.unwrap_or(1);
    let asked =
        at_once.checked_mul(rounds).filter(|n| at_once > 0 && (1..=PICTURES_MAX).contains(n));
    asked.and_then(|n| u32::try_from(n).ok()).ok_or_else(|| {
        let param = if (1..=PICTURES_MAX).contains(&at_once) { "n_iter" } else { "batch_size" };
        let public = format!(
            "`batch_size` × `n_iter` is {at_once} × {rounds}; ask for 1 to {PICTURES_MAX} pictures"
        );
        Error::invalid(param, public)
    })
}

fn hires(body: &Paint, size: Size, record: Option<&ModelRecord>) -> Result<Option<Hires>> {
    if body.enable_hr != Some(true) {
        return Ok(None);
    }
    refuse_other_second_pass(body)?;
    let scale = hr_scale(body, size)?;
    let first = body.steps.map(|steps| whole("steps", steps)).transpose()?;
    let first = first.or(record.map(|record| record.defaults.steps)).unwrap_or(STEPS_DEFAULT);
    let steps = match body.hr_second_pass_steps {
        None | Some(0) => first,
        Some(steps) => whole("hr_second_pass_steps", steps)?,
    };
    let strength = single(body.denoising_strength.unwrap_or(STRENGTH_DEFAULT));
    Ok(Some(Hires { scale: single(scale), steps, strength }))
}

fn hr_scale(body: &Paint, size: Size) -> Result<f64> {
    let (x, y) = (body.hr_resize_x.unwrap_or(0), body.hr_resize_y.unwrap_or(0));
    if x == 0 && y == 0 {
        return Ok(body.hr_scale.unwrap_or(HR_SCALE_DEFAULT));
    }
    let times = |param: &str, to: i64, side: u32| {
        whole(param, to).map(|to| f64::from(to) / f64::from(side.max(1)))
    };
    let (across, down) =
        (times("hr_resize_x", x, size.width)?, times("hr_resize_y", y, size.height)?);
    let apart = (across - down).abs() * f64::from(size.width.max(size.height));
    // Eight pixels: sizes are rounded to what models take.
    if x != 0 && y != 0 && apart > 8.0 {
        let public = format!(
            "`hr_resize_x` × `hr_resize_y` is {x}x{y}, which has other proportions than {size}; \
             give one of them, or `hr_scale`"
        );
        return Err(Error::unsupported("hr_resize_x", public));
    }
    Ok(across.max(down))
}

/// Refuses a second pass that differs from the first in more than size, steps and strength.
fn refuse_other_second_pass(body: &Paint) -> Result<()> {
    let upscaler = body.hr_upscaler.as_deref().unwrap_or("Latent");
    if !upscaler.eq_ignore_ascii_case("Latent") {
        let public = format!(
            "the upscaler `{}` is not installed; the second pass takes `Latent`",
            shortened(upscaler)
        );
        return Err(Error::unsupported("hr_upscaler", public));
    }
    for (param, value, first, same) in [
        ("hr_checkpoint_name", &body.hr_checkpoint_name, &None, "Use same checkpoint"),
        ("hr_sampler_name", &body.hr_sampler_name, &body.sampler_name, "Use same sampler"),
        ("hr_scheduler", &body.hr_scheduler, &body.scheduler, "Use same scheduler"),
        ("hr_prompt", &body.hr_prompt, &body.prompt, ""),
        ("hr_negative_prompt", &body.hr_negative_prompt, &body.negative_prompt, ""),
    ] {
        let value = value.as_deref().unwrap_or_default();
        if !value.is_empty() && value != same && Some(value) != first.as_deref() {
            let public = format!("`{param}` must be that of the first pass here; leave it out");
            return Err(Error::unsupported(param, public));
        }
    }
    for (param, value) in
        [("firstphase_width", body.firstphase_width), ("firstphase_height", body.firstphase_height)]
    {
        if value.is_some_and(|value| value > 0) {
            let public = format!(
                "`{param}` belongs to an older version: give the size of the first pass as \
                 `width` and `height`, and `hr_scale`"
            );
            return Err(Error::unsupported(param, public));
        }
    }
    refuse_forges_second_pass(body)
}

fn refuse_forges_second_pass(body: &Paint) -> Result<()> {
    let other_cfg = |cfg: f64| cfg != 1.0 && Some(cfg) != body.cfg_scale;
    let modules = body.hr_additional_modules.as_ref().and_then(|modules| modules.as_array());
    let other_modules = |modules: &Vec<serde_json::Value>| {
        modules.iter().any(|module| !matches!(module.as_str(), Some("" | "Use same choices")))
    };
    let refused = if body.hr_cfg.is_some_and(other_cfg) {
        "hr_cfg"
    } else if body.hr_distilled_cfg.is_some_and(|cfg| cfg != DISTILLED_GUIDANCE) {
        "hr_distilled_cfg"
    } else if modules.is_some_and(other_modules) {
        "hr_additional_modules"
    } else {
        return Ok(());
    };
    let public = format!("`{refused}` must be that of the first pass here; leave it out");
    Err(Error::unsupported(refused, public))
}

/// Init picture, mask and strength of `img2img`; returns how they are brought to the size.
fn start_from_picture(
    body: &Paint,
    draft: &mut GenerationDraft,
    base: &BaseUrl,
) -> Result<FitMode> {
    if body.enable_hr == Some(true) {
        let public = "`enable_hr` belongs to txt2img; leave it out, or ask for a larger size";
        return Err(Error::unsupported("enable_hr", public));
    }
    let init = match body.init_images.as_deref().unwrap_or_default() {
        [init] => init,
        [] => {
            let public = "`init_images` is missing; it holds the picture to start from";
            return Err(Error::invalid("init_images", public));
        }
        [..] => {
            let public = "`init_images` holds several pictures; send one request for each";
            return Err(Error::unsupported("init_images", public));
        }
    };
    draft.init_image = Some(easel_links::by_url_or_base64("init_images", init, base)?);
    draft.strength = Some(single(body.denoising_strength.unwrap_or(STRENGTH_DEFAULT)));
    if let Some(mask) = body.mask.as_deref().filter(|mask| !mask.is_empty()) {
        draft.mask = Some(easel_links::by_url_or_base64("mask", mask, base)?);
        if body.inpainting_fill.is_some_and(|fill| !(0..=1).contains(&fill)) {
            let public = "`inpainting_fill` must be 0 or 1 here; to paint something new under \
                          the mask, send 1 with a `denoising_strength` of 1";
            return Err(Error::unsupported("inpainting_fill", public));
        }
        if body.inpainting_mask_invert.is_some_and(|invert| !(0..=1).contains(&invert)) {
            let public = "`inpainting_mask_invert` must be 0 or 1";
            return Err(Error::invalid("inpainting_mask_invert", public));
        }
    }
    match body.resize_mode.unwrap_or(0) {
        0 => Ok(FitMode::Stretch),
        1 => Ok(FitMode::Cover),
        2 => Ok(FitMode::Contain),
        3 => Err(Error::unsupported(
            "resize_mode",
            "`resize_mode` 3 resizes in latent space, which cannot be done here; send 0",
        )),
        other => Err(Error::invalid(
            "resize_mode",
            format!("`resize_mode` is {other}; it must be 0 (stretch), 1 (crop) or 2 (fill)"),
        )),
    }
}

/// Refuses what has no counterpart here and would change the picture.
fn refuse_unsupported(body: &Paint) -> Result<()> {
    let above_zero = |value: Option<f64>| value.is_some_and(|value| value > 0.0);
    let beyond_one = |value: Option<f64>| value.is_some_and(|value| value != 0.0 && value != 1.0);
    let named = |value: &Option<String>| {
        value.as_deref().is_some_and(|value| !matches!(value.trim(), "" | "None"))
    };
    let whole_above_zero = |value: Option<i64>| value.is_some_and(|value| value > 0);
    let styled = body.styles.iter().flatten().any(|style| !matches!(style.trim(), "" | "None"));
    for (param, used, why) in [
        ("styles", styled, "no styles are installed; write their words into the prompt"),
        ("subseed_strength", above_zero(body.subseed_strength), "seeds cannot be mixed; send 0"),
        (
            "seed_resize_from_h",
            whole_above_zero(body.seed_resize_from_h),
            "seeds cannot be resized; send 0",
        ),
        (
            "seed_resize_from_w",
            whole_above_zero(body.seed_resize_from_w),
            "seeds cannot be resized; send 0",
        ),
        (
            "restore_faces",
            body.restore_faces == Some(true),
            "no face restorer is installed; send false",
        ),
        ("eta", beyond_one(body.eta), "the engine uses each sampler's own; leave it out"),
        ("s_churn", above_zero(body.s_churn), "the engine's samplers do not churn; send 0"),
        ("s_noise", beyond_one(body.s_noise), "the engine uses each sampler's own; leave it out"),
        (
            "refiner_checkpoint",
            named(&body.refiner_checkpoint),
            "there is no refining; leave it out",
        ),
        ("firstpass_image", named(&body.firstpass_image), "send the picture to img2img"),
        (
            "infotext",
            named(&body.infotext),
            "send its values as parameters; png-info takes it apart",
        ),
        ("script_name", named(&body.script_name), "there are no scripts; leave it out"),
        ("latent_mask", named(&body.latent_mask), "send the mask as `mask`"),
        (
            "initial_noise_multiplier",
            body.initial_noise_multiplier.is_some_and(|times| times != 1.0),
            "the engine's noise cannot be scaled; leave it out",
        ),
        (
            "distilled_cfg_scale",
            body.distilled_cfg_scale.is_some_and(|cfg| cfg != DISTILLED_GUIDANCE),
            "distilled models get 3.5 here; leave it out",
        ),
    ] {
        if used {
            return Err(Error::unsupported(param, format!("`{param}` cannot be honoured: {why}")));
        }
    }
    Ok(())
}

fn seed(seed: Option<i64>) -> Result<Option<u64>> {
    match seed {
        None | Some(-1) => Ok(None),
        Some(seed) => u64::try_from(seed).map(Some).map_err(|_| {
            let public = format!("`seed` is {seed}; give 0 or more, or -1 for a random one");
            Error::invalid("seed", public)
        }),
    }
}

/// A count that is not negative.
pub(crate) fn whole(param: &str, value: i64) -> Result<u32> {
    u32::try_from(value)
        .map_err(|_| Error::invalid(param, format!("`{param}` is {value}, which is out of range")))
}

/// A number with the digits that matter to an engine.
pub(crate) fn single(number: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "scales and strengths need no more digits")]
    let number = number as f32;
    number
}

#[cfg(test)]
mod tests {
    use easel_types::model::ModelDefaults;
    use easel_types::{ModelFamily, ModelFiles, ModelName, Timestamp};
    use serde_json::{Value, json};

    use super::*;

    fn models() -> Vec<ModelRecord> {
        let record = |name: &str, kind| ModelRecord {
            name: ModelName::new(name).unwrap(),
            kind,
            family: ModelFamily::Sd1,
            files: ModelFiles {
                model: format!("/m/{name}.safetensors").into(),
                ..Default::default()
            },
            size_bytes: 1,
            defaults: ModelDefaults::for_family(ModelFamily::Sd1),
            added_at: Timestamp::from_millis(0),
        };
        vec![
            record("dreams", ModelKind::Checkpoint),
            record("anime", ModelKind::Checkpoint),
            record("ink", ModelKind::Lora),
        ]
    }

    fn order(body: Value, call: Call) -> Result<Order> {
        let models = models();
        let standing = Standing {
            models: &models,
            default: models.first(),
            checkpoint: None,
            clip_stop: None,
        };
        let body: Paint = serde_json::from_value(body).unwrap();
        paint(&body, call, &standing, &BaseUrl::new("http://a"))
    }

    #[test]
    fn lora_tags_leave_the_prompt_and_other_brackets_stay() {
        let draft = order(
            json!({"prompt": "a <b> (cat:1.2)<lora:Ink:0.6>, <lora:ink.safetensors> [dog|fox] <x:y> 1<2"}),
            Call::Text,
        );
        let draft = draft.unwrap().draft;
        let prompt = "a <b> (cat:1.2),  [dog|fox] <x:y> 1<2".to_owned();
        assert_eq!(draft.wanted, Wanted::Paint { prompt });
        assert_eq!(draft.loras, [("ink".to_owned(), 0.6), ("ink".to_owned(), 1.0)]);
        let equal = order(json!({"prompt": "a <lora:ink:te=0.5:unet=0.5>"}), Call::Text).unwrap();
        assert_eq!(equal.draft.loras, [("ink".to_owned(), 0.5)]);
        let off = json!({"prompt": "a <lora:ink:1>", "disable_extra_networks": true});
        assert_eq!(order(off, Call::Text).unwrap().draft.loras, []);
    }

    #[test]
    fn tags_that_mean_nothing_here_are_refused() {
        for tag in
            ["<lora:snow:1>", "<lora:ink:much>", "<lora:>", "<hypernet:a:1>", "<lora:ink:1:0>"]
        {
            let err = order(json!({"prompt": format!("a {tag}")}), Call::Text).unwrap_err();
            assert_eq!(err.param.as_deref(), Some("prompt"), "{tag}");
        }
    }

    #[test]
    fn checkpoints_are_found_by_name_title_and_hash() {
        let hash = names::model_hash(&ModelName::new("anime").unwrap());
        for name in [
            "anime".to_owned(),
            "anime.safetensors".to_owned(),
            format!("anime.safetensors [{hash}]"),
            hash,
        ] {
            let body = json!({"prompt": "a", "override_settings": {"sd_model_checkpoint": name}});
            assert_eq!(order(body, Call::Text).unwrap().draft.model.as_deref(), Some("anime"));
        }
    }

    #[test]
    fn the_second_pass_takes_its_size_from_factor_or_side() {
        let hires = |body: Value| order(body, Call::Text).map(|order| order.draft.hires);
        let plain = json!({"prompt": "a", "enable_hr": true, "steps": 12});
        let usual = Hires { scale: 2.0, steps: 12, strength: 0.75 };
        assert_eq!(hires(plain).unwrap(), Some(usual));
        let to = json!({"prompt": "a", "enable_hr": true, "hr_resize_x": 768,
            "hr_second_pass_steps": 5, "denoising_strength": 0.4});
        assert_eq!(hires(to).unwrap(), Some(Hires { scale: 1.5, steps: 5, strength: 0.4 }));
        let odd =
            json!({"prompt": "a", "enable_hr": true, "hr_resize_x": 768, "hr_resize_y": 1024});
        assert_eq!(hires(odd).unwrap_err().param.as_deref(), Some("hr_resize_x"));
        assert_eq!(hires(json!({"prompt": "a", "hr_upscaler": "LDSR"})).unwrap(), None);
    }

    #[test]
    fn counts_of_pictures_multiply_and_have_a_limit() {
        let n = |batch: i64, rounds: i64| {
            let body = json!({"prompt": "a", "batch_size": batch, "n_iter": rounds});
            order(body, Call::Text).map(|order| order.draft.n_images)
        };
        assert_eq!(n(2, 3).unwrap(), 6);
        for (batch, rounds) in [(0, 1), (4, 3), (-1, -1), (i64::MAX, 2)] {
            assert!(n(batch, rounds).is_err(), "{batch} {rounds}");
        }
    }
}
