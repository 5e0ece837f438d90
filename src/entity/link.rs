//! Drafts → things of the world, with their codes.
//!
//! The article's unambiguous places vote for countries first; the votes then choose among places that share a name. A person
//! is known by two words of the name, or by the surname where title, country and day agree. What no table knows gets its
//! country from what stands beside it, and in the end from where the article plays.

use rustc_hash::FxHashMap;

use super::scene::{NONE, Scene};
use super::words::{GENITIVE, HEAD, LEADER, PLACE};
use crate::gazetteer::{Candidate, Entry, Office};
use crate::record::EntityType;
use crate::text::{Kind, tokens_of};

/// Codes that are not countries.
pub(super) const BODIES: &[&str] = &["UNO", "EUR", "IGO", "NGO", "MNC", "IMG"];

/// Counts the countries that the article speaks of.
pub(super) fn vote(scene: &mut Scene) {
    let mut votes = std::mem::take(&mut scene.votes);
    let mut add = |scene: &Scene, at: usize, code: &'static str, weight: f32| {
        let zone = scene.reading.zone(scene.tokens()[at].span.start);
        let weight = match zone {
            crate::article::Zone::Headline => weight * 2.0,
            zone if zone.is_told() => weight,
            crate::article::Zone::Caption => weight * 0.5,
            _ => weight * 0.1,
        };
        // Of two named as often, the first counts.
        let order = votes.len();
        *votes.entry(code).or_insert_with(|| 0.01 / (1.0 + order as f32)) += weight;
    };
    for name in scene.names.iter().filter(|n| n.kind != EntityType::Per) {
        let mut strong = scene.gazetteer.candidates(&scene.tokens()[name.tokens.clone()]).filter(|c| !c.weak);
        let Some(entry) = strong.next().map(|c| scene.gazetteer.entry(c.id)) else { continue };
        let alone = strong.all(|c| scene.gazetteer.entry(c.id).country == entry.country);
        if let Some(code) = entry.country.filter(|c| !BODIES.contains(c))
            && (alone || entry.class == "country")
        {
            let weight = match entry.class {
                "country" => 1.0,
                _ if entry.kind == EntityType::Org => 0.4,
                _ => 0.7,
            };
            add(scene, name.tokens.start, code, weight);
        }
    }
    for (at, token) in scene.tokens().iter().enumerate() {
        if token.kind == Kind::Word
            && scene.owner[at] == 0
            && let Some(code) = scene.gazetteer.people_of(token.lower)
        {
            add(scene, at, code, 0.5);
        }
    }
    // Equal votes: the one named first; the order of a map must not show.
    let mut best: Option<(f32, &'static str)> = None;
    for (&code, &weight) in &votes {
        if best.is_none_or(|(w, c)| weight > w || (weight == w && code < c)) {
            best = Some((weight, code));
        }
    }
    scene.main = best.map(|(_, code)| code);
    scene.votes = votes;
}

