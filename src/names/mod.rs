//! Names of persons, organisations and places: a learned tagger, the user's own lexicon, institutions called by a phrase,
//! and one view of the whole article.
//!
//! [`find`] reads an article's tokens and writes [`Name`]s in text order. A name inside another (`Umoja wa Mataifa` in
//! `Baraza la Usalama la Umoja wa Mataifa`) follows the outer one and points to it, so that narrow and wide conventions come
//! out of the same analysis.

mod article;
mod consistency;
mod decode;
mod features;
mod gazetteer;
mod institution;
pub mod labels;
mod lexicon;
mod memory;
mod model;
#[cfg(feature = "train")]
pub mod train;
mod view;

use std::ops::Range;

use crate::text::{Sentence, Span, Token};
use features::REACH;

pub use lexicon::{Codes, Entry, Lexicon, LexiconError};
pub use model::{Model, ModelError, built_in};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NameType {
    /// A person.
    Per,
    /// An organisation.
    Org,
    /// A place.
    Loc,
}

impl NameType {
    /// The three letters of the record.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Org => "ORG",
            Self::Loc => "LOC",
        }
    }

    /// The type called by these letters, case aside.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Per, Self::Org, Self::Loc].into_iter().find(|t| t.as_str().eq_ignore_ascii_case(text))
    }
}

/// What found a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// The learned tagger.
    Model,
    /// The user's lexicon.
    Lexicon,
    /// The same name elsewhere in the article.
    Consistency,
}

/// Which names are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Width {
    /// The proper name alone: `Baraza la Usalama la [Umoja wa Mataifa]`; an institution that holds no name
    /// is one itself unless it is an organ of state (`[Shirika la Afya Duniani]`, but `Wizara ya Afya`).
    Narrow,
    /// Institutions whole: `[Baraza la Usalama la Umoja wa Mataifa]`, with the names inside it as parts.
    #[default]
    Wide,
}

/// A name found in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Where it stands (bytes of the original text).
    pub span: Span,
    /// The tokens it touches.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameType,
    /// How probable it is that span and type are right, 0 to 1.
    pub confidence: f32,
    /// What found it.
    pub source: Source,
    /// An institution called by a phrase.
    pub institution: bool,
    /// Index (in the same output) of the name that holds this one.
    pub inside: Option<u32>,
    /// Index of the lexicon entry that it matched.
    pub entry: Option<u32>,
}

/// The names that lie inside `names[outer]`.
pub fn parts(names: &[Name], outer: usize) -> impl Iterator<Item = &Name> {
    names[outer + 1..].iter().take_while(|n| n.inside.is_some()).filter(move |n| n.inside == Some(outer as u32))
}

/// Space that a thread reuses from article to article.
#[derive(Debug, Default)]
pub struct Scratch {
    memory: memory::Memory,
    views: Vec<view::View>,
    context: article::Context,
    dresses: Vec<u32>,
    scores: Vec<[i16; labels::WIDTH]>,
    trail: Vec<[f32; labels::WIDTH]>,
    trail_inst: Vec<[f32; 4]>,
    labels: Vec<u8>,
    labels_inst: Vec<u8>,
    chances: decode::Chances<{ labels::WIDTH }>,
    chances_inst: decode::Chances<4>,
    narrow: Vec<Name>,
    phrases: Vec<Name>,
    entries: Vec<Name>,
    known: consistency::Known,
}

/// Finds the names of an article. `out` is cleared first; names come in text order, outer before inner.
#[allow(clippy::too_many_arguments)]
pub fn find(
    model: &Model,
    lexicon: Option<&Lexicon>,
    width: Width,
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    scratch: &mut Scratch,
    out: &mut Vec<Name>,
) {
    out.clear();
    scratch.narrow.clear();
    scratch.phrases.clear();
    scratch.entries.clear();
    tag(model, text, tokens, sentences, scratch);
    consistency::apply(tokens, &scratch.views, &mut scratch.known, &mut scratch.narrow);
    institution::settle(&scratch.views, tokens, &scratch.narrow, &mut scratch.phrases);
    institution::part_acronyms(text, tokens, &mut scratch.narrow, &mut scratch.phrases);
    if width == Width::Narrow {
        institution::only_unnamed(&scratch.views, &scratch.narrow, &mut scratch.phrases);
    }
    if let Some(lexicon) = lexicon {
        for sentence in sentences {
            lexicon.matches(tokens, sentence.tokens.clone(), &mut scratch.entries);
        }
    }
    // The user's names win over whatever they cross; an institution may hold any of them.
    let crossing = |a: &Name, list: &[Name]| {
        let at = list.partition_point(|e| e.span.end <= a.span.start);
        list.get(at).is_some_and(|e| e.span.overlaps(a.span))
    };
    let holds = |a: &Name, list: &[Name]| {
        let at = list.partition_point(|e| e.span.end <= a.span.start);
        list[at..].iter().take_while(|e| e.span.start < a.span.end).all(|e| a.span.contains(e.span) && e.span != a.span)
    };
    let entries = &scratch.entries;
    out.extend(scratch.narrow.iter().filter(|n| !crossing(n, entries)).cloned());
    out.extend(scratch.phrases.iter().filter(|n| holds(n, entries)).cloned());
    out.extend(entries.iter().cloned());
    out.sort_by_key(|n| (n.span.start, std::cmp::Reverse(n.span.end), !n.institution));
    out.dedup_by(|b, a| a.span == b.span);
    let mut outer: Option<usize> = None;
    for i in 0..out.len() {
        let span = out[i].span;
        match outer {
            Some(o) if out[o].span.contains(span) => out[i].inside = Some(o as u32),
            _ => outer = Some(i),
        }
    }
}

