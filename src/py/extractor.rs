//! `Extractor`, `Document` and `Batch` for Python.

use std::ops::ControlFlow;
use std::sync::Arc;

use pyo3::exceptions::{PyIndexError, PyKeyError};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use super::arrow::{Table, arrays_of};
use super::texts::{Column, Frame};
use super::{raise, refuse};
use crate::article::Article;
use crate::batch::{self, Row};
use crate::error::ErrorKind;
use crate::extractor::Config;
use crate::names::{Lexicon, Model, Width};
use crate::record::{self, Document as Record};

/// JSON Schema of a record, as text.
#[pyfunction]
pub fn json_schema() -> &'static str {
    record::schema::json_schema()
}

/// One article's record.
#[pyclass(frozen, module = "dondoo._core")]
#[derive(Debug)]
pub struct Document(pub Arc<Record>);

#[pymethods]
impl Document {
    /// Reads a record back; `text` is in it if it was written with it.
    #[staticmethod]
    fn from_json(py: Python<'_>, json: &str) -> PyResult<Self> {
        Record::from_json(json).map(|r| Self(Arc::new(r))).map_err(|e| raise(py, &e, None))
    }

    /// The record as one line of JSON.
    #[pyo3(signature = (text = false))]
    fn to_json(&self, py: Python<'_>, text: bool) -> PyResult<String> {
        self.0.to_json(text).map_err(|e| raise(py, &e, self.0.id.as_deref()))
    }

    #[getter]
    fn id(&self) -> Option<&str> {
        self.0.id.as_deref()
    }

    #[getter]
    fn text(&self) -> &str {
        &self.0.text
    }

    /// Code of the error that left this record empty, or None.
    #[getter]
    fn error(&self) -> Option<&str> {
        self.0.error.as_ref().map(|e| e.code.as_str())
    }

    /// The article with its times as inline TIMEX3.
    fn to_timeml(&self) -> String {
        self.0.to_timeml()
    }

    /// Raises the error that left this record empty, if one did.
    fn raise_error(&self, py: Python<'_>) -> PyResult<()> {
        self.0.error.as_ref().map_or(Ok(()), |e| Err(raise(py, e, self.0.id.as_deref())))
    }

    /// One table of this document alone.
    fn table(&self, name: &str) -> PyResult<Table> {
        Table::of(vec![self.0.clone()].into(), name).ok_or_else(|| PyKeyError::new_err(name.to_owned()))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let py = slf.py();
        let build = py.get_type::<Self>().getattr("from_json")?;
        let json = slf.get().to_json(py, true)?;
        (build, (json,)).into_pyobject(py)
    }
}

/// The records of a batch, in input order.
#[pyclass(frozen, module = "dondoo._core")]
#[derive(Debug)]
pub struct Batch(Arc<[Arc<Record>]>);

#[pymethods]
impl Batch {
    /// A batch of given documents.
    #[staticmethod]
    fn of(documents: Vec<Bound<'_, Document>>) -> Self {
        Self(documents.iter().map(|d| d.get().0.clone()).collect())
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn document(&self, index: usize) -> PyResult<Document> {
        self.0.get(index).map(|r| Document(r.clone())).ok_or_else(|| PyIndexError::new_err("document index out of range"))
    }

    /// The table of that name.
    fn table(&self, name: &str) -> PyResult<Table> {
        Table::of(self.0.clone(), name).ok_or_else(|| PyKeyError::new_err(name.to_owned()))
    }

    /// The batch with each happening kept where it is first told.
    fn deduplicated(&self, py: Python<'_>, window: u32) -> Self {
        let records = self.0.clone();
        Self(py.detach(move || record::happening::deduplicated(&records, window)).into())
    }

    /// The records as JSON Lines.
    #[pyo3(signature = (text = false))]
    fn to_jsonl(&self, py: Python<'_>, text: bool) -> PyResult<String> {
        let records = self.0.clone();
        py.detach(move || {
            let mut out = String::new();
            for record in records.iter() {
                out.push_str(&record.to_json(text)?);
                out.push('\n');
            }
            Ok(out)
        })
        .map_err(|e| raise(py, &e, None))
    }
}

/// What an extractor was made from: what is pickled.
#[derive(Clone, Debug)]
struct Given {
    names_model: Option<String>,
    lexicon: Option<(String, String)>,
}

/// Turns articles into records. Immutable; share it between threads.
#[pyclass(frozen, module = "dondoo._core")]
#[derive(Debug)]
pub struct Extractor(crate::Extractor, Given);

/// The width called `wide` or `narrow`.
fn width_of(name: &str) -> Option<Width> {
    match name {
        "wide" => Some(Width::Wide),
        "narrow" => Some(Width::Narrow),
        _ => None,
    }
}

#[pymethods]
impl Extractor {
    /// `lexicon` is a form (`jsonl` or `tsv`) and the entries in it.
    #[new]
    #[pyo3(signature = (layers = None, max_bytes = None, any_language = false, names = "wide", names_model = None, lexicon = None, nested = false))]
    #[allow(clippy::too_many_arguments)]
    fn new(
        py: Python<'_>,
        layers: Option<Vec<String>>,
        max_bytes: Option<usize>,
        any_language: bool,
        names: &str,
        names_model: Option<String>,
        lexicon: Option<(String, String)>,
        nested: bool,
    ) -> PyResult<Self> {
        let file = |what: String| refuse(py, ErrorKind::File, what);
        let width = width_of(names).ok_or_else(|| refuse(py, ErrorKind::Config, "names must be \"wide\" or \"narrow\""))?;
        let model = match &names_model {
            Some(path) => {
                let bytes = std::fs::read(path).map_err(|e| file(format!("names model {path}: {e}")))?;
                Some(Model::from_bytes(&bytes).map_err(|e| file(format!("names model {path}: {e}")))?)
            }
            None => None,
        };
        let entries = match &lexicon {
            Some((form, text)) => {
                let read = if form == "tsv" { Lexicon::from_tsv(text) } else { Lexicon::from_jsonl(text) };
                Some(read.map_err(|e| file(format!("lexicon: {e}")))?)
            }
            None => None,
        };
        let default = Config::default();
        let config = Config {
            layers: layers.unwrap_or(default.layers),
            max_bytes: max_bytes.unwrap_or(default.max_bytes),
            any_language,
            width,
            nested,
        };
        let inner = crate::Extractor::with(config, model, entries).map_err(|e| raise(py, &e, None))?;
        Ok(Self(inner, Given { names_model, lexicon }))
    }

