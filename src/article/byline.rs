//! `Na Mwandishi Wetu, Dodoma`: who wrote it, on a line of its own or run into the first sentence by scraping.

use std::sync::LazyLock;

use crate::data::words::WordSet;
use crate::text::{Case, Token};

/// Words of an outlet's name that end an author's line (`Na Asha Juma, BBC News Swahili, Nairobi`).
static OUTLETS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::lower([
        "bbc",
        "news",
        "swahili",
        "dw",
        "voa",
        "mwananchi",
        "nation",
        "gazeti",
        "kiswahili",
        "rfi",
        "afrika",
        "habarileo",
        "afp",
        "reuters",
    ])
});

/// Small words inside names of people and places, and between two authors.
const INNER: &[&str] = &["na", "es", "wa", "ya", "la", "bin", "binti", "al", "el", "van", "de"];

/// The end of an author's line that starts with `Na` at token `at`, in a paragraph that ends before `end`.
///
/// A whole line must be short, hold only capitalised words, `na` and commas, and end without a full stop. Where the line
/// runs on into the text, the outlet's name must stand after the author's, and one place after a comma.
pub fn byline(text: &str, tokens: &[Token], at: usize, end: usize) -> Option<usize> {
    if !matches!(tokens[at].text(text), "Na" | "NA") || at + 1 >= end || !tokens[at + 1].is_capitalised() {
        return None;
    }
    let mut i = at + 1;
    while i < end && i - at < 16 {
        let word = tokens[i].text(text);
        let fits = tokens[i].is_word() && (tokens[i].is_capitalised() || (INNER.contains(&word) && i + 1 < end))
            || matches!(word, "," | "/" | "-" | "&");
        if !fits {
            break;
        }
        i += 1;
    }
    if i == end {
        return (i - at >= 3 || tokens[at].gap != crate::text::Gap::Space).then_some(end);
    }
    run_in(text, tokens, at, i)
}

/// `Na Asha Juma BBC News, Nairobi Rais wa Kenya …`: the byline ends after the outlet and one place.
fn run_in(text: &str, tokens: &[Token], at: usize, stop: usize) -> Option<usize> {
    let first = (at + 2..stop.min(at + 7)).find(|&i| OUTLETS.contains(tokens[i].lower))?;
    let mut i = first;
    while i < stop && OUTLETS.contains(tokens[i].lower) {
        i += 1;
    }
    if i + 2 < stop && tokens[i].text(text) == "," && tokens[i + 1].case == Case::Title {
        i += 2;
    }
    Some(i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens_of;

    #[test]
    fn authors_lines_and_plain_sentences() {
        for (text, want) in [
            ("Na Mwandishi Wetu, Dodoma", Some("Na Mwandishi Wetu, Dodoma")),
            ("NA ASHA JUMA", Some("NA ASHA JUMA")),
            ("Na Asha Juma na Peter Otieno", Some("Na Asha Juma na Peter Otieno")),
            ("Na Asha Juma BBC News, Nairobi Waziri Mkuu amesema", Some("Na Asha Juma BBC News, Nairobi")),
            ("Na Neema Mushi, Dar es Salaam", Some("Na Neema Mushi, Dar es Salaam")),
            ("Na Rais Samia alisema hivyo", None),
            ("Na kwa upande wake waziri", None),
            ("Na Kenya imekubali.", None),
        ] {
            let tokens = tokens_of(text);
            let got = byline(text, &tokens, 0, tokens.len()).map(|e| tokens[0].span.to(tokens[e - 1].span).of(text));
            assert_eq!(got, want, "{text}");
        }
    }
}
