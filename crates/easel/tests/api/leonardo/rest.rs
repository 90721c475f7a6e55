//! Pictures at once, videos, models, LoRAs, the account, prompts, prices, what Easel does not do,
//! and webhooks.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use easel_core::outbound::Outbound;
use easel_core::{KeyCallback, NewKeyRequest};
use easel_engine::EngineError;
use easel_testkit::{Script, TestServer};
use easel_types::{Error, ErrorKind, ModelFamily, ModelName, Result, Scope};
use serde_json::{Value, json};

use super::uploads::png;
use super::{PATH, body, created, finished, made, me, polled, refused, server};

const API: &str = "/api/rest/v1";

fn data_url() -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(png(64, 64)))
}

fn live(more: &Value) -> Value {
    let mut body = json!({"prompt": "a lake", "imageDataUrl": data_url(), "width": 512,
        "height": 512, "requestTimestamp": "t1"});
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    body
}

#[tokio::test]
async fn live_pictures_are_answered_at_once_as_data_urls() {
    let server = server().await;
    for (call, more, strength, side) in [
        ("generations-lcm", json!({"style": "ANIME", "steps": 8, "guidance": 2}), 0.75, 512),
        ("generations-lcm", json!({"strength": 0.5, "seed": 3}), 0.5, 512),
        ("lcm-instant-refine", json!({}), 0.3, 512),
        ("lcm-inpainting", json!({"maskDataUrl": data_url()}), 0.75, 512),
        ("lcm-upscale", json!({"refineCreative": true, "refineStrength": 0.5}), 0.7, 1024),
    ] {
        let answer = server.post(&format!("{API}/{call}"), &live(&more)).await;
        let json = answer.json();
        assert_eq!(answer.status, 200, "{call}: {json}");
        let job = &json["lcmGenerationJob"];
        let picture = job["imageDataUrl"][0].as_str().unwrap();
        let picture = STANDARD.decode(picture.strip_prefix("data:image/png;base64,").unwrap());
        let picture = image::load_from_memory(&picture.unwrap()).unwrap();
        assert_eq!((picture.width(), &job["requestTimestamp"]), (side, &json!("t1")), "{call}");
        assert!(job["apiCreditCost"].is_i64());
        let params = server.engine.orders().pop().unwrap().params;
        let init = params.init.unwrap();
        assert!((f64::from(init.strength) - strength).abs() < 1e-6, "{call}: {}", init.strength);
        assert_eq!(job.get("generationId").is_some(), call == "lcm-upscale");
    }
    let list = server.get(&format!("{PATH}/user/{}", me(&server).await)).await.json();
    assert_eq!(list, json!({"generations": []}), "live pictures are not listed");
    server.stop().await;
}

#[tokio::test]
async fn bad_live_requests_are_refused_and_nothing_is_charged() {
    let server = server().await;
    for (call, more, path) in [
        (
            "generations-lcm",
            json!({"imageDataUrl": "data:image/png;base64,AAAA"}),
            "$.imageDataUrl",
        ),
        ("generations-lcm", json!({"imageDataUrl": "nonsense"}), "$.imageDataUrl"),
        ("generations-lcm", json!({"maskDataUrl": data_url()}), "$.maskDataUrl"),
        ("generations-lcm", json!({"refineStrength": 0.5}), "$.refineStrength"),
        ("lcm-inpainting", json!({}), "$.maskDataUrl"),
        ("lcm-inpainting", json!({"maskDataUrl": "data:image/png;base64,AAAA"}), "$.maskDataUrl"),
        ("lcm-instant-refine", json!({"steps": 3}), "$.steps"),
        ("lcm-upscale", json!({"strength": 0}), "$.strength"),
        ("lcm-upscale", json!({"width": 100}), "$.width"),
        ("generations-lcm", json!({"style": "NOSUCH"}), "$"),
    ] {
        refused(&server.post(&format!("{API}/{call}"), &live(&more)).await, 400, path);
    }
    let audit = server.audit().await;
    assert_eq!(audit.available, audit.granted);
    server.stop().await;
}

