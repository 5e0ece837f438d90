"""Rows that hold web pages → rows that hold articles; apart, because it needs the extra ``web``."""

from __future__ import annotations

from dondoo.cli._source import Row
from dondoo.web import read_html


def article(row: Row) -> Row:
    """Return the row with its page read; what the row itself says of day and headline wins."""
    page = read_html(row.text)
    return Row(page.text, row.id, row.published or page.published, row.headline or page.headline)
