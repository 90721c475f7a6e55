//! Which of the lines across a channel runs nearer to the layer above it: lines that would lie on
//! each other are kept apart first, then few crossings decide.

/// A line across a channel with the places where others come down to it and leave it.
#[derive(Debug, Clone)]
pub(super) struct Bar {
    /// Where lines from the layer above reach it.
    pub(super) tops: Vec<f64>,
    /// Where lines to the layer below leave it.
    pub(super) bottoms: Vec<f64>,
    /// 0 is nearest to the layer above.
    pub(super) track: usize,
}

/// Lines nearer than this would look like one.
const APART: f64 = 8.0;
/// What lines on each other cost, in crossings.
const MERGED: i64 = 1_000;

impl Bar {
    pub(super) fn new(tops: Vec<f64>, bottoms: Vec<f64>) -> Self {
        Self { tops, bottoms, track: 0 }
    }

    fn ends(&self) -> impl Iterator<Item = f64> + '_ {
        self.tops.iter().chain(&self.bottoms).copied()
    }

    pub(super) fn low(&self) -> f64 {
        self.ends().fold(f64::MAX, f64::min)
    }

    pub(super) fn high(&self) -> f64 {
        self.ends().fold(f64::MIN, f64::max)
    }
}

/// What it costs to put `above` nearer to the layer above than `below`.
fn cost(above: &Bar, below: &Bar) -> i64 {
    let within = |(low, high): (f64, f64), at: f64| low - 0.5 < at && at < high + 0.5;
    let (upper, lower) = ((above.low(), above.high()), (below.low(), below.high()));
    let crossed = below.tops.iter().filter(|&&at| within(upper, at)).count()
        + above.bottoms.iter().filter(|&&at| within(lower, at)).count();
    let meets = |at: f64| below.tops.iter().any(|other| (other - at).abs() < APART * 0.7);
    let merged = above.bottoms.iter().filter(|&&at| meets(at)).count();
    i64::try_from(crossed).unwrap_or(0) + MERGED * i64::try_from(merged).unwrap_or(0)
}

/// Gives every bar a track, so that overlapping ones differ and few lines cross. Returns pairs of
/// bars whose lines lie on each other all the same.
pub(super) fn assign_tracks(bars: &mut [Bar]) -> Vec<(usize, usize)> {
    let count = bars.len();
    // What it costs to put the first before the second rather than behind it.
    let mut costs = vec![vec![0_i64; count]; count];
    let mut touching = vec![Vec::new(); count];
    let spans: Vec<(f64, f64)> = bars.iter().map(|bar| (bar.low(), bar.high())).collect();
    for a in 0..count {
        for b in a + 1..count {
            if spans[a].0 < spans[b].1 + APART && spans[b].0 < spans[a].1 + APART {
                let (first, second) = (cost(&bars[a], &bars[b]), cost(&bars[b], &bars[a]));
                costs[a][b] = first - second;
                costs[b][a] = second - first;
                touching[a].push(b);
                touching[b].push(a);
            }
        }
    }
    let order = greedy_order(&costs, bars);
    let mut placed = vec![false; count];
    let mut merged = Vec::new();
    for index in order {
        let before = touching[index].iter().filter(|&&other| placed[other]);
        let track = before.map(|&other| bars[other].track + 1).max().unwrap_or(0);
        for &other in touching[index].iter().filter(|&&other| placed[other]) {
            if cost(&bars[other], &bars[index]) >= MERGED {
                merged.push((other, index));
            }
        }
        bars[index].track = track;
        placed[index] = true;
    }
    merged
}

/// An order with small costs: the bar goes next that costs least before all that remain.
fn greedy_order(costs: &[Vec<i64>], bars: &[Bar]) -> Vec<usize> {
    let count = bars.len();
    let mut left: Vec<usize> = (0..count).collect();
    left.sort_by(|&a, &b| bars[a].low().total_cmp(&bars[b].low()));
    let mut sums: Vec<i64> = costs.iter().map(|row| row.iter().sum()).collect();
    let mut worst: Vec<i64> =
        costs.iter().map(|row| row.iter().copied().max().unwrap_or(0)).collect();
    let mut order = Vec::with_capacity(count);
    while !left.is_empty() {
        let key = |bar: usize| (worst[bar].max(0), sums[bar]);
        let Some((at, &next)) = left.iter().enumerate().min_by_key(|(_, bar)| key(**bar)) else {
            break;
        };
        left.remove(at);
        order.push(next);
        for &bar in &left {
            sums[bar] -= costs[bar][next];
            if costs[bar][next] >= worst[bar] {
                worst[bar] = left.iter().map(|&other| costs[bar][other]).max().unwrap_or(0);
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bars: &[(f64, f64)], expect: &[usize]) {
        let mut bars: Vec<Bar> =
            bars.iter().map(|&(top, bottom)| Bar::new(vec![top], vec![bottom])).collect();
        assign_tracks(&mut bars);
        let tracks: Vec<usize> = bars.iter().map(|bar| bar.track).collect();
        assert_eq!(tracks, expect);
    }

    #[test]
    fn bars_take_the_order_with_fewer_crossings() {
        // Apart: one track is enough.
        check(&[(0.0, 40.0), (100.0, 140.0)], &[0, 0]);
        // Nested to the right: the one that starts further right stays above.
        check(&[(0.0, 100.0), (50.0, 150.0)], &[1, 0]);
        // A line that ends where another begins stays above it.
        check(&[(0.0, 100.0), (100.0, 200.0)], &[1, 0]);
    }
}
