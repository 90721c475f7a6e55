//! Paints a Gantt chart: the grid of time, sections, bars, milestones, dependencies.

use easel_types::spec::{DiagramSpec, EdgeLine, Node, Status};
use kurbo::{BezPath, Point, Rect, Vec2};

use super::super::parts;
use super::axis::{self, Ticks};
use super::schedule::{Schedule, Task, Unit};
use super::{Layout, Row, name_style, section_style};
use crate::canvas::Stage;
use crate::cast::to_i64;
use crate::dates::weekday;
use crate::scene::{Anchor, EdgeTrace, NodeTrace, Pen, Role, Shape};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// From time to pixels.
#[derive(Clone, Copy)]
struct Time {
    low: f64,
    /// Pixels for a day (or hour).
    pace: f64,
    left: f64,
}

impl Time {
    fn x(self, value: f64) -> f64 {
        self.left + (value - self.low) * self.pace
    }
}

/// Draws the chart into `area`.
pub(super) fn draw(
    spec: &DiagramSpec,
    (schedule, rows): (&Schedule, &[Row]),
    layout: &Layout,
    stage: &mut Stage<'_>,
    area: Rect,
) {
    let font = layout.font;
    let heights = rows.iter().map(|row| height(row, layout)).sum::<f64>();
    let slack = (area.height() - layout.axis - heights).max(0.0);
    let top = area.y0 + layout.axis + slack * 0.3;
    let field = Rect::new(area.x0 + layout.names + font * 0.4, top, area.x1, top + heights);
    // Marks of the first and last moment need room beside them.
    let inset = font * 0.7;
    let pace = (field.width() - 2.0 * inset) / (schedule.high - schedule.low);
    let time = Time { low: schedule.low, pace, left: field.x0 + inset };
    section_grounds((spec, rows), layout, stage, (area, field));
    grid(schedule, time, (layout, field), stage);
    let bars = bars(schedule, rows, layout, (field, time));
    let first = stage.scene.nodes.len();
    for bar in &bars {
        stage.scene.nodes.push(NodeTrace { outline: Shape::Rounded(*bar, font * 0.3) });
    }
    dependencies(spec, (&bars, first), stage, font);
    let of = parts::group_of(spec);
    let mut y = field.y0;
    for row in rows {
        match row {
            Row::Section(number) => {
                let group = &spec.groups[*number];
                let color = parts::color_of(stage, group.color.as_ref(), *number);
                let ground = stage.palette.tint(color, 0.13);
                let ink = stage.palette.readable(color, ground, 4.6);
                let style = section_style(font);
                let block =
                    stage.engine.block(group.label.trim(), style, Some(area.width() * 0.95));
                let at = Point::new(area.x0 + font * 0.5, y + layout.pitch.1 * 0.5);
                stage.scene.text(
                    (&block, group.label.trim()),
                    (at, Anchor::Left),
                    ink,
                    Role::Label,
                );
            }
            Row::Task(number) => {
                let task = schedule.tasks[*number];
                let color = color(spec, (*number, of[*number]), stage);
                name(spec, *number, stage, (layout, area.x0, y));
                let place = (bars[*number], field);
                let years = schedule.high - schedule.low > 400.0;
                let (node, unit) = (&spec.nodes[*number], schedule.unit);
                paint_bar(node, (task, unit, years), stage, (place, font), color);
            }
        }
        y += height(row, layout);
    }
}

fn height(row: &Row, layout: &Layout) -> f64 {
    match row {
        Row::Section(_) => layout.pitch.1,
        Row::Task(_) => layout.pitch.0,
    }
}

fn color(spec: &DiagramSpec, (number, group): (usize, Option<usize>), stage: &Stage<'_>) -> Color {
    let node = &spec.nodes[number];
    let given = node.color.as_ref();
    if node.status == Some(Status::Critical) && given.is_none() {
        return parts::signal(stage, 0.0);
    }
    let of_group = group.and_then(|group| spec.groups[group].color.as_ref());
    parts::color_of(stage, given.or(of_group), group.unwrap_or(0))
}

/// Bands behind the headings of sections.
fn section_grounds(
    (spec, rows): (&DiagramSpec, &[Row]),
    layout: &Layout,
    stage: &mut Stage<'_>,
    (area, field): (Rect, Rect),
) {
    let mut y = field.y0;
    for row in rows {
        let bottom = y + height(row, layout);
        if let Row::Section(number) = row {
            let given = spec.groups[*number].color.as_ref();
            let color = parts::color_of(stage, given, *number);
            let inset = layout.pitch.1 * 0.08;
            let band = Rect::new(area.x0, y + inset, area.x1, bottom - inset);
            stage.scene.rect(band, layout.font * 0.35, stage.palette.tint(color, 0.13));
        }
        y = bottom;
    }
}

