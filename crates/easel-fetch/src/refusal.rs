//! The errors of outbound requests. Their texts name the host at most: path, query and
//! credentials of an address may be secrets.

use easel_types::{Error, ErrorKind};

pub(crate) fn invalid(public: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidRequest, public)
}

pub(crate) fn too_large(bytes_max: usize) -> Error {
    Error::new(
        ErrorKind::PayloadTooLarge,
        format!("the address answered with more than {bytes_max} bytes; use a smaller picture"),
    )
}

pub(crate) fn too_slow(host: &str) -> Error {
    invalid(format!("{host} did not answer in time"))
}

pub(crate) fn broken_off(err: hyper::Error) -> Error {
    invalid("the address broke off its answer").with_source(err)
}
