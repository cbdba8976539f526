"""A statement as a card: what is said, in which words, by whom and where, and what of it is ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from analysis.display import places
from analysis.facts import evidence, tables

Field = tuple[str, str]  # a label and what stands under it, as HTML


def card(key: str, fields: Iterable[Field], row: Mapping[str, str], up: str = places.UP, more: Iterable[Field] = ()) -> str:
    """Return a statement as an item of a list; the id of the item is the statement's.

    Parameters
    ----------
    key : id of the statement, or "" for a row that is none
    fields : what is said
    row : ``source`` (a key or a name), ``locator``, ``as_printed``, ``caveats``, ``inferred``, ``cites``, as far as there
    up : the way from the page to the pages of documents
    more : what else stands under it
    """
    told = [*fields, *_evidence(key, row, up), *more]
    body = " ".join(_field(label, text) for label, text in told if text)
    return f'<li id="{escape(key)}"><dl>{body}</dl></li>' if key else f"<li><dl>{body}</dl></li>"


def _field(label: str, text: str) -> str:
    kind = ' class="quote"' if label == PRINTED else ""
    return f"<div{kind}><dt>{escape(label)}</dt> <dd>{text}</dd></div>"


PRINTED = "As printed"


def _evidence(key: str, row: Mapping[str, str], up: str) -> Iterable[Field]:
    from analysis.display.pages import cited, spaced  # tables show cards, cards show cells

    yield PRINTED, quoted(row.get("as_printed", ""))
    if row.get("source"):
        yield "Source", said_by(key, row["source"], row.get("locator", ""), up)
    else:
        yield "Where", escape(row.get("locator", ""))
    yield "Caveats", escape(spaced(row.get("caveats", "")))
    yield "Ours, not printed", escape(spaced(row.get("inferred", "")))
    yield "Its sources", cited(row.get("cites", ""), "" if up == places.UP else "../../notebooks/")


def quoted(printed: str) -> str:
    """Return a quotation; what the source prints apart stands apart.

    >>> quoted("17国 | 50")
    '<q lang="zh">17国 … 50</q>'
    """
    if not printed:
        return ""
    chinese = ' lang="zh"' if places.CHINESE.search(printed) else ""
    return f"<q{chinese}>{escape(printed.replace(' | ', ' … '))}</q>"


def said_by(key: str, source: str, locator: str, up: str = places.UP) -> str:
    """Return who says a statement and where: the name leads to the statement on the page of its document.

    >>> said_by("mem-001", "luhui2025", "§2 row 1")
    '<span data-by><a href="../reference/sources/luhui2025.html#mem-001">Lu Hui&#x27;s essay (2025)</a></span>, §2 row 1'
    """
    names = tables.named("sources", "called")
    name = names.get(source, source)
    linked = places.link(name, places.statement(key), up) if key in places.statements() else places.with_links(name, up)
    return ", ".join(part for part in (f"<span data-by>{linked}</span>", escape(locator)) if part)


def cards(items: Iterable[str]) -> str:
    """Return cards as a list."""
    return f'<ul class="said">{"".join(items)}</ul>'


def documents(rows: Iterable[str]) -> list[str]:
    """Return the names of the documents that make the statements `rows` (ids), each once, in order."""
    sources = [places.statements()[key][1] for key in rows if key in places.statements()]
    return list(dict.fromkeys(map(evidence.called, sources)))
