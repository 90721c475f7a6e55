//! The JSON of chat completions. Settings that a language model would need and that this gateway
//! does not pass on are read and have no effect; what would change the form of the answer is
//! refused where it cannot be honoured.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// `POST /chat/completions` and `POST /v1/chat/completions`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = gateway::ChatBody)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "some settings of language models are not passed on")]
pub(crate) struct ChatBody {
    /// Name of a language model; returned as it is. The operator chooses which one answers.
    pub(crate) model: String,
    /// The chat. Where its last message of the role `user` asks for an image prompt in
    /// SmartGen's words, rules compose it; otherwise the language model answers.
    #[schema(min_items = 1)]
    pub(crate) messages: Vec<ChatMessage>,
    /// True streams the answer as server-sent events.
    #[serde(default)]
    pub(crate) stream: Option<bool>,
    /// What a stream holds besides.
    pub(crate) stream_options: Option<StreamOptions>,
    /// Chooses among equally fitting words. Default: made from the message.
    pub(crate) seed: Option<i64>,
    /// How many answers; only 1.
    pub(crate) n: Option<u32>,
    /// Form of the answer; only `{"type": "text"}`.
    #[schema(value_type = Option<Object>)]
    pub(crate) response_format: Option<Value>,
    /// Functions to call; only an empty list.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Object>>)]
    pub(crate) tools: Option<Vec<Value>>,
    /// Which function to call; only `none` and `auto`.
    #[schema(value_type = Option<Object>)]
    pub(crate) tool_choice: Option<Value>,
    /// Probabilities of the words; only false.
    pub(crate) logprobs: Option<bool>,
    /// 0 to 2, for the language model; no effect on composed prompts.
    pub(crate) temperature: Option<f32>,
    /// No effect.
    #[schema(value_type = Option<f64>)]
    pub(crate) top_p: Option<serde::de::IgnoredAny>,
    /// Older name of `max_completion_tokens`.
    pub(crate) max_tokens: Option<u32>,
    /// Most tokens of the language model's answer; no effect on composed prompts.
    pub(crate) max_completion_tokens: Option<u32>,
    /// No effect.
    #[schema(value_type = Option<f64>)]
    pub(crate) presence_penalty: Option<serde::de::IgnoredAny>,
    /// No effect.
    #[schema(value_type = Option<f64>)]
    pub(crate) frequency_penalty: Option<serde::de::IgnoredAny>,
    /// No effect.
    #[schema(value_type = Option<Object>)]
    pub(crate) logit_bias: Option<serde::de::IgnoredAny>,
    /// No effect.
    #[schema(value_type = Option<Object>)]
    pub(crate) stop: Option<serde::de::IgnoredAny>,
    /// No effect.
    #[schema(value_type = Option<String>)]
    pub(crate) user: Option<serde::de::IgnoredAny>,
    /// No effect.
    #[schema(value_type = Option<Object>)]
    pub(crate) metadata: Option<serde::de::IgnoredAny>,
    /// No effect: chats are not kept.
    #[schema(value_type = Option<bool>)]
    pub(crate) store: Option<serde::de::IgnoredAny>,
}

/// What a stream holds besides.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = gateway::StreamOptions)]
#[serde(deny_unknown_fields)]
pub(crate) struct StreamOptions {
    /// True adds a last event with the usage.
    #[serde(default)]
    pub(crate) include_usage: bool,
}

/// A message of a chat.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = gateway::ChatMessage)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the name of a speaker has no effect")]
pub(crate) struct ChatMessage {
    /// system, developer, user or assistant.
    pub(crate) role: String,
    /// A text, or parts of the type `text`.
    #[schema(value_type = Object)]
    pub(crate) content: ChatContent,
    /// Name of the speaker; no effect.
    #[schema(value_type = Option<String>)]
    pub(crate) name: Option<serde::de::IgnoredAny>,
}

/// What a message says.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum ChatContent {
    /// As one text.
    Text(String),
    /// In parts.
    Parts(Vec<ContentPart>),
}

/// A part of a message.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = gateway::ContentPart)]
pub(crate) struct ContentPart {
    /// Only `text` can be used.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// The text.
    pub(crate) text: Option<String>,
}

/// An answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = gateway::ChatAnswer)]
pub(crate) struct ChatAnswer {
    /// Its id.
    pub(crate) id: String,
    /// Always `chat.completion`.
    pub(crate) object: &'static str,
    /// When, in seconds since 1970.
    pub(crate) created: i64,
    /// The model's name as it was sent.
    pub(crate) model: String,
    /// The one answer.
    pub(crate) choices: Vec<ChatChoice>,
    /// Lengths.
    pub(crate) usage: ChatUsage,
}

/// One answer of several.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = gateway::ChatChoice)]
pub(crate) struct ChatChoice {
    /// Always 0.
    pub(crate) index: u32,
    /// What is said.
    pub(crate) message: AssistantMessage,
    /// Always null.
    #[schema(value_type = Option<Object>)]
    pub(crate) logprobs: Option<()>,
    /// `stop`, or `length` where the answer was cut.
    pub(crate) finish_reason: &'static str,
}

/// What is said.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = gateway::AssistantMessage)]
pub(crate) struct AssistantMessage {
    /// Always `assistant`.
    pub(crate) role: &'static str,
    /// The prompt, or the language model's answer.
    pub(crate) content: String,
    /// Always null.
    #[schema(value_type = Option<Object>)]
    pub(crate) refusal: Option<()>,
}

/// Lengths in tokens, of four bytes where no model counts them.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = gateway::ChatUsage)]
pub(crate) struct ChatUsage {
    /// Of the chat.
    pub(crate) prompt_tokens: u32,
    /// Of the answer.
    pub(crate) completion_tokens: u32,
    /// Both.
    pub(crate) total_tokens: u32,
}

/// A piece of a streamed answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = gateway::ChatChunk)]
pub(crate) struct ChatChunk {
    /// The answer's id.
    pub(crate) id: String,
    /// Always `chat.completion.chunk`.
    pub(crate) object: &'static str,
    /// When, in seconds since 1970.
    pub(crate) created: i64,
    /// The model's name as it was sent.
    pub(crate) model: String,
    /// The one answer; empty in the event with the usage.
    pub(crate) choices: Vec<ChunkChoice>,
    /// Lengths, in the last event, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) usage: Option<ChatUsage>,
}

/// What is new of an answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = gateway::ChunkChoice)]
pub(crate) struct ChunkChoice {
    /// Always 0.
    pub(crate) index: u32,
    /// What is added.
    pub(crate) delta: ChunkDelta,
    /// `stop` or `length` at the end.
    pub(crate) finish_reason: Option<&'static str>,
}

/// What is added to an answer.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = gateway::ChunkDelta)]
pub(crate) struct ChunkDelta {
    /// `assistant`, at first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<&'static str>,
    /// Text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content: Option<String>,
}

/// An error.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = gateway::ErrorAnswer)]
pub(crate) struct ErrorAnswer {
    /// The error.
    pub(crate) error: ErrorBody,
}

/// What was wrong.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = gateway::ErrorBody)]
pub(crate) struct ErrorBody {
    /// What was wrong and what to do.
    pub(crate) message: String,
    /// OpenAI's name for errors of this status.
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    /// The parameter at fault.
    pub(crate) param: Option<String>,
    /// The kind, such as `invalid_request`.
    pub(crate) code: &'static str,
}
