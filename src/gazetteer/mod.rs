//! Things of the world by their names: countries, capitals, cities, regions, organisations and office holders, from
//! `data/*.tsv`.
//!
//! Facts only: which entries a name may mean. Whether it is a name here, and which of several, is decided by the layers
//! above.

mod fold;
mod load;
mod office;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

pub(crate) use fold::{bones, near, plain};
pub use office::{Office, Person, title_key};

use crate::calendar::Date;
use crate::data::phrases::Phrases;
use crate::record::EntityType;
use crate::text::Token;

/// One thing of the world.
#[derive(Clone, Debug, PartialEq)]
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
    /// What it is, more closely: `country`, `capital`, `city`, `division`, `lake`, `party`, `company`, `person` …
    pub class: &'static str,
    /// Latitude and longitude in degrees, of places; of a country its capital's.
    pub place: Option<(f32, f32)>,
    /// ISO 3166-2 code of a division.
    pub iso: Option<&'static str>,
    /// GeoNames id of a city.
    pub geonames: Option<&'static str>,
}

/// One entry that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Number of the entry.
    pub id: u32,
    /// The name is also something else, and needs a sign beside it.
    pub weak: bool,
}

/// A link of the chain of candidates that share a name.
#[derive(Clone, Copy, Debug)]
struct Link {
    candidate: Candidate,
    next: u32,
}

const END: u32 = u32::MAX;

/// Everything that `data/` names, asked by tokens.
#[derive(Debug)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    names: Phrases<u32>,
    chain: Vec<Link>,
    /// Bones of a whole name → places in `spelt`.
    similar: FxHashMap<u64, u32>,
    /// Name and entry, chained by equal bones.
    spelt: Vec<(&'static str, u32, u32)>,
    people: office::People,
    /// Country code → entry.
    countries: FxHashMap<&'static str, u32>,
    /// Small-letter hash of a word for a people or a language → country code.
    demonyms: FxHashMap<u64, &'static str>,
}

impl Gazetteer {
    /// The gazetteer of `data/`, built at first use.
    #[must_use]
    pub fn built_in() -> &'static Gazetteer {
        static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);
        &GAZETTEER
    }

    /// The longest name at token `at`: how many tokens, and the first entry's number. Weak names do not count.
    #[must_use]
    pub fn longest(&self, tokens: &[Token], at: usize) -> Option<(usize, u32)> {
        if !self.names.starts(&tokens[at]) {
            return None;
        }
        let (len, &head) = self.names.longest(tokens, at)?;
        self.chained(head).find(|c| !c.weak).map(|c| (len, c.id))
    }

    fn chained(&self, mut head: u32) -> impl Iterator<Item = Candidate> + '_ {
        std::iter::from_fn(move || {
            let link = self.chain.get(head as usize)?;
            head = link.next;
            Some(link.candidate)
        })
    }

    /// Every entry that goes by exactly these words, in the order of `data/`: countries before cities before organisations.
    pub fn candidates(&self, tokens: &[Token]) -> impl Iterator<Item = Candidate> + '_ {
        let head = if tokens.is_empty() { END } else { self.names.exact(tokens).copied().unwrap_or(END) };
        self.chained(head)
    }

    /// Every entry whose name is spelt nearly so.
    pub(crate) fn alike<'a>(&'a self, spelling: &'a [u8]) -> impl Iterator<Item = u32> + 'a {
        let mut head = bones(spelling).and_then(|b| self.similar.get(&b).copied()).unwrap_or(END);
        let mut letters = Vec::new();
        std::iter::from_fn(move || {
            while let Some(&(name, id, next)) = self.spelt.get(head as usize) {
                head = next;
                letters.clear();
                plain(name, &mut letters);
                if near(&letters, spelling) {
                    return Some(id);
                }
            }
            None
        })
    }

    /// An entry by its number.
    #[must_use]
    pub fn entry(&self, id: u32) -> &Entry {
        &self.entries[id as usize]
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The country with this code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<u32> {
        self.countries.get(code).copied()
    }

    /// The country whose people or language a word names (`Watanzania`, `Kirusi`), by its small-letter hash.
    #[must_use]
    pub fn people_of(&self, lower: u64) -> Option<&'static str> {
        self.demonyms.get(&lower).copied()
    }

    /// A person by number.
    #[must_use]
    pub fn person(&self, id: u32) -> &Person {
        self.people.person(id)
    }

    /// The persons, numbered, that some word of a name may belong to.
    pub(crate) fn persons<'a>(&'a self, word: &[u8]) -> impl Iterator<Item = u32> + 'a {
        self.people.called(word)
    }

    /// Who held the office called `title` (see [`title_key`]) on `day`; `place` is a country's code or a body's English name.
    #[must_use]
    pub fn holder(&self, title: u64, place: &str, day: Date) -> Option<u32> {
        self.people.holder(title, place, day)
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

    #[test]
    fn near_spellings_and_peoples() {
        let gazetteer = Gazetteer::built_in();
        let mut letters = Vec::new();
        plain("Msumbijji", &mut letters);
        assert!(gazetteer.alike(&letters).any(|id| gazetteer.entry(id).country == Some("MOZ")));
        for (word, code) in [("Watanzania", "TZA"), ("Mrusi", "RUS"), ("Kichina", "CHN"), ("Wamarekani", "USA")] {
            assert_eq!(gazetteer.people_of(crate::text::hash_lower(word)), Some(code), "{word}");
        }
    }

    #[test]
    fn shared_by_threads() {
        fn is<T: Send + Sync>() {}
        is::<Gazetteer>();
    }
}
