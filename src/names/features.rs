//! Tokens → views → feature keys: everything the tagger looks at, the same in training and at run time.
//!
//! A view holds what is asked of a token many times over, worked out once an article. A feature is a 32-bit key: a template
//! number mixed with the hashes it joins. No strings are made.

use std::ops::Range;

use super::article::Context;
use super::gazetteer as gz;
use super::model::Forms;
use crate::text::{Case, Kind, Sentence, Shape, Token, join};

/// One token as the tagger sees it.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Lower-cased hash.
    pub lower: u64,
    /// Exact hash.
    pub hash: u64,
    prefix: [u64; 3],
    suffix: [u64; 4],
    /// Collapsed shape, as if not shouted.
    pub shape: u32,
    /// Bits of the gazetteer.
    pub gaz: u16,
    /// Learned facts of the form: cluster, capital statistics, distribution over types.
    pub form: [u8; 3],
    /// Whether it begins with a capital (after headlines in capitals were undone).
    pub capital: bool,
    /// Made of letters.
    pub word: bool,
    /// First word of its sentence.
    pub first: bool,
    /// Stands in a sentence written all in capitals.
    pub shouted: bool,
    /// An opening bracket.
    pub bracket: bool,
    /// First and last token of the run of capitals that holds it.
    run: (u32, u32),
    /// The same with linking words between capitals.
    chain: (u32, u32),
    /// Head of the institution phrase that may hold it (token + 1, 0 = none), its part there, and whether a link agrees.
    inst: (u32, u8, bool),
    /// Known phrase of several words: 1 begins a place, 2 goes on, 3 and 4 the same of an organisation.
    phrase: u8,
}

impl View {
    /// What stands outside the sentence.
    pub const PAD: View = View {
        lower: 0x5EED_0001,
        hash: 0x5EED_0001,
        prefix: [1; 3],
        suffix: [1; 4],
        shape: 0,
        gaz: 0,
        form: [0; 3],
        capital: false,
        word: false,
        first: false,
        shouted: false,
        bracket: false,
        run: (0, 0),
        chain: (0, 0),
        inst: (0, 0, false),
        phrase: 0,
    };
}

fn lower_byte(b: u8) -> u64 {
    u64::from(b.to_ascii_lowercase())
}

/// Hashes of the first 2, 3, 4 and the last 1, 2, 3, 4 characters, small letters for ASCII capitals.
fn affixes(word: &str) -> ([u64; 3], [u64; 4]) {
    let (mut prefix, mut suffix) = ([0; 3], [0; 4]);
    let mut acc = 0u64;
    for (n, c) in word.chars().take(4).enumerate() {
        acc = acc << 16 | if c.is_ascii() { lower_byte(c as u8) } else { u64::from(c as u32 & 0xFFFF) };
        if n >= 1 {
            prefix[n - 1] = acc + 1;
        }
    }
    acc = 0;
    for (n, c) in word.chars().rev().take(4).enumerate() {
        acc |= (if c.is_ascii() { lower_byte(c as u8) } else { u64::from(c as u32 & 0xFFFF) }) << (16 * n);
        suffix[n] = acc + 1;
    }
    (prefix, suffix)
}

/// Fills `views` for an article.
pub fn look(text: &str, tokens: &[Token], sentences: &[Sentence], forms: &Forms, views: &mut Vec<View>) {
    let lists = gz::gazetteer();
    views.clear();
    views.reserve(tokens.len());
    for token in tokens {
        let word = token.text(text);
        let (prefix, suffix) = affixes(word);
        views.push(View {
            lower: if token.kind == Kind::Number { number(word) } else { token.lower },
            hash: token.hash,
            prefix,
            suffix,
            shape: token.shape.0 | (u32::from(token.case == Case::Upper && word.len() > 1) << 31),
            gaz: lists.bits(token.lower),
            form: forms.get(token.lower),
            capital: token.is_capitalised(),
            word: token.is_word(),
            bracket: matches!(word, "(" | "["),
            ..View::PAD
        });
    }
    for sentence in sentences {
        read_sentence(tokens, sentence.tokens.clone(), views, lists);
    }
}

