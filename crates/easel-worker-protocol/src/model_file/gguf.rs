//! Reads the header of a GGUF file: key-value pairs, then every tensor's name, shape, type and
//! place (<https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>).

use std::io::{self, BufReader, Read};

use super::{InspectError, Source, Tensor};

/// Most tensors, pairs, and elements of an array in a pair. The largest vocabularies have some
/// 260,000 entries.
const COUNT_MAX: u64 = 4_000_000;
/// Longest name of a tensor or key, in bytes. GGUF allows 65,535 for keys and 64 for tensors.
const NAME_BYTES_MAX: u64 = 65_535;
/// Longest string value, in bytes. Chat templates have some 10,000.
const TEXT_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// Most dimensions of a tensor.
const DIMENSIONS_MAX: u32 = 8;
/// Alignment of the data where the file does not tell.
const ALIGNMENT: u64 = 32;

/// Reads the tensors.
pub(crate) fn read(source: &Source<'_>) -> Result<Vec<Tensor>, InspectError> {
    let mut reader = Reader { bytes: BufReader::new(&source.file), position: 0 };
    let (tensors, expected) = header(&mut reader).map_err(|err| match err {
        Fault::Io(err) if err.kind() == io::ErrorKind::UnexpectedEof => {
            source.truncated(source.size_bytes + 1)
        }
        Fault::Io(err) => source.unreadable(err),
        Fault::Nonsense(what) => source.damaged(what),
    })?;
    if expected > source.size_bytes {
        return Err(source.truncated(expected));
    }
    if tensors.is_empty() {
        return Err(source.damaged("it holds no tensors"));
    }
    Ok(tensors)
}

enum Fault {
    Io(io::Error),
    Nonsense(String),
}

impl From<io::Error> for Fault {
    fn from(err: io::Error) -> Self {
        Self::Io(err)
    }
}

struct Reader<R> {
    bytes: R,
    position: u64,
}

impl<R: Read> Reader<R> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let mut array = [0; N];
        self.bytes.read_exact(&mut array)?;
        self.position += N as u64;
        Ok(array)
    }

    fn u32(&mut self) -> Result<u32, Fault> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn u64(&mut self) -> Result<u64, Fault> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    fn count(&mut self, of: &str) -> Result<u64, Fault> {
        let count = self.u64()?;
        if count > COUNT_MAX {
            return Err(Fault::Nonsense(format!("it claims to have {count} {of}")));
        }
        Ok(count)
    }

    fn name(&mut self) -> Result<String, Fault> {
        let length = self.u64()?;
        if length > NAME_BYTES_MAX {
            return Err(Fault::Nonsense(format!("a name of {length} bytes")));
        }
        let mut name = Vec::new();
        (&mut self.bytes).take(length).read_to_end(&mut name)?;
        if (name.len() as u64) < length {
            return Err(Fault::Io(io::ErrorKind::UnexpectedEof.into()));
        }
        self.position += length;
        Ok(String::from_utf8_lossy(&name).into_owned())
    }

    fn skip(&mut self, length: u64) -> Result<(), Fault> {
        let skipped = io::copy(&mut (&mut self.bytes).take(length), &mut io::sink())?;
        self.position += skipped;
        if skipped < length {
            return Err(Fault::Io(io::ErrorKind::UnexpectedEof.into()));
        }
        Ok(())
    }

    /// Skips a value of `kind` (`gguf_metadata_value_type`).
    fn skip_value(&mut self, kind: u32) -> Result<(), Fault> {
        match kind {
            9 => {
                let element = self.u32()?;
                let count = self.count("elements in an array")?;
                if let Some(bytes) = scalar_bytes(element) {
                    return self.skip(bytes * count);
                }
                if element != 8 {
                    return Err(Fault::Nonsense(format!("an array of type {element}")));
                }
                for _ in 0..count {
                    self.skip_value(element)?;
                }
                Ok(())
            }
            8 => {
                let length = self.u64()?;
                if length > TEXT_BYTES_MAX {
                    return Err(Fault::Nonsense(format!("a text of {length} bytes")));
                }
                self.skip(length)
            }
            other => match scalar_bytes(other) {
                Some(bytes) => self.skip(bytes),
                None => Err(Fault::Nonsense(format!("a value of type {other}"))),
            },
        }
    }
}

/// The tensors, and the least length of a complete file.
fn header<R: Read>(reader: &mut Reader<R>) -> Result<(Vec<Tensor>, u64), Fault> {
    reader.array::<4>()?;
    let version = reader.u32()?;
    if !(2..=3).contains(&version) {
        return Err(Fault::Nonsense(format!("GGUF version {version} is not 2 or 3")));
    }
    let tensor_count = reader.count("tensors")?;
    let pair_count = reader.count("key-value pairs")?;
    let mut alignment = ALIGNMENT;
    for _ in 0..pair_count {
        let key = reader.name()?;
        let kind = reader.u32()?;
        if key == "general.alignment" && kind == 4 {
            alignment = u64::from(reader.u32()?).max(1);
        } else {
            reader.skip_value(kind)?;
        }
    }
    let mut tensors = Vec::new();
    let mut data_end = 0;
    for _ in 0..tensor_count {
        let name = reader.name()?;
        let dimensions = reader.u32()?;
        if dimensions > DIMENSIONS_MAX {
            return Err(Fault::Nonsense(format!("tensor {name} has {dimensions} dimensions")));
        }
        let mut shape = Vec::new();
        for _ in 0..dimensions {
            shape.push(reader.u64()?);
        }
        let kind = reader.u32()?;
        let offset = reader.u64()?;
        let bytes = tensor_bytes(kind, &shape).ok_or_else(|| {
            Fault::Nonsense(format!("the shape of tensor {name} is beyond measure"))
        })?;
        data_end = data_end.max(offset.saturating_add(bytes));
        // GGUF writes the innermost dimension first.
        shape.reverse();
        tensors.push(Tensor { name, shape });
    }
    let data_start = reader.position.next_multiple_of(alignment);
    Ok((tensors, data_start.saturating_add(data_end)))
}

/// Bytes of a value, where its type has a fixed length.
fn scalar_bytes(kind: u32) -> Option<u64> {
    match kind {
        0 | 1 | 7 => Some(1),
        2 | 3 => Some(2),
        4..=6 => Some(4),
        10..=12 => Some(8),
        _ => None,
    }
}

/// Bytes of a tensor; 0 where the type is not known here, `None` on overflow.
fn tensor_bytes(kind: u32, shape: &[u64]) -> Option<u64> {
    let numbers = shape.iter().try_fold(1_u64, |product, &side| product.checked_mul(side))?;
    let (per_block, block_bytes) = block(kind);
    numbers.div_ceil(per_block).checked_mul(block_bytes)
}

/// Numbers per block and bytes per block of a `ggml_type`, from ggml's type traits.
fn block(kind: u32) -> (u64, u64) {
    match kind {
        0 | 26 => (1, 4),
        1 | 25 | 30 => (1, 2),
        24 => (1, 1),
        27 | 28 => (1, 8),
        2 => (32, 18),
        3 => (32, 20),
        6 => (32, 22),
        7 => (32, 24),
        8 => (32, 34),
        10 => (256, 84),
        11 => (256, 110),
        12 => (256, 144),
        13 => (256, 176),
        14 => (256, 210),
        _ => (1, 0),
    }
}
