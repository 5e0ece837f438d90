//! The only place that knows the order of the layers.
//!
//! An `Extractor` is immutable and shared by all threads; what one article needs while it is read lives in a `Scratch` that
//! each thread keeps. A layer that is asked for pulls in what it stands on.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::article::{Article, Layout, Zone, layout};
use crate::calendar::Date;
use crate::error::{Error, ErrorKind};
use crate::event;
use crate::gazetteer::Gazetteer;
use crate::language::{Language, detect};
use crate::morph::{Analysis, Cache, Morph};
use crate::names::{self, Lexicon, Model, Name, Width};
use crate::quantity::Quantity;
use crate::quote;
use crate::record::{Document, Headline, Passage, SentenceRecord, Severity, quantity_record, time_record, token_record};
use crate::text::{Paragraph, Sentence, Span, Token, paragraphs, sentences, tokenize};
use crate::time::{Country, Reference, TimeIssue, TimeMention};

/// The layers that can be asked for.
pub const LAYERS: &[&str] = &["layout", "names", "times", "quantities", "quotes", "events", "tokens"];

/// Those of them that run unless others are asked for: a record of every token is long, so it must be asked for.
pub const DEFAULT_LAYERS: &[&str] = &["layout", "names", "times", "quantities", "quotes", "events"];

/// What an extractor does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Names of the layers to run, from [`LAYERS`]; `layout` always runs.
    pub layers: Vec<String>,
    /// Longest text read, in bytes of UTF-8. A longer one is an error row.
    pub max_bytes: usize,
    /// Whether to read texts that are clearly not Swahili, too.
    pub any_language: bool,
    /// Whether an institution's phrase is one name (wide) or only the names inside it are (narrow).
    pub width: Width,
    /// Whether the names inside a wide name are mentions of their own as well.
    pub nested: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            layers: DEFAULT_LAYERS.iter().map(|&l| l.to_owned()).collect(),
            max_bytes: 128 << 20,
            any_language: false,
            width: Width::Wide,
            nested: false,
        }
    }
}

/// Turns articles into records. Cheap to clone, safe to share.
#[derive(Clone, Debug)]
pub struct Extractor {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    /// Tells extractors apart, for what a scratch remembers is true of one of them only.
    id: u64,
    config: Config,
    /// The caller's own names model, in place of the built-in one.
    model: Option<Model>,
    lexicon: Option<Lexicon>,
    names: bool,
    /// Whether every word is analysed, for the layers below and for the tokens of the record.
    words: bool,
    times: bool,
    quantities: bool,
    quotes: bool,
    events: bool,
    tokens: bool,
}

/// How many extractors were made: nothing hangs on the number but that no two are the same.
static EXTRACTORS: AtomicU64 = AtomicU64::new(1);

/// Space that a thread reuses from article to article.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The extractor that used it last.
    of: u64,
    tokens: Vec<Token>,
    text: crate::text::Scratch,
    work: Work,
}

/// What the layers above the text reuse.
#[derive(Debug, Default)]
struct Work {
    names: Vec<Name>,
    naming: names::Scratch,
    words: Cache,
    analyses: Vec<Analysis>,
    times: Vec<TimeMention>,
    timing: crate::time::Scratch,
    quantities: Vec<Quantity>,
}

/// One article on its way: everything the later layers read.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub sentences: &'a [Sentence],
    pub layout: &'a Layout,
    /// The day that `leo` means.
    pub day: Option<Date>,
}

impl Reading<'_> {
    /// The zone of the sentence that holds byte `at`.
    pub fn zone(&self, at: u32) -> Zone {
        let after = self.sentences.partition_point(|s| s.span.start <= at);
        if after == 0 { Zone::Body } else { self.layout.zones[after - 1] }
    }
}

impl Reading<'_> {
    /// The country of the dateline: where a bare `shilingi` is spent and whose holidays are kept.
    fn country(&self) -> Option<Country> {
        let dateline = self.layout.blocks.iter().find(|b| b.zone == Zone::Dateline)?;
        let gazetteer = Gazetteer::built_in();
        let found = dateline.tokens.clone().find_map(|at| gazetteer.longest(&self.tokens[..dateline.tokens.end], at));
        found.and_then(|(_, id)| gazetteer.entry(id).country).and_then(Country::new)
    }
}

impl Extractor {
    /// An extractor.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] for a layer that does not exist.
    pub fn new(config: Config) -> Result<Self, Error> {
        Self::with(config, None, None)
    }

