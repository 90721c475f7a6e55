//! Reads the header of a safetensors file: a length, then JSON that names every tensor with its
//! type, shape and place (<https://huggingface.co/docs/safetensors>).
//!
//! Tensors that share bytes are let through: the engine reads them, and nothing is lost.

use std::fmt;
use std::io::Read;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::{InspectError, Source, Tensor};

/// Longest header, the limit of the reference implementation.
const HEADER_BYTES_MAX: u64 = 100_000_000;
/// Bytes of the header's length.
const LENGTH_BYTES: u64 = 8;

/// Reads the tensors. `beginning` is the first eight bytes, as far as there are any.
pub(crate) fn read(
    mut source: Source<'_>,
    beginning: [u8; 8],
) -> Result<Vec<Tensor>, InspectError> {
    let not_a_model = || InspectError::NotAModel(source.path.to_owned());
    let header_bytes = u64::from_le_bytes(beginning);
    if source.size_bytes <= LENGTH_BYTES || !(2..=HEADER_BYTES_MAX).contains(&header_bytes) {
        return Err(not_a_model());
    }
    let mut header = Vec::new();
    (&mut source.file)
        .take(LENGTH_BYTES + header_bytes)
        .read_to_end(&mut header)
        .map_err(|err| source.unreadable(err))?;
    header.drain(..header.len().min(8));
    if header.first() != Some(&b'{') {
        return Err(not_a_model());
    }
    if (header.len() as u64) < header_bytes {
        return Err(source.truncated(LENGTH_BYTES + header_bytes));
    }
    let header: Header = serde_json::from_slice(&header)
        .map_err(|err| source.damaged(format!("its header is no list of tensors: {err}")))?;
    if header.entries.is_empty() {
        return Err(source.damaged("it holds no tensors"));
    }
    let data_start = LENGTH_BYTES + header_bytes;
    for (name, entry) in &header.entries {
        let end = entry.check().map_err(|what| source.damaged(format!("tensor {name}: {what}")))?;
        let expected = data_start.saturating_add(end);
        if expected > source.size_bytes {
            return Err(source.truncated(header.data_end().saturating_add(data_start)));
        }
    }
    let tensor = |(name, entry): (String, Entry)| Tensor { name, shape: entry.shape };
    Ok(header.entries.into_iter().map(tensor).collect())
}

#[derive(Debug)]
struct Header {
    entries: Vec<(String, Entry)>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<u64>,
    data_offsets: (u64, u64),
}

impl Header {
    fn data_end(&self) -> u64 {
        self.entries.iter().map(|(_, entry)| entry.data_offsets.1).max().unwrap_or(0)
    }
}

impl Entry {
    /// Where the tensor's bytes end, if its fields agree with each other.
    fn check(&self) -> Result<u64, String> {
        let (begin, end) = self.data_offsets;
        let bytes = end.checked_sub(begin).ok_or("it ends before it begins")?;
        let Some(bits) = dtype_bits(&self.dtype) else {
            // A type of the future is the engine's to refuse.
            return Ok(end);
        };
        let expected = self
            .shape
            .iter()
            .try_fold(bits, |product, &side| product.checked_mul(side))
            .ok_or("its shape is beyond all measure")?;
        if expected.div_ceil(8) == bytes {
            Ok(end)
        } else {
            Err(format!("{bytes} bytes do not fit its shape {:?}", self.shape))
        }
    }
}

/// Bits of one number.
fn dtype_bits(dtype: &str) -> Option<u64> {
    match dtype {
        "BOOL" | "U8" | "I8" | "F8_E4M3" | "F8_E5M2" | "F8_E8M0" => Some(8),
        "U16" | "I16" | "F16" | "BF16" => Some(16),
        "U32" | "I32" | "F32" => Some(32),
        "U64" | "I64" | "F64" => Some(64),
        _ => None,
    }
}

impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Header;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with one entry per tensor")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Header, A::Error> {
                let mut entries = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    if name == "__metadata__" {
                        map.next_value::<IgnoredAny>()?;
                    } else {
                        entries.push((name, map.next_value()?));
                    }
                }
                Ok(Header { entries })
            }
        }

        deserializer.deserialize_map(Entries)
    }
}
