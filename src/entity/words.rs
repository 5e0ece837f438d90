//! The words that titles, descriptions and groups are made of, asked by token hash.
//!
//! `data/entity/*.tsv` says what a word does here; `data/lexicon/nouns.tsv` gives noun classes, so that a demonstrative binds
//! only to a noun that it agrees with (`chama hicho`, never `chama hiyo`), and says what is a noun at all: what looks like a
//! verb and is no noun ends a title (`waziri wa ulinzi` against `waziri alisema`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::data::tsv::Table;
use crate::record::EntityType;
use crate::text::{Case, Token, hash_lower};

/// A title in the singular.
pub(super) const TITLE: u32 = 1;
/// A title in the plural.
pub(super) const TITLES: u32 = 1 << 1;
/// Heads something: rais, kiongozi, mkuu.
pub(super) const LEADER: u32 = 1 << 2;
/// Stands before another title: naibu, makamu, kaimu.
pub(super) const DEPUTY: u32 = 1 << 3;
/// Tied to another person: mke, baba, mwenzake.
pub(super) const KIN: u32 = 1 << 4;
/// A form of address, no part of a title.
pub(super) const HONORIFIC: u32 = 1 << 5;
/// wa, ya, la, cha …
pub(super) const GENITIVE: u32 = 1 << 6;
/// nchini, katika, kutoka …
pub(super) const PLACE: u32 = 1 << 7;
/// huyo, hiyo, hicho …
pub(super) const DEMONSTRATIVE: u32 = 1 << 8;
/// yake, wao, chetu …
pub(super) const POSSESSIVE: u32 = 1 << 9;
/// mbili, wawili …
pub(super) const NUMBER: u32 = 1 << 10;
/// mkuu, mpya, mstaafu …
pub(super) const ADJECTIVE: u32 = 1 << 11;
/// No title goes over it.
pub(super) const STOP: u32 = 1 << 12;
/// A noun of the lexicon.
pub(super) const NOUN: u32 = 1 << 13;
/// A noun that stands for an organisation or place.
pub(super) const HEAD: u32 = 1 << 14;
/// That noun is plural.
pub(super) const HEAD_PLURAL: u32 = 1 << 15;
/// A noun for people or bodies that act without a name.
pub(super) const GROUP: u32 = 1 << 16;
/// A word that says which sector a group is of.
pub(super) const QUALIFIER: u32 = 1 << 17;
/// A title that only says man, woman, person.
pub(super) const PERSON: u32 = 1 << 18;

/// What a word does.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub flags: u32,
    /// Noun classes, a bit each: of a noun its own, of a demonstrative or possessive those it agrees with.
    pub concord: u32,
    /// Sector of who bears the title.
    pub title_sector: Option<&'static str>,
    /// Sector of the group, or the sector that a qualifier gives.
    pub group_sector: Option<&'static str>,
    /// Index of the noun's [`Head`].
    pub head: u8,
    /// Small-letter hash of the singular, for titles.
    pub singular: u64,
}

impl Word {
    pub fn is(self, flag: u32) -> bool {
        self.flags & flag != 0
    }
}

/// What a head noun may stand for.
#[derive(Debug)]
pub(super) struct Head {
    pub kind: EntityType,
    pub classes: &'static str,
    /// Small-letter hashes of singular and plural.
    pub forms: [u64; 2],
}

impl Head {
    /// Whether an entity of this class may be meant.
    pub fn takes(&self, class: &str) -> bool {
        self.classes.split('|').any(|c| c == class)
    }

    /// Whether one may be meant where nothing better was named.
    pub fn tolerates(&self, class: &str) -> bool {
        self.classes.split('|').any(|c| c.strip_suffix('?') == Some(class))
    }
}

/// All of it.
#[derive(Debug)]
pub(super) struct Words {
    map: FxHashMap<u64, Word>,
    heads: Vec<Head>,
}

fn bits(classes: impl Iterator<Item = &'static str>) -> u32 {
    classes.filter_map(|c| c.parse::<u32>().ok()).filter(|&c| c < 32).fold(0, |all, c| all | 1 << c)
}

