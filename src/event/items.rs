//! A sentence → items: phrases, verbs and the small words between them.
//!
//! Swahili is read here as it is written: a phrase is nouns and names joined by connectives (`wa`, `ya`), a preposition
//! governs the phrase after it, and everything else is asked of agreement. No tree is built; the clause reader walks this list.

use super::frame::Slot;
use super::parties::{Mention, Parties};
use super::words::Words;
use crate::morph::{Agreement, Analysis, Mood, Sense, Upos};
use crate::record::EntityType;
use crate::text::Token;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    /// A phrase: index into `Sentence::phrases`.
    Phrase(usize),
    /// A verb at this token.
    Verb(usize),
    /// A preposition, with the slot of what it governs, if that is one of ours.
    Prep(Option<Slot>),
    /// `na`: and, with, by.
    And,
    /// A connective that joins no phrase (before an infinitive or a number).
    Link,
    /// `ambaye`, `ambao`, with what it agrees with.
    Who(Agreement),
    /// `kuwa`, `kwamba`.
    That,
    /// A word that begins a clause: `lakini`, `huku`, `wakati`, `ambapo`, `ikiwa`.
    Clause,
    /// Comma, colon, semicolon, dash.
    Stop,
    /// Anything else: adverbs, particles, stray words.
    Other,
}

/// One item and its tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub what: What,
    pub from: usize,
    pub to: usize,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
}

/// One link of a phrase's chain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub from: usize,
    pub to: usize,
    /// Index into the article's mentions.
    pub mention: Option<usize>,
    /// Joined by a connective to what stands before.
    pub linked: bool,
    /// Joined by `na`: a new member of a coordination.
    pub joined: bool,
}

/// Nouns and names joined by connectives and `na`.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrase {
    pub parts: std::ops::Range<usize>,
    pub agrees: Agreement,
    /// Governed by the preposition or `na` before it.
    pub governed: bool,
    /// A time: `Jumatatu`, `wiki iliyopita`.
    pub time: bool,
    /// `wake`, `yake`: whose owner stands elsewhere.
    pub possessed: bool,
    /// `hiyo`, `huyo`, `hilo`: already told of.
    pub definite: bool,
}

/// The items of one sentence.
#[derive(Debug, Default)]
pub(super) struct Items {
    pub items: Vec<Item>,
    pub phrases: Vec<Phrase>,
    pub parts: Vec<Part>,
}

/// What an article offers to every sentence.
pub(super) struct Ground<'a> {
    pub tokens: &'a [Token],
    pub analyses: &'a [Analysis],
    pub parties: &'a Parties<'a>,
    /// By token: the outermost mention that starts there, or none.
    pub starts: &'a [u32],
    pub quoted: &'a [bool],
    pub words: &'static Words,
}

