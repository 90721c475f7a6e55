//! A language model that runs inside this process: a GGUF file, read and run by candle on the
//! CPU. Answers in a given shape are held to it token by token, so that even a small model keeps
//! to the schema.
//!
//! One question is answered at a time; others wait. The model is read once, when the server
//! starts.

mod chat;
mod generate;
mod vocabulary;
mod weights;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use easel_core::language_model::{LanguageModel, NoReply, Question, Reply};
use tokio::sync::{Mutex, mpsc};

use chat::ChatTemplate;
use generate::Generator;
use vocabulary::Vocabulary;
use weights::Weights;

/// Why a file cannot be used as a language model.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct UnusableModel {
    path: PathBuf,
    problem: String,
}

/// A GGUF file, read.
pub struct LocalModel {
    name: String,
    generator: Arc<Mutex<Generator>>,
}

impl fmt::Debug for LocalModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalModel").field("name", &self.name).finish_non_exhaustive()
    }
}

impl LocalModel {
    /// Reads a GGUF file of a chat model: architectures llama (also `SmolLM`, Mistral) and qwen3
    /// with a byte-level vocabulary. Blocks for as long as reading takes.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn read(path: &Path) -> Result<Self, UnusableModel> {
        let unusable = |problem: String| UnusableModel { path: path.to_owned(), problem };
        let started = std::time::Instant::now();
        // Files are made by strangers, and candle does not promise never to panic on them.
        let read = std::panic::catch_unwind(|| read(path));
        let (generator, name) =
            read.unwrap_or_else(|_| Err("it is damaged".to_owned())).map_err(unusable)?;
        tracing::info!(model = name, ms = started.elapsed().as_millis(), "language model read");
        Ok(Self { name, generator: Arc::new(Mutex::new(generator)) })
    }
}

fn read(path: &Path) -> Result<(Generator, String), String> {
    let file = std::fs::File::open(path).map_err(|err| format!("it cannot be opened: {err}"))?;
    let mut reader = std::io::BufReader::new(file);
    let content = candle_core::quantized::gguf_file::Content::read(&mut reader)
        .map_err(|err| format!("it is no GGUF file: {err}"))?;
    let vocabulary = Vocabulary::read(&content)?;
    let template = ChatTemplate::read(&content, &vocabulary)?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let weights = Weights::read(content, &mut reader)?;
    let generator = Generator::new(weights, vocabulary, template)?;
    Ok((generator, stem.unwrap_or_else(|| "local".to_owned())))
}

/// Ends the work of a question whose asker is gone.
struct EndOnDrop(Arc<AtomicBool>);

impl Drop for EndOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[async_trait]
impl LanguageModel for LocalModel {
    fn name(&self) -> &str {
        &self.name
    }

    async fn reply(
        &self,
        question: &Question,
        pieces: Option<mpsc::Sender<String>>,
    ) -> Result<Reply, NoReply> {
        let mut generator = Arc::clone(&self.generator).lock_owned().await;
        let question = question.clone();
        let end = EndOnDrop(Arc::new(AtomicBool::new(false)));
        let ended = Arc::clone(&end.0);
        let work = tokio::task::spawn_blocking(move || {
            let ended = || {
                ended.load(Ordering::Relaxed)
                    || pieces.as_ref().is_some_and(mpsc::Sender::is_closed)
            };
            // A receiver that is gone is noticed by `ended`.
            let mut say = |piece: String| {
                if let Some(pieces) = &pieces {
                    let _ = pieces.blocking_send(piece);
                }
            };
            generator.answer(&question, &mut say, &ended)
        });
        let outcome = work.await;
        drop(end);
        outcome.unwrap_or_else(|err| Err(NoReply::Malformed(format!("the model failed: {err}"))))
    }
}
