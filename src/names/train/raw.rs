//! Raw text: how often a form is capitalised inside sentences, and what the tagger makes of it there.

use std::collections::{BTreeMap, BTreeSet};

use super::super::labels::type_of;
use super::super::model::Model;
use super::super::view::look;
use super::super::{Scratch, score};
use super::corpus::Example;
use crate::text::{Sentence, Token, join, paragraphs, sentences, tokenize};

/// A hash of a sentence's words, punctuation and case aside.
#[must_use]
pub fn fingerprint(tokens: &[Token]) -> u64 {
    tokens.iter().filter(|t| t.is_word()).fold(1, |h, t| join(h, t.lower))
}

/// Tokenised raw articles.
#[derive(Debug, Default)]
pub struct Raw {
    texts: Vec<(String, Vec<Token>, Vec<Sentence>)>,
}

impl Raw {
    /// Tokenises articles, leaving out sentences whose fingerprint is `known`.
    pub fn new(texts: impl Iterator<Item = String>, known: &BTreeMap<u64, ()>) -> Self {
        let mut scratch = crate::text::Scratch::default();
        let texts = texts.map(|text| {
            let mut tokens = Vec::new();
            tokenize(&text, &mut tokens, &mut scratch);
            let parts = paragraphs(&text, &tokens);
            let mut all = sentences(&text, &tokens, &parts);
            all.retain(|s| !known.contains_key(&fingerprint(&tokens[s.tokens.clone()])));
            (text, tokens, all)
        });
        Self { texts: texts.collect() }
    }

    /// Every sentence's tokens.
    pub fn sentences(&self) -> impl Iterator<Item = &[Token]> {
        self.texts.iter().flat_map(|(_, tokens, all)| all.iter().map(|s| &tokens[s.tokens.clone()]))
    }

    /// Per lower-cased form, a step from 1 (never) to 7 (always) of how often it is capitalised inside sentences.
    #[must_use]
    pub fn capitals(&self) -> Vec<(u64, u8)> {
        let mut counts: BTreeMap<u64, (u32, u32)> = BTreeMap::new();
        for tokens in self.sentences() {
            let words: Vec<&Token> = tokens.iter().filter(|t| t.is_word()).collect();
            let capital = words.iter().filter(|t| t.is_capitalised()).count();
            if capital * 2 > words.len() && words.len() > 4 {
                continue;
            }
            for t in words.iter().skip(1) {
                let c = counts.entry(t.lower).or_default();
                c.0 += 1;
                c.1 += u32::from(t.is_capitalised());
            }
        }
        let step = |n: u32, c: u32| match (n, f64::from(c) / f64::from(n)) {
            (_, 0.0) => 1,
            (_, r) if r < 0.05 => 2,
            (_, r) if r < 0.25 => 3,
            (_, r) if r < 0.6 => 4,
            (_, r) if r < 0.9 => 5,
            (1..=3, _) => 6,
            _ => 7,
        };
        counts.into_iter().filter(|(_, (n, _))| *n >= 2).map(|(h, (n, c))| (h, step(n, c))).collect()
    }

    /// What `model` makes of each form in raw text: 1 + 4·(share of names) + type, by steps. Labelled sentences are left out,
    /// for there the model only repeats what it was told.
    #[must_use]
    pub fn reading(&self, model: &Model, examples: &[Example]) -> Vec<(u64, u8)> {
        let mut own = BTreeSet::new();
        for e in examples {
            own.extend(e.sentences.iter().filter(|s| s.tokens.end <= e.own).map(|s| fingerprint(&e.tokens[s.tokens.clone()])));
        }
        let mut counts: BTreeMap<u64, [u32; 4]> = BTreeMap::new();
        let mut scratch = Scratch::default();
        for (text, tokens, all) in &self.texts {
            scratch.memory.begin(model);
            look(text, tokens, all, &model.forms, &mut scratch.memory, &mut scratch.views);
            scratch.context.read(&scratch.views);
            for s in all.iter().filter(|s| !own.contains(&fingerprint(&tokens[s.tokens.clone()]))) {
                score(model, &s.tokens, &mut scratch);
                model.narrow.best(&scratch.scores, &mut scratch.trail, &mut scratch.labels);
                for (view, &label) in scratch.views[s.tokens.clone()].iter().zip(&scratch.labels) {
                    if view.word && view.capital {
                        counts.entry(view.lower).or_default()[type_of(label).map_or(3, |t| t as usize)] += 1;
                    }
                }
            }
        }
        counts.into_iter().map(|(h, c)| (h, reading_step(c))).collect()
    }
}

/// Best type and how sure: 0 is kept for the unseen.
fn reading_step(counts: [u32; 4]) -> u8 {
    let n: u32 = counts.iter().sum();
    let (best, &top) = counts.iter().enumerate().max_by_key(|&(k, c)| (*c, 4 - k)).expect("four");
    let share = f64::from(top) / f64::from(n);
    let sure = match (n, share) {
        (1, _) => 0,
        (2..=4, s) if s > 0.9 => 1,
        (_, s) if s > 0.9 => 2,
        (_, s) if s > 0.65 => 3,
        _ => 4,
    };
    1 + 5 * best as u8 + sure
}
