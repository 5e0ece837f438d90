//! The cases of `tests/suites/quotes/*.md`, and what must hold for quotes of any text. How a case is written: README.md there.

use dondoo::article::Zone;
use dondoo::quote::quotes_in;
use dondoo::record::{Entity, EntityType, Mention, MentionKind, Quote};
use dondoo::text::Span;
use dondoo::{Article, Config, Extractor};
use proptest::prelude::*;

struct Case {
    text: String,
    entities: Vec<Entity>,
    want: Vec<String>,
    place: String,
}

fn entity(kind: char, name: &str, id: usize) -> Entity {
    let kind = match kind {
        'p' => EntityType::Per,
        'o' => EntityType::Org,
        'l' => EntityType::Loc,
        'g' => EntityType::Grp,
        other => panic!("no kind {other:?}"),
    };
    let (country, sector, wikidata, lexicon_id) = (None, None, None, None);
    Entity { id: format!("e{id}"), kind, name: name.into(), country, sector, wikidata, lexicon_id, mentions: Vec::new() }
}

/// Takes the braces out of a case's text and notes the mentions, nested ones too.
fn read(marked: &str) -> (String, Vec<Entity>) {
    let (mut text, mut entities) = (String::new(), Vec::<Entity>::new());
    // (start in text, kind, name where it is given before `=`)
    let mut open: Vec<(usize, char, Option<String>)> = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '{' => {
                let kind = rest.chars().next().unwrap();
                rest = rest[1..].strip_prefix(':').expect("a colon after the kind");
                let end = rest.find(['{', '}']).expect("a closing brace");
                let name = rest[..end].find('=').map(|at| rest[..at].to_owned());
                if let Some(name) = &name {
                    rest = &rest[name.len() + 1..];
                }
                open.push((text.len(), kind, name));
            }
            '}' => {
                let (start, kind, name) = open.pop().expect("an opening brace");
                let words = text[start..].to_owned();
                let nominal = name.is_some() || kind == 'g';
                let name = name.unwrap_or(words.clone());
                let at = entities.iter().position(|e| e.name == name).unwrap_or_else(|| {
                    entities.push(entity(kind, &name, entities.len()));
                    entities.len() - 1
                });
                let span = Span { start: start as u32, end: text.len() as u32 };
                let kind = if nominal { MentionKind::Nominal } else { MentionKind::Name };
                entities[at].mentions.push(Mention { span, text: words, kind, zone: Zone::Body, confidence: 1.0 });
            }
            '⏎' => text.push('\n'),
            c => text.push(c),
        }
    }
    (text, entities)
}

fn cases(name: &str, suite: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    for (number, line) in suite.lines().enumerate() {
        if let Some(marked) = line.strip_prefix("- ") {
            let (text, entities) = read(marked);
            out.push(Case { text, entities, want: Vec::new(), place: format!("{name}:{}", number + 1) });
        } else if let Some(quote) = line.strip_prefix("  - ").map(str::trim).filter(|q| *q != "none") {
            out.last_mut().expect("a case first").want.push(quote.to_owned());
        }
    }
    out
}

fn shown(quote: &Quote, entities: &[Entity], manner: bool) -> String {
    let speaker = quote.speaker.as_ref().map_or("-", |id| &entities.iter().find(|e| e.id == *id).unwrap().name);
    let cue = quote.cue.as_ref().map_or("-", |c| &c.text);
    let mut out = format!("{} | {} | {cue} | {speaker}", quote.style, quote.text);
    if manner {
        out += &format!(" | {}", quote.manner.as_deref().unwrap_or("-"));
    }
    out
}

