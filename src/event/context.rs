//! PLOVER's 37 contexts: why an event happens, told by the vocabulary of the paragraph (`data/event/contexts.tsv`).
//!
//! Some words are enough alone (`uchaguzi`), of the others two different ones must stand together. Only paragraphs that tell an event
//! are read, each once.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::data::phrases::Phrases;
use crate::data::tsv::Table;
use crate::morph::Analysis;
use crate::text::{Token, hash_lower};

/// A set of contexts, one bit each.
type Set = u64;

/// The vocabulary.
#[derive(Debug)]
pub(super) struct Contexts {
    names: Vec<&'static str>,
    /// Words by the hash of form or lemma: contexts that they make alone, and those that they help to make.
    words: FxHashMap<u64, (Set, Set)>,
    phrases: Phrases<(Set, Set)>,
}

impl Contexts {
    /// The vocabulary of `data/`, read at first use.
    pub fn built_in() -> &'static Contexts {
        static CONTEXTS: LazyLock<Contexts> = LazyLock::new(|| {
            let table = Table::built_in(include_str!("../../data/event/contexts.tsv"));
            let mut out = Contexts { names: Vec::new(), words: FxHashMap::default(), phrases: Phrases::new(true) };
            for (index, row) in table.rows().enumerate() {
                out.names.push(row.get("context"));
                let bit: Set = 1 << index;
                for (word, sets) in row.list("alone").map(|w| (w, (bit, 0))).chain(row.list("together").map(|w| (w, (0, bit)))) {
                    let join = |old: &mut (Set, Set)| *old = (old.0 | sets.0, old.1 | sets.1);
                    if crate::text::tokens_of(word).len() > 1 {
                        out.phrases.add_with(word, sets, |old, _| join(old));
                    } else {
                        join(out.words.entry(hash_lower(word)).or_default());
                    }
                }
            }
            out
        });
        &CONTEXTS
    }

    /// The contexts of a stretch of tokens, in the codebook's order.
    pub fn of(&self, tokens: &[Token], analyses: &[Analysis]) -> Vec<String> {
        let (mut alone, mut once, mut twice): (Set, Set, Set) = (0, 0, 0);
        let mut seen: Vec<u64> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            let lemma = analyses[at].lemma_hash();
            let mut next = at + 1;
            if token.is_word() {
                if self.phrases.starts(token)
                    && let Some((length, (strong, weak))) = self.phrases.longest(tokens, at)
                {
                    alone |= strong;
                    once |= weak;
                    next = at + length;
                } else if let Some((strong, weak)) = self.words.get(&token.lower).or_else(|| self.words.get(&lemma)) {
                    alone |= strong;
                    if *weak != 0 && !seen.contains(&lemma) {
                        seen.push(lemma);
                        twice |= once & weak;
                        once |= weak;
                    }
                }
            }
            at = next;
        }
        let found = alone | twice;
        self.names.iter().enumerate().filter(|(index, _)| found >> index & 1 == 1).map(|(_, name)| (*name).to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morph::{Cache, Morph};
    use crate::text::{Scratch, paragraphs, sentences, tokenize};

    fn of(text: &str) -> String {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens, &mut Scratch::default());
        let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
        let mut analyses = Vec::new();
        Morph::built_in().analyze_tokens(text, &tokens, &sentences, &mut Cache::new(), &mut analyses);
        Contexts::built_in().of(&tokens, &analyses).join(" ")
    }

    #[test]
    fn the_codebook_has_37() {
        assert_eq!(Contexts::built_in().names.len(), 37);
    }

    #[test]
    fn paragraphs_and_their_contexts() {
        for (text, contexts) in [
            ("Tume ya uchaguzi imewafuta wagombea wawili.", "election"),
            ("Wafanyakazi walicheza na watoto wao uwanjani.", ""),
            ("Polisi walitumia gesi ya machozi kuwatawanya waandamanaji.", "repression"),
            ("Nchi hizo mbili zitaanza mazungumzo kuhusu ushirikiano.", "diplomatic"),
            ("Nchi hizo zitaanza mazungumzo.", ""),
            ("Walinda amani wawili waliuawa na waasi karibu na mpaka.", "military territory peacekeeping"),
            ("Iran imeanza kurutubisha urani katika kituo cha nyuklia.", "cbrn"),
            ("Wakimbizi walilalamikia uhaba wa chakula kambini.", "human_security asylum"),
            ("Jaji alimhukumu waziri wa zamani kwa rushwa.", "executive legal corruption"),
        ] {
            assert_eq!(of(text), contexts, "{text}");
        }
    }
}
