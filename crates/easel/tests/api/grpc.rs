//! The gRPC front as its clients see it: the generated client over a real connection.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use easel_grpc::proto::auth_client::AuthClient;
use easel_grpc::proto::files_client::FilesClient;
use easel_grpc::proto::generated_image::Image;
use easel_grpc::proto::image_client::ImageClient;
use easel_grpc::proto::image_url_content::Source;
use easel_grpc::proto::models_client::ModelsClient;
use easel_grpc::proto::upload_file_chunk::Chunk;
use easel_grpc::proto::video_client::VideoClient;
use easel_grpc::proto::{
    CreatePublicUrlRequest, DeleteFileRequest, ExtendVideoRequest, File, GenerateImageRequest,
    GenerateVideoRequest, GetDeferredVideoRequest, GetModelRequest, ImageUrlContent,
    ListFilesRequest, RetrieveFileContentRequest, RetrieveFileRequest, RevokePublicUrlRequest,
    StorageOptions, UploadFileChunk, UploadFileInit, VideoUrlContent, video_url_content,
};
use easel_testkit::{Script, TestServer};
use easel_types::{JobState, ModelFamily, Scope};
use tonic::service::interceptor::InterceptedService;
use tonic::transport::Channel;
use tonic::{Code, Request, Status};

type WithKey = InterceptedService<Channel, Key>;

/// Sends a key with every call.
#[derive(Clone)]
struct Key(Option<String>);

impl tonic::service::Interceptor for Key {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        if let Some(key) = &self.0 {
            let value = format!("Bearer {key}").parse().unwrap();
            request.metadata_mut().insert("authorization", value);
        }
        Ok(request)
    }
}

async fn server() -> TestServer {
    TestServer::builder().model("sdxl", ModelFamily::Sdxl).start().await
}

async fn channel(server: &TestServer) -> Channel {
    Channel::from_shared(server.url("")).unwrap().connect().await.unwrap()
}

async fn connect(server: &TestServer, key: Option<&str>) -> WithKey {
    InterceptedService::new(channel(server).await, Key(key.map(str::to_owned)))
}

async fn image(server: &TestServer) -> ImageClient<WithKey> {
    let client = ImageClient::new(connect(server, Some(&server.key)).await);
    client.max_decoding_message_size(32 << 20).max_encoding_message_size(32 << 20)
}

async fn files(server: &TestServer) -> FilesClient<WithKey> {
    FilesClient::new(connect(server, Some(&server.key)).await)
}

fn prompt(text: &str) -> GenerateImageRequest {
    GenerateImageRequest {
        prompt: text.to_owned(),
        model: "grok-imagine-image".to_owned(),
        n: Some(1),
        ..GenerateImageRequest::default()
    }
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(width, height, image::Rgb([200, 30, 30]));
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

fn by_url(url: String) -> ImageUrlContent {
    ImageUrlContent { detail: 1, source: Some(Source::ImageUrl(url)) }
}

fn data_url(bytes: &[u8]) -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(bytes))
}

fn url(image: &Option<Image>) -> &str {
    match image {
        Some(Image::Url(url)) => url,
        other => panic!("no address: {other:?}"),
    }
}

fn check(status: &Status, code: Code, words: &str) {
    assert_eq!(status.code(), code, "{status:?}");
    assert!(status.message().contains(words), "{words}: {}", status.message());
}

async fn nothing_was_charged(server: &TestServer) {
    let audit = server.audit().await;
    assert_eq!((audit.captured, audit.held), Default::default());
}

#[tokio::test]
async fn pictures_are_made_at_addresses_that_need_no_key() {
    let server = server().await;
    let request = GenerateImageRequest { n: Some(2), aspect_ratio: Some(5), ..prompt("a fox") };
    let answer = image(&server).await.generate_image(request).await.unwrap().into_inner();
    assert_eq!((answer.images.len(), answer.model.as_str()), (2, "sdxl"));
    for image in &answer.images {
        assert!(image.respect_moderation);
        let path = url(&image.image).strip_prefix(&server.url("")).unwrap();
        let file = server.send(server.request("GET", path)).await;
        let picture = image::load_from_memory(&file.bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (1360, 768));
    }
    let usage = answer.usage.unwrap();
    assert_eq!((usage.prompt_tokens, usage.total_tokens), (2, 2));
    let captured = server.audit().await.captured;
    let dollars = server.core.settings().prices.dollars(captured);
    #[expect(clippy::cast_possible_truncation, reason = "a small price")]
    let ticks = (dollars * 1e10).round() as i64;
    assert_eq!(usage.cost_in_usd_ticks, Some(ticks));
    server.stop().await;
}

