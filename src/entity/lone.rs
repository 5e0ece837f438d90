//! Nouns without a demonstrative that stand for something named: a lone `serikali` or `mahakama` that acts, `mji mkuu wa Somalia`,
//! `nchi nzima`, and descriptions right beside the name of a body.

use super::holder::acting;
use super::nominal::bind;
use super::recall::{Walk, fits, thing};
use super::scene::{Phrase, Scene};
use super::words::{DEMONSTRATIVE, GENITIVE, HEAD, HEAD_PLURAL, NOUN, NUMBER, PLACE, STOP, Word, looks_like_verb};
use crate::record::EntityType;
use crate::text::{Kind, hash_lower};

/// mji mkuu wa Somalia.
pub(super) fn capital(scene: &mut Scene, walk: &mut Walk, at: usize) -> Option<usize> {
    if !(scene.text(at).eq_ignore_ascii_case("mji") && scene.text(at + 1).eq_ignore_ascii_case("mkuu") && scene.word(at + 2).is(GENITIVE)) {
        return None;
    }
    let name = scene.name_at(at + 3)?;
    if scene.drafts[scene.draft(name) as usize].class != "country" {
        return None;
    }
    let country = scene.drafts[scene.draft(name) as usize].country?;
    let end = scene.names[name as usize].tokens.end;
    let draft = walk.capital(country)?;
    walk.recent.push((scene.draft(name), at + 3));
    Some(bind(scene, walk, at..end, at, draft))
}

/// A lone `serikali`, `mahakama`, `bunge` that acts.
pub(super) fn bare(scene: &mut Scene, walk: &mut Walk, at: usize, word: Word) -> Option<usize> {
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
        let object = at > 0 && scene.owner[at - 1] == 0 && looks_like_verb(scene.reading.text, &scene.tokens()[at - 1]);
        let object = object && !scene.text(at - 1).starts_with("ku");
        if !acting(scene, at + 1) && !opens && !object {
            return None;
        }
        let last = walk.back(scene).find(|&d| scene.drafts[d as usize].class == "country");
        let main = scene.main.and_then(|c| walk.country(scene, c));
        return main.or(last).map(|d| bind(scene, walk, at..at + 1, at, d));
    }
    if word.is(HEAD) && scene.words.head(word).takes("country") && lower == hash_lower("nchi") {
        // nchi nzima, kaskazini mwa nchi: where the article plays.
        let whole = scene.text(at + 1) == "nzima";
        let last =
            scene.tokens().get(at + 1).is_none_or(|t| t.kind == Kind::Punctuation || matches!(t.text(scene.reading.text), "na" | "pamoja"));
        let hangs = at > 0 && (scene.word(at - 1).is(GENITIVE) || scene.text(at - 1) == "mwa");
        let main = scene.main.and_then(|c| walk.country(scene, c));
        return main.filter(|_| whole || (hangs && last)).map(|d| {
            scene.phrases.push(Phrase { tokens: at..at + 1 + usize::from(whole), head: at, draft: d });
            at + 1
        });
    }
    if word.is(HEAD) && scene.words.head(word).takes("continent") && scene.text(at + 1) == "zima" {
        return thing(scene, walk, word, at).map(|d| {
            scene.phrases.push(Phrase { tokens: at..at + 2, head: at, draft: d });
            at + 2
        });
    }
    if word.is(HEAD) && !word.is(HEAD_PLURAL) && scene.words.head(word).kind == EntityType::Org {
        let acts = acting(scene, at + 1);
        let head = scene.words.head(word);
        let one = ["court", "legislature", "army", "religious"].iter().any(|c| head.takes(c)) && !head.takes("igo");
        let hangs = at > 0 && scene.word(at - 1).is(GENITIVE);
        if !(one || acts && head.takes("government")) || (hangs && !head.takes("court") && !head.takes("religious")) {
            return None;
        }
        // Only where one such body was spoken of.
        let mut found = walk.back(scene).filter(|&d| fits(scene, d, word).is_some_and(|f| f > 1));
        let first = found.next()?;
        let only = found.all(|d| d == first);
        drop(found);
        return only.then(|| bind(scene, walk, at..at + 1, at, first));
    }
    None
}

/// How a relative verb of a body begins, by noun class.
const RELATIVES: &[&str] =
    &["linalo", "lililo", "kinacho", "kilicho", "inayo", "iliyo", "unao", "ulio", "lenye", "chenye", "yenye", "wenye"];

fn is_relative(word: &str) -> bool {
    RELATIVES.iter().any(|r| word.starts_with(r))
}

/// A description right beside the name of the body: `shirika la ndege la Kenya, Kenya Airways`; `ADF, kundi la waasi`.
pub(super) fn beside(scene: &mut Scene, at: usize, word: Word) -> Option<usize> {
    if !word.is(HEAD)
        || word.is(HEAD_PLURAL)
        || scene.words.head(word).kind != EntityType::Org
        || !(scene.word(at + 1).is(GENITIVE) || is_relative(scene.text(at + 1)))
    {
        return None;
    }
    // chama cha ODM: the noun only says what the name is.
    if scene.name_at(at + 2).is_some_and(|n| scene.names[n as usize].kind == EntityType::Org) {
        return None;
    }
    let limit = scene.bounds(at).end.min(at + 16);
    let (mut end, mut relative) = (at + 1, false);
    while end < limit {
        if let Some(name) = scene.name_at(end) {
            let hangs = scene.word(end - 1).is(GENITIVE) || scene.word(end - 1).is(PLACE) || (relative && scene.text(end - 1) == "na");
            if !hangs {
                break;
            }
            end = scene.names[name as usize].tokens.end;
            continue;
        }
        let inner = scene.word(end);
        let token = &scene.tokens()[end];
        // shirika linalohudumia wakimbizi, kundi lenye uhusiano na …
        if is_relative(scene.text(end)) || (relative && scene.text(end) == "na") {
            relative = true;
            end += 1;
            continue;
        }
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
