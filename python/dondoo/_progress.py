"""A progress line on standard error: how much is done, how fast, how long it will still take."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_WIDTH = 24


class Progress:
    """Shows rows done, rate and remaining time; silent where standard error is no terminal, unless forced.

    Args:
        total: how many rows there are, if known.
        stream: where to write; standard error by default.
        force: write also to what is no terminal.
        size: how many bytes the input has, where that is known and the number of rows is not.

    """

    def __init__(self, total: int | None, *, stream: TextIO | None = None, force: bool = False, size: int | None = None) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._on = force or self._stream.isatty()
        self._total = total
        self._size = size
        self._last = 0.0
        self.start(0, 0)

    def start(self, done: int, position: int) -> None:
        """Begin to measure here: what an earlier run did counts as done, not as speed."""
        self._began, self._first, self._from = time.monotonic(), done, position

    def __call__(self, done: int, position: int | None = None, *, last: bool = False) -> None:
        """Show that ``done`` rows are done and ``position`` bytes read; at most ten times a second."""
        now = time.monotonic()
        if not self._on or (now - self._last < 0.1 and not last and done != self._total):
            return
        self._last = now
        spent = max(now - self._began, 1e-6)
        rate = (done - self._first) / spent
        share: float | None
        left: float | None
        if self._total:
            share, left = done / self._total, (self._total - done) / rate if rate else None
            line = f"{done:,} of {self._total:,} articles"
        else:
            line = f"{done:,} articles"
            share = left = None
            if self._size and position is not None:
                share = min(position / self._size, 1.0)
                fresh = position - self._from
                left = (self._size - position) / fresh * spent if fresh > 0 else None
        line += f", {rate:,.0f}/s"
        if share is not None:
            line = f"{_bar(share)} {share:4.0%} {line}"
            if left is not None:
                line += f", {_clock(left)} left"
        self._stream.write(f"\r{line}\x1b[K")
        self._stream.flush()

    def close(self) -> None:
        """End the line."""
        if self._on and self._last:
            self._stream.write("\n")
            self._stream.flush()


def _bar(share: float) -> str:
    full = round(share * _WIDTH)
    return f"[{'#' * full}{'.' * (_WIDTH - full)}]"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(max(round(seconds), 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
