//! Layered layout after Sugiyama: ranks, an order in each rank with few crossings, and places
//! that keep edges straight. Works in two abstract axes: `across` (within a rank) and `along`
//! (from rank to rank). Edges get their corners in [`super::route`].

use super::graph::{EM, Graph, backward};

/// Something that has a place in a rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A box of the diagram.
    Node(usize),
    /// Where an arrow passes a rank.
    Bend(usize),
    /// The label of an arrow.
    Label(usize),
}

/// A place in a rank.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) kind: Kind,
    pub(super) rank: usize,
    /// Middle on the across axis.
    pub(super) across: f64,
    /// Length on the across axis.
    pub(super) breadth: f64,
    /// Length on the along axis.
    pub(super) depth: f64,
}

impl Slot {
    pub(super) fn start(&self) -> f64 {
        self.across - self.breadth / 2.0
    }

    pub(super) fn end(&self) -> f64 {
        self.across + self.breadth / 2.0
    }
}

/// A connected part of a graph in ranks.
#[derive(Debug, Clone)]
pub(super) struct Layered {
    pub(super) slots: Vec<Slot>,
    /// Slots of each rank in order.
    pub(super) ranks: Vec<Vec<usize>>,
    /// For each forward arrow its slots from source to target.
    pub(super) chains: Vec<(usize, Vec<usize>)>,
    /// Arrows against the flow or to the node itself.
    pub(super) backward: Vec<usize>,
    /// The slot of each node of this part.
    pub(super) slot_of: Vec<Option<usize>>,
}

/// Which way ranks follow each other, and how close things stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Manner {
    /// Ranks run from left to right instead of downwards.
    pub(super) rightwards: bool,
    /// 1.0 is normal, less is tighter.
    pub(super) spacing: f64,
}

/// Lays out the part of a graph that consists of `members`.
pub(super) fn layered(graph: &Graph, members: &[usize], manner: Manner) -> Layered {
    let backwards = backward(graph);
    let inside: Vec<bool> = {
        let mut inside = vec![false; graph.vertices.len()];
        for &member in members {
            inside[member] = true;
        }
        inside
    };
    let arrows: Vec<usize> =
        (0..graph.arrows.len()).filter(|&arrow| inside[graph.arrows[arrow].from]).collect();
    let (back, forward): (Vec<usize>, Vec<usize>) =
        arrows.into_iter().partition(|&arrow| backwards[arrow]);
    let has_labels = forward.iter().any(|&arrow| graph.arrows[arrow].label.is_some());
    let ranks = assign_ranks(graph, members, &forward, if has_labels { 2 } else { 1 });
    let mut layered = slots(graph, (members, &ranks), forward, manner);
    layered.backward = back;
    reserve_loops(graph, &mut layered, manner);
    order(&mut layered);
    place(&mut layered, manner);
    layered
}

