"""What the formats of event data share: an event with its parties, place and time looked up, and an id.

Ids are made of the article's own key and the event's number in its record, so that the same event has the same id in every format and
run. An article without a key is named by a hash of its text, because numbers would repeat from one file to the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib import resources
from typing import TYPE_CHECKING, TypeAlias

import dondoo
from dondoo.export import _view
from dondoo.export._cells import CONTROLS

if TYPE_CHECKING:
    from dondoo.document import Document
    from dondoo.records import Entity, Event, Mention, Place, Role, Time

#: Who published an article: a name for all, or a function that knows it by the document.
Publisher: TypeAlias = "str | Callable[[Document], str | None] | None"

# GeoNames' feature class and code. A country that is no state of its own (or not agreed to be one) is a political entity, PCL.
_FEATURES = {
    "country": ("A", "PCL"),
    "capital": ("P", "PPLC"),
    "city": ("P", "PPL"),
    "division": ("A", "ADM1"),
    "canal": ("H", "CNL"),
    "continent": ("L", "CONT"),
    "desert": ("T", "DSRT"),
    "gulf": ("H", "GULF"),
    "island": ("T", "ISL"),
    "lake": ("H", "LK"),
    "mountain": ("T", "MT"),
    "region": ("L", "RGN"),
    "river": ("H", "STM"),
    "sea": ("H", "SEA"),
    "strait": ("H", "STRT"),
}
_CLOCK = re.compile(r"T(\d\d(?::\d\d){0,2})$")
_UNSAFE_IN_IDS = re.compile(rf'["%~\s{CONTROLS}]')


@dataclass(frozen=True, slots=True)
class Country:
    """A country's English name and its number in the Correlates of War state system."""

    name: str
    cow: str


@cache
def countries() -> Mapping[str, Country]:
    """Return the countries by ISO 3166-1 alpha-3."""
    table = resources.files("dondoo.export").joinpath("countries.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {iso3: Country(name, cow) for iso3, cow, name in rows}


def country_name(code: str | None) -> str:
    """Return a country's English name; empty for PLOVER's codes of bodies that are no country (UNO, IGO …)."""
    country = countries().get(code or "")
    return country.name if country else ""


def cow_number(code: str | None) -> str:
    """Return a country's number in the Correlates of War state system; empty where it is no state there."""
    country = countries().get(code or "")
    return country.cow if country else ""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient, with its mention and its title nearest to the event."""

    entity: Entity
    mention: Mention | None
    role: Role | None

    @property
    def raw(self) -> str:
        """The words that name it."""
        return self.mention.text if self.mention else self.entity.name

    @property
    def office(self) -> str:
        """The title beside the person's name, as the article words it."""
        return self.role.text if self.role else ""

    @property
    def cow(self) -> str:
        """Number of its country in the Correlates of War state system, or empty."""
        return cow_number(self.entity.country)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: its entity, the mention that is meant, and where it lies, if that is known."""

    entity: Entity
    mention: Mention | None
    place: Place | None

    @property
    def raw(self) -> str:
        """The words that name it."""
        return self.mention.text if self.mention else self.entity.name

    @property
    def feature(self) -> tuple[str, str]:
        """GeoNames' feature class and code; empty where the kind of place is not known."""
        if self.place is None:
            return "", ""
        if self.place.feature == "country" and cow_number(self.entity.country):
            return "A", "PCLI"
        return _FEATURES.get(self.place.feature, ("", ""))

    @property
    def city(self) -> str:
        """Its name, if it is a city."""
        return self.entity.name if self.place and self.place.feature in ("capital", "city") else ""

    @property
    def province(self) -> str:
        """Its name, if it is a first-level division of a country."""
        return self.entity.name if self.place and self.place.feature == "division" else ""

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-3, or empty."""
        code = self.entity.country or ""
        return code if code in countries() else ""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as an article tells it. ``number`` counts from 1 in the record, the events that a format leaves out too."""

    doc: Document
    event: Event
    article: str
    number: int
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    spot: Spot | None
    times: tuple[Time, ...]

    @property
    def id(self) -> str:
        """``{article}_{number}``."""
        return f"{self.article}_{self.number}"

    @property
    def date_words(self) -> Time | None:
        """The time expression that dates it; None where its day is only that of publication."""
        return self.times[0] if self.times else None

    @property
    def last_day(self) -> str | None:
        """The last day, where it may have lasted, or was dated, longer than a day."""
        last = self.times[0].end_date if self.times else None
        return last if last and self.event.day and last > self.event.day else None

    @property
    def clock(self) -> str | None:
        """Hour and minute, where the sentence gives them."""
        return next((found[1] for time in self.times if (found := _CLOCK.search(time.value or ""))), None)

    @property
    def sentence(self) -> str | None:
        """The sentence; None if the record was read back without its text."""
        found = self.doc.sentences[self.event.sentence]
        return self.doc.text[found.start : found.end] if self.doc.text else None


class Articles:
    """Gives each article of a file a key of its own: its id, made safe, and ``~~2`` after the second that bears it."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def key(self, doc: Document) -> str:
        """Return the key; ``~`` cannot come from the id itself, so that what is added to a key never makes another's."""
        if doc.id:
            key = _UNSAFE_IN_IDS.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode("utf-8", "surrogatepass")), doc.id)
        else:
            key = f"doc-{blake2b((doc.text or doc.to_json()).encode(), digest_size=6).hexdigest()}"
        self._seen[key] += 1
        return key if self._seen[key] == 1 else f"{key}~~{self._seen[key]}"


