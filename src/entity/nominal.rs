//! Descriptions that stand for something named before: `kiongozi huyo wa Urusi`, `nchi hizo mbili`, `chama hicho`, `nchini humo`.
//!
//! One walk over the tokens with a list of what was spoken of, latest last. A description looks back over the list for the
//! latest thing that its noun may mean: the demonstrative must agree with the noun's class, the noun with the thing's type,
//! a name behind it with the thing's country. What finds nothing stays unresolved.

use super::crowd;
use super::scene::{NONE, Phrase, Scene};
use super::words::{
    ADJECTIVE, DEMONSTRATIVE, DEPUTY, GENITIVE, GROUP, HEAD, HEAD_PLURAL, HONORIFIC, KIN, LEADER, NOUN, NUMBER, PERSON, PLACE, POSSESSIVE,
    STOP, TITLE, TITLES, Word, looks_like_verb,
};
use crate::gazetteer::title_key;
use crate::record::EntityType;
use crate::text::{Kind, hash_lower};

/// Nouns before `wa rais` that speak of the office, not of who holds it.
const OFFICES: &[&str] = &[
    "kiti", "uchaguzi", "mgombea", "wagombea", "makamu", "naibu", "nafasi", "wadhifa", "cheo", "ofisi", "muhula", "ikulu", "kura",
    "chaguzi",
];

/// How far back a description looks, in references.
const BACK: usize = 60;

/// The classes of plurals that demonstratives agree with.
const PLURAL: u32 = 1 << 2 | 1 << 6 | 1 << 8 | 1 << 10;

/// What was spoken of: draft and token, latest last.
struct Walk {
    recent: Vec<(u32, usize)>,
    seen: crowd::Seen,
    /// Up to here a group's phrase reaches.
    covered: usize,
}

/// Binds descriptions and gathers groups.
pub(super) fn nominals(scene: &mut Scene) {
    let mut walk = Walk { recent: Vec::new(), seen: crowd::Seen::default(), covered: 0 };
    let mut at = 0;
    while at < scene.tokens().len() {
        if let Some(name) = scene.name_at(at) {
            let end = scene.names[name as usize].tokens.end;
            walk.recent.push((scene.draft(name), at));
            at = end.max(at + 1);
            continue;
        }
        let word = scene.word(at);
        let fellow = matches!(scene.text(at), "mwenzake" | "Mwenzake" | "mwenzangu" | "mwenyeji");
        if word.flags & (HEAD | TITLE | TITLES | GROUP | PERSON) == 0 && !fellow && !demonym(scene, at, word) {
            at += 1;
            continue;
        }
        at = describe(scene, &mut walk, at, word).max(at + 1);
    }
}

fn demonym(scene: &Scene, at: usize, word: Word) -> bool {
    word.flags == 0
        && scene.tokens()[at].is_capitalised()
        && scene.word(at + 1).is(DEMONSTRATIVE)
        && scene.gazetteer.people_of(scene.tokens()[at].lower).is_some()
}

/// Reads the phrase at `at`; returns where to go on.
fn describe(scene: &mut Scene, walk: &mut Walk, at: usize, word: Word) -> usize {
    let next = scene.word(at + 1);
    // One adjective may stand between noun and demonstrative: waziri mkuu huyo.
    let gap = usize::from((next.is(ADJECTIVE) || next.is(TITLE)) && scene.word(at + 2).is(DEMONSTRATIVE));
    let pointer = scene.word(at + 1 + gap);
    if pointer.is(DEMONSTRATIVE) {
        let people = demonym(scene, at, word);
        if people || pointer.concord & word.concord != 0 {
            return pointed(scene, walk, at, at + 2 + gap, word, pointer);
        }
    }
    // nchi zote mbili, pande mbili
    if next.is(NUMBER) && word.is(HEAD) && next.concord & word.concord & PLURAL != 0 {
        let close = tail(scene, at + 1);
        if let Some(end) = several(scene, walk, at, close, word) {
            return end;
        }
    }
    if scene.titled[at] {
        return at + 1;
    }
    // baada ya kuwa mbunge wa Sirisia: said of somebody, not standing for somebody.
    if at > 0 && matches!(scene.text(at - 1), "kuwa" | "kama" | "ni" | "alikuwa" | "akiwa" | "urais") && word.is(TITLE) {
        return at + 1;
    }
    if let Some(end) = fellow(scene, walk, at) {
        return end;
    }
    if next.is(POSSESSIVE) && next.concord & word.concord != 0 && word.is(HEAD) {
        return owned(scene, walk, at, word);
    }
    if word.is(TITLE)
        && word.flags & (GROUP | KIN | PERSON) == 0
        && !(word.is(DEPUTY) && !scene.word(at + 1).is(TITLE) && !scene.word(at + 1).is(GENITIVE))
    {
        if let Some(end) = titled(scene, walk, at, word) {
            return end;
        }
    }
    if let Some(end) = capital(scene, walk, at) {
        return end;
    }
    if let Some(end) = beside(scene, at, word) {
        return end;
    }
    if let Some(end) = bare(scene, walk, at, word) {
        return end;
    }
    if word.is(GROUP) && at >= walk.covered {
        let end = crowd::extent(scene, at);
        if crowd::acts(scene, at, end) {
            // What stands inside the phrase is read on its own, but opens no second group.
            walk.covered = crowd::read(scene, at, word, &mut walk.seen);
        }
    }
    at + 1
}

