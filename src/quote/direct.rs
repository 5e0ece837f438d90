//! Words in quotation marks → direct quotes, with the verb of saying that they belong to.
//!
//! Marks also stand around names, titles and words that the writer keeps at arm's length. A stretch is a quote when a verb of
//! saying claims it: right before it, right after it, or around it (a fragment inside a reported clause). A whole sentence
//! in marks with no verb beside it goes on from the speaker before.

use std::ops::Range;

use super::cues::Cue;
use super::lexicon::{Frame, class};
use super::marks::Quoted;
use super::room::Room;
use super::verbs::Form;
use crate::text::{Case, Kind};

/// What a quoted stretch hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hook {
    /// A verb of saying, by its index.
    Cue(usize),
    /// `Neema: "…"`, the mention's entity.
    Named(usize),
    /// A quoted sentence of its own.
    Alone,
}

/// Whether the stretch is a name or title: every word of weight has a capital and none is a verb.
fn is_title(room: Room, content: &Range<usize>) -> bool {
    let tokens = &room.reading.tokens[content.clone()];
    let small = tokens.iter().filter(|t| t.is_word() && t.case == Case::Lower && t.span.len() > 3).count();
    let words = tokens.iter().filter(|t| t.is_word()).count();
    let capitals = tokens.iter().filter(|t| t.is_capitalised()).count();
    let verb = content.clone().any(|i| room.words[i].form != Form::None);
    small == 0 && !verb && capitals > 0 && words <= 8
}

/// Whether a word before the mark says that a name comes.
fn is_called(room: Room, open: usize, from: usize) -> bool {
    (from.max(open.saturating_sub(2))..open).any(|i| room.words[i].is(class::CALLED))
}

/// How many words the stretch has, and whether one is a verb.
fn weight(room: Room, content: &Range<usize>) -> (usize, bool) {
    let words = room.reading.tokens[content.clone()].iter().filter(|t| t.kind != Kind::Punctuation).count();
    (words, content.clone().any(|i| room.words[i].form != Form::None))
}

/// What the stretch hangs on, or nothing if it is no quote. `paragraph` is its paragraph's tokens.
pub(super) fn hook(room: Room, quoted: &Quoted, paragraph: &Range<usize>, cues: &[Cue]) -> Option<Hook> {
    let sentences = room.reading.sentences;
    let first = room.sentence_of(quoted.open);
    let from = sentences[first].tokens.start.max(paragraph.start);
    let title = is_title(room, &quoted.content);
    if title && is_called(room, quoted.open, from) {
        return None;
    }
    if let Some(i) = right_before(room, quoted, from, cues)
        // A name in marks is said only right after a verb of saying (`alisema “Asante Tanzania”`), not `alimtaja Juma “Simba” Ali`.
        && (!title || cues[i].saying.manner == "call" || cues[i].saying.frame != Frame::Mark && quoted.open <= cues[i].tokens.end + 2)
    {
        return Some(Hook::Cue(i));
    }
    if let Some(named) = named_before(room, quoted, from) {
        return Some(Hook::Named(named));
    }
    if title {
        return None;
    }
    let (words, verb) = weight(room, &quoted.content);
    if (words >= 2 || verb)
        && let Some(i) = right_after(room, quoted, paragraph, cues)
    {
        return Some(Hook::Cue(i));
    }
    // A fragment inside a reported clause.
    let begun = cues.partition_point(|c| c.sentence < first);
    let inside = cues[begun..]
        .iter()
        .take_while(|c| c.sentence == first)
        .position(|c| c.content.as_ref().is_some_and(|r| r.start <= quoted.content.start && quoted.content.end <= r.end + 1));
    if let Some(i) = inside.map(|i| i + begun)
        && !is_called(room, quoted.open, from)
        && words >= 2
    {
        return Some(Hook::Cue(i));
    }
    let whole = quoted.open == from && words >= 5 && verb;
    let last = quoted.content.end - 1;
    let closed =
        quoted.after >= paragraph.end || room.is_mark(last, &[".", "?", "!", "…", "...", ","]) || room.is_mark(quoted.after, &["."]);
    (whole && closed).then_some(Hook::Alone)
}

/// A verb of saying before the mark with nothing but its own phrase between.
fn right_before(room: Room, quoted: &Quoted, from: usize, cues: &[Cue]) -> Option<usize> {
    let i = cues.partition_point(|c| c.tokens.start < quoted.open).checked_sub(1)?;
    let cue = &cues[i];
    if cue.tokens.start < from || cue.saying.passive && cue.form == Form::Relative {
        return None;
    }
    let between = cue.tokens.end..quoted.open;
    let opens = cue.opens.clamp(between.start, between.end);
    let free = match cue.saying.frame {
        // After `kuwa` the mark comes at once, or the fragment is inside the clause (seen to later).
        _ if cue.opens >= quoted.open => true,
        Frame::Mark => between.len() <= 3,
        Frame::Name => between.len() <= 12 && room.main_verb(between.clone()).is_none(),
        _ => {
            between.len() <= 14 && room.main_verb(between.clone()).is_none() && !(opens..quoted.open).any(|k| room.is_mark(k, &[";", "."]))
        }
    };
    free.then_some(i)
}

/// `Neema: "…"`
fn named_before(room: Room, quoted: &Quoted, from: usize) -> Option<usize> {
    let colon = quoted.open.checked_sub(1).filter(|&c| c > from && room.is_mark(c, &[":"]))?;
    let found = room.people.within(from..colon).iter().rev().find(|c| c.tokens.end <= colon)?;
    Some(found.entity)
}

/// A verb of saying after the mark, before any other verb and any other mark.
fn right_after(room: Room, quoted: &Quoted, paragraph: &Range<usize>, cues: &[Cue]) -> Option<usize> {
    let from = quoted.after;
    let limit = paragraph.end.min(from + 40);
    let i = cues.partition_point(|c| c.tokens.start < from);
    let cue = cues.get(i).filter(|c| c.tokens.start < limit && matches!(c.form, Form::Finite | Form::Beside))?;
    let between = from..cue.tokens.start;
    let stopped = between.clone().any(|k| room.is_mark(k, &[".", "?", "!", "“", "\"", ";"]) || room.words[k].form == Form::Finite);
    if stopped || cue.saying.frame == Frame::Name {
        return None;
    }
    // A sentence of its own after the mark keeps its own clause: `"…." Rais amesema kuwa …`.
    let ended = quoted.content.end > quoted.content.start && room.is_mark(quoted.content.end - 1, &[".", "?", "!"]);
    let own = cue.content.is_some() && !cue.postposed || followed(room, cue);
    let weak = !matches!(cue.saying.frame, Frame::Clause | Frame::Announce) || cue.tokens.start > from + 8;
    if ended && (own || weak) && from < paragraph.end && room.reading.tokens[from].is_capitalised() {
        return None;
    }
    Some(i)
}

/// Whether the cue introduces marks of its own.
fn followed(room: Room, cue: &Cue) -> bool {
    let at = cue.opens;
    at < room.reading.tokens.len() && room.is_mark(at, &[":", "“", "\""])
}
