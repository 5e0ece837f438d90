"""The facts of a record as plain frozen classes; every ``start`` and ``end`` counts code points of the article's text."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that is not body; ``zone`` says what it is (byline, dateline, caption, source, related, published, standfirst)."""

    start: int
    end: int
    text: str
    zone: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, with the index of its paragraph and the zone of the article it stands in."""

    start: int
    end: int
    paragraph: int
    zone: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name (``kind`` "name") or a description that stands for one ("nominal"); ``confidence`` is 0 to 1."""

    start: int
    end: int
    text: str
    kind: str
    zone: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something named: ``type`` PER, ORG, LOC or GRP, ``country`` ISO 3166-1 alpha-3 or a PLOVER code."""

    id: str
    type: str
    name: str
    country: str | None
    sector: str | None
    wikidata: str | None
    mentions: tuple[Mention, ...]
    lexicon_id: str | None = None


@dataclass(frozen=True, slots=True)
class CountryShare:
    """A country that the article is about: ISO 3166-1 alpha-3 and its share (0 to 1) of the article's mentions of countries."""

    code: str
    share: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entity lies, in degrees; ``feature`` is country, capital, city, division or a region's kind."""

    entity: str
    lat: float
    lon: float
    feature: str
    iso3166_2: str | None
    geonameid: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """A title beside a name: who (``person``) holds it in what (``of``), both ids of entities."""

    start: int
    end: int
    text: str
    person: str
    of: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX3: ``type`` DATE, TIME, DURATION or SET, ``value`` as ISO-TimeML writes it."""

    start: int
    end: int
    text: str
    type: str
    value: str | None
    mod: str | None
    anchor: str | None
    freq: str | None
    quant: str | None
    start_date: str | None
    end_date: str | None
    ambiguous: bool
    zone: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: ``kind`` money (ISO 4217), percent, measure, age, count or ordinal."""

    start: int
    end: int
    text: str
    kind: str
    value: float
    unit: str | None
    bound: str | None
    noun: str | None
    befell: str | None
    zone: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words inside another fact."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Something said: ``style`` direct or indirect, ``speaker`` an entity's id, ``cue`` the words of saying."""

    start: int
    end: int
    text: str
    style: str
    speaker: str | None
    cue: Stretch | None
    manner: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A PLOVER event; ``actor``, ``recipient``, ``place`` and ``source`` hold entity ids, ``start``/``end`` are the words that say it.

    ``quad`` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; ``score`` PLOVER's intensity, −10
    to 10. ``day`` is the day it is counted under: the first of ``date``, else the publication day, None at an unknown time. ``key`` is the
    same in every article that tells of the same; ``sources`` is set by :meth:`dondoo.Batch.deduplicated`.
    """

    start: int
    end: int
    text: str
    type: str
    mode: tuple[str, ...]
    aux: str | None
    quad: int
    score: float
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    date: str | None
    day: str | None
    place: str | None
    context: tuple[str, ...]
    killed: int | None
    injured: int | None
    arrested: int | None
    source: str | None
    frame: str
    sentence: int
    evidence: Stretch
    key: str
    sources: int | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """A reading of a word form.

    ``pos`` is one of UD's 17 parts of speech, ``lemma`` the dictionary word (for a verb the infinitive stem). ``class_``, ``subject``,
    ``object`` and ``relative`` are noun classes or persons (``1sg``), joined by ``|`` where the form leaves it open; ``known`` is
    lexical, derived or guessed.
    """

    lemma: str
    pos: str
    tense: str | None
    mood: str | None
    polarity: str | None
    voice: str | None
    extensions: str | None
    class_: str | None
    subject: str | None
    object: str | None
    relative: str | None
    country: str | None
    known: str


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its analysis in its sentence."""

    start: int
    end: int
    text: str
    word: Analysis


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a careful reader should know; ``kind`` is a stable name, ``severity`` info, warning or error."""

    kind: str
    severity: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """ISO 639-1 code and confidence (0 to 1) of an article's language."""

    code: str
    confidence: float


def build(kind: type[_T], raw: dict[str, Any]) -> _T:
    """Make a record class from its JSON object; unknown fields of a later schema are ignored."""
    names = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items() if name in names}
    if kind is Analysis:
        values["class_"] = raw["class"]
    if kind is Token:
        values["word"] = build(Analysis, raw)
    if kind is Entity:
        values["mentions"] = tuple(build(Mention, m) for m in raw["mentions"])
    if kind is Quote and raw.get("cue") is not None:
        values["cue"] = build(Stretch, raw["cue"])
    if kind is Event:
        values["evidence"] = build(Stretch, raw["evidence"])
    return kind(**values)
