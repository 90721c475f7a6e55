//! Git graphs: commits in order, branches as lanes, merges and tags. From top to bottom with the
//! messages beside the lanes; from left to right on wide canvases.

use std::rc::Rc;

use easel_types::spec::{DiagramSpec, Direction, EdgeLine};
use kurbo::{BezPath, Circle, Point, Rect, Vec2};

use super::parts;
use crate::canvas::Stage;
use crate::error::RenderError;
use crate::scene::{Anchor, EdgeTrace, NodeTrace, Pen, Role, Scene, Shape};
use crate::text::{Align, Block, TextStyle, Weight};
use crate::theme::Color;

/// Largest font of messages at 1024 pixels.
const FONT_MAX: f64 = 24.0;

/// What the spec says, by numbers.
struct History<'a> {
    spec: &'a DiagramSpec,
    /// Lane of every commit.
    lanes: Vec<usize>,
    /// First commit of every lane; its name is written there.
    firsts: Vec<Option<usize>>,
    names: Vec<&'a str>,
    colors: Vec<Color>,
    /// Parent and child.
    links: Vec<(usize, usize)>,
}

/// The graph set in a font.
struct Layout {
    dots: Vec<Point>,
    /// Message of every commit.
    messages: Vec<Rc<Block>>,
    /// Its upper left corner.
    places: Vec<Point>,
    /// Upper left corners of names of branches and of tags.
    names: Vec<Option<(Rc<Block>, Rect)>>,
    tags: Vec<Vec<(Rc<Block>, Rect)>>,
    across: bool,
    fits: bool,
}

/// Draws a git graph.
///
/// # Errors
/// None at present; the type is that of all templates.
pub(super) fn draw(spec: &DiagramSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let area = parts::frame(spec, &mut stage);
    let history = history(spec, &stage);
    let prefers_across = match spec.direction {
        Some(Direction::LeftToRight | Direction::RightToLeft) => true,
        Some(_) => false,
        None => area.width() > area.height() * 1.6,
    };
    let sizes = parts::sizes(&stage.canvas, FONT_MAX);
    let mut found = parts::largest(&sizes, |font| {
        let layout = down(&history, &mut stage, (area, font));
        let fits = layout.fits;
        (layout, fits)
    });
    if prefers_across {
        let other = parts::largest(&sizes, |font| {
            let layout = across(&history, &mut stage, (area, font));
            let fits = layout.fits;
            (layout, fits)
        });
        // Not at any price: messages below each other may be much larger.
        let least = found.as_ref().map_or(0.0, |(font, _)| font * 0.6);
        if other.as_ref().is_some_and(|(font, layout)| layout.fits && *font >= least) {
            found = other;
        }
    }
    if let Some((font, layout)) = found {
        paint(&history, &layout, &mut stage, font);
        parts::note_small(&mut stage, font);
    }
    Ok(stage.scene)
}

fn history<'a>(spec: &'a DiagramSpec, stage: &Stage<'_>) -> History<'a> {
    let of = parts::group_of(spec);
    let other = spec.groups.len();
    let lanes: Vec<usize> = of.iter().map(|group| group.unwrap_or(other)).collect();
    let count = lanes.iter().copied().max().unwrap_or(0).max(other.saturating_sub(1)) + 1;
    let mut firsts = vec![None; count];
    for (commit, &lane) in lanes.iter().enumerate() {
        firsts[lane].get_or_insert(commit);
    }
    let name = |lane: usize| match spec.groups.get(lane) {
        Some(group) => group.label.trim(),
        None if spec.groups.is_empty() => "main",
        None => "",
    };
    let color = |lane: usize| {
        let given = spec.groups.get(lane).and_then(|group| group.color.as_ref());
        parts::color_of(stage, given, lane)
    };
    let ids = parts::ids(spec);
    let mut links: Vec<(usize, usize)> = Vec::new();
    for edge in spec.edges.iter().filter(|edge| edge.line != EdgeLine::Hidden) {
        let ends = (ids.get(edge.from.as_str()), ids.get(edge.to.as_str()));
        if let (Some(&a), Some(&b)) = ends
            && a != b
        {
            // The order of the commits says which is the parent.
            links.push((a.min(b), a.max(b)));
        }
    }
    if spec.edges.is_empty() {
        for commit in 1..lanes.len() {
            let same = (0..commit).rev().find(|&before| lanes[before] == lanes[commit]);
            links.push((same.unwrap_or(commit - 1), commit));
        }
    }
    links.sort_unstable();
    links.dedup();
    History {
        spec,
        firsts,
        names: (0..count).map(name).collect(),
        colors: (0..count).map(color).collect(),
        lanes,
        links,
    }
}

