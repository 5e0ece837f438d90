//! Reads `texts.jsonl` ({id, published, text}) and writes times and quantities as the scorer wants them.
//!
//! `cargo run --release --example score_times -- ../shared/gold/texts.jsonl out.jsonl`

use std::fmt::Write as _;
use std::time::Instant;

use dondoo::morph::{Cache, Morph};
use dondoo::quantity;
use dondoo::text::{CodePoints, paragraphs, sentences, tokens_of};
use dondoo::time::{self, Reference};
use serde_json::{Value, json};

fn main() {
    let mut args = std::env::args().skip(1);
    let (Some(input), Some(output)) = (args.next(), args.next()) else {
        eprintln!("usage: score_times TEXTS.jsonl OUT.jsonl");
        std::process::exit(2);
    };
    let lines = std::fs::read_to_string(&input).expect("the texts can be read");
    let (morph, mut cache, mut out) = (Morph::built_in(), Cache::new(), String::new());
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let article: Value = serde_json::from_str(line).expect("a JSON object a line");
        let text = article["text"].as_str().unwrap_or("");
        let reference = article["published"].as_str().and_then(Reference::on).unwrap_or_default();
        let tokens = tokens_of(text);
        let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
        let (mut analyses, mut times) = (Vec::new(), Vec::new());
        morph.analyze_tokens(text, &tokens, &sentences, &mut cache, &mut analyses);
        time::find(text, &tokens, &sentences, &analyses, &reference, &mut time::Scratch::default(), &mut times);
        let points = CodePoints::new(text);
        let at = |s: dondoo::text::Span| points.span(s);
        let times_json: Vec<Value> = times
            .iter()
            .map(|t| {
                let s = at(t.span);
                json!({"start": s.start, "end": s.end, "text": t.span.of(text), "type": t.kind.name(), "value": t.value.map(|v| v.to_string())})
            })
            .collect();
        let mut found = Vec::new();
        quantity::find(text, &tokens, &sentences, &analyses, &reference, &times, &mut found);
        let quantities: Vec<Value> = found
            .iter()
            .map(|q| {
                let s = at(q.span);
                json!({"start": s.start, "end": s.end, "text": q.span.of(text), "kind": q.kind.name(), "value": q.value, "unit": q.unit,
                    "bound": q.bound.map(|b| b.name()), "befell": q.befell})
            })
            .collect();
        let _ = writeln!(out, "{}", json!({"id": article["id"], "times": times_json, "quantities": quantities}));
    }
    std::fs::write(&output, out).expect("the output can be written");
    speed(&lines);
}

/// One thread, from text to both layers, the best of five passes.
fn speed(lines: &str) {
    let texts: Vec<(String, Reference)> = lines
        .lines()
        .filter_map(|l| serde_json::from_str::<Value>(l).ok())
        .map(|a| (a["text"].as_str().unwrap_or("").to_string(), a["published"].as_str().and_then(Reference::on).unwrap_or_default()))
        .collect();
    let bytes: usize = texts.iter().map(|t| t.0.len()).sum();
    let (mut scratch, mut analyses, mut times, mut found) = (time::Scratch::default(), Vec::new(), Vec::new(), Vec::new());
    let (morph, mut cache) = (Morph::built_in(), Cache::new());
    let (mut whole, mut layers) = (f64::MAX, f64::MAX);
    for _ in 0..5 {
        let (begin, mut spent) = (Instant::now(), 0.0);
        for (text, reference) in &texts {
            let tokens = tokens_of(text);
            let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
            analyses.clear();
            times.clear();
            found.clear();
            morph.analyze_tokens(text, &tokens, &sentences, &mut cache, &mut analyses);
            let layer = Instant::now();
            time::find(text, &tokens, &sentences, &analyses, reference, &mut scratch, &mut times);
            quantity::find(text, &tokens, &sentences, &analyses, reference, &times, &mut found);
            spent += layer.elapsed().as_secs_f64();
        }
        whole = whole.min(begin.elapsed().as_secs_f64());
        layers = layers.min(spent);
    }
    let rate = |seconds: f64| bytes as f64 / 1e6 / seconds;
    println!("{:.1} MB/s from text, {:.1} MB/s the two layers alone ({bytes} bytes)", rate(whole), rate(layers));
}