    /// An extractor with the caller's own names model or names.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] for a layer that does not exist.
    pub fn with(config: Config, model: Option<Model>, lexicon: Option<Lexicon>) -> Result<Self, Error> {
        if let Some(unknown) = config.layers.iter().find(|l| !LAYERS.contains(&l.as_str())) {
            return Err(Error::new(ErrorKind::Config, format!("unknown layer {unknown:?}; there are: {}", LAYERS.join(", "))));
        }
        let has = |layer: &str| config.layers.iter().any(|l| l == layer);
        Ok(Self {
            inner: Arc::new(Inner {
                id: EXTRACTORS.fetch_add(1, Ordering::Relaxed),
                model,
                lexicon,
                // A layer pulls in what it stands on.
                names: has("names") || has("quotes") || has("events"),
                words: ["times", "quantities", "quotes", "events", "tokens"].into_iter().any(has),
                times: has("times") || has("events"),
                quantities: has("quantities") || has("events"),
                quotes: has("quotes") || has("events"),
                events: has("events"),
                tokens: has("tokens"),
                config,
            }),
        })
    }

    /// What it does.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.inner.config
    }

    /// Reads one article; spans in bytes.
    #[must_use]
    pub fn extract(&self, article: &Article) -> Document {
        self.extract_with(article, &mut Scratch::default())
    }

    /// Reads one article with space that is reused; spans in bytes.
    #[must_use]
    pub fn extract_with(&self, article: &Article, scratch: &mut Scratch) -> Document {
        let text = article.text;
        if text.len() > self.inner.config.max_bytes {
            let limit = self.inner.config.max_bytes;
            let error = Error::new(ErrorKind::TooLong, format!("text of {} bytes is longer than the limit of {limit}", text.len()));
            // The first character that is too many, in code points as at every border.
            let at = text.as_bytes()[..limit].iter().filter(|&&b| b & 0xC0 != 0x80).count();
            return Document::failed(article.id, error.at(at as u64));
        }
        if scratch.of != self.inner.id {
            *scratch = Scratch { of: self.inner.id, ..Scratch::default() };
        }
        let Scratch { tokens, text: folding, work, .. } = scratch;
        tokens.clear();
        tokenize(text, tokens, folding);
        let paragraphs = paragraphs(text, tokens);
        let mut sentences = sentences(text, tokens, &paragraphs);
        let layout = layout(article, tokens, &paragraphs, &mut sentences);
        let language = detect(text, tokens);
        let reading = Reading { text, tokens, sentences: &sentences, layout: &layout, day: layout.published.map(|p| p.day) };
        let mut out = lay_out(article, &reading, &paragraphs, language);
        if out.language.is_swahili() || self.inner.config.any_language {
            if self.inner.names {
                let model = self.inner.model.as_ref().unwrap_or_else(|| names::built_in());
                let lexicon = self.inner.lexicon.as_ref();
                names::find(model, lexicon, self.inner.config.width, text, tokens, &sentences, &mut work.naming, &mut work.names);
                let mentions = crate::entity::mentions(&work.names, lexicon, self.inner.config.nested);
                let found = crate::entity::entities(&reading, &mentions);
                found.record(&mut out);
            }
            if self.inner.words {
                work.analyses.clear();
                Morph::built_in().analyze_tokens(text, tokens, &sentences, &mut work.words, &mut work.analyses);
            }
            if self.inner.tokens {
                out.tokens = tokens.iter().zip(&work.analyses).map(|(t, a)| token_record(text, t, a)).collect();
            }
            if self.inner.quotes {
                let said = quote::quotes(&reading, &work.analyses, &quote::Speakers::new(&reading, &out.entities));
                out.quotes = quote::records(text, &out.entities, said);
            }
            if self.inner.times || self.inner.quantities {
                self.measure(&reading, &mut out, work);
            }
            if self.inner.events {
                out.events = event::records(&reading, &work.analyses, &out);
            }
        }
        out
    }

    /// Times and quantities.
    fn measure(&self, reading: &Reading, out: &mut Document, work: &mut Work) {
        let Reading { text, tokens, sentences, .. } = *reading;
        let Work { analyses, times, timing, quantities, .. } = work;
        // Numbers inside a time count nothing, so quantities need the times whether or not they are asked for.
        let reference = Reference { day: reading.day, country: reading.country() };
        times.clear();
        crate::time::find(text, tokens, sentences, analyses, &reference, timing, times);
        if self.inner.times {
            out.times = times.iter().map(|t| time_record(text, t, reading.zone(t.span.start))).collect();
            for time in &*times {
                match time.note {
                    Some(TimeIssue::WeekdayContradictsDate) => {
                        out.diagnose(
                            "time.weekday",
                            Severity::Info,
                            "the weekday is not that of the date beside it; the date counts",
                            Some(time.span),
                        );
                    }
                    Some(TimeIssue::ImpossibleDate) => {
                        out.diagnose("time.impossible", Severity::Info, "no calendar has this day: left without a value", Some(time.span));
                    }
                    None => {}
                }
            }
        }
        if self.inner.quantities {
            quantities.clear();
            crate::quantity::find(text, tokens, sentences, analyses, &reference, times, quantities);
            let record = |q: &Quantity| quantity_record(text, q, tokens, analyses, reading.zone(q.span.start));
            out.quantities = quantities.iter().map(record).collect();
        }
    }
}

