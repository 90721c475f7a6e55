//! Jobs and models → that server's JSON. Pure.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use easel_core::JobView;
use easel_types::model::{ModelKind, ModelRecord};
use easel_types::{Error, ImageParams, Job, JobState, Result, Timestamp, Work};
use serde_json::{Map, Value, json};

use super::answers::{
    CheckpointItem, LoraItem, Made, Options, Painted, Progress, ProgressState, SamplerItem,
    SchedulerItem,
};
use super::desk::Place;
use super::from_wire::{Call, HR_SCALE_DEFAULT, STRENGTH_DEFAULT};
use super::infotext;
use super::names::{
    SAMPLERS, SCHEDULERS, checkpoint, file_name, model_hash, sampler_label, scheduler_label, title,
};
use super::wire::Paint;

/// How Easel calls itself where that server tells its version.
pub(crate) const VERSION: &str = concat!("Easel ", env!("CARGO_PKG_VERSION"));

/// Progress shown as soon as something is worked on; 0 means idle to clients.
const PROGRESS_MIN: f64 = 0.01;

/// What only the other call takes.
const ONLY_TEXT: &[&str] = &[
    "enable_hr",
    "firstphase_width",
    "firstphase_height",
    "hr_scale",
    "hr_upscaler",
    "hr_second_pass_steps",
    "hr_resize_x",
    "hr_resize_y",
    "hr_checkpoint_name",
    "hr_sampler_name",
    "hr_scheduler",
    "hr_prompt",
    "hr_negative_prompt",
    "firstpass_image",
    "hr_cfg",
    "hr_distilled_cfg",
    "hr_additional_modules",
];
const ONLY_PICTURE: &[&str] = &[
    "init_images",
    "resize_mode",
    "image_cfg_scale",
    "mask",
    "mask_blur",
    "mask_blur_x",
    "mask_blur_y",
    "mask_round",
    "inpainting_fill",
    "inpaint_full_res",
    "inpaint_full_res_padding",
    "inpainting_mask_invert",
    "initial_noise_multiplier",
    "latent_mask",
    "include_init_images",
];
/// Never shown again: other programs' own settings, one of them a password.
const PRIVATE: &[&str] = &["url", "auth", "sampler", "image_similarity"];

/// What a picture was made with.
pub(crate) fn params(job: &Job) -> Result<&ImageParams> {
    match &job.request.work {
        Work::Paint(params) => Ok(params),
        Work::Draw { .. } | Work::Edit { .. } => {
            Err(Error::internal("a job of this dialect that was not painted"))
        }
    }
}

/// The text for every picture of the job.
pub(crate) fn infotexts(body: &Paint, job: &Job) -> Result<Vec<String>> {
    let params = params(job)?;
    let prompt = body.prompt.as_deref().unwrap_or_default();
    let texts = (0..u64::from(params.n_images)).map(|index| {
        let settings = settings(params, params.seed + index);
        infotext::write(prompt, &params.negative_prompt, &settings)
    });
    Ok(texts.collect())
}

fn settings(params: &ImageParams, seed: u64) -> Vec<(&'static str, String)> {
    let mut settings = vec![
        ("Steps", params.steps.to_string()),
        ("Sampler", sampler_label(params.sampler).to_owned()),
        ("Schedule type", scheduler_label(params.scheduler).to_owned()),
        ("CFG scale", params.guidance_scale.to_string()),
        ("Seed", seed.to_string()),
        ("Size", params.size.to_string()),
        ("Model hash", model_hash(&params.model)),
        ("Model", params.model.to_string()),
    ];
    if let Some(strength) = strength(params) {
        settings.push(("Denoising strength", strength.to_string()));
    }
    if let Some(clip_skip) = params.clip_skip {
        settings.push(("Clip skip", clip_skip.to_string()));
    }
    if params.seamless {
        settings.push(("Tiling", "True".to_owned()));
    }
    if let Some(hires) = &params.hires {
        settings.push(("Hires upscale", hires.scale.to_string()));
        settings.push(("Hires steps", hires.steps.to_string()));
        settings.push(("Hires upscaler", "Latent".to_owned()));
    }
    settings.push(("Version", VERSION.to_owned()));
    settings
}

fn strength(params: &ImageParams) -> Option<f32> {
    let init = params.init.as_ref().map(|init| init.strength);
    init.or(params.hires.as_ref().map(|hires| hires.strength))
}

/// The answer with these pictures, which already hold their texts.
pub(crate) fn painted(body: &Paint, call: Call, job: &Job, pngs: &[Vec<u8>]) -> Result<Painted> {
    let params = params(job)?;
    let info = made(body, params, job)?;
    Ok(Painted {
        images: pngs.iter().map(|png| STANDARD.encode(png)).collect(),
        parameters: echo(body, call, params)?,
        info: serde_json::to_string(&info).map_err(Error::internal)?,
    })
}

