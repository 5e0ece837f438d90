//! Verb forms: prefix, object marker, stem, final vowel.
//!
//! Every split that the prefix trie and the object markers allow is tried, and kept where the rest leads to a verb of the
//! lexicon. Where none does, the surest split whose rest looks like a Swahili stem is kept as a guess: a form like
//! `amezubaisha` is a perfect whether or not anybody has listed its root.

use super::agreement::Agreement;
use super::analysis::Analysis;
use super::concord::{OBJECTS, RELATIVES};
use super::grammar::{Extensions, Known, Mood, Tense, Upos};
use super::lemma::Lemma;
use super::prefix::{Final, Prefix, Prefixes, Short};
use super::stem::{Args, Found, LONGEST, Stems, is_vowel, looks_swahili};

/// The verb part of the analyser, borrowed from it.
pub(super) struct Verbs<'m> {
    pub stems: &'m Stems,
    pub prefixes: &'m Prefixes,
    /// Where the readings of this form begin in the list that is added to.
    pub start: usize,
}

/// A guess: prefix, the bytes of the stem, and its final vowel put right.
struct Guess {
    score: i16,
    analysis: Analysis,
}

impl Verbs<'_> {
    /// Appends the readings of `word` (lower case, folded) as a verb; returns whether the lexicon knows one.
    pub fn analyze(&self, word: &[u8], out: &mut Vec<Analysis>) -> bool {
        let before = out.len();
        let mut guess: Option<Guess> = None;
        // The longest prefixes are some ten letters; the rest is bounded by the longest stem, so long noise costs nothing.
        if word.len() > LONGEST + 24 {
            return false;
        }
        self.prefixes.walk(word, |prefix, len| {
            let rest = &word[len..];
            if rest.len() < 2 {
                return;
            }
            self.with_object(prefix, Agreement::NONE, rest, out);
            if len > 0 || matches!(prefix.ending, Final::E) {
                for (marker, who, before_vowel) in OBJECTS {
                    if let Some(stem) = rest.strip_prefix(marker.as_bytes())
                        && stem.len() >= 2
                        && (!before_vowel || is_vowel(stem[0]))
                    {
                        let prefix = Prefix { score: prefix.score - if before_vowel { 3 } else { 0 }, ..*prefix };
                        self.with_object(&prefix, who, stem, out);
                    }
                }
            }
            if out.len() == before {
                consider(prefix, len, rest, &mut guess);
            }
        });
        if out.len() > before {
            return true;
        }
        if let Some(guess) = guess {
            out.push(guess.analysis);
        }
        false
    }

    fn with_object(&self, prefix: &Prefix, object: Agreement, stem: &[u8], out: &mut Vec<Analysis>) {
        match prefix.ending {
            Final::Relative => {
                for (marker, who) in RELATIVES {
                    if let Some(stem) = stem.strip_suffix(marker.as_bytes()) {
                        self.plain(&Prefix { relative: who, ..*prefix }, object, stem, out);
                    }
                }
            }
            Final::A => {
                self.plain(prefix, object, stem, out);
                if prefix.mood == Mood::Imperative
                    && let Some(stem) = stem.strip_suffix(b"ni")
                {
                    let prefix = Prefix { subject: Agreement::YOU_ALL, score: prefix.score + 2, ..*prefix };
                    self.changed(&prefix, object, stem, b'e', out);
                    self.fixed(&prefix, object, stem, out);
                }
            }
            Final::E => {
                self.changed(prefix, object, stem, b'e', out);
                self.fixed(prefix, object, stem, out);
            }
            Final::I => {
                self.changed(prefix, object, stem, b'i', out);
                self.fixed(prefix, object, stem, out);
            }
        }
    }

    /// A stem as the dictionary has it.
    fn plain(&self, prefix: &Prefix, object: Agreement, stem: &[u8], out: &mut Vec<Analysis>) {
        if let Some(found) = self.stems.find(stem) {
            self.push(prefix, object, stem, found, out);
        }
    }

    /// A loan stem whose last vowel does not change.
    fn fixed(&self, prefix: &Prefix, object: Agreement, stem: &[u8], out: &mut Vec<Analysis>) {
        if let Some(found) = self.stems.find(stem)
            && found.steps == 0
            && self.stems.verb(found.verb).fixed
        {
            self.push(prefix, object, stem, found, out);
        }
    }

    /// A stem whose `-a` became `vowel`.
    fn changed(&self, prefix: &Prefix, object: Agreement, stem: &[u8], vowel: u8, out: &mut Vec<Analysis>) {
        let n = stem.len();
        if !(2..=LONGEST).contains(&n) || stem[n - 1] != vowel {
            return;
        }
        let mut buffer = [0; LONGEST];
        buffer[..n].copy_from_slice(stem);
        buffer[n - 1] = b'a';
        if let Some(found) = self.stems.find(&buffer[..n])
            && !(found.steps == 0 && self.stems.verb(found.verb).fixed)
        {
            self.push(prefix, object, &buffer[..n], found, out);
        }
    }

    fn push(&self, prefix: &Prefix, object: Agreement, stem: &[u8], found: Found, out: &mut Vec<Analysis>) {
        let verb = self.stems.verb(found.verb);
        let short = verb.short && found.steps == 0;
        // `enda` and `isha` may also go without -ku-: anaenda.
        let needs_ku = short && stem.len() <= 4 && !matches!(verb.stem, "enda" | "isha");
        if prefix.short == Short::Only && !short {
            return;
        }
        // A bare two-letter imperative (`la`, `fa`, `pa`) is not Swahili; those verbs command with ku- (`kula`).
        if prefix.mood == Mood::Imperative && short && stem.len() == 2 && object.is_none() {
            return;
        }
        let Ok(text) = std::str::from_utf8(stem) else { return };
        let mut score = prefix.score - 2 * i16::from(found.steps) + i16::from(!prefix.relative.is_none());
        if !object.is_none() {
            score -= 4; // a longer stem explains more: chapishwa, not ch-apishwa
            let applied = found.steps > 0 && found.extensions.has(Extensions::APPLICATIVE);
            let takes = verb.args.has(Args::TRANSITIVE) || verb.args.has(Args::DITRANSITIVE) || applied;
            score -= if takes { 0 } else { 6 };
            score -= if short && stem.len() == 2 && verb.stem != "pa" { 8 } else { 0 };
        } else if short && verb.stem == "pa" {
            score -= 32; // nobody gives without somebody who gets: `mpe` is “give him”
        }
        // `anala` for `anakula` is a slip of the pen or a verb table's; it must not hide a better reading.
        if prefix.short == Short::No && needs_ku && object.is_none() {
            score -= 36;
        }
        let mut analysis = Analysis::new(Upos::Verb, Lemma::new(text), Known::Lexical, score);
        fill(&mut analysis, prefix);
        analysis.object = object;
        analysis.verb = Some(found.verb);
        analysis.extensions = found.extensions;
        if prefix.mood == Mood::Infinitive {
            analysis.class = Agreement::classes(&[15]);
            analysis.agrees = analysis.class;
        }
        // u- and zi- and the rest are one reading each; a form that two spellings of one prefix reach is kept once.
        let twin = out[self.start..].iter_mut().find(|a| {
            a.lemma == analysis.lemma
                && a.tense == analysis.tense
                && a.mood == analysis.mood
                && a.negative == analysis.negative
                && a.object == analysis.object
                && a.relative == analysis.relative
                && a.verb == analysis.verb
        });
        match twin {
            Some(twin) => {
                if twin.subject.person() == analysis.subject.person() || twin.score == analysis.score {
                    twin.subject = twin.subject.or(analysis.subject);
                } else if analysis.score > twin.score {
                    twin.subject = analysis.subject;
                }
                twin.score = twin.score.max(score);
            }
            None => out.push(analysis),
        }
    }
}

