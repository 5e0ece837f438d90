"""The most active actors (or the most frequent recipients) as bars, parted by quad class."""

from __future__ import annotations

from collections import Counter
from typing import Any, Unpack

import numpy as np
from matplotlib.axes import Axes

from dondoo.plot._events import Filters, select
from dondoo.plot._parties import Key, Parties, needed
from dondoo.plot._style import at_least_one, counted, frame, heading, legend, nothing, plain, split, words


def actors(
    events: Any,
    tables: Any = None,
    *,
    top: int = 15,
    by: str = "quad",
    parties: str = "entity",
    side: str = "actor",
    ax: Axes | None = None,
    lang: str = "en",
    **filters: Unpack[Filters],
) -> Axes:
    """Draw who has most events, the first on top, as bars parted by quad class or type.

    An event with two actors counts for both.

    Args:
        events: A :class:`dondoo.Batch`, or its events as a table, frame or dict of lists; needs ``type`` and ``actor``.
        tables: Where ``events`` is no batch: the batch it came from, or a mapping with the table ``entities``, which tells that two
            names are one Wikidata item. Without it parties are told apart by ``actor_name``, or by ``actor`` where that holds names.
        top: How many bars.
        by: ``"quad"`` or ``"type"``.
        parties: What is one bar: an ``"entity"``, a ``"country"``, or a country's ``"sector"`` (``KEN GOV``).
        side: ``"actor"``, or ``"recipient"``.
        ax: Axes to draw on; by default those of a new figure.
        lang: ``"en"`` or ``"sw"``.
        **filters: See :class:`dondoo.plot.Filters`.

    Returns:
        The axes, with one container of bars for each part.

    Raises:
        ValueError: An option or a column is wrong; the message says which.

    Example:
        >>> import dondoo.plot
        >>> events = {"type": ["AID", "ACCUSE", "AID"], "actor": [["Kenya"], ["Kenya"], ["Malawi"]]}
        >>> ax = dondoo.plot.actors(events)
        >>> [label.get_text() for label in ax.get_yticklabels()]
        ['Kenya', 'Malawi']

    """
    say = words(lang)
    if side not in ("actor", "recipient"):
        raise ValueError(f"side: {side!r} is none of actor, recipient")
    at_least_one(top, "top")
    selection = select(events, tables, filters, *needed(side, parties))
    known = Parties(selection, parties)
    held = [(fact, keys) for fact in selection.facts if (keys := known.of(fact, fact.actor if side == "actor" else fact.recipient))]
    totals: Counter[Key] = Counter(key for _, keys in held for key in keys)
    every = known.labels(list(totals))
    order = sorted(totals, key=lambda key: (-totals[key], every(key), key))[:top]
    facts = [fact for fact, keys in held if not set(keys).isdisjoint(order)]
    parts, part_of = split(facts, by, 8, lang)
    ax = frame(ax, 7.5, 1.1 + 0.26 * max(len(order), 6))
    notes = counted(say(f"{side}less"), len(selection.facts) - len(held))
    if not order:
        return nothing(ax, say(side), lang, notes)
    label = known.labels(order)
    counts = Counter((part_of(fact), key) for fact, keys in held for key in keys)
    places = np.arange(len(order))
    left = np.zeros(len(order))
    for part in parts:
        widths = np.array([counts[part.key, key] for key in order])
        ax.barh(places, widths, left=left, height=0.72, color=part.colour, edgecolor="white", linewidth=0.5, label=part.label)
        left += widths
    for place, key in enumerate(order):
        ax.annotate(f"{totals[key]:,}", (totals[key], place), (3, 0), textcoords="offset points", va="center", fontsize=7, color="#767676")
    ax.set_yticks(places, [shortened(label(key)) for key in order])
    ax.set_ylim(max(len(order), 6) - 0.4, -0.6)
    ax.set_xlim(0, max(left) * 1.08)
    plain(ax, "x")
    ax.tick_params(axis="y", length=0)
    legend(ax, parts)
    heading(ax, say(side), [f"{say('events')}: {len(facts):,} {say('of')} {len(selection.facts):,}", *notes])
    return ax


def shortened(name: str, length: int = 36) -> str:
    """Cut a name so that it does not take more room than the plot."""
    return name if len(name) <= length else name[: length - 1].rstrip() + "…"
