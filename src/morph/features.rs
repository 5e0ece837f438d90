//! The features of a reading as short text: what the suites of `tests/` and a reader at the console see.
//!
//! `ameishukuru` is `perfect s=1 o=4|9`, `wakimbizi` is `c=2`, `bungeni` is `c=5 place`.

use std::fmt;

use super::agreement::Agreement;
use super::analysis::Analysis;
use super::grammar::{Known, Mood, Tense};

/// A reading's features, to be displayed.
#[derive(Clone, Copy, Debug)]
pub struct Features<'a>(&'a Analysis);

impl Analysis {
    /// The features of this reading as short text.
    #[must_use]
    pub fn features(&self) -> Features<'_> {
        Features(self)
    }
}

impl Tense {
    /// Its name in the suites.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::General => "general",
            Self::Past => "past",
            Self::Perfect => "perfect",
            Self::Already => "already",
            Self::Future => "future",
            Self::Habitual => "habitual",
            Self::Situative => "situative",
            Self::Consecutive => "consecutive",
            Self::Hypothetical => "hypothetical",
            Self::PastHypothetical => "past-hypothetical",
            Self::NotYet => "not-yet",
            Self::Concessive => "concessive",
        }
    }
}

impl Mood {
    /// Its name in the suites; nothing for the indicative.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Indicative => "",
            Self::Subjunctive => "subjunctive",
            Self::Imperative => "imperative",
            Self::Infinitive => "infinitive",
        }
    }
}

impl fmt::Display for Features<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let a = self.0;
        let mut space = "";
        let mut put = |f: &mut fmt::Formatter<'_>, word: fmt::Arguments<'_>| {
            let result = write!(f, "{space}{word}");
            space = " ";
            result
        };
        if let Some(tense) = a.tense {
            put(f, format_args!("{}", tense.name()))?;
        }
        if let Some(mood) = a.mood.filter(|m| *m != Mood::Indicative) {
            put(f, format_args!("{}", mood.name()))?;
        }
        if a.negative {
            put(f, format_args!("neg"))?;
        }
        for (key, who) in [("s", a.subject), ("o", a.object), ("r", a.relative)] {
            if !who.is_none() {
                put(f, format_args!("{key}={who}"))?;
            }
        }
        if !a.extensions.is_none() {
            put(f, format_args!("{}", a.extensions))?;
        }
        if !a.class.is_none() && !a.is_verb() {
            put(f, format_args!("c={}", a.class))?;
        }
        let person = Agreement::classes(&[1, 2]);
        if a.agrees.meets(person) && !a.class.is_none() && !a.class.meets(person) {
            put(f, format_args!("animate"))?;
        }
        if a.locative {
            put(f, format_args!("place"))?;
        }
        if let Some(country) = a.country() {
            put(f, format_args!("{country}"))?;
        }
        match a.known {
            Known::Lexical => Ok(()),
            Known::Derived => put(f, format_args!("derived")),
            Known::Guessed => put(f, format_args!("guessed")),
        }
    }
}
