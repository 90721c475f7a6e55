//! The Heurist dialect: `submit_job` as its SDK sends it, workflows with their keys in the body.

use std::time::Duration;

use easel_core::NewKeyRequest;
use easel_engine::EngineError;
use easel_testkit::{Answer, Script, TestServer};
use easel_types::{ModelFamily, Scope};
use serde_json::{Value, json};

async fn server() -> TestServer {
    TestServer::builder()
        .model("sdxl", ModelFamily::Sdxl)
        .lora("ink", ModelFamily::Sdxl)
        .start()
        .await
}

/// What the SDK sends for a prompt.
fn job(id: &str, sd: &Value) -> Value {
    json!({"job_id": id, "model_input": {"SD": sd}, "model_type": "SD", "model_id": "sdxl",
        "deadline": 30, "priority": 1})
}

async fn submitted(server: &TestServer, id: &str, sd: &Value) -> Answer {
    server.post("/submit_job", &job(id, sd)).await
}

/// A call with its key in the body.
async fn call(server: &TestServer, endpoint: &str, body: &Value) -> Answer {
    server.send(server.request("POST", &format!("/{endpoint}")).json(body)).await
}

/// Makes a key of the account of `of` (a new one without) with this secret.
async fn key(server: &TestServer, secret: &str, of_main_account: bool) {
    let main = server.core.authenticate(&server.key).await.unwrap();
    let request = NewKeyRequest {
        account_id: of_main_account.then_some(main.account_id),
        name: "chosen".to_owned(),
        scopes: vec![Scope::Generate],
        secret: Some(secret.to_owned()),
        callback: None,
    };
    server.core.create_key(request).await.unwrap();
}

/// The address of a drawn picture of 256 x 256 pixels.
async fn drawn(server: &TestServer) -> String {
    let body = json!({"prompt": "Bar chart: a 1, b 2", "width": 256, "height": 256});
    let json = server.post("/api/v1/generations", &body).await.json();
    json["png_url"].as_str().unwrap().to_owned()
}

fn upscaler(image: &str, consumer_id: &str, api_key: &str) -> Value {
    json!({"consumer_id": consumer_id, "api_key": api_key, "task_type": "upscaler",
        "task_details": {"parameters": {"image": image}}, "job_id": "up-1", "workflow_id": "wf1",
        "timeout_seconds": 120})
}

fn painting(prompt: &str, consumer_id: &str, api_key: &str, job_id: &str) -> Value {
    json!({"consumer_id": consumer_id, "api_key": api_key, "task_type": "txt2img",
        "task_details": {"parameters": {"prompt": prompt, "lora_name": "ink", "width": 512,
            "height": 512, "guidance": 3, "steps": 4}}, "job_id": job_id})
}

#[tokio::test]
async fn a_job_is_answered_with_the_address_as_a_json_string_and_nothing_else() {
    let server = server().await;
    let sd = json!({"prompt": "a red fox, \"quoted\"\n", "neg_prompt": "blurry",
        "num_iterations": 20, "guidance_scale": 3, "width": 512, "height": 768, "seed": 42});
    let answer = submitted(&server, "sdk-image-0123456789", &sd).await;
    let text = String::from_utf8(answer.bytes.clone()).unwrap();
    assert_eq!(answer.status, 200, "{text}");
    assert!(text.starts_with("\"http://") && text.ends_with(".png\""), "{text}");
    let path = answer.json().as_str().unwrap().replace(&server.url(""), "");
    assert_eq!(server.get(&path).await.header("content-type"), "image/png");
    let order = server.engine.orders().remove(0);
    assert_eq!(order.params.prompt, "a red fox, \"quoted\"\n");
    assert_eq!((order.params.negative_prompt.as_str(), order.params.steps), ("blurry", 20));
    assert_eq!((order.params.size.height, order.params.seed), (768, 42));
    server.stop().await;
}

#[tokio::test]
async fn an_address_with_two_slashes_is_the_same_one() {
    let server = server().await;
    let answer = server.post("//submit_job", &job("a", &json!({"prompt": "a fox"}))).await;
    assert_eq!(answer.status, 200, "{}", answer.json());
    server.stop().await;
}

