//! The handlers that do something: read, translate, call the core, translate back. The lists
//! stand in `lists`.

use std::time::Duration;

use axum::extract::{RawQuery, State};
use axum::http::header::HeaderMap;
use axum::{Extension, Json};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use easel_core::JobView;
use easel_types::{
    ArtifactRole, Caller, Error, ErrorKind, GenerationDraft, ImageSource, Job, JobId, JobState,
    Result,
};
use serde_json::{Map, Value};

use super::answers::{
    Empty, ErrorAnswer, ExtraPicture, ExtraPictures, Options, OptionsKept, Painted, PngTexts,
    Progress,
};
use super::error::SdError;
use super::extras::{Enlargement, Target};
use super::from_wire::{Call, MEMO, Standing};
use super::read::read;
use super::wire::{ExtraBatch, ExtraSingle, Interrogate, Paint, PngInfo, ProgressQuery};
use super::{extras, from_wire, infotext, pictures, settings, to_wire};
use crate::App;
use crate::app::BaseUrl;
use crate::body::{Body, idempotency_key, query};

pub(crate) type Answer<T> = Result<T, SdError>;

/// Rough pictures per picture, where somebody looks at them.
const PREVIEWS: u32 = 5;
/// Kept free of the time for a request, for its answer.
const TIME_FOR_THE_ANSWER: Duration = Duration::from_secs(5);
/// Most pictures in one `extra-batch-images`.
const EXTRAS_MAX: usize = 10;

