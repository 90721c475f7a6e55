//! Jobs → SmartGen JSON. Pure.

use easel_types::{ArtifactRole, Error, ErrorKind, Job, Result, Work};

use super::wire::{Parameters, SmartgenAnswer};
use crate::app::BaseUrl;

/// The answer about a finished job.
///
/// # Errors
/// `NotFound` where the picture's time is over.
pub(crate) fn answer(
    job: &Job,
    parameters: Parameters,
    notes: Vec<&'static str>,
    base: &BaseUrl,
) -> Result<SmartgenAnswer> {
    let mut outputs = job.artifacts.iter().filter(|a| a.role == ArtifactRole::Output);
    let picture = outputs.next().ok_or_else(|| {
        Error::new(ErrorKind::NotFound, "the picture was removed when its time was over")
    })?;
    let Work::Paint(painted) = &job.request.work else {
        return Err(Error::internal("a composed prompt was not painted"));
    };
    Ok(SmartgenAnswer {
        url: base.file(picture),
        revised_prompt: parameters.prompt.clone(),
        parameters,
        generation_id: job.id.to_string(),
        model: painted.model.to_string(),
        seed: painted.seed,
        credits_used: job.price.as_credits_f64(),
        notes,
    })
}
