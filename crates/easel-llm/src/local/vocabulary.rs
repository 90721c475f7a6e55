//! The tokens of a GGUF file, for reading text, for writing it, and for holding answers to a
//! shape.

use std::collections::BTreeSet;

use candle_core::quantized::gguf_file::{Content, Value};
use candle_core::quantized::tokenizer::TokenizerFromGguf as _;
use tokenizers::Tokenizer;
use tokenizers::pre_tokenizers::PreTokenizerWrapper;
use tokenizers::pre_tokenizers::byte_level::ByteLevel;
use tokenizers::pre_tokenizers::digits::Digits;
use tokenizers::pre_tokenizers::sequence::Sequence;
use toktrie::{TokEnv, TokRxInfo, TokTrie, TokenId, TokenizerEnv};

/// Kinds of tokens in a GGUF file that stand for no text: unknown, control and unused ones.
const NO_TEXT: [i64; 3] = [2, 3, 5];
/// Names of tokens that end a turn, beyond the one that the file names.
const TURN_ENDS: [&str; 5] = ["<|im_end|>", "<|eot_id|>", "<|end|>", "<|endoftext|>", "</s>"];

/// A vocabulary.
pub(super) struct Vocabulary {
    tokenizer: Tokenizer,
    trie: TokTrie,
    controls: Vec<String>,
    ends: BTreeSet<u32>,
}

impl Vocabulary {
    pub(super) fn read(content: &Content) -> Result<Self, String> {
        let mut tokenizer = Tokenizer::from_gguf(content)
            .map_err(|err| format!("its vocabulary cannot be read: {err}"))?;
        if let Some(cutting) = cutting(content) {
            tokenizer.with_pre_tokenizer(Some(cutting));
        }
        let texts = strings(content, "tokenizer.ggml.tokens")?;
        let kinds = content.metadata.get("tokenizer.ggml.token_type").and_then(|v| v.to_vec().ok());
        let is_control = |at: usize| {
            let kind = kinds.and_then(|kinds| kinds.get(at)).and_then(integer);
            kind.is_some_and(|kind| NO_TEXT.contains(&kind))
        };
        let mut controls = Vec::new();
        let mut ends = BTreeSet::new();
        let mut words = Vec::with_capacity(texts.len());
        for (at, text) in texts.iter().enumerate() {
            if is_control(at) {
                controls.push(text.clone());
                let mut word = vec![TokTrie::SPECIAL_TOKEN_MARKER];
                word.extend(text.as_bytes());
                words.push(word);
                if TURN_ENDS.contains(&text.as_str()) {
                    ends.extend(u32::try_from(at));
                }
            } else {
                words.push(bytes_of(text));
            }
        }
        controls.retain(|control| !control.is_empty());
        let end = content
            .metadata
            .get("tokenizer.ggml.eos_token_id")
            .and_then(|value| value.to_u32().ok())
            .ok_or("it does not say which token ends an answer")?;
        ends.insert(end);
        let size = u32::try_from(words.len()).map_err(|_| "its vocabulary is too large")?;
        let trie = TokTrie::from(&TokRxInfo::new(size, end), &words);
        Ok(Self { tokenizer, trie, controls, ends })
    }

    /// The text of the token that the file names under `key`.
    pub(super) fn named(&self, content: &Content, key: &str) -> Option<String> {
        let id = content.metadata.get(key)?.to_u32().ok()?;
        self.tokenizer.id_to_token(id)
    }

    /// True for tokens that end an answer.
    pub(super) fn ends(&self, token: u32) -> bool {
        self.ends.contains(&token)
    }

    /// Tokens of `text`; names of control tokens in it are taken as such.
    pub(super) fn tokens(&self, text: &str) -> Result<Vec<u32>, String> {
        let encoding = self.tokenizer.encode(text, false).map_err(|err| err.to_string())?;
        Ok(encoding.get_ids().to_vec())
    }

    /// Bytes that a token stands for; none for control tokens.
    pub(super) fn bytes(&self, token: u32) -> &[u8] {
        if self.trie.is_special_token(token) { &[] } else { self.trie.token(token) }
    }

