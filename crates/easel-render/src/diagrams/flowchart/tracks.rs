//! Which of the lines between two ranks runs above which: crossings between their ends decide.

/// A line across a channel with the places where others come down to it and leave it.
#[derive(Debug, Clone)]
pub(super) struct Bar {
    /// The slot whose ways out it bundles.
    pub(super) owner: Option<usize>,
    /// Where lines from the rank before reach it.
    pub(super) tops: Vec<f64>,
    /// Where lines to the rank behind leave it.
    pub(super) bottoms: Vec<f64>,
    /// 0 is nearest to the rank before.
    pub(super) track: usize,
}

impl Bar {
    pub(super) fn new(owner: Option<usize>, tops: Vec<f64>, bottoms: Vec<f64>) -> Self {
        Self { owner, tops, bottoms, track: 0 }
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

    fn overlaps(&self, other: &Self) -> bool {
        // Bars that end close to each other would look like one line.
        let margin = 8.0;
        self.low() < other.high() + margin && other.low() < self.high() + margin
    }
}

/// What it costs to put `above` nearer to the rank before than `below`.
fn cost(above: &Bar, below: &Bar) -> usize {
    let within = |bar: &Bar, at: f64| bar.low() - 0.5 < at && at < bar.high() + 0.5;
    let crossed = below.tops.iter().filter(|&&at| within(above, at)).count()
        + above.bottoms.iter().filter(|&&at| within(below, at)).count();
    let meets = |at: f64| below.tops.iter().any(|other| (other - at).abs() < 4.0);
    let merged = above.bottoms.iter().filter(|&&at| meets(at)).count();
    crossed + 10 * merged
}

/// Gives every bar a track, so that overlapping ones differ and few lines cross.
pub(super) fn assign_tracks(bars: &mut [Bar]) {
    let count = bars.len();
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); count];
    for a in 0..count {
        for b in a + 1..count {
            if !bars[a].overlaps(&bars[b]) {
                continue;
            }
            let (first, second) = (cost(&bars[a], &bars[b]), cost(&bars[b], &bars[a]));
            if first < second {
                above[b].push(a);
            } else if second < first {
                above[a].push(b);
            }
        }
    }
    // Longest chain of preferences; cycles end the relaxation early.
    let mut level = vec![0_usize; count];
    for _ in 0..count.min(24) {
        for index in 0..count {
            let least = above[index].iter().map(|&other| level[other] + 1).max().unwrap_or(0);
            if least > level[index] && least < count {
                level[index] = least;
            }
        }
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| level[a].cmp(&level[b]).then(bars[a].low().total_cmp(&bars[b].low())));
    let mut placed: Vec<usize> = Vec::new();
    for index in order {
        let mut track = above[index]
            .iter()
            .filter(|other| placed.contains(other))
            .map(|&other| bars[other].track + 1)
            .max()
            .unwrap_or(0);
        while placed
            .iter()
            .any(|&other| bars[other].track == track && bars[other].overlaps(&bars[index]))
        {
            track += 1;
        }
        bars[index].track = track;
        placed.push(index);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bars: &[(f64, f64)], expect: &[usize]) {
        let mut bars: Vec<Bar> =
            bars.iter().map(|&(top, bottom)| Bar::new(None, vec![top], vec![bottom])).collect();
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
        // Swapped ends cross anyway, but in different tracks.
        check(&[(0.0, 100.0), (100.0, 0.0)], &[0, 1]);
    }
}
