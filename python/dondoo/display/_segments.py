"""Spans that overlap and nest → properly nested pieces.

HTML elements must nest, facts need not: a quote holds names, a description may begin in a quote and end outside. A span that is
crossed by another is closed and opened again, so every piece of text stands inside exactly the spans that cover it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to show: ``kind`` is its CSS class, ``label`` the words beside it, ``title`` its tooltip; lower ``rank`` is further out."""

    start: int
    end: int
    kind: str
    label: str
    title: str
    rank: int


@dataclass(frozen=True, slots=True)
class Open:
    """A mark's element begins; ``last`` says that it is the mark's last piece, the one that bears the label."""

    mark: Mark
    last: bool


@dataclass(frozen=True, slots=True)
class Close:
    """The innermost element ends."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """Text without a border inside."""

    start: int
    end: int


def order(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks outermost first, empty ones left out."""
    return sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, -m.end, m.rank, m.kind, m.label))


def nest(marks: Iterable[Mark], start: int, end: int) -> Iterator[Open | Close | Piece]:
    """Yield the text from ``start`` to ``end`` as pieces between elements that open and close in order.

    ``marks`` come from :func:`order`; parts outside are cut off. The pieces cover ``start`` to ``end`` without gap or overlap.

    >>> [type(e).__name__ for e in nest(order([Mark(0, 4, "a", "", "", 0), Mark(2, 6, "b", "", "", 0)]), 0, 6)]
    ['Open', 'Piece', 'Open', 'Piece', 'Close', 'Close', 'Open', 'Piece', 'Close']
    """
    inside = [m for m in marks if m.start < end and m.end > start]
    borders = sorted({start, end, *(m.start for m in inside if m.start > start), *(m.end for m in inside if m.end < end)})
    stack: list[Mark] = []
    coming = 0
    for at, following in zip(borders, [*borders[1:], end], strict=True):
        lowest = next((i for i, m in enumerate(stack) if m.end <= at), len(stack))
        again = [m for m in stack[lowest:] if m.end > at]
        while len(stack) > lowest:
            yield Close(stack.pop())
        while coming < len(inside) and max(inside[coming].start, start) <= at:
            again.append(inside[coming])
            coming += 1
        if at < following:
            # Those that reach furthest go outside: they are crossed least.
            for mark in sorted(again, key=lambda m: (m.rank > 0, -m.end, m.rank)):
                # A mark whose end comes before that of all around it is not cut again.
                yield Open(mark, mark.end <= end and all(outer.end >= mark.end for outer in stack))
                stack.append(mark)
            yield Piece(at, following)
    while stack:
        yield Close(stack.pop())
