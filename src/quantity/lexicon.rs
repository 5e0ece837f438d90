//! One look-up a word for the grammar of quantities, and the verbs that tell what befell people.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::data::tsv::Table;
use crate::text::hash_lower;

/// The class of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Q {
    /// A currency, by its ISO 4217 code; empty for a bare shilling, `faranga` for a bare franc.
    Money(&'static str),
    /// A country or its adjective after a currency.
    Nation(&'static str),
    /// A unit of measure.
    Measure(&'static str),
    /// Any other class, by its name in the table.
    Key(&'static str),
}

static WORDS: LazyLock<FxHashMap<u64, Q>> = LazyLock::new(|| {
    let table = Table::built_in(include_str!("../../data/quantity/words.tsv"));
    let mut map = FxHashMap::default();
    for row in table.rows() {
        let value = row.get("value");
        let q = match row.get("class") {
            "money" => Q::Money(value),
            "nation" => Q::Nation(value),
            "measure" => Q::Measure(value),
            class => Q::Key(class),
        };
        for form in row.list("forms") {
            map.entry(hash_lower(form)).or_insert(q);
        }
    }
    map
});

/// The class of the word with this lower-cased hash.
pub fn class(lower: u64) -> Option<Q> {
    WORDS.get(&lower).copied()
}

/// The shilling or franc of a country.
pub fn currency_of(kind: &str, country: &str) -> Option<&'static str> {
    Some(match (kind, country) {
        ("", "TZA") => "TZS",
        ("", "KEN") => "KES",
        ("", "UGA") => "UGX",
        ("", "SOM") => "SOS",
        ("faranga", "RWA") => "RWF",
        ("faranga", "BDI") => "BIF",
        ("faranga", "COD") => "CDF",
        ("faranga", "CHE") => "CHF",
        _ => return None,
    })
}

static BEFELL: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let table = Table::built_in(include_str!("../../data/quantity/befell.tsv"));
    table.rows().flat_map(|row| row.list("stems").map(|s| (s, row.get("state"))).collect::<Vec<_>>()).collect()
});

const SUBJECTS: [&str; 7] = ["wa", "a", "i", "zi", "ya", "wali", "vi"];
const TENSES: [&str; 9] = ["meku", "liku", "me", "li", "na", "lio", "lioku", "kiku", "ki"];

/// What a verb says befell its subject; `next` is the word after it.
pub fn befell(verb: &str, next: &str) -> Option<&'static str> {
    if !(5..40).contains(&verb.len()) || !verb.is_ascii() {
        return None;
    }
    let mut small = [0u8; 40];
    small[..verb.len()].copy_from_slice(verb.as_bytes());
    small[..verb.len()].make_ascii_lowercase();
    let verb = std::str::from_utf8(&small[..verb.len()]).unwrap_or("");
    for subject in SUBJECTS {
        let Some(rest) = verb.strip_prefix(subject) else { continue };
        for tense in TENSES {
            let Some(stem) = rest.strip_prefix(tense) else { continue };
            for (form, state) in BEFELL.iter() {
                let fits = match form.split_once(' ') {
                    Some((first, second)) => stem == first && next == second,
                    // A stem of two letters is the whole verb: `waliokufa` but not `wamefanya`.
                    None if form.len() <= 2 => stem == *form,
                    None => stem.starts_with(form),
                };
                if fits {
                    return Some(state);
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_of_harm() {
        for (verb, next, state) in [
            ("wameuawa", "", Some("dead")),
            ("walijeruhiwa", "", Some("injured")),
            ("wamekamatwa", "", Some("arrested")),
            ("waliopoteza", "maisha", Some("dead")),
            ("walifariki", "dunia", Some("dead")),
            ("wamefanya", "kazi", None),
            ("Wamekufa", "", Some("dead")),
        ] {
            assert_eq!(befell(verb, next), state, "{verb}");
        }
    }
}
