//! Who did what to whom: PLOVER events, with actor, recipient, date and place.
//!
//! A sentence becomes items (`items.rs`), its verbs find their subjects and objects (`clause.rs`), predicates find their
//! frames (`frame.rs`, `data/frames/*.toml`), the ontology's rules decide what a told act counts as (`rules.rs`), and
//! retellings fall together (`merge.rs`). Precision before recall: without a party, or asked for, promised, denied or
//! alleged, an act is not coded as done.

mod bridge;
mod clause;
mod code;
mod context;
mod control;
mod cues;
mod frame;
mod idiom;
mod items;
mod kind;
mod lexical;
mod merge;
mod nouns;
mod parties;
mod records;
mod rules;
mod told;
mod when;
mod words;

use std::sync::LazyLock;

pub use kind::{Kind, score};
pub use lexical::lexical;
pub use parties::{Mention, Parties, When};
pub(crate) use records::records;

use crate::article::Zone;
use crate::calendar::Date;
use crate::extractor::Reading;
use crate::morph::{Agreement, Analysis, Tense};
use crate::text::{Sentence, Span, Token, hash_word};

/// An article as the coder reads it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// The zone of each sentence.
    pub zones: &'a [Zone],
    /// The publication day.
    pub day: Option<Date>,
}

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The verb or noun that says it.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// PLOVER type.
    pub kind: Kind,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// `historical`, `future`, `hypothetical`, `negation`, or none.
    pub aux: Option<&'static str>,
    /// Entities that act.
    pub actor: Vec<u32>,
    /// Entities acted on.
    pub recipient: Vec<u32>,
    /// TIMEX3 value of when.
    pub date: Option<String>,
    /// Entity of where.
    pub place: Option<u32>,
    /// Id of the frame that read it.
    pub frame: &'static str,
    /// From the first to the last of anchor and parties in its sentence.
    pub evidence: Span,
}

impl Found {
    /// −10 to 10.
    #[must_use]
    pub fn score(&self) -> f32 {
        score(self.kind, &self.modes)
    }
}

/// How many predicates the frames have.
#[must_use]
pub fn predicates() -> usize {
    frame::Frames::built_in().predicates
}

/// The events of an article.
pub(crate) fn events(reading: &Reading, analyses: &[Analysis], parties: &Parties, times: &[When]) -> Vec<Found> {
    let Reading { text, tokens, sentences, layout, day } = *reading;
    code(&Source { text, tokens, sentences, zones: &layout.zones, day }, analyses, parties, times)
}

/// Tokens of the longest sentence that is read as one.
const LONGEST: usize = 400;

/// The events of an article in order of their anchors; one analysis a token.
#[must_use]
pub fn code(source: &Source, analyses: &[Analysis], parties: &Parties, times: &[When]) -> Vec<Found> {
    static WORDS: LazyLock<words::Words> = LazyLock::new(words::Words::new);
    if analyses.len() != source.tokens.len() {
        return Vec::new();
    }
    let stands = parties.stands();
    let starts = parties.starts(source.tokens.len());
    let quoted = quoted(source);
    let ground = items::Ground { tokens: source.tokens, analyses, parties, starts: &starts, quoted: &quoted, words: &WORDS };
    let (mut lines, mut raw) = (items::Items::default(), Vec::new());
    let (mut body, mut head) = (Vec::new(), Vec::new());
    let mut before: Vec<(Agreement, Vec<usize>)> = Vec::new();
    for (index, sentence) in source.sentences.iter().enumerate() {
        let zone = source.zones.get(index).copied().unwrap_or(Zone::Body);
        if !matches!(zone, Zone::Body | Zone::Standfirst | Zone::Headline) {
            continue;
        }
        // What has no end for so long is no sentence; read in pieces it stays linear.
        for start in sentence.tokens.clone().step_by(LONGEST) {
            let piece = start..sentence.tokens.end.min(start + LONGEST);
            ground.read(piece.clone(), &mut lines);
            let clause = clause::Clause::new(&ground, &lines, &before);
            raw.clear();
            code::Coder::new(&clause, cues::Cues::built_in(), piece.clone()).code(&mut raw);
            for event in raw.drain(..) {
                let mut found = finish(event, source, analyses, index, &piece, parties, times);
                answer(&mut found, &body);
                merge::add(found, &stands, parties, if zone == Zone::Headline { &mut head } else { &mut body });
            }
            if let Some(fresh) = subjects(&clause) {
                before = fresh;
            }
        }
    }
    for event in head {
        if !body.iter().any(|old: &Found| old.kind == event.kind) {
            body.push(event);
        }
    }
    body.sort_by_key(|e| (e.span.start, e.span.end, e.kind));
    body
}

