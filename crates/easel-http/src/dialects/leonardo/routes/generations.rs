//! `/generations`.

use axum::extract::{RawQuery, State};
use axum::http::header::HeaderMap;
use axum::{Extension, Json};
use easel_types::request::Wanted;
use easel_types::{Caller, Error, GenerationDraft, Job, ModelFamily, Result, Work};

use super::super::from_wire::{self, Asked, Known, SourceKind};
use super::super::memo::{Made, Memo};
use super::super::to_wire::Around;
use super::super::wire::{
    CreateGeneration, Deleted, DeletedGeneration, ErrorAnswer, Generation, GenerationAnswer,
    GenerationJob, GenerationJobAnswer, GenerationsAnswer, ListQuery,
};
use super::super::{ids, memo, to_wire};
use super::{Answer, dollars, find, known, renamed, submit};
use crate::App;
use crate::app::BaseUrl;
use crate::body::{Body, Segment, query};

/// What the core calls otherwise than a generation's body.
const NAMES: [(&str, &str); 7] = [
    ("model", "modelId"),
    ("loras", "elements"),
    ("reference_images", "imagePrompts"),
    ("mask", "canvasMaskId"),
    ("extend", "unzoomAmount"),
    ("hires.scale", "upscaleRatio"),
    ("instruction", "enhancePromptInstruction"),
];
/// Jobs looked at in one go.
const PAGE: u32 = 100;
/// Furthest offset.
const OFFSET_MAX: u32 = 10_000;

