//! Where a reported clause ends: where the reporter takes over again.

use std::ops::Range;

use super::cues::Cue;
use super::lexicon::class;
use super::room::Room;
use super::verbs::{Form, Subject};
use crate::text::Gap;

/// Ends a clause where the reporter takes over again.
pub(super) fn cut(room: Room, content: Range<usize>, cue: &Cue, later: &[Cue]) -> Option<Range<usize>> {
    let mut end = content.end;
    for other in later.iter().take_while(|o| o.tokens.start < content.end) {
        let at = other.tokens.start;
        if at < content.start {
            continue;
        }
        let Some(lead) = lead(room, &content, other) else { continue };
        // The clause's own main verb is a verb of saying: the inner report is the one that counts.
        if room.main_verb(content.start..at).is_none() && lead <= content.start {
            // `amesema anaamini kuwa`: the same sayer, one report.
            if at == content.start && other.subject == cue.subject {
                continue;
            }
            return other.content.is_none().then_some(content.start..end);
        }
        if lead > content.start + 1 && room.main_verb(content.start..lead).is_some() {
            end = end.min(lead);
            break;
        }
    }
    // `…, akitaja sababu`: the sayer himself acts again.
    for i in content.start + 4..end.max(content.start + 4) {
        let word = room.words[i];
        let beside = word.form == Form::Beside && word.subject == cue.subject && room.words[i - 1].form == Form::None;
        if beside
            && cue.subject == Subject::One
            && (room.is_mark(i - 1, &[","])
                || room.text(i - 1) == "huku"
                || room.main_verb(content.start..i).is_some_and(|v| room.words[v].subject != cue.subject))
        {
            end = end.min(i);
            break;
        }
        let parted = room.is_mark(i - 1, &[","]);
        let dash = room.is_mark(i, &["-", "–", "—", "--"]) && room.reading.tokens[i].gap != Gap::None;
        let turn = room.text(i) == "lakini" || dash || parted && matches!(room.text(i), "ingawa" | "huku" | "licha" | "bila");
        if turn && room.main_verb(content.start..i).is_some() {
            end = end.min(i);
            break;
        }
    }
    while end > content.start
        && (room.is_mark(end - 1, &[",", ";", "-", "–"])
            || matches!(room.text(end - 1), "na" | "huku" | "lakini" | "ambapo" | "ingawa" | "wakati"))
    {
        end -= 1;
    }
    (end > content.start).then_some(content.start..end)
}

/// Where the clause of a later verb of saying begins, if that verb is the reporter's and not part of what is said.
fn lead(room: Room, content: &Range<usize>, other: &Cue) -> Option<usize> {
    let at = other.tokens.start;
    // It must report something itself: a clause, or words in marks.
    let marked = (other.opens..room.reading.tokens.len().min(other.opens + 2)).any(|i| room.is_quotation(i));
    if other.content.is_none() && !marked {
        return None;
    }
    let breaks = |i: usize| room.words[i].is(class::BREAK) && !(room.text(i) == "wakati" && room.text(i + 1) == "wa");
    let opens = (content.start..at).rev().take(16).find(|&i| room.is_mark(i, &[",", ";"]) || breaks(i) || room.text(i) == "ambapo");
    match other.form {
        Form::Beside => Some(opens.filter(|&o| breaks(o) && room.main_verb(o + 1..at).is_none()).unwrap_or(at)),
        Form::Infinitive if at > content.start && room.text(at - 1) == "na" => Some(at - 1),
        Form::Infinitive => None,
        Form::Relative => opens.filter(|&o| room.main_verb(o..at).is_none()),
        _ if room.main_verb(content.start..at).is_none() => Some(content.start),
        _ => opens.filter(|&o| room.main_verb(o + 1..at).is_none()),
    }
}
