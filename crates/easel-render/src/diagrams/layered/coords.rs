//! Places across the flow: a network simplex over the distances that items of a layer keep, with
//! long lines pulled straight (as Graphviz's dot does it), then parents in the middle above their
//! children where that is asked for.

use super::Measures;
use super::ports::{Side, Wired};
use super::rank::Kind;
use super::simplex::{Constraint, solve};

/// Simplex units per measuring unit.
const FINE: f64 = 4.0;

/// Places across the flow.
#[derive(Debug, Clone)]
pub(super) struct Across {
    /// Of the line or middle of every item.
    pub(super) items: Vec<f64>,
    /// Low and high side of every frame.
    pub(super) frames: Vec<(f64, f64)>,
}

/// Assigns places.
pub(super) fn assign(wired: &mut Wired<'_>, measures: &Measures) -> Across {
    let count = wired.items.len();
    let n_frames = wired.skeleton.topology.frames.len();
    let mut constraints = separations(wired, measures);
    let base = count + 2 * n_frames;
    let mut next = base;
    for way in &wired.ways {
        let link = wired.skeleton.topology.links[way.link];
        let pull = if link.main { 3 } else { 1 };
        for pair in way.items.windows(2) {
            if wired.items[pair[0]].layer == wired.items[pair[1]].layer {
                // A box and the corner beside it.
                continue;
            }
            let offset = |item: usize, end: usize| match wired.items[item].kind {
                Kind::Cell(_) => -fine(way.touches[end].offset),
                _ => 0,
            };
            let is_cell = |item: usize| matches!(wired.items[item].kind, Kind::Cell(_));
            let weight = match (is_cell(pair[0]), is_cell(pair[1])) {
                (true, true) => 8,
                (false, false) => 24,
                _ => 10,
            };
            let (a, b) = (variable(wired, pair[0]), variable(wired, pair[1]));
            let weight = weight * pull;
            constraints.push(Constraint::new((next, a), offset(pair[0], 0), weight));
            constraints.push(Constraint::new((next, b), offset(pair[1], 1), weight));
            next += 1;
        }
    }
    let places = solve(next, &constraints, 6_000).unwrap_or_else(|| vec![0; next]);
    let real = |place: i64| place as f64 / FINE;
    let mut across = Across {
        items: (0..count).map(|item| real(places[variable(wired, item)])).collect(),
        frames: (0..n_frames)
            .map(|frame| (real(places[count + 2 * frame]), real(places[count + 2 * frame + 1])))
            .collect(),
    };
    if measures.spacing.centered {
        center_parents(wired, measures, &mut across);
    }
    across
}

fn fine(length: f64) -> i64 {
    crate::cast::to_i64(length * FINE)
}

/// The simplex variable of an item; the sides of a frame have one each.
fn variable(wired: &Wired<'_>, item: usize) -> usize {
    match wired.items[item].kind {
        Kind::Low(frame) => wired.items.len() + 2 * frame,
        Kind::High(frame) => wired.items.len() + 2 * frame + 1,
        _ => item,
    }
}

/// Distances that items of a layer keep, and widths of frames.
fn separations(wired: &Wired<'_>, measures: &Measures) -> Vec<Constraint> {
    let mut constraints = Vec::new();
    for layer in &wired.layers {
        for pair in layer.windows(2) {
            let (a, b) = (variable(wired, pair[0]), variable(wired, pair[1]));
            let distance = distance(wired, measures, (pair[0], pair[1]));
            // Corners stay near their boxes.
            let is_corner = |item: usize| matches!(wired.items[item].kind, Kind::Corner(_));
            let weight = i64::from(is_corner(pair[0]) || is_corner(pair[1]));
            constraints.push(Constraint::new((a, b), fine(distance), weight));
        }
    }
    keep_titles_free(wired, measures, &mut constraints);
    let topology = &wired.skeleton.topology;
    let em = measures.spacing.em;
    for (frame, data) in topology.frames.iter().enumerate() {
        let low = wired.items.len() + 2 * frame;
        let is_above = measures.title_side != super::TitleSide::Low;
        let title = if is_above { measures.titles[data.id].0 + 1.6 * em } else { 0.0 };
        let weight = if topology.lanes { 1 } else { 3 };
        constraints.push(Constraint::new((low, low + 1), fine(title.max(3.0 * em)), weight));
    }
    constraints
}

/// Lines that enter a frame beside its title keep away from it.
fn keep_titles_free(wired: &Wired<'_>, measures: &Measures, constraints: &mut Vec<Constraint>) {
    let topology = &wired.skeleton.topology;
    let begins = match measures.title_side {
        super::TitleSide::Begin => true,
        super::TitleSide::End => false,
        super::TitleSide::Low => return,
    };
    if topology.lanes {
        return;
    }
    for way in &wired.ways {
        for (index, pair) in way.items.windows(2).enumerate() {
            let [upper, lower] = [pair[0], pair[1]];
            let (inner, outer) = if begins { (lower, upper) } else { (upper, lower) };
            let outside = super::rank::path(topology, wired.items[outer].frame);
            let end = usize::from(index > 0);
            let offset = match wired.items[inner].kind {
                Kind::Cell(_) if way.touches[end].side == Side::Flow => way.touches[end].offset,
                _ => 0.0,
            };
            for frame in super::rank::path(topology, wired.items[inner].frame) {
                let title = measures.titles[topology.frames[frame].id].0;
                if outside.contains(&frame) || title <= 0.0 {
                    continue;
                }
                let low = wired.items.len() + 2 * frame;
                let length = title + 1.4 * measures.spacing.em - offset;
                constraints.push(Constraint::new((low, inner), fine(length), 0));
            }
        }
    }
}

