//! What a linguist edits: the TSV files of `data/`, compiled in and read once at first use.

pub mod phrases;
pub mod tsv;
pub mod words;