#[tokio::test]
async fn what_the_sdk_leaves_out_has_the_documented_defaults() {
    let server = server().await;
    for id in ["a", "b"] {
        submitted(&server, id, &json!({"prompt": "minimal"})).await;
    }
    let orders = server.engine.orders();
    assert_eq!((orders[0].params.size.width, orders[0].params.size.height), (512, 512));
    assert_ne!(orders[0].params.seed, orders[1].params.seed);
    server.stop().await;
}

#[tokio::test]
async fn seeds_of_53_bits_are_kept_and_minus_one_is_random() {
    let server = server().await;
    for (id, seed) in [("a", json!(9_007_199_254_740_991_u64)), ("b", json!("5815922239409498"))] {
        let answer = submitted(&server, id, &json!({"prompt": "p", "seed": seed})).await;
        assert_eq!(answer.status, 200, "{}", answer.json());
    }
    submitted(&server, "c", &json!({"prompt": "p", "seed": -1})).await;
    let seeds: Vec<_> = server.engine.orders().iter().map(|order| order.params.seed).collect();
    assert_eq!(seeds[..2], [9_007_199_254_740_991, 5_815_922_239_409_498]);
    server.stop().await;
}

#[tokio::test]
async fn a_job_costs_what_is_documented() {
    let server = server().await;
    let sd = json!({"prompt": "p", "width": 1024, "height": 512, "num_iterations": 30});
    submitted(&server, "a", &sd).await;
    // 1024x512 / (1024x1024) * 30 / 20 = 0.75 credits.
    assert_eq!(server.audit().await.captured.as_micros(), 750_000);
    server.stop().await;
}

#[tokio::test]
async fn the_name_of_a_lora_means_it_with_a_checkpoint_it_fits() {
    let server = server().await;
    let mut body = job("a", &json!({"prompt": "p"}));
    body["model_id"] = json!("ink");
    assert_eq!(server.post("/submit_job", &body).await.status, 200);
    let params = server.engine.orders().remove(0).params;
    assert_eq!((params.model.as_str(), params.loras[0].model.as_str()), ("sdxl", "ink"));
    server.stop().await;
}

#[tokio::test]
async fn the_same_job_id_gives_the_same_answer_or_409() {
    let server = server().await;
    let first = submitted(&server, "a", &json!({"prompt": "a fox"})).await.json();
    assert_eq!(submitted(&server, "a", &json!({"prompt": "a fox"})).await.json(), first);
    let clash = submitted(&server, "a", &json!({"prompt": "a dog"})).await;
    assert_eq!((clash.status, &clash.json()["param"]), (409, &json!("job_id")));
    assert_eq!(server.engine.orders().len(), 1);
    server.stop().await;
}

#[tokio::test]
async fn a_job_that_cannot_begin_before_its_deadline_expires_uncharged() {
    let server = TestServer::builder()
        .model("sdxl", ModelFamily::Sdxl)
        // The clock jumps below; that must not cost the running job its lease.
        .settings(|settings| settings.limits.lease_ms_max = 3_600_000)
        .start()
        .await;
    server.engine.then(Script::Wait);
    let (long, late) = (json!({"prompt": "long"}), json!({"prompt": "late"}));
    let behind = async {
        server.engine.started().await;
        let time_passes = async {
            let caller = caller(&server).await;
            while server.core.job_by_key(&caller, "b").await.is_err() {
                tokio::task::yield_now().await;
            }
            server.clock.advance(Duration::from_secs(31));
        };
        let (late, ()) = tokio::join!(submitted(&server, "b", &late), time_passes);
        server.engine.release();
        late
    };
    let (first, second) = tokio::join!(submitted(&server, "a", &long), behind);
    assert_eq!(first.status, 200, "a job that has begun is finished: {}", first.json());
    assert_eq!((second.status, &second.json()["error"]), (504, &json!("deadline_exceeded")));
    assert_eq!(server.engine.orders().len(), 1);
    server.stop().await;
}

async fn caller(server: &TestServer) -> easel_types::Caller {
    server.core.authenticate(&server.key).await.unwrap()
}

#[tokio::test]
async fn a_job_that_takes_longer_than_a_request_may_is_cancelled_uncharged() {
    let server = TestServer::builder()
        .model("sdxl", ModelFamily::Sdxl)
        .settings(|settings| settings.limits.request_time_max = Duration::from_millis(600))
        .start()
        .await;
    server.engine.then(Script::Wait);
    let answer = submitted(&server, "a", &json!({"prompt": "endless"})).await;
    let json = answer.json();
    assert_eq!((answer.status, &json["code"]), (504, &json!(504)), "{json}");
    assert!(json["message"].as_str().unwrap().contains("nothing was charged"), "{json}");
    let audit = server.audit().await;
    assert_eq!((audit.captured.as_micros(), audit.held.as_micros()), (0, 0));
    server.stop().await;
}

