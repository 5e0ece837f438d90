//! Which of the phrases that the tagger found count as names of their own, and where they end.
//!
//! `jeshi la Kenya` and `polisi wa Kenya` describe: the name in them is the country. A bare head noun (`bunge`, `mahakama`)
//! is no name either. A phrase never cuts a name in two: it grows to the end of a name that it enters.

use std::sync::LazyLock;

use super::gazetteer as gz;
use super::view::View;
use super::{Name, NameType};
use crate::text::{Case, Span, Token, case_of, hash_lower};

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
        // `mahakama ya juu zaidi`: the adverb belongs to the highest court's name.
        let after = p.tokens.end;
        if after < tokens.len() && !views[after].first && supreme(tokens[after - 1].lower, tokens[after].lower) {
            p.tokens.end += 1;
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

fn supreme(last: u64, next: u64) -> bool {
    static WORDS: LazyLock<[u64; 3]> = LazyLock::new(|| ["juu", "zaidi", "kabisa"].map(hash_lower));
    last == WORDS[0] && (next == WORDS[1] || next == WORDS[2])
}

/// Where an acronym was joined to the name that it shortens (`shirika la afya duniani-WHO`): the bytes before and after the hyphen.
fn joined_acronym(text: &str, token: &Token) -> Option<(Span, Span)> {
    if token.case != Case::Mixed {
        return None;
    }
    let (word, acronym) = token.text(text).rsplit_once('-')?;
    let plain = word.len() >= 4 && !word.contains('-') && matches!(case_of(word), Case::Lower | Case::Title);
    if !plain || acronym.len() < 2 || case_of(acronym) != Case::Upper {
        return None;
    }
    let (start, end) = (token.span.start as usize, token.span.end as usize);
    Some((Span::new(start, start + word.len()), Span::new(end - acronym.len(), end)))
}

/// Parts names from acronyms that a hyphen joins to them; the acronym is a name of its own. Both lists stay in text order.
pub fn part_acronyms(text: &str, tokens: &[Token], names: &mut Vec<Name>, phrases: &mut [Name]) {
    let before = names.len();
    for k in 0..before + phrases.len() {
        let name = if k < before { &mut names[k] } else { &mut phrases[k - before] };
        if name.kind != NameType::Org {
            continue;
        }
        let last = name.tokens.end - 1;
        let Some((word, acronym)) = joined_acronym(text, &tokens[last]) else { continue };
        if name.tokens.len() == 1 {
            name.span = acronym;
            continue;
        }
        name.span.end = word.end;
        let fresh = Name { span: acronym, tokens: last..last + 1, institution: false, ..name.clone() };
        if !names.iter().any(|n| n.span.overlaps(acronym)) {
            names.push(fresh);
        }
    }
    if names.len() > before {
        names.sort_by_key(|n| n.span.start);
    }
}
