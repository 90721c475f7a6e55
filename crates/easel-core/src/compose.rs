//! Prompts composed from a description and levels of style, free of charge: for the front that
//! offers just that, and for chats that ask a language model to do it. Composing itself lives in
//! `easel-prompt`.

use easel_types::{Caller, Error, Result, Scope};

use crate::Core;
use crate::resolve::{check_length, check_prompt, check_range};

pub use easel_prompt::smartgen::{Composed, Composition, Levels, PromptForm};

/// Most example prompts.
const EXAMPLES_MAX: usize = 20;
/// A chat message is the description, what must be included, the examples and fixed paragraphs.
const MESSAGE_PROMPTS_MAX: usize = 4;

impl Core {
    /// Composes a prompt. The same composition gives the same prompt.
    ///
    /// # Errors
    /// `Forbidden`; `InvalidRequest` for texts that are empty or too long; `ContentRejected`.
    pub fn compose(&self, caller: &Caller, composition: &Composition) -> Result<Composed> {
        caller.require(Scope::Generate)?;
        let limits = self.limits();
        check_prompt(&composition.description, limits).map_err(|err| {
            match err.param.as_deref() {
                Some("prompt") => Error {
                    public: err.public.replace("`prompt`", "`description`"),
                    ..err.with_param("description")
                },
                _ => err,
            }
        })?;
        let chars_max = limits.prompt_chars_max;
        if let Some(must) = &composition.must_include {
            check_length("must_include", must, chars_max)?;
        }
        check_range("examples", composition.examples.len(), 0, EXAMPLES_MAX)?;
        for example in &composition.examples {
            check_length("examples", example, chars_max)?;
        }
        let must = composition.must_include.iter().chain(&composition.examples);
        let texts = std::iter::once(&composition.description).chain(must);
        let texts: Vec<&str> = texts.map(String::as_str).collect();
        self.judge("description", (&texts.join("\n"), ""))?;
        Ok(easel_prompt::smartgen::compose(composition))
    }

    /// The composition that a chat message asks a language model for; `None` where the message
    /// is about something else, or longer than any such message.
    pub fn recognise(&self, message: &str) -> Option<Composition> {
        let chars_max = self.limits().prompt_chars_max.saturating_mul(MESSAGE_PROMPTS_MAX);
        // A character has at least one byte and at most four.
        if message.len() > chars_max.saturating_mul(4) {
            return None;
        }
        easel_prompt::smartgen::recognise(message)
    }
}