/// Who denies something answers those who accused them of it before.
fn answer(event: &mut Found, before: &[Found]) {
    if event.kind == Kind::Reject && event.recipient.is_empty() {
        let accused = before.iter().rev().take(200).find(|e| e.kind == Kind::Accuse && e.recipient.iter().any(|r| event.actor.contains(r)));
        if let Some(accused) = accused {
            event.recipient.clone_from(&accused.actor);
        }
    }
}

/// The subjects of a sentence, then its objects, kept for those after it that only have a prefix; the first one last, for it is found first.
fn subjects(clause: &clause::Clause<'_, '_>) -> Option<Vec<(Agreement, Vec<usize>)>> {
    let mut out: Vec<(Agreement, Vec<usize>)> = Vec::new();
    for (at, subject) in clause.subjects.iter().enumerate() {
        let (Some(subject), Some(verb)) = (subject, clause.verb_at(at)) else { continue };
        if !subject.who.is_empty() && verb.is_finite() && verb.relative.is_none() {
            out.push((verb.subject, subject.who.clone()));
        }
    }
    out.truncate(4);
    // Suu Kyi ni kiongozi … Anakabiliwa na mashtaka: the copula has no prefix, but what stands before it is its subject.
    for at in 1..clause.subjects.len() {
        let copula = clause.verb_at(at).is_some_and(|v| matches!(v.lemma.as_str(), "ni" | "si"));
        if let (true, Some((agrees, who))) = (copula, clause.free(at - 1)) {
            out.push((agrees, who));
        }
    }
    // Waliwakamata viongozi wawili. Walishtakiwa …: whoever the verb agrees with.
    for at in 0..clause.subjects.len() {
        let Some(verb) = clause.verb_at(at) else { continue };
        if !verb.passive()
            && let Some((item, who)) = clause.object(at, at + 1, 0, verb)
            && !who.is_empty()
            && let Some(agrees) = clause.agrees(item)
        {
            out.push((agrees, who));
        }
    }
    out.truncate(8);
    out.reverse();
    (!out.is_empty()).then_some(out)
}

