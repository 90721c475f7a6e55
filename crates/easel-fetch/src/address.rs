//! From an address as text to the socket addresses that may be connected to. The only place that
//! looks names up.

use std::fmt::Debug;
use std::io;
use std::net::{IpAddr, SocketAddr};

use async_trait::async_trait;
use easel_types::{Error, Result};
use url::{Host, Url};

use crate::network::inner_network;
use crate::options::Allow;
use crate::refusal::invalid;

/// Longest address, in bytes.
const ADDRESS_BYTES_MAX: usize = 8_192;

/// Looks names up.
#[async_trait]
pub(crate) trait Lookup: Send + Sync + Debug {
    /// All addresses of this name.
    async fn addresses(&self, host: &str) -> io::Result<Vec<IpAddr>>;
}

/// The system's own lookup.
#[derive(Debug)]
pub(crate) struct SystemLookup;

#[async_trait]
impl Lookup for SystemLookup {
    async fn addresses(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        Ok(tokio::net::lookup_host((host, 0)).await?.map(|found| found.ip()).collect())
    }
}

/// An address that is well formed; whether it may be reached is [`Target::resolve`]'s to say.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) url: Url,
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) is_tls: bool,
    literal: Option<IpAddr>,
}

impl Target {
    /// Reads an address that someone wrote.
    pub(crate) fn parse(address: &str) -> Result<Self> {
        if address.len() > ADDRESS_BYTES_MAX {
            return Err(invalid(format!(
                "the address is longer than {ADDRESS_BYTES_MAX} characters"
            )));
        }
        let url = Url::parse(address).map_err(|err| {
            invalid(format!("not an address ({err}); write it as https://example.com/picture.png"))
        })?;
        Self::new(url)
    }

    /// Where a redirect from here leads.
    pub(crate) fn redirected(&self, location: &str) -> Result<Self> {
        let unusable = |err: Error| {
            let public = format!("the address redirects to where it may not: {}", err.public);
            Error { public, ..err }
        };
        let url = (location.len() <= ADDRESS_BYTES_MAX).then(|| self.url.join(location).ok());
        let url = url
            .flatten()
            .ok_or_else(|| invalid("the address redirects to something that is no address"))?;
        Self::new(url).map_err(unusable)
    }

    fn new(url: Url) -> Result<Self> {
        let is_tls = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(invalid("only http and https addresses can be reached")),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(invalid("the address must not hold a user name or password"));
        }
        let (host, literal) = match url.host() {
            Some(Host::Domain(name)) => (name.to_owned(), None),
            Some(Host::Ipv4(address)) => (address.to_string(), Some(IpAddr::V4(address))),
            Some(Host::Ipv6(address)) => (address.to_string(), Some(IpAddr::V6(address))),
            None => return Err(invalid("the address names no host")),
        };
        let port = url.port_or_known_default().filter(|port| *port != 0);
        let port = port.ok_or_else(|| invalid("the address must not have port 0"))?;
        Ok(Self { url, host, port, is_tls, literal })
    }

    /// The socket addresses that may be connected to; at least one.
    pub(crate) async fn resolve(
        &self,
        lookup: &dyn Lookup,
        allow: &[Allow],
    ) -> Result<Vec<SocketAddr>> {
        let found = match self.literal {
            Some(address) => vec![address],
            None => lookup.addresses(&self.host).await.map_err(|err| {
                invalid(format!("the host {} is not known", self.host)).with_source(err)
            })?,
        };
        let mut refused = None;
        let mut allowed = Vec::new();
        for address in found {
            match inner_network(address) {
                Some(network)
                    if !allow.iter().any(|a| a.covers(&self.host, address, self.port)) =>
                {
                    refused = Some(network);
                }
                Some(_) | None => allowed.push(SocketAddr::new(address, self.port)),
            }
        }
        match refused {
            _ if !allowed.is_empty() => Ok(allowed),
            Some(network) => Err(invalid(format!(
                "the host {} belongs to {network}; only public addresses can be reached",
                self.host
            ))),
            None => Err(invalid(format!("the host {} has no address", self.host))),
        }
    }

    /// The host and, where it is not the usual one, the port; for the Host header.
    pub(crate) fn authority(&self) -> String {
        let host = self.url.host_str().unwrap_or(&self.host);
        self.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Path and query, for the request line.
    pub(crate) fn path_and_query(&self) -> String {
        let path = self.url.path();
        self.url.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
    }
}
