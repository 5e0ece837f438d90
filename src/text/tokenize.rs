//! Text → tokens, in one pass, with the damage of scraping undone by boundaries alone: nothing is rewritten.
//!
//! `18 Juni 2024Rais` splits between digit and letter, `ulinzi.Soma` at the full stop, `Ukraine,na` at the comma,
//! `DCRais` and `ReutersWabunge` where a new capitalised word begins. Inner apostrophes and hyphens stay (`ng'ombe`,
//! `wa-Houthi`), so do points and commas inside numbers. Lexicon entries go through the same function, so a split that
//! a name did not ask for (`You|Tube`) is the same split on both sides.

use super::class::{Class, class_of};
use super::hash::{fold, fold_lower, hash_bytes, is_apostrophe, is_invisible};
use super::span::Span;
use super::token::{Case, Gap, Kind, Shape, Token, case_of};

/// Reusable space for folding one token.
#[derive(Debug, Default)]
pub struct Scratch {
    word: String,
    lower: String,
}

/// Appends the tokens of `text` to `out`. Linear in the text's length.
pub fn tokenize(text: &str, out: &mut Vec<Token>, scratch: &mut Scratch) {
    let mut reader = Reader { text, bytes: text.as_bytes(), out, scratch };
    reader.run();
}

/// A text being read: words are read in `word.rs`, addresses in `address.rs`, the rest here.
pub(super) struct Reader<'t, 'o> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    out: &'o mut Vec<Token>,
    scratch: &'o mut Scratch,
}

impl Reader<'_, '_> {
    /// The character at byte `at`, with its length.
    fn char_at(&self, at: usize) -> Option<(char, usize)> {
        let &b = self.bytes.get(at)?;
        if b < 0x80 {
            return Some((b as char, 1));
        }
        let c = self.text[at..].chars().next()?;
        Some((c, c.len_utf8()))
    }

    pub(super) fn class_at(&self, at: usize) -> Option<(Class, char, usize)> {
        self.char_at(at).map(|(c, len)| (class_of(c), c, len))
    }

    /// Skips characters that show nothing.
    pub(super) fn past_invisible(&self, mut at: usize) -> usize {
        while let Some((c, len)) = self.char_at(at) {
            if c.is_ascii() || !is_invisible(c) {
                break;
            }
            at += len;
        }
        at
    }

    fn run(&mut self) {
        let (mut at, mut gap) = (0, Gap::Line);
        while let Some((class, c, len)) = self.class_at(at) {
            match class {
                Class::Space | Class::Invisible | Class::Combining if class != Class::Combining || gap > Gap::None => {
                    if class == Class::Space {
                        gap = gap.max(Gap::Space);
                    }
                    at += len;
                    continue;
                }
                Class::Line => {
                    gap = Gap::Line;
                    at += len;
                    continue;
                }
                _ => {}
            }
            let end = match class {
                Class::Letter => self.word(at, gap),
                Class::Digit => {
                    let end = self.number_end(at);
                    self.push(at, end, Kind::Number, gap);
                    end
                }
                Class::Symbol | Class::Combining => {
                    let end = self.symbol_end(at, c, len);
                    self.push(at, end, Kind::Symbol, gap);
                    end
                }
                _ => self.mark(at, c, len, gap),
            };
            at = end;
            gap = Gap::None;
        }
    }

    pub(super) fn digits_end(&self, mut at: usize) -> usize {
        while self.bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        if self.bytes.get(at).is_some_and(|b| *b >= 0x80) {
            while let Some((Class::Digit, _, len)) = self.class_at(at) {
                at += len;
            }
        }
        at
    }

