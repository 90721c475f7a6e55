//! Messages → drafts. Pure: no network, no database, no defaults that depend on a model.

use std::time::Duration;

use easel_core::UploadDraft;
use easel_links::{BaseUrl, by_url};
use easel_types::request::Wanted;
use easel_types::{Error, GenerationDraft, ImageSource, Limits, Result, Size, UploadId};

use crate::proto::image_url_content::Source;
use crate::proto::{
    ExtendVideoRequest, GenerateImageRequest, GenerateVideoRequest, ImageAspectRatio, ImageFormat,
    ImageQuality, ImageResolution, ImageUrlContent, StorageOptions, VideoAspectRatio,
    VideoResolution, VideoUrlContent, audio_url_content, video_url_content,
};

/// Most pictures an edit may take.
const PICTURES_MAX: usize = 3;
/// Sides of the squares that `1k` and `2k` stand for.
const SIDE_1K: u32 = 1024;
const SIDE_2K: u32 = 2048;
/// Shortest and longest life of a stored file, in seconds: an hour and 30 days.
const LIFE_MIN: i64 = 3_600;
const LIFE_MAX: i64 = 2_592_000;
/// Longest video, in seconds.
const VIDEO_SECONDS_MAX: i32 = 15;
/// Most pictures a video may refer to.
const VIDEO_REFERENCES_MAX: usize = 7;

/// An image request, translated.
#[derive(Debug)]
pub(crate) struct ImageWish {
    pub(crate) draft: GenerationDraft,
    /// The pictures go into the answer, instead of their addresses.
    pub(crate) inline: bool,
    /// The pictures are stored as files too.
    pub(crate) stored: Option<StoreWish>,
}

/// How the pictures of a request are stored as files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoreWish {
    pub(crate) filename: String,
    pub(crate) keep: Option<Duration>,
    /// The answer names the address of the file.
    pub(crate) public: bool,
}

impl StoreWish {
    /// The file of the picture at `index`; the first has the name as given.
    pub(crate) fn draft(&self, index: usize) -> UploadDraft {
        let filename = match (index, self.filename.rsplit_once('.')) {
            (0, _) => self.filename.clone(),
            (_, Some((stem, extension))) => format!("{stem}-{}.{extension}", index + 1),
            (_, None) => format!("{}-{}", self.filename, index + 1),
        };
        UploadDraft { filename, memo: None, keep: self.keep }
    }
}

pub(crate) fn image(
    message: GenerateImageRequest,
    limits: &Limits,
    base: &BaseUrl,
) -> Result<ImageWish> {
    let pictures = pictures(message.image, message.images, base)?;
    let edits = !pictures.is_empty();
    let mut pictures = pictures.into_iter();
    let prompt = message.prompt;
    let wanted = match edits {
        true => Wanted::Paint { prompt },
        false => Wanted::Smart { prompt, intent: None, enhance: true },
    };
    let side = side(message.resolution)?;
    check_quality(message.quality)?;
    let ratio = ratio(message.aspect_ratio, edits)?;
    Ok(ImageWish {
        inline: inline(message.format)?,
        stored: message.storage_options.map(stored).transpose()?,
        draft: GenerationDraft {
            size: ratio.map(|ratio| Size::of_ratio(ratio, side, limits.side_px_max)),
            auto_side: ratio.is_none().then_some(side),
            model: model(message.model),
            n_images: n_images(message.n, limits)?,
            init_image: pictures.next(),
            references: pictures.collect(),
            ..GenerationDraft::new(wanted)
        },
    })
}

/// Clients that name no model send an empty text.
pub(crate) fn model(name: String) -> Option<String> {
    (!name.is_empty()).then_some(name)
}

fn n_images(n: Option<i32>, limits: &Limits) -> Result<u32> {
    let max = limits.n_images_max;
    let n = n.unwrap_or(1);
    let fits = u32::try_from(n).ok().filter(|n| (1..=max).contains(n));
    fits.ok_or_else(|| Error::invalid("n", format!("`n` is {n}; it must be from 1 to {max}")))
}

fn inline(format: i32) -> Result<bool> {
    match ImageFormat::try_from(format) {
        Ok(ImageFormat::ImgFormatInvalid | ImageFormat::ImgFormatUrl) => Ok(false),
        Ok(ImageFormat::ImgFormatBase64) => Ok(true),
        Err(_) => Err(no_such("format", format)),
    }
}

