//! Keys in bodies: the SDK's workflow calls divide the API key at `#`, or else at `-`, and send
//! the first two pieces as `consumer_id` and `api_key`; queries send the second piece only, which
//! is empty for a key without a separator. Dividing is the SDK's; here the pieces are put together
//! again.

use easel_core::Core;
use easel_types::{Caller, Error, ErrorKind, Job, JobId, Result};

use super::from_wire::TaskMemo;

/// A shorter piece cannot stand for a key by itself.
const PIECE_CHARS_MIN: usize = 7;

/// The caller of a request that shows both pieces. Counts the request.
///
/// # Errors
/// `Unauthenticated` where no key fits, or several keys of different accounts do; `RateLimited`.
pub(crate) async fn caller(core: &Core, consumer_id: &str, api_key: &str) -> Result<Caller> {
    let caller = by_pieces(core, consumer_id, api_key).await?;
    core.count_request(&caller)?;
    Ok(caller)
}

async fn by_pieces(core: &Core, consumer_id: &str, api_key: &str) -> Result<Caller> {
    let whole = if api_key.is_empty() {
        vec![consumer_id.to_owned()]
    } else {
        vec![
            format!("{consumer_id}#{api_key}"),
            format!("{consumer_id}-{api_key}"),
            api_key.to_owned(),
        ]
    };
    for secret in whole.iter().filter(|secret| !secret.is_empty()) {
        match core.authenticate(secret).await {
            Err(err) if err.kind == ErrorKind::Unauthenticated => {}
            known => return known,
        }
    }
    let mut callers = by_piece(core, api_key).await?.into_iter();
    let first = callers.next().ok_or_else(unknown)?;
    if callers.any(|other| other.account_id != first.account_id) {
        return Err(Error::new(
            ErrorKind::Unauthenticated,
            "keys of several accounts share this `api_key`; send the `consumer_id` of the same key",
        ));
    }
    Ok(first)
}

/// The callers whose key has this second piece.
async fn by_piece(core: &Core, api_key: &str) -> Result<Vec<Caller>> {
    if api_key.chars().count() < PIECE_CHARS_MIN {
        return Ok(Vec::new());
    }
    match core.authenticate_part(api_key).await {
        Err(err) if err.kind == ErrorKind::Unauthenticated => Ok(Vec::new()),
        callers => callers,
    }
}

/// True where a query, which shows no more than `api_key`, could not be told to be the caller's.
pub(crate) async fn cannot_query(core: &Core, caller: &Caller, api_key: &str) -> Result<bool> {
    let callers = by_piece(core, api_key).await?;
    Ok(callers.iter().all(|other| other.account_id != caller.account_id))
}

/// The task that a query is about, with the caller it belongs to. Counts the request.
///
/// A task whose creator's key has no second piece that could stand for it is open to whoever knows
/// its id, which holds 74 random bits: the query of such a client has nothing else to show.
///
/// # Errors
/// `Unauthenticated` for an `api_key` that no key has; `NotFound` where there is no such task, or
/// it is somebody else's; `RateLimited`.
pub(crate) async fn task(core: &Core, task_id: &str, api_key: &str) -> Result<(Job, Caller)> {
    let callers = by_piece(core, api_key).await?;
    let short = api_key.chars().count() < PIECE_CHARS_MIN;
    if callers.is_empty() && !short {
        return Err(unknown());
    }
    for caller in &callers {
        core.count_request(caller)?;
    }
    let job_id: JobId = format!("job_{task_id}").parse().map_err(|_| no_such_task())?;
    let found = core.job_with_its_caller(job_id).await.map_err(|err| match err.kind {
        ErrorKind::NotFound => no_such_task(),
        _ => err,
    });
    let (job, creator) = found?;
    let memo = memo(&job).ok_or_else(no_such_task)?;
    if let Some(caller) = callers.into_iter().find(|c| c.account_id == job.account_id) {
        return Ok((job, caller));
    }
    if !(memo.open && short) {
        return Err(no_such_task());
    }
    core.count_request(&creator)?;
    Ok((job, creator))
}

/// What is remembered with a task; nothing with the jobs of other calls.
pub(crate) fn memo(job: &Job) -> Option<TaskMemo> {
    serde_json::from_str(job.request.memo.as_deref()?).ok()
}

fn unknown() -> Error {
    Error::new(
        ErrorKind::Unauthenticated,
        "this API key is unknown or was revoked: send its pieces before and behind the first `#` \
         (or else `-`) as `consumer_id` and `api_key`, or all of it as `consumer_id`",
    )
}

fn no_such_task() -> Error {
    Error::new(ErrorKind::NotFound, "there is no task with this id and `api_key`")
        .with_param("task_id")
}
