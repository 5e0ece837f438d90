//! Parties that the lexicon knows by itself: countries, organisations, peoples and people nouns.
//!
//! What a single sentence offers before names are linked; the suites and single-sentence measures stand on it.

use super::code::key;
use super::frame::Frames;
use super::parties::{Mention, Parties};
use crate::gazetteer::Gazetteer;
use crate::morph::{Agreement, Analysis, Sense, Upos};
use crate::record::EntityType;
use crate::text::Token;

/// The parties of tokens; every mention is an entity of its own, numbered in text order, save that a name keeps its first number.
#[must_use]
pub fn lexical<'a>(tokens: &[Token], analyses: &'a [Analysis]) -> Parties<'a> {
    if analyses.len() != tokens.len() {
        return Parties::default();
    }
    let gazetteer = Gazetteer::built_in();
    let mut mentions: Vec<Mention<'a>> = Vec::new();
    let mut names: Vec<(u32, u32)> = Vec::new();
    let (mut at, mut fresh) = (0, 0);
    while at < tokens.len() {
        let named = if tokens[at].is_capitalised() { gazetteer.longest(tokens, at) } else { None };
        let analysis = &analyses[at];
        let people = analysis.pos == Upos::Noun && !analysis.locative && matches!(analysis.sense, Sense::Person | Sense::Role | Sense::Group | Sense::Org)
            // A private person without a name makes no politics; a noun that belongs to its verb (kuteka nyara) is nobody.
            && !(analysis.sense == Sense::Person && analysis.agrees == Agreement::classes(&[1]) && chained(tokens, analyses, at + 1).is_none())
            && (at == 0 || Frames::built_in().idioms(key(&analyses[at - 1]), tokens[at].lower).is_empty());
        let (len, kind, country, known) = if let Some((len, id)) = named {
            let entry = gazetteer.entry(id);
            (
                len,
                entry.kind,
                entry.country,
                names.iter().find(|(name, _)| *name == id).map(|(_, e)| *e).or_else(|| {
                    names.push((id, fresh));
                    None
                }),
            )
        } else if let (true, Some(country)) = (tokens[at].is_capitalised(), analysis.country()) {
            (1, EntityType::Grp, Some(country), None)
        } else if tokens[at].is_word() && people && !twin(tokens, at) {
            // A group without a name of its own: its country may stand in its chain.
            (1, EntityType::Grp, chained(tokens, analyses, at + 1), None)
        } else {
            at += 1;
            continue;
        };
        let entity = known.unwrap_or(fresh);
        fresh += u32::from(known.is_none());
        let sector = None;
        let nominal = kind == EntityType::Grp;
        mentions.push(Mention { entity, tokens: at as u32..(at + len) as u32, kind, country, sector, nominal });
        at += len;
    }
    Parties::new(mentions)
}

/// The second noun of `Waziri Mkuu`, `Katibu Mkuu`.
fn twin(tokens: &[Token], at: usize) -> bool {
    at > 0 && tokens[at].is_capitalised() && tokens[at - 1].is_capitalised() && tokens[at - 1].is_word()
}

fn chained<'a>(tokens: &[Token], analyses: &'a [Analysis], from: usize) -> Option<&'a str> {
    let gazetteer = Gazetteer::built_in();
    for at in from..tokens.len().min(from + 7) {
        if !tokens[at].is_word() || analyses[at].is_verb() {
            return None;
        }
        if tokens[at].is_capitalised() {
            if let Some((_, id)) = gazetteer.longest(tokens, at) {
                return gazetteer.entry(id).country;
            }
            if let Some(country) = analyses[at].country() {
                return Some(country);
            }
        }
    }
    None
}
