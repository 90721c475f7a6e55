//! The tensors of the U-Nets of SD 1.x and SDXL, in the names of the original implementation,
//! and of a LoRA for the former, in the names of the usual trainer.

use super::contents::Tensor;
use super::layers::Layers;

/// Channels of the first level; 320 in the real model. Norms have 32 groups, so this is the
/// least.
const WIDTH: u64 = 32;
/// Channels of latents.
const LATENT: u64 = 4;
/// Width of the text encoder of SD 1.x.
const CONTEXT: u64 = 768;
/// Rank of the LoRA.
const RANK: u64 = 4;

/// What a U-Net looks like.
#[derive(Debug)]
pub(crate) struct Shape {
    /// Of each level: its channels over `WIDTH`, and the transformer blocks of each attention,
    /// 0 for no attention.
    levels: &'static [(u64, u64)],
    /// Width of the text it attends to.
    context: u64,
    /// Channels it takes: latents, and what else it looks at.
    inputs: u64,
    /// Numbers about the picture as a whole, 0 for none.
    label: u64,
    /// Attention is entered and left through matrices instead of convolutions.
    linear: bool,
}

/// SD 1.x.
pub(crate) const SD1: Shape = Shape {
    levels: &[(1, 1), (2, 1), (4, 1), (4, 0)],
    context: CONTEXT,
    inputs: LATENT,
    label: 0,
    linear: false,
};
/// SD 1.x that edits a picture, which it is given beside the latents (`InstructPix2Pix`).
pub(crate) const SD1_EDIT: Shape = Shape { inputs: LATENT * 2, ..SD1 };
/// SDXL: less deep than wide, with two texts side by side, the size of the picture and the whole
/// of the second text.
pub(crate) const SDXL: Shape = Shape {
    levels: &[(1, 0), (2, 2), (4, 10)],
    context: 2048,
    inputs: LATENT,
    label: 2816,
    linear: true,
};

/// All tensors of a U-Net, their names beginning with `prefix`.
pub(crate) fn unet(prefix: &str, shape: &Shape) -> Vec<Tensor> {
    let mut unet = Unet { prefix, shape, layers: Layers::default() };
    let embedding = WIDTH * 4;
    unet.layers.linear(&format!("{prefix}time_embed.0"), (WIDTH, embedding), 1.0);
    unet.layers.linear(&format!("{prefix}time_embed.2"), (embedding, embedding), 1.0);
    if shape.label > 0 {
        unet.layers.linear(&format!("{prefix}label_emb.0.0"), (shape.label, embedding), 1.0);
        unet.layers.linear(&format!("{prefix}label_emb.0.2"), (embedding, embedding), 1.0);
    }
    unet.layers.conv(&format!("{prefix}input_blocks.0.0"), [shape.inputs, WIDTH, 3], 1.0);
    let (mut skips, channels) = unet.way_down();

    let (_, depth) = shape.levels.iter().rfind(|(_, depth)| *depth > 0).copied().unwrap_or((0, 0));
    unet.residual("middle_block.0", channels, channels);
    unet.attention("middle_block.1", channels, depth);
    unet.residual("middle_block.2", channels, channels);

    unet.way_up(&mut skips, channels);
    unet.layers.norm(&format!("{prefix}out.0"), WIDTH);
    unet.layers.conv(&format!("{prefix}out.2"), [WIDTH, LATENT, 3], 1.5);
    unet.layers.tensors
}

struct Unet<'a> {
    prefix: &'a str,
    shape: &'a Shape,
    layers: Layers,
}

