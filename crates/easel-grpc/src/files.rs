//! The service `Files`: pictures that clients store, under the ids of uploads. Whoever knows such
//! an unguessable id can fetch the picture without a key, so a public address always exists.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use easel_core::UploadDraft;
use easel_types::{Error, ErrorKind, Result, Timestamp};
use futures::stream;
use tonic::{Request, Response, Status, Streaming};

use crate::listing::{Listing, page};
use crate::proto::files_server::Files;
use crate::proto::upload_file_chunk::Chunk;
use crate::proto::{
    CreatePublicUrlRequest, CreatePublicUrlResponse, DeleteFileRequest, DeleteFileResponse,
    DownloadFormat, File, FileContentChunk, ListFilesRequest, ListFilesResponse,
    RetrieveFileContentRequest, RetrieveFileRequest, RevokePublicUrlRequest,
    RevokePublicUrlResponse, UploadFileChunk,
};
use crate::server::{Context, Server};
use crate::status::status;
use crate::{from_proto, to_proto};

/// Bytes of one message of a download.
const CHUNK_BYTES: usize = 1024 * 1024;

#[tonic::async_trait]
impl Files for Server {
    type RetrieveFileContentStream =
        stream::Iter<std::vec::IntoIter<Result<FileContentChunk, Status>>>;

    async fn upload_file(
        &self,
        request: Request<Streaming<UploadFileChunk>>,
    ) -> Result<Response<File>, Status> {
        let context = Context::of(&request)?;
        let limits = self.core.limits();
        let (bytes_max, time_max) = (limits.body_bytes_max, limits.body_time_max);
        let received = receive(request.into_inner(), (bytes_max, time_max)).await?;
        let (draft, bytes) = received;
        let upload = self.core.put_upload(&context.caller, draft, bytes).await;
        let upload = upload.map_err(|err| status(&only_pictures(err)))?;
        Ok(Response::new(to_proto::file(&upload, &context.base)))
    }

    async fn list_files(
        &self,
        request: Request<ListFilesRequest>,
    ) -> Result<Response<ListFilesResponse>, Status> {
        let context = Context::of(&request)?;
        let listing = Listing::of(request.get_ref()).map_err(|err| status(&err))?;
        let page = page(&self.core, &context.caller, &listing).await;
        let (uploads, pagination_token) = page.map_err(|err| status(&err))?;
        let data = uploads.iter().map(|upload| to_proto::file(upload, &context.base)).collect();
        Ok(Response::new(ListFilesResponse { data, pagination_token }))
    }

    async fn retrieve_file(
        &self,
        request: Request<RetrieveFileRequest>,
    ) -> Result<Response<File>, Status> {
        let context = Context::of(&request)?;
        let upload = self.upload(&context, &request.into_inner().file_id).await?;
        Ok(Response::new(to_proto::file(&upload, &context.base)))
    }

    async fn delete_file(
        &self,
        request: Request<DeleteFileRequest>,
    ) -> Result<Response<DeleteFileResponse>, Status> {
        let context = Context::of(&request)?;
        let id = request.into_inner().file_id;
        let upload = from_proto::file_id("file_id", &id).map_err(|err| status(&err))?;
        self.core.delete_upload(&context.caller, upload).await.map_err(|err| status(&err))?;
        Ok(Response::new(DeleteFileResponse { id, deleted: true }))
    }

    async fn retrieve_file_content(
        &self,
        request: Request<RetrieveFileContentRequest>,
    ) -> Result<Response<Self::RetrieveFileContentStream>, Status> {
        let context = Context::of(&request)?;
        let RetrieveFileContentRequest { file_id, format } = request.into_inner();
        check_format(format).map_err(|err| status(&err))?;
        let upload = self.upload(&context, &file_id).await?;
        let file = self.core.upload_file(upload.id).await;
        let (_, bytes) = file.map_err(|err| status(&err))?;
        let chunks: Vec<_> = bytes
            .chunks(CHUNK_BYTES)
            .map(|chunk| Ok(FileContentChunk { data: chunk.to_vec() }))
            .collect();
        Ok(Response::new(stream::iter(chunks)))
    }

    async fn create_public_url(
        &self,
        request: Request<CreatePublicUrlRequest>,
    ) -> Result<Response<CreatePublicUrlResponse>, Status> {
        let context = Context::of(&request)?;
        let CreatePublicUrlRequest { file_id, expires_after } = request.into_inner();
        let upload = self.upload(&context, &file_id).await?;
        let now = self.core.clock().now();
        check_ending(expires_after, (now, upload.expires_at)).map_err(|err| status(&err))?;
        let public_url = upload.picture.as_ref().map(|p| context.base.upload(upload.id, p));
        Ok(Response::new(CreatePublicUrlResponse {
            public_url: public_url.unwrap_or_default(),
            expires_at: Some(to_proto::moment(upload.expires_at)),
        }))
    }

