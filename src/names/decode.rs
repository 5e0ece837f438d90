//! Scores → labels (Viterbi) and, for each name found, how probable it is (forward–backward).
//!
//! Every inner loop runs over all labels of one side at once, in arrays padded to whole vectors, so that the compiler turns
//! it into a few vector instructions; forbidden steps take part with a score that never wins and a chance of nothing.
//! The best path is added up in `f32`, whose maximum is one instruction on every machine and which is exact here: scores
//! are whole numbers, and only their distance to that of label 0 is carried from token to token.

// Labels are indices into several arrays at once; loops over them read best as such.
#![allow(clippy::needless_range_loop)]

use super::labels::{INST, NARROW, WIDTH, allowed, allowed_inst, closes, opens};

/// Worse than any path there is.
const FAR: f32 = -1e9;

/// Distances from the best score whose exponentials are kept ready; a power of two.
const READY: usize = 1 << 13;

/// Steps between the `N` labels whose scores begin at column `FROM`, ready for decoding in arrays of `P`.
#[derive(Clone, Debug)]
pub(crate) struct Lattice<const N: usize, const P: usize, const FROM: usize> {
    /// From label to label, and the other way round.
    step: [[f32; P]; N],
    step_to: [[f32; P]; N],
    chance: [[f32; P]; N],
    chance_to: [[f32; P]; N],
    opens: [bool; N],
    closes: [bool; N],
    scale: f32,
    /// Exponentials of 0, -1, -2 … times `scale`.
    ready: Box<[f32; READY]>,
}

/// The lattice of the narrow names.
pub(crate) type Names = Lattice<NARROW, WIDTH, 0>;
/// The lattice of the institutions.
pub(crate) type Institutions = Lattice<INST, 4, NARROW>;

impl Names {
    pub(crate) fn narrow(steps: &[[i16; NARROW]; NARROW], scale: f32) -> Self {
        Self::new(|a, b| allowed(a, b).then(|| f32::from(steps[a][b])), opens, closes, scale)
    }
}

impl Institutions {
    pub(crate) fn inst(steps: &[[i16; INST]; INST], scale: f32) -> Self {
        Self::new(|a, b| allowed_inst(a, b).then(|| f32::from(steps[a][b])), |a| a != 2, |_| true, scale)
    }
}

impl<const N: usize, const P: usize, const FROM: usize> Lattice<N, P, FROM> {
    fn new(step: impl Fn(usize, usize) -> Option<f32>, opens: impl Fn(usize) -> bool, closes: impl Fn(usize) -> bool, scale: f32) -> Self {
        let ready: Vec<f32> = (0..READY).map(|d| (-(d as f32) * scale).exp()).collect();
        let mut out = Self {
            step: [[FAR; P]; N],
            step_to: [[FAR; P]; N],
            chance: [[0.0; P]; N],
            chance_to: [[0.0; P]; N],
            opens: std::array::from_fn(opens),
            closes: std::array::from_fn(closes),
            scale,
            ready: ready.into_boxed_slice().try_into().expect("as long as asked for"),
        };
        for a in 0..N {
            for b in 0..N {
                if let Some(s) = step(a, b) {
                    let chance = (s * scale).exp();
                    (out.step[a][b], out.step_to[b][a]) = (s, s);
                    (out.chance[a][b], out.chance_to[b][a]) = (chance, chance);
                }
            }
        }
        out
    }

    // The three steps from token to token are functions of their own: drawn into their callers, the compiler takes them apart.

    /// The best way to each label of the next token, before that token's scores.
    #[inline(never)]
    fn ahead(&self, now: &[f32; P]) -> [f32; P] {
        let mut best = [f32::MIN; P];
        for a in 0..N {
            for b in 0..P {
                let s = now[a] + self.step[a][b];
                best[b] = if s > best[b] { s } else { best[b] };
            }
        }
        best
    }

