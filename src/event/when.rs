//! When and where: the nearest date of the sentence, the nearest place after the anchor, and what lies a year back.

use super::parties::{Parties, When};
use crate::calendar::Date;
use crate::record::EntityType;

/// The value of the date nearest to the anchor among those of its sentence.
pub(super) fn date<'a>(times: &'a [When<'a>], sentence: &std::ops::Range<usize>, from: usize, to: usize) -> Option<&'a str> {
    let inside = |t: &&When| (t.tokens.start as usize) >= sentence.start && (t.tokens.end as usize) <= sentence.end;
    let first = times.partition_point(|t| (t.tokens.start as usize) < sentence.start);
    let dates = times[first..].iter().take_while(|t| (t.tokens.start as usize) < sentence.end).filter(inside);
    let far = |t: &When| {
        let (start, end) = (t.tokens.start as usize, t.tokens.end as usize);
        if start >= to { start - to } else { from.saturating_sub(end) + 1 }
    };
    dates
        .filter(|t| t.date && t.value.as_bytes().first().is_some_and(u8::is_ascii_digit))
        .min_by_key(|t| far(t))
        .map(|t| t.value.split('T').next().unwrap_or(t.value))
}

/// Whether a value lies a year or more before the publication day.
pub(super) fn historical(value: &str, day: Option<Date>) -> bool {
    let (Some(day), Some(last)) = (day, value.rsplit('/').next()) else { return false };
    let mut fields = last.split('-');
    let Some(first) = fields.next() else { return false };
    match (first.len(), first.parse::<i32>()) {
        (4, Ok(year)) => {
            let month = fields.next().and_then(|m| m.parse::<i32>().ok());
            let Some(month) = month else { return year < i32::from(day.year()) };
            let date = fields.next().and_then(|d| d.parse::<i32>().ok()).unwrap_or(31);
            let months = (i32::from(day.year()) - year) * 12 + i32::from(day.month()) - month;
            months > 12 || (months == 12 && date <= i32::from(day.day()))
        }
        // A decade (198) or century (19) is past unless it is the present one.
        (3, Ok(decade)) => decade < i32::from(day.year()) / 10,
        (2, Ok(century)) => century < i32::from(day.year()) / 100,
        _ => false,
    }
}

/// The place named nearest after the anchor in its sentence, or before it.
pub(super) fn place(parties: &Parties<'_>, sentence: &std::ops::Range<usize>, from: usize, to: usize, not: &[u32]) -> Option<u32> {
    let mentions = &parties.mentions;
    let first = mentions.partition_point(|m| (m.tokens.start as usize) < sentence.start);
    let far = |start: usize| if start >= to { start - to } else { 2 * (from.saturating_sub(start)) + 4 };
    mentions[first..]
        .iter()
        .take_while(|m| (m.tokens.start as usize) < sentence.end)
        .filter(|m| m.kind == EntityType::Loc && !not.contains(&m.entity))
        .min_by_key(|m| far(m.tokens.start as usize))
        .map(|m| m.entity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_back_is_history() {
        let day = Some(jiff::civil::date(2021, 6, 18));
        for (value, old) in [
            ("2020", true),
            ("2021", false),
            ("2020-06-18", true),
            ("2020-06-19", false),
            ("2020-09", false),
            ("2019-03", true),
            ("198", true),
            ("2004/2011", true),
            ("2021-W05", false),
            ("19", true),
            ("", false),
        ] {
            assert_eq!(historical(value, day), old, "{value}");
        }
        assert!(!historical("1990", None));
    }
}
