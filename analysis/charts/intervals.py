"""Estimates with their intervals, one row each, against a reference value."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from analysis.charts import palette, style

COLUMNS = {"label", "mean", "low", "high", "note"}
DEFAULTS = {"group": "", "role": "artemis", "url": ""}
ROW = 0.52  # inches a row is high: its label above, its interval below
GROUP = 0.6  # rows that a heading takes


def draw_intervals(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    reference: float,
    reference_label: str,
    width: float = style.WIDE,
) -> Figure:
    """Return a dot and an interval for each row on a scale from 0 to 1, with a line at `reference`.

    Parameters
    ----------
    table : one row an estimate, from the top, with ``label``, ``mean``, ``low``, ``high`` (0 to 1) and ``note`` (words
        after the label, such as n); optional: ``group`` (a heading above its first row), ``others`` (lists of further
        estimates of the same, drawn as rings), ``role`` (a key of palette.ROLES), ``url``
    title, subtitle, source : see `style.page`
    reference, reference_label : value and words of the line
    width : inches

    Raises
    ------
    ValueError
        If a column is missing or a value lies outside 0 to 1.

    Examples
    --------
    >>> rows = pd.DataFrame({"label": ["a"], "mean": [0.5], "low": [0.1], "high": [0.9], "note": ["n = 2"]})
    >>> figure = draw_intervals(rows, title="t", subtitle="", source="", reference=0.5, reference_label="stated")
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['stated', 'a (n = 2)']
    """
    style.require(table, COLUMNS, "draw_intervals")
    values = table[["mean", "low", "high"]]
    if ((values < 0) | (values > 1)).any(axis=None):
        raise ValueError("draw_intervals: every value lies between 0 and 1")
    table = style.with_defaults(table, DEFAULTS)
    with style.house():
        tops, rows = _tops(list(table["group"]))
        figure, box = style.page(width, ROW * rows + 0.62, title, subtitle, source)
        ax = style.axes_in(figure, box, 0.16, 0.28, 0.22, 0.26)
        ax.set(xlim=(0, 1), ylim=(rows, 0))
        ax.spines["left"].set_visible(False)
        ax.set_yticks([])
        ax.xaxis.set_major_formatter(PercentFormatter(1))
        ax.axvline(reference, color=palette.MUTED, lw=1.2, linestyle=(0, (3, 2)), zorder=0)
        ax.text(reference, -0.04, reference_label, fontsize=style.SMALL, color=palette.MUTED, ha="center", va="bottom")
        last = ""
        for row, top in zip(table.to_dict("records"), tops, strict=True):
            if row["group"] != last:
                ax.text(0, top - 0.06, row["group"], fontweight=600, ha="left", va="center", bbox=style.paper(1))
            last = row["group"]
            _draw_row(ax, row, top)
    return figure


def alt_intervals(table: pd.DataFrame, what: str) -> str:
    """Return alt text: each estimate with its interval, the point.

    >>> rows = pd.DataFrame({"label": ["a"], "mean": [0.5], "low": [0.1], "high": [0.9], "note": ["n = 2"]})
    >>> alt_intervals(rows, "One.")
    'Estimates with intervals from 0 to 100 percent: a 50% (10% to 90%, n = 2). One.'
    """
    parts = "; ".join(f"{r.label} {r.mean:.0%} ({r.low:.0%} to {r.high:.0%}, {r.note})" for r in table.itertuples())
    return f"Estimates with intervals from 0 to 100 percent: {parts}. {what}"


def _tops(groups: list[str]) -> tuple[list[float], float]:
    """Return where each row begins, in rows, and how many rows there are with the headings."""
    tops, top, last = [], 0.0, ""
    for group in groups:
        top += GROUP if group != last else 0
        last = group
        tops.append(top)
        top += 1
    return tops, top


def _draw_row(ax: Axes, row: dict, top: float) -> None:
    colour = palette.colour(row["role"])
    words = f"{row['label']} ({row['note']})"
    drawn = [ax.text(0, top + 0.3, words, ha="left", va="center", fontsize=style.TEXT, bbox=style.paper(1))]
    drawn += ax.plot([row["low"], row["high"]], [top + 0.72] * 2, color=colour, lw=3, solid_capstyle="butt", alpha=0.5)
    drawn += ax.plot(row["mean"], top + 0.72, "o", ms=7, color=colour)
    for value in row.get("others", []):
        drawn += ax.plot(value, top + 0.72, "o", ms=7, mew=1.3, mfc=palette.PAPER, mec=colour, zorder=4)
    style.answer(drawn, row["url"], ", ".join(filter(None, [row["group"], words])))
