//! The learned weights, as they lie in the file and in memory.
//!
//! File: magic, version, checksum, then counted sections, all little-endian; every length is checked before it is used, so a
//! damaged or foreign file is an error and never a panic. In memory the feature keys stand in an open-addressing table whose
//! slots hold key and row together (one cache line a look-up), the rows are sixteen `i8` in one block.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use thiserror::Error;

use super::decode::{Institutions, Names};
use super::features::MOST;
use super::labels::{INST, NARROW, WIDTH};
use crate::text::hash_bytes;

const MAGIC: &[u8; 8] = b"DDNAMES\n";
const VERSION: u32 = 1;

/// Why a model could not be loaded.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// The file does not begin as a names model does.
    #[error("not a dondoo names model")]
    Foreign,
    /// Written by another version of the format.
    #[error("names model of format {found}, this dondoo reads format {expected}")]
    Version {
        /// The file's format.
        found: u32,
        /// The format that is read.
        expected: u32,
    },
    /// Cut short, or changed since it was written.
    #[error("names model is damaged (checksum or length)")]
    Damaged,
}

/// Facts of word forms learned from raw text: Brown cluster, how often capitalised, what the tagger made of it elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    pub(crate) keys: Vec<u32>,
    pub(crate) facts: Vec<[u8; 3]>,
    table: Table,
}

impl Forms {
    /// From rows; of equal keys the first stays.
    #[cfg(any(test, feature = "train"))]
    #[must_use]
    pub fn new(mut rows: Vec<(u32, [u8; 3])>) -> Self {
        rows.sort_by_key(|r| r.0);
        rows.dedup_by_key(|r| r.0);
        let (keys, facts): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let table = Table::new(&keys);
        Self { keys, facts, table }
    }

    /// The key of a lower-cased hash.
    #[must_use]
    pub fn key(lower: u64) -> u32 {
        (lower.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
    }

    /// The facts of a form; zeros where it was not seen.
    #[must_use]
    pub fn get(&self, lower: u64) -> [u8; 3] {
        self.table.get(Self::key(lower)).map_or([0; 3], |row| self.facts[row])
    }
}

/// Key → row, open addressing.
#[derive(Clone, Debug)]
struct Table {
    slots: Vec<(u32, u32)>,
    shift: u32,
    /// One bit for each key's low bits. Most features of a token were never learned; this answers for them from a few cache
    /// lines, and the slots, which do not fit the cache, are left alone.
    seen: Box<[u64; 1 << (SEEN - 6)]>,
}

/// Bits of `seen`: 128 kB, which stays in the second-level cache.
const SEEN: u32 = 20;

impl Default for Table {
    fn default() -> Self {
        Self::new(&[])
    }
}

const EMPTY: u32 = u32::MAX;

impl Table {
    fn new(keys: &[u32]) -> Self {
        let bits = (keys.len() * 2).next_power_of_two().trailing_zeros().max(4);
        let seen = vec![0; 1 << (SEEN - 6)].into_boxed_slice().try_into().expect("as long as asked for");
        let mut table = Self { slots: vec![(0, EMPTY); 1 << bits], shift: 32 - bits, seen };
        let mask = table.slots.len() - 1;
        for (row, &key) in keys.iter().enumerate() {
            let mut at = (key >> table.shift) as usize;
            while table.slots[at].1 != EMPTY {
                at = (at + 1) & mask;
            }
            table.slots[at] = (key, row as u32);
            let low = key & ((1 << SEEN) - 1);
            table.seen[(low >> 6) as usize] |= 1 << (low & 63);
        }
        table
    }

    /// Whether the key may be there.
    #[inline]
    fn seen(&self, key: u32) -> bool {
        let low = key & ((1 << SEEN) - 1);
        self.seen[(low >> 6) as usize] >> (low & 63) & 1 != 0
    }

    #[inline]
    fn get(&self, key: u32) -> Option<usize> {
        if self.seen(key) { self.find(key) } else { None }
    }

    #[inline]
    fn find(&self, key: u32) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = (key >> self.shift) as usize;
        loop {
            let (k, row) = self.slots[at & mask];
            if row == EMPTY {
                return None;
            }
            if k == key {
                return Some(row as usize);
            }
            at += 1;
        }
    }
}

/// An immutable tagger. Built once, shared by all threads.
#[derive(Clone, Debug)]
pub struct Model {
    /// Like no other model's of this process, so that what is remembered of one is not taken for another's. Copies share it,
    /// as they share the weights.
    pub(crate) id: u64,
    pub(crate) forms: Forms,
    pub(crate) keys: Vec<u32>,
    pub(crate) rows: Vec<[i8; WIDTH]>,
    table: Table,
    /// From label to label, in units of `scale`.
    pub(crate) steps: [[i16; NARROW]; NARROW],
    pub(crate) steps_inst: [[i16; INST]; INST],
    /// What one unit of weight is worth.
    pub(crate) scale: f32,
    /// Slope and intercept over the log-odds of a mention's probability: PER, ORG, LOC, institution.
    pub(crate) calibration: [[f32; 2]; 4],
    pub(crate) narrow: Names,
    pub(crate) inst: Institutions,
}

