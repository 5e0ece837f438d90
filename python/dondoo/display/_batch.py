"""A batch at a glance, read from columns: counts, events over time, what is named most, the first articles.

A batch may be of any size, so names and events are counted in an even sample of it, always the same one; the output says so.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from dondoo._plover import QUADS
from dondoo.display import _escape as escape
from dondoo.display._style import STYLE
from dondoo.display._table import cell, grid
from dondoo.display._timeline import timeline

if TYPE_CHECKING:
    from dondoo.batch import Batch

SAMPLE = 500
TOP = 10
FIRST = 8


def of_batch(batch: Batch) -> str:
    """Return a batch as HTML."""
    total = len(batch)
    articles = batch.documents.to_pydict()
    errors = Counter(code for code in articles["error"] if code)
    sample = batch[:: -(-total // SAMPLE)] if total > SAMPLE else batch
    events = sample.events.to_pydict()
    days = sorted(day for day in articles["published"] if day)
    facts = [_count(total, "document"), _count(errors.total(), "error") + _codes(errors)]
    if days:
        facts.append(f"published <b>{days[0]}</b> to <b>{days[-1]}</b>")
    facts.append(_count(len(events["row"]), "event") + (" in the sample" if sample is not batch else ""))
    note = (
        f'<p class="dondoo-small">Names and events are counted in an even sample of {len(sample):,} documents.</p>'
        if sample is not batch
        else ""
    )
    return (
        f'<article class="dondoo" lang="en" aria-label="Batch of {total:,} documents">{STYLE}'
        f'<div class="dondoo-meta">{" ".join(f"<span>{fact}</span>" for fact in facts)}</div>{note}'
        f"{timeline(zip(events['date'], events['day'], events['quad'], strict=True))}"
        f'<div class="dondoo-cols">{_names(sample)}{_types(events)}</div>{_first(articles, events if sample is batch else None)}</article>'
    )


def _count(number: int, name: str) -> str:
    return f"<b>{number:,}</b> {name}{'' if number == 1 else 's'}"


def _codes(errors: Counter[str]) -> str:
    listed = ", ".join(f"{escape.text(code)} {n:,}" for code, n in sorted(errors.items()))
    return f" ({listed})" if listed else ""


def _names(sample: Batch) -> str:
    counts = sample.entity_counts()[:TOP]
    if not counts:
        return ""
    rows = [[cell(c.name), cell(c.type), cell(c.country), f"{c.articles:,}", f"{c.mentions:,}"] for c in counts]
    return f"<div>{grid('most named', ('most named', 'type', 'country', 'articles', 'mentions'), rows)}</div>"


def _types(events: dict[str, list[Any]]) -> str:
    counts = Counter(zip(events["type"], events["quad"], strict=True))
    if not counts:
        return ""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:TOP]
    rows = [[f'<span class="dondoo-chip dondoo-q{quad}">{escape.text(kind)}</span>', QUADS[quad], f"{n:,}"] for (kind, quad), n in ranked]
    return f"<div>{grid('event types', ('event type', 'class', 'events'), rows)}</div>"


def _first(articles: dict[str, list[Any]], events: dict[str, list[Any]] | None) -> str:
    shown = min(FIRST, len(articles["row"]))
    if not shown:
        return ""
    columns = ["row", "id", "published", "country", "headline"]
    columns += [name for name in ("error",) if any(articles[name][:shown])]
    rows = [[cell(articles[name][i]) for name in columns] for i in range(shown)]
    if events is not None:
        per_row = Counter(events["row"])
        columns.append("events")
        rows = [[*row, f"{per_row[i]:,}"] for i, row in enumerate(rows)]
    more = f'<p class="dondoo-small">the first {shown} of {len(articles["row"]):,} documents</p>' if shown < len(articles["row"]) else ""
    return grid("first documents", columns, rows) + more
