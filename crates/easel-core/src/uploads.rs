//! Pictures that clients store to use them later: with their key, or at an address that carries
//! a ticket instead (presigned uploads).

use std::time::Duration;

use bytes::Bytes;
use easel_store::{FilledUpload, UploadQuery, UploadRow};
use easel_types::{BlobKey, Caller, Error, ErrorKind, ImageFormat, Result, Scope, UploadId};

use crate::Core;
use crate::account::hash;
use crate::failure::{blob_error, store_error};
use crate::pictures::{Loaded, picture_error, picture_limits};

/// Longest name of an upload, in characters.
const FILENAME_CHARS_MAX: usize = 255;

/// A picture to be stored.
#[derive(Debug, Clone, Default)]
pub struct UploadDraft {
    /// What the client calls it.
    pub filename: String,
    /// What the front wants to remember about it.
    pub memo: Option<String>,
    /// How long it is kept; `None` for as long as the server keeps any.
    pub keep: Option<Duration>,
}

/// A place for a picture, and the secret that allows to fill it.
#[derive(Debug, Clone)]
pub struct UploadPlace {
    /// The place.
    pub upload: UploadRow,
    /// The secret.
    pub ticket: String,
}

impl Core {
    /// Makes a place that whoever knows the ticket may fill within `upload_wait_max`.
    ///
    /// # Errors
    /// `InvalidRequest` for a bad name; `Unavailable`.
    pub async fn open_upload(&self, caller: &Caller, draft: UploadDraft) -> Result<UploadPlace> {
        let ticket = self.random_text(32);
        let wait = self.limits().upload_wait_max;
        let upload = self.create_upload(caller, draft, (Some(hash(&ticket)), wait)).await?;
        Ok(UploadPlace { upload, ticket })
    }

    /// Fills the place `id`.
    ///
    /// # Errors
    /// `NotFound` where id and ticket do not belong together or its time is over, `Conflict`
    /// where it is filled already, `InvalidRequest` for bytes that are no picture.
    pub async fn fill_upload(&self, id: UploadId, ticket: &str, bytes: Bytes) -> Result<UploadRow> {
        let upload = self.store().upload_get(id, None).await.map_err(store_error)?;
        let upload = upload
            .filter(|upload| upload.ticket_hash == Some(hash(ticket)))
            .filter(|upload| upload.picture.is_some() || upload.expires_at > self.now())
            .ok_or_else(no_such_upload)?;
        self.fill(upload, bytes, None).await
    }

    /// Stores a picture at once.
    ///
    /// # Errors
    /// `InvalidRequest` for a bad name or bytes that are no picture.
    pub async fn put_upload(
        &self,
        caller: &Caller,
        draft: UploadDraft,
        bytes: Bytes,
    ) -> Result<UploadRow> {
        let keep = draft.keep;
        let upload =
            self.create_upload(caller, draft, (None, self.limits().upload_wait_max)).await?;
        let id = upload.id;
        match self.fill(upload, bytes, keep).await {
            Ok(upload) => Ok(upload),
            Err(err) => {
                self.store().upload_delete(id, None).await.map_err(store_error)?;
                Err(err)
            }
        }
    }

    /// An upload of the caller.
    ///
    /// # Errors
    /// `NotFound` if there is none, it belongs to somebody else, or its time is over.
    pub async fn upload(&self, caller: &Caller, id: UploadId) -> Result<UploadRow> {
        caller.require(Scope::Generate)?;
        let upload = self.store().upload_get(id, Some(caller.account_id)).await;
        let upload = upload.map_err(store_error)?.filter(|upload| upload.expires_at > self.now());
        upload.ok_or_else(no_such_upload)
    }

    /// Uploads of the caller, newest first, at most 100 at once.
    ///
    /// # Errors
    /// `Unavailable` if the store is away.
    pub async fn uploads(
        &self,
        caller: &Caller,
        before: Option<UploadId>,
        limit: u32,
    ) -> Result<Vec<UploadRow>> {
        caller.require(Scope::Generate)?;
        let limit = limit.clamp(1, 100);
        let query = UploadQuery { account_id: caller.account_id, before, limit };
        self.store().upload_list(query).await.map_err(store_error)
    }

