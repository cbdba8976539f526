"""Every page of the reference: address -> title and body; what all of them share."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import NamedTuple

import pandas as pd

from analysis.chapters.spec import first_of
from analysis.display import places, said
from analysis.display.pages import LONG, MOST
from analysis.facts import comparison, dates, evidence, judgements, tables, updates
from analysis.reference import fields
from analysis.reference.usage import Usage

CHAPTERS = "../../notebooks"
PLAIN = 3  # columns; of more, a phone makes a card of each line
DOES = {"confirms": "confirmed", "supersedes": "overtaken", "contradicts": "contradicted", "leaves open": "left open"}


class Page(NamedTuple):
    """A page without what all pages of the book have around it."""

    address: str  # without ending, under reference/
    title: str
    body: str


@dataclass(frozen=True)
class Shown:
    """What the built book shows: which chapters hold a statement (`used`), and how they are called (`titles`)."""

    used: Usage = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    def chapters(self, key: str) -> str:
        """Return links to the statement in each chapter that shows it."""
        first = {self._title(page): page for page in reversed(self.used.get(key, []))}
        return ", ".join(self._link(page, key) for page in reversed(first.values()))

    def together(self, keys: Iterable[str]) -> str:
        """Return links to the chapters that show any of `keys`, those with most first."""
        counted: dict[str, list[tuple[str, str]]] = {}
        for key in keys:
            for page in self.used.get(key, []):  # what a chapter has parted with counts as its own
                counted.setdefault(self._title(page), []).append((page, key))
        most = sorted(counted.values(), key=len, reverse=True)
        return ", ".join(f"{self._link(*held[0])} ({len(held)})" for held in most)

    def _title(self, page: str) -> str:
        return self.titles.get(page, page)

    def _link(self, page: str, key: str) -> str:
        address = posixpath.normpath(f"{CHAPTERS}/{page}.html")
        return f'<a href="{address}#{escape(key)}">{escape(self._title(page))}</a>'


class Checked:
    """How statements bear on each other, computed once for all pages."""

    @cached_property
    def later(self) -> pd.DataFrame:
        """Pairs of a founding and a later statement."""
        return updates.pairs()

    @cached_property
    def decided(self) -> dict[str, tuple[str, str]]:
        """Founding statement -> what later sources do to it, and the statement that decides."""
        found = updates.deciding(self.later[self.later["class"] != updates.UNREAD])
        return dict(zip(found["one"], zip(found["class"], found["other"], strict=True), strict=True))

    @cached_property
    def against(self) -> pd.DataFrame:
        """What each later source does to statements of founding documents, as counts by source."""
        found = self.later[self.later["class"] != updates.UNREAD].drop_duplicates(["one", "source_other"])
        return (
            found.groupby(["source_other", "class"]).size().unstack(fill_value=0).reindex(columns=list(DOES), fill_value=0)
        )

    @cached_property
    def since(self) -> pd.DataFrame:
        """What later sources do to each founding document."""
        return updates.record(evidence.statements(), self.later)

    @cached_property
    def across(self) -> pd.DataFrame:
        """The founding documents' record among each other."""
        every = evidence.statements()
        founding = every[every["source"].isin(evidence.founding())]
        return judgements.record(founding, comparison.pairs(), judgements.judgements())


def card(key: str, shown: Shown, checked: Checked, own: bool = False) -> str:
    """Return a statement as a card; on the page of its own document (`own`) only where it stands is said."""
    row = fields.rows()[key]
    more = [("Shown in", shown.chapters(key))]
    if key in checked.decided:
        does, other = checked.decided[key]
        more.insert(0, ("By later sources", f"{DOES[does]}: {fields.value(other)}" if other else DOES[does]))
    return said.card(key, fields.fields(row), row | {"source": ""} if own else row, fields.UP, more)


