//! The job contract through the native API: states, holds, idempotency, priorities, deadlines,
//! cancellation, retries, backpressure.

use std::time::Duration;

use easel_engine::EngineError;
use easel_testkit::{Script, TestServer};
use easel_types::{MicroCredits, ModelFamily, Scope};
use serde_json::{Value, json};

const GENERATIONS: &str = "/api/v1/generations";

async fn server() -> TestServer {
    TestServer::builder().model("m", ModelFamily::Sdxl).start().await
}

fn paint(prompt: &str) -> Value {
    json!({"prompt": prompt, "smart": false, "width": 256, "height": 256, "steps": 4, "seed": 7})
}

/// Credits held for open jobs.
async fn held(server: &TestServer) -> MicroCredits {
    server.audit().await.held
}

#[tokio::test]
async fn a_painted_job_is_queued_held_painted_and_captured() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let answer = server.post(GENERATIONS, &paint("a fox")).await;
    assert_eq!(answer.status, 202);
    let job = answer.json();
    assert_eq!(job["intent"], "standard");
    assert_eq!(job["credits"], 0.0125);
    server.engine.started().await;
    assert_eq!(held(&server).await.to_string(), "0.0125");
    server.engine.release();
    let done = server.finished(job["id"].as_str().unwrap()).await;
    assert_eq!(done["state"], "succeeded");
    assert_eq!(done["images"][0]["seed"], 7);
    assert_eq!(done["params"]["steps"], 4);
    let audit = server.audit().await;
    assert_eq!((audit.held.to_string(), audit.captured.to_string()), ("0".into(), "0.0125".into()));
    server.stop().await;
}

#[tokio::test]
async fn several_pictures_have_consecutive_seeds_and_cost_as_many_times() {
    let server = server().await;
    let mut body = paint("foxes");
    body["n"] = json!(3);
    let job = server.post(GENERATIONS, &body).await.json();
    let done = server.finished(job["id"].as_str().unwrap()).await;
    let seeds: Vec<_> = (0..3).map(|idx| done["images"][idx]["seed"].as_u64().unwrap()).collect();
    assert_eq!(seeds, [7, 8, 9]);
    assert_eq!(done["credits"], 0.0375);
    server.stop().await;
}

#[tokio::test]
async fn every_parameter_reaches_the_engine() {
    let server = TestServer::builder().model("m", ModelFamily::Sd1).start().await;
    let png = server
        .send(server.request("POST", "/api/v1/render").bearer_auth(&server.key).json(&json!({
            "spec": {"type": "chart", "categories": ["a"], "series": [{"values": [1]}]},
            "width": 256, "height": 256
        })))
        .await
        .bytes;
    let picture = base64(&png);
    let body = json!({
        "prompt": "p", "smart": false, "negative_prompt": "n", "width": 320, "height": 256,
        "steps": 3, "guidance_scale": 2.5, "seed": 9_007_199_254_740_991_i64, "n": 2,
        "sampler": "dpm++2m", "scheduler": "karras", "clip_skip": 2, "init_image": picture,
        "strength": 0.25, "mask": format!("data:image/png;base64,{picture}"),
        "reference_images": [picture], "hires": {"scale": 1.5, "steps": 2, "strength": 0.5},
        "vae_tiling": true, "seamless": true,
    });
    let answer = server.post(GENERATIONS, &body).await;
    assert_eq!(answer.status, 202, "{}", answer.json());
    server.finished(answer.json()["id"].as_str().unwrap()).await;
    let order = server.engine.orders().remove(0);
    let p = &order.params;
    assert_eq!((p.prompt.as_str(), p.negative_prompt.as_str()), ("p", "n"));
    assert_eq!((p.size.width, p.size.height, p.steps, p.n_images), (320, 256, 3, 2));
    assert_eq!((p.guidance_scale, p.seed), (2.5, 9_007_199_254_740_991));
    assert_eq!(p.sampler.map(|s| s.as_str()), Some("dpm++2m"));
    assert_eq!(p.scheduler.map(|s| s.as_str()), Some("karras"));
    assert_eq!((p.clip_skip, p.vae_tiling, p.seamless), (Some(2), true, true));
    assert_eq!(p.init.as_ref().map(|init| init.strength), Some(0.25));
    assert_eq!(p.hires.as_ref().map(|h| (h.scale, h.steps, h.strength)), Some((1.5, 2, 0.5)));
    assert_eq!(order.init_image.as_ref(), Some(&png));
    // The mask is made black and white, in the size of the picture it belongs to.
    let mask = image::load_from_memory(order.mask.as_ref().unwrap()).unwrap();
    assert_eq!((mask.width(), mask.height()), (256, 256));
    assert!(mask.to_luma8().pixels().all(|pixel| [0, 255].contains(&pixel.0[0])));
    assert_eq!(order.references, [png]);
    server.stop().await;
}

