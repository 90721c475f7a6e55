//! Writes models that a laptop runs in a blink, so that tests drive the real engine without
//! downloaded weights. Their pictures mean nothing, but they depend on everything that a real
//! model's pictures depend on, and are the same for the same seed.
//!
//! The shapes are those that stable-diffusion.cpp insists on; what it reads from the file is
//! made small: U-Nets have a base width of 32 instead of 320, transformers one block of each
//! kind and one or two heads. The names are those of published files. Which tensors a model has
//! is listed in `unet`, `transformers` and `encoders`; this file decides what is in which file.

mod containers;
mod contents;
mod encoders;
mod layers;
mod torch_zip;
mod transformers;
mod unet;

use std::io;
use std::path::{Path, PathBuf};

use easel_types::ModelFiles;

use self::containers::{write_gguf, write_safetensors};
use self::contents::Tensor;
use self::torch_zip::write_torch_zip;

/// What [`write_tiny_sd1`] has written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TinyCheckpoint {
    /// U-Net and text encoder, some 270 MB of which more than half are holes. Goes into
    /// `ModelFiles::model`.
    pub model: PathBuf,
    /// Picture encoder and decoder, 5 MB. Goes into `ModelFiles::taesd`.
    pub taesd: PathBuf,
    /// An adapter for the model, 0.1 MB.
    pub lora: PathBuf,
}

/// How a model is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TinyFormat {
    /// safetensors.
    Safetensors,
    /// GGUF with the same numbers.
    Gguf,
    /// GGUF whose matrices have 8 bits per number (`Q8_0`).
    GgufQ8,
    /// What `torch.save` writes: `.ckpt`.
    TorchZip,
}

impl TinyFormat {
    /// The usual end of the file's name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Safetensors => "safetensors",
            Self::Gguf | Self::GgufQ8 => "gguf",
            Self::TorchZip => "ckpt",
        }
    }
}

/// Writes `tiny-sd1.safetensors`, `tiny-taesd.safetensors` and `tiny-lora.safetensors` into
/// `folder`. The same seed gives the same bytes.
///
/// # Errors
/// Where the files cannot be written.
pub fn write_tiny_sd1(folder: &Path, seed: u64) -> io::Result<TinyCheckpoint> {
    Ok(TinyCheckpoint {
        model: write_tiny_sd1_as(folder, seed, TinyFormat::Safetensors)?,
        taesd: write_tiny_taesd(folder, seed)?,
        lora: write_tiny_lora(folder, seed)?,
    })
}

/// Writes a picture encoder and decoder for U-Nets as `tiny-taesd.safetensors`.
///
/// # Errors
/// Where the file cannot be written.
pub fn write_tiny_taesd(folder: &Path, seed: u64) -> io::Result<PathBuf> {
    taesd_for(folder, 4, seed)
}

/// Writes an adapter for the model of [`write_tiny_sd1`] as `tiny-lora.safetensors`.
///
/// # Errors
/// Where the file cannot be written.
pub fn write_tiny_lora(folder: &Path, seed: u64) -> io::Result<PathBuf> {
    let path = folder.join("tiny-lora.safetensors");
    write_safetensors(&path, &unet::lora(), seed ^ 2)?;
    Ok(path)
}

/// Writes the model of [`write_tiny_sd1`] as `tiny-sd1` with the extension of `format`.
///
/// # Errors
/// Where the file cannot be written.
pub fn write_tiny_sd1_as(folder: &Path, seed: u64, format: TinyFormat) -> io::Result<PathBuf> {
    let path = folder.join("tiny-sd1").with_extension(format.extension());
    let model = sd1(&unet::SD1);
    match format {
        TinyFormat::Safetensors => write_safetensors(&path, &model, seed)?,
        TinyFormat::Gguf => write_gguf(&path, &model, seed, Tensor::exact_encoding)?,
        TinyFormat::GgufQ8 => write_gguf(&path, &model, seed, Tensor::small_encoding)?,
        TinyFormat::TorchZip => write_torch_zip(&path, &model, seed)?,
    }
    Ok(path)
}

/// Writes an SD 1.x model that edits reference pictures (`InstructPix2Pix`), with a TAESD.
///
/// # Errors
/// Where the files cannot be written.
pub fn write_tiny_sd1_edit(folder: &Path, seed: u64) -> io::Result<ModelFiles> {
    let model = folder.join("tiny-sd1-edit.safetensors");
    write_safetensors(&model, &sd1(&unet::SD1_EDIT), seed)?;
    let taesd = write_tiny_taesd(folder, seed)?;
    Ok(ModelFiles { model, taesd: Some(taesd), ..ModelFiles::default() })
}

