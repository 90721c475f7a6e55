//! The OpenAI dialect: images, edits as forms, streams, models, videos that nothing here makes,
//! and the headers that its clients obey.

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use easel_engine::EngineError;
use easel_testkit::{Answer, Script, TestServer};
use easel_types::{ImageFormat, ModelFamily, Scope};
use serde_json::{Value, json};

const GENERATE: &str = "/v1/images/generations";
const EDIT: &str = "/v1/images/edits";

async fn server() -> TestServer {
    TestServer::builder().model("sdxl", ModelFamily::Sdxl).start().await
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbaImage::from_pixel(width, height, image::Rgba([200, 40, 40, 255]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A form of files and texts, with its content type.
fn form(files: &[(&str, &[u8])], texts: &[(&str, &str)]) -> (&'static str, Vec<u8>) {
    let mut body = Vec::new();
    for (name, text) in texts {
        let head =
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
        body.extend_from_slice(head.as_bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a.png\"\r\n\
             Content-Type: image/png\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b--\r\n");
    ("multipart/form-data; boundary=b", body)
}

async fn post_form(
    server: &TestServer,
    path: &str,
    (content_type, body): (&'static str, Vec<u8>),
) -> Answer {
    let request = server.request("POST", path).bearer_auth(&server.key);
    server.send(request.header("content-type", content_type).body(body)).await
}

fn dimensions(bytes: &[u8]) -> (u32, u32) {
    let picture = image::load_from_memory(bytes).unwrap();
    (picture.width(), picture.height())
}

fn decoded(picture: &Value) -> Vec<u8> {
    STANDARD.decode(picture["b64_json"].as_str().unwrap()).unwrap()
}

async fn spent(server: &TestServer) -> f64 {
    let balance = server.get("/v1/account/balance").await.json();
    1_000_000.0 - balance["balance"].as_f64().unwrap() + balance["credits_held"].as_f64().unwrap()
}

#[tokio::test]
async fn a_prompt_becomes_pictures_at_addresses() {
    let server = server().await;
    let body = json!({"prompt": "a red fox in the snow", "model": "sdxl", "n": 2,
        "size": "512x256", "user": "u"});
    let answer = server.post(GENERATE, &body).await;
    let json = answer.json();
    assert_eq!((answer.status, &json["size"]), (200, &json!("512x256")), "{json}");
    assert_eq!((&json["model"], &json["output_format"]), (&json!("sdxl"), &json!("png")));
    assert_eq!((&json["quality"], &json["background"]), (&json!("medium"), &json!("opaque")));
    assert!(json["created"].as_i64().unwrap() > 0);
    let pictures = json["data"].as_array().unwrap();
    assert_eq!(pictures.len(), 2);
    for picture in pictures {
        let address = picture["url"].as_str().unwrap().strip_prefix(&server.url("")).unwrap();
        let file = server.send(server.request("GET", address)).await;
        assert_eq!(dimensions(&file.bytes), (512, 256));
        assert!(picture["revised_prompt"].as_str().unwrap().starts_with("a red fox in the snow"));
        assert!(picture.get("b64_json").is_none());
    }
    let usage = &json["usage"];
    assert_eq!((&usage["input_tokens"], &usage["output_tokens"]), (&json!(6), &json!(264)));
    assert_eq!(usage["total_tokens"], 270);
    server.stop().await;
}

#[tokio::test]
async fn models_named_gpt_image_answer_with_bytes_unless_told_otherwise() {
    let server = server().await;
    let mut body = json!({"prompt": "a fox", "model": "gpt-image-1", "size": "256x256",
        "output_format": "webp", "output_compression": 100, "moderation": "low",
        "background": "opaque", "safety_identifier": "u"});
    let json = server.post(GENERATE, &body).await.json();
    let bytes = decoded(&json["data"][0]);
    assert_eq!(ImageFormat::sniff(&bytes), Some(ImageFormat::Webp));
    assert_eq!((dimensions(&bytes), &json["output_format"]), ((256, 256), &json!("webp")));
    body["response_format"] = json!("url");
    let json = server.post(GENERATE, &body).await.json();
    assert!(json["data"][0]["url"].as_str().unwrap().ends_with(".webp"));
    server.stop().await;
}

#[tokio::test]
async fn a_drawn_picture_stands_in_the_answer_as_often_as_asked_and_is_paid_once() {
    let server = server().await;
    let body = json!({"prompt": "Pie chart: a 1, b 2", "n": 3, "response_format": "url"});
    let json = server.post(GENERATE, &body).await.json();
    let pictures = json["data"].as_array().unwrap();
    assert_eq!(pictures.len(), 3, "{json}");
    assert!(pictures.iter().all(|picture| picture["url"] == pictures[0]["url"]));
    assert!((spent(&server).await - 3.0).abs() < 1e-9);
    server.stop().await;
}

#[tokio::test]
async fn a_chart_is_drawn_from_the_prompt() {
    let server = server().await;
    let prompt = "Bar chart of sales: north 3, south 5";
    let json = server.post(GENERATE, &json!({"prompt": prompt, "size": "640x480"})).await.json();
    assert_eq!((&json["model"], &json["size"]), (&json!("chart"), &json!("640x480")), "{json}");
    assert!(server.engine.orders().is_empty());
    server.stop().await;
}

#[tokio::test]
async fn quality_and_style_change_the_work() {
    let server = server().await;
    let body = json!({"prompt": "a fox", "quality": "low", "style": "vivid", "seed": 7,
        "negative_prompt": "dog", "guidance_scale": 5});
    let json = server.post(GENERATE, &body).await.json();
    assert_eq!(json["quality"], "low");
    server.post(GENERATE, &json!({"prompt": "a fox", "quality": "hd"})).await;
    server.post(GENERATE, &json!({"prompt": "a fox", "quality": "auto", "size": "auto"})).await;
    let orders = server.engine.orders();
    let steps: Vec<_> = orders.iter().map(|order| order.params.steps).collect();
    assert_eq!(steps, [10, 30, 20]);
    let first = &orders[0].params;
    assert!(first.prompt.contains("vivid colors") && first.negative_prompt.contains("dull"));
    assert!(first.negative_prompt.starts_with("dog"), "{}", first.negative_prompt);
    assert_eq!((first.seed, first.guidance_scale), (7, 5.0));
    server.stop().await;
}

#[tokio::test]
async fn an_edit_starts_from_the_first_picture_and_keeps_what_the_mask_covers() {
    let server = server().await;
    let (picture, mask) = (png(320, 256), png(320, 256));
    let edit = form(&[("image", &picture)], &[("prompt", "make it blue"), ("size", "512x512")]);
    let answer = post_form(&server, EDIT, edit).await;
    assert_eq!((answer.status, answer.json()["size"].as_str()), (200, Some("512x512")));
    let files: [(&str, &[u8]); 3] = [("image[]", &picture), ("image[]", &mask), ("mask", &mask)];
    let texts = [
        ("prompt", "combine"),
        ("n", "2"),
        ("input_fidelity", "high"),
        ("size", "auto"),
        ("model", "gpt-image-1"),
    ];
    let json = post_form(&server, EDIT, form(&files, &texts)).await.json();
    assert_eq!(json["data"].as_array().unwrap().len(), 2, "{json}");
    assert_eq!(json["usage"]["input_tokens_details"]["image_tokens"], 388);
    let faithful = form(&[("image", &picture)], &[("prompt", "b"), ("input_fidelity", "high")]);
    post_form(&server, EDIT, faithful).await;
    let orders = server.engine.orders();
    let strengths: Vec<_> =
        orders.iter().map(|order| order.params.init.as_ref().unwrap().strength).collect();
    assert_eq!(strengths, [0.75, 1.0, 0.5]);
    assert!(orders[0].params.mask.is_none() && orders[1].params.mask.is_some());
    assert_eq!(orders[1].params.references.len(), 1);
    let ratio = f64::from(orders[1].params.size.width) / f64::from(orders[1].params.size.height);
    assert!((ratio - 1.25).abs() < 0.05, "{}", orders[1].params.size);
    server.stop().await;
}

#[tokio::test]
async fn a_variation_needs_only_the_picture() {
    let server = server().await;
    let picture = png(256, 256);
    let form = form(&[("image", &picture)], &[("n", "2"), ("size", "256x256")]);
    let json = post_form(&server, "/v1/images/variations", form).await.json();
    assert_eq!(json["data"].as_array().unwrap().len(), 2, "{json}");
    assert_eq!(server.engine.orders()[0].params.init.as_ref().unwrap().strength, 0.7);
    server.stop().await;
}

/// The events of a stream: name and content.
fn events(answer: &Answer) -> Vec<(String, Value)> {
    assert_eq!(answer.header("content-type"), "text/event-stream");
    let text = String::from_utf8(answer.bytes.clone()).unwrap();
    let blocks = text.split("\n\n").filter(|block| block.contains("data: "));
    let field = |block: &str, name: &str| {
        block.lines().find_map(|line| line.strip_prefix(name)).unwrap().to_owned()
    };
    blocks
        .map(|block| {
            let json = serde_json::from_str(&field(block, "data: ")).unwrap();
            (field(block, "event: "), json)
        })
        .collect()
}

#[tokio::test]
async fn a_stream_shows_rough_pictures_before_the_finished_one() {
    let server = server().await;
    let body = json!({"prompt": "a fox", "model": "gpt-image-1", "size": "256x256", "stream": true,
        "partial_images": 2, "output_format": "jpeg"});
    let events = events(&server.post(GENERATE, &body).await);
    let names: Vec<_> = events.iter().map(|(name, _)| name.as_str()).collect();
    let partial = "image_generation.partial_image";
    assert_eq!(names, [partial, partial, "image_generation.completed"]);
    for (index, (name, event)) in events.iter().enumerate() {
        assert_eq!((&event["type"], &event["size"]), (&json!(name), &json!("256x256")));
        assert_eq!(ImageFormat::sniff(&decoded(event)), Some(ImageFormat::Jpeg));
        let is_partial = name == partial;
        assert_eq!(event["partial_image_index"] == json!(index), is_partial);
        assert_eq!(event.get("usage").is_some(), !is_partial);
    }
    assert_eq!(dimensions(&decoded(&events[2].1)), (256, 256));
    server.stop().await;
}

#[tokio::test]
async fn an_edit_and_a_drawn_picture_are_streamed_too() {
    let server = server().await;
    let picture = png(256, 256);
    let texts = [("prompt", "a"), ("stream", "true"), ("partial_images", "1"), ("size", "256x256")];
    let edited = events(&post_form(&server, EDIT, form(&[("image", &picture)], &texts)).await);
    let names: Vec<_> = edited.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["image_edit.partial_image", "image_edit.completed"]);
    let body = json!({"prompt": "Pie chart: a 1, b 2", "stream": true, "partial_images": 3});
    let drawn = events(&server.post(GENERATE, &body).await);
    assert_eq!((drawn.len(), drawn[0].0.as_str()), (1, "image_generation.completed"));
    server.stop().await;
}

#[tokio::test]
async fn a_failure_in_a_stream_is_an_event_with_an_error() {
    let server = server().await;
    server.engine.then(Script::Fail(EngineError::ModelUnusable("it is cut off".to_owned())));
    let body = json!({"prompt": "a fox", "stream": true});
    let events = events(&server.post(GENERATE, &body).await);
    assert_eq!(events.len(), 1);
    let error = &events[0].1["error"];
    assert!(error["message"].as_str().unwrap().contains("it is cut off"), "{error}");
    assert_eq!(spent(&server).await, 0.0);
    server.stop().await;
}

#[tokio::test]
async fn models_are_found_by_name_and_uuid() {
    let server = server().await;
    let list = server.get("/v1/models").await.json();
    assert_eq!((&list["object"], &list["data"][0]["id"]), (&json!("list"), &json!("sdxl")));
    let uuid = easel_types::ModelName::new("sdxl").unwrap().as_uuid();
    for id in ["sdxl".to_owned(), uuid.to_string()] {
        let model = server.get(&format!("/v1/models/{id}")).await.json();
        assert_eq!((&model["id"], &model["object"]), (&json!("sdxl"), &json!("model")));
        assert!(model["created"].as_i64().unwrap() > 0 && model["owned_by"] == "easel");
    }
    let missing = server.get("/v1/models/nothing").await;
    assert_eq!((missing.status, &missing.json()["error"]["code"]), (404, &json!("not_found")));
    server.stop().await;
}

#[tokio::test]
async fn videos_are_checked_then_refused_with_the_model_that_would_be_needed() {
    let server = server().await;
    let good = json!({"prompt": "waves", "model": "sora-2", "seconds": "4", "size": "720x1280"});
    let video = png(256, 256);
    let answers = [
        server.post("/v1/videos", &good).await,
        post_form(
            &server,
            "/v1/videos",
            form(&[("input_reference", &video)], &[("prompt", "waves"), ("seconds", "8")]),
        )
        .await,
        post_form(&server, "/v1/videos/edits", form(&[("video", &video)], &[("prompt", "a")]))
            .await,
        post_form(
            &server,
            "/v1/videos/extensions",
            form(&[("video", &video)], &[("prompt", "a"), ("seconds", "4")]),
        )
        .await,
    ];
    for answer in answers {
        let error = &answer.json()["error"];
        assert_eq!((answer.status, &error["code"]), (404, &json!("model_not_found")), "{error}");
        assert!(error["message"].as_str().unwrap().contains("Wan"), "{error}");
        assert_eq!(answer.header("x-should-retry"), "false");
    }
    for (field, value) in [("seconds", "5"), ("size", "1x1"), ("prompt", " "), ("colour", "red")] {
        let mut bad = good.clone();
        bad[field] = json!(value);
        let answer = server.post("/v1/videos", &bad).await;
        assert_eq!((answer.status, &answer.json()["error"]["param"]), (400, &json!(field)));
    }
    let list = server.get("/v1/videos?limit=5&order=desc").await.json();
    assert_eq!((&list["object"], &list["data"]), (&json!("list"), &json!([])));
    for (method, path) in [
        ("GET", "/v1/videos/video_1"),
        ("DELETE", "/v1/videos/video_1"),
        ("GET", "/v1/videos/video_1/content"),
    ] {
        let answer = server.send(server.request(method, path).bearer_auth(&server.key)).await;
        assert_eq!((answer.status, &answer.json()["error"]["code"]), (404, &json!("not_found")));
    }
    let remix = server.post("/v1/videos/video_1/remix", &json!({"prompt": "b"})).await;
    assert_eq!(remix.status, 404);
    assert_eq!(spent(&server).await, 0.0);
    server.stop().await;
}

#[tokio::test]
async fn bad_requests_are_refused_by_name_and_cost_nothing() {
    let server = server().await;
    let cases = [
        (json!({}), "prompt"),
        (json!({"prompt": ""}), "prompt"),
        (json!({"prompt": 7}), "body"),
        (json!({"prompt": "a", "n": 0}), "n"),
        (json!({"prompt": "a", "n": 11}), "n"),
        (json!({"prompt": "a", "n": -1}), "n"),
        (json!({"prompt": "a", "size": "huge"}), "size"),
        (json!({"prompt": "a", "size": "100x100"}), "size"),
        (json!({"prompt": "a", "size": "4096x256"}), "size"),
        (json!({"prompt": "a", "quality": "best"}), "quality"),
        (json!({"prompt": "a", "quality": "low", "steps": 3}), "quality"),
        (json!({"prompt": "a", "steps": 0}), "steps"),
        (json!({"prompt": "a", "background": "transparent"}), "background"),
        (json!({"prompt": "a", "background": "blue"}), "background"),
        (json!({"prompt": "a", "output_format": "svg"}), "output_format"),
        (json!({"prompt": "a", "output_format": "gif"}), "output_format"),
        (json!({"prompt": "a", "output_format": "bmp"}), "output_format"),
        (json!({"prompt": "a", "output_compression": 50}), "output_compression"),
        (json!({"prompt": "a", "output_compression": 101}), "output_compression"),
        (json!({"prompt": "a", "response_format": "file"}), "response_format"),
        (json!({"prompt": "a", "style": "gothic"}), "style"),
        (json!({"prompt": "a", "moderation": "none"}), "moderation"),
        (json!({"prompt": "a", "partial_images": 1}), "partial_images"),
        (json!({"prompt": "a", "stream": true, "partial_images": 4}), "partial_images"),
        (json!({"prompt": "a", "frame_count": 3}), "frame_count"),
        (json!({"prompt": "a", "svg": {"complexity": 1}}), "svg"),
        (json!({"prompt": "a", "seed": -1}), "seed"),
        (json!({"prompt": "a", "model": "unknown-model"}), "model"),
        (json!({"prompt": "a", "colour": "red"}), "colour"),
    ];
    for (body, param) in cases {
        let answer = server.post(GENERATE, &body).await;
        let error = &answer.json()["error"];
        assert_eq!((answer.status, &error["param"]), (400, &json!(param)), "{body}: {error}");
        assert_eq!(error["type"], "invalid_request_error");
    }
    let picture = png(256, 256);
    let forms = [
        (form(&[], &[("prompt", "a")]), "image"),
        (form(&[("image", b"not a picture")], &[("prompt", "a")]), "image"),
        (form(&[("image", b"")], &[("prompt", "a")]), "image"),
        (form(&[("image", &picture)], &[]), "prompt"),
        (form(&[("image", &picture), ("mask", b"x")], &[("prompt", "a")]), "mask"),
        (form(&[("image", &picture), ("other", b"x")], &[("prompt", "a")]), "other"),
        (
            form(&[("image", &picture)], &[("prompt", "a"), ("input_fidelity", "x")]),
            "input_fidelity",
        ),
        (form(&[("image", &picture)], &[("prompt", "a"), ("n", "two")]), "body"),
    ];
    for (form, param) in forms {
        let answer = post_form(&server, EDIT, form).await;
        let error = &answer.json()["error"];
        assert_eq!((answer.status, &error["param"]), (400, &json!(param)), "{error}");
    }
    let json = server.post("/v1/images/variations", &json!({"image": "a"})).await;
    assert_eq!(
        (
            json.status,
            json.json()["error"]["message"].as_str().unwrap().contains("multipart/form-data")
        ),
        (400, true)
    );
    assert!(server.engine.orders().is_empty());
    assert_eq!(spent(&server).await, 0.0);
    server.stop().await;
}

#[tokio::test]
async fn errors_have_the_statuses_and_headers_that_clients_obey() {
    let server = server().await;
    let poor = server.poor_key(&[Scope::Generate]).await;
    let body = json!({"prompt": "a fox", "model": "gpt-image-1"});
    let send = async |key: &str, path: &str| {
        server.send(server.request("POST", path).bearer_auth(key).json(&body)).await
    };
    let wrong = send("wrong", GENERATE).await;
    assert_eq!((wrong.status, &wrong.json()["error"]["code"]), (401, &json!("invalid_api_key")));
    let broke = send(&poor, GENERATE).await;
    assert_eq!((broke.status, broke.header("x-should-retry")), (402, "false"));
    assert_eq!(broke.json()["error"]["code"], "insufficient_quota");
    assert!(!broke.header("x-request-id").is_empty());
    let nowhere = send(&server.key, "/v1/images/nowhere").await;
    assert_eq!((nowhere.status, nowhere.json()["error"]["message"].is_string()), (404, true));
    server.engine.then(Script::Fail(EngineError::Refused("no".to_owned())));
    let refused = send(&server.key, GENERATE).await;
    assert_eq!((refused.status, refused.header("x-should-retry")), (400, "false"));
    server.stop().await;
}

#[tokio::test]
async fn a_full_queue_is_429_with_a_wait_that_clients_keep() {
    let server = TestServer::builder()
        .model("sdxl", ModelFamily::Sdxl)
        .settings(|settings| settings.limits.jobs_open_per_account_max = 1)
        .start()
        .await;
    server.engine.then(Script::Wait);
    server.post("/api/v1/generations", &json!({"prompt": "a fox"})).await;
    server.engine.started().await;
    let answer = server.post(GENERATE, &json!({"prompt": "a fox"})).await;
    assert_eq!((answer.status, answer.header("x-should-retry")), (429, ""));
    assert!((1..=60).contains(&answer.header("retry-after").parse::<u64>().unwrap()));
    assert_eq!(answer.json()["error"]["code"], "rate_limit_exceeded");
    server.engine.release();
    server.stop().await;
}

#[tokio::test]
async fn the_same_idempotency_key_gives_the_same_pictures() {
    let server = server().await;
    let send = async |prompt: &str| {
        let request = server.request("POST", GENERATE).bearer_auth(&server.key);
        let body = json!({"prompt": prompt, "size": "256x256"});
        server.send(request.header("Idempotency-Key", "k").json(&body)).await
    };
    let (first, second) = (send("a fox").await.json(), send("a fox").await.json());
    assert_eq!(first["data"], second["data"]);
    let clash = send("a dog").await;
    assert_eq!((clash.status, clash.header("x-should-retry")), (409, "false"));
    assert_eq!(server.engine.orders().len(), 1);
    server.stop().await;
}

#[tokio::test]
async fn a_client_that_goes_away_does_not_stop_the_job() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let body = json!({"prompt": "a fox", "size": "256x256"});
    let request = server.request("POST", GENERATE).bearer_auth(&server.key).json(&body);
    let waiting = tokio::spawn(async move { request.send().await });
    server.engine.started().await;
    waiting.abort();
    assert!(waiting.await.unwrap_err().is_cancelled());
    server.engine.release();
    let jobs = server.get("/api/v1/generations").await.json();
    let done = server.finished(jobs["generations"][0]["id"].as_str().unwrap()).await;
    assert_eq!(done["state"], "succeeded");
    server.stop().await;
}

#[tokio::test]
async fn without_room_for_a_stream_nothing_is_asked_for() {
    let server = TestServer::builder()
        .model("sdxl", ModelFamily::Sdxl)
        .settings(|settings| settings.limits.streams_max = 0)
        .start()
        .await;
    let answer = server.post(GENERATE, &json!({"prompt": "a fox", "stream": true})).await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, "5"));
    assert!(server.engine.orders().is_empty());
    assert_eq!(spent(&server).await, 0.0);
    server.stop().await;
}
