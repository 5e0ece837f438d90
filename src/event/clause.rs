//! Who does what in a clause: subject by agreement, object by place and marker, the agent of a passive, what prepositions govern.

use super::code::key;
use super::cues::Cues;
use super::frame::Slot;
use super::items::{Ground, Items, Part, What, infinitive};
use crate::morph::{Agreement, Analysis};

/// How a verb's subject was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject {
    /// Mentions.
    pub who: Vec<usize>,
    /// The item of its phrase, in this sentence.
    pub item: Option<usize>,
}

/// A sentence being read.
pub(super) struct Clause<'a, 'g> {
    pub ground: &'a Ground<'g>,
    pub items: &'a Items,
    /// By item: the subject of a verb, once found.
    pub subjects: Vec<Option<Subject>>,
    /// Subjects of the sentence before: what they agree with, who they are.
    pub before: &'a [(Agreement, Vec<usize>)],
}

impl<'a, 'g> Clause<'a, 'g> {
    pub fn new(ground: &'a Ground<'g>, items: &'a Items, before: &'a [(Agreement, Vec<usize>)]) -> Self {
        let mut out = Self { ground, items, subjects: vec![None; items.items.len()], before };
        for at in 0..items.items.len() {
            if let What::Verb(token) = items.items[at].what {
                out.subjects[at] = out.find_subject(at, &ground.analyses[token]);
            }
        }
        out
    }

    fn who(&self, phrase: usize) -> Vec<usize> {
        let mut out = Vec::new();
        self.items.who(phrase, self.ground.parties, &mut out);
        out
    }

    fn subject_of(&self, item: usize, phrase: usize) -> Subject {
        Subject { who: self.who(phrase), item: Some(item) }
    }

    fn find_subject(&self, at: usize, verb: &Analysis) -> Option<Subject> {
        if infinitive(verb) {
            return self.infinitive_subject(at);
        }
        if verb.subject.is_none() {
            return None;
        }
        if verb.subject.meets(Agreement::I.or(Agreement::WE)) && !verb.subject.meets(Agreement::classes(&[1, 2])) {
            let who = self.ground.parties.voice(self.items.items[at].from).into_iter().collect();
            return Some(Subject { who, item: None }); // the speaker of the quote
        }
        // alipoitembelea: -po- says when, it has no antecedent.
        if !verb.relative.is_none() && !verb.relative.meets(Agreement::PLACE) {
            return self.antecedent(at, verb.relative.or(Agreement::NONE), verb.subject);
        }
        let items = &self.items.items;
        // …, ilisema Urusi: who says it stands after the verb.
        if at > 0
            && items[at - 1].what == What::Stop
            && Cues::built_in().say.contains(&key(verb))
            && let Some(subject) = self.after(at, verb)
        {
            return Some(subject);
        }
        let mut seen_that = false;
        let mut past_verb = false;
        for j in (0..at).rev() {
            match items[j].what {
                What::Phrase(p) => {
                    let phrase = &self.items.phrases[p];
                    if let Some(subject) = self.together(j, verb.subject) {
                        return Some(subject);
                    }
                    if phrase.time || phrase.governed || !phrase.agrees.meets(verb.subject) {
                        continue;
                    }
                    let object = j > 0 && self.is_object(j);
                    if object && !(past_verb && seen_that) {
                        continue;
                    }
                    let found = self.subject_of(j, p);
                    if found.who.is_empty() && (phrase.possessed || self.enclosed(j)) {
                        continue; // serikali yake: its owner speaks for it; Mbunge wa Syria, Fulani, …: a name that nobody knows
                    }
                    return Some(found);
                }
                What::Verb(token) => {
                    let other = &self.ground.analyses[token];
                    past_verb = true;
                    if (!other.relative.is_none() && !other.relative.meets(Agreement::PLACE)) || infinitive(other) {
                        continue;
                    }
                    if let Some(subject) = &self.subjects[j] {
                        let same = other.subject.meets(verb.subject) && !subject.who.is_empty();
                        if same && subject.item.is_none_or(|i| !self.free_between(i.max(j), at, verb.subject)) {
                            return Some(subject.clone());
                        }
                    }
                }
                What::Who(class) if class.meets(verb.subject) => {
                    return self.antecedent(j, class, verb.subject);
                }
                What::That => seen_that = true,
                _ => {}
            }
        }
        self.after(at, verb).or_else(|| self.inherited(verb.subject))
    }

