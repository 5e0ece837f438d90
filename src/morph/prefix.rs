//! Everything that can stand before a verb's object marker and stem, as one trie built from the concord tables.
//!
//! Subject, tense, relative marker and negation combine freely but finitely (some three thousand strings). Spelling them
//! out once turns the template into a walk over the first letters of a word: each node reached names the readings of
//! what has been passed, and what is left is an object marker and a stem. No reading is tried that the grammar excludes.

use super::agreement::Agreement;
use super::concord::{RELATIVES, SUBJECTS};
use super::grammar::{Mood, Tense};

/// What the verb must end in after this prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Final {
    /// `-a`
    A,
    /// `-e`: the subjunctive
    E,
    /// `-i`: the negative present
    I,
    /// `-a` and a relative marker: `asemavyo`
    Relative,
}

/// How stems of one syllable (and `enda`, `isha`) may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Short {
    /// Like any other: `akija`
    Plain,
    /// Not without an object marker, for they take `-ku-` here: `amekuja`, but `amempa`
    No,
    /// Only they: the prefix has the `-ku-`
    Only,
}

/// One reading of a prefix.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prefix {
    pub subject: Agreement,
    pub relative: Agreement,
    pub tense: Option<Tense>,
    pub mood: Mood,
    pub negative: bool,
    pub ending: Final,
    pub short: Short,
    /// How sure a prefix is as a sign of a verb; the score of a reading starts here.
    pub score: i16,
}

/// The trie. Nodes have a child for each letter; readings of a node are a range.
#[derive(Debug)]
pub(super) struct Prefixes {
    children: Vec<[u16; 26]>,
    ranges: Vec<(u32, u32)>,
    readings: Vec<Prefix>,
}

impl Prefixes {
    /// Builds it.
    pub fn new() -> Self {
        let mut rows = Vec::with_capacity(4096);
        spell(&mut |text, prefix| rows.push((text, prefix)));
        let mut children = vec![[0u16; 26]];
        let mut at: Vec<(usize, Prefix)> = Vec::with_capacity(rows.len());
        for (text, prefix) in rows {
            let mut node = 0;
            for b in text.bytes() {
                let letter = usize::from(b - b'a');
                if children[node][letter] == 0 {
                    children[node][letter] = children.len() as u16;
                    children.push([0; 26]);
                }
                node = usize::from(children[node][letter]);
            }
            at.push((node, prefix));
        }
        at.sort_by_key(|(node, _)| *node); // stable: readings keep the order they were spelt in
        let mut ranges = vec![(0, 0); children.len()];
        for (i, (node, _)) in at.iter().enumerate() {
            let range: &mut (u32, u32) = &mut ranges[*node];
            if range.1 == 0 {
                range.0 = i as u32;
            }
            range.1 = i as u32 + 1;
        }
        Self { children, ranges, readings: at.into_iter().map(|(_, p)| p).collect() }
    }

    /// Calls `each` with every prefix of `word` (the empty one too) and the length passed.
    pub fn walk(&self, word: &[u8], mut each: impl FnMut(&Prefix, usize)) {
        let mut node = 0;
        for len in 0..=word.len() {
            let (start, end) = self.ranges[node];
            for prefix in &self.readings[start as usize..end as usize] {
                each(prefix, len);
            }
            let Some(letter) = word.get(len).and_then(|b| b.checked_sub(b'a')).filter(|l| *l < 26) else { return };
            node = usize::from(self.children[node][usize::from(letter)]);
            if node == 0 {
                return;
            }
        }
    }
}

/// Tense markers of the positive: marker, tense, whether short stems take `-ku-`, whether a relative may follow.
const TENSES: [(&str, Tense, bool); 18] = [
    ("na", Tense::Present, true),
    ("li", Tense::Past, true),
    ("ta", Tense::Future, true),
    ("me", Tense::Perfect, true),
    ("mesha", Tense::Already, true),
    ("meshaku", Tense::Already, false),
    ("mekwisha", Tense::Already, true),
    ("mekwishaku", Tense::Already, false),
    ("lisha", Tense::Already, true),
    ("likwisha", Tense::Already, true),
    ("tasha", Tense::Future, true),
    ("kisha", Tense::Situative, false),
    ("ki", Tense::Situative, false),
    ("ka", Tense::Consecutive, false),
    ("nge", Tense::Hypothetical, true),
    ("ngali", Tense::PastHypothetical, true),
    ("ngeli", Tense::PastHypothetical, true),
    ("japo", Tense::Concessive, true),
];

