//! Rows into domain types. Stored bytes are not trusted: whatever cannot be decoded becomes
//! [`StoreError::Corrupt`] naming table, row and column. The statements live beside the methods
//! that run them.

use std::str::FromStr;

use easel_types::{
    Artifact, ArtifactRole, BlobKey, ErrorKind, ImageFormat, Job, JobFailure, JobState,
    MicroCredits, ModelName, ModelRecord, Progress, Scope, Timestamp,
};
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use crate::error::Source;
use crate::{
    AccountRow, EntryKind, FilledUpload, KeyCallback, KeyRow, LedgerEntry, StoreError, StoreResult,
    UploadRow,
};

/// The columns of a job, without its artifacts.
macro_rules! job_columns {
    () => {
        "id, account_id, key_id, idempotency_key, fingerprint, request, state, priority, price, \
         deadline_at_ms, attempt, attempts_counted, progress_step, progress_steps, failure_kind, \
         failure_message, created_at_ms, started_at_ms, finished_at_ms"
    };
}

/// The columns of a job and, as one JSON column, its artifacts: so that one statement, hence one
/// snapshot, gives both. The order within an entry is that of [`ArtifactFields`].
macro_rules! job_and_artifact_columns {
    () => {
        concat!(
            $crate::sqlite::rows::job_columns!(),
            ", (SELECT json_group_array(json_array(id, role, position, blob, format, width, \
               height, size_bytes, created_at_ms) ORDER BY role, position)
              FROM artifacts WHERE job_id = jobs.id) AS artifacts"
        )
    };
}

pub(super) use {job_and_artifact_columns, job_columns};

/// An artifact as `job_and_artifact_columns` lists it: id, role, index, blob, format, width,
/// height, size, creation.
type ArtifactFields = (String, String, u32, String, String, u32, u32, u64, i64);

/// One row on its way to a domain type.
struct Decoder<'r> {
    row: &'r SqliteRow,
    table: &'static str,
    id_column: &'static str,
}

