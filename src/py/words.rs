//! Words for Python: readings of a form, lemmas of texts.

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;

use super::raise;
use crate::error::{Error, ErrorKind};
use crate::morph::{Cache, Morph};
use crate::record::Word;
use crate::text::{Scratch, tokenize};

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