/// Longest path from the sources; then nodes with more ways out than in move towards their
/// targets.
fn assign_ranks(graph: &Graph, members: &[usize], forward: &[usize], step: usize) -> Vec<usize> {
    let mut rank = vec![0; graph.vertices.len()];
    // Relaxation ends: forward arrows have no cycle.
    for _ in 0..members.len() {
        let mut changed = false;
        for &arrow in forward {
            let arrow = &graph.arrows[arrow];
            if rank[arrow.to] < rank[arrow.from] + step {
                rank[arrow.to] = rank[arrow.from] + step;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let mut by_rank = members.to_vec();
    by_rank.sort_by_key(|&vertex| std::cmp::Reverse(rank[vertex]));
    for vertex in by_rank {
        let out: Vec<usize> = forward
            .iter()
            .filter(|&&arrow| graph.arrows[arrow].from == vertex)
            .map(|&arrow| rank[graph.arrows[arrow].to])
            .collect();
        let ways_in = forward.iter().filter(|&&arrow| graph.arrows[arrow].to == vertex).count();
        if let Some(nearest) = out.iter().min()
            && out.len() > ways_in
        {
            rank[vertex] = nearest - step;
        }
    }
    let lowest = members.iter().map(|&vertex| rank[vertex]).min().unwrap_or(0);
    for &vertex in members {
        rank[vertex] -= lowest;
    }
    rank
}

fn slots(
    graph: &Graph,
    (members, rank): (&[usize], &[usize]),
    forward: Vec<usize>,
    manner: Manner,
) -> Layered {
    let n_ranks = members.iter().map(|&vertex| rank[vertex]).max().unwrap_or(0) + 1;
    let mut layered = Layered {
        slots: Vec::new(),
        ranks: vec![Vec::new(); n_ranks],
        chains: Vec::new(),
        backward: Vec::new(),
        slot_of: vec![None; graph.vertices.len()],
    };
    let turned = |(width, height): (f64, f64)| {
        if manner.rightwards { (height, width) } else { (width, height) }
    };
    for &vertex in members {
        let box_ = &graph.vertices[vertex];
        let size = turned((box_.width, box_.height));
        layered.slot_of[vertex] = Some(layered.add(Kind::Node(vertex), rank[vertex], size));
    }
    for arrow in forward {
        let ends = &graph.arrows[arrow];
        let (Some(from), Some(to)) = (layered.slot_of[ends.from], layered.slot_of[ends.to]) else {
            continue;
        };
        let (first, last) = (rank[ends.from], rank[ends.to]);
        // The label stands on the first rank between, near the way out it belongs to.
        let labelled = first + 1;
        let mut chain = vec![from];
        for between in first + 1..last {
            let slot = if between == labelled && ends.label.is_some() {
                let (width, height) = ends.label_size;
                layered.add(Kind::Label(arrow), between, turned((width + EM, height + 0.3 * EM)))
            } else {
                layered.add(Kind::Bend(arrow), between, (0.0, 0.0))
            };
            chain.push(slot);
        }
        chain.push(to);
        layered.chains.push((arrow, chain));
    }
    layered
}

impl Layered {
    fn add(&mut self, kind: Kind, rank: usize, (breadth, depth): (f64, f64)) -> usize {
        let slot = self.slots.len();
        self.slots.push(Slot { kind, rank, across: 0.0, breadth, depth });
        self.ranks[rank].push(slot);
        slot
    }

    /// Neighbours of every slot in the rank before and in the rank after.
    fn neighbours(&self) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        let mut before = vec![Vec::new(); self.slots.len()];
        let mut after = vec![Vec::new(); self.slots.len()];
        for (_, chain) in &self.chains {
            for pair in chain.windows(2) {
                after[pair[0]].push(pair[1]);
                before[pair[1]].push(pair[0]);
            }
        }
        (before, after)
    }
}

/// Widens nodes that have an arrow to themselves, so that it has room beside them.
fn reserve_loops(graph: &Graph, layered: &mut Layered, manner: Manner) {
    for &arrow in &layered.backward {
        let ends = &graph.arrows[arrow];
        if ends.from != ends.to {
            continue;
        }
        if let Some(slot) = layered.slot_of[ends.from] {
            let label = if manner.rightwards { ends.label_size.1 } else { ends.label_size.0 };
            layered.slots[slot].breadth += 2.0 * (loop_reach() + label);
        }
    }
}

/// How far an arrow from a node to itself reaches out.
pub(super) const fn loop_reach() -> f64 {
    1.8 * EM
}

/// Reorders ranks: median sweeps down and up, then swaps of neighbours; the order with the
/// fewest crossings is kept.
fn order(layered: &mut Layered) {
    let (before, after) = layered.neighbours();
    initial_order(layered, &after);
    let mut best = layered.ranks.clone();
    let mut least = crossings(layered, &after);
    let sweeps = if layered.slots.len() > 400 { 6 } else { 16 };
    for sweep in 0..sweeps {
        if least == 0 {
            break;
        }
        let n_ranks = layered.ranks.len();
        let mut position = positions(layered);
        for step in 1..n_ranks {
            let (rank, fixed) =
                if sweep % 2 == 0 { (step, &before) } else { (n_ranks - 1 - step, &after) };
            let mut keyed: Vec<(f64, usize)> = layered.ranks[rank]
                .iter()
                .map(|&slot| (middle(&fixed[slot], &position).unwrap_or(position[slot]), slot))
                .collect();
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            layered.ranks[rank] = keyed.into_iter().map(|(_, slot)| slot).collect();
            for (index, &slot) in layered.ranks[rank].iter().enumerate() {
                position[slot] = index as f64;
            }
        }
        swap_neighbours(layered, (&before, &after));
        let count = crossings(layered, &after);
        if count < least {
            least = count;
            best.clone_from(&layered.ranks);
        }
    }
    layered.ranks = best;
}

/// The order in which a breadth-first walk from the first rank meets the slots.
fn initial_order(layered: &mut Layered, after: &[Vec<usize>]) {
    let mut position = positions(layered);
    for rank in 1..layered.ranks.len() {
        let mut first_parent = vec![f64::MAX; layered.slots.len()];
        for &parent in &layered.ranks[rank - 1] {
            for (index, &child) in after[parent].iter().enumerate() {
                let key = position[parent] + index as f64 * 1e-3;
                first_parent[child] = first_parent[child].min(key);
            }
        }
        layered.ranks[rank].sort_by(|&a, &b| first_parent[a].total_cmp(&first_parent[b]));
        for (index, &slot) in layered.ranks[rank].iter().enumerate() {
            position[slot] = index as f64;
        }
    }
}

fn positions(layered: &Layered) -> Vec<f64> {
    let mut position = vec![0.0; layered.slots.len()];
    for rank in &layered.ranks {
        for (index, &slot) in rank.iter().enumerate() {
            position[slot] = index as f64;
        }
    }
    position
}

fn middle(neighbours: &[usize], position: &[f64]) -> Option<f64> {
    let mut places: Vec<f64> = neighbours.iter().map(|&slot| position[slot]).collect();
    places.sort_by(f64::total_cmp);
    let half = places.len() / 2;
    match places.len() {
        0 => None,
        n if n % 2 == 1 => Some(places[half]),
        _ => Some(f64::midpoint(places[half - 1], places[half])),
    }
}

fn crossings(layered: &Layered, after: &[Vec<usize>]) -> usize {
    let position = positions(layered);
    let mut count = 0;
    for rank in &layered.ranks {
        let mut ends: Vec<f64> = Vec::new();
        for &slot in rank {
            let mut targets: Vec<f64> = after[slot].iter().map(|&to| position[to]).collect();
            targets.sort_by(f64::total_cmp);
            for &target in &targets {
                count += ends.iter().filter(|&&other| other > target).count();
            }
            ends.extend(targets);
        }
    }
    count
}

fn swap_neighbours(layered: &mut Layered, (before, after): (&[Vec<usize>], &[Vec<usize>])) {
    let mut position = positions(layered);
    for _ in 0..3 {
        let mut improved = false;
        for rank in &mut layered.ranks {
            for index in 1..rank.len() {
                let (a, b) = (rank[index - 1], rank[index]);
                let cost = |left: usize, right: usize| -> usize {
                    [before, after]
                        .iter()
                        .map(|side| {
                            side[left]
                                .iter()
                                .map(|&l| {
                                    side[right]
                                        .iter()
                                        .filter(|&&r| position[r] < position[l])
                                        .count()
                                })
                                .sum::<usize>()
                        })
                        .sum()
                };
                if cost(b, a) < cost(a, b) {
                    rank.swap(index - 1, index);
                    position.swap(a, b);
                    improved = true;
                }
            }
        }
        if !improved {
            break;
        }
    }
}

/// Free space between two neighbours of a rank.
fn gap(a: &Slot, b: &Slot, spacing: f64) -> f64 {
    let is_node = |slot: &Slot| matches!(slot.kind, Kind::Node(_));
    let em = match (is_node(a), is_node(b)) {
        (true, true) => 2.2,
        (false, false) => 1.0,
        _ => 1.4,
    };
    em * EM * spacing
}

/// Sweeps that give slots their places.
const SWEEPS: usize = 36;
/// How many of them balance before the rest straighten.
const BALANCING_SWEEPS: usize = 20;

/// Gives every slot its place: sweeps towards the mean of the neighbours balance the picture,
/// sweeps towards their median straighten the edges.
fn place(layered: &mut Layered, manner: Manner) {
    for rank in 0..layered.ranks.len() {
        let mut at = 0.0;
        for index in 0..layered.ranks[rank].len() {
            let slot = layered.ranks[rank][index];
            if index > 0 {
                let previous = layered.ranks[rank][index - 1];
                let (a, b) = (&layered.slots[previous], &layered.slots[slot]);
                at += a.breadth / 2.0 + gap(a, b, manner.spacing) + b.breadth / 2.0;
            }
            layered.slots[slot].across = at;
        }
    }
    let (before, after) = layered.neighbours();
    let n_ranks = layered.ranks.len();
    for sweep in 0..SWEEPS {
        for step in 0..n_ranks {
            let rank = if sweep % 2 == 0 { step } else { n_ranks - 1 - step };
            let wishes: Vec<(f64, f64)> = layered.ranks[rank]
                .iter()
                .map(|&slot| {
                    let sides: [&[usize]; 2] = match sweep {
                        0..14 if sweep % 2 == 0 => [&before[slot], &[]],
                        0..14 => [&after[slot], &[]],
                        _ => [&before[slot], &after[slot]],
                    };
                    wish(layered, slot, (sides, (&before, &after)), sweep >= BALANCING_SWEEPS)
                })
                .collect();
            settle(layered, rank, &wishes, manner.spacing);
        }
    }
    align_chains(layered, (&before, &after), manner.spacing);
    let first = layered.slots.iter().map(Slot::start).fold(f64::MAX, f64::min);
    for slot in &mut layered.slots {
        slot.across -= first;
    }
}

/// Puts slots that only follow each other exactly in line, where they nearly are, and bends in
/// line with one of their neighbours, so that a line turns once instead of twice.
fn align_chains(layered: &mut Layered, (before, after): (Links<'_>, Links<'_>), spacing: f64) {
    for rank in 0..layered.ranks.len() {
        for index in 0..layered.ranks[rank].len() {
            let slot = layered.ranks[rank][index];
            let ([above], below) = (&before[slot][..], &after[slot][..]) else { continue };
            let here = layered.slots[slot].across;
            let place = |slot: usize| layered.slots[slot].across;
            let targets = match (layered.slots[slot].kind, below) {
                (Kind::Bend(_), [below]) => [Some(place(*below)), Some(place(*above))],
                _ if after[*above].len() == 1 && (place(*above) - here).abs() <= 0.9 * EM => {
                    [Some(place(*above)), None]
                }
                _ => continue,
            };
            let free = targets
                .into_iter()
                .flatten()
                .find(|&target| may_move(layered, (rank, index), target, spacing));
            if let Some(target) = free {
                layered.slots[slot].across = target;
            }
        }
    }
}

/// Whether a slot can stand at `target` without coming too close to its neighbours or passing
/// them.
fn may_move(layered: &Layered, (rank, index): (usize, usize), target: f64, spacing: f64) -> bool {
    let members = &layered.ranks[rank];
    let slot = &layered.slots[members[index]];
    let least =
        |other: &Slot| (slot.breadth + other.breadth) / 2.0 + 0.7 * gap(slot, other, spacing);
    let left = index.checked_sub(1).and_then(|left| members.get(left));
    let clear_left = left.is_none_or(|&left| {
        let left = &layered.slots[left];
        target - left.across >= least(left)
    });
    let clear_right = members.get(index + 1).is_none_or(|&right| {
        let right = &layered.slots[right];
        right.across - target >= least(right)
    });
    clear_left && clear_right
}

/// Neighbours of every slot on one side.
type Links<'a> = &'a [Vec<usize>];

/// Where a slot wants to be and how strongly.
fn wish(
    layered: &Layered,
    slot: usize,
    (sides, (before, after)): ([&[usize]; 2], (Links<'_>, Links<'_>)),
    by_median: bool,
) -> (f64, f64) {
    let here = layered.slots[slot].across;
    let is_node = |slot: usize| matches!(layered.slots[slot].kind, Kind::Node(_));
    // A link that is the only one at both ends should be straight more than one of several.
    let sole = |slot: usize, other: usize| {
        let (upper, lower) = if layered.slots[slot].rank < layered.slots[other].rank {
            (slot, other)
        } else {
            (other, slot)
        };
        usize::from(after[upper].len() == 1) + usize::from(before[lower].len() == 1)
    };
    let mut pulls: Vec<(f64, f64)> = sides
        .into_iter()
        .flatten()
        .map(|&other| {
            let kinds = match (is_node(slot), is_node(other)) {
                (false, false) => 4.0,
                (true, true) => 1.0,
                _ => 1.5,
            };
            let weight = kinds * [1.0, 2.0, 7.0][sole(slot, other)];
            (layered.slots[other].across, weight)
        })
        .collect();
    let total: f64 = pulls.iter().map(|(_, weight)| weight).sum();
    if total == 0.0 {
        return (here, 0.01);
    }
    if !by_median {
        return (pulls.iter().map(|(at, weight)| at * weight).sum::<f64>() / total, total);
    }
    pulls.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut sum = 0.0;
    let (mut low, mut high) = (None, here);
    for (at, weight) in pulls {
        sum += weight;
        if low.is_none() && sum >= total / 2.0 - 1e-9 {
            low = Some(at);
        }
        high = at;
        if sum > total / 2.0 + 1e-9 {
            break;
        }
    }
    let low = low.unwrap_or(here);
    (here.clamp(low.min(high), high.max(low)), total)
}

/// Moves the slots of a rank to their wishes as closely as their order and gaps allow (pool
/// adjacent violators on weighted squares).
fn settle(layered: &mut Layered, rank: usize, wishes: &[(f64, f64)], spacing: f64) {
    let members = &layered.ranks[rank];
    // Offsets turn minimum distances into a plain order.
    let mut offsets = Vec::with_capacity(members.len());
    let mut offset = 0.0;
    for (index, &slot) in members.iter().enumerate() {
        if index > 0 {
            let (a, b) = (&layered.slots[members[index - 1]], &layered.slots[slot]);
            offset += a.breadth / 2.0 + gap(a, b, spacing) + b.breadth / 2.0;
        }
        offsets.push(offset);
    }
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for ((at, weight), offset) in wishes.iter().zip(&offsets) {
        pools.push((at - offset, *weight, 1));
        while let [.., before, last] = pools.as_slice() {
            if before.0 <= last.0 {
                break;
            }
            let weight = before.1 + last.1;
            let merged =
                ((before.0 * before.1 + last.0 * last.1) / weight, weight, before.2 + last.2);
            pools.truncate(pools.len() - 2);
            pools.push(merged);
        }
    }
    let mut index = 0;
    for (at, _, count) in pools {
        for _ in 0..count {
            layered.slots[layered.ranks[rank][index]].across = at + offsets[index];
            index += 1;
        }
    }
}