#[tokio::test]
async fn base64_is_a_data_url() {
    let server = server().await;
    let request = GenerateImageRequest { format: 1, ..prompt("a fox") };
    let answer = image(&server).await.generate_image(request).await.unwrap().into_inner();
    let Some(Image::Base64(text)) = &answer.images[0].image else { panic!("{answer:?}") };
    let bytes = STANDARD.decode(text.strip_prefix("data:image/png;base64,").unwrap()).unwrap();
    assert_eq!(image::load_from_memory(&bytes).unwrap().width(), 1024);
    server.stop().await;
}

#[tokio::test]
async fn a_drawn_picture_comes_as_often_as_it_was_asked_for_and_is_paid_once() {
    let server = server().await;
    let request = GenerateImageRequest { n: Some(3), ..prompt("bar chart of a 1, b 2, c 3") };
    let answer = image(&server).await.generate_image(request).await.unwrap().into_inner();
    assert_eq!((answer.images.len(), answer.model.as_str()), (3, "easel-chart"));
    assert_eq!(url(&answer.images[0].image), url(&answer.images[2].image));
    assert!(server.engine.orders().is_empty());
    server.stop().await;
}

#[tokio::test]
async fn an_edit_starts_from_its_picture_and_keeps_its_proportions() {
    let server = server().await;
    let request =
        GenerateImageRequest { image: Some(by_url(data_url(&png(400, 300)))), ..prompt("sketch") };
    image(&server).await.generate_image(request).await.unwrap();
    let orders = server.engine.orders();
    let params = &orders[0].params;
    assert_eq!((params.size.width, params.size.height), (1184, 880));
    assert!((params.init.as_ref().unwrap().strength - 0.75).abs() < 1e-6);
    assert_eq!(params.prompt, "sketch");
    let request = GenerateImageRequest {
        images: vec![by_url(data_url(&png(64, 64))); 3],
        aspect_ratio: Some(1),
        ..prompt("combine")
    };
    image(&server).await.generate_image(request).await.unwrap();
    let params = &server.engine.orders()[1].params;
    assert_eq!((params.size.width, params.references.len()), (1024, 2));
    server.stop().await;
}

#[tokio::test]
async fn a_picture_can_be_stored_as_a_file_and_edited_by_its_id() {
    let server = server().await;
    let options = StorageOptions {
        filename: "o.png".to_owned(),
        expires_after: Some(7_200),
        public_url: Some(Default::default()),
    };
    let request = GenerateImageRequest { storage_options: Some(options), ..prompt("a fox") };
    let answer = image(&server).await.generate_image(request).await.unwrap().into_inner();
    let file = answer.images[0].file_output.clone().unwrap();
    assert_eq!((file.filename.as_str(), file.public_url_error), ("o.png", None));
    let path = file.public_url.unwrap().strip_prefix(&server.url("")).unwrap().to_owned();
    assert_eq!(server.send(server.request("GET", &path)).await.status, 200);
    let source = Some(Source::FileId(file.file_id));
    let request = GenerateImageRequest {
        image: Some(ImageUrlContent { detail: 1, source }),
        ..prompt("in oil")
    };
    image(&server).await.generate_image(request).await.unwrap();
    assert!(server.engine.orders()[1].params.init.is_some());
    server.stop().await;
}

#[tokio::test]
async fn messages_of_twenty_megabytes_are_taken() {
    let server = server().await;
    let picture = {
        let mut seed = 1_u32;
        let noise = image::RgbImage::from_fn(1_300, 1_000, |_, _| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [r, g, b, _] = seed.to_be_bytes();
            image::Rgb([r, g, b])
        });
        let mut png = std::io::Cursor::new(Vec::new());
        noise.write_to(&mut png, image::ImageFormat::Png).unwrap();
        data_url(&png.into_inner())
    };
    assert!(picture.len() * 3 > 14 << 20, "{}", picture.len());
    let request =
        GenerateImageRequest { images: vec![by_url(picture); 3], ..prompt("combine") };
    image(&server).await.generate_image(request).await.unwrap();
    server.stop().await;
}

