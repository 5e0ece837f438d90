"""``import dondoo.polars`` gives polars expressions, Series and frames a ``.dondoo`` namespace.

A column of articles becomes a column of facts, a list of structs for each table, with its type declared: a lazy query knows its
schema before it runs, and streams.

>>> import polars as pl
>>> import dondoo.polars
>>> df = pl.DataFrame({"url": ["a", "b"], "text": ["Rais wa Kenya alifika Kampala.", "Alisafiri kwenda Urusi jana."]})
>>> df.select("url", pl.col("text").dondoo.mentions().list.eval(pl.element().struct["country"])).rows()
[('a', ['KEN', 'UGA']), ('b', ['RUS'])]
>>> df.lazy().dondoo.mentions(id="url").select("url", "text", "country").collect().rows()
[('a', 'Kenya', 'KEN'), ('a', 'Kampala', 'UGA'), ('b', 'Urusi', 'RUS')]

Types are the tables' own, with categories as plain strings, and without ``row``, which would be a position within a chunk.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache, partial
from typing import Any, Generic, TypeVar

try:
    import polars as pl
except ImportError as error:
    raise ImportError("dondoo.polars needs polars: pip install 'dondoo[polars]'") from error

from dondoo import _core
from dondoo._adapters import KEYS, RECORD, checked, reader, unread_rows
from dondoo.batch import Batch, Table
from dondoo.extractor import Extractor

__all__ = ["ExprNamespace", "FrameNamespace", "LazyFrameNamespace", "SeriesNamespace"]

_T = TypeVar("_T")
_LONG = ("tokens",)
_FACTS = "dondoo"


def _facts(table: Table) -> pl.DataFrame:
    return pl.DataFrame(table).drop(KEYS).cast({pl.Categorical: pl.String})


@cache
def _dtype(table: str) -> pl.DataType:
    """Return a table's type as a column beside the articles, from its own Arrow schema."""
    if table == RECORD:
        return pl.String()
    struct = pl.Struct(_facts(Table(_core.Batch.of([]).table(table))).schema)
    return struct if table == "documents" else pl.List(struct)


def _column(batch: Batch, table: str) -> pl.Series:
    """Return a table as one value an article: null where it could not be read, an empty list where there is nothing."""
    if table == RECORD:
        return pl.Series(batch.to_jsonl().split("\n")[:-1], dtype=pl.String)
    facts = _facts(batch.tables[table])
    if table == "documents":
        return facts.to_struct()
    rows = pl.DataFrame(batch.tables[table])["row"]
    lists = pl.DataFrame([rows.alias("row"), facts.to_struct("facts")]).group_by("row", maintain_order=True).agg("facts")
    unread = unread_rows(batch)
    nothing = lists.height
    places: list[int | None] = [None if row in unread else nothing for row in range(len(batch))]
    for place, row in enumerate(lists["row"]):
        places[row] = place
    values = pl.concat([lists["facts"], pl.Series("facts", [[]], dtype=_dtype(table))])
    return values.gather(pl.Series(places, dtype=pl.UInt32))


def _read(
    columns: Sequence[pl.Series],
    tables: tuple[str, ...],
    names: tuple[str, ...],
    together: bool,
    extractor: Extractor | None,
    threads: int | None,
) -> pl.Series:
    """Read the articles of the first column; the others are called ``names``, and a literal's one value stands for all rows."""
    rows = max(len(column) for column in columns)
    values = [column.to_list() if len(column) == rows else column.to_list() * rows for column in columns[1:]]
    given: dict[str, Any] = dict(zip(names, values, strict=True))
    texts = columns[0] if columns[0].dtype in (pl.String, pl.Categorical, pl.Enum) else columns[0].to_list()
    batch = reader(tables, extractor).extract_batch(texts, threads=threads, **given)
    found = [_column(batch, table).alias(table) for table in tables]
    return pl.DataFrame(found).to_struct() if together else found[0]


