//! Verb stems: the lexicon's verbs by hash, and the extensions that make new stems from them.
//!
//! Extensions are undone from the end (`shirikishwa` → `shirikisha` → `shiriki`) until a verb of the lexicon appears, the
//! fewest steps first. What a dictionary lists itself (`anzisha`, `kutana`) is found before anything is undone.

use rustc_hash::FxHashMap;

use super::analysis::VerbId;
use super::grammar::Extensions;
use crate::text::hash_bytes;

/// One verb of the lexicon.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// Its stem with final vowel.
    pub stem: &'static str,
    /// Short English.
    pub gloss: &'static str,
    /// What it takes.
    pub args: Args,
    /// Its own extensions (`anzisha` has the causative).
    pub extensions: Extensions,
    /// The verb that it was made from, if the lexicon says so.
    pub base: Option<VerbId>,
    /// A loan whose last vowel never changes: `jibu`, `fikiri`.
    pub(super) fixed: bool,
    /// One syllable, or `enda`, `isha`: takes `-ku-` after some tenses.
    pub(super) short: bool,
}

/// What a verb takes, column `args` of `verbs.tsv`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Args(u16);

impl Args {
    /// A direct object.
    pub const TRANSITIVE: Self = Self(1);
    /// No object.
    pub const INTRANSITIVE: Self = Self(2);
    /// Two objects.
    pub const DITRANSITIVE: Self = Self(4);
    /// `kwa`
    pub const KWA: Self = Self(8);
    /// `na`
    pub const NA: Self = Self(16);
    /// `dhidi ya`
    pub const DHIDI_YA: Self = Self(32);
    /// A clause with `kwamba` or `kuwa`.
    pub const KWAMBA: Self = Self(64);
    /// An infinitive.
    pub const INFINITIVE: Self = Self(128);
    /// A place.
    pub const PLACE: Self = Self(256);
    /// The reflexive `-ji-`.
    pub const REFLEXIVE: Self = Self(512);
    /// No subject of its own.
    pub const IMPERSONAL: Self = Self(1024);

    /// Whether all of `other` are there.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Reads a cell; `None` names an unknown fact.
    #[must_use]
    pub fn parse(cell: &str) -> Option<Self> {
        let mut bits = 0;
        for name in cell.split([',', '|']).map(str::trim).filter(|n| !n.is_empty()) {
            bits |= match name {
                "tr" => Self::TRANSITIVE.0,
                "intr" => Self::INTRANSITIVE.0,
                "ditr" => Self::DITRANSITIVE.0,
                "kwa" => Self::KWA.0,
                "na" => Self::NA.0,
                "dhidi_ya" => Self::DHIDI_YA.0,
                "kwamba" => Self::KWAMBA.0,
                "inf" => Self::INFINITIVE.0,
                "loc" => Self::PLACE.0,
                "refl" => Self::REFLEXIVE.0,
                "impers" => Self::IMPERSONAL.0,
                _ => return None,
            };
        }
        Some(Self(bits))
    }
}

/// The verbs of the lexicon.
#[derive(Debug, Default)]
pub(super) struct Stems {
    pub verbs: Vec<Verb>,
    index: FxHashMap<u64, VerbId>,
}

/// A stem that leads to the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub verb: VerbId,
    pub extensions: Extensions,
    /// How many extensions were undone.
    pub steps: u8,
}

/// No stem of Swahili is longer; longer ones are not looked up.
pub(super) const LONGEST: usize = 40;

/// A stem being undone, on the stack.
#[derive(Clone, Copy)]
struct Buffer {
    bytes: [u8; LONGEST + 4],
    len: usize,
}

impl Buffer {
    fn of(stem: &[u8]) -> Self {
        let mut bytes = [0; LONGEST + 4];
        bytes[..stem.len()].copy_from_slice(stem);
        Self { bytes, len: stem.len() }
    }

