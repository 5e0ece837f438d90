//! A number in digits, with commas and points both ways.
//!
//! A comma before exactly three digits groups thousands, else it is a decimal mark; several points group thousands
//! (`3.500.000`); one point is a decimal mark, but before exactly three digits a reader may mean thousands (`watu 2.500`),
//! so it is reported and the layer that knows what is counted decides.

use super::Exact;

/// What digits say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// The value, the point read as a decimal mark.
    pub value: Exact,
    /// The value with the point read as a thousands mark, where that is as likely.
    pub thousands: Option<Exact>,
    /// No mark inside: may be a year, a day, a page.
    pub plain: bool,
    /// How many digits.
    pub count: usize,
}

/// Reads a number token; `None` for clock times, dates with points and what is too long to mean anything.
#[must_use]
pub fn digits(word: &str) -> Option<Digits> {
    let b = word.as_bytes();
    if !b.iter().all(|c| c.is_ascii_digit() || matches!(c, b'.' | b',')) || !b.first()?.is_ascii_digit() {
        return None;
    }
    let (mut groups, mut start, mut commas, mut points) = ([(0usize, 0usize); 8], 0, 0, 0);
    let mut n = 0;
    for i in 0..=b.len() {
        if i == b.len() || !b[i].is_ascii_digit() {
            *groups.get_mut(n)? = (start, i);
            n += 1;
            start = i + 1;
            if i < b.len() {
                if b[i] == b',' { commas += 1 } else { points += 1 }
            }
        }
    }
    let groups = &groups[..n];
    let len = |g: (usize, usize)| g.1 - g.0;
    let count = groups.iter().map(|g| len(*g)).sum();
    if count > 18 {
        return None;
    }
    let whole = |gs: &[(usize, usize)]| gs.iter().flat_map(|g| &b[g.0..g.1]).fold(0u64, |v, d| v * 10 + u64::from(d - b'0'));
    let thousands = |gs: &[(usize, usize)]| (1..=3).contains(&len(gs[0])) && gs[1..].iter().all(|g| len(*g) == 3);
    let tail = groups[n - 1];
    let places = &b[tail.0..tail.1];
    let done = |value, thousands| Some(Digits { value, thousands, plain: n == 1, count });
    let last_is_point = n > 1 && b[tail.0 - 1] == b'.';
    match (commas, points) {
        (0, 0) => done(Exact::whole(whole(groups)), None),
        (0, 1) => {
            let other = (thousands(groups) && b[0] != b'0').then(|| Exact::whole(whole(groups)));
            done(Exact::decimal(whole(&groups[..1]), places), other)
        }
        (1, 0) if !thousands(groups) || b[0] == b'0' => done(Exact::decimal(whole(&groups[..1]), places), None),
        // Indian grouping (`1,00,000`) still groups.
        (_, 0) if thousands(groups) || groups[1..].iter().all(|g| (2..=3).contains(&len(*g))) => done(Exact::whole(whole(groups)), None),
        (0, _) if thousands(groups) => done(Exact::whole(whole(groups)), None),
        (_, 1) if last_is_point && thousands(&groups[..n - 1]) => done(Exact::decimal(whole(&groups[..n - 1]), places), None),
        (1, _) if !last_is_point && thousands(&groups[..n - 1]) => done(Exact::decimal(whole(&groups[..n - 1]), places), None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_and_points_both_ways() {
        for (word, value) in [
            ("800,000", "800000"),
            ("12,516,252", "12516252"),
            ("1.14", "1.14"),
            ("24,6", "24.6"),
            ("3.500.000", "3500000"),
            ("1,250.75", "1250.75"),
            ("1.250,75", "1250.75"),
            ("2.500", "2.5"),
            ("0,500", "0.5"),
        ] {
            assert_eq!(digits(word).map(|d| d.value.to_string()).as_deref(), Some(value), "{word}");
        }
        assert_eq!(digits("2.500").and_then(|d| d.thousands), Some(Exact::whole(2500)));
        for bad in ["10:30", "25.08.2022", "1234567890123456789012", ""] {
            assert_eq!(digits(bad), None, "{bad}");
        }
    }
}
