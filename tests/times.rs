//! The suites of time expressions, and properties that hold for any text.

use dondoo::morph::{Cache, Morph};
use dondoo::text::{paragraphs, sentences, tokens_of};
use dondoo::time::{self, Country, Reference, Scratch, TimeIssue, TimeMention, timeml};
use proptest::prelude::*;

fn times(text: &str, reference: &Reference) -> Vec<TimeMention> {
    let tokens = tokens_of(text);
    let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
    let (mut analyses, mut out) = (Vec::new(), Vec::new());
    Morph::built_in().analyze_tokens(text, &tokens, &sentences, &mut Cache::new(), &mut analyses);
    time::find(text, &tokens, &sentences, &analyses, reference, &mut Scratch::default(), &mut out);
    out
}

fn rows(suite: &str) -> Vec<Vec<String>> {
    let lines = suite.lines().filter(|l| l.starts_with("| ") && !l.starts_with("| text |"));
    lines.map(|l| l.trim_matches('|').split(" | ").map(|c| c.trim().to_string()).collect()).collect()
}

#[test]
fn suites() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suites/times");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let (mut cases, mut wrong) = (0, Vec::new());
    for file in files {
        let suite = std::fs::read_to_string(&file).unwrap();
        for row in rows(&suite) {
            let [text, day, span, kind, value] = &row[..] else { panic!("{}: {row:?}", file.display()) };
            cases += 1;
            let (day, country) = day.split_once(' ').unwrap_or((day, ""));
            let reference = Reference { country: Country::new(country), ..Reference::on(day).expect("a reference day") };
            let found: Vec<String> = times(text, &reference)
                .iter()
                .map(|t| format!("{} | {} | {}", t.span.of(text), t.kind.name(), t.value.map_or("-".into(), |v| v.to_string())))
                .collect();
            let expected = format!("{span} | {kind} | {value}");
            if if span == "-" { !found.is_empty() } else { !found.contains(&expected) } {
                wrong.push(format!(
                    "{}: {text}\n    expected {expected}\n    found    {found:?}",
                    file.file_stem().unwrap().to_string_lossy()
                ));
            }
        }
    }
    assert!(cases >= 400, "{cases} cases");
    assert!(wrong.is_empty(), "{} of {cases} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn odd_dates_are_reported() {
    let reference = Reference::on("2024-06-18").unwrap();
    let note = |text: &str| times(text, &reference)[0].note;
    assert_eq!(note("Kikao kilifanyika Jumatatu Juni 12, 2024."), Some(TimeIssue::WeekdayContradictsDate));
    assert_eq!(note("Kikao kilifanyika Jumatano Juni 12, 2024."), None);
    assert_eq!(note("Kikao kilifanyika 30 Februari."), Some(TimeIssue::ImpossibleDate));
}

#[test]
fn days_covered() {
    let reference = Reference::on("2024-06-18").unwrap();
    let covered = |text: &str| {
        let t = times(text, &reference).remove(0);
        format!("{}..{}", t.start.unwrap(), t.end.unwrap())
    };
    assert_eq!(covered("Mvua ilinyesha wiki iliyopita."), "2024-06-10..2024-06-16");
    assert_eq!(covered("Mvua ilinyesha Februari 2024."), "2024-02-01..2024-02-29");
    assert_eq!(covered("Mvua ilinyesha katika siku tatu zilizopita."), "2024-06-15..2024-06-18");
}

#[test]
fn modifiers() {
    let reference = Reference::on("2024-06-18").unwrap();
    for (text, modifier) in [
        ("Walirudi mwishoni mwa 2020.", "END"),
        ("Walirudi mapema mwaka 2020.", "START"),
        ("Walirudi katikati ya Machi 2020.", "MID"),
        ("Walikaa zaidi ya miaka mitano.", "MORE_THAN"),
        ("Walikaa chini ya miaka mitano.", "LESS_THAN"),
        ("Walikaa takriban miaka mitano.", "APPROX"),
    ] {
        assert_eq!(times(text, &reference)[0].modifier.map(|m| m.name()), Some(modifier), "{text}");
    }
}

