"""Where the things of a timeline stand: dates to inches, labels beside their marks, rows in which none overlaps another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.charts import style

MARK = 0.11  # inches across a mark without a size
BIGGEST = {"wide": 0.8, "phone": 0.6}  # inches across the largest sized mark
ROW_GAP, LANE_GAP, HEAD = 0.05, 0.12, 0.24
TAIL = pd.Timedelta(days=366 * 3)  # how much of an end that the source leaves open is drawn


@dataclass
class Item:
    """One thing of the chart, placed in inches."""

    row: pd.Series
    left: float
    right: float
    mark: float
    lines: str
    text_left: float
    height: float
    top: float = 0.0

    @property
    def extent(self) -> tuple[float, float]:
        width = style.text_width(self.lines, style.SMALL)
        half = self.mark / 2
        return min(self.left - half, self.text_left), max(self.right + half, self.text_left + width)


class Scale:
    """Dates to inches from the left edge."""

    def __init__(self, start: pd.Timestamp, end: pd.Timestamp, knots: dict[str, float] | None, width: float) -> None:
        self.start, self.end, self.width = start, end, width
        knots = knots or {str(start): 0.0, str(end): 1.0}
        self.days = [pd.Timestamp(day).toordinal() for day in knots]
        self.shares = list(knots.values())
        self.breaks = [pd.Timestamp(day) for day in list(knots)[1:-1]]
        self.left, self.span = 0.2, width - 0.4

    def __call__(self, day: pd.Timestamp) -> float:
        day = min(max(day, self.start), self.end)
        return self.left + self.span * float(np.interp(day.toordinal(), self.days, self.shares))

    def years(self) -> list[int]:
        """Years to print under the axis, never closer than their labels are wide."""
        shown, last = [], -1.0
        for year in range(self.start.year, self.end.year + 1):
            here = self(pd.Timestamp(year, 1, 1))
            even = not self.breaks or year >= self.breaks[0].year
            step = even or year % 10 == 0 or year == self.start.year
            if step and self.start <= pd.Timestamp(year, 1, 1) and here - last > 0.42:
                shown.append(year)
                last = here
        return shown


def place(
    table: pd.DataFrame, lanes: dict[str, str], scale: Scale, width: float, top: float
) -> tuple[list[Item], dict[str, float], float]:
    """Return the items in their places, the top of each lane, and the height they all need (inches)."""
    placed: list[Item] = []
    tops: dict[str, float] = {}
    biggest = table["size"].max()
    for lane in lanes:
        rows = table[table["lane"] == lane]
        rows = rows.assign(_at=rows["earliest"].fillna(rows["latest"])).sort_values(["_at", "label"], kind="stable")
        items = [_item(row, scale, width, biggest) for _, row in rows.iterrows()]
        tops[lane] = top
        top = _pack(items, top + HEAD) + LANE_GAP
        placed += items
    return placed, tops, top


def _item(row: pd.Series, scale: Scale, width: float, biggest: float) -> Item:
    first = row["earliest"] if pd.notna(row["earliest"]) else max(scale.start, row["latest"] - TAIL)
    last = row["latest"] if pd.notna(row["latest"]) else min(scale.end, first + TAIL)
    left, right = scale(first), scale(last)
    size = row.get("size", np.nan)
    largest = BIGGEST["phone" if style.is_phone(width) else "wide"]
    mark = largest * float(np.sqrt(size / biggest)) if biggest > 0 and size == size else MARK
    room = 1.35 if style.is_phone(width) else 1.75
    lines = style.wrap(str(row["label"]), room, style.SMALL)
    wide = style.text_width(lines, style.SMALL)
    span = row.get("form", "point") == "span"
    text_left = _beside(left, right, mark, wide, width, inside=span and right - left > wide + 0.12)
    height = max(mark, (lines.count("\n") + 1) * style.SMALL * style.LINE, 0.19)
    return Item(row, left, right, mark, lines, text_left, height)


def _beside(left: float, right: float, mark: float, wide: float, width: float, inside: bool) -> float:
    if inside:
        return left + 0.06
    after = right + mark / 2 + 0.05
    if after + wide <= width:
        return after
    before = left - mark / 2 - 0.05 - wide
    return max(0.0, before)


def _pack(items: list[Item], top: float) -> float:
    rows: list[list[Item]] = []
    for item in items:
        for row in rows:
            if all(item.extent[0] > other.extent[1] + 0.08 or item.extent[1] < other.extent[0] - 0.08 for other in row):
                row.append(item)
                break
        else:
            rows.append([item])
    for row in rows:
        height = max(item.height for item in row)
        for item in row:
            item.top = top + height / 2
        top += height + ROW_GAP
    return top
