//! What each character is to the tokenizer.

use super::hash::is_invisible;

/// What a character is to the tokenizer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
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

/// The class of a character.
pub(super) fn class_of(c: char) -> Class {
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