#[tokio::test]
async fn priorities_count_from_the_usual_one() {
    let server = TestServer::builder().model("sdxl", ModelFamily::Sdxl).slots(0).start().await;
    let caller = caller(&server).await;
    for (priority, expect) in [(json!(1), 0), (json!("100"), 99), (json!(0), -1)] {
        let id = format!("p{priority}");
        let mut body = job(&id, &json!({"prompt": "p"}));
        body["priority"] = priority;
        let posted = server.post("/submit_job", &body);
        let seen = async {
            loop {
                if let Ok(job) = server.core.job_by_key(&caller, &id).await {
                    server.core.cancel(&caller, job.id).await.unwrap();
                    return job.priority;
                }
                tokio::task::yield_now().await;
            }
        };
        let (answer, seen) = tokio::join!(posted, seen);
        assert_eq!((answer.status, seen), (409, expect), "{}", answer.json());
    }
    server.stop().await;
}

#[tokio::test]
async fn a_failed_job_says_why_and_costs_nothing() {
    let server = server().await;
    server.engine.then(Script::Fail(EngineError::ModelUnusable("the file is cut off".to_owned())));
    let answer = submitted(&server, "a", &json!({"prompt": "p"})).await;
    assert!(answer.status >= 500, "{}", answer.status);
    assert!(answer.json()["message"].as_str().unwrap().contains("the file is cut off"));
    assert_eq!(server.audit().await.captured.as_micros(), 0);
    server.stop().await;
}

#[tokio::test]
async fn submit_job_refuses_what_it_cannot_use() {
    let server = server().await;
    let with = |field: &str, value: Value| {
        let mut body = job("a", &json!({"prompt": "p"}));
        body[field] = value;
        body
    };
    let sd = |field: &str, value: Value| {
        let mut sd = json!({"prompt": "p"});
        sd[field] = value;
        job("a", &sd)
    };
    let cases = [
        (json!({}), 400, "job_id"),
        (json!({"job_id": "a", "model_id": "sdxl"}), 400, "model_input"),
        (json!({"job_id": "a", "model_id": "sdxl", "model_input": {}}), 400, "SD"),
        (json!({"job_id": "a", "model_input": {"SD": {"prompt": "p"}}}), 400, "model_id"),
        (with("job_id", json!("")), 400, "job_id"),
        (with("job_id", json!("j".repeat(256))), 400, "job_id"),
        (with("job_id", json!(5)), 400, "JSON body"),
        (with("model_type", json!("LLM")), 422, "model_type"),
        (with("model_id", json!("")), 400, "model_id"),
        (with("model_id", json!("nonsense")), 400, "nonsense"),
        (with("deadline", json!(0)), 400, "deadline"),
        (with("deadline", json!(86_401)), 400, "deadline"),
        (with("deadline", json!("soon")), 400, "number"),
        (with("priority", json!(-1)), 400, "priority"),
        (with("priority", json!(101)), 400, "priority"),
        (with("webhook", json!("http://x")), 400, "webhook"),
        (sd("prompt", json!("")), 400, "prompt"),
        (sd("prompt", json!(null)), 400, "JSON body"),
        (sd("prompt", json!("x".repeat(20_001))), 400, "20001"),
        (sd("neg_prompt", json!("x".repeat(20_001))), 400, "neg_prompt"),
        (sd("num_iterations", json!(51)), 400, "num_iterations"),
        (sd("num_iterations", json!(0)), 400, "num_iterations"),
        (sd("num_iterations", json!(2.5)), 400, "integer"),
        (sd("width", json!(255)), 400, "width"),
        (sd("height", json!(2049)), 400, "height"),
        (sd("height", json!(-512)), 400, "height"),
        (sd("guidance_scale", json!(30.5)), 400, "guidance_scale"),
        (sd("seed", json!(-2)), 400, "seed"),
        (sd("seed", json!(9_007_199_254_740_992_u64)), 400, "seed"),
        (sd("seed", json!(u64::MAX)), 400, "integer"),
        (sd("sampler", json!("euler")), 400, "sampler"),
    ];
    for (body, status, words) in cases {
        let answer = server.post("/submit_job", &body).await;
        let json = answer.json();
        assert_eq!((answer.status, &json["code"]), (status, &json!(status)), "{words}: {json}");
        let text = json["message"].as_str().unwrap();
        assert!(text.contains(words), "{words}: {text}");
        assert!(json["error"].is_string(), "{json}");
    }
    let poor = server.poor_key(&[Scope::Generate]).await;
    let body = job("a", &json!({"prompt": "p"}));
    let without = server.send(server.request("POST", "/submit_job").json(&body)).await;
    let poor = server.request("POST", "/submit_job").bearer_auth(poor).json(&body);
    let wrong = server.request("POST", "/submit_job").bearer_auth("wrong").json(&body);
    assert_eq!(without.status, 401);
    assert_eq!(server.send(poor).await.status, 402);
    assert_eq!(server.send(wrong).await.status, 401);
    assert_eq!(server.get("/submit_job").await.status, 405);
    assert!(server.get("/submit_job").await.json()["message"].is_string());
    let audit = server.audit().await;
    assert_eq!((audit.captured.as_micros(), audit.held.as_micros()), (0, 0));
    server.stop().await;
}

