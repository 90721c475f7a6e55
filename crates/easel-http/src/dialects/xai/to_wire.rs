//! Jobs, models and keys → xAI JSON. Pure.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use easel_core::{KeyRow, PriceBook};
use easel_types::model::ModelKind;
use easel_types::{Artifact, Job, MicroCredits, ModelRecord, Scope, Timestamp, Work};

use super::wire::{ApiKey, ImageModel, ImagesAnswer, Picture, Usage};
use crate::app::BaseUrl;

/// xAI counts money in these parts of a dollar.
const TICKS_PER_DOLLAR: f64 = 1e10;

/// The answer with the addresses of the pictures.
pub(crate) fn with_addresses(
    job: &Job,
    outputs: &[&Artifact],
    (prices, base): (&PriceBook, &BaseUrl),
) -> ImagesAnswer {
    let pictures = outputs.iter().map(|artifact| Picture {
        url: Some(base.file(artifact)),
        mime_type: Some(artifact.format.media_type()),
        ..picture(job)
    });
    answer(job, pictures.collect(), prices)
}

/// The answer with the pictures themselves.
pub(crate) fn with_bytes(job: &Job, outputs: &[Bytes], prices: &PriceBook) -> ImagesAnswer {
    let pictures = outputs.iter().map(|bytes| Picture {
        b64_json: Some(STANDARD.encode(bytes)),
        mime_type: Some(job.request.format().media_type()),
        ..picture(job)
    });
    answer(job, pictures.collect(), prices)
}

/// The answer to a request that the content policy refused: as many filtered pictures as were
/// asked for.
pub(crate) fn filtered(
    (prompt, model): (String, Option<String>),
    n_images: u32,
    now: Timestamp,
) -> ImagesAnswer {
    let pictures = (0..n_images).map(|_| Picture {
        url: None,
        b64_json: None,
        revised_prompt: prompt.clone(),
        respect_moderation: false,
        mime_type: None,
    });
    ImagesAnswer {
        data: pictures.collect(),
        model: model.unwrap_or_default(),
        created: now.as_millis() / 1000,
        usage: Usage { cost_in_usd_ticks: 0 },
    }
}

fn picture(job: &Job) -> Picture {
    let told = job.request.revised_prompt.as_ref().unwrap_or(&job.request.prompt);
    Picture {
        url: None,
        b64_json: None,
        revised_prompt: told.clone(),
        respect_moderation: true,
        mime_type: None,
    }
}

fn answer(job: &Job, data: Vec<Picture>, prices: &PriceBook) -> ImagesAnswer {
    ImagesAnswer {
        data,
        model: match &job.request.work {
            Work::Paint(params) => params.model.to_string(),
            Work::Draw { .. } => job.request.intent.to_string(),
            Work::Edit { edit, .. } => edit.as_str().to_owned(),
        },
        created: job.created_at.as_millis() / 1000,
        usage: Usage { cost_in_usd_ticks: ticks(job.price, prices) },
    }
}

fn ticks(price: MicroCredits, prices: &PriceBook) -> u64 {
    whole((prices.dollars(price) * TICKS_PER_DOLLAR).round())
}

fn whole(amount: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "amounts of money are finite and not negative"
    )]
    let whole = amount.max(0.0) as u64;
    whole
}

/// The checkpoints among `models`.
pub(crate) fn models(
    models: &[(ModelRecord, MicroCredits)],
    (prices, prompt_chars_max): (&PriceBook, usize),
) -> Vec<ImageModel> {
    let checkpoints = models.iter().filter(|(model, _)| model.kind == ModelKind::Checkpoint);
    checkpoints
        .map(|(model, price)| {
            let uuid = model.name.as_uuid().to_string();
            ImageModel {
                id: model.name.to_string(),
                fingerprint: format!("fp_{}", uuid.replace('-', "")),
                max_prompt_length: prompt_chars_max,
                created: model.added_at.as_millis() / 1000,
                object: "model",
                owned_by: "easel",
                version: model.family.as_str(),
                input_modalities: ["text", "image"],
                output_modalities: ["image"],
                image_price: whole((prices.dollars(*price) * 100.0).ceil()),
                aliases: vec![uuid],
            }
        })
        .collect()
}

/// A key as its owner may see it.
pub(crate) fn api_key(key: &KeyRow) -> ApiKey {
    let account = key.account_id.to_string();
    let acls = key.scopes.iter().map(|scope| match scope {
        Scope::Generate => "api-key:endpoint:*".to_owned(),
        Scope::Admin => "api-key:admin".to_owned(),
    });
    ApiKey {
        redacted_api_key: format!("{}…", key.prefix),
        user_id: account.clone(),
        name: key.name.clone(),
        create_time: key.created_at.to_string(),
        modify_time: key.created_at.to_string(),
        modified_by: account.clone(),
        team_id: account,
        acls: acls.collect(),
        api_key_id: key.id.to_string(),
        team_blocked: false,
        api_key_blocked: false,
        api_key_disabled: key.revoked_at.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_policy_refused_is_answered_as_filtered_pictures() {
        let asked = ("a".to_owned(), Some("grok-imagine-image".to_owned()));
        let answer = filtered(asked, 2, Timestamp::from_millis(5_000));
        let json = serde_json::to_value(&answer).unwrap();
        assert_eq!(json["data"].as_array().map(Vec::len), Some(2));
        assert_eq!(json["data"][0]["respect_moderation"], false);
        assert!(json["data"][0].get("url").is_none(), "{json}");
        assert_eq!((&json["created"], &json["usage"]["cost_in_usd_ticks"]), (&5.into(), &0.into()));
    }

    #[test]
    fn a_credit_is_a_hundred_million_ticks() {
        let prices = PriceBook::default();
        assert_eq!(ticks(MicroCredits::from_credits(1), &prices), 100_000_000);
        assert_eq!(ticks(MicroCredits::from_micros(1), &prices), 100);
    }
}
