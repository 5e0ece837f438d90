//! Times and quantities as the record writes them, and TimeML from a record.

use super::document::{Document, Offsets};
use super::facts::{Quantity, Time};
use crate::article::Zone;
use crate::morph::Analysis;
use crate::quantity;
use crate::time::{TimeMention, Timex, timeml};

/// A time's record.
#[must_use]
pub fn time_record(text: &str, time: &TimeMention, zone: Zone) -> Time {
    Time {
        span: time.span,
        text: time.span.of(text).to_owned(),
        kind: time.kind.name().to_owned(),
        value: time.value.map(|v| v.to_string()),
        modifier: time.modifier.map(|m| m.name().to_owned()),
        anchor: time.anchor.map(|d| d.to_string()),
        freq: time.freq.map(|n| format!("{n}X")),
        quant: time.every.then(|| "EVERY".to_owned()),
        start_date: time.start.map(|d| d.to_string()),
        end_date: time.end.map(|d| d.to_string()),
        ambiguous: time.ambiguous,
        zone,
    }
}

/// A quantity's record; `analyses` are those of the article's tokens.
#[must_use]
pub fn quantity_record(
    text: &str,
    found: &quantity::Quantity,
    tokens: &[crate::text::Token],
    analyses: &[Analysis],
    zone: Zone,
) -> Quantity {
    let lemma = |noun: crate::text::Span| {
        let at = tokens.partition_point(|t| t.span.start < noun.start);
        analyses.get(at).map_or_else(|| noun.of(text).to_lowercase(), |a| a.lemma.as_str().to_owned())
    };
    Quantity {
        span: found.span,
        text: found.span.of(text).to_owned(),
        kind: found.kind.name().to_owned(),
        value: found.value,
        unit: found.unit.map(str::to_owned),
        bound: found.bound.map(|b| b.name().to_owned()),
        noun: found.noun.map(lemma),
        befell: found.befell.map(str::to_owned),
        zone,
    }
}

impl Document {
    /// The article with its times as inline TIMEX3: well-formed XML for any text.
    #[must_use]
    pub fn to_timeml(&self) -> String {
        // Byte places of code points, walked once: times are in text order.
        let mut walk = self.text.char_indices().map(|(at, _)| at).enumerate().peekable();
        let mut byte = |n: u32| match self.offsets {
            Offsets::Bytes => n as usize,
            Offsets::Codepoints => {
                while walk.peek().is_some_and(|(i, _)| *i < n as usize) {
                    walk.next();
                }
                walk.peek().map_or(self.text.len(), |(_, at)| *at)
            }
        };
        let tags = self.times.iter().map(|time| {
            let range = byte(time.span.start)..byte(time.span.end);
            let optional = [("value", &time.value), ("mod", &time.modifier), ("freq", &time.freq), ("quant", &time.quant)];
            let mut attributes = vec![("type", time.kind.clone())];
            attributes.extend(optional.into_iter().filter_map(|(name, value)| value.clone().map(|v| (name, v))));
            Timex { range, attributes }
        });
        timeml(&self.text, tags.collect::<Vec<_>>())
    }
}
