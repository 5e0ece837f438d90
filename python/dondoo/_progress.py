"""A progress line on standard error."""

from __future__ import annotations

import sys
import time
from typing import TextIO


class Progress:
    """Shows rows done, rate and remaining time; silent where standard error is no terminal, unless forced."""

    def __init__(self, total: int | None, *, stream: TextIO | None = None, force: bool = False) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._on = force or self._stream.isatty()
        self._total = total
        self._began = time.monotonic()
        self._last = 0.0

    def __call__(self, done: int) -> None:
        """Show that ``done`` rows are done; at most ten times a second."""
        now = time.monotonic()
        if not self._on or (now - self._last < 0.1 and done != self._total):
            return
        self._last = now
        rate = done / max(now - self._began, 1e-6)
        line = f"\r{done:,} articles, {rate:,.0f}/s"
        if self._total:
            left = (self._total - done) / rate if rate else 0.0
            line = f"\r{done:,} of {self._total:,} articles, {rate:,.0f}/s, {left:.0f} s left"
        self._stream.write(line + "\x1b[K")
        self._stream.flush()

    def close(self) -> None:
        """End the line."""
        if self._on:
            self._stream.write("\n")
            self._stream.flush()
