//! Whether a spec can be drawn at all, before anything is laid out. Every problem names the
//! field. Everything here comes from outside and is not trusted.

mod appearance;
mod chart;
mod chart_axes;
mod diagram;
mod figures;
mod infographic;
mod logo;
mod notation;

use easel_types::{Limits, Spec};

pub(crate) use self::chart::CHART_KINDS;

use crate::error::RenderError;

/// Checks that a spec can be drawn.
///
/// # Errors
/// [`RenderError::InvalidSpec`] naming the field, [`RenderError::UnsupportedKind`],
/// [`RenderError::TooLarge`].
pub fn validate(spec: &Spec, limits: &Limits) -> Result<(), RenderError> {
    appearance::check(spec)?;
    match spec {
        Spec::Chart(spec) => chart::check(spec, limits),
        Spec::Diagram(spec) => diagram::check(spec, limits),
        Spec::Infographic(spec) => infographic::check(spec, limits),
        Spec::Logo(spec) => logo::check(spec, limits),
    }
}

fn at_most(what: &str, count: usize, max: usize) -> Result<(), RenderError> {
    if count > max {
        return Err(RenderError::TooLarge { what: what.to_owned(), count, max });
    }
    Ok(())
}

fn short(path: impl Fn() -> String, text: &str, limits: &Limits) -> Result<(), RenderError> {
    // Bytes first: counting characters of a huge text is the work to be avoided.
    let max = limits.spec_text_chars_max;
    if text.len() > max && text.chars().count() > max {
        return Err(RenderError::invalid(
            path(),
            format!("is longer than {max} characters; shorten it"),
        ));
    }
    Ok(())
}

fn heading(
    title: Option<&String>,
    subtitle: Option<&String>,
    limits: &Limits,
) -> Result<(), RenderError> {
    short(|| "title".to_owned(), title.map_or("", String::as_str), limits)?;
    short(|| "subtitle".to_owned(), subtitle.map_or("", String::as_str), limits)
}
