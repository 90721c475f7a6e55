//! The policy step as clients see it: refused in each dialect's own form, nothing charged, nothing
//! stored, nothing handed to an engine. What is refused is tested where the policy lives.

use std::sync::Arc;

use easel_core::{Category, Policy, Safety};
use easel_grpc::proto::GenerateImageRequest;
use easel_grpc::proto::image_client::ImageClient;
use easel_testkit::{Answer, TestServer};
use easel_types::ModelFamily;
use serde_json::{Value, json};
use tonic::Request;
use tonic::transport::Channel;

/// Refused by default.
const REFUSED: &str = "a swastika flag on a wall";
/// Refused always.
const NEVER: &str = "a naked child";

async fn server() -> TestServer {
    TestServer::builder().model("sdxl", ModelFamily::Sdxl).start().await
}

async fn server_with(policy: Policy) -> TestServer {
    let safety = Safety { policy: Arc::new(policy), log_prompts: false };
    let server = TestServer::builder().model("sdxl", ModelFamily::Sdxl);
    server.settings(|settings| settings.safety = safety).start().await
}

/// Posts and checks the status; gives the answer's JSON.
async fn refused(server: &TestServer, path: &str, body: &Value, status: u16) -> Value {
    let answer = server.post(path, body).await;
    checked(&answer, status, path)
}

fn checked(answer: &Answer, status: u16, what: &str) -> Value {
    let text = String::from_utf8_lossy(&answer.bytes).into_owned();
    assert_eq!(answer.status, status, "{what}: {text}");
    assert!(!text.contains("swastika") && !text.contains("naked"), "{what}: {text}");
    answer.json()
}

/// No job, no hold, no charge, no order for the engine; then the server stops.
async fn left_no_trace(server: TestServer) {
    let audit = server.audit().await;
    assert_eq!((audit.captured, audit.held, audit.open_holds), Default::default());
    let jobs = server.get("/api/v1/generations").await.json();
    assert!(!jobs.to_string().contains("job_"), "{jobs}");
    assert!(server.engine.orders().is_empty());
    server.stop().await;
}

#[tokio::test]
async fn the_native_api_names_the_kind_and_the_parameter() {
    let server = server().await;
    let spec = json!({"type": "chart", "kind": "bar", "title": "Heil Hitler",
        "categories": ["a", "b"], "series": [{"values": [1, 2]}], "source": "prompt"});
    let node = "flowchart LR; a[Sieg heil] --> b";
    for (path, body, param) in [
        ("/api/v1/generations", json!({"prompt": REFUSED}), "prompt"),
        ("/api/v1/generations", json!({"prompt": NEVER, "enhance": false}), "prompt"),
        ("/api/v1/generations", json!({"spec": spec}), "spec"),
        ("/api/v1/generations", json!({"source": node}), "source"),
        ("/api/v1/render", json!({"spec": spec}), "spec"),
        ("/api/v1/understand", json!({"prompt": REFUSED}), "prompt"),
    ] {
        let json = refused(&server, path, &body, 422).await;
        let error = &json["error"];
        assert_eq!(error["kind"], "content_rejected", "{json}");
        assert_eq!(error["param"], param, "{json}");
    }
    left_no_trace(server).await;
}

#[tokio::test]
async fn openai_says_moderation_blocked() {
    let server = server().await;
    for more in [json!({}), json!({"stream": true})] {
        let mut body = json!({"prompt": REFUSED, "model": "gpt-image-1", "size": "1024x1024"});
        body["stream"] = more["stream"].clone();
        let json = refused(&server, "/v1/images/generations", &body, 400).await;
        let error = &json["error"];
        assert_eq!(
            (&error["type"], &error["code"]),
            (&json!("image_generation_user_error"), &json!("moderation_blocked")),
            "{json}"
        );
    }
    left_no_trace(server).await;
}

#[tokio::test]
async fn xai_answers_pictures_that_do_not_respect_moderation() {
    let server = server().await;
    let body = json!({"model": "grok-imagine-image", "prompt": REFUSED, "n": 2,
        "aspect_ratio": "1:1"});
    let answer = server.post("/v1/images/generations", &body).await;
    let json = answer.json();
    assert_eq!(answer.status, 200, "{json}");
    let shown = json["data"].as_array().unwrap();
    assert_eq!(shown.len(), 2);
    for picture in shown {
        assert_eq!(picture["respect_moderation"], false, "{json}");
        assert!(picture["url"].is_null() && picture["b64_json"].is_null(), "{json}");
    }
    left_no_trace(server).await;
}

