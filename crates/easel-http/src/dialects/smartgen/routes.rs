//! The handler of SmartGen: read, compose, paint, answer.

use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::{Extension, Json};
use easel_types::{Caller, Error, ErrorKind, Result};

use super::error::SmartgenError;
use super::wire::{Answer, ParametersAnswer, SmartgenBody};
use super::{from_wire, to_wire};
use crate::App;
use crate::app::BaseUrl;
use crate::body::{Body, idempotency_key};
use crate::dialects::native::wire::ErrorAnswer;

/// Makes a prompt of a description and levels of style, and a picture of the prompt, unless only
/// the parameters are wanted.
#[utoipa::path(post, path = "/v1/smartgen", tag = "smartgen", request_body = SmartgenBody, security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key again gives the same picture")),
    responses((status = 200, description = "The finished picture; with `param_only` the parameters alone", body = Answer),
        (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn smartgen(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Answer>, SmartgenError> {
    let asked = from_wire::asked(body.json()?)?;
    let parameters = asked.parameters(app.core.compose(&caller, &asked.composition)?);
    let draft = from_wire::draft(&parameters, idempotency_key(&headers)?);
    if asked.param_only {
        usable(app.core.quote(&caller, draft).await).map_err(from_wire::words)?;
        let answer = ParametersAnswer { parameters, notes: asked.notes };
        return Ok(Json(Answer::Parameters(answer)));
    }
    let job = app.core.submit(&caller, draft).await.map_err(from_wire::words)?;
    let longest = app.core.limits().request_time_max;
    let patience = longest.saturating_sub(Duration::from_secs(5)).max(longest / 2);
    let job = app.core.await_result(&caller, job.id, patience).await?;
    let answer = to_wire::answer(&job, parameters, asked.notes, &base)?;
    Ok(Json(Answer::Picture(Box::new(answer))))
}

/// Whether parameters would be taken, whatever models are installed: composing needs none.
fn usable<T>(quoted: Result<T>) -> Result<()> {
    match quoted {
        Err(err) if err.kind == ErrorKind::ModelUnavailable => Ok(()),
        Err(Error { param: Some(param), .. }) if param == "model" => Ok(()),
        Err(err) => Err(err),
        Ok(_) => Ok(()),
    }
}
