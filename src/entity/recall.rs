//! What was spoken of so far, and which of it a noun may mean.
//!
//! The list keeps names and resolved descriptions in text order. A noun takes the latest thing of its type; of persons, who
//! bears the title first, then a leader for `kiongozi`, then whoever is spoken of.

use rustc_hash::FxHashMap;

use super::crowd;
use super::scene::{NONE, Scene};
use super::words::{LEADER, PERSON, TITLE, Word};
use crate::record::EntityType;

/// How far back a description looks, in references.
pub(super) const BACK: usize = 60;

/// The list, and what is looked up in it.
pub(super) struct Walk {
    /// Draft and token, latest last.
    pub recent: Vec<(u32, usize)>,
    pub seen: crowd::Seen,
    /// Up to here a group's phrase reaches.
    pub covered: usize,
    /// Entry of a country → its draft.
    countries: FxHashMap<u32, u32>,
    /// Country code → the draft of its capital.
    capitals: FxHashMap<&'static str, u32>,
    /// Persons with a title, the first [`BACK`] of them.
    pub bearers: Vec<u32>,
}

impl Walk {
    pub fn new(scene: &Scene) -> Self {
        let mut out = Self {
            recent: Vec::new(),
            seen: crowd::Seen::default(),
            covered: 0,
            countries: FxHashMap::default(),
            capitals: FxHashMap::default(),
            bearers: Vec::new(),
        };
        for (number, d) in scene.drafts.iter().enumerate().filter(|(_, d)| d.into == NONE) {
            let number = number as u32;
            match (d.kind, d.entry, d.country) {
                (EntityType::Loc, Some(entry), _) if d.class == "country" => {
                    out.countries.entry(entry).or_insert(number);
                }
                (EntityType::Loc, _, Some(country)) if d.class == "capital" => {
                    out.capitals.entry(country).or_insert(number);
                }
                (EntityType::Per, ..) if out.bearers.len() < BACK && !(d.titles.is_empty() && d.person.is_none()) => {
                    out.bearers.push(number)
                }
                _ => {}
            }
        }
        out
    }

    /// The drafts spoken of, latest first.
    pub fn back<'w>(&'w self, scene: &'w Scene) -> impl Iterator<Item = u32> + Clone + 'w {
        self.recent.iter().rev().take(BACK).map(|&(d, _)| scene.root(d))
    }

    /// The draft of the country with this code, where the article names it.
    pub fn country(&self, scene: &Scene, code: &str) -> Option<u32> {
        self.countries.get(&scene.gazetteer.country(code)?).copied()
    }

    /// The draft of a country's capital.
    pub fn capital(&self, code: &str) -> Option<u32> {
        self.capitals.get(code).copied()
    }
}

/// Whether a draft is something that the head noun may mean; the better, the higher.
pub(super) fn fits(scene: &Scene, draft: u32, word: Word) -> Option<u32> {
    let head = scene.words.head(word);
    let d = &scene.drafts[draft as usize];
    if d.kind != head.kind {
        return None;
    }
    if d.longest != NONE && scene.class_noun(d.longest).is_some_and(|n| n.forms == head.forms) {
        // Of places the latest counts, however it was introduced.
        return Some(if d.kind == EntityType::Org { 3 } else { 2 });
    }
    if d.class.is_empty() {
        // A body of which nothing is known may be any.
        return (d.kind == EntityType::Org).then_some(1);
    }
    if head.takes(d.class) { Some(2) } else { head.tolerates(d.class).then_some(1) }
}

/// The latest place or organisation that a noun may mean.
pub(super) fn thing(scene: &Scene, walk: &Walk, word: Word, at: usize) -> Option<u32> {
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

/// The latest person that a title or noun for people may mean.
pub(super) fn person(scene: &Scene, walk: &Walk, at: usize, word: Word, country: Option<&'static str>) -> Option<u32> {
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
            if own && distance < 12 {
                break;
            }
        }
    }
    best.map(|(_, d)| d)
}

fn leader(scene: &Scene, draft: u32) -> bool {
    let d = &scene.drafts[draft as usize];
    d.person.is_some() || d.titles.iter().any(|t| scene.words.flags_of(*t) & LEADER != 0)
}
