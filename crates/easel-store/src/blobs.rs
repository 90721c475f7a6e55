//! Stored bytes: pictures made and pictures sent in, under [`BlobKey`]s. What is known about
//! them stands in the [`crate::Store`]; when they are thrown away is `easel-core`'s affair.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use easel_types::{BlobKey, Timestamp};
use futures::{StreamExt as _, TryStreamExt as _};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt as _, path::Path as ObjectPath};

/// Why bytes could not be stored or fetched.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The folder cannot be used.
    #[error("the storage folder `{}` cannot be used; check that it can be written", dir.display())]
    Folder {
        /// Which folder.
        dir: PathBuf,
        /// What lies behind it.
        #[source]
        source: crate::error::Source,
    },
    /// The bytes could not be written. Under the key stands what stood there before.
    #[error("`{key}` cannot be stored; check the storage's free space and rights")]
    Write {
        /// Which key.
        key: BlobKey,
        /// What lies behind it.
        #[source]
        source: object_store::Error,
    },
    /// The bytes are there and cannot be read.
    #[error("`{key}` cannot be read; check the storage's rights")]
    Read {
        /// Which key.
        key: BlobKey,
        /// What lies behind it.
        #[source]
        source: object_store::Error,
    },
    /// The bytes could not be deleted.
    #[error("`{key}` cannot be deleted; check the storage's rights")]
    Delete {
        /// Which key.
        key: BlobKey,
        /// What lies behind it.
        #[source]
        source: object_store::Error,
    },
    /// The storage cannot be listed.
    #[error("the storage cannot be listed under `{prefix}`; check its rights")]
    List {
        /// Under which prefix.
        prefix: BlobKey,
        /// What lies behind it.
        #[source]
        source: crate::error::Source,
    },
}

/// Where bytes are kept. Cheap to clone.
#[derive(Clone)]
pub struct BlobStore {
    objects: Arc<dyn ObjectStore>,
    /// The folder, where the bytes are in one.
    dir: Option<PathBuf>,
}

impl fmt::Debug for BlobStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlobStore").field(&format_args!("{}", self.objects)).finish()
    }
}

impl BlobStore {
    /// Bytes in files under `dir`, which is created if missing. A file is written under another
    /// name, flushed to the disk and renamed: under a key stand complete bytes or none, and what
    /// was stored survives a power cut.
    ///
    /// # Errors
    /// [`BlobError::Folder`].
    pub fn local(dir: &Path) -> Result<Self, BlobError> {
        std::fs::create_dir_all(dir)
            .map_err(|err| BlobError::Folder { dir: dir.to_owned(), source: err.into() })?;
        let files = LocalFileSystem::new_with_prefix(dir)
            .map_err(|err| BlobError::Folder { dir: dir.to_owned(), source: err.into() })?;
        Ok(Self { objects: Arc::new(files.with_fsync(true)), dir: Some(dir.to_owned()) })
    }

    /// Bytes in memory, for tests.
    pub fn in_memory() -> Self {
        Self { objects: Arc::new(InMemory::new()), dir: None }
    }

    /// Stores `bytes` under `key`, replacing what stands there.
    ///
    /// # Errors
    /// [`BlobError::Write`].
    pub async fn put(&self, key: &BlobKey, bytes: Bytes) -> Result<(), BlobError> {
        match self.objects.put(&path(key), bytes.into()).await {
            Ok(_) => Ok(()),
            Err(source) => Err(BlobError::Write { key: key.clone(), source }),
        }
    }

    /// The bytes under `key`, if any.
    ///
    /// # Errors
    /// [`BlobError::Read`].
    pub async fn get(&self, key: &BlobKey) -> Result<Option<Bytes>, BlobError> {
        let failed = |source| BlobError::Read { key: key.clone(), source };
        match self.objects.get(&path(key)).await {
            Ok(found) => found.bytes().await.map(Some).map_err(failed),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(source) => Err(failed(source)),
        }
    }

