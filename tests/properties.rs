//! Whatever the text: no panic, no lost offset, no dependence on threads.

use std::ops::ControlFlow;
use std::sync::Arc;

use dondoo::record::Offsets;
use dondoo::{Article, Config, Document, Extractor, Span, batch};
use proptest::prelude::*;

/// Pieces that a scraper leaves behind, and Swahili around them.
const PIECES: &[&str] = &[
    "Rais wa Kenya ",
    "18 Juni 2024",
    "Soma Pia: Habari nyingine",
    "\n",
    "\r\n",
    "\u{2028}",
    "“",
    "”",
    "\"",
    "’",
    "ng’ombe",
    "ng\u{02BC}ambo",
    "Umoja wa Mataifa",
    "DAR ES SALAAM, Tanzania —",
    "Na Mwandishi Wetu",
    ".",
    ",",
    "…",
    "\u{00AD}",
    "\u{200B}",
    "\u{00A0}",
    "e\u{0301}",
    "👩🏾‍⚕️",
    "🇹🇿",
    "www.dw.com/sw",
    "habari@gazeti.co.tz",
    "#Uchaguzi",
    "24.6",
    "10:30",
    "$4m",
    "wa-Houthi",
    "COVID-19",
    "saa mbili usiku",
    "jana",
    "milioni mbili",
    "999999999999999999999999999999",
    "مرحبا",
    "中文",
    "(AFP, Reuters)",
    "Chanzo cha picha, Getty Images",
    "Imechapishwa: 2024-06-18",
    "amesema kuwa ",
];

fn mangled() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(PIECES).prop_map(str::to_owned),
        3 => "[a-zA-Z']{1,12} ?",
        1 => ".{0,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn extractor() -> Extractor {
    Extractor::new(Config { any_language: true, ..Config::default() }).expect("default configuration")
}

/// Every span lies in the text, on character boundaries, and holds the words that the record states.
fn check(text: &str, document: &Document) {
    let json: serde_json::Value = serde_json::from_str(&document.to_json(false).unwrap()).unwrap();
    walk(text, &json);
    let mut copy = document.clone();
    copy.each_span(&mut |span: &mut Span| {
        assert!(span.start <= span.end && span.end as usize <= text.len());
        assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
    });
    for pair in document.sentences.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "sentences overlap");
    }
}

/// Any JSON object with start, end and text: the text is what stands there.
fn walk(text: &str, value: &serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            if let (Some(start), Some(end), Some(words)) = (map.get("start"), map.get("end"), map.get("text")) {
                let range = start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize;
                assert_eq!(text.get(range), words.as_str());
            }
            map.values().for_each(|v| walk(text, v));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| walk(text, v)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_its_offsets(text in prop_oneof![any::<String>(), mangled()]) {
        let document = extractor().extract(&Article { text: &text, ..Article::default() });
        check(&text, &document);
        let points = document.clone().into_code_points();
        prop_assert_eq!(points.offsets, Offsets::Codepoints);
        let letters: Vec<char> = text.chars().collect();
        for (byte, point) in document.entities.iter().flat_map(|e| &e.mentions).zip(points.entities.iter().flat_map(|e| &e.mentions)) {
            let words: String = letters[point.span.start as usize..point.span.end as usize].iter().collect();
            prop_assert_eq!(byte.span.of(&text), words);
        }
    }

    #[test]
    fn lines_glued_or_reversed_keep_their_offsets(text in mangled()) {
        let glued = text.replace('\n', "");
        let reversed: Vec<&str> = text.lines().rev().collect();
        for damaged in [glued, reversed.join("\n"), text.to_uppercase(), text.replace(". ", ".")] {
            check(&damaged, &extractor().extract(&Article { text: &damaged, published: dondoo::published("2024-06-18").ok(), ..Article::default() }));
        }
    }

    #[test]
    fn records_survive_json(text in mangled()) {
        let document = extractor().extract(&Article { text: &text, id: Some("k"), ..Article::default() }).into_code_points();
        let back = Document::from_json(&document.to_json(true).unwrap()).unwrap();
        prop_assert_eq!(back, document);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn threads_change_nothing(texts in prop::collection::vec(mangled(), 1..30)) {
        let rows = Arc::new(texts);
        let run = |threads| batch::run(extractor(), rows.clone(), threads, |_| ControlFlow::Continue(())).unwrap().unwrap();
        prop_assert_eq!(run(1), run(4));
    }
}

#[test]
fn time_grows_with_length_and_no_faster() {
    // Ten times the text may take at most thirty times as long: quadratic would be a hundred.
    let unit = PIECES.concat();
    let time = |n: usize| {
        let text = unit.repeat(n);
        let began = std::time::Instant::now();
        let document = extractor().extract(&Article { text: &text, ..Article::default() });
        assert!(document.error.is_none());
        began.elapsed()
    };
    time(20);
    let (small, large) = (time(60), time(600));
    assert!(large < small * 30 + std::time::Duration::from_millis(200), "{small:?} then {large:?}");
    for odd in
        ["a".repeat(1 << 20), "(".repeat(1 << 18), "A.".repeat(1 << 18), "\n".repeat(1 << 20), "Na ".repeat(1 << 18), "18 ".repeat(1 << 18)]
    {
        let began = std::time::Instant::now();
        drop(extractor().extract(&Article { text: &odd, ..Article::default() }));
        assert!(began.elapsed().as_secs() < 20, "{:?} for {}…", began.elapsed(), &odd[..2]);
    }
}
