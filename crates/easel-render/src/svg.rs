//! Scene to SVG. Letters are outlines, each glyph defined once, so that the picture looks the
//! same where the fonts are not installed; the words are kept in `aria-label` and `<desc>`. On
//! request letters are text instead.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::rc::Rc;

use kurbo::{BezPath, Circle, PathEl, Point};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::SvgText;
use crate::cast::{last_digit, to_i64};
use crate::emoji::Emoji;
use crate::outlines::{font_ref, outline};
use crate::raster::emoji_transform;
use crate::scene::{Gradient, GradientRun, Op, Scene, Shape, TextBox};
use crate::text::{GlyphRun, PlacedEmoji, Weight};
use crate::theme::Color;

/// A glyph of a font: id of its bytes, index in a collection, glyph id.
type GlyphKey = (u64, u32, u32);

thread_local! {
    /// Path data of glyphs in font units, written by earlier pictures of this thread: reading an
    /// outline out of a font and writing its numbers costs more than all else of a letter.
    static OUTLINES: RefCell<HashMap<GlyphKey, Rc<str>>> = RefCell::default();
}

/// Glyphs whose path data a thread keeps, a few hundred bytes each; when there are more, it
/// begins anew.
const KEPT_GLYPHS: usize = 8_192;

#[derive(Default)]
struct Writer {
    definitions: String,
    body: String,
    /// Gradients and clips defined so far.
    paints: usize,
    /// Ids of gradients in shares of their shapes, by what they say.
    shared: HashMap<String, String>,
    /// Number of the definition; `None` for glyphs without ink.
    glyphs: HashMap<GlyphKey, Option<usize>>,
    /// Number of the definition.
    emoji: HashMap<*const Emoji, usize>,
}

/// Writes a scene as a self-contained SVG document with a title and a description.
pub(crate) fn svg(scene: &Scene, title: &str, svg_text: SvgText) -> String {
    let mut writer = Writer::default();
    for op in &scene.ops {
        match op {
            Op::Fill { shape, color } => {
                writer.open_shape(shape);
                color_attribute(&mut writer.body, "fill", *color);
                writer.body.push_str("/>");
            }
            Op::Stroke { shape, pen } => {
                writer.open_shape(shape);
                writer.body.push_str(" fill=\"none\"");
                color_attribute(&mut writer.body, "stroke", pen.color);
                writer.body.push_str(" stroke-width=\"");
                number(&mut writer.body, pen.width);
                writer.body.push('"');
                if let Some(dash) = pen.dash {
                    writer.body.push_str(" stroke-dasharray=\"");
                    number(&mut writer.body, dash);
                    writer.body.push('"');
                } else if pen.round {
                    writer.body.push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
                }
                writer.body.push_str("/>");
            }
            Op::Gradient { shape, gradient } => {
                let id = writer.gradient_of(shape, gradient);
                writer.open_shape(shape);
                let _ = write!(writer.body, " fill=\"url(#{id})\"/>");
            }
            Op::Clip(shape) => writer.open_clip(shape),
            Op::Unclip => writer.body.push_str("</g>"),
            Op::Text(text) if svg_text == SvgText::Text => writer.words(text),
            Op::Text(text) => writer.text(text),
        }
    }
    let mut out = String::with_capacity(writer.body.len() + writer.definitions.len() + 1024);
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"");
    number(&mut out, scene.width);
    out.push_str("\" height=\"");
    number(&mut out, scene.height);
    out.push_str("\" viewBox=\"0 0 ");
    number(&mut out, scene.width);
    out.push(' ');
    number(&mut out, scene.height);
    out.push_str("\"><title>");
    escape(&mut out, title);
    out.push_str("</title><desc>");
    escape(&mut out, &description(scene));
    let _ = write!(out, "</desc><defs>{}</defs>", writer.definitions);
    if !scene.is_transparent {
        out.push_str("<path d=\"M0 0H");
        number(&mut out, scene.width);
        out.push('V');
        number(&mut out, scene.height);
        out.push_str("H0z\"");
        color_attribute(&mut out, "fill", scene.background);
        out.push_str("/>");
    }
    out.push_str(&writer.body);
    out.push_str("</svg>\n");
    out
}

/// What can be read on the picture, in drawing order.
fn description(scene: &Scene) -> String {
    let mut text = String::new();
    let shown = scene.texts().map(|text| text.text.as_ref());
    for part in shown.chain(scene.full_texts.iter().map(String::as_str)) {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(part);
    }
    text
}

