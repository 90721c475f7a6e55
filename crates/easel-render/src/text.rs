//! Measuring and shaping text with the embedded fonts. A block that was measured here is what
//! both writers draw, so a picture can never be set in another font than it was laid out with.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use kurbo::Rect;
use parley::style::{FontFamily, FontWeight, LineHeight, OverflowWrap, StyleProperty};
use parley::{FontContext, FontData, Layout, LayoutContext, PositionedLayoutItem};

use crate::cast::to_f32;
use crate::error::RenderError;
use crate::fonts;

/// Thickness of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
    Bold,
}

impl Weight {
    const fn value(self) -> f32 {
        match self {
            Self::Regular => 400.0,
            Self::SemiBold => 600.0,
            Self::Bold => 700.0,
        }
    }
}

/// To which side lines of unequal length are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Align {
    Left,
    Center,
    Right,
}

impl Align {
    /// Share of the free width that lies left of a line.
    pub(crate) const fn share(self) -> f64 {
        match self {
            Self::Left => 0.0,
            Self::Center => 0.5,
            Self::Right => 1.0,
        }
    }
}

/// How text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TextStyle {
    /// Font size, pixels.
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) align: Align,
    /// Distance of baselines as a multiple of the size.
    pub(crate) leading: f64,
}

impl TextStyle {
    pub(crate) const fn new(size: f64, weight: Weight) -> Self {
        Self { size, weight, align: Align::Left, leading: 1.3 }
    }

    pub(crate) const fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }

    pub(crate) const fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }
}

/// A glyph of a run: its id in the font and the place of its origin in the block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlacedGlyph {
    pub(crate) id: u32,
    pub(crate) x: f32,
    pub(crate) y: f32,
}

/// Glyphs of one font and size.
#[derive(Debug, Clone)]
pub(crate) struct GlyphRun {
    pub(crate) font: FontData,
    pub(crate) size: f32,
    /// Variation settings chosen by the shaper; empty for static fonts.
    pub(crate) glyphs: Vec<PlacedGlyph>,
}

/// Shaped and wrapped text. The origin is the top left corner.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Font size, pixels.
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) runs: Vec<GlyphRun>,
    /// What each line covers with ink, about.
    pub(crate) lines: Vec<Rect>,
    /// Whether a word had to be broken inside.
    pub(crate) broken_word: bool,
    /// Glyphs that no font had.
    pub(crate) missing: usize,
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    text: Box<str>,
    size: u64,
    weight: Weight,
    align: Align,
    leading: u64,
    width: u64,
}

/// Fonts, shaping buffers and the blocks measured so far.
pub(crate) struct TextEngine {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    blocks: HashMap<Key, Rc<Block>>,
    has_cjk: bool,
}

/// Blocks kept from picture to picture before the cache is emptied.
const BLOCKS_MAX: usize = 4_096;

impl TextEngine {
    fn new() -> Result<Self, RenderError> {
        let fonts = FontContext {
            collection: fonts::collection()?,
            source_cache: parley::fontique::SourceCache::default(),
        };
        Ok(Self { fonts, layouts: LayoutContext::new(), blocks: HashMap::new(), has_cjk: false })
    }

    /// Makes Chinese, Japanese and Korean available. Says whether they are.
    pub(crate) fn load_cjk(&mut self) -> bool {
        if !self.has_cjk {
            for blob in fonts::cjk() {
                self.has_cjk |=
                    !self.fonts.collection.register_fonts(blob.clone(), None).is_empty();
            }
            self.blocks.clear();
        }
        self.has_cjk
    }

    /// Sets text in lines no wider than `max_width` (pixels), where one is given.
    pub(crate) fn block(
        &mut self,
        text: &str,
        style: TextStyle,
        max_width: Option<f64>,
    ) -> Rc<Block> {
        let key = Key {
            text: text.into(),
            size: style.size.to_bits(),
            weight: style.weight,
            align: style.align,
            leading: style.leading.to_bits(),
            width: max_width.unwrap_or(-1.0).to_bits(),
        };
        if let Some(block) = self.blocks.get(&key) {
            return Rc::clone(block);
        }
        let block = Rc::new(self.shape(text, style, max_width));
        if self.blocks.len() >= BLOCKS_MAX {
            self.blocks.clear();
        }
        self.blocks.insert(key, Rc::clone(&block));
        block
    }

