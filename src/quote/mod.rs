//! Who said what: direct and indirect quotes with their content, cue, manner and speaker.
//!
//! One pass reads every word's analysis, one finds quotation marks; verbs of saying then claim the clause or the marked
//! words beside them, and last, in text order, each gets its speaker. Nothing is taken from captions, bylines or links to
//! other stories. What is said inside quotation marks is one quote, however much reporting it holds itself.

mod clause;
mod cues;
mod direct;
mod document;
mod extent;
mod lexicon;
mod marks;
mod people;
mod room;
mod settle;
mod source;
mod speaker;
mod unnamed;
mod verbs;

use std::ops::Range;

pub(crate) use people::Speakers;

use crate::article::{Article, Zone};
use crate::extractor::Reading;
use crate::morph::{Analysis, Cache, Morph};
use crate::record::{Entity, Quote, Stretch};
use crate::text::{Span, paragraphs, sentences, tokens_of};
use cues::Cue;
use direct::Hook;
use lexicon::Lexicon;
use marks::Quoted;
use room::Room;
use settle::settle;
use verbs::{Form, Subject, Word};

/// In tokens.
const LONGEST_SENTENCE: usize = 800;

/// How something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    /// In quotation marks.
    Direct,
    /// Reported.
    Indirect,
}

/// Something said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// The content.
    pub span: Span,
    pub style: Style,
    /// The verb or phrase of saying.
    pub cue: Option<Span>,
    /// claim, deny, promise …
    pub manner: Option<&'static str>,
    /// Index of the speaker's entity.
    pub speaker: Option<usize>,
}

/// Whose words they are, before speakers are settled.
#[derive(Clone, Debug)]
enum Who {
    Cue(usize),
    Known(Option<usize>),
    /// The speaker before.
    Same,
}

#[derive(Debug)]
struct Item {
    content: Range<usize>,
    style: Style,
    cue: Option<Range<usize>>,
    manner: Option<&'static str>,
    who: Who,
}

/// The quotes of an article, in text order.
///
/// `analyses` has one for each token.
pub(crate) fn quotes(reading: &Reading, analyses: &[Analysis], people: &Speakers) -> Vec<Said> {
    let lexicon = Lexicon::built_in();
    let words = read_words(reading, analyses, lexicon);
    let room = Room { reading, words: &words, people };
    let (quoted, paragraphs) = quoted_of(reading);
    let mut cues: Vec<Cue> = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        // No sentence that a person wrote is longer; a bound keeps the work linear in the text.
        if !is_told(reading, index) || sentence.tokens.len() > LONGEST_SENTENCE {
            continue;
        }
        let range = sentence.tokens.clone();
        let begun = cues.len();
        let here = quoted_in(&quoted, &range);
        cues::find(room, index, range.clone(), here, lexicon, &mut cues);
        clause::clauses(room, &range, here, lexicon, &mut cues[begun..]);
        source::read(room, index, &range, lexicon, &cues[begun..], &mut items);
    }
    for (q, paragraph) in quoted.iter().zip(&paragraphs) {
        let item = |cue: Option<&Cue>, who| Item {
            content: trim(room, q.content.clone()),
            style: Style::Direct,
            cue: cue.map(|c| c.tokens.clone()),
            manner: cue.map(|c| c.saying.manner),
            who,
        };
        match direct::hook(room, q, paragraph, &cues) {
            Some(Hook::Cue(i)) => items.push(item(Some(&cues[i]), Who::Cue(i))),
            Some(Hook::Named(entity)) => items.push(item(None, Who::Known(Some(entity)))),
            Some(Hook::Alone) => items.push(item(None, Who::Same)),
            None => {}
        }
    }
    for (i, cue) in cues.iter().enumerate() {
        // `anajibu : Njooni kesho.` says it without marks.
        let here = quoted_in(&quoted, &reading.sentences[cue.sentence].tokens);
        if let Some(content) = cues::after_colon(room, cue, here) {
            let (style, tokens) = (Style::Direct, cue.tokens.clone());
            items.push(Item { content, style, cue: Some(tokens), manner: Some(cue.saying.manner), who: Who::Cue(i) });
        }
        // `amesema anaamini kuwa`: the outer report holds the inner one.
        let held = cues[..i]
            .iter()
            .rev()
            .take_while(|o| o.sentence == cue.sentence)
            .any(|o| !o.postposed && o.content.as_ref().is_some_and(|c| c.start == cue.tokens.start));
        if let Some(content) = cue.content.clone().filter(|_| !held) {
            let all_marked = here.iter().any(|q| q.open <= content.start + 1 && q.after + 1 >= content.end);
            if !all_marked && !content.is_empty() {
                let (style, tokens) = (Style::Indirect, cue.tokens.clone());
                items.push(Item { content, style, cue: Some(tokens), manner: Some(cue.saying.manner), who: Who::Cue(i) });
            }
        }
    }
    items.retain(|i| !i.content.is_empty());
    items.sort_by_key(|i| (i.content.start, i.content.end, i.style));
    items.dedup_by(|b, a| a.content == b.content && a.style == b.style);
    settle(room, &cues, items)
}