impl Writer {
    fn open_shape(&mut self, shape: &Shape) {
        let body = &mut self.body;
        let mut attribute = |name: &str, value: f64| {
            let _ = write!(body, " {name}=\"");
            number(body, value);
            body.push('"');
        };
        match shape {
            Shape::Rounded(rect, radius) => {
                attribute("<rect x", rect.x0);
                attribute("y", rect.y0);
                attribute("width", rect.width());
                attribute("height", rect.height());
                if *radius > 0.0 {
                    attribute("rx", *radius);
                }
            }
            Shape::Disc(circle) => {
                attribute("<circle cx", circle.center.x);
                attribute("cy", circle.center.y);
                attribute("r", circle.radius);
            }
            Shape::Path(path) => {
                body.push_str("<path d=\"");
                path_data(body, path);
                body.push('"');
            }
        }
    }

    /// Defines a gradient. One that runs from side to side of its shape is written in shares of
    /// the shape, once for all shapes that have it; illustrations have many.
    fn gradient_of(&mut self, shape: &Shape, gradient: &Gradient) -> String {
        let bounds = shape.bounds();
        let GradientRun::Linear(from, to) = gradient.run else { return self.gradient(gradient) };
        let is_at = |a: f64, b: f64| (a - b).abs() < 0.06;
        let place = if !is_at(from.x, bounds.x0) || !is_at(from.y, bounds.y0) {
            return self.gradient(gradient);
        } else if is_at(to.x, bounds.x0) && is_at(to.y, bounds.y1) {
            " x2=\"0\" y2=\"1\""
        } else if is_at(to.x, bounds.x1) && is_at(to.y, bounds.y0) {
            ""
        } else {
            return self.gradient(gradient);
        };
        let mut text = format!("{place}>");
        stops(&mut text, gradient);
        if let Some(id) = self.shared.get(&text) {
            return id.clone();
        }
        let id = format!("p{:x}", self.paints);
        self.paints += 1;
        let _ = write!(self.definitions, "<linearGradient id=\"{id}\"{text}</linearGradient>");
        self.shared.insert(text, id.clone());
        id
    }

    /// Defines a gradient; returns its id.
    fn gradient(&mut self, gradient: &Gradient) -> String {
        let id = format!("p{:x}", self.paints);
        self.paints += 1;
        let out = &mut self.definitions;
        let (name, places) = match gradient.run {
            GradientRun::Linear(from, to) => {
                ("linearGradient", vec![("x1", from.x), ("y1", from.y), ("x2", to.x), ("y2", to.y)])
            }
            GradientRun::Radial(Circle { center, radius }) => {
                ("radialGradient", vec![("cx", center.x), ("cy", center.y), ("r", radius)])
            }
        };
        let _ = write!(out, "<{name} id=\"{id}\" gradientUnits=\"userSpaceOnUse\"");
        for (attribute, value) in places {
            let _ = write!(out, " {attribute}=\"");
            number(out, value);
            out.push('"');
        }
        out.push('>');
        stops(out, gradient);
        let _ = write!(out, "</{name}>");
        id
    }

    /// Opens a group of which only what lies in the shape is seen.
    fn open_clip(&mut self, shape: &Shape) {
        let id = self.paints;
        self.paints += 1;
        let _ = write!(self.definitions, "<clipPath id=\"p{id:x}\"><path d=\"");
        path_data(&mut self.definitions, &shape.path());
        self.definitions.push_str("\"/></clipPath>");
        let _ = write!(self.body, "<g clip-path=\"url(#p{id:x})\">");
    }

    fn text(&mut self, text: &TextBox) {
        self.body.push_str("<g");
        color_attribute(&mut self.body, "fill", text.color);
        self.body.push_str(" aria-label=\"");
        escape(&mut self.body, &text.text);
        self.body.push_str("\">");
        for run in &text.block.runs {
            self.run(run, text.origin);
        }
        for placed in &text.block.emoji {
            self.emoji(placed, text.origin);
        }
        self.body.push_str("</g>");
    }

