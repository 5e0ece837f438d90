//! Words → what they are: lemma, part of speech, noun class, tense, subject, object, extensions.
//!
//! Swahili says with prefixes what other languages say with words, so every later layer reads this one: is the verb past or
//! future, who is its subject, is it passive, which country is `Mmarekani` from. A form is analysed once and kept by hash
//! ([`Cache`]); [`Morph::analyze`] gives all its readings, [`Morph::analyze_tokens`] the one that fits its sentence.
//!
//! Four sources, in this order: what the lexicon lists (`lexicon.rs`: nouns, adjectives and closed classes with all their
//! concords), the verb template (`prefix.rs`, `stem.rs`, `verb.rs`), word formation (`noun.rs`), and guesses from shape.

mod agreement;
mod analysis;
mod cache;
mod concord;
mod context;
mod features;
mod grammar;
mod lemma;
mod lexicon;
mod narrow;
mod noun;
mod peoples;
mod prefix;
mod stem;
mod verb;

use std::sync::LazyLock;

pub use agreement::{Agreement, NounClass};
pub use analysis::{Analysis, VerbId};
pub use cache::Cache;
pub use features::Features;
pub use grammar::{Extensions, Known, Mood, Sense, Tense, TimeClass, Upos};
pub use lemma::Lemma;
pub use stem::{Args, Verb};

use crate::text::{Sentence, Token, fold_lower, hash_bytes};
use lexicon::Listed;
use noun::Nouns;
use prefix::Prefixes;
use stem::Stems;
use verb::Verbs;

/// The analyser: tables only, never changed, shared by all threads.
#[derive(Debug)]
pub struct Morph {
    stems: Stems,
    prefixes: Prefixes,
    listed: Listed,
}

/// Readings that score this much below the best are not worth keeping.
const HOPELESS: i16 = 46;
/// No form has more readings than a reader would care to see.
const MOST: usize = 8;

