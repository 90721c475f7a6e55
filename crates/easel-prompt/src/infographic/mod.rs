//! Infographic specs out of prompts: heading, entries of lists, steps, dates, figures, groups, and
//! general knowledge where a prompt only names a topic. Which icon a word means and where things
//! stand is the renderer's.

mod counts;
mod dates;
mod entry;
mod figures;
mod groups;
mod heading;
mod illustrative;
mod inline;
mod lead;
mod lines;
mod look;
mod markup;
mod outline;
mod scan;
mod sides;
mod signs;
mod split;
mod template;
mod topics;
mod versus;
mod wishes;

use easel_types::spec::{InfographicGroup, InfographicItem, InfographicSpec, Source};

pub(crate) use self::signs::{has_list, numbered_lines, year_entries};
use self::topics::topic;

use self::entry::Style;
use self::outline::{Outline, Raw};
use crate::phrases;
use crate::tokens::{Text, capitalised};

/// Most entries taken from a prompt; more cannot be drawn.
const ENTRIES_MAX: usize = 60;

/// Said where the prompt gives no entries.
const NOTE_FRAME: &str =
    "The prompt lists nothing, so the content is illustrative and marked as such.";

/// The infographic a prompt describes.
pub(crate) fn extract(text: &Text<'_>, notes: &mut Vec<String>) -> InfographicSpec {
    let told = Told::read(text);
    if text.prompt.len() > READ_BYTES_MAX + told.rest.len() / 8
        && told.rest.len() + 64 < text.prompt.len()
    {
        notes.push(format!(
            "Only the first {READ_BYTES_MAX} bytes of the prompt are read for entries."
        ));
    }
    let parted = wishes::part(&told.rest);
    let mut outline = outline::read(&parted.content);
    let words = format!("{}\n{}", outline.frame, parted.wishes);
    let mut named = template::all_named(&words);
    let asks_round = named.contains(&"cycle");
    if closes(&mut outline.entries, asks_round) {
        named.insert(0, "cycle");
    }
    let asked = named.first().copied();
    let mut spec = InfographicSpec {
        title: told.title.or(outline.title.take()).or_else(|| heading::of(&outline.frame)),
        subtitle: told.subtitle,
        source: Source::Prompt,
        look: look::entries(&parted.wishes).to_owned(),
        appearance: look::appearance(&parted.wishes),
        ..InfographicSpec::default()
    };
    if let Some((groups, template)) = groups::read(&outline, &named) {
        spec.title = spec.title.or_else(|| versus_title(&groups, template));
        template.clone_into(&mut spec.template);
        spec.groups = groups;
        return spec;
    }
    let compared = versus::sides_named(&outline.frame);
    if compared.len() >= 2 && !matches!(asked, Some("timeline" | "steps" | "roadmap" | "ranked")) {
        return compare(spec, (&compared, &outline), text, notes);
    }
    if weakly_listed(&parted.content, outline.entries.len())
        && topics::find(&parted.content, text.language).is_some_and(|topic| topic.scene.is_some())
    {
        outline.entries.clear();
    }
    if outline.entries.len() > ENTRIES_MAX {
        let left = outline.entries.len() - ENTRIES_MAX;
        notes.push(format!(
            "Only {ENTRIES_MAX} entries can be drawn, so the last {left} are left out."
        ));
    }
    spec.items = items(&outline, asked);
    if spec.items.is_empty() {
        fill(&mut spec, asked, (text, &parted.content), notes);
        return spec;
    }
    template::choose_among(&named, &spec.items).clone_into(&mut spec.template);
    spec
}

/// The illustrated scene that a prompt asks for which names its topic and nothing else, whatever
/// kind of picture it calls it: "water cycle diagram".
pub(crate) fn scene(text: &Text<'_>, notes: &mut Vec<String>) -> Option<InfographicSpec> {
    let mut told = Vec::new();
    let scene = topic(text)?.scene?;
    let spec = extract(text, &mut told);
    let alone = spec.source == Source::Illustrative && spec.template == scene;
    alone.then(|| {
        notes.append(&mut told);
        spec
    })
}

/// Whether the entries go round: takes off "and it starts again", or the first entry where it
/// stands at the end once more.
fn closes(entries: &mut Vec<Raw>, round: bool) -> bool {
    const AGAIN: &str = "starts again|start again|begins again|starts over|start over|begin again|back to the start|back to the beginning|over again|recommence|on recommence|vuelve a empezar|se repite|vuelta a empezar|\
         von vorn|von vorne|beginnt wieder|ricomincia|si ripete|da capo|recomeça|se repete|begint opnieuw|opnieuw|od nowa|od początku|снова|начинается сначала|по кругу|yeniden başlar|başa döner|tekrar|重新开始|周而复始|再开始|繰り返す|くり返す|また始まる|다시 시작|반복";
    let [first, _, .., last] = entries.as_slice() else { return false };
    let again = scan::word_count(&last.text) <= 6
        && entry::explanation(&last.text).is_none()
        && template::Words::new(&last.text).any(AGAIN);
    let aside = round && last.text.starts_with(['(', '（']) && last.text.ends_with([')', '）']);
    let same = round
        && entries.len() >= 4
        && entry::clean(&first.text).to_lowercase() == entry::clean(&last.text).to_lowercase();
    if (again && entries.len() >= 4)
        || aside
        || (same && last.children.is_empty() && !last.text.contains(' '))
    {
        entries.pop();
        return true;
    }
    false
}

