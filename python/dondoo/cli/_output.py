"""Formats: records and tables → a file, standard output or a folder."""

from __future__ import annotations

import csv
import importlib
import importlib.util
import io
import os
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from dondoo.cli._errors import UsageError
from dondoo.cli._journal import Journal, State
from dondoo.cli._lines import LineFile
from dondoo.cli._whole import Whole

if TYPE_CHECKING:
    from dondoo.batch import Batch
    from dondoo.document import Document

_OWN = ("jsonl", "csv", "parquet")


class Writer(Protocol):
    """Takes batches in order; ``state`` says how far the output has come, from an interrupted run too."""

    @property
    def state(self) -> State:
        """How far it has come."""

    def write(self, batch: Batch, failed: int, checksum: int) -> None:
        """Write the next rows; ``checksum`` is that of all rows read so far."""

    def close(self, kind: type[BaseException] | None) -> None:
        """End the output, after an exception of this kind or in good order."""


class Exporter(Protocol):
    """A format of ``dondoo.export``.

    ``write(file, documents)`` writes any number of documents, as text unless it is ``binary``. What it writes of a document that is
    ``separable`` depends on no other, so that a run may be gone on with. ``layers`` must have been read beside the usual ones.
    """

    write: Callable[[Any, Iterable[Document]], object]
    binary: bool
    separable: bool
    layers: tuple[str, ...]


def exporters() -> dict[str, Exporter]:
    """Return the formats of ``dondoo.export`` by their names."""
    if importlib.util.find_spec("dondoo.export") is None:
        return {}
    return dict(importlib.import_module("dondoo.export").FORMATS)


def formats() -> tuple[str, ...]:
    """Every format that ``dondoo extract`` writes."""
    return (*_OWN, *sorted(exporters()))


def format_of(output: str, given: str | None) -> str:
    """Return the format given, else the one that the output's name tells."""
    if given is not None:
        return given
    suffix = output.rsplit(".", 1)[-1].lower() if "." in os.path.basename(output) else ""
    return suffix if suffix in formats() else "jsonl"


class Opened:
    """A writer as a context: its end knows how the run ended."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def __enter__(self) -> Writer:
        return self._writer

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._writer.close(kind)


class Lines:
    """A format whose rows are lines of text."""

    def __init__(self, file: LineFile, line: Callable[[Batch, int], str]) -> None:
        self._file, self._lines = file, line

    @property
    def state(self) -> State:
        """How far it has come."""
        return self._file.state

    def write(self, batch: Batch, failed: int, checksum: int) -> None:
        """Write the next rows."""
        self._file.write(self._lines(batch, self.state.rows), len(batch), failed, checksum)

    def close(self, kind: type[BaseException] | None) -> None:
        """End the file."""
        self._file.close(kind)


def lines(form: str, table: str, text: bool) -> Callable[[Batch, int], str]:
    """Return what turns a batch, whose first row is the n-th of the run, into text."""
    if form == "jsonl":
        return lambda batch, _: batch.to_jsonl(text=text)
    if form == "csv":
        return lambda batch, first: _csv(batch, table, first)
    exporter = exporters()[form]

    def export(batch: Batch, _: int) -> str:
        out = io.StringIO(newline="")
        exporter.write(out, batch)
        return out.getvalue()

    return export


def _csv(batch: Batch, table: str, first: int) -> str:
    columns = batch.tables[table].to_pydict()
    columns["row"] = [row + first for row in columns["row"]]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if first == 0:
        writer.writerow(columns)
    for row in zip(*columns.values(), strict=True):
        writer.writerow([_flat(v) for v in row])
    return out.getvalue()


def _flat(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return "|".join(value) if isinstance(value, list) else value


def open_writer(
    output: str,
    form: str,
    *,
    tables: list[str],
    keys: list[str],
    text: bool,
    settings: dict[str, Any],
    resume: bool,
    part_size: int,
) -> Opened:
    """Return the writer for an output (``-`` is standard output) and a format.

    Args:
        output: a file's name; with parquet also a folder's: one that is there, or a name that ends in ``/``.
        form: one of :func:`formats`.
        tables: the tables that csv (one) and parquet (one, in a folder several) hold.
        keys: what a folder of parquet is partitioned by.
        text: put the article into each record of jsonl.
        settings: what the output depends on; an interrupted run is gone on with only by the same.
        resume: go on with an interrupted run.
        part_size: articles in a file of a folder.

    Raises:
        UsageError: these do not go together.

    """
    folder = form == "parquet" and output != "-" and (bool(keys) or output.endswith(os.sep) or os.path.isdir(output))
    if keys and not folder:
        raise UsageError("--partition-by goes with --format parquet and a folder: -o FOLDER/")
    if len(tables) > 1 and not folder:
        raise UsageError("several tables go into a folder only: --format parquet -o FOLDER/")
    if form in exporters() and not exporters()[form].separable:
        if output == "-" and exporters()[form].binary:
            raise UsageError(f"{form} needs a file: give one with -o")
        if resume:
            raise UsageError(f"{form} cannot be resumed: run without --resume")
        return Opened(Whole(output, exporters()[form]))
    if form != "parquet":
        return Opened(Lines(LineFile(output, Journal(f"{output}.journal", settings), resume), lines(form, tables[0], text)))
    if output == "-":
        raise UsageError("parquet needs a file: give one with -o")
    try:
        from dondoo.cli import _parquet
    except ImportError:
        raise UsageError("parquet needs pyarrow: pip install 'dondoo[arrow]'") from None
    if folder:
        return Opened(_parquet.Folder(output, tables, keys, Journal(os.path.join(output, "_journal.json"), settings), resume, part_size))
    if resume:
        raise UsageError("one parquet file cannot be resumed, a folder of them can: -o FOLDER/")
    return Opened(_parquet.File(output, tables[0]))
