//! Fetching pictures and calling webhooks over HTTP: redirects by hand, bytes counted as they
//! come, one time limit over everything.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use easel_core::outbound::Outbound;
use easel_types::{Error, ImageFormat, Result};
use http_body_util::{BodyExt as _, Full};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, StatusCode};
use rustls::RootCertStore;

use crate::address::{Lookup, SystemLookup, Target};
use crate::connect::{Answer, Connector};
use crate::options::OutboundOptions;
use crate::refusal::{broken_off, invalid, too_large, too_slow};

/// What this server calls itself.
pub(crate) const USER_AGENT: &str = concat!("easel/", env!("CARGO_PKG_VERSION"));
/// What is asked for. Servers that negotiate should not send formats that are not read.
const ACCEPT: &str = "image/png, image/jpeg, image/webp, image/gif;q=0.8, */*;q=0.1";
/// Headers that describe the connection or the body and so are not the caller's to set.
const OWN_HEADERS: [HeaderName; 8] = [
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::EXPECT,
    header::HOST,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// Outbound HTTP over the system's network.
pub struct HttpOutbound {
    options: OutboundOptions,
    lookup: Arc<dyn Lookup>,
    connector: Connector,
}

impl fmt::Debug for HttpOutbound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpOutbound").field("options", &self.options).finish_non_exhaustive()
    }
}

impl HttpOutbound {
    /// Outbound HTTP held to these options, trusting the system's certificates. On a machine
    /// without any, `https` addresses will be refused, which is logged as a warning now.
    ///
    /// # Errors
    /// [`Internal`](easel_types::ErrorKind::Internal) where TLS cannot be set up at all.
    pub fn new(options: OutboundOptions) -> Result<Self> {
        let found = rustls_native_certs::load_native_certs();
        let mut roots = RootCertStore::empty();
        let (trusted, _) = roots.add_parsable_certificates(found.certs);
        if trusted == 0 {
            tracing::warn!(
                problems = ?found.errors,
                "this machine has no certificates to trust, so no https address can be reached; \
                 install its ca-certificates package"
            );
        }
        Self::with_parts(options, Arc::new(SystemLookup), roots)
    }

    pub(crate) fn with_parts(
        options: OutboundOptions,
        lookup: Arc<dyn Lookup>,
        roots: RootCertStore,
    ) -> Result<Self> {
        let connector = Connector::new(roots, options.connect_timeout).map_err(Error::internal)?;
        Ok(Self { options, lookup, connector })
    }

    /// One request; redirects are not followed.
    async fn send(&self, target: &Target, mut request: Request<Full<Bytes>>) -> Result<Answer> {
        let addresses = target.resolve(&*self.lookup, &self.options.allow).await?;
        let headers = request.headers_mut();
        let host = HeaderValue::try_from(target.authority())
            .map_err(|err| invalid("the address names no usable host").with_source(err))?;
        headers.insert(header::HOST, host);
        headers.entry(header::USER_AGENT).or_insert(HeaderValue::from_static(USER_AGENT));
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        self.connector.send(target, &addresses, request).await
    }

    async fn fetch(&self, mut target: Target) -> Result<Vec<u8>> {
        for _ in 0..=self.options.redirects_max {
            let mut request = request(&target, Method::GET, Bytes::new())?;
            let headers = request.headers_mut();
            headers.insert(header::ACCEPT, HeaderValue::from_static(ACCEPT));
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
            let answer = self.send(&target, request).await?;
            match redirection(&answer) {
                Some(location) => target = target.redirected(&location)?,
                None => return self.read(answer).await,
            }
        }
        Err(invalid(format!(
            "the address redirects more than {} times",
            self.options.redirects_max
        )))
    }

