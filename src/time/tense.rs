//! The tense of the verb that a time hangs on, read from the verb's prefixes.
//!
//! A trait, so that a full analysis of the word form can take the place of the prefixes: a weekday needs only to know
//! whether its verb looks back or ahead.

use std::sync::LazyLock;

use crate::data::tsv::Table;
use crate::data::words::WordSet;
use crate::text::{Case, Kind, Token};

/// Words that begin like a verb and are none: `wanajeshi`, `vitabu`.
static NOT_VERBS: LazyLock<WordSet> = LazyLock::new(|| {
    let table = Table::built_in(include_str!("../../data/time/not_verbs.tsv"));
    WordSet::lower(table.rows().map(|row| row.get("form")).collect::<Vec<_>>())
});

/// Which way a verb looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// `-li-`, `-me-`, `-ku-` (negative past).
    Past,
    /// `-na-` and the habitual.
    Present,
    /// `-ta-`, and the present of verbs of expecting.
    Future,
    /// No finite verb.
    Unknown,
}

/// Gives the tense of token `i`.
pub trait TenseOf {
    /// The tense of the token, `Unknown` where it is no finite verb.
    fn tense(&self, text: &str, tokens: &[Token], i: usize) -> Tense;
}

/// Reads the tense from the prefixes of the token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Prefixes;

const SUBJECTS: [&str; 16] = ["a", "wa", "i", "zi", "u", "ya", "li", "ki", "vi", "ni", "tu", "ku", "pa", "yu", "hai", "si"];
/// Present forms of these look ahead: `inatarajiwa kufanyika Jumapili`.
const AHEAD: [&str; 9] = ["tarajiw", "tarajia", "tazamiw", "pangw", "panga", "kusudi", "subiri", "tegemew", "nuia"];

impl TenseOf for Prefixes {
    fn tense(&self, text: &str, tokens: &[Token], i: usize) -> Tense {
        let token = &tokens[i];
        let word = token.text(text);
        if token.kind != Kind::Word
            || !(5..=40).contains(&word.len())
            || !word.is_ascii()
            || token.case == Case::Upper
            || NOT_VERBS.contains(token.lower)
        {
            return Tense::Unknown;
        }
        let mut small = [0u8; 40];
        small[..word.len()].copy_from_slice(word.as_bytes());
        small[..word.len()].make_ascii_lowercase();
        let word = std::str::from_utf8(&small[..word.len()]).unwrap_or("");
        // `hatakwenda`, `hawatakwenda`, `haitafanyika`
        if let Some(rest) = word.strip_prefix("ha") {
            let ahead = |r: &str| r.len() > 4 && r.starts_with("ta");
            if ahead(rest) || SUBJECTS.iter().any(|s| rest.strip_prefix(s).is_some_and(ahead)) {
                return Tense::Future;
            }
        }
        for subject in SUBJECTS {
            let Some(rest) = word.strip_prefix(subject) else { continue };
            if rest.len() < 4 {
                continue;
            }
            let (marker, stem) = rest.split_at(2);
            match marker {
                "li" | "me" => return Tense::Past,
                // `kutangaza` is an infinitive; `kutakuwa` looks ahead.
                "ta" if subject == "ku" && !stem.starts_with("ku") => {}
                "ta" if verb_like(stem) => return Tense::Future,
                "na" | "ki" if AHEAD.iter().any(|v| stem.contains(v)) => return Tense::Future,
                "na" if verb_like(stem) => return Tense::Present,
                _ => {}
            }
        }
        Tense::Unknown
    }
}

/// Ends as a verb does.
fn verb_like(stem: &str) -> bool {
    stem.ends_with(['a', 'i', 'u', 'e', 'o'])
}

/// The tense of the verb nearest to tokens `from..to` within `sentence`: the time's own clause. Ties go to the verb before it.
pub fn nearest(
    source: &dyn TenseOf,
    text: &str,
    tokens: &[Token],
    sentence: std::ops::Range<usize>,
    from: usize,
    to: usize,
    wanted: fn(Tense) -> bool,
) -> Tense {
    for step in 0..10 {
        let before = from.checked_sub(step + 1).filter(|i| *i >= sentence.start);
        let after = Some(to + step).filter(|i| *i < sentence.end);
        for i in [before, after].into_iter().flatten() {
            let tense = source.tense(text, tokens, i);
            if tense != Tense::Unknown && wanted(tense) {
                return tense;
            }
        }
    }
    Tense::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens_of;

    #[test]
    fn prefixes_tell() {
        for (word, tense) in [
            ("alisema", Tense::Past),
            ("wamekutana", Tense::Past),
            ("yatafanyika", Tense::Future),
            ("utakaofanyika", Tense::Future),
            ("inatarajiwa", Tense::Future),
            ("anasema", Tense::Present),
            ("hatakwenda", Tense::Future),
            ("hawatakubali", Tense::Future),
            ("hatari", Tense::Unknown),
            ("kutangaza", Tense::Unknown),
            ("kutakuwa", Tense::Future),
            ("mtandao", Tense::Unknown),
            ("serikali", Tense::Unknown),
            ("mkutano", Tense::Unknown),
            ("Wanajeshi", Tense::Unknown),
            ("vitatu", Tense::Unknown),
        ] {
            let tokens = tokens_of(word);
            assert_eq!(Prefixes.tense(word, &tokens, 0), tense, "{word}");
        }
    }
}
