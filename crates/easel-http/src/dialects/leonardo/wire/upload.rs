//! `/init-image`, `/canvas-init-image`, `/media` and the address where their bytes go.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Deleted, JobStatus};

/// `POST /init-image` and `POST /media`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::UploadImage)]
#[serde(deny_unknown_fields)]
pub(crate) struct UploadImage {
    /// png, jpg, jpeg or webp. What is sent may be any of them.
    pub(crate) extension: String,
}

/// Answer to `POST /init-image`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::UploadImageAnswer)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UploadImageAnswer {
    /// The place for the picture.
    pub(crate) upload_init_image: PresignedUpload,
}

/// A place for a picture.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::PresignedUpload)]
pub(crate) struct PresignedUpload {
    /// Id of the picture.
    pub(crate) id: String,
    /// JSON object of the form's fields, as text.
    pub(crate) fields: String,
    /// The field `key`.
    pub(crate) key: String,
    /// Where the form is sent, without a key: all fields, then `file`.
    pub(crate) url: String,
}

/// `POST /canvas-init-image`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::UploadCanvas)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct UploadCanvas {
    /// png, jpg, jpeg or webp.
    pub(crate) init_extension: String,
    /// png, jpg, jpeg or webp.
    pub(crate) mask_extension: String,
}

/// Answer to `POST /canvas-init-image`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::UploadCanvasAnswer)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UploadCanvasAnswer {
    /// The places for picture and mask.
    pub(crate) upload_canvas_init_image: PresignedCanvas,
}

/// Places for a picture and its mask.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::PresignedCanvas)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PresignedCanvas {
    /// Id of the picture.
    pub(crate) init_image_id: String,
    /// JSON object of the form's fields, as text.
    pub(crate) init_fields: String,
    /// The field `key`.
    pub(crate) init_key: String,
    /// Where the form is sent.
    pub(crate) init_url: String,
    /// Id of the mask.
    pub(crate) mask_image_id: String,
    /// JSON object of the form's fields, as text.
    pub(crate) mask_fields: String,
    /// The field `key`.
    pub(crate) mask_key: String,
    /// Where the form is sent.
    pub(crate) mask_url: String,
}

/// The form that is sent to `POST /uploads/{id}`.
#[derive(Debug, ToSchema)]
#[schema(as = leonardo::UploadForm)]
#[expect(dead_code, reason = "describes the form; its parts are taken by name")]
pub(crate) struct UploadForm {
    /// As answered.
    pub(crate) key: String,
    /// As answered.
    #[schema(rename = "Policy")]
    pub(crate) policy: String,
    /// Ignored: the bytes say what they are.
    #[schema(rename = "Content-Type")]
    pub(crate) content_type: Option<String>,
    /// The picture.
    #[schema(value_type = String, format = Binary)]
    pub(crate) file: Vec<u8>,
}

/// Answer to `GET /init-image/{id}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::InitImageAnswer)]
pub(crate) struct InitImageAnswer {
    /// The picture; null if there is none.
    #[schema(required)]
    pub(crate) init_images_by_pk: Option<InitImage>,
}

/// A picture that was sent.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::InitImage)]
#[serde(rename_all = "camelCase")]
pub(crate) struct InitImage {
    /// Its id.
    pub(crate) id: String,
    /// When its place was made (RFC 3339).
    pub(crate) created_at: String,
    /// Where it is, once it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
}

/// Answer to `DELETE /init-image/{id}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::DeletedInitImage)]
pub(crate) struct DeletedInitImage {
    /// What was deleted; null if there was none.
    #[schema(required)]
    pub(crate) delete_init_images_by_pk: Option<Deleted>,
}

/// Answer to `POST /media`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::UploadMediaAnswer)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UploadMediaAnswer {
    /// The place for the picture.
    pub(crate) upload_media: PresignedMedia,
}

/// A place for a picture.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::PresignedMedia)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PresignedMedia {
    /// Id of the picture.
    pub(crate) upload_id: String,
    /// JSON object of the form's fields, as text.
    pub(crate) fields: String,
    /// Where the form is sent.
    pub(crate) url: String,
}

/// Answer to `GET /media/{id}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::MediaAnswer)]
pub(crate) struct MediaAnswer {
    /// The picture; null if there is none.
    #[schema(required)]
    pub(crate) uploaded_media_by_pk: Option<Media>,
}

/// A picture that was sent.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::Media)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Media {
    /// Its id.
    pub(crate) id: String,
    /// When its place was made (RFC 3339).
    pub(crate) created_at: String,
    /// Always `IMAGE`.
    pub(crate) media_type: &'static str,
    /// PENDING until the picture is there, then COMPLETE.
    pub(crate) status: JobStatus,
    /// Where it is, once it was sent.
    pub(crate) url: Option<String>,
    /// The same.
    pub(crate) thumbnail_url: Option<String>,
    /// Width in pixels.
    pub(crate) width: Option<u32>,
    /// Height in pixels.
    pub(crate) height: Option<u32>,
}

/// Answer to `DELETE /media/{id}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::DeletedMedia)]
pub(crate) struct DeletedMedia {
    /// What was deleted; null if there was none.
    #[schema(required)]
    pub(crate) delete_uploaded_media_by_pk: Option<Deleted>,
}
