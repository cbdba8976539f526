"""Running numbers of several groups as staircases on one axis, with ties between the steps of one party."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"line", "day"}
DEFAULTS = {"earliest": pd.NaT, "tie": "", "state": "", "url": ""}
HIGH, PHONE_HIGH = 3.6, 3.2  # inches


def draw_staircases(
    table: pd.DataFrame,
    *,
    lines: dict[str, dict[str, object]],
    title: str,
    subtitle: str,
    source: str,
    start: str,
    end: str,
    width: float = style.WIDE,
    as_of: tuple[pd.Timestamp, str] | None = None,
) -> Figure:
    """Return one staircase a line, a step an accession; a party with a step on two lines is tied by a thin line and named.

    Parameters
    ----------
    table : one row an accession, with ``line`` (a key of `lines`) and ``day`` (Timestamp); optional ``earliest`` (Timestamp:
        the step is drawn with a bar from there, the date being uncertain), ``tie`` (name of a party that stands on two
        lines), ``state`` (the party, named where its step answers; on a phone steps are too low to be hit), ``url``
    lines : line -> ``label`` (printed at its end), ``role`` (a key of the palette), ``known`` (Timestamp: after it no source
        speaks of the line, which is then dotted)
    title, subtitle, source : see `style.page`
    start, end : first and last date of the axis
    width : inches
    as_of : day up to which the figure holds, and the words at its line

    Raises
    ------
    ValueError
        If a column is missing or a row's line is not among `lines`.

    Examples
    --------
    >>> day = pd.Timestamp("2023-07-31")
    >>> rows = pd.DataFrame({"line": ["a", "b"], "day": [day, day], "tie": ["Thailand", "Thailand"]})
    >>> line = {"label": "A", "role": "ilrs", "known": day}
    >>> words = {"title": "t", "subtitle": "", "source": ""}
    >>> figure = draw_staircases(rows, lines={"a": line, "b": line}, start="2021", end="2025", **words)
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['A: 1', 'A: 1', 'Thailand']
    """
    style.require(table, COLUMNS, "draw_staircases")
    strange = set(table["line"]) - set(lines)
    if strange:
        raise ValueError(f"draw_staircases: no line {', '.join(sorted(strange))}; lines are {', '.join(lines)}")
    table = style.with_defaults(table, DEFAULTS).sort_values("day", kind="stable")
    table = table.assign(total=table.groupby("line").cumcount() + 1)
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    with style.house():
        high = PHONE_HIGH if style.is_phone(width) else HIGH
        named = [f"{lines[name]['label']}: {count}" for name, count in table["line"].value_counts().items()]
        right = max(style.text_width(text, style.TEXT, 600) for text in named) * style.WIDER + 0.1
        phone = style.is_phone(width)
        above = 0.05 + (style.AS_OF if as_of else 0.0)
        figure, box = style.page(width, high + above - 0.05, title, subtitle, source)
        ax = style.axes_in(figure, box, 0.32, 0.3, 0.05 if phone else right, above)
        ax.set(xlim=(first, last), ylim=(0, table["total"].max() * (1.16 if phone else 1.08)))
        ax.set_yticks(range(0, int(table["total"].max()) + 1, 10 if table["total"].max() > 20 else 5))
        ax.grid(axis="y")
        style.year_ticks(ax, first, last)
        if as_of:
            style.as_of_day(ax, *as_of)
        for name, line in lines.items():
            _draw_line(ax, table[table["line"] == name], line, first, last, phone)
        for name, steps in table[table["tie"] != ""].groupby("tie", sort=False):
            _draw_tie(ax, name, steps, lines)
    return figure


def alt_staircases(table: pd.DataFrame, lines: dict[str, dict[str, object]], what: str) -> str:
    """Return alt text: steps, first and last date of each line, who stands on both, the point.

    >>> day = pd.Timestamp("2023-07-31")
    >>> rows = pd.DataFrame({"line": ["a"], "day": [day], "tie": [""]})
    >>> alt_staircases(rows, {"a": {"label": "A"}}, "One.")
    'Staircases on one axis of time: A, 1 step from Jul 2023 to Jul 2023. One.'
    """
    parts = []
    for name, line in lines.items():
        days = table.loc[table["line"] == name, "day"]
        count = f"{len(days)} step{'s' * (len(days) != 1)}"
        parts.append(f"{line['label']}, {count} from {days.min():%b %Y} to {days.max():%b %Y}")
    tied = list(dict.fromkeys(table.loc[table["tie"] != "", "tie"]))
    both = f" Tied, because on two lines: {', '.join(tied)}." if tied else ""
    return f"Staircases on one axis of time: {'; '.join(parts)}.{both} {what}"


def _draw_line(ax: Axes, steps: pd.DataFrame, line: dict, first: pd.Timestamp, last: pd.Timestamp, phone: bool) -> None:
    colour, known = palette.colour(line["role"]), min(line["known"], last)
    total = int(steps["total"].max())
    drawn = ax.step([first, *steps["day"], known], [0, *steps["total"], total], where="post", color=colour, lw=2, zorder=3)
    if known < last:
        drawn += ax.plot([known, last], [total, total], color=colour, lw=1.2, linestyle=(0, (1, 2)), zorder=2)
    for row in steps.to_dict("records"):
        if not pd.isna(row["earliest"]) and row["earliest"] < row["day"]:
            drawn += ax.plot([row["earliest"], row["day"]], [row["total"]] * 2, color=colour, lw=0.8, zorder=2)
    if not phone:
        drawn += [_risen(ax, rows, line["label"], colour) for _, rows in steps[steps["tie"] == ""].groupby("day")]
    words = f"{line['label']}: {total}"
    # beside the end; on a phone, where there is no room, above it
    place = {"xytext": (0, 15), "ha": "right", "va": "bottom"} if phone else {"xytext": (5, 0), "ha": "left", "va": "center"}
    drawn.append(
        ax.annotate(
            words, (last, total), textcoords="offset points", color=colour, fontweight=600, annotation_clip=False, **place
        )
    )
    last_one = steps.iloc[-1]
    style.answer([drawn[0], drawn[-1]], last_one["url"], f"{words}, the last {_who(last_one, line['label'])}")
    style.choice(drawn, line["label"], n=total)


def _who(row: Mapping[str, Any], label: str) -> str:
    return f"{row['state'] or row['tie']}, {label}, {row['day']:%B %Y}"


def _risen(ax: Axes, rows: pd.DataFrame, label: str, colour: str) -> Artist:
    """The riser of a day, which says whose it is; it leads to the first of them."""
    day, first, last = rows["day"].iloc[0], rows["total"].min(), rows["total"].max()
    (riser,) = ax.plot([day, day], [first - 1, last], color=colour, lw=3, solid_capstyle="butt", zorder=3)
    style.answer([riser], rows["url"].iloc[0], f"{', '.join(rows['state'])}, {label}, {day:%B %Y}")
    return riser


def _draw_tie(ax: Axes, name: str, steps: pd.DataFrame, lines: dict[str, dict[str, object]]) -> None:
    rows = steps.sort_values("total").to_dict("records")
    drawn = ax.plot(
        [row["day"] for row in rows], [row["total"] for row in rows], color=palette.colour("both"), lw=1, zorder=4
    )
    for row in rows:
        (mark,) = ax.plot(
            row["day"], row["total"], "D", ms=5.5, mfc=palette.colour("both"), mec=palette.PAPER, mew=0.8, zorder=5
        )
        style.answer([mark], row["url"], _who(row | {"state": name}, lines[row["line"]]["label"]))
        drawn.append(mark)
    text = ax.annotate(
        name, (rows[-1]["day"], rows[-1]["total"]), xytext=(-7, 3), textcoords="offset points", ha="right", va="bottom",
        fontsize=style.SMALL,
    )  # fmt: skip
    style.answer([text], rows[-1]["url"], _who(rows[-1] | {"state": name}, lines[rows[-1]["line"]]["label"]))
    style.choice([*drawn, text], style.EITHER.join(lines[row["line"]]["label"] for row in rows), n=0)
