//! Sources without a verb: `kwa mujibu wa Reuters, …`, `…, kulingana na polisi`, and headlines (`WHO: …`, `… -Odinga`).

use std::ops::Range;

use super::cues::Cue;
use super::lexicon::{Lexicon, class};
use super::room::Room;
use super::verbs::{Form, Subject};
use super::{Item, Style, Who};
use crate::article::Zone;
use crate::record::EntityType;
use crate::text::Kind;

/// Reads the sources of one sentence.
pub(super) fn read(room: Room, sentence: usize, range: &Range<usize>, lexicon: &Lexicon, cues: &[Cue], items: &mut Vec<Item>) {
    let mut end = range.end;
    while end > range.start && room.reading.tokens[end - 1].kind == Kind::Punctuation && room.text(end - 1) != ")" {
        end -= 1;
    }
    let inner = range.start..end;
    if room.reading.layout.zones.get(sentence) == Some(&Zone::Headline) || sentence == 0 {
        headline(room, &inner, cues, items);
    }
    let mut at = inner.start;
    while at < inner.end {
        let found =
            if lexicon.phrases().starts(&room.reading.tokens[at]) { lexicon.phrases().longest(room.reading.tokens, at) } else { None };
        match found {
            Some((len, &classes)) if classes & class::SOURCE != 0 && at + len < inner.end => {
                if let Some(item) = phrase(room, at..at + len, &inner, cues) {
                    items.push(item);
                }
                at += len;
            }
            _ => at += 1,
        }
    }
}

/// A phrase such as `kwa mujibu wa`, before or after what its source says.
fn phrase(room: Room, cue: Range<usize>, inner: &Range<usize>, cues: &[Cue]) -> Option<Item> {
    if room.words[cue.end].is(class::NORM) {
        return None;
    }
    let named = source_end(room, cue.end, inner.end);
    let who = author(room, &cue, named);
    // Clause-initial: nothing but small words before it in its sentence.
    let joined = cue.start > inner.start && matches!(room.text(cue.start - 1), "lakini" | "huku" | "ambapo");
    let first = joined || cue.start - inner.start <= 2 && room.main_verb(inner.start..cue.start).is_none();
    let content = if first {
        let mut from = named;
        while from < inner.end && room.is_mark(from, &[","]) {
            from += 1;
        }
        let to = inner.end;
        let verb = room.main_verb(from..to)?;
        // `Kwa mujibu wa Reuters, polisi wamesema …`: the verb of saying has its own speaker, unless it has none.
        if let Some(own) = cues.iter().find(|c| c.tokens.start == verb && c.content.is_some() && !c.postposed) {
            if own.saying.passive && own.subject == Subject::Thing {
                own.content.clone()?
            } else {
                return None;
            }
        } else {
            from..to
        }
    } else {
        let mut to = cue.start;
        while to > inner.start && room.is_mark(to - 1, &[",", "-", "–"]) {
            to -= 1;
        }
        let reported = cues.iter().any(|c| c.tokens.start < cue.start && c.content.is_some());
        let marked = (inner.start..to).any(|i| room.is_mark(i, &["\"", "“", "”", "''", "’’", "‘’"]));
        let sourced = matches!(room.text(inner.start), "Kwa" | "Kulingana" | "kwa" | "kulingana") && is_source(room, inner.start);
        if reported || marked || sourced {
            return None;
        }
        room.main_verb(inner.start..to)?;
        inner.start..to
    };
    Some(Item { content, style: Style::Indirect, cue: Some(cue), manner: Some("say"), who })
}

/// Whether a source phrase begins at `at`.
fn is_source(room: Room, at: usize) -> bool {
    let phrases = Lexicon::built_in().phrases();
    phrases.longest(room.reading.tokens, at).is_some_and(|(_, classes)| classes & class::SOURCE != 0)
}

