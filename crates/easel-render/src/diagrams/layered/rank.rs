//! Which box is in which rank, and the chains that stand for lines across several ranks.

use super::order;
use super::simplex::{Constraint, solve};
use super::{Cell, Look, Topology};

/// Something with a place in a layer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) layer: usize,
    pub(super) frame: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Cell(usize),
    /// A line passes; the number of its link.
    Bend(usize),
    /// A line passes with its label.
    Label(usize),
    /// A line that leaves a box at its side turns here.
    Corner(usize),
    /// The low or high side of a frame.
    Low(usize),
    High(usize),
}

/// A link as a chain of items, from the upper box to the lower.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    pub(super) link: usize,
    pub(super) items: Vec<usize>,
    /// The link's source is the lower end.
    pub(super) flipped: bool,
    /// It runs against the flow.
    pub(super) backward: bool,
}

/// Ranks, order and chains.
#[derive(Debug, Clone)]
pub(in crate::diagrams) struct Skeleton {
    pub(super) topology: Topology,
    pub(super) items: Vec<Item>,
    pub(super) chains: Vec<Chain>,
    /// Links from a box to itself.
    pub(super) loops: Vec<usize>,
    /// Items of every layer in order.
    pub(super) layers: Vec<Vec<usize>>,
}

impl Skeleton {
    /// Ranks and orders a topology.
    pub(in crate::diagrams) fn new(mut topology: Topology) -> Self {
        let backward = backward(&topology);
        let ranks = ranks(&topology, &backward);
        aim_at_frames(&mut topology, &backward, &ranks);
        let mut skeleton = build(topology, &backward, &ranks);
        order::order(&mut skeleton);
        skeleton
    }

    /// Boxes of every rank, by number in the topology.
    pub(in crate::diagrams) fn ranks(&self) -> Vec<Vec<usize>> {
        let cells = |layer: &Vec<usize>| {
            let cell = |&item: &usize| match self.items[item].kind {
                Kind::Cell(cell) => Some(cell),
                _ => None,
            };
            layer.iter().filter_map(cell).collect::<Vec<usize>>()
        };
        self.layers.iter().map(cells).filter(|rank| !rank.is_empty()).collect()
    }

    /// The caller's number of a box.
    pub(in crate::diagrams) fn cell_id(&self, cell: usize) -> usize {
        self.topology.cells[cell].id
    }

    /// The caller's number of a frame.
    pub(in crate::diagrams) fn frame_id(&self, frame: usize) -> usize {
        self.topology.frames[frame].id
    }

    /// The caller's number of a link.
    pub(in crate::diagrams) fn link_id(&self, link: usize) -> usize {
        self.topology.links[link].id
    }
}

/// Upper and lower end of a link before cycles are broken.
fn ends(topology: &Topology, link: usize) -> (usize, usize) {
    let link = &topology.links[link];
    if link.upward { (link.to, link.from) } else { (link.from, link.to) }
}

/// Links that close a cycle in a depth-first walk which begins at boxes without a way in, in the
/// order of the spec.
fn backward(topology: &Topology) -> Vec<bool> {
    let count = topology.cells.len();
    let mut outgoing: Vec<Vec<(usize, usize)>> = vec![Vec::new(); count];
    let mut has_way_in = vec![false; count];
    for index in 0..topology.links.len() {
        let (upper, lower) = ends(topology, index);
        if upper != lower {
            outgoing[upper].push((lower, index));
            has_way_in[lower] = true;
        }
    }
    let mut found = vec![false; topology.links.len()];
    // 0: not seen, 1: on the way here, 2: done.
    let mut state = vec![0_u8; count];
    let roots = (0..count).filter(|&cell| !has_way_in[cell]).chain(0..count);
    for root in roots {
        if state[root] != 0 {
            continue;
        }
        state[root] = 1;
        let mut walk = vec![(root, 0)];
        while let Some((cell, next)) = walk.last_mut() {
            let Some(&(target, link)) = outgoing[*cell].get(*next) else {
                state[*cell] = 2;
                walk.pop();
                continue;
            };
            *next += 1;
            match state[target] {
                0 => {
                    state[target] = 1;
                    walk.push((target, 0));
                }
                1 => found[link] = true,
                _ => {}
            }
        }
    }
    found
}

