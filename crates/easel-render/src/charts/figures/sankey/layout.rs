//! Columns, order and heights of the places of a Sankey diagram. Flows that skip columns get a
//! bridge in each, so that they run between the places and not over them.

use std::collections::HashMap;

use easel_types::spec::Flow;

use crate::spread::{Wish, spread};

/// How often the columns are ordered by their neighbours.
const SWEEPS: usize = 12;

/// A place, or a bridge of a flow over a column.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// None for a bridge.
    pub(super) name: Option<String>,
    pub(super) column: usize,
    /// The larger of what comes in and what goes out.
    pub(super) value: f64,
}

/// A flow from one column to the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) value: f64,
    /// Number of the flow that it belongs to.
    flow: usize,
}

/// A drawn link, relative to the top of the plot.
#[derive(Debug, Clone)]
pub(super) struct Ribbon {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) tops: (f64, f64),
    pub(super) thick: f64,
    /// Names of the ends of the whole flow.
    pub(super) ends: [String; 2],
}

/// Places in columns with the links between neighbouring columns.
#[derive(Debug, Clone)]
pub(super) struct Flows {
    pub(super) nodes: Vec<Node>,
    pub(super) links: Vec<Link>,
    /// Numbers of the nodes from top to bottom.
    pub(super) columns: Vec<Vec<usize>>,
    ends: Vec<[String; 2]>,
}

