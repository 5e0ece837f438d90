//! Tokens → paragraphs and sentences.
//!
//! A line is a paragraph unless it was only wrapped (it ends in the middle of a sentence and the next begins with a small
//! letter). A sentence ends at `.`, `?`, `!` or `…` with the quotation marks and brackets that close after it; not after an
//! abbreviation or initial, not inside a number, and not where the writer goes on (`“Twendeni!” alisema`).

use std::ops::Range;

use super::hash::is_apostrophe;
use super::span::Span;
use super::token::{Case, Gap, Kind, Token};

/// A paragraph: its span, and its tokens as a range of indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// From its first token to its last (bytes).
    pub span: Span,
    /// Indices into the article's tokens.
    pub tokens: Range<usize>,
}

/// A sentence: its span, its tokens, and the paragraph it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last (bytes).
    pub span: Span,
    /// Indices into the article's tokens.
    pub tokens: Range<usize>,
    /// Index of its paragraph.
    pub paragraph: usize,
}

fn span_of(tokens: &[Token], range: &Range<usize>) -> Span {
    tokens[range.start].span.to(tokens[range.end - 1].span)
}

/// The paragraphs of tokenised `text`.
#[must_use]
pub fn paragraphs(text: &str, tokens: &[Token]) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut start = 0;
    for i in 1..=tokens.len() {
        if i == tokens.len() || (tokens[i].gap == Gap::Line && !is_wrapped(text, &tokens[i - 1], &tokens[i])) {
            if i > start {
                out.push(Paragraph { span: span_of(tokens, &(start..i)), tokens: start..i });
            }
            start = i;
        }
    }
    out
}

/// Whether the line break between two tokens only wraps a sentence: one break, no end before it, a small letter after it.
fn is_wrapped(text: &str, before: &Token, after: &Token) -> bool {
    let between = &text[before.span.end as usize..after.span.start as usize];
    let breaks = between.bytes().filter(|&b| b == b'\n').count().max(between.bytes().filter(|&b| b == b'\r').count());
    breaks == 1
        && after.is_word()
        && after.case == Case::Lower
        && (before.is_word() || before.kind == Kind::Number || before.text(text) == ",")
}

/// The sentences of each paragraph.
#[must_use]
pub fn sentences(text: &str, tokens: &[Token], paragraphs: &[Paragraph]) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let mut start = paragraph.tokens.start;
        let mut i = start;
        // A straight mark looks the same at both ends: whether one is open tells which end it is.
        let mut open = false;
        let straight = |token: &Token| token.kind == Kind::Punctuation && token.text(text) == "\"";
        while i < paragraph.tokens.end {
            open ^= straight(&tokens[i]);
            if let Some(next) = end_after(text, tokens, i, paragraph.tokens.end, open) {
                out.push(Sentence { span: span_of(tokens, &(start..next)), tokens: start..next, paragraph: index });
                open ^= tokens[i + 1..next].iter().filter(|t| straight(t)).count() % 2 == 1;
                start = next;
                i = next;
            } else {
                i += 1;
            }
        }
        if start < paragraph.tokens.end {
            let range = start..paragraph.tokens.end;
            out.push(Sentence { span: span_of(tokens, &range), tokens: range, paragraph: index });
        }
    }
    out
}

