//! Who held which office when: heads of state and government, ministers, chiefs of international bodies.
//!
//! An office is asked for by the words of its title without the connectives (`waziri wa mambo ya nje` and `Waziri wa Mambo ya
//! Nje`), the country's code or the body's English name, and a day. Dates may be a year or a month: then the whole of it counts, and of two holders in
//! one such year the later one has it from its own start on.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{bones, near, plain};
use crate::calendar::Date;
use crate::data::tsv::Table;
use crate::text::{Token, hash_lower, join, tokens_of};

/// One term of office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office {
    /// Key of the office in the table.
    pub office: &'static str,
    /// ISO 3166-1 alpha-3, UNO, EUR …
    pub country: &'static str,
    /// The body it is held in, where not the state.
    pub org: &'static str,
    /// Sector of that body.
    pub sector: Option<&'static str>,
    /// First day, as `yyyymmdd`.
    start: u32,
    /// Last day, as `yyyymmdd`.
    end: u32,
}

impl Office {
    /// Whether the term holds on `day`.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        (self.start..=self.end).contains(&number(day))
    }
}

/// A person who held an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Standard name.
    pub name: &'static str,
    /// Wikidata id.
    pub wikidata: Option<&'static str>,
    /// Other names.
    pub aliases: Vec<&'static str>,
    /// Terms of office, in the table's order.
    pub offices: Vec<Office>,
    /// The name and the aliases in plain letters.
    spellings: Vec<Spelling>,
}

/// A person's name in plain letters.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Spelling {
    /// Parted by spaces and hyphens.
    words: Vec<Vec<u8>>,
    /// What stands after the last space.
    surname: Vec<u8>,
}

impl Spelling {
    fn of(name: &str) -> Self {
        let letters = |word: &str| {
            let mut out = Vec::new();
            plain(word, &mut out);
            out
        };
        Self { words: name.split([' ', '-']).map(letters).collect(), surname: letters(name.rsplit(' ').next().unwrap_or(name)) }
    }
}

impl Person {
    /// The term that holds on `day`, else the last one before it, else the first.
    #[must_use]
    pub fn office_on(&self, day: Option<Date>) -> Option<&Office> {
        let Some(day) = day else { return self.offices.iter().max_by_key(|o| o.end) };
        // Of several at once the one in the state counts: a president who also chairs the African Union.
        let held = self.offices.iter().filter(|o| o.holds(day)).max_by_key(|o| (o.org.is_empty(), o.start));
        held.or_else(|| self.offices.iter().filter(|o| o.start <= number(day)).max_by_key(|o| o.end)).or_else(|| self.offices.first())
    }
}

fn number(day: Date) -> u32 {
    let (year, month, day) = (day.year().clamp(0, 9999) as u32, day.month() as u32, day.day() as u32);
    year * 10_000 + month * 100 + day
}

/// A year, month or day as a number; the missing part is filled up or down.
fn bound(cell: &str, last: bool) -> u32 {
    let mut parts = cell.split('-').map(|p| p.parse::<u32>().unwrap_or(0));
    let year = parts.next().unwrap_or(0);
    if year == 0 {
        return if last { u32::MAX } else { 0 };
    }
    let (month, day) = (parts.next(), parts.next());
    year * 10_000 + month.unwrap_or(if last { 12 } else { 1 }) * 100 + day.unwrap_or(if last { 31 } else { 1 })
}

/// Words of a title that tell nothing: connectives.
const CONNECTIVES: &[&str] = &["wa", "ya", "la", "cha", "vya", "za", "na", "kwa"];

static SKIP: LazyLock<Vec<u64>> = LazyLock::new(|| CONNECTIVES.iter().map(|w| hash_lower(w)).collect());

fn is_connective(token: &Token) -> bool {
    SKIP.contains(&token.lower)
}

/// The key of a title from the small-letter hashes of its words; connectives do not count.
#[must_use]
pub fn title_key(words: impl Iterator<Item = u64>) -> u64 {
    words.filter(|w| !SKIP.contains(w)).fold(1, join)
}

#[derive(Debug, Default)]
pub(super) struct People {
    people: Vec<Person>,
    /// Bones of a word of a name → persons.
    words: FxHashMap<u64, Vec<u32>>,
    /// Title and country → person and the office's index there.
    titles: FxHashMap<u64, Vec<(u32, u32)>>,
}

