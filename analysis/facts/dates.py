"""Dates as the sources give them (EDTF, ISO 8601-2) to earliest, latest, precision and label."""

from __future__ import annotations

import calendar
import re
import time
from functools import lru_cache

import pandas as pd
from edtf import parse_edtf

OPEN = ".."
PLAIN = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
MOMENT = re.compile(r"((?:1[89]|2[012])[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?|(?:1[89]|2[012])[0-9]X")


@lru_cache
def _parsed(text: str):
    return parse_edtf(text)


def is_date(text: str) -> bool:
    """Return whether `text` is a date as this book writes them in EDTF.

    >>> is_date("2024~"), is_date("../2028"), is_date("mid-2020s")
    (True, True, False)
    """
    return not wrong(text)


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
    return "ends before it begins" if len(given) == 2 and _bound(given[0], end=False) > _bound(given[1], end=True) else ""


def _is_moment(text: str) -> bool:
    match = MOMENT.fullmatch(text)
    if not match:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _day(moment: time.struct_time) -> pd.Timestamp:
    return pd.NaT if moment.tm_year > 2200 else pd.Timestamp(moment.tm_year, moment.tm_mon, moment.tm_mday)


def earliest(text: str) -> pd.Timestamp:
    """Return the first day that the EDTF date `text` allows; NaT if it has no beginning.

    Uncertainty marks (``~`` about, ``?`` unconfirmed) do not widen the interval: no source says by how much.

    >>> earliest("2023-10"), earliest("../2028")
    (Timestamp('2023-10-01 00:00:00'), NaT)

    Raises
    ------
    ValueError
        If `text` is no EDTF date.
    """
    return _bound(_sound(text), end=False)


def latest(text: str) -> pd.Timestamp:
    """Return the last day that the EDTF date `text` allows; NaT if it has no end.

    >>> latest("2023-10"), latest("2035/..")
    (Timestamp('2023-10-31 00:00:00'), NaT)

    Raises
    ------
    ValueError
        If `text` is no EDTF date.
    """
    return _bound(_sound(text), end=True)


def _sound(text: str) -> str:
    why = wrong(text) if text else ""
    if why:
        raise ValueError(f"{text!r} {why}; allowed is EDTF, such as 2023-10, 2024~, ../2028, 2026/2035")
    return text


def _bound(text: str, end: bool) -> pd.Timestamp:
    if not text:
        return pd.NaT
    if "/" in text:
        side = text.split("/")[end]
        return pd.NaT if side == OPEN else _bound(side, end)
    if PLAIN.fullmatch(text):  # most dates, and the parser is slow
        period = pd.Period(text)
        return (period.end_time if end else period.start_time).normalize()
    date = _parsed(text)
    return _day(date.upper_strict() if end else date.lower_strict())


def bounds(dates: pd.Series) -> pd.DataFrame:
    """Return a table on the index of `dates` with columns ``earliest`` and ``latest`` (Timestamps).

    >>> bounds(pd.Series(["2021/2025"])).iloc[0].dt.year.tolist()
    [2021, 2025]
    """
    table = pd.DataFrame({"earliest": dates.map(earliest), "latest": dates.map(latest)})
    return table.astype("datetime64[ns]")


def overlap(one: str, other: str) -> bool:
    """Return whether two EDTF dates share a day; an open end shares every day on its side.

    >>> overlap("2024", "../2028"), overlap("2029", "../2028")
    (True, False)
    """
    starts = [earliest(text) for text in (one, other) if pd.notna(earliest(text))]
    ends = [latest(text) for text in (one, other) if pd.notna(latest(text))]
    return not starts or not ends or max(starts) <= min(ends)


def precision(text: str) -> str:
    """Return how precise the date is: day, month, year, decade, interval, open interval or none.

    >>> [precision(t) for t in ("2023-10-03", "2024-04", "2026~", "202X", "2026/2035", "../2028", "")]
    ['day', 'month', 'year', 'decade', 'interval', 'open interval', 'none']
    """
    if not text:
        return "none"
    if "/" in text:
        return "open interval" if OPEN in text else "interval"
    if "X" in text:
        return "decade"
    return {0: "year", 1: "month", 2: "day"}[text.count("-")]


def label(text: str) -> str:
    """Return the date in words, for tables and figures.

    >>> [label(t) for t in ("2023-10", "2024~", "../2027", "2035/..", "2026/2035", "203X", "2023-04-25")]
    ['October 2023', 'around 2024', 'by the end of 2027', 'from 2035', '2026–2035', 'the 2030s', '25 April 2023']
    """
    if not text:
        return ""
    if "/" in text:
        start, stop = text.split("/")
        if start == OPEN:
            return f"by {'the end of ' * (len(stop) == 4)}{label(stop)}"
        return f"from {label(start)}" if stop == OPEN else f"{label(start)}–{label(stop)}"
    plain = text.rstrip("~?%")
    prefix = "around " if text.endswith(("~", "%")) else ""
    suffix = " (day not confirmed)" if text.endswith("?") else ""
    return prefix + _plain_label(plain) + suffix


def _plain_label(plain: str) -> str:
    if plain.endswith("X"):
        return "the " + plain.replace("X", "0") + "s"
    parts = plain.split("-")
    month = calendar.month_name[int(parts[1])] + " " if len(parts) > 1 else ""
    day = f"{int(parts[2])} " if len(parts) > 2 else ""
    return day + month + parts[0]
