"""Statements about one matter, and which of many are compared: pairs grow as the square of what is said of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

MOST = 40  # statements of one matter that are compared pair by pair
DECISIVE = ("status", "record", "party", "caveats", "told")  # what besides the value decides how statements relate


def grouped(rows: pd.DataFrame, about: Sequence[str], what: str) -> dict[tuple, list[dict]]:
    """Return what `rows` are about (their values of `about`) -> those that say `what`, in their order.

    >>> grouped(pd.DataFrame({"party": ["CHN", "RUS"], "date": ["2021", ""]}), ["party"], "date")
    {('CHN',): [{'party': 'CHN', 'date': '2021'}]}
    """
    needed = zip(*(rows[key] for key in dict.fromkeys([*about, what])), strict=True)
    rows = rows[np.array([not any(pd.isna(cell) or cell == "" for cell in cells) for cells in needed], dtype=bool)]
    found: dict[tuple, list[dict]] = defaultdict(list)
    for row in rows.to_dict("records"):
        found[tuple(row[key] for key in about)].append(row)
    return dict(found)


def foremost(group: list[dict], told: Callable[[dict], str], most: int | None = None) -> list[dict]:
    """Return the statements of a matter that are compared: all, or of more than `most` the first of each document for each
    thing it says, the documents in turn.

    Parameters
    ----------
    told : the value of a statement in words
    most : `MOST` where none is given

    >>> rows = [{"source": source, "n": n} for source, n in ("a1", "a1", "a2", "b1")]
    >>> ["".join(row.values()) for row in foremost(rows, lambda row: row["n"], most=3)]
    ['a1', 'b1', 'a2']
    """
    most = most or MOST
    if len(group) <= most:
        return group
    first: dict[tuple, dict] = {}
    for row in group:
        first.setdefault((row["source"], told(row), *(row.get(name) for name in DECISIVE)), row)
    before, turns = Counter(), []
    for row in first.values():
        turns.append((before[row["source"]], row))
        before[row["source"]] += 1
    return [row for _, row in sorted(turns, key=lambda turn: turn[0])][:most]
