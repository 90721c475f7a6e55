//! Where lines touch boxes: at which side and how far from its middle. Lines that leave at a side
//! across the flow get an item beside the box, where they turn.

use super::rank::{Item, Kind, Skeleton};
use super::{Measures, Ports};

/// A side of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Towards the other end: the lower side of the upper box, the upper side of the lower.
    Flow,
    /// The sides across the flow.
    Low,
    High,
}

/// What a side of a box is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Free,
    In,
    Out,
    Loop,
}

/// Where a line touches a box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Touch {
    pub(super) side: Side,
    /// From the middle of the side.
    pub(super) offset: f64,
    /// Lines with the same number at the same box share the port.
    pub(super) port: usize,
}

/// A chain with its ends.
#[derive(Debug, Clone)]
pub(super) struct Way {
    pub(super) link: usize,
    pub(super) items: Vec<usize>,
    pub(super) flipped: bool,
    /// At the upper box, at the lower box.
    pub(super) touches: [Touch; 2],
}

/// A line from a box to itself, on its high side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loop {
    pub(super) link: usize,
    pub(super) cell: usize,
    /// From the side of the box to the line, and how far its ends are from the middle.
    pub(super) reach: f64,
    pub(super) spread: f64,
}

/// A skeleton with ports and sizes.
#[derive(Debug)]
pub(super) struct Wired<'a> {
    pub(super) skeleton: &'a Skeleton,
    pub(super) items: Vec<Item>,
    pub(super) layers: Vec<Vec<usize>>,
    pub(super) ways: Vec<Way>,
    pub(super) loops: Vec<Loop>,
    /// Sizes of the boxes, large enough for their ports.
    pub(super) sizes: Vec<(f64, f64)>,
    /// What every item takes on both sides of its line or middle.
    pub(super) extents: Vec<(f64, f64)>,
    /// By box, the ways whose upper (0) or lower (1) end it is, each with its next item.
    at: Vec<[Vec<(usize, usize)>; 2]>,
}

/// Chooses sides and ports.
pub(super) fn wire<'a>(skeleton: &'a Skeleton, measures: &Measures) -> Wired<'a> {
    let cells = &skeleton.topology.cells;
    let free = Touch { side: Side::Flow, offset: 0.0, port: 0 };
    let mut wired = Wired {
        skeleton,
        items: skeleton.items.clone(),
        layers: skeleton.layers.clone(),
        ways: skeleton
            .chains
            .iter()
            .map(|chain| Way {
                link: chain.link,
                items: chain.items.clone(),
                flipped: chain.flipped,
                touches: [free; 2],
            })
            .collect(),
        loops: Vec::new(),
        at: ways_by_box(skeleton),
        sizes: cells.iter().map(|cell| measures.cells[cell.id]).collect(),
        extents: Vec::new(),
    };
    let places = wired.places();
    wired.choose_sides(&places);
    wired.add_corners(&places, measures);
    let places = wired.places();
    wired.spread_ports(&places, measures);
    wired.add_loops(measures);
    wired.measure(measures);
    wired
}

/// The ways that begin and end at every box, each with its next item. Corners, which are added
/// later, do not count as items here.
fn ways_by_box(skeleton: &Skeleton) -> Vec<[Vec<(usize, usize)>; 2]> {
    let mut at = vec![[Vec::new(), Vec::new()]; skeleton.topology.cells.len()];
    for (way, chain) in skeleton.chains.iter().enumerate() {
        if let [first, second, ..] = chain.items[..] {
            at[first][0].push((second, way));
        }
        if let [.., before, last] = chain.items[..] {
            at[last][1].push((before, way));
        }
    }
    at
}

