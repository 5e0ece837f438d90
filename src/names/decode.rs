//! Scores → labels (Viterbi over whole numbers) and, for each name found, how probable it is (forward–backward).

// Labels are indices into several arrays at once; loops over them read best as such.
#![allow(clippy::needless_range_loop)]

use super::labels::{INST, NARROW, WIDTH, allowed, allowed_inst, closes, opens};
use super::model::Model;

const FAR: i32 = i32::MIN / 4;

/// Steps between labels, ready for decoding.
#[derive(Clone, Debug)]
pub(crate) struct Lattice<const N: usize> {
    step: [[i32; N]; N],
    chance: [[f32; N]; N],
    opens: [bool; N],
    closes: [bool; N],
    scale: f32,
}

impl Lattice<NARROW> {
    pub(crate) fn narrow(model: &Model) -> Self {
        Self::new(|a, b| allowed(a, b).then(|| i32::from(model.steps[a][b])), opens, closes, model.scale)
    }
}

impl Lattice<INST> {
    pub(crate) fn inst(model: &Model) -> Self {
        Self::new(|a, b| allowed_inst(a, b).then(|| i32::from(model.steps_inst[a][b])), |a| a != 2, |_| true, model.scale)
    }
}

impl<const N: usize> Lattice<N> {
    fn new(step: impl Fn(usize, usize) -> Option<i32>, opens: impl Fn(usize) -> bool, closes: impl Fn(usize) -> bool, scale: f32) -> Self {
        let mut out = Self { step: [[FAR; N]; N], chance: [[0.0; N]; N], opens: [false; N], closes: [false; N], scale };
        for a in 0..N {
            out.opens[a] = opens(a);
            out.closes[a] = closes(a);
            for b in 0..N {
                if let Some(s) = step(a, b) {
                    out.step[a][b] = s;
                    out.chance[a][b] = (s as f32 * scale).exp();
                }
            }
        }
        out
    }

    /// The best labels for `scores` (columns `from..from + N`), written to `labels`.
    pub(crate) fn best(&self, scores: &[[i16; WIDTH]], from: usize, back: &mut Vec<[u8; N]>, labels: &mut Vec<u8>) {
        labels.clear();
        back.clear();
        if scores.is_empty() {
            return;
        }
        let mut now = [FAR; N];
        for b in 0..N {
            if self.opens[b] {
                now[b] = i32::from(scores[0][from + b]);
            }
        }
        for row in &scores[1..] {
            let (mut best, mut came) = ([i32::MIN; N], [0u8; N]);
            for a in 0..N {
                for b in 0..N {
                    let s = now[a] + self.step[a][b];
                    if s > best[b] {
                        best[b] = s;
                        came[b] = a as u8;
                    }
                }
            }
            for b in 0..N {
                now[b] = (best[b] + i32::from(row[from + b])).max(FAR);
            }
            back.push(came);
        }
        let mut at = (0..N).filter(|&b| self.closes[b]).max_by_key(|&b| (now[b], N - b)).unwrap_or(0);
        labels.push(at as u8);
        for came in back.iter().rev() {
            at = came[at] as usize;
            labels.push(at as u8);
        }
        labels.reverse();
    }

    /// Fills `chances` with scaled forward and backward sums, so that [`Chances::span`] can be asked.
    pub(crate) fn chances(&self, scores: &[[i16; WIDTH]], from: usize, out: &mut Chances<N>) {
        let n = scores.len();
        out.emit.clear();
        out.forward.clear();
        out.backward.clear();
        out.scale.clear();
        for row in scores {
            let top = row[from..from + N].iter().copied().max().unwrap_or(0);
            let mut e = [0f32; N];
            for b in 0..N {
                e[b] = ((f32::from(row[from + b]) - f32::from(top)) * self.scale).exp();
            }
            out.emit.push(e);
        }
        for i in 0..n {
            let mut f = [0f32; N];
            if i == 0 {
                for b in 0..N {
                    f[b] = if self.opens[b] { out.emit[0][b] } else { 0.0 };
                }
            } else {
                let last = out.forward[i - 1];
                for a in 0..N {
                    for b in 0..N {
                        f[b] += last[a] * self.chance[a][b];
                    }
                }
                for b in 0..N {
                    f[b] *= out.emit[i][b];
                }
            }
            let sum = f.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            f.iter_mut().for_each(|x| *x /= sum);
            out.forward.push(f);
            out.scale.push(sum);
        }
        let mut b_now = [0f32; N];
        for b in 0..N {
            b_now[b] = if self.closes[b] { 1.0 } else { 0.0 };
        }
        out.total = if n == 0 { 1.0 } else { (0..N).map(|b| out.forward[n - 1][b] * b_now[b]).sum::<f32>().max(f32::MIN_POSITIVE) };
        out.backward.resize(n, [0.0; N]);
        for i in (0..n).rev() {
            out.backward[i] = b_now;
            let mut before = [0f32; N];
            for a in 0..N {
                for b in 0..N {
                    before[a] += self.chance[a][b] * out.emit[i][b] * b_now[b];
                }
                before[a] /= out.scale[i];
            }
            b_now = before;
        }
    }

    /// The probability that tokens `start..` carry exactly `labels`.
    pub(crate) fn span(&self, chances: &Chances<N>, start: usize, labels: &[u8]) -> f32 {
        let first = labels[0] as usize;
        let mut p = chances.forward[start][first];
        for (k, pair) in labels.windows(2).enumerate() {
            let i = start + k + 1;
            p *= self.chance[pair[0] as usize][pair[1] as usize] * chances.emit[i][pair[1] as usize] / chances.scale[i];
        }
        let end = start + labels.len() - 1;
        (p * chances.backward[end][labels[labels.len() - 1] as usize] / chances.total).clamp(0.0, 1.0)
    }
}

/// Forward and backward sums of one sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chances<const N: usize> {
    emit: Vec<[f32; N]>,
    forward: Vec<[f32; N]>,
    backward: Vec<[f32; N]>,
    scale: Vec<f32>,
    total: f32,
}
