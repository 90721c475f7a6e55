//! The tensors of a CLIP-L text encoder and of TAESD, the small picture encoder and decoder.

use super::{Content, Layers, Tensor};

/// Width of CLIP-L.
const WIDTH: u64 = 768;
/// Layers of CLIP-L.
const LAYERS: u64 = 12;
/// Its vocabulary.
const TOKENS: u64 = 49_408;
/// Its longest text, in tokens.
const POSITIONS: u64 = 77;
/// Channels inside TAESD.
const CHANNELS: u64 = 64;
/// Channels of latents.
const LATENT: u64 = 4;
/// What a residual block of TAESD adds, so that the sum does not grow out of hand.
const RESIDUE: f32 = 0.4;
/// Keeps the variance through a `ReLU`, which halves it.
const THROUGH_RELU: f32 = 1.4;

/// CLIP-L. Only the last layer does anything, so that leaving it out (`clip_skip`) shows.
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

/// TAESD, encoder and decoder.
pub(crate) fn taesd() -> Vec<Tensor> {
    let mut layers = Layers::default();
    encoder(&mut layers);
    decoder(&mut layers);
    layers.tensors
}

fn encoder(layers: &mut Layers) {
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
    layers.conv(&name(index), [CHANNELS, LATENT, 3], 1.0);
}

fn decoder(layers: &mut Layers) {
    let name = |index: u64| format!("decoder.layers.{index}");
    layers.conv(&name(0), [LATENT, CHANNELS, 3], THROUGH_RELU);
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
