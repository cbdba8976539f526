"""The numbers and years that a few printed characters hold, in English and Chinese, and what of a row they do not hold."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.facts import tables

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = ("low", "high", "value", "amount")
DATED = (
    *("date", "as_of", "period", "fate_date", "announced", "award_date", "planned_date", "launch_date"),
    *("outcome_date", "new_date", "redirected"),
)
# The words in which sources print what became of a thing, where they are other than the book's.
BECAME = {
    "outcome": {},
    "verdict": {
        "kept": ("on time", "held"), "changed": ("changed", "superseded", "re-defined"), "partly": ("partly",),
        "contradicted": ("contradicted", "overstated"), "not found": ("not found", "no award found"),
    },
}  # fmt: skip
SIGNS = {
    "USD": re.compile(r"美元|美金|\$|\bUSD\b|[Dd]ollar"),
    "EUR": re.compile(r"欧元|€|\bEUR\b|\b[Ee]uro"),
    "CNY": re.compile(r"人民币|\bCNY\b|\bRMB\b|[Yy]uan|¥"),
}
AMOUNT = re.compile(r"\d[\d,.]*\s*(?:万亿|亿|万|bn\b|[Bb]illion|[Mm]illion|[BM]\b)|[$€¥]\s*\d[\d,.]*")
ABOUT = r"(?:[Aa]round|[Aa]bout|circa|约)\s*{0}|{0}\s*年?(?:左右|前后)"
NEARLY = re.compile("[Aa]round|[Aa]bout|circa|约|左右|前后|~|roughly|[Ll]ate|[Ee]arly|[Mm]id")

SCALES = {"万亿": 1e12, "亿": 1e8, "万": 1e4, "billion": 1e9, "million": 1e6, "bn": 1e9, "B": 1e9, "M": 1e6}
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
    rf"(\d[\d,]*\.?\d*)(?:[^\d\s]{{0,2}}(?:{SPAN})(\d[\d,]*\.?\d*))?\s*(万亿|亿|万|[Bb]illion|[Mm]illion|bn\b|[BM]\b)?"
)


def numbers(text: str) -> set[float]:
    """Return every number that `text` prints, in full units; both ends of a range take its unit.

    >>> sorted(numbers("50—100亿美元"))
    [5000000000.0, 10000000000.0]
    >>> sorted(numbers("0.972亿")), sorted(numbers("three phases")), sorted(numbers("-250℃"))
    ([97200000.0], [3.0], [-250.0, 250.0])
    >>> sorted(numbers("24.3 +/- 5.8"))
    [5.8, 18.5, 24.3, 30.1]
    """
    found: set[float] = set()
    for low, high, scale in NUMBER.findall(text):
        factor = SCALES.get(scale) or SCALES.get(scale.lower(), 1)
        found |= {round(float(part.replace(",", "")) * factor, 6) for part in (low, high) if part}
    found |= {float(part) for part in re.findall(r"(?<!\d)-\d+(?:\.\d+)?", text)}
    found |= {float(n) for word, n in (ENGLISH | ORDINALS).items() if re.search(rf"\b{word}\b", text, re.I)}
    for middle, around in re.findall(r"(\d[\d,]*\.?\d*)\s*\(?(?:\+/-|±)\s*(\d[\d,]*\.?\d*)", text):
        ends = (float(middle.replace(",", "")) + sign * float(around.replace(",", "")) for sign in (-1, 1))
        found |= {round(end, 6) for end in ends}
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
    for part, number in re.findall(r"\b(?:19|20)\d\d-([HQ])([1-4])\b", text):  # half years and quarters
        length = {"H": 6, "Q": 3}[part]
        found |= {length * int(number) - length + 1, length * int(number)}
    return (
        found
        | {int(n) for n in re.findall(r"-(\d{1,2})月", text)}
        | {int(n) for n in re.findall(r"(?:19|20)\d\d-(\d\d)", text)}
    )


@lru_cache(maxsize=4096)
def held(text: str) -> tuple[set[float], set[int], set[int], set[int]]:
    """Return the numbers, years, months and days of a text."""
    days = {int(n) for n in re.findall(r"(?<![\d.,])\d{1,2}(?![\d]|[.,]\d)", text)}
    return numbers(text), years(text), months(text), days


def unprinted(row: Mapping[str, object] | pd.Series) -> Iterator[tuple[str, str]]:
    """Yield what a statement says that its own ``as_printed`` does not hold, as (column, what is wrong).

    Parameters
    ----------
    row : a statement with ``as_printed``, ``inferred`` (its fields that are ours) and any of `NUMBERS`, `DATED` (values or
        text), ``currency`` and `BECAME`

    Examples
    --------
    >>> list(unprinted({"as_printed": "2023 | three", "inferred": "", "low": 4, "date": "2023"}))
    [('low', "4 is not printed in '2023 | three'")]
    """
    ours = set(tables.split(str(row.get("inferred") or "")))
    text = str(row["as_printed"])
    for column in (name for name in NUMBERS if name in row and name not in ours):
        yield from ((column, note) for note in _number(_value(row[column]), text, "currency" in row))
    for column in (name for name in DATED if name in row and name not in ours):
        yield from ((column, note) for note in _date(str(row[column] or ""), text))
    if "currency" in row and "currency" not in ours and any(sign.search(text) for sign in SIGNS.values()):
        sign = SIGNS.get(str(row["currency"]))
        if not sign or not sign.search(text):
            yield "currency", f"{row['currency']} is not printed in {text!r}"
    for column in (name for name in BECAME if name in row and name not in ours):
        words = BECAME[column].get(str(row[column]), (str(row[column]),))
        if not any(word in text for word in words):
            yield column, f"{row[column]!r} is not printed in {text!r}"


def _value(cell: object) -> float | None:
    """The number in a cell, typed or text; None if there is none."""
    try:
        value = float(str(cell))
    except ValueError:
        return None
    return None if math.isnan(value) else value


def _number(value: float | None, text: str, money: bool) -> Iterator[str]:
    if value is not None and value not in held(text)[0]:
        yield f"{value:g} is not printed in {text!r}"
    if value is None and money and AMOUNT.search(text):
        yield f"nothing stands here, but {AMOUNT.search(text)[0]!r} in {text!r}"


def _date(date: str, text: str) -> Iterator[str]:
    _, years_there, months_there, days_there = held(text)
    date = date.replace("X", "0")
    for side in date.split("/"):
        for year, month, day in re.findall(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", side):
            before = date == f"../{side}" and not day and _next(int(year), int(month or 0))  # "before 2028" ends with 2027
            if before and before[0] in years_there and (not before[1] or before[1] in months_there):
                continue
            if int(year) not in years_there:
                yield f"{date}: the year {year} is not printed in {text!r}"
            if month and int(month) not in months_there:
                yield f"{date}: the month {month} is not printed in {text!r}"
            if day and int(day) not in days_there:
                yield f"{date}: the day {day} is not printed in {text!r}"
            about = re.search(ABOUT.format(year), text)
            if about and side == year and not date.startswith(".."):
                yield f"{date}: {about[0]!r} is printed in {text!r}; of such a year {year}~ is written"
            if side.endswith(("~", "%")) and not NEARLY.search(text):
                yield f"{date}: no word for about is printed in {text!r}"


def _next(year: int, month: int) -> tuple[int, int]:
    """The year, or the month with its year, that follows."""
    return (year + 1, 0) if not month else (year + month // 12, month % 12 + 1)
