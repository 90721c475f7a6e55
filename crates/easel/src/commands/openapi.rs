//! `easel openapi`: the OpenAPI document, from which `api/openapi/easel.json` is generated.

use std::sync::Arc;

use anyhow::Result;
use easel_core::{Core, CoreParts, NoCallbacks, NoOutbound, Settings};
use easel_http::{App, AppOptions};
use easel_links::PublicUrl;
use easel_store::blobs::BlobStore;
use easel_store::sqlite::SqliteStore;

use tokio_util::sync::CancellationToken;

use crate::cli::OpenapiArgs;
use crate::sources::{OsEntropy, SystemClock};
use crate::terminal::say;

pub(crate) async fn run(_args: OpenapiArgs) -> Result<()> {
    let core = Core::new(CoreParts {
        store: Arc::new(SqliteStore::open_in_memory().await?),
        blobs: BlobStore::in_memory(),
        engine: None,
        outbound: Arc::new(NoOutbound),
        language_model: None,
        callback_form: Arc::new(NoCallbacks),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
        settings: Settings::default(),
    });
    let options = AppOptions {
        public_url: PublicUrl { configured: None, fallback: String::new() },
        metrics: Arc::new(String::new),
        stopping: CancellationToken::new(),
    };
    let document = easel_http::openapi(&App::new(core, options));
    say(&serde_json::to_string_pretty(&document)?);
    Ok(())
}
