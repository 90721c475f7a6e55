//! Fishbone diagrams (Ishikawa): the effect as the head, kinds of causes as bones, causes as ribs
//! with what is behind them.

use std::collections::HashMap;
use std::rc::Rc;

use easel_types::spec::{DiagramSpec, EdgeLine};
use kurbo::{BezPath, Point, Rect, Vec2};

use super::parts;
use crate::canvas::Stage;
use crate::error::RenderError;
use crate::scene::{Anchor, NodeTrace, Pen, Role, Scene, Shape};
use crate::text::{Align, Block, TextStyle, Weight};
use crate::theme::Color;

/// Largest font of causes at 1024 pixels.
const FONT_MAX: f64 = 24.0;

/// A cause with the causes behind it, flattened.
struct Rib<'a> {
    label: String,
    behind: Vec<&'a str>,
}

struct Bone<'a> {
    label: &'a str,
    color: Color,
    ribs: Vec<Rib<'a>>,
}

struct Fish<'a> {
    head: &'a str,
    bones: Vec<Bone<'a>>,
}

/// A bone set in a font.
struct BoneLayout {
    label: Rc<Block>,
    ribs: Vec<(Rc<Block>, Vec<Rc<Block>>, f64)>,
    /// From the spine to its end.
    height: f64,
}

struct Layout {
    head: Rc<Block>,
    head_rect: Rect,
    bones: Vec<BoneLayout>,
    /// Along the spine, for a pair of bones.
    slot: f64,
    spine: f64,
    /// Where the spine begins.
    start: f64,
    /// How far a bone leans for each pixel of its height.
    lean: f64,
    fits: bool,
}

/// Draws a fishbone diagram.
///
/// # Errors
/// None at present; the type is that of all templates.
pub(super) fn draw(spec: &DiagramSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let (of, head) = causes(spec);
    // The title is the effect where no node is.
    let title = spec.title.as_deref().filter(|_| head.is_some());
    let area = parts::frame_titled(spec, title, &mut stage);
    let fish = fish(spec, (&of, head), &stage);
    let sizes = parts::sizes(&stage.canvas, FONT_MAX);
    let found = parts::largest(&sizes, |font| {
        let layout = layout(&fish, &mut stage, (area, font));
        let fits = layout.fits;
        (layout, fits)
    });
    if let Some((font, layout)) = found {
        paint(&fish, &layout, &mut stage, (area, font));
        parts::note_small(&mut stage, font);
    }
    Ok(stage.scene)
}

/// What leads to each node.
type Causes = HashMap<usize, Vec<usize>>;

/// Causes by what they lead to, and who leads to nothing.
fn causes(spec: &DiagramSpec) -> (Causes, Option<usize>) {
    let ids = parts::ids(spec);
    let links: Vec<(usize, usize)> = spec
        .edges
        .iter()
        .filter(|edge| edge.line != EdgeLine::Hidden && edge.from != edge.to)
        .filter_map(|edge| Some((*ids.get(edge.from.as_str())?, *ids.get(edge.to.as_str())?)))
        .collect();
    let ends = |links: &[(usize, usize)]| -> Vec<usize> {
        let inner: Vec<usize> = links.iter().map(|(from, _)| *from).collect();
        let mut ends: Vec<usize> = links.iter().map(|(_, to)| *to).collect();
        ends.retain(|node| !inner.contains(node));
        ends.sort_unstable();
        ends.dedup();
        ends
    };
    let turned: Vec<(usize, usize)> = links.iter().map(|&(from, to)| (to, from)).collect();
    // Arrows may also be drawn from the effect to its causes.
    let (links, ends) = match (ends(&links), ends(&turned)) {
        (many, one) if many.len() > 1 && one.len() == 1 => (turned, one),
        (ends, _) => (links, ends),
    };
    let mut of = Causes::new();
    for (from, to) in links {
        of.entry(to).or_default().push(from);
    }
    let grouped = parts::group_of(spec);
    let free = ends.iter().copied().find(|&node| grouped[node].is_none());
    let lonely = (0..spec.nodes.len()).find(|&node| grouped[node].is_none());
    let has_groups = !spec.groups.is_empty();
    (of, free.or(if has_groups { lonely } else { None }).or(ends.first().copied()))
}

