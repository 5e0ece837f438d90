//! Prints how good the words are: verb tables, treebank sample, coverage of news, speed, memory.
//!
//! `cargo run --release --example score_words [-- --unknown 100 | --errors]`. Reads `../shared` (or `DONDOO_SHARED`), says so
//! where that is absent.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::time::Instant;

use dondoo::morph::{Analysis, Cache, Known, Mood, Morph, Tense, Upos};
use dondoo::text::{Kind, paragraphs, sentences, tokenize, tokens_of};

fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("DONDOO_SHARED").map(PathBuf::from);
    named.into_iter().chain(["../shared".into(), "../../shared".into()]).find(|p| p.join("morph").is_dir())
}

fn share(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let errors = args.iter().any(|a| a == "--errors");
    let unknown = args.iter().position(|a| a == "--unknown").and_then(|i| args.get(i + 1)).and_then(|n| n.parse().ok()).unwrap_or(0);
    let Some(shared) = shared() else {
        println!("score_words: no ../shared here, nothing to measure against");
        return;
    };
    let before = resident();
    let start = Instant::now();
    let morph = Morph::built_in();
    println!("tables built in {:.1} ms, {} verbs, {:.1} MB", start.elapsed().as_secs_f64() * 1e3, morph.verb_count(), resident() - before);
    for name in ["unimorph_swc.tsv", "unimorph_swc_more.tsv"] {
        match std::fs::read_to_string(shared.join("morph").join(name)) {
            Ok(text) => verb_tables(morph, name, &text, errors),
            Err(_) => println!("{name}: absent"),
        }
    }
    match std::fs::read_to_string(shared.join("morph/ud_sample.conllu")) {
        Ok(text) => treebank(morph, &text, errors),
        Err(_) => println!("ud_sample.conllu: absent"),
    }
    match std::fs::read_to_string(shared.join("text/voa.jsonl")) {
        Ok(text) => news(morph, &text, unknown, before),
        Err(_) => println!("voa.jsonl: absent"),
    }
}

/// The tense or mood that a table's tags name.
fn of_tags(tags: &[&str]) -> Option<(Option<Tense>, Mood)> {
    let has = |t: &str| tags.contains(&t);
    let starts = |t: &str| tags.iter().any(|tag| tag.starts_with(t));
    Some(match () {
        () if has("NFIN") || tags == ["V", "FIN"] => (None, Mood::Infinitive),
        () if has("COM") => (Some(Tense::Situative), Mood::Indicative),
        () if (has("LGSPEC10") || has("LGSPEC7")) && has("SUBJ") => (Some(Tense::Consecutive), Mood::Subjunctive),
        () if has("LGSPEC10") || has("LGSPEC7") => (Some(Tense::Consecutive), Mood::Indicative),
        () if has("COND") && has("PST") => (Some(Tense::PastHypothetical), Mood::Indicative),
        () if has("COND") => (Some(Tense::Hypothetical), Mood::Indicative),
        () if has("HAB") => (Some(Tense::Habitual), Mood::Indicative),
        () if has("PRF") => (Some(Tense::Perfect), Mood::Indicative),
        () if has("FUT") => (Some(Tense::Future), Mood::Indicative),
        () if starts("INDF") => (Some(Tense::General), Mood::Indicative),
        () if has("SUBJ") => (None, Mood::Subjunctive),
        () if has("PRES") || has("PRS") => (Some(Tense::Present), Mood::Indicative),
        () if has("PST") => (Some(Tense::Past), Mood::Indicative),
        () => return None,
    })
}

fn verb_tables(morph: &Morph, name: &str, text: &str, errors: bool) {
    let (mut all, mut among, mut first, mut features, mut mood_slips) = (0, 0, 0, 0, 0);
    for line in text.lines() {
        let mut cells = line.split('\t');
        let (Some(lemma), Some(form), Some(tags)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let tags: Vec<&str> = tags.split(';').collect();
        if tags[0] != "V" {
            continue;
        }
        all += 1;
        let analyses = morph.analyze(form);
        among += usize::from(analyses.iter().any(|a| a.lemma.as_str() == lemma));
        let best = &analyses[0];
        let is_first = best.lemma.as_str() == lemma;
        first += usize::from(is_first);
        let person = tags.iter().find_map(|t| t.trim_start_matches("INDF").parse::<u8>().ok());
        let person_fits = person.is_none_or(|p| best.subject.persons().any(|q| p == q));
        let tense = of_tags(&tags);
        let tense_fits = tense.is_none_or(|(tense, mood)| best.tense == tense && best.mood == Some(mood));
        // The table calls half of its subjunctives (`nifue`) indicative past.
        let slip = form.ends_with('e') && tense == Some((Some(Tense::Past), Mood::Indicative)) && best.mood == Some(Mood::Subjunctive);
        mood_slips += usize::from(slip && person_fits);
        let fits = person_fits && tense_fits && !best.negative;
        features += usize::from(fits);
        if errors && !(is_first && (fits || slip)) {
            println!("  {form}\t{lemma}\t{tags:?}\t{:?}", analyses.iter().map(brief).collect::<Vec<_>>());
        }
    }
    println!(
        "{name}: {all} verb forms; lemma among {:.4}, first {:.4}; tense, polarity, person of the first {:.4} ({:.4} where the table's subjunctives in -e called indicative past are read as subjunctives)",
        share(among, all),
        share(first, all),
        share(features, all),
        share(features + mood_slips, all)
    );
}

fn brief(a: &Analysis) -> String {
    format!("{} {} {:?} {} {}", a.lemma.as_str(), a.pos.name(), a.tense, a.subject, a.score)
}

fn treebank(morph: &Morph, conllu: &str, errors: bool) {
    let mut cache = Cache::new();
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let (mut words, mut pos_right) = (0, 0);
    for block in conllu.split("\n\n") {
        let rows: Vec<Vec<&str>> =
            block.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit())).map(|l| l.split('\t').collect()).collect();
        let mut text = String::new();
        let mut spans = Vec::new();
        for row in &rows {
            spans.push((text.len(), text.len() + row[1].len()));
            text.push_str(row[1]);
            text.push(' ');
        }
        let tokens = tokens_of(&text);
        let parts = sentences(&text, &tokens, &paragraphs(&text, &tokens));
        let mut found = Vec::new();
        morph.analyze_tokens(&text, &tokens, &parts, &mut cache, &mut found);
        for (row, (start, end)) in rows.iter().zip(&spans) {
            let at = tokens.iter().position(|t| (t.span.start as usize, t.span.end as usize) == (*start, *end));
            let analysis = at.map(|i| found[i]).or_else(|| morph.analyze(row[1]).first().copied());
            let Some(analysis) = analysis else { continue };
            let pos = row[3].trim();
            if pos != "_" {
                words += 1;
                pos_right += usize::from(analysis.pos.name() == pos || (analysis.pos == Upos::Aux && pos == "VERB"));
            }
            let Some(count) = ["VERB", "NOUN"].into_iter().find(|p| *p == pos).map(|p| counts.entry(p).or_default()) else { continue };
            count[0] += 1;
            let right = analysis.lemma.as_str().to_lowercase() == row[2].to_lowercase();
            count[1] += usize::from(right);
            count[2] += usize::from(analysis.known != Known::Guessed);
            if errors && !right {
                println!("  {}\t{}\t{}\tours {} {}", row[1], row[2], pos, analysis.lemma.as_str(), analysis.pos.name());
            }
        }
    }
    for (pos, [all, right, known]) in counts {
        println!("treebank sample: {pos} lemma {:.4} of {all} (known {:.4})", share(right, all), share(known, all));
    }
    println!("treebank sample: part of speech {:.4} of {words} (AUX and VERB of copulas taken as one)", share(pos_right, words));
}

