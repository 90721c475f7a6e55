//! Which language's way of writing numbers a prompt follows: decimal commas, points and groups of
//! three tell it where its words do not. Single numbers are read by `numbers`.

use crate::language::Language;
use crate::numbers::{is_unit, magnitude_word, word_length};

/// The language whose way of writing numbers a prompt follows: its own, unless its numbers can
/// only be read in another way.
pub(crate) fn written_as(prompt: &str, language: Language) -> Language {
    let signs = Signs::of(prompt);
    let (commas, points) = (signs.decimal_commas > 0, signs.decimal_points > 0);
    if language.has_decimal_comma() {
        return match (points && !commas, signs.spaced > 0 && !language.has_space_thousands()) {
            (true, _) => Language::ENGLISH,
            (_, true) => Language::FRENCH,
            _ => language,
        };
    }
    if commas && !points {
        return if signs.spaced > 0 { Language::FRENCH } else { Language::GERMAN };
    }
    if signs.spaced > 0 && !points {
        return Language::FRENCH;
    }
    // "8.000, 1.900": three digits behind every point, and zeros at the end.
    if signs.grouped_points >= 2 && signs.round_points > 0 && !points {
        return Language::GERMAN;
    }
    language
}

/// How often numbers are written in ways that tell languages apart.
#[derive(Debug, Default)]
struct Signs {
    /// `22,5 %`, `1.234,5`
    decimal_commas: usize,
    /// `2.5`, `1,234.5`
    decimal_points: usize,
    /// `1.250`
    grouped_points: usize,
    /// `1.900`
    round_points: usize,
    /// `12 500 visites`
    spaced: usize,
    /// Runs of digits so far.
    looked_at: usize,
}

impl Signs {
    /// Most numbers that are looked at.
    const NUMBERS_MAX: usize = 400;

    fn of(prompt: &str) -> Self {
        let mut signs = Self::default();
        let inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let mut rest = prompt;
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            signs.looked_at += 1;
            if signs.looked_at > Self::NUMBERS_MAX {
                break;
            }
            let before = rest[..start].chars().next_back();
            let number = &rest[start..];
            let length = number.find(|c| !inside(c)).unwrap_or(number.len());
            let (written, after) = number.split_at(length);
            signs.count(written.trim_end_matches(['.', ',']), before, after);
            signs.count_spaced(rest, start, written, after);
            rest = after;
        }
        signs
    }

    fn count(&mut self, written: &str, before: Option<char>, after: &str) {
        // Addresses, versions and coordinates have more than two kinds of parts.
        if before.is_some_and(|c| c.is_alphabetic() || c == '/') {
            return;
        }
        let groups: Vec<&str> = written.split(['.', ',']).collect();
        let marks: Vec<char> = written.chars().filter(|c| matches!(c, '.' | ',')).collect();
        let threes = |groups: &[&str]| groups.iter().all(|group| group.len() == 3);
        match (marks.as_slice(), groups.as_slice()) {
            (['.'], [whole, last]) if last.len() == 3 && whole.len() <= 3 && *whole != "0" => {
                self.grouped_points += 1;
                self.round_points += usize::from(last.ends_with('0'));
            }
            (['.'], _) => self.decimal_points += 1,
            ([','], [_, last]) if last.len() < 3 => {
                let after = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
                let word = &after[..word_length(after)];
                let measured = magnitude_word(&word.to_lowercase()).is_some() || is_unit(word);
                self.decimal_commas += usize::from(after.starts_with(['%', '€']) || measured);
            }
            ([first, .., last], [_, middle @ .., _]) if first != last && threes(middle) => {
                self.decimal_commas += usize::from(*last == ',');
                self.decimal_points += usize::from(*last == '.');
            }
            _ => {}
        }
    }

    /// Groups of three behind a blank, where no word stands before that the digits could number.
    fn count_spaced(&mut self, text: &str, start: usize, written: &str, after: &str) {
        let opens = text[..start].trim_end_matches(' ').chars().next_back();
        // A number right before it makes it a list.
        let listed = self.looked_at > 1 && opens.is_none();
        let free = !listed && opens.is_none_or(|c| !(c.is_alphanumeric() || c == ')'));
        let group = after.strip_prefix(' ').filter(|group| {
            group.len() >= 3 && group.bytes().take_while(u8::is_ascii_digit).count() == 3
        });
        let Some(group) = group else { return };
        let digits = written.len() <= 3 && written.bytes().all(|b| b.is_ascii_digit());
        let noun = group[3..].trim_start().chars().next().is_some_and(char::is_alphabetic);
        let more = group[3..].starts_with(' ')
            && group[4..].bytes().take_while(u8::is_ascii_digit).count() == 3;
        // "212 245 198 301" is a list.
        let run = after.split(' ').skip(1).take(4).filter(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit())).count();
        let whole = digits && !written.starts_with('0') && run < 3;
        self.spaced += usize::from(whole && free && (noun || more));
    }
}