    /// `text` without the names of control tokens, so that nobody can end their turn and speak
    /// as somebody else.
    pub(super) fn harmless(&self, text: &str) -> String {
        let mut text = text.to_owned();
        // Removing one name may join the parts of another, so until nothing is left to remove.
        while let Some(control) = self.controls.iter().find(|name| text.contains(name.as_str())) {
            text = text.replace(control.as_str(), " ");
        }
        text
    }

    /// The vocabulary as the shaping of answers needs it.
    pub(super) fn shaping(&self) -> TokEnv {
        std::sync::Arc::new(Shaping { tokenizer: self.tokenizer.clone(), trie: self.trie.clone() })
    }
}

struct Shaping {
    tokenizer: Tokenizer,
    trie: TokTrie,
}

impl TokenizerEnv for Shaping {
    fn tok_trie(&self) -> &TokTrie {
        &self.trie
    }

    fn tokenize_bytes(&self, bytes: &[u8]) -> Vec<TokenId> {
        self.trie.tokenize_with_greedy_fallback(bytes, |text| {
            let encoding = self.tokenizer.encode(text, false);
            let tokens = encoding.map(|encoding| encoding.get_ids().to_vec()).unwrap_or_default();
            // Some vocabularies change the text, which a shape cannot follow.
            if self.trie.decode_raw(&tokens) == text.as_bytes() {
                tokens
            } else {
                self.trie.greedy_tokenize(text.as_bytes())
            }
        })
    }
}

/// How text is cut before its parts are looked up, where candle takes GPT-2's way with a space put
/// in front, which the models concerned do not know.
fn cutting(content: &Content) -> Option<PreTokenizerWrapper> {
    let bytes = || PreTokenizerWrapper::from(ByteLevel::new(false, true, true));
    let name = content.metadata.get("tokenizer.ggml.pre").and_then(|name| name.to_string().ok());
    match name.map(String::as_str) {
        Some("qwen2" | "smaug-bpe" | "lfm2" | "llama3") => None,
        // Each digit is a token of its own.
        Some("smollm") => Some(Sequence::new(vec![Digits::new(true).into(), bytes()]).into()),
        _ => Some(bytes()),
    }
}

fn strings(content: &Content, key: &str) -> Result<Vec<String>, String> {
    let values = content.metadata.get(key).and_then(|value| value.to_vec().ok());
    let texts = values.map(|values| {
        values.iter().map(|value| value.to_string().cloned()).collect::<Result<Vec<_>, _>>()
    });
    texts.and_then(Result::ok).ok_or_else(|| format!("it has no list {key}"))
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::I32(kind) => Some(i64::from(*kind)),
        Value::U32(kind) => Some(i64::from(*kind)),
        Value::U8(kind) => Some(i64::from(*kind)),
        Value::I8(kind) => Some(i64::from(*kind)),
        _ => None,
    }
}

/// The bytes behind a byte-level token. GPT-2's vocabulary writes each byte as one printable
/// character: itself where it is printable, otherwise the next free one from U+0100 on.
fn bytes_of(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for character in text.chars() {
        match byte_of(character) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend(character.to_string().bytes()),
        }
    }
    bytes
}

fn byte_of(character: char) -> Option<u8> {
    let code = u32::from(character);
    let byte = match code {
        0x21..=0x7e | 0xa1..=0xac | 0xae..=0xff => code,
        // 0 to 0x20, then 0x7f to 0xa0, then 0xad.
        0x100..=0x120 => code - 0x100,
        0x121..=0x142 => code - 0x121 + 0x7f,
        0x143 => 0xad,
        _ => return None,
    };
    u8::try_from(byte).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_level_tokens_stand_for_bytes() {
        assert_eq!(bytes_of("Ġhello"), b" hello");
        assert_eq!(bytes_of("Ċ"), b"\n");
        assert_eq!(bytes_of("Ã¼"), "ü".as_bytes());
        let all: BTreeSet<u8> =
            (0x21..=0x143).filter_map(char::from_u32).filter_map(byte_of).collect();
        assert_eq!(all.len(), 256);
    }
}
