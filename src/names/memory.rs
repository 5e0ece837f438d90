//! What a thread remembers of word forms from article to article.
//!
//! A newspaper says the same few thousand forms again and again, and four features in ten ask nothing but the form. What no
//! neighbour changes (affixes, gazetteer, learned facts) is kept per form; the summed weights of those features, which hang
//! on how the form is dressed in its sentence too, are kept per [`View::dress`]. Sums of whole numbers do not depend on their
//! order, so a thread that remembers finds exactly what one that does not would find.

use rustc_hash::FxHashMap;

use super::features::{REACH, alone, key};
use super::gazetteer::Gazetteer;
use super::labels::WIDTH;
use super::model::{Forms, Model};
use super::view::View;
use crate::text::{Kind, Token, hash_bytes};

/// Dressed forms after which the next article begins with nothing remembered: some 10 MB at most, reached by few.
const FULL: usize = 1 << 15;

/// Summed weights for each place that a token may have beside a form; see [`alone`].
pub type Sums = [[i16; WIDTH]; 2 * REACH + 1];

/// A word form as it is written, by itself.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Exact hash.
    pub hash: u64,
    /// Lower-cased hash; numbers of one length share theirs.
    pub lower: u64,
    /// First 2, 3 and 4 characters, in small letters.
    pub prefix: [u64; 3],
    /// Last 1, 2, 3 and 4 characters, in small letters.
    pub suffix: [u64; 4],
    /// Bits of the gazetteer.
    pub gaz: u16,
    /// Learned facts.
    pub learned: [u8; 3],
    /// An opening bracket.
    pub bracket: bool,
    /// Whether a known name of several words begins with it.
    pub opens: bool,
    /// The dress seen last.
    dress: u32,
}

const NONE: u32 = u32::MAX;

/// Forms and their sums. Belongs to one thread.
#[derive(Debug)]
pub struct Memory {
    /// The model whose sums these are; 0 is none.
    model: u64,
    ids: FxHashMap<u64, u32>,
    /// Every form; the first stands for what is outside the sentence.
    pub forms: Vec<Form>,
    /// A dress, and the next one of the same form.
    dresses: Vec<(u64, u32)>,
    sums: Vec<Sums>,
}

impl Default for Memory {
    fn default() -> Self {
        let outside = Form {
            hash: View::PAD.lower,
            lower: View::PAD.lower,
            prefix: [1; 3],
            suffix: [1; 4],
            gaz: 0,
            learned: [0; 3],
            bracket: false,
            opens: false,
            dress: NONE,
        };
        Self { model: 0, ids: FxHashMap::default(), forms: vec![outside], dresses: Vec::new(), sums: Vec::new() }
    }
}

impl Memory {
    /// To be called before each article: forgets what another model said, and everything once there is too much.
    pub fn begin(&mut self, model: &Model) {
        if self.model != model.id || self.sums.len() > FULL {
            *self = Self { model: model.id, ..Self::default() };
            // Form 0 gets sums 0.
            self.dressed(&View::PAD, model);
        }
    }

    /// The form of a token whose words are `word`.
    pub fn form(&mut self, token: &Token, word: &str, forms: &Forms, lists: &Gazetteer) -> u32 {
        // The hash folds apostrophes and accents, which the affixes do not: such words go by their bytes.
        let raw = if word.is_ascii() { token.hash } else { hash_bytes(word.as_bytes()) };
        let fresh = self.forms.len() as u32;
        let id = *self.ids.entry(raw).or_insert(fresh);
        if id == fresh {
            let (prefix, suffix) = affixes(word);
            self.forms.push(Form {
                hash: token.hash,
                lower: if token.kind == Kind::Number { number(word) } else { token.lower },
                prefix,
                suffix,
                gaz: lists.bits(token.lower),
                learned: forms.get(token.lower),
                bracket: matches!(word, "(" | "["),
                opens: lists.opens(token.lower),
                dress: NONE,
            });
        }
        id
    }

