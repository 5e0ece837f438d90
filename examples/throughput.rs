//! Megabytes a second of the Rust core on one thread, over the articles of JSON Lines files, layer by layer.
//!
//! `cargo run --release --example throughput -- ARTICLES.jsonl`; prints `name MB/s` lines, which `benches/speed.py` reads.
//! With `--once LAYER` behind the file it reads every article once to warm up and once more inside [`measured`]:
//! `benches/instructions.py` has valgrind count what is done there, a figure that no noise of the machine can move.

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

/// What is done to one article.
type Work = Box<dyn FnMut(&str)>;

/// Every layer that can be measured alone, with what it stands on.
fn layers() -> Vec<(&'static str, Work)> {
    vec![
        ("tokens", tokens()),
        ("lemmas, warm", lemmas()),
        ("words in context, warm", words()),
        ("names", names()),
        ("times and quantities", times()),
        ("text+article", extractor(&["layout"])),
        ("all layers", extractor(dondoo::DEFAULT_LAYERS)),
    ]
}

fn tokens() -> Work {
    let (mut tokens, mut folding) = (Vec::new(), TokenScratch::default());
    Box::new(move |text| {
        tokens.clear();
        tokenize(text, &mut tokens, &mut folding);
    })
}

fn lemmas() -> Work {
    let (mut tokens, mut folding, mut cache) = (Vec::new(), TokenScratch::default(), Cache::new());
    Box::new(move |text| {
        tokens.clear();
        tokenize(text, &mut tokens, &mut folding);
        let mut letters = 0;
        Morph::built_in().lemmas(text, &tokens, &mut cache, |_, lemma| letters += lemma.as_str().len());
        std::hint::black_box(letters);
    })
}

fn words() -> Work {
    let (mut tokens, mut folding, mut cache) = (Vec::new(), TokenScratch::default(), Cache::new());
    Box::new(move |text| {
        tokens.clear();
        tokenize(text, &mut tokens, &mut folding);
        let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
        let mut analyses = Vec::with_capacity(tokens.len());
        Morph::built_in().analyze_tokens(text, &tokens, &sentences, &mut cache, &mut analyses);
        std::hint::black_box(analyses.len());
    })
}

fn names() -> Work {
    let (mut tokens, mut folding) = (Vec::new(), TokenScratch::default());
    let (mut found, mut naming) = (Vec::new(), names::Scratch::default());
    Box::new(move |text| {
        tokens.clear();
        tokenize(text, &mut tokens, &mut folding);
        let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
        names::find(names::built_in(), None, names::Width::Wide, text, &tokens, &sentences, &mut naming, &mut found);
    })
}

fn times() -> Work {
    let (mut tokens, mut folding) = (Vec::new(), TokenScratch::default());
    let (mut timing, reference) = (time::Scratch::default(), time::Reference::default());
    let (morph, mut cache, mut analyses) = (Morph::built_in(), Cache::new(), Vec::new());
    Box::new(move |text| {
        tokens.clear();
        tokenize(text, &mut tokens, &mut folding);
        let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
        let (mut times, mut quantities) = (Vec::new(), Vec::new());
        analyses.clear();
        morph.analyze_tokens(text, &tokens, &sentences, &mut cache, &mut analyses);
        time::find(text, &tokens, &sentences, &analyses, &reference, &mut timing, &mut times);
        quantity::find(text, &tokens, &sentences, &analyses, &reference, &times, &mut quantities);
    })
}

fn extractor(layers: &[&str]) -> Work {
    let layers = layers.iter().map(|&l| l.to_owned()).collect();
    let extractor = Extractor::new(Config { layers, ..Config::default() }).expect("layers");
    let mut scratch = Scratch::default();
    Box::new(move |text| drop(extractor.extract_with(&Article { text, ..Article::default() }, &mut scratch)))
}

/// All articles once. Valgrind counts between its first instruction and its last, so it stays a function of its own.
#[inline(never)]
fn measured(texts: &[String], work: &mut Work) {
    texts.iter().for_each(|t| work(t));
}

/// The best of several runs: the machine's noise only ever adds.
fn best(texts: &[String], work: &mut Work) -> f64 {
    let run = |work: &mut Work| {
        let began = Instant::now();
        measured(texts, work);
        began.elapsed().as_secs_f64()
    };
    (0..5).map(|_| run(work)).fold(f64::INFINITY, f64::min)
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let texts = articles(args.first().map_or("examples/articles.jsonl", String::as_str));
    let bytes: usize = texts.iter().map(String::len).sum();
    if args.get(1).is_some_and(|a| a == "--once") {
        let wanted = args.get(2).map_or("all layers", String::as_str);
        let (_, mut work) = layers().into_iter().find(|l| l.0 == wanted).unwrap_or_else(|| panic!("no layer {wanted:?}"));
        texts.iter().for_each(|t| work(t));
        measured(&texts, &mut work);
        println!("{bytes} bytes");
        return;
    }
    for (name, mut work) in layers() {
        println!("{name} {:.1}", bytes as f64 / best(&texts, &mut work) / 1e6);
    }
}
