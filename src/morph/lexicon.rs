//! The tables of `data/lexicon`, spelt out: every form that the lexicon lists or that a concord gives, with its readings.
//!
//! Nouns have a row for the singular and one for the plural, adjectives one for each concord, closed words what their
//! table says. Readings of one form that differ only in the class they agree with are one reading with a larger set.

use rustc_hash::{FxHashMap, FxHashSet};

use super::agreement::Agreement;
use super::analysis::Analysis;
use super::concord::{ADJECTIVES, RELATIVES, SUBJECTS, nasal};
use super::grammar::{Extensions, Known, Mood, Sense, Tense, Upos};
use super::lemma::Lemma;
use super::stem::{Args, Stems, Verb};
use crate::data::tsv::{Row, Table};
use crate::text::{fold_lower, hash_bytes};

/// Forms → readings.
#[derive(Debug, Default)]
pub(super) struct Listed {
    index: FxHashMap<u64, (u32, u16)>,
    readings: Vec<Analysis>,
}

impl Listed {
    /// The readings of a lower-cased, folded form.
    pub fn get(&self, hash: u64) -> &[Analysis] {
        self.index.get(&hash).map_or(&[], |&(start, len)| &self.readings[start as usize..start as usize + usize::from(len)])
    }

    pub fn has_noun(&self, form: &[u8]) -> Option<&Analysis> {
        self.get(hash_bytes(form)).iter().find(|a| a.pos == Upos::Noun && a.known == Known::Lexical)
    }
}

/// Gathers readings before they are sorted by form.
struct Builder {
    rows: Vec<(u64, Analysis)>,
    buffer: String,
}

impl Builder {
    fn add(&mut self, form: &str, analysis: Analysis) {
        if form.is_empty() {
            return;
        }
        self.buffer.clear();
        fold_lower(form, &mut self.buffer);
        self.rows.push((hash_bytes(self.buffer.as_bytes()), analysis));
    }

    fn finish(mut self) -> Listed {
        self.rows.sort_by_key(|(hash, _)| *hash); // stable: the order of the tables is kept
        let mut listed = Listed { index: FxHashMap::with_capacity_and_hasher(self.rows.len(), Default::default()), readings: Vec::new() };
        listed.readings.reserve(self.rows.len());
        for group in self.rows.chunk_by(|a, b| a.0 == b.0) {
            let start = listed.readings.len();
            for (_, new) in group {
                let same = listed.readings[start..].iter_mut().find(|old| {
                    let aux = old.pos == Upos::Aux && new.pos == Upos::Aux;
                    (aux || old.pos == new.pos && old.lemma == new.lemma)
                        && old.negative == new.negative
                        && (old.sense == new.sense || old.class.meets(new.class))
                        && old.country == new.country
                });
                match same {
                    Some(old) => {
                        old.class = old.class.or(new.class);
                        old.agrees = old.agrees.or(new.agrees);
                        old.subject = old.subject.or(new.subject);
                        old.relative = old.relative.or(new.relative);
                        old.score = old.score.max(new.score);
                    }
                    None => listed.readings.push(*new),
                }
            }
            // `mkubwa` is the adjective before it is “an elder”.
            if listed.readings[start..].iter().any(|a| a.pos == Upos::Adj && a.class.meets(Agreement::classes(&[1, 2]))) {
                listed.readings[start..]
                    .iter_mut()
                    .filter(|a| a.class.meets(Agreement::classes(&[1, 2])) && a.pos == Upos::Noun)
                    .for_each(|a| a.score -= 8);
            }
            listed.readings[start..].sort_by_key(|a| -a.score);
            let len = listed.readings.len() - start;
            listed.index.insert(group[0].0, (start as u32, len as u16));
        }
        listed.readings.shrink_to_fit();
        listed
    }
}

/// How common a reading of a closed class is beside others of the same form.
fn closed_score(pos: Upos) -> i16 {
    match pos {
        Upos::Adp => 66,
        Upos::Cconj | Upos::Sconj => 62,
        Upos::Num => 60,
        Upos::Det | Upos::Pron => 58,
        Upos::Adv => 56,
        Upos::Aux => 52,
        Upos::Part => 40,
        Upos::Intj => 20,
        _ => 48,
    }
}

const NOUN: i16 = 54;
const ADJECTIVE: i16 = 52;