#[tokio::test]
async fn videos_are_checked_and_refused_with_the_model_that_is_missing() {
    let server = server().await;
    for (call, good, bad) in [
        (
            "generations-motion-svd",
            json!({"imageId": "i", "isInitImage": true, "isPublic": false, "motionStrength": 5}),
            json!({"imageId": "i", "motionStrength": 11}),
        ),
        (
            "generations-text-to-video",
            json!({"duration": 8, "frameInterpolation": true, "model": "MOTION2",
                "prompt": "waves", "resolution": "RESOLUTION_480"}),
            json!({"prompt": ""}),
        ),
        (
            "generations-image-to-video",
            json!({"imageId": "i", "imageType": "UPLOADED", "model": "MOTION2", "prompt": "waves"}),
            json!({"imageId": "i", "imageType": "NOSUCH", "prompt": "waves"}),
        ),
        (
            "generations-video-upscale",
            json!({"resolution": "RESOLUTION_720", "sourceGenerationId": "g"}),
            json!({"resolution": "RESOLUTION_720"}),
        ),
    ] {
        let answer = server.post(&format!("{API}/{call}"), &good).await;
        let json = answer.json();
        assert_eq!((answer.status, &json["code"]), (400, &json!("model_unavailable")), "{json}");
        assert!(json["error"].as_str().unwrap().contains("Wan 2"), "{json}");
        let json = server.post(&format!("{API}/{call}"), &bad).await.json();
        assert_eq!(json["code"], "invalid_request", "{json}");
    }
    let json = server.get(&format!("{API}/motion-variations/x")).await.json();
    assert_eq!(json, json!({"generated_image_variation_motion": []}));
    server.stop().await;
}

#[tokio::test]
async fn installed_models_and_loras_are_listed_and_looked_at() {
    let server = server().await;
    let models = server.get(&format!("{API}/platformModels")).await.json();
    let uuid = ModelName::new("sdxl").unwrap().as_uuid().to_string();
    let model = &models["custom_models"][0];
    assert_eq!((&model["id"], &model["name"]), (&json!(uuid), &json!("sdxl")));
    assert_eq!((&model["featured"], &model["generated_image"]), (&json!(true), &Value::Null));
    let model = server.get(&format!("{API}/models/{uuid}")).await.json();
    assert_eq!(model["custom_models_by_pk"]["modelWidth"], 1024);
    assert_eq!(model["custom_models_by_pk"]["sdVersion"], "SDXL_1_0");
    let user = me(&server).await;
    let elements = server.get(&format!("{API}/elements")).await.json();
    let lora = ModelName::new("ink").unwrap().as_uuid().to_string();
    assert_eq!(elements["loras"][0]["akUUID"], json!(lora));
    assert_eq!(elements["loras"][0]["weightDefault"], json!(1));
    let loras = server.get(&format!("{API}/elements/user/{user}")).await.json();
    let number = loras["user_loras"][0]["id"].as_u64().unwrap();
    let one = server.get(&format!("{API}/elements/{number}")).await.json();
    assert_eq!(one["user_loras_by_pk"]["name"], "ink");
    let sent = json!({"userElements": [{"userLoraId": number, "weight": 0.8}]});
    let (_, _) = made(&server, &sent).await;
    assert_eq!(server.engine.orders().pop().unwrap().params.loras[0].weight, 0.8);
    refused(&server.delete(&format!("{API}/models/{uuid}")).await, 403, "$");
    refused(&server.delete(&format!("{API}/elements/{number}")).await, 403, "$");
    server.stop().await;
}

#[tokio::test]
async fn what_is_not_there_is_null_or_an_empty_list() {
    let server = server().await;
    for (method, path, json) in [
        ("GET", "models/x", json!({"custom_models_by_pk": null})),
        ("DELETE", "models/x", json!({"delete_custom_models_by_pk": null})),
        ("GET", "models/user/x", json!({"custom_models": []})),
        ("GET", "elements/5", json!({"user_loras_by_pk": null})),
        ("DELETE", "elements/5", json!({"delete_user_loras_by_pk": null})),
        ("GET", "elements/user/x", json!({"user_loras": []})),
        ("GET", "datasets/x", json!({"datasets_by_pk": null})),
        ("DELETE", "datasets/x", json!({"delete_datasets_by_pk": null})),
        ("GET", "models-3d/x", json!({"model_assets_by_pk": null})),
        ("DELETE", "models-3d/x", json!({"delete_model_assets_by_pk": null})),
        ("GET", "models-3d/user/x", json!({"model_assets": []})),
        ("GET", "generations-texture/x", json!({"model_asset_texture_generations_by_pk": null})),
        ("GET", "generations-texture/model/x", json!({"model_asset_texture_generations": []})),
    ] {
        let request = server.request(method, &format!("{API}/{path}")).bearer_auth(&server.key);
        let answer = server.send(request).await;
        assert_eq!((answer.status, answer.json()), (200, json), "{method} {path}");
    }
    for path in ["blueprints", "blueprints/x/versions", "blueprint-executions/x/generations"] {
        let json = server.get(&format!("{API}/{path}")).await.json();
        let list = json.as_object().unwrap().values().next().unwrap();
        assert_eq!(list["edges"], json!([]), "{path}");
    }
    for path in ["blueprints/x", "blueprint-executions/x"] {
        refused(&server.get(&format!("{API}/{path}")).await, 404, "$");
    }
    server.stop().await;
}

