//! Small closed sets of word forms, kept as token hashes: abbreviations, and names written with an inner capital.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::tsv::Table;
use crate::text::{hash_lower, hash_word};

/// A set of word forms, asked by hash.
#[derive(Debug, Default)]
pub struct WordSet(FxHashSet<u64>);

impl WordSet {
    /// Whether the set has the form with this hash.
    #[must_use]
    pub fn contains(&self, hash: u64) -> bool {
        self.0.contains(&hash)
    }

    /// A set of exact forms.
    pub fn exact<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self(words.into_iter().map(hash_word).collect())
    }

    /// A set of lower-cased forms.
    pub fn lower<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self(words.into_iter().map(hash_lower).collect())
    }
}

fn column(text: &'static str, name: &str) -> WordSet {
    let table = Table::built_in(text);
    WordSet::exact(table.rows().map(|row| row.get(name)).collect::<Vec<_>>())
}

/// Abbreviations that end in a full stop without ending a sentence, without the stop.
pub fn abbreviations() -> &'static WordSet {
    static SET: LazyLock<WordSet> = LazyLock::new(|| column(include_str!("../../data/text/abbreviations.tsv"), "form"));
    &SET
}

/// Words with a capital inside that are one word all the same (`YouTube`).
pub fn camel() -> &'static WordSet {
    static SET: LazyLock<WordSet> = LazyLock::new(|| column(include_str!("../../data/text/camel.tsv"), "form"));
    &SET
}
