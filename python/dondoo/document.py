"""One article's record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from dondoo import _core
from dondoo.records import (
    CountryShare,
    Diagnostic,
    Entity,
    Event,
    Language,
    Mention,
    Passage,
    Place,
    Quantity,
    Quote,
    Role,
    Sentence,
    Time,
    Token,
    build,
)

if TYPE_CHECKING:
    import spacy.language
    from spacy.tokens import Doc

    from dondoo.export.brat import Standoff

_T = TypeVar("_T")


class Document:
    """Everything dondoo read in one article.

    Facts are tuples of the classes in :mod:`dondoo.records`, in text order. Offsets count code points, so
    ``doc.text[m.start:m.end] == m.text`` for every mention, time, quote and so on.
    """

    def __init__(self, core: _core.Document) -> None:
        self._core = core

    @property
    def id(self) -> str | None:
        """The key that was given with the article."""
        return self._core.id

    @property
    def text(self) -> str:
        """The article as it was given."""
        return self._core.text

    @property
    def error(self) -> str | None:
        """Code of the error (``D001`` …) that left this record empty, or None."""
        return self._core.error

    @cached_property
    def _raw(self) -> dict[str, Any]:
        raw: dict[str, Any] = json.loads(self._core.to_json())
        return raw

    def _all(self, field: str, kind: type[_T]) -> tuple[_T, ...]:
        return tuple(build(kind, item) for item in self._raw[field])

    @property
    def published(self) -> str | None:
        """Publication day (YYYY-MM-DD), given or found in the text."""
        day: str | None = self._raw["published"]
        return day

    @property
    def language(self) -> Language:
        """The text's language."""
        return build(Language, self._raw["language"])

    @property
    def headline(self) -> str | None:
        """The headline's words."""
        headline: dict[str, Any] | None = self._raw["headline"]
        return headline["text"] if headline else None

    @property
    def byline(self) -> tuple[Passage, ...]:
        """Author and desk lines."""
        return self._all("byline", Passage)

    @property
    def dateline(self) -> Passage | None:
        """The place in front of the first sentence."""
        raw: dict[str, Any] | None = self._raw["dateline"]
        return build(Passage, raw) if raw else None

    @property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """``(start, end)`` of each paragraph."""
        return tuple((p["start"], p["end"]) for p in self._raw["paragraphs"])

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences, those of headline, bylines and links included: ask ``zone``."""
        return self._all("sentences", Sentence)

    @cached_property
    def related(self) -> tuple[Passage, ...]:
        """Links to other stories; nothing in them is told as this article's fact."""
        return self._all("related", Passage)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Other passages that are not body: sources, captions, publication lines, a repeated standfirst."""
        return self._all("passages", Passage)

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Who and what is named, each with its mentions."""
        return self._all("entities", Entity)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every mention of every entity, in text order."""
        return tuple(sorted((m for e in self.entities for m in e.mentions), key=lambda m: (m.start, m.end)))

    @cached_property
    def countries(self) -> tuple[CountryShare, ...]:
        """Countries that the article is about, the one where it plays first."""
        return self._all("countries", CountryShare)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Places whose coordinates are known."""
        return self._all("places", Place)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Who holds which office."""
        return self._all("roles", Role)

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """Time expressions."""
        return self._all("times", Time)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers with their units."""
        return self._all("quantities", Quantity)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Who said what."""
        return self._all("quotes", Quote)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Who did what to whom."""
        return self._all("events", Event)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Every token with its analysis; empty unless the layer ``tokens`` was asked for."""
        return tuple(build(Token, item) for item in self._raw.get("tokens", []))

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What a careful reader should know about this record."""
        return self._all("diagnostics", Diagnostic)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as a dict of plain values (the schema: :func:`dondoo.schema`), without the text."""
        raw: dict[str, Any] = json.loads(self._core.to_json())
        return raw

    def to_json(self, *, text: bool = False) -> str:
        """Return the record as one line of JSON; with ``text=True`` the article itself is in it."""
        return self._core.to_json(text)

    def to_timeml(self) -> str:
        """Return the article as TimeML: its times as inline ``TIMEX3`` elements, well-formed XML for any text."""
        return self._core.to_timeml()

    def to_conll(self, *, docstart: bool = False) -> str:
        """Return lines ``token TAG`` (BIO, names only); see :func:`dondoo.export.to_conll`. Needs the layer ``tokens``."""
        from dondoo.export.conll import to_conll

        return to_conll(self, docstart=docstart)

    def to_conllu(self) -> str:
        """Return the words as CoNLL-U; see :func:`dondoo.export.to_conllu`. Needs the layer ``tokens``."""
        from dondoo.export.conllu import to_conllu

        return to_conllu(self)

    def to_brat(self) -> Standoff:
        """Return brat standoff, ``(txt, ann)``; see :func:`dondoo.export.to_brat`."""
        from dondoo.export.brat import to_brat

        return to_brat(self)

    def to_spacy(self, nlp: spacy.language.Language | None = None) -> Doc:
        """Return a spaCy ``Doc``; see :func:`dondoo.export.spacy.to_spacy`. Needs the layer ``tokens`` and spaCy."""
        from dondoo.export.spacy import to_spacy

        return to_spacy(self, nlp)

    def to_displacy(self, *, style: Literal["ent", "span"] = "ent", layers: Iterable[str] | None = None) -> dict[str, Any]:
        """Return a dict for ``spacy.displacy.render(…, manual=True)``; see :func:`dondoo.export.to_displacy`."""
        from dondoo.export.displacy import to_displacy

        return to_displacy(self, style=style, layers=layers)

    def to_jsonld(self) -> str:
        """Return the article as schema.org JSON-LD, safe inside ``<script>``; see :func:`dondoo.export.to_jsonld`."""
        from dondoo.export.jsonld import to_jsonld

        return to_jsonld(self)

    @classmethod
    def from_json(cls, record: str) -> Document:
        """Read a record back.

        Raises:
            DondooError: ``D008`` if it is not a record, or one of a later schema.

        """
        return cls(_core.Document.from_json(record))

    def __reduce__(self) -> tuple[Any, ...]:
        return (Document, (self._core,))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self.to_json(text=True) == other.to_json(text=True)

    def __hash__(self) -> int:
        return hash((self.id, self.text))

    def __repr__(self) -> str:
        if self.error:
            return f"<dondoo.Document {self.id!r}: error {self.error}>"
        counts = ", ".join(f"{len(self._raw[k])} {k}" for k in ("sentences", "entities", "times", "quotes", "events") if self._raw[k])
        return f"<dondoo.Document {self.id!r}: {self.published}, {counts or 'empty'}>"

    def _repr_html_(self) -> str:
        from dondoo import display

        return display.html(self)
