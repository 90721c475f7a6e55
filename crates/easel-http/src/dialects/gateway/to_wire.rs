//! A composed prompt → chat JSON. Pure.

use super::from_wire::Asked;
use super::wire::{
    AssistantMessage, ChatAnswer, ChatChoice, ChatChunk, ChatUsage, ChunkChoice, ChunkDelta,
};

/// Bytes that count as a token, the usual rule of thumb for English.
const TOKEN_BYTES: usize = 4;

/// What every part of an answer carries.
#[derive(Debug, Clone)]
pub(crate) struct Stamp {
    /// The answer's id.
    pub(crate) id: String,
    /// Seconds since 1970.
    pub(crate) created: i64,
}

pub(crate) fn answer(asked: &Asked, prompt: String, stamp: Stamp) -> ChatAnswer {
    ChatAnswer {
        usage: usage(asked, &prompt),
        id: stamp.id,
        object: "chat.completion",
        created: stamp.created,
        model: asked.model.clone(),
        choices: vec![ChatChoice {
            index: 0,
            message: AssistantMessage { role: "assistant", content: prompt, refusal: None },
            logprobs: None,
            finish_reason: "stop",
        }],
    }
}

/// The answer in pieces: who speaks, what is said, that it is all, and how much it was.
pub(crate) fn chunks(asked: &Asked, prompt: String, stamp: &Stamp) -> Vec<ChatChunk> {
    let usage = (asked.stream == Some(true)).then(|| usage(asked, &prompt));
    let chunk = |choices, usage| ChatChunk {
        id: stamp.id.clone(),
        object: "chat.completion.chunk",
        created: stamp.created,
        model: asked.model.clone(),
        choices,
        usage,
    };
    let said = |role, content, finish_reason| {
        vec![ChunkChoice { index: 0, delta: ChunkDelta { role, content }, finish_reason }]
    };
    let mut chunks = vec![
        chunk(said(Some("assistant"), Some(String::new()), None), None),
        chunk(said(None, Some(prompt), None), None),
        chunk(said(None, None, Some("stop")), None),
    ];
    chunks.extend(usage.map(|usage| chunk(Vec::new(), Some(usage))));
    chunks
}

fn usage(asked: &Asked, prompt: &str) -> ChatUsage {
    let prompt_tokens = asked.bytes.div_ceil(TOKEN_BYTES);
    let completion_tokens = prompt.len().div_ceil(TOKEN_BYTES);
    ChatUsage { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
}