impl Unet<'_> {
    /// Returns the channels of what is passed over to the way up, and those at the bottom.
    fn way_down(&mut self) -> (Vec<u64>, u64) {
        let mut skips = vec![WIDTH];
        let mut channels = WIDTH;
        let mut block = 0;
        let levels = self.shape.levels;
        for (level, &(multiple, depth)) in levels.iter().enumerate() {
            for _ in 0..2 {
                block += 1;
                self.residual(&format!("input_blocks.{block}.0"), channels, multiple * WIDTH);
                channels = multiple * WIDTH;
                self.attention(&format!("input_blocks.{block}.1"), channels, depth);
                skips.push(channels);
            }
            if level + 1 < levels.len() {
                block += 1;
                let name = format!("{}input_blocks.{block}.0.op", self.prefix);
                self.layers.conv(&name, [channels, channels, 3], 1.0);
                skips.push(channels);
            }
        }
        (skips, channels)
    }

    fn way_up(&mut self, skips: &mut Vec<u64>, mut channels: u64) {
        let mut block = 0;
        for (level, &(multiple, depth)) in self.shape.levels.iter().enumerate().rev() {
            for position in 0..3 {
                let name = format!("output_blocks.{block}");
                let skip = skips.pop().unwrap_or(WIDTH);
                self.residual(&format!("{name}.0"), channels + skip, multiple * WIDTH);
                channels = multiple * WIDTH;
                self.attention(&format!("{name}.1"), channels, depth);
                if level > 0 && position == 2 {
                    let part = if depth > 0 { 2 } else { 1 };
                    let name = format!("{}{name}.{part}.conv", self.prefix);
                    self.layers.conv(&name, [channels, channels, 3], 1.0);
                }
                block += 1;
            }
        }
    }

    fn residual(&mut self, name: &str, inputs: u64, outputs: u64) {
        let name = format!("{}{name}", self.prefix);
        self.layers.norm(&format!("{name}.in_layers.0"), inputs);
        self.layers.conv(&format!("{name}.in_layers.2"), [inputs, outputs, 3], 1.5);
        self.layers.linear(&format!("{name}.emb_layers.1"), (WIDTH * 4, outputs), 1.0);
        self.layers.norm(&format!("{name}.out_layers.0"), outputs);
        self.layers.conv(&format!("{name}.out_layers.3"), [outputs, outputs, 3], 1.0);
        if inputs != outputs {
            self.layers.conv(&format!("{name}.skip_connection"), [inputs, outputs, 1], 1.0);
        }
    }

    fn attention(&mut self, name: &str, channels: u64, depth: u64) {
        if depth == 0 {
            return;
        }
        let name = format!("{}{name}", self.prefix);
        self.layers.norm(&format!("{name}.norm"), channels);
        self.projection(&format!("{name}.proj_in"), channels);
        for block in 0..depth {
            self.transformer_block(&format!("{name}.transformer_blocks.{block}"), channels);
        }
        self.projection(&format!("{name}.proj_out"), channels);
    }

    fn projection(&mut self, name: &str, channels: u64) {
        if self.shape.linear {
            self.layers.linear(name, (channels, channels), 1.0);
        } else {
            self.layers.conv(name, [channels, channels, 1], 1.0);
        }
    }

    fn transformer_block(&mut self, block: &str, channels: u64) {
        for (attention, context) in [("attn1", channels), ("attn2", self.shape.context)] {
            let name = format!("{block}.{attention}");
            self.layers.matrix(&format!("{name}.to_q"), (channels, channels), 2.0);
            self.layers.matrix(&format!("{name}.to_k"), (context, channels), 2.0);
            self.layers.matrix(&format!("{name}.to_v"), (context, channels), 1.0);
            self.layers.linear(&format!("{name}.to_out.0"), (channels, channels), 1.5);
        }
        self.layers.linear(&format!("{block}.ff.net.0.proj"), (channels, channels * 8), 1.0);
        self.layers.linear(&format!("{block}.ff.net.2"), (channels * 4, channels), 1.0);
        for norm in ["norm1", "norm2", "norm3"] {
            self.layers.norm(&format!("{block}.{norm}"), channels);
        }
    }
}

/// An adapter of how the first level attends to the text.
pub(crate) fn lora() -> Vec<Tensor> {
    let mut layers = Layers::default();
    for attentions in ["down_blocks_0_attentions_0", "down_blocks_0_attentions_1"] {
        for (projection, inputs) in [("to_k", CONTEXT), ("to_v", CONTEXT), ("to_q", WIDTH)] {
            let name = format!("lora_unet_{attentions}_transformer_blocks_0_attn2_{projection}");
            layers.matrix(&format!("{name}.lora_down"), (inputs, RANK), 2.0);
            layers.matrix(&format!("{name}.lora_up"), (RANK, WIDTH), 2.0);
        }
    }
    layers.tensors
}
