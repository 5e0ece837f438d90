"""Who is who across articles: an event names entities of its own article, a plot wants one node for the same one in all of them.

Entities are the same where they share a Wikidata id, else a lexicon id, else type, name and country, as in ``Batch.entity_counts``. These
stand in the table of entities; without it, name and country, which the events bear themselves, must do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from dondoo.plot._events import Fact, Party, Selection, text

LEVELS = ("entity", "country", "sector")
_OWN_ID = re.compile(r"e\d+$")

Key = tuple[str, ...]


def needed(side: str, level: str) -> tuple[str, ...]:
    """Return the columns of events that tell the parties of one side.

    Raises:
        ValueError: there is no such level.

    """
    if level not in LEVELS:
        raise ValueError(f"parties: {level!r} is none of {', '.join(LEVELS)}")
    return (side, *(f"{side}{told}" for told in {"entity": (), "country": ("_country",), "sector": ("_country", "_sector")}[level]))


class Parties:
    """The keys of the parties of events, and the labels of the keys."""

    def __init__(self, selection: Selection, level: str) -> None:
        self._level = level
        self._keys: dict[tuple[Any, str], Key] = {}
        self._names: dict[Key, Counter[str]] = {}
        self._country: dict[Key, str] = {}
        rows = None
        if level == "entity":
            rows = selection.rows("entities", "entity", "type", "name", "country", "wikidata", "lexicon_id")
        self._joined = rows is not None
        wanted = {(fact.row, party.id) for fact in selection.facts for party in fact.actor + fact.recipient} if rows else set()
        for row, own, *values in rows or ():
            if (row, own) in wanted:
                self._keys[row, own] = self._identified(*map(text, values))

    def _identified(self, kind: str | None, name: str | None, country: str | None, wikidata: str | None, own: str | None) -> Key:
        label = name or "?"
        named = label.lower() if kind == "GRP" else label
        key = (wikidata,) if wikidata else (own,) if own else (kind or "", named, country or "")
        return self._keep(key, f"{named} ({country})" if country and kind == "GRP" else label, country)

    def _keep(self, key: Key, label: str, country: str | None) -> Key:
        self._country.setdefault(key, country or "?")
        self._names.setdefault(key, Counter())[label] += 1
        return key

    def _key(self, row: Any, party: Party) -> Key | None:
        if self._joined:
            return self._keys.get((row, party.id))
        if self._level != "entity":
            label = f"{party.country} {party.sector}" if self._level == "sector" and party.sector else party.country
            return self._keep((label,), label, None) if party.country else None
        if not party.name and _OWN_ID.match(party.id):
            raise ValueError("actor and recipient hold ids of entities: give their names too (actor_name …), or the batch as tables")
        name = party.name or party.id
        return self._keep((name, party.country), name, party.country)

    def of(self, fact: Fact, side: tuple[Party, ...]) -> list[Key]:
        """Return the distinct parties on one side of an event, in its order."""
        found = [self._key(fact.row, party) for party in side] if side else []
        return list(dict.fromkeys(key for key in found if key is not None))

    def labels(self, keys: list[Key]) -> Callable[[Key], str]:
        """Return a label for each key; two that would read alike say their country."""
        names = {key: min(self._names[key].items(), key=lambda item: (-item[1], item[0]))[0] for key in keys}
        twice = Counter(names.values())
        return lambda key: f"{names[key]} ({self._country.get(key, '?')})" if twice[names[key]] > 1 else names[key]
