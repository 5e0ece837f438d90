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

/// The class of a character.
pub(super) fn class_of(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{0085}' | '\u{000B}' | '\u{000C}' => Class::Line,
        '$' | '%' | '+' | '=' | '<' | '>' | '^' | '|' | '~' => Class::Symbol,
        c if c.is_ascii() => {
            if c.is_ascii_punctuation() {
                Class::Mark
            } else {
                Class::Space
            }
        }
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
