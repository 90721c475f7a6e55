//! Which proportions suit a prompt, for clients that leave them open. Words alone decide; what the
//! picture shows is `intent`'s affair.

/// Words and the proportions they ask for; the first that stands in the prompt decides, so the
/// narrower meanings come first.
const WORDS: &[(&str, (u32, u32))] = &[
    ("phone wallpaper", (9, 16)),
    ("lock screen", (9, 16)),
    ("instagram story", (9, 16)),
    ("vertical video", (9, 16)),
    ("business card", (3, 2)),
    ("book cover", (2, 3)),
    ("movie poster", (2, 3)),
    ("album cover", (1, 1)),
    ("app icon", (1, 1)),
    ("profile picture", (1, 1)),
    ("avatar", (1, 1)),
    ("logo", (1, 1)),
    ("icon", (1, 1)),
    ("sticker", (1, 1)),
    ("emoji", (1, 1)),
    ("banner", (2, 1)),
    ("panorama", (2, 1)),
    ("panoramic", (2, 1)),
    ("letterbox", (2, 1)),
    ("desktop wallpaper", (16, 9)),
    ("wallpaper", (16, 9)),
    ("cinematic", (16, 9)),
    ("widescreen", (16, 9)),
    ("movie still", (16, 9)),
    ("film still", (16, 9)),
    ("youtube thumbnail", (16, 9)),
    ("slide", (16, 9)),
    ("poster", (2, 3)),
    ("full body", (2, 3)),
    ("full-body", (2, 3)),
    ("standing", (2, 3)),
    ("skyscraper", (2, 3)),
    ("waterfall", (2, 3)),
    ("portrait", (3, 4)),
    ("headshot", (3, 4)),
    ("bust of", (3, 4)),
    ("skyline", (16, 9)),
    ("cityscape", (16, 9)),
    ("seascape", (16, 9)),
    ("landscape", (3, 2)),
    ("mountains", (3, 2)),
    ("mountain range", (3, 2)),
    ("horizon", (3, 2)),
    ("beach", (3, 2)),
    ("street scene", (3, 2)),
    ("valley", (3, 2)),
];

/// Width and height, as small numbers, that suit `prompt`; a square where nothing speaks for
/// anything else.
pub fn proportions(prompt: &str) -> (u32, u32) {
    let prompt = prompt.to_lowercase();
    let stands = |word: &str| {
        prompt.match_indices(word).any(|(at, _)| {
            let before = prompt[..at].chars().next_back();
            let after = prompt[at + word.len()..].chars().next();
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !letter(before) && !letter(after)
        })
    };
    WORDS.iter().find(|(word, _)| stands(word)).map_or((1, 1), |(_, proportions)| *proportions)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, expect: (u32, u32)) {
        assert_eq!(proportions(prompt), expect, "{prompt}");
    }

    #[test]
    fn the_subject_decides() {
        check("A portrait of an old sailor", (3, 4));
        check("Mountain landscape at sunrise", (3, 2));
        check("futuristic city skyline at night", (16, 9));
        check("A phone wallpaper with a landscape", (9, 16));
        check("a minimal logo for a bakery in the mountains", (1, 1));
        check("a cat", (1, 1));
    }

    #[test]
    fn only_whole_words_count() {
        check("iconic bannerman", (1, 1));
        check("ein Wanderer", (1, 1));
    }
}
