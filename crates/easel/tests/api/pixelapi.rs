//! The PixelAPI dialect: the documented shapes and the quirks of its two Python packages.

use easel_engine::EngineError;
use easel_testkit::{Script, TestServer};
use easel_types::{ModelFamily, Scope};
use serde_json::{Value, json};

async fn server() -> TestServer {
    TestServer::builder().model("sdxl", ModelFamily::Sdxl).start().await
}

fn names(value: &Value) -> Vec<&str> {
    let mut names: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

async fn polled(server: &TestServer, id: &str) -> Value {
    server.finished(id).await;
    server.get(&format!("/v1/image/{id}")).await.json()
}

#[tokio::test]
async fn smart_generate_answers_instant_kinds_as_documented() {
    let server = server().await;
    for (prompt, intent, credits) in [
        (
            "An infographic about the water cycle with evaporation, condensation, precipitation",
            "smart-infographic",
            5.0,
        ),
        ("A bar chart showing Q1-Q4 sales growth", "smart-chart", 3.0),
        ("Flowchart of order processing: receive, check, ship", "smart-diagram", 3.0),
    ] {
        let body = json!({"prompt": prompt, "width": 512, "height": "512"});
        let answer = server.post("/v1/image/smart-generate", &body).await;
        let json = answer.json();
        assert_eq!(
            (answer.status, &json["status"]),
            (200, &json!("completed")),
            "{prompt}: {json}"
        );
        assert_eq!((&json["intent"], &json["credits_used"]), (&json!(intent), &json!(credits)));
        assert!(json["output_url"].as_str().unwrap().starts_with("http://"));
        assert!(json.get("enhanced_prompt").is_none(), "{json}");
    }
    server.stop().await;
}

#[tokio::test]
async fn smart_generate_queues_logos_and_images_and_polling_says_pending_then_completed() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let body = json!({"prompt": "A minimalist coffee shop logo with cup and steam"});
    let json = server.post("/v1/image/smart-generate", &body).await.json();
    assert_eq!((&json["status"], &json["intent"]), (&json!("queued"), &json!("smart-logo")));
    assert_eq!(json["credits_used"], 2.0);
    assert!(json.get("output_url").is_none());
    assert!(json["enhanced_prompt"].as_str().unwrap().contains("coffee shop logo"));
    assert!(json["estimated_seconds"].as_f64().unwrap() > 0.0);
    server.engine.started().await;
    let id = json["generation_id"].as_str().unwrap();
    let waiting = server.get(&format!("/v1/image/{id}")).await.json();
    assert!(["pending", "processing"].contains(&waiting["status"].as_str().unwrap()));
    server.engine.release();
    let done = polled(&server, id).await;
    assert_eq!((&done["status"], &done["width"]), (&json!("completed"), &json!(1024)));
    assert_eq!((&done["id"], &done["generation_id"]), (&json!(id), &json!(id)));
    server.stop().await;
}

#[tokio::test]
async fn generate_takes_what_the_packages_send() {
    let server = server().await;
    let body = json!({"prompt": "a cat in space", "model": "sdxl", "width": 768, "height": 512,
        "negative_prompt": "dog", "seed": 7, "steps": 20, "guidance_scale": 7.0});
    let json = server.post("/v1/image/generate", &body).await.json();
    assert_eq!((&json["status"], &json["credits_used"]), (&json!("pending"), &json!(0.375)));
    let done = polled(&server, json["id"].as_str().unwrap()).await;
    assert_eq!((&done["seed"], &done["model"]), (&json!(7), &json!("sdxl")));
    assert_eq!(done["progress"], 100);
    let order = server.engine.orders().remove(0);
    assert_eq!((order.params.negative_prompt.as_str(), order.params.guidance_scale), ("dog", 7.0));
    server.stop().await;
}

/// The address of a drawn chart: a picture with a plain ground, of 512 x 512 pixels.
async fn drawn(server: &TestServer) -> String {
    let body = json!({"prompt": "Bar chart: a 1, b 2", "width": 512, "height": 512});
    let json = server.post("/v1/image/smart-generate", &body).await.json();
    json["output_url"].as_str().unwrap().to_owned()
}

async fn pixels(server: &TestServer, url: &Value) -> image::RgbaImage {
    let path = url.as_str().unwrap().strip_prefix(&server.url("")).unwrap();
    image::load_from_memory(&server.get(path).await.bytes).unwrap().into_rgba8()
}

