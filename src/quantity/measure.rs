//! Measures: a unit before its number (`kilomita 380`), squared and cubed ones, and the strength of earthquakes.

use super::grammar::Grammar;
use super::lexicon::Q;
use super::{Quantity, QuantityKind};

/// The unit of an earthquake's strength: a number on a scale, so it has no symbol.
pub(super) const RICHTER: &str = "Richter";

impl Grammar<'_> {
    /// `kilomita 380`, `kilomita za mraba 500`, `sentimita za ujazo 60`, `nyuzi joto 30`.
    pub fn measure(&self, i: usize, unit: &'static str) -> Option<Quantity> {
        let mut at = i + 1;
        let mut unit = unit;
        if self.is(at, "of") && (self.is(at + 1, "squared") || self.is(at + 1, "cubed")) {
            unit = power(unit, self.is(at + 1, "cubed"))?;
            at += 2;
        }
        at += usize::from(matches!(self.str(at), "joto" | "jotoridi"));
        at += usize::from(matches!(self.str(at), "takriban" | "takribani" | "karibu" | "zipatazo"));
        if self.is(at, "more") && self.is(at + 1, "of") {
            at += 2;
        }
        at += usize::from(unit == RICHTER && self.is(at, "of"));
        let n = self.numeral(at)?;
        let mut to = n.end;
        // `nyuzi 6.4 za Richter` are no degrees of heat.
        if let Some(end) = self.on_richter(to) {
            (unit, to) = (RICHTER, end);
        } else if self.is(to, "of") && (self.is(to + 1, "squared") || self.is(to + 1, "cubed")) {
            unit = power(unit, self.is(to + 1, "cubed"))?;
            to += 2;
        }
        Some(self.make(QuantityKind::Measure, i, to, n.value.to_f64(), Some(unit), at))
    }

    /// `katika kipimo cha Richter`, `kwa kipimo cha rikta`, `za Richter` after a number; returns its end.
    pub fn on_richter(&self, at: usize) -> Option<usize> {
        let mut at = at + usize::from(self.is(at, "of") || matches!(self.str(at), "katika" | "kwenye" | "kwa"));
        if matches!(self.str(at), "kipimo" | "vipimo" | "mizani" | "skeli") && self.is(at + 1, "of") {
            at += 2;
        }
        (self.class(at) == Some(Q::Measure(RICHTER))).then_some(at + 1)
    }
}

fn power(unit: &str, cubed: bool) -> Option<&'static str> {
    Some(match (unit, cubed) {
        ("km", false) => "km²",
        ("m", false) => "m²",
        ("cm", false) => "cm²",
        ("mi", false) => "mi²",
        ("ft", false) => "ft²",
        ("km", true) => "km³",
        ("m", true) => "m³",
        ("cm", true) => "cm³",
        _ => return None,
    })
}