#[tokio::test]
async fn an_upscaler_task_is_finished_when_it_is_asked_for() {
    let server = server().await;
    key(&server, "cons#workflow-secret", true).await;
    let body = upscaler(&drawn(&server).await, "cons", "workflow-secret");
    let created = call(&server, "task_create", &body).await.json();
    let id = created["task_id"].as_str().unwrap();
    assert_eq!((id.len(), &created["status"]), (32, &json!("finished")));
    let query = json!({"task_id": id, "api_key": "workflow-secret"});
    let state = call(&server, "task_result_query", &query).await.json();
    assert_eq!((&state["status"], &state["workflow_id"]), (&json!("finished"), &json!("wf1")));
    assert_eq!((&state["result"]["width"], &state["task_id"]), (&json!(512), &json!(id)));
    assert_eq!(state["result"]["urls"][0], state["result"]["url"]);
    let again = call(&server, "task_create", &body).await.json();
    assert_eq!(again["task_id"], created["task_id"]);
    // The second piece of nobody's key, and none at all, open nothing.
    for (api_key, status) in [("another-secret", 401), ("", 404), ("secret", 404)] {
        let query = json!({"task_id": id, "api_key": api_key});
        assert_eq!(call(&server, "task_result_query", &query).await.status, status, "{api_key}");
        assert_eq!(call(&server, "task_cancel", &query).await.status, status, "{api_key}");
    }
    server.stop().await;
}

