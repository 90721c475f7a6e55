//! A model behind an endpoint that speaks the OpenAI chat protocol: `vLLM`, `SGLang`, Ollama,
//! llama.cpp, NIM, hosted ones.

use std::time::Duration;

use async_trait::async_trait;
use easel_core::language_model::{LanguageModel, NoReply, Question, Reply, Role};
use easel_fetch::{Endpoint, Reading};
use easel_types::{Error, ErrorKind};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc;

/// Most bytes of an answer; answers are limited in tokens, so more is a fault.
const BYTES_MAX: usize = 4 * 1024 * 1024;

/// How an endpoint is told which shape the answer must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ShapeForm {
    /// `response_format` of type `json_schema`: the endpoint holds the answer to it.
    #[default]
    Schema,
    /// `response_format` of type `json_object`, with the schema in the instructions.
    Object,
    /// In the instructions only.
    Words,
}

/// Where a model is and how it is called.
#[derive(Debug)]
pub struct RemoteOptions {
    /// Base address, such as `http://127.0.0.1:11434/v1`.
    pub address: String,
    /// The model's name there.
    pub model: String,
    /// Key sent as a bearer token.
    pub key: Option<String>,
    /// Longest wait for the connection.
    pub connect_timeout: Duration,
    /// How shapes are asked for.
    pub shape_form: ShapeForm,
}

/// A model behind an endpoint.
#[derive(Debug)]
pub struct RemoteModel {
    endpoint: Endpoint,
    model: String,
    shape_form: ShapeForm,
}

impl RemoteModel {
    /// The model that `options` describe. Nothing is called yet.
    ///
    /// # Errors
    /// `InvalidRequest` for an address or key that cannot be used.
    pub fn new(options: RemoteOptions) -> Result<Self, Error> {
        let headers: Vec<_> = options
            .key
            .map(|key| ("authorization".to_owned(), format!("Bearer {key}")))
            .into_iter()
            .collect();
        let endpoint = Endpoint::new(&options.address, &headers, options.connect_timeout)?;
        Ok(Self { endpoint, model: options.model, shape_form: options.shape_form })
    }

    fn body(&self, question: &Question, stream: bool) -> Value {
        let mut messages: Vec<_> = question
            .turns
            .iter()
            .map(|turn| json!({"role": turn.role.as_str(), "content": turn.text}))
            .collect();
        let mut body = json!({
            "model": self.model,
            "max_tokens": question.answer_tokens_max,
            "temperature": question.temperature,
            "seed": question.seed & 0x7fff_ffff,
            "stream": stream,
        });
        if stream {
            body["stream_options"] = json!({"include_usage": true});
        }
        if let Some(schema) = &question.schema {
            match self.shape_form {
                ShapeForm::Schema => {
                    body["response_format"] = json!({
                        "type": "json_schema",
                        "json_schema": {"name": "answer", "strict": true, "schema": **schema},
                    });
                }
                ShapeForm::Object => body["response_format"] = json!({"type": "json_object"}),
                ShapeForm::Words => (),
            }
            if self.shape_form != ShapeForm::Schema {
                let told = format!("Answer with one JSON object of this schema only: {schema}");
                let system = Role::System.as_str();
                messages.insert(0, json!({"role": system, "content": told}));
            }
        }
        body["messages"] = Value::Array(messages);
        body
    }
}

#[async_trait]
impl LanguageModel for RemoteModel {
    fn name(&self) -> &str {
        &self.model
    }

    async fn reply(
        &self,
        question: &Question,
        pieces: Option<mpsc::Sender<String>>,
    ) -> Result<Reply, NoReply> {
        let body = self.body(question, pieces.is_some()).to_string().into_bytes();
        let reading = self.endpoint.post_json("chat/completions", body).await.map_err(unreached)?;
        let status = reading.status();
        if status != 200 {
            return Err(refusal(status, reading).await);
        }
        match pieces {
            Some(pieces) => streamed(reading, &pieces).await,
            None => {
                let bytes = reading.whole(BYTES_MAX).await.map_err(unreached)?;
                whole(&bytes)
            }
        }
    }
}

#[derive(Deserialize)]
struct WireReply {
    #[serde(default)]
    choices: Vec<WireChoice>,
    usage: Option<WireUsage>,
}

