//! Organisation charts: cards of equal size joined by right-angled lines. Top-down, top-down with
//! the last level stacked, or from left to right: whichever gives the largest cards.

use easel_types::spec::{DiagramSpec, Direction};
use kurbo::{BezPath, Point, Rect, Vec2};

use super::super::parts;
use super::{EM, Texts, Tree, Words, set, words};
use crate::canvas::Stage;
use crate::scene::{Anchor, EdgeTrace, NodeTrace, Pen, Role, Shape};
use crate::text::{Align, TextStyle, Weight};
use crate::theme::Color;

/// Largest font of names at 1024 pixels.
const FONT_MAX: f64 = 25.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Every level is a row.
    Rows,
    /// Leaves stand under each other, in so many columns.
    Stacked(usize),
    /// Everything below the second level is indented under its part of it.
    Listed,
    /// Every level is a column.
    Columns,
    /// Every node has a line of its own, indented.
    Indented,
}

/// Lengths in measuring units.
#[derive(Debug, Clone, Copy)]
struct Measure {
    width: f64,
    height: f64,
    /// Between neighbours, and between levels.
    gaps: (f64, f64),
    /// From a parent to the children stacked under it.
    indent: f64,
}

/// A way to draw the chart.
struct Plan {
    form: Form,
    measure: Measure,
    /// Room for texts, width of the disc, smaller font.
    room: f64,
    disc: f64,
    small: f64,
    /// Upper left corners of the cards.
    places: Vec<Point>,
    size: (f64, f64),
    scale: f64,
}

/// Draws the tree into `area`.
pub(super) fn draw(spec: &DiagramSpec, tree: &Tree, stage: &mut Stage<'_>, area: Rect) {
    let words: Vec<Words<'_>> = spec.nodes.iter().map(|node| words(node, stage)).collect();
    // Initials make sense for people: where there are roles under the names.
    let with_disc = words.iter().any(|words| words.text.is_some() || words.icon.is_some());
    let cap = stage.canvas.font(FONT_MAX) / EM;
    let mut best: Option<(f64, Plan)> = None;
    for small in [0.85, 1.0] {
        for wrap in [11.0, 8.0, 6.0] {
            for disc in if with_disc { [2.3, 0.0].as_slice() } else { &[0.0] } {
                let card = card(&words, stage, (wrap, *disc, small));
                for (form, worth) in forms(spec, area) {
                    let Some(plan) = plan(tree, form, card, (area, cap)) else { continue };
                    let worth = worth * if *disc == 0.0 && with_disc { 0.8 } else { 1.0 };
                    let legible = plan.scale * EM >= stage.canvas.font_min();
                    let worth = worth * if legible { 1.0 } else { 0.6 };
                    let score = plan.scale * worth * card.worth;
                    if best.as_ref().is_none_or(|(most, _)| score > *most) {
                        best = Some((score, Plan { disc: *disc * EM, small, ..plan }));
                    }
                }
            }
        }
        let least = stage.canvas.font_min();
        if best.as_ref().is_some_and(|(_, plan)| plan.scale * EM * small >= least) {
            break;
        }
        // Roles as large as names where they would be too small to read otherwise.
        best = if small < 1.0 { None } else { best };
    }
    let Some((_, mut plan)) = best else { return };
    stretch(tree, &mut plan, area);
    paint(spec, (tree, &words), &plan, stage, area);
    parts::note_small(stage, plan.scale * EM);
}

fn forms(spec: &DiagramSpec, area: Rect) -> Vec<(Form, f64)> {
    let tall = area.height() > area.width() * 1.2;
    match spec.direction {
        Some(Direction::LeftToRight | Direction::RightToLeft) => vec![(Form::Columns, 1.0)],
        Some(_) => vec![(Form::Rows, 1.0), (Form::Stacked(1), 0.9), (Form::Stacked(3), 0.8)],
        None => vec![
            (Form::Rows, 1.0),
            (Form::Stacked(1), 0.87),
            (Form::Stacked(2), 0.8),
            (Form::Stacked(3), 0.76),
            (Form::Listed, 0.74),
            (Form::Columns, 0.72),
            (Form::Indented, if tall { 0.68 } else { 0.6 }),
        ],
    }
}

#[derive(Debug, Clone, Copy)]
struct Card {
    width: f64,
    height: f64,
    room: f64,
    worth: f64,
}