fn fish<'a>(
    spec: &'a DiagramSpec,
    (of, head): (&Causes, Option<usize>),
    stage: &Stage<'_>,
) -> Fish<'a> {
    let mut seen = vec![false; spec.nodes.len()];
    if let Some(head) = head {
        seen[head] = true;
    }
    let label = |node: usize| spec.nodes[node].label.trim();
    let mut bones: Vec<Bone<'a>> = Vec::new();
    for (number, group) in spec.groups.iter().enumerate() {
        let color = parts::color_of(stage, group.color.as_ref(), number);
        let ids = parts::ids(spec);
        let members: Vec<usize> =
            group.nodes.iter().filter_map(|id| ids.get(id.as_str()).copied()).collect();
        // Causes of other members are shown behind those.
        let is_behind =
            |node: &usize| members.iter().any(|m| of.get(m).is_some_and(|c| c.contains(node)));
        let tops: Vec<usize> = members.iter().copied().filter(|node| !is_behind(node)).collect();
        let ribs = ribs(spec, of, &tops, &mut seen);
        bones.push(Bone { label: group.label.trim(), color, ribs });
    }
    let mains: Vec<usize> = match head {
        Some(head) => of.get(&head).cloned().unwrap_or_default(),
        None => Vec::new(),
    };
    for node in mains {
        if std::mem::replace(&mut seen[node], true) {
            continue;
        }
        let color = parts::color_of(stage, spec.nodes[node].color.as_ref(), bones.len());
        let below = of.get(&node).cloned().unwrap_or_default();
        let ribs = ribs(spec, of, &below, &mut seen);
        bones.push(Bone { label: label(node), color, ribs });
    }
    for node in 0..spec.nodes.len() {
        if !std::mem::replace(&mut seen[node], true) {
            let color = parts::color_of(stage, spec.nodes[node].color.as_ref(), bones.len());
            bones.push(Bone { label: label(node), color, ribs: Vec::new() });
        }
    }
    let head = head.map_or(spec.title.as_deref().unwrap_or_default().trim(), label);
    Fish { head, bones }
}

fn ribs<'a>(
    spec: &'a DiagramSpec,
    of: &Causes,
    nodes: &[usize],
    seen: &mut [bool],
) -> Vec<Rib<'a>> {
    let mut ribs = Vec::new();
    for &node in nodes {
        if std::mem::replace(&mut seen[node], true) {
            continue;
        }
        let mut behind = Vec::new();
        let mut queue: Vec<usize> = of.get(&node).cloned().unwrap_or_default();
        queue.reverse();
        while let Some(next) = queue.pop() {
            if !std::mem::replace(&mut seen[next], true) {
                behind.push(spec.nodes[next].label.trim());
                queue.extend(of.get(&next).into_iter().flatten().rev());
            }
        }
        let own = &spec.nodes[node];
        let label = match parts::given(own.text.as_ref()) {
            Some(text) => format!("{}: {text}", own.label.trim()),
            None => own.label.trim().to_owned(),
        };
        ribs.push(Rib { label, behind });
    }
    ribs
}

fn head_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.2, ..TextStyle::new(font * 1.15, Weight::Bold) }.align(Align::Center)
}

fn bone_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.15, ..TextStyle::new(font, Weight::Bold) }.align(Align::Center)
}

