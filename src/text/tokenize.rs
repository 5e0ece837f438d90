//! Text → tokens, in one pass, with the damage of scraping undone by boundaries alone: nothing is rewritten.
//!
//! `18 Juni 2024Rais` splits between digit and letter, `ulinzi.Soma` at the full stop, `Ukraine,na` at the comma,
//! `DCRais` and `ReutersWabunge` where a new capitalised word begins. Inner apostrophes and hyphens stay (`ng'ombe`,
//! `wa-Houthi`), so do points and commas inside numbers. Lexicon entries go through the same function, so a split that
//! a name did not ask for (`You|Tube`) is the same split on both sides.

use super::hash::{fold, fold_lower, hash_bytes, is_apostrophe, is_invisible};
use super::span::Span;
use super::token::{Case, Gap, Kind, Shape, Token, case_of};
use crate::data::words::{abbreviations, camel};

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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Line,
    /// Shows nothing; belongs to whatever it stands in.
    Invisible,
    Mark,
    Symbol,
    /// A combining mark, part of the letter before.
    Combining,
}

/// The class of each ASCII character: nine characters in ten of a Swahili article are asked for here.
static ASCII: [Class; 128] = {
    let mut classes = [Class::Space; 128];
    let mut c = 0u8;
    while c < 128 {
        classes[c as usize] = match c {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'\n' | b'\r' | 0x0B | 0x0C => Class::Line,
            b'$' | b'%' | b'+' | b'=' | b'<' | b'>' | b'^' | b'|' | b'~' => Class::Symbol,
            _ if c.is_ascii_punctuation() => Class::Mark,
            _ => Class::Space,
        };
        c += 1;
    }
    classes
};

fn class_of(c: char) -> Class {
    if let Some(&class) = ASCII.get(c as usize) {
        return class;
    }
    match c {
        '\u{2028}' | '\u{2029}' | '\u{0085}' => Class::Line,
        c if is_invisible(c) => Class::Invisible,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{064B}'..='\u{065F}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' => {
            Class::Combining
        }
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '«' | '»' | '¡' | '¿' | '·' | '\u{00B4}' | '\u{3000}'..='\u{303F}' => {
            if c.is_whitespace() { Class::Space } else { Class::Mark }
        }
        '\u{02BC}' | '\u{02BB}' => Class::Mark,
        c if c.is_alphabetic() => Class::Letter,
        c if c.is_numeric() => Class::Digit,
        c if c.is_whitespace() || c.is_control() => Class::Space,
        _ => Class::Symbol,
    }
}

struct Reader<'t, 'o> {
    text: &'t str,
    bytes: &'t [u8],
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

    fn class_at(&self, at: usize) -> Option<(Class, char, usize)> {
        self.char_at(at).map(|(c, len)| (class_of(c), c, len))
    }

    /// Skips characters that show nothing.
    fn past_invisible(&self, mut at: usize) -> usize {
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

    /// A word, address or abbreviation starting at a letter; several tokens where words were glued. Returns its end.
    fn word(&mut self, start: usize, gap: Gap) -> usize {
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

    fn digits_end(&self, mut at: usize) -> usize {
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

    /// Whether a capital letter followed by a small one stands at `at`.
    fn title_begins(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_uppercase) && self.bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)
    }

    /// Digits with inner points, commas and colons (a digit on both sides).
    fn number_end(&self, start: usize) -> usize {
        let mut at = self.digits_end(start);
        while matches!(self.bytes.get(at), Some(b'.' | b',' | b':')) && self.bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            at = self.digits_end(at + 1);
        }
        at
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

    fn fold_hash(&mut self, start: usize, end: usize) -> u64 {
        self.scratch.word.clear();
        fold(&self.text[start..end], &mut self.scratch.word);
        hash_bytes(self.scratch.word.as_bytes())
    }

    fn is_abbreviation(&mut self, start: usize, end: usize) -> bool {
        end - start <= 6 && abbreviations().contains(self.fold_hash(start, end))
    }

    /// A web or mail address beginning at `start`.
    fn address(&self, start: usize) -> Option<(usize, Kind)> {
        let rest = &self.bytes[start..];
        let http = rest.starts_with(b"http://") || rest.starts_with(b"https://");
        if http || rest.starts_with(b"www.") {
            let end = start
                + rest.iter().position(|&b| b <= b' ' || b >= 0x80 || matches!(b, b'"' | b'<' | b'>' | b')' | b']')).unwrap_or(rest.len());
            return Some((self.trim_address(start, end), Kind::Url));
        }
        // A host or mailbox: letters, digits, dots and at most one @, read only when a dot or @ follows the first word.
        let name = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+'))).unwrap_or(rest.len());
        if !matches!(rest.get(name), Some(b'.' | b'@')) || !rest.get(name + 1).is_some_and(u8::is_ascii_alphanumeric) {
            return None;
        }
        let len =
            rest.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+' | b'.' | b'@'))).unwrap_or(rest.len());
        let end = self.trim_address(start, start + len);
        let whole = &self.text[start..end];
        let mails = whole.bytes().filter(|&b| b == b'@').count();
        if mails > 1 {
            return None;
        }
        let host = whole.rsplit('@').next().unwrap_or(whole);
        let top = host.rsplit('.').next().unwrap_or("");
        let known = matches!(
            top,
            "com" | "org" | "net" | "info" | "ke" | "tz" | "ug" | "rw" | "cd" | "uk" | "de" | "fr" | "io" | "tv" | "edu" | "gov" | "int"
        );
        let plausible = host.contains('.') && known && !host.contains("..");
        match (mails, plausible) {
            (1, true) => Some((end, Kind::Email)),
            (0, true) => {
                // A path may follow.
                let path = if self.bytes.get(end) == Some(&b'/') {
                    end + self.bytes[end..]
                        .iter()
                        .position(|&b| b <= b' ' || b >= 0x80 || matches!(b, b'"' | b'<' | b'>' | b')'))
                        .unwrap_or(self.bytes.len() - end)
                } else {
                    end
                };
                Some((self.trim_address(start, path), Kind::Url))
            }
            _ => None,
        }
    }

    fn trim_address(&self, start: usize, mut end: usize) -> usize {
        while end > start + 1 && matches!(self.bytes[end - 1], b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'') {
            end -= 1;
        }
        end
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

    fn push(&mut self, start: usize, end: usize, kind: Kind, gap: Gap) {
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
