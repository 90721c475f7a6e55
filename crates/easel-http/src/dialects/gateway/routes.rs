//! The handlers of the gateway.

use std::convert::Infallible;

use axum::extract::State;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use easel_types::{Caller, Error, ErrorKind, Result};

use super::error::GatewayError;
use super::from_wire::{Asked, asked};
use super::to_wire::{self, Stamp};
use super::wire::{ChatAnswer, ChatBody, ErrorAnswer};
use crate::App;
use crate::body::Body;

/// Answers a chat that asks for a prompt, free of charge.
#[utoipa::path(post, path = "/v1/chat/completions", tag = "gateway", request_body = ChatBody, security(("bearer" = [])),
    responses((status = 200, description = "The answer; pieces of it with `stream`", content((ChatAnswer = "application/json"), (String = "text/event-stream"))), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn chat_v1(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Result<Response, GatewayError> {
    let asked = asked(body.json()?)?;
    let prompt = composed(&app, &caller, &asked)?;
    let stamp = Stamp {
        id: format!("chatcmpl-{}", app.core.new_job_id().as_uuid().simple()),
        created: app.core.clock().now().as_millis() / 1000,
    };
    if asked.stream.is_none() {
        return Ok(Json(to_wire::answer(&asked, prompt, stamp)).into_response());
    }
    let mut events = Vec::new();
    for chunk in to_wire::chunks(&asked, prompt, &stamp) {
        let json = serde_json::to_string(&chunk).map_err(Error::internal)?;
        events.push(Ok::<_, Infallible>(Event::default().data(json)));
    }
    events.push(Ok(Event::default().data("[DONE]")));
    Ok(Sse::new(futures::stream::iter(events)).into_response())
}

/// The same where Heurist's SDK looks for it.
#[utoipa::path(post, path = "/chat/completions", tag = "gateway", request_body = ChatBody, security(("bearer" = [])),
    responses((status = 200, description = "The answer; pieces of it with `stream`", content((ChatAnswer = "application/json"), (String = "text/event-stream"))), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn chat(
    state: State<App>,
    caller: Extension<Caller>,
    body: Body,
) -> Result<Response, GatewayError> {
    chat_v1(state, caller, body).await
}

fn composed(app: &App, caller: &Caller, asked: &Asked) -> Result<String> {
    let Some(mut composition) = app.core.recognise(&asked.message) else {
        return Err(Error::new(
            ErrorKind::ModelUnavailable,
            "no language model is configured: this gateway answers by rules, and only chats that \
             ask for an image prompt in the words of SmartGen (Heurist's SDK); to make prompts \
             directly, use POST /v1/smartgen with `param_only`",
        )
        .with_param("model"));
    };
    composition.seed = asked.seed.unwrap_or(composition.seed);
    Ok(app.core.compose(caller, &composition)?.prompt)
}
