//! Sankey diagrams: places in columns, flows as ribbons between them. Places are ordered so that
//! few ribbons cross; how is in [`layout`].

mod layout;

use easel_types::spec::ChartSpec;
use kurbo::{BezPath, Point, Rect};

use self::layout::Flows;
pub(crate) use self::layout::cycle;
use super::common::{Emphasis, put_short};
use crate::canvas::Stage;
use crate::charts::axes;
use crate::locale::Locale;
use crate::numbers::Unit;
use crate::scene::{Anchor, Gradient, GradientRun, NodeTrace, Role, Shape};
use crate::spread::{Wish, spread};
use crate::text::{Align, TextStyle, Weight};
use crate::theme::Color;

/// Largest share of the width for the names of one side.
const NAMES_SHARE: f64 = 0.24;

/// Draws places and ribbons into `area`.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, area: Rect) {
    let locale = Locale::new(spec.appearance.locale.as_deref());
    let unit = Unit::in_locale(spec.unit.as_deref(), locale)
        .for_values(spec.links.iter().map(|link| link.value));
    let area = axes::caption(stage, area, unit.caption.as_deref());
    let mut flows = Flows::new(&spec.links);
    flows.order();
    let style = label_style(&flows, stage, area);
    let picture = Picture::new(&flows, stage, (area, style), &unit);
    let colors = colors(spec, &flows, stage);
    let places = flows.positions(picture.plot.height(), picture.gap);
    let picture = Picture { places, ..picture };
    let crossings = flows.crossings();
    if crossings > 0 && flows.links.len() > 60 {
        stage.scene.notes.push(format!("{crossings} ribbons cross"));
    }
    picture.ribbons(&flows, stage, (&colors, &Emphasis::new(spec)));
    picture.nodes(&flows, stage, &colors);
    picture.labels(&flows, stage, &unit);
}

/// The largest font at which the names of the fullest column stand below each other.
fn label_style(flows: &Flows, stage: &Stage<'_>, area: Rect) -> TextStyle {
    let most = flows.columns.iter().map(|column| flows.real(column).count()).max().unwrap_or(1);
    let room = area.height() / most.max(1) as f64 / 1.5;
    let size = stage.canvas.font(22.0).min(room).max(stage.canvas.font_min());
    TextStyle::new(size, Weight::SemiBold)
}

/// Colours of the places: one each for few of them, else that of the largest source.
fn colors(spec: &ChartSpec, flows: &Flows, stage: &Stage<'_>) -> Vec<Color> {
    let palette = stage.palette;
    let emphasis = Emphasis::new(spec);
    let count = flows.nodes.iter().filter(|node| node.name.is_some()).count();
    let mut colors: Vec<Color> = Vec::with_capacity(flows.nodes.len());
    let mut next = 0;
    for (index, node) in flows.nodes.iter().enumerate() {
        let source = flows.largest_source(index).filter(|source| *source < index);
        let inherited = source.and_then(|source| colors.get(source).copied());
        let is_bridge = node.name.is_none();
        let own = match inherited {
            Some(color) if is_bridge || count > 8 => color,
            _ => {
                next += 1;
                palette.series(next - 1)
            }
        };
        colors.push(match &node.name {
            Some(name) => emphasis.color(palette, name, own),
            None => own,
        });
    }
    colors
}

struct Picture {
    plot: Rect,
    gap: f64,
    style: TextStyle,
    thick: f64,
    /// Top and height of every place.
    places: Vec<(f64, f64)>,
}

