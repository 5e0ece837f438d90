"""A record as the scorer sees it: checked, its mentions in one list, its entities by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Item = Mapping[str, Any]
_NAMED = ("PER", "ORG", "LOC")


class Article:
    """A record; ``name`` is what an error calls it.

    Raises:
        ValueError: it is not in dondoo's schema.

    """

    def __init__(self, record: Mapping[str, Any], name: str) -> None:
        try:
            self._read(record)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ValueError(f"{name} is not in dondoo's schema: {type(error).__name__} {error}") from None

    def _read(self, record: Mapping[str, Any]) -> None:
        entities = record.get("entities") or []
        self.country: dict[str, str | None] = {e["id"]: e.get("country") for e in entities}
        every: list[Item] = [{**m, "type": e["type"], "entity": e["id"]} for e in entities for m in e.get("mentions") or []]
        for m in every:
            _span(m)
        self.every = every
        self.named = [m for m in every if m["type"] in _NAMED]
        self.names = [m for m in self.named if m.get("kind", "name") == "name"]
        self.nominals = [m for m in self.named if m.get("kind") == "nominal"]
        self.roles = _layer(record, "roles", "person")
        self.times = _layer(record, "times", "type", "value")
        self.quantities = _layer(record, "quantities", "kind", "value")
        for quantity in self.quantities:
            float(quantity["value"])
        self.quotes = _layer(record, "quotes", "style")
        self.events = _layer(record, "events", "type")

    def countries(self, ids: Iterable[str]) -> set[str]:
        """Return the country codes of these entities."""
        return {code for i in ids if (code := self.country.get(i))}


def _span(item: Item) -> None:
    if not (isinstance(item["start"], int) and isinstance(item["end"], int)):
        raise TypeError("start and end must be whole numbers")


def _layer(record: Mapping[str, Any], name: str, *needed: str) -> list[Item]:
    items = record.get(name) or []
    for item in items:
        _span(item)
        for key in needed:
            item[key]
    return sorted(items, key=lambda item: item["start"])