/// Rank of every box.
fn ranks(topology: &Topology, backward: &[bool]) -> Vec<usize> {
    let count = topology.cells.len();
    let mut constraints = Vec::new();
    for (index, link) in topology.links.iter().enumerate() {
        let (upper, lower) = oriented(topology, backward, index);
        if upper != lower {
            let weight = if link.look == Look::Hidden { 2 } else { 8 };
            constraints.push(Constraint::new((upper, lower), 1, weight));
        }
    }
    // Boxes of a frame stay together.
    let (mut next, base) = (count, constraints.len());
    if !topology.lanes {
        for frame in 0..topology.frames.len() {
            let (top, bottom) = (next, next + 1);
            next += 2;
            for cell in (0..count).filter(|&cell| is_inside(topology, cell, frame)) {
                constraints.push(Constraint::new((top, cell), 0, 0));
                constraints.push(Constraint::new((cell, bottom), 0, 0));
            }
            constraints.push(Constraint::new((top, bottom), 0, 1));
        }
    }
    keep_out(topology, backward, &mut constraints);
    if topology.stages {
        put_in_stages(topology, backward, (next, &mut constraints));
    }
    let places = solve(next, &constraints, 4_000)
        .or_else(|| solve(count, constraints.get(..base).unwrap_or_default(), 4_000))
        .unwrap_or_else(|| vec![0; next]);
    let least = places.iter().take(count).copied().min().unwrap_or(0);
    let ranks = places.into_iter().take(count);
    let mut ranks: Vec<usize> =
        ranks.map(|place| usize::try_from(place - least).unwrap_or(0)).collect();
    if topology.spread > 1 {
        spread_leaves(topology, backward, &mut ranks);
    }
    ranks
}

/// Many boxes that hang on the same one by their only line do not all stand in one rank.
fn spread_leaves(topology: &Topology, backward: &[bool], ranks: &mut [usize]) {
    let count = topology.cells.len();
    let mut lines = vec![0_usize; count];
    let mut hub = vec![usize::MAX; count];
    for index in 0..topology.links.len() {
        let (upper, lower) = oriented(topology, backward, index);
        lines[upper] += 1;
        lines[lower] += 1;
        hub[lower] = upper;
    }
    let is_leaf = |cell: usize| lines[cell] == 1 && hub[cell] != usize::MAX;
    for center in 0..count {
        let leaves: Vec<usize> =
            (0..count).filter(|&cell| is_leaf(cell) && hub[cell] == center).collect();
        if leaves.len() <= topology.spread {
            continue;
        }
        for (index, &leaf) in leaves.iter().enumerate() {
            ranks[leaf] += index % topology.spread;
        }
    }
}

/// A line that ends at a frame comes from before all of its boxes, or leaves behind all of them,
/// as long as that closes no cycle.
fn keep_out(topology: &Topology, backward: &[bool], constraints: &mut Vec<Constraint>) {
    let count = topology.cells.len();
    for (index, link) in topology.links.iter().enumerate() {
        let (upper, lower) = oriented(topology, backward, index);
        for (frame, is_target) in [(link.from_frame, false), (link.to_frame, true)] {
            let Some(frame) = frame else { continue };
            let is_below = (lower == link.to) == is_target;
            let mut more: Vec<Constraint> = (0..count)
                .filter(|&cell| is_inside(topology, cell, frame))
                .map(|cell| if is_below { (upper, cell) } else { (cell, lower) })
                .filter(|(a, b)| a != b)
                .map(|pair| Constraint::new(pair, 1, 0))
                .collect();
            let before = constraints.len();
            constraints.append(&mut more);
            let places = constraints.iter().map(|c| c.from.max(c.to) + 1).max().unwrap_or(0);
            if solve(places.max(count), constraints, 0).is_none() {
                constraints.truncate(before);
            }
        }
    }
}