    async fn revoke_public_url(
        &self,
        request: Request<RevokePublicUrlRequest>,
    ) -> Result<Response<RevokePublicUrlResponse>, Status> {
        let context = Context::of(&request)?;
        let upload = self.upload(&context, &request.into_inner().file_id).await?;
        let public = format!(
            "the address of {} holds its unguessable id and lasts as long as the file; delete \
             the file to end it",
            upload.id
        );
        Err(status(&Error::new(ErrorKind::Conflict, public)))
    }
}

impl Server {
    /// A file of the caller that has its picture.
    async fn upload(&self, context: &Context, id: &str) -> Result<easel_core::UploadRow, Status> {
        let id = from_proto::file_id("file_id", id).map_err(|err| status(&err))?;
        let upload = self.core.upload(&context.caller, id).await.map_err(|err| status(&err))?;
        if upload.picture.is_none() {
            let public = format!("the file {id} has no content yet");
            return Err(status(&Error::new(ErrorKind::NotFound, public)));
        }
        Ok(upload)
    }
}

/// Reads an upload to its end: first what it is, then its bytes.
async fn receive(
    chunks: Streaming<UploadFileChunk>,
    (bytes_max, time_max): (usize, Duration),
) -> Result<(UploadDraft, Bytes), Status> {
    match tokio::time::timeout(time_max, receive_all(chunks, bytes_max)).await {
        Ok(received) => received,
        Err(_) => {
            let public = format!("the file did not arrive within {} s", time_max.as_secs());
            Err(status(&Error::invalid("data", public)))
        }
    }
}

async fn receive_all(
    mut chunks: Streaming<UploadFileChunk>,
    bytes_max: usize,
) -> Result<(UploadDraft, Bytes), Status> {
    let invalid = |param: &str, public: &str| status(&Error::invalid(param, public));
    let mut draft = None;
    let mut bytes = BytesMut::new();
    while let Some(chunk) = chunks.message().await? {
        match chunk.chunk {
            Some(Chunk::Init(init)) if draft.is_none() => {
                let keep = from_proto::life("expires_after", init.expires_after);
                let keep = keep.map_err(|err| status(&err))?;
                draft = Some(UploadDraft { filename: init.name, memo: None, keep });
            }
            Some(Chunk::Init(_)) => return Err(invalid("init", "`init` was sent twice")),
            Some(Chunk::Data(_)) if draft.is_none() => {
                return Err(invalid("init", "the first message of an upload must be `init`"));
            }
            Some(Chunk::Data(part)) if bytes.len() + part.len() > bytes_max => {
                let public = format!("the file is larger than the {bytes_max} bytes allowed");
                return Err(status(&Error::new(ErrorKind::PayloadTooLarge, public)));
            }
            Some(Chunk::Data(part)) => bytes.extend_from_slice(&part),
            None => return Err(invalid("chunk", "a message holds neither `init` nor `data`")),
        }
    }
    let draft = draft.ok_or_else(|| invalid("init", "the upload is empty"))?;
    if bytes.is_empty() {
        return Err(invalid("data", "the file is empty"));
    }
    Ok((draft, bytes.freeze()))
}

fn only_pictures(err: Error) -> Error {
    match (err.kind, err.param.as_deref()) {
        (ErrorKind::InvalidRequest, Some("file")) => {
            let public = format!("only pictures (PNG, JPEG, WebP) can be stored: {}", err.public);
            Error { public, ..err }
        }
        _ => err,
    }
}

fn check_format(format: Option<i32>) -> Result<()> {
    match DownloadFormat::try_from(format.unwrap_or_default()) {
        Ok(DownloadFormat::Unknown | DownloadFormat::Original) => Ok(()),
        Ok(DownloadFormat::Text) => {
            Err(Error::unsupported("format", "a picture has no text; ask for the original"))
        }
        Err(_) => Err(Error::invalid("format", "`format` has no value with this number")),
    }
}

/// A public address ends with its file; one that should end earlier cannot be had.
fn check_ending(seconds: Option<i64>, (now, end): (Timestamp, Timestamp)) -> Result<()> {
    let Some(seconds) = seconds else { return Ok(()) };
    let wanted = u64::try_from(seconds).ok().map(|seconds| now.plus(Duration::from_secs(seconds)));
    match wanted {
        Some(wanted) if wanted >= end => Ok(()),
        Some(_) => Err(Error::unsupported(
            "expires_after",
            format!(
                "an address lives as long as its file, until {end}; leave `expires_after` out, \
                 or store the file with an `expires_after` of its own"
            ),
        )),
        None => Err(Error::invalid("expires_after", "`expires_after` must be 0 or more")),
    }
}
