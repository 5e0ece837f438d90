//! The user's own names: a trie over token hashes, built once, matched in one pass.
//!
//! A name is found whatever its capitals, with two guards. Where the entry has a capital the text must have one too (`Mali`
//! is not `mali`), and a short acronym must be in capitals. An alias that is written small, or that two entries share, is
//! matched only exactly as written. The longest match wins.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use thiserror::Error;

use super::{Name, NameType, Source, name};
use crate::data::tsv::{Table, TsvError};
use crate::text::{Case, Token, join, tokenize};

/// One name of the user's.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Entry {
    /// The name as written in text.
    pub text: String,
    /// `PER`, `ORG` or `LOC`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The user's id for it.
    #[serde(default)]
    pub id: Option<String>,
    /// Other ways to write it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What the user knows of it.
    #[serde(flatten)]
    pub codes: Codes,
}

/// What a user's lexicon says of an entry besides its names; it overrules the gazetteer.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
pub struct Codes {
    /// ISO 3166-1 alpha-3 or one of PLOVER's codes.
    #[serde(default)]
    pub country: Option<String>,
    /// PLOVER's three-letter sector.
    #[serde(default)]
    pub sector: Option<String>,
    /// Wikidata id.
    #[serde(default)]
    pub wikidata: Option<String>,
}

/// Why a lexicon could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// A type other than PER, ORG, LOC.
    #[error("entry {entry}: unknown type (PER, ORG and LOC are known)")]
    Type {
        /// 1-based number of the entry.
        entry: usize,
    },
    /// Nothing to match.
    #[error("entry {entry}: empty text")]
    Empty {
        /// 1-based number of the entry.
        entry: usize,
    },
    /// A bad line of JSONL.
    #[error("line {line}: {reason}")]
    Json {
        /// 1-based line.
        line: usize,
        /// What is wrong, without the line's words.
        reason: String,
    },
    /// A bad table.
    #[error(transparent)]
    Tsv(#[from] TsvError),
}

const NONE: u32 = u32::MAX;

#[derive(Clone, Debug)]
struct Alias {
    entry: u32,
    /// Joined exact hashes.
    exact: u64,
    /// Match only as written.
    strict: bool,
    /// Bit k: token k has a capital; bit 63 - k: all capitals are needed.
    capitals: u32,
    acronym: bool,
    next: u32,
}

/// Names to find, with their ids.
#[derive(Debug, Default)]
pub struct Lexicon {
    step: FxHashMap<(u32, u64), u32>,
    last: Vec<u32>,
    aliases: Vec<Alias>,
    kinds: Vec<NameType>,
    ids: Vec<Option<String>>,
    codes: Vec<Codes>,
}

