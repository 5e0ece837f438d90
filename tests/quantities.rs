//! The suites of quantities, and properties that hold for any text.

use dondoo::morph::{Cache, Morph};
use dondoo::quantity::{self, Quantity};
use dondoo::text::{paragraphs, sentences, tokens_of};
use dondoo::time::{self, Country, Reference, Scratch, TimeMention};
use proptest::prelude::*;

fn read(text: &str, reference: &Reference) -> (Vec<TimeMention>, Vec<Quantity>) {
    let tokens = tokens_of(text);
    let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
    let (mut analyses, mut times, mut out) = (Vec::new(), Vec::new(), Vec::new());
    Morph::built_in().analyze_tokens(text, &tokens, &sentences, &mut Cache::new(), &mut analyses);
    time::find(text, &tokens, &sentences, &analyses, reference, &mut Scratch::default(), &mut times);
    quantity::find(text, &tokens, &sentences, &analyses, reference, &times, &mut out);
    (times, out)
}

#[test]
fn suites() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suites/quantities");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let (mut cases, mut wrong) = (0, Vec::new());
    for file in files {
        let suite = std::fs::read_to_string(&file).unwrap();
        for line in suite.lines().filter(|l| l.starts_with("| ") && !l.starts_with("| text |")) {
            let row: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let [text, country, span, kind, value, unit, bound, befell] = row[..] else { panic!("{}: {line}", file.display()) };
            cases += 1;
            let reference = Reference { country: Country::new(country), ..Reference::on("2024-06-18").unwrap() };
            let found: Vec<String> = read(text, &reference)
                .1
                .iter()
                .map(|q| {
                    let (unit, bound, befell) = (q.unit.unwrap_or("-"), q.bound.map_or("-", |b| b.name()), q.befell.unwrap_or("-"));
                    format!("{} | {} | {} | {unit} | {bound} | {befell}", q.span.of(text), q.kind.name(), q.value)
                })
                .collect();
            let expected = format!("{span} | {kind} | {value} | {unit} | {bound} | {befell}");
            if if span == "-" { !found.is_empty() } else { !found.contains(&expected) } {
                wrong.push(format!(
                    "{}: {text}\n    expected {expected}\n    found    {found:?}",
                    file.file_stem().unwrap().to_string_lossy()
                ));
            }
        }
    }
    assert!(cases >= 200, "{cases} cases");
    assert!(wrong.is_empty(), "{} of {cases} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nouns_are_heads() {
    let text = "Alituma maafisa wa jeshi wanne mpakani.";
    let found = read(text, &Reference::default()).1;
    assert_eq!(found[0].noun.map(|s| s.of(text)), Some("maafisa"));
}

#[test]
fn threads_share() {
    fn shared<T: Send + Sync>() {}
    shared::<Quantity>();
}

const WORDS: &[&str] = &[
    "watu",
    "wawili",
    "milioni",
    "24.6",
    "dola",
    "$",
    "4",
    "m",
    "asilimia",
    "%",
    "nusu",
    "robo",
    "tatu",
    "ya",
    "kwanza",
    "wa",
    "46",
    "kilomita",
    "za",
    "mraba",
    "umri",
    "miaka",
    "zaidi",
    "takriban",
    "wameuawa",
    "99999999999999999999",
    "trilioni",
    "elfu",
    "laki",
    "na",
    "mia",
    "(",
    ")",
    "12,516,252",
    "1.2.3.4.5.6.7.8.9.0",
    "ibara",
    "namba",
    "\n",
    ".",
    "Sh",
    "3bn",
    "KSh500",
    "darzeni",
    "shilingi",
    "kitanzania",
    "Asha",
    ",",
    "29",
    "wapili",
    "ng’ombe",
    "leo",
    "saa",
];

proptest! {
    #[test]
    fn spans_hold_in_any_text(words in prop::collection::vec(prop::sample::select(WORDS), 0..24), junk in "\\PC{0,12}") {
        let text = format!("{} {junk} {}", words.join(" "), words.concat());
        let (times, found) = read(&text, &Reference::on("2024-06-18").unwrap());
        let mut last = 0;
        for q in &found {
            prop_assert!(q.span.start >= last && q.span.end > q.span.start, "{:?}", q);
            last = q.span.end;
            let _ = (q.span.of(&text), q.noun.map(|n| n.of(&text)));
            prop_assert!(q.value.is_finite());
            prop_assert!(times.iter().all(|t| !t.span.overlaps(q.span)), "{:?}", q);
        }
    }
}