fn some(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

impl Words {
    pub fn built_in() -> &'static Words {
        static WORDS: LazyLock<Words> = LazyLock::new(Words::load);
        &WORDS
    }

    fn at(&mut self, form: &str) -> &mut Word {
        self.map.entry(hash_lower(form)).or_default()
    }

    fn load() -> Self {
        let mut out = Self { map: FxHashMap::default(), heads: Vec::new() };
        for row in Table::built_in(include_str!("../../data/lexicon/nouns.tsv")).rows() {
            out.noun(row.get("singular"), row.get("plural"), row.get("class"), row.get("sem"));
        }
        for row in Table::built_in(include_str!("../../data/entity/titles.tsv")).rows() {
            let (title, plural, sector) = (row.get("title"), row.get("plural"), some(row.get("sector")));
            let rank = match row.get("rank") {
                "leader" => LEADER,
                "deputy" => DEPUTY,
                "kin" => KIN,
                "person" => PERSON,
                "honorific" => HONORIFIC,
                _ => 0,
            };
            let singular = hash_lower(title);
            let flag = if rank == HONORIFIC { 0 } else { TITLE };
            for (form, flag, concord) in [(title, flag, 1 << 1), (plural, TITLES, 1 << 2)] {
                if form.is_empty() || (form == title && flag == TITLES) {
                    continue;
                }
                // A form of address may be written with its full stop.
                let stopped = if rank == HONORIFIC { format!("{form}.") } else { String::new() };
                for form in [form, &stopped].into_iter().filter(|f| !f.is_empty()) {
                    let word = out.at(form);
                    word.flags |= flag | rank | NOUN;
                    word.concord |= concord;
                    word.title_sector = sector;
                    word.singular = singular;
                }
            }
        }
        for row in Table::built_in(include_str!("../../data/entity/heads.tsv")).rows() {
            let kind = if row.get("type") == "ORG" { EntityType::Org } else { EntityType::Loc };
            let (noun, plural) = (row.get("noun"), row.get("plural"));
            let head = out.heads.len() as u8;
            out.heads.push(Head { kind, classes: row.get("classes"), forms: [hash_lower(noun), hash_lower(plural)] });
            for (form, flag) in [(noun, HEAD), (plural, HEAD | HEAD_PLURAL)] {
                let again = form == noun && flag != HEAD;
                if !form.is_empty() && !again {
                    let word = out.at(form);
                    word.flags |= flag | NOUN;
                    word.head = head;
                    if form.ends_with("ni") && plural.is_empty() {
                        word.concord |= 1 << 18;
                    }
                }
            }
        }
        for row in Table::built_in(include_str!("../../data/entity/groups.tsv")).rows() {
            let word = out.at(row.get("noun"));
            word.flags |= GROUP | NOUN;
            word.group_sector = some(row.get("sector"));
        }
        for row in Table::built_in(include_str!("../../data/entity/qualifiers.tsv")).rows() {
            let word = out.at(row.get("word"));
            word.flags |= QUALIFIER;
            word.group_sector = word.group_sector.or(some(row.get("sector")));
        }
        for row in Table::built_in(include_str!("../../data/entity/words.tsv")).rows() {
            let concord = bits(row.list("classes"));
            let word = out.at(row.get("form"));
            word.concord |= concord;
            word.flags |= match row.get("kind") {
                "genitive" => GENITIVE,
                "place" => PLACE,
                "demonstrative" => DEMONSTRATIVE,
                "possessive" => POSSESSIVE,
                "number" => NUMBER,
                "adjective" => ADJECTIVE,
                _ => STOP,
            };
        }
        out
    }

    fn noun(&mut self, singular: &'static str, plural: &'static str, class: &'static str, sem: &str) {
        let animate = class.ends_with("an");
        let mut classes = class.trim_end_matches("an").split('/');
        let first = classes.next().unwrap_or("");
        let second = classes.next().unwrap_or(first);
        let hash = hash_lower(singular);
        for (form, class, animate_class, flag) in [(singular, first, 1, TITLE), (plural, second, 2, TITLES)] {
            if form.is_empty() || form.contains(' ') {
                continue;
            }
            let word = self.at(form);
            word.flags |= NOUN;
            word.concord |= bits(std::iter::once(class));
            if animate {
                word.concord |= 1 << animate_class;
            }
            // Words for bodies of people are no titles though the lexicon calls them roles.
            if sem == "role" && (animate || class == "1" || class == "2") && !(form == singular && flag == TITLES) {
                word.flags |= flag;
                word.singular = hash;
            }
        }
    }

    /// What a token does; nothing where no table knows it.
    pub fn get(&self, token: &Token) -> Word {
        if token.is_word() { self.map.get(&token.lower).copied().unwrap_or_default() } else { Word::default() }
    }

    /// The flags of a word by its small-letter hash.
    pub fn flags_of(&self, lower: u64) -> u32 {
        self.map.get(&lower).map_or(0, |w| w.flags)
    }

    pub fn head(&self, word: Word) -> &Head {
        &self.heads[word.head as usize]
    }
}

