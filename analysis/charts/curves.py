"""Lines with bands over one quantity: what each thing comes to as something grows, with marked places on the way."""

from __future__ import annotations

from itertools import cycle

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"x", "line", "y", "low", "high", "role"}
HIGH = 3.6  # inches of the drawing
DASHES = ((0, (1.2, 1.2)), (0, (6, 2)), "solid")  # a line is told by more than its colour, in the order of the lines


def draw_curves(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    top: float,
    marks: dict[float, str],
    across: str,
    upright: str,
    width: float = style.WIDE,
    places: dict[float, str] | None = None,
) -> Figure:
    """Return a line and a band for each value of ``line``, labelled where it ends or leaves the top, from zero.

    Parameters
    ----------
    table : one row a point, with ``x``, ``line`` (label), ``y``, ``low``, ``high`` (one unit), ``role`` (a key of
        palette.ROLES); optional ``url`` of the line
    title, subtitle, source : see `style.page`
    top : where the scale of y ends; a line that goes beyond leaves the picture there
    places : x -> url of a place on the way
    marks : x -> words for a place on the way, above the picture
    across, upright : what the two axes measure, with the unit
    width : inches

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> rows = pd.DataFrame({"x": [0, 1], "line": "a", "y": [0, 2], "low": [0, 1], "high": [0, 3], "role": "plain"})
    >>> words = {"title": "t", "subtitle": "", "source": "", "across": "hours", "upright": "tonnes"}
    >>> figure = draw_curves(rows, top=4, marks={0.5: "half"}, **words)
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['tonnes', 'half', 'a']
    """
    style.require(table, COLUMNS, "draw_curves")
    with style.house():
        figure, box = style.page(width, HIGH, title, subtitle, source)
        ax = style.axes_in(figure, box, 0.42, 0.42, 0.12, 0.12 + 0.14 * len(marks))
        span = table["x"].max() - table["x"].min()
        ax.set(xlim=(table["x"].min(), table["x"].max()), ylim=(0, top))
        ax.grid(axis="y")
        style.ticks_inside(ax)
        ax.set_xlabel(across, loc="right", fontsize=style.SMALL, color=palette.MUTED, labelpad=2)
        ax.text(0, top * 1.04, upright, fontsize=style.SMALL, color=palette.MUTED, ha="right", va="bottom")
        for n, (x, words) in enumerate(sorted(marks.items(), reverse=True)):
            height = top * (1 + 0.055 * (n + 1))
            ax.plot([x, x], [0, height], color=palette.MUTED, lw=0.8, linestyle=(0, (3, 2)), clip_on=False, zorder=1)
            side = "right" if x > table["x"].min() + span * 0.6 else "left"
            nudge = -span * 0.008 if side == "right" else span * 0.008
            paper = style.paper(0.4)
            place = ax.text(
                x + nudge, height, words, fontsize=style.SMALL, color=palette.MUTED, ha=side, va="center", bbox=paper
            )
            style.answer([place], (places or {}).get(x, ""))
        for (line, points), dashes in zip(table.groupby("line", sort=False), cycle(DASHES)):
            colour = palette.colour(points["role"].iloc[0])
            drawn = [ax.fill_between(points["x"], points["low"], points["high"], color=colour, alpha=0.16, lw=0)]
            drawn += ax.plot(points["x"], points["y"], color=colour, lw=2, linestyle=dashes)
            inside = points[points["y"] <= top * 0.93].iloc[-1]
            last = inside["x"] >= table["x"].max() - span * 0.02
            label = ax.text(
                inside["x"] - span * 0.01 if last else inside["x"] + span * 0.015, inside["y"] + (top * 0.02 if last else 0),
                line, fontsize=style.SMALL, fontweight=600, color=colour, ha="right" if last else "left",
                va="bottom" if last else "top", bbox=style.paper(0.6),
            )  # fmt: skip
            style.answer([*drawn, label], points.get("url", pd.Series([""])).iloc[0])
    return figure


def alt_curves(table: pd.DataFrame, what: str, unit: str) -> str:
    """Return alt text: where each line begins and ends, the point.

    >>> rows = pd.DataFrame({"x": [0, 1], "line": "a", "y": [0.0, 2.0], "low": 0, "high": 3, "role": "plain"})
    >>> alt_curves(rows, "It grows.", "tonnes")
    'Lines in tonnes: a from 0.0 to 2.0. It grows.'
    """
    ends = [(line, points["y"].iloc[0], points["y"].iloc[-1]) for line, points in table.groupby("line", sort=False)]
    return f"Lines in {unit}: {'; '.join(f'{line} from {first:.1f} to {last:.1f}' for line, first, last in ends)}. {what}"