/// Where all lines between two frames run one way, one frame stands before the other, unless that
/// makes the whole much longer.
fn put_in_stages(
    topology: &Topology,
    backward: &[bool],
    (places, constraints): (usize, &mut Vec<Constraint>),
) {
    let count = topology.cells.len();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for index in 0..topology.links.len() {
        let (upper, lower) = oriented(topology, backward, index);
        let [from, to] = [upper, lower].map(|cell| path(topology, topology.cells[cell].frame));
        let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        if let (Some(&a), Some(&b)) = (from.get(shared), to.get(shared))
            && !pairs.contains(&(a, b))
        {
            pairs.push((a, b));
        }
    }
    let length = |places: &[i64]| {
        let cells = places.iter().take(count);
        cells.clone().max().unwrap_or(&0) - cells.min().unwrap_or(&0)
    };
    let Some(before) = solve(places, constraints, 0).map(|places| length(&places)) else { return };
    for &(a, b) in pairs.iter().filter(|(a, b)| !pairs.contains(&(*b, *a))) {
        // The last of one frame, the first of the other.
        constraints.push(Constraint::new((count + 2 * a + 1, count + 2 * b), 1, 0));
        let after = solve(places, constraints, 0).map(|places| length(&places));
        if after.is_none_or(|after| after > before + before / 2 + 2) {
            constraints.pop();
        }
    }
}

/// Lines that end at frames aim at the box that is nearest to the outside.
fn aim_at_frames(topology: &mut Topology, backward: &[bool], ranks: &[usize]) {
    for index in 0..topology.links.len() {
        let link = topology.links[index];
        let (upper, _) = oriented(topology, backward, index);
        for (frame, cell, other) in
            [(link.from_frame, link.from, link.to), (link.to_frame, link.to, link.from)]
        {
            let Some(frame) = frame else { continue };
            let is_upper = cell == upper;
            let inside: Vec<usize> = (0..topology.cells.len())
                .filter(|&cell| is_inside(topology, cell, frame))
                .collect();
            let edge = if is_upper {
                inside.iter().map(|&cell| ranks[cell]).max()
            } else {
                inside.iter().map(|&cell| ranks[cell]).min()
            };
            let nearest: Vec<usize> =
                inside.iter().copied().filter(|&cell| Some(ranks[cell]) == edge).collect();
            let Some(&aim) = nearest.get(nearest.len() / 2) else { continue };
            let keeps_order =
                if is_upper { ranks[aim] < ranks[other] } else { ranks[aim] > ranks[other] };
            if keeps_order {
                let link = &mut topology.links[index];
                if cell == link.from && Some(frame) == link.from_frame {
                    link.from = aim;
                } else {
                    link.to = aim;
                }
            }
        }
    }
}

/// Upper and lower end of a link with cycles broken.
fn oriented(topology: &Topology, backward: &[bool], link: usize) -> (usize, usize) {
    let (upper, lower) = ends(topology, link);
    if backward[link] { (lower, upper) } else { (upper, lower) }
}

/// Whether a box is in a frame or in one inside it.
pub(super) fn is_inside(topology: &Topology, cell: usize, frame: usize) -> bool {
    let Cell { frame: inner, .. } = topology.cells[cell];
    path(topology, inner).contains(&frame)
}

/// Frames from the outermost to `frame`.
pub(super) fn path(topology: &Topology, frame: Option<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut next = frame;
    while let Some(frame) = next
        && found.len() <= topology.frames.len()
    {
        found.push(frame);
        next = topology.frames[frame].parent;
    }
    found.reverse();
    found
}

/// First and last layer of something.
type Range = (usize, usize);

fn build(topology: Topology, backward: &[bool], ranks: &[usize]) -> Skeleton {
    // Boxes are in even layers, labels in the odd ones between.
    let n_layers = ranks.iter().max().map_or(0, |last| 2 * last + 1);
    let mut label_layers: Vec<Option<usize>> = vec![None; topology.links.len()];
    let mut used = vec![false; n_layers + 1];
    for &rank in ranks {
        used[2 * rank] = true;
    }
    let mut waiting: Vec<(usize, usize, usize)> = Vec::new();
    for (index, link) in topology.links.iter().enumerate() {
        let (upper, lower) = oriented(&topology, backward, index);
        if link.look == Look::Labelled && upper != lower {
            waiting.push((index, ranks[upper], ranks[lower]));
        }
    }
    // Short links have no choice; longer ones prefer layers that are there anyway.
    waiting.sort_by_key(|&(index, upper, lower)| (lower - upper, index));
    for (index, upper, lower) in waiting {
        let flipped = topology.links[index].from == oriented(&topology, backward, index).1;
        let wish = if !topology.directed {
            (upper + lower) / 2
        } else if flipped {
            lower - 1
        } else {
            upper
        };
        let free = (upper..lower).filter(|rank| used[2 * rank + 1]);
        let near = free.min_by_key(|rank| rank.abs_diff(wish));
        let near = near.filter(|rank| !topology.directed || rank.abs_diff(wish) < 2);
        let layer = 2 * near.unwrap_or(wish) + 1;
        used[layer] = true;
        label_layers[index] = Some(layer);
    }
    // Layers without anything in them are dropped.
    let mut numbers = vec![0; n_layers + 1];
    let mut count = 0;
    for (layer, used) in used.iter().enumerate() {
        numbers[layer] = count;
        count += usize::from(*used);
    }
    let cell_layers: Vec<usize> = ranks.iter().map(|rank| numbers[2 * rank]).collect();
    let labels: Vec<Option<usize>> =
        label_layers.iter().map(|layer| layer.map(|layer| numbers[layer])).collect();
    let mut skeleton = Skeleton {
        items: (0..topology.cells.len())
            .map(|cell| Item {
                kind: Kind::Cell(cell),
                layer: cell_layers[cell],
                frame: topology.cells[cell].frame,
            })
            .collect(),
        chains: Vec::new(),
        loops: Vec::new(),
        layers: vec![Vec::new(); count],
        topology,
    };
    let ranges = frame_ranges(&skeleton);
    chain_up(&mut skeleton, backward, (&labels, &ranges));
    for (index, item) in skeleton.items.iter().enumerate() {
        skeleton.layers[item.layer].push(index);
    }
    add_borders(&mut skeleton, &ranges);
    skeleton
}