#[tokio::test]
async fn bad_input_is_named_and_costs_nothing() {
    let server = server().await;
    let mut client = image(&server).await;
    let picture = || by_url(data_url(&png(64, 64)));
    for (request, words) in [
        (GenerateImageRequest { n: Some(0), ..prompt("a") }, "`n`"),
        (GenerateImageRequest { n: Some(-1), ..prompt("a") }, "`n`"),
        (GenerateImageRequest { n: Some(11), ..prompt("a") }, "`n`"),
        (prompt(""), "prompt"),
        (prompt(&"x".repeat(20_001)), "20000"),
        (GenerateImageRequest { format: 7, ..prompt("a") }, "format"),
        (GenerateImageRequest { images: vec![picture(); 4], ..prompt("a") }, "images"),
        (GenerateImageRequest { image: Some(by_url("x".to_owned())), ..prompt("a") }, "image"),
        (
            GenerateImageRequest { image: Some(by_url(data_url(b"no png"))), ..prompt("a") },
            "image",
        ),
        (GenerateImageRequest { model: "nonsense".to_owned(), ..prompt("a") }, "nonsense"),
    ] {
        let status = client.generate_image(request).await.unwrap_err();
        check(&status, Code::InvalidArgument, words);
        assert_eq!(status.metadata().get("easel-error-kind").unwrap(), "invalid_request");
    }
    nothing_was_charged(&server).await;
    server.stop().await;
}

#[tokio::test]
async fn keys_are_asked_for_by_every_call() {
    let server = server().await;
    for key in [None, Some("no-such-key")] {
        let status =
            ImageClient::new(connect(&server, key).await).generate_image(prompt("a")).await;
        check(&status.unwrap_err(), Code::Unauthenticated, "key");
        let status = AuthClient::new(connect(&server, key).await).get_api_key_info(()).await;
        check(&status.unwrap_err(), Code::Unauthenticated, "key");
    }
    let upload = FilesClient::new(connect(&server, None).await)
        .upload_file(futures::stream::iter(chunks("a.png", &png(8, 8))))
        .await;
    check(&upload.unwrap_err(), Code::Unauthenticated, "use_insecure_channel");
    let poor = server.poor_key(&[Scope::Generate]).await;
    let status = ImageClient::new(connect(&server, Some(&poor)).await).generate_image(prompt("a"));
    check(&status.await.unwrap_err(), Code::ResourceExhausted, "credits");
    let admin = server.poor_key(&[Scope::Admin]).await;
    let status = ImageClient::new(connect(&server, Some(&admin)).await).generate_image(prompt("a"));
    check(&status.await.unwrap_err(), Code::PermissionDenied, "generate");
    server.stop().await;
}

#[tokio::test]
async fn whatever_is_unknown_is_answered_in_grpcs_way() {
    let server = server().await;
    for path in ["/xai_api.BatchMgmt/CreateBatch", "/xai_api.Image/Nothing", "/anything/At/All"] {
        let mut grpc = tonic::client::Grpc::new(connect(&server, Some(&server.key)).await);
        grpc.ready().await.unwrap();
        let codec = tonic_prost::ProstCodec::<(), ()>::default();
        let path = path.parse::<tonic::codegen::http::uri::PathAndQuery>().unwrap();
        let status = grpc.unary(Request::new(()), path, codec).await.unwrap_err();
        assert_eq!(status.code(), Code::Unimplemented);
    }
    let plain = server.get("/xai_api.Image/GenerateImage").await;
    assert_eq!(plain.status, 404);
    assert_eq!(plain.json()["error"]["kind"], "not_found");
    server.stop().await;
}

#[tokio::test]
async fn a_client_that_runs_out_of_patience_does_not_lose_its_job() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let mut request = Request::new(prompt("a fox"));
    request.set_timeout(Duration::from_millis(300));
    let status = image(&server).await.generate_image(request).await.unwrap_err();
    assert!(matches!(status.code(), Code::DeadlineExceeded | Code::Cancelled), "{status:?}");
    server.engine.started().await;
    server.engine.release();
    let caller = server.core.authenticate(&server.key).await.unwrap();
    let job = server.core.jobs(&caller, None, None, 1).await.unwrap().remove(0);
    let job = server.core.await_result(&caller, job.id, Duration::from_secs(10)).await.unwrap();
    assert_eq!(job.state, JobState::Succeeded);
    server.stop().await;
}

