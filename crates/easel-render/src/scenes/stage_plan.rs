//! How a scene uses the canvas: the picture over all of it with names beside their parts where
//! they fit, else the picture as a panel with numbered pins and a legend.

use easel_types::spec::{InfographicItem, InfographicSpec};
use kurbo::{Point, Rect, Shape as _};

use super::brush::Brush;
use super::callouts::{self, Chip, Spot};
use super::{Frame, Ground, Item, Painted, SceneKind, legend, words};
use crate::canvas::{Heading, Stage};
use crate::infographics::legend as short_cards;
use crate::scene::{Op, Role, Shape};
use crate::text::Align;
use crate::theme::Color;

/// Sizes of names tried, at 1024 pixels.
const FONTS: [f64; 6] = [25.0, 23.0, 21.0, 19.0, 17.5, 16.0];

/// Ink on dark ground.
const LIGHT_INK: Color = Color::rgb(0xF8FAFC);
const LIGHT_MUTED: Color = Color::rgb(0xD5DEEC);

pub(super) fn draw(scene: &SceneKind, spec: &InfographicSpec, stage: &mut Stage<'_>) {
    fn given(text: Option<&String>) -> Option<&str> {
        text.map(|text| text.trim()).filter(|text| !text.is_empty())
    }
    let grouped = spec.groups.iter().flat_map(|group| &group.items);
    let items: Vec<Item<'_>> = spec
        .items
        .iter()
        .chain(grouped)
        .enumerate()
        .map(|(index, item): (usize, &InfographicItem)| Item {
            label: item.label.trim(),
            text: given(item.text.as_ref()),
            value: given(item.value.as_ref()),
            icon: given(item.icon.as_ref()),
            number: index + 1,
        })
        .collect();
    let named = words::assign(&items, scene.parts);
    let mark = stage.scene.ops.len();
    let losses = stage.scene.losses;
    let extras: Vec<Item<'_>> = items
        .iter()
        .zip(&named)
        .filter(|(_, part)| part.is_none())
        .map(|(item, _)| *item)
        .collect();
    let is_tall = stage.canvas.height > stage.canvas.width * 1.4;
    let mostly_named = extras.len() <= 4
        && extras.len() * 2 <= items.len()
        && !(is_tall && scene.is_object && !items.is_empty());
    let ground = stage.scene.background;
    if mostly_named && full(scene, spec, stage, (&items, &named, &extras)) {
        return;
    }
    let undo = |stage: &mut Stage<'_>| {
        stage.scene.ops.truncate(mark);
        stage.scene.losses = losses;
        stage.scene.background = ground;
    };
    undo(stage);
    let side = stage.canvas.width.min(stage.canvas.height);
    let has_texts = items.iter().any(|item| item.text.is_some());
    if side < SMALL && has_texts {
        let names: Vec<Item<'_>> = items.iter().map(|item| Item { text: None, ..*item }).collect();
        let extras: Vec<Item<'_>> =
            extras.iter().map(|item| Item { text: None, ..*item }).collect();
        leave_out_texts(stage, &items);
        if mostly_named && full(scene, spec, stage, (&names, &named, &extras)) {
            return;
        }
        undo(stage);
        stage.scene.lose(1);
        panel(scene, spec, stage, (&names, &named));
        return;
    }
    panel(scene, spec, stage, (&items, &named));
}

/// Canvases with a shorter side than this have room for names only, pixels.
const SMALL: f64 = 420.0;

/// Tells that the sentences under the names are not shown.
fn leave_out_texts(stage: &mut Stage<'_>, items: &[Item<'_>]) {
    stage.scene.left_out.extend(items.iter().filter_map(|item| item.text).map(str::to_owned));
    stage.scene.notes.push("the canvas is too small for more than the names".to_owned());
    stage.scene.lose(1);
}

/// Whether the palette is one of a dark theme.
fn is_dark(stage: &Stage<'_>) -> bool {
    Color::WHITE.contrast(stage.palette.background) > 8.0
}

fn heading(spec: &InfographicSpec) -> Heading<'_> {
    Heading {
        title: spec.title.as_deref(),
        subtitle: spec.subtitle.as_deref(),
        source: spec.source,
        align: Align::Center,
    }
}

