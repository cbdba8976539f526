"""What a chapter shows: findings, figures and tables as specifications; `analysis.display` shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

import networkx as nx
import pandas as pd
from matplotlib.figure import Figure as Drawing

MOST = 300  # rows that a figure draws: of more, a reader tells no mark from another
LONGEST = 5000  # characters of an alternative


@dataclass(frozen=True)
class Finding:
    """One sentence with computed numbers, the statements it rests on, the date it holds for, what shows it.

    ``shown`` is the place of a figure (``#fig-...``) or table (``#table-...``) of the page.
    """

    sentence: str
    rows: pd.DataFrame
    as_of: str
    contested: bool = False
    shown: str = ""

    def __post_init__(self) -> None:
        if self.rows.empty:
            raise ValueError(f"no statement stands behind {self.sentence!r}")

    @property
    def documents(self) -> int:
        """Number of different sources behind the finding."""
        return self.rows["source"].nunique()


@dataclass(frozen=True)
class Figure:
    """One figure: what is drawn, how, in which words, and what lies behind it.

    Attributes
    ----------
    name : ``fig-...``; also its reference target and file name
    draw : a chart function of `analysis.charts` that takes ``title``, ``subtitle``, ``source`` and ``width``
    data : the table or graph that `draw` takes first; where a row, node or edge has an ``id``, it leads to that statement of
        the page, or to the row of a table (`row_id`)
    words : ``title``, ``subtitle``, ``source`` (drawn), ``caption`` (numbered, on the page)
    alt : the alternative text
    table : the table behind the figure, offered as CSV
    graph : the graph behind the figure, offered as GraphML and JSON
    options : what else `draw` takes
    most : how many rows of `data` are drawn; what that leaves out is said below the drawing
    """

    name: str
    draw: Callable[..., Drawing]
    data: pd.DataFrame | nx.DiGraph
    words: Mapping[str, str]
    alt: str
    table: pd.DataFrame
    graph: nx.Graph | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    most: int = MOST

    def __post_init__(self) -> None:
        if not self.name.startswith("fig-"):
            raise ValueError(f"a figure's name starts with 'fig-', not {self.name!r}")
        lacking = {"title", "subtitle", "source", "caption"} - set(self.words)
        if lacking:
            raise ValueError(f"{self.name} has no {', '.join(sorted(lacking))}")

    def drawn(self, width: float) -> Drawing:
        """Return the drawing for a page `width` inches wide."""
        said = {key: self.words[key] for key in ("title", "subtitle", "source")}
        said["source"] = " ".join(filter(None, (said["source"], self.left_out)))
        data = self.data.head(self.most) if isinstance(self.data, pd.DataFrame) else self.data
        return self.draw(linked(data), width=width, **said, **self.options)

    @property
    def spoken(self) -> str:
        """The alternative as the page holds it, no longer than anybody listens, and what the drawing leaves out."""
        told = self.alt if len(self.alt) <= LONGEST else shorten(self.alt, LONGEST, placeholder=" … and more in its table.")
        return " ".join(filter(None, (told, self.left_out)))

    @property
    def left_out(self) -> str:
        """What the drawing leaves out, in words; "" where it shows all."""
        n = len(self.data) if isinstance(self.data, pd.DataFrame) else 0
        return first_of(n, self.most, "rows are drawn", "all statements behind them are in the data of the book")


@dataclass(frozen=True)
class Table:
    """One table of a page.

    Attributes
    ----------
    name : file name of its CSV, without ending
    frame : one row a line; a column ``id`` or, of rows that are no statements, ``row`` (as from `row_id`) becomes the rows'
        anchors and is not shown; ``row`` is no data either
    caption, source : what it shows, with the as-of date; the source note
    digits : decimals of each numeric column (0 where not given)
    headings : column -> words in the head; others are shown as they are called
    """

    name: str
    frame: pd.DataFrame
    caption: str
    source: str
    digits: Mapping[str, int] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Statements:
    """The statements behind a chapter, folded on the page; every row is what figures and tables link to.

    Attributes
    ----------
    name : file name of its CSV, without ending
    frame : statement rows with ``id`` and the evidence columns
    about : the columns that say what is stated
    caption : what they are
    """

    name: str
    frame: pd.DataFrame
    about: tuple[str, ...]
    caption: str


@dataclass(frozen=True)
class Card:
    """A door to a chapter on the cover: its name and page, a finding in a few words, the numbers behind it as bars.

    Attributes
    ----------
    bars : ``label``, ``value`` and ``role`` (a key of palette.ROLES), one row a bar; optional ``of``: the whole that
        ``value`` is a part of
    unit : what the values count
    """

    chapter: str
    page: str
    headline: str
    bars: pd.DataFrame
    unit: str


def first_of(n: int, most: int, what: str, where: str) -> str:
    """Return what a place that shows `most` of `n` things leaves out, and where all are; "" where it shows all.

    >>> first_of(14870, 500, "rows", "all of them in the download"), first_of(500, 500, "rows", "there")
    ('The first 500 of 14,870 rows; all of them in the download.', '')
    """
    return f"The first {most:,} of {n:,} {what}; {where}." if n > most else ""


def row_id(table: str, *words: object) -> str:
    """Return the place of a row of the table named `table` on its page, made of words that tell the row from others.

    >>> row_id("funding-spread", "hls", "Since then")
    'row-funding-spread-hls-since-then'
    """
    return re.sub(r"[^a-z0-9]+", "-", " ".join(map(str, ("row", table, *words))).lower()).strip("-")


def linked(data: pd.DataFrame | nx.DiGraph) -> pd.DataFrame | nx.DiGraph:
    """Return `data` with the address of the statement or row of a table each row, node or edge rests on (``id``) in ``url``.

    >>> linked(pd.DataFrame({"id": ["mem-1", ""]}))["url"].tolist()
    ['#mem-1', '']
    """
    if isinstance(data, pd.DataFrame):
        return data.assign(url=["#" + key if key else "" for key in data["id"]]) if "id" in data else data
    made = data.copy()
    for attributes in [*made.nodes.values(), *made.edges.values()]:
        if attributes.get("id"):
            attributes["url"] = "#" + attributes["id"]
    return made
