//! The clause that each verb of saying reports.
//!
//! Three shapes cover nearly all of Swahili news: the clause after `kuwa`/`kwamba` (with adjuncts between), the bare clause
//! after `amesema`, and the clause before (`…, alisema Neema`). Which one it is follows from where the main verbs stand:
//! a bare clause needs one after the cue, a clause before needs one before the comma and none after the cue.

use std::ops::Range;

use super::cues::{Cue, that_at, trimmed};
use super::extent::cut;
use super::lexicon::{Frame, Lexicon, class};
use super::marks::Quoted;
use super::room::Room;
use super::verbs::{Form, Subject};

/// How far `kuwa` may stand from its verb.
const REACH: usize = 18;

/// Gives each cue of one sentence its clause.
pub(super) fn clauses(room: Room, range: &Range<usize>, quoted: &[Quoted], lexicon: &Lexicon, cues: &mut [Cue]) {
    let inner = trimmed(room, range.clone());
    for i in 0..cues.len() {
        let next = cues.get(i + 1).map(|c| c.tokens.start);
        let next =
            next.filter(|&n| matches!(cues[i + 1].form, Form::Beside | Form::Infinitive | Form::Relative) || room.is_mark(n - 1, &[","]));
        let begun = cues[..i].iter().rev().find(|c| c.content.is_some()).map(|c| c.tokens.end);
        let cue = &mut cues[i];
        let from = cue.tokens.end;
        // `iwapo atathibitisha kuwa …` reports nothing.
        let supposed = (inner.start.max(cue.tokens.start.saturating_sub(3))..cue.tokens.start)
            .any(|k| room.words[k].is(class::WHETHER) && room.text(k) != "kama");
        if from > inner.end || supposed {
            continue;
        }
        let ask = cue.saying.frame == Frame::Ask;
        if let Some(opens) = connective(room, from, inner.end, next, ask, lexicon) {
            cue.opens = opens;
            if reports(room, cue, &inner, opens) {
                cue.content = Some(opens..inner.end);
            }
        } else if matches!(cue.saying.frame, Frame::Clause | Frame::Announce | Frame::Ask) && cue.form != Form::None {
            bare(room, &inner, quoted, next, begun, cue);
        } else if cue.form == Form::Finite && !cue.saying.passive {
            postposed(room, &inner, quoted, begun, cue);
        }
    }
    for i in 0..cues.len() {
        if let Some(content) = cues[i].content.clone()
            && !cues[i].postposed
        {
            cues[i].content = cut(room, content, &cues[i], &cues[i + 1..]);
        }
    }
}

/// Whether a clause after `kuwa` is what the verb reports.
fn reports(room: Room, cue: &Cue, inner: &Range<usize>, opens: usize) -> bool {
    // `ametajwa kuwa mshindi`: `kuwa` may be the verb itself; a clause has a verb of its own.
    let wished = || (opens..inner.end).any(|i| room.words[i].subjunctive);
    if room.text(opens - 1) != "kwamba" && room.main_verb(opens..inner.end).is_none() && !wished() {
        return false;
    }
    if cue.form == Form::Infinitive && cue.tokens.start > inner.start && !is_said(room, cue.tokens.start, inner.start) {
        return false;
    }
    match cue.saying.frame {
        Frame::Mark => false,
        // Reports and studies show; a person shows something in passing (`akionyesha kuwa`).
        Frame::Show => match cue.form {
            Form::Beside => cue.subject == Subject::One,
            Form::Finite => {
                let document = (inner.start..cue.tokens.start).rev().find(|&i| room.words[i].is(class::DOCUMENT));
                cue.subject == Subject::Thing && document.is_some_and(|d| room.main_verb(d..cue.tokens.start).is_none())
            }
            _ => false,
        },
        // `kubaini kuwa` and the like tell of thought, not of speech.
        _ => cue.form != Form::Infinitive || !matches!(cue.saying.manner, "find" | "believe" | "estimate" | "hint"),
    }
}

/// Whether an infinitive at `at` tells of something said: not `bila kusema`, `alikataa kusema`, `alimtaka kusema`, `juhudi za kusema`.
fn is_said(room: Room, at: usize, from: usize) -> bool {
    let before = at - 1;
    let unsaid = matches!(
        room.text(before),
        "bila"
            | "kusita"
            | "kukataa"
            | "alikataa"
            | "amekataa"
            | "walikataa"
            | "wamekataa"
            | "imekataa"
            | "ilikataa"
            | "za"
            | "la"
            | "cha"
            | "vya"
    );
    let timed = before > from && matches!(room.text(before - 1), "baada" | "kabla" | "Baada" | "Kabla");
    let noun = matches!(room.text(before), "ya" | "wa") && !timed;
    // `alimtaka Neema kusema`, but `alimtaka kuondoka, na kusema`.
    let wanted = room.text(before) != "na"
        && (from.max(at.saturating_sub(8))..at).rev().take_while(|&i| !room.is_mark(i, &[","])).any(|i| {
            room.words[i].saying.is_some_and(|id| {
                let manner = Lexicon::built_in().saying(id).manner;
                matches!(manner, "demand" | "order" | "urge" | "ask" | "advise" | "propose" | "promise" | "deny")
            })
        });
    !unsaid && !noun && !wanted
}

