"""What moves a result most: one bar a value, from the result at its low end to that at its high end."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"label", "at_low", "at_high", "low", "high"}
ROW = 0.46  # inches: the label above, the bar below


def draw_tornado(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    base: float,
    sides: tuple[str, str],
    width: float = style.WIDE,
) -> Figure:
    """Return bars around the base result, with a line at zero where the answer turns.

    Parameters
    ----------
    table : one row a value, from the top, with ``label``, ``at_low``, ``at_high`` (the result at either end, one unit) and
        ``low``, ``high`` (words for the two ends); optional ``url``
    title, subtitle, source : see `style.page`
    base : the result with every value as printed
    sides : words for what holds left and right of zero
    width : inches

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> rows = pd.DataFrame({"label": ["mass"], "at_low": [-1.0], "at_high": [2.0], "low": ["6 t"], "high": ["9 t"]})
    >>> figure = draw_tornado(rows, title="t", subtitle="", source="", base=1.0, sides=("less", "more"))
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['less', 'more', 'mass: 6 t to 9 t']
    """
    style.require(table, COLUMNS, "draw_tornado")
    ends = [*table["at_low"], *table["at_high"], base, 0.0]
    room = 0.06 * (max(ends) - min(ends))
    with style.house():
        figure, box = style.page(width, ROW * len(table) + 0.75, title, subtitle, source)
        ax = style.axes_in(figure, box, 0.1, 0.3, 0.1, 0.3)
        ax.set(xlim=(min(ends) - room, max(ends) + room), ylim=(len(table), 0))
        ax.spines["left"].set_visible(False)
        ax.set_yticks([])
        style.ticks_inside(ax)
        ax.axvline(0, color=palette.INK, lw=1.2)
        ax.axvline(base, color=palette.MUTED, lw=1, linestyle=(0, (3, 2)))
        for words, side, nudge in zip(sides, ("right", "left"), (-0.01, 0.01), strict=True):
            x = nudge * (max(ends) - min(ends))
            ax.text(x, -0.12, words, fontsize=style.SMALL, color=palette.MUTED, ha=side, va="bottom")
        for i, row in enumerate(table.to_dict("records")):
            left, right = sorted((row["at_low"], row["at_high"]))
            bar = ax.barh(i + 0.68, right - left, left=left, height=0.3, color=palette.colour("filled"))
            words = f"{row['label']}: {row['low']} to {row['high']}"
            paper = style.paper(0.6)
            text = ax.text(min(ends) - room, i + 0.28, words, fontsize=style.SMALL, ha="left", va="center", bbox=paper)
            style.answer([*bar, text], row.get("url", ""))
    return figure


def alt_tornado(table: pd.DataFrame, base: float, what: str, unit: str) -> str:
    """Return alt text: the base result, the results at both ends of each value, the point.

    >>> rows = pd.DataFrame({"label": ["mass"], "at_low": [-1.0], "at_high": [2.0], "low": ["6 t"], "high": ["9 t"]})
    >>> alt_tornado(rows, 1.0, "It turns.", "tonnes")
    'Bars around 1.0 tonnes: mass -1.0 to 2.0. It turns.'
    """
    values = "; ".join(f"{row.label} {row.at_low:.1f} to {row.at_high:.1f}" for row in table.itertuples())
    return f"Bars around {base:.1f} {unit}: {values}. {what}"
