"""A statement's own words for readers: a founding document's to the letter, a later source's collected fields in words.

Later sources were collected in fields, with codes of states, ISO dates and bare amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from analysis.facts import dates, evidence, tables

APART = " … "  # between what a source prints apart
_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
DATE = re.compile(rf"(?<![\w./-])(?:{_DAY}/{_DAY}|\d{{4}}-(?:0[1-9]|1[0-2])(?:-\d\d)?)(?![\w-]|/\d)")
PART = re.compile(r"\b(\d{4})-([HQ])([1-4])\b")
PARTS = {"H1": "first half", "H2": "second half", "Q1": "first quarter", "Q2": "second quarter", "Q3": "third quarter"}
SCALES = {1e6: "million", 1e9: "billion"}  # what a bare amount was collected in
CODES = {r"\bNET\b": "no earlier than", r"(?<=\d)bn\b": " billion", r"(?<=\d)m\b(?=$|[ ,;)])": " million"}


def in_words(printed: str, amounts: Iterable[float] = ()) -> str:
    """Return what was collected of a later source in words: states, dates and amounts by no code.

    Parameters
    ----------
    printed : fragments parted by " | "
    amounts : the dollars of the statement, by which a bare number is known to be millions or billions

    >>> in_words("AUS | 2020-10-13 | no. 1-8"), in_words("2025-12 | 2026-02-27 | changed as warned")
    ('Australia … 13 October 2020 … no. 1-8', 'December 2025 … 27 February 2026 … changed as warned')
    >>> in_words("2890 | 2.9bn | 2021-04-16", [2.89e9]), in_words("NET 2027 | 2026/2030 | 2027-Q4")
    ('2,890 million dollars … 2.9 billion … 16 April 2021', 'no earlier than 2027 … 2026–2030 … last quarter of 2027')
    """
    return APART.join(_part(part, list(amounts)) for part in printed.split(" | "))


def _part(part: str, amounts: list[float]) -> str:
    if part in _states():
        return evidence.subject(part)
    if re.fullmatch(r"\d+(\.\d+)?", part):
        scale = next((word for factor, word in SCALES.items() if _meant(float(part) * factor, amounts)), "")
        return f"{float(part):,.10g} {scale} dollars" if scale else part
    part = DATE.sub(lambda found: dates.label(found[0]), part)
    part = PART.sub(lambda found: f"{PARTS.get(found[2] + found[3], 'last quarter')} of {found[1]}", part)
    for code, word in CODES.items():
        part = re.sub(code, word, part)
    return part


def _meant(amount: float, amounts: list[float]) -> bool:
    return any(abs(amount - other) <= other / 100 for other in amounts)  # a row may hold the rounded figure beside it


@lru_cache
def _states() -> set[str]:
    return set(tables.load("parties").query("kind == 'state'")["key"])


@lru_cache
def _said() -> dict[str, str]:
    classes, said = tables.named("sources", "class"), {}
    for rows in map(tables.load, tables.statement_tables()):
        for row in rows.to_dict("records"):
            dollars = [row[name] for name in ("low", "high", "amount") if pd.notna(row.get(name))] if _money(row) else []
            letter = row["as_printed"].replace(" | ", APART)
            said[row["id"]] = letter if classes[row["source"]] == "founding" else in_words(row["as_printed"], dollars)
    return said


def _money(row: dict) -> bool:
    return row.get("currency") == "USD" or "amount" in row


def said(key: str) -> str:
    """Return the words of the statement `key`: of a founding document its characters, of a later source its fields in words.

    >>> said("mem-001"), said("mem-2006")
    ('中俄签署ILRS合作备忘录 … 2021年3月', 'UAE … 13 October 2020 … no. 1-8')
    """
    return _said()[key]


def collected(key: str) -> bool:
    """Return whether the statement `key` is a later source's, of which fields were collected and not characters.

    >>> collected("mem-001"), collected("mem-2007"), collected("")
    (False, True, False)
    """
    return key in _collected()


@lru_cache
def _collected() -> set[str]:
    classes = tables.named("sources", "class")
    rows = evidence.statements()
    return set(rows["id"][rows["source"].map(classes) == "later"])
