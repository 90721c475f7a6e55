//! `easel make`: one picture without a server. It works in a temporary data folder that knows the
//! installed models, so that no queue is disturbed and nothing is charged.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use easel_core::{Core, Dispatcher};
use easel_types::request::Wanted;
use easel_types::{ArtifactRole, Caller, GenerationDraft, Job, JobEvent, JobState, Size};

use super::render::{Vector, extension};
use crate::cli::MakeArgs;
use crate::terminal::{Steps, say};
use crate::wiring;

/// Side of a picture of which only the other side is given.
const SIDE_DEFAULT: u32 = 1024;

pub(crate) async fn run(args: MakeArgs) -> Result<()> {
    let role = match extension(&args.output)? {
        Vector::Yes => ArtifactRole::Vector,
        Vector::No => ArtifactRole::Output,
    };
    let mut config = args.config()?;
    let installed = installed_models(&config).await?;
    let folder = tempfile::tempdir().context("no temporary folder can be made")?;
    config.data = folder.path().to_owned();
    let core = wiring::core(&config, true).await?;
    for model in installed {
        core.add_model(model).await?;
    }
    let key = core.bootstrap(None).await?.context("a fresh folder has no key")?;
    let caller = core.authenticate(&key.secret).await?;
    let job = core.submit(&caller, draft(&args)).await?;
    let job = if job.state.is_final() { job } else { painted(&core, &caller, job).await? };
    let artifact = job.artifacts.iter().find(|artifact| artifact.role == role);
    let Some(artifact) = artifact else {
        bail!("a {} picture has no vectors; use a file that ends in .png", job.request.intent);
    };
    let file = core.file(artifact.id).await?;
    std::fs::write(&args.output, file.bytes)
        .with_context(|| format!("{} cannot be written", args.output.display()))?;
    say(&format!("{} ({}, {})", args.output.display(), job.request.intent, job.request.size()));
    Ok(())
}

/// The models of the usual data folder, if there is one.
async fn installed_models(config: &crate::config::Config) -> Result<Vec<easel_types::ModelRecord>> {
    if !config.data.join("easel.db").exists() {
        return Ok(Vec::new());
    }
    let (store, _) = wiring::storage(config).await?;
    let models = easel_store::Store::model_list(&store).await?;
    // The fake engine's model is there already.
    Ok(models.into_iter().filter(|model| model.name.as_str() != "fake").collect())
}

fn draft(args: &MakeArgs) -> GenerationDraft {
    let wanted =
        Wanted::Smart { prompt: args.prompt.clone(), intent: None, enhance: !args.no_enhance };
    let size = (args.width.is_some() || args.height.is_some()).then(|| {
        Size::new(args.width.unwrap_or(SIDE_DEFAULT), args.height.unwrap_or(SIDE_DEFAULT))
    });
    GenerationDraft {
        size,
        model: args.model.clone(),
        seed: args.seed,
        steps: args.steps,
        guidance_scale: args.guidance_scale,
        negative_prompt: args.negative_prompt.clone(),
        ..GenerationDraft::new(wanted)
    }
}

async fn painted(core: &Core, caller: &Caller, job: Job) -> Result<Job> {
    let dispatcher = Dispatcher::start(core.clone());
    let mut steps = Steps::new("painting");
    let mut watch = core.watch(caller, job.id).await?;
    while let Some(event) = watch.next().await {
        if let JobEvent::Progress { progress, .. } = event {
            steps.set(progress.step.into(), progress.steps.into());
        }
    }
    steps.finish();
    let job = core.job(caller, job.id).await?;
    dispatcher.shutdown(Duration::from_secs(5)).await;
    match (job.state, &job.failure) {
        (JobState::Succeeded, _) => Ok(job),
        (_, Some(failure)) => bail!("{}", failure.message),
        (state, None) => bail!("the job ended as {state}"),
    }
}
