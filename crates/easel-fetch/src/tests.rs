//! Outbound requests against real servers on this machine, which the allow list lets be reached.
//! Nothing here leaves the machine: names are answered by [`Names`].

mod addresses;
mod https;

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use easel_core::outbound::Outbound as _;
use easel_types::{Error, ErrorKind};
use rustls::RootCertStore;

use crate::address::Lookup;
use crate::{HttpOutbound, OutboundOptions};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

/// Answers lookups from a table, and counts them.
#[derive(Debug, Default)]
struct Names {
    table: BTreeMap<&'static str, Vec<IpAddr>>,
    lookups: AtomicUsize,
}

#[async_trait]
impl Lookup for Names {
    async fn addresses(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        self.lookups.fetch_add(1, Ordering::SeqCst);
        self.table.get(host).cloned().ok_or_else(|| io::Error::other("no such name"))
    }
}

/// A server on this machine, and outbound requests that may reach it.
struct Scene {
    address: SocketAddr,
    names: Arc<Names>,
    outbound: HttpOutbound,
}

impl Scene {
    async fn new(router: Router) -> Self {
        Self::with(router, OutboundOptions::default()).await
    }

    async fn with(router: Router, mut options: OutboundOptions) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        options.allow.push(address.to_string().parse().unwrap());
        let local = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let inner = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));
        let table = BTreeMap::from([
            ("pictures.test", vec![local]),
            ("mixed.test", vec![inner, local]),
            ("inner.test", vec![inner]),
            ("empty.test", vec![]),
        ]);
        let names = Arc::new(Names { table, ..Names::default() });
        let roots = RootCertStore::empty();
        let outbound = HttpOutbound::with_parts(options, names.clone(), roots).unwrap();
        Self { address, names, outbound }
    }

    async fn fetch(&self, path: &str) -> Result<Vec<u8>, Error> {
        self.outbound.fetch_picture(&format!("http://{}{path}", self.address)).await
    }

    /// The text of the refusal.
    async fn refusal(&self, path: &str) -> String {
        refusal(self.fetch(path).await, ErrorKind::InvalidRequest)
    }
}

fn refusal<T: std::fmt::Debug>(result: Result<T, Error>, kind: ErrorKind) -> String {
    let err = result.unwrap_err();
    assert_eq!(err.kind, kind, "{err}");
    assert_eq!(err.param, None);
    err.public
}

fn answer(kind: &'static str, bytes: &'static [u8]) -> Response {
    ([("content-type", kind)], bytes).into_response()
}

#[tokio::test]
async fn a_picture_is_fetched_whatever_its_type_is_called() {
    let router = Router::new()
        .route("/png", get(|| async { answer("image/png", PNG) }))
        .route("/html", get(|| async { answer("text/html", PNG) }))
        .route("/none", get(|| async { PNG }));
    let scene = Scene::new(router).await;
    for path in ["/png", "/html", "/none?size=large&token=x%20y"] {
        assert_eq!(scene.fetch(path).await.unwrap(), PNG, "{path}");
    }
}

#[tokio::test]
async fn the_server_sees_a_plain_request() {
    let router = Router::new().route(
        "/{*path}",
        get(|uri: Uri, headers: HeaderMap| async move {
            let mut names: Vec<_> = headers
                .iter()
                .map(|(name, value)| format!("{name}={}", value.to_str().unwrap()))
                .filter(|line| !line.starts_with("accept=") && !line.starts_with("user-agent="))
                .collect();
            names.sort();
            format!("{uri} {}", names.join(" "))
        }),
    );
    let scene = Scene::new(router).await;
    let address = format!("http://pictures.test:{}/a/b.png?x=1#part", scene.address.port());
    let seen = String::from_utf8(scene.outbound.fetch_picture(&address).await.unwrap()).unwrap();
    assert_eq!(
        seen,
        format!(
            "/a/b.png?x=1 accept-encoding=identity connection=close host=pictures.test:{}",
            scene.address.port()
        )
    );
}

#[tokio::test]
async fn answers_that_are_no_picture_say_why() {
    let router = Router::new()
        .route("/gone", get(|| async { StatusCode::NOT_FOUND }))
        .route("/ill", get(|| async { StatusCode::BAD_GATEWAY }))
        .route("/part", get(|| async { StatusCode::PARTIAL_CONTENT }))
        .route("/page", get(|| async { answer("text/html; charset=utf-8", b"<html>") }))
        .route("/empty", get(|| async { "" }))
        .route("/packed", get(|| async { ([("content-encoding", "gzip")], "x") }));
    let scene = Scene::new(router).await;
    for (path, expected) in [
        ("/gone", "answered 404"),
        ("/ill", "answered 502"),
        ("/part", "answered 206"),
        ("/page", "a web page, not a picture"),
        ("/empty", "without any bytes"),
        ("/packed", "compressed"),
    ] {
        let text = scene.refusal(path).await;
        assert!(text.contains(expected), "{path}: {text}");
    }
}

