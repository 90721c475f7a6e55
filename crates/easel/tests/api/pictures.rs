//! Pictures that belong to requests: where they may come from, what is made of them, uploads,
//! and messages about jobs. Through the core, as every dialect uses it.

use std::io::Cursor;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use easel_core::outbound::Outbound;
use easel_core::{KeyCallback, NewKeyRequest, UploadDraft};
use easel_testkit::TestServer;
use easel_types::request::{Edit, MaskKind, Style, Wanted};
use easel_types::{
    Caller, Error, ErrorKind, GenerationDraft, ImageFormat, ImageSource, Job, ModelFamily, Result,
    Scope, Size, Work,
};
use image::{Rgba, RgbaImage};

/// Answers with one picture, and keeps what was sent.
#[derive(Debug)]
struct Elsewhere {
    picture: Vec<u8>,
    asked: Mutex<Vec<String>>,
}

#[async_trait]
impl Outbound for Elsewhere {
    async fn fetch_picture(&self, address: &str) -> Result<Vec<u8>> {
        self.asked.lock().unwrap().push(address.to_owned());
        if address.ends_with("missing") {
            return Err(Error::new(ErrorKind::InvalidRequest, "the address answered 404"));
        }
        Ok(self.picture.clone())
    }

    async fn post_json(&self, _: &str, _: &[(String, String)], _: Vec<u8>) -> Result<u16> {
        Ok(500)
    }
}