/// Writes an SDXL model with both text encoders in one file, as published: 1.7 GB, of which
/// 0.3 GB are not holes.
///
/// # Errors
/// Where the files cannot be written.
pub fn write_tiny_sdxl(folder: &Path, seed: u64) -> io::Result<ModelFiles> {
    let model = folder.join("tiny-sdxl.safetensors");
    let mut tensors = unet::unet("model.diffusion_model.", &unet::SDXL);
    tensors.extend(encoders::clip_l("conditioner.embedders.0.transformer.text_model."));
    tensors.extend(encoders::open_clip_g("conditioner.embedders.1.model."));
    write_safetensors(&model, &tensors, seed)?;
    let taesd = write_tiny_taesd(folder, seed)?;
    Ok(ModelFiles { model, taesd: Some(taesd), ..ModelFiles::default() })
}

/// Writes a FLUX.1 model in files of its parts, with CLIP-L only: the size of the other text
/// encoder, T5-XXL (9.5 GB), is fixed in stable-diffusion.cpp, which does without it.
///
/// # Errors
/// Where the files cannot be written.
pub fn write_tiny_flux(folder: &Path, seed: u64) -> io::Result<ModelFiles> {
    let model = folder.join("tiny-flux.safetensors");
    let clip_l = folder.join("tiny-clip-l.safetensors");
    write_safetensors(&model, &transformers::flux(), seed)?;
    write_safetensors(&clip_l, &encoders::clip_l("text_model."), seed ^ 2)?;
    let taesd = taesd_for(folder, 16, seed)?;
    Ok(ModelFiles {
        model,
        diffusion_only: true,
        clip_l: Some(clip_l),
        taesd: Some(taesd),
        ..ModelFiles::default()
    })
}

/// Writes a Z-Image model in files of its parts; its text encoder is a language model.
///
/// # Errors
/// Where the files cannot be written.
pub fn write_tiny_z_image(folder: &Path, seed: u64) -> io::Result<ModelFiles> {
    let model = folder.join("tiny-z-image.safetensors");
    let llm = folder.join("tiny-qwen3.safetensors");
    write_safetensors(&model, &transformers::z_image(encoders::LLM_WIDTH), seed)?;
    write_safetensors(&llm, &encoders::qwen3(), seed ^ 2)?;
    let taesd = taesd_for(folder, 16, seed)?;
    Ok(ModelFiles {
        model,
        diffusion_only: true,
        llm: Some(llm),
        taesd: Some(taesd),
        ..ModelFiles::default()
    })
}

fn sd1(shape: &unet::Shape) -> Vec<Tensor> {
    let mut model = unet::unet("model.diffusion_model.", shape);
    model.extend(encoders::clip_l("cond_stage_model.transformer.text_model."));
    model
}

fn taesd_for(folder: &Path, latent_channels: u64, seed: u64) -> io::Result<PathBuf> {
    let path = folder.join("tiny-taesd.safetensors");
    write_safetensors(&path, &encoders::taesd(latent_channels), seed ^ 1)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use easel_types::ModelFamily;
    use easel_worker_protocol::model_file::{FileKind, inspect};

    use super::*;

    #[test]
    fn the_files_are_what_they_say_and_the_same_for_the_same_seed() {
        let folder = tempfile::tempdir().unwrap();
        let first = write_tiny_sd1(folder.path(), 1).unwrap();
        let model = inspect(&first.model).unwrap();
        assert_eq!((model.kind, model.family), (FileKind::Checkpoint, Some(ModelFamily::Sd1)));
        assert_eq!((model.unet_width, model.unet_inputs), (Some(32), Some(4)));
        assert!(model.has_text_encoder && !model.has_vae && !model.diffusion_only);
        assert_eq!(inspect(&first.taesd).unwrap().kind, FileKind::TinyVae);
        let lora = inspect(&first.lora).unwrap();
        assert_eq!((lora.kind, lora.family), (FileKind::Lora, Some(ModelFamily::Sd1)));

        let bytes = |path: &Path| std::fs::read(path).unwrap();
        let before = bytes(&first.taesd);
        assert_eq!(bytes(&write_tiny_sd1(folder.path(), 1).unwrap().taesd), before);
        assert_ne!(bytes(&write_tiny_sd1(folder.path(), 2).unwrap().taesd), before);
    }
}
