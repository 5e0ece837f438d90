//! The linear-chain CRF: AdaGrad steps sentence by sentence, half of the features dropped at random, L1, averaged weights,
//! then the best rows as bytes.

// Labels are indices into several arrays at once; loops over them read best as such.
#![allow(clippy::needless_range_loop)]

use std::sync::atomic::{AtomicBool, Ordering};

use rustc_hash::FxHashMap;

use super::super::article::Context;
use super::super::features::all;
use super::super::labels::{INST, NARROW, WIDTH, allowed, allowed_inst, closes, opens};
use super::super::memory::Memory;
use super::super::model::{Forms, Model};
use super::super::view::look;
use super::corpus::Example;

/// How to learn.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Passes over the sentences.
    pub epochs: usize,
    /// Step of AdaGrad.
    pub rate: f32,
    /// Pull towards zero.
    pub l1: f32,
    /// Share of features dropped.
    pub dropout: f32,
    /// Rows kept.
    pub rows: usize,
    /// A feature seen less often is not learned.
    pub least: u32,
    /// Whether the tagger's own reading of raw text becomes a fact.
    pub read_raw: bool,
    /// Seed.
    pub seed: u64,
    /// Runs, each with a seed of its own, whose weights are averaged.
    pub models: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: 14, rate: 0.1, l1: 1e-5, dropout: 0.5, rows: 130_000, least: 2, read_raw: true, seed: 1, models: 3 }
    }
}

/// A small generator of random numbers.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next number.
    pub fn draw(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as u32
    }

    /// Shuffles.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = self.draw() as usize % (i + 1);
            items.swap(i, j);
        }
    }
}

struct Sequence {
    /// Feature rows of all tokens, one after the other.
    rows: Vec<u32>,
    /// Where each token's rows end.
    ends: Vec<u32>,
    narrow: Vec<u8>,
    inst: Vec<u8>,
}

type Row = [f32; WIDTH];

/// Feature keys of a sentence, where each token's end, and both layers' labels.
type Keyed = (Vec<u32>, Vec<u32>, Vec<u8>, Vec<u8>);

/// Learns a model. Once `stop` is set it ends soon, and the model is worth nothing.
#[must_use]
pub fn train(examples: &[Example], forms: Forms, settings: &Settings, stop: &AtomicBool) -> Model {
    let (sequences, keys) = sequences(examples, &forms, settings.least);
    let mut sum = vec![[0f32; WIDTH]; keys.len()];
    let (mut sum_steps, mut sum_inst, mut taken) = ([[0f32; NARROW]; NARROW], [[0f32; INST]; INST], 0f32);
    for model in 0..settings.models {
        // One run leans on the order it happened to read in; the mean of several leans less.
        let mut learner = Learner::new(keys.len());
        let mut random = Random::new(settings.seed + model);
        let mut order: Vec<usize> = (0..sequences.len()).collect();
        for epoch in 0..settings.epochs {
            random.shuffle(&mut order);
            for (n, &s) in order.iter().enumerate() {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                learner.step(&sequences[s], settings, &mut random);
                let quarter = (n + 1) % order.len().div_ceil(4) == 0 || n + 1 == order.len();
                if quarter && (epoch * 2 >= settings.epochs || epoch + 1 == settings.epochs) {
                    taken += 1.0;
                    for (a, w) in sum.iter_mut().zip(&learner.weights) {
                        a.iter_mut().zip(w).for_each(|(a, w)| *a += w);
                    }
                    sum_steps.iter_mut().flatten().zip(learner.steps.iter().flatten()).for_each(|(a, w)| *a += w);
                    sum_inst.iter_mut().flatten().zip(learner.steps_inst.iter().flatten()).for_each(|(a, w)| *a += w);
                }
            }
        }
    }
    let taken = taken.max(1.0);
    sum.iter_mut().flatten().for_each(|w| *w /= taken);
    sum_steps.iter_mut().flatten().for_each(|w| *w /= taken);
    sum_inst.iter_mut().flatten().for_each(|w| *w /= taken);
    pack(&sum, &keys, sum_steps, sum_inst, forms, settings.rows)
}

