//! The command line as a person uses it.

#![expect(clippy::unwrap_used, reason = "a failure here is a failed test")]

use std::path::Path;
use std::process::{Command, Output};

const EASEL: &str = env!("CARGO_BIN_EXE_easel");

fn easel(folder: &Path, args: &[&str]) -> Output {
    Command::new(EASEL).args(args).current_dir(folder).env_remove("RUST_LOG").output().unwrap()
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complaint(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn every_command_explains_itself() {
    let folder = tempfile::tempdir().unwrap();
    let help = out(&easel(folder.path(), &["--help"]));
    for command in [
        "serve",
        "worker",
        "make",
        "understand",
        "render",
        "models",
        "keys",
        "credits",
        "doctor",
        "demo",
        "bench",
    ] {
        assert!(help.contains(command), "{command}");
        assert!(out(&easel(folder.path(), &[command, "--help"])).contains("Usage"));
    }
}

#[test]
fn make_draws_a_chart_as_png_and_svg_without_a_server() {
    let folder = tempfile::tempdir().unwrap();
    for (file, start) in [("chart.png", &b"\x89PNG"[..]), ("chart.svg", b"<svg")] {
        let args = ["make", "Bar chart: a 1, b 2", "-o", file, "--width", "300", "--height", "256"];
        assert!(out(&easel(folder.path(), &args)).contains("chart"));
        assert!(std::fs::read(folder.path().join(file)).unwrap().starts_with(start));
    }
    assert!(!folder.path().join("easel-data").exists(), "no data folder is left behind");
}

#[test]
fn make_paints_with_the_engine_and_the_same_seed_gives_the_same_picture() {
    let folder = tempfile::tempdir().unwrap();
    let make = |file: &str, seed: &str| {
        let args = [
            "make", "a fox", "-o", file, "--engine", "fake", "--seed", seed, "--width", "256",
            "--height", "256",
        ];
        out(&easel(folder.path(), &args));
        std::fs::read(folder.path().join(file)).unwrap()
    };
    let first = make("a.png", "1");
    assert_eq!(first, make("b.png", "1"));
    assert_ne!(first, make("c.png", "2"));
}

#[test]
fn make_without_a_model_says_how_to_get_one() {
    let folder = tempfile::tempdir().unwrap();
    let err = complaint(&easel(folder.path(), &["make", "a photo of a fox", "-o", "fox.png"]));
    assert!(err.contains("easel models add FILE"), "{err}");
    let err = complaint(&easel(folder.path(), &["make", "a photo of a fox", "-o", "fox.gif"]));
    assert!(err.contains(".png or .svg"), "{err}");
}

#[test]
fn render_draws_a_file_and_names_what_is_wrong_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let write = |text: &str| std::fs::write(folder.path().join("spec.json"), text).unwrap();
    write(r#"{"type": "chart", "categories": ["a", "b"], "series": [{"values": [1, 2]}]}"#);
    out(&easel(folder.path(), &["render", "spec.json", "-o", "x.svg"]));
    assert!(folder.path().join("x.svg").exists());
    write(r#"{"type": "chart", "categories": ["a"], "series": [{"values": [1, 2]}]}"#);
    let err = complaint(&easel(folder.path(), &["render", "spec.json", "-o", "y.svg"]));
    assert!(err.contains("series[0]"), "{err}");
    write("{");
    assert!(
        complaint(&easel(folder.path(), &["render", "spec.json", "-o", "y.svg"]))
            .contains("spec.json")
    );
    assert!(
        complaint(&easel(folder.path(), &["render", "none.json", "-o", "y.svg"]))
            .contains("none.json")
    );
}

#[test]
fn understand_shows_the_spec_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let text =
        out(&easel(folder.path(), &["understand", "Pie chart: cats 60%, dogs 40%", "--json"]));
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(answer["intent"], "chart");
    assert_eq!(answer["spec"]["categories"], serde_json::json!(["cats", "dogs"]));
}

#[test]
fn keys_are_made_listed_and_revoked_and_credits_granted() {
    let folder = tempfile::tempdir().unwrap();
    let made = out(&easel(folder.path(), &["keys", "create", "laptop"]));
    let field = |name: &str| {
        let line = made.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().to_owned()
    };
    let (key, account, secret) = (field("key"), field("account"), field("secret"));
    let granted = out(&easel(folder.path(), &["credits", "grant", &account, "12.5"]));
    assert!(granted.contains("available  12.5"), "{granted}");
    let twice = ["credits", "grant", &account, "5", "--idempotency-key", "once"];
    out(&easel(folder.path(), &twice));
    assert!(out(&easel(folder.path(), &twice)).contains("available  17.5"));
    let list = out(&easel(folder.path(), &["keys", "list"]));
    assert!(list.contains(&key) && list.contains("active") && !list.contains(&secret), "{list}");
    out(&easel(folder.path(), &["keys", "revoke", &key]));
    assert!(out(&easel(folder.path(), &["keys", "list"])).contains("revoked"));
    assert!(complaint(&easel(folder.path(), &["keys", "revoke", &key])).contains("no active key"));
    assert!(
        complaint(&easel(folder.path(), &["credits", "grant", &account, "lots"]))
            .contains("amount of credits")
    );
}

#[test]
fn files_that_are_no_models_are_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write("text.safetensors", b"hello, I am not a model at all");
    write("empty.gguf", b"");
    write("page.ckpt", b"<html>404</html>");
    for file in ["text.safetensors", "empty.gguf", "page.ckpt", "missing.gguf", "."] {
        let err = complaint(&easel(folder.path(), &["models", "add", file]));
        assert!(err.contains(file) && err.len() < 600, "{file}: {err}");
    }
    assert!(complaint(&easel(folder.path(), &["models", "rm", "none"])).contains("no model named"));
    assert!(out(&easel(folder.path(), &["models", "list"])).contains("no model is installed"));
    let err = complaint(&easel(folder.path(), &["models", "list", "--data", "typo"]));
    assert!(err.contains("no Easel data in typo") && !folder.path().join("typo").exists(), "{err}");
}

#[test]
fn doctor_finds_a_healthy_machine_healthy_and_a_broken_setting_broken() {
    let folder = tempfile::tempdir().unwrap();
    let report = out(&easel(folder.path(), &["doctor"]));
    assert!(report.contains("ok    engine") && report.contains("ok    drawing"), "{report}");
    std::fs::write(folder.path().join("easel.toml"), "[engine]\nkind = \"magic\"\nworkers = 900")
        .unwrap();
    let output = easel(folder.path(), &["doctor"]);
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(!output.status.success() && report.contains("engine.kind"), "{report}");
}

#[test]
fn all_problems_of_a_configuration_are_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("easel.toml"),
        "[server]\nlisten = \"x\"\n[limits]\nsteps = 0",
    )
    .unwrap();
    let err = complaint(&easel(folder.path(), &["keys", "list"]));
    assert!(err.contains("server.listen") && err.contains("limits.steps"), "{err}");
}
