//! Values that must not reach a log.

use std::fmt;

/// A value whose debug form does not show it.
#[derive(Clone)]
pub(crate) struct Secret<T>(T);

impl<T> Secret<T> {
    pub(super) fn new(value: T) -> Self {
        Self(value)
    }

    /// Takes the value out, on purpose.
    pub(crate) fn reveal(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}
