//! The way to the server: frames on what used to be stdout. Several threads write here, one
//! whole frame at a time. When frames are written is decided in [`crate::session`].

use std::fs::File;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use easel_worker_protocol::{FrameError, WorkerMessage, write_message};

use crate::painter::Report;

/// Where frames are written.
#[derive(Debug, Clone)]
pub(crate) struct Output {
    pipe: Arc<Mutex<File>>,
}

impl Output {
    /// Takes stdout over for frames. Afterwards everything printed to stdout, also by C++, goes
    /// to stderr, so that it cannot end up between two frames.
    pub(crate) fn take_stdout() -> io::Result<Self> {
        let pipe = rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdout(), 3)?;
        rustix::stdio::dup2_stdout(rustix::stdio::stderr())?;
        Ok(Self { pipe: Arc::new(Mutex::new(File::from(pipe))) })
    }

    /// Writes one message.
    pub(crate) fn send(
        &self,
        message: &WorkerMessage,
        attachments: &[&[u8]],
    ) -> Result<(), FrameError> {
        let mut pipe = self.pipe.lock().unwrap_or_else(PoisonError::into_inner);
        write_message(&mut *pipe, message, attachments)
    }
}

/// Reports about one order to the server. A server that is gone is noticed by whoever reads
/// stdin, so failures to write are none of the engine's business.
#[derive(Debug)]
pub(crate) struct OrderReport {
    pub(crate) output: Output,
    pub(crate) order_id: u64,
}

impl OrderReport {
    fn send(&self, message: &WorkerMessage, attachments: &[&[u8]]) {
        if let Err(err) = self.output.send(message, attachments) {
            let _ = writeln!(io::stderr(), "a report could not be sent to the server: {err}");
        }
    }
}

impl Report for OrderReport {
    fn loading(&self) {
        self.send(&WorkerMessage::Loading { order_id: self.order_id }, &[]);
    }

    fn step(&self, step: u32, steps: u32) {
        self.send(&WorkerMessage::Step { order_id: self.order_id, step, steps }, &[]);
    }

    fn preview(&self, index: u32, png: &[u8]) {
        let message = WorkerMessage::Preview { order_id: self.order_id, index, attachment: 0 };
        self.send(&message, &[png]);
    }

    fn raw(&self, bytes: &[u8]) {
        let mut pipe = self.output.pipe.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = pipe.write_all(bytes);
    }
}
