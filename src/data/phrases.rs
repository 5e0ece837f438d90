//! Phrases found over token hashes: word boundaries come for free, and no text is compared.

use rustc_hash::FxHashMap;

use crate::text::{Kind, Token, tokens_of};

/// A trie over token hashes. Each phrase carries a value; a longer phrase wins over a shorter one.
#[derive(Debug)]
pub struct Phrases<V> {
    next: FxHashMap<(u32, u64), u32>,
    value: Vec<Option<V>>,
    lower: bool,
}

impl<V> Phrases<V> {
    /// An empty trie; with `lower` it matches whatever the case.
    #[must_use]
    pub fn new(lower: bool) -> Self {
        Self { next: FxHashMap::default(), value: vec![None], lower }
    }

    fn key(&self, token: &Token) -> u64 {
        if self.lower { token.lower } else { token.hash }
    }

    /// Adds a phrase, tokenised as articles are. A phrase already there gets `merge`d.
    pub fn add_with(&mut self, phrase: &str, value: V, merge: impl FnOnce(&mut V, V)) {
        let mut state = 0;
        for token in tokens_of(phrase) {
            let fresh = self.value.len() as u32;
            state = *self.next.entry((state, self.key(&token))).or_insert(fresh);
            if state == fresh {
                self.value.push(None);
            }
        }
        if state != 0 {
            match &mut self.value[state as usize] {
                Some(old) => merge(old, value),
                empty => *empty = Some(value),
            }
        }
    }

    /// Adds a phrase; the first value given to a phrase stays.
    pub fn add(&mut self, phrase: &str, value: V) {
        self.add_with(phrase, value, |_, _| {});
    }

    /// The longest phrase that starts at token `at`: how many tokens, and its value. Does not cross a line break.
    #[must_use]
    pub fn longest(&self, tokens: &[Token], at: usize) -> Option<(usize, &V)> {
        let (mut state, mut best) = (0, None);
        for (n, token) in tokens[at..].iter().enumerate() {
            if n > 0 && token.gap == crate::text::Gap::Line {
                break;
            }
            let Some(&to) = self.next.get(&(state, self.key(token))) else { break };
            state = to;
            if let Some(value) = &self.value[state as usize] {
                best = Some((n + 1, value));
            }
        }
        best
    }

    /// The value of exactly these tokens.
    #[must_use]
    pub fn exact(&self, tokens: &[Token]) -> Option<&V> {
        let mut state = 0;
        for token in tokens {
            state = *self.next.get(&(state, self.key(token)))?;
        }
        self.value[state as usize].as_ref()
    }

    /// Whether some phrase starts with this token, a cheap test before `longest`.
    #[must_use]
    pub fn starts(&self, token: &Token) -> bool {
        token.kind != Kind::Punctuation && self.next.contains_key(&(0, self.key(token)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_lines_part() {
        let mut phrases = Phrases::new(true);
        phrases.add("Korea", 1);
        phrases.add("Korea Kaskazini", 2);
        let tokens = tokens_of("korea kaskazini Korea\nKaskazini");
        assert_eq!(phrases.longest(&tokens, 0), Some((2, &2)));
        assert_eq!(phrases.longest(&tokens, 2), Some((1, &1)));
        assert_eq!(phrases.longest(&tokens, 3), None);
        assert_eq!(phrases.exact(&tokens[..2]), Some(&2));
        assert_eq!(phrases.exact(&tokens[1..2]), None);
    }
}
