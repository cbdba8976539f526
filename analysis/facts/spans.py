"""Dates as the sources give them (EDTF, ISO 8601-2) to their first and last day; quick to import, for the check."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

OPEN = ".."
MOMENT = re.compile(r"((?:1[89]|2[012])[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?|((?:1[89]|2[012])[0-9])X")


@lru_cache(maxsize=4096)
def wrong(text: str) -> str:
    """Return why `text` is no date; "" if it is one: a day, month, year or decade of 1800 to 2299, or an interval of such.

    >>> wrong("2035/2026"), wrong("2023-02-30"), wrong("2026/..")
    ('ends before it begins', 'is no date', '')
    """
    sides = text.split("/")
    given = [side for side in sides if side != OPEN or len(sides) == 1]
    if len(sides) > 2 or not given or not all(map(_is_moment, given)):
        return "is no date"
    return "ends before it begins" if len(given) == 2 and first(text) > last(text) else ""


def _is_moment(text: str) -> bool:
    match = MOMENT.fullmatch(text)
    if not match:
        return False
    year, month, day = (int(part or 1) for part in match.groups()[:3])
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def first(text: str) -> date | None:
    """Return the first day that the date `text` allows; None if it has no beginning.

    Uncertainty marks (``~`` about, ``?`` unconfirmed) do not widen it: no source says by how much.

    >>> str(first("203X")), first("../2028")
    ('2030-01-01', None)
    """
    year, month, day, decade = _parts(text.split("/")[0])
    return None if not year + decade else date(year or decade * 10, month or 1, day or 1)


def last(text: str) -> date | None:
    """Return the last day that the date `text` allows; None if it has no end.

    >>> str(last("2024-02~")), last("2035/..")
    ('2024-02-29', None)
    """
    year, month, day, decade = _parts(text.split("/")[-1])
    if not year + decade:
        return None
    year, month = year or decade * 10 + 9, month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(side: str) -> tuple[int, int, int, int]:
    """Year, month, day and decade of a moment; 0 is what it does not give."""
    match = MOMENT.fullmatch(side)
    year, month, day, decade = (int(part or 0) for part in match.groups()) if match else (0, 0, 0, 0)
    return year, month, day, decade
