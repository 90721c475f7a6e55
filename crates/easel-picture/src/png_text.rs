//! Text chunks of PNG files (PNG specification, third edition, 11.3.3): reading tEXt, zTXt and
//! iTXt, and putting entries into a file without touching its pixels. What the texts mean is the
//! caller's affair.

use std::io::Read as _;

use flate2::Crc;
use flate2::read::ZlibDecoder;

/// The first bytes of every PNG file.
const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
/// Most entries that are read or written.
const ENTRIES_MAX: usize = 256;
/// Most bytes of text that are read or written, over all entries and after decompression. Whole
/// node graphs travel in such texts; 8 MiB is far above those.
const TEXT_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Longest keyword, in Latin-1 bytes; the specification's.
const KEYWORD_BYTES_MAX: usize = 79;

/// Text chunks that cannot be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PngTextError {
    /// The bytes are no PNG file.
    #[error("not a PNG file")]
    NotPng,
    /// The file ends in the middle of a chunk, or a checksum is wrong.
    #[error("the PNG file is damaged or cut off in its {chunk} chunk")]
    Broken {
        /// The chunk's name.
        chunk: String,
    },
    /// More entries or text than allowed.
    #[error("too much text for a PNG file: at most {limit}")]
    TooLarge {
        /// The limit, in words.
        limit: String,
    },
    /// A keyword that PNG cannot hold.
    #[error(
        "{0:?} cannot be a PNG keyword: 1 to 79 Latin-1 characters, without spaces at the ends or \
         two in a row"
    )]
    Keyword(String),
    /// A text with a null character, which PNG cannot hold.
    #[error("the text of {0:?} holds a null character, which PNG cannot")]
    Null(String),
}

/// All texts of the file, in order: keyword and text.
///
/// # Errors
/// [`PngTextError`] where it is no PNG, is damaged, or holds more than 256 texts or 8 MiB of text.
/// A text chunk that breaks its own format is left out rather than refused, as viewers do.
pub fn png_text(bytes: &[u8]) -> Result<Vec<(String, String)>, PngTextError> {
    let mut entries = Vec::new();
    let mut left = TEXT_BYTES_MAX;
    for chunk in Chunks::new(bytes)? {
        let chunk = chunk?;
        let entry = match &chunk.name {
            b"tEXt" => plain_text(chunk.body),
            b"zTXt" => packed_text(chunk.body, left)?,
            b"iTXt" => international_text(chunk.body, left)?,
            _ => None,
        };
        let Some((keyword, text)) = entry else { continue };
        left = left.checked_sub(keyword.len() + text.len()).ok_or_else(too_much)?;
        if entries.len() == ENTRIES_MAX {
            return Err(too_many());
        }
        entries.push((keyword, text));
    }
    Ok(entries)
}

/// The file with these texts put in front of its pixels, everything else byte for byte as it was.
/// Texts that are there already stay, also those of the same keyword. Written as tEXt where
/// Latin-1 suffices, otherwise as iTXt.
///
/// # Errors
/// [`PngTextError`] where it is no PNG or is damaged, or for a keyword or text that PNG cannot
/// hold, more than 256 entries, or more than 8 MiB of text.
pub fn with_png_text(png: &[u8], entries: &[(&str, &str)]) -> Result<Vec<u8>, PngTextError> {
    if entries.len() > ENTRIES_MAX {
        return Err(too_many());
    }
    let text_bytes = entries.iter().map(|(keyword, text)| keyword.len() + text.len());
    if text_bytes.fold(0_usize, usize::saturating_add) > TEXT_BYTES_MAX {
        return Err(too_much());
    }
    let mut pixels_at = None;
    for chunk in Chunks::new(png)? {
        let chunk = chunk?;
        if chunk.name == *b"IDAT" && pixels_at.is_none() {
            pixels_at = Some(chunk.offset);
        }
    }
    let pixels_at = pixels_at.ok_or_else(|| PngTextError::Broken { chunk: "IDAT".to_owned() })?;
    let mut chunks = Vec::new();
    for (keyword, text) in entries {
        write_entry(&mut chunks, keyword, text)?;
    }
    let (head, rest) = png.split_at(pixels_at);
    Ok([head, &chunks, rest].concat())
}

fn too_many() -> PngTextError {
    PngTextError::TooLarge { limit: format!("{ENTRIES_MAX} entries are allowed") }
}

fn too_much() -> PngTextError {
    PngTextError::TooLarge { limit: format!("{TEXT_BYTES_MAX} bytes of text are allowed") }
}

/// One chunk, its checksum already compared.
struct Chunk<'a> {
    name: [u8; 4],
    body: &'a [u8],
    /// Where the chunk begins in the file.
    offset: usize,
}

/// The chunks of a file, up to the one that ends it.
struct Chunks<'a> {
    file: &'a [u8],
    position: usize,
    ended: bool,
}

