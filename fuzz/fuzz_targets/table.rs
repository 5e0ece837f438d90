//! Any bytes as a data table of the user's: an error with a line, or rows. `cargo +nightly fuzz run table`
#![no_main]

use dondoo::data::tsv::Table;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(table) = Table::parse(text) {
        for row in table.rows() {
            for column in table.columns() {
                row.list(column).count();
            }
        }
    }
});
