//! Removing what is no longer kept: artifacts past their age, and bytes that no row refers to
//! (left by a process killed between storing bytes and storing the row).

use std::time::Duration;

use easel_store::UploadRow;
use easel_types::{ArtifactId, BlobKey, JobId, Timestamp, UploadId};

use crate::Core;

/// Artifacts removed in one go, so that a sweep never blocks the store for long.
const SWEEP_BATCH: u32 = 200;
/// Bytes without a row are left alone this long: their row may be about to be written.
const ORPHAN_AGE: Duration = Duration::from_hours(1);

impl Core {
    /// One sweep. Errors are logged; the next sweep tries again. [`crate::Dispatcher`] calls it
    /// on a timer.
    pub async fn sweep(&self) {
        self.sweep_old_artifacts().await;
        self.sweep_expired_uploads().await;
        self.sweep_orphans().await;
    }

    async fn sweep_old_artifacts(&self) {
        let before = self.now().minus(self.limits().artifact_age_max);
        loop {
            let old = match self.store().artifact_list_older_than(before, SWEEP_BATCH).await {
                Ok(old) if old.is_empty() => return,
                Ok(old) => old,
                Err(err) => {
                    tracing::error!(
                        error = &err as &dyn std::error::Error,
                        "old artifacts could not be listed"
                    );
                    return;
                }
            };
            for artifact in old {
                // The bytes go first: a row without bytes is found again, bytes without a row
                // only by the orphan sweep.
                self.forget_blobs(&[artifact.blob]).await;
                if let Err(err) = self.store().artifact_delete(artifact.id).await {
                    tracing::error!(
                        error = &err as &dyn std::error::Error,
                        "an old artifact could not be removed"
                    );
                    return;
                }
            }
        }
    }

    async fn sweep_expired_uploads(&self) {
        loop {
            let expired = match self.store().upload_list_expired(self.now(), SWEEP_BATCH).await {
                Ok(expired) if expired.is_empty() => return,
                Ok(expired) => expired,
                Err(err) => {
                    tracing::error!(
                        error = &err as &dyn std::error::Error,
                        "expired uploads could not be listed"
                    );
                    return;
                }
            };
            for upload in expired {
                let blobs: Vec<_> = upload.picture.into_iter().map(|p| p.blob).collect();
                self.forget_blobs(&blobs).await;
                if let Err(err) = self.store().upload_delete(upload.id, None).await {
                    tracing::error!(
                        error = &err as &dyn std::error::Error,
                        "an expired upload could not be removed"
                    );
                    return;
                }
            }
        }
    }

    async fn sweep_orphans(&self) {
        let before = self.now().minus(ORPHAN_AGE);
        for key in self.blobs_older_than("artifacts", before).await {
            let Some(id) = artifact_of(&key) else { continue };
            if matches!(self.store().artifact_get(id).await, Ok(None)) {
                tracing::info!(%key, "removing a picture that no job refers to");
                self.forget_blobs(&[key]).await;
            }
        }
        for key in self.blobs_older_than("uploads", before).await {
            let Some(id) = upload_of(&key) else { continue };
            // A try that lost the race to fill the place leaves bytes beside those of the winner.
            let upload = self.store().upload_get(id, None).await;
            let used = |upload: Option<UploadRow>| {
                upload.and_then(|upload| upload.picture).is_some_and(|p| p.blob == key)
            };
            if upload.is_ok_and(|upload| !used(upload)) {
                self.forget_blobs(&[key]).await;
            }
        }
        // Pictures that came with requests go when the artifacts of their job would go too, but
        // not while the job is open.
        let before = self.now().minus(self.limits().artifact_age_max);
        for key in self.blobs_older_than("inputs", before).await {
            let Some(id) = job_of(&key) else { continue };
            let job = self.store().job_get(id, None).await;
            if job.is_ok_and(|job| job.is_none_or(|job| job.state.is_final())) {
                self.forget_blobs(&[key]).await;
            }
        }
    }

    /// All keys under `prefix` that are old enough, and nothing where they cannot be listed. Also
    /// removes what killed processes left half-written there.
    async fn blobs_older_than(&self, prefix: &str, before: Timestamp) -> Vec<BlobKey> {
        let Ok(prefix) = BlobKey::new(prefix) else { return Vec::new() };
        let unfinished = self.blobs().delete_unfinished_older_than(&prefix, before).await;
        let listed = match unfinished {
            Ok(_) => self.blobs().list_older_than(&prefix, before, usize::MAX).await,
            Err(err) => Err(err),
        };
        listed.unwrap_or_else(|err| {
            tracing::error!(%prefix, error = &err as &dyn std::error::Error,
                "stored pictures could not be listed");
            Vec::new()
        })
    }
}

/// The artifact whose bytes are stored under `key` (see [`BlobKey::for_artifact`]).
fn artifact_of(key: &BlobKey) -> Option<ArtifactId> {
    let name = key.as_str().strip_prefix("artifacts/")?;
    let (digits, _) = name.split_once('.')?;
    format!("{}_{digits}", ArtifactId::PREFIX).parse().ok()
}

/// The upload whose picture is stored under `key` (see [`BlobKey::for_upload`]).
fn upload_of(key: &BlobKey) -> Option<UploadId> {
    let name = key.as_str().strip_prefix("uploads/")?;
    let (digits, _) = name.split_once('-')?;
    format!("{}_{digits}", UploadId::PREFIX).parse().ok()
}

/// The job that came with the picture stored under `key` (see [`BlobKey::for_input`]).
fn job_of(key: &BlobKey) -> Option<JobId> {
    let name = key.as_str().strip_prefix("inputs/")?;
    let (digits, _) = name.split_once('-')?;
    format!("{}_{digits}", JobId::PREFIX).parse().ok()
}

#[cfg(test)]
mod tests {
    use easel_types::ImageFormat;

    use super::*;

    #[test]
    fn keys_lead_back_to_what_they_belong_to() {
        let artifact: ArtifactId = "art_0123456789abcdef0123456789abcdef".parse().unwrap();
        let key = BlobKey::for_artifact(artifact, ImageFormat::Png);
        assert_eq!(artifact_of(&key), Some(artifact));
        let job: JobId = "job_0123456789abcdef0123456789abcdef".parse().unwrap();
        assert_eq!(job_of(&BlobKey::for_input(job, 3, ImageFormat::Jpeg)), Some(job));
        assert_eq!(
            (artifact_of(&BlobKey::for_input(job, 3, ImageFormat::Png)), job_of(&key)),
            (None, None)
        );
    }
}
