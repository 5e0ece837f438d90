//! Names → drafts: which names of the article name the same thing.
//!
//! Places and organisations meet in their gazetteer entry or in their letters; an acronym meets the name that it stands
//! beside (`Umoja wa Afrika (AU)`), a short form the longer name that holds its words. Persons meet by their words: full names
//! first, then single words, which go to whoever bears them.

use rustc_hash::FxHashMap;

use super::link;
use super::scene::{NONE, Scene};
use crate::gazetteer::{bones, near};
use crate::record::EntityType;
use crate::text::{Case, hash_bytes, join};

/// How many drafts that share a word are looked at.
const LOOK: usize = 32;

/// Fills `drafts` and `draft_of`.
pub(super) fn cluster(scene: &mut Scene) {
    link::vote(scene);
    things(scene);
    acronyms(scene);
    short_forms(scene);
    people(scene);
    given(scene);
}

/// Names that the user's lexicon gives one id are one thing.
fn given(scene: &mut Scene) {
    let mut known: FxHashMap<(Option<&str>, u32), u32> = FxHashMap::default();
    for name in 0..scene.names.len() as u32 {
        if let Some(given) = scene.names[name as usize].given {
            let draft = scene.draft(name);
            // Entries that share an id are one thing.
            let key = (given.id, given.id.map_or(given.entry, |_| 0));
            let keep = *known.entry(key).or_insert(draft);
            scene.merge(keep, draft);
        }
    }
}

/// Where a word of a name is kept: spellings of it meet.
fn key(word: &[u8]) -> u64 {
    bones(word).unwrap_or_else(|| hash_bytes(word))
}

/// Whether two words of names are one: equal, nearly so, or an initial.
fn same_word(a: &[u8], b: &[u8]) -> bool {
    near(a, b) || (a.len() == 1 && b.first() == a.first()) || (b.len() == 1 && a.first() == b.first())
}

/// Places and organisations, by entry and by letters.
fn things(scene: &mut Scene) {
    let mut known: FxHashMap<u64, u32> = FxHashMap::default();
    let mut spelt: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for name in 0..scene.names.len() as u32 {
        let kind = scene.names[name as usize].kind;
        if kind == EntityType::Per {
            continue;
        }
        let letters = hash_bytes(scene.letters.whole(name));
        let by_letters = join(letters, kind as u64 + 1);
        let entry = link::choose(scene, name);
        let by_entry = entry.map(|e| join(u64::from(e), 0x100 + kind as u64));
        let mut draft =
            by_entry.and_then(|k| known.get(&k)).or_else(|| if entry.is_none() { known.get(&by_letters) } else { None }).copied();
        if draft.is_none()
            && let Some(&same) = known.get(&by_letters)
            && kind == EntityType::Loc
            && scene.drafts[same as usize]
                .entry
                .zip(entry)
                .is_some_and(|(a, b)| scene.gazetteer.entry(a).country == scene.gazetteer.entry(b).country)
        {
            // City and division of one name are not told apart by writers.
            draft = Some(same);
        }
        if draft.is_none() && entry.is_none() && scene.letters.whole(name).len() >= 6 {
            // A slip of the pen in a name that no table knows.
            let whole = scene.letters.whole(name);
            let list = spelt.get(&key(whole)).map_or(&[][..], Vec::as_slice);
            let fits =
                |&d: &u32| scene.drafts[d as usize].kind == kind && near(scene.letters.whole(scene.drafts[d as usize].longest), whole);
            draft = list.iter().take(LOOK).copied().find(fits);
        }
        let draft = draft.unwrap_or_else(|| {
            let fresh = scene.fresh(kind, name);
            scene.drafts[fresh as usize].entry = entry;
            spelt.entry(key(scene.letters.whole(name))).or_default().push(fresh);
            fresh
        });
        scene.put(name, draft);
        if let Some(k) = by_entry {
            known.entry(k).or_insert(draft);
        }
        known.entry(by_letters).or_insert(draft);
    }
}

