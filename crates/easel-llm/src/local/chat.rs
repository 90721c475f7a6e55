//! Conversations in the form a model was trained on: the Jinja template that its file carries.

use candle_core::quantized::gguf_file::Content;
use easel_core::language_model::{Role, Turn};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, context};

use super::vocabulary::Vocabulary;

const NAME: &str = "chat";

/// The template of one model.
pub(super) struct ChatTemplate {
    environment: Environment<'static>,
    start: String,
    end: String,
}

impl ChatTemplate {
    pub(super) fn read(content: &Content, vocabulary: &Vocabulary) -> Result<Self, String> {
        let source = content
            .metadata
            .get("tokenizer.chat_template")
            .and_then(|value| value.to_string().ok())
            .ok_or("it has no chat template, so it is no chat model")?;
        let mut environment = Environment::new();
        let blocks = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(blocks.map_err(|err| err.to_string())?);
        environment.set_fuel(Some(1_000_000));
        environment
            .set_unknown_method_callback(minijinja_contrib::pycompat::unknown_method_callback);
        environment.add_function("raise_exception", |text: String| -> Result<(), _> {
            Err(minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, text))
        });
        environment
            .add_template_owned(NAME, source.clone())
            .map_err(|err| format!("its chat template cannot be read: {err}"))?;
        let token = |key: &str| vocabulary.named(content, key).unwrap_or_default();
        let template = Self {
            environment,
            start: token("tokenizer.ggml.bos_token_id"),
            end: token("tokenizer.ggml.eos_token_id"),
        };
        // Some templates refuse kinds of turns only when they meet them.
        template.written(&[Turn::new(Role::System, "s"), Turn::new(Role::User, "u")], true)?;
        Ok(template)
    }

    /// The conversation as text, ready for the answer where `answer_next`.
    pub(super) fn written(&self, turns: &[Turn], answer_next: bool) -> Result<String, String> {
        let messages: Vec<_> = turns
            .iter()
            .map(|turn| context! { role => turn.role.as_str(), content => &turn.text })
            .collect();
        let template = self.environment.get_template(NAME).map_err(|err| err.to_string())?;
        template
            .render(context! {
                messages,
                add_generation_prompt => answer_next,
                bos_token => &self.start,
                eos_token => &self.end,
                // Models that can think aloud first are asked to answer at once.
                enable_thinking => false,
            })
            .map_err(|err| format!("its chat template fails: {err}"))
    }
}
