"""``batch.plot``: the plots of a batch."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from dondoo.batch import Batch
from dondoo.plot._actors import actors
from dondoo.plot._map import map
from dondoo.plot._network import network
from dondoo.plot._timeline import timeline


class Plots:
    """The plots of a batch, as ``batch.plot``; the options are those of the functions of the same names.

    Each returns the matplotlib ``Axes`` and shows nothing by itself: ``ax.figure.savefig("timeline.png")``.
    """

    def __init__(self, batch: Batch) -> None:
        self._batch = batch

    def timeline(self, **options: Any) -> Axes:
        """Draw events over time: :func:`dondoo.plot.timeline`."""
        return timeline(self._batch, **options)

    def network(self, **options: Any) -> Axes:
        """Draw who acts on whom: :func:`dondoo.plot.network`."""
        return network(self._batch, **options)

    def map(self, **options: Any) -> Axes:
        """Draw where events take place: :func:`dondoo.plot.map`."""
        return map(self._batch, **options)

    def actors(self, **options: Any) -> Axes:
        """Draw the most active actors: :func:`dondoo.plot.actors`."""
        return actors(self._batch, **options)

    def __repr__(self) -> str:
        return "<dondoo.plot of a batch: actors, map, network, timeline>"
