//! The order of the items in every layer: sweeps by barycentre with neighbours exchanged where
//! that saves crossings, from several beginnings. Items of a frame stay together, and frames that
//! stand side by side keep one order in all layers.

use super::rank::{Kind, Skeleton, path};

/// What a crossing with the side of a frame counts.
const BORDER: usize = 3;

struct Sorter<'a> {
    skeleton: &'a Skeleton,
    /// Frames of every item, the outermost first.
    paths: Vec<Vec<usize>>,
    above: Vec<Vec<(usize, usize)>>,
    below: Vec<Vec<(usize, usize)>>,
    /// Where every frame stands among those around it.
    turns: Vec<f64>,
    /// Whether the turns bind.
    fixed: bool,
}

/// Orders the layers of a skeleton.
pub(super) fn order(skeleton: &mut Skeleton) {
    let best = {
        let mut sorter = Sorter::new(skeleton);
        sorter.best()
    };
    skeleton.layers = best;
}

impl<'a> Sorter<'a> {
    fn new(skeleton: &'a Skeleton) -> Self {
        let count = skeleton.items.len();
        let paths: Vec<Vec<usize>> =
            skeleton.items.iter().map(|item| path(&skeleton.topology, item.frame)).collect();
        let mut above = vec![Vec::new(); count];
        let mut below = vec![Vec::new(); count];
        for chain in &skeleton.chains {
            for pair in chain.items.windows(2) {
                below[pair[0]].push((pair[1], 1));
                above[pair[1]].push((pair[0], 1));
            }
        }
        let frames = skeleton.topology.frames.len();
        let mut last: Vec<[Option<usize>; 2]> = vec![[None; 2]; frames];
        for (index, item) in skeleton.items.iter().enumerate() {
            let (frame, side) = match item.kind {
                Kind::Low(frame) => (frame, 0),
                Kind::High(frame) => (frame, 1),
                _ => continue,
            };
            if let Some(before) = last[frame][side].replace(index) {
                below[before].push((index, BORDER));
                above[index].push((before, BORDER));
            }
        }
        let turns = (0..frames).map(|frame| frame as f64).collect();
        let fixed = skeleton.topology.lanes;
        Self { skeleton, paths, above, below, turns, fixed }
    }

    fn best(&mut self) -> Vec<Vec<usize>> {
        let count = self.skeleton.items.len();
        let (starts, sweeps) = match count {
            0..=60 => (10, 14),
            61..=250 => (6, 12),
            251..=800 => (4, 9),
            _ => (2, 7),
        };
        let mut best: Option<(usize, Vec<Vec<usize>>)> = None;
        for start in 0..starts {
            let mut layers = self.beginning(start);
            if !self.skeleton.topology.lanes && !self.turns.is_empty() {
                self.fixed = false;
                for turn in 0..4 {
                    self.sweep(&mut layers, turn);
                }
                self.choose_turns(&layers);
                self.fixed = true;
            }
            let mut idle = 0;
            for sweep in 0..sweeps {
                self.sweep(&mut layers, sweep);
                self.exchange(&mut layers);
                let crossings = self.total(&layers);
                if best.as_ref().is_none_or(|(least, _)| crossings < *least) {
                    best = Some((crossings, layers.clone()));
                    idle = 0;
                } else {
                    idle += 1;
                }
                if idle == 4 || crossings == 0 {
                    break;
                }
            }
            if best.as_ref().is_some_and(|(least, _)| *least == 0) {
                break;
            }
        }
        best.map_or_else(|| self.skeleton.layers.clone(), |(_, layers)| layers)
    }

    /// A first order: the items as a depth-first walk meets them, differently for every start.
    fn beginning(&self, start: usize) -> Vec<Vec<usize>> {
        let count = self.skeleton.items.len();
        let mut number = vec![f64::MAX; count];
        let mut next = 0.0;
        let mut roots: Vec<usize> = (0..count).collect();
        let mut random = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(start as u64 + 1);
        if start % 2 == 1 {
            roots.reverse();
        }
        if start > 1 {
            for index in (1..count).rev() {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                roots.swap(index, usize::try_from(random % (index as u64 + 1)).unwrap_or(0));
            }
        }
        roots.sort_by_key(|&item| self.skeleton.items[item].layer);
        for root in roots {
            let mut walk = vec![root];
            while let Some(item) = walk.pop() {
                if number[item] < f64::MAX {
                    continue;
                }
                number[item] = next;
                next += 1.0;
                let below = self.below[item].iter().map(|(other, _)| *other);
                if start % 2 == 1 {
                    walk.extend(below);
                } else {
                    walk.extend(below.rev());
                }
            }
        }
        let arranged = self.skeleton.layers.iter().map(|layer| {
            let mut out = Vec::with_capacity(layer.len());
            self.arrange(layer, 0, &number, &mut out);
            out
        });
        arranged.collect()
    }

