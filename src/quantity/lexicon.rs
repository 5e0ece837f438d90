//! One look-up a word for the grammar of quantities.

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
