//! Painting from end to end: the real executable, its real engine and a tiny checkpoint that the
//! tests write themselves. What every parameter does to a picture is tested in `easel-worker`,
//! where no server is needed; everything around a fake engine in `api` and `faults`.
#![cfg(feature = "sd")]
#![cfg_attr(
    feature = "sd",
    expect(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")
)]

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use easel_worker::tiny_checkpoint::{TinyCheckpoint, write_tiny_sd1};
use image::{Rgb, RgbImage};
use serde_json::{Value, json};

const EASEL: &str = env!("CARGO_BIN_EXE_easel");
const KEY: &str = "a-key-for-painting";
const PATIENCE: Duration = Duration::from_secs(60);

/// The checkpoint, written once for all tests of this process, at the same place every time so
/// that runs do not fill the disk.
fn tiny() -> &'static TinyCheckpoint {
    static TINY: OnceLock<TinyCheckpoint> = OnceLock::new();
    TINY.get_or_init(|| {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let fresh = tempfile::tempdir_in(place).unwrap();
        let written = write_tiny_sd1(fresh.path(), 1).unwrap();
        // Renamed, because workers of another run may still read from the old files.
        let settle = |file: PathBuf| {
            let settled = place.join(file.file_name().unwrap());
            std::fs::rename(&file, &settled).unwrap();
            settled
        };
        TinyCheckpoint {
            model: settle(written.model),
            taesd: settle(written.taesd),
            lora: settle(written.lora),
        }
    })
}