fn finish(
    raw: code::Raw,
    source: &Source,
    analyses: &[Analysis],
    index: usize,
    sentence: &std::ops::Range<usize>,
    parties: &Parties,
    times: &[When],
) -> Found {
    let entities = |mentions: &[usize]| {
        let mut out: Vec<u32> = Vec::new();
        for &m in mentions {
            let entity = parties.mentions[m].entity;
            if !out.contains(&entity) {
                out.push(entity);
            }
        }
        out
    };
    let (mut actor, recipient) = (entities(&raw.actor), entities(&raw.recipient));
    let frame = &frame::Frames::built_in().all[raw.frame];
    if actor.is_empty() && !frame.by.is_empty() {
        actor.extend(authority(frame, sentence, parties).filter(|a| !recipient.contains(a)));
    }
    let said = rules::said(raw.kind);
    let date = when::date(times, source.tokens, analyses, sentence, &(raw.from..raw.to), said);
    let planned = raw.aux.is_some() || matches!(raw.kind, Kind::Agree | Kind::Concede | Kind::Threaten);
    let date = date.filter(|d| planned || !when::ahead(d, source.day));
    let mut aux = raw.aux;
    if aux.is_none() {
        let standing = raw.noun && raw.kind == Kind::Sanction && date.is_none();
        let once = raw.from > sentence.start && analyses[raw.from - 1].lemma.as_str() == "wahi";
        let told_back = date.is_none() && !raw.noun && era(source, index, times) && analyses[raw.from].tense == Some(Tense::Past);
        if standing || once || told_back || date.is_some_and(|d| when::historical(d, source.day)) {
            aux = Some("historical");
        }
    }
    let (mut from, mut to) = (raw.from, raw.to);
    for mention in raw.actor.iter().chain(&raw.recipient).map(|&m| &parties.mentions[m].tokens) {
        let (start, end) = (mention.start as usize, mention.end as usize);
        if sentence.start <= start && end <= sentence.end {
            (from, to) = (from.min(start), to.max(end));
        }
    }
    Found {
        evidence: source.tokens[from].span.to(source.tokens[to - 1].span),
        span: source.tokens[raw.from].span.to(source.tokens[raw.to - 1].span),
        sentence: index as u32,
        kind: raw.kind,
        modes: raw.modes,
        aux,
        place: when::place(parties, sentence, raw.from, raw.to, &actor, &recipient),
        actor,
        recipient,
        date: date.map(str::to_owned),
        frame: &frame.id,
    }
}

/// Whether the sentence before, in the same paragraph, told of a time a year or more back and of no later one.
fn era(source: &Source, index: usize, times: &[When]) -> bool {
    let Some(before) = index.checked_sub(1).map(|i| &source.sentences[i]) else { return false };
    if before.paragraph != source.sentences[index].paragraph {
        return false;
    }
    let first = times.partition_point(|t| (t.tokens.start as usize) < before.tokens.start);
    let mut dated = times[first..].iter().take_while(|t| (t.tokens.start as usize) < before.tokens.end).filter(|t| t.date).peekable();
    dated.peek().is_some() && dated.all(|t| when::historical(t.value, source.day))
}

/// Who must have done what only an authority does (arrest, charge, sentence): the one of the sentence, else the last one named before.
fn authority(frame: &frame::Frame, sentence: &std::ops::Range<usize>, parties: &Parties) -> Option<u32> {
    let fits = |m: &&Mention| m.kind != crate::record::EntityType::Per && m.sector.is_some_and(|s| frame.by.iter().any(|b| b == s));
    let start = parties.mentions.partition_point(|m| (m.tokens.start as usize) < sentence.start);
    let inside = parties.mentions[start..].iter().take_while(|m| (m.tokens.start as usize) < sentence.end).find(fits);
    inside.or_else(|| parties.mentions[start.saturating_sub(500)..start].iter().rfind(fits)).map(|m| m.entity)
}

/// By token: whether it stands between double quotation marks, which a paragraph's end closes.
fn quoted(source: &Source) -> Vec<bool> {
    let opens = ["“", "„", "«", "‘‘"].map(hash_word);
    let closes = ["”", "»", "’’"].map(hash_word);
    let either = ["\"", "''"].map(hash_word);
    let mut out = vec![false; source.tokens.len()];
    let (mut inside, mut paragraph) = (false, usize::MAX);
    for sentence in source.sentences {
        if sentence.paragraph != paragraph {
            (inside, paragraph) = (false, sentence.paragraph);
        }
        for at in sentence.tokens.clone() {
            let hash = source.tokens[at].hash;
            if !source.tokens[at].is_word() {
                if opens.contains(&hash) {
                    inside = true;
                } else if closes.contains(&hash) {
                    inside = false;
                } else if either.contains(&hash) {
                    inside = !inside;
                }
            }
            out[at] = inside;
        }
    }
    out
}
