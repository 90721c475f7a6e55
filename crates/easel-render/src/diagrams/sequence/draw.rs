//! Paints a sequence diagram that has been laid out: fragments, lifelines and bars, arrows, texts.

use std::rc::Rc;

use easel_types::spec::{EdgeLine, EndMark};
use kurbo::{BezPath, Point, Rect, Vec2};

use super::super::parts;
use super::layout::{Frame, Item, Layout, bar_width, tab_height, tab_style};
use super::{Message, Play, What, boxes, heads};
use crate::canvas::Stage;
use crate::scene::{Anchor, EdgeTrace, NodeTrace, Pen, Role, Shape};
use crate::text::{Block, TextStyle, Weight};
use crate::theme::Color;

/// Draws the layout of a play.
pub(super) fn draw(play: Play<'_>, layout: &Layout, stage: &mut Stage<'_>) {
    let Play { casts, rows, .. } = play;
    boxes::draw(play.spans, &layout.grounds, stage, layout.font);
    for frame in &layout.frames {
        frame_ground(frame, (play, layout), stage);
    }
    lifelines(layout, stage);
    bars(play, layout, stage);
    for frame in &layout.frames {
        frame_rim(play, frame, layout, stage);
    }
    for item in &layout.items {
        match &rows[item.row].what {
            What::Message(message) => {
                draw_message(message, (item, layout), stage, play);
            }
            What::Remark(text, ..) => remark((item, text), layout, stage),
            What::Divider(label) => divider((item, label), layout, stage),
            _ => {}
        }
    }
    for foot in [None, layout.foot].iter().take(if layout.foot.is_some() { 2 } else { 1 }) {
        for (index, (cast, head)) in casts.iter().zip(&layout.heads).enumerate() {
            let size = (layout.box_widths[index], layout.box_height);
            let bottom = foot.unwrap_or(layout.heads_bottoms[index]);
            let place = (layout.xs[index], bottom);
            heads::draw((cast, head), stage, place, size, layout.font);
            let rect =
                Rect::new(place.0 - size.0 / 2.0, bottom - size.1, place.0 + size.0 / 2.0, bottom);
            stage.scene.nodes.push(NodeTrace { outline: Shape::Rounded(rect, 0.0) });
        }
    }
}

