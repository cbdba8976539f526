"""Planned date over the day it was told: a small panel a thing, on one scale; on the diagonal the plan is today."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"panel", "said", "by", "kind"}
DEFAULTS = {"group": "", "role": "plain", "note": "", "url": ""}
KINDS = ("planned", "not before", "flown", "failed", "cancelled", "document")
ENDS = ("flown", "failed", "cancelled")
LONG = pd.Timedelta(days=366 * 12)  # an axis longer than this has a line every five years, a shorter one every two
HIGH, GROUP, LEFT, GAP = 1.12, 0.32, 0.4, 0.14  # inches: a panel's plot, a heading, the years at the left, between panels
COLUMNS_WIDE, COLUMNS_PHONE = 5, 2
MARK = {"flown": "o", "failed": "X", "cancelled": "x", "document": "D", "not before": "^"}


@dataclass(frozen=True)
class Panel:
    """One panel: where its plot lies (inches from the left and the top) and what it shows."""

    rows: pd.DataFrame
    left: float
    top: float
    wide: float


def draw_announced(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    told: tuple[str, str],
    planned: tuple[str, str],
    until: str,
    width: float = style.WIDE,
    key: dict[str, str] | None = None,
) -> Figure:
    """Return a panel for each thing: a staircase of the dates planned for it, each over the day on which it was told.

    The line runs on from one plan to the next; it ends where the thing flew, failed or was cancelled, else at `until`, with
    a hollow mark. Dates that lie on the diagonal are today's; a line that rises is a plan that moves away.

    Parameters
    ----------
    table : one row a plan or an end, in the order in which they were told, with ``panel`` (name of the thing), ``said`` (day
        on which it was told) and ``by`` (last day planned; Timestamps), ``kind`` (planned, not before, flown, failed,
        cancelled, or document: a mark of its own, no part of the line); optional: ``group`` (a heading above its first
        panel), ``role`` (a key of palette.ROLES), ``note`` (words under the panel's name), ``url``
    title, subtitle, source : see `style.page`
    told, planned : first and last date of the two axes
    until : day up to which what waits is known
    width : inches
    key : kind, "waiting", "diagonal" or "until" (a hairline at `until` in each panel) -> words, explained above the panels

    Raises
    ------
    ValueError
        If a column is missing, or there is no such kind.

    Examples
    --------
    >>> days = pd.to_datetime(["2019-12-31", "2024-01-09"])
    >>> rows = pd.DataFrame({"panel": "Artemis II", "said": days, "by": pd.to_datetime(["2022-12-31", "2025-09-30"]),
    ...     "kind": "planned", "note": "2.8 years later"})
    >>> axes = {"told": ("2019", "2027"), "planned": ("2019", "2037"), "until": "2026-09-27"}
    >>> figure = draw_announced(rows, title="t", subtitle="", source="", **axes)
    >>> [text.get_text() for text in figure.axes[0].texts][:2]
    ['Artemis II', '2.8 years later']
    """
    style.require(table, COLUMNS, "draw_announced")
    strange = set(table["kind"]) - set(KINDS)
    if strange:
        raise ValueError(f"draw_announced: no such kind {sorted(strange)}; kinds are {', '.join(KINDS)}")
    table = style.with_defaults(table, DEFAULTS)
    axes = _Axes(*(pd.Timestamp(day) for day in (*told, *planned)), pd.Timestamp(until))
    with style.house():
        top = style.key_places(key.values(), width, 0.1, 0.16)[-1][1] + 0.2 if key else 0.0
        panels, headings, height = _placed(table, top, width)
        figure, box = style.page(width, height + 0.28, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(height + 0.26, -0.02))
        ax.axis("off")
        _draw_key(ax, key or {}, width)
        for heading, at in headings:
            ax.text(0, at, heading, fontweight=600, va="top")
        for number, panel in enumerate(panels):
            under = any(other.left == panel.left for other in panels[number + 1 :] if _group(other) == _group(panel))
            first = not any(other.top == panel.top for other in panels[:number])
            drawn = _draw_panel(ax, panel, axes, key or {}, years_left=first, years_below=not under)
            style.choice(drawn, _group(panel), (key or {}).get(_end(panel), ""))
    return figure


def alt_announced(table: pd.DataFrame, what: str) -> str:
    """Return alt text: each thing with its note, the point.

    >>> rows = pd.DataFrame({"panel": ["A", "A", "B"], "note": ["later", "later", "kept"]})
    >>> alt_announced(rows, "All rise.")
    'Small panels, planned date over the day it was told: A, later; B, kept. All rise.'
    """
    notes = table.drop_duplicates("panel")
    said = "; ".join(f"{panel}, {note}" for panel, note in zip(notes["panel"], notes["note"], strict=True))
    return f"Small panels, planned date over the day it was told: {said}. {what}"


@dataclass(frozen=True)
class _Axes:
    """The two axes of every panel, and the day up to which what waits is known."""

    told_from: pd.Timestamp
    told_to: pd.Timestamp
    by_from: pd.Timestamp
    by_to: pd.Timestamp
    until: pd.Timestamp

    def x(self, day: pd.Timestamp, panel: Panel) -> float:
        return panel.left + panel.wide * ((day - self.told_from) / (self.told_to - self.told_from))

    def y(self, day: pd.Timestamp, panel: Panel) -> float:
        return panel.top + HIGH * (1 - (day - self.by_from) / (self.by_to - self.by_from))


def _end(panel: Panel) -> str:
    """What became of the thing: the kind of its end, or that it waits."""
    ended = panel.rows[panel.rows["kind"].isin(ENDS)]["kind"]
    return ended.iloc[-1] if len(ended) else "waiting"


def _group(panel: Panel) -> str:
    return panel.rows["group"].iloc[0]


def _placed(table: pd.DataFrame, top: float, width: float) -> tuple[list[Panel], list[tuple[str, float]], float]:
    """Return the panels in rows, the headings with their place, and where the last row ends."""
    columns = COLUMNS_PHONE if style.is_phone(width) else COLUMNS_WIDE
    wide = (width - LEFT - GAP * columns) / columns
    panels, headings = [], []
    for group, held in table.groupby("group", sort=False):
        if group:
            headings.append((group, top))
            top += GROUP - 0.06
        things = [rows for _, rows in held.groupby("panel", sort=False)]
        for start in range(0, len(things), columns):
            row = things[start : start + columns]
            lines = max(_lines(rows, wide) for rows in row)
            plot = top + lines * style.SMALL * style.LINE + 0.05
            panels += [Panel(rows, LEFT + i * (wide + GAP), plot, wide) for i, rows in enumerate(row)]
            top = plot + HIGH + 0.12
        top += 0.16
    return panels, headings, top - 0.28


def _words(rows: pd.DataFrame, wide: float) -> tuple[str, str]:
    name, note = rows["panel"].iloc[0], rows["note"].iloc[0]
    return style.wrap(name, wide + GAP / 2, style.SMALL, 600), style.wrap(note, wide + GAP / 2, style.SMALL)


def _lines(rows: pd.DataFrame, wide: float) -> int:
    name, note = _words(rows, wide)
    return name.count("\n") + 1 + (note.count("\n") + 1 if note else 0)


def _draw_panel(
    ax: Axes, panel: Panel, axes: _Axes, key: dict[str, str], *, years_left: bool, years_below: bool
) -> list[Artist]:
    name, note = _words(panel.rows, panel.wide)
    above = panel.top - 0.05 - (note.count("\n") + 1) * style.SMALL * style.LINE * bool(note)
    title = ax.text(panel.left, above, name, fontsize=style.SMALL, fontweight=600, va="bottom", linespacing=1.1)
    text = ax.text(
        panel.left, panel.top - 0.05, note, fontsize=style.SMALL, color=palette.MUTED, va="bottom", linespacing=1.1
    )
    step = 5 if axes.by_to - axes.by_from > LONG else 2
    for year in range(axes.by_from.year + 1, axes.by_to.year + 1):
        if year % step == 0:
            y = axes.y(pd.Timestamp(year, 1, 1), panel)
            ax.plot([panel.left, panel.left + panel.wide], [y, y], color=palette.RULE, lw=0.6, zorder=-1)
            if years_left:
                ax.text(panel.left - 0.06, y, str(year), fontsize=style.SMALL, color=palette.MUTED, ha="right", va="center")
    for year in range(axes.told_from.year + 1, axes.told_to.year + 1):
        if year % 5 == 0:
            x, foot = axes.x(pd.Timestamp(year, 1, 1), panel), panel.top + HIGH
            ax.plot([x, x], [panel.top, foot], color=palette.RULE, lw=0.6, zorder=-1)
            if years_below:
                ax.text(x, foot + 0.04, str(year), fontsize=style.SMALL, color=palette.MUTED, ha="center", va="top")
    start = max(axes.told_from, axes.by_from)
    ends = [start, min(axes.told_to, axes.by_to)]
    ax.plot([axes.x(day, panel) for day in ends], [axes.y(day, panel) for day in ends], color=palette.MUTED, lw=0.9,
            linestyle=(0, (2, 2)), zorder=0)  # fmt: skip
    if "until" in key:
        ax.plot([axes.x(axes.until, panel)] * 2, [panel.top, panel.top + HIGH], color=palette.MUTED, lw=0.6, zorder=-0.5)
    drawn = [title, text, *_draw_line(ax, panel, axes, key)]
    for row in panel.rows.to_dict("records"):
        if row["kind"] in MARK:
            mark = _draw_mark(ax, row["kind"], row["role"], axes.x(row["said"], panel), axes.y(row["by"], panel))
            style.answer([mark], row["url"], _name(row, key))
            drawn.append(mark)
    return drawn


def _name(row: dict, key: dict[str, str]) -> str:
    """What a mark is: the thing, the kind, the day planned and the day told."""
    told = f"{row['panel']}: {key.get(row['kind'], row['kind'])} {row['by']:%B %Y}"
    return told if row["kind"] in ENDS else f"{told}, told {row['said']:%B %Y}"


def _draw_line(ax: Axes, panel: Panel, axes: _Axes, key: dict[str, str]) -> list[Artist]:
    """Draw the staircase of plans, up to the end or to the day up to which what waits is known."""
    plans = panel.rows[panel.rows["kind"] == "planned"]
    if plans.empty:
        return []
    ended = panel.rows[panel.rows["kind"].isin(ENDS)]
    last = plans["by"].iloc[-1]
    days = [*plans["said"], ended["said"].iloc[-1] if len(ended) else axes.until]
    held = [*plans["by"], last]
    if len(ended) and ended["kind"].iloc[-1] != "cancelled":
        days, held = [*days, ended["said"].iloc[-1]], [*held, ended["by"].iloc[-1]]
    xs, ys = [axes.x(day, panel) for day in days], [axes.y(day, panel) for day in held]
    role = plans["role"].iloc[0]
    drawn = ax.step(xs, ys, where="post", color=palette.colour(role), lw=1.8, zorder=2)
    for row in plans.to_dict("records"):
        (dot,) = ax.plot(
            axes.x(row["said"], panel), axes.y(row["by"], panel), "o", ms=3.4, color=palette.colour(role), zorder=3
        )
        style.answer([dot], row["url"], _name(row, key))
        drawn.append(dot)
    if ended.empty:
        drawn.append(_draw_mark(ax, "waiting", role, xs[-1], ys[-1]))
        style.answer(drawn[-1:], plans["url"].iloc[-1], _name(plans.iloc[-1].to_dict(), key))
    return drawn


def _draw_mark(ax: Axes, kind: str, role: str, x: float, y: float) -> Artist:
    colour = palette.colour(role)
    face, edge = {
        "waiting": (palette.PAPER, colour),
        "not before": (palette.PAPER, colour),
        "document": (palette.PAPER, palette.INK),
        "flown": (colour, colour),
    }.get(kind, (palette.INK, palette.INK))
    size = {"document": 4.6, "not before": 5.5}.get(kind, 6.5)
    (mark,) = ax.plot(x, y, MARK.get(kind, "o"), ms=size, mfc=face, mec=edge, mew=1.2, ls="none", zorder=4)
    return mark


def _draw_key(ax: Axes, key: dict[str, str], width: float) -> None:
    for (kind, words), (x, y) in zip(key.items(), style.key_places(key.values(), width, 0.1, 0.16), strict=True):
        if kind == "planned":
            ax.step([x - 0.08, x, x + 0.08], [y + 0.05, y - 0.05, y - 0.05], where="post", color=palette.MUTED, lw=1.8)
        elif kind == "until":
            ax.plot([x, x], [y + 0.07, y - 0.07], color=palette.MUTED, lw=0.9)
        elif kind == "diagonal":
            ax.plot([x - 0.08, x + 0.08], [y + 0.06, y - 0.06], color=palette.MUTED, lw=0.9, linestyle=(0, (2, 2)))
        else:
            _draw_mark(ax, kind, "muted", x, y)
        ax.text(x + 0.13, y, words, fontsize=style.SMALL, color=palette.MUTED, va="center")
