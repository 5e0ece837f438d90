"""Where events take place, on outlines that ship with the package: nothing is fetched.

An event whose place is a whole country is drawn in the country's middle, not at its capital, whose coordinates the record gives: otherwise
"Kenya" would lie upon "Nairobi".
"""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import Any, Unpack

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from dondoo.plot._events import Fact, Filters, Selection, number, select, text
from dondoo.plot._labels import Label, place
from dondoo.plot._style import INK, PALE, Part, at_least_one, counted, frame, heading, legend, nothing, split, words

Point = tuple[float, float]
Extent = tuple[float, float, float, float]


@lru_cache(maxsize=1)
def outlines() -> tuple[dict[str, Point], list[Any]]:
    """Return a point in the middle of each country by its ISO 3166-1 alpha-3 code, and the rings of all countries, in degrees."""
    data = json.loads(files("dondoo.plot").joinpath("outlines.json").read_text(encoding="utf-8"))
    scale = data["scale"]
    arcs = [np.cumsum(np.array(steps).reshape(-1, 2), axis=0) / scale for steps in data["arcs"]]
    middles = {code: (x / scale, y / scale) for code, (x, y), _ in data["countries"] if code}
    rings = []
    for _, _, parts in data["countries"]:
        for part in parts:
            ring = np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in part])
            ring[:, 0] = np.unwrap(ring[:, 0], period=360)
            rings.append(ring)
            for turn in (-360, 360):  # what crosses 180 degrees shows at both edges of the map
                if np.abs(ring[:, 0]).max() > 180 and np.abs(ring[:, 0] + turn).min() < 180:
                    rings.append(ring + np.array([turn, 0]))
    return middles, rings


def located(selection: Selection) -> dict[Point, tuple[Counter[str], list[Fact]]]:
    """Return the events of each place by longitude and latitude, with the names that the place has in the articles."""
    rows = selection.rows("places", "entity", "name", "country", "lat", "lon", "feature")
    if rows is None:
        raise ValueError("places: coordinates are needed: give the batch, or {'places': …}, as tables")
    wanted = {(fact.row, fact.place) for fact in selection.facts if fact.place}
    middles, _ = outlines()
    known: dict[tuple[Any, str], tuple[Point, str]] = {}
    for row, own, name, country, lat, lon, feature in rows:
        y, x = number(lat), number(lon)
        if (row, own) in wanted and x is not None and y is not None:
            at = middles.get(text(country) or "") if text(feature) == "country" else None
            known[row, own] = at or (round(x, 3), round(y, 3)), text(name) or "?"
    found: dict[Point, tuple[Counter[str], list[Fact]]] = {}
    for fact in selection.facts:
        if fact.place and (spot := known.get((fact.row, fact.place))):
            names, facts = found.setdefault(spot[0], (Counter(), []))
            names[spot[1]] += 1
            facts.append(fact)
    return found


def map(
    events: Any,
    tables: Any = None,
    *,
    top: int = 200,
    labels: int = 20,
    by: str = "quad",
    extent: Extent | None = None,
    ax: Axes | None = None,
    lang: str = "en",
    **filters: Unpack[Filters],
) -> Axes:
    """Draw where events take place: a circle for each place, its area the number of events, its slices their quad classes or types.

    Events without a place whose coordinates are known are left out and counted under the title. Plate carrée, true to scale at the
    middle of the map.

    Args:
        events: A :class:`dondoo.Batch`, or its events as a table, frame or dict of lists; needs ``type`` and ``place``.
        tables: Where ``events`` is no batch: the batch it came from, or a mapping with the table ``places``.
        top: How many places, those with most events first.
        labels: How many of them are named, at most; a name that would lie over another is left out.
        by: ``"quad"`` or ``"type"``.
        extent: West, east, south and north in degrees, ``(28, 42, -12, 5)`` for East Africa; by default what holds all places.
        ax: Axes to draw on; by default those of a new figure.
        lang: ``"en"`` or ``"sw"``.
        **filters: See :class:`dondoo.plot.Filters`.

    Returns:
        The axes; x is the longitude, y the latitude.

    Raises:
        ValueError: An option or a column is wrong; the message says which.

    Example:
        >>> import dondoo.plot
        >>> events = {"row": [0], "type": ["PROTEST"], "place": ["e1"]}
        >>> nairobi = {"row": 0, "entity": "e1", "name": "Nairobi", "country": "KEN", "lat": -1.29, "lon": 36.82, "feature": "capital"}
        >>> ax = dondoo.plot.map(events, {"places": {column: [value] for column, value in nairobi.items()}})
        >>> west, east = ax.get_xlim()
        >>> bool(west < 36.82 < east)
        True

    """
    say = words(lang)
    at_least_one(top, "top")
    if extent is not None and not (len(extent) == 4 and extent[0] < extent[1] and extent[2] < extent[3]):
        raise ValueError(f"extent: west, east, south and north are needed, not {extent!r}")
    selection = select(events, tables, filters, "place")
    every = located(selection) if selection.facts else {}
    inside = {at: held for at, held in every.items() if extent is None or _holds(extent, at)}
    spots = sorted(inside, key=lambda at: (-len(inside[at][1]), at))[:top]
    notes = [
        *counted(say("placeless"), len(selection.facts) - sum(len(facts) for _, facts in every.values())),
        *counted(say("off"), sum(len(facts) for _, facts in every.values()) - sum(len(facts) for _, facts in inside.values())),
    ]
    facts = [fact for at in spots for fact in inside[at][1]]
    parts, part_of = split(facts, by, 8, lang)
    around = extent or (_around(spots) if spots else None)
    ax = frame(ax, 7, 1 + 7 * _ratio(around))
    if not spots or around is None:
        return nothing(ax, say("map"), lang, notes)
    counts = {at: Counter(part_of(fact) for fact in inside[at][1]) for at in spots}
    radius = _radius(max(len(inside[at][1]) for at in spots))
    shown = f" ({say('places')}: {len(spots):,} {say('of')} {len(inside):,})" if len(spots) < len(inside) else ""
    heading(ax, say("map"), [f"{say('events')}: {len(facts):,}{shown}", *notes])
    legend(ax, parts, below=True)
    _land(ax, around, grow=extent is None)
    _pies(ax, counts, parts, radius)
    names = [min(inside[at][0].items(), key=lambda item: (-item[1], item[0]))[0] for at in spots]
    _sizes(ax, max(len(inside[at][1]) for at in spots), radius)
    place(ax, [Label(*at, name, radius(len(inside[at][1]))) for at, name in zip(spots, names, strict=True)], most=labels)
    return ax


