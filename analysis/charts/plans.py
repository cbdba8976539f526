"""What was planned against what became of it: a row a thing, the time planned as a hollow bar, its end as a mark."""

from __future__ import annotations

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.charts import palette, style

COLUMNS = {"label", "planned_from", "planned_to", "end", "state", "note"}
DEFAULTS = {"group": "", "role": "plain", "url": ""}
STATES = ("flown", "waiting", "cancelled")
ROW, GROUP = 0.24, 0.34  # inches a row is high; a heading
NOTE = 1.25  # inches for the words at the end of a row


def draw_plans(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    start: str,
    end: str,
    width: float = style.WIDE,
    key: dict[str, str] | None = None,
    as_of: tuple[pd.Timestamp, str] | None = None,
) -> Figure:
    """Return a row a thing on one axis of time: when it was planned, and when it flew, was cancelled, or that it waits.

    Parameters
    ----------
    table : one row a thing, from the top, with ``label``, ``planned_from`` and ``planned_to`` (Timestamps; the time for
        which it was planned), ``end`` (Timestamp: the flight, the cancellation, or the day up to which it waits), ``state``
        (flown, waiting, cancelled) and ``note`` (words at the end of the row); optional: ``group`` (a heading above its
        first row), ``role`` (a key of palette.ROLES), ``url``
    title, subtitle, source : see `style.page`
    start, end : first and last date of the axis
    width : inches
    key : state or "planned" -> words, explained above the first row
    as_of : day up to which the figure holds, and the words at its line

    Raises
    ------
    ValueError
        If a column is missing or a state is none of the three.

    Examples
    --------
    >>> day = pd.Timestamp
    >>> rows = pd.DataFrame({"label": ["A"], "planned_from": [day("2021-07-01")], "planned_to": [day("2021-07-31")],
    ...     "end": [day("2024-01-08")], "state": ["flown"], "note": ["30 months late"]})
    >>> figure = draw_plans(rows, title="t", subtitle="", source="", start="2021", end="2025")
    >>> [text.get_text() for text in figure.axes[0].texts][-2:]
    ['A', '30 months late']
    """
    style.require(table, COLUMNS, "draw_plans")
    strange = set(table["state"]) - set(STATES)
    if strange:
        raise ValueError(f"draw_plans: no such state {sorted(strange)}; states are {', '.join(STATES)}")
    table = style.with_defaults(table, DEFAULTS)
    with style.house():
        phone = style.is_phone(width)
        labels = 0.0 if phone else max(style.text_width(label) for label in table["label"]) + 0.14
        axis = _Axis(
            pd.Timestamp(start), pd.Timestamp(end), labels + (0.18 if phone else 0.08), width - (0.18 if phone else NOTE)
        )
        places = style.key_places((key or {}).values(), width, 0.11, 0.16)
        top = places[-1][1] + 0.18 if places else 0.05
        top += style.AS_OF if as_of else 0.0
        tops, height = _tops(table, top, phone)
        figure, box = style.page(width, height + 0.3, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(height + 0.3, 0))
        ax.axis("off")
        _draw_years(ax, axis, top, height)
        _draw_key(ax, key or {}, places)
        last = ""
        for row, y in zip(table.to_dict("records"), tops, strict=True):
            if row["group"] != last:
                above = y - ROW / 2 - (0.19 if phone else 0.04)
                ax.text(0, above, row["group"], fontweight=600, va="bottom", bbox=style.paper(1))
            last = row["group"]
            drawn = _draw_row(ax, row, y, axis, labels, width)
            style.choice(drawn, row["group"], (key or {}).get(row["state"], ""))
        if as_of:
            style.as_of(ax, axis(as_of[0]), (top, height + 0.03), as_of[1], width)
    return figure


def alt_plans(table: pd.DataFrame, what: str) -> str:
    """Return alt text: each thing with what became of it, the point.

    >>> rows = pd.DataFrame({"label": ["A"], "note": ["30 months late"], "group": ["Orders"]})
    >>> alt_plans(rows, "All late.")
    'Planned against flown, one row each. Orders: A 30 months late. All late.'
    """
    groups = [f"{name}: " + ", ".join(f"{row.label} {row.note}" for row in held.itertuples())
              for name, held in table.groupby("group", sort=False)]  # fmt: skip
    return f"Planned against flown, one row each. {'. '.join(groups)}. {what}"


