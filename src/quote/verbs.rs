//! A small reader of verb prefixes: subject, tense, relative, object, then a stem.
//!
//! It answers two questions about a word form: is it a verb of saying (the stem stands in `data/quote/verbs.tsv`), and does
//! it look like a verb at all, so that a clause can be told from a noun phrase. The second is a guess from shape, kept
//! careful by the nouns that `data/quote/words.tsv` lists; the first is certain.

use std::cell::Cell;

use rustc_hash::FxHashMap;

use super::lexicon::{Lexicon, class};
use crate::text::{Case, Kind, Token};

/// Whom the subject prefix agrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// No subject: infinitive, habitual, copula.
    None,
    /// `a-`: a person or other single being.
    One,
    /// `wa-`: people.
    Many,
    /// `ni-`, `tu-`, `u-` is not counted: the speaker himself.
    First,
    /// `i- li- u- ki- vi- zi- ya- ku- pa- mu-`: a thing, a body, a place.
    Thing,
}

/// What kind of verb form it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Not a verb.
    None,
    /// A main verb (`alisema`, `asema`, `ni`).
    Finite,
    /// `-ki-`: beside another verb (`akisema`).
    Beside,
    /// `kusema`
    Infinitive,
    /// With a relative (`aliyesema`, `inayosema`).
    Relative,
}

/// A word as this room sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub form: Form,
    pub subject: Subject,
    /// The subject prefix itself (of `yasema` too, which is `i-`), to tell `ki-` from `li-`.
    pub prefix: &'static str,
    /// Bits of [`class`].
    pub class: u16,
    /// Id of the verb of saying.
    pub saying: Option<u16>,
    /// How many tokens the verb of saying has (2 for `toa wito`).
    pub len: u8,
}

impl Word {
    /// A word that is nothing to this room.
    pub const NONE: Self = Self { form: Form::None, subject: Subject::None, prefix: "", class: 0, saying: None, len: 1 };

    pub fn is(&self, class: u16) -> bool {
        self.class & class != 0
    }
}

const SUBJECTS: &[(&str, Subject)] = &[
    ("wa", Subject::Many),
    ("ya", Subject::Thing),
    ("li", Subject::Thing),
    ("ki", Subject::Thing),
    ("vi", Subject::Thing),
    ("zi", Subject::Thing),
    ("ku", Subject::Thing),
    ("pa", Subject::Thing),
    ("ni", Subject::First),
    ("tu", Subject::First),
    ("a", Subject::One),
    ("i", Subject::Thing),
    ("u", Subject::Thing),
];

/// Subject and `-a-` grown together, as headlines have it.
const HEADLINE: &[(&str, Subject, &str)] = &[
    ("vya", Subject::Thing, "vi"),
    ("cha", Subject::Thing, "ki"),
    ("wa", Subject::Many, "wa"),
    ("ya", Subject::Thing, "i"),
    ("la", Subject::Thing, "li"),
    ("za", Subject::Thing, "zi"),
    ("a", Subject::One, "a"),
];

const TENSES: &[&str] = &["mekwisha", "mesha", "ngali", "ngeli", "nge", "na", "li", "me", "ta", "ki", "ka"];
const RELATIVES: &[&str] = &["cho", "vyo", "ye", "yo", "lo", "zo", "po", "ko", "mo", "o"];
const OBJECTS: &[&str] = &["mw", "wa", "ku", "ni", "tu", "ya", "li", "ki", "vi", "zi", "m", "i", "u"];
/// Longest form read: the longest Swahili verbs are shorter.
const LONGEST: usize = 40;

/// The word after a verb, for verbs of two words, and whether any stem asked for it.
#[derive(Debug)]
struct Second {
    hash: Option<u64>,
    asked: Cell<bool>,
}

/// Readings that did not hang on the next word, from article to article. Belongs to one thread.
#[derive(Debug, Default)]
pub(crate) struct Memory(FxHashMap<(u64, bool, bool), Word>);

/// Readings after which the next article begins with nothing remembered.
const FULL: usize = 1 << 14;

impl Memory {
    /// To be called before each article.
    pub(super) fn begin(&mut self) {
        if self.0.len() > FULL {
            self.0.clear();
        }
    }

    /// [`read`], or what it said of that form before.
    pub(super) fn read(&mut self, text: &str, token: &Token, place: (bool, bool), second: Option<u64>, lexicon: &Lexicon) -> Word {
        // The hash folds apostrophes and accents, which a reading of bytes does not.
        let plain = token.kind == Kind::Word && token.text(text).is_ascii();
        let key = (token.hash, place.0, place.1);
        if plain && let Some(word) = self.0.get(&key) {
            return *word;
        }
        let second = Second { hash: second, asked: Cell::new(false) };
        let word = read(text, token, place, &second, lexicon);
        if plain && !second.asked.get() {
            self.0.insert(key, word);
        }
        word
    }
}

