//! A language model that says what the test wrote down, at once, and remembers what it was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use easel_core::language_model::{LanguageModel, NoReply, Question, Reply};
use tokio::sync::mpsc;

/// A language model without a model.
#[derive(Debug, Default)]
pub struct FakeLanguageModel {
    replies: Mutex<VecDeque<Result<Reply, NoReply>>>,
    questions: Mutex<Vec<Question>>,
}

impl FakeLanguageModel {
    /// One that answers with these texts, one a question; then it is not available.
    pub fn says(texts: &[&str]) -> Arc<Self> {
        let model = Self::default();
        for text in texts {
            model.then(Ok(Reply {
                text: (*text).to_owned(),
                is_complete: true,
                question_tokens: 10,
                answer_tokens: 5,
            }));
        }
        Arc::new(model)
    }

    /// Its next outcome.
    pub fn then(&self, outcome: Result<Reply, NoReply>) {
        self.replies.lock().unwrap().push_back(outcome);
    }

    /// What it was asked so far.
    pub fn questions(&self) -> Vec<Question> {
        self.questions.lock().unwrap().clone()
    }
}

#[async_trait]
impl LanguageModel for FakeLanguageModel {
    fn name(&self) -> &str {
        "fake-words"
    }

    async fn reply(
        &self,
        question: &Question,
        pieces: Option<mpsc::Sender<String>>,
    ) -> Result<Reply, NoReply> {
        self.questions.lock().unwrap().push(question.clone());
        let next = self.replies.lock().unwrap().pop_front();
        let reply = next.unwrap_or_else(|| Err(NoReply::Unavailable("it is silent".to_owned())))?;
        if let Some(pieces) = pieces {
            for word in reply.text.split_inclusive(' ') {
                if pieces.send(word.to_owned()).await.is_err() {
                    return Err(NoReply::Unavailable("nobody listens".to_owned()));
                }
            }
        }
        Ok(reply)
    }
}
