//! The working table of one article: its names with their letters, the drafts of its entities, and the finished record.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::words::{GENITIVE, HEAD, HEAD_PLURAL, Head, Word, Words};
use super::{Entities, Given, NameMention, Place, Reference};
use crate::extractor::Reading;
use crate::gazetteer::{Gazetteer, plain};
use crate::record::{Entity, EntityType, Mention, MentionKind, Role};
use crate::text::{Span, Token};

pub(super) const NONE: u32 = u32::MAX;

/// An entity in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub kind: EntityType,
    /// Entry of the gazetteer.
    pub entry: Option<u32>,
    /// Person of the gazetteer.
    pub person: Option<u32>,
    pub country: Option<&'static str>,
    pub sector: Option<&'static str>,
    /// What it is, more closely, in the gazetteer's words.
    pub class: &'static str,
    /// Singular title nouns (small-letter hashes) that the article gives the person.
    pub titles: Vec<u64>,
    /// The name mention with the most words.
    pub longest: u32,
    /// How many names.
    pub count: u32,
    /// The draft that took this one in.
    pub into: u32,
    /// Name of a group.
    pub name: Option<String>,
}

/// A title beside a name.
#[derive(Clone, Debug)]
pub(super) struct Title {
    pub tokens: Range<usize>,
    /// Token of the title's noun.
    pub head: usize,
    pub person: u32,
    pub of: Option<u32>,
    /// Head of the description that stands for the entity it is held in: mkurugenzi wa `shirika` hilo.
    pub of_head: Option<usize>,
    pub status: Option<&'static str>,
}

/// A description or group in the text.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub tokens: Range<usize>,
    pub head: usize,
    pub draft: u32,
}

/// The words of every name, as plain letters, in one buffer.
#[derive(Debug, Default)]
pub(super) struct Letters {
    bytes: Vec<u8>,
    words: Vec<(u32, u32)>,
    of: Vec<(u32, u32)>,
}

impl Letters {
    fn read(reading: &Reading, names: &[NameMention]) -> Self {
        let mut out = Self::default();
        for name in names {
            let first = out.words.len() as u32;
            for token in reading.tokens[name.tokens.clone()].iter().filter(|t| t.is_word() || t.kind == crate::text::Kind::Number) {
                let (from, to) = (token.span.start.max(name.span.start), token.span.end.min(name.span.end));
                let inside = Span { start: from, end: to.max(from) };
                for part in inside.of(reading.text).split('-') {
                    let start = out.bytes.len() as u32;
                    plain(part, &mut out.bytes);
                    if out.bytes.len() as u32 > start {
                        out.words.push((start, out.bytes.len() as u32));
                    }
                }
            }
            out.of.push((first, out.words.len() as u32));
        }
        out
    }

    /// The words of a name.
    pub fn words(&self, name: u32) -> impl DoubleEndedIterator<Item = &[u8]> + ExactSizeIterator + Clone {
        let (from, to) = self.of[name as usize];
        self.words[from as usize..to as usize].iter().map(|&(a, b)| &self.bytes[a as usize..b as usize])
    }

    /// All letters of a name, run together.
    pub fn whole(&self, name: u32) -> &[u8] {
        let (from, to) = self.of[name as usize];
        if from == to { &[] } else { &self.bytes[self.words[from as usize].0 as usize..self.words[to as usize - 1].1 as usize] }
    }
}

pub(super) struct Scene<'a> {
    pub reading: &'a Reading<'a>,
    pub names: &'a [NameMention<'a>],
    pub gazetteer: &'static Gazetteer,
    pub words: &'static Words,
    pub letters: Letters,
    /// Per token: number of its name plus one.
    pub owner: Vec<u32>,
    /// Per name: its draft.
    pub draft_of: Vec<u32>,
    pub drafts: Vec<Draft>,
    pub titles: Vec<Title>,
    /// Per token: whether it belongs to a title beside a name.
    pub titled: Vec<bool>,
    pub phrases: Vec<Phrase>,
    /// Country codes with their weight in the article.
    pub votes: FxHashMap<&'static str, f32>,
    /// The country where the article plays.
    pub main: Option<&'static str>,
}

