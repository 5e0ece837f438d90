//! Codes events with the gold standard's own entities and times, so that the coder is measured by itself.
//!
//! `cargo run --release --example events_from_gold -- gold.jsonl > system.jsonl`, then `score.py gold.jsonl system.jsonl`.
//! Single sentences without entities (`plover_sw.jsonl`) get the countries, peoples and groups that the lexicon knows.

use std::io::Write;

use dondoo::article::{Article, layout};
use dondoo::event::{Mention, Parties, Source, When, code, lexical};
use dondoo::morph::{Cache, Morph};
use dondoo::record::EntityType;
use dondoo::text::{Scratch, paragraphs, sentences, tokenize};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let (morph, mut cache) = (Morph::built_in(), Cache::new());
    let mut out = std::io::stdout().lock();
    let (mut took, mut bytes_read) = (std::time::Duration::ZERO, 0);
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
            mentions = lexical(&tokens, &analyses).mentions;
            for m in &mentions {
                // The gold standard of single sentences counts the United Nations and the European Union as IGO.
                let country = m.country.map(|c| if matches!(c, "UNO" | "EUR") { "IGO" } else { c });
                if m.entity as usize == entities.len() {
                    entities.push(json!({"id": format!("e{}", m.entity), "type": m.kind.as_str(), "country": country}));
                }
            }
        }
        let times: Vec<When> = gold["times"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|t| {
                Some(When { tokens: range(t)?, value: t["value"].as_str()?, date: matches!(t["type"].as_str(), Some("DATE" | "TIME")) })
            })
            .collect();
        let source = Source { text, tokens: &tokens, sentences: &sentences, zones: &layout.zones, day: layout.published.map(|p| p.day) };
        let mut parties = Parties::new(mentions);
        parties.speak(gold["quotes"].as_array().into_iter().flatten().filter(|q| q["style"] == "direct").filter_map(|q| {
            let speaker = entities.iter().position(|e| e["id"] == q["speaker"])?;
            Some((range(q)?, speaker as u32))
        }));
        let start = std::time::Instant::now();
        let found = code(&source, &analyses, &parties, &times);
        took += start.elapsed();
        bytes_read += text.len();
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
    eprintln!("{} predicates; coder alone: {bytes_read} bytes in {:.1} ms", dondoo::event::predicates(), took.as_secs_f64() * 1e3);
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
