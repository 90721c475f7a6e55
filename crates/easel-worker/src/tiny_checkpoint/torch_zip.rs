//! Writes the archives of `torch.save`: a zip archive without compression, a pickle that
//! describes the tensors, and a member with the numbers of each.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use super::contents::{Encoding, Sink, Tensor, write_numbers};

/// Most bytes that are written at once.
const CHUNK_BYTES: usize = 1 << 20;

/// Writes an archive with a `state_dict`. All its sizes must fit into 32 bits.
pub(crate) fn write_torch_zip(path: &Path, tensors: &[Tensor], seed: u64) -> io::Result<()> {
    let mut archive = Archive { file: File::create(path)?, members: Vec::new() };
    archive.member("archive/data.pkl", |sink| sink.bytes(&pickle(tensors)?))?;
    archive.member("archive/version", |sink| sink.bytes(b"3\n"))?;
    for (tensor, index) in tensors.iter().zip(0_u64..) {
        archive.member(&format!("archive/data/{index}"), |sink| {
            write_numbers(sink, tensor, tensor.exact_encoding(), (seed, index))
        })?;
    }
    archive.end()
}

/// `{"state_dict": {name: tensor, …}}` in protocol 2
/// (<https://docs.python.org/3/library/pickletools.html>).
fn pickle(tensors: &[Tensor]) -> io::Result<Vec<u8>> {
    let mut pickle = Pickle(vec![0x80, 2, b'}']);
    pickle.text("state_dict")?;
    pickle.op(b"}(");
    for (tensor, index) in tensors.iter().zip(0_u64..) {
        pickle.text(&tensor.name)?;
        pickle.op(b"ctorch._utils\n_rebuild_tensor_v2\n((");
        pickle.text("storage")?;
        let storage: &[u8] = match tensor.exact_encoding() {
            Encoding::F32 => b"ctorch\nFloatStorage\n",
            Encoding::F16 | Encoding::Q8_0 => b"ctorch\nHalfStorage\n",
        };
        pickle.op(storage);
        pickle.text(&index.to_string())?;
        pickle.text("cpu")?;
        pickle.number(tensor.numbers())?;
        pickle.op(b"tQ");
        pickle.number(0)?;
        let mut strides = Vec::new();
        let mut stride = 1;
        for side in tensor.shape.iter().rev() {
            strides.insert(0, stride);
            stride *= side;
        }
        for tuple in [&tensor.shape, &strides] {
            pickle.op(b"(");
            for &side in tuple {
                pickle.number(side)?;
            }
            pickle.op(b"t");
        }
        // Needs no gradient and has no hooks.
        pickle.op(b"\x89ccollections\nOrderedDict\n)RtR");
    }
    pickle.op(b"us.");
    Ok(pickle.0)
}

struct Pickle(Vec<u8>);

impl Pickle {
    fn op(&mut self, bytes: &[u8]) {
        self.0.extend(bytes);
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        self.0.push(b'X');
        self.0.extend(u32::try_from(text.len()).map_err(io::Error::other)?.to_le_bytes());
        self.0.extend(text.as_bytes());
        Ok(())
    }

    fn number(&mut self, number: u64) -> io::Result<()> {
        self.0.push(b'J');
        self.0.extend(i32::try_from(number).map_err(io::Error::other)?.to_le_bytes());
        Ok(())
    }
}

/// A zip archive (PKWARE APPNOTE 6.3.10) being written.
struct Archive {
    file: File,
    members: Vec<Member>,
}

struct Member {
    name: String,
    start: u32,
    bytes: u32,
    checksum: u32,
}

impl Member {
    /// The fields that local and central headers share, from "version needed" on.
    fn fields(&self) -> io::Result<Vec<u8>> {
        // Version 2.0, no flags, stored, midnight of the first of January 1980.
        let mut fields = Vec::new();
        for short in [20_u16, 0, 0, 0, 0x0021] {
            fields.extend(short.to_le_bytes());
        }
        for long in [self.checksum, self.bytes, self.bytes] {
            fields.extend(long.to_le_bytes());
        }
        fields.extend(u16::try_from(self.name.len()).map_err(io::Error::other)?.to_le_bytes());
        // No further fields.
        fields.extend(0_u16.to_le_bytes());
        Ok(fields)
    }
}

