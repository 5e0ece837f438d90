//! Things of the world by their names: countries, capitals, regions and organisations, from `data/*.tsv`.
//!
//! Facts only: which entry a name may mean. Whether it is a name here, and which of several, is decided by the layers above.

use std::sync::LazyLock;

use crate::data::phrases::Phrases;
use crate::data::tsv::Table;
use crate::record::EntityType;
use crate::text::Token;

/// One thing of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// PER, ORG or LOC.
    pub kind: EntityType,
    /// Standard English name.
    pub name: &'static str,
    /// ISO 3166-1 alpha-3 or PLOVER's code.
    pub country: Option<&'static str>,
    /// PLOVER sector.
    pub sector: Option<&'static str>,
    /// Wikidata id.
    pub wikidata: Option<&'static str>,
}

/// Everything that `data/` names, asked by tokens.
#[derive(Debug)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    names: Phrases<u32>,
}

fn some(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

impl Gazetteer {
    /// The gazetteer of `data/`, built at first use.
    #[must_use]
    pub fn built_in() -> &'static Gazetteer {
        static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);
        &GAZETTEER
    }

    fn load() -> Self {
        let mut out = Self { entries: Vec::new(), names: Phrases::new(true) };
        let countries = Table::built_in(include_str!("../../data/countries.tsv"));
        for row in countries.rows() {
            let country = some(row.get("iso3"));
            let entry =
                Entry { kind: EntityType::Loc, name: row.get("name_en"), country, sector: None, wikidata: some(row.get("wikidata")) };
            out.add(entry, [row.get("name_sw"), row.get("name_en")].into_iter().chain(row.list("aliases")));
        }
        // Capitals after all countries: where a city shares a country's name (Singapore), the country keeps it.
        for row in countries.rows() {
            let entry = Entry {
                kind: EntityType::Loc,
                name: row.get("capital"),
                country: some(row.get("iso3")),
                sector: None,
                wikidata: some(row.get("capital_wikidata")),
            };
            out.add(entry, [row.get("capital")].into_iter().chain(row.list("capital_aliases")));
        }
        for row in Table::built_in(include_str!("../../data/regions.tsv")).rows() {
            let countries = row.get("countries");
            let country = some(countries).filter(|c| !c.contains('|'));
            let entry =
                Entry { kind: EntityType::Loc, name: row.get("name_en"), country, sector: None, wikidata: some(row.get("wikidata")) };
            out.add(entry, [row.get("name_en")].into_iter().chain(row.list("names")));
        }
        for row in Table::built_in(include_str!("../../data/organisations.tsv")).rows() {
            let entry = Entry {
                kind: EntityType::Org,
                name: row.get("name_en"),
                country: some(row.get("country")),
                sector: some(row.get("sector")),
                wikidata: some(row.get("wikidata")),
            };
            out.add(entry, [row.get("name_en"), row.get("name_sw")].into_iter().chain(row.list("aliases")));
        }
        out
    }

    fn add<'a>(&mut self, entry: Entry, names: impl Iterator<Item = &'a str>) {
        let id = self.entries.len() as u32;
        for name in names.filter(|n| !n.is_empty()) {
            self.names.add(name, id);
        }
        self.entries.push(entry);
    }

    /// The longest name at token `at`: how many tokens, and the entry's number.
    #[must_use]
    pub fn longest(&self, tokens: &[Token], at: usize) -> Option<(usize, u32)> {
        if !self.names.starts(&tokens[at]) {
            return None;
        }
        self.names.longest(tokens, at).map(|(len, &id)| (len, id))
    }

    /// The entry that has exactly these tokens as a name.
    #[must_use]
    pub fn exact(&self, tokens: &[Token]) -> Option<u32> {
        self.names.exact(tokens).copied()
    }

    /// An entry by its number.
    #[must_use]
    pub fn entry(&self, id: u32) -> &Entry {
        &self.entries[id as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens_of;

    #[test]
    fn names_lead_to_codes() {
        let gazetteer = Gazetteer::built_in();
        for (name, code) in
            [("Urusi", "RUS"), ("MAREKANI", "USA"), ("Korea Kaskazini", "PRK"), ("Pyongyang", "PRK"), ("Umoja wa Mataifa", "UNO")]
        {
            let tokens = tokens_of(name);
            let (len, id) = gazetteer.longest(&tokens, 0).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((len, gazetteer.entry(id).country), (tokens.len(), Some(code)), "{name}");
        }
    }
}
