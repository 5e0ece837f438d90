//! Views → feature keys, the same in training and at run time. A feature is a 32-bit key: a template number mixed with the
//! hashes it joins. No strings are made.
//!
//! The features come in two lots. Those of [`alone`] ask one view only, so the sum of their weights is the same wherever
//! that form stands and the tagger remembers it ([`super::memory`]); those of [`joined`] are looked up for every token.

use std::ops::Range;

use super::article::Context;
use super::memory::Form;
use super::view::View;
use crate::text::join;

/// How far from a token a form alone still counts.
pub const REACH: usize = 3;

/// More features than [`joined`] ever gives for one token.
pub const MOST: usize = 64;

/// Mixes a template number with a value.
#[inline]
pub fn key(template: u64, value: u64) -> u32 {
    let h = (value ^ template.wrapping_mul(0xA24B_AED4_963E_E407)).wrapping_mul(0x9FB2_1C65_1E98_DF25);
    ((h ^ (h >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

/// Shape.
fn s(v: &View) -> u64 {
    u64::from(v.shape)
}

/// Cluster.
fn c(v: &View) -> u64 {
    u64::from(v.form[0])
}

/// Capital statistics and distribution over types.
fn f(v: &View) -> u64 {
    u64::from(v.form[1]) << 8 | u64::from(v.form[2])
}

/// Gazetteer.
fn g(v: &View) -> u64 {
    u64::from(v.gaz) << 3 | u64::from(v.phrase)
}

fn state(v: &View) -> u64 {
    u64::from(v.capital) << 1 | u64::from(v.first)
}

/// Gives `put` what `v` alone says of the token that stands `place - REACH` after it (so `REACH` is the token itself).
/// Everything asked of `v` here must be part of [`View::dress`] or of its form.
pub fn alone(form: &Form, v: &View, place: usize, mut put: impl FnMut(u64, u64)) {
    match place {
        0 => put(7, v.lower),
        1 => {
            put(6, v.lower);
            put(35, c(v));
        }
        2 => {
            put(5, v.lower);
            put(15, s(v));
            put(27, form.suffix[2]);
            put(29, form.prefix[1]);
            put(34, c(v));
        }
        REACH => {
            put(0, u64::from(v.first));
            put(4, v.lower);
            put(8, form.hash);
            put(13, s(v));
            for k in 0..3 {
                put(19 + k as u64, form.prefix[k]);
            }
            for k in 0..4 {
                put(22 + k as u64, form.suffix[k]);
            }
            put(30, join(form.suffix[2], s(v)));
            put(33, c(v));
            put(39, u64::from(v.form[1]) << 8 | state(v));
            put(40, u64::from(v.form[2]) << 8 | state(v));
            put(43, g(v) << 2 | state(v));
        }
        4 => {
            put(3, v.lower);
            put(14, s(v));
            put(26, form.suffix[2]);
            put(28, form.prefix[1]);
            put(32, c(v));
        }
        5 => {
            put(2, v.lower);
            put(31, c(v));
        }
        _ => put(1, v.lower),
    }
}

/// Gives `put` the features of token `i` that join it with others or ask the rest of the article. There are at most [`MOST`].
#[inline]
pub fn joined(views: &[View], context: &Context, range: &Range<usize>, i: usize, mut put: impl FnMut(u64, u64)) {
    let at = |d: isize| -> &View {
        let j = i as isize + d;
        if j >= range.start as isize && j < range.end as isize { &views[j as usize] } else { &View::PAD }
    };
    let (p2, p1, v, n1, n2) = (at(-2), at(-1), at(0), at(1), at(2));
    let state = state(v);
    // Words.
    put(9, join(p1.lower, v.lower));
    put(10, join(v.lower, n1.lower));
    put(11, join(p2.lower, p1.lower));
    put(12, join(n1.lower, n2.lower));
    // Shapes.
    put(16, s(p2) << 32 | s(p1));
    put(17, join(s(p1) << 32 | s(v), s(n1)));
    put(18, join(s(v), s(n1) << 32 | s(n2)));
    // Clusters, capital statistics, distribution over types.
    put(36, c(p1) << 8 | c(v));
    put(37, c(v) << 8 | c(n1));
    put(38, c(p1) << 16 | c(n1) << 8 | u64::from(v.capital));
    put(41, f(p1) << 16 | f(v));
    put(42, f(v) << 16 | f(n1));
    // Gazetteer.
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

/// Every feature key of token `i`, in the order of the templates: training draws a random number for each, so the order
/// decides what it learns.
#[cfg(feature = "train")]
pub fn all(memory: &super::memory::Memory, views: &[View], context: &Context, range: &Range<usize>, i: usize) -> Vec<u32> {
    let mut out: Vec<(u64, u32)> = Vec::new();
    for place in 0..=2 * REACH {
        // A view that stands `place - REACH` before the token has the token that far after it.
        let at = (i + REACH).checked_sub(place).filter(|at| range.contains(at));
        let v = at.map_or(&View::PAD, |at| &views[at]);
        alone(&memory.forms[v.id as usize], v, place, |t, value| out.push((t, key(t, value))));
    }
    joined(views, context, range, i, |t, value| out.push((t, key(t, value))));
    // The last templates come once for each other occurrence, and stay together.
    out.sort_by_key(|&(t, _)| t.min(79));
    out.into_iter().map(|(_, key)| key).collect()
}