/// Where the clause after `kuwa` begins, if one follows before another verb.
fn connective(room: Room, from: usize, end: usize, next: Option<usize>, ask: bool, lexicon: &Lexicon) -> Option<usize> {
    let stop = end.min(from + REACH).min(next.unwrap_or(usize::MAX));
    for at in from..stop {
        if let Some(len) = that_at(room, at, ask, lexicon) {
            let mut opens = at + len;
            while opens < end && room.is_mark(opens, &[",", ":"]) {
                opens += 1;
            }
            return (opens < end).then_some(opens);
        }
        if room.words[at].form == Form::Finite || room.is_mark(at, &["\"", "“", "”", ":", ";"]) {
            return None;
        }
    }
    None
}

/// The clause right after the verb.
fn bare(room: Room, inner: &Range<usize>, quoted: &[Quoted], next: Option<usize>, begun: Option<usize>, cue: &mut Cue) {
    let mut at = cue.tokens.end;
    while at < inner.end && (room.words[at].is(class::ASIDE) || room.is_mark(at, &[","])) {
        at += 1;
    }
    if at < inner.end && room.words[at].is(class::POINTER) && room.words.get(at + 1).is_none_or(|w| w.form != Form::Finite) {
        return;
    }
    if at < inner.end && matches!(room.text(at), "kama" | "iwapo") && cue.saying.frame != Frame::Ask {
        return;
    }
    if quoted.iter().any(|q| q.open == at) || at < inner.end && room.is_mark(at, &[":"]) {
        cue.opens = at;
        return;
    }
    cue.opens = at;
    let stop = next.unwrap_or(inner.end).min(inner.end);
    let said = cue.form != Form::Infinitive || cue.tokens.start > inner.start && is_said(room, cue.tokens.start, inner.start);
    let listed = cue.tokens.end < inner.end && room.is_mark(cue.tokens.end, &[","]);
    let announced = cue.saying.frame == Frame::Announce && !cue.saying.passive && said && !listed && at < inner.end && {
        let first = (at..inner.end.min(at + 2)).find(|&i| room.words[i].form == Form::Infinitive);
        first.is_some()
    };
    let verb = room.main_verb(at..stop.max(at)).filter(|&v| {
        v - at <= 24
            && !(at..v)
                .any(|i| matches!(room.text(i), "kwani" | "ili" | "baada" | "kabla") || (i > at && room.is_mark(i, &["“", "\"", ";"])))
    });
    let sema = matches!(cue.saying.manner, "say" | "claim" | "report" | "ask");
    // `aliuliza watu wangapi …`
    let asked = cue.saying.frame == Frame::Ask
        && (at..stop.max(at).min(at + 8))
            .any(|i| matches!(room.text(i), "gani" | "nani" | "nini" | "lini" | "wapi" | "vipi" | "ngapi" | "wangapi" | "mangapi"));
    let near = verb.is_some_and(|v| sema || v - at <= 12);
    // A comma right after the verb belongs to what stood before it, unless the clause is really here.
    let clause = match cue.form {
        // `inasemekana mvua itanyesha`, but not `mlipuko umeripotiwa mjini`.
        _ if cue.saying.passive
            && (!matches!(room.words[cue.tokens.start].prefix, "i" | "ku")
                || verb.is_none_or(|v| v > at + 6)
                || cue.form == Form::Relative) =>
        {
            false
        }
        // `Akitangaza matokeo hayo, Neema alisema …`: the main clause comes after the comma.
        Form::Beside if cue.tokens.start == inner.start && verb.is_some_and(|v| (at..v).any(|i| room.is_mark(i, &[","]))) => false,
        Form::Finite if asked => true,
        Form::Finite | Form::Beside => near,
        Form::Infinitive => {
            matches!(cue.saying.manner, "add" | "say")
                && cue.tokens.start > inner.start
                && room.text(cue.tokens.start - 1) == "na"
                && verb.is_some_and(|v| v - at <= 8)
        }
        Form::Relative => near && sema,
        _ => false,
    };
    if announced || clause {
        cue.content = Some(at..inner.end);
    } else if cue.form == Form::Finite && !cue.saying.passive {
        postposed(room, inner, quoted, begun, cue);
    }
}

/// The clause before the verb.
fn postposed(room: Room, inner: &Range<usize>, quoted: &[Quoted], begun: Option<usize>, cue: &mut Cue) {
    let from = begun.unwrap_or(inner.start);
    let at = cue.tokens.start;
    // Of the verbs that want `kuwa`, those that tell of an act besides the words do not close a clause.
    let acts = cue.saying.frame == Frame::That
        && !matches!(
            cue.saying.manner,
            "say" | "tell" | "inform" | "report" | "write" | "add" | "confirm" | "argue" | "conclude" | "explain"
        );
    if acts || matches!(cue.saying.frame, Frame::Mark | Frame::Name | Frame::Show) || begun.is_some() {
        return;
    }
    // The subject's own chunk holds no main verb; the reported clause, before the comma, does.
    let comma = (from..at).rev().find(|&i| room.is_mark(i, &[",", "-", "–"]));
    let document = cue.tokens.end < inner.end && room.words[cue.tokens.end].is(class::DOCUMENT);
    let end = match comma {
        Some(comma) if room.main_verb(comma..at).is_none() => comma,
        _ if document => at,
        _ => return,
    };
    let Some(verb) = room.main_verb(from..end) else { return };
    if quoted.iter().any(|q| q.after > end.saturating_sub(1) && q.open < at || q.content.contains(&verb)) {
        return;
    }
    // `Rais, ambaye …, alisema` has its verb in a relative clause; a subject chunk that is only `Jumatatu` leaves the clause its own subject.
    let spoken = end..at;
    let named = !room.people.within(spoken.clone()).is_empty() || spoken.len() > 2 || at == end + 1 || document;
    if named && end > from && room.words[from].form != Form::Beside {
        cue.content = Some(from..end);
        cue.postposed = true;
    }
}
