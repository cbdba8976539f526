"""Names by row: each thing a mark with its name beside it, so that a reader sees who stands where."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"row", "label", "mark"}
DEFAULTS = {"url": ""}
# Kinds of mark, told apart by shape and by filling, so that none needs a colour: matplotlib's marker, size, certainty.
MARKS = {"round": ("o", 5.5, "done"), "diamond": ("D", 5.0, "announced"), "cross": ("x", 5.0, "done")}
LINE_HIGH, ROW_GAP = 0.19, 0.07  # inches
BEFORE, BETWEEN = 0.16, 0.14  # inches from a mark's left edge to its name, and from a name to the next mark


@dataclass(frozen=True)
class Name:
    """One name on its line: where its mark begins, in inches."""

    x: float
    line: int
    row: dict


def draw_roster(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    width: float = style.WIDE,
    key: dict[str, str] | None = None,
    share: float = 0.28,
) -> Figure:
    """Return the names of each row as a line of marks with a name each, wrapped where the line ends.

    Parameters
    ----------
    table : one row a name, with ``row`` (heading of its row), ``label`` (the name) and ``mark`` (a key of `MARKS`);
        optional ``url``. Rows and names come in the table's order.
    title, subtitle, source : see `style.page`
    width : inches
    key : mark -> what it means, explained above the rows
    share : part of the width that the headings take; on a phone they stand above the names

    Raises
    ------
    ValueError
        If a column is missing or there is no such mark.

    Examples
    --------
    >>> rows = pd.DataFrame({"row": ["rover"], "label": ["Astrolab"], "mark": ["round"]})
    >>> figure = draw_roster(rows, title="t", subtitle="", source="")
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['rover', 'Astrolab']
    """
    style.require(table, COLUMNS, "draw_roster")
    strange = (set(table["mark"]) | set(key or {})) - set(MARKS)
    if strange:
        raise ValueError(f"draw_roster: no such mark {', '.join(sorted(strange))}; marks are {', '.join(MARKS)}")
    table, above = style.with_defaults(table, DEFAULTS), style.is_phone(width)
    with style.house():
        left = 0.0 if above else width * share
        explained = [{"label": words, "mark": mark, "url": ""} for mark, words in (key or {}).items()]
        keyed = _flow(explained, 0.0, width)
        pitch = style.TOUCH if above else LINE_HIGH
        top = (_lines(keyed) * LINE_HIGH + 0.08) if keyed else 0.0
        blocks = []
        for heading, group in table.groupby("row", sort=False):
            words = style.wrap(heading, width if above else left - 0.15)
            high = (words.count("\n") + 1) * LINE_HIGH
            names = _flow(group.to_dict("records"), left, width)
            room = _lines(names) * pitch
            blocks.append((words, top, names, top + (high if above else 0.0)))
            top += (high + room if above else max(high, room)) + ROW_GAP
        figure, box = style.page(width, top, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(top, 0))
        ax.axis("off")
        _draw_names(ax, keyed, 0.0, palette.MUTED)
        for words, y, names, first in blocks:
            weight = 600 if above else "normal"
            ax.text(0, y + LINE_HIGH / 2, words.split("\n")[0], va="center", fontweight=weight)
            for number, line in enumerate(words.split("\n")[1:], 1):
                ax.text(0, y + LINE_HIGH * (number + 0.5), line, va="center", fontweight=weight)
            _draw_names(ax, names, first, palette.INK, pitch)
    return figure


def alt_roster(table: pd.DataFrame, key: dict[str, str], what: str) -> str:
    """Return alt text: number of rows and names, the names of each row, the point.

    >>> rows = pd.DataFrame({"row": ["rover", "rover"], "label": ["Astrolab", "PTS"], "mark": ["round", "diamond"]})
    >>> alt_roster(rows, {"round": "American", "diamond": "other"}, "One.")
    'Names by row: 1 row, 2 names (American 1, other 1). rover: Astrolab, PTS. One.'
    """
    rows, names = table["row"].nunique(), len(table)
    counts = ", ".join(f"{words} {(table['mark'] == mark).sum()}" for mark, words in key.items())
    listed = "; ".join(f"{row}: {', '.join(group['label'])}" for row, group in table.groupby("row", sort=False))
    size = f"{rows} row{'s' * (rows != 1)}, {names} name{'s' * (names != 1)}"
    return f"Names by row: {size} ({counts}). {listed}. {what}"


def _flow(rows: list[dict], left: float, right: float) -> list[Name]:
    """Return `rows` placed one after the other from `left`, on a new line where `right` would be passed."""
    placed, x, line = [], left, 0
    for row in rows:
        wide = BEFORE + style.text_width(row["label"], style.SMALL) * style.WIDER
        if x > left and x + wide > right:
            x, line = left, line + 1
        placed.append(Name(x, line, row))
        x += wide + BETWEEN
    return placed


def _lines(names: list[Name]) -> int:
    return names[-1].line + 1 if names else 0


def _draw_names(ax: Axes, names: list[Name], top: float, colour: str, pitch: float = LINE_HIGH) -> None:
    for name in names:
        y = top + (name.line + 0.5) * pitch
        marker, size, certainty = MARKS[name.row["mark"]]
        drawn = palette.look("plain", certainty)
        (mark,) = ax.plot(
            name.x + 0.06, y, marker, ms=size, mew=1.2, mfc=drawn["facecolor"], mec=drawn["edgecolor"], clip_on=False
        )
        text = ax.text(name.x + BEFORE, y, name.row["label"], fontsize=style.SMALL, va="center", color=colour)
        for artist in (mark, text) if name.row["url"] else ():
            artist.set_url(name.row["url"])
