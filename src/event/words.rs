//! The small words that hold a sentence together, by hash: connectives, prepositions, words that begin a clause.
//!
//! A closed class of grammar, not vocabulary: they decide how items are cut, so they stand beside the code that cuts.

use super::frame::Slot;
use crate::text::hash_word;

/// Small words by hash.
#[derive(Debug)]
pub(super) struct Words {
    pub link: [u64; 9],
    pub na: u64,
    pub kwa: u64,
    pub comma: u64,
    /// `pamoja`, of `pamoja na`.
    pub along: u64,
    pub that: [u64; 4],
    pub clause: [u64; 34],
    pub prep: [(u64, Option<Slot>); 34],
    pub of_after: [u64; 6],
    pub be: [u64; 2],
    pub pass: [u64; 4],
}

impl Words {
    pub fn new() -> Self {
        let h = hash_word;
        let p = |w: &str, s| (hash_word(w), s);
        Self {
            link: ["wa", "ya", "la", "cha", "vya", "za", "pa", "mwa", "lwa"].map(h),
            na: h("na"),
            kwa: h("kwa"),
            comma: h(","),
            along: h("pamoja"),
            that: ["kuwa", "kwamba", "kama", "eti"].map(h),
            clause: [
                "lakini",
                "huku",
                "wakati",
                "ambapo",
                "ambako",
                "ikiwa",
                "iwapo",
                "endapo",
                "kwani",
                "kwasababu",
                "ingawa",
                "japo",
                "bali",
                "au",
                "ama",
                "kisha",
                "halafu",
                "wala",
                "ili",
                "pindi",
                "hivyo",
                "huenda",
                "isipokuwa",
                "ilhali",
                "kama",
                "tangu",
                "punde",
                "ambamo",
                "mara",
                "licha",
                "lazima",
                "basi",
                "hata",
                "aidha",
            ]
            .map(h),
            prep: [
                p("kwa", Some(Slot::Kwa)),
                p("katika", Some(Slot::Place)),
                p("kwenye", Some(Slot::Place)),
                p("nchini", Some(Slot::Place)),
                p("mjini", Some(Slot::Place)),
                p("jijini", Some(Slot::Place)),
                p("jimboni", Some(Slot::Place)),
                p("mkoani", Some(Slot::Place)),
                p("wilayani", Some(Slot::Place)),
                p("kisiwani", Some(Slot::Place)),
                p("barani", Some(Slot::Place)),
                p("huko", Some(Slot::Place)),
                p("kutoka", Some(Slot::Kutoka)),
                p("toka", Some(Slot::Kutoka)),
                p("dhidi", Some(Slot::Dhidi)),
                p("kinyume", Some(Slot::Dhidi)),
                p("kati", Some(Slot::Between)),
                p("baina", Some(Slot::Between)),
                p("kuhusu", Some(Slot::About)),
                p("juu", Some(Slot::About)),
                p("kuhusiana", Some(Slot::About)),
                p("baada", None),
                p("kabla", None),
                p("chini", None),
                p("mbele", None),
                p("ndani", None),
                p("nje", None),
                p("miongoni", None),
                p("kufuatia", None),
                p("kutokana", None),
                p("karibu", None),
                p("pamoja", None),
                p("mpaka", None),
                p("hadi", None),
            ],
            be: ["wa", "kuwa"].map(h),
            pass: ["pita", "ja", "kuja", "isha"].map(h),
            of_after: ["ya", "wa", "na", "mwa", "kwa", "la"].map(h),
        }
    }
}