/// The entry that a place or organisation means, if any.
pub(super) fn choose(scene: &Scene, name: u32) -> Option<u32> {
    let mention = &scene.names[name as usize];
    let own;
    let mut tokens = &scene.tokens()[mention.tokens.clone()];
    if tokens.first().is_some_and(|t| t.span.start < mention.span.start) || tokens.last().is_some_and(|t| t.span.end > mention.span.end) {
        // A name glued to something else inside one token.
        own = tokens_of(mention.span.of(scene.reading.text));
        tokens = &own;
    }
    let noun = scene.class_noun(name);
    let total: f32 = scene.votes.values().sum::<f32>().max(1.0);
    let score = |Candidate { id, weak }: Candidate, order: usize| {
        let entry: &Entry = scene.gazetteer.entry(id);
        let voted = entry.country.and_then(|c| scene.votes.get(c)).copied().unwrap_or(0.0) / total;
        let mut score = 1.0 + voted - 0.02 * order.min(10) as f32;
        if entry.kind != mention.kind {
            score -= 0.8;
        }
        let national = matches!(entry.class, "legislature" | "court" | "government" | "army" | "police" | "electoral" | "party");
        if national && voted == 0.0 && !BODIES.contains(&entry.country.unwrap_or_default()) {
            score -= 0.4;
        }
        if let Some(noun) = noun {
            if noun.takes(entry.class) {
                score += 0.7;
            } else if noun.kind != entry.kind {
                score -= 0.6;
            }
        }
        if weak {
            let near_sign = noun.is_some_and(|n| n.takes(entry.class));
            score -= if near_sign || voted > 0.25 || tokens.len() > 1 { 0.2 } else { 0.6 };
        }
        score
    };
    let best = scene
        .gazetteer
        .candidates(tokens)
        .enumerate()
        .map(|(order, c)| (score(c, order), c.id))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    if let Some((_, id)) = best.filter(|b| b.0 > 0.1) {
        return Some(id);
    }
    let whole = scene.letters.whole(name);
    if whole.len() < 5 {
        return None;
    }
    scene.gazetteer.alike(whole).find(|&id| scene.gazetteer.entry(id).kind == mention.kind)
}

/// Ties persons to office holders.
pub(super) fn link_people(scene: &mut Scene) {
    // Drafts that somewhere follow a leader's title: rais Trump, Papa Francis.
    let mut led = vec![false; scene.drafts.len()];
    for (n, name) in scene.names.iter().enumerate() {
        if name.kind == EntityType::Per && name.tokens.start > 0 && scene.word(name.tokens.start - 1).is(LEADER) {
            led[scene.draft(n as u32) as usize] = true;
        }
    }
    for draft in 0..scene.drafts.len() as u32 {
        let d = &scene.drafts[draft as usize];
        if d.kind != EntityType::Per || d.into != NONE {
            continue;
        }
        let person = known_person(scene, d.longest, led[draft as usize]);
        scene.drafts[draft as usize].person = person;
    }
    // Two drafts that turned out to be one person.
    let mut first: FxHashMap<u32, u32> = FxHashMap::default();
    for draft in 0..scene.drafts.len() as u32 {
        if let Some(person) = scene.drafts[draft as usize].person {
            let keep = *first.entry(person).or_insert(draft);
            scene.merge(keep, draft);
        }
    }
}

/// The person of the gazetteer that a name of several words, or a surname in its context, means.
fn known_person(scene: &Scene, name: u32, led: bool) -> Option<u32> {
    let words = scene.letters.words(name);
    let count = words.len();
    let day = scene.reading.day;
    let mut best: Option<(f32, u32)> = None;
    for word in words.clone().filter(|w| w.len() > 2) {
        for id in scene.gazetteer.persons(word) {
            let person = scene.gazetteer.person(id);
            let shared = if count == 1 { 0 } else { person.shared(words.clone()) };
            // Most who share one word share no more, and are given up before anything else is asked.
            if count > 1 && (shared < 2 || (shared < count && shared * 3 < count * 2)) {
                continue;
            }
            let office = person.office_on(day);
            let voted = office.and_then(|o| scene.votes.get(o.country)).copied().unwrap_or(0.0);
            let active = office.is_some_and(|o| day.is_none_or(|d| o.holds(d)));
            let mut score = if voted > 0.0 { 1.0 } else { 0.0 } + if active { 0.5 } else { 0.0 };
            if count == 1 {
                // A bare surname: only of who is in office in a country that the article speaks of.
                if !person.surname(word) || (voted <= 0.0 && !led) || !office.is_some_and(|o| prominent(o.office)) {
                    continue;
                }
                score += if active { 0.5 } else { -0.2 } + if led { 0.5 } else { 0.0 };
            } else {
                score += shared as f32;
            }
            if best.is_none_or(|(s, i)| score > s || (score == s && id < i)) {
                best = Some((score, id));
            }
        }
    }
    best.filter(|(score, _)| *score > 0.7).map(|(_, id)| id)
}

