//! The one error that crosses crate borders. It knows no transport: the fronts map its kind to
//! a status and its fields to their own shape. Leaf crates have their own error enums, which
//! `easel-core` turns into this one deliberately.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// Shorthand for results with [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request could not be served.
#[derive(Debug)]
pub struct Error {
    /// What kind of problem it is; the fronts decide by this alone.
    pub kind: ErrorKind,
    /// What was wrong, where, and what to do. May be shown to anyone.
    pub public: String,
    /// The parameter at fault, in the words of the one who sent it, where there is one.
    pub param: Option<String>,
    /// True where the request could not even be decoded; some dialects answer that otherwise
    /// than a value out of range.
    pub malformed: bool,
    /// When trying again may help.
    pub retry_after: Option<Duration>,
    /// What lies behind it. Logged once with the request id, never shown.
    pub source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The kinds of problem. Adding one makes every front fail to compile until it decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A value is missing, malformed or out of range.
    InvalidRequest,
    /// A known parameter or combination that cannot be honoured.
    UnsupportedParameter,
    /// More bytes than allowed.
    PayloadTooLarge,
    /// Refused by the content policy.
    ContentRejected,
    /// No key, or an unknown one.
    Unauthenticated,
    /// A known key without the scope for this.
    Forbidden,
    /// No such thing, or not the caller's.
    NotFound,
    /// Contradicts what is already there.
    Conflict,
    /// The balance does not cover the price.
    InsufficientCredits,
    /// This caller asks too often.
    RateLimited,
    /// The server as a whole has no room.
    AtCapacity,
    /// The job was cancelled.
    Cancelled,
    /// The job's deadline passed first.
    DeadlineExceeded,
    /// The engine tried and failed.
    EngineFailed,
    /// No installed model can do this.
    ModelUnavailable,
    /// A part of the server is away for the moment.
    Unavailable,
    /// A defect of the server.
    Internal,
}

impl ErrorKind {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::InvalidRequest,
        Self::UnsupportedParameter,
        Self::PayloadTooLarge,
        Self::ContentRejected,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::NotFound,
        Self::Conflict,
        Self::InsufficientCredits,
        Self::RateLimited,
        Self::AtCapacity,
        Self::Cancelled,
        Self::DeadlineExceeded,
        Self::EngineFailed,
        Self::ModelUnavailable,
        Self::Unavailable,
        Self::Internal,
    ];

    /// The name used in the native API, the log and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::UnsupportedParameter => "unsupported_parameter",
            Self::PayloadTooLarge => "payload_too_large",
            Self::ContentRejected => "content_rejected",
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
            Self::InsufficientCredits => "insufficient_credits",
            Self::RateLimited => "rate_limited",
            Self::AtCapacity => "at_capacity",
            Self::Cancelled => "cancelled",
            Self::DeadlineExceeded => "deadline_exceeded",
            Self::EngineFailed => "engine_failed",
            Self::ModelUnavailable => "model_unavailable",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Error {
    /// An error of this kind with this public message.
    pub fn new(kind: ErrorKind, public: impl Into<String>) -> Self {
        Self {
            kind,
            public: public.into(),
            param: None,
            malformed: false,
            retry_after: None,
            source: None,
        }
    }

    /// A missing, malformed or out-of-range value of the parameter `param`.
    pub fn invalid(param: impl Into<String>, public: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidRequest, public).with_param(param)
    }

    /// A request that cannot be decoded.
    pub fn malformed(public: impl Into<String>) -> Self {
        Self { malformed: true, ..Self::new(ErrorKind::InvalidRequest, public) }
    }

    /// A value of `param` that is understood but cannot be honoured.
    pub fn unsupported(param: impl Into<String>, public: impl Into<String>) -> Self {
        Self::new(ErrorKind::UnsupportedParameter, public).with_param(param)
    }

    /// A defect of the server; the caller learns only that there is one.
    pub fn internal(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(
            ErrorKind::Internal,
            "the server failed unexpectedly; the log has the details under this request's id",
        )
        .with_source(source)
    }

    /// Names the parameter at fault.
    #[must_use]
    pub fn with_param(mut self, param: impl Into<String>) -> Self {
        self.param = Some(param.into());
        self
    }

    /// Says when trying again may help.
    #[must_use]
    pub fn with_retry_after(mut self, after: Duration) -> Self {
        self.retry_after = Some(after);
        self
    }

    /// Keeps the cause for the log.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.public)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_name_of_its_own() {
        for kind in ErrorKind::ALL {
            assert_eq!(ErrorKind::from_name(kind.as_str()), Some(kind));
        }
        assert_eq!(ErrorKind::from_name("nonsense"), None);
    }

    #[test]
    fn the_public_text_does_not_contain_the_source() {
        let err = Error::internal("the password is 1234");
        assert!(!err.to_string().contains("1234"));
        assert_eq!(StdError::source(&err).unwrap().to_string(), "the password is 1234");
    }
}
