//! The Leonardo dialect: generations. Its uploads, variations and the rest have files of their
//! own beside this one.

mod rest;
mod uploads;
mod variations;

use easel_engine::EngineError;
use easel_testkit::{Answer, Script, TestServer};
use easel_types::{ImageParams, ModelFamily, ModelName, Scope};
use serde_json::{Value, json};

const PATH: &str = "/api/rest/v1/generations";
/// What both SDKs send where their user says nothing but the prompt.
const LEONARDO_XL: &str = "b24e16ff-06e3-43eb-8d33-4416c2d75876";

async fn server() -> TestServer {
    let server = TestServer::builder().model("sdxl", ModelFamily::Sdxl);
    server.lora("ink", ModelFamily::Sdxl).start().await
}

/// A small generation with these fields besides.
fn body(more: &Value) -> Value {
    let mut body = json!({"prompt": "a knight", "width": 512, "height": 512, "num_images": 1,
        "presetStyle": "NONE", "alchemy": false, "modelId": null});
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    body
}

fn created(answer: &Answer) -> String {
    let json = answer.json();
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"), "{json}");
    json["sdGenerationJob"]["generationId"].as_str().unwrap().to_owned()
}

/// Waits until the job with this UUID is final.
async fn finished(server: &TestServer, id: &str) {
    server.finished(&format!("job_{}", id.replace('-', ""))).await;
}

async fn polled(server: &TestServer, id: &str) -> Value {
    finished(server, id).await;
    server.get(&format!("{PATH}/{id}")).await.json()["generations_by_pk"].take()
}

/// What the engine was told about a generation with these fields.
async fn order(server: &TestServer, more: &Value) -> ImageParams {
    let id = created(&server.post(PATH, &body(more)).await);
    assert_eq!(polled(server, &id).await["status"], "COMPLETE", "{more}");
    server.engine.orders().pop().unwrap().params
}

/// A generation that is done: its id, and the id of its first picture.
async fn made(server: &TestServer, more: &Value) -> (String, String) {
    let id = created(&server.post(PATH, &body(more)).await);
    let generation = polled(server, &id).await;
    (id, generation["generated_images"][0]["id"].as_str().unwrap().to_owned())
}

fn refused(answer: &Answer, status: u16, path: &str) {
    let json = answer.json();
    assert_eq!((answer.status, &json["path"]), (status, &json!(path)), "{json}");
    assert!(json["error"].is_string() && json["code"].is_string(), "{json}");
}

#[tokio::test]
async fn what_the_sdks_always_send_is_polled_to_its_pictures() {
    let server = server().await;
    let sent = json!({"alchemy": true, "height": 768, "modelId": LEONARDO_XL, "num_images": 4,
        "presetStyle": "DYNAMIC", "prompt": "A majestic cat in the snow", "width": 1024});
    let answer = server.post(PATH, &sent).await;
    let id = created(&answer);
    let job = &answer.json()["sdGenerationJob"];
    assert_eq!((&job["apiCreditCost"], &job["cost"]["amount"]), (&json!(3), &json!("0.0300")));
    let generation = polled(&server, &id).await;
    for (field, expect) in [
        ("id", json!(id)),
        ("status", json!("COMPLETE")),
        ("prompt", sent["prompt"].clone()),
        ("imageWidth", json!(1024)),
        ("imageHeight", json!(768)),
        ("inferenceSteps", json!(20)),
        ("scheduler", json!("EULER_DISCRETE")),
        ("sdVersion", json!("SDXL_1_0")),
        ("presetStyle", json!("DYNAMIC")),
        ("modelId", json!(ModelName::new("sdxl").unwrap().as_uuid().to_string())),
        ("guidanceScale", json!(7.0)),
        ("public", json!(false)),
        ("photoReal", json!(false)),
        ("generation_elements", json!([])),
    ] {
        assert_eq!(generation[field], expect, "{field}");
    }
    let images = generation["generated_images"].as_array().unwrap();
    assert_eq!(images.len(), 4);
    let url = images[0]["url"].as_str().unwrap().strip_prefix(&server.url("")).unwrap();
    let picture = server.send(server.request("GET", url)).await;
    assert_eq!((picture.status, picture.header("content-type")), (200, "image/png"));
    let params = server.engine.orders().remove(0).params;
    assert!(params.prompt.starts_with("A majestic cat in the snow, "), "{}", params.prompt);
    assert!(params.prompt.contains("dynamic") && params.prompt.contains("fine detail"));
    assert!(params.hires.is_none(), "alchemy is always sent, so it must cost no work");
    server.stop().await;
}