impl Wired<'_> {
    /// Index of every item in its layer.
    fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.items.len()];
        for layer in &self.layers {
            for (index, &item) in layer.iter().enumerate() {
                places[item] = index;
            }
        }
        places
    }

    /// The ways that touch a box from below (0: it is their upper end) or above (1), with the
    /// place of their next item.
    fn ways_at(&self, cell: usize, end: usize, places: &[usize]) -> Vec<(usize, usize)> {
        let ways = self.at[cell][end].iter();
        let mut found: Vec<(usize, usize)> = ways.map(|&(next, way)| (places[next], way)).collect();
        found.sort_unstable();
        found
    }

    fn choose_sides(&mut self, places: &[usize]) {
        let count = self.sizes.len();
        let topology = &self.skeleton.topology;
        let has_loop =
            |cell: usize| self.skeleton.loops.iter().any(|&link| topology.links[link].from == cell);
        // What the sides of boxes with one port a side are used for.
        let mut taken: Vec<[Use; 2]> = (0..count)
            .map(|cell| [Use::Free, if has_loop(cell) { Use::Loop } else { Use::Free }])
            .collect();
        if topology.directed {
            for (cell, taken) in taken.iter_mut().enumerate() {
                for end in 0..2 {
                    self.send_backward_aside(cell, end, (places, taken));
                }
            }
        }
        for (cell, taken) in taken.iter_mut().enumerate() {
            if topology.cells[cell].ports == Ports::Tips {
                self.send_branches_aside(cell, places, taken);
            }
        }
    }

    fn send_backward_aside(
        &mut self,
        cell: usize,
        end: usize,
        (places, taken): (&[usize], &mut [Use; 2]),
    ) {
        let ways = self.ways_at(cell, end, places);
        let is_backward = |way: usize| self.skeleton.chains[way].backward;
        let one_port = self.skeleton.topology.cells[cell].ports != Ports::Sides;
        let forward: Vec<usize> =
            ways.iter().filter(|(_, way)| !is_backward(*way)).map(|(place, _)| *place).collect();
        let own = places[cell];
        let mut chosen = Vec::new();
        for &(place, way) in ways.iter().filter(|(_, way)| is_backward(*way)) {
            if self.ways[way].items.len() == 2 {
                continue;
            }
            let after = forward.iter().all(|other| place > *other);
            let before = forward.iter().all(|other| place < *other);
            let side = match (before, after) {
                (true, true) if place < own => Side::Low,
                (_, true) => Side::High,
                (true, false) => Side::Low,
                _ => continue,
            };
            let slot = usize::from(side == Side::High);
            // Lines that leave may share a tip, as may lines that arrive.
            let wish = if (end == 0) == self.ways[way].flipped { Use::In } else { Use::Out };
            if !matches!(taken[slot], Use::Free) && taken[slot] != wish {
                continue;
            }
            if one_port {
                taken[slot] = wish;
            }
            chosen.push((way, side));
        }
        for (way, side) in chosen {
            self.ways[way].touches[end].side = side;
        }
    }

    /// Decisions send their outer ways out through their tips.
    fn send_branches_aside(&mut self, cell: usize, places: &[usize], taken: &mut [Use; 2]) {
        let mut ways = self.ways_at(cell, 0, places);
        ways.retain(|(_, way)| self.ways[*way].touches[0].side == Side::Flow);
        let is_main = |way: usize| self.skeleton.topology.links[self.ways[way].link].main;
        let mut aside: Vec<(usize, Side)> = Vec::new();
        match ways.as_slice() {
            [] | [_] => {}
            [(_, first), (_, second)] if is_main(*second) && !is_main(*first) => {
                aside.push((*first, Side::Low));
            }
            [_, (_, second)] => aside.push((*second, Side::High)),
            [(_, first), .., (_, last)] => {
                aside.push((*first, Side::Low));
                aside.push((*last, Side::High));
            }
        }
        for (way, side) in aside {
            let slot = usize::from(side == Side::High);
            if taken[slot] == Use::Free {
                taken[slot] = Use::Out;
                self.ways[way].touches[0].side = side;
            }
        }
    }

    /// Puts an item beside the box for every way that leaves at its side.
    fn add_corners(&mut self, places: &[usize], measures: &Measures) {
        let em = measures.spacing.em;
        for cell in 0..self.sizes.len() {
            let layer = self.items[cell].layer;
            for side in [Side::Low, Side::High] {
                // From the inside outwards: first those that go up, then those that go down.
                let mut inner: Vec<(usize, usize)> = Vec::new();
                let mut n_up = 0;
                for end in [1, 0] {
                    let mut ways = self.ways_at(cell, end, places);
                    ways.retain(|(_, way)| self.ways[*way].touches[end].side == side);
                    if side == Side::Low {
                        ways.reverse();
                    }
                    if end == 1 {
                        n_up = ways.len();
                    }
                    inner.extend(ways.iter().map(|(_, way)| (*way, end)));
                }
                let count = inner.len();
                let height = self.sizes[cell].1;
                let one_port = self.skeleton.topology.cells[cell].ports != Ports::Sides;
                let gap = (0.9 * em).min(height * 0.6 / count.max(1) as f64);
                let gap = if one_port { 0.0 } else { gap };
                for (index, &(way, end)) in inner.iter().enumerate() {
                    let rank = if index < n_up { index } else { n_up + count - 1 - index };
                    self.ways[way].touches[end].offset =
                        (rank as f64 - (count as f64 - 1.0) / 2.0) * gap;
                    let item = self.items.len();
                    let kind = Kind::Corner(self.ways[way].link);
                    self.items.push(Item { kind, layer, frame: self.items[cell].frame });
                    let items = &mut self.ways[way].items;
                    let at = if end == 0 { 1 } else { items.len() - 1 };
                    items.insert(at, item);
                    let row = &mut self.layers[layer];
                    let own = row.iter().position(|&other| other == cell).unwrap_or(0);
                    let at = if side == Side::High { own + 1 + index } else { own - index };
                    row.insert(at, item);
                }
            }
        }
    }

    /// Spreads what leaves at the sides along the flow, in the order of where it goes.
    fn spread_ports(&mut self, places: &[usize], measures: &Measures) {
        let em = measures.spacing.em;
        for cell in 0..self.sizes.len() {
            let ports = self.skeleton.topology.cells[cell].ports;
            for end in 0..2 {
                let mut ways = self.ways_at(cell, end, places);
                ways.retain(|(_, way)| self.ways[*way].touches[end].side == Side::Flow);
                let all_share = ports == Ports::Middles || (ports == Ports::Tips && end == 1);
                let mut groups: Vec<Vec<usize>> = Vec::new();
                let mut shared: Option<usize> = None;
                for (_, way) in ways {
                    let joined = all_share || self.is_joined(way, end);
                    if !joined {
                        // Others between them would be crossed.
                        shared = None;
                    }
                    match shared.filter(|_| joined) {
                        Some(group) => groups[group].push(way),
                        None => {
                            if joined {
                                shared = Some(groups.len());
                            }
                            groups.push(vec![way]);
                        }
                    }
                }
                let texts: Vec<f64> = groups
                    .iter()
                    .map(|group| {
                        let text = |&way: &usize| self.end_text(way, end, measures).0;
                        group.iter().map(text).fold(0.0, f64::max)
                    })
                    .collect();
                let offsets = self.offsets((cell, ports), &texts, (em, measures));
                for (port, (group, offset)) in groups.iter().zip(offsets).enumerate() {
                    for &way in group {
                        let touch = &mut self.ways[way].touches[end];
                        (touch.offset, touch.port) = (offset, port);
                    }
                }
            }
        }
    }

    fn is_joined(&self, way: usize, end: usize) -> bool {
        let way = &self.ways[way];
        let joined = self.skeleton.topology.links[way.link].joined;
        if (end == 0) == way.flipped { joined.1 } else { joined.0 }
    }

    fn end_text(&self, way: usize, end: usize, measures: &Measures) -> (f64, f64) {
        end_room(&self.ways[way], end, self.skeleton, measures).text
    }

    /// Offsets of ports from the middle of a side; boxes grow where they have too little room.
    fn offsets(
        &mut self,
        (cell, ports): (usize, Ports),
        texts: &[f64],
        (em, measures): (f64, &Measures),
    ) -> Vec<f64> {
        let count = texts.len();
        let after = measures.spacing.labels_after;
        let any_text = texts.iter().any(|text| *text > 0.0);
        if count == 0 || (count == 1 && (!any_text || ports != Ports::Sides)) {
            return vec![0.0; count];
        }
        let size = &mut self.sizes[cell].0;
        if ports != Ports::Sides {
            let gap = (*size * 0.4 / (count as f64 - 1.0).max(1.0)).min(1.6 * em);
            return (0..count).map(|i| (i as f64 - (count as f64 - 1.0) / 2.0) * gap).collect();
        }
        let room = |text: f64| if text > 0.0 { text + 0.9 * em } else { 0.0 };
        // Room before each port but the first.
        let least: Vec<f64> = (1..count)
            .map(|i| room(if after { texts[i - 1] } else { texts[i] }).max(0.95 * em))
            .collect();
        let edge = room(if after { texts[count - 1] } else { texts[0] });
        let inset = 0.7 * em;
        let need = least.iter().sum::<f64>();
        *size = size.max(need + 2.0 * inset.max(if count == 1 { edge } else { edge / 2.0 }));
        let wish = (*size / (count as f64 + 0.6)).min(2.0 * em);
        let gaps: Vec<f64> = least.iter().map(|gap| gap.max(wish)).collect();
        let gaps = if gaps.iter().sum::<f64>() > *size - 2.0 * inset { least } else { gaps };
        let total: f64 = gaps.iter().sum();
        let mut at = -total / 2.0;
        // The text beside the outermost port must not reach over the corner.
        let over = (total / 2.0 + edge - *size / 2.0).max(0.0);
        let slack = (*size / 2.0 - inset - total / 2.0).max(0.0);
        if count > 1 || over > 0.0 {
            let shift = over.min(slack);
            at += if after { -shift } else { shift };
        }
        let mut offsets = vec![at];
        for gap in gaps {
            at += gap;
            offsets.push(at);
        }
        offsets
    }

    fn add_loops(&mut self, measures: &Measures) {
        let em = measures.spacing.em;
        let topology = &self.skeleton.topology;
        let mut reaches = vec![(0.0, 0_usize); self.sizes.len()];
        for &link in &self.skeleton.loops {
            let cell = topology.links[link].from;
            let (reach, count) = &mut reaches[cell];
            *reach += 1.3 * em;
            let spread = self.sizes[cell].1 * (0.22 + 0.1 * (*count as f64)).min(0.4);
            self.loops.push(Loop { link, cell, reach: *reach, spread });
            let label = measures.labels[topology.links[link].id].0;
            if label > 0.0 {
                *reach += label + 0.6 * em;
            }
            *count += 1;
        }
    }

    /// Room of a box on its high side for lines to itself.
    fn loop_room(&self, cell: usize, measures: &Measures) -> f64 {
        let room = |own: &Loop| {
            let label = measures.labels[self.skeleton.topology.links[own.link].id].0;
            own.reach + if label > 0.0 { label + 0.6 * measures.spacing.em } else { 0.0 }
        };
        self.loops.iter().filter(|own| own.cell == cell).map(room).fold(0.0, f64::max)
    }

    fn measure(&mut self, measures: &Measures) {
        let em = measures.spacing.em;
        let topology = &self.skeleton.topology;
        self.extents = self
            .items
            .iter()
            .map(|item| match item.kind {
                Kind::Cell(cell) => {
                    let half = self.sizes[cell].0 / 2.0;
                    (half, half + self.loop_room(cell, measures))
                }
                Kind::Label(link) => {
                    let width = measures.labels[topology.links[link].id].0;
                    let (line, text) = (0.15 * em, width + 0.45 * em);
                    if measures.spacing.labels_after { (line, text) } else { (text, line) }
                }
                Kind::Bend(_) | Kind::Corner(_) => (0.1 * em, 0.1 * em),
                Kind::Low(_) | Kind::High(_) => (0.0, 0.0),
            })
            .collect();
    }
}

/// What stands at the upper (0) or lower (1) end of a way.
pub(super) fn end_room(
    way: &Way,
    end: usize,
    skeleton: &Skeleton,
    measures: &Measures,
) -> super::EndRoom {
    let ends = &measures.ends[skeleton.topology.links[way.link].id];
    if (end == 0) == way.flipped { ends[1] } else { ends[0] }
}
