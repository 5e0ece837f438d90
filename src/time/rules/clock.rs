//! The Swahili clock counts from dawn and dusk, six hours from the world's: `saa mbili usiku` is 20:00.
//!
//! With a part of the day the hour is certain. Hours past twelve, zones and `kwa saa za …` are the world's clock and stay
//! as said. Neither: marked ambiguous, without a value.

use super::super::TimeKind;
use super::super::lexicon::{K, W};
use super::super::value::{Part, Point, Unit, Value};
use super::{Cx, Draft};
use crate::text::hash_bytes;

/// Words after which `saa` is a length, not a time of day.
const LENGTH: [K; 9] = [K::Kwa, K::More, K::Approx, K::In, K::Every, K::After, K::Less, K::Before, K::All];

struct Read {
    hour: i8,
    minute: i8,
    world: bool,
    /// Said with minutes, so no length.
    minutes: bool,
    to: usize,
}

impl Cx<'_> {
    /// A clock time that begins with `saa`.
    pub fn clock(&mut self, i: usize) -> Option<Draft> {
        // `muda wa saa mbili`, `kwa saa tatu`, `zaidi ya saa sita`
        let mut b = i;
        if self.before(b) == W::Key(K::Of) {
            b -= 1;
        }
        let length = i > self.start
            && (matches!(self.before(b), W::Unit(Unit::Period)) || matches!(self.before(b), W::Key(k) if LENGTH.contains(&k)));
        let draft = self.clock_at(i, i + 1)?;
        if length && draft.value.is_none() {
            return None;
        }
        Some(draft)
    }

    /// The clock time whose hour stands at `at`; the expression begins at `from`.
    pub fn clock_at(&mut self, from: usize, at: usize) -> Option<Draft> {
        self.deeper(|cx| cx.clock_rule(from, at))
    }

    fn clock_rule(&mut self, from: usize, at: usize) -> Option<Draft> {
        let read = self.hour(at)?;
        let mut to = read.to;
        // `saa mbili za usiku`, `saa mbili ya asubuhi`, `saa mbili kamili usiku`
        let full = hash_bytes(b"kamili");
        to += usize::from(to < self.end && self.tokens[to].lower == full);
        let mut at = to + usize::from(self.key(to, K::Of) || self.str(to) == ",");
        let mut part = None;
        if let W::Part(p) = self.w(at) {
            part = Some((p, self.tokens[at].lower));
            to = at + 1;
        }
        let mut world = read.world;
        if part.is_none() && self.key(to, K::Zone) {
            world = true;
            to += 1;
        } else if part.is_none() && self.key(to, K::Kwa) && self.key(to + 1, K::Saa) && self.key(to + 2, K::Of) {
            // `kwa saa za Afrika Mashariki`: as said.
            world = true;
            to += 3;
            while to < self.end && self.tokens[to].is_capitalised() && self.w(to) == W::None {
                to += 1;
            }
        }
        let value = match (part, world) {
            (_, true) => Some((read.hour, read.minute, false)),
            (Some((p, word)), false) => Some(swahili(read.hour, read.minute, p, word)?),
            (None, false) => None,
        };
        let Some((h, m, next_day)) = value else {
            // No part of the day: a length where nothing says otherwise.
            let told = read.minutes || matches!(self.before(from), W::Key(K::Until | K::From | K::Since)) || self.is_word_before(from);
            let mut draft = Draft::new(from, to, TimeKind::Time, None);
            draft.ambiguous = true;
            // The part said with the other end of `kati ya saa tisa na nusu na saa kumi alasiri` is the part of both.
            if self.key(to, K::Na)
                && self.key(to + 1, K::Saa)
                && let Some(other) = self.clock_at(to + 1, to + 2).filter(|d| d.value.is_some())
            {
                let word = (to..other.to).find_map(|k| if let W::Part(p) = self.w(k) { Some((p, self.tokens[k].lower)) } else { None });
                if let Some((h, m, _)) = word.and_then(|(p, w)| swahili(read.hour, read.minute, p, w)) {
                    draft.value = Some(Value::Point(Point::Clock(self.day, h, m)));
                    draft.ambiguous = false;
                    return Some(draft);
                }
            }
            return told.then_some(draft);
        };
        // The day: after it, else the day of the sentence.
        at = to + usize::from(self.key(to, K::Of) || self.str(to) == ",");
        at += usize::from(self.w(at) == W::Unit(Unit::Day) && self.key(at + 1, K::Of)) * 2;
        let w = self.w(at);
        let mut day = None;
        if (matches!(w, W::Weekday(_) | W::Deictic(_) | W::Key(K::Tarehe) | W::Month(_)) || (w == W::Digits && self.str(to) != ","))
            && let Some(d) = self.read_one(at, w)
            && let Some(Point::Day(d2)) = d.point()
        {
            day = Some(d2);
            to = d.to;
        }
        let past = self.look(from, to) == super::super::tense::Tense::Past;
        let day = day.or(self.day.filter(|_| past)).and_then(|d| if next_day { d.tomorrow().ok() } else { Some(d) });
        Some(Draft::new(from, to, TimeKind::Time, Some(Value::Point(Point::Clock(day, h, m)))))
    }

    /// `mnamo saa`, `majira ya saa`, `ilipofika saa`, `tangu saa`: a time of day, whatever hour.
    fn is_word_before(&self, i: usize) -> bool {
        let Some(b) = i.checked_sub(1).filter(|b| *b >= self.start) else { return false };
        let word = self.str(b);
        matches!(word, "mnamo" | "Mnamo" | "ilipofika" | "ifikapo" | "inapofika" | "majira")
            || (self.key(b, K::Of) && b > self.start && self.key(b - 1, K::Msimu))
    }

    /// `18:00 GMT` without `saa`.
    pub fn zoned(&mut self, i: usize) -> Option<Draft> {
        let read = self.hour(i).filter(|r| self.str(i).contains(':') && r.to == i + 1)?;
        let to = i + 1;
        if self.key(to, K::Zone) {
            return Some(Draft::new(i, to + 1, TimeKind::Time, Some(Value::Point(Point::Clock(None, read.hour, read.minute)))));
        }
        if let W::Part(p) = self.w(to) {
            let (h, m, _) =
                if read.world { (read.hour, read.minute, false) } else { swahili(read.hour, read.minute, p, self.tokens[to].lower)? };
            return Some(Draft::new(i, to + 1, TimeKind::Time, Some(Value::Point(Point::Clock(self.day, h, m)))));
        }
        None
    }

    fn hour(&self, i: usize) -> Option<Read> {
        let word = self.str(i);
        if self.w(i) == W::Digits && (word.contains(':') || (word.contains('.') && word.len() <= 5)) {
            let (h, m) = word.split_once([':', '.'])?;
            let (h, m) = (h.parse::<i8>().ok()?, m.parse::<i8>().ok().filter(|_| m.len() == 2)?);
            let fits = (0..=24).contains(&h) && (0..60).contains(&m) && (h < 24 || m == 0);
            return fits.then_some(Read { hour: h % 24, minute: m, world: h > 12 || h == 0, minutes: true, to: i + 1 });
        }
        // The hour alone: `na nusu` belongs to the minutes.
        let (n, mut to) = self.hour_number(i)?;
        let mut read = Read { hour: n, minute: 0, world: false, minutes: false, to };
        if n > 12 {
            // `saa 48` is a length, `saa 18:00` was read above.
            return None;
        }
        let and = to + usize::from(self.key(to, K::Na));
        let minute = |n: i8| (0..60).contains(&n).then_some(n);
        if self.key(and, K::Kasorobo) {
            (read.hour, read.minute, to) = (n - 1, 45, and + 1);
        } else if self.key(and, K::Kasoro) {
            let mut k = and + 1;
            k += usize::from(self.w(k) == W::Unit(Unit::Minute));
            if self.key(k, K::Quarter) {
                (read.hour, read.minute, to) = (n - 1, 45, k + 1);
            } else {
                let (m, end) = self.small(k)?;
                let m = minute(i8::try_from(m).ok()?).filter(|m| *m > 0)?;
                (read.hour, read.minute, to) = (n - 1, 60 - m, end);
            }
            to += usize::from(self.w(to) == W::Unit(Unit::Minute));
        } else if and > to && self.key(and, K::Half) {
            (read.minute, to) = (30, and + 1);
        } else if and > to && self.key(and, K::Quarter) {
            (read.minute, to) = (15, and + 1);
        } else if and > to && self.w(and) == W::Unit(Unit::Minute) {
            let (m, end) = self.small(and + 1)?;
            (read.minute, to) = (minute(i8::try_from(m).ok()?)?, end);
        }
        read.minutes = to > read.to;
        read.to = to;
        if read.hour == 0 {
            read.hour = 12;
        }
        Some(read)
    }

    /// An hour in words or digits, a following `na nusu` left alone.
    fn hour_number(&self, i: usize) -> Option<(i8, usize)> {
        if let Some((n, len)) = self.plain(i) {
            return (len <= 2 && (1..=24).contains(&n)).then_some((n as i8, i + 1));
        }
        if self.w(i) != W::Num {
            return None;
        }
        // Only up to the joining word, so that `tisa na nusu` gives nine.
        use crate::numeral::{Word, word};
        let at = |k: usize| if self.w(k) == W::Num { word(self.tokens[k].lower) } else { None };
        match at(i)? {
            Word::Unit(u) => Some((u as i8, i + 1)),
            Word::Ten(10) => {
                let k = i + 1 + usize::from(self.key(i + 1, K::Na));
                match at(k) {
                    Some(Word::Unit(u)) if u <= 2 => Some((10 + u as i8, k + 1)),
                    _ => Some((10, i + 1)),
                }
            }
            _ => None,
        }
    }
}

/// The hour of the world's clock, and whether it lies past midnight of the day named (`saa sita usiku`).
fn swahili(hour: i8, minute: i8, part: Part, word: u64) -> Option<(i8, i8, bool)> {
    if hour > 12 || hour == 0 {
        return Some((hour % 24, minute, false));
    }
    let dawn = word == hash_bytes(b"alfajiri") || word == hash_bytes(b"alfajir");
    let day = (hour + 6) % 24;
    let h = match part {
        // 12 o'clock in the morning is six, eleven is five: the night's last hours.
        Part::Morning if hour == 12 => 6,
        Part::Morning if (dawn && hour >= 8) || hour >= 9 => hour - 6,
        Part::Morning => day,
        Part::Afternoon => {
            if hour == 12 {
                18
            } else {
                day
            }
        }
        Part::Evening => {
            // `saa moja jioni` is 19:00.
            if hour <= 2 { hour + 18 } else { day }
        }
        Part::Night if hour == 12 => 18,
        Part::Night => (hour + 18) % 24,
    };
    Some((h, minute, part == Part::Night && hour == 6 && minute == 0))
}
