"""Outlines of the world's countries, unpacked from TopoJSON, and an equal-area projection for them."""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from iso3166 import countries_by_numeric

FILE = Path(__file__).with_name("countries-110m.json")
# Equal Earth: coefficients of Šavrič, B., Patterson, T. and Jenny, B. (2019), The Equal Earth map projection, International
# Journal of Geographical Information Science 33(3), 454-465, https://doi.org/10.1080/13658816.2018.1504949
A = (1.340264, -0.081106, 0.000893, 0.003796)
M = np.sqrt(3) / 2
ANTARCTICA = "ATA"


@lru_cache
def outlines(least: float = 0) -> dict[str, list[np.ndarray]]:
    """Return ISO 3166 alpha-3 code -> the rings of the state's outline, each an array of longitude and latitude in degrees.

    Areas without a code of their own in the source keep their English name as key; Antarctica, which is no state and goes
    around the pole, is left out. Islands that cover less than the area `least` on a globe of radius 1 are left out too, and
    points that change an outline by less, in the arcs that neighbours share, so that borders stay whole. Source: Natural
    Earth 1:110m (public domain) as TopoJSON of world-atlas 2.0.2 (ISC).

    >>> len(outlines()["EGY"]), len(outlines()["EGY"][0]) > len(outlines(0.001)["EGY"][0])
    (1, True)
    """
    topology = json.loads(FILE.read_text(encoding="utf-8"))
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [thinned(np.cumsum(np.array(arc), axis=0) * scale + shift, least) for arc in topology["arcs"]]
    shapes = topology["objects"]["countries"]["geometries"]
    rings = {_name(shape): [_ring(ring, arcs) for ring in _rings(shape)] for shape in shapes}
    parts = {name: [part for ring in found for part in parted(ring)] for name, found in rings.items() if name != ANTARCTICA}
    return {name: _seen(found, least) for name, found in parts.items()}


def _seen(rings: list[np.ndarray], least: float) -> list[np.ndarray]:
    """The rings of a state that are no smaller than `least`, and its largest."""
    areas = [area(equal_earth(ring)) for ring in rings]
    return [ring for ring, covered in zip(rings, areas, strict=True) if covered >= min(least, max(areas))]


def thinned(arc: np.ndarray, least: float) -> np.ndarray:
    """Return `arc` without the points that matter least: whose triangle with their neighbours is smaller than `least`.

    Both ends stay, and so many corners that no ring falls flat: one between two ends, two of a ring.

    >>> thinned(np.array([[0, 0], [2, 0.5], [4, 0], [4, 4]]), 0.0004).tolist()
    [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0]]

    Notes
    -----
    Visvalingam, M. and Whyatt, J. (1993), Line generalisation by repeated elimination of points, The Cartographic Journal
    30(1), 46-51, https://doi.org/10.1179/000870493786962263
    """
    kept, drawn = np.arange(len(arc)), equal_earth(arc)
    fewest = 4 if np.array_equal(arc[0], arc[-1]) else 3
    while len(kept) > fewest:
        (x, y), (right, up) = (drawn[kept[1:-1]] - drawn[kept[:-2]]).T, (drawn[kept[2:]] - drawn[kept[:-2]]).T
        areas = np.abs(x * up - y * right) / 2
        if areas.min() >= least:
            break
        kept = np.delete(kept, areas.argmin() + 1)
    return arc[kept]


def _name(shape: dict) -> str:
    return countries_by_numeric[shape["id"]].alpha3 if "id" in shape else shape["properties"]["name"]


def _rings(shape: dict) -> list[list[int]]:
    """The rings of a polygon, or of all polygons of a shape; holes are rings too."""
    return shape["arcs"] if shape["type"] == "Polygon" else [ring for polygon in shape["arcs"] for ring in polygon]


def _ring(numbers: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """One ring from its arcs: a negative number is the arc (its complement) backwards; arcs share their end points."""
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def parted(ring: np.ndarray) -> list[np.ndarray]:
    """Return a ring of longitude and latitude in degrees cut at the 180th meridian, where it crosses that.

    >>> across = np.array([[170.0, 0.0], [-170.0, 0.0], [-170.0, 10.0], [170.0, 10.0], [170.0, 0.0]])
    >>> [part[:, 0].min().tolist() for part in parted(across)], [part[:, 0].max().tolist() for part in parted(across)]
    ([170.0, -180.0], [180.0, -170.0])
    """
    longitude = np.unwrap(ring[:, 0], period=360)
    longitude -= 360 * np.round((longitude.min() + longitude.max()) / 720)
    whole = np.column_stack([longitude, ring[:, 1]])
    if np.abs(longitude).max() <= 180:
        return [whole]
    edge = 180 * np.sign(longitude[np.abs(longitude).argmax()])
    beyond = _kept(whole, edge, outside=True) - (2 * edge, 0)
    return [_kept(whole, edge, outside=False), beyond]


def _kept(ring: np.ndarray, edge: float, outside: bool) -> np.ndarray:
    """The part of a ring beyond the meridian `edge`, or that on this side; after Sutherland and Hodgman (1974)."""
    depth = (ring[:, 0] - edge) * np.sign(edge) * (1 if outside else -1)  # how far a point lies in the part kept
    points = []
    for (one, d), (other, e) in pairwise(zip(ring, depth, strict=True)):
        if d >= 0:
            points.append(one)
        if d * e < 0:
            points.append(one + (other - one) * d / (d - e))
    return np.array([*points, points[0]])


def equal_earth(degrees: np.ndarray) -> np.ndarray:
    """Return longitude and latitude in degrees as x and y on a map of a globe of radius 1 that keeps areas.

    Parameters
    ----------
    degrees : array of shape (n, 2), longitude and latitude

    Examples
    --------
    >>> equal_earth(np.array([[122.0, 47.0]])).round(2).tolist()
    [[1.55, 0.89]]

    Notes
    -----
    Source: Šavrič, Patterson and Jenny (2019), equations 7 to 9; see `A`.
    """
    longitude, latitude = np.radians(np.asarray(degrees, dtype=float)).T
    t = np.arcsin(M * np.sin(latitude))
    t2, t6 = t**2, t**6
    x = longitude * np.cos(t) / (M * (A[0] + 3 * A[1] * t2 + t6 * (7 * A[2] + 9 * A[3] * t2)))
    return np.column_stack([x, t * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2))])


def area(ring: np.ndarray) -> float:
    """Return the area inside a ring of x and y.

    >>> area(np.array([[0, 0], [2, 0], [2, 1], [0, 1], [0, 0]]))
    2.0
    """
    x, y = ring.T
    return float(abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2)


def middle(ring: np.ndarray) -> np.ndarray:
    """Return the centroid of a ring of x and y.

    >>> middle(np.array([[0, 0], [2, 0], [2, 1], [0, 1], [0, 0]])).tolist()
    [1.0, 0.5]
    """
    x, y = ring.T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    return np.array([((x[:-1] + x[1:]) * cross).sum(), ((y[:-1] + y[1:]) * cross).sum()]) / (3 * cross.sum())
