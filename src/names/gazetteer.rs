//! What the tagger knows of a word form before it has seen any label: countries, capitals, given names, titles, cue words.
//!
//! Everything is read from `data/names/*.tsv` and `data/countries.tsv` at first use and kept as bits under the lower-cased
//! hash; the learned weights decide how far each bit is to be trusted.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::data::tsv::Table;
use crate::text::{Token, hash_lower, tokens_of};

/// A token of a country's name.
pub const COUNTRY: u16 = 1;
/// A capital or other well-known city.
pub const CITY: u16 = 1 << 1;
/// A given name.
pub const GIVEN: u16 = 1 << 2;
/// A family name.
pub const FAMILY: u16 = 1 << 3;
/// A title or role that stands before a person's name.
pub const TITLE: u16 = 1 << 4;
/// A word that stands before a place: `nchini`, `mjini`, `mkoa`.
pub const PLACE: u16 = 1 << 5;
/// A word that stands before an organisation: `chama`, `kampuni`.
pub const BODY: u16 = 1 << 6;
/// A verb of saying.
pub const SPEECH: u16 = 1 << 7;
/// The first noun of an institution called by a phrase: `wizara`, `tume`.
pub const HEAD: u16 = 1 << 8;
/// A connective: `wa`, `ya`, `la`.
pub const LINK: u16 = 1 << 9;
/// A particle inside names: `bin`, `de`, `van`.
pub const PARTICLE: u16 = 1 << 10;
/// A word that qualifies an institution's head: `kuu`, `huru`.
pub const QUALIFIER: u16 = 1 << 11;
/// An army or police: the phrase describes, the place inside is the name.
pub const FORCE: u16 = 1 << 12;
/// A token of an organisation's name.
pub const ORGANISATION: u16 = 1 << 13;
/// A token of a region's or city's name.
pub const REGION: u16 = 1 << 14;
/// A head that names an organ of state or a public service, a description under the narrow convention.
pub const ORGAN: u16 = 1 << 15;

/// The words of a phrase after its first two, and what the whole is.
type Rest = (Vec<u64>, u16);

/// Bits by lower-cased hash, and the names of several words.
#[derive(Debug, Default)]
pub struct Gazetteer {
    bits: FxHashMap<u64, u16>,
    /// First words of `phrases`.
    opens: FxHashSet<u64>,
    /// By the first two words, for many begin with `shirika`; the longest first.
    phrases: FxHashMap<(u64, u64), Vec<Rest>>,
}

impl Gazetteer {
    /// The bits of a form.
    #[must_use]
    pub fn bits(&self, lower: u64) -> u16 {
        self.bits.get(&lower).copied().unwrap_or(0)
    }

    /// Whether a known name of several words begins with this form.
    #[must_use]
    pub fn opens(&self, lower: u64) -> bool {
        self.opens.contains(&lower)
    }

    /// How many tokens from `at` on are a known name of several words (0: none), and its bit.
    #[must_use]
    pub fn phrase(&self, tokens: &[Token], at: usize) -> (usize, u16) {
        let [first, second, after @ ..] = &tokens[at..] else { return (0, 0) };
        let Some(rests) = self.phrases.get(&(first.lower, second.lower)) else { return (0, 0) };
        let fits = |rest: &[u64]| after.len() >= rest.len() && rest.iter().zip(after).all(|(h, t)| *h == t.lower);
        rests.iter().find(|(rest, _)| fits(rest)).map_or((0, 0), |(rest, bit)| (rest.len() + 2, *bit))
    }

    fn add(&mut self, form: &str, bit: u16) {
        let tokens = tokens_of(form);
        match tokens.as_slice() {
            [] => {}
            [one] => *self.bits.entry(one.lower).or_default() |= bit,
            [first, second, rest @ ..] => {
                self.opens.insert(first.lower);
                let rests = self.phrases.entry((first.lower, second.lower)).or_default();
                rests.push((rest.iter().map(|t| t.lower).collect(), bit));
            }
        }
    }

    fn read(&mut self) {
        for (text, bit) in [
            (include_str!("../../data/names/given.tsv"), GIVEN),
            (include_str!("../../data/names/family.tsv"), FAMILY),
            (include_str!("../../data/names/cities.tsv"), CITY),
        ] {
            for row in Table::built_in(text).rows() {
                row.list("forms").for_each(|form| self.add(form, bit));
            }
        }
        for row in Table::built_in(include_str!("../../data/countries.tsv")).rows() {
            self.add(row.get("name_sw"), COUNTRY);
            self.add(row.get("name_en"), COUNTRY);
            row.list("aliases").for_each(|form| self.add(form, COUNTRY));
            self.add(row.get("capital"), CITY);
            row.list("capital_aliases").for_each(|form| self.add(form, CITY));
        }
        for row in Table::built_in(include_str!("../../data/organisations.tsv")).rows() {
            self.add(row.get("name_sw"), ORGANISATION);
            self.add(row.get("name_en"), ORGANISATION);
            row.list("aliases").for_each(|form| self.add(form, ORGANISATION));
        }
        for row in Table::built_in(include_str!("../../data/regions.tsv")).rows() {
            row.list("names").for_each(|form| self.add(form, REGION));
        }
        for row in Table::built_in(include_str!("../../data/names/cues.tsv")).rows() {
            let bit = cue(row.get("kind")).expect("data/names/cues.tsv: kind");
            for form in row.list("forms") {
                *self.bits.entry(hash_lower(form)).or_default() |= bit;
            }
        }
    }
}

fn cue(kind: &str) -> Option<u16> {
    Some(match kind {
        "title" => TITLE,
        "place" => PLACE,
        "body" => BODY,
        "speech" => SPEECH,
        "head" => HEAD,
        "organ" => HEAD | ORGAN,
        "force" => HEAD | FORCE,
        "link" => LINK,
        "particle" => PARTICLE,
        "qualifier" => QUALIFIER,
        _ => return None,
    })
}

/// The built-in lists.
pub fn gazetteer() -> &'static Gazetteer {
    static LISTS: LazyLock<Gazetteer> = LazyLock::new(|| {
        let mut lists = Gazetteer::default();
        lists.read();
        // The longest name counts; of two kinds of one name, the one with the higher bit.
        lists.phrases.values_mut().for_each(|rests| rests.sort_by_key(|(rest, bit)| std::cmp::Reverse((rest.len(), *bit))));
        lists
    });
    &LISTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_phrases_are_known() {
        let lists = gazetteer();
        assert_ne!(lists.bits(hash_lower("Kenya")) & COUNTRY, 0);
        assert_ne!(lists.bits(hash_lower("Rais")) & TITLE, 0);
        assert_ne!(lists.bits(hash_lower("wizara")) & HEAD, 0);
        let tokens = tokens_of("huko Afrika Kusini jana");
        assert_eq!(lists.phrase(&tokens, 1), (2, COUNTRY));
        assert_eq!(lists.phrase(&tokens, 3).0, 0);
    }
}