#[tokio::test]
async fn training_textures_and_blueprints_are_refused_in_words() {
    let server = server().await;
    for (path, body) in [
        (
            "models",
            json!({"datasetId": "d", "instance_prompt": "x", "name": "n",
            "description": "", "modelType": "GENERAL", "nsfw": false, "resolution": 512,
            "strength": "MEDIUM"}),
        ),
        (
            "elements",
            json!({"datasetId": "d", "description": "", "instance_prompt": "",
            "learning_rate": 0.00001, "lora_focus": "Style", "name": "n", "num_train_epochs": 5,
            "resolution": 1024, "sd_version": "FLUX_DEV", "train_text_encoder": true}),
        ),
        ("datasets", json!({"name": "d"})),
        ("datasets/x/upload", json!({"extension": "png"})),
        ("datasets/x/upload/gen", json!({"generatedImageId": "i"})),
        ("models-3d/upload", json!({"name": "n", "modelExtension": "obj"})),
        ("generations-texture", json!({"modelAssetId": "m", "prompt": "wood"})),
        (
            "blueprint-executions",
            json!({"blueprintVersionId": "b",
            "input": {"nodeInputs": [], "public": false}}),
        ),
    ] {
        let answer = server.post(&format!("{API}/{path}"), &body).await;
        let json = answer.json();
        assert_eq!(
            (answer.status, &json["code"]),
            (400, &json!("unsupported_parameter")),
            "{json}"
        );
        let json = server.post(&format!("{API}/{path}"), &json!({"nosuch": 1})).await.json();
        assert_eq!(json["code"], "invalid_request", "{path}: {json}");
    }
    server.stop().await;
}

#[tokio::test]
async fn prompts_are_improved_and_made_up_free_of_charge() {
    let server = server().await;
    let sent = json!({"prompt": "a dog", "promptInstructions": "add a red hat"});
    let json = server.post(&format!("{API}/prompt/improve"), &sent).await.json();
    let improved = &json["promptGeneration"];
    let text = improved["prompt"].as_str().unwrap();
    assert!(text.contains("dog") && text.contains("red hat"), "{text}");
    assert_eq!(
        (&improved["apiCreditCost"], &improved["cost"]["amount"]),
        (&json!(0), &json!("0.0000"))
    );
    // The SDKs send no body and no content type.
    let random = server.request("POST", &format!("{API}/prompt/random")).bearer_auth(&server.key);
    let json = server.send(random).await.json();
    assert!(json["promptGeneration"]["prompt"].as_str().unwrap().len() > 10, "{json}");
    let empty = server.post(&format!("{API}/prompt/improve"), &json!({"prompt": " "})).await;
    refused(&empty, 400, "$.prompt");
    server.stop().await;
}

#[tokio::test]
async fn prices_are_those_of_the_price_book() {
    let server = server().await;
    let quote = async |service: &str, params: Value| {
        let body = json!({"service": service, "serviceParams": {service: params}});
        let json = server.post(&format!("{API}/pricing-calculator"), &body).await.json();
        json["calculateProductionApiServiceCost"]["cost"].as_i64()
    };
    let image = json!({"imageHeight": 1024, "imageWidth": 1024, "numImages": 2,
        "inferenceSteps": 30, "promptMagic": false, "alchemyMode": true, "isSDXL": true});
    assert_eq!(quote("IMAGE_GENERATION", image).await, Some(3));
    assert_eq!(quote("FANTASY_AVATAR_GENERATION", json!({"numImages": 1})).await, Some(1));
    assert_eq!(quote("LCM_GENERATION", json!({"width": 512, "height": 512})).await, Some(1));
    assert_eq!(quote("UNIVERSAL_UPSCALER", json!({"megapixel": 4})).await, Some(4));
    let ultra = json!({"inputWidth": 1024, "inputHeight": 1024, "upscaleMultiplier": 2});
    assert_eq!(quote("UNIVERSAL_UPSCALER_ULTRA", ultra).await, Some(4));
    let body = json!({"service": "IMAGE_GENERATION", "serviceParams": {}});
    let answer = server.post(&format!("{API}/pricing-calculator"), &body).await;
    assert_eq!(answer.json(), json!({"calculateProductionApiServiceCost": {"cost": 3}}));
    for (body, path) in [
        (json!({}), "$.service"),
        (json!({"service": "MODEL_TRAINING"}), "$.service"),
        (
            json!({"service": "IMAGE_GENERATION", "serviceParams":
            {"IMAGE_GENERATION": {"imageWidth": 9}}}),
            "$.width",
        ),
    ] {
        let answer = server.post(&format!("{API}/pricing-calculator"), &body).await;
        refused(&answer, 400, path);
    }
    server.stop().await;
}

#[tokio::test]
async fn the_account_is_shown_in_whole_credits() {
    let server = server().await;
    let json = server.get(&format!("{API}/me")).await.json();
    let details = &json["user_details"][0];
    assert_eq!(
        (&details["apiSubscriptionTokens"], &details["user"]["username"]),
        (&json!(1_000_000), &json!("admin"))
    );
    assert_eq!(details["tokenRenewalDate"], Value::Null);
    server.stop().await;
}

