//! Words and phrases for Python: readings of a form, lemmas of texts, the time that a phrase means.

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;

use super::raise;
use crate::article::Zone;
use crate::error::{Error, ErrorKind};
use crate::morph::{Cache, Morph};
use crate::record::{Word, time_record};
use crate::text::{CodePoints, Scratch, tokenize};
use crate::time::Reference;

/// The readings of one word form, likeliest first, as a JSON array.
#[pyfunction]
pub fn analyze(py: Python<'_>, word: &str) -> PyResult<String> {
    let readings: Vec<Word> = Morph::built_in().analyze(word).iter().map(Word::from).collect();
    serde_json::to_string(&readings).map_err(|e| raise(py, &Error::new(ErrorKind::Record, e.to_string()), None))
}

/// The likeliest lemma of every word of each text, out of its sentence.
#[pyfunction]
pub fn lemmatize(py: Python<'_>, texts: Vec<PyBackedStr>) -> Vec<Vec<String>> {
    py.detach(|| {
        let (morph, mut cache) = (Morph::built_in(), Cache::new());
        let (mut tokens, mut folding) = (Vec::new(), Scratch::default());
        texts
            .iter()
            .map(|text| {
                tokens.clear();
                tokenize(text, &mut tokens, &mut folding);
                let mut lemmas = Vec::with_capacity(tokens.len());
                morph.lemmas(text, &tokens, &mut cache, |_, lemma| lemmas.push(lemma.as_str().to_owned()));
                lemmas
            })
            .collect()
    })
}

/// The first time expression of a phrase, as the JSON object of a record's time; None where there is none.
#[pyfunction]
#[pyo3(signature = (text, published = None))]
pub fn parse_time(py: Python<'_>, text: &str, published: Option<&str>) -> PyResult<Option<String>> {
    let day = published.map(crate::published).transpose().map_err(|e| raise(py, &e, None))?;
    let Some(found) = crate::time::parse(text, &Reference { day, country: None }) else { return Ok(None) };
    let mut time = time_record(text, &found, Zone::Body);
    time.span = CodePoints::new(text).span(time.span);
    serde_json::to_string(&time).map(Some).map_err(|e| raise(py, &Error::new(ErrorKind::Record, e.to_string()), None))
}
