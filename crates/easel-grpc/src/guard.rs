//! What every gRPC request passes: an id, a span, a log line and metrics; room, authentication
//! and rate limit. The same as the guard and tracing of `easel-http`, answered in gRPC's way.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use easel_core::{Core, Place};
use easel_links::{BaseUrl, secret};
use easel_types::{Caller, Error, ErrorKind, JobId, Result};
use metrics::{counter, describe_counter, describe_histogram, histogram};
use tonic::{Code, Status};
use tracing::Instrument as _;

use crate::GrpcOptions;
use crate::server::Context;
use crate::status::status;

const REQUESTS: &str = "easel_grpc_requests_total";
const REQUEST_TIME: &str = "easel_grpc_request_seconds";
const UPLOAD: &str = "/xai_api.Files/UploadFile";
/// Methods that metrics may name; labels may not grow with what clients invent.
const METHODS: [&str; 18] = [
    "Image/GenerateImage",
    "Video/GenerateVideo",
    "Video/ExtendVideo",
    "Video/GetDeferredVideo",
    "Files/UploadFile",
    "Files/ListFiles",
    "Files/RetrieveFile",
    "Files/DeleteFile",
    "Files/RetrieveFileContent",
    "Files/CreatePublicUrl",
    "Files/RevokePublicUrl",
    "Models/ListLanguageModels",
    "Models/ListEmbeddingModels",
    "Models/ListImageGenerationModels",
    "Models/GetLanguageModel",
    "Models/GetEmbeddingModel",
    "Models/GetImageGenerationModel",
    "Auth/get_api_key_info",
];

/// What the guard needs.
#[derive(Debug, Clone)]
pub(crate) struct Door {
    core: Core,
    options: Arc<GrpcOptions>,
}

impl Door {
    pub(crate) fn new(core: Core, options: GrpcOptions) -> Self {
        Self { core, options: Arc::new(options) }
    }

    async fn admit(&self, path: &str, headers: &HeaderMap) -> Result<(Place, Caller)> {
        match secret(headers) {
            Ok(secret) => self.core.admit(&secret).await,
            Err(err) if path == UPLOAD => Err(Error::new(
                ErrorKind::Unauthenticated,
                "an API key is needed: send the metadata `authorization: Bearer <key>`. The \
                 Python SDK leaves it out of uploads on channels made with \
                 use_insecure_channel=True; use api_host=\"localhost:PORT\" without it, or TLS",
            )
            .with_source(err)),
            Err(err) => Err(err),
        }
    }
}

/// Tells the exporter what the metrics mean.
pub(crate) fn describe_metrics() {
    describe_counter!(REQUESTS, "gRPC requests answered, by method and code");
    describe_histogram!(REQUEST_TIME, "Seconds from request to answer, by method");
}

/// The middleware. On success the request carries its [`Context`] as an extension.
pub(crate) async fn guard(State(door): State<Door>, req: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = door.core.new_job_id().to_string().replacen(JobId::PREFIX, "req", 1);
    let method = known_method(req.uri().path());
    let span =
        tracing::info_span!("request", request_id = id, method, key_id = tracing::field::Empty);
    let mut response = pass(&door, req, next).instrument(span.clone()).await;
    let code = code_of(&response);
    let elapsed = started.elapsed();
    span.in_scope(|| {
        tracing::info!(?code, duration_ms = elapsed.as_secs_f64() * 1e3, "answered");
    });
    let labels = [("method", method.to_owned()), ("code", format!("{code:?}"))];
    counter!(REQUESTS, &labels).increment(1);
    histogram!(REQUEST_TIME, &labels[..1]).record(elapsed.as_secs_f64());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

async fn pass(door: &Door, req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    // Held until the answer begins.
    let (_place, caller) = match door.admit(parts.uri.path(), &parts.headers).await {
        Ok(admitted) => admitted,
        Err(err) => return status(&err).into_http(),
    };
    tracing::Span::current().record("key_id", tracing::field::display(caller.key_id));
    let base = BaseUrl::of_request(&parts, &door.options.public_url);
    let patience = patience(&parts.headers);
    parts.extensions.insert(Context { caller, base, patience });
    next.run(Request::from_parts(parts, body)).await
}

/// The answer to a request whose handler panicked.
pub(crate) fn panicked(_panic: Box<dyn std::any::Any + Send>) -> Response<Body> {
    status(&Error::internal("a handler panicked")).into_http()
}

/// How long the client waits: up to eight digits and a unit, as gRPC's protocol over HTTP/2
/// defines `grpc-timeout`. What cannot be read is taken for nothing said.
fn patience(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get("grpc-timeout")?.to_str().ok()?;
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let plain = (1..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let amount: u64 = plain.then(|| digits.parse().ok())??;
    match unit {
        "H" => Some(Duration::from_secs(amount * 3_600)),
        "M" => Some(Duration::from_secs(amount * 60)),
        "S" => Some(Duration::from_secs(amount)),
        "m" => Some(Duration::from_millis(amount)),
        "u" => Some(Duration::from_micros(amount)),
        "n" => Some(Duration::from_nanos(amount)),
        _ => None,
    }
}

/// The code of an answer, as far as its head tells: successes and failures of streams stand
/// behind the body.
fn code_of(response: &Response) -> Code {
    Status::from_header_map(response.headers()).map_or(Code::Ok, |status| status.code())
}

fn known_method(path: &str) -> &'static str {
    METHODS
        .into_iter()
        .find(|method| path.strip_prefix("/xai_api.") == Some(method))
        .unwrap_or("unknown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clients_patience_is_read_as_the_protocol_defines_it() {
        let of = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert("grpc-timeout", HeaderValue::from_static(text));
            patience(&headers)
        };
        assert_eq!(of("27M"), Some(Duration::from_mins(27)));
        assert_eq!(of("1H"), Some(Duration::from_hours(1)));
        assert_eq!(of("99999999m"), Some(Duration::from_millis(99_999_999)));
        for text in ["", "M", "1", "1x", "123456789S", "-1S"] {
            assert_eq!(of(text), None, "{text}");
        }
        assert_eq!(patience(&HeaderMap::new()), None);
    }
}
