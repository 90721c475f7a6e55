//! Every metric of the use cases, by name, in one place. Exporting them is the binary's affair.

use std::time::Duration;

use easel_engine::EngineStatus;
use easel_types::{Intent, JobState, Timestamp};
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};

const JOBS_SUBMITTED: &str = "easel_jobs_submitted_total";
const JOBS_FINISHED: &str = "easel_jobs_finished_total";
const JOBS_RESCUED: &str = "easel_jobs_rescued_total";
const QUEUE_WAIT: &str = "easel_job_queue_seconds";
const DRAW_TIME: &str = "easel_draw_seconds";
const ASSISTS_FINISHED: &str = "easel_assists_finished_total";
const JOBS_QUEUED: &str = "easel_jobs_queued";
const JOBS_RUNNING: &str = "easel_jobs_running";
const WORKERS_ALIVE: &str = "easel_engine_workers_alive";
const WORKERS_BUSY: &str = "easel_engine_workers_busy";
const WORKER_CRASHES: &str = "easel_engine_worker_crashes_total";

/// Tells the exporter what the metrics mean.
pub fn describe() {
    describe_counter!(JOBS_SUBMITTED, "Jobs accepted, by intent and the state they got");
    describe_counter!(JOBS_FINISHED, "Jobs that reached a final state after being queued");
    describe_counter!(JOBS_RESCUED, "Jobs whose worker was lost");
    describe_histogram!(QUEUE_WAIT, "Seconds from acceptance to the start of an attempt");
    describe_histogram!(DRAW_TIME, "Seconds to draw an instant picture");
    describe_counter!(
        ASSISTS_FINISHED,
        "Questions to the language model, by what for and whether the answer was used"
    );
    describe_gauge!(JOBS_QUEUED, "Jobs waiting");
    describe_gauge!(JOBS_RUNNING, "Jobs being worked on");
    describe_gauge!(WORKERS_ALIVE, "Engine worker processes alive");
    describe_gauge!(WORKERS_BUSY, "Engine workers at work");
    describe_counter!(WORKER_CRASHES, "Engine workers that ended unexpectedly");
}

pub(crate) fn job_submitted(intent: Intent, state: JobState) {
    counter!(JOBS_SUBMITTED, "intent" => intent.as_str(), "state" => state.as_str()).increment(1);
}

pub(crate) fn job_finished(intent: Intent, state: JobState) {
    counter!(JOBS_FINISHED, "intent" => intent.as_str(), "state" => state.as_str()).increment(1);
}

pub(crate) fn job_rescued() {
    counter!(JOBS_RESCUED).increment(1);
}

pub(crate) fn job_started(created_at: Timestamp, now: Timestamp) {
    histogram!(QUEUE_WAIT).record(now.since(created_at).as_secs_f64());
}

pub(crate) fn draw_finished(took: Duration) {
    histogram!(DRAW_TIME).record(took.as_secs_f64());
}

pub(crate) fn assist_finished(about: &'static str, outcome: &'static str) {
    counter!(ASSISTS_FINISHED, "about" => about, "outcome" => outcome).increment(1);
}

pub(crate) fn engine(status: &EngineStatus) {
    #[expect(clippy::cast_precision_loss, reason = "a gauge of processes")]
    for (name, value) in
        [(WORKERS_ALIVE, status.workers_alive as f64), (WORKERS_BUSY, status.busy as f64)]
    {
        gauge!(name).set(value);
    }
    counter!(WORKER_CRASHES).absolute(status.crashes);
}

pub(crate) fn queue_depth(queued: u64, running: u64) {
    #[expect(clippy::cast_precision_loss, reason = "a gauge of jobs")]
    for (name, value) in [(JOBS_QUEUED, queued as f64), (JOBS_RUNNING, running as f64)] {
        gauge!(name).set(value);
    }
}
