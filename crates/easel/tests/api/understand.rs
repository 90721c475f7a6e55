//! Smart requests: what is understood, what is drawn, what is queued, what is said about it.

use easel_testkit::TestServer;
use easel_types::ModelFamily;
use serde_json::json;

#[tokio::test]
async fn understanding_is_free_and_names_intent_language_and_spec() {
    let server = TestServer::builder().start().await;
    let body = json!({"prompt": "Bar chart of sales: Q1 120, Q2 150, Q3 90, Q4 180"});
    let answer = server.post("/api/v1/understand", &body).await.json();
    assert_eq!((&answer["intent"], &answer["language"]), (&json!("chart"), &json!("en")));
    assert_eq!(answer["spec"]["categories"], json!(["Q1", "Q2", "Q3", "Q4"]));
    assert_eq!(answer["spec"]["series"][0]["values"], json!([120.0, 150.0, 90.0, 180.0]));
    assert_eq!(answer["spec"]["source"], "prompt");
    assert_eq!(server.audit().await.captured.to_string(), "0");
    server.stop().await;
}

#[tokio::test]
async fn instant_kinds_are_finished_in_the_answer_and_cost_their_flat_price() {
    let server = TestServer::builder().start().await;
    for (prompt, intent, credits) in [
        ("Pie chart: cats 60%, dogs 40%", "chart", 3.0),
        ("Flowchart: start -> work -> end", "diagram", 3.0),
        ("Infographic with 3 steps: plan, build, ship", "infographic", 5.0),
    ] {
        let body = json!({"prompt": prompt, "width": 640, "height": 480});
        let answer = server.post("/api/v1/generations", &body).await;
        let job = answer.json();
        assert_eq!((answer.status, &job["intent"]), (200, &json!(intent)), "{prompt}");
        assert_eq!((&job["state"], &job["credits"]), (&json!("succeeded"), &json!(credits)));
        assert_eq!(job["prompt"], prompt);
        assert_eq!(job["spec"]["type"], intent);
        for (field, start) in [("png_url", &b"\x89PNG"[..]), ("svg_url", b"<svg")] {
            let url = job[field].as_str().unwrap();
            let path = url.strip_prefix(&server.url("")).unwrap();
            let file = server.send(server.request("GET", path)).await;
            assert!(file.bytes.starts_with(start), "{field} of {prompt}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn a_prompt_without_data_is_marked_illustrative_in_the_spec() {
    let server = TestServer::builder().start().await;
    let body = json!({"prompt": "A bar chart showing Q1-Q4 sales growth"});
    let job = server.post("/api/v1/generations", &body).await.json();
    assert_eq!((&job["intent"], &job["spec"]["source"]), (&json!("chart"), &json!("illustrative")));
    server.stop().await;
}

#[tokio::test]
async fn logos_and_images_are_enhanced_queued_and_cost_two_credits() {
    let server = TestServer::builder().model("m", ModelFamily::Sd1).start().await;
    for (prompt, intent) in [
        ("A minimalist coffee shop logo with cup and steam", "logo"),
        ("A lighthouse on a cliff at sunset", "standard"),
    ] {
        let answer = server.post("/api/v1/generations", &json!({"prompt": prompt})).await;
        let job = answer.json();
        assert_eq!((answer.status, &job["intent"]), (202, &json!(intent)));
        assert_eq!(job["credits"], 2.0);
        let revised = job["revised_prompt"].as_str().unwrap();
        assert!(revised.contains(prompt) && revised.len() > prompt.len(), "{revised}");
        assert_eq!(job["params"]["prompt"], revised);
        server.finished(job["id"].as_str().unwrap()).await;
    }
    server.stop().await;
}

#[tokio::test]
async fn enhancement_can_be_switched_off() {
    let server = TestServer::builder().model("m", ModelFamily::Sd1).start().await;
    let prompt = "  A lighthouse,  exactly so ";
    for body in
        [json!({"prompt": prompt, "enhance": false}), json!({"prompt": prompt, "smart": false})]
    {
        let job = server.post("/api/v1/generations", &body).await.json();
        assert_eq!(
            (&job["params"]["prompt"], &job["revised_prompt"]),
            (&json!(prompt), &json!(null))
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn without_a_model_the_error_says_how_to_get_one() {
    let server = TestServer::builder().start().await;
    for path in ["/api/v1/generations", "/v1/image/smart-generate"] {
        let answer = server.post(path, &json!({"prompt": "a photo of a fox in the snow"})).await;
        assert_eq!(answer.status, 503);
        let text = answer.json().to_string();
        assert!(text.contains("easel models add FILE"), "{text}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_model_that_is_not_installed_is_named_with_those_that_are() {
    let server = TestServer::builder().model("here", ModelFamily::Sd1).start().await;
    let body = json!({"prompt": "a fox", "model": "elsewhere"});
    let answer = server.post("/v1/image/generate", &body).await;
    assert_eq!(answer.status, 400);
    let detail = answer.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("`elsewhere` is not installed") && detail.contains("here"), "{detail}");
    server.stop().await;
}

#[tokio::test]
async fn an_alias_stands_for_an_installed_model() {
    let server = TestServer::builder()
        .model("mine", ModelFamily::Sd1)
        .settings(|settings| {
            let name = easel_types::ModelName::new("mine").unwrap();
            settings.model_aliases.insert("flux-schnell".to_owned(), name);
        })
        .start()
        .await;
    let body = json!({"prompt": "a fox", "model": "flux-schnell"});
    assert_eq!(server.post("/v1/image/generate", &body).await.json()["model"], "mine");
    server.stop().await;
}

#[tokio::test]
async fn parameters_that_a_drawn_picture_cannot_honour_are_named_in_the_notes() {
    let server = TestServer::builder().start().await;
    let body = json!({"prompt": "Bar chart: a 1, b 2", "n": 4, "seed": 7});
    let job = server.post("/api/v1/generations", &body).await.json();
    let notes = job["notes"].to_string();
    assert!(notes.contains("`n` has no effect") && notes.contains("`seed`"), "{notes}");
    server.stop().await;
}

#[tokio::test]
async fn the_kind_of_chart_that_was_named_is_drawn() {
    let server = TestServer::builder().start().await;
    let body = json!({"prompt": "Radar chart: speed 5, range 7, price 3"});
    let answer = server.post("/api/v1/generations", &body).await;
    let job = answer.json();
    assert_eq!((answer.status, &job["spec"]["kind"]), (200, &json!("radar")), "{job}");
    server.stop().await;
}

#[tokio::test]
async fn a_logo_is_drawn_as_vectors_where_nothing_paints_it_or_on_request() {
    let drawn = |job: &serde_json::Value| {
        assert_eq!((&job["state"], &job["intent"]), (&json!("succeeded"), &json!("logo")), "{job}");
        assert_eq!(job["spec"]["name"], "Blue Bean", "{job}");
        assert!(job["notes"].to_string().contains("drawn as vectors"), "{job}");
    };
    let bare = TestServer::builder().start().await;
    let body = json!({"prompt": "A logo for a coffee shop called \"Blue Bean\""});
    drawn(&bare.post("/api/v1/generations", &body).await.json());
    bare.stop().await;
    let painting = TestServer::builder().model("m", ModelFamily::Sdxl).start().await;
    let queued = painting.post("/api/v1/generations", &body).await.json();
    assert_eq!(queued["spec"], json!(null), "{queued}");
    let body = json!({"prompt": "A vector logo for a coffee shop called \"Blue Bean\""});
    drawn(&painting.post("/api/v1/generations", &body).await.json());
    painting.stop().await;
}

#[tokio::test]
async fn a_topic_with_a_scene_is_illustrated() {
    let server = TestServer::builder().start().await;
    let prompt =
        "Infographic of the water cycle: evaporation, condensation, precipitation, collection";
    let job = server.post("/api/v1/generations", &json!({"prompt": prompt})).await.json();
    assert_eq!(job["spec"]["template"], "water_cycle", "{job}");
    server.stop().await;
}

#[tokio::test]
async fn work_that_the_client_asks_for_is_paid_by_work_even_in_a_smart_request() {
    let server = TestServer::builder().model("m", ModelFamily::Sdxl).slots(0).start().await;
    let body = json!({"prompt": "a cat", "width": 2048, "height": 2048, "steps": 150});
    let job = server.post("/api/v1/generations", &body).await.json();
    assert_eq!(job["credits"], 30.0);
    server.stop().await;
}
