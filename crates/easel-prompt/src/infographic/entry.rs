//! One entry of a list taken apart: date, figure, name, explanation, tick, what it consists of.
//! How a prompt is cut into entries is in `outline` and `split`.

use easel_types::spec::InfographicItem;

use super::inline;
use super::outline::Raw;
use super::scan::{self, Cut};
use super::{dates, figures, lines, split};
use crate::tokens::{capitalised, collapse};

/// What the entries of a list have in common.
#[expect(clippy::struct_excessive_bools, reason = "what entries have in common is independent")]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    /// Dates stand apart from what happened.
    pub dated: bool,
    /// A bare year at the end is one, too.
    pub date_last: bool,
    /// Percentages stand between a name and a word.
    pub percent_within: bool,
    /// Figures stand before their names.
    pub figure_first: bool,
    /// Figures stand behind their names.
    pub figure_last: bool,
    /// The entries are things to do or have, whose figures belong to the words.
    pub verbatim: bool,
    /// Words such as "Top" and "Base" only say where an entry stands.
    pub placed: bool,
}

impl Style {
    /// What most entries look like, under an arrangement that was asked for.
    pub(super) fn of(raws: &[Raw], named: Option<&str>) -> Self {
        let count = raws.len();
        let share = |test: &dyn Fn(&Raw) -> bool| raws.iter().filter(|raw| test(raw)).count();
        let dated = share(&|raw| {
            dates::at_start(&raw.text).is_some() || dates::at_end(&raw.text, false).is_some()
        });
        let ended = share(&|raw| {
            dates::at_end(&raw.text, true).is_some_and(|(_, date)| date.chars().count() >= 4)
        });
        let first =
            share(&|raw| figures::prefix(&raw.text).is_some_and(|(_, rest)| !rest.is_empty()));
        let last = share(&|raw| {
            figures::suffix(name_part(&raw.text)).is_some()
                || explanation(&raw.text).is_some_and(|(_, rest)| figures::is_figure(rest))
        });
        let most = |part: usize| part >= 1 && part * 2 >= count && (count > 1 || part == 1);
        let verbatim = matches!(named, Some("steps" | "checklist" | "cycle"));
        let timely = matches!(
            named,
            Some("timeline" | "timeline_vertical" | "timeline_horizontal" | "roadmap")
        );
        let asked = matches!(
            named,
            Some(
                "statistics"
                    | "funnel"
                    | "ranked"
                    | "progress"
                    | "progress_bars"
                    | "donut"
                    | "icon_array"
            )
        );
        Self {
            dated: most(dated) || timely || (ended == count && count > 1),
            date_last: timely || (ended == count && count > 1),
            percent_within: share(&|raw| {
                percent(&raw.text).is_some()
                    || figures::suffix(&raw.text).is_some_and(|(_, figure)| figure.ends_with('%'))
            }) * 2
                > count,
            figure_first: (most(first) && !verbatim) || asked,
            figure_last: ((most(last) && !verbatim) || asked) && !timely,
            verbatim,
            placed: matches!(named, Some("pyramid" | "layers" | "funnel" | "hub")),
        }
    }
}

/// The entry that `raw` describes.
pub(super) fn item(raw: &Raw, style: Style) -> InfographicItem {
    let text = clean(&raw.text);
    let (icon, text) = match lines::leading_icon(&text) {
        (Some(icon), rest) => (Some(icon.to_owned()), rest.to_owned()),
        (None, _) => (None, text),
    };
    let mut made = named(&text, style);
    if let Some(more) = raw.more.as_deref().map(clean).filter(|more| !more.is_empty()) {
        made.text = Some(match made.text.take() {
            Some(text) => format!("{text}. {more}"),
            None => more,
        });
    }
    made.label = capitalised(made.label.trim());
    made.text = made.text.map(|text| capitalised(text.trim())).filter(|text| !text.is_empty());
    if let Some(value) = &raw.value {
        made = InfographicItem {
            label: capitalised(&text),
            value: Some(value.clone()),
            text: raw.more.clone(),
            ..InfographicItem::default()
        };
    }
    made.done = raw.done;
    made.icon = raw.icon.clone().or(icon);
    made.items = raw.children.iter().map(|child| item(child, style)).collect();
    if made.label.is_empty() && made.text.is_none() && made.value.is_none() {
        made.label = capitalised(&text);
    }
    made
}

