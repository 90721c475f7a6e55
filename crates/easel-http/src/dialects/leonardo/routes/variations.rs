//! `/variations`.

use axum::extract::State;
use axum::http::header::HeaderMap;
use axum::{Extension, Json};
use easel_types::{Caller, Error, GenerationDraft, Result};

use super::super::from_wire::{self, Found, SourceKind};
use super::super::wire::{
    ErrorAnswer, NobgAnswer, UniversalUpscaler, UniversalUpscalerAnswer, UnzoomAnswer, Upscale,
    UpscaleAnswer, VariationJob, VariationsAnswer, VaryImage,
};
use super::super::{ids, to_wire};
use super::{Answer, dollars, find, known, renamed, submit};
use crate::App;
use crate::app::BaseUrl;
use crate::body::{Body, Segment};

/// Doubles the sides of a picture.
#[utoipa::path(post, path = "/api/rest/v1/variations/upscale", tag = "leonardo", security(("bearer" = [])),
    request_body = Upscale,
    responses((status = 200, body = UpscaleAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn upscale(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<UpscaleAnswer>> {
    let body: Upscale = body.json()?;
    let found = find(&app, &caller, ("id", SourceKind::Any, &body.id)).await?;
    let draft = from_wire::upscale(found, app.core.limits())?;
    let sd_upscale_job = accepted(&app, &caller, (&base, &headers), draft).await?;
    Ok(Json(UpscaleAnswer { sd_upscale_job }))
}

/// Paints around a picture.
#[utoipa::path(post, path = "/api/rest/v1/variations/unzoom", tag = "leonardo", security(("bearer" = [])),
    request_body = VaryImage,
    responses((status = 200, body = UnzoomAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn unzoom(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<UnzoomAnswer>> {
    let found = named(&app, &caller, body.json()?).await?;
    let draft = from_wire::unzoom(found, app.core.limits());
    let sd_unzoom_job = accepted(&app, &caller, (&base, &headers), draft).await?;
    Ok(Json(UnzoomAnswer { sd_unzoom_job }))
}

/// Makes a plain background transparent.
#[utoipa::path(post, path = "/api/rest/v1/variations/nobg", tag = "leonardo", security(("bearer" = [])),
    request_body = VaryImage,
    responses((status = 200, body = NobgAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn remove_background(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<NobgAnswer>> {
    let found = named(&app, &caller, body.json()?).await?;
    let draft = from_wire::remove_background(found);
    let sd_nobg_job = accepted(&app, &caller, (&base, &headers), draft).await?;
    Ok(Json(NobgAnswer { sd_nobg_job }))
}

/// Repaints a picture at a larger size.
#[utoipa::path(post, path = "/api/rest/v1/variations/universal-upscaler", tag = "leonardo", security(("bearer" = [])),
    request_body = UniversalUpscaler,
    responses((status = 200, body = UniversalUpscalerAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn universal_upscaler(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<UniversalUpscalerAnswer>> {
    let body: UniversalUpscaler = body.json()?;
    let (param, kind, id) = from_wire::upscaler_source(&body)?;
    let found = find(&app, &caller, (param, kind, &id)).await?;
    let draft = from_wire::universal_upscaler(body, found, app.core.limits())?;
    let universal_upscaler = accepted(&app, &caller, (&base, &headers), draft).await?;
    Ok(Json(UniversalUpscalerAnswer { universal_upscaler }))
}

/// Looks at a variation.
#[utoipa::path(get, path = "/api/rest/v1/variations/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the variation")),
    responses((status = 200, body = VariationsAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_variation(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    Segment(id): Segment,
) -> Answer<Json<VariationsAnswer>> {
    let job = match ids::job(&id) {
        Some(id) => known(app.core.job(&caller, id).await)?,
        None => None,
    };
    let variation = job.and_then(|job| to_wire::variation(&job, &base));
    let generated_image_variation_generic = variation.into_iter().collect();
    Ok(Json(VariationsAnswer { generated_image_variation_generic }))
}

/// The picture that a body names.
async fn named(app: &App, caller: &Caller, body: VaryImage) -> Result<Found> {
    let Some(id) = body.id else {
        return Err(Error::invalid("id", "`id` is missing; name the picture"));
    };
    let only = body.is_variation == Some(true);
    let kind = if only { SourceKind::Variation } else { SourceKind::Any };
    find(app, caller, ("id", kind, &id)).await
}

async fn accepted(
    app: &App,
    caller: &Caller,
    request: (&BaseUrl, &HeaderMap),
    draft: GenerationDraft,
) -> Result<VariationJob> {
    let names = [("image", "id"), ("init_image", "id")];
    let job = submit(app, caller, request, draft).await.map_err(|err| renamed(err, &names))?;
    Ok(to_wire::variation_job(&job, dollars(app, &job)))
}