/// Distance between the lines or middles of neighbours.
fn distance(wired: &Wired<'_>, measures: &Measures, (a, b): (usize, usize)) -> f64 {
    let spacing = &measures.spacing;
    let extent = wired.extents[a].1 + wired.extents[b].0;
    let gap = match (wired.items[a].kind, wired.items[b].kind) {
        (Kind::High(_), Kind::Low(_)) if wired.skeleton.topology.lanes => 0.0,
        (Kind::Low(_), _) | (_, Kind::High(_)) if wired.skeleton.topology.lanes => {
            1.0 * spacing.across.max(0.8)
        }
        (Kind::Low(_), _) | (_, Kind::High(_)) => 1.0 * spacing.across.clamp(0.6, 1.3),
        (Kind::High(_), Kind::Low(_)) => 1.3 * spacing.across,
        (Kind::High(_), _) | (_, Kind::Low(_)) => 1.1 * spacing.across,
        (Kind::Cell(_), Kind::Cell(_)) => 1.9 * spacing.across,
        (Kind::Cell(_), Kind::Corner(_)) | (Kind::Corner(_), Kind::Cell(_)) => {
            1.0 * spacing.across.max(0.6)
        }
        (Kind::Cell(_), _) | (_, Kind::Cell(_)) => 1.2 * spacing.across.max(0.55),
        _ => 0.85 * spacing.across.clamp(0.7, 1.4),
    };
    let title = match wired.items[a].kind {
        Kind::Low(frame) if measures.title_side == super::TitleSide::Low => {
            let height = measures.titles[wired.skeleton.topology.frames[frame].id].0;
            if height > 0.0 { height + 0.4 * spacing.em } else { 0.0 }
        }
        _ => 0.0,
    };
    extent + title + gap * spacing.em
}

/// Moves everything as near as the distances allow to the middle of what hangs below it, from the
/// bottom to the top. Frames stay.
fn center_parents(wired: &Wired<'_>, measures: &Measures, across: &mut Across) {
    let mut wishes: Vec<Vec<(usize, f64, f64)>> = vec![Vec::new(); wired.items.len()];
    for way in &wired.ways {
        for pair in way.items.windows(2) {
            if wired.items[pair[0]].layer == wired.items[pair[1]].layer {
                continue;
            }
            let offset = |item: usize, end: usize| {
                let is_cell = matches!(wired.items[item].kind, Kind::Cell(_));
                if is_cell && way.touches[end].side == Side::Flow {
                    way.touches[end].offset
                } else {
                    0.0
                }
            };
            wishes[pair[0]].push((pair[1], offset(pair[1], 1), offset(pair[0], 0)));
        }
    }
    for layer in wired.layers.iter().rev() {
        let wish = |item: usize| {
            let targets = wishes[item].iter();
            let at = targets.map(|&(below, there, here)| across.items[below] + there - here);
            let (low, high) =
                at.fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)));
            if low > high { across.items[item] } else { f64::midpoint(low, high) }
        };
        let wanted: Vec<f64> = layer.iter().map(|&item| wish(item)).collect();
        let mut begin = 0;
        // Sides of frames are walls.
        for end in 0..=layer.len() {
            let is_wall = layer
                .get(end)
                .is_none_or(|&item| matches!(wired.items[item].kind, Kind::Low(_) | Kind::High(_)));
            if !is_wall {
                continue;
            }
            let row = layer.get(begin..end).unwrap_or_default();
            let gap = |a: usize, b: usize| distance(wired, measures, (a, b));
            let walls = (
                begin.checked_sub(1).map_or(f64::MIN, |wall| {
                    let first = row.first().copied().unwrap_or(layer[wall]);
                    across.items[layer[wall]] + gap(layer[wall], first)
                }),
                layer.get(end).map_or(f64::MAX, |&wall| {
                    across.items[wall] - row.last().map_or(0.0, |&last| gap(last, wall))
                }),
            );
            let places = settle(row, (wanted.get(begin..end).unwrap_or_default(), walls), gap);
            for (&item, place) in row.iter().zip(places) {
                across.items[item] = place;
            }
            begin = end + 1;
        }
    }
}

/// Places of a row nearest to the wishes that keep the distances and stay between walls.
fn settle(
    row: &[usize],
    (wanted, (low, high)): (&[f64], (f64, f64)),
    gap: impl Fn(usize, usize) -> f64,
) -> Vec<f64> {
    // Without the distances, places must ascend; pool adjacent violators.
    let mut offsets = Vec::with_capacity(row.len());
    let mut offset = 0.0;
    for (index, &item) in row.iter().enumerate() {
        if index > 0 {
            offset += gap(row[index - 1], item);
        }
        offsets.push(offset);
    }
    let mut pools: Vec<(f64, f64)> = Vec::new();
    for (wish, offset) in wanted.iter().zip(&offsets) {
        pools.push((wish - offset, 1.0));
        while let [.., before, last] = pools.as_slice() {
            if before.0 <= last.0 {
                break;
            }
            let count = before.1 + last.1;
            let mean = (before.0 * before.1 + last.0 * last.1) / count;
            pools.truncate(pools.len() - 2);
            pools.push((mean, count));
        }
    }
    let top = high - offset;
    let values = pools
        .into_iter()
        .flat_map(|(value, count)| std::iter::repeat_n(value, crate::cast::to_usize(count)));
    values.zip(offsets).map(|(value, offset)| value.min(top).max(low) + offset).collect()
}
