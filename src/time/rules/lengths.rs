//! Lengths of time (`siku mbili`), stretches named from today (`wiki iliyopita`, `miaka mitatu iliyopita`), decades and centuries.

use jiff::ToSpan;

use super::super::lexicon::{K, W};
use super::super::tense::Tense;
use super::super::value::{Length, Point, Unit, Value};
use super::super::{Mod, TimeKind};
use super::{Cx, Draft, monday, months_from, years_from};
use crate::calendar::Date;
use crate::numeral::{self, Exact};

/// One of a unit.
pub(super) fn one(unit: Unit) -> Option<Value> {
    Some(Value::Length(Length { amount: Some(Exact::whole(1)), unit, more: None }))
}

fn vague(unit: Unit) -> Option<Value> {
    Some(Value::Length(Length { amount: None, unit, more: None }))
}

impl Cx<'_> {
    /// An expression that begins with a unit of time.
    pub fn unit(&mut self, i: usize, unit: Unit) -> Option<Draft> {
        match unit {
            Unit::Year => {
                if let Some(d) = self.year_of(i).or_else(|| self.decade(i)) {
                    return Some(d);
                }
            }
            Unit::Century => {
                if self.key(i + 1, K::Of)
                    && let Some((n, to)) = self.order(i + 2).filter(|(n, _)| (1..=99).contains(n))
                {
                    return Some(Draft::date(i, to, Some(Point::Century(n as i16 - 1))));
                }
            }
            Unit::Month => {
                if let Some(d) = self.month_of(i) {
                    return Some(d);
                }
            }
            _ => {}
        }
        self.near(i, unit).or_else(|| self.length(i, unit)).or_else(|| self.rate(i, unit))
    }

    /// `mwezi wa nane 2021`, `mwezi wa sita`: a month by its number.
    fn month_of(&mut self, i: usize) -> Option<Draft> {
        if !self.key(i + 1, K::Of) || self.w(i + 2) == W::Digits && self.year(i + 2).is_some() {
            return None;
        }
        let (m, to) = self.order(i + 2).filter(|(m, _)| (1..=12).contains(m))?;
        let (y, to) = self.year_phrase(to)?;
        Some(Draft::date(i, to, Some(Point::Month(y, m as i8))))
    }

    /// `mwaka 2019` (the year alone), `mwaka huu 2019`, `mwaka jana`, `mwaka wa fedha 2021/22`.
    fn year_of(&mut self, i: usize) -> Option<Draft> {
        if let Some((y, to)) = self.relative_year(i + 1) {
            // `miaka ijayo` is no single year.
            if self.str(i).starts_with(['m', 'M']) && self.str(i).ends_with("iaka") {
                return None;
            }
            let to = if self.year(to).is_some() { to + 1 } else { to };
            if self.key(i + 1, K::This) && self.is_fiscal(i + 2).is_some() {
                return None;
            }
            return Some(Draft::date(i, to, Some(Point::Year(y))));
        }
        if let Some(at) = self.is_fiscal(i + 1) {
            let mut draft = self.bare_year(at)?;
            draft.from = i;
            return Some(draft);
        }
        let at = i + 1 + usize::from(self.key(i + 1, K::Of));
        self.year(at)?;
        if self.str(i).ends_with("iaka") {
            return None;
        }
        self.bare_year(at)
    }

    /// `wa fedha [wa]`: where the year of accounts stands.
    fn is_fiscal(&self, i: usize) -> Option<usize> {
        (self.key(i, K::Of) && self.key(i + 1, K::Fedha))
            .then(|| i + 2 + usize::from(self.key(i + 2, K::Of)))
            .filter(|at| self.year(*at).is_some())
    }

    /// `miaka ya 1980`, `miaka ya 80`, `miaka ya tisini`.
    fn decade(&mut self, i: usize) -> Option<Draft> {
        if !self.key(i + 1, K::Of) || !self.str(i).ends_with("iaka") {
            return None;
        }
        if let Some(y) = self.year(i + 2) {
            return (y % 10 == 0).then(|| Draft::date(i, i + 3, Some(Point::Decade(y / 10))));
        }
        let (n, to) = self.small(i + 2).filter(|(n, to)| *n >= 20 && *n < 100 && n % 10 == 0 && *to == i + 3)?;
        Some(Draft::date(i, to, Some(Point::Decade(190 + (n / 10) as i16))))
    }

    /// The stretch `n` units from a day.
    fn shift(&self, unit: Unit, from: Date, n: i64) -> Option<Point> {
        match unit {
            Unit::Day => from.checked_add(n.checked_mul(1)?.clamp(-4_000_000, 4_000_000).days()).ok().map(Point::Day),
            Unit::Week => monday(from)?.checked_add((7 * n.clamp(-500_000, 500_000)).days()).ok().map(Point::Week),
            Unit::Weekend => monday(from)?.checked_add((7 * n.clamp(-500_000, 500_000)).days()).ok().map(Point::Weekend),
            Unit::Month => months_from(from, n),
            Unit::Year => years_from(from.year(), n).map(Point::Year),
            Unit::Decade => years_from(from.year(), n.checked_mul(10)?).map(|y| Point::Decade(y / 10)),
            Unit::Century => years_from(from.year(), n.checked_mul(100)?).map(|y| Point::Century(y / 100)),
            _ => None,
        }
    }

    /// `wiki hii`, `mwezi uliopita`, `wiki ijayo`, `siku hiyo`, `mwaka uliofuata`, `siku zijazo`, `siku za karibuni`.
    fn near(&mut self, i: usize, unit: Unit) -> Option<Draft> {
        let today = self.reference.day;
        let word = self.str(i + 1);
        let plural = word.starts_with("zi")
            || word.starts_with("ya")
            || word.starts_with("hizi")
            || word.starts_with("hizo")
            || (self.str(i).ends_with("iaka") || self.str(i).ends_with("iezi"));
        let shift = |cx: &Self, n| today.and_then(|t| cx.shift(unit, t, n));
        let draft = |point| Some(Draft::date(i, i + 2, point));
        match self.w(i + 1) {
            W::Key(K::This) if unit == Unit::Period => {
                if let Some(season) = self.season_of(i) {
                    return Some(season);
                }
                draft(Some(Point::Present))
            }
            W::Key(K::This) if unit == Unit::Day && plural => draft(Some(Point::Present)),
            // `siku hizo nne`: a length.
            W::Key(K::This | K::That | K::All) if self.num(i + 2).is_some() => None,
            W::Key(K::This) if unit >= Unit::Day && !plural => draft(shift(self, 0)),
            W::Key(K::Past) if plural || unit == Unit::Period => draft(Some(Point::Past)),
            W::Key(K::Next) if plural || unit == Unit::Period => draft(Some(Point::Future)),
            W::Key(K::Past) if unit >= Unit::Day => draft(shift(self, -1)),
            W::Key(K::Next) if unit >= Unit::Day => draft(shift(self, 1)),
            // `wakati huo` ties clauses together more often than it names a time.
            W::Key(K::That) if !plural && unit >= Unit::Day && unit != Unit::Period => {
                let base = self.last?;
                let day = base.days()?.0;
                match (unit, base) {
                    (Unit::Day, Point::Day(_)) => draft(Some(base)),
                    (Unit::Day, _) => draft(None),
                    (Unit::Month, Point::Year(_) | Point::Decade(_) | Point::Century(_)) => draft(None),
                    (Unit::Week, Point::Day(_) | Point::Week(_) | Point::Weekend(_)) => draft(self.shift(unit, day, 0)),
                    (Unit::Week, _) => draft(None),
                    _ => draft(self.shift(unit, day, 0)),
                }
            }
            W::Key(K::Following) if !plural => {
                let day = self.last.and_then(Point::days).map(|(_, last)| last);
                draft(day.and_then(|d| self.shift(unit, d, 1)))
            }
            W::Deictic(-1) if unit == Unit::Week || unit == Unit::Month => draft(shift(self, -1)),
            W::Key(K::Of) => {
                // `siku za karibuni`, `wiki za hivi karibuni`, `siku za usoni`, `miaka ya nyuma`
                let at = i + 2 + usize::from(self.key(i + 2, K::Hivi));
                let to = at + 1;
                match self.w(at) {
                    W::Key(K::Recently) => {
                        let future = at == i + 2 && self.look(i, to) == Tense::Future;
                        Some(Draft::date(i, to, Some(if future { Point::Future } else { Point::Past })))
                    }
                    W::Key(K::Back) => Some(Draft::date(i, to, Some(Point::Past))),
                    W::Key(K::Ahead | K::Later) => Some(Draft::date(i, to, Some(Point::Future))),
                    // `siku za mwisho`
                    W::Key(K::End)
                        if matches!(unit, Unit::Week | Unit::Month) && self.str(at) == "mwisho" && plural_of(self.str(i + 1)) =>
                    {
                        Some(Draft::new(i, to, TimeKind::Duration, vague(unit)))
                    }
                    _ => None,
                }
            }
            W::Key(K::Fulani) if self.is_any(i + 2, &[K::Next]) => Some(Draft::date(i, i + 3, Some(Point::Future))),
            _ if unit == Unit::Weekend => {
                let past = self.look(i, i + 1) != Tense::Future;
                draft_to(
                    i,
                    i + 1,
                    today.and_then(|t| self.shift(unit, t, if past && t.weekday().to_monday_one_offset() < 6 { -1 } else { 0 })),
                )
            }
            _ => None,
        }
    }

    /// `siku mbili`, `miaka mingine miwili`, `miezi takriban minane`, `saa chache`, `mwaka mmoja na nusu`, `miaka minne iliyopita`.
    pub fn length(&mut self, i: usize, unit: Unit) -> Option<Draft> {
        if unit == Unit::Period || unit == Unit::Weekend {
            return None;
        }
        if unit == Unit::Year && self.is_age(i) {
            return None;
        }
        let mut at = i + 1;
        let mut modifier = None;
        for _ in 0..3 {
            match self.w(at) {
                W::Key(K::This | K::That | K::Other | K::All) => at += 1,
                W::Key(K::Approx) => {
                    modifier = Some(Mod::Approx);
                    at += 1;
                }
                W::Key(K::More) if self.key(at + 1, K::Of) => {
                    modifier = Some(Mod::MoreThan);
                    at += 2;
                }
                _ => break,
            }
        }
        if self.is_any(at, &[K::Vague, K::Many]) {
            let mut draft = Draft::new(i, at + 1, TimeKind::Duration, vague(unit));
            if self.is_any(at + 1, &[K::Past, K::Next, K::Later]) {
                draft.to += 1;
                draft.anchor = self.reference.day;
            }
            return Some(draft);
        }
        if self.key(at, K::Whole) && at == i + 1 {
            return Some(Draft::new(i, at + 1, TimeKind::Duration, one(unit)));
        }
        if at > i + 1 && self.w(at) == W::Digits && self.year(at).is_some() {
            return None;
        }
        let (amount, mut to) = self.num(at)?;
        if unit == Unit::Year && self.str(i).ends_with("waka") && amount.as_whole().is_some_and(|n| n > 1) {
            return None;
        }
        let mut length = Length { amount: Some(amount), unit, more: None };
        if amount.as_whole().is_none() {
            let whole = amount.to_f64().floor();
            let part = amount.to_f64() - whole;
            let more = match unit {
                Unit::Year => Some(((part * 12.0).round() as u32, Unit::Month)),
                Unit::Hour => Some(((part * 60.0).round() as u32, Unit::Minute)),
                Unit::Minute => Some(((part * 60.0).round() as u32, Unit::Second)),
                _ => None,
            };
            if more.is_some() && self.str(to - 1).parse::<f64>().is_err() {
                length.amount = Some(Exact::whole(whole as u64));
                length.more = more;
            }
        } else if self.key(to, K::Na) {
            let small = match self.w(to + 1) {
                W::Unit(u) => Some(u),
                W::Key(K::Saa) => Some(Unit::Hour),
                _ => None,
            };
            if let Some(u) = small.filter(|u| *u < unit && *u != Unit::Decade)
                && let Some((n, end)) = self.small(to + 2)
            {
                length.more = Some((n, u));
                to = end;
            }
        }
        let mut draft = Draft::new(i, to, TimeKind::Duration, Some(Value::Length(length)));
        draft.modifier = modifier;
        let n = amount.as_whole().and_then(|n| i64::try_from(n).ok());
        let direction = match self.w(to) {
            W::Key(K::Past) | W::Key(K::Back) => -1,
            W::Key(K::Next) => 1,
            W::Key(K::Later) => 2,
            _ => 0,
        };
        if direction == 0 {
            return Some(draft);
        }
        draft.to = to + 1;
        draft.anchor = self.reference.day;
        // `katika miaka minne iliyopita`: the whole stretch.
        if (direction != 2 && self.spans(i)) || unit < Unit::Day || length.more.is_some() {
            return Some(draft);
        }
        let base = if direction == 2 { self.last.and_then(Point::days).map(|(d, _)| d) } else { self.reference.day };
        if direction == 2 {
            draft.anchor = base;
        }
        let n = n?.checked_mul(if direction == -1 { -1 } else { 1 })?;
        let point = base.and_then(|d| self.shift(unit, d, n));
        Some(Draft { kind: TimeKind::Date, value: point.map(Value::Point), ..draft })
    }

    /// Whether what stands before `i` makes it a whole stretch: `katika`, `kwa`, `ndani ya`, `kipindi cha`, `muda wa`.
    fn spans(&self, i: usize) -> bool {
        let mut b = i;
        for _ in 0..2 {
            match self.before(b) {
                W::Key(K::In | K::Kwa | K::All) | W::Unit(Unit::Period) => return true,
                W::Key(K::Of | K::Approx) => b -= 1,
                _ => return false,
            }
        }
        matches!(self.before(b), W::Key(K::In | K::Kwa) | W::Unit(Unit::Period))
    }

    /// `umri wa miaka 24`, `mwenye miaka 24`, `mtoto wa miaka minne`: an age.
    pub fn is_age(&self, i: usize) -> bool {
        let mut b = i;
        for _ in 0..4 {
            match self.before(b) {
                W::Key(K::Umri | K::Aged) => return true,
                W::Key(K::Person) => return b < i,
                W::Key(K::Of | K::More | K::Less | K::Approx | K::Kati) => b -= 1,
                _ => return false,
            }
        }
        false
    }

    /// `kwa mwaka`, `mkutano wa mwaka`: what happens every year.
    fn rate(&mut self, i: usize, unit: Unit) -> Option<Draft> {
        let per = self.before(i) == W::Key(K::Kwa) && self.w(i + 1) != W::Key(K::Of);
        let annual = unit == Unit::Year
            && matches!(self.str(i.wrapping_sub(1)), "wa" | "ya" | "za")
            && self.str(i) == "mwaka"
            && self.closes(i + 1)
            && !matches!(self.before(i - 1), W::Key(K::End | K::Start | K::Mid | K::Half | K::Quarter | K::After | K::Before | K::More));
        if !(per && matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Hour) || annual)
            || self.str(i).starts_with("mi")
        {
            return None;
        }
        if i > 0 && i + 1 < self.end && numeral::word(self.tokens[i + 1].lower).is_some() {
            return None;
        }
        Some(Draft::new(i, i + 1, TimeKind::Set, one(unit)))
    }

    fn closes(&self, i: usize) -> bool {
        i >= self.end || matches!(self.str(i), "," | "." | ";" | ")" | "?" | "!")
    }
}

fn plural_of(word: &str) -> bool {
    matches!(word, "za" | "ya")
}

fn draft_to(from: usize, to: usize, point: Option<Point>) -> Option<Draft> {
    Some(Draft::date(from, to, point))
}
