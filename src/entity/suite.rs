//! The cases of `tests/suites/entity/*.md`: short texts with their names marked, and what a reader understands by them.

use super::{Entities, NameMention, entities, mention_bounds};
use crate::article::{Article, layout};
use crate::extractor::Reading;
use crate::record::{Entity, EntityType, MentionKind};
use crate::text::{Scratch, Span, paragraphs, sentences, tokenize};

/// A text with its marks taken out.
#[derive(Debug, Default)]
struct Marked {
    text: String,
    names: Vec<(Span, EntityType)>,
    /// Description and what it stands for.
    described: Vec<(Span, Vec<String>)>,
}

fn read_marks(source: &str) -> Marked {
    let mut out = Marked::default();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        match c {
            '[' | '{' => open.push(out.text.len()),
            '|' if !open.is_empty() => {
                let end = rest.find(']').expect("a closing bracket");
                let kind = match &rest[1..end] {
                    "PER" => EntityType::Per,
                    "ORG" => EntityType::Org,
                    _ => EntityType::Loc,
                };
                out.names.push((Span::new(open.pop().unwrap(), out.text.len()), kind));
                rest = &rest[end + 1..];
                continue;
            }
            '=' if open.len() == 1 => {
                let end = rest.find('}').expect("a closing brace");
                let text = out.text.trim_end().len();
                let stands_for = rest[1..end].split(',').map(|n| n.trim().to_owned()).collect();
                out.text.truncate(text);
                out.described.push((Span::new(open.pop().unwrap(), text), stands_for));
                rest = &rest[end + 1..];
                continue;
            }
            c => out.text.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

fn run(marked: &Marked, day: Option<&str>) -> Entities {
    let text = marked.text.as_str();
    let article = Article { text, published: day.and_then(|d| crate::published(d).ok()), ..Article::default() };
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens, &mut Scratch::default());
    let paragraphs = paragraphs(text, &tokens);
    let mut sentences = sentences(text, &tokens, &paragraphs);
    let layout = layout(&article, &tokens, &paragraphs, &mut sentences);
    let reading = Reading { text, tokens: &tokens, sentences: &sentences, layout: &layout, day: article.published };
    let name = |&(span, kind): &(Span, EntityType)| NameMention {
        span,
        tokens: mention_bounds(&tokens, span),
        kind,
        confidence: 1.0,
        given: None,
    };
    let mut names: Vec<NameMention> = marked.names.iter().map(name).collect();
    names.sort_by_key(|n| n.span.start);
    entities(&reading, &names)
}

/// The entity called so: by one of its names in the text, or by its standard name.
fn called<'e>(found: &'e Entities, name: &str) -> Option<&'e Entity> {
    let named = |e: &&Entity| e.mentions.iter().any(|m| m.kind == MentionKind::Name && m.text == name);
    found.entities.iter().find(named).or_else(|| found.entities.iter().find(|e| e.name == name))
}

fn describe(found: &Entities, span: Span) -> Vec<&str> {
    let at = |e: &&Entity| e.kind != EntityType::Grp && e.mentions.iter().any(|m| m.kind == MentionKind::Nominal && m.span.overlaps(span));
    found.entities.iter().filter(at).map(|e| e.name.as_str()).collect()
}