#[tokio::test]
async fn a_plain_background_is_removed_at_once() {
    let server = server().await;
    let body = json!({"image_url": drawn(&server).await});
    let json = server.post("/v1/image/remove-background", &body).await.json();
    assert_eq!(
        (&json["status"], &json["model"]),
        (&json!("completed"), &json!("remove-background"))
    );
    assert_eq!((&json["credits_used"], &json["width"]), (&json!(1.0), &json!(512)));
    let picture = pixels(&server, &json["output_url"]).await;
    assert_eq!(picture.get_pixel(0, 0).0[3], 0);
    assert!(picture.pixels().any(|pixel| pixel.0[3] == 255));
    let again = server.get(&format!("/v1/image/{}", json["id"].as_str().unwrap())).await.json();
    assert_eq!(again["output_url"], json["output_url"]);
    server.stop().await;
}

#[tokio::test]
async fn a_picture_is_made_larger_by_a_factor_within_the_limits() {
    let server = server().await;
    let url = drawn(&server).await;
    for (scale, side) in [(None, 1024), (Some(3), 1536)] {
        let mut body = json!({"image_url": url});
        if let Some(scale) = scale {
            body["scale"] = json!(scale);
        }
        let json = server.post("/v1/image/upscale", &body).await.json();
        assert_eq!(
            (&json["status"], &json["width"]),
            (&json!("completed"), &json!(side)),
            "{json}"
        );
        assert_eq!(pixels(&server, &json["output_url"]).await.dimensions(), (side, side));
    }
    let before = server.audit().await.captured;
    let large =
        server.post("/v1/image/upscale", &json!({"image_url": url, "scale": 8})).await.json();
    let url = &large["output_url"];
    let refused = server.post("/v1/image/upscale", &json!({"image_url": url, "scale": 2})).await;
    assert_eq!(refused.status, 400, "{}", refused.json());
    assert!(refused.json()["detail"].as_str().unwrap().contains("4096"));
    assert_eq!(server.audit().await.captured.as_micros() - before.as_micros(), 500_000);
    server.stop().await;
}

#[tokio::test]
async fn an_object_is_painted_over_where_the_mask_is_white() {
    let server = server().await;
    let url = drawn(&server).await;
    let body = json!({"image_url": url, "mask_url": url});
    let json = server.post("/v1/image/remove-object", &body).await.json();
    assert_eq!(json["status"], "pending", "{json}");
    let done = polled(&server, json["id"].as_str().unwrap()).await;
    assert_eq!(done["status"], "completed", "{done}");
    let order = server.engine.orders().remove(0);
    assert!(order.params.mask.is_some() && order.params.init.is_some());
    assert!(order.params.prompt.contains("nothing there"), "{}", order.params.prompt);
    server.stop().await;
}

#[tokio::test]
async fn another_background_is_painted_around_a_subject_on_a_plain_one() {
    let server = server().await;
    let body = json!({"image_url": drawn(&server).await, "prompt": "marble table"});
    let json = server.post("/v1/image/replace-background", &body).await.json();
    let done = polled(&server, json["id"].as_str().unwrap()).await;
    assert_eq!((&done["status"], &done["prompt"]), (&json!("completed"), &json!("marble table")));
    let order = server.engine.orders().remove(0);
    assert!(order.params.mask.is_some() && order.params.init.is_some());
    // A busy picture: its subject cannot be told from its background.
    let busy = image::RgbaImage::from_fn(64, 64, |x, y| {
        let noise = (x * 7919 + y * 104_729).wrapping_mul(2_654_435_761).to_le_bytes();
        image::Rgba([noise[0], noise[1], noise[2], 255])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    busy.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let png = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, png.into_inner());
    let url = format!("data:image/png;base64,{png}");
    let before = server.audit().await;
    for (path, body) in [
        ("/v1/image/replace-background", json!({"image_url": url, "prompt": "a beach"})),
        ("/v1/image/remove-background", json!({"image_url": url})),
    ] {
        let answer = server.post(path, &body).await;
        let json = answer.json();
        assert_eq!((answer.status, &json["param"]), (503, &json!("image_url")), "{json}");
        assert!(json["detail"].as_str().unwrap().contains("plain background"), "{json}");
    }
    assert_eq!(server.audit().await.captured, before.captured);
    server.stop().await;
}

#[tokio::test]
async fn guidance_zero_means_none_and_a_seed_of_minus_one_a_random_one() {
    let server = server().await;
    let body = json!({"prompt": "a cat", "guidance_scale": 0.0, "seed": -1});
    let first = server.post("/v1/image/generate", &body).await.json();
    let second = server.post("/v1/image/generate", &body).await.json();
    for job in [&first, &second] {
        polled(&server, job["id"].as_str().unwrap()).await;
    }
    let orders = server.engine.orders();
    assert_eq!((orders[0].params.guidance_scale, orders.len()), (1.0, 2));
    assert_ne!(orders[0].params.seed, orders[1].params.seed);
    server.stop().await;
}

#[tokio::test]
async fn a_failure_is_told_under_both_names_and_costs_nothing() {
    let server = server().await;
    server.engine.then(Script::Fail(EngineError::ModelUnusable("the file is cut off".to_owned())));
    let json = server.post("/v1/image/generate", &json!({"prompt": "a cat"})).await.json();
    let failed = polled(&server, json["id"].as_str().unwrap()).await;
    assert_eq!((&failed["status"], &failed["credits_used"]), (&json!("failed"), &json!(0.0)));
    assert!(failed["error"].as_str().unwrap().contains("the file is cut off"));
    assert_eq!(failed["error"], failed["error_message"]);
    server.stop().await;
}

#[tokio::test]
async fn a_cancelled_generation_is_failed_in_words_the_packages_know() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let json = server.post("/v1/image/generate", &json!({"prompt": "a cat"})).await.json();
    let id = json["id"].as_str().unwrap();
    server.delete(&format!("/api/v1/generations/{id}")).await;
    let failed = polled(&server, id).await;
    assert_eq!(failed["status"], "failed");
    assert!(failed["error_message"].as_str().unwrap().contains("cancelled"));
    server.stop().await;
}

