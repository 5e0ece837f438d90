//! What the analyses say to this room: which words are verbs, in what form, and which are verbs of saying.
//!
//! A word is what `morph/` found it to be in its sentence; here its dictionary form is looked up among the verbs of saying
//! (`data/quote/verbs.tsv`), and its mood and markers become one of a few forms that clauses are told apart by.

use super::lexicon::{Lexicon, class};
use crate::morph::{Agreement, Analysis, Lemma, Mood, Tense};
use crate::text::{Kind, Token, hash_bytes};

/// Whom the subject prefix agrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// No subject: infinitive, habitual, copula, negative.
    None,
    /// `a-`: a person or other single being.
    One,
    /// `wa-`: people.
    Many,
    /// `ni-`, `tu-`: the speaker himself.
    First,
    /// `i- li- u- ki- vi- zi- ya- ku- pa-`: a thing, a body, a place.
    Thing,
}

/// What kind of verb form it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
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
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub form: Form,
    pub subject: Subject,
    /// The subject prefix (of `yasema` too, which is `i-`), to tell `ki-` from `li-`.
    pub prefix: &'static str,
    /// Bits of [`class`].
    pub class: u16,
    /// Id of the verb of saying.
    pub saying: Option<u16>,
    /// How many tokens the verb of saying has (2 for `toa wito`).
    pub len: u8,
    /// `wapewe`, `ifungwe`: a verb, but of a wish and not of a fact, so it counts only where a clause has no other.
    pub subjunctive: bool,
}

impl Word {
    /// A word that is nothing to this room.
    pub const NONE: Self =
        Self { form: Form::None, subject: Subject::None, prefix: "", class: 0, saying: None, len: 1, subjunctive: false };

    pub fn is(&self, class: u16) -> bool {
        self.class & class != 0
    }
}

/// The subject prefixes by the classes they stand for; the first that an analysis leaves possible is meant.
const SUBJECTS: [(Agreement, Subject, &str); 13] = [
    (Agreement::classes(&[1]), Subject::One, "a"),
    (Agreement::classes(&[2]), Subject::Many, "wa"),
    (Agreement::classes(&[4, 9]), Subject::Thing, "i"),
    (Agreement::classes(&[5]), Subject::Thing, "li"),
    (Agreement::classes(&[6]), Subject::Thing, "ya"),
    (Agreement::classes(&[7]), Subject::Thing, "ki"),
    (Agreement::classes(&[8]), Subject::Thing, "vi"),
    (Agreement::classes(&[10]), Subject::Thing, "zi"),
    (Agreement::classes(&[3, 11, 14]), Subject::Thing, "u"),
    (Agreement::classes(&[15, 17]), Subject::Thing, "ku"),
    (Agreement::classes(&[16]), Subject::Thing, "pa"),
    (Agreement::I, Subject::First, "ni"),
    (Agreement::WE, Subject::First, "tu"),
];