/// What a line of expectations says is wrong, if anything.
fn check(found: &Entities, line: &str) -> Option<String> {
    let codes = |e: &Entity| format!("{} {}", e.sector.as_deref().unwrap_or("-"), e.country.as_deref().unwrap_or("-"));
    if let Some((words, want)) = line.split_once(" :: ") {
        let group = found.entities.iter().find(|e| e.kind == EntityType::Grp && e.mentions.iter().any(|m| m.text == words));
        let got = group.map(codes);
        return (got.as_deref() != Some(want)).then(|| format!("{words}: {got:?} instead of {want}"));
    }
    if let Some((title, rest)) = line.split_once(" > ") {
        let (rest, status) = match rest.split_once(" (") {
            Some((rest, status)) => (rest, Some(status.trim_end_matches(')'))),
            None => (rest, None),
        };
        let (person, of) = rest.split_once(" @ ").map_or((rest, None), |(p, o)| (p, Some(o)));
        let id = called(found, person).map(|e| e.id.as_str());
        if title == "no title" {
            return found.roles.iter().any(|r| Some(r.person.as_str()) == id).then(|| format!("{person} has a title"));
        }
        let of = of.map(|o| called(found, o).map_or("nobody", |e| e.id.as_str()));
        let fits = found.roles.iter().any(|r| {
            r.text == title
                && Some(r.person.as_str()) == id
                && (of.is_none() || r.of.as_deref() == of)
                && (status.is_none() || r.status.as_deref() == status)
        });
        return (!fits).then(|| format!("no {line} in {:?}", found.roles));
    }
    if let Some((name, want)) = line.split_once(" at ") {
        let index = found.entities.iter().position(|e| e.mentions.iter().any(|m| m.text == name));
        let place = index.and_then(|i| found.places.iter().find(|p| p.entity == i));
        let got = place.map(|p| format!("{:.1} {:.1} {}", p.latitude, p.longitude, p.class));
        return (got.as_deref() != Some(want)).then(|| format!("{name}: {got:?} instead of {want}"));
    }
    if let Some(codes) = line.strip_prefix("plays in ") {
        let got: Vec<&str> = found.countries.iter().map(|c| c.0.as_str()).collect();
        return (!got.join(" ").starts_with(codes)).then(|| format!("plays in {got:?}"));
    }
    if let Some((a, b)) = line.strip_prefix("two ").and_then(|l| l.split_once(" / ")) {
        let (a, b) = (called(found, a)?, called(found, b)?);
        return (a.id == b.id).then(|| format!("{line}: one"));
    }
    if let Some((a, b)) = line.split_once(" = ") {
        let id = |n| called(found, n).map(|e| e.id.as_str());
        return (id(a).is_none() || id(a) != id(b)).then(|| format!("{line}: two entities"));
    }
    let (name, want) = line.split_once(": ")?;
    let got = called(found, name).map(|e| format!("{} {}", e.country.as_deref().unwrap_or("-"), e.sector.as_deref().unwrap_or("-")));
    (got.as_deref() != Some(want)).then(|| format!("{name}: {got:?} instead of {want}"))
}

#[test]
fn every_case_of_the_suites() {
    let (mut cases, mut failed) = (0, Vec::new());
    for suite in [
        include_str!("../../tests/suites/entity/people.md"),
        include_str!("../../tests/suites/entity/descriptions.md"),
        include_str!("../../tests/suites/entity/groups.md"),
        include_str!("../../tests/suites/entity/places.md"),
    ] {
        for case in suite.split("\n## ").skip(1) {
            let mut lines = case.lines();
            let heading = lines.next().unwrap_or_default();
            let day = heading.rsplit_once('(').map(|(_, d)| d.trim_end_matches(')'));
            let text = lines.clone().find_map(|l| l.strip_prefix("> ")).expect(heading);
            let marked = read_marks(text);
            let found = run(&marked, day);
            cases += 1;
            for (span, stands_for) in &marked.described {
                let got = describe(&found, *span);
                let mut want: Vec<&str> =
                    stands_for.iter().filter(|n| *n != "?").map(|n| called(&found, n).map_or("nobody", |e| e.name.as_str())).collect();
                let mut sorted = got.clone();
                sorted.sort_unstable();
                want.sort_unstable();
                if sorted != want {
                    failed.push(format!("{heading}: {:?} is {sorted:?} instead of {want:?}", span.of(&marked.text)));
                }
            }
            failed.extend(lines.filter_map(|l| l.strip_prefix("- ")).filter_map(|l| check(&found, l)).map(|f| format!("{heading}: {f}")));
        }
    }
    assert!(cases >= 35, "only {cases} cases");
    assert!(failed.is_empty(), "{} failures:\n{}", failed.len(), failed.join("\n"));
}
