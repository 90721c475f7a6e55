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

#[test]
fn the_leonardo_table_lists_exactly_the_fields_of_the_wire_under_their_wire_names() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let dialect = root.join("crates/easel-http/src/dialects/leonardo");
    let mut files = vec![dialect.join("wire.rs")];
    files.extend(std::fs::read_dir(dialect.join("wire")).unwrap().map(|f| f.unwrap().path()));
    let table = std::fs::read_to_string(root.join("api/dialects/leonardo.md")).unwrap();
    let rows: Vec<_> = table
        .lines()
        .filter(|line| line.starts_with("| `") && line.matches('|').count() == 5)
        .map(|line| line.split('|').take(3).collect::<Vec<_>>().join("|"))
        .collect();
    let mut fields = Vec::new();
    for file in files {
        fields.extend(wire_fields(&std::fs::read_to_string(file).unwrap()));
    }
    let wanted: Vec<_> = fields.iter().map(|(s, field)| format!("| `{s}` | `{field}` ")).collect();
    let missing: Vec<_> = wanted.iter().filter(|row| !rows.contains(row)).collect();
    let stray: Vec<_> = rows.iter().filter(|row| !wanted.contains(row)).collect();
    assert!(missing.is_empty() && stray.is_empty(), "missing: {missing:?}\nstray: {stray:?}");
    for state in ["supported", "ignored", "refused", "sent"] {
        let with = |line: &&str| {
            let cell = line.split('|').nth(3).unwrap_or_default().trim();
            line.starts_with("| `") && cell.split(':').next() == Some(state)
        };
        let count = table.lines().filter(|line| line.matches('|').count() == 5).filter(with);
        let count = format!("{} {state}", count.count());
        assert!(table.contains(&count), "the table does not say `{count}`");
    }
}

/// (struct, name on the wire) of every field of every struct in a file of wire types.
fn wire_fields(source: &str) -> Vec<(String, String)> {
    let (mut structure, mut case, mut renamed) = (None, None, None);
    let (mut found, mut next_case) = (Vec::new(), None);
    for line in source.lines() {
        let text = line.trim();
        if let Some((_, rest)) = text.split_once("rename_all = \"") {
            next_case = rest.split('"').next().map(str::to_owned);
        } else if let Some((_, rest)) = text.split_once("(rename = \"") {
            renamed = rest.split('"').next().map(str::to_owned);
        } else if text == "#[serde(flatten)]" {
            renamed = Some("(flattened)".to_owned());
        } else if let Some(rest) = text.strip_prefix("pub(crate) struct ") {
            structure = rest.split([' ', '{']).next().map(str::to_owned);
            (case, next_case, renamed) = (next_case.take(), None, None);
        } else if text.starts_with("pub(crate) enum ") || line == "}" {
            (structure, next_case, renamed) = (None, None, None);
        } else if let (Some(structure), Some(rest)) = (&structure, text.strip_prefix("pub(crate) "))
            && let Some((field, _)) = rest.split_once(": ")
        {
            let field = renamed.take().unwrap_or_else(|| cased(field, case.as_deref()));
            found.push((structure.clone(), field));
        }
    }
    found
}

/// A field's name as serde writes it.
fn cased(field: &str, case: Option<&str>) -> String {
    match case {
        Some("camelCase") => {
            let mut words = field.split('_');
            let first = words.next().unwrap_or_default().to_owned();
            words.fold(first, |name, word| {
                let (head, tail) = word.split_at(1);
                name + &head.to_uppercase() + tail
            })
        }
        Some("SCREAMING_SNAKE_CASE") => field.to_uppercase(),
        _ => field.to_owned(),
    }
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