fn grid(schedule: &Schedule, time: Time, (layout, field): (&Layout, Rect), stage: &mut Stage<'_>) {
    let font = layout.font;
    let style = TextStyle::new(font, Weight::Regular);
    let ends = (schedule.low, schedule.high);
    let most = crate::cast::to_usize(field.width() / (font * 2.6)).clamp(2, 16);
    let mut ticks = axis::ticks(schedule.unit, ends, (most, schedule.whole_days));
    let widest = ticks.ticks.iter().map(|tick| stage.engine.width(&tick.name, style));
    let widest = widest.fold(0.0, f64::max) + font * 0.9;
    if widest * ticks.ticks.len() as f64 > field.width() {
        let most = crate::cast::to_usize(field.width() / widest).max(2);
        ticks = axis::ticks(schedule.unit, ends, (most, schedule.whole_days));
    }
    weekends(schedule, time, field, stage);
    let pen = Pen::butt(stage.palette.grid, stage.canvas.px(1.25).max(1.0));
    let safe = stage.canvas.safe();
    for tick in &ticks.ticks {
        let x = time.x(tick.at);
        let top = field.y0 - font * 0.2;
        stage.scene.line(Point::new(x, top), Point::new(x, field.y1), pen);
        let half = stage.engine.width(&tick.name, style) / 2.0;
        if x - half < safe.x0 || x + half > safe.x1 {
            continue;
        }
        let place = (Point::new(x, field.y0 - font * 0.85), Anchor::Center);
        stage.put(&tick.name, (style, None), place, (stage.palette.muted, Role::Tick));
    }
    period_names(schedule, (&ticks, time), (font, field), stage);
}

/// The larger periods over the ticks, where they have room.
fn period_names(
    schedule: &Schedule,
    (ticks, time): (&Ticks, Time),
    (font, field): (f64, Rect),
    stage: &mut Stage<'_>,
) {
    let style = TextStyle::new(font, Weight::SemiBold);
    let y = field.y0 - font * 2.2;
    let color = stage.palette.body;
    for (index, period) in ticks.periods.iter().enumerate() {
        let x = time.x(period.at);
        let end = ticks.periods.get(index + 1).map_or(schedule.high, |next| next.at);
        let width = stage.engine.width(&period.name, style);
        let is_only = ticks.periods.len() == 1;
        if x + width + font * 0.6 > time.x(end) && !is_only {
            // The year or month may be short by itself.
            continue;
        }
        let place = (Point::new(x, y), Anchor::Left);
        stage.put(&period.name, (style, None), place, (color, Role::Tick));
    }
    if schedule.unit == Unit::Number {
        let place = (Point::new(time.x(schedule.low), y), Anchor::Left);
        stage.put("Days", (style, None), place, (color, Role::Tick));
    }
}

/// Saturdays and Sundays, where the chart is short enough to see them.
fn weekends(schedule: &Schedule, time: Time, field: Rect, stage: &mut Stage<'_>) {
    let days = schedule.high - schedule.low;
    if schedule.unit != Unit::Calendar || !(3.0..=75.0).contains(&days) {
        return;
    }
    let fill = stage.palette.grid.alpha(0.38);
    let (first, last) = (to_i64(schedule.low.floor()), to_i64(schedule.high.ceil()));
    for day in first..last {
        if weekday(day) >= 5 {
            let x0 = time.x(day as f64).max(field.x0);
            let x1 = time.x((day + 1) as f64).min(field.x1);
            stage.scene.rect(Rect::new(x0, field.y0, x1.max(x0), field.y1), 0.0, fill);
        }
    }
}

