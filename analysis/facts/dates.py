"""Dates as the sources give them (EDTF, ISO 8601-2) to earliest, latest, precision and label."""

from __future__ import annotations

import calendar
from datetime import date

import pandas as pd

from analysis.facts import spans
from analysis.facts.spans import OPEN

FAR = 2200  # a year from which on a date is too far off to be a day


def is_date(text: str) -> bool:
    """Return whether `text` is a date as this book writes them in EDTF.

    >>> is_date("2024~"), is_date("../2028"), is_date("mid-2020s")
    (True, True, False)
    """
    return not spans.wrong(text)


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
    return _day(spans.first(_sound(text)))


def latest(text: str) -> pd.Timestamp:
    """Return the last day that the EDTF date `text` allows; NaT if it has no end.

    >>> latest("2023-10"), latest("2035/..")
    (Timestamp('2023-10-31 00:00:00'), NaT)

    Raises
    ------
    ValueError
        If `text` is no EDTF date.
    """
    return _day(spans.last(_sound(text)))


def _sound(text: str) -> str:
    why = spans.wrong(text) if text else ""
    if why:
        raise ValueError(f"{text!r} {why}; allowed is EDTF, such as 2023-10, 2024~, ../2028, 2026/2035")
    return text


def _day(day: date | None) -> pd.Timestamp:
    return pd.NaT if day is None or day.year > FAR else pd.Timestamp(day)


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
    suffix = f" ({precision(plain)} not confirmed)" if text.endswith("?") else ""
    return prefix + _plain_label(plain) + suffix


def _plain_label(plain: str) -> str:
    if plain.endswith("X"):
        return "the " + plain.replace("X", "0") + "s"
    parts = plain.split("-")
    month = calendar.month_name[int(parts[1])] + " " if len(parts) > 1 else ""
    day = f"{int(parts[2])} " if len(parts) > 2 else ""
    return day + month + parts[0]
