//! `easel models`: the catalogue of installed models. Files stay where they are.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use easel_engine::inspect::{FileKind, Inspected, inspect};
use easel_types::model::{ModelDefaults, ModelKind};
use easel_types::{Clock as _, ModelFamily, ModelFiles, ModelName, ModelRecord};

use crate::cli::{ModelsAddArgs, ModelsArgs, ModelsCommand};
use crate::sources::SystemClock;
use crate::terminal::say;
use crate::wiring;

pub(crate) async fn run(args: ModelsArgs) -> Result<()> {
    let config = match args.command {
        ModelsCommand::Add(_) => args.data.config()?,
        ModelsCommand::List | ModelsCommand::Rm { .. } => args.data.config_of_existing()?,
    };
    let core = wiring::core(&config, false).await?;
    match args.command {
        ModelsCommand::List => {
            let (store, _) = wiring::storage(&config).await?;
            let models = easel_store::Store::model_list(&store).await?;
            if models.is_empty() {
                say("no model is installed: `easel models add FILE` installs one");
            }
            for model in models {
                say(&format!(
                    "{}  {}  {}  {}  {}",
                    model.name,
                    model.kind.as_str(),
                    model.family,
                    size_text(model.size_bytes),
                    model.files.model.display()
                ));
            }
        }
        ModelsCommand::Add(args) => {
            let model = inspected(&args)?;
            let line = format!("{} ({} {})", model.name, model.family, model.kind.as_str());
            core.add_model(model).await?;
            say(&format!("added {line}"));
        }
        ModelsCommand::Rm { name } => {
            core.remove_model(&ModelName::new(name.clone()).context(name)?).await?;
            say("removed; its file stays where it is");
        }
    }
    Ok(())
}

/// Looks into the files and makes a catalogue entry of them.
fn inspected(args: &ModelsAddArgs) -> Result<ModelRecord> {
    let (path, found) = looked_into(&args.file)?;
    let kind = match found.kind {
        FileKind::Checkpoint => ModelKind::Checkpoint,
        FileKind::Lora => ModelKind::Lora,
        other => bail!(
            "{} is a {}: add a checkpoint, and give this file to it with --vae, --taesd, \
             --clip-l, --clip-g, --t5xxl or --llm",
            args.file.display(),
            other.as_str()
        ),
    };
    let family = family(args, &found)?;
    let mut size_bytes = found.size_bytes;
    let mut part = |file: &Option<PathBuf>| -> Result<Option<PathBuf>> {
        let Some(file) = file else { return Ok(None) };
        let (path, found) = looked_into(file)?;
        size_bytes += found.size_bytes;
        Ok(Some(path))
    };
    let files = ModelFiles {
        model: path,
        diffusion_only: found.diffusion_only,
        vae: part(&args.vae)?,
        taesd: part(&args.taesd)?,
        clip_l: part(&args.clip_l)?,
        clip_g: part(&args.clip_g)?,
        t5xxl: part(&args.t5xxl)?,
        llm: part(&args.llm)?,
    };
    if kind == ModelKind::Checkpoint {
        check_complete(&args.file, &found, &files)?;
    }
    let mut defaults = ModelDefaults::for_family(family);
    defaults.steps = args.steps.unwrap_or(defaults.steps);
    defaults.guidance_scale = args.guidance_scale.unwrap_or(defaults.guidance_scale);
    defaults.side = args.side.unwrap_or(defaults.side);
    let name = match &args.name {
        Some(name) => name.clone(),
        None => name_of(&args.file),
    };
    Ok(ModelRecord {
        name: ModelName::new(name.clone()).with_context(|| format!("--name {name}"))?,
        kind,
        family,
        files,
        size_bytes,
        defaults,
        added_at: SystemClock.now(),
    })
}

fn looked_into(file: &Path) -> Result<(PathBuf, Inspected)> {
    // The error names the file.
    let found = inspect(file)?;
    let path = std::path::absolute(file).with_context(|| file.display().to_string())?;
    Ok((path, found))
}

fn family(args: &ModelsAddArgs, found: &Inspected) -> Result<ModelFamily> {
    let said = args.family.as_deref().map(|name| {
        ModelFamily::from_name(name).with_context(|| {
            let names: Vec<_> = ModelFamily::ALL.iter().map(|family| family.as_str()).collect();
            format!("--family {name} is not one of {}", names.join(", "))
        })
    });
    match (said.transpose()?, found.family) {
        (Some(said), Some(seen)) if said != seen && seen != ModelFamily::Other => {
            bail!("--family {said}: the file's tensors are those of a {seen} model")
        }
        (Some(said), _) => Ok(said),
        (None, seen) => Ok(seen.unwrap_or(ModelFamily::Other)),
    }
}

/// A model without a text encoder or decoder would be refused by the engine much later.
fn check_complete(file: &Path, found: &Inspected, files: &ModelFiles) -> Result<()> {
    let encoders = [&files.clip_l, &files.clip_g, &files.t5xxl, &files.llm];
    if !found.has_text_encoder && encoders.iter().all(|file| file.is_none()) {
        bail!(
            "{} holds no text encoder: give its files with --clip-l, --clip-g, --t5xxl or --llm",
            file.display()
        );
    }
    if !found.has_vae && files.vae.is_none() && files.taesd.is_none() {
        bail!("{} holds no picture decoder: give one with --vae or --taesd", file.display());
    }
    Ok(())
}

/// The file's name with everything else than letters, digits and `._-` turned into `-`.
fn name_of(file: &Path) -> String {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let plain = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' };
    stem.unwrap_or_default().chars().map(plain).collect()
}

fn size_text(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "for people")]
    let megabytes = bytes as f64 / 1e6;
    format!("{megabytes:.0} MB")
}
