"""Who is who across articles: an event names entities of its own article, a plot wants one node for the same one in all of them.

Entities are the same where they share a Wikidata id, else a lexicon id, else type, name and country, as in ``Batch.entity_counts``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from dondoo.plot._events import Fact, Selection, text

PARTIES = ("entity", "country", "sector")
_OWN_ID = re.compile(r"e\d+$")

Key = tuple[str, ...]


class Parties:
    """The keys of the parties of events, and the labels of the keys."""

    def __init__(self, selection: Selection, level: str) -> None:
        if level not in PARTIES:
            raise ValueError(f"parties: {level!r} is none of {', '.join(PARTIES)}")
        self._keys: dict[tuple[Any, str], Key | None] = {}
        self._names: dict[Key, Counter[str]] = {}
        self._country: dict[Key, str] = {}
        wanted = {(fact.row, party) for fact in selection.facts for party in fact.actor + fact.recipient}
        rows = selection.rows("entities", "entity", "type", "name", "country", "sector", "wikidata", "lexicon_id")
        if rows is None:
            self._given(wanted, level)
        for row, own, *values in rows or ():
            if (row, own) in wanted:
                self._keys[row, own] = self._known(level, *map(text, values))

    def _given(self, wanted: set[tuple[Any, str]], level: str) -> None:
        """Without a table of entities the values are the names, unless they are ids, which mean nothing without one."""
        if level != "entity" or any(_OWN_ID.match(party) for _, party in wanted):
            raise ValueError("actor and recipient hold ids of entities: give the batch, or {'entities': …}, as tables")
        for row, party in wanted:
            self._keys[row, party] = key = (party,)
            self._names[key] = Counter([party])

    def _known(
        self, level: str, kind: str | None, name: str | None, country: str | None, sector: str | None, wikidata: str | None, own: str | None
    ) -> Key | None:
        if level != "entity":
            if country is None:
                return None
            label = country if level == "country" or sector is None else f"{country} {sector}"
            key: Key = (label,)
        else:
            label = name or "?"
            named = label.lower() if kind == "GRP" else label
            key = (wikidata,) if wikidata else (own,) if own else (kind or "", named, country or "")
            if country and kind == "GRP":
                label = f"{named} ({country})"
            self._country.setdefault(key, country or "?")
        self._names.setdefault(key, Counter())[label] += 1
        return key

    def of(self, fact: Fact, side: tuple[str, ...]) -> list[Key]:
        """Return the distinct parties on one side of an event, in its order."""
        if not side:
            return []
        found = [self._keys.get((fact.row, party)) for party in side]
        return list(dict.fromkeys(key for key in found if key is not None))

    def labels(self, keys: list[Key]) -> Callable[[Key], str]:
        """Return a label for each key; two that would read alike say their country."""
        names = {key: min(self._names[key].items(), key=lambda item: (-item[1], item[0]))[0] for key in keys}
        twice = Counter(names.values())
        return lambda key: f"{names[key]} ({self._country.get(key, '?')})" if twice[names[key]] > 1 else names[key]
