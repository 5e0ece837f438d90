//! The lemma inside an analysis: a short string without an allocation.

use std::fmt;

use crate::text::hash_bytes;

/// A short string inside an analysis. No dictionary word of Swahili is longer; what is (web addresses, noise) is cut.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lemma {
    len: u8,
    bytes: [u8; Self::MAX],
}

impl Lemma {
    const MAX: usize = 31;

    /// Keeps `text`, cut at a character boundary if it is longer than 31 bytes.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut len = text.len().min(Self::MAX);
        while !text.is_char_boundary(len) {
            len -= 1;
        }
        let mut bytes = [0; Self::MAX];
        bytes[..len].copy_from_slice(&text.as_bytes()[..len]);
        Self { len: len as u8, bytes }
    }

    /// The two parts joined.
    #[must_use]
    pub fn joined(a: &str, b: &str) -> Self {
        let mut lemma = Self::new(a);
        let rest = Self::new(b);
        let at = lemma.len as usize;
        if at == a.len() && at + rest.len as usize <= Self::MAX {
            lemma.bytes[at..at + rest.len as usize].copy_from_slice(&rest.bytes[..rest.len as usize]);
            lemma.len += rest.len;
        }
        lemma
    }

    /// The lemma as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len as usize]).unwrap_or_default()
    }

    /// Whether it is a demonstrative: `huyu`, `hilo`, `yale`. Their lemmas are their forms.
    #[must_use]
    pub(super) fn is_demonstrative(&self) -> bool {
        let text = self.as_str();
        (text.starts_with('h') && text.len() >= 3 && text.len() <= 5 && text != "hapana") || (text.ends_with("le") && text.len() <= 4)
    }

    /// Its hash, the one a token with this form would have.
    #[must_use]
    pub fn hash(&self) -> u64 {
        hash_bytes(&self.bytes[..self.len as usize])
    }
}

impl fmt::Debug for Lemma {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_and_joined_on_boundaries() {
        let long = "ŋ".repeat(40);
        assert_eq!(Lemma::new(&long).as_str().chars().count(), 15);
        assert_eq!(Lemma::joined("som", "a").as_str(), "soma");
        assert_eq!(Lemma::new("soma").hash(), crate::text::hash_word("soma"));
    }
}
