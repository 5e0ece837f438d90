//! The grammar: each rule reads from its first token and says how far it got. One family a file.

mod clock;
mod dates;
mod days;
mod lengths;
mod sets;

use jiff::ToSpan;

use super::lexicon::{K, W};
use super::tense::{Tense, nearest};
use super::value::{Point, Value};
use super::{Mod, Reference, TimeIssue, TimeKind, holidays};
use crate::calendar::{Date, Weekday};
use crate::morph::Analysis;
use crate::numeral::{self, Exact};
use crate::text::{Gap, Kind, Token};

/// What a rule sees: the sentence, the day of publication, and what the story has said before.
pub(super) struct Cx<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub words: &'a [W],
    pub analyses: &'a [Analysis],
    pub reference: &'a Reference,
    pub start: usize,
    pub end: usize,
    /// The last stretch of time that the story named.
    pub last: Option<Point>,
    /// The day named in this sentence, or the one before.
    pub day: Option<Date>,
    /// How deep rules have called rules: bounded, so that no text costs more than linear time.
    pub depth: u8,
}

/// A reading of tokens `from..to`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft {
    pub from: usize,
    pub to: usize,
    pub kind: TimeKind,
    pub value: Option<Value>,
    pub modifier: Option<Mod>,
    pub anchor: Option<Date>,
    pub freq: Option<u8>,
    pub every: bool,
    pub ambiguous: bool,
    pub note: Option<TimeIssue>,
}

impl Draft {
    pub fn new(from: usize, to: usize, kind: TimeKind, value: Option<Value>) -> Self {
        Self { from, to, kind, value, modifier: None, anchor: None, freq: None, every: false, ambiguous: false, note: None }
    }

    pub fn date(from: usize, to: usize, point: Option<Point>) -> Self {
        Self::new(from, to, TimeKind::Date, point.map(Value::Point))
    }

    pub fn point(&self) -> Option<Point> {
        match self.value {
            Some(Value::Point(p)) => Some(p),
            _ => None,
        }
    }
}

/// The Monday of a day's week.
pub(super) fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

/// `n` months from a month.
pub(super) fn months_from(day: Date, n: i64) -> Option<Point> {
    let at = i64::from(day.year()) * 12 + i64::from(day.month()) - 1 + n;
    let year = i16::try_from(at.div_euclid(12)).ok().filter(|y| (0..=9999).contains(y))?;
    Some(Point::Month(year, (at.rem_euclid(12) + 1) as i8))
}

/// `n` years from a year.
pub(super) fn years_from(year: i16, n: i64) -> Option<i16> {
    i16::try_from(i64::from(year) + n).ok().filter(|y| (0..=9999).contains(y))
}

impl<'a> Cx<'a> {
    pub fn w(&self, i: usize) -> W {
        if i < self.end && i >= self.start { self.words[i] } else { W::None }
    }

    pub fn key(&self, i: usize, key: K) -> bool {
        self.w(i) == W::Key(key)
    }

    pub fn is_any(&self, i: usize, keys: &[K]) -> bool {
        matches!(self.w(i), W::Key(k) if keys.contains(&k))
    }

