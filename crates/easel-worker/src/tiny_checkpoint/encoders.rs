//! The tensors of text encoders (CLIP-L, `OpenCLIP` bigG, Qwen3) and of TAESD, the small picture
//! encoder and decoder. Of the text encoders only one layer does anything: the others are zero,
//! which leaves what passes through unchanged and holes in the file.

use super::contents::{Content, Tensor};
use super::layers::{Layers, random};

/// Width of CLIP-L.
const WIDTH: u64 = 768;
/// Layers of CLIP-L.
const LAYERS: u64 = 12;
/// The vocabulary of both CLIPs.
const TOKENS: u64 = 49_408;
/// Their longest text, in tokens.
const POSITIONS: u64 = 77;
/// Width of the tiny language model; 2560 in the real one.
pub(crate) const LLM_WIDTH: u64 = 64;
/// Channels inside TAESD.
const CHANNELS: u64 = 64;
/// What a residual block of TAESD adds, so that the sum does not grow out of hand.
const RESIDUE: f32 = 0.4;
/// Keeps the variance through a `ReLU`, which halves it.
const THROUGH_RELU: f32 = 1.4;

/// CLIP-L. The layer that does something is the last, so that leaving it out (`clip_skip`) shows.
pub(crate) fn clip_l(prefix: &str) -> Vec<Tensor> {
    let mut layers = Layers::default();
    let embedding = |name: &str, rows: u64| {
        let name = format!("{prefix}embeddings.{name}.weight");
        Tensor::new(name, &[rows, WIDTH], Content::Random(1.0))
    };
    layers.tensors.push(embedding("token_embedding", TOKENS));
    layers.tensors.push(embedding("position_embedding", POSITIONS));
    for layer in 0..LAYERS {
        let name = format!("{prefix}encoder.layers.{layer}");
        let gain = if layer + 1 == LAYERS { 1.0 } else { 0.0 };
        for projection in ["q_proj", "k_proj", "v_proj", "out_proj"] {
            layers.linear(&format!("{name}.self_attn.{projection}"), (WIDTH, WIDTH), gain);
        }
        layers.norm(&format!("{name}.layer_norm1"), WIDTH);
        layers.norm(&format!("{name}.layer_norm2"), WIDTH);
        layers.linear(&format!("{name}.mlp.fc1"), (WIDTH, WIDTH * 4), gain);
        layers.linear(&format!("{name}.mlp.fc2"), (WIDTH * 4, WIDTH), gain);
    }
    layers.norm(&format!("{prefix}final_layer_norm"), WIDTH);
    layers.tensors
}

/// `OpenCLIP` bigG, the second text encoder of SDXL, in its own names.
pub(crate) fn open_clip_g(prefix: &str) -> Vec<Tensor> {
    const WIDTH: u64 = 1280;
    const LAYERS: u64 = 32;
    let mut layers = Layers::default();
    let embedding = Content::Random(1.0);
    layers.push(format!("{prefix}token_embedding.weight"), &[TOKENS, WIDTH], embedding);
    layers.push(format!("{prefix}positional_embedding"), &[POSITIONS, WIDTH], embedding);
    for layer in 0..LAYERS {
        let name = format!("{prefix}transformer.resblocks.{layer}");
        let gain = if layer + 1 == LAYERS { 1.0 } else { 0.0 };
        let projection = random(WIDTH, gain);
        layers.push(format!("{name}.attn.in_proj_weight"), &[WIDTH * 3, WIDTH], projection);
        layers.push(format!("{name}.attn.in_proj_bias"), &[WIDTH * 3], Content::Constant(0.0));
        layers.linear(&format!("{name}.attn.out_proj"), (WIDTH, WIDTH), gain);
        layers.norm(&format!("{name}.ln_1"), WIDTH);
        layers.norm(&format!("{name}.ln_2"), WIDTH);
        layers.linear(&format!("{name}.mlp.c_fc"), (WIDTH, WIDTH * 4), gain);
        layers.linear(&format!("{name}.mlp.c_proj"), (WIDTH * 4, WIDTH), gain);
    }
    layers.norm(&format!("{prefix}ln_final"), WIDTH);
    layers.push(format!("{prefix}text_projection"), &[WIDTH, WIDTH], random(WIDTH, 1.0));
    layers.tensors
}

