"""Columns as users have them → what the core reads: an Arrow object, or a list of strings and None."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any


def is_frame(value: object) -> bool:
    """Whether this is a table with named columns (pandas, polars, pyarrow)."""
    return hasattr(value, "columns") and hasattr(value, "__getitem__") and not isinstance(value, dict)


def pick(frame: Any, column: object) -> Any:
    """Return a frame's column by name; anything that is no name is a column already."""
    if isinstance(column, str):
        names = getattr(frame, "column_names", None) or frame.columns
        if column not in list(names):
            raise KeyError(f"no column {column!r}; there are: {', '.join(map(str, names))}")
        return frame[column]
    return column


def strings(values: object, name: str) -> object:
    """Return texts as the core reads them: the object itself where it speaks Arrow, else a list.

    Raises:
        TypeError: a single string, which would be read letter by letter, or something that cannot be iterated.

    """
    if isinstance(values, str | bytes):
        raise TypeError(f"{name} must be a sequence of strings, not one string")
    if _module(values) == "pandas":
        # Arrow-backed and `str` columns leave without a copy where pyarrow is there; object columns as they are.
        if str(getattr(values, "dtype", "object")) != "object":
            try:
                import pyarrow as pa

                return pa.Array.from_pandas(values)
            except (ImportError, TypeError, ValueError):
                pass
        return values.tolist()  # type: ignore[attr-defined]
    if hasattr(values, "__arrow_c_stream__") or hasattr(values, "__arrow_c_array__"):
        return values
    return _plain(values, name)


def keys(values: object, name: str) -> list[str | None] | None:
    """Ids as strings."""
    if values is None:
        return None
    return [None if _missing(v) else str(v) for v in _plain(values, name)]


def days(values: object, rows: int) -> list[str | None] | None:
    """Publication days as ISO strings; one day stands for all rows."""
    if values is None:
        return None
    if isinstance(values, str | datetime.date):
        return [day(values)] * rows
    return [day(v) for v in _plain(values, "published")]


def day(value: Any) -> str | None:
    """One publication day as ISO text: a string as it is, a date, datetime, Timestamp or datetime64."""
    if _missing(value):
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    return str(value)


def lexicon(given: str | os.PathLike[str] | Iterable[Mapping[str, Any]] | None) -> tuple[str, str] | None:
    """Return a user's names as the core reads them: the form (``jsonl`` or ``tsv``) and the text in it."""
    if given is None:
        return None
    if isinstance(given, str | os.PathLike):
        path = Path(given)
        return ("tsv" if path.suffix == ".tsv" else "jsonl", path.read_text("utf-8"))
    return ("jsonl", "".join(json.dumps(dict(entry), ensure_ascii=False) + "\n" for entry in given))


def length(values: object) -> int:
    """How many rows."""
    return len(values)  # type: ignore[arg-type]


def _module(value: object) -> str:
    return type(value).__module__.split(".", 1)[0]


def _missing(value: Any) -> bool:
    # pandas' NA compares to NA, which is neither true nor false: ask for its type first.
    return value is None or type(value).__name__ in ("NaTType", "NAType") or value != value


def _plain(values: object, name: str) -> Sequence[Any]:
    if isinstance(values, str | bytes):
        raise TypeError(f"{name} must be a sequence, not one string")
    if isinstance(values, list | tuple):
        return values
    for method in ("to_pylist", "tolist", "to_list"):
        if hasattr(values, method):
            return list(getattr(values, method)())
    if isinstance(values, Iterable):
        return list(values)
    raise TypeError(f"{name} must be a sequence, not {type(values).__name__}")
