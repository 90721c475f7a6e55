//! The server over stdin and stdout, for agents that start it themselves. Nothing else may write
//! to stdout.

use std::path::PathBuf;

use easel_core::Core;
use easel_types::{Caller, Error, ErrorKind, Result};
use rmcp::ServiceExt as _;
use rmcp::transport::stdio_pipes;
use tokio_util::sync::CancellationToken;

use crate::agent::{Agent, Visit};
use crate::shown::Place;

/// What the binary decides about a server on stdin and stdout.
#[derive(Debug, Clone)]
pub struct StdioOptions {
    /// Whom every call comes from.
    pub caller: Caller,
    /// The folder that pictures are written to besides.
    pub save: Option<PathBuf>,
    /// Triggered when the process is to end.
    pub stopping: CancellationToken,
}

/// Serves until stdin is closed.
///
/// # Errors
/// `Unavailable` where the client's first messages are not the protocol's.
pub async fn serve_stdio(core: Core, options: StdioOptions) -> Result<()> {
    let visit = Visit { caller: options.caller, place: Place::Local { save: options.save } };
    let agent = Agent { core, only: Some(visit) };
    let served = agent.serve_with_ct(stdio_pipes(), options.stopping).await;
    let served = served.map_err(|err| {
        Error::new(ErrorKind::Unavailable, format!("no agent could be served: {err}"))
    })?;
    match served.waiting().await {
        Ok(_) => Ok(()),
        Err(err) => Err(Error::internal(err)),
    }
}