impl Archive {
    fn member(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut Checksummed<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let start = position(&mut self.file)?;
        let mut member = Member { name: name.to_owned(), start, bytes: 0, checksum: 0 };
        self.local_header(&member)?;
        let mut sink = Checksummed {
            file: &mut self.file,
            hasher: crc32fast::Hasher::new(),
            bytes: 0,
            pending: Vec::with_capacity(CHUNK_BYTES),
        };
        write(&mut sink)?;
        sink.flush()?;
        (member.bytes, member.checksum) = (sink.bytes, sink.hasher.finalize());
        // Again, now that length and checksum are known.
        let end = self.file.stream_position()?;
        self.file.seek(SeekFrom::Start(start.into()))?;
        self.local_header(&member)?;
        self.file.seek(SeekFrom::Start(end))?;
        self.members.push(member);
        Ok(())
    }

    fn local_header(&mut self, member: &Member) -> io::Result<()> {
        self.file.write_all(b"PK\x03\x04")?;
        self.file.write_all(&member.fields()?)?;
        self.file.write_all(member.name.as_bytes())
    }

    /// Writes the directory.
    fn end(mut self) -> io::Result<()> {
        let start = position(&mut self.file)?;
        let mut directory = Vec::new();
        for member in &self.members {
            directory.extend(b"PK\x01\x02\x14\x00");
            directory.extend(member.fields()?);
            // No comment, first disk, no attributes.
            directory.extend([0; 10]);
            directory.extend(member.start.to_le_bytes());
            directory.extend(member.name.as_bytes());
        }
        let bytes = u32::try_from(directory.len()).map_err(io::Error::other)?;
        let count = u16::try_from(self.members.len()).map_err(io::Error::other)?.to_le_bytes();
        directory.extend(b"PK\x05\x06\0\0\0\0");
        directory.extend([count, count].concat());
        directory.extend(bytes.to_le_bytes());
        directory.extend(start.to_le_bytes());
        directory.extend(0_u16.to_le_bytes());
        self.file.write_all(&directory)
    }
}

fn position(file: &mut File) -> io::Result<u32> {
    u32::try_from(file.stream_position()?).map_err(io::Error::other)
}

/// Writes to a file and keeps count and checksum of what was written.
struct Checksummed<'a> {
    file: &'a mut File,
    hasher: crc32fast::Hasher,
    bytes: u32,
    pending: Vec<u8>,
}

impl Checksummed<'_> {
    fn flush(&mut self) -> io::Result<()> {
        self.hasher.update(&self.pending);
        self.count(self.pending.len() as u64)?;
        self.file.write_all(&self.pending)?;
        self.pending.clear();
        Ok(())
    }

    fn count(&mut self, bytes: u64) -> io::Result<()> {
        let total = u64::from(self.bytes) + bytes;
        self.bytes = u32::try_from(total).map_err(io::Error::other)?;
        Ok(())
    }
}

impl Sink for Checksummed<'_> {
    fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.pending.extend(bytes);
        if self.pending.len() >= CHUNK_BYTES { self.flush() } else { Ok(()) }
    }

    /// Leaves a hole.
    fn zeros(&mut self, count: u64) -> io::Result<()> {
        self.flush()?;
        let zeros = vec![0; CHUNK_BYTES];
        let mut left = count;
        while left > 0 {
            let part = usize::try_from(left).unwrap_or(CHUNK_BYTES).min(CHUNK_BYTES);
            self.hasher.update(zeros.get(..part).unwrap_or_default());
            left -= part as u64;
        }
        self.count(count)?;
        self.file.seek_relative(i64::try_from(count).map_err(io::Error::other)?)
    }
}
