"""Who joined when: a staircase with one labelled step for each accession, and totals claimed beside it."""

from __future__ import annotations

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"label", "earliest", "latest"}
DEFAULTS = {"role": "plain", "certainty": "done", "lane": "", "url": ""}
ROW = 0.19  # inches a step is high


def draw_steps(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    start: str,
    end: str,
    width: float = style.WIDE,
    claims: pd.DataFrame | None = None,
    key: dict[str, str] | None = None,
    as_of: tuple[pd.Timestamp, str] | None = None,
) -> Figure:
    """Return a staircase of accessions; the label of each stands left of its step, where the chart is empty.

    Parameters
    ----------
    table : one row an accession in order of date, with ``label``, ``earliest``, ``latest`` (Timestamps; the bar
        between them is the uncertainty of the date); optional ``role``, ``certainty`` (keys of the
        palette), ``lane`` (words by which a reader may choose), ``url``
    claims : totals that documents claim, with ``label``, ``date`` (Timestamp), ``total``; optional ``role``, ``url``
    title, subtitle, source : see `style.page`
    start, end : first and last date of the axis
    width : inches
    key : certainty -> words by which a reader may choose
    as_of : day up to which the figure holds, and the words at its line

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> day = pd.Timestamp("2023-07-31")
    >>> rows = pd.DataFrame({"label": ["Venezuela"], "earliest": [day], "latest": [day]})
    >>> figure = draw_steps(rows, title="t", subtitle="", source="", start="2021", end="2025")
    >>> figure.axes[0].texts[0].get_text()
    'Venezuela'
    """
    style.require(table, COLUMNS, "draw_steps")
    table = style.with_defaults(table.reset_index(drop=True), DEFAULTS)
    highest = max([len(table), *(claims["total"] if claims is not None else [])])
    with style.house():
        above = 0.05 + (style.AS_OF if as_of else 0.0)
        figure, box = style.page(width, ROW * (highest + 1) + 0.45 + above, title, subtitle, source)
        ax = style.axes_in(figure, box, 0.3, 0.3, 0.12, above)
        ax.set(xlim=(pd.Timestamp(start), pd.Timestamp(end)), ylim=(0, highest + 1))
        ax.set_yticks(range(0, highest + 1, 5))
        ax.grid(axis="y")
        style.year_ticks(ax, pd.Timestamp(start), pd.Timestamp(end))
        if as_of:
            style.as_of_day(ax, *as_of)
        days = [pd.Timestamp(start), *table["latest"], pd.Timestamp(end)]
        ax.step(
            days, [0, *range(1, len(table) + 1), len(table)], where="post", color=palette.colour("other"), lw=1.2, zorder=1
        )
        for total, row in enumerate(table.to_dict("records"), 1):
            style.choice(_draw_step(ax, row, total), row["lane"], (key or {}).get(row["certainty"], ""))
        for row in [] if claims is None else style.with_defaults(claims, DEFAULTS).to_dict("records"):
            _draw_claim(ax, row)
    return figure


def alt_steps(table: pd.DataFrame, what: str) -> str:
    """Return alt text: how many accessions between which dates, their order, the point.

    >>> day = pd.Timestamp("2023-07-31")
    >>> alt_steps(pd.DataFrame({"label": ["Venezuela"], "earliest": [day], "latest": [day]}), "One.")
    'Step chart of 1 accession from Jul 2023 to Jul 2023: Venezuela. One.'
    """
    first, last = table["earliest"].min(), table["latest"].max()
    names = ", ".join(table["label"])
    count = f"{len(table)} accession{'s' * (len(table) != 1)}"
    return f"Step chart of {count} from {first:%b %Y} to {last:%b %Y}: {names}. {what}"


def _draw_step(ax: Axes, row: dict, total: int) -> list[Artist]:
    look = palette.look(row["role"], row["certainty"])
    drawn = ax.plot(
        [row["earliest"], row["latest"]], [total, total], color=look["edgecolor"], lw=3, solid_capstyle="butt", zorder=2
    )
    dot = ax.plot(row["latest"], total, "o", ms=5, mfc=look["facecolor"], mec=look["edgecolor"], zorder=3)
    text = ax.annotate(
        row["label"], (row["earliest"], total), xytext=(-5, 0), textcoords="offset points",
        ha="right", va="center", fontsize=style.SMALL,
    )  # fmt: skip
    style.answer([*dot, text], row["url"])
    return [*drawn, *dot, text]


def _draw_claim(ax: Axes, row: dict) -> None:
    mark = ax.plot(
        row["date"], row["total"], "D", ms=6, mfc=palette.PAPER, mec=palette.colour(row["role"]), mew=1.4, zorder=3
    )
    text = ax.annotate(
        row["label"], (row["date"], row["total"]), xytext=(-8, 0), textcoords="offset points",
        ha="right", va="center", fontsize=style.SMALL, color=palette.MUTED,
    )  # fmt: skip
    style.answer([*mark, text], row["url"])
