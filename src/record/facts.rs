//! The facts a record holds, layer by layer. Field names are those of the gold standard and of the field: TIMEX3, PLOVER, ISO.

use serde::{Deserialize, Serialize};

use crate::article::Zone;
use crate::text::Span;

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum EntityType {
    /// A person.
    Per,
    /// An organisation.
    Org,
    /// A place.
    Loc,
    /// An unnamed group that acts (police, protesters).
    Grp,
}

impl EntityType {
    /// The three letters.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            EntityType::Per => "PER",
            EntityType::Org => "ORG",
            EntityType::Loc => "LOC",
            EntityType::Grp => "GRP",
        }
    }
}

/// A name, or a description that stands for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A proper name.
    Name,
    /// A definite description (`kiongozi huyo`).
    Nominal,
}

/// One mention of an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// The words there.
    pub text: String,
    /// Name or description.
    pub kind: MentionKind,
    /// The part of the article it stands in.
    pub zone: Zone,
    /// 0 to 1: how sure that this is a name of this type.
    pub confidence: f32,
}

/// Somebody or something that the article names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Key inside the record: `e1`, `e2`, … in order of first mention.
    pub id: String,
    /// PER, ORG, LOC or GRP.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// The fullest standard name; in English where there is one.
    pub name: String,
    /// ISO 3166-1 alpha-3, or PLOVER's UNO, EUR, IGO, NGO, MNC, IMG.
    pub country: Option<String>,
    /// PLOVER's three-letter sector.
    pub sector: Option<String>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// The id that the user's own lexicon gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lexicon_id: Option<String>,
    /// Every mention, in text order.
    pub mentions: Vec<Mention>,
}

/// A country that the article is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountryShare {
    /// ISO 3166-1 alpha-3.
    pub code: String,
    /// Its share of the article's mentions of countries, 0 to 1.
    pub share: f32,
}

/// Where a place of the article lies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Id of the entity.
    pub entity: String,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// country, capital, city, division …
    pub feature: String,
    /// ISO 3166-2 code of a division.
    pub iso3166_2: Option<String>,
    /// GeoNames id.
    pub geonameid: Option<String>,
}

/// A role beside a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Where the title stands.
    #[serde(flatten)]
    pub span: Span,
    /// The title's words.
    pub text: String,
    /// Id of the person.
    pub person: String,
    /// Id of the entity it is held in.
    pub of: Option<String>,
    /// `former`, `acting`, `deputy`, `elect`, or none.
    pub status: Option<String>,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// The words there.
    pub text: String,
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value.
    pub value: Option<String>,
    /// TIMEX3 `mod`.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// The day that a length counts from, ISO.
    pub anchor: Option<String>,
    /// TIMEX3 `freq` of a SET.
    pub freq: Option<String>,
    /// TIMEX3 `quant` of a SET: EVERY.
    pub quant: Option<String>,
    /// First day covered, ISO.
    pub start_date: Option<String>,
    /// Last day covered, ISO.
    pub end_date: Option<String>,
    /// Whether another reading is as likely.
    pub ambiguous: bool,
    /// The part of the article it stands in.
    pub zone: Zone,
}

/// A number with what it counts or measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// The words there.
    pub text: String,
    /// money, percent, measure, age, count or ordinal.
    pub kind: String,
    /// The number.
    pub value: f64,
    /// ISO 4217, `%`, SI or usual symbol, `year`.
    pub unit: Option<String>,
    /// `min`, `max` or `about`.
    pub bound: Option<String>,
    /// Lemma of the noun counted.
    pub noun: Option<String>,
    /// What befell the people counted: dead, injured, arrested …
    pub befell: Option<String>,
    /// The part of the article it stands in.
    pub zone: Zone,
}

/// Something said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// Where the content stands.
    #[serde(flatten)]
    pub span: Span,
    /// The content's words.
    pub text: String,
    /// `direct` or `indirect`.
    pub style: String,
    /// Id of the speaker.
    pub speaker: Option<String>,
    /// The verb or phrase of saying.
    pub cue: Option<Stretch>,
    /// claim, deny, promise, warn, demand …
    pub manner: Option<String>,
}

/// A stretch of text inside another fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// The words there.
    pub text: String,
}

/// A political event in the PLOVER ontology.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Where the verb or noun that says it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Its words.
    pub text: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER modes.
    pub mode: Vec<String>,
    /// historical, future, hypothetical, negation.
    pub aux: Option<String>,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    #[serde(default)]
    pub quad: u8,
    /// PLOVER's intensity, −10 to 10: the mean of the modes' scores, or the type's.
    #[serde(default)]
    pub score: f32,
    /// Ids of the actors.
    pub actor: Vec<String>,
    /// Ids of the recipients.
    pub recipient: Vec<String>,
    /// TIMEX3 value of when.
    pub date: Option<String>,
    /// The day it is counted under: the first of `date`, else the publication day; none for what lies at an unknown time.
    #[serde(default)]
    pub day: Option<String>,
    /// Id of where.
    pub place: Option<String>,
    /// PLOVER contexts of its paragraph.
    pub context: Vec<String>,
    /// People killed in it.
    #[serde(default)]
    pub killed: Option<u64>,
    /// People injured in it.
    #[serde(default)]
    pub injured: Option<u64>,
    /// People arrested in it.
    #[serde(default)]
    pub arrested: Option<u64>,
    /// Id of who reported or claimed it.
    pub source: Option<String>,
    /// The frame that read it.
    pub frame: String,
    /// Index of its sentence.
    #[serde(default)]
    pub sentence: u32,
    /// The clause that tells it: from the first to the last of anchor and parties in the sentence.
    #[serde(default)]
    pub evidence: Stretch,
    /// The same in every article that tells of the same: see `record/happening.rs`.
    #[serde(default)]
    pub key: String,
    /// How many articles tell it; only where a batch was deduplicated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<u32>,
}
