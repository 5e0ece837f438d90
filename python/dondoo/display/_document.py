"""One article with what was read in it: header, marked text, and tables of events, roles, quotes, names and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from dondoo._plover import QUADS
from dondoo.display import _escape as escape
from dondoo.display._marks import marks, who
from dondoo.display._segments import Close, Mark, Open, nest
from dondoo.display._style import STYLE
from dondoo.display._table import grid

if TYPE_CHECKING:
    from dondoo.document import Document
    from dondoo.records import Event

FOLD = 3_000  # code points shown before the fold
LIMIT = 40_000  # code points shown at all
ROWS = 100  # rows of a table
AROUND = 110  # code points of a clause on either side of an event's words


def of_document(doc: Document) -> str:
    """Return a document as HTML."""
    name = escape.attribute(" ".join(["Document", *(escape.clip(part, 80) for part in (doc.id, doc.headline) if part)]))
    return f'<article class="dondoo" lang="en" aria-label="{name}">{STYLE}{"".join(_parts(doc))}</article>'


def _parts(doc: Document) -> Iterator[str]:
    if doc.error:
        yield _meta(doc)
        why = "; ".join(d.message.removeprefix(f"[{doc.error}] ") for d in doc.diagnostics)
        yield f'<p class="dondoo-error"><b>error {escape.text(doc.error)}</b> {escape.text(escape.clip(why, 500))}</p>'
        return
    yield from _article(doc)
    yield _section("Events", len(doc.events), ("who", "what", "whom", "when", "where", "source", "evidence"), _events(doc), is_open=True)
    yield _section("Roles", len(doc.roles), ("person", "title", "of", "status"), _roles(doc))
    yield _section("Quotes", len(doc.quotes), ("speaker", "style", "words", "cue"), _quotes(doc))
    yield _section("Names", len(doc.entities), ("name", "type", "country", "sector", "wikidata", "mentions", "in the text"), _entities(doc))
    yield _section("Times", len(doc.times), ("words", "type", "value", "from", "to"), _times(doc))
    yield _section("Quantities", len(doc.quantities), ("words", "kind", "value", "unit", "of"), _quantities(doc))
    notes = ((escape.text(d.kind), escape.text(d.severity), escape.text(escape.clip(d.message, 300))) for d in doc.diagnostics)
    yield _section("Diagnostics", len(doc.diagnostics), ("kind", "severity", "message"), notes)


def _meta(doc: Document) -> str:
    parts = [f"published <b>{escape.text(doc.published)}</b>" if doc.published else "publication day unknown"]
    if doc.countries:
        shares = ", ".join(f"<b>{escape.text(c.code)}</b> {c.share:.0%}" for c in doc.countries[:3])
        parts.append(f"countries {shares}")
    if doc.language.code != "sw":
        parts.append(f"language <b>{escape.text(doc.language.code)}</b>")
    if doc.id is not None:
        parts.append(f"id <b><bdi>{escape.text(escape.clip(doc.id, 80))}</bdi></b>")
    return '<div class="dondoo-meta">' + " ".join(f"<span>{part}</span>" for part in parts) + "</div>"


def _article(doc: Document) -> Iterator[str]:
    """Yield the text as it was given, every code point of it, in order: the elements of class ``dondoo-text`` hold nothing else."""
    text = doc.text
    end = min(len(text), LIMIT)
    all_marks = [m for m in marks(doc) if m.start < end]
    span = doc._raw["headline"] or {}
    starts = [s for s, _ in doc.paragraphs[:1]]
    body = 0
    if starts and span.get("start") == starts[0] and span["end"] == doc.paragraphs[0][1] <= 500:
        # The headline stands in the text: its own words, with their marks, head the article.
        body = span["end"]
        yield _stretch(doc, all_marks, 0, body, head=True)
    elif doc.headline:
        yield f'<p class="dondoo-h" lang="sw" dir="auto">{escape.text(escape.clip(doc.headline, 300))}</p>'
    yield _meta(doc)
    fold = _fold(doc, body, end)
    if body < end:
        yield _stretch(doc, all_marks, body, fold)
    if fold < end:
        rest = _stretch(doc, all_marks, fold, end)
        yield f"<details><summary>Rest of the article ({end - fold:,} characters)</summary>{rest}</details>"
    if end < len(text):
        yield f'<p class="dondoo-small">{len(text) - end:,} more characters are not shown; <code>doc.text</code> holds them.</p>'


def _fold(doc: Document, start: int, end: int) -> int:
    """Return where to fold: at the end of a paragraph, else of a sentence; not at all where little would be hidden."""
    if end - start <= FOLD * 4 // 3:
        return end
    wanted = start + FOLD
    ends = [e for _, e in doc.paragraphs] + [s.end for s in doc.sentences]
    return min((e for e in ends if wanted <= e <= wanted + FOLD // 3), default=wanted)


def _stretch(doc: Document, all_marks: Sequence[Mark], start: int, end: int, head: bool = False) -> str:
    out = []
    at = start
    style = ' class="dondoo-h"' if head else ""
    for first, last in doc.paragraphs:
        if last > start and first < end:
            first, last = max(first, at), min(last, end)
            out.append(escape.text(doc.text[at:first]))
            out.append(f'<p{style} dir="auto">{marked(doc.text, all_marks, first, last)}</p>')
            at = last
    out.append(escape.text(doc.text[at:end]))
    language = ' lang="sw"' if doc.language.code == "sw" else ""
    return f'<div class="dondoo-text"{language}>{"".join(out)}</div>'


def marked(text: str, all_marks: Sequence[Mark], start: int, end: int) -> str:
    """Return a stretch of the text with its marks as nested elements."""
    out = []
    for step in nest(all_marks, start, end):
        if isinstance(step, Open):
            mark = step.mark
            label = f' data-l="{escape.attribute(escape.clip(mark.label, 60))}"' if mark.label and step.last else ""
            tag = "span" if mark.rank == 0 else "mark"
            base = "dondoo-m " if mark.rank else ""
            title = escape.attribute(escape.clip(mark.title, 200))
            out.append(f'<{tag} class="{base}dondoo-{mark.kind}" title="{title}"{label}>')
        elif isinstance(step, Close):
            out.append("</span>" if step.mark.rank == 0 else "</mark>")
        else:
            out.append(escape.text(text[step.start : step.end]))
    return "".join(out)


def _section(name: str, total: int, columns: Sequence[str], rows: Iterable[Sequence[str]], is_open: bool = False) -> str:
    if not total:
        return ""
    shown = list(islice(rows, ROWS))
    note = f'<p class="dondoo-small">the first {ROWS} of {total:,}</p>' if total > ROWS else ""
    return f"<details{' open' if is_open else ''}><summary>{name} ({total:,})</summary>{grid(name, columns, shown)}{note}</details>"


def _said(value: str | None, limit: int = 160) -> str:
    """Words of the article."""
    return f'<bdi lang="sw">{escape.text(escape.clip(value, limit))}</bdi>' if value else ""


def _plain(value: object) -> str:
    return "" if value is None else f"<bdi>{escape.text(escape.clip(str(value), 120))}</bdi>"


def _events(doc: Document) -> Iterator[tuple[str, ...]]:
    names = {e.id: e for e in doc.entities}

    def named(ids: Iterable[str | None]) -> str:
        return ", ".join(_plain(who(names[i]) if i in names else i) for i in ids if i)

    for e in doc.events:
        what = f'<span class="dondoo-chip dondoo-q{e.quad}">{escape.text(e.type)}</span> {escape.text(", ".join(e.mode))}'
        small = [
            QUADS[e.quad],
            e.aux,
            *e.context,
            *(f"{n} {word}" for word in ("killed", "injured", "arrested") if (n := getattr(e, word)) is not None),
        ]
        what += f'<div class="dondoo-small">{escape.text(", ".join(part for part in small if part))}</div>'
        yield named(e.actor), what, named(e.recipient), _when(e), named([e.place]), named([e.source]), _evidence(e)


def _evidence(event: Event) -> str:
    """Return the clause that tells it, with the event's own words in bold."""
    clause = event.evidence
    start, end = max(event.start - clause.start, 0), event.end - clause.start
    before, words, after = clause.text[:start], clause.text[start:end], clause.text[end:]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return f'<bdi lang="sw">{escape.text(before)}<b>{escape.text(escape.clip(words, 200))}</b>{escape.text(after)}</bdi>'


