//! Who asks: the result of authentication, as the core sees it. Headers and keys in wire form
//! stay in the fronts.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::ids::{AccountId, KeyId};

/// An authenticated caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Whose credits and jobs these are.
    pub account_id: AccountId,
    /// Which key was used; rate limits count by key.
    pub key_id: KeyId,
    /// What the key may do.
    pub scopes: Vec<Scope>,
}

impl Caller {
    /// Refuses callers whose key lacks `scope`.
    ///
    /// # Errors
    /// [`ErrorKind::Forbidden`] naming the missing scope.
    pub fn require(&self, scope: Scope) -> Result<()> {
        if self.scopes.contains(&scope) {
            return Ok(());
        }
        Err(Error::new(
            ErrorKind::Forbidden,
            format!("this API key lacks the scope `{scope}` that this call needs"),
        ))
    }
}

/// What a key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Make pictures and look at one's own account.
    Generate,
    /// Manage keys, credits and models.
    Admin,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 2] = [Self::Generate, Self::Admin];

    /// The name used on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Generate => "generate",
            Self::Admin => "admin",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Text that names no scope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a scope: one of generate, admin")]
pub struct ParseScopeError;

impl FromStr for Scope {
    type Err = ParseScopeError;

    fn from_str(text: &str) -> std::result::Result<Self, ParseScopeError> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text).ok_or(ParseScopeError)
    }
}
