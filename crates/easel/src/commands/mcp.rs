//! `easel mcp`: an agent's own Easel over stdin and stdout. It works on the data folder without a
//! server; nothing but the protocol goes to stdout.

use std::time::Duration;

use anyhow::{Context as _, Result};
use easel_core::{Core, Dispatcher};
use easel_mcp::StdioOptions;
use easel_types::{Caller, Scope};

use super::serve::stop_signal;
use crate::cli::McpArgs;
use crate::terminal::complain;
use crate::wiring;

/// How long running jobs may go on once the agent is gone.
const DRAIN: Duration = Duration::from_secs(5);

pub(crate) async fn run(args: McpArgs) -> Result<()> {
    let config = args.config()?;
    wiring::start_log(&config)?;
    if let Some(folder) = &args.save {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    let stopping = stop_signal()?;
    let core = wiring::core(&config, true).await?;
    let caller = owner(&core).await?;
    let dispatcher = Dispatcher::start(core.clone());
    let options = StdioOptions { caller, save: args.save, stopping };
    let served = easel_mcp::serve_stdio(core, options).await;
    dispatcher.shutdown(DRAIN).await;
    served.map_err(Into::into)
}

/// Whoever may start this program on the data folder owns it, so calls are made with the first
/// key that may make pictures.
async fn owner(core: &Core) -> Result<Caller> {
    if let Some(made) = core.bootstrap(None).await? {
        complain(&format!("Your API key for `easel serve` (shown only now): {}", made.secret));
    }
    let keys = core.keys(None).await?;
    let usable = |key: &&easel_core::KeyRow| {
        key.revoked_at.is_none() && key.scopes.contains(&Scope::Generate)
    };
    let key = keys.iter().find(usable).context(
        "this data folder has no key that may make pictures: `easel keys create` makes one",
    )?;
    Ok(Caller { account_id: key.account_id, key_id: key.id, scopes: key.scopes.clone() })
}
