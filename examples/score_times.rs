//! Reads `texts.jsonl` ({id, published, text}) and writes times and quantities as the scorer wants them.
//!
//! `cargo run --release --example score_times -- ../shared/gold/texts.jsonl out.jsonl`

use std::fmt::Write as _;
use std::time::Instant;

use dondoo::quantity;
use dondoo::text::{CodePoints, paragraphs, sentences, tokens_of};
use dondoo::time::{self, Prefixes, Reference};
use serde_json::{Value, json};

fn main() {
    let mut args = std::env::args().skip(1);
    let (Some(input), Some(output)) = (args.next(), args.next()) else {
        eprintln!("usage: score_times TEXTS.jsonl OUT.jsonl");
        std::process::exit(2);
    };
    let lines = std::fs::read_to_string(&input).expect("the texts can be read");
    let mut out = String::new();
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let article: Value = serde_json::from_str(line).expect("a JSON object a line");
        let text = article["text"].as_str().unwrap_or("");
        let reference = article["published"].as_str().and_then(Reference::on).unwrap_or_default();
        let tokens = tokens_of(text);
        let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
        let mut times = Vec::new();
        time::find(text, &tokens, &sentences, &reference, &Prefixes, &mut time::Scratch::default(), &mut times);
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
        quantity::find(text, &tokens, &sentences, &reference, &times, &mut found);
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
    let _ = Instant::now();
}
