//! Where something stands in the original text.
//!
//! A `Span` counts bytes, so slicing is free; whatever leaves for Python or JSON is counted in code points, and
//! `CodePoints` turns one into the other. Both are `u32`: an article longer than 4 GiB is refused before it gets here.

use serde::{Deserialize, Serialize};

/// A half-open range `start..end` of the original text: bytes inside the crate, code points in a record made for Python.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte (or code point).
    pub start: u32,
    /// One past the last byte (or code point).
    pub end: u32,
}

impl Span {
    /// The span from `start` up to `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start: start as u32, end: end as u32 }
    }

    /// The words of `text` at this (byte) span.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }

    /// As a range of bytes.
    #[must_use]
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in the span's unit.
    #[must_use]
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing is inside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// From the start of this to the end of `last`.
    #[must_use]
    pub fn to(&self, last: Span) -> Span {
        Span { start: self.start, end: last.end }
    }
}

/// Turns byte offsets of one text into code points, in whatever order they are asked for.
///
/// Every 64th byte keeps its count, so a look-up counts at most 64 bytes; an all-ASCII text keeps nothing.
#[derive(Debug)]
pub struct CodePoints<'t> {
    bytes: &'t [u8],
    marks: Vec<u32>,
}

const STEP: usize = 64;

impl<'t> CodePoints<'t> {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Vec::new();
        if !text.is_ascii() {
            marks.reserve(bytes.len() / STEP + 1);
            let mut count = 0;
            for chunk in bytes.chunks(STEP) {
                marks.push(count);
                count += starts(chunk);
            }
            marks.push(count);
        }
        Self { bytes, marks }
    }

    /// The number of code points before byte `at`.
    #[must_use]
    pub fn at(&self, at: u32) -> u32 {
        if self.marks.is_empty() {
            return at;
        }
        let mark = at as usize / STEP;
        self.marks[mark] + starts(&self.bytes[mark * STEP..at as usize])
    }

    /// A byte span as a code-point span.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        Span { start: self.at(span.start), end: self.at(span.end) }
    }
}

/// Bytes that begin a code point.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&b| u32::from(b & 0xC0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting() {
        let text = "Rais “Samia” — ng’ombe 🐄 ".repeat(40);
        let points = CodePoints::new(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(at as u32), n as u32);
        }
        assert_eq!(points.at(text.len() as u32), text.chars().count() as u32);
        assert_eq!(CodePoints::new("").at(0), 0);
    }
}