    /// The best labels for `scores`, written to `labels`.
    pub(crate) fn best(&self, scores: &[[i16; WIDTH]], trail: &mut Vec<[f32; P]>, labels: &mut Vec<u8>) {
        labels.clear();
        trail.clear();
        let Some((first, rest)) = scores.split_first() else { return };
        let mut now = [FAR; P];
        for b in 0..N {
            if self.opens[b] {
                now[b] = f32::from(first[FROM + b]);
            }
        }
        trail.push(now);
        for row in rest {
            let mut best = self.ahead(&now);
            // Columns beyond `N` are another layer's; here nothing is ever reached through them.
            for b in 0..P.min(WIDTH - FROM) {
                best[b] += f32::from(row[FROM + b]);
            }
            let base = best[0];
            for b in 0..P {
                now[b] = best[b] - base;
            }
            trail.push(now);
        }
        // Of equal paths the one with the smaller label, here and on the way back.
        let mut at = (0..N).filter(|&b| self.closes[b]).fold(0, |top, b| if now[b] > now[top] { b } else { top });
        labels.push(at as u8);
        for before in trail[..scores.len() - 1].iter().rev() {
            let mut sums = [0f32; P];
            for a in 0..P {
                sums[a] = before[a] + self.step_to[at][a];
            }
            at = (1..N).fold(0, |top, a| if sums[a] > sums[top] { a } else { top });
            labels.push(at as u8);
        }
        labels.reverse();
    }

    /// The exponentials of a token's scores, the best of them taken as 0.
    #[inline(never)]
    fn emit(&self, row: &[i16; WIDTH]) -> [f32; P] {
        let mut top = row[FROM];
        for b in 1..N {
            top = top.max(row[FROM + b]);
        }
        let (mut emit, mut far) = ([0f32; P], false);
        for b in 0..N {
            let below = usize::from(top.abs_diff(row[FROM + b]));
            emit[b] = self.ready[below % READY];
            far |= below >= READY;
        }
        if far {
            for b in 0..N {
                emit[b] = (-f32::from(top.abs_diff(row[FROM + b])) * self.scale).exp();
            }
        }
        emit
    }

    /// One token on in the forward sums, before its own scores.
    #[inline(never)]
    fn forward(&self, last: &[f32; P]) -> [f32; P] {
        let mut sums = [0f32; P];
        for a in 0..N {
            for b in 0..P {
                sums[b] += last[a] * self.chance[a][b];
            }
        }
        sums
    }

    /// One token back in the backward sums.
    #[inline(never)]
    fn backward(&self, emit: &[f32; P], next: &[f32; P]) -> [f32; P] {
        let mut sums = [0f32; P];
        for b in 0..N {
            for a in 0..P {
                sums[a] += self.chance_to[b][a] * emit[b] * next[b];
            }
        }
        sums
    }

    /// Fills `chances` with scaled forward and backward sums, so that [`Lattice::span`] can be asked of spans that end at
    /// token `earliest` or later.
    pub(crate) fn chances(&self, scores: &[[i16; WIDTH]], earliest: usize, out: &mut Chances<P>) {
        let n = scores.len();
        out.emit.clear();
        out.forward.clear();
        out.backward.clear();
        out.scale.clear();
        let mut f = [0f32; P];
        for (i, row) in scores.iter().enumerate() {
            let emit = self.emit(row);
            if i == 0 {
                for b in 0..N {
                    f[b] = if self.opens[b] { emit[b] } else { 0.0 };
                }
            } else {
                f = self.forward(&f);
                for b in 0..P {
                    f[b] *= emit[b];
                }
            }
            let sum = f[..N].iter().sum::<f32>().max(f32::MIN_POSITIVE);
            f.iter_mut().for_each(|x| *x /= sum);
            out.emit.push(emit);
            out.forward.push(f);
            out.scale.push(sum);
        }
        let mut now = [0f32; P];
        for b in 0..N {
            now[b] = if self.closes[b] { 1.0 } else { 0.0 };
        }
        out.total = if n == 0 { 1.0 } else { (0..N).map(|b| f[b] * now[b]).sum::<f32>().max(f32::MIN_POSITIVE) };
        out.backward.resize(n, [0.0; P]);
        for i in (earliest..n).rev() {
            out.backward[i] = now;
            let mut before = self.backward(&out.emit[i], &now);
            before.iter_mut().for_each(|x| *x /= out.scale[i]);
            now = before;
        }
    }

    /// The probability that tokens `start..` carry exactly `labels`.
    pub(crate) fn span(&self, chances: &Chances<P>, start: usize, labels: &[u8]) -> f32 {
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
pub(crate) struct Chances<const P: usize> {
    emit: Vec<[f32; P]>,
    forward: Vec<[f32; P]>,
    backward: Vec<[f32; P]>,
    scale: Vec<f32>,
    total: f32,
}
