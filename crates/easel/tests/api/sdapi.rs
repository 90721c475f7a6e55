//! The AUTOMATIC1111 dialect: what its clients send, and what they read.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use easel_testkit::{Answer, Script, TestServer};
use easel_types::params::{Hires, Sampler, Scheduler};
use easel_types::{MicroCredits, ModelFamily, Scope, Size};
use serde_json::{Value, json};

async fn server() -> TestServer {
    TestServer::builder()
        .model("dreams", ModelFamily::Sd1)
        .model("wide", ModelFamily::Sdxl)
        .lora("ink", ModelFamily::Sd1)
        .start()
        .await
}

/// POSTs as these clients do: Basic authentication, the key as password.
async fn post(server: &TestServer, path: &str, body: &Value) -> Answer {
    let request = server.request("POST", &format!("/sdapi/v1/{path}"));
    server.send(request.basic_auth("user", Some(&server.key)).json(body)).await
}

async fn get(server: &TestServer, path: &str) -> Value {
    let request = server.request("GET", &format!("/sdapi/v1/{path}"));
    let answer = server.send(request.basic_auth("user", Some(&server.key))).await;
    assert_eq!(answer.status, 200, "{path}");
    answer.json()
}

async fn painted(server: &TestServer, path: &str, body: &Value) -> Value {
    let answer = post(server, path, body).await;
    let json = answer.json();
    assert_eq!(answer.status, 200, "{json}");
    json
}

fn png(width: u32, height: u32, color: [u8; 4]) -> String {
    let picture = image::RgbaImage::from_pixel(width, height, image::Rgba(color));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    STANDARD.encode(bytes.into_inner())
}

fn decoded(base64: &Value) -> image::RgbaImage {
    let bytes = STANDARD.decode(base64.as_str().unwrap()).unwrap();
    image::load_from_memory(&bytes).unwrap().to_rgba8()
}

fn info(answer: &Value) -> Value {
    serde_json::from_str(answer["info"].as_str().unwrap()).unwrap()
}

fn loc(answer: &Answer) -> String {
    let json = answer.json();
    let loc = json["detail"][0]["loc"].as_array().unwrap_or_else(|| panic!("{json}")).clone();
    let parts: Vec<_> = loc.iter().map(|part| part.as_str().unwrap()).collect();
    assert_eq!(parts[0], "body");
    parts[1..].join(".")
}

#[tokio::test]
async fn open_webui_asks_for_settings_sends_them_back_and_paints() {
    let server = server().await;
    let models = get(&server, "sd-models").await;
    let titles: BTreeMap<_, _> = models
        .as_array()
        .unwrap()
        .iter()
        .map(|model| (model["model_name"].as_str().unwrap(), model["title"].as_str().unwrap()))
        .collect();
    let mut options = get(&server, "options").await;
    assert_eq!(options["sd_model_checkpoint"], titles["dreams"]);
    options["sd_model_checkpoint"] = titles["wide"].into();
    let kept = painted(&server, "options", &options).await;
    assert_eq!(kept, json!({"ignored": []}));
    assert_eq!(get(&server, "options").await["sd_model_checkpoint"], titles["wide"]);

    let body = json!({"prompt": "a red fox", "batch_size": 2, "width": 512, "height": 768,
        "steps": 20, "negative_prompt": "text", "cfg_scale": 6.5, "sampler_name": "DPM++ 2M",
        "scheduler": "Karras"});
    let answer = painted(&server, "txt2img", &body).await;
    assert_eq!(answer["images"].as_array().unwrap().len(), 2);
    assert_eq!(decoded(&answer["images"][0]).dimensions(), (512, 768));
    let params = server.engine.orders().remove(0).params;
    assert_eq!((params.model.as_str(), params.prompt.as_str()), ("wide", "a red fox"));
    assert_eq!((params.n_images, params.steps, params.guidance_scale), (2, 20, 6.5));
    assert_eq!(
        (params.sampler, params.scheduler),
        (Some(Sampler::Dpmpp2m), Some(Scheduler::Karras))
    );
    let info = info(&answer);
    assert_eq!(info["sd_model_name"], "wide");
    let seed = info["seed"].as_u64().unwrap();
    assert_eq!(info["all_seeds"], json!([seed, seed + 1]));
    server.stop().await;
}

