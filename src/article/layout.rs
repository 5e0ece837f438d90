//! Paragraph by paragraph, what each stretch of the article is.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::byline::byline;
use super::cues::{After, cue_at};
use super::dateline::dateline;
use super::published::{Published, PublishedSource, published_at};
use crate::calendar::Date;
use crate::text::{Case, Gap, Kind, Paragraph, Sentence, Span, Token, join};

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

const HEADLINE_TOKENS: usize = 45;
/// How many opening paragraphs may hold a publication date, byline or dateline.
const TOP: usize = 5;

/// Reads the layout and cuts the sentences at the edges of its blocks.
#[must_use]
pub fn layout(article: &Article, tokens: &[Token], paragraphs: &[Paragraph], sentences: &mut Vec<Sentence>) -> Layout {
    let mut out = Layout::default();
    if let Some(day) = article.published {
        out.published = Some(Published { day, span: None, source: PublishedSource::Argument });
    }
    let mut reader = Reader { text: article.text, tokens, out: &mut out, body_seen: false, links: 0 };
    let first = reader.headline(article.headline, paragraphs);
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if Some(index) != first {
            reader.paragraph(index, &paragraph.tokens);
        }
    }
    reader.standfirst(paragraphs, first);
    out.blocks.sort_by_key(|b| b.tokens.start);
    cut(tokens, sentences, &mut out);
    out
}

struct Reader<'t, 'o> {
    text: &'t str,
    tokens: &'t [Token],
    out: &'o mut Layout,
    body_seen: bool,
    /// How many more lines may be bare link titles after a heading such as `Habari zaidi`.
    links: u8,
}

impl Reader<'_, '_> {
    fn block(&mut self, zone: Zone, tokens: Range<usize>) {
        if !tokens.is_empty() {
            let span = self.tokens[tokens.start].span.to(self.tokens[tokens.end - 1].span);
            self.out.blocks.push(Block { zone, tokens, span });
        }
    }

    fn word(&self, i: usize) -> &str {
        self.tokens[i].text(self.text)
    }

    /// Whether the line ends as a sentence does.
    fn is_sentence(&self, range: &Range<usize>) -> bool {
        matches!(self.word(range.end - 1), "." | "…" | "..." | "”" | "\"")
    }

    /// Takes the headline; returns the index of its paragraph.
    fn headline(&mut self, given: Option<&str>, paragraphs: &[Paragraph]) -> Option<usize> {
        if let Some(given) = given.map(str::trim).filter(|h| !h.is_empty()) {
            let first = paragraphs.first()?;
            if first.span.of(self.text).trim_end_matches('.') != given.trim_end_matches('.') {
                return None;
            }
            self.out.headline = Some(first.span);
            self.block(Zone::Headline, first.tokens.clone());
            return Some(0);
        }
        if paragraphs.len() < 2 {
            return None;
        }
        for (index, paragraph) in paragraphs.iter().enumerate().take(TOP) {
            let range = &paragraph.tokens;
            // Lines above the headline: a date, a desk.
            let above = published_at(self.text, self.tokens, range.start, range.end).is_some_and(|(.., end)| end == range.end)
                || cue_at(self.text, self.tokens, range.start, range.end, true).is_some()
                || byline(self.text, self.tokens, range.start, range.end) == Some(range.end);
            if above {
                continue;
            }
            if range.len() > HEADLINE_TOKENS || published_at(self.text, self.tokens, range.start, range.end).is_some() {
                return None;
            }
            self.out.headline = Some(paragraph.span);
            self.block(Zone::Headline, range.clone());
            return Some(index);
        }
        None
    }

    fn paragraph(&mut self, index: usize, range: &Range<usize>) {
        let (mut at, end) = (range.start, range.end);
        if !self.body_seen && index < TOP {
            at = self.top(at, end);
        } else if index < TOP && self.tokens[at].case == Case::Upper && !self.out.blocks.iter().any(|b| b.zone == Zone::Dateline) {
            // Below a standfirst the report proper may begin with its dateline; there only capitals are trusted.
            at = self.dateline(at, end).unwrap_or(at);
        }
        if at >= end {
            return;
        }
        if let Some((cue, next)) = cue_at(self.text, self.tokens, at, end, true) {
            return self.cued(cue.zone, cue.after, at, next, end);
        }
        if end - at > 2
            && matches!(self.word(at), "-" | "–" | "—" | "*" | "•")
            && let Some((cue, next)) = cue_at(self.text, self.tokens, at + 1, end, true)
        {
            return self.cued(cue.zone, cue.after, at + 1, next, end);
        }
        if self.agencies(at, end) {
            return self.block(Zone::Source, at..end);
        }
        if self.links > 0 {
            if end - at <= 30 && !self.is_sentence(&(at..end)) {
                self.links -= 1;
                return self.block(Zone::Related, at..end);
            }
            self.links = 0;
        }
        if self.copyright(at, end) {
            return self.block(Zone::Caption, at..end);
        }
        self.body_seen = true;
        self.inline(at, end);
        self.trailing_agencies(at, end);
    }