#[derive(Deserialize)]
struct WireChoice {
    #[serde(alias = "delta")]
    message: Option<WireMessage>,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct WireMessage {
    content: Option<String>,
}

#[derive(Deserialize)]
struct WireUsage {
    #[serde(default)]
    prompt_tokens: u32,
    #[serde(default)]
    completion_tokens: u32,
}

fn whole(bytes: &[u8]) -> Result<Reply, NoReply> {
    let wire: WireReply =
        serde_json::from_slice(bytes).map_err(|err| NoReply::Malformed(err.to_string()))?;
    let mut so_far = SoFar::default();
    so_far.take(wire);
    so_far.finish()
}

/// Reads server-sent events until `[DONE]` or the end.
async fn streamed(mut reading: Reading, pieces: &mpsc::Sender<String>) -> Result<Reply, NoReply> {
    let mut so_far = SoFar::default();
    let (mut waiting, mut bytes) = (Vec::new(), 0);
    while let Some(chunk) = reading.chunk().await.map_err(unreached)? {
        bytes += chunk.len();
        if bytes > BYTES_MAX {
            return Err(NoReply::Malformed(format!("it is longer than {BYTES_MAX} bytes")));
        }
        waiting.extend_from_slice(&chunk);
        while let Some(end) = waiting.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = waiting.drain(..=end).collect();
            let Some(event) = event(&line) else { continue };
            if event == "[DONE]" {
                return so_far.finish();
            }
            let wire: WireReply =
                serde_json::from_str(event).map_err(|err| NoReply::Malformed(err.to_string()))?;
            if let Some(piece) = so_far.take(wire)
                && pieces.send(piece).await.is_err()
            {
                return Err(NoReply::Unavailable("nobody waits for the answer".to_owned()));
            }
        }
    }
    so_far.finish()
}

/// What a line of an event stream says, where it says something.
fn event(line: &[u8]) -> Option<&str> {
    let line = std::str::from_utf8(line).ok()?.trim_end();
    line.strip_prefix("data:").map(str::trim_start).filter(|event| !event.is_empty())
}

#[derive(Default)]
struct SoFar {
    text: String,
    finish: Option<String>,
    usage: Option<WireUsage>,
}

impl SoFar {
    /// Adds a part; the answer is what it adds to the text.
    fn take(&mut self, wire: WireReply) -> Option<String> {
        self.usage = wire.usage.or(self.usage.take());
        let choice = wire.choices.into_iter().next()?;
        self.finish = choice.finish_reason.or(self.finish.take());
        let piece = choice.message?.content.filter(|piece| !piece.is_empty())?;
        self.text.push_str(&piece);
        Some(piece)
    }

    fn finish(self) -> Result<Reply, NoReply> {
        let finish = self.finish.ok_or_else(|| {
            NoReply::Malformed("it breaks off without saying that it is finished".to_owned())
        })?;
        if finish == "content_filter" {
            return Err(NoReply::Refused("it filtered its answer".to_owned()));
        }
        // An endpoint that counts nothing is still held to the budget: four bytes a token.
        let guess = u32::try_from(self.text.len() / 4 + 1).unwrap_or(u32::MAX);
        let usage = self.usage.unwrap_or(WireUsage { prompt_tokens: 0, completion_tokens: guess });
        Ok(Reply {
            text: self.text,
            is_complete: finish != "length",
            question_tokens: usage.prompt_tokens,
            answer_tokens: usage.completion_tokens,
        })
    }
}

fn unreached(err: Error) -> NoReply {
    match err.kind {
        ErrorKind::PayloadTooLarge => NoReply::Malformed(err.public),
        _ => NoReply::Unavailable(err.public),
    }
}

/// What an endpoint says where it does not answer. Its text may repeat the prompt, so only the
/// status and its error code go on.
async fn refusal(status: u16, reading: Reading) -> NoReply {
    let bytes = reading.whole(64 * 1024).await.unwrap_or_default();
    let said: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let code = ["/error/code", "/error/type", "/type"]
        .iter()
        .find_map(|at| said.pointer(at)?.as_str())
        .map(|code| format!(" ({})", code.chars().take(60).collect::<String>()))
        .unwrap_or_default();
    match status {
        408 | 429 | 500.. => NoReply::Unavailable(format!("it answered {status}{code}")),
        _ => NoReply::Refused(format!("it answered {status}{code}")),
    }
}
