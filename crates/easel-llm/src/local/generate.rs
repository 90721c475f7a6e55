//! Answering one question: the conversation is read, then tokens are chosen one by one, from
//! those that the wished shape allows.

use std::sync::Arc;

use candle_core::{Device, Tensor};
use candle_transformers::generation::{LogitsProcessor, Sampling};
use easel_core::language_model::{NoReply, Question, Reply, Role};
use llguidance::api::TopLevelGrammar;
use llguidance::toktrie::SimpleVob;
use llguidance::{Matcher, ParserFactory};
use serde_json::{Value, json};

use super::chat::ChatTemplate;
use super::vocabulary::Vocabulary;
use super::weights::Weights;

/// Instructions kept read: one for each use of the model, and the chat gateway's.
const KEPT_MAX: usize = 6;
/// Tokens read in one go; more take more memory, and the end of work is noticed between them.
const CHUNK: usize = 256;

/// A model with everything to answer.
pub(super) struct Generator {
    fresh: Weights,
    vocabulary: Vocabulary,
    template: ChatTemplate,
    shapes: ParserFactory,
    /// Beginnings of conversations that were read already, the latest last.
    kept: Vec<(Vec<u32>, Weights)>,
}

/// The choice of tokens of one answer.
struct Choice {
    sampler: LogitsProcessor,
    shape: Option<Matcher>,
}

impl Generator {
    pub(super) fn new(
        weights: Weights,
        vocabulary: Vocabulary,
        template: ChatTemplate,
    ) -> Result<Self, String> {
        let shapes = ParserFactory::new_simple(&vocabulary.shaping())
            .map_err(|err| format!("its vocabulary cannot be held to shapes: {err}"))?;
        Ok(Self { fresh: weights, vocabulary, template, shapes, kept: Vec::new() })
    }

    /// Answers `question`. `say` gets the answer's text as it comes; work ends soon after
    /// `is_ended` says so.
    pub(super) fn answer(
        &mut self,
        question: &Question,
        say: &mut dyn FnMut(String),
        is_ended: &dyn Fn() -> bool,
    ) -> Result<Reply, NoReply> {
        let (instructions, whole) = self.conversation(question)?;
        let room = self.fresh.positions_max().saturating_sub(whole.len());
        if room == 0 {
            return Err(NoReply::Refused(format!(
                "the conversation has {} tokens; this model reads {}",
                whole.len(),
                self.fresh.positions_max()
            )));
        }
        let answer_max = usize::try_from(question.answer_tokens_max).unwrap_or(room).min(room);
        let mut choice = self.choice(question)?;
        let (mut weights, mut scores) = self.read(&instructions, &whole, is_ended)?;
        let mut written = Written::default();
        let mut is_complete = false;
        while written.tokens < answer_max {
            if is_ended() {
                return Err(NoReply::Unavailable("nobody waits for the answer".to_owned()));
            }
            let token = choice.next(&mut scores)?;
            if self.vocabulary.ends(token) {
                is_complete = true;
                break;
            }
            let mut chosen = vec![token];
            chosen.extend(choice.take(token)?);
            chosen.truncate(answer_max - written.tokens);
            for token in &chosen {
                if let Some(piece) = written.add(self.vocabulary.bytes(*token)) {
                    say(piece);
                }
            }
            if choice.is_done() {
                is_complete = true;
                break;
            }
            if written.tokens < answer_max {
                scores = weights.read_on(&chosen).map_err(failed)?;
            }
        }
        let answer_tokens = u32::try_from(written.tokens).unwrap_or(u32::MAX);
        let rest = written.finish(say);
        Ok(Reply {
            text: rest,
            is_complete,
            question_tokens: u32::try_from(whole.len()).unwrap_or(u32::MAX),
            answer_tokens,
        })
    }

    /// The tokens of the operator's instructions alone, and of the whole conversation.
    fn conversation(&self, question: &Question) -> Result<(Vec<u32>, Vec<u32>), NoReply> {
        let mut turns = question.turns.clone();
        for turn in turns.iter_mut().filter(|turn| turn.role != Role::System) {
            turn.text = self.vocabulary.harmless(&turn.text);
        }
        let refused = NoReply::Refused;
        let whole = self.template.written(&turns, true).map_err(refused)?;
        let whole = self.vocabulary.tokens(&whole).map_err(refused)?;
        let first = turns.iter().take_while(|turn| turn.role == Role::System).count();
        // A template may refuse a conversation of instructions alone; then nothing is kept.
        let instructions = turns
            .get(..first)
            .filter(|turns| !turns.is_empty())
            .and_then(|turns| self.template.written(turns, false).ok())
            .and_then(|text| self.vocabulary.tokens(&text).ok())
            .filter(|tokens| whole.starts_with(tokens) && tokens.len() < whole.len());
        Ok((instructions.unwrap_or_default(), whole))
    }

