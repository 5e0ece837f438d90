//! The labels of the tagger: one layer for the narrow names, one for institutions called by a phrase.
//!
//! The narrow layer has BIOES labels for PER, ORG and LOC (13 with O), the institution layer B, I and O. Both share the rows
//! of weights, sixteen numbers a feature, so that one vector load serves both: a phrase such as `Baraza la Usalama la
//! Umoja wa Mataifa` and the name inside it come out of one pass.

use super::NameType;

/// Labels of the narrow layer.
pub const NARROW: usize = 13;
/// Labels of the institution layer.
pub const INST: usize = 3;
/// Numbers in a row of weights.
pub const WIDTH: usize = NARROW + INST;

/// Place of a token in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// First of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// Last of several.
    End,
    /// The only one.
    Single,
}

/// The narrow label of a type and place.
#[must_use]
pub fn narrow(kind: NameType, place: Place) -> u8 {
    1 + 4 * kind as u8 + place as u8
}

/// The type of a narrow label; `None` for O.
#[must_use]
pub fn type_of(label: u8) -> Option<NameType> {
    match label {
        1..=4 => Some(NameType::Per),
        5..=8 => Some(NameType::Org),
        9..=12 => Some(NameType::Loc),
        _ => None,
    }
}

/// Whether a name may end with this narrow label (or none is open).
#[must_use]
pub fn closes(label: usize) -> bool {
    label == 0 || matches!((label - 1) % 4, 2 | 3)
}

/// Whether a name may begin with this narrow label (or none does).
#[must_use]
pub fn opens(label: usize) -> bool {
    label == 0 || matches!((label - 1) % 4, 0 | 3)
}

/// Whether narrow label `b` may follow `a`.
#[must_use]
pub fn allowed(a: usize, b: usize) -> bool {
    if closes(a) { opens(b) } else { b != 0 && (a - 1) / 4 == (b - 1) / 4 && matches!((b - 1) % 4, 1 | 2) }
}

/// Whether institution label `b` may follow `a` (0 = O, 1 = B, 2 = I).
#[must_use]
pub fn allowed_inst(a: usize, b: usize) -> bool {
    !(a == 0 && b == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bioes_has_61_steps() {
        let steps = (0..NARROW).flat_map(|a| (0..NARROW).map(move |b| (a, b))).filter(|&(a, b)| allowed(a, b)).count();
        assert_eq!(steps, 61);
        assert_eq!(type_of(narrow(NameType::Loc, Place::Single)), Some(NameType::Loc));
        assert!(!allowed(0, narrow(NameType::Per, Place::End) as usize));
        assert!(allowed(narrow(NameType::Per, Place::Begin) as usize, narrow(NameType::Per, Place::End) as usize));
        assert!(!allowed_inst(0, 2));
    }
}