fn radius(font: f64) -> f64 {
    font * 0.48
}

fn message_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.2, ..TextStyle::new(font, Weight::Regular) }
}

fn chip_style(font: f64, stage: &Stage<'_>) -> TextStyle {
    TextStyle::new((font * 0.86).max(stage.canvas.font_min().min(font)), Weight::SemiBold)
}

/// What is written for a commit.
fn words(history: &History<'_>, commit: usize) -> String {
    let node = &history.spec.nodes[commit];
    match parts::given(node.text.as_ref()) {
        Some(text) => format!("{} – {text}", node.label.trim()),
        None => node.label.trim().to_owned(),
    }
}

fn tags<'a>(history: &'a History<'_>, commit: usize) -> impl Iterator<Item = &'a str> {
    let tags = history.spec.nodes[commit].tags.iter();
    tags.map(|tag| tag.trim()).filter(|tag| !tag.is_empty())
}

/// Commits under each other, their messages right of the lanes.
fn down(history: &History<'_>, stage: &mut Stage<'_>, (area, font): (Rect, f64)) -> Layout {
    let count = history.lanes.len().max(1) as f64;
    let lanes = history.names.len() as f64;
    let step = (font * 2.2).min(area.width() * 0.3 / lanes);
    let left = area.x0 + font * 0.7;
    let text_x = left + step * (lanes - 1.0) + font * 1.5;
    let pitch = (area.height() / count).min(font * 4.2);
    let top = area.y0 + (area.height() - pitch * count) * 0.4 + pitch / 2.0;
    let mut layout = Layout {
        dots: Vec::new(),
        messages: Vec::new(),
        places: Vec::new(),
        names: Vec::new(),
        tags: Vec::new(),
        across: false,
        fits: true,
    };
    let style = chip_style(font, stage);
    for (commit, &lane) in history.lanes.iter().enumerate() {
        let y = top + pitch * commit as f64;
        layout.dots.push(Point::new(left + step * lane as f64, y));
        let mut x = text_x;
        let chip = |text: &str, x: &mut f64, stage: &mut Stage<'_>| {
            let block = stage.engine.block(text, style, None);
            let size = (block.width + style.size * 1.1, style.size * 1.6);
            let rect = Rect::from_origin_size((*x, y - size.1 / 2.0), size);
            *x = rect.x1 + font * 0.5;
            (block, rect)
        };
        let name = history.names[lane];
        let is_first = history.firsts[lane] == Some(commit) && !name.is_empty();
        layout.names.push(is_first.then(|| chip(name, &mut x, stage)));
        let own: Vec<String> = tags(history, commit).map(str::to_owned).collect();
        let mut after = x;
        let tagged: f64 = own
            .iter()
            .map(|tag| stage.engine.width(tag, style) + style.size * 1.1 + font * 0.5)
            .sum();
        let room = (area.x1 - x - tagged).max(font * 2.0);
        let block = stage.engine.block(&words(history, commit), message_style(font), Some(room));
        layout.fits &= !block.broken_word
            && block.lines.len() <= 2
            && block.height < pitch * 0.98
            && x + block.width + tagged < area.x1 + 1.0;
        layout.places.push(Point::new(x, y - block.height / 2.0));
        after += block.width + font * 0.6;
        layout.messages.push(block);
        layout.tags.push(own.iter().map(|tag| chip(tag, &mut after, stage)).collect());
    }
    layout.fits &= pitch > font * 1.5 && pitch > style.size * 1.75;
    layout
}

