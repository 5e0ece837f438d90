"""The records of many articles, and their tables."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, overload

from dondoo import _core
from dondoo.document import Document

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from spacy.language import Language
    from spacy.tokens import DocBin

    from dondoo.export._events import Publisher
    from dondoo.plot import Plots


class Table:
    """One layer of a batch as a flat table, keyed by ``row`` (position in the batch) and ``id``.

    ``pyarrow.table(t)``, ``polars.DataFrame(t)``, ``pandas.DataFrame.from_arrow(t)`` and DuckDB read it without a copy through
    the Arrow PyCapsule interface; :meth:`to_pydict` needs no library.
    """

    def __init__(self, core: _core.Table, source: _core.Batch | None = None) -> None:
        self._core = core
        self._source = source

    @property
    def name(self) -> str:
        """The layer's name."""
        return self._core.name

    @property
    def column_names(self) -> list[str]:
        """The columns."""
        return self._core.column_names

    def __len__(self) -> int:
        return len(self._core)

    def __arrow_c_schema__(self) -> object:
        """Arrow PyCapsule interface: the schema."""
        return self._core.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Arrow PyCapsule interface: the rows."""
        return self._core.__arrow_c_stream__(requested_schema)

    def to_pydict(self) -> dict[str, list[Any]]:
        """Return a dict of lists, one a column; dates are ISO text."""
        return self._core.to_pydict()

    def head(self, rows: int = 5) -> dict[str, list[Any]]:
        """Return the first rows as :meth:`to_pydict` would, without reading the others of a large table.

        >>> import dondoo
        >>> dondoo.extract_batch(["Rais wa Kenya alisema hivyo."] * 9).mentions.head(2)["name"]
        ['Kenya', 'Kenya']
        """
        part, documents = self._core, rows
        if self._source is not None:
            # Rows stand in the order of the articles: as many articles as are needed, from the first.
            while documents < len(self._source):
                some = _core.Batch.of([self._source.document(i) for i in range(documents)]).table(self.name)
                if len(some) >= rows:
                    part = some
                    break
                documents *= 4
        return {name: values[:rows] for name, values in part.to_pydict().items()}

    def to_arrow(self) -> pa.Table:
        """Return a ``pyarrow.Table`` (needs pyarrow)."""
        import pyarrow as pa

        return pa.table(self)

    def to_polars(self) -> pl.DataFrame:
        """Return a ``polars.DataFrame`` (needs polars)."""
        import polars as pl

        return pl.DataFrame(self)

    def to_pandas(self) -> pd.DataFrame:
        """Return a ``pandas.DataFrame`` (needs pandas and pyarrow): categories, ``datetime64`` days, nullable integers."""
        import pyarrow as pa

        table = pa.table(self)
        frame: pd.DataFrame = table.to_pandas(date_as_object=False)
        for field in table.schema:
            if pa.types.is_integer(field.type) and table.column(field.name).null_count:
                frame[field.name] = table.column(field.name).to_pandas(integer_object_nulls=True).astype("Int64")
        return frame

    def __repr__(self) -> str:
        return repr(self._core)

    def _repr_html_(self) -> str:
        from dondoo import display

        return display.html(self)


class EventTable(Table):
    """The events of a batch: a :class:`Table`, and a function that gives one with each happening told once."""

    def __init__(self, batch: Batch) -> None:
        super().__init__(batch._core.table("events"))
        self._batch = batch

    def __call__(self, *, dedupe: bool = False, window: int = 1) -> Table:
        """Return the events; with ``dedupe`` each happening once.

        Args:
            dedupe: keep the first telling of each happening, in the batch's order; ``sources`` counts the articles that tell it.
            window: tellings whose days are at most so many days apart are of one happening, if their keys are equal.

        """
        return self._batch.deduplicated(window=window).events if dedupe else self


@dataclass(frozen=True, slots=True)
class EntityCount:
    """An entity over many articles: in how many it is named, and how often."""

    name: str
    type: str
    country: str | None
    sector: str | None
    wikidata: str | None
    lexicon_id: str | None
    articles: int
    mentions: int


_IDENTITY = ("type", "name", "country", "sector", "wikidata", "lexicon_id")


class _Tables(Mapping[str, Table]):
    """The tables of a batch by name."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch

    def __getitem__(self, name: str) -> Table:
        return self._batch._table(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_core.TABLES)

    def __len__(self) -> int:
        return len(_core.TABLES)


