//! The handlers of the Heurist dialect: read, translate, call the core, translate back.

use std::time::Duration;

use axum::extract::State;
use axum::{Extension, Json};
use easel_types::model::{ModelKind, ModelRecord};
use easel_types::{Caller, Error, ErrorKind, Job, JobId, Result};

use super::error::HeuristError;
use super::from_wire::TaskType;
use super::wire::{
    ErrorAnswer, Resource, ResourceRequest, SubmitJob, TaskCanceled, TaskCreate, TaskCreated,
    TaskQuery, TaskState,
};
use super::{from_wire, keys, to_wire};
use crate::App;
use crate::app::BaseUrl;
use crate::body::Body;

type Answer<T> = Result<T, HeuristError>;

/// Paints a picture and answers with its address as soon as it is there.
#[utoipa::path(post, path = "/submit_job", tag = "heurist", request_body = SubmitJob, security(("bearer" = [])),
    responses((status = 200, description = "The address of the picture", content((String = "application/json"))),
        (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn submit_job(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    body: Body,
) -> Answer<Json<String>> {
    let draft = from_wire::submit_job(body.json()?)?;
    let job = app.core.submit(&caller, draft).await.map_err(from_wire::job_words)?;
    let job = finished(&app, &caller, job.id).await?;
    Ok(Json(to_wire::url(&job, &base)?))
}

/// Begins a task of a workflow. The key stands in the body.
#[utoipa::path(post, path = "/task_create", tag = "heurist", request_body = TaskCreate, security(()),
    responses((status = 200, body = TaskCreated), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn task_create(
    State(app): State<App>,
    base: BaseUrl,
    body: Body,
) -> Answer<Json<TaskCreated>> {
    let body: TaskCreate = body.json()?;
    let caller = keys::caller(&app.core, &body.consumer_id, &body.api_key).await?;
    let kind = match TaskType::of(&body.task_type) {
        // What is wrong with the parameters is worth knowing even so.
        Err(err) if err.kind == ErrorKind::ModelUnavailable => {
            return Err(from_wire::video(body.task_details.parameters).into());
        }
        kind => kind?,
    };
    let open = keys::cannot_query(&app.core, &caller, &body.api_key).await?;
    let about = (open, app.core.limits().side_px_max);
    let draft = from_wire::task(body, kind, about, &base)?;
    if kind == TaskType::Lora {
        installed_lora(&app.core.models(&caller).await?, draft.model.as_deref())?;
    }
    let job = app.core.submit(&caller, draft).await.map_err(from_wire::task_words)?;
    Ok(Json(to_wire::created(&job)))
}

/// Looks at a task.
#[utoipa::path(post, path = "/task_result_query", tag = "heurist", request_body = TaskQuery, security(()),
    responses((status = 200, body = TaskState), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn task_result_query(
    State(app): State<App>,
    base: BaseUrl,
    body: Body,
) -> Answer<Json<TaskState>> {
    let TaskQuery { task_id, api_key } = body.json()?;
    let (job, _) = keys::task(&app.core, &task_id, &api_key).await?;
    let memo = keys::memo(&job).ok_or_else(|| Error::internal("a task lost its memo"))?;
    Ok(Json(to_wire::state(&job, memo, &base)))
}

/// Cancels a task and gives its credits back.
#[utoipa::path(post, path = "/task_cancel", tag = "heurist", request_body = TaskQuery, security(()),
    responses((status = 200, body = TaskCanceled), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn task_cancel(State(app): State<App>, body: Body) -> Answer<Json<TaskCanceled>> {
    let TaskQuery { task_id, api_key } = body.json()?;
    let (job, caller) = keys::task(&app.core, &task_id, &api_key).await?;
    Ok(Json(to_wire::canceled(&app.core.cancel(&caller, job.id).await?)))
}

/// Says who would do the tasks of a workflow.
#[utoipa::path(post, path = "/resource_request", tag = "heurist", request_body = ResourceRequest, security(()),
    responses((status = 200, body = Resource), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn resource_request(State(app): State<App>, body: Body) -> Answer<Json<Resource>> {
    let body: ResourceRequest = body.json()?;
    let caller = keys::caller(&app.core, &body.consumer_id, &body.api_key).await?;
    if TaskType::of(&body.task_type)? == TaskType::Lora {
        let models = app.core.models(&caller).await?;
        if !models.iter().any(|model| model.kind == ModelKind::Lora) {
            return Err(Error::new(
                ErrorKind::ModelUnavailable,
                "no LoRA is installed: `easel models add FILE` installs one",
            )
            .with_param("task_type")
            .into());
        }
    }
    Ok(Json(Resource { miner_id: "easel", msg: "this server does every task itself" }))
}

/// Waits for a job as long as a request may take; what is not done by then is cancelled, because
/// nobody could ask for it.
async fn finished(app: &App, caller: &Caller, id: JobId) -> Result<Job> {
    let longest = app.core.limits().request_time_max;
    let patience = longest.saturating_sub(Duration::from_secs(5)).max(longest / 2);
    let err = match app.core.await_result(caller, id, patience).await {
        Err(err) if err.kind == ErrorKind::Unavailable => err,
        result => return result,
    };
    match app.core.cancel(caller, id).await {
        Ok(_) => Err(Error::new(
            ErrorKind::DeadlineExceeded,
            format!(
                "the picture was not done within {} s; the job was cancelled and nothing was \
                 charged",
                patience.as_secs()
            ),
        )
        .with_source(err)),
        // It came to its end in the meantime.
        Err(late) if late.kind == ErrorKind::Conflict => {
            app.core.await_result(caller, id, patience).await
        }
        Err(err) => Err(err),
    }
}

fn installed_lora(models: &[ModelRecord], wanted: Option<&str>) -> Result<()> {
    let wanted = wanted.unwrap_or_default();
    let mut loras = models.iter().filter(|model| model.kind == ModelKind::Lora);
    let is_it = |model: &ModelRecord| {
        model.name.as_str() == wanted
            || model.name.as_uuid().to_string().eq_ignore_ascii_case(wanted)
    };
    if loras.any(is_it) {
        return Ok(());
    }
    Err(Error::invalid(
        "lora_name",
        format!("the LoRA `{wanted}` is not installed: `easel models add FILE` installs it"),
    ))
}
