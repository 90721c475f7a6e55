//! What the cases are made of: fixed ids and moments, an account with credits, jobs of every
//! shape, and shorthands for the calls that most cases make.

use std::sync::Arc;
use std::time::Duration;

use easel_types::{
    AccountId, Artifact, ArtifactId, ArtifactRole, BlobKey, GenerationRequest, ImageFormat,
    ImageParams, Intent, Job, JobFailure, JobId, JobState, KeyId, MicroCredits, ModelFamily,
    ModelName, Size, Timestamp, Work, WorkerId,
};

use crate::{
    Balance, ClaimOrder, ClaimParams, EnqueueOutcome, Grant, Lease, NewAccount, NewJob, Store,
};

/// The store under test.
pub type StoreArc = Arc<dyn Store>;

/// How long the claims of [`claim`] last.
pub const LEASE_MS: i64 = 15_000;
/// How far the clock is set back.
pub const HOUR_MS: i64 = 3_600_000;
/// One step of priority.
pub const AGEING: Duration = Duration::from_secs(30);
/// What [`job`] costs.
pub const PRICE: i64 = 2;

/// The moment `ms` milliseconds into the case.
pub fn at(ms: i64) -> Timestamp {
    Timestamp::from_millis(1_800_000_000_000 + ms)
}

/// Whole credits.
pub fn credits(credits: i64) -> MicroCredits {
    MicroCredits::from_credits(credits)
}

/// The `n`-th account.
pub fn account_id(n: u32) -> AccountId {
    format!("acct_{n:032x}").parse().unwrap()
}

/// The `n`-th key.
pub fn key_id(n: u32) -> KeyId {
    format!("key_{n:032x}").parse().unwrap()
}

/// The `n`-th job.
pub fn job_id(n: u32) -> JobId {
    format!("job_{n:032x}").parse().unwrap()
}

/// The `n`-th worker.
pub fn worker_id(n: u32) -> WorkerId {
    format!("wrk_{n:032x}").parse().unwrap()
}

/// The `n`-th artifact.
pub fn artifact_id(n: u32) -> ArtifactId {
    format!("art_{n:032x}").parse().unwrap()
}

/// A model's name.
pub fn model(name: &str) -> ModelName {
    ModelName::new(name).unwrap()
}

/// A request that uses every kind of value: text beyond ASCII, fractions, the largest seed.
pub fn request(model_name: &str) -> GenerationRequest {
    GenerationRequest {
        prompt: "ein Fuchs 🦊 \"am\" See\n".to_owned(),
        revised_prompt: Some("a fox by a lake".to_owned()),
        intent: Intent::Standard,
        smart: true,
        own_work: false,
        notes: vec!["a note".to_owned()],
        origin: None,
        memo: Some("{\"a\": 1}".to_owned()),
        callback: None,
        work: Work::Paint(Box::new(ImageParams {
            model: model(model_name),
            family: ModelFamily::Sdxl,
            prompt: "a fox by a lake".to_owned(),
            negative_prompt: String::new(),
            size: Size::new(1024, 768),
            steps: 20,
            guidance_scale: 7.1,
            distilled_guidance: 3.5,
            seed: (1 << 53) - 1,
            n_images: 2,
            sampler: None,
            scheduler: None,
            clip_skip: None,
            init: None,
            mask: None,
            references: vec![BlobKey::new("inputs/a.png").unwrap()],
            loras: Vec::new(),
            hires: None,
            vae_tiling: false,
            seamless: false,
            format: ImageFormat::Webp,
            n_previews: 2,
        })),
    }
}

/// The `n`-th job: of account 1, for [`PRICE`], accepted at the start of the case, unlimited.
pub fn job(n: u32) -> NewJob {
    NewJob {
        id: job_id(n),
        account_id: account_id(1),
        key_id: key_id(1),
        idempotency_key: None,
        fingerprint: [7; 32],
        request: request("base"),
        model: Some(model("base")),
        priority: 0,
        deadline_at: None,
        price: credits(PRICE),
        jobs_open_max: u32::MAX,
        jobs_open_per_account_max: u32::MAX,
        now: at(0),
    }
}

