//! When: expressions of time with TIMEX3 type and value, worked out from the day of publication.
//!
//! A rule reads from its first token; the classes of all tokens are looked up once. Where the text leaves a value open
//! the expression is found without one: nothing rather than something wrong.

mod holidays;
mod lexicon;
mod rules;
mod tense;
mod timeml;
mod value;

use std::ops::Range;

use jiff::ToSpan;

pub use holidays::{easter, islamic};
pub use timeml::{Timex, timeml};
pub use value::{Length, Part, Point, Season, Unit, Value};

use crate::calendar::Date;
use crate::morph::{Analysis, Cache, Morph};
use crate::text::{Sentence, Span, Token, paragraphs, sentences, tokens_of};
use lexicon::{K, W};
use rules::{Cx, Draft};

/// A country by its ISO 3166-1 alpha-3 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Country([u8; 3]);

impl Country {
    /// From three capital letters.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        <[u8; 3]>::try_from(code.as_bytes()).ok().filter(|c| c.iter().all(u8::is_ascii_uppercase)).map(Self)
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

/// What an article is read against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The day of publication.
    pub day: Option<Date>,
    /// The country of the dateline or outlet, for a bare `shilingi` and for holidays.
    pub country: Option<Country>,
}

impl Reference {
    /// From an ISO date.
    #[must_use]
    pub fn on(day: &str) -> Option<Self> {
        Some(Self { day: Some(day.parse().ok().filter(|d: &Date| d.year() >= 0)?), country: None })
    }
}

/// The TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    /// A day or longer.
    Date,
    /// A moment or part of a day.
    Time,
    /// A length.
    Duration,
    /// What comes again.
    Set,
}

impl TimeKind {
    /// As TIMEX3 writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// The TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mod {
    /// `mwanzoni mwa`, `mapema`
    Start,
    /// `mwishoni mwa`
    End,
    /// `katikati ya`
    Mid,
    /// `takriban`, or a day that the moon decides
    Approx,
    /// `chini ya`
    LessThan,
    /// `zaidi ya`
    MoreThan,
}

impl Mod {
    /// As TIMEX3 writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::End => "END",
            Self::Mid => "MID",
            Self::Approx => "APPROX",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
        }
    }
}

/// Something odd about a time, for the diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeIssue {
    /// The weekday beside a date is not that date's; the date won.
    WeekdayContradictsDate,
    /// `30 Februari`: left without a value.
    ImpossibleDate,
}

/// An expression of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// Where it stands (bytes).
    pub span: Span,
    /// Indices of its tokens.
    pub tokens: Range<usize>,
    /// Its type.
    pub kind: TimeKind,
    /// Its value, where the text tells.
    pub value: Option<Value>,
    /// Its modifier.
    pub modifier: Option<Mod>,
    /// The day that a length counts from.
    pub anchor: Option<Date>,
    /// How often, of a set: 2 is TIMEX3's `2X`.
    pub freq: Option<u8>,
    /// Whether it says "every": TIMEX3's `quant`.
    pub every: bool,
    /// First day covered.
    pub start: Option<Date>,
    /// Last day covered.
    pub end: Option<Date>,
    /// Readable in two ways, so without a value.
    pub ambiguous: bool,
    /// Something odd.
    pub note: Option<TimeIssue>,
}

/// Reusable space.
#[derive(Debug, Default)]
pub struct Scratch {
    words: Vec<W>,
}

/// Appends the times of an article to `out`, in order and without overlap. `analyses` has one for each token.
pub fn find(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    analyses: &[Analysis],
    reference: &Reference,
    scratch: &mut Scratch,
    out: &mut Vec<TimeMention>,
) {
    lexicon::classes(tokens, &mut scratch.words);
    let mut cx = Cx { text, tokens, words: &scratch.words, analyses, reference, start: 0, end: 0, last: None, day: None, depth: 0 };
    let mut day_sentence = None;
    for (index, sentence) in sentences.iter().enumerate() {
        (cx.start, cx.end) = (sentence.tokens.start, sentence.tokens.end);
        if day_sentence.is_some_and(|at: usize| index > at + 1) {
            cx.day = None;
        }
        let mut i = cx.start;
        while i < cx.end {
            if cx.words[i] == W::None {
                i += 1;
                continue;
            }
            let Some(draft) = cx.read(i).filter(|d| d.to > i) else {
                i += 1;
                continue;
            };
            remember(&mut cx, &draft);
            if cx.day.is_some() && matches!(draft.point(), Some(Point::Day(_))) {
                day_sentence = Some(index);
            }
            i = draft.to;
            out.push(mention(&cx, &draft));
        }
    }
}

