//! The server as the protocol sees it: who it is, what it offers, and whom a call comes from.

use axum::http::request::Parts;
use easel_core::Core;
use easel_types::{Caller, Error, Result};
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, Implementation,
    ListToolsResult, PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};

use crate::shown::Place;
use crate::tools;

const INSTRUCTIONS: &str = "Makes pictures. make_image takes any prompt: charts, diagrams and \
    infographics are drawn exactly from the numbers and texts in it, within a second; other \
    pictures are painted by a diffusion model, which takes seconds to minutes. draw_spec draws \
    from structured data. edit_image repaints a picture, removes its background or enlarges it. \
    understand_prompt is free and shows what would be made. A call that outlasts your patience \
    can be looked up with get_job.";

/// Easel as a server of the protocol.
#[derive(Debug, Clone)]
pub(crate) struct Agent {
    pub(crate) core: Core,
    /// Whom every call comes from, where there is one person only (stdio).
    pub(crate) only: Option<Visit>,
}

/// Whom a call comes from, and where it may find pictures.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub(crate) caller: Caller,
    pub(crate) place: Place,
}

impl Agent {
    /// Whom the call comes from: over HTTP, whoever the guard let in with this very request.
    fn visit(&self, context: &RequestContext<RoleServer>) -> Result<Visit> {
        let of_request = || context.extensions.get::<Parts>()?.extensions.get::<Visit>().cloned();
        let visit = self.only.clone().or_else(of_request);
        visit.ok_or_else(|| Error::internal("a call came around the guard"))
    }
}

impl ServerHandler for Agent {
    fn get_info(&self) -> ServerConfig {
        let easel = Implementation::new("easel", env!("CARGO_PKG_VERSION")).with_title("Easel");
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(easel)
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _request: Option<PaginatedRequestParams>,
        _context: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools::all()?))
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        tools::all().ok()?.into_iter().find(|tool| tool.name == name)
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(known) = tools::Name::of(&request.name) else {
            let name: String = request.name.chars().take(64).collect();
            return Err(ErrorData::invalid_params(format!("there is no tool `{name}`"), None));
        };
        let arguments = request.arguments.unwrap_or_default();
        let called = async {
            let visit = self.visit(&context)?;
            tools::call(self, (known, arguments), (&visit, &context)).await
        };
        // A failed tool is an answer that the model reads; errors of the protocol it never sees.
        Ok(match Box::pin(called).await {
            Ok(content) => CallToolResult::success(content).into(),
            Err(err) => CallToolResult::error(vec![failure(&err)]).into(),
        })
    }
}

fn failure(err: &Error) -> ContentBlock {
    if let Some(source) = &err.source {
        tracing::debug!(kind = %err.kind, source = %source, "a tool failed");
    }
    ContentBlock::text(match &err.param {
        Some(param) => format!("{} ({}, {param})", err.public, err.kind),
        None => format!("{} ({})", err.public, err.kind),
    })
}
