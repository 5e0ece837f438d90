//! Agreement seen from both sides: the sets of classes that one sentence leaves.
//!
//! `i-` after `serikali` is class 9, `nchi` before `hizi` is class 10, `-wa-` before `vijana` is class 2. A noun keeps what its
//! modifiers and verbs allow, and they keep what it allows.

use super::agreement::Agreement;
use super::analysis::Analysis;
use super::grammar::{Sense, Upos};

/// A noun that a later word may agree with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    at: usize,
    agrees: Agreement,
    /// It stands after a connective or preposition, so it is rather not the subject.
    inner: bool,
}

/// Narrows sets of classes by the words that agree with each other.
pub(super) fn narrow(words: &mut [Analysis], nouns: &mut Vec<Head>) {
    nouns.clear();
    let mut open = false;
    for at in 0..words.len() {
        open |= narrow_word(words, at, nouns);
    }
    // Again where something stayed open, for a verb may settle what an adjective before it left so: mvua kubwa imenyesha.
    if open {
        nouns.clear();
        for at in 0..words.len() {
            narrow_word(words, at, nouns);
        }
    }
}

/// Narrows one word; whether it is left with several classes.
fn narrow_word(words: &mut [Analysis], at: usize, nouns: &mut Vec<Head>) -> bool {
    let word = &words[at];
    let (pos, class, subject, relative) = (word.pos, word.class, word.subject, word.relative);
    let is_modifier = matches!(pos, Upos::Adj | Upos::Det | Upos::Num | Upos::Pron);
    if !word.object.is_none() && word.is_verb() {
        narrow_object(words, at, nouns);
    }
    match pos {
        Upos::Noun | Upos::Propn => {
            let inner = at > 0 && words[at - 1].pos == Upos::Adp;
            nouns.push(Head { at, agrees: words[at].agrees, inner });
        }
        Upos::Adj | Upos::Det | Upos::Num | Upos::Pron | Upos::Adp if !class.is_none() => {
            // A modifier follows its noun, with other modifiers and connectives between them.
            if let Some(head) = nouns.iter_mut().rev().take(3).find(|h| h.agrees.meets(class)) {
                agree(words, at, head);
            } else if pos != Upos::Adp {
                // `wengi wa wale`, `hili ndilo`: it stands for its noun.
                let alone =
                    !words.get(at + 1).is_some_and(|w| matches!(w.pos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Det));
                if alone && pos == Upos::Det && words[at].lemma.is_demonstrative() {
                    words[at].pos = Upos::Pron;
                }
                nouns.push(Head { at, agrees: class, inner: at > 0 && words[at - 1].pos == Upos::Adp });
            }
        }
        Upos::Verb | Upos::Aux if !subject.is_none() => {
            let is_relative = !relative.is_none();
            let who = if is_relative { relative } else { subject };
            let near = |h: &&mut Head| h.agrees.meets(who);
            let outer = nouns.iter_mut().rev().take(6).filter(|h| is_relative || !h.inner).find(near);
            if let Some(head) = outer {
                agree_verb(words, at, head);
            } else if let Some(head) = nouns.iter_mut().rev().take(3).find(near) {
                agree_verb(words, at, head);
            }
        }
        _ => {}
    }
    is_modifier && class.class().is_none() && !class.is_none() && words[at].class.class().is_none()
}

/// An object marker means a noun after the verb, or else one before it.
fn narrow_object(words: &mut [Analysis], at: usize, nouns: &[Head]) {
    let object = words[at].object;
    let after = words[at + 1..].iter().take(3).find(|w| w.pos == Upos::Noun && w.agrees.meets(object)).map(|w| w.agrees);
    let before = || nouns.iter().rev().take(4).find(|h| h.agrees.meets(object)).map(|h| h.agrees);
    if let Some(agrees) = after.or_else(before) {
        words[at].object = object.and(agrees);
    }
}

/// The modifier at `at` and its noun take what both allow.
fn agree(words: &mut [Analysis], at: usize, head: &mut Head) {
    let both = words[at].class.and(head.agrees);
    words[at].class = both;
    settle(words, head, both);
}

fn agree_verb(words: &mut [Analysis], at: usize, head: &mut Head) {
    let verb = &mut words[at];
    if verb.relative.is_none() {
        verb.subject = verb.subject.and(head.agrees);
        let both = verb.subject;
        settle(words, head, both);
    } else {
        verb.relative = verb.relative.and(head.agrees);
        let both = verb.relative;
        verb.subject = verb.subject.narrowed(both);
        settle(words, head, both);
    }
}

fn settle(words: &mut [Analysis], head: &mut Head, both: Agreement) {
    head.agrees = head.agrees.narrowed(both);
    let noun = &mut words[head.at];
    noun.agrees = noun.agrees.narrowed(both);
    // A noun of class 9 and 10 is now one of them; a person keeps its own class.
    if noun.sense != Sense::Person && noun.sense != Sense::Role {
        noun.class = noun.class.narrowed(both);
    }
}
