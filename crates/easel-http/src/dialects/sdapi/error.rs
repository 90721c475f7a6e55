//! That server's error shapes, which are `FastAPI`'s: 422 with a list of parameters at fault, a plain
//! `detail` about access and things that are not there, and `error`, `detail`, `body`, `errors` for
//! everything else.

use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use easel_types::{Error, ErrorKind};

use super::answers::{ErrorAnswer, ErrorDetail, Problem};
use crate::refusal::refusal;

/// What the core calls parameters, and what they are called here.
const NAMES: &[(&str, &str)] = &[
    ("guidance_scale", "cfg_scale"),
    ("n", "batch_size"),
    ("strength", "denoising_strength"),
    ("hires.scale", "hr_scale"),
    ("hires.steps", "hr_second_pass_steps"),
    ("hires.strength", "denoising_strength"),
    ("model", "sd_model_checkpoint"),
    ("clip_skip", "CLIP_stop_at_last_layers"),
    ("init_image", "init_images"),
    ("scale", "upscaling_resize"),
    ("loras", "prompt"),
];

/// An error on its way to a client of this dialect.
#[derive(Debug)]
pub(crate) struct SdError(Error);

impl From<Error> for SdError {
    fn from(err: Error) -> Self {
        Self(err)
    }
}

impl IntoResponse for SdError {
    fn into_response(self) -> Response {
        render(&self.0)
    }
}

/// The answer to a request that failed with `err`.
pub(crate) fn render(err: &Error) -> Response {
    let status = status(err.kind);
    let mut response = refusal(err, status, answer(err));
    if status == StatusCode::UNAUTHORIZED {
        let basic = HeaderValue::from_static("Basic realm=\"Easel\"");
        response.headers_mut().insert(WWW_AUTHENTICATE, basic);
    }
    response
}

fn answer(err: &Error) -> ErrorAnswer {
    let plain = |text: String| ErrorAnswer {
        detail: ErrorDetail::Text(text),
        error: None,
        body: None,
        errors: None,
    };
    match err.kind {
        ErrorKind::InvalidRequest | ErrorKind::UnsupportedParameter => {
            let (loc, msg) = in_words_of_this_dialect(err);
            let r#type = match (err.malformed, err.kind) {
                (true, _) => "malformed",
                (false, ErrorKind::UnsupportedParameter) => "unsupported",
                (false, _) => "value_error",
            };
            ErrorAnswer {
                detail: ErrorDetail::Problems(vec![Problem { loc, msg, r#type }]),
                ..plain(String::new())
            }
        }
        ErrorKind::Unauthenticated => plain(format!(
            "{}; clients of AUTOMATIC1111 take it as API authentication `user:<key>`, with any \
             user",
            err.public
        )),
        ErrorKind::Forbidden | ErrorKind::NotFound | ErrorKind::RateLimited => {
            plain(err.public.clone())
        }
        ErrorKind::PayloadTooLarge
        | ErrorKind::ContentRejected
        | ErrorKind::Conflict
        | ErrorKind::InsufficientCredits
        | ErrorKind::AtCapacity
        | ErrorKind::Cancelled
        | ErrorKind::DeadlineExceeded
        | ErrorKind::EngineFailed
        | ErrorKind::ModelUnavailable
        | ErrorKind::Unavailable
        | ErrorKind::Internal => ErrorAnswer {
            error: Some(err.kind.as_str()),
            body: Some(""),
            errors: Some(err.public.clone()),
            ..plain(err.public.clone())
        },
    }
}

/// Where the fault is, and the text, with the parameter called what the client calls it.
fn in_words_of_this_dialect(err: &Error) -> (Vec<String>, String) {
    let param = err.param.as_deref().unwrap_or("body");
    if param == "body" {
        return (vec!["body".to_owned()], err.public.clone());
    }
    let core = param.split_once("loras.").map_or(param, |_| "loras");
    let known = NAMES.iter().find(|(name, _)| *name == core);
    let name = known.map_or(param, |(_, name)| *name);
    let msg = err.public.replace(&format!("`{param}`"), &format!("`{name}`"));
    let mut loc = vec!["body".to_owned()];
    loc.extend(name.split('.').map(str::to_owned));
    (loc, msg)
}

fn status(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::InvalidRequest
        | ErrorKind::UnsupportedParameter
        | ErrorKind::ContentRejected => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorKind::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorKind::InsufficientCredits => StatusCode::PAYMENT_REQUIRED,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Conflict | ErrorKind::Cancelled => StatusCode::CONFLICT,
        ErrorKind::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::DeadlineExceeded => StatusCode::GATEWAY_TIMEOUT,
        ErrorKind::AtCapacity | ErrorKind::ModelUnavailable | ErrorKind::Unavailable => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        ErrorKind::EngineFailed | ErrorKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