    /// The bytes of a final answer.
    async fn read(&self, answer: Answer) -> Result<Vec<u8>> {
        // The connection lives as long as `answer`.
        let mut answer = answer;
        let status = answer.response.status();
        if status != StatusCode::OK {
            return Err(invalid(format!("the address answered {}", status.as_u16())));
        }
        let is_page = is_web_page(answer.response.headers());
        let encoding = answer.response.headers().get(header::CONTENT_ENCODING);
        if encoding.is_some_and(|encoding| encoding != "identity") {
            return Err(invalid(
                "the address answered in compressed form, which was not asked for",
            ));
        }
        let bytes_max = self.options.bytes_max;
        let announced = answer.response.headers().get(header::CONTENT_LENGTH);
        let announced = announced.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        if announced.is_some_and(|length| usize::try_from(length).is_ok_and(|l| l > bytes_max)) {
            return Err(too_large(bytes_max));
        }
        let mut bytes = Vec::new();
        while let Some(frame) = answer.response.body_mut().frame().await {
            let Ok(chunk) = frame.map_err(broken_off)?.into_data() else { continue };
            if bytes.len() + chunk.len() > bytes_max {
                return Err(too_large(bytes_max));
            }
            bytes.extend_from_slice(&chunk);
        }
        if bytes.is_empty() {
            return Err(invalid("the address answered without any bytes"));
        }
        // Servers are often wrong about types, so the bytes have the last word.
        if is_page && ImageFormat::sniff(&bytes).is_none() && !bytes.starts_with(b"GIF8") {
            return Err(invalid(
                "the address answered with a web page, not a picture; use the address of the \
                 picture itself",
            ));
        }
        Ok(bytes)
    }

    async fn in_time<T>(&self, host: &str, work: impl Future<Output = Result<T>>) -> Result<T> {
        let limited = tokio::time::timeout(self.options.total_timeout, work).await;
        limited.unwrap_or_else(|_| Err(too_slow(host)))
    }
}

#[async_trait]
impl Outbound for HttpOutbound {
    async fn fetch_picture(&self, address: &str) -> Result<Vec<u8>> {
        let target = Target::parse(address)?;
        let host = target.host.clone();
        self.in_time(&host, self.fetch(target)).await
    }

    async fn post_json(
        &self,
        address: &str,
        headers: &[(String, String)],
        body: Vec<u8>,
    ) -> Result<u16> {
        let target = Target::parse(address)?;
        let mut request = request(&target, Method::POST, Bytes::from(body))?;
        let json = HeaderValue::from_static("application/json");
        request.headers_mut().insert(header::CONTENT_TYPE, json);
        for (name, value) in headers {
            let (name, value) = sendable(name, value)?;
            request.headers_mut().insert(name, value);
        }
        let answer = self.in_time(&target.host, self.send(&target, request)).await?;
        Ok(answer.response.status().as_u16())
    }
}

fn request(target: &Target, method: Method, body: Bytes) -> Result<Request<Full<Bytes>>> {
    Request::builder()
        .method(method)
        .uri(target.path_and_query())
        .body(Full::new(body))
        .map_err(|err| invalid("the address cannot be sent in a request").with_source(err))
}

pub(crate) fn sendable(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    let unsendable = || {
        let shown: String = name.chars().take(60).collect();
        invalid(format!("the header {shown:?} cannot be sent"))
    };
    let name = HeaderName::try_from(name).map_err(|_| unsendable())?;
    let value = HeaderValue::try_from(value).map_err(|_| unsendable())?;
    if OWN_HEADERS.contains(&name) {
        return Err(unsendable());
    }
    Ok((name, value))
}

/// Where the answer sends on to, if it does.
fn redirection(answer: &Answer) -> Option<String> {
    let is_redirect = matches!(answer.response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = answer.response.headers().get(header::LOCATION).filter(|_| is_redirect)?;
    // Not valid text: keep it, so that it is refused by name rather than taken for an answer.
    Some(String::from_utf8_lossy(location.as_bytes()).into_owned())
}

fn is_web_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().trim_start().to_ascii_lowercase();
    kind.starts_with("text/html") || kind.starts_with("application/xhtml")
}
