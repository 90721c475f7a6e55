//! The handlers of the gateway.

use std::convert::Infallible;

use axum::extract::State;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use easel_core::language_model::Reply;
use easel_types::{Caller, Error, ErrorKind, Result};
use serde::Serialize;
use tokio::sync::mpsc;

use super::error::GatewayError;
use super::from_wire::{Asked, asked};
use super::to_wire::{self, Stamp};
use super::wire::{ChatAnswer, ChatBody, ErrorAnswer};
use crate::App;
use crate::body::Body;

/// Pieces of an answer that wait for a slow reader.
const PIECES_MAX: usize = 64;

/// Answers a chat that asks for a prompt, free of charge.
#[utoipa::path(post, path = "/v1/chat/completions", tag = "gateway", request_body = ChatBody, security(("bearer" = [])),
    responses((status = 200, description = "The answer; pieces of it with `stream`", content((ChatAnswer = "application/json"), (String = "text/event-stream"))), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn chat_v1(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Result<Response, GatewayError> {
    let asked = asked(body.json()?)?;
    let stamp = Stamp {
        id: format!("chatcmpl-{}", app.core.new_job_id().as_uuid().simple()),
        created: app.core.clock().now().as_millis() / 1000,
        model: asked.model.clone(),
    };
    match (composed(&app, &caller, &asked)?, asked.stream) {
        (Some(reply), None) => Ok(Json(to_wire::answer(reply, stamp)).into_response()),
        (Some(reply), Some(with_usage)) => {
            let mut events = vec![event(&to_wire::opening(&stamp))?];
            events.push(event(&to_wire::piece(&stamp, reply.text.clone()))?);
            events.extend(last_events(&stamp, &reply, with_usage)?);
            let events = events.into_iter().map(Ok::<_, Infallible>);
            Ok(Sse::new(futures::stream::iter(events)).into_response())
        }
        (None, None) => {
            let reply = app.core.converse(&asked.question, None).await?;
            Ok(Json(to_wire::answer(reply, stamp)).into_response())
        }
        (None, Some(with_usage)) => conversation(app, asked, stamp, with_usage).await,
    }
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

/// The prompt that rules compose; `None` where a language model is to answer.
fn composed(app: &App, caller: &Caller, asked: &Asked) -> Result<Option<Reply>> {
    let Some(mut composition) = app.core.recognise(&asked.message) else {
        if app.core.language_model_name().is_some() {
            return Ok(None);
        }
        return Err(Error::new(
            ErrorKind::ModelUnavailable,
            "no language model is configured: this gateway answers by rules, and only chats that \
             ask for an image prompt in the words of SmartGen (Heurist's SDK); to make prompts \
             directly, use POST /v1/smartgen with `param_only`",
        )
        .with_param("model"));
    };
    composition.seed = asked.seed.unwrap_or(composition.seed);
    let prompt = app.core.compose(caller, &composition)?.prompt;
    Ok(Some(to_wire::composed(asked, prompt)))
}

/// A language model's answer as it comes. What goes wrong before its first piece is an answer
/// with a status; later it is an event of its own.
async fn conversation(
    app: App,
    asked: Asked,
    stamp: Stamp,
    with_usage: bool,
) -> Result<Response, GatewayError> {
    let (sender, mut pieces) = mpsc::channel(PIECES_MAX);
    let work = tokio::spawn(async move { app.core.converse(&asked.question, Some(sender)).await });
    let Some(first) = pieces.recv().await else {
        let reply = work.await.map_err(Error::internal)??;
        let mut events = vec![event(&to_wire::opening(&stamp))?];
        events.extend(last_events(&stamp, &reply, with_usage)?);
        let events = events.into_iter().map(Ok::<_, Infallible>);
        return Ok(Sse::new(futures::stream::iter(events)).into_response());
    };
    let (out, events) = mpsc::channel::<Result<Event, Infallible>>(PIECES_MAX);
    tokio::spawn(async move {
        let mut said = vec![event(&to_wire::opening(&stamp))];
        said.push(event(&to_wire::piece(&stamp, first)));
        for event in said.into_iter().flatten() {
            if out.send(Ok(event)).await.is_err() {
                return;
            }
        }
        // A reader that is gone closes `pieces` with this task, which ends the model's work.
        while let Some(piece) = pieces.recv().await {
            let Ok(event) = event(&to_wire::piece(&stamp, piece)) else { return };
            if out.send(Ok(event)).await.is_err() {
                return;
            }
        }
        let outcome = work.await.map_err(Error::internal).and_then(|outcome| outcome);
        let last = match outcome {
            Ok(reply) => last_events(&stamp, &reply, with_usage),
            Err(err) => event(&GatewayError::from(err).answer()).map(|event| vec![event]),
        };
        for event in last.into_iter().flatten() {
            if out.send(Ok(event)).await.is_err() {
                return;
            }
        }
    });
    Ok(Sse::new(tokio_stream::wrappers::ReceiverStream::new(events)).into_response())
}

fn last_events(stamp: &Stamp, reply: &Reply, with_usage: bool) -> Result<Vec<Event>> {
    let chunks = to_wire::closing(stamp, reply, with_usage);
    let mut events = chunks.iter().map(event).collect::<Result<Vec<_>>>()?;
    events.push(Event::default().data("[DONE]"));
    Ok(events)
}

fn event(of: &impl Serialize) -> Result<Event> {
    Ok(Event::default().data(serde_json::to_string(of).map_err(Error::internal)?))
}
