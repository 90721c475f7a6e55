//! Which addresses are refused and which are not, without any connection.

use std::net::IpAddr;
use std::sync::Arc;

use easel_core::outbound::Outbound as _;
use easel_types::ErrorKind;
use rustls::RootCertStore;

use super::{Names, refusal};
use crate::{Allow, HttpOutbound, OutboundOptions, inner_network};

#[test]
fn inner_networks_are_told_from_the_public_internet() {
    for (text, is_inner) in [
        ("0.0.0.0", true),
        ("0.1.2.3", true),
        ("10.255.255.255", true),
        ("11.0.0.0", false),
        ("100.63.255.255", false),
        ("100.64.0.1", true),
        ("100.127.255.255", true),
        ("100.128.0.0", false),
        ("127.0.0.1", true),
        ("127.255.0.1", true),
        ("168.63.129.16", true),
        ("168.63.129.17", false),
        ("169.254.169.254", true),
        ("172.15.255.255", false),
        ("172.16.0.0", true),
        ("172.31.255.255", true),
        ("172.32.0.0", false),
        ("192.0.0.192", true),
        ("192.0.2.1", true),
        ("192.168.1.1", true),
        ("192.169.0.0", false),
        ("198.17.255.255", false),
        ("198.18.0.1", true),
        ("198.19.255.255", true),
        ("198.51.100.7", true),
        ("203.0.113.7", true),
        ("223.255.255.255", false),
        ("224.0.0.1", true),
        ("240.0.0.1", true),
        ("255.255.255.255", true),
        ("8.8.8.8", false),
        ("1.1.1.1", false),
        ("::", true),
        ("::1", true),
        ("::2", true),
        ("::127.0.0.1", true),
        ("::ffff:127.0.0.1", true),
        ("::ffff:10.1.2.3", true),
        ("::ffff:8.8.8.8", false),
        ("::ffff:0:192.168.0.1", true),
        ("64:ff9b::a9fe:a9fe", true),
        ("64:ff9b::808:808", false),
        ("64:ff9b:1::808:808", true),
        ("2002:7f00:1::", true),
        ("2002:c0a8:101::1", true),
        ("2002:808:808::1", false),
        ("2001::1", true),
        ("2001:2::1", true),
        ("2001:db8::1", true),
        ("2001:4860:4860::8888", false),
        ("2606:4700:4700::1111", false),
        ("3fff::1", true),
        ("3fff:1000::1", false),
        ("100::1", true),
        ("5f00::1", true),
        ("fc00::1", true),
        ("fd00:ec2::254", true),
        ("fe80::1", true),
        ("fec0::1", true),
        ("ff02::1", true),
    ] {
        let address: IpAddr = text.parse().unwrap();
        assert_eq!(inner_network(address).is_some(), is_inner, "{text}");
    }
}

#[tokio::test]
async fn bad_addresses_are_refused_without_a_connection() {
    let outbound = HttpOutbound::with_parts(
        OutboundOptions::default(),
        Arc::new(Names::default()),
        RootCertStore::empty(),
    )
    .unwrap();
    let long = format!("http://example.com/{}", "a".repeat(9_000));
    for (address, expected) in [
        ("", "not an address"),
        ("picture.png", "not an address"),
        ("//example.com/a", "not an address"),
        ("http://", "not an address"),
        ("http://exa mple.com/", "not an address"),
        ("http://example.com:99999/", "not an address"),
        (long.as_str(), "longer than"),
        ("ftp://example.com/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://127.0.0.1/", "only http and https"),
        ("data:image/png;base64,AAAA", "only http and https"),
        ("http://user:secret@example.com/", "user name or password"),
        ("http://secret@example.com/", "user name or password"),
        ("http://example.com:0/", "port 0"),
        ("http://127.0.0.1/", "this machine"),
        ("http://127.1/", "this machine"),
        ("http://2130706433/", "this machine"),
        ("http://0x7f.0.0.1/", "this machine"),
        ("http://0177.0.0.01/", "this machine"),
        ("http://127.0.0.1./", "this machine"),
        ("http://①②⑦.0.0.1/", "this machine"),
        ("http://0/", "this network"),
        ("http://[::1]:80/", "this machine"),
        ("http://[::ffff:7f00:1]/", "this machine"),
        ("http://[::ffff:169.254.169.254]/", "link-local"),
        ("http://[fd00::1]/", "a private network"),
        ("https://192.168.0.1/secret?token=secret", "a private network"),
        ("http://localhost/secret", "is not known"),
    ] {
        let fetched = outbound.fetch_picture(address).await;
        let text = refusal(fetched, ErrorKind::InvalidRequest);
        assert!(text.contains(expected), "{address}: {text}");
        assert!(!text.contains("secret"), "{address}: {text}");
        let posted = outbound.post_json(address, &[], Vec::new()).await;
        assert_eq!(refusal(posted, ErrorKind::InvalidRequest), text);
    }
}

#[test]
fn what_is_allowed_can_be_written_in_several_ways() {
    for (rule, host, address, port, is_covered) in [
        ("10.0.0.0/8", "x", "10.2.3.4", 80, true),
        ("10.0.0.0/8", "x", "11.2.3.4", 80, false),
        ("10.0.0.0/8", "x", "::ffff:10.2.3.4", 80, true),
        ("0.0.0.0/0", "x", "127.0.0.1", 80, true),
        ("0.0.0.0/0", "x", "::1", 80, false),
        ("127.0.0.1", "x", "127.0.0.1", 9, true),
        ("127.0.0.1", "x", "127.0.0.2", 9, false),
        ("127.0.0.1:8188", "x", "127.0.0.1", 8188, true),
        ("127.0.0.1:8188", "x", "127.0.0.1", 8189, false),
        ("fd00::/8", "x", "fd12::1", 80, true),
        ("fd00::/8", "x", "fc12::1", 80, false),
        ("::1", "x", "::1", 80, true),
        ("[::1]", "x", "::1", 80, true),
        ("[::1]:81", "x", "::1", 81, true),
        ("[::1]:81", "x", "::1", 80, false),
        ("Pictures.internal", "pictures.internal", "10.0.0.1", 80, true),
        ("pictures.internal", "pictures.internal.", "10.0.0.1", 80, true),
        ("pictures.internal", "other.internal", "10.0.0.1", 80, false),
        ("pictures.internal:81", "pictures.internal", "10.0.0.1", 80, false),
        ("localhost:81", "localhost", "::1", 81, true),
    ] {
        let allow: Allow = rule.parse().unwrap();
        let address = address.parse().unwrap();
        assert_eq!(allow.covers(host, address, port), is_covered, "{rule} {host} {address}");
        assert_eq!(allow.to_string().parse(), Ok(allow), "{rule}");
    }
    for wrong in [
        "",
        "/",
        "10.0.0.0/33",
        "::/129",
        "x/8",
        "10.0.0.1/8:80",
        "*",
        "a b",
        "http://x/",
        "x:0",
        "x:99999",
        "[::1",
        "-",
        "1.2.3",
        ":80",
        "a..b",
    ] {
        assert!(wrong.parse::<Allow>().is_err(), "{wrong}");
    }
}
