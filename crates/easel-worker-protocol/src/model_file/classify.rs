//! Tells what a file is from the names and shapes of its tensors. The names are those that
//! stable-diffusion.cpp looks for, so that both come to the same answer; where published files
//! of a family differ (diffusers or original names), both spellings are known.

use easel_types::ModelFamily;

use super::{FileKind, Tensor};

/// What the tensors say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Class {
    pub(crate) kind: FileKind,
    pub(crate) family: Option<ModelFamily>,
    pub(crate) diffusion_only: bool,
    pub(crate) has_vae: bool,
    pub(crate) has_text_encoder: bool,
    pub(crate) unet_width: Option<u64>,
    pub(crate) unet_inputs: Option<u64>,
}

/// Parts of names that only adapters have.
const LORA: &[&str] =
    &["lora_down", "lora_up", "lora_A.", "lora_B.", "lora.down", "lora.up", "hada_w1", "lokr_w"];
/// Beginnings of text encoders inside a checkpoint.
const ENCODER_IN_CHECKPOINT: &[&str] =
    &["cond_stage_model.", "conditioner.embedders.", "text_encoders.", "te.", "te1.", "te2."];
/// Beginnings of a picture decoder inside a checkpoint.
const VAE_IN_CHECKPOINT: &[&str] = &["first_stage_model.", "vae."];
/// Parts of names that a text encoder in a file of its own has: CLIP, T5, language models.
const ENCODER_ALONE: &[&str] = &[
    "text_model.encoder.layers.",
    "encoder.block.0.layer.0.SelfAttention",
    "model.layers.0.self_attn.",
    "transformer.resblocks.",
    "enc.blk.0.attn_q",
    "blk.0.attn_q",
    "language_model.layers.0.",
];

/// Tells what a file with these tensors is.
pub(crate) fn classify(tensors: &[Tensor]) -> Class {
    let names = Names { tensors };
    let has_vae = names.any_starts(VAE_IN_CHECKPOINT);
    let has_text_encoder = names.any_starts(ENCODER_IN_CHECKPOINT);
    let first_layer = names.unet_first_layer();
    let mut class = Class {
        kind: FileKind::Other,
        family: None,
        diffusion_only: false,
        has_vae,
        has_text_encoder,
        unet_width: first_layer.and_then(|shape| shape.first().copied()),
        unet_inputs: first_layer.and_then(|shape| shape.get(1).copied()),
    };
    if names.any_contains(LORA) {
        class.kind = FileKind::Lora;
        class.family = lora_family(&names);
    } else if let Some(family) = diffusion_family(&names) {
        class.kind = FileKind::Checkpoint;
        class.family = Some(family);
        class.diffusion_only = !has_vae && !has_text_encoder;
    } else if names.any_starts(&["decoder.layers.", "taesd."]) {
        class.kind = FileKind::TinyVae;
    } else if names.any_contains(&["decoder.conv_in.", "decoder.up_blocks.", "decoder.upsamples."])
    {
        class.kind = FileKind::Vae;
        class.has_vae = true;
    } else if has_text_encoder || names.any_contains(ENCODER_ALONE) {
        class.kind = FileKind::TextEncoder;
        class.has_text_encoder = true;
    }
    class
}

/// The architecture of a diffusion model, if there is one.
fn diffusion_family(names: &Names<'_>) -> Option<ModelFamily> {
    let has = |part: &str| names.any_contains(&[part]);
    if has("control_model.") || has("controlnet_") || has("zero_convs.") {
        return None;
    }
    if has("joint_blocks.") {
        return Some(ModelFamily::Sd3);
    }
    if has("transformer_blocks.0.img_mod.1.") {
        return Some(ModelFamily::QwenImage);
    }
    if has("cap_embedder.0.weight") {
        return Some(ModelFamily::ZImage);
    }
    if has("double_stream_modulation_img.") {
        return Some(ModelFamily::Flux2);
    }
    if has("double_blocks.") || has("single_transformer_blocks.") {
        // Chroma and its relatives look like FLUX but need other encoders.
        let relative = has("distilled_guidance_layer.") || has("nerf_final_layer_conv.");
        return Some(if relative { ModelFamily::Other } else { ModelFamily::Flux });
    }
    if has("input_blocks.") || has("down_blocks.0.") && !has("decoder.") || has("unet.down_blocks.")
    {
        return Some(unet_family(names));
    }
    // Other diffusion models that the engine knows are found by where it looks for them.
    names.any_starts(&["model.diffusion_model."]).then_some(ModelFamily::Other)
}

/// The U-Nets differ in the width of the text they attend to.
fn unet_family(names: &Names<'_>) -> ModelFamily {
    match names.context_width("attn2.to_k.weight") {
        Some(768) => ModelFamily::Sd1,
        Some(1024) => ModelFamily::Sd2,
        Some(2048) => ModelFamily::Sdxl,
        Some(_) => ModelFamily::Other,
        None if names.any_contains(&["conditioner.embedders.1.", "label_emb."]) => {
            ModelFamily::Sdxl
        }
        None if names.any_starts(&["cond_stage_model.model."]) => ModelFamily::Sd2,
        None => ModelFamily::Sd1,
    }
}

