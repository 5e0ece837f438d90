//! Holidays by name: fixed days, days counted from Easter, and days of the tabular Islamic calendar (approximate: the moon decides).

use std::sync::LazyLock;

use jiff::ToSpan;
use rustc_hash::FxHashMap;

use super::Country;
use super::rules::{Cx, Draft};
use super::value::{Point, Value};
use super::{Mod, TimeKind};
use crate::calendar::{Date, date};
use crate::data::tsv::Table;
use crate::text::{hash_lower, tokens_of};

#[derive(Clone, Copy, Debug)]
enum Rule {
    Fixed(i8, i8),
    Easter(i64),
    Islamic(i64, Option<i64>),
}

struct Entry {
    words: Vec<u64>,
    rule: Rule,
    country: Option<Country>,
}

static TABLE: LazyLock<FxHashMap<u64, Vec<Entry>>> = LazyLock::new(|| {
    let table = Table::built_in(include_str!("../../data/time/holidays.tsv"));
    let mut map: FxHashMap<u64, Vec<Entry>> = FxHashMap::default();
    for row in table.rows() {
        let rule = read_rule(row.get("rule")).expect("data/time/holidays.tsv: rule");
        for form in row.list("forms") {
            let words: Vec<u64> = tokens_of(form).iter().map(|t| t.lower).collect();
            let entry = Entry { rule, country: Country::new(row.get("country")), words };
            map.entry(entry.words[0]).or_default().push(entry);
        }
    }
    // The longest form first; of the same form the rows stay in the file's order.
    for entries in map.values_mut() {
        entries.sort_by_key(|e| std::cmp::Reverse(e.words.len()));
    }
    map
});

fn read_rule(text: &str) -> Option<Rule> {
    if let Some(days) = text.strip_prefix("easter") {
        return Some(Rule::Easter(days.parse().ok()?));
    }
    if let Some(rest) = text.strip_prefix("islamic ") {
        let (month, day) = rest.split_once('-').map_or((rest, None), |(m, d)| (m, Some(d)));
        return Some(Rule::Islamic(month.parse().ok()?, day.map(str::parse).transpose().ok()?));
    }
    let (month, day) = text.split_once('-')?;
    Some(Rule::Fixed(month.parse().ok()?, day.parse().ok()?))
}

pub(super) fn first_words() -> impl Iterator<Item = u64> {
    let table = Table::built_in(include_str!("../../data/time/holidays.tsv"));
    let firsts: Vec<u64> =
        table.rows().flat_map(|row| row.list("forms").collect::<Vec<_>>()).map(|f| hash_lower(f.split(' ').next().unwrap_or(f))).collect();
    firsts.into_iter()
}

/// Easter Sunday of a year (Gauss, after Meeus).
#[must_use]
pub fn easter(year: i16) -> Option<Date> {
    let y = i64::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    date(y, month, (h + l - 7 * m + 33 * month + 19) % 32)
}

/// A day of the tabular Islamic calendar.
#[must_use]
pub fn islamic(year: i64, month: i64, day: i64) -> Option<Date> {
    let days = (year - 1) * 354 + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2 + day;
    // 1 Muharram 1 is 19 July 622 in the proleptic Gregorian calendar.
    date(622, 7, 18)?.checked_add(days.days()).ok()
}

/// The day (or month) of a holiday in a Gregorian year.
fn in_year(rule: Rule, year: i16) -> Option<(Date, Date)> {
    match rule {
        Rule::Fixed(m, d) => date(year.into(), m.into(), d.into()).map(|d| (d, d)),
        Rule::Easter(n) => easter(year)?.checked_add(n.days()).ok().map(|d| (d, d)),
        Rule::Islamic(m, d) => {
            let near = (i64::from(year) - 622) * 33 / 32;
            (near - 1..=near + 1).find_map(|y| {
                let first = islamic(y, m, d.unwrap_or(1))?;
                let last = if d.is_some() { first } else { islamic(y, m + 1, 1)?.yesterday().ok()? };
                (first.year() == year).then_some((first, last))
            })
        }
    }
}

/// A holiday at token `i`.
pub(super) fn holiday(cx: &mut Cx<'_>, i: usize) -> Option<Draft> {
    let entries = TABLE.get(&cx.tokens.get(i)?.lower)?;
    let fits = |e: &&Entry| i + e.words.len() <= cx.end && e.words.iter().zip(&cx.tokens[i..]).all(|(w, t)| *w == t.lower);
    let longest = entries.iter().find(fits)?.words.len();
    let of_form = || entries.iter().filter(|e| e.words.len() == longest).filter(fits);
    let country = cx.reference.country;
    let entry = of_form().find(|e| e.country.is_some() && e.country == country).or_else(|| of_form().find(|e| e.country.is_none()));
    let to = i + longest;
    let mut draft = Draft::new(i, to, TimeKind::Date, None);
    // A name of several countries with none known: found, but not valued, unless only one row has it.
    let Some(entry) = entry.or_else(|| of_form().next().filter(|_| of_form().count() == 1 && country.is_none())) else {
        return Some(draft);
    };
    let (year, to) = match cx.year_phrase(to) {
        Some((y, to)) => (Some(y), to),
        None => (None, to),
    };
    draft.to = to;
    if matches!(entry.rule, Rule::Islamic(..)) {
        draft.modifier = Some(Mod::Approx);
    }
    let days = match year {
        Some(y) => in_year(entry.rule, y),
        None => cx.reference.day.and_then(|r| {
            let all: Vec<_> = (r.year() - 1..=r.year() + 1).filter_map(|y| in_year(entry.rule, y)).collect();
            cx.choose(&all, i, to, |d| d.0)
        }),
    };
    draft.value = days.map(|(a, b)| if a == b { Value::Point(Point::Day(a)) } else { Value::Interval(Point::Day(a), Point::Day(b)) });
    Some(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movable_feasts() {
        for (y, m, d) in [(2021, 4, 4), (2024, 3, 31), (2025, 4, 20), (2000, 4, 23)] {
            assert_eq!(easter(y), date(y.into(), m, d));
        }
        // Within a day of what was seen: Ramadhani 1442 began on 13 April 2021, Idd el-Fitr 1445 was on 10 April 2024.
        for (day, seen) in [(islamic(1442, 9, 1), date(2021, 4, 13)), (islamic(1445, 10, 1), date(2024, 4, 10))] {
            let (day, seen) = (day.unwrap(), seen.unwrap());
            assert!((day - seen).get_days().abs() <= 1, "{day} {seen}");
        }
    }
}
