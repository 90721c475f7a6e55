//! Instant pictures: drawn on the CPU inside the request and recorded as a finished job.

use easel_render::{RenderOptions, SvgText};
use easel_store::NewJob;
use easel_types::request::Drawing;
use easel_types::{
    Artifact, ArtifactId, ArtifactRole, BlobKey, Caller, Error, ErrorKind, ImageFormat, Job, JobId,
    Limits, Result, Scope, Size, Spec, Work,
};

use crate::failure::{blob_error, render_error, store_error};
use crate::resolve::Inputs;
use crate::submit::insufficient;
use crate::{Core, metric};

/// A drawn picture in both forms.
#[derive(Debug)]
pub struct Drawn {
    /// PNG bytes.
    pub png: Vec<u8>,
    /// SVG text.
    pub svg: String,
    /// A PDF document, where that was asked for.
    pub pdf: Option<Vec<u8>>,
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
        self.draw_spec(spec, (size, ImageFormat::Png, Drawing::default())).await
    }

    /// Draws `job` and records it with its price captured.
    pub(crate) async fn draw_and_record(&self, mut job: NewJob) -> Result<Job> {
        let Work::Draw { spec, size, format, drawing } = &job.request.work else {
            return Err(Error::internal("a painted request was handed to the renderer"));
        };
        if let Some(earlier) = self.refused_before_work(&job).await? {
            return Ok(earlier);
        }
        let (size, format, drawing) = (*size, *format, *drawing);
        let drawn = self.draw_spec((**spec).clone(), (size, format, drawing)).await?;
        job.request.notes.extend(drawn.notes);
        let picture = match drawn.pdf {
            Some(pdf) => pdf,
            None => self.encoded(drawn.png, format).await?,
        };
        let pixels = if format == ImageFormat::Pdf { size } else { scaled(size, drawing.scale) };
        let artifacts = vec![
            self.artifact(job.id, ArtifactRole::Output, format, (pixels, picture.len())),
            self.artifact(job.id, ArtifactRole::Vector, ImageFormat::Svg, (size, drawn.svg.len())),
        ];
        self.record(job, artifacts, vec![picture, drawn.svg.into_bytes()]).await
    }

    /// Changes the picture that came with `job` and records it with its price captured.
    pub(crate) async fn edit_and_record(&self, job: NewJob, inputs: Inputs) -> Result<Job> {
        let Work::Edit { edit, size, format } = &job.request.work else {
            return Err(Error::internal("a request that edits nothing was handed to the editor"));
        };
        let Some((_, picture)) = inputs.into_iter().next() else {
            return Err(Error::internal("an edit came without its picture"));
        };
        if let Some(earlier) = self.refused_before_work(&job).await? {
            return Ok(earlier);
        }
        let (size, format) = (*size, *format);
        let picture = self.edit_picture(picture, (*edit, format)).await?;
        let artifact = self.artifact(job.id, ArtifactRole::Output, format, (size, picture.len()));
        self.record(job, vec![artifact], vec![picture]).await
    }

    /// Saves the work where the credits do not suffice, which is found again, race-free, when
    /// the job is recorded. A repetition may find that its first request has just spent them:
    /// then the first job is the answer.
    async fn refused_before_work(&self, job: &NewJob) -> Result<Option<Job>> {
        let balance = self.store().ledger_balance(job.account_id).await.map_err(store_error)?;
        if balance.available >= job.price {
            return Ok(None);
        }
        let key = job.idempotency_key.as_deref();
        let earlier = self.earlier_job(job.account_id, key, &job.fingerprint).await?;
        earlier.map(Some).ok_or_else(|| insufficient(balance.available))
    }

    /// Stores the bytes of the artifacts, then the finished job.
    async fn record(
        &self,
        job: NewJob,
        artifacts: Vec<Artifact>,
        bytes: Vec<Vec<u8>>,
    ) -> Result<Job> {
        let keys: Vec<_> = artifacts.iter().map(|artifact| artifact.blob.clone()).collect();
        for (key, bytes) in keys.iter().zip(bytes) {
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
    pub(crate) async fn draw_spec(
        &self,
        spec: Spec,
        manner: (Size, ImageFormat, Drawing),
    ) -> Result<Drawn> {
        let _slot = self.shared.draw_slots.acquire().await.map_err(Error::internal)?;
        let limits = self.limits().clone();
        let started = std::time::Instant::now();
        let drawn = tokio::task::spawn_blocking(move || draw_now(&spec, manner, &limits))
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

/// The pixels of a canvas at a scale, as the renderer rounds them.
pub(crate) fn scaled(size: Size, scale: f32) -> Size {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 2^16")]
    let side = |px: u32| (f64::from(px) * f64::from(scale)).round() as u32;
    Size::new(side(size.width), side(size.height))
}

fn draw_now(
    spec: &Spec,
    (size, format, drawing): (Size, ImageFormat, Drawing),
    limits: &Limits,
) -> Result<Drawn> {
    let svg_text = if drawing.selectable_text { SvgText::Text } else { SvgText::Outlines };
    let options = RenderOptions { scale: drawing.scale, svg_text, ..RenderOptions::new(size) };
    let pdf = (format == ImageFormat::Pdf)
        .then(|| easel_render::render_pdf(spec, &options, limits).map_err(render_error))
        .transpose()?;
    let rendered = easel_render::render(spec, &options, limits).map_err(render_error)?;
    if rendered.png.is_empty() {
        return Err(Error::new(ErrorKind::Internal, "the renderer returned no picture"));
    }
    Ok(Drawn { png: rendered.png, svg: rendered.svg, pdf, notes: rendered.notes })
}
