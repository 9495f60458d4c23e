"""Where on a map does each state lie?

Natural Earth's countries at 1:110 million (public domain), as TopoJSON of world-atlas (ISC), drawn
in the Equal Earth projection. The shapes say nothing on whose a territory is.

Citation: Šavrič, Patterson and Jenny (2018), The Equal Earth map projection, International Journal
of Geographical Information Science 33.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import msgspec

WIDTH, HEIGHT = 960, 470
NOTE = (
    "Shapes of Natural Earth, public domain, at 1:110 million. Boundaries and names on this map "
    "endorse nothing and accept no claim; small states have no shape and stand in the table."
)
_A = (1.340264, -0.081106, 0.000893, 0.003796)


class Shape(msgspec.Struct, frozen=True):
    """A country's outline: its numeric code (ISO 3166-1; empty: none), name and SVG path."""

    code: str
    name: str
    path: str


@cache
def shapes() -> tuple[Shape, ...]:
    """Return the outlines of all countries that have one."""
    file = files("quorate.views.page") / "shapes" / "countries-110m.json"
    told = msgspec.json.decode(file.read_bytes())
    arcs = [_arc(arc, told["transform"]) for arc in told["arcs"]]
    return tuple(
        Shape(str(each.get("id", "")), each["properties"]["name"], _path(each, arcs))
        for each in told["objects"]["countries"]["geometries"]
    )


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a place lies on the map, in the picture's units.

    >>> project(0, 0)
    (480.0, 235.0)
    """
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    y = theta * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
    scale = WIDTH / 2 / 2.7066
    return round(WIDTH / 2 + scale * x, 1), round(HEIGHT / 2 - scale * y, 1)


def _arc(arc: list[list[int]], transform: dict[str, Any]) -> list[tuple[float, float]]:
    """Return an arc's places; each is told by its distance from the one before."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        found.append(project(x * sx + tx, y * sy + ty))
    return found


def _path(shape: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> str:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    parts = []
    for ring in (ring for polygon in polygons for ring in polygon):
        places: list[tuple[float, float]] = []
        for number in ring:
            line = arcs[number] if number >= 0 else arcs[~number][::-1]
            places += line[1:] if places else line
        parts += ["M" + "L".join(f"{x:g},{y:g}" for x, y in p) + "Z" for p in _pieces(places)]
    return "".join(parts)


def _pieces(ring: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """Return a ring cut where it leaves the map on one side and comes back on the other."""
    cuts = [n for n in range(1, len(ring)) if abs(ring[n][0] - ring[n - 1][0]) > WIDTH / 3]
    if not cuts:
        return [ring]
    # The ring ends where it began: its last piece goes on with the first.
    return [*(ring[a:b] for a, b in pairwise(cuts)), ring[cuts[-1] :] + ring[: cuts[0]]]