#[tokio::test]
async fn an_engine_that_fails_is_an_internal_error_and_costs_nothing() {
    let server = server().await;
    for _ in 0..3 {
        server.engine.then(Script::Fail(easel_engine::EngineError::Failed("no".to_owned())));
    }
    let status = image(&server).await.generate_image(prompt("a fox")).await.unwrap_err();
    assert_eq!(status.code(), Code::Internal, "{status:?}");
    nothing_was_charged(&server).await;
    server.stop().await;
}

#[tokio::test]
async fn videos_are_checked_and_refused_with_what_is_missing() {
    let server = server().await;
    let mut client = VideoClient::new(connect(&server, Some(&server.key)).await);
    let video = |duration| GenerateVideoRequest {
        prompt: "a sunset".to_owned(),
        model: "grok-imagine-video".to_owned(),
        duration: Some(duration),
        ..GenerateVideoRequest::default()
    };
    let status = client.generate_video(video(6)).await.unwrap_err();
    check(&status, Code::FailedPrecondition, "Wan 2");
    check(&client.generate_video(video(0)).await.unwrap_err(), Code::InvalidArgument, "duration");
    let odd = GenerateVideoRequest { resolution: Some(99), ..video(6) };
    check(&client.generate_video(odd).await.unwrap_err(), Code::InvalidArgument, "resolution");
    let source = Some(video_url_content::Source::Url("http://127.0.0.1:9/x.mp4".to_owned()));
    let longer = ExtendVideoRequest {
        prompt: "zoom out".to_owned(),
        video: Some(VideoUrlContent { source }),
        ..ExtendVideoRequest::default()
    };
    check(
        &client.extend_video(longer.clone()).await.unwrap_err(),
        Code::FailedPrecondition,
        "Wan 2",
    );
    let missing = ExtendVideoRequest { video: None, ..longer };
    check(&client.extend_video(missing).await.unwrap_err(), Code::InvalidArgument, "video");
    let unknown = GetDeferredVideoRequest { request_id: "nothing".to_owned() };
    check(&client.get_deferred_video(unknown).await.unwrap_err(), Code::NotFound, "nothing");
    nothing_was_charged(&server).await;
    server.stop().await;
}

#[tokio::test]
async fn models_and_keys_can_be_looked_up() {
    let server = server().await;
    let mut client = ModelsClient::new(connect(&server, Some(&server.key)).await);
    let models = client.list_image_generation_models(()).await.unwrap().into_inner().models;
    assert_eq!(models.len(), 1);
    assert!(models[0].name == "sdxl" && models[0].image_price > 0 && models[0].created.is_some());
    let named = |name: &str| GetModelRequest { name: name.to_owned() };
    let model = client.get_image_generation_model(named("grok-imagine-image")).await.unwrap();
    assert_eq!(model.into_inner().name, "sdxl");
    let status = client.get_image_generation_model(named("nonsense")).await.unwrap_err();
    check(&status, Code::NotFound, "nonsense");
    let status = client.get_language_model(named("grok-4")).await.unwrap_err();
    check(&status, Code::NotFound, "grok-4");
    assert!(client.list_language_models(()).await.unwrap().into_inner().models.is_empty());
    let mut client = AuthClient::new(connect(&server, Some(&server.key)).await);
    let key = client.get_api_key_info(()).await.unwrap().into_inner();
    assert_eq!(key.redacted_api_key, format!("{}…", &server.key[..8]));
    assert_eq!((key.acls, key.disabled), (vec!["generate".to_owned(), "admin".to_owned()], false));
    server.stop().await;
}

