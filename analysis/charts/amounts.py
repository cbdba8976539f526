"""Amounts in time: acts as a thin strip above, circles of true area below, on one time axis."""

from __future__ import annotations

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from analysis.charts import packing, palette, style

COLUMNS = {"lane", "label", "earliest", "latest", "size"}
DEFAULTS = {"certainty": "done", "role": "plain", "failed": False, "url": "", "status": ""}
TICK = 0.07  # inches: half of an act's tick


def draw_amounts(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    start: str,
    end: str,
    strip: str,
    lanes: dict[str, str],
    width: float = style.WIDE,
    scale_of: list[tuple[float, str]] | None = None,
    key: list[tuple[str, str]] | None = None,
    as_of: tuple[pd.Timestamp, str] | None = None,
) -> Figure:
    """Return acts in a strip and amounts in lanes below it, on one time axis.

    A circle's area is its amount, down to the smallest; it stands at the middle of the time its date allows, and its label
    stands outside it.

    Parameters
    ----------
    table : one row a thing, with columns

        ``lane`` key of its lane; ``label``; ``earliest`` and ``latest`` (Timestamps); ``size`` (an amount above zero; NaN in
        the strip); optional: ``certainty`` and ``role`` (keys of the palette), ``failed`` (bool: crossed), ``url``,
        ``status`` (words by which a reader may choose; default is those of the key).
    title, subtitle, source : see `style.page`
    start, end : first and last date of the axis
    strip : key of the lane that is the strip
    lanes : lane key -> heading, in order from the top; the strip is the first
    width : inches
    scale_of : amounts whose circles are shown in the key, each with its words
    key : (a certainty, "failed", "act" or a role, words) pairs, explained in the key
    as_of : day up to which the figure holds, and the words at its line

    Raises
    ------
    ValueError
        If a column is missing, a row's lane is not in `lanes`, or an amount is not above zero.

    Examples
    --------
    >>> day = pd.Timestamp("2021-04-16")
    >>> rows = pd.DataFrame({"lane": ["a"], "label": ["Award"], "earliest": [day], "latest": [day], "size": [2.0]})
    >>> words = {"title": "One", "subtitle": "", "source": ""}
    >>> figure = draw_amounts(rows, start="2020", end="2023", strip="p", lanes={"p": "Acts", "a": "Awards"}, **words)
    >>> "Award" in [text.get_text() for text in figure.axes[0].texts]
    True
    """
    style.require(table, COLUMNS, "draw_amounts")
    strange = set(table["lane"]) - set(lanes)
    if strange:
        raise ValueError(f"draw_amounts: no such lane {sorted(strange)}; lanes are {list(lanes)}")
    if not (table.loc[table["lane"] != strip, "size"] > 0).all():
        raise ValueError("draw_amounts: an amount is above zero")
    table = style.with_defaults(table, DEFAULTS)
    with style.house():
        scale = packing.Scale(pd.Timestamp(start), pd.Timestamp(end), None, width)
        entries = _entries(scale_of or [], key or [], table["size"].max(), width)
        top = max((y + max(0.1, across / 2) for _, y, across, *_ in entries), default=-0.1) + 0.16
        top += style.AS_OF if as_of else 0.0
        placed, tops, height = packing.place(table, lanes, scale, width, top)
        figure, box = style.page(width, height + 0.36, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(height + 0.31, -0.05))
        ax.axis("off")
        for at in tops.values():
            ax.plot([0, width], [at - 0.06] * 2, color=palette.RULE, lw=0.7, zorder=0)
        _draw_axis(ax, scale, tops[strip], height)
        for entry in entries:
            _draw_entry(ax, *entry)
        for lane, at in tops.items():
            ax.text(0.06, at, lanes[lane], fontsize=style.TEXT, fontweight=600, va="top", ha="left", zorder=6)
        said = dict(key or [])
        for item in placed:
            drawn = _draw_item(ax, item, item.row["lane"] == strip, height)
            state = "failed" if item.row["failed"] and "failed" in said else item.row["certainty"]
            style.choice(drawn, lanes[item.row["lane"]], item.row["status"] or said.get(state, ""))
        if as_of:
            style.as_of(ax, scale(as_of[0]), (tops[strip] - 0.06, height), as_of[1], width)
    return figure


def alt_amounts(table: pd.DataFrame, strip: str, lanes: dict[str, str], what: str) -> str:
    """Return alt text: the acts with their years, the amounts of each lane in order of time, the point.

    >>> day = pd.Timestamp("2021-04-16")
    >>> rows = pd.DataFrame({"lane": ["p", "a"], "label": ["Act", "Award $2"], "earliest": [day] * 2, "latest": [day] * 2})
    >>> alt_amounts(rows, "p", {"p": "Acts", "a": "Awards"}, "One award.")
    'Timeline from 2021 to 2021. Acts: Act (2021). Awards: Award $2 (2021). One award.'
    """
    years = pd.concat([table["earliest"], table["latest"]]).dt.year
    told = [f"{heading}: {_told(table[table['lane'] == lane])}." for lane, heading in lanes.items()]
    return " ".join([f"Timeline from {years.min()} to {years.max()}.", *told, what])