fn stem_of(rest: &[u8], lexicon: &Lexicon, second: &Second) -> Option<(u16, u8)> {
    let own = |stem: &[u8]| {
        let entry = lexicon.stem(stem)?;
        if !entry.with.is_empty() {
            second.asked.set(true);
        }
        let with = second.hash.and_then(|s| entry.with.iter().find(|(word, _)| *word == s));
        with.map(|&(_, id)| (id, 2)).or(entry.alone.map(|id| (id, 1)))
    };
    own(rest).or_else(|| OBJECTS.iter().filter_map(|o| rest.strip_prefix(o.as_bytes())).find_map(own))
}

/// Reads one token, with the hash of the word after it for verbs of two words.
///
/// `first` says that it begins a sentence, where a capital says nothing; `headline` that it stands in one, where the present
/// has no tense marker (`yasema`).
fn read(text: &str, token: &Token, (first, headline): (bool, bool), second: &Second, lexicon: &Lexicon) -> Word {
    let mut word = Word::NONE;
    if token.kind != Kind::Word {
        return word;
    }
    word.class = lexicon.word(token.lower);
    if word.is(class::COPULA) {
        word.form = Form::Finite;
        return word;
    }
    if word.is(class::NOUN) {
        return word;
    }
    let form = token.text(text).as_bytes();
    if form.len() < 4 || form.len() > LONGEST {
        return word;
    }
    let mut lower = [0u8; LONGEST];
    for (to, from) in lower.iter_mut().zip(form) {
        *to = from.to_ascii_lowercase();
    }
    let form = &lower[..form.len()];
    if form.starts_with(b"amba") && form.len() <= 7 {
        word.form = Form::Relative;
        return word;
    }
    // A capitalised word is a verb only if its stem is known: most are names. At a sentence's head a long one may be.
    let guess = token.case == Case::Lower || first && token.case == Case::Title && form.len() >= 7;
    analyse(form, guess, headline, second, lexicon, &mut word);
    word
}

fn analyse(form: &[u8], guess: bool, headline: bool, second: &Second, lexicon: &Lexicon, word: &mut Word) {
    if let Some(rest) = form.strip_prefix(b"ku") {
        let found = stem_of(rest, lexicon, second);
        if found.is_some() || guess && rest.len() > 2 && rest.ends_with(b"a") && !is_tensed(rest) {
            word.form = Form::Infinitive;
            set(word, found);
            return;
        }
    }
    if let Some((form, subject)) = negative(form, guess) {
        word.form = form;
        word.subject = subject;
        return;
    }
    if guess && habitual(form) {
        word.form = Form::Finite;
        return;
    }
    for (prefix, subject) in SUBJECTS {
        let Some(after) = form.strip_prefix(prefix.as_bytes()) else { continue };
        for tense in TENSES {
            let Some(rest) = after.strip_prefix(tense.as_bytes()) else { continue };
            let relative = matches!(*tense, "na" | "li");
            let marked = RELATIVES.iter().filter(|_| relative).find_map(|r| rest.strip_prefix(r.as_bytes()).map(|rest| (*r, rest)));
            if let Some((_, stem)) = marked.filter(|(_, stem)| stem.len() > 1) {
                let found = stem_of(stem, lexicon, second);
                // `aliongeza` is no relative of `ngeza`: the plain reading goes first where it is known.
                let plain = stem_of(rest, lexicon, second);
                if plain.is_none() && !lexicon.has_root(rest) && (found.is_some() || guess && ends_as_verb(stem, 2)) {
                    word.form = Form::Relative;
                    (word.subject, word.prefix) = (*subject, prefix);
                    set(word, found);
                    return;
                }
            }
            let found = stem_of(rest, lexicon, second);
            let short = matches!(*tense, "ki" | "ka");
            if found.is_some() || guess && ends_as_verb(rest, if short { 3 } else { 2 }) {
                word.form = if *tense == "ki" { Form::Beside } else { Form::Finite };
                (word.subject, word.prefix) = (*subject, prefix);
                set(word, found);
                return;
            }
        }
        // `asiende`, `wasipewe`
        let barred = after.strip_prefix(b"si").is_some_and(|rest| rest.len() >= 3 && rest.ends_with(b"e"));
        if guess && barred {
            word.form = Form::Finite;
            (word.subject, word.prefix) = (*subject, prefix);
            return;
        }
    }
    for (prefix, subject, agrees) in HEADLINE.iter().filter(|_| headline) {
        let Some(rest) = form.strip_prefix(prefix.as_bytes()) else { continue };
        if let Some(found) = stem_of(rest, lexicon, second) {
            word.form = Form::Finite;
            (word.subject, word.prefix) = (*subject, agrees);
            set(word, Some(found));
            return;
        }
    }
}

fn set(word: &mut Word, found: Option<(u16, u8)>) {
    if let Some((id, len)) = found {
        word.saying = Some(id);
        word.len = len;
    }
}

/// `hutekwa`: what is usually done.
fn habitual(form: &[u8]) -> bool {
    form.strip_prefix(b"hu").is_some_and(|stem| stem.len() >= 4 && matches!(stem.last(), Some(b'a' | b'i')))
}

