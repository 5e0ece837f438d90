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
}

impl<'a> Parties<'a> {
    /// Puts mentions into order.
    #[must_use]
    pub fn new(mut mentions: Vec<Mention<'a>>) -> Self {
        mentions.retain(|m| m.tokens.start < m.tokens.end);
        mentions.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end), m.entity));
        Self { mentions }
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
