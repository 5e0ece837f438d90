//! Paragraph by paragraph, what each stretch of the article is.

use std::ops::Range;

use super::byline::byline;
use super::cues::{After, cue_at};
use super::dateline::dateline;
use super::edges::cut;
use super::published::{Published, PublishedSource, published_at};
use super::zone::{Article, Block, Layout, Zone};
use crate::calendar::Date;
use crate::text::{Case, Gap, Paragraph, Sentence, Token};

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

/// An article being read, paragraph by paragraph.
pub(super) struct Reader<'t, 'o> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) out: &'o mut Layout,
    body_seen: bool,
    /// How many more lines may be bare link titles after a heading such as `Habari zaidi`.
    links: u8,
}

impl Reader<'_, '_> {
    pub(super) fn block(&mut self, zone: Zone, tokens: Range<usize>) {
        if !tokens.is_empty() {
            let span = self.tokens[tokens.start].span.to(self.tokens[tokens.end - 1].span);
            self.out.blocks.push(Block { zone, tokens, span });
        }
    }

    pub(super) fn word(&self, i: usize) -> &str {
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
}
