//! Groups that act without a name: polisi, waandamanaji, viongozi wa dini, jeshi la Chad.
//!
//! A group is its noun with what hangs on it. Two mentions are one group where the noun, its qualifiers and its country are
//! the same. The noun gives the sector, a qualifier may change it (viongozi wa `dini`), the country comes from a name or a
//! people's adjective in the phrase, else from where the article plays.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::scene::{NONE, Phrase, Scene};
use super::words::{ADJECTIVE, GENITIVE, GROUP, HONORIFIC, NOUN, NUMBER, PLACE, POSSESSIVE, QUALIFIER, Word, looks_like_verb};
use crate::record::EntityType;
use crate::text::join;

/// The groups seen so far.
pub(super) type Seen = FxHashMap<u64, u32>;

/// Where the phrase of a group that starts at `at` ends.
pub(super) fn extent(scene: &Scene, at: usize) -> usize {
    let limit = scene.bounds(at).end.min(at + 9);
    let mut end = at + 1;
    while end < limit {
        let word = scene.word(end);
        if word.is(GENITIVE) || (word.is(PLACE) && scene.text(end) != "kwa" && scene.text(end) != "katika") {
            // A genitive with its noun or name.
            if end + 1 >= limit {
                break;
            }
            if let Some(name) = scene.name_at(end + 1) {
                end = scene.names[name as usize].tokens.end;
                break;
            }
            let next = scene.word(end + 1);
            let token = &scene.tokens()[end + 1];
            let noun = next.is(NOUN) || next.is(QUALIFIER) || next.is(ADJECTIVE) || scene.gazetteer.people_of(token.lower).is_some();
            if !noun || next.is(HONORIFIC) {
                break;
            }
            end += 2;
        } else if word.is(NUMBER) || word.is(ADJECTIVE) || word.is(POSSESSIVE) || (word.is(QUALIFIER) && !word.is(GROUP)) {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// Reads the group at `at`, makes or finds its entity, and returns where it ends.
pub(super) fn read(scene: &mut Scene, at: usize, word: Word, seen: &mut Seen) -> usize {
    let end = extent(scene, at);
    let (country, sector) = codes(scene, at..end, word);
    let mut key = join(scene.tokens()[at].lower, country.map_or(0, crate::text::hash_word));
    for inner in at + 1..end {
        let word = scene.word(inner);
        if word.is(NOUN) || word.is(QUALIFIER) {
            key = join(key, scene.tokens()[inner].lower);
        }
    }
    let draft = match seen.get(&key) {
        Some(&draft) => draft,
        None => {
            let draft = scene.fresh(EntityType::Grp, NONE);
            let span = scene.tokens()[at].span.to(scene.tokens()[end - 1].span);
            let d = &mut scene.drafts[draft as usize];
            d.name = Some(span.of(scene.reading.text).to_owned());
            (d.country, d.sector, d.class) = (country, sector, "group");
            seen.insert(key, draft);
            draft
        }
    };
    scene.phrases.push(Phrase { tokens: at..end, head: at, draft });
    end
}

/// Country and sector of a group's phrase.
fn codes(scene: &Scene, tokens: Range<usize>, word: Word) -> (Option<&'static str>, Option<&'static str>) {
    let (mut country, mut sector) = (None, word.group_sector);
    let mut body = false;
    for at in tokens.clone() {
        if let Some(name) = scene.name_at(at) {
            let draft = &scene.drafts[scene.draft(name) as usize];
            country = country.or(draft.country);
            if draft.kind == EntityType::Org && matches!(sector, Some("GOV" | "CVL" | "UNK")) {
                sector = draft.sector.or(sector);
            }
            body = true;
        } else if at > tokens.start {
            let inner = scene.word(at);
            if inner.is(QUALIFIER) && matches!(sector, Some("GOV" | "UNK" | "CVL" | "SOC" | "JRN" | "MIL" | "PTY")) {
                sector = inner.group_sector.or(sector);
            }
            country = country.or(scene.gazetteer.people_of(scene.tokens()[at].lower));
        }
    }
    // Countries and peoples at large have no country of their own.
    let open = matches!(scene.text(tokens.start), "nchi" | "mataifa" | "Nchi" | "Mataifa" | "jumuiya" | "Jumuiya");
    if country.is_none() && !body && !open {
        country = scene.main;
    }
    (country, sector)
}

/// Whether a group noun stands alone as the subject of a verb or carries something of its own.
pub(super) fn acts(scene: &Scene, at: usize, end: usize) -> bool {
    end > at + 1
        || scene.tokens().get(end).is_some_and(|t| looks_like_verb(scene.reading.text, t))
        || scene.word(at).concord & (1 << 2) != 0
}