    /// The text as text: a piece for each run, stretched to the width it was laid out with.
    fn words(&mut self, text: &TextBox) {
        let block = &text.block;
        self.body.push_str("<g");
        color_attribute(&mut self.body, "fill", text.color);
        let weight = match block.weight {
            Weight::Regular => 400,
            Weight::SemiBold => 600,
            Weight::Bold => 700,
        };
        let stack = block.family.stack();
        let _ = write!(self.body, " font-family=\"{stack}\" font-weight=\"{weight}\" font-size=\"");
        number(&mut self.body, block.size);
        self.body.push_str("\">");
        for run in &block.runs {
            let (words, left, width) = run.visible();
            if words.is_empty() {
                continue;
            }
            // A run of a right-to-left script begins at its right end.
            let start = if run.is_rtl { left + width } else { left };
            self.body.push_str("<text x=\"");
            number(&mut self.body, text.origin.x + f64::from(start));
            self.body.push_str("\" y=\"");
            number(&mut self.body, text.origin.y + f64::from(run.baseline));
            self.body.push_str("\" textLength=\"");
            number(&mut self.body, f64::from(width));
            self.body.push_str("\" lengthAdjust=\"spacingAndGlyphs\"");
            if run.is_rtl {
                self.body.push_str(" direction=\"rtl\"");
            }
            self.body.push('>');
            escape(&mut self.body, words);
            self.body.push_str("</text>");
        }
        self.body.push_str("</g>");
        for placed in &block.emoji {
            self.emoji(placed, text.origin);
        }
    }

    fn emoji(&mut self, placed: &PlacedEmoji, origin: Point) {
        let next = self.emoji.len();
        let id = *self.emoji.entry(std::ptr::from_ref(placed.emoji)).or_insert_with(|| {
            let out = &mut self.definitions;
            let _ = write!(out, "<g id=\"e{next:x}\">");
            for (color, path) in placed.emoji.layers() {
                out.push_str("<path d=\"");
                path_data(out, path);
                out.push('"');
                color_attribute(out, "fill", *color);
                out.push_str("/>");
            }
            out.push_str("</g>");
            next
        });
        let [scale, _, _, _, x, y] = emoji_transform(placed, origin).as_coeffs();
        self.body.push_str("<use href=\"#e");
        let _ = write!(self.body, "{id:x}\" transform=\"translate(");
        number(&mut self.body, x);
        self.body.push(' ');
        number(&mut self.body, y);
        let _ = write!(self.body, ")scale({scale:.4})\"/>");
    }

    /// Glyphs of a run line by line, in font units.
    fn run(&mut self, run: &GlyphRun, origin: Point) {
        let Some(font) = font_ref(run) else { return };
        let upem = f64::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let scale = f64::from(run.size) / upem;
        let mut line: Option<f32> = None;
        for glyph in &run.glyphs {
            let Some(id) = self.define(run, &font, glyph.id) else { continue };
            if line != Some(glyph.y) {
                if line.is_some() {
                    self.body.push_str("</g>");
                }
                line = Some(glyph.y);
                self.body.push_str("<g transform=\"translate(");
                number(&mut self.body, origin.x);
                self.body.push(' ');
                number(&mut self.body, origin.y + f64::from(glyph.y));
                let _ = write!(self.body, ")scale({scale:.6})\">");
            }
            let x = to_i64(f64::from(glyph.x) / scale);
            let _ = write!(self.body, "<use href=\"#g{id:x}\" x=\"{x}\"/>");
        }
        if line.is_some() {
            self.body.push_str("</g>");
        }
    }

    fn define(&mut self, run: &GlyphRun, font: &FontRef<'_>, glyph: u32) -> Option<usize> {
        let key = (run.font.data.id(), run.font.index, glyph);
        if let Some(known) = self.glyphs.get(&key) {
            return *known;
        }
        let data = glyph_data(key, font);
        let id = (!data.is_empty()).then_some(self.glyphs.len());
        if let Some(id) = id {
            let _ = write!(self.definitions, "<path id=\"g{id:x}\" d=\"");
            self.definitions.push_str(&data);
            self.definitions.push_str("\"/>");
        }
        self.glyphs.insert(key, id);
        id
    }
}

/// The path data of a glyph in font units; empty for glyphs without ink.
fn glyph_data(key: GlyphKey, font: &FontRef<'_>) -> Rc<str> {
    OUTLINES.with_borrow_mut(|known| {
        if let Some(data) = known.get(&key) {
            return Rc::clone(data);
        }
        let mut data = String::new();
        path_data(&mut data, &outline(font, Size::unscaled(), key.2));
        if known.len() >= KEPT_GLYPHS {
            known.clear();
        }
        let data: Rc<str> = data.into();
        known.insert(key, Rc::clone(&data));
        data
    })
}

