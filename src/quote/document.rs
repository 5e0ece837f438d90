//! Documents that speak for their author: `taarifa ya wizara imesema`, `kwa mujibu wa ripoti ya WHO`.

use super::lexicon::class;
use super::people::{Candidate, document_agrees};
use super::room::Room;
use super::verbs::Form;
use crate::record::EntityType;

impl Room<'_> {
    /// A document that is the subject: `taarifa`, not `katika taarifa`.
    pub fn document(&self, from: usize, cue: usize) -> Option<usize> {
        (from..cue).rev().find(|&i| {
            self.words[i].is(class::DOCUMENT)
                && document_agrees(self.text(i), self.words[cue].prefix)
                && (i == from
                    || self.words[cue].form == Form::Relative
                    || !matches!(
                        self.text(i - 1),
                        "katika" | "kwenye" | "kupitia" | "kwa" | "Katika" | "Kwenye" | "Kupitia" | "Kwa" | "ya" | "wa" | "na"
                    ))
                && self.main_verb(i..cue).is_none()
        })
    }

    /// Whether a document is the subject and nobody is named with it (`taarifa zaidi zinaeleza`): then nobody is meant.
    pub fn has_bare_document(&self, from: usize, cue: usize) -> bool {
        self.document(from, cue).is_some_and(|d| {
            !(d + 1..cue).any(|i| matches!(self.text(i), "hiyo" | "hizo" | "huo" | "hilo" | "yake" | "yao" | "hii" | "hizi"))
        })
    }

    /// Whether `taarifa hiyo` and the like, which point back to a speaker, are the subject.
    pub fn pointing_document(&self, from: usize, cue: usize) -> bool {
        self.document(from, cue)
            .is_some_and(|d| (d + 1..cue.min(d + 3)).any(|i| matches!(self.text(i), "hiyo" | "hizo" | "huo" | "hilo" | "yake" | "yao")))
    }

    /// The author in the phrase after a document: a person if one is named there, else the first mention.
    pub fn author(&self, from: usize, to: usize) -> Option<&Candidate> {
        let all = self.people.within(from..to);
        all.iter().find(|c| c.kind == EntityType::Per).or_else(|| all.iter().find(|c| c.tokens.end <= to))
    }

    /// What a source phrase names: the first mention of the phrase, or the person that it ends in.
    pub fn source(&self, from: usize, to: usize) -> Option<&Candidate> {
        let all = self.people.within(from..to);
        all.iter().find(|c| c.kind == EntityType::Per).or_else(|| all.first())
    }
}
