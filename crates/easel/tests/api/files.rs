//! Produced files and their addresses.

use std::time::Duration;

use easel_testkit::TestServer;
use serde_json::json;

#[tokio::test]
async fn files_need_no_key_say_what_they_are_and_may_be_kept() {
    let server = TestServer::builder().start().await;
    let body = json!({"prompt": "Bar chart: a 1, b 2, c 3"});
    let job = server.post("/api/v1/generations", &body).await.json();
    let path = job["png_url"].as_str().unwrap().strip_prefix(&server.url("")).unwrap().to_owned();
    let file = server.send(server.request("GET", &path)).await;
    assert_eq!((file.status, file.header("content-type")), (200, "image/png"));
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    let etag = file.header("etag").to_owned();
    let again = server.send(server.request("GET", &path).header("if-none-match", etag)).await;
    assert_eq!((again.status, again.bytes.len()), (304, 0));
    let head = server.send(server.request("HEAD", &path)).await;
    assert_eq!((head.status, head.bytes.len()), (200, 0));
    server.stop().await;
}

#[tokio::test]
async fn addresses_that_are_no_file_are_not_found() {
    let server = TestServer::builder().start().await;
    let id = "art_0123456789abcdef0123456789abcdef";
    for name in [id, "x.png", &format!("{id}.png"), "..%2F..%2Feasel.db", &format!("{id}.exe")] {
        assert_eq!(server.get(&format!("/files/{name}")).await.status, 404, "{name}");
    }
    server.stop().await;
}

#[tokio::test]
async fn addresses_follow_the_host_header_unless_a_public_one_is_configured() {
    let server = TestServer::builder().start().await;
    let request = server.request("POST", "/api/v1/generations").bearer_auth(&server.key);
    let request = request.header("host", "pictures.example:8443");
    let answer = server.send(request.json(&json!({"prompt": "Bar chart: a 1, b 2"}))).await;
    let url = answer.json()["png_url"].as_str().unwrap().to_owned();
    assert!(url.starts_with("http://pictures.example:8443/files/art_"), "{url}");
    server.stop().await;
}

#[tokio::test]
async fn old_files_are_removed_and_their_job_stays() {
    let server = TestServer::builder().start().await;
    let body = json!({"prompt": "Bar chart: a 1, b 2, c 3"});
    let job = server.post("/api/v1/generations", &body).await.json();
    let path = job["png_url"].as_str().unwrap().strip_prefix(&server.url("")).unwrap().to_owned();
    server.clock.advance(Duration::from_hours(24 * 8));
    server.core.sweep().await;
    assert_eq!(server.get(&path).await.status, 404);
    let job = server.get(&format!("/api/v1/generations/{}", job["id"].as_str().unwrap())).await;
    assert_eq!((&job.json()["state"], &job.json()["images"]), (&json!("succeeded"), &json!([])));
    server.stop().await;
}
