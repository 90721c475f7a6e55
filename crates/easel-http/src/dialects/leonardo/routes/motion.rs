//! Videos: no engine here makes them, so bodies are checked and the answer says what is missing.

use axum::Json;
use easel_types::{Error, ErrorKind, Result};

use super::super::wire::{
    ErrorAnswer, GenerationJobAnswer, ImageToVideo, MotionSvd, MotionVariationsAnswer, TextToVideo,
    VideoUpscale,
};
use super::Answer;
use crate::body::Body;

/// Would let a picture move.
#[utoipa::path(post, path = "/api/rest/v1/generations-motion-svd", tag = "leonardo", security(("bearer" = [])),
    request_body = MotionSvd,
    responses((status = 200, body = GenerationJobAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn create_svd_motion(body: Body) -> Answer<Json<GenerationJobAnswer>> {
    let body: MotionSvd = body.json()?;
    if let Some(strength) = body.motion_strength.filter(|strength| !(1..=10).contains(strength)) {
        let public = format!("`motionStrength` is {strength}; it must be from 1 to 10");
        return Err(Error::invalid("motionStrength", public).into());
    }
    Err(no_videos().into())
}

/// Would make a video of a prompt.
#[utoipa::path(post, path = "/api/rest/v1/generations-text-to-video", tag = "leonardo", security(("bearer" = [])),
    request_body = TextToVideo,
    responses((status = 200, body = GenerationJobAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn create_text_to_video(body: Body) -> Answer<Json<GenerationJobAnswer>> {
    let body: TextToVideo = body.json()?;
    described(&body.prompt)?;
    Err(no_videos().into())
}

/// Would make a video of a picture.
#[utoipa::path(post, path = "/api/rest/v1/generations-image-to-video", tag = "leonardo", security(("bearer" = [])),
    request_body = ImageToVideo,
    responses((status = 200, body = GenerationJobAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn create_image_to_video(body: Body) -> Answer<Json<GenerationJobAnswer>> {
    let body: ImageToVideo = body.json()?;
    described(&body.prompt)?;
    Err(no_videos().into())
}

/// Would make a video larger.
#[utoipa::path(post, path = "/api/rest/v1/generations-video-upscale", tag = "leonardo", security(("bearer" = [])),
    request_body = VideoUpscale,
    responses((status = 200, body = GenerationJobAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn create_video_upscale(body: Body) -> Answer<Json<GenerationJobAnswer>> {
    let _: VideoUpscale = body.json()?;
    Err(no_videos().into())
}

/// Looks at a variation of a video, of which there are none.
#[utoipa::path(get, path = "/api/rest/v1/motion-variations/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the variation")),
    responses((status = 200, body = MotionVariationsAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_motion_variation() -> Json<MotionVariationsAnswer> {
    Json(MotionVariationsAnswer { generated_image_variation_motion: [] })
}

fn described(prompt: &str) -> Result<()> {
    if prompt.trim().is_empty() {
        return Err(Error::invalid("prompt", "`prompt` is empty"));
    }
    Ok(())
}

fn no_videos() -> Error {
    let public = "no installed model makes videos; nothing was charged. A Wan 2.x checkpoint would \
                  be needed, which this server cannot run yet";
    Error::new(ErrorKind::ModelUnavailable, public)
}
