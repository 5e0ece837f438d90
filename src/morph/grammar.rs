//! The categories of Swahili grammar that an analysis speaks in.

use std::fmt;

/// The 17 parts of speech of Universal Dependencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Upos {
    /// How many there are.
    pub const COUNT: usize = 17;
    const NAMES: [&'static str; Self::COUNT] =
        ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"];
    const ALL: [Self; Self::COUNT] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// Its name in Universal Dependencies.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The part of speech with this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().position(|n| *n == name).map(|i| Self::ALL[i])
    }
}

/// The tense and aspect that a verb's prefix names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// `-na-`; negative `ha-…-i`
    Present,
    /// `-a-`: `wasema`; also the tenseless relative `asemavyo`
    General,
    /// `-li-`; negative `ha-ku-`
    Past,
    /// `-me-`
    Perfect,
    /// `-mesha-`, `-mekwisha-`, `-lisha-`
    Already,
    /// `-ta-`
    Future,
    /// `hu-`
    Habitual,
    /// `-ki-`: while, if; negative `-sipo-`
    Situative,
    /// `-ka-`: and then
    Consecutive,
    /// `-nge-`
    Hypothetical,
    /// `-ngali-`, `-ngeli-`
    PastHypothetical,
    /// `ha-ja-`
    NotYet,
    /// `-japo-`: even though
    Concessive,
}

/// The mood of a verb form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mood {
    /// A statement, whatever its tense.
    Indicative,
    /// `-e`: `aseme`, `wasifanye`
    Subjunctive,
    /// `soma`, `someni`
    Imperative,
    /// `kusoma`, `kutosoma`
    Infinitive,
}

/// When a verb says its event is, as the layers above ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeClass {
    /// `-li-`, `-me-`, `-ka-`, `ha-ku-`, `ha-ja-`
    Past,
    /// `-na-`, `-a-`, negative `-i`
    Present,
    /// `-ta-`
    Future,
    /// `hu-`
    Habitual,
    /// `-nge-`, `-ngali-`
    Hypothetical,
    /// Infinitives, subjunctives, imperatives, `-ki-`: the time is that of the verb they hang on.
    Open,
}

/// The extensions between root and final vowel.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Extensions(u8);

impl Extensions {
    /// None.
    pub const NONE: Self = Self(0);
    /// `-i-/-e-`: for, to, at.
    pub const APPLICATIVE: Self = Self(1);
    /// `-ish-/-esh-/-iz-/-z-`: makes do.
    pub const CAUSATIVE: Self = Self(2);
    /// `-w-`
    pub const PASSIVE: Self = Self(4);
    /// `-ik-/-ek-`: can be done, gets done.
    pub const STATIVE: Self = Self(8);
    /// `-an-`: each other.
    pub const RECIPROCAL: Self = Self(16);
    /// `-u-/-o-`: undoes.
    pub const REVERSIVE: Self = Self(32);

    /// Both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` are there.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The extension that a cell of `verbs.tsv` names.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        match name {
            "appl" => Self::APPLICATIVE,
            "caus" => Self::CAUSATIVE,
            "pass" => Self::PASSIVE,
            "stat" => Self::STATIVE,
            "recip" => Self::RECIPROCAL,
            "rev" => Self::REVERSIVE,
            _ => Self::NONE,
        }
    }
}

impl fmt::Display for Extensions {
    /// `appl+pass`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut plus = "";
        for name in ["appl", "caus", "stat", "recip", "rev", "pass"] {
            if self.has(Self::of_name(name)) {
                write!(f, "{plus}{name}")?;
                plus = "+";
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Extensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Extensions({self})")
    }
}

/// How sure an analysis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    /// Its word stands in the lexicon, as it is or inflected.
    Lexical,
    /// Made by a regular rule of word formation from a word of the lexicon (`mshambuliaji` from `shambulia`).
    Derived,
    /// Only its shape speaks for it.
    Guessed,
}

/// The coarse meaning of a noun, column `sem` of `nouns.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Sense {
    None,
    Person,
    Role,
    Group,
    Org,
    Place,
    Building,
    Time,
    Unit,
    Money,
    Event,
    Speech,
    Weapon,
    Document,
    Abstract,
    Body,
    Animal,
    Plant,
    Object,
    Substance,
    Nature,
    Disease,
    Law,
    Language,
}

impl Sense {
    /// The sense with this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "" => Self::None,
            "person" => Self::Person,
            "role" => Self::Role,
            "group" => Self::Group,
            "org" => Self::Org,
            "place" => Self::Place,
            "building" => Self::Building,
            "time" => Self::Time,
            "unit" => Self::Unit,
            "money" => Self::Money,
            "event" => Self::Event,
            "speech" => Self::Speech,
            "weapon" => Self::Weapon,
            "document" => Self::Document,
            "abstract" => Self::Abstract,
            "body" => Self::Body,
            "animal" => Self::Animal,
            "plant" => Self::Plant,
            "object" => Self::Object,
            "substance" => Self::Substance,
            "nature" => Self::Nature,
            "disease" => Self::Disease,
            "law" => Self::Law,
            "language" => Self::Language,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(Upos::of_name("SCONJ"), Some(Upos::Sconj));
        assert_eq!(Upos::Sconj.name(), "SCONJ");
        assert_eq!(Upos::of_name("sconj"), None);
        assert_eq!(Extensions::APPLICATIVE.with(Extensions::PASSIVE).to_string(), "appl+pass");
        assert_eq!(Sense::of_name("weapon"), Some(Sense::Weapon));
        assert_eq!(Sense::of_name("weapons"), None);
    }
}