/// Commits side by side, lanes under each other, messages above or below the dots.
fn across(history: &History<'_>, stage: &mut Stage<'_>, (area, font): (Rect, f64)) -> Layout {
    let style = chip_style(font, stage);
    let widths = history.names.iter().map(|name| stage.engine.width(name, style));
    let names_width = widths.fold(0.0, f64::max) + style.size * 1.1;
    let left = area.x0 + names_width + font * 1.2;
    let pitch = (area.x1 - left) / history.lanes.len().max(1) as f64;
    let room = (pitch * 1.5).min(font * 11.0);
    let lanes = history.names.len() as f64;
    let lane_pitch = (area.height() / lanes).min(font * 11.0);
    let top = area.y0 + (area.height() - lane_pitch * lanes) / 2.0;
    let mut layout = Layout {
        dots: Vec::new(),
        messages: Vec::new(),
        places: Vec::new(),
        names: Vec::new(),
        tags: Vec::new(),
        across: true,
        fits: true,
    };
    let mut taken: Vec<Rect> = Vec::new();
    for (commit, &lane) in history.lanes.iter().enumerate() {
        let y = top + lane_pitch * (lane as f64 + 0.5);
        let dot = Point::new(left + pitch * (commit as f64 + 0.5), y);
        layout.dots.push(dot);
        let name = history.names[lane];
        let is_first = history.firsts[lane] == Some(commit) && !name.is_empty();
        layout.names.push(is_first.then(|| {
            let block = stage.engine.block(name, style, None);
            let size = (block.width + style.size * 1.1, style.size * 1.6);
            (block, Rect::from_origin_size((area.x0, y - size.1 / 2.0), size))
        }));
        let centered = message_style(font).align(Align::Center);
        let block = stage.engine.block(&words(history, commit), centered, Some(room));
        // Branches mostly hang below, so that the first lane is free above.
        let sign = if lane == 0 { -1.0 } else { 1.0 };
        let near = y + sign * (radius(font) + font * 0.35);
        let corner = Point::new(
            (dot.x - block.width / 2.0).min(area.x1 - block.width),
            if lane == 0 { near - block.height } else { near },
        );
        let rect = Rect::from_origin_size(corner, (block.width, block.height));
        layout.fits &= !block.broken_word
            && block.lines.len() < 5
            && !taken.iter().any(|other| other.overlaps(rect.inflate(font * 0.25, 0.0)));
        taken.push(rect);
        let mut edge = if lane == 0 { rect.y0 } else { rect.y1 };
        let own: Vec<(Rc<Block>, Rect)> = tags(history, commit)
            .map(|tag| {
                let block = stage.engine.block(tag, style, None);
                let size = (block.width + style.size * 1.1, style.size * 1.6);
                edge += sign * font * 0.25;
                let y = if lane == 0 { edge - size.1 } else { edge };
                edge += sign * size.1;
                let x = (dot.x - size.0 / 2.0).min(area.x1 - size.0);
                (block, Rect::from_origin_size((x, y), size))
            })
            .collect();
        let height = (edge - y).abs();
        layout.fits &= height < lane_pitch * if lane == 0 { 0.95 } else { 0.82 };
        layout.fits &= (area.y0 - 1.0..=area.y1 + 1.0).contains(&edge);
        layout.places.push(corner);
        layout.messages.push(block);
        layout.tags.push(own);
    }
    layout
}

/// The line from a parent to its child: straight in a lane; to another it leaves the lane at once
/// where a branch begins, at the last moment where it is merged.
fn link((from, to): (Point, Point), (across, is_merge): (bool, bool), font: f64) -> BezPath {
    // In a system in which history runs to the right.
    let turn = |point: Point| if across { point } else { Point::new(point.y, point.x) };
    let (mut a, mut b) = (turn(from), turn(to));
    a.x += radius(font);
    b.x -= radius(font);
    let (from, to) = (turn(a), turn(b));
    let bend = (font * 2.4).min((b.x - a.x).abs());
    let mut path = BezPath::new();
    path.move_to(from);
    if (a.y - b.y).abs() < 0.5 {
        path.line_to(to);
        return path;
    }
    let (start, end) =
        if is_merge { (Point::new(b.x - bend, a.y), b) } else { (a, Point::new(a.x + bend, b.y)) };
    let reach = Vec2::new(bend * 0.55, 0.0);
    path.line_to(turn(start));
    path.curve_to(turn(start + reach), turn(end - reach), turn(end));
    path.line_to(to);
    path
}

