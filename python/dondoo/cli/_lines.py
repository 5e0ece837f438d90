"""A file that only ever holds whole lines, and can be gone on with.

It is written beside its name (``OUT.part``) and moved there at the end or, cut to its last whole row, when the run is interrupted.
Nothing is opened before the first row, so that a run that cannot start leaves an older file alone.
"""

from __future__ import annotations

import os
import sys
import time
import zlib

from dondoo.cli._errors import UsageError
from dondoo.cli._journal import Journal, State

# Seconds between two checkpoints: a disk that is slow to sync must not slow the run, and a killed run loses no more than this.
_EVERY = 0.25


class LineFile:
    """The output of one run; ``state`` says how far it has come.

    Args:
        output: its name; ``-`` is standard output.
        journal: its journal.
        resume: go on where the journal says.

    Raises:
        UsageError: ``resume``, and the output cannot be gone on with.

    """

    def __init__(self, output: str, journal: Journal, resume: bool) -> None:
        self._output, self._journal = output, journal
        self._special = output == "-" or (os.path.exists(output) and not os.path.isfile(output))
        self._part = output if self._special else f"{output}.part"
        self._fd: int | None = None
        self._saved = 0.0
        self.state = State()
        if resume:
            self._resume()

    def _resume(self) -> None:
        if self._special:
            raise UsageError("only a regular file can be resumed: give one with -o")
        state = self._journal.read()
        if state is None:
            if os.path.exists(self._output):
                raise UsageError(f"{self._output} is whole (no interrupted run beside it): leave out --resume to write it anew")
            return
        # Stopped in good order, what was whole lies under the output's own name, and ends where the journal says.
        stopped = not os.path.exists(self._part)
        held = self._output if stopped else self._part
        if not os.path.exists(held) or (stopped and os.path.getsize(held) != state.size) or _crc(held, state.size) != state.crc:
            raise UsageError(f"cannot resume: {held} is not what the interrupted run left; run without --resume")
        if stopped:
            os.replace(held, self._part)
        self._fd = os.open(self._part, os.O_WRONLY | os.O_APPEND)
        os.ftruncate(self._fd, state.size)
        self.state = state

    def write(self, text: str, rows: int, failed: int, checksum: int) -> None:
        """Write the whole lines of so many more rows; ``checksum`` is that of all rows read so far."""
        if self._fd is None:
            self._fd = self._open()
        data = text.encode("utf-8", "surrogateescape")
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._fd, rest) :]
        now = self.state
        # One assignment: an interruption falls before or after it, and what it does not count is cut off.
        self.state = State(now.rows + rows, now.failed + failed, checksum, now.size + len(data), zlib.crc32(data, now.crc))
        if not self._special and time.monotonic() - self._saved > _EVERY:
            self._save()

    def _open(self) -> int:
        if self._output == "-":
            return sys.stdout.fileno()
        if self._special:
            return os.open(self._output, os.O_WRONLY)
        self._journal.remove()
        return os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)

    def _save(self) -> None:
        assert self._fd is not None
        os.fsync(self._fd)
        self._journal.save(self.state)
        self._saved = time.monotonic()

    def close(self, kind: type[BaseException] | None) -> None:
        """End the file. After an error other than an interruption nothing takes its place, but it can be gone on with."""
        if self._fd is None and kind is None:
            self._fd = self._open()
        if self._fd is None or self._output == "-":
            return
        if not self._special:
            os.ftruncate(self._fd, self.state.size)
            self._save()
        os.close(self._fd)
        if not self._special and (kind is None or issubclass(kind, KeyboardInterrupt)):
            os.replace(self._part, self._output)
            if kind is None:
                self._journal.remove()


def _crc(path: str, size: int) -> int | None:
    """CRC-32 of a file's first bytes; None if it has fewer."""
    crc = 0
    with open(path, "rb") as file:
        while size:
            data = file.read(min(size, 1 << 20))
            if not data:
                return None
            crc, size = zlib.crc32(data, crc), size - len(data)
    return crc
