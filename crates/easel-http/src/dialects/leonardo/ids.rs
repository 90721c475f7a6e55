//! The bare UUIDs that Leonardo's clients see ↔ Easel's ids. Pure.

use std::str::FromStr;

use easel_types::{ArtifactId, JobId, ModelName, UploadId};

/// The artifact with this UUID.
pub(super) fn artifact(text: &str) -> Option<ArtifactId> {
    parsed(ArtifactId::PREFIX, text)
}

/// The job with this UUID.
pub(super) fn job(text: &str) -> Option<JobId> {
    parsed(JobId::PREFIX, text)
}

/// The upload with this UUID.
pub(super) fn upload(text: &str) -> Option<UploadId> {
    parsed(UploadId::PREFIX, text)
}

/// The number that stands for a LoRA: 31 bits of its UUID, above 0.
pub(super) fn lora_number(name: &ModelName) -> u32 {
    let [a, b, c, d, ..] = name.as_uuid().into_bytes();
    (u32::from_be_bytes([a, b, c, d]) & 0x7fff_ffff).max(1)
}

fn parsed<T: FromStr>(prefix: &str, text: &str) -> Option<T> {
    let groups: Vec<_> = text.split('-').map(str::len).collect();
    if groups != [8, 4, 4, 4, 12] {
        return None;
    }
    format!("{prefix}_{}", text.replace('-', "")).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_become_the_ids_they_came_from_and_nothing_else_does() {
        let id: JobId = "job_0123456789abcdef0123456789abcdef".parse().unwrap();
        assert_eq!(job(&id.as_uuid().to_string()), Some(id));
        assert_eq!(job(&id.as_uuid().to_string().to_uppercase()), Some(id));
        for text in ["", "x", &id.to_string(), "01234567-89ab-cdef-0123-456789abcdeg"] {
            assert_eq!(job(text), None, "{text}");
        }
    }

    #[test]
    fn a_loras_number_is_stable_and_fits_31_bits() {
        let name = ModelName::new("ink").unwrap();
        assert_eq!(lora_number(&name), lora_number(&name));
        assert!((1..=0x7fff_ffff).contains(&lora_number(&name)));
    }
}
