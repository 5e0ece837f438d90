//! Titles beside names: `Rais wa Marekani Joe Biden`, `jaji mstaafu na mwenyekiti wa tume`, `Vicky Ntetema, mwenyekiti wa bodi`.
//!
//! A title is read as a chain: a title noun, what belongs to it (`mkuu`, `mteule`, `wake`), then genitives with nouns or names
//! up to the person's name. A finite verb, a demonstrative or a conjunction ends the chain. The first name in the chain is
//! the entity that the title is held in, and the title's words end before it.

use std::ops::Range;

use super::scene::{Scene, Title};
use super::words::{
    ADJECTIVE, DEMONSTRATIVE, DEPUTY, GENITIVE, GROUP, HEAD, HONORIFIC, KIN, NOUN, PERSON, PLACE, POSSESSIVE, STOP, TITLE, TITLES,
    is_relative, looks_like_headline_verb, looks_like_verb,
};
use crate::record::EntityType;
use crate::text::Gap;

/// How far a title may reach, in tokens.
const REACH: usize = 18;

/// Finds the titles of every person named.
pub(super) fn roles(scene: &mut Scene) {
    let mut found: Vec<Title> = Vec::new();
    let mut shared: Option<(usize, usize)> = None;
    for name in 0..scene.names.len() as u32 {
        if scene.names[name as usize].kind != EntityType::Per {
            continue;
        }
        let tokens = scene.names[name as usize].tokens.clone();
        let before = found.len();
        // One plural title for a list of names: marais Museveni na Kagame.
        if let Some((end, index)) = shared
            && tokens.start == end + 1
            && matches!(scene.text(end), "na" | ",")
        {
            let title = Title { person: scene.draft(name), ..found[index].clone() };
            found.push(title);
            shared = Some((tokens.end, index));
            continue;
        }
        shared = None;
        ahead(scene, name, &mut found);
        if found.len() > before && scene.word(found[before].head).is(TITLES) && !scene.word(found[before].head).is(TITLE) {
            shared = Some((tokens.end, before));
        }
        behind(scene, name, &mut found);
    }
    for title in &found {
        let noun = scene.word(title.head);
        let (person, singular) = (scene.root(title.person), noun.singular);
        if !scene.drafts[person as usize].titles.contains(&singular) {
            scene.drafts[person as usize].titles.push(singular);
        }
        if scene.text(title.head + 1).eq_ignore_ascii_case("mkuu") || scene.text(title.head + 1).eq_ignore_ascii_case("rais") {
            let compound = scene.words.get(&scene.tokens()[title.head + 1]).singular;
            if compound != 0 && !scene.drafts[person as usize].titles.contains(&compound) {
                scene.drafts[person as usize].titles.push(compound);
            }
        }
    }
    for title in &found {
        for slot in &mut scene.titled[title.tokens.clone()] {
            *slot = true;
        }
    }
    scene.titles = found;
}

/// Whether a token may stand in a title between its noun and the name.
fn carries(scene: &Scene, at: usize) -> bool {
    let word = scene.word(at);
    if word.is(STOP) {
        return false;
    }
    if word.is(DEMONSTRATIVE) {
        // mkurugenzi wa shirika hilo, rais wa nchi hiyo, mkuu wa polisi nchini humo
        return at > 1 && body_before(scene, at);
    }
    let token = &scene.tokens()[at];
    if !token.is_word() {
        return false;
    }
    if word.flags & (NOUN | GENITIVE | PLACE | ADJECTIVE | POSSESSIVE) != 0 {
        return true;
    }
    if at > 0 && is_relative(scene.reading.text, token) {
        return scene.word(at - 1).flags & (TITLE | TITLES | ADJECTIVE) != 0;
    }
    !looks_like_verb(scene.reading.text, token) && !looks_like_headline_verb(scene.reading.text, token)
}

/// Whether the demonstrative at `at` belongs to a body or place that hangs on what stands before: `wa shirika hilo`.
fn body_before(scene: &Scene, at: usize) -> bool {
    let noun = scene.word(at - 1);
    let hangs = scene.word(at - 2).is(GENITIVE) || noun.concord & (1 << 18) != 0;
    noun.is(HEAD) && noun.concord & scene.word(at).concord != 0 && hangs
}

