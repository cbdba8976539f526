"""The search index of the built pages, made by Pagefind at the end of a build and read by ``static/search.js``."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import unicodedata
from html import escape, unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.book import steady

FOLDER = "pagefind"
# What Pagefind writes besides and the book's own search page does without.
IDLE = ("pagefind-*ui.*", "pagefind-highlight.js")
# What is no text of the book: code, figures (their words stand in captions and tables), ways around and away, small print.
LEFT_OUT = [".cell_input", "svg", "a.skip", ".crumb", ".downloads", ".basis", "script", "style"]
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
APART = " \u2060"  # between the characters of a Chinese word, which the search page puts together again
CELL = re.compile(r"(<t([dh])\b[^>]*>)(.*?)(?:</t[dh]>|(?=<t(?:[dhr]|body)\b|</t))", re.DOTALL)
FIELD = re.compile(r"<d([td])\b[^>]*>(.*?)(?=</?d[tdl]\b|</?div\b|$)", re.DOTALL)  # of a list; pages leave out its ends
NEXT = re.compile(r"\s*<t[dh]\b")
# Pages of what documents say, of what figures show and of long tables, which parties' pages and chapters say too.
REPEATING = ("reference/sources/", "figures/", "tables/", "notebooks/who", "notebooks/documents", "notebooks/12_data")
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
    r"<span data-name": 10,
}


def text(page: str, repeats: bool = False) -> str:
    """Return the article of `page` as it is to be indexed, or "" if it has none.

    Places are marked (`_placed`), a cell is a clause of its own, Chinese is parted into characters (the search page asks for
    them in their order), and words weigh by where they stand; descriptions of code, and a page that `repeats` others, come
    behind.

    >>> text('<article><section id="a"><h2>T<a class="headerlink" href="#a">#</a></h2></section></article>')
    '<section><h2 id="a">T</h2></section>'
    >>> text('<article><th>who</th><th>says</th><td>嫦娥8号SLS</td></article>').replace(APART, "|")
    '<th>who; </th><th>says; </th><td>嫦|娥|8|号|SLS. </td>'
    >>> table = '<table><caption>All</caption><tr id="b"><td>x</td></tr></table>'
    >>> text(f"<article>{table}</article>").partition("All</caption>")[2]
    '<h6 id="b" data-pagefind-weight="0">All</h6><tr><td>x. </td></tr></table>'
    """
    found = re.search(r"<article\b[^>]*>(.*)</article>", page, flags=re.DOTALL)
    if not found:
        return ""
    body = re.sub(r'<a class="headerlink"[^>]*>[^<]*</a>', "", found[1])
    body = _placed(body)
    body = re.sub(rf"(?<=[{HAN}、。，：；）])(?=[{HAN}\w（])|(?<=\w)(?=[{HAN}（])", APART, body)
    if repeats or '<dl class="py' in body:
        return (
            '<div data-pagefind-weight="0.05">'
            + re.sub(r"<h\d\b(?![^>]*weight)", r'\g<0> data-pagefind-weight="0.2"', body)
            + "</div>"
        )
    for tag, weight in WEIGHTS.items():
        body = re.sub(tag, rf'\g<0> data-pagefind-weight="{weight}"', body, flags=re.DOTALL)
    return body


def _placed(body: str) -> str:
    """An article with its places: the anchors of sections at their headings; a figure (h4), a table and a term (h5), a
    statement and a row that can be linked to (h6); what follows these is the section's again."""
    body = re.sub(
        r'<section\b[^>]*? ?id="([^"]+)"[^>]*>((?:\s*<span[^>]*></span>)*\s*)<h(\d)', r'<section>\2<h\3 id="\1"', body
    )
    body = re.sub(r'<dl class="facts">.*?</dl>', _facts, body, flags=re.DOTALL)
    body = CELL.sub(_cell, body)
    body = re.sub(r"<table\b.*?</table>", _rows_as_places, body, flags=re.DOTALL)
    named = r'<div class="data-table[^>]* id="([^"]+)"(?:(?!<div class="data-table).)*?</caption>'
    body = re.sub(named, _table_as_place, body, flags=re.DOTALL)
    body = re.sub(r'<li id="([^"]+)"><dl>(.*?)</dl>(?:</li>)?', _statement, body, flags=re.DOTALL)
    body = re.sub(r'<dt id="([^"]+)">(.*?)</dt>(?=<dd>)', r'<h5 id="\1" data-pagefind-weight="3">\2</h5>', body)
    body = _sections_again(body)
    body = re.sub(r'<figure\b[^>]* id="([^"]+)".*?</figure>', _figure, body, flags=re.DOTALL)
    return body


def _cell(cell: re.Match) -> str:
    """A cell as a word or a clause of its own; the last of a row ends the sentence."""
    words = cell[3].rstrip()
    end = ";" if NEXT.match(cell.string, cell.end()) else "."
    return f"{cell[1]}{words}{end if _bare(words) else ''} </t{cell[2]}>"


def _facts(facts: re.Match) -> str:
    return FIELD.sub(lambda field: f"{field[0].rstrip()}{':' if field[1] == 't' else '.'} ", facts[0])


def _rows_as_places(table: re.Match) -> str:
    caption = re.search(r"<caption\b[^>]*>(.*?)</caption>", table[0], flags=re.DOTALL)
    name = caption[1] if caption else "Table"
    row = r'<tr\b[^>]*? ?id="([^"]+)"[^>]*>'
    return re.sub(row, lambda row: f'<h6 id="{row[1]}" data-pagefind-weight="0">{name}</h6><tr>', table[0])


