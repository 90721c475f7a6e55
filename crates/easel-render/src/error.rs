//! Why a spec could not be drawn. Problems that only make a picture less good (a shortened
//! label, a missing script) are not errors but notes of [`crate::Rendered`].

use easel_types::Size;

/// Why a spec could not be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A field holds something that cannot be drawn.
    #[error("{path}: {problem}")]
    InvalidSpec {
        /// Where, as in `series[0].values[3]`.
        path: String,
        /// What is wrong and what to do.
        problem: String,
    },
    /// This kind of picture is not drawn yet.
    #[error("kind `{kind}` is not supported; supported are {supported}")]
    UnsupportedKind {
        /// The kind asked for.
        kind: String,
        /// What can be asked for instead.
        supported: &'static str,
    },
    /// There is more of something than can be drawn.
    #[error("{what}: {count} is more than the {max} that can be drawn; send fewer")]
    TooLarge {
        /// Of what there is too much.
        what: String,
        /// How much there is.
        count: usize,
        /// How much there may be.
        max: usize,
    },
    /// The canvas is outside the limits.
    #[error("size {size} is outside the limits; each side may be {min} to {max} pixels")]
    UnsupportedSize {
        /// The size asked for.
        size: Size,
        /// Smallest side, in pixels.
        min: u32,
        /// Largest side, in pixels.
        max: u32,
    },
    /// The scale is outside 1 to 4.
    #[error("scale {scale} is outside the limits; it may be 1 to 4")]
    UnsupportedScale {
        /// The scale asked for, as text because it may be NaN.
        scale: String,
    },
    /// A font embedded in the executable cannot be used.
    #[error("the embedded font {name} cannot be read")]
    Font {
        /// File name of the font.
        name: &'static str,
    },
    /// The picture could not be encoded.
    #[error("the picture could not be encoded: {problem}")]
    Encode {
        /// What the encoder said.
        problem: String,
    },
}

impl RenderError {
    /// A field of the spec is wrong.
    pub(crate) fn invalid(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::InvalidSpec { path: path.into(), problem: problem.into() }
    }
}
