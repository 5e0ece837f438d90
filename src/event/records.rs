//! Events as the record has them, with what the other layers add: who reported it, its contexts, how many people were killed,
//! injured or arrested, the day it is counted under, and the key that retellings share.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::bridge::tokens_of;
use super::code::key;
use super::context::Contexts;
use super::{Kind, Parties, When, events};
use crate::data::tsv::Table;
use crate::extractor::Reading;
use crate::morph::Analysis;
use crate::record::{Document, Event, happening};
use crate::text::{Span, hash_lower};

/// The events of an article; `so_far` has the layers below.
pub(crate) fn records(reading: &Reading, analyses: &[Analysis], so_far: &Document) -> Vec<Event> {
    let mut parties = Parties::of(&so_far.entities, reading.tokens);
    parties.speak(so_far.quotes.iter().filter(|q| q.style == "direct").filter_map(|q| {
        let speaker = so_far.entities.iter().position(|e| Some(&e.id) == q.speaker.as_ref())?;
        Some((tokens_of(reading.tokens, q.span), speaker as u32))
    }));
    let found = events(reading, analyses, &parties, &When::of(&so_far.times, reading.tokens));
    let mut out: Vec<Event> = found.iter().map(|f| f.record(reading.text, &so_far.entities)).collect();
    let country = so_far.countries.first().map(|c| c.code.as_str());
    // Events stand in text order, so a paragraph's contexts are read once.
    let mut contexts: (Option<usize>, Vec<String>) = (None, Vec::new());
    for event in &mut out {
        let quote = so_far.quotes.iter().find(|q| q.span.contains(event.span));
        event.source = quote.and_then(|q| q.speaker.clone());
        event.day = day(event, so_far);
        let paragraph = Some(reading.sentences[event.sentence as usize].paragraph);
        if contexts.0 != paragraph {
            contexts = (paragraph, of_paragraph(reading, analyses, event.sentence as usize));
        }
        event.context.clone_from(&contexts.1);
        event.key = happening::key(event, &so_far.entities, country);
    }
    let sentences: Vec<(Span, usize)> = reading.sentences.iter().map(|s| (s.span, s.paragraph)).collect();
    let counted: Vec<(Span, u64, &str)> = so_far
        .quantities
        .iter()
        .filter(|q| q.kind == "count")
        .filter_map(|q| {
            let befell = q.befell.as_deref().or_else(|| done_to(q.span, reading, analyses))?;
            Some((q.span, q.value.round().clamp(0.0, 1e12) as u64, befell))
        })
        .collect();
    tolls(&mut out, &counted, &sentences);
    out
}

/// What befell people who are the object of a verb right before them: `waliwaua watu wanne`, `kuwajeruhi wengine 20`.
fn done_to(span: Span, reading: &Reading, analyses: &[Analysis]) -> Option<&'static str> {
    static DOES: LazyLock<FxHashMap<u64, &'static str>> = LazyLock::new(|| {
        let table = Table::built_in(include_str!("../../data/quantity/befell.tsv"));
        let rows = table.rows().flat_map(|row| row.list("does").map(move |verb| (hash_lower(verb), row.get("state"))).collect::<Vec<_>>());
        rows.collect()
    });
    let tokens = tokens_of(reading.tokens, span);
    let from = (tokens.start as usize).saturating_sub(3);
    let verb = analyses[from..tokens.end as usize].iter().rev().find(|a| a.is_verb())?;
    if verb.passive() { None } else { DOES.get(&key(verb)).copied() }
}

fn of_paragraph(reading: &Reading, analyses: &[Analysis], sentence: usize) -> Vec<String> {
    let paragraph = reading.sentences[sentence].paragraph;
    let inside = |s: &&crate::text::Sentence| s.paragraph == paragraph;
    let start = reading.sentences[..sentence].iter().rev().take_while(inside).last().unwrap_or(&reading.sentences[sentence]);
    let end = reading.sentences[sentence..].iter().take_while(inside).last().unwrap_or(&reading.sentences[sentence]);
    let range = start.tokens.start..end.tokens.end;
    Contexts::built_in().of(&reading.tokens[range.clone()], &analyses[range])
}

/// The first day of the event's date; where the text gives none, what is told as news happened about when it was published.
fn day(event: &Event, so_far: &Document) -> Option<String> {
    match (&event.date, event.aux.as_deref()) {
        (Some(date), _) => {
            let time = so_far.times.iter().find(|t| t.value.as_deref().is_some_and(|v| v.split('T').next() == Some(date)));
            time.and_then(|t| t.start_date.clone())
        }
        (None, None | Some("negation")) => so_far.published.clone(),
        (None, _) => None,
    }
}

/// Gives each number of people killed, injured or arrested to the event that did it: the nearest fitting one of the sentence, else
/// the last before it in the paragraph. A larger later figure (`idadi imefika 30`) does not replace the first.
fn tolls(events: &mut [Event], counted: &[(Span, u64, &str)], sentences: &[(Span, usize)]) {
    for &(span, count, befell) in counted {
        let deed: &[Kind] = match befell {
            "dead" | "injured" => &[Kind::Assault, Kind::Protest, Kind::Coerce],
            "arrested" => &[Kind::Coerce, Kind::Protest],
            _ => continue,
        };
        let at = sentences.partition_point(|(sentence, _)| sentence.start <= span.start).saturating_sub(1);
        let fits = |e: &Event| {
            let rank = deed.iter().position(|k| k.name() == e.kind)?;
            let arrests = befell != "arrested" || e.kind != "COERCE" || e.mode.iter().any(|m| m == "arrest");
            (arrests && !matches!(e.aux.as_deref(), Some("negation" | "hypothetical" | "future"))).then_some(rank)
        };
        let near = |e: &Event| {
            let own = e.sentence as usize;
            let same = own == at;
            let before = own < at && at - own <= 2 && sentences[own].1 == sentences[at].1;
            (same || before).then(|| (at - own, e.span.start.abs_diff(span.start)))
        };
        let best = (0..events.len())
            .filter_map(|i| {
                let (distance, apart) = near(&events[i])?;
                Some(((distance, fits(&events[i])?, apart), i))
            })
            .min()
            .map(|(_, i)| i);
        let Some(event) = best.map(|i| &mut events[i]) else { continue };
        let place = match befell {
            "dead" => &mut event.killed,
            "injured" => &mut event.injured,
            _ => &mut event.arrested,
        };
        place.get_or_insert(count);
    }
}