/// Offices whose holders the news calls by a bare surname.
fn prominent(office: &str) -> bool {
    office.starts_with("head_of")
        || matches!(office, "pope" | "secretary_general" | "director_general" | "supreme_leader" | "opposition_leader")
}

/// Gives every draft its country and sector.
pub(super) fn code(scene: &mut Scene) {
    for draft in 0..scene.drafts.len() as u32 {
        let d = &scene.drafts[draft as usize];
        if d.into != NONE || d.kind == EntityType::Per {
            continue;
        }
        let known = d.entry.map(|e| scene.gazetteer.entry(e));
        let (country, sector, class) = match known {
            Some(entry) => (entry.country, entry.sector.or(class_sector(d.kind, entry.class)), entry.class),
            None => guess(scene, draft),
        };
        let d = &mut scene.drafts[draft as usize];
        d.country = country;
        d.sector = if d.kind == EntityType::Org { sector } else { None };
        d.class = class;
    }
    let titles = titles_of(scene);
    for draft in 0..scene.drafts.len() as u32 {
        if scene.drafts[draft as usize].kind == EntityType::Per && scene.drafts[draft as usize].into == NONE {
            code_person(scene, draft, titles.get(&draft).map_or(&[], Vec::as_slice));
        }
    }
}

/// The titles of every person, by draft.
fn titles_of(scene: &Scene) -> FxHashMap<u32, Vec<usize>> {
    let mut out: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (number, title) in scene.titles.iter().enumerate() {
        out.entry(scene.root(title.person)).or_default().push(number);
    }
    out
}

/// Titles held in what a description stands for get their entity, and their bearers what follows from it.
pub(super) fn settle(scene: &mut Scene) {
    let heads: FxHashMap<usize, u32> = scene.phrases.iter().map(|p| (p.head, p.draft)).collect();
    let titles = titles_of(scene);
    for title in 0..scene.titles.len() {
        let Some(draft) = scene.titles[title].of_head.and_then(|h| heads.get(&h)) else { continue };
        scene.titles[title].of = Some(*draft);
        let person = scene.root(scene.titles[title].person);
        code_person(scene, person, titles.get(&person).map_or(&[], Vec::as_slice));
    }
}

/// The usual sector of a class of organisations.
fn class_sector(kind: EntityType, class: &str) -> Option<&'static str> {
    if kind != EntityType::Org {
        return None;
    }
    Some(match class.split('|').next()? {
        "party" => "PTY",
        "court" => "JUD",
        "legislature" => "LEG",
        "army" => "MIL",
        "police" => "COP",
        "company" | "bank" | "platform" | "club" | "federation" => "BUS",
        "media" | "agency" => "JRN",
        "university" => "EDU",
        "health" => "MED",
        "government" | "electoral" | "igo" => "GOV",
        "religious" => "REL",
        "ngo" | "rights" => "SOC",
        "armed" => "REB",
        "union" => "LAB",
        "intelligence" => "SPY",
        _ => return None,
    })
}

/// Country, sector and class of what no table knows.
fn guess(scene: &Scene, draft: u32) -> (Option<&'static str>, Option<&'static str>, &'static str) {
    let d = &scene.drafts[draft as usize];
    let noun = scene.class_noun(d.longest);
    let class = noun.filter(|n| n.kind == d.kind).map_or("", |n| n.classes);
    let class = class.split('|').next().unwrap_or("");
    let name = &scene.names[d.longest as usize];
    let inside = name.tokens.clone().rev().find_map(|at| country_word(scene, at, name.tokens.end));
    let country = inside.or_else(|| beside(scene, d.longest)).or(scene.main);
    let class = if class.is_empty() && d.kind == EntityType::Loc { "place" } else { class };
    (country, class_sector(d.kind, class), class)
}

