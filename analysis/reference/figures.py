"""The table behind a figure as a page of its own: columns and cells in words, each statement named and linked."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.chapters.words import Words, money
from analysis.display import places
from analysis.facts import dates, evidence, tables
from analysis.reference import fields
from analysis.reference.pages import Cell, Page, table

UP = "../reference"  # from the page of a figure to those of documents and of who is who
EDTF = re.compile(r"[\dX/.~?-]+")  # what a date is written with; other cells are words already
SPANS = (("earliest", "latest"), ("earliest", "day"))  # columns that are the first and the last day of one date


class Drawn(NamedTuple):
    """A figure as a chapter shows it: how it is described, the files it carries, the chapter's address and title."""

    described: Mapping[str, str]
    files: Mapping[str, str]
    chapter: str
    title: str


@lru_cache
def words() -> Words:
    """Return the words of these pages."""
    return Words(tomllib.loads((Path(__file__).parent / "figures.toml").read_text(encoding="utf-8")), "figures")


def page(drawn: Drawn) -> Page:
    """Return the page of a figure: its title, the way back, its table, what is drawn, its files."""
    name, said = drawn.described["name"], words()["page"]
    back = f'<a href="../{drawn.chapter}.html#{name}">{escape(said["back"].format(chapter=drawn.title))}</a>'
    files = " · ".join(
        f'<a download href="{file}">{file.rpartition(".")[2].upper()}</a>' for file in [*drawn.files, f"{name}.png"]
    )
    body = (
        f'<section class="reference"><h1>{places.marked(drawn.described["title"])}</h1><p class="crumb">{back}</p>'
        f"{behind(name, drawn.files[f'{name}.csv'], drawn.described['caption'])}"
        f"<p>{places.marked(said['drawn'].format(alt=drawn.described['alt']))}</p>"
        f'<p class="downloads">{said["files"]}: {files}</p></section>'
    )
    return Page(f"figures/{name}", drawn.described["title"], body)


def behind(figure: str, text: str, caption: str) -> str:
    """Return the table `text` (CSV) behind a figure, as HTML.

    Raises
    ------
    KeyError
        If a column has no word.
    """
    rows = list(csv.DictReader(io.StringIO(text)))
    columns = {head: cells for head, cells in _columns(figure, rows) if any(cell.html for cell in cells)}
    return table(tuple(columns), list(zip(*columns.values(), strict=True)), caption)


def _columns(figure: str, rows: Sequence[Mapping[str, str]]) -> Iterable[tuple[str, list[Cell]]]:
    """Yield head and cells of each column that is shown; statements come last."""
    there = list(rows[0])
    spans = {first: last for first, last in SPANS if {first, last} <= set(there)}
    foremost = _own(figure).get("order", [])
    for column in sorted(there, key=lambda column: foremost.index(column) if column in foremost else len(foremost)):
        if column in spans:
            yield words()["page.when"], [_date(span(row[column], row[spans[column]])) for row in rows]
        elif column not in ("id", *spans.values()) and head(figure, column):
            cells = [row[column] for row in rows]
            tell = _teller(figure, column, cells)
            told = {cell: tell(cell) if cell else Cell("") for cell in dict.fromkeys(cells)}
            yield head(figure, column), [told[cell] for cell in cells]
    if "id" in there:
        yield words()["page.statement"], [_statements(row["id"]) for row in rows]


def head(figure: str, column: str) -> str:
    """Return what a column of a figure is called, "" if it is not shown.

    >>> head("fig-market", "relation"), head("fig-partners", "cites"), head("fig-contradictions", "spacewiki")
    ('Does', '', 'Space Wiki (2024)')

    Raises
    ------
    KeyError
        If there is no word for it.
    """
    named = tables.named("sources", "called") | words()["heads"] | _own(figure).get("heads", {})
    if column not in named:
        raise KeyError(f"figures.toml has no word for the column {column!r} of {figure}")
    return named[column]


def _own(figure: str) -> Mapping[str, Any]:
    return words().sentences.get(figure, {})


def _teller(figure: str, column: str, cells: Sequence[str]) -> Callable[[str], Cell]:
    """How the cells of a column are told: as dates, dollars, shares, numbers of one precision, or words."""
    for kind, tell in (("dates", _date), ("dollars", _dollars), ("shares", _share)):
        if {column, f"{figure}.{column}"} & set(words()["kinds"][kind]):
            return tell
    numbers = [_number(cell) for cell in cells if cell]
    if numbers and None not in numbers:
        given = max(len(cell.partition(".")[2].rstrip("0")) for cell in cells)
        digits = min(given, 1 if max(map(abs, numbers)) >= 10 else 2)
        return lambda cell: Cell(f"{float(cell):,.{digits}f}", number=True)
    return lambda cell: Cell(_words(cell, _own(figure).get("values", {})))


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


def _dollars(cell: str) -> Cell:
    return Cell(money(float(cell)), cell, number=True)


def _share(cell: str) -> Cell:
    return Cell(f"{float(cell):.0%}", cell, number=True)


@lru_cache
def _date(cell: str) -> Cell:
    """Dates in words, in the order of their first day, of the last where they have no first."""
    parts = [part for part in tables.split(cell) if EDTF.fullmatch(part)]
    if not parts or len(parts) < len(tables.split(cell)):
        return Cell(places.marked(cell))
    first, last = dates.earliest(parts[0]), dates.latest(parts[0])
    return Cell("; ".join(map(dates.label, parts)), f"{last if pd.isna(first) else first:%Y-%m-%d}")


def _words(cell: str, values: Mapping[str, str]) -> str:
    """Keys by their names, with links to their pages; other cells as they are."""
    if cell in ("True", "False"):
        return "yes" if cell == "True" else "no"
    called = tables.named("sources", "called")
    names = [values.get(part) or called.get(part) or evidence.subject(part) for part in tables.split(cell)]
    return places.with_links(cell if names == tables.split(cell) else ", ".join(names), UP)


def _statements(ids: str) -> Cell:
    """The links to statements; a search finds their words where they stand, not here. What a chapter computes has none."""
    said = [one for one in tables.split(ids) if one in places.statements()]
    links = ", ".join(places.link(fields.brief(one), places.statement(one), UP) for one in said)
    return Cell(f"<span data-pagefind-ignore>{links}</span>" if links else "")


def span(first: str, last: str) -> str:
    """Return the date from the day `first` to the day `last` in EDTF, no more precise than it must be; "" leaves it open.

    >>> span("2023-10-01", "2023-10-31"), span("2026-01-01", "2035-12-31"), span("2030-01-01", "")
    ('2023-10', '2026/2035', '2030/..')
    """
    for size in (4, 7, 10):
        start, end = first[:size], last[:size]
        if first in ("", _ends(start)[0]) and last in ("", _ends(end)[1]):
            return start if start == end else f"{start or dates.OPEN}/{end or dates.OPEN}"
    raise ValueError(f"{first!r} to {last!r} is no span of days")


def _ends(period: str) -> tuple[str, str]:
    """The first and the last day of a year, month or day."""
    last = f"-{monthrange(*map(int, period.split('-')))[1]}" if len(period) == 7 else "-12-31"
    return (period + "-01-01")[:10], (period + last)[:10]