/// Date, figure, name and explanation of a text.
fn named(text: &str, style: Style) -> InfographicItem {
    let text = if style.placed { unplaced(text) } else { text };
    if let Some((date, rest)) =
        dates::at_start(text).filter(|(date, _)| style.dated || is_far(date))
    {
        let mut made = explained(rest);
        made.value = Some(date.to_owned());
        return made;
    }
    if style.placed
        && let Some((head, rest)) = explanation(text)
        && (inline::position_word(head) || split::without_sequence(&format!("{head}: x")) == "x")
    {
        return named(rest, Style { placed: false, ..style });
    }
    if style.dated
        && let Some((head, date)) = dates::at_end(text, style.date_last)
    {
        let mut made = explained(head);
        made.value = Some(date.to_owned());
        return made;
    }
    if let Some((head, rest)) = explanation(text) {
        return of_head(head, rest, style);
    }
    if style.figure_first
        && let Some((figure, rest)) = figures::prefix(text).filter(|(_, rest)| !rest.is_empty())
    {
        let (label, text) = bracket(rest);
        return InfographicItem {
            label: label.to_owned(),
            text: text.map(str::to_owned),
            value: Some(figure.to_owned()),
            ..InfographicItem::default()
        };
    }
    if let Some((head, figure, rest)) = percent(text).filter(|_| style.percent_within) {
        return InfographicItem {
            label: head.to_owned(),
            text: Some(rest.to_owned()),
            value: Some(figure.to_owned()),
            ..InfographicItem::default()
        };
    }
    if style.figure_last
        && let Some((head, figure)) = figures::suffix(text)
    {
        let mut made = explained(head);
        made.value = Some(figure.to_owned());
        return made;
    }
    let mut made = explained(text);
    if style.figure_last
        && made.text.is_some()
        && let Some((head, figure)) = figures::suffix(&made.label)
    {
        made.value = Some(figure.to_owned());
        made.label = head.to_owned();
    }
    made
}

/// `text` without words at its end that only say where it stands.
fn unplaced(text: &str) -> &str {
    const PLACES: [&str; 16] = [
        " at the top",
        " at the bottom",
        " on top",
        " at the base",
        " in the middle",
        " oben",
        " unten",
        " en haut",
        " en bas",
        " arriba",
        " abajo",
        " in alto",
        " in basso",
        " no topo",
        " bovenaan",
        " onderaan",
    ];
    let found = PLACES.iter().find_map(|place| text.strip_suffix(place));
    found.filter(|rest| !rest.trim().is_empty()).unwrap_or(text)
}

/// "Website 80% complete": name, percentage, and a word or two.
fn percent(text: &str) -> Option<(&str, &str, &str)> {
    let mut words = text.char_indices().filter(|(_, c)| *c == ' ').take(8);
    words.find_map(|(at, _)| {
        let (figure, rest) = figures::prefix(&text[at + 1..])?;
        let short = !rest.is_empty() && scan::word_count(rest) <= 3;
        (figure.ends_with('%') && short).then(|| (text[..at].trim(), figure, rest))
    })
}

/// A name with what stands behind its colon or dash.
fn of_head(head: &str, rest: &str, style: Style) -> InfographicItem {
    let (label, more) = bracket(head);
    let mut made = InfographicItem {
        label: label.to_owned(),
        text: more.map(str::to_owned),
        ..InfographicItem::default()
    };
    if figures::is_figure(rest) {
        made.value = Some(rest.to_owned());
        return made;
    }
    if figures::is_figure(head) && !style.verbatim {
        let mut made = explained(rest);
        made.value = Some(head.to_owned());
        return made;
    }
    // "Nile - 6,650 km (Africa)" and "Gold: 45%, up from 30%".
    let (main, aside) = bracket(rest);
    if let (true, Some(aside)) = (figures::is_figure(main), aside) {
        made.value = Some(main.to_owned());
        made.text = Some(aside.to_owned());
        return made;
    }
    // "Website: 80% complete".
    if let Some((figure, more)) = figures::prefix(rest)
        && figure.ends_with(['%', '％'])
        && scan::word_count(more) <= 3
    {
        made.value = Some(figure.to_owned());
        made.text = Some(more.to_owned());
        return made;
    }
    if style.figure_last
        && made.text.is_none()
        && let Some((name, figure)) = figures::suffix(head)
    {
        made.label = name.to_owned();
        made.value = Some(figure.to_owned());
    }
    made.text = Some(match made.text.take() {
        Some(aside) => format!("({aside}) {rest}"),
        None => rest.to_owned(),
    });
    made
}