#[test]
fn every_case_of_the_suites() {
    let mut failed = Vec::new();
    let mut count = 0;
    for (name, suite) in [
        ("indirect.md", include_str!("suites/quotes/indirect.md")),
        ("speakers.md", include_str!("suites/quotes/speakers.md")),
        ("direct.md", include_str!("suites/quotes/direct.md")),
    ] {
        for case in cases(name, suite) {
            count += 1;
            let quotes = quotes_in(&Article { text: &case.text, ..Article::default() }, &case.entities);
            let same = quotes.len() == case.want.len()
                && quotes.iter().zip(&case.want).all(|(q, w)| shown(q, &case.entities, w.matches('|').count() == 4) == *w);
            if !same {
                let got: Vec<String> = quotes.iter().map(|q| shown(q, &case.entities, true)).collect();
                failed.push(format!("{}: {}\n    want {:#?}\n    got  {got:#?}", case.place, case.text, case.want));
            }
        }
    }
    assert!(count >= 80, "{count} cases");
    assert!(failed.is_empty(), "{} of {count} cases fail:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn odd_texts_do_no_harm() {
    let long = format!("alisema {}", "a".repeat(10_000));
    for text in [
        "",
        "\"",
        "“”",
        "''",
        "kwa mujibu wa",
        "alisema",
        "alisema kuwa",
        "kuwa",
        ":",
        "“alisema",
        "alisema :",
        &long,
        &"“alisema ".repeat(500),
    ] {
        let quotes = quotes_in(&Article { text, ..Article::default() }, &[]);
        assert!(quotes.iter().all(|q| q.speaker.is_none()), "{text:.40}");
    }
}

/// Pieces of which mangled articles are made: verbs of saying, marks of all kinds, words, letters of other scripts.
fn mangled() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "alisema ",
            "amesema ",
            "kuwa ",
            "kwamba ",
            "akiongeza ",
            "kwa mujibu wa ",
            "kulingana na ",
            "\"",
            "“",
            "”",
            "‘",
            "’",
            "''",
            "’’",
            "«",
            "»",
            ", ",
            ". ",
            ": ",
            "\n",
            "Neema ",
            "Kenya ",
            "serikali ",
            "itaanza ",
            "ni ",
            "na ",
            "lakini ",
            "huku ",
            "ambaye ",
            "inasemekana ",
            "taarifa ",
            "yasema ",
            "kusema ",
            "ng'ombe ",
            "é",
            "م",
            "🐄",
            "\u{200B}",
            "-",
            "(",
            ")",
            "100 ",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn spans_fit_the_text(text in mangled()) {
        let document = Extractor::new(Config { any_language: true, ..Config::default() }).unwrap().extract(&Article { text: &text, ..Article::default() });
        let quotes = quotes_in(&Article { text: &text, ..Article::default() }, &document.entities);
        let again = quotes_in(&Article { text: &text, ..Article::default() }, &document.entities);
        prop_assert_eq!(&quotes, &again);
        let mut last = 0;
        for quote in &quotes {
            for span in [Some(quote.span), quote.cue.as_ref().map(|c| c.span)].into_iter().flatten() {
                prop_assert!(span.start < span.end);
                prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
            }
            prop_assert_eq!(&quote.text, quote.span.of(&text));
            prop_assert!(quote.span.start >= last);
            last = quote.span.start;
            if let Some(id) = &quote.speaker {
                prop_assert!(document.entities.iter().any(|e| e.id == *id));
            }
        }
    }
}

/// The folder of annotated records, if this machine has one.
fn shared() -> Option<std::path::PathBuf> {
    let given = std::env::var("DONDOO_SHARED").ok();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = given.into_iter().map(Into::into).chain(["../shared", "../../shared"].map(|p| root.join(p)));
    places.map(|p: std::path::PathBuf| p.join("gold/gold.jsonl")).find(|p| p.exists())
}

/// With the annotated entities given: the share of annotated quotes found, and of found ones annotated, by style and half the span.
#[test]
fn annotated_quotes_are_found() {
    let Some(path) = shared() else {
        println!("skipped: no gold/gold.jsonl in DONDOO_SHARED, ../shared or ../../shared");
        return;
    };
    let (mut right, mut spoken, mut gold, mut found) = (0, 0, 0, 0);
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = record["text"].as_str().unwrap();
        let bytes: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
        let span = |v: &serde_json::Value| {
            let at = |key: &str| bytes[v[key].as_u64().unwrap() as usize];
            Span { start: at("start"), end: at("end") }
        };
        let mut entities = Vec::new();
        for (id, e) in record["entities"].as_array().unwrap().iter().enumerate() {
            let kind = e["type"].as_str().unwrap().to_lowercase();
            let mut read = entity(kind.chars().next().unwrap(), e["name"].as_str().unwrap_or(""), id);
            read.id = e["id"].as_str().unwrap().into();
            for m in e["mentions"].as_array().unwrap() {
                let kind = if m["kind"] == "nominal" { MentionKind::Nominal } else { MentionKind::Name };
                let span = span(m);
                read.mentions.push(Mention { span, text: span.of(text).into(), kind, zone: Zone::Body, confidence: 1.0 });
            }
            entities.push(read);
        }
        let mut free = quotes_in(&Article { text, ..Article::default() }, &entities);
        found += free.len();
        for want in record["quotes"].as_array().unwrap() {
            gold += 1;
            let place = span(want);
            let shares_half = |q: &Quote| {
                let both = q.span.end.min(place.end).saturating_sub(q.span.start.max(place.start));
                let all = q.span.end.max(place.end) - q.span.start.min(place.start);
                q.style == want["style"].as_str().unwrap() && 2 * both >= all
            };
            if let Some(at) = free.iter().position(shares_half) {
                right += 1;
                spoken += usize::from(free.remove(at).speaker.as_deref() == want["speaker"].as_str());
            }
        }
    }
    println!("{right} of {gold} annotated quotes among {found} found; {spoken} with the right speaker");
    assert!(2 * right * 100 >= 90 * (gold + found), "{right} of {gold}, {found} found");
    assert!(spoken * 100 >= 90 * right, "{spoken} of {right} have the right speaker");
}
