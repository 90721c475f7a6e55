//! A composed prompt or a language model's answer → chat JSON. Pure.

use easel_core::language_model::Reply;

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
    /// The model's name as it was sent.
    pub(crate) model: String,
}

/// A prompt that rules composed, counted in bytes because no model counts it.
pub(crate) fn composed(asked: &Asked, prompt: String) -> Reply {
    let tokens = |bytes: usize| u32::try_from(bytes.div_ceil(TOKEN_BYTES)).unwrap_or(u32::MAX);
    Reply {
        question_tokens: tokens(asked.bytes),
        answer_tokens: tokens(prompt.len()),
        is_complete: true,
        text: prompt,
    }
}

pub(crate) fn answer(reply: Reply, stamp: Stamp) -> ChatAnswer {
    ChatAnswer {
        usage: usage(&reply),
        id: stamp.id,
        object: "chat.completion",
        created: stamp.created,
        model: stamp.model,
        choices: vec![ChatChoice {
            index: 0,
            finish_reason: finish(&reply),
            message: AssistantMessage { role: "assistant", content: reply.text, refusal: None },
            logprobs: None,
        }],
    }
}

/// Who speaks: the beginning of a stream.
pub(crate) fn opening(stamp: &Stamp) -> ChatChunk {
    let delta = ChunkDelta { role: Some("assistant"), content: Some(String::new()) };
    chunk(stamp, Some((delta, None)), None)
}

/// Something that is said.
pub(crate) fn piece(stamp: &Stamp, text: String) -> ChatChunk {
    chunk(stamp, Some((ChunkDelta { role: None, content: Some(text) }, None)), None)
}

/// That it is all, and how much it was where that is wished.
pub(crate) fn closing(stamp: &Stamp, reply: &Reply, with_usage: bool) -> Vec<ChatChunk> {
    let mut chunks = vec![chunk(stamp, Some((ChunkDelta::default(), Some(finish(reply)))), None)];
    if with_usage {
        chunks.push(chunk(stamp, None, Some(usage(reply))));
    }
    chunks
}

fn chunk(
    stamp: &Stamp,
    choice: Option<(ChunkDelta, Option<&'static str>)>,
    usage: Option<ChatUsage>,
) -> ChatChunk {
    ChatChunk {
        id: stamp.id.clone(),
        object: "chat.completion.chunk",
        created: stamp.created,
        model: stamp.model.clone(),
        choices: choice
            .map(|(delta, finish_reason)| ChunkChoice { index: 0, delta, finish_reason })
            .into_iter()
            .collect(),
        usage,
    }
}

fn finish(reply: &Reply) -> &'static str {
    if reply.is_complete { "stop" } else { "length" }
}

fn usage(reply: &Reply) -> ChatUsage {
    let (prompt_tokens, completion_tokens) = (reply.question_tokens, reply.answer_tokens);
    let total_tokens = prompt_tokens.saturating_add(completion_tokens);
    ChatUsage { prompt_tokens, completion_tokens, total_tokens }
}
