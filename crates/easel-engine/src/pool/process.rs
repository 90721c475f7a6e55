//! One worker process: starting it, shaking hands, reading what it says, noticing its end.
//!
//! Everything that lasts as long as the process runs in tasks of its own, so that the rest only
//! holds channels. Dropping a [`WorkerProcess`] kills the process. What is said about an order
//! lives in [`super::conversation`].

use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use easel_types::ModelFiles;
use easel_worker_protocol::frame_async::{read_message_async, write_message_async};
use easel_worker_protocol::{
    Attachments, FrameError, PROTOCOL_VERSION, ServerMessage, WorkerMessage,
};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command};
use tokio::sync::{mpsc, watch};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::census::Census;
use super::options::{PoolOptions, WorkerCommand};

/// Messages kept between the pipe and whoever works with them. A worker that says more has to
/// wait, so memory stays bounded.
const MESSAGES_MAX: usize = 64;
/// Longest line of a worker's stderr that is forwarded, in bytes.
const LOG_LINE_BYTES_MAX: u64 = 4 * 1024;
/// Longest last words kept for error messages, in characters.
const LAST_WORDS_CHARS_MAX: usize = 300;
/// How long a worker that closed its pipe, or was asked to end, may take to end.
const FAREWELL: Duration = Duration::from_secs(2);
/// How long the last words of a dead worker are waited for.
const LAST_WORDS_WAIT: Duration = Duration::from_millis(200);
/// How long a killed worker is waited for.
const KILL_WAIT: Duration = Duration::from_millis(500);

/// A message with its attachments, or why there will be no further one.
pub(crate) type Received = Result<(WorkerMessage, Attachments), FrameError>;

/// A running worker that has said hello.
#[derive(Debug)]
pub(crate) struct WorkerProcess {
    /// Counts from 1 over all workers of the pool; names the worker in logs.
    pub(crate) number: u64,
    /// The files of the model it holds in memory.
    pub(crate) loaded: Option<ModelFiles>,
    pub(crate) stdin: ChildStdin,
    pub(crate) messages: mpsc::Receiver<Received>,
    end: End,
    _kill_on_drop: DropGuard,
}

/// Why a worker could not be started.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SpawnError {
    #[error("{program}: {source}")]
    Spawn { program: String, source: std::io::Error },
    #[error("it said nothing for {0} s")]
    Silent(u64),
    #[error("it ended before saying hello ({0})")]
    Ended(String),
    #[error("it speaks version {theirs} of the worker protocol, this server {PROTOCOL_VERSION}")]
    Version { theirs: u32 },
    #[error("it did not answer the greeting as a worker does: {0}")]
    Gibberish(String),
}

/// Knows whether and how a process ended.
#[derive(Debug, Clone)]
struct End {
    status: watch::Receiver<Option<String>>,
    kill: CancellationToken,
    /// Set before the process is asked to end, so that its end is not counted as a crash.
    expected: Arc<AtomicBool>,
    last_words: Arc<Mutex<String>>,
    /// Cancelled when its stderr has ended.
    silent: CancellationToken,
}

impl End {
    /// Waits for the end and says how it came.
    async fn wait(&mut self) -> String {
        match self.status.wait_for(Option::is_some).await {
            Ok(status) => status.clone().unwrap_or_default(),
            // The watching task is gone with the runtime, and the process with it.
            Err(_) => "stopped by the server".to_owned(),
        }
    }
}