#[tokio::test]
async fn redirects_are_followed_up_to_a_limit() {
    let router = Router::new()
        .route("/1", get(|| async { Redirect::temporary("/2") }))
        .route("/2", get(|| async { Redirect::permanent("3") }))
        .route("/3", get(|| async { Redirect::to("/png") }))
        .route("/0", get(|| async { Redirect::to("/1") }))
        .route("/loop", get(|| async { Redirect::to("/loop") }))
        .route("/png", get(|| async { PNG }));
    let scene = Scene::new(router).await;
    assert_eq!(scene.fetch("/1").await.unwrap(), PNG);
    for path in ["/0", "/loop"] {
        assert_eq!(scene.refusal(path).await, "the address redirects more than 3 times");
    }
}

#[tokio::test]
async fn every_redirect_is_checked_anew() {
    let to = |location: &'static str| {
        get(move || async move { (StatusCode::FOUND, [("location", location)]) })
    };
    let router = Router::new()
        .route("/port", to("http://127.0.0.1:1/"))
        .route("/metadata", to("http://169.254.169.254/latest/meta-data/"))
        .route("/name", to("http://inner.test/secret-path"))
        .route("/scheme", to("file:///etc/passwd"))
        .route("/user", to("http://me:secret@pictures.test/"))
        .route("/nonsense", to("http://[::1"));
    let scene = Scene::new(router).await;
    for (path, expected) in [
        ("/port", "this machine"),
        ("/metadata", "a link-local network"),
        ("/name", "a private network"),
        ("/scheme", "only http and https"),
        ("/user", "user name or password"),
        ("/nonsense", "no address"),
    ] {
        let text = scene.refusal(path).await;
        assert!(text.contains(expected), "{path}: {text}");
        assert!(!text.contains("secret"), "{text}");
    }
}

#[tokio::test]
async fn names_are_looked_up_once_and_only_checked_addresses_are_used() {
    let router = Router::new().route("/png", get(|| async { PNG }));
    let scene = Scene::new(router).await;
    let port = scene.address.port();
    let fetch = |host: &str| {
        let address = format!("http://{host}:{port}/png");
        async { scene.outbound.fetch_picture(&{ address }).await }
    };
    assert_eq!(fetch("mixed.test").await.unwrap(), PNG);
    assert_eq!(scene.names.lookups.load(Ordering::SeqCst), 1);
    for (host, expected) in [
        ("inner.test", "belongs to a private network"),
        ("empty.test", "has no address"),
        ("unknown.test", "is not known"),
    ] {
        let text = refusal(fetch(host).await, ErrorKind::InvalidRequest);
        assert!(text.contains(expected) && text.contains(host), "{text}");
    }
}

#[tokio::test]
async fn answers_that_are_too_large_are_cut_short() {
    let stream = |chunks: usize| {
        let chunks = (0..chunks).map(|_| Ok::<_, io::Error>(vec![7_u8; 1_000]));
        Body::from_stream(futures::stream::iter(chunks))
    };
    let router = Router::new()
        .route("/fits", get(move || async move { stream(4) }))
        .route("/streamed", get(move || async move { stream(5) }))
        .route("/endless", get(move || async move { stream(usize::MAX) }))
        .route("/announced", get(|| async { vec![7_u8; 4_001] }));
    let options = OutboundOptions { bytes_max: 4_000, ..OutboundOptions::default() };
    let scene = Scene::with(router, options).await;
    assert_eq!(scene.fetch("/fits").await.unwrap().len(), 4_000);
    for path in ["/streamed", "/endless", "/announced"] {
        let text = refusal(scene.fetch(path).await, ErrorKind::PayloadTooLarge);
        assert!(text.contains("more than 4000 bytes"), "{path}: {text}");
    }
}

