"""Where in the book a statement, a document, a state, company or programme has its place: addresses and links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from analysis.facts import evidence, mentions, tables

UP = "../reference"  # from a chapter to the pages of documents and of who is who
MANY = 300  # statements; of more, a page holds one kind, and of a kind no more than these
PART = 50  # statements on each page of those that a document of so many fills with one kind

_HAN, _SIGNS = r"[\u4e00-\u9fff]", r"\u3000-\u303f\uff00-\uffef\d·—…“”、《》-"
# A run of Chinese, with signs and spaces, or with foreign names that stand in it without a space.
CHINESE = re.compile(rf"{_HAN}(?:(?:[\s{_SIGNS}]*|[A-Za-z{_SIGNS}]*){_HAN})*")


def slug(name: str) -> str:
    """Return a name as part of an address.

    >>> slug("Türkiye"), slug("Lao People's Republic"), slug("change-7")
    ('turkiye', 'lao-people-s-republic', 'change-7')
    """
    plain = name.lower().translate(str.maketrans("üéèôçñ", "ueeocn"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@lru_cache
def statements() -> dict[str, tuple[str, str]]:
    """Return id -> table and source of every statement."""
    rows = evidence.statements()
    return dict(zip(rows["id"], zip(rows["table"], rows["source"], strict=True), strict=True))


def table(key: str) -> str:
    """Return the table of a statement, "" for what is none.

    >>> table("mem-001"), table("x")
    ('memberships', '')
    """
    return statements().get(key, ("", ""))[0]


@lru_cache
def _sizes() -> tuple[dict[str, int], dict[str, int]]:
    """How many statements each document makes, and how many speak of each thing."""
    return evidence.statements()["source"].value_counts().to_dict(), mentions.mentions()["key"].value_counts().to_dict()


def kept_apart(key: str) -> bool:
    """Whether what a document says, or what is said of a thing, fills a page for each kind of statement."""
    return max(sizes.get(key, 0) for sizes in _sizes()) > MANY


def _page(key: str, base: str, kind: str, part: int = 1) -> str:
    return f"{base}-{slug(kind)}{f'-{part}' * (part > 1)}.html" if kind and kept_apart(key) else f"{base}.html"


def document(key: str, kind: str = "", part: int = 1) -> str:
    """Return the page of a document; with `kind` (a table) the one that holds its statements of that kind, or that `part`
    of very many.

    >>> document("luhui2025", "memberships"), document("cir2023", "claims", 2)
    ('sources/luhui2025.html', 'sources/cir2023-claims-2.html')
    """
    return _page(key, f"sources/{slug(key)}", kind, part)


@lru_cache
def parts() -> dict[str, int]:
    """Return statement -> in which part of those of its kind in its document it stands."""
    counted: Counter[tuple[str, str]] = Counter()
    found = {}
    for key, kind in statements().items():
        found[key] = 1 + counted[kind] // PART
        counted[kind] += 1
    return found


def statement(key: str) -> str:
    """Return the place of a statement on the page of its document.

    >>> statement("mem-001")
    'sources/luhui2025.html#mem-001'
    """
    table, source = statements()[key]
    return f"{document(source, table, parts()[key])}#{key}"


def thing(key: str, kind: str = "") -> str:
    """Return the page of a state, body, company, programme or craft.

    >>> thing("PAK"), thing("starship")
    ('parties/pakistan.html', 'parties/starship.html')
    """
    return _page(key, f"parties/{slug(_short()[key] if key.isupper() and len(key) == 3 else key)}", kind)


@lru_cache
def _short() -> dict[str, str]:
    return mentions.things()["short"].to_dict()


@lru_cache
def named() -> dict[str, str]:
    """Return name -> address, for every document with a statement and every thing that a statement speaks of."""
    found, spoken = mentions.things(), set(_sizes()[1])
    pages: dict[str, str] = {}
    for key, row in found[::-1].iterrows():  # parties and programmes before craft of the same name
        if key in spoken:
            pages |= dict.fromkeys((row["name"], row["short"]), thing(key))
    pages |= {name: thing(key) for key, name in evidence.BLOCS.items() for key in mentions.ALIASES.get(key, [key])}
    called = tables.named("sources", "called")
    return pages | {called[key]: document(key) for key in _sizes()[0]}


def marked(text: str) -> str:
    """Return text as HTML, runs of Chinese marked as such.

    >>> marked("A & 月球")
    'A &amp; <span lang="zh">月球</span>'
    >>> marked("与Roscosmos共同领导 in 嫦娥")
    '<span lang="zh">与Roscosmos共同领导</span> in <span lang="zh">嫦娥</span>'
    """
    return CHINESE.sub(lambda run: f'<span lang="zh">{run[0]}</span>', escape(text, quote=False))


def with_links(text: str, up: str = UP) -> str:
    """Return text as HTML; if it is a name that has a page, or a list of such, each leads there.

    >>> with_links("Pakistan, or not"), with_links("Pakistan")
    ('Pakistan, or not', '<a href="../reference/parties/pakistan.html">Pakistan</a>')
    """
    pages = named()
    parts = [text] if text in pages else re.split(r"(, |; )", text)
    if not all(part in pages for part in parts[::2]):
        return marked(text)
    return "".join(link(part, pages[part], up) if part in pages else part for part in parts)


def link(text: str, address: str, up: str = UP) -> str:
    """Return a link to a page of the reference."""
    return f'<a href="{up}/{address}">{marked(text)}</a>'


def listed(items: Iterable[str]) -> str:
    """Return words as a sentence lists them: what is empty is left out.

    >>> listed(["a", "", "b"])
    'a, b'
    """
    return ", ".join(item for item in items if item)
