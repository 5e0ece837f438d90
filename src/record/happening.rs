//! The same happening told by several articles: a key that they share, and a batch with each told once.
//!
//! The key is made of what retellings keep: type, auxiliary mode, parties, country. A state's organs stand for the state
//! (`majeshi ya Urusi`, `serikali ya Urusi`: RUS), people and other bodies for themselves, so that what two ministers did on one day
//! stays two. Inside one country, where nobody is named, the town tells arrests in Nairobi from arrests in Mombasa; between countries
//! articles differ too much in how closely they say where. The day is no part of it: articles of two days tell of one attack, so days
//! are compared within a window.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::document::Document;
use super::facts::{Entity, EntityType, Event};
use crate::calendar::Date;

/// Organs that act for their state.
const STATE: [&str; 6] = ["GOV", "MIL", "COP", "JUD", "LEG", "SPY"];

/// What stands for an entity in a key.
fn party(entity: &Entity) -> String {
    let named = || entity.wikidata.clone().unwrap_or_else(|| entity.name.to_lowercase().replace(['|', '+'], " "));
    let sector = entity.sector.as_deref();
    match (&entity.country, entity.kind) {
        (Some(country), EntityType::Loc) => country.clone(),
        (Some(country), EntityType::Org | EntityType::Grp) if sector.is_none_or(|s| STATE.contains(&s)) => country.clone(),
        (country, EntityType::Grp) if sector.is_some() => format!("{}:{}", country.as_deref().unwrap_or("-"), sector.unwrap_or_default()),
        _ => named(),
    }
}

fn side(ids: &[String], entities: &[Entity]) -> String {
    let mut all: Vec<String> = ids.iter().filter_map(|id| entities.iter().find(|e| e.id == *id)).map(party).collect();
    all.sort_unstable();
    all.dedup();
    all.join("+")
}

/// `TYPE|aux|actors|recipients|place`; `country` is that of the article, for an event without a place.
#[must_use]
pub fn key(event: &Event, entities: &[Entity], country: Option<&str>) -> String {
    let find = |id: &String| entities.iter().find(|e| e.id == *id);
    let place = event.place.as_ref().and_then(find);
    let parties: Vec<&Entity> = event.actor.iter().chain(&event.recipient).filter_map(find).collect();
    let home = parties.first().and_then(|e| e.country.as_deref());
    let unnamed = |e: &&Entity| e.country.as_deref() == home && matches!(e.kind, EntityType::Grp | EntityType::Loc);
    let local = home.is_some() && parties.iter().all(unnamed);
    let town = place.filter(|p| local && p.country.as_deref() == home).map(|p| p.name.to_lowercase());
    let place = town.as_deref().or_else(|| place.and_then(|p| p.country.as_deref())).or(country).unwrap_or("");
    let (actor, recipient) = (side(&event.actor, entities), side(&event.recipient, entities));
    let aux = event.aux.as_deref().unwrap_or("");
    format!("{}|{aux}|{actor}|{recipient}|{place}", event.kind)
}

/// The documents with each happening kept where it is first told, in order, and `sources` set to the number of articles that
/// tell it. Two tellings are one where their keys are equal and their days no more than `window` days apart.
#[must_use]
pub fn deduplicated(documents: &[Arc<Document>], window: u32) -> Vec<Arc<Document>> {
    // (document, event) of each first telling by key, with its day; and which documents tell it.
    let mut firsts: FxHashMap<&str, Vec<(Option<Date>, usize)>> = FxHashMap::default();
    let mut tellers: Vec<u32> = Vec::new();
    let mut kept: Vec<Vec<(usize, usize)>> = Vec::with_capacity(documents.len());
    for document in documents {
        let mut own = Vec::new();
        let mut counted: FxHashSet<usize> = FxHashSet::default();
        for (index, event) in document.events.iter().enumerate() {
            let day: Option<Date> = event.day.as_deref().and_then(|d| d.parse().ok());
            let known = firsts.entry(event.key.as_str()).or_default();
            let happening = match known.iter().find(|(other, _)| near(*other, day, window)) {
                Some((_, happening)) => *happening,
                None => {
                    let fresh = tellers.len();
                    known.push((day, fresh));
                    tellers.push(0);
                    own.push((index, fresh));
                    fresh
                }
            };
            if counted.insert(happening) {
                tellers[happening] += event.sources.unwrap_or(1); // a batch that was deduplicated before
            }
        }
        kept.push(own);
    }
    let with = |(document, own): (&Arc<Document>, Vec<(usize, usize)>)| {
        if document.events.is_empty() {
            return document.clone();
        }
        let mut copy = Document::clone(document);
        copy.events = own
            .into_iter()
            .map(|(index, happening)| Event { sources: Some(tellers[happening]), ..document.events[index].clone() })
            .collect();
        Arc::new(copy)
    };
    documents.iter().zip(kept).map(with).collect()
}

