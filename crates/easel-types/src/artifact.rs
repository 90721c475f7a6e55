//! Produced files and the keys under which their bytes are stored. Reading and writing the
//! bytes is `easel-store`'s affair; URLs are made by the fronts.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::ids::{ArtifactId, JobId, UploadId};

/// A produced file. The bytes live in the blob store under `blob`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artifact {
    /// Which file.
    pub id: ArtifactId,
    /// The job that produced it.
    pub job_id: JobId,
    /// What it is of the job.
    pub role: ArtifactRole,
    /// Place among the job's artifacts of this role, from 0.
    pub index: u32,
    /// Where the bytes are.
    pub blob: BlobKey,
    /// How the bytes are encoded.
    pub format: ImageFormat,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Length of the bytes.
    pub size_bytes: u64,
    /// When it was produced.
    pub created_at: Timestamp,
}

/// What an artifact is of its job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArtifactRole {
    /// A picture that was asked for.
    Output,
    /// The same picture as vectors, for instant kinds.
    Vector,
}

impl ArtifactRole {
    /// The name used in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Output => "output",
            Self::Vector => "vector",
        }
    }

    /// The role with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Output, Self::Vector].into_iter().find(|role| role.as_str() == name)
    }
}

/// How a picture's bytes are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum ImageFormat {
    #[default]
    Png,
    Svg,
    Jpeg,
    Webp,
    /// Of drawn pictures only.
    Pdf,
}

impl ImageFormat {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Png, Self::Svg, Self::Jpeg, Self::Webp, Self::Pdf];

    /// The usual file name extension, without a dot; also the name in the store.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    /// The format with this extension.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }

    /// The format that these first bytes of a file announce. SVG has no such mark.
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            _ => None,
        }
    }
}

/// The name of stored bytes: path segments of letters, digits, `-`, `_` and `.`, separated by
/// `/`. Unguessable where made from an id, because ids hold 74 random bits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BlobKey(String);

/// Text that cannot name stored bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a blob key: segments of letters, digits, '-', '_' and '.' separated by '/'")]
pub struct InvalidBlobKey;

impl BlobKey {
    /// Checks `key`; rejects anything that could leave the storage directory.
    ///
    /// # Errors
    /// [`InvalidBlobKey`] for empty segments, `.`/`..`, other characters, or over 200 bytes.
    pub fn new(key: impl Into<String>) -> Result<Self, InvalidBlobKey> {
        let key = key.into();
        let segment_ok = |segment: &str| {
            !segment.is_empty()
                && !segment.starts_with('.')
                && segment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        };
        if key.len() > 200 || !key.split('/').all(segment_ok) {
            return Err(InvalidBlobKey);
        }
        Ok(Self(key))
    }

    /// Where an artifact's bytes are stored.
    pub fn for_artifact(id: ArtifactId, format: ImageFormat) -> Self {
        Self(format!("artifacts/{}.{}", id.as_uuid().simple(), format.extension()))
    }

    /// Where the picture of an upload is stored, by the `attempt`-th try to fill it.
    pub fn for_upload(id: UploadId, attempt: u32, format: ImageFormat) -> Self {
        Self(format!("uploads/{}-{attempt}.{}", id.as_uuid().simple(), format.extension()))
    }

    /// Where the `index`-th picture that came with a request is stored.
    pub fn for_input(job_id: JobId, index: usize, format: ImageFormat) -> Self {
        Self(format!("inputs/{}-{index}.{}", job_id.as_uuid().simple(), format.extension()))
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for BlobKey {
    type Error = InvalidBlobKey;
    fn try_from(key: String) -> Result<Self, InvalidBlobKey> {
        Self::new(key)
    }
}

impl From<BlobKey> for String {
    fn from(key: BlobKey) -> Self {
        key.0
    }
}

impl fmt::Display for BlobKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for BlobKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_cannot_leave_the_storage_directory() {
        for key in ["", "/", "a//b", "../x", "a/../b", ".hidden", "a b", "a\\b", "a/", "ä"] {
            assert_eq!(BlobKey::new(key), Err(InvalidBlobKey), "{key}");
        }
        assert!(BlobKey::new("artifacts/00ff.png").is_ok());
    }
}
