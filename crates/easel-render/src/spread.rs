//! Moving labels apart along one axis, as little as possible.

/// A stretch along the axis that wants to be centred somewhere.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish {
    /// Where its middle wants to be.
    pub(crate) center: f64,
    /// Its length.
    pub(crate) length: f64,
}

/// Middles for the stretches, in the order given, that do not overlap and stay within
/// `low..=high`; their squared distance from the wishes is least. `None` where they are longer
/// together than the room.
pub(crate) fn spread(wishes: &[Wish], (low, high): (f64, f64)) -> Option<Vec<f64>> {
    let total: f64 = wishes.iter().map(|wish| wish.length).sum();
    if total > high - low + 1e-6 {
        return None;
    }
    // Pool adjacent violators: `sum` is of the positions each stretch wishes for the block's
    // begin.
    struct Pool {
        sum: f64,
        count: f64,
        length: f64,
        members: usize,
    }
    let mut pools: Vec<Pool> = Vec::new();
    for wish in wishes {
        let begin = wish.center - wish.length / 2.0;
        pools.push(Pool { sum: begin, count: 1.0, length: wish.length, members: 1 });
        while let [.., before, last] = pools.as_slice() {
            let end = before.sum / before.count + before.length;
            if end <= last.sum / last.count {
                break;
            }
            let sum = before.sum + last.sum - before.length * last.count;
            let merged = Pool {
                sum,
                count: before.count + last.count,
                length: before.length + last.length,
                members: before.members + last.members,
            };
            pools.truncate(pools.len() - 2);
            pools.push(merged);
        }
    }
    // Clamped to the room from both ends; pools stay apart because the room is long enough.
    let mut begins: Vec<f64> = pools.iter().map(|pool| pool.sum / pool.count).collect();
    let mut floor = low;
    for (begin, pool) in begins.iter_mut().zip(&pools) {
        *begin = begin.max(floor);
        floor = *begin + pool.length;
    }
    let mut ceiling = high;
    for (begin, pool) in begins.iter_mut().zip(&pools).rev() {
        *begin = begin.min(ceiling - pool.length);
        ceiling = *begin;
    }
    let mut centers = Vec::with_capacity(wishes.len());
    let mut rest = wishes.iter();
    for (begin, pool) in begins.iter().zip(&pools) {
        let mut position = *begin;
        for wish in rest.by_ref().take(pool.members) {
            centers.push(position + wish.length / 2.0);
            position += wish.length;
        }
    }
    Some(centers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wishes: &[(f64, f64)], room: (f64, f64), expect: Option<&[f64]>) {
        let wishes: Vec<Wish> =
            wishes.iter().map(|&(center, length)| Wish { center, length }).collect();
        assert_eq!(spread(&wishes, room).as_deref(), expect);
    }

    #[test]
    fn stretches_move_apart_as_little_as_possible() {
        check(&[(10.0, 4.0), (20.0, 4.0)], (0.0, 100.0), Some(&[10.0, 20.0]));
        check(&[(10.0, 4.0), (10.0, 4.0)], (0.0, 100.0), Some(&[8.0, 12.0]));
        check(&[(0.0, 4.0), (1.0, 4.0)], (0.0, 100.0), Some(&[2.0, 6.0]));
        check(&[(99.0, 4.0), (99.0, 4.0)], (0.0, 100.0), Some(&[94.0, 98.0]));
        check(&[(5.0, 60.0), (5.0, 60.0)], (0.0, 100.0), None);
        check(&[], (0.0, 1.0), Some(&[]));
    }
}