/// Whether a name is written like an acronym.
fn is_acronym(scene: &Scene, name: u32) -> bool {
    let name = &scene.names[name as usize];
    let token = &scene.tokens()[name.tokens.start];
    name.tokens.len() <= 3 && name.span.len() <= 12 && (token.case == Case::Upper || (token.case == Case::Mixed && name.tokens.len() == 1))
}

/// Full names with the acronym beside them.
fn acronyms(scene: &mut Scene) {
    for short in 1..scene.names.len() as u32 {
        let long = short - 1;
        let (a, b) = (&scene.names[long as usize], &scene.names[short as usize]);
        if a.kind == EntityType::Per || b.kind == EntityType::Per {
            continue;
        }
        let between = a.tokens.end..b.tokens.start;
        let bracketed = between.len() == 1 && scene.text(between.start) == "(";
        let beside =
            bracketed || (between.len() == 1 && matches!(scene.text(between.start), "," | "-" | "–" | "—" | "au")) || between.is_empty();
        if !beside {
            continue;
        }
        let (full, acronym) = if is_acronym(scene, short) && !is_acronym(scene, long) {
            (long, short)
        } else if is_acronym(scene, long) && !is_acronym(scene, short) && bracketed {
            (short, long)
        } else {
            continue;
        };
        let (f, s) = (scene.draft(full), scene.draft(acronym));
        if f == s {
            continue;
        }
        let (of_full, of_short) = (scene.drafts[f as usize].entry, scene.drafts[s as usize].entry);
        let sure = initials(scene, full, acronym);
        let clash = of_full.is_some() && of_short.is_some() && !sure;
        let kinds = scene.names[full as usize].kind == scene.names[acronym as usize].kind;
        if clash
            || !(kinds || sure)
            || !(bracketed || sure || (of_full.is_none() != of_short.is_none() && scene.letters.words(full).len() > 1))
        {
            continue;
        }
        scene.merge(f, s);
    }
}

/// Whether the letters of an acronym begin words of the name, or of its English name.
fn initials(scene: &Scene, full: u32, acronym: u32) -> bool {
    let letters = scene.letters.whole(acronym);
    if letters.len() < 2 {
        return false;
    }
    let fits = |words: &mut dyn Iterator<Item = u8>| {
        let mut wanted = letters.iter();
        let mut next = wanted.next();
        for initial in words {
            if next == Some(&initial) {
                next = wanted.next();
            }
        }
        next.is_none()
    };
    if fits(&mut scene.letters.words(full).filter_map(|w| w.first().copied())) {
        return true;
    }
    let entry = scene.drafts[scene.draft(full) as usize].entry.map(|e| scene.gazetteer.entry(e));
    entry.is_some_and(|e| fits(&mut e.name.split([' ', '-']).filter_map(|w| w.bytes().next()).map(|b| b.to_ascii_lowercase())))
}

/// Organisations called by a part of their name: `Seneti` after `Seneti ya Kenya`, `wizara ya afya` after `Wizara ya Afya ya Uganda`.
fn short_forms(scene: &mut Scene) {
    let mut index: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for name in 0..scene.names.len() as u32 {
        let draft = scene.draft_of[name as usize];
        if draft == NONE || scene.names[name as usize].kind != EntityType::Org || scene.drafts[draft as usize].longest != name {
            continue;
        }
        if scene.letters.words(name).len() > 1 {
            for word in scene.letters.words(name) {
                let list = index.entry(key(word)).or_default();
                if list.last() != Some(&draft) {
                    list.push(draft);
                }
            }
        }
    }
    for name in 0..scene.names.len() as u32 {
        if scene.draft_of[name as usize] == NONE || scene.names[name as usize].kind != EntityType::Org {
            continue;
        }
        let draft = scene.draft(name);
        if scene.drafts[draft as usize].entry.is_some() || scene.drafts[draft as usize].longest != name {
            continue;
        }
        if let Some(other) = longer(scene, &index, name, draft) {
            scene.merge(other, draft);
        }
    }
}

