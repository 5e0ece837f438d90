//! Readings by form, and how they are gathered from the tables.

use rustc_hash::FxHashMap;

use crate::morph::agreement::Agreement;
use crate::morph::analysis::Analysis;
use crate::morph::grammar::{Known, Upos};
use crate::text::{fold_lower, hash_bytes};

/// Forms → readings.
#[derive(Debug, Default)]
pub(in crate::morph) struct Listed {
    index: FxHashMap<u64, (u32, u16)>,
    readings: Vec<Analysis>,
}

impl Listed {
    /// The readings of a lower-cased, folded form.
    pub fn get(&self, hash: u64) -> &[Analysis] {
        self.index.get(&hash).map_or(&[], |&(start, len)| &self.readings[start as usize..start as usize + usize::from(len)])
    }

    pub fn has_noun(&self, form: &[u8]) -> Option<&Analysis> {
        self.get(hash_bytes(form)).iter().find(|a| a.pos == Upos::Noun && a.known == Known::Lexical)
    }
}

/// Gathers readings before they are sorted by form.
pub(super) struct Builder {
    pub rows: Vec<(u64, Analysis)>,
    buffer: String,
}

impl Builder {
    /// With room for the forms of the built-in tables.
    pub fn new() -> Self {
        Self { rows: Vec::with_capacity(40_000), buffer: String::new() }
    }

    /// A reading of a form, as it is written.
    pub fn add(&mut self, form: &str, analysis: Analysis) {
        if form.is_empty() {
            return;
        }
        self.buffer.clear();
        fold_lower(form, &mut self.buffer);
        self.rows.push((hash_bytes(self.buffer.as_bytes()), analysis));
    }

    /// The readings by form; those that differ only in what they agree with are one.
    pub fn finish(mut self) -> Listed {
        self.rows.sort_by_key(|(hash, _)| *hash); // stable: the order of the tables is kept
        let mut listed = Listed { index: FxHashMap::with_capacity_and_hasher(self.rows.len(), Default::default()), readings: Vec::new() };
        listed.readings.reserve(self.rows.len());
        for group in self.rows.chunk_by(|a, b| a.0 == b.0) {
            let start = listed.readings.len();
            for (_, new) in group {
                let same = listed.readings[start..].iter_mut().find(|old| {
                    let aux = old.pos == Upos::Aux && new.pos == Upos::Aux;
                    (aux || old.pos == new.pos && old.lemma == new.lemma)
                        && old.negative == new.negative
                        && (old.sense == new.sense || old.class.meets(new.class))
                        && old.country == new.country
                });
                match same {
                    Some(old) => {
                        old.class = old.class.or(new.class);
                        old.agrees = old.agrees.or(new.agrees);
                        old.subject = old.subject.or(new.subject);
                        old.relative = old.relative.or(new.relative);
                        old.score = old.score.max(new.score);
                    }
                    None => listed.readings.push(*new),
                }
            }
            // `mkubwa` is the adjective before it is “an elder”.
            if listed.readings[start..].iter().any(|a| a.pos == Upos::Adj && a.class.meets(Agreement::classes(&[1, 2]))) {
                listed.readings[start..]
                    .iter_mut()
                    .filter(|a| a.class.meets(Agreement::classes(&[1, 2])) && a.pos == Upos::Noun)
                    .for_each(|a| a.score -= 8);
            }
            listed.readings[start..].sort_by_key(|a| -a.score);
            let len = listed.readings.len() - start;
            listed.index.insert(group[0].0, (start as u32, len as u16));
        }
        listed.readings.shrink_to_fit();
        listed
    }
}