/// A narrow Qwen3 with the depth, heads and vocabulary that stable-diffusion.cpp expects of the
/// 4 B model: Z-Image takes what the last layer but one gives.
pub(crate) fn qwen3() -> Vec<Tensor> {
    const LAYERS: u64 = 36;
    const TOKENS: u64 = 151_936;
    /// Numbers of a head, of which there are 32 for asking and 8 for being asked.
    const HEAD: u64 = 128;
    const INNER: u64 = LLM_WIDTH * 2;
    let mut layers = Layers::default();
    let embedding = Content::Random(1.0);
    layers.push("model.embed_tokens.weight".to_owned(), &[TOKENS, LLM_WIDTH], embedding);
    for layer in 0..LAYERS {
        let name = format!("model.layers.{layer}");
        let gain = if layer + 2 == LAYERS { 1.0 } else { 0.0 };
        for (projection, heads) in [("q_proj", 32), ("k_proj", 8), ("v_proj", 8)] {
            let name = format!("{name}.self_attn.{projection}");
            layers.matrix(&name, (LLM_WIDTH, heads * HEAD), gain);
        }
        layers.matrix(&format!("{name}.self_attn.o_proj"), (32 * HEAD, LLM_WIDTH), gain);
        for norm in ["q_norm", "k_norm"] {
            layers.scale(&format!("{name}.self_attn.{norm}.weight"), HEAD);
        }
        for norm in ["input_layernorm", "post_attention_layernorm"] {
            layers.scale(&format!("{name}.{norm}.weight"), LLM_WIDTH);
        }
        layers.matrix(&format!("{name}.mlp.gate_proj"), (LLM_WIDTH, INNER), gain);
        layers.matrix(&format!("{name}.mlp.up_proj"), (LLM_WIDTH, INNER), gain);
        layers.matrix(&format!("{name}.mlp.down_proj"), (INNER, LLM_WIDTH), gain);
    }
    layers.scale("model.norm.weight", LLM_WIDTH);
    layers.tensors
}

/// TAESD, encoder and decoder, for latents of so many channels: 4 for U-Nets, 16 for
/// transformers.
pub(crate) fn taesd(latent: u64) -> Vec<Tensor> {
    let mut layers = Layers::default();
    encoder(&mut layers, latent);
    decoder(&mut layers, latent);
    layers.tensors
}

fn encoder(layers: &mut Layers, latent: u64) {
    let name = |index: u64| format!("encoder.layers.{index}");
    layers.conv(&name(0), [3, CHANNELS, 3], 2.0);
    block(layers, &name(1));
    let mut index = 2;
    for _ in 0..3 {
        layers.conv_without_bias(&name(index), [CHANNELS, CHANNELS, 3], 1.0);
        for offset in 1..=3 {
            block(layers, &name(index + offset));
        }
        index += 4;
    }
    layers.conv(&name(index), [CHANNELS, latent, 3], 1.0);
}

fn decoder(layers: &mut Layers, latent: u64) {
    let name = |index: u64| format!("decoder.layers.{index}");
    layers.conv(&name(0), [latent, CHANNELS, 3], THROUGH_RELU);
    // 1 is a ReLU; below, every fifth is doubling the size.
    let mut index = 2;
    for _ in 0..3 {
        for offset in 0..3 {
            block(layers, &name(index + offset));
        }
        layers.conv_without_bias(&name(index + 4), [CHANNELS, CHANNELS, 3], 1.0);
        index += 5;
    }
    block(layers, &name(index));
    layers.conv(&name(index + 1), [CHANNELS, 3, 3], 0.25);
    // Pictures reach from 0 to 1: grey in the middle.
    if let Some(bias) = layers.tensors.last_mut() {
        bias.content = Content::Constant(0.5);
    }
}

fn block(layers: &mut Layers, name: &str) {
    layers.conv(&format!("{name}.conv.0"), [CHANNELS, CHANNELS, 3], THROUGH_RELU);
    layers.conv(&format!("{name}.conv.2"), [CHANNELS, CHANNELS, 3], THROUGH_RELU);
    layers.conv(&format!("{name}.conv.4"), [CHANNELS, CHANNELS, 3], RESIDUE);
}
