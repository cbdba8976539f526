"""Horizontal bars from zero, one row a thing; a range is a solid bar to its low end and a hatched one to its high."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"label", "low", "high"}
DEFAULTS = {"group": "", "role": "other", "certainty": "done", "text": "", "note": "", "name": "", "url": ""}
BAR, GAP, GROUP = 0.2, 0.12, 0.3


def draw_bars(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    width: float = style.WIDE,
    show: Callable[[float], str] = "{:,.0f}".format,
) -> Figure:
    """Return horizontal bars with the value printed at each bar's end.

    Parameters
    ----------
    table : one row a bar, from the top, with columns ``label``, ``low`` and ``high`` (one unit; equal where one
        value is known); optional: ``group`` (a heading above its first row), ``role`` (a key of
        palette.ROLES), ``certainty`` (a key of palette.CERTAINTY), ``text`` (in place of the value), ``note`` (words after
        it), ``name`` (words on where it leads), ``url``
    title, subtitle, source : see `style.page`
    width : inches
    show : how a value is printed

    Raises
    ------
    ValueError
        If a column is missing or a value is negative.

    Examples
    --------
    >>> rows = pd.DataFrame({"label": ["Starship"], "low": [7.0], "high": [7.0]})
    >>> figure = draw_bars(rows, title="One", subtitle="billion dollars", source="")
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['Starship', '7']
    """
    style.require(table, COLUMNS, "draw_bars")
    if (table[["low", "high"]] < 0).any(axis=None):
        raise ValueError("draw_bars: bars start at zero, so no value may be negative")
    table = style.with_defaults(table, DEFAULTS)
    with style.house():
        left = (
            0.0 if style.is_phone(width) else min(2.7, max(style.text_width(t) for t in table["label"]) * style.WIDER + 0.15)
        )
        ends = [_end_text(row, show) for row in table.to_dict("records")]
        right = max(style.text_width(text, style.SMALL) for text in ends) + 0.12
        tops, height = _rows(table, left, width)
        figure, box = style.page(width, height, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(height, 0))
        ax.axis("off")
        scale = (width - left - right) / max(table["high"].max(), 1e-12)
        last = ""
        for row, top, end in zip(table.to_dict("records"), tops, ends, strict=True):
            if row["group"] != last:
                lines = 0 if left else style.wrap(row["label"], width).count("\n") + 1
                ax.text(0, top - lines * style.TEXT * style.LINE - 0.06, row["group"], fontweight=600, va="bottom")
            last = row["group"]
            _draw_row(ax, row, top, left, scale, end)
    return figure


def alt_bars(table: pd.DataFrame, what: str, unit: str, show: Callable[[float], str] = "{:,.0f}".format) -> str:
    """Return alt text: each bar's label and value (or its ``text``), and the point.

    >>> alt_bars(pd.DataFrame({"label": ["a"], "low": [1.0], "high": [2.0]}), "A range.", "tonnes")
    'Bar chart in tonnes, from zero: a 1–2. A range.'
    """
    table = style.with_defaults(table, {"text": ""})
    values = ", ".join(f"{row.label} {row.text or _value(row.low, row.high, show)}" for row in table.itertuples())
    return f"Bar chart in {unit}, from zero: {values}. {what}"


def _value(low: float, high: float, show: Callable[[float], str]) -> str:
    return show(low) if low == high else f"{show(low)}–{show(high)}"


def _end_text(row: dict, show: Callable[[float], str]) -> str:
    return (row["text"] or _value(row["low"], row["high"], show)) + (f" {row['note']}" if row["note"] else "")


def _rows(table: pd.DataFrame, left: float, width: float) -> tuple[list[float], float]:
    tops, top, last = [], 0.05, None
    for row in table.to_dict("records"):
        if row["group"] and row["group"] != last:
            top += GROUP
        last = row["group"]
        lines = style.wrap(row["label"], left - 0.12 if left else width).count("\n") + 1
        extra = lines * style.TEXT * style.LINE if not left else max(0.0, (lines - 1) * style.TEXT * style.LINE / 2)
        tops.append(top + extra)
        top += extra + max(BAR, extra if left else 0) + GAP
    return tops, top


def _draw_row(ax: Axes, row: dict, top: float, left: float, scale: float, end: str) -> None:
    look = palette.look(row["role"], row["certainty"])
    face = look.pop("facecolor")
    common = {"height": BAR, "align": "edge", "lw": 1, **look}
    artists = [*ax.barh(top, row["low"] * scale, left=left, color=face, **common)]
    if row["high"] > row["low"]:
        span = (row["high"] - row["low"]) * scale
        artists += ax.barh(top, span, left=left + row["low"] * scale, color=palette.PAPER, hatch="////", **common)
    middle = top + BAR / 2
    label = style.wrap(row["label"], left - 0.12 if left else ax.get_xlim()[1])
    place = {"ha": "right", "va": "center"} if left else {"ha": "left", "va": "bottom"}
    artists.append(ax.text(left - 0.1 if left else 0, middle if left else top - 0.02, label, linespacing=1.1, **place))
    ax.text(left + row["high"] * scale + 0.06, middle, end, fontsize=style.SMALL, va="center", ha="left")
    style.answer(artists, row["url"], ", ".join(filter(None, [row["group"], f"{row['label']}: {end}", row["name"]])))