#[tokio::test]
async fn every_way_in_which_the_sdk_divides_a_key_is_understood() {
    let server = server().await;
    let image = drawn(&server).await;
    for (idx, (secret, consumer_id, api_key)) in [
        ("cons#secret-of-mine", "cons", "secret-of-mine"),
        ("cons-secretofmine", "cons", "secretofmine"),
        ("a1-secretpiece-c-d", "a1", "secretpiece"),
        ("x#y#z-and-more", "x", "y"),
        ("abcdefghijk-lm", "abcdefghijk", "lm"),
        ("plainkeywithoutpieces", "plainkeywithoutpieces", ""),
    ]
    .into_iter()
    .enumerate()
    {
        key(&server, secret, true).await;
        let mut body = upscaler(&image, consumer_id, api_key);
        body["job_id"] = json!(format!("up-{idx}"));
        let created = call(&server, "task_create", &body).await;
        if secret.starts_with("x#") {
            // Neither piece nor both are the key, and the second one is no secret.
            assert_eq!(created.status, 401, "{secret}");
            continue;
        }
        let created = created.json();
        let query = json!({"task_id": created["task_id"], "api_key": api_key});
        let state = call(&server, "task_result_query", &query).await.json();
        assert_eq!(state["status"], "finished", "{secret}: {created} {state}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_task_of_somebody_else_is_not_found() {
    let server = server().await;
    key(&server, "mine#secret-of-mine", true).await;
    key(&server, "theirs#secret-of-theirs", false).await;
    let body = upscaler(&drawn(&server).await, "mine", "secret-of-mine");
    let id = call(&server, "task_create", &body).await.json()["task_id"].clone();
    let query = json!({"task_id": id, "api_key": "secret-of-theirs"});
    assert_eq!(call(&server, "task_result_query", &query).await.status, 404);
    assert_eq!(call(&server, "task_cancel", &query).await.status, 404);
    // The jobs of other calls are no tasks, whoever asks.
    let other =
        server.post("/api/v1/generations", &json!({"prompt": "Bar chart: a 1"})).await.json();
    let id = other["id"].as_str().unwrap().replace("job_", "");
    for api_key in ["", "secret-of-mine"] {
        let query = json!({"task_id": id, "api_key": api_key});
        assert_eq!(call(&server, "task_result_query", &query).await.status, 404);
    }
    server.stop().await;
}

#[tokio::test]
async fn a_task_of_a_revoked_key_is_no_longer_open_to_its_id() {
    let server = server().await;
    let request = NewKeyRequest {
        account_id: Some(caller(&server).await.account_id),
        name: "short-lived".to_owned(),
        scopes: vec![Scope::Generate],
        secret: None,
        callback: None,
    };
    let made = server.core.create_key(request).await.unwrap();
    let body = upscaler(&drawn(&server).await, &made.secret, "");
    let id = call(&server, "task_create", &body).await.json()["task_id"].clone();
    let query = json!({"task_id": id, "api_key": ""});
    assert_eq!(call(&server, "task_result_query", &query).await.status, 200);
    server.core.revoke_key(made.id, None).await.unwrap();
    assert_eq!(call(&server, "task_result_query", &query).await.status, 404);
    server.stop().await;
}

#[tokio::test]
async fn a_painting_task_waits_runs_and_finishes() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let plain = server.key.clone();
    let body = painting("p", &plain, "", "a");
    let created = call(&server, "task_create", &body).await.json();
    let query = json!({"task_id": created["task_id"], "api_key": ""});
    server.engine.started().await;
    let state = call(&server, "task_result_query", &query).await.json();
    assert_eq!(state["status"], "running", "{state}");
    assert!(state.get("result").is_none(), "{state}");
    server.engine.release();
    let id = format!("job_{}", created["task_id"].as_str().unwrap());
    server.finished(&id).await;
    let state = call(&server, "task_result_query", &query).await.json();
    assert_eq!((&state["status"], &state["result"]["model"]), (&json!("finished"), &json!("sdxl")));
    let params = server.engine.orders().remove(0).params;
    assert_eq!((params.loras[0].model.as_str(), params.guidance_scale), ("ink", 3.0));
    let late = call(&server, "task_cancel", &query).await;
    assert_eq!((late.status, &late.json()["error"]), (409, &json!("conflict")));
    server.stop().await;
}

#[tokio::test]
async fn a_cancelled_task_costs_nothing() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let created = call(&server, "task_create", &painting("p", &server.key, "", "a")).await.json();
    let query = json!({"task_id": created["task_id"], "api_key": ""});
    let canceled = call(&server, "task_cancel", &query).await.json();
    assert_eq!(canceled["task_id"], created["task_id"]);
    assert!(canceled["msg"].as_str().unwrap().contains("canceled"));
    let state = call(&server, "task_result_query", &query).await.json();
    assert_eq!(state["status"], "canceled");
    assert_eq!(server.audit().await.held.as_micros(), 0);
    server.stop().await;
}

#[tokio::test]
async fn a_failed_task_says_why() {
    let server = server().await;
    server.engine.then(Script::Fail(EngineError::ModelUnusable("the file is cut off".to_owned())));
    let created = call(&server, "task_create", &painting("p", &server.key, "", "a")).await.json();
    server.finished(&format!("job_{}", created["task_id"].as_str().unwrap())).await;
    let query = json!({"task_id": created["task_id"], "api_key": ""});
    let state = call(&server, "task_result_query", &query).await.json();
    assert_eq!(state["status"], "failed");
    assert!(state["msg"].as_str().unwrap().contains("the file is cut off"));
    server.stop().await;
}