    /// Publication day, byline and dateline at the head of an opening paragraph; returns where the report begins.
    fn top(&mut self, mut at: usize, end: usize) -> usize {
        loop {
            if at >= end {
                return at;
            }
            if let Some((day, date_end, block_end)) = published_at(self.text, self.tokens, at, end) {
                self.publish(day, at..date_end);
                self.block(Zone::Published, at..block_end);
                at = block_end;
            } else if let Some(to) = byline(self.text, self.tokens, at, end) {
                self.block(Zone::Byline, at..to);
                at = to;
            } else if let Some(to) = self.dateline(at, end) {
                return to;
            } else {
                return at;
            }
        }
    }

    /// A dateline at `at`; returns where the report begins.
    fn dateline(&mut self, at: usize, end: usize) -> Option<usize> {
        let (place, to) = dateline(self.text, self.tokens, at, end)?;
        // `GOMA (Reuters) -`: what stands between the place and the dash is the agency.
        self.block(Zone::Source, place.end..to.saturating_sub(1).max(place.end));
        self.block(Zone::Dateline, place);
        Some(to)
    }

    fn publish(&mut self, day: Date, date: Range<usize>) {
        let span = self.tokens[date.start].span.to(self.tokens[date.end - 1].span);
        match &mut self.out.published {
            None => self.out.published = Some(Published { day, span: Some(span), source: PublishedSource::Text }),
            Some(known) if known.day == day => known.span = known.span.or(Some(span)),
            Some(known) if known.source == PublishedSource::Argument && self.out.contradicted.is_none() => {
                self.out.contradicted = Some((day, span));
            }
            Some(_) => {}
        }
    }

    /// A block that a cue opens at the head of a line.
    fn cued(&mut self, zone: Zone, after: After, at: usize, next: usize, end: usize) {
        match zone {
            Zone::Published => {
                let date = (next..end.min(next + 6))
                    .find_map(|i| crate::calendar::read_date(self.text, &self.tokens[..end], i).map(|(d, e)| (d, i, e)));
                match date {
                    Some((day, from, to)) if end - at <= 24 => {
                        self.publish(day, from..to);
                        let glued = to < end && self.tokens[to].gap == Gap::None && self.tokens[to].is_capitalised();
                        let stop = if glued { to } else { end };
                        self.block(Zone::Published, at..stop);
                        if stop < end {
                            self.paragraph(0, &(stop..end));
                        }
                    }
                    _ => {
                        self.body_seen = true;
                        self.inline(at, end);
                    }
                }
            }
            Zone::Related => {
                // A heading alone on its line: link titles follow.
                if next == end {
                    self.links = 6;
                }
                let stop = self.link_end(next, end);
                self.block(Zone::Related, at..stop);
                if stop < end {
                    self.inline(stop, end);
                }
            }
            Zone::Caption if end - at > 60 || (after == After::Name && end - next > 12 && self.is_sentence(&(at..end))) => {
                // A credit run into the text: `Chanzo cha picha, Getty Images Waziri …`.
                self.inline(at, end);
            }
            Zone::Byline | Zone::Source if end - at > 40 => {
                self.body_seen = true;
                self.inline(at, end);
            }
            _ => self.block(zone, at..end),
        }
    }

    /// Cues inside a paragraph: after a sentence's end, or glued to a word.
    fn inline(&mut self, at: usize, end: usize) {
        let mut i = at;
        while i < end {
            let token = &self.tokens[i];
            let opens = token.is_word()
                && (i == at
                    || token.gap == Gap::None
                    || (self.tokens[i - 1].kind == Kind::Punctuation && !matches!(self.word(i - 1), "," | ";" | ":" | "(")));
            if opens
                && token.is_capitalised()
                && let Some((cue, next)) = cue_at(self.text, self.tokens, i, end, false).filter(|(c, _)| c.inline)
            {
                let stop = match cue.zone {
                    Zone::Caption if cue.after == After::Name => self.credit_end(next, end),
                    _ => self.link_end(next, end),
                };
                self.block(cue.zone, i..stop);
                i = stop.max(i + 1);
                continue;
            }
            i += 1;
        }
    }

    /// Where a link's title ends: at a question or full stop with more text after it, or at the line's end.
    fn link_end(&self, next: usize, end: usize) -> usize {
        for i in next..end {
            let ends = self.tokens[i].kind == Kind::Punctuation && matches!(self.word(i), "." | "?" | "!");
            if ends && i + 1 < end && self.tokens[i + 1].is_capitalised() && i > next {
                return i + 1;
            }
        }
        end
    }

