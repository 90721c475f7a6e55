//! Parameters and results of [`crate::Store`]'s methods. The domain types they are made of live
//! in `easel-types`.

use std::time::Duration;

use easel_types::{
    AccountId, BlobKey, GenerationRequest, ImageFormat, Job, JobId, JobState, KeyId, MicroCredits,
    ModelName, Scope, Timestamp, UploadId, WorkerId,
};

/// An account to create.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Its id.
    pub id: AccountId,
    /// What people call it.
    pub name: String,
    /// Now.
    pub now: Timestamp,
}

/// A stored account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Its id.
    pub id: AccountId,
    /// What people call it.
    pub name: String,
    /// When it was created.
    pub created_at: Timestamp,
}

/// A key to create. Only the hash of the secret is kept.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// Its id.
    pub id: KeyId,
    /// Whose it is.
    pub account_id: AccountId,
    /// What people call it.
    pub name: String,
    /// SHA-256 of the secret.
    pub hash: [u8; 32],
    /// First characters of the secret, to recognise it by.
    pub prefix: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// SHA-256 of the second of the parts that `#` or `-` divide the secret into, for clients
    /// that send only that part.
    pub part_hash: Option<[u8; 32]>,
    /// Where messages about the jobs of this key go.
    pub callback: Option<KeyCallback>,
    /// Now.
    pub now: Timestamp,
}

/// Where messages about the jobs of a key go.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyCallback {
    /// The http(s) address.
    pub address: String,
    /// Sent as a bearer token, so that the receiver knows who calls.
    pub token: Option<String>,
}

impl std::fmt::Debug for KeyCallback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyCallback").field("address", &self.address).finish_non_exhaustive()
    }
}

/// A stored key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// Its id.
    pub id: KeyId,
    /// Whose it is.
    pub account_id: AccountId,
    /// What people call it.
    pub name: String,
    /// First characters of the secret.
    pub prefix: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// Where messages about its jobs go.
    pub callback: Option<KeyCallback>,
}

/// Credits given to (or, negative, taken from) an account.
#[derive(Debug, Clone)]
pub struct Grant {
    /// Whose.
    pub account_id: AccountId,
    /// How much.
    pub amount: MicroCredits,
    /// The same key again changes nothing.
    pub idempotency_key: String,
    /// Why, for people.
    pub note: String,
    /// Now.
    pub now: Timestamp,
}

/// What an account has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance {
    /// What may be spent: grants − captures − open holds.
    pub available: MicroCredits,
    /// What is held for open jobs.
    pub held: MicroCredits,
}

/// What a ledger entry is for. A hold takes from the available balance; a release gives it
/// back; a capture makes it final (its amount is what was held and not given back, recorded
/// with no effect of its own on the balance: see the migration for the exact signs).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "explained above")]
pub enum EntryKind {
    Grant,
    Hold,
    Capture,
    Release,
}

impl EntryKind {
    /// The name used in the store and in answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Hold => "hold",
            Self::Capture => "capture",
            Self::Release => "release",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Grant, Self::Hold, Self::Capture, Self::Release]
            .into_iter()
            .find(|kind| kind.as_str() == name)
    }
}

/// One line of the ledger. Lines are only ever added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Order of addition.
    pub sequence: i64,
    /// Whose.
    pub account_id: AccountId,
    /// What for.
    pub kind: EntryKind,
    /// Change of the available balance: negative for holds, positive for grants and releases.
    pub available_delta: MicroCredits,
    /// Change of the held balance: positive for holds, negative for captures and releases.
    pub held_delta: MicroCredits,
    /// The job, for everything but grants.
    pub job_id: Option<JobId>,
    /// Why, for people.
    pub note: String,
    /// When it was added.
    pub created_at: Timestamp,
}

/// Sums over the whole ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LedgerAudit {
    /// All grants.
    pub granted: MicroCredits,
    /// All captures.
    pub captured: MicroCredits,
    /// Held for open jobs.
    pub held: MicroCredits,
    /// Spendable. Always granted − captured − held.
    pub available: MicroCredits,
    /// Holds neither captured nor released.
    pub open_holds: u64,
    /// Jobs with more than one capture; always zero.
    pub jobs_captured_twice: u64,
    /// Final jobs whose hold is still open; always zero.
    pub final_jobs_with_open_hold: u64,
}

/// A job to accept.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Its id.
    pub id: JobId,
    /// Who pays.
    pub account_id: AccountId,
    /// The key it was sent with.
    pub key_id: KeyId,
    /// The client's own name for it.
    pub idempotency_key: Option<String>,
    /// SHA-256 of what was asked, to tell a repetition from a clash.
    pub fingerprint: [u8; 32],
    /// What is wanted.
    pub request: GenerationRequest,
    /// The model it needs; `None` for instant pictures.
    pub model: Option<ModelName>,
    /// Higher runs first.
    pub priority: i32,
    /// It expires if it has not started by then.
    pub deadline_at: Option<Timestamp>,
    /// What is held.
    pub price: MicroCredits,
    /// Most open jobs over all accounts.
    pub jobs_open_max: u32,
    /// Most open jobs of this account.
    pub jobs_open_per_account_max: u32,
    /// Now.
    pub now: Timestamp,
}

