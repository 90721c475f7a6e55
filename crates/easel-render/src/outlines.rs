//! Set text as outlines, letter by letter: for letters that are spaced, slanted, set on a circle
//! or cut out of a form. Everything else is drawn as text by the writers, which take the outlines
//! of single glyphs from here.

use kurbo::{Affine, BezPath, Point};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::FileRef;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::color::Color;
use crate::raster::emoji_transform;
use crate::text::{Block, GlyphRun};

/// A letter in its place in the block.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    /// Empty for spaces and for emoji.
    pub(crate) path: BezPath,
    /// Painted layers of an emoji.
    pub(crate) layers: Vec<(Color, BezPath)>,
    /// Where the pen is before and after it.
    pub(crate) from: f64,
    pub(crate) to: f64,
    /// Height of its baseline below the top of the block.
    pub(crate) baseline: f64,
}

/// The letters of a block, from left to right as they are seen, line by line.
pub(crate) fn letters(block: &Block) -> Vec<Letter> {
    let mut letters: Vec<Letter> = block.runs.iter().flat_map(run_letters).collect();
    for placed in &block.emoji {
        let place = emoji_transform(placed, Point::ZERO);
        let layers = placed.emoji.layers().iter();
        let half = placed.side / 2.0;
        letters.push(Letter {
            path: BezPath::new(),
            layers: layers.map(|(color, path)| (*color, place * path.clone())).collect(),
            from: placed.x - half,
            to: placed.x + half,
            baseline: placed.y + half * 0.7,
        });
    }
    letters.sort_by(|a, b| {
        let same_line = (a.baseline - b.baseline).abs() < block.size * 0.5;
        let by_line =
            if same_line { std::cmp::Ordering::Equal } else { a.baseline.total_cmp(&b.baseline) };
        by_line.then(a.from.total_cmp(&b.from))
    });
    letters
}

fn run_letters(run: &GlyphRun) -> Vec<Letter> {
    let Some(font) = font_ref(run) else { return Vec::new() };
    let size = Size::new(run.size);
    let metrics = font.glyph_metrics(size, LocationRef::default());
    run.glyphs
        .iter()
        .map(|glyph| {
            let (x, y) = (f64::from(glyph.x), f64::from(glyph.y));
            let advance = metrics.advance_width(GlyphId::new(glyph.id)).map_or(0.0, f64::from);
            let path = outline(&font, size, glyph.id);
            Letter {
                path: Affine::translate((x, y)) * path,
                layers: Vec::new(),
                from: x,
                to: x + advance,
                baseline: y,
            }
        })
        .collect()
}

/// The font of a run, read; `None` where its bytes are no font.
pub(crate) fn font_ref(run: &GlyphRun) -> Option<FontRef<'_>> {
    match FileRef::new(run.font.data.as_ref()).ok()? {
        FileRef::Font(font) => Some(font),
        FileRef::Collection(fonts) => fonts.get(run.font.index).ok(),
    }
}

/// The outline of a glyph at a size, y down; empty for glyphs without ink.
pub(crate) fn outline(font: &FontRef<'_>, size: Size, glyph: u32) -> BezPath {
    let mut pen = Pen(BezPath::new());
    if let Some(outline) = font.outline_glyphs().get(GlyphId::new(glyph)) {
        let settings = DrawSettings::unhinted(size, LocationRef::default());
        // An outline that cannot be read is drawn as far as it was read.
        let _ = outline.draw(settings, &mut pen);
    }
    pen.0
}

/// Collects an outline, y down.
struct Pen(BezPath);

fn flipped(x: f32, y: f32) -> Point {
    Point::new(f64::from(x), -f64::from(y))
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(flipped(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(flipped(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(flipped(cx, cy), flipped(x, y));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.curve_to(flipped(ax, ay), flipped(bx, by), flipped(x, y));
    }

    fn close(&mut self) {
        self.0.close_path();
    }
}

#[cfg(test)]
mod tests {
    use kurbo::Shape as _;

    use super::*;
    use crate::text::{TextStyle, Weight, with_engine};

    #[test]
    fn letters_lie_side_by_side_and_have_ink() {
        let (letters, width) = with_engine(|engine| {
            let block = engine.block("Aé x", TextStyle::new(100.0, Weight::Bold), None);
            Ok((letters(&block), block.width))
        })
        .unwrap();
        assert_eq!(letters.len(), 4);
        // Kerning moves letters closer than their own widths.
        assert!(letters.windows(2).all(|pair| pair[0].from < pair[1].from));
        let ink = letters[0].path.bounding_box();
        assert!(ink.height() > 60.0 && ink.height() < 90.0, "{ink:?}");
        assert!(letters[2].path.elements().is_empty());
        assert!((letters[3].to - width).abs() < 10.0);
    }
}