/// Asks for pictures.
#[utoipa::path(post, path = "/api/rest/v1/generations", tag = "leonardo", security(("bearer" = [])),
    request_body = CreateGeneration,
    responses((status = 200, body = GenerationJobAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn create_generation(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<GenerationJobAnswer>> {
    let models = app.core.models(&caller).await?;
    let known = Known { models: &models, limits: app.core.limits() };
    let asked = from_wire::generation(body.json()?, known)?;
    let init = ("init_image", asked.init_param);
    let names = [NAMES.as_slice(), &[init]].concat();
    let job = async {
        let draft = completed(&app, &caller, asked).await?;
        submit(&app, &caller, (&base, &headers), draft).await
    };
    let job = job.await.map_err(|err| renamed(err, &names))?;
    let sd_generation_job = GenerationJob {
        generation_id: job.id.as_uuid().to_string(),
        api_credit_cost: to_wire::whole_credits(job.price),
        cost: to_wire::cost(dollars(&app, &job)),
    };
    Ok(Json(GenerationJobAnswer { sd_generation_job }))
}

/// Adds what only the core knows: the prompt as instructed, and the pictures to look at.
async fn completed(app: &App, caller: &Caller, asked: Asked) -> Result<GenerationDraft> {
    let mut draft = asked.draft;
    if let (Some(instruction), Wanted::Paint { prompt }) = (&asked.instruction, &draft.wanted) {
        let how = (Some(instruction.as_str()), draft.seed.unwrap_or_default());
        let prompt = app.core.improve_prompt(caller, prompt, how)?;
        draft.wanted = Wanted::Paint { prompt };
    }
    if asked.looked_at.is_empty() {
        return Ok(draft);
    }
    let model = app.core.model_meant(caller, draft.model.as_deref()).await?;
    if matches!(
        model.family,
        ModelFamily::Sd1 | ModelFamily::Sd2 | ModelFamily::Sdxl | ModelFamily::Sd3
    ) {
        let public = format!(
            "`imagePrompts` cannot be used with `{}`: models of the family {} do not look at \
             pictures; install a model for editing (FLUX Kontext, FLUX.2, Qwen-Image-Edit)",
            model.name, model.family
        );
        return Err(Error::unsupported("imagePrompts", public));
    }
    for id in &asked.looked_at {
        let found = find(app, caller, ("imagePrompts", SourceKind::Any, id)).await?;
        draft.references.push(found.picture);
    }
    Ok(draft)
}

/// Looks at a generation.
#[utoipa::path(get, path = "/api/rest/v1/generations/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the generation")),
    responses((status = 200, body = GenerationAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_generation(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    Segment(id): Segment,
) -> Answer<Json<GenerationAnswer>> {
    let Some(job) = generation_of(&app, &caller, &id).await? else {
        return Ok(Json(GenerationAnswer { generations_by_pk: None }));
    };
    let generations = shown(&app, &caller, &[job], &base).await?;
    Ok(Json(GenerationAnswer { generations_by_pk: generations.into_iter().next() }))
}

/// Lists the caller's generations, newest first.
#[utoipa::path(get, path = "/api/rest/v1/generations/user/{user_id}", tag = "leonardo", security(("bearer" = [])),
    params(("user_id" = String, Path, description = "Id of the account"), ListQuery),
    responses((status = 200, body = GenerationsAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_generations(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    Segment(user_id): Segment,
    RawQuery(raw): RawQuery,
) -> Answer<Json<GenerationsAnswer>> {
    let ListQuery { limit, offset } = query(raw.as_deref())?;
    let limit = in_range("limit", limit.unwrap_or(10), 1, PAGE)?;
    let offset = in_range("offset", offset.unwrap_or(0), 0, OFFSET_MAX)?;
    if !is_callers(&caller, &user_id) {
        return Ok(Json(GenerationsAnswer { generations: Vec::new() }));
    }
    let jobs = newest(&app, &caller, (limit, offset)).await?;
    Ok(Json(GenerationsAnswer { generations: shown(&app, &caller, &jobs, &base).await? }))
}

/// Deletes a generation and its pictures.
#[utoipa::path(delete, path = "/api/rest/v1/generations/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the generation")),
    responses((status = 200, body = DeletedGeneration), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn delete_generation(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Segment(id): Segment,
) -> Answer<Json<DeletedGeneration>> {
    let mut delete_generations_by_pk = None;
    if let Some(job) = generation_of(&app, &caller, &id).await?
        && known(app.core.delete_job(&caller, job.id).await)?.is_some()
    {
        delete_generations_by_pk = Some(Deleted { id });
    }
    Ok(Json(DeletedGeneration { delete_generations_by_pk }))
}

/// True where `user_id` is the caller's own account.
pub(super) fn is_callers(caller: &Caller, user_id: &str) -> bool {
    caller.account_id.as_uuid().to_string().eq_ignore_ascii_case(user_id)
}

/// The caller's generation with this id.
async fn generation_of(app: &App, caller: &Caller, id: &str) -> Result<Option<Job>> {
    let Some(id) = ids::job(id) else { return Ok(None) };
    Ok(known(app.core.job(caller, id).await)?.filter(is_generation))
}

/// True for jobs that are pictures of their own, whatever dialect asked for them.
fn is_generation(job: &Job) -> bool {
    let changed = matches!(job.request.work, Work::Edit { .. });
    !changed && memo::variation_of(job).is_none()
}

/// True for generations that are listed: what was answered at once is not.
fn is_listed(job: &Job) -> bool {
    let live = Memo::of_job(job).is_some_and(|memo| memo.leonardo == Made::Live);
    is_generation(job) && !live
}

/// The caller's newest generations.
async fn newest(app: &App, caller: &Caller, (limit, offset): (u32, u32)) -> Result<Vec<Job>> {
    let (mut skip, mut wanted) = (offset, limit);
    let (mut jobs, mut before) = (Vec::new(), None);
    loop {
        let page = app.core.jobs(caller, None, before, PAGE).await?;
        let Some(last) = page.last() else { return Ok(jobs) };
        before = Some(last.id);
        for job in page {
            if !is_listed(&job) {
                continue;
            }
            if skip > 0 {
                skip -= 1;
                continue;
            }
            jobs.push(job);
            wanted -= 1;
            if wanted == 0 {
                return Ok(jobs);
            }
        }
    }
}

/// These jobs with what was made of their pictures.
async fn shown(
    app: &App,
    caller: &Caller,
    jobs: &[Job],
    base: &BaseUrl,
) -> Result<Vec<Generation>> {
    let pictures: Vec<_> = jobs.iter().flat_map(to_wire::outputs).map(|a| a.id).collect();
    let made_from = app.core.jobs_made_from(caller, &pictures).await?;
    let models = app.core.models(caller).await?;
    let around = Around { made_from: &made_from, models: &models, base };
    Ok(jobs.iter().map(|job| to_wire::generation(job, around)).collect())
}

fn in_range(param: &str, value: u32, min: u32, max: u32) -> Result<u32> {
    if (min..=max).contains(&value) {
        return Ok(value);
    }
    Err(Error::invalid(param, format!("`{param}` is {value}; it must be from {min} to {max}")))
}