/// Titles that stand before a name.
fn ahead(scene: &Scene, name: u32, found: &mut Vec<Title>) {
    let start = scene.names[name as usize].tokens.start;
    let floor = scene.bounds(start).start.max(start.saturating_sub(REACH));
    let mut end = start;
    while end > floor
        && (scene.word(end - 1).is(HONORIFIC) || (end - 1 > floor && scene.text(end - 1) == "." && scene.word(end - 2).is(HONORIFIC)))
    {
        end -= 1;
    }
    if end > floor && matches!(scene.text(end - 1), "," | ":") && scene.tokens()[end].gap != Gap::Line {
        end -= 1;
    }
    // What hangs on a genitive is no bearer of a title: wafuasi wa Odinga.
    if end > floor && (scene.word(end - 1).is(GENITIVE) || scene.word(end - 1).is(PLACE)) {
        return;
    }
    let Some(head) = chain_start(scene, floor, end) else { return };
    // A plural title needs a list: marais Museveni na Kagame.
    let after = scene.names[name as usize].tokens.end;
    let listed = matches!(scene.text(after), "na" | ",") && scene.name_at(after + 1).is_some();
    if !scene.word(head).is(TITLE) && !listed {
        return;
    }
    push(scene, name, head, end, found);
    // A rank after an office: gavana wa Kivu Kaskazini Jenerali Ndima; mkuu wa Kanisa Katoliki Papa Francis.
    let first = found.last().map_or(head, |t| t.tokens.start);
    if first > floor && found.last().is_some_and(|t| t.of.is_none() && t.of_head.is_none()) {
        let close = first - usize::from(scene.text(first - 1) == ",");
        let held = close > floor
            && (scene.name_at(close - 1).is_some_and(|n| scene.names[n as usize].kind != EntityType::Per)
                || scene.word(close - 1).is(DEMONSTRATIVE)
                || scene.word(close - 1).is(NOUN));
        if held
            && let Some(head) = chain_start(scene, floor, close)
            && head + 1 < close
            && (scene.word(head + 1).is(GENITIVE) || scene.word(head + 2).is(GENITIVE))
        {
            push(scene, name, head, close, found);
            return;
        }
    }
    // A second title joined to the first: jaji mstaafu na mwenyekiti wa …
    let first = found.last().map_or(head, |t| t.tokens.start);
    if first > floor + 1 && scene.text(first - 1) == "na" {
        let joined = first - 1;
        let mut at = joined;
        while at > floor && joined - at < 4 && scene.name_at(at - 1).is_none() && carries(scene, at - 1) {
            at -= 1;
            if scene.word(at).is(TITLE) {
                push(scene, name, at, joined, found);
                break;
            }
        }
    }
}

/// The title noun whose chain reaches up to `end`.
fn chain_start(scene: &Scene, floor: usize, end: usize) -> Option<usize> {
    let mut at = end;
    let mut best = None;
    let mut portfolio = false;
    while at > floor {
        at -= 1;
        if let Some(inner) = scene.name_at(at) {
            let inner = &scene.names[inner as usize];
            // A person inside the chain must hang on a genitive: msemaji wa Biden, Jen Psaki.
            if inner.kind == EntityType::Per && !(inner.tokens.start > floor && scene.word(inner.tokens.start - 1).is(GENITIVE)) {
                break;
            }
            if inner.tokens.start < floor {
                break;
            }
            at = inner.tokens.start;
            continue;
        }
        let word = scene.word(at);
        let mark = scene.text(at);
        if mark == "," || mark == "na" || mark == "&" {
            // Commas and `na` only inside a portfolio or between bodies: Kazi, Uchukuzi na Mawasiliano.
            if best.is_some() || at + 1 >= end || at == floor || scene.tokens()[at + 1].gap == Gap::Line {
                break;
            }
            portfolio = true;
            continue;
        }
        if matches!(mark, "(" | ")" | "-" | "/" | "'" | "’" | "‘" | "\"") {
            if best.is_some() {
                break;
            }
            continue;
        }
        if !carries(scene, at) {
            break;
        }
        if word.is(TITLE) || word.is(TITLES) {
            // A noun of people inside a portfolio (kamishna wa wakimbizi) is no title of its own.
            let hangs = at > floor && (scene.word(at - 1).is(GENITIVE) || scene.word(at - 1).is(POSSESSIVE));
            if (word.is(TITLE) && !word.is(GROUP)) || !hangs {
                if best.is_none() || extends(scene, at, best.unwrap_or(end)) {
                    best = Some(at);
                } else {
                    break;
                }
            }
        } else if let Some(found) = best
            && !word.is(GENITIVE)
            && !is_former(scene, at)
        {
            // mgombea kiti cha rais: the office that is sought is not the title.
            if at + 2 == found && matches!(scene.text(at), "kiti" | "wadhifa" | "nafasi") {
                best = None;
                continue;
            }
            break;
        }
        if scene.tokens()[at].gap == Gap::Line {
            break;
        }
    }
    let head = best?;
    let word = scene.word(head);
    // Kin and plain people need their name right behind.
    if (word.is(PERSON) || portfolio && word.is(KIN)) && head + 1 != end {
        return None;
    }
    if portfolio && !scene.word(head + 1).is(GENITIVE) && !scene.word(head + 1).is(ADJECTIVE) {
        return None;
    }
    Some(head)
}

/// Whether the title noun at `at` stands before the one at `next` as a part of the same title.
fn extends(scene: &Scene, at: usize, next: usize) -> bool {
    let word = scene.word(at);
    match next - at {
        1 => true,
        2 => word.is(DEPUTY) && scene.word(at + 1).is(GENITIVE),
        _ => false,
    }
}

fn is_former(scene: &Scene, at: usize) -> bool {
    let text = scene.text(at);
    text.starts_with("aliyekuwa")
        || text.starts_with("Aliyekuwa")
        || text.starts_with("waliokuwa")
        || text.starts_with("Waliokuwa")
        || text.starts_with("aliewahi")
}