    /// The first `len` bytes and an ending.
    fn ending(stem: &[u8], len: usize, end: &[u8]) -> Self {
        let mut out = Self::of(&stem[..len]);
        out.bytes[len..len + end.len()].copy_from_slice(end);
        out.len += end.len();
        out
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

pub(super) fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

impl Stems {
    /// Adds a verb; the first row of a stem wins.
    pub fn add(&mut self, verb: Verb) -> VerbId {
        let id = VerbId(self.verbs.len() as u16);
        self.index.entry(hash_bytes(verb.stem.as_bytes())).or_insert(id);
        self.verbs.push(verb);
        id
    }

    /// The verb with exactly this stem.
    pub fn get(&self, stem: &[u8]) -> Option<VerbId> {
        self.index.get(&hash_bytes(stem)).copied()
    }

    pub fn by_hash(&self, hash: u64) -> Option<VerbId> {
        self.index.get(&hash).copied()
    }

    pub fn verb(&self, id: VerbId) -> &Verb {
        &self.verbs[usize::from(id.0)]
    }

    /// The verb that a stem is or was made from by regular extensions.
    pub fn find(&self, stem: &[u8]) -> Option<Found> {
        if stem.is_empty() || stem.len() > LONGEST {
            return None;
        }
        if let Some(verb) = self.get(stem) {
            return Some(Found { verb, extensions: self.verb(verb).extensions, steps: 0 });
        }
        (1..=3).find_map(|depth| self.undo(stem, depth, depth))
    }

    /// Undoes exactly `depth` extensions.
    fn undo(&self, stem: &[u8], depth: u8, steps: u8) -> Option<Found> {
        let mut found = None;
        bases(stem, &mut |base, extension| {
            let base = base.as_bytes();
            found = if depth == 1 {
                self.get(base).map(|verb| Found { verb, extensions: self.verb(verb).extensions.with(extension), steps })
            } else {
                self.undo(base, depth - 1, steps).map(|f| Found { extensions: f.extensions.with(extension), ..f })
            };
            found.is_some()
        });
        found
    }
}

/// Calls `each` with every stem that one extension may have been added to, likeliest first, until it says that it is content.
fn bases(s: &[u8], each: &mut dyn FnMut(Buffer, Extensions) -> bool) {
    let n = s.len();
    if n < 3 || s[n - 1] != b'a' {
        return;
    }
    // The tried base: the first `len` bytes of `s` and an ending.
    let mut hit = |len: usize, end: &str, extension: Extensions| each(Buffer::ending(s, len, end.as_bytes()), extension);
    match (s[n - 2], if n >= 3 { s[n - 3] } else { 0 }) {
        (b'w', v) => {
            let passive = Extensions::PASSIVE;
            if v == b'i' || v == b'e' {
                // jibu → jib-iw-a, chukua → chuku-liw-a; la → l-iw-a
                if vowel_initial(s, &mut hit, n - 3, passive) {
                    return;
                }
            }
            let x = n - 2;
            // piga → pig-w-a, tumia → tumi-w-a; samehe → samehe-w-a
            if x > 1 && !hit(x, "a", passive) && (v == b'i' || v == b'e') {
                hit(x, "", passive);
            }
        }
        (b'i' | b'e', _) => {
            vowel_initial(s, &mut hit, n - 2, Extensions::APPLICATIVE);
        }
        (b'h', b's') if n >= 5 => {
            let causative = Extensions::CAUSATIVE;
            let v = s[n - 4];
            if (v == b'i' || v == b'e') && vowel_initial(s, &mut hit, n - 4, causative) {
                return;
            }
            // waka → washa, anguka → angusha; fahamu → fahamisha is above
            if !hit(n - 3, "ka", causative) && !hit(n - 3, "ta", causative) {
                hit(n - 3, "", causative);
            }
        }
        (b'z', v) if is_vowel(v) => {
            let causative = Extensions::CAUSATIVE;
            // jaa → ja-z-a, potea → pote-z-a; lala → laza; pend-ez-a
            if hit(n - 2, "a", causative) || hit(n - 2, "la", causative) {
                return;
            }
            if v == b'i' || v == b'e' {
                vowel_initial(s, &mut hit, n - 3, causative);
            }
        }
        (b'y', b'n') => {
            hit(n - 3, "na", Extensions::CAUSATIVE);
        }
        (b'k', v) if is_vowel(v) => {
            let stative = Extensions::STATIVE;
            if (v == b'i' || v == b'e') && vowel_initial(s, &mut hit, n - 3, stative) {
                return;
            }
            // fungua → fungu-k-a, tumia → tumi-k-a; samehe → samehe-k-a
            if !hit(n - 2, "a", stative) && v != b'a' {
                hit(n - 2, "", stative);
            }
        }
        (b'n', b'a') if n >= 4 => {
            let reciprocal = Extensions::RECIPROCAL;
            let v = s[n - 4];
            // penda → pend-an-a, kimbia → kimbi-an-a
            if hit(n - 3, "a", reciprocal) {
                return;
            }
            if v == b'i' || v == b'e' {
                // jibu → jibi-an-a, samehe → samehe-an-a
                let _ = hit(n - 3, "", reciprocal) || hit(n - 4, "u", reciprocal);
            }
        }
        _ => {}
    }
}

/// What may have stood before an extension `-iX-/-eX-` whose vowel is at `x`.
fn vowel_initial(s: &[u8], hit: &mut dyn FnMut(usize, &str, Extensions) -> bool, x: usize, extension: Extensions) -> bool {
    if x == 0 || is_vowel(s[x - 1]) {
        return false;
    }
    let e = s[x] == b'e';
    // Vowel harmony: -e- only after e and o (som-ek-a), or where the root has no vowel (p-ew-a); wameiteka is no form of ita.
    let fits = !e || s[..x].iter().rev().find(|b| is_vowel(**b)).is_none_or(|b| matches!(b, b'e' | b'o'));
    // som-e-a; jibu → jib-i-a, samehe → sameh-e-a. The passive is -w- alone after a consonant (som-w-a), but l-iw-a, p-ew-a.
    let bare = extension != Extensions::PASSIVE || !s[..x].iter().any(|&b| is_vowel(b));
    if (bare && fits && hit(x, "a", extension)) || hit(x, if e { "e" } else { "i" }, extension) || (!e && hit(x, "u", extension)) {
        return true;
    }
    // chukua → chuku-li-a, ondoa → ondo-le-a, sahau → sahau-li-a, nukuu → nuku-li-a
    s[x - 1] == b'l'
        && x >= 2
        && is_vowel(s[x - 2])
        && (hit(x - 1, "a", extension) || hit(x - 1, "", extension) || (s[x - 2] == b'u' && hit(x - 1, "u", extension)))
}

/// Whether a string of letters could be a Swahili stem: open syllables, consonants only in groups that the language has.
pub(super) fn looks_swahili(word: &[u8]) -> bool {
    let mut consonants = 0;
    let mut nasal_first = false;
    let mut previous = 0;
    let mut vowels_in_a_row = 0;
    for (i, &b) in word.iter().enumerate() {
        if b == b'\'' {
            if previous != b'g' {
                return false;
            }
        } else if !b.is_ascii_lowercase() || b == b'x' || b == b'q' {
            return false;
        } else if is_vowel(b) {
            if previous == b'c' {
                return false;
            }
            consonants = 0;
            vowels_in_a_row += 1;
            if vowels_in_a_row > 3 {
                return false;
            }
        } else {
            vowels_in_a_row = 0;
            if consonants == 0 {
                nasal_first = matches!(b, b'm' | b'n');
            } else {
                let digraph = matches!((previous, b), (b's' | b'c' | b't' | b'd' | b'k' | b'g', b'h') | (b'n', b'y' | b'g'));
                let glide = matches!(b, b'w' | b'y');
                let after_nasal = matches!(previous, b'm' | b'n') && consonants == 1 && nasal_first;
                // loans: br, tr, sk, st, sp, ft, kt, rt …: only inside, two at most
                let loan = consonants == 1 && i > 1 && previous != b;
                if !(digraph || glide || after_nasal || loan) {
                    return false;
                }
            }
            consonants += 1;
        }
        previous = b;
    }
    consonants == 0 && word.len() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(list: &[&'static str]) -> Stems {
        let mut stems = Stems::default();
        for stem in list {
            let (args, extensions) = (Args::default(), Extensions::NONE);
            stems.add(Verb { stem, gloss: "", args, extensions, base: None, fixed: !stem.ends_with('a'), short: false });
        }
        stems
    }

    #[test]
    fn extensions_are_undone() {
        let verbs = [
            "piga", "tumia", "chukua", "ondoa", "jibu", "samehe", "sahau", "anguka", "jaa", "potea", "pona", "fungua", "penda", "shiriki",
            "soma", "la",
        ];
        let stems = stems(&verbs);
        for (stem, base, extensions) in [
            ("pigwa", "piga", "pass"),
            ("tumiwa", "tumia", "pass"),
            ("chukuliwa", "chukua", "pass"),
            ("ondolewa", "ondoa", "pass"),
            ("jibiwa", "jibu", "pass"),
            ("samehewa", "samehe", "pass"),
            ("sahauliwa", "sahau", "pass"),
            ("liwa", "la", "pass"),
            ("pigia", "piga", "appl"),
            ("somea", "soma", "appl"),
            ("chukulia", "chukua", "appl"),
            ("angusha", "anguka", "caus"),
            ("jaza", "jaa", "caus"),
            ("poteza", "potea", "caus"),
            ("ponya", "pona", "caus"),
            ("funguka", "fungua", "stat"),
            ("pendana", "penda", "recip"),
            ("jibiana", "jibu", "recip"),
            ("shirikishwa", "shiriki", "caus+pass"),
            ("shirikishana", "shiriki", "caus+recip"),
            ("pigiwa", "piga", "appl+pass"),
        ] {
            let found = stems.find(stem.as_bytes()).unwrap_or_else(|| panic!("{stem}"));
            assert_eq!((stems.verb(found.verb).stem, found.extensions.to_string().as_str()), (base, extensions), "{stem}");
        }
        assert_eq!(stems.find(b"zzz"), None);
        assert_eq!(stems.find("a".repeat(10_000).as_bytes()), None);
    }

    #[test]
    fn shapes() {
        for word in ["shambulia", "ng'ombe", "mbwa", "chwa", "nywea", "bandika", "sekta"] {
            assert!(looks_swahili(word.as_bytes()), "{word}");
        }
        for word in ["known", "xa", "schmidt", "ca", "aaaaaa", "é"] {
            assert!(!looks_swahili(word.as_bytes()), "{word}");
        }
    }
}
