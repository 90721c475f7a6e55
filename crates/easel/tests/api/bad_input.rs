//! Malformed requests and the answer each gets: a clear 4xx in the dialect's own shape, nothing
//! lost, nothing charged. The tables are the contract; add a line when a report comes in.

use easel_testkit::{Answer, TestServer};
use easel_types::{ModelFamily, Scope};
use serde_json::{Value, json};

/// A raw body, its content type, the status it gets and words the message must contain.
type Case = (Vec<u8>, &'static str, u16, &'static str);

const JSON: &str = "application/json";

/// Bodies that no call can take. `undecodable` is the dialect's status for them.
fn undecodable_bodies(undecodable: u16) -> Vec<Case> {
    let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
    let raw: Vec<(Vec<u8>, &'static str, &'static str)> = vec![
        (b"".to_vec(), JSON, "empty"),
        (b"   \n".to_vec(), JSON, "empty"),
        (b"null".to_vec(), JSON, "JSON body"),
        (b"true".to_vec(), JSON, "JSON body"),
        (b"42".to_vec(), JSON, "JSON body"),
        (b"\"a fox\"".to_vec(), JSON, "JSON body"),
        (b"[]".to_vec(), JSON, "JSON body"),
        (b"{".to_vec(), JSON, "JSON body"),
        (b"{\"prompt\": \"a fox\"".to_vec(), JSON, "JSON body"),
        (b"{\"prompt\": \"a fox\",}".to_vec(), JSON, "JSON body"),
        (b"{'prompt': 'a fox'}".to_vec(), JSON, "JSON body"),
        (b"{\"prompt\": \"a fox\"} {}".to_vec(), JSON, "JSON body"),
        (b"{\"prompt\": \"\xff\xfe\"}".to_vec(), JSON, "JSON body"),
        (b"{\"prompt\": \"\\ud800\"}".to_vec(), JSON, "JSON body"),
        (b"prompt=a+fox".to_vec(), JSON, "JSON body"),
        (b"prompt=a+fox".to_vec(), "application/x-www-form-urlencoded", "application/json"),
        (b"{\"prompt\": \"a fox\"}".to_vec(), "text/plain", "application/json"),
        (b"<prompt/>".to_vec(), "application/xml", "application/json"),
        (deep.into_bytes(), JSON, "JSON body"),
        (vec![0_u8; 64], JSON, "JSON body"),
        (vec![0x1f, 0x8b, 8, 0], JSON, "JSON body"),
    ];
    raw.into_iter().map(|(body, kind, words)| (body, kind, undecodable, words)).collect()
}

fn case(body: &Value, status: u16, words: &'static str) -> Case {
    (body.to_string().into_bytes(), JSON, status, words)
}

async fn server() -> TestServer {
    TestServer::builder().model("m", ModelFamily::Sd1).start().await
}

/// Sends every case and checks status, shape and words; nothing may be charged.
async fn check(path: &str, cases: Vec<Case>, message: fn(&Value) -> Option<&str>) {
    assert!(cases.len() >= 30, "{path}: only {} cases", cases.len());
    let server = server().await;
    for (body, content_type, status, words) in cases {
        let shown = String::from_utf8_lossy(&body).chars().take(120).collect::<String>();
        let request = server.request("POST", path).bearer_auth(&server.key);
        let answer = server.send(request.header("content-type", content_type).body(body)).await;
        let Answer { status: got, .. } = answer;
        let json = answer.json();
        assert_eq!(got, status, "{path} {shown}: {json}");
        let text = message(&json).unwrap_or_else(|| panic!("{path} {shown}: no message in {json}"));
        assert!(text.contains(words), "{path} {shown}: `{words}` is not in `{text}`");
    }
    let audit = server.audit().await;
    assert_eq!((audit.captured.as_micros(), audit.held.as_micros()), (0, 0));
    server.stop().await;
}

fn native_message(answer: &Value) -> Option<&str> {
    answer["error"]["kind"].as_str().and(answer["error"]["message"].as_str())
}