class Batch(Sequence[Document]):
    """The records of a batch in input order: a sequence of :class:`Document`, and a flat table for each layer."""

    def __init__(self, core: _core.Batch) -> None:
        self._core = core

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Batch:
        """Make a batch of given documents."""
        return cls(_core.Batch.of([d._core for d in documents]))

    def __len__(self) -> int:
        return len(self._core)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> Batch: ...
    def __getitem__(self, index: int | slice) -> Document | Batch:
        if isinstance(index, slice):
            return Batch.of([self[i] for i in range(*index.indices(len(self)))])
        position = index + len(self) if index < 0 else index
        if not 0 <= position < len(self):
            raise IndexError("document index out of range")
        return Document(self._core.document(position))

    @property
    def tables(self) -> Mapping[str, Table]:
        """Every table by its name."""
        return _Tables(self)

    def _table(self, name: str) -> Table:
        return Table(self._core.table(name), self._core)

    @property
    def documents(self) -> Table:
        """One row an article: publication day, language, headline, error code."""
        return self._table("documents")

    @property
    def mentions(self) -> Table:
        """One row a mention, with its entity's name, country, sector."""
        return self._table("mentions")

    @property
    def entities(self) -> Table:
        """One row an entity of an article."""
        return self._table("entities")

    def entity_counts(self) -> list[EntityCount]:
        """Return the entities of all articles joined, the most widely named first.

        Two are the same where they share a Wikidata id, else a lexicon id of yours, else type, name and country; unnamed groups
        are left out. ``pandas.DataFrame(batch.entity_counts())`` makes a frame of it.
        """
        columns = self.entities.to_pydict()
        counts: dict[tuple[str | None, ...], EntityCount] = {}
        rows = zip(*(columns[name] for name in _IDENTITY), columns["row"], columns["mentions"], strict=True)
        seen: set[tuple[tuple[str | None, ...], int]] = set()
        for kind, name, country, sector, wikidata, lexicon_id, row, mentions in rows:
            if kind == "GRP":
                continue
            if wikidata or lexicon_id:
                key: tuple[str | None, ...] = (wikidata or lexicon_id,)
            else:
                key = (kind, name, country)
            own = counts.get(key) or EntityCount(name, kind, country, sector, wikidata, lexicon_id, 0, 0)
            fresh = (key, row) not in seen
            seen.add((key, row))
            counts[key] = replace(own, articles=own.articles + fresh, mentions=own.mentions + mentions)
        return sorted(counts.values(), key=lambda c: (-c.articles, -c.mentions, c.name))

    @property
    def places(self) -> Table:
        """One row a place whose coordinates are known."""
        return self._table("places")

    @property
    def roles(self) -> Table:
        """One row a role."""
        return self._table("roles")

    @property
    def times(self) -> Table:
        """One row a time expression."""
        return self._table("times")

    @property
    def quantities(self) -> Table:
        """One row a quantity."""
        return self._table("quantities")

    @property
    def quotes(self) -> Table:
        """One row a quote."""
        return self._table("quotes")

    @property
    def events(self) -> EventTable:
        """One row an event, with its parties' names, countries and sectors; ``batch.events(dedupe=True)`` tells each happening once."""
        return EventTable(self)

    def deduplicated(self, *, window: int = 1) -> Batch:
        """Return the batch with each happening kept only in the article that tells it first, in the batch's order.

        Two events are one happening where their ``key`` is equal (type, parties, country: a state's organs stand for the state) and their
        days lie at most ``window`` days apart. Each event that stays has ``sources``, the number of articles that tell it.
        """
        if window < 0:
            raise ValueError(f"window must be 0 days or more, not {window}")
        return Batch(self._core.deduplicated(window))

    @property
    def passages(self) -> Table:
        """One row a passage that is not body (byline, caption, related link …)."""
        return self._table("passages")

    @property
    def sentences(self) -> Table:
        """One row a sentence."""
        return self._table("sentences")

    @property
    def tokens(self) -> Table:
        """One row a token with lemma, part of speech, class, tense, voice; empty unless the layer ``tokens`` was asked for."""
        return self._table("tokens")

    @property
    def diagnostics(self) -> Table:
        """One row a diagnostic."""
        return self._table("diagnostics")

    @property
    def plot(self) -> Plots:
        """Plots of the events: ``batch.plot.timeline()``, ``.network()``, ``.map()``, ``.actors()`` (needs ``dondoo[plot]``)."""
        from dondoo.plot import Plots

        return Plots(self)

    def to_jsonl(self, *, text: bool = False) -> str:
        """Return the records as JSON Lines; with ``text=True`` the articles are in them."""
        return self._core.to_jsonl(text)

    def to_conll(self) -> str:
        """Return lines ``token TAG``, each document under ``-DOCSTART-``; see :func:`dondoo.export.write_conll`."""
        from dondoo.export.conll import to_conll

        return "".join(to_conll(document, docstart=True) for document in self)

    def to_conllu(self) -> str:
        """Return the words as CoNLL-U; see :func:`dondoo.export.write_conllu`."""
        from dondoo.export.conllu import write_conllu

        out = io.StringIO()
        write_conllu(out, self)
        return out.getvalue()

    def to_brat(self, folder: str | os.PathLike[str]) -> list[str]:
        """Write a folder that brat opens and return its files' names; see :func:`dondoo.export.write_brat`."""
        from dondoo.export.brat import write_brat

        return write_brat(folder, self)

    def to_docbin(self, nlp: Language | None = None) -> DocBin:
        """Return a spaCy ``DocBin``, a ``Doc`` a row; see :func:`dondoo.export.spacy.to_docbin`. Needs the layer ``tokens`` and spaCy."""
        from dondoo.export.spacy import to_docbin

        return to_docbin(self, nlp)

    def to_plover(self, *, publisher: Publisher = None, coded_date: str | None = None) -> str:
        """Return the events in PLOVER's exchange format, a line each; see :func:`dondoo.export.write_plover`."""
        from dondoo.export.plover import write_plover

        out = io.StringIO()
        write_plover(out, self, publisher=publisher, coded_date=coded_date)
        return out.getvalue()

    def to_ngec(self, *, publisher: Publisher = None) -> str:
        """Return the events as NGEC's JSON Lines; see :func:`dondoo.export.write_ngec`."""
        from dondoo.export.ngec import write_ngec

        out = io.StringIO()
        write_ngec(out, self, publisher=publisher)
        return out.getvalue()

    def to_polecat(self, *, publisher: Publisher = None) -> str:
        """Return the events as POLECAT's tab-separated table; see :func:`dondoo.export.write_polecat`."""
        from dondoo.export.polecat import write_polecat

        out = io.StringIO()
        write_polecat(out, self, publisher=publisher)
        return out.getvalue()

    def to_icews(self, *, publisher: Publisher = None) -> str:
        """Return the events as ICEWS's tab-separated table of dyads; see :func:`dondoo.export.write_icews`."""
        from dondoo.export.cameo import write_icews

        out = io.StringIO()
        write_icews(out, self, publisher=publisher)
        return out.getvalue()

    def __reduce__(self) -> tuple[Any, ...]:
        return (Batch.of, (list(self),))

    def __repr__(self) -> str:
        failed = sum(d.error is not None for d in self)
        return f"<dondoo.Batch of {len(self)} documents{f', {failed} with errors' if failed else ''}>"

    def _repr_html_(self) -> str:
        from dondoo import display

        return display.html(self)