/// `easel` in `folder`. One thread, because tests run side by side.
fn easel(folder: &Path) -> Command {
    let mut command = Command::new(EASEL);
    command
        .current_dir(folder)
        .env("EASEL_ENGINE_THREADS", "1")
        .env("EASEL_LOG_FILTER", "error")
        .stdin(Stdio::null());
    command
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A folder in whose data folder `model` is installed as `tiny`.
fn folder_with(model: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut add = easel(folder.path());
    add.args(["models", "add"]).arg(model).arg("--taesd").arg(&tiny().taesd);
    add.args(["--name", "tiny", "--side", "256", "--steps", "2"]);
    assert!(out(&add.output().unwrap()).contains("tiny (sd1 checkpoint)"));
    folder
}

/// A running `easel serve`. Killed with this value.
struct Server {
    child: Child,
    base: String,
    http: reqwest::Client,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    async fn start(folder: &Path) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut serve = easel(folder);
        serve.args(["serve", "--bootstrap-key", KEY, "--listen"]);
        serve.arg(format!("127.0.0.1:{port}")).stdout(Stdio::null());
        let base = format!("http://127.0.0.1:{port}");
        let server = Self { child: serve.spawn().unwrap(), base, http: reqwest::Client::new() };
        let started = Instant::now();
        while server.http.get(format!("{}/readyz", server.base)).send().await.is_err() {
            assert!(started.elapsed() < PATIENCE, "the server did not start");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        server
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let request = self.http.post(format!("{}{path}", self.base)).bearer_auth(KEY).json(body);
        request.send().await.unwrap().json().await.unwrap()
    }

    async fn job(&self, id: &str) -> Value {
        let url = format!("{}/api/v1/generations/{id}", self.base);
        let answer = self.http.get(url).bearer_auth(KEY).send().await.unwrap();
        answer.json().await.unwrap()
    }

    /// Waits until the job is in `state`, and fails where it ends in another one.
    async fn reached(&self, id: &str, state: &str) -> Value {
        let started = Instant::now();
        loop {
            let job = self.job(id).await;
            if job["state"] == state {
                return job;
            }
            let open = job["state"] == "queued" || job["state"] == "running";
            assert!(open && started.elapsed() < PATIENCE, "waiting for {state}: {job}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Queues a plain picture through the native API.
    async fn queue(&self, body: &Value) -> String {
        let job = self.post("/api/v1/generations", body).await;
        job["id"].as_str().unwrap_or_else(|| panic!("{job}")).to_owned()
    }

    /// Paints through the native API and fetches the picture.
    async fn paint(&self, body: &Value) -> RgbImage {
        let id = self.queue(body).await;
        let job = self.reached(&id, "succeeded").await;
        self.fetch(&job["png_url"]).await
    }

    async fn fetch(&self, url: &Value) -> RgbImage {
        let url = url.as_str().unwrap_or_else(|| panic!("{url}"));
        let answer = self.http.get(url).bearer_auth(KEY).send().await.unwrap();
        assert!(answer.status().is_success(), "{url}: {}", answer.status());
        image::load_from_memory(&answer.bytes().await.unwrap()).unwrap().into_rgb8()
    }
}

/// A small picture without any smartness; `more` adds and replaces fields.
fn plain(more: &Value) -> Value {
    let mut body = json!({"prompt": "a fox", "smart": false, "model": "tiny", "width": 256,
        "height": 256, "steps": 1, "seed": 1});
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

fn base64_png(picture: &RgbImage) -> String {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    BASE64.encode(bytes.into_inner())
}

/// Mean of each channel.
fn mean(picture: &RgbImage) -> [u64; 3] {
    let sums = picture.pixels().fold([0; 3], |mut sums: [u64; 3], pixel| {
        for (sum, value) in sums.iter_mut().zip(pixel.0) {
            *sum += u64::from(value);
        }
        sums
    });
    sums.map(|sum| sum / u64::from(picture.width() * picture.height()))
}

#[test]
fn make_paints_the_same_bytes_for_the_same_seed() {
    let folder = folder_with(&tiny().model);
    let make = |file: &str, seed: &str| {
        let mut make = easel(folder.path());
        make.args(["make", "a fox", "--no-enhance", "-o", file, "--seed", seed]);
        make.args(["--width", "256", "--height", "256", "--steps", "1"]);
        assert!(out(&make.output().unwrap()).contains("256x256"), "{file}");
        std::fs::read(folder.path().join(file)).unwrap()
    };
    let first = make("a.png", "1");
    assert_eq!(image::load_from_memory(&first).unwrap().into_rgb8().dimensions(), (256, 256));
    assert_eq!(make("b.png", "1"), first);
    assert_ne!(make("c.png", "2"), first);
}

#[tokio::test]
async fn a_logo_is_understood_queued_and_painted() {
    let folder = folder_with(&tiny().model);
    let server = Server::start(folder.path()).await;
    let body = json!({"prompt": "A minimalist coffee shop logo with cup and steam",
        "width": 256, "height": 256});
    let answer = server.post("/v1/image/smart-generate", &body).await;
    assert_eq!((&answer["intent"], &answer["status"]), (&json!("smart-logo"), &json!("queued")));
    let id = answer["generation_id"].as_str().unwrap_or_else(|| panic!("{answer}"));
    let job = server.reached(id, "succeeded").await;
    assert_eq!((&job["params"]["model"], &job["params"]["steps"]), (&json!("tiny"), &json!(2)));

    let url = format!("{}/v1/image/{id}", server.base);
    let request = server.http.get(url).bearer_auth(KEY).send();
    let polled: Value = request.await.unwrap().json().await.unwrap();
    assert_eq!(polled["status"], "completed", "{polled}");
    let picture = server.fetch(&polled["output_url"]).await;
    assert_eq!(picture.dimensions(), (256, 256));
    let (least, most) = (picture.iter().min().unwrap(), picture.iter().max().unwrap());
    assert!(most - least > 50, "nothing is on it");
}

#[tokio::test]
async fn a_size_that_no_model_can_paint_is_made_exactly() {
    let folder = folder_with(&tiny().model);
    let server = Server::start(folder.path()).await;
    let odd = json!({"width": 300, "height": 260});
    assert_eq!(server.paint(&plain(&odd)).await.dimensions(), (300, 260));
}

#[tokio::test]
async fn a_picture_to_start_from_shows_in_what_is_painted() {
    let folder = folder_with(&tiny().model);
    let server = Server::start(folder.path()).await;
    let from = |colour, strength: f32| {
        let init = base64_png(&RgbImage::from_pixel(100, 80, Rgb(colour)));
        plain(&json!({"init_image": init, "strength": strength, "steps": 4, "guidance_scale": 1}))
    };
    let weak = server.paint(&from([255, 255, 255], 0.1)).await;
    assert_eq!(weak.dimensions(), (256, 256));
    assert_eq!(server.paint(&from([255, 255, 255], 0.1)).await, weak);
    let black = server.paint(&from([0, 0, 0], 0.1)).await;
    assert_ne!(mean(&black), mean(&weak));
    assert_ne!(server.paint(&from([255, 255, 255], 0.9)).await, weak);

    let broken = plain(&json!({"init_image": BASE64.encode("no picture"), "strength": 0.5}));
    let answer = server.post("/api/v1/generations", &broken).await;
    assert!(answer["error"].to_string().contains("init_image"), "{answer}");
}

#[tokio::test]
async fn a_model_file_that_was_cut_off_fails_its_job_and_names_the_file_only() {
    let place = tempfile::tempdir().unwrap();
    let model = place.path().join("cut-off.safetensors");
    std::fs::copy(&tiny().model, &model).unwrap();
    let folder = folder_with(&model);
    let length = std::fs::metadata(&model).unwrap().len();
    std::fs::File::options().write(true).open(&model).unwrap().set_len(length / 2).unwrap();

    let server = Server::start(folder.path()).await;
    let id = server.queue(&plain(&json!({}))).await;
    let error = server.reached(&id, "failed").await["error"].clone();
    assert!(error.to_string().contains("model_unavailable"), "{error}");
    let text = error.to_string();
    assert!(text.contains("cut-off.safetensors") && text.contains("incomplete"), "{text}");
    assert!(!text.contains(&*place.path().to_string_lossy()), "{text}");

    // A whole file again: nobody has to restart the server.
    std::fs::copy(&tiny().model, &model).unwrap();
    server.paint(&plain(&json!({}))).await;
}

#[tokio::test]
async fn a_job_whose_worker_is_killed_is_painted_by_the_next_one() {
    let folder = folder_with(&tiny().model);
    let server = Server::start(folder.path()).await;
    let id = server.queue(&plain(&json!({"steps": 3}))).await;
    let started = Instant::now();
    let worker = loop {
        // The worker has mapped the model into memory: it is in the middle of the job.
        if let Some(worker) = children(server.child.id()).into_iter().find(|&pid| maps_model(pid)) {
            break worker;
        }
        assert!(started.elapsed() < PATIENCE, "no worker loads the model");
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    assert_eq!(server.job(&id).await["state"], "running");
    let kill = Command::new("kill").args(["-KILL", &worker.to_string()]).status().unwrap();
    assert!(kill.success());

    let job = server.reached(&id, "succeeded").await;
    assert_eq!(job["attempt"], 2, "{job}");
    let picture = server.fetch(&job["png_url"]).await;
    // Nothing of the first attempt is in it.
    assert_eq!(server.paint(&plain(&json!({"steps": 3}))).await, picture);
}

/// The direct children of a process (proc(5), /proc/pid/stat).
fn children(parent: u32) -> Vec<u32> {
    let is_child = |pid: u32| {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let (_, rest) = stat.rsplit_once(") ")?;
        Some(rest.split(' ').nth(1)?.parse() == Ok(parent))
    };
    let pids = std::fs::read_dir("/proc").unwrap().flatten();
    pids.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|&pid| is_child(pid) == Some(true))
        .collect()
}

fn maps_model(pid: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/maps"))
        .is_ok_and(|maps| maps.contains("tiny-sd1.safetensors"))
}
