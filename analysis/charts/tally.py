"""What became of things, counted one by one: a row a group, a mark a thing, in the order of how it ended."""

from __future__ import annotations

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import palette, style

COLUMNS = {"row", "kind"}
DEFAULTS = {"group": "", "subject": "", "url": ""}
# what it became -> marker, whether it is filled
LOOKS = {
    "kept": ("o", "full"),
    "late": (">", "full"),
    "moved": (">", "none"),
    "changed": ("X", "full"),
    "partly": ("o", "left"),
    "not found": ("s", "none"),
    "open": ("o", "none"),
}
PITCH, ROW, GROUP, INDENT = 0.185, 0.22, 0.26, 0.1  # inches: mark to mark, a line of marks, a heading, left of a label


def draw_tally(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    source: str,
    key: dict[str, str],
    width: float = style.WIDE,
) -> Figure:
    """Return a row of marks for each group of things: what is alike stands together, in the order of the key.

    Parameters
    ----------
    table : one row a thing, with ``row`` (words of its row) and ``kind`` (a key of `LOOKS`); optional ``group`` (a heading
        above its first row), ``subject`` (what the thing is, in words), ``url``
    title, subtitle, source : see `style.page`
    key : kind -> words, in the order in which the marks stand
    width : inches

    Raises
    ------
    ValueError
        If a column is missing, or a kind has no look or no words.

    Examples
    --------
    >>> rows = pd.DataFrame({"row": ["date past", "date past"], "kind": ["late", "kept"]})
    >>> figure = draw_tally(rows, title="t", subtitle="", source="", key={"kept": "kept", "late": "came late"})
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['kept', 'came late', 'date past', '2']
    """
    style.require(table, COLUMNS, "draw_tally")
    strange = (set(table["kind"]) - set(key)) | (set(key) - set(LOOKS))
    if strange:
        raise ValueError(f"draw_tally: no look or no words for {sorted(strange)}; looks are {', '.join(LOOKS)}")
    table = style.with_defaults(table, DEFAULTS)
    table = table.assign(order=table["kind"].map(list(key).index))
    with style.house():
        phone = style.is_phone(width)
        left = INDENT if phone else INDENT + max(style.text_width(row) for row in table["row"]) * style.WIDER + 0.14
        fit = int((width - left - 0.36) / PITCH)
        top = _key_places(key, width)[-1][1] + 0.2
        lines, height = _lines(table, top, fit, phone)
        figure, box = style.page(width, height + 0.05, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(height + 0.05, -0.02))
        ax.axis("off")
        for (kind, words), (x, y) in zip(key.items(), _key_places(key, width), strict=True):
            _mark(ax, kind, x, y)
            ax.text(x + 0.12, y, words, fontsize=style.SMALL, color=palette.MUTED, va="center")
        for heading, label, held, y in lines:
            if heading:
                ax.text(0, y - (0.38 if phone else 0.17), heading, fontweight=600, va="center")
            ax.text(left - 0.14 if not phone else INDENT, y if not phone else y - 0.19, label,
                    ha="right" if not phone else "left", va="center", fontsize=style.SMALL, color=palette.MUTED)  # fmt: skip
            for i, thing in enumerate(held):
                mark = _mark(ax, thing["kind"], left + 0.1 + PITCH * (i % fit), y + ROW * (i // fit))
                style.answer([mark], thing["url"], f"{thing['subject'] or label}: {key[thing['kind']]}")
                style.choice([mark], status=key[thing["kind"]])
            last = (len(held) - 1) % fit if held else 0
            ax.text(left + 0.1 + PITCH * (last + 1), y + ROW * ((len(held) - 1) // fit), str(len(held)),
                    fontsize=style.SMALL, va="center")  # fmt: skip
    return figure


def alt_tally(table: pd.DataFrame, key: dict[str, str], what: str) -> str:
    """Return alt text: each row with the number of each kind, the point.

    >>> rows = pd.DataFrame({"group": "Paper", "row": "date past", "kind": ["late", "kept", "late"]})
    >>> alt_tally(rows, {"kept": "kept", "late": "came late"}, "Late.")
    'Marks counted one by one. Paper, date past: 1 kept, 2 came late. Late.'
    """
    parts = []
    for (group, row), held in table.groupby(["group", "row"], sort=False):
        counts = held["kind"].value_counts()
        said = ", ".join(f"{counts[kind]} {words}" for kind, words in key.items() if kind in counts)
        parts.append(f"{group}, {row}: {said}")
    return f"Marks counted one by one. {'; '.join(parts)}. {what}"


def _lines(table: pd.DataFrame, top: float, fit: int, phone: bool) -> tuple[list[tuple[str, str, list[dict], float]], float]:
    """Return heading, label, marks and middle of the first line of each row, and where the last ends."""
    lines, last = [], None
    for (group, row), held in table.groupby(["group", "row"], sort=False):
        top += GROUP if group and group != last else 0.0
        top += 0.18 if phone else 0.0
        marks = held.sort_values("order", kind="stable").to_dict("records")
        lines.append((group if group != last else "", row, marks, top + ROW / 2))
        last = group
        top += ROW * ((len(marks) - 1) // fit + 1)
    return lines, top


def _mark(ax: Axes, kind: str, x: float, y: float) -> Artist:
    marker, fill = LOOKS[kind]
    small = kind == "open"
    (mark,) = ax.plot(
        x, y, marker, ms=4.4 if small else 8.2, fillstyle=fill, color=palette.MUTED if small else palette.INK,
        markerfacecoloralt=palette.PAPER, mew=1.1, ls="none", zorder=3, clip_on=False,
    )  # fmt: skip
    return mark


def _key_places(key: dict[str, str], width: float) -> list[tuple[float, float]]:
    places, x, y = [], 0.1, 0.1
    for words in key.values():
        wide = 0.16 + style.text_width(words, style.SMALL) * style.WIDER
        if x > 0.1 and x + wide > width:
            x, y = 0.1, y + 0.19
        places.append((x, y))
        x += wide + 0.14
    return places