fn layout(fish: &Fish<'_>, stage: &mut Stage<'_>, (area, font): (Rect, f64)) -> Layout {
    let is_least = font <= stage.canvas.font_min() * 1.01;
    let widest = (area.width() * 0.22).min(font * 12.0);
    let head = stage.engine.balanced(fish.head, head_style(font), (widest - font * 1.6).max(font));
    let head_width = if fish.head.is_empty() { font * 2.0 } else { head.width + font * 1.6 };
    let head_height = (head.height + font * 1.4).max(font * 3.0);
    let pairs = fish.bones.len().div_ceil(2).max(1) as f64;
    let length = area.width() - head_width - font * 1.6;
    // Bones of high canvases stand steeper.
    let half = area.height() / 2.0;
    let lean = (length * 0.17 / half.max(1.0)).min(0.32);
    // Bones lean to the left: the first pair needs that much more room.
    let slot = ((length - half * lean * 0.9) / pairs).clamp(font, font * 17.0);
    // What stands under a rib must not reach the bone that leans towards it.
    let room = slot - font * (1.4 + 2.4 * lean);
    let label_room = slot - font * 0.4;
    let mut broken = false;
    let bones: Vec<BoneLayout> = fish
        .bones
        .iter()
        .map(|bone| {
            let label = stage.engine.balanced(bone.label, bone_style(font), label_room - font);
            broken |= label.broken_word;
            let ribs: Vec<(Rc<Block>, Vec<Rc<Block>>, f64)> = bone
                .ribs
                .iter()
                .map(|rib| {
                    let layout = set_rib(rib, stage, (font, room));
                    broken |=
                        layout.0.broken_word || layout.1.iter().any(|block| block.broken_word);
                    layout
                })
                .collect();
            let height =
                label.height + font * 2.0 + ribs.iter().map(|(_, _, height)| height).sum::<f64>();
            BoneLayout { label, ribs, height }
        })
        .collect();
    let tallest = |side: usize| {
        let own = bones.iter().enumerate().filter(|(index, _)| index % 2 == side);
        own.map(|(_, bone)| bone.height).fold(font * 2.0, f64::max)
    };
    let (above, below) = (tallest(0), tallest(1));
    let needed = above + below;
    broken |= head.broken_word;
    let fits = needed <= area.height()
        && head_height <= area.height()
        && room > font * 3.0
        && (!broken || is_least);
    let free = (area.height() - needed).max(0.0);
    let spine = area.y0 + above + free * above / needed.max(1.0);
    let start = area.x1 - head_width - font * 1.6 - slot * pairs - half * lean * 0.8;
    let shift = ((start - area.x0) / 2.0).max(0.0);
    let right = area.x1 - shift;
    let head_rect =
        Rect::new(right - head_width, spine - head_height / 2.0, right, spine + head_height / 2.0);
    let start = (start - shift).max(area.x0);
    Layout { head, head_rect, bones, slot, spine, start, lean, fits }
}

/// A cause with what is behind it, and the height they take.
fn set_rib(
    rib: &Rib<'_>,
    stage: &mut Stage<'_>,
    (font, room): (f64, f64),
) -> (Rc<Block>, Vec<Rc<Block>>, f64) {
    let style = TextStyle { leading: 1.15, ..TextStyle::new(font, Weight::Regular) };
    let small = (font * 0.88).max(stage.canvas.font_min().min(font));
    let label = stage.engine.block(&rib.label, style, Some(room.max(font)));
    let style = TextStyle { leading: 1.15, ..TextStyle::new(small, Weight::Regular) };
    let behind: Vec<Rc<Block>> = rib
        .behind
        .iter()
        .map(|text| stage.engine.block(&format!("– {text}"), style, Some((room - font).max(font))))
        .collect();
    let under: f64 = behind.iter().map(|block| block.height).sum();
    let height = label.height + under + font * if under > 0.0 { 0.95 } else { 0.65 };
    (label, behind, height)
}