/// mwenzake Kim Jong Un, mwenzake wa Rwanda: somebody of the same standing.
fn fellow(scene: &mut Scene, walk: &mut Walk, at: usize) -> Option<usize> {
    if !matches!(scene.text(at), "mwenzake" | "Mwenzake" | "mwenzangu" | "mwenyeji") {
        return None;
    }
    let limit = scene.bounds(at).end.min(at + 8);
    let mut end = at + 1;
    let mut country = None;
    while end < limit {
        if let Some(name) = scene.name_at(end) {
            let draft = scene.draft(name);
            if scene.drafts[draft as usize].kind == EntityType::Per {
                return Some(bind(scene, walk, at..at + 1, at, draft));
            }
            country = country.or(scene.drafts[draft as usize].country);
            end = scene.names[name as usize].tokens.end;
            continue;
        }
        let word = scene.word(end);
        if !(word.is(GENITIVE) || word.is(PLACE) || word.is(POSSESSIVE) || word.is(TITLE) || word.is(HONORIFIC) || scene.text(end) == ",") {
            break;
        }
        end += 1;
    }
    let country = country?;
    let of_country = |&d: &u32| scene.drafts[d as usize].kind == EntityType::Per && scene.drafts[d as usize].country == Some(country);
    let draft = walk.recent.iter().rev().take(BACK).map(|&(d, _)| scene.root(d)).find(of_country)?;
    Some(bind(scene, walk, at..end, at, draft))
}

fn bind(scene: &mut Scene, walk: &mut Walk, tokens: std::ops::Range<usize>, head: usize, draft: u32) -> usize {
    let end = tokens.end;
    walk.recent.push((draft, head));
    scene.phrases.push(Phrase { tokens, head, draft });
    end
}