def _when(event: Event) -> str:
    """Return the event's own date; where it has none, the day it is counted under, small."""
    return _plain(event.date) if event.date or not event.day else f'<span class="dondoo-small">{_plain(event.day)}</span>'


def _roles(doc: Document) -> Iterator[tuple[str, ...]]:
    names = {e.id: e for e in doc.entities}
    for r in doc.roles:
        person, of = names.get(r.person), names.get(r.of or "")
        yield _plain(who(person) if person else r.person), _said(r.text), _plain(who(of) if of else r.of), _plain(r.status)


def _quotes(doc: Document) -> Iterator[tuple[str, ...]]:
    names = {e.id: e for e in doc.entities}
    for q in doc.quotes:
        speaker = names.get(q.speaker or "")
        yield _plain(who(speaker) if speaker else q.speaker), _plain(q.style), _said(q.text, 400), _said(q.cue.text if q.cue else None)


def _entities(doc: Document) -> Iterator[tuple[str, ...]]:
    for e in doc.entities:
        forms = ", ".join(dict.fromkeys(m.text for m in e.mentions))
        yield (
            _plain(e.name), _plain(e.type), _plain(e.country), _plain(e.sector), _plain(e.wikidata), str(len(e.mentions)), _said(forms)
        )  # fmt: skip


def _times(doc: Document) -> Iterator[tuple[str, ...]]:
    for t in doc.times:
        yield _said(t.text), _plain(t.type), _plain(t.value), _plain(t.start_date), _plain(t.end_date)


def _quantities(doc: Document) -> Iterator[tuple[str, ...]]:
    for q in doc.quantities:
        value = f"{q.value:,.10g}" if q.bound is None else f"{q.value:,.10g} ({q.bound})"
        yield _said(q.text), _plain(q.kind), _plain(value), _plain(q.unit), _said(q.noun or q.befell)
