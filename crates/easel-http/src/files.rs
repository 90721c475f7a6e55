//! Produced files, for anyone who knows their unguessable address.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use easel_types::{ArtifactId, Error, ErrorKind, Result, UploadId};

use crate::App;
use crate::body::Segment;
use crate::dialects::native;

/// Serves one produced file.
#[utoipa::path(
    get, path = "/files/{name}", tag = "files",
    params(("name" = String, Path, description = "File name as it stands in an answer")),
    responses(
        (status = 200, description = "The file", content_type = "image/png", body = Vec<u8>),
        (status = 304, description = "The client's copy is current"),
        (status = 404, description = "No such file, or its time is over", body = native::wire::ErrorAnswer),
    )
)]
pub(crate) async fn get_file(
    State(app): State<App>,
    Segment(name): Segment,
    headers: HeaderMap,
) -> Response {
    match serve(&app, &name, &headers).await {
        Ok(response) => response,
        Err(err) => native::error::render(&err),
    }
}

async fn serve(app: &App, name: &str, headers: &HeaderMap) -> Result<Response> {
    let gone = || Error::new(ErrorKind::NotFound, "there is no such file, or its time is over");
    let (stem, extension) = name.split_once('.').ok_or_else(gone)?;
    let etag = format!("\"{stem}\"");
    let (format, bytes) = match stem.parse::<UploadId>() {
        Ok(id) => {
            let (picture, bytes) = app.core.upload_file(id).await?;
            (picture.format, bytes)
        }
        Err(_) => {
            let id: ArtifactId = stem.parse().map_err(|_| gone())?;
            let file = app.core.file(id).await?;
            (file.artifact.format, file.bytes)
        }
    };
    if format.extension() != extension {
        return Err(gone());
    }
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    let headers = [
        (CONTENT_TYPE, format.media_type().to_owned()),
        (ETAG, etag),
        // The bytes under an id never change.
        (CACHE_CONTROL, "public, max-age=86400, immutable".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        // An SVG opened in a browser must not run anything.
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; sandbox".to_owned(),
        ),
    ];
    Ok((headers, Body::from(bytes)).into_response())
}
