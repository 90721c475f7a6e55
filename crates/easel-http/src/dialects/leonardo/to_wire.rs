//! Jobs, uploads, models and accounts → Leonardo JSON. Pure.

use easel_core::{AccountSummary, UploadPlace, UploadRow};
use easel_types::model::ModelKind;
use easel_types::params::LoraUse;
use easel_types::{
    Artifact, ArtifactRole, ImageParams, Job, JobState, MicroCredits, ModelFamily, ModelRecord,
    Work,
};

use super::ids;
use super::memo::{Memo, Sent, variation_of};
use super::wire::{
    Cost, CustomModel, ElementEntry, ElementLora, GeneratedImage, Generation, GenerationElement,
    ImageVariation, InitImage, JobStatus, Media, PlatformModel, PresetStyle, SdVersion, User,
    UserDetails, UserLora, Variation, VariationJob,
};
use crate::app::BaseUrl;

/// What a generation is shown with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// The jobs that were made from its pictures.
    pub(super) made_from: &'a [Job],
    /// The installed models.
    pub(super) models: &'a [ModelRecord],
    /// The base of addresses.
    pub(super) base: &'a BaseUrl,
}

pub(super) fn generation(job: &Job, around: Around<'_>) -> Generation {
    let sent = sent(job);
    let params = params(job);
    let size = job.request.size();
    Generation {
        id: job.id.as_uuid().to_string(),
        status: status(job.state),
        created_at: job.created_at.to_string(),
        prompt: job.request.prompt.clone(),
        negative_prompt: params.map_or_else(String::new, |p| p.negative_prompt.clone()),
        image_width: size.width,
        image_height: size.height,
        inference_steps: params.map(|p| p.steps),
        seed: params.map(|p| p.seed),
        public: sent.public,
        scheduler: sent.scheduler,
        sd_version: params.and_then(|p| sd_version(p.family)),
        preset_style: sent.preset_style,
        model_id: params.map(|p| p.model.as_uuid().to_string()),
        guidance_scale: params.map(|p| double(p.guidance_scale)),
        init_strength: sent.init_strength,
        photo_real: sent.photo_real,
        photo_real_strength: sent.photo_real_strength,
        prompt_magic: sent.prompt_magic,
        prompt_magic_strength: sent.prompt_magic_strength,
        prompt_magic_version: sent.prompt_magic_version,
        ultra: sent.ultra,
        generated_images: outputs(job)
            .map(|artifact| image(artifact, sent.fantasy_avatar, around))
            .collect(),
        generation_elements: params
            .iter()
            .flat_map(|params| &params.loras)
            .map(|lora| element(lora, around.models))
            .collect(),
    }
}

fn image(artifact: &Artifact, fantasy_avatar: bool, around: Around<'_>) -> GeneratedImage {
    let made = around.made_from.iter().filter(|job| job.request.origin == Some(artifact.id));
    let variations = made.filter_map(|job| {
        Some(ImageVariation {
            id: job.id.as_uuid().to_string(),
            status: status(job.state),
            transform_type: variation_of(job)?,
            url: outputs(job).next().map(|artifact| around.base.file(artifact)),
        })
    });
    GeneratedImage {
        id: artifact.id.as_uuid().to_string(),
        url: around.base.file(artifact),
        nsfw: false,
        like_count: 0,
        fantasy_avatar,
        image_to_video: false,
        motion: false,
        generated_image_variation_generics: variations.collect(),
    }
}

fn element(used: &LoraUse, models: &[ModelRecord]) -> GenerationElement {
    let installed = models.iter().find(|model| model.name == used.model);
    let family = installed.map(|lora| lora.family);
    GenerationElement {
        id: ids::lora_number(&used.model),
        weight_applied: double(used.weight),
        lora: ElementLora {
            ak_uuid: used.model.as_uuid().to_string(),
            base_model: family.and_then(sd_version),
            description: family.map_or_else(String::new, lora_text),
            name: used.model.to_string(),
            url_image: None,
            weight_default: 1,
            weight_max: 2,
            weight_min: -1,
        },
    }
}