#[tokio::test]
async fn sillytavern_paints_with_all_it_sends() {
    let server = server().await;
    let body = json!({"url": "http://localhost:7860", "auth": "user:secret-of-the-client",
        "prompt": "best quality, portrait", "negative_prompt": "lowres", "sampler_name": "DDIM",
        "scheduler": "automatic", "steps": 20, "cfg_scale": 7, "width": 512, "height": 512,
        "restore_faces": false, "enable_hr": false, "hr_upscaler": "Latent", "hr_scale": 1,
        "hr_additional_modules": [], "denoising_strength": 0.7, "hr_second_pass_steps": 0,
        "override_settings": {"CLIP_stop_at_last_layers": 2},
        "override_settings_restore_afterwards": true, "clip_skip": 2, "save_images": true,
        "send_images": true, "do_not_save_grid": false, "do_not_save_samples": false});
    let answer = painted(&server, "txt2img", &body).await;
    let params = server.engine.orders().remove(0).params;
    assert_eq!((params.sampler, params.clip_skip), (Some(Sampler::DdimTrailing), Some(2)));
    assert!(params.hires.is_none());
    assert!(!answer["parameters"].to_string().contains("secret-of-the-client"));
    assert_eq!(answer["parameters"]["subseed"], -1);
    assert_eq!(info(&answer)["clip_skip"], 2);

    let lists = ["samplers", "schedulers", "upscalers", "latent-upscale-modes", "sd-vae"];
    for list in lists {
        let list = get(&server, list).await;
        assert!(list.as_array().unwrap().iter().all(|item| item["name"].is_string()), "{list}");
    }
    let adetailer = json!({"prompt": "a", "alwayson_scripts": {"ADetailer": {"args": [true, true,
        {"ad_model": "face_yolov8n.pt"}]}}});
    let refused = post(&server, "txt2img", &adetailer).await;
    assert_eq!((refused.status, loc(&refused).as_str()), (422, "alwayson_scripts.ADetailer"));
    server.stop().await;
}

#[tokio::test]
async fn ai_render_for_blender_starts_from_a_rendered_picture() {
    let server = server().await;
    let init = format!("data:image/png;base64,{}", png(512, 512, [200, 10, 10, 255]));
    let body = json!({"prompt": "a castle", "negative_prompt": "ugly", "width": 512, "height": 512,
        "image_similarity": 0.4, "seed": 42, "cfg_scale": 7.0, "steps": 30, "sampler": "LMS",
        "denoising_strength": 0.6, "sampler_index": "LMS", "init_images": [init]});
    let answer = painted(&server, "img2img", &body).await;
    let params = server.engine.orders().remove(0).params;
    assert_eq!((params.init.unwrap().strength, params.sampler), (0.6, Some(Sampler::IpndmV)));
    let info = info(&answer);
    assert_eq!((&info["seed"], &info["sampler_name"]), (&json!(42), &json!("LMS")));
    assert_eq!(answer["parameters"]["init_images"], Value::Null);
    server.stop().await;
}

