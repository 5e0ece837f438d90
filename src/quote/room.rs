//! An article as this room sees it: the questions that every rule asks of its words.

use std::ops::Range;

use super::people::Speakers;
use super::verbs::{Form, Word};
use crate::extractor::Reading;
use crate::text::Kind;

/// An article with everything that finding a speaker needs.
#[derive(Clone, Copy)]
pub(super) struct Room<'a> {
    pub reading: &'a Reading<'a>,
    pub words: &'a [Word],
    pub people: &'a Speakers,
}

impl Room<'_> {
    pub fn text(&self, at: usize) -> &str {
        self.reading.tokens[at].text(self.reading.text)
    }

    /// The first main verb in `range`.
    pub fn main_verb(&self, range: Range<usize>) -> Option<usize> {
        range.into_iter().find(|&i| self.words[i].form == Form::Finite)
    }

    /// Whether the token is one of these marks.
    pub fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.reading.tokens[at].kind == Kind::Punctuation && marks.contains(&self.text(at))
    }

    /// Whether the token is a quotation mark.
    pub fn is_quotation(&self, at: usize) -> bool {
        matches!(self.text(at), "”" | "“" | "\"" | "''" | "’’" | "‘’" | "’" | "'" | "»")
    }

    pub fn sentence_of(&self, token: usize) -> usize {
        self.reading.sentences.partition_point(|s| s.tokens.start <= token).saturating_sub(1)
    }

    pub fn is_connective(&self, at: usize) -> bool {
        matches!(self.text(at), "wa" | "ya" | "la" | "cha" | "za" | "vya" | "ya-" | "kwa")
    }

    /// Words before a mention that keep it from being a subject.
    pub fn is_preposition(&self, at: usize) -> bool {
        matches!(
            self.text(at),
            "nchini"
                | "mjini"
                | "huko"
                | "kutoka"
                | "katika"
                | "kwenye"
                | "kwa"
                | "dhidi"
                | "na"
                | "barani"
                | "kisiwani"
                | "jimboni"
                | "mkoani"
                | "kuhusu"
        )
    }
}
