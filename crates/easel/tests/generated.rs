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
fn the_automatic1111_table_lists_exactly_the_fields_of_the_wire() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let folder = "crates/easel-http/src/dialects/sdapi";
    let wire = read(&format!("{folder}/wire.rs")) + &read(&format!("{folder}/answers.rs"));
    let table = read("api/dialects/sdapi.md");
    let fields = fields(&wire);
    let rows: Vec<_> = table
        .lines()
        .filter(|line| line.starts_with("| `") && line.matches('|').count() == 5)
        .collect();
    for (structure, field) in &fields {
        let row = format!("| `{structure}` | `{field}` |");
        assert!(rows.iter().any(|line| line.starts_with(&row)), "{row} is missing in the table");
    }
    assert_eq!(rows.len(), fields.len(), "the table lists a field that is not on the wire");
    for state in ["supported", "ignored", "refused"] {
        let count = rows.iter().filter(|row| row.contains(&format!("| {state} |"))).count();
        assert!(table.contains(&format!("{count} {state}")), "{count} fields are {state}");
    }
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