fn passage(text: &str, span: Span, zone: Zone) -> Passage {
    Passage { span, text: span.of(text).to_owned(), zone }
}

/// The record with the layout in it.
fn lay_out(article: &Article, reading: &Reading, paragraphs: &[Paragraph], language: Language) -> Document {
    let (text, layout) = (reading.text, reading.layout);
    let mut out = Document::empty(article.id);
    out.text = text.to_owned();
    out.language = language;
    out.published = layout.published.map(|p| p.day.to_string());
    out.published_source = layout.published.map(|p| p.source);
    let given = article.headline.map(str::trim).filter(|h| !h.is_empty());
    out.headline = match (layout.headline, given) {
        (Some(span), _) => Some(Headline { text: span.of(text).to_owned(), span: Some(span) }),
        (None, Some(given)) => Some(Headline { text: given.to_owned(), span: None }),
        (None, None) => None,
    };
    out.paragraphs = paragraphs.iter().map(|p| p.span).collect();
    out.sentences = reading
        .sentences
        .iter()
        .zip(&layout.zones)
        .map(|(s, &zone)| SentenceRecord { span: s.span, paragraph: s.paragraph as u32, zone })
        .collect();
    for block in &layout.blocks {
        let piece = passage(text, block.span, block.zone);
        match block.zone {
            Zone::Headline | Zone::Body => {}
            Zone::Byline => out.byline.push(piece),
            Zone::Related => out.related.push(piece),
            Zone::Dateline if out.dateline.is_none() => out.dateline = Some(piece),
            _ => out.passages.push(piece),
        }
    }
    diagnose(&mut out, reading);
    out
}

fn diagnose(out: &mut Document, reading: &Reading) {
    if reading.tokens.is_empty() {
        out.diagnose("text.empty", Severity::Warning, "there is no text", None);
    } else if out.language.code == "und" {
        out.diagnose("language.unknown", Severity::Info, "too little text to tell its language", None);
    } else if !out.language.is_swahili() {
        let message = format!("not Swahili but {} ({:.2}); only the layout was read", out.language.code, out.language.confidence);
        out.diagnose("language.other", Severity::Warning, message, None);
    } else if out.language.code == "sheng" {
        out.diagnose("language.sheng", Severity::Warning, "Sheng-heavy text: fewer words will be known", None);
    }
    if reading.day.is_none() && !reading.tokens.is_empty() {
        out.diagnose("published.unknown", Severity::Info, "no publication day given or found: relative times have no value", None);
    }
    if let Some((day, span)) = reading.layout.contradicted {
        let message = format!("the text gives {day} as its publication day, the caller another; the caller's counts");
        out.diagnose("published.contradicted", Severity::Warning, message, Some(span));
    }
}

/// Reads a publication day as callers give it: an ISO date, with or without a time after it.
///
/// # Errors
/// [`ErrorKind::Published`] for anything else.
pub fn published(given: &str) -> Result<Date, Error> {
    let trimmed = given.trim();
    let day = trimmed.get(..10).filter(|_| trimmed.len() == 10 || trimmed[10..].starts_with(['T', ' ']));
    day.and_then(|d| d.parse().ok()).ok_or_else(|| {
        // The value is the caller's own column, not an article's words, and naming it is what helps; keep it short.
        let shown: String = trimmed.chars().take(40).collect();
        Error::new(ErrorKind::Published, format!("published={shown:?} is not a date (YYYY-MM-DD)"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_by_all_threads() {
        fn shared<T: Send + Sync + Clone + 'static>() {}
        shared::<Extractor>();
    }

    #[test]
    fn unknown_layers_and_long_texts_are_errors() {
        let error = Extractor::new(Config { layers: vec!["majina".into()], ..Config::default() }).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Config);
        let small = Extractor::new(Config { max_bytes: 10, ..Config::default() }).unwrap();
        let document = small.extract(&Article { text: "maandishi marefu mno", ..Article::default() });
        assert_eq!(document.error.unwrap().kind, ErrorKind::TooLong);
    }

    #[test]
    fn published_days() {
        for good in ["2024-06-18", " 2024-06-18T10:00:00Z", "2024-06-18 10:00"] {
            assert_eq!(published(good).unwrap().to_string(), "2024-06-18", "{good}");
        }
        for bad in ["", "18 Juni 2024", "2024-13-01", "2024-06-180", "2024"] {
            assert_eq!(published(bad).unwrap_err().kind, ErrorKind::Published, "{bad}");
        }
    }
}
