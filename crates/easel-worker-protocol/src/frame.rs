//! Frames on a pipe, blocking. One frame is
//!
//! ```text
//! u32 LE  bytes of the header
//! u32 LE  number of attachments
//! u64 LE  bytes of each attachment
//! ...     the header, JSON
//! ...     the attachments
//! ```
//!
//! Lengths come from another process and are not believed: they are checked against limits, and
//! memory grows with what really arrives. The asynchronous half is in `frame_async`; what the
//! headers say, in [`crate::message`].

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Most bytes of a header.
pub const HEADER_BYTES_MAX: u32 = 1024 * 1024;
/// Most attachments of a frame.
pub const ATTACHMENTS_MAX: u32 = 64;
/// Most bytes of one attachment.
pub const ATTACHMENT_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Most bytes of all attachments of a frame.
pub const FRAME_BYTES_MAX: u64 = 1024 * 1024 * 1024;

/// Bytes before the lengths of attachments.
pub(crate) const PREFIX_BYTES: usize = 8;

/// The attachments of a message, in their order.
pub type Attachments = Vec<Vec<u8>>;

/// Why a frame could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The pipe failed.
    #[error("the pipe failed: {0}")]
    Pipe(#[from] io::Error),
    /// The stream ended inside a frame.
    #[error("the stream ended inside a frame")]
    Truncated,
    /// A header is too long; also what text on the pipe looks like.
    #[error("a header of {bytes} bytes, at most {HEADER_BYTES_MAX} are allowed")]
    HeaderTooLong {
        /// Its length.
        bytes: u64,
    },
    /// Too many attachments.
    #[error("{count} attachments, at most {ATTACHMENTS_MAX} are allowed")]
    TooManyAttachments {
        /// How many.
        count: u64,
    },
    /// An attachment is too long.
    #[error("attachment {index} has {bytes} bytes, at most {ATTACHMENT_BYTES_MAX} are allowed")]
    AttachmentTooLong {
        /// Which, from 0.
        index: usize,
        /// Its length.
        bytes: u64,
    },
    /// The attachments are too long together.
    #[error("attachments of {bytes} bytes together, at most {FRAME_BYTES_MAX} are allowed")]
    FrameTooLong {
        /// Their length.
        bytes: u64,
    },
    /// The header is not a message.
    #[error("the header is not a message of this protocol: {0}")]
    NotAMessage(#[source] serde_json::Error),
}

/// Lengths of the parts of a frame, checked against the limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FrameLengths {
    pub(crate) header: u64,
    pub(crate) attachments: Vec<u64>,
}

/// Header length and attachment count out of the first bytes of a frame.
pub(crate) fn parse_prefix(prefix: [u8; PREFIX_BYTES]) -> Result<(u64, usize), FrameError> {
    let [a, b, c, d, e, f, g, h] = prefix;
    let header = u32::from_le_bytes([a, b, c, d]);
    let count = u32::from_le_bytes([e, f, g, h]);
    if header > HEADER_BYTES_MAX {
        return Err(FrameError::HeaderTooLong { bytes: header.into() });
    }
    if count > ATTACHMENTS_MAX {
        return Err(FrameError::TooManyAttachments { count: count.into() });
    }
    Ok((header.into(), count as usize))
}

/// Checks the lengths of attachments.
pub(crate) fn check_lengths(
    header: u64,
    attachments: Vec<u64>,
) -> Result<FrameLengths, FrameError> {
    let mut total: u64 = 0;
    for (index, &bytes) in attachments.iter().enumerate() {
        if bytes > ATTACHMENT_BYTES_MAX {
            return Err(FrameError::AttachmentTooLong { index, bytes });
        }
        total = total.saturating_add(bytes);
    }
    if total > FRAME_BYTES_MAX {
        return Err(FrameError::FrameTooLong { bytes: total });
    }
    Ok(FrameLengths { header, attachments })
}

/// The lengths in little-endian bytes that follow the prefix.
pub(crate) fn parse_lengths(bytes: &[u8]) -> Vec<u64> {
    let (chunks, _) = bytes.as_chunks::<8>();
    chunks.iter().map(|chunk| u64::from_le_bytes(*chunk)).collect()
}