#[tokio::test]
async fn resources_are_there_or_the_missing_model_is_named() {
    let server = server().await;
    let ask = async |kind: &str, consumer_id: &str| {
        let body = json!({"consumer_id": consumer_id, "api_key": "", "workflow_id": "wf1",
            "task_type": kind});
        call(&server, "resource_request", &body).await
    };
    let key = server.key.clone();
    assert_eq!(ask("upscaler", &key).await.json()["miner_id"], "easel");
    assert_eq!(ask("txt2img", &key).await.status, 200);
    let video = ask("txt2vid", &key).await;
    assert_eq!(video.status, 503);
    assert!(video.json()["message"].as_str().unwrap().contains("Wan 2.x"));
    assert_eq!(ask("txt2song", &key).await.status, 400);
    assert_eq!(ask("upscaler", "nobody").await.status, 401);
    server.stop().await;
}

#[tokio::test]
async fn tasks_that_cannot_be_used_are_refused_by_name() {
    let server = server().await;
    let key = server.key.clone();
    let image = drawn(&server).await;
    let spent = server.audit().await.captured;
    let of = |kind: &str, parameters: Value| {
        json!({"consumer_id": key, "api_key": "", "task_type": kind, "job_id": "j",
            "task_details": {"parameters": parameters}})
    };
    let lora = |field: &str, value: Value| {
        let mut parameters = json!({"prompt": "p", "lora_name": "ink"});
        parameters[field] = value;
        of("txt2img", parameters)
    };
    let mut timeout = of("upscaler", json!({"image": image}));
    timeout["timeout_seconds"] = json!(0);
    let cases = [
        (json!({"consumer_id": key}), 400, "task_type"),
        (of("txt2song", json!({})), 400, "txt2song"),
        (of("upscaler", json!({})), 400, "image"),
        (of("upscaler", json!([])), 400, "JSON object"),
        (of("upscaler", json!({"image": "x.png"})), 400, "image"),
        (of("upscaler", json!({"image": "http://x.example/a.png"})), 400, "no other addresses"),
        (of("upscaler", json!({"image": "data:image/png;base64,AAEC"})), 400, "image"),
        (of("upscaler", json!({"image": image, "scale": 9})), 400, "scale"),
        (of("upscaler", json!({"image": image, "denoise": 1})), 400, "denoise"),
        (timeout, 400, "timeout_seconds"),
        (of("txt2img", json!({"prompt": "p"})), 400, "lora_name"),
        (lora("lora_name", json!("")), 400, "lora_name"),
        (lora("lora_name", json!("sdxl")), 400, "not installed"),
        (lora("prompt", json!("")), 400, "prompt"),
        (lora("aspect_ratio", json!("wide")), 400, "aspect_ratio"),
        (lora("steps", json!(151)), 400, "steps"),
        (lora("guidance", json!(31)), 400, "guidance"),
        (lora("width", json!(100)), 400, "width"),
        (of("txt2vid", json!({"prompt": "waves", "length": 9, "fps": 8})), 503, "Wan 2.x"),
        (of("txt2vid", json!({"length": 9})), 400, "prompt"),
    ];
    for (body, status, words) in cases {
        let answer = call(&server, "task_create", &body).await;
        let json = answer.json();
        assert_eq!((answer.status, &json["code"]), (status, &json!(status)), "{words}: {json}");
        let text = json["message"].as_str().unwrap();
        assert!(text.contains(words), "{words}: {text}");
    }
    for task_id in ["", "x", "0123456789abcdef0123456789abcdef", "job_0123", "../../etc"] {
        for endpoint in ["task_result_query", "task_cancel"] {
            let answer = call(&server, endpoint, &json!({"task_id": task_id, "api_key": ""})).await;
            assert_eq!(answer.status, 404, "{task_id}");
        }
    }
    let audit = server.audit().await;
    assert_eq!((audit.captured, audit.held.as_micros()), (spent, 0));
    server.stop().await;
}

#[tokio::test]
async fn keys_in_bodies_are_limited_like_others() {
    let server = TestServer::builder()
        .model("sdxl", ModelFamily::Sdxl)
        .settings(|settings| {
            settings.limits.requests_per_minute_max = 1;
            settings.limits.requests_burst_max = 2;
        })
        .start()
        .await;
    let body = json!({"consumer_id": server.key, "task_type": "upscaler"});
    let mut last = 0;
    for _ in 0..3 {
        let answer = call(&server, "resource_request", &body).await;
        last = answer.status;
        assert!(last == 200 || !answer.header("retry-after").is_empty());
    }
    assert_eq!(last, 429);
    server.stop().await;
}
