//! Predicates of a sentence → raw events: which frame, how it is told, who acts on whom.

use super::clause::Clause;
use super::cues::Cues;
use super::frame::{Frame, Frames, Slot};
use super::items::{What, infinitive};
use super::kind::Kind;
use super::rules::{self, Told};
use crate::morph::{Agreement, Analysis, Extensions, Lemma, Mood, Morph, Tense};
use crate::record::EntityType;
use crate::text::hash_word;

/// An event before dates, merging and entities.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub kind: Kind,
    pub modes: Vec<String>,
    pub aux: Option<&'static str>,
    /// Mentions.
    pub actor: Vec<usize>,
    pub recipient: Vec<usize>,
    /// Tokens of the anchor.
    pub from: usize,
    pub to: usize,
    pub frame: usize,
    /// Told by a noun.
    pub noun: bool,
}

/// Codes one sentence.
pub(super) struct Coder<'c, 'a, 'g> {
    pub clause: &'c Clause<'a, 'g>,
    pub frames: &'static Frames,
    pub cues: &'static Cues,
    pub sentence: std::ops::Range<usize>,
    /// By item: how the verb there is told, and the frame it has.
    pub states: Vec<(Told, Option<u16>, usize)>,
}

/// The hash of a verb's dictionary form, active and without regular extensions.
pub(super) fn key(analysis: &Analysis) -> u64 {
    let morph = Morph::built_in();
    match analysis.verb {
        Some(id) => {
            let active = morph.active(id);
            if active == id { hash_word(morph.verb(id).stem) } else { hash_word(morph.verb(active).stem) }
        }
        // yuko tayari, wako ziarani: to be somewhere is to be.
        None if matches!(analysis.lemma.as_str(), "ko" | "po" | "mo") => Cues::built_in().be,
        None => analysis.lemma_hash(),
    }
}

/// The hash of a verb's stem with only its passive undone: `tembelewa` → `tembelea`.
fn direct(analysis: &Analysis) -> u64 {
    match analysis.lemma.as_str().strip_suffix("wa") {
        Some(stem) if analysis.passive() => Lemma::joined(stem, "a").hash(),
        _ => analysis.lemma_hash(),
    }
}

impl<'c, 'a, 'g> Coder<'c, 'a, 'g> {
    pub fn new(clause: &'c Clause<'a, 'g>, cues: &'static Cues, sentence: std::ops::Range<usize>) -> Self {
        let states = vec![(Told::Fact, None, 0); clause.items.items.len()];
        Self { clause, frames: Frames::built_in(), cues, sentence, states }
    }

    /// Every event of the sentence, in text order.
    pub fn code(&mut self, out: &mut Vec<Raw>) {
        let ground = self.clause.ground;
        if self.sentence.clone().any(|t| self.cues.sport.contains(&ground.tokens[t].lower)) {
            return; // clubs sign, attack and beat each other without any politics
        }
        for at in 0..self.clause.items.items.len() {
            let item = self.clause.items.items[at];
            match item.what {
                What::Verb(token) => self.verb(at, token, out),
                What::Phrase(phrase) if !item.quoted => self.nouns(at, phrase, out),
                _ => {}
            }
        }
    }

    pub fn lower(&self, token: usize) -> u64 {
        self.clause.ground.tokens[token].lower
    }

