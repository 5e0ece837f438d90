//! The mentions that may speak, and which verb prefix each can be the subject of.
//!
//! Agreement is read from what is at hand: a person takes `a-`, a group `wa-` or `a-` by the prefix of its own noun, a country
//! `i-`, and a body whatever its head noun shows (`chama kimesema`, `umoja umesema`).

use std::ops::Range;

use super::verbs::Subject;
use crate::extractor::Reading;
use crate::record::{Entity, EntityType, MentionKind};

/// A mention that may be a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Index of its entity.
    pub entity: usize,
    /// Type of its entity.
    pub kind: EntityType,
    /// Whether it is a name.
    pub name: bool,
    /// One or many, where the words tell.
    pub plural: Option<bool>,
    /// Whether it says where (`nchini humo`).
    pub locative: bool,
}

/// The mentions of an article, by place: who there is to say something.
#[derive(Clone, Debug, Default)]
pub(crate) struct Speakers {
    candidates: Vec<Candidate>,
    kinds: Vec<EntityType>,
}

impl Speakers {
    /// Takes the mentions of the entities, names and descriptions alike.
    pub fn new(reading: &Reading, entities: &[Entity]) -> Self {
        let tokens = reading.tokens;
        let mut candidates = Vec::new();
        for (entity, e) in entities.iter().enumerate() {
            for mention in &e.mentions {
                let start = tokens.partition_point(|t| t.span.end <= mention.span.start);
                let end = tokens.partition_point(|t| t.span.start < mention.span.end);
                if start < end {
                    let head = tokens[start].text(reading.text);
                    let joined = tokens[start..end].iter().any(|t| t.text(reading.text) == "na");
                    let plural = if e.kind == EntityType::Grp && !joined { number(head) } else { None };
                    let locative = head.len() > 4 && head.ends_with("ni") && mention.kind == MentionKind::Nominal;
                    candidates.push(Candidate {
                        tokens: start..end,
                        entity,
                        kind: e.kind,
                        name: mention.kind == MentionKind::Name,
                        plural,
                        locative,
                    });
                }
            }
        }
        // Longer first where two begin together; the entity's number settles the rest.
        candidates.sort_by_key(|c| (c.tokens.start, usize::MAX - c.tokens.end, c.entity));
        Self { candidates, kinds: entities.iter().map(|e| e.kind).collect() }
    }

    /// The type of an entity that has a mention.
    pub fn kind_of(&self, entity: usize) -> Option<EntityType> {
        self.kinds.get(entity).copied()
    }

    /// Candidates that begin in `range`, in text order.
    pub fn within(&self, range: Range<usize>) -> &[Candidate] {
        let from = self.candidates.partition_point(|c| c.tokens.start < range.start);
        let to = self.candidates.partition_point(|c| c.tokens.start < range.end);
        &self.candidates[from..to.max(from)]
    }
}

/// One or many, from the prefix of a noun for people.
fn number(head: &str) -> Option<bool> {
    let lower = |prefix: &str| {
        head.len() > prefix.len() && head.is_char_boundary(prefix.len()) && head[..prefix.len()].eq_ignore_ascii_case(prefix)
    };
    let first = |words: &[&str]| words.iter().any(|w| head.eq_ignore_ascii_case(w));
    if first(&["waziri", "wakili", "wakala", "mamlaka", "makamu", "mahakama", "polisi", "mashirika"]) {
        return None;
    }
    if lower("wa") || lower("ma") || lower("vi") || lower("vy") || first(&["baadhi", "raia", "askari"]) {
        return Some(true);
    }
    (lower("m") && !lower("mi") && !lower("me") || first(&["afisa", "kiongozi", "jaji", "shuhuda", "daktari", "spika", "kamanda"]))
        .then_some(false)
}

/// Whether a document's noun takes this prefix: `taarifa imesema`, `utafiti unaonyesha`.
pub(super) fn document_agrees(noun: &str, prefix: &str) -> bool {
    let first = noun.as_bytes().first().map(u8::to_ascii_lowercase);
    let many = noun.len() > 2 && noun.as_bytes()[..2].eq_ignore_ascii_case(b"ma");
    match prefix {
        "u" => matches!(first, Some(b'u' | b'w')),
        "ya" => many,
        "li" => first == Some(b't') || first == Some(b'a') || first == Some(b'c') || first == Some(b'w'),
        "i" | "zi" | "" => !many && first != Some(b'u'),
        _ => false,
    }
}

/// Whether a body's noun shows the class of this prefix: `chama kimesema`, `vyombo vimesema`, `umoja umesema`.
pub(super) fn shows(head: &str, prefix: &str) -> bool {
    let lower = |p: &str| head.len() > p.len() && head.as_bytes()[..p.len()].eq_ignore_ascii_case(p.as_bytes());
    match prefix {
        "ki" => lower("ki") || lower("ch"),
        "vi" => lower("vi") || lower("vy"),
        "u" => lower("u") || lower("mu") || lower("mt") || lower("mf"),
        "ya" => lower("ma"),
        _ => false,
    }
}

/// Whether a candidate can be the subject of this prefix.
pub(super) fn can(c: &Candidate, subject: Subject, prefix: &str) -> bool {
    let number = match subject {
        Subject::One => c.plural != Some(true),
        Subject::Many => c.plural != Some(false),
        _ => true,
    };
    // A country is `nchi`, `serikali`: `i-`; `li- ki- vi- u- ya-` belong to its army, party, media.
    let class = c.kind != EntityType::Loc || !matches!(prefix, "li" | "ki" | "vi" | "u" | "ya");
    let people = subject != Subject::Many || c.kind == EntityType::Grp;
    number && class && people && !c.locative && fits(c.kind, subject)
}

/// Whether an entity of this type can be the subject of this prefix.
pub(super) fn fits(kind: EntityType, subject: Subject) -> bool {
    match subject {
        Subject::One => matches!(kind, EntityType::Per | EntityType::Grp),
        Subject::Many => matches!(kind, EntityType::Grp | EntityType::Org),
        Subject::Thing => !matches!(kind, EntityType::Per),
        Subject::First => matches!(kind, EntityType::Per),
        Subject::None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_tell_their_number_and_class() {
        for (noun, many) in [("Wakulima", Some(true)), ("maafisa", Some(true)), ("mkazi", Some(false)), ("waziri", None), ("polisi", None)]
        {
            assert_eq!(number(noun), many, "{noun}");
        }
        assert!(shows("Chama", "ki") && shows("vyombo", "vi") && shows("Umoja", "u") && !shows("Shirika", "ki"));
        assert!(document_agrees("taarifa", "i") && document_agrees("utafiti", "u") && !document_agrees("taarifa", "u"));
    }

    #[test]
    fn shared_by_all_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Speakers>();
    }
}
