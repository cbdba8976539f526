"""The pages of documents: what each is, where it stands, its record, everything it says."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from analysis.display import cells, naming, places
from analysis.facts import dates, evidence, tables
from analysis.reference import fields
from analysis.reference.listing import listed
from analysis.reference.pages import Checked, Page, Shown, card, facts

BACK = ("All documents", "documents")
SHARES = ("fine", "unsourced")  # of a record, what is no count


def pages(shown: Shown, checked: Checked) -> Iterator[Page]:
    """Yield the pages of every document that makes a statement."""
    ids = evidence.statements().groupby("source", sort=False)["id"].agg(list)
    for row in tables.load("sources").to_dict("records"):
        if row["key"] in ids.index:
            yield from _document(row, ids[row["key"]], shown, checked)


def _document(row: dict, ids: list[str], shown: Shown, checked: Checked) -> Iterator[Page]:
    key = row["key"]
    head = _what(row, shown.together(ids)) + _record(row, checked)
    address = places.document(key).removesuffix(".html")
    yield from listed(address, row["called"], key, ids, head, BACK, lambda one: card(one, shown, checked, own=True), True)


def _what(row: dict, chapters: str) -> str:
    words = fields.words()
    address = cells.address(row["url"])
    told = [
        ("Title", places.marked(row["title"])),
        ("Chinese title", places.marked(row["title_zh"])),
        ("Author", places.marked(row["author"])),
        ("Published by", places.with_links(row["publisher"], fields.UP)),
        ("Published", escape(dates.label(row["published"]))),
        ("Speaks up to", escape(dates.label(row["as_of"]))),
        ("Language", escape(naming.words()["languages"].get(row["language"], row["language"]))),
        ("Kind", escape(row["kind"])),
        ("Address", address or escape(words["document.no_address"])),
        ("Shown in", chapters),
    ]
    return f"<p>{escape(words['document'][row['class']])} {places.marked(row['about'])}</p>{facts(told)}"


def _record(row: dict, checked: Checked) -> str:
    key, words, said = row["key"], fields.words(), []
    if row["class"] == "founding" and key in checked.across.index:
        told = {name: int(n) for name, n in checked.across.loc[key].items() if name not in SHARES}
        said.append(words.say("document.across", **told, alone=told["statements"] - told["compared"]))
        since = checked.since.loc[key].to_dict()
        said.append(words.say("document.since", **since, open=since["leaves open"]))
    elif key in checked.against.index:
        told = checked.against.loc[key].to_dict()
        said.append(words.say("document.does", **told, open=told["leaves open"]))
    elif row["class"] != "founding":
        said.append(words["document.silent"])
    link = '<a href="../../notebooks/11_disagreements.html">Where the sources disagree</a>'
    return f"<p>{escape(' '.join(said))} More: {link}.</p>" if said else ""


def index() -> str:
    """Return the list of all documents, founding ones first, each with its number of statements."""
    counts = evidence.statements()["source"].value_counts()
    rows = tables.load("sources")
    rows = rows[rows["key"].isin(counts.index)]
    founding, later = rows[rows["class"] == "founding"], rows[rows["class"] != "founding"].sort_values("called")
    parts = []
    for heading, group in (("Founding documents", founding), ("Later sources", later)):
        items = " ".join(
            f"<li>{places.link(row['called'], places.document(row['key']))} <span>{places.marked(row['title'])}</span> "
            f"<small>{_count(int(counts[row['key']]))}</small></li>"
            for row in group.to_dict("records")
        )
        parts.append(group_of(heading, items))
    return f'<div class="who-box">{"".join(parts)}</div>'


def group_of(heading: str, items: str) -> str:
    """Return a part of an index: its heading and its entries."""
    return f'<section class="who"><h2>{escape(heading)}</h2><ul class="who">{items}</ul></section>'


def _count(n: int) -> str:
    return f"{n} statement{'s' * (n != 1)}"
