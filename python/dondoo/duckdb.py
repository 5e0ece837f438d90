"""SQL functions over articles, and a batch's tables as DuckDB tables.

A batch's tables need no adapter to be queried: DuckDB finds them by their Python name and reads them in place. What is here makes SQL
functions of the extractor, and stores a batch.

>>> import duckdb
>>> import dondoo.duckdb
>>> con = dondoo.duckdb.register(duckdb.connect())
>>> query = "select m.text, m.country from (select unnest(dondoo_mentions('Rais wa Kenya alifika Kampala.')) as m)"
>>> con.sql(query).fetchall()
[('Kenya', 'KEN'), ('Kampala', 'UGA')]

Types are the tables' own, with categories as plain strings.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Literal

try:
    import duckdb
    import pyarrow as pa
except ImportError as error:
    raise ImportError("dondoo.duckdb needs duckdb and pyarrow: pip install 'dondoo[duckdb]'") from error

from dondoo import _core
from dondoo._adapters import KEYS, RECORD
from dondoo._columnar import Plan, column_type, fields
from dondoo._core import DondooError
from dondoo.batch import Batch
from dondoo.extractor import Extractor
from dondoo.words import lemmatize, parse_time

__all__ = ["load", "register"]

_VIEW = "_dondoo_rows"


def register(
    con: duckdb.DuckDBPyConnection, *, extractor: Extractor | None = None, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """Make SQL functions of a connection, and return it. Calling it again replaces them.

    ``dondoo_mentions(text [, published [, headline]])``, and so on for each table (``dondoo_events``, ``dondoo_times`` …), gives a list
    of structs, NULL where the article could not be read, an empty list where there is nothing of the kind. ``dondoo_documents`` gives
    a struct, ``dondoo_record`` the record as JSON, ``dondoo_lemmas(text)`` the lemma of each word and ``dondoo_time(phrase
    [, published])`` the TIMEX3 value of a phrase.

    Args:
        con: the connection; ``duckdb.default_connection()`` is what ``duckdb.sql`` uses.
        extractor: your own; by default one that reads what the table stands on.
        threads: as in :meth:`dondoo.Extractor.extract_batch`.

    >>> con = register(duckdb.connect())
    >>> con.sql("select dondoo_time('jana', date '2024-06-18'), dondoo_lemmas('Viongozi walikutana')").fetchall()
    [('2024-06-17', ['kiongozi', 'kutana'])]

    """
    for table in (*_core.TABLES, RECORD):
        _function(con, f"dondoo_{table}", partial(_facts, table, extractor, threads), column_type(table))
    _function(con, "dondoo_lemmas", _lemmas, pa.list_(pa.string()))
    _function(con, "dondoo_time", _time, pa.string())
    return con


def load(con: duckdb.DuckDBPyConnection, batch: Batch, *, prefix: str = "", mode: Literal["replace", "append"] = "replace") -> list[str]:
    """Store all tables of a batch, and return their names. Begin a transaction before it to have all of them or none.

    Args:
        con: the connection.
        batch: the records.
        prefix: put before each table's name: ``prefix="news_"`` makes ``news_events`` and so on.
        mode: "replace" drops what tables of these names held; "append" adds rows (and makes the tables where they are missing). The
            column ``row`` goes on counting, so that it tells articles apart over many batches.

    Raises:
        ValueError: another mode.

    >>> import dondoo
    >>> con = duckdb.connect()
    >>> names = load(con, dondoo.extract_batch(["Alisafiri kwenda Urusi jana."], ids=["u1"]), prefix="news_")
    >>> con.sql("select id, text, country from news_mentions").fetchall()
    [('u1', 'Urusi', 'RUS')]

    """
    if mode not in ("replace", "append"):
        raise ValueError(f"mode must be 'replace' or 'append', not {mode!r}")
    first = 0
    made = []
    for table in _core.TABLES:
        name = _quoted(prefix + table)
        # Plain strings: a category would be an ENUM of this batch's values, to which the next batch could not be added.
        rows = pa.table(batch.tables[table])
        rows = rows.cast(pa.schema([*(rows.schema.field(key) for key in KEYS), *fields(table)]))
        con.register(_VIEW, rows)
        try:
            if mode == "replace":
                con.execute(f"create or replace table {name} as select * from {_VIEW}")
            else:
                con.execute(f"create table if not exists {name} as select * from {_VIEW} limit 0")
                if table == "documents":
                    found = con.execute(f"select coalesce(max(row) + 1, 0) from {name}").fetchone()
                    first = found[0] if found else 0
                con.execute(f"insert into {name} by name select * replace (row + {first} as row) from {_VIEW}")
        finally:
            con.unregister(_VIEW)
        made.append(prefix + table)
    return made


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _function(con: duckdb.DuckDBPyConnection, name: str, work: Callable[..., Any], result: pa.DataType) -> None:
    # No parameters are declared, so that days and headlines may be left out.
    empty = pa.table({"result": pa.array([], result)})
    with suppress(duckdb.InvalidInputException):  # not there yet
        con.remove_function(name)
    create: Any = con.create_function
    create(name, work, None, con.from_arrow(empty).types[0], type="arrow", null_handling="special")


def _facts(table: str, extractor: Extractor | None, threads: int | None, *columns: Any) -> Any:
    names = ("text", "published", "headline")
    rows = pa.table(dict(zip(names, columns, strict=False)))
    published, headline = (name if len(columns) > place else None for place, name in enumerate(names[1:], 1))
    plan = Plan.of(names, [table], text="text", id=None, published=published, headline=headline, extractor=extractor, threads=threads)
    return plan(rows).column(0).combine_chunks()


def _lemmas(texts: Any) -> Any:
    values = texts.to_pylist()
    known = iter(lemmatize([value for value in values if isinstance(value, str)]))
    return pa.array([next(known) if isinstance(value, str) else None for value in values], pa.list_(pa.string()))


def _time(*columns: Any) -> Any:
    return pa.array([_value(*row) for row in zip(*(column.to_pylist() for column in columns), strict=True)], pa.string())


def _value(phrase: Any, published: Any = None) -> str | None:
    if not isinstance(phrase, str):
        return None
    try:
        time = parse_time(phrase, published=published)
    except DondooError:  # a day that is none
        return None
    return None if time is None else time.value