fn paint(history: &History<'_>, layout: &Layout, stage: &mut Stage<'_>, font: f64) {
    let first = stage.scene.nodes.len();
    for dot in &layout.dots {
        let outline = Shape::Disc(Circle::new(*dot, radius(font)));
        stage.scene.nodes.push(NodeTrace { outline });
    }
    let lines: Vec<Color> = history
        .colors
        .iter()
        .map(|color| stage.palette.readable(*color, stage.palette.background, 3.2))
        .collect();
    if layout.across {
        lane_rails(history, layout, stage, font);
    }
    for &(parent, child) in &history.links {
        let own = |link: &&(usize, usize)| {
            link.1 == child && history.lanes[link.0] == history.lanes[child]
        };
        let is_merge = history.links.iter().any(|link| own(&link));
        let ends = (layout.dots[parent], layout.dots[child]);
        let path = link(ends, (layout.across, is_merge), font);
        let lane = if is_merge { history.lanes[parent] } else { history.lanes[child] };
        let pen = Pen::new(lines[lane], (font * 0.2).max(2.0));
        stage.scene.stroke(Shape::Path(path.clone()), pen);
        let ends = (Some(first + parent), Some(first + child));
        stage.scene.edges.push(EdgeTrace { path, ends, label: None });
    }
    for (commit, dot) in layout.dots.iter().enumerate() {
        let color = lines[history.lanes[commit]];
        let parents = history.links.iter().filter(|link| link.1 == commit).count();
        stage.scene.disc(*dot, radius(font) + font * 0.14, stage.palette.background);
        stage.scene.disc(*dot, radius(font), color);
        if parents > 1 {
            stage.scene.disc(*dot, radius(font) * 0.5, stage.palette.background);
        }
    }
    for commit in 0..layout.dots.len() {
        texts(history, (layout, commit), stage, lines[history.lanes[commit]]);
    }
}

/// Pale lines along the lanes, from the names on.
fn lane_rails(history: &History<'_>, layout: &Layout, stage: &mut Stage<'_>, font: f64) {
    let right = layout.dots.iter().map(|dot| dot.x).fold(0.0, f64::max);
    let pen = Pen::butt(stage.palette.grid, (font * 0.08).max(1.0));
    for first in history.firsts.iter().flatten() {
        if let Some((_, rect)) = &layout.names[*first] {
            let y = layout.dots[*first].y;
            stage.scene.line(Point::new(rect.x1, y), Point::new(right, y), pen);
        }
    }
}

fn texts(
    history: &History<'_>,
    (layout, commit): (&Layout, usize),
    stage: &mut Stage<'_>,
    line: Color,
) {
    let lane = history.lanes[commit];
    if let Some((block, rect)) = &layout.names[commit] {
        let solid = parts::solid(stage, line);
        stage.scene.rect(*rect, rect.height() / 2.0, solid);
        let place = (rect.center(), Anchor::Center);
        let on = stage.palette.on(solid);
        stage.scene.text((block, history.names[lane]), place, on, Role::Label);
    }
    let (block, corner) = (&layout.messages[commit], layout.places[commit]);
    let rect = Rect::from_origin_size(corner, (block.width, block.height));
    let (ground, ink, words) =
        (stage.palette.background, stage.palette.ink, words(history, commit));
    let place = (corner, Anchor::TopLeft);
    if parts::is_crossed(stage, rect) {
        parts::chip(stage, (block, &words), place, (ground, ink), Role::Label);
    } else {
        stage.scene.text((block, &words), place, ink, Role::Label);
    }
    for ((block, rect), tag) in layout.tags[commit].iter().zip(tags(history, commit)) {
        let fill = stage.palette.tint(stage.palette.series(1), 0.16);
        let rim = stage.palette.readable(stage.palette.series(1), stage.palette.background, 3.2);
        stage.scene.rect(*rect, rect.height() * 0.22, fill);
        let pen = Pen::new(rim, (block.size * 0.07).max(1.0));
        stage.scene.stroke(Shape::Rounded(*rect, rect.height() * 0.22), pen);
        let ink = stage.palette.readable(rim, fill, 4.6);
        stage.scene.text((block, tag), (rect.center(), Anchor::Center), ink, Role::Label);
    }
}
