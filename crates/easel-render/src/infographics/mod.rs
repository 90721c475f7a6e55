//! Infographics: a heading and entries arranged by a template in a look. Names and the choice by
//! data are in [`names`], what an entry looks like in [`card`], [`surface`] and [`mark`]; the
//! other files hold one family of arrangements each.

mod card;
mod compare;
mod figures;
mod grid;
mod levels;
mod mark;
mod names;
mod relate;
mod ring;
mod road;
mod surface;
mod table;
mod timeline;
mod tree;
mod wheel;

use std::borrow::Cow;

use easel_types::spec::{InfographicGroup, InfographicItem, InfographicSpec};
use kurbo::Rect;

use self::grid::Grid;
use self::names::{Data, Look, Template};
use self::wheel::Core;
use crate::canvas::{Heading, Stage};
use crate::error::RenderError;
use crate::icons::Icon;
use crate::scene::Scene;
use crate::scenes;
use crate::text::Align;
use crate::theme::Color;

/// An entry as it is drawn.
#[derive(Debug, Clone, Copy)]
struct Entry<'a> {
    label: &'a str,
    text: Option<&'a str>,
    value: Option<&'a str>,
    icon: Option<Icon>,
    /// The icon was asked for.
    asked: bool,
    /// Place in the order, from 1.
    number: usize,
    color: Color,
    share: Option<f64>,
    done: Option<bool>,
    /// What it consists of.
    items: &'a [InfographicItem],
}

impl<'a> Entry<'a> {
    /// An entry with a name only.
    const fn named(label: &'a str, number: usize, color: Color) -> Self {
        Self {
            label,
            text: None,
            value: None,
            icon: None,
            asked: false,
            number,
            color,
            share: None,
            done: None,
            items: &[],
        }
    }
}

/// What all entries of a group have in common.
#[derive(Debug, Clone, Copy, Default)]
struct Dress {
    /// Instead of an icon by meaning.
    sign: Option<Icon>,
    color: Option<Color>,
}

/// Draws an infographic.
///
/// # Errors
/// As the diagrams, where relations are drawn as one.
pub(crate) fn draw(spec: &InfographicSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    if let Some(scene) = scenes::asked(&spec.template, spec.title.as_deref()) {
        scenes::draw(scene, spec, &mut stage);
        return Ok(stage.scene);
    }
    let items = items_of(spec);
    let groups = groups_of(spec, &items);
    let shares = items.iter().filter(|item| share_of(item).is_some()).count();
    let data = Data { spec, items: &items, groups: groups.len(), shares };
    let template = choose(data, &mut stage);
    let look = look_of(spec, template, &mut stage);
    if matches!(template, Template::Flow | Template::Network) {
        return relate::draw(spec, &items, (template, stage));
    }
    if !spec.relations.is_empty() && template != Template::Relation {
        let name = template.name();
        stage.scene.notes.push(format!("relations are not shown by the template `{name}`"));
    }
    let takes_title = matches!(template, Template::Mindmap | Template::Hub)
        && (items.len() > 1 || template == Template::Hub);
    let area = stage.frame(Heading {
        title: spec.title.as_deref().filter(|_| !takes_title),
        subtitle: spec.subtitle.as_deref(),
        source: spec.source,
        align: match template {
            Template::Table if crate::scripts::is_mainly_rtl(spec.title.as_deref()) => Align::Right,
            _ if is_centred(template) => Align::Center,
            _ => Align::Left,
        },
    });
    if template.takes_groups() {
        draw_groups(spec, &groups, (template, look), (&mut stage, area));
        return Ok(stage.scene);
    }
    let name = if takes_title { spec.title.as_deref() } else { None };
    if !draw_items(&items, (template, look, name), (spec, &mut stage), area) {
        // A title that would have been in the middle still has to stand somewhere.
        let area = if takes_title {
            let heading = Heading {
                title: spec.title.as_deref(),
                subtitle: None,
                source: easel_types::spec::Source::Prompt,
                align: Align::Left,
            };
            Rect { y0: area.y0 + stage.frame(heading).y0 - stage.canvas.area().y0, ..area }
        } else {
            area
        };
        let text = "there is no room for the template `{}`; drawn as a list";
        stage.scene.notes.push(text.replace("{}", template.name()));
        let entries = entries(&items, &mut stage);
        grid::draw(&entries, Grid::new(look), &mut stage, area);
    }
    Ok(stage.scene)
}