/// Whether a small-letter word has the looks of a finite verb: subject, tense and more.
pub(super) fn looks_like_verb(text: &str, token: &Token) -> bool {
    if token.case != Case::Lower {
        return false;
    }
    let word = token.text(text).as_bytes();
    const SUBJECTS: &[&[u8]] =
        &[b"a", b"wa", b"u", b"i", b"li", b"ya", b"ki", b"vi", b"zi", b"ku", b"ni", b"tu", b"m", b"ha", b"hawa", b"hai"];
    const TENSES: &[&[u8]] = &[b"na", b"li", b"me", b"ta", b"ka", b"ki", b"nge", b"ku", b"si"];
    SUBJECTS
        .iter()
        .any(|s| word.strip_prefix(*s).is_some_and(|rest| TENSES.iter().any(|t| rest.strip_prefix(*t).is_some_and(|stem| stem.len() >= 3))))
}

/// The verb of a headline, whose present has no tense letter (`Rais asema`), or an infinitive. Only for words that are no nouns.
pub(super) fn looks_like_headline_verb(text: &str, token: &Token) -> bool {
    let word = token.text(text).as_bytes();
    token.case == Case::Lower
        && (word.len() >= 5 && word[0] == b'a'
            || word.len() >= 6 && (word.starts_with(b"wa") || word.starts_with(b"ku") || word.starts_with(b"kw")))
        && matches!(word.last(), Some(b'a' | b'e' | b'u' | b'i'))
}

/// A relative verb that belongs to a title: `rais aliyepo madarakani`, `kiongozi anayeondoka`.
pub(super) fn is_relative(text: &str, token: &Token) -> bool {
    let word = token.text(text);
    ["aliye", "anaye", "walio", "wanao", "atakaye", "asiye"].iter().any(|p| word.len() > p.len() && word.starts_with(p))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens_of;

    #[test]
    fn words_do_what_the_tables_say() {
        let words = Words::built_in();
        let get = |w: &str| words.get(&tokens_of(w)[0]);
        assert!(get("Rais").is(TITLE) && get("rais").is(LEADER) && get("mawaziri").is(TITLES));
        assert_eq!(get("mawaziri").singular, hash_lower("waziri"));
        assert!(get("msanifu").is(TITLE), "roles of the noun lexicon are titles");
        assert!(get("chama").is(HEAD) && get("chama").concord & get("hicho").concord != 0);
        assert!(get("chama").concord & get("hiyo").concord == 0);
        assert!(get("kiongozi").concord & get("huyo").concord != 0);
        assert!(get("nchini").concord & get("humo").concord != 0);
        assert!(get("polisi").is(GROUP) && get("polisi").group_sector == Some("COP"));
        assert!(!get("Dkt").is(TITLE) && get("Dkt").is(HONORIFIC));
        assert!(words.get(&tokens_of("Dkt. Asha")[0]).is(HONORIFIC));
        let verb = |w: &str| looks_like_verb(w, &tokens_of(w)[0]);
        assert!(verb("alisema") && verb("wanasema") && verb("yatatanuwa") && !verb("serikali") && !verb("rais"));
    }
}
