//! Request bodies: read within the limit, decoded with errors that say where. Each dialect
//! renders the errors in its own shape, so nothing here answers by itself.

use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::header::{CONTENT_TYPE, HeaderMap};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use bytes::Bytes;
use easel_types::{Error, ErrorKind, Result};
use serde::de::DeserializeOwned;

use crate::App;

/// A body that has been read, or why it could not be.
#[derive(Debug)]
pub(crate) struct Body {
    bytes: Result<Bytes>,
    content_type: Option<String>,
}

impl FromRequest<App> for Body {
    type Rejection = std::convert::Infallible;

    async fn from_request(req: Request, app: &App) -> Result<Self, Self::Rejection> {
        let content_type = req.headers().get(CONTENT_TYPE);
        let content_type =
            content_type.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let bytes_max = app.core.limits().body_bytes_max;
        let patience = app.core.limits().body_time_max;
        let bytes = match tokio::time::timeout(patience, Bytes::from_request(req, app)).await {
            Ok(bytes) => bytes.map_err(|rejection| unreadable(&rejection, bytes_max)),
            Err(_) => {
                let seconds = patience.as_secs();
                Err(malformed(format!("the body did not arrive within {seconds} s")))
            }
        };
        Ok(Self { bytes, content_type })
    }
}

impl Body {
    /// The body as JSON. A missing content type is taken for JSON, as other servers do.
    pub(crate) fn json<T: DeserializeOwned>(self) -> Result<T> {
        let bytes = self.bytes?;
        if let Some(content_type) = &self.content_type {
            let essence = content_type.split(';').next().unwrap_or_default().trim();
            let is_json = essence.eq_ignore_ascii_case("application/json")
                || essence.to_ascii_lowercase().ends_with("+json")
                || is_curls_default(essence, &bytes);
            if !is_json {
                return Err(malformed(format!(
                    "the body is `{essence}`; this call takes `application/json`"
                )));
            }
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(malformed("the body is empty; this call takes a JSON object".to_owned()));
        }
        // Without this an array would be taken for the fields in their order.
        if !bytes.trim_ascii_start().starts_with(b"{") {
            return Err(malformed("the JSON body cannot be used: it is not an object".to_owned()));
        }
        serde_json::from_slice(&bytes).map_err(|err| {
            let text = err.to_string();
            let mut error = malformed(format!("the JSON body cannot be used: {text}"));
            error.param = named_field(&text);
            error
        })
    }
}

/// `curl -d '{…}'` calls its JSON a form unless told otherwise.
fn is_curls_default(essence: &str, bytes: &[u8]) -> bool {
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
        && bytes.trim_ascii_start().starts_with(b"{")
}

/// The query of a request, with unknown and malformed parameters refused by name.
pub(crate) fn query<T: DeserializeOwned>(raw: Option<&str>) -> Result<T> {
    let uri = Uri::builder().path_and_query(format!("/?{}", raw.unwrap_or_default())).build();
    let uri = uri.map_err(|_| malformed("the query of the address cannot be read".to_owned()))?;
    let Query(query) = Query::try_from_uri(&uri).map_err(|rejection| {
        let text = rejection.body_text();
        let text = text.strip_prefix("Failed to deserialize query string: ").unwrap_or(&text);
        let mut error = malformed(format!("the query of the address cannot be used: {text}"));
        error.param = text.split(':').next().filter(|name| !name.contains(' ')).map(str::to_owned);
        error
    })?;
    Ok(query)
}

/// The part of an address that names a thing. What cannot be decoded names nothing.
#[derive(Debug)]
pub(crate) struct Segment(pub(crate) String);

impl FromRequestParts<App> for Segment {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let path = Path::<String>::from_request_parts(parts, app).await;
        Ok(Self(path.map_or_else(|_| String::new(), |Path(segment)| segment)))
    }
}

/// The client's own name for a request, from the header `Idempotency-Key`.
pub(crate) fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    match value.to_str() {
        Ok(key) => Ok(Some(key.to_owned())),
        Err(_) => Err(Error::invalid(
            "idempotency_key",
            "the header Idempotency-Key must be printable ASCII",
        )),
    }
}

fn unreadable(rejection: &BytesRejection, bytes_max: usize) -> Error {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Error::new(
            ErrorKind::PayloadTooLarge,
            format!("the body is larger than the {bytes_max} bytes allowed"),
        );
    }
    malformed("the body could not be read to its end".to_owned())
}

fn malformed(public: String) -> Error {
    Error::malformed(public).with_param(BODY)
}

/// `param` of errors about the body as a whole.
const BODY: &str = "body";

/// The field in serde's messages (``missing field `prompt` at line 1``), or the whole body.
fn named_field(text: &str) -> Option<String> {
    let about_a_field = ["missing field `", "unknown field `", "duplicate field `"];
    let named = about_a_field.iter().find_map(|start| text.strip_prefix(start));
    let named = named.and_then(|rest| rest.split('`').next());
    Some(named.unwrap_or(BODY).to_owned())
}
