//! Days, months and weekdays by their names: what `article/` (publication day) and `time/` both need.
//!
//! Dates are jiff's civil dates (years -9999 to 9999, checked arithmetic); only the words are ours, in `data/calendar.tsv`.

mod read;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

pub use jiff::civil::{Date, Weekday};
pub use read::read_date;

use crate::data::tsv::Table;
use crate::text::hash_lower;

static WORDS: LazyLock<FxHashMap<u64, (bool, u8)>> = LazyLock::new(|| {
    let table = Table::built_in(include_str!("../../data/calendar.tsv"));
    let mut map = FxHashMap::default();
    for row in table.rows() {
        let number: u8 = row.get("number").parse().expect("data/calendar.tsv: number");
        for form in row.list("forms") {
            map.insert(hash_lower(form), (row.get("kind") == "month", number));
        }
    }
    map
});

/// The month (1–12) that a token with this lower-cased hash names.
#[must_use]
pub fn month(lower: u64) -> Option<u8> {
    WORDS.get(&lower).and_then(|&(is_month, n)| is_month.then_some(n))
}

/// The weekday that a token with this lower-cased hash names.
#[must_use]
pub fn weekday(lower: u64) -> Option<Weekday> {
    WORDS.get(&lower).and_then(|&(is_month, n)| if is_month { None } else { Weekday::from_monday_one_offset(n as i8).ok() })
}

/// Every name with what it names: whether a month, and its number. For tables that are joined with this one.
pub(crate) fn words() -> impl Iterator<Item = (u64, (bool, u8))> {
    WORDS.iter().map(|(hash, n)| (*hash, *n))
}

/// A real day, or `None` for the likes of 30 February.
#[must_use]
pub fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(i16::try_from(year).ok().filter(|y| *y >= 0)?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A year as written, `24` read as 2024 and `98` as 1998 only where the caller allows two digits.
#[must_use]
pub fn year(digits: &str) -> Option<i64> {
    let n: i64 = digits.parse().ok()?;
    (digits.len() == 4 && (1000..=2999).contains(&n)).then_some(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_months_and_weekdays() {
        for (word, n) in [("Januari", 1), ("MACHI", 3), ("Disemba", 12), ("June", 6), ("Okt.", 10)] {
            assert_eq!(month(hash_lower(word)), Some(n), "{word}");
        }
        assert_eq!(weekday(hash_lower("Jumatano")), Some(Weekday::Wednesday));
        assert_eq!(weekday(hash_lower("Januari")), None);
        assert_eq!(date(2024, 2, 30), None);
        assert!(date(2024, 2, 29).is_some());
    }
}
