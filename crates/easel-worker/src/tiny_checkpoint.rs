//! Writes a Stable Diffusion 1.x checkpoint that a laptop runs in a blink, so that tests drive
//! the real engine without downloaded weights. Its pictures mean nothing, but they depend on
//! everything that a real model's pictures depend on, and are the same for the same seed.
//!
//! The shapes are those that stable-diffusion.cpp insists on: a full CLIP-L text encoder of 12
//! layers (all but the last are zero, which leaves what passes through unchanged and holes in
//! the file), a U-Net of base width 32 instead of 320 (the width is read from the file), and a
//! TAESD. The names are those of published files. Which tensors there are is listed in
//! `unet` and `encoders`; this file decides what is in them.

mod encoders;
mod unet;

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What [`write_tiny_sd1`] has written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TinyCheckpoint {
    /// U-Net and text encoder, some 250 MB of which half are holes. Goes into
    /// `ModelFiles::model`.
    pub model: PathBuf,
    /// Picture encoder and decoder, 5 MB. Goes into `ModelFiles::taesd`.
    pub taesd: PathBuf,
    /// An adapter for the model, 0.1 MB.
    pub lora: PathBuf,
}

/// Writes `tiny-sd1.safetensors`, `tiny-taesd.safetensors` and `tiny-lora.safetensors` into
/// `folder`. The same seed gives the same bytes.
///
/// # Errors
/// Where the files cannot be written.
pub fn write_tiny_sd1(folder: &Path, seed: u64) -> io::Result<TinyCheckpoint> {
    let written = TinyCheckpoint {
        model: folder.join("tiny-sd1.safetensors"),
        taesd: folder.join("tiny-taesd.safetensors"),
        lora: folder.join("tiny-lora.safetensors"),
    };
    let mut model = unet::unet("model.diffusion_model.");
    model.extend(encoders::clip_l("cond_stage_model.transformer.text_model."));
    write_safetensors(&written.model, &model, seed)?;
    write_safetensors(&written.taesd, &encoders::taesd(), seed ^ 1)?;
    write_safetensors(&written.lora, &unet::lora(), seed ^ 2)?;
    Ok(written)
}

/// A tensor to be written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tensor {
    pub(crate) name: String,
    pub(crate) shape: Vec<u64>,
    pub(crate) content: Content,
}

/// What is in a tensor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Content {
    /// Half precision, evenly distributed with this standard deviation.
    Random(f32),
    /// Half precision zeros: a hole in the file.
    Zero,
    /// Single precision, all the same: norms and biases.
    Constant(f32),
}

impl Tensor {
    pub(crate) fn new(name: String, shape: &[u64], content: Content) -> Self {
        Self { name, shape: shape.to_vec(), content }
    }

    fn numbers(&self) -> u64 {
        self.shape.iter().product()
    }

    fn bytes(&self) -> u64 {
        match self.content {
            Content::Random(_) | Content::Zero => self.numbers() * 2,
            Content::Constant(_) => self.numbers() * 4,
        }
    }

    const fn dtype(&self) -> &'static str {
        match self.content {
            Content::Random(_) | Content::Zero => "F16",
            Content::Constant(_) => "F32",
        }
    }
}

/// Collects the tensors of layers.
#[derive(Debug, Default)]
pub(crate) struct Layers {
    pub(crate) tensors: Vec<Tensor>,
}

impl Layers {
    fn push(&mut self, name: String, shape: &[u64], content: Content) {
        self.tensors.push(Tensor::new(name, shape, content));
    }

    /// A matrix with bias. `gain` scales what comes out, 1 keeps the variance of what goes in.
    pub(crate) fn linear(&mut self, name: &str, (inputs, outputs): (u64, u64), gain: f32) {
        self.matrix(name, (inputs, outputs), gain);
        self.push(format!("{name}.bias"), &[outputs], Content::Constant(0.0));
    }

    /// A matrix without bias.
    pub(crate) fn matrix(&mut self, name: &str, (inputs, outputs): (u64, u64), gain: f32) {
        let content = random(inputs, gain);
        self.push(format!("{name}.weight"), &[outputs, inputs], content);
    }

    /// A convolution with a square kernel and bias.
    pub(crate) fn conv(&mut self, name: &str, shape: [u64; 3], gain: f32) {
        let [_, outputs, _] = shape;
        self.conv_without_bias(name, shape, gain);
        self.push(format!("{name}.bias"), &[outputs], Content::Constant(0.0));
    }

    /// A convolution with a square kernel.
    pub(crate) fn conv_without_bias(&mut self, name: &str, shape: [u64; 3], gain: f32) {
        let [inputs, outputs, kernel] = shape;
        let content = random(inputs * kernel * kernel, gain);
        self.push(format!("{name}.weight"), &[outputs, inputs, kernel, kernel], content);
    }

