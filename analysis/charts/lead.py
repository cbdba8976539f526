"""How far dates moved against how far ahead they were first named: a mark a thing, with lines of equal rate."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"label", "lead", "moved"}
DEFAULTS = {"role": "plain", "mark": "round", "certainty": "done", "url": ""}
MARKERS = {"round": "o", "square": "s", "diamond": "D"}
LEFT, FOOT, RIGHT, TOP = 0.36, 0.42, 0.12, 0.06


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

    A name stands beside its mark where there is room; all stand in the table behind the figure.

    Parameters
    ----------
    table : one row a thing, with ``label``, ``lead`` and ``moved`` (years; ``moved`` below zero is earlier); optional
        ``role`` and ``certainty`` (keys of the palette), ``mark`` (round, square or diamond), ``url``. Names are placed in
        the order of the rows.
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
        high = 3.5 if not style.is_phone(width) else 3.6
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
            _mark(ax, row, x, y)
            _name(ax, row, x, y, taken, scale)
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


def _draw_frame(ax: Axes, scale: _Scale, across: str, even: str) -> list[tuple[float, float, float, float]]:
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
    ax.text(left, high, even, fontsize=style.SMALL, color=palette.MUTED, ha="left", va="top", bbox=_paper())
    return [(left, high, left + wide, high + 0.16)]


def _mark(ax: Axes, row: dict, x: float, y: float) -> None:
    look = palette.look(row["role"], row["certainty"])
    size = {"round": 7.5, "square": 6.6, "diamond": 6.0}[row["mark"]]
    (drawn,) = ax.plot(
        x, y, MARKERS[row["mark"]], ms=size, mfc=look["facecolor"], mec=look["edgecolor"], mew=1.4, ls="none", zorder=3
    )
    if row["url"]:
        drawn.set_url(row["url"])


def _name(ax: Axes, row: dict, x: float, y: float, taken: list[tuple[float, float, float, float]], scale: _Scale) -> None:
    """Write the name right of the mark, left of it, above or below, at the first place that is free; else nowhere."""
    wide, high = style.text_width(row["label"], style.SMALL) * style.WIDER, 0.15
    spots = [(x + 0.1, y), (x - 0.1 - wide, y), (x - wide / 2, y - 0.15), (x - wide / 2, y + 0.15)]
    for left, middle in spots:
        here = (left, middle - high / 2, left + wide, middle + high / 2)
        inside = left >= scale.left and left + wide <= scale.right and scale.top <= here[1] and here[3] <= scale.foot
        free = all(here[2] <= a or c <= here[0] or here[3] <= b or d <= here[1] for a, b, c, d in taken)
        if inside and free:
            text = ax.text(left, middle, row["label"], fontsize=style.SMALL, va="center", ha="left", zorder=2, bbox=_paper())
            if row["url"]:
                text.set_url(row["url"])
            taken.append(here)
            return


def _paper() -> dict:
    return {"facecolor": palette.PAPER, "edgecolor": "none", "pad": 0.6}
