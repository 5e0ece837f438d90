//! Money: `$4m`, `dola milioni 24.6`, `shilingi milioni 200 za kitanzania`, `500 KES`.

use super::grammar::Grammar;
use super::lexicon::{Q, currency_of};
use super::{Quantity, QuantityKind};
use crate::numeral::Numeral;
use crate::text::Gap;

impl Grammar<'_> {
    /// `$4m`, `£755m`, `$ 34,000`, `$1.9tn`.
    pub fn sign(&self, i: usize) -> Option<Quantity> {
        let code = match self.str(i) {
            "$" => "USD",
            "£" => "GBP",
            "€" => "EUR",
            "¥" => "JPY",
            "₦" => "NGN",
            _ => return None,
        };
        let n = self.numeral(i + 1)?;
        let (value, to) = self.suffix(&n);
        Some(self.make(QuantityKind::Money, i, to, value, Some(code), i))
    }

    /// `m`, `bn`, `tn` glued to digits, or a scale word after them.
    fn suffix(&self, n: &Numeral) -> (f64, usize) {
        let value = n.digits.and_then(|d| d.thousands).unwrap_or(n.value);
        let glued = n.end < self.end && self.tokens[n.end].gap == Gap::None;
        if n.digits.is_some() && glued {
            let by = match self.str(n.end) {
                "k" | "K" => 1_000,
                "m" | "M" | "mn" => 1_000_000,
                "bn" | "b" | "B" | "Bn" => 1_000_000_000,
                "tn" | "trn" => 1_000_000_000_000,
                _ => return (value.to_f64(), n.end),
            };
            if let Some(v) = n.value.times(by) {
                return (v.to_f64(), n.end + 1);
            }
        }
        (value.to_f64(), n.end)
    }

    /// `dola milioni 24.6`, `dola za Marekani milioni 3`, `shilingi milioni 200 za kitanzania`, `(dola) 4000`.
    pub fn money(&self, i: usize, code: &'static str) -> Option<Quantity> {
        let mut at = i + 1;
        let mut unit = code;
        let nation =
            |k: usize| if self.is(k, "of") { if let Some(Q::Nation(c)) = self.class(k + 1) { Some(c) } else { None } } else { None };
        let mut country = nation(at);
        at += 2 * usize::from(country.is_some());
        let mut from = i;
        if self.str(at) == ")" && self.str(i.wrapping_sub(1)) == "(" {
            (from, at) = (i - 1, at + 1);
        }
        at += usize::from(matches!(self.str(at), "takriban" | "takribani" | "karibu"));
        at += usize::from(self.class(at).is_some_and(|q| matches!(q, Q::Money("USD"))) || self.str(at) == "$");
        let n = self.numeral(at)?;
        // `dola moja` is a price, `dola ya kwanza` is not; a line break parts headline and number.
        let (value, mut to) = self.suffix(&n);
        if country.is_none() {
            country = nation(to);
            to += 2 * usize::from(country.is_some());
        }
        let resolved = if code.is_empty() || code == "faranga" {
            let own = country.or_else(|| {
                self.reference
                    .country
                    .as_ref()
                    .and_then(|c| ["TZA", "KEN", "UGA", "RWA", "BDI", "COD", "SOM", "CHE"].into_iter().find(|k| *k == c.code()))
            });
            own.and_then(|c| currency_of(code, c))
        } else {
            if country == Some("CHE") {
                unit = "CHF";
            }
            Some(unit)
        };
        Some(self.make(QuantityKind::Money, from, to, value, resolved, at))
    }
}