    #[getter]
    fn layers(&self) -> Vec<String> {
        self.0.config().layers.clone()
    }

    #[getter]
    fn max_bytes(&self) -> usize {
        self.0.config().max_bytes
    }

    #[getter]
    fn any_language(&self) -> bool {
        self.0.config().any_language
    }

    #[getter]
    fn names(&self) -> &'static str {
        match self.0.config().width {
            Width::Wide => "wide",
            Width::Narrow => "narrow",
        }
    }

    /// Reads one article.
    #[pyo3(signature = (text, published = None, id = None, headline = None))]
    fn extract(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        published: Option<&str>,
        id: Option<&str>,
        headline: Option<&str>,
    ) -> PyResult<Document> {
        let column = Column::from_iterable(PyTuple::new(py, [text])?.as_any())?;
        let published = published.map(crate::published).transpose().map_err(|e| raise(py, &e, id))?;
        let article = Article { text: "", id, published, headline };
        let row = match column.get(0) {
            Err(error) => Row::Bad(id, error),
            Ok(None) => Row::Missing(article),
            Ok(Some(text)) => Row::Article(Article { text, ..article }),
        };
        let extractor = &self.0;
        let record = py.detach(|| batch::read_one(extractor, &row));
        match &record.error {
            Some(error) => Err(raise(py, error, id)),
            None => Ok(Document(Arc::new(record))),
        }
    }

    /// Reads many. Each column is an iterable of strings (or None), or has an Arrow interface; `tick(done)` is called
    /// now and then on this thread.
    #[pyo3(signature = (texts, ids = None, published = None, headlines = None, threads = None, tick = None))]
    #[allow(clippy::too_many_arguments)]
    fn extract_batch(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        ids: Option<&Bound<'_, PyAny>>,
        published: Option<&Bound<'_, PyAny>>,
        headlines: Option<&Bound<'_, PyAny>>,
        threads: Option<usize>,
        tick: Option<Py<PyAny>>,
    ) -> PyResult<Batch> {
        let column = |items: &Bound<'_, PyAny>| match arrays_of(items)?.and_then(Column::from_arrays) {
            Some(column) => Ok(column),
            None => Column::from_iterable(items),
        };
        let rest = |items: Option<&Bound<'_, PyAny>>| items.map(column).transpose();
        let frame = Frame { texts: column(texts)?, ids: rest(ids)?, published: rest(published)?, headlines: rest(headlines)? };
        let total = frame.texts.len();
        for (name, given) in [("ids", &frame.ids), ("published", &frame.published), ("headlines", &frame.headlines)] {
            if let Some(other) = given.as_ref().map(Column::len).filter(|&n| n != total) {
                return Err(refuse(py, ErrorKind::Length, format!("{name} has {other} rows, texts {total}")));
            }
        }
        let threads = batch::thread_count(threads).map_err(|e| raise(py, &e, None))?;
        let extractor = self.0.clone();
        let mut interrupted: Option<PyErr> = None;
        let result = py.detach(|| {
            batch::run(extractor, Arc::new(frame), threads, |done| {
                Python::attach(|py| {
                    let called = py.check_signals().and_then(|()| tick.as_ref().map_or(Ok(()), |t| t.call1(py, (done,)).map(drop)));
                    match called {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(error) => {
                            interrupted = Some(error);
                            ControlFlow::Break(())
                        }
                    }
                })
            })
        });
        match result.map_err(|e| raise(py, &e, None))? {
            Ok(records) => match interrupted {
                Some(error) => Err(error),
                None => Ok(Batch(records.into_iter().map(Arc::new).collect())),
            },
            Err(batch::Stopped) => Err(interrupted.unwrap_or_else(|| refuse(py, ErrorKind::Internal, "the batch was stopped"))),
        }
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let Self(inner, given) = slf.get();
        let config = inner.config();
        let given = given.clone();
        let arguments = (
            config.layers.clone(),
            config.max_bytes,
            config.any_language,
            slf.get().names(),
            given.names_model,
            given.lexicon,
            config.nested,
        );
        (slf.py().get_type::<Self>(), arguments).into_pyobject(slf.py())
    }
}
