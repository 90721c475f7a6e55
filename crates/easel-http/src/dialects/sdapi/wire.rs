//! The JSON that clients send. Numbers and truth values are read leniently, as that server does
//! (`"512"` and `512.0` are 512), null is the same as nothing; unknown fields are refused by name.
//! What is sent back stands in `answers`.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::lenient;

/// `POST /sdapi/v1/txt2img` and `POST /sdapi/v1/img2img`.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[schema(as = sdapi::Paint)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Paint {
    /// What the picture should show; `<lora:name:weight>` adds an installed LoRA, attention
    /// syntax goes to the engine as it is.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) prompt: Option<String>,
    /// What to avoid.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) negative_prompt: Option<String>,
    /// Names of styles. None are installed: only an empty list, or `None`, is taken.
    pub(crate) styles: Option<Vec<String>>,
    /// Seed; −1 for a random one. Further pictures use the following seeds.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) seed: Option<i64>,
    /// Variation seed; without effect while `subseed_strength` is 0.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) subseed: Option<i64>,
    /// Strength of the variation seed; refused above 0.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) subseed_strength: Option<f64>,
    /// Refused above 0.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) seed_resize_from_h: Option<i64>,
    /// Refused above 0.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) seed_resize_from_w: Option<i64>,
    /// One of `/sdapi/v1/samplers`, also with a scheduler behind it (`DPM++ 2M Karras`). Default
    /// `Euler`.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) sampler_name: Option<String>,
    /// The older name of `sampler_name`, which goes before it.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) sampler_index: Option<String>,
    /// One of `/sdapi/v1/schedulers`, by name or label. Default `Automatic`.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) scheduler: Option<String>,
    /// Pictures at once; times `n_iter` at most 10.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) batch_size: Option<i64>,
    /// Rounds of `batch_size` pictures.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) n_iter: Option<i64>,
    /// Denoising steps, 1 to 150. Default: the model's own.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) steps: Option<i64>,
    /// Guidance scale, 0 to 30. Default: the model's own.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) cfg_scale: Option<f64>,
    /// Width in pixels, 256 to 2048. Default 512.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) width: Option<i64>,
    /// Height in pixels, 256 to 2048. Default 512.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) height: Option<i64>,
    /// Refused where true: no face restorer is installed.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) restore_faces: Option<bool>,
    /// Make edges meet, for textures.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) tiling: Option<bool>,
    /// Pictures are kept as the server is configured.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) do_not_save_samples: Option<bool>,
    /// No grid is ever made.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) do_not_save_grid: Option<bool>,
    /// Only null, 0 and 1 are taken: the engine uses the sampler's own.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) eta: Option<f64>,
    /// img2img: how much is repainted, 0 to 1, default 0.75. txt2img: the same for the second
    /// pass.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) denoising_strength: Option<f64>,
    /// A short cut of that server's; changes speed only.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) s_min_uncond: Option<f64>,
    /// Refused above 0.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) s_churn: Option<f64>,
    /// Without effect while `s_churn` is 0.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) s_tmax: Option<f64>,
    /// Without effect while `s_churn` is 0.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) s_tmin: Option<f64>,
    /// Only null, 0 and 1 are taken.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) s_noise: Option<f64>,
    /// Settings for this request; see the table of settings.
    #[schema(value_type = Option<Object>)]
    pub(crate) override_settings: Option<Value>,
    /// False keeps checkpoint and CLIP layers of `override_settings` for the requests that
    /// follow.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) override_settings_restore_afterwards: Option<bool>,
    /// Refused where set.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) refiner_checkpoint: Option<String>,
    /// Without effect without a refiner.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) refiner_switch_at: Option<f64>,
    /// True takes LoRA tags out of the prompt without applying them.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) disable_extra_networks: Option<bool>,
    /// Refused where set.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) firstpass_image: Option<String>,
    /// Notes of that server's scripts.
    #[schema(value_type = Option<Object>)]
    pub(crate) comments: Option<Value>,
    /// txt2img: a second pass at a larger size.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) enable_hr: Option<bool>,
    /// Refused above 0 with `enable_hr`: give the first size as `width`.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) firstphase_width: Option<i64>,
    /// Refused above 0 with `enable_hr`: give the first size as `height`.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) firstphase_height: Option<i64>,
    /// Size after the second pass over size before it, 1 to 4. Default 2.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) hr_scale: Option<f64>,
    /// With `enable_hr` only `Latent` (the default) is taken.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) hr_upscaler: Option<String>,
    /// Steps of the second pass; 0 for as many as the first.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) hr_second_pass_steps: Option<i64>,
    /// Width after the second pass, in place of `hr_scale`.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) hr_resize_x: Option<i64>,
    /// Height after the second pass, in place of `hr_scale`.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) hr_resize_y: Option<i64>,
    /// With `enable_hr` refused unless `Use same checkpoint`.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) hr_checkpoint_name: Option<String>,
    /// With `enable_hr` refused unless that of the first pass or `Use same sampler`.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) hr_sampler_name: Option<String>,
    /// With `enable_hr` refused unless that of the first pass or `Use same scheduler`.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) hr_scheduler: Option<String>,
    /// With `enable_hr` refused unless that of the first pass.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) hr_prompt: Option<String>,
    /// With `enable_hr` refused unless that of the first pass.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) hr_negative_prompt: Option<String>,
    /// That server's own name for the request; ask `/sdapi/v1/progress` instead.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) force_task_id: Option<String>,
    /// Refused where set: send its values as parameters (`/sdapi/v1/png-info` takes it apart).
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) infotext: Option<String>,
    /// Refused where set: there are no scripts.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) script_name: Option<String>,
    /// Without effect without a script.
    #[schema(value_type = Option<Vec<Object>>)]
    pub(crate) script_args: Option<Value>,
    /// Extensions; refused where one would do something, taken where it is switched off.
    #[schema(value_type = Option<Object>)]
    pub(crate) alwayson_scripts: Option<Value>,
    /// False leaves the pictures out of the answer.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) send_images: Option<bool>,
    /// Pictures are kept as the server is configured.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) save_images: Option<bool>,
    /// img2img: one picture as base64, data URL, or http(s) address.
    pub(crate) init_images: Option<Vec<String>>,
    /// img2img: 0 stretches the picture to the size, 1 crops it, 2 fills what is missing with its
    /// edges; 3 is refused.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) resize_mode: Option<i64>,
    /// Only for `InstructPix2Pix` checkpoints.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) image_cfg_scale: Option<f64>,
    /// img2img: what is repainted is white, or opaque where the mask has transparency.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) mask: Option<String>,
    /// Masks are taken as they are drawn.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) mask_blur: Option<i64>,
    /// Masks are taken as they are drawn.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) mask_blur_x: Option<i64>,
    /// Masks are taken as they are drawn.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) mask_blur_y: Option<i64>,
    /// Masks always decide at one half.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) mask_round: Option<bool>,
    /// Refused where set.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) latent_mask: Option<String>,
    /// 0 and 1 both start from what is under the mask; 2 and 3 are refused.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) inpainting_fill: Option<i64>,
    /// The whole picture is always worked on.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) inpaint_full_res: Option<bool>,
    /// The whole picture is always worked on.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) inpaint_full_res_padding: Option<i64>,
    /// 1 repaints what the mask leaves out.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) inpainting_mask_invert: Option<i64>,
    /// Refused unless 1.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) initial_noise_multiplier: Option<f64>,
    /// True shows `init_images` and `mask` in `parameters` again.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) include_init_images: Option<bool>,
    /// SD.Next's: CLIP layers left out, counted as `CLIP_stop_at_last_layers` counts them.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) clip_skip: Option<i64>,
    /// Forge's: guidance of distilled models; refused unless 3.5.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) distilled_cfg_scale: Option<f64>,
    /// Forge's: with `enable_hr` refused unless 1 or `cfg_scale`.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) hr_cfg: Option<f64>,
    /// Forge's: with `enable_hr` refused unless 3.5.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) hr_distilled_cfg: Option<f64>,
    /// Forge's: with `enable_hr` refused unless empty or `Use same choices`.
    #[schema(value_type = Option<Vec<Object>>)]
    pub(crate) hr_additional_modules: Option<Value>,
    /// `SillyTavern` sends its own settings along; not shown again.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) url: Option<String>,
    /// `SillyTavern` sends its own settings along; not shown again.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) auth: Option<String>,
    /// AI Render's name of `sampler_index`, sent besides it.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) sampler: Option<String>,
    /// AI Render sends what it made `denoising_strength` of.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) image_similarity: Option<f64>,
}