    /// Width of text on one line, pixels.
    pub(crate) fn width(&mut self, text: &str, style: TextStyle) -> f64 {
        self.block(text, style, None).width
    }

    /// Like [`Self::block`], with lines of about equal length: the narrowest width that does
    /// not need more lines.
    pub(crate) fn balanced(&mut self, text: &str, style: TextStyle, max_width: f64) -> Rc<Block> {
        let widest = self.block(text, style, Some(max_width));
        if widest.lines.len() < 2 {
            return widest;
        }
        let (mut low, mut high) = (widest.width / 2.0, widest.width);
        let mut best = Rc::clone(&widest);
        for _ in 0..5 {
            let middle = f64::midpoint(low, high);
            let block = self.block(text, style, Some(middle));
            if block.lines.len() == widest.lines.len() && block.broken_word == widest.broken_word {
                high = middle;
                best = block;
            } else {
                low = middle;
            }
        }
        best
    }

    /// The text itself where it fits `max_width` in `max_lines`, else its beginning with an
    /// ellipsis; and whether it was cut.
    pub(crate) fn shortened(
        &mut self,
        text: &str,
        style: TextStyle,
        (max_width, max_lines): (f64, usize),
    ) -> (Rc<Block>, Option<String>) {
        let whole = self.block(text, style, Some(max_width));
        if whole.lines.len() <= max_lines && whole.width <= max_width + 0.5 {
            return (whole, None);
        }
        let characters: Vec<char> = text.chars().collect();
        let cut = |count: usize| {
            let kept: String = characters[..count].iter().collect();
            format!("{}…", kept.trim_end())
        };
        let (mut low, mut high) = (0, characters.len());
        while low < high {
            let middle = (low + high).div_ceil(2);
            let block = self.block(&cut(middle), style, Some(max_width));
            if block.lines.len() <= max_lines && block.width <= max_width + 0.5 {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        let text = cut(low);
        (self.block(&text, style, Some(max_width)), Some(text))
    }

    fn shape(&mut self, text: &str, style: TextStyle, max_width: Option<f64>) -> Block {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::Source(fonts::FAMILIES.into())));
        builder.push_default(StyleProperty::FontSize(to_f32(style.size)));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(style.weight.value())));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(to_f32(
            style.leading,
        ))));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        let mut layout: Layout<()> = builder.build(text);
        layout.break_all_lines(max_width.map(|width| to_f32(width.max(1.0) + 0.01)));
        place(text, &layout, style)
    }
}

impl std::fmt::Debug for TextEngine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TextEngine").field("has_cjk", &self.has_cjk).finish_non_exhaustive()
    }
}

/// Copies lines out of a layout, aligned by what is visible of them (not by trailing spaces).
fn place(text: &str, layout: &Layout<()>, style: TextStyle) -> Block {
    let mut runs = Vec::new();
    let mut extents = Vec::new();
    let mut broken_word = false;
    let mut missing = 0;
    for line in layout.lines() {
        let metrics = line.metrics();
        let end = line.text_range().end;
        broken_word |= end < text.len()
            && !text[..end].ends_with([' ', '-', '–', '/', '\u{200b}'])
            && !text[..end].chars().next_back().is_some_and(fonts::is_cjk)
            && !text[end..].starts_with(' ');
        let (mut left, mut right) = (f64::MAX, f64::MIN);
        let first = runs.len();
        for positioned in line.items() {
            if let PositionedLayoutItem::GlyphRun(run) = positioned {
                left = left.min(f64::from(run.offset()));
                right = right.max(f64::from(run.offset() + run.advance()));
                let glyphs: Vec<PlacedGlyph> = run
                    .positioned_glyphs()
                    .map(|glyph| PlacedGlyph { id: glyph.id, x: glyph.x, y: glyph.y })
                    .collect();
                missing += glyphs.iter().filter(|glyph| glyph.id == 0).count();
                runs.push(GlyphRun {
                    font: run.run().font().clone(),
                    size: run.run().font_size(),
                    glyphs,
                });
            }
        }
        if left > right {
            (left, right) = (0.0, 0.0);
        }
        let trailing = f64::from(metrics.hanging_advance).min(right - left).max(0.0);
        if layout.is_rtl() {
            left += trailing
        } else {
            right -= trailing
        }
        extents.push((left, right, f64::from(metrics.baseline), first..runs.len()));
    }
    let (runs, lines, width) = align_lines(runs, extents, (style, layout.is_rtl()));
    Block {
        width,
        height: f64::from(layout.height()),
        size: style.size,
        weight: style.weight,
        runs,
        lines,
        broken_word,
        missing,
    }
}

