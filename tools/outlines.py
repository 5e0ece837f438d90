"""Makes the country outlines that `dondoo.plot.map` draws: python/dondoo/plot/outlines.json.

Usage: outlines.py COUNTRIES-50M.JSON [OUT]

COUNTRIES-50M.JSON is `package/countries-50m.json` of the npm package world-atlas 2 (`npm pack world-atlas`): Natural Earth 1:50m,
public domain, as TopoJSON. Needs `pip install pycountry numpy`, the first for the ISO codes.

Borders are thinned arc by arc, so that neighbours still share theirs, finely where Swahili news mostly plays and coarsely elsewhere.
Islands too small to be seen are dropped, but not a country's largest; and holes, since what lies in them (Lesotho) is drawn itself.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pycountry

Point = tuple[float, float]
OUT = Path(__file__).resolve().parent.parent / "python/dondoo/plot/outlines.json"
SCALE = 100  # units per degree
NO_ID = {"Kosovo": "KOS"}  # its code in data/countries.tsv; what else has no ISO number is drawn without a code
LEFT_OUT = {"ATA"}
TINY = 1.0  # square degrees: below this a country keeps all the detail there is
ABOUT = (
    "Country outlines, thinned by tools/outlines.py. Source: Natural Earth 1:50m Admin 0 countries (naturalearthdata.com), public domain, "
    "by way of the npm package world-atlas 2.0.2. arcs: first point, then steps, in 1/scale degrees, longitude before latitude. "
    "Rings may cross 180 degrees. "
    "countries: ISO 3166-1 alpha-3 (or null), a point well inside its largest part, rings of arc indices; ~i is arc i backwards."
)


def tolerance(point: Point) -> float:
    """How far, in degrees, a border may move here."""
    lon, lat = point
    if 12 < lon < 52 and -28 < lat < 16:
        return 0.025
    if -20 < lon < 60 and -36 < lat < 38:
        return 0.07
    return 0.25


def thin(points: list[Point], finest: float | None = None) -> list[Point]:
    """Douglas and Peucker's line simplification, with the tolerance of each point's region or a given one."""
    if len(points) < 3:
        return points
    keep = {0, len(points) - 1}
    if points[0] == points[-1]:  # a closed ring has no base line: its farthest point makes one
        far = max(range(len(points)), key=lambda i: distance(points[i], points[0], points[0]))
        keep.add(far)
    marks = sorted(keep)
    stack = list(pairwise(marks))
    while stack:
        first, last = stack.pop()
        far, worst = 0, 0.0
        for i in range(first + 1, last):
            off = distance(points[i], points[first], points[last]) / (finest or tolerance(points[i]))
            if off > worst:
                far, worst = i, off
        if worst > 1:
            keep.add(far)
            stack += [(first, far), (far, last)]
    return [points[i] for i in sorted(keep)]


def distance(p: Point, a: Point, b: Point) -> float:
    """From a point to the stretch between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return float(((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2) ** 0.5)


def area(ring: list[Point]) -> float:
    """In square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(unrolled(arc))
    return arcs


def unrolled(points: list[Point]) -> list[Point]:
    """The same line without a jump from 180 to -180 degrees."""
    out: list[Point] = []
    for lon, lat in points:
        turn = round((lon - out[-1][0]) / 360) * 360 if out else 0
        out.append((lon - turn, lat))
    return out


def whole(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring of arcs."""
    points: list[Point] = []
    for i in ring:
        points += (arcs[i] if i >= 0 else arcs[~i][::-1])[:-1]
    return unrolled(points)


def middle(ring: list[Point]) -> Point:
    """The point of a grid that lies deepest inside a ring (a centre of gravity can lie outside: Somalia's does)."""
    a = np.array(ring)
    wide = np.array([np.cos(np.radians(a[:, 1].mean())), 1.0])
    a = a * wide
    b = np.roll(a, -1, axis=0)
    low, high = a.min(axis=0), a.max(axis=0)
    x, y = (g.ravel() for g in np.meshgrid(*(np.linspace(low[i], high[i], 42)[1:-1] for i in (0, 1))))
    crossed = (a[:, 1] > y[:, None]) != (b[:, 1] > y[:, None])
    with np.errstate(divide="ignore", invalid="ignore"):
        at = a[:, 0] + (y[:, None] - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    inside = (crossed & (x[:, None] < at)).sum(axis=1) % 2 == 1
    if not inside.any():
        return ring[0]
    step = b - a
    length = np.maximum((step**2).sum(axis=1), 1e-12)
    t = np.clip(((x[:, None] - a[:, 0]) * step[:, 0] + (y[:, None] - a[:, 1]) * step[:, 1]) / length, 0, 1)
    deep = np.hypot(x[:, None] - a[:, 0] - t * step[:, 0], y[:, None] - a[:, 1] - t * step[:, 1]).min(axis=1)
    best = int(np.where(inside, deep, -1).argmax())
    return float(x[best] / wide[0]), float(y[best])


def code_of(geometry: dict[str, Any]) -> str | None:
    """ISO 3166-1 alpha-3."""
    found = pycountry.countries.get(numeric=geometry.get("id", ""))
    return found.alpha_3 if found else NO_ID.get(geometry["properties"]["name"])


def main() -> None:
    """Thin, drop, renumber, write."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else OUT
    geometries = topology["objects"]["countries"]["geometries"]
    full = decode(topology)

    def outer(geometry: dict[str, Any]) -> list[list[int]]:
        """The outer rings, the largest first."""
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        return sorted((polygon[0] for polygon in polygons), key=lambda ring: -area(whole(ring, full)))

    tiny = {i if i >= 0 else ~i for rings in map(outer, geometries) for i in rings[0] if area(whole(rings[0], full)) < TINY}
    arcs = [thin(arc, 0.02 if i in tiny else None) for i, arc in enumerate(full)]
    number: dict[int, int] = {}
    countries = []
    for geometry in geometries:
        code = code_of(geometry)
        if code in LEFT_OUT:
            continue
        kept = []
        for place, ring in enumerate(outer(geometry)):
            points = whole(ring, arcs)
            if len(points) < 3 or (place > 0 and area(points) < (2.0 * tolerance(points[0])) ** 2):
                continue
            kept.append([number.setdefault(i, len(number)) if i >= 0 else ~number.setdefault(~i, len(number)) for i in ring])
        if kept:
            centre = middle(whole(outer(geometry)[0], arcs))
            countries.append((code, [round(v * SCALE) for v in centre], kept))
    lines = []
    for old in number:  # in the order of their new numbers
        x = y = 0
        steps: list[int] = []
        for point in arcs[old]:
            to = (round(point[0] * SCALE), round(point[1] * SCALE))
            if steps and to == (x, y):
                continue
            steps += [to[0] - x, to[1] - y]
            x, y = to
        lines.append(steps)
    data = {"about": ABOUT, "scale": SCALE, "arcs": lines, "countries": sorted(countries, key=lambda c: c[0] or "~")}
    out.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{out.name}: {len(countries)} countries, {len(lines)} arcs, {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
