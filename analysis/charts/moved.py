"""How far a date has moved: one row a thing, from the end of the time first named for it to the latest."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"label", "first", "last", "text"}
DEFAULTS = {"group": "", "role": "plain", "certainty": "announced", "failed": False, "url": ""}
ROW, GROUP, AXIS = 0.3, 0.3, 0.32  # inches: a row, a heading, the years below
KEYED = {"first": "first named", "between": "named in between", "done": "flown", "announced": "planned", "failed": "failed"}


def draw_moved(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    start: str,
    end: str,
    width: float = style.WIDE,
    key: dict[str, str] = KEYED,
    as_of: tuple[pd.Timestamp, str] | None = None,
) -> Figure:
    """Return a row for each thing: a stroke where its time first ended, a line to a circle where it ends now.

    Parameters
    ----------
    table : one row a thing, from the top, with ``label``, ``first`` and ``last`` (Timestamps) and ``text`` (words beside the
        marks); optional ``group`` (a heading above its first row), ``role`` (a key of palette.ROLES), ``certainty`` of the
        last date (a key of palette.CERTAINTY), ``failed`` (bool: crossed), ``between`` (list of Timestamps: ends named in
        between), ``url``
    title, subtitle, source : see `style.page`
    start, end : first and last date of the axis
    width : inches
    key : first, between, failed or a certainty -> words, explained above the rows
    as_of : day up to which the figure holds, and the words at its line

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> rows = pd.DataFrame({"label": ["Artemis II"], "first": [pd.Timestamp("2022-12-31")],
    ...     "last": [pd.Timestamp("2026-04-01")], "text": ["3.2 years later"]})
    >>> figure = draw_moved(rows, title="One", subtitle="", source="", start="2021", end="2030")
    >>> {"Artemis II", "3.2 years later"} <= {text.get_text() for text in figure.axes[0].texts}
    True
    """
    style.require(table, COLUMNS, "draw_moved")
    table = style.with_defaults(table, DEFAULTS)
    with style.house():
        phone = style.is_phone(width)
        left = 0.2 if phone else max(style.text_width(label) for label in table["label"]) * style.WIDER + 0.2
        places = style.key_places(key.values(), width)
        above = (places[-1][1] + 0.18 if key else 0.0) + (style.AS_OF if as_of else 0.0)
        tops, height = _tops(table, above, phone)
        figure, box = style.page(width, height + AXIS, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(height + AXIS, 0))
        ax.axis("off")
        days = pd.Timestamp(start).toordinal(), pd.Timestamp(end).toordinal()

        def place(day: pd.Timestamp) -> float:
            return left + (width - left - 0.2) * (day.toordinal() - days[0]) / (days[1] - days[0])

        _draw_years(ax, pd.Timestamp(start).year, pd.Timestamp(end).year, place, (above, height))
        _draw_key(ax, key, places)
        last = ""
        for row, top in zip(table.to_dict("records"), tops, strict=True):
            if row["group"] != last:
                ax.text(
                    0, top - (ROW if phone else 0.12) - 0.07, row["group"], fontweight=600, va="bottom", bbox=style.paper()
                )
            last = row["group"]
            spot = (0, top - 0.17) if phone else (left - 0.12, top)
            drawn = [ax.text(*spot, row["label"], ha="left" if phone else "right", va="center", bbox=style.paper())]
            drawn += _draw_row(ax, row, top, place, width)
            state = "failed" if row["failed"] else row["certainty"]
            style.choice(drawn, row["group"], key.get(state, ""))
        if as_of:
            style.as_of(ax, place(as_of[0]), (above, height), as_of[1], width)
    return figure


def alt_moved(table: pd.DataFrame, what: str) -> str:
    """Return alt text: each thing with the years of both ends and its words, and the point.

    >>> rows = pd.DataFrame({"label": ["Artemis II"], "first": [pd.Timestamp("2022-12-31")],
    ...     "last": [pd.Timestamp("2026-04-01")], "text": ["3.2 years later"]})
    >>> alt_moved(rows, "Late.")
    'Dates that moved, from the first named to the latest: Artemis II 2022 to 2026, 3.2 years later. Late.'
    """
    said = "; ".join(f"{row.label} {row.first.year} to {row.last.year}, {row.text}" for row in table.itertuples())
    return f"Dates that moved, from the first named to the latest: {said}. {what}"


def _tops(table: pd.DataFrame, top: float, phone: bool) -> tuple[list[float], float]:
    tops, last = [], ""
    for group in table["group"]:
        top += GROUP if group and group != last else 0.0
        last = group
        tops.append(top + (0.32 if phone else ROW / 2))
        top += 0.46 if phone else ROW
    return tops, top


def _draw_years(ax: Axes, first: int, last: int, place: Callable[[pd.Timestamp], float], ends: tuple[float, float]) -> None:
    shown = -1.0
    for year in range(first, last + 1):
        x = place(pd.Timestamp(year, 1, 1))
        if x - shown > 0.42:
            ax.plot([x, x], ends, color=palette.RULE, lw=0.6, zorder=0)
            ax.text(x, ends[1] + 0.06, str(year), fontsize=style.SMALL, color=palette.MUTED, ha="center", va="top")
            shown = x


def _draw_key(ax: Axes, key: dict[str, str], places: list[tuple[float, float]]) -> None:
    for (kind, words), (x, y) in zip(key.items(), places, strict=True):
        sample = {"role": "muted", "certainty": kind if kind in palette.CERTAINTY else "done", "failed": kind == "failed"}
        if kind == "first":
            _draw_first(ax, sample, x, y)
        elif kind == "between":
            _draw_between(ax, sample, x, y)
        else:
            _draw_last(ax, sample, x, y)
        ax.text(x + 0.1, y, words, fontsize=style.SMALL, color=palette.MUTED, va="center")


def _draw_first(ax: Axes, row: dict, x: float, y: float) -> list[Artist]:
    return ax.plot([x, x], [y - 0.08, y + 0.08], color=palette.colour(row["role"]), lw=2.4, solid_capstyle="butt", zorder=2)


def _draw_between(ax: Axes, row: dict, x: float, y: float) -> list[Artist]:
    return ax.plot([x, x], [y - 0.05, y + 0.05], color=palette.colour(row["role"]), lw=1.1, zorder=2)


def _draw_last(ax: Axes, row: dict, x: float, y: float) -> list[Artist]:
    look = palette.look(row["role"], row["certainty"])
    drawn = ax.plot(x, y, "o", ms=7, mfc=look["facecolor"], mec=look["edgecolor"], mew=1.4, zorder=3)
    style.answer(drawn, row.get("url", ""))
    if row["failed"]:
        drawn += ax.plot(x, y, "x", ms=9, color=palette.INK, mew=1.4, zorder=4)
    return drawn


def _draw_row(ax: Axes, row: dict, y: float, place: Callable[[pd.Timestamp], float], width: float) -> list[Artist]:
    x0, x1 = place(row["first"]), place(row["last"])
    ends = [x0, x1, *(place(day) for day in row.get("between") or ())]
    drawn = ax.plot([min(ends), max(ends)], [y, y], color=palette.colour(row["role"]), lw=1.3, zorder=1)
    drawn += _draw_first(ax, row, x0, y)
    for x in ends[2:]:
        drawn += _draw_between(ax, row, x, y)
    drawn += _draw_last(ax, row, x1, y)
    wide = style.text_width(row["text"], style.SMALL) * style.WIDER
    right = max(ends) + 0.11
    x = right if right + wide <= width else min(ends) - 0.11 - wide
    text = ax.text(x, y, row["text"], fontsize=style.SMALL, va="center", ha="left", zorder=2, bbox=style.paper())
    style.answer([text], row["url"], f"{row['label']}, {row['text']}")
    return [*drawn, text]
