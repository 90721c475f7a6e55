//! The PixelAPI dialect: the documented shapes and the quirks of its two Python packages.

use easel_engine::EngineError;
use easel_testkit::{Script, TestServer};
use easel_types::{ModelFamily, Scope};
use serde_json::{Value, json};

async fn server() -> TestServer {
    TestServer::builder().model("sdxl", ModelFamily::Sdxl).start().await
}

fn names(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
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
