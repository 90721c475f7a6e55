//! The life of one request, step by step, as ARCHITECTURE.md tells it. Read this file beside the
//! eight files it names.

use easel_testkit::{Script, TestServer};
use easel_types::{ImageFormat, JobState, ModelFamily, Work};
use serde_json::json;

#[tokio::test]
async fn a_smart_request_for_a_picture_passes_eight_files() {
    let server = TestServer::builder().model("m", ModelFamily::Sdxl).start().await;
    server.engine.then(Script::Wait);

    // 1–3. router.rs finds the dialect, routes.rs reads key and body, from_wire.rs makes a draft.
    let body = json!({"prompt": "A lighthouse on a cliff at sunset", "width": 512, "height": 256});
    let answer = server.post("/v1/image/smart-generate", &body).await.json();

    // 4. submit.rs understood and resolved it, priced it, held the price and queued it, all
    //    before the answer. The stored request leaves nothing open.
    let caller = server.core.authenticate(&server.key).await.unwrap();
    let id = answer["generation_id"].as_str().unwrap().parse().unwrap();
    let job = server.core.job(&caller, id).await.unwrap();
    let Work::Paint(params) = &job.request.work else { panic!("{:?}", job.request.work) };
    assert_eq!((params.model.as_str(), params.size.to_string().as_str()), ("m", "512x256"));
    assert!(params.prompt.starts_with("A lighthouse on a cliff at sunset"));
    assert_eq!(job.price.to_string(), "2");

    // 5–6. dispatch.rs claimed a lease and gave the order to an engine.
    server.engine.started().await;
    assert_eq!(server.audit().await.held.to_string(), "2");
    assert_eq!(server.core.job(&caller, id).await.unwrap().state, JobState::Running);

    // 7. settle.rs stores the bytes, finishes the job and captures the price in one transaction.
    server.engine.release();
    server.finished(answer["generation_id"].as_str().unwrap()).await;
    let job = server.core.job(&caller, id).await.unwrap();
    assert_eq!((job.state, job.artifacts[0].format), (JobState::Succeeded, ImageFormat::Png));
    let audit = server.audit().await;
    assert_eq!((audit.held.to_string(), audit.captured.to_string()), ("0".into(), "2".into()));

    // 8. to_wire.rs shows the job in the dialect's words; the picture is where it says.
    let shown = server.get(&format!("/v1/image/{id}")).await.json();
    assert_eq!(shown["status"], "completed");
    let path =
        shown["output_url"].as_str().unwrap().strip_prefix(&server.url("")).unwrap().to_owned();
    let file = server.send(server.request("GET", &path)).await;
    assert!(file.bytes.starts_with(b"\x89PNG"));
    server.stop().await;
}
