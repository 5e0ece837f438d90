"""Who acts on whom, as a directed graph.

A batch of a hundred thousand events has far more ties than eyes can follow, so only the strongest are drawn, and only they are laid out:
the layout's cost grows with the square of the nodes. Parts that do not hang together are laid out apart and packed side by side,
because springs drive them off the page.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Unpack

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, Normalize

from dondoo.plot._events import Fact, Filters, Selection, select
from dondoo.plot._labels import Label, place
from dondoo.plot._parties import Key, Parties, needed
from dondoo.plot._style import OTHER_COLOUR, QUAD_COLOURS, Part, at_least_one, counted, frame, heading, legend, nothing, words

MUTUAL = ("AGREE", "CONSULT", "COOPERATE")
_SCALE = LinearSegmentedColormap.from_list("conflict-cooperation", [QUAD_COLOURS[4], "#e8a877", "#ababab", "#74add0", QUAD_COLOURS[2]])
_NORM = Normalize(-10, 10)


@dataclass(slots=True)
class Tie:
    """All that one party did to another."""

    weight: int = 0
    scored: int = 0
    total: float = 0.0
    quads: Counter[int | None] = field(default_factory=Counter)

    def add(self, fact: Fact) -> None:
        """Count an event."""
        self.weight += 1
        self.quads[fact.quad] += 1
        if fact.score is not None:
            self.scored += 1
            self.total += fact.score

    @property
    def score(self) -> float:
        """The mean of the events' scores; 0 where none has one."""
        return self.total / self.scored if self.scored else 0.0

    @property
    def quad(self) -> int | None:
        """The commonest quad class; of equals the most hostile."""
        return max(self.quads, key=lambda quad: (self.quads[quad], quad or 0))


def ties(selection: Selection, parties: Parties) -> tuple[dict[tuple[Key, Key], Tie], int]:
    """Return what each party did to each other, and how many events tell of no such tie.

    Where several agree, consult or cooperate and no recipient is named, each does so with each.
    """
    found: dict[tuple[Key, Key], Tie] = {}
    without = 0
    for fact in selection.facts:
        actor, recipient = parties.of(fact, fact.actor), parties.of(fact, fact.recipient)
        if not recipient and fact.type in MUTUAL:
            recipient = actor
        pairs = [(a, r) for a in actor for r in recipient if a != r]
        for pair in pairs:
            found.setdefault(pair, Tie()).add(fact)
        without += not pairs
    return found, without


def network(
    events: Any,
    tables: Any = None,
    *,
    top: int = 30,
    by: str = "score",
    parties: str = "entity",
    ax: Axes | None = None,
    lang: str = "en",
    **filters: Unpack[Filters],
) -> Axes:
    """Draw who acts on whom: arrows from actor to recipient, as wide as there are events, coloured by how friendly these are.

    Events without both sides are left out and counted under the title; where several parties agree, consult or cooperate without
    a recipient, each is tied with each.

    Args:
        events: A :class:`dondoo.Batch`, or its events as a table, frame or dict of lists; needs ``type``, ``actor``, ``recipient`` and,
            to colour by it, ``score``.
        tables: Where ``events`` is no batch: the batch it came from, or a mapping with the table ``entities``, which tells that two
            names are one Wikidata item. Without it parties are told apart by ``actor_name`` and ``recipient_name``, or by ``actor`` and
            ``recipient`` where these hold names.
        top: How many ties, the strongest first.
        by: The colour of an arrow: ``"score"``, the mean of its events' scores (-10 to 10), or ``"quad"``, their commonest quad class.
        parties: What is one node: an ``"entity"``, a ``"country"``, or a country's ``"sector"`` (``KEN GOV``).
        ax: Axes to draw on; by default those of a new figure.
        lang: ``"en"`` or ``"sw"``.
        **filters: See :class:`dondoo.plot.Filters`.

    Returns:
        The axes.

    Raises:
        ValueError: An option or a column is wrong; the message says which.
        ImportError: networkx is missing.

    Example:
        >>> import dondoo.plot
        >>> events = {"type": ["AID", "ACCUSE"], "actor": [["Kenya"], ["Rwanda"]], "recipient": [["Malawi"], ["Kenya"]]}
        >>> ax = dondoo.plot.network(events, by="quad")
        >>> sorted(text.get_text() for text in ax.texts if text.get_text() in ("Kenya", "Malawi", "Rwanda"))
        ['Kenya', 'Malawi', 'Rwanda']

    """
    try:
        import networkx as nx
    except ImportError as error:
        raise ImportError("dondoo.plot.network needs networkx: pip install 'dondoo[plot]'") from error
    say = words(lang)
    if by not in ("score", "quad"):
        raise ValueError(f"by: {by!r} is none of score, quad")
    at_least_one(top, "top")
    columns = (*needed("actor", parties), *needed("recipient", parties), *(("score",) if by == "score" else ()))
    selection = select(events, tables, filters, *columns)
    known = Parties(selection, parties)
    found, without = ties(selection, known)
    ax = frame(ax, 8, 6.5)
    notes = counted(say("partyless"), without)
    if not found:
        return nothing(ax, say("network"), lang, notes)
    name = known.labels(sorted({key for pair in found for key in pair}))
    strongest = sorted(found, key=lambda pair: (-found[pair].weight, name(pair[0]), name(pair[1]), pair))[:top]
    graph: Any = nx.DiGraph()
    for pair in strongest:
        graph.add_edge(*pair, weight=found[pair].weight)
    spots = _layout(nx, graph)
    _draw(nx, ax, graph, spots, {pair: found[pair] for pair in strongest}, by)
    _name(ax, graph, spots, name)
    if by == "score":
        bar = ax.figure.colorbar(ScalarMappable(_NORM, _SCALE), ax=ax, location="bottom", shrink=0.4, aspect=30, pad=0.01)
        bar.set_label(say("score"), fontsize=8)
        bar.ax.tick_params(labelsize=7, length=2)
        bar.outline.set_visible(False)
    else:
        used = {found[pair].quad for pair in strongest}
        parts = [Part(str(quad), say(quad), colour) for quad, colour in QUAD_COLOURS.items() if quad in used]
        parts += [Part("", say("other"), OTHER_COLOUR)] if None in used else []
        legend(ax, parts, below=True)
    shown = f"{say('edges')}: {len(strongest):,} {say('of')} {len(found):,}"
    heading(ax, say("network"), [f"{say('events')}: {len(selection.facts) - without:,}", shown, *notes])
    return ax