/// A call: address, headers, body.
type Posted = (String, Vec<(String, String)>, Value);

/// Keeps what is posted.
#[derive(Debug, Default)]
struct Receiver {
    posted: Mutex<Vec<Posted>>,
}

#[async_trait]
impl Outbound for Receiver {
    async fn fetch_picture(&self, _: &str) -> Result<Vec<u8>> {
        Err(Error::new(ErrorKind::InvalidRequest, "there are no pictures elsewhere"))
    }

    async fn post_json(
        &self,
        address: &str,
        headers: &[(String, String)],
        body: Vec<u8>,
    ) -> Result<u16> {
        let body = serde_json::from_slice(&body).unwrap();
        self.posted.lock().unwrap().push((address.to_owned(), headers.to_vec(), body));
        Ok(200)
    }
}

async fn server_with_webhook() -> (TestServer, Arc<Receiver>) {
    let receiver = Arc::new(Receiver::default());
    let mut server = TestServer::builder()
        .model("sdxl", ModelFamily::Sdxl)
        .outbound(receiver.clone())
        .start()
        .await;
    let caller = server.core.authenticate(&server.key).await.unwrap();
    let request = NewKeyRequest {
        account_id: Some(caller.account_id),
        name: "told".to_owned(),
        scopes: vec![Scope::Generate],
        secret: None,
        callback: Some(KeyCallback {
            address: "https://receiver.example/leonardo".to_owned(),
            token: Some("secret".to_owned()),
        }),
    };
    server.key = server.core.create_key(request).await.unwrap().secret;
    (server, receiver)
}

/// The message about the job with this id, which is final.
async fn told(server: &TestServer, receiver: &Receiver, id: &str) -> Value {
    finished(server, id).await;
    server.core.send_callbacks().await;
    let posted = receiver.posted.lock().unwrap();
    let (address, headers, message) =
        posted.iter().find(|(_, _, body)| body["data"]["object"]["id"] == id).unwrap();
    assert_eq!(address, "https://receiver.example/leonardo");
    let bearer = ("authorization".to_owned(), "Bearer secret".to_owned());
    assert!(headers.contains(&bearer), "{headers:?}");
    message.clone()
}

#[tokio::test]
async fn a_webhook_is_told_about_generations_in_leonardos_form() {
    let (server, receiver) = server_with_webhook().await;
    let sent = body(&json!({"num_images": 2, "public": true, "presetStyle": "ANIME"}));
    let id = created(&server.post(PATH, &sent).await);
    let message = told(&server, &receiver, &id).await;
    assert_eq!(
        (&message["type"], &message["object"], &message["api_version"]),
        (&json!("image_generation.complete"), &json!("generation"), &json!("v1"))
    );
    assert!(message["timestamp"].is_i64());
    let about = &message["data"]["object"];
    let generation = polled(&server, &id).await;
    assert_eq!((&about["status"], &about["prompt"]), (&json!("COMPLETE"), &json!("a knight")));
    assert_eq!((&about["presetStyle"], &about["public"]), (&json!("ANIME"), &json!(true)));
    assert_eq!(about["modelId"], generation["modelId"]);
    assert_eq!(about["apiKey"]["webhookCallbackApiKey"], "secret");
    assert_eq!(about["images"].as_array().unwrap().len(), 2);
    for field in ["id", "url"] {
        assert_eq!(about["images"][0][field], generation["generated_images"][0][field]);
    }
    server.stop().await;
}

#[tokio::test]
async fn a_webhook_is_told_about_failures_and_variations() {
    let (server, receiver) = server_with_webhook().await;
    server.engine.then(Script::Fail(EngineError::ModelUnusable("cut off".to_owned())));
    let id = created(&server.post(PATH, &body(&json!({}))).await);
    let message = told(&server, &receiver, &id).await;
    assert_eq!(message["type"], "image_generation.failed");
    let about = &message["data"]["object"];
    assert_eq!((&about["status"], &about["images"]), (&json!("FAILED"), &json!([])));
    assert!(about["failedReason"].as_str().unwrap().contains("cut off"));
    let (_, image) = made(&server, &json!({})).await;
    let path = format!("{API}/variations/upscale");
    let variation = server.post(&path, &json!({"id": image})).await.json();
    let id = variation["sdUpscaleJob"]["id"].as_str().unwrap().to_owned();
    let message = told(&server, &receiver, &id).await;
    assert_eq!(message["type"], "post_processing.completed");
    assert_eq!(message["data"]["object"]["transformType"], "UPSCALE");
    assert!(message["data"]["object"]["url"].is_string());
    server.stop().await;
}