/// Reads the verbs.
pub(super) fn verbs(table: &'static str) -> Stems {
    let table = Table::built_in(table);
    let mut stems = Stems::default();
    let mut bases = Vec::new();
    for row in table.rows() {
        let stem = row.get("stem");
        if stem.is_empty() {
            continue;
        }
        let extensions = row.get("ext").split(',').map(|e| Extensions::of_name(e.trim())).fold(Extensions::NONE, Extensions::with);
        let fixed = row.get("arabic") == "1" || !stem.ends_with('a');
        let args = Args::parse(row.get("args")).unwrap_or_default();
        let short = matches!(
            stem,
            "ja" | "la" | "fa" | "pa" | "wa" | "nywa" | "cha" | "chwa" | "nya" | "pwa" | "enda" | "isha" | "wepo" | "wemo" | "weko"
        );
        let id = stems.add(Verb { stem, gloss: row.get("gloss"), args, extensions, base: None, fixed, short });
        if !row.get("base").is_empty() {
            bases.push((id, row.get("base")));
        }
    }
    for (id, base) in bases {
        stems.verbs[usize::from(id.0)].base = stems.get(base.as_bytes());
    }
    stems
}

/// Reads everything that is listed by form.
pub(super) fn listed(
    nouns: &'static str,
    adjectives: &'static str,
    closed: &'static str,
    countries: &'static str,
    preferences: &'static str,
) -> Listed {
    let mut builder = Builder { rows: Vec::with_capacity(40_000), buffer: String::new() };
    for row in Table::built_in(closed).rows() {
        closed_row(&row, &mut builder);
    }
    let nouns = Table::built_in(nouns);
    let fives: FxHashSet<&str> = nouns.rows().filter(|r| r.get("class").starts_with('5')).map(|r| r.get("singular")).collect();
    for row in nouns.rows() {
        noun_row(&row, &fives, &mut builder);
    }
    for row in Table::built_in(adjectives).rows() {
        adjective_row(&row, &mut builder);
    }
    having_and_being(&mut builder);
    super::peoples::each(countries, &mut |form, analysis| builder.add(form, analysis));
    let preferences = Table::built_in(preferences);
    for row in preferences.rows() {
        let (hash, pos) = (hash_bytes(row.get("form").as_bytes()), Upos::of_name(row.get("pos")));
        let delta = row.get("delta").parse::<i16>().unwrap_or(0);
        for (_, analysis) in builder.rows.iter_mut().filter(|(h, a)| *h == hash && Some(a.pos) == pos) {
            analysis.score += delta;
        }
    }
    builder.finish()
}

fn closed_row(row: &Row<'_, 'static>, builder: &mut Builder) {
    let Some(pos) = Upos::of_name(row.get("pos")) else { return };
    let lemma = row.get("lemma");
    let form = row.get("form");
    let bare = lemma.trim_matches('-');
    // A place adverb in -ni is the locative of a noun wherever the noun is listed (`noun.rs` scores that higher).
    let score = if pos == Upos::Adv && form.ends_with("ni") { 46 } else { closed_score(pos) };
    let mut analysis = Analysis::new(pos, Lemma::new(if bare.len() < 2 { lemma } else { bare }), Known::Lexical, score);
    analysis.class = row.get("class").parse().unwrap_or_default();
    if pos == Upos::Verb {
        analysis.subject = analysis.class;
        analysis.mood = Some(Mood::Imperative);
    }
    if pos == Upos::Pron && lemma == form {
        analysis.score += 1; // wao is “they” before it is “their”
    }
    if pos == Upos::Aux {
        analysis.subject = analysis.class;
        analysis.tense = Some(Tense::Present);
        analysis.mood = Some(Mood::Indicative);
        analysis.negative = form.starts_with("si") || form.starts_with("ha");
    }
    builder.add(form, analysis);
}

/// The classes of a noun: singular, plural, whether it is animate.
fn classes(cell: &str) -> Option<(Agreement, Agreement, bool)> {
    let (cell, animate) = cell.strip_suffix("an").map_or((cell, false), |c| (c, true));
    let mut parts = cell.split('/').map(|p| p.parse::<u8>().ok().filter(|n| (1..=18).contains(n)));
    let first = parts.next()??;
    let second = match parts.next() {
        Some(second) => second?,
        None => first,
    };
    Some((Agreement::classes(&[first]), Agreement::classes(&[second]), animate))
}