/// Where a description goes on after its demonstrative: numbers, `wa zamani`, genitives with names or nouns.
fn tail(scene: &Scene, mut end: usize) -> usize {
    let limit = scene.bounds(end - 1).end.min(end + 9);
    while end < limit {
        let word = scene.word(end);
        if word.is(NUMBER) || (word.is(ADJECTIVE) && !word.is(TITLE)) {
            end += 1;
        } else if word.is(GENITIVE) && end + 1 < limit {
            if let Some(name) = scene.name_at(end + 1) {
                return scene.names[name as usize].tokens.end;
            }
            let next = scene.word(end + 1);
            let token = &scene.tokens()[end + 1];
            let verb = !next.is(NOUN) && looks_like_verb(scene.reading.text, token);
            if !token.is_word() || next.flags & (STOP | DEMONSTRATIVE) != 0 || verb {
                break;
            }
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// The country that a name in `from..to` stands for.
fn country_in(scene: &Scene, from: usize, to: usize) -> Option<&'static str> {
    (from..to).find_map(|at| scene.name_at(at)).and_then(|n| scene.drafts[scene.draft(n) as usize].country)
}

/// A noun with a demonstrative.
fn pointed(scene: &mut Scene, walk: &mut Walk, at: usize, end: usize, word: Word, pointer: Word) -> usize {
    let close = tail(scene, end);
    if pointer.concord & PLURAL != 0 {
        return several(scene, walk, at, close, word).unwrap_or_else(|| group_or_skip(scene, walk, at, close, word));
    }
    let found = if word.is(HEAD) && !(word.is(TITLE) && pointer.concord & 2 != 0) {
        thing(scene, walk, word, at)
    } else {
        person(scene, walk, at, word, country_in(scene, end, close))
    };
    match found {
        Some(draft) => {
            let close = bind(scene, walk, at..close, at, draft);
            for inner in at..close {
                if let Some(name) = scene.name_at(inner) {
                    let draft = scene.draft(name);
                    walk.recent.insert(walk.recent.len() - 1, (draft, inner));
                }
            }
            close
        }
        None => group_or_skip(scene, walk, at, end, word),
    }
}

fn group_or_skip(scene: &mut Scene, walk: &mut Walk, at: usize, end: usize, word: Word) -> usize {
    if !word.is(GROUP) {
        return at + 1;
    }
    // polisi hao, wabunge hao: the latest group with this noun.
    let lower = scene.tokens()[at].lower;
    let same = scene
        .phrases
        .iter()
        .rev()
        .take(BACK)
        .find(|p| scene.drafts[p.draft as usize].kind == EntityType::Grp && scene.tokens()[p.head].lower == lower);
    match same.map(|p| p.draft) {
        Some(draft) => bind(scene, walk, at..end, at, draft),
        None => crowd::read(scene, at, word, &mut walk.seen).max(end),
    }
}

/// Whether a draft is something that the head noun may mean; the better, the higher.
fn fits(scene: &Scene, draft: u32, word: Word) -> Option<u32> {
    let head = scene.words.head(word);
    let d = &scene.drafts[draft as usize];
    if d.kind != head.kind {
        return None;
    }
    if d.longest != NONE && scene.class_noun(d.longest).is_some_and(|n| n.forms == head.forms) {
        return Some(3);
    }
    if d.class.is_empty() {
        // A body of which nothing is known may be any.
        return (d.kind == EntityType::Org).then_some(1);
    }
    if head.takes(d.class) { Some(2) } else { head.tolerates(d.class).then_some(1) }
}

/// The latest place or organisation that a noun may mean.
fn thing(scene: &Scene, walk: &Walk, word: Word, at: usize) -> Option<u32> {
    let mut best: Option<(u32, u32)> = None;
    let here = scene.sentence(at);
    for &(draft, seen) in walk.recent.iter().rev().take(BACK) {
        let draft = scene.root(draft);
        let Some(fit) = fits(scene, draft, word) else { continue };
        if best.is_none_or(|(f, _)| fit > f) {
            best = Some((fit, draft));
        }
        // Far back, the first that fits is as good as any.
        if fit == 3 || here.saturating_sub(scene.sentence(seen)) > 3 {
            break;
        }
    }
    best.map(|(_, d)| d)
}

/// Two or more things at once: nchi hizo mbili.
fn several(scene: &mut Scene, walk: &mut Walk, at: usize, close: usize, word: Word) -> Option<usize> {
    let text = |n: usize| scene.text(n);
    let two = (at..close).any(|n| matches!(text(n), "mbili" | "mawili" | "wawili" | "viwili" | "miwili"));
    let sides = matches!(text(at), "pande" | "Pande");
    if !(two || sides) {
        return None;
    }
    // The two that the article speaks of most, among those just named.
    let mut found: Vec<u32> = Vec::new();
    for &(draft, _) in walk.recent.iter().rev().take(BACK / 2) {
        let draft = scene.root(draft);
        let d = &scene.drafts[draft as usize];
        let fit = if word.is(HEAD) { fits(scene, draft, word).is_some() } else { d.kind == EntityType::Per };
        if fit && !found.contains(&draft) {
            found.push(draft);
        }
    }
    found.sort_by_key(|&d| std::cmp::Reverse(scene.drafts[d as usize].count));
    found.truncate(2);
    if found.len() < 2 {
        return None;
    }
    for draft in found {
        bind(scene, walk, at..close, at, draft);
    }
    Some(close)
}

/// The latest person that a title or noun for people may mean.
fn person(scene: &Scene, walk: &Walk, at: usize, word: Word, country: Option<&'static str>) -> Option<u32> {
    let singular = word.singular;
    let generic = word.is(PERSON) || !word.is(TITLE);
    let people = scene.gazetteer.people_of(scene.tokens()[at].lower);
    let mut best: Option<(u32, u32)> = None;
    for (distance, &(draft, _)) in walk.recent.iter().rev().take(BACK).enumerate() {
        let draft = scene.root(draft);
        let d = &scene.drafts[draft as usize];
        if d.kind != EntityType::Per || country.or(people).is_some_and(|c| d.country != Some(c)) {
            continue;
        }
        let own = d.titles.contains(&singular);
        let leads = word.is(LEADER) && scene.text(at).to_ascii_lowercase().contains("ongozi") && leader(scene, draft);
        let score = if own {
            3
        } else if leads || generic {
            2
        } else if d.titles.is_empty() || !word.is(LEADER) {
            1
        } else {
            0
        };
        if score > 0
            && best.is_none_or(|(s, b)| {
                score > s || (score == s && score < 3 && distance < 15 && d.count > 2 * scene.drafts[b as usize].count)
            })
        {
            best = Some((score, draft));
            if score >= 2 && distance < 12 {
                if own {
                    break;
                }
            }
        }
    }
    best.map(|(_, d)| d)
}

fn leader(scene: &Scene, draft: u32) -> bool {
    let d = &scene.drafts[draft as usize];
    d.person.is_some() || d.titles.iter().any(|t| scene.words.flags_of(*t) & LEADER != 0)
}

/// nchi yake, serikali yao, chama chake.
fn owned(scene: &mut Scene, walk: &mut Walk, at: usize, word: Word) -> usize {
    let head = scene.words.head(word);
    let last = walk.recent.iter().rev().take(12).map(|&(d, _)| scene.root(d));
    // chama chake cha CCM
    if scene.word(at + 2).is(GENITIVE)
        && let Some(name) = scene.name_at(at + 3)
        && scene.names[name as usize].kind == head.kind
    {
        return at + 1;
    }
    let found = if head.kind == EntityType::Loc && head.takes("country") {
        if !scene.text(at + 1).ends_with("ake") {
            return at + 1;
        }
        let owner = last.clone().find(|&d| scene.drafts[d as usize].kind == EntityType::Per).and_then(|d| scene.drafts[d as usize].country);
        owner.and_then(|c| country_draft(scene, c))
    } else if head.kind == EntityType::Org {
        thing(scene, walk, word, at).filter(|_| last.take(6).any(|d| scene.drafts[d as usize].kind == EntityType::Per))
    } else {
        None
    };
    match found {
        Some(draft) => {
            scene.phrases.push(Phrase { tokens: at..at + 2, head: at, draft });
            at + 2
        }
        None => at + 1,
    }
}

/// The draft of the country with this code, where the article names it.
fn country_draft(scene: &Scene, code: &str) -> Option<u32> {
    let entry = scene.gazetteer.country(code)?;
    scene.drafts.iter().position(|d| d.into == NONE && d.entry == Some(entry) && d.kind == EntityType::Loc).map(|d| d as u32)
}

/// An office without its holder's name: `Rais wa Algeria aamuru …`, `rais amesema`.
fn titled(scene: &mut Scene, walk: &mut Walk, at: usize, word: Word) -> Option<usize> {
    if at > 0 && scene.text(at - 1).eq_ignore_ascii_case("mji") {
        return None;
    }
    let limit = scene.bounds(at).end.min(at + 10);
    let mut end = at + 1;
    let (mut country, mut body) = (None, None);
    let mut key_words = vec![scene.tokens()[at].lower];
    while end < limit {
        let next = scene.word(end);
        if let Some(name) = scene.name_at(end) {
            let d = &scene.drafts[scene.draft(name) as usize];
            if d.kind == EntityType::Per {
                return None;
            }
            country = d.country;
            body = (d.kind == EntityType::Org).then(|| scene.draft(name));
            end = scene.names[name as usize].tokens.end;
            break;
        }
        if next.is(GENITIVE) || (next.is(PLACE) && scene.name_at(end + 1).is_some()) {
            if end + 1 >= limit {
                break;
            }
            end += 1;
        } else if (next.is(ADJECTIVE) || next.is(TITLE) || next.is(NOUN))
            && !next.is(DEMONSTRATIVE)
            && (scene.word(end - 1).is(GENITIVE) || next.is(ADJECTIVE) || next.is(TITLE) || scene.text(end - 1) == "na")
        {
            key_words.push(scene.tokens()[end].lower);
            end += 1;
        } else {
            break;
        }
    }
    while end > at + 1 && scene.name_at(end - 1).is_none() && (scene.word(end - 1).is(GENITIVE) || scene.word(end - 1).is(PLACE)) {
        end -= 1;
    }
    let lone = country.is_none();
    if lone && at > 0 && (scene.word(at - 1).is(GENITIVE) || scene.word(at - 1).is(POSSESSIVE)) {
        // kiti cha rais, uchaguzi wa rais: the office, not who holds it.
        if !word.is(LEADER) || at < 2 || OFFICES.contains(&scene.text(at - 2).to_ascii_lowercase().as_str()) {
            return None;
        }
        let mut holders = (0..scene.drafts.len() as u32).filter(|&d| {
            let d = &scene.drafts[d as usize];
            d.into == NONE && d.titles.contains(&word.singular) && (scene.main.is_none() || d.country == scene.main)
        });
        let only = holders.next()?;
        return if holders.next().is_none() { Some(bind(scene, walk, at..end, at, only)) } else { None };
    }
    if lone && !acting(scene, at, end) {
        return None;
    }
    let singular = word.singular;
    let compound = key_words.get(1).copied();
    let holder = country.and_then(|c| {
        let key = title_key(key_words.iter().copied());
        let place = body.and_then(|b| scene.drafts[b as usize].entry).map_or(c, |e| scene.gazetteer.entry(e).name);
        scene.reading.day.and_then(|day| scene.gazetteer.holder(key, place, day))
    });
    let heads: Vec<u32> = match body {
        Some(body) if word.is(LEADER) => scene
            .titles
            .iter()
            .filter(|t| t.of.is_some_and(|o| scene.root(o) == body) && scene.word(t.head).is(LEADER))
            .map(|t| scene.root(t.person))
            .collect(),
        _ => Vec::new(),
    };
    let fit = |draft: u32| {
        let d = &scene.drafts[draft as usize];
        let called = d.titles.contains(&singular)
            && compound.is_none_or(|c| scene.words.flags_of(c) & TITLE == 0 || d.titles.contains(&c))
            && country.is_none_or(|c| d.country == Some(c))
            && body.is_none();
        d.kind == EntityType::Per && ((d.person.is_some() && d.person == holder) || heads.contains(&draft) || called)
    };
    let before = walk.recent.iter().rev().take(BACK).map(|&(d, _)| scene.root(d)).find(|&d| fit(d));
    // A headline speaks of who is named below.
    let draft = before.or_else(|| {
        let early = scene.sentence(at) < 2;
        (early || holder.is_some())
            .then(|| (0..scene.drafts.len() as u32).find(|&d| scene.drafts[d as usize].into == NONE && fit(d)))
            .flatten()
    })?;
    for inner in at..end {
        if let Some(name) = scene.name_at(inner) {
            walk.recent.push((scene.draft(name), inner));
        }
    }
    Some(bind(scene, walk, at..end, at, draft))
}

/// Whether a lone noun is the subject of a finite verb, or opens its sentence.
fn acting(scene: &Scene, _at: usize, end: usize) -> bool {
    scene.tokens().get(end).is_some_and(|t| scene.owner[end] == 0 && looks_like_verb(scene.reading.text, t))
}

/// mji mkuu wa Somalia.
fn capital(scene: &mut Scene, walk: &mut Walk, at: usize) -> Option<usize> {
    if !(scene.text(at).eq_ignore_ascii_case("mji") && scene.text(at + 1).eq_ignore_ascii_case("mkuu") && scene.word(at + 2).is(GENITIVE)) {
        return None;
    }
    let name = scene.name_at(at + 3)?;
    if scene.drafts[scene.draft(name) as usize].class != "country" {
        return None;
    }
    let country = scene.drafts[scene.draft(name) as usize].country?;
    let end = scene.names[name as usize].tokens.end;
    let draft = (0..scene.drafts.len() as u32).find(|&d| {
        let d = &scene.drafts[d as usize];
        d.into == NONE && d.class == "capital" && d.country == Some(country)
    })?;
    walk.recent.push((scene.draft(name), at + 3));
    Some(bind(scene, walk, at..end, at, draft))
}

/// A lone `serikali`, `mahakama`, `bunge` that acts.
fn bare(scene: &mut Scene, walk: &mut Walk, at: usize, word: Word) -> Option<usize> {
    let lower = scene.tokens()[at].lower;
    let alone = !scene.word(at + 1).is(GENITIVE) && !scene.word(at + 1).is(NUMBER) && scene.name_at(at + 1).is_none();
    if !alone {
        return None;
    }
    if lower == hash_lower("serikali") || lower == hash_lower("serekali") {
        if at > 0 && scene.word(at - 1).is(GENITIVE) {
            return None;
        }
        let opens = at == scene.bounds(at).start || !scene.tokens()[at - 1].is_word() || scene.text(at - 1) == "na";
        if !acting(scene, at, at + 1) && !opens {
            return None;
        }
        let last = walk.recent.iter().rev().take(BACK).map(|&(d, _)| scene.root(d)).find(|&d| scene.drafts[d as usize].class == "country");
        let main = scene.main.and_then(|c| country_draft(scene, c));
        return main.or(last).map(|d| bind(scene, walk, at..at + 1, at, d));
    }
    if word.is(HEAD) && scene.words.head(word).takes("country") && lower == hash_lower("nchi") {
        // nchi nzima, kaskazini mwa nchi: where the article plays.
        let whole = scene.text(at + 1) == "nzima";
        let last =
            scene.tokens().get(at + 1).is_none_or(|t| t.kind == Kind::Punctuation || matches!(t.text(scene.reading.text), "na" | "pamoja"));
        let hangs = at > 0 && (scene.word(at - 1).is(GENITIVE) || scene.text(at - 1) == "mwa");
        let main = scene.main.and_then(|c| country_draft(scene, c));
        return main.filter(|_| whole || (hangs && last)).map(|d| {
            scene.phrases.push(Phrase { tokens: at..at + 1 + usize::from(whole), head: at, draft: d });
            at + 1
        });
    }
    if word.is(HEAD) && !word.is(HEAD_PLURAL) && scene.words.head(word).kind == EntityType::Org {
        let acts = acting(scene, at, at + 1);
        let head = scene.words.head(word);
        let one = ["court", "legislature", "army", "religious"].iter().any(|c| head.takes(c)) && !head.takes("igo");
        let hangs = at > 0 && scene.word(at - 1).is(GENITIVE);
        if !(one || acts && head.takes("government")) || (hangs && !head.takes("court") && !head.takes("religious")) {
            return None;
        }
        let mut found =
            walk.recent.iter().rev().take(BACK).map(|&(d, _)| scene.root(d)).filter(|&d| fits(scene, d, word).is_some_and(|f| f > 1));
        let first = found.next()?;
        if found.all(|d| d == first) {
            return Some(bind(scene, walk, at..at + 1, at, first));
        }
    }
    None
}

/// A description right beside the name of the body: `shirika la ndege la Kenya, Kenya Airways`; `ADF, kundi la waasi`.
fn beside(scene: &mut Scene, at: usize, word: Word) -> Option<usize> {
    if !word.is(HEAD) || word.is(HEAD_PLURAL) || scene.words.head(word).kind != EntityType::Org || !scene.word(at + 1).is(GENITIVE) {
        return None;
    }
    // chama cha ODM: the noun only says what the name is.
    if scene.name_at(at + 2).is_some_and(|n| scene.names[n as usize].kind == EntityType::Org) {
        return None;
    }
    let limit = scene.bounds(at).end.min(at + 12);
    let mut end = at + 1;
    while end < limit {
        if let Some(name) = scene.name_at(end) {
            let hangs = scene.word(end - 1).is(GENITIVE) || scene.word(end - 1).is(PLACE);
            if !hangs {
                break;
            }
            end = scene.names[name as usize].tokens.end;
            continue;
        }
        let inner = scene.word(end);
        let token = &scene.tokens()[end];
        if !token.is_word() || inner.flags & (STOP | DEMONSTRATIVE) != 0 || looks_like_verb(scene.reading.text, token) && !inner.is(NOUN) {
            break;
        }
        end += 1;
    }
    let org = |scene: &Scene, name: u32| scene.names[name as usize].kind == EntityType::Org;
    // The name behind, over a mark or `maarufu`.
    let mut next = end;
    while next < limit
        && matches!(scene.text(next), "," | "(" | "-" | "–" | "maarufu" | "kama" | "liitwalo" | "linalojulikana" | "kwa" | "jina")
    {
        next += 1;
    }
    if next > end
        && let Some(name) = scene.name_at(next)
        && org(scene, name)
    {
        let draft = scene.draft(name);
        scene.phrases.push(Phrase { tokens: at..end, head: at, draft });
        return Some(at + 1);
    }
    // The name before, over a comma or a bracket that closes its acronym.
    let mark = at.checked_sub(1).filter(|&m| scene.text(m) == ",")?;
    let last = mark.checked_sub(1)?;
    let last = if scene.text(last) == ")" { last.checked_sub(1)? } else { last };
    let name = scene.name_at(last).filter(|&n| org(scene, n))?;
    let draft = scene.draft(name);
    fits(scene, draft, word)?;
    scene.phrases.push(Phrase { tokens: at..end, head: at, draft });
    Some(at + 1)
}
