//! Fonts of this machine, for letters that no embedded font has. The folders are read once, when
//! the first such letter comes, and only the files that have one are kept. What was used is said
//! in the notes, because such a picture looks different elsewhere.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use parley::fontique::Blob;
use skrifa::raw::FileRef;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};

const FOLDERS: [&str; 2] = ["/usr/share/fonts", "/usr/local/share/fonts"];
/// Most files that are looked at.
const FILES_MAX: usize = 400;
/// Largest file, bytes.
const BYTES_MAX: u64 = 48 << 20;
/// Deepest folder below [`FOLDERS`].
const DEPTH_MAX: usize = 5;

/// A font file of this machine.
#[derive(Debug)]
pub(crate) struct SystemFont {
    path: PathBuf,
    /// Blocks of 256 characters of which it has at least one, a bit each.
    blocks: Vec<u64>,
    /// Read when first used.
    blob: OnceLock<Blob<u8>>,
}

impl SystemFont {
    pub(crate) fn blob(&self) -> Blob<u8> {
        let read = || Blob::from(std::fs::read(&self.path).unwrap_or_default());
        self.blob.get_or_init(read).clone()
    }

    /// What the font calls itself.
    pub(crate) fn name(&self) -> String {
        let blob = self.blob();
        let name = first_font(blob.as_ref()).and_then(|font| {
            let name = font.localized_strings(StringId::FAMILY_NAME).english_or_first()?;
            Some(name.chars().collect::<String>())
        });
        name.unwrap_or_else(|| "unnamed".to_owned())
    }

    fn has(&self, character: char) -> bool {
        let block = u32::from(character) >> 8;
        let word = self.blocks.get((block >> 6) as usize).copied().unwrap_or_default();
        if word & (1 << (block & 63)) == 0 {
            return false;
        }
        let blob = self.blob();
        let glyph = first_font(blob.as_ref()).and_then(|font| font.charmap().map(character));
        glyph.is_some_and(|glyph| glyph != GlyphId::NOTDEF)
    }
}

fn first_font(bytes: &[u8]) -> Option<FontRef<'_>> {
    match FileRef::new(bytes).ok()? {
        FileRef::Font(font) => Some(font),
        FileRef::Collection(fonts) => fonts.get(0).ok(),
    }
}

/// The font that [`find`] gave this number.
pub(crate) fn font(number: u16) -> Option<&'static SystemFont> {
    fonts().get(usize::from(number))
}

/// Number of the first font with this character.
pub(crate) fn find(character: char) -> Option<u16> {
    // Controls, selectors, private letters and emoji are no affair of text fonts.
    if matches!(u32::from(character), 0..=0x24F | 0x2000..=0x206F | 0xE000..=0xF8FF
        | 0xFE00..=0xFE0F | 0x1F000..=0x1FAFF | 0xE0000..)
    {
        return None;
    }
    fonts()
        .iter()
        .position(|font| font.has(character))
        .and_then(|number| u16::try_from(number).ok())
}

fn fonts() -> &'static [SystemFont] {
    static FONTS: OnceLock<Vec<SystemFont>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut paths = Vec::new();
        for folder in FOLDERS {
            collect(Path::new(folder), 0, &mut paths);
        }
        // Plain faces first; then by name, so that the order does not depend on the disk.
        paths.sort_by_cached_key(|path| (plainness(path), path.clone()));
        paths.truncate(FILES_MAX);
        paths.into_iter().filter_map(look_at).collect()
    })
}

fn collect(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            if depth < DEPTH_MAX {
                collect(&path, depth + 1, paths);
            }
        } else if path
            .extension()
            .is_some_and(|kind| ["ttf", "otf", "ttc"].iter().any(|k| kind == *k))
        {
            paths.push(path);
        }
    }
}

/// How many words in its name say that a face is not the plain one of its family.
fn plainness(path: &Path) -> usize {
    let name =
        path.file_stem().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let words = [
        "bold",
        "italic",
        "oblique",
        "mono",
        "condensed",
        "light",
        "thin",
        "black",
        "serif",
        "math",
    ];
    words.iter().filter(|word| name.contains(**word)).count()
}

fn look_at(path: PathBuf) -> Option<SystemFont> {
    if std::fs::metadata(&path).ok()?.len() > BYTES_MAX {
        return None;
    }
    let bytes = std::fs::read(&path).ok()?;
    let mut blocks = vec![0_u64; 0x1100 / 64];
    for (character, _) in first_font(&bytes)?.charmap().mappings() {
        let block = character >> 8;
        if let Some(word) = blocks.get_mut((block >> 6) as usize) {
            *word |= 1 << (block & 63);
        }
    }
    Some(SystemFont { path, blocks, blob: OnceLock::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_and_emoji_are_never_looked_for() {
        assert_eq!(find('a'), None);
        assert_eq!(find('🚀'), None);
        assert_eq!(find('\u{200d}'), None);
    }

    #[test]
    fn plain_faces_come_first() {
        assert_eq!(plainness(Path::new("/f/DejaVuSans.ttf")), 0);
        assert_eq!(plainness(Path::new("/f/DejaVuSansMono-BoldOblique.ttf")), 3);
    }
}