    pub fn str(&self, i: usize) -> &'a str {
        if i < self.end && i >= self.start { self.tokens[i].text(self.text) } else { "" }
    }

    pub fn before(&self, i: usize) -> W {
        i.checked_sub(1).map_or(W::None, |i| self.w(i))
    }

    pub fn num(&self, i: usize) -> Option<(Exact, usize)> {
        matches!(self.w(i), W::Num | W::Digits | W::Key(K::Half | K::Quarter))
            .then(|| numeral::read(self.text, self.tokens, i, self.end))
            .flatten()
            .map(|n| (n.value, n.end))
    }

    /// A whole number up to a million, in words or digits.
    pub fn small(&self, i: usize) -> Option<(u32, usize)> {
        let (n, end) = self.num(i)?;
        n.as_whole().filter(|n| *n < 1_000_000).map(|n| (n as u32, end))
    }

    /// An order: `kwanza`, `pili`, `tatu`, `20`.
    pub fn order(&self, i: usize) -> Option<(u32, usize)> {
        if self.w(i) == W::Num
            && let Some(numeral::Word::Ordinal(n)) = numeral::word(self.tokens[i].lower)
        {
            return Some((n.into(), i + 1));
        }
        self.small(i)
    }

    /// Digits and nothing else: the number and its length.
    pub fn plain(&self, i: usize) -> Option<(u32, usize)> {
        if self.w(i) != W::Digits {
            return None;
        }
        let word = self.str(i);
        (word.len() <= 6 && word.bytes().all(|b| b.is_ascii_digit())).then(|| (word.parse().unwrap_or(0), word.len()))
    }

    /// A year in four digits.
    pub fn year(&self, i: usize) -> Option<i16> {
        self.plain(i).filter(|(n, len)| *len == 4 && (1000..=2999).contains(n)).map(|(n, _)| n as i16)
    }

    /// A year after a month or day: `2021`, `, 2021`, `mwaka 2021`, `mwaka wa 2021`, `mwaka huu`, `mwaka ujao 2021`.
    pub fn year_phrase(&self, i: usize) -> Option<(i16, usize)> {
        let mut at = i + usize::from(self.str(i) == ",");
        let comma = at > i;
        if let Some(y) = self.year(at).filter(|_| self.gap_ok(at)) {
            return Some((y, at + 1));
        }
        at += usize::from(self.key(at, K::Of) && !comma);
        if self.w(at) != W::Unit(super::Unit::Year) {
            return self.year(at).filter(|_| at > i && !comma).map(|y| (y, at + 1));
        }
        at += 1;
        if let Some((y, to)) = self.relative_year(at) {
            let to = if self.year(to).is_some() { to + 1 } else { to };
            return Some((y, to));
        }
        at += usize::from(self.key(at, K::Of));
        self.year(at).map(|y| (y, at + 1))
    }

    fn gap_ok(&self, i: usize) -> bool {
        self.tokens[i].gap != Gap::Line
    }

    /// After `mwaka`: `huu`, `jana`, `juzi`, `uliopita`, `ujao`.
    pub fn relative_year(&self, i: usize) -> Option<(i16, usize)> {
        let this = self.reference.day?.year();
        let n = match self.w(i) {
            W::Key(K::This) => 0,
            W::Deictic(-1) | W::Key(K::Past) => -1,
            W::Deictic(-2) => -2,
            W::Deictic(1) | W::Key(K::Next) => 1,
            _ => return None,
        };
        Some((years_from(this, n)?, i + 1))
    }

    /// Past or future, from the verb nearest to `from..to`.
    pub fn look(&self, from: usize, to: usize) -> Tense {
        nearest(self.analyses, self.start..self.end, from, to)
    }

    /// Of candidates in order, the one that the tense points to: the last one begun, the next one, or the nearest.
    pub fn choose<T: Copy>(&self, all: &[T], from: usize, to: usize, day: impl Fn(&T) -> Date) -> Option<T> {
        let today = self.reference.day?;
        let past = all.iter().rev().find(|c| day(c) <= today);
        let future = all.iter().find(|c| day(c) >= today);
        let chosen = match self.look(from, to) {
            Tense::Past => past.or(future),
            Tense::Future => future.or(past),
            _ => match (past, future) {
                // Unknown: the nearer, but news looks back more than ahead.
                (Some(p), Some(f)) if (today - day(p)).get_days() <= 2 * (day(f) - today).get_days() => Some(p),
                (_, f) => f.or(past),
            },
        };
        chosen.copied()
    }

    /// The number tokens at `i` touch another word: part of a name or score, not a number of its own.
    pub fn glued(&self, i: usize) -> bool {
        let before = i > self.start
            && self.tokens[i].gap == Gap::None
            && (self.tokens[i - 1].kind == Kind::Symbol || matches!(self.str(i - 1), "/" | "-" | ":"));
        let after = i + 1 < self.end
            && self.tokens[i + 1].gap == Gap::None
            && ((matches!(self.str(i + 1), "%" | "/" | "-" | "+")
                || (self.str(i + 1) == ":" && self.tokens.get(i + 2).is_some_and(|t| t.gap == Gap::None && t.kind == Kind::Number)))
                || self.tokens[i + 1].kind == Kind::Number);
        before || after
    }

    /// The rule that fits at `i`.
    pub fn read(&mut self, i: usize) -> Option<Draft> {
        let w = self.w(i);
        if matches!(w, W::Key(K::Holiday) | W::Weekday(_) | W::Unit(_) | W::Month(_) | W::Num)
            && let Some(draft) = holidays::holiday(self, i)
        {
            return Some(draft);
        }
        let first = self.read_one(i, w)?;
        Some(self.range(first).unwrap_or(first))
    }

    fn read_one(&mut self, i: usize, w: W) -> Option<Draft> {
        self.deeper(|cx| cx.dispatch(i, w))
    }

    /// Runs a rule that another rule asks for, unless that went on too long.
    pub fn deeper(&mut self, rule: impl FnOnce(&mut Self) -> Option<Draft>) -> Option<Draft> {
        if self.depth >= 4 {
            return None;
        }
        self.depth += 1;
        let draft = rule(self);
        self.depth -= 1;
        draft
    }

    fn dispatch(&mut self, i: usize, w: W) -> Option<Draft> {
        match w {
            W::Digits | W::Num => self.numeric(i).or_else(|| self.day_first(i)).or_else(|| self.zoned(i)).or_else(|| self.bare_year(i)),
            W::Key(K::Tarehe) => self.day_first(i),
            W::Month(m) => self.month_first(i, m),
            W::Weekday(d) => self.weekday(i, d),
            W::Deictic(n) => self.deictic(i, i, n),
            W::Key(K::This) => match self.w(i + 1) {
                W::Deictic(0) => self.deictic(i, i + 1, 0),
                _ => None,
            },
            W::Key(K::Now | K::Hivi | K::Recently) => self.now(i),
            W::Key(K::Saa) => self.clock(i).or_else(|| self.length(i, super::Unit::Hour)),
            W::Part(p) => self.part(i, p),
            W::Unit(u) => self.unit(i, u),
            W::Key(K::Every) => self.every(i),
            W::Key(K::Mara) => self.often(i),
            W::Key(K::Msimu) => self.season(i),
            W::Key(K::Half | K::Quarter) => self.half(i),
            W::Key(K::End) => self.weekend(i),
            _ => None,
        }
    }

    /// `A hadi B`, `kati ya A na B`: one span with both ends.
    fn range(&mut self, first: Draft) -> Option<Draft> {
        let a = first.point()?;
        let to = first.to;
        let between = self.key(to, K::Na) && first.from >= self.start + 2 && self.range_opens(first.from);
        let dash = matches!(self.str(to), "-" | "–" | "—") && self.w(to + 1) != W::None && !matches!(a, Point::Year(_));
        if !(self.key(to, K::Until) || between || dash) {
            return None;
        }
        let mut at = to + 1;
        if self.w(at) == W::Unit(super::Unit::Year) && self.year(at + 1).is_some() {
            at += 1;
        }
        if let (Point::Clock(day, ..), W::Key(K::Of)) = (a, self.w(at)) {
            // `saa tatu usiku hadi za kumi alfajiri`
            let second = self.clock_at(first.to + 1, at + 1)?;
            let Some(Point::Clock(_, h, m)) = second.point() else { return None };
            return Some(Draft { to: second.to, value: Some(Value::Interval(a, Point::Clock(day, h, m))), ..first });
        }
        let w = self.w(at);
        let second = match (a, w) {
            (Point::Day(_), W::Digits | W::Num)
            | (_, W::Month(_) | W::Weekday(_) | W::Key(K::Tarehe | K::Saa) | W::Deictic(_) | W::Unit(_)) => self.read_one(at, w)?,
            (Point::Year(_), W::Digits) => self.bare_year(at)?,
            _ => return None,
        };
        let b = second.point()?;
        let (a, b) = match (a, b) {
            // The year said once, at the end, is the year of both.
            (Point::Month(_, m), Point::Month(y, n)) if self.year_phrase(second.to).is_none() && second.to > at + 1 => {
                (Point::Month(if m <= n { y } else { y - 1 }, m), b)
            }
            (Point::Month(y, m), Point::Month(_, n)) => (a, Point::Month(if m <= n { y } else { y + 1 }, n)),
            (Point::Clock(d, h, m), Point::Clock(e, i, n)) => (Point::Clock(d.or(e), h, m), Point::Clock(e.or(d), i, n)),
            (Point::Day(x), Point::Day(y)) if y < x => {
                let later = y.checked_add(1.year()).ok().filter(|l| *l > x && (*l - x).get_days() < 300)?;
                (a, Point::Day(later))
            }
            (Point::Day(_), Point::Day(_)) | (Point::Year(_), Point::Year(_)) => (a, b),
            _ => return None,
        };
        if let (Point::Year(x), Point::Year(y)) = (a, b)
            && x >= y
        {
            return None;
        }
        Some(Draft { to: second.to, value: Some(Value::Interval(a, b)), ..first })
    }

    /// `kati ya [mwaka]` before `from`.
    fn range_opens(&self, from: usize) -> bool {
        let mut i = from;
        if self.before(i) == W::Unit(super::Unit::Year) {
            i -= 1;
        }
        i >= self.start + 2 && self.key(i - 1, K::Of) && self.key(i - 2, K::Kati)
    }
}

/// A weekday from Monday 1.
pub(super) fn weekday_of(n: u8) -> Weekday {
    Weekday::from_monday_one_offset(n as i8).unwrap_or(Weekday::Monday)
}