#[tokio::test]
async fn a_second_pass_is_limited_by_the_models_size_where_none_is_given() {
    let server = server().await;
    let body = json!({"prompt": "a fox", "smart": false, "hires": {"scale": 4}});
    let answer = server.post(GENERATIONS, &body).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json()["error"]["param"], "hires.scale");
    assert!(answer.json().to_string().contains("4096"), "{}", answer.json());
    server.stop().await;
}

#[tokio::test]
async fn the_same_idempotency_key_gives_the_same_job_and_another_body_is_a_conflict() {
    let server = server().await;
    let send = async |body: &Value| {
        let request = server.request("POST", GENERATIONS).bearer_auth(&server.key);
        server.send(request.header("Idempotency-Key", "k-1").json(body)).await
    };
    let first = send(&paint("a fox")).await.json();
    server.finished(first["id"].as_str().unwrap()).await;
    let again = send(&paint("a fox")).await;
    assert_eq!((again.status, &again.json()["id"]), (200, &first["id"]));
    let other = send(&paint("a wolf")).await;
    assert_eq!(other.status, 409);
    assert_eq!(other.json()["error"]["param"], "idempotency_key");
    assert_eq!(server.audit().await.captured.to_string(), "0.0125");
    server.stop().await;
}

#[tokio::test]
async fn concurrent_repetitions_of_a_request_make_one_job() {
    let server = server().await;
    let chart = json!({"prompt": "Bar chart: a 1, b 2, c 3"});
    let requests = (0..8).map(|_| {
        let request = server.request("POST", GENERATIONS).bearer_auth(&server.key);
        server.send(request.header("Idempotency-Key", "same").json(&chart))
    });
    let answers = futures_join(requests).await;
    let ids: std::collections::BTreeSet<_> =
        answers.iter().map(|answer| answer.json()["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(server.audit().await.captured.to_string(), "3");
    server.stop().await;
}

#[tokio::test]
async fn higher_priority_runs_first_and_equal_priority_in_order() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let first = server.post(GENERATIONS, &paint("running")).await.json();
    server.engine.started().await;
    let mut ids = Vec::new();
    for (prompt, priority) in [("low", -5), ("middle one", 0), ("middle two", 0), ("high", 50)] {
        let mut body = paint(prompt);
        body["priority"] = json!(priority);
        // Of two jobs accepted in one millisecond, either may run first.
        server.clock.advance(Duration::from_millis(1));
        ids.push(server.post(GENERATIONS, &body).await.json()["id"].clone());
    }
    let low = server.get(&format!("{GENERATIONS}/{}", ids[0].as_str().unwrap())).await.json();
    assert_eq!(low["queue_position"], 3);
    server.engine.release();
    server.finished(first["id"].as_str().unwrap()).await;
    server.finished(ids[0].as_str().unwrap()).await;
    let prompts: Vec<_> = server.engine.orders().iter().map(|o| o.params.prompt.clone()).collect();
    assert_eq!(prompts, ["running", "high", "middle one", "middle two", "low"]);
    server.stop().await;
}

#[tokio::test]
async fn a_job_that_cannot_start_before_its_deadline_expires_and_its_hold_is_released() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let running = server.post(GENERATIONS, &paint("running")).await.json();
    server.engine.started().await;
    let mut body = paint("late");
    body["deadline_seconds"] = json!(60);
    let late = server.post(GENERATIONS, &body).await.json();
    server.clock.advance(Duration::from_secs(61));
    let expired = server.finished(late["id"].as_str().unwrap()).await;
    assert_eq!(expired["state"], "expired");
    // The clock jumped past the running job's lease too; it is allowed another attempt.
    server.engine.release();
    server.finished(running["id"].as_str().unwrap()).await;
    assert_eq!(held(&server).await, MicroCredits::ZERO);
    server.stop().await;
}

#[tokio::test]
async fn cancelling_a_queued_job_releases_its_hold() {
    let server = server().await;
    server.engine.then(Script::Wait);
    server.post(GENERATIONS, &paint("running")).await;
    server.engine.started().await;
    let queued = server.post(GENERATIONS, &paint("queued")).await.json();
    let path = format!("{GENERATIONS}/{}", queued["id"].as_str().unwrap());
    assert_eq!(server.delete(&path).await.json()["state"], "canceled");
    assert_eq!(held(&server).await.to_string(), "0.0125");
    assert_eq!(server.delete(&path).await.status, 200, "cancelling again changes nothing");
    server.engine.release();
    server.stop().await;
}

