//! Reads what a `PyTorch` archive (`.ckpt`, `.pt`) tells about itself: a zip archive, stored
//! without compression, whose first member is a pickle. The pickle is not executed: only the
//! strings in it are looked at, which are the names of the tensors.

use std::io::{Read, Seek, SeekFrom};

use super::{InspectError, Source, Tensor};

/// The pickle of the largest published checkpoints has less than a megabyte.
const PICKLE_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// The end record has 22 bytes and a comment of up to 65,535.
const END_RECORD_BYTES_MAX: u64 = 22 + 65_535;
/// Begins the end record.
const END_RECORD: &[u8] = b"PK\x05\x06";
/// Begins a string of the pickle (opcode `BINUNICODE`), followed by its length.
const BINUNICODE: u8 = b'X';
/// Longest name of a tensor, in bytes.
const NAME_BYTES_MAX: usize = 512;

/// Reads the names of the tensors.
pub(crate) fn read(mut source: Source<'_>) -> Result<Vec<Tensor>, InspectError> {
    let tail_start = source.size_bytes.saturating_sub(END_RECORD_BYTES_MAX);
    let tail = part(&mut source, tail_start, END_RECORD_BYTES_MAX)?;
    if !tail.windows(END_RECORD.len()).any(|window| window == END_RECORD) {
        return Err(source.truncated(source.size_bytes + 1));
    }
    let head = part(&mut source, 0, PICKLE_BYTES_MAX)?;
    let tensors = names(&head);
    if tensors.is_empty() {
        return Err(source.damaged("no names of tensors were found in the archive"));
    }
    Ok(tensors)
}

fn part(source: &mut Source<'_>, start: u64, bytes_max: u64) -> Result<Vec<u8>, InspectError> {
    let mut bytes = Vec::new();
    source
        .file
        .seek(SeekFrom::Start(start))
        .and_then(|_| (&mut source.file).take(bytes_max).read_to_end(&mut bytes))
        .map_err(|err| source.unreadable(err))?;
    Ok(bytes)
}

/// Strings that look like the name of a tensor.
fn names(pickle: &[u8]) -> Vec<Tensor> {
    let mut names = Vec::new();
    for (position, _) in pickle.iter().enumerate().filter(|&(_, &byte)| byte == BINUNICODE) {
        let Some(&[a, b, c, d]) = pickle.get(position + 1..).and_then(<[u8]>::first_chunk) else {
            break;
        };
        let Ok(length) = usize::try_from(u32::from_le_bytes([a, b, c, d])) else { continue };
        if !(3..=NAME_BYTES_MAX).contains(&length) {
            continue;
        }
        let Some(text) = pickle.get(position + 5..position + 5 + length) else { continue };
        let like_a_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-".contains(byte);
        if text.contains(&b'.') && text.iter().all(like_a_name) {
            let name = String::from_utf8_lossy(text).into_owned();
            names.push(Tensor { name, shape: Vec::new() });
        }
    }
    names
}