/// The country that the words at `at` name, inside a longer name that ends at `end`.
fn country_word(scene: &Scene, at: usize, end: usize) -> Option<&'static str> {
    let tokens = scene.tokens();
    if !tokens[at].is_capitalised() {
        return scene.gazetteer.people_of(tokens[at].lower);
    }
    let (len, id) = scene.gazetteer.longest(&tokens[..end], at)?;
    let entry = scene.gazetteer.entry(id);
    (len > 0 && entry.kind == EntityType::Loc).then_some(entry.country).flatten().or_else(|| scene.gazetteer.people_of(tokens[at].lower))
}

/// The country named right after a name: `Palma, Msumbiji`, `mji wa Beni nchini Kongo`, `Tume ya Uchaguzi ya Kenya`.
fn beside(scene: &Scene, name: u32) -> Option<&'static str> {
    let mut at = scene.names[name as usize].tokens.end;
    let limit = scene.bounds(at.saturating_sub(1)).end.min(at + 5);
    while at < limit {
        if let Some(next) = scene.name_at(at) {
            let next = &scene.names[next as usize];
            let entry = (next.kind == EntityType::Loc).then(|| scene.gazetteer.longest(scene.tokens(), next.tokens.start)).flatten();
            return entry.and_then(|(_, id)| scene.gazetteer.entry(id).country);
        }
        let word = scene.word(at);
        let mark = matches!(scene.text(at), "," | "(" | ")" | "huko");
        if !(word.is(GENITIVE) || word.is(PLACE) || word.is(HEAD) || mark) {
            return None;
        }
        at += 1;
    }
    None
}

/// Country and sector of a person: from the office held on the day, else from the titles, else from where the article plays.
fn code_person(scene: &mut Scene, draft: u32, titles: &[usize]) {
    let day = scene.reading.day;
    let d = &scene.drafts[draft as usize];
    let person = d.person.map(|p| scene.gazetteer.person(p));
    let office = person.and_then(|p| p.office_on(day));
    let mut country = office.map(|o| o.country).filter(|c| !c.is_empty());
    let mut sector = office.map(|o| if day.is_some_and(|d| !o.holds(d)) { "ELI" } else { office_sector(o) });
    let (mut leader, mut former) = (false, false);
    // A title held in something says more than a bare rank.
    let bound = |t: &&usize| scene.titles[**t].of.is_some();
    for title in titles.iter().filter(bound).chain(titles.iter().filter(|t| !bound(t))).map(|&t| &scene.titles[t]) {
        let noun = scene.words.get(&scene.tokens()[title.head]);
        leader |= noun.is(LEADER);
        former |= title.status == Some("former");
        let of = title.of.map(|o| &scene.drafts[scene.root(o) as usize]);
        country = country.or(of.and_then(|o| o.country));
        sector = sector.or(noun.title_sector.map(|s| if former && s == "GOV" { "ELI" } else { s }));
        sector = sector.or(of.filter(|o| o.kind == EntityType::Org).and_then(|o| o.sector));
    }
    let first = scene.names[scene.drafts[draft as usize].longest as usize].span.start;
    if scene.reading.zone(first).is_told() {
        country = country.or_else(|| beside(scene, scene.drafts[draft as usize].longest)).or(scene.main);
    }
    let d = &mut scene.drafts[draft as usize];
    d.country = country;
    d.sector = sector.or(leader.then_some("GOV")).map(|s| if former && s == "GOV" && day.is_none() { "ELI" } else { s });
    d.class = "person";
}

/// PLOVER's sector of an office.
fn office_sector(office: &Office) -> &'static str {
    if let Some(sector) = office.sector.filter(|_| !office.org.is_empty()) {
        return sector;
    }
    match office.office {
        o if o.contains("speaker") => "LEG",
        o if o.contains("justice") || o.contains("prosecutor") || o.contains("attorney") => "JUD",
        o if o.contains("army") => "MIL",
        o if o.contains("police") => "COP",
        o if o.contains("opposition") => "OPP",
        o if o.contains("pope") || o.contains("archbishop") => "REL",
        "ceo" => "BUS",
        _ => "GOV",
    }
}