#[tokio::test]
async fn leonardo_pixelapi_heurist_and_smartgen_refuse_in_their_own_shapes() {
    let server = server().await;
    let leonardo = json!({"prompt": REFUSED, "width": 512, "height": 512, "num_images": 1});
    let json = refused(&server, "/api/rest/v1/generations", &leonardo, 400).await;
    assert_eq!((&json["code"], &json["path"]), (&json!("content_rejected"), &json!("$.prompt")));
    for path in ["/v1/image/generate", "/v1/image/smart-generate"] {
        let json = refused(&server, path, &json!({"prompt": REFUSED}), 400).await;
        assert_eq!(json["error"], "content_rejected", "{json}");
        assert!(json["detail"].as_str().unwrap().contains("content policy"), "{json}");
    }
    let heurist = json!({"job_id": "a", "model_input": {"SD": {"prompt": REFUSED}},
        "model_type": "SD", "model_id": "sdxl", "deadline": 30, "priority": 1});
    let json = refused(&server, "/submit_job", &heurist, 422).await;
    assert_eq!((&json["error"], &json["code"]), (&json!("content_rejected"), &json!(422)));
    for only in [true, false] {
        let body = json!({"description": REFUSED, "param_only": only});
        let json = refused(&server, "/v1/smartgen", &body, 422).await;
        assert!(json.to_string().contains("content_rejected"), "{json}");
    }
    let must = json!({"description": "a wall", "must_include": "a swastika", "param_only": true});
    refused(&server, "/v1/smartgen", &must, 422).await;
    let improve = json!({"prompt": REFUSED});
    refused(&server, "/api/rest/v1/prompt/improve", &improve, 400).await;
    left_no_trace(server).await;
}

#[tokio::test]
async fn the_sd_api_and_chats_refuse_in_their_own_shapes() {
    let server = server().await;
    let body = json!({"prompt": REFUSED, "width": 512, "height": 512, "steps": 2});
    let request = server.request("POST", "/sdapi/v1/txt2img");
    let answer = server.send(request.basic_auth("user", Some(&server.key)).json(&body)).await;
    let json = checked(&answer, 422, "txt2img");
    assert_eq!(json["error"], "content_rejected", "{json}");
    let content = format!(
        "Create a detailed visual prompt following these guidelines:\n    KEY REQUIREMENTS:\n    \
         - be brief\n\n    CORE IMAGE DESCRIPTION:\n    \"{REFUSED}\"\n    \n\nReturn only the \
         final prompt without any explanations or quotes."
    );
    let chat = json!({"model": "any", "messages": [{"role": "user", "content": content}]});
    let json = refused(&server, "/chat/completions", &chat, 400).await;
    assert_eq!(json["error"]["code"], "content_rejected", "{json}");
    left_no_trace(server).await;
}

#[tokio::test]
async fn grpc_answers_a_picture_that_does_not_respect_moderation() {
    let server = server().await;
    let channel = Channel::from_shared(server.url("")).unwrap().connect().await.unwrap();
    let mut client = ImageClient::new(channel);
    let mut request = Request::new(GenerateImageRequest {
        prompt: REFUSED.to_owned(),
        model: "grok-imagine-image".to_owned(),
        n: Some(2),
        ..GenerateImageRequest::default()
    });
    let bearer = format!("Bearer {}", server.key).parse().unwrap();
    request.metadata_mut().insert("authorization", bearer);
    let answer = client.generate_image(request).await.unwrap().into_inner();
    assert_eq!(answer.images.len(), 2);
    assert!(answer.images.iter().all(|image| !image.respect_moderation && image.image.is_none()));
    left_no_trace(server).await;
}

#[tokio::test]
async fn an_operator_allows_categories_and_blocks_terms_but_never_allows_minors() {
    let server =
        server_with(Policy::new([], &["Acme".to_owned()], &["naked child".to_owned()])).await;
    for prompt in [NEVER, "the ACMÉ logo", "the a-c-m-e logo"] {
        let json = refused(&server, "/api/v1/generations", &json!({"prompt": prompt}), 422).await;
        assert_eq!(json["error"]["kind"], "content_rejected", "{prompt}: {json}");
    }
    let inverted = json!({"prompt": "a child in a garden", "negative_prompt": "clothes"});
    refused(&server, "/api/v1/generations", &inverted, 422).await;
    assert_eq!(server.engine.orders().len(), 0);
    let answer = server.post("/api/v1/generations", &json!({"prompt": REFUSED})).await;
    assert_eq!(answer.status, 202, "{}", answer.json());
    server.finished(answer.json()["id"].as_str().unwrap()).await;
    server.stop().await;
}

#[tokio::test]
async fn usual_negative_prompts_refuse_nothing() {
    let server = server_with(Policy::new(Category::DEFAULT, &[], &[])).await;
    let body = json!({"prompt": "a woman reading in a garden",
        "negative_prompt": "nsfw, nude, child, blurry, extra fingers"});
    let answer = server.post("/api/v1/generations", &body).await;
    assert_eq!(answer.status, 202, "{}", answer.json());
    server.finished(answer.json()["id"].as_str().unwrap()).await;
    server.stop().await;
}