#[tokio::test]
async fn servers_that_never_finish_are_given_up() {
    let drip = || async {
        let first = futures::stream::once(async { Ok::<_, io::Error>(vec![1_u8]) });
        let never = futures::stream::pending();
        Body::from_stream(futures::StreamExt::chain(first, never))
    };
    let router = Router::new()
        .route("/silent", get(std::future::pending::<()>).post(std::future::pending::<()>))
        .route("/drip", get(drip));
    let total_timeout = Duration::from_millis(100);
    let options = OutboundOptions { total_timeout, ..OutboundOptions::default() };
    let scene = Scene::with(router, options).await;
    for path in ["/silent", "/drip"] {
        assert_eq!(scene.refusal(path).await, "127.0.0.1 did not answer in time");
    }
    let address = format!("http://{}/silent", scene.address);
    let posted = scene.outbound.post_json(&address, &[], Vec::new()).await;
    assert_eq!(refusal(posted, ErrorKind::InvalidRequest), "127.0.0.1 did not answer in time");
}

#[tokio::test]
async fn unreachable_and_broken_servers_say_so() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let options =
        OutboundOptions { allow: vec!["127.0.0.1".parse().unwrap()], ..OutboundOptions::default() };
    let names = Arc::new(Names::default());
    let outbound = HttpOutbound::with_parts(options, names, RootCertStore::empty()).unwrap();
    let hang_up = tokio::spawn(async move {
        for _ in 0..2 {
            drop(listener.accept().await.unwrap());
        }
    });
    let plain = outbound.fetch_picture(&format!("http://{address}/")).await;
    let text = refusal(plain, ErrorKind::InvalidRequest);
    assert!(text.contains("broke off"), "{text}");
    let secure = outbound.fetch_picture(&format!("https://{address}/")).await;
    let text = refusal(secure, ErrorKind::InvalidRequest);
    assert!(text.contains("could not agree on a secure connection"), "{text}");
    hang_up.await.unwrap();
    let gone = outbound.fetch_picture(&format!("http://{address}/")).await;
    let text = refusal(gone, ErrorKind::InvalidRequest);
    assert!(text.contains("could not be reached"), "{text}");
}

#[tokio::test]
async fn webhooks_get_the_body_and_headers_and_their_status_is_told() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let keep = seen.clone();
    let router = Router::new()
        .route(
            "/hook",
            post(move |headers: HeaderMap, body: String| async move {
                let header = |name: &str| headers[name].to_str().unwrap().to_owned();
                let line = format!("{} {} {body}", header("content-type"), header("x-signature"));
                keep.lock().unwrap().push(line);
                StatusCode::ACCEPTED
            }),
        )
        .route("/ill", post(|| async { StatusCode::INTERNAL_SERVER_ERROR }))
        .route("/moved", post(|| async { Redirect::temporary("/hook") }));
    let scene = Scene::new(router).await;
    let send = |path: &str, headers: Vec<(&str, &str)>| {
        let address = format!("http://{}{path}", scene.address);
        let headers: Vec<_> =
            headers.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let outbound = &scene.outbound;
        async move { outbound.post_json(&address, &headers, b"{\"a\":1}".to_vec()).await }
    };
    assert_eq!(send("/hook", vec![("X-Signature", "abc")]).await.unwrap(), 202);
    assert_eq!(send("/ill", vec![]).await.unwrap(), 500);
    assert_eq!(send("/moved", vec![]).await.unwrap(), 307);
    assert_eq!(*seen.lock().unwrap(), ["application/json abc {\"a\":1}"]);
    for (name, value) in
        [("a b", "x"), ("", "x"), ("x-a", "line\r\nbreak"), ("Host", "x"), ("content-length", "0")]
    {
        let sent = send("/hook", vec![(name, value)]).await;
        let text = refusal(sent, ErrorKind::InvalidRequest);
        assert!(text.contains("cannot be sent") && !text.contains("break"), "{text}");
    }
}

#[tokio::test]
async fn the_systems_own_lookup_and_certificates_are_used_outside_of_tests() {
    let scene = Scene::new(Router::new().route("/png", get(|| async { PNG }))).await;
    let address = format!("http://localhost:{}/png", scene.address.port());
    let strict = HttpOutbound::new(OutboundOptions::default()).unwrap();
    let text = refusal(strict.fetch_picture(&address).await, ErrorKind::InvalidRequest);
    assert!(text.contains("localhost belongs to this machine"), "{text}");
    let allow = vec!["localhost".parse().unwrap()];
    let lenient = HttpOutbound::new(OutboundOptions { allow, ..OutboundOptions::default() });
    assert_eq!(lenient.unwrap().fetch_picture(&address).await.unwrap(), PNG);
}
