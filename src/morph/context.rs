//! Which reading of a word its sentence means.
//!
//! A lattice of readings, a weight for each pair of neighbours, the best path (Viterbi). The weights are written by hand and
//! say what grammars say: a modifier agrees with its noun, a preposition is not followed by a tensed verb, `kuwa` is “that”
//! after a verb of saying and “to be” after one that takes an infinitive. What agreement leaves open is then narrowed
//! (`narrow.rs`).

use super::agreement::Agreement;
use super::analysis::Analysis;
use super::cache::Cache;
use super::grammar::{Known, Mood, Tense, Upos};
use super::lemma::Lemma;
use super::narrow::{Head, narrow};
use super::stem::Args;
use super::{Extensions, Morph};
use crate::text::{Case, Kind, Sentence, Token};

/// Working memory, one per cache.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    cells: Vec<Cell>,
    starts: Vec<u32>,
    /// Readings that only this place has: names, numbers, marks.
    extra: Vec<Analysis>,
    nouns: Vec<Head>,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    /// Index into the cache's readings, or past `EXTRA` into the lattice's own.
    reading: u32,
    own: i32,
    best: i32,
    back: u32,
}

impl Lattice {
    /// A reading that the cache does not hold.
    fn push(&mut self, analysis: Analysis, own: i32) {
        self.cells.push(Cell { reading: EXTRA | self.extra.len() as u32, own, best: 0, back: 0 });
        self.extra.push(analysis);
    }
}

/// A weight that decides against a reading unless nothing else is possible.
const NO: i32 = 14;
/// Indices of readings from here on are the lattice's own.
const EXTRA: u32 = 1 << 31;
/// No two weights make up for a reading that is so much worse to begin with.
pub(super) const FAR: i16 = 26;

pub(super) fn analyze(morph: &Morph, text: &str, tokens: &[Token], sentences: &[Sentence], cache: &mut Cache, out: &mut Vec<Analysis>) {
    let base = out.len();
    let mut lattice = std::mem::take(&mut cache.lattice);
    let mut done = 0;
    for sentence in sentences {
        let range = sentence.tokens.start.max(done).min(tokens.len())..sentence.tokens.end.min(tokens.len());
        if done < range.start {
            run(morph, text, &tokens[done..range.start], cache, &mut lattice, out);
        }
        if !range.is_empty() {
            done = range.end;
            run(morph, text, &tokens[range], cache, &mut lattice, out);
        }
    }
    if done < tokens.len() {
        run(morph, text, &tokens[done..], cache, &mut lattice, out);
    }
    cache.lattice = lattice;
    debug_assert_eq!(out.len() - base, tokens.len());
}

/// One sentence.
fn run(morph: &Morph, text: &str, tokens: &[Token], cache: &mut Cache, lattice: &mut Lattice, out: &mut Vec<Analysis>) {
    cache.tidy();
    lattice.cells.clear();
    lattice.starts.clear();
    lattice.extra.clear();
    let titled = is_titled(tokens);
    let mut initial = true;
    for token in tokens {
        lattice.starts.push(lattice.cells.len() as u32);
        candidates(morph, text, token, initial, titled, cache, lattice);
        if token.is_word() || token.kind == Kind::Number {
            initial = false;
        } else if token.kind == Kind::Punctuation && matches!(token.text(text), ":" | "\"" | "“" | "‘" | "«" | "–" | "—" | "•") {
            initial = true; // quoted or listed words begin anew
        }
    }
    lattice.starts.push(lattice.cells.len() as u32);
    best_path(morph, cache, lattice);
    let first = out.len();
    trace_back(cache, lattice, tokens.len(), out);
    narrow(&mut out[first..], &mut lattice.nouns);
}

/// Whether a line is written with capitals throughout, as headlines are.
fn is_titled(tokens: &[Token]) -> bool {
    let long = tokens.iter().filter(|t| t.kind == Kind::Word && t.span.len() > 3);
    let (mut all, mut capital) = (0, 0);
    for token in long {
        all += 1;
        capital += usize::from(token.is_capitalised());
    }
    all >= 3 && capital * 10 >= all * 8
}

