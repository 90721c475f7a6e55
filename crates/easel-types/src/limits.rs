//! Every limit of the server, in one place. Which of them a configuration file may change is
//! decided in `easel::config`; enforcing them is the affair of the crate that handles the thing.

use std::time::Duration;

/// Limits on what one request may ask for and on what the server takes on.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// Longest prompt, in characters.
    pub prompt_chars_max: usize,
    /// Smallest side of a picture, in pixels.
    pub side_px_min: u32,
    /// Largest side of a picture, in pixels.
    pub side_px_max: u32,
    /// Most denoising steps.
    pub steps_max: u32,
    /// Most pictures in one request.
    pub n_images_max: u32,
    /// Highest guidance scale.
    pub guidance_scale_max: f32,
    /// Seeds are below this: 2^53, the integers that JSON clients keep exactly.
    pub seed_max: u64,
    /// Lowest and highest priority.
    pub priority_abs_max: i32,
    /// Longest deadline.
    pub deadline_max: Duration,
    /// Most reference pictures.
    pub references_max: usize,
    /// Largest side of a picture that a client sends, in pixels.
    pub input_side_px_max: u32,
    /// Most pixels of a picture that a client sends.
    pub input_pixels_max: u64,
    /// Largest side of a picture that was enlarged, in pixels.
    pub enlarged_side_px_max: u32,
    /// Most rough pictures on the way to one picture.
    pub previews_max: u32,
    /// Longest memo of a front, in bytes.
    pub memo_bytes_max: usize,
    /// How long an upload is kept where its owner says nothing, and at most.
    pub upload_age_max: Duration,
    /// How long a place for an upload waits for its bytes.
    pub upload_wait_max: Duration,
    /// Most tries at a message about a final job.
    pub callback_tries_max: u32,
    /// Most LoRAs.
    pub loras_max: usize,
    /// Longest idempotency key or client job id, in bytes.
    pub idempotency_key_bytes_max: usize,
    /// Largest request body, in bytes.
    pub body_bytes_max: usize,
    /// Most parts of a form.
    pub form_parts_max: usize,
    /// Most data points in a spec (values, nodes, edges, entries).
    pub spec_elements_max: usize,
    /// Longest text in a spec, in characters.
    pub spec_text_chars_max: usize,
    /// Longest time a request may take before it is answered with a time-out.
    pub request_time_max: Duration,
    /// Most requests worked on at once.
    pub requests_concurrent_max: usize,
    /// Longest time for the body of a request to arrive.
    pub body_time_max: Duration,
    /// Most connections at once.
    pub connections_max: usize,
    /// Most streams of events at once.
    pub streams_max: usize,
    /// Requests a key may make per minute.
    pub requests_per_minute_max: u32,
    /// Requests a key may make at once after a pause.
    pub requests_burst_max: u32,
    /// Most jobs waiting or running, over all accounts.
    pub jobs_open_max: u32,
    /// Most jobs waiting or running of one account.
    pub jobs_open_per_account_max: u32,
    /// Most attempts at one job.
    pub attempts_max: u32,
    /// How long a lease lasts without a heartbeat.
    pub lease_ms_max: u64,
    /// Longest time one attempt may take.
    pub attempt_time_max: Duration,
    /// Waiting this long counts as one step of priority, so that nothing starves.
    pub priority_ageing: Duration,
    /// How long artifacts are kept.
    pub artifact_age_max: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            prompt_chars_max: 20_000,
            side_px_min: 256,
            side_px_max: 2048,
            steps_max: 150,
            n_images_max: 10,
            guidance_scale_max: 30.0,
            seed_max: 1 << 53,
            priority_abs_max: 100,
            deadline_max: Duration::from_hours(24),
            references_max: 8,
            input_side_px_max: 8_192,
            input_pixels_max: 40_000_000,
            enlarged_side_px_max: 4_096,
            previews_max: 10,
            memo_bytes_max: 16 * 1024,
            upload_age_max: Duration::from_hours(24 * 30),
            upload_wait_max: Duration::from_hours(1),
            callback_tries_max: 8,
            loras_max: 8,
            idempotency_key_bytes_max: 255,
            body_bytes_max: 32 * 1024 * 1024,
            form_parts_max: 64,
            spec_elements_max: 5_000,
            spec_text_chars_max: 2_000,
            request_time_max: Duration::from_secs(330),
            requests_concurrent_max: 1_024,
            body_time_max: Duration::from_secs(30),
            connections_max: 8_192,
            streams_max: 1_024,
            requests_per_minute_max: 6_000,
            requests_burst_max: 1_000,
            jobs_open_max: 10_000,
            jobs_open_per_account_max: 5_000,
            attempts_max: 3,
            lease_ms_max: 15_000,
            attempt_time_max: Duration::from_mins(30),
            priority_ageing: Duration::from_secs(30),
            artifact_age_max: Duration::from_hours(24 * 7),
        }
    }
}
