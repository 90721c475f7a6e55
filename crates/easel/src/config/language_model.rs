//! `[llm]` as it is used: which model answers, what it is asked for, and what it is
//! held to.

use std::path::PathBuf;
use std::time::Duration;

use easel_core::{Assist, AssistSettings};
use easel_llm::{Budget, Guard, RemoteOptions, ShapeForm};

use super::raw::RawLlm;
use super::resolved::{choice, in_range};
use super::secret::Secret;

/// Which model answers.
#[derive(Debug, Clone)]
pub(crate) enum LanguageModelKind {
    /// None: everything is understood by rules.
    None,
    /// A server that speaks the OpenAI chat protocol.
    Endpoint { address: String, model: String, key: Option<Secret<String>>, shape: ShapeForm },
    /// A GGUF file.
    File(PathBuf),
}

/// `[llm]`
#[derive(Debug, Clone)]
pub(crate) struct LanguageModelConfig {
    pub(crate) kind: LanguageModelKind,
    pub(crate) guard: Guard,
    pub(crate) assist: AssistSettings,
}

#[derive(Clone, Copy)]
enum Kind {
    None,
    Endpoint,
    File,
}

impl LanguageModelConfig {
    /// Checks `raw`. Every problem is added to `problems`; `None` only together with one.
    pub(super) fn resolve(raw: RawLlm, problems: &mut Vec<String>) -> Option<Self> {
        let assist = AssistSettings {
            specs: choice(
                ("llm.specs", raw.specs.as_deref().unwrap_or("unsure")),
                &[("unsure", Assist::Unsure), ("always", Assist::Always), ("never", Assist::Never)],
                problems,
            )?,
            prompts: raw.prompts.unwrap_or(false),
        };
        let usual = Guard::default();
        let seconds = in_range(
            ("llm.seconds", raw.seconds.unwrap_or(usual.time_limit.as_secs())),
            (1, 600),
            problems,
        );
        let mut price = |name: &str, written: Option<f64>| {
            in_range((name, written.unwrap_or(0.0)), (0.0, 1e9), problems)
        };
        let budget = Budget {
            tokens_a_day: raw.tokens_a_day.unwrap_or(0),
            cost_a_day: price("llm.cost_a_day", raw.cost_a_day),
            question_price: price("llm.question_price", raw.question_price),
            answer_price: price("llm.answer_price", raw.answer_price),
        };
        let guard = Guard {
            time_limit: Duration::from_secs(seconds),
            retries: in_range(("llm.retries", raw.retries.unwrap_or(1)), (0, 10), problems),
            budget,
            ..usual
        };
        let shape = choice(
            ("llm.shape", raw.shape.as_deref().unwrap_or("schema")),
            &[
                ("schema", ShapeForm::Schema),
                ("object", ShapeForm::Object),
                ("words", ShapeForm::Words),
            ],
            problems,
        )?;
        let kind = choice(
            ("llm.kind", raw.kind.as_deref().unwrap_or("none")),
            &[("none", Kind::None), ("endpoint", Kind::Endpoint), ("file", Kind::File)],
            problems,
        )?;
        let mut need = |name: &str, problem: &str| {
            problems.push(format!("llm.{name}: {problem}"));
        };
        let kind = match kind {
            Kind::None => LanguageModelKind::None,
            Kind::Endpoint => {
                if raw.address.is_none() {
                    need("address", "give the base address, such as http://127.0.0.1:11434/v1");
                }
                if raw.model.is_none() {
                    need("model", "give the name that the endpoint knows the model by");
                }
                let (address, model) = raw.address.zip(raw.model)?;
                LanguageModelKind::Endpoint { address, model, key: raw.key, shape }
            }
            Kind::File => {
                if raw.file.is_none() {
                    need("file", "give the path of a GGUF file of a chat model");
                }
                LanguageModelKind::File(raw.file?)
            }
        };
        Some(Self { kind, guard, assist })
    }
}

impl LanguageModelKind {
    /// How the endpoint is called; `None` for the other kinds.
    pub(crate) fn remote(&self) -> Option<RemoteOptions> {
        let Self::Endpoint { address, model, key, shape } = self else { return None };
        Some(RemoteOptions {
            address: address.clone(),
            model: model.clone(),
            key: key.clone().map(Secret::reveal),
            connect_timeout: Duration::from_secs(5),
            shape_form: *shape,
        })
    }
}
