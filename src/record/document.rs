//! The document: one article's record.

use serde::{Deserialize, Serialize};

use super::facts::{CountryShare, Entity, Event, Place, Quantity, Quote, Role, Time};
use super::word::TokenRecord;
use crate::article::{PublishedSource, Zone};
use crate::error::{Error, ErrorKind};
use crate::language::Language;
use crate::text::{CodePoints, Span};

/// The unit of a record's spans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Offsets {
    /// UTF-8 bytes: as Rust slices.
    #[default]
    Bytes,
    /// Unicode code points: as Python slices.
    Codepoints,
}

/// A headline, with its place if it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    /// Its words.
    pub text: String,
    /// Its place; none where the caller gave the headline apart from the text.
    #[serde(flatten)]
    pub span: Option<Span>,
}

/// A passage that is not body: byline, dateline, caption, link to another story …
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// The words there.
    pub text: String,
    /// What it is.
    pub zone: Zone,
}

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentenceRecord {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// Index of its paragraph.
    pub paragraph: u32,
    /// What part of the article it is.
    pub zone: Zone,
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// The record may be poorer than it looks.
    Warning,
    /// There is no record.
    Error,
}

/// Something a careful reader should know about this record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable name, such as `language.other`.
    pub kind: String,
    /// How much it matters.
    pub severity: Severity,
    /// For a person; holds none of the article's words.
    pub message: String,
    /// Where in the text, if it has a place.
    #[serde(flatten)]
    pub span: Option<Span>,
}

/// Everything dondoo read in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Version of this schema.
    pub schema: u32,
    /// The caller's own key.
    pub id: Option<String>,
    /// Publication day, ISO.
    pub published: Option<String>,
    /// Argument or text.
    pub published_source: Option<PublishedSource>,
    /// The text's language.
    pub language: Language,
    /// Unit of every span below.
    pub offsets: Offsets,
    /// Headline.
    pub headline: Option<Headline>,
    /// Who wrote it.
    pub byline: Vec<Passage>,
    /// Where it was filed.
    pub dateline: Option<Passage>,
    /// Paragraphs.
    pub paragraphs: Vec<Span>,
    /// Sentences, blocks included.
    pub sentences: Vec<SentenceRecord>,
    /// Links to other stories: nothing in them is this article's fact.
    pub related: Vec<Passage>,
    /// Every other passage that is not body: sources, captions, publication lines, a repeated standfirst.
    pub passages: Vec<Passage>,
    /// Who and what.
    pub entities: Vec<Entity>,
    /// Countries, the one where the article plays first.
    pub countries: Vec<CountryShare>,
    /// Places whose coordinates are known.
    pub places: Vec<Place>,
    /// Who holds which office.
    pub roles: Vec<Role>,
    /// When.
    pub times: Vec<Time>,
    /// How much.
    pub quantities: Vec<Quantity>,
    /// Who said what.
    pub quotes: Vec<Quote>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// Every token with its analysis; only where the layer `tokens` was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tokens: Vec<TokenRecord>,
    /// What a careful reader should know.
    pub diagnostics: Vec<Diagnostic>,
    /// Set where the row could not be read at all: then every layer is empty.
    pub error: Option<Error>,
    /// The article itself; left out of JSON unless asked for.
    #[serde(default, skip_serializing)]
    pub text: String,
}

/// Version of the record's schema.
pub const SCHEMA: u32 = 1;

impl Document {
    /// A record with nothing in it.
    #[must_use]
    pub fn empty(id: Option<&str>) -> Self {
        Self {
            schema: SCHEMA,
            id: id.map(str::to_owned),
            published: None,
            published_source: None,
            language: Language { code: "und".into(), confidence: 0.0 },
            offsets: Offsets::default(),
            headline: None,
            byline: Vec::new(),
            dateline: None,
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            related: Vec::new(),
            passages: Vec::new(),
            entities: Vec::new(),
            countries: Vec::new(),
            places: Vec::new(),
            roles: Vec::new(),
            times: Vec::new(),
            quantities: Vec::new(),
            quotes: Vec::new(),
            events: Vec::new(),
            tokens: Vec::new(),
            diagnostics: Vec::new(),
            error: None,
            text: String::new(),
        }
    }

    /// The record of a row that could not be read.
    #[must_use]
    pub fn failed(id: Option<&str>, error: Error) -> Self {
        let mut out = Self::empty(id);
        out.diagnose("error", Severity::Error, error.to_string(), None);
        out.error = Some(error);
        out
    }

    /// Notes something.
    pub fn diagnose(&mut self, kind: &str, severity: Severity, message: impl Into<String>, span: Option<Span>) {
        self.diagnostics.push(Diagnostic { kind: kind.into(), severity, message: message.into(), span });
    }

    /// Calls `each` on every span of the record, the one place that knows them all.
    pub fn each_span(&mut self, each: &mut impl FnMut(&mut Span)) {
        if let Some(Headline { span: Some(span), .. }) = &mut self.headline {
            each(span);
        }
        self.paragraphs.iter_mut().for_each(&mut *each);
        self.sentences.iter_mut().for_each(|s| each(&mut s.span));
        let passages = self.byline.iter_mut().chain(&mut self.dateline).chain(&mut self.related).chain(&mut self.passages);
        passages.for_each(|p| each(&mut p.span));
        self.entities.iter_mut().flat_map(|e| &mut e.mentions).for_each(|m| each(&mut m.span));
        self.roles.iter_mut().for_each(|r| each(&mut r.span));
        self.times.iter_mut().for_each(|t| each(&mut t.span));
        self.quantities.iter_mut().for_each(|q| each(&mut q.span));
        for quote in &mut self.quotes {
            each(&mut quote.span);
            if let Some(cue) = &mut quote.cue {
                each(&mut cue.span);
            }
        }
        for event in &mut self.events {
            each(&mut event.span);
            each(&mut event.evidence.span);
        }
        self.tokens.iter_mut().for_each(|t| each(&mut t.span));
        self.diagnostics.iter_mut().filter_map(|d| d.span.as_mut()).for_each(each);
    }

    /// The same record with its spans in code points.
    #[must_use]
    pub fn into_code_points(mut self) -> Self {
        if self.offsets == Offsets::Bytes {
            let text = std::mem::take(&mut self.text);
            let points = CodePoints::new(&text);
            self.each_span(&mut |span| *span = points.span(*span));
            self.text = text;
            self.offsets = Offsets::Codepoints;
        }
        self
    }

    /// As one JSON object on one line. With `text`, the article itself is in it.
    ///
    /// # Errors
    /// None in practice: a record holds nothing that JSON cannot.
    pub fn to_json(&self, text: bool) -> Result<String, Error> {
        #[derive(Serialize)]
        struct WithText<'a> {
            #[serde(flatten)]
            record: &'a Document,
            text: &'a str,
        }
        let written = if text { serde_json::to_string(&WithText { record: self, text: &self.text }) } else { serde_json::to_string(self) };
        written.map_err(|e| Error::new(ErrorKind::Record, e.to_string()))
    }

    /// Reads a record back.
    ///
    /// # Errors
    /// Not JSON, not a record, or of a later schema.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let fail = |e: serde_json::Error| Error::new(ErrorKind::Record, format!("line {} column {}: not a record", e.line(), e.column()));
        let document: Self = serde_json::from_str(json).map_err(fail)?;
        if document.schema > SCHEMA {
            return Err(Error::new(ErrorKind::Record, format!("schema {} is newer than this dondoo's {SCHEMA}", document.schema)));
        }
        Ok(document)
    }
}