/// The size of all cards.
fn card(words: &[Words<'_>], stage: &mut Stage<'_>, (wrap, disc, small): (f64, f64, f64)) -> Card {
    let align = if disc > 0.0 { Align::Left } else { Align::Center };
    let (mut width, mut height, mut broken) = (0.0_f64, 0.0_f64, false);
    for words in words {
        let fonts = (EM, EM * small);
        let texts = set(words, stage, fonts, (wrap * EM, align), Weight::SemiBold);
        width = width.max(texts.width());
        height = height.max(texts.height());
        broken |= texts.broken();
    }
    let beside = if disc > 0.0 { (disc + 0.6) * EM } else { 0.0 };
    Card {
        width: width + beside + 1.3 * EM,
        height: height.max(disc * EM) + 1.1 * EM,
        room: width + 0.5,
        worth: if broken { 0.7 } else { 1.0 },
    }
}

fn plan(tree: &Tree, form: Form, card: Card, (area, cap): (Rect, f64)) -> Option<Plan> {
    let gaps = match form {
        Form::Rows | Form::Stacked(_) | Form::Listed => (0.8 * EM, 2.0 * EM),
        Form::Columns => (0.6 * EM, 2.4 * EM),
        Form::Indented => (0.5 * EM, 0.0),
    };
    let measure = Measure { width: card.width, height: card.height, gaps, indent: 1.3 * EM };
    let (places, size) = arrange(tree, form, measure);
    if matches!(form, Form::Stacked(_)) && !has_stack(tree) {
        return None;
    }
    let scale = (area.width() / size.0).min(area.height() / size.1).min(cap);
    Some(Plan { form, measure, room: card.room, disc: 0.0, small: 1.0, places, size, scale })
}

fn has_stack(tree: &Tree) -> bool {
    (0..tree.children.len()).any(|node| is_stack(tree, node))
}

/// Whether the children of a node stand under each other.
fn is_stack(tree: &Tree, node: usize) -> bool {
    let children = &tree.children[node];
    children.len() > 1 && children.iter().all(|&child| tree.children[child].is_empty())
}

/// Corners of all cards, and the size of everything.
fn arrange(tree: &Tree, form: Form, measure: Measure) -> (Vec<Point>, (f64, f64)) {
    let mut places = vec![Point::ZERO; tree.children.len()];
    let mut arranger = Arranger { tree, form, measure, places: &mut places };
    let mut at = 0.0;
    for &root in &tree.roots {
        at = match form {
            Form::Rows | Form::Stacked(_) | Form::Listed => arranger.rows(root, at).1,
            Form::Columns => arranger.columns(root, at).1,
            Form::Indented => arranger.indented(root, at),
        } + measure.gaps.0;
    }
    let low = places.iter().fold(Point::new(f64::MAX, f64::MAX), |low, place| {
        Point::new(low.x.min(place.x), low.y.min(place.y))
    });
    places.iter_mut().for_each(|place| *place -= low.to_vec2());
    let size = places.iter().fold((1.0_f64, 1.0_f64), |size, place| {
        (size.0.max(place.x + measure.width), size.1.max(place.y + measure.height))
    });
    (places, size)
}

struct Arranger<'a> {
    tree: &'a Tree,
    form: Form,
    measure: Measure,
    places: &'a mut [Point],
}