    /// A picture's credit: at most four capitalised words.
    fn credit_end(&self, next: usize, end: usize) -> usize {
        let mut i = next;
        while i < end && i - next < 4 && (self.tokens[i].is_capitalised() || matches!(self.word(i), "/" | "-")) {
            if i > next && matches!(self.word(i), "Maelezo") {
                break;
            }
            i += 1;
        }
        // `Getty Images Waziri wa …`: a third capitalised word before a small one opens the text.
        if i < end && i - next >= 3 && self.tokens[i].is_word() {
            i = next + 2;
        }
        i
    }

    /// `(AFP, Reuters)` or `AFP/Reuters` as a whole line.
    fn agencies(&self, at: usize, end: usize) -> bool {
        end - at <= 12
            && self.word(at) == "("
            && self.word(end - 1) == ")"
            && self.tokens[at + 1..end - 1].iter().all(|t| t.is_capitalised() || matches!(t.text(self.text), "," | "/" | "na" | "-" | ";"))
            && end - at > 2
    }

    /// The same at the end of a body paragraph.
    fn trailing_agencies(&mut self, at: usize, end: usize) {
        if self.word(end - 1) == ")"
            && let Some(open) = (at + 1..end).rev().take(12).find(|&i| self.word(i) == "(")
        {
            let after_end = matches!(self.word(open - 1), "." | "”" | "\"" | "?" | "!");
            if after_end && self.agencies(open, end) {
                self.block(Zone::Source, open..end);
            }
        }
    }

    fn copyright(&self, at: usize, end: usize) -> bool {
        end - at <= 20 && self.word(at) == "©"
    }

    /// An opening paragraph that comes again later, whole or as the beginning of a longer one.
    fn standfirst(&mut self, paragraphs: &[Paragraph], headline: Option<usize>) {
        let first = headline.map_or(0, |h| h + 1);
        for index in first..paragraphs.len().min(first + 2) {
            let range = paragraphs[index].tokens.clone();
            if range.len() < 6 || self.out.blocks.iter().any(|b| b.tokens.start < range.end && range.start < b.tokens.end) {
                continue;
            }
            let words = |r: &Range<usize>| -> Vec<u64> {
                self.tokens[r.clone()].iter().filter(|t| t.kind != Kind::Punctuation).map(|t| t.lower).collect()
            };
            let own = words(&range);
            let key = own.iter().fold(0, |h, &w| join(h, w));
            let again =
                paragraphs[index + 1..].iter().filter(|p| self.tokens[p.tokens.start].lower == self.tokens[range.start].lower).any(|p| {
                    let other = words(&p.tokens);
                    other.len() >= own.len() && other[..own.len()].iter().fold(0, |h, &w| join(h, w)) == key
                });
            if again {
                self.block(Zone::Standfirst, range);
            }
        }
    }
}

/// Cuts sentences at block edges and gives each its zone.
fn cut(tokens: &[Token], sentences: &mut Vec<Sentence>, layout: &mut Layout) {
    let mut out = Vec::with_capacity(sentences.len() + layout.blocks.len() * 2);
    let mut zones = Vec::with_capacity(out.capacity());
    let mut blocks = layout.blocks.iter().peekable();
    for sentence in sentences.iter() {
        let mut start = sentence.tokens.start;
        let end = sentence.tokens.end;
        while start < end {
            while blocks.peek().is_some_and(|b| b.tokens.end <= start) {
                blocks.next();
            }
            let (zone, stop) = match blocks.peek() {
                Some(b) if b.tokens.start <= start => (b.zone, b.tokens.end.min(end)),
                Some(b) => (Zone::Body, b.tokens.start.min(end)),
                None => (Zone::Body, end),
            };
            // A dateline's dash or a lone full stop is no sentence.
            let piece = start..stop;
            let wordless =
                zone == Zone::Body && piece != sentence.tokens && tokens[piece.clone()].iter().all(|t| t.kind == Kind::Punctuation);
            if !wordless {
                let from = if zone == Zone::Body && start != sentence.tokens.start {
                    (start..stop).find(|&i| tokens[i].kind != Kind::Punctuation || opens(tokens, i)).unwrap_or(start)
                } else {
                    start
                };
                out.push(Sentence { span: tokens[from].span.to(tokens[stop - 1].span), tokens: from..stop, paragraph: sentence.paragraph });
                zones.push(zone);
            }
            start = stop;
        }
    }
    *sentences = out;
    layout.zones = zones;
}

/// Whether a mark belongs to what follows it (a quotation mark or bracket that touches the next word).
fn opens(tokens: &[Token], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|t| t.gap == Gap::None && t.is_word())
}
