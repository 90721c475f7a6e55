//! From numbers to positions: the range of an axis and its ticks, linear or logarithmic. Times
//! are in [`crate::time_axis`].

/// A scale with ticks at round numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scale {
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Distance of ticks; on a logarithmic scale the number of powers of ten from one to the
    /// next, 0 where 2 and 5 have ticks too.
    pub(crate) step: f64,
    /// Equal ratios are equal lengths.
    pub(crate) is_log: bool,
}

/// Most ticks of an axis.
const TICKS_MAX: f64 = 7.0;

impl Scale {
    /// A scale around the values, with about `n_ticks` steps of 1, 2, 2.5 or 5 times a power of
    /// ten; from zero where `from_zero` is set.
    pub(crate) fn nice(values: impl Iterator<Item = f64>, from_zero: bool, n_ticks: f64) -> Self {
        Self::bounded(values, from_zero, (n_ticks, None, None))
    }

    /// As [`Self::nice`], with ends given for the axis: `(n_ticks, low, high)`. An end that does
    /// not leave a range is not taken.
    pub(crate) fn bounded(
        values: impl Iterator<Item = f64>,
        from_zero: bool,
        (n_ticks, given_low, given_high): (f64, Option<f64>, Option<f64>),
    ) -> Self {
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
        low = given_low.filter(|given| *given < high).unwrap_or(low);
        high = given_high.filter(|given| *given > low).unwrap_or(high);
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
        if whole && high > 0.0 && (high - low) > 2.5 {
            // Whole numbers are counts; half a cat reads oddly.
            step = if step == 2.5 { 5.0 } else { step.max(1.0) };
        }
        let ends = |step: f64| ((low / step).floor() * step, (high / step).ceil() * step);
        // Rounding both ends outwards may add a step too many.
        for _ in 0..2 {
            let (begin, end) = ends(step);
            if end / step - begin / step <= TICKS_MAX - 0.5 {
                break;
            }
            step = nice_step(step * 1.01);
        }
        let (begin, end) = ends(step);
        let low = if given_low.is_some_and(|given| given == low) { low } else { begin };
        let high = if given_high.is_some_and(|given| given == high) { high } else { end };
        Self { low, high, step, is_log: false }
    }

    /// A logarithmic scale around values greater than 0, with ends at powers of ten, or at 2 and
    /// 5 times one where the values span about two powers or less.
    pub(crate) fn log(values: impl Iterator<Item = f64>, n_ticks: f64) -> Self {
        let (mut low, mut high) = (f64::MAX, 0.0_f64);
        for value in values.filter(|value| value.is_finite() && *value > 0.0) {
            let value = value.max(1e-200);
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (1.0, 10.0);
        }
        if high / low < 1.5 {
            low /= 2.0;
            high *= 2.0;
        }
        let begin = mantissas(low, -1).into_iter().rfind(|tick| *tick <= low * 1.000_001);
        let end = mantissas(high, 0).into_iter().find(|tick| *tick >= high * 0.999_999);
        let fine =
            Self { low: begin.unwrap_or(low), high: end.unwrap_or(high), step: 0.0, is_log: true };
        if high / low < 1e3 && fine.ticks().len() <= crate::cast::to_usize(TICKS_MAX) {
            return fine;
        }
        let (first, last) = (low.log10().floor(), (high.log10() - 1e-9).ceil());
        let step = ((last - first) / n_ticks.clamp(1.0, TICKS_MAX - 1.0)).ceil().max(1.0);
        Self { low: 10_f64.powf(first), high: 10_f64.powf(last), step, is_log: true }
    }

    /// A round width for about `count` stretches from `low` to `high`.
    pub(crate) fn step_for(low: f64, high: f64, count: f64) -> f64 {
        nice_step((high / count - low / count).max(f64::MIN_POSITIVE * 1e3))
    }

    /// Position of a value between 0.0 (low end) and 1.0 (high end).
    pub(crate) fn share(&self, value: f64) -> f64 {
        if self.is_log {
            let (low, high) = (self.low.log10(), self.high.log10());
            return (value.max(1e-250).log10() - low) / (high - low);
        }
        // Halves keep the difference finite for the largest numbers.
        (value / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0)
    }

    /// [`Self::share`], with values beyond the axis at its ends.
    pub(crate) fn clamped(&self, value: f64) -> f64 {
        self.share(value).clamp(0.0, 1.0)
    }

    /// Where lengths begin: zero, or the end of the axis that is nearest to it.
    pub(crate) fn base(&self) -> f64 {
        if self.is_log { self.low } else { 0.0_f64.clamp(self.low, self.high) }
    }

