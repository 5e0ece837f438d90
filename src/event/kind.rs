//! The sixteen PLOVER types with their modes, quad class and score: the ontology's table, as code.

/// A PLOVER type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Kind {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

type Row = (Kind, &'static str, u8, f32, &'static [&'static str]);

const TABLE: [Row; 16] = [
    (Kind::Agree, "AGREE", 1, 2.5, &[]),
    (Kind::Consult, "CONSULT", 1, 2.5, &["visit", "third-party", "multilateral", "phone"]),
    (Kind::Support, "SUPPORT", 1, 5.0, &[]),
    (Kind::Concede, "CONCEDE", 1, 4.5, &[]),
    (Kind::Cooperate, "COOPERATE", 2, 9.5, &[]),
    (Kind::Aid, "AID", 2, 10.0, &[]),
    (Kind::Retreat, "RETREAT", 2, 6.5, &["withdraw", "release", "disarm", "ceasefire", "access", "resign"]),
    (Kind::Request, "REQUEST", 3, 0.0, &["assist", "change", "yield", "meet"]),
    (Kind::Accuse, "ACCUSE", 3, -3.0, &["disapprove", "investigate", "allege"]),
    (Kind::Reject, "REJECT", 3, -2.0, &["assist", "change", "yield", "meet"]),
    (Kind::Threaten, "THREATEN", 3, -3.5, &["restrict", "arrest", "relations", "expel", "territory", "violence"]),
    (Kind::Protest, "PROTEST", 4, -5.0, &["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"]),
    (Kind::Sanction, "SANCTION", 4, -6.0, &["convict", "expel", "withdraw", "discontinue"]),
    (Kind::Mobilize, "MOBILIZE", 4, -5.5, &["troops", "weapons", "police", "militia"]),
    (
        Kind::Coerce,
        "COERCE",
        4,
        -7.0,
        &["seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"],
    ),
    (
        Kind::Assault,
        "ASSAULT",
        4,
        -9.0,
        &[
            "abduct",
            "beat",
            "torture",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "aerial",
            "drone",
            "heavy-weapons",
            "crowd-control",
            "unconventional",
        ],
    ),
];

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 16] = {
        let mut all = [Kind::Agree; 16];
        let mut i = 0;
        while i < 16 {
            all[i] = TABLE[i].0;
            i += 1;
        }
        all
    };

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// Its name in PLOVER.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The type of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    #[must_use]
    pub fn quad(self) -> u8 {
        self.row().2
    }

    /// The type's score where no mode has its own.
    #[must_use]
    pub fn score(self) -> f32 {
        self.row().3
    }

    /// The modes that it can have.
    #[must_use]
    pub fn modes(self) -> &'static [&'static str] {
        self.row().4
    }
}

/// How good or bad an event is, −10 to 10: the mean of its modes' scores, or its type's.
#[must_use]
pub fn score(kind: Kind, modes: &[String]) -> f32 {
    let known: Vec<f32> = modes.iter().filter_map(|m| mode_score(kind, m)).collect();
    if known.is_empty() { kind.score() } else { known.iter().sum::<f32>() / known.len() as f32 }
}

fn mode_score(kind: Kind, mode: &str) -> Option<f32> {
    Some(match (kind, mode) {
        (Kind::Consult, "visit" | "multilateral") => 4.0,
        (Kind::Consult, "third-party") => 1.0,
        (Kind::Consult, "phone") => 1.5,
        (Kind::Retreat, "withdraw") => 8.0,
        (Kind::Retreat, "release" | "access") => 6.5,
        (Kind::Retreat, "disarm") => 10.0,
        (Kind::Retreat, "ceasefire") => 7.5,
        (Kind::Retreat, "resign") => 4.5,
        (Kind::Request, "assist") => 0.5,
        (Kind::Request, "change" | "yield") => -1.0,
        (Kind::Request, "meet") => 0.0,
        (Kind::Accuse, "disapprove") => -2.0,
        (Kind::Accuse, _) => -3.5,
        (Kind::Reject, "assist") => -1.5,
        (Kind::Reject, _) => -2.0,
        (Kind::Threaten, "restrict") => -3.0,
        (Kind::Threaten, "territory") => -4.0,
        (Kind::Threaten, _) => -3.5,
        (Kind::Protest, "riot") => -7.0,
        (Kind::Protest, "demo" | "strike") => -5.0,
        (Kind::Protest, "hunger" | "boycott" | "obstruct") => -4.5,
        (Kind::Sanction, "expel") => -5.5,
        (Kind::Sanction, _) => -6.0,
        (Kind::Mobilize, "troops" | "weapons") => -6.5,
        (Kind::Mobilize, "police") => -5.5,
        (Kind::Mobilize, "militia") => -6.0,
        (Kind::Coerce, "censor" | "curfew" | "misinformation") => -6.5,
        (Kind::Coerce, "martial-law") => -7.5,
        (Kind::Coerce, _) => -7.0,
        (Kind::Assault, "abduct" | "torture" | "sexual" | "destroy") => -8.5,
        (Kind::Assault, "beat" | "crowd-control") => -7.5,
        (Kind::Assault, "primitive") => -8.0,
        (Kind::Assault, "firearms" | "explosives") => -9.0,
        (Kind::Assault, "unconventional") => -10.0,
        (Kind::Assault, _) => -9.5,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_scores() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_name(kind.name()), Some(kind));
            assert!((1..=4).contains(&kind.quad()));
        }
        assert_eq!(score(Kind::Assault, &["aerial".into(), "firearms".into()]), -9.25);
        assert_eq!(score(Kind::Aid, &[]), 10.0);
    }
}
