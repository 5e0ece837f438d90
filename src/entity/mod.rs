//! Mentions → entities: who and what an article speaks of, which real-world thing each is, what office a person holds, and
//! which descriptions stand for them.
//!
//! Names come from the names layer. They are grouped (`cluster`), tied to the gazetteer (`link`), given their titles (`role`);
//! then one walk over the tokens binds the descriptions (`nominal`) and gathers the groups that act without a name (`crowd`).
//! Everything here is decided inside one article, by tables and by order in the text.

mod cluster;
mod crowd;
mod holder;
mod link;
mod lone;
mod nominal;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod property;
mod recall;
mod role;
mod scene;
#[cfg(test)]
mod suite;
mod words;

use std::ops::Range;

use crate::extractor::Reading;
use crate::names::{Lexicon, Name, NameType};
use crate::record::{self, CountryShare, Document, Entity, EntityType, MentionKind, Role};
use crate::text::Span;

/// A name as the names layer found it.
#[derive(Clone, Debug)]
pub(crate) struct NameMention<'a> {
    pub span: Span,
    /// The tokens it touches.
    pub tokens: Range<usize>,
    /// PER, ORG or LOC.
    pub kind: EntityType,
    pub confidence: f32,
    /// What the user's own lexicon says of it.
    pub given: Option<Given<'a>>,
}

/// What a user's lexicon says of a name; it overrules the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Given<'a> {
    /// Number of the lexicon's entry.
    pub entry: u32,
    pub id: Option<&'a str>,
    pub country: Option<&'a str>,
    pub sector: Option<&'a str>,
    pub wikidata: Option<&'a str>,
}

/// A place in the text that stands for an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    pub tokens: Range<usize>,
    /// The token that the phrase hangs on: the noun of a description, the last word of a name.
    pub head: usize,
    /// Index into the entities.
    pub entity: usize,
    pub kind: MentionKind,
}

/// Where a place of the article lies, as far as a table knows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    /// Index into the entities.
    pub entity: usize,
    pub latitude: f32,
    pub longitude: f32,
    /// country, capital, city, division …
    pub class: &'static str,
    /// ISO 3166-2 code of a division.
    pub iso: Option<&'static str>,
    pub geonames: Option<&'static str>,
}

/// The entities of an article with everything that later layers ask of them.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    pub entities: Vec<Entity>,
    pub roles: Vec<Role>,
    /// In text order; they may lie inside one another, never cross.
    pub references: Vec<Reference>,
    /// Country codes of the article, the one where it plays first, with their weight.
    pub countries: Vec<(String, f32)>,
    /// The places with coordinates, in the entities' order.
    pub places: Vec<Place>,
}

#[allow(dead_code)] // Asked by the layers above.
impl Entities {
    /// Puts them into an article's record.
    pub fn record(self, out: &mut Document) {
        let total: f32 = self.countries.iter().map(|(_, weight)| weight).sum();
        let share = |weight: f32| if total > 0.0 { weight / total } else { 0.0 };
        out.countries = self.countries.into_iter().map(|(code, weight)| CountryShare { code, share: share(weight) }).collect();
        let place = |p: &Place| record::Place {
            entity: self.entities[p.entity].id.clone(),
            lat: p.latitude,
            lon: p.longitude,
            feature: p.class.to_owned(),
            iso3166_2: p.iso.map(str::to_owned),
            geonameid: p.geonames.map(str::to_owned),
        };
        out.places = self.places.iter().map(place).collect();
        (out.entities, out.roles) = (self.entities, self.roles);
    }

    /// The innermost reference at a token.
    pub fn reference_at(&self, token: usize) -> Option<&Reference> {
        let after = self.references.partition_point(|r| r.tokens.start <= token);
        self.references[..after].iter().rev().take(8).filter(|r| r.tokens.contains(&token)).min_by_key(|r| r.tokens.len())
    }

    /// The entity that stands at a token.
    pub fn at(&self, token: usize) -> Option<usize> {
        self.reference_at(token).map(|r| r.entity)
    }
}

/// Reads the entities of an article from its names.
pub(crate) fn entities(reading: &Reading, names: &[NameMention]) -> Entities {
    let mut scene = scene::Scene::new(reading, names);
    cluster::cluster(&mut scene);
    link::link_people(&mut scene);
    role::roles(&mut scene);
    link::code(&mut scene);
    nominal::nominals(&mut scene);
    link::settle(&mut scene);
    scene.finish()
}

/// The names layer's output as this layer reads it. Names inside others are mentions of their own only if `nested`.
pub(crate) fn mentions<'a>(names: &[Name], lexicon: Option<&'a Lexicon>, nested: bool) -> Vec<NameMention<'a>> {
    let read = |name: &Name| NameMention {
        span: name.span,
        tokens: name.tokens.clone(),
        kind: match name.kind {
            NameType::Per => EntityType::Per,
            NameType::Org => EntityType::Org,
            NameType::Loc => EntityType::Loc,
        },
        confidence: name.confidence,
        given: name.entry.and_then(|entry| {
            let lexicon = lexicon?;
            let codes = lexicon.codes(entry)?;
            let [country, sector, wikidata] = [&codes.country, &codes.sector, &codes.wikidata].map(|c| c.as_deref());
            Some(Given { entry, id: lexicon.id(entry), country, sector, wikidata })
        }),
    };
    names.iter().filter(|n| nested || n.inside.is_none()).map(read).collect()
}

/// The tokens that a span touches.
#[cfg(test)]
fn mention_bounds(tokens: &[crate::text::Token], span: Span) -> Range<usize> {
    tokens.partition_point(|t| t.span.end <= span.start)..tokens.partition_point(|t| t.span.start < span.end)
}
