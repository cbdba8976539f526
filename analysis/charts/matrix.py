"""A grid of things against documents: a filled, hatched or empty cell, or a shaded number."""

from __future__ import annotations

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.charts import palette, style

COLUMNS = {"row", "column", "state"}
DEFAULTS = {"group": "", "text": "", "url": ""}
FULL = palette.colour("filled")
FACES = {"yes": (FULL, ""), "partly": (palette.PAPER, "////"), "no": (palette.PAPER, "")}
HIGH, GROUP = 0.24, 0.3


def draw_matrix(
    table: pd.DataFrame,
    *,
    columns: dict[str, str],
    title: str,
    subtitle: str,
    source: str,
    width: float = style.WIDE,
    share: float = 0.4,
) -> Figure:
    """Return a grid, one row a thing, one column a document.

    Parameters
    ----------
    table : one row a cell, with ``row`` (label), ``column`` (a key of `columns`) and ``state`` ("yes", "partly",
        "no" or a number from 0 to 1 that shades the cell); optional ``group`` (heading above rows), ``text``
        (printed in the cell), ``url``. Rows come in the table's order; a cell that is not there is empty.
    columns : column key -> heading, short enough for its cell
    title, subtitle, source : see `style.page`
    width : inches
    share : part of the width that the row labels take

    Raises
    ------
    ValueError
        If a column is missing or a cell's column is not among `columns`.

    Examples
    --------
    >>> cells = pd.DataFrame({"row": ["Energy"], "column": ["a"], "state": ["yes"]})
    >>> figure = draw_matrix(cells, columns={"a": "A", "b": "B"}, title="t", subtitle="", source="")
    >>> len(figure.axes[0].patches)
    2
    """
    style.require(table, COLUMNS, "draw_matrix")
    strange = set(table["column"]) - set(columns)
    if strange:
        raise ValueError(f"draw_matrix: no such column {sorted(strange)}; columns are {list(columns)}")
    table = style.with_defaults(table, DEFAULTS)
    rows = table.drop_duplicates("row")[["row", "group"]].to_dict("records")
    with style.house():
        words = {word for row in rows for word in row["row"].split()}
        left = max(width * share, max(style.text_width(word) for word in words) * style.WIDER + 0.12)
        cell = (width - left - 0.02) / len(columns)
        heads = {key: style.wrap(text, cell, style.SMALL) for key, text in columns.items()}
        top = (max(text.count("\n") for text in heads.values()) + 1) * style.SMALL * style.LINE + 0.1
        tops, height = _tops(rows, top, left)
        figure, box = style.page(width, height, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(height, 0))
        ax.axis("off")
        for i, text in enumerate(heads.values()):
            ax.text(left + (i + 0.5) * cell, top - 0.06, text, fontsize=style.SMALL, ha="center", va="bottom")
        cells = {(row["row"], row["column"]): row for row in table.to_dict("records")}
        for row, (y, high) in zip(rows, tops, strict=True):
            ax.text(left - 0.1, y + high / 2, style.wrap(row["row"], left - 0.12), ha="right", va="center", linespacing=1.05)
            for i, key in enumerate(columns):
                here = cells.get((row["row"], key), {"state": "no", "text": "", "url": ""})
                drawn = _draw_cell(ax, here, left + i * cell, y, cell, high)
                name = f"{row['row']}, {columns[key]}"
                style.answer(drawn, here["url"], f"{name}: {here['text']}" if here["text"] else name)
        _draw_groups(ax, rows, tops)
    return figure


def alt_matrix(table: pd.DataFrame, columns: dict[str, str], what: str) -> str:
    """Return alt text: size of the grid, marked cells by column, the point.

    >>> cells = pd.DataFrame({"row": ["Energy"], "column": ["a"], "state": ["yes"]})
    >>> alt_matrix(cells, {"a": "A"}, "One.")
    'Grid of 1 row by 1 column; marked cells: A 1. One.'
    """
    marked = table[table["state"] != "no"]
    counts = ", ".join(f"{text} {(marked['column'] == key).sum()}" for key, text in columns.items())
    rows = table["row"].nunique()
    size = f"{rows} row{'s' * (rows != 1)} by {len(columns)} column{'s' * (len(columns) != 1)}"
    return f"Grid of {size}; marked cells: {counts}. {what}"


def _tops(rows: list[dict], top: float, left: float) -> tuple[list[tuple[float, float]], float]:
    tops, last = [], ""
    for row in rows:
        if row["group"] and row["group"] != last:
            top += GROUP
        last = row["group"]
        high = max(HIGH, (style.wrap(row["row"], left - 0.12).count("\n") + 1) * style.TEXT * style.LINE + 0.04)
        tops.append((top, high))
        top += high + 0.03
    return tops, top + 0.05


def _draw_groups(ax: Axes, rows: list[dict], tops: list[tuple[float, float]]) -> None:
    last = ""
    for row, (y, _) in zip(rows, tops, strict=True):
        if row["group"] and row["group"] != last:
            ax.text(0, y - 0.06, row["group"], fontweight=600, va="bottom")
        last = row["group"]


def _draw_cell(ax: Axes, here: dict, x: float, y: float, wide: float, high: float) -> list[Artist]:
    shade = here["state"] if isinstance(here["state"], int | float) else None
    face, hatch = (FULL, "") if shade is not None else FACES[here["state"]]
    patch = Rectangle((x + 0.015, y), wide - 0.03, high, facecolor=face, edgecolor=palette.RULE, lw=0.8, hatch=hatch)
    if shade is not None:
        patch.set_facecolor((*to_rgb(FULL), 0.08 + 0.6 * shade))
    if hatch:
        patch.set_edgecolor(FULL)
    ax.add_patch(patch)
    strong = here["state"] == "yes"
    text = here["text"] and ax.text(
        x + wide / 2, y + high / 2, here["text"], fontsize=style.SMALL, ha="center", va="center",
        color=palette.PAPER if strong else palette.INK,
        bbox={"facecolor": palette.PAPER, "edgecolor": "none", "pad": 0.8} if hatch else None,
    )  # fmt: skip
    return [patch, text] if text else [patch]