def _layout(nx: Any, graph: Any) -> dict[Key, Any]:
    """Springs within each part that hangs together; the parts in rows, the largest first."""
    blocks = []
    for nodes in sorted(nx.weakly_connected_components(graph), key=lambda part: (-len(part), min(part))):
        part = nx.Graph()
        part.add_nodes_from(sorted(nodes))
        part.add_edges_from(sorted((a, b) for a, b in graph.edges if a in nodes))
        if len(nodes) == 2:  # side by side would put one label over the other
            at = dict(zip(sorted(nodes), np.array([[0.0, 0.5], [0.0, -0.5]]), strict=True))
        else:
            at = nx.spring_layout(part, k=1.6 / len(nodes) ** 0.5, iterations=200, seed=7)
        points = np.array([at[node] for node in at])
        low, span = points.min(axis=0), np.ptp(points, axis=0)
        size = np.array([1.0, 1.0]) if len(nodes) == 2 else np.array([1.25, 1.0]) * (1.0 + 0.55 * (len(nodes) - 2) ** 0.75)
        blocks.append(({node: (at[node] - low) / np.where(span > 0, span, 1) * size for node in at}, size))
    room = np.array([1.3, 0.75])
    width = max(blocks[0][1][0], (1.4 * sum(float(np.prod(size + room)) for _, size in blocks)) ** 0.5)
    spots: dict[Key, Any] = {}
    x = y = tall = 0.0
    for at, size in blocks:
        if x > 0 and x + size[0] > width:
            x, y, tall = 0.0, y - tall - room[1], 0.0
        for node, spot in at.items():
            spots[node] = spot + np.array([x, y - size[1]])
        x, tall = x + size[0] + room[0], max(tall, size[1])
    return spots


def _sizes(graph: Any) -> dict[Key, float]:
    """Radii in points: the area says in how many events a node is."""
    degree = dict(graph.degree(weight="weight"))
    return {node: 3.0 + 6.0 * (degree[node] / max(degree.values())) ** 0.5 for node in graph}


def _draw(nx: Any, ax: Axes, graph: Any, spots: dict[Key, Any], drawn: dict[tuple[Key, Key], Tie], by: str) -> None:
    radii = _sizes(graph)
    most = max(tie.weight for tie in drawn.values())
    area = [(2 * radii[node]) ** 2 for node in graph]
    pairs = sorted(drawn, key=lambda pair: drawn[pair].weight)
    colours = [
        _SCALE(_NORM(drawn[pair].score)) if by == "score" else QUAD_COLOURS.get(drawn[pair].quad or 0, OTHER_COLOUR) for pair in pairs
    ]
    nx.draw_networkx_nodes(graph, spots, ax=ax, node_size=area, node_color="#4d4d4d", edgecolors="white", linewidths=0.8)
    nx.draw_networkx_edges(
        graph,
        spots,
        ax=ax,
        edgelist=pairs,
        edge_color=colours,
        width=[1.0 + 4.0 * (drawn[pair].weight / most) ** 0.5 for pair in pairs],
        node_size=area,
        arrowsize=11,
        connectionstyle="arc3,rad=0.14",
    )
    low, high = np.min(list(spots.values()), axis=0), np.max(list(spots.values()), axis=0)
    span = np.maximum(high - low, 1.0)
    ax.set_xlim(low[0] - 0.1 * span[0], high[0] + 0.2 * span[0])  # most labels stand to the right
    ax.set_ylim(low[1] - 0.06 * span[1], high[1] + 0.06 * span[1])
    ax.set_axis_off()


def _name(ax: Axes, graph: Any, spots: dict[Key, Any], name: Any) -> None:
    radii = _sizes(graph)
    order = sorted(graph, key=lambda node: (-radii[node], name(node), node))
    labels = [
        Label(
            float(spots[node][0]), float(spots[node][1]), textwrap.fill(textwrap.shorten(name(node), 40, placeholder="…"), 18), radii[node]
        )
        for node in order
    ]
    place(ax, labels, most=len(labels), size=7.5, force=True)