impl Ground<'_> {
    /// Reads the tokens of one sentence.
    pub fn read(&self, range: std::ops::Range<usize>, out: &mut Items) {
        out.items.clear();
        out.phrases.clear();
        out.parts.clear();
        let (mut at, end) = (range.start, range.end);
        while at < end {
            at = self.item(at, end, out);
        }
    }

    fn push(&self, out: &mut Items, what: What, from: usize, to: usize) -> usize {
        out.items.push(Item { what, from, to, quoted: self.quoted[from] });
        to
    }

    fn mention(&self, at: usize) -> Option<(usize, &Mention<'_>)> {
        let m = self.starts[at];
        (m != u32::MAX).then(|| (m as usize, &self.parties.mentions[m as usize]))
    }

    fn item(&self, at: usize, end: usize, out: &mut Items) -> usize {
        let (token, analysis) = (&self.tokens[at], &self.analyses[at]);
        let words = self.words;
        if self.mention(at).is_some() {
            return self.phrase(at, end, out);
        }
        if !token.is_word() {
            let what = if token.kind == crate::text::Kind::Punctuation { What::Stop } else { What::Other };
            if token.kind == crate::text::Kind::Number {
                return self.phrase(at, end, out);
            }
            return self.push(out, what, at, at + 1);
        }
        let lower = token.lower;
        if lower == words.na {
            return self.push(out, What::And, at, at + 1);
        }
        if words.link.contains(&lower) {
            return self.push(out, What::Link, at, at + 1);
        }
        if words.that.contains(&lower) && !(analysis.is_verb() && self.next_is_na(at, end)) {
            return self.push(out, What::That, at, at + 1);
        }
        if let Some(&(_, slot)) = words.prep.iter().find(|(h, slot)| *h == lower && (slot.is_some() || analysis.pos != Upos::Noun)) {
            // The second word of baada ya, dhidi ya, pamoja na, kutoka kwa; never the na of `kwa na`.
            let two = at + 1 < end && words.of_after.contains(&self.tokens[at + 1].lower) && lower != words.kwa;
            let plain = matches!(slot, Some(Slot::Place | Slot::Kutoka)) && at + 1 < end && self.tokens[at + 1].lower != words.kwa;
            return self.push(out, What::Prep(slot), at, if two && !plain { at + 2 } else { at + 1 });
        }
        if words.clause.contains(&lower) {
            return self.push(out, What::Clause, at, at + 1);
        }
        match analysis.pos {
            // aliyekuwa rais, waliokuwa wakielekea: says when, not what
            Upos::Verb | Upos::Aux if !analysis.relative.is_none() && words.be.contains(&analysis.lemma_hash()) => {
                self.push(out, What::Other, at, at + 1)
            }
            Upos::Verb | Upos::Aux => self.push(out, What::Verb(at), at, at + 1),
            Upos::Pron if analysis.lemma.as_str().starts_with("amba") => self.push(out, What::Who(analysis.class), at, at + 1),
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Det | Upos::X => self.phrase(at, end, out),
            Upos::Sconj => self.push(out, What::Clause, at, at + 1),
            _ => self.push(out, What::Other, at, at + 1),
        }
    }

    fn next_is_na(&self, at: usize, end: usize) -> bool {
        at + 1 < end && self.tokens[at + 1].lower == self.words.na
    }

    /// A nominal that may start or go on a phrase: one mention, or one noun with what agrees with it.
    fn nominal(&self, at: usize, end: usize, linked: bool, phrase: &mut Phrase) -> Option<(usize, Option<usize>)> {
        if let Some((index, mention)) = self.mention(at) {
            let to = (mention.tokens.end as usize).clamp(at + 1, end);
            return Some((self.modifiers(to, end, phrase), Some(index)));
        }
        let (token, analysis) = (&self.tokens[at], &self.analyses[at]);
        let number = token.kind == crate::text::Kind::Number;
        if !number && !token.is_word() {
            return None;
        }
        let words = self.words;
        if !number
            && (token.lower == words.na
                || words.link.contains(&token.lower)
                || words.that.contains(&token.lower)
                || words.clause.contains(&token.lower)
                || (!linked && words.prep.iter().any(|(h, _)| *h == token.lower))
                || token.lower == words.kwa)
        {
            return None;
        }
        // Mambo ya Nje, Bunge la chini, Afrika ya Kati: after a connective an adverb names something.
        if linked && !analysis.is_verb() {
            return Some((self.modifiers(at + 1, end, phrase), None));
        }
        if !number && !matches!(analysis.pos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Det | Upos::X) {
            return None;
        }
        if analysis.pos == Upos::Pron && analysis.lemma.as_str().starts_with("amba") {
            return None;
        }
        if analysis.sense == Sense::Time {
            phrase.time = true;
        }
        Some((self.modifiers(at + 1, end, phrase), None))
    }

    /// Adjectives, numbers, demonstratives and possessives after a noun.
    fn modifiers(&self, mut at: usize, end: usize, phrase: &mut Phrase) -> usize {
        while at < end && self.starts[at] == u32::MAX {
            let (token, analysis) = (&self.tokens[at], &self.analyses[at]);
            let modifier = token.kind == crate::text::Kind::Number
                || (token.is_word()
                    && matches!(analysis.pos, Upos::Adj | Upos::Num | Upos::Det)
                    && !self.words.link.contains(&token.lower)
                    && !self.words.clause.contains(&token.lower));
            if !modifier {
                break;
            }
            if analysis.pos == Upos::Det {
                let lemma = analysis.lemma.as_str();
                phrase.possessed |= lemma.starts_with("-ak") || lemma.starts_with("-ao");
                phrase.definite |= lemma.starts_with('h') || lemma.ends_with("-le") || lemma.starts_with("-le");
            }
            at += 1;
        }
        at
    }

    fn phrase(&self, at: usize, end: usize, out: &mut Items) -> usize {
        let mut phrase = Phrase { parts: out.parts.len()..out.parts.len(), ..Phrase::default() };
        let Some((mut to, mention)) = self.nominal(at, end, false, &mut phrase) else {
            return self.push(out, What::Other, at, at + 1);
        };
        // `zaidi ya watu 100` is as free as `watu 100`.
        let more = matches!(out.items.last().map(|i| i.what), Some(What::Link))
            && out.items.len() >= 2
            && matches!(out.items[out.items.len() - 2].what, What::Other | What::Stop);
        let place = |k: usize| out.items.len() >= k && out.items[out.items.len() - k].what == What::Prep(Some(Slot::Place));
        // mjini Accra, Ghana: the second name is the place's, too.
        let after_place = place(3) && out.items[out.items.len() - 1].what == What::Stop && mention.is_some();
        let placed = place(1) || after_place;
        let governed = out.items.last().is_some_and(|i| matches!(i.what, What::Prep(_) | What::Link)) && !more
            || (matches!(out.items.last().map(|i| i.what), Some(What::And)) && out.items.len() > 1 && self.is_with(out));
        phrase.governed = governed;
        phrase.agrees = self.agreement(at, to, mention);
        out.parts.push(Part { from: at, to, mention, linked: false, joined: false });
        let time = phrase.time;
        let mut plural = false;
        loop {
            if to >= end {
                break;
            }
            let lower = self.tokens[to].lower;
            let (linked, joined, next) = if self.words.link.contains(&lower) && self.tokens[to].is_word() {
                (true, false, to + 1)
            } else if lower == self.words.na
                && self.may_join(out, phrase.parts.start, to + 1, end)
                // walikutana mjini Accra na mkuu wa jeshi: he is no place.
                && (!placed || self.mention(to + 1).is_some_and(|(_, m)| m.kind == EntityType::Loc))
            {
                (false, true, to + 1)
            } else if self.tokens[to].is_word() && self.mention(to).is_some() {
                // Mwanasiasa nchini Tanzania | Bernard Membe: the person is not the place's.
                if placed && self.mention(to).is_some_and(|(_, m)| m.kind != EntityType::Loc) {
                    break;
                }
                (false, false, to) // apposition: Rais wa Kenya William Ruto
            } else if self.noun_follows(to) && !time && (out.parts.last().is_some_and(|p| p.mention.is_none()) || self.stranger(to)) {
                (false, false, to)
            } else if self.comma_apposition(out, &phrase, to, end) {
                (false, false, to + 1)
            } else if lower == self.words.comma
                && to + 2 < end
                && self.tokens[to + 1].lower == self.words.na
                && out.parts.last().is_some_and(|p| p.joined)
                && self.may_join(out, phrase.parts.start, to + 2, end)
            {
                (false, true, to + 2) // Marekani, Uingereza, na Ufaransa
            } else if self.list_goes_on(out, to, end) {
                (false, true, to + 1) // Uganda, Kenya na Tanzania
            } else {
                break;
            };
            if next >= end {
                break;
            }
            let Some((after, mention)) = self.nominal(next, end, linked, &mut phrase) else { break };
            out.parts.push(Part { from: next, to: after, mention, linked, joined });
            plural |= joined;
            if !linked && !joined && mention.is_some_and(|m| self.parties.mentions[m].kind == EntityType::Per) {
                phrase.agrees = phrase.agrees.or(Agreement::classes(&[1]));
            }
            to = after;
        }
        phrase.time = time;
        // wiki iliyopita, mwezi ujao: a time with its verb
        if time && to < end && !self.analyses[to].relative.is_none() && self.words.pass.contains(&self.analyses[to].lemma_hash()) {
            to += 1;
        }
        // maelfu ya wananchi wameandamana: the verb agrees with what there are many of.
        if let [head, next, ..] = &out.parts[phrase.parts.start..]
            && next.linked
            && super::cues::Cues::built_in().amounts.contains(&self.tokens[head.from].lower)
        {
            phrase.agrees = phrase.agrees.or(self.agreement(next.from, next.to, next.mention));
        }
        if plural {
            phrase.agrees = phrase.agrees.or(Agreement::classes(&[2, 8, 10, 6]));
        }
        phrase.parts.end = out.parts.len();
        out.phrases.push(phrase);
        self.push(out, What::Phrase(out.phrases.len() - 1), at, to)
    }

    /// Two nouns side by side (`Waziri Mkuu`, `tume huru`, `gazeti Mwananchi`): the second belongs to the first.
    fn noun_follows(&self, at: usize) -> bool {
        let analysis = &self.analyses[at];
        self.tokens[at].is_word()
            && matches!(analysis.pos, Upos::Noun | Upos::Propn)
            && analysis.sense != Sense::Time
            && !analysis.locative
            && !self.words.prep.iter().any(|(h, _)| *h == self.tokens[at].lower)
            && !self.words.clause.contains(&self.tokens[at].lower)
            && !self.words.that.contains(&self.tokens[at].lower)
    }

    /// A name that no layer knows (`Rais wa Serbia Vojislav Kostunica`).
    fn stranger(&self, at: usize) -> bool {
        self.tokens[at].is_capitalised() && self.analyses[at].known == crate::morph::Known::Guessed
    }

    /// `Rais wa Kenya, William Ruto, …`: a person's name between commas after a phrase without one.
    fn comma_apposition(&self, out: &Items, phrase: &Phrase, at: usize, end: usize) -> bool {
        if at + 1 >= end || self.tokens[at].shape.0 == 0 || self.tokens[at].is_word() {
            return false;
        }
        let comma = self.tokens[at].span.len() == 1 && self.tokens[at].kind == crate::text::Kind::Punctuation;
        let first = out.parts[phrase.parts.start];
        let role = self.analyses[first.from].sense == Sense::Role && first.mention.is_none_or(|m| self.parties.mentions[m].nominal);
        comma
            && role
            && self.mention(at + 1).is_some_and(|(_, m)| {
                m.kind == EntityType::Per && {
                    let after = m.tokens.end as usize;
                    after < end && !self.tokens[after].is_word()
                }
            })
    }

    /// Whether a comma after a name parts it from the next of a list that ends in `na`: `Uganda, Kenya na Tanzania`.
    fn list_goes_on(&self, out: &Items, at: usize, end: usize) -> bool {
        let comma = |k: usize| self.tokens[k].lower == self.words.comma && self.mention(k + 1).is_some();
        let Some(kind) = out.parts.last().and_then(|p| p.mention).map(|m| self.parties.mentions[m].kind) else { return false };
        let mut k = at;
        for _ in 0..8 {
            if k + 1 >= end || !comma(k) {
                return false;
            }
            let Some((_, next)) = self.mention(k + 1).filter(|(_, m)| m.kind == kind) else { return false };
            k = next.tokens.end as usize;
            let comma_first =
                usize::from(k + 2 < end && self.tokens[k].lower == self.words.comma && self.tokens[k + 1].lower == self.words.na);
            let k = k + comma_first;
            if k + 1 < end && self.tokens[k].lower == self.words.na {
                return self.mention(k + 1).is_some_and(|(_, m)| m.kind == kind);
            }
        }
        false
    }

    /// Whether `na` before the item to come means `with` or `by`, not `and`: it follows a verb.
    fn is_with(&self, out: &Items) -> bool {
        let n = out.items.len();
        n >= 2 && matches!(out.items[n - 2].what, What::Verb(_) | What::Other | What::Prep(_) | What::Phrase(_))
    }

    /// `A na B`: both name somebody, and neither a happening.
    fn may_join(&self, out: &Items, first: usize, next: usize, end: usize) -> bool {
        if next >= end {
            return false;
        }
        let named = out.parts[first..].iter().any(|p| p.mention.is_some());
        let head = out.parts[first];
        let event = head.mention.is_none() && self.analyses[head.from].sense == Sense::Event;
        let follows = self.mention(next).is_some()
            || (matches!(self.analyses[next].sense, Sense::Person | Sense::Role | Sense::Group | Sense::Org)
                && self.analyses[next].pos == Upos::Noun);
        named && follows && (!event || out.parts.len() - first > 1)
    }

    /// What a verb must agree with to have this phrase as its subject.
    fn agreement(&self, from: usize, to: usize, mention: Option<usize>) -> Agreement {
        let analysis = &self.analyses[from];
        let noun = matches!(analysis.pos, Upos::Noun | Upos::Pron | Upos::Propn);
        let own = if noun && !analysis.agrees.is_none() { analysis.agrees } else { Agreement::NONE };
        let Some(mention) = mention.map(|m| &self.parties.mentions[m]) else {
            let demonym = analysis.country().is_some();
            return if own.is_none() && (demonym || to > from) { analysis.class.or(own) } else { own };
        };
        let capital = self.tokens[from].is_capitalised() && mention.tokens.len() == 1;
        match mention.kind {
            EntityType::Per if !mention.nominal => Agreement::classes(&[1]),
            EntityType::Per => own.or(Agreement::classes(&[1])),
            EntityType::Loc if capital => Agreement::classes(&[9]),
            EntityType::Loc => own.or(Agreement::classes(&[9])),
            EntityType::Org => own.or(Agreement::classes(&[9])),
            EntityType::Grp if own.is_none() => Agreement::classes(&[1, 2, 9]),
            EntityType::Grp => own,
        }
    }
}

