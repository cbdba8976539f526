"""The fields of a statement in words, with links: keys by the names of things, dates and amounts as readers write them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from pathlib import Path
from textwrap import shorten

from analysis.chapters.words import Words
from analysis.display import naming, places, said
from analysis.display.pages import filled
from analysis.facts import dates, evidence, mentions, recorded, tables

UP = ".."  # from the page of a document or thing to the others
EVIDENCE = {"id", "source", "locator", "as_printed", "caveats", "inferred", "cites"}


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


def fields(row: dict) -> Iterator[said.Field]:
    """Yield what a statement says, field by field, as labels and HTML.

    Parameters
    ----------
    row : as in `rows`
    """
    table = row["table"]
    for column in naming.gathered(name for name in tables.columns(table) if name not in EVIDENCE):
        if column == "amount":
            text = escape(naming.amount(row))
        elif column == "connection":
            text = f"{value(row['from'])} {escape(str(naming.coded('relation', row['relation'])))} {value(row['to'])}"
        elif column == "predicted":
            text = _predicted(row)
        else:
            text = value(naming.coded(column, row[column]), column in _edtf(table))
        yield naming.label(column, table), text


def _predicted(row: dict) -> str:
    """What a later collection says was to come, if it is more than the date that stands beside it."""
    told = recorded.in_words(row["predicted"])
    return "" if told == dates.label(row["predicted_date"]) else escape(told)


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
    named = tables.named("sources", "called").get(part) or evidence.subject(part)
    return places.with_links(named, up)


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
    words_of_it = row.get("title") or row.get("label") or recorded.said(key)
    return f"{shorten(words_of_it, 48, placeholder=' …')} ({evidence.called(row['source'])})"
