//! Labelled sentences: JSON lines with spans, or CoNLL. Each is placed beside the rest of its article where that is known.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::NameType;
use super::super::labels::{Place, narrow};
use crate::text::{Sentence, Span, Token, paragraphs, sentences, tokenize};

/// A labelled span (bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gold {
    /// Where.
    pub span: Span,
    /// `None` for an institution called by a phrase.
    pub kind: Option<NameType>,
}

/// One labelled text.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// Its id, or its number.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Its names.
    pub spans: Vec<Gold>,
    /// From the articles of the gold.
    pub gold: bool,
}

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: String,
    text: String,
    spans: Vec<RowSpan>,
    #[serde(default)]
    gold: bool,
}

#[derive(Deserialize)]
struct RowSpan {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// Reads JSON lines `{id, text, spans: [{start, end, type}]}` with offsets in code points.
///
/// # Errors
/// File and line of what is wrong: bad JSON, an unknown label, a span outside the text, an empty file.
pub fn jsonl(name: &str, content: &str) -> Result<Vec<Labelled>, String> {
    let mut out = Vec::new();
    for (n, line) in content.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let at = |what: String| format!("{name}:{}: {what}", n + 1);
        let row: Row = serde_json::from_str(line).map_err(|e| at(format!("{:?} error at column {}", e.classify(), e.column())))?;
        let mut bytes: Vec<usize> = row.text.char_indices().map(|(b, _)| b).collect();
        bytes.push(row.text.len());
        let mut spans = Vec::new();
        for s in row.spans {
            let kind = match s.kind.as_str() {
                "INST" => None,
                "DATE" => continue,
                other => Some(NameType::parse(other).ok_or_else(|| at(format!("unknown label {other:?}")))?),
            };
            if s.start >= s.end || s.end >= bytes.len() {
                return Err(at(format!("span {}..{} does not lie in a text of {} code points", s.start, s.end, bytes.len() - 1)));
            }
            spans.push(Gold { span: Span::new(bytes[s.start], bytes[s.end]), kind });
        }
        let id = if row.id.is_empty() { (n + 1).to_string() } else { row.id };
        out.push(Labelled { id, text: row.text, spans, gold: row.gold });
    }
    if out.is_empty() { Err(format!("{name}:1: no labelled sentence in the file")) } else { Ok(out) }
}

/// Reads CoNLL: token and label (B-PER, I-PER, O …) on a line, an empty line between sentences. DATE is ignored.
///
/// # Errors
/// File and line of what is wrong: not two columns, an unknown label, an empty file.
pub fn conll(name: &str, content: &str) -> Result<Vec<Labelled>, String> {
    let mut out: Vec<Labelled> = Vec::new();
    let (mut text, mut spans) = (String::new(), Vec::<Gold>::new());
    let mut open = false;
    let finish = |text: &mut String, spans: &mut Vec<Gold>, out: &mut Vec<Labelled>| {
        if !text.is_empty() {
            let id = (out.len() + 1).to_string();
            out.push(Labelled { id, text: std::mem::take(text), spans: std::mem::take(spans), gold: false });
        }
    };
    for (n, line) in content.lines().enumerate() {
        if line.trim().is_empty() {
            finish(&mut text, &mut spans, &mut out);
            open = false;
            continue;
        }
        let cells: Vec<&str> = line.split_whitespace().collect();
        let [word, label] = cells[..] else { return Err(format!("{name}:{}: {} columns where two are wanted", n + 1, cells.len())) };
        if !text.is_empty() {
            text.push(' ');
        }
        let span = Span::new(text.len(), text.len() + word.len());
        text.push_str(word);
        let (place, kind) = label.split_once('-').unwrap_or((label, ""));
        let kind = match (place, kind) {
            ("O", "") | ("B" | "I", "DATE") => {
                open = false;
                continue;
            }
            ("B" | "I", kind) => NameType::parse(kind).ok_or_else(|| format!("{name}:{}: unknown label {label:?}", n + 1))?,
            _ => return Err(format!("{name}:{}: unknown label {label:?}", n + 1)),
        };
        match spans.last_mut() {
            Some(last) if open && place == "I" && last.kind == Some(kind) => last.span.end = span.end,
            _ => spans.push(Gold { span, kind: Some(kind) }),
        }
        open = true;
    }
    finish(&mut text, &mut spans, &mut out);
    if out.is_empty() { Err(format!("{name}:1: no labelled sentence in the file")) } else { Ok(out) }
}

/// A labelled sentence ready to be learned: tokens (its own first, then the rest of its article), and labels of its own.
#[derive(Clone, Debug)]
pub struct Example {
    /// The words: the sentence, an empty line, the rest of the article.
    pub text: String,
    /// Tokens of all.
    pub tokens: Vec<Token>,
    /// Sentences of all.
    pub sentences: Vec<Sentence>,
    /// How many tokens are labelled.
    pub own: usize,
    /// Narrow label of each.
    pub narrow: Vec<u8>,
    /// Institution label of each.
    pub inst: Vec<u8>,
    /// Which fold of a cross-validation it belongs to; the same for all of an article.
    pub group: u64,
    /// The labelled text as read.
    pub gold: Labelled,
}

