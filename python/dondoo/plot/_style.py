"""One look for all plots: colours that colour-blind readers can tell apart, words in English and Swahili, and the frame of a plot.

The four quad classes take Okabe and Ito's colours: blues for cooperation, orange and vermilion for conflict, the paler for words,
the stronger for deeds. Each type has one shade of its class's family in every plot, so that two plots can be read together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from dondoo._plover import QUADS, TYPES
from dondoo.plot._events import Fact

QUAD_COLOURS = {1: "#56b4e9", 2: "#0072b2", 3: "#e69f00", 4: "#d55e00"}
OTHER_COLOUR = "#9a9a9a"
INK, PALE = "#333333", "#767676"
_SHADES = {
    1: ("#56b4e9", "#9fd3f2", "#2d8fc9", "#c9e6f7"),
    2: ("#0072b2", "#004f7d", "#3c8fc2"),
    3: ("#e69f00", "#f5cf7a", "#b87f00", "#775200"),
    4: ("#cc79a7", "#8f4a74", "#f2a07b", "#d55e00", "#8c2d04"),
}
TYPE_COLOURS = {name: _SHADES[quad][i] for quad, names in TYPES.items() for i, name in enumerate(names)}

WORDS: dict[str, dict[int | str, str]] = {
    "en": {
        **{quad: name.capitalize() for quad, name in QUADS.items()},
        "other": "Other",
        "events": "Events",
        "nothing": "No events to show",
        "day": "Events by day",
        "week": "Events by week",
        "month": "Events by month",
        "year": "Events by year",
        "network": "Who acts on whom",
        "map": "Where events take place",
        "actor": "Most active actors",
        "recipient": "Most frequent recipients",
        "score": "Mean score (conflict < 0 < cooperation)",
        "undated": "without a date",
        "coarse": "date not exact enough",
        "outside": "before or after",
        "placeless": "without a known place",
        "partyless": "without an actor or recipient",
        "actorless": "without an actor",
        "recipientless": "without a recipient",
        "edges": "strongest ties",
        "of": "of",
        "places": "places",
        "off": "outside the map",
        "months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    },
    "sw": {
        1: "Ushirikiano wa maneno",
        2: "Ushirikiano wa vitendo",
        3: "Mzozo wa maneno",
        4: "Mzozo wa vitendo",
        "other": "Nyingine",
        "events": "Matukio",
        "nothing": "Hakuna matukio ya kuonyesha",
        "day": "Matukio kwa siku",
        "week": "Matukio kwa wiki",
        "month": "Matukio kwa mwezi",
        "year": "Matukio kwa mwaka",
        "network": "Nani anamtendea nani",
        "map": "Mahali pa matukio",
        "actor": "Watendaji wakuu",
        "recipient": "Watendewa wakuu",
        "score": "Wastani wa alama (mzozo < 0 < ushirikiano)",
        "undated": "bila tarehe",
        "coarse": "tarehe isiyo kamili",
        "outside": "kabla au baadaye",
        "placeless": "bila mahali panapojulikana",
        "partyless": "bila mtendaji au mtendewa",
        "actorless": "bila mtendaji",
        "recipientless": "bila mtendewa",
        "edges": "mahusiano makuu",
        "of": "kati ya",
        "places": "mahali",
        "off": "nje ya ramani",
        "months": "Jan Feb Mac Apr Mei Jun Jul Ago Sep Okt Nov Des",
    },
}


def words(lang: str) -> Callable[[Any], str]:
    """Return what is written in a language."""
    if lang not in WORDS:
        raise ValueError(f"lang: {lang!r} is none of {', '.join(WORDS)}")
    return WORDS[lang].__getitem__


@dataclass(frozen=True, slots=True)
class Part:
    """A colour of a plot: its key, and how the legend names it."""

    key: str
    label: str
    colour: str


def split(facts: Iterable[Fact], by: str, top: int, lang: str) -> tuple[list[Part], Callable[[Fact], str]]:
    """Return the parts that events fall into, in the order of the quad classes, and which one an event belongs to.

    Of types the ``top`` most frequent are told apart; the rest is one grey part.
    """
    say = words(lang)
    if by == "quad":
        parts = [Part(str(quad), say(quad), colour) for quad, colour in QUAD_COLOURS.items()]
        key: Callable[[Fact], str] = lambda fact: str(fact.quad)  # noqa: E731
    elif by == "type":
        parts = [Part(name, name, colour) for name, colour in TYPE_COLOURS.items()]
        key = lambda fact: fact.type  # noqa: E731
    else:
        raise ValueError(f"by: {by!r} is none of quad, type")
    counts = Counter(map(key, facts))
    order = {part.key: i for i, part in enumerate(parts)}
    ranked = sorted((k for k in counts if k in order), key=lambda k: (-counts[k], order[k]))
    kept = set(ranked if by == "quad" else ranked[:top])
    shown = [part for part in parts if part.key in kept]
    if kept != set(counts):
        shown.append(Part("", say("other"), OTHER_COLOUR))
    return shown, lambda fact: k if (k := key(fact)) in kept else ""


def at_least_one(value: int, name: str) -> int:
    """Check an option that counts things."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"{name}: a whole number from 1 is needed, not {value!r}")
    return value


def frame(ax: Axes | None, width: float, height: float) -> Axes:
    """Return the user's axes, or those of a new figure of so many inches."""
    if ax is None:
        _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    return ax


def heading(ax: Axes, title: str, notes: Iterable[str]) -> None:
    """Write the title, and under it, small, what is counted and what is not."""
    ax.set_title(title, loc="left", fontsize=11, fontweight="bold", color=INK, pad=20)
    ax.annotate(
        " · ".join(notes), (0, 1), (0, 6), xycoords="axes fraction", textcoords="offset points", fontsize=8, color=PALE, va="bottom"
    )


def counted(word: str, count: int) -> list[str]:
    """Return a note, if there is anything to note."""
    return [f"{word}: {count:,}"] if count else []


def nothing(ax: Axes, title: str, lang: str, notes: Iterable[str] = ()) -> Axes:
    """Draw an empty plot that says that it is empty."""
    heading(ax, title, notes)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.text(0.5, 0.5, words(lang)("nothing"), transform=ax.transAxes, ha="center", va="center", color=PALE)
    for side in ax.spines.values():
        side.set_color("#dddddd")
    return ax


def plain(ax: Axes, grid: str) -> None:
    """Take away the box, and leave pale lines on the axis of counts to read them by."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color("#bbbbbb")
    ax.tick_params(colors=INK, labelsize=8, length=3)
    ax.grid(axis=grid, color="#e8e8e8", linewidth=0.7)  # type: ignore[arg-type]
    ax.set_axisbelow(True)
    counts = ax.yaxis if grid == "y" else ax.xaxis
    counts.set_major_locator(MaxNLocator(nbins=6, integer=True, min_n_ticks=1))
    counts.set_major_formatter(StrMethodFormatter("{x:,.0f}"))


def legend(ax: Axes, parts: Sequence[Part], *, below: bool = False) -> None:
    """Name the colours, beside the axes or below them: inside, something would lie under the names."""
    where: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (1.0, 1.0), "borderaxespad": 0.0}
    if below:
        where = {"loc": "upper center", "bbox_to_anchor": (0.5, 0.0), "ncols": min(len(parts), 5)}
    handles = [Patch(color=part.colour, label=part.label) for part in parts]
    ax.legend(handles=handles, fontsize=8, frameon=False, labelcolor=INK, handlelength=1.1, handleheight=1.0, **where)