#[tokio::test]
async fn cancelling_a_running_job_stops_the_engine_and_releases_its_hold() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let job = server.post(GENERATIONS, &paint("running")).await.json();
    server.engine.started().await;
    let path = format!("{GENERATIONS}/{}", job["id"].as_str().unwrap());
    assert_eq!(server.delete(&path).await.json()["state"], "canceled");
    assert_eq!(held(&server).await, MicroCredits::ZERO);
    // The slot is free again: the next job runs although the first was never released.
    let next = server.post(GENERATIONS, &paint("next")).await.json();
    assert_eq!(server.finished(next["id"].as_str().unwrap()).await["state"], "succeeded");
    let done = server.delete(&format!("{GENERATIONS}/{}", next["id"].as_str().unwrap())).await;
    assert_eq!(done.status, 409);
    server.stop().await;
}

#[tokio::test]
async fn a_failed_attempt_is_retried_and_charged_once() {
    let server = server().await;
    server.engine.then(Script::Fail(EngineError::WorkerDied("signal 9".to_owned())));
    let job = server.post(GENERATIONS, &paint("a fox")).await.json();
    let done = server.finished(job["id"].as_str().unwrap()).await;
    assert_eq!((done["state"].as_str(), done["attempt"].as_u64()), (Some("succeeded"), Some(2)));
    assert_eq!(server.audit().await.captured.to_string(), "0.0125");
    server.stop().await;
}

#[tokio::test]
async fn a_job_out_of_attempts_fails_with_the_reason_and_costs_nothing() {
    let server = TestServer::builder()
        .model("m", ModelFamily::Sdxl)
        .settings(|settings| settings.limits.attempts_max = 2)
        .start()
        .await;
    for _ in 0..2 {
        server.engine.then(Script::Fail(EngineError::WorkerDied("signal 9".to_owned())));
    }
    let job = server.post(GENERATIONS, &paint("a fox")).await.json();
    let failed = server.finished(job["id"].as_str().unwrap()).await;
    assert_eq!((failed["state"].as_str(), failed["attempt"].as_u64()), (Some("failed"), Some(2)));
    assert_eq!(failed["error"]["kind"], "engine_failed");
    assert!(failed["error"]["message"].as_str().unwrap().contains("ended unexpectedly"));
    assert_eq!(server.audit().await.captured, MicroCredits::ZERO);
    server.stop().await;
}

#[tokio::test]
async fn a_failure_that_no_repetition_can_mend_is_not_retried() {
    let server = server().await;
    server.engine.then(Script::Fail(EngineError::ModelUnusable("truncated".to_owned())));
    let job = server.post(GENERATIONS, &paint("a fox")).await.json();
    let failed = server.finished(job["id"].as_str().unwrap()).await;
    assert_eq!((failed["state"].as_str(), failed["attempt"].as_u64()), (Some("failed"), Some(1)));
    assert_eq!(failed["error"]["kind"], "model_unavailable");
    server.stop().await;
}

#[tokio::test]
async fn a_full_queue_answers_with_a_time_to_come_back() {
    let server = TestServer::builder()
        .model("m", ModelFamily::Sdxl)
        .slots(0)
        .settings(|settings| settings.limits.jobs_open_max = 2)
        .start()
        .await;
    for _ in 0..2 {
        assert_eq!(server.post(GENERATIONS, &paint("waiting")).await.status, 202);
    }
    let full = server.post(GENERATIONS, &paint("too many")).await;
    assert_eq!(full.status, 503);
    assert_eq!(full.json()["error"]["kind"], "at_capacity");
    assert!(full.header("retry-after").parse::<u64>().unwrap() >= 1);
    let chart = json!({"prompt": "Bar chart: a 1, b 2, c 3"});
    assert_eq!(server.post(GENERATIONS, &chart).await.status, 200, "instant kinds need no queue");
    server.stop().await;
}

#[tokio::test]
async fn an_account_cannot_take_the_whole_queue() {
    let server = TestServer::builder()
        .model("m", ModelFamily::Sdxl)
        .slots(0)
        .settings(|settings| settings.limits.jobs_open_per_account_max = 1)
        .start()
        .await;
    assert_eq!(server.post(GENERATIONS, &paint("first")).await.status, 202);
    let second = server.post(GENERATIONS, &paint("second")).await;
    assert_eq!((second.status, second.header("retry-after").is_empty()), (429, false));
    server.stop().await;
}

#[tokio::test]
async fn without_credits_nothing_is_made_or_charged() {
    let server = server().await;
    let key = server.poor_key(&[Scope::Generate]).await;
    for body in [paint("a fox"), json!({"prompt": "Bar chart: a 1, b 2, c 3"})] {
        let request = server.request("POST", GENERATIONS).bearer_auth(&key).json(&body);
        let answer = server.send(request).await;
        assert_eq!(answer.status, 402, "{}", answer.json());
        assert_eq!(answer.json()["error"]["kind"], "insufficient_credits");
    }
    assert_eq!(server.engine.orders().len(), 0);
    server.stop().await;
}

