//! An endpoint that speaks the OpenAI chat protocol, well and badly.

#![expect(clippy::unwrap_used, reason = "a failure here is a failed test")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use easel_core::language_model::{LanguageModel as _, NoReply, Question, Reply, Role, Turn};
use easel_llm::{Guard, Guarded, RemoteModel, RemoteOptions, ShapeForm};
use serde_json::{Value, json};
use tokio::sync::mpsc;

/// What the endpoint answers, and what it was asked.
#[derive(Clone)]
struct Mock {
    answer: Arc<dyn Fn() -> Response + Send + Sync>,
    asked: Arc<Mutex<Vec<(HeaderMap, Value)>>>,
}

async fn chat(State(mock): State<Mock>, headers: HeaderMap, body: Bytes) -> Response {
    mock.asked.lock().unwrap().push((headers, serde_json::from_slice(&body).unwrap()));
    (mock.answer)()
}

async fn endpoint(answer: impl Fn() -> Response + Send + Sync + 'static) -> (Mock, String) {
    let mock = Mock { answer: Arc::new(answer), asked: Arc::default() };
    let router = Router::new().route("/v1/chat/completions", post(chat)).with_state(mock.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (mock, address)
}

fn model(address: &str, shape_form: ShapeForm) -> RemoteModel {
    RemoteModel::new(RemoteOptions {
        address: address.to_owned(),
        model: "big".to_owned(),
        key: Some("sk-secret".to_owned()),
        connect_timeout: Duration::from_secs(2),
        shape_form,
    })
    .unwrap()
}

fn question() -> Question {
    Question {
        turns: vec![Turn::new(Role::System, "Be brief."), Turn::new(Role::User, "Hi")],
        schema: Some(Arc::new(json!({"type": "object"}))),
        answer_tokens_max: 50,
        temperature: 0.0,
        seed: 3,
    }
}

fn whole(content: &str, finish: &str) -> Value {
    json!({
        "choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 4},
    })
}

#[tokio::test]
async fn a_whole_answer_is_read_and_the_question_is_sent_in_full() {
    let (mock, address) = endpoint(|| axum::Json(whole("{}", "stop")).into_response()).await;
    let model = model(&address, ShapeForm::Schema);
    assert!(!format!("{model:?}").contains("sk-secret"));
    let reply = model.reply(&question(), None).await.unwrap();
    let expect =
        Reply { text: "{}".to_owned(), is_complete: true, question_tokens: 9, answer_tokens: 4 };
    assert_eq!(reply, expect);
    let (headers, body) = mock.asked.lock().unwrap().pop().unwrap();
    assert_eq!(headers["authorization"], "Bearer sk-secret");
    assert_eq!(body["model"], "big");
    assert_eq!(body["max_tokens"], 50);
    assert_eq!(body["messages"][1], json!({"role": "user", "content": "Hi"}));
    assert_eq!(body["response_format"]["json_schema"]["schema"], json!({"type": "object"}));
}

#[tokio::test]
async fn endpoints_without_schemas_are_told_in_words() {
    let (mock, address) = endpoint(|| axum::Json(whole("{}", "length")).into_response()).await;
    let reply = model(&address, ShapeForm::Object).reply(&question(), None).await.unwrap();
    assert!(!reply.is_complete);
    model(&address, ShapeForm::Words).reply(&question(), None).await.unwrap();
    let asked = mock.asked.lock().unwrap();
    assert_eq!(asked[0].1["response_format"], json!({"type": "json_object"}));
    assert_eq!(asked[1].1["response_format"], Value::Null);
    for (_, body) in asked.iter() {
        assert!(body["messages"][0]["content"].as_str().unwrap().contains(r#"{"type":"object"}"#));
    }
}

#[tokio::test]
async fn a_stream_is_passed_on_piece_by_piece() {
    let events = |parts: &'static [&'static str]| {
        move || {
            // Cut at odd places, as networks do.
            let bytes = parts.concat().into_bytes();
            let chunks: Vec<_> = bytes.chunks(7).map(<[u8]>::to_vec).collect();
            let chunks = chunks.into_iter().map(Ok::<_, std::io::Error>);
            Response::new(Body::from_stream(futures::stream::iter(chunks)))
        }
    };
    const GOOD: &[&str] = &[
        ": a remark\n\n",
        "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\r\n\r\n",
        "data: {\"choices\":[{\"delta\":{\"content\":\"Grü\"}}]}\n\n",
        "data: {\"choices\":[{\"delta\":{\"content\":\"ße\"},\"finish_reason\":\"stop\"}]}\n\n",
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}\n\n",
        "data: [DONE]\n\n",
    ];
    let (_, address) = endpoint(events(GOOD)).await;
    let (sender, mut pieces) = mpsc::channel(10);
    let reply = model(&address, ShapeForm::Schema).reply(&question(), Some(sender)).await.unwrap();
    assert_eq!(reply.text, "Grüße");
    assert_eq!((reply.question_tokens, reply.answer_tokens), (5, 2));
    assert_eq!(pieces.recv().await.as_deref(), Some("Grü"));
    assert_eq!(pieces.recv().await.as_deref(), Some("ße"));
    // Broken off in the middle: no answer, rather than half of one.
    const CUT: &[&str] = &["data: {\"choices\":[{\"delta\":{\"content\":\"Gr\"}}]}\n\n"];
    let (_, address) = endpoint(events(CUT)).await;
    let (sender, _pieces) = mpsc::channel(10);
    let outcome = model(&address, ShapeForm::Schema).reply(&question(), Some(sender)).await;
    assert!(matches!(outcome, Err(NoReply::Malformed(_))), "{outcome:?}");
}

#[tokio::test]
async fn every_bad_answer_has_its_reason_and_repeats_nothing_of_it() {
    let echo = json!({"error": {"message": "cannot do SECRET PROMPT", "code": "bad_thing"}});
    let with = move |status: u16| {
        let echo = echo.clone();
        move || (StatusCode::from_u16(status).unwrap(), axum::Json(echo.clone())).into_response()
    };
    for (status, is_passing) in [(400, false), (401, false), (404, false), (429, true), (503, true)]
    {
        let (_, address) = endpoint(with(status)).await;
        let problem =
            model(&address, ShapeForm::Schema).reply(&question(), None).await.unwrap_err();
        assert_eq!(matches!(problem, NoReply::Unavailable(_)), is_passing, "{problem:?}");
        let text = problem.to_string();
        assert!(text.contains(&status.to_string()) && text.contains("bad_thing"), "{text}");
        assert!(!text.contains("SECRET"), "{text}");
    }
    let bad: [fn() -> Response; 5] = [
        || "<html>Not JSON</html>".into_response(),
        || axum::Json(json!({"choices": []})).into_response(),
        || axum::Json(json!({"choices": [{"message": {"content": "cut"}}]})).into_response(),
        || axum::Json(json!([1, 2])).into_response(),
        || "x".repeat(5_000_000).into_response(),
    ];
    for answer in bad {
        let (_, address) = endpoint(answer).await;
        let outcome = model(&address, ShapeForm::Schema).reply(&question(), None).await;
        assert!(matches!(outcome, Err(NoReply::Malformed(_))), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_or_silent_is_given_up() {
    // A port that was free a moment ago.
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let gone = model(&format!("http://{free}/v1"), ShapeForm::Schema);
    assert!(matches!(gone.reply(&question(), None).await, Err(NoReply::Unavailable(_))));

    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/v1", silent.local_addr().unwrap());
    let guard = Guard { time_limit: Duration::from_millis(200), ..Guard::default() };
    let guarded = Guarded::new(model(&address, ShapeForm::Schema), guard);
    assert_eq!(guarded.reply(&question(), None).await, Err(NoReply::TooSlow(200)));
}

#[test]
fn addresses_and_keys_that_cannot_be_used_are_refused_at_once() {
    for (address, key) in
        [("ftp://there", "k"), ("http://user:pw@there/v1", "k"), ("http://there", "a\nb")]
    {
        let made = RemoteModel::new(RemoteOptions {
            address: address.to_owned(),
            model: "big".to_owned(),
            key: Some(key.to_owned()),
            connect_timeout: Duration::from_secs(1),
            shape_form: ShapeForm::Schema,
        });
        assert!(made.is_err(), "{address} {key:?}");
    }
}
