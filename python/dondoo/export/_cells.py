"""Lines and cells of event data, written so that no reader stumbles on them, and read back.

Tables of event data are opened by many tools with as many ideas of quoting and of a line's end. So a cell holds no character that any
of them takes for one, and nothing needs to be quoted.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

#: Inside a character class: control characters, line and paragraph separators, halves of surrogate pairs.
CONTROLS = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_UNSAFE = re.compile(rf"[{CONTROLS}]+")
# Legal inside JSON, but str.splitlines and some readers of JSON Lines end the line there.
_BREAKS = tuple((c, f"\\u{ord(c):04x}") for c in "\x85\u2028\u2029")


def line(value: Mapping[str, Any]) -> str:
    """Return a line of JSON Lines, whole under any reader's idea of a line."""
    text = json.dumps(value, ensure_ascii=False)
    for broken, escaped in _BREAKS:
        text = text.replace(broken, escaped)
    return text + "\n"


def read_lines(lines: Iterable[str], form: str) -> list[dict[str, Any]]:
    """Read JSON Lines; empty lines are skipped.

    Raises:
        ValueError: a line is not an object of JSON; the message says which.

    """
    rows = []
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except json.JSONDecodeError as error:
            raise ValueError(f"{form}: line {number} is not JSON: {error.msg}") from None
        if not isinstance(row, dict):
            raise ValueError(f"{form}: line {number} is not an object")
        rows.append(row)
    return rows


def cell(value: object) -> str:
    """Return a cell of a table: one line, no tab or control character, and ``'`` for ``"``, so that quoting never matters."""
    return "" if value is None else _UNSAFE.sub(" ", str(value)).replace('"', "'").strip()


def joined(values: Iterable[str | None]) -> str:
    """Return a list as one cell, its items parted by ``;``: as many as there are values, or an empty cell if all are empty."""
    items = [cell(value).replace(";", ",") for value in values]
    return ";".join(items) if any(items) else ""


def write_table(file: TextIO, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write a table of clean cells as tab-separated values under a line of column names."""
    file.write("\t".join(columns) + "\n")
    for row in rows:
        file.write("\t".join(row[column] for column in columns) + "\n")


def read_table(lines: Iterable[str], columns: Sequence[str], form: str) -> list[dict[str, str]]:
    """Read a table that :func:`write_table` wrote.

    Raises:
        ValueError: the columns are others, or a row has too few or too many cells; the message says which.

    """
    reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    head = next(reader, [])
    if head != list(columns):
        raise ValueError(f"{form}: expected the {len(columns)} columns {columns[0]!r} to {columns[-1]!r}, found {len(head)}: {head[:5]} …")
    rows = []
    for values in reader:
        if len(values) != len(columns):
            raise ValueError(f"{form}: line {reader.line_num} has {len(values)} cells, not {len(columns)}")
        rows.append(dict(zip(columns, values, strict=True)))
    return rows
