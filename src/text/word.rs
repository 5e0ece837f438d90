//! Words: where one ends, where scraping glued two together, and which full stops belong to an abbreviation.

use super::class::Class;
use super::hash::is_apostrophe;
use super::token::{Gap, Kind};
use super::tokenize::Reader;
use crate::data::words::{abbreviations, camel};

impl Reader<'_, '_> {
    /// A word, address or abbreviation starting at a letter; several tokens where words were glued. Returns its end.
    pub(super) fn word(&mut self, start: usize, gap: Gap) -> usize {
        let end = self.word_end(start);
        // Only a mark of an address can make one of a word; most words are followed by a space.
        if matches!(self.bytes.get(end), Some(b'.' | b'@' | b':' | b'_' | b'+' | b'0'..=b'9'))
            && let Some((end, kind)) = self.address(start)
        {
            self.push(start, end, kind, gap);
            return end;
        }
        if let Some(end) = self.initials(start, end) {
            self.push(start, end, Kind::Abbreviation, gap);
            return end;
        }
        if self.bytes.get(end) == Some(&b'.') && self.is_abbreviation(start, end) {
            self.push(start, end + 1, Kind::Abbreviation, gap);
            return end + 1;
        }
        let (mut from, mut gap) = (start, gap);
        if !self.bytes[start + 1..end].iter().any(u8::is_ascii_uppercase) || camel().contains(self.fold_hash(start, end)) {
            self.push(start, end, Kind::Word, gap);
            return end;
        }
        while let Some(cut) = self.glue(from, end) {
            self.push(from, cut, Kind::Word, gap);
            gap = Gap::None;
            from = cut;
        }
        self.push(from, end, Kind::Word, gap);
        end
    }

    /// The end of a run of letters with inner apostrophes, hyphens and digits after capitals.
    fn word_end(&self, start: usize) -> usize {
        let (mut at, mut last) = (start, 'a');
        loop {
            // Fast path over ASCII letters.
            while let Some(b) = self.bytes.get(at).filter(|b| b.is_ascii_alphabetic()) {
                last = *b as char;
                at += 1;
            }
            let Some((class, c, len)) = self.class_at(at) else { return at };
            match class {
                Class::Letter => (last, at) = (c, at + len),
                Class::Combining => at += len,
                Class::Invisible => {
                    let next = self.past_invisible(at);
                    match self.class_at(next) {
                        Some((Class::Letter | Class::Combining, ..)) => at = next,
                        _ => return at,
                    }
                }
                Class::Digit if last.is_uppercase() || last.is_ascii_digit() || last == '-' => {
                    // `G20`, `H5N1`, `COVID-19`, but `USD500` is money.
                    let stop = self.digits_end(at);
                    if last.is_uppercase() && stop - at >= 3 && at - start >= 3 {
                        return at;
                    }
                    if matches!(self.bytes.get(stop), Some(b'.' | b',')) && self.bytes.get(stop + 1).is_some_and(u8::is_ascii_digit) {
                        return at;
                    }
                    // Words glued to a number: `COVID-19Rais` ends at the digits.
                    if self.title_begins(stop) || self.bytes.get(stop).is_some_and(u8::is_ascii_lowercase) {
                        return stop;
                    }
                    last = '0';
                    at = stop;
                }
                Class::Mark if is_apostrophe(c) || c == '-' || c == '\u{2010}' || c == '\u{2011}' => {
                    let next = self.past_invisible(at + len);
                    match self.class_at(next) {
                        Some((Class::Letter, ..)) if last != '-' => (last, at) = (if is_apostrophe(c) { 'a' } else { '-' }, next),
                        Some((Class::Digit, ..)) if !is_apostrophe(c) && last.is_alphabetic() => (last, at) = ('-', next),
                        _ if c == '\u{02BC}' && matches!(self.bytes.get(at.wrapping_sub(1)), Some(b'g')) => at += len,
                        _ => return at,
                    }
                }
                _ => return at,
            }
        }
    }

    /// Whether a capital letter followed by a small one stands at `at`.
    fn title_begins(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_uppercase) && self.bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)
    }

    /// Where a second word was glued on between `from` and `end`: `ReutersWabunge`, `DCRais`.
    fn glue(&self, from: usize, end: usize) -> Option<usize> {
        let b = &self.bytes[..end];
        for i in from + 1..end.saturating_sub(2) {
            if !b[i].is_ascii_uppercase() || !b[i + 1].is_ascii_lowercase() || !b[i + 2].is_ascii_lowercase() {
                continue;
            }
            if b[i - 1].is_ascii_lowercase() && i - from >= 2 {
                // `McDonald`, `MacArthur`, `DeSantis`: a name prefix, not two words.
                if matches!(&b[from..i], b"Mc" | b"Mac" | b"De" | b"Di" | b"Da" | b"La" | b"Le" | b"El" | b"Al" | b"Fitz") {
                    continue;
                }
                return Some(i);
            }
            if b[i - 1].is_ascii_uppercase() && i - from >= 2 {
                return Some(i);
            }
        }
        None
    }

    /// `U.S.`, `A.S.`, `George W.`: single letters each followed by a full stop.
    fn initials(&self, start: usize, end: usize) -> Option<usize> {
        if end - start != 1 || self.bytes.get(end) != Some(&b'.') {
            return None;
        }
        let mut at = end + 1;
        while self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && self.bytes.get(at + 1) == Some(&b'.') {
            at += 2;
        }
        if at == end + 1 {
            // One letter: an initial only if it is a capital; a letter glued after it begins a word of its own.
            return self.bytes[start].is_ascii_uppercase().then_some(at);
        }
        Some(at)
    }

    fn is_abbreviation(&mut self, start: usize, end: usize) -> bool {
        end - start <= 6 && abbreviations().contains(self.fold_hash(start, end))
    }
}
