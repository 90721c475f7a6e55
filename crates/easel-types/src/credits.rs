//! Credits as integers. What things cost is the price book's affair (`easel-core`); the ledger
//! that keeps the entries is the store's.

use std::fmt;
use std::ops::{Add, AddAssign, Neg, Sub};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Millionths of a credit. Amounts in the ledger may be negative; prices never are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MicroCredits(i64);

impl MicroCredits {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// Micro-credits in one credit.
    pub const PER_CREDIT: i64 = 1_000_000;

    /// This many millionths of a credit.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// This many whole credits, saturating.
    pub const fn from_credits(credits: i64) -> Self {
        Self(credits.saturating_mul(Self::PER_CREDIT))
    }

    /// Millionths of a credit.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Credits as a float, for answers that show credits as a JSON number. Exact to a millionth
    /// up to 2^53 micro-credits (nine billion credits).
    #[expect(clippy::cast_precision_loss, reason = "only for showing; the limit is documented")]
    pub fn as_credits_f64(self) -> f64 {
        self.0 as f64 / Self::PER_CREDIT as f64
    }

    /// True for amounts below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// `self + other`, or `None` where the sum does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

impl Add for MicroCredits {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for MicroCredits {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for MicroCredits {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for MicroCredits {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl std::iter::Sum for MicroCredits {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for MicroCredits {
    /// Credits without trailing zeros: `3`, `0.75`, `-12.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.0.unsigned_abs();
        let per_credit = Self::PER_CREDIT.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}", magnitude / per_credit)?;
        match magnitude % per_credit {
            0 => Ok(()),
            fraction => write!(f, ".{}", format!("{fraction:06}").trim_end_matches('0')),
        }
    }
}

impl fmt::Debug for MicroCredits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} credits")
    }
}

/// Text that is not an amount of credits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an amount of credits: a number with at most six decimals, such as 12 or 0.75")]
pub struct ParseCreditsError;

impl FromStr for MicroCredits {
    type Err = ParseCreditsError;

    fn from_str(text: &str) -> Result<Self, ParseCreditsError> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || fraction.len() > 6 {
            return Err(ParseCreditsError);
        }
        let whole: i64 = whole.parse().map_err(|_| ParseCreditsError)?;
        let fraction: i64 = format!("{fraction:0<6}").parse().map_err(|_| ParseCreditsError)?;
        whole
            .checked_mul(Self::PER_CREDIT)
            .and_then(|micros| micros.checked_add(fraction))
            .map(|micros| Self(sign * micros))
            .ok_or(ParseCreditsError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_print_without_trailing_zeros_and_parse_back() {
        for (micros, text) in
            [(0, "0"), (3_000_000, "3"), (750_000, "0.75"), (-12_500_000, "-12.5"), (1, "0.000001")]
        {
            assert_eq!(MicroCredits(micros).to_string(), text);
            assert_eq!(text.parse(), Ok(MicroCredits(micros)));
        }
    }

    #[test]
    fn text_that_is_no_amount_is_refused() {
        for text in ["", "-", ".5", "1.", "1.0000001", "1e3", "99999999999999999", "１"] {
            assert_eq!(text.parse::<MicroCredits>(), Err(ParseCreditsError), "{text}");
        }
    }
}
