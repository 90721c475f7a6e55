//! The embedded fonts and, for Chinese, Japanese and Korean only, the fonts of the machine.
//! Shaping with them is in [`crate::text`].

use std::sync::{Arc, OnceLock};

use parley::fontique::{Blob, Collection, CollectionOptions};
use skrifa::{FontRef, MetadataProvider};

use crate::error::RenderError;

/// Families in the order in which they are tried for a letter.
pub(crate) const FAMILIES: &str = "Inter, 'Noto Sans Arabic', 'Noto Sans Hebrew', \
     'Noto Sans Devanagari', 'Noto Sans Thai', 'Noto Sans CJK SC', 'Noto Sans CJK JP'";

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_bytes!(concat!("../../../assets/fonts/", $name)).as_slice())),+]
    };
}

/// File name and content of the embedded fonts.
static EMBEDDED: [(&str, &[u8]); 12] = embedded![
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "Inter-Bold.otf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansHebrew-Bold.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansDevanagari-Bold.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansThai-Bold.ttf",
];

/// Where Linux distributions put Noto Sans CJK.
const CJK_FILES: [[&str; 2]; 3] = [
    [
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    ],
    [
        "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
    ],
    [
        "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Bold.ttc",
    ],
];

/// A collection holding the embedded fonts and nothing of the machine.
///
/// # Errors
/// [`RenderError::Font`] where an embedded file is not a font.
pub(crate) fn collection() -> Result<Collection, RenderError> {
    let options = CollectionOptions { shared: false, system_fonts: false };
    let mut collection = Collection::new(options);
    for (name, bytes) in EMBEDDED {
        let registered = collection.register_fonts(Blob::new(Arc::new(bytes)), None);
        if registered.is_empty() {
            return Err(RenderError::Font { name });
        }
    }
    Ok(collection)
}

/// Noto Sans CJK of this machine, read once for the process; empty where it is not installed.
pub(crate) fn cjk() -> &'static [Blob<u8>] {
    static FONTS: OnceLock<Vec<Blob<u8>>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let read = |path: &&str| std::fs::read(path).ok().map(Blob::from);
        CJK_FILES
            .iter()
            .map(|files| files.iter().filter_map(read).collect::<Vec<_>>())
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    })
}

/// Whether an embedded font has this character.
pub(crate) fn covers(character: char) -> bool {
    static CHARMAPS: OnceLock<Vec<FontRef<'static>>> = OnceLock::new();
    let fonts = CHARMAPS.get_or_init(|| {
        let regular = |(name, _): &&(&str, &[u8])| name.contains("Regular");
        let parse = |(_, bytes): &(&str, &'static [u8])| FontRef::new(bytes).ok();
        EMBEDDED.iter().filter(regular).filter_map(parse).collect()
    });
    fonts.iter().any(|font| {
        font.charmap().map(character).is_some_and(|glyph| glyph != skrifa::GlyphId::NOTDEF)
    })
}

/// Whether a character belongs to a script that only [`cjk`] has.
pub(crate) fn is_cjk(character: char) -> bool {
    matches!(u32::from(character),
        0x1100..=0x11FF | 0x2E80..=0x9FFF | 0xA960..=0xA97F | 0xAC00..=0xD7FF
        | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_font_is_readable() {
        assert!(collection().is_ok());
        assert_eq!(EMBEDDED.map(|(_, bytes)| FontRef::new(bytes).is_ok()), [true; 12]);
    }

    #[test]
    fn the_scripts_that_are_promised_are_covered() {
        for character in "aÄłΩЖب֑אकท₂≤→€₹−×".chars() {
            assert!(covers(character), "{character}");
        }
        assert!(!covers('🚀'));
        assert!(is_cjk('水') && !is_cjk('a'));
    }
}