    /// Sorts items by value, those of a frame together.
    fn arrange(&self, items: &[usize], depth: usize, value: &[f64], out: &mut Vec<usize>) {
        if items.iter().all(|&item| self.paths[item].len() <= depth) {
            let mut single: Vec<(f64, usize)> =
                items.iter().map(|&item| (self.single(item, value), item)).collect();
            single.sort_by(|a, b| a.0.total_cmp(&b.0));
            out.extend(single.into_iter().map(|(_, item)| item));
            return;
        }
        struct Unit {
            value: f64,
            frame: Option<usize>,
            items: Vec<usize>,
        }
        let mut units: Vec<Unit> = Vec::with_capacity(items.len());
        for &item in items {
            match self.paths[item].get(depth) {
                None => units.push(Unit { value: value[item], frame: None, items: vec![item] }),
                Some(&frame) => match units.iter_mut().find(|unit| unit.frame == Some(frame)) {
                    Some(unit) => unit.items.push(item),
                    None => units.push(Unit { value: 0.0, frame: Some(frame), items: vec![item] }),
                },
            }
        }
        let is_border =
            |item: usize| matches!(self.skeleton.items[item].kind, Kind::Low(_) | Kind::High(_));
        for unit in units.iter_mut() {
            match unit.frame {
                Some(_) => {
                    let inner = || unit.items.iter().filter(|&&item| !is_border(item));
                    let all = inner().count();
                    let sum: f64 = if all > 0 {
                        inner().map(|&item| value[item]).sum::<f64>() / all as f64
                    } else {
                        unit.items.iter().map(|&item| value[item]).sum::<f64>()
                            / unit.items.len() as f64
                    };
                    unit.value = sum;
                }
                None => unit.value = self.single(unit.items[0], value),
            }
        }
        if self.fixed {
            let mut frames: Vec<usize> =
                (0..units.len()).filter(|&unit| units[unit].frame.is_some()).collect();
            let turn = |unit: usize| units[unit].frame.map_or(0.0, |frame| self.turns[frame]);
            frames.sort_by(|&a, &b| turn(a).total_cmp(&turn(b)));
            let values: Vec<f64> = frames.iter().map(|&unit| units[unit].value).collect();
            for (&unit, value) in frames.iter().zip(ascending(&values)) {
                units[unit].value = value;
            }
        }
        let turn = |unit: &Unit| unit.frame.map_or(-1.0, |frame| self.turns[frame]);
        units.sort_by(|a, b| a.value.total_cmp(&b.value).then(turn(a).total_cmp(&turn(b))));
        for unit in units {
            if unit.frame.is_some() {
                self.arrange(&unit.items, depth + 1, value, out);
            } else {
                out.extend(unit.items);
            }
        }
    }

    /// The value of an item by itself: sides of frames stand outside of all others.
    fn single(&self, item: usize, value: &[f64]) -> f64 {
        match self.skeleton.items[item].kind {
            Kind::Low(_) => f64::MIN,
            Kind::High(_) => f64::MAX,
            _ => value[item],
        }
    }

    /// One pass over all layers, down or up in turn.
    fn sweep(&self, layers: &mut [Vec<usize>], turn: usize) {
        let count = layers.len();
        let down = turn.is_multiple_of(2);
        let mut place = vec![0.0; self.skeleton.items.len()];
        for layer in layers.iter() {
            for (index, &item) in layer.iter().enumerate() {
                place[item] = index as f64;
            }
        }
        let mut value = place.clone();
        for step in 1..count {
            let index = if down { step } else { count - 1 - step };
            let beside = if down { index - 1 } else { index + 1 };
            let links = if down { &self.above } else { &self.below };
            let scale = (layers[beside].len().max(1) as f64) / (layers[index].len().max(1) as f64);
            for (at, &item) in layers[index].iter().enumerate() {
                let near = &links[item];
                value[item] = if near.is_empty() {
                    at as f64 * scale
                } else {
                    near.iter().map(|(other, _)| place[*other]).sum::<f64>() / near.len() as f64
                };
            }
            // Equal values keep their order on one pass and change it on the other.
            if turn % 4 >= 2 {
                layers[index].reverse();
            }
            let mut out = Vec::with_capacity(layers[index].len());
            self.arrange(&layers[index], 0, &value, &mut out);
            for (at, &item) in out.iter().enumerate() {
                place[item] = at as f64;
            }
            layers[index] = out;
        }
    }

