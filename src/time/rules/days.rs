//! Weekdays by their verb's tense, days counted from today, parts of a day, now and lately.

use jiff::ToSpan;

use super::super::lexicon::{K, W};
use super::super::tense::Tense;
use super::super::value::{Part, Point, Unit, Value};
use super::super::{TimeIssue, TimeKind};
use super::{Cx, Draft, monday, weekday_of};
use crate::calendar::Date;
use crate::text::Case;

impl Cx<'_> {
    /// `Jumatano`, `Jumatano iliyopita`, `Jumatano Juni 19`, `Jumatano wiki ijayo`, `Jumatano 19 hadi 20`, `Jumatano usiku`.
    pub fn weekday(&mut self, i: usize, n: u8) -> Option<Draft> {
        let mut at = i + 1;
        at += usize::from(self.str(at) == ",");
        at += usize::from(self.key(at, K::Of) && self.key(at + 1, K::Tarehe));
        if matches!(self.w(at), W::Digits | W::Month(_) | W::Key(K::Tarehe)) {
            let w = self.w(at);
            let full = self.read_one(at, w).filter(|d| !matches!(d.point(), Some(Point::Month(..) | Point::Year(_))));
            let alone = self.key(at, K::Tarehe) && full.is_some_and(|d| d.to == at + 2);
            if let Some(mut draft) = full.filter(|_| !alone) {
                draft.from = i;
                if let Some(Point::Day(day)) = draft.point()
                    && day.weekday() != weekday_of(n)
                {
                    draft.note = Some(TimeIssue::WeekdayContradictsDate);
                }
                return Some(self.with_part(draft));
            }
            let number = at + usize::from(self.key(at, K::Tarehe));
            if let Some((d, len)) = self.plain(number)
                && len <= 2
                && (1..=31).contains(&d)
                && self.str(i + 1) != ","
                && !self.glued(number)
            {
                let to = number + 1;
                let until = if self.key(to, K::Until) { self.plain(to + 1).filter(|(e, l)| *l <= 2 && *e > d && *e <= 31) } else { None };
                let to = if until.is_some() { to + 2 } else { to };
                return self.weekday_number(i, to, n, d.into(), until.map(|(e, _)| e.into()));
            }
        }
        let today = self.reference.day;
        let in_week = |week: Date| week.checked_add(i64::from(n - 1).days()).ok();
        let week = |n: i64| today.and_then(monday).and_then(|m| m.checked_add((7 * n).days()).ok());
        let mut to = i + 1;
        let mut next = to + usize::from(self.key(to, K::Of));
        let day = if self.w(next) == W::Unit(Unit::Week) && self.is_any(next + 1, &[K::This, K::Past, K::Next]) {
            let shift = match self.w(next + 1) {
                W::Key(K::This) => 0,
                W::Key(K::Past) => -1,
                _ => 1,
            };
            to = next + 2;
            week(shift).and_then(in_week)
        } else if let W::Key(k @ (K::Past | K::Next | K::This | K::Following | K::That)) = self.w(to) {
            to += 1;
            match k {
                K::Past => today.and_then(|t| last(t, n, false)),
                K::Next => today.and_then(|t| coming(t, n, false)),
                K::Following => self.day.or(today).and_then(|t| coming(t, n, false)),
                K::That => self.last.and_then(Point::days).and_then(|(d, _)| last(d, n, true)),
                _ => week(0).and_then(in_week),
            }
        } else {
            next = to;
            let tense = self.look(i, next);
            today.and_then(|t| match tense {
                Tense::Future => coming(t, n, true),
                _ => last(t, n, true),
            })
        };
        if today.is_none() {
            return Some(self.with_part(Draft::date(i, to, Some(Point::SomeWeekday(weekday_of(n))))));
        }
        Some(self.with_part(Draft::date(i, to, day.map(Point::Day))))
    }

    /// A part of the day after a day: `Jumapili usiku`, `jana jioni`, `leo asubuhi`, `Jumamosi usiku kuamkia Jumapili`.
    fn with_part(&mut self, draft: Draft) -> Draft {
        let Some(Point::Day(day)) = draft.point() else { return draft };
        let at = draft.to + usize::from(self.key(draft.to, K::Of));
        if let W::Part(part) = self.w(at) {
            let mut to = at + 1;
            if self.key(to, K::Kuamkia) && matches!(self.w(to + 1), W::Weekday(_) | W::Deictic(_)) {
                to += 2;
            }
            return Draft { to, kind: TimeKind::Time, value: Some(Value::Point(Point::Part(Some(day), part))), ..draft };
        }
        if self.key(draft.to, K::Saa)
            && let Some(clock) = self.clock_at(draft.to, draft.to + 1)
            && let Some(Point::Clock(None, h, m)) = clock.point()
        {
            let value = Some(Value::Point(Point::Clock(Some(day), h, m)));
            return Draft { from: draft.from, value, ..clock };
        }
        draft
    }

    /// `leo`, `jana`, `kesho kutwa`, `hii leo`, `leo Ijumaa`, `jana jioni`.
    pub fn deictic(&mut self, from: usize, i: usize, n: i8) -> Option<Draft> {
        let (mut n, mut to) = (i64::from(n), i + 1);
        if n == 1 && self.key(to, K::Kutwa) {
            n = 2;
            to += 1;
        }
        if n == -2 && self.w(to) == W::Deictic(-2) {
            return Some(Draft::date(from, to + 1, Some(Point::Past)));
        }
        // `jana na leo` are two; `leo hii` is one.
        to += usize::from(n == 0 && self.key(to, K::This));
        let day = self.reference.day.and_then(|t| t.checked_add(n.days()).ok());
        let mut draft = Draft::date(from, to, day.map(Point::Day));
        let at = to + usize::from(self.str(to) == "," || (self.str(to) == "ya" && matches!(self.w(to + 1), W::Weekday(_))));
        if let W::Weekday(w) = self.w(at) {
            draft.to = at + 1;
            if day.is_some_and(|d| d.weekday() != weekday_of(w)) {
                draft.note = Some(TimeIssue::WeekdayContradictsDate);
            }
            let date_at = draft.to + usize::from(self.str(draft.to) == ",");
            let w = self.w(date_at);
            if matches!(w, W::Digits | W::Month(_) | W::Key(K::Tarehe))
                && let Some(full) = self.read_one(date_at, w).filter(|d| matches!(d.point(), Some(Point::Day(_))))
            {
                draft.to = full.to;
                draft.value = full.value;
            }
        }
        Some(self.with_part(draft))
    }

    /// `sasa`, `hivi sasa`, `hivi karibuni`, `karibuni`.
    pub fn now(&mut self, i: usize) -> Option<Draft> {
        let at = i + usize::from(self.key(i, K::Hivi));
        if self.key(at, K::Now) {
            let to = at + 1 + usize::from(self.key(at + 1, K::Hivi));
            return Some(Draft::date(i, to, Some(Point::Present)));
        }
        if !self.key(at, K::Recently) || (at == i && self.tokens[i].case != Case::Lower) {
            // `Karibuni!` is a welcome.
            return None;
        }
        if at == i && self.is_any(i + 1, &[K::Na, K::Kwa]) {
            return None;
        }
        let future = self.look(i, at + 1) == Tense::Future;
        Some(Draft::date(i, at + 1, Some(if future { Point::Future } else { Point::Past })))
    }

    /// `asubuhi`, `asubuhi ya leo`, `asubuhi ya tarehe 14 Mei`, `mchana huu`, `usiku wa kuamkia Jumapili`.
    pub fn part(&mut self, i: usize, part: Part) -> Option<Draft> {
        let today = self.reference.day;
        let time = |to, day| Draft::new(i, to, TimeKind::Time, Some(Value::Point(Point::Part(day, part))));
        // `usiku na mchana` is "all the time".
        if (self.key(i + 1, K::Na) && matches!(self.w(i + 2), W::Part(_)))
            || (self.before(i) == W::Key(K::Na) && i >= 2 && matches!(self.w(i - 2), W::Part(_)))
        {
            return None;
        }
        if self.key(i + 1, K::This) {
            return Some(time(i + 2, today));
        }
        let of = i + 1 + usize::from(self.key(i + 1, K::Of));
        if self.key(of, K::Kuamkia) {
            let at = of + 1;
            let w = self.w(at);
            if matches!(w, W::Weekday(_) | W::Deictic(_)) {
                let eve = self.read_one(at, w)?;
                if let Some(Point::Day(d)) = eve.point() {
                    return Some(time(eve.to, d.yesterday().ok()));
                }
            }
        }
        let w = self.w(of);
        if (matches!(w, W::Weekday(_) | W::Deictic(_)) || (of > i + 1 && matches!(w, W::Digits | W::Month(_) | W::Key(K::Tarehe))))
            && let Some(draft) = self.read_one(of, w)
            && let Some(Point::Day(d)) = draft.point()
        {
            return Some(time(draft.to, Some(d)));
        }
        let mut to = i + 1;
        to += usize::from(self.key(to, K::Whole) || self.key(to, K::Kutwa));
        let past = self.look(i, to) == Tense::Past;
        let day = if self.key(to, K::That) {
            to += 1;
            self.day
        } else {
            self.day.filter(|_| past)
        };
        Some(time(to, day))
    }
}

/// The last such weekday before a day, or on it.
pub(super) fn last(today: Date, n: u8, on: bool) -> Option<Date> {
    let back = (i64::from(today.weekday().to_monday_one_offset()) - i64::from(n)).rem_euclid(7);
    let back = if back == 0 && !on { 7 } else { back };
    today.checked_sub(back.days()).ok()
}

/// The next such weekday after a day, or on it.
pub(super) fn coming(today: Date, n: u8, on: bool) -> Option<Date> {
    let ahead = (i64::from(n) - i64::from(today.weekday().to_monday_one_offset())).rem_euclid(7);
    let ahead = if ahead == 0 && !on { 7 } else { ahead };
    today.checked_add(ahead.days()).ok()
}