/// Feature keys of one token that may have weights, gathered so that looking them up does not wait on a guess each.
#[derive(Debug)]
pub(crate) struct Gathered {
    keys: [u32; MOST],
    len: usize,
}

impl Model {
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn build(
        forms: Forms,
        rows: Vec<(u32, [i8; WIDTH])>,
        steps: [[i16; NARROW]; NARROW],
        steps_inst: [[i16; INST]; INST],
        scale: f32,
        calibration: [[f32; 2]; 4],
    ) -> Self {
        let (keys, rows): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        Self::assemble(forms, keys, rows, steps, steps_inst, scale, calibration)
    }

    fn assemble(
        forms: Forms,
        keys: Vec<u32>,
        rows: Vec<[i8; WIDTH]>,
        steps: [[i16; NARROW]; NARROW],
        steps_inst: [[i16; INST]; INST],
        scale: f32,
        calibration: [[f32; 2]; 4],
    ) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            table: Table::new(&keys),
            narrow: Names::narrow(&steps, scale),
            inst: Institutions::inst(&steps_inst, scale),
            forms,
            keys,
            rows,
            steps,
            steps_inst,
            scale,
            calibration,
        }
    }

    /// Adds the weights of a feature to `sum`.
    #[inline]
    pub(crate) fn add(&self, key: u32, sum: &mut [i16; WIDTH]) {
        if let Some(row) = self.table.get(key) {
            add_row(&self.rows[row], sum);
        }
    }

    /// Nothing gathered.
    #[inline]
    pub(crate) fn gather(&self) -> Gathered {
        Gathered { keys: [0; MOST], len: 0 }
    }

    /// Keeps the key of a feature for [`Model::add_gathered`].
    #[inline]
    pub(crate) fn keep(&self, key: u32, gathered: &mut Gathered) {
        gathered.keys[gathered.len % MOST] = key;
        gathered.len += usize::from(self.table.seen(key));
    }

    /// Adds the weights of the gathered features to `sum` and lets go of them.
    #[inline]
    pub(crate) fn add_gathered(&self, gathered: &mut Gathered, sum: &mut [i16; WIDTH]) {
        for &key in &gathered.keys[..gathered.len] {
            if let Some(row) = self.table.find(key) {
                add_row(&self.rows[row], sum);
            }
        }
        gathered.len = 0;
    }

    /// Loads a model.
    ///
    /// # Errors
    /// [`ModelError`] for a foreign, damaged or differently versioned file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut r = Reader { rest: bytes };
        if r.take(8).map_err(|_| ModelError::Foreign)? != MAGIC {
            return Err(ModelError::Foreign);
        }
        let found = r.u32()?;
        if found != VERSION {
            return Err(ModelError::Version { found, expected: VERSION });
        }
        let sum = r.u64()?;
        if sum != hash_bytes(r.rest) {
            return Err(ModelError::Damaged);
        }
        let scale = f32::from_bits(r.u32()?);
        let mut calibration = [[0f32; 2]; 4];
        for pair in &mut calibration {
            *pair = [f32::from_bits(r.u32()?), f32::from_bits(r.u32()?)];
        }
        if !scale.is_finite() || calibration.iter().flatten().any(|x| !x.is_finite()) {
            return Err(ModelError::Damaged);
        }
        let mut steps = [[0; NARROW]; NARROW];
        for step in steps.iter_mut().flatten() {
            *step = r.i16()?;
        }
        let mut steps_inst = [[0; INST]; INST];
        for step in steps_inst.iter_mut().flatten() {
            *step = r.i16()?;
        }
        let count = r.u32()? as usize;
        let keys = r.keys(count)?;
        let block = r.take(count.checked_mul(WIDTH).ok_or(ModelError::Damaged)?)?;
        let rows = block
            .chunks_exact(WIDTH)
            .map(|c| {
                let mut row = [0i8; WIDTH];
                row.iter_mut().zip(c).for_each(|(w, &b)| *w = b as i8);
                row
            })
            .collect();
        let count = r.u32()? as usize;
        let form_keys = r.keys(count)?;
        let facts: Vec<[u8; 3]> =
            r.take(count.checked_mul(3).ok_or(ModelError::Damaged)?)?.chunks_exact(3).map(|c| [c[0], c[1], c[2]]).collect();
        if !r.rest.is_empty() {
            return Err(ModelError::Damaged);
        }
        let forms = Forms { table: Table::new(&form_keys), keys: form_keys, facts };
        Ok(Self::assemble(forms, keys, rows, steps, steps_inst, scale, calibration))
    }

    /// The bytes that [`Model::from_bytes`] reads.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        body.extend(self.scale.to_bits().to_le_bytes());
        self.calibration.iter().flatten().for_each(|x| body.extend(x.to_bits().to_le_bytes()));
        self.steps.iter().flatten().for_each(|x| body.extend(x.to_le_bytes()));
        self.steps_inst.iter().flatten().for_each(|x| body.extend(x.to_le_bytes()));
        body.extend((self.keys.len() as u32).to_le_bytes());
        self.keys.iter().for_each(|k| body.extend(k.to_le_bytes()));
        self.rows.iter().flatten().for_each(|&w| body.push(w as u8));
        body.extend((self.forms.keys.len() as u32).to_le_bytes());
        self.forms.keys.iter().for_each(|k| body.extend(k.to_le_bytes()));
        self.forms.facts.iter().flatten().for_each(|&b| body.push(b));
        let mut out = MAGIC.to_vec();
        out.extend(VERSION.to_le_bytes());
        out.extend(hash_bytes(&body).to_le_bytes());
        out.extend(body);
        out
    }

    /// Sets the correction of confidences.
    pub fn calibrate(&mut self, calibration: [[f32; 2]; 4]) {
        self.calibration = calibration;
    }

    /// The number of feature rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no weights at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

