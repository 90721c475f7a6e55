//! Where a language model may help: with the spec of a prompt that the built-in reading is not
//! sure of, with the prompt of a painted picture, and with free conversation. Its answer replaces
//! the built-in one only where the checks of `easel_prompt::assist` find it true; a model that is
//! slow, wrong or gone costs time up to its limit and is named in a note, nothing else.

use std::sync::Arc;

use easel_prompt::assist;
use easel_types::{Error, ErrorKind, Result};
use tokio::sync::mpsc;

use crate::Core;
use crate::language_model::{LanguageModel, NoReply, Question, Reply, Role, Turn};
use crate::metric;
use crate::safety::words_of;
use crate::understand::Understood;

/// Most tokens of a spec or a prompt.
const ANSWER_TOKENS_MAX: u32 = 1_200;
/// Longest prompt that a model may write, in characters.
const PROMPT_CHARS_MAX: usize = 900;

/// When a language model is asked about specs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Assist {
    /// Where the built-in reading is not sure.
    #[default]
    Unsure,
    /// About every spec.
    Always,
    /// About none.
    Never,
}

/// How a language model is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AssistSettings {
    /// When it is asked about specs.
    pub specs: Assist,
    /// Whether it rewrites prompts of painted pictures that are to be enhanced.
    pub prompts: bool,
}

impl Core {
    fn language_model(&self) -> Option<&Arc<dyn LanguageModel>> {
        self.shared.parts.language_model.as_ref()
    }

    /// What a language model makes better about `understood`.
    pub(crate) async fn assisted(
        &self,
        prompt: &str,
        enhance: bool,
        mut understood: Understood,
    ) -> Understood {
        let Some(model) = self.language_model() else { return understood };
        let settings = self.settings().assist;
        let outcome = if let Some(spec) = &understood.spec {
            let is_asked = match settings.specs {
                Assist::Always => true,
                Assist::Unsure => assist::is_unsure(prompt, understood.confidence, spec),
                Assist::Never => false,
            };
            if !is_asked {
                return understood;
            }
            better_spec(model, prompt, &understood).await
        } else if enhance && settings.prompts && understood.enhanced_prompt.is_some() {
            better_prompt(model, prompt, &understood).await
        } else {
            return understood;
        };
        // What a model writes is judged as what a person writes.
        let outcome = outcome.and_then(|made| match self.judge_understood(&made) {
            Ok(()) => Ok(made),
            Err(_) => Err(NotBetter::Unsafe),
        });
        let note = match outcome {
            Ok(made) => {
                understood = made;
                format!("helped by the language model {}", model.name())
            }
            Err(why) => format!("the language model {} did not help: {why}", model.name()),
        };
        understood.notes.push(note);
        understood
    }

    fn judge_understood(&self, made: &Understood) -> Result<()> {
        let prompt = made.enhanced_prompt.as_deref().unwrap_or_default();
        self.judge("prompt", (prompt, ""))?;
        made.spec.as_ref().map_or(Ok(()), |spec| self.judge("spec", (&words_of(spec)?, "")))
    }

    /// Converses with the configured language model. Parts of the answer go to `pieces` as they
    /// come.
    ///
    /// # Errors
    /// `ContentRejected`, `UnsupportedParameter` without a model, `InvalidRequest` where it refuses the
    /// conversation, `DeadlineExceeded` where it is too slow, `Unavailable` where it is gone and
    /// `AtCapacity` where its budget is used up.
    pub async fn converse(
        &self,
        question: &Question,
        pieces: Option<mpsc::Sender<String>>,
    ) -> Result<Reply> {
        let model = self.language_model().ok_or_else(|| {
            Error::new(ErrorKind::UnsupportedParameter, "no language model is configured")
        })?;
        for turn in question.turns.iter().filter(|turn| turn.role == Role::User) {
            self.judge("messages", (&turn.text, ""))?;
        }
        model.reply(question, pieces).await.map_err(no_reply)
    }

    /// The name of the configured language model.
    pub fn language_model_name(&self) -> Option<&str> {
        self.language_model().map(|model| model.name())
    }
}

fn no_reply(problem: NoReply) -> Error {
    let (kind, public) = match &problem {
        NoReply::Unavailable(_) => (ErrorKind::Unavailable, "the language model is not available"),
        NoReply::TooSlow(_) => (ErrorKind::DeadlineExceeded, "the language model is too slow"),
        NoReply::Refused(_) => {
            (ErrorKind::InvalidRequest, "the language model refused this conversation; shorten it")
        }
        NoReply::Malformed(_) => {
            (ErrorKind::Unavailable, "the language model answered in a form that cannot be read")
        }
        NoReply::OverBudget(_) => {
            (ErrorKind::AtCapacity, "the daily limit on the language model is used up")
        }
    };
    Error::new(kind, public).with_source(problem)
}

/// Why the built-in answer stays.
#[derive(Debug, thiserror::Error)]
enum NotBetter {
    #[error("{0}")]
    NoReply(#[from] NoReply),
    #[error("its answer was not used, because {0}")]
    Rejected(#[from] assist::Rejected),
    #[error("its answer was not used, because the content policy refuses it")]
    Unsafe,
}

impl NotBetter {
    fn label(&self) -> &'static str {
        match self {
            Self::NoReply(_) => "no_reply",
            Self::Rejected(_) => "rejected",
            Self::Unsafe => "unsafe",
        }
    }
}

async fn better_spec(
    model: &Arc<dyn LanguageModel>,
    prompt: &str,
    understood: &Understood,
) -> std::result::Result<Understood, NotBetter> {
    let question = assist::question(prompt, understood.intent);
    let Some((question, built_in)) = question.zip(understood.spec.as_ref()) else {
        return Ok(understood.clone());
    };
    let made = ask(model, question)
        .await
        .and_then(|reply| assist::accepted(prompt, built_in, &reply).map_err(NotBetter::from));
    metric::assist_finished("spec", made.as_ref().map_or_else(NotBetter::label, |_| "used"));
    Ok(Understood { spec: Some(made?), ..understood.clone() })
}

async fn better_prompt(
    model: &Arc<dyn LanguageModel>,
    prompt: &str,
    understood: &Understood,
) -> std::result::Result<Understood, NotBetter> {
    let question = assist::rewriting(prompt, understood.intent, PROMPT_CHARS_MAX);
    let made = ask(model, question).await.and_then(|reply| {
        assist::accepted_prompt(prompt, &reply, PROMPT_CHARS_MAX).map_err(NotBetter::from)
    });
    metric::assist_finished("prompt", made.as_ref().map_or_else(NotBetter::label, |_| "used"));
    Ok(Understood { enhanced_prompt: Some(made?), ..understood.clone() })
}

async fn ask(
    model: &Arc<dyn LanguageModel>,
    question: assist::Question,
) -> std::result::Result<String, NotBetter> {
    let question = Question {
        turns: vec![
            Turn::new(Role::System, question.instructions),
            Turn::new(Role::User, question.message),
        ],
        schema: Some(Arc::new(question.schema)),
        answer_tokens_max: ANSWER_TOKENS_MAX,
        temperature: 0.0,
        seed: 0,
    };
    let reply = model.reply(&question, None).await?;
    // An answer that was cut is not whole JSON, which the checks notice.
    Ok(reply.text)
}