    fn verb(&mut self, at: usize, token: usize, out: &mut Vec<Raw>) {
        let verb = self.clause.ground.analyses[token];
        let told = self.told(at, &verb);
        let key = key(&verb);
        if verb.mood == Some(Mood::Subjunctive) && self.must(at) {
            self.states[at] = (Told::Void, None, token + 1);
            self.demanded(at, token, out);
            return;
        }
        // imejiondoa: ondoa with the reflexive marker is jiondoa.
        let own = verb.object.meets(Agreement::REFLEXIVE).then(|| Lemma::joined("ji", verb.lemma.as_str()).hash());
        let said = own.and_then(|own| self.idiom(at, own, token));
        let said = said.or_else(|| self.idiom(at, key, token)).or_else(|| self.idiom(at, verb.lemma_hash(), token));
        // mashtaka yamefutwa, mkataba ulisainiwa: the idiom's noun is the passive's subject.
        let turned = if said.is_none() && verb.passive() { self.turned(at, key) } else { None };
        if let Some((frame, noun)) = turned
            && self.surroundings(&self.frames.all[frame as usize])
        {
            self.states[at] = (told, Some(frame), token + 1);
            self.emit_turned(at, noun, token, told, frame as usize, out);
            return;
        }
        // A form of its own (tembelewa: tembelea, not tembea) is asked before what it was made from.
        let found = said.or_else(|| {
            let frame = own.and_then(|own| self.frames.verb(own)).or_else(|| self.frames.verb(direct(&verb)));
            let frame = frame.or_else(|| self.frames.verb(key)).or_else(|| self.frames.verb(verb.lemma_hash()));
            frame.map(|f| (f, token + 1..token + 1))
        });
        let Some((frame, words)) = found else {
            self.states[at] = (told, None, token + 1);
            return;
        };
        let to = words.end;
        let reading = &self.frames.all[frame as usize];
        // `anataka kwenda` wants for itself, `alikubali kwamba …` admits.
        let follows = self.clause.items.items.iter().find(|i| i.from >= to && i.what != What::Other).map(|i| i.what);
        let other = match follows {
            Some(What::Verb(t)) => reading.not_before_infinitive && infinitive(&self.clause.ground.analyses[t]) && verb.object.is_none(),
            Some(What::That) => reading.not_before_that,
            Some(What::And) => reading.not_before_na,
            _ => false,
        };
        // What a protest asks for is part of it: waliandamana wakiitaka serikali …
        let asked = matches!(reading.kind, Kind::Request | Kind::Reject) && verb.tense == Some(Tense::Situative) && self.protesting(at);
        if other || asked || !self.surroundings(reading) {
            self.states[at] = (told, None, to);
            return;
        }
        self.states[at] = (told, Some(frame), to);
        self.emit_verb(at, (token, words), &verb, told, frame as usize, out);
    }

    /// The frame of a passive whose subject is the noun of an idiom, and that subject's item.
    pub fn turned(&self, at: usize, key: u64) -> Option<(u16, usize)> {
        let noun = self.clause.subjects[at].as_ref()?.item?;
        let head = self.clause.head(noun)?;
        let fits = |words: &[u64]| words.iter().enumerate().all(|(n, w)| head + n < self.sentence.end && self.lower(head + n) == *w);
        let (_, frame) = self.frames.idioms(key, self.lower(head)).iter().find(|(words, _)| fits(words))?;
        Some((*frame, noun))
    }

    fn emit_turned(&self, at: usize, noun: usize, token: usize, told: Told, frame: usize, out: &mut Vec<Raw>) {
        let (clause, reading) = (self.clause, &self.frames.all[frame]);
        let actor = clause.governed(at + 1, Slot::Na);
        let around = |slot: Slot| {
            let beside = clause.governed(noun + 1, slot);
            if beside.is_empty() { clause.governed(at + 1, slot) } else { beside }
        };
        let slots = [Slot::Dhidi, Slot::Kwa, Slot::Kutoka, Slot::Place];
        let mut recipient = slots.into_iter().map(around).find(|w| !w.is_empty()).unwrap_or_default();
        if recipient.is_empty()
            && let (What::Phrase(p), Some(head)) = (clause.items.items[noun].what, clause.head(noun))
        {
            recipient = clause.of(p, head);
        }
        if recipient.is_empty() && reading.recipient.contains(&Slot::Object) {
            recipient = clause.subjects[at].clone().unwrap_or_default().who;
        }
        let mut actor = actor;
        // wanajeshi wa Ufaransa wamepelekwa, ziara ya Rais wa Kenya imefutwa: whose they are.
        if actor.is_empty()
            && matches!(reading.kind, Kind::Mobilize | Kind::Retreat | Kind::Reject)
            && let What::Phrase(p) = clause.items.items[noun].what
        {
            clause.items.who(p, clause.ground.parties, &mut actor);
        }
        if actor.is_empty() || reading.reciprocal {
            actor.extend(around(Slot::Between));
        }
        if reading.reciprocal {
            actor.append(&mut recipient);
        }
        self.put(reading, frame, told, false, actor, recipient, (token, token + 1), (false, true), out);
    }