/// The architecture of the checkpoints that a LoRA fits, if its names tell.
fn lora_family(names: &Names<'_>) -> Option<ModelFamily> {
    let has = |parts: &[&str]| names.any_contains(parts);
    if has(&["joint_blocks"]) {
        return Some(ModelFamily::Sd3);
    }
    if has(&["double_stream_modulation"]) {
        return Some(ModelFamily::Flux2);
    }
    if has(&["double_blocks", "single_blocks", "single_transformer_blocks"]) {
        return Some(ModelFamily::Flux);
    }
    if has(&["img_mlp", "img_mod", "txt_mlp"]) {
        return Some(ModelFamily::QwenImage);
    }
    if has(&["cap_embedder", "context_refiner", "noise_refiner"]) {
        return Some(ModelFamily::ZImage);
    }
    for down in ["attn2_to_k.lora_down", "attn2.to_k.lora_A", "attn2.to_k.lora.down"] {
        match names.context_width(down) {
            Some(768) => return Some(ModelFamily::Sd1),
            Some(1024) => return Some(ModelFamily::Sd2),
            Some(2048) => return Some(ModelFamily::Sdxl),
            Some(_) | None => {}
        }
    }
    has(&["lora_te2_", "text_encoder_2."]).then_some(ModelFamily::Sdxl)
}

struct Names<'a> {
    tensors: &'a [Tensor],
}

impl Names<'_> {
    fn any_contains(&self, parts: &[&str]) -> bool {
        self.tensors.iter().any(|tensor| parts.iter().any(|part| tensor.name.contains(part)))
    }

    fn any_starts(&self, starts: &[&str]) -> bool {
        self.tensors.iter().any(|tensor| starts.iter().any(|start| tensor.name.starts_with(start)))
    }

    /// The inner dimension of the first matrix whose name contains `part`.
    fn context_width(&self, part: &str) -> Option<u64> {
        let tensor = self.tensors.iter().find(|tensor| tensor.name.contains(part))?;
        tensor.shape.get(1).copied()
    }

    /// Shape of the first layer of a U-Net.
    fn unet_first_layer(&self) -> Option<&[u64]> {
        const FIRST_LAYERS: [&str; 3] = [
            "model.diffusion_model.input_blocks.0.0.weight",
            "input_blocks.0.0.weight",
            "unet.conv_in.weight",
        ];
        let tensor = self.tensors.iter().find(|tensor| FIRST_LAYERS.contains(&&*tensor.name))?;
        Some(&tensor.shape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tensors: &[(&str, &[u64])], kind: FileKind, family: Option<ModelFamily>) -> Class {
        let tensors: Vec<Tensor> = tensors
            .iter()
            .map(|(name, shape)| Tensor { name: (*name).to_owned(), shape: shape.to_vec() })
            .collect();
        let class = classify(&tensors);
        assert_eq!((class.kind, class.family), (kind, family), "{tensors:?}");
        class
    }

    #[test]
    fn a_unet_is_told_by_the_width_of_its_text() {
        const KEY: &str =
            "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight";
        const FIRST: &str = "model.diffusion_model.input_blocks.0.0.weight";
        let widths = [(768, ModelFamily::Sd1), (1024, ModelFamily::Sd2), (2048, ModelFamily::Sdxl)];
        for (width, family) in widths {
            let class = check(
                &[
                    (FIRST, &[320, 4, 3, 3]),
                    (KEY, &[320, width]),
                    ("first_stage_model.decoder.conv_in.weight", &[512, 4, 3, 3]),
                    ("cond_stage_model.transformer.x", &[1]),
                ],
                FileKind::Checkpoint,
                Some(family),
            );
            assert!(class.has_vae && class.has_text_encoder && !class.diffusion_only);
            assert_eq!((class.unet_width, class.unet_inputs), (Some(320), Some(4)));
        }
    }

    #[test]
    fn transformers_are_told_by_their_blocks() {
        let cases = [
            ("model.diffusion_model.joint_blocks.0.x", ModelFamily::Sd3),
            ("double_blocks.0.img_attn.qkv.weight", ModelFamily::Flux),
            ("double_stream_modulation_img.lin.weight", ModelFamily::Flux2),
            ("transformer_blocks.0.img_mod.1.weight", ModelFamily::QwenImage),
            ("model.diffusion_model.cap_embedder.0.weight", ModelFamily::ZImage),
            ("model.diffusion_model.blocks.0.cross_attn.norm_k.weight", ModelFamily::Other),
        ];
        for (name, family) in cases {
            let class = check(&[(name, &[1])], FileKind::Checkpoint, Some(family));
            assert!(class.diffusion_only, "{name}");
        }
    }

    #[test]
    fn loras_are_told_before_what_they_are_added_to() {
        check(
            &[("lora_unet_down_blocks_0_attentions_0_attn2_to_k.lora_down.weight", &[4, 768])],
            FileKind::Lora,
            Some(ModelFamily::Sd1),
        );
        check(
            &[("transformer.single_transformer_blocks.0.attn.to_q.lora_A.weight", &[4, 8])],
            FileKind::Lora,
            Some(ModelFamily::Flux),
        );
        check(&[("x.lora_up.weight", &[4, 8])], FileKind::Lora, None);
    }

    #[test]
    fn helpers_are_told_from_checkpoints() {
        check(&[("decoder.layers.0.weight", &[64, 4, 3, 3])], FileKind::TinyVae, None);
        check(&[("decoder.conv_in.weight", &[512, 4, 3, 3])], FileKind::Vae, None);
        check(&[("text_model.encoder.layers.0.x", &[1])], FileKind::TextEncoder, None);
        check(
            &[("encoder.block.0.layer.0.SelfAttention.q.weight", &[1])],
            FileKind::TextEncoder,
            None,
        );
        check(&[("blk.0.attn_q.weight", &[1])], FileKind::TextEncoder, None);
        check(&[("control_model.input_blocks.0.0.weight", &[1])], FileKind::Other, None);
        check(&[("something.else", &[1])], FileKind::Other, None);
    }
}
