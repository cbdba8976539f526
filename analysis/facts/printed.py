"""The numbers and years that a few printed characters hold, in English and Chinese, and what of a row they do not hold."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.facts import tables

DATED = ("date", "as_of", "period", "fate_date")

SCALES = {"万亿": 1e12, "亿": 1e8, "万": 1e4, "billion": 1e9, "million": 1e6, "B": 1e9, "M": 1e6}
ENGLISH_NAMES = "one two three four five six seven eight nine ten eleven twelve thirteen"
ENGLISH = {name: n for n, name in enumerate(ENGLISH_NAMES.split(" "), 1)}
CHINESE = {
    "一半": 50,
    "一": 1,
    "首": 1,
    "二": 2,
    "两": 2,
    "双": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
ORDINALS = {"first": 1, "second": 2, "third": 3, "half": 50}
SPAN = r"\s*[-–—]\s*|[到至]|\s+to\s+"
NUMBER = re.compile(
    rf"(\d[\d,]*\.?\d*)(?:[^\d\s]{{0,2}}(?:{SPAN})(\d[\d,]*\.?\d*))?\s*(万亿|亿|万|[Bb]illion|[Mm]illion|[BM]\b)?"
)


def numbers(text: str) -> set[float]:
    """Return every number that `text` prints, in full units; both ends of a range take its unit.

    >>> sorted(numbers("50—100亿美元"))
    [5000000000.0, 10000000000.0]
    >>> sorted(numbers("0.972亿")), sorted(numbers("three phases")), sorted(numbers("-250℃"))
    ([97200000.0], [3.0], [-250.0, 250.0])
    """
    found: set[float] = set()
    for low, high, scale in NUMBER.findall(text):
        factor = SCALES.get(scale) or SCALES.get(scale.lower(), 1)
        found |= {round(float(part.replace(",", "")) * factor, 6) for part in (low, high) if part}
    found |= {float(part) for part in re.findall(r"(?<!\d)-\d+(?:\.\d+)?", text)}
    found |= {float(n) for word, n in (ENGLISH | ORDINALS).items() if re.search(rf"\b{word}\b", text, re.I)}
    return found | {float(n) for sign, n in CHINESE.items() if sign in text}


def years(text: str) -> set[int]:
    """Return every year that `text` prints; a decade counts with its first year.

    >>> sorted(years("2012—2025财年")), sorted(years("the 2030s")), sorted(years("21世纪40年代"))
    ([2012, 2025], [2030], [2040])
    """
    found = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}
    return found | {2000 + int(decade) for decade in re.findall(r"21世纪(\d0)年代", text)}


def months(text: str) -> set[int]:
    """Return the months (1 to 12) that `text` names, in English, in Chinese or as YYYY-MM.

    >>> sorted(months("October 2023")), sorted(months("2022年11月")), sorted(months("2023-05-11"))
    ([10], [11], [5])
    """
    found = {n for n, name in enumerate(calendar.month_name) if n and re.search(rf"\b{name[:3]}(?:{name[3:]})?\b", text)}
    found |= {int(n) for n in re.findall(r"(\d{1,2})(?:-\d{1,2})?月", text)}
    return (
        found
        | {int(n) for n in re.findall(r"-(\d{1,2})月", text)}
        | {int(n) for n in re.findall(r"(?:19|20)\d\d-(\d\d)", text)}
    )


def unprinted(row: Mapping[str, object] | pd.Series) -> Iterator[tuple[str, str]]:
    """Yield the numbers and dates of a statement that its own ``as_printed`` does not hold, as (column, what is wrong).

    Parameters
    ----------
    row : a statement with ``as_printed``, ``inferred`` (its fields that are ours) and any of ``low``, ``high`` and `DATED`

    Examples
    --------
    >>> list(unprinted({"as_printed": "2023 | three", "inferred": "", "low": 4, "date": "2023"}))
    [('low', "4 is not printed in '2023 | three'")]
    """
    ours = set(tables.split(str(row.get("inferred") or "")))
    text = str(row["as_printed"])
    have, years_there, months_there = numbers(text), years(text), months(text)
    for column in ("low", "high"):
        value = row.get(column)
        if column not in ours and pd.notna(value) and float(value) not in have:
            yield column, f"{float(value):g} is not printed in {text!r}"
    for column in (name for name in DATED if name not in ours):
        date = str(row.get(column) or "").replace("X", "0")
        for year, month in re.findall(r"(\d{4})(?:-(\d\d))?", date):
            before = date == f"../{year}" and int(year) + 1 in years_there  # "before 2028" ends with 2027
            if int(year) not in years_there and not before:
                yield column, f"{date}: the year {year} is not printed in {text!r}"
            if month and int(month) not in months_there:
                yield column, f"{date}: the month {month} is not printed in {text!r}"