    #[allow(clippy::too_many_arguments)]
    fn emit_verb(
        &self,
        at: usize,
        (token, words): (usize, std::ops::Range<usize>),
        verb: &Analysis,
        told: Told,
        frame: usize,
        out: &mut Vec<Raw>,
    ) {
        let to = words.end;
        let reading = &self.frames.all[frame];
        let clause = self.clause;
        let own = verb.verb.map_or(Extensions::NONE, |id| Morph::built_in().verb(id).extensions);
        // walishindwa kufikia makubaliano: passive in form only.
        let passive = verb.passive() && !(to - token > 1 && self.cues.failed.contains(&verb.lemma_hash()));
        let people = Agreement::classes(&[1, 2]);
        if reading.people && passive && !verb.subject.is_none() && !verb.subject.meets(people) {
            return; // rekodi zinashikiliwa: things are held, too
        }
        if passive && reading.kind == Kind::Agree {
            return; // dawa imekubaliwa: approved, not agreed to
        }
        let reciprocal = reading.reciprocal || (verb.reciprocal() && !own.has(Extensions::RECIPROCAL));
        let subject = clause.subjects[at].clone().unwrap_or_default().who;
        // The item after the anchor's words.
        let next =
            clause.items.items.iter().position(|i| i.from >= to || (i.to > to && i.from > token)).unwrap_or(clause.items.items.len());
        let next = next.max(at + 1);
        // iliipa Kenya msaada: the object stands before the idiom's words, else after them.
        let given = matches!(clause.items.items.get(at + 1).map(|i| (i.what, i.to <= words.start)), Some((What::Phrase(_), true)));
        let object = match passive && !infinitive(verb) {
            true => None,
            false if given => clause.object(at, at + 1, token + 1, verb),
            false => clause.object(at, next, to, verb),
        };
        let slot = |slot: Slot| -> Vec<usize> {
            match slot {
                Slot::Subject if passive => clause.governed(next, Slot::Na),
                Slot::Subject => subject.clone(),
                Slot::Object if passive && infinitive(verb) => {
                    // kupinduliwa na kuuawa kwa X: the second verb's is the first's, too
                    let and = matches!(clause.items.items.get(next).map(|i| i.what), Some(What::And))
                        && clause.items.items.get(next + 1).is_some_and(|i| matches!(i.what, What::Verb(_)));
                    clause.governed(if and { next + 2 } else { next }, Slot::Kwa)
                }
                Slot::Object if passive => subject.clone(),
                Slot::Object | Slot::Of => object.as_ref().map(|(_, who)| who.clone()).unwrap_or_default(),
                Slot::Any => [Slot::Dhidi, Slot::Kwa, Slot::Na, Slot::Kutoka, Slot::About, Slot::Place]
                    .into_iter()
                    .map(|s| clause.governed(next, s))
                    .find(|w| !w.is_empty())
                    .unwrap_or_default(),
                Slot::Home => clause.home(token),
                slot => clause.governed(next, slot),
            }
        };
        let first = |slots: &[Slot]| slots.iter().map(|&s| slot(s)).find(|w| !w.is_empty()).unwrap_or_default();
        let mut actor = first(&reading.actor);
        let mut recipient = first(&reading.recipient);
        if recipient.is_empty()
            && !actor.is_empty()
            && !passive
            && rules::looks_on(reading.kind)
            && !reciprocal
            && !reading.modes.iter().any(|m| m == "investigate")
        {
            recipient = clause.later(next, &actor);
        }
        if passive && infinitive(verb) && recipient.is_empty() && reading.recipient.contains(&Slot::Object) {
            recipient.clone_from(&subject);
        }
        if reciprocal {
            for who in recipient.drain(..) {
                if !actor.contains(&who) {
                    actor.push(who);
                }
            }
        }
        self.put(reading, frame, told, !passive, actor, recipient, (token, to), (false, to - token > 1), out);
    }