    /// Reads the conversation, from where its beginning was read before if it was.
    fn read(
        &mut self,
        instructions: &[u32],
        whole: &[u32],
        is_ended: &dyn Fn() -> bool,
    ) -> Result<(Weights, Vec<f32>), NoReply> {
        let known = self.kept.iter().position(|(tokens, _)| tokens == instructions);
        let mut weights = match known {
            Some(at) => {
                let kept = self.kept.remove(at);
                let weights = kept.1.clone();
                self.kept.push(kept);
                weights
            }
            None => self.fresh.clone(),
        };
        if known.is_none() && !instructions.is_empty() {
            read_all(&mut weights, instructions, is_ended)?;
            if self.kept.len() >= KEPT_MAX {
                self.kept.remove(0);
            }
            self.kept.push((instructions.to_vec(), weights.clone()));
        }
        let rest = whole.get(weights.position()..).unwrap_or_default();
        let scores = read_all(&mut weights, rest, is_ended)?;
        Ok((weights, scores))
    }

    fn choice(&self, question: &Question) -> Result<Choice, NoReply> {
        let temperature = f64::from(question.temperature);
        let sampling = if temperature < 0.01 {
            Sampling::ArgMax
        } else {
            Sampling::TopP { p: 0.95, temperature }
        };
        let shape = question.schema.as_ref().map(|schema| self.shape(schema)).transpose()?;
        Ok(Choice { sampler: LogitsProcessor::from_sampling(question.seed, sampling), shape })
    }

    fn shape(&self, schema: &Arc<Value>) -> Result<Matcher, NoReply> {
        let mut schema = Value::clone(schema);
        // Small models lose themselves in white space, and every blank is a token.
        schema["x-guidance"] = json!({
            "whitespace_flexible": false, "item_separator": ",", "key_separator": ":",
        });
        let grammar = TopLevelGrammar::from_json_schema(schema);
        let matcher = Matcher::new(self.shapes.create_parser(grammar));
        match matcher.get_error() {
            Some(problem) => Err(NoReply::Refused(format!("the shape cannot be used: {problem}"))),
            None => Ok(matcher),
        }
    }
}

impl Choice {
    /// The next token, from those that the shape allows.
    fn next(&mut self, scores: &mut [f32]) -> Result<u32, NoReply> {
        if let Some(shape) = &mut self.shape {
            let allowed: SimpleVob = shape.compute_mask_or_eos().map_err(lost)?;
            for (token, score) in scores.iter_mut().enumerate() {
                if token >= allowed.len() || !allowed.get(token) {
                    *score = f32::NEG_INFINITY;
                }
            }
        }
        let scores = Tensor::from_slice(scores, scores.len(), &Device::Cpu).map_err(failed)?;
        self.sampler.sample(&scores).map_err(failed)
    }

    /// Tells the shape what was chosen; the answer is what must follow in any case.
    fn take(&mut self, token: u32) -> Result<Vec<u32>, NoReply> {
        let Some(shape) = &mut self.shape else { return Ok(Vec::new()) };
        shape.consume_token(token).map_err(lost)?;
        Ok(shape.consume_ff_tokens())
    }

    fn is_done(&self) -> bool {
        self.shape.as_ref().is_some_and(Matcher::is_stopped)
    }
}

fn read_all(
    weights: &mut Weights,
    tokens: &[u32],
    is_ended: &dyn Fn() -> bool,
) -> Result<Vec<f32>, NoReply> {
    let mut scores = Vec::new();
    for chunk in tokens.chunks(CHUNK) {
        if is_ended() {
            return Err(NoReply::Unavailable("nobody waits for the answer".to_owned()));
        }
        scores = weights.read_on(chunk).map_err(failed)?;
    }
    Ok(scores)
}

/// The answer so far. Tokens may end inside a character, so bytes wait until it is whole.
#[derive(Default)]
struct Written {
    text: String,
    waiting: Vec<u8>,
    tokens: usize,
}

impl Written {
    fn add(&mut self, bytes: &[u8]) -> Option<String> {
        self.tokens += 1;
        self.waiting.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.waiting) {
            Ok(text) => text.len(),
            Err(err) if err.error_len().is_none() => err.valid_up_to(),
            // No text at all: replaced rather than kept waiting for ever.
            Err(_) => self.waiting.len(),
        };
        if whole == 0 {
            return None;
        }
        let bytes: Vec<u8> = self.waiting.drain(..whole).collect();
        let piece = String::from_utf8_lossy(&bytes).into_owned();
        self.text.push_str(&piece);
        Some(piece)
    }

    fn finish(mut self, say: &mut dyn FnMut(String)) -> String {
        if !self.waiting.is_empty() {
            let piece = String::from_utf8_lossy(&self.waiting).into_owned();
            self.text.push_str(&piece);
            say(piece);
        }
        self.text
    }
}

fn failed(err: impl std::fmt::Display) -> NoReply {
    NoReply::Malformed(format!("the network failed: {err}"))
}

fn lost(err: impl std::fmt::Display) -> NoReply {
    NoReply::Malformed(format!("the shape was lost: {err}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_in_two_tokens_come_whole() {
        let mut written = Written::default();
        assert_eq!(written.add(b"a\xc3"), Some("a".to_owned()));
        assert_eq!(written.add(b"\xbc"), Some("ü".to_owned()));
        assert_eq!(written.add(b"\xe4\xb8"), None);
        let mut rest = Vec::new();
        assert_eq!(written.finish(&mut |piece| rest.push(piece)), "aü\u{fffd}");
        assert_eq!(rest, ["\u{fffd}"]);
    }
}
