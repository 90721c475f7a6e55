//! What may stand before a Mermaid diagram: front matter, comments, directives. Of the
//! configuration, the title, the theme, some colours and the name of the main branch are used.

use easel_types::Spec;
use easel_types::spec::{ChartSpec, DiagramSpec, Theme};

use crate::color;
use crate::cursor::Cursor;
use crate::label;
use crate::notes::Notes;

/// Settings before the diagram.
#[derive(Debug, Default)]
pub(super) struct Preamble {
    title: Option<String>,
    theme: Option<Theme>,
    background: Option<String>,
    colors: Vec<String>,
    pub(super) main_branch: Option<String>,
    pub(super) show_values: bool,
}

impl Preamble {
    /// Puts the settings into the spec; what the diagram itself says wins.
    pub(super) fn apply(self, spec: &mut Spec) {
        let look = spec.appearance_mut();
        look.theme = look.theme.or(self.theme);
        look.background = look.background.take().or(self.background);
        if look.colors.is_empty() {
            look.colors = self.colors;
        }
        if let Spec::Chart(ChartSpec { title, .. }) | Spec::Diagram(DiagramSpec { title, .. }) =
            spec
            && title.is_none()
        {
            *title = self.title;
        }
    }

    fn set(&mut self, key: &str, value: &str, place: &Cursor<'_>, notes: &mut Notes) {
        let value = value.trim().trim_matches(['"', '\'']).trim();
        match key {
            "title" => self.title = label::some(value),
            "theme" => match value {
                "dark" => self.theme = Some(Theme::Dark),
                "forest" => self.theme = Some(Theme::Forest),
                "neutral" => self.theme = Some(Theme::Mono),
                "default" | "base" | "null" => {}
                _ => notes.once(place, "this theme is not known; the usual one is used"),
            },
            "background" => self.background = color::css(value),
            "mainBranchName" => self.main_branch = Some(value.to_owned()),
            "showDataLabel" => self.show_values = value == "true",
            "displayMode" | "config" | "init" | "initialize" | "themeVariables" => {}
            _ if key.starts_with("pie") || key.starts_with("cScale") || key.starts_with("git") => {
                let is_numbered = key.ends_with(|c: char| c.is_ascii_digit());
                if let Some(color) = color::css(value).filter(|_| is_numbered) {
                    self.colors.push(color);
                }
            }
            "primaryColor" => {
                if let Some(color) = color::css(value) {
                    self.colors.insert(0, color);
                }
            }
            _ if value.is_empty() => {}
            _ => notes.once(place, "of the configuration, only title, theme and colours are used"),
        }
    }
}

/// Reads what stands before the name of the diagram.
pub(super) fn read(cursor: &mut Cursor<'_>, notes: &mut Notes) -> Preamble {
    let mut made = Preamble::default();
    walk(cursor, |part| match part {
        Part::Setting(line) => {
            if let Some((key, value)) = line.rest().split_once(':') {
                made.set(key.trim().trim_matches(['"', '\'']), value, &line, notes);
            }
        }
        Part::Directive(body) => directive(body, |key, value| {
            made.set(key, value, &body, notes);
        }),
    });
    made
}

/// Goes behind what stands before the name of the diagram.
pub(super) fn skip(cursor: &mut Cursor<'_>) {
    walk(cursor, |_| {});
}

enum Part<'a> {
    /// A line of the front matter.
    Setting(Cursor<'a>),
    /// What stands between `%%{` and `}%%`.
    Directive(Cursor<'a>),
}

fn walk<'a>(cursor: &mut Cursor<'a>, mut found: impl FnMut(Part<'a>)) {
    cursor.space();
    cursor.eat("\u{feff}");
    if cursor.rest().lines().next().is_some_and(|line| line.trim_end() == "---") {
        cursor.line();
        while !cursor.is_done() {
            let line = cursor.line();
            if line.trimmed() == "---" {
                break;
            }
            if !line.trimmed().starts_with('#') {
                found(Part::Setting(line));
            }
        }
    }
    loop {
        cursor.space();
        if cursor.starts_with("%%{") {
            let mut body = *cursor;
            match cursor.take_until("}%%") {
                Some(text) => {
                    body = body.first(text.len());
                    body.skip(3);
                    found(Part::Directive(body));
                }
                None => {
                    cursor.line();
                }
            }
        } else if cursor.starts_with("%%") {
            cursor.line();
        } else {
            return;
        }
    }
}

/// Calls `found` with every `key: value` of a text like JSON, quotes of either kind or none.
fn directive(mut body: Cursor<'_>, mut found: impl FnMut(&str, &str)) {
    let mut key: Option<&str> = None;
    while let Some(c) = body.peek() {
        let word = match c {
            '"' | '\'' => {
                body.bump();
                let text = body.take_while(|other| other != c);
                body.bump();
                text
            }
            _ if c.is_alphanumeric() || matches!(c, '#' | '.' | '-' | '_' | '$') => {
                body.take_while(|c| c.is_alphanumeric() || matches!(c, '#' | '.' | '-' | '_' | '$'))
            }
            _ => {
                body.bump();
                if c == '{' {
                    key = None;
                }
                continue;
            }
        };
        body.space();
        if body.starts_with(":") {
            key = Some(word);
        } else if let Some(key) = key.take() {
            found(key, word);
        }
    }
}
