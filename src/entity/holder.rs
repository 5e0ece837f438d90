//! Persons spoken of by their office or standing alone: `Rais wa Algeria aamuru`, `waziri mkuu alisema`, `mwenzake wa Rwanda`.
//!
//! An office is its holder where the article gives somebody the title in that country, or where the table of office holders
//! has a person of the article in it on the article's day.

use super::nominal::bind;
use super::recall::Walk;
use super::scene::Scene;
use super::words::{
    ADJECTIVE, DEMONSTRATIVE, GENITIVE, HONORIFIC, LEADER, NOUN, PLACE, POSSESSIVE, TITLE, Word, looks_like_headline_verb, looks_like_verb,
};
use crate::gazetteer::title_key;
use crate::record::EntityType;

/// Nouns before `wa rais` that speak of the office, not of who holds it.
const OFFICES: &[&str] = &[
    "kiti", "uchaguzi", "mgombea", "wagombea", "makamu", "naibu", "nafasi", "wadhifa", "cheo", "ofisi", "muhula", "ikulu", "kura",
    "chaguzi",
];

/// mwenzake Kim Jong Un, mwenzake wa Rwanda: somebody of the same standing.
pub(super) fn fellow(scene: &mut Scene, walk: &mut Walk, at: usize) -> Option<usize> {
    if !matches!(scene.text(at), "mwenzake" | "Mwenzake" | "mwenzangu" | "mwenyeji") {
        return None;
    }
    let limit = scene.bounds(at).end.min(at + 8);
    let mut end = at + 1;
    let mut country = None;
    while end < limit {
        if let Some(name) = scene.name_at(end) {
            let draft = scene.draft(name);
            if scene.drafts[draft as usize].kind == EntityType::Per {
                return Some(bind(scene, walk, at..at + 1, at, draft));
            }
            country = country.or(scene.drafts[draft as usize].country);
            end = scene.names[name as usize].tokens.end;
            continue;
        }
        let word = scene.word(end);
        if !(word.is(GENITIVE) || word.is(PLACE) || word.is(POSSESSIVE) || word.is(TITLE) || word.is(HONORIFIC) || scene.text(end) == ",") {
            break;
        }
        end += 1;
    }
    let country = country?;
    let of_country = |&d: &u32| scene.drafts[d as usize].kind == EntityType::Per && scene.drafts[d as usize].country == Some(country);
    let draft = walk.back(scene).find(of_country)?;
    Some(bind(scene, walk, at..end, at, draft))
}

/// An office without its holder's name: `Rais wa Algeria aamuru …`, `rais amesema`.
pub(super) fn titled(scene: &mut Scene, walk: &mut Walk, at: usize, word: Word) -> Option<usize> {
    if at > 0 && scene.text(at - 1).eq_ignore_ascii_case("mji") {
        return None;
    }
    let limit = scene.bounds(at).end.min(at + 10);
    let mut end = at + 1;
    let (mut country, mut body) = (None, None);
    let mut key_words = vec![scene.tokens()[at].lower];
    while end < limit {
        let next = scene.word(end);
        if let Some(name) = scene.name_at(end) {
            let d = &scene.drafts[scene.draft(name) as usize];
            if d.kind == EntityType::Per {
                return None;
            }
            country = d.country;
            body = (d.kind == EntityType::Org).then(|| scene.draft(name));
            end = scene.names[name as usize].tokens.end;
            break;
        }
        if next.is(GENITIVE) || (next.is(PLACE) && scene.name_at(end + 1).is_some()) {
            if end + 1 >= limit {
                break;
            }
            end += 1;
        } else if (next.is(ADJECTIVE) || next.is(TITLE) || next.is(NOUN))
            && !next.is(DEMONSTRATIVE)
            && (scene.word(end - 1).is(GENITIVE) || next.is(ADJECTIVE) || next.is(TITLE) || scene.text(end - 1) == "na")
        {
            key_words.push(scene.tokens()[end].lower);
            end += 1;
        } else {
            break;
        }
    }
    while end > at + 1 && scene.name_at(end - 1).is_none() && (scene.word(end - 1).is(GENITIVE) || scene.word(end - 1).is(PLACE)) {
        end -= 1;
    }
    let lone = country.is_none();
    if lone && at > 0 && (scene.word(at - 1).is(GENITIVE) || scene.word(at - 1).is(POSSESSIVE)) {
        // kiti cha rais, uchaguzi wa rais: the office, not who holds it.
        if !word.is(LEADER) || at < 2 || OFFICES.contains(&scene.text(at - 2).to_ascii_lowercase().as_str()) {
            return None;
        }
        let mut holders = walk.bearers.iter().copied().filter(|&d| {
            let d = &scene.drafts[d as usize];
            d.titles.contains(&word.singular) && (scene.main.is_none() || d.country == scene.main)
        });
        let only = holders.next()?;
        return if holders.next().is_none() { Some(bind(scene, walk, at..end, at, only)) } else { None };
    }
    if lone && !acting(scene, end) {
        return None;
    }
    let singular = word.singular;
    let compound = key_words.get(1).copied();
    let holder = country.and_then(|c| {
        let key = title_key(key_words.iter().copied());
        let place = body.and_then(|b| scene.drafts[b as usize].entry).map_or(c, |e| scene.gazetteer.entry(e).name);
        scene.reading.day.and_then(|day| scene.gazetteer.holder(key, place, day))
    });
    let heads: Vec<u32> = match body {
        Some(body) if word.is(LEADER) => scene
            .titles
            .iter()
            .filter(|t| t.of.is_some_and(|o| scene.root(o) == body) && scene.word(t.head).is(LEADER))
            .map(|t| scene.root(t.person))
            .collect(),
        _ => Vec::new(),
    };
    let fit = |draft: u32| {
        let d = &scene.drafts[draft as usize];
        let called = d.titles.contains(&singular)
            && compound.is_none_or(|c| scene.words.flags_of(c) & TITLE == 0 || d.titles.contains(&c))
            && country.is_none_or(|c| d.country == Some(c))
            && body.is_none();
        d.kind == EntityType::Per && ((d.person.is_some() && d.person == holder) || heads.contains(&draft) || called)
    };
    let before = walk.back(scene).find(|&d| fit(d));
    // A headline speaks of who is named below.
    let draft = before.or_else(|| {
        let early = scene.sentence(at) < 2;
        (early || holder.is_some()).then(|| walk.bearers.iter().copied().find(|&d| fit(d))).flatten()
    })?;
    for inner in at..end {
        if let Some(name) = scene.name_at(inner) {
            walk.recent.push((scene.draft(name), inner));
        }
    }
    Some(bind(scene, walk, at..end, at, draft))
}

/// Whether the noun before `end` is the subject of a finite verb: with a tense, of being or having, or a headline's bare present.
pub(super) fn acting(scene: &Scene, end: usize) -> bool {
    let Some(token) = scene.tokens().get(end).filter(|_| scene.owner[end] == 0) else { return false };
    let text = scene.reading.text;
    looks_like_verb(text, token)
        || matches!(token.text(text), "ana" | "hana" | "ina" | "haina" | "yuko" | "iko")
        || (!scene.word(end).is(NOUN) && token.text(text).starts_with('a') && looks_like_headline_verb(text, token))
}
