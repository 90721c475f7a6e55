//! Instant pictures: drawn on the CPU inside the request and recorded as a finished job.

use easel_render::RenderOptions;
use easel_store::NewJob;
use easel_types::{
    Artifact, ArtifactId, ArtifactRole, BlobKey, Caller, Error, ErrorKind, ImageFormat, Job, JobId,
    Limits, Result, Scope, Size, Spec, Work,
};

use crate::failure::{blob_error, render_error, store_error};
use crate::submit::insufficient;
use crate::{Core, metric};

/// A drawn picture in both forms.
#[derive(Debug)]
pub struct Drawn {
    /// PNG bytes.
    pub png: Vec<u8>,
    /// SVG text.
    pub svg: String,
    /// Remarks of the renderer, such as texts that had to be shortened.
    pub notes: Vec<String>,
}

impl Core {
    /// Draws a spec without recording a job, free of charge only for callers with the scope
    /// `admin`; others go through [`Core::submit`].
    ///
    /// # Errors
    /// `InvalidRequest` or `UnsupportedParameter` naming the place in the spec.
    pub async fn draw(&self, caller: &Caller, spec: Spec, size: Size) -> Result<Drawn> {
        caller.require(Scope::Admin)?;
        self.draw_spec(spec, size).await
    }

    /// Draws `job` and records it with its price captured.
    pub(crate) async fn draw_and_record(&self, mut job: NewJob) -> Result<Job> {
        let Work::Draw { spec, size, .. } = &job.request.work else {
            return Err(Error::internal("a painted request was handed to the renderer"));
        };
        let balance = self.store().ledger_balance(job.account_id).await.map_err(store_error)?;
        if balance.available < job.price {
            // Found again, race-free, when the job is recorded; here it saves the drawing. A
            // repetition may find that its first request has just spent the credits.
            let earlier =
                self.earlier_job(job.account_id, job.idempotency_key.as_deref(), &job.fingerprint);
            return earlier.await?.ok_or_else(|| insufficient(balance.available));
        }
        let size = *size;
        let drawn = self.draw_spec(spec.clone(), size).await?;
        job.request.notes.extend(drawn.notes);
        let artifacts = vec![
            self.artifact(job.id, ArtifactRole::Output, ImageFormat::Png, (size, drawn.png.len())),
            self.artifact(job.id, ArtifactRole::Vector, ImageFormat::Svg, (size, drawn.svg.len())),
        ];
        let keys: Vec<_> = artifacts.iter().map(|artifact| artifact.blob.clone()).collect();
        for (key, bytes) in keys.iter().zip([drawn.png, drawn.svg.into_bytes()]) {
            self.blobs().put(key, bytes.into()).await.map_err(blob_error)?;
        }
        let id = job.id;
        let outcome = self.store().job_record_finished(job, artifacts).await.map_err(store_error);
        match outcome.and_then(|outcome| self.accepted(outcome)) {
            Ok(job) => {
                if job.id != id {
                    // Another request with the same idempotency key was faster.
                    self.forget_blobs(&keys).await;
                }
                Ok(job)
            }
            Err(err) => {
                self.forget_blobs(&keys).await;
                Err(err)
            }
        }
    }

    /// Draws on a blocking thread, at most `draws_concurrent_max` at once.
    pub(crate) async fn draw_spec(&self, spec: Spec, size: Size) -> Result<Drawn> {
        let _slot = self.shared.draw_slots.acquire().await.map_err(Error::internal)?;
        let limits = self.limits().clone();
        let started = std::time::Instant::now();
        let drawn = tokio::task::spawn_blocking(move || draw_now(&spec, size, &limits))
            .await
            .map_err(Error::internal)??;
        metric::draw_finished(started.elapsed());
        Ok(drawn)
    }

    pub(crate) fn artifact(
        &self,
        job_id: JobId,
        role: ArtifactRole,
        format: ImageFormat,
        (size, bytes): (Size, usize),
    ) -> Artifact {
        let id = ArtifactId::generate(self.clock(), self.entropy());
        Artifact {
            id,
            job_id,
            role,
            index: 0,
            blob: BlobKey::for_artifact(id, format),
            format,
            width: size.width,
            height: size.height,
            size_bytes: bytes as u64,
            created_at: self.now(),
        }
    }
}

fn draw_now(spec: &Spec, size: Size, limits: &Limits) -> Result<Drawn> {
    let options = RenderOptions::new(size);
    let rendered = easel_render::render(spec, &options, limits).map_err(render_error)?;
    if rendered.png.is_empty() {
        return Err(Error::new(ErrorKind::Internal, "the renderer returned no picture"));
    }
    Ok(Drawn { png: rendered.png, svg: rendered.svg, notes: rendered.notes })
}
