//! Descriptions that stand for something named before: `kiongozi huyo wa Urusi`, `nchi hizo mbili`, `chama hicho`, `nchini humo`.
//!
//! One walk over the tokens with a list of what was spoken of, latest last. A description looks back over the list for the
//! latest thing that its noun may mean: the demonstrative must agree with the noun's class, the noun with the thing's type,
//! a name behind it with the thing's country. What finds nothing stays unresolved.

use super::recall::{BACK, Walk, fits, person, thing};
use super::scene::{Phrase, Scene};
use super::words::{
    ADJECTIVE, DEMONSTRATIVE, DEPUTY, GENITIVE, GROUP, HEAD, KIN, NOUN, NUMBER, PERSON, POSSESSIVE, STOP, TITLE, TITLES, Word,
    looks_like_verb,
};
use super::{crowd, holder, lone};
use crate::record::EntityType;

/// The classes of plurals that demonstratives agree with.
const PLURAL: u32 = 1 << 2 | 1 << 6 | 1 << 8 | 1 << 10;

/// Binds descriptions and gathers groups.
pub(super) fn nominals(scene: &mut Scene) {
    let mut walk = Walk::new(scene);
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
    if let Some(end) = holder::fellow(scene, walk, at) {
        return end;
    }
    if next.is(POSSESSIVE) && next.concord & word.concord != 0 && word.is(HEAD) {
        return owned(scene, walk, at, word);
    }
    // A mere candidate or deputy stands for nobody: mgombea mwenza atateuliwa.
    let stands = !word.is(DEPUTY) || scene.word(at + 1).flags & (TITLE | GENITIVE) != 0;
    if word.is(TITLE)
        && word.flags & (GROUP | KIN | PERSON) == 0
        && stands
        && let Some(end) = holder::titled(scene, walk, at, word)
    {
        return end;
    }
    if let Some(end) = lone::capital(scene, walk, at) {
        return end;
    }
    if let Some(end) = lone::beside(scene, at, word) {
        return end;
    }
    if let Some(end) = lone::bare(scene, walk, at, word) {
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

pub(super) fn bind(scene: &mut Scene, walk: &mut Walk, tokens: std::ops::Range<usize>, head: usize, draft: u32) -> usize {
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
        // nchi yetu is the speaker's: as a rule where the article plays. Whose `nchi zao` is stays open.
        if matches!(scene.text(at + 1), "yetu" | "letu")
            && let Some(draft) = scene.main.and_then(|c| walk.country(scene, c))
        {
            scene.phrases.push(Phrase { tokens: at..at + 2, head: at, draft });
            return at + 2;
        }
        if !scene.text(at + 1).ends_with("ake") {
            return at + 1;
        }
        let owner = last.clone().find(|&d| scene.drafts[d as usize].kind == EntityType::Per).and_then(|d| scene.drafts[d as usize].country);
        owner.and_then(|c| walk.country(scene, c))
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
