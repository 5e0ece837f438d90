"""Arrow rows in, Arrow rows out: what the adapters of the engines share (DuckDB, Hugging Face, Spark, Dask, Ray).

A :class:`Plan` says what is read from which columns. It is all that travels to a worker: an extractor inside it is its pickled
configuration (some hundred bytes), made into an extractor once a process. Types are the tables' own, with two changes: categories are
plain strings, since each chunk would have its own dictionary, and ``row``, a position within a chunk, gives way to the caller's key.
"""

from __future__ import annotations

import pickle
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pyarrow as pa

from dondoo import _core
from dondoo._adapters import KEYS, RECORD, checked, reader, unread_rows
from dondoo.batch import Batch, Table
from dondoo.extractor import Extractor

CHUNK = 1024
"""Articles whose records are held at once, however long a partition is."""


@cache
def fields(table: str) -> pa.Schema:
    """Return the types of a table without ``row`` and ``id``: from the table's own Arrow schema, categories as strings."""
    if table == RECORD:
        return pa.schema([(RECORD, pa.string())])
    own = pa.schema(Table(_core.Batch.of([]).table(table)))
    return pa.schema([(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type) for f in own if f.name not in KEYS])


def column_type(table: str) -> pa.DataType:
    """Return a table's type as a column beside the articles: a list of structs; ``documents`` is a struct, ``record`` a string."""
    if table == RECORD:
        return pa.string()
    struct = pa.struct(list(fields(table)))
    return struct if table == "documents" else pa.list_(struct)


def flat(batch: Batch, table: str) -> tuple[pa.Table, pa.Array]:
    """Return a table's rows, and for each the position of its article in the batch."""
    rows = pa.table(batch.tables[table]).combine_chunks()
    positions = rows.column("row").combine_chunks()
    return rows.drop_columns(list(KEYS)).cast(fields(table)), positions


def nested(batch: Batch, table: str) -> pa.Array:
    """Return a table as one value an article.

    Null where the article could not be read (an error, or no text), an empty list where there is nothing of the kind.
    """
    if table == RECORD:
        return pa.array(batch.to_jsonl().split("\n")[:-1], pa.string())
    rows, positions = flat(batch, table)
    struct = pa.StructArray.from_arrays(
        [column.combine_chunks() for column in rows.columns],
        fields=list(fields(table)),
    )
    if table == "documents":
        return struct
    at = positions.to_pylist()
    starts = [bisect_left(at, row) for row in range(len(batch) + 1)]
    unread = unread_rows(batch)
    null = pa.array([row in unread and starts[row] == starts[row + 1] for row in range(len(batch))], pa.bool_())
    return pa.ListArray.from_arrays(pa.array(starts, pa.int32()), struct, type=column_type(table), mask=null)


def articles(column: Any) -> Any:
    """Return a column of articles as the core takes it: strings that UTF-8 cannot hold, and values of other types, as error rows."""
    if not isinstance(column, pa.Array | pa.ChunkedArray):
        return column
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
        return column.to_pylist()
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        # An engine may hold any bytes in a string (Spark's cast from binary); the core trusts Arrow.
        values = column.cast(kind).cast(pa.large_binary()).to_pylist()
        return [None if value is None else value.decode("utf-8", "surrogateescape") for value in values]
    return column


@lru_cache(maxsize=8)
def _load(configuration: bytes) -> Extractor:
    extractor: Extractor = pickle.loads(configuration)
    return extractor


@dataclass(frozen=True)
class Plan:
    """What to read from which columns; call it with a ``pyarrow.Table``.

    With one table's name the result has a row for each fact, under the key; with several a row for each article, and a column for
    each table.
    """

    tables: str | tuple[str, ...]
    text: str = "text"
    id: str | None = "id"
    published: str | None = None
    headline: str | None = None
    configuration: bytes | None = None
    threads: int | None = 1

    @classmethod
    def of(
        cls,
        columns: Iterable[str],
        table: str | Sequence[str],
        *,
        text: str,
        id: str | None,
        published: str | None,
        headline: str | None,
        extractor: Extractor | None,
        threads: int | None = 1,
    ) -> Plan:
        """Make a plan for rows that have these columns.

        Raises:
            KeyError: a column that is not there.
            ValueError: a table that does not exist, or whose columns include one called as the key.

        """
        names = checked([table] if isinstance(table, str) else table)
        there = list(columns)
        for column in (text, id, published, headline):
            if column is not None and column not in there:
                raise KeyError(f"no column {column!r}; there are: {', '.join(map(str, there))}")
        made = cls(
            table if isinstance(table, str) else names,
            text,
            id,
            published,
            headline,
            None if extractor is None else pickle.dumps(extractor),
            threads,
        )
        if id in made.facts.names:
            raise ValueError(f"the key {id!r} is called as a column of the result; rename it first")
        return made

    @property
    def columns(self) -> list[str]:
        """The columns that it reads, each once: no other needs to travel."""
        return list(dict.fromkeys(c for c in (self.id, self.text, self.published, self.headline) if c is not None))

    @property
    def facts(self) -> pa.Schema:
        """The result's columns after the key."""
        if isinstance(self.tables, str):
            return fields(self.tables)
        return pa.schema([(name, column_type(name)) for name in self.tables])

    def schema(self, rows: pa.Schema) -> pa.Schema:
        """Return the types of the result for rows of these types."""
        return pa.schema([*([] if self.id is None else [rows.field(self.id)]), *self.facts])

    def read(self, rows: Any) -> Batch:
        """Read the articles of these rows: a ``pyarrow.Table``, or whatever gives its columns by their names."""
        tables = (self.tables,) if isinstance(self.tables, str) else self.tables
        extractor = reader(tables, None if self.configuration is None else _load(self.configuration))
        return extractor.extract_batch(
            articles(rows[self.text]),
            # Only the record itself holds the key; tables get the caller's column, in its own type.
            ids=None if self.id is None or RECORD not in tables else rows[self.id],
            published=None if self.published is None else rows[self.published],
            headlines=None if self.headline is None else articles(rows[self.headline]),
            threads=self.threads,
        )

    def __call__(self, rows: pa.Table) -> pa.Table:
        """Return the facts of these rows."""
        chunks = list(self._chunks(rows))
        return pa.concat_tables(chunks) if chunks else self.schema(rows.schema).empty_table()

    def _chunks(self, rows: pa.Table) -> Iterator[pa.Table]:
        schema = self.schema(rows.schema)
        for start in range(0, rows.num_rows, CHUNK):
            chunk = rows.slice(start, CHUNK)
            batch = self.read(chunk)
            key = [] if self.id is None else [chunk.column(self.id)]
            if isinstance(self.tables, str) and self.tables != RECORD:
                facts, positions = flat(batch, self.tables)
                yield pa.Table.from_arrays([*(column.take(positions) for column in key), *facts.columns], schema=schema)
            else:
                names = (self.tables,) if isinstance(self.tables, str) else self.tables
                yield pa.Table.from_arrays([*key, *(nested(batch, name) for name in names)], schema=schema)
