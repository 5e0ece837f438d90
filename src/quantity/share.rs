//! Shares of a hundred: `asilimia 40`, `theluthi mbili`, `nusu ya`.

use super::grammar::Grammar;
use super::{Quantity, QuantityKind};
use crate::numeral::Word;

impl Grammar<'_> {
    /// `asilimia 40`, `asilimia arobaini na tano`.
    pub fn percent(&self, i: usize) -> Option<Quantity> {
        let mut at = i + 1;
        at += usize::from(matches!(self.str(at), "takriban" | "takribani" | "karibu"));
        if self.is(at, "more") && self.is(at + 1, "of") {
            at += 2;
        }
        let n = self.numeral(at)?;
        Some(self.make(QuantityKind::Percent, i, n.end, n.value.to_f64(), Some("%"), at))
    }

    /// `theluthi mbili`, `robo tatu`, `nusu ya`.
    pub fn fraction(&self, i: usize) -> Option<Quantity> {
        let Some(Word::Fraction(d)) = self.word(i) else { return None };
        let (n, to) = match self.word(i + 1) {
            Some(Word::Unit(n)) if n <= d && d > 2 => (n, i + 2),
            _ => (1, i + 1),
        };
        // `nusu fainali`, `robo fainali`, `na nusu` of a number, `nusu karne`; a share is of something.
        if to == i + 1 && !self.is(to, "of") && !self.is(i.wrapping_sub(1), "of") && !matches!(self.str(to), "yao" | "yake" | "tu") {
            return None;
        }
        if to == i + 1 && (self.str(to + 1) == "kwanza" || self.word(to + 1).is_some()) {
            return None;
        }
        let value = (f64::from(n) / f64::from(d) * 10_000.0).round() / 100.0;
        Some(self.make(QuantityKind::Percent, i, to, value, Some("%"), i))
    }
}
