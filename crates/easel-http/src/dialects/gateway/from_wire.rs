//! Chat JSON → the message that asks for a prompt. Pure.

use easel_types::{Error, Result};
use serde_json::Value;

use super::wire::{ChatBody, ChatContent, ChatMessage};

/// What a chat asks for, and how it is to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The model's name, to be returned.
    pub(crate) model: String,
    /// The last message of the user.
    pub(crate) message: String,
    /// Chooses among equally fitting words.
    pub(crate) seed: Option<u64>,
    /// Bytes of the whole chat.
    pub(crate) bytes: usize,
    /// The answer is streamed, and whether with its usage.
    pub(crate) stream: Option<bool>,
}

pub(crate) fn asked(body: ChatBody) -> Result<Asked> {
    refuse_what_no_rule_can(&body)?;
    let texts: Vec<_> = body.messages.into_iter().map(text).collect::<Result<_>>()?;
    let bytes = texts.iter().map(|(_, text)| text.len()).sum();
    let last = texts.into_iter().rev().find(|(role, _)| role == "user");
    let (_, message) = last.ok_or_else(|| {
        Error::invalid("messages", "`messages` has no message of the role `user`")
    })?;
    let usage = body.stream_options.is_some_and(|options| options.include_usage);
    Ok(Asked {
        model: body.model,
        message,
        // Any number will do.
        seed: body.seed.map(|seed| u64::from_le_bytes(seed.to_le_bytes())),
        bytes,
        stream: body.stream.unwrap_or(false).then_some(usage),
    })
}

fn refuse_what_no_rule_can(body: &ChatBody) -> Result<()> {
    let format = body.response_format.as_ref().and_then(|format| format.get("type"));
    let choice = body.tool_choice.as_ref().filter(|choice| !choice.is_null());
    let harmless = |choice: &&Value| matches!(choice.as_str(), Some("none" | "auto"));
    let refused = [
        ("n", body.n.is_some_and(|n| n != 1), "only one answer can be given"),
        (
            "response_format",
            body.response_format.as_ref().is_some_and(|f| !f.is_null())
                && format.and_then(Value::as_str) != Some("text"),
            "prompts are plain text; leave it out",
        ),
        (
            "tools",
            body.tools.as_ref().is_some_and(|tools| !tools.is_empty()),
            "no functions can be called; leave it out",
        ),
        (
            "tool_choice",
            choice.is_some_and(|choice| !harmless(&choice)),
            "no functions can be called; leave it out",
        ),
        ("logprobs", body.logprobs == Some(true), "prompts are composed by rules; leave it out"),
        (
            "stream_options",
            body.stream_options.is_some() && body.stream != Some(true),
            "it needs `stream: true`",
        ),
    ];
    match refused.into_iter().find(|(_, refused, _)| *refused) {
        Some((param, _, why)) => Err(Error::unsupported(param, format!("`{param}`: {why}"))),
        None => Ok(()),
    }
}

/// Role and text of a message.
fn text(message: ChatMessage) -> Result<(String, String)> {
    let ChatMessage { role, content, name: _ } = message;
    if !["system", "developer", "user", "assistant"].contains(&role.as_str()) {
        let public = format!("`{role}` is no role; one of system, developer, user, assistant");
        return Err(Error::invalid("messages.role", public));
    }
    let text = match content {
        ChatContent::Text(text) => text,
        ChatContent::Parts(parts) => {
            let mut whole = String::new();
            for part in parts {
                if part.kind != "text" {
                    let public = format!(
                        "parts of the type `{}` cannot be used; only `text` can",
                        part.kind
                    );
                    return Err(Error::unsupported("messages.content", public));
                }
                whole.push_str(part.text.as_deref().unwrap_or_default());
            }
            whole
        }
    };
    Ok((role, text))
}
