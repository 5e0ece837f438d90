"""Messages and colours. A colour is written only to a terminal, and never where ``NO_COLOR`` is set (no-color.org)."""

from __future__ import annotations

import os
import sys
from typing import TextIO

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


def coloured(stream: TextIO) -> bool:
    """Whether colours may be written to a stream."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, colour: str, stream: TextIO) -> str:
    """Return the text in a colour (or ``bold``, ``dim``) where the stream shows colours, else as it is."""
    return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if coloured(stream) else text


def say(message: str, colour: str = "red") -> None:
    """Write a message to standard error, with our name before it."""
    print(f"{paint('dondoo:', colour, sys.stderr)} {message}", file=sys.stderr)
