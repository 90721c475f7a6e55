//! The REST dialect of xAI's Imagine, as curl, the OpenAI SDK and the AI SDK speak it.

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use easel_engine::EngineError;
use easel_testkit::{Answer, Script, TestServer};
use easel_types::{ImageFormat, ModelFamily, Scope};
use serde_json::{Value, json};

const GENERATE: &str = "/v1/images/generations";
const EDIT: &str = "/v1/images/edits";
const MODEL: &str = "grok-imagine-image";

async fn server() -> TestServer {
    TestServer::builder().model("sdxl", ModelFamily::Sdxl).start().await
}

fn picture(width: u32, height: u32) -> Value {
    let picture = image::RgbImage::from_pixel(width, height, image::Rgb([200, 40, 40]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let base64 = STANDARD.encode(bytes.into_inner());
    json!({"url": format!("data:image/png;base64,{base64}"), "type": "image_url"})
}

/// Sends what the AI SDK would.
async fn ai(server: &TestServer, path: &str, body: &Value) -> Answer {
    let request = server.request("POST", path).bearer_auth(&server.key);
    server.send(request.header("user-agent", "ai/7.0.173 node.js/22").json(body)).await
}

async fn spent(server: &TestServer) -> f64 {
    let balance = server.get("/v1/account/balance").await.json();
    1_000_000.0 - balance["balance"].as_f64().unwrap() + balance["credits_held"].as_f64().unwrap()
}

#[tokio::test]
async fn a_prompt_becomes_a_picture_at_an_address_with_its_cost() {
    let server = server().await;
    let body = json!({"model": MODEL, "prompt": "a collage of London landmarks"});
    let answer = server.post(GENERATE, &body).await;
    let json = answer.json();
    assert_eq!((answer.status, &json["model"]), (200, &json!("sdxl")), "{json}");
    let shown = &json["data"][0];
    let address = shown["url"].as_str().unwrap().strip_prefix(&server.url("")).unwrap();
    let file = server.send(server.request("GET", address)).await;
    assert_eq!(ImageFormat::sniff(&file.bytes), Some(ImageFormat::Png));
    assert_eq!(
        (&shown["respect_moderation"], &shown["mime_type"]),
        (&json!(true), &json!("image/png"))
    );
    assert!(shown["revised_prompt"].as_str().unwrap().starts_with("a collage"));
    // 2 credits of one cent, in parts of 1e-10 dollars.
    assert_eq!(
        (spent(&server).await, &json["usage"]["cost_in_usd_ticks"]),
        (2.0, &json!(200_000_000))
    );
    server.stop().await;
}

#[tokio::test]
async fn ratios_and_resolutions_become_sizes() {
    let server = server().await;
    let cases = [
        (json!({"aspect_ratio": "16:9"}), (1360, 768)),
        (json!({"aspect_ratio": "1:1", "resolution": "2k"}), (2048, 2048)),
        (json!({"aspect_ratio": "19.5:9", "resolution": "2k"}), (2048, 944)),
        (json!({"aspect_ratio": "9:20"}), (688, 1520)),
        (json!({"resolution": "1k"}), (1024, 1024)),
        (json!({"aspect_ratio": "auto"}), (1024, 1024)),
    ];
    for (extra, _) in &cases {
        let mut body = json!({"model": MODEL, "prompt": "a fox"});
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        let answer = server.post(GENERATE, &body).await;
        assert_eq!(answer.status, 200, "{}", answer.json());
    }
    let orders = server.engine.orders();
    for (order, (extra, expect)) in orders.iter().zip(&cases) {
        assert_eq!((order.params.size.width, order.params.size.height), *expect, "{extra}");
    }
    server.stop().await;
}

#[tokio::test]
async fn the_ai_sdk_is_recognised_by_its_fields_and_its_name() {
    let server = server().await;
    let full = json!({"model": MODEL, "prompt": "mountains", "n": 2, "response_format": "b64_json",
        "aspect_ratio": "1:1", "output_format": "jpeg", "sync_mode": true, "resolution": "1k",
        "quality": "low", "user": "u1"});
    let json = ai(&server, GENERATE, &full).await.json();
    assert_eq!(json["data"].as_array().unwrap().len(), 2, "{json}");
    let bytes = STANDARD.decode(json["data"][0]["b64_json"].as_str().unwrap()).unwrap();
    assert_eq!(ImageFormat::sniff(&bytes), Some(ImageFormat::Jpeg));
    assert_eq!(json["data"][0]["mime_type"], "image/jpeg");
    assert_eq!(server.engine.orders()[0].params.steps, 10);
    let plain = json!({"model": "sdxl", "prompt": "a fox", "n": 1, "response_format": "b64_json"});
    assert!(ai(&server, GENERATE, &plain).await.json()["usage"]["cost_in_usd_ticks"].is_u64());
    let openai = server.post(GENERATE, &plain).await.json();
    assert!(openai["usage"]["total_tokens"].is_u64(), "{openai}");
    server.stop().await;
}

#[tokio::test]
async fn one_picture_keeps_its_proportions_and_up_to_three_are_combined() {
    let server = server().await;
    let one = json!({"model": MODEL, "prompt": "as a sketch", "image": picture(640, 320),
        "aspect_ratio": "1:1"});
    assert_eq!(server.post(EDIT, &one).await.status, 200);
    let three = json!({"model": MODEL, "prompt": "combine", "aspect_ratio": "16:9",
        "images": [picture(256, 256), picture(256, 256), picture(256, 256)],
        "response_format": "b64_json"});
    let answer = server.post(EDIT, &three).await;
    assert!(answer.json()["data"][0]["b64_json"].is_string(), "{}", answer.json());
    let orders = server.engine.orders();
    let size = orders[0].params.size;
    assert_eq!((size.width, size.height), (1456, 720));
    assert_eq!((orders[0].params.references.len(), orders[1].params.references.len()), (0, 2));
    assert_eq!((orders[1].params.size.width, orders[1].params.size.height), (1360, 768));
    server.stop().await;
}

#[tokio::test]
async fn bad_requests_are_refused_in_its_own_shape_and_cost_nothing() {
    let server = server().await;
    let four = vec![picture(256, 256); 4];
    let cases = [
        (GENERATE, json!({"model": MODEL}), "prompt"),
        (GENERATE, json!({"model": MODEL, "prompt": ""}), "prompt"),
        (GENERATE, json!({"model": MODEL, "prompt": "a", "n": 11}), "`n`"),
        (GENERATE, json!({"model": MODEL, "prompt": "a", "n": -1}), "`n`"),
        (GENERATE, json!({"model": MODEL, "prompt": "a", "aspect_ratio": "7:5"}), "19.5:9"),
        (GENERATE, json!({"model": MODEL, "prompt": "a", "resolution": "4k"}), "1k, 2k"),
        (GENERATE, json!({"model": MODEL, "prompt": "a", "quality": "best"}), "quality"),
        (GENERATE, json!({"model": MODEL, "prompt": "a", "size": "1x1"}), "aspect_ratio"),
        (GENERATE, json!({"model": MODEL, "prompt": "a", "style": "vivid"}), "style"),
        (GENERATE, json!({"model": MODEL, "prompt": "a", "output_format": "gif"}), "output_format"),
        (GENERATE, json!({"model": MODEL, "prompt": "a", "response_format": "x"}), "b64_json"),
        (GENERATE, json!({"model": MODEL, "prompt": "a", "image_format": "x"}), "base64"),
        (GENERATE, json!({"model": MODEL, "prompt": "a", "colour": "red"}), "colour"),
        (EDIT, json!({"prompt": "a"}), "image"),
        (EDIT, json!({"prompt": "a", "images": []}), "from 1 to 3"),
        (EDIT, json!({"prompt": "a", "images": four}), "from 1 to 3"),
        (EDIT, json!({"prompt": "a", "image": {"url": "ftp://a"}}), "http(s)"),
        (EDIT, json!({"prompt": "a", "image": {"url": "data:image/png;base64,AAEC"}}), "image"),
        (EDIT, json!({"prompt": "a", "image": {"url": "http://a", "type": "x"}}), "image_url"),
        (EDIT, json!({"prompt": "a", "image": "http://a"}), "JSON body"),
        ("/v1/videos/generations", json!({"model": "v"}), "prompt"),
        ("/v1/videos/generations", json!({"prompt": "a", "duration": 16}), "duration"),
        ("/v1/videos/generations", json!({"prompt": "a", "resolution": "8k"}), "480p"),
        ("/v1/videos/generations", json!({"prompt": "a", "aspect_ratio": "1:9"}), "16:9"),
        ("/v1/videos/generations", json!({"prompt": "a", "image": {"url": "x"}}), "image"),
        ("/v1/videos/edits", json!({"prompt": "a", "video": {"url": "x"}}), "video.url"),
        ("/v1/videos/extensions", json!({"prompt": "a"}), "video"),
    ];
    for (path, body, words) in cases {
        let answer = server.post(path, &body).await;
        let json = answer.json();
        assert_eq!(answer.status, 400, "{path} {body}: {json}");
        let (code, error) = (json["code"].as_str().unwrap(), json["error"].as_str().unwrap());
        assert!(!code.is_empty() && error.contains(words), "{path} {body}: {error}");
    }
    assert!(server.engine.orders().is_empty());
    assert_eq!(spent(&server).await, 0.0);
    server.stop().await;
}

#[tokio::test]
async fn videos_are_refused_with_the_model_that_would_be_needed() {
    let server = server().await;
    let video = json!({"url": "https://a.example/a.mp4"});
    let cases = [
        (
            "/v1/videos/generations",
            json!({"model": "grok-imagine-video", "prompt": "a timelapse",
            "duration": 5, "aspect_ratio": "16:9", "resolution": "480p", "generate_audio": true,
            "reference_images": [picture(8, 8)], "last_frame": picture(8, 8), "user": "u",
            "keyframes": [{"image": picture(8, 8), "timestamp_s": 1.5}]}),
        ),
        ("/v1/videos/edits", json!({"model": "v", "prompt": "a", "video": video})),
        ("/v1/videos/extensions", json!({"prompt": "a", "video": video, "duration": 5})),
    ];
    for (path, body) in cases {
        let request = server.request("POST", path).bearer_auth(&server.key);
        let answer =
            server.send(request.header("idempotency-key", "aisdk_vid_1").json(&body)).await;
        let json = answer.json();
        // Not one of the statuses after which the AI SDK would ask again.
        assert_eq!((answer.status, json["code"].is_string()), (404, true), "{path}: {json}");
        assert!(json["error"].as_str().unwrap().contains("Wan"), "{json}");
    }
    let missing = server.get("/v1/videos/01890a5d-ac96-774b-bcce-b302099a8057").await;
    assert_eq!((missing.status, missing.json()["code"].is_string()), (404, true));
    server.stop().await;
}

#[tokio::test]
async fn models_and_the_key_are_shown_as_that_api_does() {
    let server = server().await;
    let models = server.get("/v1/image-generation-models").await.json();
    let model = &models["models"][0];
    assert_eq!((&model["id"], &model["image_price"]), (&json!("sdxl"), &json!(1)));
    let again = server.get("/v1/image-generation-models/sdxl").await.json();
    assert_eq!(&again, model);
    let missing = server.get("/v1/image-generation-models/nothing").await;
    assert_eq!((missing.status, missing.json()["code"].is_string()), (404, true));
    let key = server.get("/v1/api-key").await.json();
    assert!(
        server.key.starts_with(key["redacted_api_key"].as_str().unwrap().trim_end_matches('…'))
    );
    assert_eq!(key["api_key_disabled"], false);
    server.stop().await;
}

#[tokio::test]
async fn refusals_come_in_its_own_shape() {
    let server = server().await;
    let poor = server.poor_key(&[Scope::Generate]).await;
    let body = json!({"model": MODEL, "prompt": "a fox"});
    let send = async |key: &str, agent: &str| {
        let request = server.request("POST", GENERATE).bearer_auth(key);
        server.send(request.header("user-agent", agent).json(&body)).await
    };
    let wrong = send("wrong", "ai/6.0.326").await;
    assert_eq!((wrong.status, wrong.json()["code"].is_string()), (401, true));
    let broke = send(&poor, "curl/8").await;
    assert_eq!((broke.status, broke.json()["code"].is_string()), (402, true));
    server.engine.then(Script::Fail(EngineError::Failed("out of order".to_owned())));
    server.engine.then(Script::Fail(EngineError::Failed("out of order".to_owned())));
    server.engine.then(Script::Fail(EngineError::Failed("out of order".to_owned())));
    let failed = send(&server.key, "ai/6.0.326").await;
    assert_eq!((failed.status, spent(&server).await), (422, 0.0), "{}", failed.json());
    server.stop().await;
}