fn paint(fish: &Fish<'_>, layout: &Layout, stage: &mut Stage<'_>, (area, font): (Rect, f64)) {
    let spine = layout.spine;
    let strong = parts::solid(stage, stage.palette.series(0));
    let pen = Pen::new(stage.palette.edge, (font * 0.3).max(2.0));
    let tip = Point::new(layout.head_rect.x0, spine);
    stage.scene.line(Point::new(layout.start, spine), tip - Vec2::new(font * 0.4, 0.0), pen);
    stage.scene.arrow_head(tip, Vec2::new(1.0, 0.0), font * 1.3, pen.color);
    for (index, (bone, set)) in fish.bones.iter().zip(&layout.bones).enumerate() {
        let pair = (index / 2) as f64;
        let joint = layout.head_rect.x0 - font * 1.6 - layout.slot * pair;
        let up = index % 2 == 0;
        let reach = if up { spine - area.y0 } else { area.y1 - spine };
        paint_bone((bone, set), (joint, spine, reach, up), (layout, font), stage);
    }
    let rect = layout.head_rect;
    stage.scene.shadow(rect, font * 0.6, font * 0.35, stage.palette.shadow);
    stage.scene.rect(rect, font * 0.6, strong);
    stage.scene.nodes.push(NodeTrace { outline: Shape::Rounded(rect, font * 0.6) });
    if !fish.head.is_empty() {
        let on = stage.palette.on(strong);
        let place = (rect.center(), Anchor::Center);
        stage.scene.text((&layout.head, fish.head), place, on, Role::Label);
    }
}

fn paint_bone(
    (bone, set): (&Bone<'_>, &BoneLayout),
    (joint, spine, reach, up): (f64, f64, f64, bool),
    (layout, font): (&Layout, f64),
    stage: &mut Stage<'_>,
) {
    let sign = if up { -1.0 } else { 1.0 };
    // Bones with few causes are shorter, but not much.
    let length = reach.min((set.height * 1.35).max(reach * 0.75));
    let label_height = set.label.height + font * 0.7;
    let line = stage.palette.readable(bone.color, stage.palette.background, 3.2);
    let end = length - label_height;
    let x_at = |distance: f64| joint - distance * layout.lean;
    let mut path = BezPath::new();
    path.move_to((x_at(end), spine + sign * end));
    path.line_to((x_at(0.0), spine));
    stage.scene.stroke(Shape::Path(path), Pen::new(line, (font * 0.17).max(1.5)));
    let size = (set.label.width + font * 1.2, label_height);
    let middle =
        Point::new(x_at(end + label_height / 2.0), spine + sign * (end + label_height / 2.0));
    let rect = Rect::from_center_size(middle, size);
    let solid = parts::solid(stage, bone.color);
    stage.scene.rect(rect, font * 0.5, solid);
    stage.scene.nodes.push(NodeTrace { outline: Shape::Rounded(rect, font * 0.5) });
    let on = stage.palette.on(solid);
    stage.scene.text((&set.label, bone.label), (middle, Anchor::Center), on, Role::Label);
    let used: f64 = set.ribs.iter().map(|(_, _, height)| height).sum();
    let free = ((end - used - font * 0.9) / (set.ribs.len().max(1) as f64 + 0.5)).max(0.0);
    let thin = Pen::new(line.mix(stage.palette.background, 0.25), (font * 0.09).max(1.0));
    let palette = stage.palette;
    // From the outer end inwards above the spine, from the spine outwards below it, so that texts
    // are read from top to bottom.
    let mut y = if up { spine - end + font * 0.3 + free * 0.5 } else { spine + font * 0.6 + free };
    for ((label, behind, height), rib) in set.ribs.iter().zip(&bone.ribs) {
        let rail = y + label.height + font * 0.12;
        let right = x_at((rail - spine).abs());
        // The bone before it, where it comes nearest to this rib.
        let near = if up { (y + height - spine).abs() } else { (y - spine).abs() };
        let left = x_at(near) - layout.slot + font * 0.6;
        let left = left.max(right - label.width.max(font * 3.0) - font * 1.6);
        stage.scene.line(Point::new(left, rail), Point::new(right, rail), thin);
        let place = (Point::new(left + font * 0.1, y), Anchor::TopLeft);
        stage.scene.text((label, &rib.label), place, palette.ink, Role::Label);
        let mut under = rail + font * 0.2;
        for (block, text) in behind.iter().zip(&rib.behind) {
            let place = (Point::new(left + font * 0.7, under), Anchor::TopLeft);
            let words = format!("– {text}");
            stage.scene.text((block, &words), place, palette.muted, Role::Body);
            under += block.height;
        }
        y += height + free;
    }
}
