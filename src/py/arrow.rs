//! Tables out and string arrays in, through the Arrow C interface: no pyarrow needed on either side.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder, StringDictionaryBuilder,
};
use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader, make_array};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList, PyTuple};

use crate::calendar::Date;
use crate::record::{self, Cell, CellKind, Document};

/// Documents turned into one record batch.
const CHUNK: usize = 4096;

/// One table of a batch: opens in pandas, polars, pyarrow and duckdb through `__arrow_c_stream__`.
#[pyclass(frozen, module = "dondoo._core")]
#[derive(Debug)]
pub struct Table {
    documents: Arc<[Arc<Document>]>,
    spec: &'static record::Table,
}

impl Table {
    /// The table `name` of some documents.
    pub fn of(documents: Arc<[Arc<Document>]>, name: &str) -> Option<Self> {
        record::tables().iter().find(|t| t.name == name).map(|spec| Self { documents, spec })
    }
}

fn data_type(kind: CellKind) -> DataType {
    match kind {
        CellKind::Str => DataType::Utf8,
        CellKind::Category => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        CellKind::Int => DataType::Int64,
        CellKind::Float => DataType::Float64,
        CellKind::Bool => DataType::Boolean,
        CellKind::Date => DataType::Date32,
        CellKind::List => DataType::List(Arc::new(Field::new("item", DataType::Utf8, true))),
    }
}

fn schema(spec: &record::Table) -> SchemaRef {
    Arc::new(Schema::new(spec.columns.iter().map(|c| Field::new(c.name, data_type(c.kind), true)).collect::<Vec<_>>()))
}

enum Builder {
    Str(StringBuilder),
    Category(StringDictionaryBuilder<Int32Type>),
    Int(Int64Builder),
    Float(Float64Builder),
    Bool(BooleanBuilder),
    Date(Date32Builder),
    List(ListBuilder<StringBuilder>),
}

/// Days since 1970 of an ISO date; none for what is no real day.
fn days(text: &str) -> Option<i32> {
    let day: Date = text.parse().ok()?;
    let epoch = Date::constant(1970, 1, 1);
    epoch.until(day).ok().map(|span| span.get_days())
}

impl Builder {
    fn new(kind: CellKind) -> Self {
        match kind {
            CellKind::Str => Self::Str(StringBuilder::new()),
            CellKind::Category => Self::Category(StringDictionaryBuilder::new()),
            CellKind::Int => Self::Int(Int64Builder::new()),
            CellKind::Float => Self::Float(Float64Builder::new()),
            CellKind::Bool => Self::Bool(BooleanBuilder::new()),
            CellKind::Date => Self::Date(Date32Builder::new()),
            CellKind::List => Self::List(ListBuilder::new(StringBuilder::new())),
        }
    }

    fn push(&mut self, cell: &Cell<'_>) {
        match (self, cell) {
            (Self::Str(b), Cell::Str(s)) => b.append_value(s),
            (Self::Str(b), _) => b.append_null(),
            (Self::Category(b), Cell::Str(s)) => b.append_value(s),
            (Self::Category(b), _) => b.append_null(),
            (Self::Int(b), Cell::Int(n)) => b.append_value(*n),
            (Self::Int(b), _) => b.append_null(),
            (Self::Float(b), Cell::Float(n)) => b.append_value(*n),
            (Self::Float(b), _) => b.append_null(),
            (Self::Bool(b), Cell::Bool(v)) => b.append_value(*v),
            (Self::Bool(b), _) => b.append_null(),
            (Self::Date(b), Cell::Date(s)) => b.append_option(days(s)),
            (Self::Date(b), _) => b.append_null(),
            (Self::List(b), Cell::List(items)) => {
                for item in *items {
                    b.values().append_value(item);
                }
                b.append(true);
            }
            (Self::List(b), _) => b.append(false),
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Self::Str(mut b) => Arc::new(b.finish()),
            Self::Category(mut b) => Arc::new(b.finish()),
            Self::Int(mut b) => Arc::new(b.finish()),
            Self::Float(mut b) => Arc::new(b.finish()),
            Self::Bool(mut b) => Arc::new(b.finish()),
            Self::Date(mut b) => Arc::new(b.finish()),
            Self::List(mut b) => Arc::new(b.finish()),
        }
    }
}

