//! What the handlers of all services share: the use cases, and what the guard found out about
//! the request.

use std::time::Duration;

use easel_core::Core;
use easel_links::BaseUrl;
use easel_types::{Caller, Error};
use tonic::{Request, Status};

use crate::status::status;

/// The services. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Server {
    pub(crate) core: Core,
}

impl Server {
    pub(crate) fn new(core: Core) -> Self {
        Self { core }
    }
}

/// What the guard found out about a request.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    /// Who calls.
    pub(crate) caller: Caller,
    /// The base of addresses in the answer.
    pub(crate) base: BaseUrl,
    /// How long the client waits, where it said so (`grpc-timeout`).
    pub(crate) patience: Option<Duration>,
}

impl Context {
    /// What the guard left with `request`.
    pub(crate) fn of<T>(request: &Request<T>) -> Result<Self, Status> {
        let context = request.extensions().get::<Self>().cloned();
        context.ok_or_else(|| status(&Error::internal("a request came around the guard")))
    }
}