/// A job as a variation, where it is one.
pub(super) fn variation(job: &Job, base: &BaseUrl) -> Option<Variation> {
    Some(Variation {
        id: job.id.as_uuid().to_string(),
        created_at: job.created_at.to_string(),
        status: status(job.state),
        transform_type: variation_of(job)?,
        url: outputs(job).next().map(|artifact| base.file(artifact)),
    })
}

pub(super) fn variation_job(job: &Job, dollars: f64) -> VariationJob {
    VariationJob {
        id: job.id.as_uuid().to_string(),
        api_credit_cost: whole_credits(job.price),
        cost: cost(dollars),
    }
}

/// The form's fields of a place for a picture, and its key: `(key, fields)`.
pub(super) fn form_fields(place: &UploadPlace, extension: &str) -> (String, String) {
    let key = upload_key(&place.upload, extension);
    let media_type = match extension {
        "png" => "image/png",
        "webp" => "image/webp",
        _ => "image/jpeg",
    };
    let fields = serde_json::json!({
        "Content-Type": media_type,
        "key": key,
        "Policy": place.ticket,
    });
    (key, fields.to_string())
}

fn upload_key(upload: &UploadRow, extension: &str) -> String {
    format!("uploads/{}.{extension}", upload.id.as_uuid())
}

pub(super) fn upload_url(upload: &UploadRow, base: &BaseUrl) -> String {
    format!("{}/api/rest/v1/uploads/{}", base.as_str(), upload.id.as_uuid())
}

pub(super) fn init_image(upload: &UploadRow, base: &BaseUrl) -> InitImage {
    InitImage {
        id: upload.id.as_uuid().to_string(),
        created_at: upload.created_at.to_string(),
        url: upload.picture.as_ref().map(|picture| base.upload(upload.id, picture)),
    }
}

pub(super) fn media(upload: &UploadRow, base: &BaseUrl) -> Media {
    let picture = upload.picture.as_ref();
    let url = picture.map(|picture| base.upload(upload.id, picture));
    Media {
        id: upload.id.as_uuid().to_string(),
        created_at: upload.created_at.to_string(),
        media_type: "IMAGE",
        status: if picture.is_some() { JobStatus::Complete } else { JobStatus::Pending },
        thumbnail_url: url.clone(),
        url,
        width: picture.map(|picture| picture.width),
        height: picture.map(|picture| picture.height),
    }
}

pub(super) fn platform_models(
    models: &[ModelRecord],
    default: Option<&ModelRecord>,
) -> Vec<PlatformModel> {
    let of = |model: &ModelRecord| PlatformModel {
        id: model.name.as_uuid().to_string(),
        name: model.name.to_string(),
        description: checkpoint_text(model.family),
        featured: default.is_some_and(|default| default.name == model.name),
        nsfw: false,
        generated_image: None,
    };
    of_kind(models, ModelKind::Checkpoint).map(of).collect()
}

/// The installed checkpoint with this UUID or name.
pub(super) fn custom_model(models: &[ModelRecord], id: &str) -> Option<CustomModel> {
    let mut checkpoints = of_kind(models, ModelKind::Checkpoint);
    let model = checkpoints.find(|model| {
        model.name.as_str() == id || model.name.as_uuid().to_string().eq_ignore_ascii_case(id)
    })?;
    Some(CustomModel {
        id: model.name.as_uuid().to_string(),
        name: model.name.to_string(),
        description: checkpoint_text(model.family),
        created_at: model.added_at.to_string(),
        updated_at: model.added_at.to_string(),
        instance_prompt: None,
        model_height: model.defaults.side,
        model_width: model.defaults.side,
        public: true,
        sd_version: sd_version(model.family),
        status: JobStatus::Complete,
        model_type: "GENERAL",
    })
}

pub(super) fn elements(models: &[ModelRecord]) -> Vec<ElementEntry> {
    let of = |lora: &ModelRecord| ElementEntry {
        creator_name: "Easel",
        lora: element(&LoraUse { model: lora.name.clone(), weight: 1.0 }, models).lora,
    };
    of_kind(models, ModelKind::Lora).map(of).collect()
}

