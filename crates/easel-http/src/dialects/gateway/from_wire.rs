//! Chat JSON → the message that asks for a prompt, or the conversation for a language model. Pure.

use easel_core::language_model::{Question, Role, Turn};
use easel_types::{Error, Result};
use serde_json::Value;

use super::wire::{ChatBody, ChatContent, ChatMessage};

/// What a chat asks for, and how it is to be answered.
/// Most tokens of an answer where the client does not say.
const ANSWER_TOKENS: u32 = 1024;
/// Most tokens of an answer that a client may ask for.
const ANSWER_TOKENS_MAX: u32 = 8192;

#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The model's name, to be returned.
    pub(crate) model: String,
    /// The last message of the user.
    pub(crate) message: String,
    /// Chooses among equally fitting words.
    pub(crate) seed: Option<u64>,
    /// Bytes of the whole chat.
    pub(crate) bytes: usize,
    /// The whole chat, as a language model is asked.
    pub(crate) question: Question,
    /// The answer is streamed, and whether with its usage.
    pub(crate) stream: Option<bool>,
}

pub(crate) fn asked(body: ChatBody) -> Result<Asked> {
    refuse_what_no_rule_can(&body)?;
    let temperature = body.temperature.unwrap_or(0.7);
    if !(0.0..=2.0).contains(&temperature) {
        return Err(Error::invalid("temperature", "`temperature` must be from 0 to 2"));
    }
    let tokens = body.max_completion_tokens.or(body.max_tokens).unwrap_or(ANSWER_TOKENS);
    if !(1..=ANSWER_TOKENS_MAX).contains(&tokens) {
        return Err(Error::invalid(
            "max_completion_tokens",
            format!(
                "`max_completion_tokens` is {tokens}; it must be from 1 to {ANSWER_TOKENS_MAX}"
            ),
        ));
    }
    let turns: Vec<_> = body.messages.into_iter().map(turn).collect::<Result<_>>()?;
    let bytes = turns.iter().map(|turn| turn.text.len()).sum();
    let last = turns.iter().rev().find(|turn| turn.role == Role::User);
    let message = last.map(|turn| turn.text.clone()).ok_or_else(|| {
        Error::invalid("messages", "`messages` has no message of the role `user`")
    })?;
    // Any number will do.
    let seed = body.seed.map(|seed| u64::from_le_bytes(seed.to_le_bytes()));
    let question = Question {
        turns,
        schema: None,
        answer_tokens_max: tokens,
        temperature,
        seed: seed.unwrap_or(0),
    };
    let usage = body.stream_options.is_some_and(|options| options.include_usage);
    Ok(Asked {
        model: body.model,
        message,
        seed,
        bytes,
        question,
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
            "answers are plain text; leave it out",
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
        ("logprobs", body.logprobs == Some(true), "no probabilities are given; leave it out"),
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

/// What a message says, and who says it.
fn turn(message: ChatMessage) -> Result<Turn> {
    let ChatMessage { role, content, name: _ } = message;
    let role = match role.as_str() {
        "system" | "developer" => Role::System,
        "user" => Role::User,
        "assistant" => Role::Assistant,
        _ => {
            let public = format!("`{role}` is no role; one of system, developer, user, assistant");
            return Err(Error::invalid("messages.role", public));
        }
    };
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
    Ok(Turn::new(role, text))
}