/// Whether a sentence tells the article's own facts.
fn is_told(reading: &Reading, sentence: usize) -> bool {
    reading.layout.zones.get(sentence).copied().unwrap_or(Zone::Body).is_told()
}

/// Every word's reading; what follows `ambaye` is relative.
fn read_words(reading: &Reading, analyses: &[Analysis], lexicon: &Lexicon) -> Vec<Word> {
    let (text, tokens) = (reading.text, reading.tokens);
    let mut words: Vec<Word> = vec![Word::NONE; tokens.len()];
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let headline = index == 0 || reading.layout.zones.get(index) == Some(&Zone::Headline);
        for at in sentence.tokens.clone() {
            let next = tokens.get(at + 1).map(|n| n.lower);
            words[at] = verbs::read(text, &tokens[at], &analyses[at], headline, next, lexicon);
        }
    }
    let mut open = 0;
    for i in 0..words.len() {
        if words[i].form == Form::Relative && tokens[i].text(text).len() <= 7 && words[i].subject == Subject::None {
            open = 8;
        } else if open > 0 {
            open -= 1;
            if words[i].form == Form::Finite {
                words[i].form = Form::Relative;
                open = 0;
            }
        }
    }
    words
}

/// All quoted stretches with the paragraphs that they stand in.
fn quoted_of(reading: &Reading) -> (Vec<Quoted>, Vec<Range<usize>>) {
    let (mut quoted, mut places) = (Vec::new(), Vec::new());
    let sentences = reading.sentences;
    let mut i = 0;
    while i < sentences.len() {
        let mut j = i;
        while j < sentences.len() && sentences[j].paragraph == sentences[i].paragraph && is_told(reading, j) == is_told(reading, i) {
            j += 1;
        }
        if is_told(reading, i) {
            let range = sentences[i].tokens.start..sentences[j - 1].tokens.end;
            marks::quoted(reading.text, reading.tokens, range.clone(), &mut quoted);
            places.resize(quoted.len(), range);
        }
        i = j;
    }
    (quoted, places)
}

fn quoted_in<'q>(quoted: &'q [Quoted], range: &Range<usize>) -> &'q [Quoted] {
    let from = quoted.partition_point(|q| q.after <= range.start);
    let to = quoted.partition_point(|q| q.open < range.end);
    &quoted[from..to.max(from)]
}

/// Content without stray marks at its edges.
fn trim(room: Room, mut range: Range<usize>) -> Range<usize> {
    while range.end > range.start && matches!(room.text(range.start), "," | ":") {
        range.start += 1;
    }
    range
}

/// Reads the quotes of a text on its own, with the entities given: for measuring and for tests of this layer alone.
///
/// Byte spans of the mentions count; everything else in `entities` but type and id is ignored.
#[must_use]
pub fn quotes_in(article: &Article, entities: &[Entity]) -> Vec<Quote> {
    let text = article.text;
    let tokens = tokens_of(text);
    let paragraphs = paragraphs(text, &tokens);
    let mut sentences = sentences(text, &tokens, &paragraphs);
    let layout = crate::article::layout(article, &tokens, &paragraphs, &mut sentences);
    let reading = Reading { text, tokens: &tokens, sentences: &sentences, layout: &layout, day: None };
    let mut analyses = Vec::with_capacity(tokens.len());
    Morph::built_in().analyze_tokens(text, &tokens, &sentences, &mut Cache::new(), &mut analyses);
    let people = Speakers::new(&reading, entities);
    records(text, entities, quotes(&reading, &analyses, &people))
}

/// Quotes as the record holds them.
pub(crate) fn records(text: &str, entities: &[Entity], said: Vec<Said>) -> Vec<Quote> {
    said.into_iter()
        .map(|s| Quote {
            span: s.span,
            text: s.span.of(text).to_owned(),
            style: if s.style == Style::Direct { "direct" } else { "indirect" }.to_owned(),
            speaker: s.speaker.map(|e| entities[e].id.clone()),
            cue: s.cue.map(|span| Stretch { span, text: span.of(text).to_owned() }),
            manner: s.manner.map(str::to_owned),
        })
        .collect()
}
