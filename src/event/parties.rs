//! Who can take part: the mentions of names, descriptions and groups that the layers below found.

use std::ops::Range;

use crate::record::EntityType;

/// One mention of an entity.
#[derive(Clone, Debug)]
pub struct Mention<'a> {
    /// Index of its entity.
    pub entity: u32,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// What the entity is.
    pub kind: EntityType,
    /// The entity's country or PLOVER code.
    pub country: Option<&'a str>,
    /// The entity's PLOVER sector.
    pub sector: Option<&'a str>,
    /// A description, not a name.
    pub nominal: bool,
}

/// All mentions of an article.
#[derive(Clone, Debug, Default)]
pub struct Parties<'a> {
    /// In order of their first token; of those that start together the longest first.
    pub mentions: Vec<Mention<'a>>,
    /// Who says `I` and `we`: the tokens of each direct quote, in order, and a mention of its speaker.
    pub voices: Vec<(Range<u32>, usize)>,
}

impl<'a> Parties<'a> {
    /// Puts mentions into order.
    #[must_use]
    pub fn new(mut mentions: Vec<Mention<'a>>) -> Self {
        mentions.retain(|m| m.tokens.start < m.tokens.end);
        mentions.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end), m.entity));
        Self { mentions, voices: Vec::new() }
    }

    /// Adds direct quotes: their tokens and the entity that speaks.
    pub fn speak(&mut self, quotes: impl IntoIterator<Item = (Range<u32>, u32)>) {
        for (tokens, speaker) in quotes {
            let of = |m: &Mention<'_>| m.entity == speaker;
            let before = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
            let mention = self.mentions[..before].iter().rposition(of).or_else(|| self.mentions.iter().position(of));
            self.voices.extend(mention.map(|m| (tokens, m)));
        }
        self.voices.sort_by_key(|(tokens, _)| (tokens.start, tokens.end));
    }

    /// The speaker of the innermost quote around a token.
    pub(super) fn voice(&self, token: usize) -> Option<usize> {
        let started = self.voices.partition_point(|(tokens, _)| tokens.start as usize <= token);
        self.voices[..started].iter().rev().take(8).find(|(tokens, _)| (tokens.end as usize) > token).map(|(_, m)| *m)
    }

    /// Whether an entity is a person with a name.
    pub(super) fn person(&self, entity: u32) -> bool {
        self.mentions.iter().any(|m| m.entity == entity && m.kind == EntityType::Per)
    }

    /// By entity, the one that stands for it: a country, its capital and its government are one party.
    pub(super) fn stands(&self) -> Vec<u32> {
        let size = self.mentions.iter().map(|m| m.entity + 1).max().unwrap_or(0);
        let mut out: Vec<u32> = (0..size).collect();
        let mut first: Vec<(&str, u32)> = Vec::new();
        for m in &self.mentions {
            let state = match m.kind {
                EntityType::Loc => true,
                EntityType::Org | EntityType::Grp => m.sector == Some("GOV"),
                EntityType::Per => false,
            };
            if let Some(country) = m.country.filter(|_| state) {
                match first.iter().find(|(c, _)| *c == country) {
                    Some((_, entity)) => out[m.entity as usize] = *entity,
                    None => first.push((country, m.entity)),
                }
            }
        }
        out
    }

    /// By token, the outermost mention that starts there and lies in no other.
    pub(super) fn starts(&self, tokens: usize) -> Vec<u32> {
        let mut out = vec![u32::MAX; tokens];
        let mut free = 0;
        for (index, mention) in self.mentions.iter().enumerate() {
            let start = mention.tokens.start;
            if start >= free && (start as usize) < tokens {
                out[start as usize] = index as u32;
                free = mention.tokens.end;
            }
        }
        out
    }
}

/// A time expression with a value.
#[derive(Clone, Debug)]
pub struct When<'a> {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Its TIMEX3 value.
    pub value: &'a str,
    /// Whether it is a DATE or TIME, not a duration or set.
    pub date: bool,
}
