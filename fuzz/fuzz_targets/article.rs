//! Any text: no panic, every span on a character boundary. `cargo +nightly fuzz run article`
#![no_main]

use dondoo::{Article, Config, Extractor};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let extractor = Extractor::new(Config { any_language: true, ..Config::default() }).unwrap();
    let mut document = extractor.extract(&Article { text, ..Article::default() });
    document.each_span(&mut |span| assert!(text.get(span.range()).is_some()));
    drop(document.into_code_points());
});