/// A name with an explanation in brackets, behind a question mark, a colon or dash, or in
/// further sentences.
fn explained(text: &str) -> InfographicItem {
    let make = |label: &str, text: Option<&str>| InfographicItem {
        label: label.to_owned(),
        text: text.map(str::to_owned),
        ..InfographicItem::default()
    };
    if let Some((head, rest)) = explanation(text) {
        return make(head, Some(rest));
    }
    let marks = scan::marks(text);
    if let Some(end) = marks.iter().find(|mark| mark.cut == Cut::Sentence)
        && !text[end.end..].trim().is_empty()
    {
        return make(text[..end.start].trim(), Some(text[end.end..].trim()));
    }
    match bracket(text) {
        (label, Some(aside)) if figures::is_figure(aside) => {
            InfographicItem { value: Some(aside.to_owned()), ..make(label, None) }
        }
        (label, aside) => make(label, aside),
    }
}

/// `label (aside)`.
fn bracket(text: &str) -> (&str, Option<&str>) {
    let trimmed = text.trim();
    let inner = trimmed.strip_suffix([')', '）']);
    let Some((inner, open)) = inner.and_then(|inner| Some((inner, inner.rfind(['(', '（'])?)))
    else {
        return (trimmed, None);
    };
    let label = trimmed[..open].trim();
    let aside = inner[open..].trim_start_matches(['(', '（']).trim();
    if label.is_empty() || aside.is_empty() { (trimmed, None) } else { (label, Some(aside)) }
}

/// The words before the first colon or dash, and those behind it.
pub(super) fn explanation(text: &str) -> Option<(&str, &str)> {
    let marks = scan::marks(text);
    let first = marks
        .iter()
        .find(|mark| matches!(mark.cut, Cut::Colon | Cut::Dash | Cut::Arrow | Cut::Sentence))?;
    if first.cut == Cut::Sentence {
        return None;
    }
    let (head, rest) = (text.get(..first.start)?.trim(), text.get(first.end..)?.trim());
    let named = head.chars().any(char::is_alphanumeric) && scan::word_count(head) <= 14;
    (named && rest.chars().any(char::is_alphanumeric)).then_some((head, rest))
}

/// The words before an explanation.
fn name_part(text: &str) -> &str {
    explanation(text).map_or(text, |(head, _)| head)
}

/// A date that is one wherever it stands: a year with an era, a quarter with its year.
fn is_far(date: &str) -> bool {
    date.contains(' ')
        && date.chars().filter(char::is_ascii_digit).count() >= 2
        && !date.contains(['m', 'M'])
}

/// `text` without the marks of Markdown, quotation marks around all of it, and separators.
pub(super) fn clean(text: &str) -> String {
    let text = text.replace("**", "").replace("__", "").replace('`', "");
    let text = collapse(split::trimmed(&text));
    let text = text.trim_end_matches([':', '：']).trim_end();
    let smiley = [":)", ":-)", ";)", ":D", ";-)", "^^"].iter().find_map(|s| text.strip_suffix(s));
    let text = smiley.unwrap_or(text).trim_end();
    let single = text.strip_prefix(['\'', '‘']).and_then(|inner| inner.strip_suffix(['\'', '’']));
    let text = single.filter(|inner| !inner.contains(['\'', '’'])).unwrap_or(text);
    let quoted = scan::quotations(text);
    match quoted.as_slice() {
        [(0, end)] if *end == text.len() => {
            let mut chars = text.chars();
            chars.next();
            chars.next_back();
            chars.as_str().trim().to_owned()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, named: Option<&str>, expect: (&str, Option<&str>, Option<&str>)) {
        let raws = [Raw::of(text)];
        let made = item(&raws[0], Style::of(&raws, named));
        assert_eq!(
            (made.label.as_str(), made.text.as_deref(), made.value.as_deref()),
            expect,
            "{text}"
        );
    }

    #[test]
    fn entries_are_taken_apart() {
        check("Queen: lays eggs", None, ("Queen", Some("Lays eggs"), None));
        check("Plan - decide on goals", None, ("Plan", Some("Decide on goals"), None));
        check("**Crust** (5-70 km)", None, ("Crust", None, Some("5-70 km")));
        check("1911 — Amundsen arrives", None, ("Amundsen arrives", None, Some("1911")));
        check("Moon landing (1969)", Some("timeline"), ("Moon landing", None, Some("1969")));
        check("80% of users agree", None, ("Of users agree", None, Some("80%")));
        check("Nile: 6,650 km", None, ("Nile", None, Some("6,650 km")));
        check("Cut after 1 hour", Some("steps"), ("Cut after 1 hour", None, None));
        check(
            "Do you ship? Yes, to 40 countries.",
            None,
            ("Do you ship?", Some("Yes, to 40 countries"), None),
        );
        check("Base: grains", Some("pyramid"), ("Grains", None, None));
        check("patience :)", None, ("Patience", None, None));
    }
}
