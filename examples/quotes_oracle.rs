//! Quotes with the entities of annotated records given, so that this layer is measured apart from the ones before it.
//!
//! `cargo run --release --example quotes_oracle -- GOLD.jsonl > SYSTEM.jsonl`, then `score.py GOLD.jsonl SYSTEM.jsonl`.
//! Input and output have offsets in code points. With `--own` after the path, the entities are those that dondoo finds. With `--speed` after the path it prints megabytes a second instead, of this layer
//! together with tokens, sentences and layout.

use dondoo::quote::quotes_in;
use dondoo::record::{Entity, EntityType, Mention, MentionKind};
use dondoo::text::{CodePoints, Span};
use dondoo::{Article, Config, Extractor, article::Zone};
use serde_json::{Value, json};

/// Byte offset of each code point of a text, with its end.
fn bytes(text: &str) -> Vec<u32> {
    text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect()
}

fn entity(value: &Value, bytes: &[u32], text: &str) -> Entity {
    let kind = match value["type"].as_str() {
        Some("PER") => EntityType::Per,
        Some("ORG") => EntityType::Org,
        Some("GRP") => EntityType::Grp,
        _ => EntityType::Loc,
    };
    let mention = |m: &Value| {
        let at = |key: &str| bytes[m[key].as_u64().unwrap_or(0) as usize];
        let span = Span { start: at("start"), end: at("end") };
        let kind = if m["kind"] == "nominal" { MentionKind::Nominal } else { MentionKind::Name };
        Mention { span, text: span.of(text).into(), kind, zone: Zone::Body, confidence: 1.0 }
    };
    Entity {
        id: value["id"].as_str().unwrap_or("").into(),
        kind,
        name: value["name"].as_str().unwrap_or("").into(),
        country: None,
        sector: None,
        wikidata: None,
        lexicon_id: None,
        mentions: value["mentions"].as_array().into_iter().flatten().map(mention).collect(),
    }
}

fn speed(lines: &str) {
    let articles: Vec<(String, Vec<Entity>)> = lines
        .lines()
        .filter_map(|l| serde_json::from_str::<Value>(l).ok())
        .map(|record| {
            let text = record["text"].as_str().unwrap_or("").to_owned();
            let bytes = bytes(&text);
            let entities = record["entities"].as_array().into_iter().flatten().map(|e| entity(e, &bytes, &text)).collect();
            (text, entities)
        })
        .collect();
    let size: usize = articles.iter().map(|(t, _)| t.len()).sum();
    let best = (0..30)
        .map(|_| {
            let began = std::time::Instant::now();
            let found: usize = articles.iter().map(|(text, e)| quotes_in(&Article { text, ..Article::default() }, e).len()).sum();
            assert!(found > 0);
            began.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min);
    println!("tokens+layout+quotes {:.1} MB/s", size as f64 / best / 1e6);
}

fn main() {
    let path = std::env::args().nth(1).expect("path of the annotated records");
    let lines = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let option = std::env::args().nth(2);
    if option.as_deref() == Some("--speed") {
        return speed(&lines);
    }
    let own = (option.as_deref() == Some("--own")).then(|| Extractor::new(Config::default()).expect("a sound configuration"));
    for record in lines.lines().filter_map(|l| serde_json::from_str::<Value>(l).ok()) {
        let text = record["text"].as_str().unwrap_or("");
        let bytes = bytes(text);
        let entities: Vec<Entity> = record["entities"].as_array().into_iter().flatten().map(|e| entity(e, &bytes, text)).collect();
        let points = CodePoints::new(text);
        let (entities, shown) = match &own {
            None => (entities, record["entities"].clone()),
            Some(extractor) => {
                let document = extractor.extract(&Article { text, ..Article::default() });
                let mut shown = document.entities.clone();
                shown.iter_mut().flat_map(|e| &mut e.mentions).for_each(|m| m.span = points.span(m.span));
                (document.entities, serde_json::to_value(shown).unwrap_or(Value::Null))
            }
        };
        let quotes: Vec<Value> = quotes_in(&Article { text, ..Article::default() }, &entities)
            .into_iter()
            .map(|mut q| {
                q.span = points.span(q.span);
                if let Some(cue) = &mut q.cue {
                    cue.span = points.span(cue.span);
                }
                serde_json::to_value(q).unwrap_or(Value::Null)
            })
            .collect();
        println!("{}", json!({ "id": record["id"], "entities": shown, "quotes": quotes }));
    }
}
