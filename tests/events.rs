//! The suites of `tests/suites/events/*.md`: sentences with the events a reader sees in them, and active and passive twins.
//!
//! A row is `| sentence | events |`; an event is `TYPE aux: actors > recipients` with country codes (or the word itself for a
//! group without a country), several are parted by `;`, `-` is none. `BLESS=1` prints what the coder sees, to compare. A row of
//! `modes.md` is `| sentence | TYPE mode |`; every mode of the ontology has one.

use std::collections::HashSet;
use std::fmt::Write as _;

use dondoo::article::Zone;
use dondoo::event::{Found, Kind, Mention, Parties, Source, When, code, lexical};
use dondoo::morph::{Analysis, Cache, Morph};
use dondoo::record::EntityType;
use dondoo::text::{Scratch, Token, paragraphs, sentences, tokenize};
use proptest::prelude::*;

const SUITES: &[(&str, &str)] = &[
    ("agree", include_str!("suites/events/agree.md")),
    ("consult", include_str!("suites/events/consult.md")),
    ("support", include_str!("suites/events/support.md")),
    ("concede", include_str!("suites/events/concede.md")),
    ("cooperate", include_str!("suites/events/cooperate.md")),
    ("aid", include_str!("suites/events/aid.md")),
    ("retreat", include_str!("suites/events/retreat.md")),
    ("request", include_str!("suites/events/request.md")),
    ("accuse", include_str!("suites/events/accuse.md")),
    ("reject", include_str!("suites/events/reject.md")),
    ("threaten", include_str!("suites/events/threaten.md")),
    ("protest", include_str!("suites/events/protest.md")),
    ("sanction", include_str!("suites/events/sanction.md")),
    ("mobilize", include_str!("suites/events/mobilize.md")),
    ("coerce", include_str!("suites/events/coerce.md")),
    ("assault", include_str!("suites/events/assault.md")),
    ("rules", include_str!("suites/events/rules.md")),
];

struct Read {
    tokens: Vec<Token>,
    analyses: Vec<Analysis>,
    sentences: Vec<dondoo::text::Sentence>,
}

fn read(text: &str) -> Read {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens, &mut Scratch::default());
    let paragraphs = paragraphs(text, &tokens);
    let sentences = sentences(text, &tokens, &paragraphs);
    let mut analyses = Vec::new();
    Morph::built_in().analyze_tokens(text, &tokens, &sentences, &mut Cache::new(), &mut analyses);
    Read { tokens, analyses, sentences }
}

fn coded(text: &str, read: &Read, parties: &Parties) -> Vec<Found> {
    let zones = vec![Zone::Body; read.sentences.len()];
    let source = Source { text, tokens: &read.tokens, sentences: &read.sentences, zones: &zones, day: None };
    code(&source, &read.analyses, parties, &[])
}

/// The events of a text as the suites write them.
fn seen(text: &str) -> String {
    let read = read(text);
    let parties = lexical(&read.tokens, &read.analyses);
    let name = |entity: u32| {
        let mention = parties.mentions.iter().find(|m| m.entity == entity).unwrap();
        mention.country.map_or_else(|| read.tokens[mention.tokens.start as usize].text(text).to_lowercase(), str::to_owned)
    };
    let side = |entities: &[u32]| entities.iter().map(|&e| name(e)).collect::<Vec<_>>().join("+");
    let mut out: Vec<String> = coded(text, &read, &parties)
        .iter()
        .map(|e| {
            let mut line = e.kind.name().to_owned();
            if let Some(aux) = e.aux {
                write!(line, " {aux}").unwrap();
            }
            write!(line, ": {} > {}", side(&e.actor), side(&e.recipient)).unwrap();
            line.replace(":  >", ": >").trim_end().to_owned()
        })
        .collect();
    out.sort();
    if out.is_empty() { "-".to_owned() } else { out.join("; ") }
}

fn rows(suite: &str) -> impl Iterator<Item = Vec<&str>> {
    suite.lines().filter(|l| l.starts_with('|')).skip(2).map(|l| l.trim_matches('|').split('|').map(str::trim).collect())
}

