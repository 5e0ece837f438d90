//! An exact decimal of six places: sums and products of what news writes never lose a digit.

/// A number in millionths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(i128);

const ONE: i128 = 1_000_000;

impl Exact {
    /// A whole number.
    #[must_use]
    pub fn whole(n: u64) -> Self {
        Self(i128::from(n) * ONE)
    }

    /// `n / d`, to six places.
    #[must_use]
    pub fn ratio(n: u64, d: u64) -> Self {
        Self(i128::from(n) * ONE / i128::from(d.max(1)))
    }

    /// A decimal from its whole part and up to six digits after the point.
    #[must_use]
    pub fn decimal(whole: u64, places: &[u8]) -> Self {
        let (mut rest, mut unit) = (0, ONE / 10);
        for d in places.iter().take(6) {
            rest += i128::from(d.saturating_sub(b'0').min(9)) * unit;
            unit /= 10;
        }
        Self(i128::from(whole) * ONE + rest)
    }

    /// The sum, `None` past all sense.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The product with a whole number, `None` past all sense.
    #[must_use]
    pub fn times(self, n: u64) -> Option<Self> {
        self.0.checked_mul(i128::from(n)).filter(|v| v.abs() < 1 << 100).map(Self)
    }

    /// The whole number that this is, if it is one.
    #[must_use]
    pub fn as_whole(self) -> Option<u64> {
        if self.0 % ONE == 0 { u64::try_from(self.0 / ONE).ok() } else { None }
    }

    /// The nearest floating-point number.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        if self.0 % ONE == 0 { (self.0 / ONE) as f64 } else { self.0 as f64 / ONE as f64 }
    }
}

impl std::fmt::Display for Exact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, mut rest) = (self.0 / ONE, (self.0 % ONE).abs());
        write!(f, "{whole}")?;
        if rest == 0 {
            return Ok(());
        }
        let mut width = 6;
        while rest % 10 == 0 {
            rest /= 10;
            width -= 1;
        }
        write!(f, ".{rest:0width$}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_do_not_drift() {
        assert_eq!(Exact::decimal(24, b"6").times(1_000_000), Some(Exact::whole(24_600_000)));
        assert_eq!(Exact::decimal(1, b"05").to_string(), "1.05");
        assert_eq!(Exact::ratio(2, 3).to_string(), "0.666666");
        assert_eq!(Exact::whole(u64::MAX).times(u64::MAX), None);
        assert_eq!(Exact::decimal(2, b"5").to_f64(), 2.5);
    }
}
