//! The suites of word forms: `tests/suites/words/*.md`, tables that a teacher of Swahili can read and extend.
//!
//! A row says what the likeliest reading of a form must be: lemma, part of speech, features. A form with `~` before it need
//! only have that reading among others.

use std::path::Path;

use dondoo::morph::{Cache, Morph};
use dondoo::text::{paragraphs, sentences, tokens_of};
use proptest::prelude::*;

#[test]
fn suites() {
    let morph = Morph::built_in();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites/words");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "md"));
    files.sort();
    let (mut rows, mut wrong) = (0, Vec::new());
    for file in &files {
        for (number, line) in std::fs::read_to_string(file).unwrap().lines().enumerate() {
            let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
            if cells.len() != 4 || cells[0] == "form" || cells[0].starts_with("---") {
                continue;
            }
            rows += 1;
            let any = cells[0].starts_with('~');
            let form = cells[0].trim_start_matches('~');
            let readings = morph.analyze(form);
            let described: Vec<[String; 3]> = readings
                .iter()
                .map(|a| [a.lemma.as_str().to_owned(), a.pos.name().to_owned(), a.features().to_string().replace('|', ",")])
                .collect();
            let wanted = [cells[1], cells[2], cells[3]];
            let good = described.iter().take(if any { described.len() } else { 1 }).any(|d| d.iter().zip(wanted).all(|(a, b)| a == b));
            if !good {
                wrong.push(format!("{}:{}: {form}: wanted {wanted:?}, found {described:?}", file.display(), number + 1));
            }
        }
    }
    assert!(rows >= 300, "only {rows} rows found");
    assert!(wrong.is_empty(), "{} of {rows} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// `word(reading)` for each word of a sentence.
fn in_context(text: &str) -> Vec<(String, String)> {
    let tokens = tokens_of(text);
    let parts = sentences(text, &tokens, &paragraphs(text, &tokens));
    let mut found = Vec::new();
    Morph::built_in().analyze_tokens(text, &tokens, &parts, &mut Cache::new(), &mut found);
    let describe = |a: &dondoo::morph::Analysis| {
        format!("{} {} {}", a.lemma.as_str(), a.pos.name(), a.features().to_string().replace('|', ",")).trim().to_owned()
    };
    tokens.iter().zip(&found).map(|(t, a)| (t.text(text).to_owned(), describe(a))).collect()
}

/// The context suite: a sentence, the word in question, its reading.
#[test]
fn context() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites/words/in-context.tsv");
    let text = std::fs::read_to_string(&file).unwrap();
    let table = dondoo::data::tsv::Table::parse(&text).unwrap();
    let (mut rows, mut wrong) = (0, Vec::new());
    for row in table.rows() {
        rows += 1;
        let words = in_context(row.get("sentence"));
        let found = words.iter().find(|(word, _)| word == row.get("word")).unwrap_or_else(|| panic!("line {}: no such word", row.line));
        if found.1 != row.get("reading") {
            wrong.push(format!("line {}: {}: wanted {}, found {}", row.line, row.get("word"), row.get("reading"), found.1));
        }
    }
    assert!(rows >= 30, "only {rows} rows");
    assert!(wrong.is_empty(), "{} of {rows} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_cache_changes_nothing() {
    let text = "Serikali ya Kenya imesema kuwa polisi waliwakamata watu watano mjini Nairobi. Watu hao walipelekwa mahakamani.";
    let tokens = tokens_of(text);
    let parts = sentences(text, &tokens, &paragraphs(text, &tokens));
    let (mut cold, mut warm, mut cache) = (Vec::new(), Vec::new(), Cache::new());
    let morph = Morph::built_in();
    morph.analyze_tokens(text, &tokens, &parts, &mut cache, &mut cold);
    morph.analyze_tokens(text, &tokens, &parts, &mut cache, &mut warm);
    assert_eq!(cold, warm);
    assert_eq!(cold.len(), tokens.len());
    assert!(!cache.is_empty());
    let mut lemmas = Vec::new();
    morph.lemmas(text, &tokens, &mut cache, |token, lemma| lemmas.push(format!("{} {}", token.text(text), lemma.as_str())));
    assert_eq!(lemmas[3..6], ["imesema sema", "kuwa kuwa", "polisi polisi"]);
}

/// A form's readings do not depend on the forms that were read before it.
#[test]
fn forms_are_independent() {
    let morph = Morph::built_in();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites/words");
    let mut text = String::new();
    for name in ["verbs-relative.md", "verbs-object.md", "nouns-things.md", "agreement.md"] {
        for line in std::fs::read_to_string(folder.join(name)).unwrap().lines().filter(|l| l.starts_with("| ")).skip(1) {
            text.push_str(line.split('|').nth(1).unwrap().trim().trim_start_matches('~'));
            text.push(' ');
        }
    }
    let tokens = tokens_of(&text);
    let (mut cache, mut seen) = (Cache::new(), 0);
    morph.lemmas(&text, &tokens, &mut cache, |token, lemma| {
        seen += 1;
        assert_eq!(Some(*lemma), morph.lemma(token.text(&text)), "{}", token.text(&text));
    });
    assert!(seen > 200);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever the text, every token has one analysis, and no word is without a reading.
    #[test]
    fn any_text(text in "([a-zA-Z’'\\- .,\n]|[a-z]{1,12}|wa|ku|me|li|ji|é|ŋ|𝔸|\u{200B}|\u{301}|9){0,60}") {
        let tokens = tokens_of(&text);
        let parts = sentences(&text, &tokens, &paragraphs(&text, &tokens));
        let mut found = Vec::new();
        Morph::built_in().analyze_tokens(&text, &tokens, &parts, &mut Cache::new(), &mut found);
        prop_assert_eq!(found.len(), tokens.len());
        for token in &tokens {
            prop_assert!(text.is_char_boundary(token.span.start as usize) && text.is_char_boundary(token.span.end as usize));
            let word = token.text(&text);
            let nothing = word.chars().all(|c| dondoo::text::is_invisible(c) || c.is_whitespace());
            prop_assert!(nothing || !Morph::built_in().analyze(word).is_empty());
        }
    }

    /// Without sentences the tokens still get theirs.
    #[test]
    fn no_sentences(text in "[a-z ]{0,80}") {
        let tokens = tokens_of(&text);
        let mut found = Vec::new();
        Morph::built_in().analyze_tokens(&text, &tokens, &[], &mut Cache::new(), &mut found);
        prop_assert_eq!(found.len(), tokens.len());
    }
}
