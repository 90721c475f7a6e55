//! One request over one connection to a checked address. There is no pool, no proxy and no second
//! lookup: the socket is opened to the address that was checked.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use easel_types::{Error, Result};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;

use crate::address::Target;
use crate::refusal::{broken_off, invalid, too_slow};

/// Makes connections.
pub(crate) struct Connector {
    tls: TlsConnector,
    timeout: Duration,
}

/// An answer whose body is still to come. Dropping it closes the connection.
pub(crate) struct Answer {
    pub(crate) response: Response<Incoming>,
    _connection: Connection,
}

/// The work of keeping a connection going, ended when it is dropped.
struct Connection(JoinHandle<()>);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Connector {
    /// A connector that trusts these certificates.
    ///
    /// # Errors
    /// Where rustls refuses its own defaults.
    pub(crate) fn new(roots: RootCertStore, timeout: Duration) -> Result<Self, rustls::Error> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: TlsConnector::from(Arc::new(config)), timeout })
    }

    /// Sends the request to the first of these addresses that accepts a connection.
    pub(crate) async fn send(
        &self,
        target: &Target,
        addresses: &[SocketAddr],
        request: Request<Full<Bytes>>,
    ) -> Result<Answer> {
        let mut failure = None;
        for address in addresses {
            let connected = tokio::time::timeout(self.timeout, TcpStream::connect(address)).await;
            match connected {
                Ok(Ok(stream)) => return self.speak(target, stream, request).await,
                Ok(Err(err)) => {
                    let text = format!("{} could not be reached", target.host);
                    failure = Some(invalid(text).with_source(err));
                }
                Err(_) => failure = Some(too_slow(&target.host)),
            }
        }
        Err(failure.unwrap_or_else(|| invalid(format!("{} has no address", target.host))))
    }

    async fn speak(
        &self,
        target: &Target,
        stream: TcpStream,
        request: Request<Full<Bytes>>,
    ) -> Result<Answer> {
        if !target.is_tls {
            return exchange(stream, request).await;
        }
        let name = ServerName::try_from(target.host.clone())
            .map_err(|err| invalid(format!("{} is no host name", target.host)).with_source(err))?;
        let secured = tokio::time::timeout(self.timeout, self.tls.connect(name, stream)).await;
        let stream = secured
            .map_err(|_| too_slow(&target.host))?
            .map_err(|err| unsecured(&target.host, err))?;
        exchange(stream, request).await
    }
}

fn unsecured(host: &str, err: std::io::Error) -> Error {
    let about_certificate = err
        .get_ref()
        .and_then(|err| err.downcast_ref::<rustls::Error>())
        .is_some_and(|err| matches!(err, rustls::Error::InvalidCertificate(_)));
    let what = if about_certificate {
        "has a certificate that cannot be trusted"
    } else {
        "could not agree on a secure connection"
    };
    invalid(format!("{host} {what}")).with_source(err)
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Answer>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.map_err(broken_off)?;
    let connection = Connection(tokio::spawn(async move {
        if let Err(err) = connection.await {
            tracing::debug!(error = %err, "an outbound connection ended badly");
        }
    }));
    let response = sender.send_request(request).await.map_err(broken_off)?;
    Ok(Answer { response, _connection: connection })
}