    /// The values at which there are ticks, low to high.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        if self.is_log {
            return self.log_ticks();
        }
        let slack = 1e-6;
        let first = (self.low / self.step - slack).ceil();
        let count = (self.high / self.step + slack).floor() - first;
        let count = count.clamp(0.0, 20.0);
        let mut ticks = Vec::new();
        let mut index = 0.0;
        while index <= count {
            ticks.push((first + index) * self.step);
            index += 1.0;
        }
        ticks
    }

    fn log_ticks(&self) -> Vec<f64> {
        let (low, high) = (self.low * 0.999_999, self.high * 1.000_001);
        let (first, last) = (self.low.log10().floor(), self.high.log10().ceil());
        let mut ticks = Vec::new();
        let mut power = first;
        while power <= last + 1e-9 && ticks.len() < 40 {
            let factors: &[f64] = if self.step == 0.0 { &[1.0, 2.0, 5.0] } else { &[1.0] };
            let decade = 10_f64.powf(power);
            ticks.extend(factors.iter().map(|factor| factor * decade));
            power += self.step.max(1.0);
        }
        ticks.retain(|tick| (low..=high).contains(tick));
        ticks
    }

    /// Values between the ticks of a logarithmic scale that get a short mark.
    pub(crate) fn minor_ticks(&self) -> Vec<f64> {
        if !self.is_log || self.step > 1.0 {
            return Vec::new();
        }
        let (first, last) = (self.low.log10().floor(), self.high.log10().ceil());
        let ticks = self.ticks();
        let mut minor = Vec::new();
        let mut power = first;
        while power < last && minor.len() < 80 {
            minor.extend((2..10).map(|factor| f64::from(factor) * 10_f64.powf(power)));
            power += 1.0;
        }
        minor.retain(|value| {
            (self.low..=self.high).contains(value)
                && !ticks.iter().any(|tick| (tick / value - 1.0).abs() < 1e-6)
        });
        minor
    }

    /// Largest distance from zero.
    pub(crate) fn largest(&self) -> f64 {
        self.low.abs().max(self.high.abs())
    }
}

/// 1, 2 and 5 times the power of ten of a value, from `below` powers lower to one higher.
fn mantissas(value: f64, below: i32) -> Vec<f64> {
    let power = value.log10().floor();
    (below..=1)
        .flat_map(|offset| {
            let decade = 10_f64.powf(power + f64::from(offset));
            [decade, 2.0 * decade, 5.0 * decade]
        })
        .collect()
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

    fn same(ticks: &[f64], expect: &[f64]) {
        assert_eq!(ticks.len(), expect.len(), "{ticks:?}");
        for (tick, expect) in ticks.iter().zip(expect) {
            assert!((tick - expect).abs() <= 1e-9 * expect.abs().max(1e-300), "{ticks:?}");
        }
    }

    fn check(values: &[f64], from_zero: bool, expect: &[f64]) {
        same(&Scale::nice(values.iter().copied(), from_zero, 5.0).ticks(), expect);
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
    fn given_ends_are_kept() {
        let scale = Scale::bounded([12.0, 88.0].into_iter(), false, (5.0, Some(10.0), Some(95.0)));
        assert_eq!((scale.low, scale.high), (10.0, 95.0));
        same(&scale.ticks(), &[20.0, 40.0, 60.0, 80.0]);
        let scale = Scale::bounded([12.0, 88.0].into_iter(), true, (5.0, Some(100.0), None));
        assert_eq!((scale.low, scale.high), (0.0, 100.0));
    }

    fn check_log(values: &[f64], expect: &[f64]) {
        same(&Scale::log(values.iter().copied(), 5.0).ticks(), expect);
    }

    #[test]
    fn logarithmic_ticks_stand_at_powers() {
        check_log(&[3.0, 4_000.0], &[1.0, 10.0, 100.0, 1_000.0, 10_000.0]);
        check_log(&[3.0, 40.0], &[2.0, 5.0, 10.0, 20.0, 50.0]);
        check_log(&[1.0, 1e12], &[1.0, 1e3, 1e6, 1e9, 1e12]);
        check_log(&[5.0], &[2.0, 5.0, 10.0]);
        check_log(&[], &[1.0, 2.0, 5.0, 10.0]);
        let scale = Scale::log([1.0, 1000.0].into_iter(), 5.0);
        assert!((scale.share(10.0) - 1.0 / 3.0).abs() < 1e-9);
        assert_eq!(scale.minor_ticks().len(), 24);
    }

    #[test]
    fn the_largest_and_smallest_numbers_stay_finite() {
        for values in [[1e200, -1e200], [5e-324, 0.0], [1e200, 1e200], [-1e-300, 1e-300]] {
            let scale = Scale::nice(values.into_iter(), true, 5.0);
            let log = Scale::log(values.into_iter(), 5.0);
            for value in values {
                let share = scale.share(value);
                assert!(share.is_finite(), "{values:?} {scale:?} {share}");
                assert!(log.share(value).is_finite(), "{values:?} {log:?}");
                assert!(log.ticks().len() <= 12, "{log:?}");
            }
        }
    }
}
