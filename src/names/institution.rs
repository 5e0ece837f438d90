//! Which of the phrases that the tagger found count as names of their own, and where they end.
//!
//! `jeshi la Kenya` and `polisi wa Kenya` describe: the name in them is the country. A bare head noun (`bunge`, `mahakama`)
//! is no name either. A phrase never cuts a name in two: it grows to the end of a name that it enters.

use super::Name;
use super::features::View;
use super::gazetteer as gz;
use crate::text::Token;

/// Drops descriptions and mends ends. `names` and `phrases` are in text order.
pub fn settle(views: &[View], tokens: &[Token], names: &[Name], phrases: &mut Vec<Name>) {
    phrases.retain(|p| {
        let head = &views[p.tokens.start];
        (p.tokens.len() > 1 || head.capital) && head.gaz & gz::FORCE == 0
    });
    for p in phrases.iter_mut() {
        let at = names.partition_point(|n| n.tokens.end <= p.tokens.start);
        for n in &names[at..] {
            if n.tokens.start >= p.tokens.end {
                break;
            }
            p.tokens.start = p.tokens.start.min(n.tokens.start);
            p.tokens.end = p.tokens.end.max(n.tokens.end);
        }
        p.span = tokens[p.tokens.start].span.to(tokens[p.tokens.end - 1].span);
    }
    // Two phrases that grew into each other: the first stays.
    let mut end = 0;
    phrases.retain(|p| {
        let free = p.tokens.start >= end;
        if free {
            end = p.tokens.end;
        }
        free
    });
}

/// Keeps what the narrow convention calls a name: a phrase that holds none, is written with a capital, and is no organ of
/// state (`[Shirika la Afya Duniani]`, but `Wizara ya Afya`).
pub fn only_unnamed(views: &[View], names: &[Name], phrases: &mut Vec<Name>) {
    phrases.retain(|p| {
        let at = names.partition_point(|n| n.tokens.end <= p.tokens.start);
        let head = &views[p.tokens.start];
        head.capital && head.gaz & gz::ORGAN == 0 && names.get(at).is_none_or(|n| n.tokens.start >= p.tokens.end)
    });
}
