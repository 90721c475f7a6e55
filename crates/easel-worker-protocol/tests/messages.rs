//! What every message looks like on the wire. A changed snapshot is a changed protocol and needs
//! a new `PROTOCOL_VERSION`.

use std::path::PathBuf;

use easel_types::ModelFiles;
use easel_types::params::{Hires, Sampler, Scheduler, Size};
use easel_worker_protocol::{
    Capabilities, FailureKind, FinishedPicture, InitPicture, LoraFile, PROTOCOL_VERSION,
    PaintCommand, ServerMessage, WorkerMessage,
};

fn full_command() -> PaintCommand {
    PaintCommand {
        order_id: 7,
        model_files: ModelFiles {
            model: PathBuf::from("/models/flux.gguf"),
            diffusion_only: true,
            vae: Some(PathBuf::from("/models/ae.safetensors")),
            clip_l: Some(PathBuf::from("/models/clip_l.safetensors")),
            t5xxl: Some(PathBuf::from("/models/t5xxl.safetensors")),
            ..ModelFiles::default()
        },
        prompt: "a lighthouse".to_owned(),
        negative_prompt: "fog".to_owned(),
        size: Size::new(768, 512),
        steps: 20,
        guidance_scale: 7.5,
        distilled_guidance: 3.5,
        seed: (1 << 53) - 1,
        n_images: 2,
        sampler: Some(Sampler::Dpmpp2m),
        scheduler: Some(Scheduler::Karras),
        clip_skip: Some(2),
        init: Some(InitPicture { attachment: 0, strength: 0.75 }),
        mask: Some(1),
        references: vec![2, 3],
        loras: vec![LoraFile { path: PathBuf::from("/models/style.safetensors"), weight: -0.5 }],
        hires: Some(Hires { scale: 1.5, steps: 10, strength: 0.5 }),
        vae_tiling: true,
        seamless: true,
        preview_every_steps: 5,
    }
}

#[test]
fn messages_of_the_server_look_like_this() {
    let messages = [
        ServerMessage::Hello { protocol_version: PROTOCOL_VERSION, workers: 2 },
        ServerMessage::Paint(Box::new(full_command())),
        ServerMessage::Shutdown,
    ];
    insta::assert_json_snapshot!("server_messages", messages);
}

#[test]
fn messages_of_the_worker_look_like_this() {
    let order_id = 7;
    let failure = |kind| WorkerMessage::Failed { order_id, kind, message: "why".to_owned() };
    let messages = [
        WorkerMessage::Ready {
            protocol_version: PROTOCOL_VERSION,
            engine: "stable-diffusion.cpp".to_owned(),
            engine_version: "1".to_owned(),
            capabilities: Capabilities { system: "CPU: AVX2".to_owned(), threads: 8 },
        },
        WorkerMessage::Loading { order_id },
        WorkerMessage::Step { order_id, step: 3, steps: 20 },
        WorkerMessage::Preview { order_id, index: 1, attachment: 0 },
        WorkerMessage::Alive { resident_bytes: Some(4096) },
        WorkerMessage::Done {
            order_id,
            images: vec![FinishedPicture { seed: 1, width: 768, height: 512, attachment: 0 }],
        },
        failure(FailureKind::ModelUnusable),
        failure(FailureKind::Refused),
        failure(FailureKind::OutOfMemory),
        failure(FailureKind::EngineFailed),
    ];
    insta::assert_json_snapshot!("worker_messages", messages);
}

#[test]
fn fields_that_nobody_knows_are_not_swallowed() {
    let unknown = r#"{"type":"step","order_id":1,"step":1,"steps":2,"percent":50}"#;
    assert!(serde_json::from_str::<WorkerMessage>(unknown).is_err());
}

#[test]
fn numbers_that_json_cannot_carry_do_not_come_back_as_something_else() {
    let mut command = full_command();
    command.guidance_scale = f32::NAN;
    let json = serde_json::to_string(&ServerMessage::Paint(Box::new(command))).unwrap();
    assert!(serde_json::from_str::<ServerMessage>(&json).is_err());
}
