//! What a stretch of an article can be, and what is known of the whole.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::published::Published;
use crate::calendar::Date;
use crate::text::Span;

/// What the caller knows of an article besides its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Article<'a> {
    /// The text as it came.
    pub text: &'a str,
    /// The caller's own key.
    pub id: Option<&'a str>,
    /// The publication day, if known.
    pub published: Option<Date>,
    /// The headline, if it came apart from the text.
    pub headline: Option<&'a str>,
}

/// What a stretch of an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// The report itself.
    #[default]
    Body,
    /// The headline.
    Headline,
    /// An opening paragraph that the body repeats.
    Standfirst,
    /// The line or the glued words that give the publication day.
    Published,
    /// Author, editor or desk.
    Byline,
    /// Agencies that the report draws on.
    Source,
    /// Place of the report, before its first sentence.
    Dateline,
    /// A picture's caption or credit.
    Caption,
    /// A link to another story.
    Related,
}

impl Zone {
    /// Whether the words here tell this article's own facts.
    #[must_use]
    pub fn is_told(self) -> bool {
        matches!(self, Zone::Body | Zone::Headline | Zone::Standfirst)
    }
}

/// A stretch of the article that is not body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub zone: Zone,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// From its first token to its last (bytes).
    pub span: Span,
}

/// The layout of an article.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Everything that is not body, in text order.
    pub blocks: Vec<Block>,
    /// The headline's span, if it stands in the text.
    pub headline: Option<Span>,
    /// The publication day.
    pub published: Option<Published>,
    /// A date that the text gives and the caller's argument contradicts.
    pub contradicted: Option<(Date, Span)>,
    /// Zone of each sentence, after `cut`.
    pub zones: Vec<Zone>,
}
