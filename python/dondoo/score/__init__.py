"""How right records are: precision, recall and F1 of each layer against gold records.

Both sides are records in dondoo's schema (documents, dicts or lines of JSON), matched by ``id``. Gold items are paired with
predicted ones, one to one: each gold item in the order of its record takes, of those still free that count as the same, the one whose
span has the largest intersection over union, then the nearest start. What counts as the same:

=================  ===============================================================================================================
layer              the same if
=================  ===============================================================================================================
mention            same span and type, of names of persons, organisations and places (descriptions and groups are no names)
mention.overlap    the spans overlap, same type
link               the spans overlap, same country; of names whose entity has one
coref              (B³, no pairs) over names and descriptions of equal span: mean share of a mention's cluster that the other side
                   keeps with it; predicted mentions give precision, gold ones recall
nominal            the spans of two descriptions overlap, and their entities are tied
role               the titles overlap, and their persons are tied
time.span          the spans overlap
time.value         the spans overlap, same TIMEX3 type and value
quantity           the spans overlap, same kind and value, for money also the same unit
quote              same style (direct, indirect), intersection over union of at least one half
quote.speaker      the same, and the speakers are tied; of quotes with a speaker
event.type         same PLOVER type, wherever it stands in the article
event.anchor       same type, at most 60 code points between the starts
event.dyad         same type, and the same parties: actors that share a tied entity or a country, or none on both sides; the same of
                   recipients
event.full         dyad, and the same ``aux`` and date
=================  ===============================================================================================================

A predicted entity is tied to the gold entity that its mentions overlap most, an exact overlap counting ten times. Figures over many
articles are of the sums (micro-averages). A gold article without a prediction counts as an empty one; a prediction without gold is
left out.

>>> import dondoo, dondoo.score
>>> gold = dondoo.extract("Rais wa Kenya aliwasili Kampala jana.", id="a", published="2024-06-18")
>>> report = dondoo.score.score([gold], [gold])
>>> report["mention"]
Figure(precision=1.0, recall=1.0, f1=1.0, right=2, gold=2, predicted=2)
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dondoo.document import Document
from dondoo.score._article import Article, Item
from dondoo.score._pairs import compare

__all__ = ["LAYERS", "Error", "Figure", "Record", "Report", "read", "score"]

LAYERS = (
    "mention",
    "mention.overlap",
    "link",
    "coref",
    "nominal",
    "role",
    "time.span",
    "time.value",
    "quantity",
    "quote",
    "quote.speaker",
    "event.type",
    "event.anchor",
    "event.dyad",
    "event.full",
)
Record = Document | Mapping[str, Any] | str


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1 (0 to 1) of a layer; ``right`` pairs of ``gold`` and ``predicted`` items (None for coref: no pairs)."""

    precision: float
    recall: float
    f1: float
    right: int | None
    gold: int
    predicted: int


@dataclass(frozen=True, slots=True)
class Error:
    """An item that has no partner: ``kind`` missed (gold) or spurious (predicted)."""

    id: str
    layer: str
    kind: str
    start: int
    end: int
    item: Item


@dataclass(frozen=True, slots=True)
class Report(Mapping[str, Figure]):
    """Figures by layer, over all articles; ``errors`` where they were asked for."""

    figures: dict[str, Figure]
    articles: int
    errors: tuple[Error, ...] = field(default=(), repr=False)

    def __getitem__(self, layer: str) -> Figure:
        return self.figures[layer]

    def __iter__(self) -> Iterator[str]:
        return iter(self.figures)

    def __len__(self) -> int:
        return len(self.figures)

    def to_dict(self) -> dict[str, dict[str, float | int | None]]:
        """Return plain dicts, for JSON or a frame."""
        return {
            layer: {name: getattr(figure, name) for name in ("precision", "recall", "f1", "right", "gold", "predicted")}
            for layer, figure in self.figures.items()
        }

    def __str__(self) -> str:
        lines = [f"{'layer':16} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'found':>6}"]
        for layer, f in self.figures.items():
            lines.append(f"{layer:16} {f.precision:6.3f} {f.recall:6.3f} {f.f1:6.3f} {f.gold:6} {f.predicted:6}")
        return "\n".join(lines)


def score(gold: Iterable[Record], predicted: Iterable[Record], *, errors: bool = False) -> Report:
    """Compare predicted records with gold ones.

    Args:
        gold: records of the truth, each with an ``id`` of its own.
        predicted: the records to measure, in any order.
        errors: keep every item without a partner in ``errors``.

    Returns:
        A :class:`Report`: ``report["event.dyad"].f1``, ``print(report)``.

    Raises:
        ValueError: a record is no record, has no id, or two of a side have the same.

    >>> truth = {"id": "a", "times": [{"start": 0, "end": 4, "type": "DATE", "value": "2024-06-17"}]}
    >>> guess = {"id": "a", "times": [{"start": 0, "end": 4, "type": "DATE", "value": "2024-06-18"}]}
    >>> report = score([truth], [guess])
    >>> report["time.span"].f1, report["time.value"].f1
    (1.0, 0.0)

    """
    articles, guesses = _by_id(gold, "gold"), _by_id(predicted, "predicted")
    sums = {layer: [0.0, 0.0, 0, 0] for layer in LAYERS}
    left: list[Error] = []
    for key, record in articles.items():
        truth = Article(record, f"gold record {key!r}")
        guess = Article(guesses.get(key, {}), f"predicted record {key!r}")
        for layer, result in compare(truth, guess):
            total = sums[layer]
            for at, value in enumerate(result.counts):
                total[at] += value
            if errors:
                for kind, items in (("missed", result.missed), ("spurious", result.spurious)):
                    left.extend(Error(key, layer, kind, item["start"], item["end"], item) for item in items)
    figures = {layer: _figure(layer, *total) for layer, total in sums.items()}
    return Report(figures, len(articles), tuple(left))


def read(path: str | os.PathLike[str]) -> list[dict[str, Any]]:
    """Read a file of records, one a line, for :func:`score`.

    Raises:
        ValueError: a line is no JSON object; says which.

    """
    records = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    records.append(_plain(line))
                except ValueError as error:
                    raise ValueError(f"{os.fspath(path)}:{number}: {error}") from None
    return records


def _plain(record: Record) -> dict[str, Any]:
    if isinstance(record, Document):
        return record.to_dict()
    if isinstance(record, str):
        try:
            record = json.loads(record)
        except ValueError as error:
            raise ValueError(f"not JSON: {error}") from None
    if not isinstance(record, Mapping):
        raise ValueError("not a record (a JSON object)")
    return dict(record)


def _by_id(records: Iterable[Record], side: str) -> dict[str, dict[str, Any]]:
    out: dict[str, dict[str, Any]] = {}
    for number, record in enumerate(records, 1):
        raw = _plain(record)
        if raw.get("id") is None:
            raise ValueError(f"{side} record {number} has no id")
        key = str(raw["id"])
        if key in out:
            raise ValueError(f"two {side} records have the id {key!r}")
        out[key] = raw
    return out


def _figure(layer: str, right_predicted: float, right_gold: float, gold: float, predicted: float) -> Figure:
    precision = right_predicted / predicted if predicted else 0.0
    recall = right_gold / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Figure(precision, recall, f1, None if layer == "coref" else round(right_gold), round(gold), round(predicted))
