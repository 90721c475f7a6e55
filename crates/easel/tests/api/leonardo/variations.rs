//! Variations of generated pictures, uploads and other variations.

use easel_testkit::TestServer;
use serde_json::{Value, json};

use super::uploads::{png, uploaded};
use super::{PATH, finished, made, polled, refused, server};

const VARIATIONS: &str = "/api/rest/v1/variations";

/// Asks for a variation; returns its id.
async fn vary(server: &TestServer, (call, answer): (&str, &str), body: &Value) -> String {
    let accepted = server.post(&format!("{VARIATIONS}/{call}"), body).await;
    let json = accepted.json();
    assert_eq!(accepted.status, 200, "{call}: {json}");
    let job = &json[answer];
    assert!(job["apiCreditCost"].is_i64() && job["cost"]["unit"] == "DOLLARS", "{json}");
    job["id"].as_str().unwrap().to_owned()
}

async fn looked_at(server: &TestServer, id: &str) -> Value {
    finished(server, id).await;
    let json = server.get(&format!("{VARIATIONS}/{id}")).await.json();
    assert_eq!(json["generated_image_variation_generic"].as_array().unwrap().len(), 1);
    json["generated_image_variation_generic"][0].clone()
}

/// The size of the picture at `url`.
async fn size(server: &TestServer, url: &Value) -> (u32, u32) {
    let path = url.as_str().unwrap().strip_prefix(&server.url("")).unwrap();
    let picture = server.send(server.request("GET", path)).await;
    let picture = image::load_from_memory(&picture.bytes).unwrap();
    (picture.width(), picture.height())
}

