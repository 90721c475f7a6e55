//! Pages of a caller's files in the order it asks for. The store knows one order, newest first;
//! for the others all files are read and sorted.

use easel_core::{Core, UploadRow};
use easel_types::{Caller, Error, ErrorKind, Result, UploadId};

use crate::proto::{FilesSortBy, ListFilesRequest, Ordering};

/// Files in one answer where the client names no number, and at most.
const FILES_MAX: u32 = 100;
/// Most files that are sorted.
const SORTED_MAX: usize = 10_000;

/// Which files are wanted, in which order.
#[derive(Debug, Clone)]
pub(crate) struct Listing {
    limit: u32,
    descending: bool,
    by: FilesSortBy,
    /// Begins after the file with this id and this key.
    after: Option<(String, UploadId)>,
}

impl Listing {
    pub(crate) fn of(message: &ListFilesRequest) -> Result<Self> {
        if message.filter.as_deref().is_some_and(|filter| !filter.trim().is_empty()) {
            let public = "filters are not supported here; leave `filter` out and choose among \
                          the files in the answer";
            return Err(Error::unsupported("filter", public));
        }
        let limit = match u32::try_from(message.limit) {
            Ok(0) => FILES_MAX,
            Ok(limit) if limit <= FILES_MAX => limit,
            Ok(_) | Err(_) => {
                let public = format!("`limit` must be from 1 to {FILES_MAX}");
                return Err(Error::invalid("limit", public));
            }
        };
        let order = Ordering::try_from(message.order);
        let order = order.map_err(|_| Error::invalid("order", "there is no such `order`"))?;
        let by = FilesSortBy::try_from(message.sort_by.unwrap_or_default());
        let by = by.map_err(|_| Error::invalid("sort_by", "there is no such `sort_by`"))?;
        let after = message.pagination_token.as_deref().filter(|token| !token.is_empty());
        Ok(Self {
            limit,
            descending: order == Ordering::Descending,
            by,
            after: after.map(read_token).transpose()?,
        })
    }

    /// What the files are sorted by; ids sort by time.
    fn key(&self, upload: &UploadRow) -> (String, UploadId) {
        let key = match self.by {
            FilesSortBy::CreatedAt => String::new(),
            FilesSortBy::Filename => upload.filename.clone(),
            FilesSortBy::Size => {
                let size = upload.picture.as_ref().map_or(0, |picture| picture.size_bytes);
                format!("{size:020}")
            }
        };
        (key, upload.id)
    }
}

/// A page, and the token of the next one.
pub(crate) async fn page(
    core: &Core,
    caller: &Caller,
    listing: &Listing,
) -> Result<(Vec<UploadRow>, Option<String>)> {
    let wanted = usize::try_from(listing.limit).unwrap_or(usize::MAX);
    let newest_first = listing.descending && listing.by == FilesSortBy::CreatedAt;
    let (mut uploads, all_read) = if newest_first {
        let after = listing.after.as_ref().map(|(_, id)| *id);
        read(core, caller, (after, wanted + 1)).await?
    } else {
        read(core, caller, (None, SORTED_MAX + 1)).await?
    };
    if !newest_first {
        if !all_read {
            return Err(Error::new(
                ErrorKind::Conflict,
                format!(
                    "there are more than {SORTED_MAX} files, too many to sort; list them by \
                     created_at in descending order"
                ),
            )
            .with_param("sort_by"));
        }
        uploads.sort_by_cached_key(|upload| listing.key(upload));
        if listing.descending {
            uploads.reverse();
        }
        if let Some(after) = &listing.after {
            uploads.retain(|upload| match listing.descending {
                true => listing.key(upload) < *after,
                false => listing.key(upload) > *after,
            });
        }
    }
    let more = uploads.len() > wanted;
    uploads.truncate(wanted);
    let token = uploads.last().filter(|_| more).map(|last| token(&listing.key(last)));
    Ok((uploads, token))
}

/// Up to `max` files with content, newest first, and whether these are all.
async fn read(
    core: &Core,
    caller: &Caller,
    (mut before, max): (Option<UploadId>, usize),
) -> Result<(Vec<UploadRow>, bool)> {
    let mut found = Vec::new();
    loop {
        let part = core.uploads(caller, before, FILES_MAX).await?;
        let last_part = part.len() < 100;
        before = part.last().map(|upload| upload.id).or(before);
        found.extend(part.into_iter().filter(|upload| upload.picture.is_some()));
        if last_part || found.len() >= max {
            let all = found.len() < max;
            found.truncate(max);
            return Ok((found, all));
        }
    }
}

fn token((key, id): &(String, UploadId)) -> String {
    format!("{id}.{key}")
}

fn read_token(token: &str) -> Result<(String, UploadId)> {
    let parts =
        token.split_once('.').and_then(|(id, key)| Some((key.to_owned(), id.parse().ok()?)));
    parts.ok_or_else(|| {
        let public = "`pagination_token` must be the one of the page before";
        Error::invalid("pagination_token", public)
    })
}