fn pixelapi_message(answer: &Value) -> Option<&str> {
    answer["error"].as_str().and(answer["detail"].as_str())
}

/// Sizes that no picture may have, as (width, words).
fn bad_widths() -> [(Value, &'static str); 6] {
    [
        (json!(0), "256"),
        (json!(255), "256"),
        (json!(2049), "2048"),
        (json!(4_294_967_295_u64), "width"),
        (json!(true), ""),
        (json!([512]), ""),
    ]
}

#[tokio::test]
async fn smart_generate_refuses_what_it_cannot_use() {
    let mut cases = undecodable_bodies(422);
    for (width, words) in bad_widths() {
        let status = if width.is_number() { 400 } else { 422 };
        cases.push(case(&json!({"prompt": "Bar chart: a 1", "width": width}), status, words));
    }
    cases.extend([
        case(&json!({}), 422, "prompt"),
        case(&json!({"prompt": null}), 422, "JSON body"),
        case(&json!({"prompt": 5}), 422, "JSON body"),
        case(&json!({"prompt": ""}), 400, "empty"),
        case(&json!({"prompt": " \t\n"}), 400, "empty"),
        case(&json!({"prompt": "x".repeat(20_001)}), 400, "20001"),
        case(&json!({"prompt": "a", "height": -1}), 400, "height"),
        case(&json!({"prompt": "a", "height": 512.5}), 422, "integer"),
        case(&json!({"prompt": "a", "height": "tall"}), 422, "number"),
        case(&json!({"prompt": "a", "wdith": 512}), 422, "wdith"),
        case(&json!({"prompt": "a", "width": 1e300}), 422, "integer"),
        case(&json!(["Bar chart: a 1", 512, 512]), 422, "not an object"),
    ]);
    check("/v1/image/smart-generate", cases, pixelapi_message).await;
}

#[tokio::test]
async fn generate_refuses_what_it_cannot_use() {
    let mut cases = undecodable_bodies(422);
    for (width, words) in bad_widths() {
        let status = if width.is_number() { 400 } else { 422 };
        cases.push(case(&json!({"prompt": "a fox", "width": width}), status, words));
    }
    cases.extend([
        case(&json!({}), 422, "prompt"),
        case(&json!({"prompt": ""}), 400, "empty"),
        case(&json!({"prompt": "a", "steps": 0}), 400, "steps"),
        case(&json!({"prompt": "a", "steps": 151}), 400, "150"),
        case(&json!({"prompt": "a", "steps": -3}), 400, "steps"),
        case(&json!({"prompt": "a", "guidance_scale": -0.5}), 400, "guidance_scale"),
        case(&json!({"prompt": "a", "guidance_scale": 31}), 400, "30"),
        case(&json!({"prompt": "a", "guidance_scale": "NaN"}), 422, "number"),
        case(&json!({"prompt": "a", "guidance_scale": "inf"}), 422, "number"),
        case(&json!({"prompt": "a", "seed": -2}), 400, "seed"),
        case(&json!({"prompt": "a", "seed": 9_007_199_254_740_992_u64}), 400, "seed"),
        case(&json!({"prompt": "a", "seed": 1e18}), 422, "integer"),
        case(&json!({"prompt": "a", "model": 7}), 422, "JSON body"),
        case(&json!({"prompt": "a", "model": "unknown"}), 400, "not installed"),
        case(&json!({"prompt": "a", "negative_prompt": ["b"]}), 422, "JSON body"),
        case(&json!({"prompt": "a", "style": "anime"}), 422, "style"),
    ]);
    check("/v1/image/generate", cases, pixelapi_message).await;
}

#[tokio::test]
async fn generations_refuses_what_it_cannot_use() {
    let mut cases = undecodable_bodies(400);
    for (width, words) in bad_widths() {
        cases.push(case(&json!({"prompt": "a fox", "width": width}), 400, words));
    }
    let paint = |name: &str, value: Value| json!({"prompt": "a fox", "smart": false, name: value});
    cases.extend([
        case(&json!({}), 400, "`prompt` is missing"),
        case(&json!({"prompt": "a", "spec": {"type": "chart"}}), 400, "only one"),
        case(&json!({"prompt": "a", "smart": false, "enhance": true}), 400, "enhance"),
        case(&json!({"prompt": "a", "smart": false, "intent": "logo"}), 400, "intent"),
        case(&json!({"prompt": "a", "intent": "poem"}), 400, "poem"),
        case(&json!({"spec": {"type": "poem"}}), 400, "poem"),
        case(&json!({"spec": {"type": "chart"}, "n": 2}), 400, "`n`"),
        case(&json!({"spec": {"type": "chart"}, "model": "m"}), 400, "`model`"),
        case(&json!({"spec": {"type": "chart", "kind": "cake"}}), 400, "cake"),
        case(&paint("n", json!(0)), 400, "`n`"),
        case(&paint("n", json!(11)), 400, "10"),
        case(&paint("steps", json!(1000)), 400, "150"),
        case(&paint("guidance_scale", json!(99)), 400, "30"),
        case(&paint("seed", json!(-5)), 400, "-1"),
        case(&paint("sampler", json!("magic")), 400, "magic"),
        case(&paint("scheduler", json!("magic")), 400, "magic"),
        case(&paint("clip_skip", json!(13)), 400, "12"),
        case(&paint("init_image", json!("%%%")), 400, "base64"),
        case(&paint("init_image", json!("data:image/png,abc")), 400, "base64"),
        case(&paint("init_image", json!("aGVsbG8gd29ybGQ=")), 400, "PNG"),
        case(&paint("strength", json!(0.5)), 400, "init image"),
        case(&paint("mask", json!("iVBORw0KGgo=")), 400, "init image"),
        case(&paint("reference_images", json!(["aGVsbG8="])), 400, "reference_images"),
        case(&paint("loras", json!([{"name": "none"}])), 400, "not installed"),
        case(&paint("loras", json!([{"name": "a", "weight": 9}])), 400, "weight"),
        case(&paint("hires", json!({"scale": 10})), 400, "hires.scale"),
        case(
            &json!({"prompt": "a", "smart": false, "width": 2048, "hires": {"scale": 2}}),
            400,
            "4096",
        ),
        case(&paint("priority", json!(101)), 400, "100"),
        case(&paint("deadline_seconds", json!(0)), 400, "deadline"),
        case(&paint("deadline_seconds", json!(90_000)), 400, "86400"),
        case(&paint("model", json!("unknown")), 400, "not installed"),
        case(&paint("stepz", json!(3)), 400, "stepz"),
    ]);
    check("/api/v1/generations", cases, native_message).await;
}

#[tokio::test]
async fn render_refuses_what_it_cannot_use() {
    let mut cases = undecodable_bodies(400);
    let chart = json!({"type": "chart", "categories": ["a"], "series": [{"values": [1]}]});
    for (width, words) in bad_widths() {
        cases.push(case(&json!({"spec": chart, "width": width}), 400, words));
    }
    let many: Vec<Value> = (0..6_000).map(|n| json!({"values": [n]})).collect();
    cases.extend([
        case(&json!({}), 400, "spec"),
        case(&json!({"spec": null}), 400, "source"),
        case(&json!({"spec": chart, "source": "pie"}), 400, "not both"),
        case(&json!({"source": "a poem about boxes"}), 400, "Mermaid"),
        case(&json!({"source": "flowchart TD\n  A --> "}), 400, "line 2"),
        case(&json!({"spec": chart, "scale": 9}), 400, "scale"),
        case(&json!({"spec": chart, "width": 2048, "scale": 4}), 400, "a side may be 4096"),
        case(&json!({"spec": {"type": "logo"}}), 400, "name"),
        case(&json!({"spec": {}}), 400, "type"),
        case(&json!({"spec": {"type": "chart", "series": "x"}}), 400, "JSON body"),
        case(
            &json!({"spec": {"type": "chart", "categories": ["a"], "series": many}}),
            400,
            "series",
        ),
        case(&json!({"spec": {"type": "diagram", "nodes": []}}), 400, "nodes"),
        case(&json!({"spec": chart, "format": "gif"}), 400, "gif"),
        case(&json!({"spec": chart, "colour": "red"}), 400, "colour"),
    ]);
    check("/api/v1/render", cases, native_message).await;
}

#[tokio::test]
async fn understand_refuses_what_it_cannot_use() {
    let mut cases = undecodable_bodies(400);
    for (width, words) in bad_widths() {
        cases.push(case(&json!({"prompt": "a fox", "width": width}), 400, words));
    }
    cases.extend([
        case(&json!({}), 400, "prompt"),
        case(&json!({"prompt": ""}), 400, "empty"),
        case(&json!({"prompt": "x".repeat(30_000)}), 400, "30000"),
        case(&json!({"prompt": "a", "height": 1}), 400, "height"),
        case(&json!({"prompt": "a", "seed": 1}), 400, "seed"),
    ]);
    check("/api/v1/understand", cases, native_message).await;
}

#[tokio::test]
async fn keys_refuses_what_it_cannot_use() {
    let mut cases = undecodable_bodies(400);
    cases.extend([
        case(&json!({}), 400, "name"),
        case(&json!({"name": ""}), 400, "name"),
        case(&json!({"name": "  "}), 400, "name"),
        case(&json!({"name": "x".repeat(101)}), 400, "100"),
        case(&json!({"name": 1}), 400, "JSON body"),
        case(&json!({"name": "x", "scopes": []}), 400, "scope"),
        case(&json!({"name": "x", "scopes": ["root"]}), 400, "root"),
        case(&json!({"name": "x", "scopes": "admin"}), 400, "JSON body"),
        case(&json!({"name": "x", "secret": "mine"}), 400, "secret"),
    ]);
    check("/api/v1/keys", cases, native_message).await;
}

#[tokio::test]
async fn image_operations_refuse_what_they_cannot_use() {
    let url = "http://pictures.example/a.png";
    let paths: [(&str, Value); 6] = [
        ("remove-background", json!({"image_url": url})),
        ("upscale", json!({"image_url": url, "scale": 4})),
        ("restore-face", json!({"image_url": url})),
        ("remove-object", json!({"image_url": url, "mask_url": url})),
        ("replace-background", json!({"image_url": url, "prompt": "marble table"})),
        ("../audio/generate", json!({"prompt": "upbeat", "duration": 5})),
    ];
    for (name, good) in paths {
        let path = if name.starts_with("..") {
            "/v1/audio/generate".to_owned()
        } else {
            format!("/v1/image/{name}")
        };
        let mut cases = undecodable_bodies(422);
        cases.push(case(&json!({}), 422, "missing field"));
        for field in good.as_object().unwrap().keys() {
            let mut wrong = good.clone();
            wrong[field] = json!({"x": 1});
            cases.push(case(&wrong, 422, "JSON body"));
            let mut wrong = good.clone();
            wrong[field] = match field.as_str() {
                "scale" => json!(9),
                "duration" => json!(-1),
                _ => json!(""),
            };
            cases.push(case(&wrong, 400, field_words(field)));
        }
        let mut unknown = good.clone();
        unknown["quality"] = json!("best");
        cases.push(case(&unknown, 422, "quality"));
        // What is right is refused here too, but with the reason.
        let refused = match name {
            "../audio/generate" => (422, "cannot make sound"),
            "restore-face" => (503, "no installed engine"),
            _ => (400, "calls no other addresses"),
        };
        cases.push(case(&good, refused.0, refused.1));
        while cases.len() < 30 {
            let scheme =
                ["ftp://x/y.png", "file:///etc/passwd", "x.png", "//x/y.png", "javascript:1"]
                    [cases.len() % 5];
            let mut wrong = good.clone();
            let field = if name.contains("audio") { "prompt" } else { "image_url" };
            wrong[field] =
                if name.contains("audio") { json!(" ".repeat(cases.len())) } else { json!(scheme) };
            cases.push(case(&wrong, 400, field));
        }
        check(&path, cases, pixelapi_message).await;
    }
}

fn field_words(field: &str) -> &'static str {
    match field {
        "scale" => "scale",
        "duration" => "duration",
        "prompt" => "prompt",
        "mask_url" => "mask_url",
        _ => "image_url",
    }
}

