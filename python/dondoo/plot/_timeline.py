"""Events over time, stacked.

A bar holds only what is known to fall into it: an event dated "2024" is no event of any one week, so it is left out of a plot by weeks and
counted in the line under the title. Many events carry no date of their own; these stand at their article's day, as event data do.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any, Unpack

import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, date2num, num2date
from matplotlib.ticker import FuncFormatter

from dondoo._dates import UNITS, floor, step
from dondoo.plot._events import Fact, Filters, select
from dondoo.plot._style import at_least_one, counted, frame, heading, legend, nothing, plain, split, words


def unit_for(first: dt.date, last: dt.date) -> str:
    """Return the unit that gives a few to some sixty bars."""
    days = (last - first).days
    return "day" if days <= 31 else "week" if days <= 420 else "month" if days <= 366 * 8 else "year"


def _core(days: list[dt.date]) -> tuple[dt.date, dt.date]:
    """Return the stretch to draw: all, but for a hundredth at either end where that would take more than half of the axis."""
    days = sorted(days)
    cut = -(-len(days) // 100) if len(days) >= 20 else 0
    inner = days[cut], days[len(days) - 1 - cut]
    whole = days[0], days[-1]
    return inner if (whole[1] - whole[0]) > 2 * max(inner[1] - inner[0], dt.timedelta(days=31)) else whole


def timeline(
    events: Any,
    tables: Any = None,
    *,
    every: str | None = None,
    by: str = "quad",
    top: int = 8,
    ax: Axes | None = None,
    lang: str = "en",
    **filters: Unpack[Filters],
) -> Axes:
    """Draw how many events there are by day, week, month or year, stacked by quad class or type.

    An event without a date of its own counts under its ``day``, that of publication. Events whose date is coarser than a bar, and the
    few far from all others that would squeeze the rest, are left out and counted under the title.

    Args:
        events: A :class:`dondoo.Batch`, or its events as a table, a pandas or polars frame, a pyarrow table or a dict of lists; needs
            the columns ``type``, and ``date`` or ``day`` or both.
        tables: Not needed; here so that all plots are called alike.
        every: ``"day"``, ``"week"`` (from Monday), ``"month"`` or ``"year"``; by default what suits the time covered.
        by: ``"quad"`` or ``"type"``.
        top: How many types get a colour of their own; the rest is grey.
        ax: Axes to draw on; by default those of a new figure.
        lang: ``"en"`` or ``"sw"``: the language of titles and labels.
        **filters: See :class:`dondoo.plot.Filters`.

    Returns:
        The axes, with one stepped area (``StepPatch``) for each part, from the lowest to the highest.

    Raises:
        ValueError: An option or a column is wrong; the message says which.

    Example:
        >>> import dondoo.plot
        >>> events = {"type": ["CONSULT", "ASSAULT", "PROTEST"], "date": ["2024-06-03", "2024-06-04", "2024-07-01"]}
        >>> ax = dondoo.plot.timeline(events, every="week")
        >>> [(patch.get_label(), patch.get_data().values.tolist()) for patch in ax.patches]
        [('Verbal cooperation', [1.0, 0.0, 0.0, 0.0, 0.0]), ('Material conflict', [2.0, 0.0, 0.0, 0.0, 1.0])]

    """
    say = words(lang)
    if every is not None and every not in UNITS:
        raise ValueError(f"every: {every!r} is none of {', '.join(UNITS)}")
    facts = select(events, tables, filters).facts
    dated = [fact for fact in facts if fact.when]
    exact = [fact.when.day for fact in dated if fact.when and fact.when.unit == "day"]
    days = exact or [fact.when.day for fact in dated if fact.when]
    whole = "since" in filters or "until" in filters or every is not None
    first, last = ((min(days), max(days)) if whole else _core(days)) if days else (dt.date.min, dt.date.min)
    unit = every or unit_for(first, last)
    if not exact and every is None and dated:  # weeks, months or years only: as fine as they are
        unit = max((unit, *(fact.when.unit for fact in dated if fact.when)), key=UNITS.index)
    fine = [fact for fact in dated if fact.when and fact.when.within(unit)]
    if whole and fine:
        first, last = (edge(fact.when.day for fact in fine if fact.when) for edge in (min, max))
    first, last = floor(first, unit), floor(last, unit)
    shown = [fact for fact in fine if fact.when and first <= floor(fact.when.day, unit) <= last]

    parts = split(shown, by, at_least_one(top, "top"), lang)
    ax = frame(ax, 7.5, 3.6)
    notes = [
        *counted(say("undated"), len(facts) - len(dated)),
        *counted(say("coarse"), len(dated) - len(fine)),
        *counted(say("outside"), len(fine) - len(shown)),
    ]
    if not shown:
        return nothing(ax, say(unit), lang, notes)
    _bars(ax, shown, first, last, unit, parts)
    _dates(ax, say("months").split())
    heading(ax, say(unit), [f"{say('events')}: {len(shown):,}", *notes])
    return ax


def _bars(ax: Axes, shown: list[Fact], first: dt.date, last: dt.date, unit: str, by: Any) -> None:
    parts, part_of = by
    edges = [first]
    while edges[-1] <= last and edges[-1] != dt.date.max:
        edges.append(step(edges[-1], unit))
    counts = Counter((part_of(fact), floor(fact.when.day, unit)) for fact in shown if fact.when)
    at = date2num(edges)  # type: ignore[no-untyped-call]
    base = np.zeros(len(edges) - 1)
    for part in parts:
        values = base + [counts[part.key, edge] for edge in edges[:-1]]
        ax.stairs(values, at, baseline=base, fill=True, color=part.colour, label=part.label)
        base = values
    # One lonely bar would fill the plot, and its width would mean nothing.
    lack = max(0, 8 - len(base)) / 2 * (at[1] - at[0])
    ax.set_xlim(at[0] - lack, at[-1] + lack)
    ax.set_ylim(0, max(base) * 1.05)
    plain(ax, "y")
    legend(ax, parts[::-1])


def _dates(ax: Axes, months: list[str]) -> None:
    def label(at: float, place: int | None) -> str:
        day = num2date(at).date()  # type: ignore[no-untyped-call]
        name = months[day.month - 1] if day.day == 1 else f"{day.day} {months[day.month - 1]}"
        if day.day == day.month == 1 and low.year + 8 < high.year:
            return str(day.year)
        return f"{name}\n{day.year}" if not place or day.timetuple().tm_yday == 1 else name

    low, high = (num2date(x).date() for x in ax.get_xlim())  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(AutoDateLocator(minticks=3, maxticks=9))  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_formatter(FuncFormatter(label))
