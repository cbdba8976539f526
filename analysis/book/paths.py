"""Paths of drawings: what they cover, whether they are a circle, the fewest bytes that say them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise

Point = tuple[float, float]
Step = tuple[str, list[Point]]  # M, L, C, Q or z, and its points
POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3, "z": 0}
ARCS = 8  # curves that matplotlib makes a circle of
SLACK = 0.05  # points by which a line may miss what it was: nobody sees a fifteenth of a pixel
ROUND = 0.08  # points by which the ends of those curves may miss the circle once rounded


def steps(path: str) -> list[Step]:
    """Return the steps of a path of absolute coordinates; a move that goes on draws lines.

    >>> steps("M 0 1 2 3 z")
    [('M', [(0.0, 1.0)]), ('L', [(2.0, 3.0)]), ('z', [])]
    """
    found: list[Step] = []
    for letter, numbers in re.findall(r"([MLCQz])([^MLCQz]*)", path):
        values = list(map(float, numbers.split()))
        points = list(zip(values[::2], values[1::2], strict=True))
        size = POINTS[letter]
        groups = [points[start : start + size] for start in range(0, len(points), size)] if size else [[]]
        found += [("L" if letter == "M" and number else letter, group) for number, group in enumerate(groups)]
    return found


def _straightened(drawn: list[Step]) -> list[Step]:
    """The steps without points that lie on a line."""
    found: list[Step] = []
    run: list[Point] = []
    start = (0.0, 0.0)
    for letter, points in [*drawn, ("z", [])]:
        if letter == "L":
            run += points
            continue
        found += [("L", [point]) for point in corners(run)[1:]]
        found.append((letter, points))
        start = points[0] if letter == "M" else start
        run = [points[-1] if points else start]
    return found[:-1]


def corners(points: list[Point]) -> list[Point]:
    """Return the points of a line without those that lie between others, to `SLACK`; its ends stay.

    >>> corners([(0, 0), (1, 0.01), (2, 0), (2, 1), (2, 0)])
    [(0, 0), (2, 0), (2, 1), (2, 0)]
    """
    kept, passed = points[:1], []
    for point, after in pairwise(points[1:]):
        passed.append(point)
        if any(_beside(each, kept[-1], after) > SLACK for each in passed):
            kept.append(point)
            passed = []
    return kept + points[1:][-1:]


def _beside(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from what is drawn between two others."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = x * x + y * y
    along = ((point[0] - start[0]) * x + (point[1] - start[1]) * y) / length if length else 0
    along = min(1, max(0, along))
    return math.dist(point, (start[0] + along * x, start[1] + along * y))


def bounds(path: str) -> tuple[float, float, float, float]:
    """Return least x and y, greatest x and y of a path, the handles of its curves included.

    >>> bounds("M 0 1 C 2 3 9 5 6 -7 z")
    (0.0, -7.0, 9.0, 5.0)
    """
    xs, ys = zip(*(point for _, points in steps(path) for point in points), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def circle(path: str) -> tuple[float, float, float] | None:
    """Return middle and radius of a path that is a circle, else None.

    >>> circle("M 0 0 2 2 z")
    """
    drawn = [step for step in steps(path) if step[0] != "z"]
    if [letter for letter, _ in drawn] != ["M", *"C" * ARCS]:
        return None
    left, low, right, high = bounds(path)
    x, y, radius = (left + right) / 2, (low + high) / 2, (right - left) / 2
    ends = [points[-1] for _, points in drawn]
    return (x, y, radius) if all(abs(math.dist(end, (x, y)) - radius) < ROUND for end in ends) else None


def short(number: float, places: int = 1) -> str:
    """Return a number to `places` without what may be left out.

    >>> short(0.25, 2), short(-0.04), short(3.0)
    ('.25', '0', '3')
    """
    text = f"{number:.{places}f}"
    if places:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
    return "0" if text in ("-0", "") else text


def shortest(path: str, places: int = 1) -> str:
    """Return `path` to `places`, each step counted from the last and written without blanks that are not needed.

    >>> shortest("M 10 10 L 20.04 10 20 12.5 9.5 13 z M 0 0 C 1 2 3 4 5 6.25")
    'm10 10h10v2.5l-10.5.5zm-10-10c1 2 3 4 5 6.2'
    """
    unit = 10**places
    written, last = [], ""
    for letter, numbers in _relative(path, unit):
        goes_on = letter == last or (letter == "l" and last == "m")
        before = written[-1] if goes_on else ""
        written += [] if goes_on else [letter]
        for number in numbers:
            token = short(number / unit, places)
            written.append(f" {token}" if _runs_into(before, token) else token)
            before = token
        last = letter
    return "".join(written)


def _runs_into(before: str, token: str) -> bool:
    """Whether two numbers one behind the other would be read as one."""
    return bool(before) and token[0] != "-" and not (token[0] == "." and "." in before)


def _relative(path: str, unit: int) -> Iterator[tuple[str, list[int]]]:
    """Each step as letter and differences in whole units, so that no rounding adds up; a line nowhere is left out."""
    at = start = (0, 0)
    drawn = _straightened(steps(path))
    for (letter, points), (after, _) in pairwise([*drawn, ("M", [])]):
        whole = [(round(x * unit), round(y * unit)) for x, y in points]
        apart = [(x - at[0], y - at[1]) for x, y in whole]
        at = whole[-1] if whole else start
        if letter == "M":
            start = at
        if letter != "L":
            yield letter.lower(), [number for pair in apart for number in pair]
        elif (apart[0][1] == 0 and apart[0][0]) or (apart[0] == (0, 0) and after == "M"):
            yield "h", [apart[0][0]]
        elif apart[0][0] == 0 and apart[0][1]:
            yield "v", [apart[0][1]]
        elif apart[0] != (0, 0):
            yield "l", [*apart[0]]