fn png(size: Size, colour: [u8; 4]) -> Vec<u8> {
    let picture = RgbaImage::from_pixel(size.width, size.height, Rgba(colour));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A red disc on white.
fn disc() -> Vec<u8> {
    let picture = RgbaImage::from_fn(64, 64, |x, y| {
        let inside = (f64::from(x) - 32.0).hypot(f64::from(y) - 32.0) < 20.0;
        Rgba(if inside { [200, 20, 20, 255] } else { [255; 4] })
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

async fn server() -> (TestServer, Arc<Elsewhere>) {
    let elsewhere = Arc::new(Elsewhere { picture: disc(), asked: Mutex::default() });
    let server = TestServer::builder()
        .model("m", ModelFamily::Sd1)
        .model("xl", ModelFamily::Sdxl)
        .lora("ink", ModelFamily::Sdxl)
        .outbound(elsewhere.clone())
        .start()
        .await;
    (server, elsewhere)
}

async fn caller(server: &TestServer) -> Caller {
    server.core.authenticate(&server.key).await.unwrap()
}

fn paint() -> GenerationDraft {
    GenerationDraft {
        steps: Some(2),
        size: Some(Size::new(256, 256)),
        ..GenerationDraft::new(Wanted::Paint { prompt: "a fox".to_owned() })
    }
}

async fn painted(server: &TestServer, draft: GenerationDraft) -> Job {
    let caller = caller(server).await;
    let job = server.core.submit(&caller, draft).await.unwrap();
    server.core.await_result(&caller, job.id, Duration::from_secs(10)).await.unwrap()
}

async fn refused(server: &TestServer, draft: GenerationDraft) -> Error {
    let before = server.audit().await;
    let err = server.core.submit(&caller(server).await, draft).await.unwrap_err();
    assert_eq!(server.audit().await.available, before.available, "nothing is charged");
    err
}

fn edit(picture: ImageSource, edit: Edit) -> GenerationDraft {
    GenerationDraft::new(Wanted::Edit { picture, edit })
}

#[tokio::test]
async fn an_init_image_may_come_from_everywhere() {
    let (server, elsewhere) = server().await;
    let first = painted(&server, paint()).await;
    let upload = server
        .core
        .put_upload(&caller(&server).await, UploadDraft::default(), disc().into())
        .await
        .unwrap();
    let sources = [
        ImageSource::Bytes(disc()),
        ImageSource::Artifact(first.artifacts[0].id),
        ImageSource::Upload(upload.id),
        ImageSource::Address("https://pictures.example/fox.png".to_owned()),
    ];
    for source in sources {
        painted(&server, GenerationDraft { init_image: Some(source), ..paint() }).await;
    }
    let orders = server.engine.orders();
    assert_eq!(orders[1].init_image, Some(disc()));
    assert_ne!(orders[2].init_image, Some(disc()), "this one is the first picture");
    assert_eq!((&orders[3].init_image, &orders[4].init_image), (&Some(disc()), &Some(disc())));
    assert_eq!(*elsewhere.asked.lock().unwrap(), ["https://pictures.example/fox.png"]);
    server.stop().await;
}

#[tokio::test]
async fn what_is_no_picture_is_refused_by_the_name_of_the_parameter() {
    let (server, _) = server().await;
    let other = server.poor_key(&[Scope::Generate]).await;
    let other = server.core.authenticate(&other).await.unwrap();
    let theirs = server.core.put_upload(&other, UploadDraft::default(), disc().into()).await;
    let mut cut_off = disc();
    cut_off.truncate(100);
    for (source, says) in [
        (ImageSource::Bytes(b"not a picture".to_vec()), "cannot be used"),
        (ImageSource::Bytes(cut_off), "cannot be used"),
        (ImageSource::Address("http://a.example/missing".to_owned()), "404"),
        (ImageSource::Upload(theirs.unwrap().id), "no such upload"),
        (ImageSource::Artifact("art_00000000000000000000000000000001".parse().unwrap()), "no such"),
    ] {
        let err = refused(&server, GenerationDraft { init_image: Some(source), ..paint() }).await;
        assert_eq!(err.param.as_deref(), Some("init_image"), "{err}");
        assert!(err.public.contains(says), "{err}");
    }
    assert!(server.engine.orders().is_empty());
    server.stop().await;
}

#[tokio::test]
async fn masks_are_made_black_and_white_in_the_size_of_the_picture() {
    let (server, _) = server().await;
    // Transparent is repainted here, so this mask asks for everything.
    let draft = GenerationDraft {
        init_image: Some(ImageSource::Bytes(disc())),
        mask: Some(ImageSource::Bytes(png(Size::new(32, 32), [0, 0, 0, 0]))),
        mask_kind: MaskKind::Alpha,
        ..paint()
    };
    painted(&server, draft).await;
    let mask = server.engine.orders()[0].mask.clone().unwrap();
    let mask = image::load_from_memory(&mask).unwrap().to_luma8();
    assert_eq!(mask.dimensions(), (64, 64));
    assert!(mask.pixels().all(|pixel| pixel.0[0] == 255));
    server.stop().await;
}

#[tokio::test]
async fn painting_around_a_picture_makes_canvas_and_mask() {
    let (server, _) = server().await;
    let init_image = Some(ImageSource::Bytes(disc()));
    let draft = GenerationDraft { init_image, extend: Some(2.0), ..paint() };
    painted(&server, draft.clone()).await;
    let order = server.engine.orders().remove(0);
    let mask = image::load_from_memory(&order.mask.unwrap()).unwrap().to_luma8();
    assert_eq!((mask.get_pixel(1, 1).0[0], mask.get_pixel(32, 32).0[0]), (255, 0));
    let err = refused(&server, GenerationDraft { extend: Some(9.0), ..draft.clone() }).await;
    assert_eq!(err.param.as_deref(), Some("extend"));
    let err = refused(&server, GenerationDraft { init_image: None, ..draft }).await;
    assert_eq!(err.param.as_deref(), Some("extend"));
    server.stop().await;
}

#[tokio::test]
async fn edits_without_an_engine_are_done_at_once_and_have_their_prices() {
    let (server, _) = server().await;
    let caller = caller(&server).await;
    let cut = edit(ImageSource::Bytes(disc()), Edit::RemoveBackground);
    let job = server.core.submit(&caller, cut.clone()).await.unwrap();
    assert_eq!((job.state.is_final(), job.price.to_string()), (true, "1".to_owned()));
    let file = server.core.file(job.artifacts[0].id).await.unwrap();
    let picture = image::load_from_memory(&file.bytes).unwrap().to_rgba8();
    assert_eq!((picture.get_pixel(1, 1).0[3], picture.get_pixel(32, 32).0[3]), (0, 255));
    let enlarge = |factor| edit(ImageSource::Bytes(disc()), Edit::Enlarge { factor });
    let draft = GenerationDraft { format: Some(ImageFormat::Webp), ..enlarge(4.0) };
    let job = server.core.submit(&caller, draft).await.unwrap();
    let artifact = &job.artifacts[0];
    assert_eq!((artifact.width, artifact.height, artifact.format), (256, 256, ImageFormat::Webp));
    assert_eq!(job.price.to_string(), "0.5");
    let file = server.core.file(artifact.id).await.unwrap();
    assert_eq!(image::guess_format(&file.bytes).unwrap(), image::ImageFormat::WebP);
    let err = refused(&server, enlarge(9.0)).await;
    assert_eq!(err.param.as_deref(), Some("scale"));
    let err = refused(&server, GenerationDraft { format: Some(ImageFormat::Jpeg), ..cut }).await;
    assert_eq!(err.kind, ErrorKind::UnsupportedParameter);
    let wide = ImageSource::Bytes(png(Size::new(1024, 64), [1, 2, 3, 255]));
    let err = refused(&server, edit(wide, Edit::Enlarge { factor: 8.0 })).await;
    assert!(err.public.contains("8192"), "{err}");
    server.stop().await;
}

#[tokio::test]
async fn a_background_that_is_not_plain_is_left_to_a_model() {
    let (server, _) = server().await;
    let noise = RgbaImage::from_fn(64, 64, |x, y| {
        let [r, g, b, ..] =
            (u64::from(x * 64 + y) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes();
        Rgba([r, g, b, 255])
    });
    let mut bytes = Cursor::new(Vec::new());
    noise.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let picture = ImageSource::Bytes(bytes.into_inner());
    let err = refused(&server, edit(picture, Edit::RemoveBackground)).await;
    assert_eq!(err.kind, ErrorKind::ModelUnavailable);
    server.stop().await;
}

#[tokio::test]
async fn a_picture_that_comes_along_costs_a_little() {
    let (server, _) = server().await;
    let plain = painted(&server, paint()).await;
    let init_image = Some(ImageSource::Bytes(disc()));
    let from_picture = painted(&server, GenerationDraft { init_image, ..paint() }).await;
    assert_eq!(
        (plain.price.to_string(), from_picture.price.to_string()),
        ("0.0025".into(), "0.0425".into())
    );
    server.stop().await;
}

#[tokio::test]
async fn style_words_join_the_prompt_and_formats_are_kept() {
    let (server, _) = server().await;
    let style = Style { prompt: "oil on canvas".to_owned(), negative_prompt: "photo".to_owned() };
    let draft = GenerationDraft {
        style: Some(style),
        negative_prompt: Some("rain".to_owned()),
        format: Some(ImageFormat::Jpeg),
        memo: Some("mine".to_owned()),
        ..paint()
    };
    let job = painted(&server, draft).await;
    let params = &server.engine.orders()[0].params;
    assert_eq!(params.prompt, "a fox, oil on canvas");
    assert_eq!(params.negative_prompt, "rain, photo");
    assert_eq!(job.request.prompt, "a fox");
    assert_eq!(job.request.revised_prompt.as_deref(), Some("a fox, oil on canvas"));
    assert_eq!(job.request.memo.as_deref(), Some("mine"));
    let file = server.core.file(job.artifacts[0].id).await.unwrap();
    assert_eq!(image::guess_format(&file.bytes).unwrap(), image::ImageFormat::Jpeg);
    server.stop().await;
}

#[tokio::test]
async fn a_lora_by_name_stands_for_a_checkpoint_with_it() {
    let (server, _) = server().await;
    let job = painted(&server, GenerationDraft { model: Some("ink".to_owned()), ..paint() }).await;
    let Work::Paint(params) = &job.request.work else { panic!("it is painted") };
    assert_eq!((params.model.as_str(), params.loras[0].model.as_str()), ("xl", "ink"));
    let lora = params.loras[0].model.as_uuid().to_string();
    let draft =
        GenerationDraft { model: Some("sdxl".to_owned()), loras: vec![(lora, 0.5)], ..paint() };
    let job = painted(&server, draft).await;
    let Work::Paint(params) = &job.request.work else { panic!("it is painted") };
    assert_eq!((params.model.as_str(), params.loras[0].weight), ("xl", 0.5));
    server.stop().await;
}

#[tokio::test]
async fn proportions_follow_the_prompt_or_the_picture_where_a_client_leaves_them_open() {
    let (server, _) = server().await;
    let open = GenerationDraft { size: None, auto_side: Some(512), ..paint() };
    let wanted = Wanted::Paint { prompt: "a mountain landscape".to_owned() };
    let job = painted(&server, GenerationDraft { wanted, ..open.clone() }).await;
    assert_eq!(job.request.size(), Size::new(624, 416));
    let wide = ImageSource::Bytes(png(Size::new(400, 100), [9, 9, 9, 255]));
    let job = painted(&server, GenerationDraft { init_image: Some(wide), ..open }).await;
    assert_eq!(job.request.size(), Size::new(1024, 256));
    server.stop().await;
}

#[tokio::test]
async fn a_place_for_an_upload_is_filled_once_with_its_ticket() {
    let (server, _) = server().await;
    let caller = caller(&server).await;
    let draft = UploadDraft { filename: "fox.png".to_owned(), ..UploadDraft::default() };
    let place = server.core.open_upload(&caller, draft).await.unwrap();
    let id = place.upload.id;
    let fill = |ticket: &str| {
        let ticket = ticket.to_owned();
        let core = server.core.clone();
        async move { core.fill_upload(id, &ticket, disc().into()).await }
    };
    assert_eq!(fill("wrong").await.unwrap_err().kind, ErrorKind::NotFound);
    let draft = GenerationDraft { init_image: Some(ImageSource::Upload(id)), ..paint() };
    assert!(refused(&server, draft).await.public.contains("no picture yet"));
    let (first, second) = tokio::join!(fill(&place.ticket), fill(&place.ticket));
    assert!(first.is_ok() ^ second.is_ok(), "one of two racing fills counts");
    let url = format!("/files/{id}.png");
    assert_eq!(server.get(&url).await.bytes, disc());
    server.core.delete_upload(&caller, id).await.unwrap();
    assert_eq!(server.get(&url).await.status, 404);
    let late = server.core.open_upload(&caller, UploadDraft::default()).await.unwrap();
    server.clock.advance(Duration::from_hours(2));
    let err = server.core.fill_upload(late.upload.id, &late.ticket, disc().into()).await;
    assert_eq!(err.unwrap_err().kind, ErrorKind::NotFound);
    server.core.sweep().await;
    assert!(server.core.uploads(&caller, None, 9).await.unwrap().is_empty());
    server.stop().await;
}

#[tokio::test]
async fn a_deleted_job_is_gone_with_its_pictures() {
    let (server, _) = server().await;
    let caller = caller(&server).await;
    let job = painted(&server, paint()).await;
    let url = format!("/files/{}.png", job.artifacts[0].id);
    assert_eq!(server.get(&url).await.status, 200);
    server.core.delete_job(&caller, job.id).await.unwrap();
    assert_eq!(server.get(&url).await.status, 404);
    assert_eq!(server.core.job(&caller, job.id).await.unwrap_err().kind, ErrorKind::NotFound);
    let again = server.core.delete_job(&caller, job.id).await.unwrap_err();
    assert_eq!(again.kind, ErrorKind::NotFound);
    server.stop().await;
}

#[tokio::test]
async fn a_key_is_known_by_its_second_part_if_that_is_long_enough() {
    let (server, _) = server().await;
    for (secret, part, known) in [
        ("consumer#long-secret", "long-secret", true),
        ("consumer-longsecret-x", "longsecret", true),
        ("consumer-short-and-long", "short", false),
        ("aPlainKeyWithoutParts", "aPlainKeyWithoutParts", false),
    ] {
        let request = NewKeyRequest {
            account_id: None,
            name: "k".to_owned(),
            scopes: vec![Scope::Generate],
            secret: Some(secret.to_owned()),
            callback: Some(KeyCallback { address: "http://a.example".to_owned(), token: None }),
        };
        let key = server.core.create_key(request).await.unwrap();
        let found = server.core.authenticate_part(part).await;
        assert_eq!(found.is_ok(), known, "{secret}");
        if let Ok(callers) = found {
            assert_eq!(callers[0].key_id, key.id);
            let callback = server.core.key_callback(&callers[0]).await.unwrap().unwrap();
            assert_eq!(callback.address, "http://a.example");
        }
    }
    server.stop().await;
}
