//! A server that the operator named in the configuration, so that it may be an inner one: posts
//! of JSON whose answers are read as they come. Strangers' addresses never get here.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use easel_types::{Error, Result};
use http_body_util::{BodyExt as _, Full};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Method, Request};
use rustls::RootCertStore;

use crate::address::{SystemLookup, Target};
use crate::connect::{Answer, Connector};
use crate::options::Allow;
use crate::outbound::{USER_AGENT, sendable};
use crate::refusal::{broken_off, invalid, too_large};

/// A server and what every request to it carries.
pub struct Endpoint {
    target: Target,
    allow: [Allow; 1],
    headers: Vec<(HeaderName, HeaderValue)>,
    connector: Connector,
}

impl fmt::Debug for Endpoint {
    /// Without the headers, which may hold a key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("address", &self.target.url.as_str())
            .finish_non_exhaustive()
    }
}

impl Endpoint {
    /// The server at `address`, such as `http://127.0.0.1:11434/v1`, called with `headers`.
    ///
    /// # Errors
    /// `InvalidRequest` for an address or a header that cannot be used; `Internal` where TLS
    /// cannot be set up.
    pub fn new(address: &str, headers: &[(String, String)], connect: Duration) -> Result<Self> {
        let target = Target::parse(address)?;
        let host = target.url.host_str().unwrap_or(&target.host);
        let allow = format!("{host}:{}", target.port)
            .parse()
            .map_err(|_| invalid("the address names no usable host"))?;
        let mut sent = Vec::new();
        for (name, value) in headers {
            let (name, mut value) = sendable(name, value)?;
            value.set_sensitive(true);
            sent.push((name, value));
        }
        let mut roots = RootCertStore::empty();
        if target.is_tls {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
        let connector = Connector::new(roots, connect).map_err(Error::internal)?;
        Ok(Self { target, allow: [allow], headers: sent, connector })
    }

    /// Posts JSON to `path` below the address. Redirects are not followed.
    ///
    /// # Errors
    /// `InvalidRequest` where the server cannot be reached or breaks off.
    pub async fn post_json(&self, path: &str, body: Vec<u8>) -> Result<Reading> {
        let base = self.target.path_and_query();
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("{}/{path}", base.trim_end_matches('/')))
            .header(header::HOST, self.target.authority())
            .header(header::USER_AGENT, USER_AGENT)
            .header(header::CONNECTION, "close")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(body)));
        let mut request = request
            .map_err(|err| invalid("the address cannot be sent in a request").with_source(err))?;
        for (name, value) in &self.headers {
            request.headers_mut().insert(name, value.clone());
        }
        let addresses = self.target.resolve(&SystemLookup, &self.allow).await?;
        let answer = self.connector.send(&self.target, &addresses, request).await?;
        Ok(Reading { answer })
    }
}

/// An answer that is being read. Dropping it closes the connection.
pub struct Reading {
    answer: Answer,
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading").field("status", &self.status()).finish_non_exhaustive()
    }
}

impl Reading {
    /// Its HTTP status.
    pub fn status(&self) -> u16 {
        self.answer.response.status().as_u16()
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    /// `InvalidRequest` where the server breaks off.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>> {
        while let Some(frame) = self.answer.response.body_mut().frame().await {
            if let Ok(bytes) = frame.map_err(broken_off)?.into_data() {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }

    /// All bytes.
    ///
    /// # Errors
    /// `PayloadTooLarge` for more than `bytes_max`, otherwise as [`chunk`](Self::chunk).
    pub async fn whole(mut self, bytes_max: usize) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        while let Some(chunk) = self.chunk().await? {
            if bytes.len() + chunk.len() > bytes_max {
                return Err(too_large(bytes_max));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}