#[tokio::test]
async fn reading_calls_refuse_what_they_cannot_use() {
    let server = server().await;
    let id = "job_0123456789abcdef0123456789abcdef";
    let mut cases: Vec<(&str, String, u16)> = Vec::new();
    for bad in ["x", "job_", "job_zz", "%20", "%00", "..%2f", "job_0123", &"9".repeat(400)] {
        cases.push(("GET", format!("/api/v1/generations/{bad}"), 400));
        cases.push(("DELETE", format!("/api/v1/generations/{bad}"), 400));
        cases.push(("GET", format!("/api/v1/generations/{bad}/events"), 400));
        cases.push(("GET", format!("/v1/image/{bad}"), 404));
        cases.push(("DELETE", format!("/api/v1/keys/{bad}"), 400));
    }
    for (method, path) in [("GET", ""), ("DELETE", ""), ("GET", "/events")] {
        cases.push((method, format!("/api/v1/generations/{id}{path}"), 404));
    }
    cases.push(("GET", format!("/v1/image/{id}"), 404));
    for query in [
        "limit=0",
        "limit=101",
        "limit=x",
        "limit=-1",
        "state=done",
        "before=x",
        "sort=asc",
        "limit=1&limit=2",
        "limit=%ff",
    ] {
        cases.push(("GET", format!("/api/v1/generations?{query}"), 400));
    }
    for query in ["limit=0", "limit=1001", "limit=", "days=1"] {
        cases.push(("GET", format!("/api/v1/usage?{query}"), 400));
    }
    for (query, status) in
        [("limit=0", 400), ("limit=101", 400), ("days=0", 400), ("limit=x", 422), ("page=1", 422)]
    {
        cases.push(("GET", format!("/v1/account/usage?{query}"), status));
    }
    for (method, path, status) in cases {
        let answer = server.send(server.request(method, &path).bearer_auth(&server.key)).await;
        let json = answer.json();
        assert_eq!(answer.status, status, "{method} {path}: {json}");
        assert!(
            native_message(&json).or(pixelapi_message(&json)).is_some(),
            "{method} {path}: {json}"
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn idempotency_keys_out_of_range_are_refused() {
    let server = server().await;
    for (key, status) in [("", 400), (&"k".repeat(256)[..], 400), (&"k".repeat(255)[..], 200)] {
        let request = server.request("POST", "/api/v1/generations").bearer_auth(&server.key);
        let request = request.header("idempotency-key", key);
        let answer = server.send(request.json(&json!({"prompt": "Bar chart: a 1, b 2"}))).await;
        assert_eq!(answer.status, status, "{} bytes: {}", key.len(), answer.json());
    }
    server.stop().await;
}

#[tokio::test]
async fn errors_never_show_internals() {
    let server = server().await;
    let poor = server.poor_key(&[Scope::Generate]).await;
    let mut answers = vec![
        server.post("/api/v1/generations", &json!({"spec": {"type": "chart"}})).await,
        server.get("/v1/image/job_0123456789abcdef0123456789abcdef").await,
        server.get("/files/art_0123456789abcdef0123456789abcdef.png").await,
    ];
    let request = server.request("POST", "/v1/image/generate").bearer_auth(poor);
    answers.push(server.send(request.json(&json!({"prompt": "a fox"}))).await);
    for answer in answers {
        let text = answer.json().to_string();
        for word in ["sqlite", "SELECT", "panicked", ".rs:", "blobs/", "easel.db"] {
            assert!(!text.contains(word), "`{word}` in {text}");
        }
    }
    server.stop().await;
}