fn noun_row(row: &Row<'_, 'static>, fives: &FxHashSet<&str>, builder: &mut Builder) {
    let Some((singular, plural, animate)) = classes(row.get("class")) else { return };
    let (form, many) = (row.get("singular"), row.get("plural"));
    // A plural in common use that has a row of its own (mafunzo) is still the plural of its singular (funzo).
    let rare = form.strip_prefix("ma").filter(|one| row.get("class") == "6" && fives.contains(one));
    let mut analysis = Analysis::new(Upos::Noun, Lemma::new(rare.unwrap_or(form)), Known::Lexical, NOUN);
    analysis.sense = Sense::of_name(row.get("sem")).unwrap_or(Sense::None);
    let person = matches!(analysis.sense, Sense::Person | Sense::Role);
    let agreement = |class: Agreement, one: u8| match (animate, person) {
        (true, _) => Agreement::classes(&[one]),
        (false, true) => class.or(Agreement::classes(&[one])),
        (false, false) => class,
    };
    builder.add(form, Analysis { class: singular, agrees: agreement(singular, 1), ..analysis });
    // Two singulars may share a plural (mwanaume, mwanamme: wanaume); the one spelt like it is meant.
    let alike = form.bytes().rev().zip(many.bytes().rev()).take_while(|(a, b)| a == b).count();
    analysis.score += i16::from(alike + 2 >= form.len());
    if !many.is_empty() && (many != form || singular != plural) {
        builder.add(many, Analysis { class: plural, agrees: agreement(plural, 2), ..analysis });
    }
}

fn adjective_row(row: &Row<'_, 'static>, builder: &mut Builder) {
    let stem = row.get("stem");
    let bare = stem.trim_matches('-');
    let mut analysis = Analysis::new(Upos::Adj, Lemma::new(bare), Known::Lexical, ADJECTIVE);
    if !stem.starts_with('-') {
        builder.add(bare, analysis);
        return;
    }
    let vowel = bare.starts_with(['a', 'e', 'i', 'o', 'u']);
    let irregular: Vec<&str> = row.list("irregular").collect();
    let mut form = String::new();
    for (who, consonant, vowels) in ADJECTIVES {
        analysis.class = who;
        let prefixes = if vowel { vowels } else { std::slice::from_ref(&consonant) };
        for (i, prefix) in prefixes.iter().enumerate() {
            form.clear();
            form.push_str(prefix);
            // ma- + i gives me-: mengi, mengine
            let merged = vowel && prefix == &"m" && bare.starts_with('i');
            form.push_str(if merged { "e" } else { "" });
            form.push_str(if merged { &bare[1..] } else { bare });
            builder.add(&form, Analysis { score: ADJECTIVE - i as i16, ..analysis });
        }
    }
    analysis.class = Agreement::classes(&[9, 10]);
    form.clear();
    nasal(bare, &mut form);
    builder.add(&form, analysis);
    for form in irregular {
        analysis.class = irregular_class(form);
        builder.add(form, analysis);
    }
}

/// The class that a form's first letters point to.
fn irregular_class(form: &str) -> Agreement {
    let numbers: &[u8] = match form.as_bytes() {
        [b'm', b'w' | b'u', ..] => &[1, 3, 11, 14],
        [b'm', b'i', ..] | [b'm', b'y', ..] => &[4],
        [b'm', b'a' | b'e', ..] => &[6],
        [b'm', b'p', ..] => &[1, 3, 9, 10, 11, 14],
        [b'm', ..] => &[1, 3, 9, 10, 11, 14],
        [b'w', ..] => &[2],
        [b'j' | b'l', ..] => &[5],
        [b'k', b'i' | b'e', ..] | [b'c', b'h', ..] => &[7],
        [b'k', b'u' | b'w', ..] => &[15, 17],
        [b'v', b'i' | b'y', ..] => &[8],
        [b'p', ..] => &[16],
        [b'n', ..] => &[9, 10],
        _ => &[5, 9, 10],
    };
    Agreement::classes(numbers)
}

/// `-na` with the relative marker again: `-nayo`.
fn have(relative: &str) -> &'static str {
    match relative {
        "o" => "nao",
        "yo" => "nayo",
        "lo" => "nalo",
        "cho" => "nacho",
        "vyo" => "navyo",
        "zo" => "nazo",
        "ko" => "nako",
        "po" => "napo",
        _ => "namo",
    }
}

