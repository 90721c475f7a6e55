//! Sizes for one canvas, and the parts that every picture has: title, subtitle and the line that
//! says where the data comes from. The constants are the style guide's at 1024 x 1024 pixels;
//! they scale with the square root of the area.

use kurbo::{Point, Rect};

use easel_types::Size;
use easel_types::spec::Source;

use crate::icons::IconPicker;
use crate::scene::{Anchor, Pen, Role, Scene, Shape};
use crate::text::{Align, TextEngine, TextStyle, Weight};
use crate::theme::{Color, Palette};

/// Smallest font at 1024 x 1024, pixels.
const FONT_MIN: f64 = 16.0;
/// Smallest font of tick labels at 1024 x 1024, pixels.
const TICK_MIN: f64 = 14.0;
/// Smallest font on any canvas, pixels.
const FONT_FLOOR: f64 = 10.0;
/// Margin at 1024 x 1024, pixels.
const MARGIN: f64 = 64.0;

/// The sizes that everything on a canvas is derived from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Canvas {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Pixels of this canvas that one pixel of the style guide becomes.
    pub(crate) unit: f64,
    /// What fonts are multiplied with; below 1 in the repair loop.
    pub(crate) fit: f64,
}

impl Canvas {
    pub(crate) fn new(size: Size, fit: f64) -> Self {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        Self { width, height, unit: (width * height).sqrt() / 1024.0, fit }
    }

    /// A length of the style guide on this canvas.
    pub(crate) fn px(&self, length: f64) -> f64 {
        length * self.unit
    }

    /// A font size of the style guide on this canvas, never below [`Self::font_min`].
    pub(crate) fn font(&self, size: f64) -> f64 {
        (size * self.unit * self.fit).max(self.font_min())
    }

    pub(crate) fn font_min(&self) -> f64 {
        (FONT_MIN * self.reading_unit()).max(FONT_FLOOR)
    }

    /// Smallest font of tick labels.
    pub(crate) fn tick_min(&self) -> f64 {
        (TICK_MIN * self.reading_unit()).max(FONT_FLOOR)
    }

    /// Large canvases are shown larger, though not by as much as they are larger; small ones are
    /// shown small.
    fn reading_unit(&self) -> f64 {
        self.unit.min(self.unit.sqrt())
    }

    /// Free space at the edges. Smaller on narrow canvases.
    pub(crate) fn margin(&self) -> f64 {
        self.px(MARGIN).min(self.width.min(self.height) * 0.07).max(10.0)
    }

    /// What no text may leave.
    pub(crate) fn safe(&self) -> Rect {
        let inset = self.margin() * 0.35;
        Rect::new(0.0, 0.0, self.width, self.height).inset(-inset)
    }

    pub(crate) fn area(&self) -> Rect {
        let margin = self.margin();
        Rect::new(margin, margin, self.width - margin, self.height - margin)
    }
}

/// The texts around a picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading<'a> {
    pub(crate) title: Option<&'a str>,
    pub(crate) subtitle: Option<&'a str>,
    pub(crate) source: Source,
    pub(crate) align: Align,
}

/// Everything a template needs to draw.
#[derive(Debug)]
pub(crate) struct Stage<'a> {
    pub(crate) canvas: Canvas,
    pub(crate) palette: &'a Palette,
    pub(crate) engine: &'a mut TextEngine,
    pub(crate) icons: IconPicker,
    pub(crate) scene: Scene,
}

impl<'a> Stage<'a> {
    pub(crate) fn new(canvas: Canvas, palette: &'a Palette, engine: &'a mut TextEngine) -> Self {
        let mut scene = Scene::new(canvas.width, canvas.height, palette.background);
        scene.is_transparent = palette.is_transparent;
        Self { canvas, palette, engine, icons: IconPicker::default(), scene }
    }

    /// Sets text on one line or, with a width, on several.
    pub(crate) fn put(
        &mut self,
        text: &str,
        (style, max_width): (TextStyle, Option<f64>),
        place: (Point, Anchor),
        (color, role): (Color, Role),
    ) -> Rect {
        let block = self.engine.block(text, style, max_width);
        self.scene.text((&block, text), place, color, role)
    }

    /// Draws title, subtitle and source. Returns what is left for the picture itself.
    pub(crate) fn frame(&mut self, heading: Heading<'_>) -> Rect {
        let mut area = self.canvas.area();
        area.y1 = self.source_line(heading.source, area);
        let title = heading.title.map(str::trim).filter(|text| !text.is_empty());
        let subtitle = heading.subtitle.map(str::trim).filter(|text| !text.is_empty());
        if title.is_none() && subtitle.is_none() {
            return area;
        }
        // Beside the picture where the canvas is a strip, above it otherwise.
        let is_strip = self.canvas.width > 3.2 * self.canvas.height;
        let (column, height_max) = if is_strip {
            let width = (area.width() * 0.24).min(area.height() * 2.2);
            (Rect { x1: area.x0 + width, ..area }, area.height())
        } else {
            (area, area.height() * 0.34)
        };
        let align = if is_strip { Align::Left } else { heading.align };
        let bottom = self.heading_texts((title, subtitle), column, height_max, align);
        if is_strip {
            area.x0 = column.x1 + self.canvas.px(40.0);
        } else {
            area.y0 = bottom + self.canvas.px(26.0);
        }
        area
    }