#[inline]
fn add_row(row: &[i8; WIDTH], sum: &mut [i16; WIDTH]) {
    for (s, &w) in sum.iter_mut().zip(row) {
        *s = s.wrapping_add(i16::from(w));
    }
}

struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    fn take(&mut self, n: usize) -> Result<&'b [u8], ModelError> {
        if n > self.rest.len() {
            return Err(ModelError::Damaged);
        }
        let (head, rest) = self.rest.split_at(n);
        self.rest = rest;
        Ok(head)
    }

    fn u32(&mut self) -> Result<u32, ModelError> {
        let b = self.take(4)?;
        Ok(u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    fn u64(&mut self) -> Result<u64, ModelError> {
        Ok(u64::from(self.u32()?) | u64::from(self.u32()?) << 32)
    }

    fn i16(&mut self) -> Result<i16, ModelError> {
        let b = self.take(2)?;
        Ok(i16::from_le_bytes([b[0], b[1]]))
    }

    fn keys(&mut self, count: usize) -> Result<Vec<u32>, ModelError> {
        let block = self.take(count.checked_mul(4).ok_or(ModelError::Damaged)?)?;
        Ok(block.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }
}

/// The model in the wheel.
///
/// # Panics
/// If `models/names.bin` is damaged, which a test excludes.
pub fn built_in() -> &'static Model {
    static MODEL: LazyLock<Model> =
        LazyLock::new(|| Model::from_bytes(include_bytes!("../../models/names.bin")).unwrap_or_else(|e| panic!("models/names.bin: {e}")));
    &MODEL
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Model {
        let forms = Forms::new(vec![(7, [1, 2, 3]), (3, [4, 5, 6])]);
        Model::build(
            forms,
            vec![(9, [1; WIDTH]), (0x8000_0001, [-2; WIDTH])],
            [[0; NARROW]; NARROW],
            [[0; INST]; INST],
            0.1,
            [[1.0, 0.0]; 4],
        )
    }

    #[test]
    fn a_model_survives_its_file() {
        let bytes = small().to_bytes();
        let back = Model::from_bytes(&bytes).unwrap();
        assert_eq!(back.to_bytes(), bytes);
        let mut sum = [0; WIDTH];
        back.add(9, &mut sum);
        back.add(0x8000_0001, &mut sum);
        back.add(1234, &mut sum);
        assert_eq!(sum, [-1; WIDTH]);
    }

    #[test]
    fn damage_is_an_error_wherever_it_is() {
        let bytes = small().to_bytes();
        for n in 0..bytes.len() {
            assert!(Model::from_bytes(&bytes[..n]).is_err(), "cut at {n}");
            let mut changed = bytes.clone();
            changed[n] ^= 0x10;
            assert!(Model::from_bytes(&changed).is_err(), "changed at {n}");
        }
        assert_eq!(Model::from_bytes(b"PK\x03\x04 something else").unwrap_err(), ModelError::Foreign);
        let mut later = bytes;
        later[8] = 9;
        assert_eq!(Model::from_bytes(&later).unwrap_err(), ModelError::Version { found: 9, expected: VERSION });
    }
}