/// Runs the tagger over every sentence: fills `narrow` and `phrases`.
fn tag(model: &Model, text: &str, tokens: &[Token], sentences: &[Sentence], s: &mut Scratch) {
    s.memory.begin(model);
    view::look(text, tokens, sentences, &model.forms, &mut s.memory, &mut s.views);
    s.context.read(&s.views);
    let (narrow, inst) = (&model.narrow, &model.inst);
    for sentence in sentences {
        let range = sentence.tokens.clone();
        score(model, &range, s);
        narrow.best(&s.scores, &mut s.trail, &mut s.labels);
        inst.best(&s.scores, &mut s.trail_inst, &mut s.labels_inst);
        if let Some(earliest) = s.labels.iter().position(|&l| l != 0) {
            narrow.chances(&s.scores, earliest, &mut s.chances);
            let mut from = 0;
            for i in 0..s.labels.len() {
                if !labels::closes(s.labels[i] as usize) {
                    continue;
                }
                if let Some(kind) = labels::type_of(s.labels[i]) {
                    let p = narrow.span(&s.chances, from, &s.labels[from..=i]);
                    let confidence = calibrated(p, model.calibration[kind as usize]);
                    s.narrow.push(name(tokens, range.start + from..range.start + i + 1, kind, confidence, false));
                }
                from = i + 1;
            }
        }
        if let Some(earliest) = s.labels_inst.iter().position(|&l| l == 1) {
            inst.chances(&s.scores, earliest, &mut s.chances_inst);
            let mut i = 0;
            while i < s.labels_inst.len() {
                if s.labels_inst[i] != 1 {
                    i += 1;
                    continue;
                }
                let end = (i + 1..s.labels_inst.len()).find(|&k| s.labels_inst[k] != 2).unwrap_or(s.labels_inst.len());
                let p = inst.span(&s.chances_inst, i, &s.labels_inst[i..end]);
                let confidence = calibrated(p, model.calibration[3]);
                s.phrases.push(name(tokens, range.start + i..range.start + end, NameType::Org, confidence, true));
                i = end;
            }
        }
    }
}

/// Adds up the weights of every token of a sentence: fills `scores`.
fn score(model: &Model, range: &Range<usize>, s: &mut Scratch) {
    // Sums 0 are those of what stands outside the sentence.
    s.dresses.clear();
    s.dresses.resize(REACH, 0);
    for view in &s.views[range.clone()] {
        s.dresses.push(s.memory.dressed(view, model));
    }
    s.dresses.resize(s.dresses.len() + REACH, 0);
    s.scores.clear();
    let mut gathered = model.gather();
    for (i, around) in range.clone().zip(s.dresses.windows(2 * REACH + 1)) {
        let mut sum = [0i16; labels::WIDTH];
        for (place, &at) in around.iter().rev().enumerate() {
            for (to, w) in sum.iter_mut().zip(s.memory.sums(at)[place]) {
                *to = to.wrapping_add(w);
            }
        }
        features::joined(&s.views, &s.context, range, i, |template, value| model.keep(features::key(template, value), &mut gathered));
        model.add_gathered(&mut gathered, &mut sum);
        s.scores.push(sum);
    }
}

fn name(tokens: &[Token], range: Range<usize>, kind: NameType, confidence: f32, institution: bool) -> Name {
    Name {
        span: tokens[range.start].span.to(tokens[range.end - 1].span),
        tokens: range,
        kind,
        confidence,
        source: Source::Model,
        institution,
        inside: None,
        entry: None,
    }
}

/// The tagger's probability, corrected by what held-out text said of it.
fn calibrated(p: f32, [slope, intercept]: [f32; 2]) -> f32 {
    let p = p.clamp(1e-6, 1.0 - 1e-6);
    let odds = (p / (1.0 - p)).ln() * slope + intercept;
    (1.0 / (1.0 + (-odds).exp())).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests;
