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
fn the_table_of_openai_lists_exactly_the_fields_of_the_wire() {
    check_table("openai");
}

#[test]
fn the_table_of_xai_lists_exactly_the_fields_of_the_wire() {
    check_table("xai");
}

/// Every field of the dialect's wire types has a row in its table, every row a field, and the
/// numbers above the table are those of its rows.
#[expect(clippy::unwrap_used, reason = "a failure here is a failed test")]
fn check_table(dialect: &str) {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let wire = root.join(format!("crates/easel-http/src/dialects/{dialect}/wire.rs"));
    let fields = fields(&std::fs::read_to_string(wire).unwrap());
    let table = std::fs::read_to_string(root.join(format!("api/dialects/{dialect}.md"))).unwrap();
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with("| `") && line.matches('|').count() == 5)
        .map(|line| line.split('|').map(|cell| cell.trim().trim_matches('`')).collect())
        .collect();
    let listed: Vec<_> = rows.iter().map(|row| (row[1].to_owned(), row[2].to_owned())).collect();
    assert_eq!(listed, fields, "api/dialects/{dialect}.md and its wire.rs differ");
    let count = |state: &str| rows.iter().filter(|row| row[3] == state).count();
    let [supported, ignored, refused, answer] =
        ["supported", "ignored", "refused", "answer"].map(count);
    assert_eq!(supported + ignored + refused + answer, rows.len(), "a row of unknown state");
    let counts = format!(
        "Request fields: {supported} supported, {ignored} ignored, {refused} refused. Fields of \
         answers: {answer}."
    );
    assert!(table.contains(&counts), "api/dialects/{dialect}.md does not say: {counts}");
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
