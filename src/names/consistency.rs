//! What the article calls a name once, it calls a name everywhere.
//!
//! The tagger's sure names of the article are remembered by their tokens: whole names, the surname of a person of several
//! words, and acronyms. Capitalised words that it left alone are then looked up.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::view::View;
use super::{Name, NameType, Source, name};
use crate::text::{Case, Gap, Token};

/// Votes for the type of a form, in hundredths.
type Votes = [u32; 3];

/// Names of the article so far. Reused.
#[derive(Debug, Default)]
pub struct Known {
    votes: FxHashMap<u64, Votes>,
    taken: Vec<bool>,
    found: Vec<Name>,
}

/// Surest name wins; below this nothing is added.
const SURE: u32 = 80;

/// Adds the names that the rest of the article proves.
pub fn apply(tokens: &[Token], views: &[View], known: &mut Known, names: &mut Vec<Name>) {
    known.votes.clear();
    known.taken.clear();
    known.taken.resize(tokens.len(), false);
    known.found.clear();
    for n in names.iter() {
        known.taken[n.tokens.clone()].fill(true);
        let weight = (n.confidence * 100.0) as u32;
        let range = n.tokens.clone();
        if range.len() == 1 {
            known.votes.entry(tokens[range.start].lower).or_default()[n.kind as usize] += weight;
        } else if n.kind == NameType::Per {
            // A person's last word stands for the person later.
            let last = &tokens[range.end - 1];
            if last.span.len() > 2 {
                known.votes.entry(last.lower).or_default()[NameType::Per as usize] += weight;
            }
        }
    }
    if known.votes.is_empty() {
        return;
    }
    for i in 0..tokens.len() {
        if known.taken[i] || !views[i].capital || !views[i].word || tokens[i].span.len() < 2 || views[i].shouted {
            continue;
        }
        // Part of a longer run of capitals: something else. The capital of a sentence's first word counts only where raw text
        // writes that word large.
        let beside = |j: usize| views[j].capital && views[j].word && !(views[j].first && (1..5).contains(&views[j].form[1]));
        let joined = (i > 0 && !views[i].first && tokens[i].gap != Gap::Line && beside(i - 1))
            || (i + 1 < tokens.len() && !views[i + 1].first && tokens[i + 1].gap != Gap::Line && beside(i + 1));
        if joined {
            continue;
        }
        let Some(votes) = known.votes.get(&tokens[i].lower) else { continue };
        let (kind, &best) = votes.iter().enumerate().max_by_key(|&(k, v)| (*v, 3 - k)).expect("three types");
        let rest: u32 = votes.iter().sum::<u32>() - best;
        // A word that raw text mostly writes small proves nothing at the head of a sentence.
        let common = views[i].first && views[i].form[1] > 0 && views[i].form[1] < 5 && tokens[i].case != Case::Upper;
        if best >= SURE && best >= 3 * rest && !common {
            let kind = [NameType::Per, NameType::Org, NameType::Loc][kind];
            known.found.push(Name { source: Source::Consistency, ..name(tokens, one(i), kind, 0.8, false) });
        }
    }
    names.append(&mut known.found);
    names.sort_by_key(|n| n.span.start);
}

fn one(i: usize) -> Range<usize> {
    i..i + 1
}
