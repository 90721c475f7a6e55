//! What the tools take, with the schemas that agents see. Ranges here are what the schema says;
//! the limits themselves are checked by `easel-core`.

use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;

use crate::spec_schema::spec_schema;

/// `make_image`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MakeImage {
    /// What the picture should show, in plain words. Charts, diagrams and infographics are
    /// recognised (include the numbers, steps or points) and drawn exactly; everything else is
    /// painted by a diffusion model.
    #[schemars(length(min = 1, max = 20_000))]
    pub(crate) prompt: String,
    /// Width in pixels; 1024, or what the model is made for, where nothing is said.
    #[schemars(range(min = 256, max = 2048))]
    pub(crate) width: Option<u32>,
    /// Height in pixels.
    #[schemars(range(min = 256, max = 2048))]
    pub(crate) height: Option<u32>,
    /// Name of an installed model (see `list_models`); the server's default where nothing is said.
    pub(crate) model: Option<String>,
    /// The same seed with the same other arguments gives the same picture.
    #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64))]
    pub(crate) seed: Option<u64>,
    /// How many pictures; 1 where nothing is said. Drawn kinds always come as one.
    #[schemars(range(min = 1, max = 10))]
    pub(crate) n: Option<u32>,
    /// Insist on a kind of picture instead of having it recognised.
    pub(crate) intent: Option<Kind>,
    /// What a painted picture should not show.
    #[schemars(length(max = 20_000))]
    pub(crate) negative_prompt: Option<String>,
    /// Denoising steps of a painted picture: more takes longer. The model's own number where
    /// nothing is said.
    #[schemars(range(min = 1, max = 150))]
    pub(crate) steps: Option<u32>,
}

/// The kinds of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// Data drawn as a chart.
    Chart,
    /// Boxes and arrows.
    Diagram,
    /// Headings, icons and short texts.
    Infographic,
    /// A mark for a brand, painted.
    Logo,
    /// Any other picture, painted.
    Standard,
}

/// `draw_spec`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DrawSpec {
    /// The picture, described in full.
    #[schemars(schema_with = "spec_schema")]
    pub(crate) spec: serde_json::Value,
    /// Width in pixels; 1024 where nothing is said.
    #[schemars(range(min = 256, max = 2048))]
    pub(crate) width: Option<u32>,
    /// Height in pixels; 1024 where nothing is said.
    #[schemars(range(min = 256, max = 2048))]
    pub(crate) height: Option<u32>,
}

/// `understand_prompt`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnderstandPrompt {
    /// The prompt.
    #[schemars(length(min = 1, max = 20_000))]
    pub(crate) prompt: String,
    /// Width in pixels of the picture it is meant for.
    #[schemars(range(min = 256, max = 2048))]
    pub(crate) width: Option<u32>,
    /// Height in pixels.
    #[schemars(range(min = 256, max = 2048))]
    pub(crate) height: Option<u32>,
}

/// `edit_image`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditImage {
    /// The picture: its address, a data URL, base64 of a PNG, JPEG or WebP, or the id of a
    /// picture made here (`art_…`).
    pub(crate) image: String,
    /// What is done; `repaint` where nothing is said.
    #[serde(default)]
    pub(crate) operation: Operation,
    /// For `repaint`: what the finished picture should show. Needed there.
    #[schemars(length(max = 20_000))]
    pub(crate) prompt: Option<String>,
    /// For `repaint`: how much changes, from 0 (nothing) to 1 (everything); 0.75 where nothing
    /// is said.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub(crate) strength: Option<f32>,
    /// For `repaint`: a picture of the same proportions, white where it is repainted and black
    /// where it is kept. Named like `image`.
    pub(crate) mask: Option<String>,
    /// For `repaint`: what the picture should not show.
    #[schemars(length(max = 20_000))]
    pub(crate) negative_prompt: Option<String>,
    /// For `repaint`: name of an installed model.
    pub(crate) model: Option<String>,
    /// For `repaint`: the same seed gives the same picture.
    #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64))]
    pub(crate) seed: Option<u64>,
    /// For `repaint`: denoising steps.
    #[schemars(range(min = 1, max = 150))]
    pub(crate) steps: Option<u32>,
    /// For `enlarge`: how many times as wide and high; 2 where nothing is said.
    #[schemars(range(min = 1.0, max = 8.0))]
    pub(crate) factor: Option<f32>,
}

/// What is done to a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Operation {
    /// Painted again from the picture and a prompt, by a diffusion model.
    #[default]
    Repaint,
    /// A plain background becomes transparent, at once.
    RemoveBackground,
    /// More pixels, no more detail, at once.
    Enlarge,
}

/// `get_job`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GetJob {
    /// The id that `make_image` or `edit_image` gave (`job_…`).
    pub(crate) id: String,
}

/// `list_models`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListModels {}
