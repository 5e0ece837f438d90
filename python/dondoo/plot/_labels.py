"""Labels beside points, without one over another.

Greedy, in the order given: each label takes the first of eight places around its point that is free. That is good enough for some dozens of
labels, quick, and always gives the same answer; libraries that push labels about need many rounds and scipy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from dondoo.plot._style import INK

_DOT = 4.0  # points
_AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
_HORIZONTAL = {1: "left", 0: "center", -1: "right"}
_VERTICAL = {1: "bottom", 0: "center", -1: "top"}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """Some text beside a point (in data coordinates) that is drawn with a radius in typographic points."""

    x: float
    y: float
    text: str
    radius: float


def place(ax: Axes, labels: Sequence[Label], *, most: int, size: float = 8, force: bool = False) -> list[str]:
    """Write the labels, the first first, at most so many, and return those that found room.

    Points keep clear of labels, but for dots so small that a crowd of them would leave no room anywhere. With ``force`` a label that
    finds no room is written where it covers least.
    """
    figure = ax.figure.figure  # the whole one where the axes lie in a subfigure
    figure.draw_without_rendering()  # a layout engine moves the axes when it draws
    point = figure.dpi / 72
    frame = ax.get_window_extent()
    taken: list[Box] = []
    centres = []
    for label in labels:
        x, y = ax.transData.transform((label.x, label.y))
        centres.append((x, y))
        r = label.radius * point
        if label.radius >= _DOT:
            taken.append((x - r, y - r, x + r, y + r))
    written: list[str] = []
    for (x, y), label in zip(centres, labels, strict=True):
        if len(written) == most:
            break
        note = ax.annotate(label.text, (label.x, label.y), fontsize=size, color=INK, textcoords="offset points", xytext=(0, 0), zorder=6)
        note.set_path_effects([withStroke(linewidth=2.2, foreground="white")])
        note.set_in_layout(False)
        box = note.get_window_extent()
        options = []
        for dx, dy in _AROUND:
            reach = (label.radius * (0.75 if dx and dy else 1.0) + 2) * point
            left = x + dx * reach - (0 if dx > 0 else box.width if dx < 0 else box.width / 2)
            low = y + dy * reach - (0 if dy > 0 else box.height if dy < 0 else box.height / 2)
            spot = (left, low, left + box.width, low + box.height)
            outside = left < frame.x0 or low < frame.y0 or spot[2] > frame.x1 or spot[3] > frame.y1
            options.append((_covered(spot, taken) + (box.width * box.height if outside else 0), spot, dx, dy, reach / point))
            if options[-1][0] == 0:
                break
        cost, spot, dx, dy, offset = min(options, key=lambda option: option[0])
        if cost and not force:
            note.remove()
            continue
        note.set(ha=_HORIZONTAL[dx], va=_VERTICAL[dy], position=(dx * offset, dy * offset))
        taken.append(spot)
        written.append(label.text)
    return written


def _covered(box: Box, taken: list[Box]) -> float:
    """Return the area of a box that others already take."""
    other: Any = np.array(taken).reshape(-1, 4)
    wide = np.minimum(box[2], other[:, 2]) - np.maximum(box[0], other[:, 0])
    high = np.minimum(box[3], other[:, 3]) - np.maximum(box[1], other[:, 1])
    return float((wide.clip(0) * high.clip(0)).sum())