    /// `Washington pamoja na washirika wake`, `helikopta na vifaru vya Israel`: two phrases that are one plural subject.
    fn together(&self, second: usize, agrees: Agreement) -> Option<Subject> {
        let items = &self.items.items;
        let (first, joint) = (second.checked_sub(2)?, second.checked_sub(1)?);
        let (What::Phrase(a), What::Phrase(b)) = (items[first].what, items[second].what) else { return None };
        let with = items[joint].what == What::And || (items[joint].what == What::Prep(None) && items[joint].to - items[joint].from == 2);
        let with = with && (items[joint].what == What::And || self.ground.tokens[items[joint].from].lower == self.ground.words.along);
        let (head, other) = (&self.items.phrases[a], &self.items.phrases[b]);
        let plural = Agreement::classes(&[2, 8, 10]);
        if !with || head.governed || head.time || other.time || self.is_object(first) || !agrees.meets(plural) {
            return None;
        }
        let own = head.agrees.meets(agrees) || other.agrees.meets(agrees);
        let people = agrees.meets(Agreement::classes(&[2])) && head.agrees.meets(Agreement::classes(&[1, 9]));
        let mut who = self.who(a);
        who.extend(self.who(b));
        ((own || people) && !who.is_empty()).then_some(Subject { who, item: Some(first) })
    }

    /// Whether a phrase stands between commas.
    fn enclosed(&self, item: usize) -> bool {
        let stop = |k: usize| self.items.items.get(k).is_some_and(|i| i.what == What::Stop);
        item > 0 && stop(item - 1) && stop(item + 1)
    }

    /// Whether a free phrase that could be the subject stands between two items.
    fn free_between(&self, from: usize, to: usize, agrees: Agreement) -> bool {
        (from + 1..to).any(|k| match self.items.items[k].what {
            What::Phrase(p) => {
                let phrase = &self.items.phrases[p];
                !phrase.governed && !phrase.time && phrase.agrees.meets(agrees) && !self.is_object(k)
            }
            _ => false,
        })
    }

    /// Whether a phrase stands right after a verb, as its object would.
    fn is_object(&self, item: usize) -> bool {
        let mut k = item;
        while k > 0 {
            k -= 1;
            match self.items.items[k].what {
                What::Verb(token) => {
                    let verb = &self.ground.analyses[token];
                    // A phrase after a passive, or after a relative verb at the end of its clause, is free.
                    // … nor is one after a verb of saying its object: alisema Iran imekataa.
                    let says = verb.object.is_none() && Cues::built_in().say.contains(&key(verb));
                    return !verb.passive() && !says;
                }
                What::Other => {}
                What::Phrase(p) if self.items.phrases[p].time => {}
                _ => return false,
            }
        }
        false
    }

    /// The subject that follows its verb: `walikufa watu wawili`, `alisema Tedros`.
    fn after(&self, at: usize, verb: &Analysis) -> Option<Subject> {
        let next = at + 1;
        match self.items.items.get(next)?.what {
            What::Phrase(p) => {
                let phrase = &self.items.phrases[p];
                let found = self.subject_of(next, p);
                (phrase.agrees.meets(verb.subject) && !phrase.time && !found.who.is_empty()).then_some(found)
            }
            _ => None,
        }
    }

    /// A subject that only the prefix names: that of the sentence before.
    fn inherited(&self, subject: Agreement) -> Option<Subject> {
        let (_, who) = self.before.iter().rev().find(|(agrees, who)| agrees.meets(subject) && !who.is_empty())?;
        Some(Subject { who: who.clone(), item: None })
    }

    /// What a relative verb hangs on.
    fn antecedent(&self, at: usize, relative: Agreement, subject: Agreement) -> Option<Subject> {
        let items = &self.items.items;
        for j in (at.saturating_sub(4)..at).rev() {
            if let What::Phrase(p) = items[j].what {
                let phrase = &self.items.phrases[p];
                if phrase.agrees.meets(relative) && phrase.agrees.meets(subject) && !phrase.time {
                    return Some(self.subject_of(j, p));
                }
                if phrase.agrees.meets(relative) {
                    // The relative is the object; the subject stands before it or after the verb.
                    return self.after(at, &self.ground.analyses[items[at].from]).or_else(|| self.inherited(subject));
                }
            }
        }
        None
    }

