//! An opening paragraph that the body repeats: a summary of the story, not a second report of it.

use std::ops::Range;

use super::layout::Reader;
use super::zone::Zone;
use crate::text::{Kind, Paragraph, join};

impl Reader<'_, '_> {
    /// An opening paragraph that comes again later, whole or as the beginning of a longer one.
    pub(super) fn standfirst(&mut self, paragraphs: &[Paragraph], headline: Option<usize>) {
        let first = headline.map_or(0, |h| h + 1);
        for index in first..paragraphs.len().min(first + 2) {
            let range = paragraphs[index].tokens.clone();
            if range.len() < 6 || self.out.blocks.iter().any(|b| b.tokens.start < range.end && range.start < b.tokens.end) {
                continue;
            }
            let words = |r: &Range<usize>| -> Vec<u64> {
                self.tokens[r.clone()].iter().filter(|t| t.kind != Kind::Punctuation).map(|t| t.lower).collect()
            };
            let own = words(&range);
            let key = own.iter().fold(0, |h, &w| join(h, w));
            let again =
                paragraphs[index + 1..].iter().filter(|p| self.tokens[p.tokens.start].lower == self.tokens[range.start].lower).any(|p| {
                    let other = words(&p.tokens);
                    other.len() >= own.len() && other[..own.len()].iter().fold(0, |h, &w| join(h, w)) == key
                });
            if again {
                self.block(Zone::Standfirst, range);
            }
        }
    }
}
