//! A token and the view of it that every later layer reads: hash, lower-cased hash, shape, case, made once.

use super::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Letters, with inner apostrophes, hyphens and (after capitals) digits: `ng'ombe`, `wa-Houthi`, `COVID-19`, `M23`.
    Word,
    /// An abbreviation or initial with its full stop: `Dk.`, `W.`, `U.S.`
    Abbreviation,
    /// Digits with inner points, commas or colons: `800,000`, `24.6`, `10:30`, `18.06.2024`.
    Number,
    /// One mark, or a run of the same: `.`, `…`, `--`, `’’`.
    Punctuation,
    /// Currency signs, `%`, `+`, emoji and the like.
    Symbol,
    /// A web address.
    Url,
    /// A mail address.
    Email,
    /// `#Uchaguzi2025`, `@mwananchi`.
    Tag,
}

/// How the letters of a token are cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Case {
    /// No letter, or a script without case.
    None,
    /// `serikali`
    Lower,
    /// `Serikali`; a single capital letter counts here.
    Title,
    /// `SERIKALI`, `M23`
    Upper,
    /// `wa-Houthi`, `iPhone`
    Mixed,
}

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Gap {
    /// Nothing: the token touches the one before.
    None,
    /// Spaces of any kind.
    Space,
    /// A line break.
    Line,
}

/// One token of an article. 32 bytes, `Copy`; its words stay in the article's text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands (bytes).
    pub span: Span,
    /// Hash of the folded form, case kept.
    pub hash: u64,
    /// Hash of the folded, lower-cased form.
    pub lower: u64,
    /// Collapsed shape, see [`Shape`].
    pub shape: Shape,
    /// What it is made of.
    pub kind: Kind,
    /// How it is cased.
    pub case: Case,
    /// What stands before it.
    pub gap: Gap,
}

impl Token {
    /// The token's words as they stand in the text.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// Whether it begins with a capital letter.
    #[must_use]
    pub fn is_capitalised(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper) || (self.case == Case::Mixed && self.shape.first() == Shape::UPPER)
    }

    /// Whether it is made of letters (a word or an abbreviation).
    #[must_use]
    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Abbreviation)
    }
}

/// The collapsed shape of a token: up to ten runs of the same class of character, three bits each (`Rais` is Xx, `COVID-19` X-9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Shape(pub u32);

impl Shape {
    /// Class of capital letters.
    pub const UPPER: u32 = 1;
    /// Class of small letters and letters without case.
    pub const LOWER: u32 = 2;
    /// Class of digits.
    pub const DIGIT: u32 = 3;
    /// Class of hyphens.
    pub const HYPHEN: u32 = 4;
    /// Class of apostrophes.
    pub const APOSTROPHE: u32 = 5;
    /// Class of full stops.
    pub const STOP: u32 = 6;
    /// Everything else.
    pub const OTHER: u32 = 7;

    /// The class of the first run.
    #[must_use]
    pub fn first(self) -> u32 {
        self.0 & 7
    }

    /// The shape of a word.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let (mut code, mut last, mut at) = (0u32, 0u32, 0);
        for c in word.chars() {
            let class = class_of(c);
            if class == 0 || class == last {
                continue;
            }
            last = class;
            if at < 10 {
                code |= class << (3 * at);
                at += 1;
            }
        }
        Self(code)
    }
}

fn class_of(c: char) -> u32 {
    match c {
        'a'..='z' => Shape::LOWER,
        'A'..='Z' => Shape::UPPER,
        '0'..='9' => Shape::DIGIT,
        '-' | '\u{2010}' | '\u{2011}' => Shape::HYPHEN,
        '.' => Shape::STOP,
        c if super::hash::is_apostrophe(c) => Shape::APOSTROPHE,
        c if c.is_ascii() => Shape::OTHER,
        c if super::hash::is_invisible(c) => 0,
        c if c.is_uppercase() => Shape::UPPER,
        c if c.is_alphabetic() => Shape::LOWER,
        c if c.is_numeric() => Shape::DIGIT,
        _ => Shape::OTHER,
    }
}

/// The case of a word, from its letters.
#[must_use]
pub fn case_of(word: &str) -> Case {
    let (mut upper, mut lower, mut first_upper, mut seen) = (0u32, 0u32, false, false);
    for c in word.chars() {
        let (u, l) = if c.is_ascii() { (c.is_ascii_uppercase(), c.is_ascii_lowercase()) } else { (c.is_uppercase(), c.is_lowercase()) };
        if u || l {
            if !seen {
                seen = true;
                first_upper = u;
            }
            upper += u32::from(u);
            lower += u32::from(l);
        }
    }
    match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, 0) => Case::Title,
        (_, 0) => Case::Upper,
        (1, _) if first_upper => Case::Title,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_and_shapes() {
        for (word, case) in [
            ("serikali", Case::Lower),
            ("Serikali", Case::Title),
            ("A", Case::Title),
            ("CCM", Case::Upper),
            ("M23", Case::Title),
            ("wa-Houthi", Case::Mixed),
            ("iPhone", Case::Mixed),
            ("24.6", Case::None),
            ("Élysée", Case::Title),
        ] {
            assert_eq!(case_of(word), case, "{word}");
        }
        assert_eq!(Shape::of("COVID-19"), Shape::of("AB-7"));
        assert_ne!(Shape::of("Rais"), Shape::of("rais"));
        assert_eq!(Shape::of(&"aB".repeat(1000)).0 >> 30, 0);
    }
}
