//! Infographics: a heading and entries arranged by a template. One file an arrangement; what an
//! entry looks like is in [`card`].

mod card;
mod compare;
mod cycle;
mod grid;
mod timeline;

use easel_types::spec::{InfographicItem, InfographicSpec};
use kurbo::{Point, Rect};

use crate::canvas::{Heading, Stage};
use crate::error::RenderError;
use crate::icons::Icon;
use crate::scene::{Anchor, Role, Scene};
use crate::scenes;
use crate::text::{Align, TextStyle, Weight};
use crate::theme::Color;

/// The arrangements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Template {
    Steps,
    Cycle,
    List,
    Timeline,
    Compare,
}

/// An entry as it is drawn.
#[derive(Debug, Clone, Copy)]
struct Entry<'a> {
    label: &'a str,
    text: Option<&'a str>,
    value: Option<&'a str>,
    icon: Option<Icon>,
    /// Place in the order, from 1.
    number: usize,
    color: Color,
}

/// Draws an infographic.
///
/// # Errors
/// None at present; the type is that of all templates.
pub(crate) fn draw(spec: &InfographicSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    if let Some(scene) = scenes::asked(&spec.template, spec.title.as_deref()) {
        scenes::draw(scene, spec, &mut stage);
        return Ok(stage.scene);
    }
    let template = choose(spec, &mut stage);
    let align = if template == Template::Cycle { Align::Center } else { Align::Left };
    let area = stage.frame(Heading {
        title: spec.title.as_deref(),
        subtitle: spec.subtitle.as_deref(),
        source: spec.source,
        align,
    });
    if template == Template::Compare {
        compare::draw(spec, &mut stage, area);
        return Ok(stage.scene);
    }
    let grouped = spec.groups.iter().flat_map(|group| &group.items);
    let items: Vec<&InfographicItem> = spec.items.iter().chain(grouped).collect();
    let entries = entries(&items, &mut stage);
    match template {
        Template::Cycle => cycle::draw(&entries, &mut stage, area),
        Template::Timeline => timeline::draw(&entries, &mut stage, area),
        Template::List => grid::draw(&entries, false, &mut stage, area),
        Template::Steps | Template::Compare => grid::draw(&entries, true, &mut stage, area),
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
            Entry { label, text, value, icon: None, number, color }
        })
        .collect();
    grid::draw(&entries, true, stage, area);
}

/// The template asked for, or one that suits the data.
fn choose(spec: &InfographicSpec, stage: &mut Stage<'_>) -> Template {
    let name = spec.template.to_lowercase();
    let known = [
        (Template::Cycle, ["cycle", "circular", "loop"].as_slice()),
        (Template::Timeline, &["timeline", "roadmap", "history", "milestone"]),
        (Template::Compare, &["compar", "versus", "vs", "pros", "before"]),
        (Template::Steps, &["step", "process", "how", "sequence", "guide"]),
        (Template::List, &["list", "grid", "card", "fact", "stat", "number"]),
    ];
    let asked = known.iter().find(|(_, words)| words.iter().any(|word| name.contains(word)));
    let fits_data = |template: Template| match template {
        Template::Compare => spec.groups.len() >= 2,
        _ => true,
    };
    if let Some((template, _)) = asked
        && fits_data(*template)
    {
        return *template;
    }
    let is_year = |item: &InfographicItem| {
        item.value.as_deref().is_some_and(|value| {
            value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let chosen = if spec.groups.len() >= 2 {
        Template::Compare
    } else if !spec.items.is_empty() && spec.items.iter().all(is_year) {
        Template::Timeline
    } else {
        Template::List
    };
    if !name.is_empty() {
        stage.scene.notes.push(format!(
            "template \"{}\" is not known or does not suit the data; drawn as {}",
            spec.template,
            format!("{chosen:?}").to_lowercase()
        ));
    }
    chosen
}

fn entries<'a>(items: &[&'a InfographicItem], stage: &mut Stage<'_>) -> Vec<Entry<'a>> {
    fn given(text: Option<&String>) -> Option<&str> {
        text.map(|text| text.trim()).filter(|text| !text.is_empty())
    }
    items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let (text, value) = (given(item.text.as_ref()), given(item.value.as_ref()));
            let icon = stage.icons.pick(item.icon.as_deref(), &item.label, text);
            let color = stage.palette.series(index);
            Entry { label: item.label.trim(), text, value, icon, number: index + 1, color }
        })
        .collect()
}

/// A disc with the icon of an entry, or its number.
fn draw_disc(stage: &mut Stage<'_>, entry: &Entry<'_>, center: Point, diameter: f64) {
    stage.scene.disc(center, diameter / 2.0, entry.color);
    let on = stage.palette.on(entry.color);
    if let Some(icon) = entry.icon {
        icon.draw(&mut stage.scene, center, diameter * 0.56, on);
        return;
    }
    let size = (diameter * 0.44).max(stage.canvas.font_min());
    let style = TextStyle::new(size, Weight::Bold);
    let text = entry.number.to_string();
    stage.put(&text, (style, None), (center, Anchor::Center), (on, Role::Counter));
}

/// A disc with the icon and, on its rim, the number of a step; only the number where the disc is
/// too small for both.
fn draw_numbered_disc(stage: &mut Stage<'_>, entry: &Entry<'_>, center: Point, diameter: f64) {
    let size = (diameter * 0.26).max(stage.canvas.font_min());
    if entry.icon.is_none() || size > diameter * 0.32 {
        draw_disc(stage, &Entry { icon: None, ..*entry }, center, diameter);
        return;
    }
    draw_disc(stage, entry, center, diameter);
    let radius = size * 0.82;
    let at = center + (diameter * 0.36, diameter * 0.36);
    let background = stage.palette.card;
    stage.scene.disc(at, radius + stage.canvas.px(2.0).max(1.0), entry.color);
    stage.scene.disc(at, radius, background);
    let color = stage.palette.readable(entry.color, background, 4.6);
    let style = TextStyle::new(size, Weight::Bold);
    let text = entry.number.to_string();
    stage.put(&text, (style, None), (at, Anchor::Center), (color, Role::Counter));
}
