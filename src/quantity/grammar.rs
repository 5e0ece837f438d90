//! The grammar: what every rule sees, and which rule is asked at which token. One concept's rules a file.

use super::lexicon::{Q, class};
use super::measure::RICHTER;
use super::{Bound, Quantity, QuantityKind};
use crate::morph::Analysis;
use crate::numeral::{self, Numeral, Word};
use crate::text::{Gap, Kind, Sentence, Token};
use crate::time::{Reference, TimeMention};

/// What a rule sees: the sentence, or what is left of it before the next time.
pub(super) struct Grammar<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub analyses: &'a [Analysis],
    pub reference: &'a Reference,
    pub start: usize,
    pub end: usize,
    /// No quantity begins before this token: the end of the last one or of a time.
    pub floor: usize,
}

impl<'a> Grammar<'a> {
    /// Appends the quantities of all sentences.
    pub fn run(mut self, sentences: &[Sentence], times: &[TimeMention], out: &mut Vec<Quantity>) {
        let mut next_time = 0;
        self.floor = 0;
        for sentence in sentences {
            (self.start, self.end) = (sentence.tokens.start, sentence.tokens.end);
            let whole_end = self.end;
            self.floor = self.floor.max(self.start);
            let mut i = self.start;
            while i < whole_end {
                while times.get(next_time).is_some_and(|t| t.tokens.end <= i) {
                    next_time += 1;
                }
                let time = times.get(next_time).map(|t| t.tokens.clone());
                if let Some(t) = time.as_ref().filter(|t| t.start <= i) {
                    i = t.end;
                    self.floor = i;
                    continue;
                }
                // Nothing reads into the next time.
                self.end = time.map_or(whole_end, |t| t.start.min(whole_end)).max(i + 1);
                let Some(mut quantity) = self.read(i) else {
                    i += 1;
                    continue;
                };
                self.end = whole_end;
                i = quantity.tokens.end.max(i + 1);
                self.floor = i;
                if quantity.kind == QuantityKind::Count {
                    quantity.befell = self.befell(&quantity);
                }
                out.push(quantity);
            }
            self.end = whole_end;
        }
    }

    pub fn class(&self, i: usize) -> Option<Q> {
        (self.start..self.end).contains(&i).then(|| class(self.tokens[i].lower)).flatten()
    }

    pub fn is(&self, i: usize, key: &str) -> bool {
        matches!(self.class(i), Some(Q::Key(k)) if k == key)
    }

    pub fn str(&self, i: usize) -> &'a str {
        if (self.start..self.end).contains(&i) { self.tokens[i].text(self.text) } else { "" }
    }

    pub fn word(&self, i: usize) -> Option<Word> {
        ((self.start..self.end).contains(&i) && self.tokens[i].kind == Kind::Word).then(|| numeral::word(self.tokens[i].lower)).flatten()
    }

    pub fn numeral(&self, i: usize) -> Option<Numeral> {
        numeral::read(self.text, self.tokens, i, self.end)
    }

    pub fn make(&self, kind: QuantityKind, from: usize, to: usize, value: f64, unit: Option<&'static str>, number: usize) -> Quantity {
        let bound = self.bound(number).or_else(|| self.bound(from));
        Quantity {
            span: self.tokens[from].span.to(self.tokens[to - 1].span),
            tokens: from..to,
            kind,
            value,
            unit,
            bound,
            noun: None,
            befell: None,
        }
    }

    /// What bounds the number that begins at `i`: `zaidi ya`, `takriban`, `wasiopungua`, `chini ya`, `hadi`.
    pub fn bound(&self, i: usize) -> Option<Bound> {
        let mut b = i.checked_sub(1).filter(|b| *b >= self.start)?;
        if self.is(b, "of") || self.is(b, "loose") && self.is(b.wrapping_sub(1), "loose") {
            b = b.checked_sub(1).filter(|b| *b >= self.start)?;
            if !matches!(self.class(b), Some(Q::Key("more" | "less" | "about"))) {
                return None;
            }
        }
        match self.class(b) {
            Some(Q::Key("more" | "atleast")) => Some(Bound::Min),
            Some(Q::Key("less" | "upto")) => Some(Bound::Max),
            Some(Q::Key("about")) => Some(Bound::About),
            _ if matches!(self.str(b), "takriban" | "takribani" | "karibu") => Some(Bound::About),
            _ if self.str(b) == "angalau" => Some(Bound::Min),
            _ => None,
        }
    }

    fn read(&self, i: usize) -> Option<Quantity> {
        let token = &self.tokens[i];
        match token.kind {
            Kind::Number => self.number(i),
            Kind::Symbol => self.sign(i),
            Kind::Word | Kind::Abbreviation => {
                if let Some(word) = numeral::word(token.lower) {
                    return match word {
                        Word::Fraction(_) => self.number(i).filter(|_| self.numeral(i).is_some()).or_else(|| self.fraction(i)),
                        Word::Ordinal(_) => None,
                        _ => self.number(i),
                    };
                }
                match class(token.lower) {
                    Some(Q::Money(code)) => self.money(i, code),
                    Some(Q::Measure(unit)) => self.measure(i, unit),
                    Some(Q::Key("percent")) => self.percent(i),
                    Some(Q::Key("years")) => self.age(i),
                    Some(Q::Key("of")) => self.ordinal(i),
                    _ => None,
                }
            }
            _ => None,
        }
        .or_else(|| self.glued_ordinal(i))
    }

    /// A number: percent, money or measure after it, or else a count.
    fn number(&self, i: usize) -> Option<Quantity> {
        let n = self.numeral(i)?;
        let after = self.str(n.end);
        if after == "%"
            || (after == "percent")
            || self.is(n.end, "percent") && self.tokens[n.end].gap != Gap::Line && self.numeral(n.end + 1).is_none()
        {
            return Some(self.make(QuantityKind::Percent, i, n.end + 1, n.value.to_f64(), Some("%"), i));
        }
        if let Some(to) = self.on_richter(n.end) {
            return Some(self.make(QuantityKind::Measure, i, to, n.value.to_f64(), Some(RICHTER), i));
        }
        if n.digits.is_some() {
            if let Some(Q::Money(code)) = self.class(n.end).filter(|_| self.numeral(n.end + 1).is_none())
                && !code.is_empty()
                && code != "faranga"
            {
                let value = n.digits.and_then(|d| d.thousands).unwrap_or(n.value).to_f64();
                return Some(self.make(QuantityKind::Money, i, n.end + 1, value, Some(code), i));
            }
            if let Some(Q::Measure(unit)) = self.class(n.end).filter(|_| self.tokens[n.end].text(self.text).len() <= 2) {
                return Some(self.make(QuantityKind::Measure, i, n.end + 1, n.value.to_f64(), Some(unit), i));
            }
        }
        self.age_after_name(i, &n).or_else(|| self.count(i, &n))
    }
}
