//! Measuring and shaping text with the embedded fonts. A block that was measured here is what
//! both writers draw, so a picture can never be set in another font than it was laid out with.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use kurbo::Rect;
use parley::style::{FontFamily, FontWeight, Language, LineHeight, OverflowWrap, StyleProperty};
use parley::{
    FontContext, FontData, InlineBox, InlineBoxKind, Layout, LayoutContext, PositionedLayoutItem,
    VerticalAlign,
};

use crate::cast::to_f32;
use crate::emoji::{self, Emoji};
use crate::error::RenderError;
pub(crate) use crate::fonts::Family;
use crate::fonts::{self, Face};

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
    pub(crate) family: Family,
}

impl TextStyle {
    pub(crate) const fn new(size: f64, weight: Weight) -> Self {
        Self { size, weight, align: Align::Left, leading: 1.3, family: Family::Sans }
    }

    pub(crate) const fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }

    pub(crate) const fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }

    pub(crate) const fn family(self, family: Family) -> Self {
        Self { family, ..self }
    }
}

/// A glyph of a run: its id in the font and the place of its origin in the block.
#[derive(Debug, Clone)]
pub(crate) struct PlacedGlyph {
    pub(crate) id: u32,
    pub(crate) x: f32,
    pub(crate) y: f32,
    /// The bytes of the run's text that it stands for.
    pub(crate) range: Range<usize>,
}

/// Glyphs of one font, size and direction on one line, left to right.
#[derive(Debug, Clone)]
pub(crate) struct GlyphRun {
    pub(crate) font: FontData,
    pub(crate) size: f32,
    pub(crate) glyphs: Vec<PlacedGlyph>,
    /// What the glyphs say, in reading order.
    pub(crate) text: Box<str>,
    pub(crate) is_rtl: bool,
    pub(crate) baseline: f32,
    /// Right end of the last glyph.
    pub(crate) end: f32,
}

impl GlyphRun {
    /// The text without spaces around it, its left end and its width.
    pub(crate) fn visible(&self) -> (&str, f32, f32) {
        let text = self.text.trim();
        let first = self.text.len() - self.text.trim_start().len();
        let range = first..first + text.len();
        let ends = self.glyphs.iter().skip(1).map(|glyph| glyph.x).chain([self.end]);
        let (mut left, mut right) = (f32::MAX, f32::MIN);
        for (glyph, end) in self.glyphs.iter().zip(ends) {
            if range.contains(&glyph.range.start) {
                left = left.min(glyph.x);
                right = right.max(end);
            }
        }
        if left > right { (text, self.end, 0.0) } else { (text, left, right - left) }
    }
}

/// An emoji in a block: a square of this side around this point.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlacedEmoji {
    pub(crate) emoji: &'static Emoji,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) side: f64,
}

/// Width of an emoji and of the room it takes in a line, in ems. Their art leaves 1/16 free at
/// each side.
const EMOJI_SIDE: f64 = 1.06;
const EMOJI_ADVANCE: f64 = 1.1;
/// Middle of capital letters above the baseline, in ems.
const CAPITAL_MIDDLE: f64 = 0.36;

/// Which forms Chinese characters have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Han {
    #[default]
    Chinese,
    Japanese,
    Korean,
}

impl Han {
    const fn language(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::Japanese => "ja",
            Self::Korean => "ko",
        }
    }
}

/// Shaped and wrapped text. The origin is the top left corner.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Font size, pixels.
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) family: Family,
    pub(crate) runs: Vec<GlyphRun>,
    pub(crate) emoji: Vec<PlacedEmoji>,
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
    family: Family,
    han: Han,
    width: u64,
}

/// Fonts, shaping buffers and the blocks measured so far.
pub(crate) struct TextEngine {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    blocks: HashMap<Key, Rc<Block>>,
    loaded: HashSet<Face>,
    han: Han,
}

/// Blocks kept from picture to picture before the cache is emptied.
const BLOCKS_MAX: usize = 4_096;

impl TextEngine {
    fn new() -> Result<Self, RenderError> {
        let fonts = FontContext {
            collection: fonts::collection(),
            source_cache: parley::fontique::SourceCache::default(),
        };
        let mut engine = Self {
            fonts,
            layouts: LayoutContext::new(),
            blocks: HashMap::new(),
            loaded: HashSet::new(),
            han: Han::default(),
        };
        Face::Inter.register(&mut engine.fonts.collection)?;
        engine.loaded.insert(Face::Inter);
        Ok(engine)
    }

    /// Which forms Chinese characters have from now on.
    pub(crate) fn set_han(&mut self, han: Han) {
        self.han = han;
    }

