//! A word's analysis as plain data, for records and for `dondoo.analyze`.

use serde::{Deserialize, Serialize};

use crate::morph::{Analysis, Known, Mood};
use crate::text::{Span, Token};

/// What is known of a word form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Dictionary word; for a verb the infinitive stem (`shukuru`).
    pub lemma: String,
    /// Universal part of speech (UD's 17).
    pub pos: String,
    /// Tense and aspect of a finite verb.
    pub tense: Option<String>,
    /// indicative, subjunctive, imperative or infinitive, of a verb.
    pub mood: Option<String>,
    /// `negative` or `positive`, of a verb.
    pub polarity: Option<String>,
    /// `active` or `passive`, of a verb.
    pub voice: Option<String>,
    /// Extensions in order of meaning, joined by `+`: `appl+pass`.
    pub extensions: Option<String>,
    /// Noun class, or that of the noun agreed with; several are joined by `|`.
    pub class: Option<String>,
    /// Subject of a verb: `1sg`, `2pl`, or noun classes.
    pub subject: Option<String>,
    /// Object marker of a verb.
    pub object: Option<String>,
    /// Relative marker of a verb.
    pub relative: Option<String>,
    /// ISO 3166 alpha-3 country of a demonym.
    pub country: Option<String>,
    /// `lexical`, `derived` or `guessed`.
    pub known: String,
}

/// A token of the article with its analysis in its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRecord {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// The words there.
    pub text: String,
    /// What is known of it.
    #[serde(flatten)]
    pub word: Word,
}

fn shown(empty: bool, value: impl std::fmt::Display) -> Option<String> {
    (!empty).then(|| value.to_string())
}

impl From<&Analysis> for Word {
    fn from(a: &Analysis) -> Self {
        let verb = a.is_verb();
        let either = |is: bool, yes: &str, no: &str| verb.then(|| if is { yes } else { no }.to_owned());
        Self {
            lemma: a.lemma.as_str().to_owned(),
            pos: a.pos.name().to_owned(),
            tense: a.tense.map(|t| t.name().to_owned()),
            mood: a.mood.map(|m| if m == Mood::Indicative { "indicative" } else { m.name() }.to_owned()),
            polarity: either(a.negative, "negative", "positive"),
            voice: either(a.passive(), "passive", "active"),
            extensions: shown(a.extensions.is_none(), a.extensions),
            class: shown(a.class.is_none() || verb, a.class),
            subject: shown(a.subject.is_none(), a.subject),
            object: shown(a.object.is_none(), a.object),
            relative: shown(a.relative.is_none(), a.relative),
            country: a.country().map(str::to_owned),
            known: match a.known {
                Known::Lexical => "lexical",
                Known::Derived => "derived",
                Known::Guessed => "guessed",
            }
            .to_owned(),
        }
    }
}

/// A token's record.
#[must_use]
pub fn token_record(text: &str, token: &Token, analysis: &Analysis) -> TokenRecord {
    TokenRecord { span: token.span, text: token.text(text).to_owned(), word: analysis.into() }
}
