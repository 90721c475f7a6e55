//! Pictures that belong to a request: fetched from where they are, decoded once to know that
//! they are pictures, and the changes that need no engine. Codecs and resampling live in
//! `easel-picture`.

use easel_picture::{
    CutOutError, Facts, MaskKind as MaskForm, Picture, PictureError, PictureLimits,
};
use easel_types::request::{Edit, MaskKind};
use easel_types::{
    Caller, Error, ErrorKind, ImageFormat, ImageSource, Limits, Result, Scope, Size,
};

use crate::Core;
use crate::failure::blob_error;

/// Quality of JPEG and lossy outputs, 1 to 100.
const JPEG_QUALITY: u8 = 92;

/// A picture as it came, known to be one.
#[derive(Debug, Clone)]
pub(crate) struct Loaded {
    pub(crate) bytes: Vec<u8>,
    pub(crate) facts: Facts,
}

impl Core {
    /// Fetches and checks the picture that `param` of a request names.
    pub(crate) async fn load(
        &self,
        caller: &Caller,
        param: &str,
        source: ImageSource,
    ) -> Result<Loaded> {
        let bytes = match source {
            ImageSource::Bytes(bytes) => bytes,
            ImageSource::Artifact(id) => match self.file(id).await {
                Ok(file) => file.bytes.to_vec(),
                Err(err) => return Err(err.with_param(param)),
            },
            ImageSource::Upload(id) => {
                let upload = self.upload(caller, id).await.map_err(|err| err.with_param(param))?;
                let Some(picture) = upload.picture else {
                    let public = format!("the upload {id} has no picture yet; send it first");
                    return Err(Error::invalid(param, public));
                };
                let bytes = self.blobs().get(&picture.blob).await.map_err(blob_error)?;
                let gone = || Error::invalid(param, format!("the upload {id} is gone"));
                bytes.ok_or_else(gone)?.to_vec()
            }
            ImageSource::Address(address) => {
                let fetched = self.shared.parts.outbound.fetch_picture(&address).await;
                fetched.map_err(|err| err.with_param(param))?
            }
        };
        let limits = picture_limits(self.limits());
        let checked = off_the_runtime(move || easel_picture::admit(bytes, &limits)).await?;
        let (bytes, facts) = checked.map_err(|err| picture_error(param, &err))?;
        Ok(Loaded { bytes, facts })
    }

    /// The picture that `param` names, as bytes, and the mask (white on black, as PNG) of its
    /// plain background.
    ///
    /// # Errors
    /// `ModelUnavailable` where there is no plain background: finding any other takes a
    /// segmentation model. `InvalidRequest` where it is no picture.
    pub async fn background_mask(
        &self,
        caller: &Caller,
        param: &str,
        source: ImageSource,
    ) -> Result<(Vec<u8>, Vec<u8>)> {
        caller.require(Scope::Generate)?;
        let Loaded { bytes, .. } = self.load(caller, param, source).await?;
        let _slot = self.shared.draw_slots.acquire().await.map_err(Error::internal)?;
        let limits = picture_limits(self.limits());
        let made = off_the_runtime(move || {
            let picture = easel_picture::decode(&bytes, &limits)
                .map_err(|err| picture_error("image", &err))?;
            let subject = easel_picture::cut_out(&picture).map_err(|err| cut_out_error(&err))?;
            let mask = easel_picture::mask_from_alpha(&subject).encode_png();
            Ok((bytes, mask.map_err(Error::internal)?))
        });
        made.await?.map_err(|err: Error| err.with_param(param))
    }

    /// Makes a mask of `size`'s kind from what a client sent.
    pub(crate) async fn normal_mask(
        &self,
        mask: Loaded,
        kind: MaskKind,
        size: Size,
    ) -> Result<Vec<u8>> {
        let form = match kind {
            MaskKind::Luminance => MaskForm::Luminance,
            MaskKind::Alpha => MaskForm::Alpha,
        };
        self.changed("mask", mask, move |picture| {
            easel_picture::binarise_mask(&picture, size, form)
        })
        .await
    }

    /// The init image in the middle of a canvas `factor` times as large, and the mask of what is
    /// to be painted around it.
    pub(crate) async fn extended(&self, init: Loaded, factor: f32) -> Result<(Vec<u8>, Vec<u8>)> {
        let limits = picture_limits(self.limits());
        off_the_runtime(move || {
            let picture = easel_picture::decode(&init.bytes, &limits)?;
            let (canvas, mask) = easel_picture::extend(&picture, factor)?;
            Ok((canvas.encode_png()?, mask.encode_png()?))
        })
        .await?
        .map_err(|err| picture_error("init_image", &err))
    }

    /// Applies `edit`; returns the encoded result and its size.
    pub(crate) async fn edit_picture(
        &self,
        bytes: Vec<u8>,
        (edit, format): (Edit, ImageFormat),
    ) -> Result<Vec<u8>> {
        let _slot = self.shared.draw_slots.acquire().await.map_err(Error::internal)?;
        let limits = picture_limits(self.limits());
        let side_px_max = self.limits().enlarged_side_px_max;
        off_the_runtime(move || {
            let picture = easel_picture::decode(&bytes, &limits)
                .map_err(|err| picture_error("image", &err))?;
            let edited = match edit {
                Edit::RemoveBackground => {
                    easel_picture::cut_out(&picture).map_err(|err| cut_out_error(&err))?
                }
                Edit::Enlarge { factor } => easel_picture::enlarge(&picture, factor, side_px_max)
                    .map_err(|err| picture_error("image", &err))?,
            };
            edited.encode(format, JPEG_QUALITY).map_err(Error::internal)
        })
        .await?
    }

    /// `png` encoded as `format`.
    pub(crate) async fn encoded(&self, png: Vec<u8>, format: ImageFormat) -> Result<Vec<u8>> {
        if format == ImageFormat::Png {
            return Ok(png);
        }
        let limits = picture_limits(self.limits());
        off_the_runtime(move || easel_picture::transcode(&png, format, JPEG_QUALITY, &limits))
            .await?
            .map_err(Error::internal)
    }

    async fn changed(
        &self,
        param: &'static str,
        picture: Loaded,
        change: impl FnOnce(Picture) -> std::result::Result<Vec<u8>, PictureError> + Send + 'static,
    ) -> Result<Vec<u8>> {
        let limits = picture_limits(self.limits());
        off_the_runtime(move || change(easel_picture::decode(&picture.bytes, &limits)?))
            .await?
            .map_err(|err| picture_error(param, &err))
    }
}

/// Decoding takes milliseconds to a second; other requests must not wait for it.
async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}

pub(crate) fn picture_limits(limits: &Limits) -> PictureLimits {
    PictureLimits {
        side_px_max: limits.input_side_px_max.max(limits.enlarged_side_px_max),
        pixels_max: limits.input_pixels_max,
        ..PictureLimits::default()
    }
}

/// What is wrong with a picture that a client sent.
pub(crate) fn picture_error(param: &str, err: &PictureError) -> Error {
    Error::invalid(param, format!("`{param}` cannot be used: {err}"))
}

fn cut_out_error(err: &CutOutError) -> Error {
    Error::new(
        ErrorKind::ModelUnavailable,
        format!("the background cannot be removed without a segmentation model: {err}"),
    )
    .with_param("image")
}
