//! Verbs of saying in their sentences.

use std::ops::Range;

use super::lexicon::{Frame, Lexicon, Saying, class};
use super::marks::Quoted;
use super::room::Room;
use super::verbs::{Form, Subject};
use crate::text::Kind;

/// A verb of saying in the text.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    /// Its tokens.
    pub tokens: Range<usize>,
    pub saying: Saying,
    pub form: Form,
    pub subject: Subject,
    /// Index of its sentence.
    pub sentence: usize,
    /// The clause it reports, if one was found.
    pub content: Option<Range<usize>>,
    /// Whether that clause stands before the verb.
    pub postposed: bool,
    /// Where the words it introduces begin: after it and its `kuwa`.
    pub opens: usize,
}

/// The verbs of saying of a sentence, without their clauses.
pub(super) fn find(room: Room, sentence: usize, range: Range<usize>, quoted: &[Quoted], lexicon: &Lexicon, out: &mut Vec<Cue>) {
    let mut at = range.start;
    while at < range.end {
        let word = room.words[at];
        let (Some(id), false) = (word.saying, quoted.iter().any(|q| q.content.contains(&at))) else {
            at += 1;
            continue;
        };
        let mut tokens = at..(at + usize::from(word.len)).min(range.end);
        let saying = *lexicon.saying(id);
        // `ameongeza kusema`: one cue.
        let goes_on = matches!(saying.manner, "add" | "repeat" | "conclude");
        if goes_on && tokens.end < range.end && room.words[tokens.end].form == Form::Infinitive && room.words[tokens.end].saying.is_some() {
            tokens.end += 1;
        }
        at = tokens.end;
        let opens = tokens.end;
        out.push(Cue { tokens, saying, form: word.form, subject: word.subject, sentence, content: None, postposed: false, opens });
    }
}

/// The sentence without what closes it.
pub(super) fn trimmed(room: Room, mut range: Range<usize>) -> Range<usize> {
    while range.end > range.start && room.reading.tokens[range.end - 1].kind == Kind::Punctuation && room.text(range.end - 1) != ")" {
        range.end -= 1;
    }
    range
}

/// How many tokens of `that` (kuwa, kwamba, ya kwamba) stand at `at`.
pub(super) fn that_at(room: Room, at: usize, ask: bool, lexicon: &Lexicon) -> Option<usize> {
    if room.words[at].is(class::THAT) || ask && room.words[at].is(class::WHETHER) {
        return Some(1);
    }
    lexicon.phrases().longest(room.reading.tokens, at).filter(|(_, c)| **c & class::THAT != 0).map(|(len, _)| len)
}

/// What is said after a colon without marks.
pub(super) fn after_colon(room: Room, cue: &Cue, quoted: &[Quoted]) -> Option<Range<usize>> {
    let inner = trimmed(room, room.reading.sentences[cue.sentence].tokens.clone());
    let colon = cue.tokens.end;
    let plain = cue.content.is_none() && matches!(cue.saying.frame, Frame::Clause | Frame::That | Frame::Ask) && !cue.saying.passive;
    if !plain || cue.form == Form::Infinitive || colon + 2 >= inner.end || !room.is_mark(colon, &[":"]) {
        return None;
    }
    let marked = quoted.iter().any(|q| q.open > colon && q.open < inner.end);
    (!marked && (colon + 1..inner.end).len() >= 3).then_some(colon + 1..inner.end)
}
