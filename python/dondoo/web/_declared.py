"""What a page declares of its article: JSON-LD, meta tags, ``<time>``."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any

from htmldate import find_date
from lxml import etree


def declared(tree: Any) -> dict[str, str]:
    """Return what the page's JSON-LD says of the article."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report")) for kind in kinds):
                found = {
                    "headline": clean(item.get("headline")),
                    "published": _iso(item.get("datePublished")),
                    "author": "; ".join(_names(item.get("author"))) or None,
                    "outlet": next(iter(_names(item.get("publisher"))), None),
                }
                return {key: value for key, value in found.items() if value}
    return {}


def _objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        if depth < 4:
            yield from _objects(data.get("@graph"), depth + 1)
            yield from _objects(data.get("mainEntity"), depth + 1)
    elif isinstance(data, list) and depth < 4:
        for item in data:
            yield from _objects(item, depth + 1)


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = (clean(v.get("name") if isinstance(v, dict) else v) for v in values)
    return [name for name in names if name]


def _iso(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        return datetime.date.fromisoformat(value.strip()[:10]).isoformat()
    except ValueError:
        return None


def day_of(tree: Any, url: str | None) -> str | None:
    """Return the day that meta tags, ``<time>`` or the url give."""
    for name in ("article:published_time", "datePublished", "date", "pubdate", "DC.date.issued", "dcterms.created", "publish-date"):
        for meta in tree.xpath("//meta[@property=$n or @name=$n or @itemprop=$n]", n=name):
            given = meta.get("content") or ""
            if day := _iso(given):
                return day
            if re.match(r"\d{4}-\d\d-\d\d", given):  # no day of the calendar: what else there is would be a guess
                return None
    times = tree.xpath("(//article//time | //main//time | //h1/following::time)/@datetime")
    if day := next((d for d in map(_iso, times) if d), None):
        return day
    try:
        # A fixed end: what is read of a page must not hang on the day it is read on.
        day = find_date(tree, original_date=True, extensive_search=False, url=url, max_date="2100-01-01")
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError, etree.LxmlError):
        return None
    return day


def clean(value: Any) -> str | None:
    """Return a string on one line; None for an empty one and for what is no string."""
    return " ".join(value.split()) or None if isinstance(value, str) else None
