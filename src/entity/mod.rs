//! Mentions → entities: names joined by what they mean, or by how they are written.
//!
//! A place or organisation that the gazetteer knows under the name at hand is that thing, with its codes. A person's bare
//! surname is the person whose full name the article gives. Everything else is joined by its words, case aside.

use rustc_hash::FxHashMap;

use crate::extractor::Reading;
use crate::gazetteer::Gazetteer;
use crate::names::{Lexicon, Name, NameType};
use crate::record::{Entity, EntityType, Mention, MentionKind};
use crate::text::join;

/// What two mentions of the same entity share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Key {
    /// An entry of the user's lexicon.
    Lexicon(u32),
    /// A thing that the gazetteer knows.
    Known(u32),
    /// A type and the joined hashes of the words.
    Words(NameType, u64),
}

fn entity_type(kind: NameType) -> EntityType {
    match kind {
        NameType::Per => EntityType::Per,
        NameType::Org => EntityType::Org,
        NameType::Loc => EntityType::Loc,
    }
}

fn words(reading: &Reading, name: &Name) -> u64 {
    reading.tokens[name.tokens.clone()].iter().fold(0, |h, t| join(h, t.lower))
}

/// The entities of an article in order of first mention. Names inside others are mentions of their own only if
/// `nested`.
pub(crate) fn entities(reading: &Reading, names: &[Name], lexicon: Option<&Lexicon>, nested: bool) -> Vec<Entity> {
    let gazetteer = Gazetteer::built_in();
    let (text, tokens) = (reading.text, reading.tokens);
    // Persons by the last word of their full name; two who share it leave the bare surname to itself.
    let mut surnames: FxHashMap<u64, Option<u64>> = FxHashMap::default();
    for name in names.iter().filter(|n| n.kind == NameType::Per && n.tokens.len() > 1) {
        let full = words(reading, name);
        let last = tokens[name.tokens.end - 1].lower;
        surnames.entry(last).and_modify(|known| *known = known.filter(|k| *k == full)).or_insert(Some(full));
    }
    let mut out: Vec<Entity> = Vec::new();
    let mut known: FxHashMap<Key, usize> = FxHashMap::default();
    for name in names.iter().filter(|n| nested || n.inside.is_none()) {
        let entry = gazetteer.exact(&tokens[name.tokens.clone()]).filter(|&id| gazetteer.entry(id).kind == entity_type(name.kind));
        let single = (name.kind == NameType::Per && name.tokens.len() == 1).then(|| tokens[name.tokens.start].lower);
        let key = match (name.entry, entry) {
            (Some(own), _) => Key::Lexicon(own),
            (None, Some(id)) => Key::Known(id),
            (None, None) => {
                let own = words(reading, name);
                Key::Words(name.kind, single.and_then(|s| surnames.get(&s).copied().flatten()).unwrap_or(own))
            }
        };
        let mention = Mention {
            span: name.span,
            text: name.span.of(text).into(),
            kind: MentionKind::Name,
            zone: reading.zone(name.span.start),
            confidence: name.confidence,
        };
        let index = *known.entry(key).or_insert_with(|| {
            let fact = entry.map(|id| gazetteer.entry(id));
            out.push(Entity {
                id: format!("e{}", out.len() + 1),
                kind: entity_type(name.kind),
                name: fact.map_or_else(|| mention.text.clone(), |f| f.name.to_owned()),
                country: fact.and_then(|f| f.country).map(Into::into),
                sector: fact.and_then(|f| f.sector).map(Into::into),
                wikidata: fact.and_then(|f| f.wikidata).map(Into::into),
                lexicon_id: name.entry.and_then(|e| lexicon?.id(e)).map(Into::into),
                mentions: Vec::new(),
            });
            out.len() - 1
        });
        // The fullest form that the article gives names an entity that nothing else names.
        let entity = &mut out[index];
        if entity.wikidata.is_none() && matches!(key, Key::Words(..)) && mention.text.len() > entity.name.len() {
            entity.name.clone_from(&mention.text);
        }
        entity.mentions.push(mention);
    }
    out
}