impl Picture {
    fn new(
        flows: &Flows,
        stage: &mut Stage<'_>,
        (area, style): (Rect, TextStyle),
        unit: &Unit,
    ) -> Self {
        let mut widest = |column: Option<&Vec<usize>>| {
            let mut width: f64 = 0.0;
            for index in column.into_iter().flatten() {
                let Some(node) = flows.nodes.get(*index) else { continue };
                let Some(name) = &node.name else { continue };
                width = width.max(stage.engine.width(&label(name, node.value, unit), style));
            }
            width.min(area.width() * NAMES_SHARE)
        };
        let (left, right) = (widest(flows.columns.first()), widest(flows.columns.last()));
        let pad = style.size * 0.6;
        let plot = Rect { x0: area.x0 + left + pad, x1: area.x1 - right - pad, ..area };
        // Names of inner places stand above them.
        let head = if flows.columns.len() > 2 { style.size * 1.6 } else { 0.0 };
        let plot = Rect { y0: plot.y0 + head, ..plot };
        let most = flows.columns.iter().map(Vec::len).max().unwrap_or(1).max(1) as f64;
        let gap = (style.size * 1.75).min(plot.height() * 0.55 / most);
        Self { plot, gap, style, thick: stage.canvas.px(18.0).max(4.0), places: Vec::new() }
    }

    fn x(&self, flows: &Flows, column: usize) -> f64 {
        let steps = flows.columns.len().saturating_sub(1).max(1) as f64;
        self.plot.x0 + (self.plot.width() - self.thick) * column as f64 / steps
    }

    fn rect(&self, flows: &Flows, index: usize) -> Rect {
        let (top, height) = self.places.get(index).copied().unwrap_or_default();
        let x = self.x(flows, flows.nodes.get(index).map_or(0, |node| node.column));
        let y = self.plot.y0 + top;
        Rect::new(x, y, x + self.thick, y + height.max(1.0))
    }

