"""What counts as the same in each layer, and how items are paired; the definitions stand in :mod:`dondoo.score`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dondoo.score._article import Article, Item

_WINDOW = 60


def _overlap(a: Item, b: Item) -> int:
    length: int = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return length


def _iou(a: Item, b: Item) -> float:
    """Intersection over union of two spans."""
    union = max(a["end"], b["end"]) - min(a["start"], b["start"])
    share: float = max(0, _overlap(a, b)) / max(1, union)
    return share


@dataclass(slots=True)
class Result:
    """Right ones for precision and for recall, gold and predicted items; and what found no partner."""

    counts: tuple[float, float, int, int]
    missed: list[Item] = field(default_factory=list)
    spurious: list[Item] = field(default_factory=list)


def _pair(gold: list[Item], predicted: list[Item], same: Callable[[Item, Item], bool]) -> Result:
    free, missed = list(predicted), []
    for g in gold:
        best, best_fit = -1, (-1.0, 0)
        for at, p in enumerate(free):
            if same(g, p) and (fit := (_iou(g, p), -abs(g["start"] - p["start"]))) > best_fit:
                best, best_fit = at, fit
        if best < 0:
            missed.append(g)
        else:
            del free[best]
    right = len(gold) - len(missed)
    return Result((right, right, len(gold), len(predicted)), missed, free)


def _ties(gold: Article, predicted: Article) -> dict[str, str]:
    """Predicted entity → gold entity."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)  # of fractions, which Counter holds as well
    for p in predicted.every:
        for g in gold.every:
            if _overlap(g, p) > 0:
                fit = _iou(g, p)
                votes[p["entity"]][g["entity"]] += 10 if fit == 1 else fit  # type: ignore[assignment]
    return {entity: counts.most_common(1)[0][0] for entity, counts in votes.items()}


def _b_cubed(own: list[Item], other: list[Item]) -> float:
    """Sum over own mentions of the share of each one's cluster that the best cluster of its span on the other side holds."""
    mine: dict[str, set[tuple[int, int]]] = defaultdict(set)
    theirs: dict[str, set[tuple[int, int]]] = defaultdict(set)
    holders: dict[tuple[int, int], set[str]] = defaultdict(set)
    for m in own:
        mine[m["entity"]].add((m["start"], m["end"]))
    for m in other:
        span = (m["start"], m["end"])
        theirs[m["entity"]].add(span)
        holders[span].add(m["entity"])
    total = 0.0
    for m in own:
        cluster = mine[m["entity"]]
        kept = max((len(cluster & theirs[e]) for e in holders.get((m["start"], m["end"]), ())), default=0)
        total += kept / len(cluster)
    return total


def compare(gold: Article, predicted: Article) -> Iterator[tuple[str, Result]]:
    """Yield each layer with its result, of one article."""
    ties = _ties(gold, predicted)

    def tied(p: str | None, g: str | None) -> bool:
        return p is not None and g is not None and ties.get(p) == g

    def touch(g: Item, p: Item) -> bool:
        return _overlap(g, p) > 0

    def code(article: Article, m: Item) -> str | None:
        return article.country[m["entity"]]

    def parties(g: Item, p: Item, side: str) -> bool:
        ours, theirs = g.get(side) or [], p.get(side) or []
        if not ours or not theirs:
            return not ours and not theirs
        return any(tied(i, j) for i in theirs for j in ours) or bool(gold.countries(ours) & predicted.countries(theirs))

    def amount(g: Item, p: Item) -> bool:
        equal = g["kind"] == p["kind"] and float(g["value"]) == float(p["value"])
        return equal and (g["kind"] != "money" or g.get("unit") == p.get("unit"))

    def saying(g: Item, p: Item) -> bool:
        return bool(g["style"] == p["style"]) and _iou(g, p) >= 0.5

    def typed(g: Item, p: Item) -> bool:
        return bool(g["type"] == p["type"])

    def dyad(g: Item, p: Item) -> bool:
        return typed(g, p) and parties(g, p, "actor") and parties(g, p, "recipient")

    yield "mention", _pair(gold.names, predicted.names, lambda g, p: typed(g, p) and (g["start"], g["end"]) == (p["start"], p["end"]))
    yield "mention.overlap", _pair(gold.names, predicted.names, lambda g, p: typed(g, p) and touch(g, p))
    yield (
        "link",
        _pair(
            [m for m in gold.names if code(gold, m)],
            [m for m in predicted.names if code(predicted, m)],
            lambda g, p: touch(g, p) and code(gold, g) == code(predicted, p),
        ),
    )
    kept, found = _b_cubed(predicted.named, gold.named), _b_cubed(gold.named, predicted.named)
    yield "coref", Result((kept, found, len(gold.named), len(predicted.named)))
    yield "nominal", _pair(gold.nominals, predicted.nominals, lambda g, p: touch(g, p) and tied(p["entity"], g["entity"]))
    yield "role", _pair(gold.roles, predicted.roles, lambda g, p: touch(g, p) and tied(p["person"], g["person"]))
    yield "time.span", _pair(gold.times, predicted.times, touch)
    yield (
        "time.value",
        _pair(gold.times, predicted.times, lambda g, p: touch(g, p) and typed(g, p) and g["value"] == p["value"]),
    )
    yield "quantity", _pair(gold.quantities, predicted.quantities, lambda g, p: touch(g, p) and amount(g, p))
    yield "quote", _pair(gold.quotes, predicted.quotes, saying)
    yield (
        "quote.speaker",
        _pair(
            [q for q in gold.quotes if q.get("speaker")],
            [q for q in predicted.quotes if q.get("speaker")],
            lambda g, p: saying(g, p) and tied(p["speaker"], g["speaker"]),
        ),
    )
    yield "event.type", _pair(gold.events, predicted.events, typed)
    yield "event.anchor", _pair(gold.events, predicted.events, lambda g, p: typed(g, p) and abs(g["start"] - p["start"]) <= _WINDOW)
    yield "event.dyad", _pair(gold.events, predicted.events, dyad)
    yield (
        "event.full",
        _pair(gold.events, predicted.events, lambda g, p: dyad(g, p) and g.get("aux") == p.get("aux") and g.get("date") == p.get("date")),
    )
