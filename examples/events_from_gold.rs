//! Codes events with the gold standard's own entities and times, so that the coder is measured by itself.
//!
//! `cargo run --release --example events_from_gold -- gold.jsonl > system.jsonl`, then `score.py gold.jsonl system.jsonl`.
//! Single sentences without entities (`plover_sw.jsonl`) get the countries, peoples and groups that the lexicon knows.

use std::io::Write;

use dondoo::article::{Article, layout};
use dondoo::event::{Mention, Parties, Source, When, code};
use dondoo::gazetteer::Gazetteer;
use dondoo::morph::{Analysis, Cache, Morph, Sense, Upos};
use dondoo::record::EntityType;
use dondoo::text::{Scratch, Token, paragraphs, sentences, tokenize};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let (morph, mut cache) = (Morph::built_in(), Cache::new());
    let mut out = std::io::stdout().lock();
    for line in std::fs::read_to_string(path)?.lines().filter(|l| !l.trim().is_empty()) {
        let gold: Value = serde_json::from_str(line)?;
        let text = gold["text"].as_str().ok_or("no text")?;
        let published = gold["published"].as_str().map(dondoo::published).transpose()?;
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens, &mut Scratch::default());
        let paragraphs = paragraphs(text, &tokens);
        let mut sentences = sentences(text, &tokens, &paragraphs);
        let article = Article { text, published, ..Article::default() };
        let layout = layout(&article, &tokens, &paragraphs, &mut sentences);
        let mut analyses = Vec::new();
        morph.analyze_tokens(text, &tokens, &sentences, &mut cache, &mut analyses);
        let bytes: Vec<usize> = text.char_indices().map(|(b, _)| b).chain([text.len()]).collect();
        let range = |v: &Value| -> Option<std::ops::Range<u32>> {
            let (start, end) = (*bytes.get(v["start"].as_u64()? as usize)?, *bytes.get(v["end"].as_u64()? as usize)?);
            let from = tokens.partition_point(|t| (t.span.end as usize) <= start);
            let to = tokens.partition_point(|t| (t.span.start as usize) < end);
            (from < to).then_some(from as u32..to as u32)
        };
        let (mut mentions, mut entities) = (Vec::new(), Vec::new());
        for entity in gold["entities"].as_array().into_iter().flatten() {
            let index = entities.len() as u32;
            entities.push(entity.clone());
            for m in entity["mentions"].as_array().into_iter().flatten() {
                mentions.extend(range(m).map(|tokens| Mention {
                    entity: index,
                    tokens,
                    kind: kind(entity["type"].as_str().unwrap_or("LOC")),
                    country: entity["country"].as_str(),
                    sector: entity["sector"].as_str(),
                    nominal: m["kind"] == "nominal",
                }));
            }
        }
        if gold.get("entities").is_none() {
            lexical(&tokens, &analyses, &mut mentions, &mut entities);
        }
        let times: Vec<When> = gold["times"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|t| Some(When { tokens: range(t)?, value: t["value"].as_str()?, date: matches!(t["type"].as_str(), Some("DATE" | "TIME")) }))
            .collect();
        let source = Source { text, tokens: &tokens, sentences: &sentences, zones: &layout.zones, day: layout.published.map(|p| p.day) };
        let found = code(&source, &analyses, &Parties::new(mentions), &times);
        let points = |byte: u32| text[..byte as usize].chars().count();
        let id = |e: &u32| entities[*e as usize]["id"].clone();
        let events: Vec<Value> = found
            .iter()
            .map(|e| {
                json!({"start": points(e.span.start), "end": points(e.span.end), "text": e.span.of(text), "type": e.kind.name(), "mode": e.modes,
                       "aux": e.aux, "actor": e.actor.iter().map(id).collect::<Vec<_>>(),
                       "recipient": e.recipient.iter().map(id).collect::<Vec<_>>(), "date": e.date,
                       "place": e.place.as_ref().map(id), "frame": e.frame})
            })
            .collect();
        writeln!(out, "{}", json!({"id": gold["id"], "entities": entities, "events": events}))?;
    }
    Ok(())
}

fn kind(name: &str) -> EntityType {
    match name {
        "PER" => EntityType::Per,
        "ORG" => EntityType::Org,
        "GRP" => EntityType::Grp,
        _ => EntityType::Loc,
    }
}

/// Countries and organisations of the gazetteer, peoples (`Warusi`, `wa Kipalestina`) and people nouns.
fn lexical(tokens: &[Token], analyses: &[Analysis], mentions: &mut Vec<Mention<'_>>, entities: &mut Vec<Value>) {
    let gazetteer = Gazetteer::built_in();
    let mut at = 0;
    while at < tokens.len() {
        let named = if tokens[at].is_capitalised() { gazetteer.longest(tokens, at) } else { None };
        let analysis = &analyses[at];
        let (len, kind, country) = if let Some((len, id)) = named {
            let entry = gazetteer.entry(id);
            (len, entry.kind, entry.country)
        } else if let (true, Some(country)) = (tokens[at].is_capitalised(), analysis.country()) {
            (1, EntityType::Grp, Some(&*Box::leak(country.to_owned().into_boxed_str())))
        } else if tokens[at].is_word() && analysis.pos == Upos::Noun && matches!(analysis.sense, Sense::Person | Sense::Role | Sense::Group) {
            // A group without a name of its own: its country may stand in its chain.
            let here = chained(tokens, analyses, at + 1);
            (1, EntityType::Grp, here)
        } else {
            at += 1;
            continue;
        };
        let country = country.map(|c| if matches!(c, "UNO" | "EUR") { "IGO" } else { c });
        let entity = entities.len() as u32;
        entities.push(json!({"id": format!("e{entity}"), "type": kind.as_str(), "country": country}));
        mentions.push(Mention { entity, tokens: at as u32..(at + len) as u32, kind, country, sector: None, nominal: kind == EntityType::Grp });
        at += len;
    }
}

fn chained(tokens: &[Token], analyses: &[Analysis], from: usize) -> Option<&'static str> {
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
                return Some(Box::leak(country.to_owned().into_boxed_str()));
            }
        }
    }
    None
}