fn fill(analysis: &mut Analysis, prefix: &Prefix) {
    // `waliookolewa`: where subject and relative can be the same, they are.
    analysis.subject = prefix.subject.narrowed(prefix.relative);
    analysis.relative = prefix.relative.narrowed(prefix.subject);
    analysis.tense = prefix.tense;
    analysis.mood = Some(prefix.mood);
    analysis.negative = prefix.negative;
}

/// Keeps the surest guess: an explicit tense (or `ku-`) before something that could be a stem of two syllables or more.
fn consider(prefix: &Prefix, len: usize, rest: &[u8], guess: &mut Option<Guess>) {
    let sure = (prefix.tense.is_some() && prefix.score >= 42 && len >= 3) || (prefix.mood == Mood::Infinitive && len >= 2);
    if !sure || prefix.short == Short::Only || rest.len() < 3 || rest.len() > LONGEST || !looks_swahili(rest) {
        return;
    }
    let (end, last) = (rest.len() - 1, rest[rest.len() - 1]);
    let ending = match prefix.ending {
        Final::A => b'a',
        Final::E => b'e',
        Final::I => b'i',
        Final::Relative => return,
    };
    if last != ending {
        return;
    }
    let score = 10 + len as i16 * 2 - if prefix.mood == Mood::Infinitive { 4 } else { 0 } - if ending == b'a' { 0 } else { 6 };
    if guess.as_ref().is_some_and(|g| g.score >= score) {
        return;
    }
    let Ok(text) = std::str::from_utf8(&rest[..end]) else { return };
    let mut analysis = Analysis::new(Upos::Verb, Lemma::joined(text, "a"), Known::Guessed, score);
    fill(&mut analysis, prefix);
    if rest.ends_with(&[b'w', ending]) {
        analysis.extensions = Extensions::PASSIVE;
    }
    if prefix.tense == Some(Tense::Habitual) {
        return;
    }
    *guess = Some(Guess { score, analysis });
}