def _told(rows: pd.DataFrame) -> str:
    rows = rows.sort_values(["earliest", "label"], kind="stable")
    return ", ".join(f"{label} ({day.year})" for label, day in zip(rows["label"], rows["earliest"], strict=True))


def _draw_axis(ax: Axes, scale: packing.Scale, top: float, height: float) -> None:
    for year in scale.years():
        x = scale(pd.Timestamp(year, 1, 1))
        ax.plot([x, x], [top - 0.06, height], color=palette.RULE, lw=0.6, zorder=-1)
        ax.text(x, height + 0.06, str(year), fontsize=style.SMALL, color=palette.MUTED, ha="center", va="top")
    ax.plot([scale.left, scale.left + scale.span], [height, height], color=palette.MUTED, lw=0.8)


def _draw_item(ax: Axes, item: packing.Item, in_strip: bool, height: float) -> list[Artist]:
    x = (item.left + item.right) / 2
    mark = _act(ax, x, item.top, height) if in_strip else _circle(ax, x, item.top, item.mark, item.row)
    text = ax.text(
        item.text_left, item.top, item.lines, fontsize=style.SMALL, va="center", ha="left", linespacing=1.1, zorder=2,
        bbox=style.paper(),
    )  # fmt: skip
    for artist in (mark[0], text) if item.row["url"] else ():
        artist.set_url(item.row["url"])
    return [*mark, text]


def _act(ax: Axes, x: float, y: float, foot: float) -> list[Artist]:
    """Draw an act as a tick, its day dotted down to `foot`."""
    tick = ax.plot([x, x], [y - TICK, y + TICK], color=palette.INK, lw=2, solid_capstyle="butt", zorder=4)
    return tick + ax.plot([x, x], [y + TICK, foot], color=palette.MUTED, lw=0.5, linestyle=(0, (1, 3)), zorder=0)


def _circle(ax: Axes, x: float, y: float, across: float, row: pd.Series) -> list[Artist]:
    """Draw a circle `across` inches wide, its line inside it: what is drawn is as large as the amount."""
    look = palette.look(row["role"], row["certainty"])
    line = 0.0 if row["certainty"] == "done" else min(1.4, across * 72 / 4)
    circle = Circle((x, y), (across - line / 72) / 2, lw=line, zorder=3, **look)
    drawn = [ax.add_patch(circle)]
    if row["failed"]:
        arm = max(across / 2, 0.05) * 0.9
        for sign in (1, -1):
            drawn += ax.plot([x - arm, x + arm], [y - sign * arm, y + sign * arm], color=palette.INK, lw=1, zorder=4)
    return drawn


def _entries(scale_of: list, key: list, biggest: float, width: float) -> list[tuple]:
    """Return the entries of the key in rows: x, y, across, look and words of each."""
    looks = {"failed": {"failed": True}, "act": {"act": True}} | {
        certainty: {"certainty": certainty} for certainty in palette.CERTAINTY
    }
    largest = packing.BIGGEST["phone" if style.is_phone(width) else "wide"]
    wanted = [(largest * (amount / biggest) ** 0.5, {}, words) for amount, words in scale_of]
    wanted += [(packing.MARK, looks.get(name) or {"role": name}, words) for name, words in key]
    rows, x = [[]], 0.0
    for across, look, words in wanted:
        room = across + 0.26 + style.text_width(words, style.SMALL) * style.WIDER
        if x and x + room > width:
            rows, x = [*rows, []], 0.0
        rows[-1].append(
            (x + 0.03 + across / 2, across, {"role": "muted", "certainty": "done", "failed": False} | look, words)
        )
        x += room
    entries, top = [], 0.0
    for row in rows:
        tall = max((across for _, across, *_ in row), default=0.0)
        middle = top + max(0.1, tall / 2)
        entries += [(x, middle, across, look, words) for x, across, look, words in row]
        top = middle + max(0.1, tall / 2)
    return entries


def _draw_entry(ax: Axes, x: float, y: float, across: float, look: dict, words: str) -> None:
    if look.get("act"):
        _act(ax, x, y - TICK / 2, y + 2 * TICK)
    else:
        _circle(ax, x, y, across, pd.Series(look))
    ax.text(x + across / 2 + 0.05, y, words, fontsize=style.SMALL, color=palette.MUTED, va="center", ha="left")