/// Whether nothing but commas tells that there are entries: "how volcanoes work, grade 7".
fn weakly_listed(content: &str, count: usize) -> bool {
    let opens =
        [" with ", " including ", " mit ", " con ", " avec ", " com ", " met ", " z ", " с "];
    let told = content.contains([':', '：', '\n', ';', '•', '→', '(', '（', '、']);
    !told && count <= 3 && !opens.iter().any(|word| content.contains(word))
}

/// Heading and line under it that a prompt spells out, and the rest of the prompt.
struct Told {
    title: Option<String>,
    subtitle: Option<String>,
    rest: String,
}

impl Told {
    fn read(text: &Text<'_>) -> Self {
        let title = phrases::explicit_title(text);
        let subtitle = phrases::explicit_subtitle(text);
        let span = |range: &std::ops::Range<usize>| {
            let first = text.tokens.get(range.start)?;
            let last = text.tokens.get(range.end.checked_sub(1)?)?;
            // The closing quotation mark and the separator behind it.
            let end = last.end
                + text.prompt[last.end..]
                    .chars()
                    .take_while(|c| "\"”“»'’」』".contains(*c))
                    .map(char::len_utf8)
                    .sum::<usize>();
            Some(first.start..end)
        };
        let mut spans: Vec<std::ops::Range<usize>> = [&title, &subtitle]
            .into_iter()
            .flatten()
            .filter_map(|(_, range)| span(range))
            .collect();
        spans.sort_by_key(|span| span.start);
        let mut rest = String::with_capacity(text.prompt.len());
        let mut from = 0;
        for span in spans {
            rest.push_str(text.prompt.get(from..span.start).unwrap_or_default());
            from = span.end.max(from);
        }
        rest.push_str(text.prompt.get(from..).unwrap_or_default());
        let rest = readable(rest);
        Self {
            title: title.map(|(title, _)| title),
            subtitle: subtitle.map(|(line, _)| line),
            rest,
        }
    }
}

/// Longest text that entries are read from, in bytes. More entries than it holds cannot be drawn,
/// and reading stays quick whatever a prompt holds.
const READ_BYTES_MAX: usize = 8_000;

/// `text`, cut behind a line or word where it is too long.
fn readable(mut text: String) -> String {
    if text.len() > READ_BYTES_MAX {
        let mut end = READ_BYTES_MAX;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let head = &text[..end];
        let whole = head.rfind('\n').or_else(|| head.rfind(' ')).filter(|at| *at > end / 2);
        text.truncate(whole.unwrap_or(end));
    }
    text
}

/// "Cats vs Dogs" over the groups of a comparison.
fn versus_title(groups: &[InfographicGroup], template: &str) -> Option<String> {
    let names: Vec<&str> = groups.iter().map(|group| group.label.as_str()).collect();
    (template == "compare" && names.len() >= 2).then(|| names.join(" vs "))
}

/// Sides of a comparison whose entries, where there are any, speak of all sides, unless each
/// begins with the name of one.
fn compare(
    mut spec: InfographicSpec,
    (names, outline): (&[String], &Outline),
    text: &Text<'_>,
    notes: &mut Vec<String>,
) -> InfographicSpec {
    let mut aspects = items(outline, None);
    if aspects.is_empty() {
        notes.push(NOTE_FRAME.to_owned());
        spec.source = Source::Illustrative;
        aspects = illustrative::aspects(text.language);
    }
    "compare".clone_into(&mut spec.template);
    let homes: Vec<usize> = aspects.iter().filter_map(|item| side_of(&item.label, names)).collect();
    let told_apart = homes.len() == aspects.len();
    let is_of = |side: usize, at: usize| !told_apart || homes.get(at) == Some(&side);
    spec.groups = names
        .iter()
        .enumerate()
        .map(|(side, name)| InfographicGroup {
            label: capitalised(name),
            items: (0..)
                .zip(&aspects)
                .filter(|(at, _)| is_of(side, *at))
                .map(|a| a.1.clone())
                .collect(),
            ..InfographicGroup::default()
        })
        .collect();
    spec.title =
        Some(spec.groups.iter().map(|g| g.label.as_str()).collect::<Vec<_>>().join(" vs "));
    spec
}

/// The only side that a statement begins with: "renting is flexible".
fn side_of(statement: &str, names: &[String]) -> Option<usize> {
    let first = |text: &str| text.split_whitespace().next().map(str::to_lowercase);
    let subject = first(statement)?;
    let mut sides = (0..names.len()).filter(|&at| first(&names[at]).as_ref() == Some(&subject));
    sides.next().filter(|_| sides.next().is_none())
}

