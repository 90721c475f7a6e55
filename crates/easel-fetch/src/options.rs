//! What outbound requests are held to, and which inner addresses an operator lets them reach.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use crate::network::is_within;

/// What outbound requests are held to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboundOptions {
    /// Inner addresses that may be reached all the same. Empty: the public internet only.
    pub allow: Vec<Allow>,
    /// Longest wait for one connection, TLS included.
    pub connect_timeout: Duration,
    /// Longest wait for the whole: lookups, redirects and all bytes.
    pub total_timeout: Duration,
    /// Most bytes of an answer.
    pub bytes_max: usize,
    /// Most redirects that are followed.
    pub redirects_max: u32,
}

impl Default for OutboundOptions {
    fn default() -> Self {
        Self {
            allow: Vec::new(),
            connect_timeout: Duration::from_secs(5),
            total_timeout: Duration::from_secs(20),
            bytes_max: 32 * 1024 * 1024,
            redirects_max: 3,
        }
    }
}

/// Inner addresses that may be reached: `10.0.0.0/8`, `fd00::/8`, `127.0.0.1`, `127.0.0.1:8188`,
/// `[::1]:8188`, `pictures.internal` or `pictures.internal:8080`. Without a port: every port. A
/// name allows whatever addresses it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    target: Target,
    port: Option<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Network { start: IpAddr, prefix: u32 },
    Host(String),
}

/// Text that is no [`Allow`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} names nothing that could be allowed; write a network (10.0.0.0/8), an address \
     (127.0.0.1, [::1]) or a host name (pictures.internal), the latter two with a port at wish \
     (127.0.0.1:8188)"
)]
pub struct InvalidAllow(String);

impl Allow {
    /// True if this address may be reached, under this name and port.
    pub(crate) fn covers(&self, host: &str, address: IpAddr, port: u16) -> bool {
        if self.port.is_some_and(|allowed| allowed != port) {
            return false;
        }
        match &self.target {
            Target::Network { start, prefix } => {
                is_within(address.to_canonical(), start.to_canonical(), *prefix)
            }
            Target::Host(name) => name.eq_ignore_ascii_case(host.trim_end_matches('.')),
        }
    }
}

impl FromStr for Allow {
    type Err = InvalidAllow;

    fn from_str(text: &str) -> Result<Self, InvalidAllow> {
        let invalid = || InvalidAllow(text.chars().take(100).collect());
        if let Some((start, prefix)) = text.split_once('/') {
            let start: IpAddr = start.parse().map_err(|_| invalid())?;
            let prefix: u32 = prefix.parse().map_err(|_| invalid())?;
            if prefix > address_bits(start) {
                return Err(invalid());
            }
            return Ok(Self { target: Target::Network { start, prefix }, port: None });
        }
        let (host, port) = split_port(text).ok_or_else(invalid)?;
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let target = match bare.parse::<IpAddr>() {
            Ok(start) => Target::Network { start, prefix: address_bits(start) },
            Err(_) if is_host_name(host) => Target::Host(host.trim_end_matches('.').to_owned()),
            Err(_) => return Err(invalid()),
        };
        Ok(Self { target, port })
    }
}

impl fmt::Display for Allow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.target {
            Target::Network { start, prefix } if *prefix < address_bits(*start) => {
                write!(f, "{start}/{prefix}")?;
            }
            Target::Network { start: IpAddr::V6(start), .. } => write!(f, "[{start}]")?,
            Target::Network { start, .. } => write!(f, "{start}")?,
            Target::Host(name) => f.write_str(name)?,
        }
        self.port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

fn address_bits(address: IpAddr) -> u32 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

/// Host and port; an IPv6 address without brackets has no port.
fn split_port(text: &str) -> Option<(&str, Option<u16>)> {
    let colons = text.matches(':').count();
    if colons == 0 || text.ends_with(']') || (colons > 1 && !text.starts_with('[')) {
        return Some((text, None));
    }
    let (host, port) = text.rsplit_once(':')?;
    let port: u16 = port.parse().ok().filter(|port| *port != 0)?;
    Some((host, Some(port)))
}

fn is_host_name(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    let has_letter = host.bytes().any(|byte| byte.is_ascii_alphabetic());
    host.len() <= 253 && has_letter && host.split('.').all(is_label)
}