/// The surface inside so many fragments. Fragments have none of their own where boxes lie behind
/// them, which would be hidden.
fn ground(
    (play, layout): (Play<'_>, &Layout),
    stage: &Stage<'_>,
    (depth, x): (usize, f64),
) -> Color {
    if layout.grounds.is_empty() {
        return stage.palette.tint(stage.palette.series(0), 0.035 * depth.min(5) as f64);
    }
    let box_at = layout.grounds.iter().find(|ground| ground.rect.x0 <= x && x <= ground.rect.x1);
    let span = box_at.and_then(|ground| play.spans.get(ground.span));
    span.map_or(stage.palette.background, |span| boxes::tint(stage, span))
}

/// [`parts::chip`] that shows the boxes which lie behind it.
fn chip(
    (play, layout): (Play<'_>, &Layout),
    stage: &mut Stage<'_>,
    words: (&Rc<Block>, &str),
    place: (Point, Anchor),
    (fill, color): (Color, Color),
) -> Rect {
    if layout.grounds.is_empty() {
        return parts::chip(stage, words, place, (fill, color), Role::Label);
    }
    let plate = parts::chip_ground(words.0, place);
    stage.scene.rect(plate, 0.0, stage.palette.background);
    for ground in &layout.grounds {
        let piece = plate.intersect(ground.rect);
        if let Some(span) = play.spans.get(ground.span).filter(|_| piece.area() > 0.0) {
            let tint = boxes::tint(stage, span);
            stage.scene.rect(piece, 0.0, tint);
        }
    }
    stage.scene.text(words, place, color, Role::Label)
}

fn pen_width(layout: &Layout) -> f64 {
    (layout.font * 0.1).max(1.2)
}

fn lifelines(layout: &Layout, stage: &mut Stage<'_>) {
    let pen = Pen {
        dash: Some(layout.font * 0.32),
        ..Pen::butt(stage.palette.axis, (layout.font * 0.075).max(1.0))
    };
    let end = layout.foot.map_or(layout.end, |foot| foot - layout.box_height);
    for (&x, &top) in layout.xs.iter().zip(&layout.heads_bottoms) {
        stage.scene.line(Point::new(x, top), Point::new(x, end), pen);
    }
}

fn bars(Play { casts, .. }: Play<'_>, layout: &Layout, stage: &mut Stage<'_>) {
    let width = bar_width(layout.font);
    for bar in &layout.bars {
        let color = casts[bar.participant].color;
        let x = layout.xs[bar.participant] + width / 2.0 * bar.level as f64;
        let rect = Rect::new(x - width / 2.0, bar.from, x + width / 2.0, bar.to);
        let (_, line) = parts::box_colors(stage, color);
        stage.scene.rect(rect, width * 0.2, stage.palette.tint(color, 0.3));
        let pen = Pen::new(line, (layout.font * 0.08).max(1.0));
        stage.scene.stroke(Shape::Rounded(rect, width * 0.2), pen);
    }
}

fn frame_pen(layout: &Layout, stage: &Stage<'_>) -> Pen {
    let color = stage.palette.background.mix(stage.palette.series(0), 0.55);
    Pen::new(color, (layout.font * 0.085).max(1.0))
}

fn frame_ground(frame: &Frame, (play, layout): (Play<'_>, &Layout), stage: &mut Stage<'_>) {
    if !layout.grounds.is_empty() {
        return;
    }
    let fill = ground((play, layout), stage, (frame.depth + 1, 0.0));
    stage.scene.rect(frame.rect, layout.font * 0.45, fill);
}

fn frame_rim(play: Play<'_>, frame: &Frame, layout: &Layout, stage: &mut Stage<'_>) {
    let font = layout.font;
    let rect = frame.rect;
    let pen = frame_pen(layout, stage);
    stage.scene.stroke(Shape::Rounded(rect, font * 0.45), pen);
    let all = (play, layout);
    let fill = ground(all, stage, (frame.depth + 1, rect.x0 + font));
    let What::Open(kind, condition, _) = &play.rows[frame.row].what else { return };
    let style = tab_style(font);
    let block = stage.engine.block(kind, style, None);
    let tab =
        Rect::new(rect.x0, rect.y0, rect.x0 + block.width + font * 1.2, rect.y0 + tab_height(font));
    let strong = parts::solid(stage, stage.palette.series(0));
    if !kind.is_empty() {
        stage.scene.fill(Shape::Path(tab_shape(tab, font * 0.45)), strong);
        let on = stage.palette.on(strong);
        stage.scene.text((&block, kind), (tab.center(), Anchor::Center), on, Role::Label);
    }
    let color =
        stage.palette.readable(stage.palette.series(0).mix(stage.palette.ink, 0.35), fill, 4.6);
    if let Some(block) = &frame.condition {
        let at = Point::new(tab.x1 + font * 0.5, tab.y0 + font * 0.22);
        let text = format!("[{condition}]");
        hide_bars((at, block), layout, stage, fill);
        chip(all, stage, (block, &text), (at, Anchor::TopLeft), (fill, color));
    }
    for (y, row, block) in &frame.sections {
        let dashed = Pen { dash: Some(font * 0.4), round: false, ..pen };
        stage.scene.line(Point::new(rect.x0, *y), Point::new(rect.x1, *y), dashed);
        let What::Section(condition) = &play.rows[*row].what else { continue };
        if !condition.is_empty() {
            let at = Point::new(rect.x0 + font * 0.6, *y + font * 0.22);
            let text = format!("[{condition}]");
            hide_bars((at, block), layout, stage, fill);
            chip(all, stage, (block, &text), (at, Anchor::TopLeft), (fill, color));
        }
    }
}

/// Hides the whole width of a bar of which a text would leave a sliver.
fn hide_bars((at, block): (Point, &Block), layout: &Layout, stage: &mut Stage<'_>, fill: Color) {
    let (font, end) = (layout.font, at.x + block.width);
    for &x in layout.xs.iter().filter(|x| (**x - end).abs() < font * 0.9) {
        let right = (x + font * 0.65).max(end);
        let rect = Rect::new(at.x + block.width * 0.5, at.y, right, at.y + block.height);
        stage.scene.rect(rect, 0.0, fill);
    }
}

/// A corner with the lower right cut off.
fn tab_shape(rect: Rect, radius: f64) -> BezPath {
    let cut = rect.height() * 0.35;
    let mut path = BezPath::new();
    path.move_to((rect.x0, rect.y1));
    path.line_to((rect.x0, rect.y0 + radius));
    path.quad_to((rect.x0, rect.y0), (rect.x0 + radius, rect.y0));
    path.line_to((rect.x1, rect.y0));
    path.line_to((rect.x1, rect.y1 - cut));
    path.line_to((rect.x1 - cut, rect.y1));
    path.close_path();
    path
}

fn draw_message(
    message: &Message<'_>,
    (item, layout): (&Item, &Layout),
    stage: &mut Stage<'_>,
    play: Play<'_>,
) {
    let font = layout.font;
    let (from, to) = item.ends;
    let (all, numbered) = ((play, layout), play.numbered);
    let fill = ground(all, stage, (item.depth, f64::midpoint(from, to)));
    let line = stage.palette.readable(stage.palette.body, fill, 4.5);
    let width = pen_width(layout) * if message.edge.line == EdgeLine::Thick { 1.9 } else { 1.0 };
    let dash = (message.edge.line == EdgeLine::Dashed).then_some(font * 0.36);
    let pen = Pen { dash, round: dash.is_none(), ..Pen::new(line, width) };
    let to_mark = message.edge.to_mark.unwrap_or(EndMark::Arrow);
    let from_mark = message.edge.from_mark.unwrap_or(EndMark::None);
    let head = font * 0.72;
    if message.from == message.to {
        self_message(message, (item, layout), stage, (pen, play));
    } else {
        let sign = (to - from).signum();
        let (start, tip) = (Point::new(from, item.y), Point::new(to, item.y));
        let a = from + sign * parts::mark_cut(from_mark, head);
        let b = to - sign * parts::mark_cut(to_mark, head);
        stage.scene.line(Point::new(a, item.y), Point::new(b, item.y), pen);
        parts::mark(stage, to_mark, (tip, Vec2::new(sign, 0.0)), (head, pen), fill);
        parts::mark(stage, from_mark, (start, Vec2::new(-sign, 0.0)), (head, pen), fill);
        let shift = if numbered { font * 0.8 * sign } else { 0.0 };
        let width = item.block.as_ref().map_or(0.0, |block| block.width);
        let middle =
            label_middle(layout, (from, to), width).unwrap_or(f64::midpoint(from, to) + shift);
        let label = item.block.as_ref().zip(message.label.as_deref()).map(|(block, text)| {
            let above = if layout.dense { block.height * 0.5 } else { font * 0.24 + block.height };
            let at = Point::new(middle, item.y - above);
            let ink = stage.palette.ink;
            chip(all, stage, (block, text), (at, Anchor::TopCenter), (fill, ink))
        });
        let mut path = BezPath::new();
        path.move_to(start);
        path.line_to(tip);
        stage.scene.edges.push(EdgeTrace { path, ends: (None, None), label });
    }
    if numbered {
        let at = Point::new(from, item.y);
        counter(message.number, (at, font), stage, play.casts[message.from].color);
    }
}

/// The middle of the gap between two lifelines, where the label fits one; the gap nearest to the
/// middle of the arrow.
fn label_middle(layout: &Layout, (from, to): (f64, f64), width: f64) -> Option<f64> {
    let (low, high) = (from.min(to), from.max(to));
    let (font, middle) = (layout.font, f64::midpoint(from, to));
    let mut stops: Vec<f64> = vec![low];
    stops.extend(layout.xs.iter().copied().filter(|x| *x > low + font && *x < high - font));
    stops.push(high);
    if stops.len() < 3 {
        return None;
    }
    let gaps = stops.windows(2).filter(|gap| gap[1] - gap[0] > width + font * 2.0);
    let middles = gaps.map(|gap| f64::midpoint(gap[0], gap[1]));
    middles.min_by(|a, b| (a - middle).abs().total_cmp(&(b - middle).abs()))
}

/// The number of a message in a disc.
fn counter(number: usize, (at, font): (Point, f64), stage: &mut Stage<'_>, color: Color) {
    let line = parts::solid(stage, color);
    stage.scene.disc(at, font * 0.78, line);
    let size = (font * 0.78).max(stage.canvas.font_min().min(font));
    let style = TextStyle::new(size, Weight::Bold);
    let on = stage.palette.on(line);
    stage.put(&number.to_string(), (style, None), (at, Anchor::Center), (on, Role::Counter));
}

fn self_message(
    message: &Message<'_>,
    (item, layout): (&Item, &Layout),
    stage: &mut Stage<'_>,
    (pen, play): (Pen, Play<'_>),
) {
    let font = layout.font;
    let (from, right) = item.ends;
    let fill = ground((play, layout), stage, (item.depth, right));
    let (start, tip) = (Point::new(from, item.y), Point::new(right, item.y + font * 1.3));
    let (out, radius, head) = (right + font * 1.7, font * 0.45, font * 0.72);
    let to_mark = message.edge.to_mark.unwrap_or(EndMark::Arrow);
    let mut path = BezPath::new();
    path.move_to(start);
    path.line_to((out - radius, start.y));
    path.quad_to((out, start.y), (out, start.y + radius));
    path.line_to((out, tip.y - radius));
    path.quad_to((out, tip.y), (out - radius, tip.y));
    let mut traced = path.clone();
    traced.line_to(tip);
    path.line_to((tip.x + parts::mark_cut(to_mark, head), tip.y));
    stage.scene.stroke(Shape::Path(path), pen);
    parts::mark(stage, to_mark, (tip, Vec2::new(-1.0, 0.0)), (head, pen), fill);
    let label = item.block.as_ref().zip(message.label.as_deref()).map(|(block, text)| {
        let middle = item.y + (font * 1.3).max(block.height * 0.5 - 0.3 * font) * 0.5;
        let at = Point::new(out + font * 0.5, middle.max(item.y + block.height / 2.0 - font * 0.5));
        let ink = stage.palette.ink;
        chip((play, layout), stage, (block, text), (at, Anchor::Left), (fill, ink))
    });
    stage.scene.edges.push(EdgeTrace { path: traced, ends: (None, None), label });
}

fn remark((item, text): (&Item, &str), layout: &Layout, stage: &mut Stage<'_>) {
    let font = layout.font;
    let Some(block) = &item.block else { return };
    let color = stage.palette.series(1);
    let rect = Rect::new(item.ends.0, item.y, item.ends.1, item.y + block.height + font * 0.9);
    let fold = font * 0.55;
    let mut path = BezPath::new();
    path.move_to((rect.x0, rect.y0));
    path.line_to((rect.x1 - fold, rect.y0));
    path.line_to((rect.x1, rect.y0 + fold));
    path.line_to((rect.x1, rect.y1));
    path.line_to((rect.x0, rect.y1));
    path.close_path();
    let fill = stage.palette.tint(color, 0.13);
    let (_, line) = parts::box_colors(stage, color);
    let pen = Pen::new(line, (font * 0.075).max(1.0));
    stage.scene.fill(Shape::Path(path.clone()), fill);
    stage.scene.stroke(Shape::Path(path), pen);
    let mut corner = BezPath::new();
    corner.move_to((rect.x1 - fold, rect.y0));
    corner.line_to((rect.x1 - fold, rect.y0 + fold));
    corner.line_to((rect.x1, rect.y0 + fold));
    stage.scene.stroke(Shape::Path(corner), pen);
    let ink = stage.palette.readable(stage.palette.body, fill, 4.6);
    stage.scene.text((block, text), (rect.center(), Anchor::Center), ink, Role::Body);
}

fn divider((item, label): (&Item, &str), layout: &Layout, stage: &mut Stage<'_>) {
    let font = layout.font;
    let Some(block) = &item.block else { return };
    let y = item.y + (block.height + font * 0.6) / 2.0;
    let pen = Pen::butt(stage.palette.axis, (font * 0.09).max(1.0));
    for shift in [-font * 0.1, font * 0.1] {
        let (left, right) =
            (Point::new(item.ends.0, y + shift), Point::new(item.ends.1, y + shift));
        stage.scene.line(left, right, pen);
    }
    let rect = Rect::from_center_size(
        Point::new(f64::midpoint(item.ends.0, item.ends.1), y),
        (block.width + font * 1.8, block.height + font * 0.55),
    );
    let fill = stage.palette.tint(stage.palette.muted, 0.14);
    stage.scene.rect(rect, font * 0.35, fill);
    stage.scene.stroke(Shape::Rounded(rect, font * 0.35), pen);
    let ink = stage.palette.readable(stage.palette.ink, fill, 4.6);
    stage.scene.text((block, label), (rect.center(), Anchor::Center), ink, Role::Label);
}
