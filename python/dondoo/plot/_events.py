"""What the plots draw, read from whatever holds it: a batch, its tables, or a frame that the user filtered.

The functions need columns, not a data frame library, so this asks each kind of holder for lists and makes one plain row of each event.
Missing values arrive as None, NaN, NaT or NA, dates as text or as dates: they are made alike here and nowhere else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypedDict

from dondoo._dates import When, floor, step, when
from dondoo._plover import QUAD_OF, QUADS
from dondoo.batch import Batch


class Party(NamedTuple):
    """An actor or recipient: its id in its article, or what stands there instead, and what the table of events tells of it ("" unknown)."""

    id: str
    name: str = ""
    country: str = ""
    sector: str = ""


class Fact(NamedTuple):
    """An event as the plots need it; ``row`` keys its article, ``place`` is the id of an entity of that article."""

    row: Any
    type: str
    quad: int | None
    score: float | None
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    place: str | None
    when: When | None


class Filters(TypedDict, total=False):
    """Which events are drawn; every function takes these by name.

    ``types`` and ``quads`` name PLOVER types (``"PROTEST"``) and quad classes (1 to 4) to keep. ``since`` and ``until`` keep the events
    between two days, both included, by the event's date, or, where it has none, by its day, that of publication; ``"2024"`` and
    ``"2024-06"`` will do.
    ``actual=True`` leaves out what is told as future, hypothetical or long past (``aux``).
    """

    types: str | Collection[str]
    quads: int | Collection[int]
    since: str | dt.date
    until: str | dt.date
    actual: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """The events that passed the filters, and the tables that say more of them."""

    facts: list[Fact]
    tables: Mapping[str, Any] = field(default_factory=dict)

    def rows(self, name: str, *wanted: str) -> Iterator[tuple[Any, ...]] | None:
        """Return the rows of a table as ``(row, *wanted)``, or None where there is no such table."""
        if name not in self.tables:
            return None
        return zip(*_columns(self.tables[name], name, wanted, ()).values(), strict=True)


def text(value: Any) -> str | None:
    """Return text, or None for whatever a library writes for nothing."""
    return value if isinstance(value, str) else None


def number(value: Any) -> float | None:
    """Return a number, or None for whatever a library writes for nothing."""
    if isinstance(value, (int, float)) or hasattr(value, "__float__"):  # numpy's whole numbers are no ints
        return float(value) if value == value else None
    return None


def _texts(value: Any) -> tuple[str, ...]:
    if value is None or (type(value) is list and not value):  # most are empty
        return ()
    if isinstance(value, str):
        return (value,)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, Iterable) else ()


def _parties(ids: Any, *told: Any) -> tuple[Party, ...]:
    """Return one side of an event; lists that are not as long as the ids (one of them was exploded alone) tell nothing of them."""
    given = _texts(ids)
    if not given:
        return ()
    lists = [of if len(of := _texts(values)) == len(given) else ("",) * len(given) for values in told]
    return tuple(map(Party, given, *lists))


def _columns(source: Any, name: str, needed: Iterable[str], optional: Iterable[str]) -> dict[str, list[Any]]:
    """Return the columns ``row``, then the needed and optional ones, as lists of equal length."""
    if isinstance(source, Mapping):
        have: Collection[str] = source.keys()
        take: Callable[[str], list[Any]] = lambda c: list(source[c])  # noqa: E731
    elif hasattr(source, "to_pydict"):  # a dondoo.Table or a pyarrow.Table
        columns = source.to_pydict()
        return _columns(columns, name, needed, optional)
    elif hasattr(source, "columns") and hasattr(source, "__getitem__"):  # pandas, polars
        have = list(source.columns)
        take = lambda c: list(source[c].to_list())  # noqa: E731
    else:
        raise TypeError(f"{name}: a dondoo.Batch, a table of one, a data frame or a dict of columns is needed, not {type(source).__name__}")
    for column in needed:
        if column not in have:
            raise ValueError(f"{name}: no column {column!r}; it has {', '.join(map(str, have)) or 'none'}")
    out = {column: take(column) for column in ("row", *needed, *optional) if column in have}
    length = len(next(iter(out.values())))
    if "row" not in out:  # frames of `df["text"].dondoo` carry the article in their index
        out = {"row": list(source.index) if hasattr(source, "index") and not isinstance(source, Mapping) else [None] * length, **out}
    if any(len(column) != length for column in out.values()):
        raise ValueError(f"{name}: columns of unequal length")
    return {column: out.get(column) or [None] * length for column in ("row", *needed, *optional)}


def _only(value: Any, known: Collection[Any], name: str) -> frozenset[Any]:
    kept = frozenset((value,) if isinstance(value, (str, int)) else value)
    for unknown in sorted(kept - set(known), key=str):
        raise ValueError(f"{name}: {unknown!r} is none of {', '.join(map(str, known))}")
    return kept


def _bound(value: str | dt.date, name: str) -> tuple[dt.date, dt.date]:
    """Return the first and last day of what since= and until= name."""
    found = when(value)
    if found is None:
        raise ValueError(f"{name}: {value!r} is not a date like 2024-06-18, 2024-06 or 2024")
    first = floor(found.day, found.unit)
    return first, step(first, found.unit) - dt.timedelta(days=1)


def select(events: Any, tables: Any, filters: Filters, *needed: str) -> Selection:
    """Read the events, with the columns needed beside the type, and keep those that pass the filters.

    ``tables`` is the batch that the events came from, or a mapping of tables by name; a batch of events brings its own.
    """
    unknown = set(filters) - set(Filters.__annotations__)
    if unknown:
        raise TypeError(f"no option {sorted(unknown)[0]!r}")
    types = _only(filters["types"], QUAD_OF, "types") if "types" in filters else None
    quads = _only(filters["quads"], QUADS, "quads") if "quads" in filters else None
    since = _bound(filters["since"], "since")[0] if "since" in filters else dt.date.min
    until = _bound(filters["until"], "until")[1] if "until" in filters else dt.date.max
    dated = "since" in filters or "until" in filters
    if isinstance(events, Batch):
        tables = events if tables is None else tables
        events = events.events
    joined: Mapping[str, Any] = tables.tables if isinstance(tables, Batch) else {} if tables is None else tables
    sides = [[f"{side}{told}" for told in ("", "_name", "_country", "_sector")] for side in ("actor", "recipient") if side in needed]
    optional = {"date", "day", "aux", *(column for side in sides for column in side)}
    columns = _columns(events, "events", ["type", *needed], sorted(optional - set(needed)))
    nothing: list[Any] = [None] * len(columns["row"])

    def column(name: str) -> list[Any]:
        return columns.get(name, nothing)

    def side(name: str) -> Iterator[tuple[Party, ...]]:
        return map(_parties, *(column(f"{name}{told}") for told in ("", "_name", "_country", "_sector")))

    facts = []
    names = ("row", "type", "date", "day", "aux", "score", "place")
    rows = zip(*map(column, names), side("actor"), side("recipient"), strict=True)
    for row, kind, date, day, aux, score, place, actor, recipient in rows:
        kind = text(kind) or ""
        quad = QUAD_OF.get(kind)
        if (types is not None and kind not in types) or (quads is not None and quad not in quads):
            continue
        if filters.get("actual") and text(aux):
            continue
        at = when(date) or when(day)
        if dated and (at is None or not since <= at.day <= until):
            continue
        facts.append(Fact(row, kind, quad, number(score), actor, recipient, text(place), at))
    return Selection(facts, joined)
