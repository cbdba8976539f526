"""A statement as a card: what is said, in which words, by whom and where, and what of it is ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape

from analysis.display import naming, places
from analysis.facts import evidence, judgements, recorded, tables

REVIEWS = "11_disagreements.html"  # the page of the book that says which statements contradict each other
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
    body = "".join(f"<dt>{escape(label)}</dt><dd> {text} </dd>" for label, text in told if text)
    return f'<li id="{escape(key)}"><dl>{body}</dl></li>' if key else f"<li><dl>{body}</dl></li>"


def _evidence(key: str, row: Mapping[str, str], up: str) -> Iterable[Field]:
    from analysis.display.pages import cited, spaced  # tables show cards, cards show cells

    if recorded.collected(key):
        yield "As recorded", f'<span class="recorded">{places.marked(recorded.said(key))}</span>'
    else:
        yield "As printed", quoted(row.get("as_printed", ""))
    if row.get("source"):
        yield "Source", said_by(key, row["source"], row.get("locator", ""), up)
    else:
        yield "Where", escape(row.get("locator", ""))
    yield "Caveats", _caveats(key, spaced(row.get("caveats", "")), up)
    yield "Ours, not printed", escape(naming.labels(row.get("inferred", ""), places.table(key)))
    yield "Its sources", cited(row.get("cites", ""), "" if up == places.UP else "../../notebooks/")


@lru_cache
def _reviewed() -> dict[str, str]:
    """Statement -> the weightiest review that sets it against another."""
    rows = judgements.judgements()
    return {key: row.id for row in rows[::-1].itertuples() for key in tables.split(row.statements)}


def _caveats(key: str, caveats: str, up: str) -> str:
    """The caveats of a statement; that it is contested leads to the review that says by whom."""
    if key not in _reviewed():
        return escape(caveats)
    page = f"{'' if up == places.UP else '../../notebooks/'}{REVIEWS}#{_reviewed()[key]}"
    return escape(caveats).replace("contested", f'<a href="{page}">contested</a>')


def quoted(printed: str) -> str:
    """Return a quotation; what the source prints apart stands apart.

    >>> quoted("17国 | 50")
    '<q lang="zh">17国 … 50</q>'
    """
    if not printed:
        return ""
    chinese = ' lang="zh"' if places.CHINESE.search(printed) else ""
    return f"<q{chinese}>{escape(printed.replace(' | ', ' … '), quote=False)}</q>"


def said_by(key: str, source: str, locator: str, up: str = places.UP) -> str:
    """Return who says a statement, where, and in which language if not in English; the name leads to the statement there.

    >>> said_by("mem-031", "spacewiki", "row 8")
    '<a href="../reference/sources/spacewiki.html#mem-031">Space Wiki (2024)</a>, row 8'
    """
    names = tables.named("sources", "called")
    name = names.get(source, source)
    linked = places.link(name, places.statement(key), up) if key in places.statements() else places.with_links(name, up)
    return ", ".join(part for part in (linked, escape(locator, quote=False), _language(source)) if part)


def _language(source: str) -> str:
    written = tables.named("sources", "language").get(source, "en")
    return "" if written == "en" else f"in {naming.words()['languages'][written]}"


def cards(items: Iterable[str]) -> str:
    """Return cards as a list."""
    return f'<ul class="said">{"".join(items)}</ul>'


def documents(rows: Iterable[str]) -> list[str]:
    """Return the names of the documents that make the statements `rows` (ids), each once, in order."""
    sources = [places.statements()[key][1] for key in rows if key in places.statements()]
    return list(dict.fromkeys(map(evidence.called, sources)))
