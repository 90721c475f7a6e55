//! The handlers of the OpenAI dialect's videos. No engine here makes videos, so there are none:
//! requests are checked as if there were, then told which model would be needed.

use axum::Json;
use axum::extract::RawQuery;
use axum::http::HeaderMap;
use easel_types::{Error, ErrorKind};

use super::from_wire::{described, make_video};
use super::routes::Answer;
use super::wire::{
    EditVideo, ErrorAnswer, ExtendVideo, ListVideos, MakeVideo, RemixVideo, VideoList,
};
use crate::body::{Body, Segment, idempotency_key, query};
use crate::finished::no_video_model;

/// Would make a video; no engine here does.
#[utoipa::path(post, path = "/v1/videos", tag = "openai", security(("bearer" = [])),
    request_body(content((MakeVideo = "application/json"), (MakeVideo = "multipart/form-data"))),
    responses((status = 200, body = VideoList), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn make(headers: HeaderMap, body: Body) -> Answer<Json<VideoList>> {
    idempotency_key(&headers)?;
    if body.is_form() {
        let mut form = body.form().await?;
        let files = form.take("input_reference");
        make_video(&form.fields()?, &files)?;
    } else {
        make_video(&body.json()?, &[])?;
    }
    Err(no_video_model().into())
}

/// Lists videos: there are none.
#[utoipa::path(get, path = "/v1/videos", tag = "openai", security(("bearer" = [])), params(ListVideos),
    responses((status = 200, body = VideoList), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list(RawQuery(raw): RawQuery) -> Answer<Json<VideoList>> {
    let ListVideos { after, limit, order } = query(raw.as_deref())?;
    if let Some(limit) = limit.filter(|limit| !(1..=100).contains(limit)) {
        let public = format!("`limit` is {limit}; it must be from 1 to 100");
        return Err(Error::invalid("limit", public).into());
    }
    if order.as_deref().is_some_and(|order| order != "asc" && order != "desc") {
        return Err(Error::invalid("order", "`order` must be asc or desc").into());
    }
    if let Some(after) = after {
        return Err(no_such_video(&after).into());
    }
    let none = || None;
    Ok(Json(VideoList {
        object: "list",
        data: Vec::new(),
        first_id: none(),
        last_id: none(),
        has_more: false,
    }))
}

/// Removes a video; there are none.
#[utoipa::path(delete, path = "/v1/videos/{id}", tag = "openai", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the video")),
    responses((status = 200, body = VideoList), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn remove(Segment(id): Segment) -> Answer<Json<VideoList>> {
    Err(no_such_video(&id).into())
}

/// Hands out a video; there are none.
#[utoipa::path(get, path = "/v1/videos/{id}/content", tag = "openai", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the video")),
    responses((status = 200, body = VideoList), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn content(Segment(id): Segment) -> Answer<Json<VideoList>> {
    Err(no_such_video(&id).into())
}

/// Makes a new version of a video; there are none.
#[utoipa::path(post, path = "/v1/videos/{id}/remix", tag = "openai", security(("bearer" = [])), request_body = RemixVideo,
    params(("id" = String, Path, description = "Id of the video")),
    responses((status = 200, body = VideoList), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn remix(Segment(id): Segment, body: Body) -> Answer<Json<VideoList>> {
    let RemixVideo { prompt } = body.json()?;
    described(&prompt)?;
    Err(no_such_video(&id).into())
}

/// Would change a video; the form of `POST /v1/videos/edits` of `shared_paths`.
pub(crate) async fn edit(headers: &HeaderMap, body: Body) -> Answer<Json<VideoList>> {
    idempotency_key(headers)?;
    let mut form = body.form().await?;
    let video = [form.take("video"), form.take("video[id]")].concat();
    let EditVideo { prompt, .. } = form.fields()?;
    described(&prompt)?;
    one_video(video.len())?;
    Err(no_video_model().into())
}

/// Would go on with a video; the form of `POST /v1/videos/extensions` of `shared_paths`.
pub(crate) async fn extend(headers: &HeaderMap, body: Body) -> Answer<Json<VideoList>> {
    idempotency_key(headers)?;
    let mut form = body.form().await?;
    let video = [form.take("video"), form.take("video[id]")].concat();
    let ExtendVideo { prompt, seconds, .. } = form.fields()?;
    described(&prompt)?;
    if let Some(seconds) = seconds.filter(|seconds| !(1..=20).contains(seconds)) {
        let public = format!("`seconds` is {seconds}; it must be from 1 to 20");
        return Err(Error::invalid("seconds", public).into());
    }
    one_video(video.len())?;
    Err(no_video_model().into())
}

/// The error for an id that names no video.
pub(crate) fn no_such_video(id: &str) -> Error {
    Error::new(ErrorKind::NotFound, format!("there is no video `{id}`")).with_param("video_id")
}

fn one_video(n_videos: usize) -> Result<(), Error> {
    if n_videos == 1 {
        return Ok(());
    }
    Err(Error::invalid("video", "the form needs exactly one `video`: a file, or an id"))
}
