//! Happenings that nouns name: `mashambulizi ya X dhidi ya Y`, `ziara ya X nchini Y`, `alifanya ziara`.

use super::code::{Coder, Raw, key};
use super::frame::Slot;
use super::items::What;
use super::kind::Kind;
use super::rules::{self, Told};
use crate::gazetteer::Gazetteer;
use crate::record::EntityType;

impl Coder<'_, '_, '_> {
    /// The happenings that a phrase's nouns name.
    pub(super) fn nouns(&self, at: usize, phrase: usize, out: &mut Vec<Raw>) {
        let clause = self.clause;
        let data = &clause.items.phrases[phrase];
        if data.time {
            return;
        }
        let parts = clause.items.parts[data.parts.clone()].to_vec();
        for (n, part) in parts.iter().enumerate() {
            if part.mention.is_some() {
                continue;
            }
            let token = part.from;
            let analysis = &clause.ground.analyses[token];
            let lower = self.lower(token);
            let Some(frame) = self.frames.noun(lower).or_else(|| self.frames.noun(analysis.lemma_hash())) else { continue };
            if n == 0 && self.turns(at) {
                continue; // vikwazo vilivyowekwa: the verb says it
            }
            // The words of an idiom are its verb's.
            if clause.governor(at).is_some_and(|g| self.states[g].2 > token) || (data.definite && n + 1 == parts.len()) {
                continue;
            }
            let reading = &self.frames.all[frame as usize];
            if !self.surroundings(reading) || (n > 0 && parts[..n].iter().any(|p| self.untold(p.from))) {
                continue;
            }
            self.noun(at, phrase, n, token, frame as usize, out);
        }
    }

    /// Whether a passive after it makes an idiom of this phrase's noun: `mkutano umeahirishwa`.
    fn turns(&self, at: usize) -> bool {
        let clause = self.clause;
        let last = clause.items.items.len().min(at + 10);
        (at + 1..last).any(|v| {
            clause.subjects[v].as_ref().is_some_and(|s| s.item == Some(at))
                && clause.verb_at(v).is_some_and(|verb| verb.passive() && self.turned(v, key(verb)).is_some())
        })
    }

    pub(super) fn untold(&self, token: usize) -> bool {
        let analysis = &self.clause.ground.analyses[token];
        self.cues.untold.contains(&self.lower(token))
            || self.cues.untold.contains(&analysis.lemma_hash())
            || self.frames.noun(self.lower(token)).is_some_and(|f| rules::swallows(self.frames.all[f as usize].kind))
    }

    pub(super) fn noun(&self, at: usize, phrase: usize, n: usize, token: usize, frame: usize, out: &mut Vec<Raw>) {
        let clause = self.clause;
        let items = &clause.items.items;
        let reading = &self.frames.all[frame];
        let (mut told, mut lent, mut suffered) = (Told::Fact, Vec::new(), Vec::new());
        let governor = clause
            .governor(at)
            .filter(|&g| n == 0 && (g + 1..at).all(|k| matches!(items[k].what, What::Other | What::And | What::Prep(_))));
        if let Some(g) = governor {
            let What::Verb(verb_token) = items[g].what else { return };
            let verb = &clause.ground.analyses[verb_token];
            let key = key(verb);
            let subject = clause.subjects[g].clone().unwrap_or_default().who;
            if self.cues.light.contains(&key) {
                told = self.states[g].0;
                if verb.passive() {
                    lent = clause.governed(at + 1, Slot::Na);
                } else {
                    lent = subject;
                }
            } else if self.cues.suffered.contains(&key) {
                told = self.states[g].0;
                suffered = subject;
            } else if self.swallows(g) && reading.kind != Kind::Sanction {
                return;
            }
        } else if reading.kind == Kind::Sanction {
            // Standing sanctions are told of in passing, whatever is said of them.
        } else if clause.governor(at).is_some_and(|g| self.swallows(g) && !self.stops_between(g, at)) {
            return;
        }
        // As a subject it is told as its verb is: mazungumzo yatafanyika.
        if n == 0
            && let Some(v) = (at + 1..items.len()).find(|&k| clause.subjects[k].as_ref().is_some_and(|s| s.item == Some(at)))
            && matches!(self.clause.verb_at(v).map(rules::told), Some(Told::Future | Told::Hypothetical))
        {
            told = self.clause.verb_at(v).map_or(told, rules::told);
        }
        let of = clause.of(phrase, token);
        let (has_lent, has_suffered) = (!lent.is_empty(), !suffered.is_empty());
        let slot = |slot: Slot| -> Vec<usize> {
            match slot {
                Slot::Of => of.clone(),
                Slot::Subject | Slot::Object => Vec::new(),
                Slot::Place => {
                    let governed = clause.governed(at + 1, Slot::Place);
                    if governed.is_empty() { self.bare_place(at) } else { governed }
                }
                Slot::Any => [Slot::Dhidi, Slot::Kwa, Slot::Na, Slot::Kutoka, Slot::About]
                    .into_iter()
                    .map(|s| clause.governed(at + 1, s))
                    .find(|w| !w.is_empty())
                    .unwrap_or_default(),
                Slot::Home => clause.home(token),
                slot => clause.governed(at + 1, slot),
            }
        };
        let first = |slots: &[Slot]| slots.iter().map(|&s| slot(s)).find(|w| !w.is_empty()).unwrap_or_default();
        let mut actor = if has_lent { lent } else { first(&reading.noun_actor) };
        let mut recipient = if has_suffered { suffered } else { first(&reading.noun_recipient) };
        // Shambulio la Marib: a town is attacked, it attacks nobody.
        if reading.kind == Kind::Assault && recipient.is_empty() && !has_lent && !actor.is_empty() && actor.iter().all(|&m| self.town(m)) {
            std::mem::swap(&mut actor, &mut recipient);
        }
        if has_lent && recipient.is_empty() {
            let mut slots = reading.noun_recipient.clone();
            slots.push(Slot::Of);
            recipient = first(&slots);
        }
        // amesema katika majadiliano na Waziri Mkuu: he who says so met him.
        if reading.reciprocal && actor.is_empty() != recipient.is_empty() && !clause.governed(at + 1, Slot::Na).is_empty() {
            let subject = clause.governor(at).and_then(|g| clause.subjects[g].clone()).unwrap_or_default().who;
            recipient.extend(subject.into_iter().filter(|who| !actor.contains(who)));
        }
        if reading.reciprocal {
            for who in recipient.drain(..) {
                if !actor.contains(&who) {
                    actor.push(who);
                }
            }
        }
        let to = clause.items.parts[clause.items.phrases[phrase].parts.start + n].from + 1;
        self.put(reading, frame, told, has_lent, actor, recipient, (token, to), (true, false), out);
    }

    /// Whether a mention names a place that stands for no government: neither a country nor a capital.
    fn town(&self, mention: usize) -> bool {
        let ground = self.clause.ground;
        let named = &ground.parties.mentions[mention];
        let words = &ground.tokens[named.tokens.start as usize..named.tokens.end as usize];
        let gazetteer = Gazetteer::built_in();
        let rules = gazetteer.candidates(words).any(|c| matches!(gazetteer.entry(c.id).class, "country" | "capital"));
        named.kind == EntityType::Loc && !named.nominal && !rules
    }

    pub(super) fn stops_between(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|k| matches!(self.clause.items.items[k].what, What::Stop | What::Clause | What::That | What::Who(_)))
    }

    /// A place named right after a noun without a preposition: `ziara ya siku mbili Korea Kaskazini`.
    pub(super) fn bare_place(&self, at: usize) -> Vec<usize> {
        let clause = self.clause;
        let What::Phrase(here) = clause.items.items[at].what else { return Vec::new() };
        let own = &clause.items.parts[clause.items.phrases[here].parts.clone()];
        let place = |m: usize| clause.ground.parties.mentions[m].kind == EntityType::Loc;
        own.iter().skip(1).filter(|p| !p.linked).filter_map(|p| p.mention).find(|&m| place(m)).into_iter().collect()
    }
}
