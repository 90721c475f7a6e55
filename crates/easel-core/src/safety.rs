//! The policy step: every text that a picture or prompt would be made of is judged before
//! anything is charged or stored, and every decision is logged and counted. The policy itself
//! lives in `easel-prompt`, what a refusal looks like in the fronts.

use std::sync::Arc;

use easel_prompt::safety::{Policy, Verdict};
use easel_types::request::Wanted;
use easel_types::{Error, ErrorKind, GenerationDraft, Intent, Result, Spec};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{Core, metric};

/// Bytes of a text's hash in the log: enough to find repetitions.
const HASH_BYTES: usize = 8;

/// What is refused, and what the log says of it.
#[derive(Debug, Clone, Default)]
pub struct Safety {
    /// What is refused.
    pub policy: Arc<Policy>,
    /// Whether the log shows the texts themselves.
    pub log_prompts: bool,
}

impl Core {
    /// Judges `prompt` with its negative prompt, either of which may be empty. `param` is what the
    /// text came in as.
    ///
    /// # Errors
    /// `ContentRejected`.
    pub(crate) fn judge(&self, param: &str, (prompt, negative): (&str, &str)) -> Result<()> {
        let safety = &self.settings().safety;
        let verdict = safety.policy.judge(prompt, negative);
        let shown = safety.log_prompts.then_some(prompt);
        match verdict {
            Verdict::Allowed => {
                metric::judged("allowed", "none");
                tracing::debug!(target: "easel::safety", action = "allowed", param,
                    hash = hash(prompt), prompt = shown, "a text was judged");
                Ok(())
            }
            Verdict::Refused(refusal) => {
                let category = refusal.category.as_str();
                metric::judged("refused", category);
                tracing::info!(target: "easel::safety", action = "refused", category,
                    rule = refusal.rule, param, hash = hash(prompt), prompt = shown,
                    "a text was refused");
                let explanation = refusal.explanation;
                let public = format!("refused by the content policy: {explanation}");
                Err(Error::new(ErrorKind::ContentRejected, public).with_param(param))
            }
        }
    }

    /// Judges everything that is written in `draft`.
    ///
    /// # Errors
    /// `ContentRejected`.
    pub(crate) fn judge_draft(&self, draft: &GenerationDraft) -> Result<()> {
        let style = draft.style.as_ref().map_or("", |style| style.prompt.as_str());
        let negative = draft.negative_prompt.as_deref().unwrap_or_default();
        match &draft.wanted {
            Wanted::Smart { prompt, intent, .. } => {
                self.judge("prompt", (&about(prompt, style, *intent), negative))
            }
            Wanted::Paint { prompt } => {
                self.judge("prompt", (&about(prompt, style, None), negative))
            }
            Wanted::Draw { spec } => self.judge("spec", (&words_of(spec)?, "")),
            Wanted::Notation { source } => {
                let text = about(source, "", Some(Intent::Diagram));
                self.judge("source", (&text, ""))
            }
            Wanted::Edit { .. } => Ok(()),
        }
    }
}

/// A prompt with the words of a style, and the kind of picture where it is drawn: a chart of a
/// subject is no picture of it.
fn about(prompt: &str, style: &str, intent: Option<Intent>) -> String {
    let kind = intent.filter(|intent| intent.is_instant()).map_or("", Intent::as_str);
    let parts = [prompt, style, kind];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The texts of `spec`, one a line, among them the kind of picture.
pub(crate) fn words_of(spec: &Spec) -> Result<String> {
    let value = serde_json::to_value(spec).map_err(Error::internal)?;
    let mut words = String::from(spec.intent().as_str());
    let mut open = vec![&value];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => {
                words.push('\n');
                words.push_str(text);
            }
            Value::Array(values) => open.extend(values),
            Value::Object(fields) => open.extend(fields.values()),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    Ok(words)
}

/// The first bytes of a text's SHA-256, in hexadecimal.
fn hash(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest.iter().take(HASH_BYTES).map(|byte| format!("{byte:02x}")).collect()
}