class _Axis:
    """Dates to inches from the left edge; what lies outside stands at the edge."""

    def __init__(self, start: pd.Timestamp, end: pd.Timestamp, left: float, right: float) -> None:
        self.start, self.end, self.left, self.right = start, end, left, right

    def __call__(self, day: pd.Timestamp) -> float:
        share = (min(max(day, self.start), self.end) - self.start) / (self.end - self.start)
        return self.left + share * (self.right - self.left)


def _tops(table: pd.DataFrame, top: float, phone: bool) -> tuple[list[float], float]:
    """Return the middle of each row's bar, and where the last row ends."""
    tops, last = [], ""
    for group in table["group"]:
        top += GROUP if group != last else 0
        last = group
        top += 0.17 if phone else 0  # the label above its bar
        tops.append(top + ROW / 2)
        top += ROW
    return tops, top


def _draw_years(ax: Axes, axis: _Axis, top: float, height: float) -> None:
    shown = -1.0
    for year in range(axis.start.year, axis.end.year + 1):
        x = axis(pd.Timestamp(year, 1, 1))
        ax.plot([x, x], [top, height + 0.03], color=palette.RULE, lw=0.6, zorder=-1)
        if x - shown > 0.38:
            ax.text(x, height + 0.06, str(year), fontsize=style.SMALL, color=palette.MUTED, ha="center", va="top")
            shown = x


def _draw_row(ax: Axes, row: dict, y: float, axis: _Axis, labels: float, width: float) -> list[Artist]:
    colour, ink = palette.colour(row["role"]), palette.INK
    left, right, end = axis(row["planned_from"]), axis(row["planned_to"]), axis(row["end"])
    planned = Rectangle((left, y - 0.06), max(right - left, 0.05), 0.12, facecolor=palette.PAPER, edgecolor=colour, lw=1.2)
    artists = [ax.add_patch(planned)]
    if row["state"] != "cancelled" and end > right:
        dashes = (0, (2, 2)) if row["state"] == "waiting" else "solid"
        artists += ax.plot([max(right, left + 0.05), end], [y, y], color=colour, lw=1.6, linestyle=dashes, zorder=2)
    if row["state"] != "waiting":
        marker = {"flown": "o", "cancelled": "x"}[row["state"]]
        artists += ax.plot(
            [end], [y], marker, ms=6.5, mew=1.6, color=ink if row["state"] == "cancelled" else colour, zorder=4
        )
    if labels:
        artists.append(ax.text(labels, y, row["label"], ha="right", va="center"))
        note = ax.text(width, y, row["note"], fontsize=style.SMALL, ha="right", va="center")
    else:
        artists.append(ax.text(0, y - 0.1, row["label"], fontsize=style.SMALL, va="bottom", bbox=style.paper(1)))
        note = ax.text(
            width,
            y - 0.1,
            row["note"],
            fontsize=style.SMALL,
            color=palette.MUTED,
            ha="right",
            va="bottom",
            bbox=style.paper(1),
        )  # fmt: skip
    style.answer(artists, row["url"])
    return [*artists, note]


def _draw_key(ax: Axes, key: dict[str, str], places: list[tuple[float, float]]) -> None:
    for (state, words), (x, y) in zip(key.items(), places, strict=True):
        if state == "planned":
            ax.add_patch(
                Rectangle((x - 0.09, y - 0.05), 0.18, 0.1, facecolor=palette.PAPER, edgecolor=palette.MUTED, lw=1.2)
            )
        elif state == "waiting":
            ax.plot([x - 0.1, x + 0.1], [y, y], color=palette.MUTED, lw=1.6, linestyle=(0, (2, 2)))
        else:
            ax.plot([x], [y], {"flown": "o", "cancelled": "x"}[state], ms=6, mew=1.6, color=palette.MUTED)
        ax.text(x + 0.15, y, words, fontsize=style.SMALL, color=palette.MUTED, va="center")
