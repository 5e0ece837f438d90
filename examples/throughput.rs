//! Megabytes a second of the Rust core on one thread, over the articles of JSON Lines files, layer by layer.
//!
//! `cargo run --release --example throughput -- ARTICLES.jsonl`; prints `name MB/s` lines, which `benches/speed.py` reads.

use std::time::Instant;

use dondoo::morph::{Cache, Morph};
use dondoo::text::{Scratch as TokenScratch, paragraphs, sentences, tokenize};
use dondoo::{Article, Config, Extractor, Scratch, names, quantity, time};

fn articles(path: &str) -> Vec<String> {
    let lines = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    lines
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|row| {
            let title = row["title"].as_str().map_or(String::new(), |t| format!("{t}\n"));
            Some(title + row["text"].as_str()?)
        })
        .collect()
}

/// The best of several runs: the machine's noise only ever adds.
fn measure(name: &str, texts: &[String], mut work: impl FnMut(&str)) {
    let bytes: usize = texts.iter().map(String::len).sum();
    let best = (0..5)
        .map(|_| {
            let began = Instant::now();
            texts.iter().for_each(|t| work(t));
            began.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min);
    println!("{name} {:.1}", bytes as f64 / best / 1e6);
}

fn main() {
    let path = std::env::args().nth(1).unwrap_or_else(|| "examples/articles.jsonl".into());
    let texts = articles(&path);
    let (mut tokens, mut folding) = (Vec::new(), TokenScratch::default());
    measure("tokens", &texts, |text| {
        tokens.clear();
        tokenize(text, &mut tokens, &mut folding);
    });
    let morph = Morph::built_in();
    let mut cache = Cache::new();
    let mut letters = 0;
    measure("lemmas, warm", &texts, |text| {
        tokens.clear();
        tokenize(text, &mut tokens, &mut folding);
        morph.lemmas(text, &tokens, &mut cache, |_, lemma| letters += lemma.as_str().len());
    });
    measure("words in context, warm", &texts, |text| {
        tokens.clear();
        tokenize(text, &mut tokens, &mut folding);
        let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
        let mut analyses = Vec::with_capacity(tokens.len());
        morph.analyze_tokens(text, &tokens, &sentences, &mut cache, &mut analyses);
        letters += analyses.len();
    });
    let (mut found, mut naming) = (Vec::new(), names::Scratch::default());
    measure("names", &texts, |text| {
        tokens.clear();
        tokenize(text, &mut tokens, &mut folding);
        let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
        names::find(names::built_in(), None, names::Width::Wide, text, &tokens, &sentences, &mut naming, &mut found);
    });
    let (mut timing, mut analyses, reference) = (time::Scratch::default(), Vec::new(), time::Reference::default());
    measure("times and quantities", &texts, |text| {
        tokens.clear();
        tokenize(text, &mut tokens, &mut folding);
        let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
        let (mut times, mut quantities) = (Vec::new(), Vec::new());
        analyses.clear();
        morph.analyze_tokens(text, &tokens, &sentences, &mut cache, &mut analyses);
        time::find(text, &tokens, &sentences, &analyses, &reference, &mut timing, &mut times);
        quantity::find(text, &tokens, &sentences, &analyses, &reference, &times, &mut quantities);
    });
    std::hint::black_box(letters);
    for (name, layers) in [("text+article", vec!["layout"]), ("all layers", dondoo::DEFAULT_LAYERS.to_vec())] {
        let layers = layers.into_iter().map(str::to_owned).collect();
        let extractor = Extractor::new(Config { layers, ..Config::default() }).expect("layers");
        let mut scratch = Scratch::default();
        measure(name, &texts, |text| drop(extractor.extract_with(&Article { text, ..Article::default() }, &mut scratch)));
    }
}
