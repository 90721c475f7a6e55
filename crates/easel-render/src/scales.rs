//! From numbers to positions: the range of an axis and its ticks.

/// A linear scale with ticks at round numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scale {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) step: f64,
}

impl Scale {
    /// A scale around the values, with about `n_ticks` steps of 1, 2, 2.5 or 5 times a power of
    /// ten; from zero where `from_zero` is set.
    pub(crate) fn nice(values: impl Iterator<Item = f64>, from_zero: bool, n_ticks: f64) -> Self {
        let (mut low, mut high) = (f64::MAX, f64::MIN);
        let mut whole = true;
        for value in values.filter(|value| value.is_finite()) {
            whole &= value.fract() == 0.0;
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if from_zero {
            low = low.min(0.0);
            high = high.max(0.0);
        }
        if low == high {
            let half = if low == 0.0 { 0.5 } else { low.abs() * 0.5 };
            if low == 0.0 && from_zero {
                high = 1.0;
            } else {
                low -= half;
                high += half;
            }
        }
        let mut step = nice_step((high / n_ticks - low / n_ticks).max(f64::MIN_POSITIVE * 1e3));
        if whole && high > 0.0 && (high - low) > 1.5 {
            // Whole numbers are counts; half a cat reads oddly.
            step = if step == 2.5 { 5.0 } else { step.max(1.0) };
        }
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// Position of a value between 0.0 (low end) and 1.0 (high end).
    pub(crate) fn share(&self, value: f64) -> f64 {
        // Halves keep the difference finite for the largest numbers.
        (value / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0)
    }

    /// The values at which there are ticks, low to high.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        let first = (self.low / self.step).round();
        let count = (self.high / self.step - first).round().clamp(1.0, 20.0);
        let mut ticks = Vec::new();
        let mut index = 0.0;
        while index <= count {
            ticks.push((first + index) * self.step);
            index += 1.0;
        }
        ticks
    }

    /// Largest distance from zero.
    pub(crate) fn largest(&self) -> f64 {
        self.low.abs().max(self.high.abs())
    }
}

fn nice_step(rough: f64) -> f64 {
    let power = 10_f64.powf(rough.log10().floor());
    let fraction = rough / power;
    let factor = [1.0, 2.0, 2.5, 5.0].into_iter().find(|&f| fraction <= f * 1.000_001);
    power * factor.unwrap_or(10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[f64], from_zero: bool, expect: &[f64]) {
        let ticks = Scale::nice(values.iter().copied(), from_zero, 5.0).ticks();
        assert_eq!(ticks.len(), expect.len(), "{ticks:?}");
        for (tick, expect) in ticks.iter().zip(expect) {
            assert!((tick - expect).abs() <= 1e-9 * expect.abs().max(1e-300), "{ticks:?}");
        }
    }

    #[test]
    fn ticks_are_round_and_enclose_the_values() {
        check(&[120.0, 180.0, 150.0, 220.0], true, &[0.0, 50.0, 100.0, 150.0, 200.0, 250.0]);
        check(&[-30.0, 55.0], true, &[-40.0, -20.0, 0.0, 20.0, 40.0, 60.0]);
        check(&[0.0, 0.0], true, &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        check(&[7.0], true, &[0.0, 2.0, 4.0, 6.0, 8.0]);
        check(&[12.0, 9.0, 2.0], true, &[0.0, 5.0, 10.0, 15.0]);
        check(&[2.0, 3.0], true, &[0.0, 1.0, 2.0, 3.0]);
        check(&[2.5, 12.0], true, &[0.0, 2.5, 5.0, 7.5, 10.0, 12.5]);
    }

    #[test]
    fn the_largest_and_smallest_numbers_stay_finite() {
        for values in [[1e200, -1e200], [5e-324, 0.0], [1e200, 1e200], [-1e-300, 1e-300]] {
            let scale = Scale::nice(values.into_iter(), true, 5.0);
            for value in values {
                let share = scale.share(value);
                assert!(share.is_finite(), "{values:?} {scale:?} {share}");
            }
        }
    }
}
