//! The room as a whole: what is found, that spans hold, that nothing panics, that threads may share it.

use proptest::prelude::*;

use super::*;
use crate::text::{paragraphs, sentences, tokens_of};

fn names_of(text: &str, width: Width, lexicon: Option<&Lexicon>) -> Vec<Name> {
    let tokens = tokens_of(text);
    let all = sentences(text, &tokens, &paragraphs(text, &tokens));
    let mut out = Vec::new();
    find(built_in(), lexicon, width, text, &tokens, &all, &mut Scratch::default(), &mut out);
    out
}

fn outer(text: &str, width: Width) -> Vec<String> {
    let names = names_of(text, width, None);
    names.iter().filter(|n| n.inside.is_none()).map(|n| format!("{} {}", n.kind.as_str(), n.span.of(text))).collect()
}

/// The cases of `tests/suites/names.md`: a line `- text => PER x; LOC y`, under a heading that says wide or narrow.
#[test]
fn suite() {
    let (mut width, mut cases) = (Width::Wide, 0);
    let mut wrong = Vec::new();
    for line in include_str!("../../tests/suites/names.md").lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            width = if heading.to_lowercase().contains("narrow") { Width::Narrow } else { Width::Wide };
        }
        let Some((text, want)) = line.strip_prefix("- ").and_then(|l| l.split_once(" => ")) else { continue };
        let text = text.replace("\\n", "\n");
        let want: Vec<String> = want.split(';').map(|w| w.trim().to_owned()).filter(|w| w != "none").collect();
        let got = outer(&text, width);
        cases += 1;
        if got != want {
            wrong.push(format!("{text}\n  want {want:?}\n  got  {got:?}"));
        }
    }
    assert!(cases >= 20, "only {cases} cases were read");
    assert!(wrong.is_empty(), "{} of {cases}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn an_institution_holds_its_parts() {
    let text = "Balozi huyo alilihutubia Baraza la Usalama la Umoja wa Mataifa mjini New York.";
    let names = names_of(text, Width::Wide, None);
    let at = names.iter().position(|n| n.institution).expect("an institution");
    assert_eq!(names[at].span.of(text), "Baraza la Usalama la Umoja wa Mataifa");
    let inner: Vec<_> = parts(&names, at).map(|n| n.span.of(text)).collect();
    assert_eq!(inner, ["Umoja wa Mataifa"]);
}

#[test]
fn the_users_names_win() {
    let entry = Entry {
        text: "Mto Kilombero".into(),
        kind: "ORG".into(),
        id: Some("kb".into()),
        aliases: vec!["Kilombero Maji".into()],
        codes: Codes::default(),
    };
    let lexicon = Lexicon::new([entry]).unwrap();
    let text = "Wananchi wa Morogoro waliishukuru Kilombero Maji kwa huduma.";
    let names = names_of(text, Width::Wide, Some(&lexicon));
    let own = names.iter().find(|n| n.source == Source::Lexicon).expect("the entry");
    assert_eq!((own.span.of(text), own.kind, lexicon.id(own.entry.unwrap())), ("Kilombero Maji", NameType::Org, Some("kb")));
    assert!(names.iter().any(|n| n.span.of(text) == "Morogoro" && n.kind == NameType::Loc));
}

#[test]
fn threads_share_it() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Model>();
    shared::<Lexicon>();
    let text = "Rais Samia Suluhu Hassan alikutana na Yoweri Museveni mjini Kampala.";
    let here = names_of(text, Width::Wide, None);
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(move || names_of(text, Width::Wide, None))).collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), here);
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    for width in [Width::Narrow, Width::Wide] {
        let names = names_of(text, width, None);
        for (i, n) in names.iter().enumerate() {
            prop_assert!(text.is_char_boundary(n.span.start as usize) && text.is_char_boundary(n.span.end as usize));
            prop_assert!(!n.span.of(text).is_empty() && (0.0..=1.0).contains(&n.confidence));
            if let Some(o) = n.inside {
                prop_assert!((o as usize) < i && names[o as usize].span.contains(n.span));
            }
        }
        let outer: Vec<_> = names.iter().filter(|n| n.inside.is_none()).collect();
        prop_assert!(outer.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        prop_assert_eq!(&names, &names_of(text, width, None));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn spans_hold_on_any_text(text in "\\PC{0,200}") {
        check(&text)?;
    }

    #[test]
    fn spans_hold_on_mangled_news(words in proptest::collection::vec(prop_oneof![
        Just("Rais"), Just("Samia"), Just("BARAZA"), Just("la"), Just("Usalama"), Just("wa"), Just("Umoja"), Just("Mataifa"), Just("\n\n"),
        Just("(NEC)"), Just("“"), Just("é́"), Just("2024Rais"), Just("wizara"), Just("ya"), Just("Kenya."), Just("\u{200B}"), Just("Élysée"),
    ], 0..60), glue in any::<bool>()) {
        check(&words.join(if glue { "" } else { " " }))?;
    }
}

#[test]
fn long_tokens_and_empty_text() {
    assert!(names_of("", Width::Wide, None).is_empty());
    names_of(&"Aé".repeat(10_000), Width::Wide, None);
    names_of(&"Kenya ".repeat(20_000), Width::Wide, None);
}
