//! The embedded fonts: which files there are, which of them a text needs. Fonts of the machine,
//! for scripts that none of them has, are in [`crate::system_fonts`]; shaping is in
//! [`crate::text`].

use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride};
use skrifa::charmap::Charmap;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::error::RenderError;
use crate::system_fonts;

/// The character of the letters of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Family {
    /// Inter: everything but names and headings that want to be special.
    #[default]
    Sans,
    /// Fine and thick strokes, elegant.
    Serif,
    /// Strong feet, bold.
    Slab,
    /// Round ends, friendly.
    Rounded,
    /// All letters as wide, bold, technical.
    Mono,
    /// Narrow and bold, for short headings.
    Display,
    /// Written with a brush.
    Script,
}

impl Family {
    /// All of them.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 7] = [
        Self::Sans,
        Self::Serif,
        Self::Slab,
        Self::Rounded,
        Self::Mono,
        Self::Display,
        Self::Script,
    ];

    const fn face(self) -> Face {
        match self {
            Self::Sans => Face::Inter,
            Self::Serif => Face::Serif,
            Self::Slab => Face::Slab,
            Self::Rounded => Face::Rounded,
            Self::Mono => Face::Mono,
            Self::Display => Face::Display,
            Self::Script => Face::Brush,
        }
    }

    /// What a document names where the reader's fonts are used: the nearest that are common.
    pub(crate) const fn stack(self) -> &'static str {
        match self {
            Self::Sans => "Inter, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif",
            Self::Serif => "'Playfair Display', Georgia, 'Times New Roman', serif",
            Self::Slab => "'Zilla Slab', Rockwell, 'Roboto Slab', serif",
            Self::Rounded => "Nunito, 'Arial Rounded MT Bold', Quicksand, sans-serif",
            Self::Mono => "'JetBrains Mono', Menlo, Consolas, monospace",
            Self::Display => "Oswald, 'Arial Narrow', Impact, sans-serif",
            Self::Script => "Pacifico, 'Brush Script MT', cursive",
        }
    }
}

/// A typeface: files that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Face {
    Inter,
    Serif,
    Slab,
    Rounded,
    Mono,
    Display,
    Brush,
    Arabic,
    Hebrew,
    Devanagari,
    Thai,
    Cjk,
    /// A font of this machine, by its number.
    System(u16),
}

type File = (&'static str, &'static [u8]);

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {{
        static FILES: &[File] =
            &[$(($name, include_bytes!(concat!("../../../assets/fonts/", $name)).as_slice())),+];
        FILES
    }};
}

impl Face {
    /// Those that are asked in turn for a letter that Inter lacks.
    const SCRIPTS: [Self; 5] =
        [Self::Arabic, Self::Hebrew, Self::Devanagari, Self::Thai, Self::Cjk];

    /// The name by which the shaper knows it.
    pub(crate) fn family(self) -> String {
        match self {
            Self::Inter => "Inter".to_owned(),
            Self::Serif => "Easel Serif".to_owned(),
            Self::Slab => "Easel Slab".to_owned(),
            Self::Rounded => "Easel Rounded".to_owned(),
            Self::Mono => "Easel Mono".to_owned(),
            Self::Display => "Easel Display".to_owned(),
            Self::Brush => "Easel Script".to_owned(),
            Self::Arabic => "Noto Sans Arabic".to_owned(),
            Self::Hebrew => "Noto Sans Hebrew".to_owned(),
            Self::Devanagari => "Noto Sans Devanagari".to_owned(),
            Self::Thai => "Noto Sans Thai".to_owned(),
            Self::Cjk => "Noto Sans CJK SC".to_owned(),
            Self::System(number) => format!("Machine {number}"),
        }
    }

    /// Name and content of its embedded files, the regular one first.
    fn files(self) -> &'static [File] {
        match self {
            Self::Inter => embedded!["Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Bold.otf"],
            Self::Serif => embedded!["EaselSerif-Regular.ttf", "EaselSerif-Bold.ttf"],
            Self::Slab => embedded!["EaselSlab-Bold.ttf"],
            Self::Rounded => embedded!["EaselRounded-Regular.ttf", "EaselRounded-Bold.ttf"],
            Self::Mono => embedded!["EaselMono-Bold.ttf"],
            Self::Display => embedded!["EaselDisplay-Bold.ttf"],
            Self::Brush => embedded!["EaselScript-Regular.ttf"],
            Self::Arabic => embedded!["NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"],
            Self::Hebrew => embedded!["NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"],
            Self::Devanagari => {
                embedded!["NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"]
            }
            Self::Thai => embedded!["NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"],
            Self::Cjk => embedded!["NotoSansCJK-Regular.otf", "NotoSansCJK-Bold.otf"],
            Self::System(_) => &[],
        }
    }

    /// Makes the face known to the shaper. The files stay where they are in the executable.
    ///
    /// # Errors
    /// [`RenderError::Font`] where an embedded file is not a font.
    pub(crate) fn register(self, collection: &mut Collection) -> Result<(), RenderError> {
        if let Self::System(number) = self {
            if let Some(font) = system_fonts::font(number) {
                let family = self.family();
                let named =
                    FontInfoOverride { family_name: Some(&family), ..FontInfoOverride::default() };
                collection.register_fonts(font.blob(), Some(named));
            }
            return Ok(());
        }
        for (name, bytes) in self.files() {
            let registered = collection.register_fonts(Blob::new(Arc::new(*bytes)), None);
            if registered.is_empty() {
                return Err(RenderError::Font { name });
            }
        }
        Ok(())
    }

    fn charmap(self) -> Option<&'static Charmap<'static>> {
        static MAPS: [OnceLock<Option<Charmap<'static>>>; 6] = [const { OnceLock::new() }; 6];
        let slot = match self {
            Self::Inter => 0,
            Self::Arabic => 1,
            Self::Hebrew => 2,
            Self::Devanagari => 3,
            Self::Thai => 4,
            Self::Cjk => 5,
            _ => return None,
        };
        let parse = || {
            let (_, bytes) = self.files().first()?;
            Some(FontRef::new(bytes).ok()?.charmap())
        };
        MAPS.get(slot)?.get_or_init(parse).as_ref()
    }

    fn has(self, character: char) -> bool {
        let glyph = self.charmap().and_then(|map| map.map(character));
        glyph.is_some_and(|glyph| glyph != GlyphId::NOTDEF)
    }
}

