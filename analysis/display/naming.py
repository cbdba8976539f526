"""What the fields of statements are called, and what stands in them, in words: one map for chapters and reference alike."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.chapters.words import Words, money
from analysis.facts import tables

SHARED = {  # the first of fields that are told as one -> all of them
    "amount": ("amount", "value", "low", "high", "qualifier", "currency", "unit"),
    "connection": ("from", "relation", "to"),
}


@lru_cache
def words() -> Words:
    """Return the names of fields and the words for codes."""
    return Words(tomllib.loads((Path(__file__).parent / "naming.toml").read_text(encoding="utf-8")), "naming")


def gathered(columns: Iterable[str]) -> list[str]:
    """Return the fields of a statement as they are told: an amount as one, a connection as one.

    >>> gathered(["label", "low", "high", "currency", "date"]), gathered(["part_of", "relation"])
    (['label', 'amount', 'date'], ['part_of', 'relation'])
    """
    columns = list(columns)
    one = {column: name for name, held in SHARED.items() if name == "amount" or {*held} <= {*columns} for column in held}
    return list(dict.fromkeys(one.get(column, column) for column in columns))


def label(column: str, table: str = "") -> str:
    """Return what a field is called, in `table` if it is called otherwise there.

    >>> label("subject"), label("subject", "provisions"), label("first_claim")
    ('About', 'Act or body', 'Said to be the first')

    Raises
    ------
    KeyError
        If there is no word for it.
    """
    return words()["own"].get(table, {}).get(column) or words()[f"labels.{column}"]


def labels(columns: str, table: str = "") -> str:
    """Return the names of the fields in a list cell as words of a sentence.

    >>> labels("low; high; agency", "funding")
    'amount, signing body'
    """
    told = (label(column, table) for field in tables.split(columns) for column in gathered([field]))
    return ", ".join(dict.fromkeys(name[:1].lower() + name[1:] for name in told))


def coded(column: str, cell: object) -> object:
    """Return a cell with words in place of codes; what is no code stays.

    >>> coded("outcome", "partial"), coded("status", "signed"), coded("site", "A -> B")
    ('landed, tipped over', 'signed', 'A, then B')
    """
    if not isinstance(cell, str):
        return cell
    known = words()["values"].get(column, {})
    return tables.SEPARATOR.join(known.get(part, part).replace(" -> ", ", then ") for part in cell.split(tables.SEPARATOR))


def amount(row: Mapping[str, object]) -> str:
    """Return the number or range of a statement with its hedge and unit; "" if it has none.

    >>> amount({"low": 50.0, "high": 50.0, "qualifier": "over", "unit": "institutions"})
    'over 50 institutions'
    >>> amount({"low": 2e7, "high": 2.89e9, "currency": "USD"}), amount({"value": 2.0, "low": 1.0, "high": 3.0, "unit": "d"})
    ('$20 million to $2.89 billion', '2 days (1 to 3)')
    """
    dollars = row.get("currency") == "USD" or "amount" in row
    best, low, high = ([row[name]] if pd.notna(row.get(name)) else [] for name in ("value", "low", "high"))
    given = [row["amount"]] if pd.notna(row.get("amount")) else []
    bounds = list(dict.fromkeys(low + high + given))
    told, aside = (best, bounds) if best and len(bounds) > 1 else (bounds or best, [])
    if not told:
        return ""
    unit = coded("unit", row.get("unit")) or ("" if dollars else row.get("currency"))
    parts = (row.get("qualifier"), _span(told, dollars), unit, f"({_span(aside, dollars)})" if aside else "")
    return " ".join(str(part) for part in parts if isinstance(part, str) and part)


def _span(bounds: Iterable[float], dollars: bool) -> str:
    return " to ".join(money(bound) if dollars else f"{bound:,.10g}" for bound in bounds)
