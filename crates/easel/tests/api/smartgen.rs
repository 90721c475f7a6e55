//! SmartGen as a call of the server: every documented parameter, one step and two.

use easel_testkit::TestServer;
use easel_types::{ModelFamily, Scope};
use serde_json::{Value, json};

const PATH: &str = "/v1/smartgen";

async fn server() -> TestServer {
    TestServer::builder().model("my-flux", ModelFamily::Flux).start().await
}

fn names(value: &Value) -> Vec<&str> {
    let mut names: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

/// Parameters for `body`, without a picture.
async fn parameters(server: &TestServer, mut body: Value) -> Value {
    body["param_only"] = json!(true);
    let answer = server.post(PATH, &body).await;
    assert_eq!(answer.status, 200, "{}", answer.json());
    answer.json()["parameters"].clone()
}

#[tokio::test]
async fn parameters_alone_have_the_documented_form_and_cost_nothing() {
    let server = server().await;
    let body = json!({"description": "A cyberpunk cityscape", "param_only": true,
        "must_include": "neon lights, flying cars", "stylization_level": 4});
    let json = server.post(PATH, &body).await.json();
    assert_eq!(names(&json), ["parameters"]);
    let made = &json["parameters"];
    assert_eq!(
        names(made),
        ["guidance_scale", "height", "model", "num_iterations", "prompt", "width"]
    );
    assert_eq!((&made["model"], &made["width"]), (&json!("FLUX.1-dev"), &json!(512)));
    assert_eq!((&made["num_iterations"], &made["guidance_scale"]), (&json!(20), &json!(3.0)));
    let prompt = made["prompt"].as_str().unwrap();
    assert!(prompt.contains("neon lights, flying cars"), "{prompt}");
    assert!(prompt.to_lowercase().contains("cyberpunk cityscape"), "{prompt}");
    assert_eq!(server.post(PATH, &body).await.json(), json);
    assert_eq!(server.audit().await.captured.as_micros(), 0);
    assert!(server.engine.orders().is_empty());
    server.stop().await;
}

#[tokio::test]
async fn one_step_paints_with_exactly_the_parameters_it_shows() {
    let server = server().await;
    let body = json!({"description": "A futuristic cyberpunk portrait of a young woman",
        "image_model": "FLUX.1-dev", "stylization_level": 3, "detail_level": 4, "color_level": 5,
        "lighting_level": 2, "width": 768, "height": 512, "num_iterations": 8, "seed": 7});
    let answer = server.post(PATH, &body).await;
    let json = answer.json();
    assert_eq!(answer.status, 200, "{json}");
    assert!(json["url"].as_str().unwrap().starts_with("http://"));
    assert!(json["generation_id"].as_str().unwrap().starts_with("job_"));
    assert_eq!((&json["model"], &json["seed"]), (&json!("my-flux"), &json!(7)));
    assert_eq!(json["revised_prompt"], json["parameters"]["prompt"]);
    assert_eq!(json["parameters"], parameters(&server, body).await);
    let order = server.engine.orders().remove(0);
    assert_eq!(order.params.prompt, json["parameters"]["prompt"].as_str().unwrap());
    assert_eq!((order.params.steps, order.params.guidance_scale), (8, 3.0));
    assert_eq!((order.params.size.width, order.params.seed), (768, 7));
    // 768 x 512 pixels and 8 steps at 2.5 credits a unit.
    assert_eq!(json["credits_used"], 0.375);
    server.stop().await;
}

#[tokio::test]
async fn stable_diffusion_gets_tags_and_a_negative_prompt() {
    let server = server().await;
    let body = json!({"description": "a red fox in snow", "is_sd": true, "quality": "high"});
    let made = parameters(&server, body.clone()).await;
    assert_eq!(made["neg_prompt"], "(worst quality: 1.4), bad quality, nsfw");
    assert_eq!((&made["num_iterations"], &made["guidance_scale"]), (&json!(30), &json!(6.0)));
    assert!(made["prompt"].as_str().unwrap().contains(','));
    let mut own = body;
    own["negative_prompt"] = json!("blurry");
    assert_eq!(parameters(&server, own).await["neg_prompt"], "blurry");
    server.stop().await;
}

#[tokio::test]
async fn what_has_no_effect_is_said() {
    let server = server().await;
    let body = json!({"description": "a fox", "negative_prompt": "blurry", "language_model": "x/y",
        "param_only": true});
    let json = server.post(PATH, &body).await.json();
    assert_eq!(json["notes"].as_array().unwrap().len(), 2);
    assert!(json["parameters"].get("neg_prompt").is_none());
    server.stop().await;
}

#[tokio::test]
async fn levels_change_the_prompt_and_are_kept_within_the_scale() {
    let server = server().await;
    let plain = parameters(&server, json!({"description": "a lighthouse"})).await;
    for level in ["stylization_level", "detail_level", "color_level", "lighting_level"] {
        let of = async |value: f64| {
            parameters(&server, json!({"description": "a lighthouse", level: value})).await
        };
        assert_ne!(of(5.0).await, plain, "{level}");
        assert_eq!(of(99.0).await, of(4.6).await, "{level}");
        assert_eq!(of(-1.0).await, of(1.2).await, "{level}");
        assert_eq!(of(3.0).await, plain, "{level}");
    }
    server.stop().await;
}

#[tokio::test]
async fn examples_may_be_one_text_or_several() {
    let server = server().await;
    let one = json!({"description": "a fox", "examples": "cat, snow, 8k, masterpiece"});
    let several = json!({"description": "a fox", "examples": ["cat, snow, 8k, masterpiece"]});
    assert_eq!(parameters(&server, one).await, parameters(&server, several).await);
    server.stop().await;
}

#[tokio::test]
async fn the_same_idempotency_key_gives_the_same_picture() {
    let server = server().await;
    let send = async |description: &str| {
        let request = server.request("POST", PATH).bearer_auth(&server.key);
        let body = json!({"description": description, "num_iterations": 2});
        server.send(request.header("Idempotency-Key", "k").json(&body)).await
    };
    let first = send("a fox").await.json();
    assert_eq!(send("a fox").await.json(), first);
    assert_eq!(send("a dog").await.status, 409);
    assert_eq!(server.engine.orders().len(), 1);
    server.stop().await;
}

#[tokio::test]
async fn composing_needs_no_model() {
    let server = TestServer::builder().start().await;
    parameters(&server, json!({"description": "a fox"})).await;
    let answer = server.post(PATH, &json!({"description": "a fox"})).await;
    assert_eq!(
        (answer.status, &answer.json()["error"]["kind"]),
        (503, &json!("model_unavailable"))
    );
    server.stop().await;
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_by_name() {
    let server = server().await;
    let long = "x".repeat(20_001);
    let cases = [
        (json!({}), 400, "description"),
        (json!({"description": ""}), 400, "description"),
        (json!({"description": " \n"}), 400, "description"),
        (json!({"description": long}), 400, "description"),
        (json!({"description": 5}), 400, "JSON body"),
        (json!({"description": "a", "must_include": long}), 400, "must_include"),
        (json!({"description": "a", "examples": vec!["x"; 21]}), 400, "examples"),
        (json!({"description": "a", "examples": [5]}), 400, "JSON body"),
        (json!({"description": "a", "detail_level": "high"}), 400, "JSON body"),
        (json!({"description": "a", "detail_level": [4]}), 400, "JSON body"),
        (json!({"description": "a", "quality": "best"}), 400, "normal"),
        (json!({"description": "a", "num_iterations": 0}), 400, "num_iterations"),
        (json!({"description": "a", "num_iterations": 151}), 400, "num_iterations"),
        (json!({"description": "a", "guidance_scale": 31}), 400, "guidance_scale"),
        (json!({"description": "a", "width": 255}), 400, "width"),
        (json!({"description": "a", "height": 2049}), 400, "height"),
        (json!({"description": "a", "seed": -2}), 400, "seed"),
        (json!({"description": "a", "seed": 9_007_199_254_740_992_i64}), 400, "seed"),
        (json!({"description": "a", "image_model": "nonsense"}), 400, "image_model"),
        (json!({"description": "a", "is_sd": "yes"}), 400, "JSON body"),
        (json!({"description": "a", "style_level": 3}), 400, "style_level"),
    ];
    for (body, status, words) in cases {
        for param_only in [false, true] {
            let mut body = body.clone();
            if param_only {
                body["param_only"] = json!(true);
            }
            if param_only && words == "image_model" {
                continue;
            }
            let answer = server.post(PATH, &body).await;
            let json = answer.json();
            assert_eq!(answer.status, status, "{words}: {json}");
            let text = json["error"].to_string();
            assert!(text.contains(words), "{words}: {text}");
        }
    }
    let poor = server.poor_key(&[Scope::Generate]).await;
    let request = server.request("POST", PATH).bearer_auth(poor);
    assert_eq!(server.send(request.json(&json!({"description": "a"}))).await.status, 402);
    assert_eq!(server.send(server.request("POST", PATH).json(&json!({}))).await.status, 401);
    let audit = server.audit().await;
    assert_eq!((audit.captured.as_micros(), audit.held.as_micros()), (0, 0));
    server.stop().await;
}
