//! Keys and scopes.

use easel_testkit::TestServer;
use easel_types::Scope;
use serde_json::json;

#[tokio::test]
async fn a_key_is_shown_once_works_and_can_be_revoked() {
    let server = TestServer::builder().start().await;
    let made = server.post("/api/v1/keys", &json!({"name": "laptop"})).await;
    assert_eq!(made.status, 201);
    let made = made.json();
    let secret = made["secret"].as_str().unwrap();
    assert!(secret.starts_with("esl_") && secret.len() == 44, "{secret}");
    assert_eq!(made["scopes"], json!(["generate"]));
    let account =
        async || server.send(server.request("GET", "/api/v1/account").bearer_auth(secret)).await;
    assert_eq!(account().await.json()["credits_available"], 1_000_000.0);
    let list = server.get("/api/v1/keys").await.json();
    assert_eq!(list["keys"].as_array().unwrap().len(), 2);
    assert!(!list.to_string().contains(secret), "secrets are not stored");
    let path = format!("/api/v1/keys/{}", made["id"].as_str().unwrap());
    assert_eq!(server.delete(&path).await.status, 204);
    assert_eq!(account().await.status, 401);
    assert_eq!(server.delete(&path).await.status, 404);
    server.stop().await;
}

#[tokio::test]
async fn a_key_for_a_new_account_shares_nothing() {
    let server = TestServer::builder().start().await;
    let body = json!({"name": "guest", "new_account": true, "scopes": ["generate"]});
    let made = server.post("/api/v1/keys", &body).await.json();
    let secret = made["secret"].as_str().unwrap();
    let account = server.send(server.request("GET", "/api/v1/account").bearer_auth(secret)).await;
    assert_eq!(account.json()["credits_available"], 0.0);
    server.stop().await;
}

#[tokio::test]
async fn managing_keys_needs_the_scope_admin() {
    let server = TestServer::builder().start().await;
    let key = server.poor_key(&[Scope::Generate]).await;
    for (method, path) in
        [("GET", "/api/v1/keys"), ("POST", "/api/v1/keys"), ("DELETE", "/api/v1/keys/x")]
    {
        let request = server.request(method, path).bearer_auth(&key).json(&json!({"name": "x"}));
        let answer = server.send(request).await;
        assert_eq!((answer.status, &answer.json()["error"]["kind"]), (403, &json!("forbidden")));
    }
    server.stop().await;
}

#[tokio::test]
async fn making_pictures_needs_the_scope_generate() {
    let server = TestServer::builder().start().await;
    let key = server.poor_key(&[Scope::Admin]).await;
    let request = server.request("POST", "/v1/image/smart-generate").bearer_auth(&key);
    let answer = server.send(request.json(&json!({"prompt": "Bar chart: a 1, b 2"}))).await;
    assert_eq!((answer.status, answer.json()["detail"].is_string()), (403, true));
    server.stop().await;
}

#[tokio::test]
async fn the_ledger_shows_what_was_spent_on_what() {
    let server = TestServer::builder().start().await;
    let job =
        server.post("/api/v1/generations", &json!({"prompt": "Pie chart: a 1, b 2"})).await.json();
    let entries = server.get("/api/v1/usage?limit=10").await.json()["entries"].clone();
    let kinds: Vec<_> = entries.as_array().unwrap().iter().map(|e| e["kind"].clone()).collect();
    assert_eq!(kinds, ["capture", "hold", "grant"]);
    assert_eq!(entries[0]["generation_id"], job["id"]);
    assert_eq!(entries[1]["available_delta"], -3.0);
    server.stop().await;
}
