"""Lanes of dated things on one time axis: points, uncertain dates, intervals, sized by amount if wanted."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch

from analysis.charts import palette, style
from analysis.charts.packing import MARK, Item, Scale, place

COLUMNS = {"lane", "label", "earliest", "latest"}


def draw_timeline(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    start: str,
    end: str,
    width: float = style.WIDE,
    lanes: dict[str, str] | None = None,
    knots: dict[str, float] | None = None,
    key: list[tuple[str, str]] | None = None,
    as_of: tuple[pd.Timestamp, str] | None = None,
) -> Figure:
    """Return lanes of dated things, labels packed so that none overlaps another.

    Parameters
    ----------
    table : one row a thing, with columns

        ``lane`` key of its lane; ``label``; ``earliest`` and ``latest`` (Timestamps; NaT is an open end);
        optional: ``form`` ("point" or "span"; default point), ``certainty`` and ``role`` (keys of the palette),
        ``hatch``, ``size`` (any amount >= 0: mark area is proportional to it), ``failed`` (bool: crossed), ``url``,
        ``status`` (words by which a reader may choose; default is those of the key).
    title, subtitle, source : see `style.page`
    start, end : first and last date of the axis
    width : inches
    lanes : lane key -> heading, in order from the top; default is the lanes as they come
    knots : date -> share of the axis (0 to 1) where time does not run evenly; breaks are marked
    key : (certainty or "failed", words) pairs explained above the first lane
    as_of : day up to which the figure holds, and the words at its line

    Raises
    ------
    ValueError
        If a column is missing or a row's lane is not in `lanes`.

    Examples
    --------
    >>> day = pd.Timestamp("2023-10-03")
    >>> rows = pd.DataFrame({"lane": ["a"], "label": ["Azerbaijan"], "earliest": [day], "latest": [day]})
    >>> figure = draw_timeline(rows, title="One", subtitle="", source="", start="2023", end="2025")
    >>> "Azerbaijan" in [text.get_text() for text in figure.axes[0].texts]
    True
    """
    style.require(table, COLUMNS, "draw_timeline")
    lanes = lanes or {lane: lane for lane in table["lane"].unique()}
    strange = set(table["lane"]) - set(lanes)
    if strange:
        raise ValueError(f"draw_timeline: no such lane {sorted(strange)}; lanes are {list(lanes)}")
    table = style.with_defaults(table, DEFAULTS)
    with style.house():
        scale = Scale(pd.Timestamp(start), pd.Timestamp(end), knots, width)
        top = (0.3 if key else 0.0) + (style.AS_OF if as_of else 0.0)
        placed, tops, height = place(table, lanes, scale, width, top)
        figure, box = style.page(width, height + 0.36, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(height + 0.31, -0.05))
        ax.axis("off")
        _draw_axis(ax, scale, min(tops.values()) - 0.03, height)
        _draw_key(ax, key or [])
        for lane, at in tops.items():
            ax.plot([0, width], [at - 0.03] * 2, color=palette.RULE, lw=0.7, zorder=0)
            ax.text(0, at, lanes[lane], fontsize=style.TEXT, fontweight=600, va="top", ha="left", bbox=style.paper())
        said = dict(key or [])
        for item in placed:
            drawn = _draw_item(ax, item)
            state = "failed" if item.row["failed"] and "failed" in said else item.row["certainty"]
            status = item.row["status"] or said.get(state, "")
            style.choice(drawn, lanes[item.row["lane"]] if len(lanes) > 1 else "", status)
        if as_of:
            style.as_of(ax, scale(as_of[0]), (top - 0.03, height), as_of[1], width)
    return figure


def alt_timeline(table: pd.DataFrame, lanes: dict[str, str], what: str) -> str:
    """Return alt text: number of things by lane, the range of dates, the point.

    >>> day = pd.Timestamp("2023-10-03")
    >>> rows = pd.DataFrame({"lane": ["a"], "label": ["x"], "earliest": [day], "latest": [day]})
    >>> alt_timeline(rows, {"a": "Awards"}, "One award.")
    'Timeline from 2023 to 2023 in 1 lane: Awards (1). One award.'
    """
    years = pd.concat([table["earliest"], table["latest"]]).dropna().dt.year
    counts = ", ".join(f"{name} ({(table['lane'] == lane).sum()})" for lane, name in lanes.items())
    number = f"{len(lanes)} lane{'s' if len(lanes) != 1 else ''}"
    return f"Timeline from {years.min()} to {years.max()} in {number}: {counts}. {what}"


DEFAULTS = {
    "form": "point",
    "certainty": "done",
    "role": "plain",
    "hatch": "",
    "failed": False,
    "url": "",
    "status": "",
    "size": np.nan,
}


def _draw_axis(ax: Axes, scale: Scale, top: float, height: float) -> None:
    for year in scale.years():
        x = scale(pd.Timestamp(year, 1, 1))
        ax.plot([x, x], [top, height], color=palette.RULE, lw=0.6, zorder=-1)
        ax.text(x, height + 0.06, str(year), fontsize=style.SMALL, color=palette.MUTED, ha="center", va="top")
    ax.plot([scale.left, scale.left + scale.span], [height, height], color=palette.MUTED, lw=0.8)
    for day in scale.breaks:
        x = scale(day)
        ax.plot([x - 0.03, x + 0.03], [height + 0.05, height - 0.05], color=palette.INK, lw=1)
        ax.plot([x + 0.01, x + 0.07], [height + 0.05, height - 0.05], color=palette.INK, lw=1)


def _draw_key(ax: Axes, key: list[tuple[str, str]]) -> None:
    x = 0.08
    for certainty, words in key:
        failed = certainty == "failed"
        sample = pd.Series({"role": "plain", "certainty": "done" if failed else certainty, "failed": failed})
        _draw_mark(ax, sample, x, x, 0.1, MARK)
        ax.text(x + 0.1, 0.1, words, fontsize=style.SMALL, color=palette.MUTED, va="center", ha="left")
        x += 0.3 + style.text_width(words, style.SMALL)


def _draw_item(ax: Axes, item: Item) -> list[Artist]:
    if item.row.get("form", "point") == "span":
        drawn = _draw_span(ax, item)
    else:
        drawn = _draw_mark(ax, item.row, item.left, item.right, item.top, item.mark)
    inside = item.row.get("form") == "span" and item.left < item.text_left < item.right
    over = {"zorder": 5} if inside else {"zorder": 1, "bbox": style.paper()}  # in its bar, or over the lines of the years
    text = ax.text(
        item.text_left, item.top, item.lines, fontsize=style.SMALL, va="center", ha="left", linespacing=1.1, **over
    )
    if item.row.get("url"):
        text.set_url(item.row["url"])
    return [*drawn, text]


def _look(row: pd.Series) -> dict[str, object]:
    return palette.look(row["role"], row["certainty"])


def _draw_mark(ax: Axes, row: pd.Series, left: float, right: float, y: float, mark: float) -> list[Artist]:
    look, drawn = _look(row), []
    if right - left > max(0.04, mark - MARK):  # an uncertain date is a bar, unless the mark hides it
        drawn += ax.plot([left, right], [y, y], color=look["edgecolor"], lw=1.6, solid_capstyle="butt", zorder=2)
    x = (left + right) / 2
    patch = Circle((x, y), mark / 2, lw=1.2, zorder=3, alpha=0.85 if mark > MARK else 1, **look)
    patch.set_hatch(row.get("hatch") or None)
    if row.get("url"):
        patch.set_url(row["url"])
    drawn.append(ax.add_patch(patch))
    if row.get("failed"):
        arm = max(mark / 2, 0.06) * 0.95
        for sign in (1, -1):
            drawn += ax.plot([x - arm, x + arm], [y - sign * arm, y + sign * arm], color=palette.INK, lw=1.4, zorder=4)
    return drawn


def _draw_span(ax: Axes, item: Item) -> list[Artist]:
    look = _look(item.row)
    tall = min(item.height, 0.24)
    bar = FancyBboxPatch(
        (item.left, item.top - tall / 2), max(item.right - item.left, 0.03), tall,
        boxstyle="square,pad=0", lw=1.1, zorder=2, **look,
    )  # fmt: skip
    bar.set_alpha(0.25 if item.row["certainty"] == "done" else None)
    bar.set_hatch(item.row.get("hatch") or None)
    if item.row.get("url"):
        bar.set_url(item.row["url"])
    drawn = [ax.add_patch(bar)]
    for side, x, sign in (("earliest", item.left, -1), ("latest", item.right, 1)):
        if pd.isna(item.row[side]):  # an end the source leaves open
            drawn += ax.plot([x, x], [item.top - tall / 2, item.top + tall / 2], color=palette.PAPER, lw=2.5, zorder=3)
            drawn += ax.plot([x + sign * d for d in (0.02, 0.08, 0.02)], [item.top - 0.06, item.top, item.top + 0.06],
                             color=look["edgecolor"], lw=1.2, zorder=4)  # fmt: skip
    return drawn
