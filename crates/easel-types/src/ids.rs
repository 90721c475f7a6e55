//! Typed, prefixed identifiers (`job_…`, `acct_…`). How they are stored is the store's affair;
//! the identifiers that a dialect shows its clients are derived from these in the dialect.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock::{Clock, Entropy};

/// Text that is not an identifier of the expected kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not the id of this kind of thing ({kind}): {prefix}_ and 32 hexadecimal digits")]
pub struct ParseIdError {
    kind: &'static str,
    prefix: &'static str,
}

macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal, $kind:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// What every identifier of this kind starts with, without the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// A new identifier. Identifiers made later sort later, because the first 48 bits
            /// are the time in milliseconds (RFC 9562, UUID version 7).
            pub fn generate(clock: &dyn Clock, entropy: &dyn Entropy) -> Self {
                let mut random = [0_u8; 10];
                entropy.fill(&mut random);
                let millis = u64::try_from(clock.now().as_millis()).unwrap_or(0);
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }

            /// The bare UUID, for dialects whose clients expect one.
            pub fn as_uuid(&self) -> Uuid {
                self.0
            }

            /// The identifier with this UUID.
            pub fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                let err = ParseIdError { kind: $kind, prefix: $prefix };
                let digits = text.strip_prefix(concat!($prefix, "_")).ok_or(err.clone())?;
                if digits.len() != 32 {
                    return Err(err);
                }
                Uuid::try_parse(digits).map(Self).map_err(|_| err)
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

typed_id!(
    /// Who owns credits, keys and jobs.
    AccountId, "acct", "account"
);
typed_id!(
    /// One produced file.
    ArtifactId, "art", "artifact"
);
typed_id!(
    /// One accepted request.
    JobId, "job", "job"
);
typed_id!(
    /// One API key (not its secret).
    KeyId, "key", "key"
);
typed_id!(
    /// One picture that a client stored to use it later.
    UploadId, "upl", "upload"
);
typed_id!(
    /// One dispatching process, as named in leases.
    WorkerId, "wrk", "worker"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text_form() {
        let id = JobId::from_uuid(Uuid::from_u128(42));
        assert_eq!(id.to_string(), "job_0000000000000000000000000000002a");
        assert_eq!(id.to_string().parse::<JobId>().unwrap(), id);
    }

    #[test]
    fn an_id_of_another_kind_is_refused() {
        for text in ["", "job_", "acct_0000000000000000000000000000002a", "job_zz", "job_2a"] {
            assert!(text.parse::<JobId>().is_err(), "{text}");
        }
    }
}