fn check_quality(quality: Option<i32>) -> Result<()> {
    let Some(quality) = quality else { return Ok(()) };
    // How many steps a model needs is its own affair, so nothing follows from it.
    ImageQuality::try_from(quality).map(|_| ()).map_err(|_| no_such("quality", quality))
}

fn side(resolution: Option<i32>) -> Result<u32> {
    let Some(resolution) = resolution else { return Ok(SIDE_1K) };
    match ImageResolution::try_from(resolution) {
        Ok(ImageResolution::ImgResolutionInvalid | ImageResolution::ImgResolution1k) => Ok(SIDE_1K),
        Ok(ImageResolution::ImgResolution2k) => Ok(SIDE_2K),
        Err(_) => Err(no_such("resolution", resolution)),
    }
}

/// Width and height; `None` for proportions that suit the picture or the prompt.
fn ratio(aspect_ratio: Option<i32>, edits: bool) -> Result<Option<(f64, f64)>> {
    use ImageAspectRatio as R;
    let unsaid = if edits { None } else { Some((1.0, 1.0)) };
    let Some(aspect_ratio) = aspect_ratio else { return Ok(unsaid) };
    let named = R::try_from(aspect_ratio).map_err(|_| no_such("aspect_ratio", aspect_ratio))?;
    Ok(match named {
        R::ImgAspectRatioInvalid => unsaid,
        R::ImgAspectRatioAuto => None,
        R::ImgAspectRatio11 => Some((1.0, 1.0)),
        R::ImgAspectRatio34 => Some((3.0, 4.0)),
        R::ImgAspectRatio43 => Some((4.0, 3.0)),
        R::ImgAspectRatio916 => Some((9.0, 16.0)),
        R::ImgAspectRatio169 => Some((16.0, 9.0)),
        R::ImgAspectRatio23 => Some((2.0, 3.0)),
        R::ImgAspectRatio32 => Some((3.0, 2.0)),
        R::ImgAspectRatio9195 => Some((9.0, 19.5)),
        R::ImgAspectRatio1959 => Some((19.5, 9.0)),
        R::ImgAspectRatio920 => Some((9.0, 20.0)),
        R::ImgAspectRatio209 => Some((20.0, 9.0)),
        R::ImgAspectRatio12 => Some((1.0, 2.0)),
        R::ImgAspectRatio21 => Some((2.0, 1.0)),
    })
}

fn pictures(
    one: Option<ImageUrlContent>,
    several: Vec<ImageUrlContent>,
    base: &BaseUrl,
) -> Result<Vec<ImageSource>> {
    if one.is_some() && !several.is_empty() {
        let public = "give `image` or `images`, not both";
        return Err(Error::invalid("images", public));
    }
    if several.len() > PICTURES_MAX {
        let public =
            format!("`images` has {} pictures; at most {PICTURES_MAX} are allowed", several.len());
        return Err(Error::invalid("images", public));
    }
    let param = if one.is_some() { "image" } else { "images" };
    one.into_iter().chain(several).map(|content| picture(param, content, base)).collect()
}

fn picture(param: &str, content: ImageUrlContent, base: &BaseUrl) -> Result<ImageSource> {
    match content.source {
        Some(Source::ImageUrl(url)) => by_url(param, &url, base),
        Some(Source::FileId(id)) => Ok(ImageSource::Upload(file_id(param, &id)?)),
        None => {
            let public = format!("`{param}` names neither `image_url` nor `file_id`");
            Err(Error::invalid(param, public))
        }
    }
}

/// The id of a stored file.
pub(crate) fn file_id(param: &str, id: &str) -> Result<UploadId> {
    id.parse().map_err(|err| {
        Error::invalid(param, format!("`{id}` is not the id of a file")).with_source(err)
    })
}

pub(crate) fn stored(options: StorageOptions) -> Result<StoreWish> {
    let keep = life("storage_options.expires_after", options.expires_after)?;
    if let Some(public) = &options.public_url
        && let Some(seconds) = public.expires_after
        && public.expires_after != options.expires_after
    {
        return Err(Error::unsupported(
            "storage_options.public_url.expires_after",
            format!(
                "an address cannot end after {seconds} s by itself: it lives as long as its \
                 file; leave this out or make it equal to `storage_options.expires_after`"
            ),
        ));
    }
    let filename = match options.filename.is_empty() {
        true => "image.png".to_owned(),
        false => options.filename,
    };
    Ok(StoreWish { filename, keep, public: options.public_url.is_some() })
}

