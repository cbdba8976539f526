"""A table too heavy for its page gets a page of its own; its first rows stay, with a link to all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

HEAVY = 50_000  # characters
KEPT = 8  # rows that stay
TABLE = re.compile(
    r'<div class="data-table[^"]*" id="table-([^"]+)">'
    r'(<div class="scroll".*?</table></div>)(<p class="source-note">.*?</p>)</div>',
    re.DOTALL,
)


class Apart(NamedTuple):
    """A table with a page of its own: its name, its markup, the chapter it is of (address and title)."""

    name: str
    html: str
    chapter: str
    title: str

    @property
    def caption(self) -> str:
        """What the table shows, in a heading's length."""
        return re.search(r"<caption>(.*?)</caption>", self.html, re.DOTALL)[1].partition(";")[0]

    @property
    def body(self) -> str:
        """The page: heading, the way back, the whole table with links that lead from here."""
        html = self.html.replace('href="#', f'href="../{self.chapter}.html#')
        html = re.sub(r'href="(?=[\w-]+\.html)', f'href="../{self.chapter.rpartition("/")[0]}/', html)
        back = f'<a href="../{self.chapter}.html#table-{self.name}">Back to the chapter: {self.title}</a>'
        return f'<section class="reference"><h1>{self.caption}</h1><p class="crumb">{back}</p>{html}</section>'


def parted(html: str, chapter: str, title: str) -> tuple[str, list[Apart]]:
    """Return `html` with the first rows of its heavy tables, and the tables whole. One whose rows are linked to stays whole.

    Parameters
    ----------
    chapter, title : the page that holds them, as an address without ending, and its title
    """
    moved: list[Apart] = []

    def part(found: re.Match) -> str:
        name, table, note = found.groups()
        if len(found[0]) < HEAVY or "<tr id=" in table:
            return found[0]
        moved.append(Apart(name, found[0], chapter, title))
        rows = table.partition("<tbody>")[2].split("<tr>")
        first = table.partition("<tbody>")[0] + "<tbody>" + "<tr>".join(rows[: KEPT + 1]) + "</tbody></table></div>"
        link = f'<a href="../tables/{name}.html">All {len(rows) - 1} rows, to sort and search</a>'
        return f'<div class="data-table cards" id="table-{name}">{first}<p class="all-rows">{link}</p>{note}</div>'

    return TABLE.sub(part, html), moved


def part(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Part the heavy tables of a page that is about to be written; a book in one piece keeps them whole."""
    for node in doctree.findall(nodes.raw) if app.builder.name == "html" else ():
        html, moved = parted(node.astext(), docname, app.env.titles[docname].astext())
        if moved:
            node.children = [nodes.Text(html)]
            app.apart += moved


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page of every table that was parted."""
    for table in app.apart:
        title = re.sub("<[^>]+>", "", table.caption)
        yield f"tables/{table.name}", {"title": title, "body": table.body, "metatags": ""}, "page.html"


def setup(app: Sphinx) -> dict[str, object]:
    """Register the extension."""
    app.apart = []
    app.connect("doctree-resolved", part, priority=600)  # when their files are named and their labels written once
    app.connect("html-collect-pages", collect)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
