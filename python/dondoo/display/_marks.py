"""A document's facts → marks over its text: what is coloured, with which label and which tooltip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dondoo._plover import QUADS
from dondoo.display._segments import Mark, order

if TYPE_CHECKING:
    from dondoo.document import Document
    from dondoo.records import Entity

# Zones that are no body: shown dimmed, with their name in front.
DIMMED = ("byline", "caption", "dateline", "published", "related", "source", "standfirst")


def marks(doc: Document) -> list[Mark]:
    """Return every mark of a document, outermost first."""
    return order([*_zones(doc), *_quotes(doc), *_names(doc), *_values(doc), *_events(doc)])


def who(entity: Entity) -> str:
    """Return an entity in words: name, country, sector.

    >>> import dondoo
    >>> who(dondoo.extract("Rais wa Kenya alisema hivyo.").entities[0])
    'Kenya (KEN)'
    """
    codes = " ".join(code for code in (entity.country, entity.sector) if code)
    return f"{entity.name} ({codes})" if codes else entity.name


def _zones(doc: Document) -> Iterator[Mark]:
    joined: list[tuple[int, int, int, str]] = []
    for s in doc.sentences:
        if joined and joined[-1][2:] == (s.paragraph, s.zone):
            joined[-1] = (joined[-1][0], s.end, s.paragraph, s.zone)
        else:
            joined.append((s.start, s.end, s.paragraph, s.zone))
    for start, end, _, zone in joined:
        if zone in DIMMED:
            # A dateline stands in its sentence's line; the others get a line of their own, also where scraping glued them to a sentence.
            yield Mark(start, end, "zone dondoo-line" if zone != "dateline" else "zone", zone, f"{zone}: not part of the story's text", 0)


def _quotes(doc: Document) -> Iterator[Mark]:
    names = {e.id: e for e in doc.entities}
    for q in doc.quotes:
        speaker = names.get(q.speaker or "")
        said = f"{q.style} quote" + (f", said by {who(speaker)}" if speaker else ", speaker unknown")
        yield Mark(q.start, q.end, "quote", f"— {speaker.name if speaker else '?'}", said, 1)


def _names(doc: Document) -> Iterator[Mark]:
    # A description such as `nchi hizo mbili` stands for several: one mark names them all.
    spans: dict[tuple[int, int, str], list[Entity]] = defaultdict(list)
    for entity in doc.entities:
        for m in entity.mentions:
            spans[m.start, m.end, m.kind].append(entity)
    for (start, end, kind), found in spans.items():
        people = "; ".join(who(e) for e in found)
        if kind == "name" or found[0].type == "GRP":
            yield Mark(start, end, found[0].type.lower(), found[0].type, f"{found[0].type}: {people}", 2)
        else:
            named = ", ".join(e.name for e in found)
            yield Mark(start, end, "nominal", f"= {named}", f"description of {people}", 2)


def _values(doc: Document) -> Iterator[Mark]:
    for t in doc.times:
        yield Mark(t.start, t.end, "time", t.type, f"{t.type}: {t.value or 'no value'}", 3)
    for q in doc.quantities:
        value = " ".join(part for part in (q.bound, f"{q.value:,.10g}", q.unit, q.noun, q.befell) if part)
        yield Mark(q.start, q.end, "quantity", q.kind, f"{q.kind}: {value}", 3)


def _events(doc: Document) -> Iterator[Mark]:
    for e in doc.events:
        kind = "/".join((e.type, *e.mode))
        yield Mark(e.start, e.end, f"event dondoo-q{e.quad}", e.type, f"event: {kind}, {QUADS[e.quad]}", 4)