#[tokio::test]
async fn balance_and_usage_show_what_was_spent() {
    let server = server().await;
    server.post("/v1/image/smart-generate", &json!({"prompt": "Pie chart: a 1, b 2"})).await;
    let balance = server.get("/v1/account/balance").await.json();
    assert_eq!(
        (&balance["credits_remaining"], &balance["credits_held"]),
        (&json!(999_997.0), &json!(0.0))
    );
    let usage = server.get("/v1/account/usage?limit=5&days=30").await.json();
    assert_eq!((&usage["count"], &usage["total_credits_used"]), (&json!(1), &json!(3.0)));
    assert_eq!(usage["generations"][0]["intent"], "smart-chart");
    server.stop().await;
}

#[tokio::test]
async fn models_are_listed_for_both_kinds_of_client() {
    let server = server().await;
    let models = server.get("/v1/models").await.json();
    assert_eq!(names(&models), ["data", "models", "object"]);
    assert_eq!((&models["object"], &models["data"][0]["id"]), (&json!("list"), &json!("sdxl")));
    assert_eq!(
        (&models["models"][0]["credits"], &models["models"][0]["default_steps"]),
        (&json!(1.0), &json!(20))
    );
    server.stop().await;
}

#[tokio::test]
async fn errors_have_a_detail_and_the_documented_status() {
    let server = server().await;
    let poor = server.poor_key(&[Scope::Generate]).await;
    let chart = json!({"prompt": "Pie chart: a 1, b 2"});
    let path = "/v1/image/smart-generate";
    let anonymous = server.send(server.request("POST", path).json(&chart)).await;
    let without_credits =
        server.send(server.request("POST", path).bearer_auth(poor).json(&chart)).await;
    let cases = [
        (server.post(path, &json!({"prompt": "a", "width": 99})).await, 400),
        (anonymous, 401),
        (without_credits, 402),
        (server.get("/v1/image/unknown").await, 404),
        (server.post(path, &json!({"width": 512})).await, 422),
    ];
    for (answer, status) in cases {
        assert_eq!(answer.status, status, "{}", answer.json());
        assert!(answer.json()["detail"].is_string(), "{}", answer.json());
    }
    server.stop().await;
}

#[tokio::test]
async fn a_repeated_request_under_one_key_is_one_generation() {
    let server = server().await;
    let send = async |prompt: &str| {
        let request = server.request("POST", "/v1/image/generate").bearer_auth(&server.key);
        server.send(request.header("Idempotency-Key", "k").json(&json!({"prompt": prompt}))).await
    };
    let first = send("a cat").await.json();
    assert_eq!(send("a cat").await.json()["id"], first["id"]);
    assert_eq!(send("a dog").await.status, 409);
    server.finished(first["id"].as_str().unwrap()).await;
    server.stop().await;
}