fn number(word: &str) -> u64 {
    0xD161_7000 + (word.len().min(12) as u64)
}

fn read_sentence(tokens: &[Token], range: Range<usize>, views: &mut [View], lists: &gz::Gazetteer) {
    let first = range.clone().find(|&i| views[i].word).unwrap_or(range.start);
    views[first].first = true;
    views[range.start].first = true;
    let words = range.clone().filter(|&i| views[i].word && tokens[i].span.len() > 1);
    let (all, upper) = words.fold((0, 0), |(a, u), i| (a + 1, u + usize::from(tokens[i].case == Case::Upper)));
    if all >= 4 && upper * 4 >= all * 3 {
        // A headline in capitals: what raw text capitalises stays so, the rest is small.
        for i in range.clone().filter(|&i| tokens[i].case == Case::Upper) {
            let v = &mut views[i];
            v.shouted = true;
            let known = v.form[1] >= 5 || v.gaz & (gz::COUNTRY | gz::CITY | gz::GIVEN | gz::FAMILY) != 0 || (v.form[1] == 0 && v.gaz == 0);
            v.capital = known;
            v.shape = if known { Shape::UPPER | Shape::LOWER << 3 } else { Shape::LOWER };
        }
    }
    let mut i = range.start;
    while i < range.end {
        let (n, bit) = lists.phrase(&tokens[..range.end], i);
        if n > 0 && (views[i].capital || bit == gz::ORGANISATION) {
            for k in 0..n {
                views[i + k].phrase = 1 + u8::from(k > 0) + 2 * u8::from(bit == gz::ORGANISATION);
            }
            i += n;
        } else {
            i += 1;
        }
    }
    runs(range.clone(), views, false);
    runs(range.clone(), views, true);
    institutions(range, views);
}

/// Marks runs of capitalised words; with `links`, connectives and particles between two capitals belong to the run.
fn runs(range: Range<usize>, views: &mut [View], links: bool) {
    let mut i = range.start;
    while i < range.end {
        if !(views[i].capital && views[i].word) {
            i += 1;
            continue;
        }
        let mut end = i;
        loop {
            if end + 1 < range.end && views[end + 1].capital && views[end + 1].word {
                end += 1;
            } else if links
                && end + 2 < range.end
                && views[end + 1].gaz & (gz::LINK | gz::PARTICLE) != 0
                && views[end + 2].capital
                && views[end + 2].word
            {
                end += 2;
            } else {
                break;
            }
        }
        for view in &mut views[i..=end] {
            if links {
                view.chain = (i as u32, end as u32);
            } else {
                view.run = (i as u32, end as u32);
            }
        }
        i = end + 1;
    }
}

/// Marks the phrase that a head noun opens: qualifiers, links, and the words they lead to.
fn institutions(range: Range<usize>, views: &mut [View]) {
    let (mut head, mut part, mut link) = (0u32, 0u8, 0u64);
    for i in range {
        let v = &views[i];
        let linking = v.gaz & gz::LINK != 0;
        let opens = v.gaz & gz::HEAD != 0;
        if head != 0 {
            let from = i as u32 + 1 - head;
            // 1 head, 2 qualifier, 3 link, 4 what a link leads to, 5 a further word
            part = match part {
                _ if from > 14 => 0,
                1 | 2 if v.gaz & gz::QUALIFIER != 0 => 2,
                _ if linking => 3,
                3 if v.word => 4,
                1 | 2 | 4 | 5 if v.word && v.capital => 5,
                4 | 5 if v.word && !opens => 6,
                _ => 0,
            };
            if part == 0 {
                head = 0;
            }
        }
        let agrees = part == 3 && (link == 0 || v.lower == link);
        if part == 3 && link == 0 {
            link = v.lower;
        }
        if head == 0 && opens {
            (head, part, link) = (i as u32 + 1, 1, 0);
        }
        views[i].inst = (head, if head == 0 { 0 } else { part }, agrees);
        if part == 6 {
            // One further small word may belong (`ya nje`), not two.
            part = 7;
        } else if part == 7 {
            head = 0;
            part = 0;
        }
    }
}