/// The bar of every task, by its number. Milestones are squares.
fn bars(
    schedule: &Schedule,
    rows: &[Row],
    layout: &Layout,
    (field, time): (Rect, Time),
) -> Vec<Rect> {
    let font = layout.font;
    let mut bars = vec![Rect::ZERO; schedule.tasks.len()];
    let mut y = field.y0;
    for row in rows {
        if let Row::Task(number) = row {
            let task = schedule.tasks[*number];
            let pitch = layout.pitch.0;
            let (middle, height) = if layout.above {
                let names = font * 1.2 * layout.lines as f64;
                let free = pitch - names;
                (y + names + free * 0.42, (free * 0.6).clamp(font * 0.5, font * 1.6))
            } else {
                (y + pitch / 2.0, (pitch * 0.64).clamp(font * 0.6, font * 1.9))
            };
            let (x0, x1) = (time.x(task.start), time.x(task.end));
            bars[*number] = if task.milestone || task.end <= task.start {
                let side = height.min(font * 1.5);
                Rect::from_center_size(Point::new(x0, middle), (side, side))
            } else {
                let x1 = x1.max(x0 + font * 0.3);
                Rect::new(x0, middle - height / 2.0, x1, middle + height / 2.0)
            };
        }
        y += self::height(row, layout);
    }
    bars
}

fn name(
    spec: &DiagramSpec,
    number: usize,
    stage: &mut Stage<'_>,
    (layout, x, y): (&Layout, f64, f64),
) {
    let font = layout.font;
    let label = spec.nodes[number].label.trim();
    let ink = stage.palette.ink;
    let style = name_style(font);
    if layout.above {
        let room = stage.canvas.area().width() - font * 0.8;
        let block = stage.engine.block(label, style, Some(room));
        let slack = (layout.pitch.0 - font * (1.2 * layout.lines as f64 + 1.15)).max(0.0);
        let at = Point::new(x + font * 0.5, y + slack * 0.3);
        stage.scene.text((&block, label), (at, Anchor::TopLeft), ink, Role::Label);
        return;
    }
    let block = stage.engine.block(label, style, Some((layout.names - font * 0.4).max(font)));
    let at = Point::new(x + font * 0.5, y + layout.pitch.0 / 2.0);
    stage.scene.text((&block, label), (at, Anchor::Left), ink, Role::Label);
}

fn paint_bar(
    node: &Node,
    (task, unit, years): (Task, Unit, bool),
    stage: &mut Stage<'_>,
    ((bar, field), font): ((Rect, Rect), f64),
    color: Color,
) {
    let strong = parts::solid(stage, color);
    if task.milestone || task.end <= task.start {
        diamond(bar, stage, strong);
        let day = if unit == Unit::Calendar { 1.0 } else { 0.0 };
        let text = axis::range(unit, (task.start, task.start + day), years);
        beside((bar, field), text.split(" – ").next().unwrap_or_default(), stage, font);
        return;
    }
    let radius = (bar.height() * 0.3).min(font * 0.45);
    let is_done = node.status == Some(Status::Done);
    // Bars show progress where it is known.
    let progress = node.value.filter(|value| value.is_finite()).map(|value| value.clamp(0.0, 1.0));
    let done = progress.or((node.status == Some(Status::Active)).then_some(0.0)).unwrap_or(1.0);
    stage.scene.rect(bar, radius, stage.palette.tint(color, 0.38));
    if done > 0.0 {
        let part = Rect { x1: bar.x0 + bar.width() * done, ..bar };
        let is_whole = done >= 1.0;
        if is_whole {
            stage.scene.rect(bar, radius, strong);
        } else {
            stage.scene.clipped(Shape::Rounded(bar, radius), |scene| scene.rect(part, 0.0, strong));
        }
    }
    if done < 1.0 {
        let pen = Pen::new(strong, (font * 0.08).max(1.0));
        stage.scene.stroke(Shape::Rounded(bar, radius), pen);
    }
    let text = match progress {
        Some(share) => format!("{} %", to_i64(share * 100.0)),
        None => axis::range(unit, (task.start, task.end), years),
    };
    let with_check = is_done && bar.width() > font * 1.8 && bar.height() > font * 0.9;
    let on = stage.palette.on(strong);
    if with_check && let Some(icon) = stage.icons.pick(Some("check"), "", None) {
        let at = Point::new(bar.x1 - font * 0.9, bar.center().y);
        icon.draw(&mut stage.scene, at, font * 0.9, on);
    }
    // Inside of bars of one colour, beside the others.
    let style = TextStyle::new(font, Weight::SemiBold);
    let needed = stage.engine.width(&text, style) + font * if with_check { 2.5 } else { 1.1 };
    if done >= 1.0 && needed < bar.width() && bar.height() > font * 1.3 {
        let place = (Point::new(bar.x0 + font * 0.5, bar.center().y), Anchor::Left);
        stage.put(&text, (style, None), place, (on, Role::Value));
    } else {
        beside((bar, field), &text, stage, font);
    }
}