fn made(body: &Paint, params: &ImageParams, job: &Job) -> Result<Made> {
    let prompt = body.prompt.clone().unwrap_or_default();
    let count = usize::try_from(params.n_images).unwrap_or(1);
    let mut extra = Map::new();
    extra.insert("Schedule type".to_owned(), scheduler_label(params.scheduler).into());
    if let Some(hires) = &params.hires {
        extra.insert("Hires upscale".to_owned(), json!(hires.scale));
        extra.insert("Hires steps".to_owned(), json!(hires.steps));
        extra.insert("Hires upscaler".to_owned(), "Latent".into());
    }
    Ok(Made {
        all_prompts: vec![prompt.clone(); count],
        prompt,
        negative_prompt: params.negative_prompt.clone(),
        all_negative_prompts: vec![params.negative_prompt.clone(); count],
        seed: params.seed,
        all_seeds: (0..u64::from(params.n_images)).map(|index| params.seed + index).collect(),
        subseed: -1,
        all_subseeds: vec![-1; count],
        subseed_strength: 0.0,
        width: params.size.width,
        height: params.size.height,
        sampler_name: sampler_label(params.sampler),
        cfg_scale: params.guidance_scale,
        steps: params.steps,
        batch_size: params.n_images,
        restore_faces: false,
        face_restoration_model: None,
        sd_model_name: params.model.to_string(),
        sd_model_hash: model_hash(&params.model),
        sd_vae_name: None,
        sd_vae_hash: None,
        seed_resize_from_w: -1,
        seed_resize_from_h: -1,
        denoising_strength: strength(params),
        extra_generation_params: extra,
        index_of_first_image: 0,
        infotexts: infotexts(body, job)?,
        styles: Vec::new(),
        job_timestamp: stamp(job.created_at),
        clip_skip: params.clip_skip.unwrap_or(1),
        is_using_inpainting_conditioning: false,
        version: VERSION,
    })
}

/// What was asked, with what was used where nothing was said.
fn echo(body: &Paint, call: Call, params: &ImageParams) -> Result<Map<String, Value>> {
    let Value::Object(mut echo) = serde_json::to_value(body).map_err(Error::internal)? else {
        return Err(Error::internal("a request that is no object"));
    };
    let other = if call == Call::Text { ONLY_PICTURE } else { ONLY_TEXT };
    for name in other.iter().chain(PRIVATE) {
        echo.remove(*name);
    }
    if call == Call::Picture && body.include_init_images != Some(true) {
        echo.insert("init_images".to_owned(), Value::Null);
        echo.insert("mask".to_owned(), Value::Null);
    }
    for defaults in [used(params), usual(), usual_of_second_pass_and_mask()] {
        for (name, value) in defaults.as_object().into_iter().flatten() {
            if let Some(slot) = echo.get_mut(name).filter(|slot| slot.is_null()) {
                *slot = value.clone();
            }
        }
    }
    Ok(echo)
}

fn used(params: &ImageParams) -> Value {
    json!({
        "sampler_name": sampler_label(params.sampler), "steps": params.steps,
        "cfg_scale": params.guidance_scale, "width": params.size.width,
        "height": params.size.height,
    })
}

fn usual() -> Value {
    json!({
        "prompt": "", "negative_prompt": "", "styles": [], "seed": -1, "subseed": -1,
        "subseed_strength": 0, "seed_resize_from_h": -1, "seed_resize_from_w": -1,
        "sampler_index": "Euler", "scheduler": "Automatic", "batch_size": 1, "n_iter": 1,
        "restore_faces": false, "tiling": false, "do_not_save_samples": false,
        "do_not_save_grid": false, "denoising_strength": STRENGTH_DEFAULT,
        "override_settings": {}, "override_settings_restore_afterwards": true,
        "disable_extra_networks": false, "script_args": [], "send_images": true,
        "save_images": false, "alwayson_scripts": {},
    })
}

fn usual_of_second_pass_and_mask() -> Value {
    json!({
        "enable_hr": false, "hr_scale": HR_SCALE_DEFAULT, "hr_second_pass_steps": 0,
        "hr_resize_x": 0, "hr_resize_y": 0, "hr_prompt": "", "hr_negative_prompt": "",
        "firstphase_width": 0, "firstphase_height": 0, "resize_mode": 0, "inpainting_fill": 0,
        "inpaint_full_res": true, "inpaint_full_res_padding": 0, "inpainting_mask_invert": 0,
        "mask_blur": 4, "include_init_images": false,
    })
}

