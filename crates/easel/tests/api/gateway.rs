//! Chats that ask for a prompt, as Heurist's SDK sends them to its language model.

use easel_testkit::TestServer;
use serde_json::{Value, json};

const PATH: &str = "/chat/completions";

async fn server() -> TestServer {
    TestServer::builder().start().await
}

/// The message of the SDK, shortened to what it is recognised by.
fn message(description: &str) -> String {
    format!(
        "Create a detailed visual prompt following these guidelines:\n    KEY REQUIREMENTS:\n    \
         - be brief\n\n    CORE IMAGE DESCRIPTION:\n    \"{description}\"\n    \n\nReturn only the \
         final prompt without any explanations or quotes."
    )
}

fn chat(content: &Value) -> Value {
    json!({"model": "mistralai/mixtral-8x7b-instruct", "temperature": 0.7, "max_tokens": 200,
        "messages": [{"role": "system", "content": "You write prompts."},
            {"role": "user", "content": content}]})
}

#[tokio::test]
async fn a_chat_that_asks_for_a_prompt_gets_one_free_of_charge() {
    let server = server().await;
    let body = chat(&json!(message("a lighthouse at dusk")));
    for path in [PATH, "/v1/chat/completions"] {
        let answer = server.post(path, &body).await;
        let json = answer.json();
        assert_eq!((answer.status, &json["object"]), (200, &json!("chat.completion")), "{json}");
        assert_eq!(json["model"], "mistralai/mixtral-8x7b-instruct");
        let choice = &json["choices"][0];
        assert_eq!((&choice["finish_reason"], &choice["index"]), (&json!("stop"), &json!(0)));
        let content = choice["message"]["content"].as_str().unwrap();
        assert!(content.to_lowercase().contains("lighthouse at dusk"), "{content}");
        let usage = &json["usage"];
        assert_eq!(
            usage["total_tokens"].as_u64().unwrap(),
            usage["prompt_tokens"].as_u64().unwrap() + usage["completion_tokens"].as_u64().unwrap()
        );
    }
    assert_eq!(server.audit().await.captured.as_micros(), 0);
    server.stop().await;
}

#[tokio::test]
async fn a_message_in_parts_is_the_same_message() {
    let server = server().await;
    let text = message("a lighthouse at dusk");
    let whole = server.post(PATH, &chat(&json!(text))).await.json();
    let parts = json!([{"type": "text", "text": text[..40]}, {"type": "text", "text": text[40..]}]);
    let parts = server.post(PATH, &chat(&parts)).await.json();
    assert_eq!(whole["choices"], parts["choices"]);
    server.stop().await;
}

#[tokio::test]
async fn a_stream_says_the_same_in_pieces() {
    let server = server().await;
    let mut body = chat(&json!(message("a lighthouse at dusk")));
    let whole = server.post(PATH, &body).await.json();
    body["stream"] = json!(true);
    body["stream_options"] = json!({"include_usage": true});
    let answer = server.post(PATH, &body).await;
    assert_eq!(answer.header("content-type"), "text/event-stream");
    let text = String::from_utf8(answer.bytes).unwrap();
    let events: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("data: ")).collect();
    assert_eq!(events.last(), Some(&"[DONE]"));
    let chunks: Vec<Value> = events[..events.len() - 1]
        .iter()
        .map(|event| serde_json::from_str(event).unwrap())
        .collect();
    let said: String = chunks
        .iter()
        .filter_map(|chunk| chunk["choices"][0]["delta"]["content"].as_str())
        .collect();
    assert_eq!(whole["choices"][0]["message"]["content"], said);
    assert_eq!(chunks[chunks.len() - 2]["choices"][0]["finish_reason"], "stop");
    assert_eq!(chunks[chunks.len() - 1]["usage"], whole["usage"]);
    server.stop().await;
}

#[tokio::test]
async fn another_chat_is_refused_once_and_for_all() {
    let server = server().await;
    for content in ["Tell me a joke.", "", &"x".repeat(500_000)] {
        let answer = server.post(PATH, &chat(&json!(content))).await;
        let json = answer.json();
        assert_eq!((answer.status, answer.header("x-should-retry")), (503, "false"), "{json}");
        assert_eq!(json["error"]["code"], "model_unavailable");
        assert!(json["error"]["message"].as_str().unwrap().contains("no language model"));
    }
    server.stop().await;
}

#[tokio::test]
async fn chats_that_cannot_be_used_are_refused_by_name() {
    let server = server().await;
    let with = |field: &str, value: Value| {
        let mut body = chat(&json!(message("a fox")));
        body[field] = value;
        body
    };
    let cases = [
        (json!({}), 400, "model"),
        (json!({"model": "m", "messages": []}), 400, "messages"),
        (json!({"model": "m", "messages": [{"role": "user"}]}), 400, "content"),
        (json!({"model": "m", "messages": [{"role": "robot", "content": "x"}]}), 400, "robot"),
        (json!({"model": "m", "messages": "x"}), 400, "JSON body"),
        (chat(&json!([{"type": "image_url", "image_url": {"url": "http://x"}}])), 422, "image_url"),
        (chat(&json!(message(""))), 400, "description"),
        (with("n", json!(2)), 422, "`n`"),
        (with("response_format", json!({"type": "json_object"})), 422, "response_format"),
        (with("tools", json!([{"type": "function"}])), 422, "tools"),
        (with("tool_choice", json!("required")), 422, "tool_choice"),
        (with("logprobs", json!(true)), 422, "logprobs"),
        (with("stream_options", json!({"include_usage": true})), 422, "stream_options"),
        (with("telepathy", json!(true)), 400, "telepathy"),
    ];
    for (body, status, words) in cases {
        let answer = server.post(PATH, &body).await;
        let json = answer.json();
        assert_eq!(answer.status, status, "{words}: {json}");
        let text = json["error"]["message"].as_str().unwrap();
        assert!(text.contains(words), "{words}: {text}");
        assert!(json["error"]["type"].is_string());
    }
    let body = chat(&json!(message("a fox")));
    let anonymous = server.send(server.request("POST", PATH).json(&body)).await;
    assert_eq!(anonymous.status, 401);
    assert_eq!(anonymous.json()["error"]["type"], "authentication_error");
    let missing = server.get("/v1/chat/models").await;
    assert_eq!((missing.status, &missing.json()["error"]["code"]), (404, &json!("not_found")));
    server.stop().await;
}