def _holds(extent: Extent, at: Point) -> bool:
    return extent[0] <= at[0] <= extent[1] and extent[2] <= at[1] <= extent[3]


def _around(spots: list[Point]) -> Extent:
    """Return what holds all places, with a margin, and enough of the surroundings to know where one is."""
    low, high = np.min(spots, axis=0), np.max(spots, axis=0)
    half = np.maximum((high - low) * 0.58, 5.0)
    middle = (low + high) / 2
    west, south = middle - half
    east, north = middle + half
    return max(west, -180.0), min(east, 180.0), max(south, -58.0), min(north, 80.0)


def _ratio(extent: Extent | None) -> float:
    """Return how tall a map is for its width, within what makes a good figure."""
    if extent is None:
        return 0.5
    west, east, south, north = extent
    return min(max((north - south) / (east - west) / float(np.cos(np.radians((south + north) / 2))), 0.5), 0.9)


def _land(ax: Axes, extent: Extent, *, grow: bool) -> None:
    west, east, south, north = extent
    tall = 1 / np.cos(np.radians((south + north) / 2))
    if grow:  # show more of the surroundings rather than leave a part of the figure empty
        ax.figure.figure.draw_without_rendering()
        box = ax.get_window_extent()
        wanted = box.height / box.width * (east - west) / tall
        if wanted > north - south:
            south, north = _grown(south, north, wanted, -58.0, 80.0)
        else:
            west, east = _grown(west, east, (north - south) * tall * box.width / box.height, -180.0, 180.0)
    _, rings = outlines()
    ax.add_collection(PolyCollection(rings, facecolor="#e9e6df", edgecolor="white", linewidth=0.7, zorder=1), autolim=False)
    ax.set_facecolor("#f4f7f9")
    ax.set_xlim(west, east)
    ax.set_ylim(south, north)
    ax.set_aspect(tall)
    ax.set_xticks([])
    ax.set_yticks([])
    for side in ax.spines.values():
        side.set_color("#d0d0d0")


def _grown(low: float, high: float, span: float, least: float, most: float) -> tuple[float, float]:
    """Make a stretch wider about its middle, within limits."""
    span = min(span, most - least)
    low = min(max((low + high - span) / 2, least), most - span)
    return low, low + span


def _radius(most: int) -> Any:
    """From a number of events to a circle's radius in points."""
    full = min(20.0, 5.0 + 2.5 * most**0.5)
    return lambda count: max(2.2, full * (count / most) ** 0.5)


def _examples(most: int) -> list[int]:
    """Round numbers to read the sizes of circles by."""
    if most < 4:
        return [most]
    unit = 10 ** (len(str(most)) - 1)
    big = most // unit * unit
    return sorted({max(1, big // 5), big})


def _sizes(ax: Axes, most: int, radius: Any) -> None:
    """Draw a second legend, in the map's corner: how many events a circle stands for."""
    rings = [
        Line2D([], [], linestyle="", marker="o", markersize=2 * radius(n), markerfacecolor="none", markeredgecolor=PALE, label=f"{n:,}")
        for n in _examples(most)
    ]
    room = max(radius(most) / 4, 1.0)
    colours = ax.get_legend()
    ax.legend(
        handles=rings, loc="lower left", fontsize=8, labelcolor=INK, handlelength=room, handleheight=room, framealpha=0.8, edgecolor="none"
    )
    if colours is not None:
        ax.add_artist(colours)


def _pies(ax: Axes, counts: dict[Point, Counter[str]], parts: list[Part], radius: Any) -> None:
    """All slices as one collection: quick, however many there are. The larger circles lie below."""
    paths, sizes, offsets, colours = [], [], [], []
    for at, held in counts.items():
        total, begun = sum(held.values()), 0
        for part in parts:
            if count := held[part.key]:
                whole = count == total
                angles = (90 - 360 * (begun + count) / total, 90 - 360 * begun / total)
                paths.append(Path.unit_circle() if whole else Path.wedge(*angles))
                sizes.append(radius(total) ** 2)
                offsets.append(at)
                colours.append(part.colour)
                begun += count
    pies = PathCollection(
        paths, sizes=sizes, offsets=offsets, offset_transform=ax.transData, facecolors=colours, edgecolors="white", linewidths=0.4
    )
    pies.set_transform(IdentityTransform())  # sizes are points, whatever the map's scale
    pies.set_zorder(4)
    ax.add_collection(pies, autolim=False)