/// Draws items of an illustrated scene as numbered cards: place in the order, label, text, value.
pub(crate) fn legend(
    items: &[(usize, &str, Option<&str>, Option<&str>)],
    stage: &mut Stage<'_>,
    area: Rect,
) {
    let entries: Vec<Entry<'_>> = items
        .iter()
        .map(|&(number, label, text, value)| {
            let color = stage.palette.series(number.saturating_sub(1));
            Entry { text, value, ..Entry::named(label, number, color) }
        })
        .collect();
    grid::draw(&entries, Grid { stepwise: true, ..Grid::new(Look::Card) }, stage, area);
}

fn is_centred(template: Template) -> bool {
    matches!(
        template,
        Template::Cycle
            | Template::Sector
            | Template::Relation
            | Template::Hub
            | Template::Mindmap
            | Template::Progress
    )
}

/// The items, and groups as items of their own where the arrangement does not take groups.
fn items_of(spec: &InfographicSpec) -> Cow<'_, [InfographicItem]> {
    if spec.groups.is_empty() {
        return Cow::Borrowed(&spec.items);
    }
    let group = |group: &InfographicGroup| InfographicItem {
        label: group.label.clone(),
        text: group.text.clone(),
        value: group.value.clone(),
        icon: group.icon.clone(),
        color: group.color.clone(),
        items: group.items.clone(),
        ..InfographicItem::default()
    };
    if let ([only], []) = (spec.groups.as_slice(), spec.items.as_slice())
        && only.text.is_none()
        && only.label.trim().is_empty()
    {
        return Cow::Borrowed(&only.items);
    }
    Cow::Owned(spec.items.iter().cloned().chain(spec.groups.iter().map(group)).collect())
}

/// The groups, or items that consist of others.
fn groups_of<'a>(
    spec: &'a InfographicSpec,
    items: &[InfographicItem],
) -> Cow<'a, [InfographicGroup]> {
    if !spec.groups.is_empty() {
        return Cow::Borrowed(&spec.groups);
    }
    let consists = items.iter().filter(|item| !item.items.is_empty()).count();
    if consists < 2 || consists < items.len() {
        return Cow::Owned(Vec::new());
    }
    let group = |item: &InfographicItem| InfographicGroup {
        label: item.label.clone(),
        text: item.text.clone(),
        value: item.value.clone(),
        icon: item.icon.clone(),
        color: item.color.clone(),
        items: item.items.clone(),
    };
    Cow::Owned(items.iter().map(group).collect())
}

/// The template asked for, or one that suits the data.
fn choose(data: Data<'_>, stage: &mut Stage<'_>) -> Template {
    let asked = data.spec.template.trim();
    if let Some(template) = Template::named(asked)
        && data.fits(template)
    {
        return template;
    }
    let mut chosen = data.suggestion();
    if !data.fits(chosen) {
        chosen = Template::List;
    }
    if !asked.is_empty() {
        let name = chosen.name();
        stage.scene.notes.push(format!(
            "template \"{asked}\" is not known or does not suit the data; drawn as {name}"
        ));
    }
    chosen
}

fn look_of(spec: &InfographicSpec, template: Template, stage: &mut Stage<'_>) -> Look {
    let asked = spec.look.trim();
    match Look::named(asked) {
        Some(look) if template.allows(look) => return look,
        Some(look) => {
            let (look, template) = (look.name(), template.name());
            stage.scene.notes.push(format!(
                "look \"{look}\" does not suit the template `{template}`; drawn in its own look"
            ));
        }
        None if !asked.is_empty() => {
            stage.scene.notes.push(format!("look \"{asked}\" is not known; drawn as card"));
        }
        None => {}
    }
    Look::Card
}

