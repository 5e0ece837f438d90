"""Files and folders → rows, one at a time: memory stays flat however large the input is."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from dondoo._write import UsageError

_KINDS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "tsv", ".txt": "text"}
Fields = tuple[str, str, str, str | None]


class Row(NamedTuple):
    """One article to read. ``text`` may be something that is no string: then it becomes an error row."""

    text: Any
    id: str | None
    published: str | None
    headline: str | None


class Broken:
    """Stands for a line that could not be parsed; the core turns it into an error row."""


def read(names: Sequence[str], fields: Fields, kind: str | None) -> Iterator[Row]:
    """Rows of all the files, in the order given; a folder's files in the order of their names.

    Raises:
        UsageError: a file that is not there or of no known kind, or a field that no row of a file has.

    """
    for name in names:
        if name == "-":
            yield from _rows(
                io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="surrogateescape", newline=""), kind or "jsonl", "-", fields
            )
            continue
        path = Path(name)
        if not path.exists():
            raise UsageError(f"no such file or folder: {name}")
        files = sorted(p for p in path.rglob("*") if p.suffix in _KINDS and p.is_file()) if path.is_dir() else [path]
        if not files:
            raise UsageError(f"no .jsonl, .csv or .txt file in {name}")
        for file in files:
            own = kind if kind and file.suffix not in _KINDS else _KINDS.get(file.suffix)
            if own is None:
                raise UsageError(f"{file}: say with --input what it is (jsonl, csv or text)")
            # Bytes that are no UTF-8 become lone surrogates, which the core reports as an error row with the place.
            with file.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
                yield from _rows(stream, own, str(file), fields)


def _rows(stream: TextIO, kind: str, name: str, fields: Fields) -> Iterator[Row]:
    if kind == "text":
        yield Row(stream.read(), name, None, None)
    elif kind == "jsonl":
        yield from _objects(_json_lines(stream, name), name, fields)
    else:
        csv.field_size_limit(1 << 30)
        yield from _objects(enumerate(csv.DictReader(stream, delimiter="\t" if kind == "tsv" else ","), 2), name, fields)


def _json_lines(stream: TextIO, name: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except ValueError:
            yield number, Broken()


def _objects(objects: Iterable[tuple[int, Any]], name: str, fields: Fields) -> Iterator[Row]:
    text, key, date, headline = fields
    seen = False
    for number, item in objects:
        where = f"{name}:{number}"
        if isinstance(item, str):
            yield Row(item, where, None, None)
        elif not isinstance(item, dict):
            yield Row(item if isinstance(item, Broken) else Broken(), where, None, None)
        else:
            if not seen and text not in item:
                raise UsageError(f"{where}: no field {text!r}; there are: {', '.join(map(str, item))}")
            seen = True
            title = item.get(headline) if headline else item.get("headline", item.get("title"))
            own = item.get(key)
            day = item.get(date) or None
            yield Row(
                item.get(text),
                where if own is None else str(own),
                None if day is None else str(day),
                title if isinstance(title, str) and title.strip() else None,
            )
