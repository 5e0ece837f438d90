//! Readings by word form, so that a form is analysed once however often it occurs.
//!
//! One per thread, handed from article to article. News repeats itself: some nine tokens in ten are found here. The cache
//! is emptied when it holds a fixed number of forms, so memory stays bounded and answers never depend on what it holds.

use rustc_hash::FxHashMap;

use super::Morph;
use super::analysis::Analysis;
use super::context::{FAR, Lattice};
use crate::text::{Token, fold_lower};

/// How many forms are kept before starting anew.
const FORMS: usize = 24_000;

/// How many readings of a form the context is offered.
const MOST: usize = 6;

/// Readings by form, and the working memory of the context model.
#[derive(Debug, Default)]
pub struct Cache {
    index: FxHashMap<u64, (u32, u16)>,
    readings: Vec<Analysis>,
    lower: String,
    pub(super) lattice: Lattice,
}

impl Cache {
    /// An empty cache.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many forms it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Makes room where the cache is full; only between sentences, for ranges of readings stay good till then.
    pub(super) fn tidy(&mut self) {
        if self.index.len() > FORMS {
            self.index.clear();
            self.readings.clear();
        }
    }

    /// The place of a token's readings.
    pub(super) fn find(&mut self, morph: &Morph, text: &str, token: &Token) -> (u32, u16) {
        if let Some(&range) = self.index.get(&token.lower) {
            return range;
        }
        self.lower.clear();
        fold_lower(token.text(text), &mut self.lower);
        let start = self.readings.len();
        morph.read(&self.lower, &mut self.readings);
        let best = self.readings[start].score;
        let keep = self.readings[start..].iter().take(MOST).take_while(|a| a.score >= best - FAR).count();
        self.readings.truncate(start + keep);
        let range = (start as u32, (self.readings.len() - start) as u16);
        self.index.insert(token.lower, range);
        range
    }

    pub(super) fn reading(&self, at: u32) -> &Analysis {
        &self.readings[at as usize]
    }

    pub(super) fn readings(&self, (start, len): (u32, u16)) -> &[Analysis] {
        &self.readings[start as usize..start as usize + usize::from(len)]
    }
}