class _Tables(Generic[_T]):
    """A method for each table; options as in ``extract`` of the same class."""

    def _table(self, name: str, options: dict[str, Any]) -> _T:
        raise NotImplementedError

    def documents(self, **options: Any) -> _T:
        """One struct (row) an article: publication day, language, country, headline, error code."""
        return self._table("documents", options)

    def record(self, **options: Any) -> _T:
        """One string an article: the whole record as a line of JSON, which :meth:`dondoo.Document.from_json` reads back."""
        return self._table(RECORD, options)

    def mentions(self, **options: Any) -> _T:
        """One item (row) a mention, with its entity's name, country and sector."""
        return self._table("mentions", options)

    def entities(self, **options: Any) -> _T:
        """One item (row) an entity of an article."""
        return self._table("entities", options)

    def places(self, **options: Any) -> _T:
        """One item (row) a place whose coordinates are known."""
        return self._table("places", options)

    def roles(self, **options: Any) -> _T:
        """One item (row) a role."""
        return self._table("roles", options)

    def times(self, **options: Any) -> _T:
        """One item (row) a time expression."""
        return self._table("times", options)

    def quantities(self, **options: Any) -> _T:
        """One item (row) a quantity."""
        return self._table("quantities", options)

    def quotes(self, **options: Any) -> _T:
        """One item (row) a quote."""
        return self._table("quotes", options)

    def events(self, **options: Any) -> _T:
        """One item (row) an event."""
        return self._table("events", options)

    def passages(self, **options: Any) -> _T:
        """One item (row) a passage that is not body."""
        return self._table("passages", options)

    def sentences(self, **options: Any) -> _T:
        """One item (row) a sentence."""
        return self._table("sentences", options)

    def tokens(self, **options: Any) -> _T:
        """One item (row) a token with lemma, part of speech, class, tense, voice."""
        return self._table("tokens", options)

    def diagnostics(self, **options: Any) -> _T:
        """One item (row) a diagnostic."""
        return self._table("diagnostics", options)


@pl.api.register_expr_namespace("dondoo")
class ExprNamespace(_Tables[pl.Expr]):
    """Articles in an expression: ``pl.col("text").dondoo.events(published="date")``.

    Each method gives one value an article, elementwise: a list of structs (``documents``: a struct, ``record``: a string), null where
    the article could not be read (``documents`` says why in ``error``), an empty list where there is nothing of the kind.
    """

    def __init__(self, expr: pl.Expr) -> None:
        self._expr = expr

    def extract(
        self,
        *tables: str,
        published: pl.Expr | str | datetime.date | None = None,
        headline: pl.Expr | str | None = None,
        extractor: Extractor | None = None,
        threads: int | None = None,
    ) -> pl.Expr:
        """Read several tables at once: one struct an article, with a field for each.

        Args:
            tables: their names; by default all but ``tokens``.
            published: publication days: an expression, a column's name, or one day for all rows.
            headline: headlines that came apart from the texts: an expression or a column's name.
            extractor: your own; by default one that reads what the tables stand on.
            threads: as in :meth:`dondoo.Extractor.extract_batch`.

        Raises:
            ValueError: a table that does not exist.

        >>> import polars as pl
        >>> df = pl.DataFrame({"text": ["Watu 13 walijeruhiwa jana."], "date": ["2024-06-18"]})
        >>> facts = df.select(pl.col("text").dondoo.extract("times", "quantities", published="date")).unnest("text")
        >>> facts.row(0, named=True)["times"][0]["value"], facts.row(0, named=True)["quantities"][0]["befell"]
        ('2024-06-17', 'injured')

        """
        names = checked(tables or [table for table in _core.TABLES if table not in _LONG])
        dtype = pl.Struct({name: _dtype(name) for name in names})
        return self._map(names, dtype, together=True, published=published, headline=headline, extractor=extractor, threads=threads)

    def _table(self, name: str, options: dict[str, Any]) -> pl.Expr:
        return self._map((name,), _dtype(name), **options)

    def _map(
        self,
        tables: tuple[str, ...],
        dtype: pl.DataType,
        *,
        together: bool = False,
        published: pl.Expr | str | datetime.date | None = None,
        headline: pl.Expr | str | None = None,
        extractor: Extractor | None = None,
        threads: int | None = None,
    ) -> pl.Expr:
        given = {"published": published, "headlines": headline}
        columns = {name: _expr(value) for name, value in given.items() if value is not None}
        work = partial(_read, tables=tables, names=tuple(columns), together=together, extractor=extractor, threads=threads)
        return pl.map_batches([self._expr, *columns.values()], work, return_dtype=dtype, is_elementwise=True)


