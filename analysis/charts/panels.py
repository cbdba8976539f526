"""Lists side by side, one for each thing; what belongs to several stands once, bold, across their panels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from analysis.charts import palette, style

COLUMNS = {"row", "panel", "label"}
DEFAULTS = {"shared": False, "through": False, "certainty": "done", "role": "plain", "url": ""}
MARK, GAP, AIR = 0.045, 0.05, 0.16  # inches: half a mark, between items, between rows of panels
SEPARATOR = "; "


@dataclass
class Line:
    """One line of text, placed in inches, with its mark."""

    text: str
    x: float
    y: float
    size: float
    weight: int | str = "normal"
    item: dict = field(default_factory=dict)


def draw_panels(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    width: float = style.WIDE,
    key: dict[str, str] | None = None,
    across: str = "across",
) -> Figure:
    """Return rows of lists; each list is headed by its panel and how many items it shows.

    Parameters
    ----------
    table : one row an item, in order, with ``row`` (heading of a row of panels), ``panel`` and ``label``; optional:
        ``shared`` (bool: drawn once, bold, across the panels of the row that ``panel`` names, parted by "; "),
        ``through`` (bool: it comes from a shared one), ``certainty``, ``role`` (keys of the palette), ``url``
    title, subtitle, source : see `style.page`
    width : inches
    key : certainty or "through" -> words, explained above the first row
    across : word before the panels of a shared item, where these stand one under the other

    Raises
    ------
    ValueError
        If a column is missing, or a shared item names a panel that its row does not have.

    Examples
    --------
    >>> rows = pd.DataFrame({"row": "Risks", "panel": ["Agency", "Firms", "Agency; Firms"], "label": ["a", "b", "c"],
    ...     "shared": [False, False, True]})
    >>> figure = draw_panels(rows, title="t", subtitle="", source="")
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['Risks', 'c', 'Agency (1)', 'a', 'Firms (1)', 'b']
    """
    style.require(table, COLUMNS, "draw_panels")
    table = style.with_defaults(table, DEFAULTS)
    _require_panels(table)
    with style.house():
        phone = style.is_phone(width)
        top = 0.28 if key and not phone else 0.05 + 0.2 * len(key or {})
        lines: list[Line] = []
        bars: list[tuple[float, float, float, str]] = []
        for heading, group in table.groupby("row", sort=False):
            head = style.wrap(heading, width, style.TEXT + 1, 600)
            lines.append(Line(head, 0, top, style.TEXT + 1, 600))
            top += _high(head, style.TEXT + 1) + 0.06
            if phone:
                top = _stacked(group, top, width, lines, bars, across) + AIR
            else:
                top = _beside(group, top, width, lines, bars) + AIR
        figure, box = style.page(width, top, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(top, 0))
        ax.axis("off")
        _draw_key(ax, key or {}, phone)
        for left, right, y, role in bars:
            ax.plot([left, right], [y, y], color=palette.colour(role), lw=2.2, solid_capstyle="butt")
        for line in lines:
            _draw_line(ax, line)
    return figure


def alt_panels(table: pd.DataFrame, what: str) -> str:
    """Return alt text: every list with its items, what several share, the point.

    >>> rows = pd.DataFrame({"row": "Risks", "panel": ["Agency", "Agency; Firms"], "label": ["a", "c"],
    ...     "shared": [False, True]})
    >>> alt_panels(rows, "One is shared.")
    'Lists side by side. Risks: Agency (1): a. Shared by Agency and Firms: c. One is shared.'
    """
    table = style.with_defaults(table, DEFAULTS)
    parts = []
    for heading, group in table.groupby("row", sort=False):
        lists = [f"{panel} ({len(held)}): {', '.join(held['label'])}" for panel, held in _lists(group)]
        across = group[group["shared"]]
        shared = [f"Shared by {' and '.join(row.panel.split(SEPARATOR))}: {row.label}" for row in across.itertuples()]
        parts.append(f"{heading}: " + ". ".join([*lists, *shared]))
    return f"Lists side by side. {'. '.join(parts)}. {what}"


def _lists(group: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    yield from group[~group["shared"]].groupby("panel", sort=False)


def _require_panels(table: pd.DataFrame) -> None:
    for row in table[table["shared"]].itertuples():
        there = set(table.loc[(table["row"] == row.row) & ~table["shared"], "panel"])
        strange = set(row.panel.split(SEPARATOR)) - there
        if strange:
            raise ValueError(
                f"draw_panels: {row.label!r} is shared by {sorted(strange)}; panels of its row are {sorted(there)}"
            )


def _high(text: str, size: float) -> float:
    return (text.count("\n") + 1) * size * style.LINE


def _beside(group: pd.DataFrame, top: float, width: float, lines: list[Line], bars: list) -> float:
    """Place a row of panels side by side under what they share; return where it ends."""
    panels = [panel for panel, _ in _lists(group)]
    wide = width / len(panels)
    for item in group[group["shared"]].to_dict("records"):
        places = [panels.index(panel) for panel in item["panel"].split(SEPARATOR)]
        left, right = min(places) * wide, (max(places) + 1) * wide - 0.2
        lines.append(Line(item["label"], left, top, style.TEXT, 600, item))
        top += _high(item["label"], style.TEXT) + 0.04
        bars.append((left, right, top, item["role"]))
        top += 0.1
    ends = [_list(held, panel, i * wide, top, wide - 0.2, lines) for i, (panel, held) in enumerate(_lists(group))]
    return max(ends)


def _stacked(group: pd.DataFrame, top: float, width: float, lines: list[Line], bars: list, across: str) -> float:
    """Place a row of panels one under the other, what they share first; return where it ends."""
    for item in group[group["shared"]].to_dict("records"):
        label = style.wrap(item["label"], width, style.TEXT, 600)
        lines.append(Line(label, 0, top, style.TEXT, 600, item))
        top += _high(label, style.TEXT)
        panels = style.wrap(f"{across}: " + item["panel"].replace(SEPARATOR, ", "), width, style.SMALL)
        lines.append(Line(panels, 0, top, style.SMALL))
        top += _high(panels, style.SMALL) + 0.04
        bars.append((0, width, top, item["role"]))
        top += 0.1
    for panel, held in _lists(group):
        top = _list(held, panel, 0, top, width, lines, style.TOUCH) + 0.08
    return top


def _list(
    held: pd.DataFrame, panel: str, left: float, top: float, room: float, lines: list[Line], least: float = 0
) -> float:
    head = style.wrap(f"{panel} ({len(held)})", room, style.TEXT, 600)
    lines.append(Line(head, left, top, style.TEXT, 600))
    top += _high(head, style.TEXT) + 0.03
    for item in held.to_dict("records"):
        text = style.wrap(item["label"], room - 0.17, style.SMALL)
        lines.append(Line(text, left + 0.17, top, style.SMALL, item=item))
        top += max(_high(text, style.SMALL) + GAP, least)
    return top


def _draw_line(ax: Axes, line: Line) -> None:
    text = ax.text(line.x, line.y, line.text, fontsize=line.size, fontweight=line.weight, va="top", linespacing=1.1)
    artists = [text]
    if line.item and not line.item["shared"]:
        artists.append(_mark(ax, line.x - 0.17 + MARK + 0.01, line.y + 0.075, line.item))
    for artist in artists if line.item.get("url") else []:
        artist.set_url(line.item["url"])


def _mark(ax: Axes, x: float, y: float, item: dict):
    look = palette.look(item["role"], item["certainty"])
    if item["through"]:
        patch = Rectangle((x - MARK, y - MARK), 2 * MARK, 2 * MARK, lw=1.1, zorder=3, **look)
    else:
        patch = Circle((x, y), MARK, lw=1.1, zorder=3, **look)
    return ax.add_patch(patch)


def _draw_key(ax: Axes, key: dict[str, str], phone: bool) -> None:
    x, y = 0.0, 0.1
    for name, words in key.items():
        through = name == "through"
        item = {"role": "plain", "certainty": "done" if through else name, "through": through}
        _mark(ax, x + MARK + 0.01, y, item)
        ax.text(x + 0.17, y, words, fontsize=style.SMALL, color=palette.MUTED, va="center")
        x, y = (0.0, y + 0.2) if phone else (x + 0.37 + style.text_width(words, style.SMALL), y)
