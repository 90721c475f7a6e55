//! Which IP addresses belong to everybody's internet and which to somebody's inner networks.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Networks of IPv4 that are not the public internet (IANA special-purpose registry), and what
/// they are.
const INNER_V4: [([u8; 4], u32, &str); 18] = [
    ([0, 0, 0, 0], 8, "this network"),
    ([10, 0, 0, 0], 8, "a private network"),
    ([100, 64, 0, 0], 10, "a carrier's inner network"),
    ([127, 0, 0, 0], 8, "this machine"),
    ([168, 63, 129, 16], 32, "a cloud's inner service"),
    ([169, 254, 0, 0], 16, "a link-local network"),
    ([172, 16, 0, 0], 12, "a private network"),
    ([192, 0, 0, 0], 24, "a reserved network"),
    ([192, 0, 2, 0], 24, "a documentation network"),
    ([192, 31, 196, 0], 24, "a reserved network"),
    ([192, 52, 193, 0], 24, "a reserved network"),
    ([192, 88, 99, 0], 24, "a reserved network"),
    ([192, 168, 0, 0], 16, "a private network"),
    ([192, 175, 48, 0], 24, "a reserved network"),
    ([198, 18, 0, 0], 15, "a benchmarking network"),
    ([198, 51, 100, 0], 24, "a documentation network"),
    ([203, 0, 113, 0], 24, "a documentation network"),
    // Multicast, reserved, and broadcast.
    ([224, 0, 0, 0], 3, "a multicast or reserved network"),
];

/// Networks within the public range of IPv6 that are not public.
const INNER_V6: [([u16; 3], u32, &str); 3] = [
    // Protocol assignments, among them Teredo tunnels and benchmarking.
    ([0x2001, 0, 0], 23, "a reserved network"),
    ([0x2001, 0xdb8, 0], 32, "a documentation network"),
    ([0x3fff, 0, 0], 20, "a documentation network"),
];

/// What network this address is in, where that is not the public internet; `None` for public
/// addresses. IPv6 addresses that carry an IPv4 address are judged by it.
pub fn inner_network(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => inner_v4(address),
        IpAddr::V6(address) => inner_v6(address),
    }
}

fn inner_v4(address: Ipv4Addr) -> Option<&'static str> {
    INNER_V4
        .iter()
        .find(|(start, prefix, _)| {
            is_within(IpAddr::V4(address), IpAddr::V4(Ipv4Addr::from(*start)), *prefix)
        })
        .map(|(.., name)| *name)
}

fn inner_v6(address: Ipv6Addr) -> Option<&'static str> {
    if address.is_unspecified() {
        return Some("this network");
    }
    if address.is_loopback() {
        return Some("this machine");
    }
    if let Some(carried) = carried_v4(address) {
        return inner_v4(carried);
    }
    match address.segments()[0] {
        0x2000..=0x3fff => INNER_V6
            .iter()
            .find(|([a, b, c], prefix, _)| {
                let start = Ipv6Addr::new(*a, *b, *c, 0, 0, 0, 0, 0);
                is_within(IpAddr::V6(address), IpAddr::V6(start), *prefix)
            })
            .map(|(.., name)| *name),
        0xfc00..=0xfdff => Some("a private network"),
        0xfe80..=0xfebf => Some("a link-local network"),
        0xff00..=0xffff => Some("a multicast network"),
        // Only 2000::/3 has been given out to the public.
        _ => Some("a reserved network"),
    }
}

/// The IPv4 address inside: mapped, compatible, translated (SIIT), NAT64 or 6to4.
fn carried_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let joined = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match address.segments() {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => Some(joined(high, low)),
        _ => None,
    }
}

/// True if `address` has its first `prefix` bits from `start`. Addresses of different families
/// are never within each other.
pub(crate) fn is_within(address: IpAddr, start: IpAddr, prefix: u32) -> bool {
    let (one, other) = match (address, start) {
        (IpAddr::V4(one), IpAddr::V4(other)) => {
            (u128::from(one.to_bits()) << 96, u128::from(other.to_bits()) << 96)
        }
        (IpAddr::V6(one), IpAddr::V6(other)) => (one.to_bits(), other.to_bits()),
        _ => return false,
    };
    let differing = 128_u32.saturating_sub(prefix);
    (one ^ other).checked_shr(differing).unwrap_or(0) == 0
}
