//! From labels and raw text to the bytes of a model: what `dondoo-train names` and `dondoo train names` both do.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use super::corpus::{Example, Labelled, examples};
use super::crf::Settings;
use super::measure::{self, Counts};
use super::raw::Raw;
use super::{brown, train};

/// What a model learns from.
#[derive(Debug)]
pub struct Material {
    /// Labelled sentences, each beside its article.
    pub examples: Vec<Example>,
    /// Raw text.
    pub raw: Raw,
    /// Word classes of the raw text's frequent forms.
    pub clusters: Vec<(u64, u8)>,
}

impl Material {
    /// Places labels beside the `articles` that hold them, and reads `texts` as raw text but for the sentences `hidden`.
    #[must_use]
    pub fn new(
        labels: &[Labelled],
        articles: &[(String, String)],
        texts: impl Iterator<Item = String>,
        hidden: &BTreeMap<u64, ()>,
    ) -> Self {
        let raw = Raw::new(texts, hidden);
        let clusters = brown::cluster(raw.sentences(), 12_000, 5, 12);
        Self { examples: examples(labels, articles), raw, clusters }
    }
}

/// A trained model and how good it may be.
#[derive(Debug)]
pub struct Fit {
    /// The model as its file holds it.
    pub bytes: Vec<u8>,
    /// Its feature rows.
    pub rows: usize,
    /// Right, given and found on a fifth of the articles, of a model that has not seen them.
    pub held_out: Counts,
    /// How its confidences are corrected.
    pub calibration: [[f32; 2]; 4],
}

/// Trains. A fifth is held out to see how honest the confidences are; the weights then learn from all.
///
/// Returns `None` if it was stopped.
#[must_use]
pub fn fit(material: &Material, settings: &Settings, stop: &AtomicBool) -> Option<Fit> {
    let Material { examples, raw, clusters } = material;
    let (held, rest): (Vec<Example>, Vec<Example>) = examples.iter().cloned().partition(|e| e.group % 5 == 0);
    let (mut counts, mut inst, mut seen) = (Counts::default(), [0; 3], Vec::new());
    // Labels of a single article leave nothing to hold out, or nothing to learn from.
    if !held.is_empty() && !rest.is_empty() {
        let trial = train(&rest, raw, clusters, settings, stop);
        measure::examples(&trial, &held.iter().collect::<Vec<_>>(), &mut counts, &mut inst, &mut seen);
    }
    let calibration = measure::calibration(&seen);
    let mut whole = train(examples, raw, clusters, settings, stop);
    if stop.load(Ordering::Relaxed) {
        return None;
    }
    whole.calibrate(calibration);
    Some(Fit { bytes: whole.to_bytes(), rows: whole.len(), held_out: counts, calibration })
}
