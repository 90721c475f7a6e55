//! Easel's gRPC front, on the same port as the HTTP front: the services of
//! `api/proto/xai_api.proto`, one file each. [`beside`] tells the two fronts' requests apart.
//!
//! What happens to a request lives in `easel-core`; listening, in the binary.

mod auth;
mod files;
mod from_proto;
mod guard;
mod image;
mod listing;
mod models;
#[allow(
    clippy::all,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::doc_markdown,
    clippy::large_futures,
    clippy::str_to_string,
    clippy::too_many_lines,
    missing_debug_implementations,
    missing_docs,
    unreachable_pub,
    elided_lifetimes_in_paths,
    reason = "generated code is not ours to word"
)]
#[path = "generated/xai_api.rs"]
#[rustfmt::skip]
pub mod proto;
mod server;
mod status;
mod to_proto;
mod video;

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::{Router, middleware};
use easel_core::Core;
use easel_links::PublicUrl;
use tonic::service::Routes;
use tower::ServiceExt as _;
use tower::service_fn;
use tower_http::catch_panic::CatchPanicLayer;

use crate::guard::{Door, guard};
use crate::proto::auth_server::AuthServer;
use crate::proto::files_server::FilesServer;
use crate::proto::image_server::ImageServer;
use crate::proto::models_server::ModelsServer;
use crate::proto::video_server::VideoServer;
use crate::server::Server;

/// What the binary decides about the front.
#[derive(Debug, Clone)]
pub struct GrpcOptions {
    /// The address of this server in answers.
    pub public_url: PublicUrl,
}

/// A router that gives gRPC requests, told by their content type, to the services of this crate,
/// and all others to `http`.
pub fn beside(core: Core, options: GrpcOptions, http: Router) -> Router {
    let grpc = routes(core, options);
    let chosen = service_fn(move |req: Request| {
        let front = if is_grpc(req.headers()) { grpc.clone() } else { http.clone() };
        front.oneshot(req)
    });
    Router::new().fallback_service(chosen)
}

/// Every service. Whatever is asked for, the answer is gRPC's: an unknown method is answered
/// with UNIMPLEMENTED, a panic with INTERNAL.
pub fn routes(core: Core, options: GrpcOptions) -> Router {
    guard::describe_metrics();
    // Both ways: the clients themselves stop at 20 MiB.
    let bytes_max = core.limits().body_bytes_max;
    let server = Server::new(core.clone());
    let image = ImageServer::new(server.clone());
    let image = image.max_decoding_message_size(bytes_max).max_encoding_message_size(bytes_max);
    let video = VideoServer::new(server.clone()).max_decoding_message_size(bytes_max);
    let files = FilesServer::new(server.clone()).max_decoding_message_size(bytes_max);
    Routes::new(image)
        .add_service(video)
        .add_service(files)
        .add_service(ModelsServer::new(server.clone()))
        .add_service(AuthServer::new(server))
        .into_axum_router()
        .layer(CatchPanicLayer::custom(guard::panicked))
        .layer(middleware::from_fn_with_state(Door::new(core, options), guard))
}

fn is_grpc(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let rest = content_type.and_then(|value| value.strip_prefix("application/grpc"));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['+', ';']))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_content_type_tells_the_fronts_apart() {
        for (content_type, expect) in [
            ("application/grpc", true),
            ("application/grpc+proto", true),
            ("application/grpc;charset=utf-8", true),
            ("application/grpc-web", false),
            ("application/json", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
            assert_eq!(is_grpc(&headers), expect, "{content_type}");
        }
        assert!(!is_grpc(&HeaderMap::new()));
    }
}
