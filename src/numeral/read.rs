//! Reads the number that begins at a token.

use super::{Digits, Exact, Word, digits, word};
use crate::text::{Gap, Kind, Token, hash_bytes};

/// A number and where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its value.
    pub value: Exact,
    /// One past its last token.
    pub end: usize,
    /// The digits, where it is nothing but digits.
    pub digits: Option<Digits>,
    /// A lone unit word such as `moja` or `watatu`, by its value.
    pub unit: Option<u8>,
    /// A scale word took part.
    pub scaled: bool,
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    end: usize,
    na: u64,
}

/// The number that begins at token `i` and ends before `end`.
#[must_use]
pub fn read(text: &str, tokens: &[Token], i: usize, end: usize) -> Option<Numeral> {
    let reader = Reader { text, tokens, end: end.min(tokens.len()), na: hash_bytes(b"na") };
    reader.number(i)
}

impl Reader<'_> {
    fn word(&self, i: usize) -> Option<Word> {
        (i < self.end && self.tokens[i].kind == Kind::Word).then(|| word(self.tokens[i].lower)).flatten()
    }

    fn digits(&self, i: usize) -> Option<Digits> {
        (i < self.end && self.tokens[i].kind == Kind::Number).then(|| digits(self.tokens[i].text(self.text))).flatten()
    }

    fn is_na(&self, i: usize) -> bool {
        i < self.end && self.tokens[i].lower == self.na
    }

    fn number(&self, i: usize) -> Option<Numeral> {
        if let Some(d) = self.digits(i) {
            // `3.5 bilioni`, the English order; and `65 na nusu`.
            if let Some(Word::Scale(s)) = self.word(i + 1).filter(|_| self.tokens[i + 1].gap != Gap::Line)
                && s >= 1000
                && !self.multiplies(i + 2)
            {
                return Some(Numeral { value: d.value.times(s)?, end: i + 2, digits: None, unit: None, scaled: true });
            }
            if let Some((value, end)) = self.and_part(d.value, i + 1, 1) {
                return Some(Numeral { value, end, digits: None, unit: None, scaled: false });
            }
            return Some(Numeral { value: d.value, end: i + 1, digits: Some(d), unit: None, scaled: false });
        }
        match self.word(i)? {
            Word::Fraction(n) => {
                // `nusu milioni`
                let Some(Word::Scale(s)) = self.word(i + 1) else { return None };
                let value = Exact::ratio(s, u64::from(n));
                (s >= 1000 && !self.multiplies(i + 2)).then_some(Numeral { value, end: i + 2, digits: None, unit: None, scaled: true })
            }
            Word::Dozen => {
                let times = match self.word(i + 1) {
                    Some(Word::Unit(u)) => Some(u),
                    _ => None,
                };
                Some(Numeral {
                    value: Exact::whole(12 * u64::from(times.unwrap_or(1))),
                    end: i + 1 + usize::from(times.is_some()),
                    digits: None,
                    unit: None,
                    scaled: true,
                })
            }
            Word::Ordinal(_) => None,
            _ => self.sum(i),
        }
    }

    /// Whether a multiplier of a scale stands at `i`: then the scale before it is its own, not that of the digits before.
    fn multiplies(&self, i: usize) -> bool {
        self.digits(i).is_some() || matches!(self.word(i), Some(Word::Unit(_) | Word::Ten(_)))
    }

    /// `na nusu`, `na robo`, `na robo tatu` after a number whose last scale is `scale`.
    fn and_part(&self, value: Exact, i: usize, scale: u64) -> Option<(Exact, usize)> {
        if !self.is_na(i) {
            return None;
        }
        let Some(Word::Fraction(d @ (2 | 4))) = self.word(i + 1) else { return None };
        // `na nusu ya wakazi`: half of something else.
        let follows = self.tokens.get(i + 2).filter(|_| i + 2 < self.end).map(|t| t.text(self.text));
        if matches!(follows, Some("ya" | "yao" | "yake" | "saa" | "mwaka" | "milioni" | "fainali")) {
            return None;
        }
        let (n, end) = match (d, self.word(i + 2)) {
            (4, Some(Word::Unit(3))) => (3, i + 3),
            _ => (1, i + 2),
        };
        Some((value.plus(Exact::ratio(n * scale, u64::from(d)))?, end))
    }

    fn sum(&self, i: usize) -> Option<Numeral> {
        let (mut total, mut limit, mut at, mut scaled) = (Exact::default(), u64::MAX, i, false);
        let mut only_unit = None;
        let mut last;
        loop {
            let (value, next, below) = match self.word(at) {
                Some(Word::Scale(s)) if s < limit => {
                    let (by, next) = self.multiplier(at + 1, s);
                    scaled = true;
                    last = s;
                    (by.times(s)?, next, s)
                }
                Some(Word::Ten(t)) if limit >= 100 => {
                    last = 1;
                    (Exact::whole(u64::from(t)), at + 1, 10)
                }
                Some(Word::Unit(u)) if limit >= 10 => {
                    last = 1;
                    only_unit = (at == i).then_some(u);
                    (Exact::whole(u64::from(u)), at + 1, 1)
                }
                _ => break,
            };
            total = total.plus(value)?;
            (at, limit) = (next, below);
            if let Some((value, end)) = self.and_part(total, at, last) {
                return Some(Numeral { value, end, digits: None, unit: None, scaled });
            }
            let joined = at + usize::from(self.is_na(at));
            let goes_on = match self.word(joined) {
                Some(Word::Scale(s)) => s < limit && (joined > at || s < 1_000_000),
                Some(Word::Ten(_)) => limit >= 100,
                Some(Word::Unit(_)) => limit >= 10,
                _ => false,
            };
            if !goes_on {
                break;
            }
            at = joined;
        }
        let unit = only_unit.filter(|_| at == i + 1);
        (at > i).then_some(Numeral { value: total, end: at, digits: None, unit, scaled })
    }

    /// The multiplier of scale `s` at `i`, one where nothing multiplies it.
    fn multiplier(&self, i: usize, s: u64) -> (Exact, usize) {
        if let Some(d) = self.digits(i) {
            return (d.value, i + 1);
        }
        let (mut value, mut at) = (0u64, i);
        if s >= 1000 {
            if let Some(Word::Scale(100)) = self.word(at) {
                let (by, next) = self.multiplier(at + 1, 100);
                value += 100 * by.as_whole().unwrap_or(1);
                at = next;
                if self.is_na(at) && matches!(self.word(at + 1), Some(Word::Ten(_) | Word::Unit(_))) {
                    at += 1;
                }
            }
            if let Some(Word::Ten(t)) = self.word(at) {
                value += u64::from(t);
                at += 1;
                if self.is_na(at) && matches!(self.word(at + 1), Some(Word::Unit(_))) {
                    at += 1;
                }
            }
        }
        if let Some(Word::Unit(u)) = self.word(at) {
            value += u64::from(u);
            at += 1;
        }
        if at == i { (Exact::whole(1), i) } else { (Exact::whole(value), at) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens_of;

    fn value(text: &str) -> Option<(String, usize)> {
        let tokens = tokens_of(text);
        read(text, &tokens, 0, tokens.len()).map(|n| (n.value.to_string(), n.end))
    }

    #[test]
    fn words_and_digits_join() {
        for (text, expected) in [
            ("elfu tatu mia nne ishirini na tano", "3425"),
            ("milioni mbili na laki tano", "2500000"),
            ("bilioni 3.5", "3500000000"),
            ("3.5 bilioni", "3500000000"),
            ("laki 4", "400000"),
            ("elfu ishirini na tano", "25000"),
            ("elfu kumi na mia tano", "10500"),
            ("milioni mia mbili na hamsini", "250000000"),
            ("milioni moja na nusu", "1500000"),
            ("nusu milioni", "500000"),
            ("milioni 4 laki 9", "4900000"),
            ("laki 1 na elfu 23", "123000"),
            ("mia na hamsini", "150"),
            ("mia tatu na tano", "305"),
            ("kumi mbili", "12"),
            ("elfu moja mia tisa tisini na tisa", "1999"),
            ("trilioni mbili", "2000000000000"),
            ("tisa na nusu", "9.5"),
            ("darzeni mbili", "24"),
            ("elfu mia tatu", "300000"),
        ] {
            let n = tokens_of(text).len();
            assert_eq!(value(text), Some((expected.to_string(), n)), "{text}");
        }
    }

    #[test]
    fn stops_where_another_number_begins() {
        assert_eq!(value("wawili na watatu"), Some(("2".into(), 1)));
        assert_eq!(value("mia moja na nusu yao"), Some(("100".into(), 2)));
        assert_eq!(value("pili"), None);
        assert_eq!(value("nusu fainali"), None);
        assert_eq!(value("999999999999999999 trilioni"), None, "past all sense, and no overflow");
    }
}
