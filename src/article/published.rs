//! The publication day: given by the caller, or read from the top of the article in any outlet's form.

use serde::{Deserialize, Serialize};

use crate::calendar::{Date, read_date};
use crate::text::{Gap, Kind, Span, Token};

/// Where the publication day was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PublishedSource {
    /// The caller gave it.
    Argument,
    /// It stands in the text.
    Text,
}

/// The publication day and where it stands, if it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub day: Date,
    /// The date's span in the text (bytes).
    pub span: Option<Span>,
    /// Argument or text.
    pub source: PublishedSource,
}

/// Small words of a clock time beside a publication date.
const CLOCK: &[&str] = &["saa", "wakati", "dakika", "na", "asubuhi", "mchana", "alasiri", "jioni", "usiku", "alfajiri", "iliyosasishwa"];

/// A publication date at token `at` of a line that ends before `end`: the day and the token after the date's block.
///
/// A date counts as the publication day only where a reader would take it for one: it is the whole line (a clock time or the
/// outlet's words may follow), or the report was glued to it (`18 Juni 2024Rais`). `18 Juni 2024 Rais alisafiri` is a sentence.
pub fn published_at(text: &str, tokens: &[Token], at: usize, end: usize) -> Option<(Date, usize, usize)> {
    let (day, after) = read_date(text, &tokens[..end], at)?;
    if after >= end {
        return Some((day, after, end));
    }
    let next = &tokens[after];
    if next.gap == Gap::None && next.is_word() && next.is_capitalised() {
        return Some((day, after, after));
    }
    let rest = &tokens[after..end];
    let clock = |t: &Token| t.kind != Kind::Word || t.is_capitalised() || CLOCK.contains(&t.text(text));
    let sentence = rest.last().is_some_and(|t| matches!(t.text(text), "." | "?" | "!"));
    if rest.len() <= 10 && !sentence && rest.iter().all(clock) {
        return Some((day, after, end));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens_of;

    #[test]
    fn a_line_a_glued_date_or_nothing() {
        for (text, want) in [
            ("18 Juni 2024", true),
            ("18 Juni 2024Rais Samia amesema", true),
            ("Jumanne, 18 Juni 2024 saa 10:30", true),
            ("18.06.2024 | 14:05", true),
            ("18 Juni 2024 Rais alisafiri kwenda Arusha.", false),
            ("Juni 2024", false),
        ] {
            let tokens = tokens_of(text);
            assert_eq!(published_at(text, &tokens, 0, tokens.len()).is_some(), want, "{text}");
        }
    }
}
