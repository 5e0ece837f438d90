"""Anybody's text → HTML text and attributes.

An article may hold anything: markup, broken entities, NUL, characters that turn the reading direction. Markup characters are escaped.
Characters that HTML cannot hold or that would act on what stands around them are shown by their code point instead, so that the
reader sees that they are there.
"""

from __future__ import annotations

import html
import re

# Control characters but tab and newline, directional controls, surrogates and non-characters. A carriage return is kept, as a reference:
# the parser would turn a bare one into a newline.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def text(value: str) -> str:
    """Return ``value`` as HTML text; a hidden character becomes a small box with its code point.

    >>> text('<b>&amp;lt')
    '&lt;b&gt;&amp;amp;lt'
    >>> text(chr(0x202E))
    '<span class="dondoo-ctl" title="control character">U+202E</span>'
    """
    return _HIDDEN.sub(
        lambda m: f'<span class="dondoo-ctl" title="control character">U+{ord(m[0]):04X}</span>', html.escape(value).replace("\r", "&#13;")
    )


def attribute(value: str) -> str:
    """Return ``value`` for a double-quoted attribute; a hidden character becomes its code point in angle quotes.

    >>> attribute('"><img src=x onerror=alert(1)>')
    '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;'
    """
    return _HIDDEN.sub(lambda m: f"‹U+{ord(m[0]):04X}›", html.escape(value)).replace("\r", " ").replace("\n", " ")


def clip(value: str, limit: int = 160) -> str:
    """Return ``value`` on one line, cut to ``limit`` code points; an ellipsis says that something was cut."""
    # Cut before the white space is joined: a megabyte of it need not be read.
    line = " ".join(value[: 4 * limit].split())
    return line if len(line) <= limit and len(value) <= 4 * limit else line[: limit - 1].rstrip() + "…"
