//! Network simplex: integer places for things that keep distances, so that the weighted length of
//! the links between them is least (Gansner, Koutsofios, North, Vo: A technique for drawing
//! directed graphs, 1993). Used for ranks and, with other constraints, for coordinates.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// `to` is at least `length` behind `from`; every unit between them costs `weight`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Constraint {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) length: i64,
    pub(super) weight: i64,
}

impl Constraint {
    pub(super) const fn new((from, to): (usize, usize), length: i64, weight: i64) -> Self {
        Self { from, to, length, weight }
    }
}

/// No link: the root of the tree.
const NONE: usize = usize::MAX;

/// Links by place, both ways, one list behind the other.
struct Around {
    /// Where the list of every place begins; one more at the end.
    begins: Vec<usize>,
    links: Vec<usize>,
}

impl Around {
    fn new(count: usize, links: &[Constraint]) -> Self {
        let mut begins = vec![0; count + 2];
        for link in links {
            begins[link.from + 2] += 1;
            begins[link.to + 2] += 1;
        }
        for place in 2..count + 2 {
            begins[place] += begins[place - 1];
        }
        let mut around = vec![0; links.len() * 2];
        for (index, link) in links.iter().enumerate() {
            for place in [link.from, link.to] {
                around[begins[place + 1]] = index;
                begins[place + 1] += 1;
            }
        }
        Self { begins, links: around }
    }

    fn of(&self, place: usize) -> &[usize] {
        &self.links[self.begins[place]..self.begins[place + 1]]
    }
}

/// The places next to one in the tree.
#[derive(Clone, Copy)]
struct Kin {
    first_child: usize,
    /// Children of the same parent.
    before: usize,
    after: usize,
}

struct Simplex<'a> {
    links: &'a [Constraint],
    around: Around,
    places: Vec<i64>,
    parent: Vec<usize>,
    /// Link to the parent.
    up: Vec<usize>,
    kin: Vec<Kin>,
    /// The subtree that is looked at.
    below: Vec<usize>,
    depth: Vec<usize>,
    /// Weight that leaves the subtree minus weight that enters it.
    net: Vec<i64>,
    stamp: Vec<u32>,
    now: u32,
}

/// Places of least weighted length. `None` where the constraints contain a cycle. Stops early,
/// with a legal solution, after `pivots` exchanges.
pub(super) fn solve(count: usize, constraints: &[Constraint], pivots: usize) -> Option<Vec<i64>> {
    if count == 0 {
        return Some(Vec::new());
    }
    let (links, mut leader) = connected(count, constraints);
    let around = Around::new(count, &links);
    let places = longest_paths(count, &links, &around)?;
    let mut simplex = Simplex {
        links: &links,
        around,
        places,
        parent: vec![NONE; count],
        up: vec![NONE; count],
        kin: vec![Kin { first_child: NONE, before: NONE, after: NONE }; count],
        below: Vec::with_capacity(count),
        depth: vec![0; count],
        net: vec![0; count],
        stamp: vec![0; count],
        now: 0,
    };
    simplex.grow_tree();
    simplex.sum_weights();
    let mut next = 0;
    for _ in 0..pivots {
        let Some(leaving) = simplex.leaving(&mut next) else { break };
        if !simplex.pivot(leaving) {
            break;
        }
    }
    // Parts without links between them begin at 0 each.
    let mut least = vec![i64::MAX; count];
    for (place, &at) in simplex.places.iter().enumerate() {
        let part = find(&mut leader, place);
        least[part] = least[part].min(at);
    }
    let places = simplex.places.iter().enumerate();
    Some(places.map(|(place, at)| at - least[find(&mut leader, place)]).collect())
}

/// The constraints with links without weight that tie separate parts together, and the forest
/// of the parts.
fn connected(count: usize, constraints: &[Constraint]) -> (Vec<Constraint>, Vec<usize>) {
    let mut links = constraints.to_vec();
    let mut leader: Vec<usize> = (0..count).collect();
    for link in constraints {
        let (a, b) = (find(&mut leader, link.from), find(&mut leader, link.to));
        leader[a.max(b)] = a.min(b);
    }
    for place in 1..count {
        if find(&mut leader, place) == place {
            links.push(Constraint::new((0, place), -1_000_000_000, 0));
        }
    }
    (links, leader)
}

/// Follows a union-find forest to the leader, shortening the way.
pub(in crate::diagrams) fn find(leader: &mut [usize], mut index: usize) -> usize {
    while leader[index] != index {
        leader[index] = leader[leader[index]];
        index = leader[index];
    }
    index
}