/// Left and right end of the visible part of a line, its baseline and its runs.
type Extent = (f64, f64, f64, std::ops::Range<usize>);

/// Moves the runs of each line to where the alignment wants them. Returns them with what each
/// line covers and the width of the widest.
fn align_lines(
    mut runs: Vec<GlyphRun>,
    extents: Vec<Extent>,
    (style, is_rtl): (TextStyle, bool),
) -> (Vec<GlyphRun>, Vec<Rect>, f64) {
    let width = extents.iter().map(|(left, right, ..)| right - left).fold(0.0, f64::max);
    // A paragraph of a right-to-left script begins at the right.
    let share = match style.align {
        Align::Left if is_rtl => 1.0,
        other => other.share(),
    };
    let mut lines = Vec::with_capacity(extents.len());
    for (left, right, baseline, range) in extents {
        let x = (width - (right - left)) * share;
        for run in &mut runs[range] {
            for glyph in &mut run.glyphs {
                glyph.x += to_f32(x - left);
            }
        }
        // Latin capitals and digits reach 0.73 em above, descenders 0.21 em below the baseline.
        lines.push(Rect::new(
            x,
            baseline - 0.76 * style.size,
            x + right - left,
            baseline + 0.22 * style.size,
        ));
    }
    (runs, lines, width)
}

thread_local! {
    static ENGINE: RefCell<Option<TextEngine>> = const { RefCell::new(None) };
}

/// Runs `work` with the text engine of this thread, which is made on first use (about 1 ms).
///
/// # Errors
/// [`RenderError::Font`] where an embedded font cannot be read, and what `work` returns.
pub(crate) fn with_engine<T>(
    work: impl FnOnce(&mut TextEngine) -> Result<T, RenderError>,
) -> Result<T, RenderError> {
    let mut engine = match ENGINE.with(RefCell::take) {
        Some(engine) => engine,
        None => TextEngine::new()?,
    };
    let result = work(&mut engine);
    ENGINE.with(|slot| slot.replace(Some(engine)));
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<T>(work: impl FnOnce(&mut TextEngine) -> T) -> T {
        with_engine(|engine| Ok(work(engine))).unwrap()
    }

    #[test]
    fn text_wraps_at_the_width_and_says_when_a_word_was_broken() {
        with(|engine| {
            let style = TextStyle::new(20.0, Weight::Regular);
            let wrapped = engine.block("one two three four", style, Some(100.0));
            assert!(wrapped.lines.len() > 1 && wrapped.width <= 100.0 && !wrapped.broken_word);
            let broken = engine.block("Donaudampfschifffahrt", style, Some(60.0));
            assert!(broken.broken_word && broken.width <= 61.0);
        });
    }

    #[test]
    fn shortening_keeps_the_beginning_and_fits() {
        with(|engine| {
            let style = TextStyle::new(20.0, Weight::Regular);
            let (block, cut) = engine.shortened("a rather long label", style, (80.0, 1));
            assert!(block.width <= 80.5 && block.lines.len() == 1);
            assert!(cut.unwrap().ends_with('…'));
            assert_eq!(engine.shortened("short", style, (80.0, 1)).1, None);
        });
    }

    #[test]
    fn arabic_hebrew_hindi_and_thai_have_glyphs() {
        with(|engine| {
            for text in ["مبيعات", "מכירות", "बिक्री", "ยอดขาย", "Δοκιμή", "Проба"]
            {
                let block = engine.block(text, TextStyle::new(20.0, Weight::Bold), None);
                assert!(block.missing == 0 && block.width > 20.0, "{text}");
            }
        });
    }
}