/// Decodes a header.
pub(crate) fn decode<M: DeserializeOwned>(header: &[u8]) -> Result<M, FrameError> {
    serde_json::from_slice(header).map_err(FrameError::NotAMessage)
}

/// Everything of a frame that comes before its attachments.
pub(crate) fn encode<M: Serialize>(
    message: &M,
    attachments: &[&[u8]],
) -> Result<Vec<u8>, FrameError> {
    let header = serde_json::to_vec(message).map_err(FrameError::NotAMessage)?;
    let header_bytes = u32::try_from(header.len()).ok().filter(|&n| n <= HEADER_BYTES_MAX);
    let Some(header_bytes) = header_bytes else {
        return Err(FrameError::HeaderTooLong { bytes: header.len() as u64 });
    };
    let count = u32::try_from(attachments.len()).ok().filter(|&n| n <= ATTACHMENTS_MAX);
    let Some(count) = count else {
        return Err(FrameError::TooManyAttachments { count: attachments.len() as u64 });
    };
    let lengths: Vec<u64> = attachments.iter().map(|bytes| bytes.len() as u64).collect();
    let lengths = check_lengths(header_bytes.into(), lengths)?;

    let mut start = Vec::with_capacity(PREFIX_BYTES + 8 * attachments.len() + header.len());
    start.extend_from_slice(&header_bytes.to_le_bytes());
    start.extend_from_slice(&count.to_le_bytes());
    for bytes in lengths.attachments {
        start.extend_from_slice(&bytes.to_le_bytes());
    }
    start.extend_from_slice(&header);
    Ok(start)
}

/// Writes one message with its attachments and flushes.
///
/// # Errors
/// [`FrameError`] where a limit is exceeded (then nothing was written) or the pipe fails.
pub fn write_message<M: Serialize>(
    writer: &mut impl Write,
    message: &M,
    attachments: &[&[u8]],
) -> Result<(), FrameError> {
    writer.write_all(&encode(message, attachments)?)?;
    for bytes in attachments {
        writer.write_all(bytes)?;
    }
    writer.flush()?;
    Ok(())
}

/// Reads one message with its attachments; `None` where the stream ends between two frames.
///
/// # Errors
/// [`FrameError`] for anything else. The stream is of no use afterwards.
pub fn read_message<M: DeserializeOwned>(
    reader: &mut impl Read,
) -> Result<Option<(M, Attachments)>, FrameError> {
    let Some(prefix) = read_prefix(reader)? else { return Ok(None) };
    let (header, count) = parse_prefix(prefix)?;
    let mut lengths = vec![0; count * 8];
    reader.read_exact(&mut lengths).map_err(inside_a_frame)?;
    let lengths = check_lengths(header, parse_lengths(&lengths))?;

    let header = read_part(reader, lengths.header)?;
    let mut attachments = Vec::with_capacity(lengths.attachments.len());
    for bytes in lengths.attachments {
        attachments.push(read_part(reader, bytes)?);
    }
    Ok(Some((decode(&header)?, attachments)))
}

/// The first bytes of a frame; `None` at the end of the stream.
fn read_prefix(reader: &mut impl Read) -> Result<Option<[u8; PREFIX_BYTES]>, FrameError> {
    let mut prefix = [0; PREFIX_BYTES];
    loop {
        match reader.read(&mut prefix[..1]) {
            Ok(0) => return Ok(None),
            Ok(_) => break,
            Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
            Err(err) => return Err(FrameError::Pipe(err)),
        }
    }
    reader.read_exact(&mut prefix[1..]).map_err(inside_a_frame)?;
    Ok(Some(prefix))
}

/// Exactly `bytes` bytes. Memory grows with what arrives, not with what was announced.
fn read_part(reader: &mut impl Read, bytes: u64) -> Result<Vec<u8>, FrameError> {
    let mut part = Vec::new();
    reader.take(bytes).read_to_end(&mut part)?;
    if part.len() as u64 == bytes { Ok(part) } else { Err(FrameError::Truncated) }
}

/// An early end is not a failure of the pipe.
pub(crate) fn inside_a_frame(err: io::Error) -> FrameError {
    if err.kind() == io::ErrorKind::UnexpectedEof {
        FrameError::Truncated
    } else {
        FrameError::Pipe(err)
    }
}