fn frame_ranges(skeleton: &Skeleton) -> Vec<Range> {
    let topology = &skeleton.topology;
    let mut ranges = vec![(usize::MAX, 0); topology.frames.len()];
    for (cell, item) in topology.cells.iter().zip(&skeleton.items) {
        for frame in path(topology, cell.frame) {
            let (low, high) = ranges[frame];
            ranges[frame] = (low.min(item.layer), high.max(item.layer));
        }
    }
    if topology.lanes {
        ranges.fill((0, skeleton.layers.len().saturating_sub(1)));
    }
    ranges
}

/// Items for the layers that links pass.
fn chain_up(
    skeleton: &mut Skeleton,
    backward: &[bool],
    (labels, ranges): (&[Option<usize>], &[Range]),
) {
    for index in 0..skeleton.topology.links.len() {
        let link = skeleton.topology.links[index];
        if link.from == link.to {
            if link.look != Look::Hidden {
                skeleton.loops.push(index);
            }
            continue;
        }
        if link.look == Look::Hidden {
            continue;
        }
        let (upper, lower) = oriented(&skeleton.topology, backward, index);
        let paths = [upper, lower]
            .map(|cell| path(&skeleton.topology, skeleton.topology.cells[cell].frame));
        let mut items = vec![upper];
        for layer in skeleton.items[upper].layer + 1..skeleton.items[lower].layer {
            let kind =
                if labels[index] == Some(layer) { Kind::Label(index) } else { Kind::Bend(index) };
            let frame = frame_of_bend(&paths, ranges, layer);
            items.push(skeleton.items.len());
            skeleton.items.push(Item { kind, layer, frame });
        }
        items.push(lower);
        skeleton.chains.push(Chain {
            link: index,
            items,
            flipped: link.from == lower,
            backward: backward[index],
        });
    }
}

/// A line stays in the frames of its upper box as long as they last, then is in those of the
/// lower box that have begun, else in those that both have in common.
fn frame_of_bend(paths: &[Vec<usize>; 2], ranges: &[Range], layer: usize) -> Option<usize> {
    let [upper, lower] = paths;
    let shared = upper.iter().zip(lower).take_while(|(a, b)| a == b).count();
    let leaving = upper.iter().skip(shared).take_while(|&&frame| ranges[frame].1 >= layer).last();
    let entering = lower.iter().skip(shared).take_while(|&&frame| ranges[frame].0 <= layer).last();
    leaving.or(entering).copied().or_else(|| shared.checked_sub(1).map(|last| upper[last]))
}

/// Items for the two sides of every frame in all layers that it spans.
fn add_borders(skeleton: &mut Skeleton, ranges: &[Range]) {
    for (frame, &(low, high)) in ranges.iter().enumerate() {
        for layer in low..=high {
            if layer >= skeleton.layers.len() {
                break;
            }
            for kind in [Kind::Low(frame), Kind::High(frame)] {
                let item = skeleton.items.len();
                skeleton.items.push(Item { kind, layer, frame: Some(frame) });
                skeleton.layers[layer].push(item);
            }
        }
    }
}