    /// Digits with inner points, commas and colons (a digit on both sides).
    fn number_end(&self, start: usize) -> usize {
        let mut at = self.digits_end(start);
        while matches!(self.bytes.get(at), Some(b'.' | b',' | b':')) && self.bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            at = self.digits_end(at + 1);
        }
        at
    }

    pub(super) fn fold_hash(&mut self, start: usize, end: usize) -> u64 {
        self.scratch.word.clear();
        fold(&self.text[start..end], &mut self.scratch.word);
        hash_bytes(self.scratch.word.as_bytes())
    }

    /// An emoji with its joiners and modifiers, or one sign. Returns its end.
    fn symbol_end(&self, start: usize, c: char, len: usize) -> usize {
        let mut at = start + len;
        if (c as u32) < 0x2000 {
            return at;
        }
        let flag = |c: char| ('\u{1F1E6}'..='\u{1F1FF}').contains(&c);
        if flag(c) && self.char_at(at).is_some_and(|(n, _)| flag(n)) {
            return at + 4;
        }
        while let Some((n, len)) = self.char_at(at) {
            match n {
                '\u{FE0E}' | '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' => at += len,
                '\u{200D}' => match self.class_at(at + len) {
                    Some((Class::Symbol, _, next)) => at += len + next,
                    _ => return at,
                },
                _ => return at,
            }
        }
        at
    }

    /// Punctuation: one mark, a run of the same full stop or dash, a doubled quotation mark, or a tag. Returns its end.
    fn mark(&mut self, start: usize, c: char, len: usize, gap: Gap) -> usize {
        let mut end = start + len;
        if (c == '#' || c == '@') && self.bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            while self.bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_') {
                end += 1;
            }
            self.push(start, end, Kind::Tag, gap);
            return end;
        }
        if matches!(c, '.' | '-' | '_' | '*' | '—' | '–' | '!' | '?') {
            while let Some((n, l)) = self.char_at(end) {
                if n != c {
                    break;
                }
                end += l;
            }
        } else if is_apostrophe(c)
            && let Some((n, l)) = self.char_at(end)
            && is_apostrophe(n)
        {
            end += l;
        }
        self.push(start, end, Kind::Punctuation, gap);
        end
    }

    pub(super) fn push(&mut self, start: usize, end: usize, kind: Kind, gap: Gap) {
        let word = &self.text[start..end];
        // Two words in three: nothing but small letters.
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            let hash = hash_bytes(word.as_bytes());
            let token = Token { span: Span::new(start, end), hash, lower: hash, shape: Shape(Shape::LOWER), kind, case: Case::Lower, gap };
            self.out.push(token);
            return;
        }
        let (hash, lower, case);
        if word.is_ascii() {
            hash = hash_bytes(word.as_bytes());
            case = case_of(word);
            lower = match case {
                Case::None | Case::Lower => hash,
                _ if word.len() <= 64 => {
                    let mut small = [0u8; 64];
                    small[..word.len()].copy_from_slice(word.as_bytes());
                    small[..word.len()].make_ascii_lowercase();
                    hash_bytes(&small[..word.len()])
                }
                _ => {
                    self.scratch.lower.clear();
                    fold_lower(word, &mut self.scratch.lower);
                    hash_bytes(self.scratch.lower.as_bytes())
                }
            };
        } else {
            self.scratch.word.clear();
            fold(word, &mut self.scratch.word);
            hash = hash_bytes(self.scratch.word.as_bytes());
            self.scratch.lower.clear();
            fold_lower(word, &mut self.scratch.lower);
            lower = hash_bytes(self.scratch.lower.as_bytes());
            case = case_of(word);
        }
        self.out.push(Token { span: Span::new(start, end), hash, lower, shape: Shape::of(word), kind, case, gap });
    }
}

/// The tokens of `text` as a new vector, for tests, lexicons and tools; the hot path reuses its vector.
#[must_use]
pub fn tokens_of(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    tokenize(text, &mut out, &mut Scratch::default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        tokens_of(text).iter().map(|t| t.text(text)).collect()
    }

    #[test]
    fn scraping_damage_and_plain_words() {
        let table: &[(&str, &[&str])] = &[
            ("18 Juni 2024Rais Samia", &["18", "Juni", "2024", "Rais", "Samia"]),
            ("ulinzi.Soma Pia: x", &["ulinzi", ".", "Soma", "Pia", ":", "x"]),
            ("Ukraine,na Yakutsk,ambako", &["Ukraine", ",", "na", "Yakutsk", ",", "ambako"]),
            ("DCRais ReutersWabunge", &["DC", "Rais", "Reuters", "Wabunge"]),
            ("McDonald DeSantis", &["McDonald", "DeSantis"]),
            ("ng'ombe ng’ambo ng\u{02BC} d'Ivoire", &["ng'ombe", "ng’ambo", "ng\u{02BC}", "d'Ivoire"]),
            ("wa-Houthi M-Democratic ki-Islam COVID-19", &["wa-Houthi", "M-Democratic", "ki-Islam", "COVID-19"]),
            ("Dk. Bw. George W. Bush A.S. U.S.", &["Dk.", "Bw.", "George", "W.", "Bush", "A.S.", "U.S."]),
            ("800,000 24.6 93-2 10:30 18.06.2024", &["800,000", "24.6", "93", "-", "2", "10:30", "18.06.2024"]),
            ("Sh500 KSh500 $4m USD500 G20 M23 H5N1", &["Sh", "500", "KSh", "500", "$", "4", "m", "USD", "500", "G20", "M23", "H5N1"]),
            ("angalia www.dw.com/sw. Au habari@gazeti.co.tz!", &["angalia", "www.dw.com/sw", ".", "Au", "habari@gazeti.co.tz", "!"]),
            ("#Uchaguzi2025 @ikulu 👩🏾‍⚕️ 🇹🇿", &["#Uchaguzi2025", "@ikulu", "👩🏾‍⚕️", "🇹🇿"]),
            ("“Ndiyo,” ‘’Hapana’’...", &["“", "Ndiyo", ",", "”", "‘’", "Hapana", "’’", "..."]),
            ("seri\u{00AD}kali ya\u{00A0}Kenya\u{200B}", &["seri\u{00AD}kali", "ya", "Kenya"]),
            ("tarehe18 mwaka2020", &["tarehe", "18", "mwaka", "2020"]),
            ("", &[]),
        ];
        for (text, want) in table {
            assert_eq!(&split(text), want, "{text}");
        }
    }

    #[test]
    fn gaps_say_what_stands_before() {
        let gaps: Vec<_> = tokens_of("Rais\r\nwa nchi.Yeye").iter().map(|t| t.gap).collect();
        assert_eq!(gaps, [Gap::Line, Gap::Line, Gap::Space, Gap::None, Gap::None]);
    }
}