impl Flows {
    pub(super) fn new(given: &[Flow]) -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut flows: Vec<(usize, usize, f64)> = Vec::new();
        for flow in given {
            let mut number =
                |name: &'_ String, known: &mut HashMap<_, _>| match known.get(name.as_str()) {
                    Some(index) => *index,
                    None => {
                        names.push(name.clone());
                        names.len() - 1
                    }
                };
            let from = number(&flow.from, &mut known);
            known.insert(flow.from.as_str(), from);
            let to = number(&flow.to, &mut known);
            known.insert(flow.to.as_str(), to);
            match flows.iter_mut().find(|(a, b, _)| (*a, *b) == (from, to)) {
                Some(same) => same.2 += flow.value,
                None => flows.push((from, to, flow.value)),
            }
        }
        let depth = depths(names.len(), &flows);
        let ends = flows.iter().map(|(from, to, _)| [names[*from].clone(), names[*to].clone()]);
        let ends = ends.collect();
        let node = |(name, column)| Node { name: Some(name), column, value: 0.0 };
        let nodes = names.into_iter().zip(depth).map(node).collect();
        let mut all = Self { nodes, links: Vec::new(), columns: Vec::new(), ends };
        for (flow, (from, to, value)) in flows.into_iter().enumerate() {
            all.chain(flow, (from, to), value);
        }
        all.measure();
        all
    }

    /// Adds a flow with a bridge in every column between its ends.
    fn chain(&mut self, flow: usize, (from, to): (usize, usize), value: f64) {
        let mut here = from;
        for column in self.nodes[from].column + 1..self.nodes[to].column {
            self.nodes.push(Node { name: None, column, value });
            let bridge = self.nodes.len() - 1;
            self.links.push(Link { from: here, to: bridge, value, flow });
            here = bridge;
        }
        self.links.push(Link { from: here, to, value, flow });
    }

    fn measure(&mut self) {
        let mut sums = vec![(0.0, 0.0); self.nodes.len()];
        for link in &self.links {
            sums[link.from].1 += link.value;
            sums[link.to].0 += link.value;
        }
        for (node, (inward, outward)) in self.nodes.iter_mut().zip(sums) {
            node.value = f64::max(inward, outward);
        }
        let count = self.nodes.iter().map(|node| node.column + 1).max().unwrap_or(0);
        self.columns = vec![Vec::new(); count];
        for (index, node) in self.nodes.iter().enumerate() {
            self.columns[node.column].push(index);
        }
    }

    /// The places of a column without the bridges.
    pub(super) fn real<'a>(&'a self, column: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
        column.iter().copied().filter(|index| self.nodes[*index].name.is_some())
    }

    /// Where most of a place's inflow comes from.
    pub(super) fn largest_source(&self, index: usize) -> Option<usize> {
        let inward = self.links.iter().filter(|link| link.to == index);
        inward.max_by(|a, b| a.value.total_cmp(&b.value)).map(|link| link.from)
    }

    /// Orders the columns so that few links cross: by the middle of the neighbours, forth and
    /// back, keeping the best order seen.
    pub(super) fn order(&mut self) {
        let mut best = (self.crossings(), self.columns.clone());
        for sweep in 0..SWEEPS {
            let forth = sweep % 2 == 0;
            let count = self.columns.len();
            for step in 1..count {
                let column = if forth { step } else { count - 1 - step };
                self.sort_column(column, forth);
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.columns.clone());
            }
            if best.0 == 0 {
                break;
            }
        }
        self.columns = best.1;
    }

    fn sort_column(&mut self, column: usize, forth: bool) {
        let ranks = self.ranks();
        let mut keyed: Vec<(f64, usize)> = Vec::with_capacity(self.columns[column].len());
        for index in &self.columns[column] {
            let (mut sum, mut weight) = (0.0, 0.0);
            for link in &self.links {
                let other = if forth && link.to == *index {
                    link.from
                } else if !forth && link.from == *index {
                    link.to
                } else {
                    continue;
                };
                sum += ranks[other] * link.value;
                weight += link.value;
            }
            keyed.push((if weight > 0.0 { sum / weight } else { ranks[*index] }, *index));
        }
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.columns[column] = keyed.into_iter().map(|(_, index)| index).collect();
    }

    /// Place of every node in its column, 0.0..=1.0.
    fn ranks(&self) -> Vec<f64> {
        let mut ranks = vec![0.0; self.nodes.len()];
        for column in &self.columns {
            for (rank, index) in column.iter().enumerate() {
                ranks[*index] = (rank as f64 + 0.5) / column.len() as f64;
            }
        }
        ranks
    }

    /// Pairs of links that cross.
    pub(super) fn crossings(&self) -> usize {
        let ranks = self.ranks();
        let mut count = 0;
        for (number, a) in self.links.iter().enumerate() {
            for b in &self.links[..number] {
                let same = self.nodes[a.from].column == self.nodes[b.from].column;
                let crosses = (ranks[a.from] - ranks[b.from]) * (ranks[a.to] - ranks[b.to]) < 0.0;
                count += usize::from(same && crosses);
            }
        }
        count
    }

    /// Top and height of every node in a plot of this height. Nodes are drawn towards their
    /// neighbours.
    pub(super) fn positions(&self, height: f64, gap: f64) -> Vec<(f64, f64)> {
        let mut scale = f64::MAX;
        for column in &self.columns {
            let sum: f64 = column.iter().map(|index| self.nodes[*index].value).sum();
            let free = (height - gap * (column.len() as f64 - 1.0)).max(height * 0.2);
            if sum > 0.0 {
                scale = scale.min(free / sum);
            }
        }
        if scale == f64::MAX {
            scale = 0.0;
        }
        let heights: Vec<f64> = self.nodes.iter().map(|node| node.value * scale).collect();
        let mut centers = vec![height / 2.0; self.nodes.len()];
        for column in &self.columns {
            let sum: f64 = column.iter().map(|index| heights[*index] + gap).sum::<f64>() - gap;
            let mut y = (height - sum) / 2.0;
            for index in column {
                centers[*index] = y + heights[*index] / 2.0;
                y += heights[*index] + gap;
            }
        }
        for sweep in 0..6 {
            let count = self.columns.len();
            for step in 0..count {
                let forth = sweep % 2 == 0;
                let column = if forth { step } else { count - 1 - step };
                self.relax(&self.columns[column], (&heights, &mut centers), (height, gap));
            }
        }
        centers.iter().zip(&heights).map(|(center, tall)| (center - tall / 2.0, *tall)).collect()
    }

    fn relax(
        &self,
        column: &[usize],
        (heights, centers): (&[f64], &mut Vec<f64>),
        (height, gap): (f64, f64),
    ) {
        let wish = |index: &usize| {
            let (mut sum, mut weight) = (0.0, 0.0);
            for link in &self.links {
                let other = if link.to == *index {
                    link.from
                } else if link.from == *index {
                    link.to
                } else {
                    continue;
                };
                sum += centers[other] * link.value;
                weight += link.value;
            }
            let center = if weight > 0.0 { sum / weight } else { centers[*index] };
            Wish { center, length: heights[*index] + gap }
        };
        let wishes: Vec<Wish> = column.iter().map(wish).collect();
        let room = (-gap / 2.0 - 1e-3, height + gap / 2.0 + 1e-3);
        if let Some(found) = spread(&wishes, room) {
            for (index, center) in column.iter().zip(found) {
                centers[*index] = center;
            }
        }
    }

    /// The links with their places at both ends, the widest first.
    pub(super) fn ribbons(&self, places: &[(f64, f64)]) -> Vec<Ribbon> {
        let middle = |index: usize| places[index].0 + places[index].1 / 2.0;
        let scale = self
            .nodes
            .iter()
            .zip(places)
            .find(|(node, _)| node.value > 0.0)
            .map_or(0.0, |(node, (_, height))| height / node.value);
        let mut ribbons: Vec<Ribbon> = self
            .links
            .iter()
            .map(|link| Ribbon {
                from: link.from,
                to: link.to,
                tops: (0.0, 0.0),
                thick: link.value * scale,
                ends: self.ends[link.flow].clone(),
            })
            .collect();
        for (node, (top, _)) in places.iter().enumerate() {
            let mut outward: Vec<usize> =
                (0..ribbons.len()).filter(|index| ribbons[*index].from == node).collect();
            outward.sort_by(|a, b| middle(ribbons[*a].to).total_cmp(&middle(ribbons[*b].to)));
            let mut y = *top;
            for index in outward {
                ribbons[index].tops.0 = y;
                y += ribbons[index].thick;
            }
            let mut inward: Vec<usize> =
                (0..ribbons.len()).filter(|index| ribbons[*index].to == node).collect();
            inward.sort_by(|a, b| middle(ribbons[*a].from).total_cmp(&middle(ribbons[*b].from)));
            let mut y = *top;
            for index in inward {
                ribbons[index].tops.1 = y;
                y += ribbons[index].thick;
            }
        }
        ribbons.sort_by(|a, b| b.thick.total_cmp(&a.thick));
        ribbons
    }
}

