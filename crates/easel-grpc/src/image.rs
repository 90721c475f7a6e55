//! The service `Image`: makes pictures and waits for them.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use easel_picture::PictureLimits;
use easel_types::{Artifact, ArtifactRole, Error, ErrorKind, ImageFormat, Job, JobId, Result};
use tonic::{Request, Response, Status};

use crate::proto::generated_image::Image as Shown;
use crate::proto::image_server::Image;
use crate::proto::{FileOutput, GenerateImageRequest, ImageResponse};
use crate::server::{Context, Server};
use crate::status::{status, status_of_accepted};
use crate::{from_proto, to_proto};

/// Most bytes of pictures in one answer: clients refuse messages above 20 MiB, and base64 makes
/// four bytes of three.
const INLINE_BYTES_MAX: usize = 14 * 1024 * 1024;
/// Qualities of JPEG that are tried in turn where the pictures as they are do not fit.
const QUALITIES: [u8; 4] = [92, 80, 60, 40];
/// How much longer than the client the wait for a job may last, so that the client's own limit
/// is what ends it.
const MARGIN: Duration = Duration::from_secs(60);

#[tonic::async_trait]
impl Image for Server {
    async fn generate_image(
        &self,
        request: Request<GenerateImageRequest>,
    ) -> Result<Response<ImageResponse>, Status> {
        let context = Context::of(&request)?;
        let limits = self.core.limits();
        let wish = from_proto::image(request.into_inner(), limits, &context.base)
            .map_err(|err| status(&err))?;
        let (n, model) = (wish.draft.n_images, wish.draft.model.clone());
        let job = match self.core.submit(&context.caller, wish.draft).await {
            Ok(job) => job,
            Err(err) if err.kind == ErrorKind::ContentRejected => {
                return Ok(Response::new(to_proto::moderated(n, model)));
            }
            Err(err) => return Err(status(&err)),
        };
        let id = job.id;
        let job = match self.finished(&context, job).await {
            Ok(job) => job,
            Err(err) if err.kind == ErrorKind::ContentRejected => {
                return Ok(Response::new(to_proto::moderated(n, model)));
            }
            Err(err) => return Err(status_of_accepted(&err, id)),
        };
        let shown = self.shown(&context, &job, (wish.inline, n)).await;
        let shown = shown.map_err(|err| status_of_accepted(&err, id))?;
        let mut images = Vec::with_capacity(shown.len());
        for (idx, (image, artifact)) in shown.into_iter().enumerate() {
            let stored = match &wish.stored {
                Some(wish) => Some(self.stored(&context, wish, (idx, &artifact)).await),
                None => None,
            };
            images.push(to_proto::picture(image, stored));
        }
        let dollars = self.core.settings().prices.dollars(job.price);
        Ok(Response::new(to_proto::image_response(&job, images, dollars)))
    }
}

impl Server {
    /// Waits for `job` as long as the client does. The job goes on where that is too short.
    async fn finished(&self, context: &Context, job: Job) -> Result<Job> {
        if job.state.is_final() {
            return Ok(job);
        }
        let limits = self.core.limits();
        let patience = context.patience.unwrap_or(limits.request_time_max);
        let patience = patience.min(limits.attempt_time_max);
        let done = self.core.await_result(&context.caller, job.id, patience + MARGIN);
        match tokio::time::timeout(patience, done).await {
            Ok(done) => done,
            Err(_) => Err(too_late(job.id)),
        }
    }

    /// The pictures of `job`, exactly `n` of them: whatever is drawn comes out once, and clients
    /// count on every picture they asked for.
    async fn shown(
        &self,
        context: &Context,
        job: &Job,
        (inline, n): (bool, u32),
    ) -> Result<Vec<(Shown, Artifact)>> {
        let outputs: Vec<_> =
            job.artifacts.iter().filter(|artifact| artifact.role == ArtifactRole::Output).collect();
        if outputs.is_empty() {
            return Err(Error::internal("a finished job without a picture"));
        }
        let n = usize::try_from(n).unwrap_or(1);
        let outputs = outputs.into_iter().cycle().take(n);
        if !inline {
            let shown =
                outputs.map(|artifact| (Shown::Url(context.base.file(artifact)), artifact.clone()));
            return Ok(shown.collect());
        }
        let mut pictures = Vec::with_capacity(n);
        for artifact in outputs.clone() {
            let file = self.core.file(artifact.id).await?;
            pictures.push((file.artifact.format, file.bytes));
        }
        let limits = self.core.limits();
        let limits = PictureLimits {
            side_px_max: limits.input_side_px_max,
            pixels_max: limits.input_pixels_max,
            ..PictureLimits::default()
        };
        let fitting = tokio::task::spawn_blocking(move || fitting(pictures, &limits));
        let pictures = fitting.await.map_err(Error::internal)??;
        let shown = pictures.iter().map(|(format, bytes)| data_url(*format, bytes));
        Ok(shown.map(Shown::Base64).zip(outputs.cloned()).collect())
    }

    /// Stores a picture as a file. A failure is part of the answer: the picture is there.
    async fn stored(
        &self,
        context: &Context,
        wish: &from_proto::StoreWish,
        (index, artifact): (usize, &Artifact),
    ) -> Result<FileOutput, String> {
        let stored = async {
            let file = self.core.file(artifact.id).await?;
            self.core.put_upload(&context.caller, wish.draft(index), file.bytes).await
        };
        match stored.await {
            Ok(upload) => Ok(to_proto::file_output(&upload, wish.public, &context.base)),
            Err(err) => {
                tracing::warn!(error = %err, "a picture could not be stored as a file");
                Err(err.public)
            }
        }
    }
}

fn too_late(id: JobId) -> Error {
    let public = format!(
        "the picture was not finished within the time you allow; the job {id} goes on, and its \
         pictures can be fetched at /api/v1/generations/{id}"
    );
    Error::new(ErrorKind::DeadlineExceeded, public)
}

fn data_url(format: ImageFormat, bytes: &[u8]) -> String {
    format!("data:{};base64,{}", format.media_type(), STANDARD.encode(bytes))
}

/// The pictures as they are, or, where they are too large for one message, as JPEG of the best
/// quality that fits.
fn fitting(
    pictures: Vec<(ImageFormat, Bytes)>,
    limits: &PictureLimits,
) -> Result<Vec<(ImageFormat, Bytes)>> {
    let fits = |pictures: &[(ImageFormat, Bytes)]| {
        pictures.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() <= INLINE_BYTES_MAX
    };
    if fits(&pictures) {
        return Ok(pictures);
    }
    for quality in QUALITIES {
        let smaller = pictures.iter().map(|(_, bytes)| {
            let jpeg = easel_picture::transcode(bytes, ImageFormat::Jpeg, quality, limits);
            jpeg.map(|jpeg| (ImageFormat::Jpeg, Bytes::from(jpeg))).map_err(Error::internal)
        });
        let smaller = smaller.collect::<Result<Vec<_>>>()?;
        if fits(&smaller) {
            return Ok(smaller);
        }
    }
    Err(Error::new(
        ErrorKind::PayloadTooLarge,
        "the pictures are too large for one message; ask for their addresses with the format URL",
    ))
}