/// What is done with each article's tokens and readings.
type Each<'a> = &'a mut dyn FnMut(&str, &[dondoo::text::Token], &[Analysis]);

fn news(morph: &Morph, jsonl: &str, unknown: usize, before: f64) {
    let texts: Vec<String> = jsonl
        .lines()
        .filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok())
        .filter_map(|v| v["text"].as_str().map(str::to_owned))
        .collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let (mut cache, mut scratch) = (Cache::new(), dondoo::text::Scratch::default());
    let (mut tokens, mut found) = (Vec::new(), Vec::new());
    let start = Instant::now();
    for text in &texts {
        tokens.clear();
        tokenize(text, &mut tokens, &mut scratch);
        std::hint::black_box(sentences(text, &tokens, &paragraphs(text, &tokens)));
    }
    println!("tokens and sentences alone: {:.1} MB/s", bytes as f64 / start.elapsed().as_secs_f64() / 1e6);
    let mut run = |cache: &mut Cache, each: Each| {
        let start = Instant::now();
        let mut count = 0;
        for text in &texts {
            tokens.clear();
            found.clear();
            tokenize(text, &mut tokens, &mut scratch);
            let parts = sentences(text, &tokens, &paragraphs(text, &tokens));
            morph.analyze_tokens(text, &tokens, &parts, cache, &mut found);
            count += tokens.len();
            each(text, &tokens, &found);
        }
        (start.elapsed().as_secs_f64(), count)
    };
    for pass in ["cold cache", "warm cache", "warm cache"] {
        let (time, count) = run(&mut cache, &mut |_, _, _| {});
        println!(
            "{pass}: {:.1} MB/s, {:.2} M tokens/s ({:.1} MB, {count} tokens)",
            bytes as f64 / time / 1e6,
            count as f64 / time / 1e6,
            bytes as f64 / 1e6
        );
    }
    let (mut lines, mut scratch) = (Vec::new(), dondoo::text::Scratch::default());
    let start = Instant::now();
    for text in &texts {
        lines.clear();
        tokenize(text, &mut lines, &mut scratch);
        let mut length = 0;
        morph.lemmas(text, &lines, &mut cache, |_, lemma| length += lemma.as_str().len());
        std::hint::black_box(length);
    }
    println!("lemmas alone, warm cache: {:.1} MB/s", bytes as f64 / start.elapsed().as_secs_f64() / 1e6);
    let memory = resident() - before;
    let (mut all, mut known, mut missing) = (0, 0, HashMap::<String, usize>::new());
    run(&mut cache, &mut |text, tokens, found| {
        for (token, analysis) in tokens.iter().zip(found) {
            if token.kind != Kind::Word || analysis.pos == Upos::Propn {
                continue;
            }
            all += 1;
            if analysis.known == Known::Guessed {
                *missing.entry(token.text(text).to_lowercase()).or_default() += 1;
            } else {
                known += 1;
            }
        }
    });
    println!("news: {:.4} of {all} running words, names aside, have a reading that is not a guess", share(known, all));
    println!("memory: {memory:.1} MB resident more after the run, texts and cache included; cache holds {} forms", cache.len());
    let mut missing: Vec<_> = missing.into_iter().collect();
    missing.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    for (form, count) in missing.iter().take(unknown) {
        println!("  {count}\t{form}\t{:?}", morph.analyze(form).iter().map(brief).collect::<Vec<_>>());
    }
}

/// Resident memory in MB, where the system tells.
fn resident() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok().and_then(|s| s.split(' ').nth(1).and_then(|n| n.parse::<f64>().ok()));
    pages.unwrap_or(0.0) * 4096.0 / 1e6
}