fn stops(out: &mut String, gradient: &Gradient) {
    for (at, color) in &gradient.stops {
        out.push_str("<stop offset=\"");
        number(out, *at);
        out.push('"');
        color_attribute(out, "stop", *color);
        out.push_str("/>");
    }
}

/// Path data with steps relative to the point before, which are shorter than places. Steps are
/// measured between rounded points, so that errors do not add up.
fn path_data(out: &mut String, path: &BezPath) {
    let round = |point: Point| (to_i64(point.x * 100.0), to_i64(point.y * 100.0));
    let (mut here, mut start) = ((0, 0), (0, 0));
    let mut last = ' ';
    for element in path.elements() {
        let end = element.end_point().map_or(start, round);
        let (command, points): (char, &[Point]) = match element {
            PathEl::MoveTo(to) => ('m', &[*to]),
            PathEl::LineTo(to) if end.1 == here.1 => ('h', &[*to]),
            PathEl::LineTo(to) if end.0 == here.0 => ('v', &[*to]),
            PathEl::LineTo(to) => ('l', &[*to]),
            PathEl::QuadTo(a, to) => ('q', &[*a, *to]),
            PathEl::CurveTo(a, b, to) => ('c', &[*a, *b, *to]),
            PathEl::ClosePath => ('z', &[]),
        };
        // A letter is not repeated; after a `m` come lines, though.
        let mut is_first = command != last || command == 'm' || command == 'z';
        if is_first {
            out.push(command);
        }
        for (x, y) in points.iter().copied().map(round) {
            let steps = [(x - here.0, command != 'v'), (y - here.1, command != 'h')];
            for (step, _) in steps.into_iter().filter(|(_, is_written)| *is_written) {
                if !is_first && step >= 0 {
                    out.push(' ');
                }
                hundredths(out, step);
                is_first = false;
            }
        }
        if command == 'm' {
            start = end;
        }
        here = end;
        last = command;
    }
}

/// At most two decimals, no trailing zeros, no negative zero.
fn number(out: &mut String, value: f64) {
    hundredths(out, to_i64(value * 100.0));
}

fn hundredths(out: &mut String, hundredths: i64) {
    if hundredths < 0 {
        out.push('-');
    }
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    if whole > 0 || rest == 0 {
        digits(out, whole);
    }
    if rest > 0 {
        out.push('.');
        digits(out, rest / 10);
    }
    if rest % 10 > 0 {
        digits(out, rest % 10);
    }
}

/// A whole number, digit by digit: `write!` takes several times as long.
fn digits(out: &mut String, number: u64) {
    if number > 9 {
        digits(out, number / 10);
    }
    out.push(last_digit(number));
}

fn color_attribute(out: &mut String, name: &str, color: Color) {
    let attribute = if name == "stop" { "stop-color" } else { name };
    let _ = write!(out, " {attribute}=\"#{:02x}{:02x}{:02x}\"", color.r, color.g, color.b);
    if color.a != 255 {
        let _ = write!(out, " {name}-opacity=\"");
        number(out, f64::from(color.a) / 255.0);
        out.push('"');
    }
}

fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            // Not allowed in XML even when escaped.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let check = |value: f64, expect: &str| {
            let mut out = String::new();
            number(&mut out, value);
            assert_eq!(out, expect);
        };
        check(1.0, "1");
        check(-0.001, "0");
        check(2.50, "2.5");
        check(-3.236, "-3.24");
        check(0.05, ".05");
        check(-0.5, "-.5");
        check(12_345.07, "12345.07");
    }

    #[test]
    fn paths_are_written_as_short_steps_without_adding_up_errors() {
        let check = |path: &str, expect: &str| {
            let mut out = String::new();
            path_data(&mut out, &BezPath::from_svg(path).unwrap());
            assert_eq!(out, expect);
        };
        check("M10 10L20 10L20 30L25 35L30 40Z", "m10 10h10v20l5 5 5 5z");
        check("M1 1C2 2 3 3 4 4C5 4 6 3 7 2", "m1 1c1 1 2 2 3 3 1 0 2-1 3-2");
        check("M0 0L10 10ZM5 5L6 7Z", "m0 0l10 10zm5 5l1 2z");
        check("M0 0L0.333 1L0.666 2L1 3", "m0 0l.33 1 .34 1 .33 1");
    }

    #[test]
    fn markup_in_labels_is_text() {
        let mut out = String::new();
        escape(&mut out, "<b>\"R&D\"\u{1}");
        assert_eq!(out, "&lt;b&gt;&quot;R&amp;D&quot;");
    }
}
