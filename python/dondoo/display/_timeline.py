"""Events over time as inline SVG: a row of bars for each quad class, so that the classes need no colour to be told apart."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

from dondoo._dates import floor, step, when
from dondoo._plover import QUADS
from dondoo.display import _escape as escape

WIDTH, LEFT, ROW, TOP, FOOT = 720, 130, 34, 6, 18
MOST = 60  # bars


def timeline(events: Iterable[tuple[str | None, str | None, int]]) -> str:
    """Return bars by week, month or year, whichever gives at most 60, for ``(date, day, quad)`` of each event.

    An event without a date of its own counts on its day, which is that of publication. A few strays do not flatten the rest: where all of
    it does not fit in months, the outermost twentieth on each side is left out, and so are dates coarser than a bar; a note says how many.
    """
    given = [(when(date) or when(day), quad) for date, day, quad in events]
    days = sorted(at.day for at, _ in given if at)
    if not days:
        return '<p class="dondoo-small">no event has a date</p>' if given else ""
    stray = len(days) // 20
    unit, bars = _scale((days[0], days[-1]), (days[stray], days[len(days) - 1 - stray]))
    shown = set(bars)
    placed = ((_name(at.day, unit), quad) for at, quad in given if at and at.within(unit))
    counts = Counter((bar, quad) for bar, quad in placed if bar in shown)
    left_out = len(given) - counts.total()
    why = f"left out: {left_out:,} of {len(given):,} events, which name no {unit} or lie far from the others"
    return _svg(unit, bars, counts) + (f'<p class="dondoo-small">{why}</p>' if left_out else "")


def _scale(*spans: tuple[datetime.date, datetime.date]) -> tuple[str, list[str]]:
    """Return the finest unit, and its bars, in which one of the spans fits; the first span that does."""
    for first, last in spans:
        for unit, longest in (("week", 7), ("month", 31)):
            if (last - first).days <= MOST * longest and len(bars := _bars(first, last, unit)) <= MOST:
                return unit, bars
    first, last = spans[-1]
    return "year", _bars(first, last, "year")[-MOST:]


def _svg(unit: str, bars: list[str], counts: Counter[tuple[str, int]]) -> str:
    most = max(counts.values(), default=1)
    step = (WIDTH - LEFT - 10) / len(bars)
    height = TOP + ROW * len(QUADS) + FOOT
    totals = {quad: sum(n for (_, q), n in counts.items() if q == quad) for quad in QUADS}
    said = "; ".join(f"{name} {totals[quad]:,}" for quad, name in QUADS.items())
    title = f"Events by {unit}, {bars[0]} to {bars[-1]}"
    out = [
        '<div class="dondoo-scroll" tabindex="0" role="group" aria-label="events over time">',
        f'<svg class="dondoo-svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape.attribute(f"{title}: {said}")}">',
        f"<title>{escape.text(title)}</title><desc>{escape.text(f'{said}. The tallest bar is {most:,} events.')}</desc>",
    ]
    for quad, name in QUADS.items():
        base = TOP + ROW * quad
        out.append(f'<text x="0" y="{base - 8}">{name}</text><line x1="{LEFT}" x2="{WIDTH - 10}" y1="{base}" y2="{base}"></line>')
        for i, bar in enumerate(bars):
            n = counts[bar, quad]
            if n:
                tall = max(2.0, (ROW - 8) * n / most)
                box = f'x="{LEFT + i * step + step * 0.1:.1f}" y="{base - tall:.1f}" width="{min(step * 0.8, 24):.1f}" height="{tall:.1f}"'
                out.append(f'<rect class="dondoo-q{quad}" {box}><title>{bar}: {n:,} {name}</title></rect>')
    ticks = sorted({0, len(bars) // 2, len(bars) - 1}) if len(bars) > 4 else range(len(bars))
    for i in ticks:
        anchor = "end" if i == len(bars) - 1 and i > 3 else "start"
        x = LEFT + (i + (anchor == "end")) * step
        out.append(f'<text x="{x:.1f}" y="{height - 4}" text-anchor="{anchor}">{bars[i]}</text>')
    return "".join(out) + "</svg></div>"


def _name(day: datetime.date, unit: str) -> str:
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return f"{day.year:04}-{day.month:02}" if unit == "month" else f"{day.year:04}"


def _bars(first: datetime.date, last: datetime.date, unit: str) -> list[str]:
    bars, at = [], floor(first, unit)
    while at <= last and at != datetime.date.max:
        bars.append(_name(at, unit))
        at = step(at, unit)
    return bars
