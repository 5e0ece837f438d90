"""Functions for ``map`` of Hugging Face datasets.

>>> import datasets
>>> import dondoo.hf
>>> datasets.disable_progress_bars()
>>> ds = datasets.Dataset.from_dict({"text": ["Rais wa Kenya alifika Kampala."]})
>>> ds = ds.map(dondoo.hf.extract, batched=True)
>>> [mention["country"] for mention in ds[0]["mentions"]]
['KEN', 'UGA']

``Dataset.map`` infers the types of plain lists from the first rows of each process, and fails where a field is first empty and filled
later. So the functions answer a ``Dataset`` with an Arrow table, whose types are declared; an iterable dataset's plain dict of lists
they answer with a dict of lists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

try:
    import datasets
    import pyarrow as pa
except ImportError as error:
    raise ImportError("dondoo.hf needs datasets and pyarrow: pip install 'dondoo[hf]'") from error

from dondoo import _core
from dondoo._adapters import RECORD
from dondoo._columnar import Plan, flat, nested
from dondoo.extractor import Extractor

__all__ = ["MapFunction", "extract", "extractor"]

_DEFAULT = tuple(table for table in _core.TABLES if table != "tokens")


@dataclass(frozen=True)
class MapFunction:
    """A function for ``map(…, batched=True)``; :func:`extractor` makes it. It pickles as its configuration.

    The version of dondoo is a part of it, so that ``datasets`` does not answer from a cache that an older dondoo filled.
    """

    plan: Plan
    version: str = _core.__version__

    def __call__(self, batch: Any) -> Any:
        """Return the batch with its facts: a ``pyarrow.Table`` for a table or a ``Dataset``'s batch, a dict for a dict."""
        rows = batch if isinstance(batch, pa.Table) else getattr(batch, "pa_table", None)
        if rows is None:
            return self._plain(batch)
        facts = self.plan(rows)
        if isinstance(self.plan.tables, str):
            return facts
        for name in facts.column_names:
            if name in rows.column_names:
                rows = rows.drop_columns([name])
            rows = rows.append_column(facts.field(name), facts.column(name))
        return rows

    def features(self, given: Mapping[str, Any] | None = None) -> datasets.Features:
        """Return the types of the mapped dataset, for ``map(…, features=…)`` of an iterable dataset.

        Args:
            given: the dataset's own ``features``.

        >>> list(extractor(table=["times"]).features(datasets.Features({"text": datasets.Value("string")})))
        ['text', 'times']

        """
        facts = datasets.Features.from_arrow_schema(self.plan.facts)
        if not isinstance(self.plan.tables, str):
            return datasets.Features({**(given or {}), **facts})
        key = {self.plan.id: (given or {})[self.plan.id]} if self.plan.id else {}
        return datasets.Features({**key, **facts})

    def _plain(self, batch: Mapping[str, Any]) -> dict[str, list[Any]]:
        read = self.plan.read(batch)
        if not isinstance(self.plan.tables, str):
            return {name: nested(read, name).to_pylist() for name in self.plan.tables}
        key = {} if self.plan.id is None else {self.plan.id: list(batch[self.plan.id])}
        if self.plan.tables == RECORD:
            return {**key, RECORD: nested(read, RECORD).to_pylist()}
        facts, positions = flat(read, self.plan.tables)
        return {**{name: [values[row] for row in positions.to_pylist()] for name, values in key.items()}, **facts.to_pydict()}


def extractor(
    *,
    table: str | Sequence[str] = _DEFAULT,
    text: str = "text",
    id: str | None = None,
    published: str | None = None,
    headline: str | None = None,
    extractor: Extractor | None = None,
    threads: int | None = None,
) -> MapFunction:
    """Make a function for ``map(…, batched=True)``.

    Args:
        table: several names add a column for each: a list of structs (``documents``: one struct, ``record``: JSON), null where the
            article could not be read. One name makes a dataset with a row for each fact, under the key ``id``, in place of the
            columns there are (for an iterable dataset give ``remove_columns``, too).
        text: the column of the articles.
        id: the column of your keys.
        published: the column of publication days.
        headline: the column of headlines that came apart from the texts.
        extractor: your own; by default one that reads what the tables stand on.
        threads: as in :meth:`dondoo.Extractor.extract_batch`; give 1 beside ``num_proc``.

    Raises:
        ValueError: a table that does not exist, or one that has a column called as the key.

    >>> datasets.disable_progress_bars()
    >>> ds = datasets.Dataset.from_dict({"url": ["u1"], "body": ["Alisafiri kwenda Urusi jana."], "day": ["2024-06-18"]})
    >>> times = ds.map(extractor(table="times", text="body", id="url", published="day"), batched=True)
    >>> times[0]["url"], times[0]["value"]
    ('u1', '2024-06-17')

    """
    columns = [column for column in (text, id, published, headline) if column is not None]
    plan = Plan.of(columns, table, text=text, id=id, published=published, headline=headline, extractor=extractor, threads=threads)
    return MapFunction(plan)


extract = extractor()
"""The function for datasets whose articles are in ``text``: all tables but ``tokens``."""
