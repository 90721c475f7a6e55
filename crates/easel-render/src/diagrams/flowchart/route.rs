//! Corners of the edges: where they leave and enter boxes, in which track they run between two
//! ranks, and lanes outside for arrows against the flow. All lines are parallel to an axis.

use easel_types::spec::NodeShape;
use kurbo::Point;

use super::graph::{EM, Graph};
use super::layout::{Kind, Layered, Manner, loop_reach};
use super::tracks::{Bar, assign_tracks};

/// A part of a diagram with everything in place, in measuring units, from (0, 0).
#[derive(Debug, Clone, Default)]
pub(super) struct Drawing {
    /// Node and its middle.
    pub(super) boxes: Vec<(usize, Point)>,
    /// Arrow and its corners from source to target.
    pub(super) lines: Vec<(usize, Vec<Point>)>,
    /// Arrow and the middle of its label.
    pub(super) labels: Vec<(usize, Point)>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A side of a box on the across axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Low,
    High,
}

impl Side {
    const fn sign(self) -> f64 {
        match self {
            Self::Low => -1.0,
            Self::High => 1.0,
        }
    }
}

/// How an arrow against the flow runs.
#[derive(Debug, Clone)]
struct Lane {
    arrow: usize,
    from: usize,
    to: usize,
    side: Side,
    across: f64,
    /// Where its label ends on the outer side.
    outer: f64,
    /// Leaves through the channel behind its source, because its row is taken.
    detour_from: Option<usize>,
    /// Enters through the channel before its target.
    detour_to: Option<usize>,
}

struct Router<'a> {
    graph: &'a Graph,
    layered: &'a Layered,
    manner: Manner,
    /// Bars of channel g run before rank g; the last channel is behind the last rank.
    channels: Vec<Vec<Bar>>,
    /// Sides of slots that lines already use.
    used: Vec<(usize, Side)>,
    /// Bar of each link, by arrow and index in its chain.
    link_bars: Vec<Vec<Option<usize>>>,
    /// Ports of each link.
    ports: Vec<Vec<(f64, f64)>>,
    side_exits: Vec<Option<Side>>,
    lanes: Vec<Lane>,
    /// Places of the slots on the across axis; bends and labels may move to straighten a line.
    across: Vec<f64>,
}

/// Routes all arrows of a part; the space between ranks is multiplied with `stretch`.
pub(super) fn route(graph: &Graph, layered: &Layered, manner: Manner, stretch: f64) -> Drawing {
    let mut router = Router {
        graph,
        layered,
        manner,
        channels: vec![Vec::new(); layered.ranks.len() + 1],
        used: Vec::new(),
        link_bars: Vec::new(),
        ports: Vec::new(),
        side_exits: vec![None; layered.chains.len()],
        lanes: Vec::new(),
        across: layered.slots.iter().map(|slot| slot.across).collect(),
    };
    router.choose_side_exits();
    router.connect();
    for &arrow in &layered.backward {
        if graph.arrows[arrow].from != graph.arrows[arrow].to {
            router.choose_lane(arrow);
        }
    }
    for bars in &mut router.channels {
        assign_tracks(bars);
    }
    let along = router.rank_positions(stretch);
    router.draw(&along)
}