#[tokio::test]
async fn every_picture_carries_its_text_and_png_info_reads_it_back() {
    let server = server().await;
    let body = json!({"prompt": "a cat, <lora:ink:0.8> sitting", "negative_prompt": "dog: brown",
        "seed": 7, "batch_size": 2, "sampler_name": "Euler a", "steps": 12, "cfg_scale": 7,
        "tiling": true, "enable_hr": true, "hr_scale": 2, "hr_second_pass_steps": 5,
        "denoising_strength": 0.5, "override_settings": {"CLIP_stop_at_last_layers": 2}});
    let answer = painted(&server, "txt2img", &body).await;
    let params = server.engine.orders().remove(0).params;
    assert_eq!((params.prompt.as_str(), params.loras[0].weight), ("a cat,  sitting", 0.8));
    assert_eq!(params.hires, Some(Hires { scale: 2.0, steps: 5, strength: 0.5 }));
    assert!(params.seamless);
    for (index, picture) in answer["images"].as_array().unwrap().iter().enumerate() {
        let read = painted(&server, "png-info", &json!({"image": picture})).await;
        assert_eq!(read["info"], info(&answer)["infotexts"][index]);
        let text = read["info"].as_str().unwrap();
        let start = "a cat, <lora:ink:0.8> sitting\nNegative prompt: dog: brown\nSteps: 12, \
                     Sampler: Euler a, Schedule type: Automatic, CFG scale: 7, Seed: ";
        assert!(text.starts_with(start), "{text}");
        let parsed = &read["parameters"];
        assert_eq!(parsed["Prompt"], "a cat, <lora:ink:0.8> sitting");
        assert_eq!(parsed["Negative prompt"], "dog: brown");
        assert_eq!(parsed["Seed"], (7 + index).to_string());
        assert_eq!((&parsed["Size-1"], &parsed["Size-2"]), (&json!("512"), &json!("512")));
        assert_eq!((&parsed["Model"], &parsed["Clip skip"]), (&json!("dreams"), &json!("2")));
        assert_eq!((&parsed["Hires steps"], &parsed["Tiling"]), (&json!("5"), &json!("True")));
        assert_eq!(parsed["Denoising strength"], "0.5");
    }
    let stored = server.get("/api/v1/generations").await.json();
    assert!(!stored.to_string().contains("Negative prompt"), "only in these answers");
    server.stop().await;
}

#[tokio::test]
async fn a_mask_is_turned_so_that_white_is_repainted_and_brought_to_the_size() {
    let server = server().await;
    let init = png(300, 200, [10, 200, 10, 255]);
    for (mask, invert, resize, repainted) in [
        (png(300, 200, [255, 255, 255, 255]), 0, 0, 255),
        (png(300, 200, [255, 255, 255, 255]), 1, 1, 0),
        (png(150, 100, [0, 0, 0, 200]), 0, 2, 255),
        (png(150, 100, [255, 255, 255, 0]), 0, 0, 0),
    ] {
        let body = json!({"prompt": "a", "init_images": [init], "mask": mask, "width": 512,
            "height": 256, "resize_mode": resize, "inpainting_mask_invert": invert,
            "inpainting_fill": 1, "mask_blur": 4, "inpaint_full_res": true,
            "inpaint_full_res_padding": 32, "denoising_strength": 1});
        painted(&server, "img2img", &body).await;
        let order = server.engine.orders().pop().unwrap();
        let stored = order.mask.unwrap();
        let mask = image::load_from_memory(&stored).unwrap().to_luma8();
        assert_eq!(mask.dimensions(), (512, 256));
        assert!(mask.pixels().all(|pixel| pixel.0[0] == repainted), "{invert} {resize}");
        let init = image::load_from_memory(&order.init_image.unwrap()).unwrap();
        assert_eq!((init.width(), init.height()), (512, 256));
    }
    server.stop().await;
}

