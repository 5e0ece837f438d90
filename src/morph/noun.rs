//! Nouns that no list can hold: locatives, and what word formation makes from verbs and other nouns.
//!
//! `bungeni` is `bunge` with `-ni`; `mtumiaji` and `watumiaji` come from `tumia`, `utengenezaji` from `tengeneza`,
//! `kiusalama` from `usalama`, `masoko` from `soko`. Each rule asks the lexicon whether its base exists. What none explains
//! is guessed from its prefix.

use super::agreement::Agreement;
use super::analysis::Analysis;
use super::grammar::{Known, Sense, Upos};
use super::lemma::Lemma;
use super::lexicon::Listed;
use super::stem::{LONGEST, Stems, looks_swahili};
use crate::text::hash_bytes;

/// The noun part of the analyser, borrowed from it.
pub(super) struct Nouns<'m> {
    pub listed: &'m Listed,
    pub stems: &'m Stems,
}

const fn c(numbers: &[u8]) -> Agreement {
    Agreement::classes(numbers)
}

impl Nouns<'_> {
    /// Appends derived readings of `word` (lower case, folded).
    pub fn derive(&self, word: &[u8], out: &mut Vec<Analysis>) {
        let Ok(text) = std::str::from_utf8(word) else { return };
        if word.len() > LONGEST + 4 || word.len() < 3 {
            return;
        }
        self.locative(text, out);
        self.out_of_verb(text, out);
        self.out_of_noun(text, out);
    }

    /// `bungeni`: place, and agreement of the classes of place.
    fn locative(&self, text: &str, out: &mut Vec<Analysis>) {
        let Some(base) = text.strip_suffix("ni").filter(|b| b.len() >= 2) else { return };
        let reading = self.listed.has_noun(base.as_bytes()).copied().or_else(|| {
            let mut inner = Vec::new();
            self.out_of_verb(base, &mut inner);
            self.out_of_noun(base, &mut inner);
            inner.first().copied()
        });
        if let Some(noun) = reading {
            let person = matches!(noun.sense, Sense::Person | Sense::Role);
            let score = noun.score - if person { 20 } else { 6 };
            out.push(Analysis { locative: true, agrees: Agreement::PLACE, score, ..noun });
        }
    }

    fn verb_exists(&self, stem: &str, end: &str) -> bool {
        let mut buffer = [0u8; LONGEST];
        let n = stem.len() + end.len();
        if stem.len() < 2 || n > LONGEST {
            return false;
        }
        buffer[..stem.len()].copy_from_slice(stem.as_bytes());
        buffer[stem.len()..n].copy_from_slice(end.as_bytes());
        self.stems.find(&buffer[..n]).is_some_and(|f| f.steps <= 2)
    }

    fn out_of_verb(&self, text: &str, out: &mut Vec<Analysis>) {
        let mut push = |lemma: Lemma, class: Agreement, agrees: Agreement, sense: Sense, score: i16| {
            out.push(Analysis { class, agrees, sense, ..Analysis::new(Upos::Noun, lemma, Known::Derived, score) });
        };
        // Agents: m-/mw- … -aji, -i; plural wa-/w-.
        let agent = |rest: &str| {
            rest.strip_suffix("ji").is_some_and(|stem| self.verb_exists(stem, ""))
                || rest.strip_suffix('i').is_some_and(|stem| stem.len() >= 5 && self.verb_exists(stem, "a"))
        };
        for prefix in ["mw", "mu", "m"] {
            if let Some(rest) = text.strip_prefix(prefix)
                && (prefix != "mw" || rest.starts_with(['a', 'e', 'i', 'o', 'u']))
                && agent(rest)
            {
                push(Lemma::new(text), c(&[1]), c(&[1]), Sense::Person, 34);
                break;
            }
        }
        if let Some(rest) = text.strip_prefix("wa")
            && agent(rest)
        {
            let singular = if rest.starts_with(['a', 'e', 'i', 'o', 'u']) { "mw" } else { "m" };
            push(Lemma::joined(singular, rest), c(&[2]), c(&[2]), Sense::Person, 34);
        } else if let Some(rest) = text.strip_prefix('w')
            && rest.starts_with(['a', 'e', 'i', 'o', 'u'])
            && agent(rest)
        {
            push(Lemma::joined("mw", rest), c(&[2]), c(&[2]), Sense::Person, 32);
        }
        // Who does something to what follows: mpiga kura, mtengeneza filamu.
        for (prefix, class) in [("m", 1), ("wa", 2)] {
            if let Some(rest) = text.strip_prefix(prefix)
                && rest.ends_with('a')
                && rest.len() >= 5
                && !rest.starts_with(['a', 'e', 'i', 'o', 'u'])
                && self.stems.get(rest.as_bytes()).is_some()
            {
                push(Lemma::joined("m", rest), c(&[class]), c(&[class]), Sense::Person, 20);
            }
        }
        // Whom it is done to: mshitakiwa, mpendwa. Less likely than the verb (`wateuliwa` as “are appointed”) where unlisted.
        for (prefix, class) in [("m", 1), ("wa", 2)] {
            if let Some(rest) = text.strip_prefix(prefix)
                && rest.ends_with("wa")
                && rest.len() >= 6
                && self.verb_exists(rest, "")
            {
                push(Lemma::joined("m", rest), c(&[class]), c(&[class]), Sense::Person, 18);
            }
        }
        // Doing: u- … -aji; its state: u- … -fu, -vu.
        if let Some(rest) = text.strip_prefix('u').map(|r| r.strip_prefix('w').filter(|r| r.starts_with(['a', 'e', 'i', 'o'])).unwrap_or(r))
            && (rest.strip_suffix("ji").is_some_and(|stem| self.verb_exists(stem, ""))
                || rest.strip_suffix(['i', 'o']).is_some_and(|stem| stem.len() >= 4 && self.verb_exists(stem, "a"))
                || rest.strip_suffix("vu").is_some_and(|stem| self.verb_exists(stem, "a") || self.verb_exists(stem, "ka")))
        {
            push(Lemma::new(text), c(&[11, 14]), c(&[11, 14]), Sense::Abstract, 30);
        }
        // Result or way of doing: m- … -o, mi- … -o, ma- … -o, ki- … -o, vi- … -o, bare -o.
        let done = |rest: &str| rest.strip_suffix('o').is_some_and(|stem| stem.len() >= 3 && self.verb_exists(stem, "a"));
        for (prefix, singular, class) in [("mi", "m", 4), ("ma", "", 6), ("vi", "ki", 8), ("m", "m", 3), ("ki", "ki", 7), ("", "", 5)] {
            if let Some(rest) = text.strip_prefix(prefix)
                && done(rest)
            {
                let mutual = class == 6 && rest.ends_with("ano");
                let lemma = if mutual { Lemma::new(text) } else { Lemma::joined(singular, rest) };
                push(lemma, c(&[class]), c(&[class]), Sense::None, if class == 5 { 24 } else { 30 });
                break;
            }
        }
    }

    fn out_of_noun(&self, text: &str, out: &mut Vec<Analysis>) {
        let noun = |base: &str| self.listed.has_noun(base.as_bytes()).filter(|_| base.len() >= 3);
        let adjective = |base: &str| base.len() >= 3 && self.listed.get(hash_bytes(base.as_bytes())).iter().any(|a| a.pos == Upos::Adj);
        // ki-: in the manner of (kiserikali, kijeshi, kiusalama).
        if let Some(base) = text.strip_prefix("ki")
            && (noun(base).is_some() || self.listed.get(hash_bytes(base.as_bytes())).iter().any(|a| a.country[0] != 0))
        {
            out.push(Analysis { class: c(&[7]), agrees: c(&[7]), ..Analysis::new(Upos::Noun, Lemma::new(text), Known::Derived, 34) });
        }
        // u-: the state or office of (ubunge, uwaziri, uanachama), the quality of (ukubwa).
        if let Some(base) = text.strip_prefix('u') {
            let m = |p: &str| {
                let mut buffer = [0u8; LONGEST + 8];
                let n = p.len() + base.len();
                buffer[..p.len()].copy_from_slice(p.as_bytes());
                buffer[p.len()..n].copy_from_slice(base.as_bytes());
                self.listed.has_noun(&buffer[..n]).is_some_and(|a| a.agrees.meets(c(&[1])))
            };
            if base.len() <= LONGEST + 4
                && base.len() >= 3
                && (noun(base).is_some_and(|a| a.agrees.meets(c(&[1]))) || m("m") || m("mw") || adjective(base))
            {
                let analysis = Analysis::new(Upos::Noun, Lemma::new(text), Known::Derived, 32);
                out.push(Analysis { class: c(&[14]), agrees: c(&[11, 14]), sense: Sense::Abstract, ..analysis });
            }
        }
        // ma-: another plural of a noun of class 5, 9 or 11 (masaa, makampuni).
        if let Some(base) = text.strip_prefix("ma")
            && let Some(noun) = noun(base).filter(|a| a.class.meets(c(&[5, 9, 10])))
        {
            let animate = noun.agrees.meets(c(&[1, 2]));
            let agrees = if animate { c(&[2]) } else { c(&[6]) };
            out.push(Analysis { class: c(&[6]), agrees, known: Known::Derived, score: 40, ..*noun });
        }
        // mwana-: one who belongs to (mwanablogu, wanasiasa, wanamichezo).
        for (prefix, class) in [("mwana", 1), ("wana", 2)] {
            if let Some(base) = text.strip_prefix(prefix)
                && noun(base).is_some()
            {
                let analysis = Analysis::new(Upos::Noun, Lemma::joined("mwana", base), Known::Derived, 42);
                out.push(Analysis { class: c(&[class]), agrees: c(&[class]), sense: Sense::Person, ..analysis });
            }
        }
        // vi-/ji- of size: vitoto, jitu are listed where they are common; ki-/vi- on a class 5 noun is the rest.
        if let Some(base) = text.strip_prefix("vi")
            && let Some(noun) = noun(base).filter(|a| a.class.meets(c(&[5, 9])))
        {
            out.push(Analysis { class: c(&[8]), agrees: c(&[8]), known: Known::Derived, score: 26, ..*noun });
        }
    }

    /// The reading of last resort for a word that looks like Swahili.
    pub fn guess(&self, text: &str) -> Analysis {
        let swahili = looks_swahili(text.as_bytes());
        let (class, agrees, score) = match text.as_bytes() {
            _ if !swahili || text.len() < 4 => (c(&[9, 10]), c(&[9, 10]), 4),
            [b'w', b'a', ..] => (c(&[2]), c(&[2]), 7),
            [b'm', b'w', ..] => (c(&[1, 3]), c(&[1, 3]), 7),
            [b'm', b'i', ..] => (c(&[4]), c(&[4]), 7),
            [b'm', b'a', ..] => (c(&[6]), c(&[6]), 7),
            [b'k', b'i', ..] => (c(&[7]), c(&[7]), 7),
            [b'v', b'i', ..] => (c(&[8]), c(&[8]), 7),
            [b'u', ..] => (c(&[11, 14]), c(&[11, 14]), 7),
            [b'm', second, ..] if !super::stem::is_vowel(*second) => (c(&[1, 3]), c(&[1, 3]), 7),
            _ => (c(&[5, 9, 10]), c(&[5, 9, 10]), 6),
        };
        let lemma = match text.as_bytes() {
            [b'w', b'a', rest, ..] if score == 7 && !super::stem::is_vowel(*rest) => Lemma::joined("m", &text[2..]),
            [b'm', b'i', ..] if score == 7 => Lemma::joined("m", &text[2..]),
            [b'v', b'i', ..] if score == 7 => Lemma::joined("ki", &text[2..]),
            _ => Lemma::new(text),
        };
        // Letters of another script are a foreign word.
        let foreign = !text.chars().any(|c| c.is_ascii_alphanumeric());
        let pos = if foreign { Upos::X } else { Upos::Noun };
        Analysis { class, agrees, ..Analysis::new(pos, lemma, Known::Guessed, score) }
    }
}
