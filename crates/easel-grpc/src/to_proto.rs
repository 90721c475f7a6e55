//! What the core answers → messages. Pure.

use easel_core::{KeyRow, UploadRow};
use easel_links::BaseUrl;
use easel_types::{Caller, Job, ModelRecord, Timestamp, Work};

use crate::proto::generated_image::Image;
use crate::proto::{
    ApiKey, File, FileOutput, GeneratedImage, ImageGenerationModel, ImageResponse, Modality,
    SamplingUsage,
};

/// A unit of `cost_in_usd_ticks`, in dollars: 1e-10.
const TICKS_PER_DOLLAR: f64 = 1e10;
/// `image_price` counts hundredths of a cent: the service shows 700 for a picture of 7 cents.
const PRICE_UNITS_PER_DOLLAR: f64 = 1e4;
/// Characters to a token, roughly, in English.
const CHARS_PER_TOKEN: usize = 4;

pub(crate) fn moment(at: Timestamp) -> prost_types::Timestamp {
    let millis = at.as_millis();
    let nanos = i32::try_from(millis.rem_euclid(1_000) * 1_000_000).unwrap_or(0);
    prost_types::Timestamp { seconds: millis.div_euclid(1_000), nanos }
}

/// A picture of an answer.
pub(crate) fn picture(image: Image, stored: Option<Result<FileOutput, String>>) -> GeneratedImage {
    let (file_output, storage_error) = match stored {
        Some(Ok(file)) => (Some(file), None),
        Some(Err(problem)) => (None, Some(problem)),
        None => (None, None),
    };
    GeneratedImage { image: Some(image), respect_moderation: true, file_output, storage_error }
}

/// The answer about `job`, which cost `dollars`.
pub(crate) fn image_response(
    job: &Job,
    images: Vec<GeneratedImage>,
    dollars: f64,
) -> ImageResponse {
    let model = match &job.request.work {
        Work::Paint(params) => params.model.to_string(),
        // Drawn without a model; clients show this text only.
        Work::Draw { .. } | Work::Edit { .. } => format!("easel-{}", job.request.intent),
    };
    ImageResponse { images, model, usage: Some(usage(&job.request.prompt, dollars)) }
}

/// The answer to a request that the content policy refused: as many empty pictures as wanted.
pub(crate) fn moderated(n: u32, model: Option<String>) -> ImageResponse {
    let images = (0..n).map(|_| GeneratedImage::default()).collect();
    ImageResponse { images, model: model.unwrap_or_default(), usage: Some(usage("", 0.0)) }
}

fn usage(prompt: &str, dollars: f64) -> SamplingUsage {
    let tokens = prompt.chars().count().div_ceil(CHARS_PER_TOKEN);
    let tokens = i32::try_from(tokens).unwrap_or(i32::MAX);
    SamplingUsage {
        prompt_tokens: tokens,
        prompt_text_tokens: tokens,
        total_tokens: tokens,
        cost_in_usd_ticks: Some(whole(dollars * TICKS_PER_DOLLAR)),
        ..SamplingUsage::default()
    }
}

/// A stored file. Its address is public as long as it exists, so it always stands there.
pub(crate) fn file(upload: &UploadRow, base: &BaseUrl) -> File {
    let picture = upload.picture.as_ref();
    let size = picture.map_or(0, |picture| i64::try_from(picture.size_bytes).unwrap_or(i64::MAX));
    File {
        size,
        created_at: Some(moment(upload.created_at)),
        expires_at: Some(moment(upload.expires_at)),
        filename: upload.filename.clone(),
        id: upload.id.to_string(),
        public_url: picture.map(|picture| base.upload(upload.id, picture)),
        public_url_expires_at: Some(moment(upload.expires_at)),
    }
}

/// A picture of an answer that was stored as a file.
pub(crate) fn file_output(upload: &UploadRow, public: bool, base: &BaseUrl) -> FileOutput {
    let picture = upload.picture.as_ref().filter(|_| public);
    FileOutput {
        file_id: upload.id.to_string(),
        filename: upload.filename.clone(),
        public_url: picture.map(|picture| base.upload(upload.id, picture)),
        public_url_expires_at: picture.map(|_| moment(upload.expires_at)),
        expires_at: Some(moment(upload.expires_at)),
        public_url_error: None,
    }
}

/// An installed model whose pictures usually cost `dollars`.
pub(crate) fn model(
    model: &ModelRecord,
    dollars: f64,
    (aliases, prompt_chars_max): (Vec<String>, usize),
) -> ImageGenerationModel {
    ImageGenerationModel {
        name: model.name.to_string(),
        aliases,
        version: model.family.to_string(),
        input_modalities: vec![Modality::Text.into(), Modality::Image.into()],
        output_modalities: vec![Modality::Image.into()],
        image_price: whole(dollars * PRICE_UNITS_PER_DOLLAR),
        created: Some(moment(model.added_at)),
        max_prompt_length: i32::try_from(prompt_chars_max).unwrap_or(i32::MAX),
        system_fingerprint: model.name.as_uuid().to_string(),
    }
}

/// What a caller may know about its key.
pub(crate) fn api_key(caller: &Caller, key: &KeyRow) -> ApiKey {
    ApiKey {
        redacted_api_key: format!("{}…", key.prefix),
        user_id: caller.account_id.to_string(),
        name: key.name.clone(),
        create_time: Some(moment(key.created_at)),
        modify_time: Some(moment(key.revoked_at.unwrap_or(key.created_at))),
        modified_by: caller.account_id.to_string(),
        team_id: caller.account_id.to_string(),
        acls: key.scopes.iter().map(ToString::to_string).collect(),
        api_key_id: key.id.to_string(),
        api_key_blocked: false,
        team_blocked: false,
        disabled: key.revoked_at.is_some(),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and prices are small")]
fn whole(number: f64) -> i64 {
    number.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_before_1970_keep_their_fraction_positive() {
        let at = moment(Timestamp::from_millis(-1));
        assert_eq!((at.seconds, at.nanos), (-1, 999_000_000));
        let at = moment(Timestamp::from_millis(1_500));
        assert_eq!((at.seconds, at.nanos), (1, 500_000_000));
    }

    #[test]
    fn usage_counts_tokens_by_characters_and_dollars_in_ticks() {
        let usage = usage("five!", 0.07);
        assert_eq!((usage.prompt_tokens, usage.total_tokens), (2, 2));
        assert_eq!(usage.cost_in_usd_ticks, Some(700_000_000));
    }

    #[test]
    fn a_refused_picture_has_neither_address_nor_bytes() {
        let answer = moderated(2, Some("m".to_owned()));
        assert_eq!(answer.images.len(), 2);
        assert!(answer.images.iter().all(|i| i.image.is_none() && !i.respect_moderation));
    }
}
