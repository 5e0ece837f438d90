"""What the formats of event data share: an event with its parties, place and time looked up, an id, and cells that no reader stumbles on.

Ids are made of the article's own key and the event's number in its record, so that the same event has the same id in every format and
run. An article without a key is named by a hash of its text, because numbers would repeat from one file to the next.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib import resources
from typing import TYPE_CHECKING, Any, TextIO, TypeAlias

import dondoo
from dondoo.export import _view

if TYPE_CHECKING:
    from dondoo.document import Document
    from dondoo.records import Entity, Event, Mention, Place, Role, Time

#: Who published an article: a name for all, or a function that knows it by the document.
Publisher: TypeAlias = "str | Callable[[Document], str | None] | None"

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
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
_CONTROLS = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_UNSAFE_IN_IDS = re.compile(rf'["%~\s{_CONTROLS}]')
_UNSAFE_IN_CELLS = re.compile(rf"[{_CONTROLS}]+")
# Legal inside JSON, but str.splitlines and some readers of JSON Lines end the line there.
_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}


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
            spot = spot_of(doc, entities[event.place], event) if event.place in entities else None
            yield Told(doc, event, article, number, side(event.actor, event), side(event.recipient, event), spot, _times(doc, event))


def _party(doc: Document, entity: Entity, event: Event) -> Party:
    held = [role for role in doc.roles if role.person == entity.id]
    return Party(entity, _view.nearest(doc, entity, event), min(held, key=lambda role: _gap(role, event), default=None))


def spot_of(doc: Document, entity: Entity, near: _view.Spanned) -> Spot:
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
    """Return who published an article."""
    return publisher(doc) if callable(publisher) else publisher


def names(doc: Document, kind: str) -> list[str]:
    """Return the names of the persons (PER), organisations or places that the story itself names, in order of first mention."""
    told = [e for e in doc.entities if e.type == kind and any(m.kind == "name" and m.zone in _view.TOLD for m in e.mentions)]
    return list(dict.fromkeys(e.name for e in told))


def version() -> str:
    """Return the coder: ``dondoo`` and its version."""
    return f"dondoo {dondoo.__version__}"


def line(value: Mapping[str, Any]) -> str:
    """Return a line of JSON Lines, whole under any reader's idea of a line."""
    return json.dumps(value, ensure_ascii=False).translate(_BREAKS) + "\n"


def read_lines(lines: Iterable[str], form: str) -> list[dict[str, Any]]:
    """Read JSON Lines; empty lines are skipped.

    Raises:
        ValueError: a line is not an object of JSON; the message says which.

    """
    rows = []
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except json.JSONDecodeError as error:
            raise ValueError(f"{form}: line {number} is not JSON: {error.msg}") from None
        if not isinstance(row, dict):
            raise ValueError(f"{form}: line {number} is not an object")
        rows.append(row)
    return rows


def cell(value: object) -> str:
    """Return a cell of a table: one line, no tab or control character, and ``'`` for ``"``, so that quoting never matters."""
    return "" if value is None else _UNSAFE_IN_CELLS.sub(" ", str(value)).replace('"', "'").strip()


def joined(values: Iterable[str | None]) -> str:
    """Return a list as one cell, its items parted by ``;``: as many as there are values, or an empty cell if all are empty."""
    items = [cell(value).replace(";", ",") for value in values]
    return ";".join(items) if any(items) else ""


def write_table(file: TextIO, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write a table of clean cells as tab-separated values under a line of column names."""
    file.write("\t".join(columns) + "\n")
    for row in rows:
        file.write("\t".join(row[column] for column in columns) + "\n")


def read_table(lines: Iterable[str], columns: Sequence[str], form: str) -> list[dict[str, str]]:
    """Read a table that :func:`write_table` wrote.

    Raises:
        ValueError: the columns are others, or a row has too few or too many cells; the message says which.

    """
    import csv

    reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    head = next(reader, [])
    if head != list(columns):
        raise ValueError(f"{form}: expected the {len(columns)} columns {columns[0]!r} to {columns[-1]!r}, found {len(head)}: {head[:5]} …")
    rows = []
    for values in reader:
        if len(values) != len(columns):
            raise ValueError(f"{form}: line {reader.line_num} has {len(values)} cells, not {len(columns)}")
        rows.append(dict(zip(columns, values, strict=True)))
    return rows