fn sequences(examples: &[Example], forms: &Forms, least: u32) -> (Vec<Sequence>, Vec<u32>) {
    let (mut memory, mut views, mut context) = (Memory::default(), Vec::new(), Context::default());
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    let mut raw: Vec<Keyed> = Vec::new();
    for e in examples {
        look(&e.text, &e.tokens, &e.sentences, forms, &mut memory, &mut views);
        context.read(&views);
        for s in e.sentences.iter().filter(|s| s.tokens.end <= e.own) {
            let (mut keys, mut ends) = (Vec::new(), Vec::new());
            for i in s.tokens.clone() {
                keys.extend(all(&memory, &views, &context, &s.tokens, i));
                ends.push(keys.len() as u32);
            }
            keys.iter().for_each(|&k| *counts.entry(k).or_default() += 1);
            raw.push((keys, ends, e.narrow[s.tokens.clone()].to_vec(), e.inst[s.tokens.clone()].to_vec()));
        }
    }
    let mut keys: Vec<u32> = counts.into_iter().filter(|c| c.1 >= least).map(|c| c.0).collect();
    keys.sort_unstable();
    let ids: FxHashMap<u32, u32> = keys.iter().enumerate().map(|(i, &k)| (k, i as u32)).collect();
    let sequences = raw.into_iter().map(|(all, all_ends, narrow, inst)| {
        let (mut rows, mut ends, mut from) = (Vec::new(), Vec::new(), 0);
        for end in all_ends {
            rows.extend(all[from..end as usize].iter().filter_map(|k| ids.get(k)));
            ends.push(rows.len() as u32);
            from = end as usize;
        }
        Sequence { rows, ends, narrow, inst }
    });
    (sequences.collect(), keys)
}

struct Learner {
    weights: Vec<Row>,
    squares: Vec<Row>,
    steps: [[f32; NARROW]; NARROW],
    steps_inst: [[f32; INST]; INST],
    squares_steps: [[f32; NARROW]; NARROW],
    squares_inst: [[f32; INST]; INST],
    kept: Vec<u32>,
    kept_ends: Vec<usize>,
    scores: Vec<Row>,
    grads: Vec<Row>,
}

const FIRST: f32 = 1e-3;

impl Learner {
    fn new(rows: usize) -> Self {
        Self {
            weights: vec![[0.0; WIDTH]; rows],
            squares: vec![[FIRST; WIDTH]; rows],
            steps: [[0.0; NARROW]; NARROW],
            steps_inst: [[0.0; INST]; INST],
            squares_steps: [[1.0; NARROW]; NARROW],
            squares_inst: [[1.0; INST]; INST],
            kept: Vec::new(),
            kept_ends: Vec::new(),
            scores: Vec::new(),
            grads: Vec::new(),
        }
    }

    fn step(&mut self, s: &Sequence, settings: &Settings, random: &mut Random) {
        let drop = (settings.dropout * u32::MAX as f32) as u32;
        let worth = 1.0 / (1.0 - settings.dropout);
        self.kept.clear();
        self.kept_ends.clear();
        self.scores.clear();
        let mut from = 0;
        for &end in &s.ends {
            let mut score = [0f32; WIDTH];
            for &row in &s.rows[from..end as usize] {
                if random.draw() >= drop {
                    self.kept.push(row);
                    score.iter_mut().zip(&self.weights[row as usize]).for_each(|(s, w)| *s += w);
                }
            }
            score.iter_mut().for_each(|s| *s *= worth);
            self.scores.push(score);
            self.kept_ends.push(self.kept.len());
            from = end as usize;
        }
        self.grads.clear();
        self.grads.resize(s.ends.len(), [0.0; WIDTH]);
        let rate = settings.rate;
        layer::<NARROW>(
            &self.scores,
            0,
            &s.narrow,
            &mut self.grads,
            &mut self.steps,
            &mut self.squares_steps,
            rate,
            allowed,
            opens,
            closes,
        );
        layer::<INST>(
            &self.scores,
            NARROW,
            &s.inst,
            &mut self.grads,
            &mut self.steps_inst,
            &mut self.squares_inst,
            rate,
            allowed_inst,
            |a| a != 2,
            |_| true,
        );
        let mut from = 0;
        for (grad, &end) in self.grads.iter().zip(&self.kept_ends) {
            for &row in &self.kept[from..end] {
                let w = &mut self.weights[row as usize];
                let q = &mut self.squares[row as usize];
                for k in 0..WIDTH {
                    let g = grad[k] * worth;
                    q[k] += g * g;
                    let eta = rate / q[k].sqrt();
                    let next = w[k] - eta * g;
                    w[k] = next.signum() * (next.abs() - eta * settings.l1).max(0.0);
                }
            }
            from = end;
        }
    }
}