impl Decoder<'_> {
    fn corrupt(&self, column: &'static str, source: impl Into<Source>) -> StoreError {
        let id = self.row.try_get(self.id_column).unwrap_or_default();
        StoreError::Corrupt { table: self.table, id, column, source: source.into() }
    }

    fn text(&self, column: &'static str) -> StoreResult<String> {
        self.row.try_get(column).map_err(|err| self.corrupt(column, err))
    }

    fn text_optional(&self, column: &'static str) -> StoreResult<Option<String>> {
        self.row.try_get(column).map_err(|err| self.corrupt(column, err))
    }

    fn parsed<T>(&self, column: &'static str) -> StoreResult<T>
    where
        T: FromStr,
        T::Err: Into<Source>,
    {
        self.text(column)?.parse().map_err(|err: T::Err| self.corrupt(column, err))
    }

    fn json<T: serde::de::DeserializeOwned>(&self, column: &'static str) -> StoreResult<T> {
        serde_json::from_str(&self.text(column)?).map_err(|err| self.corrupt(column, err))
    }

    fn named<T>(
        &self,
        column: &'static str,
        from_name: impl FnOnce(&str) -> Option<T>,
    ) -> StoreResult<T> {
        let name = self.text(column)?;
        from_name(&name).ok_or_else(|| self.corrupt(column, format!("unknown name `{name}`")))
    }

    fn integer<T>(&self, column: &'static str) -> StoreResult<T>
    where
        T: TryFrom<i64>,
        T::Error: Into<Source>,
    {
        let value: i64 = self.row.try_get(column).map_err(|err| self.corrupt(column, err))?;
        T::try_from(value).map_err(|err| self.corrupt(column, err))
    }

    fn integer_optional<T>(&self, column: &'static str) -> StoreResult<Option<T>>
    where
        T: TryFrom<i64>,
        T::Error: Into<Source>,
    {
        let value: Option<i64> =
            self.row.try_get(column).map_err(|err| self.corrupt(column, err))?;
        value.map(T::try_from).transpose().map_err(|err| self.corrupt(column, err))
    }

    fn moment(&self, column: &'static str) -> StoreResult<Timestamp> {
        self.integer(column).map(Timestamp::from_millis)
    }

    fn moment_optional(&self, column: &'static str) -> StoreResult<Option<Timestamp>> {
        Ok(self.integer_optional(column)?.map(Timestamp::from_millis))
    }

    fn credits(&self, column: &'static str) -> StoreResult<MicroCredits> {
        self.integer(column).map(MicroCredits::from_micros)
    }

    fn hash_optional(&self, column: &'static str) -> StoreResult<Option<[u8; 32]>> {
        let bytes: Option<&[u8]> =
            self.row.try_get(column).map_err(|err| self.corrupt(column, err))?;
        let Some(bytes) = bytes else { return Ok(None) };
        let hash = bytes.try_into();
        hash.map(Some).map_err(|err: std::array::TryFromSliceError| self.corrupt(column, err))
    }

    fn hash(&self, column: &'static str) -> StoreResult<[u8; 32]> {
        let bytes: &[u8] = self.row.try_get(column).map_err(|err| self.corrupt(column, err))?;
        bytes.try_into().map_err(|err: std::array::TryFromSliceError| self.corrupt(column, err))
    }
}

/// An account from all its columns.
pub(super) fn account(row: &SqliteRow) -> StoreResult<AccountRow> {
    let row = Decoder { row, table: "accounts", id_column: "id" };
    Ok(AccountRow {
        id: row.parsed("id")?,
        name: row.text("name")?,
        created_at: row.moment("created_at_ms")?,
    })
}

/// A key from all its columns.
pub(super) fn key(row: &SqliteRow) -> StoreResult<KeyRow> {
    let row = Decoder { row, table: "keys", id_column: "id" };
    let scopes = row.text("scopes")?;
    let scopes: Result<Vec<Scope>, _> = scopes.split_whitespace().map(str::parse).collect();
    Ok(KeyRow {
        id: row.parsed("id")?,
        account_id: row.parsed("account_id")?,
        name: row.text("name")?,
        prefix: row.text("prefix")?,
        scopes: scopes.map_err(|err| row.corrupt("scopes", err))?,
        created_at: row.moment("created_at_ms")?,
        revoked_at: row.moment_optional("revoked_at_ms")?,
        callback: match row.text_optional("callback_url")? {
            Some(address) => {
                Some(KeyCallback { address, token: row.text_optional("callback_token")? })
            }
            None => None,
        },
    })
}

/// An upload from all its columns.
pub(super) fn upload(row: &SqliteRow) -> StoreResult<UploadRow> {
    let row = Decoder { row, table: "uploads", id_column: "id" };
    let expires_at = row.moment("expires_at_ms")?;
    let picture = match row.text_optional("blob")? {
        Some(blob) => Some(FilledUpload {
            blob: BlobKey::new(blob).map_err(|err| row.corrupt("blob", err))?,
            format: row.named("format", ImageFormat::from_extension)?,
            width: row.integer("width")?,
            height: row.integer("height")?,
            size_bytes: row.integer("size_bytes")?,
            expires_at,
        }),
        None => None,
    };
    Ok(UploadRow {
        id: row.parsed("id")?,
        account_id: row.parsed("account_id")?,
        filename: row.text("filename")?,
        memo: row.text_optional("memo")?,
        ticket_hash: row.hash_optional("ticket_hash")?,
        picture,
        created_at: row.moment("created_at_ms")?,
        expires_at,
    })
}

/// A ledger entry from all its columns.
pub(super) fn ledger_entry(row: &SqliteRow) -> StoreResult<LedgerEntry> {
    let row = Decoder { row, table: "ledger", id_column: "account_id" };
    let job_id = row.text_optional("job_id")?.map(|id| id.parse()).transpose();
    Ok(LedgerEntry {
        sequence: row.integer("sequence")?,
        account_id: row.parsed("account_id")?,
        kind: row.named("kind", EntryKind::from_name)?,
        available_delta: row.credits("available_delta")?,
        held_delta: row.credits("held_delta")?,
        job_id: job_id.map_err(|err| row.corrupt("job_id", err))?,
        note: row.text("note")?,
        created_at: row.moment("created_at_ms")?,
    })
}

/// A job from `job_columns`, without artifacts.
pub(super) fn job_without_artifacts(row: &SqliteRow) -> StoreResult<Job> {
    let row = Decoder { row, table: "jobs", id_column: "id" };
    let progress = row.integer_optional("progress_step")?;
    let progress = progress.zip(row.integer_optional("progress_steps")?);
    let failure = match row.text_optional("failure_message")? {
        Some(message) => {
            Some(JobFailure { kind: row.named("failure_kind", ErrorKind::from_name)?, message })
        }
        None => None,
    };
    Ok(Job {
        id: row.parsed("id")?,
        account_id: row.parsed("account_id")?,
        key_id: row.parsed("key_id")?,
        idempotency_key: row.text_optional("idempotency_key")?,
        request: row.json("request")?,
        state: row.named("state", JobState::from_name)?,
        priority: row.integer("priority")?,
        deadline_at: row.moment_optional("deadline_at_ms")?,
        attempt: row.integer("attempt")?,
        attempts_counted: row.integer("attempts_counted")?,
        price: row.credits("price")?,
        progress: progress.map(|(step, steps)| Progress { step, steps }),
        failure,
        artifacts: Vec::new(),
        created_at: row.moment("created_at_ms")?,
        started_at: row.moment_optional("started_at_ms")?,
        finished_at: row.moment_optional("finished_at_ms")?,
    })
}

/// A job from `job_and_artifact_columns`.
pub(super) fn job(row: &SqliteRow) -> StoreResult<Job> {
    let mut job = job_without_artifacts(row)?;
    let row = Decoder { row, table: "jobs", id_column: "id" };
    for fields in row.json::<Vec<ArtifactFields>>("artifacts")? {
        let id = fields.0.clone();
        let artifact = artifact_from_fields(job.id, fields).map_err(|(column, source)| {
            StoreError::Corrupt { table: "artifacts", id, column, source }
        })?;
        job.artifacts.push(artifact);
    }
    Ok(job)
}

fn artifact_from_fields(
    job_id: easel_types::JobId,
    fields: ArtifactFields,
) -> Result<Artifact, (&'static str, Source)> {
    let (id, role, index, blob, format, width, height, size_bytes, created_at) = fields;
    let unknown = |name: &str| Source::from(format!("unknown name `{name}`"));
    Ok(Artifact {
        id: id.parse().map_err(|err: easel_types::ids::ParseIdError| ("id", err.into()))?,
        job_id,
        role: ArtifactRole::from_name(&role).ok_or_else(|| ("role", unknown(&role)))?,
        index,
        blob: BlobKey::new(blob).map_err(|err| ("blob", err.into()))?,
        format: ImageFormat::from_extension(&format).ok_or_else(|| ("format", unknown(&format)))?,
        width,
        height,
        size_bytes,
        created_at: Timestamp::from_millis(created_at),
    })
}

/// The `fingerprint` column of a job.
pub(super) fn fingerprint(row: &SqliteRow) -> StoreResult<[u8; 32]> {
    Decoder { row, table: "jobs", id_column: "id" }.hash("fingerprint")
}

/// The `id` column of a job.
pub(super) fn job_id(row: &SqliteRow) -> StoreResult<easel_types::JobId> {
    Decoder { row, table: "jobs", id_column: "id" }.parsed("id")
}

/// The `id` and `attempts_counted` columns of a job.
pub(super) fn job_id_and_attempts_counted(
    row: &SqliteRow,
) -> StoreResult<(easel_types::JobId, u32)> {
    let row = Decoder { row, table: "jobs", id_column: "id" };
    Ok((row.parsed("id")?, row.integer("attempts_counted")?))
}

/// The `state` column of a job.
pub(super) fn job_state(row: &SqliteRow) -> StoreResult<JobState> {
    Decoder { row, table: "jobs", id_column: "id" }.named("state", JobState::from_name)
}

/// An artifact from all its columns.
pub(super) fn artifact(row: &SqliteRow) -> StoreResult<Artifact> {
    let row = Decoder { row, table: "artifacts", id_column: "id" };
    Ok(Artifact {
        id: row.parsed("id")?,
        job_id: row.parsed("job_id")?,
        role: row.named("role", ArtifactRole::from_name)?,
        index: row.integer("position")?,
        blob: BlobKey::new(row.text("blob")?).map_err(|err| row.corrupt("blob", err))?,
        format: row.named("format", ImageFormat::from_extension)?,
        width: row.integer("width")?,
        height: row.integer("height")?,
        size_bytes: row.integer("size_bytes")?,
        created_at: row.moment("created_at_ms")?,
    })
}

/// A model from all its columns.
pub(super) fn model(row: &SqliteRow) -> StoreResult<ModelRecord> {
    let row = Decoder { row, table: "models", id_column: "name" };
    Ok(ModelRecord {
        name: row.parsed::<ModelName>("name")?,
        kind: row.named("kind", model_kind)?,
        family: row.named("family", easel_types::ModelFamily::from_name)?,
        files: row.json("files")?,
        size_bytes: row.integer("size_bytes")?,
        defaults: row.json("defaults")?,
        added_at: row.moment("added_at_ms")?,
    })
}

fn model_kind(name: &str) -> Option<easel_types::model::ModelKind> {
    use easel_types::model::ModelKind::{Checkpoint, Lora};
    [Checkpoint, Lora].into_iter().find(|kind| kind.as_str() == name)
}
