//! What is done to init pictures and masks before they are handed over: brought to the size of the
//! request in the way the client chose, masks turned so that white is repainted. And what is done
//! to finished pictures: cutting to a size, writing texts into them.

use easel_picture::{FitMode, Picture, PictureError, PictureLimits};
use easel_types::{Error, GenerationDraft, ImageSource, Limits, Result, Size};

use super::from_wire::Order;

/// The draft of the order, its pictures ready.
pub(crate) async fn ready(order: Order, limits: &Limits) -> Result<GenerationDraft> {
    let Order { mut draft, fit, invert_mask, .. } = order;
    let Some(size) = draft.size.filter(|_| draft.init_image.is_some()) else { return Ok(draft) };
    // Beyond these the core refuses the size with a better message.
    if size.width.max(size.height) > limits.side_px_max || size.pixels() == 0 {
        return Ok(draft);
    }
    let limits = picture_limits(limits);
    off_the_runtime(move || {
        let plain = fit == FitMode::Stretch;
        draft.init_image = match draft.init_image {
            Some(ImageSource::Bytes(bytes)) => {
                Some(ImageSource::Bytes(fitted("init_images", bytes, (size, fit), &limits)?))
            }
            other if plain => other,
            _ => return Err(must_be_sent("init_images", "resize_mode")),
        };
        draft.mask = match draft.mask {
            Some(ImageSource::Bytes(bytes)) => {
                let mask = mask(&bytes, (size, fit), invert_mask, &limits);
                Some(ImageSource::Bytes(mask.map_err(|err| unusable("mask", &err))?))
            }
            other if other.is_none() || (plain && !invert_mask) => other,
            _ => return Err(must_be_sent("mask", "inpainting_mask_invert")),
        };
        Ok(draft)
    })
    .await?
}

/// `bytes` cut to `size` around the middle.
pub(crate) async fn cut(bytes: Vec<u8>, size: Size, limits: &Limits) -> Result<Vec<u8>> {
    let limits = picture_limits(limits);
    off_the_runtime(move || {
        let picture = easel_picture::decode(&bytes, &limits).map_err(Error::internal)?;
        let cut = easel_picture::fit(&picture, size, FitMode::Cover).map_err(Error::internal)?;
        cut.encode_png().map_err(Error::internal)
    })
    .await?
}

/// The size of a picture that a client sent.
pub(crate) async fn size_of(param: &'static str, bytes: Vec<u8>, limits: &Limits) -> Result<Size> {
    let limits = picture_limits(limits);
    off_the_runtime(move || {
        let picture =
            easel_picture::decode(&bytes, &limits).map_err(|err| unusable(param, &err))?;
        Ok(Size::new(picture.width(), picture.height()))
    })
    .await?
}

/// Runs `work` where it does not keep other requests waiting.
pub(crate) async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}

fn fitted(
    param: &str,
    bytes: Vec<u8>,
    (size, fit): (Size, FitMode),
    limits: &PictureLimits,
) -> Result<Vec<u8>> {
    let refused = |err: PictureError| unusable(param, &err);
    let picture = easel_picture::decode(&bytes, limits).map_err(refused)?;
    if (picture.width(), picture.height()) == (size.width, size.height) {
        return Ok(bytes);
    }
    easel_picture::fit(&picture, size, fit).and_then(|fit| fit.encode_png()).map_err(refused)
}

fn mask(
    bytes: &[u8],
    (size, fit): (Size, FitMode),
    invert: bool,
    limits: &PictureLimits,
) -> Result<Vec<u8>, PictureError> {
    let mut mask = easel_picture::decode(bytes, limits)?;
    if !mask.is_opaque() {
        // What is opaque is repainted.
        mask = easel_picture::invert_mask(&easel_picture::mask_from_alpha(&mask));
    }
    if invert {
        mask = easel_picture::invert_mask(&mask);
    }
    let mask: Picture = easel_picture::fit(&mask, size, fit)?;
    mask.encode_png()
}

fn unusable(param: &str, err: &PictureError) -> Error {
    Error::invalid(param, format!("`{param}` cannot be used: {err}"))
}

fn must_be_sent(param: &str, because: &str) -> Error {
    let public = format!("`{because}` needs `{param}` as base64 or data URL, not as an address");
    Error::unsupported(because, public)
}

fn picture_limits(limits: &Limits) -> PictureLimits {
    PictureLimits {
        side_px_max: limits.input_side_px_max.max(limits.enlarged_side_px_max),
        pixels_max: limits.input_pixels_max,
        ..PictureLimits::default()
    }
}