/// `POST /sdapi/v1/extra-single-image`.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[schema(as = sdapi::ExtraSingle)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ExtraSingle {
    /// The picture as base64 or data URL.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) image: Option<String>,
    /// 0: by `upscaling_resize`; 1: to `upscaling_resize_w` × `upscaling_resize_h`.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) resize_mode: Option<i64>,
    /// False leaves the picture out of the answer.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) show_extras_results: Option<bool>,
    /// Refused above 0: no face restorer is installed.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) gfpgan_visibility: Option<f64>,
    /// Refused above 0: no face restorer is installed.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) codeformer_visibility: Option<f64>,
    /// Without effect without `CodeFormer`.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) codeformer_weight: Option<f64>,
    /// How many times larger each side becomes, 1 to 8. Default 2.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) upscaling_resize: Option<f64>,
    /// Width to reach. Default 512.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) upscaling_resize_w: Option<i64>,
    /// Height to reach. Default 512.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) upscaling_resize_h: Option<i64>,
    /// With `resize_mode` 1: cut off what exceeds the size. Default true.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) upscaling_crop: Option<bool>,
    /// `Lanczos`, or `None` for the same; others are refused.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) upscaler_1: Option<String>,
    /// Refused unless `None`, or its visibility is 0.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) upscaler_2: Option<String>,
    /// Without effect without `upscaler_2`.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) extras_upscaler_2_visibility: Option<f64>,
    /// Without effect: nothing else is done to the picture.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) upscale_first: Option<bool>,
}

