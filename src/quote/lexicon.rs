//! What `data/quote/` says: the verbs of saying with their manner, and the small words around them.
//!
//! Both tables are compiled in and read once. Verbs are kept by their stem, small words by the hash of a token, so that
//! reading an article compares no strings but the stems of words that already look like verbs.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::data::phrases::Phrases;
use crate::data::tsv::Table;
use crate::text::{hash_bytes, hash_lower};

/// What may follow a verb of saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// A clause, with or without `kuwa`.
    Clause,
    /// A clause only after `kuwa`, a colon or a mark.
    That,
    /// A clause or an infinitive.
    Announce,
    /// A clause or a question after `iwapo`.
    Ask,
    /// As `That`, said of reports and studies.
    Show,
    /// Only words in quotation marks.
    Mark,
    /// Words in quotation marks that call somebody something.
    Name,
}

/// A verb of saying.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saying {
    pub manner: &'static str,
    pub frame: Frame,
    /// Whether the sayer is not its subject (`inasemekana`).
    pub passive: bool,
}

/// Classes of small words, as bits.
pub(super) mod class {
    pub const THAT: u16 = 1;
    pub const WHETHER: u16 = 2;
    pub const SOURCE: u16 = 4;
    pub const DOCUMENT: u16 = 8;
    pub const BREAK: u16 = 16;
    pub const ASIDE: u16 = 32;
    pub const POINTER: u16 = 64;
    pub const CALLED: u16 = 128;
    pub const COPULA: u16 = 256;
    pub const NORM: u16 = 512;
    pub const OPENER: u16 = 1024;
}

/// The tables, ready to be asked.
#[derive(Debug)]
pub(super) struct Lexicon {
    sayings: Vec<Saying>,
    /// Hash of a stem → its own saying, and those that a second word makes (`toa` + `wito`).
    stems: FxHashMap<u64, Stem>,
    words: FxHashMap<u64, u16>,
    /// Phrases of several tokens.
    phrases: Phrases<u16>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Stem {
    pub alone: Option<u16>,
    /// (hash of the second word, saying)
    pub with: Vec<(u64, u16)>,
}

fn frame(name: &str) -> Option<(Frame, bool)> {
    let (passive, name) = match name.strip_prefix("passive-") {
        Some(rest) => (true, rest),
        None => (false, name),
    };
    let frame = match name {
        "clause" => Frame::Clause,
        "that" | "propose" => Frame::That,
        "announce" => Frame::Announce,
        "ask" => Frame::Ask,
        "show" => Frame::Show,
        "mark" => Frame::Mark,
        "name" => Frame::Name,
        _ => return None,
    };
    Some((frame, passive))
}

fn bit(name: &str) -> Option<u16> {
    Some(match name {
        "that" => class::THAT,
        "whether" => class::WHETHER,
        "source" => class::SOURCE,
        "document" => class::DOCUMENT,
        "break" => class::BREAK,
        "aside" => class::ASIDE,
        "pointer" => class::POINTER,
        "called" => class::CALLED,
        "copula" => class::COPULA,
        "norm" => class::NORM,
        "opener" => class::OPENER,
        _ => return None,
    })
}

impl Lexicon {
    /// The lexicon that is compiled in.
    pub fn built_in() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::read(include_str!("../../data/quote/verbs.tsv"), include_str!("../../data/quote/words.tsv")));
        &LEXICON
    }

    fn read(verbs: &'static str, small: &'static str) -> Self {
        let mut out = Self { sayings: Vec::new(), stems: FxHashMap::default(), words: FxHashMap::default(), phrases: Phrases::new(true) };
        for row in Table::built_in(verbs).rows() {
            let (frame, passive) = frame(row.get("frame")).unwrap_or_else(|| panic!("verbs.tsv, line {}: frame", row.line));
            let id = out.sayings.len() as u16;
            out.sayings.push(Saying { manner: row.get("manner"), frame, passive });
            let mut parts = row.get("stem").splitn(2, ' ');
            let stem = out.stems.entry(hash_bytes(parts.next().unwrap_or("").as_bytes())).or_default();
            match parts.next() {
                None => stem.alone = Some(id),
                Some(second) => stem.with.push((hash_lower(second), id)),
            }
        }
        for row in Table::built_in(small).rows() {
            let bit = bit(row.get("class")).unwrap_or_else(|| panic!("words.tsv, line {}: class", row.line));
            let form = row.get("form");
            if form.contains(' ') {
                out.phrases.add_with(form, bit, |old, new| *old |= new);
            } else {
                *out.words.entry(hash_lower(form)).or_default() |= bit;
            }
        }
        out
    }

    pub fn saying(&self, id: u16) -> &Saying {
        &self.sayings[usize::from(id)]
    }

    /// What is said with a stem, by its hash.
    pub fn stem(&self, hash: u64) -> Option<&Stem> {
        self.stems.get(&hash)
    }

    /// The classes of a word, by the hash of its lower-cased form.
    pub fn word(&self, lower: u64) -> u16 {
        self.words.get(&lower).copied().unwrap_or(0)
    }

    pub fn phrases(&self) -> &Phrases<u16> {
        &self.phrases
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        let lexicon = Lexicon::built_in();
        assert!(lexicon.sayings.len() >= 150, "{} verbs", lexicon.sayings.len());
        assert!(lexicon.sayings.iter().all(|s| !s.manner.is_empty()));
        assert_eq!(lexicon.stem(hash_bytes(b"kanusha")).and_then(|s| s.alone).map(|id| lexicon.saying(id).manner), Some("deny"));
        assert!(lexicon.stem(hash_bytes(b"toa")).is_some_and(|s| s.alone.is_none() && s.with.len() > 5));
        assert_eq!(lexicon.word(hash_lower("kwamba")), class::THAT);
    }

    #[test]
    fn no_verb_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for row in Table::built_in(include_str!("../../data/quote/verbs.tsv")).rows() {
            assert!(seen.insert(row.get("stem")), "line {}", row.line);
        }
    }

    #[test]
    fn shared_by_all_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Lexicon>();
    }
}
