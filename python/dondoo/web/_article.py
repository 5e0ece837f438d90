"""A page's article: what it declares, its headline, and its body by trafilatura."""

from __future__ import annotations

import logging
from typing import Any

import trafilatura
from lxml import etree
from trafilatura.metadata import extract_metadata

from dondoo.web._declared import clean, day_of, declared
from dondoo.web._related import take_related
from dondoo.web._tree import parse, words

# A page without an article is told by an empty text; without a handler of the caller's it would be told on standard error too.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read(text: str, url: str | None) -> dict[str, Any]:
    """Return the fields of a :class:`dondoo.web.Page`."""
    out: dict[str, Any] = {"text": "", "url": url}
    tree = parse(text)
    if tree is None:
        return out
    said = declared(tree)
    try:
        known = extract_metadata(tree, default_url=url, extensive=False)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        known = None
    out["headline"] = _headline(tree) or said.get("headline") or clean(getattr(known, "title", None))
    out["author"] = clean(getattr(known, "author", None)) or said.get("author")
    out["outlet"] = clean(getattr(known, "sitename", None)) or said.get("outlet")
    out["url"] = url or clean(getattr(known, "url", None))
    out["published"] = said.get("published") or day_of(tree, url)
    out["related"] = tuple(dict.fromkeys(take_related(tree)))
    lines = _body(tree, url)
    if out["headline"] and lines:
        if _same(lines[0], out["headline"]):
            del lines[0]
        lines.insert(0, out["headline"])
    out["text"] = "\n".join(lines)
    return out


def _headline(tree: Any) -> str | None:
    for path in ("//article//h1", "//main//h1", "//h1"):
        found = [line for node in tree.xpath(path) if (line := words(node))]
        if len(found) == 1:
            return found[0]
    return None


def _body(tree: Any, url: str | None) -> list[str]:
    """Return the article's paragraphs."""
    try:
        found = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, include_tables=False, include_images=False, favor_precision=True, with_metadata=False
        )
    except (ValueError, TypeError, AttributeError, RecursionError, IndexError, KeyError, etree.LxmlError):
        found = None
    text = getattr(found, "text", None) or ""
    return [line for raw in text.splitlines() if (line := clean(raw.removeprefix("- ")))]


def _same(a: str, b: str) -> bool:
    return a.strip(" .").casefold() == b.strip(" .").casefold()