def _table_as_place(table: re.Match) -> str:
    opened = table[0].replace("<caption>", f'<h5 id="{table[1]}" data-pagefind-weight="5">')
    return opened.replace("</caption>", "</h5>")


def _statement(card: re.Match) -> str:
    """A card as a sentence under the name of who says it: what is said, without its labels, and the quotation."""
    fields = [field.strip() for kind, field in FIELD.findall(card[2]) if kind == "d"]
    quote = next((place for place, field in enumerate(fields) if "<q" in field), len(fields))
    said, (quoted, by, *_) = list(dict.fromkeys(fields[:quote])), [*fields[quote:], "", ""]
    name, where = re.match(r"(?:<a\b[^>]*>(.*?)</a>)?(.*)", by, flags=re.DOTALL).groups()
    quoted = re.sub(r"<q\b[^>]*>(.*?)</q>", r"“\1”", quoted)
    told = ": ".join(part for part in (said[0] if said else "", ", ".join(said[1:])) if part)
    heading = f'<h6 id="{card[1]}" data-pagefind-weight="0">{name or where or "Statement"}</h6>'
    return f"<li>{heading}{told}{': ' if told and quoted else ''}{quoted}</li>"


def _figure(figure: re.Match) -> str:
    place = rf'\1<h4 id="{figure[1]}" data-pagefind-weight="0">\2</h4>'
    return re.sub(r'(<figcaption>\s*<p>)<span class="caption-number">(.*?)</span>', place, figure[0])


def _sections_again(body: str) -> str:
    """What follows a figure, a table or a list of statements belongs to the section, not to the last of their places."""
    section = ""

    def again(found: re.Match) -> str:
        nonlocal section
        section = found[1] or section
        return found[0] if found[1] or not section else f'{found[0]}<i id="{section}"></i>'

    return re.sub(r'<h[1-4] id="([^"]+)"|</(?:table|figure|ul)>', again, body)


def plain(name: str) -> str:
    """Return `name` as it is compared: small letters and digits alone.

    >>> plain("Chang'e-7"), plain("Türkiye")
    ('change7', 'turkiye')
    """
    return "".join(letter for letter in unicodedata.normalize("NFKD", name).lower() if letter.isalnum())


def names(page: str) -> set[str]:
    """Return what the thing of `page` is called: its title, other names and Chinese ones; of a glossary, its terms.

    >>> sorted(names('<h1>Egypt</h1><dd><span data-name><span lang="zh">埃及</span></span></dd><p lang="zh">月球</p>'))
    ['egypt', '埃及']
    """
    told = re.findall(r'<span data-name>(.*?)</?d|<dt id="term-[^"]*">(.*?)</dt>', page, flags=re.DOTALL)
    return {plain(_bare(name)) for name in (title(page), *map("".join, told))} - {""}


def _bare(markup: str) -> str:
    return unescape(re.sub(r'<a class="headerlink"[^>]*>[^<]*</a>|<[^>]+>', "", markup)).strip()


def title(page: str) -> str:
    """Return the text of the first heading of `page`.

    >>> title('<h1>The <em>money</em><a class="headerlink" href="#x">#</a></h1>')
    'The money'
    """
    found = re.search(r"<h1\b[^>]*>(.*?)</h1>", page, flags=re.DOTALL)
    return _bare(found[1]) if found else ""


def _write(pages: dict[str, str], folder: Path) -> None:
    """Let Pagefind's program write the index. It ends when its files are whole; the client in Python ends it sooner."""
    with TemporaryDirectory() as site:
        for name, content in pages.items():
            (Path(site) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(site) / name).write_text(content, encoding="utf-8")
        left_out = [part for selector in LEFT_OUT for part in ("--exclude-selectors", selector)]
        said = subprocess.run(
            [sys.executable, "-m", "pagefind", "--site", site, "--output-path", folder, "--keep-index-url", *left_out],
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    if said.returncode:
        raise OSError(f"Pagefind ended with {said.returncode}: {said.stderr or said.stdout}")
    steady.require_whole(folder)
    steady.settle(folder)


def write(out: Path) -> bool:
    """Index the pages in folder `out` unless that is done; return whether it was to be done.

    The index appears whole or not at all: it is written beside its place, and moved there when it is complete.
    """
    pages = {}
    for path in sorted(out.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        name = path.relative_to(out).as_posix()
        listing = name.startswith("reference/") and '<dl class="facts">' not in page  # the statements of a kind, and no more
        behind = listing or path.stem == "index" or name.startswith(REPEATING)
        body = text(page, behind)
        if body and "_static" not in path.relative_to(out).parts and name != "search.html":
            kind = "behind" if behind else "chapter" if re.match(r"notebooks/\d", name) else "page"
            called = [f"kind:{kind}", *(f"name:{one}" for one in sorted(names(page)))]
            marks = "".join(f'<i data-pagefind-filter="{mark}"></i>' for mark in called)
            head = f'<html lang="en"><head><title>{escape(title(page))}</title></head>'
            pages[name] = f"{head}<body>{marks}{body}</body></html>"
    digest = hashlib.sha256(repr(sorted(pages.items())).encode()).hexdigest()
    place, beside = out / FOLDER, out / f"{FOLDER}.new"
    if (place / "digest").exists() and (place / "digest").read_text() == digest:
        return False
    shutil.rmtree(beside, ignore_errors=True)
    _write(pages, beside)
    for pattern in IDLE:
        for path in beside.glob(pattern):
            path.unlink()
    (beside / "digest").write_text(digest)
    shutil.rmtree(place, ignore_errors=True)
    beside.rename(place)
    return True