/// Places labelled texts beside their articles and turns spans into labels.
#[must_use]
pub fn examples(labelled: &[Labelled], articles: &[(String, String)]) -> Vec<Example> {
    let mut scratch = crate::text::Scratch::default();
    labelled
        .iter()
        .map(|l| {
            let home = articles.iter().position(|(_, text)| memchr::memmem::find(text.as_bytes(), l.text.as_bytes()).is_some());
            let mut text = l.text.clone();
            let own_end = text.len();
            if let Some(a) = home {
                text.push_str("\n\n");
                text.push_str(&articles[a].1.replacen(l.text.as_str(), "\n\n", 1));
            }
            let mut tokens = Vec::new();
            tokenize(&text, &mut tokens, &mut scratch);
            let own = tokens.partition_point(|t| (t.span.start as usize) < own_end);
            let parts = paragraphs(&text, &tokens);
            let sentences = sentences(&text, &tokens, &parts);
            let (narrow, inst) = labels(&tokens[..own], &l.spans);
            let group = home.map_or_else(|| crate::text::hash_word(&l.id), |a| a as u64);
            Example { text, tokens, sentences, own, narrow, inst, group, gold: l.clone() }
        })
        .collect()
}

fn labels(tokens: &[Token], spans: &[Gold]) -> (Vec<u8>, Vec<u8>) {
    let (mut narrows, mut insts) = (vec![0; tokens.len()], vec![0; tokens.len()]);
    for g in spans {
        let from = tokens.partition_point(|t| t.span.end <= g.span.start);
        let to = tokens.partition_point(|t| t.span.start < g.span.end);
        if from >= to {
            continue;
        }
        match g.kind {
            Some(kind) => {
                if narrows[from..to].iter().any(|&l| l != 0) {
                    continue;
                }
                for (i, label) in narrows.iter_mut().enumerate().take(to).skip(from) {
                    let place = match (i == from, i + 1 == to) {
                        (true, true) => Place::Single,
                        (true, false) => Place::Begin,
                        (false, true) => Place::End,
                        (false, false) => Place::Inside,
                    };
                    *label = narrow(kind, place);
                }
            }
            None => {
                // Of nested institutions the outer one is learned.
                let outer = spans.iter().any(|o| o.kind.is_none() && o.span != g.span && o.span.contains(g.span));
                if !outer {
                    insts[from] = 1;
                    insts[from + 1..to].fill(2);
                }
            }
        }
    }
    (narrows, insts)
}

/// The sentences that a label file holds, by the hash of their words, to leave them out of raw text.
#[must_use]
pub fn known(texts: impl Iterator<Item = String>) -> BTreeMap<u64, ()> {
    let (mut scratch, mut tokens) = (crate::text::Scratch::default(), Vec::new());
    let mut out = BTreeMap::new();
    for text in texts {
        tokens.clear();
        tokenize(&text, &mut tokens, &mut scratch);
        let parts = paragraphs(&text, &tokens);
        for s in sentences(&text, &tokens, &parts) {
            out.insert(super::raw::fingerprint(&tokens[s.tokens]), ());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_files_are_named_with_their_line() {
        assert_eq!(conll("f", "Juma B-PER\nyupo X\n").unwrap_err(), "f:2: unknown label \"X\"");
        assert_eq!(conll("f", "Juma\n").unwrap_err(), "f:1: 1 columns where two are wanted");
        assert_eq!(conll("f", "\n\n").unwrap_err(), "f:1: no labelled sentence in the file");
        assert!(jsonl("f", "{}\n").unwrap_err().starts_with("f:1: "));
        let far = r#"{"text": "Juma", "spans": [{"start": 0, "end": 9, "type": "PER"}]}"#;
        assert_eq!(jsonl("f", far).unwrap_err(), "f:1: span 0..9 does not lie in a text of 4 code points");
        let odd = r#"{"text": "Juma", "spans": [{"start": 0, "end": 4, "type": "GPE"}]}"#;
        assert_eq!(jsonl("f", odd).unwrap_err(), "f:1: unknown label \"GPE\"");
    }

    #[test]
    fn labels_follow_spans() {
        let all = conll("f", "Rais O\nJuma B-PER\nBakari I-PER\nwa O\nLindi B-LOC\n\nLeo B-DATE\n").unwrap();
        assert_eq!(all.len(), 2);
        let examples = examples(&all, &[]);
        assert_eq!(examples[0].narrow, [0, 1, 3, 0, 12]);
        assert_eq!(examples[1].narrow, [0]);
    }
}