/// `POST /sdapi/v1/extra-batch-images`.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[schema(as = sdapi::ExtraBatch)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ExtraBatch {
    /// 0: by `upscaling_resize`; 1: to `upscaling_resize_w` × `upscaling_resize_h`.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) resize_mode: Option<i64>,
    /// False leaves the picture out of the answer.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) show_extras_results: Option<bool>,
    /// Refused above 0: no face restorer is installed.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) gfpgan_visibility: Option<f64>,
    /// Refused above 0: no face restorer is installed.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) codeformer_visibility: Option<f64>,
    /// Without effect without `CodeFormer`.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) codeformer_weight: Option<f64>,
    /// How many times larger each side becomes, 1 to 8. Default 2.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) upscaling_resize: Option<f64>,
    /// Width to reach. Default 512.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) upscaling_resize_w: Option<i64>,
    /// Height to reach. Default 512.
    #[serde(deserialize_with = "lenient::integer")]
    pub(crate) upscaling_resize_h: Option<i64>,
    /// With `resize_mode` 1: cut off what exceeds the size. Default true.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) upscaling_crop: Option<bool>,
    /// `Lanczos`, or `None` for the same; others are refused.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) upscaler_1: Option<String>,
    /// Refused unless `None`, or its visibility is 0.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) upscaler_2: Option<String>,
    /// Without effect without `upscaler_2`.
    #[serde(deserialize_with = "lenient::number")]
    pub(crate) extras_upscaler_2_visibility: Option<f64>,
    /// Without effect: nothing else is done to the picture.
    #[serde(deserialize_with = "lenient::boolean")]
    pub(crate) upscale_first: Option<bool>,
    /// The pictures, 1 to 10.
    #[serde(rename = "imageList")]
    pub(crate) image_list: Option<Vec<NamedPicture>>,
}

/// One picture of a list.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[schema(as = sdapi::NamedPicture)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedPicture {
    /// The picture as base64 or data URL.
    pub(crate) data: String,
    /// Its name, shown in errors.
    #[serde(default)]
    pub(crate) name: String,
}

/// `POST /sdapi/v1/png-info`.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[schema(as = sdapi::PngInfo)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PngInfo {
    /// The picture as base64 or data URL.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) image: Option<String>,
}

/// `POST /sdapi/v1/interrogate`.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[schema(as = sdapi::Interrogate)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Interrogate {
    /// The picture as base64 or data URL.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) image: Option<String>,
    /// The describing model.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) model: Option<String>,
}

/// Query of `GET /sdapi/v1/progress`.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProgressQuery {
    /// True leaves the picture on the way out.
    #[serde(default, deserialize_with = "lenient::boolean")]
    pub(crate) skip_current_image: Option<bool>,
}