/// Sets the heading; returns the area below it, and whether it stands beside the picture.
fn set_heading(spec: &InfographicSpec, stage: &mut Stage<'_>) -> (Rect, bool) {
    let area = stage.frame(heading(spec));
    let is_beside = area.x0 > stage.canvas.area().x0 + 1.0;
    (area, is_beside)
}

/// The picture over the whole canvas. Says whether all names found room.
fn full(
    scene: &SceneKind,
    spec: &InfographicSpec,
    stage: &mut Stage<'_>,
    (items, named, extras): (&[Item<'_>], &[Option<&'static str>], &[Item<'_>]),
) -> bool {
    let mark = stage.scene.ops.len();
    let (area, is_beside) = set_heading(spec, stage);
    let mut texts = stage.scene.ops.split_off(mark);
    let canvas = stage.canvas;
    let has_source = area.y1 < canvas.area().y1 - 1.0;
    let mut whole = Rect::new(0.0, 0.0, canvas.width, canvas.height);
    if has_source {
        whole.y1 = area.y1;
    }
    // A landscape ends beside the heading; space and plain grounds go on behind it.
    let is_cut = is_beside && matches!(scene.ground, Ground::Sky | Ground::High);
    if is_cut {
        whole.x0 = area.x0;
    }
    let legend_room = (!extras.is_empty()).then(|| {
        let (picture, rest) = split(extras, stage, whole, area);
        whole = picture;
        rest
    });
    let mut picture_area = Rect {
        x0: if is_beside { area.x0 } else { whole.x0 },
        y0: if is_beside { 0.0 } else { area.y0 },
        ..whole
    };
    picture_area.y0 = picture_area.y0.min(whole.y1 - canvas.px(60.0));
    let inset = canvas.margin() * 0.5;
    let mut labels = picture_area.inset(-inset);
    labels.y0 = if is_beside { inset } else { area.y0 - canvas.px(6.0) };
    if labels.height() < canvas.px(80.0) || labels.width() < canvas.px(80.0) {
        return false;
    }
    let parts: Vec<&'static str> = named.iter().copied().flatten().collect();
    let frame = Frame {
        whole,
        area: picture_area,
        labels,
        unit: (picture_area.width() / 1000.0).min(picture_area.height() / 850.0),
        has_labels: true,
        parts: &parts,
    };
    if is_cut {
        let beside = Rect { x1: whole.x0, ..Rect::new(0.0, 0.0, canvas.width, whole.y1) };
        let color = ground_color(scene, stage);
        stage.scene.fill(Shape::Rounded(beside, 0.0), color);
    }
    let painted = paint(scene, &frame, stage);
    let spots: Vec<(&Item<'_>, Spot)> = spots_of(items, named, &painted);
    if spots.len() + extras.len() < items.len() {
        return false;
    }
    if scene.ground != Ground::Plain {
        recolor(scene, stage, &mut texts);
    }
    stage.scene.ops.append(&mut texts);
    let fits = place(scene, stage, (&frame, &painted), &spots);
    if let (true, Some(room)) = (fits, legend_room) {
        explain(stage, &[], (extras, room));
    }
    fits
}

/// Cuts a legend of these items off the illustration: at the right of wide canvases, else at the
/// bottom.
fn split(extras: &[Item<'_>], stage: &Stage<'_>, whole: Rect, area: Rect) -> (Rect, Rect) {
    let canvas = stage.canvas;
    let gap = canvas.px(26.0);
    if whole.width() > whole.height() * 1.3 {
        let width = (whole.width() * 0.27).max(canvas.px(240.0));
        let left = whole.x1 - width;
        let y0 = if whole.x0 > 1.0 { canvas.margin() } else { area.y0 };
        let rest = Rect::new(left + gap, y0, whole.x1 - canvas.margin(), whole.y1.min(area.y1));
        return (Rect { x1: left, ..whole }, rest);
    }
    let rows = if extras.len() <= 3 { 1.0 } else { 2.0 };
    let height = (canvas.px(118.0) * rows + gap).min(whole.height() * 0.3);
    let top = whole.y1.min(area.y1) - height;
    let rest = Rect::new(area.x0, top + gap, area.x1, whole.y1.min(area.y1));
    (Rect { y1: top, ..whole }, rest)
}

/// The plain colour nearest to what lies behind the heading.
fn ground_color(scene: &SceneKind, stage: &Stage<'_>) -> Color {
    match (scene.ground, is_dark(stage)) {
        (Ground::Sky, false) => Color::rgb(0xCFE8FB),
        (Ground::Sky, true) => Color::rgb(0x16244A),
        (Ground::Space | Ground::High, _) => Color::rgb(0x0B1026),
        (Ground::Plain, _) => stage.palette.background,
    }
}

/// Paints the illustration into its frame, nothing beyond it.
fn paint(scene: &SceneKind, frame: &Frame<'_>, stage: &mut Stage<'_>) -> Painted {
    let dark = is_dark(stage);
    let dim = match (scene.ground, dark) {
        (Ground::Sky, true) => 0.46,
        (Ground::Plain, true) => 0.12,
        _ => 0.0,
    };
    let whole = frame.whole;
    let is_all = whole.width() >= stage.canvas.width && whole.height() >= stage.canvas.height;
    if is_all {
        // What is seen behind the heading, for those who ask before the sky is painted.
        stage.scene.background = ground_color(scene, stage);
    }
    let mut painted = Painted::default();
    let plain = stage.palette.background;
    stage.scene.clipped(Shape::Rounded(whole, 0.0), |ops| {
        if scene.ground == Ground::Plain {
            ops.fill(Shape::Rounded(whole, 0.0), plain);
        }
        painted = (scene.paint)(&mut Brush::new(ops, dim), frame);
    });
    painted
}

/// The items that name a part that was painted.
fn spots_of<'a>(
    items: &'a [Item<'a>],
    named: &[Option<&'static str>],
    painted: &Painted,
) -> Vec<(&'a Item<'a>, Spot)> {
    items
        .iter()
        .zip(named)
        .filter_map(|(item, part)| {
            let part = (*part)?;
            let spot = painted.spots.iter().find(|spot| spot.part == part)?;
            Some((item, *spot))
        })
        .collect()
}

/// Text on the sky or in space is set in the ink of that ground.
fn recolor(scene: &SceneKind, stage: &Stage<'_>, texts: &mut [Op]) {
    if scene.ground == Ground::Sky && !is_dark(stage) {
        return;
    }
    for op in texts {
        if let Op::Text(text) = op {
            match text.role {
                Role::Title => text.color = LIGHT_INK,
                Role::Subtitle => text.color = LIGHT_MUTED,
                _ => {}
            }
        }
    }
}

/// Finds the largest size at which all names find room, and draws them.
fn place(
    scene: &SceneKind,
    stage: &mut Stage<'_>,
    (frame, painted): (&Frame<'_>, &Painted),
    spots: &[(&Item<'_>, Spot)],
) -> bool {
    if spots.is_empty() {
        return true;
    }
    // Two tidy columns, a little smaller, are better than scattered names.
    let tidy = FONTS.iter().take(4).map(|size| (*size, true));
    let scattered = FONTS.iter().map(|size| (*size, false));
    let mut last = 0.0;
    for (size, in_columns) in tidy.chain(scattered) {
        let font = stage.canvas.font(size);
        if (font - last).abs() < 0.01 || (in_columns && painted.object.is_none()) {
            continue;
        }
        last = font;
        let side = painted.object.map_or(0.0, |object| {
            (object.x0 - frame.labels.x0).max(frame.labels.x1 - object.x1) - font
        });
        let most = if in_columns { side } else { frame.labels.width() };
        let widest = most.min(font * 15.0).min(painted.widest.unwrap_or(f64::MAX));
        let chips: Vec<Chip<'_>> = spots
            .iter()
            .map(|(item, spot)| {
                callouts::set(stage, item, *spot, (font, scene.is_sequence), widest)
            })
            .collect();
        if !callouts::read_well(&chips) {
            continue;
        }
        let found = match painted.object {
            Some(object) if in_columns => {
                callouts::columns(&chips, frame.labels, (object, painted.one_side))
            }
            _ => callouts::free(&chips, frame.labels, &painted.keep),
        };
        if let Some(rects) = found {
            callouts::draw(stage, &chips, &rects);
            return true;
        }
    }
    false
}

fn entries<'a>(items: &[Item<'a>]) -> Vec<(usize, &'a str, Option<&'a str>, Option<&'a str>)> {
    items.iter().map(|item| (item.number, item.label, item.text, item.value)).collect()
}

/// The picture in a panel with pins, all items in a legend.
fn panel(
    scene: &SceneKind,
    spec: &InfographicSpec,
    stage: &mut Stage<'_>,
    (items, named): (&[Item<'_>], &[Option<&'static str>]),
) {
    let (area, _) = set_heading(spec, stage);
    let (picture, rest) = divide(stage, items, area);
    let parts: Vec<&'static str> = named.iter().copied().flatten().collect();
    let frame = Frame {
        whole: picture,
        area: picture,
        labels: picture,
        unit: (picture.width() / 1000.0).min(picture.height() / 850.0),
        has_labels: false,
        parts: &parts,
    };
    let radius = stage.canvas.px(24.0);
    stage.scene.ops.push(Op::Clip(Shape::Path(picture.to_rounded_rect(radius).to_path(0.1))));
    let painted = paint(scene, &frame, stage);
    stage.scene.ops.push(Op::Unclip);
    let spots = spots_of(items, named, &painted);
    pins(stage, picture, &spots);
    if !items.is_empty() {
        explain(stage, &spots, (items, rest));
    }
}

/// Divides an area between picture and legend: as much for the picture as the legend leaves.
fn divide(stage: &mut Stage<'_>, items: &[Item<'_>], area: Rect) -> (Rect, Rect) {
    if items.is_empty() {
        return (area, Rect::ZERO);
    }
    let gap = stage.canvas.px(28.0).min(area.width() * 0.04);
    let is_wide = area.width() > area.height() * 1.15;
    let cut = |share: f64| {
        if is_wide {
            let edge = area.x0 + area.width() * share;
            (Rect { x1: edge, ..area }, Rect { x0: edge + gap, ..area })
        } else {
            let edge = area.y0 + area.height() * share;
            (Rect { y1: edge, ..area }, Rect { y0: edge + gap * 0.7, ..area })
        }
    };
    for smallest in [19.0, 16.0] {
        for share in [0.7, 0.62, 0.54, 0.46, 0.38] {
            let (picture, rest) = cut(share);
            if legend::plan(stage, items, rest, smallest).is_some() {
                return (picture, rest);
            }
        }
    }
    cut(0.44)
}

/// The legend: cards; lines on small canvases; the cards of other infographics, which shorten
/// their texts, where neither fits.
fn explain(stage: &mut Stage<'_>, spots: &[(&Item<'_>, Spot)], (items, room): (&[Item<'_>], Rect)) {
    if let Some(cards) = legend::plan(stage, items, room, 0.0) {
        legend::draw(stage, cards, spots);
        return;
    }
    let side = stage.canvas.width.min(stage.canvas.height);
    if side < SMALL && items.iter().all(|item| item.text.is_none()) {
        legend::lines(stage, spots, (items, room));
    } else {
        short_cards(&entries(items), stage, room);
    }
}

/// Numbered discs on the parts, moved apart where they would touch.
fn pins(stage: &mut Stage<'_>, picture: Rect, spots: &[(&Item<'_>, Spot)]) {
    let radius = (stage.canvas.font_min() * 0.92).max(stage.canvas.px(17.0));
    let room = picture.inset(-radius * 1.3);
    let mut centers: Vec<Point> = spots.iter().map(|(_, spot)| spot.at).collect();
    for _ in 0..24 {
        for index in 0..centers.len() {
            for other in 0..index {
                let apart = centers[index] - centers[other];
                let least = radius * 2.5;
                let length = apart.hypot();
                if length >= least {
                    continue;
                }
                let way = if length > 0.01 { apart / length } else { (1.0, 0.0).into() };
                let push = way * (least - length) / 2.0;
                centers[index] += push;
                centers[other] -= push;
            }
        }
        for center in &mut centers {
            *center = Point::new(
                center.x.clamp(room.x0, room.x1.max(room.x0)),
                center.y.clamp(room.y0, room.y1.max(room.y0)),
            );
        }
    }
    for ((item, spot), center) in spots.iter().zip(centers) {
        let rim = stage.palette.card;
        stage.scene.disc(center, radius * 1.16, rim);
        callouts::badge(stage, (center, radius), (item.number, spot.hue));
    }
}
