//! Adjectives with all their concords: `-zuri` gives `mzuri`, `wazuri`, `nzuri` …

use super::listed::Builder;
use crate::data::tsv::Row;
use crate::morph::agreement::Agreement;
use crate::morph::analysis::Analysis;
use crate::morph::concord::{ADJECTIVES, nasal};
use crate::morph::grammar::{Known, Upos};
use crate::morph::lemma::Lemma;

const ADJECTIVE: i16 = 52;

pub(super) fn adjective_row(row: &Row<'_, 'static>, builder: &mut Builder) {
    let stem = row.get("stem");
    let bare = stem.trim_matches('-');
    let mut analysis = Analysis::new(Upos::Adj, Lemma::new(bare), Known::Lexical, ADJECTIVE);
    if !stem.starts_with('-') {
        builder.add(bare, analysis);
        return;
    }
    let vowel = bare.starts_with(['a', 'e', 'i', 'o', 'u']);
    let irregular: Vec<&str> = row.list("irregular").collect();
    let mut form = String::new();
    for (who, consonant, vowels) in ADJECTIVES {
        analysis.class = who;
        let prefixes = if vowel { vowels } else { std::slice::from_ref(&consonant) };
        for (i, prefix) in prefixes.iter().enumerate() {
            form.clear();
            form.push_str(prefix);
            // ma- + i gives me-: mengi, mengine
            let merged = vowel && prefix == &"m" && bare.starts_with('i');
            form.push_str(if merged { "e" } else { "" });
            form.push_str(if merged { &bare[1..] } else { bare });
            builder.add(&form, Analysis { score: ADJECTIVE - i as i16, ..analysis });
        }
    }
    analysis.class = Agreement::classes(&[9, 10]);
    form.clear();
    nasal(bare, &mut form);
    builder.add(&form, analysis);
    for form in irregular {
        analysis.class = irregular_class(form);
        builder.add(form, analysis);
    }
}

/// The class that a form's first letters point to.
fn irregular_class(form: &str) -> Agreement {
    let numbers: &[u8] = match form.as_bytes() {
        [b'm', b'w' | b'u', ..] => &[1, 3, 11, 14],
        [b'm', b'i', ..] | [b'm', b'y', ..] => &[4],
        [b'm', b'a' | b'e', ..] => &[6],
        [b'm', b'p', ..] => &[1, 3, 9, 10, 11, 14],
        [b'm', ..] => &[1, 3, 9, 10, 11, 14],
        [b'w', ..] => &[2],
        [b'j' | b'l', ..] => &[5],
        [b'k', b'i' | b'e', ..] | [b'c', b'h', ..] => &[7],
        [b'k', b'u' | b'w', ..] => &[15, 17],
        [b'v', b'i' | b'y', ..] => &[8],
        [b'p', ..] => &[16],
        [b'n', ..] => &[9, 10],
        _ => &[5, 9, 10],
    };
    Agreement::classes(numbers)
}