fn draw_groups(
    spec: &InfographicSpec,
    groups: &[InfographicGroup],
    (template, look): (Template, Look),
    (stage, mut area): (&mut Stage<'_>, Rect),
) {
    // Items beside groups stand below them; a matrix of items alone is four cards.
    let rest: &[InfographicItem] =
        if spec.groups.is_empty() && !groups.is_empty() { &[] } else { &spec.items };
    if !rest.is_empty() {
        let share = if groups.is_empty() { 1.0 } else { 0.24 };
        let below = Rect { y0: area.y1 - area.height() * share, ..area };
        area.y1 = below.y0 - stage.canvas.px(24.0);
        let made = entries(rest, stage);
        let is_matrix = groups.is_empty();
        let columns = if is_matrix { (2, 2) } else { (1, 6) };
        grid::draw(&made, Grid { columns, ..Grid::new(look) }, stage, below);
    }
    if groups.is_empty() {
        return;
    }
    if template == Template::Table && table::draw(groups, stage, area) {
        return;
    }
    compare::draw(groups, (template, look), stage, area);
}

/// Draws the items in their arrangement; says whether there was room.
fn draw_items(
    items: &[InfographicItem],
    (template, look, name): (Template, Look, Option<&str>),
    (spec, stage): (&InfographicSpec, &mut Stage<'_>),
    area: Rect,
) -> bool {
    if matches!(template, Template::Hierarchy | Template::Mindmap) {
        return tree::draw(items, (template, look, name), stage, area);
    }
    let entries = entries(items, stage);
    let grid = Grid::new(look);
    let entries = entries.as_slice();
    let is_long = area.width() > area.height() * 2.2;
    match template {
        Template::Row => {
            let count = entries.len();
            let least = if count <= 6 { count } else { count.div_ceil(2) };
            return in_grid(
                entries,
                Grid { columns: (least, count.min(8)), ..grid },
                (stage, area),
            );
        }
        Template::Column => {
            let columns = if entries.len() > 12 { (1, 3) } else { (1, 1) };
            return in_grid(entries, Grid { columns, ..grid }, (stage, area));
        }
        Template::Steps => {
            return in_grid(entries, Grid { stepwise: true, ..grid }, (stage, area));
        }
        Template::Statistics => {
            let figure = if entries.len() > 6 { 2.1 } else { 2.6 };
            return in_grid(entries, Grid { figure, ..grid }, (stage, area));
        }
        Template::Checklist => {
            let columns = if is_long { (2, 6) } else { (1, 3) };
            let checks: Vec<Entry<'_>> = entries
                .iter()
                .map(|entry| Entry { done: Some(entry.done.unwrap_or(true)), ..*entry })
                .collect();
            return in_grid(&checks, Grid { columns, ..grid }, (stage, area));
        }
        _ => {}
    }
    match template {
        Template::Zigzag => grid::zigzag(entries, look, stage, area),
        Template::Timeline | Template::TimelineVertical | Template::TimelineHorizontal => {
            timeline::draw(entries, (template, look), stage, area)
        }
        Template::Roadmap => road::road(entries, look, stage, area),
        Template::Snake => road::snake(entries, look, stage, area),
        Template::Mountain => road::mountain(entries, stage, area),
        Template::Pyramid | Template::Funnel => {
            levels::draw(entries, (template, look), stage, area)
        }
        Template::Layers => levels::layers(entries, stage, area),
        Template::Ascending | Template::Waterfall => {
            levels::stairs(entries, (template, look), stage, area)
        }
        Template::Cycle => ring::draw(entries, (&Core::Cycle, look), stage, area),
        Template::Sector => ring::draw(entries, (&Core::Sectors, look), stage, area),
        Template::Hub => ring::draw(entries, (&Core::Hub(name), look), stage, area),
        Template::Relation => {
            ring::draw(entries, (&Core::Relations(&spec.relations), look), stage, area)
        }
        Template::Progress => figures::rings(entries, stage, area),
        Template::ProgressBars | Template::Ranked => figures::bars(entries, template, stage, area),
        Template::Donut => figures::donut(entries, look, stage, area),
        Template::IconArray => figures::icon_array(entries, stage, area),
        _ => in_grid(entries, grid, (stage, area)),
    }
}

fn in_grid(entries: &[Entry<'_>], grid: Grid, (stage, area): (&mut Stage<'_>, Rect)) -> bool {
    grid::draw(entries, grid, stage, area);
    true
}

fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// The first number of a text: 1,234.5 of "about 1,234.5 km".
fn amount(text: &str) -> Option<f64> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits: String = text[start..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\''))
        .filter(|c| c.is_ascii_digit() || *c == '.' || *c == ',')
        .collect();
    // A comma before exactly three digits separates thousands; otherwise it is a decimal one.
    let is_thousands =
        digits.rsplit(',').next().is_some_and(|rest| rest.len() == 3 || rest.contains('.'));
    let plain = if is_thousands { digits.replace(',', "") } else { digits.replace(',', ".") };
    let number: f64 = plain.trim_end_matches('.').parse().ok()?;
    let rest = text[start..].trim_start_matches(|c: char| !c.is_alphabetic());
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    let factor = match word.as_str() {
        "k" | "K" | "thousand" => 1e3,
        "M" | "Mio" | "mn" | "million" => 1e6,
        "B" | "bn" | "Mrd" | "billion" => 1e9,
        _ => 1.0,
    };
    let sign = if text[..start].ends_with(['-', '−']) { -1.0 } else { 1.0 };
    Some(number * factor * sign).filter(|number| number.is_finite())
}