#[tokio::test]
async fn files_are_uploads_of_the_caller() {
    let server = server().await;
    let mut client = files(&server).await;
    let mut stored = Vec::new();
    for (name, side) in [("b.png", 64), ("a.png", 96), ("c.png", 32)] {
        let sent = futures::stream::iter(chunks(name, &png(side, side)));
        stored.push(client.upload_file(sent).await.unwrap().into_inner());
        server.clock.advance(Duration::from_secs(1));
    }
    let id = stored[0].id.clone();
    let got = client.retrieve_file(RetrieveFileRequest { file_id: id.clone() }).await.unwrap();
    assert_eq!(got.into_inner(), stored[0]);
    let content = RetrieveFileContentRequest { file_id: id.clone(), format: None };
    let mut content = client.retrieve_file_content(content).await.unwrap().into_inner();
    let mut bytes = Vec::new();
    while let Some(chunk) = content.message().await.unwrap() {
        bytes.extend(chunk.data);
    }
    assert_eq!(image::load_from_memory(&bytes).unwrap().width(), 64);
    let public = CreatePublicUrlRequest { file_id: id.clone(), expires_after: None };
    let public = client.create_public_url(public).await.unwrap().into_inner();
    assert_eq!(Some(public.public_url), stored[0].public_url);
    let short = CreatePublicUrlRequest { file_id: id.clone(), expires_after: Some(60) };
    let status = client.create_public_url(short).await.unwrap_err();
    check(&status, Code::InvalidArgument, "expires_after");
    let revoke = RevokePublicUrlRequest { file_id: id.clone() };
    let status = client.revoke_public_url(revoke).await.unwrap_err();
    check(&status, Code::FailedPrecondition, "delete the file");
    let delete = DeleteFileRequest { file_id: id.clone() };
    assert!(client.delete_file(delete).await.unwrap().into_inner().deleted);
    let status = client.retrieve_file(RetrieveFileRequest { file_id: id }).await.unwrap_err();
    assert_eq!(status.code(), Code::NotFound);
    server.stop().await;
}

#[tokio::test]
async fn files_are_listed_in_every_order_page_by_page() {
    let server = server().await;
    let mut client = files(&server).await;
    for (name, side) in [("b.png", 64), ("a.png", 900), ("c.png", 32)] {
        let sent = futures::stream::iter(chunks(name, &png(side, side)));
        client.upload_file(sent).await.unwrap();
        server.clock.advance(Duration::from_secs(1));
    }
    for (order, sort_by, expect) in [
        (0, 0, ["b.png", "a.png", "c.png"]),
        (1, 0, ["c.png", "a.png", "b.png"]),
        (0, 1, ["a.png", "b.png", "c.png"]),
        (1, 1, ["c.png", "b.png", "a.png"]),
        (0, 2, ["c.png", "b.png", "a.png"]),
    ] {
        let mut names: Vec<String> = Vec::new();
        let mut token = None;
        loop {
            let request = ListFilesRequest {
                limit: 2,
                order,
                sort_by: Some(sort_by),
                pagination_token: token,
                filter: None,
            };
            let page = client.list_files(request).await.unwrap().into_inner();
            names.extend(page.data.into_iter().map(|File { filename, .. }| filename));
            token = page.pagination_token;
            if token.is_none() {
                break;
            }
        }
        assert_eq!(names, expect, "{order} {sort_by}");
    }
    let request = ListFilesRequest { filter: Some("name = 1".to_owned()), ..Default::default() };
    check(&client.list_files(request).await.unwrap_err(), Code::InvalidArgument, "filter");
    let request = ListFilesRequest { limit: 101, ..Default::default() };
    check(&client.list_files(request).await.unwrap_err(), Code::InvalidArgument, "limit");
    server.stop().await;
}

#[tokio::test]
async fn only_whole_pictures_can_be_stored() {
    let server = server().await;
    let mut client = files(&server).await;
    let init = |name: &str| Chunk::Init(UploadFileInit { name: name.to_owned(), expires_after: None });
    let data = |bytes: &[u8]| Chunk::Data(bytes.to_vec());
    let picture = png(8, 8);
    for (chunks, words) in [
        (vec![], "empty"),
        (vec![init("a.png")], "empty"),
        (vec![data(&picture)], "init"),
        (vec![init("a.png"), init("a.png")], "twice"),
        (vec![init("a.pdf"), data(b"%PDF-1.4")], "only pictures"),
        (vec![init("a.png"), data(&picture[..20])], "only pictures"),
    ] {
        let sent = chunks.into_iter().map(|chunk| UploadFileChunk { chunk: Some(chunk) });
        let sent = futures::stream::iter(sent.collect::<Vec<_>>());
        check(&client.upload_file(sent).await.unwrap_err(), Code::InvalidArgument, words);
    }
    let listed = client.list_files(ListFilesRequest::default()).await.unwrap().into_inner();
    assert!(listed.data.is_empty());
    server.stop().await;
}

fn chunks(name: &str, bytes: &[u8]) -> Vec<UploadFileChunk> {
    let init = Chunk::Init(UploadFileInit { name: name.to_owned(), expires_after: Some(7_200) });
    let data = bytes.chunks(100).map(|part| Chunk::Data(part.to_vec()));
    std::iter::once(init).chain(data).map(|chunk| UploadFileChunk { chunk: Some(chunk) }).collect()
}