    /// Removes an upload of the caller.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_upload(&self, caller: &Caller, id: UploadId) -> Result<()> {
        let upload = self.upload(caller, id).await?;
        if !self.store().upload_delete(id, Some(caller.account_id)).await.map_err(store_error)? {
            return Err(no_such_upload());
        }
        let blobs: Vec<_> = upload.picture.into_iter().map(|picture| picture.blob).collect();
        self.forget_blobs(&blobs).await;
        Ok(())
    }

    /// The picture of an upload. Whoever knows the unguessable id may read it, as with
    /// [`Core::file`].
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn upload_file(&self, id: UploadId) -> Result<(FilledUpload, Bytes)> {
        let upload = self.store().upload_get(id, None).await.map_err(store_error)?;
        let upload = upload.filter(|upload| upload.expires_at > self.now());
        let picture = upload.and_then(|upload| upload.picture).ok_or_else(no_such_upload)?;
        let bytes = self.blobs().get(&picture.blob).await.map_err(blob_error)?;
        Ok((picture, bytes.ok_or_else(no_such_upload)?))
    }

    async fn create_upload(
        &self,
        caller: &Caller,
        draft: UploadDraft,
        (ticket_hash, wait): (Option<[u8; 32]>, Duration),
    ) -> Result<UploadRow> {
        caller.require(Scope::Generate)?;
        let filename = draft.filename;
        if filename.chars().count() > FILENAME_CHARS_MAX || filename.contains(char::is_control) {
            let public =
                format!("a file name has at most {FILENAME_CHARS_MAX} printable characters");
            return Err(Error::invalid("filename", public));
        }
        let now = self.now();
        let upload = easel_store::NewUpload {
            id: UploadId::generate(self.clock(), self.entropy()),
            account_id: caller.account_id,
            filename,
            memo: draft.memo,
            ticket_hash,
            now,
            expires_at: now.plus(wait),
        };
        self.store().upload_create(upload.clone()).await.map_err(store_error)?;
        Ok(UploadRow {
            id: upload.id,
            account_id: upload.account_id,
            filename: upload.filename,
            memo: upload.memo,
            ticket_hash,
            picture: None,
            created_at: now,
            expires_at: upload.expires_at,
        })
    }

    async fn fill(
        &self,
        upload: UploadRow,
        bytes: Bytes,
        keep: Option<Duration>,
    ) -> Result<UploadRow> {
        let limits = picture_limits(self.limits());
        let checked =
            tokio::task::spawn_blocking(move || easel_picture::admit(bytes.to_vec(), &limits));
        let checked = checked.await.map_err(Error::internal)?;
        let (bytes, facts) = checked.map_err(|err| picture_error("file", &err))?;
        let Loaded { bytes, facts } = Loaded { bytes, facts };
        let keep = keep.unwrap_or(self.limits().upload_age_max).min(self.limits().upload_age_max);
        let picture = FilledUpload {
            blob: self.upload_blob(upload.id, facts.format),
            format: facts.format,
            width: facts.width,
            height: facts.height,
            size_bytes: bytes.len() as u64,
            expires_at: self.now().plus(keep),
        };
        self.blobs().put(&picture.blob, bytes.into()).await.map_err(blob_error)?;
        let filled = self.store().upload_fill_if_empty(upload.id, picture.clone()).await;
        match filled.map_err(store_error) {
            Ok(true) => {
                let expires_at = picture.expires_at;
                Ok(UploadRow { picture: Some(picture), expires_at, ..upload })
            }
            refused => {
                self.forget_blobs(&[picture.blob]).await;
                refused?;
                Err(Error::new(ErrorKind::Conflict, "this upload has its picture already"))
            }
        }
    }

    /// A name of its own for every try, so that a second one never overwrites the first.
    fn upload_blob(&self, id: UploadId, format: ImageFormat) -> BlobKey {
        let mut attempt = [0; 4];
        self.entropy().fill(&mut attempt);
        BlobKey::for_upload(id, u32::from_le_bytes(attempt), format)
    }
}

fn no_such_upload() -> Error {
    Error::new(ErrorKind::NotFound, "there is no such upload, or its time is over")
}
