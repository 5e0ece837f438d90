//! What befell the people counted: killed, injured, arrested …, from the verb beside the number.

use std::sync::LazyLock;

use super::Quantity;
use super::grammar::Grammar;
use crate::data::tsv::Table;
use crate::morph::{Analysis, Mood, Tense};
use crate::numeral;
use crate::text::Kind;

/// Stem and the word that must follow it (or nothing), with what they say.
struct Row {
    stem: &'static str,
    next: Option<&'static str>,
    state: &'static str,
}

static BEFELL: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let table = Table::built_in(include_str!("../../data/quantity/befell.tsv"));
    let mut rows = Vec::new();
    for row in table.rows() {
        for form in row.list("stems") {
            let (stem, next) = form.split_once(' ').map_or((form, None), |(stem, next)| (stem, Some(next)));
            rows.push(Row { stem, next, state: row.get("state") });
        }
    }
    rows
});

/// What a verb says befell its subject; `next` is the word after it.
fn state(verb: &Analysis, next: &str) -> Option<&'static str> {
    let told = matches!(verb.tense, Some(Tense::Past | Tense::Perfect | Tense::Present | Tense::Situative));
    if !verb.is_verb() || verb.negative || verb.mood != Some(Mood::Indicative) || !told {
        return None;
    }
    let stem = verb.lemma.as_str();
    let fits = |row: &&Row| match row.next {
        Some(word) => stem == row.stem && next == word,
        // A stem of two letters is the whole verb: `waliokufa` but not `wamefanya`.
        None if row.stem.len() <= 2 => stem == row.stem,
        None => stem.starts_with(row.stem),
    };
    BEFELL.iter().find(fits).map(|row| row.state)
}

impl Grammar<'_> {
    /// What befell the people counted: the nearest verb that says so within the clause.
    pub fn befell(&self, q: &Quantity) -> Option<&'static str> {
        let clause = |i: usize| !matches!(self.str(i), ";" | "." | "huku" | "lakini");
        let number = q.tokens.end;
        for i in number..self.end.min(number + 7) {
            if !clause(i) {
                break;
            }
            if i > number && numeral::word(self.tokens[i].lower).is_some() {
                break;
            }
            if let Some(state) = state(&self.analyses[i], self.str(i + 1)) {
                return Some(state);
            }
        }
        // `wameuawa watu wanne`, `wamejeruhiwa 12`
        for i in (self.start..q.tokens.start).rev().take(3) {
            if !clause(i) || self.tokens[i].kind == Kind::Number {
                break;
            }
            if let Some(state) = state(&self.analyses[i], self.str(i + 1)) {
                return Some(state);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morph::Morph;

    #[test]
    fn verbs_of_harm() {
        for (verb, next, expected) in [
            ("wameuawa", "", Some("dead")),
            ("walijeruhiwa", "", Some("injured")),
            ("wamekamatwa", "", Some("arrested")),
            ("waliopoteza", "maisha", Some("dead")),
            ("walifariki", "dunia", Some("dead")),
            ("wamefanya", "kazi", None),
            ("hawakuuawa", "", None),
            ("wamekufa", "", Some("dead")),
        ] {
            assert_eq!(state(&Morph::built_in().analyze(verb)[0], next), expected, "{verb}");
        }
    }
}