/// The `n`-th artifact, of `job`, made `n` ms into the case.
pub fn artifact(n: u32, job: JobId) -> Artifact {
    let id = artifact_id(n);
    Artifact {
        id,
        job_id: job,
        role: ArtifactRole::Output,
        index: n,
        blob: BlobKey::for_artifact(id, ImageFormat::Jpeg),
        format: ImageFormat::Jpeg,
        width: 1024,
        height: 768,
        size_bytes: 5_000_000_000,
        created_at: at(i64::from(n)),
    }
}

/// Creates account `n` with so many credits.
pub async fn create_account(store: &StoreArc, n: u32, balance: i64) {
    let id = account_id(n);
    let name = format!("account {n}");
    store.account_create(NewAccount { id, name, now: at(i64::from(n)) }).await.unwrap();
    if balance != 0 {
        assert!(store.ledger_grant(grant(n, balance, "opening")).await.unwrap());
    }
}

/// So many credits for account `n`.
pub fn grant(n: u32, amount: i64, key: &str) -> Grant {
    Grant {
        account_id: account_id(n),
        amount: credits(amount),
        idempotency_key: key.to_owned(),
        note: "for the case".to_owned(),
        now: at(0),
    }
}

/// Account 1 with 100 credits.
pub async fn open_account(store: &StoreArc) {
    create_account(store, 1, 100).await;
}

/// Account 1 with 100 credits and jobs 1 to `n`.
pub async fn open_account_with_jobs(store: &StoreArc, n: u32) {
    open_account(store).await;
    for n in 1..=n {
        enqueue(store, job(n)).await;
    }
}

/// Accepts a job that must be acceptable.
pub async fn enqueue(store: &StoreArc, job: NewJob) -> Job {
    match store.job_enqueue_with_hold(job).await.unwrap() {
        EnqueueOutcome::Created(job) => *job,
        other => unreachable!("not accepted: {other:?}"),
    }
}

/// The order of claims at a moment.
pub fn order(now_ms: i64) -> ClaimOrder {
    ClaimOrder { now: at(now_ms), ageing: AGEING }
}

/// A claim by the `worker`-th worker at a moment.
pub fn claim_params(worker: u32, now_ms: i64) -> ClaimParams {
    ClaimParams {
        worker: worker_id(worker),
        lease_until: at(now_ms + LEASE_MS),
        order: order(now_ms),
        models_excluded: Vec::new(),
    }
}

/// Claims the next job, if any.
pub async fn claim(store: &StoreArc, worker: u32, now_ms: i64) -> Option<Job> {
    store.job_claim_next(claim_params(worker, now_ms)).await.unwrap()
}

/// Claims and gives the lease.
pub async fn lease(store: &StoreArc, worker: u32, now_ms: i64) -> Lease {
    lease_on(&claim(store, worker, now_ms).await.unwrap(), worker)
}

/// The lease that a claimed job stands for.
pub fn lease_on(job: &Job, worker: u32) -> Lease {
    Lease { job_id: job.id, attempt: job.attempt, worker: worker_id(worker) }
}

/// A reason to fail.
pub fn failure() -> JobFailure {
    JobFailure {
        kind: easel_types::ErrorKind::EngineFailed,
        message: "out of memory; ask for a smaller picture".to_owned(),
    }
}

/// The `n`-th job, which must exist.
pub async fn get(store: &StoreArc, n: u32) -> Job {
    store.job_get(job_id(n), None).await.unwrap().unwrap()
}

/// The state of the `n`-th job, which must exist.
pub async fn state(store: &StoreArc, n: u32) -> JobState {
    get(store, n).await.state
}

/// Whole credits available and held.
pub async fn assert_balance(store: &StoreArc, n: u32, available: i64, held: i64) {
    let expected = Balance { available: credits(available), held: credits(held) };
    assert_eq!(store.ledger_balance(account_id(n)).await.unwrap(), expected);
    assert_sound(store).await;
}

/// The ledger adds up, and every open job has exactly one open hold.
pub async fn assert_sound(store: &StoreArc) {
    let audit = store.ledger_audit().await.unwrap();
    let expected = audit.granted - audit.captured - audit.held;
    assert_eq!(audit.available, expected, "{audit:?}");
    assert_eq!(audit.jobs_captured_twice, 0, "{audit:?}");
    assert_eq!(audit.final_jobs_with_open_hold, 0, "{audit:?}");
    let open = store.job_counts().await.unwrap();
    assert_eq!(audit.open_holds, open.queued + open.running, "{audit:?}");
}
