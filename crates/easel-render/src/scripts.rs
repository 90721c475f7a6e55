//! Names of scripts, for notes about letters that no font has.

/// First and last character, and what people call the script.
const SCRIPTS: [(u32, u32, &str); 42] = [
    (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"),
    (0x0700, 0x074F, "Syriac"),
    (0x0750, 0x077F, "Arabic"),
    (0x0780, 0x07BF, "Thaana"),
    (0x07C0, 0x07FF, "N’Ko"),
    (0x0980, 0x09FF, "Bengali"),
    (0x0A00, 0x0A7F, "Gurmukhi"),
    (0x0A80, 0x0AFF, "Gujarati"),
    (0x0B00, 0x0B7F, "Odia"),
    (0x0B80, 0x0BFF, "Tamil"),
    (0x0C00, 0x0C7F, "Telugu"),
    (0x0C80, 0x0CFF, "Kannada"),
    (0x0D00, 0x0D7F, "Malayalam"),
    (0x0D80, 0x0DFF, "Sinhala"),
    (0x0E80, 0x0EFF, "Lao"),
    (0x0F00, 0x0FFF, "Tibetan"),
    (0x1000, 0x109F, "Burmese"),
    (0x10A0, 0x10FF, "Georgian"),
    (0x1200, 0x139F, "Ethiopic"),
    (0x13A0, 0x13FF, "Cherokee"),
    (0x1400, 0x167F, "Canadian syllabics"),
    (0x1680, 0x169F, "Ogham"),
    (0x16A0, 0x16FF, "runes"),
    (0x1700, 0x177F, "Philippine scripts"),
    (0x1780, 0x17FF, "Khmer"),
    (0x1800, 0x18AF, "Mongolian"),
    (0x1C90, 0x1CBF, "Georgian"),
    (0x2200, 0x22FF, "mathematics"),
    (0x2800, 0x28FF, "Braille"),
    (0x2D00, 0x2D2F, "Georgian"),
    (0x2D30, 0x2D7F, "Tifinagh"),
    (0x2D80, 0x2DDF, "Ethiopic"),
    (0x2E80, 0x9FFF, "rare Chinese characters"),
    (0xA980, 0xA9DF, "Javanese"),
    (0xF900, 0xFAFF, "rare Chinese characters"),
    (0x10330, 0x1034F, "Gothic"),
    (0x12000, 0x1254F, "cuneiform"),
    (0x13000, 0x1345F, "hieroglyphs"),
    (0x1D100, 0x1D1FF, "musical notation"),
    (0x20000, 0x3FFFF, "rare Chinese characters"),
];

/// The script of a character that has no font.
pub(crate) fn name(character: char) -> &'static str {
    let point = u32::from(character);
    let known = SCRIPTS.iter().find(|(first, last, _)| (*first..=*last).contains(&point));
    known.map_or("other signs", |(.., name)| name)
}

/// Whether most letters of the texts are of scripts written from right to left.
pub(crate) fn is_mainly_rtl<'a>(texts: impl IntoIterator<Item = &'a str>) -> bool {
    let letters = texts.into_iter().flat_map(str::chars).filter(|c| c.is_alphabetic());
    let (all, leftwards) = letters.fold((0, 0), |(all, leftwards), letter| {
        let is_rtl =
            matches!(u32::from(letter), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF);
        (all + 1, leftwards + usize::from(is_rtl))
    });
    leftwards * 2 > all
}

/// The plain letter or digit for one of the mathematical alphabets, which people use to write
/// bold and italic where formatting is impossible.
pub(crate) fn plain_letter(character: char) -> Option<char> {
    let point = u32::from(character);
    let (index, alphabet) = match point {
        0x1D400..=0x1D6A3 => {
            ((point - 0x1D400) % 52, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        }
        0x1D7CE..=0x1D7FF => ((point - 0x1D7CE) % 10, "0123456789"),
        _ => return None,
    };
    alphabet.chars().nth(index as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_have_names() {
        assert_eq!(name('த'), "Tamil");
        assert_eq!(name('\u{12000}'), "cuneiform");
        assert_eq!(name('\u{e000}'), "other signs");
    }

    #[test]
    fn mathematical_alphabets_are_letters() {
        let plain: String = "𝐁𝐨𝐥𝐝 𝟙".chars().map(|c| plain_letter(c).unwrap_or(c)).collect();
        assert_eq!(plain, "Bold 1");
    }
}
