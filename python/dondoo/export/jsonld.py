"""JSON-LD: an article as a schema.org ``NewsArticle``, as search engines and knowledge graphs read it.

Persons, organisations and places come with their Wikidata item; those that the headline names are what the article is ``about``,
the others it ``mentions``. Links to other stories are left out, and so are unnamed groups, for which schema.org has no type. Only
direct quotes are ``Quotation``: an indirect one is not the speaker's words. Only events told as having happened are ``Event``: no
plan, condition or denial.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

from dondoo.export import _view

if TYPE_CHECKING:
    from dondoo.document import Document
    from dondoo.records import Entity, Event, Mention, Place

__all__ = ["news_article", "to_jsonld", "write_jsonld"]

_TOLD = {"headline", "standfirst", "dateline", "body"}
_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}
_FEATURES = {"country": "Country", "capital": "City", "city": "City", "division": "AdministrativeArea"}
# PLOVER's codes in the place of a country: a union of states is no government.
_NO_STATE = {None, "UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"}
# BCP 47. Sheng, the slang of Nairobi, has no code of its own.
_LANGUAGES = {"sheng": "sw-x-sheng", "und": None}
# Inside <script> a "</script>" or "<!--" in the article would end or break the element; JSON reads the escapes as the characters.
_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def to_jsonld(doc: Document) -> str:
    """Return a document as one line of JSON-LD that may be put between ``<script type="application/ld+json">`` and ``</script>``.

    >>> import dondoo, json
    >>> doc = dondoo.extract("Polisi wa Kenya wafika", published="2024-06-18")
    >>> json.loads(to_jsonld(doc))["datePublished"]
    '2024-06-18'
    """
    return json.dumps(news_article(doc), ensure_ascii=False).translate(_UNSAFE)


def write_jsonld(file: TextIO, documents: Iterable[Document]) -> None:
    """Write documents to an open text file, one line of JSON-LD each; a row without an article has its type and identifier alone."""
    for doc in documents:
        file.write(to_jsonld(doc) + "\n")


def news_article(doc: Document) -> dict[str, Any]:
    """Return the ``NewsArticle`` as a dict; what is unknown is left out. Entities are nodes named by their id in the record (``#e1``).

    >>> import dondoo
    >>> news_article(dondoo.extract("Rais wa Kenya alifika Kampala."))["mentions"][0]
    {'@type': 'Country', '@id': '#e1', 'name': 'Kenya', 'sameAs': 'http://www.wikidata.org/entity/Q114', ...}
    """
    article: dict[str, Any] = {"@context": "https://schema.org", "@type": "NewsArticle", "identifier": doc.id}
    if doc.id and re.match(r"https?://\S+$", doc.id):
        article["url"] = doc.id
    if _view.unread(doc):
        return _without_gaps(article)
    places = {place.entity: place for place in doc.places}
    nodes = {e.id: _node(e, places.get(e.id)) for e in doc.entities if e.type in _TYPES}
    told = [e for e in doc.entities if e.id in nodes and any(m.zone in _TOLD for m in e.mentions)]
    headline = doc.headline or ""
    about = [e.id for e in told if any(m.zone == "headline" or _stands_in(m, headline) for m in e.mentions if m.kind == "name")]
    events = [_event(event, nodes) for event in doc.events if event.aux is None]
    language = doc.language.code
    article |= {
        "headline": doc.headline,
        "datePublished": doc.published,
        "inLanguage": _LANGUAGES.get(language, language),
        **_credits(doc, nodes),
        "locationCreated": next(({"@id": f"#{e.id}"} for e in told if any(m.zone == "dateline" for m in e.mentions)), None),
        "about": [nodes[i] for i in about],
        "mentions": [nodes[e.id] for e in told if e.id not in about] + events,
        "hasPart": [
            {"@type": "Quotation", "text": q.text, "spokenByCharacter": {"@id": f"#{q.speaker}"} if q.speaker in nodes else None}
            for q in doc.quotes
            if q.style == "direct"
        ],
    }
    # A speaker or party may be named in a caption alone: every node that is referred to must stand somewhere.
    shown = set(about) | {e.id for e in told}
    referred = {q.speaker for q in doc.quotes if q.style == "direct"} | {i for e in doc.events if e.aux is None for i in _parties(e)}
    article["mentions"] += [nodes[i] for i in nodes if i in referred and i not in shown]
    return _without_gaps(article)


def _node(entity: Entity, place: Place | None) -> dict[str, Any]:
    kind = _TYPES[entity.type]
    if entity.type == "LOC" and place:
        kind = _FEATURES.get(place.feature, kind)
    elif entity.type == "ORG" and entity.sector == "GOV" and entity.country not in _NO_STATE:
        kind = "GovernmentOrganization"
    other = dict.fromkeys(m.text for m in entity.mentions if m.kind == "name" and m.text != entity.name)
    return {
        "@type": kind,
        "@id": f"#{entity.id}",
        "name": entity.name,
        "sameAs": f"http://www.wikidata.org/entity/{entity.wikidata}" if entity.wikidata else None,
        "alternateName": list(other),
        "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon} if place and entity.type == "LOC" else None,
    }


def _credits(doc: Document, nodes: dict[str, Any]) -> dict[str, list[Any]]:
    """Return who wrote and who edited it: the persons of the bylines, or the desk where no person is named."""
    found: dict[str, list[Any]] = {"author": [], "editor": []}
    named = [(m, e) for e in doc.entities if e.type in ("PER", "ORG") for m in e.mentions if m.zone == "byline" and m.kind == "name"]
    persons = [pair for pair in named if pair[1].type == "PER"]
    for mention, entity in sorted(persons or named, key=lambda p: p[0].start):
        line = next((p for p in doc.byline if p.start <= mention.start < p.end), None)
        before = doc.text[line.start : mention.start].lower() if line else ""
        node = {key: value for key, value in nodes[entity.id].items() if key in ("@type", "@id", "name", "sameAs")}
        role = found["editor" if before.rfind("mhariri") > before.rfind("mwandishi") else "author"]
        if node not in role:
            role.append(node)
    return found


def _event(event: Event, nodes: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "Event",
        "name": event.text,
        "keywords": [f"PLOVER {event.type}", *event.mode],
        "startDate": event.date,
        "location": {"@id": f"#{event.place}"} if event.place in nodes else None,
        "about": [{"@id": f"#{i}"} for i in dict.fromkeys((*event.actor, *event.recipient)) if i in nodes],
    }


def _parties(event: Event) -> tuple[str, ...]:
    return (*event.actor, *event.recipient, *([event.place] if event.place else []))


def _stands_in(mention: Mention, headline: str) -> bool:
    """Whether a headline that was given apart from the text holds the name as whole words."""
    return re.search(rf"(?<!\w){re.escape(mention.text)}(?!\w)", headline) is not None


def _without_gaps(node: dict[str, Any]) -> dict[str, Any]:
    """Return a node without what is unknown or empty, and so the nodes inside it."""

    def tidy(value: Any) -> Any:
        if isinstance(value, list):
            return [tidy(item) for item in value]
        return _without_gaps(value) if isinstance(value, dict) else value

    return {key: tidy(value) for key, value in node.items() if value is not None and value != []}
