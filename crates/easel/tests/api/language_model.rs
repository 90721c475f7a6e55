//! A language model beside the built-in understanding: it helps where it is true to the prompt,
//! and is not believed otherwise.

use std::sync::Arc;

use easel_core::Assist;
use easel_core::language_model::{NoReply, Reply};
use easel_testkit::{FakeLanguageModel, TestServer};
use easel_types::ModelFamily;
use serde_json::{Value, json};

async fn server(model: &Arc<FakeLanguageModel>, specs: Assist) -> TestServer {
    let change = |settings: &mut easel_core::Settings| {
        settings.assist.specs = specs;
        settings.assist.prompts = true;
    };
    TestServer::builder()
        .settings(change)
        .model("m", ModelFamily::Flux)
        .language_model(model.clone())
        .start()
        .await
}

async fn understood(server: &TestServer, prompt: &str) -> Value {
    server.post("/api/v1/understand", &json!({"prompt": prompt})).await.json()
}

fn has_note(answer: &Value, part: &str) -> bool {
    answer["notes"].as_array().unwrap().iter().any(|note| note.as_str().unwrap().contains(part))
}

#[tokio::test]
async fn it_is_asked_only_where_the_built_in_reading_is_unsure() {
    let model = FakeLanguageModel::says(&[
        r#"{"kind":"pie","title":"","data":{"series":[],"rows":[{"label":"Sleep","values":[8]},{"label":"School","values":[7]}]}}"#,
    ]);
    let server = server(&model, Assist::Unsure).await;
    let sure = understood(&server, "bar chart: cats 3, dogs 4").await;
    assert_eq!((&sure["spec"]["source"], model.questions().len()), (&json!("prompt"), 0));
    let unsure = understood(&server, "pie chart of how teenagers spend their day").await;
    assert_eq!(unsure["spec"]["source"], "llm");
    assert_eq!(unsure["spec"]["categories"], json!(["Sleep", "School"]));
    assert!(has_note(&unsure, "helped by the language model fake-words"), "{unsure}");
    server.stop().await;
}

#[tokio::test]
async fn false_and_missing_answers_leave_the_built_in_one() {
    let good = json!({"kind": "bar", "title": "", "data": {"series": [], "rows": [
        {"label": "cats", "values": [3]}, {"label": "dogs", "values": [5]}]}});
    let model =
        FakeLanguageModel::says(&[&good.to_string(), "I am sorry, I cannot.", "{\"kind\":"]);
    model.then(Err(NoReply::TooSlow(20_000)));
    let server = server(&model, Assist::Always).await;
    for reason in ["a number that does not stand in the prompt", "shape", "shape", "longer than"] {
        let answer = understood(&server, "bar chart: cats 3, dogs 4").await;
        assert_eq!(answer["spec"]["series"][0]["values"], json!([3.0, 4.0]), "{reason}");
        assert_eq!(answer["spec"]["source"], "prompt");
        assert!(has_note(&answer, reason), "{answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn prompts_of_painted_pictures_are_rewritten_if_names_and_numbers_stay() {
    let made = |text: &str| json!({"prompt": text}).to_string();
    let good = "Two red foxes in deep snow near Oslo, low winter sun, long blue shadows";
    let bad = "Foxes in deep snow near a city, low winter sun";
    let model = FakeLanguageModel::says(&[&made(good), &made(bad)]);
    let server = server(&model, Assist::Unsure).await;
    let prompt = "a photo of two red foxes near Oslo";
    let answer = understood(&server, prompt).await;
    assert_eq!(answer["enhanced_prompt"], good);
    let answer = understood(&server, prompt).await;
    assert!(answer["enhanced_prompt"].as_str().unwrap().starts_with(prompt));
    assert!(has_note(&answer, "must stay"), "{answer}");
    server.stop().await;
}

#[tokio::test]
async fn drawing_uses_the_help_and_costs_the_same() {
    let reply = r#"{"kind":"bar","title":"Time","data":{"series":[],"rows":[{"label":"Sleep","values":[8]}]}}"#;
    let model = FakeLanguageModel::says(&[reply]);
    let server = server(&model, Assist::Unsure).await;
    let body = json!({"prompt": "bar chart of how teenagers spend their day"});
    let job = server.post("/api/v1/generations", &body).await.json();
    assert_eq!((&job["spec"]["source"], &job["credits"]), (&json!("llm"), &json!(3.0)));
    server.stop().await;
}

#[tokio::test]
async fn the_gateway_converses_and_streams() {
    let model = FakeLanguageModel::says(&["Hello to you", "One two three"]);
    let server = server(&model, Assist::Never).await;
    let mut body = json!({
        "model": "any", "temperature": 0.2, "max_tokens": 77,
        "messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Hi"}],
    });
    let answer = server.post("/v1/chat/completions", &body).await.json();
    assert_eq!(answer["choices"][0]["message"]["content"], "Hello to you");
    assert_eq!(answer["usage"]["total_tokens"], 15);
    let asked = model.questions().pop().unwrap();
    assert_eq!((asked.answer_tokens_max, asked.turns.len()), (77, 2));

    body["stream"] = json!(true);
    body["stream_options"] = json!({"include_usage": true});
    let answer = server.post("/v1/chat/completions", &body).await;
    let text = String::from_utf8(answer.bytes).unwrap();
    let mut said = String::new();
    let mut last = Value::Null;
    for event in text.lines().filter_map(|line| line.strip_prefix("data: ")) {
        if event == "[DONE]" {
            break;
        }
        last = serde_json::from_str(event).unwrap();
        said.push_str(last["choices"][0]["delta"]["content"].as_str().unwrap_or_default());
    }
    assert_eq!((said.as_str(), &last["usage"]["total_tokens"]), ("One two three", &json!(15)));
    assert!(text.trim_end().ends_with("data: [DONE]"));
    server.stop().await;
}

#[tokio::test]
async fn what_goes_wrong_in_a_conversation_has_the_gateways_form() {
    let model = FakeLanguageModel::says(&[]);
    for problem in [
        NoReply::Unavailable("connection refused".to_owned()),
        NoReply::TooSlow(5),
        NoReply::Refused("it answered 400".to_owned()),
        NoReply::OverBudget("tokens"),
    ] {
        model.then(Err(problem));
    }
    model.then(Ok(Reply {
        text: "cut".to_owned(),
        is_complete: false,
        question_tokens: 1,
        answer_tokens: 1,
    }));
    let server = server(&model, Assist::Never).await;
    let body = |stream: bool| json!({"model": "any", "stream": stream, "messages": [{"role": "user", "content": "Hi"}]});
    for (status, stream) in [(503, false), (504, true), (400, false), (503, true)] {
        let answer = server.post("/v1/chat/completions", &body(stream)).await;
        assert_eq!(answer.status, status, "{}", String::from_utf8_lossy(&answer.bytes));
        assert!(answer.json()["error"]["message"].as_str().unwrap().contains("language model"));
    }
    let answer = server.post("/v1/chat/completions", &body(false)).await.json();
    assert_eq!(answer["choices"][0]["finish_reason"], "length");
    for (param, value) in [("temperature", json!(3.0)), ("max_tokens", json!(0))] {
        let mut bad = body(false);
        bad[param] = value;
        assert_eq!(server.post("/v1/chat/completions", &bad).await.status, 400, "{param}");
    }
    server.stop().await;
}
