//! The Python binding: converts and nothing else. Logic lives in the crate, manners in `python/dondoo/`.

mod arrow;
mod extractor;
mod texts;
mod train;
mod words;

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::error::{Error, ErrorKind};

create_exception!(dondoo, DondooError, PyValueError, "An error of dondoo: `.code`, `.kind`, `.offset` (code points or None), `.id`.");

/// An error of the crate as the Python exception, with its parts as attributes.
pub(crate) fn raise(py: Python<'_>, error: &Error, id: Option<&str>) -> PyErr {
    let named = id.map_or_else(|| error.to_string(), |id| format!("{error}, document {id}"));
    let exception = DondooError::new_err(named);
    let value = exception.value(py);
    let kind = serde_json::to_value(error.kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    for result in
        [value.setattr("code", &error.code), value.setattr("kind", kind), value.setattr("offset", error.offset), value.setattr("id", id)]
    {
        if let Err(problem) = result {
            return problem;
        }
    }
    exception
}

/// An error that no document caused.
pub(crate) fn refuse(py: Python<'_>, kind: ErrorKind, message: impl Into<String>) -> PyErr {
    raise(py, &Error::new(kind, message), None)
}

#[pymodule]
mod _core {
    #[pymodule_export]
    use super::DondooError;
    #[pymodule_export]
    use super::arrow::Table;
    #[pymodule_export]
    use super::extractor::{Batch, Document, Extractor, json_schema};
    #[pymodule_export]
    use super::train::train_names;
    #[pymodule_export]
    use super::words::{analyze, lemmatize, parse_time};

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(m: &Bound<'_, PyModule>) -> PyResult<()> {
        crate::batch::quiet_panics();
        m.add("__version__", env!("CARGO_PKG_VERSION"))?;
        m.add("LAYERS", crate::LAYERS.to_vec())?;
        m.add("DEFAULT_LAYERS", crate::DEFAULT_LAYERS.to_vec())?;
        m.add("TABLES", crate::record::tables().iter().map(|t| t.name).collect::<Vec<_>>())
    }
}
