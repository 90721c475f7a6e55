//! Corners of the lines, and places along the flow: layers, tracks between them, frames, labels.
//! All lines are parallel to an axis.

use kurbo::{Point, Rect, Vec2};

use super::coords::Across;
use super::ports::{Side, Way, Wired, end_room};
use super::rank::{Kind, Skeleton};
use super::tracks::{Bar, assign_tracks};
use super::{Measures, Placed, Route, Spacing};

/// Space between a frame and what is in it, em.
pub(super) const PAD: f64 = 1.0;
/// Distance between tracks, em.
const TRACK: f64 = 0.75;

/// A step of a way from one layer to the next.
#[derive(Debug, Clone, Copy)]
struct Step {
    way: usize,
    /// Index of the upper item in the chain.
    index: usize,
    from: f64,
    to: f64,
    /// Bar in the channel; none where it is straight.
    bar: Option<usize>,
    /// Ports at its upper and lower end, which steps may share.
    ports: (Option<PortAt>, Option<PortAt>),
}

/// A port: the item of its box, upper or lower end, number.
type PortAt = (usize, usize, usize);

/// Places along the flow.
#[derive(Debug, Default)]
struct Along {
    /// Begin and end of every layer.
    layers: Vec<(f64, f64)>,
    /// The first track of every channel; channel g is behind layer g.
    tracks: Vec<f64>,
    /// First and last layer of every frame.
    ranges: Vec<(usize, usize)>,
    /// Depth of the begin and of the end of every frame.
    rims: Vec<(f64, f64)>,
    gap: f64,
}

struct Router<'a> {
    wired: &'a Wired<'a>,
    across: &'a Across,
    measures: &'a Measures,
    em: f64,
    /// Steps of every channel.
    steps: Vec<Vec<Step>>,
    /// The channels that every way passes, with the number of its step there.
    passes: Vec<Vec<(usize, usize)>>,
    bars: Vec<Vec<Bar>>,
}

/// Routes everything.
pub(super) fn route(wired: &Wired<'_>, across: &Across, measures: &Measures) -> Placed {
    let mut router = Router {
        wired,
        across,
        measures,
        em: measures.spacing.em,
        steps: vec![Vec::new(); wired.layers.len()],
        passes: vec![Vec::new(); wired.ways.len()],
        bars: vec![Vec::new(); wired.layers.len()],
    };
    router.take_steps();
    for bars in &mut router.bars {
        assign_tracks(bars);
    }
    let along = router.along();
    router.draw(&along)
}

