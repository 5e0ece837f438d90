"""HTML tables: the grid that every output uses, and the first rows of a :class:`dondoo.Table`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dondoo.display import _escape as escape
from dondoo.display._style import STYLE

if TYPE_CHECKING:
    from dondoo.batch import Table

ROWS = 20
# How a column is set: numbers to the right, dates and codes on one line, an article's words with room to read.
NUMBERS = frozenset({"row", "start", "end", "articles", "mentions", "events", "killed", "injured", "arrested", "score"})
ONE_LINE = frozenset({"id", "published", "when", "date", "value", "from", "to", "wikidata", "what", "frame", "start_date", "end_date"})
LONG = frozenset({"evidence", "text", "words", "headline", "message", "in the text"})


def grid(label: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; cells are HTML already. Where it is too wide it scrolls by itself, with the keyboard too."""
    styles = [_style(name) for name in columns]
    head = "".join(f'<th scope="col"{style}>{escape.text(name)}</th>' for style, name in zip(styles, columns, strict=True))
    body = "".join("<tr>" + "".join(f"<td{style}>{cell}</td>" for style, cell in zip(styles, row, strict=True)) + "</tr>" for row in rows)
    return (
        f'<div class="dondoo-scroll" tabindex="0" role="group" aria-label="{escape.attribute(label)}"><table class="dondoo-t">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _style(column: str) -> str:
    for names, style in ((NUMBERS, "n"), (ONE_LINE, "one"), (LONG, "long")):
        if column in names:
            return f' class="dondoo-{style}"'
    return ""


def cell(value: Any) -> str:
    """Return one value as a cell: null empty, lists joined, long text cut."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return escape.text(escape.clip(", ".join(map(str, value))))
    return escape.text(escape.clip(f"{value:.6g}" if isinstance(value, float) else str(value)))


def of_table(table: Table) -> str:
    """Return a table's name, size and first rows as HTML."""
    total = len(table)
    columns = table.head(ROWS)
    shown = len(next(iter(columns.values()), []))
    note = f"{total:,} rows" if shown == total else f"first {shown} of {total:,} rows"
    # A column that is null in all rows shown tells nothing but its name.
    empty = [name for name, values in columns.items() if shown and all(v is None or v == [] for v in values)]
    names = [name for name in columns if name not in empty]
    rows = [[cell(columns[name][i]) for name in names] for i in range(shown)]
    left_out = f'<p class="dondoo-small">empty here: {escape.text(", ".join(empty))}</p>' if empty else ""
    label = f"table {table.name}"
    return (
        f'<div class="dondoo" lang="en">{STYLE}<div class="dondoo-meta"><b>{escape.text(table.name)}</b> <span>{note}, '
        f"{len(columns)} columns</span></div>{grid(label, names, rows)}{left_out}</div>"
    )