    /// Where the sums of `view` are.
    pub fn dressed(&mut self, view: &View, model: &Model) -> u32 {
        let dress = view.dress();
        let first = self.forms[view.id as usize].dress;
        let mut at = first;
        while at != NONE {
            let (other, next) = self.dresses[at as usize];
            if other == dress {
                return at;
            }
            at = next;
        }
        let mut sums = Sums::default();
        for (place, sum) in sums.iter_mut().enumerate() {
            alone(&self.forms[view.id as usize], view, place, |template, value| model.add(key(template, value), sum));
        }
        let fresh = self.sums.len() as u32;
        self.sums.push(sums);
        self.dresses.push((dress, first));
        self.forms[view.id as usize].dress = fresh;
        fresh
    }

    /// The sums found by [`Memory::dressed`].
    pub fn sums(&self, at: u32) -> &Sums {
        &self.sums[at as usize]
    }
}

fn number(word: &str) -> u64 {
    0xD161_7000 + (word.len().min(12) as u64)
}

/// The first 2, 3, 4 and the last 1, 2, 3, 4 characters as numbers, small letters for ASCII capitals.
fn affixes(word: &str) -> ([u64; 3], [u64; 4]) {
    let small = |c: char| u64::from(c.to_ascii_lowercase() as u32 & 0xFFFF);
    let (mut prefix, mut suffix) = ([0; 3], [0; 4]);
    let mut acc = 0u64;
    for (n, c) in word.chars().take(4).enumerate() {
        acc = acc << 16 | small(c);
        if n >= 1 {
            prefix[n - 1] = acc + 1;
        }
    }
    acc = 0;
    for (n, c) in word.chars().rev().take(4).enumerate() {
        acc |= small(c) << (16 * n);
        suffix[n] = acc + 1;
    }
    (prefix, suffix)
}

#[cfg(test)]
mod tests {
    use super::super::{Scratch, Width, built_in, find};
    use super::*;
    use crate::text::{paragraphs, sentences, tokens_of};

    fn read(model: &Model, text: &str, scratch: &mut Scratch) -> Vec<super::super::Name> {
        let tokens = tokens_of(text);
        let all = sentences(text, &tokens, &paragraphs(text, &tokens));
        let mut out = Vec::new();
        find(model, None, Width::Wide, text, &tokens, &all, scratch, &mut out);
        out
    }

    /// What was read before, by this model or another, changes nothing: not the names, not the confidences.
    #[test]
    fn remembering_changes_nothing() {
        let mut changed = Vec::from(include_bytes!("../../models/names.bin"));
        let last = changed.len() - 1;
        changed[last] ^= 1;
        let sum = hash_bytes(&changed[20..]).to_le_bytes();
        changed[12..20].copy_from_slice(&sum);
        let other = Model::from_bytes(&changed).unwrap();
        assert_ne!(other.id, built_in().id);
        let texts = [
            "Rais Samia Suluhu Hassan alikutana na Yoweri Museveni mjini Kampala.",
            "RAIS SAMIA AKUTANA NA MUSEVENI MJINI KAMPALA\nSamia aliondoka Kampala Jumatatu.",
            "Rais wa ng\u{2019}ambo, Rais wa ng'ambo na Rais wa Côte d\u{2019}Ivoire (Abidjan) 2024.",
            "Wizara ya Mambo ya Nje ya Kenya; wizara ya mambo ya nje ya Uganda",
        ];
        let mut kept = Scratch::default();
        for _ in 0..2 {
            for text in texts {
                for model in [built_in(), &other, built_in()] {
                    assert_eq!(read(model, text, &mut kept), read(model, text, &mut Scratch::default()), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_full_memory_forgets() {
        let mut memory = Memory::default();
        let text: String = (0..FULL + 10).map(|n| format!("a{n} ")).collect();
        memory.begin(built_in());
        let lists = super::super::gazetteer::gazetteer();
        for token in tokens_of(&text) {
            let id = memory.form(&token, token.text(&text), &built_in().forms, lists);
            memory.dressed(&View { id, ..View::PAD }, built_in());
        }
        assert!(memory.sums.len() > FULL);
        memory.begin(built_in());
        assert_eq!((memory.sums.len(), memory.forms.len()), (1, 1));
    }
}
