"""Docstrings as Markdown, for the API pages.

The docstrings are written for `help()` and doctest: Sphinx roles (``:class:`Document` ``) and bare ``>>>`` lines. This griffe
extension turns the roles into code and the examples into fenced blocks, so that mkdocstrings shows both as they are meant.
"""

from __future__ import annotations

import re
from typing import Any

import griffe

ROLE = re.compile(r":(?:class|func|meth|mod|data|attr|exc):`~?([^`]+)`")


def fenced(text: str) -> str:
    """Put each run of ``>>>`` lines and their output into a fence; lines of an indented run lose their indent."""
    out: list[str] = []
    inside: str | None = None
    for line in [*text.split("\n"), ""]:
        if inside is None and line.lstrip().startswith(">>> "):
            inside = line[: len(line) - len(line.lstrip())]
            out.append("```pycon")
        elif inside is not None and not line.strip():
            out.append("```")
            inside = None
        out.append(line if inside is None else line.removeprefix(inside))
    return "\n".join(out[:-1])


class Docstrings(griffe.Extension):
    """The extension that mkdocs.yml names."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite an object's docstring."""
        if obj.docstring:
            obj.docstring.value = fenced(ROLE.sub(r"`\1`", obj.docstring.value))