impl WorkerProcess {
    /// Starts a worker and waits until it is ready. Dropping the future kills it.
    pub(crate) async fn spawn(
        number: u64,
        options: &PoolOptions,
        census: &Arc<Census>,
    ) -> Result<Self, SpawnError> {
        let mut child = command(&options.command).spawn().map_err(|source| SpawnError::Spawn {
            program: options.command.program.display().to_string(),
            source,
        })?;
        let (Some(stdin), Some(stdout), Some(stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(SpawnError::Gibberish("its pipes are missing".to_owned()));
        };

        let (status_sender, status) = watch::channel(None);
        let end = End {
            status,
            kill: CancellationToken::new(),
            expected: Arc::default(),
            last_words: Arc::default(),
            silent: CancellationToken::new(),
        };
        tokio::spawn(forward_stderr(number, stderr, end.clone()));
        census.born();
        tokio::spawn(watch_end(child, end.clone(), status_sender, Arc::clone(census)));
        let (message_sender, messages) = mpsc::channel(MESSAGES_MAX);
        tokio::spawn(receive(stdout, message_sender));

        let kill_on_drop = end.kill.clone().drop_guard();
        let mut worker =
            Self { number, loaded: None, stdin, messages, end, _kill_on_drop: kill_on_drop };
        let workers = u32::try_from(options.workers.max(1)).unwrap_or(u32::MAX);
        let greeting = worker.greet(census, workers);
        let greeting = tokio::time::timeout(options.startup_timeout, greeting).await;
        greeting.map_err(|_| SpawnError::Silent(options.startup_timeout.as_secs()))??;
        Ok(worker)
    }

    async fn greet(&mut self, census: &Census, workers: u32) -> Result<(), SpawnError> {
        let hello = ServerMessage::Hello { protocol_version: PROTOCOL_VERSION, workers };
        if write_message_async(&mut self.stdin, &hello, &[]).await.is_err() {
            return Err(SpawnError::Ended(self.wait_for_end().await));
        }
        match self.messages.recv().await {
            Some(Ok((WorkerMessage::Ready { protocol_version: theirs, .. }, _)))
                if theirs != PROTOCOL_VERSION =>
            {
                Err(SpawnError::Version { theirs })
            }
            Some(Ok((WorkerMessage::Ready { engine, engine_version, capabilities, .. }, _))) => {
                let version = format!("{engine} {engine_version}");
                tracing::info!(
                    worker = self.number,
                    engine = version,
                    system = capabilities.system,
                    threads = capabilities.threads,
                    "engine worker is ready"
                );
                census.set_version(version);
                Ok(())
            }
            Some(Ok((other, _))) => Err(SpawnError::Gibberish(format!("it sent {other:?}"))),
            Some(Err(err)) => Err(SpawnError::Gibberish(err.to_string())),
            None => Err(SpawnError::Ended(self.wait_for_end().await)),
        }
    }

    /// True as long as the process has not ended.
    pub(crate) fn is_alive(&self) -> bool {
        self.end.status.borrow().is_none()
    }

    /// How the process ended, with its last words. Kills it where it does not end by itself
    /// soon: this is asked after the worker has closed its pipe.
    pub(crate) async fn wait_for_end(&mut self) -> String {
        let ended = tokio::time::timeout(FAREWELL, self.end.wait()).await;
        let status = ended.unwrap_or_else(|_| {
            self.end.kill.cancel();
            "it closed its pipe and had to be killed".to_owned()
        });
        // What it said last may still be on its way; a grandchild may keep stderr open.
        let _ = tokio::time::timeout(LAST_WORDS_WAIT, self.end.silent.cancelled()).await;
        let last_words = self.end.last_words.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if last_words.is_empty() { status } else { format!("{status}; last words: {last_words}") }
    }

    /// Kills the process and returns when it is gone, or soon after where it will not go.
    pub(crate) async fn kill(mut self) {
        self.end.kill.cancel();
        // A process in the middle of a system call may stay for a moment; nobody has to wait.
        let _ = tokio::time::timeout(KILL_WAIT, self.end.wait()).await;
    }

    /// Asks the process to end, and kills it where it does not.
    pub(crate) async fn end_gracefully(mut self) {
        self.end.expected.store(true, Ordering::Relaxed);
        let farewell = async {
            // A broken pipe means that it is ending already.
            let _ = write_message_async(&mut self.stdin, &ServerMessage::Shutdown, &[]).await;
            self.end.wait().await;
        };
        let _ = tokio::time::timeout(FAREWELL, farewell).await;
        self.kill().await;
    }
}

fn command(options: &WorkerCommand) -> Command {
    let mut command = Command::new(&options.program);
    command
        .args(&options.args)
        // Where the engine computes with OpenMP, threads that wait for others sleep instead of
        // taking processors from them. Read once when a process starts, so it cannot be set in
        // the worker.
        .env("OMP_WAIT_POLICY", "PASSIVE")
        .envs(options.env.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

/// Waits for the end of the process, by itself or by `end.kill`, and tells everybody.
async fn watch_end(
    mut child: Child,
    end: End,
    status: watch::Sender<Option<String>>,
    census: Arc<Census>,
) {
    let ended_by_itself = tokio::select! {
        ended = child.wait() => Some(ended),
        () = end.kill.cancelled() => None,
    };
    let description = match ended_by_itself {
        Some(ended) => {
            let crashed = !end.expected.load(Ordering::Relaxed);
            census.died(crashed);
            ended.map_or_else(|err| err.to_string(), describe)
        }
        None => {
            if let Err(err) = child.kill().await {
                tracing::warn!(error = %err, "an engine worker could not be killed");
            }
            census.died(false);
            "stopped by the server".to_owned()
        }
    };
    status.send_replace(Some(description));
}

/// How a process ended, for people.
fn describe(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    let Some(signal) = status.signal() else {
        return match status.code() {
            Some(code) => format!("exit status {code}"),
            None => status.to_string(),
        };
    };
    match signal {
        4 => "signal 4, illegal instruction".to_owned(),
        6 => "signal 6, aborted".to_owned(),
        7 => "signal 7, bus error".to_owned(),
        8 => "signal 8, arithmetic error".to_owned(),
        9 => "signal 9, killed, often by the system for lack of memory".to_owned(),
        11 => "signal 11, segmentation fault".to_owned(),
        15 => "signal 15, terminated".to_owned(),
        other => format!("signal {other}"),
    }
}

/// Reads messages until the pipe ends or carries something else.
async fn receive(stdout: ChildStdout, messages: mpsc::Sender<Received>) {
    let mut stdout = BufReader::new(stdout);
    loop {
        let received = match read_message_async(&mut stdout).await {
            Ok(Some(received)) => Ok(received),
            Ok(None) => return,
            Err(err) => Err(err),
        };
        let last = received.is_err();
        if messages.send(received).await.is_err() || last {
            return;
        }
    }
}

/// Forwards what the worker writes to stderr to the log, line by line, and keeps the last line.
async fn forward_stderr(number: u64, stderr: ChildStderr, end: End) {
    let _silent = end.silent.drop_guard();
    let mut stderr = BufReader::new(stderr);
    let mut line = Vec::new();
    loop {
        line.clear();
        match (&mut stderr).take(LOG_LINE_BYTES_MAX).read_until(b'\n', &mut line).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        if text.is_empty() {
            continue;
        }
        tracing::info!(worker = number, "engine worker: {text}");
        let kept = text.chars().take(LAST_WORDS_CHARS_MAX).collect();
        *end.last_words.lock().unwrap_or_else(PoisonError::into_inner) = kept;
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    #[test]
    fn an_end_is_described_by_its_exit_status_or_signal() {
        assert_eq!(describe(ExitStatus::from_raw(3 << 8)), "exit status 3");
        assert_eq!(describe(ExitStatus::from_raw(6)), "signal 6, aborted");
        assert_eq!(describe(ExitStatus::from_raw(64)), "signal 64");
    }
}
