//! What a prompt means, as an answer of its own (free of charge) and as a step of `submit`. The
//! understanding itself lives in `easel-prompt`.

use easel_prompt::Hints;
use easel_types::{Caller, Error, Intent, Result, Scope, Size, Spec};

use crate::Core;
use crate::resolve::check_prompt;

/// What a prompt was understood to mean.
#[derive(Debug, Clone)]
pub struct Understood {
    /// The kind of picture.
    pub intent: Intent,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The second most likely kind.
    pub runner_up: Option<Intent>,
    /// ISO 639-1 code of the prompt's language.
    pub language: String,
    /// The picture to draw, for instant kinds.
    pub spec: Option<Spec>,
    /// What an engine would be told, for the other kinds.
    pub enhanced_prompt: Option<String>,
    /// What it would be told to avoid.
    pub negative_prompt: Option<String>,
    /// Remarks for the caller.
    pub notes: Vec<String>,
}

impl Core {
    /// Works out what `prompt` means without making anything.
    ///
    /// # Errors
    /// `InvalidRequest` for an empty or overlong prompt or a size out of range; `ContentRejected`.
    pub async fn understand(
        &self,
        caller: &Caller,
        prompt: &str,
        size: Option<Size>,
    ) -> Result<Understood> {
        caller.require(Scope::Generate)?;
        check_prompt(prompt, self.limits())?;
        let limits = self.limits();
        for (param, side) in size.iter().flat_map(|s| [("width", s.width), ("height", s.height)]) {
            let (min, max) = (limits.side_px_min, limits.side_px_max);
            if side < min || side > max {
                return Err(Error::invalid(
                    param,
                    format!("`{param}` is {side}; it must be from {min} to {max}"),
                ));
            }
        }
        self.judge("prompt", (prompt, ""))?;
        let hints = Hints { intent: None, size, enhance: true, seed: 0, family: None };
        Ok(self.assisted(prompt, true, understood(prompt, &hints)?).await)
    }
}

/// What `prompt` means; instant kinds always come with a spec.
pub(crate) fn understood(prompt: &str, hints: &Hints) -> Result<Understood> {
    let answer = easel_prompt::understand(prompt, hints);
    if answer.intent.is_instant() && answer.spec.is_none() {
        let problem = format!("understanding gave the intent {} without a spec", answer.intent);
        return Err(Error::internal(problem));
    }
    Ok(Understood {
        intent: answer.intent,
        confidence: answer.confidence,
        runner_up: answer.runner_up,
        language: answer.language.to_string(),
        spec: answer.spec,
        enhanced_prompt: answer.enhanced_prompt,
        negative_prompt: answer.negative_prompt,
        notes: answer.notes,
    })
}
