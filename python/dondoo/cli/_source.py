"""Files and folders → rows, one at a time: memory stays flat however large the input is."""

from __future__ import annotations

import csv
import io
import json
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TextIO

from dondoo.cli._errors import UsageError

_KINDS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
}
KINDS = ("jsonl", "csv", "tsv", "text", "html")
Fields = tuple[str, str, str, str | None]


class Row(NamedTuple):
    """One article to read. ``text`` may be something that is no string: then it becomes an error row."""

    text: Any
    id: str | None
    published: str | None
    headline: str | None
    html: bool = False  # the text is a web page still


class Broken:
    """Stands for a line that could not be parsed; the core turns it into an error row."""

    def __repr__(self) -> str:
        return "<broken>"


def checksum(row: Row, before: int) -> int:
    """CRC-32 of all rows up to this one: tells whether a run that goes on reads what it was begun with."""
    return zlib.crc32(repr(tuple(row)).encode("utf-8", "surrogatepass"), before)


class Source:
    """The rows of all the files, in the order given; a folder's files in the order of their names.

    Args:
        names: files and folders; ``-`` is standard input.
        fields: names of the fields of text, id, publication day and headline (None: ``headline`` or ``title``).
        kind: what standard input or a file of unknown name is.
        html: whether the fields of text hold web pages.

    Raises:
        UsageError: a file that is not there or of no known kind.

    """

    def __init__(self, names: Sequence[str], fields: Fields, kind: str | None = None, html: bool = False) -> None:
        self._fields, self._html = fields, html
        self._files: list[tuple[str, str]] = []
        for name in names:
            if name == "-":
                self._files.append(("-", kind or "jsonl"))
                continue
            path = Path(name)
            if not path.exists():
                raise UsageError(f"no such file or folder: {name}")
            files = sorted(p for p in path.rglob("*") if p.suffix in _KINDS and p.is_file()) if path.is_dir() else [path]
            if not files:
                raise UsageError(f"no .jsonl, .csv, .txt or .html file in {name}")
            for file in files:
                own = kind if kind and file.suffix not in _KINDS else _KINDS.get(file.suffix)
                if own is None:
                    raise UsageError(f"{file}: say with --input what it is ({', '.join(KINDS)})")
                self._files.append((str(file), own))
        self._before = 0
        self._open: BinaryIO | None = None

    @property
    def size(self) -> int | None:
        """Bytes of all the files together; None where that cannot be known (standard input, a pipe)."""
        paths = [Path(name) for name, _ in self._files]
        if any(name == "-" or not path.is_file() for (name, _), path in zip(self._files, paths, strict=True)):
            return None
        return sum(path.stat().st_size for path in paths)

    @property
    def position(self) -> int:
        """Bytes read so far (only for files)."""
        return self._before + (self._open.tell() if self._open else 0)

    def __iter__(self) -> Iterator[Row]:
        for name, kind in self._files:
            if name == "-":
                yield from self._rows(sys.stdin.buffer, kind, "-")
                continue
            with open(name, "rb") as stream:
                # A pipe (`<(zcat …)`) has no position; nor is it asked for, since `size` is None then.
                self._open = stream if stream.seekable() else None
                yield from self._rows(stream, kind, name)
                self._before, self._open = self.position, None

    def _rows(self, binary: BinaryIO, kind: str, name: str) -> Iterator[Row]:
        if kind == "html":
            yield Row(binary.read(), name, None, None, True)
            return
        # Bytes that are no UTF-8 become lone surrogates, which the core reports as an error row with the place.
        encoding = "utf-8" if name == "-" else "utf-8-sig"
        stream = io.TextIOWrapper(binary, encoding=encoding, errors="surrogateescape", newline="")
        try:
            if kind == "text":
                rows: Iterable[Row] = [Row(stream.read(), name, None, None)]
            elif kind == "jsonl":
                rows = _objects(_json_lines(stream), name, self._fields)
            else:
                csv.field_size_limit(1 << 30)
                rows = _objects(enumerate(csv.DictReader(stream, delimiter="\t" if kind == "tsv" else ","), 2), name, self._fields)
            for row in rows:
                yield row._replace(html=True) if self._html and isinstance(row.text, str) else row
        finally:
            stream.detach()


def _json_lines(stream: TextIO) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
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
