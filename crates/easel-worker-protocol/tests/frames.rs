//! Frames: what goes in comes out, blocking and asynchronously alike, and nothing that comes
//! over a pipe makes the reader panic or take memory that did not arrive.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

use std::io::Cursor;

use easel_worker_protocol::frame::{
    ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX, FrameError, HEADER_BYTES_MAX,
};
use easel_worker_protocol::{
    FailureKind, FinishedPicture, WorkerMessage, read_message, write_message,
};
use proptest::prelude::*;

fn message() -> impl Strategy<Value = WorkerMessage> {
    let picture = (any::<u64>(), any::<u32>(), any::<u32>(), any::<u32>()).prop_map(
        |(seed, width, height, attachment)| FinishedPicture { seed, width, height, attachment },
    );
    let kind = prop_oneof![
        Just(FailureKind::ModelUnusable),
        Just(FailureKind::Refused),
        Just(FailureKind::OutOfMemory),
        Just(FailureKind::EngineFailed),
    ];
    prop_oneof![
        any::<u64>().prop_map(|order_id| WorkerMessage::Loading { order_id }),
        any::<(u64, u32, u32)>().prop_map(|(order_id, step, steps)| WorkerMessage::Step {
            order_id,
            step,
            steps
        }),
        any::<Option<u64>>().prop_map(|resident_bytes| WorkerMessage::Alive { resident_bytes }),
        (any::<u64>(), prop::collection::vec(picture, 0..4))
            .prop_map(|(order_id, images)| WorkerMessage::Done { order_id, images }),
        (any::<u64>(), kind, any::<String>()).prop_map(|(order_id, kind, message)| {
            WorkerMessage::Failed { order_id, kind, message }
        }),
    ]
}

fn attachments() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..5)
}

fn encode(message: &WorkerMessage, attachments: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let attachments: Vec<&[u8]> = attachments.iter().map(Vec::as_slice).collect();
    write_message(&mut bytes, message, &attachments).unwrap();
    bytes
}

type Read = Result<Option<(WorkerMessage, Vec<Vec<u8>>)>, FrameError>;

fn decode(bytes: &[u8]) -> Read {
    read_message(&mut Cursor::new(bytes))
}

#[cfg(feature = "tokio")]
fn decode_async(bytes: &[u8]) -> Read {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(easel_worker_protocol::frame_async::read_message_async(&mut &*bytes))
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        frames in prop::collection::vec((message(), attachments()), 0..4),
    ) {
        let bytes: Vec<u8> = frames.iter().flat_map(|(m, a)| encode(m, a)).collect();
        let mut reader = Cursor::new(bytes);
        for expected in frames {
            prop_assert_eq!(read_message(&mut reader).unwrap(), Some(expected));
        }
        prop_assert!(read_message::<WorkerMessage>(&mut reader).unwrap().is_none());
    }

    #[test]
    fn a_frame_that_ends_early_is_an_error(
        message in message(), attachments in attachments(), share in 0.0..1.0_f64,
    ) {
        let bytes = encode(&message, &attachments);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1")]
        let end = (1.0 + share * (bytes.len() - 2) as f64) as usize;
        prop_assert!(matches!(decode(&bytes[..end]), Err(FrameError::Truncated)));
        #[cfg(feature = "tokio")]
        prop_assert!(matches!(decode_async(&bytes[..end]), Err(FrameError::Truncated)));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let blocking = decode(&bytes);
        #[cfg(feature = "tokio")]
        prop_assert_eq!(blocking.is_ok(), decode_async(&bytes).is_ok());
        drop(blocking);
    }

    #[test]
    fn a_damaged_frame_never_makes_the_reader_panic(
        message in message(), attachments in attachments(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = encode(&message, &attachments);
        for (position, value) in damage {
            let position = position.index(bytes.len());
            bytes[position] = value;
        }
        drop(decode(&bytes));
    }
}

/// The beginning of a frame with these announcements.
fn announce(header: u32, attachments: &[u64]) -> Vec<u8> {
    let mut bytes = header.to_le_bytes().to_vec();
    bytes.extend(u32::try_from(attachments.len()).unwrap().to_le_bytes());
    bytes.extend(attachments.iter().flat_map(|length| length.to_le_bytes()));
    bytes
}

#[test]
fn announcements_beyond_the_limits_are_refused_before_anything_is_read() {
    let header = decode(&announce(HEADER_BYTES_MAX + 1, &[]));
    assert!(matches!(header, Err(FrameError::HeaderTooLong { .. })), "{header:?}");
    let many = decode(&announce(2, &vec![0; ATTACHMENTS_MAX as usize + 1]));
    assert!(matches!(many, Err(FrameError::TooManyAttachments { .. })), "{many:?}");
    let long = decode(&announce(2, &[1, ATTACHMENT_BYTES_MAX + 1]));
    assert!(matches!(long, Err(FrameError::AttachmentTooLong { index: 1, .. })), "{long:?}");
    let together = decode(&announce(2, &[ATTACHMENT_BYTES_MAX; 5]));
    assert!(matches!(together, Err(FrameError::FrameTooLong { .. })), "{together:?}");
}

#[test]
fn announced_bytes_that_never_arrive_take_no_memory() {
    // A reader that believed this would ask for a gigabyte.
    let missing = decode(&announce(HEADER_BYTES_MAX, &[ATTACHMENT_BYTES_MAX; 4]));
    assert!(matches!(missing, Err(FrameError::Truncated)), "{missing:?}");
}

#[test]
fn text_on_the_pipe_is_recognised_as_no_frame() {
    let err = decode(b"thread 'main' panicked at src/main.rs:1:1\n").unwrap_err();
    assert!(matches!(err, FrameError::HeaderTooLong { .. }), "{err:?}");
}

#[test]
fn a_frame_that_is_no_message_is_refused() {
    let mut bytes = announce(2, &[]);
    bytes.extend(b"{}");
    assert!(matches!(decode(&bytes), Err(FrameError::NotAMessage(_))));
}

#[test]
fn a_frame_over_the_limits_is_not_written_at_all() {
    let message = WorkerMessage::Loading { order_id: 1 };
    let mut bytes = Vec::new();
    let many = vec![&b"x"[..]; ATTACHMENTS_MAX as usize + 1];
    let err = write_message(&mut bytes, &message, &many).unwrap_err();
    assert!(matches!(err, FrameError::TooManyAttachments { .. }), "{err:?}");
    let message = WorkerMessage::Failed {
        order_id: 1,
        kind: FailureKind::Refused,
        message: "x".repeat(HEADER_BYTES_MAX as usize),
    };
    let err = write_message(&mut bytes, &message, &[]).unwrap_err();
    assert!(matches!(err, FrameError::HeaderTooLong { .. }), "{err:?}");
    assert!(bytes.is_empty());
}
