//! Numbers as Swahili writes them, in words (`elfu tatu mia nne ishirini na tano`), digits (`1,018`) and both (`milioni 24.6`).
//!
//! Times and quantities share this reader, so a number means the same to both. Values are exact to six places, kept as
//! integers: money must not drift by a cent because a binary fraction stood in between. A scale comes before its
//! multiplier (`milioni mbili`), and parts fall in size (`laki mbili na elfu tisini`); a part that does not fall is
//! another number, so `watu wawili na watatu` stays two.

mod digits;
mod exact;
mod read;

pub use digits::{Digits, digits};
pub use exact::Exact;
pub use read::{Numeral, read};

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::data::tsv::Table;
use crate::text::hash_lower;

/// What a number word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// 1 to 9, in any concord.
    Unit(u8),
    /// 10, 20 … 90.
    Ten(u8),
    /// A power that its multiplier follows.
    Scale(u64),
    /// A fraction, by its denominator.
    Fraction(u8),
    /// Twelve.
    Dozen,
    /// A word that only counts in order: `kwanza`, `pili`, `mosi`.
    Ordinal(u8),
}

static WORDS: LazyLock<FxHashMap<u64, Word>> = LazyLock::new(|| {
    let table = Table::built_in(include_str!("../../data/numeral/words.tsv"));
    let mut map = FxHashMap::default();
    for row in table.rows() {
        let value: u64 = row.get("value").parse().expect("data/numeral/words.tsv: value");
        let word = match row.get("kind") {
            "unit" => Word::Unit(value as u8),
            "ten" => Word::Ten(value as u8),
            "scale" => Word::Scale(value),
            "fraction" => Word::Fraction(value as u8),
            "dozen" => Word::Dozen,
            "ordinal" => Word::Ordinal(value as u8),
            other => panic!("data/numeral/words.tsv: kind {other}"),
        };
        for form in row.list("forms") {
            map.insert(hash_lower(form), word);
        }
    }
    map
});

/// The number word with this lower-cased hash.
#[must_use]
pub fn word(lower: u64) -> Option<Word> {
    WORDS.get(&lower).copied()
}

/// Every number word, for tables that are joined with this one.
pub(crate) fn words() -> impl Iterator<Item = u64> {
    WORDS.keys().copied()
}
