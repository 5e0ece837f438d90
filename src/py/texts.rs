//! A batch's columns as they come from Python: strings without a copy, Arrow arrays without a copy, bad rows as errors.

use arrow_array::cast::AsArray;
use arrow_array::types::{Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyFloat, PyString};

use crate::article::Article;
use crate::batch::{Row, Rows};
use crate::calendar::Date;
use crate::error::{Error, ErrorKind};

/// One column of strings.
#[derive(Debug)]
pub enum Column {
    /// Python strings, each checked on its own.
    Objects(Vec<Result<Option<PyBackedStr>, Error>>),
    /// Arrow arrays, with the row at which each begins.
    Arrow(Vec<(usize, ArrayRef)>, usize),
}

/// A Python string, a missing value, or an error.
fn cell(item: &Bound<'_, PyAny>) -> Result<Option<PyBackedStr>, Error> {
    if let Ok(string) = item.cast::<PyString>() {
        return PyBackedStr::try_from(string.clone()).map(Some).map_err(|e| surrogate(item.py(), &e));
    }
    let nan = item.cast::<PyFloat>().is_ok_and(|f| f.value().is_nan());
    let absent = || item.get_type().name().is_ok_and(|n| n == "NAType" || n == "NaTType");
    if item.is_none() || nan || absent() {
        return Ok(None);
    }
    let kind = item.get_type().name().map_or_else(|_| "?".to_owned(), |n| n.to_string());
    Err(Error::new(ErrorKind::NotText, format!("not a string but {kind}")))
}

/// The error of a string that UTF-8 cannot hold.
pub fn surrogate(py: Python<'_>, error: &PyErr) -> Error {
    let out = Error::new(ErrorKind::Surrogate, "lone surrogate: the string is not valid Unicode text");
    let start = error.value(py).getattr("start").and_then(|s| s.extract::<u64>());
    match start {
        Ok(at) if error.is_instance_of::<PyUnicodeEncodeError>(py) => out.at(at),
        _ => out,
    }
}

impl Column {
    /// From an iterable of Python objects.
    pub fn from_iterable(items: &Bound<'_, PyAny>) -> PyResult<Self> {
        let mut out = Vec::with_capacity(items.len().unwrap_or(0));
        for item in items.try_iter()? {
            out.push(cell(&item?));
        }
        Ok(Self::Objects(out))
    }

    /// From Arrow arrays of strings (plain, large, view or dictionary); `None` where the type is none of these.
    pub fn from_arrays(arrays: Vec<ArrayRef>) -> Option<Self> {
        let mut starts = Vec::with_capacity(arrays.len());
        let mut at = 0;
        for array in arrays {
            let fine = match array.data_type() {
                DataType::Dictionary(_, values) => matches!(**values, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View),
                other => matches!(other, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null),
            };
            if !fine {
                return None;
            }
            let len = array.len();
            starts.push((at, array));
            at += len;
        }
        Some(Self::Arrow(starts, at))
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Objects(cells) => cells.len(),
            Self::Arrow(_, len) => *len,
        }
    }

    /// The string at `index`.
    pub fn get(&self, index: usize) -> Result<Option<&str>, Error> {
        match self {
            Self::Objects(cells) => match &cells[index] {
                Ok(cell) => Ok(cell.as_ref().map(|s| -> &str { s })),
                Err(error) => Err(error.clone()),
            },
            Self::Arrow(arrays, _) => {
                let (start, array) = &arrays[arrays.partition_point(|(start, _)| *start <= index) - 1];
                let Some(bytes) = bytes_at(array, index - start) else { return Ok(None) };
                // Arrow only promises that strings are UTF-8; who made them may have erred.
                let bad = |e: std::str::Utf8Error| Error::new(ErrorKind::Surrogate, "not valid UTF-8").at(e.valid_up_to() as u64);
                std::str::from_utf8(bytes).map(Some).map_err(bad)
            }
        }
    }
}

/// The bytes of the string at a row of an Arrow array.
fn bytes_at(array: &ArrayRef, row: usize) -> Option<&[u8]> {
    if array.is_null(row) {
        return None;
    }
    macro_rules! keyed {
        ($type:ty) => {{
            let dictionary = array.as_dictionary::<$type>();
            bytes_at(dictionary.values(), dictionary.key(row)?)
        }};
    }
    match array.data_type() {
        DataType::Utf8 => {
            let strings = array.as_string::<i32>();
            let ends = strings.value_offsets();
            strings.value_data().get(ends[row] as usize..ends[row + 1] as usize)
        }
        DataType::LargeUtf8 => {
            let strings = array.as_string::<i64>();
            let ends = strings.value_offsets();
            strings.value_data().get(ends[row] as usize..ends[row + 1] as usize)
        }
        DataType::Utf8View => Some(array.as_string_view().value(row).as_bytes()),
        DataType::Dictionary(key, _) => match **key {
            DataType::Int8 => keyed!(Int8Type),
            DataType::Int16 => keyed!(Int16Type),
            DataType::Int32 => keyed!(Int32Type),
            DataType::Int64 => keyed!(Int64Type),
            DataType::UInt8 => keyed!(UInt8Type),
            DataType::UInt16 => keyed!(UInt16Type),
            DataType::UInt32 => keyed!(UInt32Type),
            DataType::UInt64 => keyed!(UInt64Type),
            _ => None,
        },
        _ => None,
    }
}

/// The columns of a batch.
#[derive(Debug)]
pub struct Frame {
    pub texts: Column,
    pub ids: Option<Column>,
    pub published: Option<Column>,
    pub headlines: Option<Column>,
}

impl Frame {
    fn day(&self, index: usize) -> Result<Option<Date>, Error> {
        match self.published.as_ref().map(|c| c.get(index)).transpose()?.flatten() {
            Some(given) => crate::published(given).map(Some),
            None => Ok(None),
        }
    }
}

impl Rows for Frame {
    fn len(&self) -> usize {
        self.texts.len()
    }

    fn row(&self, index: usize) -> Row<'_> {
        let id = self.ids.as_ref().and_then(|c| c.get(index).ok().flatten());
        let headline = self.headlines.as_ref().and_then(|c| c.get(index).ok().flatten());
        match (self.texts.get(index), self.day(index)) {
            (Err(error), _) | (Ok(_), Err(error)) => Row::Bad(id, error),
            (Ok(None), Ok(published)) => Row::Missing(Article { text: "", id, published, headline }),
            (Ok(Some(text)), Ok(published)) => Row::Article(Article { text, id, published, headline }),
        }
    }
}
