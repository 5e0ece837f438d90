//! From the tables of `data/` to one gazetteer.
//!
//! The order is the order of preference where names clash: countries, capitals, regions, cities, organisations. A name that a
//! table calls weak is kept beside the strong ones and marked.

use rustc_hash::FxHashMap;

use super::office::People;
use super::{Candidate, END, Entry, Gazetteer, Link, bones, plain};
use crate::data::phrases::Phrases;
use crate::data::tsv::{Row, Table};
use crate::record::EntityType;
use crate::text::hash_lower;

fn some(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

fn place(row: &Row<'_, 'static>, lat: &str, lon: &str) -> Option<(f32, f32)> {
    Some((row.get(lat).parse().ok()?, row.get(lon).parse().ok()?))
}

/// What stands before a stem in words for people and languages.
const PEOPLE: &[&str] = &["m", "mw", "mu", "wa", "w", "ki", "ch", "u"];

impl Gazetteer {
    pub(super) fn load() -> Self {
        let mut out = Self {
            entries: Vec::new(),
            names: Phrases::new(true),
            chain: Vec::new(),
            similar: FxHashMap::default(),
            spelt: Vec::new(),
            people: People::default(),
            countries: FxHashMap::default(),
            demonyms: FxHashMap::default(),
        };
        let countries = Table::built_in(include_str!("../../data/countries.tsv"));
        for row in countries.rows() {
            out.country_row(&row);
        }
        for row in countries.rows().filter(|r| !r.get("capital").is_empty()) {
            let entry = Entry {
                kind: EntityType::Loc,
                name: row.get("capital"),
                country: some(row.get("iso3")),
                sector: None,
                wikidata: some(row.get("capital_wikidata")),
                class: "capital",
                place: place(&row, "capital_lat", "capital_lon"),
                iso: None,
                geonames: None,
            };
            out.add(entry, [row.get("capital")].into_iter().chain(row.list("capital_aliases")), [].into_iter());
        }
        for row in Table::built_in(include_str!("../../data/regions.tsv")).rows() {
            let entry = Entry {
                kind: EntityType::Loc,
                name: row.get("name_en"),
                country: some(row.get("countries")).filter(|c| !c.contains('|')),
                sector: None,
                wikidata: some(row.get("wikidata")),
                class: row.get("kind"),
                place: None,
                iso: None,
                geonames: None,
            };
            out.add(entry, [row.get("name_en")].into_iter().chain(row.list("names")), [].into_iter());
        }
        for row in Table::built_in(include_str!("../../data/cities.tsv")).rows() {
            let entry = Entry {
                kind: EntityType::Loc,
                name: row.get("name_en"),
                country: some(row.get("country")),
                sector: None,
                wikidata: None,
                class: row.get("kind"),
                place: place(&row, "lat", "lon"),
                iso: some(row.get("iso")),
                geonames: some(row.get("geonames")),
            };
            out.add(entry, [row.get("name_en")].into_iter().chain(row.list("aliases")), [].into_iter());
        }
        for row in Table::built_in(include_str!("../../data/organisations.tsv")).rows() {
            let entry = Entry {
                kind: EntityType::Org,
                name: row.get("name_en"),
                country: some(row.get("country")),
                sector: some(row.get("sector")),
                wikidata: some(row.get("wikidata")),
                class: row.get("kind"),
                place: None,
                iso: None,
                geonames: None,
            };
            let strong = [row.get("name_en"), row.get("name_sw")].into_iter().chain(row.list("aliases"));
            out.add(entry, strong, row.list("weak_aliases"));
        }
        let bodies: FxHashMap<&str, (Option<&'static str>, Option<&'static str>)> =
            out.entries.iter().filter(|e| e.kind == EntityType::Org).map(|e| (e.name, (e.country, e.sector))).collect();
        out.people = People::load(&Table::built_in(include_str!("../../data/offices.tsv")), |org| bodies.get(org).copied());
        out
    }

    fn country_row(&mut self, row: &Row<'_, 'static>) {
        let code = row.get("iso3");
        let entry = Entry {
            kind: EntityType::Loc,
            name: row.get("name_en"),
            country: some(code),
            sector: None,
            wikidata: some(row.get("wikidata")),
            class: "country",
            place: place(row, "capital_lat", "capital_lon"),
            iso: None,
            geonames: None,
        };
        self.countries.insert(code, self.entries.len() as u32);
        let names = [row.get("name_sw"), row.get("name_en")].into_iter().chain(row.list("aliases"));
        self.add(entry, names, [].into_iter());
        let mut word = String::new();
        for stem in row.list("demonym_stems") {
            for prefix in PEOPLE {
                word.clear();
                word.push_str(prefix);
                word.push_str(stem);
                self.demonyms.entry(hash_lower(&word)).or_insert(code);
            }
        }
    }

    fn add(&mut self, entry: Entry, strong: impl Iterator<Item = &'static str>, weak: impl Iterator<Item = &'static str>) {
        let id = self.entries.len() as u32;
        let mut letters = Vec::new();
        for (name, weak) in strong.map(|n| (n, false)).chain(weak.map(|n| (n, true))).filter(|(n, _)| !n.is_empty()) {
            self.name(name, Candidate { id, weak });
            if weak {
                continue;
            }
            letters.clear();
            plain(name, &mut letters);
            if letters.len() >= 5
                && let Some(bones) = bones(&letters)
            {
                let head = self.similar.entry(bones).or_insert(END);
                self.spelt.push((name, id, *head));
                *head = self.spelt.len() as u32 - 1;
            }
        }
        self.entries.push(entry);
    }

    /// Puts a candidate at the end of its name's chain, once.
    fn name(&mut self, name: &str, candidate: Candidate) {
        let fresh = self.chain.len() as u32;
        let mut head = fresh;
        self.names.add_with(name, fresh, |old, _| head = *old);
        if head != fresh {
            let mut at = head as usize;
            loop {
                if self.chain[at].candidate.id == candidate.id {
                    return;
                }
                if self.chain[at].next == END {
                    break;
                }
                at = self.chain[at].next as usize;
            }
            self.chain[at].next = fresh;
        }
        self.chain.push(Link { candidate, next: END });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_places_are_well_formed() {
        let gazetteer = Gazetteer::built_in();
        assert!(gazetteer.len() > 5000, "{}", gazetteer.len());
        for entry in &gazetteer.entries {
            if let Some(code) = entry.country {
                let known = gazetteer.countries.contains_key(code) || ["UNO", "EUR", "IGO", "NGO", "MNC", "IMG"].contains(&code);
                assert!(known, "{}: {code}", entry.name);
            }
            if let Some(id) = entry.wikidata {
                assert!(id.starts_with('Q') && id[1..].bytes().all(|b| b.is_ascii_digit()), "{}: {id}", entry.name);
            }
            if let Some((lat, lon)) = entry.place {
                assert!(lat.abs() <= 90.0 && lon.abs() <= 180.0, "{}", entry.name);
            }
            if let Some(sector) = entry.sector {
                assert!(sector.len() == 3 && sector.bytes().all(|b| b.is_ascii_uppercase()), "{}: {sector}", entry.name);
            }
            assert!(!entry.name.is_empty() && !entry.class.is_empty());
        }
    }
}