    /// Where frames stand on average becomes their order.
    fn choose_turns(&mut self, layers: &[Vec<usize>]) {
        let mut sums = vec![(0.0, 0.0); self.turns.len()];
        for layer in layers {
            let middle = layer.len() as f64 / 2.0;
            for (index, &item) in layer.iter().enumerate() {
                for &frame in &self.paths[item] {
                    sums[frame].0 += index as f64 - middle;
                    sums[frame].1 += 1.0;
                }
            }
        }
        for (turn, (sum, count)) in self.turns.iter_mut().zip(sums) {
            *turn = sum / f64::max(count, 1.0);
        }
    }

    /// Exchanges neighbours as long as that saves crossings.
    fn exchange(&self, layers: &mut [Vec<usize>]) {
        let mut place = vec![0_usize; self.skeleton.items.len()];
        for layer in layers.iter() {
            for (index, &item) in layer.iter().enumerate() {
                place[item] = index;
            }
        }
        let is_border =
            |item: usize| matches!(self.skeleton.items[item].kind, Kind::Low(_) | Kind::High(_));
        // Layers that have changed, or have a neighbour that has, since they were looked at.
        let mut is_open = vec![true; layers.len()];
        for _ in 0..6 {
            let mut better = false;
            for (number, layer) in layers.iter_mut().enumerate() {
                if !std::mem::take(&mut is_open[number]) {
                    continue;
                }
                for index in 1..layer.len() {
                    let (a, b) = (layer[index - 1], layer[index]);
                    let together = self.skeleton.items[a].frame == self.skeleton.items[b].frame;
                    if !together || is_border(a) || is_border(b) {
                        continue;
                    }
                    let now = self.pair(a, b, &place);
                    if now == 0 {
                        continue;
                    }
                    if self.pair(b, a, &place) < now {
                        layer.swap(index - 1, index);
                        place[a] = index;
                        place[b] = index - 1;
                        better = true;
                        let first = number.saturating_sub(1);
                        is_open
                            .iter_mut()
                            .skip(first)
                            .take(number + 2 - first)
                            .for_each(|is_open| *is_open = true);
                    }
                }
            }
            if !better {
                break;
            }
        }
    }

    /// Crossings between the lines of two items, the first of which stands before the second.
    fn pair(&self, first: usize, second: usize, place: &[usize]) -> usize {
        let mut sum = 0;
        for links in [&self.above, &self.below] {
            for (a, weight) in &links[first] {
                for (b, other) in &links[second] {
                    if place[*a] > place[*b] {
                        sum += weight * other;
                    }
                }
            }
        }
        sum
    }

    fn total(&self, layers: &[Vec<usize>]) -> usize {
        let mut place = vec![0_usize; self.skeleton.items.len()];
        for layer in layers {
            for (index, &item) in layer.iter().enumerate() {
                place[item] = index;
            }
        }
        let mut sum = 0;
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for (index, layer) in layers.iter().enumerate() {
            let width = layers.get(index + 1).map_or(0, Vec::len);
            // A Fenwick tree of the weight that ends at each place below.
            let mut tree = vec![0_usize; width + 1];
            let mut seen = 0;
            for &item in layer {
                ends.clear();
                ends.extend(self.below[item].iter().map(|&(other, weight)| (place[other], weight)));
                for &(at, weight) in &ends {
                    let mut before = 0;
                    let mut node = at + 1;
                    while node > 0 {
                        before += tree[node];
                        node &= node - 1;
                    }
                    sum += weight * (seen - before);
                }
                for &(at, weight) in &ends {
                    seen += weight;
                    let mut node = at + 1;
                    while node <= width {
                        tree[node] += weight;
                        node += node & node.wrapping_neg();
                    }
                }
            }
        }
        sum
    }
}

/// The nearest values that do not descend (pool adjacent violators).
fn ascending(values: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for &value in values {
        pools.push((value, 1));
        while let [.., before, last] = pools.as_slice() {
            if before.0 <= last.0 {
                break;
            }
            let count = before.1 + last.1;
            let mean = (before.0 * before.1 as f64 + last.0 * last.1 as f64) / count as f64;
            pools.truncate(pools.len() - 2);
            pools.push((mean, count));
        }
    }
    pools.into_iter().flat_map(|(value, count)| std::iter::repeat_n(value, count)).collect()
}