/// Record batches made as they are asked for.
struct Reader {
    documents: Arc<[Arc<Document>]>,
    spec: &'static record::Table,
    schema: SchemaRef,
    next: usize,
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // At least one batch, so that an empty table still has its columns.
        if self.next >= self.documents.len() && self.next > 0 {
            return None;
        }
        let mut columns: Vec<Builder> = self.spec.columns.iter().map(|c| Builder::new(c.kind)).collect();
        let end = self.documents.len().min(self.next + CHUNK);
        for row in self.next..end {
            self.spec.rows(row, &self.documents[row], &mut |cells| {
                for (column, cell) in columns.iter_mut().zip(cells) {
                    column.push(cell);
                }
            });
        }
        self.next = end.max(1);
        Some(RecordBatch::try_new(self.schema.clone(), columns.into_iter().map(Builder::finish).collect()))
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

#[pymethods]
impl Table {
    #[getter]
    fn name(&self) -> &'static str {
        self.spec.name
    }

    #[getter]
    fn column_names(&self) -> Vec<&'static str> {
        self.spec.columns.iter().map(|c| c.name).collect()
    }

    /// The number of rows; counts them.
    fn __len__(&self) -> usize {
        let mut rows = 0;
        for (row, document) in self.documents.iter().enumerate() {
            self.spec.rows(row, document, &mut |_| rows += 1);
        }
        rows
    }

    /// A dict of lists, for whoever has no Arrow library. Dates stay ISO text.
    fn to_pydict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let columns: Vec<Bound<'py, PyList>> = self.spec.columns.iter().map(|_| PyList::empty(py)).collect();
        let mut failed = None;
        for (row, document) in self.documents.iter().enumerate() {
            self.spec.rows(row, document, &mut |cells| {
                for (column, cell) in columns.iter().zip(cells) {
                    let appended = match *cell {
                        Cell::Null => column.append(py.None()),
                        Cell::Str(s) | Cell::Date(s) => column.append(s),
                        Cell::Int(n) => column.append(n),
                        Cell::Float(n) => column.append(n),
                        Cell::Bool(v) => column.append(v),
                        Cell::List(items) => column.append(items.to_vec()),
                    };
                    if let Err(error) = appended {
                        failed.get_or_insert(error);
                    }
                }
            });
        }
        if let Some(error) = failed {
            return Err(error);
        }
        let out = PyDict::new(py);
        for (spec, column) in self.spec.columns.iter().zip(columns) {
            out.set_item(spec.name, column)?;
        }
        Ok(out)
    }

    /// The Arrow PyCapsule interface: the schema.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let ffi = FFI_ArrowSchema::try_from(schema(self.spec).as_ref()).map_err(|e| PyValueError::new_err(e.to_string()))?;
        PyCapsule::new_with_value(py, ffi, c"arrow_schema")
    }

    /// The Arrow PyCapsule interface: a stream of record batches. A requested schema is ignored, as the protocol allows.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let reader = Reader { documents: self.documents.clone(), spec: self.spec, schema: schema(self.spec), next: 0 };
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    fn __repr__(&self) -> String {
        format!("<dondoo table {}: {} rows × {} columns>", self.spec.name, self.__len__(), self.spec.columns.len())
    }
}

/// The arrays behind an object with an Arrow interface: a stream (of arrays, or of one-column frames) or one array; `None`
/// where the object has no such interface.
pub fn arrays_of(object: &Bound<'_, PyAny>) -> PyResult<Option<Vec<ArrayRef>>> {
    let bad = |e: ArrowError| PyValueError::new_err(e.to_string());
    if object.hasattr("__arrow_c_stream__")? {
        let capsule = object.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?.as_ptr().cast::<FFI_ArrowArrayStream>();
        return stream_arrays(pointer).map(Some).map_err(bad);
    }
    if object.hasattr("__arrow_c_array__")? {
        let pair = object.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?;
        let schema = pair.get_item(0)?.cast_into::<PyCapsule>()?.pointer_checked(Some(c"arrow_schema"))?.as_ptr().cast::<FFI_ArrowSchema>();
        let array = pair.get_item(1)?.cast_into::<PyCapsule>()?.pointer_checked(Some(c"arrow_array"))?.as_ptr().cast::<FFI_ArrowArray>();
        // SAFETY: both capsules hold live structs of the Arrow C data interface; `from_raw` moves the array out and leaves an
        // empty one behind, so the capsule's destructor frees nothing twice.
        let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array), &*schema) }.map_err(bad)?;
        return Ok(Some(vec![make_array(data)]));
    }
    Ok(None)
}

/// Reads a stream of string arrays, or of frames: then their first column.
fn stream_arrays(pointer: *mut FFI_ArrowArrayStream) -> Result<Vec<ArrayRef>, ArrowError> {
    // SAFETY: the capsule's name was checked, so the pointer is a live stream; `from_raw` moves it out.
    let reader = unsafe { ArrayStreamReader::from_raw(pointer) }?;
    let first = |array: ArrayRef| match array.as_struct_opt() {
        Some(frame) if frame.num_columns() > 0 => frame.column(0).clone(),
        _ => array,
    };
    reader.map(|array| array.map(first)).collect()
}