    /// Deletes the bytes under `key`, if any.
    ///
    /// # Errors
    /// [`BlobError::Delete`].
    pub async fn delete(&self, key: &BlobKey) -> Result<(), BlobError> {
        match self.objects.delete(&path(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(source) => Err(BlobError::Delete { key: key.clone(), source }),
        }
    }

    /// Keys in the folder `prefix` (`artifacts`, `inputs`) that were written before `before`, at
    /// most `limit` of them, in no particular order. Bytes are stored before the job is marked
    /// finished, so a process that is killed in between leaves bytes that no artifact names:
    /// a sweep finds them here. Files whose name is no key were not put here by Easel and are
    /// passed over.
    ///
    /// # Errors
    /// [`BlobError::List`].
    pub async fn list_older_than(
        &self,
        prefix: &BlobKey,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<BlobKey>, BlobError> {
        let old_key = |meta: ObjectMeta| {
            let old = meta.last_modified.timestamp_millis() < before.as_millis();
            if old { BlobKey::new(meta.location.as_ref()).ok() } else { None }
        };
        self.objects
            .list(Some(&path(prefix)))
            .try_filter_map(|meta| std::future::ready(Ok(old_key(meta))))
            .take(limit)
            .try_collect()
            .await
            .map_err(|source| BlobError::List { prefix: prefix.clone(), source: source.into() })
    }

    /// Deletes what processes that were killed while writing left behind in the folder
    /// `prefix`, if it was last written to before `before`, and says how many files that were.
    /// Such files are under no key, so [`Self::list_older_than`] does not list them.
    ///
    /// # Errors
    /// [`BlobError::List`].
    pub async fn delete_unfinished_older_than(
        &self,
        prefix: &BlobKey,
        before: Timestamp,
    ) -> Result<usize, BlobError> {
        let Some(dir) = self.dir.as_ref().map(|dir| dir.join(prefix.as_str())) else {
            return Ok(0);
        };
        let failed = |source| BlobError::List { prefix: prefix.clone(), source };
        tokio::task::spawn_blocking(move || delete_unfinished(&dir, before))
            .await
            .map_err(|err| failed(err.into()))?
            .map_err(|err| failed(err.into()))
    }
}

/// Marks the names under which `object_store` writes files before it renames them. No
/// [`BlobKey`] contains it.
const UNFINISHED_MARK: char = '#';

/// Deletes files that were left half-written before `before` in the folder of one prefix.
fn delete_unfinished(dir: &Path, before: Timestamp) -> std::io::Result<usize> {
    let mut deleted = 0;
    let entries = match std::fs::read_dir(dir) {
        Err(err) if err.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let metadata = entry.metadata()?;
        let unfinished = entry.file_name().to_string_lossy().contains(UNFINISHED_MARK);
        let modified = metadata.modified()?.duration_since(std::time::UNIX_EPOCH);
        let old = modified.is_ok_and(|age| Timestamp::from_millis(0).plus(age) < before);
        if metadata.is_file() && unfinished && old {
            std::fs::remove_file(entry.path())?;
            deleted += 1;
        }
    }
    Ok(deleted)
}

/// A key holds only characters that object paths leave as they are.
fn path(key: &BlobKey) -> ObjectPath {
    ObjectPath::from(key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LATER: Timestamp = Timestamp::from_millis(i64::MAX);
    const EARLIER: Timestamp = Timestamp::from_millis(1);

    fn key(text: &str) -> BlobKey {
        BlobKey::new(text).unwrap()
    }

    /// What every kind of storage must do.
    async fn check(blobs: BlobStore) {
        let (fox, owl) = (key("artifacts/fox.png"), key("artifacts/owl.png"));
        assert_eq!(blobs.get(&fox).await.unwrap(), None);
        blobs.delete(&fox).await.unwrap();
        blobs.put(&fox, Bytes::from_static(b"one")).await.unwrap();
        blobs.put(&fox, Bytes::from_static(b"two")).await.unwrap();
        blobs.put(&owl, Bytes::new()).await.unwrap();
        blobs.put(&key("inputs/a.b-c_d.jpg"), Bytes::from_static(b"in")).await.unwrap();
        assert_eq!(blobs.get(&fox).await.unwrap().unwrap(), "two");
        assert_eq!(blobs.get(&owl).await.unwrap().unwrap(), "");

        let artifacts = key("artifacts");
        let list = async |before, limit| {
            let mut keys = blobs.list_older_than(&artifacts, before, limit).await.unwrap();
            keys.sort();
            keys
        };
        assert_eq!(list(LATER, 9).await, [fox.clone(), owl.clone()]);
        assert_eq!(list(LATER, 1).await.len(), 1);
        assert_eq!(list(EARLIER, 9).await, []);
        let inputs = blobs.list_older_than(&key("inputs"), LATER, 9).await.unwrap();
        assert_eq!(inputs, [key("inputs/a.b-c_d.jpg")]);
        assert_eq!(blobs.list_older_than(&key("nothing"), LATER, 9).await.unwrap(), []);

        blobs.delete(&fox).await.unwrap();
        assert_eq!(blobs.get(&fox).await.unwrap(), None);
        assert_eq!(list(LATER, 9).await, [owl]);
    }

    #[tokio::test]
    async fn bytes_in_memory_are_kept_listed_and_deleted() {
        check(BlobStore::in_memory()).await;
    }

    #[tokio::test]
    async fn bytes_in_files_are_kept_listed_and_deleted() {
        let dir = tempfile::tempdir().unwrap();
        check(BlobStore::local(&dir.path().join("a/new/folder")).unwrap()).await;
    }

    #[tokio::test]
    async fn bytes_in_files_are_there_for_the_next_process() {
        let dir = tempfile::tempdir().unwrap();
        let fox = key("artifacts/fox.png");
        BlobStore::local(dir.path()).unwrap().put(&fox, Bytes::from_static(b"x")).await.unwrap();
        let reopened = BlobStore::local(dir.path()).unwrap();
        assert_eq!(reopened.get(&fox).await.unwrap().unwrap(), "x");
    }

    #[tokio::test]
    async fn only_old_half_written_files_are_swept() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = BlobStore::local(dir.path()).unwrap();
        let (fox, artifacts) = (key("artifacts/fox.png"), key("artifacts"));
        let sweep = |before| blobs.delete_unfinished_older_than(&artifacts, before);
        assert_eq!(sweep(LATER).await.unwrap(), 0);
        blobs.put(&fox, Bytes::from_static(b"x")).await.unwrap();
        std::fs::write(dir.path().join("artifacts/owl.png#1"), "half").unwrap();
        let listed = blobs.list_older_than(&artifacts, LATER, 9).await.unwrap();
        assert_eq!(listed, std::slice::from_ref(&fox));
        assert_eq!(sweep(EARLIER).await.unwrap(), 0);
        assert_eq!(sweep(LATER).await.unwrap(), 1);
        assert_eq!(sweep(LATER).await.unwrap(), 0);
        assert!(blobs.get(&fox).await.unwrap().is_some());
    }

    #[test]
    fn a_folder_that_cannot_be_used_is_named() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let err = BlobStore::local(file.path()).unwrap_err();
        assert!(matches!(err, BlobError::Folder { .. }), "{err:?}");
        assert!(err.to_string().contains(&*file.path().to_string_lossy()));
    }

    #[tokio::test]
    async fn bytes_that_cannot_be_written_are_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = BlobStore::local(dir.path()).unwrap();
        std::fs::write(dir.path().join("artifacts"), "in the way").unwrap();
        let err = blobs.put(&key("artifacts/fox.png"), Bytes::from_static(b"x")).await;
        assert!(matches!(err, Err(BlobError::Write { .. })), "{err:?}");
    }
}
