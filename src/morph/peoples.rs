//! Peoples and countries: `Mmarekani`, `Wakenya`, `Kirusi`, `wa-Houthi`, each with its country where the table knows it.

use super::agreement::Agreement;
use super::analysis::Analysis;
use super::grammar::{Known, Sense, Upos};
use super::lemma::Lemma;
use super::lexicon::Listed;
use crate::data::tsv::Table;
use crate::text::hash_lower;

const fn c(numbers: &[u8]) -> Agreement {
    Agreement::classes(numbers)
}

/// Calls `add` with every country name of one word, and every demonym that its stems give.
pub(super) fn each(countries: &'static str, add: &mut dyn FnMut(&str, Analysis)) {
    let table = Table::built_in(countries);
    for row in table.rows() {
        let Ok(country) = <[u8; 3]>::try_from(row.get("iso3").as_bytes()) else { continue };
        for name in std::iter::once(row.get("name_sw")).chain(row.list("aliases")) {
            if !name.is_empty() && !name.contains(' ') {
                let analysis = Analysis::new(Upos::Propn, Lemma::new(name), Known::Lexical, 56);
                add(name, Analysis { country, sense: Sense::Place, agrees: c(&[9]), class: c(&[9]), ..analysis });
            }
        }
        // A stem of several words (afrika kusini) is a phrase, which the names layer knows.
        for stem in row.list("demonym_stems").filter(|s| !s.contains(' ')) {
            demonyms(stem.trim_matches('-'), country, add);
        }
    }
}

fn demonyms(stem: &str, country: [u8; 3], add: &mut dyn FnMut(&str, Analysis)) {
    let vowel = stem.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']);
    let lower = stem.to_lowercase();
    let singular = if vowel { "Mw" } else { "M" };
    let lemma = Lemma::joined(singular, &lower);
    let person = Analysis { country, sense: Sense::Person, ..Analysis::new(Upos::Noun, lemma, Known::Lexical, 58) };
    let one = Analysis { class: c(&[1]), agrees: c(&[1]), ..person };
    let many = Analysis { class: c(&[2]), agrees: c(&[2]), ..person };
    add(&format!("{singular}{lower}"), one);
    add(&format!("mu{lower}"), one);
    add(&format!("wa{lower}"), many);
    let manner = Lemma::joined("Ki", &lower);
    let manner = Analysis {
        class: c(&[7]),
        agrees: c(&[7]),
        country,
        sense: Sense::Language,
        ..Analysis::new(Upos::Noun, manner, Known::Lexical, 57)
    };
    add(&format!("ki{lower}"), manner);
}

/// `wa-Houthi`, `m-Taliban`, `ki-Houthi`: a class prefix hyphened to a foreign name.
pub(super) fn hyphenated(listed: &Listed, lower: &str, out: &mut Vec<Analysis>) {
    let Some((prefix, name)) = lower.split_once('-') else { return };
    let (class, sense) = match prefix {
        "m" | "mw" => (c(&[1]), Sense::Person),
        "wa" => (c(&[2]), Sense::Person),
        "ki" => (c(&[7]), Sense::Language),
        "u" => (c(&[14]), Sense::Abstract),
        "ma" => (c(&[6]), Sense::None),
        _ => return,
    };
    if name.is_empty() || !name.starts_with(char::is_alphabetic) {
        return;
    }
    let country = listed.get(hash_lower(name)).iter().map(|a| a.country).find(|c| c[0] != 0).unwrap_or_default();
    let lemma = if prefix == "wa" { Lemma::joined("m-", name) } else { Lemma::new(lower) };
    out.push(Analysis { class, agrees: class, sense, country, ..Analysis::new(Upos::Noun, lemma, Known::Derived, 40) });
}
