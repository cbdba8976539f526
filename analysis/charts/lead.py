"""How far dates moved against how far ahead they were first named: a mark a thing, with lines of equal rate."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, hypot, pi, sin

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"label", "lead", "moved"}
DEFAULTS = {"role": "plain", "mark": "round", "certainty": "done", "url": ""}
MARKERS = {"round": "o", "square": "s", "diamond": "D"}
LEFT, FOOT, RIGHT, TOP = 0.36, 0.42, 0.12, 0.06
HIGH = {"wide": 3.5, "phone": 4.6}  # inches of the plot, axis included
TALL, CROWD = 0.15, 0.6  # inches: a name's height; marks within this of each other are a crowd
TRIES = 12
Point = tuple[float, float]
Room = tuple[float, float, float, float]  # left, top, right and foot of a place on the page


def draw_lead(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    across: str,
    even: str,
    width: float = style.WIDE,
    key: list[tuple[dict[str, str], str]] | None = None,
) -> Figure:
    """Return a mark for each thing: years moved over years ahead, with a line where they are the same and one at zero.

    A name stands beside its mark, no other mark nearer; where there is no room for that, a thin line leads to it.

    Parameters
    ----------
    table : one row a thing, with ``label``, ``lead`` and ``moved`` (years; ``moved`` below zero is earlier); optional
        ``role`` and ``certainty`` (keys of the palette), ``mark`` (round, square or diamond), ``url``.
    title, subtitle, source : see `style.page`
    across : words under the axis of ``lead``
    even : words at the line on which a date moves a year for each year ahead
    width : inches
    key : (columns of a mark, words) pairs explained above

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> rows = pd.DataFrame({"label": ["Base"], "lead": [6.1], "moved": [7.0]})
    >>> words = {"title": "t", "subtitle": "", "source": "", "across": "Years ahead", "even": "a year a year"}
    >>> "Base" in [text.get_text() for text in draw_lead(rows, **words).axes[0].texts]
    True
    """
    style.require(table, COLUMNS, "draw_lead")
    table = style.with_defaults(table, DEFAULTS)
    with style.house():
        high = HIGH["phone" if style.is_phone(width) else "wide"]
        places = style.key_places((words for _, words in key or []), width)
        above = places[-1][1] + 0.18 if places else 0.0
        figure, box = style.page(width, above + high, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(above + high, 0))
        ax.axis("off")
        for (look, words), (x, y) in zip(key or [], places, strict=True):
            _mark(ax, DEFAULTS | {"role": "muted"} | look, x, y)
            ax.text(x + 0.11, y, words, fontsize=style.SMALL, color=palette.MUTED, va="center")
        scale = _Scale(table, above + TOP, above + high - FOOT, LEFT, width - RIGHT)
        taken = _draw_frame(ax, scale, across, even)
        marks = [(scale.x(row["lead"]), scale.y(row["moved"])) for row in table.to_dict("records")]
        taken += [(x - 0.06, y - 0.06, x + 0.06, y + 0.06) for x, y in marks]
        for row, (x, y) in zip(table.to_dict("records"), marks, strict=True):
            mark = _mark(ax, row, x, y)
            style.answer([mark], row["url"], f"{row['label']}: {row['moved']:+.1f} years, {row['lead']:.1f} years ahead")
        _names(ax, table.to_dict("records"), marks, taken, scale)
    return figure


def alt_lead(table: pd.DataFrame, what: str) -> str:
    """Return alt text: each thing with both numbers, the point.

    >>> rows = pd.DataFrame({"label": ["Base"], "lead": [6.1], "moved": [7.0]})
    >>> alt_lead(rows, "It ran away.")
    'Years moved over years ahead: Base, 7.0 over 6.1. It ran away.'
    """
    said = "; ".join(f"{row.label}, {row.moved:.1f} over {row.lead:.1f}" for row in table.itertuples())
    return f"Years moved over years ahead: {said}. {what}"


class _Scale:
    """Years to inches, with whole years at both ends of both axes."""

    def __init__(self, table: pd.DataFrame, top: float, foot: float, left: float, right: float) -> None:
        self.top, self.foot, self.left, self.right = top, foot, left, right
        self.longest = int(table["lead"].max()) + 1
        self.least = min(0, int(table["moved"].min() // 1))
        self.most = int(table["moved"].max()) + 2

    def x(self, lead: float) -> float:
        return self.left + (self.right - self.left) * lead / self.longest

    def y(self, moved: float) -> float:
        return self.foot - (self.foot - self.top) * (moved - self.least) / (self.most - self.least)


def _draw_frame(ax: Axes, scale: _Scale, across: str, even: str) -> list[Room]:
    """Draw axes and lines; return the room that their words take."""
    for year in range(scale.least, scale.most + 1, 2):
        y = scale.y(year)
        ax.plot([scale.left, scale.right], [y, y], color=palette.RULE, lw=0.6, zorder=-1)
        text = f"+{year}" if year > 0 else f"−{-year}" if year < 0 else "0"
        ax.text(scale.left - 0.07, y, text, fontsize=style.SMALL, color=palette.MUTED, ha="right", va="center")
    ax.plot([scale.left, scale.right], [scale.y(0)] * 2, color=palette.MUTED, lw=0.9, zorder=0)
    for year in range(0, scale.longest + 1, 2):
        x = scale.x(year)
        ax.text(x, scale.foot + 0.05, str(year), fontsize=style.SMALL, color=palette.MUTED, ha="center", va="top")
    ax.text(scale.right, scale.foot + 0.22, across, fontsize=style.SMALL, color=palette.MUTED, ha="right", va="top")
    end = min(scale.longest, scale.most)
    ax.plot(
        [scale.x(0), scale.x(end)], [scale.y(0), scale.y(end)], color=palette.MUTED, lw=0.9, linestyle=(0, (2, 2)), zorder=0
    )
    wide, high = style.text_width(even, style.SMALL) * style.WIDER, scale.y(end) + 0.02
    left = min(scale.x(end) + 0.06, scale.right - wide)
    ax.text(left, high, even, fontsize=style.SMALL, color=palette.MUTED, ha="left", va="top", bbox=style.paper(0.6))
    return [(left, high, left + wide, high + 0.16)]


def _mark(ax: Axes, row: dict, x: float, y: float) -> Artist:
    look = palette.look(row["role"], row["certainty"])
    size = {"round": 7.5, "square": 6.6, "diamond": 6.0}[row["mark"]]
    (drawn,) = ax.plot(
        x, y, MARKERS[row["mark"]], ms=size, mfc=look["facecolor"], mec=look["edgecolor"], mew=1.4, ls="none", zorder=3
    )
    return drawn


def _names(ax: Axes, rows: list[dict], marks: list[Point], taken: list[Room], scale: _Scale) -> None:
    """Write every name, the crowded and long first; who finds no place goes first in the next try."""
    wides = [style.text_width(row["label"], style.SMALL) * style.WIDER for row in rows]
    crowd = [sum(hypot(x - a, y - b) < CROWD for a, b in marks) for x, y in marks]
    order = sorted(range(len(rows)), key=lambda number: (-crowd[number], -wides[number]))
    for _ in range(TRIES):
        places = _places(order, wides, marks, taken, scale)
        left_out = [number for number in order if number not in places]
        if not left_out:
            break
        order = left_out + [number for number in order if number in places]
    for number, (room, line) in places.items():
        _write(ax, rows[number], room, line)


def _places(
    order: list[int], wides: list[float], marks: list[Point], taken: list[Room], scale: _Scale
) -> dict[int, tuple[Room, list[Point]]]:
    """Return for each name, in this order, a free place nearest to its own mark, or one to which a line leads."""
    places: dict[int, tuple[Room, list[Point]]] = {}
    written: list[Room] = []
    for number in order:
        mark, others = marks[number], [other for other in marks if other != marks[number]]
        for here, leads in _spots(*mark, wides[number]):
            inside = here[0] >= scale.left and here[2] <= scale.right and scale.top <= here[1] and here[3] <= scale.foot
            free = all(here[2] <= a or c <= here[0] or here[3] <= b or d <= here[1] for a, b, c, d in taken + written)
            line = _line(mark, here) if leads else []
            if leads:
                own = all(_gap(room, point) > 0 for room in written for point in line[3:]) and _clear(line, mark, others)
            else:
                own = all(_gap(here, other) > _gap(here, mark) + 0.02 for other in others)
            if inside and free and own:
                places[number] = here, line
                written += [here, *((x - 0.02, y - 0.02, x + 0.02, y + 0.02) for x, y in line[3:-1])]
                break
    return places


def _spots(x: float, y: float, wide: float) -> Iterator[tuple[Room, bool]]:
    """Yield the places for a name `wide` inches: beside the mark, above, below; then ever further off, with a line."""
    beside = [(x + 0.1, y), (x - 0.1 - wide, y)]
    beside += [(x + shift * wide, y + side * 0.15) for side in (-1, 1) for shift in (-0.5, -0.15, -0.85)]
    away = [
        (x + far * cos(turn * pi / 12) - (wide if cos(turn * pi / 12) < 0 else 0.0), y + far * sin(turn * pi / 12))
        for far in (0.22, 0.32, 0.45, 0.6, 0.8, 1.0)
        for turn in range(24)
    ]
    for places, leads in ((beside, False), (away, True)):
        for left, middle in places:
            yield (left, middle - TALL / 2, left + wide, middle + TALL / 2), leads


def _gap(room: Room, point: Point) -> float:
    """Return how far a point lies from a place on the page (inches; 0 inside it)."""
    (left, top, right, foot), (x, y) = room, point
    return hypot(max(left - x, 0, x - right), max(top - y, 0, y - foot))


def _line(mark: Point, room: Room) -> list[Point]:
    """Return points on the line that leads from a mark to the nearest place of a name."""
    end = min(max(mark[0], room[0]), room[2]), min(max(mark[1], room[1]), room[3])
    return [(mark[0] + (end[0] - mark[0]) * step / 8, mark[1] + (end[1] - mark[1]) * step / 8) for step in range(9)]


def _clear(line: list[Point], mark: Point, others: list[Point]) -> bool:
    """Return whether a line keeps clear of the other marks, those apart that lie on its own."""
    apart = [other for other in others if hypot(other[0] - mark[0], other[1] - mark[1]) > 0.1]
    return all(hypot(x - a, y - b) > 0.08 for a, b in apart for x, y in line)


def _write(ax: Axes, row: dict, here: Room, line: list[Point]) -> None:
    left, top, _, foot = here
    if line:
        ax.plot(*zip(line[0], line[-1], strict=True), color=palette.MUTED, lw=0.7, zorder=1)
    text = ax.text(left, (top + foot) / 2, row["label"], fontsize=style.SMALL, va="center", zorder=2, bbox=style.paper(0.6))
    if row["url"]:
        text.set_url(row["url"])