/// Whether a word may be a subjunctive: `wapewe`, `ifungwe`. A guess, good only where a verb is looked for and no other is found.
pub(super) fn maybe_subjunctive(text: &str, token: &Token, word: &Word) -> bool {
    let form = token.text(text).as_bytes();
    let led = SUBJECTS.iter().any(|(prefix, _)| form.starts_with(prefix.as_bytes()));
    token.case == Case::Lower && form.len() >= 5 && form.ends_with(b"e") && led && !word.is(class::NOUN)
}

fn is_tensed(rest: &[u8]) -> bool {
    ["me", "li", "ta"].iter().any(|t| rest.starts_with(t.as_bytes()))
}

fn ends_as_verb(stem: &[u8], least: usize) -> bool {
    // Tensed verbs end in -a, or in another vowel where the stem is a borrowed one (`amesamehe`), which is never short.
    stem.len() >= least && (matches!(stem.last(), Some(b'a' | b'i' | b'u')) || stem.len() >= 5 && stem.ends_with(b"e"))
}

/// Negative forms are verbs, but nothing is said with them: `hakusema` reports silence.
fn negative(form: &[u8], guess: bool) -> Option<(Form, Subject)> {
    if !guess || form.len() < 6 {
        return None;
    }
    let rest = form.strip_prefix(b"ha")?;
    let long = ["wa", "ku", "tu", "li", "zi", "vi", "ki", "ya", "pa"];
    let marked =
        long.iter().find_map(|p| rest.strip_prefix(p.as_bytes())).or_else(|| rest.strip_prefix(b"i")).or_else(|| rest.strip_prefix(b"u"));
    let stem = marked.or_else(|| rest.strip_prefix(b"ja")).or_else(|| rest.strip_prefix(b"ta"))?;
    (stem.len() >= 3 && matches!(stem.last(), Some(b'a' | b'i' | b'u'))).then_some((Form::Finite, Subject::None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens_of;

    fn word(text: &str) -> Word {
        let tokens = tokens_of(text);
        Memory::default().read(text, &tokens[0], (false, true), tokens.get(1).map(|t| t.lower), Lexicon::built_in())
    }

    #[test]
    fn what_is_remembered_does_not_hang_on_the_next_word() {
        let text = "alitoa wito alitoa hukumu alitoa wito alisema alisema Alisema ng\u{2019}ombe ng'ombe";
        let (tokens, mut memory) = (tokens_of(text), Memory::default());
        for (token, next) in tokens.iter().zip(tokens.iter().skip(1).map(Some).chain([None])) {
            for place in [(false, false), (true, true), (false, true)] {
                let second = next.map(|t| t.lower);
                let fresh = Memory::default().read(text, token, place, second, Lexicon::built_in());
                assert_eq!(memory.read(text, token, place, second, Lexicon::built_in()), fresh, "{}", token.text(text));
            }
        }
        assert_eq!(word("alitoa wito").len, 2);
        assert_ne!(word("alitoa wito").saying, word("alitoa hukumu").saying);
    }

    #[test]
    fn verbs_of_saying_in_their_forms() {
        for (text, form, subject) in [
            ("alisema", Form::Finite, Subject::One),
            ("Wamesema", Form::Finite, Subject::Many),
            ("limeonya", Form::Finite, Subject::Thing),
            ("aliwaambia", Form::Finite, Subject::One),
            ("ameliambia", Form::Finite, Subject::One),
            ("aliongeza", Form::Finite, Subject::One),
            ("akisema", Form::Beside, Subject::One),
            ("akaongezea", Form::Finite, Subject::One),
            ("inayosema", Form::Relative, Subject::Thing),
            ("anaosema", Form::Relative, Subject::One),
            ("kusema", Form::Infinitive, Subject::None),
            ("kumwambia", Form::Infinitive, Subject::None),
            ("yasema", Form::Finite, Subject::Thing),
            ("asema", Form::Finite, Subject::One),
            ("anatoa hoja", Form::Finite, Subject::One),
        ] {
            let got = word(text);
            assert!(got.saying.is_some(), "{text}");
            assert_eq!((got.form, got.subject), (form, subject), "{text}");
        }
        assert_eq!(word("anatoa hoja").len, 2);
    }

    #[test]
    fn other_verbs_and_words_that_are_none() {
        for text in [
            "anaweza",
            "ilifanyika",
            "ni",
            "yuko",
            "hawakufika",
            "haitakubali",
            "wataondoka",
            "alipokea",
            "waliona",
            "hatajiuzulu",
            "hutekwa",
            "wasipewe",
        ] {
            assert_eq!((word(text).form, word(text).saying), (Form::Finite, None), "{text}");
        }
        for text in ["wakati", "wanawake", "serikali", "habari", "hatua", "Walinzi", "mtandao", "hakusema"] {
            assert_eq!(word(text).saying, None, "{text}");
        }
        for text in ["wakati", "wanawake", "serikali", "habari", "hatua", "Walinzi", "mtandao"] {
            assert_eq!(word(text).form, Form::None, "{text}");
        }
        assert_eq!(word("waliokamatwa").form, Form::Relative);
        assert_eq!(word("ambaye").form, Form::Relative);
    }
}