#[tokio::test]
async fn jobs_of_other_accounts_do_not_exist() {
    let server = server().await;
    let job = server.post(GENERATIONS, &paint("mine")).await.json();
    let path = format!("{GENERATIONS}/{}", job["id"].as_str().unwrap());
    let stranger = server.poor_key(&[Scope::Generate]).await;
    for method in ["GET", "DELETE"] {
        let answer = server.send(server.request(method, &path).bearer_auth(&stranger)).await;
        assert_eq!(answer.status, 404);
    }
    let list = server.send(server.request("GET", GENERATIONS).bearer_auth(&stranger)).await;
    assert_eq!(list.json()["generations"], json!([]));
    server.stop().await;
}

#[tokio::test]
async fn jobs_are_listed_newest_first_in_pages() {
    let server = server().await;
    let mut made = Vec::new();
    for number in 0..5 {
        let body = json!({"prompt": format!("Bar chart: a {number}, b 2")});
        made.push(server.post(GENERATIONS, &body).await.json()["id"].clone());
    }
    made.reverse();
    let mut seen = Vec::new();
    let mut path = format!("{GENERATIONS}?limit=2&state=succeeded");
    loop {
        let page = server.get(&path).await.json();
        seen.extend(page["generations"].as_array().unwrap().iter().map(|job| job["id"].clone()));
        let Some(next) = page["next_before"].as_str() else { break };
        path = format!("{GENERATIONS}?limit=2&state=succeeded&before={next}");
    }
    assert_eq!(seen, made);
    server.stop().await;
}

#[tokio::test]
async fn watching_a_job_tells_every_state_and_the_progress() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let job = server.post(GENERATIONS, &paint("a fox")).await.json();
    server.engine.started().await;
    let path = format!("{GENERATIONS}/{}/events", job["id"].as_str().unwrap());
    let watching = server.request("GET", &path).bearer_auth(&server.key).send();
    let mut response = watching.await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    server.engine.release();
    let mut text = String::new();
    while let Some(chunk) = response.chunk().await.unwrap() {
        text.push_str(&String::from_utf8_lossy(&chunk));
    }
    assert!(text.contains("event: state"), "{text}");
    assert!(text.contains("\"state\":\"succeeded\""), "{text}");
    server.stop().await;
}

#[tokio::test]
async fn a_worker_that_cannot_start_is_not_the_jobs_fault() {
    let server = server().await;
    for _ in 0..5 {
        server.engine.then(Script::Fail(EngineError::SpawnFailed("no such file".to_owned())));
    }
    let job = server.post(GENERATIONS, &paint("a fox")).await.json();
    for _ in 0..5 {
        server.engine.started().await;
        // The pause of a job that goes back to the queue.
        server.clock.advance(Duration::from_secs(6));
    }
    let done = server.finished(job["id"].as_str().unwrap()).await;
    assert_eq!((done["state"].as_str(), done["attempt"].as_u64()), (Some("succeeded"), Some(6)));
    server.stop().await;
}

#[tokio::test]
async fn a_watcher_hears_of_its_job_however_busy_others_are() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let job = server.post(GENERATIONS, &paint("watched")).await.json();
    server.engine.started().await;
    let caller = server.core.authenticate(&server.key).await.unwrap();
    let id = job["id"].as_str().unwrap().parse().unwrap();
    let mut watch = server.core.watch(&caller, id).await.unwrap();
    while !matches!(watch.next().await, Some(easel_types::JobEvent::State { .. })) {}
    // Finished as if by another process, which tells this one nothing.
    let now = easel_types::Clock::now(&*server.clock);
    easel_store::Store::job_cancel_if_open(&*server.store, id, caller.account_id, now)
        .await
        .unwrap();
    let noise = async {
        for number in 0..200 {
            server
                .post(GENERATIONS, &json!({"prompt": "a dog", "smart": false, "seed": number}))
                .await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let heard = async { while watch.next().await.is_some() {} };
    tokio::select! {
        () = noise => panic!("the watcher heard nothing while others were busy"),
        () = heard => {}
    }
    server.engine.release();
    server.stop().await;
}

#[tokio::test]
async fn a_graceful_shutdown_gives_running_jobs_back_uncounted() {
    let server = server().await;
    server.engine.then(Script::Wait);
    let job = server.post(GENERATIONS, &paint("a fox")).await.json();
    server.engine.started().await;
    let core = server.core.clone();
    let caller = core.authenticate(&server.key).await.unwrap();
    server.stop_after(Duration::from_millis(50)).await;
    let id = job["id"].as_str().unwrap().parse().unwrap();
    let job = core.job(&caller, id).await.unwrap();
    assert_eq!((job.state.as_str(), job.attempt, job.attempts_counted), ("queued", 1, 0));
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

async fn futures_join<F: Future>(all: impl Iterator<Item = F>) -> Vec<F::Output> {
    futures::future::join_all(all).await
}