impl<'a> Scene<'a> {
    pub fn new(reading: &'a Reading<'a>, names: &'a [NameMention<'a>]) -> Self {
        let mut owner = vec![0; reading.tokens.len()];
        for (n, name) in names.iter().enumerate() {
            // Of names inside one another the outer one holds the tokens.
            for slot in owner[name.tokens.clone()].iter_mut().filter(|s| **s == 0) {
                *slot = n as u32 + 1;
            }
        }
        Self {
            reading,
            names,
            gazetteer: Gazetteer::built_in(),
            words: Words::built_in(),
            letters: Letters::read(reading, names),
            owner,
            draft_of: vec![NONE; names.len()],
            drafts: Vec::new(),
            titles: Vec::new(),
            titled: vec![false; reading.tokens.len()],
            phrases: Vec::new(),
            votes: FxHashMap::default(),
            main: None,
        }
    }

    pub fn tokens(&self) -> &'a [Token] {
        self.reading.tokens
    }

    /// What the token at `at` does; nothing past the end or inside a name.
    pub fn word(&self, at: usize) -> Word {
        match self.tokens().get(at) {
            Some(token) if self.owner[at] == 0 => self.words.get(token),
            _ => Word::default(),
        }
    }

    /// The name that holds a token.
    pub fn name_at(&self, at: usize) -> Option<u32> {
        self.owner.get(at).and_then(|&n| n.checked_sub(1))
    }

    /// The text of a token.
    pub fn text(&self, at: usize) -> &'a str {
        self.tokens().get(at).map_or("", |t| t.text(self.reading.text))
    }

    /// The draft that a draft was taken into.
    pub fn root(&self, mut draft: u32) -> u32 {
        while self.drafts[draft as usize].into != NONE {
            draft = self.drafts[draft as usize].into;
        }
        draft
    }

    /// The draft of a name.
    pub fn draft(&self, name: u32) -> u32 {
        self.root(self.draft_of[name as usize])
    }

    /// Takes draft `b` into draft `a`.
    pub fn merge(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let taken = self.drafts[b as usize].clone();
        self.drafts[b as usize].into = a;
        let keep = &mut self.drafts[a as usize];
        keep.count += taken.count;
        if keep.entry.is_none() && keep.person.is_none() {
            (keep.entry, keep.person) = (taken.entry, taken.person);
            if !taken.class.is_empty() {
                keep.class = taken.class;
            }
        }
        keep.country = keep.country.or(taken.country);
        keep.sector = keep.sector.or(taken.sector);
        keep.titles.extend(taken.titles);
        if taken.longest != NONE && self.letters.words(taken.longest).len() > self.letters.words(keep.longest).len() {
            keep.longest = taken.longest;
        }
    }

    /// A fresh draft for a name.
    pub fn fresh(&mut self, kind: EntityType, name: u32) -> u32 {
        self.drafts.push(Draft {
            kind,
            entry: None,
            person: None,
            country: None,
            sector: None,
            class: "",
            titles: Vec::new(),
            longest: name,
            count: 0,
            into: NONE,
            name: None,
        });
        self.drafts.len() as u32 - 1
    }

    /// Puts a name into a draft.
    pub fn put(&mut self, name: u32, draft: u32) {
        self.draft_of[name as usize] = draft;
        let words = self.letters.words(name).len();
        let held = self.drafts[draft as usize].longest;
        let more = held == NONE || words > self.letters.words(held).len();
        let draft = &mut self.drafts[draft as usize];
        draft.count += 1;
        if more {
            draft.longest = name;
        }
    }

    /// The noun that says what a name is: `mji wa Palma`, `nchini Kenya`, `Chama cha Mapinduzi`.
    pub fn class_noun(&self, name: u32) -> Option<&'static Head> {
        let tokens = &self.names[name as usize].tokens;
        let own = self.words.get(&self.tokens()[tokens.start]);
        if tokens.len() > 1 && own.is(HEAD) && !own.is(HEAD_PLURAL) {
            return Some(self.words.head(own));
        }
        let before = self.word(tokens.start.checked_sub(1)?);
        if before.is(HEAD) && !before.is(HEAD_PLURAL) {
            return Some(self.words.head(before));
        }
        if !before.is(GENITIVE) {
            return None;
        }
        let noun = self.word(tokens.start.checked_sub(2)?);
        (noun.is(HEAD) && !noun.is(HEAD_PLURAL)).then(|| self.words.head(noun))
    }

    /// The index of the sentence that holds a token.
    pub fn sentence(&self, token: usize) -> usize {
        self.reading.sentences.partition_point(|s| s.tokens.start <= token).saturating_sub(1)
    }

    /// The first token of the sentence that holds a token, and one past its last.
    pub fn bounds(&self, token: usize) -> Range<usize> {
        self.reading.sentences.get(self.sentence(token)).map_or(0..self.tokens().len(), |s| s.tokens.clone())
    }

    fn span(&self, tokens: &Range<usize>) -> Span {
        self.tokens()[tokens.start].span.to(self.tokens()[tokens.end - 1].span)
    }

    /// The record: entities numbered in order of first mention.
    pub fn finish(self) -> Entities {
        let mut found: Vec<(Span, Range<usize>, usize, u32, MentionKind, f32)> = Vec::with_capacity(self.names.len() + self.phrases.len());
        for (n, name) in self.names.iter().enumerate() {
            let draft = self.draft(n as u32);
            found.push((name.span, name.tokens.clone(), name.tokens.end - 1, draft, MentionKind::Name, name.confidence));
        }
        for phrase in &self.phrases {
            let span = self.span(&phrase.tokens);
            found.push((span, phrase.tokens.clone(), phrase.head, self.root(phrase.draft), MentionKind::Nominal, 0.7));
        }
        found.sort_by_key(|f| (f.0.start, std::cmp::Reverse(f.0.end), f.3));
        found.dedup_by_key(|f| (f.0, f.3));
        let mut given: FxHashMap<u32, Given> = FxHashMap::default();
        for (n, name) in self.names.iter().enumerate() {
            if let Some(g) = name.given {
                given.entry(self.draft(n as u32)).or_insert(g);
            }
        }
        let mut number = vec![NONE; self.drafts.len()];
        let mut out = Entities::default();
        for (span, tokens, head, draft, kind, confidence) in found {
            if number[draft as usize] == NONE {
                number[draft as usize] = out.entities.len() as u32;
                let entry = self.drafts[draft as usize].entry.map(|e| self.gazetteer.entry(e)).filter(|e| e.kind == EntityType::Loc);
                if let Some((entry, (latitude, longitude))) = entry.and_then(|e| Some((e, e.place?))) {
                    let (entity, class, iso, geonames) = (out.entities.len(), entry.class, entry.iso, entry.geonames);
                    out.places.push(Place { entity, latitude, longitude, class, iso, geonames });
                }
                out.entities.push(self.record(draft, given.get(&draft).copied(), out.entities.len() + 1));
            }
            let entity = number[draft as usize] as usize;
            let (text, zone) = (span.of(self.reading.text).to_owned(), self.reading.zone(span.start));
            out.entities[entity].mentions.push(Mention { span, text, kind, zone, confidence });
            out.references.push(Reference { tokens, head, entity, kind });
        }
        for title in &self.titles {
            let index = |draft: u32| number[self.root(draft) as usize];
            let (person, of) = (index(title.person), title.of.map(index).filter(|&i| i != NONE));
            if person == NONE {
                continue;
            }
            let span = self.span(&title.tokens);
            out.roles.push(Role {
                span,
                text: span.of(self.reading.text).to_owned(),
                person: out.entities[person as usize].id.clone(),
                of: of.map(|i| out.entities[i as usize].id.clone()),
                status: title.status.map(Into::into),
            });
        }
        out.roles.sort_by(|a, b| (a.span, &a.person).cmp(&(b.span, &b.person)));
        out.roles.dedup_by(|a, b| a.span == b.span && a.person == b.person);
        out.countries = self.votes.iter().map(|(&code, &weight)| (code.to_owned(), weight)).collect();
        out.countries.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        out
    }

    fn record(&self, draft: u32, given: Option<Given>, number: usize) -> Entity {
        let d = &self.drafts[draft as usize];
        let longest = (d.longest != NONE).then(|| self.names[d.longest as usize].span.of(self.reading.text));
        let (mut name, mut wikidata) = (d.name.as_deref().or(longest).unwrap_or_default(), None);
        if let Some(person) = d.person.map(|p| self.gazetteer.person(p)) {
            (name, wikidata) = (person.name, person.wikidata);
        } else if let Some(entry) = d.entry.map(|e| self.gazetteer.entry(e)) {
            (name, wikidata) = (entry.name, entry.wikidata);
        }
        let or = |own: Option<&str>, given: Option<&str>| given.or(own).map(str::to_owned);
        Entity {
            id: format!("e{number}"),
            kind: d.kind,
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            country: or(d.country, given.and_then(|g| g.country)),
            sector: or(d.sector, given.and_then(|g| g.sector)),
            wikidata: or(wikidata, given.and_then(|g| g.wikidata)),
            lexicon_id: given.and_then(|g| g.id).map(str::to_owned),
            mentions: Vec::new(),
        }
    }
}
