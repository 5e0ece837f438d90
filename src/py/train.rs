//! Training of the names model for Python: in a thread of its own, so that the caller's can be interrupted.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use pyo3::prelude::*;
use pyo3::types::PyBytes;

use super::refuse;
use crate::error::ErrorKind;
use crate::names::NameType;
use crate::names::train::corpus::{conll as read_conll, jsonl};
use crate::names::train::crf::Settings;
use crate::names::train::fit::{Fit, Material, fit};

/// Trains on the labels of a file (its content, and what errors call it) and raw articles (id, text); without any, the labelled
/// sentences are the raw text. Returns the model, and what is known of it as JSON.
#[pyfunction]
#[allow(clippy::too_many_arguments)]
pub fn train_names<'py>(
    py: Python<'py>,
    labels: &str,
    name: &str,
    conll: bool,
    mut articles: Vec<(String, String)>,
    seed: u64,
    epochs: usize,
    rows: usize,
    models: u64,
) -> PyResult<(Bound<'py, PyBytes>, String)> {
    let labels = if conll { read_conll(name, labels) } else { jsonl(name, labels) }.map_err(|e| refuse(py, ErrorKind::File, e))?;
    let count = labels.len();
    if articles.is_empty() {
        articles.extend(labels.iter().map(|l| (l.id.clone(), l.text.clone())));
    }
    let settings = Settings { seed, epochs, rows, models, ..Settings::default() };
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    let worker = std::thread::spawn(move || {
        let texts = articles.iter().map(|a| a.1.clone());
        let material = Material::new(&labels, &articles, texts, &BTreeMap::new());
        fit(&material, &settings, &asked)
    });
    while !worker.is_finished() {
        py.detach(|| std::thread::sleep(Duration::from_millis(20)));
        py.check_signals().inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
    }
    match worker.join() {
        Ok(Some(fit)) => Ok((PyBytes::new(py, &fit.bytes), facts(&fit, count))),
        _ => Err(refuse(py, ErrorKind::Internal, "training of the names model")),
    }
}

fn facts(fit: &Fit, sentences: usize) -> String {
    let measured = |kind: Option<NameType>| {
        let [right, given, found] = (0..3)
            .filter(|&k| kind.is_none_or(|t| t as usize == k))
            .fold([0; 3], |sum, k| std::array::from_fn(|i| sum[i] + fit.held_out.0[k][i]));
        serde_json::json!({"right": right, "gold": given, "predicted": found})
    };
    let held_out = serde_json::json!({
        "PER": measured(Some(NameType::Per)),
        "ORG": measured(Some(NameType::Org)),
        "LOC": measured(Some(NameType::Loc)),
        "all": measured(None),
    });
    serde_json::json!({"sentences": sentences, "features": fit.rows, "held_out": held_out}).to_string()
}