#[tokio::test]
async fn every_mapped_parameter_reaches_the_engine() {
    let server = server().await;
    let params = order(
        &server,
        &json!({"negative_prompt": "blurry", "guidance_scale": 7.3, "num_inference_steps": 15,
            "seed": 4242, "tiling": true, "width": 512, "height": 768, "num_images": 2,
            "elements": [{"akUUID": ModelName::new("ink").unwrap().as_uuid().to_string(),
                "weight": 0.5}]}),
    )
    .await;
    assert_eq!((params.prompt.as_str(), params.negative_prompt.as_str()), ("a knight", "blurry"));
    assert_eq!((params.guidance_scale, params.steps, params.seed), (7.3, 15, 4242));
    assert_eq!((params.size.width, params.size.height, params.n_images), (512, 768, 2));
    assert!(params.seamless);
    assert_eq!((params.loras[0].model.as_str(), params.loras[0].weight), ("ink", 0.5));
    let list = server.get(&format!("{PATH}/user/{}?limit=1&offset=0", me(&server).await)).await;
    let generation = &list.json()["generations"][0];
    assert_eq!(generation["guidanceScale"], 7.3);
    let element = &generation["generation_elements"][0];
    assert_eq!((&element["weightApplied"], &element["lora"]["name"]), (&json!(0.5), &json!("ink")));
    assert_eq!(element["lora"]["weightMax"], json!(2));
    server.stop().await;
}

