//! To and from the record: entities and times in, `record::Event` out.

use super::Found;
use super::parties::{Mention, Parties, When};
use crate::record::{Entity, Event, MentionKind, Stretch, Time};
use crate::text::{Span, Token};

/// The tokens that a span covers.
pub(super) fn tokens_of(tokens: &[Token], span: Span) -> std::ops::Range<u32> {
    let from = tokens.partition_point(|t| t.span.end <= span.start);
    let to = tokens.partition_point(|t| t.span.start < span.end);
    from as u32..to.max(from) as u32
}

impl<'a> Parties<'a> {
    /// The parties that an article's entities are, by their index.
    #[must_use]
    pub fn of(entities: &'a [Entity], tokens: &[Token]) -> Self {
        let mentions = entities.iter().enumerate().flat_map(|(index, entity)| {
            entity.mentions.iter().map(move |mention| Mention {
                entity: index as u32,
                tokens: tokens_of(tokens, mention.span),
                kind: entity.kind,
                country: entity.country.as_deref(),
                sector: entity.sector.as_deref(),
                nominal: mention.kind == MentionKind::Nominal,
            })
        });
        Self::new(mentions.collect())
    }
}

impl<'a> When<'a> {
    /// The times of an article that have a value, in text order.
    #[must_use]
    pub fn of(times: &'a [Time], tokens: &[Token]) -> Vec<Self> {
        let mut out: Vec<Self> = times
            .iter()
            .filter_map(|time| {
                let date = matches!(time.kind.as_str(), "DATE" | "TIME");
                Some(Self { tokens: tokens_of(tokens, time.span), value: time.value.as_deref()?, date })
            })
            .collect();
        out.sort_by_key(|t| (t.tokens.start, t.tokens.end));
        out
    }
}

impl Found {
    /// The event as the record has it; `entities` are those that its parties were made of. What other layers add to it (day,
    /// contexts, numbers of people, source, key) is left open.
    #[must_use]
    pub fn record(&self, text: &str, entities: &[Entity]) -> Event {
        let ids = |list: &[u32]| list.iter().filter_map(|&e| entities.get(e as usize)).map(|e| e.id.clone()).collect();
        Event {
            span: self.span,
            text: self.span.of(text).to_owned(),
            kind: self.kind.name().to_owned(),
            mode: self.modes.clone(),
            aux: self.aux.map(str::to_owned),
            quad: self.kind.quad(),
            score: self.score(),
            actor: ids(&self.actor),
            recipient: ids(&self.recipient),
            date: self.date.clone(),
            day: None,
            place: self.place.and_then(|e| entities.get(e as usize)).map(|e| e.id.clone()),
            context: Vec::new(),
            killed: None,
            injured: None,
            arrested: None,
            source: None,
            frame: self.frame.to_owned(),
            sentence: self.sentence,
            evidence: Stretch { span: self.evidence, text: self.evidence.of(text).to_owned() },
            key: String::new(),
            sources: None,
        }
    }
}