def tellings(doc: Document, article: str, *, auxiliary: bool = False) -> Iterator[Told]:
    """Yield the events of a document in its order; with ``auxiliary`` also those not told as a fact of now.

    A row that could not be read has none. ``article`` is its key.
    """
    entities = {entity.id: entity for entity in doc.entities}

    def side(ids: Iterable[str], event: Event) -> tuple[Party, ...]:
        return tuple(_party(doc, entities[id], event) for id in dict.fromkeys(ids) if id in entities)

    for number, event in enumerate(doc.events, 1):
        if auxiliary or event.aux is None:
            spot = _spot(doc, entities[event.place], event) if event.place in entities else None
            yield Told(doc, event, article, number, side(event.actor, event), side(event.recipient, event), spot, _times(doc, event))


def _party(doc: Document, entity: Entity, event: Event) -> Party:
    held = [role for role in doc.roles if role.person == entity.id]
    return Party(entity, _view.nearest(doc, entity, event), min(held, key=lambda role: _gap(role, event), default=None))


def _spot(doc: Document, entity: Entity, near: _view.Spanned) -> Spot:
    """Return a place by its entity, with the mention nearest to a span."""
    return Spot(entity, _view.nearest(doc, entity, near), next((p for p in doc.places if p.entity == entity.id), None))


def _times(doc: Document, event: Event) -> tuple[Time, ...]:
    """Return the time expressions of an event's sentence that give its date, the nearest first."""
    sentence = doc.sentences[event.sentence]
    same = [
        t for t in doc.times if sentence.start <= t.start < sentence.end and t.value and event.date and t.value.split("T")[0] == event.date
    ]
    return tuple(sorted(same, key=lambda t: (_gap(t, event), t.start)))


def _gap(a: _view.Spanned, b: _view.Spanned) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def publisher_of(doc: Document, publisher: Publisher) -> str | None:
    """Return who published an article; half a surrogate pair, which no file can hold, becomes ``?``."""
    name = publisher(doc) if callable(publisher) else publisher
    return name.encode("utf-8", "replace").decode() if name else None


def names(doc: Document, kind: str) -> list[str]:
    """Return the names of the persons (PER), organisations or places that the story itself names, in order of first mention."""
    told = [e for e in doc.entities if e.type == kind and any(m.kind == "name" and m.zone in _view.TOLD for m in e.mentions)]
    return list(dict.fromkeys(e.name for e in told))


def version() -> str:
    """Return the coder: ``dondoo`` and its version."""
    return f"dondoo {dondoo.__version__}"
