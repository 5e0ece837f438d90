//! The concords of Swahili as tables: which prefix stands for which persons and classes.
//!
//! Everything else (the prefixes of verbs, the forms of adjectives, “has”, “is at”) is made from these rows, so a concord
//! is written down once.

use super::agreement::Agreement;

const I: Agreement = Agreement::I;
const WE: Agreement = Agreement::WE;
const YOU: Agreement = Agreement::YOU;
const YOU_ALL: Agreement = Agreement::YOU_ALL;
const fn c(numbers: &[u8]) -> Agreement {
    Agreement::classes(numbers)
}
/// `u-`: you, or a singular of class 3, 11, 14.
const U: Agreement = YOU.or(c(&[3, 11, 14]));

/// One subject concord: its plain form, its form before the tense `-a-`, its negative form.
pub(super) struct Subject {
    pub who: Agreement,
    pub plain: &'static str,
    pub a_tense: &'static str,
    pub negative: &'static str,
    /// Whom the negative form stands for (`hu-` is only “you”, `hau-` only the classes).
    pub negative_who: Agreement,
}

const fn subject(who: Agreement, plain: &'static str, a_tense: &'static str, negative: &'static str, negative_who: Agreement) -> Subject {
    Subject { who, plain, a_tense, negative, negative_who }
}

/// The subject concords.
pub(super) const SUBJECTS: [Subject; 16] = [
    subject(I, "ni", "na", "si", I),
    subject(U, "u", "wa", "hau", c(&[3, 11, 14])),
    subject(YOU, "", "", "hu", YOU),
    subject(c(&[1]), "a", "a", "ha", c(&[1])),
    subject(WE, "tu", "twa", "hatu", WE),
    subject(YOU_ALL.or(c(&[18])), "m", "mwa", "ham", YOU_ALL.or(c(&[18]))),
    subject(c(&[2]), "wa", "wa", "hawa", c(&[2])),
    subject(c(&[4, 9]), "i", "ya", "hai", c(&[4, 9])),
    subject(c(&[5]), "li", "la", "hali", c(&[5])),
    subject(c(&[6]), "ya", "ya", "haya", c(&[6])),
    subject(c(&[7]), "ki", "cha", "haki", c(&[7])),
    subject(c(&[8]), "vi", "vya", "havi", c(&[8])),
    subject(c(&[10]), "zi", "za", "hazi", c(&[10])),
    subject(c(&[15, 17]), "ku", "kwa", "haku", c(&[15, 17])),
    subject(c(&[16]), "pa", "pa", "hapa", c(&[16])),
    subject(YOU_ALL.or(c(&[18])), "mu", "mwa", "hamu", YOU_ALL.or(c(&[18]))),
];

/// The object markers; `true` where the marker stands only before a vowel.
pub(super) const OBJECTS: [(&str, Agreement, bool); 20] = [
    ("ni", I, false),
    ("ku", YOU.or(c(&[15, 17])), false),
    ("kw", YOU, true),
    ("m", c(&[1, 18]), false),
    ("mw", c(&[1]), true),
    ("mu", c(&[1, 18]), false),
    ("tu", WE, false),
    ("wa", c(&[2]).or(YOU_ALL), false),
    ("u", c(&[3, 11, 14]), false),
    ("i", c(&[4, 9]), false),
    ("li", c(&[5]), false),
    ("ya", c(&[6]), false),
    ("ki", c(&[7]), false),
    ("ch", c(&[7]), true),
    ("vi", c(&[8]), false),
    ("vy", c(&[8]), true),
    ("zi", c(&[10]), false),
    ("pa", c(&[16]), false),
    ("ji", Agreement::REFLEXIVE, false),
    ("j", Agreement::REFLEXIVE, true),
];

/// The relative markers.
pub(super) const RELATIVES: [(&str, Agreement); 10] = [
    ("ye", c(&[1])),
    ("o", c(&[2, 3, 11, 14])),
    ("yo", c(&[4, 6, 9])),
    ("lo", c(&[5])),
    ("cho", c(&[7])),
    ("vyo", c(&[8])),
    ("zo", c(&[10])),
    ("ko", c(&[15, 17])),
    ("po", c(&[16])),
    ("mo", c(&[18])),
];

/// Adjective concords before a consonant and before a vowel. `N` stands for the nasal of classes 9 and 10, which
/// [`nasal`] works out.
pub(super) const ADJECTIVES: [(Agreement, &str, &[&str]); 9] = [
    (c(&[1, 3, 11, 14]), "m", &["mw", "mu"]),
    (c(&[18]), "m", &["mw"]),
    (c(&[2]), "wa", &["w", "wa"]),
    (c(&[4]), "mi", &["my", "mi"]),
    (c(&[5]), "", &["j", "l", "li"]),
    (c(&[6]), "ma", &["m", "ma"]),
    (c(&[7]), "ki", &["ch", "ki"]),
    (c(&[8]), "vi", &["vy", "vi"]),
    (c(&[16]), "pa", &["p", "pa"]),
];

/// The class 9/10 form of an adjective stem: `nzuri`, `mbaya`, `ndefu`, `kubwa`, `nyeupe`.
pub(super) fn nasal(stem: &str, out: &mut String) {
    let mut chars = stem.chars();
    match chars.next() {
        Some('b' | 'v' | 'p') if stem.starts_with('p') => out.push_str(stem),
        Some('b' | 'v') => {
            out.push('m');
            out.push_str(stem);
        }
        Some('d' | 'g' | 'j' | 'z') => {
            out.push('n');
            out.push_str(stem);
        }
        Some('r' | 'l') => {
            out.push_str("nd");
            out.push_str(chars.as_str());
        }
        Some('w') => {
            out.push_str("mb");
            out.push_str(chars.as_str());
        }
        Some('a' | 'e' | 'i' | 'o' | 'u') => {
            out.push_str("ny");
            out.push_str(stem);
        }
        _ => out.push_str(stem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_take_the_nasal() {
        for (stem, form) in
            [("zuri", "nzuri"), ("baya", "mbaya"), ("refu", "ndefu"), ("kubwa", "kubwa"), ("eupe", "nyeupe"), ("pana", "pana")]
        {
            let mut out = String::new();
            nasal(stem, &mut out);
            assert_eq!(out, form);
        }
    }

    #[test]
    fn negatives_tell_you_from_the_classes() {
        let hu = SUBJECTS.iter().find(|s| s.negative == "hu").map(|s| s.negative_who);
        assert_eq!(hu, Some(Agreement::YOU));
    }
}