fn candidates(morph: &Morph, text: &str, token: &Token, initial: bool, titled: bool, cache: &mut Cache, lattice: &mut Lattice) {
    let plain = |pos: Upos| Analysis::new(pos, Lemma::new(token.text(text)), Known::Lexical, 50);
    match token.kind {
        Kind::Number => return lattice.push(plain(Upos::Num), 50),
        Kind::Punctuation => return lattice.push(plain(Upos::Punct), 50),
        Kind::Symbol => return lattice.push(plain(Upos::Sym), 50),
        Kind::Url | Kind::Email | Kind::Tag => return lattice.push(plain(Upos::X), 50),
        Kind::Word | Kind::Abbreviation => {}
    }
    let capital = token.is_capitalised();
    let telling = capital && !initial && !titled;
    let range = cache.find(morph, text, token);
    let readings = cache.readings(range);
    let (mut known, mut name_known) = (false, false);
    for (i, reading) in readings.iter().enumerate() {
        let mut own = i32::from(reading.score);
        known |= reading.known != Known::Guessed;
        if reading.pos == Upos::Propn {
            name_known = true;
            own += if capital { 12 } else { -30 };
        } else if reading.country[0] != 0 && !capital {
            own -= 10; // kirusi is a virus, Kirusi a language
        } else if telling {
            own -= match reading.pos {
                Upos::Noun if reading.known == Known::Lexical => -2,
                Upos::Noun => 4,
                // No name looks like zinazotishwa.
                Upos::Verb if reading.score >= 46 && token.span.len() >= 7 => -3,
                Upos::Verb => NO,
                Upos::Adj | Upos::Adv => 0,
                _ => 3,
            };
        }
        if reading.mood == Some(Mood::Imperative) {
            own -= 6;
        }
        lattice.cells.push(Cell { reading: range.0 + i as u32, own, best: 0, back: 0 });
    }
    if capital && !name_known {
        let own = match (telling, known) {
            (true, _) => 50,
            (false, false) => 30,
            (false, true) if token.case == Case::Upper && !titled => 40,
            (false, true) => 12,
        };
        let name = Analysis { agrees: Agreement::classes(&[1, 9]), ..plain(Upos::Propn) };
        lattice.push(Analysis { known: Known::Guessed, ..name }, own);
    }
}

fn reading<'c>(cache: &'c Cache, extra: &'c [Analysis], cell: &Cell) -> &'c Analysis {
    if cell.reading >= EXTRA { &extra[(cell.reading - EXTRA) as usize] } else { cache.reading(cell.reading) }
}

fn best_path(morph: &Morph, cache: &Cache, lattice: &mut Lattice) {
    let Lattice { cells, starts, extra, .. } = lattice;
    for at in 0..starts.len().saturating_sub(1) {
        let (start, end) = (starts[at] as usize, starts[at + 1] as usize);
        if at == 0 {
            for cell in &mut cells[start..end] {
                cell.best = cell.own;
            }
            continue;
        }
        let (before, here) = cells.split_at_mut(start);
        let from = starts[at - 1] as usize;
        let alone = before.len() - from == 1;
        for cell in &mut here[..end - start] {
            if alone && end - start == 1 {
                cell.best = before[from].best + cell.own;
                continue;
            }
            let own = reading(cache, extra, cell);
            // The first of equals wins, so the path depends on nothing but the sentence.
            let (mut best, mut back) = (i32::MIN, 0);
            for (i, previous) in before[from..].iter().enumerate() {
                let total = previous.best + pair(morph, reading(cache, extra, previous), own);
                if total > best {
                    (best, back) = (total, i as u32);
                }
            }
            cell.best = best + cell.own;
            cell.back = back;
        }
    }
}

fn trace_back(cache: &Cache, lattice: &Lattice, len: usize, out: &mut Vec<Analysis>) {
    if len == 0 {
        return;
    }
    let first = out.len();
    let (start, end) = (lattice.starts[len - 1] as usize, lattice.starts[len] as usize);
    let mut pick = (start..end).rev().max_by_key(|&i| lattice.cells[i].best).unwrap_or(start);
    for at in (0..len).rev() {
        let cell = &lattice.cells[pick];
        out.push(*reading(cache, &lattice.extra, cell));
        if at > 0 {
            pick = lattice.starts[at - 1] as usize + cell.back as usize;
        }
    }
    out[first..].reverse();
}