/// Where the source's own phrase ends: at its comma, or before the first verb's subject where no comma parts them.
fn source_end(room: Room, from: usize, end: usize) -> usize {
    let verb = room.main_verb(from..end).unwrap_or(end);
    let comma = (from..verb).find(|&i| room.is_mark(i, &[","]));
    if let Some(comma) = comma {
        // `mratibu wa shirika hilo, Neema Juma, …`: a name set off by commas belongs to the phrase.
        let aside = room.people.within(comma + 1..comma + 3);
        if let Some(c) = aside.first().filter(|c| c.name && c.tokens.end < end && room.is_mark(c.tokens.end, &[","])) {
            return c.tokens.end;
        }
        return comma;
    }
    let Some(first) = room.people.within(from..verb).first() else {
        // No mention: `kulingana na waziri huyo …` up to its pointing word.
        let pointing = (from..verb.min(from + 6))
            .find(|&i| matches!(room.text(i), "huyo" | "hiyo" | "hizo" | "huo" | "hilo" | "hao" | "hicho" | "hivyo"));
        return pointing.map_or(verb.min(from + 3).min(end), |p| p + 1);
    };
    let mut to = first.tokens.end;
    // Names that stand in apposition or hang on a connective: `msemaji wa jeshi la Kenya Juma Ali`, `WHO (…)`.
    loop {
        let reach = room.people.within(first.tokens.start..verb).iter().find(|c| {
            c.tokens.end > to
                && (c.tokens.start <= to
                    || (c.tokens.start == to + 1 && matches!(room.text(to), "wa" | "ya" | "la" | "cha" | "za" | "vya" | "(")))
        });
        match reach {
            Some(c) if c.kind != EntityType::Per || c.tokens.start != to || first.kind != EntityType::Per => to = c.tokens.end,
            _ => break,
        }
    }
    if to < end && room.is_mark(to, &[")"]) {
        to += 1;
    }
    to
}

/// Who is meant by the phrase.
fn author(room: Room, cue: &Range<usize>, end: usize) -> Who {
    if let Some(c) = room.source(cue.end, end.max(cue.end)) {
        return Who::Known(Some(c.entity));
    }
    let pointing =
        (cue.end..end).any(|i| matches!(room.text(i), "hiyo" | "huyo" | "hilo" | "hizo" | "huo" | "hao" | "hicho" | "yake" | "wake"));
    if pointing { Who::Same } else { Who::Known(None) }
}

/// `WHO: …` and `… -Odinga`.
fn headline(room: Room, inner: &Range<usize>, cues: &[Cue], items: &mut Vec<Item>) {
    let speaks = |kind| matches!(kind, EntityType::Per | EntityType::Org | EntityType::Grp);
    let colon = (inner.start + 1..inner.end.min(inner.start + 9)).find(|&i| room.is_mark(i, &[":"]));
    let opening = colon.and_then(|colon| {
        let c = room.people.within(inner.start..colon).iter().find(|c| c.tokens.end == colon && speaks(c.kind))?;
        Some((c.entity, colon + 1..inner.end))
    });
    let dash = (inner.start..inner.end).rev().take(6).find(|&i| room.is_mark(i, &["-", "–", "—", "--"]));
    let closing = dash.and_then(|dash| {
        let c = room.people.within(dash + 1..dash + 2).iter().find(|c| c.tokens.end == inner.end && speaks(c.kind))?;
        Some((c.entity, inner.start..dash))
    });
    for (entity, content) in opening.into_iter().chain(closing) {
        let Some(verb) = room.main_verb(content.clone()) else { continue };
        let own = cues.iter().any(|c| c.tokens.start == verb && c.form == Form::Finite && c.content.is_some());
        let marked = content.clone().any(|i| room.is_mark(i, &["\"", "“", "”", "‘", "’", "‘’", "''", "’’", "'"]));
        if own || marked {
            continue;
        }
        let first_person = content.clone().any(|i| {
            room.words[i].subject == Subject::First
                || matches!(room.text(i), "yetu" | "zetu" | "wetu" | "langu" | "yangu" | "mimi" | "sisi")
        });
        let style = if first_person { Style::Direct } else { Style::Indirect };
        items.push(Item { content, style, cue: None, manner: Some("say"), who: Who::Known(Some(entity)) });
    }
}
