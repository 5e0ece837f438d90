"""What the adapters share that needs no library: which layers a table stands on, and which articles could not be read.

An adapter that is asked for times alone does not tag names, which cost ten times as much. A test holds that each table has the same
rows as when every layer is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dondoo import _core
from dondoo.batch import Batch
from dondoo.extractor import Extractor

KEYS = ("row", "id")
"""The first two columns of every table."""

RECORD = "record"
"""Asked for like a table: the whole record as a line of JSON."""

_NEEDS: dict[str, tuple[str, ...]] = {
    "documents": ("names",),
    "mentions": ("names",),
    "entities": ("names",),
    "places": ("names",),
    "roles": ("names",),
    "times": ("times",),
    "quantities": ("quantities",),
    "quotes": ("quotes",),
    # Who reported an event is read from the quotes.
    "events": ("quotes", "events"),
    "passages": ("layout",),
    "sentences": ("layout",),
    "tokens": ("tokens",),
}
"""A table that is not here (diagnostics, the record) takes every default layer."""


def checked(tables: Iterable[str]) -> tuple[str, ...]:
    """Return the names as they are.

    Raises:
        ValueError: a name that no table has, or none at all.

    """
    names = tuple(tables)
    known = [*_core.TABLES, RECORD]
    for name in names:
        if name not in known:
            raise ValueError(f"no table {name!r}; there are: {', '.join(known)}")
    if not names:
        raise ValueError(f"name at least one table of: {', '.join(known)}")
    return names


def reader(tables: Iterable[str], given: Extractor | None = None) -> Extractor:
    """Return the caller's extractor, or one that reads what these tables stand on."""
    if given is not None:
        return given
    wanted = {layer for table in tables for layer in _NEEDS.get(table, tuple(_core.DEFAULT_LAYERS))}
    return _reader(tuple(layer for layer in _core.LAYERS if layer in wanted))


@cache
def _reader(layers: tuple[str, ...]) -> Extractor:
    return Extractor(layers)


def unread_rows(batch: Batch) -> set[int]:
    """Return the positions of the articles that could not be read: errors, and rows without a text."""
    documents, notes = batch.documents.to_pydict(), batch.diagnostics.to_pydict()
    failed = {row for row, error in zip(documents["row"], documents["error"], strict=True) if error is not None}
    return failed | {row for row, kind in zip(notes["row"], notes["kind"], strict=True) if kind == "text.missing"}