#[tokio::test]
async fn progress_is_real_and_interrupting_cancels() {
    let server = TestServer::builder()
        .model("dreams", ModelFamily::Sd1)
        // A short lease, so that the store soon learns how far the job is.
        .settings(|settings| settings.limits.lease_ms_max = 600)
        .start()
        .await;
    let idle = get(&server, "progress").await;
    assert_eq!((&idle["progress"], &idle["state"]["job_count"]), (&json!(0.0), &json!(0)));
    server.engine.then(Script::Wait);
    let body = json!({"prompt": "a", "steps": 20, "batch_size": 2});
    let waiting = server.request("POST", "/sdapi/v1/txt2img");
    let waiting = waiting.basic_auth("user", Some(&server.key)).json(&body);
    let answer = tokio::spawn(waiting.send());
    server.engine.started().await;
    let mut seen = Value::Null;
    for _ in 0..400 {
        seen = get(&server, "progress?skip_current_image=true").await;
        if seen["progress"].as_f64().unwrap() >= 0.5 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let state = &seen["state"];
    assert_eq!((&state["job"], &state["job_count"]), (&json!("txt2img"), &json!(2)));
    // The engine did half of its steps: one of two pictures.
    assert_eq!((&state["job_no"], &state["sampling_steps"]), (&json!(1), &json!(10)), "{seen}");
    // The first look asked for the picture, so this request makes some.
    assert_eq!(server.engine.orders()[0].params.n_previews, 5);

    let other = server.poor_key(&[Scope::Generate]).await;
    let foreign = server.request("POST", "/sdapi/v1/interrupt").basic_auth("u", Some(&other));
    assert_eq!(server.send(foreign).await.status, 200);
    assert_ne!(get(&server, "progress").await["progress"], 0.0, "somebody else's stays");

    assert_eq!(painted(&server, "interrupt", &json!({})).await, json!({}));
    let interrupted = answer.await.unwrap().unwrap();
    assert_eq!(interrupted.status().as_u16(), 409);
    let text: Value = interrupted.json().await.unwrap();
    assert_eq!(text["error"], "cancelled");
    let after = get(&server, "progress").await;
    assert_eq!((&after["progress"], &after["state"]["interrupted"]), (&json!(0.0), &json!(true)));
    assert_eq!(painted(&server, "skip", &json!({})).await, json!({}));
    painted(&server, "txt2img", &json!({"prompt": "a"})).await;
    assert_eq!(get(&server, "progress").await["state"]["interrupted"], false);
    server.stop().await;
}

#[tokio::test]
async fn settings_are_kept_for_the_account_and_unknown_ones_are_named() {
    let server = server().await;
    let body = json!({"sd_model_checkpoint": "wide", "CLIP_stop_at_last_layers": 3,
        "live_previews_enable": false, "samples_format": "jpg", "made_up": 1});
    let kept = painted(&server, "options", &body).await;
    assert_eq!(kept, json!({"ignored": ["made_up", "samples_format"]}));
    painted(&server, "txt2img", &json!({"prompt": "a"})).await;
    let params = server.engine.orders().remove(0).params;
    assert_eq!((params.model.as_str(), params.clip_skip, params.n_previews), ("wide", Some(3), 0));

    let unknown = post(&server, "options", &json!({"sd_model_checkpoint": "nonsense"})).await;
    assert_eq!((unknown.status, loc(&unknown).as_str()), (422, "sd_model_checkpoint"));
    assert!(unknown.json()["detail"][0]["msg"].as_str().unwrap().contains("dreams, wide"));
    let clip = post(&server, "options", &json!({"CLIP_stop_at_last_layers": 0})).await;
    assert_eq!((clip.status, loc(&clip).as_str()), (422, "CLIP_stop_at_last_layers"));

    let once = json!({"prompt": "a", "override_settings": {"sd_model_checkpoint": "dreams"}});
    painted(&server, "txt2img", &once).await;
    painted(&server, "txt2img", &json!({"prompt": "a"})).await;
    let stays = json!({"prompt": "a", "override_settings": {"sd_model_checkpoint": "dreams"},
        "override_settings_restore_afterwards": false});
    painted(&server, "txt2img", &stays).await;
    painted(&server, "txt2img", &json!({"prompt": "a"})).await;
    let orders = server.engine.orders();
    let models: Vec<_> = orders.iter().map(|order| order.params.model.as_str()).collect();
    assert_eq!(models, ["wide", "dreams", "wide", "dreams", "dreams"]);

    let other = server.poor_key(&[Scope::Generate]).await;
    let theirs = server.request("GET", "/sdapi/v1/options").basic_auth("u", Some(&other));
    let theirs = server.send(theirs).await.json();
    assert!(theirs["sd_model_checkpoint"].as_str().unwrap().starts_with("dreams"), "{theirs}");
    server.stop().await;
}

#[tokio::test]
async fn pictures_are_enlarged_by_a_factor_or_to_a_size() {
    let server = server().await;
    let picture = png(60, 40, [1, 2, 3, 255]);
    let body = json!({"image": picture, "upscaling_resize": 2.5, "upscaler_1": "Lanczos"});
    let answer = painted(&server, "extra-single-image", &body).await;
    assert_eq!(decoded(&answer["image"]).dimensions(), (150, 100));
    assert!(answer["html_info"].as_str().unwrap().contains("2.5 times"));
    let body = json!({"image": format!("data:image/png;base64,{picture}"), "resize_mode": 1,
        "upscaling_resize_w": 120, "upscaling_resize_h": 120});
    let cut = painted(&server, "extra-single-image", &body).await;
    assert_eq!(decoded(&cut["image"]).dimensions(), (120, 120));
    let list = json!([{"data": picture, "name": "one"}, {"data": png(10, 10, [9, 9, 9, 255]), "name": "two"}]);
    let batch = painted(&server, "extra-batch-images", &json!({"imageList": list})).await;
    assert_eq!(decoded(&batch["images"][0]).dimensions(), (120, 80));
    assert_eq!(decoded(&batch["images"][1]).dimensions(), (20, 20));

    let before = server.audit().await.captured;
    let broken = json!([{"data": picture, "name": "one"}, {"data": "AAAA", "name": "two"}]);
    for (path, body, param) in [
        ("extra-batch-images", json!({"imageList": broken}), "imageList"),
        ("extra-batch-images", json!({"imageList": []}), "imageList"),
        (
            "extra-single-image",
            json!({"image": picture, "upscaler_1": "R-ESRGAN 4x+"}),
            "upscaler_1",
        ),
        (
            "extra-single-image",
            json!({"image": picture, "gfpgan_visibility": 1}),
            "gfpgan_visibility",
        ),
        (
            "extra-single-image",
            json!({"image": picture, "upscaling_resize": 0.5}),
            "upscaling_resize",
        ),
        ("extra-single-image", json!({"image": "?"}), "image"),
        ("extra-single-image", json!({}), "image"),
        ("png-info", json!({"image": "AAAA"}), "image"),
    ] {
        let answer = post(&server, path, &body).await;
        assert_eq!((answer.status, loc(&answer).as_str()), (422, param), "{path} {body}");
    }
    assert_eq!(server.audit().await.captured, before);
    server.stop().await;
}

#[tokio::test]
async fn what_cannot_be_honoured_is_refused_by_name_and_costs_nothing() {
    let server = server().await;
    let init = png(256, 256, [0, 0, 0, 255]);
    for (change, param) in [
        (json!({"made_up": 1}), "made_up"),
        (json!({"steps": "many"}), "steps"),
        (json!({"width": 10.5}), "width"),
        (json!({"prompt": 5}), "prompt"),
        (json!({"prompt": ""}), "prompt"),
        (json!({"prompt": "a <lora:snow:1>"}), "prompt"),
        (json!({"prompt": "a <lora:ink:9>"}), "prompt"),
        (json!({"width": 64}), "width"),
        (json!({"steps": 0}), "steps"),
        (json!({"cfg_scale": 31}), "cfg_scale"),
        (json!({"seed": -2}), "seed"),
        (json!({"batch_size": 4, "n_iter": 3}), "n_iter"),
        (json!({"sampler_name": "UniPC"}), "sampler_name"),
        (json!({"scheduler": "Beta"}), "scheduler"),
        (json!({"styles": ["anime"]}), "styles"),
        (json!({"restore_faces": true}), "restore_faces"),
        (json!({"subseed_strength": 0.5}), "subseed_strength"),
        (json!({"refiner_checkpoint": "other"}), "refiner_checkpoint"),
        (json!({"script_name": "x/y plot"}), "script_name"),
        (json!({"enable_hr": true, "hr_upscaler": "R-ESRGAN 4x+"}), "hr_upscaler"),
        (json!({"enable_hr": true, "hr_prompt": "other"}), "hr_prompt"),
        (json!({"enable_hr": true, "hr_scale": 5}), "hr_scale"),
        (json!({"enable_hr": true, "denoising_strength": 2}), "denoising_strength"),
        (json!({"override_settings": {"sd_vae": "x"}}), "override_settings.sd_vae"),
        (json!({"override_settings": {"sd_model_checkpoint": "nonsense"}}), "sd_model_checkpoint"),
    ] {
        let mut body = json!({"prompt": "a cat"});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = post(&server, "txt2img", &body).await;
        assert_eq!((answer.status, loc(&answer).as_str()), (422, param), "{change}");
    }
    for (change, param) in [
        (json!({"init_images": []}), "init_images"),
        (json!({"init_images": [init, init]}), "init_images"),
        (json!({"init_images": ["AAAA"]}), "init_images"),
        (json!({"mask": "AAAA"}), "mask"),
        (json!({"mask": init, "inpainting_fill": 2}), "inpainting_fill"),
        (json!({"resize_mode": 3}), "resize_mode"),
        (json!({"denoising_strength": 1.5}), "denoising_strength"),
        (json!({"enable_hr": true}), "enable_hr"),
        (
            json!({"init_images": ["http://pictures.example/a.png"], "resize_mode": 1}),
            "resize_mode",
        ),
    ] {
        let mut body = json!({"prompt": "a cat", "init_images": [init]});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = post(&server, "img2img", &body).await;
        assert_eq!((answer.status, loc(&answer).as_str()), (422, param), "{change}");
    }
    let audit = server.audit().await;
    let zero = MicroCredits::ZERO;
    assert_eq!((server.engine.orders().len(), audit.captured, audit.held), (0, zero, zero));
    server.stop().await;
}

#[tokio::test]
async fn errors_are_told_in_fastapis_shapes() {
    let server = server().await;
    let body = json!({"prompt": "a"});
    let path = "/sdapi/v1/txt2img";
    let nobody = server.send(server.request("POST", path).json(&body)).await;
    assert_eq!((nobody.status, nobody.header("www-authenticate")), (401, "Basic realm=\"Easel\""));
    assert!(nobody.json()["detail"].as_str().unwrap().contains("user:<key>"));
    let poor = server.poor_key(&[Scope::Generate]).await;
    let unpaid = server.request("POST", path).basic_auth("u", Some(&poor)).json(&body);
    let unpaid = server.send(unpaid).await;
    assert_eq!((unpaid.status, &unpaid.json()["error"]), (402, &json!("insufficient_credits")));
    let nowhere = server.get("/sdapi/v1/nothing").await;
    assert_eq!(nowhere.status, 404);
    assert!(nowhere.json()["detail"].is_string());
    let broken = server.request("POST", path).basic_auth("u", Some(&server.key));
    let broken = server.send(broken.header("content-type", "application/json").body("{")).await;
    assert_eq!((broken.status, &broken.json()["detail"][0]["loc"]), (422, &json!(["body"])));
    let described = post(&server, "interrogate", &json!({"image": png(9, 9, [0; 4])})).await;
    assert_eq!((described.status, &described.json()["error"]), (503, &json!("model_unavailable")));
    let ping = server.send(server.request("GET", "/internal/ping")).await;
    assert_eq!((ping.status, ping.json()), (200, json!({})));
    server.stop().await;
}

#[tokio::test]
async fn everything_listed_can_be_asked_for() {
    let server = server().await;
    for path in [
        "hypernetworks",
        "face-restorers",
        "realesrgan-models",
        "prompt-styles",
        "sd-modules",
        "script-info",
        "extensions",
    ] {
        assert_eq!(get(&server, path).await, json!([]), "{path}");
    }
    assert_eq!(get(&server, "scripts").await, json!({"txt2img": [], "img2img": []}));
    assert_eq!(get(&server, "embeddings").await, json!({"loaded": {}, "skipped": {}}));
    assert!(get(&server, "memory").await["ram"]["error"].is_string());
    assert_eq!(get(&server, "cmd-flags").await["api"], true);
    assert_eq!(get(&server, "loras").await[0]["name"], "ink");
    for path in [
        "refresh-checkpoints",
        "refresh-loras",
        "refresh-vae",
        "refresh-embeddings",
        "unload-checkpoint",
        "reload-checkpoint",
    ] {
        assert_eq!(painted(&server, path, &json!({})).await, json!({}), "{path}");
    }
    for sampler in get(&server, "samplers").await.as_array().unwrap() {
        for scheduler in get(&server, "schedulers").await.as_array().unwrap() {
            let body = json!({"prompt": "a", "sampler_name": sampler["name"], "steps": 0,
                "scheduler": scheduler["name"]});
            // Zero steps are refused after sampler and scheduler were understood.
            assert_eq!(loc(&post(&server, "txt2img", &body).await), "steps");
        }
    }
    for model in get(&server, "sd-models").await.as_array().unwrap() {
        for name in ["title", "model_name", "hash", "filename"] {
            let body = json!({"prompt": "a", "width": 256, "height": 256,
                "override_settings": {"sd_model_checkpoint": model[name]}});
            let answer = painted(&server, "txt2img", &body).await;
            assert_eq!(info(&answer)["sd_model_name"], model["model_name"]);
            assert_eq!(info(&answer)["sd_model_hash"], model["hash"]);
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn without_words_about_it_the_models_own_settings_are_used_and_shown() {
    let server = server().await;
    let answer = painted(&server, "txt2img", &json!({"prompt": "a", "send_images": false})).await;
    assert_eq!(answer["images"], json!([]));
    let params = server.engine.orders().remove(0).params;
    assert_eq!(params.size, Size::new(512, 512));
    assert_eq!((params.steps, params.guidance_scale), (20, 7.0));
    assert_eq!((params.sampler, params.scheduler), (Some(Sampler::Euler), None));
    let echo = &answer["parameters"];
    assert_eq!((&echo["steps"], &echo["cfg_scale"]), (&json!(20), &json!(7.0)));
    assert_eq!((&echo["sampler_name"], &echo["n_iter"]), (&json!("Euler"), &json!(1)));
    assert!(echo.get("init_images").is_none());
    let nulls = json!({"prompt": "a", "steps": null, "sampler_name": null, "tiling": null});
    painted(&server, "txt2img", &nulls).await;
    let texts = json!({"prompt": "a", "steps": "9", "width": "256", "tiling": 1, "height": 320.0});
    painted(&server, "txt2img", &texts).await;
    let params = server.engine.orders().pop().unwrap().params;
    assert_eq!((params.steps, params.size, params.seamless), (9, Size::new(256, 320), true));
    server.stop().await;
}

#[tokio::test]
async fn the_same_idempotency_key_gives_the_same_pictures() {
    let server = server().await;
    let send = || {
        let request =
            server.request("POST", "/sdapi/v1/txt2img").basic_auth("u", Some(&server.key));
        server.send(request.header("idempotency-key", "one").json(&json!({"prompt": "a"})))
    };
    let (first, second) = (send().await, send().await);
    assert_eq!((first.status, first.bytes), (200, second.bytes));
    assert_eq!(server.engine.orders().len(), 1);
    server.stop().await;
}
