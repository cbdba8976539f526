"""One dot an act on a true time axis, a row a kind, with a line of words above the dots of each row."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"row", "day"}
DEFAULTS = {"until": pd.NaT, "role": "plain", "certainty": "done", "mark": "round", "name": "", "url": ""}
MARKERS = {"round": "o", "square": "s"}
DOT = 0.115  # inches across a dot
LEFT, RIGHT, GAP = 0.16, 0.16, 0.1


@dataclass(frozen=True)
class Placed:
    """One dot: its row of the table, inches from the left, level above the line of its row."""

    row: dict
    x: float
    level: int


def draw_dots(
    table: pd.DataFrame,
    *,
    rows: dict[str, str],
    counts: dict[int, str],
    counted: str,
    key: list[tuple[dict[str, str], str]],
    title: str,
    subtitle: str,
    source: str,
    start: int,
    end: int,
    width: float = style.WIDE,
    lanes: dict[str, str] | None = None,
    as_of: tuple[pd.Timestamp, str] | None = None,
) -> Figure:
    """Return rows of dots in time; dots of about one date stand on top of each other, so that each is seen.

    Parameters
    ----------
    table : one row a dot, with ``row`` (a key of `rows`) and ``day`` (Timestamp); optional ``until`` (Timestamp: a line
        leads there), ``role`` and ``certainty`` (keys of the palette), ``mark`` ("round" or "square"),
        ``name`` (what it is), ``url``
    rows : key -> words above the dots of the row, in order from the top
    counts : first year of each decade -> what is printed under it, a decade without a dot included
    counted : what these are, in a few words under them
    key : (columns of a dot, words) pairs explained above the first row; ``mark`` "line" explains the line to ``until``
    title, subtitle, source : see `style.page`
    start, end : first and last year of the axis, which runs evenly
    width : inches
    lanes : key of a row -> words by which a reader may choose it; default is those above it
    as_of : day up to which the figure holds, and the words at its line

    Raises
    ------
    ValueError
        If a column is missing, or a dot's row is not among `rows`.

    Examples
    --------
    >>> table = pd.DataFrame({"row": ["a"], "day": [pd.Timestamp("2005-07-01")]})
    >>> words = {"title": "t", "subtitle": "", "source": ""}
    >>> axis = {"counts": {2000: "1"}, "counted": "acts", "start": 2000, "end": 2010}
    >>> figure = draw_dots(table, rows={"a": "Prize"}, key=[], **axis, **words)
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['Prize', '2000', '2010', '1', 'acts']
    """
    style.require(table, COLUMNS, "draw_dots")
    strange = set(table["row"]) - set(rows)
    if strange:
        raise ValueError(f"draw_dots: no such row {sorted(strange)}; rows are {list(rows)}")
    table = style.with_defaults(table, DEFAULTS)
    span = width - LEFT - RIGHT
    with style.house():
        head = top = _key_height(key, width) + (style.AS_OF if as_of else 0.0)
        body, lines = [], {row: style.wrap(text, width) for row, text in rows.items()}
        for row in rows:
            placed = stack(table[table["row"] == row].to_dict("records"), start, end, span)
            words = (lines[row].count("\n") + 1) * style.TEXT * style.LINE
            line = top + words + 0.04 + DOT * (max((dot.level for dot in placed), default=0) + 1)
            body.append((row, top, line, placed))
            top = line + GAP
        figure, box = style.page(width, top + 0.62, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(top + 0.6, -0.02))
        ax.axis("off")
        _draw_key(ax, key, width)
        for row, above, line, placed in body:
            ax.text(0, above, lines[row], va="top", ha="left", linespacing=1.1, bbox=style.paper())
            ax.plot([LEFT, LEFT + span], [line, line], color=palette.RULE, lw=0.8, zorder=0)
            for dot in placed:
                said = [words for look, words in key if all(dot.row[name] == value for name, value in look.items())]
                style.choice(_draw_dot(ax, dot, line, start, end, span), (lanes or rows)[row], style.EITHER.join(said))
        _draw_axis(ax, (head, top), counts, counted, (start, end), span)
        if as_of:
            style.as_of(ax, _inches(as_of[0], start, end, span), (head, top), as_of[1], width)
    return figure


def alt_dots(table: pd.DataFrame, rows: dict[str, str], what: str) -> str:
    """Return alt text: how many dots in each row and between which years, the point.

    >>> table = pd.DataFrame({"row": ["a", "a"], "day": pd.to_datetime(["1982", "2005"])})
    >>> alt_dots(table, {"a": "Prize"}, "Two prizes.")
    'Dots on a time axis: Prize, 2 from 1982 to 2005. Two prizes.'
    """
    parts = []
    for row, words in rows.items():
        years = table.loc[table["row"] == row, "day"].dt.year
        when = f"in {years.min()}" if years.nunique() == 1 else f"from {years.min()} to {years.max()}"
        parts.append(f"{words}, {len(years)} {when}")
    return f"Dots on a time axis: {'; '.join(parts)}. {what}"


def stack(dots: list[dict], start: int, end: int, span: float) -> list[Placed]:
    """Return the dots in order of date, each on the lowest level where it touches none before it.

    >>> days = [{"day": pd.Timestamp(day)} for day in ("2005-01-01", "2001-01-01", "2001-02-01")]
    >>> [(round(dot.x, 1), dot.level) for dot in stack(days, 2000, 2010, 5.0)]
    [(0.7, 0), (0.7, 1), (2.7, 0)]
    """
    placed: list[Placed] = []
    for dot in sorted(dots, key=lambda dot: dot["day"]):
        x, level = _inches(dot["day"], start, end, span), 0
        while any(other.level == level and abs(other.x - x) < DOT * 1.12 for other in placed):
            level += 1
        placed.append(Placed(dot, x, level))
    return placed


def _inches(day: pd.Timestamp, start: int, end: int, span: float) -> float:
    first, last = pd.Timestamp(start, 1, 1), pd.Timestamp(end, 1, 1)
    return LEFT + span * ((day - first) / (last - first))


def _draw_dot(ax: Axes, dot: Placed, line: float, start: int, end: int, span: float) -> list[Artist]:
    y, drawn = line - DOT * (dot.level + 0.5), []
    if not pd.isna(dot.row["until"]):
        right = _inches(dot.row["until"], start, end, span)
        drawn += ax.plot([dot.x, right], [y, y], color=palette.colour(dot.row["role"]), lw=1.2, zorder=1)
    return [*drawn, _mark(ax, dot.row, dot.x, y)]


def _mark(ax: Axes, row: dict, x: float, y: float) -> Artist:
    look = palette.look(row["role"], row["certainty"])
    if row["mark"] == "line":
        return ax.plot([x - 0.07, x + 0.07], [y, y], color=look["edgecolor"], lw=1.2)[0]
    size = DOT * 72 * (0.86 if row["mark"] == "round" else 0.74)  # points; a square is as heavy as a disc
    (drawn,) = ax.plot(
        x, y, MARKERS[row["mark"]], ms=size, mfc=look["facecolor"], mec=look["edgecolor"], mew=1.2, ls="none", zorder=3
    )
    style.answer([drawn], row.get("url", ""), row.get("name", ""))
    return drawn


def _draw_axis(
    ax: Axes, ends: tuple[float, float], counts: dict[int, str], counted: str, years: tuple[int, int], span: float
) -> None:
    (head, foot), (start, end) = ends, years
    ax.plot([LEFT, LEFT + span], [foot, foot], color=palette.MUTED, lw=0.8)
    for year in range(start, end + 1, 10):
        x = _inches(pd.Timestamp(year, 1, 1), start, end, span)
        ax.plot([x, x], [head, foot], color=palette.RULE, lw=0.6, zorder=-1)
        ax.text(x, foot + 0.05, str(year), fontsize=style.SMALL, color=palette.MUTED, ha="center", va="top")
    for decade, text in counts.items():
        middle = (max(decade, start) + min(decade + 10, end)) / 2
        x = LEFT + span * (middle - start) / (end - start)
        ax.text(x, foot + 0.24, text, fontsize=style.SMALL, ha="center", va="top")
    ax.text(LEFT, foot + 0.42, counted, fontsize=style.SMALL, color=palette.MUTED, ha="left", va="top")


def _key_height(key: list[tuple[dict[str, str], str]], width: float) -> float:
    return style.key_places((words for _, words in key), width)[-1][1] + 0.22 if key else 0.0


def _draw_key(ax: Axes, key: list[tuple[dict[str, str], str]], width: float) -> None:
    for (look, words), (x, y) in zip(key, style.key_places((words for _, words in key), width), strict=True):
        _mark(ax, DEFAULTS | look, x, y)
        ax.text(x + 0.12, y, words, fontsize=style.SMALL, color=palette.MUTED, ha="left", va="center")
