//! `easel demo`: starts a server with a temporary data folder on a free loopback port, asks it
//! for pictures over HTTP as any client would, saves them and shows a table.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use reqwest::Client;
use serde_json::{Value, json};

use super::server_process::{free_port, serve_command, wait_until_ready};
use crate::cli::DemoArgs;
use crate::terminal::say;

const KEY: &str = "demo-key-0000";
/// Longest time for one painted picture.
const PATIENCE: Duration = Duration::from_secs(600);

/// What is asked for: file name, prompt, width, height.
const ORDERS: [(&str, &str, u32, u32); 7] = [
    (
        "chart-bar",
        "Bar chart of quarterly revenue in million euros: Q1 12.4, Q2 15.1, Q3 14.2, Q4 19.8",
        1024,
        1024,
    ),
    (
        "chart-line",
        "Line chart, monthly visitors: 2024: Jan 120, Feb 132, Mar 101, Apr 134; \
         2025: Jan 220, Feb 182, Mar 191, Apr 234",
        1280,
        720,
    ),
    ("chart-pie", "Pie chart of market share: Apple 40%, Samsung 35%, others 25%", 1024, 1024),
    (
        "diagram-flowchart",
        "Flowchart: start, enter password, if the password is correct then show the dashboard, \
         otherwise show an error and go back to enter password",
        1024,
        1024,
    ),
    (
        "infographic-steps",
        "Infographic: 5 steps to brew coffee: grind the beans, boil the water, rinse the filter, \
         pour slowly, enjoy",
        1024,
        1024,
    ),
    ("logo", "A minimalist coffee shop logo with cup and steam", 512, 512),
    ("standard", "A lighthouse on a cliff at sunset", 512, 512),
];

/// What became of one order.
struct Row {
    prompt: &'static str,
    intent: String,
    status: String,
    took: Duration,
    file: Option<PathBuf>,
}

pub(crate) async fn run(args: DemoArgs) -> Result<()> {
    std::fs::create_dir_all(&args.out)
        .with_context(|| format!("the folder {} cannot be made", args.out.display()))?;
    let folder = tempfile::tempdir().context("no temporary folder can be made")?;
    let port = free_port()?;
    let base = format!("http://127.0.0.1:{port}");
    let mut server =
        serve_command(folder.path(), port, KEY)?.spawn().context("the server cannot be started")?;
    let client = Client::builder().timeout(PATIENCE).build()?;
    let outcome = async {
        wait_until_ready(&client, &base, Duration::from_secs(30)).await?;
        let mut rows = Vec::new();
        for order in ORDERS {
            rows.push(make(&client, &base, order, &args.out).await?);
        }
        Ok::<_, anyhow::Error>(rows)
    };
    let rows = outcome.await;
    server.kill().await.context("the server could not be stopped")?;
    let rows = rows?;
    print_table(&rows);
    let missing = rows.iter().filter(|row| row.status == "FAILED").count();
    ensure!(missing == 0, "{missing} pictures are missing");
    Ok(())
}

async fn make(
    client: &Client,
    base: &str,
    (name, prompt, width, height): (&str, &'static str, u32, u32),
    out: &Path,
) -> Result<Row> {
    let started = Instant::now();
    let body = json!({"prompt": prompt, "width": width, "height": height});
    let request = client.post(format!("{base}/v1/image/smart-generate")).bearer_auth(KEY);
    let answer: Value = request.json(&body).send().await?.json().await?;
    let row = |intent: &str, status: String, file| Row {
        prompt,
        intent: intent.to_owned(),
        status,
        took: started.elapsed(),
        file,
    };
    if answer["error"] == "model_unavailable" {
        let detail = answer["detail"].as_str().unwrap_or_default();
        return Ok(row("-", format!("ModelUnavailable: {detail}"), None));
    }
    let intent = answer["intent"].as_str().unwrap_or("-").to_owned();
    let url = match answer["output_url"].as_str() {
        Some(url) => Ok(url.to_owned()),
        None => polled(client, base, &answer).await,
    };
    let saved = match url {
        Ok(url) => save(client, &url, (width, height), &out.join(format!("{name}.png"))).await,
        Err(err) => Err(err),
    };
    match saved {
        Ok(file) => Ok(row(&intent, "completed".to_owned(), Some(file))),
        Err(err) => {
            say(&format!("{name}: {err:#}"));
            Ok(row(&intent, "FAILED".to_owned(), None))
        }
    }
}

/// Polls a queued generation until it is done.
async fn polled(client: &Client, base: &str, answer: &Value) -> Result<String> {
    let Some(id) = answer["generation_id"].as_str() else { bail!("refused: {answer}") };
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        let request = client.get(format!("{base}/v1/image/{id}")).bearer_auth(KEY);
        let job: Value = request.send().await?.json().await?;
        match (job["status"].as_str(), job["output_url"].as_str()) {
            (Some("completed"), Some(url)) => return Ok(url.to_owned()),
            (Some("pending" | "processing"), _) => {}
            _ => bail!("the generation failed: {}", job["error_message"]),
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("the generation took longer than {} s", PATIENCE.as_secs())
}

/// Fetches a picture, checks that it decodes to the size asked for, and writes it.
async fn save(client: &Client, url: &str, size: (u32, u32), file: &Path) -> Result<PathBuf> {
    let bytes = client.get(url).send().await?.error_for_status()?.bytes().await?;
    let picture = image::load_from_memory(&bytes).context("the picture cannot be decoded")?;
    let got = (picture.width(), picture.height());
    ensure!(got == size, "the picture is {}x{}, asked for {}x{}", got.0, got.1, size.0, size.1);
    std::fs::write(file, &bytes)
        .with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(file.to_owned())
}

fn print_table(rows: &[Row]) {
    say("");
    say(&format!("{:<44} {:<18} {:<10} {:>7}  file", "prompt", "intent", "status", "ms"));
    for row in rows {
        let short: String = row.prompt.chars().take(43).collect();
        let (status, remark) = row.status.split_once(": ").unwrap_or((&row.status, ""));
        let file = row.file.as_ref().map_or_else(String::new, |file| file.display().to_string());
        let ms = row.took.as_secs_f64() * 1e3;
        say(&format!("{short:<44} {:<18} {status:<10} {ms:>7.1}  {file}", row.intent));
        if !remark.is_empty() {
            say(&format!("{:<44} {remark}", ""));
        }
    }
}
