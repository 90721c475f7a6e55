//! What can be wrong with a picture or with what is asked of it. The texts may be shown to
//! anyone; which request field was at fault is the caller's to say.

/// A picture that cannot be read, changed or encoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The bytes are none of the formats that are read.
    #[error("not a picture in PNG, JPEG, WebP or GIF format; send one of these")]
    UnknownFormat,
    /// The bytes announce a format, but do not hold a whole picture of it.
    #[error("the {format} picture is damaged or cut off: {reason}")]
    Broken {
        /// The format that the first bytes announce.
        format: &'static str,
        /// What the decoder found.
        reason: String,
    },
    /// More pixels, or a longer side, than allowed.
    #[error("a picture of {width}x{height} pixels is too large: {limit}")]
    TooLarge {
        /// Width in pixels.
        width: u64,
        /// Height in pixels.
        height: u64,
        /// The limit, in words.
        limit: String,
    },
    /// A number outside of its range.
    #[error("{name} must be {range}")]
    OutOfRange {
        /// What the number is.
        name: &'static str,
        /// What it may be.
        range: &'static str,
    },
    /// A format that pixels cannot be brought into, or that cannot be kept as it is.
    #[error("{0}")]
    UnsupportedFormat(&'static str),
    /// The encoder failed.
    #[error("the picture cannot be encoded as {format}: {reason}")]
    Encode {
        /// The format asked for.
        format: &'static str,
        /// What the encoder said.
        reason: String,
    },
}
