"""PLOVER's exchange format: JSON Lines, an event a line, its parties with country, sector and Wikidata item, its place as in Mordecai.

All events are written, also those that did not happen: PLOVER's auxiliary modes (historical, future, hypothetical, negation) stand in
``mode`` after the event's own, and who counts only what is told as fact leaves out the lines that have one. What is unknown is null.
``plover.schema.json`` beside this file is the JSON Schema of a line (:func:`plover_schema`).

``date`` is the day the event is counted under: the first of its own date, else the publication day. A country's point is its capital.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING, Any, TextIO

from dondoo.export import _cells, _events, _view

if TYPE_CHECKING:
    from dondoo.document import Document
    from dondoo.export._events import Party, Publisher, Spot, Told

__all__ = ["plover_events", "plover_schema", "read_plover", "to_plover", "write_plover"]


def to_plover(doc: Document, *, publisher: Publisher = None, coded_date: str | None = None) -> str:
    """Return the events of a document as JSON Lines, empty if it has none; see :func:`write_plover`.

    >>> import dondoo
    >>> to_plover(dondoo.extract("Urusi iliishambulia Ukraine.", id="a1"))[:58]
    '{"id": "a1_1", "has_event": true, "date": null, "time": nu'
    """
    out = io.StringIO()
    write_plover(out, [doc], publisher=publisher, coded_date=coded_date)
    return out.getvalue()


def write_plover(
    file: TextIO,
    documents: Iterable[Document],
    *,
    publisher: Publisher = None,
    coded_date: str | None = None,
    without_event: bool = False,
) -> None:
    """Write the events of documents to an open text file, one a line.

    >>> import dondoo, io
    >>> out = io.StringIO()
    >>> write_plover(out, dondoo.extract_batch(["Urusi iliishambulia Ukraine.", None]))
    >>> [(row["event"], row["quad_code"]) for row in read_plover(out.getvalue().splitlines())]
    [(['ASSAULT'], 4)]

    Args:
        file: where to write.
        documents: any iterable; one is held at a time. A row that could not be read has no line.
        publisher: who published the articles (``cite_info.publication``), or a function that tells it by the document.
        coded_date: the day of coding (``coded_date``); by default null, so that the same articles give the same bytes.
        without_event: write a line with ``has_event`` false for each article that was read and tells of no event.

    """
    articles = _events.Articles()
    for doc in documents:
        article = articles.key(doc)
        rows = _rows(doc, article, publisher, coded_date)
        if without_event and not rows and not _view.unread(doc):
            rows = [_row(f"{article}_0", doc, publisher, coded_date)]
        file.writelines(map(_cells.line, rows))


def plover_events(doc: Document, *, publisher: Publisher = None, coded_date: str | None = None) -> list[dict[str, Any]]:
    """Return the events of a document as dicts with the fields of PLOVER's exchange format.

    ``text`` is the event's sentence, ``article[text_info["start"]:text_info["end"]]`` in code points, and ``text_info["sequence"]`` its
    index in ``doc.sentences``; ``event_text`` is the clause that tells it.

    >>> import dondoo
    >>> doc = dondoo.extract("Polisi wa Kenya waliwakamata waandamanaji.", id="a1", published="2024-06-18")
    >>> event = plover_events(doc)[0]
    >>> event["id"], event["date"], event["event"], event["mode"], [actor["code"] for actor in event["actor"]]
    ('a1_1', '2024-06-18', ['COERCE'], ['arrest'], ['KEN'])
    """
    return _rows(doc, _events.Articles().key(doc), publisher, coded_date)


def read_plover(lines: Iterable[str]) -> list[dict[str, Any]]:
    """Read lines of PLOVER's exchange format (an open text file, or a list) back as dicts.

    >>> import dondoo
    >>> doc = dondoo.extract("Urusi iliishambulia Ukraine.")
    >>> read_plover(to_plover(doc).splitlines()) == plover_events(doc)
    True

    Raises:
        ValueError: a line is not an object of JSON; the message says which.

    """
    return _cells.read_lines(lines, "PLOVER")


def plover_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a line.

    >>> plover_schema()["title"]
    'PLOVER event'
    """
    schema: dict[str, Any] = json.loads(resources.files("dondoo.export").joinpath("plover.schema.json").read_text("utf-8"))
    return schema


def _rows(doc: Document, article: str, publisher: Publisher, coded_date: str | None) -> list[dict[str, Any]]:
    row = partial(_row, doc=doc, publisher=publisher, coded_date=coded_date)
    return [row(told.id, told=told) for told in _events.tellings(doc, article, auxiliary=True)]


def _row(id: str, doc: Document, publisher: Publisher, coded_date: str | None, told: Told | None = None) -> dict[str, Any]:
    event = told.event if told else None
    sentence = doc.sentences[event.sentence] if event else None
    return {
        "id": id,
        "has_event": event is not None,
        "date": event.day if event else doc.published,
        "time": told.clock if told else None,
        "enddate": told.last_day if told else None,
        "actor": [_party(p) for p in told.actors] if told else [],
        "recipient": [_party(p) for p in told.recipients] if told else [],
        "event": [event.type] if event else [],
        "event_loc": _place(told.spot) if told and told.spot else None,
        "event_text": [event.evidence.text] if event else [],
        "quad_code": event.quad if event else None,
        "event_scale": event.score if event else None,
        "mode": [*event.mode, *([event.aux] if event.aux else [])] if event else [],
        "context": list(event.context) if event else [],
        "text": told.sentence if told else doc.text or None,
        "text_info": {
            "sequence": event.sentence if event else None,
            "start": sentence.start if sentence else 0,
            "end": sentence.end if sentence else len(doc.text),
        },
        "cite_info": {
            "url": doc.id if doc.id and re.match(r"https?://\S+$", doc.id) else None,
            "title": doc.headline,
            "language": doc.language.code,
            "publication": _events.publisher_of(doc, publisher),
        },
        "coder": _events.version(),
        "coded_date": coded_date,
    }


def _party(party: Party) -> dict[str, Any]:
    return {
        "code": party.entity.country,
        "sector": party.entity.sector,
        "entity_text": party.raw,
        "identifier_id": party.entity.wikidata,
        "identifier_text": party.entity.name,
        "office": party.office or None,
    }


def _place(spot: Spot) -> dict[str, Any]:
    feature_class, feature_code = spot.feature
    return {
        "extracted_place": spot.raw,
        "resolved_place": spot.entity.name,
        "geonameid": spot.place.geonameid if spot.place else None,
        "lat": spot.place.lat if spot.place else None,
        "lon": spot.place.lon if spot.place else None,
        "city": spot.city or None,
        "district": None,
        "province": spot.province or None,
        "country": _events.country_name(spot.country) or None,
        "country_code": spot.country or None,
        "feature_class": feature_class or None,
        "feature_code": feature_code or None,
    }