#[test]
fn phrases_alone() {
    let reference = Reference::on("2024-06-18").unwrap();
    let value = |p: &str| time::parse(p, &reference).and_then(|t| t.value).map(|v| v.to_string());
    assert_eq!(value("saa mbili usiku").as_deref(), Some("T20:00"));
    assert_eq!(value("mwaka jana").as_deref(), Some("2023"));
    assert_eq!(value("habari"), None);
    assert!(Reference::on("kesho").is_none());
}

#[test]
fn threads_share() {
    fn shared<T: Send + Sync>() {}
    shared::<Reference>();
    shared::<TimeMention>();
}

#[test]
fn timeml_is_well_formed() {
    let text = "A < B & jana \u{1}";
    let xml = timeml(text, times(text, &Reference::on("2024-06-18").unwrap()).iter().map(Into::into));
    assert!(xml.contains("A &lt; B &amp; <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-06-17\">jana</TIMEX3> \u{FFFD}"), "{xml}");
}

#[test]
fn chains_stay_linear() {
    let reference = Reference::on("2024-06-18").unwrap();
    for link in [
        "saa tatu na ",
        "Jumapili saa tatu usiku ",
        "leo Jumanne ",
        "asubuhi ya Jumapili ",
        "kati ya 2014 na ",
        "Juni hadi ",
        "5 ",
        "elfu mia ",
    ] {
        let begin = std::time::Instant::now();
        times(&link.repeat(20_000), &reference);
        assert!(begin.elapsed().as_secs() < 5, "{link}");
    }
    assert!(times(&"a".repeat(10_000), &reference).is_empty());
}

const WORDS: &[&str] = &[
    "saa",
    "mbili",
    "usiku",
    "tarehe",
    "5",
    "mwezi",
    "wa",
    "nane",
    "Juni",
    "2024",
    "9999",
    "hadi",
    "-",
    "na",
    "nusu",
    "kasoro",
    "dakika",
    "kasorobo",
    "Jumatano",
    "19",
    "iliyopita",
    "ijayo",
    "miaka",
    "bilioni",
    "13",
    "ya",
    "kila",
    "mara",
    "kwa",
    "leo",
    "kesho",
    "kutwa",
    "wiki",
    "siku",
    "huo",
    "kati",
    "Pasaka",
    "Ramadhani",
    "mwaka",
    "jana",
    "fedha",
    "2021/22",
    "0",
    "99999999999999999999",
    "18:00",
    "GMT",
    "30",
    "Februari",
    "robo",
    "zilizopita",
    "baadaye",
    "muongo",
    "karne",
    ".",
    ",",
    "25.08.2022",
    "ng’ombe",
    "“",
    "\n",
    "uliofuata",
    "kuamkia",
    "trilioni",
    "milioni",
    "elfu",
    "000",
    "karne",
    "999999",
];

proptest! {
    #[test]
    fn spans_hold_in_any_text(words in prop::collection::vec(prop::sample::select(WORDS), 0..24), junk in "\\PC{0,12}", year in 0i16..=9999) {
        let text = format!("{} {junk} {}", words.join(" "), words.concat());
        let reference = Reference { day: jiff::civil::Date::new(year, 12, 31).ok(), country: None };
        let found = times(&text, &reference);
        let mut last = 0;
        for t in &found {
            prop_assert!(t.span.start >= last && t.span.end > t.span.start);
            last = t.span.end;
            let _ = (t.span.of(&text), t.value.map(|v| v.to_string()));
        }
        let xml = timeml(&text, found.iter().map(Into::into));
        prop_assert_eq!(xml.matches("<TIMEX3").count(), found.len());
    }
}