async fn me(server: &TestServer) -> String {
    let me = server.get("/api/rest/v1/me").await.json();
    me["user_details"][0]["user"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn every_scheduler_chooses_a_sampler_and_is_shown_again() {
    let server = server().await;
    for (scheduler, sampler) in [
        ("KLMS", Some("ipndm_v")),
        ("EULER_ANCESTRAL_DISCRETE", Some("euler_a")),
        ("EULER_DISCRETE", Some("euler")),
        ("DDIM", Some("ddim_trailing")),
        ("DPM_SOLVER", Some("dpm++2m")),
        ("PNDM", Some("ipndm")),
        ("LEONARDO", None),
    ] {
        let id = created(&server.post(PATH, &body(&json!({"scheduler": scheduler}))).await);
        assert_eq!(polled(&server, &id).await["scheduler"], scheduler);
        let params = server.engine.orders().pop().unwrap().params;
        assert_eq!(params.sampler.map(|sampler| sampler.as_str()), sampler, "{scheduler}");
    }
    server.stop().await;
}

#[tokio::test]
async fn switches_and_styles_become_words() {
    let server = server().await;
    let words = async |more: Value| {
        let params = order(&server, &more).await;
        format!("{} | {}", params.prompt, params.negative_prompt)
    };
    for (more, expect) in [
        (json!({"presetStyle": "ANIME"}), "anime"),
        (json!({"presetStyle": "RENDER_3D"}), "3D render"),
        (json!({"styleUUID": "645e4195-f63d-4715-a3f2-3fb1e6eb8c70"}), "illustration"),
        (json!({"alchemy": true}), "fine detail"),
        (json!({"contrast": 4.5}), "very high contrast"),
        (json!({"contrastRatio": 0.9}), "strong contrast"),
        (json!({"contrastRatio": 0.1}), "soft contrast"),
        (json!({"alchemy": true, "photoReal": true, "photoRealStrength": 0.45}), "shallow depth"),
        (json!({"alchemy": true, "photoReal": true, "photoRealVersion": "v1"}), "photograph"),
        (json!({"promptMagic": true, "promptMagicStrength": 0.8}), "carefully composed"),
        (json!({"promptMagic": true, "promptMagicVersion": "v3"}), "natural light"),
        (json!({"expandedDomain": true}), "inventive"),
        (json!({"fantasyAvatar": true}), "fantasy world"),
        (json!({"highContrast": true}), "deep blacks"),
    ] {
        let words = words(more.clone()).await;
        assert!(words.contains(expect), "{more}: {words}");
    }
    let raw = words(json!({"promptMagic": true, "highContrast": false})).await;
    assert_eq!(raw, "a knight | ");
    server.stop().await;
}

#[tokio::test]
async fn larger_pictures_come_from_a_second_pass_within_the_limits() {
    let server = server().await;
    let scale = async |more: Value| order(&server, &more).await.hires.unwrap().scale;
    assert_eq!(scale(json!({"ultra": true})).await, 1.5);
    assert_eq!(scale(json!({"highResolution": true})).await, 1.5);
    assert_eq!(scale(json!({"upscaleRatio": 1.25})).await, 1.25);
    let wide = scale(json!({"ultra": true, "width": 1536})).await;
    assert!((1.3..1.34).contains(&wide), "{wide}");
    server.stop().await;
}

#[tokio::test]
async fn prompts_are_enhanced_and_instructed() {
    let server = server().await;
    let plain = order(&server, &json!({"enhancePrompt": true, "seed": 1})).await.prompt;
    assert!(plain.starts_with("a knight") && plain.len() > 20, "{plain}");
    let instructed = order(
        &server,
        &json!({"enhancePrompt": true, "enhancePromptInstruction": "add a red cape"}),
    )
    .await
    .prompt;
    assert!(instructed.contains("knight") && instructed.contains("red cape"), "{instructed}");
    server.stop().await;
}

/// Sends generations that cannot be made; nothing may be charged.
async fn all_refused(cases: Vec<(Value, &str)>) {
    let server = server().await;
    for (more, path) in cases {
        refused(&server.post(PATH, &body(&more)).await, 400, path);
    }
    let audit = server.audit().await;
    assert_eq!(audit.available, audit.granted);
    assert!(server.engine.orders().is_empty());
    server.stop().await;
}

#[tokio::test]
async fn values_out_of_range_are_refused_by_name_and_nothing_is_charged() {
    all_refused(vec![
        (json!({"width": 31}), "$.width"),
        (json!({"width": 513}), "$.width"),
        (json!({"height": 1544}), "$.height"),
        (json!({"height": 128}), "$.height"),
        (json!({"num_images": 0}), "$.num_images"),
        (json!({"num_images": 9}), "$.num_images"),
        (json!({"num_images": 5, "width": 776}), "$.num_images"),
        (json!({"guidance_scale": 0.5}), "$.guidance_scale"),
        (json!({"guidance_scale": 21}), "$.guidance_scale"),
        (json!({"num_inference_steps": 9}), "$.num_inference_steps"),
        (json!({"num_inference_steps": 61}), "$.num_inference_steps"),
        (json!({"seed": -1}), "$.seed"),
        (json!({"seed": 9_999_999_999_i64}), "$.seed"),
        (json!({"seed": 2_147_483_638_i64, "sd_version": "FLUX_DEV"}), "$.seed"),
        (json!({"contrast": 2}), "$.contrast"),
        (json!({"contrast": 1.3, "alchemy": true, "sd_version": "PHOENIX"}), "$.contrast"),
        (json!({"contrastRatio": 1.1}), "$.contrastRatio"),
        (json!({"photoReal": true}), "$.photoReal"),
        (json!({"photoRealStrength": 0.6}), "$.photoRealStrength"),
        (json!({"photoRealVersion": "v3"}), "$.photoRealVersion"),
        (
            json!({"photoReal": true, "alchemy": true, "photoRealVersion": "v1", "modelId": "sdxl"}),
            "$.photoRealVersion",
        ),
        (json!({"promptMagicStrength": 2}), "$.promptMagicStrength"),
        (json!({"promptMagicVersion": "v9"}), "$.promptMagicVersion"),
        (json!({"ultra": true, "alchemy": true}), "$.ultra"),
    ])
    .await;
}

#[tokio::test]
async fn what_cannot_be_honoured_is_refused_by_name_and_nothing_is_charged() {
    let net = json!([{"initImageId": "x", "initImageType": "UPLOADED", "preprocessorId": 67,
        "strengthType": "High", "influence": 0.5}]);
    let id = "00000000-0000-4000-8000-000000000000";
    all_refused(vec![
        (json!({"upscaleRatio": 1}), "$.upscaleRatio"),
        (json!({"upscaleRatio": 9}), "$.upscaleRatio"),
        (json!({"enhancePromptInstruction": "add a hat"}), "$.enhancePromptInstruction"),
        (json!({"transparency": "foreground_only"}), "$.transparency"),
        (json!({"controlnets": net}), "$.controlnets"),
        (json!({"controlNet": true}), "$.controlNet"),
        (json!({"controlNetType": "POSE"}), "$.controlNetType"),
        (json!({"weighting": 0.5}), "$.weighting"),
        (json!({"imagePrompts": [id]}), "$.imagePrompts"),
        (json!({"imagePromptWeight": 0.4}), "$.imagePromptWeight"),
        (json!({"elements": [{"akUUID": id}]}), "$.elements"),
        (json!({"userElements": [{"userLoraId": 5}]}), "$.userElements"),
        (json!({"userElements": [{"weight": 0.8}]}), "$.userElements"),
        (json!({"styleUUID": id}), "$.styleUUID"),
        (json!({"modelId": id}), "$.modelId"),
        (json!({"init_image_id": "x"}), "$.init_image_id"),
        (json!({"init_generation_image_id": "x"}), "$.init_generation_image_id"),
        (json!({"init_image_id": id, "init_generation_image_id": id}), "$.init_image_id"),
        (json!({"init_strength": 0.5}), "$.init_strength"),
        (json!({"init_image_id": id, "init_strength": 0.95}), "$.init_strength"),
        (json!({"unzoom": true}), "$.unzoom"),
        (json!({"unzoom": true, "unzoomAmount": 1.5}), "$.unzoom"),
        (json!({"unzoomAmount": 1.5}), "$.unzoomAmount"),
        (json!({"canvasRequest": true}), "$.canvasRequestType"),
        (json!({"canvasRequest": true, "canvasRequestType": "INPAINT"}), "$.canvasInitId"),
        (
            json!({"canvasRequest": true, "canvasRequestType": "INPAINT", "canvasInitId": id}),
            "$.canvasMaskId",
        ),
        (json!({"canvasInitId": id}), "$.canvasInitId"),
        (json!({"prompt": ""}), "$.prompt"),
        (json!({"presetStyle": "NOSUCH"}), "$"),
        (json!({"scheduler": "NOSUCH"}), "$"),
        (json!({"sd_version": "v9"}), "$"),
        (json!({"width": "wide"}), "$"),
        (json!({"nosuch": 1}), "$.nosuch"),
    ])
    .await;
}

#[tokio::test]
async fn models_are_named_by_uuid_by_name_by_leonardos_uuids_and_by_base_model() {
    let server = TestServer::builder()
        .model("dreams", ModelFamily::Sd1)
        .model("my-flux", ModelFamily::Flux)
        .model("photo", ModelFamily::Sdxl)
        .settings(|settings| settings.default_model = Some(ModelName::new("photo").unwrap()))
        .start()
        .await;
    let own = ModelName::new("dreams").unwrap().as_uuid().to_string();
    for (more, model) in [
        (json!({"modelId": own}), "dreams"),
        (json!({"modelId": "my-flux"}), "my-flux"),
        (json!({"modelId": LEONARDO_XL}), "photo"),
        (json!({"modelId": "b2614463-296c-462a-9586-aafdb8f00e36"}), "my-flux"),
        (json!({"modelId": "7b592283-e8a7-4c5a-9ba6-d18c31f258b9"}), "my-flux"),
        (json!({"sd_version": "v1_5"}), "dreams"),
        (json!({"sd_version": "SDXL_LIGHTNING"}), "photo"),
        (json!({"sd_version": "FLUX"}), "my-flux"),
        (json!({"sd_version": "PHOENIX"}), "my-flux"),
        (json!({"sd_version": "KINO_2_0"}), "photo"),
        (json!({}), "photo"),
    ] {
        assert_eq!(order(&server, &more).await.model.as_str(), model, "{more}");
    }
    let seed = json!({"modelId": "my-flux", "seed": 2_147_483_638_i64});
    refused(&server.post(PATH, &body(&seed)).await, 400, "$.seed");
    server.stop().await;
}

#[tokio::test]
async fn generations_are_listed_newest_first_in_pages_and_only_for_their_owner() {
    let server = server().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(made(&server, &json!({})).await.0);
    }
    let user = me(&server).await;
    let page = async |query: &str| {
        let list = server.get(&format!("{PATH}/user/{user}{query}")).await.json();
        let list = list["generations"].as_array().unwrap().clone();
        list.iter().map(|g| g["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(page("").await, [ids[2].clone(), ids[1].clone(), ids[0].clone()]);
    assert_eq!(page("?limit=1&offset=1").await, [ids[1].clone()]);
    assert!(page("?limit=10&offset=3").await.is_empty());
    let other = format!("{PATH}/user/00000000-0000-4000-8000-000000000000?limit=10&offset=0");
    assert_eq!(server.get(&other).await.json(), json!({"generations": []}));
    for (query, path) in [("limit=0", "$.limit"), ("offset=10001", "$.offset"), ("a=1", "$.a")] {
        let answer = server.get(&format!("{PATH}/user/{user}?{query}")).await;
        refused(&answer, 400, path);
    }
    server.stop().await;
}

#[tokio::test]
async fn a_deleted_or_unknown_generation_is_null() {
    let server = server().await;
    let (id, _) = made(&server, &json!({})).await;
    let path = format!("{PATH}/{id}");
    let deleted = json!({"delete_generations_by_pk": {"id": id}});
    assert_eq!(server.delete(&path).await.json(), deleted);
    for path in [&path, &format!("{PATH}/unknown")] {
        let answer = server.get(path).await;
        let json = answer.json();
        assert_eq!((answer.status, &json), (200, &json!({"generations_by_pk": null})), "{path}");
        let json = server.delete(path).await.json();
        assert_eq!(json, json!({"delete_generations_by_pk": null}));
    }
    server.stop().await;
}

#[tokio::test]
async fn another_account_sees_and_deletes_nothing() {
    let server = server().await;
    let (id, _) = made(&server, &json!({})).await;
    let stranger = server.poor_key(&[Scope::Generate]).await;
    for (method, null) in [("GET", "generations_by_pk"), ("DELETE", "delete_generations_by_pk")] {
        let request = server.request(method, &format!("{PATH}/{id}")).bearer_auth(&stranger);
        assert_eq!(server.send(request).await.json(), json!({null: null}));
    }
    assert_eq!(polled(&server, &id).await["status"], "COMPLETE");
    server.stop().await;
}

#[tokio::test]
async fn a_waiting_generation_is_pending_and_a_failed_one_costs_nothing() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let id = created(&server.post(PATH, &body(&json!({}))).await);
    server.engine.started().await;
    let waiting = server.get(&format!("{PATH}/{id}")).await.json();
    let waiting = &waiting["generations_by_pk"];
    assert_eq!((&waiting["status"], &waiting["generated_images"]), (&json!("PENDING"), &json!([])));
    server.engine.release();
    assert_eq!(polled(&server, &id).await["status"], "COMPLETE");
    let before = server.audit().await.available;
    server.engine.then(Script::Fail(EngineError::ModelUnusable("cut off".to_owned())));
    let id = created(&server.post(PATH, &body(&json!({}))).await);
    assert_eq!(polled(&server, &id).await["status"], "FAILED");
    assert_eq!(server.audit().await.available, before);
    server.stop().await;
}

#[tokio::test]
async fn errors_have_leonardos_shape_and_status() {
    let server = server().await;
    let poor = server.poor_key(&[Scope::Generate]).await;
    let small = body(&json!({}));
    let post = |key: &str| server.request("POST", PATH).bearer_auth(key).json(&small);
    refused(&server.send(server.request("POST", PATH).json(&small)).await, 401, "$");
    refused(&server.send(post("esl_unknown")).await, 401, "$");
    refused(&server.send(post(&poor)).await, 402, "$");
    refused(&server.get("/api/rest/v1/nosuch").await, 404, "$");
    refused(&server.send(server.request("PUT", PATH).bearer_auth(&server.key)).await, 405, "$");
    let text = server.request("POST", PATH).bearer_auth(&server.key).body("prompt=a");
    refused(&server.send(text.header("content-type", "text/plain")).await, 400, "$");
    let admin = server.poor_key(&[Scope::Admin]).await;
    refused(&server.send(post(&admin)).await, 403, "$");
    server.stop().await;
}

#[tokio::test]
async fn a_repeated_request_under_one_key_is_one_generation() {
    let server = server().await;
    let send = async |prompt: &str| {
        let request = server.request("POST", PATH).bearer_auth(&server.key);
        let request = request.header("Idempotency-Key", "k");
        server.send(request.json(&body(&json!({"prompt": prompt})))).await
    };
    let first = created(&send("a cat").await);
    assert_eq!(created(&send("a cat").await), first);
    assert_eq!(send("a dog").await.status, 409);
    finished(&server, &first).await;
    server.stop().await;
}

#[tokio::test]
async fn what_other_dialects_made_can_be_looked_at_too() {
    let server = server().await;
    let chart = json!({"prompt": "Pie chart: a 1, b 2"});
    let chart = server.post("/v1/image/smart-generate", &chart).await.json();
    let id = chart["generation_id"].as_str().unwrap().trim_start_matches("job_").to_owned();
    let id = format!("{}-{}-{}-{}-{}", &id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]);
    let generation = polled(&server, &id).await;
    assert_eq!(
        (&generation["status"], &generation["presetStyle"]),
        (&json!("COMPLETE"), &json!("NONE"))
    );
    assert_eq!(generation["generated_images"].as_array().unwrap().len(), 1);
    server.stop().await;
}