/// `ana`, `hawana`, `kuna`, `anayo`; `yupo`, `hayumo`; `aliye`, `walio`, `asiye`.
fn having_and_being(builder: &mut Builder) {
    let mut form = String::new();
    let mut put = |pos: Upos, parts: [&str; 4], subject: Agreement, relative: Agreement, negative: bool, score: i16| {
        form.clear();
        form.extend(parts);
        let lemma = if pos == Upos::Verb { &form } else { parts[1] };
        let mut analysis = Analysis::new(pos, Lemma::new(lemma), Known::Lexical, score);
        (analysis.subject, analysis.relative, analysis.negative) = (subject, relative, negative);
        (analysis.tense, analysis.mood) = (Some(Tense::Present), Some(Mood::Indicative));
        builder.add(&form, analysis);
    };
    for s in &SUBJECTS {
        if !s.plain.is_empty() && s.plain != "mu" {
            put(Upos::Verb, [s.plain, "na", "", ""], s.who, Agreement::NONE, false, 60);
            for (relative, who) in RELATIVES {
                // tuliyonayo: which we have
                if relative != "ye" {
                    put(Upos::Verb, [s.plain, "li", relative, have(relative)], s.who, who, false, 44);
                }
                if relative != "ye" {
                    put(Upos::Verb, [s.plain, "na", relative, ""], s.who, who, false, 40);
                }
                if s.who.meets(who) || matches!(relative, "ye" | "po" | "ko" | "mo" | "vyo") {
                    put(Upos::Aux, [s.plain, "li", relative, ""], s.who, who, false, 56);
                    put(Upos::Aux, [s.plain, "si", relative, ""], s.who, who, true, 54);
                    for place in ["po", "ko", "mo"] {
                        put(Upos::Aux, [s.plain, "li", relative, place], s.who, who, false, 56);
                        put(Upos::Aux, [s.plain, "si", relative, place], s.who, who, true, 54);
                    }
                }
            }
            let at = if s.plain == "a" { "yu" } else { s.plain };
            for place in ["po", "ko", "mo"] {
                put(Upos::Aux, [at, place, "", ""], s.who, Agreement::NONE, false, 50);
            }
        }
        put(Upos::Verb, [s.negative, "na", "", ""], s.negative_who, Agreement::NONE, true, 60);
        for (relative, who) in RELATIVES {
            if relative != "ye" {
                put(Upos::Verb, [s.negative, "na", relative, ""], s.negative_who, who, true, 40);
            }
        }
        let at = if s.negative == "ha" { "hayu" } else { s.negative };
        for place in ["po", "ko", "mo"] {
            put(Upos::Aux, [at, place, "", ""], s.negative_who, Agreement::NONE, true, 52);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_cells() {
        assert_eq!(classes("5/6an"), Some((Agreement::classes(&[5]), Agreement::classes(&[6]), true)));
        assert_eq!(classes("14"), Some((Agreement::classes(&[14]), Agreement::classes(&[14]), false)));
        assert_eq!(classes("19/2"), None);
        assert_eq!(classes(""), None);
    }

    /// Every cell of the lexicon means something: a typing error in a table fails here and names its line.
    #[test]
    fn tables_are_well_formed() {
        let mut wrong = Vec::new();
        let mut check = |good: bool, file: &str, row: &Row<'_, '_>, what: &str| {
            if !good {
                wrong.push(format!("{file}:{}: {what}", row.line));
            }
        };
        let verbs = Table::built_in(include_str!("../../data/lexicon/verbs.tsv"));
        let stems: FxHashSet<&str> = verbs.rows().map(|r| r.get("stem")).collect();
        for row in verbs.rows() {
            check(!row.get("stem").is_empty() && !row.get("gloss").is_empty(), "verbs", &row, "stem or gloss is missing");
            check(Args::parse(row.get("args")).is_some_and(|a| a != Args::default()), "verbs", &row, "args");
            check(row.get("base").is_empty() || stems.contains(row.get("base")), "verbs", &row, "base is no row");
            let known = |e: &str| !Extensions::of_name(e).is_none() || matches!(e, "contact" | "inch");
            check(row.get("ext").is_empty() || row.get("ext").split(',').all(known), "verbs", &row, "ext");
            check((row.get("arabic") == "1") != row.get("stem").ends_with('a'), "verbs", &row, "arabic does not fit the last vowel");
        }
        for row in Table::built_in(include_str!("../../data/lexicon/nouns.tsv")).rows() {
            check(classes(row.get("class")).is_some(), "nouns", &row, "class");
            check(Sense::of_name(row.get("sem")).is_some_and(|s| s != Sense::None), "nouns", &row, "sem");
        }
        for row in Table::built_in(include_str!("../../data/lexicon/closed.tsv")).rows() {
            check(Upos::of_name(row.get("pos")).is_some(), "closed", &row, "pos");
            check(row.get("class").parse::<Agreement>().is_ok(), "closed", &row, "class");
        }
        for row in Table::built_in(include_str!("../../data/lexicon/adjectives.tsv")).rows() {
            check(row.get("stem").starts_with('-') == (row.get("concord") == "yes"), "adjectives", &row, "concord");
        }
        for row in Table::built_in(include_str!("../../data/morph/preferences.tsv")).rows() {
            check(Upos::of_name(row.get("pos")).is_some() && row.get("delta").parse::<i16>().is_ok(), "preferences", &row, "pos or delta");
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
