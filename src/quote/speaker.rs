//! Finding the subject of a verb of saying in its sentence.
//!
//! `a-` wants a person, `wa-` people, `li- ki- u- i- zi-` a body or a country, or a document that speaks for its author
//! (`taarifa ya wizara imesema`). The subject stands before the verb, or after it (`…, alisema Neema`), or was named
//! sentences ago and only its prefix is left (`Amesema`); then the last speaker that fits goes on.

use super::lexicon::class;
use super::people::{Candidate, can, fits, shows};
use super::room::Room;
use super::verbs::{Form, Subject};
use crate::record::EntityType;
use crate::text::Kind;

/// The last speaker.
#[derive(Clone, Copy, Debug)]
pub(super) struct Last {
    pub entity: usize,
    pub kind: EntityType,
    pub sentence: usize,
}

impl Room<'_> {
    /// The subject before the verb at `cue`, in tokens from `from`; a mention that a preposition leads only for want of another.
    pub fn before(&self, from: usize, cue: usize, subject: Subject) -> Option<&Candidate> {
        self.subject(from, cue, subject).map(|(c, _)| c)
    }

    /// The same, with whether it stands free of a preposition.
    pub fn subject(&self, from: usize, cue: usize, subject: Subject) -> Option<(&Candidate, bool)> {
        let all = self.people.within(from..cue);
        if subject == Subject::Thing
            && let Some(document) = self.document(from, cue)
        {
            return self.author(document + 1, cue).map(|c| (c, true));
        }
        let prefix = self.words[cue].prefix;
        let possible = |c: &&Candidate| c.tokens.end <= cue && can(c, subject, prefix);
        // A head noun of the verb's own class beats a nearer mention without.
        if subject == Subject::Thing {
            let showing = |c: &&Candidate| possible(c) && c.kind != EntityType::Loc && shows(self.text(c.tokens.start), prefix);
            let led = |c: &Candidate| {
                c.tokens.start > from && (self.is_preposition(c.tokens.start - 1) || self.is_connective(c.tokens.start - 1))
            };
            if let Some(c) = all.iter().rev().find(|c| showing(c) && !led(c)) {
                return Some((c, true));
            }
        }
        let mut fallback = None;
        for c in all.iter().rev().filter(possible) {
            let c = self.outside(c, all, cue, &possible);
            // A longer mention around this one is what the reader sees (`jeshi la Msumbiji`).
            let c = all.iter().find(|o| possible(o) && o.tokens.start <= c.tokens.start && o.tokens.end >= c.tokens.end).unwrap_or(c);
            let c = self.head(c, all, subject);
            let led = c.tokens.start > from && {
                let at = c.tokens.start - 1;
                let connective = self.is_connective(at) && subject != Subject::Thing;
                let titled = at > from && self.is_title(at) && (self.is_preposition(at - 1) || self.text(at - 1) == "wa");
                connective && !self.follows_time(at)
                    || titled
                    || (self.is_preposition(at) && !(self.text(at) == "na" && self.is_joined(at, from)))
            };
            if !led {
                return Some((c, true));
            }
            fallback.get_or_insert(c);
        }
        // `msemaji wa X amesema`: nobody is named.
        fallback
            .filter(|c| subject != Subject::One || c.kind != EntityType::Per || self.main_verb(c.tokens.end..cue).is_none())
            .map(|c| (c, false))
    }

    /// A candidate before a relative clause or apposition that the nearest one stands in: `Neema, mshauri wa Juma, ameapa`.
    fn outside<'c>(&self, c: &'c Candidate, all: &'c [Candidate], cue: usize, possible: &impl Fn(&&'c Candidate) -> bool) -> &'c Candidate {
        let comma = |at: usize| self.text(at) == ",";
        let found = all.iter().find(|e| {
            let between = e.tokens.end..c.tokens.start;
            if e.tokens.end >= c.tokens.start || !possible(e) || e.locative || self.main_verb(between.clone()).is_some() {
                return false;
            }
            let relative = between.clone().any(|i| self.words[i].form == Form::Relative);
            let apposed = e.kind == EntityType::Per
                && comma(e.tokens.end)
                && comma(cue - 1)
                && !between.clone().skip(1).any(comma)
                && between.len() > 1;
            let whole = e.tokens.start == all[0].tokens.start;
            (relative || apposed) && whole
        });
        found.unwrap_or(c)
    }

    fn is_title(&self, at: usize) -> bool {
        matches!(
            self.text(at),
            "rais"
                | "Rais"
                | "waziri"
                | "Waziri"
                | "bwana"
                | "Bw"
                | "Bi"
                | "balozi"
                | "Balozi"
                | "jenerali"
                | "Jenerali"
                | "kiongozi"
                | "mwenzake"
                | "mpinzani"
        )
    }

    /// `baada ya X kusema`: this connective belongs to the time, not to a noun.
    fn follows_time(&self, at: usize) -> bool {
        at > 0 && matches!(self.text(at - 1), "baada" | "Baada" | "kabla" | "Kabla")
    }

    /// A subject that touches the verb: `baada ya Tanzania kutangaza`, `huku Neema akisema`.
    pub fn adjacent(&self, from: usize, cue: usize, subject: Subject) -> Option<&Candidate> {
        let c = self.people.within(from..cue).iter().find(|c| c.tokens.end == cue && can(c, subject, self.words[cue].prefix))?;
        let oblique = c.tokens.start > 0 && {
            let at = c.tokens.start - 1;
            let chained = self.is_connective(at) && !self.follows_time(at) && subject != Subject::Thing && subject != Subject::None;
            // The object of another verb: `alimkosoa Neema akisema`.
            let object = self.words[at].form == Form::Finite;
            chained || object || self.is_preposition(at) && self.text(at) != "na"
        };
        (!oblique).then_some(c)
    }

    /// Whether `na` at this place joins two mentions.
    fn is_joined(&self, at: usize, from: usize) -> bool {
        self.people.within(from..at).iter().any(|c| c.tokens.end == at)
    }

    /// Up a chain of connectives to its head: `Wizara ya Ulinzi ya Chad` is the ministry.
    fn head<'c>(&self, mut c: &'c Candidate, all: &'c [Candidate], subject: Subject) -> &'c Candidate {
        while c.tokens.start > 0 && self.is_connective(c.tokens.start - 1) {
            let link = c.tokens.start - 1;
            match all.iter().find(|o| o.tokens.end == link && fits(o.kind, subject)) {
                Some(above) => c = above,
                None => break,
            }
        }
        c
    }

    /// The subject after the verb: `…, alisema katibu wake Thabo`.
    pub fn after(&self, from: usize, to: usize, subject: Subject, prefix: &str) -> Option<&Candidate> {
        let stop = (from..to)
            .find(|&i| {
                self.reading.tokens[i].kind == Kind::Punctuation
                    && matches!(self.text(i), "," | ";" | ":" | "(" | "“" | "\"" | "‘" | "’" | "''" | "’’")
                    || self.words[i].form != Form::None
                    || matches!(self.text(i), "katika" | "kwenye" | "kwa" | "kupitia" | "wakati" | "baada" | "mjini" | "nchini" | "huku")
            })
            .unwrap_or(to);
        if subject == Subject::Thing
            && let Some(document) = (from..stop.min(from + 2)).find(|&i| self.words[i].is(class::DOCUMENT))
        {
            return self.author(document + 1, stop);
        }
        self.people.within(from..stop.min(from + 14)).iter().find(|c| can(c, subject, prefix))
    }

    /// The subject of a verb that only its prefix tells: the last speaker, unless the sentence before has a fresh one.
    pub fn dropped(&self, sentence: usize, subject: Subject, prefix: &str, last: Option<Last>) -> Option<usize> {
        let land = |kind| kind == EntityType::Loc && matches!(prefix, "li" | "ki" | "vi" | "u" | "ya");
        let said = last.filter(|l| fits(l.kind, subject) && !land(l.kind) && l.sentence + 6 >= sentence);
        let sentences = self.reading.sentences;
        for back in 1..=3 {
            let Some(earlier) = sentence.checked_sub(back) else { break };
            if said.is_some_and(|l| l.sentence >= earlier) {
                break;
            }
            if !self.reading.layout.zones.get(earlier).is_some_and(|z| z.is_told()) {
                continue;
            }
            let range = sentences[earlier].tokens.clone();
            let Some(verb) = self.main_verb(range.clone()) else { continue };
            if let Some(c) = self.before(range.start, verb, subject) {
                return Some(c.entity);
            }
        }
        said.map(|l| l.entity).or_else(|| {
            // Whoever was named last, if not long ago.
            let from = sentences.get(sentence.saturating_sub(4))?.tokens.start;
            let here = sentences.get(sentence)?.tokens.start;
            let near = self.people.within(from..here);
            near.iter().rev().find(|c| can(c, subject, prefix) && (subject != Subject::One || c.kind == EntityType::Per)).map(|c| c.entity)
        })
    }
}