/// Mixes a template number with a value.
#[inline]
fn key(template: u64, value: u64) -> u32 {
    let h = (value ^ template.wrapping_mul(0xA24B_AED4_963E_E407)).wrapping_mul(0x9FB2_1C65_1E98_DF25);
    ((h ^ (h >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

/// Gives every feature of token `i` to `sink`.
#[inline]
pub fn features(views: &[View], context: &Context, range: &Range<usize>, i: usize, mut sink: impl FnMut(u32)) {
    let at = |d: isize| -> &View {
        let j = i as isize + d;
        if j >= range.start as isize && j < range.end as isize { &views[j as usize] } else { &View::PAD }
    };
    let (p3, p2, p1, v, n1, n2, n3) = (at(-3), at(-2), at(-1), at(0), at(1), at(2), at(3));
    let mut put = |template: u64, value: u64| sink(key(template, value));
    put(0, u64::from(v.first));
    // Words.
    put(1, p3.lower);
    put(2, p2.lower);
    put(3, p1.lower);
    put(4, v.lower);
    put(5, n1.lower);
    put(6, n2.lower);
    put(7, n3.lower);
    put(8, v.hash);
    put(9, join(p1.lower, v.lower));
    put(10, join(v.lower, n1.lower));
    put(11, join(p2.lower, p1.lower));
    put(12, join(n1.lower, n2.lower));
    // Shapes and affixes.
    let s = |v: &View| u64::from(v.shape);
    put(13, s(v));
    put(14, s(p1));
    put(15, s(n1));
    put(16, s(p2) << 32 | s(p1));
    put(17, join(s(p1) << 32 | s(v), s(n1)));
    put(18, join(s(v), s(n1) << 32 | s(n2)));
    for k in 0..3 {
        put(19 + k as u64, v.prefix[k]);
    }
    for k in 0..4 {
        put(22 + k as u64, v.suffix[k]);
    }
    put(26, p1.suffix[2]);
    put(27, n1.suffix[2]);
    put(28, p1.prefix[1]);
    put(29, n1.prefix[1]);
    put(30, join(v.suffix[2], s(v)));
    // Clusters, capital statistics, distribution over types.
    let c = |v: &View| u64::from(v.form[0]);
    let f = |v: &View| u64::from(v.form[1]) << 8 | u64::from(v.form[2]);
    put(31, c(p2));
    put(32, c(p1));
    put(33, c(v));
    put(34, c(n1));
    put(35, c(n2));
    put(36, c(p1) << 8 | c(v));
    put(37, c(v) << 8 | c(n1));
    put(38, c(p1) << 16 | c(n1) << 8 | u64::from(v.capital));
    let state = u64::from(v.capital) << 1 | u64::from(v.first);
    put(39, u64::from(v.form[1]) << 8 | state);
    put(40, u64::from(v.form[2]) << 8 | state);
    put(41, f(p1) << 16 | f(v));
    put(42, f(v) << 16 | f(n1));
    // Gazetteer.
    let g = |v: &View| u64::from(v.gaz) << 3 | u64::from(v.phrase);
    put(43, g(v) << 2 | state);
    put(44, g(p1) << 32 | g(v) << 2 | u64::from(v.capital));
    put(45, g(v) << 32 | g(n1));
    put(46, g(p2) << 32 | g(p1) << 2 | u64::from(v.capital));
    // Runs of capitals.
    if v.capital && v.word {
        let (b, e) = (v.run.0 as usize, v.run.1 as usize);
        let (len, pos) = ((e - b).min(5) as u64, (i - b).min(5) as u64);
        let before = if b > range.start { &views[b - 1] } else { &View::PAD };
        let after = if e + 1 < range.end { &views[e + 1] } else { &View::PAD };
        put(47, len << 8 | pos);
        put(48, join(before.lower, pos.min(1)));
        put(49, join(after.lower, u64::from(i == e)));
        put(50, join(before.lower, len << 8 | pos));
        put(51, join(views[b].lower, pos));
        put(52, join(views[e].lower, (e - i).min(5) as u64));
        put(53, g(before) << 32 | g(after) << 4 | pos.min(2) << 2 | len.min(2));
        put(54, g(&views[b]) << 32 | f(&views[b]) << 8 | pos);
        put(55, g(&views[e]) << 32 | f(&views[e]) << 8 | (e - i) as u64);
        put(56, c(before) << 16 | len << 8 | pos);
        let (cb, ce) = (v.chain.0 as usize, v.chain.1 as usize);
        if (cb, ce) != (b, e) {
            put(57, join(views[cb].lower, views[ce].lower));
            put(58, join(views[cb].lower, (i - cb).min(7) as u64));
            put(59, join(views[ce].lower, (ce - i).min(7) as u64));
            let first = if cb > range.start { &views[cb - 1] } else { &View::PAD };
            put(60, join(first.lower, (i - cb).min(7) as u64));
        }
    } else {
        let (cb, ce) = (v.chain.0 as usize, v.chain.1 as usize);
        if ce > cb {
            put(61, join(views[cb].lower, v.lower));
            put(62, join(v.lower, views[ce].lower));
            put(63, g(&views[cb]) << 32 | g(&views[ce]));
            put(64, join(views[cb].lower, views[ce].lower));
        }
    }
    // Institutions.
    if v.inst.0 != 0 {
        let head = &views[v.inst.0 as usize - 1];
        let far = (i + 1 - v.inst.0 as usize).min(9) as u64;
        let part = u64::from(v.inst.1) << 1 | u64::from(v.inst.2);
        put(65, join(head.lower, part));
        put(66, join(head.lower, v.lower));
        put(67, part << 8 | far);
        put(68, part << 16 | u64::from(n1.inst.1) << 8 | u64::from(n1.capital) << 2 | state);
        put(69, join(part << 8 | u64::from(v.capital), n1.lower));
        put(70, join(part, join(v.lower, n1.lower)));
        put(71, part << 32 | c(v) << 16 | c(n1));
        let then = if (v.inst.0 as usize) < range.end { views[v.inst.0 as usize].lower } else { 0 };
        let then2 = if (v.inst.0 as usize) + 1 < range.end { views[v.inst.0 as usize + 1].lower } else { 0 };
        put(72, join(join(head.lower, join(then, then2)), far));
        put(73, join(head.lower, u64::from(head.capital) << 1 | u64::from(head.first)));
    } else {
        put(74, u64::from(p1.inst.1) << 8 | u64::from(n1.inst.1));
    }
    // The rest of the article.
    if let Some(cased) = context.cased(views, i) {
        let cased = u64::from(cased) << 2 | state;
        put(75, cased);
        put(76, cased << 32 | g(p1) << 8 | u64::from(p1.capital));
        let signs = context.signs(views, i);
        for k in 0..8 {
            if signs >> k & 1 != 0 {
                put(77, k << 2 | state);
            }
        }
        put(78, u64::from(signs) << 8 | cased);
        if v.capital {
            for other in context.others(i) {
                let before = if views[other].first || other == 0 { &View::PAD } else { &views[other - 1] };
                let after = views.get(other + 1).filter(|v| !v.first).unwrap_or(&View::PAD);
                put(79, before.lower);
                put(80, after.lower);
                if before.capital {
                    put(81, f(before) << 32 | g(before));
                }
                if after.capital {
                    put(82, f(after) << 32 | g(after));
                }
            }
        }
    }
}