#[test]
fn every_case_of_the_suites() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut failed = Vec::new();
    for (name, suite) in SUITES {
        let (mut with, mut without) = (0, 0);
        for row in rows(suite) {
            let (text, want) = (row[0], row[1]);
            let got = seen(text);
            if bless {
                println!("{name}\t{text}\t{want}\t{got}");
            }
            if want == "-" {
                without += 1;
            } else {
                with += 1;
            }
            if got != want {
                failed.push(format!("{name}: {text}\n  want {want}\n  got  {got}"));
            }
        }
        assert!(with >= 12 && without >= 7, "{name}: {with} with events and {without} without are too few");
    }
    assert!(failed.is_empty(), "{} cases fail:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn active_and_passive_say_the_same() {
    let (mut failed, mut pairs) = (Vec::new(), 0);
    for row in rows(include_str!("suites/events/twins.md")) {
        let [active, passive, want] = row[..] else { panic!("{row:?}") };
        pairs += 1;
        for text in [active, passive] {
            let got = seen(text);
            if got != want {
                failed.push(format!("{text}\n  want {want}\n  got  {got}"));
            }
        }
    }
    assert!(pairs >= 60, "{pairs} pairs are too few");
    assert!(failed.is_empty(), "{} sentences fail:\n{}", failed.len(), failed.join("\n"));
}

/// The type and modes of every event of a text.
fn modes(text: &str) -> Vec<(Kind, Vec<String>)> {
    let read = read(text);
    let parties = lexical(&read.tokens, &read.analyses);
    coded(text, &read, &parties).into_iter().map(|e| (e.kind, e.modes)).collect()
}

#[test]
fn every_mode_is_coded() {
    let (mut failed, mut shown) = (Vec::new(), HashSet::new());
    for row in rows(include_str!("suites/events/modes.md")) {
        let [text, want] = row[..] else { panic!("{row:?}") };
        let (kind, mode) = want.split_once(' ').unwrap();
        let kind = Kind::of_name(kind).unwrap();
        assert!(kind.modes().contains(&mode), "{want}");
        let got = modes(text);
        if got.iter().any(|(k, m)| *k == kind && m.iter().any(|m| m == mode)) {
            shown.insert((kind, mode));
        } else {
            failed.push(format!("{text}\n  want {want}\n  got  {got:?}"));
        }
    }
    assert!(failed.is_empty(), "{} sentences fail:\n{}", failed.len(), failed.join("\n"));
    for kind in Kind::ALL {
        for mode in kind.modes() {
            assert!(shown.contains(&(kind, *mode)), "no sentence for {} {mode}", kind.name());
        }
    }
}

#[test]
fn nothing_is_coded_outside_the_report() {
    let text = "Urusi imeishambulia Ukraine.";
    let read = read(text);
    let parties = lexical(&read.tokens, &read.analyses);
    for zone in [Zone::Related, Zone::Byline, Zone::Source, Zone::Dateline, Zone::Published] {
        let source = Source { text, tokens: &read.tokens, sentences: &read.sentences, zones: &[zone], day: None };
        assert!(code(&source, &read.analyses, &parties, &[]).is_empty(), "{zone:?}");
    }
    assert_eq!(coded(text, &read, &parties).len(), 1);
}

#[test]
fn retellings_are_one_record() {
    let text = "Marekani imeishutumu Iran kwa kuvunja mkataba. Marekani imeishutumu Iran tena katika taarifa yake.";
    assert_eq!(seen(text), "ACCUSE: USA > IRN");
}

/// One sentence about a place, as a whole article with that one name and those dates would be coded.
fn told_of(text: &str, place: &str, country: &str, dates: &[(&str, &str)]) -> Vec<Found> {
    let read = read(text);
    let find = |word: &str| read.tokens.iter().position(|t| t.text(text) == word).unwrap() as u32;
    let mut parties = lexical(&read.tokens, &read.analyses);
    let (at, entity) = (find(place), parties.mentions.iter().map(|m| m.entity + 1).max().unwrap_or(0));
    if !parties.mentions.iter().any(|m| m.tokens.start == at) {
        parties.mentions.push(Mention {
            entity,
            tokens: at..at + 1,
            kind: EntityType::Loc,
            country: Some(country),
            sector: None,
            nominal: false,
        });
    }
    let parties = Parties::new(parties.mentions);
    let times: Vec<When> = dates.iter().map(|&(word, value)| When { tokens: find(word)..find(word) + 1, value, date: true }).collect();
    let zones = vec![Zone::Body; read.sentences.len()];
    let source = Source { text, tokens: &read.tokens, sentences: &read.sentences, zones: &zones, day: None };
    code(&source, &read.analyses, &parties, &times)
}