impl Router<'_> {
    /// Where a way touches a layer.
    fn place(&self, way: &Way, index: usize) -> f64 {
        let item = way.items[index];
        let at = self.across.items[item];
        let end = usize::from(index > 0);
        match self.wired.items[item].kind {
            Kind::Cell(_) if way.touches[end].side == Side::Flow => at + way.touches[end].offset,
            _ => at,
        }
    }

    fn take_steps(&mut self) {
        for (number, way) in self.wired.ways.iter().enumerate() {
            for (index, pair) in way.items.windows(2).enumerate() {
                let channel = self.wired.items[pair[0]].layer;
                if channel == self.wired.items[pair[1]].layer {
                    continue;
                }
                let (from, to) = (self.place(way, index), self.place(way, index + 1));
                let straight = (from - to).abs() < 0.6;
                let ports = (self.port(way, index), self.port(way, index + 1));
                let step = Step { way: number, index, from, to, bar: None, ports };
                let bar = (!straight).then(|| self.add_bar(channel, &step));
                self.passes[number].push((channel, self.steps[channel].len()));
                self.steps[channel].push(Step { bar, ..step });
            }
        }
    }

    /// The port that a way uses at one of its items.
    fn port(&self, way: &Way, index: usize) -> Option<PortAt> {
        let end = usize::from(index > 0);
        let item = way.items[index];
        let is_cell = matches!(self.wired.items[item].kind, Kind::Cell(_));
        (is_cell && way.touches[end].side == Side::Flow).then(|| (item, end, way.touches[end].port))
    }

    /// A bar for a step; steps that share a port share it.
    fn add_bar(&mut self, channel: usize, step: &Step) -> usize {
        let own = step.ports;
        let shared = self.steps[channel].iter().find_map(|other| {
            let bar = other.bar?;
            let (top, bottom) = other.ports;
            let same = (own.0.is_some() && own.0 == top) || (own.1.is_some() && own.1 == bottom);
            same.then_some(bar)
        });
        let bars = &mut self.bars[channel];
        match shared {
            Some(bar) => {
                bars[bar].tops.push(step.from);
                bars[bar].bottoms.push(step.to);
                bar
            }
            None => {
                bars.push(Bar::new(vec![step.from], vec![step.to]));
                bars.len() - 1
            }
        }
    }

    /// How long the straight piece at an end of a way must be.
    fn stub(&self, way: &Way, end: usize) -> f64 {
        let room = end_room(way, end, self.wired.skeleton, self.measures);
        let text = if room.text.1 > 0.0 { room.text.1 + 0.55 * self.em } else { 0.0 };
        let mark = if room.mark > 0.0 { room.mark + 0.45 * self.em } else { 0.0 };
        text.max(mark)
    }

    fn along(&self) -> Along {
        let ranges = self.frame_ranges();
        let rims = self.rims(&ranges);
        let mut along = Along { ranges, rims, gap: TRACK * self.em, ..Along::default() };
        let thickness = self.thickness();
        let mut at = self.rim_at(&along, 0, true);
        for (layer, thickness) in thickness.iter().enumerate() {
            along.layers.push((at, at + thickness));
            at += thickness;
            let closing = self.rim_at(&along, layer, false);
            if layer + 1 == self.wired.layers.len() {
                break;
            }
            let opening = self.rim_at(&along, layer + 1, true);
            let (lead, tail) = self.lead_and_tail(layer);
            let tracks = self.bars[layer].iter().map(|bar| bar.track + 1).max().unwrap_or(0);
            along.tracks.push(at + closing + lead);
            let inside = tracks.saturating_sub(1) as f64 * along.gap;
            at += closing + lead + inside + tail + opening;
        }
        along
    }

    /// Room before the first track and behind the last of a channel.
    fn lead_and_tail(&self, layer: usize) -> (f64, f64) {
        let spacing = &self.measures.spacing;
        let has_cell = |layer: usize| {
            self.wired.layers.get(layer).is_some_and(|row| {
                row.iter().any(|&item| matches!(self.wired.items[item].kind, Kind::Cell(_)))
            })
        };
        let (mut stub_up, mut stub_down) = (0.0_f64, 0.0_f64);
        for step in &self.steps[layer] {
            let way = &self.wired.ways[step.way];
            if step.index == 0 {
                stub_up = stub_up.max(self.stub(way, 0));
            }
            if step.index + 2 == way.items.len() {
                stub_down = stub_down.max(self.stub(way, 1));
            }
        }
        let em = self.em;
        let loose = spacing.along;
        let (up, down) = (has_cell(layer), has_cell(layer + 1));
        let has_tracks = !self.bars[layer].is_empty();
        let lead = match (up, has_tracks) {
            (true, true) => 0.75 * loose.max(0.7),
            (true, false) => 0.6 * loose.max(0.6),
            _ => 0.35 * loose.clamp(0.7, 1.6),
        };
        let tail = match (down, has_tracks) {
            (true, true) => 0.75 * loose.max(0.7),
            (true, false) => 0.6 * loose.max(0.6),
            _ => 0.35 * loose.clamp(0.7, 1.6),
        };
        let (mut lead, mut tail) = ((lead * em).max(stub_up), (tail * em).max(stub_down));
        let least = if up && down { 2.3 * em * loose } else { 0.0 };
        let more = (least - lead - tail).max(0.0);
        lead += more * 0.4;
        tail += more * 0.6;
        (lead, tail)
    }

    fn thickness(&self) -> Vec<f64> {
        let topology = &self.wired.skeleton.topology;
        let size = |&item: &usize| match self.wired.items[item].kind {
            Kind::Cell(cell) => self.wired.sizes[cell].1,
            Kind::Label(link) => self.measures.labels[topology.links[link].id].1,
            _ => 0.0,
        };
        let mut thickness: Vec<f64> = self
            .wired
            .layers
            .iter()
            .map(|layer| layer.iter().map(size).fold(0.0, f64::max))
            .collect();
        if self.measures.title_side == super::TitleSide::Low {
            // A frame of one layer is as long as its title.
            for (frame, range) in self.frame_ranges().into_iter().enumerate() {
                let title = self.measures.titles[topology.frames[frame].id].1;
                if range.0 == range.1
                    && title > 0.0
                    && let Some(thickness) = thickness.get_mut(range.0)
                {
                    *thickness = thickness.max(title - 0.6 * self.em);
                }
            }
        }
        thickness
    }

    fn frame_ranges(&self) -> Vec<(usize, usize)> {
        let mut ranges = vec![(usize::MAX, 0); self.wired.skeleton.topology.frames.len()];
        for (layer, row) in self.wired.layers.iter().enumerate() {
            for &item in row {
                if let Kind::Low(frame) = self.wired.items[item].kind {
                    let (low, high) = ranges[frame];
                    ranges[frame] = (low.min(layer), high.max(layer));
                }
            }
        }
        ranges
    }

    /// Depths of the begin and end of every frame, with what is nested in it.
    fn rims(&self, ranges: &[(usize, usize)]) -> Vec<(f64, f64)> {
        let topology = &self.wired.skeleton.topology;
        let pad = PAD * self.em * self.measures.spacing.along.clamp(0.6, 1.2);
        let mut rims = vec![(0.0, 0.0); ranges.len()];
        let depth = |frame: usize| super::rank::path(topology, Some(frame)).len();
        let mut order: Vec<usize> = (0..ranges.len()).collect();
        order.sort_by_key(|&frame| std::cmp::Reverse(depth(frame)));
        for frame in order {
            let title = self.measures.titles[topology.frames[frame].id].1;
            let title = if title > 0.0 { title + 0.5 * self.em } else { 0.0 };
            let inner = |pick: fn(&(f64, f64)) -> f64, same: fn(&(usize, usize)) -> usize| {
                let children = (0..ranges.len()).filter(|&child| {
                    topology.frames[child].parent == Some(frame)
                        && same(&ranges[child]) == same(&ranges[frame])
                });
                children.map(|child| pick(&rims[child])).fold(0.0, f64::max)
            };
            let (mut begin, mut end) = (
                pad + inner(|rim| rim.0, |range| range.0),
                pad + inner(|rim| rim.1, |range| range.1),
            );
            if topology.lanes {
                begin += 0.6 * self.em;
                end += 0.3 * self.em;
            }
            match self.measures.title_side {
                super::TitleSide::Begin => begin += title,
                super::TitleSide::End => end += title,
                super::TitleSide::Low => {}
            }
            rims[frame] = (begin, end);
        }
        rims
    }

    /// Depth of the frames that begin (or end) at a layer.
    fn rim_at(&self, along: &Along, layer: usize, begins: bool) -> f64 {
        let frames = along.ranges.iter().zip(&along.rims);
        frames
            .filter(|(range, _)| if begins { range.0 == layer } else { range.1 == layer })
            .map(|(_, rim)| if begins { rim.0 } else { rim.1 })
            .fold(0.0, f64::max)
    }

    fn draw(&self, along: &Along) -> Placed {
        let wired = self.wired;
        let cells: Vec<Rect> = wired
            .sizes
            .iter()
            .enumerate()
            .map(|(cell, &(width, height))| {
                let (begin, end) = along.layers[wired.items[cell].layer];
                let middle = if self.measures.spacing.flush {
                    begin + height / 2.0
                } else {
                    f64::midpoint(begin, end)
                };
                Rect::from_center_size((self.across.items[cell], middle), (width, height))
            })
            .collect();
        let frames: Vec<Rect> = self
            .across
            .frames
            .iter()
            .zip(along.ranges.iter().zip(&along.rims))
            .map(|(&(low, high), (range, rim))| {
                let begin = along.layers.get(range.0).map_or(0.0, |layer| layer.0) - rim.0;
                let end = along.layers.get(range.1).map_or(0.0, |layer| layer.1) + rim.1;
                Rect::new(low, begin, high, end)
            })
            .collect();
        let mut placed = Placed { cells, frames, ..Placed::default() };
        for number in 0..wired.ways.len() {
            let route = self.way(number, along, &placed);
            placed.routes.push(route);
        }
        for own in &wired.loops {
            let route = self.own_loop(own, &placed);
            placed.routes.push(route);
        }
        from_origin(&mut placed);
        placed
    }

    fn way(&self, number: usize, along: &Along, placed: &Placed) -> Route {
        let way = &self.wired.ways[number];
        let link = &self.wired.skeleton.topology.links[way.link];
        let mut points = Vec::new();
        self.touch(way, 0, placed, &mut points);
        for &(channel, step) in &self.passes[number] {
            let step = self.steps[channel][step];
            if let Some(bar) = step.bar {
                let y = along.tracks[channel] + self.bars[channel][bar].track as f64 * along.gap;
                points.push(Point::new(step.from, y));
                points.push(Point::new(step.to, y));
            }
        }
        self.touch(way, 1, placed, &mut points);
        let mut route = Route { link: way.link, points, ..Route::default() };
        for &item in &way.items {
            if let Kind::Label(_) = self.wired.items[item].kind {
                let (begin, end) = along.layers[self.wired.items[item].layer];
                let at = Point::new(self.across.items[item], f64::midpoint(begin, end));
                let size = self.measures.labels[link.id];
                route.label = Some(self.beside(at, size, 0.4));
            }
        }
        let mut texts = [0, 1].map(|end| self.end_text(way, end, placed));
        if way.flipped {
            route.points.reverse();
            texts.reverse();
        }
        [route.from_text, route.to_text] = texts;
        if let Some(frame) = link.from_frame {
            route.points.reverse();
            cut_at(&mut route.points, placed.frames[frame]);
            route.points.reverse();
        }
        if let Some(frame) = link.to_frame {
            cut_at(&mut route.points, placed.frames[frame]);
        }
        if link.from_frame.is_some() || link.to_frame.is_some() {
            self.bring_label_back(&mut route);
        }
        route
    }

    /// A label beside a piece that was cut off moves to the longest piece that is left.
    fn bring_label_back(&self, route: &mut Route) {
        let Some(label) = route.label else { return };
        let reach = label.inflate(0.55 * self.em, 0.55 * self.em);
        let touches = |pair: &[Point]| {
            let piece = Rect::from_points(pair[0], pair[1]).inflate(0.01, 0.01);
            !piece.intersect(reach).is_zero_area()
        };
        if route.points.windows(2).any(touches) {
            return;
        }
        let length = |pair: &&[Point]| (pair[1] - pair[0]).hypot();
        let longest = route.points.windows(2).max_by(|a, b| length(a).total_cmp(&length(b)));
        let Some(&[from, to]) = longest else { return };
        let middle = from.midpoint(to);
        let size = label.size();
        route.label = Some(if (from.x - to.x).abs() < 1e-6 {
            self.beside(middle, (size.width, size.height), 0.4)
        } else {
            let gap = 0.3 * self.em;
            let corner = (middle.x - size.width / 2.0, middle.y - gap - size.height);
            Rect::from_origin_size(corner, size)
        });
    }

    /// A text of this size beside a line through a point.
    fn beside(&self, at: Point, (width, height): (f64, f64), gap: f64) -> Rect {
        let gap = gap * self.em;
        let x = if self.measures.spacing.labels_after { at.x + gap } else { at.x - gap - width };
        Rect::from_origin_size((x, at.y - height / 2.0), (width, height))
    }

    /// A text over or under a line that leaves a box at its side.
    fn aside(
        &self,
        tip: Point,
        (width, height): (f64, f64),
        (is_high, is_over): (bool, bool),
    ) -> Rect {
        let gap = 0.45 * self.em;
        let x = if is_high { tip.x + gap } else { tip.x - gap - width };
        let y = if is_over { tip.y - gap - height } else { tip.y + gap };
        Rect::from_origin_size((x, y), (width, height))
    }

    fn end_text(&self, way: &Way, end: usize, placed: &Placed) -> Option<Rect> {
        let room = end_room(way, end, self.wired.skeleton, self.measures);
        if room.text.0 <= 0.0 {
            return None;
        }
        let index = if end == 0 { 0 } else { way.items.len() - 1 };
        let Kind::Cell(cell) = self.wired.items[way.items[index]].kind else { return None };
        let rect = placed.cells[cell];
        let touch = way.touches[end];
        if touch.side != Side::Flow {
            // On the side of the line to which it does not turn.
            let x = if touch.side == Side::High { rect.x1 } else { rect.x0 };
            let tip = Point::new(x, rect.center().y + touch.offset);
            return Some(self.aside(tip, room.text, (touch.side == Side::High, end == 0)));
        }
        let x = self.place(way, index);
        let distance = room.text.1 / 2.0 + 0.2 * self.em;
        let y = if end == 0 { rect.y1 + distance } else { rect.y0 - distance };
        Some(self.beside(Point::new(x, y), room.text, 0.62))
    }

    /// The end of a way at a box, and the corner beside it.
    fn touch(&self, way: &Way, end: usize, placed: &Placed, points: &mut Vec<Point>) {
        let count = way.items.len();
        let (own, next) = if end == 0 { (0, 1) } else { (count - 1, count - 2) };
        let Kind::Cell(cell) = self.wired.items[way.items[own]].kind else { return };
        let rect = placed.cells[cell];
        let touch = way.touches[end];
        let middle = rect.center();
        let tip = match touch.side {
            Side::Flow if end == 0 => Point::new(middle.x + touch.offset, rect.y1),
            Side::Flow => Point::new(middle.x + touch.offset, rect.y0),
            Side::Low => Point::new(rect.x0, middle.y + touch.offset),
            Side::High => Point::new(rect.x1, middle.y + touch.offset),
        };
        let mut pieces = vec![tip];
        if touch.side != Side::Flow {
            pieces.push(Point::new(self.across.items[way.items[next]], tip.y));
        }
        if end == 1 {
            pieces.reverse();
        }
        points.extend(pieces);
    }

    fn own_loop(&self, own: &super::ports::Loop, placed: &Placed) -> Route {
        let rect = placed.cells[own.cell];
        let (near, far) = (rect.x1, rect.x1 + own.reach);
        let (top, bottom) = (rect.center().y - own.spread, rect.center().y + own.spread);
        let points = vec![
            Point::new(near, top),
            Point::new(far, top),
            Point::new(far, bottom),
            Point::new(near, bottom),
        ];
        let id = self.wired.skeleton.topology.links[own.link].id;
        let size = self.measures.labels[id];
        let label = (size.0 > 0.0).then(|| {
            let corner = (far + 0.4 * self.em, rect.center().y - size.1 / 2.0);
            Rect::from_origin_size(corner, size)
        });
        let texts = [0, 1].map(|end| {
            let text = self.measures.ends[id][end].text;
            let tip = Point::new(near, if end == 0 { top } else { bottom });
            (text.0 > 0.0).then(|| self.aside(tip, text, (true, end == 0)))
        });
        let [from_text, to_text] = texts;
        Route { link: own.link, points, label, from_text, to_text }
    }
}