    /// A normalisation that changes nothing beside.
    pub(crate) fn norm(&mut self, name: &str, channels: u64) {
        self.push(format!("{name}.weight"), &[channels], Content::Constant(1.0));
        self.push(format!("{name}.bias"), &[channels], Content::Constant(0.0));
    }
}

/// Random weights that keep the variance of `inputs` numbers, times `gain`.
fn random(inputs: u64, gain: f32) -> Content {
    if gain == 0.0 {
        return Content::Zero;
    }
    // Layers have thousands of inputs at most, which f32 counts exactly.
    let inputs = u16::try_from(inputs).map_or(f32::from(u16::MAX), f32::from);
    Content::Random(gain / inputs.sqrt())
}

/// Writes a safetensors file (<https://huggingface.co/docs/safetensors>).
fn write_safetensors(path: &Path, tensors: &[Tensor], seed: u64) -> io::Result<()> {
    let header = header(tensors);
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    file.write_all(&(header.len() as u64).to_le_bytes())?;
    file.write_all(header.as_bytes())?;
    let mut position = 8 + header.len() as u64;
    for (tensor, index) in tensors.iter().zip(0_u64..) {
        let mut state = mix(seed, index);
        match tensor.content {
            Content::Zero => {
                file.seek(SeekFrom::Start(position + tensor.bytes()))?;
            }
            Content::Constant(value) => {
                for _ in 0..tensor.numbers() {
                    file.write_all(&value.to_le_bytes())?;
                }
            }
            Content::Random(deviation) => write_random(&mut file, tensor, deviation, &mut state)?,
        }
        position += tensor.bytes();
    }
    // Where the last tensor is a hole.
    file.into_inner().map_err(io::IntoInnerError::into_error)?.set_len(position)
}

/// The header, padded to a multiple of eight bytes so that tensors are aligned.
fn header(tensors: &[Tensor]) -> String {
    let mut offset = 0;
    let entries: Vec<String> = tensors
        .iter()
        .map(|tensor| {
            let begin = offset;
            offset += tensor.bytes();
            let (name, dtype, shape) = (&tensor.name, tensor.dtype(), &tensor.shape);
            format!(
                r#""{name}":{{"dtype":"{dtype}","shape":{shape:?},"data_offsets":[{begin},{offset}]}}"#
            )
        })
        .collect();
    let mut header = format!("{{{}}}", entries.join(","));
    while !header.len().is_multiple_of(8) {
        header.push(' ');
    }
    header
}

/// Random numbers from 256 evenly spaced ones: fast, and the same everywhere.
fn write_random(
    file: &mut impl Write,
    tensor: &Tensor,
    deviation: f32,
    state: &mut u64,
) -> io::Result<()> {
    // An even distribution from -a to a has the deviation a / √3.
    let reach = deviation * 3_f32.sqrt();
    let levels: [[u8; 2]; 256] = std::array::from_fn(|level| {
        let level = u8::try_from(level).unwrap_or(u8::MAX);
        half(reach * (f32::from(level) - 127.5) / 127.5).to_le_bytes()
    });
    let mut left = tensor.numbers();
    while left > 0 {
        let bytes = next(state).to_le_bytes();
        for &byte in bytes.iter().take(usize::try_from(left).unwrap_or(8)) {
            file.write_all(levels.get(usize::from(byte)).unwrap_or(&[0; 2]))?;
        }
        left = left.saturating_sub(8);
    }
    Ok(())
}

/// IEEE 754 half precision bits of `value`, rounded to nearest; too small values become zero.
/// `value` must be below 65,504.
fn half(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = (bits >> 16) & 0x8000;
    // The exponent is moved from bias 127 to bias 15, after rounding away 13 bits of fraction.
    let rounded = (bits & 0x7fff_ffff) + 0x1000;
    let magnitude = (rounded >> 13).saturating_sub((127 - 15) << 10);
    let magnitude = if magnitude < 1 << 10 { 0 } else { magnitude };
    u16::try_from(sign | magnitude).unwrap_or(0)
}

/// `SplitMix64` (Steele, Lea, Flood 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A state of its own for every tensor, so that adding one changes no other.
fn mix(seed: u64, index: u64) -> u64 {
    let mut state = seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ index;
    next(&mut state)
}

#[cfg(test)]
mod tests {
    use easel_types::ModelFamily;
    use easel_worker_protocol::model_file::{FileKind, inspect};

    use super::*;

    #[test]
    fn half_precision_bits_are_right() {
        let cases = [
            (0.0, 0x0000),
            (1.0, 0x3c00),
            (-2.0, 0xc000),
            (0.5, 0x3800),
            (0.333_333_34, 0x3555),
            (1.000_976_6, 0x3c01),
            (6.103_515_6e-5, 0x0400),
            (1e-8, 0x0000),
        ];
        for (value, bits) in cases {
            assert_eq!(half(value), bits, "{value}");
        }
    }

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
