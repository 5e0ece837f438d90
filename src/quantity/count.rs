//! Counts: a number with its noun before it (`watu wanne`, `maafisa wa jeshi wanne`).
//!
//! Numbers that only name (`ibara ya 5`, `namba 12`, a score) count nothing.

use super::grammar::Grammar;
use super::lexicon::{Q, class};
use super::{Quantity, QuantityKind};
use crate::morph::TimeClass;
use crate::numeral::{Numeral, Word};
use crate::text::{Case, Gap, Kind};

impl Grammar<'_> {
    /// The number at `i` with its noun.
    pub fn count(&self, i: usize, n: &Numeral) -> Option<Quantity> {
        let token = &self.tokens[i];
        if self.names(i, n) {
            return None;
        }
        // A bare `milioni` or `elfu` says only "many"; a dozen is of something.
        match self.word(i) {
            Some(Word::Scale(_)) if n.end == i + 1 => return None,
            Some(Word::Dozen) if n.end == i + 1 && !self.is(n.end, "of") => return None,
            // `Rangi Tatu`, `Saba Saba`: a name.
            Some(_) if token.case == Case::Title && i > self.start && self.tokens[i - 1].is_capitalised() => return None,
            _ => {}
        }
        let noun = self.noun(i);
        if n.unit == Some(1) && token.kind == Kind::Word && !self.one(i, noun.as_ref()) {
            return None;
        }
        let from = noun.as_ref().map_or(i, |r| r.start);
        let people = n.digits.and_then(|d| d.thousands).unwrap_or(n.value);
        let mut q = self.make(QuantityKind::Count, from, n.end, people.to_f64(), None, i);
        q.noun = noun.map(|r| self.tokens[r.start].span);
        Some(q)
    }

    /// `mtu mmoja` counts; `mmoja wa`, `siku moja`, `moja kwa moja`, `pamoja` do not.
    fn one(&self, i: usize, noun: Option<&std::ops::Range<usize>>) -> bool {
        let Some(noun) = noun else { return false };
        if noun.end != i || self.is(i + 1, "of") || self.str(i + 1) == "tu" {
            return false;
        }
        let head = self.tokens[noun.start].text(self.text);
        let Some(first) = head.chars().next() else { return false };
        let tail = &head[first.len_utf8()..];
        let first = first.to_ascii_lowercase();
        if first == 'm' && tail.len() > 3 && tail.starts_with(['w', 'b', 'k']) {
            return true;
        }
        matches!(head, "mtu" | "Mtu" | "nchi" | "taifa" | "raia" | "mwanamke" | "mwanaume" | "mwanamume" | "mtoto" | "askari" | "polisi")
    }

    /// Whether the number only names: `ibara ya 5`, `namba 12`, a score, a version, a telephone number.
    pub fn names(&self, i: usize, n: &Numeral) -> bool {
        let digits = self.tokens[i].kind == Kind::Number;
        let word = self.str(i);
        if digits && (word.contains(':') || (word.len() > 1 && word.starts_with('0') && n.digits.is_some_and(|d| d.plain))) {
            return true;
        }
        let mut b = i;
        if b > self.start && self.is(b - 1, "of") {
            b -= 1;
        }
        if b > self.start && self.is(b - 1, "label") {
            return true;
        }
        let tight = |k: usize| k < self.end && self.tokens[k].gap == Gap::None;
        if digits
            && tight(i)
            && i > self.start
            && (matches!(self.str(i - 1), "/" | "+" | "#")
                || (self.tokens[i - 1].kind == Kind::Word && self.tokens[i - 1].case == Case::Upper))
        {
            return true;
        }
        digits && tight(n.end) && matches!(self.str(n.end), "/") && tight(n.end + 1)
    }

    /// The noun phrase before the number at `i`: head noun and what stands between.
    fn noun(&self, i: usize) -> Option<std::ops::Range<usize>> {
        let mut b = i;
        let low = self.floor.max(self.start);
        // Words of approximation and pointing between noun and number.
        let mut steps = 0;
        while b > low && steps < 4 && (self.is(b - 1, "loose") || self.is(b - 1, "atleast")) {
            b -= 1;
            steps += 1;
        }
        if b > low && b >= 2 && self.is(b - 1, "of") && matches!(self.class(b.wrapping_sub(2)), Some(Q::Key("more" | "less" | "about"))) {
            return None;
        }
        let mut head = b.checked_sub(1).filter(|h| *h >= low)?;
        if !self.noun_like(head) {
            return None;
        }
        // `maafisa wa jeshi wanne`, `waandishi wa habari 100`: the head stands before the joining word.
        let mut steps = 0;
        while steps < 3 && head >= low + 2 && self.is(head - 1, "of") && self.str(head - 1) != "kwa" && self.noun_like(head - 2) {
            let joins = matches!(self.str(head - 1), "wa" | "ya" | "za" | "vya" | "la" | "cha");
            if !joins {
                break;
            }
            head -= 2;
            steps += 1;
        }
        Some(head..b)
    }

    fn noun_like(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        token.kind == Kind::Word
            && token.span.len() > 2
            && (token.case == Case::Lower || i == self.start || token.is_capitalised())
            && self.word(i).is_none()
            && !matches!(class(token.lower), Some(Q::Key(k)) if !matches!(k, "person" | "label"))
            && !matches!(self.analyses[i].time(), Some(TimeClass::Past | TimeClass::Present | TimeClass::Future))
            && !matches!(self.str(i), "kuwa" | "kwamba" | "kwenye" | "katika" | "lakini" | "ambao" | "ambapo" | "kila" | "tangu" | "pia" | "kuhusu" | "kutoka" | "huku" | "kwani" | "ambayo")
            // An infinitive, but not `kura`, `kundi`.
            && !(self.str(i).starts_with("ku") && token.span.len() > 4 && self.str(i).ends_with('a'))
    }
}