/// Expected minus given labels of one layer, written to `grads`; takes the step on its transitions.
#[allow(clippy::too_many_arguments)]
fn layer<const N: usize>(
    scores: &[Row],
    at: usize,
    given: &[u8],
    grads: &mut [Row],
    steps: &mut [[f32; N]; N],
    squares: &mut [[f32; N]; N],
    rate: f32,
    allowed: impl Fn(usize, usize) -> bool,
    opens: impl Fn(usize) -> bool,
    closes: impl Fn(usize) -> bool,
) {
    let n = scores.len();
    if n == 0 {
        return;
    }
    let mut chance = [[0f32; N]; N];
    for a in 0..N {
        for b in 0..N {
            chance[a][b] = if allowed(a, b) { steps[a][b].exp() } else { 0.0 };
        }
    }
    let mut emit = vec![[0f32; N]; n];
    for (e, s) in emit.iter_mut().zip(scores) {
        let top = s[at..at + N].iter().copied().fold(f32::MIN, f32::max);
        for b in 0..N {
            e[b] = (s[at + b] - top).exp();
        }
    }
    let (mut forward, mut backward, mut scale) = (vec![[0f32; N]; n], vec![[0f32; N]; n], vec![0f32; n]);
    for i in 0..n {
        let mut f = [0f32; N];
        if i == 0 {
            for b in 0..N {
                f[b] = if opens(b) { emit[0][b] } else { 0.0 };
            }
        } else {
            for a in 0..N {
                for b in 0..N {
                    f[b] += forward[i - 1][a] * chance[a][b];
                }
            }
            for b in 0..N {
                f[b] *= emit[i][b];
            }
        }
        scale[i] = f.iter().sum::<f32>().max(1e-30);
        f.iter_mut().for_each(|x| *x /= scale[i]);
        forward[i] = f;
    }
    for b in 0..N {
        backward[n - 1][b] = if closes(b) { 1.0 } else { 0.0 };
    }
    for i in (0..n - 1).rev() {
        for a in 0..N {
            let mut sum = 0.0;
            for b in 0..N {
                sum += chance[a][b] * emit[i + 1][b] * backward[i + 1][b];
            }
            backward[i][a] = sum / scale[i + 1];
        }
    }
    let total = (0..N).map(|b| forward[n - 1][b] * backward[n - 1][b]).sum::<f32>().max(1e-30);
    let mut expected = [[0f32; N]; N];
    for i in 0..n {
        for b in 0..N {
            grads[i][at + b] = forward[i][b] * backward[i][b] / total;
        }
        grads[i][at + given[i] as usize] -= 1.0;
        if i > 0 {
            for a in 0..N {
                for b in 0..N {
                    expected[a][b] += forward[i - 1][a] * chance[a][b] * emit[i][b] * backward[i][b] / scale[i] / total;
                }
            }
            expected[given[i - 1] as usize][given[i] as usize] -= 1.0;
        }
    }
    for a in 0..N {
        for b in 0..N {
            let g = expected[a][b];
            squares[a][b] += g * g;
            steps[a][b] -= rate * g / squares[a][b].sqrt();
        }
    }
}

/// Keeps the best rows and turns weights into bytes of one scale.
fn pack(rows: &[Row], keys: &[u32], steps: [[f32; NARROW]; NARROW], steps_inst: [[f32; INST]; INST], forms: Forms, keep: usize) -> Model {
    let size = |r: &Row| r.iter().fold(0f32, |m, w| m.max(w.abs()));
    let mut order: Vec<usize> = (0..rows.len()).filter(|&i| size(&rows[i]) > 0.0).collect();
    order.sort_by(|&a, &b| size(&rows[b]).total_cmp(&size(&rows[a])).then(a.cmp(&b)));
    order.truncate(keep);
    let mut sizes: Vec<f32> = order.iter().map(|&i| size(&rows[i])).collect();
    sizes.sort_by(f32::total_cmp);
    let clip = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 500)).copied().unwrap_or(1.0).max(1e-3);
    let scale = clip / 127.0;
    order.sort_unstable();
    let packed = order
        .iter()
        .map(|&i| {
            let mut row = [0i8; WIDTH];
            row.iter_mut().zip(&rows[i]).for_each(|(q, w)| *q = (w / scale).round().clamp(-127.0, 127.0) as i8);
            (keys[i], row)
        })
        .collect();
    let whole = |w: f32| (w / scale).round().clamp(-30_000.0, 30_000.0) as i16;
    Model::build(forms, packed, steps.map(|r| r.map(whole)), steps_inst.map(|r| r.map(whole)), scale, [[1.0, 0.0]; 4])
}