pub(super) fn user_loras(models: &[ModelRecord]) -> Vec<UserLora> {
    let of = |lora: &ModelRecord| UserLora {
        id: ids::lora_number(&lora.name),
        name: lora.name.to_string(),
        description: lora_text(lora.family),
        base_model: lora.family.as_str(),
        focus: "General",
        instance_prompt: None,
        resolution: lora.defaults.side,
        status: JobStatus::Complete,
        created_at: lora.added_at.to_string(),
        updated_at: lora.added_at.to_string(),
    };
    of_kind(models, ModelKind::Lora).map(of).collect()
}

pub(super) fn user_details(account: &AccountSummary, slots: u32) -> UserDetails {
    let credits = account.balance.available.as_micros().max(0) / MicroCredits::PER_CREDIT;
    UserDetails {
        user: User { id: account.id.as_uuid().to_string(), username: account.name.clone() },
        token_renewal_date: None,
        paid_tokens: credits,
        subscription_tokens: credits,
        subscription_gpt_tokens: 0,
        subscription_model_tokens: 0,
        api_concurrency_slots: slots,
        api_paid_tokens: credits,
        api_subscription_tokens: credits,
        api_plan_token_renewal_date: None,
    }
}

pub(super) fn status(state: JobState) -> JobStatus {
    match state {
        JobState::Queued | JobState::Running => JobStatus::Pending,
        JobState::Succeeded => JobStatus::Complete,
        JobState::Failed | JobState::Canceled | JobState::Expired => JobStatus::Failed,
    }
}

/// Whole credits, rounded up: Leonardo's clients know no fractions.
pub(super) fn whole_credits(price: MicroCredits) -> i64 {
    let per_credit = MicroCredits::PER_CREDIT;
    price.as_micros().saturating_add(per_credit - 1).div_euclid(per_credit)
}

pub(super) fn cost(dollars: f64) -> Cost {
    Cost { amount: format!("{dollars:.4}"), unit: "DOLLARS" }
}

/// The pictures that a job made.
pub(super) fn outputs(job: &Job) -> impl Iterator<Item = &Artifact> {
    job.artifacts.iter().filter(|artifact| artifact.role == ArtifactRole::Output)
}

/// What was sent with a generation; nothing for jobs of other dialects.
pub(super) fn sent(job: &Job) -> Sent {
    let nothing = Sent { preset_style: PresetStyle::None, ..Sent::default() };
    Memo::of_job(job).map_or(nothing, |memo| memo.sent)
}

pub(super) fn params(job: &Job) -> Option<&ImageParams> {
    match &job.request.work {
        Work::Paint(params) => Some(params),
        Work::Draw { .. } | Work::Edit { .. } => None,
    }
}

/// The base model of Leonardo's list that is nearest to a family.
pub(super) fn sd_version(family: ModelFamily) -> Option<SdVersion> {
    match family {
        ModelFamily::Sd1 => Some(SdVersion::V15),
        ModelFamily::Sd2 => Some(SdVersion::V2),
        ModelFamily::Sd3 => Some(SdVersion::V3),
        ModelFamily::Sdxl => Some(SdVersion::Sdxl10),
        ModelFamily::Flux | ModelFamily::Flux2 => Some(SdVersion::FluxDev),
        ModelFamily::QwenImage | ModelFamily::ZImage | ModelFamily::Other => None,
    }
}

/// The same number with the digits that were meant: 7.3, not 7.300000190734863.
pub(super) fn double(value: f32) -> f64 {
    value.to_string().parse().unwrap_or_else(|_| f64::from(value))
}

fn of_kind(models: &[ModelRecord], kind: ModelKind) -> impl Iterator<Item = &ModelRecord> {
    models.iter().filter(move |model| model.kind == kind)
}

fn checkpoint_text(family: ModelFamily) -> String {
    format!("a checkpoint of the family {family}")
}

fn lora_text(family: ModelFamily) -> String {
    format!("a LoRA for models of the family {family}")
}
