//! Pictures sent through the presigned form, and what starts from them.

use easel_testkit::{Answer, TestServer};
use easel_types::Scope;
use serde_json::{Value, json};

use super::{PATH, body, created, finished, order, polled, refused, server};

/// A picture of one colour.
pub(super) fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(width, height, image::Rgb([200, 30, 30]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Sends a form of texts and, last, the file.
async fn send_form(
    server: &TestServer,
    url: &str,
    (fields, file): (&[(String, String)], Option<&[u8]>),
) -> Answer {
    let mut form = Vec::new();
    for (name, text) in fields {
        let part =
            format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
        form.extend(part.as_bytes());
    }
    if let Some(file) = file {
        let head = "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\
                    Content-Type: image/png\r\n\r\n";
        form.extend(head.as_bytes());
        form.extend(file);
        form.extend(b"\r\n");
    }
    form.extend(b"--cut--\r\n");
    let path = url.strip_prefix(&server.url("")).unwrap();
    // Without a key, as the SDKs' users do.
    let request = server.request("POST", path).body(form);
    server.send(request.header("content-type", "multipart/form-data; boundary=cut")).await
}

fn fields_of(fields: &Value) -> Vec<(String, String)> {
    let fields: Value = serde_json::from_str(fields.as_str().unwrap()).unwrap();
    let fields = fields.as_object().unwrap().iter();
    fields.map(|(name, text)| (name.clone(), text.as_str().unwrap().to_owned())).collect()
}

async fn place(server: &TestServer) -> Value {
    let answer = server.post("/api/rest/v1/init-image", &json!({"extension": "png"})).await;
    answer.json()["uploadInitImage"].take()
}

/// A picture that was sent: its id.
pub(super) async fn uploaded(server: &TestServer, bytes: &[u8]) -> String {
    let place = place(server).await;
    let (url, fields) = (place["url"].as_str().unwrap(), fields_of(&place["fields"]));
    let answer = send_form(server, url, (&fields, Some(bytes))).await;
    assert_eq!(answer.status, 204, "{}", String::from_utf8_lossy(&answer.bytes));
    place["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_picture_goes_through_the_form_and_is_started_from() {
    let server = server().await;
    let id = uploaded(&server, &png(512, 512)).await;
    let path = format!("/api/rest/v1/init-image/{id}");
    let image = server.get(&path).await.json()["init_images_by_pk"].take();
    assert_eq!(image["id"], json!(id));
    let url = image["url"].as_str().unwrap().strip_prefix(&server.url("")).unwrap();
    assert_eq!(server.send(server.request("GET", url)).await.bytes, png(512, 512));
    let sent = json!({"init_image_id": id, "init_strength": 0.3});
    let params = order(&server, &sent).await;
    let init = params.init.unwrap();
    assert!((init.strength - 0.7).abs() < 1e-6, "{}", init.strength);
    let unzoomed = json!({"init_image_id": id, "unzoom": true, "unzoomAmount": 2});
    assert!(order(&server, &unzoomed).await.mask.is_some());
    assert_eq!(server.delete(&path).await.json()["delete_init_images_by_pk"]["id"], json!(id));
    assert_eq!(server.get(&path).await.json(), json!({"init_images_by_pk": null}));
    assert_eq!(server.delete(&path).await.json(), json!({"delete_init_images_by_pk": null}));
    refused(&server.post(PATH, &body(&sent)).await, 404, "$.init_image_id");
    server.stop().await;
}

#[tokio::test]
async fn a_generated_picture_is_started_from() {
    let server = server().await;
    let (_, image) = super::made(&server, &json!({})).await;
    let id = created(&server.post(PATH, &body(&json!({"init_generation_image_id": image}))).await);
    let generation = polled(&server, &id).await;
    assert_eq!(generation["status"], "COMPLETE");
    assert!(generation.get("initStrength").is_none());
    server.stop().await;
}

#[tokio::test]
async fn the_form_is_checked_and_a_place_is_filled_once() {
    let server = server().await;
    let place = place(&server).await;
    let url = place["url"].as_str().unwrap();
    let fields = fields_of(&place["fields"]);
    let changed = |name: &str, text: &str| {
        let mut fields = fields.clone();
        fields.iter_mut().find(|(known, _)| known == name).unwrap().1 = text.to_owned();
        fields
    };
    let without =
        |name: &str| fields.iter().filter(|(known, _)| known != name).cloned().collect::<Vec<_>>();
    let more = |name: &str| {
        let mut fields = fields.clone();
        fields.push((name.to_owned(), "x".to_owned()));
        fields
    };
    let picture = png(64, 64);
    let elsewhere = url.replace(&place["id"].as_str().unwrap()[..8], "00000000");
    for (url, fields, file, status, path) in [
        (url, changed("Policy", "wrong"), Some(&*picture), 404, "$"),
        (url, changed("key", "uploads/x.png"), Some(&*picture), 403, "$.key"),
        (url, without("Policy"), Some(&*picture), 400, "$.Policy"),
        (url, without("key"), Some(&*picture), 400, "$.key"),
        (url, more("x-extra"), Some(&*picture), 400, "$.x-extra"),
        (url, fields.clone(), None, 400, "$.file"),
        (url, fields.clone(), Some(&b"no picture"[..]), 400, "$.file"),
        (url, fields.clone(), Some(&picture[..40]), 400, "$.file"),
        (&*elsewhere, fields.clone(), Some(&*picture), 403, "$.key"),
    ] {
        refused(&send_form(&server, url, (&fields, file)).await, status, path);
    }
    assert_eq!(send_form(&server, url, (&fields, Some(&picture))).await.status, 204);
    refused(&send_form(&server, url, (&fields, Some(&picture))).await, 409, "$");
    let json = server.request("POST", url.strip_prefix(&server.url("")).unwrap());
    refused(&server.send(json.json(&json!({}))).await, 400, "$");
    for extension in ["gif", "", "exe"] {
        let answer = server.post("/api/rest/v1/init-image", &json!({"extension": extension})).await;
        refused(&answer, 400, "$.extension");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_picture_that_was_not_sent_yet_has_no_address_and_cannot_be_used() {
    let server = server().await;
    let place = place(&server).await;
    let id = place["id"].as_str().unwrap();
    let image = server.get(&format!("/api/rest/v1/init-image/{id}")).await.json();
    assert!(image["init_images_by_pk"].get("url").is_none(), "{image}");
    let answer = server.post(PATH, &body(&json!({"init_image_id": id}))).await;
    refused(&answer, 400, "$.init_image_id");
    server.stop().await;
}

#[tokio::test]
async fn strangers_cannot_use_an_upload() {
    let server = server().await;
    let id = uploaded(&server, &png(64, 64)).await;
    let stranger = server.poor_key(&[Scope::Generate]).await;
    let path = format!("/api/rest/v1/init-image/{id}");
    let request = server.request("GET", &path).bearer_auth(&stranger);
    assert_eq!(server.send(request).await.json(), json!({"init_images_by_pk": null}));
    let request = server.request("DELETE", &path).bearer_auth(&stranger);
    assert_eq!(server.send(request).await.json(), json!({"delete_init_images_by_pk": null}));
    let request = server.request("POST", PATH).bearer_auth(&stranger);
    let request = request.json(&body(&json!({"init_image_id": id})));
    refused(&server.send(request).await, 404, "$.init_image_id");
    server.stop().await;
}

#[tokio::test]
async fn a_canvas_has_a_picture_and_a_mask() {
    let server = server().await;
    let extensions = json!({"initExtension": "png", "maskExtension": "PNG"});
    let answer = server.post("/api/rest/v1/canvas-init-image", &extensions).await;
    let places = answer.json()["uploadCanvasInitImage"].take();
    for which in ["init", "mask"] {
        let url = places[format!("{which}Url")].as_str().unwrap();
        let fields = fields_of(&places[format!("{which}Fields")]);
        let answer = send_form(&server, url, (&fields, Some(&png(512, 512)))).await;
        assert_eq!(answer.status, 204);
    }
    let (init, mask) = (&places["initImageId"], &places["maskImageId"]);
    let canvas = |kind: &str, masked: bool| {
        let mask = if masked { mask.clone() } else { Value::Null };
        json!({"canvasRequest": true, "canvasRequestType": kind, "canvasInitId": init,
            "canvasMaskId": mask})
    };
    for (kind, masked, has_mask) in [
        ("INPAINT", true, true),
        ("OUTPAINT", true, true),
        ("OUTPAINT", false, true),
        ("SKETCH2IMG", false, false),
        ("IMG2IMG", false, false),
    ] {
        let params = order(&server, &canvas(kind, masked)).await;
        assert!(params.init.is_some(), "{kind}");
        assert_eq!(params.mask.is_some(), has_mask, "{kind}");
    }
    let answer = server.post(PATH, &body(&canvas("IMG2IMG", true))).await;
    refused(&answer, 400, "$.canvasMaskId");
    server.stop().await;
}

#[tokio::test]
async fn media_are_uploads_of_pictures() {
    let server = server().await;
    let answer = server.post("/api/rest/v1/media", &json!({"extension": "jpg"})).await;
    let place = answer.json()["uploadMedia"].take();
    let path = format!("/api/rest/v1/media/{}", place["uploadId"].as_str().unwrap());
    let media = server.get(&path).await.json();
    assert_eq!(media["uploaded_media_by_pk"]["status"], "PENDING");
    let fields = fields_of(&place["fields"]);
    let url = place["url"].as_str().unwrap();
    assert_eq!(send_form(&server, url, (&fields, Some(&png(64, 32)))).await.status, 204);
    let media = server.get(&path).await.json()["uploaded_media_by_pk"].take();
    assert_eq!((&media["status"], &media["width"]), (&json!("COMPLETE"), &json!(64)));
    assert!(server.delete(&path).await.json()["delete_uploaded_media_by_pk"]["id"].is_string());
    assert_eq!(server.get(&path).await.json(), json!({"uploaded_media_by_pk": null}));
    let video = server.post("/api/rest/v1/media", &json!({"extension": "mp4"})).await;
    refused(&video, 400, "$.extension");
    server.stop().await;
}

#[tokio::test]
async fn models_for_editing_look_at_pictures() {
    let server = easel_testkit::TestServer::builder()
        .model("kontext", easel_types::ModelFamily::Flux)
        .start()
        .await;
    let upload = uploaded(&server, &png(64, 64)).await;
    let id = created(&server.post(PATH, &body(&json!({"imagePrompts": [upload, null]}))).await);
    finished(&server, &id).await;
    assert_eq!(server.engine.orders().remove(0).params.references.len(), 1);
    let unknown = json!({"imagePrompts": ["00000000-0000-4000-8000-000000000000"]});
    refused(&server.post(PATH, &body(&unknown)).await, 404, "$.imagePrompts");
    server.stop().await;
}
