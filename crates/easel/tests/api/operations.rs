//! Health, limits, request ids, documentation: what operators and their tools rely on.

use easel_testkit::TestServer;
use easel_types::ModelFamily;
use serde_json::{Value, json};

#[tokio::test]
async fn health_and_readiness_need_no_key() {
    let server = TestServer::builder().start().await;
    for path in ["/healthz", "/readyz", "/metrics", "/openapi.json", "/docs"] {
        assert_eq!(server.send(server.request("GET", path)).await.status, 200, "{path}");
    }
    server.stop().await;
}

#[tokio::test]
async fn every_other_call_of_the_document_needs_a_key() {
    let server = TestServer::builder().start().await;
    let document = server.get("/openapi.json").await.json();
    // The form of an upload carries a ticket instead, and a ping says nothing.
    let open = [
        "/healthz",
        "/readyz",
        "/metrics",
        "/files/{name}",
        "/api/rest/v1/uploads/{id}",
        "/internal/ping",
    ];
    // Their key stands in the body, which is missing here.
    let in_body = ["/task_create", "/task_result_query", "/task_cancel", "/resource_request"];
    let mut calls = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let concrete = path.replace("{id}", "x").replace("{name}", "x");
            let answer = server.send(server.request(&method.to_uppercase(), &concrete)).await;
            if in_body.contains(&path.as_str()) {
                assert_eq!(answer.status, 400, "{method} {path}");
                continue;
            }
            let guarded = !open.contains(&path.as_str());
            assert_eq!(answer.status == 401, guarded, "{method} {path}: {}", answer.status);
            assert_eq!(operation.get("security").is_some(), guarded, "{method} {path}");
            if guarded {
                let basic = path.starts_with("/sdapi/");
                let challenge = if basic { "Basic realm=\"Easel\"" } else { "Bearer" };
                assert_eq!(answer.header("www-authenticate"), challenge, "{method} {path}");
            }
            calls += 1;
        }
    }
    assert!(calls >= 25, "only {calls} calls are documented");
    server.stop().await;
}

#[tokio::test]
async fn wrong_keys_are_refused_in_the_dialects_shape() {
    let server = TestServer::builder().start().await;
    for header in ["Bearer wrong", "Bearer ", "Basic abc", "wrong", "Bearer\twrong"] {
        let request = server.request("GET", "/v1/account/balance").header("authorization", header);
        let answer = server.send(request).await;
        assert_eq!((answer.status, answer.json()["detail"].is_string()), (401, true), "{header}");
        let request = server.request("GET", "/api/v1/account").header("authorization", header);
        assert_eq!(server.send(request).await.json()["error"]["kind"], "unauthenticated");
    }
    server.stop().await;
}

#[tokio::test]
async fn request_ids_are_kept_if_plain_and_made_otherwise() {
    let server = TestServer::builder().start().await;
    let sent =
        server.send(server.request("GET", "/healthz").header("x-request-id", "abc-1.2_3")).await;
    assert_eq!(sent.header("x-request-id"), "abc-1.2_3");
    let made = server.send(server.request("GET", "/healthz").header("x-request-id", "a b")).await;
    assert!(made.header("x-request-id").starts_with("req_"), "{}", made.header("x-request-id"));
    server.stop().await;
}

#[tokio::test]
async fn a_key_that_asks_too_often_is_told_when_to_come_back() {
    let server = TestServer::builder()
        .settings(|settings| {
            settings.limits.requests_burst_max = 3;
            settings.limits.requests_per_minute_max = 6;
        })
        .start()
        .await;
    let mut answers = Vec::new();
    for _ in 0..5 {
        answers.push(server.get("/v1/account/balance").await);
    }
    let statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [200, 200, 200, 429, 429]);
    let wait: u64 = answers[4].header("retry-after").parse().unwrap();
    assert!((1..=10).contains(&wait), "{wait}");
    assert!(answers[4].json()["detail"].is_string());
    server.stop().await;
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_before_it_is_read() {
    let server = TestServer::builder()
        .model("m", ModelFamily::Sd1)
        .settings(|settings| settings.limits.body_bytes_max = 2_000)
        .start()
        .await;
    for path in ["/api/v1/generations", "/v1/image/generate"] {
        let answer = server.post(path, &json!({"prompt": "x".repeat(3_000)})).await;
        assert_eq!(answer.status, 413, "{path}");
        assert!(answer.json().to_string().contains("2000 bytes"));
    }
    server.stop().await;
}

#[tokio::test]
async fn unknown_addresses_and_methods_get_json() {
    let server = TestServer::builder().start().await;
    let missing = server.get("/nowhere").await;
    assert_eq!((missing.status, &missing.json()["error"]["kind"]), (404, &json!("not_found")));
    let method = server.delete("/api/v1/account").await;
    assert_eq!((method.status, method.json()["error"]["message"].is_string()), (405, true));
    server.stop().await;
}

#[tokio::test]
async fn the_document_describes_every_field_that_is_sent() {
    let server = TestServer::builder().start().await;
    let document = server.get("/openapi.json").await.json();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let mut undescribed: Vec<String> = Vec::new();
    for (name, schema) in schemas {
        for (field, value) in schema["properties"].as_object().into_iter().flatten() {
            if described(value).is_none() {
                undescribed.push(format!("{name}.{field}"));
            }
        }
    }
    assert_eq!(undescribed, Vec::<String>::new());
    server.stop().await;
}

fn described(field: &Value) -> Option<&str> {
    field["description"].as_str().or_else(|| {
        field["oneOf"].as_array()?.iter().find_map(|option| option["description"].as_str())
    })
}

#[tokio::test]
async fn double_slashes_lead_to_the_same_place() {
    let server = TestServer::builder().start().await;
    for path in ["//v1/models", "/v1//account///balance", "//healthz?x=//y"] {
        assert_eq!(server.get(path).await.status, 200, "{path}");
    }
    server.stop().await;
}

#[tokio::test]
async fn addresses_that_cannot_be_decoded_get_the_dialects_error() {
    let server = TestServer::builder().start().await;
    for (path, status) in
        [("/v1/image/%ff", 404), ("/api/v1/generations/%ff", 400), ("/files/%ff", 404)]
    {
        let answer = server.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.json().is_object(), "{path}");
    }
    let missing = server.get("/v1/account/nowhere").await;
    assert_eq!((missing.status, missing.json()["detail"].is_string()), (404, true));
    server.stop().await;
}

#[tokio::test]
async fn invented_methods_do_not_grow_the_metrics() {
    let server = TestServer::builder().start().await;
    let answer = server.send(server.request("BREW", "/healthz")).await;
    assert_eq!((answer.status, answer.json()["error"]["message"].is_string()), (405, true));
    server.stop().await;
}