/// What became of a [`NewJob`].
#[derive(Debug, Clone, PartialEq)]
pub enum EnqueueOutcome {
    /// Accepted, the price held (or captured, for finished ones).
    Created(Box<Job>),
    /// The same request was accepted before under the same idempotency key.
    Existing(Box<Job>),
    /// A different request was accepted before under the same idempotency key.
    Clash(JobId),
    /// The available balance does not cover the price.
    InsufficientCredits(Balance),
    /// Too many open jobs.
    QueueFull {
        /// True: this account's share; false: the whole queue.
        of_account: bool,
        /// How many are open.
        open: u32,
    },
}

/// Which jobs to list.
#[derive(Debug, Clone)]
pub struct JobQuery {
    /// Whose.
    pub account_id: AccountId,
    /// Only in this state.
    pub state: Option<JobState>,
    /// Only jobs with smaller ids (older ones), for paging.
    pub before: Option<JobId>,
    /// At most this many.
    pub limit: u32,
}

/// Jobs that are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JobCounts {
    /// Waiting.
    pub queued: u64,
    /// Leased.
    pub running: u64,
}

/// The order in which jobs are claimed: effective priority = priority + waited / ageing
/// (without rounding), highest first; ties by age, then by id. An ageing of zero makes it first
/// come, first served.
#[derive(Debug, Clone, Copy)]
pub struct ClaimOrder {
    /// Now.
    pub now: Timestamp,
    /// Waiting this long counts as one step of priority.
    pub ageing: Duration,
}

/// How to claim a job.
#[derive(Debug, Clone)]
pub struct ClaimParams {
    /// Who claims.
    pub worker: WorkerId,
    /// The lease lasts until then.
    pub lease_until: Timestamp,
    /// The order.
    pub order: ClaimOrder,
    /// Models that cannot be run at present (quarantined); their jobs are passed over.
    pub models_excluded: Vec<ModelName>,
}

/// The right to work on a job. `attempt` is the fence: a later claim has a higher one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// Which job.
    pub job_id: JobId,
    /// Which attempt (the fence as returned in [`Job::attempt`] by the claim).
    pub attempt: u32,
    /// Who holds it.
    pub worker: WorkerId,
}

/// What became of a cancellation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CancelOutcome {
    /// Cancelled now; it was in this state.
    Canceled {
        /// True if an attempt was under way and must be stopped.
        was_running: bool,
    },
    /// It had already reached this final state.
    AlreadyFinal(JobState),
    /// No such job in this account.
    NotFound,
}

/// What became of a job whose lease ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RescueOutcome {
    /// Back in the queue.
    Requeued,
    /// Out of attempts; failed, its hold released.
    Failed,
}

/// A place for a picture that a client wants to store.
#[derive(Debug, Clone)]
pub struct NewUpload {
    /// Its id.
    pub id: UploadId,
    /// Whose it is.
    pub account_id: AccountId,
    /// What the client calls it.
    pub filename: String,
    /// What the front wants to remember about it.
    pub memo: Option<String>,
    /// SHA-256 of the secret that allows to fill it without a key.
    pub ticket_hash: Option<[u8; 32]>,
    /// Now.
    pub now: Timestamp,
    /// When it is removed.
    pub expires_at: Timestamp,
}

/// The picture that fills an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledUpload {
    /// Where the bytes are.
    pub blob: BlobKey,
    /// How they are encoded.
    pub format: ImageFormat,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Length of the bytes.
    pub size_bytes: u64,
    /// When it is removed.
    pub expires_at: Timestamp,
}

/// A stored upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadRow {
    /// Its id.
    pub id: UploadId,
    /// Whose it is.
    pub account_id: AccountId,
    /// What the client calls it.
    pub filename: String,
    /// What the front wants to remember about it.
    pub memo: Option<String>,
    /// SHA-256 of the secret that allows to fill it.
    pub ticket_hash: Option<[u8; 32]>,
    /// The picture; `None` while it waits for its bytes.
    pub picture: Option<FilledUpload>,
    /// When the place was made.
    pub created_at: Timestamp,
    /// When it is removed.
    pub expires_at: Timestamp,
}

/// Which uploads to list, newest first.
#[derive(Debug, Clone)]
pub struct UploadQuery {
    /// Whose.
    pub account_id: AccountId,
    /// Only those before this one.
    pub before: Option<UploadId>,
    /// At most so many.
    pub limit: u32,
}