def by_kind(keys: Iterable[str]) -> dict[str, list[str]]:
    """Return table -> those of `keys` that are its rows, in the order of the tables; how things are written comes last."""
    found: dict[str, list[str]] = {name: [] for name in sorted(tables.statement_tables(), key="names".__eq__)}
    for key in keys:
        found[places.statements()[key][0]].append(key)
    return {name: held for name, held in found.items() if held}


def title_of(table: str) -> str:
    """Return the title of a table for readers."""
    return tables.package()[table]["title"]


def in_time(keys: Iterable[str]) -> list[str]:
    """Return statements in their order for readers: founding documents first, then by date; what has none comes last."""
    classes = tables.named("sources", "class")

    def place(key: str) -> tuple[bool, bool, pd.Timestamp]:
        row = fields.rows()[key]
        dated = row.get("date") or row.get("as_of") or row.get("award_date") or ""
        day = dates.earliest(dated) if dated and dates.is_date(dated) else pd.NaT
        return classes[row["source"]] != "founding", bool(pd.isna(day)), pd.Timestamp.max if pd.isna(day) else day

    return sorted(keys, key=place)


def facts(items: Iterable[said.Field]) -> str:
    """Return a short list of what a page is about."""
    return '<dl class="facts">' + "".join(f"<div><dt>{escape(a)}</dt> <dd>{b}</dd></div>" for a, b in items if b) + "</dl>"


def page(address: str, title: str, parts: Iterable[str], back: said.Field) -> Page:
    """Return a page with its heading and the way back to its index (a word and a page of the book)."""
    crumb = f'<p class="crumb"><a href="{CHAPTERS}/{back[1]}.html">{escape(back[0])}</a></p>'
    title = title[:1].upper() + title[1:] if title.startswith("the ") else title
    body = f'<section class="reference"><h1>{places.marked(title)}</h1>{crumb}{"".join(parts)}</section>'
    return Page(address, title, body)


def section(anchor: str, heading: str, inner: str) -> str:
    """Return a section with its heading."""
    return f'<section id="{anchor}"><h2>{places.marked(heading)}</h2>{inner}</section>' if inner else ""


class Cell(NamedTuple):
    """A cell of a table: what it shows, and by what it is sorted where that is not what it shows."""

    html: str
    sort: str = ""
    number: bool = False


def cells(*texts: str) -> list[Cell]:
    """Return cells that show `texts` (HTML)."""
    return [Cell(text) for text in texts]


def table(heads: Sequence[str], lines: Sequence[Sequence[Cell]], caption: str) -> str:
    """Return a table; the first cell of a line heads it, and a phone shows lines as cards where they are long."""
    n, lines = len(lines), lines[:MOST]
    numbers = [bool(lines) and any(cell.number for cell in column) for column in zip(*lines, strict=True)]
    head = "".join(f'<th scope="col"{_right(n)}>{escape(word)}</th>' for word, n in zip(heads, numbers, strict=True))
    body = "".join(f"<tr>{''.join(map(_cell, range(len(line)), heads, line))}</tr>" for line in lines)
    classes = " long" * (len(lines) > LONG) + " cards" * (len(heads) > PLAIN)
    label, told = escape(caption), first_of(n, MOST, "rows", "all statements behind them are in the data of the book")
    note = f'<p class="source-note"><strong>{told}</strong></p>' if told else ""
    return (
        f'<div class="data-table{classes}"><div class="scroll" tabindex="0" role="region" aria-label="{label}"><table>'
        f"<caption>{places.marked(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{note}</div>"
    )


def _cell(place: int, head: str, cell: Cell) -> str:
    tag, scope = ("td", "") if place else ("th", ' scope="row"')
    by = f' data-sort="{escape(cell.sort)}"' if cell.sort else ""
    return f'<{tag}{scope}{_right(cell.number)}{by} data-label="{escape(head)}">{cell.html}</{tag}>'


def _right(number: bool) -> str:
    return ' class="number"' if number else ""