    /// An infinitive's subject: the phrase right before it, else that of the verb it hangs on.
    fn infinitive_subject(&self, at: usize) -> Option<Subject> {
        let items = &self.items.items;
        // ameishukuru nchi hiyo kwa kuunga mkono …: the object did it.
        if at >= 2
            && items[at - 1].what == What::Prep(Some(Slot::Kwa))
            && let What::Phrase(p) = items[at - 2].what
            && self.is_object(at - 2)
        {
            let found = self.subject_of(at - 2, p);
            if !found.who.is_empty() {
                return Some(found);
            }
        }
        let mut j = at;
        while j > 0 {
            j -= 1;
            match items[j].what {
                What::Phrase(p) if j + 1 == at && !self.items.phrases[p].time && !self.beside(j) => {
                    let found = self.subject_of(j, p);
                    if !found.who.is_empty() && (!self.is_object(j) || self.object_controls(j)) {
                        return Some(found);
                    }
                }
                // … kwa kuunga mkono X, na kuahidi …: what is joined goes on from the verb before `kwa`.
                What::Verb(token)
                    if items[at - 1].what == What::And
                        && j > 0
                        && items[j - 1].what == What::Prep(Some(Slot::Kwa))
                        && infinitive(&self.ground.analyses[token]) => {}
                What::Verb(_) => {
                    if let Some(subject) = &self.subjects[j] {
                        return Some(subject.clone());
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// amewasili nchini China kukutana na …: neither the place nor a companion does it.
    fn beside(&self, item: usize) -> bool {
        item > 0 && matches!(self.items.items[item - 1].what, What::Prep(Some(Slot::Place)) | What::And)
    }

    /// `ameitaka Iran kuacha`: the object does what the infinitive says.
    fn object_controls(&self, object: usize) -> bool {
        object > 0 && matches!(self.items.items[object - 1].what, What::Verb(t) if !self.ground.analyses[t].object.is_none())
    }

    /// The object of the verb at `at`, its words ending before item `from` and `token`: the item and who it is.
    pub fn object(&self, at: usize, from: usize, token: usize, verb: &Analysis) -> Option<(usize, Vec<usize>)> {
        let items = &self.items.items;
        let subject = self.subjects[at].as_ref();
        let mut k = from;
        while k < items.len() {
            match items[k].what {
                What::Other => {}
                What::Phrase(p) if self.items.phrases[p].time => {}
                // waliwaua zaidi ya waasi mia, waliwaua karibu raia mia
                What::Link if k == from || items[k - 1].what == What::Other => {}
                What::Prep(None) if items[k].to - items[k].from == 1 => {}
                What::Phrase(p) => {
                    let is_subject = subject.is_some_and(|s| s.item == Some(k));
                    if is_subject {
                        break;
                    }
                    let parts = &self.items.parts[self.items.phrases[p].parts.clone()];
                    let mut who = Vec::new();
                    self.items.who_of(&parts[parts.partition_point(|part| part.from < token)..], self.ground.parties, &mut who);
                    return Some((k, who));
                }
                _ => break,
            }
            k += 1;
        }
        if verb.object.is_none() || verb.object.meets(Agreement::REFLEXIVE) {
            return None;
        }
        // Only the marker names it: the nearest phrase before the verb that agrees and is not the subject.
        for j in (0..at).rev() {
            if let What::Phrase(p) = items[j].what {
                let phrase = &self.items.phrases[p];
                if phrase.agrees.meets(verb.object) && !phrase.time && subject.is_none_or(|s| s.item != Some(j)) {
                    let who = self.who(p);
                    let own = subject.is_some_and(|s| who.iter().any(|w| s.who.contains(w)));
                    if !who.is_empty() && !own {
                        return Some((j, who));
                    }
                }
            }
        }
        None
    }

    /// Whoever a preposition of this slot governs after item `from`, within the clause.
    pub fn governed(&self, from: usize, slot: Slot) -> Vec<usize> {
        let items = &self.items.items;
        let mut k = from;
        while k < items.len() {
            let fits = match items[k].what {
                What::Prep(s) => s == Some(slot),
                What::And => slot == Slot::Na && !self.and_of_clauses(k) && (k == 0 || items[k - 1].what != What::Stop),
                What::That | What::Clause | What::Who(_) => return Vec::new(),
                What::Verb(_) => return Vec::new(), // what follows is that verb's own
                What::Stop if self.ends(k) => return Vec::new(),
                _ => false,
            };
            if fits && let Some(What::Phrase(p)) = self.next_phrase(k + 1) {
                let who = self.who(p);
                if !who.is_empty() {
                    return who;
                }
            }
            k += 1;
        }
        Vec::new()
    }

    /// The first party named after item `from` that is not among `not`, up to the reporter's next clause.
    pub fn later(&self, from: usize, not: &[usize]) -> Vec<usize> {
        let entity = |m: &usize| self.ground.parties.mentions[*m].entity;
        for k in from..self.items.items.len() {
            match self.items.items[k].what {
                What::Phrase(p) if !self.items.phrases[p].time => {
                    let mut who = self.who(p);
                    let parties = &self.ground.parties.mentions;
                    // Nobody warns or blames the land of his own.
                    let own = |w: &usize, n: &usize| {
                        parties[*w].kind == crate::record::EntityType::Loc
                            && parties[*w].country.is_some()
                            && parties[*w].country == parties[*n].country
                    };
                    who.retain(|w| !not.iter().any(|n| entity(n) == entity(w) || own(w, n)));
                    if !who.is_empty() {
                        return who;
                    }
                }
                What::Clause => return Vec::new(),
                What::Stop if self.ends(k) => return Vec::new(),
                What::Verb(token) => {
                    let verb = &self.ground.analyses[token];
                    if matches!(verb.tense, Some(crate::morph::Tense::Situative)) {
                        return Vec::new();
                    }
                }
                _ => {}
            }
        }
        Vec::new()
    }

    /// The country where the sentence plays: of the place named nearest to a token, else of the last one named before the sentence.
    pub fn home(&self, token: usize) -> Vec<usize> {
        let mentions = &self.ground.parties.mentions;
        let place = |m: &usize| mentions[*m].kind == crate::record::EntityType::Loc && mentions[*m].country.is_some();
        let (Some(first), Some(last)) = (self.items.items.first(), self.items.items.last()) else { return Vec::new() };
        let start = mentions.partition_point(|m| (m.tokens.start as usize) < first.from);
        let end = mentions.partition_point(|m| (m.tokens.start as usize) < last.to);
        let own = (start..end).filter(place).min_by_key(|&m| (mentions[m].tokens.start as usize).abs_diff(token));
        own.or_else(|| (start.saturating_sub(300)..start).rev().find(place)).into_iter().collect()
    }

    /// A full stop or semicolon, not a comma or quotation mark.
    fn ends(&self, item: usize) -> bool {
        static ENDS: std::sync::LazyLock<[u64; 5]> = std::sync::LazyLock::new(|| [".", ";", "?", "!", "…"].map(crate::text::hash_word));
        ENDS.contains(&self.ground.tokens[self.items.items[item].from].lower)
    }

    fn and_of_clauses(&self, item: usize) -> bool {
        matches!(self.items.items.get(item + 1).map(|i| i.what), Some(What::Verb(_)))
    }

    fn next_phrase(&self, at: usize) -> Option<What> {
        let mut k = at;
        while let Some(item) = self.items.items.get(k) {
            match item.what {
                What::Phrase(p) if self.items.phrases[p].time => k += 1,
                What::Phrase(_) => return Some(item.what),
                What::Prep(_) | What::Other if k < at + 2 => k += 1,
                _ => return None,
            }
        }
        None
    }

    /// The names that hang on a noun by connectives: `mashambulizi ya Urusi`.
    pub fn of(&self, phrase: usize, token: usize) -> Vec<usize> {
        let parts: &[Part] = &self.items.parts[self.items.phrases[phrase].parts.clone()];
        let Some(at) = parts.iter().position(|p| p.from <= token && token < p.to) else { return Vec::new() };
        let mut out = Vec::new();
        if parts.get(at + 1).is_some_and(|p| p.linked) {
            self.items.who_of(&parts[at + 1..], self.ground.parties, &mut out);
        }
        out
    }

    /// Every verb before an item in its sentence, nearest first, up to a clause's end.
    pub fn governor(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|&j| self.verb_at(j).is_some())
    }

    /// The first token of a phrase item.
    pub fn head(&self, item: usize) -> Option<usize> {
        match self.items.items[item].what {
            What::Phrase(p) => Some(self.items.parts[self.items.phrases[p].parts.start].from),
            _ => None,
        }
    }

    /// What a phrase that nothing governs agrees with, and who it is.
    pub fn free(&self, item: usize) -> Option<(Agreement, Vec<usize>)> {
        let What::Phrase(p) = self.items.items[item].what else { return None };
        let phrase = &self.items.phrases[p];
        let who = self.who(p);
        (!phrase.governed && !phrase.time && !who.is_empty()).then_some((phrase.agrees, who))
    }

    /// What a phrase item agrees with.
    pub fn agrees(&self, item: usize) -> Option<Agreement> {
        match self.items.items[item].what {
            What::Phrase(p) => Some(self.items.phrases[p].agrees),
            _ => None,
        }
    }

    /// The verb of an item.
    pub fn verb_at(&self, item: usize) -> Option<&Analysis> {
        match self.items.items[item].what {
            What::Verb(token) => Some(&self.ground.analyses[token]),
            _ => None,
        }
    }
}
