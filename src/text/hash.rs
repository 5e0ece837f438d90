//! The one hash of a word form, and the folding that comes before it.
//!
//! Lexicons, models and features all meet at this number, so it is ours and frozen: a model trained last year must find
//! the same rows. Changing it means a new model format version. Folding makes spellings equal that a reader sees as equal:
//! curly or modifier apostrophes are `'`, soft hyphens and zero-width characters vanish, accents are composed (NFC).

use unicode_normalization::UnicodeNormalization;

const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hash of bytes that are already folded. Stable for ever.
#[must_use]
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut h = (bytes.len() as u64).wrapping_mul(K);
    let mut chunks = bytes.chunks_exact(8);
    for c in &mut chunks {
        let word = u64::from_le_bytes([c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]]);
        h = (h.rotate_left(23) ^ word).wrapping_mul(K);
    }
    let mut last = 0u64;
    for (i, &b) in chunks.remainder().iter().enumerate() {
        last |= u64::from(b) << (8 * i);
    }
    h = (h.rotate_left(23) ^ last).wrapping_mul(K);
    h ^ (h >> 29)
}

/// Mixes two hashes in order, for phrases and feature conjunctions.
#[must_use]
pub fn join(a: u64, b: u64) -> u64 {
    let h = (a.rotate_left(31) ^ b).wrapping_mul(K);
    h ^ (h >> 32)
}

/// The characters that stand for an apostrophe inside a word.
#[must_use]
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{02BB}' | '`' | '\u{00B4}' | '\u{FF07}')
}

/// Characters that show nothing and mean nothing inside a word.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Appends the folded form of `word` to `out`, case kept.
pub fn fold(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.push_str(word);
        return;
    }
    let visible = word.chars().filter(|&c| !is_invisible(c)).map(|c| match c {
        c if is_apostrophe(c) => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        c => c,
    });
    out.extend(visible.nfc());
}

/// Appends the folded, lower-cased form of `word` to `out`.
pub fn fold_lower(word: &str, out: &mut String) {
    let start = out.len();
    fold(word, out);
    if word.is_ascii() {
        out[start..].make_ascii_lowercase();
    } else {
        let lower = out[start..].to_lowercase();
        out.truncate(start);
        out.push_str(&lower);
    }
}

/// Hash of a word as a token would have it (folded, case kept).
#[must_use]
pub fn hash_word(word: &str) -> u64 {
    if word.is_ascii() {
        return hash_bytes(word.as_bytes());
    }
    let mut s = String::new();
    fold(word, &mut s);
    hash_bytes(s.as_bytes())
}

/// Hash of a word as a token's `lower` would have it.
#[must_use]
pub fn hash_lower(word: &str) -> u64 {
    if word.is_ascii() && !word.bytes().any(|b| b.is_ascii_uppercase()) {
        return hash_bytes(word.as_bytes());
    }
    let mut s = String::new();
    fold_lower(word, &mut s);
    hash_bytes(s.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frozen() {
        // A model file holds these numbers: if this fails, the format version must rise.
        assert_eq!(hash_bytes(b""), 0);
        assert_eq!(hash_word("ng’ombe"), hash_word("ng'ombe"));
        assert_eq!(hash_word("Co\u{0302}te"), hash_word("Côte"));
        assert_eq!(hash_word("ser\u{00AD}ikali"), hash_word("serikali"));
        assert_eq!(hash_lower("NAIROBI"), hash_word("nairobi"));
        assert_ne!(hash_word("a"), hash_word("a\0"));
    }
}
