//! One look-up a token: the class of a word in the grammar of time.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::value::{Part, Season, Unit};
use crate::calendar;
use crate::data::tsv::Table;
use crate::numeral;
use crate::text::{Kind, Token, hash_lower};

/// What a token is to the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum W {
    /// Nothing.
    None,
    /// Digits.
    Digits,
    /// A number word.
    Num,
    /// A month, 1 to 12.
    Month(u8),
    /// A weekday, Monday 1.
    Weekday(u8),
    /// A unit of time.
    Unit(Unit),
    /// Days from today.
    Deictic(i8),
    /// A part of the day.
    Part(Part),
    /// A season's name.
    Season(Season),
    /// A word that a rule names.
    Key(K),
}

macro_rules! keys {
    ($($name:ident $word:literal),* $(,)?) => {
        /// The words that rules name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum K { $($name),* }
        fn key(name: &str) -> K {
            match name { $($word => K::$name,)* other => panic!("data/time/words.tsv: class {other}") }
        }
    };
}

keys! {
    Saa "saa", Kutwa "kutwa", Now "now", Hivi "hivi", Recently "recently", Past "past", Next "next", Following "following",
    This "this", That "that", Later "later", Vague "vague", Many "many", Long "long", Short "short", Fulani "fulani", Whole "whole",
    Other "other", All "all", Of "of", Mwa "mwa", Na "na", Until "until", Every "every", Tarehe "tarehe", Kwa "kwa", In "in",
    Kati "kati", Since "since", From "from", Mara "mara", After "after", Before "before", Back "nyuma", Ahead "future", End "end",
    Start "start", Mid "mid", Approx "approx", More "more", Less "less", Fedha "fedha", Half "half", Quarter "quarter",
    Kasoro "kasoro", Kasorobo "kasorobo", Msimu "msimu", Umri "umri", Aged "aged", Zone "zone", Kuamkia "kuamkia", Holiday "holiday", Person "person", Counted "counted",
}

static WORDS: LazyLock<FxHashMap<u64, W>> = LazyLock::new(|| {
    let mut map = FxHashMap::default();
    for hash in numeral::words() {
        map.insert(hash, W::Num);
    }
    for (hash, n) in calendar::words() {
        map.insert(hash, if n.0 { W::Month(n.1) } else { W::Weekday(n.1) });
    }
    let table = Table::built_in(include_str!("../../data/time/words.tsv"));
    for row in table.rows() {
        let value = row.get("value");
        let w = match row.get("class") {
            "unit" => W::Unit(match value {
                "second" => Unit::Second,
                "minute" => Unit::Minute,
                "hour" => Unit::Hour,
                "day" => Unit::Day,
                "week" => Unit::Week,
                "month" => Unit::Month,
                "year" => Unit::Year,
                "decade" => Unit::Decade,
                "century" => Unit::Century,
                "weekend" => Unit::Weekend,
                _ => Unit::Period,
            }),
            "deictic" => W::Deictic(value.parse().expect("data/time/words.tsv: deictic")),
            "part" => W::Part(match value {
                "MO" => Part::Morning,
                "AF" => Part::Afternoon,
                "EV" => Part::Evening,
                _ => Part::Night,
            }),
            "joto" => W::Season(match value {
                "SU" => Season::Summer,
                "WI" => Season::Winter,
                "FA" => Season::Autumn,
                _ => Season::Spring,
            }),
            class => W::Key(key(class)),
        };
        for form in row.list("forms") {
            map.entry(hash_lower(form))
                .and_modify(|old| {
                    if *old == W::Num {
                        *old = w
                    }
                })
                .or_insert(w);
        }
    }
    for first in super::holidays::first_words() {
        map.entry(first).or_insert(W::Key(K::Holiday));
    }
    map
});

/// The class of every token, into `out`.
pub fn classes(tokens: &[Token], out: &mut Vec<W>) {
    let words = &*WORDS;
    out.clear();
    out.extend(tokens.iter().map(|t| match t.kind {
        Kind::Number => W::Digits,
        Kind::Word | Kind::Abbreviation => words.get(&t.lower).copied().unwrap_or(W::None),
        _ => W::None,
    }));
}
