//! Generated files are committed; here they are compared with what would be generated now.

use std::path::PathBuf;
use std::process::Command;

#[test]
fn the_openapi_document_is_up_to_date() {
    let output = Command::new(env!("CARGO_BIN_EXE_easel")).arg("openapi").output().unwrap();
    let now = String::from_utf8(output.stdout).unwrap();
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../api/openapi/easel.json");
    let committed = std::fs::read_to_string(file).unwrap();
    assert!(committed == now, "api/openapi/easel.json is out of date: run `make gen`");
}

#[test]
fn the_dialect_table_lists_exactly_the_fields_of_the_wire() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let wire =
        std::fs::read_to_string(root.join("crates/easel-http/src/dialects/pixelapi/wire.rs"));
    let table = std::fs::read_to_string(root.join("api/dialects/pixelapi.md")).unwrap();
    let mut missing = Vec::new();
    for (structure, field) in fields(&wire.unwrap()) {
        let row = format!("| `{structure}` | `{field}` |");
        if !table.contains(&row) {
            missing.push(row);
        }
    }
    assert_eq!(missing, Vec::<String>::new(), "rows missing in api/dialects/pixelapi.md");
    let rows =
        table.lines().filter(|line| line.starts_with("| `") && line.matches('|').count() == 5);
    assert_eq!(
        rows.count(),
        fields(
            &std::fs::read_to_string(root.join("crates/easel-http/src/dialects/pixelapi/wire.rs"))
                .unwrap()
        )
        .len(),
        "the table lists a field that is not on the wire"
    );
}

#[test]
fn the_grpc_table_lists_exactly_the_fields_of_every_request() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let proto = std::fs::read_to_string(root.join("api/proto/xai_api.proto")).unwrap();
    let table = std::fs::read_to_string(root.join("api/dialects/xai-grpc.md")).unwrap();
    let mut listed = Vec::new();
    for line in table.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<_> = line.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        assert!(["supported", "ignored", "refused"].contains(&cells[3]), "{line}");
        listed.push((cells[1].to_owned(), cells[2].to_owned()));
    }
    let parts = [
        "ImageUrlContent",
        "StorageOptions",
        "PublicUrlOptions",
        "VideoUrlContent",
        "AudioUrlContent",
        "VideoKeyframe",
        "UploadFileInit",
        "UploadFileChunk",
    ];
    // The last one is taken by no call.
    let asked = |message: &str| {
        (message.ends_with("Request") || parts.contains(&message))
            && message != "GetDeferredRequest"
    };
    let mut fields = proto_fields(&proto);
    fields.retain(|(message, _)| asked(message));
    listed.sort();
    fields.sort();
    assert_eq!(listed, fields);
}

/// (message, field) of every message in a proto file.
fn proto_fields(source: &str) -> Vec<(String, String)> {
    let mut message = String::new();
    let mut found = Vec::new();
    for line in source.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("message ") {
            message = rest.trim_end_matches(" {").to_owned();
        } else if line.starts_with("enum ") || line.starts_with("service ") {
            message.clear();
        } else if let Some((declared, _)) = line.split_once(" = ")
            && let Some((_, field)) = declared.rsplit_once(' ')
            && !message.is_empty()
        {
            found.push((message.clone(), field.to_owned()));
        }
    }
    found
}

/// (struct, field) of every struct in a file of wire types.
fn fields(source: &str) -> Vec<(String, String)> {
    let mut structure = String::new();
    let mut found = Vec::new();
    for line in source.lines() {
        let line = line.trim();
        if let Some(rest) = line.strip_prefix("pub(crate) struct ") {
            structure = rest.trim_end_matches(" {").to_owned();
        } else if let Some(rest) = line.strip_prefix("pub(crate) ")
            && let Some((field, _)) = rest.split_once(": ")
        {
            found.push((structure.clone(), field.to_owned()));
        }
    }
    found
}
