//! What comes again (`kila wiki`, `mara mbili kwa mwezi`), seasons, halves and quarters of a year, and the end of the week.

use super::super::TimeKind;
use super::super::lexicon::{K, W};
use super::super::tense::Tense;
use super::super::value::{Length, Point, Unit, Value};
use super::lengths::one;
use super::{Cx, Draft, monday};
use crate::numeral::Exact;

impl Cx<'_> {
    /// `kila siku`, `kila Jumatatu`, `kila baada ya miaka minne`, `kila miaka mitano`.
    pub fn every(&mut self, i: usize) -> Option<Draft> {
        let mut at = i + 1;
        if self.key(at, K::After) && self.key(at + 1, K::Of) {
            at += 2;
        }
        let set = |to, value| {
            let mut draft = Draft::new(i, to, TimeKind::Set, value);
            draft.every = true;
            Some(draft)
        };
        let unit = match self.w(at) {
            W::Unit(u) if u != Unit::Period => u,
            W::Key(K::Saa) => Unit::Hour,
            W::Weekday(n) => {
                let mut draft = Draft::new(i, at + 1, TimeKind::Set, Some(Value::Point(Point::SomeWeekday(super::weekday_of(n)))));
                draft.every = true;
                return Some(draft);
            }
            W::Part(p) => return set(at + 1, Some(Value::Point(Point::Part(None, p)))),
            W::Month(_) => return set(at + 1, one(Unit::Year)),
            _ => return None,
        };
        if let Some(draft) = self.length(at, unit).filter(|d| d.kind == TimeKind::Duration) {
            return set(draft.to, draft.value);
        }
        set(at + 1, one(unit))
    }

    /// `mara mbili kwa mwezi`, `mara tatu kwa wiki`.
    pub fn often(&mut self, i: usize) -> Option<Draft> {
        let (n, to) = self.small(i + 1)?;
        if !self.is_any(to, &[K::Kwa, K::Every]) {
            return None;
        }
        let unit = match self.w(to + 1) {
            W::Unit(u) if u != Unit::Period => u,
            W::Key(K::Saa) => Unit::Hour,
            _ => return None,
        };
        let (amount, end) = self.num(to + 2).unwrap_or((Exact::whole(1), to + 2));
        let mut draft = Draft::new(i, end, TimeKind::Set, Some(Value::Length(Length { amount: Some(amount), unit, more: None })));
        draft.freq = u8::try_from(n).ok();
        Some(draft)
    }

    /// `majira ya joto`, `msimu huu wa joto`, `msimu wa baridi mwaka 2020`.
    pub fn season(&mut self, i: usize) -> Option<Draft> {
        let mut at = i + 1;
        let mut shift = None;
        for _ in 0..2 {
            match self.w(at) {
                W::Key(K::This | K::Past | K::Next) => {
                    shift = Some(match self.w(at) {
                        W::Key(K::Past) => -1,
                        W::Key(K::Next) => 1,
                        _ => 0,
                    });
                    at += 1;
                }
                W::Key(K::Of) => at += 1,
                _ => break,
            }
        }
        let W::Season(s) = self.w(at) else { return None };
        let mut to = at + 1;
        if shift.is_none() {
            shift = match self.w(to) {
                W::Key(K::Past) => Some(-1),
                W::Key(K::Next) => Some(1),
                W::Key(K::This) => Some(0),
                _ => None,
            };
            to += usize::from(shift.is_some());
        }
        let (year, to) = match self.year_phrase(to) {
            Some((y, to)) => (Some(y), to),
            None => (self.reference.day.map(|d| d.year()), to),
        };
        let point = year
            .and_then(|y| super::years_from(y, if shift == Some(-1) { -1 } else { i64::from(shift == Some(1)) }))
            .map(|y| Point::Season(y, s));
        Some(Draft::date(i, to, point))
    }

    /// `wakati huu wa msimu wa joto`: the whole as one.
    pub fn season_of(&mut self, i: usize) -> Option<Draft> {
        let at = i + 2 + usize::from(self.key(i + 2, K::Of));
        if !self.key(at, K::Msimu) {
            return None;
        }
        let mut draft = self.season(at)?;
        draft.from = i;
        Some(draft)
    }

    /// `nusu ya kwanza ya mwaka 2022`, `robo ya pili ya mwaka huu`, `nusu saa`.
    pub fn half(&mut self, i: usize) -> Option<Draft> {
        let half = self.key(i, K::Half);
        if half && self.key(i + 1, K::Saa) {
            let value = Value::Length(Length { amount: Some(Exact::whole(30)), unit: Unit::Minute, more: None });
            return Some(Draft::new(i, i + 2, TimeKind::Duration, Some(value)));
        }
        if half && self.w(i + 1) == W::Unit(Unit::Year) {
            let value = Value::Length(Length { amount: Some(Exact::whole(6)), unit: Unit::Month, more: None });
            return Some(Draft::new(i, i + 2, TimeKind::Duration, Some(value)));
        }
        if !self.key(i + 1, K::Of) {
            return None;
        }
        let (n, at) = self.order(i + 2).filter(|(n, _)| *n >= 1 && *n <= if half { 2 } else { 4 })?;
        let (y, to) = self.year_phrase(at)?;
        let point = if half { Point::Half(y, n as i8) } else { Point::Quarter(y, n as i8) };
        Some(Draft::date(i, to, Some(point)))
    }

    /// `mwishoni mwa wiki`, `mwisho wa wiki hii`: the weekend.
    pub fn weekend(&mut self, i: usize) -> Option<Draft> {
        if !self.is_any(i + 1, &[K::Mwa, K::Of]) || self.w(i + 2) != W::Unit(Unit::Week) {
            return None;
        }
        let to = i + 3;
        let (shift, to) = match self.w(to) {
            W::Key(K::This) => (Some(0), to + 1),
            W::Key(K::Past) => (Some(-1), to + 1),
            W::Key(K::Next) => (Some(1), to + 1),
            _ => (None, to),
        };
        let point = self.reference.day.and_then(|t| {
            let weekend = t.weekday().to_monday_one_offset() >= 6;
            let n = shift.unwrap_or(if weekend || self.look(i, to) == Tense::Future { 0 } else { -1 });
            jiff::civil::Date::checked_add(monday(t)?, jiff::ToSpan::days(7 * n)).ok().map(Point::Weekend)
        });
        Some(Draft::date(i, to, point))
    }
}
