//! The tensors of an SD 1.x U-Net, in the names of the original implementation, and of a LoRA
//! for it, in the names of the usual trainer.

use super::{Layers, Tensor};

/// Channels of the first level; 320 in the real model. Norms have 32 groups, so this is the
/// least.
const WIDTH: u64 = 32;
/// Channels of each level over `WIDTH`.
const LEVELS: [u64; 4] = [1, 2, 4, 4];
/// Levels from this one on have no attention.
const LEVEL_WITHOUT_ATTENTION: usize = 3;
/// Channels of latents.
const LATENT: u64 = 4;
/// Width of the text encoder.
const CONTEXT: u64 = 768;
/// Rank of the LoRA.
const RANK: u64 = 4;

/// All tensors, their names beginning with `prefix`.
pub(crate) fn unet(prefix: &str) -> Vec<Tensor> {
    let mut unet = Unet { prefix, layers: Layers::default() };
    let embedding = WIDTH * 4;
    unet.layers.linear(&format!("{prefix}time_embed.0"), (WIDTH, embedding), 1.0);
    unet.layers.linear(&format!("{prefix}time_embed.2"), (embedding, embedding), 1.0);
    unet.layers.conv(&format!("{prefix}input_blocks.0.0"), [LATENT, WIDTH, 3], 1.0);

    let mut skips = vec![WIDTH];
    let mut channels = WIDTH;
    let mut block = 0;
    for (level, multiple) in LEVELS.into_iter().enumerate() {
        for _ in 0..2 {
            block += 1;
            unet.residual(&format!("input_blocks.{block}.0"), channels, multiple * WIDTH);
            channels = multiple * WIDTH;
            if level < LEVEL_WITHOUT_ATTENTION {
                unet.attention(&format!("input_blocks.{block}.1"), channels);
            }
            skips.push(channels);
        }
        if level + 1 < LEVELS.len() {
            block += 1;
            let name = format!("{prefix}input_blocks.{block}.0.op");
            unet.layers.conv(&name, [channels, channels, 3], 1.0);
            skips.push(channels);
        }
    }

    unet.residual("middle_block.0", channels, channels);
    unet.attention("middle_block.1", channels);
    unet.residual("middle_block.2", channels, channels);

    let mut block = 0;
    for (level, multiple) in LEVELS.into_iter().enumerate().rev() {
        for position in 0..3 {
            let skip = skips.pop().unwrap_or(WIDTH);
            unet.residual(&format!("output_blocks.{block}.0"), channels + skip, multiple * WIDTH);
            channels = multiple * WIDTH;
            let mut part = 1;
            if level < LEVEL_WITHOUT_ATTENTION {
                unet.attention(&format!("output_blocks.{block}.1"), channels);
                part = 2;
            }
            if level > 0 && position == 2 {
                let name = format!("{prefix}output_blocks.{block}.{part}.conv");
                unet.layers.conv(&name, [channels, channels, 3], 1.0);
            }
            block += 1;
        }
    }
    unet.layers.norm(&format!("{prefix}out.0"), channels);
    unet.layers.conv(&format!("{prefix}out.2"), [channels, LATENT, 3], 1.5);
    unet.layers.tensors
}

struct Unet<'a> {
    prefix: &'a str,
    layers: Layers,
}

impl Unet<'_> {
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

    fn attention(&mut self, name: &str, channels: u64) {
        let name = format!("{}{name}", self.prefix);
        self.layers.norm(&format!("{name}.norm"), channels);
        self.layers.conv(&format!("{name}.proj_in"), [channels, channels, 1], 1.0);
        let block = format!("{name}.transformer_blocks.0");
        for (attention, context) in [("attn1", channels), ("attn2", CONTEXT)] {
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
        self.layers.conv(&format!("{name}.proj_out"), [channels, channels, 1], 1.0);
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
