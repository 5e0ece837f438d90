//! Is this Swahili? A small scorer over character trigrams and function words, built from `data/language/`.
//!
//! Naive Bayes over hashed trigrams of each word (with its edges), one table of log-probabilities a language, smoothed; a
//! function word of the language counts as several trigrams. The scores become a confidence through the mean evidence per
//! word, so that three words never sound certain. Reads at most a few hundred words, from the start and the middle.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::data::tsv::Table;
use crate::text::{Case, Kind, Token, fold_lower, hash_lower, tokens_of};

/// The language of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Language {
    /// ISO 639-1 code (`sw`, `en`, …), `sheng` for Sheng-heavy chat, `und` where there is too little to tell.
    pub code: String,
    /// 0 to 1: how sure.
    pub confidence: f32,
}

impl Language {
    /// Whether the Swahili layers should read this text: Swahili, Sheng, or undetermined (too short to refuse).
    #[must_use]
    pub fn is_swahili(&self) -> bool {
        matches!(self.code.as_str(), "sw" | "sheng" | "und") || self.confidence < 0.6
    }
}

const ROWS: usize = 1 << 13;
/// Words read from the start, and as many again from the middle of a longer text.
const WORDS: usize = 64;
/// Fewer words than this and nothing is said.
const FEWEST: usize = 4;

/// Log-evidence for Swahili before the first word.
const PRIOR: f32 = 6.0;

const SAMPLES: &[(&str, &str)] = &[
    ("sw", include_str!("../../data/language/samples/sw.txt")),
    ("en", include_str!("../../data/language/samples/en.txt")),
    ("fr", include_str!("../../data/language/samples/fr.txt")),
    ("ar", include_str!("../../data/language/samples/ar.txt")),
    ("rw", include_str!("../../data/language/samples/rw.txt")),
    ("lg", include_str!("../../data/language/samples/lg.txt")),
    ("ln", include_str!("../../data/language/samples/ln.txt")),
    ("sn", include_str!("../../data/language/samples/sn.txt")),
    ("zu", include_str!("../../data/language/samples/zu.txt")),
    ("so", include_str!("../../data/language/samples/so.txt")),
    ("ha", include_str!("../../data/language/samples/ha.txt")),
    ("pt", include_str!("../../data/language/samples/pt.txt")),
    ("ny", include_str!("../../data/language/samples/ny.txt")),
    ("sheng", include_str!("../../data/language/samples/sheng.txt")),
];
/// Room for each language's score: a power of two, so that a row is added in a few vector instructions.
const LANGUAGES: usize = 16;

struct Scorer {
    /// Log-probability of each trigram row in each language.
    rows: Vec<[f32; LANGUAGES]>,
    /// Function words: log-evidence for each language that has them.
    words: FxHashMap<u64, [f32; LANGUAGES]>,
}

impl Scorer {
    /// Adds rows to `scores`. A function of its own, so that the compiler sees nothing but whole vectors.
    #[inline(never)]
    fn add(&self, rows: &[usize], scores: &mut [f32; LANGUAGES]) {
        let mut sums = *scores;
        for &row in rows {
            let row = &self.rows[row];
            for language in 0..LANGUAGES {
                sums[language] += row[language];
            }
        }
        *scores = sums;
    }
}

fn trigrams(word: &str, mut each: impl FnMut(usize)) {
    let (mut a, mut b) = ('\u{2}', '\u{2}');
    for c in word.chars().chain(['\u{3}']) {
        if a != '\u{2}' || b != '\u{2}' {
            let key = (u64::from(a as u32) << 42) ^ (u64::from(b as u32) << 21) ^ u64::from(c as u32);
            each((key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 51) as usize % ROWS);
        }
        (a, b) = (b, c);
    }
}

