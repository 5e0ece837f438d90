//! Any bytes as a record: an error or a record that reads back the same. `cargo +nightly fuzz run record`
#![no_main]

use dondoo::Document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &str| {
    if let Ok(document) = Document::from_json(json) {
        let again = Document::from_json(&document.to_json(true).unwrap()).unwrap();
        assert_eq!(document, again);
    }
});
