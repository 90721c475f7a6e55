//! A worker's session with the server: greeting, orders one after another, signs of life, end.
//!
//! Three threads: this one paints; one reads stdin, so that the end of the server is noticed in
//! the middle of a picture; one sends signs of life. What the messages mean is described in
//! `easel-worker-protocol`, painting in the engines.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use easel_worker_protocol::{
    Attachments, FinishedPicture, FrameError, PROTOCOL_VERSION, PaintCommand, ServerMessage,
    WorkerMessage, read_message,
};

use crate::memory::resident_bytes;
use crate::output::{OrderReport, Output};
use crate::painter::{Painter, Report};
use crate::{WorkerError, WorkerOptions};

/// How long a painter that has nothing to do may take to end after the server is gone.
const FAREWELL: Duration = Duration::from_millis(100);

/// What the reading thread hands over.
enum Incoming {
    Message(Box<ServerMessage>, Attachments),
    Broken(FrameError),
    End,
}

/// Serves until the server ends the session.
pub(crate) fn serve(painter: &mut dyn Painter, options: &WorkerOptions) -> Result<(), WorkerError> {
    let output = Output::take_stdout().map_err(WorkerError::Pipes)?;
    let finished = Arc::new(AtomicBool::new(false));
    let (sender, incoming) = mpsc::channel();
    let reader_finished = Arc::clone(&finished);
    thread::Builder::new()
        .name("server".to_owned())
        .spawn(move || read_server(&sender, &reader_finished))
        .map_err(WorkerError::Pipes)?;

    let busy = Arc::new(AtomicBool::new(false));
    let (_stop_heartbeat, stopped) = mpsc::channel();
    let heart = Heart { output: output.clone(), busy: Arc::clone(&busy), beat: options.heartbeat };
    thread::Builder::new()
        .name("heartbeat".to_owned())
        .spawn(move || heart.run(&stopped))
        .map_err(WorkerError::Pipes)?;

    let outcome =
        greet(painter, &incoming, &output).and_then(|()| work(painter, &incoming, &output, &busy));
    finished.store(true, Ordering::SeqCst);
    outcome
}

fn greet(
    painter: &mut dyn Painter,
    incoming: &Receiver<Incoming>,
    output: &Output,
) -> Result<(), WorkerError> {
    match incoming.recv() {
        // The server compares the versions: it has an operator to tell.
        Ok(Incoming::Message(message, _)) => {
            let ServerMessage::Hello { workers, .. } = *message else {
                return Err(WorkerError::NoGreeting);
            };
            let introduction = painter.introduce(workers);
            let ready = WorkerMessage::Ready {
                protocol_version: PROTOCOL_VERSION,
                engine: introduction.engine,
                engine_version: introduction.version,
                capabilities: introduction.capabilities,
            };
            output.send(&ready, &[]).map_err(WorkerError::Protocol)
        }
        Ok(Incoming::Broken(err)) => Err(WorkerError::Protocol(err)),
        Ok(Incoming::End) | Err(_) => Err(WorkerError::NoGreeting),
    }
}

fn work(
    painter: &mut dyn Painter,
    incoming: &Receiver<Incoming>,
    output: &Output,
    busy: &AtomicBool,
) -> Result<(), WorkerError> {
    loop {
        match incoming.recv() {
            Ok(Incoming::Message(message, attachments)) => match *message {
                ServerMessage::Paint(command) => {
                    busy.store(true, Ordering::SeqCst);
                    let sent = paint(painter, &command, &attachments, output);
                    busy.store(false, Ordering::SeqCst);
                    sent.map_err(WorkerError::Protocol)?;
                }
                // A second greeting changes nothing.
                ServerMessage::Hello { .. } => {}
                ServerMessage::Shutdown => return Ok(()),
            },
            Ok(Incoming::Broken(err)) => return Err(WorkerError::Protocol(err)),
            Ok(Incoming::End) | Err(_) => return Ok(()),
        }
    }
}

fn paint(
    painter: &mut dyn Painter,
    command: &PaintCommand,
    attachments: &[Vec<u8>],
    output: &Output,
) -> Result<(), FrameError> {
    let order_id = command.order_id;
    let report: Arc<dyn Report> = Arc::new(OrderReport { output: output.clone(), order_id });
    match painter.paint(command, attachments, &report) {
        Ok(paintings) => {
            let images = paintings
                .iter()
                .zip(0..)
                .map(|(painting, attachment)| FinishedPicture {
                    seed: painting.seed,
                    width: painting.width,
                    height: painting.height,
                    attachment,
                })
                .collect();
            let pngs: Vec<&[u8]> =
                paintings.iter().map(|painting| painting.png.as_slice()).collect();
            output.send(&WorkerMessage::Done { order_id, images }, &pngs)
        }
        Err(failure) => {
            let failed =
                WorkerMessage::Failed { order_id, kind: failure.kind, message: failure.message };
            output.send(&failed, &[])
        }
    }
}

/// Reads stdin to its end. Then the server is gone: an idle session ends by itself, and a
/// painting one is killed, wherever it is.
fn read_server(sender: &Sender<Incoming>, finished: &AtomicBool) {
    let mut stdin = io::stdin().lock();
    loop {
        let incoming = match read_message::<ServerMessage>(&mut stdin) {
            Ok(Some((message, attachments))) => Incoming::Message(Box::new(message), attachments),
            Ok(None) => Incoming::End,
            Err(err) => Incoming::Broken(err),
        };
        let last = !matches!(incoming, Incoming::Message(..));
        let nobody_listens = sender.send(incoming).is_err();
        if last || nobody_listens {
            break;
        }
    }
    pause(FAREWELL);
    if !finished.load(Ordering::SeqCst) {
        die();
    }
}

/// Ends the process at once: no destructors, no waiting for C++ threads.
fn die() {
    // A process may always signal itself, so there is no failure to handle.
    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
}

/// Waits. Parking may end early, so it is repeated.
pub(crate) fn pause(duration: Duration) {
    let start = Instant::now();
    while let Some(rest) = duration.checked_sub(start.elapsed()).filter(|rest| !rest.is_zero()) {
        thread::park_timeout(rest);
    }
}

/// Signs of life.
struct Heart {
    output: Output,
    busy: Arc<AtomicBool>,
    beat: Duration,
}

impl Heart {
    fn run(&self, stopped: &Receiver<()>) {
        while stopped.recv_timeout(self.beat) == Err(RecvTimeoutError::Timeout) {
            let busy = self.busy.load(Ordering::SeqCst);
            let alive = WorkerMessage::Alive { resident_bytes: resident_bytes() };
            if busy && self.output.send(&alive, &[]).is_err() {
                return;
            }
        }
    }
}