impl Router<'_> {
    fn shape(&self, slot: usize) -> Option<NodeShape> {
        match self.layered.slots[slot].kind {
            Kind::Node(node) => Some(self.graph.vertices[node].shape),
            _ => None,
        }
    }

    /// Breadth of what is drawn in a slot (without room reserved for loops).
    fn drawn(&self, slot: usize) -> (f64, f64) {
        let place = &self.layered.slots[slot];
        match place.kind {
            Kind::Node(node) => {
                let vertex = &self.graph.vertices[node];
                if self.manner.rightwards {
                    (vertex.height, vertex.width)
                } else {
                    (vertex.width, vertex.height)
                }
            }
            _ => (place.breadth, place.depth),
        }
    }

    /// Decisions send their outermost ways out through their tips.
    fn choose_side_exits(&mut self) {
        let layered = self.layered;
        for (slot, place) in layered.slots.iter().enumerate() {
            if self.shape(slot) != Some(NodeShape::Diamond) {
                continue;
            }
            let mut ways: Vec<(f64, usize)> = layered
                .chains
                .iter()
                .enumerate()
                .filter(|(_, (_, chain))| chain[0] == slot)
                .map(|(index, (_, chain))| (layered.slots[chain[1]].across, index))
                .collect();
            if ways.len() < 2 {
                continue;
            }
            ways.sort_by(|a, b| a.0.total_cmp(&b.0));
            let half = self.drawn(slot).0 / 2.0;
            for (side, way) in [(Side::Low, ways.first()), (Side::High, ways.last())] {
                let Some(&(target, chain)) = way else { continue };
                let beyond = (target - place.across) * side.sign() - half;
                if beyond > 0.3 * EM && self.row_is_free(slot, side, target) {
                    self.side_exits[chain] = Some(side);
                    self.used.push((slot, side));
                }
            }
        }
    }

    /// Whether no other slot lies between a slot and a place in its rank.
    fn row_is_free(&self, slot: usize, side: Side, target: f64) -> bool {
        let place = &self.layered.slots[slot];
        self.layered.ranks[place.rank].iter().filter(|&&other| other != slot).all(|&other| {
            let other = &self.layered.slots[other];
            match side {
                Side::High => other.end() < place.across || other.start() > target + 0.6 * EM,
                Side::Low => other.start() > place.across || other.end() < target - 0.6 * EM,
            }
        })
    }

    /// Ports of all links of forward arrows, and bars where a link is not straight.
    fn connect(&mut self) {
        let layered = self.layered;
        for (index, (_, chain)) in layered.chains.iter().enumerate() {
            let mut bars = Vec::new();
            let mut ports = Vec::new();
            if let Some(place) = self.straight_place(index, chain) {
                for &slot in &chain[1..chain.len() - 1] {
                    self.across[slot] = place;
                }
                self.link_bars.push(vec![None; chain.len() - 1]);
                self.ports.push(vec![(place, place); chain.len() - 1]);
                continue;
            }
            for (step, pair) in chain.windows(2).enumerate() {
                let mut from = layered.slots[pair[0]].across;
                let to = layered.slots[pair[1]].across;
                if step == 0 && self.side_exits[index].is_some() {
                    from = to;
                }
                if (from - to).abs() < 0.05 {
                    from = to;
                }
                ports.push((from, to));
                let channel = layered.slots[pair[1]].rank;
                bars.push((from != to).then(|| self.add_bar(channel, pair[0], (from, to))));
            }
            self.link_bars.push(bars);
            self.ports.push(ports);
        }
    }

    /// Where a line can run straight from box to box, if small shifts of its ports and of the
    /// places between make that possible. Ports that several lines share stay in the middle.
    fn straight_place(&self, index: usize, chain: &[usize]) -> Option<f64> {
        if self.side_exits[index].is_some() {
            return None;
        }
        let across = |slot: usize| self.layered.slots[slot].across;
        let (first, last) = (*chain.first()?, *chain.last()?);
        let ways_out = self.layered.chains.iter().filter(|(_, other)| other[0] == first).count();
        let ways_in =
            self.layered.chains.iter().filter(|(_, other)| other.last() == Some(&last)).count();
        let room = |slot: usize, shared: bool| match self.shape(slot) {
            _ if shared => 0.0,
            Some(NodeShape::Diamond | NodeShape::Hexagon) => 0.3 * EM,
            _ => (self.drawn(slot).0 * 0.2).min(0.9 * EM),
        };
        let (from_room, to_room) = (room(first, ways_out > 1), room(last, ways_in > 1));
        let place = if from_room < to_room { across(first) } else { across(last) };
        let fits = (across(first) - place).abs() <= from_room + 0.05
            && (across(last) - place).abs() <= to_room + 0.05
            && chain.iter().all(|&slot| (across(slot) - place).abs() <= 0.9 * EM);
        fits.then_some(place)
    }

    /// A bar for a link; ways out of the same port share one.
    fn add_bar(&mut self, channel: usize, from: usize, (top, bottom): (f64, f64)) -> usize {
        let bars = &mut self.channels[channel];
        let is_node = matches!(self.layered.slots[from].kind, Kind::Node(_));
        let shared = bars
            .iter()
            .position(|bar| is_node && bar.owner == Some(from) && (bar.tops[0] - top).abs() < 0.05);
        if let Some(index) = shared {
            bars[index].bottoms.push(bottom);
            return index;
        }
        bars.push(Bar::new(is_node.then_some(from), vec![top], vec![bottom]));
        bars.len() - 1
    }

    /// Chooses the side on which an arrow against the flow runs, and makes its bars.
    fn choose_lane(&mut self, arrow: usize) {
        let ends = &self.graph.arrows[arrow];
        let (Some(from), Some(to)) =
            (self.layered.slot_of[ends.from], self.layered.slot_of[ends.to])
        else {
            return;
        };
        let label = if self.manner.rightwards { ends.label_size.1 } else { ends.label_size.0 };
        let half = if label > 0.0 { label / 2.0 + 0.4 * EM } else { 0.0 };
        let options = [Side::High, Side::Low].map(|side| {
            let across = self.lane_place((from, to), side, half);
            let taken = |slot: usize| {
                let diamond = self.shape(slot) == Some(NodeShape::Diamond);
                (diamond && self.used.contains(&(slot, side))) || !self.row_has_no_boxes(slot, side)
            };
            let (a, b) = (taken(from), taken(to));
            let distance = (across - self.layered.slots[from].across).abs()
                + (across - self.layered.slots[to].across).abs();
            let cost = distance + 400.0 * f64::from(u8::from(a) + u8::from(b));
            (cost, side, across, a, b)
        });
        let [first, second] = options;
        let (_, side, across, from_taken, to_taken) =
            if first.0 <= second.0 { first } else { second };
        let shift = |router: &Self, slot: usize| {
            router.layered.slots[slot].across + side.sign() * router.drawn(slot).0 * 0.25
        };
        let ranks = (self.layered.slots[from].rank, self.layered.slots[to].rank);
        let detour_from = from_taken.then(|| {
            let port = shift(self, from);
            let bars = &mut self.channels[ranks.0 + 1];
            bars.push(Bar::new(None, vec![port, across], vec![]));
            bars.len() - 1
        });
        let detour_to = to_taken.then(|| {
            let port = shift(self, to);
            let bars = &mut self.channels[ranks.1];
            bars.push(Bar::new(None, vec![], vec![port, across]));
            bars.len() - 1
        });
        self.used.push((from, side));
        self.used.push((to, side));
        let outer = across + side.sign() * half;
        self.lanes.push(Lane { arrow, from, to, side, across, outer, detour_from, detour_to });
    }

    /// Outside of everything in the rows that the lane passes.
    fn lane_place(&self, (from, to): (usize, usize), side: Side, half: f64) -> f64 {
        let (first, last) = (self.layered.slots[to].rank, self.layered.slots[from].rank);
        let sign = side.sign();
        let mut edge = f64::MIN;
        for rank in first..=last {
            for &slot in &self.layered.ranks[rank] {
                let place = &self.layered.slots[slot];
                edge = edge.max(if sign > 0.0 { place.end() } else { -place.start() });
            }
        }
        // Lines drawn to their bars may reach further than the slots.
        for bars in &self.channels[first..=last + 1] {
            for bar in bars {
                edge = edge.max(if sign > 0.0 { bar.high() } else { -bar.low() });
            }
        }
        for lane in self.lanes.iter().filter(|lane| lane.side == side) {
            let ranks = (self.layered.slots[lane.to].rank, self.layered.slots[lane.from].rank);
            if ranks.0 <= last && first <= ranks.1 {
                edge = edge.max(sign * lane.outer);
            }
        }
        sign * (edge + (1.3 * EM * self.manner.spacing).max(half + 0.5 * EM))
    }

    fn row_has_no_boxes(&self, slot: usize, side: Side) -> bool {
        let place = &self.layered.slots[slot];
        self.layered.ranks[place.rank].iter().filter(|&&other| other != slot).all(|&other| {
            let other = &self.layered.slots[other];
            matches!(other.kind, Kind::Bend(_)) || (other.across - place.across) * side.sign() < 0.0
        })
    }

    /// Middle of every rank on the along axis, and the begin of the tracks of every channel.
    fn rank_positions(&self, stretch: f64) -> Along {
        let layered = self.layered;
        let n_ranks = layered.ranks.len();
        let depth = |rank: usize| {
            layered.ranks[rank].iter().map(|&slot| layered.slots[slot].depth).fold(0.0, f64::max)
        };
        let has = |rank: usize, wanted: fn(&Kind) -> bool| {
            layered.ranks[rank].iter().any(|&slot| wanted(&layered.slots[slot].kind))
        };
        let is_node = |kind: &Kind| matches!(kind, Kind::Node(_));
        let is_label = |kind: &Kind| matches!(kind, Kind::Label(_));
        let mut at = 0.0;
        let mut along = Along { middles: Vec::new(), tracks: Vec::new(), end: 0.0 };
        for channel in 0..=n_ranks {
            let bars = &self.channels[channel];
            let n_tracks = bars.iter().map(|bar| bar.track + 1).max().unwrap_or(0) as f64;
            let inside = (n_tracks - 1.0).max(0.0) * track_gap();
            let (lead, tail) = if channel == 0 || channel == n_ranks {
                let outer = if n_tracks > 0.0 { 1.2 * EM } else { 0.0 };
                if channel == 0 { (0.0, outer) } else { (outer, 0.0) }
            } else {
                let to_node = has(channel, is_node);
                let from_node = has(channel - 1, is_node);
                let beside_label = has(channel, is_label) || has(channel - 1, is_label);
                let lead = if n_tracks > 0.0 { 0.7 } else { 0.4 };
                let tail = if to_node { 1.5 } else { 0.4 };
                let least = if to_node && from_node && !beside_label { 2.4 } else { 0.0 };
                let loose = self.manner.spacing * stretch;
                let lead = f64::max(lead, least - tail) * loose;
                (lead * EM, (tail * loose).max(tail * 0.85) * EM)
            };
            along.tracks.push(at + lead);
            at += lead + inside + tail;
            if channel < n_ranks {
                along.middles.push(at + depth(channel) / 2.0);
                at += depth(channel);
            }
        }
        along.end = at;
        along
    }

    /// How far inside the bounding box the outline of a node lies at a port.
    fn inset(&self, slot: usize, port: f64) -> f64 {
        let (breadth, depth) = self.drawn(slot);
        let offset = ((port - self.layered.slots[slot].across).abs() / (breadth / 2.0)).min(1.0);
        match self.shape(slot) {
            Some(NodeShape::Diamond) => offset * depth / 2.0,
            Some(NodeShape::Circle) => (1.0 - (1.0 - offset * offset).sqrt()) * depth / 2.0,
            Some(NodeShape::Parallelogram) if self.manner.rightwards => breadth * 0.25,
            Some(NodeShape::Stadium) if self.manner.rightwards => {
                (1.0 - (1.0 - offset * offset).sqrt()) * breadth / 2.0
            }
            _ => 0.0,
        }
    }

    fn draw(&self, along: &Along) -> Drawing {
        let mut drawing = Drawing::default();
        let begin = |slot: usize, port: f64| {
            let rank = self.layered.slots[slot].rank;
            along.middles[rank] - self.drawn(slot).1 / 2.0 + self.inset(slot, port)
        };
        let end = |slot: usize, port: f64| {
            let rank = self.layered.slots[slot].rank;
            along.middles[rank] + self.drawn(slot).1 / 2.0 - self.inset(slot, port)
        };
        for (slot, place) in self.layered.slots.iter().enumerate() {
            let middle = Point::new(self.across[slot], along.middles[place.rank]);
            match place.kind {
                Kind::Node(node) => drawing.boxes.push((node, middle)),
                Kind::Label(arrow) => drawing.labels.push((arrow, middle)),
                Kind::Bend(_) => {}
            }
        }
        for (index, (arrow, chain)) in self.layered.chains.iter().enumerate() {
            let mut points = Vec::new();
            let first = self.ports[index][0];
            match self.side_exits[index] {
                Some(side) => {
                    let place = &self.layered.slots[chain[0]];
                    let tip = place.across + side.sign() * self.drawn(chain[0]).0 / 2.0;
                    let row = along.middles[place.rank];
                    points.push(Point::new(tip, row));
                    points.push(Point::new(first.0, row));
                }
                None => points.push(Point::new(first.0, end(chain[0], first.0))),
            }
            for (step, pair) in chain.windows(2).enumerate() {
                let (from, to) = self.ports[index][step];
                if let Some(bar) = self.link_bars[index][step] {
                    let y = self.track(along, self.layered.slots[pair[1]].rank, bar);
                    points.push(Point::new(from, y));
                    points.push(Point::new(to, y));
                }
            }
            let last = self.ports[index][chain.len() - 2].1;
            points.push(Point::new(last, begin(chain[chain.len() - 1], last)));
            drawing.lines.push((*arrow, points));
        }
        for (number, lane) in self.lanes.iter().enumerate() {
            self.draw_lane(&mut drawing, along, (number, lane));
        }
        for &arrow in &self.layered.backward {
            if self.graph.arrows[arrow].from == self.graph.arrows[arrow].to {
                self.draw_loop(&mut drawing, along, arrow);
            }
        }
        self.finish(drawing, along)
    }

    fn track(&self, along: &Along, channel: usize, bar: usize) -> f64 {
        along.tracks[channel] + self.channels[channel][bar].track as f64 * track_gap()
    }

    /// How far from the middle of a side the n-th lane at a box begins or ends.
    fn side_offset(&self, slot: usize, number: usize) -> f64 {
        let pointed = [NodeShape::Diamond, NodeShape::Circle, NodeShape::Hexagon];
        if self.shape(slot).is_some_and(|shape| pointed.contains(&shape)) {
            return 0.0;
        }
        let touches = |lane: &Lane| lane.from == slot || lane.to == slot;
        let before = self.lanes[..number].iter().filter(|lane| touches(lane)).count();
        [0.0, -0.26, 0.26][before % 3] * self.drawn(slot).1
    }

    fn draw_lane(&self, drawing: &mut Drawing, along: &Along, (number, lane): (usize, &Lane)) {
        let sign = lane.side.sign();
        let mut points = Vec::new();
        let side_of = |slot: usize| {
            let place = &self.layered.slots[slot];
            let edge = place.across + sign * self.drawn(slot).0 / 2.0;
            let slanted = self.shape(slot) == Some(NodeShape::Parallelogram);
            let inset =
                if slanted && !self.manner.rightwards { self.drawn(slot).1 * 0.25 } else { 0.0 };
            let row = along.middles[place.rank] + self.side_offset(slot, number);
            Point::new(edge - sign * inset, row)
        };
        let (from_rank, to_rank) =
            (self.layered.slots[lane.from].rank, self.layered.slots[lane.to].rank);
        match lane.detour_from {
            Some(bar) => {
                let port = self.channels[from_rank + 1][bar].tops[0];
                let y = self.track(along, from_rank + 1, bar);
                let bottom = along.middles[from_rank] + self.drawn(lane.from).1 / 2.0
                    - self.inset(lane.from, port);
                points.extend([Point::new(port, bottom), Point::new(port, y)]);
                points.push(Point::new(lane.across, y));
            }
            None => {
                let start = side_of(lane.from);
                points.extend([start, Point::new(lane.across, start.y)]);
            }
        }
        match lane.detour_to {
            Some(bar) => {
                let port = self.channels[to_rank][bar].bottoms[0];
                let y = self.track(along, to_rank, bar);
                let top = along.middles[to_rank] - self.drawn(lane.to).1 / 2.0
                    + self.inset(lane.to, port);
                points.extend([Point::new(lane.across, y), Point::new(port, y)]);
                points.push(Point::new(port, top));
            }
            None => {
                let stop = side_of(lane.to);
                points.extend([Point::new(lane.across, stop.y), stop]);
            }
        }
        if self.graph.arrows[lane.arrow].label.is_some() {
            let on_lane: Vec<f64> = points
                .iter()
                .filter(|point| (point.x - lane.across).abs() < 1e-6)
                .map(|point| point.y)
                .collect();
            let middle = on_lane.iter().sum::<f64>() / on_lane.len().max(1) as f64;
            drawing.labels.push((lane.arrow, Point::new(lane.across, middle)));
        }
        drawing.lines.push((lane.arrow, points));
    }

    fn draw_loop(&self, drawing: &mut Drawing, along: &Along, arrow: usize) {
        let Some(slot) = self.layered.slot_of[self.graph.arrows[arrow].from] else { return };
        let (breadth, depth) = self.drawn(slot);
        let place = &self.layered.slots[slot];
        let row = along.middles[place.rank];
        let pointed = matches!(
            self.shape(slot),
            Some(NodeShape::Diamond | NodeShape::Circle | NodeShape::Hexagon)
        );
        let (edge, half) =
            if pointed { (breadth * 0.25, depth * 0.25) } else { (breadth / 2.0, depth * 0.24) };
        let far = place.across + breadth / 2.0 + loop_reach() * 0.7;
        let edge = place.across + edge;
        let (low, high) = (row - half, row + half);
        drawing.lines.push((
            arrow,
            vec![
                Point::new(edge, high),
                Point::new(far, high),
                Point::new(far, low),
                Point::new(edge, low),
            ],
        ));
        let ends = &self.graph.arrows[arrow];
        if ends.label.is_some() {
            let length = if self.manner.rightwards { ends.label_size.1 } else { ends.label_size.0 };
            let middle = Point::new(far + 0.4 * EM + length / 2.0, row);
            drawing.labels.push((arrow, middle));
        }
    }

    /// Moves the drawing to (0, 0), turns it for rightward flow and measures it.
    fn finish(&self, mut drawing: Drawing, along: &Along) -> Drawing {
        let slots = &self.layered.slots;
        let mut low = slots.iter().map(super::layout::Slot::start).fold(f64::MAX, f64::min);
        let mut high = slots.iter().map(super::layout::Slot::end).fold(f64::MIN, f64::max);
        for lane in &self.lanes {
            low = low.min(lane.outer);
            high = high.max(lane.outer);
        }
        for point in drawing.lines.iter().flat_map(|(_, points)| points) {
            low = low.min(point.x);
            high = high.max(point.x);
        }
        let rightwards = self.manner.rightwards;
        let turn = |point: &mut Point| {
            point.x -= low;
            if rightwards {
                *point = Point::new(point.y, point.x);
            }
        };
        drawing.boxes.iter_mut().for_each(|(_, point)| turn(point));
        drawing.labels.iter_mut().for_each(|(_, point)| turn(point));
        drawing.lines.iter_mut().flat_map(|(_, points)| points).for_each(turn);
        let size = (high - low, along.end);
        (drawing.width, drawing.height) =
            if rightwards { (size.1, size.0) } else { (size.0, size.1) };
        drawing
    }
}

/// Distance between two tracks of a channel.
fn track_gap() -> f64 {
    0.9 * EM
}

/// Places on the along axis.
struct Along {
    middles: Vec<f64>,
    /// First track of each channel.
    tracks: Vec<f64>,
    end: f64,
}