/// What a layout takes at least across and along the flow. Knows neither tracks nor the ways of
/// lines, which only add to it.
pub(super) fn least_size(skeleton: &Skeleton, measures: &Measures) -> (f64, f64) {
    let Spacing { em, across, along, .. } = measures.spacing;
    let cell = |&item: &usize| match skeleton.items[item].kind {
        Kind::Cell(cell) => Some(measures.cells[skeleton.topology.cells[cell].id]),
        _ => None,
    };
    let (mut width, mut height) = (0.0_f64, 0.0);
    let mut above: Option<bool> = None;
    for layer in &skeleton.layers {
        let (mut row, mut thickness, mut count) = (0.0, 0.0_f64, 0_usize);
        for (across, along) in layer.iter().filter_map(cell) {
            row += across;
            thickness = thickness.max(along);
            count += 1;
        }
        // Places are rounded to a quarter.
        let gaps = layer.windows(2).filter(|pair| pair.iter().all(|item| cell(item).is_some()));
        width = width.max(row + gaps.count() as f64 * (1.9 * across * em - 0.26));
        let has_cells = count > 0;
        height += thickness;
        height += match above {
            None => 0.0,
            Some(above) if above && has_cells => 2.3 * em * along,
            Some(_) => 0.7 * em * along.min(0.7),
        };
        above = Some(has_cells);
    }
    (width, height)
}

