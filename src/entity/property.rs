//! Whatever the words and wherever the names: no panic, spans on character boundaries, references in order, one answer.

use proptest::prelude::*;

use super::{NameMention, entities};
use crate::article::{Article, layout};
use crate::extractor::Reading;
use crate::record::EntityType;
use crate::text::{Scratch, paragraphs, sentences, tokenize};

/// Words that the rules look at, and some that no rule expects.
const WORDS: &[&str] = &[
    "rais",
    "Rais",
    "waziri",
    "mkuu",
    "wa",
    "ya",
    "la",
    "cha",
    "na",
    ",",
    ".",
    "(",
    ")",
    "-",
    "huyo",
    "hiyo",
    "hizo",
    "mbili",
    "nchi",
    "nchini",
    "humo",
    "mji",
    "chama",
    "hicho",
    "serikali",
    "imesema",
    "alisema",
    "polisi",
    "waasi",
    "mwenzake",
    "mkewe",
    "aliyekuwa",
    "zamani",
    "kaimu",
    "naibu",
    "Marekani",
    "Kenya",
    "Joe",
    "Biden",
    "AU",
    "Umoja",
    "Dk.",
    "kiti",
    "kuwa",
    "pande",
    "zote",
    "yake",
    "viongozi",
    "dini",
    "\n",
    "\n\n",
    "🐄",
    "ng’ombe",
    "Ñ",
    "漢字",
    "2024",
    "\u{200b}",
    "“",
    "”",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_names_in_any_words(picks in prop::collection::vec((0..WORDS.len(), 0..8u8), 0..80)) {
        let mut text = String::new();
        for (word, glue) in &picks {
            text.push_str(WORDS[*word]);
            if *glue > 0 {
                text.push(' ');
            }
        }
        let article = Article { text: &text, published: crate::published("2021-03-04").ok(), ..Article::default() };
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens, &mut Scratch::default());
        let paragraphs = paragraphs(&text, &tokens);
        let mut sentences = sentences(&text, &tokens, &paragraphs);
        let layout = layout(&article, &tokens, &paragraphs, &mut sentences);
        let reading = Reading { text: &text, tokens: &tokens, sentences: &sentences, layout: &layout, day: article.published };
        // Names of one to three tokens, some over marks and line breaks.
        let mut names = Vec::new();
        let mut at = 0;
        for (word, size) in picks.iter().filter(|p| p.1 % 2 == 1) {
            let len = usize::from(size % 3) + 1;
            if at + len > tokens.len() {
                break;
            }
            let kind = [EntityType::Per, EntityType::Org, EntityType::Loc][word % 3];
            let span = tokens[at].span.to(tokens[at + len - 1].span);
            names.push(NameMention { span, tokens: at..at + len, kind, confidence: 0.5, given: None });
            at += len + word % 4;
        }
        let found = entities(&reading, &names);
        let mut mentions = 0;
        for entity in &found.entities {
            prop_assert!(!entity.mentions.is_empty());
            for mention in &entity.mentions {
                prop_assert_eq!(mention.span.of(&text), &mention.text);
                mentions += 1;
            }
        }
        prop_assert_eq!(mentions, found.references.len());
        prop_assert!(found.references.is_sorted_by_key(|r| r.tokens.start));
        for role in &found.roles {
            prop_assert_eq!(role.span.of(&text), &role.text);
            prop_assert!(found.entities.iter().any(|e| e.id == role.person && e.kind == EntityType::Per));
        }
        for reference in &found.references {
            prop_assert!(reference.tokens.contains(&reference.head));
            prop_assert!(found.at(reference.head).is_some());
        }
        let again = entities(&reading, &names);
        prop_assert_eq!(found.entities, again.entities);
        prop_assert_eq!(found.roles, again.roles);
    }
}

#[test]
fn a_long_text_takes_no_longer_by_the_word() {
    let once = "Rais Yohana Mtakula wa Kenya alisema nchi hiyo itajenga shule. Waziri huyo wa zamani alishukuru serikali yake. ";
    let seconds = |times: usize| {
        let text = once.repeat(times);
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens, &mut Scratch::default());
        let paragraphs = paragraphs(&text, &tokens);
        let mut sentences = sentences(&text, &tokens, &paragraphs);
        let article = Article { text: &text, ..Article::default() };
        let layout = layout(&article, &tokens, &paragraphs, &mut sentences);
        let reading = Reading { text: &text, tokens: &tokens, sentences: &sentences, layout: &layout, day: None };
        // Every other name is one that nobody bore before.
        let names: Vec<NameMention> = (0..tokens.len())
            .filter(|&at| tokens[at].is_capitalised() && tokens[at].text(&text) != "Rais" && tokens[at].text(&text) != "Waziri")
            .map(|at| {
                let kind = if tokens[at].text(&text) == "Kenya" { EntityType::Loc } else { EntityType::Per };
                NameMention { span: tokens[at].span, tokens: at..at + 1, kind, confidence: 0.5, given: None }
            })
            .collect();
        let began = std::time::Instant::now();
        let found = entities(&reading, &names);
        assert!(!found.entities.is_empty());
        began.elapsed().as_secs_f64()
    };
    // The best of several, for what else the machine does only ever adds.
    let best = |times: usize| (0..3).map(|_| seconds(times)).fold(f64::INFINITY, f64::min);
    let (short, long) = (best(200).max(1e-4), best(3200));
    assert!(long < short * 16.0 * 8.0, "{short} s for 200, {long} s for 3200");
}

#[test]
fn tables_are_shared_by_threads() {
    fn is<T: Send + Sync>() {}
    is::<super::words::Words>();
    is::<super::Entities>();
}