    #[allow(clippy::too_many_arguments)]
    pub fn put(
        &self,
        reading: &Frame,
        frame: usize,
        told: Told,
        active: bool,
        mut actor: Vec<usize>,
        mut recipient: Vec<usize>,
        span: (usize, usize),
        (noun, idiom): (bool, bool),
        out: &mut Vec<Raw>,
    ) {
        let parties = self.clause.ground.parties;
        let entity = |m: &usize| parties.mentions[*m].entity;
        if reading.kind == Kind::Protest {
            actor.retain(|&m| parties.mentions[m].kind != EntityType::Loc); // maandamano ya Nairobi: a town does not march
        }
        recipient.retain(|r| !actor.iter().any(|a| entity(a) == entity(r)));
        let mut states: Vec<&str> = actor.iter().filter_map(|&m| parties.mentions[m].country).collect();
        states.sort_unstable();
        states.dedup();
        let Some((kind, aux)) = rules::counts(reading.kind, told, active && !noun && !actor.is_empty()) else { return };
        let kind = rules::joint(kind, states.len());
        let refused = kind == Kind::Reject && reading.kind != Kind::Reject;
        if (reading.needs_actor && actor.is_empty()) || (reading.needs_recipient && recipient.is_empty() && !refused) {
            return;
        }
        if rules::needs_recipient(kind) && recipient.is_empty() && !reading.needs_actor {
            return;
        }
        if actor.is_empty() && recipient.is_empty() {
            return;
        }
        // An idiom's own words say that people are meant (fukuza wanadiplomasia wa Urusi).
        let expelled = reading.kind == Kind::Sanction; // a state, too, is suspended
        let person = |&r: &usize| match parties.mentions[r].kind {
            EntityType::Per | EntityType::Grp | EntityType::Org => true,
            EntityType::Loc => expelled,
        };
        if reading.people && !idiom && !recipient.iter().any(person) {
            return;
        }
        if reading.reciprocal
            && actor.len() + recipient.len() < 2
            && matches!(reading.kind, Kind::Cooperate | Kind::Consult)
            && !(reading.kind == Kind::Consult && actor.iter().any(|&m| self.several(m)))
        {
            return;
        }
        // anakubaliana na wazo hilo: of one mind with it, not agreed with anybody.
        let lone = |&m: &usize| parties.mentions[m].kind == EntityType::Per;
        if reading.reciprocal && reading.kind == Kind::Agree && actor.len() + recipient.len() < 2 && actor.iter().all(lone) {
            return;
        }
        if reading.pair && actor.len() + recipient.len() < 2 {
            return;
        }
        // What an agency warns of is no threat; its warrants and ultimatums are.
        let agency = |m: &usize| matches!(parties.mentions[*m].country, Some("UNO" | "NGO" | "IGO"));
        if kind == Kind::Threaten && reading.kind == Kind::Threaten && !idiom && actor.iter().any(agency) {
            return;
        }
        // An interview is no inquiry …
        if kind == Kind::Accuse
            && reading.modes.iter().any(|m| m == "investigate")
            && actor.iter().any(|&m| parties.mentions[m].sector == Some("JRN"))
        {
            return;
        }
        // … and no meeting.
        if kind != Kind::Assault
            && reading.kind == Kind::Consult
            && actor.iter().chain(&recipient).any(|&m| parties.mentions[m].sector == Some("JRN"))
        {
            return;
        }
        let modes = rules::modes(reading.kind, kind, told, &reading.modes);
        // A prison sentence convicts and jails.
        let jailed = kind == Kind::Sanction
            && modes.iter().any(|m| m == "convict")
            && self.sentence.clone().any(|t| self.cues.jail.contains(&self.lower(t)));
        if jailed {
            let (actor, recipient) = (actor.clone(), recipient.clone());
            out.push(Raw {
                kind: Kind::Coerce,
                modes: vec!["arrest".to_owned()],
                aux,
                actor,
                recipient,
                from: span.0,
                to: span.1,
                frame,
                noun,
            });
        }
        out.push(Raw { kind, modes, aux, actor, recipient, from: span.0, to: span.1, frame, noun });
    }

    /// Whether a mention is of many who can meet each other: `viongozi wa ECOWAS`.
    fn several(&self, mention: usize) -> bool {
        let ground = self.clause.ground;
        let of = &ground.parties.mentions[mention];
        let first = &ground.analyses[of.tokens.start as usize];
        of.kind == EntityType::Grp && first.agrees.meets(Agreement::classes(&[2])) && !first.agrees.meets(Agreement::classes(&[1]))
    }

    /// Whether a protest is told before this item in its sentence.
    fn protesting(&self, at: usize) -> bool {
        self.states[..at].iter().any(|(_, frame, _)| frame.is_some_and(|f| self.frames.all[f as usize].kind == Kind::Protest))
    }

    /// Whether the verb at this item stands under `lazima`.
    fn must(&self, at: usize) -> bool {
        at > 0 && self.lower(self.clause.items.items[at - 1].from) == self.cues.must
    }

    /// `Iran lazima iache …, alisema Raab`: who must do something is asked to by whoever says so.
    fn demanded(&self, at: usize, token: usize, out: &mut Vec<Raw>) {
        let clause = self.clause;
        let items = &clause.items.items;
        let recipient = clause.subjects[at].clone().unwrap_or_default().who;
        let says = |k: &usize| match items[*k].what {
            What::Verb(t) => self.cues.say.contains(&key(&clause.ground.analyses[t])),
            _ => false,
        };
        let Some(speaker) = (0..at).rev().find(says).or_else(|| (at + 1..items.len()).find(says)) else { return };
        let actor = clause.subjects[speaker].clone().unwrap_or_default().who;
        let Some(frame) = self.frames.all.iter().position(|f| f.id == "request.demand") else { return };
        let reading = &self.frames.all[frame];
        if !actor.is_empty() && !recipient.is_empty() {
            self.put(reading, frame, Told::Fact, true, actor, recipient, (token, token + 1), (false, false), out);
        }
    }
}