/// Tense markers that take a relative marker.
const RELATIVE_TENSES: [(&str, Tense, bool); 4] =
    [("na", Tense::Present, false), ("li", Tense::Past, false), ("taka", Tense::Future, false), ("si", Tense::General, true)];

/// Tense markers after a negative subject.
const NEGATIVE_TENSES: [(&str, Tense, bool); 8] = [
    ("ku", Tense::Past, false),
    ("ta", Tense::Future, true),
    ("ja", Tense::NotYet, false),
    ("jaku", Tense::NotYet, false),
    ("nge", Tense::Hypothetical, true),
    ("ngali", Tense::PastHypothetical, true),
    ("ngeli", Tense::PastHypothetical, true),
    ("tasha", Tense::Future, true),
];

fn spell(row: &mut dyn FnMut(String, Prefix)) {
    let base = Prefix {
        subject: Agreement::NONE,
        relative: Agreement::NONE,
        tense: None,
        mood: Mood::Indicative,
        negative: false,
        ending: Final::A,
        short: Short::Plain,
        score: 50,
    };
    // A prefix whose short stems take -ku- is two: one for them, one for all others.
    let mut with_ku = |text: String, prefix: Prefix, ku: bool| {
        if ku {
            row(format!("{text}ku"), Prefix { short: Short::Only, ..prefix });
            row(format!("{text}kw"), Prefix { short: Short::Only, ..prefix });
            row(text, Prefix { short: Short::No, ..prefix });
        } else {
            row(text, prefix);
        }
    };
    for s in &SUBJECTS {
        let positive = Prefix { subject: s.who, ..base };
        if !s.plain.is_empty() && s.plain != "mu" {
            for (marker, tense, ku) in TENSES {
                with_ku(format!("{}{marker}", s.plain), Prefix { tense: Some(tense), ..positive }, ku);
            }
            for (marker, tense, negative) in RELATIVE_TENSES {
                for (relative, who) in RELATIVES {
                    if (marker, relative) == ("si", "po") {
                        continue; // wasipolipa: “if they do not pay”, below
                    }
                    let prefix = Prefix { tense: Some(tense), relative: who, negative, ..positive };
                    with_ku(format!("{}{marker}{relative}", s.plain), prefix, true);
                }
            }
            let hypothetical = Prefix { negative: true, ..positive };
            with_ku(format!("{}singe", s.plain), Prefix { tense: Some(Tense::Hypothetical), ..hypothetical }, true);
            with_ku(format!("{}singali", s.plain), Prefix { tense: Some(Tense::PastHypothetical), ..hypothetical }, true);
            with_ku(format!("{}singeli", s.plain), Prefix { tense: Some(Tense::PastHypothetical), ..hypothetical }, true);
            with_ku(format!("{}sipo", s.plain), Prefix { tense: Some(Tense::Situative), ..hypothetical }, true);
            let subjunctive = Prefix { mood: Mood::Subjunctive, ending: Final::E, score: 42, ..positive };
            with_ku(s.plain.into(), subjunctive, false);
            with_ku(format!("{}ka", s.plain), Prefix { tense: Some(Tense::Consecutive), ..subjunctive }, false);
            with_ku(format!("{}si", s.plain), Prefix { negative: true, ..subjunctive }, false);
            with_ku(s.plain.into(), Prefix { tense: Some(Tense::General), ending: Final::Relative, score: 42, ..positive }, false);
            if s.plain == "m" {
                with_ku("mw".into(), subjunctive, false);
                with_ku("mw".into(), Prefix { tense: Some(Tense::General), ending: Final::Relative, score: 40, ..positive }, false);
            }
            // The -a- tense written out (`niafika`), as verb tables and old prints have it; never the first reading.
            if s.plain != s.a_tense && !matches!(s.plain, "i" | "li" | "ki" | "vi" | "zi" | "ku" | "m") {
                with_ku(format!("{}a", s.plain), Prefix { tense: Some(Tense::General), score: 8, ..positive }, false);
            }
            // Habitual hu- with a subject before it is heard, though no grammar allows it.
            with_ku(format!("{}hu", s.plain), Prefix { tense: Some(Tense::Habitual), score: 6, ..positive }, false);
        }
        if !s.a_tense.is_empty() && s.plain != "mu" {
            let score = if matches!(s.a_tense, "a" | "na") { 30 } else { 26 };
            with_ku(s.a_tense.into(), Prefix { tense: Some(Tense::General), score, ..positive }, false);
        }
        let negative = Prefix { subject: s.negative_who, negative: true, ..base };
        for (marker, tense, ku) in NEGATIVE_TENSES {
            with_ku(format!("{}{marker}", s.negative), Prefix { tense: Some(tense), ..negative }, ku);
        }
        with_ku(s.negative.into(), Prefix { tense: Some(Tense::Present), ending: Final::I, score: 46, ..negative }, false);
        if s.negative == "ham" {
            with_ku("hamw".into(), Prefix { tense: Some(Tense::Present), ending: Final::I, score: 46, ..negative }, false);
        }
    }
    // `aliekuwa`, `anaefanya`: how Kenyan and older prints write the relative of class 1.
    for (text, tense) in [("alie", Tense::Past), ("anae", Tense::Present), ("atakae", Tense::Future)] {
        let class = Agreement::classes(&[1]);
        with_ku(text.into(), Prefix { subject: class, relative: class, tense: Some(tense), score: 44, ..base }, true);
    }
    // Class 2 before the written-out -a-, and `mafika` beside `mwafika` in verb tables.
    let general = Prefix { tense: Some(Tense::General), score: 6, ..base };
    with_ku("aa".into(), Prefix { subject: Agreement::classes(&[1]), ..general }, false);
    with_ku("waa".into(), Prefix { subject: Agreement::classes(&[2]), ..general }, false);
    with_ku("ma".into(), Prefix { subject: Agreement::YOU_ALL, score: 2, ..general }, false);
    with_ku("hu".into(), Prefix { tense: Some(Tense::Habitual), score: 44, ..base }, false);
    let infinitive = Prefix { mood: Mood::Infinitive, score: 55, ..base };
    with_ku("ku".into(), infinitive, false);
    with_ku("kw".into(), Prefix { short: Short::Only, ..infinitive }, false);
    with_ku("kuto".into(), Prefix { negative: true, score: 54, ..infinitive }, true);
    let imperative = Prefix { mood: Mood::Imperative, subject: Agreement::YOU, score: 16, ..base };
    with_ku(String::new(), imperative, false);
    with_ku(String::new(), Prefix { ending: Final::E, score: 14, ..imperative }, false);
    with_ku("ka".into(), Prefix { ending: Final::E, tense: Some(Tense::Consecutive), score: 12, ..imperative }, false);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(word: &str) -> Vec<(usize, Option<Tense>)> {
        let mut out = Vec::new();
        Prefixes::new().walk(word.as_bytes(), |p, len| out.push((len, p.tense)));
        out
    }

    #[test]
    fn the_trie_spells_the_template() {
        let found = readings("ameishukuru");
        assert!(found.contains(&(3, Some(Tense::Perfect))));
        assert!(found.contains(&(0, None)));
        assert!(readings("hatakuja").contains(&(6, Some(Tense::Future))));
        assert!(readings("zinazosambazwa").contains(&(6, Some(Tense::Present))));
        assert!(readings("’’’").iter().all(|(len, _)| *len == 0));
        assert!(Prefixes::new().children.len() < usize::from(u16::MAX));
    }
}
