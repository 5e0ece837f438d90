//! What can be said to happen: the frames of `data/frames/*.toml`, one file a PLOVER type.
//!
//! A frame groups predicates that behave alike: verbs by lemma, idioms (a verb and the words right after it), nouns. It
//! says where actor and recipient stand and what must be there before the reading counts. Built once, asked by hash.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::kind::Kind;
use crate::text::hash_lower;

/// Where a participant stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Subject,
    Object,
    /// After the connective of a noun: `ziara ya X`.
    Of,
    Dhidi,
    Kwa,
    Na,
    Kutoka,
    /// `nchini X`, `katika X`, or a bare name right after a noun (`ziara Korea Kaskazini`).
    Place,
    /// `kati ya X na Y`.
    Between,
    /// `kuhusu`, `juu ya`.
    About,
    /// Whoever else the clause names.
    Any,
    /// The country where it plays, where nobody is named: `mapinduzi ya kijeshi ya Agosti`.
    Home,
}

impl Slot {
    fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "subject" => Self::Subject,
            "object" => Self::Object,
            "of" => Self::Of,
            "dhidi" => Self::Dhidi,
            "kwa" => Self::Kwa,
            "na" => Self::Na,
            "kutoka" => Self::Kutoka,
            "place" => Self::Place,
            "between" => Self::Between,
            "about" => Self::About,
            "any" => Self::Any,
            "home" => Self::Home,
            _ => return None,
        })
    }
}

/// Predicates that behave alike.
#[derive(Debug)]
pub(super) struct Frame {
    pub id: String,
    pub kind: Kind,
    pub modes: Vec<String>,
    pub actor: Vec<Slot>,
    pub recipient: Vec<Slot>,
    pub noun_actor: Vec<Slot>,
    pub noun_recipient: Vec<Slot>,
    /// All parties are actors.
    pub reciprocal: bool,
    pub needs_actor: bool,
    pub needs_recipient: bool,
    /// The object must be people: a person, a group, a country.
    pub people: bool,
    /// One of these words stands in the sentence.
    pub near: Vec<u64>,
    /// None of these does.
    pub unless: Vec<u64>,
    /// With an infinitive right after it, it says something else (`anataka kwenda`).
    pub not_before_infinitive: bool,
    /// With `kuwa` or `kwamba` right after it, it says something else (`alikubali kwamba …`).
    pub not_before_that: bool,
    /// With `na` right after it, it says something else (`akiandamana na mkewe`).
    pub not_before_na: bool,
    /// Two parties are needed, on whichever side.
    pub pair: bool,
    /// Sectors of those who do it where the text does not say: courts sentence, police arrest.
    pub by: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "type")]
    kind: String,
    frame: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    #[serde(default)]
    modes: Vec<String>,
    #[serde(default)]
    verbs: String,
    #[serde(default)]
    idioms: Vec<String>,
    #[serde(default)]
    nouns: String,
    #[serde(default)]
    actor: Option<String>,
    #[serde(default)]
    recipient: Option<String>,
    #[serde(default)]
    noun_actor: Option<String>,
    #[serde(default)]
    noun_recipient: Option<String>,
    #[serde(default)]
    reciprocal: bool,
    #[serde(default)]
    needs: String,
    #[serde(default)]
    people: bool,
    #[serde(default)]
    near: String,
    #[serde(default)]
    unless: String,
    #[serde(default)]
    not_before: String,
    #[serde(default)]
    pair: bool,
    #[serde(default)]
    by: String,
}

/// The words after a verb that make it an idiom, and its frame.
pub(super) type Idiom = (Vec<u64>, u16);

/// All frames, and the ways into them.
#[derive(Debug, Default)]
pub(super) struct Frames {
    pub all: Vec<Frame>,
    verbs: FxHashMap<u64, u16>,
    nouns: FxHashMap<u64, u16>,
    /// By the verb's lemma and the first word after it: the words that must follow, longest first.
    idioms: FxHashMap<(u64, u64), Vec<Idiom>>,
    /// Verbs that begin an idiom.
    begin: FxHashSet<u64>,
    pub predicates: usize,
}

const FILES: &[&str] = &[
    include_str!("../../data/frames/agree.toml"),
    include_str!("../../data/frames/consult.toml"),
    include_str!("../../data/frames/support.toml"),
    include_str!("../../data/frames/concede.toml"),
    include_str!("../../data/frames/cooperate.toml"),
    include_str!("../../data/frames/aid.toml"),
    include_str!("../../data/frames/retreat.toml"),
    include_str!("../../data/frames/request.toml"),
    include_str!("../../data/frames/accuse.toml"),
    include_str!("../../data/frames/reject.toml"),
    include_str!("../../data/frames/threaten.toml"),
    include_str!("../../data/frames/protest.toml"),
    include_str!("../../data/frames/sanction.toml"),
    include_str!("../../data/frames/mobilize.toml"),
    include_str!("../../data/frames/coerce.toml"),
    include_str!("../../data/frames/assault.toml"),
];

fn slots(cell: Option<&str>, default: &str) -> Result<Vec<Slot>, String> {
    cell.unwrap_or(default).split_whitespace().map(|name| Slot::of_name(name).ok_or_else(|| format!("no such slot: {name}"))).collect()
}

fn hashes(words: &str) -> Vec<u64> {
    words.split_whitespace().map(hash_lower).collect()
}

