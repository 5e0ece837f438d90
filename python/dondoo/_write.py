"""Records and tables → files; a file under its own name holds whole records only."""

from __future__ import annotations

import csv
import io
import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from dondoo.batch import Batch

FORMATS = ("jsonl", "csv", "parquet")


class UsageError(Exception):
    """The command line asks for something that cannot be; the message says what."""


class Writer(Protocol):
    """Takes batches in order."""

    def write(self, batch: Batch, first: int) -> None:
        """Write a batch whose first row is the ``first``-th of the run."""

    def __enter__(self) -> Writer: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


def open_writer(output: str, form: str | None, table: str, text: bool) -> Writer:
    """Return a writer for a file's name (``-`` is standard output) and a format, guessed from the name if not given."""
    if form is None:
        suffix = output.rsplit(".", 1)[-1].lower() if "." in output else ""
        form = suffix if suffix in FORMATS else "jsonl"
    if form == "parquet":
        if output == "-":
            raise UsageError("parquet needs a file: give one with -o")
        return _Parquet(output, table)
    return _Csv(output, table) if form == "csv" else _JsonLines(output, text)


class _Raw:
    """A file that only ever holds whole lines.

    A regular file is written beside its name (``OUT.part``) and moved there at the end, or, cut to its last whole line, when the
    run is interrupted. Opened at the first write, so that a run that cannot start leaves an older file alone.
    """

    def __init__(self, output: str) -> None:
        self._output = output
        special = output == "-" or (os.path.exists(output) and not os.path.isfile(output))
        self._part = None if special else f"{output}.part"
        self._fd: int | None = None
        self._whole = 0

    def lines(self, text: str) -> None:
        """Write whole lines."""
        if self._fd is None:
            self._fd = self._open()
        data = memoryview(text.encode("utf-8", "surrogateescape"))
        size = len(data)
        while data:
            data = data[os.write(self._fd, data) :]
        self._whole += size

    def _open(self) -> int:
        if self._output == "-":
            return sys.stdout.fileno()
        if self._part is None:
            return os.open(self._output, os.O_WRONLY)
        return os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)

    def close(self, kind: type[BaseException] | None) -> None:
        """End the file; after an error other than an interruption nothing takes its place."""
        if self._fd is None and kind is None:
            self.lines("")
        if self._fd is None or self._output == "-":
            return
        if self._part is not None:
            os.ftruncate(self._fd, self._whole)
        os.close(self._fd)
        if self._part is not None and (kind is None or issubclass(kind, KeyboardInterrupt)):
            os.replace(self._part, self._output)


class _JsonLines:
    def __init__(self, output: str, text: bool) -> None:
        self._raw, self._text = _Raw(output), text

    def write(self, batch: Batch, first: int) -> None:
        self._raw.lines(batch.to_jsonl(text=self._text))

    def __enter__(self) -> _JsonLines:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._raw.close(kind)


class _Csv:
    def __init__(self, output: str, table: str) -> None:
        self._raw, self._table, self._head = _Raw(output), table, True

    def write(self, batch: Batch, first: int) -> None:
        columns = batch.tables[self._table].to_pydict()
        columns["row"] = [row + first for row in columns["row"]]
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        if self._head:
            writer.writerow(columns)
            self._head = False
        for row in zip(*columns.values(), strict=True):
            writer.writerow([_flat(v) for v in row])
        self._raw.lines(out.getvalue())

    def __enter__(self) -> _Csv:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._raw.close(kind)


def _flat(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return "|".join(value) if isinstance(value, list) else value


class _Parquet:
    """Written beside its name and moved there at the end: a reader never sees half a file."""

    def __init__(self, output: str, table: str) -> None:
        try:
            import pyarrow  # noqa: F401
        except ImportError:
            raise UsageError("parquet needs pyarrow: pip install 'dondoo[arrow]'") from None
        self._output, self._table = output, table
        self._part = f"{output}.part"
        self._writer: Any = None

    def write(self, batch: Batch, first: int) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        table = pa.table(batch.tables[self._table]).unify_dictionaries().combine_chunks()
        table = table.set_column(0, "row", pc.add(table.column("row"), first))
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._part, table.schema)
        self._writer.write_table(table.cast(self._writer.schema))

    def __enter__(self) -> _Parquet:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._writer is not None:
            self._writer.close()
            if kind is None:
                os.replace(self._part, self._output)
            else:
                os.unlink(self._part)
        elif kind is None:
            raise UsageError("there were no articles: nothing to write as parquet")