static SCORER: LazyLock<Scorer> = LazyLock::new(|| {
    let mut counts = vec![[0f32; LANGUAGES]; ROWS];
    let mut totals = [0f32; LANGUAGES];
    let mut lower = String::new();
    for (language, (_, sample)) in SAMPLES.iter().enumerate() {
        for line in sample.lines().filter(|l| !l.starts_with('#')) {
            for token in tokens_of(line).iter().filter(|t| t.kind == Kind::Word) {
                lower.clear();
                fold_lower(token.text(line), &mut lower);
                trigrams(&lower, |row| {
                    counts[row][language] += 1.0;
                    totals[language] += 1.0;
                });
            }
        }
    }
    let smooth = 0.4;
    for row in &mut counts {
        for (language, cell) in row.iter_mut().enumerate() {
            *cell = ((*cell + smooth) / (totals[language] + smooth * ROWS as f32)).ln();
        }
    }
    let mut words: FxHashMap<u64, [f32; LANGUAGES]> = FxHashMap::default();
    for row in Table::built_in(include_str!("../../data/language/function_words.tsv")).rows() {
        if let Some(language) = SAMPLES.iter().position(|(code, _)| *code == row.get("lang")) {
            words.entry(hash_lower(row.get("word"))).or_insert([0.0; LANGUAGES])[language] = 2.5;
        }
    }
    Scorer { rows: counts, words }
});

/// The language of tokenised `text`.
#[must_use]
pub fn detect(text: &str, tokens: &[Token]) -> Language {
    let scorer = &*SCORER;
    let mut scores = [0f32; LANGUAGES];
    // Texts come here because somebody takes them for Swahili: in a sentence of six words that counts.
    scores[0] = PRIOR;
    let mut read = 0usize;
    let (mut lower, mut rows) = (String::new(), Vec::with_capacity(64));
    let mut letters = 0usize;
    let middle = tokens.len() / 2;
    let head = tokens.iter().take(WORDS * 2);
    let body = tokens.iter().skip(middle.max(WORDS * 2)).take(WORDS * 2);
    for token in head.chain(body) {
        // Capitalised words are mostly names, which look alike in every language.
        if token.kind != Kind::Word || read >= 2 * WORDS {
            continue;
        }
        letters += 1;
        if token.is_capitalised() && token.case != Case::Upper {
            continue;
        }
        let word = token.text(text);
        if word.len() > 60 {
            continue;
        }
        let small = if token.case == Case::Lower && word.is_ascii() {
            word
        } else {
            lower.clear();
            fold_lower(word, &mut lower);
            &lower
        };
        rows.clear();
        trigrams(small, |row| rows.push(row));
        scorer.add(&rows, &mut scores);
        if let Some(evidence) = scorer.words.get(&token.lower) {
            for (score, p) in scores.iter_mut().zip(evidence) {
                *score += p;
            }
        }
        read += 1;
    }
    if read < FEWEST {
        return Language { code: "und".into(), confidence: if letters == 0 { 0.0 } else { 0.3 } };
    }
    let best = (0..SAMPLES.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
    // Trigrams are not independent: temper the evidence as if each word spoke a few times at most.
    let temper = 6.0 / (read as f32).max(6.0).sqrt() / (read as f32).sqrt();
    let total: f32 = scores[..SAMPLES.len()].iter().map(|s| ((s - scores[best]) * temper).exp()).sum();
    Language { code: SAMPLES[best].0.into(), confidence: 1.0 / total }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Language {
        detect(text, &tokens_of(text))
    }

    #[test]
    fn swahili_and_its_neighbours() {
        for (text, code) in [
            ("Serikali imesema kwamba itajenga barabara mpya katika mkoa huo kabla ya mwisho wa mwaka.", "sw"),
            ("Waziri alisema kuwa \"we will not accept this decision\" wakati akizungumza na waandishi wa habari jana.", "sw"),
            ("The government said it would build a new road in the region before the end of the year.", "en"),
            ("Le gouvernement a annoncé qu'il allait construire une nouvelle route dans la région.", "fr"),
            ("Guverinoma yavuze ko izubaka umuhanda mushya muri ako karere mbere y'uko umwaka urangira.", "rw"),
            ("Dowladdu waxay sheegtay inay dhisi doonto waddo cusub oo gobolka ka mid ah sanadkan.", "so"),
            ("Gwamnati ta ce za ta gina sabuwar hanya a yankin kafin karshen shekara.", "ha"),
            ("قالت الحكومة إنها ستبني طريقا جديدا في المنطقة قبل نهاية العام", "ar"),
            ("", "und"),
            ("Kenya", "und"),
            ("12345 67 8", "und"),
        ] {
            assert_eq!(of(text).code, code, "{text}: {:?}", of(text));
        }
    }
}
