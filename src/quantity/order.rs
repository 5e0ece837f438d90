//! Orders: `awamu ya pili`, `rais wa 46`, `mara ya kwanza`.

use super::grammar::Grammar;
use super::lexicon::Q;
use super::{Quantity, QuantityKind};
use crate::numeral::Word;
use crate::text::Kind;

impl Grammar<'_> {
    /// `awamu ya pili`, `rais wa 46`, `mara ya kwanza`, `kiti chake cha tatu`: at the joining word.
    pub fn ordinal(&self, i: usize) -> Option<Quantity> {
        if !matches!(self.str(i), "wa" | "ya" | "la" | "cha" | "za" | "vya" | "pa") {
            return None;
        }
        let next = i + 1;
        let (value, to) = match self.word(next) {
            Some(Word::Ordinal(n)) => (f64::from(n), next + 1),
            Some(Word::Unit(_) | Word::Ten(_)) => {
                let n = self.numeral(next)?;
                // Orders take the bare number: `wa tatu`, not `wa watatu`.
                let bare = matches!(
                    self.str(next),
                    "tatu"
                        | "nne"
                        | "tano"
                        | "sita"
                        | "saba"
                        | "nane"
                        | "tisa"
                        | "kumi"
                        | "ishirini"
                        | "thelathini"
                        | "arobaini"
                        | "hamsini"
                );
                if !bare {
                    return None;
                }
                (n.value.to_f64(), n.end)
            }
            _ => {
                let n = self.numeral(next)?;
                let d = n.digits.filter(|d| d.plain && d.count <= 3)?;
                if self.bound(next).is_some()
                    || matches!(self.str(n.end), "%" | ":" | "/")
                    || matches!(self.word(n.end), Some(Word::Scale(_)))
                {
                    return None;
                }
                (d.value.to_f64(), n.end)
            }
        };
        let b = i.checked_sub(1).filter(|b| *b >= self.floor.max(self.start));
        let digits = self.tokens[next].kind == Kind::Number;
        // `Jumanne ya kwanza`, `siku ya kwanza`: times; `25kg`, `12%`: measures.
        if (i == self.floor && i > self.start) || matches!(self.class(to), Some(Q::Measure(_))) {
            return None;
        }
        if b.is_some_and(|b| matches!(self.str(b), "siku" | "Siku")) {
            return None;
        }
        let mut from = i;
        if let Some(b) = b {
            match self.class(b) {
                Some(Q::Key("baada" | "more" | "less" | "about" | "percent" | "label" | "years")) if self.str(b) != "mara" => return None,
                Some(Q::Money(_) | Q::Measure(_)) => return None,
                _ => {}
            }
            if self.tokens[b].is_word() && self.word(b).is_none() && !self.is(b, "of") && !self.is(b, "na") {
                from = b;
                if self.is(b, "loose") && b > self.floor && self.tokens[b - 1].is_word() {
                    from = b - 1;
                }
            } else if digits {
                return None;
            }
        } else if digits {
            return None;
        }
        let mut q = self.make(QuantityKind::Ordinal, from, to, value, None, next);
        q.noun = (from < i).then(|| self.tokens[from].span);
        q.bound = None;
        Some(q)
    }

    /// `wapili`, `yapili`: the joining word run on.
    pub fn glued_ordinal(&self, i: usize) -> Option<Quantity> {
        let value = match self.str(i) {
            "wapili" | "yapili" | "lapili" | "chapili" | "zapili" => 2.0,
            "wakwanza" | "yakwanza" | "lakwanza" | "chakwanza" => 1.0,
            _ => return None,
        };
        Some(self.make(QuantityKind::Ordinal, i, i + 1, value, None, i))
    }
}
