//! What can go wrong in a [`crate::Store`]. Turning these into answers is `easel-core`'s affair;
//! troubles with stored bytes are [`crate::blobs::BlobError`].

use std::error::Error as StdError;

/// What lies behind a [`StoreError`].
pub(crate) type Source = Box<dyn StdError + Send + Sync>;

/// Why a store method could not answer. None of these shows its source: a caller that reports
/// an error walks the chain.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Something that must be unique is already there. Nothing was changed.
    #[error("{what} already exists; choose another")]
    Duplicate {
        /// What, such as `model name`.
        what: &'static str,
    },
    /// The store cannot keep what it was given. Nothing was changed. The message is fit for
    /// whoever runs the server: it is about what was given, and shows nothing of the inside.
    #[error("cannot be stored: {what}")]
    Invalid {
        /// What is wrong with it, as a clause such as `its account does not exist`.
        what: &'static str,
    },
    /// A stored row cannot be understood, or contradicts other rows.
    #[error(
        "column `{column}` of {table} row `{id}` cannot be read; it was damaged, or written by \
         a newer version of Easel"
    )]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The row's identifier, empty where even that is unreadable.
        id: String,
        /// The column.
        column: &'static str,
        /// What was wrong with it.
        #[source]
        source: Source,
    },
    /// The schema could not be brought to this version. Nothing was changed.
    #[error(
        "the database schema cannot be brought up to date; if a newer version of Easel wrote \
         this database, run that version"
    )]
    Migration(#[source] Source),
    /// The database does not answer at present (locked, full, unreachable, closed). Trying
    /// again may help.
    #[error("the database is unavailable; check the disk it is on and that nothing locks it")]
    Unavailable(#[source] Source),
    /// The database refused a statement: a defect of this crate, or a damaged file.
    #[error("the database refused a statement")]
    Database(#[source] Source),
}

impl From<sqlx::Error> for StoreError {
    fn from(err: sqlx::Error) -> Self {
        let unavailable = match &err {
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => true,
            sqlx::Error::Database(database) => {
                database.code().and_then(|code| code.parse().ok()).is_some_and(is_passing)
            }
            _ => false,
        };
        if unavailable { Self::Unavailable(err.into()) } else { Self::Database(err.into()) }
    }
}

/// True for SQLite result codes that say nothing about the statement or the stored rows. The
/// low byte of an extended code is its primary code (<https://www.sqlite.org/rescode.html>).
fn is_passing(code: u32) -> bool {
    const BUSY: u32 = 5;
    const LOCKED: u32 = 6;
    const NOMEM: u32 = 7;
    const READONLY: u32 = 8;
    const IOERR: u32 = 10;
    const FULL: u32 = 13;
    const CANTOPEN: u32 = 14;
    const PROTOCOL: u32 = 15;
    [BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL].contains(&(code & 0xff))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_database_is_unavailable_and_a_refused_statement_is_not() {
        const BUSY_SNAPSHOT: u32 = 517;
        const CONSTRAINT_UNIQUE: u32 = 2067;
        const FULL: u32 = 13;
        const IOERR_WRITE: u32 = 778;
        const CANTOPEN_FULLPATH: u32 = 782;
        const READONLY_DBMOVED: u32 = 1032;
        assert!(is_passing(BUSY_SNAPSHOT));
        assert!(!is_passing(CONSTRAINT_UNIQUE));
        for code in [FULL, IOERR_WRITE, CANTOPEN_FULLPATH, READONLY_DBMOVED] {
            assert!(is_passing(code), "{code}");
        }
        assert!(matches!(sqlx::Error::PoolTimedOut.into(), StoreError::Unavailable(_)));
        assert!(matches!(sqlx::Error::RowNotFound.into(), StoreError::Database(_)));
    }

    #[test]
    fn an_error_does_not_repeat_its_source() {
        let err = StoreError::Database("boom".into());
        assert!(!err.to_string().contains("boom"));
        assert_eq!(err.source().map(ToString::to_string), Some("boom".to_owned()));
    }
}
