//! PLOVER's rules that decide what a told act counts as, all in this one place.
//!
//! A frame says what a predicate means by itself; here tense, polarity and the verb it hangs on turn that into a record:
//! a future meeting is AGREE, a refused one REJECT, a withdrawal that is only announced CONCEDE.

use super::kind::Kind;
use crate::morph::{Analysis, Mood, Tense, TimeClass};

/// How an act is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// As done or being done.
    Fact,
    /// As to come.
    Future,
    /// As possible.
    Hypothetical,
    /// As not done.
    Negated,
    /// As not to be done: `haitapokea`, `hatutashiriki`.
    Refused,
    /// Not at all: asked for, refused, promised, alleged, aimed at.
    Void,
}

impl Told {
    /// PLOVER's auxiliary mode.
    pub fn aux(self) -> Option<&'static str> {
        match self {
            Told::Future => Some("future"),
            Told::Hypothetical => Some("hypothetical"),
            Told::Negated => Some("negation"),
            Told::Fact | Told::Refused | Told::Void => None,
        }
    }
}

/// How a finite verb tells its act by itself.
pub(super) fn told(verb: &Analysis) -> Told {
    match verb.time() {
        _ if verb.mood == Some(Mood::Subjunctive) || verb.mood == Some(Mood::Imperative) => Told::Void,
        Some(TimeClass::Hypothetical) => Told::Hypothetical,
        Some(TimeClass::Habitual) => Told::Void,
        Some(TimeClass::Future) if verb.negative => Told::Refused,
        Some(TimeClass::Future) => Told::Future,
        _ if verb.tense == Some(Tense::NotYet) => Told::Void,
        _ if verb.negative => Told::Negated,
        _ => Told::Fact,
    }
}

/// Whether what hangs on a predicate of this type (its infinitive, its `kwa` + infinitive, its `kwamba` clause) is part of it and no act of its own.
pub(super) fn swallows(kind: Kind) -> bool {
    matches!(kind, Kind::Agree | Kind::Request | Kind::Accuse | Kind::Reject | Kind::Threaten | Kind::Concede | Kind::Protest)
}

/// Whether an event of this type is done by saying it, so that it has the date of its saying.
pub(super) fn said(kind: Kind) -> bool {
    matches!(kind, Kind::Agree | Kind::Support | Kind::Concede | Kind::Request | Kind::Accuse | Kind::Reject | Kind::Threaten)
}

/// Whether a recipient that no slot names is the next one named in the clause (`ameahidi kushirikiana na X`, `alionya kwamba X …`).
pub(super) fn looks_on(kind: Kind) -> bool {
    matches!(kind, Kind::Agree | Kind::Threaten | Kind::Request | Kind::Accuse | Kind::Reject | Kind::Support)
}

/// What a told act counts as; `None` where it does not count. `own` says that the actor itself announces it.
pub(super) fn counts(kind: Kind, told: Told, active: bool) -> Option<(Kind, Option<&'static str>)> {
    use Kind::{Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Protest, Reject, Retreat, Sanction, Support, Threaten};
    match (told, kind) {
        (Told::Void, _) => None,
        (Told::Refused, Agree | Consult | Support | Concede | Cooperate | Aid | Retreat) if active => Some((Reject, None)),
        (Told::Refused, _) => None,
        (Told::Future, Consult | Support | Cooperate | Aid) => Some((Agree, None)),
        (Told::Hypothetical, Consult | Support | Cooperate) => Some((Agree, Some("hypothetical"))),
        (Told::Future, Retreat) => Some((Concede, None)),
        (Told::Future, Agree | Threaten | Reject) => Some((kind, None)),
        (Told::Future, Sanction | Coerce | Assault | Protest) if active => Some((Threaten, None)),
        (Told::Negated, Consult | Aid | Support | Cooperate) => Some((Reject, None)),
        (Told::Negated, Agree | Concede) => Some((Reject, None)),
        (told, kind) => Some((kind, told.aux())),
    }
}

/// Force that two states move together is an exercise of theirs: COOPERATE.
pub(super) fn joint(kind: Kind, states: usize) -> Kind {
    if kind == Kind::Mobilize && states > 1 { Kind::Cooperate } else { kind }
}

/// Whether all parties of a type stand as actors when the act is a future one of this type.
pub(super) fn needs_recipient(kind: Kind) -> bool {
    matches!(kind, Kind::Aid | Kind::Sanction)
}

/// Modes that a type keeps when another type became of it.
pub(super) fn modes(from: Kind, to: Kind, told: Told, modes: &[String]) -> Vec<String> {
    if from == to {
        return modes.to_vec();
    }
    let mode = match (from, to, told) {
        (Kind::Consult, Kind::Reject, _) => "meet",
        (Kind::Aid, Kind::Reject, _) => "assist",
        (Kind::Sanction, Kind::Threaten, _) => "relations",
        (Kind::Assault, Kind::Threaten, _) => "violence",
        (Kind::Coerce, Kind::Threaten, _) => "restrict",
        _ => return Vec::new(),
    };
    vec![mode.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ontology() {
        assert_eq!(counts(Kind::Consult, Told::Future, true), Some((Kind::Agree, None)));
        assert_eq!(counts(Kind::Retreat, Told::Future, true), Some((Kind::Concede, None)));
        assert_eq!(counts(Kind::Sanction, Told::Future, true), Some((Kind::Threaten, None)));
        assert_eq!(counts(Kind::Accuse, Told::Future, false), Some((Kind::Accuse, Some("future"))));
        assert_eq!(counts(Kind::Aid, Told::Void, true), None);
        assert_eq!(modes(Kind::Consult, Kind::Reject, Told::Negated, &[]), ["meet"]);
    }
}
