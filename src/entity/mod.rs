//! Mentions → entities. So far: the names that the gazetteer knows, joined by what they mean.

use rustc_hash::FxHashMap;

use crate::extractor::Reading;
use crate::gazetteer::Gazetteer;
use crate::record::{Entity, Mention, MentionKind};
use crate::text::Kind;

/// The entities of an article in order of first mention.
pub(crate) fn entities(reading: &Reading) -> Vec<Entity> {
    let gazetteer = Gazetteer::built_in();
    let (text, tokens) = (reading.text, reading.tokens);
    let mut out: Vec<Entity> = Vec::new();
    let mut known: FxHashMap<u32, usize> = FxHashMap::default();
    let mut at = 0;
    while at < tokens.len() {
        let found = if tokens[at].is_capitalised() && tokens[at].kind == Kind::Word { gazetteer.longest(tokens, at) } else { None };
        let Some((len, id)) = found else {
            at += 1;
            continue;
        };
        let span = tokens[at].span.to(tokens[at + len - 1].span);
        let entry = gazetteer.entry(id);
        let index = *known.entry(id).or_insert_with(|| {
            out.push(Entity {
                id: format!("e{}", out.len() + 1),
                kind: entry.kind,
                name: entry.name.into(),
                country: entry.country.map(Into::into),
                sector: entry.sector.map(Into::into),
                wikidata: entry.wikidata.map(Into::into),
                lexicon_id: None,
                mentions: Vec::new(),
            });
            out.len() - 1
        });
        let zone = reading.zone(span.start);
        out[index].mentions.push(Mention { span, text: span.of(text).into(), kind: MentionKind::Name, zone, confidence: 0.9 });
        at += len;
    }
    out
}
