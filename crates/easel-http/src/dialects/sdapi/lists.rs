//! The calls that list what is there. Much of what that server lists (embeddings, hypernetworks,
//! face restorers, scripts …) there is none of here; the lists are empty, so that clients offer
//! nothing that would be refused.

use axum::extract::State;
use axum::{Extension, Json};
use easel_types::Caller;
use serde_json::{Map, Value, json};

use super::answers::{
    CheckpointItem, Embeddings, Empty, ErrorAnswer, Flags, LoraItem, Memory, NameItem, SamplerItem,
    SchedulerItem, Scripts, UpscalerItem,
};
use super::routes::Answer;
use super::to_wire;
use crate::App;

/// Lists the checkpoints.
#[utoipa::path(get, path = "/sdapi/v1/sd-models", tag = "sdapi", security(("basic" = []), ("bearer" = [])),
    responses((status = 200, body = Vec<CheckpointItem>), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_checkpoints(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<Vec<CheckpointItem>>> {
    Ok(Json(to_wire::checkpoints(&app.core.models(&caller).await?)))
}

/// Lists the LoRAs.
#[utoipa::path(get, path = "/sdapi/v1/loras", tag = "sdapi", security(("basic" = []), ("bearer" = [])),
    responses((status = 200, body = Vec<LoraItem>), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_loras(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<Vec<LoraItem>>> {
    Ok(Json(to_wire::loras(&app.core.models(&caller).await?)))
}

/// A call that answers the same to everyone.
macro_rules! fixed {
    ($method:ident, $path:literal, $name:ident, $answer:ty, $doc:literal, $body:expr) => {
        #[doc = $doc]
        #[utoipa::path($method, path = $path, tag = "sdapi", security(("basic" = []), ("bearer" = [])),
            responses((status = 200, body = $answer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
        pub(crate) async fn $name() -> Json<$answer> {
            Json($body)
        }
    };
}

fixed!(
    get,
    "/sdapi/v1/samplers",
    list_samplers,
    Vec<SamplerItem>,
    "Lists the samplers.",
    to_wire::samplers()
);
fixed!(
    get,
    "/sdapi/v1/schedulers",
    list_schedulers,
    Vec<SchedulerItem>,
    "Lists the schedulers.",
    to_wire::schedulers()
);
fixed!(
    get,
    "/sdapi/v1/upscalers",
    list_upscalers,
    Vec<UpscalerItem>,
    "Lists the upscalers.",
    upscalers()
);
fixed!(
    get,
    "/sdapi/v1/latent-upscale-modes",
    list_latent_modes,
    Vec<NameItem>,
    "Lists how a second pass enlarges.",
    vec![NameItem { name: "Latent" }]
);
fixed!(
    get,
    "/sdapi/v1/sd-vae",
    list_vaes,
    Vec<NameItem>,
    "Lists picture decoders to choose from: none.",
    Vec::new()
);
fixed!(
    get,
    "/sdapi/v1/sd-modules",
    list_modules,
    Vec<NameItem>,
    "Lists Forge's modules to choose from: none.",
    Vec::new()
);
fixed!(
    get,
    "/sdapi/v1/hypernetworks",
    list_hypernetworks,
    Vec<NameItem>,
    "Lists the hypernetworks: none.",
    Vec::new()
);
fixed!(
    get,
    "/sdapi/v1/face-restorers",
    list_face_restorers,
    Vec<NameItem>,
    "Lists the face restorers: none.",
    Vec::new()
);
fixed!(
    get,
    "/sdapi/v1/realesrgan-models",
    list_realesrgan,
    Vec<NameItem>,
    "Lists the Real-ESRGAN models: none.",
    Vec::new()
);
fixed!(
    get,
    "/sdapi/v1/prompt-styles",
    list_styles,
    Vec<NameItem>,
    "Lists the styles: none.",
    Vec::new()
);
fixed!(
    get,
    "/sdapi/v1/script-info",
    list_script_info,
    Vec<NameItem>,
    "Describes the scripts: none.",
    Vec::new()
);
fixed!(
    get,
    "/sdapi/v1/extensions",
    list_extensions,
    Vec<NameItem>,
    "Lists the extensions: none.",
    Vec::new()
);
fixed!(
    get,
    "/sdapi/v1/embeddings",
    list_embeddings,
    Embeddings,
    "Lists the textual inversions: none.",
    Embeddings { loaded: Map::new(), skipped: Map::new() }
);
fixed!(
    get,
    "/sdapi/v1/scripts",
    list_scripts,
    Scripts,
    "Lists the scripts: none.",
    Scripts { txt2img: Vec::new(), img2img: Vec::new() }
);
fixed!(
    get,
    "/sdapi/v1/memory",
    get_memory,
    Memory,
    "Shows the memory: not measured.",
    Memory { ram: unmeasured(), cuda: unmeasured() }
);
fixed!(
    get,
    "/sdapi/v1/cmd-flags",
    get_flags,
    Flags,
    "Shows the command line flags.",
    Flags { api: true, nowebui: true, ckpt: None }
);
fixed!(
    post,
    "/sdapi/v1/refresh-checkpoints",
    refresh_checkpoints,
    Empty,
    "Does nothing: the list of checkpoints is always up to date.",
    Empty {}
);
fixed!(
    post,
    "/sdapi/v1/refresh-loras",
    refresh_loras,
    Empty,
    "Does nothing: the list of LoRAs is always up to date.",
    Empty {}
);
fixed!(
    post,
    "/sdapi/v1/refresh-vae",
    refresh_vae,
    Empty,
    "Does nothing: there is nothing to look for.",
    Empty {}
);
fixed!(
    post,
    "/sdapi/v1/refresh-embeddings",
    refresh_embeddings,
    Empty,
    "Does nothing: there is nothing to look for.",
    Empty {}
);
fixed!(
    post,
    "/sdapi/v1/unload-checkpoint",
    unload_checkpoint,
    Empty,
    "Does nothing: models are loaded and unloaded as requests need them.",
    Empty {}
);
fixed!(
    post,
    "/sdapi/v1/reload-checkpoint",
    reload_checkpoint,
    Empty,
    "Does nothing: models are loaded and unloaded as requests need them.",
    Empty {}
);

/// Says that the server is there; needs no key.
#[utoipa::path(get, path = "/internal/ping", tag = "sdapi", responses((status = 200, body = Empty)))]
pub(crate) async fn ping() -> Json<Empty> {
    Json(Empty {})
}

fn upscalers() -> Vec<UpscalerItem> {
    let item = |name| UpscalerItem {
        name,
        model_name: None,
        model_path: None,
        model_url: None,
        scale: 4.0,
    };
    vec![item("None"), item("Lanczos")]
}

fn unmeasured() -> Map<String, Value> {
    let text = json!("not measured here; /metrics tells what the engine is doing");
    Map::from_iter([("error".to_owned(), text)])
}