impl Arranger<'_> {
    fn level(&self, node: usize) -> f64 {
        let depth = self.tree.depth[node] as f64;
        match self.form {
            Form::Columns => depth * (self.measure.width + self.measure.gaps.1),
            _ => depth * (self.measure.height + self.measure.gaps.1),
        }
    }

    /// Puts a subtree right of `left`. Returns the middle of its root and its right end.
    fn rows(&mut self, node: usize, left: f64) -> (f64, f64) {
        let Measure { width, height, gaps, indent } = self.measure;
        let tree = self.tree;
        let y = self.level(node);
        let children = &tree.children[node];
        if self.form == Form::Listed && tree.depth[node] == 1 {
            let right = self.listed(node, left, y).0;
            return (left + width / 2.0, right);
        }
        if let Form::Stacked(most) = self.form
            && is_stack(tree, node)
        {
            let per_column = children.len().div_ceil(most).max(2);
            let columns = children.len().div_ceil(per_column) as f64;
            let pitch = width + indent + gaps.0 * 0.4;
            let total = if columns > 1.0 { columns * pitch - gaps.0 * 0.4 } else { indent + width };
            let middle =
                if columns > 1.0 { left + (indent + total) / 2.0 } else { left + width / 2.0 };
            self.places[node] = Point::new(middle - width / 2.0, y);
            let first = y + height + gaps.1 * if columns > 1.0 { 0.8 } else { 0.5 };
            for (index, &child) in children.iter().enumerate() {
                let down = (height + gaps.1 * 0.38) * (index % per_column) as f64;
                let across = pitch * (index / per_column) as f64;
                self.places[child] = Point::new(left + indent + across, first + down);
            }
            return (middle, left + total);
        }
        let mut right = left;
        let mut middles: Option<(f64, f64)> = None;
        for &child in children {
            let start = if middles.is_some() { right + gaps.0 } else { left };
            let (middle, end) = self.rows(child, start);
            right = end;
            middles = Some((middles.map_or(middle, |(first, _)| first), middle));
        }
        let Some((first, last)) = middles else {
            self.places[node] = Point::new(left, y);
            return (left + width / 2.0, left + width);
        };
        let middle = f64::midpoint(first, last).max(left + width / 2.0);
        self.places[node] = Point::new(middle - width / 2.0, y);
        (middle, right.max(middle + width / 2.0))
    }

    /// Puts a subtree under each other from `left` and `top` on, indented. Returns its right and
    /// lower ends.
    fn listed(&mut self, node: usize, left: f64, top: f64) -> (f64, f64) {
        let Measure { width, height, gaps, indent } = self.measure;
        self.places[node] = Point::new(left, top);
        let mut end = (left + width, top + height);
        for &child in &self.tree.children[node] {
            let (right, bottom) = self.listed(child, left + indent, end.1 + gaps.1 * 0.3);
            end = (end.0.max(right), bottom);
        }
        end
    }

    /// Puts a subtree below `top`. Returns the middle of its root and its lower end.
    fn columns(&mut self, node: usize, top: f64) -> (f64, f64) {
        let Measure { height, gaps, .. } = self.measure;
        let x = self.level(node);
        let mut bottom = top;
        let mut middles: Option<(f64, f64)> = None;
        for &child in &self.tree.children[node] {
            let start = if middles.is_some() { bottom + gaps.0 } else { top };
            let (middle, end) = self.columns(child, start);
            bottom = end;
            middles = Some((middles.map_or(middle, |(first, _)| first), middle));
        }
        let middle = middles
            .map_or(top + height / 2.0, |(first, last)| f64::midpoint(first, last))
            .max(top + height / 2.0);
        self.places[node] = Point::new(x, middle - height / 2.0);
        (middle, bottom.max(middle + height / 2.0))
    }

    /// Puts a subtree below `top`, a line for each node. Returns its lower end.
    fn indented(&mut self, node: usize, top: f64) -> f64 {
        let x = self.tree.depth[node] as f64 * self.measure.indent * 1.6;
        self.places[node] = Point::new(x, top);
        let mut bottom = top + self.measure.height;
        for &child in &self.tree.children[node] {
            bottom = self.indented(child, bottom + self.measure.gaps.0);
        }
        bottom
    }
}

/// Uses room that is left for wider gaps.
fn stretch(tree: &Tree, plan: &mut Plan, area: Rect) {
    let room = (area.width() / plan.scale, area.height() / plan.scale);
    for _ in 0..2 {
        for along in [true, false] {
            let mut measure = plan.measure;
            let is_across = !matches!(plan.form, Form::Columns | Form::Indented);
            let is_gap0 = is_across == along;
            let (used, room) = if along { (plan.size.0, room.0) } else { (plan.size.1, room.1) };
            let more = 1.0 + ((room - used) / used.max(1.0)).clamp(0.0, 0.9) * 1.4;
            if is_gap0 {
                measure.gaps.0 *= more
            } else {
                measure.gaps.1 *= more
            }
            let limits = (EM * 3.0, EM * 4.5);
            measure.gaps = (measure.gaps.0.min(limits.0), measure.gaps.1.min(limits.1));
            let (places, size) = arrange(tree, plan.form, measure);
            if size.0 <= area.width() / plan.scale + 0.5
                && size.1 <= area.height() / plan.scale + 0.5
            {
                (plan.places, plan.size, plan.measure) = (places, size, measure);
            }
        }
    }
}

