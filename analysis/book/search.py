"""The search index of the built pages, made by Pagefind at the end of a build and read by ``static/search.js``."""

from __future__ import annotations

import asyncio
import hashlib
import re
import shutil
from pathlib import Path

FOLDER = "pagefind"
# What Pagefind writes besides and the book's own search page does without.
IDLE = ("pagefind-*ui.*", "pagefind-highlight.js")
# What is no text of the book: code, figures (their words stand in captions and tables), ways around and away.
LEFT_OUT = [".cell_input", "svg", "a.skip", ".downloads", "script", "style"]
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
CELL = re.compile(r"(<t([dh])\b[^>]*>)(.*?)(?:</t[dh]>|(?=<t[dhr]\b|</t))", re.DOTALL)
# Pages of what documents say, of what figures show and of long tables, which parties' pages and chapters say too.
REPEATING = ("reference/sources/", "figures/", "tables/")
# How much a word weighs by where it stands; headings weigh by level, as Pagefind has it.
WEIGHTS = {
    r"<h1\b": 10,
    r"(?<=</h1>)\s*<p\b": 6,  # the page's question
    r'<ul class="findings"': 6,
    r"<figcaption\b": 3,
    r"<caption\b": 5,
    r'<div class="data-table long(?:(?!<table\b).)*<table\b': 0.1,  # records, behind what is said of them
    r"<table\b(?! data-pagefind)": 0.3,
    r'<ul class="said"': 0.1,  # likewise
}


def text(page: str, repeats: bool = False) -> str:
    """Return the article of `page` as it is to be indexed, or "" if it has none.

    Headings carry the anchors of their sections, a row that can be linked to is a place under its table's caption, a
    statement and a term are places by themselves, cells are words of their own, Chinese is parted into characters (the
    search page asks for them in their order), and words weigh by where they stand; descriptions of code, and a page that
    `repeats` others, come behind.

    >>> text('<article><section id="a"><h2>T<a class="headerlink" href="#a">#</a></h2></section></article>')
    '<section><h2 id="a">T</h2></section>'
    >>> text('<article><th>who</th><th>says</th><td>嫦娥8号SLS</td></article>')
    '<th>who </th><th>says </th><td>嫦 娥 8 号 SLS </td>'
    >>> table = '<table><caption>All</caption><tr id="b"><td>x</td></tr></table>'
    >>> text(f"<article>{table}</article>").partition("All</caption>")[2]
    '<h6 id="b" data-pagefind-weight="0">All</h6><tr><td>x </td></tr></table>'
    """
    found = re.search(r"<article\b[^>]*>(.*)</article>", page, flags=re.DOTALL)
    if not found:
        return ""
    body = re.sub(r'<a class="headerlink"[^>]*>[^<]*</a>', "", found[1])
    body = re.sub(
        r'<section\b[^>]*? ?id="([^"]+)"[^>]*>((?:\s*<span[^>]*></span>)*\s*)<h(\d)', r'<section>\2<h\3 id="\1"', body
    )
    body = CELL.sub(r"\1\3 </t\2>", body)
    body = re.sub(r"<table\b.*?</table>", _rows_as_places, body, flags=re.DOTALL)
    body = re.sub(r'<li id="([^"]+)">(?=<dl>)', r'<li><h6 id="\1" data-pagefind-weight="0">Statement</h6>', body)
    body = re.sub(rf"(?<=[{HAN}])(?=[{HAN}\w])|(?<=\w)(?=[{HAN}])", " ", body)
    body = re.sub(r'<dt id="([^"]+)">(.*?)</dt>(?=<dd>)', r'<h6 id="\1" data-pagefind-weight="3">\2</h6>', body)
    if repeats or '<dl class="py' in body:
        return (
            '<div data-pagefind-weight="0.05">'
            + re.sub(r"<h\d\b(?![^>]*weight)", r'\g<0> data-pagefind-weight="0.2"', body)
            + "</div>"
        )
    for tag, weight in WEIGHTS.items():
        body = re.sub(tag, rf'\g<0> data-pagefind-weight="{weight}"', body, flags=re.DOTALL)
    return body


def _rows_as_places(table: re.Match) -> str:
    caption = re.search(r"<caption>(.*?)</caption>", table[0], flags=re.DOTALL)
    name = caption[1] if caption else "Table"
    row = r'<tr\b[^>]*? ?id="([^"]+)"[^>]*>'
    return re.sub(row, lambda row: f'<h6 id="{row[1]}" data-pagefind-weight="0">{name}</h6><tr>', table[0])


def title(page: str) -> str:
    """Return the text of the first heading of `page`.

    >>> title('<h1>The <em>money</em><a class="headerlink" href="#x">#</a></h1>')
    'The money'
    """
    found = re.search(r"<h1\b[^>]*>(.*?)</h1>", page, flags=re.DOTALL)
    return re.sub(r'<a class="headerlink"[^>]*>[^<]*</a>|<[^>]+>', "", found[1]).strip() if found else ""


async def _write(pages: dict[str, str], folder: Path) -> None:
    from pagefind.index import IndexConfig, PagefindIndex  # starts a program, and only a changed book needs it

    config = IndexConfig(exclude_selectors=LEFT_OUT, keep_index_url=True, output_path=str(folder))
    async with PagefindIndex(config=config) as index:  # writes the files on its way out
        for url, content in pages.items():
            await index.add_html_file(content=content, url=url)


def write(out: Path) -> bool:
    """Index the pages in folder `out` unless that is done; return whether it was to be done.

    The index appears whole or not at all: it is written beside its place, and moved there when it is complete.
    """
    pages = {}
    for path in sorted(out.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        name = path.relative_to(out).as_posix()
        body = text(page, repeats=path.stem == "index" or name.startswith(REPEATING))
        if body and "_static" not in path.relative_to(out).parts and name != "search.html":
            pages[name] = f'<html lang="en"><head><title>{title(page)}</title></head><body>{body}</body></html>'
    digest = hashlib.sha256(repr(sorted(pages.items())).encode()).hexdigest()
    place, beside = out / FOLDER, out / f"{FOLDER}.new"
    if (place / "digest").exists() and (place / "digest").read_text() == digest:
        return False
    shutil.rmtree(beside, ignore_errors=True)
    asyncio.run(_write(pages, beside))
    for pattern in IDLE:
        for path in beside.glob(pattern):
            path.unlink()
    (beside / "digest").write_text(digest)
    shutil.rmtree(place, ignore_errors=True)
    beside.rename(place)
    return True
