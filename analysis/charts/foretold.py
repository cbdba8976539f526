"""What was foretold from a day on, beside what came: a staircase, a line for each forecast, a band for one of them."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"model", "day", "total"}
HIGH = 3.4  # inches
DASHES = ((0, (6, 2)), (0, (2, 1.5)), (0, (6, 2, 1, 2)), (0, (1, 1)))
APART = 0.19  # inches between two labels at the end


def draw_foretold(
    table: pd.DataFrame,
    *,
    came: pd.DataFrame,
    cut: pd.Timestamp,
    role: str,
    names: dict[str, str],
    words: tuple[str, str],
    title: str,
    subtitle: str,
    source: str,
    start: str,
    end: str,
    width: float = style.WIDE,
) -> Figure:
    """Return what came as a staircase and what each model foretold at `cut` as a line, labelled at its end.

    Parameters
    ----------
    table : one row a model and day, with ``model`` (a key of `names`), ``day`` (Timestamp), ``total``; the model that has
        ``low`` and ``high`` as well (not NaN) gets a band; optional ``url`` of the line
    came : the accessions with ``day`` (Timestamp), in order; optional ``url``: that of the last is where the line leads
    cut : the day up to which the models knew what came
    role : colour of what came (a key of the palette)
    names : model -> words at the end of its line
    words : what came in a word or two, and what is said at the cut
    title, subtitle, source : see `style.page`
    start, end : first and last date of the axis
    width : inches

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> days = pd.to_datetime(["2023-01-01", "2024-01-01"])
    >>> rows = pd.DataFrame({"model": "a", "day": days, "total": [1.0, 3.0]})
    >>> figure = draw_foretold(rows, came=pd.DataFrame({"day": days}), cut=days[0], role="ilrs", names={"a": "constant"},
    ...     words=("came", "known"), title="t", subtitle="", source="", start="2022", end="2024-01-01")
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['known', 'constant: 3', 'came: 2']
    """
    style.require(table, COLUMNS, "draw_foretold")
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    ends = [
        (f"{names[model]}: {rows['total'].iloc[-1]:.0f}", rows["total"].iloc[-1], palette.INK, _url(rows))
        for model, rows in _lines(table)
    ]
    ends.append((f"{words[0]}: {len(came)}", float(len(came)), palette.colour(role), _url(came)))
    with style.house():
        right = max(style.text_width(text, style.SMALL, 600) for text, *_ in ends) + 0.12
        figure, box = style.page(width, HIGH, title, subtitle, source)
        ax = style.axes_in(figure, box, 0.32, 0.3, right)
        top = max(table["total"].max(), table.get("high", table["total"]).max(), len(came)) * 1.05
        ax.set(xlim=(first, last), ylim=(0, top))
        ax.grid(axis="y")
        style.year_ticks(ax, first, last, 2 if style.is_phone(width) else 1)
        ax.axvline(cut, color=palette.MUTED, lw=0.9)
        ax.annotate(
            words[1], (cut, top), xytext=(-4, -2), textcoords="offset points", ha="right", va="top", fontsize=style.SMALL,
            color=palette.MUTED,
        )  # fmt: skip
        if "low" in table:
            band = table[table["low"].notna()]
            ax.fill_between(band["day"], band["low"], band["high"], color=palette.colour("other"), alpha=0.25, lw=0)
        for (_, rows), dash in zip(_lines(table), DASHES, strict=False):
            style.answer(ax.plot(rows["day"], rows["total"], color=palette.INK, lw=1.2, linestyle=dash), _url(rows))
        stairs = ax.step(
            [first, *came["day"], last],
            [0, *range(1, len(came) + 1), len(came)],
            where="post",
            color=palette.colour(role),
            lw=2,
        )
        style.answer(stairs, _url(came))
        high = figure.get_size_inches()[1] * ax.get_position().height
        heights = _spread([total for _, total, *_ in ends], APART * top / high)
        for (text, _, colour, url), y in zip(ends, heights, strict=True):
            label = ax.annotate(
                text, (last, y), xytext=(5, 0), textcoords="offset points", ha="left", va="center", fontsize=style.SMALL,
                color=colour, fontweight=600 if colour != palette.INK else "normal", annotation_clip=False,
            )  # fmt: skip
            style.answer([label], url)
    return figure


def alt_foretold(table: pd.DataFrame, came: int, names: dict[str, str], what: str) -> str:
    """Return alt text: what each model foretold for the last day, what came, the point.

    >>> rows = pd.DataFrame({"model": "a", "day": pd.to_datetime(["2023-01-01", "2024-01-01"]), "total": [1.0, 3.0]})
    >>> alt_foretold(rows, 2, {"a": "constant"}, "Too many.")
    'Forecasts for January 2024: constant 3; came 2. Too many.'
    """
    told = ", ".join(f"{names[model]} {rows['total'].iloc[-1]:.0f}" for model, rows in _lines(table))
    return f"Forecasts for {table['day'].max():%B %Y}: {told}; came {came}. {what}"


def _lines(table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    return list(table.groupby("model", sort=False))


def _url(rows: pd.DataFrame) -> str:
    """Where a line leads: where the last of its rows does."""
    return rows["url"].iloc[-1] if "url" in rows else ""


def _spread(values: list[float], least: float) -> list[float]:
    """Return `values` moved apart to at least `least` from the next, the lowest staying."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    placed = list(values)
    for below, above in pairwise(order):
        placed[above] = max(placed[above], placed[below] + least)
    return placed
