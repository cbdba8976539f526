"""The fields of a statement in words, with links: keys by the names of things, dates and amounts as readers write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from pathlib import Path
from textwrap import shorten

import pandas as pd

from analysis.chapters.words import Words, money
from analysis.display import places, said
from analysis.display.pages import filled
from analysis.facts import dates, evidence, mentions, tables

UP = ".."  # from the page of a document or thing to the others
EVIDENCE = {"id", "source", "locator", "as_printed", "caveats", "inferred", "cites"}
DAY = re.compile(r"(?<![\w-])\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?(?![\w-])")  # as later sources were collected
AMOUNT = ("low", "high", "qualifier", "currency", "unit")  # told as one


@lru_cache
def words() -> Words:
    """Return the words of these pages."""
    import tomllib

    return Words(tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8")), "reference")


@lru_cache
def rows() -> dict[str, dict]:
    """Return every statement by its id: all its columns, and ``table``."""
    return {row["id"]: row | {"table": name} for name in tables.statement_tables() for row in _records(name)}


def _records(name: str) -> list[dict]:
    return tables.load(name).to_dict("records")


@lru_cache
def _edtf(table: str) -> set[str]:
    return {field["name"] for field in tables.fields(table) if field.get("x-format") == "edtf"}


def label(column: str) -> str:
    """Return the name of a column for readers.

    >>> label("from"), label("task_order")
    ('What', 'Task order')
    """
    plain = column.replace("_", " ")
    return words()["labels"].get(column, plain[:1].upper() + plain[1:])


def fields(row: dict) -> Iterator[said.Field]:
    """Yield what a statement says, field by field, as labels and HTML.

    Parameters
    ----------
    row : as in `rows`
    """
    table, told = row["table"], False
    for column in tables.columns(table):
        if column in EVIDENCE or (column in AMOUNT and told):
            continue
        if column in AMOUNT and {"low", "high"} <= set(row):
            told = True
            yield "Amount", escape(amount(row))
        else:
            plain = column == "driver"  # theses that are named like programmes
            yield label(column), escape(row[column]) if plain else value(row[column], column in _edtf(table))


def amount(row: dict) -> str:
    """Return the number or range of a statement with its hedge and unit.

    >>> amount({"low": 50.0, "high": 50.0, "qualifier": "over", "unit": "institutions"})
    'over 50 institutions'
    """
    low, high, dollars = row["low"], row["high"], row.get("currency") == "USD"
    bounds = [bound for bound in dict.fromkeys((low, high)) if pd.notna(bound)]
    numbers = " to ".join(money(bound) if dollars else f"{bound:,.10g}" for bound in bounds)
    unit = row.get("unit", "") or ("" if dollars else row.get("currency", ""))
    return " ".join(part for part in (row.get("qualifier", ""), numbers, unit) if part) if bounds else ""


def value(cell: object, dated: bool = False, up: str = UP) -> str:
    """Return a cell in words, as HTML: things and statements lead to their places.

    >>> value("../2028", dated=True)
    'by the end of 2028'
    """
    if not isinstance(cell, str):
        return filled(cell)
    if dated:
        return escape(dates.label(cell)) if cell and dates.is_date(cell) else escape(cell)
    return ", ".join(_part(part, up) for part in tables.split(cell))


def _part(part: str, up: str) -> str:
    if part in places.statements():
        return places.link(brief(part), places.statement(part), up)
    if part in _things():
        return name(part, up)
    named = tables.named("sources", "called").get(part) or words()["values"].get(part) or evidence.subject(part)
    return places.with_links(named, up) if named != part else places.marked(part.replace("_", " "))


def name(key: str, up: str = UP) -> str:
    """Return the name of a thing, with a link to its page if there is one."""
    shown = _things()[key]
    return places.link(shown, places.thing(key), up) if shown in places.named() else places.marked(shown)


@lru_cache
def _things() -> dict[str, str]:
    return mentions.things()["short"].to_dict()


def brief(key: str) -> str:
    """Return another statement in a few words: its title or its printed words, and who says it."""
    row = rows()[key]
    printed = DAY.sub(lambda found: dates.label(found[0]), row["as_printed"].replace(" | ", " … "))
    words_of_it = row.get("title") or row.get("label") or printed
    return f"{shorten(words_of_it, 48, placeholder=' …')} ({evidence.called(row['source'])})"
