//! What the core asks of a language model, where one is configured: one answer to one
//! conversation, in a given shape if wished. Implementations (endpoints, local files) and the
//! guard of time, cost and faults are in `easel-llm`; what is asked and how an answer is checked
//! is `assist`'s affair.

use std::fmt::Debug;
use std::sync::Arc;

use async_trait::async_trait;
use serde_json::Value;
use tokio::sync::mpsc;

/// Who says something in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The operator's instructions.
    System,
    /// The person.
    User,
    /// The model's own earlier answers.
    Assistant,
}

impl Role {
    /// Its name in chat protocols and templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::User => "user",
            Self::Assistant => "assistant",
        }
    }
}

/// One turn of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Who speaks.
    pub role: Role,
    /// What is said.
    pub text: String,
}

impl Turn {
    /// What `role` says.
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self { role, text: text.into() }
    }
}

/// What a model is asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// The conversation so far; the last turn is the person's.
    pub turns: Vec<Turn>,
    /// JSON schema that the answer must follow; free text without one.
    pub schema: Option<Arc<Value>>,
    /// Most tokens of the answer.
    pub answer_tokens_max: u32,
    /// 0 for the likeliest answer, up to 2 for the most varied.
    pub temperature: f32,
    /// Makes answers repeatable where the model can.
    pub seed: u64,
}

/// What a model answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The answer, whole.
    pub text: String,
    /// False where it was cut at the most tokens.
    pub is_complete: bool,
    /// Tokens of the conversation, as the model counts.
    pub question_tokens: u32,
    /// Tokens of the answer.
    pub answer_tokens: u32,
}

/// Why there is no answer. The texts are for the log and hold nothing of the conversation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoReply {
    /// It cannot be reached or is at capacity; asking again later may help.
    #[error("the language model is not available: {0}")]
    Unavailable(String),
    /// It took longer than it may.
    #[error("the language model took longer than {0} ms")]
    TooSlow(u64),
    /// It refused the question: wrong key, unknown model, conversation too long.
    #[error("the language model refused: {0}")]
    Refused(String),
    /// It answered something that is no answer.
    #[error("the language model answered in a form that cannot be read: {0}")]
    Malformed(String),
    /// The operator's limit on tokens or cost is used up for now.
    #[error("the limit on {0} for language models is used up; it is counted anew each day")]
    OverBudget(&'static str),
}

/// Something that answers questions in words.
#[async_trait]
pub trait LanguageModel: Send + Sync + Debug {
    /// Its name, as answers and logs give it.
    fn name(&self) -> &str;

    /// Answers `question`. Parts of the answer go to `pieces` as they come; the receiver's end
    /// ends the work early, as does dropping the future.
    ///
    /// # Errors
    /// [`NoReply`]; what went to `pieces` by then is not to be relied upon.
    async fn reply(
        &self,
        question: &Question,
        pieces: Option<mpsc::Sender<String>>,
    ) -> Result<Reply, NoReply>;
}
