//! How much and how many: money, percentages, measures, ages, counts and orders, each in its unit.
//!
//! Every number of the text is asked once what it belongs to, from the surest to the least: money, percent, measure, age,
//! order, count. Numbers inside times are theirs; numbers that only name (`ibara ya 5`, `namba 12`) count nothing.

mod age;
mod befell;
mod count;
mod grammar;
mod lexicon;
mod measure;
mod money;
mod order;
mod share;

use std::ops::Range;

use crate::morph::Analysis;
use crate::text::{Sentence, Span, Token};
use crate::time::{Reference, TimeMention};

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityKind {
    /// An amount of money.
    Money,
    /// A share of a hundred.
    Percent,
    /// A length, weight, area …
    Measure,
    /// Years of age.
    Age,
    /// How many.
    Count,
    /// Which in order.
    Ordinal,
}

impl QuantityKind {
    /// As the record writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Measure => "measure",
            Self::Age => "age",
            Self::Count => "count",
            Self::Ordinal => "ordinal",
        }
    }
}

/// How the number bounds the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `zaidi ya`, `wasiopungua`
    Min,
    /// `hadi`, `chini ya`
    Max,
    /// `takriban`, `karibu`
    About,
}

impl Bound {
    /// As the record writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Min => "min",
            Self::Max => "max",
            Self::About => "about",
        }
    }
}

/// A quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands (bytes): noun, number, scale and unit, without words of approximation.
    pub span: Span,
    /// Indices of its tokens.
    pub tokens: Range<usize>,
    /// What is told.
    pub kind: QuantityKind,
    /// The number, scale words multiplied out.
    pub value: f64,
    /// ISO 4217, `%`, `year`, or the usual symbol of the measure.
    pub unit: Option<&'static str>,
    /// How the number bounds the truth.
    pub bound: Option<Bound>,
    /// The head noun that is counted.
    pub noun: Option<Span>,
    /// What befell the people counted, where the clause says so.
    pub befell: Option<&'static str>,
}

/// Appends the quantities of an article to `out`, in order, none inside a time. `analyses` has one for each token.
pub fn find(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    analyses: &[Analysis],
    reference: &Reference,
    times: &[TimeMention],
    out: &mut Vec<Quantity>,
) {
    grammar::Grammar { text, tokens, analyses, reference, start: 0, end: 0, floor: 0 }.run(sentences, times, out);
}
