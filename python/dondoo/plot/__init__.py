"""Plots of events with matplotlib: over time, on a map, between parties, by actor.

``batch.plot.timeline()`` draws a batch; the functions here draw the same from a table or frame of events, so that rows can be filtered
first: ``dondoo.plot.network(frame, batch)``. They return the matplotlib ``Axes``, take one to draw on (``ax=``), work without a display
and never call ``show``. ``lang="sw"`` writes titles and labels in Swahili.

    >>> import dondoo
    >>> batch = dondoo.extract_batch(["Urusi ilishambulia Ukraine."], published="2024-06-18")
    >>> batch.plot.timeline().get_title(loc="left")
    'Events by day'
"""

from __future__ import annotations

try:
    import matplotlib  # noqa: F401
except ImportError as error:
    raise ImportError("dondoo.plot needs matplotlib: pip install 'dondoo[plot]'") from error

from dondoo.plot._accessor import Plots
from dondoo.plot._actors import actors
from dondoo.plot._events import Filters
from dondoo.plot._map import map
from dondoo.plot._network import network
from dondoo.plot._timeline import timeline

__all__ = ["Filters", "Plots", "actors", "map", "network", "timeline"]
