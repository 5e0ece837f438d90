//! Ages: years of a life (`umri wa miaka 63`), or a number after a name (`Amina Juma, 24, alisema`).

use super::grammar::Grammar;
use super::lexicon::Q;
use super::{Quantity, QuantityKind};
use crate::calendar::month;
use crate::numeral::Numeral;
use crate::text::Kind;

impl Grammar<'_> {
    /// `umri wa miaka 63`, `mwenye miaka 24`, `kijana wa miaka 19`.
    pub fn age(&self, i: usize) -> Option<Quantity> {
        let mut at = i + 1;
        at += usize::from(matches!(self.str(at), "takriban" | "takribani" | "karibu"));
        let n = self.numeral(at)?;
        let mut from = i;
        let mut b = i;
        for _ in 0..4 {
            b = b.checked_sub(1).filter(|b| *b >= self.start)?;
            match self.class(b) {
                Some(Q::Key("umri")) => {
                    from = b;
                    break;
                }
                Some(Q::Key("aged")) => break,
                Some(Q::Key("person")) if b + 1 < i => break,
                Some(Q::Key("of" | "more" | "less" | "about" | "baada")) => {}
                _ => return None,
            }
        }
        (n.value.to_f64() < 130.0).then(|| {
            let mut q = self.make(QuantityKind::Age, from.max(self.floor), n.end, n.value.to_f64(), Some("year"), at);
            q.bound = q.bound.or_else(|| self.bound(i));
            q
        })
    }

    /// `Amina Juma, 24, alisema` and `(24)`.
    pub fn age_after_name(&self, i: usize, n: &Numeral) -> Option<Quantity> {
        let digits = n.digits.filter(|d| d.plain && d.count == 2 && i >= self.start + 2)?;
        let (open, close) = (self.str(i - 1), self.str(n.end));
        let name = &self.tokens[i - 2];
        let person = name.is_capitalised() && name.kind == Kind::Word && month(name.lower).is_none();
        let set_off = (open == "," && matches!(close, "," | "." | "")) || (open == "(" && close == ")");
        (person && set_off && !self.names(i, n)).then(|| self.make(QuantityKind::Age, i, n.end, digits.value.to_f64(), Some("year"), i))
    }
}
