//! SmartGen's errors: SmartGen is Easel's own call, so they have the native shape.

pub(crate) use crate::dialects::native::error::{NativeError as SmartgenError, render};