impl Lexicon {
    /// From entries.
    ///
    /// # Errors
    /// An unknown type or an entry without text, with its number.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Result<Self, LexiconError> {
        let mut lexicon = Self { last: vec![NONE], ..Self::default() };
        let (mut scratch, mut tokens) = (crate::text::Scratch::default(), Vec::new());
        for (n, entry) in entries.into_iter().enumerate() {
            let kind = NameType::parse(entry.kind.trim()).ok_or(LexiconError::Type { entry: n + 1 })?;
            let index = lexicon.kinds.len() as u32;
            lexicon.kinds.push(kind);
            lexicon.ids.push(entry.id);
            lexicon.codes.push(entry.codes);
            for (k, form) in std::iter::once(&entry.text).chain(&entry.aliases).enumerate() {
                tokens.clear();
                tokenize(form, &mut tokens, &mut scratch);
                if tokens.is_empty() {
                    if k == 0 {
                        return Err(LexiconError::Empty { entry: n + 1 });
                    }
                    continue;
                }
                lexicon.add(index, &tokens);
            }
        }
        Ok(lexicon)
    }

    /// From JSON lines `{"text": …, "type": …, "id": …, "aliases": […], "country": …, "sector": …, "wikidata": …}`.
    ///
    /// # Errors
    /// The first bad line.
    pub fn from_jsonl(text: &str) -> Result<Self, LexiconError> {
        let mut entries = Vec::new();
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            let entry: Entry = serde_json::from_str(line)
                .map_err(|e| LexiconError::Json { line: n + 1, reason: format!("{:?} error at column {}", e.classify(), e.column()) })?;
            entries.push(entry);
        }
        Self::new(entries)
    }

    /// From a table with columns `text`, `type`, `id`, `aliases` (parted by `|`), `country`, `sector`,
    /// `wikidata`; only the first two must be there.
    ///
    /// # Errors
    /// A malformed table, a missing column, or a bad entry.
    pub fn from_tsv(text: &str) -> Result<Self, LexiconError> {
        let table = Table::parse(text)?;
        let has = |c: &str| table.columns().contains(&c);
        for column in ["text", "type"] {
            if !has(column) {
                return Err(TsvError { line: 1, reason: format!("no column `{column}`") }.into());
            }
        }
        Self::new(table.rows().map(|row| {
            let cell = |name: &str| has(name).then(|| row.get(name)).filter(|s| !s.is_empty()).map(str::to_owned);
            Entry {
                text: row.get("text").to_owned(),
                kind: row.get("type").to_owned(),
                id: cell("id"),
                aliases: if has("aliases") { row.list("aliases").map(str::to_owned).collect() } else { Vec::new() },
                codes: Codes { country: cell("country"), sector: cell("sector"), wikidata: cell("wikidata") },
            }
        }))
    }

    /// The user's id of entry `index`, as found in [`Name::entry`].
    #[must_use]
    pub fn id(&self, index: u32) -> Option<&str> {
        self.ids.get(index as usize)?.as_deref()
    }

    /// What the user says of entry `index`.
    #[must_use]
    pub fn codes(&self, index: u32) -> Option<&Codes> {
        self.codes.get(index as usize)
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether there is nothing to find.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    fn add(&mut self, entry: u32, tokens: &[Token]) {
        let mut state = 0;
        let (mut exact, mut capitals) = (0, 0u32);
        for (k, token) in tokens.iter().enumerate() {
            let fresh = self.last.len() as u32;
            state = *self.step.entry((state, token.lower)).or_insert(fresh);
            if state == fresh {
                self.last.push(NONE);
            }
            exact = join(exact, token.hash);
            capitals |= u32::from(token.is_capitalised() && k < 32) << k.min(31);
        }
        let next = self.last[state as usize];
        let mut strict = capitals == 0;
        let mut other = next;
        while other != NONE {
            let alias = &mut self.aliases[other as usize];
            if alias.entry == entry && alias.exact == exact {
                return;
            }
            if alias.entry != entry {
                alias.strict = true;
                strict = true;
            }
            other = alias.next;
        }
        let acronym = tokens.len() == 1 && tokens[0].case == Case::Upper && tokens[0].span.len() <= 5;
        self.last[state as usize] = self.aliases.len() as u32;
        self.aliases.push(Alias { entry, exact, strict, capitals, acronym, next });
    }

    /// The entry that tokens `range` may be, the state of the trie known.
    fn fits(&self, state: u32, tokens: &[Token]) -> Option<u32> {
        let mut at = self.last[state as usize];
        if at == NONE {
            return None;
        }
        let exact = tokens.iter().fold(0, |h, t| join(h, t.hash));
        let mut found = None;
        while at != NONE {
            let alias = &self.aliases[at as usize];
            let cased = || tokens.iter().take(32).enumerate().all(|(k, t)| alias.capitals >> k & 1 == 0 || t.is_capitalised());
            let upper = !alias.acronym || tokens[0].case == Case::Upper;
            if alias.exact == exact || (!alias.strict && upper && cased()) {
                // The entry given first wins; the list runs from the last.
                found = Some(alias.entry);
            }
            at = alias.next;
        }
        found
    }

    /// Appends the longest matches in `range`, left to right.
    pub(super) fn matches(&self, tokens: &[Token], range: Range<usize>, out: &mut Vec<Name>) {
        let mut i = range.start;
        while i < range.end {
            let (mut state, mut best) = (0, None);
            for k in i..range.end {
                let Some(&to) = self.step.get(&(state, tokens[k].lower)) else { break };
                state = to;
                if let Some(entry) = self.fits(state, &tokens[i..=k]) {
                    best = Some((k + 1, entry));
                }
            }
            let Some((end, entry)) = best else {
                i += 1;
                continue;
            };
            out.push(Name { source: Source::Lexicon, entry: Some(entry), ..name(tokens, i..end, self.kinds[entry as usize], 1.0, false) });
            i = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens_of;

    fn entry(text: &str, kind: &str, id: &str, aliases: &[&str]) -> Entry {
        Entry {
            text: text.into(),
            kind: kind.into(),
            id: Some(id.into()),
            aliases: aliases.iter().map(|&a| a.into()).collect(),
            codes: Codes::default(),
        }
    }

    fn ids(lexicon: &Lexicon, text: &str) -> Vec<String> {
        let tokens = tokens_of(text);
        let mut out = Vec::new();
        lexicon.matches(&tokens, 0..tokens.len(), &mut out);
        out.iter().map(|n| format!("{}={}", n.span.of(text), lexicon.id(n.entry.unwrap()).unwrap())).collect()
    }

    #[test]
    fn longest_match_and_case() {
        let lexicon = Lexicon::new([
            entry("Mali", "LOC", "mli", &[]),
            entry("Bonde la Mto Ruvu", "LOC", "ruvu", &["bonde la Ruvu"]),
            entry("Ruvu", "LOC", "mto", &[]),
            entry("AU", "ORG", "au", &["Umoja wa Afrika"]),
            entry("wapiganaji wa msituni", "ORG", "wm", &[]),
            entry("Amani", "PER", "p1", &[]),
            entry("amani", "ORG", "o1", &[]),
        ])
        .unwrap();
        assert_eq!(lexicon.len(), 7);
        for (text, want) in [
            ("mali ya Mali", vec!["Mali=mli"]),
            ("huko Bonde la Mto Ruvu na Ruvu", vec!["Bonde la Mto Ruvu=ruvu", "Ruvu=mto"]),
            ("BONDE LA MTO RUVU", vec!["BONDE LA MTO RUVU=ruvu"]),
            ("mto au AU Au", vec!["AU=au"]),
            ("umoja wa Afrika, Umoja wa Afrika", vec!["Umoja wa Afrika=au"]),
            ("Wapiganaji wa msituni na wapiganaji wa msituni", vec!["wapiganaji wa msituni=wm"]),
            ("Amani anataka amani AMANI", vec!["Amani=p1", "amani=o1"]),
            ("", vec![]),
        ] {
            assert_eq!(ids(&lexicon, text), want, "{text}");
        }
    }

    #[test]
    fn bad_entries_are_named() {
        assert!(matches!(Lexicon::new([entry("x", "GPE", "", &[])]), Err(LexiconError::Type { entry: 1 })));
        assert!(matches!(Lexicon::new([entry(" ", "PER", "", &[])]), Err(LexiconError::Empty { entry: 1 })));
        assert!(matches!(Lexicon::from_jsonl("\n{\"text\": 3}"), Err(LexiconError::Json { line: 2, .. })));
        assert!(matches!(Lexicon::from_tsv("#:\ttext\nx"), Err(LexiconError::Tsv(_))));
        let good = Lexicon::from_tsv("#:\ttext\ttype\taliases\nKilwa\tLOC\tKilwa Kisiwani|Kilwa Masoko\n").unwrap();
        assert_eq!((good.len(), good.aliases.len()), (1, 3));
    }

    #[test]
    fn a_hundred_thousand_entries_build_in_under_a_second() {
        let entries = (0..100_000).map(|n| entry(&format!("Jina{} La{} Tatu{}", n % 1000, n / 1000, n), "PER", "x", &[]));
        let began = std::time::Instant::now();
        let lexicon = Lexicon::new(entries).unwrap();
        let took = began.elapsed();
        assert_eq!(lexicon.len(), 100_000);
        assert!(cfg!(debug_assertions) || took.as_secs_f32() < 1.0, "{took:?}");
    }
}
