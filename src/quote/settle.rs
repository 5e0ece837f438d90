//! Speakers for everything found, in text order, so that each can go on from the one before.

use std::ops::Range;

use super::cues::Cue;
use super::room::Room;
use super::speaker::Last;
use super::verbs::{Form, Subject};
use super::{Item, Said, Who, lexicon};

/// Gives every item its speaker, in text order.
pub(super) fn settle(room: Room, cues: &[Cue], items: Vec<Item>) -> Vec<Said> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|&i| items[i].cue.as_ref().map_or(items[i].content.start, |c| c.start));
    let mut known: Vec<Option<Option<usize>>> = vec![None; cues.len()];
    let mut speakers: Vec<Option<usize>> = vec![None; items.len()];
    let mut last: Option<Last> = None;
    for i in order {
        let sentence = room.sentence_of(items[i].cue.as_ref().map_or(items[i].content.start, |c| c.start));
        let speaker = match items[i].who {
            Who::Known(entity) => entity,
            Who::Same => last.filter(|l| l.sentence + 8 >= sentence).map(|l| l.entity),
            Who::Cue(c) => {
                let found = known[c].unwrap_or_else(|| speaker_of(room, cues, c, &known, last));
                known[c] = Some(found);
                found
            }
        };
        if let Some(entity) = speaker
            && let Some(kind) = room.people.kind_of(entity)
        {
            last = Some(Last { entity, kind, sentence });
        }
        speakers[i] = speaker;
    }
    let tokens = room.reading.tokens;
    let span = |r: &Range<usize>| tokens[r.start].span.to(tokens[r.end - 1].span);
    items
        .iter()
        .zip(speakers)
        .map(|(i, speaker)| Said { span: span(&i.content), style: i.style, cue: i.cue.as_ref().map(span), manner: i.manner, speaker })
        .collect()
}

/// The speaker of a verb of saying.
fn speaker_of(room: Room, cues: &[Cue], index: usize, known: &[Option<Option<usize>>], last: Option<Last>) -> Option<usize> {
    let cue = &cues[index];
    let range = room.reading.sentences[cue.sentence].tokens.clone();
    let at = cue.tokens.start;
    if cue.saying.passive {
        // `alifahamishwa na wakazi kuwa`
        let agent = cue.tokens.end;
        let by = agent + 1 < range.end && room.text(agent) == "na";
        return if by { room.people.within(agent + 1..agent + 4).first().map(|c| c.entity) } else { None };
    }
    let earlier = (0..index).rev().take_while(|&i| cues[i].sentence == cue.sentence).find(|&i| cues[i].tokens.end <= at);
    // The nearest clause first: nothing before the last `kuwa`, break or reported clause can be its subject.
    let floor = (range.start..at)
        .rev()
        .find(|&i| {
            room.words[i].is(lexicon::class::BREAK | lexicon::class::THAT)
                || matches!(room.text(i), "”" | "\"" | ";" | "ambapo")
                || room.words[i].form == Form::Finite
        })
        .map_or(range.start, |i| i + 1);
    let subject = match cue.form {
        Form::Infinitive => Subject::None,
        _ => cue.subject,
    };
    let chunk = if cue.postposed { cue.content.as_ref().map_or(floor, |c| c.end) } else { floor };
    if cue.postposed || cue.content.is_none() {
        // Before it where a subject stands there (`Neema alisema Juma “ni shujaa”`), else after it.
        if cue.form == Form::Finite
            && let Some((c, true)) = room.subject(chunk, at, subject)
        {
            return Some(c.entity);
        }
        if let Some(c) = after_cue(room, cue, range.end) {
            return Some(c);
        }
        // `alisema mkazi mmoja`: somebody else, of whom there is no mention.
        if chunk == at && matches!(cue.saying.manner, "say" | "explain" | "add") && room.has_subject_after(cue.tokens.end, range.end) {
            return None;
        }
    }
    let adjoining = cue.form == Form::Beside || cue.form == Form::Infinitive;
    if adjoining {
        if let Some(c) = room.adjacent(chunk, at, subject) {
            return Some(c.entity);
        }
        if let Some(i) = earlier
            && (subject == Subject::None || cues[i].subject == subject)
            && let Some(found) = known[i]
        {
            return found;
        }
        // The subject of the verb that it stands beside, then of the sentence's first.
        let nearest = (range.start..at).rev().find(|&i| room.words[i].form == Form::Finite && room.words[i].subject != Subject::None);
        let first = room.main_verb(range.start..at);
        for verb in nearest.into_iter().chain(first) {
            let own = room.words[verb].subject;
            let subject = if subject == Subject::None { own } else { subject };
            if own == subject
                && let Some(c) = room.before(range.start, verb, subject)
            {
                return Some(c.entity);
            }
        }
        let subject = if subject == Subject::None { nearest.map_or(subject, |v| room.words[v].subject) } else { subject };
        if let Some(c) = room.before(chunk, at, subject).or_else(|| room.before(range.start, at, subject)) {
            return Some(c.entity);
        }
        return room.dropped(cue.sentence, subject, room.words[at].prefix, last);
    }
    let found = room.subject(chunk, at, subject);
    if let Some((c, true)) = found {
        return Some(c.entity);
    }
    if cue.form != Form::Relative && chunk > range.start && room.words[chunk - 1].form == Form::Finite {
        // `X alipinga hatua hiyo na alisema`: the same subject as the verb before.
        let verb = chunk - 1;
        let same = room.words[verb].subject == Subject::None || room.words[verb].subject == subject;
        if same && let Some(c) = room.before(range.start, verb, subject) {
            return Some(c.entity);
        }
    }
    if let Some((c, false)) = found {
        return Some(c.entity);
    }
    if room.pointing_document(chunk, at)
        && let Some(last) = last
    {
        return Some(last.entity);
    }
    if let Some(i) = earlier
        && cues[i].subject == subject
        && let Some(found) = known[i]
    {
        return found;
    }
    if room.has_bare_document(chunk, at) {
        return None;
    }
    let own = room.has_own_subject(chunk, at) || chunk == range.start && room.opens_with_noun(chunk, at);
    if cue.form == Form::Finite && !room.pointing_document(chunk, at) && own {
        return None;
    }
    // Across a `wakati …` or `ingawa …` that only interrupts, where a name opens the sentence.
    if chunk > range.start
        && let Some(c) = room.before(range.start, chunk, subject)
        && !room.is_quotation(chunk - 1)
        && (last.is_none_or(|l| l.sentence != cue.sentence))
        && !cue.tokens.contains(&range.start)
    {
        return Some(c.entity);
    }
    room.dropped(cue.sentence, subject, room.words[at].prefix, last)
}

fn after_cue(room: Room, cue: &Cue, end: usize) -> Option<usize> {
    if matches!(cue.saying.manner, "tell" | "inform") || cue.form != Form::Finite {
        return None;
    }
    room.after(cue.tokens.end, end, cue.subject, room.words[cue.tokens.start].prefix).map(|c| c.entity)
}