    /// Makes a face available to the shaper.
    fn load(&mut self, face: Face) {
        // A face that cannot be read (a damaged font of the machine) leaves letters without
        // glyphs, which the lint reports.
        if self.loaded.insert(face) && face.register(&mut self.fonts.collection).is_err() {
            self.loaded.remove(&face);
        }
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
            family: style.family,
            han: self.han,
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
        let units = units(text);
        let cut = |count: usize| {
            let kept: usize = units.iter().take(count).map(|unit| unit.len()).sum();
            format!("{}…", text.get(..kept).unwrap_or_default().trim_end())
        };
        let (mut low, mut high) = (0, units.len());
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
        let (plain, emoji) = without_emoji(text);
        let faces = fonts::faces(&plain, style.family);
        for face in &faces {
            self.load(*face);
        }
        let families = fonts::list(&faces);
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &plain, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::Source(families.into())));
        builder.push_default(StyleProperty::FontSize(to_f32(style.size)));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(style.weight.value())));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(to_f32(
            style.leading,
        ))));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        if faces.contains(&Face::Cjk) {
            let language = Language::parse(self.han.language()).ok();
            builder.push_default(StyleProperty::Locale(language));
        }
        for (number, (index, _)) in emoji.iter().enumerate() {
            builder.push_inline_box(InlineBox {
                id: number as u64,
                kind: InlineBoxKind::InFlow,
                index: *index,
                width: to_f32(style.size * EMOJI_ADVANCE),
                height: to_f32(style.size * 2.0 * CAPITAL_MIDDLE),
                baseline: None,
                vertical_align: VerticalAlign::default(),
            });
        }
        let mut layout: Layout<()> = builder.build(&plain);
        layout.break_all_lines(max_width.map(|width| to_f32(width.max(1.0) + 0.01)));
        place((&plain, &emoji), &layout, style)
    }
}

impl std::fmt::Debug for TextEngine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TextEngine").field("loaded", &self.loaded).finish_non_exhaustive()
    }
}

/// Byte indices in a text without its emoji at which they stand.
type EmojiPlaces = Vec<(usize, &'static Emoji)>;

fn without_emoji(text: &str) -> (Cow<'_, str>, EmojiPlaces) {
    let mut places = Vec::new();
    if text.is_ascii() {
        return (Cow::Borrowed(text), places);
    }
    let mut plain = String::with_capacity(text.len());
    for unit in units(text) {
        match emoji::at_start(unit) {
            Some((_, emoji)) => places.push((plain.len(), emoji)),
            None => plain.push_str(unit),
        }
    }
    if places.is_empty() { (Cow::Borrowed(text), places) } else { (Cow::Owned(plain), places) }
}

/// A text in pieces that are not cut: characters, and emoji of several.
fn units(text: &str) -> Vec<&str> {
    let mut units = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let emoji = emoji::at_start(rest).map(|(length, _)| length);
        let (unit, left) = rest.split_at(emoji.unwrap_or(first.len_utf8()));
        units.push(unit);
        rest = left;
    }
    units
}

/// What stands on a line: ends of the visible part, baseline, and how many runs and emoji there
/// are up to its end.
struct Extent {
    left: f64,
    right: f64,
    baseline: f64,
    runs_end: usize,
    emoji_end: usize,
}

