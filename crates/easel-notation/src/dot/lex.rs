//! Words and signs of DOT.

use crate::cursor::Cursor;
use crate::error::Outcome;

/// A word or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A name, a number or a text in quotes.
    Id {
        /// The text, with `\n` and the like still in it.
        text: String,
        /// Quoted names are no keywords.
        quoted: bool,
    },
    /// What stands between `<` and `>`.
    Html(String),
    /// `->` or `--`.
    Link,
    /// `{`, `[`, `=` and so on.
    Sign(char),
    /// The end of the text.
    End,
}

/// Goes behind white space and comments.
pub(super) fn skip(cursor: &mut Cursor<'_>) {
    loop {
        cursor.space();
        if cursor.starts_with("//") || starts_preprocessor(cursor) {
            cursor.line();
        } else if cursor.starts_with("/*") {
            let rest = cursor.rest();
            cursor.skip(rest.find("*/").map_or(rest.len(), |at| at + 2));
        } else {
            return;
        }
    }
}

/// Lines that begin with `#` come from a preprocessor.
fn starts_preprocessor(cursor: &Cursor<'_>) -> bool {
    let before = cursor.source().get(..cursor.offset()).unwrap_or_default();
    cursor.starts_with("#")
        && before.trim_end_matches([' ', '\t']).ends_with(['\n', '{', ';', ']', '}'])
        || cursor.starts_with("#") && before.is_empty()
}

/// The next word or sign.
pub(super) fn next(cursor: &mut Cursor<'_>) -> Outcome<Token> {
    skip(cursor);
    let Some(c) = cursor.peek() else { return Ok(Token::End) };
    if cursor.eat("->") || cursor.eat("--") {
        return Ok(Token::Link);
    }
    match c {
        '"' => {
            let mut text = quoted(cursor)?;
            // "a" + "b" is one text.
            loop {
                let behind = *cursor;
                skip(cursor);
                if !cursor.eat("+") {
                    *cursor = behind;
                    break;
                }
                skip(cursor);
                if !cursor.starts_with("\"") {
                    return Err(cursor.expected("a text in quotes"));
                }
                text.push_str(&quoted(cursor)?);
            }
            Ok(Token::Id { text, quoted: true })
        }
        '<' => html(cursor),
        '{' | '}' | '[' | ']' | '=' | ';' | ',' | ':' => {
            cursor.bump();
            Ok(Token::Sign(c))
        }
        _ => {
            let place = *cursor;
            let text = word(cursor);
            if text.is_empty() {
                return Err(
                    place.expected("a name, a text in quotes or one of `{ } [ ] ; , = -> --`")
                );
            }
            Ok(Token::Id { text: text.to_owned(), quoted: false })
        }
    }
}

/// A name of letters, digits and `_`, or a number.
fn word<'a>(cursor: &mut Cursor<'a>) -> &'a str {
    let rest = cursor.rest();
    let sign = usize::from(rest.starts_with('-'));
    let body = rest.get(sign..).unwrap_or_default();
    if body.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        let length =
            body.len() - body.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let behind = body.get(length..).unwrap_or_default();
        // `2nd` is no number to Graphviz either, but one word to people.
        let more = behind.len()
            - behind.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').len();
        cursor.skip(sign + length + more);
        return rest.get(..sign + length + more).unwrap_or_default();
    }
    cursor.take_while(|c| c.is_alphanumeric() || c == '_' || !c.is_ascii() && !c.is_whitespace())
}

/// A text in quotes: `\"` is a quote, a backslash at the end of a line joins lines.
fn quoted(cursor: &mut Cursor<'_>) -> Outcome<String> {
    let place = *cursor;
    cursor.bump();
    let mut text = String::new();
    loop {
        text.push_str(cursor.take_while(|c| !matches!(c, '"' | '\\')));
        match cursor.bump() {
            Some('"') => return Ok(text),
            Some('\\') => match cursor.bump() {
                Some('"') => text.push('"'),
                Some('\n') => {}
                Some(c) => {
                    text.push('\\');
                    text.push(c);
                }
                None => {}
            },
            _ => return Err(place.expected("a text that ends with `\"`")),
        }
    }
}

/// A label like HTML, whose angles are balanced.
fn html(cursor: &mut Cursor<'_>) -> Outcome<Token> {
    let place = *cursor;
    let mut depth = 0_usize;
    for (at, c) in cursor.rest().char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            let text = cursor.rest().get(1..at).unwrap_or_default().to_owned();
            cursor.skip(at + 1);
            return Ok(Token::Html(text));
        }
    }
    Err(place.expected("a label that ends with `>`"))
}