impl People {
    /// Reads the table; `body` gives country and sector of an organisation by its English name.
    pub(super) fn load(table: &Table<'static>, body: impl Fn(&str) -> Option<(Option<&'static str>, Option<&'static str>)>) -> Self {
        let mut out = Self::default();
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        for row in table.rows().filter(|r| !r.get("person").is_empty()) {
            let (name, wikidata) = (row.get("person"), row.get("wikidata"));
            let id = *known.entry(if wikidata.is_empty() { name } else { wikidata }).or_insert_with(|| {
                let wikidata = (!wikidata.is_empty()).then_some(wikidata);
                out.people.push(Person { name, wikidata, aliases: Vec::new(), offices: Vec::new(), spellings: Vec::new() });
                out.people.len() as u32 - 1
            });
            let person = &mut out.people[id as usize];
            for alias in row.list("aliases") {
                if !person.aliases.contains(&alias) {
                    person.aliases.push(alias);
                }
            }
            let (start, end) = (bound(row.get("start"), false), bound(row.get("end"), true));
            let (given, org) = (row.get("country"), row.get("org"));
            let (of_org, sector) = body(org).unwrap_or_default();
            let country = if given.is_empty() { of_org.unwrap_or_default() } else { given };
            let office = Office { office: row.get("office"), country, org, sector, start, end };
            let place = hash_lower(if org.is_empty() { country } else { org });
            for title in row.list("title_sw") {
                let tokens = tokens_of(title);
                let held = person.offices.len() as u32;
                let mut key = |words: &[Token]| {
                    let key = join(title_key(words.iter().map(|t| t.lower)), place);
                    out.titles.entry(key).or_default().push((id, held));
                };
                key(&tokens);
                // `Katibu Mkuu wa Umoja wa Mataifa` is asked for as the `Katibu Mkuu` of that body.
                let name = (1..tokens.len()).find(|&i| tokens[i].is_capitalised() && is_connective(&tokens[i - 1]) && !org.is_empty());
                if let Some(name) = name {
                    key(&tokens[..name - 1]);
                }
            }
            person.offices.push(office);
        }
        for (id, person) in out.people.iter_mut().enumerate() {
            person.spellings = std::iter::once(&person.name).chain(&person.aliases).map(|name| Spelling::of(name)).collect();
            for word in person.spellings.iter().flat_map(|s| &s.words) {
                let list = out.words.entry(bones(word).unwrap_or_else(|| crate::text::hash_bytes(word))).or_default();
                if list.last() != Some(&(id as u32)) {
                    list.push(id as u32);
                }
            }
        }
        out
    }

    pub(super) fn person(&self, id: u32) -> &Person {
        &self.people[id as usize]
    }

    pub(super) fn called<'a>(&'a self, word: &[u8]) -> impl Iterator<Item = u32> + 'a {
        let key = bones(word).unwrap_or_else(|| crate::text::hash_bytes(word));
        self.words.get(&key).into_iter().flatten().copied()
    }

    fn terms(&self, title: u64, place: &str) -> impl Iterator<Item = (u32, &Office)> {
        let list = self.titles.get(&join(title, hash_lower(place)));
        list.into_iter().flatten().map(|&(p, o)| (p, &self.people[p as usize].offices[o as usize]))
    }

    pub(super) fn holder(&self, title: u64, place: &str, day: Date) -> Option<u32> {
        self.terms(title, place).filter(|(_, o)| o.holds(day)).max_by_key(|(_, o)| o.start).map(|(p, _)| p)
    }
}

impl Person {
    /// How many of `words` (plain letters) are words of one of this person's names.
    pub(crate) fn shared<'w>(&self, words: impl Iterator<Item = &'w [u8]> + Clone) -> usize {
        let of = |name: &Spelling| words.clone().filter(|word| name.words.iter().any(|own| near(own, word))).count();
        self.spellings.iter().map(of).max().unwrap_or(0)
    }

    /// Whether a word (plain letters) is the surname: the last word of the name or of an alias.
    pub(crate) fn surname(&self, word: &[u8]) -> bool {
        self.spellings.iter().any(|name| near(&name.surname, word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;

    #[test]
    fn every_office_of_the_suite_has_its_holder() {
        let gazetteer = Gazetteer::built_in();
        let (mut cases, mut wrong) = (0, Vec::new());
        for line in include_str!("../../tests/suites/entity/offices.md").lines().filter(|l| l.starts_with("| ")).skip(1) {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [title, place, day, holder] = cells[..] else { panic!("{line}") };
            let tokens = tokens_of(title);
            let found = gazetteer.holder(title_key(tokens.iter().map(|t| t.lower)), place, day.parse().unwrap());
            let found = found.map(|p| gazetteer.person(p).name);
            cases += 1;
            if found != Some(holder) {
                wrong.push(format!("{line}: {found:?}"));
            }
        }
        assert!(cases >= 60, "{cases}");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn days_known_in_part() {
        assert_eq!((bound("2021", false), bound("2021", true)), (20_210_101, 20_211_231));
        assert_eq!((bound("2021-03-04", false), bound("2021-03", true)), (20_210_304, 20_210_331));
        assert_eq!((bound("", false), bound("", true)), (0, u32::MAX));
    }
}