/// The entries of a list.
fn items(outline: &Outline, asked: Option<&'static str>) -> Vec<InfographicItem> {
    let raws: Vec<Raw> = outline.entries.iter().take(ENTRIES_MAX).cloned().collect();
    let style = Style::of(&raws, asked);
    let nests = matches!(asked, Some("hierarchy" | "mindmap" | "roadmap"));
    let made = raws.iter().map(|raw| entry::item(raw, style));
    let made =
        made.filter(|item| !item.label.is_empty() || item.value.is_some() || item.text.is_some());
    let mut made: Vec<InfographicItem> = made.collect();
    if nests {
        nest(&mut made, asked == Some("roadmap"));
    }
    made
}

/// Lists within entries as entries of their own: parts of a hierarchy, features of a quarter.
fn nest(items: &mut [InfographicItem], dated: bool) {
    let list = |text: &str| -> Vec<String> { split::inner(text) };
    if dated {
        let several = items.iter().any(|item| item.value.is_some() && list(&item.label).len() > 1);
        if !several {
            return;
        }
    }
    for item in items.iter_mut().filter(|item| item.items.is_empty()) {
        let text = if dated { Some(item.label.clone()) } else { item.text.clone() };
        let Some(text) = text.filter(|_| !dated || item.value.is_some() && item.text.is_none())
        else {
            continue;
        };
        let inner = |part: &String| entry::item(&Raw::of(part), Style::default());
        item.items = list(&text).iter().map(inner).collect();
        if dated {
            item.label = item.value.take().unwrap_or_default();
        } else {
            item.text = None;
        }
    }
}

/// Content for a prompt that only names a topic: general knowledge of it, or headings that suit
/// any topic.
fn fill(
    spec: &mut InfographicSpec,
    asked: Option<&'static str>,
    (text, content): (&Text<'_>, &str),
    notes: &mut Vec<String>,
) {
    spec.source = Source::Illustrative;
    let wanted = counts::wanted(content);
    let known = topics::find(content, text.language)
        .or_else(|| spec.title.as_deref().and_then(|title| topics::find(title, text.language)));
    if let Some(topic) = known {
        spec.items = topic.items(wanted);
        spec.title = spec.title.take().or_else(|| Some(topic.title.clone()));
        let own = asked.filter(|asked| topic.takes(asked));
        topic.scene.or(own).unwrap_or(topic.template).clone_into(&mut spec.template);
        notes.push(format!(
            "The prompt lists nothing, so general knowledge about \"{}\" is shown and marked as illustrative.",
            topic.title
        ));
        if topic.is_foreign {
            notes.push(
                "The headings are in English: this topic is not kept in the prompt's language."
                    .to_owned(),
            );
        }
        return;
    }
    notes.push(NOTE_FRAME.to_owned());
    illustrative::fill(spec, asked, (content, text.language), wanted);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, expect: &str) {
        let spec = extract(&Text::new(prompt), &mut Vec::new());
        let show = |items: &[InfographicItem]| {
            let one = |i: &InfographicItem| {
                let value = i.value.as_ref().map_or(String::new(), |v| format!("{v}="));
                let text = i.text.as_ref().map_or(String::new(), |t| format!("({t})"));
                format!("{value}{}{text}", i.label)
            };
            items.iter().map(one).collect::<Vec<_>>().join(",")
        };
        let mut line = format!(
            "{}|{}|{}",
            spec.template,
            spec.title.clone().unwrap_or_default(),
            show(&spec.items)
        );
        for group in &spec.groups {
            line += &format!("|{}:{}", group.label, show(&group.items));
        }
        assert_eq!(line, expect, "{prompt}");
    }

    #[test]
    fn lists_become_entries() {
        check(
            "An infographic about the water cycle with evaporation, condensation, precipitation",
            "cycle|Water cycle|Evaporation,Condensation,Precipitation",
        );
        check(
            "steps to brew coffee: grind, boil and pour",
            "steps|Steps to brew coffee|Grind,Boil,Pour",
        );
        check(
            "timeline of space: 1957 Sputnik, 1969 moon landing",
            "timeline|Timeline of space|1957=Sputnik,1969=Moon landing",
        );
    }

    #[test]
    fn sides_become_groups() {
        check(
            "Remote work. Pros: freedom, focus. Cons: isolation",
            "pros_cons|Remote work||Pros:Freedom,Focus|Cons:Isolation",
        );
    }

    #[test]
    fn topics_come_with_their_scene_and_are_marked() {
        let mut notes = Vec::new();
        let spec = extract(&Text::new("infographic about the solar system"), &mut notes);
        assert_eq!((spec.template.as_str(), spec.source), ("solar_system", Source::Illustrative));
        assert!(spec.items.len() >= 8 && notes.len() == 1, "{spec:?} {notes:?}");
        let tips = extract(&Text::new("5 tips for growing prize leeks"), &mut notes);
        assert_eq!(tips.items.len(), 5);
    }
}
