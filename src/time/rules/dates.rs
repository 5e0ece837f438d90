//! Calendar dates in every order and spelling, and years.

use super::super::lexicon::{K, W};
use super::super::value::{Point, Unit, Value};
use super::super::{TimeIssue, TimeKind};
use super::{Cx, Draft};
use crate::calendar::{Date, date};
use crate::numeral;
use crate::text::Gap;

/// Names of months that are also names or words of other tongues: months only beside a number.
const DOUBTFUL: [&str; 10] = ["may", "mar", "mac", "jan", "mach", "apr", "des", "dec", "sep", "sept"];

impl Cx<'_> {
    /// `18/06/2024`, `18-06-2024`, `25.08.2022`, `2024-06-18`.
    pub fn numeric(&mut self, i: usize) -> Option<Draft> {
        let word = self.str(i);
        if word.bytes().filter(|b| *b == b'.').count() == 2 {
            let mut parts = word.split('.').map(|p| (p.parse::<i64>().unwrap_or(-1), p.len()));
            let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
            return (y.1 == 4 && d.1 <= 2 && m.1 <= 2).then(|| self.checked(i, i + 1, y.0, m.0, d.0)).flatten();
        }
        let (a, len) = self.plain(i)?;
        let mark = self.str(i + 1);
        let tight = |k: usize| k < self.end && self.tokens[k].gap == Gap::None;
        if !matches!(mark, "/" | "-" | ".") || !(1..5).all(|k| tight(i + k)) || self.str(i + 3) != mark {
            return None;
        }
        let ((b, blen), (c, clen)) = (self.plain(i + 2)?, self.plain(i + 4)?);
        if len == 4 && blen <= 2 && clen <= 2 {
            return self.checked(i, i + 5, a.into(), b.into(), c.into());
        }
        if len <= 2 && blen <= 2 && clen == 4 {
            // Day first; month first only where the day cannot be a month.
            let (d, m) = if b > 12 && a <= 12 { (b, a) } else { (a, b) };
            return self.checked(i, i + 5, c.into(), m.into(), d.into());
        }
        None
    }

    fn checked(&self, i: usize, to: usize, y: i64, m: i64, d: i64) -> Option<Draft> {
        let mut draft = Draft::date(i, to, date(y, m, d).map(Point::Day));
        if draft.value.is_none() {
            draft.note = Some(TimeIssue::ImpossibleDate);
        }
        Some(draft)
    }

    /// A day of the month: digits or words up to 31, `mosi`, `pili`.
    fn day_number(&self, i: usize) -> Option<(i64, usize)> {
        if self.w(i) == W::Digits {
            let (n, len) = self.plain(i)?;
            return (len <= 2 && n > 0).then_some((n.into(), i + 1));
        }
        let (n, to) = self.order(i)?;
        (1..=99).contains(&n).then_some((n.into(), to))
    }

    /// A month by name, or `mwezi [wa] Juni`, `mwezi wa nane`, `mwezi huu`.
    fn month_at(&self, i: usize) -> Option<(i64, Option<i16>, usize)> {
        if let W::Month(m) = self.w(i) {
            return Some((m.into(), None, i + 1));
        }
        if self.w(i) != W::Unit(Unit::Month) {
            return None;
        }
        let this = self.reference.day;
        let n = match self.w(i + 1) {
            W::Month(m) => return Some((m.into(), None, i + 2)),
            W::Key(K::This) => 0,
            W::Key(K::Past) => -1,
            W::Key(K::Next) => 1,
            W::Key(K::Of) => {
                if let W::Month(m) = self.w(i + 2) {
                    return Some((m.into(), None, i + 3));
                }
                let (n, to) = self.order(i + 2)?;
                return (1..=12).contains(&n).then_some((n.into(), None, to));
            }
            W::Key(K::That) => {
                let d = self.last?.days()?.0;
                return Some((d.month().into(), Some(d.year()), i + 2));
            }
            _ => return None,
        };
        match super::months_from(this?, n)? {
            Point::Month(y, m) => Some((m.into(), Some(y), i + 2)),
            _ => None,
        }
    }

    /// `18 Juni 2024`, `tarehe 5 mwezi wa nane`, `28-29 Novemba`, `tarehe 16 mwezi huu`, `tarehe 24`, `9 Jumanne`.
    pub fn day_first(&mut self, i: usize) -> Option<Draft> {
        let named = self.key(i, K::Tarehe);
        let mut at = i + usize::from(named);
        at += usize::from(named && self.key(at, K::Of));
        let (d, mut to) = self.day_number(at)?;
        if !named && self.glued(at) && !matches!(self.str(to), "-" | "–") {
            return None;
        }
        let mut second = None;
        if (matches!(self.str(to), "-" | "–" | "&") || self.is_any(to, &[K::Until, K::Na]))
            && let Some((e, next)) = self.day_number(to + 1 + usize::from(self.key(to + 1, K::Tarehe)))
            && (e > d || !matches!(self.str(to), "-" | "–"))
        {
            let joined = matches!(self.str(to), "-" | "–") || self.key(to, K::Until) || e == d + 1;
            if joined && e > d && self.month_at(next + usize::from(self.key(next, K::Of))).is_some() {
                second = Some(e);
                to = next;
            }
        }
        // `3rd`, `ya`, `,` between day and month.
        let mut next = to + usize::from(matches!(self.str(to), "st" | "nd" | "rd" | "th"));
        next += usize::from(self.key(next, K::Of) || (self.str(next) == "," && named));
        if let Some((m, year, end)) = self.month_at(next) {
            if self.w(next) == W::Unit(Unit::Month) && !named && self.w(at) == W::Num {
                return None;
            }
            let (y, end) = match (year, self.year_phrase(end)) {
                (Some(y), _) => (Some(y), end),
                (None, Some((y, end))) => (Some(y), end),
                (None, None) => (None, end),
            };
            // `tarehe` only introduces a date that names its month.
            let from = if named && matches!(self.w(next), W::Month(_)) { i + 1 } else { i };
            return Some(self.days_of(from, end, y, m, d, second));
        }
        if let W::Weekday(wd) = self.w(to) {
            return self.weekday_number(i, to + 1, wd, d, None);
        }
        if !named {
            return None;
        }
        // The day alone: the month that the story is in, else the one that the tense points to.
        let today = self.reference.day?;
        let all: Vec<Date> = (-1..=1).filter_map(|n| self.in_month(today, n, d)).collect();
        let day = self.choose(&all, i, to, |d| *d);
        let mut draft = Draft::date(i, to, day.map(Point::Day));
        if d > 31 {
            draft.note = Some(TimeIssue::ImpossibleDate);
        }
        Some(draft)
    }

    fn in_month(&self, today: Date, n: i64, d: i64) -> Option<Date> {
        match super::months_from(today, n)? {
            Point::Month(y, m) => date(y.into(), m.into(), d),
            _ => None,
        }
    }

    /// `Jumatano 19 hadi 20`: the nearest month in which the day falls on the weekday.
    pub fn weekday_number(&mut self, i: usize, to: usize, weekday: u8, d: i64, until: Option<i64>) -> Option<Draft> {
        let today = self.reference.day?;
        let wanted = super::weekday_of(weekday);
        let all: Vec<Date> = (-2..=2).filter_map(|n| self.in_month(today, n, d)).collect();
        let fits = all.iter().filter(|d| d.weekday() == wanted).min_by_key(|d| (**d - today).get_days().abs()).copied();
        let Some(day) = fits else {
            let near = self.choose(&all, i, to, |d| *d);
            let mut draft = Draft::date(i, to, near.map(Point::Day));
            draft.note = Some(if near.is_some() { TimeIssue::WeekdayContradictsDate } else { TimeIssue::ImpossibleDate });
            return Some(draft);
        };
        let last = until.and_then(|e| date(day.year().into(), day.month().into(), e));
        let value = match last {
            Some(e) => Value::Interval(Point::Day(day), Point::Day(e)),
            None => Value::Point(Point::Day(day)),
        };
        Some(Draft::new(i, to, TimeKind::Date, Some(value)))
    }

    /// The day (or two) of a month, the year given or worked out.
    fn days_of(&mut self, i: usize, to: usize, year: Option<i16>, m: i64, d: i64, second: Option<i64>) -> Draft {
        let mut draft = Draft::date(i, to, None);
        if self.key(to, K::Every) && self.w(to + 1) == W::Unit(Unit::Year) {
            // `1 Desemba kila mwaka`
            draft = Draft::new(i, to + 2, TimeKind::Set, super::lengths::one(Unit::Year));
            draft.every = true;
            return draft;
        }
        if d > 31 || (d > 29 && m == 2) || (d > 30 && matches!(m, 4 | 6 | 9 | 11)) {
            draft.note = Some(TimeIssue::ImpossibleDate);
            return draft;
        }
        let day = match (year, self.reference.day) {
            (Some(y), _) => date(y.into(), m, d),
            (None, Some(today)) => {
                // A story told of another year goes on in it.
                let told = self.last.and_then(|p| {
                    if let Point::Day(t) = p { date(t.year().into(), m, d).filter(|d| (*d - t).get_days().abs() <= 45) } else { None }
                });
                let all: Vec<Date> = (-1..=1).filter_map(|n| date(i64::from(today.year()) + n, m, d)).collect();
                told.filter(|t| (today - *t).get_days() > 366).or_else(|| self.choose(&all, i, to, |d| *d))
            }
            (None, None) => {
                draft.value = Some(Value::Point(Point::SomeMonthDay(m as i8, d as i8)));
                return draft;
            }
        };
        match (day, second.and_then(|e| date(day?.year().into(), m, e))) {
            (Some(a), Some(b)) => draft.value = Some(Value::Interval(Point::Day(a), Point::Day(b))),
            (Some(a), None) => draft.value = Some(Value::Point(Point::Day(a))),
            (None, _) => draft.note = Some(TimeIssue::ImpossibleDate),
        }
        draft
    }

    /// `Juni 18, 2024`, `Oktoba mosi`, `Novemba 28-29`, `Mei mwaka huu`, `Machi 2018`, `Septemba`.
    pub fn month_first(&mut self, i: usize, m: u8) -> Option<Draft> {
        let m = i64::from(m);
        let mut at = i + 1;
        at += usize::from(self.key(at, K::Tarehe));
        let named = at > i + 1;
        // `Januari 6,2021`, written without the space.
        if let Some((d, y)) = self.str(at).split_once(',').filter(|(d, y)| d.len() <= 2 && y.len() == 4)
            && let (Ok(d), Ok(y)) = (d.parse(), y.parse::<i16>())
            && (1500..=2100).contains(&y)
        {
            return Some(self.days_of(i, at + 1, Some(y), m, d, None));
        }
        if let Some((d, mut to)) =
            self.day_number(at).filter(|(d, to)| (*d <= 31 || named) && self.tokens[at].gap != Gap::Line && !self.counts(*to))
        {
            let mut second = None;
            if (matches!(self.str(to), "-" | "–") || self.is_any(to, &[K::Until, K::Na]))
                && let Some((e, next)) = self.day_number(to + 1).filter(|(e, n)| *e > d && *e <= 31 && !self.counts(*n))
            {
                let next_is_month = matches!(self.w(next), W::Month(_));
                if !next_is_month && (!self.key(to, K::Na) || e == d + 1) {
                    second = Some(e);
                    to = next;
                }
            }
            let (y, to) = self.year_phrase(to).map_or((None, to), |(y, to)| (Some(y), to));
            return Some(self.days_of(i, to, y, m, d, second));
        }
        let lower = self.str(i).trim_end_matches('.').to_ascii_lowercase();
        let (year, to) = self.year_phrase(i + 1).map_or((None, i + 1), |(y, to)| (Some(y), to));
        if year.is_none() && (DOUBTFUL.contains(&lower.as_str()) || (lower == "mei" && self.in_name(i))) {
            return None;
        }
        if let Some(y) = year {
            return Some(Draft::date(i, to, Some(Point::Month(y, m as i8))));
        }
        let Some(today) = self.reference.day else { return Some(Draft::date(i, to, None)) };
        // Whole months are chosen by their last day when looking ahead: this month is not over.
        let all: Vec<Date> = (-1..=1)
            .filter_map(|n| date(i64::from(today.year()) + n, m, if m == i64::from(today.month()) { today.day().into() } else { 1 }))
            .collect();
        let chosen = self.choose(&all, i, to, |d| *d);
        Some(Draft::date(i, to, chosen.map(|d| Point::Month(d.year(), d.month()))))
    }

    /// Between capitalised words: `Theresa Mei`.
    fn in_name(&self, i: usize) -> bool {
        i > self.start && self.tokens[i - 1].is_capitalised() && i - 1 > self.start && self.w(i - 1) == W::None
    }

    /// Whether a word that counts stands at `i`: the number before it is its own (`Juni 30 milioni`).
    fn counts(&self, i: usize) -> bool {
        self.w(i) == W::Num && matches!(numeral::word(self.tokens[i].lower), Some(numeral::Word::Scale(_)))
    }

    /// A year without its word: `2019`, `2014-2019`, `1904-08`, `2019/2020`.
    pub fn bare_year(&mut self, i: usize) -> Option<Draft> {
        let y = self.year(i)?;
        let after_year = self.before(i) == W::Unit(Unit::Year)
            || (self.key(i.wrapping_sub(1), K::Of) && self.w(i.wrapping_sub(2)) == W::Unit(Unit::Year));
        if !after_year && (!(1500..=2100).contains(&y) || self.counted(i)) {
            return None;
        }
        if matches!(self.str(i + 1), "-" | "–" | "/")
            && i + 2 < self.end
            && let Some((n, len)) = self.plain(i + 2)
        {
            let last = match len {
                4 => n as i16,
                2 => y / 100 * 100 + n as i16,
                _ => return None,
            };
            let closed = !matches!(self.str(i + 3), "-" | "/");
            return (last > y && closed && last - y < 200)
                .then(|| Draft::new(i, i + 3, TimeKind::Date, Some(Value::Interval(Point::Year(y), Point::Year(last)))));
        }
        if self.glued(i) && !after_year {
            return None;
        }
        // `miaka ya 1970 na 1980`: the second decade.
        if self.key(i.wrapping_sub(1), K::Na)
            && matches!(self.last, Some(Point::Decade(_)))
            && y % 10 == 0
            && self.words[i - 2] == W::Digits
        {
            return Some(Draft::date(i, i + 1, Some(Point::Decade(y / 10))));
        }
        Some(Draft::date(i, i + 1, Some(Point::Year(y))))
    }

    /// Something is counted by the number at `i`: what stands before it is a plural, a unit or money, or after it a unit.
    fn counted(&self, i: usize) -> bool {
        if i > self.start {
            let before = self.str(i - 1);
            let people = before.len() > 4 && before.starts_with("wa") && !before.ends_with("wa");
            if self.is_any(i - 1, &[K::Counted, K::Approx, K::Less])
                || people
                || self.tokens[i - 1].kind == crate::text::Kind::Symbol
                || before == ")"
            {
                return true;
            }
            if self.key(i - 1, K::Of) && i > self.start + 1 && self.is_any(i - 2, &[K::More, K::Less, K::Counted, K::Approx]) {
                return true;
            }
        }
        self.is_any(i + 1, &[K::Counted]) || self.counts(i + 1)
    }
}
