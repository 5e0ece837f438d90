//! What is known about a word form: one `Analysis`, plain `Copy` data without a pointer to the text.
//!
//! The lemma lies inside it, so an analysis can be cached by form, kept beside a token and handed across threads without
//! an allocation.

use super::agreement::Agreement;
use super::grammar::{Extensions, Known, Mood, Sense, Tense, TimeClass, Upos};
use super::lemma::Lemma;

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
    fn time_and_size() {
        let mut analysis = Analysis::new(Upos::Verb, Lemma::new("soma"), Known::Lexical, 0);
        assert_eq!(analysis.time(), Some(TimeClass::Open));
        (analysis.tense, analysis.mood) = (Some(Tense::NotYet), Some(Mood::Indicative));
        assert_eq!(analysis.time(), Some(TimeClass::Past));
        assert_eq!(Analysis { pos: Upos::Noun, ..analysis }.time(), None);
        assert!(size_of::<Analysis>() <= 88, "{}", size_of::<Analysis>());
    }
}