/// Ends a line where it enters a rectangle for good.
fn cut_at(points: &mut Vec<Point>, rect: Rect) {
    while let [.., before, last] = points.as_slice() {
        let inside = |point: Point| {
            rect.x0 < point.x && point.x < rect.x1 && rect.y0 < point.y && point.y < rect.y1
        };
        if !inside(*last) {
            break;
        }
        if inside(*before) {
            points.pop();
            continue;
        }
        // The piece is parallel to an axis, so it meets one side.
        let end = if (before.x - last.x).abs() < 1e-6 {
            Point::new(last.x, if before.y < last.y { rect.y0 } else { rect.y1 })
        } else {
            Point::new(if before.x < last.x { rect.x0 } else { rect.x1 }, last.y)
        };
        let at = points.len() - 1;
        points[at] = end;
        break;
    }
}

/// Moves everything so that it begins at (0, 0), and measures it.
fn from_origin(placed: &mut Placed) {
    let mut bounds: Option<Rect> = None;
    let mut add = |rect: Rect| bounds = Some(bounds.map_or(rect, |all| all.union(rect)));
    placed.cells.iter().chain(&placed.frames).for_each(|rect| add(*rect));
    for route in &placed.routes {
        route.points.iter().for_each(|&point| add(Rect::from_points(point, point)));
        [route.label, route.from_text, route.to_text].into_iter().flatten().for_each(&mut add);
    }
    let Some(bounds) = bounds else { return };
    let shift = Vec2::new(-bounds.x0, -bounds.y0);
    for rect in placed.cells.iter_mut().chain(&mut placed.frames) {
        *rect = *rect + shift;
    }
    for route in &mut placed.routes {
        route.points.iter_mut().for_each(|point| *point += shift);
        let rects = [&mut route.label, &mut route.from_text, &mut route.to_text];
        rects.into_iter().flatten().for_each(|rect| *rect = *rect + shift);
    }
    (placed.width, placed.height) = (bounds.width(), bounds.height());
}
