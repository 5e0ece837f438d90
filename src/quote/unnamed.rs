//! Subjects that are no mention (`mkazi mmoja anaeleza`): where one stands, nobody else is meant.

use super::lexicon::class;
use super::room::Room;
use super::verbs::Form;
use crate::text::{Case, Kind};

impl Room<'_> {
    /// Whether the verb has a subject of its own that is no mention: `mkazi mmoja anaeleza`. Then nobody else is meant.
    pub fn has_own_subject(&self, from: usize, cue: usize) -> bool {
        let comma = (from..cue).rev().find(|&i| self.reading.tokens[i].kind == Kind::Punctuation);
        let mut at = comma.map_or(from, |c| c + 1);
        while at < cue
            && (self.words[at].is(class::ASIDE)
                || self.reading.tokens[at].kind != Kind::Word
                || matches!(self.text(at), "na" | "naye" | "nao"))
        {
            at += 1;
        }
        if at >= cue || self.words[at].form != Form::None {
            return false;
        }
        // Adverbs and prepositions open no subject; nor do days.
        let opener = self.words[at].is(class::OPENER | class::BREAK | class::THAT);
        // `mhadhiri huyo` points back to a speaker.
        let points =
            (at..cue).any(|i| matches!(self.text(i), "huyo" | "hao" | "hilo" | "hicho" | "hiyo" | "huo" | "hizo" | "hayo" | "hivyo"));
        !opener && !points && cue - at <= 10
    }

    /// Whether the sentence opens with a noun that is no mention, up to the verb without another main verb between:
    /// `Shuhuda ambaye hakutaka kutajwa, amesema`.
    pub fn opens_with_noun(&self, from: usize, cue: usize) -> bool {
        let (token, word) = (&self.reading.tokens[from], &self.words[from]);
        let noun =
            token.kind == Kind::Word && word.form == Form::None && !word.is(class::OPENER | class::ASIDE | class::BREAK | class::THAT);
        let mention = !self.people.within(from..from + 1).is_empty();
        let points = (from..cue.min(from + 4)).any(|i| matches!(self.text(i), "huyo" | "hao" | "hilo" | "hicho" | "hiyo" | "huo" | "hizo"));
        noun && !mention && !points && from < cue && self.main_verb(from..cue).is_none()
    }

    /// Whether a noun stands right after the verb, where its subject would be.
    pub fn has_subject_after(&self, from: usize, to: usize) -> bool {
        from < to && {
            let (token, word) = (&self.reading.tokens[from], &self.words[from]);
            let small = class::OPENER | class::ASIDE | class::BREAK | class::THAT | class::POINTER | class::DOCUMENT;
            token.kind == Kind::Word && token.case == Case::Lower && word.form == Form::None && !word.is(small)
        }
    }
}