/// Copies lines out of a layout, aligned by what is visible of them (not by trailing spaces).
fn place((text, pictures): (&str, &EmojiPlaces), layout: &Layout<()>, style: TextStyle) -> Block {
    let mut block = Block {
        width: 0.0,
        height: f64::from(layout.height()),
        size: style.size,
        weight: style.weight,
        family: style.family,
        runs: Vec::new(),
        emoji: Vec::new(),
        lines: Vec::new(),
        broken_word: false,
        missing: 0,
    };
    let mut extents = Vec::new();
    for line in layout.lines() {
        let metrics = line.metrics();
        let baseline = f64::from(metrics.baseline);
        let end = line.text_range().end;
        block.broken_word |= end < text.len()
            && !text[..end].ends_with([' ', '-', '–', '/', '\u{200b}'])
            && !text[..end].chars().next_back().is_some_and(fonts::is_cjk)
            && !text[end..].starts_with(' ')
            && pictures.iter().all(|(index, _)| *index != end);
        let (mut left, mut right) = (f64::MAX, f64::MIN);
        for positioned in line.items() {
            let (start, advance) = match positioned {
                PositionedLayoutItem::GlyphRun(run) => {
                    block.add_run(&run, text);
                    (f64::from(run.offset()), f64::from(run.advance()))
                }
                PositionedLayoutItem::InlineBox(inline) => {
                    let picture = usize::try_from(inline.id).ok().and_then(|id| pictures.get(id));
                    let x = f64::from(inline.x) + f64::from(inline.width) / 2.0;
                    let y = baseline - CAPITAL_MIDDLE * style.size;
                    let side = style.size * EMOJI_SIDE;
                    block.emoji.extend(picture.map(|(_, emoji)| PlacedEmoji { emoji, x, y, side }));
                    (f64::from(inline.x), f64::from(inline.width))
                }
            };
            left = left.min(start);
            right = right.max(start + advance);
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
        let (runs_end, emoji_end) = (block.runs.len(), block.emoji.len());
        extents.push(Extent { left, right, baseline, runs_end, emoji_end });
    }
    // A paragraph of a right-to-left script begins at the right.
    let share = match style.align {
        Align::Left if layout.is_rtl() => 1.0,
        other => other.share(),
    };
    block.align_lines(&extents, share);
    block
}

impl Block {
    fn add_run(&mut self, glyph_run: &parley::GlyphRun<'_, ()>, text: &str) {
        let run = glyph_run.run();
        let whole = run.text_range();
        let ranges = run.visual_clusters().flat_map(|cluster| {
            let range = cluster.text_range();
            let range = range.start - whole.start..range.end - whole.start;
            cluster.glyphs().map(move |_| range.clone())
        });
        let glyphs: Vec<PlacedGlyph> = glyph_run
            .positioned_glyphs()
            .zip(ranges)
            .map(|(glyph, range)| PlacedGlyph { id: glyph.id, x: glyph.x, y: glyph.y, range })
            .collect();
        self.missing += glyphs.iter().filter(|glyph| glyph.id == 0).count();
        self.runs.push(GlyphRun {
            font: run.font().clone(),
            size: run.font_size(),
            glyphs,
            text: text.get(whole.clone()).unwrap_or_default().into(),
            is_rtl: run.is_rtl(),
            baseline: glyph_run.baseline(),
            end: glyph_run.offset() + glyph_run.advance(),
        });
    }

    /// Moves what stands on each line to where the alignment wants it (`share` of the free width
    /// lies left of it) and measures the lines.
    fn align_lines(&mut self, extents: &[Extent], share: f64) {
        self.width = extents.iter().map(|line| line.right - line.left).fold(0.0, f64::max);
        let (mut runs, mut emoji) = (self.runs.iter_mut(), self.emoji.iter_mut());
        let (mut runs_start, mut emoji_start) = (0, 0);
        for Extent { left, right, baseline, runs_end, emoji_end } in extents {
            let x = (self.width - (right - left)) * share;
            for run in runs.by_ref().take(runs_end - runs_start) {
                run.end += to_f32(x - left);
                for glyph in &mut run.glyphs {
                    glyph.x += to_f32(x - left);
                }
            }
            for picture in emoji.by_ref().take(emoji_end - emoji_start) {
                picture.x += x - left;
            }
            (runs_start, emoji_start) = (*runs_end, *emoji_end);
            // Latin capitals and digits reach 0.73 em above, descenders 0.21 em below the baseline.
            let (top, bottom) = (baseline - 0.76 * self.size, baseline + 0.22 * self.size);
            self.lines.push(Rect::new(x, top, x + right - left, bottom));
        }
    }
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
    fn emoji_stand_in_the_line_and_are_never_cut() {
        with(|engine| {
            let style = TextStyle::new(20.0, Weight::Regular);
            let block = engine.block("Launch 👩‍🚀 now 🇩🇪", style, None);
            assert_eq!((block.emoji.len(), block.missing, block.lines.len()), (2, 0, 1));
            let bare = engine.width("Launch now", style);
            assert!(block.width > bare + 2.0 * 20.0 && block.width < bare + 4.0 * 20.0);
            let only = engine.block("🚀", style, None);
            assert!((only.width - 22.0).abs() < 0.1 && only.lines.len() == 1);
            assert!((only.height - 26.0).abs() < 0.5, "{}", only.height);
            let (_, cut) = engine.shortened("Launch 👩‍🚀👩‍🚀👩‍🚀", style, (125.0, 1));
            assert_eq!(cut.as_deref(), Some("Launch 👩‍🚀…"));
            let wrapped = engine.block("🚀 🚀 🚀 🚀", style, Some(50.0));
            assert!(wrapped.lines.len() == 2 && !wrapped.broken_word);
        });
    }

    #[test]
    fn chinese_characters_have_the_forms_of_their_language() {
        with(|engine| {
            let style = TextStyle::new(20.0, Weight::Regular);
            let mut glyph = |han| {
                engine.set_han(han);
                engine.block("直", style, None).runs[0].glyphs[0].id
            };
            let forms = [glyph(Han::Chinese), glyph(Han::Japanese), glyph(Han::Korean)];
            engine.set_han(Han::Chinese);
            assert!(forms[0] != forms[1], "{forms:?}");
            assert!(forms.iter().all(|id| *id != 0));
        });
    }

    #[test]
    fn every_family_has_letters_of_its_own() {
        with(|engine| {
            let mut fonts: Vec<u64> = Family::ALL
                .iter()
                .map(|family| {
                    let style = TextStyle::new(20.0, Weight::Bold).family(*family);
                    let block = engine.block("Café Łódź", style, None);
                    assert_eq!((block.missing, block.runs.len()), (0, 1), "{family:?}");
                    block.runs[0].font.data.id()
                })
                .collect();
            fonts.sort_unstable();
            fonts.dedup();
            assert_eq!(fonts.len(), Family::ALL.len());
        });
    }

    #[test]
    fn arabic_hebrew_hindi_and_thai_have_glyphs() {
        with(|engine| {
            for text in [
                "مبيعات",
                "מכירות",
                "बिक्री",
                "ยอดขาย",
                "Δοκιμή",
                "Проба",
                "東京タワー",
                "한국어",
                "Tiếng Việt",
            ] {
                let block = engine.block(text, TextStyle::new(20.0, Weight::Bold), None);
                assert!(block.missing == 0 && block.width > 20.0, "{text}");
            }
        });
    }
}
