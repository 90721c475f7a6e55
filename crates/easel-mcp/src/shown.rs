//! What the core answers → content that agents see: pictures, and JSON about them.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use easel_core::{Core, Understood};
use easel_links::BaseUrl;
use easel_picture::{FitMode, PictureLimits};
use easel_types::{
    Artifact, ArtifactRole, Error, Job, MicroCredits, ModelRecord, Result, Size, Work,
};
use rmcp::model::ContentBlock;
use serde_json::{Value, json};

/// Most bytes of one picture in an answer; base64 makes 4 MB of it.
const PICTURE_BYTES_MAX: usize = 3_000_000;
/// Most bytes of all pictures of an answer.
const PICTURES_BYTES_MAX: usize = 6_000_000;

/// Where the client finds pictures besides in the answer itself.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// At addresses of this server.
    Served(BaseUrl),
    /// As files in a folder, where the person gave one.
    Local {
        /// The folder.
        save: Option<PathBuf>,
    },
}

impl Place {
    /// The base of addresses that mean pictures made here.
    pub(crate) fn base(&self) -> BaseUrl {
        match self {
            Self::Served(base) => base.clone(),
            // Nothing is served, so no address begins like this.
            Self::Local { .. } => BaseUrl::new("easel:"),
        }
    }
}

/// The pictures of a finished job, then what is to be said about it.
pub(crate) async fn pictures(core: &Core, place: &Place, job: &Job) -> Result<Vec<ContentBlock>> {
    let outputs: Vec<_> = job.artifacts.iter().filter(|a| a.role == ArtifactRole::Output).collect();
    let share = PICTURES_BYTES_MAX / outputs.len().max(1);
    let room = share.min(PICTURE_BYTES_MAX);
    let mut content = Vec::with_capacity(outputs.len() + 1);
    let mut images = Vec::with_capacity(outputs.len());
    for artifact in outputs {
        let bytes = core.file(artifact.id).await?.bytes;
        let mut about = json!({
            "id": artifact.id, "width": artifact.width, "height": artifact.height,
        });
        if let Work::Paint(params) = &job.request.work {
            about["seed"] = json!(params.seed + u64::from(artifact.index));
        }
        put_address(&mut about, ("url", "file"), (place, artifact, &bytes)).await?;
        match fitting(artifact, bytes, room).await? {
            Some((bytes, media_type, reduced)) => {
                if let Some(size) = reduced {
                    about["shown_at"] = json!(size.to_string());
                }
                content.push(ContentBlock::image(STANDARD.encode(&bytes), media_type));
            }
            None => about["shown_at"] = json!("not at all: too large for an answer"),
        }
        images.push(about);
    }
    let mut answer = self::job(job);
    answer["images"] = Value::Array(images);
    if let Some(vector) = job.artifacts.iter().find(|a| a.role == ArtifactRole::Vector) {
        let bytes = core.file(vector.id).await?.bytes;
        put_address(&mut answer, ("svg_url", "svg_file"), (place, vector, &bytes)).await?;
    }
    content.push(as_text(&answer));
    Ok(content)
}

/// What is to be said about a job, finished or not.
pub(crate) fn job(job: &Job) -> Value {
    let mut answer = json!({
        "id": job.id,
        "state": job.state.as_str(),
        "intent": job.request.intent.as_str(),
        "credits": job.price.as_credits_f64(),
    });
    if let Some(revised) = &job.request.revised_prompt {
        answer["revised_prompt"] = json!(revised);
    }
    if let Work::Paint(params) = &job.request.work {
        answer["model"] = json!(params.model);
    }
    if !job.request.notes.is_empty() {
        answer["notes"] = json!(job.request.notes);
    }
    if let Some(progress) = job.progress {
        answer["progress"] = json!({"step": progress.step, "steps": progress.steps});
    }
    if let Some(failure) = &job.failure {
        answer["error"] = json!(failure.message);
    }
    answer
}

pub(crate) fn understanding(understood: &Understood) -> Value {
    json!({
        "intent": understood.intent.as_str(),
        "confidence": understood.confidence,
        "runner_up": understood.runner_up.map(easel_types::Intent::as_str),
        "language": understood.language,
        "spec": understood.spec,
        "enhanced_prompt": understood.enhanced_prompt,
        "negative_prompt": understood.negative_prompt,
        "notes": understood.notes,
    })
}

pub(crate) fn model(model: &ModelRecord, price: MicroCredits, is_default: bool) -> Value {
    json!({
        "name": model.name,
        "kind": model.kind.as_str(),
        "family": model.family.as_str(),
        "default_side": model.defaults.side,
        "default_steps": model.defaults.steps,
        "credits_per_picture": price.as_credits_f64(),
        "is_default": is_default,
    })
}

/// JSON as text that people can read too.
pub(crate) fn as_text(value: &Value) -> ContentBlock {
    ContentBlock::text(serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string()))
}

/// Says where a picture is: its address, or the file it was written to.
async fn put_address(
    about: &mut Value,
    (url, file): (&str, &str),
    (place, artifact, bytes): (&Place, &Artifact, &[u8]),
) -> Result<()> {
    match place {
        Place::Served(base) => about[url] = json!(base.file(artifact)),
        Place::Local { save: Some(folder) } => {
            let path = saved(folder, artifact, bytes).await?;
            about[file] = json!(path.display().to_string());
        }
        Place::Local { save: None } => {}
    }
    Ok(())
}

async fn saved(folder: &Path, artifact: &Artifact, bytes: &[u8]) -> Result<PathBuf> {
    let path = folder.join(format!("{}.{}", artifact.id, artifact.format.extension()));
    tokio::fs::write(&path, bytes).await.map_err(|err| {
        Error::new(
            easel_types::ErrorKind::Unavailable,
            format!("the picture cannot be saved in the folder given with --save: {err}"),
        )
        .with_source(err)
    })?;
    Ok(path)
}

/// A picture for an answer: its bytes, their media type, and its size where that is not its own.
type Fitting = (Vec<u8>, &'static str, Option<Size>);

/// The picture as it is, or made smaller until it fits into `room` bytes.
async fn fitting(
    artifact: &Artifact,
    bytes: impl AsRef<[u8]> + Send + 'static,
    room: usize,
) -> Result<Option<Fitting>> {
    let (format, size) = (artifact.format, Size::new(artifact.width, artifact.height));
    if bytes.as_ref().len() <= room {
        return Ok(Some((bytes.as_ref().to_vec(), format.media_type(), None)));
    }
    let reduce = move || {
        // Made here, so it may be as large as pictures made here are.
        let limits = PictureLimits::default();
        let picture = easel_picture::decode(bytes.as_ref(), &limits).map_err(Error::internal)?;
        let mut smaller = size;
        for _ in 0..4 {
            smaller = reduced_size(smaller);
            let fitted = easel_picture::fit(&picture, smaller, FitMode::Stretch);
            let png = fitted.and_then(|fitted| fitted.encode_png()).map_err(Error::internal)?;
            if png.len() <= room {
                return Ok(Some((png, "image/png", Some(smaller))));
            }
        }
        Ok(None)
    };
    tokio::task::spawn_blocking(reduce).await.map_err(Error::internal)?
}

/// The next smaller size: two thirds of each side.
fn reduced_size(size: Size) -> Size {
    let two_thirds = |px: u32| (px * 2 / 3).max(1);
    Size::new(two_thirds(size.width), two_thirds(size.height))
}
