//! Writes safetensors and GGUF files.

use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};
use std::path::Path;

use super::contents::{Encoding, Sink, Tensor, write_numbers};

/// Tensors of GGUF files begin at multiples of so many bytes.
const GGUF_ALIGNMENT: u64 = 32;

impl Sink for BufWriter<File> {
    fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    /// Leaves a hole.
    fn zeros(&mut self, count: u64) -> io::Result<()> {
        let count = i64::try_from(count).map_err(io::Error::other)?;
        self.seek_relative(count)
    }
}

/// Writes a safetensors file (<https://huggingface.co/docs/safetensors>).
pub(crate) fn write_safetensors(path: &Path, tensors: &[Tensor], seed: u64) -> io::Result<()> {
    let header = safetensors_header(tensors);
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    file.write_all(&(header.len() as u64).to_le_bytes())?;
    file.write_all(header.as_bytes())?;
    for (tensor, index) in tensors.iter().zip(0_u64..) {
        write_numbers(&mut file, tensor, tensor.exact_encoding(), (seed, index))?;
    }
    end(file)
}

/// The header, padded to a multiple of eight bytes so that tensors are aligned.
fn safetensors_header(tensors: &[Tensor]) -> String {
    let mut offset = 0;
    let entries: Vec<String> = tensors
        .iter()
        .map(|tensor| {
            let encoding = tensor.exact_encoding();
            let begin = offset;
            offset += tensor.bytes(encoding);
            let dtype = if encoding == Encoding::F32 { "F32" } else { "F16" };
            let (name, shape) = (&tensor.name, &tensor.shape);
            format!(
                r#""{name}":{{"dtype":"{dtype}","shape":{shape:?},"data_offsets":[{begin},{offset}]}}"#
            )
        })
        .collect();
    let mut header = format!("{{{}}}", entries.join(","));
    while !header.len().is_multiple_of(8) {
        header.push(' ');
    }
    header
}

/// Writes a GGUF file (<https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>) with
/// encodings chosen by `encoding`.
pub(crate) fn write_gguf(
    path: &Path,
    tensors: &[Tensor],
    seed: u64,
    encoding: fn(&Tensor) -> Encoding,
) -> io::Result<()> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    file.write_all(b"GGUF")?;
    file.write_all(&3_u32.to_le_bytes())?;
    file.write_all(&(tensors.len() as u64).to_le_bytes())?;
    // No metadata: stable-diffusion.cpp goes by the names of the tensors.
    file.write_all(&0_u64.to_le_bytes())?;
    let mut offset: u64 = 0;
    for tensor in tensors {
        let encoding = encoding(tensor);
        file.write_all(&(tensor.name.len() as u64).to_le_bytes())?;
        file.write_all(tensor.name.as_bytes())?;
        let dimensions = u32::try_from(tensor.shape.len()).map_err(io::Error::other)?;
        file.write_all(&dimensions.to_le_bytes())?;
        // Innermost first.
        for side in tensor.shape.iter().rev() {
            file.write_all(&side.to_le_bytes())?;
        }
        let type_number: u32 = match encoding {
            Encoding::F32 => 0,
            Encoding::F16 => 1,
            Encoding::Q8_0 => 8,
        };
        file.write_all(&type_number.to_le_bytes())?;
        file.write_all(&offset.to_le_bytes())?;
        offset = (offset + tensor.bytes(encoding)).next_multiple_of(GGUF_ALIGNMENT);
    }
    for (tensor, index) in tensors.iter().zip(0_u64..) {
        align(&mut file)?;
        write_numbers(&mut file, tensor, encoding(tensor), (seed, index))?;
    }
    align(&mut file)?;
    end(file)
}

fn align(file: &mut BufWriter<File>) -> io::Result<()> {
    let position = file.stream_position()?;
    file.zeros(position.next_multiple_of(GGUF_ALIGNMENT) - position)
}

/// Ends the file where the writer is, even behind a hole.
fn end(mut file: BufWriter<File>) -> io::Result<()> {
    let length = file.stream_position()?;
    file.into_inner().map_err(io::IntoInnerError::into_error)?.set_len(length)
}
