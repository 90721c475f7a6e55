//! Looking into model files: good ones of every format, and everything that can be wrong.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

use std::fs;
use std::path::{Path, PathBuf};

use easel_types::ModelFamily;
use easel_worker_protocol::model_file::{FileFormat, FileKind, InspectError, inspect};
use proptest::prelude::*;

/// A file of these bytes, which lives as long as its folder.
fn file(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model");
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn safetensors(header: &str, data_bytes: usize) -> Vec<u8> {
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header.as_bytes());
    bytes.extend(vec![0; data_bytes]);
    bytes
}

const SD1: &str = r#"{"__metadata__":{"format":"pt","shape":"odd"},
    "model.diffusion_model.input_blocks.0.0.weight":{"dtype":"F16","shape":[2,4,1,1],"data_offsets":[0,16]},
    "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight":{"dtype":"F16","shape":[1,768],"data_offsets":[16,1552]},
    "first_stage_model.decoder.conv_in.bias":{"dtype":"F32","shape":[],"data_offsets":[1552,1556]}}"#;

#[test]
fn a_safetensors_checkpoint_is_recognised() {
    let (_folder, path) = file(&safetensors(SD1, 1556));
    let found = inspect(&path).unwrap();
    assert_eq!(found.format, FileFormat::Safetensors);
    assert_eq!(found.kind, FileKind::Checkpoint);
    assert_eq!(found.family, Some(ModelFamily::Sd1));
    assert_eq!((found.tensor_count, found.unet_width), (3, Some(2)));
    assert!(found.has_vae && !found.has_text_encoder && !found.diffusion_only);
    assert_eq!(found.size_bytes, fs::metadata(&path).unwrap().len());
}

#[test]
fn a_truncated_safetensors_file_says_how_much_is_missing() {
    let whole = safetensors(SD1, 1556);
    let (_folder, path) = file(&whole[..whole.len() - 100]);
    let err = inspect(&path).unwrap_err();
    let InspectError::Truncated { found, expected, .. } = err else { panic!("{err:?}") };
    assert_eq!((found, expected), (whole.len() as u64 - 100, whole.len() as u64));

    let (_folder, path) = file(&whole[..60]);
    assert!(matches!(inspect(&path), Err(InspectError::Truncated { .. })));
}

#[test]
fn damaged_safetensors_headers_are_refused() {
    let headers = [
        r#"{}"#,
        r#"{"a":{"dtype":"F16","shape":[2],"data_offsets":[4,0]}}"#,
        r#"{"a":{"dtype":"F16","shape":[3],"data_offsets":[0,4]}}"#,
        r#"{"a":{"dtype":"F16","shape":[18446744073709551615,18446744073709551615],"data_offsets":[0,4]}}"#,
        r#"{"a":{"dtype":"F16","shape":[-1],"data_offsets":[0,4]}}"#,
        r#"{"a":{"dtype":"F16"}}"#,
        r#"{"a":1}"#,
        r#"{"a":"#,
    ];
    for header in headers {
        let (_folder, path) = file(&safetensors(header, 64));
        let err = inspect(&path).unwrap_err();
        assert!(matches!(err, InspectError::Damaged { .. }), "{header}: {err:?}");
        assert!(err.to_string().contains("model"), "{err}");
    }
}

#[test]
fn what_is_no_model_is_told_apart_from_what_is_not_there() {
    let not_models: [&[u8]; 5] =
        [b"", b"GGU", b"<!DOCTYPE html><html>404</html>", &[0; 4096], &[0xff; 64]];
    for bytes in not_models {
        let (_folder, path) = file(bytes);
        let err = inspect(&path).unwrap_err();
        assert!(matches!(err, InspectError::NotAModel(_)), "{bytes:?}: {err:?}");
    }
    let (folder, path) = file(b"x");
    assert!(matches!(inspect(folder.path()), Err(InspectError::NotAFile(_))));
    assert!(matches!(inspect(Path::new("/dev/zero")), Err(InspectError::NotAFile(_))));
    fs::remove_file(&path).unwrap();
    let err = inspect(&path).unwrap_err();
    assert!(matches!(err, InspectError::NotFound(_)), "{err:?}");
    assert!(err.to_string().contains(&path.display().to_string()));
}