impl Frames {
    /// The frames of `data/`, built at first use.
    pub fn built_in() -> &'static Frames {
        static FRAMES: LazyLock<Frames> = LazyLock::new(|| {
            let mut out = Frames::default();
            for file in FILES {
                out.read(file).unwrap_or_else(|e| panic!("data/frames: {e}"));
            }
            for list in out.idioms.values_mut() {
                list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())); // stable: the first listed wins
            }
            out
        });
        &FRAMES
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let kind = Kind::of_name(&file.kind).ok_or_else(|| format!("no such type: {}", file.kind))?;
        for row in file.frame {
            let id = format!("{}.{}", file.kind.to_lowercase(), row.id);
            let at = u16::try_from(self.all.len()).map_err(|_| "too many frames".to_owned())?;
            let wrong = |e: String| format!("{id}: {e}");
            let (actor, recipient) = (
                slots(row.actor.as_deref(), "subject").map_err(wrong)?,
                slots(row.recipient.as_deref(), if row.reciprocal { "object na kwa" } else { "object" }).map_err(wrong)?,
            );
            let noun_actor = slots(row.noun_actor.as_deref(), "of kutoka between").map_err(wrong)?;
            let noun_recipient = slots(row.noun_recipient.as_deref(), if row.reciprocal { "na" } else { "dhidi kwa" }).map_err(wrong)?;
            for verb in row.verbs.split_whitespace() {
                self.enter(Way::Verb(hash_lower(verb)), at).map_err(|()| wrong(format!("{verb} stands in another frame too")))?;
            }
            for noun in row.nouns.split_whitespace() {
                self.enter(Way::Noun(hash_lower(noun)), at).map_err(|()| wrong(format!("{noun} stands in another frame too")))?;
            }
            for idiom in &row.idioms {
                let mut words = idiom.split_whitespace().map(hash_lower);
                let Some(verb) = words.next() else { return Err(wrong("an empty idiom".into())) };
                self.enter(Way::Idiom(verb, words.collect()), at).map_err(|()| wrong(format!("{idiom} stands in another frame too")))?;
            }
            self.all.push(Frame {
                kind,
                modes: row.modes,
                actor,
                recipient,
                noun_actor,
                noun_recipient,
                reciprocal: row.reciprocal,
                needs_actor: row.needs.contains("actor") && !row.needs.contains('|'),
                needs_recipient: row.needs.contains("recipient") && !row.needs.contains('|'),
                people: row.people,
                near: hashes(&row.near),
                unless: hashes(&row.unless),
                not_before_infinitive: row.not_before.contains("infinitive"),
                not_before_that: row.not_before.contains("that"),
                not_before_na: row.not_before.split_whitespace().any(|w| w == "na"),
                pair: row.pair,
                by: row.by.split_whitespace().map(str::to_owned).collect(),
                id,
            });
        }
        Ok(())
    }

    fn enter(&mut self, way: Way, frame: u16) -> Result<(), ()> {
        self.predicates += 1;
        let old = match way {
            Way::Verb(hash) => self.verbs.insert(hash, frame),
            Way::Noun(hash) => self.nouns.insert(hash, frame),
            Way::Idiom(verb, words) => {
                let Some(&first) = words.first() else { return Err(()) };
                self.begin.insert(verb);
                let list = self.idioms.entry((verb, first)).or_default();
                if list.iter().any(|(w, _)| *w == words) {
                    return Err(());
                }
                list.push((words, frame));
                None
            }
        };
        if old.is_some() { Err(()) } else { Ok(()) }
    }

    /// The frame of a verb by its lemma.
    pub fn verb(&self, lemma: u64) -> Option<u16> {
        self.verbs.get(&lemma).copied()
    }

    /// The frame of a noun by its lemma or form.
    pub fn noun(&self, lemma: u64) -> Option<u16> {
        self.nouns.get(&lemma).copied()
    }

    /// The idioms that begin with a verb and this word, longest first.
    pub fn idioms(&self, lemma: u64, first: u64) -> &[Idiom] {
        self.idioms.get(&(lemma, first)).map_or(&[], Vec::as_slice)
    }

    /// Whether any idiom begins with a verb: a cheap test before [`Self::idioms`].
    pub fn begins(&self, lemma: u64) -> bool {
        self.begin.contains(&lemma)
    }
}

enum Way {
    Verb(u64),
    Noun(u64),
    Idiom(u64, Vec<u64>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_and_every_type_has_predicates() {
        let frames = Frames::built_in();
        for kind in Kind::ALL {
            assert!(frames.all.iter().any(|f| f.kind == kind), "{kind:?}");
        }
        assert!(frames.predicates >= 800, "{}", frames.predicates);
        let mut ids: Vec<_> = frames.all.iter().map(|f| &f.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), frames.all.len());
    }

    #[test]
    fn what_is_wrong_is_named() {
        let mut frames = Frames::default();
        let twice = "type = \"AID\"\n[[frame]]\nid = \"x\"\nverbs = \"a a\"\n";
        assert!(frames.read(twice).unwrap_err().contains("another frame"));
        assert!(frames.read("type = \"AID\"\n[[frame]]\nid = \"y\"\nactor = \"juu\"\n").unwrap_err().contains("slot"));
        assert!(frames.read("type = \"WAR\"\nframe = []\n").unwrap_err().contains("type"));
    }

    #[test]
    fn modes_belong_to_their_type() {
        for frame in &Frames::built_in().all {
            for mode in &frame.modes {
                assert!(frame.kind.modes().contains(&mode.as_str()), "{}: {mode}", frame.id);
            }
        }
    }
}