/// The organisation whose longer name holds all words of this one.
fn longer(scene: &Scene, index: &FxHashMap<u64, Vec<u32>>, name: u32, draft: u32) -> Option<u32> {
    let mine = scene.letters.words(name);
    let first = mine.clone().next().filter(|w| w.len() >= 3)?;
    let holds = |&other: &u32| {
        let other = scene.root(other);
        let theirs = scene.letters.words(scene.drafts[other as usize].longest);
        other != draft
            && theirs.len() > mine.len()
            && (mine.len() == 1 || theirs.clone().next().is_some_and(|w| same_word(w, first)))
            && mine.clone().all(|w| theirs.clone().any(|t| near(t, w)))
    };
    index.get(&key(first))?.iter().take(LOOK).copied().find(holds)
}

/// Whether two names of several words name one person.
fn same_person(scene: &Scene, a: u32, b: u32) -> bool {
    let (a, b) = (scene.letters.words(a), scene.letters.words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = short.clone().filter(|w| long.clone().any(|l| same_word(w, l))).count();
    if shared == short.len() {
        return true;
    }
    let ends = short.clone().next().zip(long.clone().next()).is_some_and(|(x, y)| same_word(x, y))
        && short.clone().next_back().zip(long.clone().next_back()).is_some_and(|(x, y)| same_word(x, y));
    ends || (shared >= 2 && shared + 1 >= short.len())
}

/// Persons, by their words.
fn people(scene: &mut Scene) {
    let mut index: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let of_people = |scene: &Scene, n: u32| scene.names[n as usize].kind == EntityType::Per;
    for name in 0..scene.names.len() as u32 {
        if !of_people(scene, name) || scene.letters.words(name).len() < 2 {
            continue;
        }
        let mut found = None;
        'words: for word in scene.letters.words(name) {
            for &draft in index.get(&key(word)).into_iter().flatten().take(LOOK) {
                if same_person(scene, name, scene.drafts[draft as usize].longest) {
                    found = Some(draft);
                    break 'words;
                }
            }
        }
        let draft = found.unwrap_or_else(|| scene.fresh(EntityType::Per, name));
        scene.put(name, draft);
        for word in scene.letters.words(name).filter(|w| w.len() > 1) {
            let list = index.entry(key(word)).or_default();
            if !list.contains(&draft) && list.len() < LOOK {
                list.push(draft);
            }
        }
    }
    // A single word stands for the same person all through the article.
    let mut bound: FxHashMap<u64, u32> = FxHashMap::default();
    for name in 0..scene.names.len() as u32 {
        if !of_people(scene, name) || scene.letters.words(name).len() >= 2 {
            continue;
        }
        let word = scene.letters.whole(name);
        let slot = hash_bytes(word);
        if let Some(&draft) = bound.get(&slot) {
            scene.put(name, draft);
            continue;
        }
        let best = bearer(scene, &index, word);
        let known = key(word);
        let draft = best.unwrap_or_else(|| scene.fresh(EntityType::Per, name));
        scene.put(name, draft);
        bound.insert(slot, draft);
        if best.is_none() {
            index.entry(known).or_default().push(draft);
        }
    }
}

/// Who bears a single word of a name: as the surname rather than before it, then who is named most, then first.
fn bearer(scene: &Scene, index: &FxHashMap<u64, Vec<u32>>, word: &[u8]) -> Option<u32> {
    let rank = |draft: u32| {
        let mut words = scene.letters.words(scene.drafts[draft as usize].longest);
        let last = words.next_back().is_some_and(|w| same_word(w, word));
        let fits = last || words.any(|w| near(w, word));
        fits.then(|| (last, scene.drafts[draft as usize].count, std::cmp::Reverse(draft)))
    };
    index.get(&key(word))?.iter().filter_map(|&d| rank(d).map(|r| (r, d))).max().map(|(_, d)| d)
}