    fn ribbons(
        &self,
        flows: &Flows,
        stage: &mut Stage<'_>,
        (colors, emphasis): (&[Color], &Emphasis<'_>),
    ) {
        let strength =
            if stage.palette.background.contrast(Color::WHITE) > 4.0 { 0.5 } else { 0.38 };
        for ribbon in flows.ribbons(&self.places) {
            let from = self.rect(flows, ribbon.from);
            let to = self.rect(flows, ribbon.to);
            let is_bridge = |index: usize| flows.nodes.get(index).is_some_and(|n| n.name.is_none());
            // Ribbons run on through the bridges of a long flow.
            let x0 = if is_bridge(ribbon.from) { from.center().x } else { from.x1 };
            let x1 = if is_bridge(ribbon.to) { to.center().x } else { to.x0 };
            let (y0, y1) = (self.plot.y0 + ribbon.tops.0, self.plot.y0 + ribbon.tops.1);
            let middle = f64::midpoint(x0, x1);
            let thick = ribbon.thick.max(0.8);
            let mut path = BezPath::new();
            path.move_to((x0, y0));
            path.curve_to((middle, y0), (middle, y1), (x1, y1));
            path.line_to((x1, y1 + thick));
            path.curve_to((middle, y1 + thick), (middle, y0 + thick), (x0, y0 + thick));
            path.close_path();
            let color = |index: usize| colors.get(index).copied().unwrap_or(stage.palette.edge);
            let (first, second) = (color(ribbon.from), color(ribbon.to));
            let touches = ribbon.ends.iter().any(|name| emphasis.has(name));
            let alpha = if emphasis.is_some() && !touches { strength * 0.5 } else { strength };
            if first == second {
                stage.scene.fill(Shape::Path(path), first.alpha(alpha));
            } else {
                let run = GradientRun::Linear(Point::new(x0, y0), Point::new(x1, y0));
                let stops = vec![(0.0, first.alpha(alpha)), (1.0, second.alpha(alpha))];
                stage.scene.gradient(Shape::Path(path), Gradient { run, stops });
            }
        }
    }

    fn nodes(&self, flows: &Flows, stage: &mut Stage<'_>, colors: &[Color]) {
        for (index, node) in flows.nodes.iter().enumerate() {
            if node.name.is_some() {
                let rect = self.rect(flows, index);
                let color = colors.get(index).copied().unwrap_or(stage.palette.edge);
                stage.scene.rect(rect, stage.canvas.px(4.0), color);
                stage.scene.nodes.push(NodeTrace { outline: Shape::Rounded(rect, 0.0) });
            }
        }
    }

    fn labels(&self, flows: &Flows, stage: &mut Stage<'_>, unit: &Unit) {
        let last = flows.columns.len().saturating_sub(1);
        for (column, members) in flows.columns.iter().enumerate() {
            let real: Vec<usize> = flows.real(members).collect();
            if column > 0 && column < last {
                real.iter().for_each(|index| self.above(flows, stage, *index, unit));
                continue;
            }
            let lines = self.label_lines(flows, stage, (&real, column == 0), unit);
            let wishes = |lines: f64| -> Vec<Wish> {
                let wish = |index: &usize| Wish {
                    center: self.rect(flows, *index).center().y,
                    length: self.style.size * 1.25 * lines,
                };
                real.iter().map(wish).collect()
            };
            let over = self.style.size * 0.7;
            let room = (self.plot.y0 - over, self.plot.y1 + over);
            let stacked = (lines > 1.0).then(|| spread(&wishes(lines), room)).flatten();
            let is_stacked = stacked.is_some();
            let Some(centers) = stacked.or_else(|| spread(&wishes(1.0), room)) else {
                let names = real.iter().filter_map(|index| flows.nodes.get(*index));
                let names = names.filter_map(|node| node.name.clone()).collect();
                super::common::leave_out(stage, names, "places");
                continue;
            };
            for (index, y) in real.iter().zip(centers) {
                let place = (*index, y, column == 0);
                if is_stacked {
                    self.stacked(flows, stage, place, unit);
                } else {
                    self.beside(flows, stage, place, unit);
                }
            }
        }
    }

    /// Height of the names beside a column: one line, or three where one is too wide for that.
    fn label_lines(
        &self,
        flows: &Flows,
        stage: &mut Stage<'_>,
        (real, is_left): (&[usize], bool),
        unit: &Unit,
    ) -> f64 {
        let margin = stage.canvas.area();
        let is_wide = real.iter().any(|index| {
            let Some(node) = flows.nodes.get(*index) else { return false };
            let rect = self.rect(flows, *index);
            let room = if is_left { rect.x0 - margin.x0 } else { margin.x1 - rect.x1 };
            let room = room - self.style.size * 0.55;
            let name = node.name.as_deref().unwrap_or_default();
            stage.engine.width(&label(name, node.value, unit), self.style) > room
        });
        if is_wide { 3.0 } else { 1.0 }
    }

    /// The name left or right of its place: the name strong, the number after it.
    fn beside(
        &self,
        flows: &Flows,
        stage: &mut Stage<'_>,
        (index, y, is_left): (usize, f64, bool),
        unit: &Unit,
    ) {
        let Some(node) = flows.nodes.get(index) else { return };
        let Some(name) = &node.name else { return };
        let rect = self.rect(flows, index);
        let pad = self.style.size * 0.55;
        let margin = stage.canvas.area();
        let (x, room) = if is_left {
            (rect.x0 - pad, rect.x0 - pad - margin.x0)
        } else {
            (rect.x1 + pad, margin.x1 - rect.x1 - pad)
        };
        self.pair(stage, (name, &unit.value(node.value)), (x, y, room), is_left);
    }

    /// The name on up to two lines beside its place, the number below.
    fn stacked(
        &self,
        flows: &Flows,
        stage: &mut Stage<'_>,
        (index, y, is_left): (usize, f64, bool),
        unit: &Unit,
    ) {
        let Some(node) = flows.nodes.get(index) else { return };
        let Some(name) = &node.name else { return };
        let rect = self.rect(flows, index);
        let margin = stage.canvas.area();
        let pad = self.style.size * 0.55;
        let (x, room, align, anchor) = if is_left {
            let x = rect.x0 - pad;
            (x, x - margin.x0, Align::Right, Anchor::TopRight)
        } else {
            let x = rect.x1 + pad;
            (x, margin.x1 - x, Align::Left, Anchor::TopLeft)
        };
        let style = TextStyle { leading: 1.15, ..self.style }.align(align);
        let (block, cut) = stage.engine.shortened(name, style, (room, 2));
        let regular = TextStyle { weight: Weight::Regular, ..style };
        let value = stage.engine.block(&unit.value(node.value), regular, None);
        let top = y - (block.height + value.height) / 2.0;
        let shown = cut.as_deref().unwrap_or(name);
        let (ink, muted) = (stage.palette.ink, stage.palette.muted);
        stage.scene.text((&block, shown), (Point::new(x, top), anchor), ink, Role::Label);
        stage.record_cut(name, cut.is_some());
        let at = (Point::new(x, top + block.height), anchor);
        stage.scene.text((&value, &unit.value(node.value)), at, muted, Role::Value);
    }

    /// Name and number on one line; the name is shortened where they are wider than `room`.
    fn pair(
        &self,
        stage: &mut Stage<'_>,
        (name, value): (&str, &str),
        (x, y, room): (f64, f64, f64),
        is_left: bool,
    ) {
        let regular = TextStyle { weight: Weight::Regular, ..self.style };
        let width = stage.engine.width(value, regular);
        let space = self.style.size * 0.4;
        let name_room = room - width - space;
        let (ink, muted) = (stage.palette.ink, stage.palette.muted);
        if is_left {
            let at = (Point::new(x, y), Anchor::Right);
            let drawn = stage.put(value, (regular, None), at, (muted, Role::Value));
            let at = (Point::new(drawn.x0 - space, y), Anchor::Right);
            put_short(stage, name, (self.style, name_room), at, (ink, Role::Label));
        } else {
            let at = (Point::new(x, y), Anchor::Left);
            let drawn = put_short(stage, name, (self.style, name_room), at, (ink, Role::Label));
            let at = (Point::new(drawn.x1 + space, y), Anchor::Left);
            stage.put(value, (regular, None), at, (muted, Role::Value));
        }
    }

    /// The name of an inner place above it, on a chip that keeps ribbons off the letters.
    fn above(&self, flows: &Flows, stage: &mut Stage<'_>, index: usize, unit: &Unit) {
        let Some(node) = flows.nodes.get(index) else { return };
        let Some(name) = &node.name else { return };
        let value = unit.value(node.value);
        let regular = TextStyle { weight: Weight::Regular, ..self.style };
        let step = self.plot.width() / flows.columns.len().saturating_sub(1).max(1) as f64;
        let number = stage.engine.width(&value, regular) + self.style.size * 0.4;
        let full = stage.engine.width(name, self.style) + number;
        let rect = self.rect(flows, index);
        // Up to the places of the next columns, and not over the edge of the canvas.
        let safe = stage.canvas.safe();
        let side = (rect.center().x - safe.x0).min(safe.x1 - rect.center().x) * 2.0;
        let room = (step * 1.5).min(side - self.style.size).max(number + self.style.size * 2.0);
        let least = stage.canvas.font_min();
        let shrink = (room / full).clamp((least / self.style.size).min(1.0), 1.0);
        let small =
            Self { style: self.style.sized(self.style.size * shrink), places: Vec::new(), ..*self };
        let width = (full * shrink).min(room);
        let size = small.style.size;
        let y = rect.y0 - size * 0.72;
        let x = rect.center().x - width / 2.0;
        let chip =
            Rect::new(x - size * 0.35, y - size * 0.66, x + width + size * 0.35, y + size * 0.66);
        stage.scene.rect(chip, size * 0.35, stage.palette.background);
        small.pair(stage, (name, &value), (x, y, width + 0.5), false);
    }
}

fn label(name: &str, value: f64, unit: &Unit) -> String {
    format!("{name}  {}", unit.value(value))
}