/// Where the account's current job stands; `None` while there is none.
pub(crate) fn progress(view: Option<&JobView>, place: &Place, with_picture: bool) -> Progress {
    let mut state = ProgressState {
        skipped: false,
        interrupted: place.interrupted,
        stopping_generation: false,
        job: "",
        job_count: 0,
        job_timestamp: "0".to_owned(),
        job_no: 0,
        sampling_step: 0,
        sampling_steps: 0,
    };
    let idle = |state| Progress {
        progress: 0.0,
        eta_relative: 0.0,
        state,
        current_image: None,
        textinfo: None,
    };
    let Some(view) = view else { return idle(state) };
    let job = &view.job;
    let Ok(params) = params(job) else { return idle(state) };
    let seen = place.seen.get(&job.id).cloned().unwrap_or_default();
    let done = seen.progress.or(job.progress).unwrap_or_default();
    let count = params.n_images.max(1);
    let each = (done.steps / count).max(1);
    state.job = if params.init.is_some() { "img2img" } else { "txt2img" };
    state.job_count = count;
    state.job_timestamp = stamp(job.created_at);
    state.job_no = (done.step / each).min(count - 1);
    state.sampling_step = done.step.saturating_sub(state.job_no * each).min(each);
    state.sampling_steps = if done.steps == 0 { params.steps } else { each };
    let running = job.state == JobState::Running;
    let share = f64::from(done.step) / f64::from(done.steps.max(1));
    let preview = seen.preview.filter(|_| with_picture);
    Progress {
        progress: if running { share.clamp(PROGRESS_MIN, 1.0) } else { 0.0 },
        eta_relative: view.estimated_seconds,
        current_image: preview.map(|png| STANDARD.encode(png.as_slice())),
        textinfo: (!running).then(|| "Waiting in the queue".to_owned()),
        state,
    }
}

/// The settings as they are for an account.
pub(crate) fn options(
    place: &Place,
    models: &[ModelRecord],
    default: Option<&ModelRecord>,
) -> Options {
    let record = match &place.checkpoint {
        Some(name) => checkpoint(models, name),
        None => default,
    };
    Options {
        sd_model_checkpoint: record.map(title).or_else(|| place.checkpoint.clone()),
        sd_checkpoint_hash: record.map(|model| model_hash(&model.name)).unwrap_or_default(),
        clip_stop_at_last_layers: place.clip_stop.unwrap_or(1),
        live_previews_enable: place.previews == Some(true),
        sd_vae: "Automatic",
        samples_format: "png",
        samples_save: true,
        grid_save: false,
        return_grid: false,
        enable_pnginfo: true,
        face_restoration_model: None,
        token_merging_ratio: 0.0,
    }
}

/// The checkpoints.
pub(crate) fn checkpoints(models: &[ModelRecord]) -> Vec<CheckpointItem> {
    let checkpoints = models.iter().filter(|model| model.kind == ModelKind::Checkpoint);
    checkpoints
        .map(|model| CheckpointItem {
            title: title(model),
            model_name: model.name.to_string(),
            hash: Some(model_hash(&model.name)),
            sha256: None,
            filename: file_name(model),
            config: None,
        })
        .collect()
}

/// The LoRAs.
pub(crate) fn loras(models: &[ModelRecord]) -> Vec<LoraItem> {
    let loras = models.iter().filter(|model| model.kind == ModelKind::Lora);
    loras
        .map(|model| LoraItem {
            name: model.name.to_string(),
            alias: model.name.to_string(),
            path: file_name(model),
            metadata: Map::new(),
        })
        .collect()
}

/// The samplers.
pub(crate) fn samplers() -> Vec<SamplerItem> {
    let items = SAMPLERS.iter().map(|row| {
        let mut options = Map::new();
        if row.karras {
            options.insert("scheduler".to_owned(), "karras".into());
        }
        let aliases = row.aliases.iter().copied().chain([row.sampler.as_str()]).collect();
        SamplerItem { name: row.label, aliases, options }
    });
    items.collect()
}

/// The schedulers.
pub(crate) fn schedulers() -> Vec<SchedulerItem> {
    let items = SCHEDULERS.iter().map(|row| SchedulerItem {
        name: row.name,
        label: row.label,
        aliases: row.scheduler.map(|ours| vec![ours.as_str().to_owned()]),
        default_rho: -1.0,
        need_inner_model: false,
    });
    items.collect()
}

/// A moment as that server writes it: `20261120063920`.
fn stamp(moment: Timestamp) -> String {
    moment.to_string().chars().filter(char::is_ascii_digit).take(14).collect()
}