/// How long a file is to be kept.
pub(crate) fn life(param: &str, seconds: Option<i64>) -> Result<Option<Duration>> {
    let Some(seconds) = seconds else { return Ok(None) };
    if !(LIFE_MIN..=LIFE_MAX).contains(&seconds) {
        return Err(Error::invalid(
            param,
            format!("`{param}` is {seconds}; it must be from {LIFE_MIN} to {LIFE_MAX} seconds"),
        ));
    }
    Ok(u64::try_from(seconds).ok().map(Duration::from_secs))
}

/// Checks everything about a video that can be checked without a model for it.
pub(crate) fn check_video(
    message: &GenerateVideoRequest,
    limits: &Limits,
    base: &BaseUrl,
) -> Result<()> {
    let references = &message.reference_images;
    let named = [("image", &message.image), ("last_frame", &message.last_frame)];
    for (param, content) in named {
        if let Some(content) = content {
            picture(param, content.clone(), base)?;
        }
    }
    for content in references {
        picture("reference_images", content.clone(), base)?;
    }
    if references.len() > VIDEO_REFERENCES_MAX {
        let public = format!("at most {VIDEO_REFERENCES_MAX} reference images are allowed");
        return Err(Error::invalid("reference_images", public));
    }
    for keyframe in &message.keyframes {
        let Some(content) = &keyframe.image else {
            return Err(Error::invalid("keyframes", "a keyframe needs an `image`"));
        };
        picture("keyframes", content.clone(), base)?;
        if !(keyframe.timestamp_s.is_finite() && keyframe.timestamp_s >= 0.0) {
            let public = "a keyframe's `timestamp_s` must be 0 or more";
            return Err(Error::invalid("keyframes", public));
        }
    }
    for audio in &message.reference_audios {
        let Some(audio_url_content::Source::VoiceId(_)) = &audio.source else {
            return Err(Error::invalid("reference_audios", "a voice needs its `voice_id`"));
        };
    }
    if message.prompt.trim().is_empty() && message.image.is_none() {
        return Err(Error::invalid("prompt", "a video needs a `prompt` or an `image`"));
    }
    check_prompt(&message.prompt, limits)?;
    check_clip(message.video.as_ref(), false)?;
    check_seconds(message.duration)?;
    let ratio = message.aspect_ratio.unwrap_or_default();
    VideoAspectRatio::try_from(ratio).map_err(|_| no_such("aspect_ratio", ratio))?;
    let resolution = message.resolution.unwrap_or_default();
    VideoResolution::try_from(resolution).map_err(|_| no_such("resolution", resolution))?;
    message.storage_options.clone().map(stored).transpose().map(|_| ())
}

/// The same for a video that goes on.
pub(crate) fn check_extension(message: &ExtendVideoRequest, limits: &Limits) -> Result<()> {
    if message.prompt.trim().is_empty() {
        return Err(Error::invalid("prompt", "`prompt` is empty; say how the video goes on"));
    }
    check_prompt(&message.prompt, limits)?;
    check_clip(message.video.as_ref(), true)?;
    check_seconds(message.duration)?;
    message.storage_options.clone().map(stored).transpose().map(|_| ())
}

fn check_prompt(prompt: &str, limits: &Limits) -> Result<()> {
    let (chars, max) = (prompt.chars().count(), limits.prompt_chars_max);
    if chars <= max {
        return Ok(());
    }
    let public = format!("`prompt` has {chars} characters; at most {max} are allowed");
    Err(Error::invalid("prompt", public))
}

fn check_clip(video: Option<&VideoUrlContent>, needed: bool) -> Result<()> {
    let Some(video) = video else {
        return match needed {
            true => Err(Error::invalid("video", "`video` is missing")),
            false => Ok(()),
        };
    };
    match &video.source {
        Some(video_url_content::Source::Url(url)) => {
            let start = url.get(..8).unwrap_or(url).to_ascii_lowercase();
            let known = ["http://", "https://", "data:"];
            if known.iter().any(|known| start.starts_with(known)) {
                return Ok(());
            }
            Err(Error::invalid("video", "`video` must be an http(s) address or a data URL"))
        }
        Some(video_url_content::Source::FileId(id)) => file_id("video", id).map(|_| ()),
        None => Err(Error::invalid("video", "`video` names neither `url` nor `file_id`")),
    }
}

