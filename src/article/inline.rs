//! Links, credits and agencies that scraping ran into a paragraph, or left on a line without a cue.

use super::cues::{After, cue_at};
use super::layout::Reader;
use super::zone::Zone;
use crate::text::{Gap, Kind};

impl Reader<'_, '_> {
    /// Cues inside a paragraph: after a sentence's end, or glued to a word.
    pub(super) fn inline(&mut self, at: usize, end: usize) {
        let mut i = at;
        while i < end {
            let token = &self.tokens[i];
            let opens = token.is_word()
                && (i == at
                    || token.gap == Gap::None
                    || (self.tokens[i - 1].kind == Kind::Punctuation && !matches!(self.word(i - 1), "," | ";" | ":" | "(")));
            if opens
                && token.is_capitalised()
                && let Some((cue, next)) = cue_at(self.text, self.tokens, i, end, false).filter(|(c, _)| c.inline)
            {
                let stop = match cue.zone {
                    Zone::Caption if cue.after == After::Name => self.credit_end(next, end),
                    _ => self.link_end(next, end),
                };
                self.block(cue.zone, i..stop);
                i = stop.max(i + 1);
                continue;
            }
            i += 1;
        }
    }

    /// Where a link's title ends: at a question or full stop with more text after it, or at the line's end.
    pub(super) fn link_end(&self, next: usize, end: usize) -> usize {
        for i in next..end {
            let ends = self.tokens[i].kind == Kind::Punctuation && matches!(self.word(i), "." | "?" | "!");
            if ends && i + 1 < end && self.tokens[i + 1].is_capitalised() && i > next {
                return i + 1;
            }
        }
        end
    }

    /// A picture's credit: at most four capitalised words.
    fn credit_end(&self, next: usize, end: usize) -> usize {
        let mut i = next;
        while i < end && i - next < 4 && (self.tokens[i].is_capitalised() || matches!(self.word(i), "/" | "-")) {
            if i > next && matches!(self.word(i), "Maelezo") {
                break;
            }
            i += 1;
        }
        // `Getty Images Waziri wa …`: a third capitalised word before a small one opens the text.
        if i < end && i - next >= 3 && self.tokens[i].is_word() {
            i = next + 2;
        }
        i
    }

    /// `(AFP, Reuters)` or `AFP/Reuters` as a whole line.
    pub(super) fn agencies(&self, at: usize, end: usize) -> bool {
        end - at <= 12
            && self.word(at) == "("
            && self.word(end - 1) == ")"
            && self.tokens[at + 1..end - 1].iter().all(|t| t.is_capitalised() || matches!(t.text(self.text), "," | "/" | "na" | "-" | ";"))
            && end - at > 2
    }

    /// The same at the end of a body paragraph.
    pub(super) fn trailing_agencies(&mut self, at: usize, end: usize) {
        if self.word(end - 1) == ")"
            && let Some(open) = (at + 1..end).rev().take(12).find(|&i| self.word(i) == "(")
        {
            let after_end = matches!(self.word(open - 1), "." | "”" | "\"" | "?" | "!");
            if after_end && self.agencies(open, end) {
                self.block(Zone::Source, open..end);
            }
        }
    }

    pub(super) fn copyright(&self, at: usize, end: usize) -> bool {
        end - at <= 20 && self.word(at) == "©"
    }
}