impl Morph {
    /// The analyser with the lexicon that is compiled in, built at first use.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static MORPH: LazyLock<Morph> = LazyLock::new(Morph::build);
        &MORPH
    }

    fn build() -> Self {
        Self {
            stems: lexicon::verbs(include_str!("../../data/lexicon/verbs.tsv")),
            prefixes: Prefixes::new(),
            listed: lexicon::listed(
                include_str!("../../data/lexicon/nouns.tsv"),
                include_str!("../../data/lexicon/adjectives.tsv"),
                include_str!("../../data/lexicon/closed.tsv"),
                include_str!("../../data/countries.tsv"),
                include_str!("../../data/morph/preferences.tsv"),
            ),
        }
    }

    /// All readings of one word form, likeliest first; never empty for a form with a letter in it.
    #[must_use]
    pub fn analyze(&self, word: &str) -> Vec<Analysis> {
        let (mut lower, mut out) = (String::new(), Vec::new());
        fold_lower(word.trim(), &mut lower);
        if !lower.is_empty() {
            self.read(&lower, &mut out);
        }
        out
    }

    /// The likeliest lemma of one word form, out of its sentence.
    #[must_use]
    pub fn lemma(&self, word: &str) -> Option<Lemma> {
        self.analyze(word).first().map(|a| a.lemma)
    }

    /// The likeliest lemma of every token, without its sentence: the quick way where only lemmas are wanted. Tokens that are
    /// no words are left out.
    pub fn lemmas(&self, text: &str, tokens: &[Token], cache: &mut Cache, mut each: impl FnMut(&Token, &Lemma)) {
        cache.tidy();
        for token in tokens.iter().filter(|t| t.is_word()) {
            let (at, _) = cache.find(self, text, token);
            each(token, &cache.reading(at).lemma);
        }
    }

    /// The analysis of every token in its sentence, one each, appended to `out`.
    ///
    /// `sentences` must be those of `tokens`, in order; a token outside them gets its likeliest reading.
    pub fn analyze_tokens(&self, text: &str, tokens: &[Token], sentences: &[Sentence], cache: &mut Cache, out: &mut Vec<Analysis>) {
        context::analyze(self, text, tokens, sentences, cache, out);
    }

    /// A verb of the lexicon.
    ///
    /// # Panics
    /// If the id comes from another analyser.
    #[must_use]
    pub fn verb(&self, id: VerbId) -> &Verb {
        self.stems.verb(id)
    }

    /// The verb with this dictionary stem.
    #[must_use]
    pub fn verb_named(&self, stem: &str) -> Option<VerbId> {
        self.stems.get(stem.as_bytes())
    }

    /// The verb whose stem has this hash (a token's `lower`, or [`Analysis::lemma_hash`]).
    #[must_use]
    pub fn verb_by_hash(&self, hash: u64) -> Option<VerbId> {
        self.stems.by_hash(hash)
    }

    /// The active verb of a listed passive (`uawa` → `ua`), or the verb itself.
    #[must_use]
    pub fn active(&self, id: VerbId) -> VerbId {
        let verb = self.stems.verb(id);
        verb.base.filter(|_| verb.extensions == Extensions::PASSIVE).unwrap_or(id)
    }

    /// How many verbs the lexicon has.
    #[must_use]
    pub fn verb_count(&self) -> usize {
        self.stems.verbs.len()
    }

    /// Appends the readings of a folded, lower-case form, likeliest first.
    fn read(&self, lower: &str, out: &mut Vec<Analysis>) {
        let start = out.len();
        let word = lower.as_bytes();
        out.extend_from_slice(self.listed.get(hash_bytes(word)));
        let listed = out.len() > start;
        let before = out.len();
        let verbs = Verbs { stems: &self.stems, prefixes: &self.prefixes, start: before };
        let known = verbs.analyze(word, out);
        // The question -je at the end: inakuwaje, wafanyeje.
        let question = lower.strip_suffix("je").filter(|rest| !known && !listed && rest.len() >= 3);
        let known = known || question.is_some_and(|rest| ask(&verbs, rest.as_bytes(), out));
        if !known && listed {
            out.truncate(before); // a guess is nothing beside a listed reading
        }
        let nouns = Nouns { listed: &self.listed, stems: &self.stems };
        // Word formation is asked where neither a listed noun nor a tensed verb explains the form.
        let explained = |a: &Analysis| a.known == Known::Lexical && (a.pos == Upos::Noun || (a.pos == Upos::Verb && a.score >= 44));
        if !out[start..].iter().any(explained) {
            nouns.derive(word, out);
        }
        if !out[start..].iter().any(|a| a.known != Known::Guessed) {
            peoples::hyphenated(&self.listed, lower, out);
        }
        if !out[start..].iter().any(|a| a.known != Known::Guessed) {
            out.push(nouns.guess(lower));
        }
        let readings = &mut out[start..];
        readings.sort_by_key(|a| -a.score); // stable: equal readings keep the order of their sources
        let best = readings[0].score;
        let keep = readings.iter().take(MOST).take_while(|a| a.score > best - HOPELESS).count();
        out.truncate(start + keep.max(1));
    }
}

/// Reads a verb before `-je`, in place of any guess at the whole; whether the lexicon knows it.
fn ask(verbs: &Verbs<'_>, rest: &[u8], out: &mut Vec<Analysis>) -> bool {
    let guessed = out.len();
    let known = verbs.analyze(rest, out);
    if known {
        out.drain(verbs.start..guessed);
    } else {
        out.truncate(guessed);
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_by_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Morph>();
        shared::<Cache>();
    }

    #[test]
    fn verbs_are_found_by_name_and_hash() {
        let morph = Morph::built_in();
        let killed = morph.analyze("waliuawa")[0];
        let verb = killed.verb.expect("a verb of the lexicon");
        assert_eq!((morph.verb(verb).stem, morph.verb(morph.active(verb)).stem), ("uawa", "ua"));
        assert!(killed.passive());
        let struck = morph.analyze("walipigwa")[0];
        assert_eq!(struck.lemma.as_str(), "pigwa");
        assert_eq!(struck.verb.map(|v| morph.active(v)), morph.verb_by_hash(crate::text::hash_word("piga")));
        assert!(morph.verb(morph.verb_named("sema").unwrap()).args.has(Args::KWAMBA));
    }

    #[test]
    fn odd_words_have_readings_in_linear_time() {
        let morph = Morph::built_in();
        for word in ["a", "’", "ng’ombe", "𝔸", "İ", "ku", "ß", "-", "ana-", "wa-", "ﬁ", "ki\u{0301}tabu"] {
            assert!(!morph.analyze(word).is_empty(), "{word}");
        }
        assert!(morph.analyze("").is_empty() && morph.analyze(" \n").is_empty());
        for letter in ["a", "ma", "kw", "ni", "waliwaliwali", "é", "-"] {
            let long = letter.repeat(10_000);
            assert!(!morph.analyze(&long).is_empty());
        }
    }
}