#[tokio::test]
async fn the_four_variations_are_made_and_shown_with_their_picture() {
    let server = server().await;
    let (generation, image) = made(&server, &json!({"modelId": "sdxl"})).await;
    for (call, answer, body, kind, side) in [
        ("upscale", "sdUpscaleJob", json!({"id": image}), "UPSCALE", 1024),
        ("unzoom", "sdUnzoomJob", json!({"id": image, "isVariation": false}), "UNZOOM", 512),
        ("nobg", "sdNobgJob", json!({"id": image, "isVariation": false}), "NOBG", 512),
        (
            "universal-upscaler",
            "universalUpscaler",
            json!({"creativityStrength": 5, "generatedImageId": image, "upscaleMultiplier": 1.5,
                "upscalerStyle": "GENERAL"}),
            "UPSCALE",
            768,
        ),
    ] {
        if call == "nobg" {
            // The whole picture is one colour, so there is nothing to cut out.
            let answer = server.post(&format!("{VARIATIONS}/nobg"), &body).await;
            refused(&answer, 400, "$.id");
            continue;
        }
        let id = vary(&server, (call, answer), &body).await;
        let variation = looked_at(&server, &id).await;
        assert_eq!(
            (&variation["status"], &variation["transformType"]),
            (&json!("COMPLETE"), &json!(kind))
        );
        assert_eq!(size(&server, &variation["url"]).await, (side, side), "{call}");
    }
    let shown = polled(&server, &generation).await;
    let kinds: Vec<_> = shown["generated_images"][0]["generated_image_variation_generics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|variation| variation["transformType"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["UPSCALE", "UNZOOM", "UPSCALE"]);
    let list = server.get(&format!("{PATH}/user/{}", super::me(&server).await)).await.json();
    assert_eq!(list["generations"].as_array().unwrap().len(), 1, "variations are not listed");
    server.stop().await;
}

#[tokio::test]
async fn painted_variations_use_the_model_and_prompt_of_the_original() {
    let server = server().await;
    let (_, image) = made(&server, &json!({"presetStyle": "ANIME"})).await;
    let id = vary(&server, ("unzoom", "sdUnzoomJob"), &json!({"id": image})).await;
    finished(&server, &id).await;
    let params = server.engine.orders().pop().unwrap().params;
    assert!(params.prompt.starts_with("a knight, anime"), "{}", params.prompt);
    assert_eq!((params.model.as_str(), params.mask.is_some()), ("sdxl", true));
    let body = json!({"variationId": id, "creativityStrength": 10, "prompt": "a castle"});
    let id = vary(&server, ("universal-upscaler", "universalUpscaler"), &body).await;
    finished(&server, &id).await;
    let params = server.engine.orders().pop().unwrap().params;
    assert!(params.prompt.starts_with("a castle, "), "{}", params.prompt);
    assert!((params.init.unwrap().strength - 0.55).abs() < 1e-6);
    server.stop().await;
}

#[tokio::test]
async fn the_ultra_upscaler_keeps_what_similarity_says() {
    let server = server().await;
    let upload = uploaded(&server, &png(512, 256)).await;
    let body = json!({"initImageId": upload, "ultraUpscaleStyle": "REALISTIC", "similarity": 10,
        "detailContrast": 9, "upscaleMultiplier": 2});
    let id = vary(&server, ("universal-upscaler", "universalUpscaler"), &body).await;
    finished(&server, &id).await;
    let params = server.engine.orders().pop().unwrap().params;
    assert!((params.init.unwrap().strength - 0.1).abs() < 1e-6);
    assert_eq!((params.size.width, params.size.height), (1024, 512));
    assert!(params.prompt.contains("crisp detail"), "{}", params.prompt);
    server.stop().await;
}

#[tokio::test]
async fn uploads_and_variations_are_varied_too() {
    let server = server().await;
    let upload = uploaded(&server, &png(300, 200)).await;
    let id = vary(&server, ("upscale", "sdUpscaleJob"), &json!({"id": upload})).await;
    let first = looked_at(&server, &id).await;
    assert_eq!(size(&server, &first["url"]).await, (600, 400));
    let again = vary(&server, ("upscale", "sdUpscaleJob"), &json!({"id": id})).await;
    let second = looked_at(&server, &again).await;
    assert_eq!(size(&server, &second["url"]).await, (1200, 800));
    server.stop().await;
}

#[tokio::test]
async fn a_plain_background_becomes_transparent() {
    let server = server().await;
    let disc = image::RgbaImage::from_fn(64, 64, |x, y| {
        let inside = (f64::from(x) - 32.0).hypot(f64::from(y) - 32.0) < 20.0;
        image::Rgba(if inside { [200, 20, 20, 255] } else { [255; 4] })
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    disc.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let upload = uploaded(&server, &bytes.into_inner()).await;
    let id = vary(&server, ("nobg", "sdNobgJob"), &json!({"id": upload})).await;
    let variation = looked_at(&server, &id).await;
    assert_eq!(variation["transformType"], "NOBG");
    let path = variation["url"].as_str().unwrap().strip_prefix(&server.url("")).unwrap().to_owned();
    let picture = server.send(server.request("GET", &path)).await;
    let picture = image::load_from_memory(&picture.bytes).unwrap().to_rgba8();
    assert_eq!((picture.get_pixel(0, 0)[3], picture.get_pixel(32, 32)[3]), (0, 255));
    server.stop().await;
}

#[tokio::test]
async fn what_cannot_be_varied_is_refused_and_nothing_is_charged() {
    let server = server().await;
    let (_, image) = made(&server, &json!({})).await;
    let before = server.audit().await.available;
    let unknown = "00000000-0000-4000-8000-000000000000";
    let upscaler = |more: Value| {
        let mut body = json!({"generatedImageId": image});
        for (key, value) in more.as_object().unwrap() {
            body[key] = value.clone();
        }
        body
    };
    for (call, body, status, path) in [
        ("upscale", json!({"id": unknown}), 404, "$.id"),
        ("upscale", json!({"id": "x"}), 404, "$.id"),
        ("upscale", json!({}), 400, "$.id"),
        ("unzoom", json!({}), 400, "$.id"),
        ("unzoom", json!({"id": image, "isVariation": true}), 404, "$.id"),
        ("nobg", json!({"id": unknown}), 404, "$.id"),
        ("universal-upscaler", json!({}), 400, "$.generatedImageId"),
        ("universal-upscaler", upscaler(json!({"variationId": image})), 400, "$.generatedImageId"),
        ("universal-upscaler", json!({"variationId": image}), 404, "$.variationId"),
        (
            "universal-upscaler",
            upscaler(json!({"creativityStrength": 11})),
            400,
            "$.creativityStrength",
        ),
        (
            "universal-upscaler",
            upscaler(json!({"upscaleMultiplier": 3})),
            400,
            "$.upscaleMultiplier",
        ),
        ("universal-upscaler", upscaler(json!({"similarity": 5})), 400, "$.similarity"),
        ("universal-upscaler", upscaler(json!({"upscalerStyle": "NOSUCH"})), 400, "$"),
    ] {
        refused(&server.post(&format!("{VARIATIONS}/{call}"), &body).await, status, path);
    }
    assert_eq!(server.audit().await.available, before);
    for id in [unknown, "x"] {
        let json = server.get(&format!("{VARIATIONS}/{id}")).await.json();
        assert_eq!(json, json!({"generated_image_variation_generic": []}));
    }
    server.stop().await;
}