    /// Sets the heading at the top of `column`, at most `height_max` high; returns its bottom.
    fn heading_texts(
        &mut self,
        (title, subtitle): (Option<&str>, Option<&str>),
        column: Rect,
        height_max: f64,
        align: Align,
    ) -> f64 {
        let canvas = self.canvas;
        let title_floor = 15.0_f64.min(canvas.height * 0.08).max(11.0);
        let width = column.width();
        let mut chosen = None;
        for shrink in [1.0, 0.9, 0.8, 0.7, 0.62, 0.55, 0.48, 0.4] {
            let title_size = (canvas.font(44.0) * shrink).max(title_floor.max(canvas.font_min()));
            let subtitle_size = (canvas.font(23.0) * shrink.max(0.75)).max(canvas.font_min());
            let style = TextStyle { leading: 1.18, ..TextStyle::new(title_size, Weight::Bold) };
            let first = title.map(|text| self.engine.balanced(text, style.align(align), width));
            let style = TextStyle::new(subtitle_size, Weight::Regular).align(align);
            let second = subtitle.map(|text| self.engine.balanced(text, style, width));
            let height = first.as_ref().map_or(0.0, |block| block.height)
                + second.as_ref().map_or(0.0, |block| block.height + canvas.px(6.0));
            let lines = first.as_ref().map_or(0, |block| block.lines.len());
            let broken = first.as_ref().is_some_and(|block| block.broken_word);
            let fits = height <= height_max && !broken;
            chosen = Some((first, second));
            if fits && (lines <= 2 || shrink < 0.75) {
                break;
            }
        }
        let (x, anchor) = match align {
            Align::Left => (column.x0, Anchor::TopLeft),
            Align::Center => (column.center().x, Anchor::TopCenter),
            Align::Right => (column.x1, Anchor::TopRight),
        };
        let mut y = column.y0;
        let (first, second) = chosen.unwrap_or_default();
        if let (Some(block), Some(text)) = (first, title) {
            // Letters start below the top of their box; the margin is measured to the letters.
            y -= block.size * 0.18;
            self.fitted((&block, text), (Point::new(x, y), anchor), height_max, Role::Title);
            y += block.height.min(height_max) + canvas.px(6.0);
        }
        if let (Some(block), Some(text)) = (second, subtitle) {
            let left = (column.y0 + height_max - y).max(block.size * 1.3);
            self.fitted((&block, text), (Point::new(x, y), anchor), left, Role::Subtitle);
            y += block.height.min(left);
        }
        y
    }

    /// Draws a heading text; cut where it is higher than `height_max` even at its smallest.
    fn fitted(
        &mut self,
        (block, text): (&std::rc::Rc<crate::text::Block>, &str),
        place: (Point, Anchor),
        height_max: f64,
        role: Role,
    ) {
        let color = if role == Role::Title { self.palette.ink } else { self.palette.muted };
        let line_height = block.height / block.lines.len().max(1) as f64;
        let lines_max = crate::cast::to_usize(height_max / line_height).max(1);
        if block.lines.len() <= lines_max {
            self.scene.text((block, text), place, color, role);
            return;
        }
        let align = match place.1 {
            Anchor::TopCenter => Align::Center,
            Anchor::TopRight => Align::Right,
            _ => Align::Left,
        };
        let style = TextStyle { leading: 1.2, ..TextStyle::new(block.size, block.weight) };
        let (block, cut) = self.engine.shortened(
            text,
            style.align(align),
            (self.canvas.area().width().min(block.width + block.size), lines_max),
        );
        self.scene.text((&block, cut.as_deref().unwrap_or(text)), place, color, role);
        self.record_cut(text, cut.is_some());
    }

    /// Fills a large shape with a series colour; a pale brand colour is kept and gets an outline.
    pub(crate) fn surface(&mut self, shape: Shape, color: Color) {
        let fill = self.palette.surface(color);
        if fill == color {
            self.scene.fill(shape, color);
        } else {
            self.scene.fill(shape.clone(), fill);
            self.scene.stroke(shape, Pen::new(color, self.canvas.px(2.0).max(1.0)));
        }
    }

    /// Notes that a text is shown shortened.
    pub(crate) fn record_cut(&mut self, text: &str, cut: bool) {
        if cut {
            self.scene.lose(1);
            self.scene.full_texts.push(text.to_owned());
        }
    }

    /// Says at the bottom where the data comes from, unless from the prompt. Returns the bottom
    /// of the rest.
    fn source_line(&mut self, source: Source, area: Rect) -> f64 {
        let text = match source {
            Source::Prompt => return area.y1,
            Source::Illustrative => "Illustrative data",
            Source::Llm => "Data from a language model",
        };
        let style = TextStyle::new(self.canvas.font(16.0), Weight::Regular);
        let block = self.engine.block(text, style, Some(area.width()));
        let top = area.y1 - block.height + self.canvas.px(8.0);
        let rule = top - self.canvas.px(10.0);
        self.scene.line(
            Point::new(area.x0, rule),
            Point::new(area.x1, rule),
            Pen::butt(self.palette.grid, self.canvas.px(1.25).max(1.0)),
        );
        let place = (Point::new(area.x0, top), Anchor::TopLeft);
        self.scene.text((&block, text), place, self.palette.muted, Role::Source);
        rule - self.canvas.px(18.0)
    }
}
