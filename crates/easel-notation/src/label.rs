//! What people should read: texts without quotes, entities, tags and Markdown marks.

/// A text as it should be read; line breaks are `\n`.
pub(crate) fn clean(text: &str) -> String {
    let text = text.trim();
    let unquoted = unquoted(text);
    let (inner, markdown) = match unquoted.trim().strip_prefix('`') {
        Some(inner) => (inner.strip_suffix('`').unwrap_or(inner), true),
        None => (unquoted, false),
    };
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '#' | '&' => entity(rest, &mut out),
            '<' => tag(rest, &mut out),
            '\\' if rest.starts_with("\\n") => {
                out.push('\n');
                2
            }
            '*' if markdown => rest.len() - rest.trim_start_matches('*').len(),
            '_' if markdown && rest.starts_with("__") => 2,
            _ => 0,
        };
        if taken == 0 {
            out.push(c);
        }
        rest = rest.get(taken.max(c.len_utf8())..).unwrap_or_default();
    }
    tidy(&out)
}

/// [`clean`], or nothing where nothing is left.
pub(crate) fn some(text: &str) -> Option<String> {
    Some(clean(text)).filter(|text| !text.is_empty())
}

/// Text without one pair of double quotes around it.
pub(crate) fn unquoted(text: &str) -> &str {
    text.strip_prefix('"').map_or(text, |inner| inner.strip_suffix('"').unwrap_or(inner))
}

/// Single spaces in each line, no empty lines.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let mut is_first = true;
        for word in line.split_whitespace() {
            match (is_first, out.is_empty()) {
                (true, false) => out.push('\n'),
                (false, _) => out.push(' '),
                (true, true) => {}
            }
            is_first = false;
            out.push_str(word);
        }
    }
    out
}

/// Takes `fa:fa-car`, `mdi:home` and the like out of a label: the word of an icon.
pub(crate) fn split_icon(label: &str) -> (String, Option<String>) {
    let is_icon = |word: &&str| {
        word.split_once(':').is_some_and(|(set, name)| {
            matches!(set, "fa" | "fas" | "fab" | "far" | "fal" | "fad" | "fak" | "mdi" | "logos")
                && !name.is_empty()
        })
    };
    let Some(found) = label.split_whitespace().find(is_icon) else {
        return (label.to_owned(), None);
    };
    let icon = icon_word(found);
    let rest: Vec<&str> = label.split(' ').filter(|word| *word != found).collect();
    (tidy(&rest.join(" ")), icon)
}

/// The word of an icon name: `fa:fa-car`, `fa fa-car`, `logos:aws-lambda` are car, car and
/// aws lambda.
pub(crate) fn icon_word(name: &str) -> Option<String> {
    let last = name.split_whitespace().next_back()?;
    let last = last.rsplit(':').next().unwrap_or(last);
    let word = last.strip_prefix("fa-").or_else(|| last.strip_prefix("mdi-")).unwrap_or(last);
    let word = word.replace(['-', '_'], " ");
    (!word.trim().is_empty()).then(|| word.trim().to_owned())
}

/// Writes the character of `#35;`, `#quot;` or `&amp;`; how many bytes it took, 0 for none.
fn entity(text: &str, out: &mut String) -> usize {
    const LONGEST: usize = 12;
    let body = text.get(1..).unwrap_or_default();
    let Some(end) = body.bytes().take(LONGEST).position(|byte| byte == b';') else { return 0 };
    let name = body.get(..end).unwrap_or_default();
    let (name, marked) = match name.strip_prefix('#') {
        Some(name) => (name, true),
        None => (name, text.starts_with('#')),
    };
    let number = if let Some(hex) = name.strip_prefix(['x', 'X']) {
        u32::from_str_radix(hex, 16).ok()
    } else {
        name.parse().ok()
    };
    let c = number.filter(|_| marked).and_then(char::from_u32).or_else(|| named(name));
    match c {
        Some(c) if !c.is_control() => {
            out.push(c);
            end + 2
        }
        _ => 0,
    }
}

fn named(name: &str) -> Option<char> {
    Some(match name {
        "quot" => '"',
        "apos" => '\'',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => ' ',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "deg" => '°',
        "euro" => '€',
        "pound" => '£',
        "yen" => '¥',
        "times" => '×',
        "divide" => '÷',
        "plusmn" => '±',
        "micro" => 'µ',
        "middot" => '·',
        "bull" => '•',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "larr" => '←',
        "rarr" => '→',
        "uarr" => '↑',
        "darr" => '↓',
        "le" => '≤',
        "ge" => '≥',
        "ne" => '≠',
        "infin" => '∞',
        "hearts" => '♥',
        "check" => '✓',
        "semi" => ';',
        "colon" => ':',
        "num" => '#',
        "lbrace" | "lcub" => '{',
        "rbrace" | "rcub" => '}',
        "lpar" => '(',
        "rpar" => ')',
        "lbrack" | "lsqb" => '[',
        "rbrack" | "rsqb" => ']',
        _ => return None,
    })
}

/// Leaves out a tag of HTML, which may be a line break; how many bytes it took, 0 where it is no
/// tag: "a < b" keeps its sign.
fn tag(text: &str, out: &mut String) -> usize {
    const LONGEST: usize = 400;
    const BREAKS: [&str; 7] = ["br", "p", "div", "li", "tr", "ul", "hr"];
    const PLAIN: [&str; 17] = [
        "b", "i", "u", "s", "em", "strong", "span", "small", "big", "sub", "sup", "code", "font",
        "a", "center", "table", "td",
    ];
    let Some(end) = text.bytes().take(LONGEST).position(|byte| byte == b'>') else { return 0 };
    let inside = text.get(1..end).unwrap_or_default();
    let name: String = inside
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    if BREAKS.contains(&name.as_str()) {
        out.push('\n');
        end + 1
    } else if PLAIN.contains(&name.as_str()) {
        end + 1
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(clean(text), expect, "{text}");
    }

    #[test]
    fn texts_are_as_people_read_them() {
        check(" plain  words ", "plain words");
        check("\"quoted\"", "quoted");
        check("one<br/>two<BR>three", "one\ntwo\nthree");
        check("#35; #quot;a#quot; #9829;", "# \"a\" ♥");
        check("R&D &amp; &lt;T&gt;", "R&D & <T>");
        check("`**bold** and *soft*`", "bold and soft");
        check("a < b > c", "a < b > c");
        check("<b>strong</b> <i>x</i>", "strong x");
        check("a\\nb", "a\nb");
        check("issue #12; done", "issue \u{c}; done".replace('\u{c}', "#12").as_str());
    }

    #[test]
    fn icons_are_words() {
        assert_eq!(split_icon("fa:fa-car Drive"), ("Drive".to_owned(), Some("car".to_owned())));
        assert_eq!(icon_word("logos:aws-lambda").as_deref(), Some("aws lambda"));
        assert_eq!(icon_word("fa fa-book").as_deref(), Some("book"));
    }
}