/// Reads one token by its analysis, with the hash of the word after it for verbs of two words.
///
/// `headline` says that it stands in one, where the present has no tense marker (`yasema`).
pub(super) fn read(text: &str, token: &Token, analysis: &Analysis, headline: bool, second: Option<u64>, lexicon: &Lexicon) -> Word {
    let mut word = Word::NONE;
    if token.kind != Kind::Word {
        return word;
    }
    word.class = lexicon.word(token.lower);
    if word.is(class::COPULA) {
        word.form = Form::Finite;
        return word;
    }
    let form = token.text(text);
    if form.len() <= 7 && form.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("amba")) {
        word.form = Form::Relative;
        return word;
    }
    if !analysis.is_verb() {
        return word;
    }
    let saying = saying(analysis, second, lexicon);
    let swallowed = saying.is_some_and(|s| s.swallowed);
    let subject = SUBJECTS.iter().find(|(who, ..)| analysis.subject.meets(*who));
    word.form = match analysis.mood {
        Some(Mood::Infinitive) => Form::Infinitive,
        Some(Mood::Subjunctive) if analysis.negative => Form::Finite,
        // `UN wakubali …`: a loan's vowel stays, so the headline's present looks like a subjunctive.
        Some(Mood::Subjunctive) if headline && saying.is_some() && subject.is_some() && !analysis.lemma.as_str().ends_with('a') => {
            Form::Finite
        }
        Some(Mood::Subjunctive) => {
            word.subjunctive = true;
            return word;
        }
        Some(Mood::Indicative) if !analysis.relative.is_none() && !swallowed => Form::Relative,
        Some(Mood::Indicative) => match analysis.tense {
            Some(Tense::Situative) => Form::Beside,
            // Without a tense marker it is rather a noun that looks like a verb, but for the verbs of saying of headlines.
            Some(Tense::General) if !headline || saying.is_none() => return word,
            _ => Form::Finite,
        },
        _ => return word,
    };
    // Nothing is said with a negative form: `hakusema` reports silence.
    if analysis.negative {
        return word;
    }
    if word.form != Form::Infinitive
        && let Some(&(_, subject, prefix)) = subject
    {
        (word.subject, word.prefix) = (subject, prefix);
    }
    // `itakayo` (which will …) is `taka` by its letters, but asks nothing.
    let timeless = word.form == Form::Relative && analysis.tense == Some(Tense::General);
    if let Some(found) = saying.filter(|_| !timeless) {
        (word.saying, word.len) = (Some(found.id), found.len);
    }
    word
}

/// A verb of saying found in an analysis.
#[derive(Clone, Copy)]
struct Saying {
    id: u16,
    /// How many tokens it has.
    len: u8,
    /// Whether the analysis took the first letter of its stem for a relative marker.
    swallowed: bool,
}

/// The verb of saying whose stem the analysis has.
fn saying(analysis: &Analysis, second: Option<u64>, lexicon: &Lexicon) -> Option<Saying> {
    let find = |hash: u64| {
        let stem = lexicon.stem(hash)?;
        let with = second.and_then(|s| stem.with.iter().find(|(word, _)| *word == s));
        with.map(|&(_, id)| (id, 2)).or(stem.alone.map(|id| (id, 1)))
    };
    let lemma = analysis.lemma.as_str();
    // What is done to oneself is another verb: `jitetea` is listed, `jieleza` tells nothing.
    if analysis.object.meets(Agreement::REFLEXIVE) {
        return find(hash_bytes(Lemma::joined("ji", lemma).as_str().as_bytes())).map(|(id, len)| Saying { id, len, swallowed: false });
    }
    if let Some((id, len)) = find(analysis.lemma_hash()) {
        return Some(Saying { id, len, swallowed: false });
    }
    // Splits that the letters allow and a reader never makes: `ina-o-nyesha` (which rains) for `ina-onyesha`, and
    // `alim-wambia` for `alimw-ambia`, `kuitaka` as one stem for `ku-i-taka`.
    let swallowed = analysis.relative.meets(Agreement::classes(&[2, 3, 11, 14]));
    if swallowed && let Some((id, len)) = find(hash_bytes(Lemma::joined("o", lemma).as_str().as_bytes())) {
        return Some(Saying { id, len, swallowed });
    }
    let rest = lemma.strip_prefix('w').or_else(|| lemma.strip_prefix('i').filter(|_| analysis.object.is_none()))?;
    find(hash_bytes(rest.as_bytes())).map(|(id, len)| Saying { id, len, swallowed: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morph::{Cache, Morph};
    use crate::text::tokens_of;

    fn word(text: &str) -> Word {
        let (tokens, mut analyses) = (tokens_of(text), Vec::new());
        Morph::built_in().analyze_tokens(text, &tokens, &[], &mut Cache::new(), &mut analyses);
        read(text, &tokens[0], &analyses[0], true, tokens.get(1).map(|t| t.lower), Lexicon::built_in())
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
