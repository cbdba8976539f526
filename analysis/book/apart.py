"""A page too heavy gives its heaviest tables and lists pages of their own; their first rows stay, with a link to all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

ROOM = 170_000  # bytes of results on a page; a phone takes too long over more
LEAST = 7_000  # bytes of a part that is worth a page
KEPT = 8  # rows that stay
TABLE = re.compile(
    r'<div class="data-table[^"]*" id="table-(?P<name>[^"]+)">(?P<all><div class="scroll".*?<caption>(?P<title>.*?)'
    r'</caption>.*?</table></div>)(?P<note><p class="source-note">.*?</p>)</div>',
    re.DOTALL,
)
LIST = re.compile(
    r'<details class="statements"><summary>(?P<title>.*?) \([\d,]+ statements?\)</summary>(?P<all><div class="said-box">'
    r'<ul class="said">.*?</ul>(?P<note><p class="source-note">.*?tables/(?P<name>[\w-]+)\.csv.*?</p>)</div>)</details>',
    re.DOTALL,
)
IDS = re.compile(r'<(?:tr|li)\s+id="([^"]+)"')
GONE = '<span class="moved" id="([^"]+)"></span>'


class Apart(NamedTuple):
    """A part with a page of its own: its name, its title, its markup, where its chapter has it, the chapter's title."""

    name: str
    title: str
    html: str
    chapter: str
    place: str
    called: str

    @property
    def body(self) -> str:
        """The page: heading, the way back, all rows with links that lead from here."""
        inside = set(IDS.findall(self.html))
        html = re.sub(
            r'href="#([^"]*)', lambda to: to[0] if to[1] in inside else f'href="../{self.chapter}.html#{to[1]}', self.html
        )
        html = re.sub(r'href="(?=[\w-]+\.html)', f'href="../{self.chapter.rpartition("/")[0]}/', html)
        back = f'<a href="../{self.chapter}.html{self.place}">Back to the chapter: {self.called}</a>'
        return f'<section class="reference"><h1>{self.title}</h1><p class="crumb">{back}</p>{html}</section>'


def _page(name: str) -> str:
    """The page of a table or list: what many links name is short."""
    return re.sub("-statements$", "-said", name)


def shortened(found: re.Match) -> str:
    """Return a table or list with its first rows and a link to all of them."""
    html, name, whole = found[0], found["name"], found["all"]
    table = found.re is TABLE
    start, mark = ("<tbody>", "<tr") if table else ('<ul class="said">', "<li ")
    before, _, rest = whole.partition(start)
    rows = rest.split(mark)
    what = f"All {len(rows) - 1} rows, to sort and search" if table else f"All {len(rows) - 1} statements, to search"
    gone = "".join(f'<span class="moved" id="{row}"></span>' for row in IDS.findall(mark + mark.join(rows[KEPT + 1 :])))
    link = (
        f'<p class="all-rows"><a href="../tables/{_page(name)}.html">{what}</a>{gone}</p>'  # old addresses lead on from here
    )
    first = f"{before}{start}{mark.join(rows[: KEPT + 1])}"
    if table:
        return f'<div class="data-table cards" id="table-{name}">{first}</tbody></table></div>{link}{found["note"]}</div>'
    return html.replace(whole, f"{first}</ul>{link}{found['note']}</div>")


def parted(parts: list[str], chapter: str, called: str, room: int = ROOM) -> tuple[list[str], list[Apart]]:
    """Return the results of a page in no more than `room` bytes, where that can be, and what was taken from them.

    Parameters
    ----------
    parts : the markup of each result
    chapter, called : address of the page without ending, and its title
    """
    moved: list[Apart] = []
    heavy = [
        found for part in parts for kind in (TABLE, LIST) for found in kind.finditer(part) if len(found[0].encode()) > LEAST
    ]
    weight = sum(len(part.encode()) for part in parts)
    for found in sorted(heavy, key=lambda one: len(one[0].encode()), reverse=True):
        if weight <= room:
            break
        place = f"#table-{found['name']}" if found.re is TABLE else ""
        html = found[0] if found.re is TABLE else found["all"]
        short = shortened(found)
        parts = [part.replace(found[0], short) for part in parts]
        moved.append(Apart(_page(found["name"]), found["title"].partition(";")[0], html, chapter, place, called))
        weight -= len(found[0].encode()) - len(short.encode())
    return led_on(parts, moved), moved


def led_on(parts: list[str], moved: list[Apart]) -> list[str]:
    """Return results whose links to rows that were `moved` lead to their new place."""
    stayed = set(IDS.findall("".join(parts)))
    parts = [
        re.sub(GONE, lambda gone: "" if gone[1] in stayed else gone[0], part) for part in parts
    ]  # a place is there once
    places = {row: f"../tables/{one.name}.html#{row}" for one in moved for row in IDS.findall(one.html) if row not in stayed}

    def finding(link: re.Match) -> str:
        gone = [row for row in link[2].split() if row in places]
        return f'<a href="{places[gone[0]]}" data-rows="{link[2]}">' if gone else link[0]

    def led(part: str) -> str:
        part = re.sub(r'href="#([^"]*)"', lambda to: f'href="{places[to[1]]}"' if to[1] in places else to[0], part)
        return re.sub(r'<a href="([^"]*)" data-rows="([^"]*)">', finding, part)

    return [led(part) for part in parts] if places else parts


def part(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Part a heavy page that is about to be written; a book in one piece stays whole."""
    raw = [*doctree.findall(nodes.raw)] if app.builder.name == "html" else []
    lighter, moved = parted([node.astext() for node in raw], docname, app.env.titles[docname].astext())
    if moved:
        for node, html in zip(raw, lighter, strict=True):
            node.children = [nodes.Text(html)]
        app.apart += moved


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page of everything that was parted."""
    for one in app.apart:
        yield (
            f"tables/{one.name}",
            {"title": re.sub("<[^>]+>", "", one.title), "body": one.body, "metatags": ""},
            "page.html",
        )


def setup(app: Sphinx) -> dict[str, object]:
    """Register the extension."""
    app.apart = []
    app.connect("doctree-resolved", part, priority=600)  # when their files are named and their labels written once
    app.connect("html-collect-pages", collect, priority=400)  # before those that tell where a statement stands
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