fn gguf_text(text: &str) -> Vec<u8> {
    let mut bytes = (text.len() as u64).to_le_bytes().to_vec();
    bytes.extend(text.as_bytes());
    bytes
}

/// A GGUF file with one tensor of 64 numbers in `Q8_0`: two blocks of 34 bytes.
fn gguf(data_bytes: usize) -> Vec<u8> {
    let mut bytes = b"GGUF".to_vec();
    bytes.extend(3_u32.to_le_bytes());
    bytes.extend(1_u64.to_le_bytes());
    bytes.extend(3_u64.to_le_bytes());
    bytes.extend(gguf_text("general.architecture"));
    bytes.extend(8_u32.to_le_bytes());
    bytes.extend(gguf_text("flux"));
    bytes.extend(gguf_text("tokens"));
    bytes.extend(9_u32.to_le_bytes());
    bytes.extend(8_u32.to_le_bytes());
    bytes.extend(2_u64.to_le_bytes());
    bytes.extend(gguf_text("a"));
    bytes.extend(gguf_text("b"));
    bytes.extend(gguf_text("general.alignment"));
    bytes.extend(4_u32.to_le_bytes());
    bytes.extend(32_u32.to_le_bytes());
    bytes.extend(gguf_text("double_blocks.0.img_attn.qkv.weight"));
    bytes.extend(2_u32.to_le_bytes());
    bytes.extend(32_u64.to_le_bytes());
    bytes.extend(2_u64.to_le_bytes());
    bytes.extend(8_u32.to_le_bytes());
    bytes.extend(0_u64.to_le_bytes());
    bytes.resize(bytes.len().next_multiple_of(32) + data_bytes, 0);
    bytes
}

#[test]
fn a_gguf_model_is_recognised_and_its_length_checked() {
    let (_folder, path) = file(&gguf(68));
    let found = inspect(&path).unwrap();
    assert_eq!((found.format, found.kind), (FileFormat::Gguf, FileKind::Checkpoint));
    assert_eq!(found.family, Some(ModelFamily::Flux));
    assert!(found.diffusion_only);

    let (_folder, path) = file(&gguf(67));
    assert!(matches!(inspect(&path), Err(InspectError::Truncated { .. })));
    let (_folder, path) = file(&gguf(68)[..100]);
    assert!(matches!(inspect(&path), Err(InspectError::Truncated { .. })));
}

#[test]
fn a_torch_archive_is_recognised_by_the_names_in_its_pickle() {
    let mut bytes = b"PK\x03\x04 ... archive/data.pkl".to_vec();
    for name in ["model.diffusion_model.input_blocks.0.0.weight", "cond_stage_model.model.x.y"] {
        bytes.push(b'X');
        bytes.extend(u32::try_from(name.len()).unwrap().to_le_bytes());
        bytes.extend(name.as_bytes());
    }
    let (_folder, path) = file(&bytes);
    assert!(matches!(inspect(&path), Err(InspectError::Truncated { .. })));

    bytes.extend(b"PK\x05\x06");
    bytes.extend([0; 18]);
    let (_folder, path) = file(&bytes);
    let found = inspect(&path).unwrap();
    assert_eq!((found.format, found.kind), (FileFormat::TorchZip, FileKind::Checkpoint));
    assert_eq!(found.family, Some(ModelFamily::Sd2));
    assert_eq!(found.tensor_count, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_damage_makes_the_inspector_panic(
        which in 0..2_usize,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = if which == 0 { safetensors(SD1, 1556) } else { gguf(68) };
        for (position, value) in damage {
            let position = position.index(bytes.len().min(700));
            bytes[position] = value;
        }
        let (_folder, path) = file(&bytes);
        drop(inspect(&path));
    }
}
