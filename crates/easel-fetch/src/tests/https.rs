//! Over TLS, with an authority that only this test trusts. `authority.der` signed `leaf.der`
//! (for pictures.test, valid for a hundred years), whose key is `leaf-key.der`; neither is of use
//! anywhere else.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use easel_core::outbound::Outbound as _;
use easel_types::ErrorKind;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio_rustls::TlsAcceptor;

use super::{Names, PNG, refusal};
use crate::{HttpOutbound, OutboundOptions};

/// Serves the picture over TLS; returns the port.
async fn serve() -> u16 {
    let leaf = CertificateDer::from(include_bytes!("leaf.der").as_slice());
    let key = PrivatePkcs8KeyDer::from(include_bytes!("leaf-key.der").as_slice());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf], PrivateKeyDer::Pkcs8(key))
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A client that does not trust the certificate ends the handshake.
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut request = [0_u8; 4_096];
            let _ = stream.read(&mut request).await.unwrap();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", PNG.len());
            stream.write_all(&[head.as_bytes(), PNG].concat()).await.unwrap();
            stream.shutdown().await.unwrap();
        }
    });
    port
}

fn outbound(port: u16, roots: RootCertStore) -> HttpOutbound {
    let local = vec![IpAddr::V4(Ipv4Addr::LOCALHOST)];
    let table = BTreeMap::from([("pictures.test", local.clone()), ("other.test", local)]);
    let names = Arc::new(Names { table, ..Names::default() });
    let allow = vec![format!("127.0.0.1:{port}").parse().unwrap()];
    let options = OutboundOptions { allow, ..OutboundOptions::default() };
    HttpOutbound::with_parts(options, names, roots).unwrap()
}

#[tokio::test]
async fn a_picture_is_fetched_over_tls_from_the_host_that_was_named() {
    let port = serve().await;
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(include_bytes!("authority.der").as_slice())).unwrap();
    let trusting = outbound(port, roots);
    let address = format!("https://pictures.test:{port}/a.png");
    assert_eq!(trusting.fetch_picture(&address).await.unwrap(), PNG);
    for (outbound, host) in [
        (&trusting, "other.test"),
        (&trusting, "127.0.0.1"),
        (&outbound(port, RootCertStore::empty()), "pictures.test"),
    ] {
        let fetched = outbound.fetch_picture(&format!("https://{host}:{port}/a.png")).await;
        let text = refusal(fetched, ErrorKind::InvalidRequest);
        assert_eq!(text, format!("{host} has a certificate that cannot be trusted"));
    }
}
