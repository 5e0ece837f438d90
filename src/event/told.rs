//! How a verb's act is told in its clause: as done, to come, possible, denied, or not at all.
//!
//! A finite verb says so by its prefixes and by what stands before it (`huenda`, `iwapo`); an infinitive by the verb,
//! preposition or noun that it hangs on.

use super::code::{Coder, key};
use super::control::control;
use super::frame::Slot;
use super::items::{What, infinitive};
use super::kind::Kind;
use super::rules::{self, Told};
use crate::morph::{Analysis, Sense, Tense};

impl Coder<'_, '_, '_> {
    /// How the verb at this item is told.
    pub(super) fn told(&self, at: usize, verb: &Analysis) -> Told {
        if infinitive(verb) {
            let next = self.clause.items.items[at].to;
            if next < self.sentence.end && self.cues.copula.contains(&self.lower(next)) {
                return Told::Void; // kuelewana ndio njia: spoken of in general
            }
            let told = self.told_infinitive(at);
            return if verb.negative && told == Told::Fact { Told::Negated } else { told };
        }
        let items = &self.clause.items.items;
        let mut told = rules::told(verb);
        let mut k = at;
        while k > 0 {
            k -= 1;
            match items[k].what {
                What::Clause => {
                    let word = self.lower(items[k].from);
                    if word == self.cues.perhaps || (self.cues.conditions.contains(&word) && told != Told::Void) {
                        told = if told == Told::Void { told } else { Told::Hypothetical };
                        // A second possibility word decides nothing more.
                    }
                    if self.cues.conditions.contains(&word) && !self.verb_between(k, at) {
                        return Told::Void;
                    }
                    break;
                }
                What::Verb(other) => {
                    let other = &self.clause.ground.analyses[other];
                    if key(other) == self.cues.be && told == Told::Fact {
                        told = match rules::told(other) {
                            Told::Future => Told::Future,
                            Told::Hypothetical => Told::Hypothetical,
                            Told::Negated => Told::Negated,
                            Told::Refused => Told::Void,
                            t => {
                                if infinitive(other) {
                                    told
                                } else {
                                    t
                                }
                            }
                        };
                        continue;
                    }
                    break;
                }
                What::That if k > 0 && self.doubted(k - 1) => return Told::Void, // madai kwamba Kenya iliishambulia …
                What::That => {
                    // Told inside an accusation: no act of its own.
                    if let Some(g) = self.clause.governor(k) {
                        let (above, frame, _) = self.states[g];
                        let accused = frame.is_some_and(|f| self.frames.all[f as usize].kind == Kind::Accuse);
                        if accused || (above == Told::Void && frame.is_some()) {
                            return Told::Void;
                        }
                    }
                    break;
                }
                _ => {}
            }
        }
        told
    }

    pub(super) fn verb_between(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|k| matches!(self.clause.items.items[k].what, What::Verb(_)))
    }

    pub(super) fn swallows(&self, item: usize) -> bool {
        self.states[item].1.is_some_and(|f| rules::swallows(self.frames.all[f as usize].kind))
    }

    pub(super) fn told_infinitive(&self, at: usize) -> Told {
        let items = &self.clause.items.items;
        let governor = self.clause.governor(at);
        let Some(before) = at.checked_sub(1) else { return Told::Fact };
        match items[before].what {
            What::And => governor.map_or(Told::Fact, |g| self.states[g].0),
            What::Prep(slot) => {
                if self.lower(items[before].from) == self.cues.before {
                    return Told::Void;
                }
                if slot == Some(Slot::Kwa) && governor.is_some_and(|g| self.swallows(g)) {
                    return Told::Void;
                }
                match governor {
                    Some(g) if slot.is_some() => self.states[g].0,
                    _ if slot.is_none() || slot == Some(Slot::Kwa) => Told::Fact,
                    _ => Told::Void,
                }
            }
            What::Link => {
                let deed = before.checked_sub(1).filter(|&h| self.head_lower(h).is_some_and(|head| self.cues.deeds.contains(&head)));
                deed.map_or(Told::Void, |measure| self.told_measure(measure, governor))
            }
            What::Clause if self.lower(items[before].from) == self.cues.in_order => Told::Void,
            What::Phrase(p) => {
                let mut who = Vec::new();
                self.clause.items.who(p, self.clause.ground.parties, &mut who);
                let head = self.clause.items.parts[self.clause.items.phrases[p].parts.start];
                if head.mention.is_none() && self.cues.deeds.contains(&self.lower(head.from)) {
                    return self.told_measure(before, governor); // uamuzi wa Kenya kuifunga …
                }
                if self.doubted(before) {
                    return Told::Void; // tishio la waasi kushambulia …
                }
                match governor {
                    Some(g) if self.swallows(g) => Told::Void,
                    Some(g) if self.aims(g, at) => Told::Void, // wamezungumza na Iran kumaliza …
                    Some(g) if items[g].to == items[before].from || who.is_empty() => self.controlled(g),
                    _ if who.is_empty() => Told::Void,
                    _ => Told::Fact,
                }
            }
            What::Verb(_) | What::Other | What::Stop | What::Clause => match governor {
                Some(g) if self.swallows(g) => Told::Void,
                // tangu kupinduliwa, wakati wa …: told as done
                _ if items[before].what == What::Clause => Told::Fact,
                Some(g) => self.controlled(g),
                None => Told::Fact,
            },
            _ => Told::Void,
        }
    }

    /// How the infinitive is told that says what a measure is (`hatua ya kuwaachia`, `uamuzi wa Kenya kuwaachia`): as done,
    /// unless the measure is undone, refused or only what something would come of.
    fn told_measure(&self, measure: usize, governor: Option<usize>) -> Told {
        let items = &self.clause.items.items;
        if let Some(g) = governor {
            let What::Verb(token) = items[g].what else { return Told::Void };
            let object = g < measure && (g + 1..measure).all(|k| matches!(items[k].what, What::Other));
            let verb = &self.clause.ground.analyses[token];
            let undone = self.cues.undo.contains(&key(verb))
                || verb.tense == Some(Tense::NotYet)
                || matches!(self.states[g].0, Told::Negated | Told::Refused);
            if self.swallows(g) || (object && undone) {
                return Told::Void;
            }
        }
        let subject_of = |k: &usize| self.clause.subjects[*k].as_ref().is_some_and(|s| s.item == Some(measure));
        let verb = (measure + 1..items.len()).find(subject_of).and_then(|v| self.clause.verb_at(v));
        match verb.map(rules::told) {
            Some(Told::Future | Told::Hypothetical) => Told::Void,
            _ => Told::Fact,
        }
    }

    /// Whether the infinitive at an item, after the place or the companion of the verb of item `g`, only tells what for.
    fn aims(&self, g: usize, at: usize) -> bool {
        let items = &self.clause.items.items;
        let Some(small) = at.checked_sub(2).filter(|&s| s > g) else { return false };
        if self.clause.verb_at(at).is_some_and(Analysis::passive) {
            return false; // … na watoto kutekwa: nobody aims at what is done to others
        }
        let beside = match items[small].what {
            What::Prep(slot) => slot == Some(Slot::Place),
            What::And => true,
            _ => false,
        };
        // baada ya Kenya na waasi kukutana: what is told after a preposition has its own subject.
        let within = (g + 1..small).any(|k| matches!(items[k].what, What::Prep(None) | What::Stop | What::Clause | What::That));
        let goes = self.clause.verb_at(g).is_some_and(|verb| self.cues.go.contains(&key(verb)));
        beside && !within && !goes
    }

    /// Whether a phrase says that what follows it is only feared, claimed or hoped: `madai ya X (kwamba …)`.
    fn doubted(&self, item: usize) -> bool {
        let What::Phrase(p) = self.clause.items.items[item].what else { return false };
        let head = self.clause.items.parts[self.clause.items.phrases[p].parts.start];
        head.mention.is_none() && self.names_no_one(head.from) && self.untold(head.from)
    }

    /// Whether a noun is neither a person nor a body, so that what it means can be no one's act: `uwezekano`, not `waziri`.
    fn names_no_one(&self, token: usize) -> bool {
        !matches!(self.clause.ground.analyses[token].sense, Sense::Person | Sense::Role | Sense::Group | Sense::Org)
    }

    /// How the infinitive after the verb of item `g` is told.
    pub(super) fn controlled(&self, g: usize) -> Told {
        let What::Verb(token) = self.clause.items.items[g].what else { return Told::Void };
        match control(key(&self.clause.ground.analyses[token])) {
            Some(Told::Fact) => self.states[g].0,
            Some(Told::Future | Told::Hypothetical) if matches!(self.states[g].0, Told::Void | Told::Negated | Told::Refused) => Told::Void,
            Some(told) => told,
            None => Told::Void,
        }
    }

    pub(super) fn head_lower(&self, item: usize) -> Option<u64> {
        match self.clause.items.items[item].what {
            What::Phrase(p) => {
                let parts = &self.clause.items.parts[self.clause.items.phrases[p].parts.clone()];
                parts.last().map(|part| self.lower(part.from))
            }
            _ => None,
        }
    }
}