fn check_seconds(duration: Option<i32>) -> Result<()> {
    match duration {
        Some(seconds) if !(1..=VIDEO_SECONDS_MAX).contains(&seconds) => {
            let public = format!(
                "`duration` is {seconds}; it must be from 1 to {VIDEO_SECONDS_MAX} seconds"
            );
            Err(Error::invalid("duration", public))
        }
        Some(_) | None => Ok(()),
    }
}

fn no_such(param: &str, number: i32) -> Error {
    Error::invalid(param, format!("`{param}` has no value with the number {number}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::PublicUrlOptions;

    fn wish(message: GenerateImageRequest) -> Result<ImageWish> {
        image(message, &Limits::default(), &BaseUrl::new("http://here"))
    }

    fn url(url: &str) -> ImageUrlContent {
        ImageUrlContent { detail: 1, source: Some(Source::ImageUrl(url.to_owned())) }
    }

    fn check_size(ratio: Option<i32>, resolution: Option<i32>, expect: Option<(u32, u32)>) {
        let draft = wish(GenerateImageRequest {
            prompt: "a fox".to_owned(),
            aspect_ratio: ratio,
            resolution,
            ..GenerateImageRequest::default()
        })
        .unwrap()
        .draft;
        assert_eq!(draft.size.map(|s| (s.width, s.height)), expect, "{ratio:?} {resolution:?}");
        assert_eq!(draft.auto_side.is_some(), expect.is_none());
    }

    #[test]
    fn proportions_and_resolution_make_a_size() {
        check_size(None, None, Some((1024, 1024)));
        check_size(Some(5), Some(1), Some((1360, 768)));
        check_size(Some(5), Some(2), Some((2048, 1152)));
        check_size(Some(9), None, Some((688, 1504)));
        check_size(Some(8), None, None);
    }

    #[test]
    fn an_edit_starts_from_its_first_picture_and_keeps_its_proportions() {
        let draft = wish(GenerateImageRequest {
            prompt: "as a sketch".to_owned(),
            images: vec![url("data:image/png;base64,AAEC"), url("https://a.example/b.png")],
            ..GenerateImageRequest::default()
        })
        .unwrap()
        .draft;
        assert_eq!(draft.init_image, Some(ImageSource::Bytes(vec![0, 1, 2])));
        assert_eq!(draft.references, [ImageSource::Address("https://a.example/b.png".to_owned())]);
        assert_eq!((draft.size, draft.auto_side), (None, Some(1024)));
        assert!(matches!(draft.wanted, Wanted::Paint { .. }));
    }

    #[test]
    fn what_cannot_be_honoured_is_refused_by_name() {
        let plain = || GenerateImageRequest { prompt: "x".to_owned(), ..Default::default() };
        let options = |life, public| StorageOptions {
            filename: String::new(),
            expires_after: life,
            public_url: Some(PublicUrlOptions { expires_after: public }),
        };
        for (message, param) in [
            (GenerateImageRequest { n: Some(0), ..plain() }, "n"),
            (GenerateImageRequest { n: Some(11), ..plain() }, "n"),
            (GenerateImageRequest { format: 9, ..plain() }, "format"),
            (GenerateImageRequest { quality: Some(9), ..plain() }, "quality"),
            (GenerateImageRequest { resolution: Some(3), ..plain() }, "resolution"),
            (GenerateImageRequest { aspect_ratio: Some(99), ..plain() }, "aspect_ratio"),
            (GenerateImageRequest { images: vec![url("http://a"); 4], ..plain() }, "images"),
            (GenerateImageRequest { image: Some(ImageUrlContent::default()), ..plain() }, "image"),
            (
                GenerateImageRequest {
                    image: Some(url("http://a")),
                    images: vec![url("http://a")],
                    ..plain()
                },
                "images",
            ),
            (
                GenerateImageRequest { storage_options: Some(options(Some(5), None)), ..plain() },
                "storage_options.expires_after",
            ),
            (
                GenerateImageRequest {
                    storage_options: Some(options(Some(7_200), Some(3_600))),
                    ..plain()
                },
                "storage_options.public_url.expires_after",
            ),
        ] {
            let err = wish(message).unwrap_err();
            assert_eq!(err.param.as_deref(), Some(param), "{}", err.public);
        }
    }

    #[test]
    fn stored_pictures_have_names_of_their_own() {
        let name = |filename: &str, index| {
            let wish = StoreWish { filename: filename.to_owned(), keep: None, public: false };
            wish.draft(index).filename
        };
        assert_eq!(name("o.png", 0), "o.png");
        assert_eq!(name("o.png", 1), "o-2.png");
        assert_eq!(name("o", 2), "o-3");
    }
}