/// Whether a verb's mood is that of an infinitive.
pub(super) fn infinitive(analysis: &Analysis) -> bool {
    analysis.mood == Some(Mood::Infinitive)
}

impl Items {
    /// The mentions that a phrase stands for: each member of its coordination by its name, else by the first name in its chain.
    pub fn who(&self, phrase: usize, parties: &Parties<'_>, out: &mut Vec<usize>) {
        let parts = &self.parts[self.phrases[phrase].parts.clone()];
        self.who_of(parts, parties, out);
    }

    /// The same for a part of a chain.
    pub fn who_of(&self, parts: &[Part], parties: &Parties<'_>, out: &mut Vec<usize>) {
        let mut start = 0;
        while start < parts.len() {
            let end = parts[start + 1..].iter().position(|p| p.joined).map_or(parts.len(), |n| start + 1 + n);
            let member = &parts[start..end];
            let person = |p: &&Part| p.mention.is_some_and(|m| parties.mentions[m].kind == EntityType::Per && !parties.mentions[m].nominal);
            let own = member.iter().filter(|p| !p.linked).rfind(person);
            let own = own.or_else(|| member.iter().find(|p| !p.linked && p.mention.is_some()));
            let lead = own.or_else(|| member.iter().find(|p| p.mention.is_some()));
            if let Some(mention) = lead.and_then(|p| p.mention) {
                out.push(mention);
            }
            start = end;
        }
    }
}
