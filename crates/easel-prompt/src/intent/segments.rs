//! How the pieces of a prompt between its commas, colons and line ends are built: "Anna 12" is
//! what charts are made of, "12 offices" and "1969 moon landing" what infographics say. Needs no
//! words of any language. What the counts mean is learned; see `features`.

/// Most bytes and pieces that are looked at.
const BYTES_MAX: usize = 3000;
const PIECES_MAX: usize = 60;
/// Letters after a number that may be its unit.
const UNIT_MAX: usize = 4;

/// How a piece is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Build {
    /// Words alone, at most three.
    Short,
    /// More words alone.
    Long,
    /// Words and then a number, with a unit at most.
    NumberLast,
    /// A number and then words.
    NumberFirst,
    /// A year and then words.
    YearFirst,
    /// A year and then a number.
    YearNumber,
    /// A number alone.
    Number,
    /// Numbers elsewhere.
    Mixed,
}

/// All ways, in the order of their numbers.
pub(super) const BUILDS: [Build; 8] = [
    Build::Short,
    Build::Long,
    Build::NumberLast,
    Build::NumberFirst,
    Build::YearFirst,
    Build::YearNumber,
    Build::Number,
    Build::Mixed,
];

/// The ways the pieces of `prompt` are built, in their order.
pub(super) fn builds(prompt: &str) -> Vec<Build> {
    let mut limit = prompt.len().min(BYTES_MAX);
    while !prompt.is_char_boundary(limit) {
        limit -= 1;
    }
    let text = prompt.get(..limit).unwrap_or_default();
    let mut made = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let after = letters.peek().map_or(' ', |(_, next)| *next);
        let inside = before.is_ascii_digit() && after.is_ascii_digit();
        let cut = match letter {
            ';' | '、' | '，' | '،' | '؛' | '；' | '\n' | '\t' | '|' | '。' | '：' | '?' | '？'
            | '!' | '·' => true,
            ',' | ':' => !inside,
            '.' => after.is_whitespace() && !before.is_ascii_digit(),
            _ => false,
        };
        if cut {
            made.extend(build(text.get(start..at).unwrap_or_default()));
            start = at + letter.len_utf8();
        }
        if made.len() >= PIECES_MAX {
            return made;
        }
        before = letter;
    }
    made.extend(build(text.get(start..).unwrap_or_default()));
    made
}

/// How one piece is built; `None` for one without letters and digits.
fn build(piece: &str) -> Option<Build> {
    let piece = piece.trim_matches(|c: char| !c.is_alphanumeric());
    let first = piece.chars().next()?;
    let digit = |c: char| c.is_numeric();
    let Some(last) = piece.rfind(digit) else {
        let dense = piece.chars().filter(|c| *c >= '\u{3000}').count();
        let short = piece.split_whitespace().count() <= 3 && dense <= 8;
        return Some(if short { Build::Short } else { Build::Long });
    };
    let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
    if !digit(first) {
        let tail = piece.get(last..).unwrap_or_default();
        let ends = letters(tail) <= UNIT_MAX && tail.split_whitespace().count() <= 2;
        return Some(if ends { Build::NumberLast } else { Build::Mixed });
    }
    let head: String = piece.chars().take_while(|c| digit(*c)).collect();
    let rest = piece.get(head.len()..).unwrap_or_default();
    let year = head.len() == 4 && (head.starts_with("20") || head.starts_with('1'));
    let again = rest.contains(digit);
    Some(match (year, again, letters(rest) <= UNIT_MAX) {
        (true, true, _) => Build::YearNumber,
        (true, false, false) => Build::YearFirst,
        (_, _, true) => Build::Number,
        _ => Build::NumberFirst,
    })
}

/// True where 1, 2 and 3 follow each other in `prompt`, as numbers of their own.
pub(super) fn counts_up(prompt: &str) -> bool {
    let mut next = 1;
    let pieces = prompt.get(..BYTES_MAX).unwrap_or(prompt).split(|c: char| !c.is_alphanumeric());
    for piece in pieces {
        if piece.parse() == Ok(next) {
            next += 1;
        }
    }
    next > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_told_by_their_numbers() {
        let all = builds("sales: Anna 12, 12 offices, 1969 moon landing, 2020 4.1, 小明12，7");
        let expect = [
            Build::Short,
            Build::NumberLast,
            Build::NumberFirst,
            Build::YearFirst,
            Build::YearNumber,
            Build::NumberLast,
            Build::Number,
        ];
        assert_eq!(all, expect);
        assert!(counts_up("1 stay calm 2 leave 3 wait"));
        assert!(!counts_up("2 eggs, 3 spoons"));
    }
}
