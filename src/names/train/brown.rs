//! Word classes from raw text by exchange: each frequent form moves to the class where the class bigrams on both its sides
//! become most probable, until little moves. Two hundred classes; one byte a form.

use std::collections::BTreeMap;

use crate::text::Token;

/// Number of classes; class 0 is kept for forms not clustered.
pub const CLASSES: usize = 200;

/// Clusters the `most` frequent lower-cased forms that occur at least `least` times.
pub fn cluster<'a>(sentences: impl Iterator<Item = &'a [Token]>, most: usize, least: u32, rounds: usize) -> Vec<(u64, u8)> {
    let sentences: Vec<Vec<u64>> = sentences.map(|s| s.iter().map(|t| t.lower).collect()).collect();
    let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
    sentences.iter().flatten().for_each(|&h| *counts.entry(h).or_default() += 1);
    let mut frequent: Vec<(u64, u32)> = counts.into_iter().filter(|c| c.1 >= least).collect();
    frequent.sort_by_key(|&(h, n)| (std::cmp::Reverse(n), h));
    frequent.truncate(most);
    let ids: rustc_hash::FxHashMap<u64, u32> = frequent.iter().enumerate().map(|(i, c)| (c.0, i as u32)).collect();
    let words = frequent.len();
    // Context words: the frequent ones, one for the rest, one for the sentence's border.
    let contexts = words + 2;
    let mut left: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    let mut right: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for s in &sentences {
        let id = |i: isize| -> u32 {
            if i < 0 || i as usize >= s.len() { words as u32 + 1 } else { ids.get(&s[i as usize]).copied().unwrap_or(words as u32) }
        };
        for i in 0..s.len() as isize {
            let w = id(i);
            if (w as usize) < words {
                *left.entry((w, id(i - 1))).or_default() += 1;
                *right.entry((w, id(i + 1))).or_default() += 1;
            }
        }
    }
    let rows = |m: BTreeMap<(u32, u32), u32>| {
        let mut out = vec![Vec::new(); words];
        m.into_iter().for_each(|((w, v), n)| out[w as usize].push((v as usize, n)));
        out
    };
    let sides = [rows(left), rows(right)];
    let mut class: Vec<usize> = (0..words).map(|i| i % CLASSES).collect();
    let mut joint = [vec![0u32; contexts * CLASSES], vec![0u32; contexts * CLASSES]];
    let mut size = vec![0u32; CLASSES];
    for w in 0..words {
        size[class[w]] += frequent[w].1;
        for (side, table) in sides.iter().zip(&mut joint) {
            side[w].iter().for_each(|&(v, n)| table[v * CLASSES + class[w]] += n);
        }
    }
    let logs: Vec<f64> = (0..1u32 << 16).map(|n| if n == 0 { 0.0 } else { f64::from(n) * f64::from(n).ln() }).collect();
    let xlx = |n: u32| logs.get(n as usize).copied().unwrap_or_else(|| f64::from(n) * f64::from(n).ln());
    for _ in 0..rounds {
        let mut moved = 0;
        for w in 0..words {
            let (old, total) = (class[w], frequent[w].1);
            size[old] -= total;
            let mut gain = [0f64; CLASSES];
            for (side, table) in sides.iter().zip(&mut joint) {
                for &(v, n) in &side[w] {
                    let row = &mut table[v * CLASSES..(v + 1) * CLASSES];
                    row[old] -= n;
                    let alone = xlx(n);
                    for (g, &have) in gain.iter_mut().zip(row.iter()) {
                        *g += if have == 0 { alone } else { xlx(have + n) - xlx(have) };
                    }
                }
            }
            for (g, &s) in gain.iter_mut().zip(&size) {
                *g -= 2.0 * (xlx(s + total) - xlx(s));
            }
            let mut best = old;
            for c in 0..CLASSES {
                if gain[c] > gain[best] + 1e-9 {
                    best = c;
                }
            }
            moved += usize::from(best != old);
            class[w] = best;
            size[best] += total;
            for (side, table) in sides.iter().zip(&mut joint) {
                side[w].iter().for_each(|&(v, n)| table[v * CLASSES + best] += n);
            }
        }
        if moved * 200 < words {
            break;
        }
    }
    frequent.iter().zip(class).map(|(c, k)| (c.0, k as u8 + 1)).collect()
}
