//! Enlarging finished pictures (`extra-single-image`, `extra-batch-images`): JSON → drafts. Pure.

use easel_types::request::{Edit, Wanted};
use easel_types::{Error, GenerationDraft, ImageSource, Result, Size};

use super::from_wire::{MEMO, single, whole};
use super::names::shortened;
use super::wire::{ExtraBatch, ExtraSingle};

/// Sides to reach where the client names none.
const SIDE_DEFAULT: i64 = 512;
/// Enlargement where the client names none.
const FACTOR_DEFAULT: f64 = 2.0;
/// Factors the engine takes.
const FACTORS: std::ops::RangeInclusive<f64> = 1.0..=8.0;

/// How large the pictures become.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Target {
    /// So many times larger.
    Factor(f64),
    /// Until they cover this size; `cut` to it where wanted.
    Size {
        /// The size.
        size: Size,
        /// True where what exceeds it is cut off.
        cut: bool,
    },
}

/// What both calls say about the work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Enlargement {
    /// How large the pictures become.
    pub(crate) target: Target,
    /// False leaves the pictures out of the answer.
    pub(crate) show: bool,
}

/// Makes an [`Enlargement`] of either call's body, which have these fields in common.
macro_rules! enlargement {
    ($body:expr) => {{
        let body = $body;
        refuse_faces(body.gfpgan_visibility, body.codeformer_visibility)?;
        let second = body.extras_upscaler_2_visibility.is_some_and(|visible| visible > 0.0);
        check_upscalers(body.upscaler_1.as_deref(), body.upscaler_2.as_deref().filter(|_| second))?;
        let target = match body.resize_mode.unwrap_or(0) {
            0 => Target::Factor(factor(body.upscaling_resize.unwrap_or(FACTOR_DEFAULT))?),
            1 => Target::Size {
                size: Size::new(
                    side("upscaling_resize_w", body.upscaling_resize_w)?,
                    side("upscaling_resize_h", body.upscaling_resize_h)?,
                ),
                cut: body.upscaling_crop.unwrap_or(true),
            },
            other => {
                let public = format!("`resize_mode` is {other}; it must be 0 or 1");
                return Err(Error::invalid("resize_mode", public));
            }
        };
        Ok(Enlargement { target, show: body.show_extras_results.unwrap_or(true) })
    }};
}

pub(crate) fn single_picture(body: &ExtraSingle) -> Result<Enlargement> {
    enlargement!(body)
}

pub(crate) fn pictures(body: &ExtraBatch) -> Result<Enlargement> {
    enlargement!(body)
}

/// The draft that enlarges `picture`, whose size is `size`.
pub(crate) fn draft(picture: Vec<u8>, size: Size, target: Target) -> Result<GenerationDraft> {
    let times = match target {
        Target::Factor(times) => times,
        Target::Size { size: to, .. } => {
            let across = f64::from(to.width) / f64::from(size.width.max(1));
            let times = across.max(f64::from(to.height) / f64::from(size.height.max(1)));
            if !FACTORS.contains(&times) {
                let public = format!(
                    "`upscaling_resize_w` × `upscaling_resize_h` is {to}, and the picture {size}; \
                     pictures can be made 1 to 8 times larger"
                );
                return Err(Error::invalid("upscaling_resize_w", public));
            }
            times
        }
    };
    let edit = Edit::Enlarge { factor: single(times) };
    let picture = ImageSource::Bytes(picture);
    let mut draft = GenerationDraft::new(Wanted::Edit { picture, edit });
    draft.memo = Some(MEMO.to_owned());
    Ok(draft)
}

fn refuse_faces(gfpgan: Option<f64>, codeformer: Option<f64>) -> Result<()> {
    for (param, visible) in [("gfpgan_visibility", gfpgan), ("codeformer_visibility", codeformer)] {
        if visible.is_some_and(|visible| visible > 0.0) {
            let public = format!("`{param}` must be 0: no face restorer is installed");
            return Err(Error::unsupported(param, public));
        }
    }
    Ok(())
}

fn check_upscalers(first: Option<&str>, second: Option<&str>) -> Result<()> {
    for (param, name, known) in
        [("upscaler_1", first, ["None", "Lanczos"]), ("upscaler_2", second, ["None", "None"])]
    {
        let name = name.unwrap_or_default().trim();
        if !name.is_empty() && !known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            let public = format!(
                "the upscaler `{}` is not installed; `{param}` takes `{}`",
                shortened(name),
                known[1]
            );
            return Err(Error::unsupported(param, public));
        }
    }
    Ok(())
}

fn factor(times: f64) -> Result<f64> {
    if FACTORS.contains(&times) {
        return Ok(times);
    }
    let public = format!("`upscaling_resize` is {times}; it must be from 1 to 8");
    Err(Error::invalid("upscaling_resize", public))
}

fn side(param: &str, side: Option<i64>) -> Result<u32> {
    let side = whole(param, side.unwrap_or(SIDE_DEFAULT))?;
    if (1..=16_384).contains(&side) {
        return Ok(side);
    }
    Err(Error::invalid(param, format!("`{param}` is {side}, which is out of range")))
}