def _expr(value: pl.Expr | str | datetime.date) -> pl.Expr:
    if isinstance(value, pl.Expr):
        return value
    return pl.col(value) if isinstance(value, str) else pl.lit(value)


@pl.api.register_series_namespace("dondoo")
class SeriesNamespace(_Tables[pl.Series]):
    """Articles in a Series: ``df["text"].dondoo.events(published=df["date"])``; values as in :class:`ExprNamespace`."""

    def __init__(self, series: pl.Series) -> None:
        self._series = series

    def extract(self, *tables: str, **options: Any) -> pl.Series:
        """Read several tables at once: one struct an article, with a field for each.

        Args:
            tables: their names; by default all but ``tokens``.
            options: as in :meth:`ExprNamespace.extract`; ``published`` and ``headline`` are Series, or one value for all.

        >>> import polars as pl
        >>> pl.Series(["Alisafiri kwenda Urusi."]).dondoo.extract("mentions", "events").struct.fields
        ['mentions', 'events']

        """
        return self._select(lambda texts, given: texts.extract(*tables, **given), options)

    def _table(self, name: str, options: dict[str, Any]) -> pl.Series:
        return self._select(lambda texts, given: texts._table(name, given), options)

    def _select(self, make: Any, options: dict[str, Any]) -> pl.Series:
        given = {key: pl.lit(value) if isinstance(value, str | pl.Series) else value for key, value in options.items()}
        frame = self._series.to_frame()
        return frame.select(make(ExprNamespace(pl.nth(0)), given)).to_series()


@pl.api.register_lazyframe_namespace("dondoo")
class LazyFrameNamespace(_Tables[pl.LazyFrame]):
    """Articles in a lazy frame: ``lf.dondoo.events(text="body", id="url", published="date")``.

    Each method gives one row a fact, under the key ``id`` (a column's name, several, or None), and drops the other columns.
    """

    def __init__(self, frame: pl.LazyFrame) -> None:
        self._frame = frame

    def extract(self, *tables: str, text: str = "text", **options: Any) -> pl.LazyFrame:
        """Add a column for each table, all read at once.

        Args:
            tables: their names; by default all but ``tokens``.
            text: the column of the articles.
            options: as in :meth:`ExprNamespace.extract`.

        >>> import polars as pl
        >>> lf = pl.LazyFrame({"text": ["Alisafiri kwenda Urusi jana."]}).dondoo.extract("mentions", "times")
        >>> lf.collect_schema().names()
        ['text', 'mentions', 'times']

        """
        facts = pl.col(text).dondoo.extract(*tables, **options).alias(_FACTS)  # type: ignore[attr-defined]
        return self._frame.with_columns(facts).unnest(_FACTS)

    def _table(self, name: str, options: dict[str, Any]) -> pl.LazyFrame:
        options = dict(options)
        text, key = options.pop("text", "text"), options.pop("id", "id")
        keys = [] if key is None else [key] if isinstance(key, str) else list(key)
        facts = ExprNamespace(pl.col(text))._table(name, options)
        if name == RECORD:
            return self._frame.select(*keys, facts.alias(RECORD))
        frame = self._frame.select(*keys, facts.alias(_FACTS))
        if name != "documents":
            frame = frame.filter(pl.col(_FACTS).list.len() > 0).explode(_FACTS)
        return frame.unnest(_FACTS)


@pl.api.register_dataframe_namespace("dondoo")
class FrameNamespace(_Tables[pl.DataFrame]):
    """Articles in a frame; everything as in :class:`LazyFrameNamespace`."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def extract(self, *tables: str, text: str = "text", **options: Any) -> pl.DataFrame:
        """Add a column for each table, all read at once; see :meth:`LazyFrameNamespace.extract`.

        >>> import polars as pl
        >>> pl.DataFrame({"text": ["Alisafiri kwenda Urusi jana."]}).dondoo.extract("times")["times"][0][0]["text"]
        'jana'

        """
        return LazyFrameNamespace(self._frame.lazy()).extract(*tables, text=text, **options).collect()

    def _table(self, name: str, options: dict[str, Any]) -> pl.DataFrame:
        return LazyFrameNamespace(self._frame.lazy())._table(name, options).collect()