/// Whether two days are no further apart than `window`; what has no day is only like what has none.
fn near(a: Option<Date>, b: Option<Date>, window: u32) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.until(b).is_ok_and(|span| span.get_days().unsigned_abs() <= window),
        (None, None) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Stretch;
    use crate::text::Span;

    fn entity(id: &str, kind: EntityType, name: &str, country: Option<&str>, sector: Option<&str>) -> Entity {
        Entity {
            id: id.into(),
            kind,
            name: name.into(),
            country: country.map(Into::into),
            sector: sector.map(Into::into),
            wikidata: None,
            lexicon_id: None,
            mentions: Vec::new(),
        }
    }

    fn event(kind: &str, actor: &[&str], recipient: &[&str], day: Option<&str>) -> Event {
        let ids = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        Event {
            span: Span::default(),
            text: String::new(),
            kind: kind.into(),
            mode: Vec::new(),
            aux: None,
            quad: 4,
            score: -9.0,
            actor: ids(actor),
            recipient: ids(recipient),
            date: None,
            day: day.map(Into::into),
            place: None,
            context: Vec::new(),
            killed: None,
            injured: None,
            arrested: None,
            source: None,
            frame: String::new(),
            sentence: 0,
            evidence: Stretch::default(),
            key: String::new(),
            sources: None,
        }
    }

    fn article(day: &str, organ: &str) -> Arc<Document> {
        let mut out = Document::empty(Some(day));
        out.entities = vec![
            entity("e1", EntityType::Org, organ, Some("RUS"), Some("MIL")),
            entity("e2", EntityType::Loc, "Kyiv", Some("UKR"), None),
            entity("e3", EntityType::Per, "Amina Hassan", Some("KEN"), Some("GOV")),
        ];
        let mut told = event("ASSAULT", &["e1"], &["e2"], Some(day));
        told.key = key(&told, &out.entities, None);
        let mut other = event("ACCUSE", &["e3"], &["e1"], Some(day));
        other.key = key(&other, &out.entities, Some("KEN"));
        out.events = vec![told.clone(), other, told];
        Arc::new(out)
    }

    #[test]
    fn organs_stand_for_their_state_and_people_for_themselves() {
        let one = article("2024-06-18", "Jeshi la Urusi");
        assert_eq!(one.events[0].key, "ASSAULT||RUS|UKR|");
        assert_eq!(one.events[1].key, "ACCUSE||amina hassan|RUS|KEN");
        assert_eq!(one.events[0].key, article("2024-07-01", "Wizara ya Ulinzi ya Urusi").events[0].key);
    }

    #[test]
    fn the_first_telling_stays_and_counts_its_articles() {
        let batch = [article("2024-06-18", "Jeshi la Urusi"), article("2024-06-19", "Wizara ya Ulinzi"), article("2024-07-01", "Jeshi")];
        let once = deduplicated(&batch, 1);
        let told = |d: &Document| d.events.iter().map(|e| (e.kind.clone(), e.sources)).collect::<Vec<_>>();
        assert_eq!(told(&once[0]), [("ASSAULT".to_owned(), Some(2)), ("ACCUSE".to_owned(), Some(2))]);
        assert_eq!(told(&once[1]), []);
        assert_eq!(told(&once[2]), [("ASSAULT".to_owned(), Some(1)), ("ACCUSE".to_owned(), Some(1))]);
        assert_eq!(told(&deduplicated(&batch, 0)[1]).len(), 2);
        assert_eq!(told(&deduplicated(&once, 1)[0]), told(&once[0]));
    }

    #[test]
    fn no_day_is_only_like_no_day() {
        let day = Some(jiff::civil::date(2024, 6, 18));
        assert!(near(None, None, 0) && !near(day, None, 9) && near(day, Some(jiff::civil::date(2024, 6, 20)), 2));
    }
}