/// The mark of a milestone.
fn diamond(bar: Rect, stage: &mut Stage<'_>, color: Color) {
    let (c, r) = (bar.center(), bar.width() / 2.0 * 1.1);
    let mut path = BezPath::new();
    path.move_to((c.x, c.y - r));
    path.line_to((c.x + r, c.y));
    path.line_to((c.x, c.y + r));
    path.line_to((c.x - r, c.y));
    path.close_path();
    stage.scene.fill(Shape::Path(path), color);
}

/// Writes the time of a task beside its bar, where there is room in the field.
fn beside((bar, field): (Rect, Rect), text: &str, stage: &mut Stage<'_>, font: f64) {
    let style = TextStyle::new(font, Weight::Regular);
    let block = stage.engine.block(text, style, None);
    let gap = font * 0.5;
    let (x, anchor) = if bar.x1 + gap + block.width < field.x1 {
        (bar.x1 + gap, Anchor::Left)
    } else if bar.x0 - gap - block.width > field.x0 {
        (bar.x0 - gap, Anchor::Right)
    } else {
        return;
    };
    let (ground, ink) = (stage.palette.background, stage.palette.muted);
    let place = (Point::new(x, bar.center().y), anchor);
    let left = if anchor == Anchor::Left { x } else { x - block.width };
    let rect = Rect::new(
        left,
        bar.center().y - font * 0.6,
        left + block.width,
        bar.center().y + font * 0.6,
    );
    if parts::is_crossed(stage, rect) {
        parts::chip(stage, (&block, text), place, (ground, ink), Role::Value);
    } else {
        stage.scene.text((&block, text), place, ink, Role::Value);
    }
}

/// Thin elbows from the end of a task to the beginning of the one that waits for it.
fn dependencies(
    spec: &DiagramSpec,
    (bars, first): (&[Rect], usize),
    stage: &mut Stage<'_>,
    font: f64,
) {
    let ids = parts::ids(spec);
    let pen = Pen::new(stage.palette.edge, (font * 0.085).max(1.0));
    for edge in spec.edges.iter().filter(|edge| edge.line != EdgeLine::Hidden) {
        let ends = (ids.get(edge.from.as_str()), ids.get(edge.to.as_str()));
        let (Some(&from), Some(&to)) = ends else { continue };
        if from == to {
            continue;
        }
        let points = elbow((bars[from], bars[to]), font);
        draw_elbow(&points, (pen, font * 0.55), stage);
        let mut path = BezPath::new();
        for (index, point) in points.iter().enumerate() {
            if index == 0 { path.move_to(*point) } else { path.line_to(*point) }
        }
        let ends = (Some(first + from), Some(first + to));
        stage.scene.edges.push(EdgeTrace { path, ends, label: None });
    }
}

/// Leaves near the end of the first bar, arrives near the beginning of the second, from above or
/// below.
fn elbow((a, b): (Rect, Rect), font: f64) -> Vec<Point> {
    let down = if b.center().y > a.center().y { 1.0 } else { -1.0 };
    let side = |rect: Rect, side: f64| rect.center().y + side * rect.height() / 2.0;
    let within = |rect: Rect, x: f64| {
        let inset = (font * 0.35).min(rect.width() / 2.0);
        x.clamp(rect.x0 + inset, rect.x1 - inset)
    };
    let (start, end) = (within(a, a.x1), within(b, b.x0));
    let (from, to) = (side(a, down), side(b, -down));
    // Straight down where the bars overlap.
    if end <= a.x1 && end >= a.x0 {
        return vec![Point::new(end, from), Point::new(end, to)];
    }
    let lane = to - down * ((to - from).abs() * 0.5).min(font * 0.75);
    vec![
        Point::new(start, from),
        Point::new(start, lane),
        Point::new(end, lane),
        Point::new(end, to),
    ]
}

fn draw_elbow(points: &[Point], (pen, head): (Pen, f64), stage: &mut Stage<'_>) {
    let [.., before, tip] = points else { return };
    let direction = *tip - *before;
    if direction.hypot() < 0.5 {
        return;
    }
    let mut path = BezPath::new();
    for (index, point) in points.iter().enumerate() {
        let is_last = index + 1 == points.len();
        let cut = if is_last { direction.normalize() * head * 0.5 } else { Vec2::ZERO };
        if index == 0 { path.move_to(*point) } else { path.line_to(*point - cut) }
    }
    stage.scene.stroke(Shape::Path(path), pen);
    stage.scene.arrow_head(*tip, direction, head, pen.color);
}