fn longest_paths(count: usize, links: &[Constraint], around: &Around) -> Option<Vec<i64>> {
    let mut waiting = vec![0_usize; count];
    for link in links {
        waiting[link.to] += 1;
    }
    let mut ready: Vec<usize> = (0..count).filter(|&place| waiting[place] == 0).collect();
    let mut places = vec![0_i64; count];
    let mut done = 0;
    while let Some(place) = ready.pop() {
        done += 1;
        let outgoing = around.of(place).iter().map(|&link| &links[link]);
        for link in outgoing.filter(|link| link.from == place) {
            places[link.to] = places[link.to].max(places[place] + link.length);
            waiting[link.to] -= 1;
            if waiting[link.to] == 0 {
                ready.push(link.to);
            }
        }
    }
    (done == count).then_some(places)
}

impl Simplex<'_> {
    fn slack(&self, link: usize) -> i64 {
        let Constraint { from, to, length, .. } = self.links[link];
        self.places[to] - self.places[from] - length
    }

    /// A spanning tree of tight links, grown from place 0; the tree moves as a whole towards the
    /// place that needs the least movement.
    fn grow_tree(&mut self) {
        let count = self.places.len();
        let mut inside = vec![false; count];
        // How far the tree has been moved since the beginning.
        let mut shift = 0;
        let mut ahead: BinaryHeap<Reverse<(i64, usize)>> = BinaryHeap::new();
        let mut behind: BinaryHeap<Reverse<(i64, usize)>> = BinaryHeap::new();
        let mut newcomer = Some((0, NONE));
        while let Some((place, by)) = newcomer.take() {
            inside[place] = true;
            self.places[place] -= shift;
            if by != NONE {
                let link = self.links[by];
                let parent = if link.to == place { link.from } else { link.to };
                self.parent[place] = parent;
                self.up[place] = by;
                self.depth[place] = self.depth[parent] + 1;
                self.adopt(parent, place);
            }
            for &link in self.around.of(place) {
                let Constraint { from, to, length, .. } = self.links[link];
                if from == place && !inside[to] {
                    ahead.push(Reverse((self.places[to] - self.places[place] - length, link)));
                } else if to == place && !inside[from] {
                    behind.push(Reverse((self.places[place] - self.places[from] - length, link)));
                }
            }
            while ahead.peek().is_some_and(|Reverse((_, link))| inside[self.links[*link].to]) {
                ahead.pop();
            }
            while behind.peek().is_some_and(|Reverse((_, link))| inside[self.links[*link].from]) {
                behind.pop();
            }
            let first = ahead.peek().map(|Reverse((key, link))| (key - shift, *link));
            let second = behind.peek().map(|Reverse((key, link))| (key + shift, *link));
            newcomer = match (first, second) {
                (Some((slack, link)), other) if other.is_none_or(|(least, _)| slack <= least) => {
                    shift += slack;
                    Some((self.links[link].to, link))
                }
                (_, Some((slack, link))) => {
                    shift -= slack;
                    Some((self.links[link].from, link))
                }
                _ => None,
            };
        }
        for (place, inside) in self.places.iter_mut().zip(inside) {
            if inside {
                *place += shift;
            }
        }
    }

    fn sum_weights(&mut self) {
        for link in self.links {
            self.net[link.from] += link.weight;
            self.net[link.to] -= link.weight;
        }
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        order.sort_by_key(|&place| Reverse(self.depth[place]));
        for place in order {
            if self.parent[place] != NONE {
                self.net[self.parent[place]] += self.net[place];
            }
        }
    }

    /// What a unit more of length of the link to the parent would save.
    fn gain(&self, place: usize) -> i64 {
        if self.links[self.up[place]].from == place { -self.net[place] } else { self.net[place] }
    }

    /// A place whose link to its parent should be longer: the best of the next few.
    fn leaving(&self, next: &mut usize) -> Option<usize> {
        let count = self.places.len();
        let mut best = None;
        let mut seen = 0;
        for step in 0..count {
            let place = (*next + step) % count;
            if self.up[place] == NONE || self.gain(place) <= 0 {
                continue;
            }
            if best.is_none_or(|best| self.gain(place) > self.gain(best)) {
                best = Some(place);
            }
            seen += 1;
            if seen == 24 {
                *next = place + 1;
                break;
            }
        }
        best
    }

    /// Takes the link above `place` out of the tree and puts the tightest of the links in that
    /// hold the parts together the other way.
    fn pivot(&mut self, place: usize) -> bool {
        self.mark_subtree(place);
        let points_up = self.links[self.up[place]].from == place;
        let mut best: Option<(i64, usize)> = None;
        for &member in &self.below {
            for &link in self.around.of(member) {
                let Constraint { from, to, .. } = self.links[link];
                let (inner, outer) = if points_up { (to, from) } else { (from, to) };
                if inner == member && self.stamp[outer] != self.now {
                    let slack = self.slack(link);
                    if best.is_none_or(|least| (slack, link) < least) {
                        best = Some((slack, link));
                    }
                }
            }
        }
        let Some((slack, entering)) = best else { return false };
        let shift = if points_up { -slack } else { slack };
        for &member in &self.below {
            self.places[member] += shift;
        }
        self.hang(place, entering);
        true
    }

    /// Finds the places below and including one; they carry the stamp of now.
    fn mark_subtree(&mut self, place: usize) {
        self.now += 1;
        self.below.clear();
        self.below.push(place);
        let mut index = 0;
        while let Some(&member) = self.below.get(index) {
            self.stamp[member] = self.now;
            let mut child = self.kin[member].first_child;
            while child != NONE {
                self.below.push(child);
                child = self.kin[child].after;
            }
            index += 1;
        }
    }

    fn adopt(&mut self, parent: usize, child: usize) {
        let first = std::mem::replace(&mut self.kin[parent].first_child, child);
        (self.kin[child].before, self.kin[child].after) = (NONE, first);
        if first != NONE {
            self.kin[first].before = child;
        }
    }

    fn part(&mut self, parent: usize, child: usize) {
        let Kin { before, after, .. } = self.kin[child];
        if before == NONE {
            self.kin[parent].first_child = after;
        } else {
            self.kin[before].after = after;
        }
        if after != NONE {
            self.kin[after].before = before;
        }
    }

    /// Hangs the subtree of `top` on the other end of `entering`.
    fn hang(&mut self, top: usize, entering: usize) {
        let Constraint { from, to, .. } = self.links[entering];
        let (inner, outer) = if self.stamp[from] == self.now { (from, to) } else { (to, from) };
        let total = self.net[top];
        let mut above = self.parent[top];
        while above != NONE {
            self.net[above] -= total;
            above = self.parent[above];
        }
        let (mut place, mut parent, mut link) = (inner, outer, entering);
        let mut moved = 0;
        // The way from the inner end up to the old top turns round.
        loop {
            let (old_parent, old_link) = (self.parent[place], self.up[place]);
            if old_parent != NONE {
                self.part(old_parent, place);
            }
            let old_net = self.net[place];
            self.net[place] = total - moved;
            moved = old_net;
            self.parent[place] = parent;
            self.up[place] = link;
            self.adopt(parent, place);
            if place == top {
                break;
            }
            (parent, place, link) = (place, old_parent, old_link);
        }
        let mut above = outer;
        while above != NONE {
            self.net[above] += total;
            above = self.parent[above];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(count: usize, links: &[(usize, usize, i64, i64)], expect: Option<&[i64]>) {
        let links: Vec<Constraint> = links
            .iter()
            .map(|&(from, to, length, weight)| Constraint::new((from, to), length, weight))
            .collect();
        assert_eq!(solve(count, &links, 1000).as_deref(), expect);
    }

    #[test]
    fn links_are_as_short_as_their_weights_allow() {
        check(3, &[(0, 1, 1, 1), (1, 2, 1, 1)], Some(&[0, 1, 2]));
        // The lone source moves next to its target.
        check(4, &[(0, 1, 1, 1), (1, 2, 1, 1), (3, 2, 1, 1)], Some(&[0, 1, 2, 1]));
        // The heavy link stays short, the light ones stretch.
        check(
            4,
            &[(0, 1, 1, 1), (1, 2, 1, 1), (2, 3, 5, 1), (0, 3, 1, 1), (0, 2, 1, 8)],
            Some(&[0, 1, 2, 7]),
        );
        check(2, &[(0, 1, 1, 1), (1, 0, 1, 1)], None);
        check(0, &[], Some(&[]));
    }

    #[test]
    fn parts_without_links_between_are_solved_too() {
        check(4, &[(0, 1, 3, 1), (2, 3, 2, 1)], Some(&[0, 3, 0, 2]));
    }
}