/// Paints a picture of a prompt.
#[utoipa::path(post, path = "/sdapi/v1/txt2img", tag = "sdapi", request_body = Paint,
    security(("basic" = []), ("bearer" = [])),
    responses((status = 200, body = Painted), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn text_to_image(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<Painted>> {
    let key = idempotency_key(&headers)?;
    Ok(Json(paint(&app, &caller, (&read(body)?, Call::Text), &base, key).await?))
}

/// Paints a picture from a picture.
#[utoipa::path(post, path = "/sdapi/v1/img2img", tag = "sdapi", request_body = Paint,
    security(("basic" = []), ("bearer" = [])),
    responses((status = 200, body = Painted), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn image_to_image(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<Painted>> {
    let key = idempotency_key(&headers)?;
    Ok(Json(paint(&app, &caller, (&read(body)?, Call::Picture), &base, key).await?))
}

/// Enlarges a picture.
#[utoipa::path(post, path = "/sdapi/v1/extra-single-image", tag = "sdapi", request_body = ExtraSingle,
    security(("basic" = []), ("bearer" = [])),
    responses((status = 200, body = ExtraPicture), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn extra_single(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Answer<Json<ExtraPicture>> {
    let body: ExtraSingle = read(body)?;
    let enlargement = extras::single_picture(&body)?;
    let text = body.image.as_deref().unwrap_or_default();
    let draft = enlarging(&app, ("image", text), enlargement.target).await?;
    let png = enlarged(&app, &caller, draft, enlargement.target).await?;
    let image = enlargement.show.then(|| STANDARD.encode(png));
    Ok(Json(ExtraPicture { html_info: what_was_done(enlargement), image }))
}

/// Enlarges several pictures.
#[utoipa::path(post, path = "/sdapi/v1/extra-batch-images", tag = "sdapi", request_body = ExtraBatch,
    security(("basic" = []), ("bearer" = [])),
    responses((status = 200, body = ExtraPictures), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn extra_batch(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Answer<Json<ExtraPictures>> {
    let body: ExtraBatch = read(body)?;
    let enlargement = extras::pictures(&body)?;
    let named = body.image_list.as_deref().unwrap_or_default();
    if !(1..=EXTRAS_MAX).contains(&named.len()) {
        let public = format!("`imageList` must hold 1 to {EXTRAS_MAX} pictures");
        return Err(Error::invalid("imageList", public).into());
    }
    // All are looked at before the first is worked on, so that a broken one costs nothing.
    let mut drafts = Vec::new();
    for named in named {
        drafts.push(enlarging(&app, ("imageList", &named.data), enlargement.target).await?);
    }
    let mut images = Vec::new();
    for draft in drafts {
        let png = enlarged(&app, &caller, draft, enlargement.target).await?;
        images.push(STANDARD.encode(png));
    }
    if !enlargement.show {
        images.clear();
    }
    Ok(Json(ExtraPictures { html_info: what_was_done(enlargement), images }))
}

/// Reads the texts in a PNG file.
#[utoipa::path(post, path = "/sdapi/v1/png-info", tag = "sdapi", request_body = PngInfo,
    security(("basic" = []), ("bearer" = [])),
    responses((status = 200, body = PngTexts), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn png_info(body: Body) -> Answer<Json<PngTexts>> {
    let body: PngInfo = read(body)?;
    let bytes = sent("image", body.image.as_deref().unwrap_or_default())?;
    let texts = pictures::off_the_runtime(move || easel_picture::png_text(&bytes)).await?;
    let texts = texts.map_err(|err| {
        Error::invalid("image", format!("`image` cannot be used: {err}")).with_source(err)
    })?;
    let (mut info, mut items) = (String::new(), Map::new());
    for (keyword, text) in texts {
        if keyword == infotext::KEYWORD {
            info = text;
        } else {
            items.insert(keyword, text.into());
        }
    }
    Ok(Json(PngTexts { parameters: infotext::parse(&info), info, items }))
}

/// Describes a picture, which no installed model can.
#[utoipa::path(post, path = "/sdapi/v1/interrogate", tag = "sdapi", request_body = Interrogate,
    security(("basic" = []), ("bearer" = [])),
    responses((status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn interrogate(body: Body) -> Answer<Json<Empty>> {
    let body: Interrogate = read(body)?;
    sent("image", body.image.as_deref().unwrap_or_default())?;
    let public = "Easel paints pictures and has no model that describes them; nothing was charged";
    Err(Error::new(ErrorKind::ModelUnavailable, public).into())
}

/// Shows how far the account's current request is.
#[utoipa::path(get, path = "/sdapi/v1/progress", tag = "sdapi", params(ProgressQuery),
    security(("basic" = []), ("bearer" = [])),
    responses((status = 200, body = Progress), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn progress(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    RawQuery(raw): RawQuery,
) -> Answer<Json<Progress>> {
    let ProgressQuery { skip_current_image } = query(raw.as_deref())?;
    let with_picture = skip_current_image != Some(true);
    if with_picture {
        app.sdapi.want_previews(caller.account_id);
    }
    let view = current(&app, &caller).await?;
    let place = app.sdapi.place(caller.account_id);
    Ok(Json(to_wire::progress(view.as_ref(), &place, with_picture)))
}

/// Cancels the account's running request of this dialect, or the waiting ones if none is running.
#[utoipa::path(post, path = "/sdapi/v1/interrupt", tag = "sdapi", security(("basic" = []), ("bearer" = [])),
    responses((status = 200, body = Empty), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn interrupt(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<Empty>> {
    stop(&app, &caller).await?;
    Ok(Json(Empty {}))
}

/// The same as `interrupt`: pictures of one request are not made apart.
#[utoipa::path(post, path = "/sdapi/v1/skip", tag = "sdapi", security(("basic" = []), ("bearer" = [])),
    responses((status = 200, body = Empty), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn skip(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<Empty>> {
    stop(&app, &caller).await?;
    Ok(Json(Empty {}))
}

/// Shows the account's settings.
#[utoipa::path(get, path = "/sdapi/v1/options", tag = "sdapi", security(("basic" = []), ("bearer" = [])),
    responses((status = 200, body = Options), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_options(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<Options>> {
    Ok(Json(shown_options(&app, &caller).await?))
}

/// Keeps settings for the account's following requests, until the server restarts.
#[utoipa::path(post, path = "/sdapi/v1/options", tag = "sdapi", request_body = Options,
    security(("basic" = []), ("bearer" = [])),
    responses((status = 200, body = OptionsKept), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn set_options(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Answer<Json<OptionsKept>> {
    let sent: Map<String, Value> = body.json()?;
    let shown = serde_json::to_value(shown_options(&app, &caller).await?);
    let shown = shown.map_err(Error::internal)?;
    let none = Map::new();
    let (said, ignored) = settings::to_keep(&sent, shown.as_object().unwrap_or(&none))?;
    if let Some(name) = said.checkpoint.as_deref().filter(|name| !name.is_empty()) {
        let models = app.core.models(&caller).await?;
        if super::names::checkpoint(&models, name).is_none() {
            let known = app.core.quote(&caller, from_wire::trial(name)).await;
            known.map_err(|err| err.with_param("sd_model_checkpoint"))?;
        }
    }
    app.sdapi.keep(caller.account_id, said);
    Ok(Json(OptionsKept { ignored }))
}

/// Hands a request over, waits for its pictures, and answers with them.
async fn paint(
    app: &App,
    caller: &Caller,
    (body, call): (&Paint, Call),
    base: &BaseUrl,
    key: Option<String>,
) -> Result<Painted> {
    let account = caller.account_id;
    let place = app.sdapi.place(account);
    let models = app.core.models(caller).await?;
    let default = app.core.default_model().await?;
    let (checkpoint, clip_stop) = (place.checkpoint, place.clip_stop);
    let standing = Standing { models: &models, default: default.as_ref(), checkpoint, clip_stop };
    let order = from_wire::paint(body, call, &standing, base)?;
    let keep = order.keep.clone();
    let mut draft = pictures::ready(order, app.core.limits()).await?;
    draft.idempotency_key = key;
    draft.n_previews = if place.previews == Some(true) { PREVIEWS } else { 0 };
    let job = app.core.submit(caller, draft).await?;
    app.sdapi.keep(account, keep);
    app.sdapi.set_interrupted(account, false);
    tokio::spawn(look_on(app.clone(), caller.clone(), job.id));
    let patience = app.core.limits().request_time_max.saturating_sub(TIME_FOR_THE_ANSWER);
    let job = app.core.await_result(caller, job.id, patience).await?;
    let pngs = if body.send_images == Some(false) {
        Vec::new()
    } else {
        with_texts(app, &job, to_wire::infotexts(body, &job)?).await?
    };
    to_wire::painted(body, call, &job, &pngs)
}

/// The pictures of a finished job, each with its text.
async fn with_texts(app: &App, job: &Job, texts: Vec<String>) -> Result<Vec<Vec<u8>>> {
    let mut pngs = Vec::new();
    let outputs = job.artifacts.iter().filter(|artifact| artifact.role == ArtifactRole::Output);
    for (artifact, text) in outputs.zip(texts) {
        let file = app.core.file(artifact.id).await?;
        // What PNG cannot hold is left out of the file; it stands in `info` all the same.
        let text = text.replace('\0', "");
        let png = pictures::off_the_runtime(move || {
            easel_picture::with_png_text(&file.bytes, &[(infotext::KEYWORD, &text)])
        });
        pngs.push(png.await?.map_err(Error::internal)?);
    }
    Ok(pngs)
}

/// Notes what happens to a job until it is final, also when its client is gone.
async fn look_on(app: App, caller: Caller, job: JobId) {
    let Ok(mut watch) = app.core.watch(&caller, job).await else { return };
    while let Some(event) = watch.next().await {
        app.sdapi.note(caller.account_id, event);
    }
    app.sdapi.forget(caller.account_id, job);
}

/// The account's job of this dialect that is worked on, or else the one that is next.
async fn current(app: &App, caller: &Caller) -> Result<Option<JobView>> {
    for state in [JobState::Running, JobState::Queued] {
        if let Some(job) = open_jobs(app, caller, state).await?.pop() {
            return app.core.view(job).await.map(Some);
        }
    }
    Ok(None)
}

/// The account's latest jobs of this dialect in a state, newest first.
async fn open_jobs(app: &App, caller: &Caller, state: JobState) -> Result<Vec<Job>> {
    let mut jobs = app.core.jobs(caller, Some(state), None, 100).await?;
    jobs.retain(|job| job.request.memo.as_deref() == Some(MEMO));
    Ok(jobs)
}

async fn stop(app: &App, caller: &Caller) -> Result<()> {
    for state in [JobState::Running, JobState::Queued] {
        let jobs = open_jobs(app, caller, state).await?;
        let found = !jobs.is_empty();
        for job in jobs {
            match app.core.cancel(caller, job.id).await {
                // Finished in between.
                Err(err) if err.kind == ErrorKind::Conflict => {}
                other => drop(other?),
            }
        }
        if found {
            app.sdapi.set_interrupted(caller.account_id, true);
            break;
        }
    }
    Ok(())
}

async fn shown_options(app: &App, caller: &Caller) -> Result<Options> {
    let models = app.core.models(caller).await?;
    let default = app.core.default_model().await?;
    let place = app.sdapi.place(caller.account_id);
    Ok(to_wire::options(&place, &models, default.as_ref()))
}

/// The bytes of a picture that came with the request.
fn sent(param: &str, text: &str) -> Result<Vec<u8>> {
    let base64 = text.trim();
    let base64 = match base64.split_once(',') {
        Some((head, rest)) if head.starts_with("data:") => rest,
        _ => base64,
    };
    match easel_links::by_base64(param, base64)? {
        ImageSource::Bytes(bytes) => Ok(bytes),
        ImageSource::Artifact(_) | ImageSource::Upload(_) | ImageSource::Address(_) => {
            Err(Error::internal("base64 was read as an address"))
        }
    }
}

async fn enlarging(
    app: &App,
    (param, text): (&'static str, &str),
    target: Target,
) -> Result<GenerationDraft> {
    let bytes = sent(param, text)?;
    let size = pictures::size_of(param, bytes.clone(), app.core.limits()).await?;
    extras::draft(bytes, size, target)
}

async fn enlarged(
    app: &App,
    caller: &Caller,
    draft: GenerationDraft,
    target: Target,
) -> Result<Vec<u8>> {
    let job = app.core.submit(caller, draft).await?;
    let output = job.artifacts.iter().find(|artifact| artifact.role == ArtifactRole::Output);
    let output = output.ok_or_else(|| Error::internal("an edit without a picture"))?;
    let bytes = app.core.file(output.id).await?.bytes.to_vec();
    match target {
        Target::Size { size, cut: true } => pictures::cut(bytes, size, app.core.limits()).await,
        Target::Size { cut: false, .. } | Target::Factor(_) => Ok(bytes),
    }
}

fn what_was_done(Enlargement { target, .. }: Enlargement) -> String {
    match target {
        Target::Factor(times) => format!("<p>Enlarged {times} times with Lanczos</p>"),
        Target::Size { size, .. } => format!("<p>Enlarged to {size} with Lanczos</p>"),
    }
}