/// Column of every place: the longest way from a source; places that nothing leaves stand in
/// the last one.
fn depths(count: usize, flows: &[(usize, usize, f64)]) -> Vec<usize> {
    let mut depth = vec![0; count];
    // Without cycles the longest way has fewer steps than there are places.
    for _ in 0..count {
        let mut changed = false;
        for (from, to, _) in flows {
            if depth[*to] < depth[*from] + 1 && depth[*from] + 1 < count {
                depth[*to] = depth[*from] + 1;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let last = depth.iter().copied().max().unwrap_or(0);
    for (index, column) in depth.iter_mut().enumerate() {
        if !flows.iter().any(|(from, ..)| *from == index) {
            *column = last;
        }
    }
    depth
}

/// The places of a cycle in the flows, if there is one.
pub(crate) fn cycle(given: &[Flow]) -> Option<Vec<String>> {
    let mut next: HashMap<&str, Vec<&str>> = HashMap::new();
    for flow in given {
        next.entry(flow.from.as_str()).or_default().push(flow.to.as_str());
    }
    // 1: on the way, 2: done.
    let mut state: HashMap<&str, u8> = HashMap::new();
    for flow in given {
        let mut stack = vec![(flow.from.as_str(), 0)];
        while let Some((name, child)) = stack.last().copied() {
            if child == 0 && state.get(name) == Some(&2) {
                stack.pop();
                continue;
            }
            state.insert(name, 1);
            match next.get(name).and_then(|children| children.get(child)) {
                Some(to) if state.get(to) == Some(&1) => {
                    let from = stack.iter().position(|(name, _)| name == to).unwrap_or(0);
                    let mut names: Vec<String> =
                        stack.iter().skip(from).map(|(name, _)| (*name).to_owned()).collect();
                    names.push((*to).to_owned());
                    return Some(names);
                }
                Some(to) => {
                    if let Some(top) = stack.last_mut() {
                        top.1 += 1;
                    }
                    stack.push((to, 0));
                }
                None => {
                    state.insert(name, 2);
                    stack.pop();
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(from: &str, to: &str, value: f64) -> Flow {
        Flow { from: from.into(), to: to.into(), value }
    }

    #[test]
    fn places_stand_in_columns_and_order_avoids_crossings() {
        let mut flows = Flows::new(&[
            flow("a", "x", 1.0),
            flow("b", "y", 1.0),
            flow("b", "x", 1.0),
            flow("a", "y", 3.0),
            flow("x", "end", 2.0),
            flow("a", "end", 1.0),
        ]);
        flows.order();
        assert_eq!(flows.columns.len(), 3);
        let places = flows.positions(300.0, 10.0);
        for (top, height) in &places {
            assert!(*top >= -1.0 && top + height <= 301.0, "{places:?}");
        }
        for column in &flows.columns {
            for pair in column.windows(2) {
                assert!(places[pair[0]].0 + places[pair[0]].1 <= places[pair[1]].0 + 0.01);
            }
        }
    }

    #[test]
    fn cycles_are_found() {
        assert_eq!(cycle(&[flow("a", "b", 1.0), flow("b", "c", 1.0)]), None);
        assert_eq!(
            cycle(&[flow("a", "b", 1.0), flow("b", "c", 1.0), flow("c", "b", 1.0)]),
            Some(vec!["b".into(), "c".into(), "b".into()])
        );
        assert!(cycle(&[flow("a", "a", 1.0)]).is_some());
        assert_eq!(cycle(&[flow("a", "b", 1.0), flow("a", "c", 1.0), flow("b", "c", 1.0)]), None);
    }
}
