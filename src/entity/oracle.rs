//! The layer on names marked by hand: what it does when the names are right.
//!
//! Reads the gold records where they are (`DONDOO_SHARED`, `../shared` or `../../shared`), feeds their names, and writes records
//! to `DONDOO_RECORDS` if that is set, for the scorer beside the gold.

use std::path::PathBuf;

use serde_json::Value;

use super::{Entities, NameMention, entities};
use crate::article::{Article, layout};
use crate::extractor::Reading;
use crate::record::{Document, EntityType};
use crate::text::{CodePoints, Scratch, Span, paragraphs, sentences, tokenize};

fn shared(file: &str) -> Option<PathBuf> {
    let given = std::env::var_os("DONDOO_SHARED").map(PathBuf::from);
    let places = given.into_iter().chain(["../shared", "../../shared"].map(PathBuf::from));
    places.map(|p| p.join(file)).find(|p| p.is_file())
}

fn gold() -> Option<String> {
    std::fs::read_to_string(shared("gold/gold.jsonl")?).ok()
}

/// Reads one article with the names of its gold record.
fn read(record: &Value) -> (Entities, String) {
    let text = record["text"].as_str().unwrap();
    let published = record["published"].as_str().and_then(|d| crate::published(d).ok());
    let article = Article { text, published, ..Article::default() };
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens, &mut Scratch::default());
    let paragraphs = paragraphs(text, &tokens);
    let mut sentences = sentences(text, &tokens, &paragraphs);
    let layout = layout(&article, &tokens, &paragraphs, &mut sentences);
    let reading = Reading { text, tokens: &tokens, sentences: &sentences, layout: &layout, day: layout.published.map(|p| p.day) };
    let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let mut names = Vec::new();
    for entity in record["entities"].as_array().unwrap() {
        let kind = match entity["type"].as_str().unwrap() {
            "PER" => EntityType::Per,
            "ORG" => EntityType::Org,
            "LOC" => EntityType::Loc,
            _ => continue,
        };
        for mention in entity["mentions"].as_array().unwrap().iter().filter(|m| m["kind"] == "name") {
            let span = Span::new(bytes[mention["start"].as_u64().unwrap() as usize], bytes[mention["end"].as_u64().unwrap() as usize]);
            names.push(NameMention { span, tokens: super::mention_bounds(&tokens, span), kind, confidence: 1.0, given: None });
        }
    }
    names.sort_by_key(|n| (n.span.start, std::cmp::Reverse(n.span.end)));
    (entities(&reading, &names), text.to_owned())
}

#[test]
fn gold_names_lead_to_gold_entities() {
    let Some(gold) = gold() else {
        println!("skipped: no gold records in ../shared");
        return;
    };
    let mut lines = String::new();
    let (mut right, mut all) = (0, 0);
    let mut slow = std::time::Duration::ZERO;
    for line in gold.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let start = std::time::Instant::now();
        let (found, text) = read(&record);
        slow += start.elapsed();
        let points = CodePoints::new(&text);
        let mut out = Document::empty(record["id"].as_str());
        (out.entities, out.roles) = (found.entities, found.roles);
        for entity in &mut out.entities {
            for mention in &mut entity.mentions {
                mention.span = points.span(mention.span);
            }
        }
        for role in &mut out.roles {
            role.span = points.span(role.span);
        }
        for entity in record["entities"].as_array().unwrap() {
            let Some(code) = entity["country"].as_str() else { continue };
            for mention in entity["mentions"].as_array().unwrap().iter().filter(|m| m["kind"] == "name") {
                let at = mention["start"].as_u64().unwrap() as u32;
                let own = out.entities.iter().find(|e| e.mentions.iter().any(|m| m.span.start == at));
                all += 1;
                right += usize::from(own.and_then(|e| e.country.as_deref()) == Some(code));
            }
        }
        lines.push_str(&serde_json::to_string(&out).unwrap());
        lines.push('\n');
    }
    println!("{right} of {all} names with their country; {slow:?}");
    if let Some(path) = std::env::var_os("DONDOO_RECORDS") {
        std::fs::write(path, lines).unwrap();
    }
    assert!(right * 100 >= all * 85, "{right} of {all}");
}

#[test]
fn gold_articles_through_all_layers() {
    let Some(gold) = gold() else {
        println!("skipped: no gold records in ../shared");
        return;
    };
    let extractor = crate::Extractor::new(crate::Config::default()).unwrap();
    let mut lines = String::new();
    for line in gold.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let text = record["text"].as_str().unwrap();
        let published = record["published"].as_str().and_then(|d| crate::published(d).ok());
        let out = extractor.extract(&Article { text, id: record["id"].as_str(), published, ..Article::default() });
        for (entity, mention) in out.entities.iter().flat_map(|e| e.mentions.iter().map(move |m| (e, m))) {
            assert_eq!(mention.span.of(text), mention.text, "{}", entity.id);
        }
        assert!(out.roles.iter().all(|r| out.entities.iter().any(|e| e.id == r.person)));
        let out = out.into_code_points();
        lines.push_str(&serde_json::to_string(&out).unwrap());
        lines.push('\n');
    }
    if let Some(mut path) = std::env::var_os("DONDOO_RECORDS") {
        path.push(".all");
        std::fs::write(path, lines).unwrap();
    }
}

/// Megabytes a second of this layer alone: `cargo test --release --lib entity_speed -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn entity_speed() {
    let Some(path) = shared("text/voa.jsonl") else {
        println!("skipped: no articles in ../shared");
        return;
    };
    let began = std::time::Instant::now();
    let entries = crate::gazetteer::Gazetteer::built_in().len();
    let gazetteer = began.elapsed();
    super::words::Words::built_in();
    println!("load: {entries} entries {gazetteer:?}, with words {:?}", began.elapsed());
    let (mut bytes, mut names_found) = (0, 0);
    let mut spent = [std::time::Duration::MAX; 3];
    let texts: Vec<String> = std::fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap()["text"].as_str().unwrap().to_owned())
        .collect();
    for round in &mut spent {
        let mut sum = std::time::Duration::ZERO;
        (bytes, names_found) = (0, 0);
        for text in &texts {
            let article = Article { text, published: crate::published("2021-01-01").ok(), ..Article::default() };
            let mut tokens = Vec::new();
            tokenize(text, &mut tokens, &mut Scratch::default());
            let paragraphs = paragraphs(text, &tokens);
            let mut sentences = sentences(text, &tokens, &paragraphs);
            let layout = layout(&article, &tokens, &paragraphs, &mut sentences);
            let reading = Reading { text, tokens: &tokens, sentences: &sentences, layout: &layout, day: article.published };
            let mut names = Vec::new();
            let (mut scratch, width) = (crate::names::Scratch::default(), crate::names::Width::Wide);
            crate::names::find(crate::names::built_in(), None, width, text, &tokens, &sentences, &mut scratch, &mut names);
            let mentions = super::mentions(&names, None, false);
            let began = std::time::Instant::now();
            let found = entities(&reading, &mentions);
            sum += began.elapsed();
            bytes += text.len();
            names_found += found.references.len();
        }
        *round = sum;
    }
    let best = spent.iter().min().unwrap().as_secs_f64();
    println!("{names_found} references in {bytes} bytes: {:.1} MB/s", bytes as f64 / best / 1e6);
}
