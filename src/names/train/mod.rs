//! Training and measuring of the names model; compiled only with the feature `train`.
//!
//! One command reads labelled sentences and raw text, and writes `models/names.bin`. Everything is seeded and runs in one
//! thread, so the same input gives the same file.

pub mod brown;
pub mod corpus;
pub mod crf;
pub mod fit;
pub mod measure;
pub mod raw;

use std::sync::atomic::AtomicBool;

use super::model::{Forms, Model};
use corpus::Example;
use crf::Settings;
use raw::Raw;

/// Learns the facts of word forms, then the weights. With `settings.read_raw` a first tagger reads the raw text, and what it
/// makes of each form there becomes a further fact. Once `stop` is set it ends soon, and the model is worth nothing.
#[must_use]
pub fn train(examples: &[Example], raw: &Raw, clusters: &[(u64, u8)], settings: &Settings, stop: &AtomicBool) -> Model {
    let capitals = raw.capitals();
    let mut forms = forms(clusters, &capitals, &[]);
    let mut model =
        crf::train(examples, forms.clone(), &Settings { epochs: settings.epochs.div_ceil(2), models: 1, ..settings.clone() }, stop);
    if settings.read_raw {
        let reading = raw.reading(&model, examples);
        forms = self::forms(clusters, &capitals, &reading);
        model = crf::train(examples, forms, settings, stop);
    }
    model
}

fn forms(clusters: &[(u64, u8)], capitals: &[(u64, u8)], reading: &[(u64, u8)]) -> Forms {
    let mut all: std::collections::BTreeMap<u32, [u8; 3]> = std::collections::BTreeMap::new();
    for (column, list) in [clusters, capitals, reading].into_iter().enumerate() {
        for &(lower, fact) in list {
            all.entry(Forms::key(lower)).or_default()[column] = fact;
        }
    }
    Forms::new(all.into_iter().filter(|(_, f)| *f != [0; 3]).collect())
}
