//! The tables of `data/lexicon`, spelt out: every form that the lexicon lists or that a concord gives, with its readings.
//!
//! Nouns have a row for the singular and one for the plural, adjectives one for each concord, closed words what their
//! table says. Readings of one form that differ only in the class they agree with are one reading with a larger set.

mod adjective;
mod having;
mod listed;

use rustc_hash::FxHashSet;

use super::agreement::Agreement;
use super::analysis::Analysis;
use super::grammar::{Extensions, Known, Mood, Sense, Tense, Upos};
use super::lemma::Lemma;
use super::stem::{Args, Stems, Verb};
use crate::data::tsv::{Row, Table};
use crate::text::hash_bytes;
use adjective::adjective_row;
use having::having_and_being;
use listed::Builder;
pub(super) use listed::Listed;

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
    let mut builder = Builder::new();
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
        let verbs = Table::built_in(include_str!("../../../data/lexicon/verbs.tsv"));
        let stems: FxHashSet<&str> = verbs.rows().map(|r| r.get("stem")).collect();
        for row in verbs.rows() {
            check(!row.get("stem").is_empty() && !row.get("gloss").is_empty(), "verbs", &row, "stem or gloss is missing");
            check(Args::parse(row.get("args")).is_some_and(|a| a != Args::default()), "verbs", &row, "args");
            check(row.get("base").is_empty() || stems.contains(row.get("base")), "verbs", &row, "base is no row");
            let known = |e: &str| !Extensions::of_name(e).is_none() || matches!(e, "contact" | "inch");
            check(row.get("ext").is_empty() || row.get("ext").split(',').all(known), "verbs", &row, "ext");
            check((row.get("arabic") == "1") != row.get("stem").ends_with('a'), "verbs", &row, "arabic does not fit the last vowel");
        }
        for row in Table::built_in(include_str!("../../../data/lexicon/nouns.tsv")).rows() {
            check(classes(row.get("class")).is_some(), "nouns", &row, "class");
            check(Sense::of_name(row.get("sem")).is_some_and(|s| s != Sense::None), "nouns", &row, "sem");
        }
        for row in Table::built_in(include_str!("../../../data/lexicon/closed.tsv")).rows() {
            check(Upos::of_name(row.get("pos")).is_some(), "closed", &row, "pos");
            check(row.get("class").parse::<Agreement>().is_ok(), "closed", &row, "class");
        }
        for row in Table::built_in(include_str!("../../../data/lexicon/adjectives.tsv")).rows() {
            check(row.get("stem").starts_with('-') == (row.get("concord") == "yes"), "adjectives", &row, "concord");
        }
        for row in Table::built_in(include_str!("../../../data/morph/preferences.tsv")).rows() {
            check(Upos::of_name(row.get("pos")).is_some() && row.get("delta").parse::<i16>().is_ok(), "preferences", &row, "pos or delta");
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