/// If token `i` ends a sentence: the index of the token that begins the next one.
fn end_after(text: &str, tokens: &[Token], i: usize, limit: usize, open: bool) -> Option<usize> {
    let token = &tokens[i];
    if token.kind != Kind::Punctuation {
        return None;
    }
    let mark = token.text(text);
    let first = mark.chars().next()?;
    if !matches!(first, '.' | '?' | '!' | '…') {
        return None;
    }
    // Marks that pile up (`?!`) and whatever closes right after belong to this sentence.
    let mut next = i + 1;
    let mut quoted = false;
    while next < limit && tokens[next].kind == Kind::Punctuation && tokens[next].gap != Gap::Line {
        let piece = tokens[next].text(text);
        let c = piece.chars().next()?;
        let touches = tokens[next].gap == Gap::None;
        if matches!(c, '.' | '?' | '!' | '…') && touches {
            next += 1;
        } else if matches!(c, ')' | ']' | '”' | '»') || (touches && closes(text, tokens, next, limit, open)) {
            quoted |= c != ')' && c != ']';
            next += 1;
        } else {
            break;
        }
    }
    if next >= limit {
        return Some(limit);
    }
    let after = &tokens[next];
    match after.kind {
        Kind::Word | Kind::Abbreviation => match after.case {
            Case::Lower | Case::Mixed if quoted => None,
            // A lower-case word after a full stop: a sentence begun carelessly, unless the stop cut an abbreviation short.
            Case::Lower => {
                (mark == "." && i > 0 && tokens[i - 1].is_word() && tokens[i - 1].span.len() > 3 && after.gap != Gap::None).then_some(next)
            }
            _ => Some(next),
        },
        Kind::Punctuation => {
            let c = after.text(text).chars().next()?;
            (!matches!(c, ',' | ';' | ':' | ')' | '/')).then_some(next)
        }
        Kind::Number if after.gap == Gap::None => None,
        _ => Some(next),
    }
}

/// Whether a straight or apostrophe-like mark at `at`, touching what stands before it, closes a quotation there.
fn closes(text: &str, tokens: &[Token], at: usize, limit: usize, open: bool) -> bool {
    let c = tokens[at].text(text).chars().next().unwrap_or(' ');
    if c != '"' && !is_apostrophe(c) && c != '“' {
        return false;
    }
    // Glued to the next word as well, it opens rather than closes (`haki."Sisi`), unless one is open already.
    (open && c == '"') || at + 1 >= limit || tokens[at + 1].gap != Gap::None || tokens[at + 1].kind == Kind::Punctuation
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens_of;

    fn split(text: &str) -> Vec<&str> {
        let tokens = tokens_of(text);
        let paragraphs = paragraphs(text, &tokens);
        sentences(text, &tokens, &paragraphs).iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let table: &[(&str, &[&str])] = &[
            ("Rais amefika. Wananchi walimpokea.", &["Rais amefika.", "Wananchi walimpokea."]),
            ("Dk. Asha na Bw. Juma walikutana. Walikubaliana.", &["Dk. Asha na Bw. Juma walikutana.", "Walikubaliana."]),
            ("alizungumzia ulinzi.Soma Pia: Habari", &["alizungumzia ulinzi.", "Soma Pia: Habari"]),
            ("“Twendeni!” alisema Neema. Wakaenda.", &["“Twendeni!” alisema Neema.", "Wakaenda."]),
            ("\"Tutashinda.\" Alisema hivyo jana.", &["\"Tutashinda.\"", "Alisema hivyo jana."]),
            ("Bei ni 24.6. Mwaka jana ilikuwa 20.", &["Bei ni 24.6.", "Mwaka jana ilikuwa 20."]),
            ("George W. Bush alifika. Je, atarudi?", &["George W. Bush alifika.", "Je, atarudi?"]),
            ("Alisema haki.\"Sisi tupo\"", &["Alisema haki.", "\"Sisi tupo\""]),
            ("Alisema: \"Sina shilingi.\"Polisi wapo.", &["Alisema: \"Sina shilingi.\"", "Polisi wapo."]),
            ("Kichwa cha habari\nMwili wa habari", &["Kichwa cha habari", "Mwili wa habari"]),
            ("Mstari huu umekatwa\nkatikati tu.", &["Mstari huu umekatwa\nkatikati tu."]),
            ("Walisema… Kisha wakaondoka", &["Walisema…", "Kisha wakaondoka"]),
            ("", &[]),
        ];
        for (text, want) in table {
            assert_eq!(&split(text), want, "{text}");
        }
    }
}
