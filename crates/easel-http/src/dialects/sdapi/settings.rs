//! That server's settings ("options"), as far as they mean something here: which checkpoint, how
//! many CLIP layers, and whether rough pictures are wanted on the way. Sent with a request
//! (`override_settings`) an unknown one is refused; sent on their own (`/options`), where clients
//! send back all they were shown, they are listed as ignored.

use easel_types::{Error, Result};
use serde_json::{Map, Value};

use super::lenient::{as_bool, as_number};
use super::names::shortened;

/// Most CLIP layers counted from the end.
const CLIP_STOP_MAX: i64 = 12;

/// Settings without a meaning here: how and where that server stores pictures and shows progress,
/// what it keeps in memory, and how it numbers the noise of ancestral samplers.
const IGNORED: &[&str] = &[
    "samples_save",
    "samples_format",
    "samples_filename_pattern",
    "save_images_add_number",
    "grid_save",
    "grid_format",
    "return_grid",
    "return_mask",
    "return_mask_composite",
    "do_not_show_images",
    "enable_pnginfo",
    "save_txt",
    "save_to_dirs",
    "grid_save_to_dirs",
    "jpeg_quality",
    "export_for_4chan",
    "show_progress_every_n_steps",
    "show_progress_type",
    "show_progress_grid",
    "live_previews_image_format",
    "live_preview_refresh_period",
    "sd_checkpoint_hash",
    "sd_checkpoint_cache",
    "sd_checkpoints_limit",
    "memmon_poll_rate",
    "eta_noise_seed_delta",
    "always_discard_next_to_last_sigma",
    "randn_source",
    "img2img_fix_steps",
    "use_old_emphasis_implementation",
    "enable_emphasis",
    "emphasis",
    "enable_batch_seeds",
    "comma_padding_backtrack",
    "sd_vae_as_default",
    "upcast_attn",
    "pad_cond_uncond",
    "batch_cond_uncond",
    "persistent_cond_cache",
    "forge_preset",
    "forge_inference_memory",
    "forge_async_loading",
    "forge_pin_shared_memory",
    "forge_unet_storage_dtype",
];

/// Settings that must be off here.
const OFF_ONLY: &[&str] = &[
    "sd_vae",
    "forge_additional_modules",
    "sd_hypernetwork",
    "sd_unet",
    "sd_lora",
    "face_restoration",
    "face_restoration_model",
    "img2img_color_correction",
    "token_merging_ratio",
    "token_merging_ratio_hr",
    "token_merging_ratio_img2img",
    "s_churn",
    "filter_nsfw",
    "CLIP_ignore_last_layers",
];

/// What was said about the settings that count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// The checkpoint; empty text for the server's own.
    pub(crate) checkpoint: Option<String>,
    /// The CLIP layer counted from the end at which reading stops; 1 is the last.
    pub(crate) clip_stop: Option<u32>,
    /// Whether rough pictures are wanted on the way.
    pub(crate) previews: Option<bool>,
}

/// The settings of one request.
pub(crate) fn of_request(settings: Option<&Value>) -> Result<Said> {
    let mut said = Said::default();
    let settings = match settings {
        None | Some(Value::Null) => return Ok(said),
        Some(Value::Array(none)) if none.is_empty() => return Ok(said),
        Some(Value::Object(settings)) => settings,
        Some(_) => {
            let public = "`override_settings` must be an object of settings";
            return Err(Error::invalid("override_settings", public));
        }
    };
    for (name, value) in settings {
        let shown = shortened(name);
        let param = format!("override_settings.{shown}");
        if said.take(&param, name, value)? || IGNORED.contains(&name.as_str()) || is_off(value) {
            continue;
        }
        let public = if OFF_ONLY.contains(&name.as_str()) {
            format!("the setting `{shown}` must be off here: nothing of the kind is installed")
        } else {
            format!("`{shown}` is not a setting of this server; leave it out")
        };
        return Err(Error::unsupported(param, public));
    }
    Ok(said)
}