/// An empty collection: pictures must not depend on the fonts of the machine unless they have to.
pub(crate) fn collection() -> Collection {
    Collection::new(CollectionOptions { shared: false, system_fonts: false })
}

/// The embedded face that has this character.
pub(crate) fn embedded_face(character: char) -> Option<Face> {
    if character.is_ascii() || Face::Inter.has(character) {
        return Some(Face::Inter);
    }
    let may_have = |face: &Face| match face {
        Face::Arabic => u32::from(character) >= 0x600,
        Face::Hebrew => matches!(u32::from(character), 0x590..=0x5FF | 0xFB1D..=0xFB4F),
        Face::Devanagari => matches!(u32::from(character), 0x900..=0x97F | 0xA830..=0xA8FF),
        Face::Thai => matches!(u32::from(character), 0xE00..=0xE7F),
        _ => u32::from(character) >= 0x1100,
    };
    Face::SCRIPTS.into_iter().find(|face| may_have(face) && face.has(character))
}

/// The face that has this character, one of this machine where no embedded one has it.
pub(crate) fn face(character: char) -> Option<Face> {
    embedded_face(character).or_else(|| system_fonts::find(character).map(Face::System))
}

/// The faces that a text needs besides Inter, each once, in a fixed order.
pub(crate) fn faces(text: &str, family: Family) -> Vec<Face> {
    let mut faces = vec![family.face()];
    if text.is_ascii() {
        return faces;
    }
    let mut others: Vec<Face> = text
        .chars()
        .filter(|c| !c.is_ascii())
        .filter_map(face)
        .filter(|f| !faces.contains(f))
        .collect();
    others.sort_unstable();
    others.dedup();
    faces.append(&mut others);
    faces
}

/// Families in the order in which they are tried for a letter, as CSS writes them.
pub(crate) fn list(faces: &[Face]) -> String {
    let mut list = String::with_capacity(64);
    for face in faces.iter().chain((!faces.contains(&Face::Inter)).then_some(&Face::Inter)) {
        let separator = if list.is_empty() { "" } else { ", " };
        let _ = write!(list, "{separator}'{}'", face.family());
    }
    list
}

/// Whether a line may end before or after a character, as between Chinese ones.
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
        let mut collection = collection();
        let families = Family::ALL.map(Family::face);
        for face in families.into_iter().chain(Face::SCRIPTS) {
            assert_eq!(face.register(&mut collection), Ok(()));
            assert!(collection.family_by_name(&face.family()).is_some(), "{face:?}");
        }
    }

    #[test]
    fn the_scripts_that_are_promised_are_covered() {
        let check = |characters: &str, expect: Face| {
            for character in characters.chars() {
                assert_eq!(embedded_face(character), Some(expect), "{character}");
            }
        };
        check("aÄłΩЖễưđ₂≤→€₹−×™", Face::Inter);
        check("بچگ", Face::Arabic);
        check("אש", Face::Hebrew);
        check("कक्ष", Face::Devanagari);
        check("ทย", Face::Thai);
        check("水电網路東京カなー한글뷁、。「」！", Face::Cjk);
        assert_eq!(embedded_face('\u{12000}'), None);
        assert!(is_cjk('水') && !is_cjk('a'));
    }

    #[test]
    fn a_text_asks_only_for_the_faces_it_needs() {
        assert_eq!(faces("plain", Family::Sans), [Face::Inter]);
        assert_eq!(faces("naïve", Family::Serif), [Face::Serif, Face::Inter]);
        assert_eq!(faces("東京 مبيعات", Family::Sans), [Face::Inter, Face::Arabic, Face::Cjk]);
        assert_eq!(list(&[Face::Serif]), "'Easel Serif', 'Inter'");
    }
}
