"""NGEC's JSON Lines: events as the pipeline behind POLECAT writes them (``events_processed.jsonl``), and stories as it takes them in.

A row is an event type × mode, so an event of two modes is two rows and one without a mode has ``event_mode`` "". ``id`` is
``{article}_{TYPE}_{mode}``; where an article tells of such an event again, a number goes after the article's key
(``a1~2_ACCUSE_allege``), so that ``id.rsplit("_", 2)`` still gives type and mode.

Only events told as fact are written: NGEC has no auxiliary modes, and a denied or planned event would be counted as one. What the
fields hold here that NGEC takes from elsewhere: ``wiki`` is the Wikidata item (NGEC: the title of a Wikipedia page),
``actor_wiki_job`` the title beside the name, ``qa_score`` the confidence of the mention, ``code_1`` PLOVER's sector.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TextIO

from dondoo.export import _cells, _events, _view

if TYPE_CHECKING:
    from dondoo.document import Document
    from dondoo.export._events import Party, Publisher, Spot, Told

__all__ = ["ngec_events", "ngec_story", "to_ngec", "write_ngec", "write_ngec_stories"]


def to_ngec(doc: Document, *, publisher: Publisher = None) -> str:
    """Return the events of a document as NGEC's JSON Lines, empty if it has none; see :func:`write_ngec`.

    >>> import dondoo
    >>> to_ngec(dondoo.extract("Polisi wa Kenya waliwakamata waandamanaji.", id="a1"))[:73]
    '{"id": "a1_COERCE_arrest", "event_type": "COERCE", "event_mode": "arrest"'
    """
    return "".join(map(_cells.line, ngec_events(doc, publisher=publisher)))


def write_ngec(file: TextIO, documents: Iterable[Document], *, publisher: Publisher = None) -> None:
    """Write the events of documents to an open text file, a row an event type × mode; a row that could not be read has no line.

    >>> import dondoo, io
    >>> out = io.StringIO()
    >>> write_ngec(out, dondoo.extract_batch([None, "Urusi iliishambulia Ukraine."], ids=["a1", "a2"]))
    >>> out.getvalue()[:22]
    '{"id": "a2_ASSAULT_", '

    Args:
        file: where to write.
        documents: any iterable; one is held at a time.
        publisher: who published the articles, or a function that tells it by the document.

    """
    articles = _events.Articles()
    for position, doc in enumerate(documents):
        file.writelines(map(_cells.line, _rows(doc, articles.key(doc), position, publisher)))


def ngec_events(doc: Document, *, publisher: Publisher = None) -> list[dict[str, Any]]:
    """Return the events of a document as dicts with the fields of NGEC's output; offsets are code points of the article.

    >>> import dondoo
    >>> doc = dondoo.extract("Urusi iliishambulia Ukraine.", id="a1")
    >>> [(a["text"], a["country"], a["wiki"]) for a in ngec_events(doc)[0]["attributes"]["RECIP"]]
    [('Ukraine', 'UKR', 'Q212')]
    """
    return list(_rows(doc, _events.Articles().key(doc), 0, publisher))


def ngec_story(doc: Document, *, publisher: Publisher = None) -> dict[str, Any]:
    """Return a document as NGEC takes it in: the article with the types, modes (``TYPE-mode``) and contexts of its events.

    NGEC splits a mode at its first hyphen. The article must be there: a record read back without its text has an empty ``event_text``.

    >>> import dondoo
    >>> story = ngec_story(dondoo.extract("Polisi wa Kenya waliwakamata waandamanaji.", id="a1"))
    >>> story["event_type"], story["event_mode"]
    (['COERCE'], ['COERCE-arrest'])
    """
    return _story(doc, _events.Articles().key(doc), 0, publisher)


def write_ngec_stories(file: TextIO, documents: Iterable[Document], *, publisher: Publisher = None) -> None:
    """Write documents to an open text file as NGEC takes them in, a story a line; a row that could not be read has no line.

    >>> import dondoo, io
    >>> out = io.StringIO()
    >>> write_ngec_stories(out, dondoo.extract_batch([None, "Urusi iliishambulia Ukraine."]))
    >>> len(out.getvalue().splitlines())
    1
    """
    articles = _events.Articles()
    for position, doc in enumerate(documents):
        article = articles.key(doc)
        if not _view.unread(doc):
            file.write(_cells.line(_story(doc, article, position, publisher)))


def _story(doc: Document, article: str, position: int, publisher: Publisher) -> dict[str, Any]:
    events = [event for event in doc.events if event.aux is None]
    return {
        "id": article,
        "date": doc.published,
        "event_type": list(dict.fromkeys(event.type for event in events)),
        "event_mode": list(dict.fromkeys(f"{event.type}-{mode}" for event in events for mode in event.mode)),
        "contexts": list(dict.fromkeys(context for event in events for context in event.context)),
        "event_text": doc.text,
        **_passed_through(doc, article, position, publisher),
    }


def _passed_through(doc: Document, article: str, position: int, publisher: Publisher) -> dict[str, Any]:
    return {
        "_doc_position": position,
        "headline": doc.headline or "",
        "pub_date": doc.published or "",
        "publisher": _events.publisher_of(doc, publisher) or "",
        "story_id": article,
        "version": _events.version(),
    }


def _rows(doc: Document, article: str, position: int, publisher: Publisher) -> Iterator[dict[str, Any]]:
    told = list(_events.tellings(doc, article))
    if not told:
        return
    story = {
        "story_people": _events.names(doc, "PER"),
        "story_organizations": _events.names(doc, "ORG"),
        "story_places": _events.names(doc, "LOC"),
        **_passed_through(doc, article, position, publisher),
        "geolocated_ents": _located(doc),
    }
    again: Counter[tuple[str, str]] = Counter()
    for one in told:
        facts = {
            "contexts": list(one.event.context),
            "event_geolocation": _geolocation(one.spot),
            "date_resolved": one.event.day or "",
            "date_raw": one.date_words.text if one.date_words else "",
            "attributes": _attributes(one),
        }
        for mode in one.event.mode or ("",):
            again[one.event.type, mode] += 1
            number = again[one.event.type, mode]
            key = f"{article}~{number}" if number > 1 else article
            yield {"id": f"{key}_{one.event.type}_{mode}", "event_type": one.event.type, "event_mode": mode} | facts | story


def _attributes(told: Told) -> dict[str, list[dict[str, Any]]]:
    when = told.date_words
    return {
        "ACTOR": [_party(party) for party in told.actors],
        "RECIP": [_party(party) for party in told.recipients],
        "LOC": [_answer(told.spot)] if told.spot else [],
        "DATE": [{"text": when.text, "qa_score": None, "qa_start_char": when.start, "qa_end_char": when.end}] if when else [],
    }


def _answer(named: Party | Spot) -> dict[str, Any]:
    mention = named.mention
    return {
        "text": named.raw,
        "qa_score": mention.confidence if mention else None,
        "qa_start_char": mention.start if mention else None,
        "qa_end_char": mention.end if mention else None,
    }


def _party(party: Party) -> dict[str, Any]:
    entity = party.entity
    return _answer(party) | {
        "wiki": entity.wikidata or "",
        "actor_wiki_job": party.office,
        "country": entity.country or "",
        "country_name": _events.country_name(entity.country),
        "code_1": entity.sector or "",
        "code_2": "",
        "all_code1s": [entity.sector] if entity.sector else [],
        "all_code2s": [],
    }


def _geolocation(spot: Spot | None) -> dict[str, Any]:
    if spot is None:
        return {"reason": "no place in the event's sentence", "geo": None}
    geo = _mordecai(spot)
    return {"reason": "place nearest to the event in its sentence" if geo else "place without known coordinates", "geo": geo}


def _located(doc: Document) -> list[dict[str, Any]]:
    """Return the mentions of places whose coordinates are known, in text order."""
    placed = {place.entity: place for place in doc.places}
    spots = [
        _events.Spot(e, m, placed[e.id])
        for e in doc.entities
        if e.id in placed
        for m in e.mentions
        if m.kind == "name" and m.zone in _view.TOLD
    ]
    return [
        geo for spot in sorted(spots, key=lambda s: (s.mention.start, s.mention.end) if s.mention else (0, 0)) if (geo := _mordecai(spot))
    ]


def _mordecai(spot: Spot) -> dict[str, Any] | None:
    """Return a place as Mordecai 3 has it; None where its coordinates are not known."""
    if spot.place is None:
        return None
    feature_class, feature_code = spot.feature
    return {
        "search_name": spot.raw,
        "name": spot.entity.name,
        "start_char": spot.mention.start if spot.mention else None,
        "end_char": spot.mention.end if spot.mention else None,
        "lat": spot.place.lat,
        "lon": spot.place.lon,
        "geonameid": spot.place.geonameid or "",
        "country_code3": spot.country,
        "admin1_code": "",  # GeoNames' code, which ISO 3166-2 is not
        "admin1_name": spot.province,
        "admin2_code": "",
        "admin2_name": "",
        "city_id": (spot.place.geonameid or "") if spot.city else "",
        "city_name": spot.city,
        "feature_class": feature_class,
        "feature_code": feature_code,
        "score": spot.mention.confidence if spot.mention else None,
    }