/// The settings that stay for the requests that follow, and the names of those without a meaning
/// here, in so far as they differ from what is `shown`.
pub(crate) fn to_keep(
    settings: &Map<String, Value>,
    shown: &Map<String, Value>,
) -> Result<(Said, Vec<String>)> {
    let (mut said, mut ignored) = (Said::default(), Vec::new());
    for (name, value) in settings {
        if !said.take(name, name, value)? && shown.get(name) != Some(value) {
            ignored.push(shortened(name));
        }
    }
    // In an order that does not depend on how objects are kept.
    ignored.sort();
    Ok((said, ignored))
}

impl Said {
    /// Takes a setting that counts; false for others.
    fn take(&mut self, param: &str, name: &str, value: &Value) -> Result<bool> {
        match name {
            "sd_model_checkpoint" => {
                let wrong =
                    || Error::invalid(param, format!("`{param}` must be a checkpoint's name"));
                let name = if value.is_null() { Some("") } else { value.as_str() };
                self.checkpoint = Some(name.ok_or_else(wrong)?.trim().to_owned());
            }
            "CLIP_stop_at_last_layers" => {
                if !value.is_null() {
                    self.clip_stop = Some(clip_stop(param, as_number(value))?);
                }
            }
            "live_previews_enable" => self.previews = as_bool(value),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// The CLIP layer to stop at, where it is one.
pub(crate) fn clip_stop(param: &str, number: Option<f64>) -> Result<u32> {
    let layers = (1..=CLIP_STOP_MAX).find(|layer| {
        #[expect(clippy::cast_precision_loss, reason = "12 at most")]
        let same = number == Some(*layer as f64);
        same
    });
    layers.and_then(|layer| u32::try_from(layer).ok()).ok_or_else(|| {
        Error::invalid(param, format!("`{param}` must be an integer from 1 to {CLIP_STOP_MAX}"))
    })
}

fn is_off(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(on) => !on,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => matches!(text.trim(), "" | "None" | "Automatic"),
        Value::Array(list) => list.iter().all(is_off),
        Value::Object(map) => map.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_of_a_request_count_or_are_refused() {
        let said = of_request(Some(&json!({
            "sd_model_checkpoint": " sdxl ", "CLIP_stop_at_last_layers": 2.0, "sd_vae": "Automatic",
            "samples_format": "jpg", "forge_additional_modules": []
        })));
        let expect =
            Said { checkpoint: Some("sdxl".to_owned()), clip_stop: Some(2), previews: None };
        assert_eq!(said.unwrap(), expect);
        for (settings, param) in [
            (json!({"sd_vae": "other.safetensors"}), "override_settings.sd_vae"),
            (json!({"nonsense": 1}), "override_settings.nonsense"),
            (json!({"CLIP_stop_at_last_layers": 13}), "override_settings.CLIP_stop_at_last_layers"),
            (json!({"sd_model_checkpoint": 5}), "override_settings.sd_model_checkpoint"),
            (json!("x"), "override_settings"),
        ] {
            assert_eq!(of_request(Some(&settings)).unwrap_err().param.as_deref(), Some(param));
        }
    }

    #[test]
    fn settings_to_keep_are_told_from_those_without_a_meaning() {
        let Value::Object(shown) = json!({"samples_format": "png", "sd_vae": "Automatic"}) else {
            panic!("an object")
        };
        let Value::Object(sent) = json!({"samples_format": "png", "sd_vae": "x", "more": 1,
            "CLIP_stop_at_last_layers": "2", "live_previews_enable": true})
        else {
            panic!("an object")
        };
        let (said, ignored) = to_keep(&sent, &shown).unwrap();
        let expect = Said { checkpoint: None, clip_stop: Some(2), previews: Some(true) };
        assert_eq!((said, ignored), (expect, vec!["more".to_owned(), "sd_vae".to_owned()]));
    }
}