/// What the story has named: the base of `siku hiyo` and of a clock time without a day.
fn remember(cx: &mut Cx<'_>, draft: &Draft) {
    match draft.value {
        // `sasa`, `hivi karibuni` name no day.
        Some(Value::Point(Point::Present | Point::Past | Point::Future)) => {}
        Some(Value::Point(p)) if draft.kind != TimeKind::Set => {
            if p.days().is_some() {
                cx.last = Some(p);
            }
            match p {
                Point::Day(d) | Point::Clock(Some(d), ..) | Point::Part(Some(d), _) => cx.day = Some(d),
                _ => {}
            }
        }
        Some(Value::Interval(a, _)) if a.days().is_some() => cx.last = Some(a),
        _ => {}
    }
}

fn mention(cx: &Cx<'_>, draft: &Draft) -> TimeMention {
    let span = cx.tokens[draft.from].span.to(cx.tokens[draft.to - 1].span);
    let (start, end) = match (draft.kind, draft.value) {
        (TimeKind::Set, _) => (None, None),
        (_, Some(Value::Point(p))) => p.days().unzip(),
        (_, Some(Value::Interval(a, b))) => (a.days().map(|d| d.0), b.days().map(|d| d.1)),
        // A length that counts from today covers the days up to it, where it has whole days.
        (_, Some(Value::Length(l))) if draft.anchor.is_some() && l.unit == Unit::Day => covered(cx, draft, &l).unzip(),
        _ => (None, None),
    };
    TimeMention {
        span,
        tokens: draft.from..draft.to,
        kind: draft.kind,
        value: draft.value,
        modifier: draft.modifier.or_else(|| modifier_before(cx, draft)),
        anchor: draft.anchor,
        freq: draft.freq,
        every: draft.every,
        start,
        end,
        ambiguous: draft.ambiguous,
        note: draft.note,
    }
}

fn covered(cx: &Cx<'_>, draft: &Draft, length: &Length) -> Option<(Date, Date)> {
    let anchor = draft.anchor?;
    let n = i64::try_from(length.amount?.as_whole()?).ok().filter(|n| *n < 100_000)?;
    let past = cx.key(draft.to - 1, K::Past);
    let other = if past { anchor.checked_sub(n.days()) } else { anchor.checked_add(n.days()) }.ok()?;
    Some((anchor.min(other), anchor.max(other)))
}

/// `mwishoni mwa`, `mapema`, `katikati ya`, `takriban`, `zaidi ya` before the expression.
fn modifier_before(cx: &Cx<'_>, draft: &Draft) -> Option<Mod> {
    let mut b = draft.from;
    for _ in 0..3 {
        b = b.checked_sub(1).filter(|b| *b >= cx.start)?;
        match cx.w(b) {
            W::Key(K::Of | K::Mwa) | W::Unit(Unit::Year | Unit::Month) => {}
            W::Key(K::End) => return Some(Mod::End),
            W::Key(K::Start) => return Some(Mod::Start),
            W::Key(K::Mid) => return Some(Mod::Mid),
            W::Key(K::Approx) => return Some(Mod::Approx),
            W::Key(K::More) => return Some(Mod::MoreThan),
            W::Key(K::Less) => return Some(Mod::LessThan),
            _ => return None,
        }
    }
    None
}

/// The first time expression of a short text, for asking about a phrase alone.
#[must_use]
pub fn parse(text: &str, reference: &Reference) -> Option<TimeMention> {
    let tokens = tokens_of(text);
    let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
    let (mut analyses, mut out) = (Vec::with_capacity(tokens.len()), Vec::new());
    Morph::built_in().analyze_tokens(text, &tokens, &sentences, &mut Cache::new(), &mut analyses);
    find(text, &tokens, &sentences, &analyses, reference, &mut Scratch::default(), &mut out);
    out.into_iter().next()
}