/// The share of an item: as given, or its value where that is a percentage.
fn share_of(item: &InfographicItem) -> Option<f64> {
    item.share.filter(|share| share.is_finite() && *share >= 0.0).or_else(|| {
        let value = item.value.as_deref()?.trim().strip_suffix(['%', '٪'])?;
        amount(value).map(|percent| percent / 100.0).filter(|share| (0.0..=1.0).contains(share))
    })
}

/// A colour of the spec, or that of the n-th series.
fn color_of(asked: Option<&str>, number: usize, stage: &Stage<'_>) -> Color {
    let named = asked.and_then(|asked| stage.palette.named(asked));
    named.unwrap_or_else(|| stage.palette.series(number))
}

fn dressed<'a>(
    item: &'a InfographicItem,
    index: usize,
    stage: &mut Stage<'_>,
    dress: Dress,
) -> Entry<'a> {
    let text = given(item.text.as_ref());
    let asked = given(item.icon.as_ref());
    let icon = match (asked, dress.sign) {
        (None, Some(sign)) => Some(sign),
        _ => stage.icons.pick(asked, &item.label, text),
    };
    let color = dress.color.unwrap_or_else(|| color_of(item.color.as_deref(), index, stage));
    Entry {
        label: item.label.trim(),
        text,
        value: given(item.value.as_ref()),
        icon,
        asked: asked.is_some(),
        number: index + 1,
        color,
        share: share_of(item),
        done: item.done,
        items: &item.items,
    }
}

fn entries<'a>(items: &'a [InfographicItem], stage: &mut Stage<'_>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'_>> = items
        .iter()
        .enumerate()
        .map(|(index, item)| dressed(item, index, stage, Dress::default()))
        .collect();
    // A few icons among many numbers look like a mistake.
    let found = entries.iter().filter(|entry| entry.icon.is_some()).count();
    if found * 2 < entries.len() {
        entries.iter_mut().filter(|entry| !entry.asked).for_each(|entry| entry.icon = None);
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_from_texts() {
        let check = |text: &str, expect: Option<f64>| assert_eq!(amount(text), expect, "{text}");
        check("42 %", Some(42.0));
        check("about 1,234.5 km", Some(1234.5));
        check("3,5 Mio", Some(3.5e6));
        check("1.2k", Some(1200.0));
        check("−7", Some(-7.0));
        check("none", None);
    }
}