fn paint(
    spec: &DiagramSpec,
    (tree, words): (&Tree, &[Words<'_>]),
    plan: &Plan,
    stage: &mut Stage<'_>,
    area: Rect,
) {
    let scale = plan.scale;
    let size = (plan.size.0 * scale, plan.size.1 * scale);
    let origin = area.center() - Vec2::new(size.0 / 2.0, size.1 / 2.0);
    let rects: Vec<Rect> = plan
        .places
        .iter()
        .map(|place| {
            let at = origin + place.to_vec2() * scale;
            Rect::from_origin_size(at, (plan.measure.width * scale, plan.measure.height * scale))
        })
        .collect();
    let first = stage.scene.nodes.len();
    for rect in &rects {
        let outline = Shape::Rounded(*rect, EM * scale * 0.5);
        stage.scene.nodes.push(NodeTrace { outline });
    }
    let pen = Pen::new(stage.palette.edge, (EM * scale * 0.085).max(1.25));
    for parent in 0..rects.len() {
        for &child in &tree.children[parent] {
            let path = link((rects[parent], rects[child]), form_of(tree, plan.form, parent), scale);
            let ends = (Some(first + parent), Some(first + child));
            stage.scene.stroke(Shape::Path(path.clone()), pen);
            stage.scene.edges.push(EdgeTrace { path, ends, label: None });
        }
    }
    // Many colours without parts below them would say nothing.
    let is_flat = tree.depth.iter().all(|depth| *depth < 2);
    for (node, rect) in rects.iter().enumerate() {
        let index = if is_flat { tree.depth[node] } else { color_index(tree, node) };
        let color = parts::color_of(stage, spec.nodes[node].color.as_ref(), index);
        paint_card(&words[node], *rect, (plan, tree.depth[node] == 0), stage, color);
    }
}

/// Number of the colour of a node: that of its branch.
fn color_index(tree: &Tree, node: usize) -> usize {
    if tree.depth[node] == 0 { 0 } else { tree.branch[node] + 1 }
}

/// How the children of a node are joined to it.
fn form_of(tree: &Tree, form: Form, parent: usize) -> Form {
    match form {
        Form::Stacked(_) if !is_stack(tree, parent) => Form::Rows,
        Form::Stacked(most) if tree.children[parent].len().div_ceil(most) < 2 => {
            // Two to a column at least, as they were arranged.
            Form::Stacked(tree.children[parent].len().div_ceil(2))
        }
        Form::Listed if tree.depth[parent] == 0 => Form::Rows,
        Form::Listed => Form::Stacked(1),
        other => other,
    }
}

/// The line from a parent to a child, with rounded corners.
fn link((parent, child): (Rect, Rect), form: Form, scale: f64) -> BezPath {
    let em = EM * scale;
    let points = match form {
        Form::Rows => {
            let y = f64::midpoint(parent.y1, child.y0);
            let (a, b) = (parent.center().x, child.center().x);
            vec![(a, parent.y1), (a, y), (b, y), (b, child.y0)]
        }
        Form::Columns => {
            let x = f64::midpoint(parent.x1, child.x0);
            let (a, b) = (parent.center().y, child.center().y);
            vec![(parent.x1, a), (x, a), (x, b), (child.x0, b)]
        }
        Form::Stacked(most) if most > 1 => {
            let (a, x) = (parent.center().x, child.x0 - em * 0.65);
            let (top, y) = (parent.y1 + em * 0.7, child.center().y);
            vec![(a, parent.y1), (a, top), (x, top), (x, y), (child.x0, y)]
        }
        Form::Stacked(_) | Form::Listed | Form::Indented => {
            let x = parent.x0 + (child.x0 - parent.x0) * 0.5;
            let y = child.center().y;
            vec![(x, parent.y1), (x, y), (child.x0, y)]
        }
    };
    let points: Vec<Point> = points.into_iter().map(Point::from).collect();
    rounded(&points, em * 0.4)
}

/// A polyline whose corners are rounded.
fn rounded(points: &[Point], radius: f64) -> BezPath {
    let mut path = BezPath::new();
    let Some((first, rest)) = points.split_first() else { return path };
    path.move_to(*first);
    let mut before = *first;
    for (index, &here) in rest.iter().enumerate() {
        let Some(&next) = rest.get(index + 1) else {
            path.line_to(here);
            break;
        };
        let (back, on) = (before - here, next - here);
        let radius = radius.min(back.hypot() / 2.0).min(on.hypot() / 2.0);
        if radius > 0.1 {
            path.line_to(here + back.normalize() * radius);
            path.quad_to(here, here + on.normalize() * radius);
        }
        before = here;
    }
    path
}

fn paint_card(
    words: &Words<'_>,
    rect: Rect,
    (plan, is_root): (&Plan, bool),
    stage: &mut Stage<'_>,
    color: Color,
) {
    let em = EM * plan.scale;
    let (tint, line) = parts::box_colors(stage, color);
    let solid = parts::solid(stage, color);
    let fill = if is_root { solid } else { tint };
    let radius = em * 0.5;
    stage.scene.shadow(rect, radius, em * 0.3, stage.palette.shadow);
    stage.scene.rect(rect, radius, stage.palette.background);
    stage.scene.rect(rect, radius, fill);
    if !is_root {
        stage.scene.stroke(Shape::Rounded(rect, radius), Pen::new(line, (em * 0.09).max(1.25)));
    }
    let ink = if is_root { stage.palette.on(solid) } else { stage.palette.ink };
    let soft = if is_root { ink } else { stage.palette.readable(stage.palette.muted, fill, 4.6) };
    let align = if plan.disc > 0.0 { Align::Left } else { Align::Center };
    let fonts = (em, em * plan.small);
    let room = plan.room * plan.scale + 0.6;
    let texts = set(words, stage, fonts, (room, align), Weight::SemiBold);
    let mut x = rect.center().x;
    if plan.disc > 0.0 {
        let disc = plan.disc * plan.scale;
        let center = Point::new(rect.x0 + em * 0.55 + disc / 2.0, rect.center().y);
        let (ground, mark) = if is_root { (ink, solid) } else { (solid, stage.palette.on(solid)) };
        stage.scene.disc(center, disc / 2.0, ground);
        emblem(words, (center, disc), stage, stage.palette.readable(mark, ground, 4.5));
        x = center.x + disc / 2.0 + em * 0.5;
    }
    write(words, &texts, stage, Point::new(x, rect.center().y), (ink, soft, align));
}

/// An icon, or the initials of a name.
fn emblem(words: &Words<'_>, (center, disc): (Point, f64), stage: &mut Stage<'_>, color: Color) {
    if let Some(icon) = words.icon {
        icon.draw(&mut stage.scene, center, disc * 0.56, color);
        return;
    }
    let mut letters = words.label.split_whitespace().filter_map(|word| word.chars().next());
    let (first, last) = (letters.next(), letters.last());
    // Letters that join their neighbours would look wrong alone.
    let is_plain = |letter: &char| letter.is_alphanumeric() && u32::from(*letter) < 0x590;
    let initials: String = first.into_iter().chain(last).filter(is_plain).collect();
    if initials.is_empty() {
        stage.icons.pick(Some("user"), "", None).into_iter().for_each(|icon| {
            icon.draw(&mut stage.scene, center, disc * 0.56, color);
        });
        return;
    }
    let size = (disc * 0.4).max(stage.canvas.font_min().min(disc * 0.44));
    let style = TextStyle::new(size, Weight::Bold);
    stage.put(
        &initials.to_uppercase(),
        (style, None),
        (center, Anchor::Center),
        (color, Role::Counter),
    );
}

/// Writes the texts around the height of `at`.
fn write(
    words: &Words<'_>,
    texts: &Texts,
    stage: &mut Stage<'_>,
    at: Point,
    (ink, soft, align): (Color, Color, Align),
) {
    let anchor = if align == Align::Left { Anchor::TopLeft } else { Anchor::TopCenter };
    let Some(small) = &texts.text else {
        let anchor = if align == Align::Left { Anchor::Left } else { Anchor::Center };
        stage.scene.text((&texts.label, words.label), (at, anchor), ink, Role::Label);
        return;
    };
    let mut y = at.y - texts.height() / 2.0;
    let place = (Point::new(at.x, y), anchor);
    stage.scene.text((&texts.label, words.label), place, ink, Role::Label);
    y += texts.label.height;
    let text = words.text.as_deref().unwrap_or_default();
    stage.scene.text((small, text), (Point::new(at.x, y), anchor), soft, Role::Body);
}
