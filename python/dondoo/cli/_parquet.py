"""Tables as Parquet: one file, or a folder of part files, in Hive's way where it is partitioned.

A folder ``OUT/`` holds ``part-00000.parquet``, ``part-00001.parquet`` …, each of ``--part-size`` articles; with several tables each has
a folder of its own, and with keys each part lies under ``key=value/``. DuckDB (``read_parquet('OUT/**/*.parquet',
hive_partitioning=true)``), pyarrow, polars, Spark and pandas read that as one table. The keys carry names that no table has a column
of, for a country of an article is not the country of a mention. ``_journal.json`` says how far the folder has come; readers pass over
names that begin so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dondoo.cli._errors import UsageError
from dondoo.cli._journal import Journal, State

if TYPE_CHECKING:
    from dondoo.batch import Batch

# How --partition-by calls it → the folder's key, the column of the documents table, and how much of its value.
KEYS: dict[str, tuple[str, str, int | None]] = {
    "published-year": ("published_year", "published", 4),
    "published-month": ("published_month", "published", 7),
    "published-day": ("published_day", "published", 10),
    "country": ("article_country", "country", None),
    "language": ("article_language", "language", None),
}
_NULL = "__HIVE_DEFAULT_PARTITION__"
_PART = re.compile(r"part-(\d+)\.parquet(\.new)?")


def _numbered(batch: Batch, name: str, first: int) -> Any:
    table = pa.table(batch.tables[name])
    return table.set_column(0, "row", pc.add(table.column("row"), first))


class File:
    """One file of one table, written beside its name and moved there at the end: a reader never sees half a file."""

    def __init__(self, output: str, table: str) -> None:
        self._output, self._table = output, table
        self._part = f"{output}.part"
        self._writer: Any = None
        self.state = State()

    def write(self, batch: Batch, failed: int, checksum: int) -> None:
        """Write the next rows as a row group."""
        table = _numbered(batch, self._table, self.state.rows).unify_dictionaries().combine_chunks()
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._part, table.schema)
        self._writer.write_table(table.cast(self._writer.schema))
        self.state = State(self.state.rows + len(batch), self.state.failed + failed, checksum)

    def close(self, kind: type[BaseException] | None) -> None:
        """Move the file to its name; after an exception there is none."""
        if self._writer is not None:
            self._writer.close()
            if kind is None:
                os.replace(self._part, self._output)
            else:
                os.unlink(self._part)
        elif kind is None:
            raise UsageError("there were no articles: nothing to write as parquet")


class Folder:
    """A folder of part files; a part is written when it is full, so an interrupted run loses less than a part's articles.

    Raises:
        UsageError: the folder holds something already and is not resumed, or what it holds is no interrupted run.

    """

    def __init__(self, output: str, tables: list[str], keys: list[str], journal: Journal, resume: bool, part_size: int) -> None:
        self._root, self._tables, self._keys, self._journal = Path(output), tables, keys, journal
        self._size = part_size
        self._pending: dict[str, list[tuple[Any, list[tuple[str, ...]]]]] = {name: [] for name in tables}
        self._waiting = State()
        self.state = State()
        # A run that was killed while it laid its journal down the first time has left nothing to go on with.
        unborn = f"{os.path.basename(journal.path)}.new"
        if self._root.exists() and any(path.name != unborn for path in self._root.iterdir()):
            state = journal.read() if resume else None
            if state is None:
                how = (
                    "is whole, or not ours: it holds no interrupted run"
                    if resume
                    else "is not empty: empty it, or go on with an interrupted run by --resume"
                )
                raise UsageError(f"{output} {how}")
            self.state = self._waiting = state
            for path in list(self._root.rglob("part-*")):
                number = _PART.fullmatch(path.name)
                if number and (int(number[1]) >= state.parts or number[2]):
                    path.unlink()

    def write(self, batch: Batch, failed: int, checksum: int) -> None:
        """Keep the next rows; write them when they fill a part."""
        keys = self._values(batch)
        for name in self._tables:
            first = self._waiting.rows
            table = _numbered(batch, name, first)
            of = [keys[row - first] for row in table.column("row").to_pylist()] if self._keys else []
            self._pending[name].append((table, of))
        now = self._waiting
        self._waiting = State(now.rows + len(batch), now.failed + failed, checksum, parts=now.parts)
        if self._waiting.rows - self.state.rows >= self._size:
            self._flush()

    def close(self, kind: type[BaseException] | None) -> None:
        """Write the last part; after an exception the folder keeps its whole parts and can be gone on with."""
        if kind is not None:
            return
        if self._waiting.rows == 0:
            raise UsageError("there were no articles: nothing to write as parquet")
        if self._waiting.rows > self.state.rows:
            self._flush()
        self._journal.remove()

    def _values(self, batch: Batch) -> list[tuple[str, ...]]:
        """Return the folder's values of each article."""
        columns = batch.documents.to_pydict()
        lists = []
        for key in self._keys:
            _, column, length = KEYS[key]
            lists.append([_NULL if v is None else quote(str(v)[:length], safe="") for v in columns[column]])
        return list(zip(*lists, strict=True)) if lists else []

    def _flush(self) -> None:
        number = self._waiting.parts
        if number == 0:
            self._root.mkdir(parents=True, exist_ok=True)
            self._journal.save(self.state)
        for name in self._tables:
            for folder, table in self._split(name):
                self._store(table, folder, number)
        self._pending = {name: [] for name in self._tables}
        self.state = self._waiting = State(self._waiting.rows, self._waiting.failed, self._waiting.input, parts=number + 1)
        self._journal.save(self.state)

    def _split(self, name: str) -> Iterator[tuple[Path, Any]]:
        """Yield the pending rows of a table by the folder they go to."""
        root = self._root / name if len(self._tables) > 1 else self._root
        table = pa.concat_tables([t for t, _ in self._pending[name]]).unify_dictionaries().combine_chunks()
        if not self._keys:
            yield root, table
            return
        of = [values for _, all_values in self._pending[name] for values in all_values]
        rows: dict[tuple[str, ...], list[int]] = {}
        for row, values in enumerate(of):
            rows.setdefault(values, []).append(row)
        for values in sorted(rows):
            folders = (f"{KEYS[key][0]}={value}" for key, value in zip(self._keys, values, strict=True))
            yield root.joinpath(*folders), table.take(rows[values])

    def _store(self, table: Any, folder: Path, number: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"part-{number:05}.parquet"
        fresh = path.with_name(f"{path.name}.new")
        pq.write_table(table, fresh)
        with open(fresh, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(fresh, path)
