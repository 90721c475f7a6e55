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

/// The dialects with a table of their fields.
const TABLES: &[&str] = &["gateway", "heurist", "pixelapi", "smartgen"];

#[test]
fn the_dialect_tables_list_exactly_the_fields_of_the_wire() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    for dialect in TABLES {
        let wire = format!("crates/easel-http/src/dialects/{dialect}/wire.rs");
        let fields = fields(&std::fs::read_to_string(root.join(wire)).unwrap());
        let table = format!("api/dialects/{dialect}.md");
        let text = std::fs::read_to_string(root.join(&table)).unwrap();
        let row = |(structure, field): &(String, String)| format!("| `{structure}` | `{field}` |");
        let missing: Vec<_> = fields.iter().map(row).filter(|row| !text.contains(row)).collect();
        assert_eq!(missing, Vec::<String>::new(), "rows missing in {table}");
        let rows =
            text.lines().filter(|line| line.starts_with("| `") && line.matches('|').count() == 5);
        assert_eq!(rows.count(), fields.len(), "{table} lists a field that is not on the wire");
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
