"""A format whose file is made in one go (a zip, a table under one head): its writer pulls documents, while a run pushes batches.

So the writer runs in a thread of its own and is fed through a queue of two batches: memory stays flat where the format allows it.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from dondoo.cli._journal import State

if TYPE_CHECKING:
    from dondoo.batch import Batch
    from dondoo.document import Document


class _StopError(Exception):
    """The run ended early: the writer must end, too."""


class Whole:
    """Written beside its name and moved there at the end; after an exception there is none.

    Args:
        output: the file's name; ``-`` is standard output.
        exporter: a format of ``dondoo.export``.

    """

    def __init__(self, output: str, exporter: Any) -> None:
        self._output, self._exporter = output, exporter
        # What is no regular file (a pipe, /dev/null) is written in place.
        self._special = output == "-" or (os.path.exists(output) and not os.path.isfile(output))
        self._part = output if self._special else f"{output}.part"
        self._queue: queue.Queue[Batch | type[_StopError] | None] = queue.Queue(2)
        self._error: BaseException | None = None
        self._thread: threading.Thread | None = None
        self.state = State()

    def write(self, batch: Batch, failed: int, checksum: int) -> None:
        """Hand the next rows to the writer."""
        self._start()
        self._put(batch)
        self.state = State(self.state.rows + len(batch), self.state.failed + failed, checksum)

    def close(self, kind: type[BaseException] | None) -> None:
        """Let the writer end, and move the file to its name."""
        if kind is None:
            self._start()
        if self._thread is None:
            return
        self._put(None if kind is None else _StopError)
        self._thread.join()
        if kind is None and self._error is None:
            if not self._special:
                os.replace(self._part, self._output)
            return
        if not self._special and os.path.exists(self._part):
            os.unlink(self._part)
        if kind is None and self._error is not None:
            raise self._error

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

    def _put(self, item: Batch | type[_StopError] | None) -> None:
        while self._error is None:
            try:
                return self._queue.put(item, timeout=0.2)
            except queue.Full:  # or the writer has failed, and takes no more
                continue
        if item is not None and item is not _StopError:
            raise self._error

    def _run(self) -> None:
        try:
            with self._open() as file:
                self._exporter.write(file, self._documents())
        except BaseException as error:
            self._error = error

    def _open(self) -> IO[Any]:
        to = os.dup(sys.stdout.fileno()) if self._output == "-" else self._part
        if self._exporter.binary:
            return open(to, "wb")
        # The article's own line ends must not change.
        return open(to, "w", encoding="utf-8", errors="surrogateescape", newline="")

    def _documents(self) -> Iterator[Document]:
        while (batch := self._queue.get()) is not None:
            if isinstance(batch, type):
                raise _StopError
            yield from batch
