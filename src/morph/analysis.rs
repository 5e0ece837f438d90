//! What is known about a word form: one `Analysis`, plain `Copy` data without a pointer to the text.
//!
//! The lemma lies inside it, so an analysis can be cached by form, kept beside a token and handed across threads without
//! an allocation.

use std::fmt;

use super::agreement::Agreement;
use crate::text::hash_bytes;

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

/// A short string inside an analysis. No dictionary word of Swahili is longer; what is (web addresses, noise) is cut.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lemma {
    len: u8,
    bytes: [u8; Self::MAX],
}

impl Lemma {
    const MAX: usize = 31;

    /// Keeps `text`, cut at a character boundary if it is longer than 31 bytes.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut len = text.len().min(Self::MAX);
        while !text.is_char_boundary(len) {
            len -= 1;
        }
        let mut bytes = [0; Self::MAX];
        bytes[..len].copy_from_slice(&text.as_bytes()[..len]);
        Self { len: len as u8, bytes }
    }

    /// The two parts joined.
    #[must_use]
    pub fn joined(a: &str, b: &str) -> Self {
        let mut lemma = Self::new(a);
        let rest = Self::new(b);
        let at = lemma.len as usize;
        if at == a.len() && at + rest.len as usize <= Self::MAX {
            lemma.bytes[at..at + rest.len as usize].copy_from_slice(&rest.bytes[..rest.len as usize]);
            lemma.len += rest.len;
        }
        lemma
    }

    /// The lemma as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len as usize]).unwrap_or_default()
    }

    /// Its hash, the one a token with this form would have.
    #[must_use]
    pub fn hash(&self) -> u64 {
        hash_bytes(&self.bytes[..self.len as usize])
    }
}

impl fmt::Debug for Lemma {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// An index into the verbs of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VerbId(pub(super) u16);

/// One reading of a word form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Analysis {
    /// Part of speech.
    pub pos: Upos,
    /// Whether the lexicon vouches for it.
    pub known: Known,
    /// Not in the positive: `hakusema`, `kutosema`, `asiyesema`.
    pub negative: bool,
    /// A noun with locative `-ni`.
    pub locative: bool,
    /// Tense and aspect, of a finite verb.
    pub tense: Option<Tense>,
    /// Mood, of a verb.
    pub mood: Option<Mood>,
    /// Extensions of a verb, those of its dictionary entry included (`anzisha` is causative).
    pub extensions: Extensions,
    /// What a linguist said the noun means (`person`, `place`, …); empty elsewhere.
    pub sense: Sense,
    /// ISO 3166 alpha-3 code of a demonym's or a country's country, or zeros.
    pub country: [u8; 3],
    /// The dictionary verb once regular extensions are undone (`pigwa` → `piga`), if the lexicon has it.
    pub verb: Option<VerbId>,
    /// The noun's own class, or the class that an adjective, demonstrative, possessive or connective agrees with.
    pub class: Agreement,
    /// What agrees with the noun: for a person class 1 or 2, whatever its own class.
    pub agrees: Agreement,
    /// Subject of a verb.
    pub subject: Agreement,
    /// Object marker of a verb.
    pub object: Agreement,
    /// Relative marker of a verb.
    pub relative: Agreement,
    /// Higher is likelier; only good for comparing readings of one form.
    pub score: i16,
    /// The dictionary word. For a verb the stem with its extensions (`pigwa`, `onana`), as Swahili treebanks have it.
    pub lemma: Lemma,
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

impl Analysis {
    /// A bare reading; the rest is filled in by whoever knows it.
    #[must_use]
    pub fn new(pos: Upos, lemma: Lemma, known: Known, score: i16) -> Self {
        Self {
            pos,
            known,
            negative: false,
            locative: false,
            tense: None,
            mood: None,
            extensions: Extensions::NONE,
            sense: Sense::None,
            country: [0; 3],
            verb: None,
            class: Agreement::NONE,
            agrees: Agreement::NONE,
            subject: Agreement::NONE,
            object: Agreement::NONE,
            relative: Agreement::NONE,
            score,
            lemma,
        }
    }

    /// Whether it is a verb form (auxiliaries and infinitives too).
    #[must_use]
    pub fn is_verb(&self) -> bool {
        matches!(self.pos, Upos::Verb | Upos::Aux)
    }

    /// Whether it is a verb with a subject and a tense.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.is_verb() && matches!(self.mood, Some(Mood::Indicative | Mood::Subjunctive))
    }

    /// Whether it is passive.
    #[must_use]
    pub fn passive(&self) -> bool {
        self.extensions.has(Extensions::PASSIVE)
    }

    /// Whether it is reciprocal.
    #[must_use]
    pub fn reciprocal(&self) -> bool {
        self.extensions.has(Extensions::RECIPROCAL)
    }

    /// Whether it is causative.
    #[must_use]
    pub fn causative(&self) -> bool {
        self.extensions.has(Extensions::CAUSATIVE)
    }

    /// When the verb says its event is; `None` for what is no verb.
    #[must_use]
    pub fn time(&self) -> Option<TimeClass> {
        if !self.is_verb() {
            return None;
        }
        Some(match (self.mood, self.tense) {
            (Some(Mood::Indicative), Some(tense)) => match tense {
                Tense::Past | Tense::Perfect | Tense::Already | Tense::Consecutive | Tense::NotYet => TimeClass::Past,
                Tense::Present | Tense::General => TimeClass::Present,
                Tense::Future => TimeClass::Future,
                Tense::Habitual => TimeClass::Habitual,
                Tense::Hypothetical | Tense::PastHypothetical => TimeClass::Hypothetical,
                Tense::Situative | Tense::Concessive => TimeClass::Open,
            },
            _ => TimeClass::Open,
        })
    }

    /// Hash of the lemma, the one a token with that form has.
    #[must_use]
    pub fn lemma_hash(&self) -> u64 {
        self.lemma.hash()
    }

    /// The country of a demonym as text (`USA`), or nothing.
    #[must_use]
    pub fn country(&self) -> Option<&str> {
        (self.country[0] != 0).then(|| std::str::from_utf8(&self.country).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lemmas_are_cut_and_joined_on_boundaries() {
        let long = "ŋ".repeat(40);
        assert_eq!(Lemma::new(&long).as_str().chars().count(), 15);
        assert_eq!(Lemma::joined("som", "a").as_str(), "soma");
        assert_eq!(Lemma::new("soma").hash(), crate::text::hash_word("soma"));
        assert_eq!(Upos::of_name("SCONJ"), Some(Upos::Sconj));
        assert_eq!(Upos::Sconj.name(), "SCONJ");
        assert_eq!(Extensions::APPLICATIVE.with(Extensions::PASSIVE).to_string(), "appl+pass");
        assert!(size_of::<Analysis>() <= 80, "{}", size_of::<Analysis>());
    }
}