impl<'a> Chunks<'a> {
    fn new(file: &'a [u8]) -> Result<Self, PngTextError> {
        if !file.starts_with(&SIGNATURE) {
            return Err(PngTextError::NotPng);
        }
        Ok(Self { file, position: SIGNATURE.len(), ended: false })
    }

    /// The next chunk; `None` where the file does not hold it whole.
    fn read(&self) -> Option<Chunk<'a>> {
        let rest = self.file.get(self.position..)?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (name, body_and_sum) = rest.split_first_chunk::<4>()?;
        let body = body_and_sum.get(..length)?;
        let sum = body_and_sum.get(length..)?.first_chunk::<4>()?;
        (checksum(*name, body) == u32::from_be_bytes(*sum)).then_some(Chunk {
            name: *name,
            body,
            offset: self.position,
        })
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Result<Chunk<'a>, PngTextError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let Some(chunk) = self.read() else {
            self.ended = true;
            let name = self.position + 4..self.position + 8;
            let name = self.file.get(name).filter(|name| name.is_ascii());
            let chunk = name.map_or("last".to_owned(), |name| {
                String::from_utf8_lossy(name).escape_default().to_string()
            });
            return Some(Err(PngTextError::Broken { chunk }));
        };
        self.position = chunk.offset + 12 + chunk.body.len();
        self.ended = chunk.name == *b"IEND";
        Some(Ok(chunk))
    }
}

fn checksum(name: [u8; 4], body: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(&name);
    crc.update(body);
    crc.sum()
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// What stands before and after the first null byte.
fn split_at_null(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.iter().position(|byte| *byte == 0)?;
    Some((bytes.get(..at)?, bytes.get(at + 1..)?))
}

fn plain_text(body: &[u8]) -> Option<(String, String)> {
    let (keyword, text) = split_at_null(body)?;
    Some((latin1(keyword), latin1(text)))
}

fn packed_text(body: &[u8], left: usize) -> Result<Option<(String, String)>, PngTextError> {
    let Some((keyword, [0, packed @ ..])) = split_at_null(body) else { return Ok(None) };
    Ok(inflate(packed, left)?.map(|text| (latin1(keyword), latin1(&text))))
}

fn international_text(body: &[u8], left: usize) -> Result<Option<(String, String)>, PngTextError> {
    let Some((keyword, [is_packed, method, rest @ ..])) = split_at_null(body) else {
        return Ok(None);
    };
    let text = split_at_null(rest)
        .and_then(|(_language, rest)| split_at_null(rest))
        .map(|(_translated_keyword, text)| text);
    let text = match (text, is_packed, method) {
        (Some(text), 0, _) => Some(text.to_vec()),
        (Some(packed), 1, 0) => inflate(packed, left)?,
        _ => None,
    };
    let text = text.and_then(|text| String::from_utf8(text).ok());
    Ok(text.map(|text| (latin1(keyword), text)))
}

/// The decompressed text; `None` where it is damaged.
fn inflate(packed: &[u8], left: usize) -> Result<Option<Vec<u8>>, PngTextError> {
    let limit = u64::try_from(left).unwrap_or(u64::MAX).saturating_add(1);
    let mut text = Vec::new();
    if ZlibDecoder::new(packed).take(limit).read_to_end(&mut text).is_err() {
        return Ok(None);
    }
    if text.len() > left {
        return Err(too_much());
    }
    Ok(Some(text))
}

fn write_entry(chunks: &mut Vec<u8>, keyword: &str, text: &str) -> Result<(), PngTextError> {
    let key = to_latin1(keyword).filter(|key| {
        (1..=KEYWORD_BYTES_MAX).contains(&key.len())
            && !key.starts_with(b" ")
            && !key.ends_with(b" ")
            && !keyword.contains("  ")
            && !keyword.chars().any(char::is_control)
            && !keyword.contains('\u{a0}')
    });
    let key = key.ok_or_else(|| PngTextError::Keyword(keyword.chars().take(100).collect()))?;
    if text.contains('\0') {
        return Err(PngTextError::Null(keyword.to_owned()));
    }
    let (name, body) = match to_latin1(text) {
        Some(text) => (*b"tEXt", [key.as_slice(), &[0], &text].concat()),
        // Not compressed, no language, no translated keyword.
        None => (*b"iTXt", [key.as_slice(), &[0, 0, 0, 0, 0], text.as_bytes()].concat()),
    };
    let length = u32::try_from(body.len()).map_err(|_| too_much())?;
    chunks.extend(length.to_be_bytes());
    chunks.extend(name);
    chunks.extend(&body);
    chunks.extend(checksum(name, &body).to_be_bytes());
    Ok(())
}

/// The text in Latin-1, where it has only such characters.
fn to_latin1(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect()
}
