//! The tensors of diffusion transformers in the names of their publishers' files: FLUX.1 and
//! Z-Image. Depth and width are read from the file by stable-diffusion.cpp; what is fixed there
//! (the width of a head, the text encoders' widths) is as in the real models.

use super::contents::{Content, Tensor};
use super::layers::Layers;

/// Numbers of a head; rotary positions are laid out for it.
const HEAD: u64 = 128;
/// A patch of 2 × 2 latents of 16 channels.
const PATCH: u64 = 64;
/// Numbers that encode a step.
const STEP: u64 = 256;

/// A FLUX.1 of one double and one single block with one head, with embedded guidance.
pub(crate) fn flux() -> Vec<Tensor> {
    /// Width of the T5-XXL text encoder.
    const CONTEXT: u64 = 4096;
    /// Width of CLIP-L.
    const VECTOR: u64 = 768;
    const WIDTH: u64 = HEAD;
    let mut layers = Layers::default();
    layers.linear("img_in", (PATCH, WIDTH), 1.0);
    layers.linear("txt_in", (CONTEXT, WIDTH), 1.0);
    for (embedder, inputs) in [("time_in", STEP), ("guidance_in", STEP), ("vector_in", VECTOR)] {
        layers.linear(&format!("{embedder}.in_layer"), (inputs, WIDTH), 1.5);
        layers.linear(&format!("{embedder}.out_layer"), (WIDTH, WIDTH), 1.0);
    }
    for stream in ["img", "txt"] {
        let name = format!("double_blocks.0.{stream}");
        layers.linear(&format!("{name}_mod.lin"), (WIDTH, WIDTH * 6), 1.0);
        layers.linear(&format!("{name}_attn.qkv"), (WIDTH, WIDTH * 3), 1.0);
        layers.scale(&format!("{name}_attn.norm.query_norm.scale"), HEAD);
        layers.scale(&format!("{name}_attn.norm.key_norm.scale"), HEAD);
        layers.linear(&format!("{name}_attn.proj"), (WIDTH, WIDTH), 1.0);
        layers.linear(&format!("{name}_mlp.0"), (WIDTH, WIDTH * 4), 1.0);
        layers.linear(&format!("{name}_mlp.2"), (WIDTH * 4, WIDTH), 1.0);
    }
    layers.linear("single_blocks.0.linear1", (WIDTH, WIDTH * 7), 1.0);
    layers.linear("single_blocks.0.linear2", (WIDTH * 5, WIDTH), 1.0);
    layers.scale("single_blocks.0.norm.query_norm.scale", HEAD);
    layers.scale("single_blocks.0.norm.key_norm.scale", HEAD);
    layers.linear("single_blocks.0.modulation.lin", (WIDTH, WIDTH * 3), 1.0);
    layers.linear("final_layer.linear", (WIDTH, PATCH), 1.0);
    layers.linear("final_layer.adaLN_modulation.1", (WIDTH, WIDTH * 2), 1.0);
    layers.tensors
}

/// A Z-Image of one layer and one refiner of each kind with two heads, for a text encoder of
/// width `context`.
pub(crate) fn z_image(context: u64) -> Vec<Tensor> {
    let mut layers = Layers::default();
    layers.linear("x_embedder", (PATCH, Z_WIDTH), 1.0);
    layers.linear("t_embedder.mlp.0", (STEP, Z_WIDTH), 1.5);
    layers.linear("t_embedder.mlp.2", (Z_WIDTH, STEP), 1.0);
    layers.scale("cap_embedder.0.weight", context);
    layers.linear("cap_embedder.1", (context, Z_WIDTH), 1.0);
    for padding in ["cap_pad_token", "x_pad_token"] {
        layers.push(padding.to_owned(), &[1, Z_WIDTH], Content::Constant(0.1));
    }
    z_image_block(&mut layers, "context_refiner.0");
    for block in ["noise_refiner.0", "layers.0"] {
        z_image_block(&mut layers, block);
        layers.linear(&format!("{block}.adaLN_modulation.0"), (STEP, Z_WIDTH * 4), 1.0);
    }
    layers.linear("final_layer.linear", (Z_WIDTH, PATCH), 1.0);
    layers.linear("final_layer.adaLN_modulation.1", (STEP, Z_WIDTH), 1.0);
    layers.tensors
}

/// Width of the tiny Z-Image: the least that the encoding of steps allows.
const Z_WIDTH: u64 = HEAD * 2;

fn z_image_block(layers: &mut Layers, name: &str) {
    /// 8/3 of the width, rounded up to a multiple of 256.
    const INNER: u64 = 768;
    layers.matrix(&format!("{name}.attention.qkv"), (Z_WIDTH, Z_WIDTH * 3), 1.0);
    layers.matrix(&format!("{name}.attention.out"), (Z_WIDTH, Z_WIDTH), 1.0);
    for norm in ["q_norm", "k_norm"] {
        layers.scale(&format!("{name}.attention.{norm}.weight"), HEAD);
    }
    layers.matrix(&format!("{name}.feed_forward.w1"), (Z_WIDTH, INNER), 1.0);
    layers.matrix(&format!("{name}.feed_forward.w2"), (INNER, Z_WIDTH), 1.0);
    layers.matrix(&format!("{name}.feed_forward.w3"), (Z_WIDTH, INNER), 1.0);
    for norm in ["attention_norm1", "attention_norm2", "ffn_norm1", "ffn_norm2"] {
        layers.scale(&format!("{name}.{norm}.weight"), Z_WIDTH);
    }
}