/// How well two readings stand beside each other.
fn pair(morph: &Morph, a: &Analysis, b: &Analysis) -> i32 {
    let tensed = b.is_finite() && b.relative.is_none();
    let infinitive = b.mood == Some(Mood::Infinitive);
    let takes = |args: Args| a.verb.is_some_and(|v| morph.verb(v).args.has(args));
    match (a.pos, b.pos) {
        (Upos::Propn, Upos::Propn) => 6,
        (Upos::Noun | Upos::Propn, Upos::Adp) if !b.class.is_none() => agreement(a.agrees, b.class, 6, 6),
        (Upos::Noun | Upos::Propn, Upos::Det | Upos::Pron | Upos::Num | Upos::Adj) if !b.class.is_none() => {
            agreement(a.agrees, b.class, 5, 7)
        }
        (Upos::Det | Upos::Adj | Upos::Num, Upos::Adp) if !b.class.is_none() && !a.class.is_none() => agreement(a.class, b.class, 3, 3),
        (Upos::Noun, Upos::Adj) => 2,
        (Upos::Noun | Upos::Propn | Upos::Det | Upos::Pron, Upos::Verb | Upos::Aux) if b.is_finite() => {
            let host = if matches!(a.pos, Upos::Det | Upos::Pron) { a.class } else { a.agrees };
            if !b.relative.is_none() && a.pos == Upos::Noun {
                agreement(host, b.relative.or(Agreement::PLACE).or(Agreement::classes(&[8])), 4, 2)
            } else {
                agreement(host, b.subject, 4, 1)
            }
        }
        (Upos::Noun | Upos::Propn, Upos::Cconj) => 3,
        (Upos::Adp, Upos::Noun) => 3,
        (Upos::Adp, Upos::Propn) => 2,
        (Upos::Adp, Upos::Adv) => 1,
        // A preposition has something after it: `yako njiani kutoka.` is the verb.
        (Upos::Adp, Upos::Punct) => -NO,
        (Upos::Adp, Upos::Verb) if infinitive => 4,
        (Upos::Adp, Upos::Verb | Upos::Aux) if tensed => -8,
        (Upos::Adp, Upos::Verb) if b.mood == Some(Mood::Imperative) => -NO,
        (Upos::Adp, Upos::Sconj | Upos::Cconj) => -8,
        (Upos::Adp, Upos::Adp) if b.class.is_none() => -3,
        // baada ya, juu ya, mwishoni mwa; but mpaka wa is a border, and nothing is ya ya
        (Upos::Adp, Upos::Adp) if a.class.is_none() && b.class.meets(Agreement::classes(&[9, 18])) => 3,
        (Upos::Adp, Upos::Adp) if a.class.is_none() => -NO,
        (Upos::Adp, Upos::Adp) => -6,
        (Upos::Sconj | Upos::Cconj, Upos::Adp) if !b.class.is_none() => -6,
        (Upos::Adp, Upos::Adj) if !b.class.is_none() => -2,
        (Upos::Verb | Upos::Aux, Upos::Sconj) => {
            if takes(Args::KWAMBA) && takes(Args::INFINITIVE) {
                3
            } else if takes(Args::KWAMBA) {
                8
            } else if takes(Args::INFINITIVE) {
                -6
            } else {
                0
            }
        }
        (Upos::Verb, Upos::Verb) if infinitive => {
            if takes(Args::INFINITIVE) {
                7
            } else {
                2
            }
        }
        (Upos::Verb | Upos::Aux, Upos::Adp) if !b.class.is_none() => -4,
        (Upos::Verb, Upos::Adp) => {
            let mutual = a.extensions.has(Extensions::PASSIVE) || a.extensions.has(Extensions::RECIPROCAL);
            if mutual || takes(Args::NA) { 6 } else { 2 }
        }
        (Upos::Verb, Upos::Noun | Upos::Propn) => 2,
        (Upos::Verb | Upos::Sconj, Upos::Adv) => 2,
        // alikuwa akisema, atakuwa amefika
        (Upos::Verb, Upos::Verb) if tensed && takes(Args::default()) && a.lemma.as_str() == "wa" => 4,
        (Upos::Sconj, Upos::Verb | Upos::Aux) if tensed => 3,
        (Upos::Sconj, Upos::Verb) if b.mood == Some(Mood::Imperative) => -8,
        (Upos::Punct, Upos::Verb) if b.tense == Some(Tense::General) && b.relative.is_none() => -2,
        (Upos::Num, Upos::Noun) => 0,
        _ => 0,
    }
}

fn agreement(a: Agreement, b: Agreement, yes: i32, no: i32) -> i32 {
    if a.is_none() || b.is_none() {
        0
    } else if a.meets(b) {
        yes
    } else {
        -no
    }
}