/// Writes the title whose noun is at `head` and whose chain ends before `end`.
fn push(scene: &Scene, name: u32, head: usize, end: usize, found: &mut Vec<Title>) {
    let floor = scene.bounds(head).start;
    let mut start = head;
    while start > floor && (is_former(scene, start - 1) || (scene.word(start - 1).is(DEPUTY) && scene.word(start - 1).is(TITLE))) {
        start -= 1;
    }
    let mut close = end;
    let (mut of, mut of_head) = (None, None);
    let mut at = head + 1;
    while at < end {
        if let Some(inner) = scene.name_at(at) {
            of = Some(scene.draft(inner));
            close = at;
            break;
        }
        if scene.word(at).is(DEMONSTRATIVE) && at > 1 && body_before(scene, at) {
            (of_head, close) = (Some(at - 1), at - 1);
            break;
        }
        at += 1;
    }
    if of.is_some() || of_head.is_some() {
        while close > head + 1 && link_word(scene, close - 1) {
            close -= 1;
        }
    }
    while close > head + 1 && !scene.tokens()[close - 1].is_word() {
        close -= 1;
    }
    if close > head + 1 && scene.word(close - 1).is(POSSESSIVE) && scene.word(head).is(KIN) {
        close -= 1;
    }
    let person = scene.draft(name);
    if of == Some(person) {
        of = None;
    }
    let status = status(scene, start..end);
    found.push(Title { tokens: start..close, head, person, of, of_head, status });
}

/// Words that only lead to the entity a title is held in: `wa`, `nchini`, `wa chama cha`, `wa jimbo la`.
fn link_word(scene: &Scene, at: usize) -> bool {
    let word = scene.word(at);
    word.is(GENITIVE)
        || word.is(PLACE)
        || scene.text(at) == "na"
        || (word.is(HEAD) && word.flags & TITLE == 0 && scene.word(at + 1).is(GENITIVE) && scene.word(at.saturating_sub(1)).is(GENITIVE))
        || !scene.tokens()[at].is_word()
}

/// Former, acting, deputy or elect.
fn status(scene: &Scene, tokens: Range<usize>) -> Option<&'static str> {
    let mut out = None;
    for at in tokens {
        if scene.name_at(at).is_some() {
            continue;
        }
        let text = scene.text(at);
        let said = match text {
            "mstaafu" | "wastaafu" | "zamani" => Some("former"),
            "mteule" | "wateule" => Some("elect"),
            "kaimu" | "Kaimu" | "mpito" | "muda" => Some("acting"),
            "naibu" | "Naibu" | "makamu" | "Makamu" => Some("deputy"),
            _ if is_former(scene, at) => Some("former"),
            _ => None,
        };
        if text == "muda" && !scene.word(at - 1).is(GENITIVE) {
            continue;
        }
        out = out.or(said);
    }
    out
}

/// Titles that stand after a name: `Zitto Kabwe, kiongozi wa chama cha …`, `Mutheo Kasanga ni mwenyekiti wa …`.
fn behind(scene: &Scene, name: u32, found: &mut Vec<Title>) {
    let mut at = scene.names[name as usize].tokens.end;
    let limit = scene.bounds(at - 1).end.min(at + REACH);
    let comma = at < limit && scene.text(at) == ",";
    at += usize::from(comma);
    let mut copula = false;
    while at < limit && matches!(scene.text(at), "ambaye" | "ambae" | "ni" | "alikuwa" | "kama" | "kuwa" | "pia" | "aliwahi" | "aliteuliwa")
    {
        copula = true;
        at += 1;
    }
    if at >= limit || (comma && scene.tokens()[at].gap == Gap::Line) {
        return;
    }
    while at < limit && (is_former(scene, at) || (scene.word(at).is(DEPUTY) && scene.word(at + 1).is(TITLE))) {
        at += 1;
    }
    let head = at;
    let word = scene.word(head);
    if !word.is(TITLE) || word.is(PERSON) || word.is(KIN) || scene.name_at(head).is_some() {
        return;
    }
    let mut end = head + 1;
    let mut held = false;
    while end < limit {
        if let Some(inner) = scene.name_at(end) {
            let inner = &scene.names[inner as usize];
            let bound = scene.word(end - 1).is(GENITIVE) || scene.word(end - 1).is(PLACE) || scene.word(end - 1).is(HEAD);
            if inner.kind == EntityType::Per || !bound {
                break;
            }
            held = true;
            end = inner.tokens.end;
            break;
        }
        if !carries(scene, end) || scene.text(end) == "na" {
            break;
        }
        end += 1;
    }
    // The title of the next name in a list is not this one's.
    let next = end < limit && scene.name_at(end).is_some_and(|n| scene.names[n as usize].kind == EntityType::Per);
    let genitive = scene.word(head + 1).is(GENITIVE) || scene.word(head + 1).is(ADJECTIVE) || scene.word(head + 1).is(PLACE);
    if next || !(comma || copula || held) || !(genitive || copula) {
        return;
    }
    push(scene, name, head, end, found);
}