#[test]
fn a_town_is_attacked_and_a_country_attacks() {
    let town = &told_of("Shambulio la Marib lilizua taharuki.", "Marib", "YEM", &[])[0];
    assert!(town.actor.is_empty() && town.recipient.len() == 1, "{town:?}");
    let state = &told_of("Shambulio la Israel lilizua taharuki.", "Israel", "ISR", &[])[0];
    assert!(state.actor.len() == 1 && state.recipient.is_empty(), "{state:?}");
}

#[test]
fn the_date_of_a_relative_clause_is_not_the_event_s() {
    let aside = "Rais wa Chad, ambaye aliingia madarakani mwaka 2003, amekana madai ya Sudan.";
    let found = told_of(aside, "Chad", "TCD", &[("2003", "2003")]);
    assert_eq!(found.iter().map(|e| (e.kind.name(), e.date.as_deref())).collect::<Vec<_>>(), [("REJECT", None)]);
    let own = "Rais wa Chad alikana madai ya Sudan mwaka 2003.";
    let found = told_of(own, "Chad", "TCD", &[("2003", "2003")]);
    assert_eq!(found.iter().map(|e| (e.kind.name(), e.date.as_deref())).collect::<Vec<_>>(), [("REJECT", Some("2003"))]);
}

#[test]
fn old_events_do_not_date_the_news() {
    let text = "Uganda imeishambulia Rwanda. Uganda iliishambulia Rwanda mwaka 1999.";
    let read = read(text);
    let at = read.tokens.iter().position(|t| t.text(text) == "1999").unwrap() as u32;
    let zones = vec![Zone::Body; read.sentences.len()];
    let day = Some(dondoo::published("2024-06-18").unwrap());
    let source = Source { text, tokens: &read.tokens, sentences: &read.sentences, zones: &zones, day };
    let times = [When { tokens: at..at + 1, value: "1999", date: true }];
    let found = code(&source, &read.analyses, &lexical(&read.tokens, &read.analyses), &times);
    let told: Vec<_> = found.iter().map(|e| (e.date.as_deref(), e.aux)).collect();
    assert_eq!(told, [(None, None), (Some("1999"), Some("historical"))]);
}

#[test]
fn a_sentence_without_end_is_read() {
    let text = "Urusi imeishambulia Ukraine na polisi walikamatwa kwa mazungumzo ".repeat(3000);
    let read = read(&text);
    let parties = lexical(&read.tokens, &read.analyses);
    let found = coded(&text, &read, &parties);
    assert!(found.iter().any(|e| e.kind.name() == "ASSAULT"));
}

#[test]
fn shared_by_all_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Found>();
    shared::<Parties<'static>>();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics_and_spans_lie_on_letters(words in proptest::collection::vec(
        prop_oneof![
            Just("Urusi"), Just("Marekani"), Just("na"), Just("ya"), Just("wa"), Just("kwa"), Just("polisi"), Just("imeishambulia"),
            Just("walikamatwa"), Just("kuuawa"), Just("mazungumzo"), Just("dhidi ya"), Just("kati ya"), Just("amesema"), Just("kuwa"),
            Just("ambao"), Just("lazima"), Just("huenda"), Just("“"), Just("”"), Just("\""), Just(","), Just(".\n"), Just("piga marufuku"),
            Just("𝔸é"), Just("nchini"), Just("zaidi"), Just("tarehe 99"), Just("ziara"), Just("kutia saini"),
        ], 0..60), odd in ".{0,40}") {
        let text = format!("{} {odd}", words.join(" "));
        let read = read(&text);
        let parties = lexical(&read.tokens, &read.analyses);
        let first = coded(&text, &read, &parties);
        for event in &first {
            prop_assert!(text.get(event.span.range()).is_some());
            for entity in event.actor.iter().chain(&event.recipient) {
                prop_assert!(parties.mentions.iter().any(|m| m.entity == *entity));
            }
            prop_assert!(!event.actor.is_empty() || !event.recipient.is_empty());
        }
        prop_assert_eq!(first, coded(&text, &read, &parties));
    }
}
