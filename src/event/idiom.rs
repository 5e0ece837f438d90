//! The words around a verb that make it a predicate: an idiom's own words, and what the frame wants near.

use super::code::Coder;
use super::frame::Frame;
use super::items::What;

impl Coder<'_, '_, '_> {
    /// The frame of an idiom that begins with a verb, and where its words begin and end.
    pub(super) fn idiom(&self, item: usize, key: u64, token: usize) -> Option<(u16, std::ops::Range<usize>)> {
        if !self.frames.begins(key) {
            return None;
        }
        let mut at = token + 1;
        let reads = |at: usize, words: &[u64]| {
            at + words.len() <= self.sentence.end && words.iter().enumerate().all(|(n, w)| self.lower(at + n) == *w)
        };
        let plain = |at: usize| {
            let first = (at < self.sentence.end).then(|| self.lower(at))?;
            let idioms = self.frames.idioms(key, first).iter();
            idioms.clone().find(|(words, _)| reads(at, words)).map(|(words, frame)| (*frame, at..at + words.len()))
        };
        if let Some(found) = plain(at) {
            return Some(found);
        }
        // An adverb may stand between the verb and its words (ilitoa pia wito), or the one who is given something (iliipa Kenya msaada).
        if at < self.sentence.end && self.clause.ground.analyses[at].pos == crate::morph::Upos::Adv {
            at += 1;
        }
        let items = &self.clause.items.items;
        let next = items.get(item + 1)?;
        let (object, time) = match next.what {
            What::Phrase(p) => (!self.clause.items.phrases[p].time, self.clause.items.phrases[p].time),
            _ => (false, false),
        };
        // … or when (walishindwa Jumapili kufikia makubaliano), or how much of it there is (itatoa karibu tani mia za msaada).
        plain(at).or_else(|| if object || time { plain(next.to) } else { None }).or_else(|| {
            let much = items[item + 1..].iter().take(2).find_map(|i| match i.what {
                What::Phrase(p) => Some(Some(p)),
                What::Prep(None) | What::Other => None,
                _ => Some(None),
            })??;
            let parts = &self.clause.items.parts[self.clause.items.phrases[much].parts.clone()];
            let amount = parts.first().is_some_and(|p| {
                self.clause.ground.tokens[p.from].kind == crate::text::Kind::Number || self.cues.amounts.contains(&self.lower(p.from))
            });
            parts[1..].iter().filter(|p| amount && p.linked).find_map(|p| plain(p.from))
        })
    }

    /// Whether the sentence has what the frame wants near, and nothing that rules it out.
    pub fn surroundings(&self, frame: &Frame) -> bool {
        let ground = self.clause.ground;
        let has = |list: &[u64]| {
            self.sentence.clone().any(|t| {
                list.contains(&ground.tokens[t].lower) || (ground.tokens[t].is_word() && list.contains(&ground.analyses[t].lemma_hash()))
            })
        };
        (frame.near.is_empty() || has(&frame.near)) && (frame.unless.is_empty() || !has(&frame.unless))
    }
}
