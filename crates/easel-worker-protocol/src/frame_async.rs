//! Frames on a pipe, asynchronous: the same layout and limits as [`crate::frame`], which
//! describes them.

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use crate::frame::{
    Attachments, FrameError, PREFIX_BYTES, check_lengths, decode, encode, inside_a_frame,
    parse_lengths, parse_prefix,
};

/// Writes one message with its attachments and flushes. Not cancel-safe: after dropping the
/// future the stream is of no use.
///
/// # Errors
/// [`FrameError`] where a limit is exceeded (then nothing was written) or the pipe fails.
pub async fn write_message_async<M: Serialize>(
    writer: &mut (impl AsyncWrite + Unpin),
    message: &M,
    attachments: &[&[u8]],
) -> Result<(), FrameError> {
    writer.write_all(&encode(message, attachments)?).await?;
    for bytes in attachments {
        writer.write_all(bytes).await?;
    }
    writer.flush().await?;
    Ok(())
}

/// Reads one message with its attachments; `None` where the stream ends between two frames. Not
/// cancel-safe.
///
/// # Errors
/// [`FrameError`] for anything else. The stream is of no use afterwards.
pub async fn read_message_async<M: DeserializeOwned>(
    reader: &mut (impl AsyncRead + Unpin),
) -> Result<Option<(M, Attachments)>, FrameError> {
    let mut prefix = [0; PREFIX_BYTES];
    if reader.read(&mut prefix[..1]).await? == 0 {
        return Ok(None);
    }
    reader.read_exact(&mut prefix[1..]).await.map_err(inside_a_frame)?;
    let (header, count) = parse_prefix(prefix)?;
    let mut lengths = vec![0; count * 8];
    reader.read_exact(&mut lengths).await.map_err(inside_a_frame)?;
    let lengths = check_lengths(header, parse_lengths(&lengths))?;

    let header = read_part(reader, lengths.header).await?;
    let mut attachments = Vec::with_capacity(lengths.attachments.len());
    for bytes in lengths.attachments {
        attachments.push(read_part(reader, bytes).await?);
    }
    Ok(Some((decode(&header)?, attachments)))
}

/// Exactly `bytes` bytes. Memory grows with what arrives, not with what was announced.
async fn read_part(
    reader: &mut (impl AsyncRead + Unpin),
    bytes: u64,
) -> Result<Vec<u8>, FrameError> {
    let mut part = Vec::new();
    reader.take(bytes).read_to_end(&mut part).await?;
    if part.len() as u64 == bytes { Ok(part) } else { Err(FrameError::Truncated) }
}
