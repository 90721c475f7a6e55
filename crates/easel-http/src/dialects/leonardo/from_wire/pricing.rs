//! `POST /pricing-calculator` → the draft whose price is asked.

use easel_types::{Error, ErrorKind, GenerationDraft, Result, Size};

use super::super::wire::{
    CreateGeneration, PricedImage, PricedService, PricedUpscale, PricingCalculator, SdVersion,
};
use super::{Known, fitting, generation, number, painted, size, times, whole};

/// Stands for any prompt: prices do not depend on it.
const PROMPT: &str = "a picture";
const UPSCALED: Size = Size::new(1024, 1024);

pub(in super::super) fn priced(
    body: PricingCalculator,
    known: Known<'_>,
) -> Result<GenerationDraft> {
    let Some(service) = body.service else {
        return Err(Error::invalid("service", "`service` is missing; name what is asked for"));
    };
    let params = body.service_params.unwrap_or_default();
    match service {
        PricedService::ImageGeneration => image(params.image_generation, known),
        PricedService::FantasyAvatarGeneration => image(params.fantasy_avatar_generation, known),
        PricedService::LcmGeneration => {
            let live = params.lcm_generation.unwrap_or_default();
            let asked = size((live.width, live.height), Size::new(512, 512), known.limits)?;
            let factor = if live.refine == Some(true) { 2.0 } else { 1.0 };
            let factor = fitting(asked, factor, known.limits.side_px_max);
            Ok(painted(PROMPT.to_owned(), times(asked, factor, known.limits)))
        }
        PricedService::UniversalUpscaler => {
            let params = params.universal_upscaler.unwrap_or_default();
            let megapixel = whole("megapixel", params.megapixel, 1, 4)?.unwrap_or(1);
            let side = f64::from(i32::try_from(megapixel).unwrap_or(1)).sqrt();
            Ok(painted(PROMPT.to_owned(), times(Size::new(1024, 1024), side, known.limits)))
        }
        PricedService::UniversalUpscalerUltra => {
            upscale(&params.universal_upscaler_ultra.unwrap_or_default(), known)
        }
        PricedService::MotionSvdGeneration
        | PricedService::MotionVideoGeneration
        | PricedService::Veo3MotionVideoGeneration
        | PricedService::ModelTraining
        | PricedService::TextureGeneration => Err(Error::new(
            ErrorKind::UnsupportedParameter,
            "this service has no price here: Easel makes pictures, no videos, textures or models",
        )
        .with_param("service")),
    }
}

fn image(params: Option<PricedImage>, known: Known<'_>) -> Result<GenerationDraft> {
    let params = params.unwrap_or_default();
    let on = |flag: Option<bool>| flag == Some(true);
    let versions = [
        (params.is_flux_dev, SdVersion::FluxDev),
        (params.is_flux_kontext, SdVersion::FluxDev),
        (params.is_flux_schnell, SdVersion::Flux),
        (params.is_phoenix, SdVersion::Phoenix),
        (params.is_sdxl_lightning, SdVersion::SdxlLightning),
        (params.is_sdxl, SdVersion::Sdxl10),
    ];
    let version = versions.into_iter().find(|(flag, _)| on(*flag)).map(|(_, version)| version);
    let body = CreateGeneration {
        prompt: PROMPT.to_owned(),
        width: params.image_width,
        height: params.image_height,
        num_images: params.num_images,
        num_inference_steps: params.inference_steps,
        sd_version: version,
        ultra: params.is_ultra,
        high_resolution: params.high_resolution,
        ..CreateGeneration::default()
    };
    Ok(generation(body, known)?.draft)
}

fn upscale(params: &PricedUpscale, known: Known<'_>) -> Result<GenerationDraft> {
    let side = |param, value, default: u32| {
        let value = whole(param, value, 1, 8192)?.and_then(|px| u32::try_from(px).ok());
        Ok::<_, Error>(value.unwrap_or(default))
    };
    let input = Size::new(
        side("inputWidth", params.input_width, UPSCALED.width)?,
        side("inputHeight", params.input_height, UPSCALED.height)?,
    );
    let factor = number("upscaleMultiplier", params.upscale_multiplier, 1.0, 2.0)?.unwrap_or(1.5);
    let factor = fitting(input, factor, known.limits.side_px_max);
    Ok(painted(PROMPT.to_owned(), times(input, factor, known.limits)))
}
