"""Two dates a row on one axis of time, a shape a side, with the line between them: who came where first."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"label", "side", "day"}
DEFAULTS = {"open": False, "group": "", "strength": "strong", "note": "", "url": ""}
STRENGTHS = {"strong": (7.5, "done"), "hollow": (7.5, "announced"), "weak": (4.5, "announced")}
ROW, GROUP, NOTE = 0.27, 0.36, 1.2  # inches


def draw_crossings(
    table: pd.DataFrame,
    *,
    sides: dict[str, dict[str, str]],
    key: list[tuple[str, str, str]],
    title: str,
    subtitle: str,
    source: str,
    start: str,
    end: str,
    width: float = style.WIDE,
    as_of: tuple[pd.Timestamp, str] | None = None,
) -> Figure:
    """Return a row a party, a mark on each side at its date, and the line between the two.

    Parameters
    ----------
    table : one row a mark, with ``label`` (of its row), ``side`` (a key of `sides`), ``day`` (Timestamp); optional ``open``
        (the day is the last possible, the first is not known: an arrow leads to it), ``group`` (a heading above its first
        row), ``strength`` (a key of `STRENGTHS`), ``note`` (words at the end of the row), ``url``; in the order of rows
    sides : side -> ``role`` (a key of the palette) and ``mark`` (matplotlib's marker); optional ``name``
    key : (side, strength, words) explained above the first row
    title, subtitle, source : see `style.page`
    start, end : first and last date of the axis
    width : inches
    as_of : day up to which the figure holds, and the words at its line

    Raises
    ------
    ValueError
        If a column is missing, or a side or a strength is not known.

    Examples
    --------
    >>> days = pd.to_datetime(["2024-04-30", "2024-12-16"])
    >>> rows = pd.DataFrame({"label": "Thailand", "side": ["a", "b"], "day": days, "note": "8 months"})
    >>> sides = {"a": {"role": "ilrs", "mark": "o"}, "b": {"role": "artemis", "mark": "s"}}
    >>> figure = draw_crossings(rows, sides=sides, key=[], title="t", subtitle="", source="", start="2024", end="2026")
    >>> [text.get_text() for text in figure.axes[0].texts][-2:]
    ['Thailand', '8 months']
    """
    style.require(table, COLUMNS, "draw_crossings")
    table = style.with_defaults(table, DEFAULTS)
    strange = [*sorted(set(table["side"]) - set(sides)), *sorted(set(table["strength"]) - set(STRENGTHS))]
    if strange:
        raise ValueError(f"draw_crossings: unknown {', '.join(strange)}; sides are {', '.join(sides)}")
    phone = style.is_phone(width)
    with style.house():
        left = 0.1 if phone else max(style.text_width(label) for label in table["label"]) * style.WIDER + 0.25
        right = width - (0.1 if phone else NOTE)
        first, last = pd.Timestamp(start), pd.Timestamp(end)

        def at(day: pd.Timestamp) -> float:
            return left + (right - left) * ((min(max(day, first), last) - first) / (last - first))

        places = _key_places(key, width)
        top = (places[-1][1] + 0.2 if places else 0.05) + (style.AS_OF if as_of else 0.0)
        rows, y, before = [], top, ""
        for label, marks in table.groupby("label", sort=False):
            group = marks["group"].iloc[0]
            heading = y if group != before else None
            y += (GROUP if group != before else 0) + (0.19 if phone else 0)
            before = group
            rows.append((label, marks.to_dict("records"), heading, y + ROW / 2))
            y += ROW
        figure, box = style.page(width, y + 0.3, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(y + 0.3, 0))
        ax.axis("off")
        _draw_key(ax, key, places, sides)
        for year in range(first.year + (first.day_of_year > 1), last.year + 1):
            x = at(pd.Timestamp(year, 1, 1))
            ax.plot([x, x], [top, y + 0.03], color=palette.RULE, lw=0.6, zorder=0)
            ax.text(x, y + 0.06, str(year), fontsize=style.SMALL, color=palette.MUTED, ha="center", va="top")
        for label, marks, heading, middle in rows:
            if heading is not None and marks[0]["group"]:
                ax.text(0, heading + GROUP / 2 + 0.02, marks[0]["group"], fontweight=600, va="center", bbox=style.paper(1))
            drawn = _draw_marks(ax, marks, middle, at, sides)
            drawn = _draw_words(ax, label, marks[0]["note"], middle, left, width, phone) + drawn
            told = [_told(key, row["side"], row["strength"]) for row in marks if not pd.isna(row["day"])]
            style.choice(drawn, marks[0]["group"], style.EITHER.join(dict.fromkeys(filter(None, told))))
        if as_of:
            style.as_of(ax, at(as_of[0]), (top, y + 0.03), as_of[1], width)
    return figure


def alt_crossings(table: pd.DataFrame, sides: dict[str, str], what: str) -> str:
    """Return alt text: each party with its date on each side, the point.

    >>> days = pd.to_datetime(["2024-04-30", "2024-12-16"])
    >>> rows = pd.DataFrame({"label": "Thailand", "side": ["a", "b"], "day": days, "note": "8 months"})
    >>> alt_crossings(rows, {"a": "ILRS", "b": "Accords"}, "One.")
    'Two dates a row on one axis of time. Thailand: ILRS Apr 2024, Accords Dec 2024. One.'
    """
    table = style.with_defaults(table, DEFAULTS)
    parts = []
    for label, marks in table.groupby("label", sort=False):
        said = [f"{sides[row.side]} {_when(row.day, row.open)}" for row in marks.itertuples()]
        parts.append(f"{label}: {', '.join(said)}")
    return f"Two dates a row on one axis of time. {'; '.join(parts)}. {what}"


def _told(key: list[tuple[str, str, str]], side: str, strength: str) -> str:
    """What the key says of a mark, or of one of its strength on the other side."""
    alike = {of: words for of, other, words in key if other == strength}
    return alike.get(side, next(iter(alike.values()), ""))


def _when(day: pd.Timestamp, open_: bool) -> str:
    return "without a date" if pd.isna(day) else f"{'by ' if open_ else ''}{day:%b %Y}"


def _mark(ax: Axes, x: float, y: float, side: dict[str, str], strength: str) -> Artist:
    size, certainty = STRENGTHS[strength]
    look = palette.look(side["role"], certainty)
    (drawn,) = ax.plot(
        x, y, side["mark"], ms=size, mfc=look["facecolor"], mec=look["edgecolor"], mew=1.3, ls="none", zorder=4
    )
    return drawn


def _draw_marks(ax: Axes, marks: list[dict], y: float, at: Callable, sides: dict[str, dict[str, str]]) -> list[Artist]:
    dated = sorted((row for row in marks if not pd.isna(row["day"])), key=lambda row: row["day"])
    drawn = []
    if len(dated) > 1:
        drawn += ax.plot([at(dated[0]["day"]), at(dated[-1]["day"])], [y, y], color=palette.colour("muted"), lw=1, zorder=2)
    for row in dated:
        x = at(row["day"])
        if row["open"]:  # by that day: it may have been earlier
            colour = palette.colour(sides[row["side"]]["role"])
            arrow = {"arrowstyle": "->", "color": colour, "lw": 1, "shrinkA": 0, "shrinkB": 0}
            drawn.append(ax.annotate("", (x - 0.3, y), (x - 0.04, y), arrowprops=arrow, zorder=3))
        drawn.append(_mark(ax, x, y, sides[row["side"]], row["strength"]))
        side = sides[row["side"]].get("name", row["side"])
        style.answer(drawn[-1:], row["url"], f"{row['label']}, {side}, {_when(row['day'], row['open'])}")
    return drawn


def _draw_words(ax: Axes, label: str, note: str, y: float, left: float, width: float, phone: bool) -> list[Artist]:
    if phone:
        name = ax.text(0, y - 0.11, label, fontsize=style.SMALL, va="bottom", bbox=style.paper(1))
        said = ax.text(
            width, y - 0.11, note, fontsize=style.SMALL, color=palette.MUTED, ha="right", va="bottom", bbox=style.paper(1)
        )
        return [name, said]
    name = ax.text(left - 0.2, y, label, ha="right", va="center")
    return [name, ax.text(width, y, note, fontsize=style.SMALL, color=palette.MUTED, ha="right", va="center")]


def _key_places(key: list[tuple[str, str, str]], width: float) -> list[tuple[float, float]]:
    places, x, y = [], 0.08, 0.1
    for _, _, words in key:
        wide = 0.16 + style.text_width(words, style.SMALL) * style.WIDER
        if x > 0.1 and x + wide > width:
            x, y = 0.08, y + 0.2
        places.append((x, y))
        x += wide + 0.16
    return places


def _draw_key(ax: Axes, key: list, places: list[tuple[float, float]], sides: dict[str, dict[str, str]]) -> None:
    for (side, strength, words), (x, y) in zip(key, places, strict=True):
        _mark(ax, x, y, sides[side], strength)
        ax.text(x + 0.12, y, words, fontsize=style.SMALL, color=palette.MUTED, va="center")
