//! `/init-image`, `/canvas-init-image`, `/media`, and the address where their bytes go: that one
//! takes no key, but a ticket in its form.

use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use easel_core::{UploadDraft, UploadPlace, UploadRow};
use easel_types::{Caller, Error, ErrorKind, Result};
use serde::Deserialize;

use super::super::wire::{
    Deleted, DeletedInitImage, DeletedMedia, ErrorAnswer, InitImageAnswer, MediaAnswer,
    PresignedCanvas, PresignedMedia, PresignedUpload, UploadCanvas, UploadCanvasAnswer, UploadForm,
    UploadImage, UploadImageAnswer, UploadMediaAnswer,
};
use super::super::{ids, to_wire};
use super::{Answer, known};
use crate::App;
use crate::app::BaseUrl;
use crate::body::{Body, Form, Segment};

/// What the SDKs send as extension.
const EXTENSIONS: [&str; 4] = ["png", "jpg", "jpeg", "webp"];

/// Makes a place for a picture to start from.
#[utoipa::path(post, path = "/api/rest/v1/init-image", tag = "leonardo", security(("bearer" = [])),
    request_body = UploadImage,
    responses((status = 200, body = UploadImageAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn upload_init_image(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    body: Body,
) -> Answer<Json<UploadImageAnswer>> {
    let body: UploadImage = body.json()?;
    let extension = extension("extension", &body.extension)?;
    let place = open(&app, &caller, extension).await?;
    let (key, fields) = to_wire::form_fields(&place, extension);
    let upload_init_image = PresignedUpload {
        id: place.upload.id.as_uuid().to_string(),
        url: to_wire::upload_url(&place.upload, &base),
        fields,
        key,
    };
    Ok(Json(UploadImageAnswer { upload_init_image }))
}

/// Makes places for a picture and its mask.
#[utoipa::path(post, path = "/api/rest/v1/canvas-init-image", tag = "leonardo", security(("bearer" = [])),
    request_body = UploadCanvas,
    responses((status = 200, body = UploadCanvasAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn upload_canvas_init_image(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    body: Body,
) -> Answer<Json<UploadCanvasAnswer>> {
    let body: UploadCanvas = body.json()?;
    let of_init = extension("initExtension", &body.init_extension)?;
    let of_mask = extension("maskExtension", &body.mask_extension)?;
    let init = open(&app, &caller, of_init).await?;
    let mask = open(&app, &caller, of_mask).await?;
    let (init_key, init_fields) = to_wire::form_fields(&init, of_init);
    let (mask_key, mask_fields) = to_wire::form_fields(&mask, of_mask);
    let upload_canvas_init_image = PresignedCanvas {
        init_image_id: init.upload.id.as_uuid().to_string(),
        init_fields,
        init_key,
        init_url: to_wire::upload_url(&init.upload, &base),
        mask_image_id: mask.upload.id.as_uuid().to_string(),
        mask_fields,
        mask_key,
        mask_url: to_wire::upload_url(&mask.upload, &base),
    };
    Ok(Json(UploadCanvasAnswer { upload_canvas_init_image }))
}

/// Takes the bytes of a picture. Needs no key: the form carries a ticket.
#[utoipa::path(post, path = "/api/rest/v1/uploads/{id}", tag = "leonardo",
    params(("id" = String, Path, description = "Id of the picture")),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 204, description = "The picture is stored"), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn fill_upload(
    State(app): State<App>,
    Segment(id): Segment,
    request: Request,
) -> Answer<StatusCode> {
    // Before the bytes are read: nobody has shown a key.
    let _place = app.core.place()?;
    let refused = || Error::new(ErrorKind::NotFound, "there is no place for a picture here");
    let upload_id = ids::upload(&id).ok_or_else(refused)?;
    let Ok(body) = Body::from_request(request, &app).await;
    let mut form = body.form().await?;
    let key = text(&mut form, "key")?;
    let ticket = text(&mut form, "Policy")?;
    form.take("Content-Type");
    let mut files = form.take("file").into_iter();
    let (Some(file), None) = (files.next(), files.next()) else {
        let public = "the form needs exactly one field `file` with the picture";
        return Err(Error::malformed(public).with_param("file").into());
    };
    form.fields::<Nothing>()?;
    if !key.starts_with(&format!("uploads/{}.", upload_id.as_uuid())) {
        let public = "`key` does not belong to this address; send the fields as they were answered";
        return Err(Error::new(ErrorKind::Forbidden, public).with_param("key").into());
    }
    app.core.fill_upload(upload_id, &ticket, file.bytes).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Looks at a picture that was sent.
#[utoipa::path(get, path = "/api/rest/v1/init-image/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the picture")),
    responses((status = 200, body = InitImageAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_init_image(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    Segment(id): Segment,
) -> Answer<Json<InitImageAnswer>> {
    let upload = upload_of(&app, &caller, &id).await?;
    let init_images_by_pk = upload.map(|upload| to_wire::init_image(&upload, &base));
    Ok(Json(InitImageAnswer { init_images_by_pk }))
}

/// Deletes a picture that was sent.
#[utoipa::path(delete, path = "/api/rest/v1/init-image/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the picture")),
    responses((status = 200, body = DeletedInitImage), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn delete_init_image(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Segment(id): Segment,
) -> Answer<Json<DeletedInitImage>> {
    let delete_init_images_by_pk = delete(&app, &caller, id).await?;
    Ok(Json(DeletedInitImage { delete_init_images_by_pk }))
}

/// Makes a place for a picture.
#[utoipa::path(post, path = "/api/rest/v1/media", tag = "leonardo", security(("bearer" = [])),
    request_body = UploadImage,
    responses((status = 200, body = UploadMediaAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn upload_media(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    body: Body,
) -> Answer<Json<UploadMediaAnswer>> {
    let body: UploadImage = body.json()?;
    let extension = extension("extension", &body.extension)?;
    let place = open(&app, &caller, extension).await?;
    let (_, fields) = to_wire::form_fields(&place, extension);
    let upload_media = PresignedMedia {
        upload_id: place.upload.id.as_uuid().to_string(),
        url: to_wire::upload_url(&place.upload, &base),
        fields,
    };
    Ok(Json(UploadMediaAnswer { upload_media }))
}

/// Looks at a picture that was sent.
#[utoipa::path(get, path = "/api/rest/v1/media/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the picture")),
    responses((status = 200, body = MediaAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_media(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    Segment(id): Segment,
) -> Answer<Json<MediaAnswer>> {
    let upload = upload_of(&app, &caller, &id).await?;
    let uploaded_media_by_pk = upload.map(|upload| to_wire::media(&upload, &base));
    Ok(Json(MediaAnswer { uploaded_media_by_pk }))
}

/// Deletes a picture that was sent.
#[utoipa::path(delete, path = "/api/rest/v1/media/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the picture")),
    responses((status = 200, body = DeletedMedia), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn delete_media(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Segment(id): Segment,
) -> Answer<Json<DeletedMedia>> {
    let delete_uploaded_media_by_pk = delete(&app, &caller, id).await?;
    Ok(Json(DeletedMedia { delete_uploaded_media_by_pk }))
}

/// A form with nothing left in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// The one text of the form's field `name`.
fn text(form: &mut Form, name: &str) -> Result<String> {
    let mut parts = form.take(name).into_iter();
    match (parts.next(), parts.next()) {
        (Some(part), None) => part.text(),
        _ => {
            let public = format!(
                "the form needs exactly one field `{name}`; send the fields as they were answered"
            );
            Err(Error::malformed(public).with_param(name))
        }
    }
}

fn extension(param: &str, given: &str) -> Result<&'static str> {
    let given = given.trim_start_matches('.').to_ascii_lowercase();
    EXTENSIONS.into_iter().find(|known| *known == given).ok_or_else(|| {
        let public = format!("`{param}` is `{given}`; it must be one of {}", EXTENSIONS.join(", "));
        Error::invalid(param, public)
    })
}

async fn open(app: &App, caller: &Caller, extension: &str) -> Result<UploadPlace> {
    let draft = UploadDraft { filename: format!("image.{extension}"), ..UploadDraft::default() };
    app.core.open_upload(caller, draft).await
}

async fn upload_of(app: &App, caller: &Caller, id: &str) -> Result<Option<UploadRow>> {
    match ids::upload(id) {
        Some(id) => known(app.core.upload(caller, id).await),
        None => Ok(None),
    }
}

async fn delete(app: &App, caller: &Caller, id: String) -> Result<Option<Deleted>> {
    let Some(upload_id) = ids::upload(&id) else { return Ok(None) };
    let deleted = known(app.core.delete_upload(caller, upload_id).await)?;
    Ok(deleted.map(|()| Deleted { id }))
}
